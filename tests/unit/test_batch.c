/* Columns against one person after the other: the same outcome, value and justification for thousands of
** made-up persons near the boundaries, with facts unknown and absent, on one thread and on several;
** what is new or odd goes the slow way and is right all the same. */
#include "support.h"

#include "host/engine/judge/batch.h"
#include "host/engine/judge/judge_private.h"
#include "host/engine/judge/signature_table_private.h"
#include "host/engine/judge/statistics.h"
#include "world.h"

#ifdef __SANITIZE_ADDRESS__ /* there each takes ten times as long, and what is looked for shows in the first of a kind */
enum { PERSONS = 500, ALONE = 100, WIDE = 20 * CHUNK_ROWS };
#else
enum { PERSONS = 2500, ALONE = 500, WIDE = 20 * CHUNK_ROWS };
#endif

#define MONTH(y, m) ((y)*12 + (m)-1)

struct rig {
  bylaw *b;
  struct judge *columns, *rows;
  struct world world;
  struct batch_maker people;
  uint32_t *leaf;
  int64_t *value;
};

static struct rig rig_open(const char *path, uint64_t seed) {
  struct rig r = {.world = {.state = seed}};
  struct error e = {0};
  bylaw_error error = {0};
  assert_int_equal(bylaw_open(&r.b, NULL, NULL), BYLAW_OK);
  if (bylaw_load(r.b, path, &error) != BYLAW_OK) fail_msg("%s: %s", path, error.message);
  r.world.policy = r.b->policies;
  r.columns = judge_open(r.world.policy, -1, &e);
  assert_non_null(r.columns);
  assert_true(judge_batch_make(r.columns, &r.people));
  size_t most = (size_t)(scaled(PERSONS) > WIDE ? scaled(PERSONS) : WIDE);
  r.leaf = malloc(most * sizeof *r.leaf);
  r.value = malloc(most * sizeof *r.value);
  return r;
}

static void rig_close(struct rig *r) {
  judge_close(r->columns);
  bylaw_close(r->b);
  batch_maker_free(&r->people);
  free(r->leaf);
  free(r->value);
  arena_free(&r->world.arena);
}

/* People of all kinds; nearly all of whom everything is known when `unknown` is 0. */
static void some_people(struct rig *r, int count, int unknown) {
  struct world *w = &r->world;
  const struct model *m = &w->policy->script->model;
  for (int i = 0; i < count; i++) {
    w->unknown_percent = below(w, 3) ? 0 : unknown;
    for (int k = 0; k < m->fact_count; k++)
      w->facts[k] = some_fact(w, &m->facts[k]);
    assert_true(batch_add(&r->people, w->facts));
  }
}

static void same_amount(const struct rig *r, const struct decision *d, int person, const struct verdict *v,
                        const struct verdict *leaf) {
  if (v->kind != VERDICT_VALUE && v->kind != VERDICT_HOLD) return;
  struct value x = leaf->value;
  bool integer = x.kind != KIND_LIST && x.kind != KIND_TEXT && x.kind != KIND_RATE && x.kind != KIND_EXACT &&
                 x.kind != KIND_PERIOD;
  if (integer) x.u.i = r->value[person];
  if (x.kind != v->value.kind || x.state != v->value.state || x.domain != v->value.domain)
    fail_msg("%s: person %d: kind %d state %d", d->name, person, x.kind, x.state);
  if (x.kind == KIND_LIST || x.state != STATE_KNOWN) return;
  struct value same = value_compare(CMP_EQ, x, v->value);
  if (same.state != STATE_KNOWN || !same.u.i) fail_msg("%s: person %d: another value", d->name, person);
}

/* Everybody by columns, then each alone by the same judge. */
static void both_ways(struct rig *r, int decision, struct value when, int threads) {
  struct judge *j = r->columns;
  const struct model *m = &r->world.policy->script->model;
  const struct decision *d = &m->decisions[decision];
  struct batch_rooms rooms = {0};
  struct error e = {0};
  const struct value *given = d->given_count ? r->world.given : NULL;
  if (!judge_batch(j, decision, when, given, &r->people.batch, NULL, threads, r->leaf, r->value, &e))
    fail_msg("%s", e.message);
  for (int i = 0; i < r->people.batch.persons; i++) {
    struct verdict v;
    assert_true(batch_person(&r->people.batch, i, &rooms, r->world.facts));
    judge_person(j, r->world.facts, NULL);
    if (!judge_decide(j, decision, when, given, &v, &e)) fail_msg("%s", e.message);
    const struct verdict *leaf = judge_leaf(j, r->leaf[i]);
    if (leaf->kind != v.kind || leaf->justification != v.justification)
      fail_msg("%s, person %d: %s\nnot %s", d->name, i, leaf->justification->text, v.justification->text);
    same_amount(r, d, i, &v, leaf);
  }
  batch_rooms_free(&rooms);
}

/* One after the other, by the ways that the batch has taught. */
static void row_by_row(struct rig *r, int decision, struct value when) {
  const struct decision *d = &r->world.policy->script->model.decisions[decision];
  const struct value *given = d->given_count ? r->world.given : NULL;
  struct error e = {0};
  int persons = r->people.batch.persons < ALONE ? r->people.batch.persons : ALONE;
  for (int i = 0; i < persons; i++) {
    struct verdict v;
    uint32_t path;
    if (!judge_row(r->columns, decision, when, given, &r->people.batch, i, &v, &path, &e))
      fail_msg("%s", e.message);
    const struct verdict *leaf = judge_leaf(r->columns, r->leaf[i]);
    if (leaf->kind != v.kind || leaf->justification != v.justification)
      fail_msg("%s, person %d alone: %s\nnot %s", d->name, i, v.justification->text,
               leaf->justification->text);
    same_amount(r, d, i, &v, leaf);
  }
}

/* Everybody again, while the signature table is built, learned and tuned: nothing changes. */
static void by_signatures(struct rig *r, int decision, struct value when, int threads) {
  const struct decision *d = &r->world.policy->script->model.decisions[decision];
  const struct value *given = d->given_count ? r->world.given : NULL;
  int persons = r->people.batch.persons;
  struct error e = {0};
  uint32_t *leaf = malloc((size_t)persons * sizeof *leaf);
  int64_t *value = malloc((size_t)persons * sizeof *value);
  r->columns->enough = 1;
  for (int round = 0; round < 4; round++) {
    assert_true(
        judge_batch(r->columns, decision, when, given, &r->people.batch, NULL, threads, leaf, value, &e));
    for (int i = 0; i < persons; i++)
      if (leaf[i] != r->leaf[i] ||
          (leaf_is_whole(judge_leaf(r->columns, leaf[i])) && value[i] != r->value[i]))
        fail_msg("%s, round %d, person %d: %s\nnot %s", d->name, round, i,
                 judge_leaf(r->columns, leaf[i])->justification->text,
                 judge_leaf(r->columns, r->leaf[i])->justification->text);
  }
  row_by_row(r, decision, when);
  row_by_row(r, decision, when);
  r->columns->enough = ENOUGH_FOR_SIGNATURES;
  free(leaf);
  free(value);
}

static void all_decisions(const char *path, const int *months, int month_count, uint64_t seed, int unknown) {
  struct rig r = rig_open(path, seed);
  const struct model *m = &r.world.policy->script->model;
  for (int i = 0; i < month_count; i++) {
    r.world.month = months[i];
    batch_clear(&r.people);
    some_people(&r, scaled(PERSONS), unknown);
    for (int k = 0; k < m->decision_count; k++) {
      struct value when = value_of(KIND_MONTH, months[i]);
      if (m->decisions[k].per != PER_MONTH) when = value_op(NULL, OP_MONTH_LAST, &when);
      for (int g = 0; g < m->decisions[k].given_count; g++)
        r.world.given[g] = some_fact(&r.world, &m->decisions[k].given[g]);
      both_ways(&r, k, when, 1);
      by_signatures(&r, k, when, 1);
    }
  }
  rig_close(&r);
}

static void test_allowance(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6),  MONTH(2025, 1), MONTH(2024, 2),
                               MONTH(2025, 12), MONTH(2015, 6), MONTH(2025, 6)};
  all_decisions("policies/old_age_allowance.lua", months, 6, 3, 8);
}

static void test_allowance_known(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6), MONTH(2025, 7), MONTH(2026, 1), MONTH(2025, 6)};
  all_decisions("policies/old_age_allowance.lua", months, 4, 4, 0);
}

static void test_language(void **state) {
  (void)state;
  static const int months[] = {MONTH(2024, 1), MONTH(2024, 12), MONTH(2025, 3), MONTH(2025, 6)};
  all_decisions("tests/language/policies/language.lua", months, 4, 5, 8);
}

static void test_law_days(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6), MONTH(2023, 12)};
  all_decisions("tests/language/policies/law_days.lua", months, 2, 6, 8);
}

static void test_records_and_tables(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6), MONTH(2026, 5), MONTH(2025, 4)};
  all_decisions("tests/language/policies/venues.lua", months, 3, 6, 8);
  all_decisions("tests/language/policies/exhibits.lua", months, 3, 6, 8);
  all_decisions("tests/language/policies/account.lua", months, 3, 6, 8);
  all_decisions("tests/language/policies/ratios.lua", months, 3, 6, 8);
}

/* Whoever is like somebody before needs neither Lua nor to be taken alone. These people are far
** more unlike each other than a town's: every fact of everybody is made up for itself, near the
** boundaries. */
static void test_columns_carry(void **state) {
  (void)state;
  struct rig r = rig_open("policies/old_age_allowance.lua", 6);
  struct error e = {0};
  const struct model *m = &r.world.policy->script->model;
  int due = decision_find(m, "standard", &e);
  r.world.month = MONTH(2025, 6);
  struct value when = value_of(KIND_MONTH, r.world.month);
  some_people(&r, WIDE, 0);
  assert_true(judge_batch(r.columns, due, when, NULL, &r.people.batch, NULL, 1, r.leaf, r.value, &e));
  struct plan *p = plan_of(r.columns, due, when);
  long long missed = p->missed, slow = p->slow;
  assert_true(missed < WIDE / 8);
  assert_int_equal(slow, 0);
  assert_true(judge_batch(r.columns, due, when, NULL, &r.people.batch, NULL, 1, r.leaf, r.value, &e));
  assert_int_equal(p->missed, missed);
  assert_int_equal(p->slow, 0);
  rig_close(&r);
}

/* A town: the same few hundred cases again and again. */
static void a_town(struct rig *r, int count) {
  enum { CASES = 400 };
  struct batch_rooms rooms = {0};
  some_people(r, CASES, 0);
  for (int i = CASES; i < count; i++) {
    assert_true(batch_person(&r->people.batch, i % CASES, &rooms, r->world.facts));
    assert_true(batch_add(&r->people, r->world.facts));
  }
  batch_rooms_free(&rooms);
}

/* Nearly all of a town are found by their signature. */
static void test_signature_lookup(void **state) {
  (void)state;
  struct rig r = rig_open("policies/old_age_allowance.lua", 9);
  struct error e = {0};
  int due = decision_find(&r.world.policy->script->model, "standard", &e), found = 0;
  r.world.month = MONTH(2025, 6);
  struct value when = value_of(KIND_MONTH, r.world.month);
  a_town(&r, WIDE);
  assert_true(judge_batch(r.columns, due, when, NULL, &r.people.batch, NULL, 1, r.leaf, r.value, &e));
  by_signatures(&r, due, when, 4);
  struct plan *p = plan_of(r.columns, due, when);
  assert_non_null(p->signatures);
  assert_true(p->signatures->tuned);
  for (int i = 0; i < WIDE; i++)
    found += signature_table_find(p->signatures, &r.people.batch, i, NULL) < SIGNATURE_BY_PLAN;
  assert_true(found > WIDE / 2);
  rig_close(&r);
}

/* Where everybody is unlike the others, a signature table does not pay: it is given up, that is
** said, and nothing changes. */
static void test_a_table_that_does_not_pay_is_given_up(void **state) {
  (void)state;
  struct rig r = rig_open("policies/old_age_allowance.lua", 10);
  struct error e = {0};
  struct judge_statistics told;
  int due = decision_find(&r.world.policy->script->model, "standard", &e);
  r.world.month = MONTH(2025, 6);
  struct value when = value_of(KIND_MONTH, r.world.month);
  some_people(&r, WIDE, 0);
  assert_true(judge_batch(r.columns, due, when, NULL, &r.people.batch, NULL, 1, r.leaf, r.value, &e));
  judge_statistics(r.columns, &told);
  assert_int_equal(told.dropped, 0);
  by_signatures(&r, due, when, 1);
  assert_null(plan_of(r.columns, due, when)->signatures);
  judge_statistics(r.columns, &told);
  assert_int_equal(told.dropped, 1);
  rig_close(&r);
}

/* Several threads read the same plan; the answers do not hang on who came first. */
static void test_threads(void **state) {
  (void)state;
  struct rig r = rig_open("policies/old_age_allowance.lua", 7);
  struct error e = {0};
  const struct model *m = &r.world.policy->script->model;
  int due = decision_find(m, "standard", &e);
  r.world.month = MONTH(2025, 6);
  struct value when = value_of(KIND_MONTH, r.world.month);
  some_people(&r, WIDE, 8);
  uint32_t *leaf = malloc(WIDE * sizeof *leaf);
  int64_t *value = malloc(WIDE * sizeof *value);
  assert_true(judge_batch(r.columns, due, when, NULL, &r.people.batch, NULL, 4, leaf, value, &e));
  assert_true(judge_batch(r.columns, due, when, NULL, &r.people.batch, NULL, 1, r.leaf, r.value, &e));
  for (int i = 0; i < WIDE; i++)
    if (judge_leaf(r.columns, leaf[i])->justification != judge_leaf(r.columns, r.leaf[i])->justification ||
        value[i] != r.value[i])
      fail_msg("person %d differs", i);
  free(leaf);
  free(value);
  rig_close(&r);
}

/* The same judge on another day of deciding, with what was known on another day, by other readings,
** and back: what was learned before holds no more. */
static void test_other_times(void **state) {
  (void)state;
  struct rig r = rig_open("policies/old_age_allowance.lua", 9);
  struct model *m = &r.world.policy->script->model;
  struct error e = {0};
  int other[64], due = decision_find(m, "due", &e);
  assert_true(m->reading_count <= 64);
  for (int i = 0; i < m->reading_count; i++) /* the option that is not in force */
    other[i] = m->readings[i].chosen ? 0 : 1;
  r.world.month = MONTH(2025, 6);
  struct value when = value_of(KIND_MONTH, r.world.month);
  some_people(&r, CHUNK_ROWS + 100, 3);
  both_ways(&r, due, when, 1);
  judge_times(r.columns, date_of(2026, 1, 31), DAY_LAST);
  both_ways(&r, due, when, 1);
  judge_times(r.columns, (struct value){0}, date_of(2015, 1, 1).u.i);
  both_ways(&r, due, when, 1);
  judge_times(r.columns, (struct value){0}, DAY_LAST);
  assert_true(judge_readings(r.columns, other, &e));
  both_ways(&r, due, when, 1);
  assert_true(judge_readings(r.columns, NULL, &e));
  both_ways(&r, due, when, 1);
  rig_close(&r);
}

/* Whoever is left out stays undecided. */
static void test_skip(void **state) {
  (void)state;
  struct rig r = rig_open("policies/old_age_allowance.lua", 8);
  struct error e = {0};
  r.world.month = MONTH(2025, 6);
  some_people(&r, 100, 8);
  uint8_t skip[100] = {0};
  for (int i = 0; i < 100; i += 3)
    skip[i] = 1;
  assert_true(judge_batch(r.columns, 0, value_of(KIND_MONTH, r.world.month), NULL, &r.people.batch, skip, 1,
                          r.leaf, r.value, &e));
  for (int i = 0; i < 100; i++)
    assert_int_equal(r.leaf[i] == PLAN_NONE, i % 3 == 0);
  rig_close(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_allowance),
                                     cmocka_unit_test(test_allowance_known),
                                     cmocka_unit_test(test_language),
                                     cmocka_unit_test(test_columns_carry),
                                     cmocka_unit_test(test_signature_lookup),
                                     cmocka_unit_test(test_a_table_that_does_not_pay_is_given_up),
                                     cmocka_unit_test(test_other_times),
                                     cmocka_unit_test(test_threads),
                                     cmocka_unit_test(test_skip),
                                     cmocka_unit_test(test_law_days),
                                     cmocka_unit_test(test_records_and_tables)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
