#include "host/base/csv.h"

#include <string.h>

static bool begins_with(const char *text, size_t length, const char *mark) {
  size_t n = strlen(mark);
  return length >= n && memcmp(text, mark, n) == 0;
}

/* A sign, digits with points and thousands, perhaps a percent sign. */
static bool is_number(const char *text, size_t length) {
  size_t at = *text == '+' || *text == '-', digits = 0;
  for (; at < length && (strchr("0123456789.,", text[at]) && text[at]); at++)
    digits += text[at] >= '0' && text[at] <= '9';
  if (at < length && text[at] == '%') at++;
  return digits > 0 && at == length;
}

bool csv_is_formula(const char *text, size_t length) {
  static const char *const marks[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
  if (length == 0 || is_number(text, length)) return false;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (begins_with(text, length, marks[i])) return true;
  return false;
}

static bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

static bool needs_quotes(const char *text, size_t length) {
  if (length == 0) return false;
  if (is_blank(text[0]) || is_blank(text[length - 1])) return true;
  for (size_t i = 0; i < length; i++)
    if (text[i] == ',' || text[i] == '"' || text[i] == '\r' || text[i] == '\n') return true;
  return false;
}

void buf_csv(struct buf *out, const char *text, size_t length) {
  bool formula = csv_is_formula(text, length);
  if (!formula && !needs_quotes(text, length)) {
    buf_add(out, text, length);
    return;
  }
  buf_puts(out, formula ? "\"\t" : "\"");
  for (size_t i = 0; i < length; i++) {
    if (text[i] == '"') buf_putc(out, '"');
    buf_putc(out, text[i]);
  }
  buf_putc(out, '"');
}
