/* Official holidays and make-up working days. */
#include "host/base/ids.h"
#include "host/value/calendar.h"

#include "host/value/value_private.h"

/* The entry of the schedule for `day`, or NULL. */
static const struct calendar_day *entry_of(const struct calendar *c, int64_t day) {
  int64_t low = first_at_least(c->days, c->count, sizeof *c->days, offsetof(struct calendar_day, day), day);
  return low < c->count && c->days[low].day == day ? &c->days[low] : NULL;
}

struct value calendar_is_workday(const struct calendar *c, int64_t day) {
  if (!day_valid(day)) return value_poison(VERR_YEAR, 0, 0);
  int64_t year = civil_of(day).year;
  bool carried = c && c->first_year != 0 && year >= c->first_year;
  if (!carried) return value_poison(VERR_SCHEDULE, year, SCHEDULE_NOT_CARRIED);
  if (year > c->last_year) return value_poison(VERR_SCHEDULE, year, SCHEDULE_NOT_PUBLISHED);
  const struct calendar_day *entry = entry_of(c, day);
  return known(KIND_TRUTH, entry ? !entry->off : day % 7 < 5);
}

struct value calendar_is_holiday(const struct calendar *c, int64_t day) {
  struct value work = calendar_is_workday(c, day);
  if (work.state != STATE_KNOWN) return work;
  const struct calendar_day *entry = entry_of(c, day);
  return known(KIND_TRUTH, entry && entry->off);
}

/* Ends at the latest where the published years do. */
struct value calendar_roll(const struct calendar *c, int64_t day, int step) {
  for (;; day += step < 0 ? -1 : 1) {
    struct value work = calendar_is_workday(c, day);
    if (work.state != STATE_KNOWN) return work;
    if (work.u.i) return known(KIND_DATE, day);
  }
}

struct value calendar_add_workdays(const struct calendar *c, int64_t day, int64_t n) {
  if (n < 0) return value_poison(VERR_NEGATIVE, KIND_COUNT, 0);
  if (!day_valid(day)) return value_poison(VERR_YEAR, 0, 0);
  struct value at = known(KIND_DATE, day);
  for (; n > 0 && at.state == STATE_KNOWN; n--)
    at = calendar_roll(c, at.u.i + 1, +1);
  return at;
}
