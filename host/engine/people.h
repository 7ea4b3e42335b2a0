/* All subjects of the open store, one after the other, with their recorded rulings. */
#ifndef BYLAW_ENGINE_PEOPLE_H
#define BYLAW_ENGINE_PEOPLE_H

#include "host/engine/payroll.h"

/* `s` and `rulings` (NULL: none) are good during the call. False stops, with `e` filled. */
typedef bool (*people_visit)(void *ud, const struct store_subject *s, json_t *rulings, struct error *e);

/* Visit every subject in the order of ids, in one state of the store; `what` is told as progress. */
bool people_each(bylaw *b, const bylaw_progress *progress, const char *what, people_visit visit, void *ud,
                 struct error *e);
/* A key as it may be shown. */
void people_mask(const struct model *m, const char *key, char *out, size_t size);

#endif
