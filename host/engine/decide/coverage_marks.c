/* What decisions tell about which rules gave their outcome, where tests are covered. */
#include "host/engine/decide/coverage_marks.h"

#include "host/lua/cover.h"

static void gave(const struct cover *c, int decision, int rule) {
  cover_mark(c->script, COVER_RULE, c->rule[decision] + rule, COVER_GAVE);
}

void cover_outcome(struct evaluation *v, const struct conditions *t, struct combined c) {
  const struct cover *cover = v->policy->script->cover;
  if (!cover->script) return;
  int decision = (int)(t->decision - v->policy->script->model.decisions);
  for (int i = 0; i < t->decision->rule_count; i++) {
    enum rule_kind kind = t->decision->rules[i].kind;
    bool item = kind == RULE_ITEM && c.code >= 0, told = kind == RULE_WARNING;
    if (t->rule[i] == TRI_TRUE && (item || told)) gave(cover, decision, i);
  }
  bool undetermined = c.code <= CODE_UNDETERMINED && c.code > CODE_GAP;
  if (c.rule >= 0 && (c.code >= 0 || undetermined)) gave(cover, decision, c.rule);
  if (c.code == CODE_ELSE) cover_mark(cover->script, COVER_DECISION, decision, COVER_GAVE);
}

void cover_ruling(struct evaluation *v, const struct decision *d, const struct rule *r) {
  const struct cover *c = v->policy->script->cover;
  if (c->script) gave(c, (int)(d - v->policy->script->model.decisions), (int)(r - d->rules));
}
