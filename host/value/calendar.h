/* Official holidays and make-up working days, a year at a time. */
#ifndef BYLAW_VALUE_CALENDAR_H
#define BYLAW_VALUE_CALENDAR_H

#include "host/value/value.h"

struct calendar_day {
  int64_t day;
  bool off;
}; /* off: a rest day; else a make-up working day */
struct calendar {
  int count;
  const struct calendar_day *days; /* ascending, without duplicates; not owned */
  int first_year, last_year;       /* years with a published schedule, without gaps; 0, 0 = none */
};

/* Why the schedule of a year is not there (b of VERR_SCHEDULE): nobody has published it, or it was
** published long ago and this calendar begins later. The first mends itself, the second needs
** somebody to enter the notice. */
enum { SCHEDULE_NOT_PUBLISHED, SCHEDULE_NOT_CARRIED };

/* TRUTH; poisoned VERR_SCHEDULE (a = year, b = why) outside the published years. Monday to Friday
** work, Saturday and Sunday rest, unless the schedule says otherwise. */
struct value calendar_is_workday(const struct calendar *c, int64_t day);
/* Likewise: whether the schedule names the day as a rest day. */
struct value calendar_is_holiday(const struct calendar *c, int64_t day);
struct value calendar_roll(const struct calendar *c, int64_t day,
                           int step); /* step -1 or +1: first working day from `day` on in that direction */
struct value calendar_add_workdays(const struct calendar *c, int64_t day, int64_t n);

#endif
