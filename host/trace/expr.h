/* Expressions: where a value comes from.
**
** A value read from facts carries the id of a node here; operations on it make new nodes. Equal
** expressions are one node, so an id can be compared. The arena lives as long as its policy
** version; it grows with the text of the policy, and what one decision makes beyond that is given
** back.
*/
#ifndef BYLAW_TRACE_EXPR_H
#define BYLAW_TRACE_EXPR_H

#include <stdbool.h>
#include <stdint.h>

#include "host/base/buf.h"
#include "host/base/hash.h"
#include "host/value/timeline.h"
#include "host/value/value.h"

#define EXPR_ARGS 4

enum expr_kind {
  EXPR_NONE = 0,
  EXPR_CONST, /* a literal: constant in `value` */
  EXPR_FACT,  /* arg 0: index of the fact */
  EXPR_GIVEN, /* arg 0: index of the decision's input; arg 1: of the decision */
  EXPR_WHEN,  /* the month or day decided for */
  EXPR_DECIDED_ON,
  EXPR_PARAMETER, /* arg 0: index; arg 1: expression of the month or day it is resolved at */
  EXPR_HAS_START, /* the same: whether the row in force has a known beginning */
  EXPR_READING,   /* arg 0: index */
  EXPR_TERM, /* the value of a term or decision: arg 0: name, arg 1: month, arg 2: union of what it hangs on, where a term
                could not be told apart by its guards; arg 3: the day whose law decides; both 0 in a trace */
  EXPR_OP,        /* code: enum op; args: operands */
  EXPR_GUARD,     /* code: enum compare; args 0 and 1; arg 2: 1 when negated */
  EXPR_AGGREGATE, /* code: enum aggregate; arg 0: the list; arg 1: field * 256 + by; arg 2: chain of conditions;
                      arg 3: kind of the value, and its enumeration * 256 */
  /* code: enum row_test; arg 0: field; args 1 and 2: operands; arg 3: next condition */
  EXPR_CONDITION,
  EXPR_UNION,   /* hangs on args 0 and 1, in a way that is not recorded */
  EXPR_SCHEDULE /* the holiday schedule of the year arg 0, which is not published */
};

struct expr_node {
  uint8_t kind;
  uint8_t code;
  uint32_t arg[EXPR_ARGS];
};

struct expr_arena {
  struct hash_key key;     /* of constants */
  struct expr_node *nodes; /* node 0 is EXPR_NONE */
  struct value *constants;
  uint32_t *constant_table; /* open addressing as `table`: index + 1 */
  uint32_t *marks;          /* scratch of expr_leaves: one a node */
  uint32_t mark;
  uint32_t *table; /* open addressing, a power of two */
  uint32_t count, capacity, slots, constant_count, constant_capacity, constant_slots;
  uint32_t kept, kept_constants; /* these stay: expr_keep */
  size_t text_bytes, most_text;  /* of constants; most_text 0: no limit */
  uint32_t limit;                /* nodes allowed; 0 = 1 << 18 */
  /* memory ran out for an expression, and what hangs on it is not whole; for the caller to clear */
  bool starved;
};

/* All makers give 0 when memory or the limit has run out; the caller turns that into an error. */
bool expr_init(struct expr_arena *a);
void expr_free(struct expr_arena *a);
uint32_t expr_make(struct expr_arena *a, enum expr_kind kind, int code, const uint32_t arg[EXPR_ARGS]);
uint32_t expr_constant(struct expr_arena *a, struct value v); /* a text is copied */

/* What is there now stays for as long as the arena does: somebody remembers it (trees, values of
** the policy's own text). */
void expr_keep(struct expr_arena *a);
/* Whether more may be kept: some room is never given to what stays, so that a decision always finds
** room for its own. */
bool expr_may_keep(const struct expr_arena *a);
/* Give back what was made since the last expr_keep, and since `from` when that is later. Nobody may
** hold an id of it. */
void expr_release(struct expr_arena *a, uint32_t from, uint32_t from_constant);
/* The same when that is much; else it may serve the next decision. */
void expr_tidy(struct expr_arena *a);
size_t expr_bytes(const struct expr_arena *a); /* without the texts */
const struct expr_node *expr_get(const struct expr_arena *a, uint32_t id);
const struct value *expr_constant_of(const struct expr_arena *a, uint32_t id);

/* Call `found` once for every fact, input and unpublished schedule (EXPR_SCHEDULE: its year) that
** `id` hangs on. */
typedef void (*expr_leaf)(void *ud, enum expr_kind kind, uint32_t index);
void expr_leaves(struct expr_arena *a, uint32_t id, expr_leaf found, void *ud);

/* Whether `id` hangs on this fact (EXPR_FACT) or input (EXPR_GIVEN). */
bool expr_hangs_on(struct expr_arena *a, uint32_t id, enum expr_kind kind, uint32_t index);

/* --- questions to lists ----------------------------------------------------------------------- */

/* Conditions of one question, those of `where` included. */
enum { MOST_QUERY_CONDITIONS = 8 };

/* An aggregate with its conditions, as EXPR_AGGREGATE and EXPR_CONDITION hold them: how they are
** packed is known here alone. */
struct expr_query {
  uint32_t list; /* an expression, like the operands */
  enum aggregate agg;
  int field, by, count;
  enum kind kind; /* of the result */
  uint16_t domain;
  struct expr_condition {
    int field;
    enum row_test test;
    uint32_t a, b; /* b: of a range, else as a */
  } conditions[MOST_QUERY_CONDITIONS];
};
/* False: `n` is no aggregate, or has more conditions than there can be. */
bool expr_query_of(const struct expr_arena *a, const struct expr_node *n, struct expr_query *q);
/* As expr_make. */
uint32_t expr_query_make(struct expr_arena *a, const struct expr_query *q);
/* Its value over `list`, with the values of the conditions' operands. What makes an operand or the
** list poisoned, or the list unknown, decides before the records are looked at. */
struct value expr_aggregate(const struct expr_query *q, struct value list,
                            const struct row_condition *conditions);

static inline struct row_condition expr_condition(const struct expr_query *q, int i, struct value a,
                                                  struct value b) {
  return (struct row_condition){q->conditions[i].field, q->conditions[i].test, a, b};
}

#endif
