/* Computing expressions over facts, without Lua: what a guard of a path would say for another
** person, what stands in a part of a formula. Values come from value_op and expr_aggregate, as in
** Lua; what cannot be computed here is unknown, and what hangs on it as known as that leaves it.
** For one person at a time; thousands of them are for trees and columns (walk.h, batch/).
*/
#ifndef BYLAW_TRACE_EVAL_H
#define BYLAW_TRACE_EVAL_H

#include "host/trace/path.h"

/* Whose facts, and under which law. */
struct eval_env {
  struct expr_arena *exprs; /* borrowed, like all that follow */
  const struct value_env *values;
  const struct value *facts, *given;
  int given_decision; /* whose inputs they are: those of another decision are unknown */
  struct value when, decided_on;
  /* What a parameter, whether it has a beginning, or a reading comes to; `at` is that of a
  ** parameter. False: there is nothing to compute with. */
  bool (*law)(void *ud, uint32_t expr, struct value at, struct value *out);
  void *ud;
};

struct eval {
  struct eval_env in;
  struct value *slots; /* a node each */
  uint32_t *stamps;
  uint8_t *hangs; /* 0: not known yet, 1: on nobody's facts, 2: on facts, 3: cannot be computed */
  uint32_t room, epoch;
  int depth;
  bool failed; /* no memory: every value is unknown from here on */
};

void eval_free(struct eval *v);
/* Other facts, inputs or month than before. */
void eval_begin(struct eval *v);
/* An unknown value where it cannot be computed. */
struct value eval_expr(struct eval *v, uint32_t expr);
/* 1: true, 0: false, -1: neither can be said (unknown, or an error in Lua). */
int eval_guard(struct eval *v, enum compare cmp, uint32_t a, uint32_t b);
/* Whether an expression can be computed here and hangs on facts or inputs. */
bool eval_hangs(struct eval *v, uint32_t expr);
bool eval_can(struct eval *v, uint32_t expr);

#endif
