/* Rates, and the fractions under rates and exact amounts. */
#include "host/value/value_private.h"

uwide magnitude(wide n) {
  return n < 0 ? (uwide)0 - (uwide)n : (uwide)n;
}

uwide greatest_divisor(uwide a, uwide b) {
  while (b > UINT64_MAX) {
    uwide rest = a % b;
    a = b;
    b = rest;
  }
  if (b == 0) return a;
  uint64_t x = (uint64_t)b, y = (uint64_t)(a % b); /* 128-bit division is slow: one, then 64 bits */
  while (y) {
    uint64_t rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

bool wide_mul(wide a, wide b, wide *out) {
  /* Unsigned, because clang turns a checked signed 128-bit product into a call that libgcc
  ** lacks. */
  uwide x = magnitude(a), y = magnitude(b);
  const uwide most = (uwide)-1 >> 1;
  if ((x | y) > UINT64_MAX && x != 0 && y > most / x) return false;
  uwide product = x * y;
  if (product > most) return false;
  *out = (a < 0) != (b < 0) ? -(wide)product : (wide)product;
  return true;
}

bool fraction_reduce(wide *num, wide *den, enum value_error *code) {
  *code = *den == 0 ? VERR_ZERO : VERR_OVERFLOW;
  if (*den == 0) return false;
  uwide n = magnitude(*num), d = magnitude(*den);
  bool negative = (*num < 0) != (*den < 0);
  uwide g = greatest_divisor(n, d);
  if (g > 1) {
    n /= g;
    d /= g;
  }
  if (d > INT64_MAX || n > (uwide)-1 >> 1) return false;
  *num = negative ? -(wide)n : (wide)n;
  *den = (wide)d;
  return true;
}

struct value rate_make(wide num, wide den) {
  enum value_error code;
  if (!fraction_reduce(&num, &den, &code)) return value_poison(code, KIND_RATE, 0);
  if (num > INT64_MAX || num < INT64_MIN) return value_poison(VERR_OVERFLOW, KIND_RATE, 0);
  struct value v = known(KIND_RATE, 0);
  v.u.ratio.num = (int64_t)num;
  v.u.ratio.den = (int64_t)den;
  return v;
}

struct value value_ratio(int64_t num, int64_t den) {
  return rate_make(num, den);
}

struct value rate_add(struct value a, struct value b, bool sub) {
  /* below 2^126: nothing here can overflow */
  wide x = (wide)((uwide)a.u.ratio.num * (uwide)b.u.ratio.den);
  wide y = (wide)((uwide)b.u.ratio.num * (uwide)a.u.ratio.den);
  return rate_make(sub ? x - y : x + y, (wide)((uwide)a.u.ratio.den * (uwide)b.u.ratio.den));
}

/* RATE by RATE or by COUNT. */
struct value rate_mul(struct value a, struct value b) {
  int64_t num = b.kind == KIND_RATE ? b.u.ratio.num : b.u.i, den = b.kind == KIND_RATE ? b.u.ratio.den : 1;
  return rate_make((wide)((uwide)a.u.ratio.num * (uwide)num), (wide)((uwide)a.u.ratio.den * (uwide)den));
}

/* Whole parts first, so that cross products stay within 126 bits. */
int compare_fractions(wide an, int64_t ad, wide bn, int64_t bd) {
  if (ad == bd) return (an > bn) - (an < bn);
  wide aq = an / ad, bq = bn / bd;
  if (aq != bq) return aq > bq ? 1 : -1;
  wide x = (wide)((uwide)(an - (wide)((uwide)aq * (uwide)ad)) * (uwide)bd);
  wide y = (wide)((uwide)(bn - (wide)((uwide)bq * (uwide)bd)) * (uwide)ad);
  return (x > y) - (x < y);
}
