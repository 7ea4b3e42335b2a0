/* UTF-8: length, width on a terminal, validity. */
#include "host/base/utf8.h"

#include <limits.h>
#include <string.h>

int utf8_char(const char *s, size_t n, unsigned *code) {
  if (n == 0) return 0;
  unsigned char lead = (unsigned char)s[0];
  if (lead < 0x80) {
    *code = lead;
    return 1;
  }
  int len = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || n < (size_t)len) return 0;
  unsigned c = lead & (0x7Fu >> len);
  for (int i = 1; i < len; i++) {
    unsigned char next = (unsigned char)s[i];
    if ((next & 0xC0) != 0x80) return 0;
    c = c << 6 | (next & 0x3Fu);
  }
  if ((len == 3 && c < 0x800) || (len == 4 && c < 0x10000)) return 0;
  if ((c >= 0xD800 && c <= 0xDFFF) || c > 0x10FFFF) return 0;
  *code = c;
  return len;
}

bool utf8_commands(unsigned code) {
  bool control = (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0);
  return control || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

bool utf8_valid(const char *s, size_t n) {
  while (n > 0) {
    unsigned code;
    int len = utf8_char(s, n, &code);
    if (len == 0) return false;
    s += len;
    n -= (size_t)len;
  }
  return true;
}

/* The next character; a broken byte counts as one, so that a bad text cannot stop us. */
static size_t next_char(const char *s, size_t n, unsigned *code) {
  int len = utf8_char(s, n, code);
  if (len > 0) return (size_t)len;
  *code = 0xFFFD;
  return 1;
}

static bool is_blank(unsigned code) {
  return code <= ' ' || (code >= 0x7F && code <= 0xA0) || code == 0xAD || code == 0x1680 || code == 0x180E ||
         (code >= 0x2000 && code <= 0x200F) || (code >= 0x2028 && code <= 0x202F) ||
         (code >= 0x205F && code <= 0x206F) || code == 0x3000 || code == 0x3164 || code == 0xFEFF;
}

bool text_is_blank(const char *text) {
  size_t n = strlen(text);
  unsigned code;
  for (size_t at = 0; at < n; at += next_char(text + at, n - at, &code)) {
    next_char(text + at, n - at, &code);
    if (!is_blank(code)) return false;
  }
  return true;
}

size_t utf8_length(const char *s, size_t n) {
  size_t count = 0;
  unsigned code;
  for (size_t at = 0; at < n; at += next_char(s + at, n - at, &code))
    count++;
  return count;
}

enum { WORD_MOST = 96 }; /* longer texts are no misspelt words */

static int decode(const char *s, unsigned out[WORD_MOST]) {
  size_t n = strlen(s), at = 0;
  int count = 0;
  while (at < n) {
    if (count == WORD_MOST) return -1;
    at += next_char(s + at, n - at, &out[count++]);
  }
  return count;
}

static int least3(int a, int b, int c) {
  int m = a < b ? a : b;
  return m < c ? m : c;
}

/* Levenshtein, one row at a time. */
static int edit_distance(const unsigned *a, int na, const unsigned *b, int nb) {
  int rows[3][WORD_MOST + 1]; /* the two before, and this one */
  for (int j = 0; j <= nb; j++)
    rows[0][j] = j;
  for (int i = 1; i <= na; i++) {
    int *row = rows[i % 3], *above = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
    row[0] = i;
    for (int j = 1; j <= nb; j++) {
      row[j] = least3(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
      bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped && earlier[j - 2] + 1 < row[j])
        row[j] = earlier[j - 2] + 1; /* neighbours changed places: one slip */
    }
  }
  return rows[na % 3][nb];
}

int text_distance(const char *a, const char *b, int limit) {
  unsigned ca[WORD_MOST], cb[WORD_MOST];
  if (strcmp(a, b) == 0) return 0;
  int na = decode(a, ca), nb = decode(b, cb);
  int far = limit < 0 ? 1 : limit < INT_MAX ? limit + 1 : INT_MAX;
  if (na < 0 || nb < 0) return far;
  int distance = edit_distance(ca, na, cb, nb);
  return distance < far ? distance : far;
}

const char *blank_after(const char *text) {
  static const char quote[] = "’";
  size_t n = strlen(text), q = sizeof quote - 1;
  unsigned char last = n ? (unsigned char)text[n - 1] : 0;
  bool latin = last < 0x80 && last && strchr(" \t\n", last) == NULL;
  return latin || (n >= q && memcmp(text + n - q, quote, q) == 0) ? " " : "";
}
