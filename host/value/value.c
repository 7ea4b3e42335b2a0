/* Values: makers and the one table of operations. */
#include "host/value/value.h"

#include "host/value/value_private.h"

/* --- makers ----------------------------------------------------------------------------------- */
struct value value_of(enum kind kind, int64_t i) {
  switch (kind) {
  case KIND_TRUTH: return known(kind, i != 0);
  case KIND_COUNT:
  case KIND_MONEY: return known(kind, i);
  case KIND_DATE: return day_valid(i) ? known(kind, i) : value_poison(VERR_YEAR, 0, 0);
  case KIND_MONTH: return month_valid(i) ? known(kind, i) : value_poison(VERR_YEAR, 0, 0);
  default: return poison_kinds(kind, KIND_NONE);
  }
}

struct value value_enum(uint16_t domain, int64_t member) {
  struct value v = known(KIND_ENUM, member);
  v.domain = domain;
  return v;
}

struct value value_text(const char *text) {
  if (!text) return value_absent(KIND_TEXT);
  struct value v = known(KIND_TEXT, 0);
  v.u.text = text;
  return v;
}

struct value value_absent(enum kind kind) {
  struct value v = known(kind, 0);
  v.state = STATE_ABSENT;
  return v;
}

struct value value_unknown(enum kind kind) {
  struct value v = known(kind, 0);
  v.state = STATE_UNKNOWN;
  return v;
}

struct value value_unknown_timeline(enum kind values, uint16_t domain) {
  struct value v = value_unknown(KIND_TIMELINE);
  v.domain = domain;
  v.u.i = values;
  return v;
}

struct value value_poison(enum value_error code, int64_t a, int64_t b) {
  struct value v = known(KIND_NONE, 0);
  v.state = STATE_POISONED;
  v.u.poison.code = code;
  v.u.poison.a = a;
  v.u.poison.b = b;
  return v;
}

struct value poison_kinds(int64_t a, int64_t b) {
  return value_poison(VERR_KIND, a, b);
}

/* --- calendar operations, which alone need the environment ------------------------------------ */
static struct value op_is_holiday(const struct calendar *c, const struct value *a) {
  return calendar_is_holiday(c, a[0].u.i);
}

static struct value op_is_workday(const struct calendar *c, const struct value *a) {
  return calendar_is_workday(c, a[0].u.i);
}

static struct value op_on_or_before(const struct calendar *c, const struct value *a) {
  return calendar_roll(c, a[0].u.i, -1);
}

static struct value op_on_or_after(const struct calendar *c, const struct value *a) {
  return calendar_roll(c, a[0].u.i, +1);
}

static struct value op_add_workdays(const struct calendar *c, const struct value *a) {
  return calendar_add_workdays(c, a[0].u.i, a[1].u.i);
}

/* --- the table -------------------------------------------------------------------------------- */
typedef struct value operation(const struct value *args);
typedef struct value calendar_operation(const struct calendar *c, const struct value *args);

enum { MOST_ARGS = 3 };

struct op_row {
  const char *name;
  operation *run;
  calendar_operation *run_calendar;
  uint8_t arity, result;   /* result KIND_NONE: it hangs on the operands */
  uint8_t args[MOST_ARGS]; /* KIND_NONE: the operation looks itself */
  bool lenient;            /* takes absent and, where it may, unknown operands itself */
};

#define ANY KIND_NONE
#define ONE(name, run, result, a)                                                                            \
  { name, run, NULL, 1, result, {a, 0, 0}, false }
#define TWO(name, run, result, a, b)                                                                         \
  { name, run, NULL, 2, result, {a, b, 0}, false }
#define THREE(name, run, result, a, b, c)                                                                    \
  { name, run, NULL, 3, result, {a, b, c}, false }
#define LENIENT(name, run)                                                                                   \
  { name, run, NULL, 2, ANY, {ANY, ANY, 0}, true }
#define WORKDAY(name, run, result, n)                                                                        \
  { name, NULL, run, n, result, {KIND_DATE, n > 1 ? KIND_COUNT : 0, 0}, false }

/* clang-format off */
static const struct op_row ops[OP_COUNT_OF_OPS] = {
  [OP_NONE] = {"none", NULL, NULL, 0, ANY, {0, 0, 0}, false},
  [OP_ADD] = TWO("add", op_add, ANY, ANY, ANY),
  [OP_SUB] = TWO("sub", op_sub, ANY, ANY, ANY),
  [OP_NEG] = ONE("neg", op_neg, ANY, ANY),
  [OP_MUL] = TWO("mul", op_mul, ANY, ANY, ANY),
  [OP_TIMES] = TWO("times", op_times, KIND_EXACT, ANY, ANY),
  [OP_OVER] = TWO("over", op_over, KIND_EXACT, ANY, ANY),
  [OP_ROUND] = THREE("round", op_round, KIND_MONEY, ANY, KIND_COUNT, KIND_COUNT),
  [OP_RATIO] = TWO("ratio", op_ratio, KIND_RATE, ANY, ANY),
  [OP_LEAST] = LENIENT("least", op_least),
  [OP_MOST] = LENIENT("most", op_most),
  [OP_ADD_MONTHS] = THREE("add_months", op_add_months, KIND_DATE, KIND_DATE, KIND_COUNT, KIND_COUNT),
  [OP_ADD_YEARS] = THREE("add_years", op_add_years, KIND_DATE, KIND_DATE, KIND_COUNT, KIND_COUNT),
  [OP_AGE] = THREE("age", op_age, KIND_COUNT, KIND_DATE, KIND_DATE, KIND_COUNT),
  [OP_MONTH_OF] = ONE("month_of", op_month_of, KIND_MONTH, KIND_DATE),
  [OP_YEAR] = ONE("year", op_year, KIND_COUNT, ANY),
  [OP_MONTH_NUMBER] = ONE("month_number", op_month_number, KIND_COUNT, ANY),
  [OP_DAY_NUMBER] = ONE("day_number", op_day_number, KIND_COUNT, KIND_DATE),
  [OP_WEEKDAY] = ONE("weekday", op_weekday, KIND_COUNT, KIND_DATE),
  [OP_MONTHS_BETWEEN] = THREE("months_between", op_months_between, KIND_COUNT, KIND_DATE, KIND_DATE, KIND_COUNT),
  [OP_MONTH_FIRST] = ONE("month_first", op_month_first, KIND_DATE, KIND_MONTH),
  [OP_MONTH_LAST] = ONE("month_last", op_month_last, KIND_DATE, KIND_MONTH),
  [OP_MONTH_DAY] = TWO("month_day", op_month_day, KIND_DATE, KIND_MONTH, KIND_COUNT),
  [OP_PERIOD] = TWO("period", op_period, KIND_PERIOD, KIND_DATE, KIND_DATE),
  [OP_PERIOD_FROM] = ONE("period_from", op_period_from, KIND_DATE, KIND_PERIOD),
  [OP_PERIOD_TO] = ONE("period_to", op_period_to, KIND_DATE, KIND_PERIOD),
  [OP_PERIOD_DAYS] = ONE("period_days", op_period_days, KIND_COUNT, KIND_PERIOD),
  [OP_PERIOD_MONTHS] = ONE("period_months", op_period_months, KIND_COUNT, KIND_PERIOD),
  [OP_CONTAINS] = TWO("contains", op_contains, KIND_TRUTH, KIND_PERIOD, KIND_DATE),
  [OP_IS_WORKDAY] = WORKDAY("is_workday", op_is_workday, KIND_TRUTH, 1),
  [OP_IS_HOLIDAY] = WORKDAY("is_holiday", op_is_holiday, KIND_TRUTH, 1),
  [OP_WORKDAY_ON_OR_BEFORE] = WORKDAY("workday_on_or_before", op_on_or_before, KIND_DATE, 1),
  [OP_WORKDAY_ON_OR_AFTER] = WORKDAY("workday_on_or_after", op_on_or_after, KIND_DATE, 1),
  [OP_ADD_WORKDAYS] = WORKDAY("add_workdays", op_add_workdays, KIND_DATE, 2),
  [OP_AT] = TWO("at", op_at, ANY, KIND_TIMELINE, KIND_DATE),
  [OP_SINCE] = TWO("since", op_since, KIND_DATE, KIND_TIMELINE, KIND_DATE),
  [OP_PRESENT_SINCE] = TWO("present_since", op_present_since, KIND_DATE, KIND_TIMELINE, KIND_DATE),
  [OP_CHANGES] = TWO("changes", op_changes, KIND_COUNT, KIND_TIMELINE, KIND_PERIOD),
  [OP_NEXT_CHANGE] = TWO("next_change", op_next_change, KIND_DATE, KIND_TIMELINE, KIND_DATE),
  [OP_ABSENT_FROM] = TWO("absent_from", op_absent_from, KIND_DATE, KIND_TIMELINE, KIND_DATE),
  [OP_FIRST] = LENIENT("first", op_first),
  [OP_QUOTIENT_DOWN] = TWO("quotient_down", op_quotient_down, KIND_COUNT, KIND_COUNT, KIND_COUNT),
  [OP_QUOTIENT_UP] = TWO("quotient_up", op_quotient_up, KIND_COUNT, KIND_COUNT, KIND_COUNT),
  [OP_REMAINDER] = TWO("remainder", op_remainder, KIND_COUNT, KIND_COUNT, KIND_COUNT),
};
/* clang-format on */

static const struct op_row *row_of(enum op op) {
  return &ops[(unsigned)op < OP_COUNT_OF_OPS ? op : OP_NONE];
}

int op_arity(enum op op) {
  return row_of(op)->arity;
}

const char *op_name(enum op op) {
  return row_of(op)->name;
}

/* What an operation on an unknown operand would have given, as far as the kinds tell. */
static struct value unknown_of(enum op op, const struct value *a) {
  struct value v = value_unknown(row_of(op)->result);
  if (v.kind != KIND_NONE) return v;
  if (op == OP_ADD || op == OP_SUB) {
    v.kind = (uint8_t)sum_kind(a[0].kind, a[1].kind, op == OP_SUB);
  } else if (op == OP_MUL) {
    v.kind = (uint8_t)product_kind(a[0].kind, a[1].kind);
  } else if (op == OP_AT) {
    v.domain = a[0].domain;
    if (a[0].state == STATE_KNOWN && a[0].kind == KIND_TIMELINE) {
      v.kind = (uint8_t)a[0].u.timeline->kind;
      v.domain = a[0].u.timeline->domain;
    }
    if (a[0].state == STATE_UNKNOWN && a[0].kind == KIND_TIMELINE) v.kind = (uint8_t)a[0].u.i;
  } else {
    v.kind = a[0].kind;
    v.domain = a[0].domain;
  }
  return v;
}

/* Some operand is not known: poison goes before unknown, unknown before absent. */
static struct value not_known(const struct value_env *env, enum op op, const struct value *args) {
  int arity = row_of(op)->arity;
  for (int i = 0; i < arity; i++) {
    if (args[i].state != STATE_POISONED) continue;
    struct value v = args[i];
    v.expr = 0;
    return v;
  }
  for (int i = 0; i < arity; i++) {
    if (args[i].state != STATE_UNKNOWN) continue;
    struct value v = unknown_of(op, args);
    return schedule_year_of(args, arity) ? between_op(env, op, args, v) : v;
  }
  int i = 0;
  while (i + 1 < arity && args[i].state != STATE_ABSENT)
    i++;
  return value_poison(VERR_ABSENT, args[i].kind, 0);
}

/* Names the operand that does not fit together with the one that it should go with. */
static struct value wrong_kind(const struct op_row *row, const struct value *args, int at) {
  int other = at > 0 ? at : row->arity > 1;
  return poison_kinds(args[0].kind, other ? args[other].kind : KIND_NONE);
}

static struct value run_op(const struct value_env *env, enum op op, const struct value *args) {
  const struct op_row *row = row_of(op);
  if (row->lenient) return row->run(args);
  unsigned states = 0;
  for (int i = 0; i < row->arity; i++)
    states |= args[i].state;
  if (states != STATE_KNOWN) return not_known(env, op, args);
  for (int i = 0; i < row->arity; i++) {
    if (row->args[i] != ANY && row->args[i] != args[i].kind) return wrong_kind(row, args, i);
  }
  if (row->run) return row->run(args);
  if (row->run_calendar) return row->run_calendar(env ? env->calendar : NULL, args);
  return poison_kinds(KIND_NONE, KIND_NONE); /* no such operation */
}

struct value value_op(const struct value_env *env, enum op op, const struct value *args) {
  struct value v = run_op(env, op, args);
  if (v.state != STATE_POISONED) return v;
  struct value would_be = unknown_of(op, args);
  v.kind = would_be.kind;
  v.domain = would_be.domain;
  return v;
}
