/* Policy versions in the store: put there by paying, taken from there to prove. */
#ifndef BYLAW_ENGINE_ARCHIVE_H
#define BYLAW_ENGINE_ARCHIVE_H

#include "host/engine/policy/policy.h"
#include "host/store/store.h"

/* Archive the version of `p`; its id. Within a transaction. */
bool archive_put(bylaw *b, const struct policy *p, int64_t *id, struct error *e);
/* Load an archived version from its own files and standard library. `exact`: refuse one that was decided by other semantics than this
** program's. The caller frees it with policy_free. */
struct policy *archive_get(bylaw *b, int64_t id, bool exact, struct error *e);
/* The options of the readings that were in force in an archived version, for the readings of `m` (malloc, caller frees); *same when
** none differs from those in force in `m`. */
bool archive_readings(bylaw *b, int64_t id, const struct model *m, int **chosen, bool *same, struct error *e);

#endif
