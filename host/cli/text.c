/* Text on a terminal: characters, columns, spelling. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

struct range {
  unsigned from, to;
};

static bool in_ranges(const struct range *ranges, size_t count, unsigned code) {
  for (size_t i = 0; i < count && ranges[i].from <= code; i++)
    if (code <= ranges[i].to) return true;
  return false;
}

static int lead_length(unsigned char c) {
  if (c < 0x80) return 1;
  if (c >= 0xC2 && c < 0xE0) return 2;
  if (c >= 0xE0 && c < 0xF0) return 3;
  return c >= 0xF0 && c < 0xF5 ? 4 : 0;
}

int text_next(const char *s, unsigned *code) {
  const unsigned char *u = (const unsigned char *)s;
  static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  int length = lead_length(u[0]);
  *code = 0xFFFD;
  if (u[0] == '\0') return 0;
  if (length == 0) return 1;
  unsigned made = u[0] & mask[length];
  for (int i = 1; i < length; i++) {
    if ((u[i] & 0xC0) != 0x80) return 1; /* also the NUL of a text that was cut */
    made = made << 6 | (u[i] & 0x3F);
  }
  static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
  bool character = made >= least[length] && made <= 0x10FFFF && (made < 0xD800 || made > 0xDFFF);
  if (!character) return 1;
  *code = made;
  return length;
}

int char_width(unsigned code) {
  /* East Asian Width W and F, in whole blocks. */
  static const struct range wide[] = {
      {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},
      {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
      {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18DFF}, {0x1B000, 0x1B2FF},
      {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
  static const struct range none[] = {{0, 0x1F},        {0x7F, 0x9F},     {0x300, 0x36F},
                                      {0x200B, 0x200F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};
  if (code >= 0x20 && code < 0x7F) return 1;
  if (in_ranges(none, sizeof none / sizeof *none, code)) return 0;
  return in_ranges(wide, sizeof wide / sizeof *wide, code) ? 2 : 1;
}

int text_width(const char *s) {
  int width = 0, length;
  unsigned code;
  for (; (length = text_next(s, &code)) > 0; s += length)
    width += char_width(code);
  return width;
}

bool text_commands(unsigned code) {
  bool control = (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0);
  return control || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

void text_put_n(FILE *to, const char *s, size_t n) {
  unsigned code;
  int length;
  for (const char *end = s + n; s < end && (length = text_next(s, &code)) > 0; s += length) {
    if (text_commands(code) || code == 0xFFFD)
      fputs("\xEF\xBF\xBD", to);
    else
      fwrite(s, 1, (size_t)length, to);
  }
}

void text_put(FILE *to, const char *s) {
  text_put_n(to, s, strlen(s));
}

void text_printf(FILE *to, const char *fmt, ...) {
  va_list ap, again;
  va_start(ap, fmt);
  va_copy(again, ap);
  int size = vsnprintf(NULL, 0, fmt, ap);
  char *made = size < 0 ? NULL : malloc((size_t)size + 1);
  if (made) vsnprintf(made, (size_t)size + 1, fmt, again);
  va_end(again);
  va_end(ap);
  if (made)
    text_put(to, made);
  else
    text_put(to, fmt); /* better a line without its values than none */
  free(made);
}

/* Edits between two words; long ones are no misspelt names. */
static int distance(const char *a, const char *b) {
  enum { MOST = 40 };
  int row[MOST + 1], na = (int)strlen(a), nb = (int)strlen(b);
  if (na > MOST || nb > MOST) return MOST;
  for (int j = 0; j <= nb; j++)
    row[j] = j;
  for (int i = 1; i <= na; i++) {
    int corner = row[0];
    row[0] = i;
    for (int j = 1; j <= nb; j++) {
      int change = corner + (a[i - 1] != b[j - 1]);
      corner = row[j];
      int step = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
      row[j] = change < step ? change : step;
    }
  }
  return row[nb];
}

int text_nearest(const char *word, const char *const *names, int count) {
  int best = -1, least = 3;
  size_t length = strlen(word);
  for (int i = 0; i < count; i++) {
    int far = distance(word, names[i]);
    if (length > 1 && strncmp(word, names[i], length) == 0) far = 1; /* a name that was cut short */
    if (far < least && (size_t)far < length) {
      least = far;
      best = i;
    }
  }
  return best;
}

const char *field(const json_t *object, const char *name) {
  const char *text = json_string_value(json_object_get(object, name));
  return text ? text : "";
}

const char *asked_key(const json_t *answer) {
  return *field(answer, "month") ? "month" : *field(answer, "year") ? "year" : "on";
}

const char *asked_word(const char *key) {
  return *key == 'm' ? "月份" : *key == 'y' ? "年份" : "日期";
}

void value_put(const json_t *value) {
  size_t i;
  json_t *one;
  const json_t *open = json_object_get(value, "undetermined");
  if (json_is_string(value))
    text_put(stdout, json_string_value(value));
  else if (json_is_boolean(value))
    fputs(json_is_true(value) ? "是" : "否", stdout);
  else if (json_is_integer(value))
    printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
  else if (open) {
    text_printf(stdout, "尚无规定%s%s%s%s", *field(open, "who") ? " 由 " : "", field(open, "who"),
                *field(open, "text") ? "；" : "", field(open, "text"));
    if (*field(open, "earliest"))
      text_printf(stdout, "；最早 %s，最迟 %s", field(open, "earliest"), field(open, "latest"));
  } else if (json_is_object(value))
    fputs("未知", stdout);
  else if (json_array_size(value) == 0)
    fputs("无", stdout);
  json_array_foreach((json_t *)value, i, one) {
    if (i) fputs("、", stdout);
    value_put(one);
  }
}
