/* What the files of columns share. */
#ifndef BYLAW_TRACE_COLUMN_PRIVATE_H
#define BYLAW_TRACE_COLUMN_PRIVATE_H

#include <string.h>

#include "host/trace/batch/column.h"

/* The column of a plain fact; NULL: the expression is none. */
const struct batch_column *column_of_fact(const struct column_chunk *s, uint32_t expr);
/* Histories and lists of those in `who`, into `v`; who is not simple stays neither known nor
** absent. False: not an operation on columns. */
bool column_query(struct column_chunk *s, const struct expr_node *n, const struct set *who, struct vector *v);
/* What most persons have of a timeline or list; NULL: no memory. */
struct shape *column_shape(struct column_chunk *s, int fact);
/* Column `i` of those who have a single one (0: the first day of a timeline's spell, else the
** column after); NULL: no memory, or no numbers. */
const struct dense *column_dense(struct column_chunk *s, int fact, int i);
/* Who of `n` persons (at most 64) is in a state, as bits. */
uint64_t column_in_state(const uint8_t *state, int n, uint8_t wanted);
/* The operand of a kernel: one value for all, or a vector. */
struct operand {
  const struct vector *vector; /* NULL: `value` */
  struct value value;
};
bool column_operand(struct column_chunk *s, uint32_t expr, const struct set *who, struct operand *out);

/* Eight bytes of 0 or 1 become eight bits at a time: loops over arrays first give a byte a person,
** which compilers turn into vector code. */
static inline uint64_t column_bits(const uint8_t bytes[64]) {
  uint64_t bits = 0;
  for (int i = 0; i < 8; i++) {
    uint64_t eight;
    memcpy(&eight, bytes + i * 8, 8);
    bits |= (eight * UINT64_C(0x0102040810204080) >> 56) << i * 8;
  }
  return bits;
}

static inline int word_persons(const struct column_chunk *s, int word) {
  int left = s->persons - word * 64;
  return left < 0 ? 0 : left > 64 ? 64 : left;
}

static inline uint64_t first_bits(int n) {
  return n >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << n) - 1;
}

static inline struct value operand_at(const struct operand *o, int i) {
  if (!o->vector) return o->value;
  bool known = set_has(&o->vector->known, i), absent = set_has(&o->vector->absent, i);
  return (struct value){.kind = o->vector->kind,
                        .domain = o->vector->domain,
                        .state = known    ? STATE_KNOWN
                                 : absent ? STATE_ABSENT
                                          : STATE_UNKNOWN,
                        .u.i = o->vector->value[i]};
}

#endif
