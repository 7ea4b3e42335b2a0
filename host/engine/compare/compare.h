/* Room compare: two policies, times, amounts or readings: whose outcome differs, from what to what,
** and what it costs.
**
** The problem: before a text is changed one wants to know whom it touches and what the year will
** cost. So two sides are decided for the same people, everybody in the register (people.c) or
** everybody who could be (classes.c, by exploring both sides at once), and told by classes of
** outcomes; a budget is the same over coming years, with people who grow older.
** Not taken: a diff of texts. Two texts may differ in every line and decide alike.
** What always holds: both sides see the same facts, of the same day.
**
** This header: what compare.c, outcome.c, people.c and classes.c share. */
#ifndef BYLAW_ENGINE_COMPARE_H
#define BYLAW_ENGINE_COMPARE_H

#include "host/engine/judge/judge.h"
#include "host/engine/compare/subjects.h"
#include "host/engine/version/variant.h"

enum { COMPARE_EXAMPLES = 3, COMPARE_CLASSES = 2000, COMPARE_OUTCOMES = 1000, COMPARE_YEAR = 12 };

/* One side of the comparison. */
struct compare_side {
  struct variant variant;
  int decision;
  struct value asked;            /* the time of the request; absent when none is told */
  struct value when;             /* a month or a date */
  const struct payment *payment; /* that the decision belongs to; NULL: none */
};

struct comparison {
  bylaw *b;
  const bylaw_compare_request *q;
  struct policy *origin;
  struct compare_side side[2];
};

/* --- outcomes (outcome.c) --------------------------------------------------------------------- */

/* An outcome without its value: the same for both sides when kind, articles and (of what is no
** amount or refusal) words are. */
struct compare_basis {
  enum verdict_kind kind;
  const char *article, *words;
};

/* An outcome as it is listed. */
struct compare_outcome {
  int basis;
  const char *value; /* as text; NULL: of many values, or none */
  json_t *json;
};

/* Outcomes of both sides, each content once. */
struct outcomes {
  struct arena arena;
  struct compare_basis *bases;
  int basis_count, basis_room;
  struct compare_outcome *list;
  int count, room;
};

/* What is kept at each justification (justification->user), so that a person costs no look-up. */
struct compare_seen {
  int basis, band;
  struct value value; /* of the outcome last asked for here */
  int outcome;        /* -1: none was */
};

/* What is kept at a justification, made when it is new; `band` is -1 then. NULL: no memory. */
struct compare_seen *outcome_seen(struct outcomes *o, const struct verdict *v);
/* The listed outcome of a verdict; -1: no memory. */
int outcome_of(struct outcomes *o, struct script *s, const struct verdict *v);
/* A message without the lines of the file that it names, which are others in another file. NULL: no
** memory. */
char *outcome_plain_words(struct arena *arena, const char *text);
/* Whether two verdicts give the same value; of values of one kind. */
bool outcome_values_same(const struct script *a, struct value x, const struct script *b, struct value y);
void outcomes_free(struct outcomes *o);
/* { kind, value (null: none), text (for people), varied, article, words }. */
json_t *outcome_describe(struct script *s, const struct compare_basis *basis, const struct value *value);

/* --- answers ---------------------------------------------------------------------------------- */

/* Over the subjects of the open store: { people, month, year, by, classes, … }. NULL fills `e`. */
json_t *compare_people(struct comparison *c, struct error *e);
/* Over everybody who could be: { classes, complete }. NULL fills `e`. */
json_t *compare_classes(struct comparison *c, struct error *e);

/* --- other amounts (vary_amounts.c) ----------------------------------------------------------- */

struct explore;
struct explore_case;
/* Both sides once more, with judges of their own beside those of the explorer. */
struct compare_twins;
struct compare_twins *compare_twins_open(struct comparison *c, struct error *e);
void compare_twins_close(struct compare_twins *t);
/* Whether other amounts, counts or rates of the person make a difference where those of `one` do
** not: the outcomes of both sides hang on them. Such values, a variable each, in `arena`; `*found`
** NULL: there were none. Both sides declare the same facts. */
bool compare_twins_try(struct compare_twins *t, const struct explore *x, const struct explore_case *one,
                       struct arena *arena, struct value **found, struct value outcome[2], struct error *e);

#endif
