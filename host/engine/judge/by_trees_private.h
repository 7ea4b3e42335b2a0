/* Decisions by traced trees: each condition is answered by the tree of its term, then one look-up
** gives the justification.
**
** The reasons of a decision depend on more than its answers. A case is the key of all that they
** depend on; the first person of a case is decided by Lua too, which gives the justification and
** checks the trees, and the others share it.
*/
#ifndef BYLAW_ENGINE_JUDGE_BY_TREES_PRIVATE_H
#define BYLAW_ENGINE_JUDGE_BY_TREES_PRIVATE_H

#include "host/base/hash_table.h"
#include "host/engine/decide/conditions.h"
#include "host/engine/judge/judge.h"
#include "host/trace/walk.h"

/* What a decision comes to and why, whoever the person is: the answers of its conditions, what is
** used, the same of the decisions inside. Equal ones have one justification. */
struct known_case {
  uint32_t number;
  int words;
  const uint64_t *key;
  struct combined combined;                  /* of answers alone */
  const struct justification *justification; /* NULL: not asked for yet */
};

struct cases {
  struct known_case **list;
  uint32_t count, room;
  struct hash_table by_key;
  struct arena arena;
};

/* A decision in a frame. */
struct finding {
  uint32_t stamp, busy;
  int height;
  enum verdict_kind kind;
  struct value value;
  struct known_case *how;
  struct used used;
};

/* What a decision comes to in a frame, decided once a frame; false stops the walk. */
bool trees_decide(struct judge *j, struct frame *f, int decision, struct finding **out);
bool trees_decide_for_term(struct judge *j, struct frame *f, int decision, struct answer *out);
void cases_free(struct cases *c);

#endif
