/* Trees: traces that share beginnings, functions that are none, values that only differ in kind,
** walking with functions of the test's own behind them. Worked out by hand: the "policy" is a fact
** (an amount), two terms and a parameter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "host/trace/walk.h"

enum { TERM_BIG = 0, TERM_DOUBLE = 1, TERMS = 2, LIMIT_BIT = 3 };

struct rig {
  struct expr_arena exprs;
  struct forest forest;
  struct walk walk;
  struct value fact;
  uint32_t fact_expr, when_expr, limit_expr, truth_expr;
  int asked_limit, missed; /* how often */
};

/* --- what a policy would be ------------------------------------------------------------------- */

/* The limit is 100 to the end of 2024 and 200 from 2025. */
static bool limit(void *ud, int index, struct value at, bool has_start, struct value *out) {
  struct rig *r = ud;
  (void)has_start;
  assert_int_equal(index, 7);
  r->asked_limit++;
  *out = value_of(KIND_MONEY, at.u.i < 2025 * 12 ? 100 : 200);
  out->expr = LIMIT_BIT + (at.u.i >= 2025 * 12);
  return true;
}

static void reading(void *ud, int index, struct value *out) {
  (void)ud, (void)index;
  *out = value_enum(1, 0);
  out->expr = 0;
}

static int tree_of(void *ud, int name, struct value when) {
  (void)ud, (void)when;
  return name < TERMS ? name : TREE_NONE;
}

static bool no_decision(void *ud, int name, struct frame *f, struct answer *out) {
  (void)ud, (void)name, (void)f, (void)out;
  return false;
}

static bool missing(void *ud, int name, int tree, struct frame *f) {
  (void)name, (void)tree, (void)f;
  ((struct rig *)ud)->missed++;
  return false;
}

static const struct walk_hooks hooks = {limit, reading, tree_of, no_decision, missing};

static uint32_t make(struct rig *r, enum expr_kind kind, int code, uint32_t a, uint32_t b) {
  uint32_t ids[EXPR_ARGS] = {a, b};
  return expr_make(&r->exprs, kind, code, ids);
}

static int open_rig(void **state) {
  static struct rig r;
  memset(&r, 0, sizeof r);
  assert_true(expr_init(&r.exprs));
  assert_true(forest_init(&r.forest, &r.exprs, TERMS));
  walk_init(&r.walk, &r.forest, TERMS + 1, 0);
  r.walk.hooks = &hooks;
  r.walk.ud = &r;
  r.walk.facts = &r.fact;
  r.when_expr = make(&r, EXPR_WHEN, 0, 0, 0);
  r.fact_expr = make(&r, EXPR_FACT, 0, 0, 0);
  r.limit_expr = make(&r, EXPR_PARAMETER, 0, 7, r.when_expr);
  r.truth_expr = expr_constant(&r.exprs, value_of(KIND_TRUTH, 1));
  *state = &r;
  return 0;
}

static int close_rig(void **state) {
  struct rig *r = *state;
  walk_free(&r->walk);
  forest_free(&r->forest);
  expr_free(&r->exprs);
  return 0;
}

static struct value plain(bool truth) {
  return value_of(KIND_TRUTH, truth);
}

/* big: whether the fact is more than the limit. */
static enum forest_end add_big(struct rig *r, bool outcome) {
  struct trace t;
  trace_start(&t);
  trace_used(&t, r->limit_expr);
  trace_compare(&t, CMP_LT, r->limit_expr, r->fact_expr, outcome);
  return forest_add(&r->forest, TERM_BIG, &t, plain(outcome));
}

/* double: twice the fact when it is big, else the fact. */
static enum forest_end add_double(struct rig *r, bool big) {
  uint32_t ids[EXPR_ARGS] = {TERM_BIG, r->when_expr}, two = expr_constant(&r->exprs, value_of(KIND_COUNT, 2));
  uint32_t asked = expr_make(&r->exprs, EXPR_TERM, 0, ids);
  struct value result = {.kind = KIND_MONEY,
                         .expr = big ? make(r, EXPR_OP, OP_MUL, r->fact_expr, two) : r->fact_expr};
  struct trace t;
  trace_start(&t);
  trace_used(&t, asked);
  trace_compare(&t, CMP_EQ, asked, r->truth_expr, big);
  return forest_add(&r->forest, TERM_DOUBLE, &t, result);
}

static bool ask(struct rig *r, int name, int year, struct value fact, struct answer **out) {
  r->fact = fact;
  r->walk.end = WALK_OK;
  memset(&r->walk.used, 0, sizeof r->walk.used);
  walk_begin(&r->walk);
  struct frame *f = walk_frame(&r->walk, value_of(KIND_MONTH, year * 12));
  assert_non_null(f);
  return walk_name(&r->walk, f, name, out);
}

static struct value fen(int64_t amount) {
  return value_of(KIND_MONEY, amount);
}

/* --- tests ------------------------------------------------------------------------------------ */

static void test_walk(void **state) {
  struct rig *r = *state;
  struct answer *a;
  assert_int_equal(add_big(r, true), FOREST_ADDED);
  assert_int_equal(add_big(r, false), FOREST_ADDED);
  assert_int_equal(add_double(r, true), FOREST_ADDED);
  assert_int_equal(add_double(r, false), FOREST_ADDED);
  assert_true(ask(r, TERM_DOUBLE, 2024, fen(150), &a)); /* more than 100 */
  assert_int_equal(a->value.kind, KIND_MONEY);
  assert_int_equal(a->value.u.i, 300);
  assert_int_equal(r->walk.used.bits[0], 1 << LIMIT_BIT);
  assert_int_equal(a->height, 2);
  assert_true(ask(r, TERM_DOUBLE, 2025, fen(150), &a)); /* less than 200 */
  assert_int_equal(a->value.u.i, 150);
  assert_int_equal(r->walk.used.bits[0], 1 << (LIMIT_BIT + 1));
  assert_true(ask(r, TERM_BIG, 2024, fen(100), &a)); /* not more than 100 */
  assert_int_equal(a->value.u.i, 0);
  assert_int_equal(r->missed, 0);
}

/* What hangs on nobody's facts is reckoned once a month. */
static void test_lasting(void **state) {
  struct rig *r = *state;
  struct answer *a;
  add_big(r, true);
  add_big(r, false);
  for (int i = 0; i < 10; i++)
    assert_true(ask(r, TERM_BIG, 2024, fen(i * 30), &a));
  assert_int_equal(r->asked_limit, 1);
  walk_forget(&r->walk);
  assert_true(ask(r, TERM_BIG, 2024, fen(1), &a));
  assert_int_equal(r->asked_limit, 2);
}

static void test_miss_and_unknown(void **state) {
  struct rig *r = *state;
  struct answer *a;
  add_big(r, true);
  assert_true(ask(r, TERM_BIG, 2024, fen(101), &a));
  assert_false(ask(r, TERM_BIG, 2024, fen(99), &a)); /* no trace went this way */
  assert_int_equal(r->missed, 1);
  assert_int_equal(r->walk.end, WALK_SLOW);
  assert_false(ask(r, TERM_BIG, 2024, value_unknown(KIND_MONEY), &a));
  assert_false(ask(r, TERM_BIG, 2024, value_absent(KIND_MONEY), &a));
  assert_false(ask(r, TERM_BIG, 2024, value_of(KIND_DATE, 5), &a));
  assert_false(ask(r, TERMS, 2024, fen(1), &a)); /* in force on no such day */
  assert_int_equal(r->missed, 1);
  assert_true(ask(r, TERM_BIG, 2024, fen(101), &a)); /* as good as before */
}

/* An amount that does not fit: poisoned where it is the result, stopped where something hangs on
** it. */
static void test_overflow(void **state) {
  struct rig *r = *state;
  struct answer *a;
  add_big(r, true);
  add_double(r, true);
  assert_true(ask(r, TERM_DOUBLE, 2024, fen(INT64_MAX), &a));
  assert_int_equal(a->value.state, STATE_POISONED);
  uint32_t two = expr_constant(&r->exprs, value_of(KIND_COUNT, 2));
  struct value twice = {.kind = KIND_MONEY, .expr = make(r, EXPR_OP, OP_MUL, r->fact_expr, two)};
  struct trace t;
  trace_start(&t);
  trace_made(&t, twice); /* made and not used */
  trace_compare(&t, CMP_LT, r->fact_expr, r->limit_expr, true);
  trace_used(&t, r->limit_expr);
  walk_forget(&r->walk);
  r->forest.roots[TERM_DOUBLE] = 0;
  assert_int_equal(forest_add(&r->forest, TERM_DOUBLE, &t, plain(true)), FOREST_ADDED);
  assert_true(ask(r, TERM_DOUBLE, 2024, fen(1), &a));
  assert_false(ask(r, TERM_DOUBLE, 2024, fen(INT64_MIN), &a));
}

static void test_impure(void **state) {
  struct rig *r = *state;
  struct trace t;
  assert_int_equal(add_big(r, true), FOREST_ADDED);
  trace_start(&t); /* begins with another question */
  trace_compare(&t, CMP_LT, r->fact_expr, r->limit_expr, true);
  assert_int_equal(forest_add(&r->forest, TERM_BIG, &t, plain(true)), FOREST_IMPURE);
  trace_start(&t); /* asks nothing */
  assert_int_equal(forest_add(&r->forest, TERM_BIG, &t, plain(true)), FOREST_IMPURE);
  trace_start(&t); /* the same answers, another result */
  trace_compare(&t, CMP_LT, r->limit_expr, r->fact_expr, true);
  assert_int_equal(forest_add(&r->forest, TERM_BIG, &t, plain(false)), FOREST_IMPURE);
  assert_int_equal(forest_add(&r->forest, TERM_BIG, &t, plain(true)), FOREST_ADDED);
  trace_compare(&t, CMP_EQ, r->limit_expr, r->fact_expr, true); /* goes on where the other ended */
  assert_int_equal(forest_add(&r->forest, TERM_BIG, &t, plain(true)), FOREST_IMPURE);
}

/* A term's value of another kind is no impurity; it is left to Lua. */
static void test_kinds(void **state) {
  struct rig *r = *state;
  struct trace t;
  struct answer *a;
  uint32_t ids[EXPR_ARGS] = {TERM_DOUBLE, r->when_expr}, asked = expr_make(&r->exprs, EXPR_TERM, 0, ids);
  add_big(r, true);
  add_double(r, true);
  r->forest.roots[TERM_BIG] = 0;
  trace_start(&t);
  trace_kind(&t, asked, value_of(KIND_COUNT, 1));
  assert_int_equal(forest_add(&r->forest, TERM_BIG, &t, plain(true)), FOREST_ADDED);
  trace_start(&t);
  trace_kind(&t, asked, fen(1));
  assert_int_equal(forest_add(&r->forest, TERM_BIG, &t, plain(false)), FOREST_LEFT);
  assert_false(ask(r, TERM_BIG, 2024, fen(1), &a)); /* and a circle besides */
  assert_int_equal(r->walk.end, WALK_SLOW);
}

static void test_bounds(void **state) {
  struct rig *r = *state;
  struct trace t;
  trace_start(&t);
  for (int i = 0; i <= TRACE_STEPS; i++)
    trace_compare(&t, CMP_LT, r->fact_expr, expr_constant(&r->exprs, fen(i)), false);
  assert_true(t.spoiled);
  assert_int_equal(forest_add(&r->forest, TERM_BIG, &t, plain(true)), FOREST_LEFT);
  trace_start(&t);
  trace_compare(&t, CMP_LT, r->fact_expr, r->limit_expr, true);
  /* asked again: the answer is known */
  trace_compare(&t, CMP_LT, r->fact_expr, r->limit_expr, true);
  assert_int_equal(t.step_count, 1);
  trace_made(&t, (struct value){.kind = KIND_MONEY, .state = STATE_UNKNOWN, .expr = r->fact_expr});
  assert_int_equal(forest_add(&r->forest, TERM_BIG, &t, plain(true)), FOREST_LEFT);
  enum forest_end end = FOREST_ADDED; /* a tree that would grow without end stops growing */
  for (int i = 0; i < 4000 && end == FOREST_ADDED; i++) {
    trace_start(&t);
    for (int k = 0; k < 30; k++)
      trace_compare(&t, CMP_LT, r->fact_expr, expr_constant(&r->exprs, fen(k)), (i >> k % 12 & 1) != 0);
    end = forest_add(&r->forest, TERM_BIG, &t, plain(true));
  }
  assert_int_equal(end, FOREST_LEFT);
  assert_true(r->forest.branch_count <= 1 << 16);
}

/* Trees hold no more bytes than they may, and what stands in them stays good. */
static void test_bytes(void **state) {
  struct rig *r = *state;
  struct trace t;
  struct answer *a;
  size_t least = 64 * (sizeof(struct branch) + sizeof(struct leaf) + sizeof(struct cell)) + 2000;
  r->forest.most_bytes = least;
  assert_int_equal(add_big(r, true), FOREST_ADDED);
  assert_int_equal(add_big(r, false), FOREST_ADDED);
  enum forest_end end = FOREST_ADDED;
  for (int i = 0; i < 4000 && end == FOREST_ADDED; i++) {
    trace_start(&t);
    for (int k = 0; k < 12; k++)
      trace_compare(&t, CMP_LT, r->fact_expr, expr_constant(&r->exprs, fen(k)), (i >> k & 1) != 0);
    end = forest_add(&r->forest, TERM_DOUBLE, &t, plain(true));
    assert_true(r->forest.bytes <= least);
  }
  assert_int_equal(end, FOREST_LEFT);
  assert_true(r->forest.leaf_count > 2);
  assert_true(ask(r, TERM_BIG, 2024, fen(150), &a)); /* more than 100 */
  assert_int_equal(a->value.u.i, 1);
  assert_true(r->walk.hits > 0);
  uint32_t leaves = r->forest.leaf_count;
  /* and again */
  assert_int_equal(forest_add(&r->forest, TERM_DOUBLE, &t, plain(true)), FOREST_LEFT);
  assert_int_equal(r->forest.leaf_count, leaves);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_rig, close_rig)
  const struct CMUnitTest tests[] = {TEST(test_walk),     TEST(test_lasting), TEST(test_miss_and_unknown),
                                     TEST(test_overflow), TEST(test_impure),  TEST(test_kinds),
                                     TEST(test_bounds),   TEST(test_bytes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
