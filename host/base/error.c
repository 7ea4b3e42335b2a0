/* Errors as plain structs. */
#include "host/base/error.h"

#include <stdio.h>
#include <string.h>

#include "host/base/buf.h"
#include "host/base/utf8.h"

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

void text_format(char *dst, size_t size, const char *fmt, va_list ap) {
  static const char more[] = "…";
  int n = vsnprintf(dst, size, fmt, ap);
  if (n < 0) dst[0] = '\0';
  if (n < 0 || (size_t)n < size) return;
  size_t end = size < sizeof more ? size - 1 : whole_characters(dst, size - sizeof more);
  memcpy(dst + end, more, size - end < sizeof more ? 0 : sizeof more);
  if (size < sizeof more) dst[end] = '\0';
}

void text_list(char *dst, size_t size, const char *const *names, int count, int total) {
  static const char between[] = "、", more[] = "…";
  size_t used = 0;
  dst[0] = '\0';
  for (int i = 0; i < count; i++) {
    size_t need = strlen(names[i]) + (i > 0 ? sizeof between - 1 : 0);
    /* The last name needs no room for the mark behind it. */
    size_t reserve = i + 1 < total ? sizeof between - 1 + sizeof more : 1;
    bool fits = used + need + reserve <= size;
    if (i > 0) used += (size_t)snprintf(dst + used, size - used, "%s", between);
    snprintf(dst + used, size - used, "%s", fits ? names[i] : more);
    if (!fits) return;
    used += strlen(names[i]);
  }
  if (count > 0 && count < total) snprintf(dst + used, size - used, "%s%s", between, more);
}

/* A message may quote what somebody else wrote, and a buffer may have cut it: bytes that are no
** character, and what a terminal would obey, become question marks. Whoever writes messages as JSON
** relies on it. */
void text_mend(char *text) {
  size_t n = strlen(text);
  char *to = text;
  for (size_t at = 0; at < n;) {
    unsigned code;
    int len = utf8_char(text + at, n - at, &code);
    if (len == 0 || utf8_commands(code)) {
      *to++ = '?';
    } else {
      memmove(to, text + at, (size_t)len);
      to += len;
    }
    at += len > 0 ? (size_t)len : 1;
  }
  *to = '\0';
}

bool error_setv(struct error *e, enum error_kind kind, const char *fmt, va_list ap) {
  char message[sizeof e->message]; /* apart, because an argument may be a part of `e` */
  text_format(message, sizeof message, fmt, ap);
  text_mend(message);
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
  text_format(hint, sizeof hint, fmt, ap);
  va_end(ap);
  text_mend(hint);
  memcpy(e->hint, hint, strlen(hint) + 1);
}

void error_at(struct error *e, const char *file, int line, int column) {
  text_copy(e->file, sizeof e->file, file);
  text_mend(e->file);
  e->line = line;
  e->column = column;
}

void error_article(struct error *e, const char *document, const char *article) {
  text_copy(e->document, sizeof e->document, document);
  text_copy(e->article, sizeof e->article, article);
  text_mend(e->document);
  text_mend(e->article);
}

const char *quote(struct buf *text) {
  const char *whole = buf_text(text);
  return whole ? whole : "";
}

void error_quotes(struct error *e, const struct buf *text) {
  if (text->oom) error_set(e, ERR_MEMORY, "内存不足");
}
