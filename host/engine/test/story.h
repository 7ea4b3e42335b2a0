/* A story: one person, what becomes known when, what is paid. */
#ifndef BYLAW_ENGINE_STORY_H
#define BYLAW_ENGINE_STORY_H

#include "host/base/json_out.h"
#include "host/engine/policy/policy.h"

struct story {
  bylaw *b; /* its own handle, with a store in memory */
  const struct policy *origin;
  json_t *told;     /* the story */
  json_t **results; /* of the caller */
  struct buf amendments;
  int64_t subject;
  char key[64];
  int step;      /* that is done, from 1 */
  double since;  /* the last result; 0: not measured */
  bool unproved; /* only what the story expects counts */
  bool failed;   /* a step could not be done: the rest is left out */
};

/* What a pay step moved: months to { "amount", fen, because, cause, payer }, and what else can be
** expected. */
struct story_paid {
  json_t *months, *pending, *between;
  int64_t owed;
  bool failed;         /* out of memory */
  struct cover *cover; /* NULL: nobody asks what is reached */
};

/* Facts of a step become the person's, as known on its day. */
bool story_facts(struct story *t, const char *on, json_t *facts, const char *from, struct error *e);
bool story_add(struct story *t, const char *on, json_t *records, struct error *e);
/* The person as it is at the beginning. */
bool story_begin(struct story *t, const char *on, struct error *e);
/* Everything that the last run (0: none) moved, and what is pending and owed after it for the
** payment (NULL: the only one). */
bool story_read(struct story *t, const char *payment, long long run, struct story_paid *out, struct error *e);
void story_paid_free(struct story_paid *paid);
/* Compare what a pay step expects with what it did; one result each. */
void story_expect(struct story *t, json_t *step, const struct story_paid *paid);
void story_result(struct story *t, json_t *step, const char *what, const json_t *expected, bool ok,
                  const char *got);

#endif
