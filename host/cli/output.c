/* Errors for people, JSON for programs. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host/cli/cli.h"

enum { MARGIN = 2 }; /* of an excerpt */

void text_put_masked(FILE *to, const char *text) {
  char *copy = strdup(text);
  if (!copy) return;
  bylaw_mask(copy);
  text_put(to, copy);
  free(copy);
}

void print_place(FILE *to, const char *file, int line, int column) {
  if (!*file) return;
  text_put_masked(to, file);
  if (line > 0) fprintf(to, ":%d", line);
  if (line > 0 && column > 0) fprintf(to, ":%d", column);
  fputs(": ", to);
}

/* Spaces as wide as what stands before the column; tabs stay tabs, so that both lines jump to the
** same stop. */
static void print_caret(const char *excerpt, int column) {
  unsigned code;
  int length = 1;
  const char *at = excerpt;
  for (int i = 1; i < column && length > 0; i++)
    at += length = text_next(at, &code);
  if (length == 0) return; /* the excerpt was cut before that column */
  fputs("  ", stderr);
  for (const char *s = excerpt; s < at; s += length) {
    length = text_next(s, &code);
    if (code == '\t')
      fputc('\t', stderr);
    else
      fprintf(stderr, "%*s", code < 0x20 || code == 0xFFFD ? 1 : char_width(code), "");
  }
  fputs("^\n", stderr);
}

/* The line of the source, or what stands around the column where the whole is too wide: the caret
** must stay under its place. */
static void print_excerpt(const char *excerpt, int column) {
  int room = output_width(STDERR_FILENO) - MARGIN, before = 0, length;
  unsigned code;
  const char *at = excerpt;
  bool wide = room > 0 && text_width(excerpt) > room;
  for (int i = 1; i < column && *at; i++, at += text_next(at, &code)) {
    text_next(at, &code);
    before += char_width(code);
  }
  int first = 1;
  for (at = excerpt; wide && before > room / 2 && (length = text_next(at, &code)) > 0; at += length, first++)
    before -= char_width(code);
  size_t size = wide ? text_line_part(at, room) : strlen(at);
  fputs("  ", stderr);
  text_put_n(stderr, at, size);
  fputc('\n', stderr);
  if (column > 0) print_caret(at, column - first + 1);
}

static void print_message(const char *message, const char *article) {
  fputs("错误：", stderr);
  text_put(stderr, message);
  if (*article && !strstr(message, article)) {
    fputs("（", stderr);
    text_put(stderr, article);
    fputs("）", stderr);
  }
  fputc('\n', stderr);
}

static void print_hint(const char *hint) {
  if (!hint || !*hint) return;
  fputs("建议：", stderr);
  text_put(stderr, hint);
  fputc('\n', stderr);
}

void print_error(const bylaw_error *e) {
  print_place(stderr, e->file, e->line, e->column);
  print_message(e->message, e->article);
  if (*e->excerpt) print_excerpt(e->excerpt, e->column);
  print_hint(e->hint);
}

int fail(const char *hint, const char *fmt, ...) {
  va_list ap, again;
  va_start(ap, fmt);
  va_copy(again, ap);
  int size = vsnprintf(NULL, 0, fmt, ap);
  char *message = size < 0 ? NULL : malloc((size_t)size + 1), *advice = hint ? strdup(hint) : NULL;
  if (message) vsnprintf(message, (size_t)size + 1, fmt, again);
  va_end(again);
  va_end(ap);
  if (!message) {
    free(advice);
    print_message("内存不足", "");
    return EXIT_BAD;
  }
  bylaw_mask(message); /* a word of the command line may be a person's number in the wrong place */
  if (advice) bylaw_mask(advice);
  print_message(message, "");
  print_hint(advice);
  free(message);
  free(advice);
  return EXIT_BAD;
}

int fail_memory(void) {
  return fail(NULL, "内存不足");
}

/* JSON may hold U+007F to U+009F and characters that turn a text as they are; written as \u…, they
** mean the same to a program and do nothing to a terminal. (Those below U+0020 are written so
** anyway.) */
static void json_put(const char *text) {
  unsigned code;
  size_t run;
  while (text[run = strcspn(text, "\x7F\xC2\xE2")]) {
    fwrite(text, 1, run, stdout);
    int length = text_next(text + run, &code);
    if (text_commands(code))
      printf("\\u%04x", code);
    else
      fwrite(text + run, 1, (size_t)length, stdout);
    text += run + (size_t)length;
  }
  puts(text);
}

int print_json_text(char *text) {
  if (!text) return fail_memory();
  json_put(text);
  bylaw_free(text);
  return EXIT_YES;
}

int print_json(json_t *made) {
  char *text = made ? json_dumps(made, JSON_COMPACT) : NULL;
  json_decref(made);
  if (!text) return fail_memory();
  json_put(text);
  free(text);
  return EXIT_YES;
}

json_t *take_json(char *text) {
  json_t *made = text ? json_loads(text, JSON_ALLOW_NUL, NULL) : NULL;
  bylaw_free(text);
  if (!made) fail_memory();
  return made;
}

json_t *answer_of(bylaw_status status, char *const *text, const bylaw_error *e) {
  if (status == BYLAW_OK) return take_json(*text);
  print_error(e);
  return NULL;
}
