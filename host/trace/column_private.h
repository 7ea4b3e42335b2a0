/* What the files of columns share. */
#ifndef BYLAW_TRACE_COLUMN_PRIVATE_H
#define BYLAW_TRACE_COLUMN_PRIVATE_H

#include "host/trace/column.h"

/* The column of a plain fact; NULL: the expression is none. */
const struct batch_column *column_of_fact(const struct stretch *s, uint32_t expr);
/* Histories and lists of those in `list`, into `v`; what is not simple becomes VALUE_ODD. False: not an operation on columns. */
bool column_query(struct stretch *s, const struct expr_node *n, const uint16_t *list, int count,
                  struct vector *v);
/* Who of `n` persons (at most 64) is in a state, as bits. */
uint64_t column_in_state(const uint8_t *state, int n, uint8_t wanted);
/* The operand of a kernel: one value for all, or a vector. */
struct operand {
  const struct vector *vector; /* NULL: `value` */
  struct value value;
};
bool column_operand(struct stretch *s, uint32_t expr, const struct set *who, struct operand *out);

static inline struct value operand_at(const struct operand *o, int i) {
  if (!o->vector) return o->value;
  return (struct value){.kind = o->vector->kind,
                        .domain = o->vector->domain,
                        .state = o->vector->state[i],
                        .u.i = o->vector->value[i]};
}

#endif
