/* Changes of a text: collected, applied together, told by lines. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/test/scenario.h"

void edits_add(struct edits *edits, size_t start, size_t end, int owner, char *text) {
  if (edits->count == edits->room && text) {
    int room = edits->room ? edits->room * 2 : 32;
    struct edit *more = realloc(edits->list, (size_t)room * sizeof *more);
    if (more) {
      edits->list = more;
      edits->room = room;
    }
  }
  if (!text || edits->count == edits->room) {
    edits->starved = true;
    free(text);
    return;
  }
  edits->list[edits->count++] = (struct edit){start, end, text, owner};
}

void edits_cut(struct edits *edits, int from) {
  while (edits->count > from)
    free(edits->list[--edits->count].text);
}

void edits_drop(struct edits *edits, int owner) {
  int kept = 0;
  for (int i = 0; i < edits->count; i++) {
    if (edits->list[i].owner == owner)
      free(edits->list[i].text);
    else
      edits->list[kept++] = edits->list[i];
  }
  edits->count = kept;
}

void edits_free(struct edits *edits) {
  edits_cut(edits, 0);
  free(edits->list);
  *edits = (struct edits){0};
}

static int by_start(const void *a, const void *b) {
  const struct edit *x = a, *y = b;
  return x->start < y->start ? -1 : x->start > y->start;
}

/* [from, to) of the text with the changes that lie in it, which are list[first] to list[last -
** 1]. */
static void write_part(struct buf *out, const struct edits *edits, int first, int last, const char *text,
                       size_t from, size_t to) {
  for (int i = first; i < last; i++) {
    const struct edit *one = &edits->list[i];
    buf_add(out, text + from, one->start - from);
    buf_puts(out, one->text);
    from = one->end;
  }
  buf_add(out, text + from, to - from);
}

char *edits_apply(struct edits *edits, const char *text, size_t length, size_t *made) {
  struct buf out = {0};
  if (edits->starved) return NULL;
  if (edits->count) qsort(edits->list, (size_t)edits->count, sizeof *edits->list, by_start);
  write_part(&out, edits, 0, edits->count, text, 0, length);
  *made = out.len;
  return buf_take(&out);
}

static size_t line_start(const char *text, size_t at) {
  while (at > 0 && text[at - 1] != '\n')
    at--;
  return at;
}

/* Behind the last byte of the line, without its break. */
static size_t line_end(const char *text, size_t length, size_t at) {
  while (at < length && text[at] != '\n')
    at++;
  return at;
}

static json_t *part_json(const struct edits *edits, int first, int last, const char *text, size_t from,
                         size_t to) {
  struct buf out = {0};
  write_part(&out, edits, first, last, text, from, to);
  return text_json(&out);
}

json_t *edits_hunks(const struct edits *edits, const char *text, size_t length) {
  json_t *hunks = json_array();
  size_t told = 0;
  int line = 1;
  for (int i = 0, next; i < edits->count; i = next) {
    size_t from = line_start(text, edits->list[i].start), to = line_end(text, length, edits->list[i].end);
    for (next = i + 1; next < edits->count && edits->list[next].start <= to; next++)
      to = line_end(text, length, edits->list[next].end);
    for (; told < from; told++)
      line += text[told] == '\n';
    array_add(&hunks,
              json_pack("{s:i, s:o, s:o}", "line", line, "old", part_json(edits, i, i, text, from, to), "new",
                        part_json(edits, i, next, text, from, to)));
  }
  return hunks;
}
