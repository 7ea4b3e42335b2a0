/* A policy as a test would have it: with rows of its parameters and open values, and readings, that
** its own texts do not have. */
#ifndef BYLAW_ENGINE_AMENDED_H
#define BYLAW_ENGINE_AMENDED_H

#include "host/base/json_out.h"
#include "host/engine/policy/policy.h"

/* { name: row or option } as the text that policies read as amendments; NULL: nothing. A lack of
** memory is noted in `out`. */
void amendments_write(struct buf *out, json_t *changes);
/* `p` with them, which counts for the same coverage. The caller frees it with policy_free. NULL
** fills `e`. */
struct policy *policy_amended(const bylaw_config *config, const struct policy *p, struct buf *amendments,
                              const char *file, struct error *e);

#endif
