/* A chunk of cases becomes a chunk of verdicts: in columns where cases can stand in columns, else
** one after the other. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/judge/batch.h"
#include "host/engine/judge/statistics.h"
#include "host/engine/many/many.h"

/* What a judge keeps of what it found grows with the stream where every case differs: then a new
** one takes over. */
enum { MOST_JUDGE_BYTES = 24 << 20, MOST_CHUNK_FAILURES = 128, MOST_ENDINGS = 2048, FEW_ROWS = 32 };

struct many_judge {
  struct many *many;
  struct judge *judge;
  struct batch_maker batch;
  bool columns; /* the facts fit into columns, and the decision has no inputs */
  bool alone;   /* the rest of this chunk differs too much for columns */
  uint32_t leaf[MANY_CHUNK];
  int64_t value[MANY_CHUNK];
  uint8_t skip[MANY_CHUNK];
};

/* --- judges ----------------------------------------------------------------------------------- */

static bool open_judge(struct many_judge *j, struct error *e) {
  struct many *m = j->many;
  j->judge = judge_open(m->policy, -1, e);
  if (!j->judge || !judge_readings(j->judge, m->chosen, e)) return false;
  judge_times(j->judge, m->decided_on, m->known_on);
  return true;
}

/* What it did is not forgotten with it; what it holds is. */
static void close_judge(struct many_judge *j) {
  bylaw_statistics *to = &j->many->b->statistics;
  if (!j->judge) return;
  to->guards = to->leaves = to->nodes = to->tree_bytes = to->bytes = 0;
  judge_tell(j->judge, to);
  judge_close(j->judge);
  arena_reset(&j->many->tails); /* they hang on its justifications */
  j->judge = NULL;
}

static bool fits_column(const struct fact *f) {
  if (f->form == FORM_LIST) {
    for (int i = 0; i < f->field_count; i++)
      if (f->fields[i].form != FORM_PLAIN || !fits_column(&f->fields[i])) return false;
    return true;
  }
  return f->kind == KIND_TRUTH || f->kind == KIND_COUNT || f->kind == KIND_MONEY || f->kind == KIND_DATE ||
         f->kind == KIND_MONTH || f->kind == KIND_ENUM || f->kind == KIND_TEXT;
}

static bool fit_columns(const struct many *m) {
  for (int i = 0; i < m->office.model->fact_count; i++)
    if (!fits_column(&m->office.model->facts[i])) return false;
  return m->asked->given_count == 0;
}

struct many_judge *many_judge_open(struct many *m, struct error *e) {
  struct many_judge *j = calloc(1, sizeof *j);
  if (!j) {
    error_set(e, ERR_MEMORY, "内存不足");
    return NULL;
  }
  m->b->statistics = (bylaw_statistics){0};
  j->many = m;
  j->columns = fit_columns(m);
  if (open_judge(j, e)) {
    if (!j->columns || judge_batch_make(j->judge, &j->batch)) return j;
    error_set(e, ERR_MEMORY, "内存不足");
  }
  many_judge_close(j);
  return NULL;
}

void many_judge_close(struct many_judge *j) {
  if (!j) return;
  close_judge(j);
  batch_maker_free(&j->batch);
  free(j);
}

static bool full(const struct judge *j) {
  struct judge_statistics s;
  judge_statistics(j, &s);
  return s.kept_bytes > MOST_JUDGE_BYTES || s.failures >= MOST_CHUNK_FAILURES || s.endings > MOST_ENDINGS;
}

static bool renew(struct many_judge *j, struct error *e) {
  close_judge(j);
  return open_judge(j, e);
}

/* --- rows ------------------------------------------------------------------------------------- */

static bool decide_row(struct many_judge *j, struct many_chunk *c, int row, struct error *e) {
  const struct many *m = j->many;
  judge_person(j->judge, many_facts(c, row), c->rulings[row]);
  return judge_decide(j->judge, m->decision, m->when, many_given(c, row), &c->verdicts[row], e);
}

/* Up to where the judge is full. */
static bool one_by_one(struct many_judge *j, struct many_chunk *c, int from, int *to, struct error *e) {
  int row = from;
  for (bool more = true; row < c->count && more; row++) {
    if (c->cases[row].fault) continue;
    if (!decide_row(j, c, row, e)) return false;
    more = (c->verdicts[row].kind != VERDICT_FAILED && row % 256 != 255) || !full(j->judge);
  }
  *to = row;
  return true;
}

static struct verdict verdict_of(const struct many_judge *j, int i) {
  struct verdict v = *judge_leaf(j->judge, j->leaf[i]);
  enum kind kind = v.value.kind;
  bool integer = kind == KIND_TRUTH || kind == KIND_COUNT || kind == KIND_MONEY || kind == KIND_DATE ||
                 kind == KIND_MONTH || kind == KIND_ENUM;
  if (integer && v.value.state == STATE_KNOWN) v.value.u.i = j->value[i];
  return v;
}

/* Rows from `from` to the end, but for those with rulings. */
static bool by_columns(struct many_judge *j, struct many_chunk *c, int from, struct error *e) {
  struct many *m = j->many;
  batch_clear(&j->batch);
  for (int row = from; row < c->count; row++) {
    j->skip[row - from] = c->cases[row].fault || c->rulings[row];
    if (c->cases[row].fault) /* its place stays, whatever stands there */
      memset(many_facts(c, row), 0, (size_t)c->fact_count * sizeof *c->facts);
    if (!batch_add(&j->batch, many_facts(c, row))) return error_set(e, ERR_MEMORY, "内存不足");
  }
  if (!judge_batch(j->judge, m->decision, m->when, NULL, &j->batch.batch, j->skip, 1, j->leaf, j->value, e))
    return false;
  for (int row = from; row < c->count; row++)
    if (!j->skip[row - from]) c->verdicts[row] = verdict_of(j, row - from);
  for (int row = from; row < c->count; row++)
    if (c->rulings[row] && !c->cases[row].fault && !decide_row(j, c, row, e)) return false;
  return true;
}

bool many_judge_rows(struct many_judge *j, struct many_chunk *c, int from, int *to, struct error *e) {
  if (full(j->judge) && !renew(j, e))
    return false; /* the verdicts of the call before are not needed any more */
  if (from == 0) j->alone = !j->columns || c->count < FEW_ROWS;
  if (j->alone) return one_by_one(j, c, from, to, e);
  if (!by_columns(j, c, from, e)) return false;
  *to = c->count;
  if (!full(j->judge)) return true;
  j->alone = true; /* so many failures, or verdicts, that some may not have been told in full */
  return renew(j, e) && one_by_one(j, c, from, to, e);
}
