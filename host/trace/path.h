/* A path: everything that one decision asked, in order, as a tree of events: which term, which guard with which values, which
** parameter row, which reading, to which value. Why, why not, explore and coverage read it.
**
** Unlike a trace (trace.h), which tells one term in its own frame, a path runs through all terms: expressions are in the terms
** of facts, of the month asked about (EXPR_WHEN), parameters and readings; a term that was computed before is told again by its number.
*/
#ifndef BYLAW_TRACE_PATH_H
#define BYLAW_TRACE_PATH_H

#include "host/trace/expr.h"

enum path_kind {
  PATH_ENTER = 0, /* a term begins: `name`, `when`; its end is event `end` */
  PATH_LEAVE,     /* its value: `a` */
  PATH_AGAIN,     /* a term that was computed before: `end` is its PATH_ENTER; its value: `a` */
  PATH_GUARD,     /* `cmp` over `a` and `b` came out as `outcome` */
  PATH_PARAMETER, /* parameter `name` gave row `row` (-1: none) for `when`; its value: `a` */
  PATH_READING,   /* reading `name`; the option: `a` */
  PATH_DECISION, /* a decision begins or is asked for by a term: index `name`, `when`; its end is event `end` */
  PATH_DECIDED
};

struct path_event {
  uint8_t kind, cmp;     /* enum path_kind, enum compare */
  bool outcome, guessed; /* guessed: it hangs on something unknown, and this way was tried */
  int name, row;
  uint32_t end;
  struct value when, a, b; /* of guards with `expr` set: what they hang on */
};

struct path {
  struct path_event *events; /* owned */
  uint32_t count, room;
  uint32_t most; /* events allowed; 0: 1 << 16 */
  bool cut;      /* there were more, or no memory: the path ends early */
};

void path_reset(struct path *p);
void path_free(struct path *p);
/* Append; the number of the event. What does not fit any more is dropped and said in `cut`. */
uint32_t path_add(struct path *p, struct path_event event);

#endif
