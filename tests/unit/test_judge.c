/* The judge against `bylaw_decide`, for thousands of made-up persons near the boundaries: the same
** outcome, value and reasons, by trees and by Lua; persons in error between good ones; memory that
** stays. */
#include "support.h"

#include "host/engine/judge/by_lua_private.h"
#include "host/engine/judge/judge_private.h"
#include "host/engine/judge/statistics.h"
#include "world.h"

enum { CASES = 24000, STEADY = 6000 };

/* --- both answers ----------------------------------------------------------------------------- */

struct rig {
  bylaw *b;
  struct judge *judge;
  struct world world;
  long long kinds[6];
};

static const char *const KIND_NAMES[] = {"value", "refused", "hold", "undetermined", "needs"};

static enum verdict_kind kind_of(const json_t *outcome) {
  for (int k = 1; k < 5; k++)
    if (json_is_object(outcome) && json_object_get(outcome, KIND_NAMES[k])) return (enum verdict_kind)k;
  return VERDICT_VALUE;
}

static json_t *verdict_value(struct rig *r, const struct decision *d, const struct verdict *v) {
  if (!d->many) return value_json(r->world.policy->script, v->value);
  json_t *items = json_array();
  for (int i = 0; i < v->value.u.list->rows; i++)
    json_array_append_new(items, value_json(r->world.policy->script, v->value.u.list->cells[i]));
  return items;
}

static void expect_same_json(const json_t *a, const json_t *b, const char *what, const char *facts) {
  if (json_equal(a, b)) return;
  char *x = json_dumps(a, JSON_ENCODE_ANY), *y = json_dumps(b, JSON_ENCODE_ANY);
  fail_msg("%s: %s, not %s\n%s", what, x, y, facts);
}

/* Between which days an undetermined one lies, where they are days. */
static void compare_bounds(const struct verdict *v, const json_t *outcome) {
  const json_t *why = json_object_get(outcome, "undetermined"), *said = json_object_get(why, "earliest");
  struct value earliest, latest;
  if (v->kind != VERDICT_UNDETERMINED) return;
  assert_int_equal(value_day_bounds(v->value, &earliest, &latest), said != NULL);
  if (!said) return;
  json_t *bounds[2] = {time_json(earliest), time_json(latest)};
  assert_true(json_equal(bounds[0], said));
  assert_true(json_equal(bounds[1], json_object_get(why, "latest")));
  json_decref(bounds[0]);
  json_decref(bounds[1]);
}

/* What bylaw_decide says and what the judge says, part by part. */
static void compare(struct rig *r, const struct decision *d, const struct verdict *v, const char *json,
                    const char *facts) {
  json_t *said = json_loads(json, 0, NULL), *justification = json_loads(v->justification->text, 0, NULL);
  json_t *outcome = json_object_get(said, "outcome");
  enum verdict_kind kind = kind_of(outcome);
  if (kind != v->kind) fail_msg("%s: %s, not %d\n%s", d->name, json, v->kind, facts);
  assert_string_equal(json_string_value(json_object_get(justification, "outcome")), KIND_NAMES[kind]);
  static const char *const parts[] = {"because", "failed", "warnings"};
  for (int i = 0; i < 3; i++)
    expect_same_json(json_object_get(said, parts[i]), json_object_get(justification, parts[i]), parts[i],
                     facts);
  if (kind == VERDICT_VALUE || kind == VERDICT_HOLD) {
    json_t *value = verdict_value(r, d, v);
    expect_same_json(kind == VERDICT_HOLD ? json_object_get(outcome, "value") : outcome, value, d->name,
                     facts);
    json_decref(value);
  }
  compare_bounds(v, outcome);
  json_t *needs = json_object_get(justification, "needs"), *asked = json_object_get(outcome, "needs");
  assert_int_equal(json_array_size(needs), kind == VERDICT_NEEDS ? json_array_size(asked) : 0);
  for (size_t i = 0; i < json_array_size(needs); i++)
    expect_same_json(json_object_get(json_array_get(asked, i), "name"), json_array_get(needs, i), "needs",
                     facts);
  json_decref(said);
  json_decref(justification);
}

/* Every reading that the justification tells is one that bylaw_decide used, and every parameter
** likewise. */
static void compare_used(const struct verdict *v, const char *json) {
  json_t *said = json_loads(json, 0, NULL), *justification = json_loads(v->justification->text, 0, NULL),
         *one;
  json_t *readings = json_object_get(said, "readings"), *told = json_object_get(justification, "readings");
  size_t i;
  assert_int_equal(json_array_size(readings), json_array_size(told));
  json_array_foreach(told, i, one) {
    assert_true(
        json_equal(json_object_get(one, "name"), json_object_get(json_array_get(readings, i), "reading")));
    assert_true(
        json_equal(json_object_get(one, "option"), json_object_get(json_array_get(readings, i), "option")));
  }
  size_t at = 0;
  json_array_foreach(json_object_get(said, "parameters"), i, one) {
    told = json_object_get(justification, "parameters");
    while (at < json_array_size(told) &&
           !json_equal(json_object_get(json_array_get(told, at), "name"), json_object_get(one, "parameter")))
      at++;
    if (at == json_array_size(told))
      fail_msg("not told: %s", json_string_value(json_object_get(one, "parameter")));
  }
  json_decref(said);
  json_decref(justification);
}

static void ask_both(struct rig *r, int decision, json_t *rulings) {
  struct world *w = &r->world;
  const struct decision *d = &w->policy->script->model.decisions[decision];
  struct buf month = {0};
  struct verdict v;
  struct error e = {0};
  bylaw_error error = {0};
  char *json = NULL, *facts = facts_as_json(w, d, rulings);
  bylaw_request q = {.policy = w->policy->script->model.id, .decision = d->name, .facts = facts};
  struct value when = time_asked(w, d, &q, &month);
  if (!judge_decide(r->judge, decision, when, d->given_count ? w->given : NULL, &v, &e))
    fail_msg("%s %s: %s (%s)\n%s", d->name, buf_text(&month), e.message, e.hint, facts);
  bylaw_status status = bylaw_decide(r->b, &q, NULL, &json, &error);
  r->kinds[v.kind]++;
  if (status == BYLAW_OK) {
    compare(r, d, &v, json, facts);
    compare_used(&v, json);
  } else {
    if (v.kind != VERDICT_FAILED)
      fail_msg("%s: %s, but the judge says %s\n%s", d->name, error.message, v.justification->text, facts);
    assert_true(*v.justification->words);
  }
  bylaw_free(json);
  free(facts);
  buf_free(&month);
}

/* --- rigs ------------------------------------------------------------------------------------- */

static struct rig rig_open(const char *path, uint64_t seed, const char *band) {
  struct rig r = {.world = {.state = seed}};
  struct error e = {0};
  bylaw_error error = {0};
  assert_int_equal(bylaw_open(&r.b, NULL, NULL), BYLAW_OK);
  r.b->by_lua = true; /* bylaw_decide is what is compared with */
  if (bylaw_load(r.b, path, &error) != BYLAW_OK) fail_msg("%s: %s", path, error.message);
  r.world.policy = r.b->policies;
  assert_true(r.world.policy->script->model.fact_count <= 64);
  r.judge =
      judge_open(r.world.policy, band ? decision_find(&r.world.policy->script->model, band, &e) : -1, &e);
  assert_non_null(r.judge);
  return r;
}

static void rig_close(struct rig *r) {
  judge_close(r->judge);
  bylaw_close(r->b);
  arena_free(&r->world.arena);
}

static json_t *some_ruling(struct world *w, const struct decision *d) {
  const char *cite = NULL;
  for (int i = 0; i < d->rule_count; i++)
    if (d->rules[i].kind == RULE_RULING) cite = d->rules[i].cite;
  if (!cite || !chance(w, 6)) return NULL;
  char from[16];
  int month = w->month + below(w, 2);
  snprintf(from, sizeof from, "%04d-%02d", month / 12, month % 12 + 1);
  return json_pack("[{s:s, s:s, s:s, s:s, s:s, s:s, s:s}]", "decision", d->name, "article", cite, "outcome",
                   "12.34", "by", "街道办事处", "officer", "经办人", "file", "档案一", "from", from);
}

static void one_case(struct rig *r, const int *months, int month_count) {
  struct world *w = &r->world;
  const struct model *m = &w->policy->script->model;
  w->month = months[below(w, month_count)];
  some_person(w);
  for (int questions = 1 + below(w, 3); questions > 0; questions--) {
    int decision = below(w, m->decision_count);
    const struct decision *d = &m->decisions[decision];
    json_t *rulings = some_ruling(w, d);
    for (int i = 0; i < d->given_count; i++)
      w->given[i] = some_fact(w, &d->given[i]);
    struct value facts[64];
    facts_reached(w, d, facts);
    judge_person(r->judge, facts, rulings);
    ask_both(r, decision, rulings);
    json_decref(rulings);
  }
}

/* Outcomes that must come, a bit each: the policy has no others. */
enum { VALUE_REFUSED_NEEDS = 1 << BYLAW_VALUE | 1 << BYLAW_REFUSED | 1 << BYLAW_NEEDS, ALL_KINDS = 0x3f };

static void differential(const char *path, const char *band, const int *months, int month_count,
                         uint64_t seed, unsigned kinds) {
  struct rig r = rig_open(path, seed, band);
  judge_cross_check(r.judge, true);
  for (int i = 0; i < scaled(CASES / (kinds == ALL_KINDS ? 2 : 8)); i++)
    one_case(&r, months, month_count);
  for (int k = 0; k < 6; k++)
    if (kinds >> k & 1 && r.kinds[k] == 0) fail_msg("%s: no case of kind %d", path, k);
  rig_close(&r);
}

#define MONTH(y, m) ((y)*12 + (m)-1)

static void test_allowance(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6),  MONTH(2025, 6), MONTH(2025, 1),  MONTH(2025, 2),
                               MONTH(2024, 12), MONTH(2024, 2), MONTH(2024, 3),  MONTH(2015, 6),
                               MONTH(2015, 7),  MONTH(2020, 2), MONTH(2025, 10), MONTH(2025, 11),
                               MONTH(2025, 12), MONTH(2026, 1)};
  differential("policies/old_age_allowance.lua", "standard", months, 14, 20250601, ALL_KINDS);
}

static void test_language(void **state) {
  (void)state;
  static const int months[] = {MONTH(2024, 1),  MONTH(2024, 12), MONTH(2025, 1), MONTH(2025, 3),
                               MONTH(2025, 4),  MONTH(2025, 6),  MONTH(2025, 7), MONTH(2024, 2),
                               MONTH(2026, 12), MONTH(2027, 1)};
  differential("tests/language/policies/language.lua", "by_month", months, 10, 77, ALL_KINDS);
}

static void test_law_days(void **state) {
  (void)state;
  static const int months[] = {MONTH(2020, 1), MONTH(2023, 12), MONTH(2024, 1), MONTH(2025, 1),
                               MONTH(2025, 8)};
  differential("tests/language/policies/law_days.lua", NULL, months, 5, 78, ALL_KINDS);
}

static void test_records_and_tables(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6), MONTH(2026, 5), MONTH(2025, 4)};
  differential("tests/language/policies/venues.lua", NULL, months, 3, 79, VALUE_REFUSED_NEEDS);
  differential("tests/language/policies/exhibits.lua", NULL, months, 3, 80, VALUE_REFUSED_NEEDS);
  differential("tests/language/policies/account.lua", NULL, months, 3, 81, VALUE_REFUSED_NEEDS);
  differential("tests/language/policies/ratios.lua", NULL, months, 3, 83, VALUE_REFUSED_NEEDS);
}

/* Limits before, in and after the years whose holiday schedule is published. */
static void days_without_a_schedule_are_the_same_by_trees_and_by_lua(void **state) {
  (void)state;
  static const int months[] = {MONTH(2026, 11), MONTH(2026, 12), MONTH(2027, 1),
                               MONTH(2027, 10), MONTH(2027, 11), MONTH(2028, 2)};
  differential("tests/regression/policies/a_day_without_a_schedule_lies_between_two.lua", NULL, months, 6,
               2027, ALL_KINDS);
}

/* --- terms ------------------------------------------------------------------------------------ */

static void same_term(struct rig *r, int name, struct value when) {
  struct value fast, lua;
  struct error e = {0}, f = {0};
  bool ok = judge_term(r->judge, name, when, &fast, &e);
  assert_int_equal(judge_term_by_lua(r->judge, name, &lua, &f), ok);
  if (!ok) {
    assert_string_equal(e.message, f.message);
    return;
  }
  const char *text = r->world.policy->script->model.names[name].text;
  if (fast.state != lua.state || fast.kind != lua.kind) fail_msg("%s: %d %d", text, fast.state, lua.state);
  if (fast.state != STATE_KNOWN) return;
  struct value same = value_compare(CMP_EQ, fast, lua);
  if (same.state != STATE_KNOWN || !same.u.i) fail_msg("%s: another value", text);
}

static void test_terms(void **state) {
  (void)state;
  struct rig r = rig_open("policies/old_age_allowance.lua", 5, NULL);
  struct world *w = &r.world;
  const struct model *m = &w->policy->script->model;
  for (int i = 0; i < 300; i++) {
    w->month = MONTH(2025, 6) - below(w, 20);
    some_person(w);
    judge_person(r.judge, w->facts, NULL);
    for (int k = 0; k < m->name_count; k++)
      if (m->names[k].kind == NAME_TERM && below(w, 3) == 0) same_term(&r, k, value_of(KIND_MONTH, w->month));
  }
  rig_close(&r);
}

/* --- memory ----------------------------------------------------------------------------------- */

/* People of whom all is known, one after the other. */
static void many_people(struct rig *r, int count) {
  struct world *w = &r->world;
  struct error e = {0};
  const struct model *m = &w->policy->script->model;
  int due = decision_find(m, "due", &e), payer = decision_find(m, "payer", &e);
  for (int i = 0; i < count; i++) {
    struct verdict v;
    w->unknown_percent = 0;
    arena_reset(&w->arena);
    for (int k = 0; k < m->fact_count; k++)
      w->facts[k] = some_fact(w, &m->facts[k]);
    judge_person(r->judge, w->facts, NULL);
    assert_true(judge_decide(r->judge, due, value_of(KIND_MONTH, w->month), NULL, &v, &e));
    assert_true(judge_decide(r->judge, payer, value_of(KIND_MONTH, w->month), NULL, &v, &e));
  }
}

/* The more people, the fewer are new: what is kept grows with the policy, not with the people. */
static void test_memory_and_speed(void **state) {
  (void)state;
  struct rig r = rig_open("policies/old_age_allowance.lua", 11, "standard");
  r.world.month = MONTH(2025, 6);
  struct judge_statistics before, after;
  for (int i = 0; i < 5; i++)
    many_people(&r, STEADY);
  judge_statistics(r.judge, &before);
  uint32_t branches = r.judge->trees.forest.branch_count, exprs = r.world.policy->script->exprs.count;
  size_t bytes = r.judge->arena.bytes;
  many_people(&r, STEADY);
  judge_statistics(r.judge, &after);
  assert_int_equal(after.asked, 2 * 6 * STEADY);
  long long by_lua = after.by_lua - before.by_lua;
  if (by_lua * 50 > 2 * STEADY) fail_msg("Lua ran for %lld of %d", by_lua, 2 * STEADY);
  assert_true(after.hits > 2 * STEADY && after.misses > 0 && after.leaves > 0 && after.guards > 0);
  assert_true(after.forest_bytes <= 64 << 10 && after.bytes > after.forest_bytes);
  assert_true(r.judge->trees.forest.branch_count < branches + branches / 20);
  assert_true(r.world.policy->script->exprs.count < exprs + exprs / 20);
  assert_true(r.judge->arena.bytes < bytes + bytes / 4);
  for (int month = MONTH(1990, 1); month < MONTH(2025, 1); month++) { /* frames come and go */
    r.world.month = month;
    many_people(&r, 2);
  }
  assert_true(r.judge->trees.walk.frame_count <= 2 * FRAME_SLOTS);
  rig_close(&r);
}

/* --- readings, persons in error --------------------------------------------------------------- */

static void set_fact(struct world *w, const char *name, struct value v) {
  const struct model *m = &w->policy->script->model;
  for (int i = 0; i < m->fact_count; i++)
    if (strcmp(m->facts[i].name, name) == 0) w->facts[i] = v;
}

static struct value always(struct world *w, const char *fact, int member) {
  const struct model *m = &w->policy->script->model;
  struct timeline *t = arena_new(&w->arena, sizeof *t);
  int i = 0;
  while (strcmp(m->facts[i].name, fact) != 0)
    i++;
  *t = (struct timeline){m->facts[i].kind, m->facts[i].domain, 1, DAY_MIN,
                         arena_new(&w->arena, sizeof *t->spells)};
  t->spells[0] = (struct spell){DAY_MIN, value_enum(m->facts[i].domain, member)};
  struct value v = {.kind = KIND_TIMELINE};
  v.u.timeline = t;
  return v;
}

/* Born 1935-03-10 with local residence since ever: 200.00 a month from the age of 90, when an
** application is there. */
static void plain_person(struct world *w) {
  const struct model *m = &w->policy->script->model;
  arena_reset(&w->arena);
  for (int i = 0; i < m->fact_count; i++)
    w->facts[i] = value_absent(m->facts[i].kind);
  struct list *l = arena_new(&w->arena, sizeof *l);
  *l = (struct list){2, 1, arena_array(&w->arena, 2, sizeof *l->cells)};
  for (int i = 0; i < m->fact_count; i++)
    for (int k = 0; strcmp(m->facts[i].name, "applied") == 0 && k < 2; k++)
      l->cells[k] = m->facts[i].fields[k].kind == KIND_DATE ? date_of(2015, 3, 20) : value_absent(KIND_ENUM);
  struct value applied = {.kind = KIND_LIST};
  applied.u.list = l;
  set_fact(w, "applied", applied);
  set_fact(w, "birth_date", date_of(1935, 3, 10));
  set_fact(w, "hukou", always(w, "hukou", 0));
}

static void expect_due(struct rig *r, int month, enum verdict_kind kind, int64_t fen) {
  struct error e = {0};
  struct verdict v;
  int due = decision_find(&r->world.policy->script->model, "due", &e);
  judge_person(r->judge, r->world.facts, NULL);
  assert_true(judge_decide(r->judge, due, value_of(KIND_MONTH, month), NULL, &v, &e));
  if (v.kind != kind) fail_msg("kind %d, wanted %d: %s", v.kind, kind, v.justification->text);
  if (kind == VERDICT_VALUE) assert_int_equal(v.value.u.i, fen);
}

static void test_readings(void **state) {
  (void)state;
  struct rig r = rig_open("policies/old_age_allowance.lua", 1, "standard");
  struct model *m = &r.world.policy->script->model;
  struct error e = {0};
  int chosen[64];
  for (int i = 0; i < m->reading_count; i++)
    chosen[i] = strcmp(m->readings[i].name, "first_month_80") == 0 ? 1 : m->readings[i].chosen;
  plain_person(&r.world);
  set_fact(&r.world, "birth_date",
           date_of(1945, 6, 10)); /* 80 in June 2025, 30.00 from that month or the next */
  set_fact(&r.world, "applied", value_absent(KIND_LIST));
  struct list *l = arena_new(&r.world.arena, sizeof *l);
  struct value choices = {.kind = KIND_LIST};
  int i = 0;
  while (strcmp(m->facts[i].name, "choices") != 0)
    i++;
  *l = (struct list){2, 1, arena_array(&r.world.arena, 2, sizeof *l->cells)};
  for (int k = 0; k < 2; k++)
    l->cells[k] = m->facts[i].fields[k].kind == KIND_DATE ? date_of(2025, 6, 12)
                                                          : value_enum(m->facts[i].fields[k].domain, 0);
  choices.u.list = l;
  set_fact(&r.world, "choices", choices);
  for (int round = 0; round < 2; round++) {
    assert_true(judge_readings(r.judge, NULL, &e));
    expect_due(&r, MONTH(2025, 6), VERDICT_VALUE, 3000);
    expect_due(&r, MONTH(2025, 7), VERDICT_VALUE, 3000);
    assert_true(judge_readings(r.judge, chosen, &e));
    expect_due(&r, MONTH(2025, 6), VERDICT_REFUSED, 0);
    expect_due(&r, MONTH(2025, 7), VERDICT_VALUE, 3000);
  }
  chosen[0] = 99;
  assert_false(judge_readings(r.judge, chosen, &e));
  assert_int_equal(e.kind, ERR_USAGE);
  rig_close(&r);
}

/* A person in error says so and leaves the judge as it was, however they follow each other. */
static void test_persons_in_error(void **state) {
  (void)state;
  struct rig r = rig_open("policies/old_age_allowance.lua", 3, "standard");
  struct world *w = &r.world;
  for (int i = 0; i < 400; i++) {
    plain_person(w);
    expect_due(&r, MONTH(2025, 6), VERDICT_VALUE, 20000);
    set_fact(w, "death_date", date_of(1930, 1, 1 + i % 28)); /* before the birth */
    expect_due(&r, MONTH(2025, 6), VERDICT_FAILED, 0);
    plain_person(w);
    set_fact(w, "birth_date", date_of(2025, 7, 1 + i % 28)); /* not yet born: no age */
    expect_due(&r, MONTH(2025, 6), VERDICT_FAILED, 0);
    plain_person(w);
    set_fact(w, "birth_date", value_unknown(KIND_DATE));
    expect_due(&r, MONTH(2025, 6), VERDICT_NEEDS, 0);
  }
  plain_person(w);
  struct verdict a, b;
  struct error e = {0};
  int due = decision_find(&w->policy->script->model, "due", &e);
  judge_person(r.judge, w->facts, NULL);
  assert_true(judge_decide(r.judge, due, value_of(KIND_MONTH, MONTH(2025, 6)), NULL, &a, &e));
  assert_true(judge_decide(r.judge, due, value_of(KIND_MONTH, MONTH(2025, 5)), NULL, &b, &e));
  assert_ptr_equal(a.justification, b.justification);
  assert_string_equal(a.justification->band, "第四条第3项");
  assert_string_equal(a.justification->band_text, "90–99周岁");
  assert_true(r.judge->justifications.count < 20);
  rig_close(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_readings),
      cmocka_unit_test(test_persons_in_error),
      cmocka_unit_test(test_terms),
      cmocka_unit_test(test_allowance),
      cmocka_unit_test(test_language),
      cmocka_unit_test(test_law_days),
      cmocka_unit_test(test_records_and_tables),
      cmocka_unit_test(days_without_a_schedule_are_the_same_by_trees_and_by_lua),
      cmocka_unit_test(test_memory_and_speed)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
