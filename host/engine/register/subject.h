/* Subjects of the store: finding one by its key, what was known of it on a day. */
#ifndef BYLAW_ENGINE_SUBJECT_H
#define BYLAW_ENGINE_SUBJECT_H

#include "host/engine/cells/cells.h"
#include "host/store/store.h"

/* The subject with this key, as it is written in the store; an error when there is none. */
bool office_subject(const struct office *o, struct store *s, const char *key, int64_t *id, struct error *e);
/* The key as it is stored: an identity number in capitals. */
void office_key(const struct office *o, const char *key, char out[256]);
/* A day that a caller gave, as `what` in the message. */
bool office_read_day(const char *what, const char *text, int64_t *day, struct error *e);
/* The last entry about a subject that was known at the end of `day`; 0: none. */
bool office_known(struct store *s, int64_t id, int64_t day, int64_t *log, struct error *e);

#endif
