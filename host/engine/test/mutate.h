/* Mutants: a policy with one small change in its text. */
#ifndef BYLAW_ENGINE_MUTATE_H
#define BYLAW_ENGINE_MUTATE_H

#include "host/engine/test/coverage.h"

struct mutant {
  const char *kind; /* value, date, compare, logic, not, requires, when, number */
  bool in_values;   /* of the values' text, else of the policy's */
  size_t start, end;
  const char *put; /* what stands instead of [start, end) */
  int line, column;
  const char *article, *name;
  const char *original, *mutated; /* in one line, for people */
  /* What must be reached for the mutant to make a difference: a mark of the cover; part < 0:
  ** nothing in particular. */
  int part, index;
};

struct mutants {
  struct arena *arena;
  const struct policy *policy;
  struct mutant *list; /* malloc */
  int count, room;
  bool failed; /* no memory */
  /* the text that is walked now */
  const struct source *source;
  bool in_values;
};

/* A change that is about to be made. `shown` is the piece that people see; [start, end) lies in
** it. */
struct mutant_change {
  const char *kind;
  const struct node *shown, *at; /* at: whose line is told */
  size_t start, end;
  const char *put;  /* copied */
  const char *show; /* how [start, end) reads afterwards; NULL: as put */
  const char *article, *name;
  int part, index;
};

/* All mutants of a policy in the order of its text, then of its values. False: no memory. The
** caller frees list. */
bool mutants_make(struct mutants *m, struct arena *arena, const struct policy *p);
void mutant_add(struct mutants *m, const struct mutant_change *c);

/* mutate_literal.c: a value or date moved by the smallest step, one change a direction; nothing
** where it is no literal. */
void mutate_literal(struct mutants *m, const struct node *value, const struct mutant_change *about);
void mutate_date(struct mutants *m, const struct node *keyed, const struct mutant_change *about);

#endif
