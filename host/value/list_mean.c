/* The mean of ratios, exact until it is rounded once. The common denominator of a few ratios of
** amounts does not fit 128 bits (three sales figures in fen pass 2^90), and rounding each ratio
** first would move a mean that lies exactly on a threshold. So whole parts and remainders are kept
** apart: the parts in 128 bits, the sum of the remainders as one fraction of many words, of which
** only the carry and whether anything is left are wanted. */
#include "host/value/list_private.h"
#include "host/value/value_private.h"

enum { MEAN_MOST = 64, MEAN_WORDS = MEAN_MOST + 2 };
static const int64_t MEAN_SCALE = 1000000000000; /* 12 decimals: the most that a rate is written with */

/* The remainders together: num/den < 1, little-endian words. */
struct remainders {
  uint64_t num[MEAN_WORDS], den[MEAN_WORDS];
};

static void words_scale(uint64_t *words, uint64_t by) {
  uwide carry = 0;
  for (int i = 0; i < MEAN_WORDS; i++) {
    carry += (uwide)words[i] * by;
    words[i] = (uint64_t)carry;
    carry >>= 64;
  }
}

/* to += words * by */
static void words_add(uint64_t *to, const uint64_t *words, uint64_t by) {
  uwide carry = 0;
  for (int i = 0; i < MEAN_WORDS; i++) {
    carry += (uwide)words[i] * by + to[i];
    to[i] = (uint64_t)carry;
    carry >>= 64;
  }
}

static bool words_less(const uint64_t *a, const uint64_t *b) {
  for (int i = MEAN_WORDS - 1; i >= 0; i--)
    if (a[i] != b[i]) return a[i] < b[i];
  return false;
}

static void words_take(uint64_t *from, const uint64_t *words) {
  uint64_t borrow = 0;
  for (int i = 0; i < MEAN_WORDS; i++) {
    uwide taken = (uwide)words[i] + borrow;
    borrow = from[i] < taken;
    from[i] -= (uint64_t)taken;
  }
}

/* Adds rest/den; the carry, 0 or 1. */
static int add_remainder(struct remainders *r, uint64_t rest, uint64_t den) {
  uint64_t common = (uint64_t)greatest_divisor(rest, den);
  uint64_t old[MEAN_WORDS];
  for (int i = 0; i < MEAN_WORDS; i++)
    old[i] = r->den[i];
  words_scale(r->num, den / common);
  words_scale(r->den, den / common);
  words_add(r->num, old, rest / common);
  if (words_less(r->num, r->den)) return 0;
  words_take(r->num, r->den);
  return 1;
}

static bool anything_left(const struct remainders *r) {
  for (int i = 0; i < MEAN_WORDS; i++)
    if (r->num[i]) return true;
  return false;
}

/* Towards -inf; *rest is what is left, never negative. */
static wide floor_divide(wide num, int64_t den, uint64_t *rest) {
  wide whole = num / den, left = num % den;
  if (left < 0) {
    left += den;
    whole--;
  }
  *rest = (uint64_t)left;
  return whole;
}

struct ratio_pair {
  int64_t num, den;
};

/* Of `count` > 0 pairs. */
static struct value mean_of_ratios(const struct ratio_pair *pairs, int count, bool up) {
  struct remainders r = {{0}, {1}};
  wide whole = 0;
  if (count > MEAN_MOST) return value_poison(VERR_OVERFLOW, KIND_RATE, 0);
  for (int i = 0; i < count; i++) {
    int64_t num = pairs[i].num, den = pairs[i].den;
    uint64_t rest;
    if (den == 0) return value_poison(VERR_ZERO, KIND_RATE, 0);
    if (den < 0 && (den == INT64_MIN || num == INT64_MIN)) return value_poison(VERR_OVERFLOW, KIND_RATE, 0);
    if (den < 0) {
      den = -den;
      num = -num;
    }
    whole += floor_divide((wide)num * MEAN_SCALE, den, &rest);
    if (rest) whole += add_remainder(&r, rest, (uint64_t)den);
  }
  uint64_t rest;
  whole = floor_divide(whole, count, &rest);
  if (up && (rest || anything_left(&r))) whole++;
  return rate_make(whole, MEAN_SCALE);
}

struct value list_mean(struct query *q, bool up) {
  struct ratio_pair pairs[MEAN_MOST + 1]; /* with one too many it is refused */
  int count = 0;
  bool maybe = false;
  for (int row = 0; row < q->list->rows; row++) {
    enum answer a = list_test_row(q, row);
    if (a == BROKEN) return q->poison;
    maybe = maybe || a == MAYBE;
    if (a != YES) continue;
    struct value num = list_cell(q->list, row, q->field), den = list_cell(q->list, row, q->by);
    struct value ratio = value_op(NULL, OP_RATIO, (struct value[]){num, den});
    if (ratio.state == STATE_POISONED) return ratio;
    maybe = maybe || ratio.state == STATE_UNKNOWN;
    if (ratio.state == STATE_KNOWN && count <= MEAN_MOST)
      pairs[count++] = (struct ratio_pair){num.u.i, den.u.i};
  }
  if (maybe) return value_unknown(KIND_RATE);
  return count ? mean_of_ratios(pairs, count, up) : value_absent(KIND_RATE);
}
