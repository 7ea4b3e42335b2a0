/* Flat trees: what a name of the policy asks of the facts alone, in one month.
**
** A walk (walk.h) goes through a tree a term. Flattening tells the same way as guards on facts:
** terms asked for stand in line with their own guards, and whatever hangs on nobody's facts (month,
** law, readings) is a constant. So a flat tree is good for one frame, and everybody who passes the
** same guards has the same class: truth or value, parameters and readings used. Choosing among
** operands (the earlier of two days, the first that is present) becomes guards too, so that what
** remains is short. Flat trees grow by recording, a person at a time, right after the walk that
** decided.
*/
#ifndef BYLAW_TRACE_FLAT_H
#define BYLAW_TRACE_FLAT_H

#include "host/trace/walk.h"

/* CHECK: `a` must not be poisoned. Where a guard cannot be answered (unknown, poisoned, out of
** range), the row is for the slow way. */
enum { GUARD_CHECK = 0 /* else enum compare */ };

enum guard_how {
  GUARD_ROWS = 0, /* by computing both sides */
  /* of one plain fact of days, months or counts: what it comes to may be kept by its value */
  GUARD_TABLE,
  GUARD_RANGE /* of one plain fact: true within `yes`, else false, both only within `sound` */
};

struct flat_guard {
  uint8_t cmp, how;
  uint32_t a, b; /* expressions of `exprs` */
  uint32_t fact; /* of those two: expression of the fact or input */
  struct {
    int64_t least, most;
  } yes, sound;
};

struct flat_node {
  uint32_t guard;   /* of a class: NODE_CLASS */
  uint32_t next[2]; /* nodes; 0: nobody went there yet; of a class: next[0] is its number */
};
#define NODE_CLASS UINT32_MAX

/* What everybody who went the same way has in common. */
struct flat_class {
  uint32_t expr; /* of the value; EXPR_CONST where it is the same for all */
  struct used used;
  int height;
};

struct flat_tree {
  uint32_t root; /* 0: none */
  uint32_t node_count;
};

struct flat {
  uint64_t number;   /* no other flat trees of this walk ever have it */
  struct walk *walk; /* borrowed */
  struct value when; /* the month or day of its frame */
  struct expr_arena exprs;
  struct flat_guard *guards;
  struct flat_node *nodes; /* node 0 is none */
  struct flat_class *classes;
  struct flat_tree *trees; /* a name each */
  uint32_t guard_count, guard_room, node_count, node_room, class_count, class_room;
  uint32_t most_nodes;    /* of one tree; past it nothing is recorded any more */
  struct recorder *spare; /* room to record with; NULL: none yet, or in use */
};

bool flat_init(struct flat *f, struct walk *w, struct value when);
void flat_free(struct flat *f);
size_t flat_bytes(const struct flat *f);

/* Record how the person in the walk comes to the value of a term, which walk_name has just given.
** False: it cannot be told in guards, or there is no more room: nothing is changed, and this person
** is for the slow way. */
bool flat_record(struct flat *f, int name);
/* The class of a name that is no term (fact, input, parameter, reading), by the cell that stands
** for it. A truth that hangs on the person becomes a guard. */
bool flat_record_cell(struct flat *f, int name, uint32_t cell);

/* The value of an expression for one person: `facts` and `given` as in the walk. */
struct value flat_value(const struct flat *f, uint32_t expr, const struct value *facts,
                        const struct value *given);
/* A guard for one person: 0, 1, or -1 for the slow way. */
int flat_test(const struct flat *f, uint32_t guard, const struct value *facts, const struct value *given);
/* Values of expressions that several guards of one person share. */
struct flat_memo {
  uint32_t turn, count;
  uint32_t *turns; /* an expression each: the turn of its value */
  struct value *values;
};
/* Begin with another person. A memo that finds no memory remembers nothing. */
void flat_memo_turn(struct flat_memo *m, const struct flat *f);
void flat_memo_free(struct flat_memo *m);
/* flat_test that remembers. */
int flat_test_kept(const struct flat *f, uint32_t guard, const struct value *facts, struct flat_memo *m);
/* A GUARD_TABLE where its fact has the value `at`. */
int flat_test_at(const struct flat *f, const struct flat_guard *g, struct value at);
/* The class of a person, UINT32_MAX: nobody went there yet, or for the slow way (`*slow`). `m` is
** in the turn of this person and these inputs. */
uint32_t flat_class_of(const struct flat *f, int name, const struct value *facts, const struct value *given,
                       struct flat_memo *m, bool *slow);

#endif
