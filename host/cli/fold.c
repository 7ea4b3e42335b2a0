/* Sentences that fit the terminal: what a verb says to people is folded on its way out, so that no
** verb has to know how wide a line may be. Tables fit by themselves (table.c). Output for programs
** is not touched, and neither is any output into a file or pipe. */
#define _GNU_SOURCE /* fopencookie */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "host/cli/cli.h"

enum { NARROWEST_OUTPUT = 20, WIDEST_OUTPUT = 10000 };

int output_width(int fd) {
  struct winsize size;
  const char *said = getenv("COLUMNS");
  char *end = NULL;
  long columns = said && *said ? strtol(said, &end, 10) : 0;
  if (columns >= NARROWEST_OUTPUT && columns <= WIDEST_OUTPUT && *end == '\0') return (int)columns;
  if (!isatty(fd) || ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col < NARROWEST_OUTPUT) return 0;
  return size.ws_col;
}

/* --- lines ------------------------------------------------------------------------------------ */

/* Punctuation that does not begin a line. */
static bool closes(unsigned code) {
  static const unsigned closing[] = {0x3001, 0x3002, 0xFF0C, 0xFF1B, 0xFF1A, 0xFF09, 0x3015, 0x300B,
                                     0x300D, 0xFF1F, 0x201D, 0x2019, ')',    ',',    ';'};
  for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
    if (code == closing[i]) return true;
  return false;
}

/* Punctuation that does not end one. */
static bool opens(unsigned code) {
  return code == 0xFF08 || code == 0x300A || code == 0x201C || code == 0x2018 || code == 0x3014;
}

size_t text_line_part(const char *s, int width) {
  size_t at = 0, last_break = 0;
  int used = 0, length;
  unsigned code, before = 0;
  for (; (length = text_next(s + at, &code)) > 0; at += (size_t)length) {
    int w = char_width(code);
    bool between = before == ' ' || (before && char_width(before) == 2) || w == 2;
    if (at > 0 && between && !closes(code) && !opens(before)) last_break = at;
    if (used + w > width) return last_break ? last_break : at ? at : (size_t)length;
    used += w;
    before = code;
  }
  return at;
}

/* Where the lines that follow the first begin: behind the last gap of a line that has columns, else
** two further than the line. */
static int hanging(const char *line, int width) {
  int indent = 0, at = 0, gap = 0, length;
  unsigned code, before = ' ', second = ' ';
  while (line[indent] == ' ')
    indent++;
  for (const char *s = line; (length = text_next(s, &code)) > 0; s += length) {
    if (at > indent && code != ' ' && before == ' ' && second == ' ') gap = at;
    at += char_width(code);
    second = before;
    before = code;
  }
  int hang = gap && gap <= width / 2 ? gap : indent + 2;
  return hang <= width / 2 ? hang : width / 2;
}

static size_t without_spaces(const char *s, size_t n) {
  while (n > 0 && s[n - 1] == ' ')
    n--;
  return n;
}

static void put_folded(FILE *to, const char *line, int width) {
  int hang = hanging(line, width), room = width, before = 0;
  while (text_width(line) > room) {
    size_t part = text_line_part(line, room);
    fprintf(to, "%*s%.*s\n", before, "", (int)without_spaces(line, part), line);
    line += part;
    while (*line == ' ')
      line++;
    before = hang;
    room = width - hang;
  }
  if (*line || before == 0) fprintf(to, "%*s%s\n", before, "", line);
}

/* --- streams ---------------------------------------------------------------------------------- */

struct fold {
  FILE *to;
  int width;
  bool broken; /* a part of the line is out already: a prompt, or how far long work is */
  char *line;
  size_t used, room;
};

static bool add_byte(struct fold *f, char c) {
  if (f->used + 1 >= f->room) {
    size_t room = f->room ? f->room * 2 : 256;
    char *line = realloc(f->line, room);
    if (!line) return false;
    f->line = line;
    f->room = room;
  }
  f->line[f->used++] = c;
  f->line[f->used] = '\0';
  return true;
}

static void end_line(struct fold *f) {
  const char *line = f->line ? f->line : "";
  if (f->broken)
    fprintf(f->to, "%s\n", line);
  else
    put_folded(f->to, line, f->width);
  f->broken = false;
  f->used = 0;
  if (f->line) *f->line = '\0';
}

/* What is written without an end of line is wanted at once. */
static void pass_rest(struct fold *f) {
  if (f->used == 0) return;
  fputs(f->line, f->to);
  f->broken = true;
  f->used = 0;
  *f->line = '\0';
}

static ssize_t write_folded(void *cookie, const char *bytes, size_t size) {
  struct fold *f = cookie;
  for (size_t i = 0; i < size; i++) {
    if (bytes[i] == '\n')
      end_line(f);
    else if (!add_byte(f, bytes[i]))
      return 0;
  }
  if (size > 0 && bytes[size - 1] != '\n') pass_rest(f);
  return fflush(f->to) == 0 ? (ssize_t)size : 0;
}

static bool is_for_programs(const struct args *a) {
  static const char *const forms[] = {"json", "tap", "many", "ask"};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    if (args_has(a, forms[i])) return true;
  for (int i = 0; i < a->given_count; i++)
    if (option_writes(a->given[i].opt) && strcmp(a->given[i].value, "-") == 0) return true;
  return strcmp(a->verb->name, "export") == 0;
}

/* The streams live as long as the program. */
static void fold_stream(FILE **stream, int fd) {
  int width = output_width(fd);
  struct fold *f = width > 0 ? calloc(1, sizeof *f) : NULL;
  if (!f) return;
  *f = (struct fold){.to = *stream, .width = width};
  FILE *made = fopencookie(f, "w", (cookie_io_functions_t){.write = write_folded});
  if (!made) {
    free(f);
    return;
  }
  setvbuf(made, NULL, _IOLBF, BUFSIZ);
  *stream = made;
}

void output_fold(const struct args *a) {
  if (!is_for_programs(a)) fold_stream(&stdout, STDOUT_FILENO);
  if (!args_has(a, "ask")) fold_stream(&stderr, STDERR_FILENO);
}
