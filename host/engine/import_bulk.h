/* Adding very many subjects: the same rows as store_add writes, several times as fast. A statement a table and batch instead of one a row,
** and the index of keys made at the end where there was nobody before.
*/
#ifndef BYLAW_ENGINE_IMPORT_BULK_H
#define BYLAW_ENGINE_IMPORT_BULK_H

#include "host/store/store.h"

struct store_bulk;
/* Inside a transaction, after store_use. Until store_bulk_end only store_bulk_add, store_key and, where there were subjects before, store_find,
** store_subject and store_set may be called. */
struct store_bulk *store_bulk_begin(struct store *s, struct error *e);
/* `count` new subjects; `facts[i]` as in store_add. Their ids are *first, *first + 1 … and follow those before. The keys must be known, and
** none may be there already: the caller has seen to it. */
bool store_bulk_add(struct store_bulk *b, int64_t act, const struct value *const *facts, int count,
                    int64_t *first, struct error *e);
/* Whether store_add would take the facts of a subject. */
bool store_bulk_fits(struct store_bulk *b, const struct value *facts, struct error *e);
/* Ends it in any case. `keep`: what was added is to be committed; else the transaction can only be rolled back. NULL is allowed. */
bool store_bulk_end(struct store_bulk *b, bool keep, struct error *e);

#endif
