/* A path: everything that one decision asked, in order, as a tree of events: which term, which
** guard with which values, which parameter row, which reading, to which value. Why, why not,
** explore and coverage read it.
**
** Unlike a trace (trace.h), which tells one term in its own frame, a path runs through all terms:
** expressions are in the terms of facts, of the month asked about (EXPR_WHEN), parameters and
** readings; a term that was computed before is told again by its number.
*/
#ifndef BYLAW_TRACE_PATH_H
#define BYLAW_TRACE_PATH_H

#include "host/trace/expr.h"

#define PATH_NONE UINT32_MAX /* no event */

/* What begins says in `end` the number of the event that ends it: PATH_LEAVE for a term,
** PATH_TESTED, PATH_GIVEN, PATH_DECIDED, or PATH_FAILED, which ends all terms that an error cut
** short. Between the two stands what was asked on the way. */
enum path_kind {
  /* a term begins: `name`: index into the model's terms, of the version in force; `when` */
  PATH_ENTER = 0,
  /* its value: `a`; `end`: its PATH_ENTER. A truth has no `expr`: its guards tell */
  PATH_LEAVE,
  /* a term that was computed before: `name`, `when`; `end`: its PATH_ENTER (PATH_NONE: not told);
  ** its value: `a` */
  PATH_AGAIN,
  PATH_GUARD, /* `cmp` over `a` and `b` came out as `outcome`. CMP_EQ, CMP_LT or CMP_PRESENT: `x <= y` is `y < x` that is false;
                     `present` has the same value in `a` and `b`; a truth is compared with a constant true */
  /* parameter `name` gave row `row` of its rows (-1: none) for `when`; its value: `a` */
  PATH_PARAMETER,
  PATH_READING, /* reading `name`; the option: `a` */
  /* a decision begins, the first or one that a rule or term asks for: index `name`, `when` */
  PATH_DECISION,
  /* `name`; `row`: its kind of outcome (enum outcome_kind; -1: an error); `a`: its value or absent;
  ** `end`: its PATH_DECISION */
  PATH_DECIDED,
  PATH_REQUIREMENT, /* requirement `name` of decision `row` is tested */
  PATH_RULE,        /* rule `name` of decision `row` is tested; what is not in force is not */
  /* `a`: a truth, known or unknown; `outcome`: it is true; `guessed`: it is unknown; `end`: where
  ** it began */
  PATH_TESTED,
  PATH_GIVE,  /* rule `name` of decision `row` gives: what it gives is computed */
  PATH_GIVEN, /* `outcome`: it gave something; `end`: its PATH_GIVE */
  /* something unknown was guessed and the name is computed again the other way; `row`: the attempt,
  ** from 1 */
  PATH_RETRY,
  PATH_FAILED /* an error: all terms begun since and not left are over */
};

struct path_event {
  uint8_t kind, cmp;     /* enum path_kind, enum compare */
  bool outcome, guessed; /* guessed: it hangs on something unknown, and this way was tried */
  int name, row;
  uint32_t end;
  struct value when, a,
      b; /* of guards with `expr` set: what they hang on. Texts, timelines and lists are borrowed from the run */
};

struct path {
  struct path_event *events; /* owned */
  uint32_t count, room;
  uint32_t most; /* events allowed; 0: 1 << 16 */
  bool cut;      /* there were more, or no memory: the path ends early */
  bool starved;  /* it was memory */
};

void path_reset(struct path *p);
void path_free(struct path *p);
/* Append; the number of the event. What does not fit any more is dropped (PATH_NONE) and said in
** `cut`. */
uint32_t path_add(struct path *p, struct path_event event);
/* Append the event that ends `begun`, and say so in both. PATH_NONE begins nothing. */
void path_end(struct path *p, uint32_t begun, struct path_event event);
/* An error: everything begun from event `from` on that has no end is over. */
void path_fail(struct path *p, uint32_t from);

#endif
