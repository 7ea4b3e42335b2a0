/* Comparisons, and the operations that choose between two values. */
#include <string.h>

#include "host/value/value_private.h"

bool kind_ordered(enum kind k) {
  const unsigned ordered = 1u << KIND_COUNT | 1u << KIND_MONEY | 1u << KIND_EXACT | 1u << KIND_RATE |
                           1u << KIND_DATE | 1u << KIND_MONTH;
  return (unsigned)k < KIND_COUNT_OF_KINDS && (ordered >> k & 1u);
}

static int64_t exact_den(struct value v) {
  return v.kind == KIND_EXACT ? v.u.wide.den : 1;
}

int order_of(struct value a, struct value b) {
  if (a.kind == KIND_RATE)
    return compare_fractions(a.u.ratio.num, a.u.ratio.den, b.u.ratio.num, b.u.ratio.den);
  if (a.kind == KIND_EXACT || b.kind == KIND_EXACT) {
    return compare_fractions(value_exact_num(a), exact_den(a), value_exact_num(b), exact_den(b));
  }
  return (a.u.i > b.u.i) - (a.u.i < b.u.i);
}

/* Known values of kinds that may be compared for equality. */
static bool equal(struct value a, struct value b) {
  switch ((enum kind)a.kind) {
  case KIND_EXACT:
  case KIND_MONEY: return a.kind == b.kind && a.kind == KIND_MONEY ? a.u.i == b.u.i : order_of(a, b) == 0;
  case KIND_RATE: return a.u.ratio.num == b.u.ratio.num && a.u.ratio.den == b.u.ratio.den;
  case KIND_PERIOD: return a.u.span.from == b.u.span.from && a.u.span.to == b.u.span.to;
  case KIND_TEXT: return strcmp(a.u.text, b.u.text) == 0;
  case KIND_TIMELINE: return timeline_same(a.u.timeline, b.u.timeline);
  case KIND_LIST: return list_same(a.u.list, b.u.list);
  default: return a.u.i == b.u.i;
  }
}

bool value_same(struct value a, struct value b) {
  if (a.state != b.state) return false;
  if (a.state == STATE_POISONED) return memcmp(&a.u.poison, &b.u.poison, sizeof a.u.poison) == 0;
  if (a.state != STATE_KNOWN) return true; /* absent is absent, whatever it is that is missing */
  return a.kind == b.kind && a.domain == b.domain && equal(a, b);
}

static bool amounts(enum kind a, enum kind b) {
  return (a == KIND_MONEY || a == KIND_EXACT) && (b == KIND_MONEY || b == KIND_EXACT);
}

/* Kinds that stand beside each other in a comparison; a bare "absent" has no kind and fits all. */
static bool comparable(struct value a, struct value b) {
  if (a.kind == b.kind || amounts(a.kind, b.kind)) return true;
  return (a.kind == KIND_NONE && a.state == STATE_ABSENT) || (b.kind == KIND_NONE && b.state == STATE_ABSENT);
}

static struct value first_poison(struct value a, struct value b) {
  struct value v = a.state == STATE_POISONED ? a : b;
  v.expr = 0;
  return v;
}

static struct value compare_absent(enum compare cmp, struct value a, struct value b) {
  if (a.state == STATE_ABSENT && b.state == STATE_ABSENT) return value_poison(VERR_ABSENT, a.kind, 0);
  if (cmp == CMP_EQ) return known(KIND_TRUTH, 0);
  return value_poison(VERR_ABSENT, a.state == STATE_ABSENT ? a.kind : b.kind, 0);
}

static struct value present(struct value v) {
  switch ((enum state)v.state) {
  case STATE_POISONED: return first_poison(v, v);
  case STATE_UNKNOWN: {
    int64_t from, to;
    if (value_bounds(v, &from, &to)) return known(KIND_TRUTH, 1);
    return value_schedule_year(v) ? value_unscheduled(KIND_TRUTH, value_schedule_year(v))
                                  : value_unknown(KIND_TRUTH);
  }
  case STATE_ABSENT: return known(KIND_TRUTH, 0);
  default: return known(KIND_TRUTH, 1);
  }
}

/* One 64-bit integer says it all: the fast way. */
static bool integers(const struct value *a, const struct value *b) {
  const unsigned kinds = 1u << KIND_COUNT | 1u << KIND_MONEY | 1u << KIND_DATE | 1u << KIND_MONTH;
  return (a->state | b->state) == STATE_KNOWN && a->kind == b->kind && (kinds >> a->kind & 1u);
}

struct value value_compare(enum compare cmp, struct value a, struct value b) {
  if (cmp == CMP_PRESENT) return present(a);
  if (integers(&a, &b)) {
    bool less = a.u.i < b.u.i, same = a.u.i == b.u.i;
    return known(KIND_TRUTH, cmp == CMP_EQ ? same : less | (same & (cmp == CMP_LE)));
  }
  if ((a.state | b.state) != STATE_KNOWN) {
    if (a.state == STATE_POISONED || b.state == STATE_POISONED) return first_poison(a, b);
    if (a.state == STATE_UNKNOWN || b.state == STATE_UNKNOWN) return between_compare(cmp, a, b);
  }
  if (!comparable(a, b)) return poison_kinds(a.kind, b.kind);
  if (a.kind == KIND_ENUM && b.kind == KIND_ENUM && a.domain != b.domain &&
      (a.state | b.state) == STATE_KNOWN) {
    return value_poison(VERR_DOMAIN, a.domain, b.domain);
  }
  if (cmp != CMP_EQ && !kind_ordered(a.kind) && a.kind != KIND_NONE)
    return value_poison(VERR_ORDERLESS, a.kind, 0);
  if ((a.state | b.state) != STATE_KNOWN) return compare_absent(cmp, a, b);
  if (cmp == CMP_EQ) return known(KIND_TRUTH, equal(a, b));
  int order = order_of(a, b);
  return known(KIND_TRUTH, cmp == CMP_LT ? order < 0 : order <= 0);
}

/* --- least, most, first ----------------------------------------------------------------------- */
static struct value plain(struct value v) {
  v.expr = 0;
  return v;
}

static struct value absent_like(struct value a, struct value b) {
  struct value v = value_absent(a.kind != KIND_NONE ? a.kind : b.kind);
  v.domain = a.kind != KIND_NONE ? a.domain : b.domain;
  return v;
}

static struct value choose(struct value a, struct value b, int sign) {
  if (a.state == STATE_POISONED || b.state == STATE_POISONED) return first_poison(a, b);
  enum kind kind = a.kind != KIND_NONE ? a.kind : b.kind;
  if (a.state == STATE_UNKNOWN || b.state == STATE_UNKNOWN) return between_choose(a, b, sign);
  bool bare =
      (a.state == STATE_ABSENT && a.kind == KIND_NONE) || (b.state == STATE_ABSENT && b.kind == KIND_NONE);
  if (a.kind != b.kind && !bare) return poison_kinds(a.kind, b.kind);
  if (kind != KIND_NONE && !kind_ordered(kind)) return value_poison(VERR_ORDERLESS, kind, 0);
  if (a.state == STATE_ABSENT) return b.state == STATE_ABSENT ? absent_like(a, b) : plain(b);
  if (b.state == STATE_ABSENT) return plain(a);
  return plain(order_of(b, a) * sign > 0 ? b : a);
}

struct value op_least(const struct value *a) {
  if (integers(&a[0], &a[1])) return known(a->kind, a[1].u.i < a[0].u.i ? a[1].u.i : a[0].u.i);
  return choose(a[0], a[1], -1);
}

struct value op_most(const struct value *a) {
  if (integers(&a[0], &a[1])) return known(a->kind, a[1].u.i > a[0].u.i ? a[1].u.i : a[0].u.i);
  return choose(a[0], a[1], +1);
}

/* The second operand counts only where the first is absent: a known first hides even a poisoned
** second. */
struct value op_first(const struct value *a) {
  if (a[0].state == STATE_POISONED) return plain(a[0]);
  bool bare = a[0].kind == KIND_NONE || a[1].kind == KIND_NONE;
  if (a[0].kind != a[1].kind && !bare) return poison_kinds(a[0].kind, a[1].kind);
  bool members = a[0].kind == KIND_ENUM && (a[0].state | a[1].state) == STATE_KNOWN;
  if (members && !bare && a[0].domain != a[1].domain) {
    return value_poison(VERR_DOMAIN, a[0].domain, a[1].domain);
  }
  if (a[0].state != STATE_ABSENT) return plain(a[0]);
  return a[1].state == STATE_ABSENT ? absent_like(a[0], a[1]) : plain(a[1]);
}
