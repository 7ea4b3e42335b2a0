/* Official holidays and make-up working days. */
#include "host/base/ids.h"
#include "host/value/calendar.h"

#include "host/value/value_private.h"

/* The entry of the schedule for `day`, or NULL. */
static const struct calendar_day *entry_of(const struct calendar *c, int64_t day) {
  int64_t low = first_at_least(c->days, c->count, sizeof *c->days, offsetof(struct calendar_day, day), day);
  return low < c->count && c->days[low].day == day ? &c->days[low] : NULL;
}

/* Off in every year, whatever the schedule says. */
static bool always_off(const struct calendar *c, int64_t day) {
  struct civil at = civil_of(day);
  for (int i = 0; i < c->fixed_count; i++)
    if (c->fixed[i] == (int)(at.month * 100 + at.day)) return true;
  return false;
}

struct value calendar_is_workday(const struct calendar *c, int64_t day) {
  if (!day_valid(day)) return value_poison(VERR_YEAR, 0, 0);
  int64_t year = civil_of(day).year;
  bool carried = c && c->first_year != 0 && year >= c->first_year;
  if (!carried) return value_poison(VERR_SCHEDULE, year, SCHEDULE_NOT_CARRIED);
  if (year > c->last_year && c->longest_break == 0)
    return value_poison(VERR_SCHEDULE, year, SCHEDULE_NOT_PUBLISHED);
  if (year > c->last_year)
    return always_off(c, day) ? known(KIND_TRUTH, 0) : value_unscheduled(KIND_TRUTH, year);
  const struct calendar_day *entry = entry_of(c, day);
  return known(KIND_TRUTH, entry ? !entry->off : day % 7 < 5);
}

struct value calendar_is_holiday(const struct calendar *c, int64_t day) {
  struct value work = calendar_is_workday(c, day);
  if (work.state != STATE_KNOWN) return work;
  if (civil_of(day).year > (uint32_t)c->last_year) return known(KIND_TRUTH, 1); /* off in every year */
  const struct calendar_day *entry = entry_of(c, day);
  return known(KIND_TRUTH, entry && entry->off);
}

/* A working day that lies between `nearest` and `farthest` in the direction of `step`. */
static struct value between_days(int64_t nearest, int64_t farthest, int step, int64_t year) {
  int64_t from = step > 0 ? nearest : farthest, to = step > 0 ? farthest : nearest;
  return value_between(KIND_DATE, from, to, year);
}

/* What is certain ends at the latest where the published years do; behind it a break may last. */
struct value calendar_roll(const struct calendar *c, int64_t start, int step) {
  int64_t nearest = -1, farthest = -1, year = 0;
  step = step < 0 ? -1 : 1;
  for (int64_t day = start;; day += step) {
    bool over = nearest >= 0 && (day - start) * step > c->longest_break;
    struct value work = over ? known(KIND_TRUTH, 0) : calendar_is_workday(c, day);
    if (work.state == STATE_POISONED) return work;
    if (work.state == STATE_KNOWN && work.u.i && nearest < 0) return known(KIND_DATE, day);
    if (over) return between_days(nearest, farthest, step, year);
    if (work.state == STATE_KNOWN && !work.u.i) continue;
    farthest = day;
    if (work.state == STATE_KNOWN) return between_days(nearest, farthest, step, year);
    if (nearest < 0) {
      nearest = day;
      year = value_schedule_year(work);
    }
  }
}

/* Counting working days through years without a schedule, as many or as few of them as there can
** be. */
struct counting {
  const struct calendar *c;
  bool few;
  int64_t day, run; /* days counted; days off one after the other */
  int off, worked;  /* that may still differ from the plain week in these SCHEDULE_WINDOW days */
};

static bool counts(struct counting *k, int64_t day) {
  struct value work = calendar_is_workday(k->c, day);
  if (k->day++ % SCHEDULE_WINDOW == 0) {
    k->off = k->c->most_off;
    k->worked = k->c->most_worked;
  }
  bool weekday = day % 7 < 5, is;
  if (work.state == STATE_KNOWN)
    is = work.u.i != 0;
  else if (k->few)
    is = (weekday && k->off == 0) || k->run == k->c->longest_break;
  else
    is = weekday || k->worked > 0;
  if (weekday && !is && k->off > 0) k->off--;
  if (!weekday && is && k->worked > 0) k->worked--;
  k->run = is ? 0 : k->run + 1;
  return is;
}

/* The n-th day after `day` that counts; DAYS_END: there is none. */
static int64_t count_days(const struct calendar *c, int64_t day, int64_t n, bool few) {
  struct counting k = {.c = c, .few = few};
  while (n > 0 && day + 1 < DAYS_END)
    n -= counts(&k, ++day);
  return n > 0 ? DAYS_END : day;
}

struct value calendar_add_workdays(const struct calendar *c, int64_t day, int64_t n) {
  if (n < 0) return value_poison(VERR_NEGATIVE, KIND_COUNT, 0);
  if (!day_valid(day)) return value_poison(VERR_YEAR, 0, 0);
  struct value at = known(KIND_DATE, day);
  for (; n > 0; n--) {
    struct value next = calendar_roll(c, at.u.i + 1, +1);
    if (next.state == STATE_POISONED) return next;
    if (next.state == STATE_UNKNOWN) {
      int64_t from = count_days(c, at.u.i, n, false), to = count_days(c, at.u.i, n, true);
      if (to == DAYS_END) return value_poison(VERR_YEAR, 0, 0);
      return value_between(KIND_DATE, from, to, value_schedule_year(next));
    }
    at = next;
  }
  return at;
}
