/* A trace: what one call of one term's function asked, step by step.
**
** A step is where a value became something that Lua can branch on: the outcome of a comparison, the
** kind of a term's value. Between two steps a function can do only one thing, so traces of the same
** term that begin alike go on alike. Expressions are those of the term's own frame: EXPR_WHEN is
** the month it was asked for, another term is a leaf.
*/
#ifndef BYLAW_TRACE_TRACE_H
#define BYLAW_TRACE_TRACE_H

#include "host/trace/expr.h"

enum { TRACE_STEPS = 400, TRACE_USED = 128, TRACE_MADE = 400 };

enum step_kind { STEP_COMPARE = 0, STEP_KIND };
struct step {
  uint8_t kind, cmp; /* enum step_kind, enum compare */
  bool outcome;
  uint32_t a, b; /* expressions; STEP_KIND: of `a`, b: kind and enumeration * 256 */
};

struct trace {
  /* something cannot be told in steps, or there were too many: this call tells nothing */
  bool spoiled;
  int step_count, used_count, made_count;
  struct step steps[TRACE_STEPS];
  uint32_t used[TRACE_USED]; /* terms, parameters and readings that were asked for */
  uint32_t made[TRACE_MADE]; /* operations; one whose value goes nowhere may still have failed */
};

void trace_start(struct trace *t);
void trace_spoil(struct trace *t);
void trace_compare(struct trace *t, enum compare cmp, uint32_t a, uint32_t b, bool outcome);
void trace_kind(struct trace *t, uint32_t a, struct value v);
void trace_used(struct trace *t, uint32_t expr);
/* A value that was made on the way. An unknown or poisoned one spoils: its kind may say less than
** it will for others. */
void trace_made(struct trace *t, struct value v);

#endif
