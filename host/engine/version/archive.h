/* Room version: two versions of one policy side by side, and what lies between them.
**
** The problem: money that was paid by an old text has to be proved by that text, and a change of
** the law touches a few of a million people. So every text that paid is archived whole, by its
** hash, and can be loaded again; what differs between two versions is found row by row
** (difference.h), with the first month that it can reach (reach.c), so that those who cannot be
** touched are not asked again.
** Not taken: to keep outcomes instead of texts. They prove nothing about the text, and cannot be
** explained.
** What always holds: a version is its files, library and meaning of outcomes; its hash says all of
** it.
**
** This header: policy versions in the store: put there by paying, taken from there to prove. */
#ifndef BYLAW_ENGINE_ARCHIVE_H
#define BYLAW_ENGINE_ARCHIVE_H

#include "host/engine/policy/policy.h"
#include "host/store/store.h"

/* Archive the version of `p`; its id. Within a transaction. */
bool archive_put(bylaw *b, const struct policy *p, int64_t *id, struct error *e);
/* Load an archived version from its own files and standard library. `exact`: refuse one that was
** decided by other semantics than this program's. The caller frees it with policy_free. */
struct policy *archive_get(bylaw *b, int64_t id, bool exact, struct error *e);
/* The options of the readings that were in force in an archived version, for the readings of `m`
** (malloc, caller frees); *same when none differs from those in force in `m`. */
bool archive_readings(bylaw *b, int64_t id, const struct model *m, int **chosen, bool *same, struct error *e);

#endif
