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

size_t utf8_length(const char *s, size_t n) {
  size_t count = 0;
  unsigned code;
  for (size_t at = 0; at < n; at += next_char(s + at, n - at, &code))
    count++;
  return count;
}

struct code_range {
  unsigned from, to;
};

static bool in_ranges(const struct code_range *ranges, size_t count, unsigned code) {
  for (size_t i = 0; i < count && ranges[i].from <= code; i++) {
    if (code <= ranges[i].to) return true;
  }
  return false;
}

static size_t char_width(unsigned code) {
  /* East Asian Width W and F, in whole blocks. */
  static const struct code_range wide[] = {
      {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x4DBF},   {0x4E00, 0xA4CF}, {0xA960, 0xA97F},
      {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6},
      {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
  };
  static const struct code_range none[] = {
      {0, 0x1F}, {0x7F, 0x9F}, {0x300, 0x36F}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},
  };
  if (code >= 0x20 && code < 0x7F) return 1;
  if (in_ranges(none, sizeof none / sizeof none[0], code)) return 0;
  return in_ranges(wide, sizeof wide / sizeof wide[0], code) ? 2 : 1;
}

size_t utf8_width(const char *s, size_t n) {
  size_t width = 0;
  unsigned code;
  for (size_t at = 0; at < n;) {
    at += next_char(s + at, n - at, &code);
    width += char_width(code);
  }
  return width;
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
