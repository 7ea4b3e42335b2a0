/* Walking trees: a term's value for one person, in C alone.
**
** A frame is a month or day that something is asked for. In it every cell and every term has at
** most one value a person; what hangs on no person's facts is kept for all of them. Values come
** from value_op, value_compare and expr_aggregate, as in Lua. Where anything is unknown, poisoned
** or not recorded, the walk stops and says so: the way through Lua is always right.
*/
#ifndef BYLAW_TRACE_WALK_H
#define BYLAW_TRACE_WALK_H

#include "host/trace/tree.h"

/* Parameter rows and readings that are used: bits. */
enum { USED_WORDS = 6 };
struct used {
  uint64_t bits[USED_WORDS];
};

enum walk_end {
  WALK_OK = 0,
  WALK_SLOW,  /* not for trees */
  WALK_BROKEN /* the policy is not what it must be; the owner of the hooks knows more */
};

/* The value of a term or decision in a frame. */
struct answer {
  uint32_t stamp, busy;
  int tree;   /* of the version in force, plus 1; 0: not looked up yet */
  int height; /* of the terms that it rests on */
  struct value value;
  struct used used;
};

struct slot {
  struct value value;
  uint32_t stamp;
};

struct frame {
  struct value when;
  struct frame *next;     /* of the same hash */
  struct slot *slots;     /* a cell each */
  struct answer *answers; /* a name each */
  void *more;             /* for the owner of the hooks, zeroed at first */
};

enum { TREE_NONE = -1, TREE_DECISION = -2 };

/* Lua refuses terms nested deeper than 60 and decisions deeper than 8; where it might, it must. */
enum { WALK_HIGHEST = 40, WALK_STOREY = 8 }; /* a storey: what a decision inside adds */

struct walk;
struct walk_hooks {
  /* The row of a parameter, or whether it has a beginning; false: there is none to compute with.
  ** `expr` of the value becomes the number of its bit. */
  bool (*parameter)(void *ud, int index, struct value at, bool has_start, struct value *out);
  void (*reading)(void *ud, int index, struct value *out);
  /* The tree of a name in a frame, TREE_NONE or TREE_DECISION. */
  int (*tree)(void *ud, int name, struct value when);
  bool (*decision)(void *ud, int name, struct frame *f, struct answer *out);
  /* A path that no trace has taken: true when one has been recorded now. */
  bool (*missing)(void *ud, int name, int tree, struct frame *f);
};

enum { FRAME_SLOTS = 256 };

struct walk {
  struct forest *forest;
  const struct value_env *env;
  const struct walk_hooks *hooks;
  void *ud;
  int name_count;
  size_t more; /* bytes a frame */
  struct frame *frames[FRAME_SLOTS];
  int frame_count;
  uint32_t cells;   /* that the frames have room for */
  uint64_t flats;   /* flat trees begun so far */
  uint32_t epoch;   /* of the person and question: what was computed in another one is forgotten */
  int words;        /* of `used` */
  struct used used; /* so far */
  int height;       /* so far */
  enum walk_end end;
  const struct value *facts, *given; /* borrowed */
  int given_decision;
  struct value decided_on;
  long long hits, misses; /* terms answered by a leaf; paths that no trace had taken */
};

void walk_init(struct walk *w, struct forest *forest, int name_count, size_t more);
void walk_free(struct walk *w);
/* Forget every value, also those that hang on nobody's facts. Not while a walk is going on. */
void walk_forget(struct walk *w);
/* What its frames hold. */
size_t walk_bytes(const struct walk *w);
/* Begin with another person or question. */
void walk_begin(struct walk *w);
/* The frame of a month or day; NULL stops the walk. */
struct frame *walk_frame(struct walk *w, struct value when);
/* The value of the name of a term or decision; false: see `end`. Adds what it used. */
bool walk_name(struct walk *w, struct frame *f, int name, struct answer **out);
/* The value of a cell; false: see `end`. A parameter or reading adds its bit. */
bool walk_cell(struct walk *w, struct frame *f, uint32_t cell, struct value *out);
/* For whoever tells the way of a walk again: a cell's value, and the answer of a term in a frame,
** with their stamps. */
bool walk_slot(struct walk *w, struct frame *f, uint32_t cell, struct slot *out);
bool walk_answer(struct walk *w, struct frame *f, int name, struct answer **out);
/* What of it hangs on nobody's facts. */
#define WALK_LASTING UINT32_MAX
/* Stop. Always false. */
bool walk_stop(struct walk *w, enum walk_end end);

static inline void used_add(struct used *to, const struct used *more) {
  for (int i = 0; i < USED_WORDS; i++)
    to->bits[i] |= more->bits[i];
}

#endif
