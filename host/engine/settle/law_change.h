/* Who comes to something else by a changed law: what law_change.c and law_change_open.c share.
**
** After a run, what was booked is what was due then. So whoever has the same due by the law of
** today as by that of the run before, in every month that settling looks at, and the same payers of
** what was paid, comes to nothing new in these months; he is settled as if the law had not changed.
** That holds for people of whom nothing else is new: no fact, no event, no case that was left open.
** The others, and all of whom this cannot be shown, are settled month by month.
*/
#ifndef BYLAW_ENGINE_SETTLING_LAW_H
#define BYLAW_ENGINE_SETTLING_LAW_H

#include "host/engine/version/difference.h"
#include "host/engine/settle/payroll.h"

/* The facts of a subject that changed since the first run: one bit a fact. */
struct fact_news {
  int64_t subject;
  uint64_t facts;
};

/* A subject with cases that were left open: the first month of them. */
struct open_case {
  int64_t subject;
  int from;
};

/* A line about another month than its run's. */
struct late_line {
  int row, month, paid_in;
  bool paid;
};

/* Somebody who may come to nothing new. */
struct untouched {
  int row;
  int start; /* the first month that settling may look at */
  /* the first that was looked at by the run before; those before it must be due nothing */
  int settled;
};

/* Where the months of a chunk's people begin, by row. */
struct beginnings {
  int *now, *before;           /* by the facts and the law of today, of the run before */
  int *base_now, *base_before; /* by the base; after the run's month where there is none */
};

struct law_change {
  struct payroll *r;
  const struct payment *old; /* the same payment by the version of the run before */
  struct differences differ; /* alike: both versions are one text but for parameters and readings */
  struct reach reach;
  struct fact_news *news; /* ascending */
  int64_t news_count, news_room;
  struct open_case *cases; /* ascending */
  int64_t case_count, case_room;
  bool failed; /* no memory, in a callback */

  /* a chunk's */
  const struct store_chunk *chunk;
  uint8_t *later; /* of the chunk: who is settled month by month, enum resettle */
  int *since;     /* a row each, for RESETTLE_SINCE: the months before are even */
  struct beginnings begin;
  struct value *terms;
  uint8_t **states; /* of facts that are not those of the base: a state a row */
  struct batch_fact *facts;
  struct untouched *people; /* by their first month */
  int count, room;
  struct late_line *lines;
  int line_count, line_room;
  struct batch_maker maker; /* of `people` */
  bool made;
  struct batch_rooms rooms;
  struct value *person;
  uint8_t *skip, *paid, *old_skip; /* one of `people` each */
  uint32_t *leaf, *old_leaf;
  int64_t *value, *old_value;
};

/* `*out` NULL: nothing can be shown of anybody. law_change_close in any case. */
bool law_change_open(struct law_change **out, struct payroll *r, struct error *e);
void law_change_close(struct law_change *l); /* NULL is allowed */
/* How somebody is settled: as if nothing had changed, all months, those that may come to something
** new. */
enum resettle { RESETTLE_NONE = 0, RESETTLE_ALL, RESETTLE_SINCE };
/* Mark in `later` all whom the changed law may touch; those marked already are not looked at. */
bool law_change_mark(struct law_change *l, const struct store_chunk *chunk, uint8_t *later, struct error *e);

/* --- between the two -------------------------------------------------------------------------- */
bool law_change_room(struct law_change *l, int persons);
/* Whether the two verdicts are the same answer; the law's own words do not count. */
bool same_answer(const struct verdict *a, const struct verdict *b);

#endif
