/* Values as text: parse, write, print. */
#include <inttypes.h>
#include <string.h>

#include "host/value/value_private.h"

/* --- reading ---------------------------------------------------------------------------------- */
enum { RATE_PLACES = 12 };

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static int64_t power_of_ten(int n) {
  int64_t p = 1;
  while (n-- > 0)
    p *= 10;
  return p;
}

/* VERR_NONE and *num / 10^*places, VERR_TEXT, or VERR_OVERFLOW. */
static enum value_error decimal(const char *s, int most, int64_t *num, int *places) {
  bool negative = *s == '-', over = false;
  if (negative) s++;
  if (!is_digit(*s)) return VERR_TEXT;
  *num = 0;
  *places = 0;
  for (bool point = false; *s; s++) {
    if (*s == '.' && !point && is_digit(s[1])) {
      point = true;
      continue;
    }
    if (!is_digit(*s)) return VERR_TEXT;
    if (point && ++*places > most) return VERR_TEXT;
    int64_t digit = negative ? '0' - *s : *s - '0';
    over = over || __builtin_mul_overflow(*num, INT64_C(10), num) || __builtin_add_overflow(*num, digit, num);
  }
  return over ? VERR_OVERFLOW : VERR_NONE;
}

struct value money_parse(const char *text) {
  int64_t num, fen;
  int places;
  enum value_error code = decimal(text, 2, &num, &places);
  if (code != VERR_NONE) return value_poison(code, KIND_MONEY, 0);
  if (__builtin_mul_overflow(num, power_of_ten(2 - places), &fen))
    return value_poison(VERR_OVERFLOW, KIND_MONEY, 0);
  return known(KIND_MONEY, fen);
}

static struct value rate_over(const char *text, int64_t per) {
  int64_t num;
  int places;
  enum value_error code = decimal(text, RATE_PLACES, &num, &places);
  if (code != VERR_NONE) return value_poison(code, KIND_RATE, 0);
  return value_ratio(num, power_of_ten(places) * per);
}

/* "1/200": two whole numbers without signs, as value_write gives them (a sign may stand before the
** first). */
static struct value fraction_parse(const char *text, const char *slash) {
  int64_t num = 0, den = 0;
  bool negative = *text == '-';
  const char *at = text + negative;
  if (at == slash || !slash[1]) return value_poison(VERR_TEXT, KIND_RATE, 0);
  for (; at < slash; at++) {
    if (!is_digit(*at)) return value_poison(VERR_TEXT, KIND_RATE, 0);
    if (__builtin_mul_overflow(num, INT64_C(10), &num) || __builtin_add_overflow(num, *at - '0', &num))
      return value_poison(VERR_OVERFLOW, KIND_RATE, 0);
  }
  for (at = slash + 1; *at; at++) {
    if (!is_digit(*at)) return value_poison(VERR_TEXT, KIND_RATE, 0);
    if (__builtin_mul_overflow(den, INT64_C(10), &den) || __builtin_add_overflow(den, *at - '0', &den))
      return value_poison(VERR_OVERFLOW, KIND_RATE, 0);
  }
  return value_ratio(negative ? -num : num, den);
}

struct value rate_parse(const char *text) {
  const char *slash = strchr(text, '/');
  return slash ? fraction_parse(text, slash) : rate_over(text, 1);
}

struct value percent_parse(const char *text) {
  return rate_over(text, 100);
}

/* Reads as the pattern says: 'd' is a digit, anything else itself; to the end of the text. */
static bool matches(const char *text, const char *pattern) {
  for (; *pattern; pattern++, text++) {
    if (*pattern == 'd' ? !is_digit(*text) : *text != *pattern) return false;
  }
  return *text == '\0';
}

static int64_t digits(const char *s, int n) {
  int64_t number = 0;
  for (int i = 0; i < n; i++)
    number = number * 10 + (s[i] - '0');
  return number;
}

struct value date_parse(const char *text) {
  if (!matches(text, "dddd-dd-dd")) return value_poison(VERR_TEXT, KIND_DATE, 0);
  return date_of(digits(text, 4), digits(text + 5, 2), digits(text + 8, 2));
}

struct value month_parse(const char *text) {
  if (!matches(text, "dddd-dd")) return value_poison(VERR_TEXT, KIND_MONTH, 0);
  return month_of(digits(text, 4), digits(text + 5, 2));
}

/* --- writing ---------------------------------------------------------------------------------- */
static void write_wide(struct buf *out, wide n) {
  char text[48];
  size_t at = sizeof text;
  uwide rest = magnitude(n);
  do {
    text[--at] = (char)('0' + (int)(rest % 10));
    rest /= 10;
  } while (rest);
  if (n < 0) text[--at] = '-';
  buf_add(out, text + at, sizeof text - at);
}

/* Yuan with two decimals; `comma` between groups of three digits. */
static void write_money(struct buf *out, int64_t fen, bool comma) {
  uint64_t all = (uint64_t)magnitude(fen), yuan = all / 100;
  char text[40];
  size_t at = sizeof text;
  int count = 0;
  do {
    if (comma && count > 0 && count % 3 == 0) text[--at] = ',';
    text[--at] = (char)('0' + (int)(yuan % 10));
    yuan /= 10;
    count++;
  } while (yuan);
  if (fen < 0) buf_putc(out, '-');
  buf_add(out, text + at, sizeof text - at);
  buf_printf(out, ".%02d", (int)(all % 100));
}

/* In yuan like money, so that the two can be read side by side. */
static void write_exact(struct buf *out, struct value v) {
  wide num = value_exact_num(v), den = v.u.wide.den;
  wide g = (wide)greatest_divisor(magnitude(num), 100);
  write_wide(out, num / g);
  buf_putc(out, '/');
  write_wide(out, den * (100 / g));
}

static void write_date(struct buf *out, int64_t day) {
  int y, m, d;
  date_split(day, &y, &m, &d);
  buf_printf(out, "%04d-%02d-%02d", y, m, d);
}

static void write_known(struct buf *out, struct value v) {
  switch ((enum kind)v.kind) {
  case KIND_TRUTH: buf_puts(out, v.u.i ? "true" : "false"); break;
  case KIND_COUNT: buf_printf(out, "%" PRId64, v.u.i); break;
  case KIND_MONEY: write_money(out, v.u.i, false); break;
  case KIND_EXACT: write_exact(out, v); break;
  case KIND_RATE: buf_printf(out, "%" PRId64 "/%" PRId64, v.u.ratio.num, v.u.ratio.den); break;
  case KIND_DATE: write_date(out, v.u.i); break;
  case KIND_MONTH: buf_printf(out, "%04" PRId64 "-%02" PRId64, v.u.i / 12, v.u.i % 12 + 1); break;
  case KIND_PERIOD:
    write_date(out, v.u.span.from);
    buf_putc(out, '/');
    write_date(out, v.u.span.to);
    break;
  case KIND_ENUM: buf_printf(out, "#%" PRId64, v.u.i); break;
  case KIND_TEXT: buf_puts(out, v.u.text); break;
  case KIND_TIMELINE: buf_puts(out, "timeline"); break;
  case KIND_LIST: buf_puts(out, "list"); break;
  default: buf_puts(out, "nothing"); break;
  }
}

void value_write(struct buf *out, struct value v) {
  switch ((enum state)v.state) {
  case STATE_KNOWN: write_known(out, v); break;
  case STATE_ABSENT: buf_puts(out, "absent"); break;
  case STATE_UNKNOWN: buf_puts(out, "unknown"); break;
  case STATE_POISONED: buf_puts(out, "poisoned"); break;
  }
}

/* "0.5%", if that takes at most six decimals. */
static bool print_percent(struct buf *out, struct value v) {
  const uint64_t million = 1000000;
  wide num = v.u.ratio.num;
  uwide scaled = magnitude(num) * 100 * million, den = (uwide)v.u.ratio.den;
  if (scaled % den != 0) return false;
  uwide millionths = scaled / den;
  if (num < 0) buf_putc(out, '-');
  write_wide(out, (wide)(millionths / million));
  int places = 6, rest = (int)(millionths % million);
  for (; rest != 0 && rest % 10 == 0; rest /= 10)
    places--;
  if (rest) buf_printf(out, ".%0*d", places, rest);
  buf_putc(out, '%');
  return true;
}

/* An exact amount of whole fen as money, if money can be that large. */
static bool print_whole_fen(struct buf *out, struct value v) {
  wide num = value_exact_num(v);
  if (v.u.wide.den != 1 || num > INT64_MAX || num < INT64_MIN) return false;
  write_money(out, (int64_t)num, true);
  return true;
}

static void print_known(struct buf *out, struct value v) {
  int y, m, d;
  switch ((enum kind)v.kind) {
  case KIND_TRUTH: buf_puts(out, v.u.i ? "是" : "否"); break;
  case KIND_MONEY: write_money(out, v.u.i, true); break;
  case KIND_EXACT:
    if (!print_whole_fen(out, v)) write_exact(out, v);
    break;
  case KIND_DATE:
    date_split(v.u.i, &y, &m, &d);
    buf_printf(out, "%d年%d月%d日", y, m, d);
    break;
  case KIND_MONTH: buf_printf(out, "%" PRId64 "年%" PRId64 "月", v.u.i / 12, v.u.i % 12 + 1); break;
  case KIND_RATE:
    if (!print_percent(out, v)) write_known(out, v);
    break;
  default: write_known(out, v); break;
  }
}

void value_print(struct buf *out, struct value v) {
  switch ((enum state)v.state) {
  case STATE_KNOWN: print_known(out, v); break;
  case STATE_ABSENT: buf_puts(out, "无"); break;
  case STATE_UNKNOWN: buf_puts(out, "未知"); break;
  case STATE_POISONED: buf_puts(out, "poisoned"); break;
  }
}
