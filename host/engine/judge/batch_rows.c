/* Some rows of a batch: the answers for the whole batch, with the other rows left out. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/judge/batch.h"
#include "host/engine/judge/judge_private.h"

/* Room for the answers of a whole batch, and who of it is not asked about. */
static bool reserve_answers(struct judge *j, int persons) {
  struct row_answers *a = &j->row_answers;
  if (persons <= a->capacity) return true;
  uint8_t *skip = realloc(a->skip, (size_t)persons);
  if (skip) a->skip = skip;
  uint32_t *leaf = realloc(a->leaf, (size_t)persons * sizeof *leaf);
  if (leaf) a->leaf = leaf;
  int64_t *value = realloc(a->value, (size_t)persons * sizeof *value);
  if (value) a->value = value;
  struct value *terms = realloc(a->terms, (size_t)persons * sizeof *terms);
  if (terms) a->terms = terms;
  if (!skip || !leaf || !value || !terms) return false;
  a->capacity = persons;
  return true;
}

static bool skip_others(struct judge *j, const struct batch *b, const int *rows, int count, struct error *e) {
  if (!reserve_answers(j, b->persons)) return error_set(e, ERR_MEMORY, "内存不足");
  memset(j->row_answers.skip, 1, (size_t)b->persons);
  for (int i = 0; i < count; i++)
    j->row_answers.skip[rows[i]] = 0;
  return true;
}

bool judge_rows(struct judge *j, int decision, struct value when, const struct value *given,
                const struct batch *b, const int *rows, int count, struct verdict *out, struct error *e) {
  const struct row_answers *a = &j->row_answers;
  if (!skip_others(j, b, rows, count, e) ||
      !judge_batch(j, decision, when, given, b, a->skip, 1, a->leaf, a->value, e))
    return false;
  for (int i = 0; i < count; i++) {
    out[i] = *judge_leaf(j, a->leaf[rows[i]]);
    if (leaf_is_whole(&out[i])) out[i].value.u.i = a->value[rows[i]];
  }
  return true;
}

bool judge_rows_term(struct judge *j, int name, struct value when, const struct batch *b, const int *rows,
                     int count, struct value *out, struct error *e) {
  if (!skip_others(j, b, rows, count, e) ||
      !judge_batch_term(j, name, when, b, j->row_answers.skip, j->row_answers.terms, e))
    return false;
  for (int i = 0; i < count; i++)
    out[i] = j->row_answers.terms[rows[i]];
  return true;
}
