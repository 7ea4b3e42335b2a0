/* Official holidays and make-up working days, a year at a time. */
#ifndef BYLAW_VALUE_CALENDAR_H
#define BYLAW_VALUE_CALENDAR_H

#include "host/value/value.h"

enum { MOST_FIXED_HOLIDAYS = 16, SCHEDULE_WINDOW = 31 };

struct calendar_day {
  int64_t day;
  bool off;
}; /* off: a rest day; else a make-up working day */
struct calendar {
  int count;
  const struct calendar_day *days; /* ascending, without duplicates; not owned */
  int first_year, last_year;       /* years with a published schedule, without gaps; 0, 0 = none */
  /* How far a schedule can go in a year for which none is published: the days of the longest break,
  ** and of SCHEDULE_WINDOW days one after the other the Mondays to Fridays off and the Saturdays
  ** and Sundays worked. longest_break 0: nobody says. */
  int longest_break, most_off, most_worked;
  int fixed_count, fixed[MOST_FIXED_HOLIDAYS]; /* days off in every year, month * 100 + day */
  const char *who, *cite;                      /* who publishes it, by what; not owned, NULL: not said */
};

/* Why the schedule of a year is not there (b of VERR_SCHEDULE): nobody has published it, or it was
** published long ago and this calendar begins later. The first mends itself, the second needs
** somebody to enter the notice. */
enum { SCHEDULE_NOT_PUBLISHED, SCHEDULE_NOT_CARRIED };

/* TRUTH. Monday to Friday work, Saturday and Sunday rest, unless the schedule says otherwise.
** Before the published years poisoned VERR_SCHEDULE (a = year, b = why); after them likewise where
** nothing is said of how far schedules go, else unknown for want of a schedule
** (value_schedule_year), but for the days that are off in every year. */
struct value calendar_is_workday(const struct calendar *c, int64_t day);
/* Likewise: whether the schedule names the day as a rest day. */
struct value calendar_is_holiday(const struct calendar *c, int64_t day);
/* step -1 or +1: first working day from `day` on in that direction. Where schedules are wanting it
** lies between two days: no break is longer than the longest, and each day that may be worked may
** be the one. */
struct value calendar_roll(const struct calendar *c, int64_t day, int step);
/* The n-th working day after `day`, where schedules are wanting between two days: the earliest
** where as many days as can be are worked, the latest where as many as can be are off at once. */
struct value calendar_add_workdays(const struct calendar *c, int64_t day, int64_t n);

#endif
