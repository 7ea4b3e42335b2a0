/* Justifications: an outcome's reasons as one text, stored once in a judge.
**
** A country of people shares a few hundred reasons. Each is found by the hash of its text, so equal
** ones are the same pointer, and a line of the ledger can refer to it by number. Texts of verdicts
** are interned beside them, because both live as long as the judge.
*/
#ifndef BYLAW_ENGINE_JUDGE_JUSTIFICATION_PRIVATE_H
#define BYLAW_ENGINE_JUDGE_JUSTIFICATION_PRIVATE_H

#include "host/base/hash_table.h"
#include "host/engine/judge/judge.h"

struct outcome; /* decide/outcome.h */

/* Justifications by the hash of their text. */
struct justifications {
  struct interned_justification **list;
  uint32_t count, room;
  struct hash_table by_hash;
  int failures; /* justifications that tell an error */
};

/* A justification and what only the judge knows of it. */
struct interned_justification {
  struct justification justification;
  struct list items; /* of a decision that gives a list */
};

struct texts { /* texts that verdicts hold */
  const char **list;
  uint32_t count, room;
  struct hash_table by_text;
};

/* The justification of an outcome and the run that led to it; NULL: no memory. */
const struct justification *justification_of(struct judge *j, const struct outcome *out);
/* The justification of a failure in `decision` (-1: in the facts). */
void justifications_free(struct justifications *g);
/* A text that lives as long as the judge; NULL: no memory. */
const char *judge_text(struct judge *j, const char *text);

#endif
