/* bylaw_needs and bylaw_answer: what is asked, worked out by hand from small policies; and for
** made-up people, that answering ends, asks less than all, and comes to the outcome of all
** facts. */
#include "support.h"

#include "world.h"

/* `care` is asked before `poor`: the first requirement hangs on it. Two exceptions give 0 to
** whoever chose care, the poor and the others. */
#define POLICY(second)                                                                                                                        \
  "local act = document { id = \"test\", number = \"试〔2025〕1号\", title = \"试验办法\",\n"                                         \
  "  issuers = { \"市民政局\" }, issued = \"2025-01-10\", in_force = { from = \"2025-01-01\", cite = "                                    \
  "\"第九条\" },\n"                                                                                                                        \
  "  outline = { articles = 30 }, month_end = { \"clamp\", cite = \"第八条\" } }\n"                                                        \
  "local yes_no = fact.one_of { { \"yes\", \"愿意\" }, { \"no\", \"不愿意\" } }\n"                                                       \
  "act:facts(\"person\", { label = \"人\",\n"                                                                                                \
  "  birth_date = fact.date { label = \"出生日期\", range = { \"1900-01-01\", \"today\" }, cite = \"第二条\" },\n"                     \
  "  care = yes_no { label = \"选择服务\", changed_by = \"person\", cite = \"第五条\" },\n"                                            \
  "  poor = yes_no { label = \"低保\", changed_by = \"office\" },\n"                                                                        \
  "  phone = fact.text { label = \"电话\" },\n"                                                                                             \
  "  left = fact.date { label = \"迁出日期\", optional = true },\n"                                                                       \
  "  hukou = fact.timeline(fact.district) { label = \"户籍\", absent = \"非本市\" },\n"                                                  \
  "  applied = fact.list { label = \"申请\", on = fact.date { label = \"申请日期\" },\n"                                                \
  "    paper = yes_no { label = \"材料齐全\" } } })\n"                                                                                    \
  "act:term(\"old\", { cite = \"第二条\", text = \"满80周岁\", is = function(p, m) return p.birth_date:age(m:last()) >= 80 end })\n"    \
  "act:term(\"cared\", { cite = \"第五条\", is = function(p) return p.care == \"yes\" end })\n"                                            \
  "act:term(\"cared_poor\", { cite = \"第五条\", is = function(p) return p.care == \"yes\" and p.poor == \"yes\" end })\n"                 \
  "act:term(\"cared_else\", { cite = \"第五条\", is = function(p) return p.care == \"yes\" and p.poor ~= \"yes\" end })\n"                 \
  "act:term(\"stays\", { cite = \"第六条\", is = function(p, m) return not present(p.left) or p.left > m:last() end })\n"                  \
  "act:term(\"here\", { cite = \"第七条\", text = \"有户籍\", is = function(p, m) return p.hukou:present(m:first()) end })\n"           \
  "act:term(\"asked\", { cite = \"第七条\", text = \"已申请\", is = function(p, m)\n"                                                   \
  "  return p.applied:any { on = at_most(m:last()), paper = \"yes\" } end })\n"                                                               \
  "local grant = act:decision(\"grant\", { label = \"补贴\", of = \"person\", per = \"month\", gives = \"money\" })\n"                      \
  "grant:requires(\"第二条\", \"old\")\n"                                                                                                  \
  "grant:requires(\"第六条\", \"stays\")\n"                                                                                                \
  "grant:rule(\"第四条\", { give = yuan(30) })\n"                                                                                          \
  "grant:exception(\"第五条\", { to = \"第四条\", when = \"cared_poor\", give = yuan(0) })\n"                                           \
  "grant:exception(\"" second "\", { to = \"第四条\", when = \"cared_else\", give = yuan(0) })\n"                                          \
  "local place = act:decision(\"place\", { label = \"所在\", of = \"person\", per = \"month\", gives = \"money\", else_give = yuan(0) })\n" \
  "place:requires(\"第七条\", \"here\")\n"                                                                                                 \
  "place:requires(\"第七条\", \"asked\")\n"                                                                                                \
  "place:rule(\"第七条\", { give = yuan(5) })\n"                                                                                           \
  "return act\n"

struct rig {
  bylaw *b;
  char folder[32], file[64];
};

static struct rig rig_open(const char *policy) {
  struct rig r = {.folder = "/tmp/bylaw-need-XXXXXX"};
  bylaw_error e = {0};
  assert_non_null(mkdtemp(r.folder));
  snprintf(r.file, sizeof r.file, "%s/test.lua", r.folder);
  write_text(r.file, policy);
  assert_int_equal(bylaw_open(&r.b, NULL, NULL), BYLAW_OK);
  r.b->by_lua = true; /* bylaw_decide is what is compared with */
  if (bylaw_load(r.b, r.file, &e) != BYLAW_OK) fail_msg("%d: %s %s", e.line, e.message, e.hint);
  return r;
}

static void rig_close(struct rig *r) {
  bylaw_close(r->b);
  remove_tree(r->folder);
}

static bylaw_request asked(const char *decision, const char *facts) {
  return (bylaw_request){.policy = "test", .decision = decision, .facts = facts, .month = "2025-06"};
}

static json_t *needs(bylaw *b, const bylaw_request *q, int optional, bylaw_outcome *kind) {
  bylaw_error e = {0};
  char *text = NULL;
  if (bylaw_needs(b, q, optional, kind, &text, &e) != BYLAW_OK)
    fail_msg("%s (%s)\n%s", e.message, e.hint, q->facts);
  json_t *made = json_loads(text, 0, NULL);
  bylaw_free(text);
  assert_non_null(made);
  return made;
}

static const char *text_of(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

/* Names of what is asked, in order: "birth_date care". */
static void expect_asked(struct rig *r, const char *decision, const char *facts, int optional,
                         const char *names) {
  bylaw_request q = asked(decision, facts);
  char got[256] = "";
  size_t i;
  json_t *one, *answer = needs(r->b, &q, optional, NULL);
  json_array_foreach(json_object_get(answer, "needs"), i, one) {
    if (i) strcat(got, " ");
    strcat(got, text_of(one, "name"));
  }
  if (strcmp(got, names) != 0) fail_msg("%s: asked ‘%s’, not ‘%s’", facts, got, names);
  assert_int_equal(json_is_true(json_object_get(answer, "decided")), !*names);
  json_decref(answer);
}

/* --- what is asked ---------------------------------------------------------------------------- */

static void test_order(void **state) {
  (void)state;
  struct rig r = rig_open(POLICY("第六条"));
  /* The phone is no question of this decision. With the age alone some are refused; with care or
  ** poor alone nothing is decided. */
  expect_asked(&r, "grant", "{}", 0, "birth_date care poor");
  expect_asked(&r, "grant", "{\"birth_date\": \"1940-01-01\"}", 0, "care poor");
  /* Too young: refused, whatever else. */
  expect_asked(&r, "grant", "{\"birth_date\": \"1950-01-01\"}", 0, "");
  /* Not chosen: the poor get the same. */
  expect_asked(&r, "grant", "{\"birth_date\": \"1940-01-01\", \"care\": \"no\"}", 0, "");
  rig_close(&r);
}

/* 0 by article five or by article six are two outcomes; 0 by article five both ways is one. */
static void test_same_amount(void **state) {
  (void)state;
  static const char facts[] = "{\"birth_date\": \"1940-01-01\", \"care\": \"yes\"}";
  struct rig differs = rig_open(POLICY("第六条")), same = rig_open(POLICY("第五条"));
  bylaw_request q = asked("grant", facts);
  bylaw_outcome kind;
  expect_asked(&differs, "grant", facts, 0, "poor");
  json_t *answer = needs(same.b, &q, 0, &kind);
  assert_int_equal(kind, BYLAW_VALUE);
  assert_true(json_is_true(json_object_get(answer, "decided")));
  assert_string_equal(text_of(answer, "outcome"), "0.00");
  assert_string_equal(json_string_value(json_array_get(json_object_get(answer, "articles"), 0)), "第五条");
  json_decref(answer);
  rig_close(&differs);
  rig_close(&same);
}

/* What may be left out is absent, unless it is asked for too. */
static void test_optional(void **state) {
  (void)state;
  struct rig r = rig_open(POLICY("第六条"));
  static const char facts[] = "{\"birth_date\": \"1940-01-01\", \"care\": \"no\"}";
  expect_asked(&r, "grant", facts, 0, "");
  expect_asked(&r, "grant", facts, 1, "left");
  expect_asked(&r, "grant", "{\"birth_date\": \"1940-01-01\", \"care\": \"no\", \"left\": null}", 1, "");
  rig_close(&r);
}

static void test_words(void **state) {
  (void)state;
  struct rig r = rig_open(POLICY("第六条"));
  bylaw_request q = asked("grant", "{\"birth_date\": \"1940-01-01\"}");
  json_t *answer = needs(r.b, &q, 0, NULL), *next = json_object_get(answer, "next");
  json_t *why = json_object_get(next, "why");
  assert_string_equal(text_of(next, "label"), "选择服务");
  assert_string_equal(text_of(next, "article"), "第五条");
  assert_string_equal(text_of(next, "format"), "愿意 / 不愿意");
  assert_int_equal(json_array_size(json_object_get(next, "members")), 2);
  assert_true(json_is_true(json_object_get(next, "sure")));
  assert_string_equal(text_of(why, "article"), "第五条"); /* the first exception that is tried */
  assert_string_equal(text_of(why, "term"), "cared_poor");
  json_decref(answer);
  q = asked("grant", "{}");
  answer = needs(r.b, &q, 0, NULL);
  why = json_object_get(json_object_get(answer, "next"), "why");
  assert_string_equal(text_of(why, "article"), "第二条");
  assert_string_equal(text_of(why, "text"), "满80周岁");
  assert_string_equal(text_of(json_object_get(answer, "next"), "least"), "1900-01-01");
  json_decref(answer);
  rig_close(&r);
}

/* --- answers ---------------------------------------------------------------------------------- */

static void expect_answer(struct rig *r, const char *facts, const char *fact, const char *text,
                          const char *wanted) {
  bylaw_request q = asked("place", facts);
  bylaw_error e = {0};
  char *got = NULL;
  if (bylaw_answer(r->b, &q, fact, text, &got, &e) != BYLAW_OK) fail_msg("%s=%s: %s", fact, text, e.message);
  json_t *a = json_loads(got, 0, NULL), *b = json_loads(wanted, 0, NULL);
  assert_non_null(b);
  if (!json_equal(a, b)) fail_msg("%s=%s: %s, not %s", fact, text, got, wanted);
  json_decref(a);
  json_decref(b);
  bylaw_free(got);
}

static void expect_refused(struct rig *r, const char *facts, const char *fact, const char *text,
                           bylaw_status status, const char *says_so) {
  bylaw_request q = asked("place", facts);
  bylaw_error e = {0};
  char *got = NULL;
  assert_int_equal(bylaw_answer(r->b, &q, fact, text, &got, &e), status);
  assert_null(got);
  if (!strstr(e.message, says_so)) fail_msg("%s=%s: %s", fact, text, e.message);
}

static void test_answers(void **state) {
  (void)state;
  struct rig r = rig_open(POLICY("第六条"));
  expect_answer(&r, "{}", "birth_date", "1940年1月5日", "{\"birth_date\": \"1940-01-05\"}");
  expect_answer(&r, "{\"person\": {}}", "选择服务", " 愿意 ", "{\"person\": {\"care\": \"yes\"}}");
  expect_answer(&r, "{}", "left", "无", "{\"left\": null}");
  expect_answer(&r, "{}", "applied", "2025-06-01 | 愿意",
                "{\"applied\": [{\"on\": \"2025-06-01\", \"paper\": \"yes\"}]}");
  expect_refused(&r, "{}", "birth_date", "1899-12-31", BYLAW_EINPUT, "1900-01-01");
  expect_refused(&r, "{}", "birth_date", "2025-07-01", BYLAW_EINPUT, "决定之日");
  expect_refused(&r, "{}", "birth_date", "昨天", BYLAW_EINPUT, "出生日期");
  expect_refused(&r, "{}", "care", "也许", BYLAW_EINPUT, "选择服务");
  expect_refused(&r, "{}", "income", "1", BYLAW_EINPUT, "income");
  expect_refused(&r, "{\"applied\": []}", "applied[1].on", "2025-06-01", BYLAW_EUSAGE, "申请");
  rig_close(&r);
}

/* Of a record and of a history only what is missing is asked for, and the rest stays. */
static void test_parts(void **state) {
  (void)state;
  struct rig r = rig_open(POLICY("第六条"));
  static const char facts[] = "{\"hukou\": \"和平区\", \"applied\": [{\"paper\": \"yes\"}]}";
  static const char history[] =
      "{\"applied\": [{\"on\": \"2025-01-01\", \"paper\": \"yes\"}], \"hukou\": {\"known_from\": \"2025-06-20\", "
      "\"spells\": [{\"from\": \"2025-06-20\", \"value\": \"和平区\"}]}}";
  bylaw_request q = asked("place", facts);
  json_t *answer = needs(r.b, &q, 0, NULL), *next = json_object_get(answer, "next");
  assert_string_equal(text_of(next, "ask"), "applied[1].on");
  assert_string_equal(text_of(json_array_get(json_object_get(next, "parts"), 0), "text"),
                      "第 1 条的申请日期");
  json_decref(answer);
  expect_answer(&r, facts, "applied[1].on", "2025-06-01",
                "{\"hukou\": \"和平区\", \"applied\": [{\"on\": \"2025-06-01\", \"paper\": \"yes\"}]}");
  q = asked("place", history);
  answer = needs(r.b, &q, 0, NULL);
  next = json_object_get(answer, "next");
  assert_string_equal(text_of(next, "ask"), "hukou");
  assert_string_equal(text_of(json_array_get(json_object_get(next, "parts"), 0), "text"), "2025-06-20以前");
  json_decref(answer);
  expect_answer(
      &r, history, "hukou", "2010-05-01 沈河区",
      "{\"applied\": [{\"on\": \"2025-01-01\", \"paper\": \"yes\"}], \"hukou\": [{\"value\": null}, "
      "{\"from\": \"2010-05-01\", \"value\": \"沈河区\"}, {\"from\": \"2025-06-20\", \"value\": \"和平区\"}]}");
  rig_close(&r);
}

/* --- made-up people --------------------------------------------------------------------------- */

struct crowd {
  bylaw *b;
  struct world w;
  int asked, fewer, ended;
};

static struct crowd crowd_open(const char *path, uint64_t seed) {
  struct crowd c = {.w = {.state = seed}};
  bylaw_error e = {0};
  assert_int_equal(bylaw_open(&c.b, NULL, NULL), BYLAW_OK);
  c.b->by_lua = true; /* bylaw_decide is what is compared with */
  if (bylaw_load(c.b, path, &e) != BYLAW_OK) fail_msg("%s", e.message);
  c.w.policy = c.b->policies;
  return c;
}

static void known_person(struct crowd *c, const struct decision *d) {
  struct world *w = &c->w;
  const struct model *m = &w->policy->script->model;
  arena_reset(&w->arena);
  w->unknown_percent = 0;
  for (int i = 0; i < m->fact_count; i++)
    w->facts[i] = some_fact(w, &m->facts[i]);
  for (int i = 0; i < d->given_count; i++)
    w->given[i] = some_fact(w, &d->given[i]);
}

static json_t *own_facts(struct crowd *c, json_t *all) {
  return json_object_get(all, c->w.policy->script->model.subject);
}

/* Nothing but what may be left out. */
static json_t *only_optional(struct crowd *c, const struct decision *d, json_t *full) {
  const struct model *m = &c->w.policy->script->model;
  json_t *made = json_deep_copy(full);
  for (int i = 0; i < m->fact_count; i++)
    if (!m->facts[i].optional) json_object_del(own_facts(c, made), m->facts[i].name);
  for (int i = 0; i < d->given_count; i++)
    if (!d->given[i].optional) json_object_del(made, d->given[i].name);
  return made;
}

static int total(struct crowd *c, const struct decision *d) {
  return c->w.policy->script->model.fact_count + d->given_count;
}

static bylaw_request question(struct crowd *c, const struct decision *d, const char *facts, char time[16]) {
  struct value when = value_of(KIND_MONTH, c->w.month);
  if (d->per != PER_MONTH) when = value_op(NULL, OP_MONTH_LAST, &when);
  struct buf text = {0};
  value_write(&text, when);
  snprintf(time, 16, "%s", buf_text(&text));
  buf_free(&text);
  bylaw_request q = {.policy = c->w.policy->script->model.id, .decision = d->name, .facts = facts};
  if (d->per == PER_MONTH)
    q.month = time;
  else
    q.on = time;
  return q;
}

/* Two values of the fact with two outcomes, the rest being somebody's. */
static bool two_outcomes(struct crowd *c, const struct decision *d, const json_t *so_far, const char *name) {
  bool found = false;
  char time[16];
  for (int i = 0; i < 1500 && !found; i++) {
    json_t *outcomes[2] = {0};
    known_person(c, d);
    char *all = facts_as_json(&c->w, d, NULL);
    json_t *one = json_loads(all, 0, NULL);
    free(all);
    json_object_update_recursive(one, (json_t *)so_far);
    for (int k = 0; k < 2; k++) {
      char *facts = json_dumps(one, 0), *text = NULL;
      bylaw_request q = question(c, d, facts, time);
      if (bylaw_decide(c->b, &q, NULL, &text, NULL) == BYLAW_OK) outcomes[k] = json_loads(text, 0, NULL);
      bylaw_free(text);
      free(facts);
      known_person(c, d);
      all = facts_as_json(&c->w, d, NULL);
      json_t *other = json_loads(all, 0, NULL);
      free(all);
      json_t *changed = json_object_get(own_facts(c, other), name);
      json_object_set(changed ? own_facts(c, one) : one, name,
                      changed ? changed : json_object_get(other, name));
      json_decref(other);
    }
    json_t *a = json_object_get(outcomes[0], "outcome"), *b = json_object_get(outcomes[1], "outcome");
    bool no = json_object_get(a, "refused") && json_object_get(b, "refused");
    found = a && b && !no &&
            !(json_equal(a, b) &&
              json_equal(json_object_get(outcomes[0], "because"), json_object_get(outcomes[1], "because")));
    json_decref(outcomes[0]);
    json_decref(outcomes[1]);
    json_decref(one);
  }
  return found;
}

/* The same kind and value; a refusal may tell fewer reasons when it came early. */
static void expect_same_outcome(const json_t *answer, const json_t *whole, const char *facts) {
  const json_t *a = json_object_get(answer, "outcome"), *b = json_object_get(whole, "outcome");
  if (json_object_get(a, "refused") && json_object_get(b, "refused")) return;
  if (json_object_get(a, "undetermined") && json_object_get(b, "undetermined")) return;
  if (json_equal((json_t *)a, (json_t *)b)) return;
  char *x = json_dumps(a, JSON_ENCODE_ANY), *y = json_dumps(b, JSON_ENCODE_ANY);
  fail_msg("asked one by one %s, all at once %s\n%s", x, y, facts);
}

/* From nothing to the end. */
static void one_by_one(struct crowd *c, const struct decision *d, bool check) {
  char time[16], *text = NULL;
  known_person(c, d);
  char *full_text = facts_as_json(&c->w, d, NULL);
  json_t *full = json_loads(full_text, 0, NULL), *facts = only_optional(c, d, full), *answer = NULL;
  bylaw_request q = question(c, d, full_text, time);
  bool decides = bylaw_decide(c->b, &q, NULL, &text, NULL) == BYLAW_OK;
  int steps = 0;
  for (; decides; steps++) {
    char *so_far = json_dumps(facts, 0);
    q = question(c, d, so_far, time);
    answer = needs(c->b, &q, 0, NULL);
    free(so_far);
    json_t *next = json_object_get(answer, "next");
    if (json_is_null(next)) break;
    if (steps >= total(c, d)) fail_msg("%s asks on: %s", d->name, text_of(next, "name"));
    const char *name = text_of(next, "name");
    json_t *own = json_object_get(own_facts(c, full), name);
    json_t *to = own ? own_facts(c, facts) : facts;
    assert_null(json_object_get(to, name)); /* what is known is not asked */
    bool sure = json_is_true(json_object_get(next, "sure"));
    if (check && sure && !two_outcomes(c, d, facts, name)) fail_msg("%s: %s changes nothing", d->name, name);
    json_object_set(to, name, own ? own : json_object_get(full, name));
    json_decref(answer);
    answer = NULL;
  }
  if (decides) {
    json_t *whole = json_loads(text, 0, NULL);
    expect_same_outcome(answer, whole, full_text);
    json_decref(whole);
    c->ended++;
    c->asked += steps;
    c->fewer += steps < total(c, d);
  }
  json_decref(answer);
  json_decref(facts);
  json_decref(full);
  bylaw_free(text);
  free(full_text);
}

static void people(const char *path, uint64_t seed, int month, int count, int least_ended) {
  struct crowd c = crowd_open(path, seed);
  const struct model *m = &c.w.policy->script->model;
  for (int i = 0; i < count; i++) {
    c.w.month = month - below(&c.w, 5);
    one_by_one(&c, &m->decisions[below(&c.w, m->decision_count)], i % 6 == 0);
  }
  assert_true(c.ended >= least_ended);
  assert_int_equal(c.fewer, c.ended); /* nobody is asked for everything */
  assert_true(c.asked > c.ended);     /* more than one question each, on the whole */
  arena_free(&c.w.arena);
  bylaw_close(c.b);
}

static void test_allowance(void **state) {
  (void)state;
  people("policies/old_age_allowance.lua", 41, 2025 * 12 + 5, 150, 100);
}

static void test_canteen(void **state) {
  (void)state;
  people("examples/policies/canteen_subsidy.lua", 43, 2026 * 12 + 2, 150, 15);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_order),     cmocka_unit_test(test_same_amount), cmocka_unit_test(test_optional),
      cmocka_unit_test(test_words),     cmocka_unit_test(test_answers),     cmocka_unit_test(test_parts),
      cmocka_unit_test(test_allowance), cmocka_unit_test(test_canteen),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
