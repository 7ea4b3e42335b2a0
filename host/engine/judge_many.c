/* Many persons, one after the other. */
#include "host/engine/judge_many.h"

#include <stdlib.h>

#include "host/engine/judge_private.h"

bool judge_many(struct judge *j, int decision, struct value when, const struct value *given,
                const struct value *const *persons, int count, struct verdict *out, struct error *e) {
  for (int i = 0; i < count; i++) {
    judge_person(j, persons[i], NULL);
    if (!judge_decide(j, decision, when, given, &out[i], e)) return false;
  }
  return true;
}

/* A row of a batch as the judge's person. */
struct one_row {
  struct batch_rooms rooms;
  struct value *facts;
};

static bool row_open(struct one_row *r, const struct judge *j, struct error *e) {
  size_t count = (size_t)j->policy->script->model.fact_count;
  *r = (struct one_row){.facts = calloc(count + 1, sizeof *r->facts)};
  return r->facts || error_set(e, ERR_MEMORY, "内存不足");
}

static bool row_person(struct one_row *r, struct judge *j, const struct batch *b, int row, struct error *e) {
  if (!batch_person(b, row, &r->rooms, r->facts)) return error_set(e, ERR_MEMORY, "内存不足");
  judge_person(j, r->facts, NULL);
  return true;
}

static void row_close(struct one_row *r) {
  batch_rooms_free(&r->rooms);
  free(r->facts);
}

bool judge_batch(struct judge *j, int decision, struct value when, const struct value *given,
                 const struct batch *b, const int *rows, int count, struct verdict *out, struct error *e) {
  struct one_row r;
  bool ok = row_open(&r, j, e);
  for (int i = 0; ok && i < count; i++)
    ok = row_person(&r, j, b, rows[i], e) && judge_decide(j, decision, when, given, &out[i], e);
  row_close(&r);
  return ok;
}

bool judge_batch_term(struct judge *j, int name, struct value when, const struct batch *b, const int *rows,
                      int count, struct value *out, struct error *e) {
  struct one_row r;
  struct error why = {0};
  bool ok = row_open(&r, j, e);
  for (int i = 0; ok && i < count; i++) {
    ok = row_person(&r, j, b, rows[i], e);
    if (!ok || judge_term(j, name, when, &out[i], &why)) continue;
    out[i] = value_poison(VERR_KIND, 0, 0);
    if (why.kind == ERR_MEMORY) ok = error_set(e, ERR_MEMORY, "%s", why.message);
  }
  row_close(&r);
  return ok;
}
