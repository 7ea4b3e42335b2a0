/* A growing text buffer. */
#include "host/base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 64 };

void buf_free(struct buf *b) {
  free(b->data);
  memset(b, 0, sizeof *b);
}

void buf_clear(struct buf *b) {
  b->len = 0;
  if (b->data) b->data[0] = '\0';
}

/* Room for `more` bytes and the NUL after them. */
static bool buf_room(struct buf *b, size_t more) {
  if (b->oom) return false;
  size_t need;
  if (__builtin_add_overflow(b->len, more, &need) || need >= SIZE_MAX / 2) {
    b->oom = true;
    return false;
  }
  if (need < b->cap) return true;
  size_t cap = b->cap ? b->cap : FIRST_BYTES;
  while (cap <= need)
    cap *= 2;
  char *data = realloc(b->data, cap);
  if (!data) {
    b->oom = true;
    return false;
  }
  b->data = data;
  b->cap = cap;
  return true;
}

void buf_add(struct buf *b, const char *text, size_t len) {
  if (!buf_room(b, len)) return;
  if (len) memcpy(b->data + b->len, text, len);
  b->len += len;
  b->data[b->len] = '\0';
}

void buf_puts(struct buf *b, const char *text) {
  buf_add(b, text, strlen(text));
}

void buf_putc(struct buf *b, char c) {
  buf_add(b, &c, 1);
}

void buf_printf(struct buf *b, const char *fmt, ...) {
  if (!buf_room(b, FIRST_BYTES)) return;
  va_list ap, again;
  va_start(ap, fmt);
  va_copy(again, ap);
  int n = vsnprintf(b->data + b->len, b->cap - b->len, fmt, ap);
  if (n < 0) {
    b->data[b->len] = '\0';
  } else if ((size_t)n < b->cap - b->len) {
    b->len += (size_t)n;
  } else if (buf_room(b, (size_t)n)) {
    vsnprintf(b->data + b->len, b->cap - b->len, fmt, again);
    b->len += (size_t)n;
  }
  va_end(again);
  va_end(ap);
}

const char *buf_text(struct buf *b) {
  if (b->oom) return NULL;
  return b->data ? b->data : "";
}

char *buf_take(struct buf *b) {
  buf_add(b, "", 0); /* an empty buffer has no memory to give yet */
  char *text = b->oom ? NULL : b->data;
  if (!text) free(b->data);
  memset(b, 0, sizeof *b);
  return text;
}
