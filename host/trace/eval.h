/* Computing expressions over facts, without Lua: what a guard of a path would say for another
** person. */
#ifndef BYLAW_TRACE_EVAL_H
#define BYLAW_TRACE_EVAL_H

#include "host/trace/path.h"

struct eval {
  struct expr_arena *exprs; /* borrowed */
  struct value_env env;
  const struct value *facts, *given; /* borrowed */
  int given_decision;
  struct value when, decided_on;
  /* A parameter's row, or whether it has a beginning; false: there is none. */
  bool (*parameter)(void *ud, int index, struct value at, bool has_start, struct value *out);
  struct value (*reading)(void *ud, int index);
  void *ud;
  struct value *slots; /* a node each */
  uint32_t *stamps;
  uint8_t *hangs; /* 0: not known yet, 1: on nobody's facts, 2: on facts, 3: cannot be computed */
  uint32_t room, epoch;
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
