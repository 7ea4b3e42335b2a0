/* One person of a batch. */
#include "host/engine/judge/batch_private.h"
#include "host/engine/judge/judge_private.h"
#include "host/engine/judge/signature_table_private.h"

/* asked, before a signature table is worth its building */
enum { ENOUGH_ROWS = 32, REVIEW_EVERY = 1024 };

/* The plan asked last is mostly the one. */
static struct plan *row_plan(struct judge *j, int decision, struct value when) {
  struct plan *p = j->row_plan;
  if (p && p->nodes && p->decision == decision && p->when.u.i == when.u.i && p->when.kind == when.kind)
    return p;
  return j->row_plan = plan_of(j, decision, when);
}

static void put(const struct judge *j, uint32_t leaf, int64_t value, struct verdict *out) {
  *out = *judge_leaf(j, leaf);
  if (leaf_is_whole(out)) out->value.u.i = value;
}

/* By signature lookup; the value of the outcome must be the same for all of the signature. */
static bool by_signature(struct judge *j, const struct plan *p, const struct batch *b, int row,
                         struct verdict *out, uint32_t *path) {
  uint32_t end = signature_table_find(p->signatures, b, row, path);
  if (end >= SIGNATURE_BY_PLAN || p->ends[end].expr) return false;
  put(j, p->ends[end].known, p->ends[end].value, out);
  return true;
}

static bool by_plan(struct judge *j, struct plan *p, const struct value *given, const struct batch *b,
                    int row, struct verdict *out, uint32_t *path) {
  uint32_t leaf;
  int64_t value;
  judge_set_question(j, p->decision, p->when, given);
  uint32_t end = signature_table_learn(p, b, row, j->row_facts, j->given, path);
  if (end >= SIGNATURE_BY_PLAN || !plan_answer(p, end, j->row_facts, j->given, &leaf, &value)) return false;
  put(j, leaf, value, out);
  return true;
}

/* By trees or Lua, and the plan learns it. */
static bool by_judge(struct judge *j, struct plan *p, int decision, struct value when,
                     const struct value *given, struct verdict *out, struct error *e) {
  judge_person(j, j->row_facts, NULL);
  j->trees.log.on = p && !p->dropped;
  bool ok = judge_decide(j, decision, when, given, out, e);
  j->trees.log.on = false;
  if (!ok || !p) return ok;
  p->missed++;
  plan_record(j, p, out);
  if (p->asked % REVIEW_EVERY == 0) plan_review(j, p);
  return true;
}

bool judge_row(struct judge *j, int decision, struct value when, const struct value *given,
               const struct batch *b, int row, struct verdict *out, uint32_t *path, struct error *e) {
  struct plan *p = j->trees.usable ? row_plan(j, decision, when) : NULL;
  bool sound = p && !batch_breaks_invariant(&j->policy->script->model, b, row);
  if (path) *path = 0;
  if (sound && p->signatures && by_signature(j, p, b, row, out, path)) {
    j->asked++;
    return true;
  }
  if (!batch_person(b, row, &j->row_rooms, j->row_facts)) return error_set(e, ERR_MEMORY, "内存不足");
  if (p) {
    p->asked++;
    p->done++;
  }
  if (sound) signature_table_prepare(j, p, b, j->enough < ENOUGH_ROWS ? j->enough : ENOUGH_ROWS);
  if (sound && p->signatures && by_plan(j, p, given, b, row, out, path)) return true;
  if (path) *path = 0;
  return by_judge(j, sound ? p : NULL, decision, when, given, out, e);
}
