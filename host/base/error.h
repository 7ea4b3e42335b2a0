/* Errors as plain structs: no allocation, so that they work when memory has run out.
**
** A function that can fail takes a `struct error *` (never NULL) and returns false or NULL after
** filling it. An error says what, where and what to do.
*/
#ifndef BYLAW_BASE_ERROR_H
#define BYLAW_BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "host/base/mask.h"

enum error_kind {
  ERR_NONE = 0,
  ERR_MEMORY,   /* an allocation failed */
  ERR_USAGE,    /* the caller asked for something that does not exist */
  ERR_INPUT,    /* facts, JSON, a date or an amount that cannot be read */
  ERR_FILE,     /* a file that is missing, unreadable or not a file */
  ERR_SYNTAX,   /* a policy that is not Lua */
  ERR_POLICY,   /* a policy that is Lua but breaks the policy language */
  ERR_RULE,     /* a rule failed while it ran: an overflow, a value of the wrong kind */
  ERR_CONFLICT, /* two rules apply at once */
  ERR_GAP,      /* no rule applies */
  ERR_OPEN,     /* an open value that nobody has decided yet; article and hint say who decides */
  ERR_LIMIT,    /* instructions, memory or time ran out */
  /* a database that is missing, not ours, damaged, newer, full, or may not be written */
  ERR_STORE,
  ERR_BUSY,    /* another process is writing to the database */
  ERR_CONFIRM, /* something that needs an explicit confirmation */
  ERR_STOPPED  /* the caller asked to stop */
};

struct error {
  enum error_kind kind;
  int line;   /* 1-based; 0 = not known */
  int column; /* 1-based, in characters, not bytes; 0 = not known */
  char file[256];
  char document[64]; /* id of the policy */
  char article[96];  /* citation, when one is to blame */
  char message[768]; /* what is wrong */
  char hint[768];    /* what to do; may be empty */
  char excerpt[256]; /* the line of the file; may be empty */
};

/* Set the kind and message of `e` and clear the rest. Always returns false, so that callers can
** write `return error_set(...)`. */
bool error_set(struct error *e, enum error_kind kind, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
bool error_setv(struct error *e, enum error_kind kind, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

/* Add to an error that is already set. Text that does not fit ends with …. */
void error_hint(struct error *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void error_at(struct error *e, const char *file, int line, int column);
void error_article(struct error *e, const char *document, const char *article);
struct buf;
/* An error that is already set quotes `text` (quote()). Where memory lacked for it, the error is
** that: what is half said misleads. */
void error_quotes(struct error *e, const struct buf *text);
/* The text, "" where memory lacked for it. */
const char *quote(struct buf *text);

/* Format into `dst[size]`. Text that does not fit is cut at a character and ends with …, so that
** nobody takes a part for the whole. */
void text_format(char *dst, size_t size, const char *fmt, va_list ap) __attribute__((format(printf, 3, 0)));
/* The first `count` of `total` names with 、 between them; … stands for those that are not there or
** do not fit. */
void text_list(char *dst, size_t size, const char *const *names, int count, int total);

/* Copy `src` into `dst[size]`, cutting at a whole UTF-8 character. */
void text_copy(char *dst, size_t size, const char *src);
/* Bytes that are no character, and characters that a terminal would obey (utf8_commands), become
** question marks. */
void text_mend(char *text);

#endif
