/* Which reasons an outcome has: one walk over a decision for whoever tells them or marks what they
** hang on.
**
** The evaluation tells reasons as texts with citations; the traced evaluator only has to know the
** same terms, because what they use belongs to the case. Two walks that must agree would drift
** apart: so the walk is here, and what each does at a place is a function of its own. A walk that a
** function ends (false) has failed. */
#ifndef BYLAW_ENGINE_DECIDE_REASONS_H
#define BYLAW_ENGINE_DECIDE_REASONS_H

#include "host/lua/model.h"

struct reason_visitor {
  void *ud;
  /* Whether an alternative of an `any` holds, which has been asked before. */
  bool (*alternative)(void *ud, const struct condition *c, bool *holds);
  /* A name, or `not` a name; NULL: they are not looked at. */
  bool (*leaf)(void *ud, const struct condition *c);
};

/* The names that made a condition come out as it did: of alternatives only those that hold. */
bool condition_reasons(const struct condition *c, const struct reason_visitor *v);
/* Those of the rule that gives: of an exception also why it is none. */
bool rule_reasons(const struct decision *d, int rule, const struct reason_visitor *v);

/* The decisions that the rules which apply would give: a refusal tells also why these are refused.
** `applies` says it of a rule. */
bool refused_inside(const struct model *m, const struct decision *d, bool (*applies)(void *ud, int rule),
                    bool (*inner)(void *ud, int decision), void *ud);

#endif
