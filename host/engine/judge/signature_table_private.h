/* The signature table of a plan: from a person's signature straight to an end of the plan, past the
** few guards that compare several facts.
**
** A plan that has settled gets one: a hash table by signature, and under each signature a small
** tree of the guards that it does not answer. Entries are learned from persons whose path through
** the plan is known, and lead nowhere else.
*/
#ifndef BYLAW_ENGINE_JUDGE_SIGNATURE_TABLE_PRIVATE_H
#define BYLAW_ENGINE_JUDGE_SIGNATURE_TABLE_PRIVATE_H

#include "host/base/hash_table.h"
#include "host/engine/judge/judge.h"
#include "host/trace/batch/row.h"
#include "host/trace/batch/signature.h"

struct plan;

/* What a lookup answers, beside the number of an end. */
enum {
  SIGNATURE_UNKNOWN = UINT32_MAX,    /* not learned yet */
  SIGNATURE_BY_PLAN = UINT32_MAX - 1 /* this one is for the plan itself: a guard is not simple */
};

struct signature_node {
  /* SIGNATURE_UNKNOWN: an end, whose number is next[0] and whose path is next[1] */
  uint32_t guard;
  uint32_t next[2]; /* 0: not learned yet */
};

struct signature_slot {
  struct signature_key key;
  uint32_t node; /* 0: free */
};

struct guard_path {      /* all guards that a person came to, with the answers */
  uint32_t first, count; /* in `steps` */
  uint32_t number;       /* as others know it: of one judge, however often tables are built anew */
};

enum { MOST_FREQUENT = 8, FREQUENT_A_BYTE = 4, ENOUGH_FOR_SIGNATURES = 1 << 15 };

struct signature_table {
  struct signature signature;
  struct rows rows;
  /* guards that most persons come to: their answers stand in the key, behind the classed facts */
  uint32_t frequent[MOST_FREQUENT];
  int frequent_count;
  bool tuned;                   /* they have been looked for */
  int at_once;                  /* chunks that may go together before what is new is learned */
  struct signature_slot *slots; /* open addressing, a power of two */
  uint32_t slot_count, used;
  struct signature_node *nodes; /* node 0 is none, node 1 is "ask the plan" */
  uint32_t node_count, node_room;
  struct guard_path *paths; /* path 0 is none */
  struct hash_table by_steps;
  uint32_t path_count, path_room;
  uint32_t *numbers; /* the judge's: the last number that a path got */
  uint32_t *steps;   /* guard * 2 + answer */
  uint32_t step_count, step_room;
  long long asked, missed; /* persons; of them without an entry */
};

/* Build the table of a plan once `enough` persons asked, or a new one where the plan has grown much
** since. Without memory nothing happens. */
void signature_table_prepare(struct judge *j, struct plan *p, const struct batch *b, long long enough);
void signature_table_free(struct plan *p);
/* Give a table up for good that is too big, or in which too few persons are found. */
void signature_table_review(struct plan *p, size_t most);
size_t signature_table_bytes(const struct signature_table *s);
/* The end for a person: its number, SIGNATURE_UNKNOWN or SIGNATURE_BY_PLAN. `*path` (may be NULL):
** the number of his path. */
uint32_t signature_table_find(struct signature_table *s, const struct batch *b, int person, uint32_t *path);
/* The same for `count` persons from `first` on (at most CHUNK_ROWS). */
void signature_table_find_all(struct signature_table *s, const struct batch *b, int first, int count,
                              uint32_t *ends);
/* The end for a person, whose facts these are, by the plan itself, and learn his path;
** SIGNATURE_UNKNOWN: the plan does not know it. */
uint32_t signature_table_learn(struct plan *p, const struct batch *b, int person, const struct value *facts,
                               const struct value *given, uint32_t *path);

/* --- shared by signature_table.c and signature_build.c ---------------------------------------- */

enum { BY_PLAN_NODE = 1, SAMPLE_STEPS = 512 };

/* A person's path through the plan, from which the table learns. */
struct sample_path {
  const struct plan *plan;
  struct signature_table *s;
  uint32_t end; /* plus 1 */
  int count;
  uint32_t steps[SAMPLE_STEPS]; /* guard * 2 + answer, each guard once */
};

/* Walk a person's path, noting every guard. False: the plan does not know it. */
bool signature_table_walk(struct sample_path *l, const struct value *facts, const struct value *given);
/* Where a person's tree begins; 0: not learned yet. */
uint32_t signature_table_node(struct signature_table *s, const struct batch *b, int person);

#endif
