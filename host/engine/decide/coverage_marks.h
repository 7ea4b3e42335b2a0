/* What decisions tell about which rules gave their outcome, where tests are covered. */
#ifndef BYLAW_ENGINE_COVERAGE_MARKS_H
#define BYLAW_ENGINE_COVERAGE_MARKS_H

#include "host/engine/decide/conditions.h"

/* The decision came to an outcome: mark what it was. Only where the policy is covered. */
void cover_outcome(struct evaluation *v, const struct conditions *t, struct combined c);
void cover_ruling(struct evaluation *v, const struct decision *d, const struct rule *r);

#endif
