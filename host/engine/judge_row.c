/* One person of a batch. */
#include "host/engine/judge_private.h"

bool judge_row(struct judge *j, int decision, struct value when, const struct value *given,
               const struct batch *b, int row, struct verdict *out, uint32_t *path, struct error *e) {
  if (path) *path = 0;
  if (!batch_person(b, row, &j->row_rooms, j->row_facts)) return error_set(e, ERR_MEMORY, "内存不足");
  judge_person(j, j->row_facts, NULL);
  return judge_decide(j, decision, when, given, out, e);
}
