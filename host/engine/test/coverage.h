/* Coverage: policies that count what tests reach, and the report. */
#ifndef BYLAW_ENGINE_COVER_H
#define BYLAW_ENGINE_COVER_H

#include "host/engine/decide/conditions.h"
#include "host/lua/cover.h"

/* A story paid. */
void cover_paid(struct cover *c, const bylaw_line *line);
/* The same policy once more, counting in `c`, which is new and outlives it. NULL with `e`
** filled. */
struct policy *policy_covered(const bylaw_config *config, const struct policy *p, struct cover *c,
                              struct error *e);
/* Whether a test asked anything of it; what was and was not reached (coverage_report.c). */
bool policy_exercised(const struct policy *p);
json_t *cover_json(const struct policy *p);

#endif
