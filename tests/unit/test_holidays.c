/* The calendar that ships (stdlib/calendars/china.lua) against the schedules of 2024 to 2026,
** counted from the notices. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "host/lua/load.h"

static const char POLICY[] =
    "local act = document { id = \"days\", number = \"1\", title = \"t\", issuers = \"x\", issued = \"2025-01-01\",\n"
    "  in_force = { from = \"2025-01-01\", cite = \"第一条\" }, outline = { articles = 1 } }\n"
    "act:facts(\"thing\", { label = \"物\", on = fact.date { label = \"日\" } })\n"
    "act:term(\"paid\", { cite = \"第一条\", is = function(thing) return workday_on_or_before(thing.on) end })\n"
    "local d = act:decision(\"d\", { label = \"d\", of = \"thing\", per = \"day\", gives = \"date\" })\n"
    "d:rule(\"第一条\", { give = \"paid\" })\nreturn act\n";

static int load(void **state) {
  struct error e;
  struct script *s = script_new(NULL, &e);
  struct policy_sources sources = {.policy = {"days.lua", POLICY, sizeof POLICY - 1}};
  assert_non_null(s);
  assert_true(script_load(s, &sources, &e));
  *state = s;
  return 0;
}

static int unload(void **state) {
  script_free(*state);
  return 0;
}

static int workdays(const struct script *s, int year, int month) {
  int count = 0;
  struct value first = date_of(year, month, 1), m = month_of(year, month);
  struct value last = value_op(NULL, OP_MONTH_LAST, &m);
  for (int64_t day = first.u.i; day <= last.u.i; day++) {
    struct value is = calendar_is_workday(&s->calendar, day);
    assert_int_equal(is.state, STATE_KNOWN);
    count += is.u.i != 0;
  }
  return count;
}

static void working_days_a_month(void **state) {
  static const struct {
    int year, months[12], total;
  } table[] = {{2024, {22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22}, 251},
               {2025, {19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23}, 248},
               {2026, {21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23}, 248}};
  for (size_t y = 0; y < sizeof table / sizeof table[0]; y++) {
    int total = 0;
    for (int m = 0; m < 12; m++) {
      int count = workdays(*state, table[y].year, m + 1);
      assert_int_equal(count, table[y].months[m]);
      total += count;
    }
    assert_int_equal(total, table[y].total);
  }
}

static int64_t day(const char *text) {
  return date_parse(text).u.i;
}

static bool works(const struct script *s, const char *text) {
  return calendar_is_workday(&s->calendar, day(text)).u.i != 0;
}

static void single_days(void **state) {
  static const char *const off[] = {"2007-01-01", "2008-10-01", "2012-01-22", "2015-09-03",
                                    "2020-01-31", "2024-02-13", "2025-06-02", "2025-10-08",
                                    "2026-01-02", "2026-02-23", "2026-09-25", "2026-10-07"};
  static const char *const on[] = {"2007-12-29", "2011-12-31", "2018-12-29", "2024-02-04",
                                   "2025-01-26", "2025-04-27", "2025-10-11", "2026-01-04",
                                   "2026-02-14", "2026-02-28", "2026-05-09", "2026-10-10"};
  for (size_t i = 0; i < sizeof off / sizeof off[0]; i++)
    assert_false(works(*state, off[i]));
  for (size_t i = 0; i < sizeof on / sizeof on[0]; i++)
    assert_true(works(*state, on[i]));
}

/* A weekend without a holiday is no holiday; a holiday on a weekday is one. */
static void holidays_and_weekends(void **state) {
  const struct script *s = *state;
  assert_int_equal(calendar_is_holiday(&s->calendar, day("2025-01-25")).u.i, 0);
  assert_int_equal(calendar_is_holiday(&s->calendar, day("2026-09-25")).u.i, 1);
  assert_int_equal(calendar_is_holiday(&s->calendar, day("2025-10-11")).u.i, 0);
}

static void lies_between(struct value v, const char *from, const char *to) {
  struct value earliest, latest;
  assert_true(value_day_bounds(v, &earliest, &latest));
  assert_int_equal(earliest.u.i, day(from));
  assert_int_equal(latest.u.i, day(to));
}

/* 1 January and 1 October are off in every year; 3 October 2027 is a Sunday, so 4 October is the first
** day that may be worked, and 15 October the one after a break of 14 days. */
static void years_without_a_schedule(void **state) {
  const struct calendar *c = &((const struct script *)*state)->calendar;
  struct value before = calendar_is_workday(c, day("2006-12-29"));
  assert_int_equal(before.state, STATE_POISONED);
  assert_int_equal(before.u.poison.code, VERR_SCHEDULE);
  assert_int_equal(calendar_is_workday(c, day("2027-06-15")).state, STATE_UNKNOWN);
  assert_int_equal(value_schedule_year(calendar_is_workday(c, day("2027-06-15"))), 2027);
  assert_int_equal(value_schedule_year(calendar_is_holiday(c, day("2030-06-15"))), 2030);
  assert_int_equal(calendar_is_workday(c, day("2027-01-01")).u.i, 0);
  assert_int_equal(calendar_is_workday(c, day("2030-10-03")).state, STATE_KNOWN);
  assert_int_equal(calendar_is_holiday(c, day("2030-10-03")).u.i, 1);
  assert_int_equal(calendar_roll(c, day("2026-12-31"), 1).u.i, day("2026-12-31"));
  lies_between(calendar_roll(c, day("2027-10-01"), 1), "2027-10-04", "2027-10-15");
  lies_between(calendar_roll(c, day("2027-01-05"), -1), "2026-12-31", "2027-01-05");
  lies_between(calendar_add_workdays(c, day("2026-12-31"), 1), "2027-01-02", "2027-01-15");
}

/* Were the schedules known only to the year before, what they came to must lie between the bounds.
** (2 May is off by law since 2025 only.) */
static void bounds_hold_for_every_published_year(void **state) {
  const struct calendar *all = &((const struct script *)*state)->calendar;
  uint64_t seed = 2027;
  for (int i = 0; i < 40000; i++) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    struct calendar c = *all;
    c.last_year = 2007 + (int)(seed >> 40) % 19;
    for (int k = 0; k < c.fixed_count; k++)
      if (c.fixed[k] == 502) c.fixed[k] = 501;
    int64_t from = date_of(c.last_year + 1, 1, 1).u.i - 40 + (int64_t)(seed >> 33) % 400,
            n = (seed >> 20) % 45;
    struct value then[3] = {calendar_add_workdays(&c, from, n), calendar_roll(&c, from, 1),
                            calendar_roll(&c, from, -1)};
    struct value now[3] = {calendar_add_workdays(all, from, n), calendar_roll(all, from, 1),
                           calendar_roll(all, from, -1)};
    for (int k = 0; k < 3; k++) {
      int64_t least, most;
      if (now[k].state != STATE_KNOWN) continue; /* beyond the last year */
      assert_true(value_bounds(then[k], &least, &most));
      assert_in_range(now[k].u.i, least, most);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(working_days_a_month), cmocka_unit_test(single_days),
                                     cmocka_unit_test(holidays_and_weekends),
                                     cmocka_unit_test(years_without_a_schedule),
                                     cmocka_unit_test(bounds_hold_for_every_published_year)};
  return cmocka_run_group_tests(tests, load, unload);
}
