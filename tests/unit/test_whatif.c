/* bylaw_what_if: changes worked out by hand from a small policy; and for made-up people every day
** of birth, every month and every told change tried one by one. */
#include "support.h"

#include "host/engine/judge/judge.h"
#include "world.h"

/* 30 from eighty on, 200 from ninety on (by the last day of the month); nothing above 3,000 yuan of
** income; care instead of money gives 0; an application by the end of the month is required; not
** verified for the month holds it. */
static const char POLICY[] =
    "local act = document { id = \"test\", number = \"试〔2025〕1号\", title = \"试验办法\",\n"
    "  issuers = { \"市民政局\" }, issued = \"2025-01-10\", in_force = { from = \"2025-01-01\", cite = \"第九条\" },\n"
    "  outline = { articles = 30 }, month_end = { \"clamp\", cite = \"第八条\" } }\n"
    "act:parameter(\"limit\", { label = \"收入上限\", unit = \"元\", cite = \"第三条\", { from = \"2025-01-01\", value = yuan(3000) } })\n"
    "local mode = fact.one_of { { \"money\", \"津贴\" }, { \"care\", \"服务\" } }\n"
    "local state = fact.one_of { { \"seen\", \"在世\" }, { \"lost\", \"无法确定\" } }\n"
    "act:facts(\"person\", { label = \"人\",\n"
    "  birth_date = fact.date { label = \"出生日期\", range = { \"1900-01-01\", \"today\" }, born = true },\n"
    "  death_date = fact.date { label = \"死亡日期\", optional = true, changed_by = \"nobody\" },\n"
    "  income = fact.money { label = \"月收入\", range = { yuan(0), yuan(100000) } },\n"
    "  children = fact.count { label = \"子女\", range = { 0, 20 } },\n"
    "  mode = mode { label = \"选择\", changed_by = \"person\" },\n"
    "  checked = fact.timeline(state) { label = \"核查\", absent = \"未核查\", changed_by = \"office\" },\n"
    "  applied = fact.list { label = \"申请\", changed_by = \"person\", on = fact.date { label = \"申请日期\" } } })\n"
    "act:invariant(\"person\", \"birth_date <= death_date\")\n"
    "act:term(\"age\", { cite = \"第四条\", is = function(p, m) return p.birth_date:age(m:last()) end })\n"
    "act:term(\"old\", { cite = \"第四条\", text = \"满80周岁\", is = function(_, _, law) return law.age >= 80 end })\n"
    "act:term(\"very_old\", { cite = \"第四条\", text = \"满90周岁\", is = function(_, _, law) return law.age >= 90 end })\n"
    "act:term(\"alive\", { cite = \"第二条\", is = function(p, m) return not present(p.death_date) or p.death_date > m:last() end })\n"
    "act:term(\"poor\", { cite = \"第三条\", is = function(p, _, law) return p.income <= law.limit end })\n"
    "act:term(\"cared\", { cite = \"第五条\", is = function(p) return p.mode == \"care\" end })\n"
    "act:term(\"asked\", { cite = \"第六条\", is = function(p, m) return p.applied:any { on = at_most(m:last()) } end })\n"
    "act:term(\"sure\", { cite = \"第七条\", is = function(p, m) return p.checked:at(m:first()) ~= \"lost\" end })\n"
    "local grant = act:decision(\"grant\", { label = \"津贴\", of = \"person\", per = \"month\", gives = \"money\" })\n"
    "grant:requires(\"第四条\", \"old\")\n"
    "grant:requires(\"第二条\", \"alive\")\n"
    "grant:requires(\"第三条\", \"poor\")\n"
    "grant:requires(\"第六条\", \"asked\")\n"
    "grant:requires(\"第七条\", \"sure\", { fails = \"hold\" })\n"
    "grant:rule(\"第四条\", { when = \"not very_old\", give = yuan(30) })\n"
    "grant:rule(\"第四条\", { when = \"very_old\", give = yuan(200) })\n"
    "grant:exception(\"第五条\", { to = \"第四条\", when = \"cared\", give = yuan(0) })\n"
    "return act\n";

/* Two rules under one article are told apart by the second one's own. */
static const char USUAL[] =
    "{\"birth_date\": \"1935-07-31\", \"income\": \"2500.00\", \"children\": 2, \"mode\": \"money\", \"checked\": null, "
    "\"applied\": [{\"on\": \"2025-01-06\"}]}";

struct rig {
  bylaw *b;
  char folder[32], file[64];
};

static struct rig rig_open(void) {
  struct rig r = {.folder = "/tmp/bylaw-what-XXXXXX"};
  bylaw_error e = {0};
  char *policy = replaced(POLICY, "grant:rule(\"第四条\", { when = \"very_old\"",
                          "grant:rule(\"第十条\", { when = \"very_old\"");
  assert_non_null(mkdtemp(r.folder));
  snprintf(r.file, sizeof r.file, "%s/test.lua", r.folder);
  write_text(r.file, policy);
  free(policy);
  assert_int_equal(bylaw_open(&r.b, NULL, NULL), BYLAW_OK);
  r.b->by_lua = true; /* bylaw_decide is what is compared with */
  if (bylaw_load(r.b, r.file, &e) != BYLAW_OK) fail_msg("%d: %s %s", e.line, e.message, e.hint);
  return r;
}

static void rig_close(struct rig *r) {
  bylaw_close(r->b);
  remove_tree(r->folder);
}

static json_t *what_if(bylaw *b, const bylaw_request *q, int most) {
  bylaw_error e = {0};
  bylaw_what_if_options o = {.most = most};
  char *text = NULL;
  if (bylaw_what_if(b, q, &o, NULL, &text, &e) != BYLAW_OK)
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

/* "30.00", or the kind where there is no amount. */
static const char *result_of(const json_t *one) {
  return strcmp(text_of(one, "kind"), "value") == 0 ? text_of(one, "outcome") : text_of(one, "kind");
}

/* Every change as "by fact: was -> now = result", a line each. */
static void lines_of(const json_t *answer, char *out, size_t size) {
  size_t i, n = 0;
  json_t *one;
  *out = '\0';
  json_array_foreach(json_object_get(answer, "changes"), i, one) {
    n += (size_t)snprintf(out + n, size - n, "%s %s: %s -> %s = %s\n", text_of(one, "by"),
                          text_of(one, "fact"), text_of(one, "was"), text_of(one, "now"), result_of(one));
    assert_true(n < size);
  }
}

static void expect(const char *facts, const char *wanted) {
  struct rig r = rig_open();
  char got[4096];
  bylaw_request q = {.policy = "test", .decision = "grant", .facts = facts, .month = "2025-06"};
  json_t *answer = what_if(r.b, &q, 50);
  assert_true(json_is_true(json_object_get(answer, "complete")));
  lines_of(answer, got, sizeof got);
  if (strcmp(got, wanted) != 0) fail_msg("got:\n%swanted:\n%s", got, wanted);
  json_decref(answer);
  rig_close(&r);
}

/* Eighty-nine at the end of June 2025, turning ninety on 31 July. Ninety by then: born on 30 June
** 1935 or before; not eighty: born on 1 July 1945 or after. Lost on 1 June holds: recorded from
** that day, the nearest to the end of the month. The number of children is nobody's matter. */
static void test_amount(void **state) {
  (void)state;
  expect(USUAL, "person mode: 津贴 -> 服务 = 0.00\n"
                "person applied: 第 1 条 2025-01-06 -> 没有这一条 = refused\n"
                "office checked: 未核查 -> 2025-06-01起 无法确定 = hold\n"
                "unsaid income: 2500.00 -> 3000.01 = refused\n"
                "nobody death_date: 无 -> 2025-06-30 = refused\n"
                "nobody birth_date: 1935-07-31 -> 1935-06-30 = 200.00\n"
                "nobody birth_date: 1935-07-31 -> 1945-07-01 = refused\n");
}

/* Refused for the income alone: 3,000.00 is the limit. Without an application too, no single change
** helps but time does not either. */
static void test_refusal(void **state) {
  (void)state;
  expect(
      "{\"birth_date\": \"1930-01-01\", \"income\": \"3200.00\", \"children\": 0, \"mode\": \"money\", \"checked\": null, "
      "\"applied\": [{\"on\": \"2025-01-06\"}]}",
      "unsaid income: 3200.00 -> 3000.00 = 200.00\n");
  expect(
      "{\"birth_date\": \"1930-01-01\", \"income\": \"3200.00\", \"children\": 0, \"mode\": \"money\", \"checked\": null, \"applied\": []}",
      "");
}

/* Missing papers: an application on the last day still counts. What is unknown stays so, and is not
** changed. */
static void test_missing(void **state) {
  (void)state;
  expect(
      "{\"birth_date\": \"1930-01-01\", \"income\": \"100.00\", \"mode\": \"money\", \"checked\": null, \"applied\": []}",
      "person applied:  -> 增加一条 2025-06-30 = 200.00\n");
}

/* Held since 10 May. Until 1 June somebody has to say otherwise; the spell may also have begun
** after it. */
static void test_hold(void **state) {
  (void)state;
  expect(
      "{\"birth_date\": \"1930-01-01\", \"income\": \"100.00\", \"children\": 1, \"mode\": \"money\", "
      "\"checked\": [{\"value\": \"seen\"}, {\"from\": \"2025-05-10\", \"value\": \"lost\"}], \"applied\": [{\"on\": \"2025-01-06\"}]}",
      "person applied: 第 1 条 2025-01-06 -> 没有这一条 = refused\n"
      "office checked: 2025-05-10起 无法确定 -> 没有这一段 = 200.00\n"
      "unsaid income: 100.00 -> 3000.01 = refused\n"
      "nobody death_date: 无 -> 2025-06-30 = refused\n"
      "nobody birth_date: 1930-01-01 -> 1935-07-01 = hold\n" /* 30.00 is held, not 200.00 */
      "nobody birth_date: 1930-01-01 -> 1945-07-01 = refused\n");
}

static void expect_later(const char *facts, const char *month, const char *wanted) {
  struct rig r = rig_open();
  char got[512] = "";
  size_t i, n = 0;
  bylaw_request q = {.policy = "test", .decision = "grant", .facts = facts, .month = month};
  json_t *one, *answer = what_if(r.b, &q, 1);
  json_array_foreach(json_object_get(answer, "later"), i, one) n +=
      (size_t)snprintf(got + n, sizeof got - n, "%s%s %s = %s", i ? "; " : "", text_of(one, "month"),
                       text_of(one, "since"), result_of(one));
  assert_true(json_array_size(json_object_get(answer, "changes")) <= 1);
  if (strcmp(got, wanted) != 0) fail_msg("got %s, wanted %s", got, wanted);
  json_decref(answer);
  rig_close(&r);
}

static void test_later(void **state) {
  (void)state;
  expect_later(USUAL, "2025-06", "2025-07 满90周岁：2025-07-31起 = 200.00");
  /* Born on 29 February: eighty on the last day of February 2025 (month_end clamp). */
  expect_later(
      "{\"birth_date\": \"1944-02-29\", \"income\": \"1.00\", \"children\": 0, \"mode\": \"money\", \"checked\": null, "
      "\"applied\": [{\"on\": \"2020-01-06\"}]}",
      "2025-01", "2034-02 满90周岁：2034-02-28起 = 200.00");
  expect_later(
      "{\"birth_date\": \"1945-02-28\", \"income\": \"1.00\", \"children\": 0, \"mode\": \"money\", \"checked\": null, "
      "\"applied\": [{\"on\": \"2025-03-06\"}]}",
      "2025-01", "2025-03  = 30.00");
  /* Dead: nothing comes any more. */
  expect_later(
      "{\"birth_date\": \"1930-02-28\", \"death_date\": \"2025-01-02\", \"income\": \"1.00\", \"children\": 0, \"mode\": "
      "\"money\", \"checked\": null, \"applied\": []}",
      "2025-01", "");
}

static void test_bad_requests(void **state) {
  (void)state;
  struct rig r = rig_open();
  bylaw_error e = {0};
  char *text = NULL;
  bylaw_request q = {.policy = "test", .decision = "grand", .facts = USUAL, .month = "2025-06"};
  assert_int_equal(bylaw_what_if(r.b, &q, NULL, NULL, &text, &e), BYLAW_EUSAGE);
  assert_null(text);
  assert_true(strstr(e.hint, "grant") != NULL);
  q.decision = "grant";
  q.facts = "{\"birth_date\": \"1899-01-01\"}";
  assert_int_equal(bylaw_what_if(r.b, &q, NULL, NULL, &text, &e), BYLAW_EINPUT);
  rig_close(&r);
}

/* changed_by knows three words. */
static void test_declaration(void **state) {
  (void)state;
  struct rig r = rig_open();
  bylaw_error e = {0};
  char *policy = replaced(POLICY, "changed_by = \"office\"", "changed_by = \"offise\"");
  write_text(r.file, policy);
  free(policy);
  assert_int_equal(bylaw_load(r.b, r.file, &e), BYLAW_EPOLICY);
  assert_true(strstr(e.message, "offise") && strstr(e.hint, "office"));
  rig_close(&r);
}

/* --- made-up people, every value tried -------------------------------------------------------- */

enum { MOST_OUTCOMES = 64 };

struct tried { /* the nearest day of birth for each outcome and direction */
  char result[64];
  bool back;
  int64_t day;
};

struct crowd {
  bylaw *b;
  struct world w;
  struct judge *judge;
  int found;
};

static void result_text(struct crowd *c, const struct verdict *v, char out[64]) {
  static const char *const kinds[] = {"value", "refused", "hold", "undetermined", "needs", "failed"};
  struct buf text = {0};
  buf_puts(&text, kinds[v->kind]);
  if (v->kind == VERDICT_VALUE || v->kind == VERDICT_HOLD) {
    buf_putc(&text, ' ');
    value_text_out(c->w.policy->script, &text, v->value, false);
  }
  snprintf(out, 64, "%s", buf_text(&text));
  buf_free(&text);
}

static void decided(struct crowd *c, int decision, int fact, int64_t day, char out[64]) {
  struct verdict v;
  struct error e = {0};
  struct value kept = c->w.facts[fact];
  c->w.facts[fact] = value_of(KIND_DATE, day);
  judge_person(c->judge, c->w.facts, NULL);
  assert_true(judge_decide(c->judge, decision, value_of(KIND_MONTH, c->w.month), NULL, &v, &e));
  result_text(c, &v, out);
  c->w.facts[fact] = kept;
}

/* Day after day from what it is to the end of the range. */
static int try_days(struct crowd *c, int decision, int fact, int64_t end, struct tried *list, int count) {
  int64_t start = c->w.facts[fact].u.i;
  char base[64], now[64];
  bool back = end < start;
  decided(c, decision, fact, start, base);
  for (int64_t day = start; day != end;) {
    day += back ? -1 : 1;
    decided(c, decision, fact, day, now);
    bool skip = strcmp(now, base) == 0 || strcmp(now, "failed") == 0 || strcmp(now, "needs") == 0;
    for (int i = 0; i < count && !skip; i++)
      skip = list[i].back == back && strcmp(list[i].result, now) == 0;
    if (skip) continue;
    assert_true(count < MOST_OUTCOMES);
    list[count].back = back;
    list[count].day = day;
    strcpy(list[count++].result, now);
  }
  return count;
}

static bool is_told(struct crowd *c, const json_t *changes, const char *fact, const struct tried *t,
                    int64_t start) {
  size_t i;
  json_t *one;
  json_array_foreach(changes, i, one) {
    char result[64];
    const char *kind = text_of(one, "kind");
    const json_t *outcome = json_object_get(one, "outcome");
    if (strcmp(kind, "value") == 0)
      snprintf(result, sizeof result, "value %s", json_string_value(outcome));
    else if (strcmp(kind, "hold") == 0)
      snprintf(result, sizeof result, "hold %s", text_of(outcome, "value"));
    else
      snprintf(result, sizeof result, "%s", kind);
    bool here = strcmp(text_of(one, "fact"), fact) == 0 && strcmp(text_of(one, "how"), "set") == 0 &&
                strcmp(result, t->result) == 0;
    if (here && json_integer_value(json_object_get(one, "days")) == t->day - start) return true;
  }
  (void)c;
  return false;
}

/* Later months, asked of bylaw_decide one after the other: the first of each of the first four
** other outcomes. */
static void check_later(struct crowd *c, const bylaw_request *as_is, const json_t *later) {
  char seen[6][256] = {{0}};
  int count = 0;
  for (int k = 0; k <= 24; k++) {
    int month = c->w.month + k;
    char time[16], got[256] = "", *text = NULL;
    bylaw_request q = *as_is;
    snprintf(time, sizeof time, "%04d-%02d", month / 12, month % 12 + 1);
    q.month = time;
    bylaw_outcome kind;
    if (bylaw_decide(c->b, &q, &kind, &text, NULL) != BYLAW_OK) continue;
    json_t *answer = json_loads(text, 0, NULL);
    bylaw_free(text);
    char *outcome = json_dumps(json_object_get(answer, "outcome"), JSON_ENCODE_ANY);
    snprintf(got, sizeof got, "%d %.200s", (int)kind,
             kind == BYLAW_REFUSED ? ""
             : kind == BYLAW_HOLD  ? strstr(outcome, "\"value\"")
                                   : outcome);
    free(outcome);
    json_decref(answer);
    bool known = kind == BYLAW_NEEDS;
    for (int i = 0; i < count; i++)
      known = known || strcmp(seen[i], got) == 0;
    if (known || count > 4) continue;
    if (count > 0) {
      const json_t *told = json_array_get(later, (size_t)count - 1);
      if (strcmp(text_of(told, "month"), time) != 0)
        fail_msg("%s: told %s\n%s", time, text_of(told, "month"), q.facts);
    }
    strcpy(seen[count++], got);
  }
}

/* At random hardly anybody gets anything: alive, with a history of one value, and one record before
** the month. */
static void mostly_entitled(struct world *w, const struct fact *f, struct value *v) {
  if (f->form == FORM_PLAIN && f->optional && f->kind == KIND_DATE) {
    *v = value_absent(KIND_DATE);
  } else if (f->form == FORM_TIMELINE && !f->optional && v->u.timeline->count > 0) {
    struct timeline *t = (struct timeline *)v->u.timeline;
    t->count = 1;
    t->spells[0].from = DAY_MIN;
  } else if (f->form == FORM_LIST && !f->optional) {
    struct list *l = (struct list *)v->u.list;
    while (l->rows == 0) {
      *v = some_list(w, f);
      l = (struct list *)v->u.list;
    }
    l->rows = 1;
    l->cells[0] = value_of(KIND_DATE, day_in(w, w->month - below(w, 3)));
  }
}

static void one_person(struct crowd *c, int decision) {
  struct world *w = &c->w;
  const struct model *m = &w->policy->script->model;
  const struct decision *d = &m->decisions[decision];
  struct tried list[MOST_OUTCOMES];
  char month[16];
  int fact = 0;
  while (!m->facts[fact].born)
    fact++;
  arena_reset(&w->arena);
  w->unknown_percent = 0;
  for (int i = 0; i < m->fact_count; i++)
    w->facts[i] = some_fact(w, &m->facts[i]);
  for (int i = 0; i < m->fact_count && chance(w, 90); i++)
    mostly_entitled(w, &m->facts[i], &w->facts[i]);
  struct value when = value_of(KIND_MONTH, w->month);
  int64_t today = value_op(NULL, OP_MONTH_LAST, &when).u.i, start = w->facts[fact].u.i;
  if (start > today) return;
  char *facts = facts_as_json(w, d, NULL);
  snprintf(month, sizeof month, "%04d-%02d", w->month / 12, w->month % 12 + 1);
  bylaw_request q = {.policy = m->id, .decision = d->name, .facts = facts, .month = month};
  if (bylaw_decide(c->b, &q, NULL, NULL, NULL) == BYLAW_OK) {
    json_t *answer = what_if(c->b, &q, 500);
    json_t *changes = json_object_get(answer, "changes");
    struct error why = {0};
    c->judge = judge_open(w->policy, -1, &why); /* one at a time may be open */
    assert_non_null(c->judge);
    int count = try_days(c, decision, fact, m->facts[fact].least.u.i, list, 0);
    count = try_days(c, decision, fact, today, list, count);
    judge_close(c->judge);
    for (int i = 0; i < count; i++)
      if (!is_told(c, changes, m->facts[fact].name, &list[i], start))
        fail_msg("%s %s: %+lld days gives %s, not told\n%s", d->name, month, (long long)(list[i].day - start),
                 list[i].result, facts);
    c->found += count;
    check_later(c, &q, json_object_get(answer, "later"));
    json_decref(answer);
  }
  free(facts);
}

static void test_people(void **state) {
  (void)state;
  struct crowd c = {.w = {.state = 20250606}};
  bylaw_error e = {0};
  struct error why = {0};
  assert_int_equal(bylaw_open(&c.b, NULL, NULL), BYLAW_OK);
  c.b->by_lua = true; /* bylaw_decide is what is compared with */
  if (bylaw_load(c.b, "policies/old_age_allowance.lua", &e) != BYLAW_OK) fail_msg("%s", e.message);
  c.w.policy = c.b->policies;
  const struct model *m = &c.w.policy->script->model;
  for (int i = 0; i < 14; i++) {
    c.w.month = 2025 * 12 + below(&c.w, 12);
    int decision = decision_find(m, i % 2 ? "due" : "standard", &why);
    one_person(&c, decision);
  }
  if (c.found < 20) fail_msg("%d", c.found);
  arena_free(&c.w.arena);
  bylaw_close(c.b);
}

/* --- anybody, anything ------------------------------------------------------------------------ */

/* Whatever bylaw_decide can decide, bylaw_what_if and bylaw_needs can tell about; what they tell
** differs from what is. */
static void ask_anything(struct crowd *c, const bylaw_request *q) {
  bylaw_error e = {0};
  bylaw_outcome kind;
  char *as_is = NULL, *text = NULL;
  bool decides = bylaw_decide(c->b, q, &kind, &as_is, NULL) == BYLAW_OK;
  if (bylaw_needs(c->b, q, 1, NULL, &text, &e) != BYLAW_OK && decides)
    fail_msg("needs: %s\n%s", e.message, q->facts);
  bylaw_free(text);
  if (!decides) {
    assert_int_not_equal(bylaw_what_if(c->b, q, NULL, NULL, &text, &e), BYLAW_OK);
    return;
  }
  json_t *answer = what_if(c->b, q, 40), *whole = json_loads(as_is, 0, NULL), *one;
  size_t i;
  json_array_foreach(json_object_get(answer, "changes"), i, one) {
    c->found++;
    if (strcmp(text_of(one, "kind"), text_of(answer, "kind")) != 0) continue;
    assert_int_not_equal(kind, BYLAW_REFUSED);
    assert_false(json_equal(json_object_get(one, "outcome"), json_object_get(whole, "outcome")));
  }
  json_decref(whole);
  json_decref(answer);
  bylaw_free(as_is);
}

static void anything(const char *path, uint64_t seed, int first, int months, int people) {
  struct crowd c = {.w = {.state = seed}};
  bylaw_error e = {0};
  assert_int_equal(bylaw_open(&c.b, NULL, NULL), BYLAW_OK);
  c.b->by_lua = true; /* bylaw_decide is what is compared with */
  if (bylaw_load(c.b, path, &e) != BYLAW_OK) fail_msg("%s", e.message);
  struct world *w = &c.w;
  w->policy = c.b->policies;
  const struct model *m = &w->policy->script->model;
  for (int n = 0; n < people; n++) {
    const struct decision *d = &m->decisions[below(w, m->decision_count)];
    struct buf time = {0};
    w->month = first + below(w, months);
    some_person(w);
    for (int i = 0; i < d->given_count; i++)
      w->given[i] = some_fact(w, &d->given[i]);
    struct value when = value_of(KIND_MONTH, w->month);
    if (d->per != PER_MONTH) when = value_op(NULL, OP_MONTH_LAST, &when);
    value_write(&time, when);
    char *facts = facts_as_json(w, d, NULL);
    bylaw_request q = {.policy = m->id, .decision = d->name, .facts = facts};
    if (d->per == PER_MONTH)
      q.month = buf_text(&time);
    else
      q.on = buf_text(&time);
    ask_anything(&c, &q);
    free(facts);
    buf_free(&time);
  }
  assert_true(c.found > people / 4);
  arena_free(&w->arena);
  bylaw_close(c.b);
}

static void test_anything(void **state) {
  (void)state;
  anything("policies/old_age_allowance.lua", 11, 2025 * 12, 14, 24);
  anything("tests/language/policies/language.lua", 12, 2024 * 12, 30, 24);
  anything("tests/language/policies/law_days.lua", 13, 2024 * 12, 24, 24);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_amount),      cmocka_unit_test(test_refusal), cmocka_unit_test(test_missing),
      cmocka_unit_test(test_hold),        cmocka_unit_test(test_later),   cmocka_unit_test(test_bad_requests),
      cmocka_unit_test(test_declaration), cmocka_unit_test(test_people),  cmocka_unit_test(test_anything),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
