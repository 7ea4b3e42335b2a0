/* Facts that contradict each other. */
#include "host/engine/decide/facts_json.h"

const struct invariant *broken_invariant(const struct model *m, const struct value *facts) {
  for (int i = 0; i < m->invariant_count; i++) {
    const struct invariant *inv = &m->invariants[i];
    struct value a = facts[inv->a], b = facts[inv->b];
    if (a.state != STATE_KNOWN || b.state != STATE_KNOWN) continue;
    struct value holds = value_compare(inv->cmp, a, b);
    if (holds.state != STATE_KNOWN || !holds.u.i) return inv;
  }
  return NULL;
}
