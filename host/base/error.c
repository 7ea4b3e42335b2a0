/* Errors as plain structs. */
#include "host/base/error.h"

#include <stdio.h>
#include <string.h>

/* How many bytes of `s` remain when a character that was cut in two at byte `n` is dropped. */
static size_t whole_characters(const char *s, size_t n) {
  size_t back = 0;
  while (back < 4 && back < n && ((unsigned char)s[n - 1 - back] & 0xC0) == 0x80)
    back++;
  if (back >= n) return n;
  unsigned char lead = (unsigned char)s[n - 1 - back];
  size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  return need > back + 1 ? n - 1 - back : n;
}

void text_copy(char *dst, size_t size, const char *src) {
  if (size == 0) return;
  size_t n = src ? strlen(src) : 0;
  if (n >= size) n = whole_characters(src, size - 1);
  if (n) memmove(dst, src, n);
  dst[n] = '\0';
}

__attribute__((format(printf, 3, 0))) static void format_into(char *dst, size_t size, const char *fmt,
                                                              va_list ap) {
  int n = vsnprintf(dst, size, fmt, ap);
  if (n < 0) dst[0] = '\0';
  if (n >= 0 && (size_t)n >= size) dst[whole_characters(dst, size - 1)] = '\0';
}

bool error_setv(struct error *e, enum error_kind kind, const char *fmt, va_list ap) {
  char message[sizeof e->message]; /* apart, because an argument may be a part of `e` */
  format_into(message, sizeof message, fmt, ap);
  memset(e, 0, sizeof *e);
  e->kind = kind;
  memcpy(e->message, message, strlen(message) + 1);
  return false;
}

bool error_set(struct error *e, enum error_kind kind, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  error_setv(e, kind, fmt, ap);
  va_end(ap);
  return false;
}

void error_hint(struct error *e, const char *fmt, ...) {
  char hint[sizeof e->hint];
  va_list ap;
  va_start(ap, fmt);
  format_into(hint, sizeof hint, fmt, ap);
  va_end(ap);
  memcpy(e->hint, hint, strlen(hint) + 1);
}

void error_at(struct error *e, const char *file, int line, int column) {
  text_copy(e->file, sizeof e->file, file);
  e->line = line;
  e->column = column;
}

void error_article(struct error *e, const char *document, const char *article) {
  text_copy(e->document, sizeof e->document, document);
  text_copy(e->article, sizeof e->article, article);
}

void text_mask_numbers(char *text) {
  enum { SHORTEST = 12, HEAD = 6, TAIL = 4 };
  while (*text) {
    size_t run = strspn(text, "0123456789");
    if (run == 0) {
      text++;
      continue;
    }
    if (run >= SHORTEST) memset(text + HEAD, '*', run - HEAD - TAIL);
    text += run;
  }
}
