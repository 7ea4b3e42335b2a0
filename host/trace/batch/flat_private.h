/* What the files of flat trees share. */
#ifndef BYLAW_TRACE_FLAT_PRIVATE_H
#define BYLAW_TRACE_FLAT_PRIVATE_H

#include "host/trace/batch/flat.h"

/* The guard; the same question is one guard. UINT32_MAX: no more room. */
uint32_t flat_guard_of(struct flat *f, uint8_t cmp, uint32_t a, uint32_t b);
/* Find out whether a guard is a range of one fact. */
void flat_find_range(struct flat *f, struct flat_guard *g);

/* The plain fact or input that is all that `expr` hangs on; 0: none, several, or a history. */
uint32_t flat_one_fact(const struct flat *f, uint32_t expr, bool monotone);
/* The value of such an expression where the fact's value is `at`. */
struct value flat_value_at(const struct flat *f, uint32_t expr, uint32_t fact, struct value at);

static inline const struct value *flat_constant(const struct flat *f, uint32_t expr) {
  return expr_constant_of(&f->exprs, expr);
}

#endif
