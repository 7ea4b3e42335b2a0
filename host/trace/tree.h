/* Trees: the traces of each term put together, one tree a term.
**
** A branch asks what a step asked; a leaf is the result of a path with everything the path used. A
** forest holds the trees of one policy version. It grows with the text of the policy, not with the
** people decided, and is bounded all the same: by the numbers of things in it, and by bytes (set
** `most_bytes` after forest_init). What no longer fits is left to Lua.
*/
#ifndef BYLAW_TRACE_TREE_H
#define BYLAW_TRACE_TREE_H

#include "host/trace/trace.h"

/* An expression made ready to be computed: its operands are cells. `code`: enum op. */
struct cell {
  uint8_t kind, code, arity; /* enum expr_kind */
  /* cells where the expression has expressions, indices where it has indices */
  uint32_t arg[3];
};

/* TRUE: whether the term of cell `a` is true, the commonest comparison. */
enum branch_kind { BRANCH_COMPARE = 0, BRANCH_KIND, BRANCH_TRUE, BRANCH_LEAF };
struct branch {
  uint8_t kind, cmp;
  uint32_t a, b;    /* cells; BRANCH_KIND: b as in the step; BRANCH_LEAF: a: the leaf */
  uint32_t next[2]; /* false, true; 0: no trace went there yet */
};

struct leaf {
  bool plain, truth;                           /* plain: a Lua boolean */
  uint32_t result;                             /* a cell */
  uint32_t used, used_count, made, made_count; /* cells, in `pool` */
};

struct forest {
  struct expr_arena *exprs;   /* borrowed */
  struct cell *cells;         /* cell 0 is none */
  uint32_t *cell_of;          /* by expression; 0: none yet */
  struct expr_query *queries; /* EXPR_AGGREGATE: cell.arg[1]; its expressions are cells here */
  struct branch *branches;    /* branch 0 is none */
  struct leaf *leaves;
  uint32_t *pool;
  uint32_t *roots; /* a tree each; 0: nothing recorded */
  uint32_t cell_count, cell_room, cell_of_room, query_count, query_room, branch_count, branch_room,
      leaf_count, leaf_room, pool_count, pool_room;
  size_t bytes, most_bytes; /* held; allowed, 0: FOREST_BYTES */
};

enum { FOREST_BYTES = 16 << 20 };

enum forest_end {
  FOREST_ADDED = 0,
  /* the trace cannot be told in a tree, or there is no more room: nothing is lost but time */
  FOREST_LEFT,
  FOREST_IMPURE /* the function did something else after the same answers: it is no function of them */
};

bool forest_init(struct forest *f, struct expr_arena *exprs, int trees);
void forest_free(struct forest *f);
/* Join a trace with its result: a truth value without expression is a plain one. */
enum forest_end forest_add(struct forest *f, int tree, const struct trace *t, struct value result);
/* The cell of an expression; 0 when it cannot be computed or there is no more room. */
uint32_t forest_cell(struct forest *f, uint32_t expr);

#endif
