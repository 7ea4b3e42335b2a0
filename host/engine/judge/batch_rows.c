/* Many persons of a batch. */
#include "host/engine/judge/batch_rows.h"

#include <stdlib.h>
#include <string.h>

#include "host/engine/judge/plan.h"

/* Room for the answers of a whole batch, and who of it is not asked about. */
static bool room_for(struct judge *j, int persons) {
  struct many *m = &j->many;
  if (persons <= m->room) return true;
  uint8_t *skip = realloc(m->skip, (size_t)persons);
  if (skip) m->skip = skip;
  uint32_t *leaf = realloc(m->leaf, (size_t)persons * sizeof *leaf);
  if (leaf) m->leaf = leaf;
  int64_t *value = realloc(m->value, (size_t)persons * sizeof *value);
  if (value) m->value = value;
  struct value *terms = realloc(m->terms, (size_t)persons * sizeof *terms);
  if (terms) m->terms = terms;
  if (!skip || !leaf || !value || !terms) return false;
  m->room = persons;
  return true;
}

void many_free(struct many *m) {
  free(m->skip);
  free(m->leaf);
  free(m->value);
  free(m->terms);
}

static bool only(struct judge *j, const struct batch *b, const int *rows, int count, struct error *e) {
  if (!room_for(j, b->persons)) return error_set(e, ERR_MEMORY, "内存不足");
  memset(j->many.skip, 1, (size_t)b->persons);
  for (int i = 0; i < count; i++)
    j->many.skip[rows[i]] = 0;
  return true;
}

bool judge_rows(struct judge *j, int decision, struct value when, const struct value *given,
                const struct batch *b, const int *rows, int count, struct verdict *out, struct error *e) {
  const struct many *m = &j->many;
  if (!only(j, b, rows, count, e) ||
      !judge_batch(j, decision, when, given, b, m->skip, 1, m->leaf, m->value, e))
    return false;
  for (int i = 0; i < count; i++) {
    out[i] = *judge_leaf(j, m->leaf[rows[i]]);
    if (leaf_is_whole(&out[i])) out[i].value.u.i = m->value[rows[i]];
  }
  return true;
}

bool judge_rows_term(struct judge *j, int name, struct value when, const struct batch *b, const int *rows,
                     int count, struct value *out, struct error *e) {
  if (!only(j, b, rows, count, e) || !judge_batch_term(j, name, when, b, j->many.skip, j->many.terms, e))
    return false;
  for (int i = 0; i < count; i++)
    out[i] = j->many.terms[rows[i]];
  return true;
}
