/* Values that are known only between two bounds: what hangs on a holiday schedule that is not
** published yet.
**
** The problem: a limit in such a year used to be an error, and with it every decision that came
** near it, although for most people the answer is the same whatever the schedule will say. So the
** value keeps the earliest and the latest that it can be. Operations are done at the bounds,
** comparisons that come out alike for all that lies between are known, and only what differs stays
** unknown.
** Not taken: the plain week as a guess, which is wrong in just the weeks in which limits fall; and
** a kind of value of its own, which every operation would have to know.
** What always holds: such a value is unknown to whoever does not ask for its bounds, and an operand
** that is unknown for another reason leaves a plain unknown: that fact has to be asked for
** first. */
#include "host/value/value_private.h"

enum { MOST_TRIALS = 4096 };

static bool bounded_kind(enum kind k) {
  return k == KIND_COUNT || k == KIND_MONEY || k == KIND_DATE || k == KIND_MONTH;
}

struct value value_between(enum kind kind, int64_t from, int64_t to, int64_t year) {
  if (from == to) return value_of(kind, from);
  struct value v = value_unknown(kind);
  v.u.between.from = from;
  v.u.between.to = to;
  v.u.between.year = year;
  return v;
}

struct value value_unscheduled(enum kind kind, int64_t year) {
  return value_between(kind, INT64_MIN, INT64_MAX, year);
}

int64_t value_schedule_year(struct value v) {
  return v.state == STATE_UNKNOWN ? v.u.between.year : 0;
}

bool value_bounds(struct value v, int64_t *from, int64_t *to) {
  if (!bounded_kind((enum kind)v.kind)) return false;
  if (v.state == STATE_KNOWN) {
    *from = *to = v.u.i;
    return true;
  }
  if (value_schedule_year(v) == 0 || v.u.between.from == INT64_MIN) return false;
  *from = v.u.between.from;
  *to = v.u.between.to;
  return true;
}

bool value_day_bounds(struct value v, struct value *earliest, struct value *latest) {
  int64_t from, to;
  bool day = v.kind == KIND_DATE || v.kind == KIND_MONTH;
  if (v.state != STATE_UNKNOWN || !day || !value_bounds(v, &from, &to)) return false;
  *earliest = value_of((enum kind)v.kind, from);
  *latest = value_of((enum kind)v.kind, to);
  return true;
}

int64_t schedule_year_of(const struct value *args, int n) {
  int64_t first = 0;
  for (int i = 0; i < n; i++) {
    if (args[i].state != STATE_UNKNOWN) continue;
    int64_t year = args[i].u.between.year;
    if (year == 0) return 0;
    if (first == 0 || year < first) first = year;
  }
  return first;
}

static struct value unscheduled_like(struct value unknown, int64_t year) {
  struct value v = value_unscheduled((enum kind)unknown.kind, year);
  v.domain = unknown.domain;
  return v;
}

/* --- operations ------------------------------------------------------------------------------- */

/* Operations that go one way with each operand: the bounds give the bounds. The others are tried
** for each day between. */
static bool goes_one_way(enum op op) {
  switch (op) {
  case OP_ADD:
  case OP_SUB:
  case OP_NEG:
  case OP_MUL:
  case OP_ADD_MONTHS:
  case OP_ADD_YEARS:
  case OP_AGE:
  case OP_MONTH_OF:
  case OP_YEAR:
  case OP_MONTHS_BETWEEN:
  case OP_MONTH_FIRST:
  case OP_MONTH_LAST:
  case OP_WORKDAY_ON_OR_BEFORE:
  case OP_WORKDAY_ON_OR_AFTER:
  case OP_ADD_WORKDAYS: return true;
  default: return false;
  }
}

/* What all trials come to. */
struct trials {
  bool any, alike, bounded;
  struct value first;
  int64_t from, to;
};

static void add_trial(struct trials *t, struct value v) {
  int64_t from, to;
  v.expr = 0;
  if (!t->any) t->first = v;
  t->alike = (!t->any || t->alike) && v.state != STATE_UNKNOWN && value_same(t->first, v);
  if (!value_bounds(v, &from, &to) || v.kind != t->first.kind)
    t->bounded = false;
  else if (!t->any)
    t->bounded = true, t->from = from, t->to = to;
  else if (t->bounded)
    t->from = from < t->from ? from : t->from, t->to = to > t->to ? to : t->to;
  t->any = true;
}

/* The values of each operand that are tried; false: too many, or no bounds. */
static bool plan_trials(enum op op, const struct value *args, int n, int64_t *from, int64_t *step,
                        int64_t *count) {
  int64_t all = 1;
  for (int i = 0; i < n; i++) {
    int64_t to;
    count[i] = 1;
    if (args[i].state != STATE_UNKNOWN) continue;
    if (!value_bounds(args[i], &from[i], &to)) return false;
    step[i] = goes_one_way(op) ? to - from[i] : 1;
    count[i] = goes_one_way(op) ? 2 : to - from[i] + 1;
    if (count[i] > MOST_TRIALS) return false;
    all *= count[i];
  }
  return all <= MOST_TRIALS;
}

struct value between_op(const struct value_env *env, enum op op, const struct value *args,
                        struct value unknown) {
  enum { MOST_OPERANDS = 3 };
  int n = op_arity(op);
  int64_t from[MOST_OPERANDS], step[MOST_OPERANDS], count[MOST_OPERANDS], at[MOST_OPERANDS] = {0};
  int64_t year = schedule_year_of(args, n);
  struct trials t = {0};
  if (!plan_trials(op, args, n, from, step, count)) return unscheduled_like(unknown, year);
  for (int i = 0; i < n;) {
    struct value tried[MOST_OPERANDS];
    for (i = 0; i < n; i++)
      tried[i] = args[i].state == STATE_UNKNOWN ? known((enum kind)args[i].kind, from[i] + at[i] * step[i])
                                                : args[i];
    add_trial(&t, value_op(env, op, tried));
    for (i = 0; i < n && ++at[i] == count[i]; i++)
      at[i] = 0;
  }
  if (t.alike) return t.first;
  return t.bounded ? value_between((enum kind)t.first.kind, t.from, t.to, year)
                   : unscheduled_like(unknown, year);
}

/* --- comparing, choosing ---------------------------------------------------------------------- */

struct value between_compare(enum compare cmp, struct value a, struct value b) {
  int64_t af, at, bf, bt;
  struct value both[2] = {a, b}, open = value_unscheduled(KIND_TRUTH, schedule_year_of(both, 2));
  if (value_schedule_year(open) == 0) return value_unknown(KIND_TRUTH);
  bool absent = a.state == STATE_ABSENT || b.state == STATE_ABSENT;
  struct value other = a.state == STATE_ABSENT ? b : a;
  if (absent && value_bounds(other, &af, &at)) /* it is some day, whichever */
    return value_compare(cmp, a.state == STATE_ABSENT ? a : known((enum kind)a.kind, af),
                         b.state == STATE_ABSENT ? b : known((enum kind)b.kind, af));
  if (a.kind != b.kind || !value_bounds(a, &af, &at) || !value_bounds(b, &bf, &bt)) return open;
  if (cmp == CMP_EQ) return at < bf || bt < af ? known(KIND_TRUTH, 0) : open;
  bool always = cmp == CMP_LT ? at < bf : at <= bf, never = cmp == CMP_LT ? af >= bt : af > bt;
  return always || never ? known(KIND_TRUTH, always) : open;
}

struct value between_choose(struct value a, struct value b, int sign) {
  int64_t af, at, bf, bt;
  enum kind kind = (enum kind)(a.kind != KIND_NONE ? a.kind : b.kind);
  struct value both[2] = {a, b};
  int64_t year = schedule_year_of(both, 2);
  if (year == 0) return value_unknown(kind);
  bool bare = a.state == STATE_ABSENT || b.state == STATE_ABSENT;
  if (bare) { /* an absent operand does not count */
    struct value v = a.state == STATE_ABSENT ? b : a;
    v.expr = 0;
    return v;
  }
  if (a.kind != b.kind) return poison_kinds(a.kind, b.kind);
  if (!value_bounds(a, &af, &at) || !value_bounds(b, &bf, &bt)) return value_unscheduled(kind, year);
  bool most = sign > 0;
  return value_between(kind, (af > bf) == most ? af : bf, (at > bt) == most ? at : bt, year);
}
