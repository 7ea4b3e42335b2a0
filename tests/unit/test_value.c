/* What holds for all kinds: states, the table of operations, comparisons, choices, texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "host/value/calendar.h"
#include "host/value/timeline.h"
#include "host/value/value.h"

static struct value N(int64_t n) {
  return value_of(KIND_COUNT, n);
}

static struct value
M(int64_t fen) {
  return value_of(KIND_MONEY, fen);
}

static struct value
op2(enum op op, struct value a, struct value b) {
  return value_op(NULL, op, (struct value[]){a, b, N(0)});
}

static void is_known(struct value v, enum kind kind, int64_t i) {
  assert_int_equal(v.state, STATE_KNOWN);
  assert_int_equal(v.kind, kind);
  assert_int_equal(v.u.i, i);
}

static void is_state(struct value v, enum state state, enum kind kind) {
  assert_int_equal(v.state, state);
  assert_int_equal(v.kind, kind);
}

static void is_poison(struct value v, enum value_error code, int64_t a, int64_t b) {
  assert_int_equal(v.state, STATE_POISONED);
  assert_int_equal(v.u.poison.code, code);
  assert_int_equal(v.u.poison.a, a);
  assert_int_equal(v.u.poison.b, b);
}

static void writes(struct value v, const char *machine, const char *people) {
  struct buf b = {0};
  value_write(&b, v);
  assert_string_equal(buf_text(&b), machine);
  buf_clear(&b);
  value_print(&b, v);
  assert_string_equal(buf_text(&b), people);
  buf_free(&b);
}

static void explains(struct value v, const char *sentence) {
  struct buf b = {0};
  poison_explain(&b, v);
  assert_string_equal(buf_text(&b), sentence);
  buf_free(&b);
}

static void equal_values_are_equal_bytes(void **state) {
  (void)state;
  struct value a, b;
  memset(&a, 0xAA, sizeof a);
  memset(&b, 0x55, sizeof b);
  a = value_of(KIND_MONEY, 3000);
  b = op2(OP_ADD, M(1000), M(2000));
  assert_memory_equal(&a, &b, sizeof a);
  a = value_ratio(1, 2);
  b = value_ratio(2, 4);
  assert_memory_equal(&a, &b, sizeof a);
  a = value_unknown(KIND_DATE), b = value_unknown(KIND_DATE);
  assert_memory_equal(&a, &b, sizeof a);
  a = value_poison(VERR_ZERO, 1, 2);
  b = value_poison(VERR_ZERO, 1, 2);
  assert_memory_equal(&a, &b, sizeof a);
}

static void makers(void **state) {
  (void)state;
  is_known(value_of(KIND_TRUTH, 7), KIND_TRUTH, 1);
  is_known(value_enum(3, 5), KIND_ENUM, 5);
  assert_int_equal(value_enum(3, 5).domain, 3);
  assert_string_equal(value_text("x").u.text, "x");
  is_state(value_text(NULL), STATE_ABSENT, KIND_TEXT);
  is_state(value_absent(KIND_DATE), STATE_ABSENT, KIND_DATE);
  is_state(value_unknown(KIND_LIST), STATE_UNKNOWN, KIND_LIST);
  is_poison(value_of(KIND_TEXT, 0), VERR_KIND, KIND_TEXT, KIND_NONE);
  is_poison(value_of(KIND_MONTH, 11), VERR_YEAR, 0, 0);
  is_poison(value_of(KIND_MONTH, 120000), VERR_YEAR, 0, 0);
  is_known(value_of(KIND_MONTH, 119999), KIND_MONTH, 119999); /* 9999-12 */
}

static void poison_goes_before_unknown_before_absent(void **state) {
  (void)state;
  struct value poison = value_poison(VERR_DAY, 2025, 230), other = value_poison(VERR_ZERO, 0, 0);
  struct value unknown = value_unknown(KIND_COUNT), absent = value_absent(KIND_COUNT);
  is_poison(op2(OP_ADD, poison, other), VERR_DAY, 2025, 230);
  is_poison(op2(OP_ADD, unknown, poison), VERR_DAY, 2025, 230);
  is_poison(op2(OP_ADD, absent, poison), VERR_DAY, 2025, 230);
  is_state(op2(OP_ADD, absent, unknown), STATE_UNKNOWN, KIND_COUNT);
  is_poison(op2(OP_ADD, absent, N(1)), VERR_ABSENT, KIND_COUNT, 0);
  is_poison(op2(OP_ADD, N(1), value_absent(KIND_MONEY)), VERR_ABSENT, KIND_MONEY, 0);
  is_poison(value_op(NULL, OP_AGE, (struct value[]){unknown, unknown, poison}), VERR_DAY, 2025, 230);
}

static void unknown_results_have_the_kind_they_would_have(void **state) {
  (void)state;
  struct value date = value_unknown(KIND_DATE), count = value_unknown(KIND_COUNT);
  is_state(op2(OP_ADD, date, count), STATE_UNKNOWN, KIND_DATE);
  is_state(op2(OP_SUB, date, date), STATE_UNKNOWN, KIND_COUNT);
  is_state(op2(OP_ADD, value_unknown(KIND_MONEY), value_unknown(KIND_EXACT)), STATE_UNKNOWN, KIND_EXACT);
  is_state(op2(OP_MUL, count, value_unknown(KIND_MONEY)), STATE_UNKNOWN, KIND_MONEY);
  is_state(op2(OP_TIMES, value_unknown(KIND_MONEY), count), STATE_UNKNOWN, KIND_EXACT);
  is_state(op2(OP_MONTH_OF, date, N(0)), STATE_UNKNOWN, KIND_MONTH);
  is_state(op2(OP_NEG, value_unknown(KIND_RATE), N(0)), STATE_UNKNOWN, KIND_RATE);
  is_state(op2(OP_LEAST, date, value_absent(KIND_DATE)), STATE_UNKNOWN, KIND_DATE);
  is_state(value_op(NULL, OP_AGE, (struct value[]){date, date, N(1)}), STATE_UNKNOWN, KIND_COUNT);
  struct timeline t = {.kind = KIND_ENUM, .domain = 4, .known_from = DAY_MIN};
  struct value v = {.kind = KIND_TIMELINE, .domain = 4, .u.timeline = &t};
  struct value at = op2(OP_AT, v, date);
  is_state(at, STATE_UNKNOWN, KIND_ENUM);
  assert_int_equal(at.domain, 4);
}

static void operations_leave_the_expression_to_the_caller(void **state) {
  (void)state;
  struct value a = N(1), b = N(2), p = value_poison(VERR_ZERO, 0, 0);
  a.expr = 5;
  b.expr = 6;
  p.expr = 7;
  assert_int_equal(op2(OP_ADD, a, b).expr, 0);
  assert_int_equal(op2(OP_LEAST, a, b).expr, 0);
  assert_int_equal(op2(OP_MOST, a, b).expr, 0);
  assert_int_equal(op2(OP_FIRST, a, b).expr, 0);
  assert_int_equal(op2(OP_ADD, a, p).expr, 0);
  assert_int_equal(op2(OP_LEAST, a, p).expr, 0);
  assert_int_equal(value_compare(CMP_EQ, a, p).expr, 0);
  assert_int_equal(value_compare(CMP_EQ, a, b).expr, 0);
}

static void kinds_that_do_not_go_together(void **state) {
  (void)state;
  struct value date = value_of(KIND_DATE, 100), month = value_of(KIND_MONTH, 100);
  is_poison(op2(OP_ADD, date, M(1)), VERR_KIND, KIND_DATE, KIND_MONEY);
  is_poison(op2(OP_SUB, N(1), date), VERR_KIND, KIND_COUNT, KIND_DATE);
  is_poison(op2(OP_SUB, date, month), VERR_KIND, KIND_DATE, KIND_MONTH);
  is_poison(op2(OP_ADD, value_text("a"), value_text("b")), VERR_KIND, KIND_TEXT, KIND_TEXT);
  is_poison(op2(OP_ADD, value_of(KIND_TRUTH, 1), N(1)), VERR_KIND, KIND_TRUTH, KIND_COUNT);
  is_poison(op2(OP_NEG, date, N(0)), VERR_KIND, KIND_DATE, KIND_NONE);
  is_poison(value_op(NULL, OP_AGE, (struct value[]){date, M(1), N(1)}), VERR_KIND, KIND_DATE, KIND_MONEY);
  is_poison(value_op(NULL, OP_AGE, (struct value[]){M(1), date, N(1)}), VERR_KIND, KIND_MONEY, KIND_DATE);
  is_poison(value_op(NULL, OP_AGE, (struct value[]){date, date, M(1)}), VERR_KIND, KIND_DATE, KIND_MONEY);
  is_poison(op2(OP_CONTAINS, date, date), VERR_KIND, KIND_DATE, KIND_DATE);
  is_poison(op2(OP_NONE, N(1), N(1)), VERR_KIND, KIND_NONE, KIND_NONE);
  is_poison(op2(OP_COUNT_OF_OPS, N(1), N(1)), VERR_KIND, KIND_NONE, KIND_NONE);
}

static void counts(void **state) {
  (void)state;
  is_known(op2(OP_ADD, N(2), N(3)), KIND_COUNT, 5);
  is_known(op2(OP_SUB, N(2), N(3)), KIND_COUNT, -1);
  is_known(op2(OP_MUL, N(-2), N(3)), KIND_COUNT, -6);
  is_known(op2(OP_NEG, N(2), N(0)), KIND_COUNT, -2);
  is_poison(op2(OP_ADD, N(INT64_MAX), N(1)), VERR_OVERFLOW, KIND_COUNT, 0);
  is_poison(op2(OP_SUB, N(INT64_MIN), N(1)), VERR_OVERFLOW, KIND_COUNT, 0);
  is_poison(op2(OP_MUL, N(INT64_MIN), N(-1)), VERR_OVERFLOW, KIND_COUNT, 0);
  is_poison(op2(OP_NEG, N(INT64_MIN), N(0)), VERR_OVERFLOW, KIND_COUNT, 0);
}

/* By hand: 7 = 3 * 2 + 1; -7 = -4 * 2 + 1, so that down is -4, up -3 and 1 is over; 7 = -4 * -2 - 1;
** -7 = 3 * -2 - 1. */
static void whole_quotients_round_by_name(void **state) {
  (void)state;
  static const int64_t rows[][5] = {/* n, m, down, up, over */
                                    {7, 2, 3, 4, 1},    {-7, 2, -4, -3, 1}, {7, -2, -4, -3, -1},
                                    {-7, -2, 3, 4, -1}, {6, 3, 2, 2, 0},    {-6, 3, -2, -2, 0},
                                    {0, 5, 0, 0, 0},    {1, 5, 0, 1, 1},    {-1, 5, -1, 0, 4},
                                    {5, -1, -5, -5, 0}, {5, 1, 5, 5, 0}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const int64_t *r = rows[i];
    is_known(op2(OP_QUOTIENT_DOWN, N(r[0]), N(r[1])), KIND_COUNT, r[2]);
    is_known(op2(OP_QUOTIENT_UP, N(r[0]), N(r[1])), KIND_COUNT, r[3]);
    is_known(op2(OP_REMAINDER, N(r[0]), N(r[1])), KIND_COUNT, r[4]);
  }
  /* -2^63 = -2^62 * 2; 2^63 - 1 = (2^62 - 1) * 2 + 1 */
  is_known(op2(OP_QUOTIENT_DOWN, N(INT64_MIN), N(2)), KIND_COUNT, -(INT64_C(1) << 62));
  is_known(op2(OP_QUOTIENT_UP, N(INT64_MAX), N(2)), KIND_COUNT, INT64_C(1) << 62);
  is_known(op2(OP_REMAINDER, N(INT64_MIN), N(-1)), KIND_COUNT, 0);
  is_poison(op2(OP_QUOTIENT_DOWN, N(INT64_MIN), N(-1)), VERR_OVERFLOW, KIND_COUNT, 0);
  is_poison(op2(OP_QUOTIENT_UP, N(INT64_MIN), N(-1)), VERR_OVERFLOW, KIND_COUNT, 0);
  is_poison(op2(OP_QUOTIENT_DOWN, N(3), N(0)), VERR_ZERO, KIND_COUNT, 0);
  is_poison(op2(OP_QUOTIENT_UP, N(3), N(0)), VERR_ZERO, KIND_COUNT, 0);
  is_poison(op2(OP_REMAINDER, N(3), N(0)), VERR_ZERO, KIND_COUNT, 0);
  is_poison(op2(OP_QUOTIENT_DOWN, M(3), N(1)), VERR_KIND, KIND_MONEY, KIND_COUNT);
  is_poison(op2(OP_REMAINDER, N(3), M(1)), VERR_KIND, KIND_COUNT, KIND_MONEY);
}

static void every_operation_has_a_name_and_operands(void **state) {
  (void)state;
  for (int op = OP_ADD; op < OP_COUNT_OF_OPS; op++) {
    assert_true(op_arity((enum op)op) >= 1 && op_arity((enum op)op) <= 3);
    assert_true(strlen(op_name((enum op)op)) > 0);
    for (int other = OP_ADD; other < op; other++) {
      assert_string_not_equal(op_name((enum op)op), op_name((enum op)other));
    }
  }
  assert_string_equal(op_name(OP_ADD), "add");
  assert_string_equal(op_name(OP_AGE), "age");
  assert_int_equal(op_arity(OP_AGE), 3);
  assert_int_equal(op_arity(OP_ROUND), 3);
  assert_int_equal(op_arity(OP_NEG), 1);
  assert_int_equal(op_arity(OP_COUNT_OF_OPS), 0);
}

/* Whatever the operands are, an operation answers. */
static void every_operation_is_total(void **state) {
  (void)state;
  struct spell spell = {100, value_of(KIND_COUNT, 1)};
  struct timeline t = {.kind = KIND_COUNT, .count = 1, .known_from = DAY_MIN, .spells = &spell};
  struct list l = {.fields = 0, .rows = 0, .cells = NULL};
  struct value timeline = {.kind = KIND_TIMELINE, .u.timeline = &t}, list = {.kind = KIND_LIST, .u.list = &l};
  const struct value all[] = {
      /* clang-format off */
      N(0), N(3), N(-1), N(INT64_MIN), N(INT64_MAX), M(0), M(INT64_MIN), M(INT64_MAX),
      value_of(KIND_TRUTH, 1), value_exact(1, 3),
      value_exact((__int128)INT64_MAX * INT64_MAX, INT64_MAX - 1), value_ratio(0, 1),
      value_ratio(INT64_MIN, 1), value_ratio(1, INT64_MAX), value_of(KIND_DATE, 0),
      value_of(KIND_DATE, 3652058), value_of(KIND_MONTH, 12), value_of(KIND_MONTH, 119999),
      value_period(0, 3652058), value_enum(1, 1), value_text("文"), timeline, list, value_absent(KIND_NONE),
      value_absent(KIND_DATE), value_unknown(KIND_NONE), value_unknown(KIND_MONEY),
      value_poison(VERR_ZERO, 0, 0),
      /* clang-format on */
  };
  enum { COUNT = sizeof all / sizeof all[0] };
  for (int op = OP_ADD; op < OP_COUNT_OF_OPS; op++) {
    for (int n = 0; n < COUNT * COUNT * COUNT; n++) {
      struct value args[3] = {all[n % COUNT], all[n / COUNT % COUNT], all[n / COUNT / COUNT]};
      struct value v = value_op(NULL, (enum op)op, args);
      assert_true(v.state <= STATE_POISONED && v.kind < KIND_COUNT_OF_KINDS && v.expr == 0);
      if (v.state == STATE_POISONED) assert_int_not_equal(v.u.poison.code, VERR_NONE);
      if (v.state == STATE_KNOWN && v.kind == KIND_DATE) assert_in_range(v.u.i, 0, 3652058);
      if (op_arity((enum op)op) < 3 && n >= COUNT * COUNT) break;
    }
  }
}

static void least_and_most(void **state) {
  (void)state;
  is_known(op2(OP_LEAST, N(3), N(2)), KIND_COUNT, 2);
  is_known(op2(OP_MOST, N(3), N(2)), KIND_COUNT, 3);
  is_known(op2(OP_LEAST, value_of(KIND_DATE, 5), value_of(KIND_DATE, 9)), KIND_DATE, 5);
  is_known(op2(OP_MOST, value_of(KIND_MONTH, 55), value_of(KIND_MONTH, 59)), KIND_MONTH, 59);
  assert_int_equal(op2(OP_LEAST, value_ratio(1, 2), value_ratio(1, 3)).u.ratio.den, 3);
  assert_int_equal(op2(OP_MOST, value_exact(1, 2), value_exact(1, 3)).u.wide.den, 2);
  /* absent = never */
  is_known(op2(OP_LEAST, value_absent(KIND_DATE), value_of(KIND_DATE, 9)), KIND_DATE, 9);
  is_known(op2(OP_MOST, value_of(KIND_DATE, 9), value_absent(KIND_NONE)), KIND_DATE, 9);
  is_state(op2(OP_LEAST, value_absent(KIND_DATE), value_absent(KIND_DATE)), STATE_ABSENT, KIND_DATE);
  is_state(op2(OP_LEAST, value_absent(KIND_NONE), value_absent(KIND_DATE)), STATE_ABSENT, KIND_DATE);
  is_state(op2(OP_LEAST, value_of(KIND_DATE, 9), value_unknown(KIND_DATE)), STATE_UNKNOWN, KIND_DATE);
  is_poison(op2(OP_LEAST, N(1), M(1)), VERR_KIND, KIND_COUNT, KIND_MONEY);
  is_poison(op2(OP_LEAST, N(1), value_absent(KIND_MONEY)), VERR_KIND, KIND_COUNT, KIND_MONEY);
  is_poison(op2(OP_MOST, value_text("a"), value_text("b")), VERR_ORDERLESS, KIND_TEXT, 0);
  is_poison(op2(OP_MOST, value_unknown(KIND_DATE), value_poison(VERR_ZERO, 0, 0)), VERR_ZERO, 0, 0);
}

static void first_that_is_present(void **state) {
  (void)state;
  is_known(op2(OP_FIRST, N(1), N(2)), KIND_COUNT, 1);
  is_known(op2(OP_FIRST, value_absent(KIND_COUNT), N(2)), KIND_COUNT, 2);
  is_known(op2(OP_FIRST, value_absent(KIND_NONE), N(2)), KIND_COUNT, 2);
  is_state(op2(OP_FIRST, value_absent(KIND_COUNT), value_unknown(KIND_COUNT)), STATE_UNKNOWN, KIND_COUNT);
  is_state(op2(OP_FIRST, value_unknown(KIND_COUNT), N(2)), STATE_UNKNOWN, KIND_COUNT);
  /* the second is not needed */
  is_known(op2(OP_FIRST, N(1), value_unknown(KIND_COUNT)), KIND_COUNT, 1);
  is_known(op2(OP_FIRST, N(1), value_poison(VERR_ZERO, 0, 0)), KIND_COUNT, 1);
  is_poison(op2(OP_FIRST, value_absent(KIND_COUNT), value_poison(VERR_ZERO, 0, 0)), VERR_ZERO, 0, 0);
  is_state(op2(OP_FIRST, value_absent(KIND_NONE), value_absent(KIND_DATE)), STATE_ABSENT, KIND_DATE);
  is_poison(op2(OP_FIRST, N(1), M(1)), VERR_KIND, KIND_COUNT, KIND_MONEY);
  is_known(op2(OP_FIRST, value_absent(KIND_ENUM), value_enum(3, 1)), KIND_ENUM, 1);
  is_poison(op2(OP_FIRST, value_enum(2, 1), value_enum(3, 1)), VERR_DOMAIN, 2, 3);
}

static void truth_is(enum compare cmp, struct value a, struct value b, bool expected) {
  is_known(value_compare(cmp, a, b), KIND_TRUTH, expected);
}

static void equality(void **state) {
  (void)state;
  char one[] = "文字", two[] = "文字";
  truth_is(CMP_EQ, N(90), N(90), true);
  truth_is(CMP_EQ, N(90), N(91), false);
  truth_is(CMP_EQ, M(3000), value_exact(3000, 1), true);
  truth_is(CMP_EQ, value_exact(6001, 2), M(3000), false);
  truth_is(CMP_EQ, value_ratio(2, 4), value_ratio(1, 2), true);
  truth_is(CMP_EQ, value_text(one), value_text(two), true);
  truth_is(CMP_EQ, value_text(one), value_text("字"), false);
  truth_is(CMP_EQ, value_period(1, 5), value_period(1, 5), true);
  truth_is(CMP_EQ, value_period(1, 5), value_period(1, 6), false);
  truth_is(CMP_EQ, value_enum(2, 1), value_enum(2, 1), true);
  truth_is(CMP_EQ, value_enum(2, 1), value_enum(2, 3), false);
  truth_is(CMP_EQ, value_of(KIND_TRUTH, 1), value_of(KIND_TRUTH, 0), false);
  is_poison(value_compare(CMP_EQ, value_enum(2, 1), value_enum(3, 1)), VERR_DOMAIN, 2, 3);
  is_poison(value_compare(CMP_EQ, N(90), M(90)), VERR_KIND, KIND_COUNT, KIND_MONEY);
  is_poison(value_compare(CMP_EQ, N(90), value_text("90")), VERR_KIND, KIND_COUNT, KIND_TEXT);
  is_poison(value_compare(CMP_EQ, value_of(KIND_DATE, 1), value_of(KIND_MONTH, 20)), VERR_KIND, KIND_DATE,
            KIND_MONTH);
}

static void equality_with_nothing(void **state) {
  (void)state;
  struct value day = value_of(KIND_DATE, 3), absent = value_absent(KIND_DATE),
               unknown = value_unknown(KIND_DATE);
  truth_is(CMP_EQ, day, absent, false);
  truth_is(CMP_EQ, absent, day, false);
  truth_is(CMP_EQ, day, value_absent(KIND_NONE), false);
  is_poison(value_compare(CMP_EQ, absent, absent), VERR_ABSENT, KIND_DATE, 0);
  is_poison(value_compare(CMP_LT, day, absent), VERR_ABSENT, KIND_DATE, 0);
  is_poison(value_compare(CMP_LE, absent, day), VERR_ABSENT, KIND_DATE, 0);
  is_state(value_compare(CMP_EQ, unknown, day), STATE_UNKNOWN, KIND_TRUTH);
  is_state(value_compare(CMP_LT, absent, unknown), STATE_UNKNOWN, KIND_TRUTH);
  is_poison(value_compare(CMP_LT, unknown, value_poison(VERR_YEAR, 0, 0)), VERR_YEAR, 0, 0);
  /* a bare absent has no domain */
  truth_is(CMP_EQ, value_enum(3, 1), value_absent(KIND_ENUM), false);
  truth_is(CMP_PRESENT, day, absent, true);
  truth_is(CMP_PRESENT, absent, day, false);
  is_state(value_compare(CMP_PRESENT, unknown, day), STATE_UNKNOWN, KIND_TRUTH);
  is_poison(value_compare(CMP_PRESENT, value_poison(VERR_YEAR, 0, 0), day), VERR_YEAR, 0, 0);
  truth_is(CMP_PRESENT, day, value_poison(VERR_YEAR, 0, 0), true); /* b is ignored */
}

static void order(void **state) {
  (void)state;
  truth_is(CMP_LT, N(INT64_MIN), N(INT64_MAX), true);
  truth_is(CMP_LT, N(2), N(2), false);
  truth_is(CMP_LE, N(2), N(2), true);
  truth_is(CMP_LT, M(3000), value_exact(6001, 2), true);
  truth_is(CMP_LE, value_exact(6001, 2), M(3000), false);
  truth_is(CMP_LT, value_ratio(-1, 2), value_ratio(-1, 3), true);
  truth_is(CMP_LT, value_ratio(1, INT64_MAX), value_ratio(1, INT64_MAX - 1), true);
  truth_is(CMP_LT, value_ratio(INT64_MIN, 3), value_ratio(INT64_MAX, 3), true);
  truth_is(CMP_LT, value_exact(((__int128)1 << 126) + 1, 3), value_exact(((__int128)1 << 126) + 1, 2), true);
  truth_is(CMP_LT, value_exact(-7, 3), value_exact(-9, 4), true); /* -2.33 and -2.25 */
  truth_is(CMP_LT, value_exact(-1, 3), value_exact(1, 1000), true);
  truth_is(CMP_LE, value_of(KIND_DATE, 5), value_of(KIND_DATE, 4), false);
  truth_is(CMP_LT, value_of(KIND_MONTH, 50), value_of(KIND_MONTH, 51), true);
  is_poison(value_compare(CMP_LT, value_enum(2, 1), value_enum(2, 2)), VERR_ORDERLESS, KIND_ENUM, 0);
  is_poison(value_compare(CMP_LE, value_text("a"), value_text("b")), VERR_ORDERLESS, KIND_TEXT, 0);
  is_poison(value_compare(CMP_LT, value_of(KIND_TRUTH, 0), value_of(KIND_TRUTH, 1)), VERR_ORDERLESS,
            KIND_TRUTH, 0);
  is_poison(value_compare(CMP_LT, value_period(1, 2), value_period(3, 4)), VERR_ORDERLESS, KIND_PERIOD, 0);
  is_poison(value_compare(CMP_LT, N(1), M(1)), VERR_KIND, KIND_COUNT, KIND_MONEY);
}

static void values_as_text(void **state) {
  (void)state;
  struct value timeline = {.kind = KIND_TIMELINE}, list = {.kind = KIND_LIST};
  writes(N(90), "90", "90");
  writes(N(INT64_MIN), "-9223372036854775808", "-9223372036854775808");
  writes(value_of(KIND_TRUTH, 1), "true", "是");
  writes(value_of(KIND_TRUTH, 0), "false", "否");
  writes(value_enum(1, 3), "#3", "#3");
  writes(value_text("和平区"), "和平区", "和平区");
  writes(timeline, "timeline", "timeline");
  writes(list, "list", "list");
  writes(value_absent(KIND_DATE), "absent", "无");
  writes(value_unknown(KIND_DATE), "unknown", "未知");
  writes(value_poison(VERR_ZERO, 0, 0), "poisoned", "poisoned");
  writes(value_period(date_of(2025, 1, 1).u.i, date_of(2025, 12, 31).u.i), "2025-01-01/2025-12-31",
         "2025-01-01/2025-12-31");
}

static void names_of_kinds(void **state) {
  (void)state;
  static const char *const names[KIND_COUNT_OF_KINDS] = {"nothing", "truth",    "count", "money",  "exact",
                                                         "rate",    "date",     "month", "period", "enum",
                                                         "text",    "timeline", "list"};
  static const char *const labels[KIND_COUNT_OF_KINDS] = {NULL,   "真假",   "整数", "金额", "未舍入金额",
                                                          "比率", "日期",   "月份", "期间", "选项",
                                                          "文字", "时间线", "清单"};
  for (int k = 0; k < KIND_COUNT_OF_KINDS; k++) {
    assert_string_equal(kind_name((enum kind)k), names[k]);
    if (labels[k]) assert_string_equal(kind_label((enum kind)k), labels[k]);
  }
}

static void explanations(void **state) {
  (void)state;
  struct value date = value_of(KIND_DATE, 100);
  explains(op2(OP_ADD, date, M(1)), "日期（date）不能与金额（money）一起运算");
  explains(op2(OP_NEG, date, N(0)), "日期（date）不能用在这里");
  explains(op2(OP_ADD, M(INT64_MAX), M(1)), "金额超出范围");
  explains(date_parse("2025-02-30"), "2025-02-30 没有这一天");
  explains(value_poison(VERR_SCHEDULE, 2027, SCHEDULE_NOT_PUBLISHED),
           "2027年的节假日安排尚未公布，无法确定工作日");
  explains(value_poison(VERR_SCHEDULE, 1994, SCHEDULE_NOT_CARRIED),
           "系统未收录1994年的放假安排，无法确定工作日");
  explains(value_poison(VERR_MONTH_END, 2026, 229), "2026年2月没有29日，文件未规定此时按哪一天计算");
  explains(value_compare(CMP_LT, value_enum(2, 1), value_enum(2, 2)),
           "选项（enum）没有大小先后，不能比较大小");
  explains(op2(OP_PERIOD, date_of(2025, 1, 2), date_of(2025, 1, 1)),
           "期间的结束日 2025-01-01 早于开始日 2025-01-02");
  explains(money_parse("1,234"), "文字无法读作金额（money）");
  explains(op2(OP_ADD, value_absent(KIND_DATE), N(1)), "这里需要日期，但没有值");
  for (int code = VERR_OVERFLOW; code <= VERR_TEXT;
       code++) { /* each code has a sentence, whatever it carries */
    struct buf b = {0};
    poison_explain(&b, value_poison((enum value_error)code, INT64_MIN, INT64_MAX));
    assert_true(b.len > 0);
    assert_string_not_equal(buf_text(&b), "值无法计算");
    buf_free(&b);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      /* clang-format off */
      cmocka_unit_test(equal_values_are_equal_bytes), cmocka_unit_test(makers),
      cmocka_unit_test(poison_goes_before_unknown_before_absent),
      cmocka_unit_test(unknown_results_have_the_kind_they_would_have),
      cmocka_unit_test(operations_leave_the_expression_to_the_caller),
      cmocka_unit_test(kinds_that_do_not_go_together), cmocka_unit_test(counts), cmocka_unit_test(whole_quotients_round_by_name),
      cmocka_unit_test(every_operation_has_a_name_and_operands),
      cmocka_unit_test(every_operation_is_total), cmocka_unit_test(least_and_most),
      cmocka_unit_test(first_that_is_present), cmocka_unit_test(equality),
      cmocka_unit_test(equality_with_nothing), cmocka_unit_test(order), cmocka_unit_test(values_as_text),
      cmocka_unit_test(names_of_kinds), cmocka_unit_test(explanations),
      /* clang-format on */
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
