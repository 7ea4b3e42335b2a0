/* Writing JSON that is whole or not there.
**
** Jansson reports a failed allocation by the result of each call; one that nobody looks at leaves a
** member out, and the text that is made in the end is another answer that looks as good. Here the
** object itself is the flag: what cannot be added takes the whole object or array with it, `*to`
** becomes NULL, stays NULL, and a NULL that is put into something takes that with it. So callers
** add without asking, and whoever takes the text asks once. A flag beside the objects was not
** taken: it would have to be handed to every function that makes a part.
**
** Two things to heed. Fill a part before it is put into its whole: an object that is already inside
** another one must not go. And a NULL always means failure here: what may be left out is left out
** by the caller. */
#ifndef BYLAW_BASE_JSON_OUT_H
#define BYLAW_BASE_JSON_OUT_H

#include <jansson.h>

#include "host/base/buf.h"

/* Put `value` (its reference is taken in any case) under `key` of the object. */
void object_put(json_t **to, const char *key, json_t *value);
/* Add `value` (its reference is taken in any case) to the end of the array. */
void array_add(json_t **to, json_t *value);
/* The same for an object that is already inside another one, which cannot go: false where it
** failed, and then the whole is to be dropped. */
bool object_change(json_t *inside, const char *key, json_t *value) __attribute__((warn_unused_result));
/* Put each member of `more` (borrowed) into the object; add each item of it to the array. */
void object_put_all(json_t **to, json_t *more);
void array_add_all(json_t **to, json_t *more);
/* The text of a buffer, which is freed. */
json_t *text_json(struct buf *b);
/* `json` as text with jansson's `flags`; NULL where it is NULL or memory ran out. The caller frees
** it. (json_dumps is not used: it goes on after a key that it could not write.) */
char *json_text(const json_t *json, size_t flags);

/* Read JSON, as json_loadb. `*starved`: it is NULL because memory ran out, not because of the text.
** (Jansson's own error does not tell: a text for which there was no memory is an invalid token to
** it.) */
json_t *json_load(const char *text, size_t length, size_t flags, json_error_t *why, bool *starved);

#endif
