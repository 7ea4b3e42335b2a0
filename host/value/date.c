/* Dates, months and periods. */
#include "host/value/value_private.h"

static int64_t two_digits(int64_t n) {
  return n < 0 || n > 99 ? 0 : n;
}

struct value poison_day(enum value_error code, int64_t year, int64_t month, int64_t day) {
  return value_poison(code, year, two_digits(month) * 100 + two_digits(day));
}

struct value date_of(int64_t year, int64_t month, int64_t day) {
  if (year < YEAR_MIN || year > YEAR_MAX) return value_poison(VERR_YEAR, year, 0);
  if (month < 1 || month > 12 || day < 1 || day > days_in_month((uint32_t)year, (uint32_t)month)) {
    return poison_day(VERR_DAY, year, month, day);
  }
  return known(KIND_DATE, day_of((uint32_t)year, (uint32_t)month, (uint32_t)day));
}

struct value month_of(int64_t year, int64_t month) {
  if (year < YEAR_MIN || year > YEAR_MAX) return value_poison(VERR_YEAR, year, 0);
  if (month < 1 || month > 12) return poison_day(VERR_DAY, year, month, 0);
  return known(KIND_MONTH, year * 12 + month - 1);
}

void date_split(int64_t days, int *year, int *month, int *day) {
  struct civil c = {0, 0, 0};
  if (day_valid(days)) c = civil_of(days);
  *year = (int)c.year;
  *month = (int)c.month;
  *day = (int)c.day;
}

struct value value_period(int64_t from, int64_t to) {
  if (!day_valid(from) || !day_valid(to)) return value_poison(VERR_YEAR, 0, 0);
  if (to < from) return value_poison(VERR_ORDER, from, to);
  struct value v = known(KIND_PERIOD, 0);
  v.u.span.from = from;
  v.u.span.to = to;
  return v;
}

/* --- whole months ----------------------------------------------------------------------------- */
struct value day_add_months(int64_t day, int64_t months, int64_t rule) {
  struct civil c = civil_of(day);
  int64_t index;
  if (__builtin_add_overflow(month_index(c), months, &index) || !month_valid(index)) {
    return value_poison(VERR_YEAR, 0, 0);
  }
  uint32_t year = (uint32_t)(index / 12), month = (uint32_t)(index % 12) + 1;
  uint32_t last = days_in_month(year, month);
  if (c.day <= last) return known(KIND_DATE, day_of(year, month, c.day));
  if (rule == MONTH_END_CLAMP) return known(KIND_DATE, day_of(year, month, last));
  /* Never December, so the first of the next month is the next day. */
  if (rule == MONTH_END_NEXT) return known(KIND_DATE, day_of(year, month, last) + 1);
  return poison_day(VERR_MONTH_END, year, month, c.day);
}

struct value op_add_months(const struct value *a) {
  return day_add_months(a[0].u.i, a[1].u.i, a[2].u.i);
}

struct value op_add_years(const struct value *a) {
  int64_t months;
  if (__builtin_mul_overflow(a[1].u.i, INT64_C(12), &months)) return value_poison(VERR_YEAR, 0, 0);
  return day_add_months(a[0].u.i, months, a[2].u.i);
}

/* The birthday of 29 February in a common year: only on 28 February do the rules give different
** answers. */
static struct value age_leapling(int64_t age, struct civil on, int64_t rule) {
  if (on.month != 2 || on.day != 28 || leap_year(on.year)) return known(KIND_COUNT, age);
  if (rule == MONTH_END_CLAMP) return known(KIND_COUNT, age + 1);
  if (rule == MONTH_END_NEXT) return known(KIND_COUNT, age);
  return poison_day(VERR_MONTH_END, on.year, 2, 29);
}

struct value op_age(const struct value *a) {
  if (a[1].u.i < a[0].u.i) return value_poison(VERR_NEGATIVE, KIND_DATE, 0);
  struct civil birth = civil_of(a[0].u.i), on = civil_of(a[1].u.i);
  uint32_t birthday = birth.month * 32 + birth.day, today = on.month * 32 + on.day;
  int64_t age = (int64_t)on.year - birth.year - (today < birthday);
  if (birthday != 2 * 32 + 29) return known(KIND_COUNT, age);
  return age_leapling(age, on, a[2].u.i);
}

/* Backwards is forwards from the other end, with a minus. The last day of a month that is too short
** for the corresponding day completes the month or not, as the rule says; on any other day it does
** not matter. */
struct value op_months_between(const struct value *a) {
  bool back = a[1].u.i < a[0].u.i;
  struct civil from = civil_of(a[back].u.i), to = civil_of(a[!back].u.i);
  int64_t months = month_index(to) - month_index(from);
  if (to.day < from.day) {
    bool last = to.day == days_in_month(to.year, to.month);
    if (last && a[2].u.i != MONTH_END_CLAMP && a[2].u.i != MONTH_END_NEXT) {
      return poison_day(VERR_MONTH_END, to.year, to.month, from.day);
    }
    months -= !(last && a[2].u.i == MONTH_END_CLAMP);
  }
  return known(KIND_COUNT, back ? -months : months);
}

/* --- parts ------------------------------------------------------------------------------------ */
struct value op_month_of(const struct value *a) {
  return known(KIND_MONTH, month_index(civil_of(a->u.i)));
}

struct value op_year(const struct value *a) {
  if (a->kind == KIND_DATE) return known(KIND_COUNT, civil_of(a->u.i).year);
  return a->kind == KIND_MONTH ? known(KIND_COUNT, a->u.i / 12) : poison_kinds(a->kind, KIND_NONE);
}

struct value op_month_number(const struct value *a) {
  if (a->kind == KIND_DATE) return known(KIND_COUNT, civil_of(a->u.i).month);
  return a->kind == KIND_MONTH ? known(KIND_COUNT, a->u.i % 12 + 1) : poison_kinds(a->kind, KIND_NONE);
}

struct value op_day_number(const struct value *a) {
  return known(KIND_COUNT, civil_of(a->u.i).day);
}

struct value op_weekday(const struct value *a) {
  return known(KIND_COUNT, a->u.i % 7 + 1); /* 0001-01-01 was a Monday */
}

static struct value day_in_month(int64_t index, uint32_t day) {
  return known(KIND_DATE, day_of((uint32_t)(index / 12), (uint32_t)(index % 12) + 1, day));
}

static uint32_t length_of_month(int64_t index) {
  return days_in_month((uint32_t)(index / 12), (uint32_t)(index % 12) + 1);
}

struct value op_month_first(const struct value *a) {
  return day_in_month(a->u.i, 1);
}

struct value op_month_last(const struct value *a) {
  return day_in_month(a->u.i, length_of_month(a->u.i));
}

struct value op_month_day(const struct value *a) {
  int64_t index = a[0].u.i, day = a[1].u.i;
  if (day >= 1 && day <= length_of_month(index)) return day_in_month(index, (uint32_t)day);
  return poison_day(VERR_DAY, index / 12, index % 12 + 1, day);
}

/* --- periods ---------------------------------------------------------------------------------- */
struct value op_period(const struct value *a) {
  return value_period(a[0].u.i, a[1].u.i);
}

struct value op_period_from(const struct value *a) {
  return known(KIND_DATE, a->u.span.from);
}

struct value op_period_to(const struct value *a) {
  return known(KIND_DATE, a->u.span.to);
}

struct value op_period_days(const struct value *a) {
  return known(KIND_COUNT, a->u.span.to - a->u.span.from + 1);
}

struct value op_period_months(const struct value *a) {
  int64_t from = month_index(civil_of(a->u.span.from)), to = month_index(civil_of(a->u.span.to));
  return known(KIND_COUNT, to - from + 1);
}

struct value op_contains(const struct value *a) {
  return known(KIND_TRUTH, a[0].u.span.from <= a[1].u.i && a[1].u.i <= a[0].u.span.to);
}
