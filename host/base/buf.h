/* A growing text buffer. Zero-initialise it, append, take or free.
** After a failed allocation `oom` stays set, appends do nothing, and `buf_text` gives NULL. */
#ifndef BYLAW_BASE_BUF_H
#define BYLAW_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buf {
  char *data;
  size_t len, cap;
  bool oom;
};

void buf_free(struct buf *b);
void buf_clear(struct buf *b);
void buf_add(struct buf *b, const char *text, size_t len);
void buf_puts(struct buf *b, const char *text);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The text, NUL-terminated and owned by the buffer (valid until the next change); NULL after
** a failed allocation. An empty buffer gives "". */
const char *buf_text(struct buf *b);
/* Hand the text over: the caller frees it with free(); the buffer is empty again. */
char *buf_take(struct buf *b);

#endif
