/* Tables that fit the terminal and align Chinese text. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host/cli/cli.h"

enum { GAP = 2, NARROWEST = 8 };

static bool keep_row(struct table *t, const char *const *cells) {
  json_t *row = json_array();
  if (!t->rows) t->rows = json_array();
  for (int i = 0; i < t->columns; i++)
    list_add(&row, json_string_nocheck(cells[i]));
  return json_array_append_new(t->rows, row) == 0;
}

/* Rows for which there is no memory are not aligned, but none is left out. */
void table_row(struct table *t, const char *first, ...) {
  const char *cells[MOST_TABLE_COLUMNS] = {first};
  va_list ap;
  va_start(ap, first);
  for (int i = 1; i < t->columns; i++)
    cells[i] = va_arg(ap, const char *);
  va_end(ap);
  if (keep_row(t, cells)) return;
  table_print(t);
  for (int i = 0; i < t->columns; i++) {
    printf("%*s", i ? GAP : t->indent, "");
    text_put(stdout, cells[i]);
  }
  putchar('\n');
}

static const char *cell(const json_t *row, int column) {
  const char *text = json_string_value(json_array_get(row, (size_t)column));
  return text ? text : "";
}

/* The widest piece that should not be split: a run without spaces and wide characters. */
static int widest_word(const char *s) {
  int widest = 0, run = 0, length;
  unsigned code;
  for (; (length = text_next(s, &code)) > 0; s += length) {
    run = code == ' ' || char_width(code) == 2 ? 0 : run + char_width(code);
    if (run > widest) widest = run;
  }
  return widest < NARROWEST ? NARROWEST : widest;
}

static void measure(const struct table *t, int *widths, int *words) {
  size_t i;
  json_t *row;
  json_array_foreach(t->rows, i, row) {
    for (int c = 0; c < t->columns; c++) {
      int width = text_width(cell(row, c)), word = widest_word(cell(row, c));
      if (width > widths[c]) widths[c] = width;
      if (word > words[c]) words[c] = word;
    }
  }
}

static int total_width(const struct table *t, const int *widths) {
  int total = t->indent + GAP * (t->columns - 1);
  for (int c = 0; c < t->columns; c++)
    total += widths[c];
  return total;
}

/* Take from the widest column above its floor, one by one, until the table fits or all stand on
** their floors. */
static void fit_widths(const struct table *t, int *widths, const int *floors, int room) {
  for (int over = total_width(t, widths) - room; over > 0; over--) {
    int widest = -1;
    for (int c = 0; c < t->columns; c++)
      if (widths[c] > (floors ? floors[c] : NARROWEST) && (widest < 0 || widths[c] > widths[widest]))
        widest = c;
    if (widest < 0) return;
    widths[widest]--;
  }
}

static void put_part(const char *s, size_t n, int width, bool last, bool right) {
  while (n > 0 && s[n - 1] == ' ')
    n--; /* the space at which a line was broken */
  char *end = strndup(s, n);
  if (!end) {
    text_put_n(stdout, s, n);
    printf("%*s", last ? 0 : GAP, "");
    return;
  }
  int room = width - text_width(end);
  if (right) printf("%*s", room, "");
  text_put(stdout, end);
  if (!last) printf("%*s", right ? GAP : room + GAP, "");
  free(end);
}

static bool any_left(const struct table *t, const char *const *rest) {
  for (int c = 0; c < t->columns; c++)
    if (*rest[c]) return true;
  return false;
}

static void print_line(const struct table *t, const int *widths, const char **rest) {
  int last = t->columns - 1;
  while (last > 0 && !*rest[last])
    last--; /* no spaces at the end of a line */
  printf("%*s", t->indent, "");
  for (int c = 0; c <= last; c++) {
    size_t part = text_line_part(rest[c], widths[c]);
    put_part(rest[c], part, widths[c], c == last, t->right >> c & 1);
    rest[c] += part;
  }
  putchar('\n');
}

void table_print(struct table *t) {
  int widths[MOST_TABLE_COLUMNS] = {0}, words[MOST_TABLE_COLUMNS] = {0}, room = output_width(STDOUT_FILENO);
  const char *rest[MOST_TABLE_COLUMNS];
  size_t i;
  json_t *row;
  measure(t, widths, words);
  if (room > 0) {
    fit_widths(t, widths, words, room);
    fit_widths(t, widths, NULL, room); /* narrower still: ids are split, too */
  }
  json_array_foreach(t->rows, i, row) {
    for (int c = 0; c < t->columns; c++)
      rest[c] = cell(row, c);
    do {
      print_line(t, widths, rest);
    } while (any_left(t, rest));
  }
  json_decref(t->rows);
  t->rows = NULL;
}
