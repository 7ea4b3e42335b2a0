/* The walk over a decision for its reasons. */
#include "host/engine/decide/reasons.h"

bool condition_reasons(const struct condition *c, const struct reason_visitor *v) {
  const struct condition *leaf = c->kind == COND_NOT ? &c->parts[0] : c;
  if (leaf->kind == COND_NAME) return !v->leaf || v->leaf(v->ud, c);
  for (int i = 0; i < c->count; i++) {
    bool holds = true;
    if (c->kind == COND_ANY && !v->alternative(v->ud, &c->parts[i], &holds)) return false;
    if (holds && !condition_reasons(&c->parts[i], v)) return false;
  }
  return true;
}

bool rule_reasons(const struct decision *d, int rule, const struct reason_visitor *v) {
  const struct rule *r = &d->rules[rule];
  if (r->kind == RULE_EXCEPTION && !condition_reasons(&d->rules[r->base].when, v)) return false;
  return condition_reasons(&r->when, v);
}

bool refused_inside(const struct model *m, const struct decision *d, bool (*applies)(void *ud, int rule),
                    bool (*inner)(void *ud, int decision), void *ud) {
  for (int i = 0; i < d->rule_count; i++) {
    const struct rule *r = &d->rules[i];
    if (r->kind != RULE_RULE || r->give != GIVE_NAME || !applies(ud, i)) continue;
    const struct name *n = &m->names[r->give_name];
    if (n->kind == NAME_DECISION && !inner(ud, n->index)) return false;
  }
  return true;
}
