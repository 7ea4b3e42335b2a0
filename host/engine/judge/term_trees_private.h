/* Trees of terms, and the recording that grows them.
**
** A walk (trace/walk.h) answers a term from its tree. Where it meets a path that the tree does not
** have, its hook runs the term's Lua function with recording on, adds the trace to the forest, and
** the walk goes on. The recorded function may ask for terms that are new in their turn: recordings
** nest, each with a trace of its own.
*/
#ifndef BYLAW_ENGINE_JUDGE_TERM_TREES_PRIVATE_H
#define BYLAW_ENGINE_JUDGE_TERM_TREES_PRIVATE_H

#include "host/base/error.h"
#include "host/engine/judge/by_trees_private.h"
#include "host/trace/walk.h"

enum { MOST_NESTED_TRACES = 64, MOST_LOGGED = 96 };

/* The names that a decision asks for in its own frame, each once, in order: what a plan is made
** from. */
struct name_log {
  bool on, full;
  const struct frame *frame;
  int count, gave; /* gave: the name whose value is the outcome; -1: none */
  int names[MOST_LOGGED];
};

/* What judging by trees needs. */
struct trees {
  bool usable; /* what is used fits its bits */
  int used_words;
  struct forest forest;
  struct walk walk;
  struct trace *traces[MOST_NESTED_TRACES]; /* one a recording underway */
  int nested;
  int *failures;        /* a tree: recordings that gave nothing */
  uint32_t *name_cells; /* a name each; 0: not needed yet */
  int *first_bit;       /* a parameter: without row, then a row each */
  int reading_bit;
  struct cases cases;
  struct name_log log;
  struct error broken;
};

bool trees_open(struct judge *j);
void trees_close(struct judge *j);
/* Values and cases of other readings are not ours. */
void trees_forget(struct judge *j);
/* Before the question, which is set. */
void trees_begin(struct judge *j, bool another_person);
/* The cell of a name that is no term; 0: no room. */
uint32_t trees_cell(struct judge *j, int name);
/* The value of any name in a frame; false stops the walk. */
bool tree_name(struct judge *j, struct frame *f, int name, struct value *out);

#endif
