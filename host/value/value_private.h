/* What the files of host/value share: the civil calendar, exact fractions, and the operations
** behind value_op. The functions for operations get operands that are known and, unless said
** otherwise, of the right kinds. */
#ifndef BYLAW_VALUE_PRIVATE_H
#define BYLAW_VALUE_PRIVATE_H

#include "host/value/calendar.h"
#include "host/value/timeline.h"
#include "host/value/value.h"

typedef __int128 wide;
typedef unsigned __int128 uwide;

enum { YEAR_MIN = 1, YEAR_MAX = 9999, DAYS_END = 3652059 }; /* the day after 9999-12-31 */

/* A known value. The whole union is written, so that equal values are equal bytes; `i` lies over
** `hi`. */
static inline struct value known(enum kind kind, int64_t i) {
  return (struct value){.kind = (uint8_t)kind, .u.wide = {.hi = i}};
}

static inline bool day_valid(int64_t day) {
  return (uint64_t)day < (uint64_t)DAYS_END;
}

static inline bool month_valid(int64_t month) {
  return month >= YEAR_MIN * 12 && month <= YEAR_MAX * 12 + 11;
}

/* --- the civil calendar: no loops, no tables -------------------------------------------------- */
struct civil {
  uint32_t year, month, day;
};

static inline bool leap_year(uint32_t year) {
  return (year & 3) == 0 && (year % 25 != 0 || (year & 15) == 0);
}

static inline uint32_t days_in_month(uint32_t year, uint32_t month) {
  return month == 2 ? 28 + (uint32_t)leap_year(year) : 30 + ((month ^ (month >> 3)) & 1);
}

enum {
  TO_MARCH_0 = 306
}; /* days from 0000-03-01 to 0001-01-01: years that begin in March end with the leap day */

/* Neri and Schneider, Euclidean affine functions and their application to calendar algorithms
** (2022). */
static inline struct civil civil_of(int64_t day) {
  uint32_t n1 = 4 * ((uint32_t)day + TO_MARCH_0) + 3;
  uint32_t century = n1 / 146097;
  uint32_t n2 = 4 * (n1 % 146097 / 4) + 3;
  uint64_t p = UINT64_C(2939745) * n2;
  uint32_t year = 100 * century + (uint32_t)(p >> 32);
  uint32_t day_of_year = (uint32_t)p / 2939745 / 4;
  uint32_t n3 = 2141 * day_of_year + 197913;
  /* January and February belong to the next civil year */
  uint32_t next = day_of_year >= TO_MARCH_0;
  return (struct civil){year + next, (n3 >> 16) - 12 * next, (n3 & 0xFFFF) / 2141 + 1};
}

static inline int64_t day_of(uint32_t year, uint32_t month, uint32_t day) {
  uint32_t early = month <= 2;
  uint32_t y = year - early, m = month + 12 * early, century = y / 100;
  uint32_t before_year = 1461 * y / 4 - century + century / 4;
  return (int64_t)(before_year + (979 * m - 2919) / 32 + day - 1) - TO_MARCH_0;
}

static inline int64_t month_index(struct civil c) {
  return (int64_t)c.year * 12 + c.month - 1;
}

/* `day` moved by whole months; the month-end rule where the corresponding day does not exist. */
struct value day_add_months(int64_t day, int64_t months, int64_t rule);
/* "No such day", with what fits of a wrong month and day. */
struct value poison_day(enum value_error code, int64_t year, int64_t month, int64_t day);

/* --- fractions -------------------------------------------------------------------------------- */
uwide magnitude(wide n);
uwide greatest_divisor(uwide a, uwide b);
bool wide_mul(wide a, wide b, wide *out); /* false when it overflows */
/* Lowest terms with a positive den; false when den is 0 or does not fit 64 bits (`*code` says
** which). */
bool fraction_reduce(wide *num, wide *den, enum value_error *code);
struct value rate_make(wide num, wide den);
struct value exact_make(wide num, wide den);
int compare_fractions(wide an, int64_t ad, wide bn, int64_t bd); /* -1, 0, 1 */

/* --- operations ------------------------------------------------------------------------------- */
struct value poison_kinds(int64_t a, int64_t b);
enum kind sum_kind(enum kind a, enum kind b, bool sub); /* KIND_NONE: they do not go together */
enum kind product_kind(enum kind a, enum kind b);
struct value op_add(const struct value *a);
struct value op_sub(const struct value *a);
struct value op_neg(const struct value *a);
struct value op_mul(const struct value *a);
struct value op_ratio(const struct value *a);
struct value op_quotient_down(const struct value *a);
struct value op_quotient_up(const struct value *a);
struct value op_remainder(const struct value *a);
struct value op_times(const struct value *a);
struct value op_over(const struct value *a);
struct value op_round(const struct value *a);
struct value exact_add(struct value a, struct value b, bool sub);
struct value exact_scale(struct value amount, struct value by, bool divide);
struct value rate_add(struct value a, struct value b, bool sub);
struct value rate_mul(struct value a, struct value b);

struct value op_add_months(const struct value *a);
struct value op_add_years(const struct value *a);
struct value op_age(const struct value *a);
struct value op_month_of(const struct value *a);
struct value op_year(const struct value *a);
struct value op_month_number(const struct value *a);
struct value op_day_number(const struct value *a);
struct value op_weekday(const struct value *a);
struct value op_months_between(const struct value *a);
struct value op_month_first(const struct value *a);
struct value op_month_last(const struct value *a);
struct value op_month_day(const struct value *a);
struct value op_period(const struct value *a);
struct value op_period_from(const struct value *a);
struct value op_period_to(const struct value *a);
struct value op_period_days(const struct value *a);
struct value op_period_months(const struct value *a);
struct value op_contains(const struct value *a);

struct value op_at(const struct value *a);
struct value op_since(const struct value *a);
struct value op_present_since(const struct value *a);
struct value op_changes(const struct value *a);
struct value op_next_change(const struct value *a);
struct value op_absent_from(const struct value *a);

struct value op_least(const struct value *a);
struct value op_most(const struct value *a);
struct value op_first(const struct value *a);

/* `op` where what is unknown among the operands is so only for want of a schedule. `unknown`: what
** it would give. */
struct value between_op(const struct value_env *env, enum op op, const struct value *args,
                        struct value unknown);
/* A comparison, or a choice, of values one of which is unknown, none of them poisoned. */
struct value between_compare(enum compare cmp, struct value a, struct value b);
struct value between_choose(struct value a, struct value b, int sign);

/* Known values of kinds that may be compared: -1, 0, 1. */
int order_of(struct value a, struct value b);
bool kind_ordered(enum kind k);
/* Same state, kind and value; whether two spells or cells say the same. */
bool value_same(struct value a, struct value b);
bool list_same(const struct list *a, const struct list *b);

#endif
