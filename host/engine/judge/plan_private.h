/* A plan is the compiled form of one decision for one month, for one person or for columns of them.
**
** It is a trie over flat trees: a node asks a name of the decision, in the decision's order; an
** edge is a class of the name's answers; an end is a leaf with kind, justification, and the value
** or the expression that computes it. It grows by recording persons whom the judge has decided.
*/
#ifndef BYLAW_ENGINE_JUDGE_PLAN_PRIVATE_H
#define BYLAW_ENGINE_JUDGE_PLAN_PRIVATE_H

#include "host/base/hash_table.h"
#include "host/engine/judge/judge.h"
#include "host/trace/batch/column.h"
#include "host/trace/batch/flat.h"

struct signature_table; /* signature_table_private.h */

#define PLAN_NONE UINT32_MAX

/* The verdicts that ends lead to, each once in a judge. */
struct leaves {
  struct verdict *list;
  uint32_t count, room;
  struct hash_table by_bytes;
};

struct plan_edge { /* from a node */
  uint32_t class, to, next;
};

struct plan_node {
  int name;       /* asked here; -1: an end */
  uint32_t edges; /* the first; 0: none */
  uint32_t end;
};

/* Where edges end. The judge's leaves tell the rest. */
struct plan_end {
  uint32_t expr; /* of the value; 0: it stands in `value` */
  int64_t value;
  /* leaves for a value that is known, and absent; PLAN_NONE: for the slow way */
  uint32_t known, absent;
};

struct plan {
  int decision;
  struct value when;
  uint64_t turn; /* when it was asked last */
  struct flat flat;
  struct plan_node *nodes; /* node 0 is none */
  struct plan_edge *edges; /* edge 0 is none */
  struct plan_end *ends;
  uint32_t root, node_count, node_room, edge_count, edge_room, end_count, end_room;
  struct column_chunk *chunks; /* kept from one batch to the next; NULL: none yet */
  int chunk_count;
  struct signature_table *signatures; /* NULL: none yet */
  /* persons so far; of them before the last guard that was new */
  long long done, grown_at;
  uint32_t guards_seen;
  long long asked, missed, slow;
  bool without_signatures; /* they do not pay */
  bool dropped;            /* it does not pay: nothing is recorded any more */
};

/* The plan of a decision in a month, made when there is none; NULL: no memory. */
struct plan *plan_of(struct judge *j, int decision, struct value when);
void plans_free(struct judge *j);
/* Chunks for so many threads over a batch, those of before where there are; NULL: no memory. Only a
** few plans keep theirs. */
struct column_chunk *plan_chunks(struct judge *j, struct plan *p, const struct batch *b, int threads);
/* Record the person whom the judge has just decided by trees. False: this one cannot be told so. */
bool plan_record(struct judge *j, struct plan *p, const struct verdict *out);
size_t plan_bytes(const struct plan *p);
/* Give a plan up that is too big, or that too few persons find themselves in: everybody is decided
** alone then. */
void plan_review(const struct judge *j, struct plan *p);
/* The node after a class; 0: none. */
static inline uint32_t plan_next(const struct plan *p, uint32_t node, uint32_t class) {
  uint32_t edge = p->nodes[node].edges;
  while (edge && p->edges[edge].class != class)
    edge = p->edges[edge].next;
  return edge ? p->edges[edge].to : 0;
}

/* What an end is for a person: his leaf, and his value where it is whole. False: he is for the slow
** way. */
bool plan_answer(const struct plan *p, uint32_t end, const struct value *facts, const struct value *given,
                 uint32_t *leaf, int64_t *value);

/* Whether the value of such a verdict is a whole number, which stands apart from its leaf. */
bool leaf_is_whole(const struct verdict *v);
/* The leaf of a verdict without its integer value; PLAN_NONE: no memory. */
uint32_t leaf_of(struct judge *j, const struct verdict *v);

#endif
