/* Money in whole fen, and exact amounts that nobody has rounded yet. */
#include "host/value/value_private.h"

static struct value exact_overflow(void) {
  return value_poison(VERR_OVERFLOW, KIND_EXACT, 0);
}

/* `num` and `den` in lowest terms. */
static struct value exact_pack(wide num, int64_t den) {
  struct value v = known(KIND_EXACT, (int64_t)((uwide)num >> 64));
  v.u.wide.lo = (uint64_t)(uwide)num;
  v.u.wide.den = den;
  return v;
}

struct value exact_make(wide num, wide den) {
  enum value_error code;
  if (!fraction_reduce(&num, &den, &code)) return value_poison(code, KIND_EXACT, 0);
  return exact_pack(num, (int64_t)den);
}

struct value value_exact(__int128 num, int64_t den) {
  if (den < 0) return value_poison(VERR_NEGATIVE, KIND_EXACT, 0);
  return exact_make(num, den);
}

__int128 value_exact_num(struct value v) {
  if (v.kind != KIND_EXACT) return v.u.i;
  return (wide)((uwide)(uint64_t)v.u.wide.hi << 64 | v.u.wide.lo);
}

static int64_t exact_den(struct value v) {
  return v.kind == KIND_EXACT ? v.u.wide.den : 1;
}

struct value exact_add(struct value a, struct value b, bool sub) {
  int64_t ad = exact_den(a), bd = exact_den(b);
  int64_t g = (int64_t)greatest_divisor((uwide)ad, (uwide)bd);
  wide x, y, num;
  if (!wide_mul(value_exact_num(a), bd / g, &x) || !wide_mul(value_exact_num(b), ad / g, &y)) {
    return exact_overflow();
  }
  if (sub ? __builtin_sub_overflow(x, y, &num) : __builtin_add_overflow(x, y, &num)) return exact_overflow();
  return exact_make(num, (wide)((uwide)ad * (uwide)(bd / g)));
}

/* amount * mul / div, cancelled crosswise first, so that only a result that is too large
** overflows. */
struct value exact_scale(struct value amount, struct value by, bool divide) {
  wide mul = by.kind == KIND_RATE ? by.u.ratio.num : by.u.i;
  wide div = by.kind == KIND_RATE ? by.u.ratio.den : 1;
  if (divide) {
    wide swap = mul;
    mul = div;
    div = swap;
  }
  if (div == 0) return value_poison(VERR_ZERO, KIND_EXACT, 0);
  if (div < 0) {
    mul = -mul;
    div = -div;
  }
  wide num = value_exact_num(amount), den = exact_den(amount);
  wide g = (wide)greatest_divisor(magnitude(num), (uwide)div);
  wide h = (wide)greatest_divisor(magnitude(mul), (uwide)den);
  wide top;
  if (!wide_mul(num / g, mul / h, &top)) return exact_overflow();
  uwide bottom = (uwide)(den / h) * (uwide)(div / g);
  return bottom > INT64_MAX ? exact_overflow() : exact_pack(top, (int64_t)bottom);
}

static struct value scale(const struct value *a, bool divide) {
  bool amount = a[0].kind == KIND_MONEY || a[0].kind == KIND_EXACT;
  bool factor = a[1].kind == KIND_RATE || a[1].kind == KIND_COUNT;
  if (!amount || !factor) return poison_kinds(a[0].kind, a[1].kind);
  return exact_scale(a[0], a[1], divide);
}

struct value op_times(const struct value *a) {
  return scale(a, false);
}

struct value op_over(const struct value *a) {
  return scale(a, true);
}

/* Whether what is left of a division, `rest` of `whole`, takes the quotient one further from
** zero. */
static bool rounds_away(int64_t mode, bool odd, uwide rest, uwide whole) {
  switch (mode) {
  case ROUND_HALF_UP: return 2 * rest >= whole;
  case ROUND_HALF_EVEN: return 2 * rest > whole || (2 * rest == whole && odd);
  case ROUND_UP: return rest > 0;
  default: return false;
  }
}

struct value op_round(const struct value *a) {
  if (a[0].kind != KIND_MONEY && a[0].kind != KIND_EXACT) return poison_kinds(a[0].kind, a[1].kind);
  int64_t mode = a[1].u.i, unit = a[2].u.i;
  if (unit == 0) return value_poison(VERR_ZERO, KIND_MONEY, 0);
  if (unit < 0) return value_poison(VERR_NEGATIVE, KIND_MONEY, 0);
  wide num = value_exact_num(a[0]);
  /* below 2^126, so twice a rest of it still fits */
  uwide whole = (uwide)exact_den(a[0]) * (uwide)unit;
  uwide units = magnitude(num) / whole, rest = magnitude(num) % whole;
  bool named = mode >= ROUND_HALF_UP && mode <= ROUND_UP;
  if (rest != 0 && !named) return value_poison(VERR_INEXACT, a[0].kind, 0);
  units += rounds_away(mode, units & 1, rest, whole);
  const uwide most = num < 0 ? (uwide)INT64_MAX + 1 : (uwide)INT64_MAX;
  uint64_t each = (uint64_t)unit;
  if (units > most / each) return value_poison(VERR_OVERFLOW, KIND_MONEY, 0);
  wide fen = (wide)(units * each);
  return known(KIND_MONEY, (int64_t)(num < 0 ? -fen : fen));
}

bool money_share(struct value v, int64_t n, int64_t *parts) {
  if (v.kind != KIND_MONEY || v.state != STATE_KNOWN || n < 1) return false;
  int64_t each = v.u.i / n, left = v.u.i % n;
  int64_t fen = left < 0 ? -1 : 1, more = left < 0 ? -left : left;
  for (int64_t i = 0; i < n; i++)
    parts[i] = each + (i < more ? fen : 0);
  return true;
}

/* --- amounts in words (支付结算办法 附一) ------------------------------------------------------------- */
static const char *digit_word(unsigned digit) {
  static const char *const words[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
  return words[digit];
}

/* One group of four digits; inner noughts become one 零. */
static void group_words(struct buf *out, unsigned group) {
  static const char *const units[] = {"仟", "佰", "拾", ""};
  bool begun = false, nought = false;
  for (unsigned i = 0, place = 1000; i < 4; i++, place /= 10) {
    unsigned digit = group / place % 10;
    if (digit == 0) {
      nought = begun;
      continue;
    }
    if (nought) buf_puts(out, "零");
    buf_puts(out, digit_word(digit));
    buf_puts(out, units[i]);
    begun = true;
    nought = false;
  }
}

/* Below 10^8: 万 and the rest. 零 where the rest lacks its thousands; 壹拾万柒仟 needs none (附一，六（三）). */
static void eight_words(struct buf *out, unsigned n) {
  unsigned high = n / 10000, low = n % 10000;
  if (high) {
    group_words(out, high);
    buf_puts(out, "万");
    if (low && low < 1000) buf_puts(out, "零");
  }
  group_words(out, low);
}

static void yuan_words(struct buf *out, uint64_t yuan) {
  const uint64_t yi = 100000000;
  uint64_t high = yuan / yi, low = yuan % yi;
  if (high >= yi) { /* above 10^16: 亿 of 亿 */
    yuan_words(out, high);
  } else if (high) {
    eight_words(out, (unsigned)high);
  }
  if (high) buf_puts(out, "亿");
  if (high && low && low < 10000000) buf_puts(out, "零");
  eight_words(out, (unsigned)low);
}

void money_capital(struct buf *out, int64_t fen) {
  uint64_t all = (uint64_t)magnitude(fen), yuan = all / 100;
  unsigned jiao = (unsigned)(all / 10 % 10), cents = (unsigned)(all % 10);
  if (fen < 0) buf_puts(out, "负");
  if (all == 0) buf_puts(out, "零元");
  if (yuan) {
    yuan_words(out, yuan);
    buf_puts(out, "元");
  }
  bool nought = yuan && (jiao == 0 ? cents != 0 : yuan % 10 == 0);
  if (nought) buf_puts(out, "零");
  if (jiao) {
    buf_puts(out, digit_word(jiao));
    buf_puts(out, "角");
  }
  if (cents) {
    buf_puts(out, digit_word(cents));
    buf_puts(out, "分");
  } else {
    buf_puts(out, "整");
  }
}
