/* Typed facts against facts in JSON, and JSON by templates against JSON by Lua: the same answers,
** byte by byte; what may not be put, and what is said of it. */
#include "support.h"

#include "host/engine/decide/facts_json.h"
#include "host/engine/judge/judge_private.h"
#include "host/engine/single/fast_path.h"
#include "world.h"

enum { CASES = 12000, NEAR = 20000, POOL = 48 };

#define MONTH(y, m) ((y)*12 + (m)-1)

/* --- Lua's answer ----------------------------------------------------------------------------- */

/* What bylaw_decide gives when nothing but Lua answers. */
static bylaw_status by_lua(bylaw *b, const bylaw_request *q, bylaw_outcome *kind, char **json,
                           bylaw_error *error) {
  b->by_lua = true;
  bylaw_status status = bylaw_decide(b, q, kind, json, error);
  b->by_lua = false;
  return status;
}

/* --- a world's person, put fact by fact ------------------------------------------------------- */

static void put(bylaw_person *p, int at, const struct fact *f, struct value v) {
  bylaw_error e = {0};
  bylaw_status ok = BYLAW_OK;
  int y, m, d;
  if (v.state == STATE_UNKNOWN)
    ok = bylaw_set_unknown(p, at, &e);
  else if (v.state == STATE_ABSENT)
    ok = bylaw_set_absent(p, at, &e);
  else
    switch (f->kind) {
    case KIND_DATE:
      date_split(v.u.i, &y, &m, &d);
      ok = bylaw_set_date(p, at, y, m, d, &e);
      break;
    case KIND_MONTH: ok = bylaw_set_month(p, at, (int)(v.u.i / 12), (int)(v.u.i % 12) + 1, &e); break;
    case KIND_MONEY: ok = bylaw_set_money(p, at, v.u.i, &e); break;
    case KIND_RATE: ok = bylaw_set_rate(p, at, v.u.ratio.num, v.u.ratio.den, &e); break;
    case KIND_TRUTH: ok = bylaw_set_truth(p, at, v.u.i, &e); break;
    case KIND_ENUM: ok = bylaw_set_member_number(p, at, (int)v.u.i, &e); break;
    case KIND_TEXT: ok = bylaw_set_text(p, at, v.u.text, &e); break;
    default: ok = bylaw_set_count(p, at, v.u.i, &e);
    }
  if (ok != BYLAW_OK) fail_msg("%s: %s", f->name, e.message);
}

static void put_history(bylaw_person *p, int at, const struct fact *f, const struct timeline *t) {
  int y = 0, m = 0, d = 0;
  assert_int_equal(bylaw_clear_fact(p, at, NULL), BYLAW_OK);
  if (t->known_from != DAY_MIN) {
    date_split(t->known_from, &y, &m, &d);
    assert_int_equal(bylaw_set_known_from(p, at, y, m, d, NULL), BYLAW_OK);
  }
  for (int i = 0; i < t->count; i++) {
    y = m = d = 0;
    if (t->spells[i].from != DAY_MIN) date_split(t->spells[i].from, &y, &m, &d);
    assert_int_equal(bylaw_add_spell(p, at, y, m, d, NULL), BYLAW_OK);
    put(p, at, f, t->spells[i].value);
  }
}

static void put_list(bylaw_person *p, int at, const struct fact *f, const struct list *l) {
  assert_int_equal(bylaw_clear_fact(p, at, NULL), BYLAW_OK);
  for (int row = 0; row < l->rows; row++) {
    assert_int_equal(bylaw_add_record(p, at, NULL), BYLAW_OK);
    for (int k = 0; k < l->fields; k++)
      put(p, bylaw_person_field(p, at, f->fields[k].name), &f->fields[k], l->cells[row * l->fields + k]);
  }
}

static void put_fact(bylaw_person *p, int at, const struct fact *f, struct value v) {
  if (f->form != FORM_PLAIN && v.state != STATE_KNOWN) {
    assert_int_equal(bylaw_clear_fact(p, at, NULL), BYLAW_OK);
    if (v.state == STATE_UNKNOWN) assert_int_equal(bylaw_set_unknown(p, at, NULL), BYLAW_OK);
  } else if (f->form == FORM_TIMELINE) {
    put_history(p, at, f, v.u.timeline);
  } else if (f->form == FORM_LIST) {
    put_list(p, at, f, v.u.list);
  } else {
    put(p, at, f, v);
  }
}

static void put_person(struct world *w, bylaw_person *p, int decision) {
  const struct model *m = &w->policy->script->model;
  const struct decision *d = &m->decisions[decision];
  for (int i = 0; i < m->fact_count; i++)
    put_fact(p, bylaw_person_fact(p, m->facts[i].name), &m->facts[i], w->facts[i]);
  for (int i = 0; i < d->given_count; i++)
    put_fact(p, bylaw_person_input(p, decision, d->given[i].name), &d->given[i], w->given[i]);
}

/* --- both answers ----------------------------------------------------------------------------- */

struct rig {
  bylaw *b;
  bylaw_person *person;
  struct world world;
  long long kinds[5], failed;
};

static struct rig rig_open(const char *path, uint64_t seed) {
  struct rig r = {.world = {.state = seed}};
  bylaw_error e = {0};
  assert_int_equal(bylaw_open(&r.b, NULL, NULL), BYLAW_OK);
  if (bylaw_load(r.b, path, &e) != BYLAW_OK) fail_msg("%s: %s", path, e.message);
  r.world.policy = r.b->policies;
  if (bylaw_person_new(r.b, r.world.policy->script->model.id, &r.person, &e) != BYLAW_OK)
    fail_msg("%s", e.message);
  return r;
}

static void rig_close(struct rig *r) {
  bylaw_person_free(r->person);
  bylaw_close(r->b);
  arena_free(&r->world.arena);
}

/* The value as bylaw_decide writes it. */
static json_t *value_of_answer(struct rig *r, const bylaw_decided *a, enum kind gives) {
  struct script *s = r->world.policy->script;
  long long n = a->number;
  switch (a->kind) {
  case BYLAW_NOTHING: return json_null();
  case BYLAW_MONEY: return value_json(s, value_of(KIND_MONEY, n));
  case BYLAW_COUNT: return json_integer(n);
  case BYLAW_TRUTH: return json_boolean(n);
  case BYLAW_DATE: return value_json(s, date_of(n / 10000, n / 100 % 100, n % 100));
  case BYLAW_MONTH: return value_json(s, month_of(n / 100, n % 100));
  case BYLAW_RATE: return value_json(s, value_ratio(n, a->other));
  case BYLAW_ITEMS: return json_loads(a->text, 0, NULL);
  case BYLAW_MEMBER: assert_int_equal(gives, KIND_ENUM); return json_string(a->text);
  default: return json_string(a->text);
  }
}

static void same_part(json_t *said, json_t *justification, const char *part, const char *facts) {
  json_t *a = json_object_get(said, part), *b = json_object_get(justification, part);
  if (!json_equal(a, b)) fail_msg("%s: %s\n%s", part, json_dumps(said, 0), facts);
}

static void same_answer(struct rig *r, const struct decision *d, const bylaw_decided *a, bylaw_outcome kind,
                        const char *json, const char *facts) {
  static const char *const names[] = {"value", "refused", "hold", "undetermined", "needs"};
  json_t *said = json_loads(json, 0, NULL), *justification = json_loads(a->ground, 0, NULL);
  if (a->outcome != kind) fail_msg("%s: %d, not %s\n%s", d->name, a->outcome, json, facts);
  assert_string_equal(json_string_value(json_object_get(justification, "outcome")), names[kind]);
  same_part(said, justification, "because", facts);
  same_part(said, justification, "failed", facts);
  same_part(said, justification, "warnings", facts);
  json_t *outcome = json_object_get(said, "outcome"), *value = value_of_answer(r, a, d->gives);
  if (kind == BYLAW_HOLD) outcome = json_object_get(outcome, "value");
  if ((kind == BYLAW_VALUE || kind == BYLAW_HOLD) && !json_equal(outcome, value))
    fail_msg("%s: %s, not %lld\n%s", d->name, json, a->number, facts);
  if (kind != BYLAW_VALUE && kind != BYLAW_HOLD) assert_int_equal(a->kind, BYLAW_NOTHING);
  json_t *needs = json_object_get(justification, "needs"), *asked = json_object_get(outcome, "needs");
  assert_int_equal(json_array_size(needs), kind == BYLAW_NEEDS ? json_array_size(asked) : 0);
  assert_non_null(a->articles);
  assert_non_null(a->words);
  json_decref(value);
  json_decref(said);
  json_decref(justification);
}

static struct value when_of(const struct world *w, const struct decision *d) {
  struct value when = value_of(KIND_MONTH, w->month);
  return d->per == PER_MONTH ? when : value_op(NULL, OP_MONTH_LAST, &when);
}

static void ask_typed(struct rig *r, int decision) {
  struct world *w = &r->world;
  const struct decision *d = &w->policy->script->model.decisions[decision];
  struct value when = when_of(w, d), last = value_of(KIND_MONTH, w->month);
  struct buf time = {0};
  bylaw_error typed_error = {0}, error = {0};
  bylaw_outcome kind = BYLAW_VALUE;
  bylaw_decided a;
  char *json = NULL, *facts = facts_as_json(w, d, NULL);
  int year, month, day;
  value_write(&time, when);
  bylaw_request q = {.policy = w->policy->script->model.id, .decision = d->name, .facts = facts};
  *(when.kind == KIND_MONTH ? &q.month : &q.on) = buf_text(&time);
  last = value_op(NULL, OP_MONTH_LAST, &last);
  date_split(last.u.i, &year, &month, &day);
  put_person(w, r->person, decision);
  bylaw_status typed =
      bylaw_decide_person(r->person, decision, year, month, d->per == PER_MONTH ? 0 : day, &a, &typed_error);
  bylaw_status lua = by_lua(r->b, &q, &kind, &json, &error);
  if (typed != lua)
    fail_msg("%s: %d %s, not %d %s\n%s", d->name, typed, typed_error.message, lua, error.message, facts);
  if (lua == BYLAW_OK) {
    same_answer(r, d, &a, kind, json, facts);
    r->kinds[kind]++;
  } else {
    assert_string_equal(typed_error.message, error.message);
    assert_string_equal(typed_error.article, error.article);
    assert_string_equal(typed_error.document, error.document);
    assert_int_equal(typed_error.line, error.line);
    r->failed++;
  }
  bylaw_free(json);
  free(facts);
  buf_free(&time);
}

static void typed_like_json(const char *path, const int *months, int month_count, uint64_t seed) {
  struct rig r = rig_open(path, seed);
  struct world *w = &r.world;
  const struct model *m = &w->policy->script->model;
  for (int i = 0; i < scaled(CASES); i++) {
    w->month = months[below(w, month_count)];
    some_person(w);
    int decision = below(w, m->decision_count);
    for (int k = 0; k < m->decisions[decision].given_count; k++)
      w->given[k] = some_fact(w, &m->decisions[decision].given[k]);
    ask_typed(&r, decision);
  }
  for (int k = 0; k < 5; k++)
    if (r.kinds[k] == 0) fail_msg("%s: no case of kind %d", path, k);
  assert_true(r.failed > 0);
  rig_close(&r);
}

static void test_allowance(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6),  MONTH(2025, 6), MONTH(2024, 2), MONTH(2015, 6),
                               MONTH(2025, 10), MONTH(2026, 1), MONTH(2025, 7)};
  typed_like_json("policies/old_age_allowance.lua", months, 7, 41);
}

static void test_language(void **state) {
  (void)state;
  static const int months[] = {MONTH(2024, 1), MONTH(2024, 12), MONTH(2025, 3),
                               MONTH(2025, 6), MONTH(2026, 12), MONTH(2027, 1)};
  typed_like_json("tests/language/policies/language.lua", months, 6, 42);
}

static void test_law_days(void **state) {
  (void)state;
  static const int months[] = {MONTH(2020, 1), MONTH(2023, 12), MONTH(2024, 1), MONTH(2025, 8)};
  typed_like_json("tests/language/policies/law_days.lua", months, 4, 43);
}

/* --- templates -------------------------------------------------------------------------------- */

/* A few people, each again and again with one fact changed: so that ways are gone twice. */
struct near {
  struct rig rig;
  json_t *pool[POOL];
  long long same, by_template;
};

static json_t *near_person(struct world *w, int decision) {
  some_person(w);
  const struct decision *d = &w->policy->script->model.decisions[decision];
  char *text = facts_as_json(w, d, NULL);
  json_t *made = json_loads(text, 0, NULL);
  free(text);
  return made;
}

/* What nobody would write, one time in a few: the answer must be Lua's then, also where it is an
** error. */
static void make_odd(struct world *w, json_t *facts, json_t *own, const struct fact *f) {
  switch (below(w, 9)) {
  case 0: json_object_set_new(own, f->name, json_null()); break;
  case 1: json_object_set_new(own, f->name, json_pack("{s:b}", "unknown", 1)); break;
  case 2: json_object_set_new(own, f->name, json_string("2025-02-30")); break;
  case 3: json_object_set_new(own, f->name, json_real(30.0)); break;
  case 4: json_object_set_new(own, f->name, json_string("甲\"乙\\丙\n")); break;
  case 5: json_object_del(own, f->name); break;
  case 6: json_object_set_new(own, "no_such_fact", json_integer(1)); break;
  case 7: json_object_set_new(facts, "rulings", json_array()); break;
  default: json_object_set_new(own, f->name, json_string("")); break;
  }
}

static json_t *changed(struct world *w, const json_t *person) {
  const struct model *m = &w->policy->script->model;
  json_t *facts = json_deep_copy(person), *own = json_object_get(facts, m->subject);
  const struct fact *f = &m->facts[below(w, m->fact_count)];
  w->unknown_percent = 0;
  if (chance(w, 7))
    make_odd(w, facts, own, f);
  else
    json_object_set_new(own, f->name, fact_as_json(w->policy->script, f, some_fact(w, f)));
  if (chance(w, 3)) { /* the same without the object around it */
    json_t *flat = json_copy(own);
    const char *key;
    json_t *value;
    json_object_foreach(facts, key, value) if (value != own) json_object_set(flat, key, value);
    json_decref(facts);
    return flat;
  }
  return facts;
}

static void ask_near(struct near *n, const bylaw_request *q) {
  bylaw_error error = {0}, lua_error = {0};
  bylaw_outcome kind = 9, lua_kind = 9;
  char *json = NULL, *lua_json = NULL;
  struct fast_path *fast_path = n->rig.world.policy->fast_path;
  long long before = fast_path ? fast_path->answered : 0;
  bylaw_status status = bylaw_decide(n->rig.b, q, &kind, &json, &error);
  fast_path = n->rig.world.policy->fast_path;
  if (fast_path) {
    fast_path->rest = 0; /* go on where it would not pay */
    n->by_template += fast_path->answered - before;
  }
  bylaw_status lua = by_lua(n->rig.b, q, &lua_kind, &lua_json, &lua_error);
  n->same++;
  if (status != lua || (!json) != (!lua_json) || (json && strcmp(json, lua_json) != 0) || kind != lua_kind)
    fail_msg("case %lld: %d\n%s\nnot %d\n%s\n%s", n->same, status, json, lua, lua_json, q->facts);
  assert_memory_equal(&error, &lua_error, sizeof error);
  bylaw_free(json);
  bylaw_free(lua_json);
  kind = 9;
  assert_int_equal(bylaw_decide(n->rig.b, q, &kind, NULL, &error), lua);
  if (lua == BYLAW_OK) assert_int_equal(kind, lua_kind);
}

static void one_near(struct near *n, const int *months, int month_count, int decision) {
  struct world *w = &n->rig.world;
  const struct decision *d = &w->policy->script->model.decisions[decision];
  struct buf time = {0};
  w->month = months[below(w, month_count)];
  json_t *facts = changed(w, n->pool[below(w, POOL)]);
  char *text = json_dumps(facts, JSON_COMPACT);
  value_write(&time, when_of(w, d));
  bylaw_request q = {.policy = w->policy->script->model.id, .decision = d->name, .facts = text};
  *(d->per == PER_MONTH ? &q.month : &q.on) = buf_text(&time);
  if (chance(w, 2)) q.known = "2025-05-01";
  if (chance(w, 2)) q.deciding = "2026-02-03";
  ask_near(n, &q);
  json_decref(facts);
  free(text);
  buf_free(&time);
}

static void templates_like_lua(const char *path, const int *months, int month_count, uint64_t seed,
                               int percent) {
  struct near n = {.rig = rig_open(path, seed)};
  struct world *w = &n.rig.world;
  const struct model *m = &w->policy->script->model;
  int per_decision = scaled(NEAR) / 2 / m->decision_count;
  for (int decision = 0; decision < m->decision_count; decision++) {
    w->month = months[0];
    for (int i = 0; i < m->decisions[decision].given_count; i++)
      w->given[i] = some_fact(w, &m->decisions[decision].given[i]);
    for (int i = 0; i < POOL; i++)
      n.pool[i] = near_person(w, decision);
    for (int i = 0; i < per_decision; i++)
      one_near(&n, months, month_count, decision);
    for (int i = 0; i < POOL; i++)
      json_decref(n.pool[i]);
  }
  if (n.by_template * 100 < n.same * percent)
    fail_msg("%s: %lld of %lld by templates", path, n.by_template, n.same);
  rig_close(&n.rig);
}

/* The number of a way means one thing as long as its judge lives, however often what leads there is
** dropped for other months and made anew: people who go it have one justification. */
enum { MOST_WAYS = 1 << 16, PEOPLE = 12, OTHER_MONTHS = 30 };

static void ask_ways(struct rig *r, int due, int month, int first,
                     const struct justification **justifications) {
  struct world *w = &r->world;
  struct error e = {0};
  for (int i = 0; i < 40 * PEOPLE; i++) {
    struct verdict v;
    uint32_t path;
    w->state = UINT64_C(0x9e3779b97f4a7c15) * (uint64_t)((first + i) % PEOPLE + 1);
    w->month = MONTH(2025, 6);
    some_person(w);
    put_person(w, r->person, due);
    if (!judge_row(w->policy->fast_path->judge, due, value_of(KIND_MONTH, month), NULL,
                   &r->person->facts.batch, 0, &v, &path, &e))
      fail_msg("%s", e.message);
    if (!justifications || !path) continue;
    assert_true(path < MOST_WAYS);
    if (justifications[path] && justifications[path] != v.justification)
      fail_msg("%d: way %u\n%s\n%s", i, path, justifications[path]->text, v.justification->text);
    justifications[path] = v.justification;
  }
}

static void test_ways_keep_their_numbers(void **state) {
  (void)state;
  struct rig r = rig_open("policies/old_age_allowance.lua", 61);
  const struct justification **justifications = calloc(MOST_WAYS, sizeof *justifications);
  int due = bylaw_person_decision(r.person, "due"), ways = 0;
  ask_ways(&r, due, MONTH(2025, 6), 0, justifications);
  for (int i = 1; i <= OTHER_MONTHS; i++)
    ask_ways(&r, due, MONTH(2025, 6) - i, 0, NULL);
  ask_ways(&r, due, MONTH(2025, 6), PEOPLE / 2, justifications);
  for (int i = 0; i < MOST_WAYS; i++)
    ways += justifications[i] != NULL;
  assert_true(ways > 2);
  free(justifications);
  rig_close(&r);
}

static void test_templates_allowance(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6), MONTH(2025, 6), MONTH(2025, 7), MONTH(2024, 2)};
  templates_like_lua("policies/old_age_allowance.lua", months, 4, 51, 20);
}

static void test_templates_language(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6), MONTH(2025, 3), MONTH(2026, 12), MONTH(2027, 1)};
  templates_like_lua("tests/language/policies/language.lua", months, 4, 52, 20);
}

static void test_templates_law_days(void **state) {
  (void)state;
  static const int months[] = {MONTH(2020, 1), MONTH(2023, 12), MONTH(2024, 1), MONTH(2025, 8)};
  templates_like_lua("tests/language/policies/law_days.lua", months, 4, 53, 1);
}

/* --- every kind of fact ----------------------------------------------------------------------- */

#define ALL_KINDS                                                                                            \
  "local act = document { id = \"kinds\", number = \"试〔2025〕2号\", title = \"试验办法\",\n"       \
  "  issuers = { \"市民政局\" }, issued = \"2025-01-10\", in_force = { from = \"2025-01-01\", cite = "   \
  "\"第九条\" },\n"                                                                                       \
  "  outline = { articles = 9 } }\n"                                                                         \
  "local grade = fact.one_of { { \"good\", \"优秀\" }, { \"bad\", \"不合格\" } }\n"                     \
  "act:facts(\"unit\", { label = \"单位\",\n"                                                              \
  "  number = fact.identity { label = \"身份证号\", optional = true },\n"                                \
  "  card = fact.card { label = \"银行卡号\", optional = true },\n"                                      \
  "  name = fact.text { label = \"名称\" },\n"                                                             \
  "  size = fact.count { label = \"人数\", range = { 1, 20 } },\n"                                         \
  "  income = fact.money { label = \"收入\" },\n"                                                          \
  "  share = fact.rate { label = \"比例\", range = { ratio(1, 10), ratio(1, 2) } },\n"                     \
  "  born = fact.date { label = \"出生日期\", range = { \"1900-01-01\", \"today\" } },\n"                \
  "  since = fact.month { label = \"起始月份\" },\n"                                                     \
  "  listed = fact.boolean { label = \"在册\" },\n"                                                        \
  "  level = grade { label = \"等级\" },\n"                                                                \
  "  seat = fact.timeline(fact.district) { label = \"所在区县\", absent = \"不在本市\" },\n"         \
  "  visits = fact.list { label = \"检查\", on = fact.date { label = \"日期\" },\n"                      \
  "    cost = fact.money { label = \"费用\" } } })\n"                                                      \
  "act:invariant(\"unit\", \"size <= size\")\n"

static const char *const GIVES[][3] = {
    /* decision, kind, what the term gives */
    {"gives_size", "\"count\"", "unit.size"},   {"gives_income", "\"money\"", "unit.income"},
    {"gives_share", "\"rate\"", "unit.share"},  {"gives_born", "\"date\"", "unit.born"},
    {"gives_since", "\"month\"", "unit.since"}, {"gives_listed", "\"truth\"", "unit.listed"},
    {"gives_level", "grade", "unit.level"},     {"gives_cost", "\"money\"", "unit.visits:sum(\"cost\")"},
};

static void write_kinds(const char *path) {
  struct buf text = {0};
  buf_puts(&text, ALL_KINDS);
  for (size_t i = 0; i < sizeof GIVES / sizeof GIVES[0]; i++) {
    const char *const *g = GIVES[i];
    buf_printf(&text,
               "act:term(\"t_%s\", { cite = \"第一条\", is = function(unit) return %s end })\n"
               "act:decision(\"%s\", { label = \"%s\", of = \"unit\", per = \"month\", gives = %s })"
               ":rule(\"第一条\", { give = \"t_%s\" })\n",
               g[0], g[2], g[0], g[0], g[1], g[0]);
  }
  buf_puts(
      &text,
      "act:term(\"t_here\", { cite = \"第二条\", is = function(unit, m) return unit.seat:present(m:first()) end })\n"
      "act:term(\"more\", { cite = \"第三条\", is = function(unit, _, law) return law.wanted > unit.income end })\n"
      "local here = act:decision(\"here\", { label = \"在本市\", of = \"unit\", per = \"month\", gives = \"truth\" })\n"
      "here:rule(\"第二条\", { give = \"t_here\" })\n"
      "local wants = act:decision(\"wants\", { label = \"超过\", of = \"unit\", per = \"day\", gives = \"truth\", "
      "given = { wanted = fact.money { label = \"想要的金额\" } } })\n"
      "wants:rule(\"第三条\", { give = \"more\" })\n"
      "return act\n");
  write_text(path, buf_text(&text));
  buf_free(&text);
}

struct kinds {
  char folder[32], path[64];
  bylaw *b;
  bylaw_person *p;
};

static struct kinds kinds_open(void) {
  struct kinds k = {.folder = "/tmp/bylaw-typed-XXXXXX"};
  bylaw_error e = {0};
  assert_non_null(mkdtemp(k.folder));
  snprintf(k.path, sizeof k.path, "%s/kinds.lua", k.folder);
  write_kinds(k.path);
  assert_int_equal(bylaw_open(&k.b, NULL, NULL), BYLAW_OK);
  if (bylaw_load(k.b, k.path, &e) != BYLAW_OK) fail_msg("%d: %s (%s)", e.line, e.message, e.hint);
  assert_int_equal(bylaw_person_new(k.b, "kinds", &k.p, &e), BYLAW_OK);
  return k;
}

static void kinds_close(struct kinds *k) {
  bylaw_person_free(k->p);
  bylaw_close(k->b);
  remove_tree(k->folder);
}

static int fact(const struct kinds *k, const char *name) {
  int at = bylaw_person_fact(k->p, name);
  if (at < 0) fail_msg("no fact %s", name);
  return at;
}

static bylaw_decided decided(struct kinds *k, const char *decision) {
  bylaw_decided a;
  bylaw_error e = {0};
  int at = bylaw_person_decision(k->p, decision);
  if (bylaw_decide_person(k->p, at, 2025, 6, 0, &a, &e) != BYLAW_OK) fail_msg("%s: %s", decision, e.message);
  return a;
}

static void gives(struct kinds *k, const char *decision, bylaw_kind kind, long long number, long long other) {
  bylaw_decided a = decided(k, decision);
  assert_int_equal(a.outcome, BYLAW_VALUE);
  assert_int_equal(a.kind, kind);
  assert_int_equal(a.number, number);
  assert_int_equal(a.other, other);
  assert_non_null(strstr(a.ground, "\"article\":\"第一条\""));
  assert_string_equal(a.articles, "第一条");
}

static void test_values(void **state) {
  (void)state;
  struct kinds k = kinds_open();
  for (int again = 0; again < 100; again++) { /* by Lua, by trees, by signatures */
    int n = again % 10;
    assert_int_equal(bylaw_set_count(k.p, fact(&k, "size"), 3 + n, NULL), BYLAW_OK);
    assert_int_equal(bylaw_set_money(k.p, fact(&k, "income"), -5 * n, NULL), BYLAW_OK);
    assert_int_equal(bylaw_set_rate(k.p, fact(&k, "share"), 2, 10 + n % 6 * 2, NULL), BYLAW_OK);
    assert_int_equal(bylaw_set_date(k.p, fact(&k, "born"), 2024, 2, 20 + n, NULL), BYLAW_OK);
    assert_int_equal(bylaw_set_month(k.p, fact(&k, "since"), 2024, 1 + n, NULL), BYLAW_OK);
    assert_int_equal(bylaw_set_truth(k.p, fact(&k, "listed"), n % 2, NULL), BYLAW_OK);
    assert_int_equal(bylaw_set_member(k.p, fact(&k, "level"), n % 2 ? "bad" : "优秀", NULL), BYLAW_OK);
    gives(&k, "gives_size", BYLAW_COUNT, 3 + n, 0);
    gives(&k, "gives_income", BYLAW_MONEY, -5 * n, 0);
    gives(&k, "gives_share", BYLAW_RATE, 1, 5 + n % 6);
    gives(&k, "gives_born", BYLAW_DATE, 20240220 + n, 0);
    gives(&k, "gives_since", BYLAW_MONTH, 202401 + n, 0);
    gives(&k, "gives_listed", BYLAW_TRUTH, n % 2, 0);
    gives(&k, "gives_level", BYLAW_MEMBER, n % 2, 0);
    assert_string_equal(decided(&k, "gives_level").text, n % 2 ? "bad" : "good");
  }
  int level = fact(&k, "level");
  assert_int_equal(bylaw_person_member(k.p, level, "优秀"), 0);
  assert_int_equal(bylaw_person_member(k.p, level, "bad"), 1);
  assert_int_equal(bylaw_person_member(k.p, level, "fair"), -1);
  assert_int_equal(bylaw_set_member_number(k.p, level, 0, NULL), BYLAW_OK);
  gives(&k, "gives_level", BYLAW_MEMBER, 0, 0);
  kinds_close(&k);
}

static void here(struct kinds *k, bylaw_outcome outcome, int is) {
  bylaw_decided a = decided(k, "here");
  assert_int_equal(a.outcome, outcome);
  if (outcome == BYLAW_VALUE) assert_int_equal(a.number, is);
}

static void test_histories(void **state) {
  (void)state;
  struct kinds k = kinds_open();
  int seat = fact(&k, "seat");
  here(&k, BYLAW_NEEDS, 0); /* not given: not known */
  for (int again = 0; again < 80; again++) {
    assert_int_equal(bylaw_clear_fact(k.p, seat, NULL), BYLAW_OK);
    here(&k, BYLAW_VALUE, 0); /* at no time */
    assert_int_equal(bylaw_add_spell(k.p, seat, 0, 0, 0, NULL), BYLAW_OK);
    assert_int_equal(bylaw_set_member(k.p, seat, "和平区", NULL), BYLAW_OK);
    here(&k, BYLAW_VALUE, 1);
    /* gone since that day */
    assert_int_equal(bylaw_add_spell(k.p, seat, 2025, 6, 1, NULL), BYLAW_OK);
    here(&k, BYLAW_VALUE, 0);
    assert_int_equal(bylaw_set_unknown(k.p, seat, NULL), BYLAW_OK);
    here(&k, BYLAW_NEEDS, 0);
    assert_int_equal(bylaw_set_member(k.p, seat, "沈河区", NULL), BYLAW_OK);
    here(&k, BYLAW_VALUE, 1);
    assert_int_equal(bylaw_set_absent(k.p, seat, NULL), BYLAW_OK);
    here(&k, BYLAW_VALUE, 0);
    assert_int_equal(bylaw_set_known_from(k.p, seat, 2025, 6, 2, NULL), BYLAW_OK);
    here(&k, BYLAW_NEEDS, 0);
    assert_int_equal(bylaw_clear_fact(k.p, seat, NULL), BYLAW_OK);
    assert_int_equal(bylaw_set_unknown(k.p, seat, NULL), BYLAW_OK);
    here(&k, BYLAW_NEEDS, 0);
    /* filled: known again */
    assert_int_equal(bylaw_add_spell(k.p, seat, 2025, 6, 2, NULL), BYLAW_OK);
    assert_int_equal(bylaw_set_member(k.p, seat, "沈河区", NULL), BYLAW_OK);
    here(&k, BYLAW_VALUE, 0); /* a day too late */
  }
  kinds_close(&k);
}

static void test_lists(void **state) {
  (void)state;
  struct kinds k = kinds_open();
  int visits = fact(&k, "visits"), on = bylaw_person_field(k.p, visits, "on"),
      cost = bylaw_person_field(k.p, visits, "cost");
  assert_true(on >= 0 && cost >= 0 && on != cost);
  assert_int_equal(bylaw_person_field(k.p, visits, "no"), -1);
  assert_int_equal(bylaw_person_field(k.p, fact(&k, "seat"), "on"), -1);
  assert_int_equal(decided(&k, "gives_cost").outcome, BYLAW_NEEDS);
  for (int again = 0; again < 80; again++) {
    assert_int_equal(bylaw_clear_fact(k.p, visits, NULL), BYLAW_OK);
    gives(&k, "gives_cost", BYLAW_MONEY, 0, 0);
    long long sum = 0;
    for (int i = 0; i < again % 7 * 60; i++) { /* more than there was room for at first */
      assert_int_equal(bylaw_add_record(k.p, visits, NULL), BYLAW_OK);
      assert_int_equal(bylaw_set_date(k.p, on, 2025, 1, 1 + i % 31, NULL), BYLAW_OK);
      assert_int_equal(bylaw_set_money(k.p, cost, i, NULL), BYLAW_OK);
      sum += i;
    }
    gives(&k, "gives_cost", BYLAW_MONEY, sum, 0);
    assert_int_equal(bylaw_add_record(k.p, visits, NULL), BYLAW_OK);
    /* what it cost is not known */
    assert_int_equal(bylaw_set_date(k.p, on, 2025, 2, 1, NULL), BYLAW_OK);
    assert_int_equal(decided(&k, "gives_cost").outcome, BYLAW_NEEDS);
  }
  kinds_close(&k);
}

static void test_inputs(void **state) {
  (void)state;
  struct kinds k = kinds_open();
  bylaw_decided a;
  int wants = bylaw_person_decision(k.p, "wants"), wanted = bylaw_person_input(k.p, wants, "wanted");
  assert_true(wanted >= 0);
  assert_int_equal(bylaw_person_input(k.p, wants, "income"), -1);
  assert_int_equal(bylaw_person_input(k.p, -1, "wanted"), -1);
  bylaw_set_money(k.p, fact(&k, "income"), 100, NULL);
  assert_int_equal(bylaw_decide_person(k.p, wants, 2025, 6, 30, &a, NULL), BYLAW_OK);
  assert_int_equal(a.outcome, BYLAW_NEEDS);
  for (int again = 0; again < 100; again++) {
    assert_int_equal(bylaw_set_money(k.p, wanted, 99 + again % 3, NULL), BYLAW_OK);
    assert_int_equal(bylaw_decide_person(k.p, wants, 2025, 6, 30, &a, NULL), BYLAW_OK);
    assert_int_equal(a.kind, BYLAW_TRUTH);
    assert_int_equal(a.number, again % 3 == 2);
  }
  assert_int_equal(bylaw_set_unknown(k.p, wanted, NULL), BYLAW_OK);
  assert_int_equal(bylaw_decide_person(k.p, wants, 2025, 6, 30, &a, NULL), BYLAW_OK);
  assert_int_equal(a.outcome, BYLAW_NEEDS);
  bylaw_set_money(k.p, wanted, 101, NULL);
  assert_int_equal(bylaw_person_reset(k.p, NULL), BYLAW_OK);
  bylaw_set_money(k.p, fact(&k, "income"), 100, NULL);
  assert_int_equal(bylaw_decide_person(k.p, wants, 2025, 6, 30, &a, NULL), BYLAW_OK);
  assert_int_equal(a.outcome, BYLAW_NEEDS);
  kinds_close(&k);
}

/* --- what may not be put ---------------------------------------------------------------------- */

static void expect(const bylaw_error *e, bylaw_status got, bylaw_status status, const char *message,
                   const char *hint) {
  assert_int_equal(got, status);
  assert_int_equal(e->status, status);
  if (!says(e->message, "", message)) fail_msg("%s: not %s", e->message, message);
  if (!says(e->hint, "", hint)) fail_msg("%s: hint not %s", e->hint, hint);
  assert_true(is_chinese(e->message));
}

static void test_bad_values(void **state) {
  (void)state;
  struct kinds k = kinds_open();
  bylaw_error e = {0};
  int size = fact(&k, "size"), born = fact(&k, "born"), since = fact(&k, "since");
  assert_int_equal(bylaw_set_count(k.p, size, 5, &e), BYLAW_OK);
  expect(&e, bylaw_set_count(k.p, size, 0, &e), BYLAW_EINPUT, "size（人数）|小于下限 1", "核对事实");
  expect(&e, bylaw_set_count(k.p, size, 21, &e), BYLAW_EINPUT, "大于上限 20", "核对");
  gives(&k, "gives_size", BYLAW_COUNT, 5, 0); /* as it was */
  expect(&e, bylaw_set_rate(k.p, fact(&k, "share"), 51, 100, &e), BYLAW_EINPUT, "share（比例）|大于上限",
         "核对");
  expect(&e, bylaw_set_rate(k.p, fact(&k, "share"), 1, 0, &e), BYLAW_EINPUT, "share（比例）|零", "核对");
  expect(&e, bylaw_set_date(k.p, born, 2025, 2, 30, &e), BYLAW_EINPUT, "born|2025-02-30 没有这一天", "核对");
  expect(&e, bylaw_set_date(k.p, born, 10000, 1, 1, &e), BYLAW_EINPUT, "born", "核对");
  expect(&e, bylaw_set_date(k.p, born, 1899, 12, 31, &e), BYLAW_EINPUT, "1899-12-31|早于|1900-01-01", "核对");
  expect(&e, bylaw_set_month(k.p, since, 2025, 13, &e), BYLAW_EINPUT, "since（起始月份）", "核对");
  expect(&e, bylaw_set_truth(k.p, fact(&k, "listed"), 2, &e), BYLAW_EINPUT, "listed（在册）", "核对");
  expect(&e, bylaw_set_member(k.p, fact(&k, "level"), "goood", &e), BYLAW_EINPUT, "level|goood|不在选项之中",
         "good");
  expect(&e, bylaw_set_member_number(k.p, fact(&k, "level"), 2, &e), BYLAW_EINPUT, "level（等级）", "核对");
  expect(&e, bylaw_set_member_number(k.p, fact(&k, "level"), -1, &e), BYLAW_EINPUT, "level（等级）", "核对");
  expect(&e, bylaw_set_absent(k.p, size, &e), BYLAW_EINPUT, "size（人数）：不能没有", "bylaw_set_unknown");
  kinds_close(&k);
}

static void test_bad_texts(void **state) {
  (void)state;
  struct kinds k = kinds_open();
  bylaw_error e = {0};
  int number = fact(&k, "number"), card = fact(&k, "card"), name = fact(&k, "name");
  struct world w = {.state = 7};
  const char *good = checked(&w, "21010019400101001", true);
  assert_int_equal(bylaw_set_text(k.p, number, good, &e), BYLAW_OK);
  assert_int_equal(bylaw_set_text(k.p, card, checked(&w, "622700000000000", false), &e), BYLAW_OK);
  assert_int_equal(bylaw_set_text(k.p, name, "甲", &e), BYLAW_OK);
  char wrong[20];
  snprintf(wrong, sizeof wrong, "%.17s%c", good, good[17] == '0' ? '1' : '0');
  expect(&e, bylaw_set_text(k.p, number, wrong, &e), BYLAW_EINPUT, "number（身份证号）", "核对身份证号");
  assert_null(strstr(e.message, wrong)); /* masked */
  expect(&e, bylaw_set_text(k.p, card, "6227000000000001", &e), BYLAW_EINPUT, "card|银行卡号", "校验位");
  assert_null(strstr(e.message, "6227000000000001"));
  expect(&e, bylaw_set_text(k.p, name, "\xff", &e), BYLAW_EINPUT, "name（名称）|UTF-8", "UTF-8");
  expect(&e, bylaw_set_text(k.p, name, NULL, &e), BYLAW_EINPUT, "name（名称）", "bylaw_set_absent");
  arena_free(&w.arena);
  kinds_close(&k);
}

static void test_bad_use(void **state) {
  (void)state;
  struct kinds k = kinds_open();
  bylaw_error e = {0};
  int seat = fact(&k, "seat"), visits = fact(&k, "visits"), size = fact(&k, "size"),
      cost = bylaw_person_field(k.p, visits, "cost");
  assert_int_equal(bylaw_person_fact(k.p, "no"), -1);
  assert_int_equal(bylaw_person_fact(k.p, "cost"), -1); /* a field is no fact */
  assert_int_equal(bylaw_person_decision(k.p, "no"), -1);
  expect(&e, bylaw_set_count(k.p, -1, 1, &e), BYLAW_EUSAGE, "-1", "bylaw_person_fact");
  expect(&e, bylaw_set_date(k.p, 1000, 2025, 1, 1, &e), BYLAW_EUSAGE, "1000", "bylaw_person_fact");
  expect(&e, bylaw_set_date(k.p, -1, 2025, 2, 30, &e), BYLAW_EUSAGE, "-1", "bylaw_person_fact");
  expect(&e, bylaw_set_money(k.p, size, 1, &e), BYLAW_EUSAGE, "size（人数）", "bylaw_set_count");
  expect(&e, bylaw_set_date(k.p, size, 2025, 2, 30, &e), BYLAW_EUSAGE, "size（人数）", "bylaw_set_count");
  expect(&e, bylaw_set_text(k.p, size, "5", &e), BYLAW_EUSAGE, "size（人数）", "bylaw_set_count");
  expect(&e, bylaw_set_member(k.p, size, "good", &e), BYLAW_EUSAGE, "size（人数）", "bylaw_set_count");
  expect(&e, bylaw_set_rate(k.p, size, 1, 2, &e), BYLAW_EUSAGE, "size（人数）", "bylaw_set_count");
  expect(&e, bylaw_set_count(k.p, visits, 1, &e), BYLAW_EUSAGE, "visits（检查）是清单", "bylaw_add_record");
  bylaw_clear_fact(k.p, seat, NULL);
  expect(&e, bylaw_set_member(k.p, seat, "和平区", &e), BYLAW_EUSAGE, "seat|还没有任何一段",
         "bylaw_add_spell");
  bylaw_clear_fact(k.p, visits, NULL);
  expect(&e, bylaw_set_money(k.p, cost, 1, &e), BYLAW_EUSAGE, "还没有记录", "bylaw_add_record");
  expect(&e, bylaw_add_spell(k.p, size, 2025, 1, 1, &e), BYLAW_EUSAGE, "size（人数）|不分段", "直接");
  expect(&e, bylaw_add_record(k.p, seat, &e), BYLAW_EUSAGE, "seat（所在区县）不是清单", "直接");
  expect(&e, bylaw_add_spell(k.p, seat, 2025, 2, 29, &e), BYLAW_EINPUT, "2025-02-29 没有这一天", "核对");
  assert_int_equal(bylaw_add_spell(k.p, seat, 2025, 1, 1, &e), BYLAW_OK);
  expect(&e, bylaw_add_spell(k.p, seat, 2025, 1, 1, &e), BYLAW_EINPUT, "先后", "从早到晚");
  expect(&e, bylaw_add_spell(k.p, seat, 0, 0, 0, &e), BYLAW_EINPUT, "先后", "从早到晚");
  expect(&e, bylaw_set_known_from(k.p, size, 2025, 1, 1, &e), BYLAW_EUSAGE, "不分段", "直接");
  bylaw_clear_fact(k.p, visits, NULL);
  for (int i = 0; i < MOST_RECORDS; i++)
    assert_int_equal(bylaw_add_record(k.p, visits, NULL), BYLAW_OK);
  expect(&e, bylaw_add_record(k.p, visits, &e), BYLAW_EINPUT, "记录太多", "2000");
  kinds_close(&k);
}

static void test_bad_questions(void **state) {
  (void)state;
  struct kinds k = kinds_open();
  bylaw_error e = {0};
  bylaw_decided a = {.number = 7};
  int born = bylaw_person_decision(k.p, "gives_born"), wants = bylaw_person_decision(k.p, "wants");
  expect(&e, bylaw_decide_person(k.p, -1, 2025, 6, 0, &a, &e), BYLAW_EUSAGE, "-1", "bylaw_person_decision");
  assert_int_equal(a.number, 0);
  expect(&e, bylaw_decide_person(k.p, 99, 2025, 6, 0, &a, &e), BYLAW_EUSAGE, "99", "bylaw_person_decision");
  expect(&e, bylaw_decide_person(k.p, born, 2025, 6, 1, &a, &e), BYLAW_EUSAGE, "按月", "0");
  expect(&e, bylaw_decide_person(k.p, born, 2025, 13, 0, &a, &e), BYLAW_EINPUT, "月份", "核对");
  expect(&e, bylaw_decide_person(k.p, wants, 2025, 6, 0, &a, &e), BYLAW_EUSAGE, "需要日期", "年、月、日");
  expect(&e, bylaw_decide_person(k.p, wants, 2025, 6, 31, &a, &e), BYLAW_EINPUT, "2025-06-31", "核对");
  /* Born after the day of deciding, the last of June: the last day in time is that day. */
  assert_int_equal(bylaw_set_date(k.p, fact(&k, "born"), 2025, 7, 1, &e), BYLAW_OK);
  expect(&e, bylaw_decide_person(k.p, born, 2025, 6, 0, &a, &e), BYLAW_EINPUT,
         "born（出生日期）|2025-07-01|晚于决定之日", "核对");
  assert_int_equal(bylaw_decide_person(k.p, born, 2025, 7, 0, &a, &e), BYLAW_OK);
  assert_int_equal(bylaw_decide_person(k.p, born, 2025, 6, 0, &a, &e), BYLAW_EINPUT);
  assert_int_equal(bylaw_set_date(k.p, fact(&k, "born"), 2025, 6, 30, &e), BYLAW_OK);
  gives(&k, "gives_born", BYLAW_DATE, 20250630, 0);
  kinds_close(&k);
}

/* --- policies come and go --------------------------------------------------------------------- */

static void test_lifetime(void **state) {
  (void)state;
  struct kinds k = kinds_open();
  bylaw_error e = {0};
  bylaw_decided a;
  bylaw_person *other, *first = k.p;
  int size = fact(&k, "size"), gives_size = bylaw_person_decision(k.p, "gives_size");
  assert_int_equal(bylaw_person_new(k.b, "no", &other, &e), BYLAW_EUSAGE);
  assert_null(other);
  assert_int_equal(bylaw_person_new(k.b, "kinds", &other, &e), BYLAW_OK);
  bylaw_set_count(other, size, 9, NULL);
  bylaw_set_count(k.p, size, 4, NULL);
  gives(&k, "gives_size", BYLAW_COUNT, 4, 0); /* two persons are two */
  k.p = other;
  gives(&k, "gives_size", BYLAW_COUNT, 9, 0);
  assert_int_equal(bylaw_reload(k.b, &e), BYLAW_OK); /* nothing has changed: all goes on */
  gives(&k, "gives_size", BYLAW_COUNT, 9, 0);
  /* another version, as far as persons know */
  assert_int_equal(bylaw_load(k.b, k.path, &e), BYLAW_OK);
  expect(&e, bylaw_set_count(other, size, 9, &e), BYLAW_EUSAGE, "政策已经更换", "bylaw_person_new");
  expect(&e, bylaw_decide_person(other, gives_size, 2025, 6, 0, &a, &e), BYLAW_EUSAGE, "政策已经更换",
         "bylaw_person_new");
  expect(&e, bylaw_person_reset(other, &e), BYLAW_EUSAGE, "政策已经更换", "bylaw_person_new");
  expect(&e, bylaw_add_spell(other, size, 2025, 1, 1, &e), BYLAW_EUSAGE, "政策已经更换", "bylaw_person_new");
  expect(&e, bylaw_clear_fact(other, size, &e), BYLAW_EUSAGE, "政策已经更换", "bylaw_person_new");
  expect(&e, bylaw_set_absent(other, size, &e), BYLAW_EUSAGE, "政策已经更换", "bylaw_person_new");
  assert_int_equal(bylaw_person_fact(other, "size"), -1);
  assert_int_equal(bylaw_person_decision(other, "gives_size"), -1);
  assert_int_equal(bylaw_person_member(other, size, "good"), -1);
  bylaw_person_free(other);
  assert_int_equal(bylaw_person_new(k.b, "kinds", &k.p, &e), BYLAW_OK);
  bylaw_set_count(k.p, size, 6, NULL);
  gives(&k, "gives_size", BYLAW_COUNT, 6, 0);
  bylaw_person_free(first);
  bylaw_close(k.b);
  expect(&e, bylaw_set_count(k.p, size, 9, &e), BYLAW_EUSAGE, "关闭", "bylaw_person_new");
  bylaw_person_free(k.p);
  bylaw_person_free(NULL);
  remove_tree(k.folder);
}

/* A judge that holds too much begins anew, and with it the templates: every second decision
** here. */
static void test_judge_anew(void **state) {
  (void)state;
  struct kinds k = kinds_open();
  struct fast_path *q = k.b->policies->fast_path;
  bylaw_request r = {.policy = "kinds", .decision = "gives_size", .month = "2025-06"};
  int size = fact(&k, "size");
  q->most_kept = 0;
  for (int i = 0; i < 300; i++) {
    char facts[32], wanted[32], *json;
    if (i % 2) q->asked = TRIM_EVERY - 1;
    assert_int_equal(bylaw_set_count(k.p, size, 1 + i % 20, NULL), BYLAW_OK);
    gives(&k, "gives_size", BYLAW_COUNT, 1 + i % 20, 0);
    snprintf(facts, sizeof facts, "{\"size\":%d}", 1 + i % 20);
    snprintf(wanted, sizeof wanted, "\"outcome\":%d,", 1 + i % 20);
    r.facts = facts;
    assert_int_equal(bylaw_decide(k.b, &r, NULL, &json, NULL), BYLAW_OK);
    assert_non_null(strstr(json, wanted));
    bylaw_free(json);
  }
  r.facts = "{\"size\":7}";
  q->most_kept = 1 << 30;
  q->rest = q->hits = q->misses = 0;
  long long before = q->answered;
  for (int i = 0; i < 200; i++) {
    char *json;
    assert_int_equal(bylaw_decide(k.b, &r, NULL, &json, NULL), BYLAW_OK);
    bylaw_free(json);
  }
  assert_true(q->answered - before > 100); /* the usual request is answered without Lua */
  kinds_close(&k);
}

/* Other work opens judges of its own for the same policy, and readings of its own for the time of a
** call. */
static void test_beside_others(void **state) {
  (void)state;
  struct rig r = rig_open("policies/old_age_allowance.lua", 3);
  struct world *w = &r.world;
  const struct model *m = &w->policy->script->model;
  bylaw_error e = {0};
  int standard = bylaw_person_decision(r.person, "standard");
  assert_true(m->reading_count > 0);
  for (int i = 0; i < 60; i++) {
    struct buf readings = {0};
    const struct reading *x = &m->readings[i % m->reading_count];
    buf_printf(&readings, "%s=%s", x->name, x->options[(x->chosen + 1) % x->count].name);
    bylaw_request q = {.policy = m->id,
                       .decision = "standard",
                       .month = "2025-06",
                       .readings = buf_text(&readings),
                       .facts = "{\"birth_date\":\"1935-07-31\",\"hukou\":\"和平区\",\"low_income\":null}"};
    bylaw_explore_options few = {.runs = 20, .decisions = 100};
    bylaw_what_if_options change = {.most = 2, .years = 1};
    char *json = NULL;
    if (i % 3 == 0)
      assert_int_equal(bylaw_what_if(r.b, &q, &change, NULL, &json, &e), BYLAW_OK);
    else if (i % 12 == 1) {
      q.facts = NULL;
      assert_int_equal(bylaw_explore(r.b, &q, &few, &json, &e), BYLAW_OK);
    } else
      assert_int_equal(bylaw_decide(r.b, &q, NULL, &json, &e), BYLAW_OK);
    bylaw_free(json);
    buf_free(&readings);
    w->month = MONTH(2025, 6);
    some_person(w);
    ask_typed(&r, standard);
  }
  rig_close(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_values),
                                     cmocka_unit_test(test_histories),
                                     cmocka_unit_test(test_lists),
                                     cmocka_unit_test(test_inputs),
                                     cmocka_unit_test(test_bad_values),
                                     cmocka_unit_test(test_bad_texts),
                                     cmocka_unit_test(test_bad_use),
                                     cmocka_unit_test(test_bad_questions),
                                     cmocka_unit_test(test_lifetime),
                                     cmocka_unit_test(test_judge_anew),
                                     cmocka_unit_test(test_beside_others),
                                     cmocka_unit_test(test_allowance),
                                     cmocka_unit_test(test_language),
                                     cmocka_unit_test(test_law_days),
                                     cmocka_unit_test(test_ways_keep_their_numbers),
                                     cmocka_unit_test(test_templates_allowance),
                                     cmocka_unit_test(test_templates_language),
                                     cmocka_unit_test(test_templates_law_days)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
