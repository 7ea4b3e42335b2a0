/* Working days, deadlines. The schedule is that of the State Council notices for 2024 to 2026; the
** examples C-n, the months' sums and the payment dates are those of the calendar facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "host/value/calendar.h"

enum { OFF = 1, WORK = 0 };

static const struct {
  short year;
  signed char month, day, off;
} schedule[] = {
    /* clang-format off */
    /* 2024 */
    {2024, 1, 1, OFF}, {2024, 2, 4, WORK}, {2024, 2, 10, OFF}, {2024, 2, 11, OFF}, {2024, 2, 12, OFF},
    {2024, 2, 13, OFF}, {2024, 2, 14, OFF}, {2024, 2, 15, OFF}, {2024, 2, 16, OFF}, {2024, 2, 17, OFF},
    {2024, 2, 18, WORK}, {2024, 4, 4, OFF}, {2024, 4, 5, OFF}, {2024, 4, 6, OFF}, {2024, 4, 7, WORK},
    {2024, 4, 28, WORK}, {2024, 5, 1, OFF}, {2024, 5, 2, OFF}, {2024, 5, 3, OFF}, {2024, 5, 4, OFF},
    {2024, 5, 5, OFF}, {2024, 5, 11, WORK}, {2024, 6, 10, OFF}, {2024, 9, 14, WORK}, {2024, 9, 15, OFF},
    {2024, 9, 16, OFF}, {2024, 9, 17, OFF}, {2024, 9, 29, WORK}, {2024, 10, 1, OFF}, {2024, 10, 2, OFF},
    {2024, 10, 3, OFF}, {2024, 10, 4, OFF}, {2024, 10, 5, OFF}, {2024, 10, 6, OFF}, {2024, 10, 7, OFF},
    {2024, 10, 12, WORK},
    /* 2025 */
    {2025, 1, 1, OFF}, {2025, 1, 26, WORK}, {2025, 1, 28, OFF}, {2025, 1, 29, OFF}, {2025, 1, 30, OFF},
    {2025, 1, 31, OFF}, {2025, 2, 1, OFF}, {2025, 2, 2, OFF}, {2025, 2, 3, OFF}, {2025, 2, 4, OFF},
    {2025, 2, 8, WORK}, {2025, 4, 4, OFF}, {2025, 4, 5, OFF}, {2025, 4, 6, OFF}, {2025, 4, 27, WORK},
    {2025, 5, 1, OFF}, {2025, 5, 2, OFF}, {2025, 5, 3, OFF}, {2025, 5, 4, OFF}, {2025, 5, 5, OFF},
    {2025, 5, 31, OFF}, {2025, 6, 1, OFF}, {2025, 6, 2, OFF}, {2025, 9, 28, WORK}, {2025, 10, 1, OFF},
    {2025, 10, 2, OFF}, {2025, 10, 3, OFF}, {2025, 10, 4, OFF}, {2025, 10, 5, OFF}, {2025, 10, 6, OFF},
    {2025, 10, 7, OFF}, {2025, 10, 8, OFF}, {2025, 10, 11, WORK},
    /* 2026 */
    {2026, 1, 1, OFF}, {2026, 1, 2, OFF}, {2026, 1, 3, OFF}, {2026, 1, 4, WORK}, {2026, 2, 14, WORK},
    {2026, 2, 15, OFF}, {2026, 2, 16, OFF}, {2026, 2, 17, OFF}, {2026, 2, 18, OFF}, {2026, 2, 19, OFF},
    {2026, 2, 20, OFF}, {2026, 2, 21, OFF}, {2026, 2, 22, OFF}, {2026, 2, 23, OFF}, {2026, 2, 28, WORK},
    {2026, 4, 4, OFF}, {2026, 4, 5, OFF}, {2026, 4, 6, OFF}, {2026, 5, 1, OFF}, {2026, 5, 2, OFF},
    {2026, 5, 3, OFF}, {2026, 5, 4, OFF}, {2026, 5, 5, OFF}, {2026, 5, 9, WORK}, {2026, 6, 19, OFF},
    {2026, 6, 20, OFF}, {2026, 6, 21, OFF}, {2026, 9, 20, WORK}, {2026, 9, 25, OFF}, {2026, 9, 26, OFF},
    {2026, 9, 27, OFF}, {2026, 10, 1, OFF}, {2026, 10, 2, OFF}, {2026, 10, 3, OFF}, {2026, 10, 4, OFF},
    {2026, 10, 5, OFF}, {2026, 10, 6, OFF}, {2026, 10, 7, OFF}, {2026, 10, 10, WORK},
    /* clang-format on */
};

enum { ENTRIES = sizeof schedule / sizeof schedule[0] };

struct fixture {
  struct calendar_day days[ENTRIES];
  struct calendar calendar;
};

static int set_up(void **state) {
  struct fixture *f = calloc(1, sizeof *f);
  if (!f) return -1;
  for (int i = 0; i < ENTRIES; i++) {
    f->days[i].day = date_of(schedule[i].year, schedule[i].month, schedule[i].day).u.i;
    f->days[i].off = schedule[i].off;
  }
  f->calendar = (struct calendar){.count = ENTRIES, .days = f->days, .first_year = 2024, .last_year = 2026};
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  free(*state);
  return 0;
}

static const struct calendar *published(void **state) {
  const struct fixture *f = *state;
  return &f->calendar;
}

static int64_t day(const char *text) {
  struct value v = date_parse(text);
  assert_int_equal(v.state, STATE_KNOWN);
  return v.u.i;
}

static void is_date(struct value v, const char *text) {
  struct buf b = {0};
  assert_int_equal(v.kind, KIND_DATE);
  value_write(&b, v);
  assert_string_equal(buf_text(&b), text);
  buf_free(&b);
}

static void is_poison(struct value v, enum value_error code, int64_t a) {
  assert_int_equal(v.state, STATE_POISONED);
  assert_int_equal(v.u.poison.code, code);
  assert_int_equal(v.u.poison.a, a);
}

static bool works(const struct calendar *c, const char *text) {
  struct value v = calendar_is_workday(c, day(text));
  assert_int_equal(v.state, STATE_KNOWN);
  assert_int_equal(v.kind, KIND_TRUTH);
  return v.u.i;
}

/* As the language's deadline puts its operations together (民法典第201–204条): the start day does not
** count; a last day that is a rest day moves to the next working day. */
static struct value deadline(const struct calendar *c, const char *start, enum op op, int64_t n,
                             enum month_end rule, bool roll) {
  struct value_env env = {c};
  struct value args[3] = {value_of(KIND_DATE, day(start)), value_of(KIND_COUNT, n),
                          value_of(KIND_COUNT, rule)};
  struct value last = value_op(&env, op, args);
  return roll ? value_op(&env, OP_WORKDAY_ON_OR_AFTER, &last) : last;
}

static struct value deadline_days(const struct calendar *c, const char *start, int64_t n, bool roll) {
  return deadline(c, start, OP_ADD, n, MONTH_END_CLAMP, roll);
}

static void single_days(void **state) {
  const struct calendar *c = published(state);
  assert_false(works(c, "2025-10-01"));
  assert_false(works(c, "2025-10-08")); /* a Wednesday off */
  assert_true(works(c, "2025-10-09"));
  assert_true(works(c, "2025-10-11")); /* a Saturday of work */
  assert_false(works(c, "2025-10-12"));
  assert_true(works(c, "2025-09-28")); /* a Sunday of work */
  assert_false(works(c, "2025-01-25"));
  assert_true(works(c, "2026-01-04"));
  assert_false(works(c, "2026-12-27"));
  assert_true(works(c, "2026-12-31"));
  assert_true(works(c, "2024-01-02"));
}

static void working_days_of_each_month(void **state) {
  const struct calendar *c = published(state);
  static const int sums[3][12] = {{22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22},
                                  {19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23},
                                  {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23}};
  for (int year = 2024; year <= 2026; year++) {
    for (int month = 1; month <= 12; month++) {
      struct value m = month_of(year, month);
      int64_t last = value_op(NULL, OP_MONTH_LAST, &m).u.i;
      int sum = 0;
      for (int64_t d = value_op(NULL, OP_MONTH_FIRST, &m).u.i; d <= last; d++) {
        sum += calendar_is_workday(c, d).u.i != 0;
      }
      assert_int_equal(sum, sums[year - 2024][month - 1]);
    }
  }
}

/* C-11: the last working day on or before the 25th. */
static void latest_payment_dates(void **state) {
  const struct calendar *c = published(state);
  static const int paid[2][12] = {{24, 25, 25, 25, 23, 25, 25, 25, 25, 24, 25, 25},
                                  {23, 25, 25, 24, 25, 25, 24, 25, 24, 23, 25, 25}};
  for (int year = 2025; year <= 2026; year++) {
    for (int month = 1; month <= 12; month++) {
      int64_t expected = date_of(year, month, paid[year - 2025][month - 1]).u.i;
      struct value rolled = calendar_roll(c, date_of(year, month, 25).u.i, -1);
      assert_int_equal(rolled.state, STATE_KNOWN);
      assert_int_equal(rolled.u.i, expected);
    }
  }
}

static void deadlines(void **state) {
  const struct calendar *c = published(state);
  is_date(deadline_days(c, "2025-07-01", 30, true), "2025-07-31");  /* C-2 */
  is_date(deadline_days(c, "2025-09-05", 30, true), "2025-10-09");  /* C-4 */
  is_date(deadline_days(c, "2025-09-05", 30, false), "2025-10-05"); /* C-7 */
  /* a make-up working day: no shift */
  is_date(deadline_days(c, "2025-03-28", 30, true), "2025-04-27");
  is_date(deadline(c, "2024-02-29", OP_ADD_YEARS, 2, MONTH_END_CLAMP, false), "2026-02-28");
  is_date(deadline(c, "2025-08-31", OP_ADD_MONTHS, 6, MONTH_END_CLAMP, false), "2026-02-28");
  is_date(deadline(c, "2025-08-31", OP_ADD_MONTHS, 6, MONTH_END_CLAMP, true), "2026-02-28");
  /* 1 = Sunday */
  is_date(deadline(c, "2025-08-31", OP_ADD_MONTHS, 6, MONTH_END_NEXT, true), "2026-03-02");
  is_poison(deadline(c, "2025-08-31", OP_ADD_MONTHS, 6, MONTH_END_UNSET, true), VERR_MONTH_END, 2026);
  is_date(calendar_roll(c, day("2025-10-31"), +1), "2025-10-31"); /* C-12 */
  is_date(calendar_roll(c, day("2026-10-31"), +1), "2026-11-02");
  /* C-17 */
  is_date(deadline(c, "2025-09-01", OP_ADD_YEARS, 5, MONTH_END_CLAMP, false), "2030-09-01");
  is_poison(deadline_days(c, "2025-07-01", INT64_MAX, true), VERR_YEAR, 0);
  is_poison(deadline(c, "2025-07-01", OP_ADD_YEARS, INT64_MAX, MONTH_END_CLAMP, true), VERR_YEAR, 0);
}

static void counting_working_days(void **state) {
  const struct calendar *c = published(state);
  int64_t posted = day("2025-09-24"); /* C-8: 25, 26, 28 (make-up), 29, 30, then the holidays */
  is_date(calendar_add_workdays(c, posted, 0), "2025-09-24");
  is_date(calendar_add_workdays(c, posted, 1), "2025-09-25");
  is_date(calendar_add_workdays(c, posted, 3), "2025-09-28");
  is_date(calendar_add_workdays(c, posted, 5), "2025-09-30");
  is_date(calendar_add_workdays(c, posted, 6), "2025-10-09");
  is_date(calendar_add_workdays(c, day("2025-10-04"), 1), "2025-10-09");   /* from a rest day */
  is_date(calendar_add_workdays(c, day("2024-12-31"), 248), "2025-12-31"); /* a whole year of 248 */
  is_poison(calendar_add_workdays(c, posted, -1), VERR_NEGATIVE, KIND_COUNT);
  is_poison(calendar_add_workdays(c, posted, INT64_MAX), VERR_SCHEDULE, 2027);
  is_poison(calendar_add_workdays(c, -7, 1), VERR_YEAR, 0);
}

static void a_year_without_a_schedule_is_never_guessed(void **state) {
  const struct calendar *c = published(state);
  is_poison(calendar_is_workday(c, day("2027-01-01")), VERR_SCHEDULE, 2027);
  is_poison(calendar_is_workday(c, day("2023-12-29")), VERR_SCHEDULE, 2023);
  is_poison(calendar_roll(c, day("2027-10-31"), +1), VERR_SCHEDULE, 2027);
  is_poison(calendar_roll(c, day("2024-01-01"), -1), VERR_SCHEDULE, 2023);
  is_poison(calendar_add_workdays(c, day("2026-12-31"), 1), VERR_SCHEDULE, 2027);
  is_poison(deadline_days(c, "2026-12-15", 30, true), VERR_SCHEDULE, 2027);
  is_date(deadline_days(c, "2026-12-15", 30, false), "2027-01-14");
  is_poison(calendar_is_workday(NULL, day("2025-01-02")), VERR_SCHEDULE, 2025);
  const struct calendar none = {0};
  is_poison(calendar_is_workday(&none, day("2025-01-02")), VERR_SCHEDULE, 2025);
  is_poison(calendar_is_workday(c, INT64_MAX), VERR_YEAR, 0);
  is_poison(calendar_is_workday(c, INT64_MIN), VERR_YEAR, 0);
  struct buf b = {0};
  poison_explain(&b, calendar_is_workday(c, day("2027-01-01")));
  assert_string_equal(buf_text(&b), "2027年的节假日安排尚未公布，无法确定工作日");
  buf_free(&b);
}

static void the_last_days_of_the_calendar(void **state) {
  (void)state;
  const struct calendar all = {.first_year = 1, .last_year = 9999};
  is_date(calendar_roll(&all, 0, -1), "0001-01-01"); /* a Monday */
  is_poison(calendar_add_workdays(&all, day("9999-12-31"), 1), VERR_YEAR, 0);
  const struct calendar_day monday = {0, true};
  const struct calendar shut = {.count = 1, .days = &monday, .first_year = 1, .last_year = 9999};
  is_poison(calendar_roll(&shut, 0, -1), VERR_YEAR, 0);
}

static void operations_use_the_calendar_of_the_environment(void **state) {
  const struct value_env env = {published(state)};
  struct value args[2] = {date_parse("2026-09-25"), value_of(KIND_COUNT, 1)};
  assert_int_equal(value_op(&env, OP_IS_WORKDAY, args).u.i, 0);
  is_date(value_op(&env, OP_WORKDAY_ON_OR_BEFORE, args), "2026-09-24");
  is_date(value_op(&env, OP_WORKDAY_ON_OR_AFTER, args), "2026-09-28");
  is_date(value_op(&env, OP_ADD_WORKDAYS, args), "2026-09-28");
  is_poison(value_op(NULL, OP_IS_WORKDAY, args), VERR_SCHEDULE, 2026);
  const struct value_env empty = {NULL};
  is_poison(value_op(&empty, OP_ADD_WORKDAYS, args), VERR_SCHEDULE, 2026);
  args[0] = value_of(KIND_MONEY, 100);
  is_poison(value_op(&env, OP_IS_WORKDAY, args), VERR_KIND, KIND_MONEY);
}

/* Adding n working days is n times adding one; the result works, and n working days lie between. */
static void adding_is_counting(void **state) {
  const struct calendar *c = published(state);
  uint64_t seed = 23;
  for (int i = 0; i < 2000; i++) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    int64_t from = day("2024-01-01") + (int64_t)(seed >> 33) % 900, n = (int64_t)(seed >> 20) % 60;
    struct value end = calendar_add_workdays(c, from, n);
    assert_int_equal(end.state, STATE_KNOWN);
    int64_t worked = 0;
    for (int64_t d = from + 1; d <= end.u.i; d++)
      worked += calendar_is_workday(c, d).u.i;
    assert_int_equal(worked, n);
    assert_true(n == 0 || calendar_is_workday(c, end.u.i).u.i == 1);
    int64_t after = calendar_roll(c, from, +1).u.i, before = calendar_roll(c, from + 40, -1).u.i;
    assert_true(after >= from && before <= from + 40);
    assert_true(after == from || calendar_is_workday(c, from).u.i == 0);
  }
}

/* --- values between two bounds ---------------------------------------------------------------- */

static struct value some_day(uint64_t *seed, bool between) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  int64_t from = day("2026-11-20") + (int64_t)(*seed >> 33) % 60, width = (int64_t)(*seed >> 20) % 12;
  return between ? value_between(KIND_DATE, from, from + width, 2027) : value_of(KIND_DATE, from);
}

/* Whether `v`, which was computed of what lies between bounds, may be `now`. */
static bool may_be(struct value v, struct value now) {
  int64_t least, most;
  if (v.state == STATE_KNOWN || v.state == STATE_ABSENT)
    return now.state == v.state && now.kind == v.kind && now.u.i == v.u.i;
  if (v.state == STATE_POISONED) return now.state == STATE_POISONED;
  if (!value_bounds(v, &least, &most)) return value_schedule_year(v) == 2027;
  return now.state == STATE_KNOWN && now.u.i >= least && now.u.i <= most;
}

/* Each operation and comparison on a day between two comes to what it comes to for every such day. */
static void what_holds_for_each_day_holds_between(void **state) {
  static const enum op ops[] = {OP_ADD,  OP_SUB,          OP_ADD_MONTHS,    OP_AGE,     OP_MONTH_OF,
                                OP_YEAR, OP_MONTH_NUMBER, OP_DAY_NUMBER,    OP_WEEKDAY, OP_LEAST,
                                OP_MOST, OP_FIRST,        OP_MONTHS_BETWEEN};
  static const enum compare compares[] = {CMP_EQ, CMP_LT, CMP_LE, CMP_PRESENT};
  const struct value_env env = {published(state)};
  uint64_t seed = 77;
  int decided = 0;
  for (int i = 0; i < 4000; i++) {
    enum op op = ops[i % 13];
    struct value args[3] = {some_day(&seed, true), some_day(&seed, i % 3 == 0),
                            value_of(KIND_COUNT, MONTH_END_CLAMP)};
    if (op == OP_ADD || op == OP_ADD_MONTHS) args[1] = value_of(KIND_COUNT, i % 40);
    struct value v = value_op(&env, op, args), c[4];
    for (int k = 0; k < 4; k++) {
      c[k] = value_compare(compares[k], args[0], args[1]);
      decided += c[k].state == STATE_KNOWN && k < 3;
    }
    int64_t from[2], to[2];
    for (int k = 0; k < 2; k++)
      assert_true(value_bounds(args[k], &from[k], &to[k]));
    for (int64_t a = from[0]; a <= to[0]; a++)
      for (int64_t b = from[1]; b <= to[1]; b++) {
        struct value one[3] = {value_of(KIND_DATE, a), value_of((enum kind)args[1].kind, b), args[2]};
        assert_true(may_be(v, value_op(&env, op, one)));
        for (int k = 0; k < 4; k++)
          if (args[1].kind == KIND_DATE)
            assert_true(may_be(c[k], value_compare(compares[k], one[0], one[1])));
      }
  }
  assert_true(decided > 1000);
}

static void a_plain_unknown_prevails(void **state) {
  (void)state;
  struct value between = value_between(KIND_DATE, 10, 20, 2027), unknown = value_unknown(KIND_DATE);
  struct value args[2] = {between, unknown};
  assert_int_equal(value_schedule_year(value_compare(CMP_LT, between, unknown)), 0);
  assert_int_equal(value_schedule_year(value_op(NULL, OP_SUB, args)), 0);
  assert_int_equal(value_schedule_year(value_op(NULL, OP_LEAST, args)), 0);
  args[1] = value_absent(KIND_DATE);
  assert_int_equal(value_compare(CMP_EQ, between, args[1]).u.i, 0);
  assert_int_equal(value_op(NULL, OP_LEAST, args).u.between.to, 20);
  assert_int_equal(value_compare(CMP_LT, between, args[1]).state, STATE_POISONED);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      /* clang-format off */
      cmocka_unit_test(single_days), cmocka_unit_test(working_days_of_each_month),
      cmocka_unit_test(latest_payment_dates), cmocka_unit_test(deadlines),
      cmocka_unit_test(counting_working_days),
      cmocka_unit_test(a_year_without_a_schedule_is_never_guessed),
      cmocka_unit_test(what_holds_for_each_day_holds_between),
      cmocka_unit_test(a_plain_unknown_prevails),
      cmocka_unit_test(the_last_days_of_the_calendar),
      cmocka_unit_test(operations_use_the_calendar_of_the_environment),
      cmocka_unit_test(adding_is_counting),
      /* clang-format on */
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
