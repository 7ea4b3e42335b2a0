/* Short ways: from a person's profile straight to the end of a plan, past the few guards that compare several facts.
**
** A plan that has settled gets them: a table by profile, and under each profile a small tree of what the profile does not tell. They are
** learned from persons whose way through the plan is known, and lead nowhere else.
*/
#ifndef BYLAW_ENGINE_JUDGE_SHORT_H
#define BYLAW_ENGINE_JUDGE_SHORT_H

#include "host/engine/judge/judge_private.h"
#include "host/trace/batch/profile.h"

struct plan;

/* Where a short way leads, past what is the number of an end. */
enum {
  SHORT_NONE = UINT32_MAX,    /* not learned yet */
  SHORT_LONG = UINT32_MAX - 1 /* this one goes the long way: a guard is not simple */
};

struct short_node {
  uint32_t guard;   /* SHORT_NONE: an end, whose number is next[0] and whose path is next[1] */
  uint32_t next[2]; /* 0: not learned yet */
};

struct short_slot {
  struct key key;
  uint32_t node; /* 0: free */
};

struct short_path {      /* all guards on a way, with their answers */
  uint32_t first, count; /* in `steps` */
  uint32_t number;       /* as others know it: of one judge, however often short ways are made anew */
};

enum { MOST_HOT = 8, HOT_A_BYTE = 4, ENOUGH_FOR_SHORTS = 1 << 15 };

struct shorts {
  struct profile profile;
  struct rows rows;
  uint32_t
      hot[MOST_HOT]; /* guards that most persons come to: their answers stand in the key, behind the facets */
  int hot_count;
  bool tuned;               /* they have been looked for */
  int at_once;              /* stretches that may go together before what is new is learned */
  struct short_slot *slots; /* open addressing, a power of two */
  uint32_t slot_count, used;
  struct short_node *nodes; /* node 0 is none, node 1 is the long way */
  uint32_t node_count, node_room;
  struct short_path *paths; /* path 0 is none */
  uint32_t *path_table;     /* open addressing, a power of two */
  uint32_t path_count, path_room, path_slots;
  uint32_t *numbers; /* the judge's: the last number that a path got */
  uint32_t *steps;   /* guard * 2 + answer */
  uint32_t step_count, step_room;
  long long asked, missed; /* persons; of them without a short way */
};

/* Give a plan its short ways once `enough` persons asked, or new ones where it has grown much since. Nothing happens when there is no memory. */
void shorts_prepare(struct judge *j, struct plan *p, const struct batch *b, long long enough);
void shorts_free(struct plan *p);
/* Give short ways up for good that are too big, or that too few persons go. */
void shorts_review(struct plan *p, size_t most);
size_t shorts_bytes(const struct shorts *s);
/* The end for a person: its number, SHORT_NONE or SHORT_LONG. `*path` (may be NULL): the number of his path. */
uint32_t shorts_find(struct shorts *s, const struct batch *b, int person, uint32_t *path);
/* The same for `count` persons from `first` on (at most STRETCH). */
void shorts_find_all(struct shorts *s, const struct batch *b, int first, int count, uint32_t *ends);
/* The end for a person, whose facts these are, by the plan itself, and learn his way; SHORT_NONE: the plan does not know it. */
uint32_t shorts_learn(struct plan *p, const struct batch *b, int person, const struct value *facts,
                      const struct value *given, uint32_t *path);

/* --- shared by signature_table.c and signature_build.c -------------------------------------------- */

enum { SHORT_LONG_NODE = 1, LESSON_STEPS = 512 };

struct lesson {
  const struct plan *plan;
  struct shorts *s;
  uint32_t end; /* plus 1 */
  int count;
  uint32_t steps[LESSON_STEPS]; /* guard * 2 + answer, each guard once */
};

/* A person's way through the plan, noting every guard. False: the plan does not know it. */
bool shorts_walk(struct lesson *l, const struct value *facts, const struct value *given);
/* Where a person's tree begins; 0: not learned yet. */
uint32_t shorts_node(struct shorts *s, const struct batch *b, int person);

#endif
