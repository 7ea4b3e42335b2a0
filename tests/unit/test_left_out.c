/* Truths that may be left out, as conditions in every way of asking and deciding: Lua, trees,
** columns, rows, signatures and requests must say what is reckoned here from one sentence, that
** what is left out is false (and not there). */
#include "support.h"

#include "host/engine/judge/batch.h"
#include "host/engine/judge/judge_private.h"
#include "host/engine/judge/signature_table_private.h"
#include "world.h"

#define POLICY "tests/regression/policies/an_optional_truth_left_out_is_false.lua"

enum { PEOPLE = 300, MOST_USES = 3, NOT_SAID = -1 };

struct base {
  int flag, other, uses, free[MOST_USES]; /* NOT_SAID, 0, 1 */
};

struct rig {
  bylaw *b;
  struct judge *judge;
  struct world world;
  struct batch_maker batch;
  struct base bases[PEOPLE];
  struct value facts[PEOPLE][8];
  uint32_t leaf[PEOPLE];
  int64_t value[PEOPLE];
};

/* --- by hand ---------------------------------------------------------------------------------- */

static int count_free(const struct base *b, bool free) {
  int n = 0;
  for (int i = 0; i < b->uses; i++)
    n += (b->free[i] == 1) == free;
  return n;
}

/* Whether the condition of a decision holds. */
static bool holds(const char *decision, const struct base *b, int wish) {
  bool flag = b->flag == 1, other = b->other == 1, last = b->uses > 0 && b->free[b->uses - 1] == 1;
  const struct {
    const char *name;
    bool holds;
  } all[] = {{"by_name", flag},
             {"not_by_name", !flag},
             {"any_of", flag || other},
             {"all_of", flag && !other},
             {"by_input", wish == 1},
             {"needed", flag},
             {"excepted", !flag},
             {"tested", flag},
             {"negated", !flag},
             {"is_true", flag},
             {"is_false", !flag},
             {"both", flag && !other},
             {"either", flag || other},
             {"passed_on", flag},
             {"passed_twice", !flag},
             {"there", b->flag != NOT_SAID},
             {"first_there", b->flag != NOT_SAID ? flag : other},
             {"any_free", count_free(b, true) > 0},
             {"any_not_free", count_free(b, false) > 0},
             {"all_free", count_free(b, false) == 0},
             {"two_not_free", count_free(b, false) >= 2},
             {"some_other_than", count_free(b, false) > 0},
             {"last_free", last},
             {"last_tested", last}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (strcmp(all[i].name, decision) == 0) return all[i].holds;
  fail_msg("no expectation for %s", decision);
  return false;
}

/* --- people ----------------------------------------------------------------------------------- */

static struct value truth(int said) {
  return said == NOT_SAID ? value_absent(KIND_TRUTH) : value_of(KIND_TRUTH, said);
}

static struct value uses_of(struct rig *r, const struct base *b) {
  struct list *l = arena_new(&r->world.arena, sizeof *l);
  struct value *cells = arena_array(&r->world.arena, 2 * MOST_USES, sizeof *cells);
  assert_true(l && cells);
  for (int i = 0; i < b->uses; i++) {
    cells[2 * i] = date_of(2025, 1, i + 1);
    cells[2 * i + 1] = truth(b->free[i]);
  }
  *l = (struct list){2, b->uses, cells};
  return (struct value){.kind = KIND_LIST, .u.list = l};
}

static void make_people(struct rig *r) {
  struct world *w = &r->world;
  for (int i = 0; i < PEOPLE; i++) {
    struct base *b = &r->bases[i];
    *b = (struct base){below(w, 3) - 1, below(w, 3) - 1, below(w, MOST_USES + 1), {0}};
    for (int k = 0; k < MOST_USES; k++)
      b->free[k] = below(w, 3) - 1;
    r->facts[i][0] = value_text("基");
    r->facts[i][1] = truth(b->flag);
    r->facts[i][2] = truth(b->other);
    r->facts[i][3] = uses_of(r, b);
    assert_true(batch_add(&r->batch, r->facts[i]));
  }
}

static struct rig *rig_open(uint64_t seed) {
  struct rig *r = calloc(1, sizeof *r);
  struct error e = {0};
  assert_non_null(r);
  assert_int_equal(bylaw_open(&r->b, NULL, NULL), BYLAW_OK);
  assert_int_equal(bylaw_load(r->b, POLICY, NULL), BYLAW_OK);
  r->world = (struct world){.state = seed, .policy = r->b->policies};
  r->judge = judge_open(r->world.policy, -1, &e);
  assert_non_null(r->judge);
  assert_true(judge_batch_make(r->judge, &r->batch));
  make_people(r);
  return r;
}

static void rig_close(struct rig *r) {
  judge_close(r->judge);
  batch_maker_free(&r->batch);
  bylaw_close(r->b);
  arena_free(&r->world.arena);
  free(r);
}

/* --- every way -------------------------------------------------------------------------------- */

static void check(const struct rig *r, const struct decision *d, int i, int wish, const struct verdict *v,
                  int64_t value, const char *how) {
  bool yes = holds(d->name, &r->bases[i], wish);
  const struct base *b = &r->bases[i];
  bool refused = !yes && strcmp(d->name, "needed") == 0;
  bool right = refused ? v->kind == VERDICT_REFUSED : v->kind == VERDICT_VALUE && value == (yes ? 1000 : 0);
  if (!right)
    fail_msg("%s (%s), flag %d, other %d, uses %d (%d %d %d), wish %d: kind %d, value %lld", d->name, how,
             b->flag, b->other, b->uses, b->free[0], b->free[1], b->free[2], wish, v->kind, (long long)value);
}

static void in_columns(struct rig *r, int decision, const struct value *given, int wish, const char *how) {
  struct error e = {0};
  if (!judge_batch(r->judge, decision, value_of(KIND_MONTH, 2025 * 12 + 5), given, &r->batch.batch, NULL, 1,
                   r->leaf, r->value, &e))
    fail_msg("%s", e.message);
  for (int i = 0; i < PEOPLE; i++)
    check(r, &r->world.policy->script->model.decisions[decision], i, wish, judge_leaf(r->judge, r->leaf[i]),
          r->value[i], how);
}

/* By trees and by Lua, which are compared on the way; then out of the batch. */
static void one_by_one(struct rig *r, int decision, const struct value *given, int wish) {
  const struct decision *d = &r->world.policy->script->model.decisions[decision];
  struct value when = value_of(KIND_MONTH, 2025 * 12 + 5);
  struct error e = {0};
  struct verdict v;
  judge_cross_check(r->judge, true);
  for (int i = 0; i < PEOPLE; i++) {
    judge_person(r->judge, r->facts[i], NULL);
    if (!judge_decide(r->judge, decision, when, given, &v, &e)) fail_msg("%s: %s", d->name, e.message);
    check(r, d, i, wish, &v, v.value.u.i, "a tree");
  }
  judge_cross_check(r->judge, false);
  for (int i = 0; i < PEOPLE; i++) {
    if (!judge_row(r->judge, decision, when, given, &r->batch.batch, i, &v, NULL, &e))
      fail_msg("%s: %s", d->name, e.message);
    check(r, d, i, wish, &v, v.value.u.i, "a row");
  }
}

static void put_truth(struct buf *out, const char *name, int said) {
  if (said != NOT_SAID) buf_printf(out, ",\"%s\":%s", name, said ? "true" : "false");
}

static void by_request(struct rig *r, const struct decision *d, int i, int wish) {
  const struct base *b = &r->bases[i];
  struct buf facts = {0};
  bylaw_outcome outcome;
  bylaw_error error = {0};
  char *json = NULL;
  buf_puts(&facts, "{\"number\":\"基\"");
  put_truth(&facts, "flag", b->flag);
  put_truth(&facts, "other", b->other);
  if (d->given_count) put_truth(&facts, "wish", wish);
  buf_puts(&facts, ",\"uses\":[");
  for (int k = 0; k < b->uses; k++) {
    buf_printf(&facts, "%s{\"on\":\"2025-01-0%d\"", k ? "," : "", k + 1);
    put_truth(&facts, "free", b->free[k]);
    buf_puts(&facts, "}");
  }
  buf_puts(&facts, "]}");
  bylaw_request q = {
      .policy = "left-out", .decision = d->name, .facts = buf_text(&facts), .month = "2025-06"};
  if (bylaw_decide(r->b, &q, &outcome, &json, &error) != BYLAW_OK) fail_msg("%s: %s", d->name, error.message);
  bool ten = strstr(json, "\"value\":\"10.00\"") != NULL;
  struct verdict v = {.kind = outcome == BYLAW_REFUSED ? VERDICT_REFUSED : VERDICT_VALUE};
  check(r, d, i, wish, &v, ten ? 1000 : 0, "a request");
  bylaw_free(json);
  buf_free(&facts);
}

static void every_way(struct rig *r, int decision, int wish) {
  const struct decision *d = &r->world.policy->script->model.decisions[decision];
  struct value given = truth(wish), *input = d->given_count ? &given : NULL;
  in_columns(r, decision, input, wish, "columns, cold");
  one_by_one(r, decision, input, wish);
  in_columns(r, decision, input, wish, "columns");
  r->judge->enough = 1;
  in_columns(r, decision, input, wish, "signatures");
  in_columns(r, decision, input, wish, "signatures, warm");
  r->judge->enough = ENOUGH_FOR_SIGNATURES;
  for (int i = 0; i < PEOPLE; i++)
    by_request(r, d, i, wish);
}

static void a_truth_left_out_is_false_in_every_way(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    struct rig *r = rig_open(seed * 7919);
    const struct model *m = &r->world.policy->script->model;
    for (int k = 0; k < m->decision_count; k++)
      for (int wish = NOT_SAID; wish <= (m->decisions[k].given_count ? 1 : NOT_SAID); wish++)
        every_way(r, k, wish);
    rig_close(r);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_truth_left_out_is_false_in_every_way)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
