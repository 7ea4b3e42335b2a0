/* Money, exact amounts, rates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "host/value/value.h"

typedef __int128 wide;

static uint64_t next_random(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return *seed ^ *seed >> 29; /* the low bits of the plain sequence repeat soon */
}

/* Of any size: small numbers as often as large ones. */
static int64_t random_sized(uint64_t *seed, int bits) {
  int64_t n = (int64_t)(next_random(seed) >> (64 - 1 - (int)(next_random(seed) % (uint64_t)bits)));
  return next_random(seed) & 1 ? -n : n;
}

static struct value M(int64_t fen) {
  return value_of(KIND_MONEY, fen);
}

static struct value
N(int64_t n) {
  return value_of(KIND_COUNT, n);
}

static struct value
op2(enum op op, struct value a, struct value b) {
  return value_op(NULL, op, (struct value[]){a, b});
}

static struct value neg(struct value a) {
  return value_op(NULL, OP_NEG, &a);
}

static struct value rounded(struct value v, enum rounding mode, int64_t unit) {
  return value_op(NULL, OP_ROUND, (struct value[]){v, N(mode), N(unit)});
}

static void is_money(struct value v, int64_t fen) {
  assert_int_equal(v.state, STATE_KNOWN);
  assert_int_equal(v.kind, KIND_MONEY);
  assert_int_equal(v.u.i, fen);
}

static void is_rate(struct value v, int64_t num, int64_t den) {
  assert_int_equal(v.state, STATE_KNOWN);
  assert_int_equal(v.kind, KIND_RATE);
  assert_int_equal(v.u.ratio.num, num);
  assert_int_equal(v.u.ratio.den, den);
}

static void is_exact(struct value v, wide num, int64_t den) {
  assert_int_equal(v.state, STATE_KNOWN);
  assert_int_equal(v.kind, KIND_EXACT);
  assert_true(value_exact_num(v) == num);
  assert_int_equal(v.u.wide.den, den);
}

static void is_poison(struct value v, enum value_error code, int64_t a) {
  assert_int_equal(v.state, STATE_POISONED);
  assert_int_equal(v.u.poison.code, code);
  assert_int_equal(v.u.poison.a, a);
}

static void writes(struct value v, const char *machine, const char *people) {
  struct buf b = {0};
  value_write(&b, v);
  assert_string_equal(buf_text(&b), machine);
  buf_clear(&b);
  value_print(&b, v);
  assert_string_equal(buf_text(&b), people);
  buf_free(&b);
}

static void money_is_read_exactly(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int64_t fen;
  } good[] = {
      /* clang-format off */
      {"30", 3000}, {"30.5", 3050}, {"1234.50", 123450}, {"-3.00", -300}, {"0", 0}, {"0.01", 1}, {"-0.01", -1},
      {"92233720368547758.07", INT64_MAX}, {"-92233720368547758.08", INT64_MIN},
      /* clang-format on */
  };
  static const char *const large[] = {"92233720368547758.08", "92233720368547759",
                                      "99999999999999999999999999",
                                      "184467440737095516160"}; /* 10 * 2^64: wraps to a small number */
  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
    is_money(money_parse(good[i].text), good[i].fen);
  for (size_t i = 0; i < sizeof large / sizeof large[0]; i++) {
    is_poison(money_parse(large[i]), VERR_OVERFLOW, KIND_MONEY);
  }
}

static void money_that_cannot_be_read(void **state) {
  (void)state;
  static const char *const bad[] = {"",      " 30",   "30 ", "1,234", "30.",  ".5",   "30.505",
                                    "+3",    "-",     "--3", "1e3",   "0x10", "30元", "３０",
                                    "30.5.", "1.2.3", "- 3", "nan",   "-.5",  "3-"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    is_poison(money_parse(bad[i]), VERR_TEXT, KIND_MONEY);
}

static void money_is_written(void **state) {
  (void)state;
  static const struct {
    int64_t fen;
    const char *machine, *people;
  } cases[] = {
      /* clang-format off */
      {123450, "1234.50", "1,234.50"}, {0, "0.00", "0.00"}, {5, "0.05", "0.05"}, {-5, "-0.05", "-0.05"},
      {-300, "-3.00", "-3.00"}, {100000, "1000.00", "1,000.00"}, {99999, "999.99", "999.99"},
      {INT64_MIN, "-92233720368547758.08", "-92,233,720,368,547,758.08"},
      /* clang-format on */
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    writes(M(cases[i].fen), cases[i].machine, cases[i].people);
  }
}

static void rates_are_read_and_written(void **state) {
  (void)state;
  is_rate(rate_parse("0.5"), 1, 2);
  is_rate(rate_parse("-1.25"), -5, 4);
  is_rate(rate_parse("2"), 2, 1);
  is_rate(rate_parse("0.000000000001"), 1, 1000000000000);
  is_rate(percent_parse("0.5"), 1, 200);
  is_rate(percent_parse("100"), 1, 1);
  is_poison(rate_parse("0.0000000000001"), VERR_TEXT, KIND_RATE); /* 13 decimals */
  is_rate(rate_parse("1/2"), 1, 2);
  is_rate(rate_parse("-2/200"), -1, 100);
  is_poison(rate_parse("1/"), VERR_TEXT, KIND_RATE);
  is_poison(rate_parse("/2"), VERR_TEXT, KIND_RATE);
  is_poison(rate_parse("1/-2"), VERR_TEXT, KIND_RATE);
  is_poison(rate_parse("0.5/2"), VERR_TEXT, KIND_RATE);
  assert_int_equal(rate_parse("1/0").u.poison.code, VERR_ZERO);
  is_poison(percent_parse("0.5%"), VERR_TEXT, KIND_RATE);
  is_poison(rate_parse("99999999999999999999"), VERR_OVERFLOW, KIND_RATE);
  static const struct {
    int64_t num, den;
    const char *machine, *people;
  } cases[] = {
      /* clang-format off */
      {1, 200, "1/200", "0.5%"}, {2, 3, "2/3", "2/3"}, {-5, 4, "-5/4", "-125%"}, {0, 1, "0/1", "0%"},
      {1, 2000, "1/2000", "0.05%"}, {3, 1, "3/1", "300%"}, {1, 100000000, "1/100000000", "0.000001%"}, /* six decimals */
      {1, 1000000000, "1/1000000000", "1/1000000000"},
      /* clang-format on */
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    writes(value_ratio(cases[i].num, cases[i].den), cases[i].machine, cases[i].people);
  }
}

static void ratios_are_reduced(void **state) {
  (void)state;
  is_rate(value_ratio(4, -6), -2, 3);
  is_rate(value_ratio(0, -6), 0, 1);
  is_rate(value_ratio(INT64_MIN, INT64_MIN), 1, 1);
  is_rate(value_ratio(INT64_MIN, 2), INT64_MIN / 2, 1);
  is_poison(value_ratio(1, 0), VERR_ZERO, KIND_RATE);
  /* the denominator would be 2^63 */
  is_poison(value_ratio(1, INT64_MIN), VERR_OVERFLOW, KIND_RATE);
  is_poison(value_ratio(INT64_MIN, -1), VERR_OVERFLOW, KIND_RATE);
}

static void money_adds_and_multiplies(void **state) {
  (void)state;
  is_money(op2(OP_ADD, M(3000), M(50)), 3050);
  is_money(op2(OP_SUB, M(3000), M(3050)), -50);
  is_money(op2(OP_MUL, M(3000), N(12)), 36000);
  is_money(op2(OP_MUL, N(12), M(3000)), 36000);
  is_money(neg(M(3000)), -3000);
  is_poison(op2(OP_ADD, M(INT64_MAX), M(1)), VERR_OVERFLOW, KIND_MONEY);
  is_poison(op2(OP_SUB, M(INT64_MIN), M(1)), VERR_OVERFLOW, KIND_MONEY);
  is_poison(op2(OP_MUL, M(INT64_MAX), N(2)), VERR_OVERFLOW, KIND_MONEY);
  is_poison(neg(M(INT64_MIN)), VERR_OVERFLOW, KIND_MONEY);
  is_poison(op2(OP_ADD, M(1), N(1)), VERR_KIND, KIND_MONEY);
  is_poison(op2(OP_MUL, M(1), M(1)), VERR_KIND, KIND_MONEY);
  is_poison(op2(OP_MUL, M(1), value_ratio(1, 2)), VERR_KIND, KIND_MONEY);
}

static void rates_add_and_multiply(void **state) {
  (void)state;
  is_rate(op2(OP_ADD, value_ratio(1, 6), value_ratio(1, 3)), 1, 2);
  is_rate(op2(OP_SUB, value_ratio(1, 2), value_ratio(1, 3)), 1, 6);
  is_rate(op2(OP_MUL, value_ratio(2, 3), value_ratio(3, 4)), 1, 2);
  is_rate(op2(OP_MUL, value_ratio(2, 3), N(3)), 2, 1);
  is_rate(op2(OP_MUL, N(3), value_ratio(2, 3)), 2, 1);
  is_rate(neg(value_ratio(2, 3)), -2, 3);
  is_rate(op2(OP_RATIO, N(90), N(-120)), -3, 4);
  is_rate(op2(OP_RATIO, M(5000), M(15000)), 1, 3);
  is_rate(op2(OP_RATIO, value_ratio(1, 2), value_ratio(-1, 3)), -3, 2);
  is_poison(op2(OP_RATIO, N(1), N(0)), VERR_ZERO, KIND_RATE);
  is_poison(op2(OP_RATIO, value_ratio(1, 2), value_ratio(0, 1)), VERR_ZERO, KIND_RATE);
  is_poison(op2(OP_RATIO, M(1), N(2)), VERR_KIND, KIND_MONEY);
  is_poison(op2(OP_ADD, value_ratio(1, INT64_MAX), value_ratio(1, INT64_MAX - 1)), VERR_OVERFLOW, KIND_RATE);
  is_poison(op2(OP_MUL, value_ratio(INT64_MAX, 1), N(2)), VERR_OVERFLOW, KIND_RATE);
  is_poison(neg(value_ratio(INT64_MIN, 1)), VERR_OVERFLOW, KIND_RATE);
}

static void exact_amounts(void **state) {
  (void)state;
  is_exact(op2(OP_TIMES, M(10000), value_ratio(1, 3)), 10000, 3);
  is_exact(op2(OP_TIMES, M(10000), N(3)), 30000, 1);
  is_exact(op2(OP_OVER, M(10000), N(360)), 250, 9);
  is_exact(op2(OP_OVER, M(10000), N(-3)), -10000, 3);
  is_exact(op2(OP_OVER, M(100), value_ratio(-2, 3)), -150, 1);
  struct value third = value_exact(10000, 3);
  is_exact(op2(OP_ADD, third, third), 20000, 3);
  is_exact(op2(OP_ADD, op2(OP_ADD, third, third), third), 10000, 1);
  is_exact(op2(OP_SUB, third, M(1000)), 7000, 3);
  is_exact(op2(OP_SUB, M(1000), third), -7000, 3);
  is_exact(op2(OP_MUL, third, N(6)), 20000, 1);
  is_exact(op2(OP_TIMES, third, value_ratio(3, 100)), 100, 1);
  is_exact(neg(third), -10000, 3);
  is_exact(value_exact(-6, 4), -3, 2);
  is_exact(value_exact(0, 7), 0, 1);
  is_poison(value_exact(1, 0), VERR_ZERO, KIND_EXACT);
  is_poison(value_exact(1, -2), VERR_NEGATIVE, KIND_EXACT);
  is_poison(op2(OP_OVER, M(1), N(0)), VERR_ZERO, KIND_EXACT);
  is_poison(op2(OP_OVER, M(1), value_ratio(0, 1)), VERR_ZERO, KIND_EXACT);
  is_poison(op2(OP_TIMES, value_ratio(1, 2), M(1)), VERR_KIND, KIND_RATE);
  is_poison(op2(OP_TIMES, M(1), M(1)), VERR_KIND, KIND_MONEY);
  is_poison(op2(OP_RATIO, third, third), VERR_KIND, KIND_EXACT);
}

static void exact_amounts_are_wide(void **state) {
  (void)state;
  struct value huge = op2(OP_TIMES, M(INT64_MAX), N(INT64_MAX));
  is_exact(huge, (wide)INT64_MAX * INT64_MAX, 1);
  is_exact(op2(OP_OVER, huge, N(INT64_MAX)), INT64_MAX, 1);
  is_poison(op2(OP_TIMES, huge, N(4)), VERR_OVERFLOW, KIND_EXACT);
  is_poison(op2(OP_OVER, op2(OP_OVER, M(1), N(INT64_MAX)), N(2)), VERR_OVERFLOW, KIND_EXACT);
  is_exact(op2(OP_TIMES, M(INT64_MIN), N(INT64_MIN)), (wide)1 << 126, 1);
  is_exact(op2(OP_OVER, M(INT64_MIN), N(INT64_MIN)), 1, 1);
  is_poison(op2(OP_OVER, M(1), N(INT64_MIN)), VERR_OVERFLOW, KIND_EXACT);
  is_poison(rounded(huge, ROUND_DOWN, 1), VERR_OVERFLOW, KIND_MONEY);
  const wide most = (wide)(((unsigned __int128)1 << 127) - 1);
  is_exact(value_exact(most, 1), most, 1);
  is_exact(value_exact(-most - 1, 2), -((wide)1 << 126), 1);
  is_poison(op2(OP_ADD, value_exact(most, 1), M(1)), VERR_OVERFLOW, KIND_EXACT);
  is_poison(op2(OP_SUB, value_exact(-most, 1), M(2)), VERR_OVERFLOW, KIND_EXACT);
}

static void exact_amounts_are_written_in_yuan(void **state) {
  (void)state;
  writes(value_exact(10000, 3), "100/3", "100/3"); /* 33.33… yuan */
  writes(value_exact(1, 3), "1/300", "1/300");     /* a third of a fen */
  writes(value_exact(-250, 1), "-5/2", "-2.50");
  writes(value_exact(0, 1), "0/1", "0.00");
  const char *huge = "85070591730234615847396907784232501249/100"; /* (2^63 - 1)^2 fen */
  writes(op2(OP_TIMES, M(INT64_MAX), N(INT64_MAX)), huge, huge);
}

static void rounding_modes(void **state) {
  (void)state;
  static const struct {
    int64_t num, den, unit, half_up, half_even, down, up;
  } cases[] = {
      /* clang-format off */
      {5, 2, 1, 3, 2, 2, 3},       {7, 2, 1, 4, 4, 3, 4},       {9, 4, 1, 2, 2, 2, 3},     {11, 4, 1, 3, 3, 2, 3},
      {1, 2, 1, 1, 0, 0, 1},       {1, 3, 1, 0, 0, 0, 1},       {12, 1, 1, 12, 12, 12, 12}, {15, 1, 10, 20, 20, 10, 20},
      {25, 1, 10, 30, 20, 20, 30}, {14, 1, 10, 10, 10, 10, 20}, {50, 1, 100, 100, 0, 0, 100}, {0, 1, 100, 0, 0, 0, 0},
      {149, 1, 100, 100, 100, 100, 200}, {150, 1, 100, 200, 200, 100, 200}, {301, 20, 10, 20, 20, 10, 20},
      {249, 100, 1, 2, 2, 2, 3},
      /* clang-format on */
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    for (int sign = -1; sign <= 1; sign += 2) { /* the same away from zero on both sides of it */
      struct value v = value_exact(sign * cases[i].num, cases[i].den);
      is_money(rounded(v, ROUND_HALF_UP, cases[i].unit), sign * cases[i].half_up);
      is_money(rounded(v, ROUND_HALF_EVEN, cases[i].unit), sign * cases[i].half_even);
      is_money(rounded(v, ROUND_DOWN, cases[i].unit), sign * cases[i].down);
      is_money(rounded(v, ROUND_UP, cases[i].unit), sign * cases[i].up);
    }
  }
}

static void rounding_needs_a_name_where_it_matters(void **state) {
  (void)state;
  is_money(rounded(value_exact(12, 1), ROUND_NONE, 1), 12);
  is_money(rounded(M(1200), ROUND_NONE, 100), 1200);
  is_poison(rounded(value_exact(1, 2), ROUND_NONE, 1), VERR_INEXACT, KIND_EXACT);
  is_poison(rounded(M(1250), ROUND_NONE, 100), VERR_INEXACT, KIND_MONEY);
  is_poison(value_op(NULL, OP_ROUND, (struct value[]){value_exact(1, 2), N(99), N(1)}), VERR_INEXACT,
            KIND_EXACT);
  is_money(rounded(M(1250), ROUND_HALF_UP, 100), 1300);
  is_poison(rounded(M(1), ROUND_UP, 0), VERR_ZERO, KIND_MONEY);
  is_poison(rounded(M(1), ROUND_UP, -10), VERR_NEGATIVE, KIND_MONEY);
  is_poison(rounded(M(INT64_MAX), ROUND_UP, 100), VERR_OVERFLOW, KIND_MONEY);
  is_money(rounded(M(INT64_MIN), ROUND_UP, 1), INT64_MIN);
  is_poison(rounded(N(1), ROUND_UP, 1), VERR_KIND, KIND_COUNT);
}

static void shares_lose_no_fen(void **state) {
  (void)state;
  int64_t parts[100];
  assert_true(money_share(M(100), 3, parts));
  assert_int_equal(parts[0], 34);
  assert_int_equal(parts[1], 33);
  assert_int_equal(parts[2], 33);
  assert_true(money_share(M(-100), 3, parts));
  assert_int_equal(parts[0], -34);
  assert_int_equal(parts[2], -33);
  assert_true(money_share(M(2), 3, parts));
  assert_int_equal(parts[1], 1);
  assert_int_equal(parts[2], 0);
  assert_false(money_share(M(1), 0, parts));
  assert_false(money_share(N(1), 1, parts));
  assert_false(money_share(value_unknown(KIND_MONEY), 1, parts));
  uint64_t seed = 29;
  for (int i = 0; i < 20000; i++) {
    int64_t fen = i == 0 ? INT64_MIN : random_sized(&seed, 63), n = 1 + (int64_t)(next_random(&seed) % 100),
            sum = 0;
    assert_true(money_share(M(fen), n, parts));
    for (int64_t k = 0; k < n; k++)
      sum += parts[k];
    assert_int_equal(sum, fen);
    int64_t spread = fen < 0 ? parts[n - 1] - parts[0] : parts[0] - parts[n - 1];
    assert_true(spread == 0 || spread == 1);
    for (int64_t k = 1; k < n; k++)
      assert_true(fen < 0 ? parts[k] >= parts[k - 1] : parts[k] <= parts[k - 1]);
  }
}

static void amounts_in_words(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      /* clang-format off */
      /* the examples of 附一 */
      {"1409.50", "壹仟肆佰零玖元伍角整"}, {"6007.14", "陆仟零柒元壹角肆分"}, {"1680.32", "壹仟陆佰捌拾元零叁角贰分"},
      {"107000.53", "壹拾万柒仟元零伍角叁分"}, {"16409.02", "壹万陆仟肆佰零玖元零贰分"}, {"325.04", "叁佰贰拾伍元零肆分"},
      /* and others */
      {"1234.50", "壹仟贰佰叁拾肆元伍角整"}, {"0", "零元整"}, {"0.05", "伍分"}, {"0.50", "伍角整"}, {"0.55", "伍角伍分"},
      {"10", "壹拾元整"}, {"20.30", "贰拾元零叁角整"}, {"-3", "负叁元整"}, {"100", "壹佰元整"}, {"1001", "壹仟零壹元整"},
      {"10000", "壹万元整"}, {"10001", "壹万零壹元整"}, {"200500", "贰拾万零伍佰元整"}, {"100000000", "壹亿元整"},
      {"100000001", "壹亿零壹元整"}, {"100010000", "壹亿零壹万元整"}, {"101000000", "壹亿零壹佰万元整"},
      {"110000000", "壹亿壹仟万元整"}, {"100005000", "壹亿零伍仟元整"}, {"1010101.01", "壹佰零壹万零壹佰零壹元零壹分"},
      {"123456789.12", "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分"}, {"1000000000000", "壹万亿元整"},
      /* clang-format on */
  };
  struct buf b = {0};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    buf_clear(&b);
    money_capital(&b, money_parse(cases[i][0]).u.i);
    assert_string_equal(buf_text(&b), cases[i][1]);
  }
  money_capital(&b, INT64_MIN); /* only that it neither crashes nor overflows */
  buf_free(&b);
}

static wide gcd(wide a, wide b) {
  while (b) {
    wide rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

static void exact_arithmetic_is_that_of_fractions(void **state) {
  (void)state;
  uint64_t seed = 31;
  for (int i = 0; i < 50000; i++) {
    wide an = random_sized(&seed, 45), bn = random_sized(&seed, 45);
    int64_t ad = 1 + (random_sized(&seed, 18) & 0xFFFF), bd = 1 + (random_sized(&seed, 18) & 0xFFFF);
    struct value a = value_exact(an, ad), b = value_exact(bn, bd);
    wide num = an * bd + bn * ad, den = (wide)ad * bd, g = gcd(num, den);
    is_exact(op2(OP_ADD, a, b), num / g, (int64_t)(den / g));
    is_exact(op2(OP_SUB, op2(OP_ADD, a, b), b), value_exact_num(a), a.u.wide.den);
    struct value r = value_ratio((int64_t)bn, bd);
    num = an * bn;
    g = gcd(num, den);
    is_exact(op2(OP_TIMES, a, r), num / g, (int64_t)(den / g));
    if (bn != 0) is_exact(op2(OP_OVER, op2(OP_TIMES, a, r), r), value_exact_num(a), a.u.wide.den);
    int order = (an * bd > bn * ad) - (an * bd < bn * ad);
    assert_int_equal(value_compare(CMP_LT, a, b).u.i, order < 0);
    assert_int_equal(value_compare(CMP_LE, a, b).u.i, order <= 0);
    assert_int_equal(value_compare(CMP_EQ, a, b).u.i, order == 0);
  }
}

static void rounding_is_within_a_unit_and_symmetric(void **state) {
  (void)state;
  static const int64_t units[] = {1, 10, 100, 1000, 7};
  uint64_t seed = 37;
  for (int i = 0; i < 50000; i++) {
    wide num = random_sized(&seed, 60);
    int64_t den = 1 + (random_sized(&seed, 20) & 0xFF), unit = units[next_random(&seed) % 5];
    struct value v = value_exact(num, den);
    wide whole = (wide)den * unit, size = num < 0 ? -num : num;
    for (enum rounding mode = ROUND_HALF_UP; mode <= ROUND_UP; mode++) {
      int64_t fen = rounded(v, mode, unit).u.i;
      assert_int_equal(fen % unit, 0);
      assert_int_equal(rounded(value_exact(-num, den), mode, unit).u.i, -fen);
      wide off = (wide)(fen < 0 ? -fen : fen) * den - size; /* in 1/den fen, outwards */
      if (mode == ROUND_DOWN) assert_true(off <= 0 && -off < whole);
      if (mode == ROUND_UP) assert_true(off >= 0 && off < whole);
      if (mode == ROUND_HALF_UP) assert_true(2 * off <= whole && -2 * off < whole);
      if (mode == ROUND_HALF_EVEN) assert_true(2 * off <= whole && -2 * off <= whole);
      if (mode == ROUND_HALF_EVEN && (2 * off == whole || -2 * off == whole))
        assert_int_equal(fen / unit % 2, 0);
    }
  }
}

static void text_comes_back(void **state) {
  (void)state;
  uint64_t seed = 41;
  struct buf b = {0};
  for (int i = 0; i < 20000; i++) {
    struct value v = M(i == 0 ? INT64_MIN : random_sized(&seed, 63));
    buf_clear(&b);
    value_write(&b, v);
    is_money(money_parse(buf_text(&b)), v.u.i);
    struct value rate = value_ratio(random_sized(&seed, 40), 100000000);
    buf_clear(&b);
    value_print(&b, rate);
    assert_int_equal(b.data[b.len - 1], '%');
    b.data[b.len - 1] = '\0';
    is_rate(percent_parse(buf_text(&b)), rate.u.ratio.num, rate.u.ratio.den);
  }
  buf_free(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      /* clang-format off */
      cmocka_unit_test(money_is_read_exactly), cmocka_unit_test(money_that_cannot_be_read),
      cmocka_unit_test(money_is_written), cmocka_unit_test(rates_are_read_and_written),
      cmocka_unit_test(ratios_are_reduced), cmocka_unit_test(money_adds_and_multiplies),
      cmocka_unit_test(rates_add_and_multiply), cmocka_unit_test(exact_amounts),
      cmocka_unit_test(exact_amounts_are_wide), cmocka_unit_test(exact_amounts_are_written_in_yuan),
      cmocka_unit_test(rounding_modes), cmocka_unit_test(rounding_needs_a_name_where_it_matters),
      cmocka_unit_test(shares_lose_no_fen), cmocka_unit_test(amounts_in_words),
      cmocka_unit_test(exact_arithmetic_is_that_of_fractions),
      cmocka_unit_test(rounding_is_within_a_unit_and_symmetric), cmocka_unit_test(text_comes_back),
      /* clang-format on */
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
