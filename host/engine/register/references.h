/* Records that a subject's records refer to: whether they are there, and what they say. */
#ifndef BYLAW_ENGINE_REFERENCES_H
#define BYLAW_ENGINE_REFERENCES_H

#include "host/base/hash.h"
#include "host/base/hash_table.h"
#include "host/engine/cells/cells.h"
#include "host/engine/policy/policy.h"

/* The keys of all records that can be referred to, a subject each. */
struct references {
  struct key_set {
    struct hash_key key;
    struct hash_table table;
    char **texts;
    uint32_t count, room;
  } * sets;
  int count;
};

/* Within the transaction, before the store works with the subject itself: which records there are.
** Subjects that nothing refers to are not read. references_free in any case. */
bool references_read(struct references *r, bylaw *b, struct policy *p, int subject, struct error *e);
void references_free(struct references *r);
/* Whether every record that these facts refer to is registered; else the fact that does not. */
bool references_fit(const struct references *r, const struct office *o, const struct value *facts, int *fact,
                    struct fault *why);

/* Within a snapshot: the facts of all records that those of `subject` lead to, as known at the end
** of `day` (DAY_LAST: now); `found`: a subject each, whether its record was there. The store works
** with `subject` before and after. */
bool references_fill(bylaw *b, struct policy *p, int subject, int64_t day, struct arena *arena,
                     struct value *facts, bool *found, struct error *e);

#endif
