/* Arithmetic over kinds: who goes with whom, and integers with a range. */
#include "host/value/value_private.h"

enum kind sum_kind(enum kind a, enum kind b, bool sub) {
  if (a == b) {
    if (a == KIND_COUNT || a == KIND_MONEY || a == KIND_EXACT || a == KIND_RATE) return a;
    return sub && (a == KIND_DATE || a == KIND_MONTH) ? KIND_COUNT : KIND_NONE;
  }
  if (b == KIND_COUNT) return a == KIND_DATE || a == KIND_MONTH ? a : KIND_NONE;
  bool mixed = (a == KIND_MONEY && b == KIND_EXACT) || (a == KIND_EXACT && b == KIND_MONEY);
  return mixed ? KIND_EXACT : KIND_NONE;
}

enum kind product_kind(enum kind a, enum kind b) {
  if (a == b) return a == KIND_COUNT || a == KIND_RATE ? a : KIND_NONE;
  enum kind other = a == KIND_COUNT ? b : b == KIND_COUNT ? a : KIND_NONE;
  return other == KIND_MONEY || other == KIND_EXACT || other == KIND_RATE ? other : KIND_NONE;
}

static struct value overflow(enum kind kind) {
  return value_poison(VERR_OVERFLOW, kind, 0);
}

static struct value sum(const struct value *a, bool sub) {
  enum kind kind = sum_kind(a[0].kind, a[1].kind, sub);
  if (kind == KIND_NONE) return poison_kinds(a[0].kind, a[1].kind);
  if (kind == KIND_EXACT) return exact_add(a[0], a[1], sub);
  if (kind == KIND_RATE) return rate_add(a[0], a[1], sub);
  int64_t i;
  bool over =
      sub ? __builtin_sub_overflow(a[0].u.i, a[1].u.i, &i) : __builtin_add_overflow(a[0].u.i, a[1].u.i, &i);
  if (kind == KIND_DATE || kind == KIND_MONTH) {
    bool fits = !over && (kind == KIND_DATE ? day_valid(i) : month_valid(i));
    return fits ? known(kind, i) : value_poison(VERR_YEAR, 0, 0);
  }
  return over ? overflow(kind) : known(kind, i);
}

struct value op_add(const struct value *a) {
  return sum(a, false);
}

struct value op_sub(const struct value *a) {
  return sum(a, true);
}

struct value op_neg(const struct value *a) {
  switch ((enum kind)a->kind) {
  case KIND_COUNT:
  case KIND_MONEY: {
    int64_t i;
    return __builtin_sub_overflow(INT64_C(0), a->u.i, &i) ? overflow(a->kind) : known(a->kind, i);
  }
  case KIND_EXACT: {
    wide n;
    if (__builtin_sub_overflow((wide)0, value_exact_num(*a), &n)) return overflow(KIND_EXACT);
    return exact_make(n, a->u.wide.den);
  }
  case KIND_RATE: return rate_make(-(wide)a->u.ratio.num, a->u.ratio.den);
  default: return poison_kinds(a->kind, KIND_NONE);
  }
}

struct value op_mul(const struct value *a) {
  enum kind kind = product_kind(a[0].kind, a[1].kind);
  bool swap = a[0].kind == KIND_COUNT; /* a count may stand on either side */
  struct value x = a[swap], y = a[!swap];
  switch (kind) {
  case KIND_COUNT:
  case KIND_MONEY: {
    int64_t i;
    return __builtin_mul_overflow(x.u.i, y.u.i, &i) ? overflow(kind) : known(kind, i);
  }
  case KIND_EXACT: return exact_scale(x, y, false);
  case KIND_RATE: return rate_mul(x, y);
  default: return poison_kinds(a[0].kind, a[1].kind);
  }
}

struct value op_ratio(const struct value *a) {
  if (a[0].kind != a[1].kind) return poison_kinds(a[0].kind, a[1].kind);
  switch ((enum kind)a[0].kind) {
  case KIND_COUNT:
  case KIND_MONEY: return rate_make(a[0].u.i, a[1].u.i);
  case KIND_RATE:
    return rate_make((wide)((uwide)a[0].u.ratio.num * (uwide)a[1].u.ratio.den),
                     (wide)((uwide)a[0].u.ratio.den * (uwide)a[1].u.ratio.num));
  default: return poison_kinds(a[0].kind, a[1].kind);
  }
}

/* --- whole division --------------------------------------------------------------------------- */

/* C cuts towards zero, so that -7 / 2 would be -3: a quotient of differing signs that leaves
** something over is one less when it is rounded down. `left` is what is over then. */
static struct value divide_down(const struct value *a, int64_t *left) {
  int64_t n = a[0].u.i, m = a[1].u.i;
  *left = 0;
  if (m == 0) return value_poison(VERR_ZERO, KIND_COUNT, 0);
  if (m == -1) return op_neg(a); /* INT64_MIN / -1 traps */
  int64_t quotient = n / m;
  *left = n % m;
  if (*left != 0 && (*left < 0) != (m < 0)) {
    quotient--;
    *left += m;
  }
  return known(KIND_COUNT, quotient);
}

struct value op_quotient_down(const struct value *a) {
  int64_t left;
  return divide_down(a, &left);
}

struct value op_quotient_up(const struct value *a) {
  int64_t left;
  struct value v = divide_down(a, &left);
  if (v.state == STATE_KNOWN && left != 0) v.u.i++; /* something is over: |m| >= 2, it fits */
  return v;
}

struct value op_remainder(const struct value *a) {
  int64_t left;
  if (a[1].u.i == -1) return known(KIND_COUNT, 0); /* although the quotient may not fit */
  struct value v = divide_down(a, &left);
  return v.state == STATE_KNOWN ? known(KIND_COUNT, left) : v;
}
