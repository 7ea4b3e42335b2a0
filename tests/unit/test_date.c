/* Dates, months, periods, ages. Examples C-n are those of the calendar facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "host/value/value.h"

enum { LAST_DAY = 3652058 }; /* 365 * 9999 + 2424 leap days - 1 */

static uint64_t next_random(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return *seed >> 16;
}

static int64_t random_below(uint64_t *seed, int64_t n) {
  return (int64_t)(next_random(seed) % (uint64_t)n);
}

static struct value D(const char *text) {
  struct value v = date_parse(text);
  assert_int_equal(v.state, STATE_KNOWN);
  return v;
}

static struct value
N(int64_t n) {
  return value_of(KIND_COUNT, n);
}

static struct value
op3(enum op op, struct value a, struct value b, struct value c) {
  return value_op(NULL, op, (struct value[]){a, b, c});
}

static struct value op2(enum op op, struct value a, struct value b) {
  return op3(op, a, b, N(0));
}

static struct value op1(enum op op, struct value a) {
  return op3(op, a, N(0), N(0));
}

static void is_count(struct value v, int64_t n) {
  assert_int_equal(v.state, STATE_KNOWN);
  assert_int_equal(v.kind, KIND_COUNT);
  assert_int_equal(v.u.i, n);
}

static void is_text(struct value v, const char *text) {
  struct buf b = {0};
  value_write(&b, v);
  assert_string_equal(buf_text(&b), text);
  buf_free(&b);
}

static void is_poison(struct value v, enum value_error code, int64_t a, int64_t b) {
  assert_int_equal(v.state, STATE_POISONED);
  assert_int_equal(v.u.poison.code, code);
  assert_int_equal(v.u.poison.a, a);
  assert_int_equal(v.u.poison.b, b);
}

static void day_numbers_of_known_dates(void **state) {
  (void)state;
  assert_int_equal(D("0001-01-01").u.i, 0);
  assert_int_equal(D("1970-01-01").u.i, 719162); /* the Unix epoch is Rata Die 719163 */
  assert_int_equal(D("2000-01-01").u.i, 730119);
  assert_int_equal(D("9999-12-31").u.i, LAST_DAY);
  assert_int_equal(D("2000-03-01").u.i - D("2000-02-28").u.i, 2);
  assert_int_equal(D("1900-03-01").u.i - D("1900-02-28").u.i, 1);
}

static void every_day_comes_back(void **state) {
  (void)state;
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int year = 1, month = 1, day = 1;
  for (int64_t n = 0; n <= LAST_DAY; n++) { /* a naive walk over every day, checked about every third day */
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    int last = lengths[month - 1] + (month == 2 && leap);
    if (n % 3 == 0 || day == 1 || day == last) {
      int y, m, d;
      date_split(n, &y, &m, &d);
      if (y != year || m != month || d != day || date_of(y, m, d).u.i != n) fail_msg("day %ld", (long)n);
    }
    if (++day > last) {
      day = 1;
      month++;
    }
    if (month > 12) {
      month = 1;
      year++;
    }
  }
  assert_int_equal(year, 10000);
}

static void days_that_do_not_exist(void **state) {
  (void)state;
  is_poison(date_of(2025, 2, 29), VERR_DAY, 2025, 229);
  is_poison(date_of(2025, 2, 30), VERR_DAY, 2025, 230);
  is_poison(date_of(1900, 2, 29), VERR_DAY, 1900, 229);
  assert_int_equal(date_of(2000, 2, 29).state, STATE_KNOWN);
  is_poison(date_of(2025, 4, 31), VERR_DAY, 2025, 431);
  is_poison(date_of(2025, 13, 1), VERR_DAY, 2025, 1301);
  is_poison(date_of(2025, 0, 1), VERR_DAY, 2025, 1);
  is_poison(date_of(2025, 1, 0), VERR_DAY, 2025, 100);
  is_poison(date_of(2025, INT64_MIN, INT64_MAX), VERR_DAY, 2025, 0);
  is_poison(date_of(0, 1, 1), VERR_YEAR, 0, 0);
  is_poison(date_of(10000, 1, 1), VERR_YEAR, 10000, 0);
  is_poison(value_of(KIND_DATE, -1), VERR_YEAR, 0, 0);
  is_poison(value_of(KIND_DATE, LAST_DAY + 1), VERR_YEAR, 0, 0);
  is_poison(op2(OP_ADD, D("9999-12-31"), N(1)), VERR_YEAR, 0, 0);
  is_poison(op2(OP_SUB, D("0001-01-01"), N(1)), VERR_YEAR, 0, 0);
  is_poison(op2(OP_ADD, D("2025-01-01"), N(INT64_MAX)), VERR_YEAR, 0, 0);
}

static void weekdays(void **state) {
  (void)state;
  static const char *const days[] = {"2024-01-01", "2025-04-01", "2025-10-01",
                                     "1970-01-01",                              /* the epoch: Thursday */
                                     "2025-10-31", "2026-10-31", "2027-10-31"}; /* C-12 */
  for (int i = 0; i < 7; i++)
    is_count(op1(OP_WEEKDAY, D(days[i])), i + 1);
  is_count(op1(OP_WEEKDAY, D("0001-01-01")), 1);
}

static void dates_as_text(void **state) {
  (void)state;
  static const char *const bad[] = {"",           "2025-6-30", "2025-06-30 ", " 2025-06-30", "2025/06/30",
                                    "20250630",   "2025-06-3", "2025-06-300", "02025-06-30", "+025-06-30",
                                    "2025-06-3o", "2025-06",   "-001-01-01",  "２025-06-30"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    is_poison(date_parse(bad[i]), VERR_TEXT, KIND_DATE, 0);
  is_poison(date_parse("2025-02-30"), VERR_DAY, 2025, 230);
  is_poison(date_parse("0000-01-01"), VERR_YEAR, 0, 0);
  is_text(D("2025-06-30"), "2025-06-30");
  is_text(D("0007-01-02"), "0007-01-02");
  is_text(month_parse("2025-06"), "2025-06");
  is_text(month_of(2025, 12), "2025-12");
  is_poison(month_parse("2025-6"), VERR_TEXT, KIND_MONTH, 0);
  is_poison(month_parse("2025-06-01"), VERR_TEXT, KIND_MONTH, 0);
  is_poison(month_parse("2025-13"), VERR_DAY, 2025, 1300);
  is_poison(month_parse("2025-00"), VERR_DAY, 2025, 0);
  is_poison(month_of(0, 1), VERR_YEAR, 0, 0);
  struct buf b = {0};
  value_print(&b, D("2025-06-03"));
  buf_putc(&b, ' ');
  value_print(&b, month_parse("2025-06"));
  assert_string_equal(buf_text(&b), "2025年6月3日 2025年6月");
  buf_free(&b);
}

static void adding_days(void **state) {
  (void)state;
  is_text(op2(OP_ADD, D("2025-07-01"), N(30)), "2025-07-31"); /* C-2 */
  is_text(op2(OP_ADD, D("2025-09-05"), N(30)), "2025-10-05"); /* C-4 */
  is_text(op2(OP_ADD, D("2025-03-28"), N(30)), "2025-04-27");
  is_text(op2(OP_ADD, D("2025-06-04"), N(31)), "2025-07-05"); /* C-16 */
  is_text(op2(OP_SUB, D("2024-03-01"), N(1)), "2024-02-29");
  is_count(op2(OP_SUB, D("2025-01-01"), D("2024-01-01")), 366);
  is_count(op2(OP_SUB, D("2024-01-01"), D("2025-01-01")), -366);
  is_poison(op2(OP_ADD, D("2025-01-01"), D("2025-01-01")), VERR_KIND, KIND_DATE, KIND_DATE);
  is_poison(op2(OP_ADD, N(1), D("2025-01-01")), VERR_KIND, KIND_COUNT, KIND_DATE);
}

static void adding_months_and_years(void **state) {
  (void)state;
  struct value clamp = N(MONTH_END_CLAMP), next = N(MONTH_END_NEXT), reject = N(MONTH_END_REJECT),
               none = N(0);
  is_text(op3(OP_ADD_YEARS, D("2024-02-29"), N(2), clamp), "2026-02-28"); /* C-3 */
  is_text(op3(OP_ADD_MONTHS, D("2025-08-31"), N(6), clamp), "2026-02-28");
  is_text(op3(OP_ADD_YEARS, D("2025-09-01"), N(5), none), "2030-09-01"); /* C-17 */
  is_text(op3(OP_ADD_YEARS, D("2026-03-10"), N(3), none), "2029-03-10"); /* C-18 */
  is_text(op3(OP_ADD_YEARS, D("2024-02-29"), N(2), next), "2026-03-01");
  is_text(op3(OP_ADD_MONTHS, D("2025-01-31"), N(1), next), "2025-03-01");
  is_text(op3(OP_ADD_MONTHS, D("2025-01-31"), N(3), next), "2025-05-01");
  is_poison(op3(OP_ADD_YEARS, D("2024-02-29"), N(2), reject), VERR_MONTH_END, 2026, 229);
  is_poison(op3(OP_ADD_MONTHS, D("2025-01-31"), N(3), none), VERR_MONTH_END, 2025, 431);
  is_text(op3(OP_ADD_YEARS, D("2024-02-29"), N(4), none), "2028-02-29");
  is_text(op3(OP_ADD_MONTHS, D("2025-03-31"), N(-1), clamp), "2025-02-28");
  is_text(op3(OP_ADD_MONTHS, D("2025-01-15"), N(-1), none), "2024-12-15");
  is_poison(op3(OP_ADD_MONTHS, D("9999-12-01"), N(1), clamp), VERR_YEAR, 0, 0);
  is_poison(op3(OP_ADD_MONTHS, D("0001-01-01"), N(-1), clamp), VERR_YEAR, 0, 0);
  is_poison(op3(OP_ADD_MONTHS, D("2025-01-01"), N(INT64_MAX), clamp), VERR_YEAR, 0, 0);
  is_poison(op3(OP_ADD_YEARS, D("2025-01-01"), N(INT64_MIN), clamp), VERR_YEAR, 0, 0);
}

static void month_arithmetic(void **state) {
  (void)state;
  struct value m = month_parse("2025-08");
  is_text(op2(OP_ADD, m, N(23)), "2027-07"); /* C-13 */
  is_text(op2(OP_SUB, m, N(8)), "2024-12");
  is_count(op2(OP_SUB, month_parse("2027-07"), m), 23);
  is_text(op2(OP_ADD, month_parse("2024-12"), N(2)), "2025-02"); /* C-15 */
  is_text(op1(OP_MONTH_OF, D("2025-03-31")), "2025-03");
  is_text(op2(OP_ADD, op1(OP_MONTH_OF, D("2025-03-31")), N(1)), "2025-04"); /* C-14 */
  is_text(op1(OP_MONTH_FIRST, month_parse("2024-02")), "2024-02-01");
  is_text(op1(OP_MONTH_LAST, month_parse("2024-02")), "2024-02-29");
  is_text(op1(OP_MONTH_LAST, month_parse("2025-02")), "2025-02-28");
  is_text(op1(OP_MONTH_LAST, month_parse("9999-12")), "9999-12-31");
  is_text(op2(OP_MONTH_DAY, m, N(25)), "2025-08-25");
  is_poison(op2(OP_MONTH_DAY, month_parse("2025-02"), N(29)), VERR_DAY, 2025, 229);
  is_poison(op2(OP_MONTH_DAY, month_parse("2025-02"), N(0)), VERR_DAY, 2025, 200);
  is_poison(op2(OP_MONTH_DAY, month_parse("2025-02"), N(INT64_MIN)), VERR_DAY, 2025, 200);
  is_poison(op2(OP_ADD, month_parse("9999-12"), N(1)), VERR_YEAR, 0, 0);
  is_poison(op2(OP_SUB, month_parse("0001-01"), N(1)), VERR_YEAR, 0, 0);
  is_count(op1(OP_YEAR, m), 2025);
  is_count(op1(OP_MONTH_NUMBER, m), 8);
  is_count(op1(OP_YEAR, D("2025-12-31")), 2025);
  is_count(op1(OP_MONTH_NUMBER, D("2025-12-31")), 12);
  is_count(op1(OP_DAY_NUMBER, D("2025-12-31")), 31);
  is_poison(op1(OP_YEAR, N(2025)), VERR_KIND, KIND_COUNT, KIND_NONE);
  is_poison(op1(OP_DAY_NUMBER, m), VERR_KIND, KIND_MONTH, KIND_NONE);
}

static struct value age(const char *birth, const char *on, enum month_end rule) {
  return op3(OP_AGE, D(birth), D(on), N(rule));
}

static void age_is_attained_on_the_birthday(void **state) {
  (void)state;
  is_count(age("1935-07-31", "2025-07-30", MONTH_END_UNSET), 89); /* C-9 */
  is_count(age("1935-07-31", "2025-07-31", MONTH_END_UNSET), 90);
  is_count(age("1945-03-15", "2025-03-14", MONTH_END_UNSET), 79);
  is_count(age("1945-03-15", "2025-03-15", MONTH_END_UNSET), 80);
  is_count(age("1925-12-31", "2025-12-30", MONTH_END_UNSET), 99);
  is_count(age("1925-12-31", "2025-12-31", MONTH_END_UNSET), 100);
  is_count(age("2025-05-01", "2025-05-01", MONTH_END_UNSET), 0);
  is_poison(age("2025-05-02", "2025-05-01", MONTH_END_CLAMP), VERR_NEGATIVE, KIND_DATE, 0);
}

static void age_of_those_born_on_29_february(void **state) {
  (void)state;
  is_count(age("1936-02-29", "2026-02-27", MONTH_END_CLAMP), 89); /* C-10 */
  is_count(age("1936-02-29", "2026-02-28", MONTH_END_CLAMP), 90);
  is_count(age("1936-02-29", "2026-02-28", MONTH_END_NEXT), 89);
  is_count(age("1936-02-29", "2026-03-01", MONTH_END_NEXT), 90);
  /* a leap year has the day itself */
  is_count(age("1928-02-29", "2028-02-28", MONTH_END_CLAMP), 99);
  is_count(age("1928-02-29", "2028-02-29", MONTH_END_CLAMP), 100);
  is_count(age("1928-02-29", "2028-02-28", MONTH_END_UNSET), 99);
  is_poison(age("1936-02-29", "2026-02-28", MONTH_END_UNSET), VERR_MONTH_END, 2026, 229);
  is_poison(age("1936-02-29", "2026-02-28", MONTH_END_REJECT), VERR_MONTH_END, 2026, 229);
  is_count(age("1936-02-29", "2026-02-27", MONTH_END_REJECT), 89); /* where it does not matter */
  is_count(age("1936-02-29", "2026-03-01", MONTH_END_REJECT), 90);
  is_count(age("1896-02-29", "1900-02-28", MONTH_END_CLAMP), 4); /* 1900 was no leap year */
  is_count(age("1936-02-28", "2026-02-28", MONTH_END_UNSET), 90);
}

static void months_between(void **state) {
  (void)state;
  struct value clamp = N(MONTH_END_CLAMP), next = N(MONTH_END_NEXT), none = N(0);
  is_count(op3(OP_MONTHS_BETWEEN, D("2025-01-15"), D("2025-04-15"), none), 3);
  is_count(op3(OP_MONTHS_BETWEEN, D("2025-01-15"), D("2025-04-14"), none), 2);
  is_count(op3(OP_MONTHS_BETWEEN, D("2025-01-31"), D("2025-02-28"), clamp), 1);
  is_count(op3(OP_MONTHS_BETWEEN, D("2025-01-31"), D("2025-02-28"), next), 0);
  is_count(op3(OP_MONTHS_BETWEEN, D("2025-01-31"), D("2025-03-01"), next), 1);
  is_poison(op3(OP_MONTHS_BETWEEN, D("2025-01-31"), D("2025-02-28"), none), VERR_MONTH_END, 2025, 231);
  is_count(op3(OP_MONTHS_BETWEEN, D("2025-01-31"), D("2025-02-27"), none), 0);
  is_count(op3(OP_MONTHS_BETWEEN, D("2025-01-31"), D("2025-03-01"), none), 1);
  is_count(op3(OP_MONTHS_BETWEEN, D("2025-04-15"), D("2025-01-15"), none), -3);
  is_count(op3(OP_MONTHS_BETWEEN, D("2025-04-14"), D("2025-01-15"), none), -2);
  is_count(op3(OP_MONTHS_BETWEEN, D("2025-01-31"), D("2025-01-31"), none), 0);
}

static void periods(void **state) {
  (void)state;
  struct value year = op2(OP_PERIOD, D("2024-07-01"), D("2025-06-30")); /* C-19 */
  assert_int_equal(year.kind, KIND_PERIOD);
  is_text(year, "2024-07-01/2025-06-30");
  is_text(op1(OP_PERIOD_FROM, year), "2024-07-01");
  is_text(op1(OP_PERIOD_TO, year), "2025-06-30");
  is_count(op1(OP_PERIOD_DAYS, year), 365);
  is_count(op1(OP_PERIOD_MONTHS, year), 12);
  is_count(op1(OP_PERIOD_MONTHS, op2(OP_PERIOD, D("2025-01-31"), D("2025-02-01"))), 2);
  is_count(op1(OP_PERIOD_DAYS, op2(OP_PERIOD, D("2025-01-31"), D("2025-01-31"))), 1);
  assert_int_equal(op2(OP_CONTAINS, year, D("2024-07-01")).u.i, 1);
  assert_int_equal(op2(OP_CONTAINS, year, D("2025-06-30")).u.i, 1);
  assert_int_equal(op2(OP_CONTAINS, year, D("2025-07-01")).u.i, 0);
  assert_int_equal(op2(OP_CONTAINS, year, D("2024-06-30")).u.i, 0);
  is_poison(op2(OP_PERIOD, D("2025-01-02"), D("2025-01-01")), VERR_ORDER, D("2025-01-02").u.i,
            D("2025-01-01").u.i);
  is_poison(value_period(-5, 3), VERR_YEAR, 0, 0);
}

static void weekdays_follow_each_other(void **state) {
  (void)state;
  uint64_t seed = 7;
  for (int i = 0; i < 20000; i++) {
    struct value day = value_of(KIND_DATE, random_below(&seed, LAST_DAY));
    struct value after = op2(OP_ADD, day, N(1));
    assert_int_equal(op1(OP_WEEKDAY, after).u.i, op1(OP_WEEKDAY, day).u.i % 7 + 1);
  }
}

static void text_comes_back(void **state) {
  (void)state;
  uint64_t seed = 11;
  struct buf b = {0};
  for (int i = 0; i < 20000; i++) {
    struct value day = value_of(KIND_DATE, random_below(&seed, LAST_DAY + 1));
    buf_clear(&b);
    value_write(&b, day);
    assert_int_equal(date_parse(buf_text(&b)).u.i, day.u.i);
    struct value month = op1(OP_MONTH_OF, day);
    buf_clear(&b);
    value_write(&b, month);
    assert_int_equal(month_parse(buf_text(&b)).u.i, month.u.i);
  }
  buf_free(&b);
}

/* Births crowd around 29 February and month ends, where mistakes live. */
static int64_t awkward_day(uint64_t *seed) {
  int64_t year = 1900 + random_below(seed, 150), pick = random_below(seed, 4);
  if (pick == 0) return date_of(year, 2, 28).u.i + random_below(seed, 2);
  if (pick == 1) return date_of(year, 1 + random_below(seed, 12), 1).u.i - random_below(seed, 3);
  return date_of(year, 1, 1).u.i + random_below(seed, 366);
}

static void age_never_falls_and_counts_birthdays(void **state) {
  (void)state;
  uint64_t seed = 13;
  for (int i = 0; i < 3000; i++) {
    int64_t birth = awkward_day(&seed), rule = MONTH_END_CLAMP + random_below(&seed, 2);
    int64_t years = random_below(&seed, 110);
    struct value b = value_of(KIND_DATE, birth);
    struct value birthday = op3(OP_ADD_YEARS, b, N(years), N(rule));
    is_count(op3(OP_AGE, b, birthday, N(rule)), years); /* attained on the day ... */
    if (years > 0)
      is_count(op3(OP_AGE, b, op2(OP_SUB, birthday, N(1)), N(rule)), years - 1); /* ... not before */
    int64_t before = 0;
    for (int64_t on = birth; on < birth + 1500; on += 1 + random_below(&seed, 40)) {
      int64_t now = op3(OP_AGE, b, value_of(KIND_DATE, on), N(rule)).u.i;
      assert_true(now == before || now == before + 1);
      before = now;
    }
  }
}

static void age_is_months_between_over_twelve(void **state) {
  (void)state;
  uint64_t seed = 17;
  for (int i = 0; i < 50000; i++) {
    struct value a = value_of(KIND_DATE, awkward_day(&seed)), b = value_of(KIND_DATE, awkward_day(&seed));
    if (b.u.i < a.u.i) continue;
    for (int64_t rule = MONTH_END_CLAMP; rule <= MONTH_END_NEXT; rule++) {
      int64_t months = op3(OP_MONTHS_BETWEEN, a, b, N(rule)).u.i;
      assert_int_equal(op3(OP_AGE, a, b, N(rule)).u.i, months / 12);
      /* the greatest that still fits */
      assert_true(op3(OP_ADD_MONTHS, a, N(months), N(rule)).u.i <= b.u.i);
      assert_true(op3(OP_ADD_MONTHS, a, N(months + 1), N(rule)).u.i > b.u.i);
      assert_int_equal(op3(OP_MONTHS_BETWEEN, b, a, N(rule)).u.i, -months);
    }
  }
}

static void month_end_rules_agree_where_the_day_exists(void **state) {
  (void)state;
  uint64_t seed = 19;
  for (int i = 0; i < 50000; i++) {
    struct value a = value_of(KIND_DATE, awkward_day(&seed));
    struct value n = N(random_below(&seed, 2400) - 1200);
    struct value clamp = op3(OP_ADD_MONTHS, a, n, N(MONTH_END_CLAMP));
    struct value next = op3(OP_ADD_MONTHS, a, n, N(MONTH_END_NEXT));
    struct value none = op3(OP_ADD_MONTHS, a, n, N(MONTH_END_UNSET));
    int64_t day = op1(OP_DAY_NUMBER, a).u.i;
    struct value target = op2(OP_ADD, op1(OP_MONTH_OF, a), n);
    if (op2(OP_MONTH_DAY, target, N(day)).state == STATE_KNOWN) {
      assert_int_equal(none.u.i, clamp.u.i);
      assert_int_equal(none.u.i, next.u.i);
      assert_int_equal(op1(OP_DAY_NUMBER, none).u.i, day);
    } else {
      assert_int_equal(none.state, STATE_POISONED);
      assert_int_equal(clamp.u.i, op1(OP_MONTH_LAST, target).u.i);
      assert_int_equal(next.u.i, clamp.u.i + 1);
      assert_int_equal(op1(OP_DAY_NUMBER, next).u.i, 1);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      /* clang-format off */
      cmocka_unit_test(day_numbers_of_known_dates), cmocka_unit_test(every_day_comes_back),
      cmocka_unit_test(days_that_do_not_exist), cmocka_unit_test(weekdays),
      cmocka_unit_test(dates_as_text), cmocka_unit_test(adding_days),
      cmocka_unit_test(adding_months_and_years), cmocka_unit_test(month_arithmetic),
      cmocka_unit_test(age_is_attained_on_the_birthday),
      cmocka_unit_test(age_of_those_born_on_29_february), cmocka_unit_test(months_between),
      cmocka_unit_test(periods), cmocka_unit_test(weekdays_follow_each_other),
      cmocka_unit_test(text_comes_back), cmocka_unit_test(age_never_falls_and_counts_birthdays),
      cmocka_unit_test(age_is_months_between_over_twelve),
      cmocka_unit_test(month_end_rules_agree_where_the_day_exists),
      /* clang-format on */
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
