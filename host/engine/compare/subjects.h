/* All subjects of the open store, many at a time, and what one or two policies decide about
** them. */
#ifndef BYLAW_ENGINE_PEOPLE_H
#define BYLAW_ENGINE_PEOPLE_H

#include "host/engine/version/difference.h"
#include "host/engine/judge/batch.h"

/* Some subjects, in the order of ids. Everything is good during the call. */
struct people {
  /* their facts, as the policy that the store works with declares them */
  const struct batch *batch;
  const struct model *model; /* of that policy */
  json_t **rulings;          /* a subject each, NULL: none */
  int count;
};

/* False stops, with `e` filled. */
typedef bool (*people_visit)(void *ud, const struct people *p, struct error *e);

/* Visit every subject, in one state of the store; `what` is told as progress. The store works with
** the facts of `stored`. */
bool people_each(bylaw *b, const struct policy *stored, const bylaw_progress *progress, const char *what,
                 people_visit visit, void *ud, struct error *e);
/* The key of subject `i` as it may be shown. */
void people_mask(const struct people *p, int i, char *out, size_t size);

/* --- one or two policies side by side (two_policies.c) ---------------------------------------- */

/* Some of the people, apart where they are few: columns cost by all who are in them. */
struct subset {
  const struct people *people;
  const int *rows; /* their places there */
  struct people own;
  struct batch_maker maker;
  bool made;
  int *places, room;
};

struct pair_side {
  struct policy *policy;
  struct judge *judge;
  bool alike; /* it declares the facts as the store has them */
};

/* Two policies that are put the same questions. Where both are one text and only parameters or
** readings differ, who uses none of these in the first is not asked about in the second. */
struct pair {
  struct pair_side side[2];
  int count;
  const struct model *stored;
  bool same_text;
  struct differences differ; /* of the first side from the second; same_text only */
  struct arena arena;        /* of the person being decided alone */
  struct batch_rooms rooms;
  struct value *facts;
  struct subset asked;      /* of pair_both */
  struct verdict *verdicts; /* scratch: `room` each */
  int *rows, *places, room;
};

/* Open the judges of one or two policies (`second` NULL) with their band decisions. `same_text`:
** both are the same texts but for amendments. pair_close in any case. */
bool pair_open(struct pair *p, const struct model *stored, struct policy *first, int first_bands,
               struct policy *second, int second_bands, bool same_text, struct error *e);
void pair_close(struct pair *p);
/* Add how the work of both sides went. */
void pair_tell(const struct pair *p, struct bylaw_statistics *to);
/* Take `n` of the people; good until the next call with the same `f`. subset_free in any case. */
bool pair_subset(struct pair *p, struct subset *f, const struct people *people, const int *rows, int n,
                 struct error *e);
void subset_free(struct subset *f);
/* What side `i` decides about `n` subjects, by their places in `people`, ascending: out[k] is that
** of rows[k]. */
bool pair_decide(struct pair *p, int i, const struct people *people, int decision, struct value when,
                 const int *rows, int n, struct verdict *out, struct error *e);
/* The same for both sides. A verdict of the second side may be the first's own, justification and
** all: both are the same then. */
bool pair_both(struct pair *p, const struct people *people, const int decision[2], const struct value when[2],
               const int *rows, int n, struct verdict *first, struct verdict *second, struct error *e);

#endif
