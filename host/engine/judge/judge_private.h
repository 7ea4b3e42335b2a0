/* The judge itself: the person, the question, and what each step of the ladder keeps (judge.h).
**
** The parts stand in it by value, so that deciding follows no pointer to reach them; each has a
** header of its own, and a file that works on one part includes that one alone. Only a file that
** needs the person or the question beside its part includes this header.
*/
#ifndef BYLAW_ENGINE_JUDGE_PRIVATE_H
#define BYLAW_ENGINE_JUDGE_PRIVATE_H

#include "host/base/hash.h"
#include "host/engine/judge/judge.h"
#include "host/engine/decide/evaluation.h"
#include "host/engine/judge/batch_rows_private.h"
#include "host/engine/judge/justification_private.h"
#include "host/engine/judge/plan_private.h"
#include "host/engine/judge/term_trees_private.h"
#include "host/value/batch.h"

/* What is asked now. */
struct question {
  int decision; /* -1: a term */
  struct value when;
  bool inputs; /* the decision has inputs */
};

enum { MOST_PLANS = 1024 };

struct judge {
  struct policy *policy;
  int band_decision;
  struct evaluation evaluation; /* one after the other, over the same run */
  struct arena arena;           /* as long as the judge */
  struct hash_key key;          /* of texts and leaves */
  struct value *facts;          /* of the person, as a run wants them */
  struct value *nothing;        /* an empty timeline or list where the fact is one */
  /* readings: ours; those of the policy, while ours are in the model */
  int *chosen, *in_force;
  bool other_readings;
  struct value decided_on; /* kind NONE: by the question */
  int64_t known_on;
  json_t *rulings;
  const struct invariant *invariant; /* that the facts break; NULL: none */
  struct value *given;               /* the inputs of the question */
  uint32_t when_expr, decided_expr;
  struct justifications justifications;
  struct texts texts;
  struct question question;
  struct trees trees;
  struct known_case *how; /* of the last question; NULL: not by trees */
  struct plan *plans[MOST_PLANS];
  int plan_count;
  struct flat_memo memo; /* of the person whom a plan records */
  uint64_t turn;
  uint32_t path_numbers; /* that paths in signature tables got so far */
  long long enough;      /* persons who have asked before a plan gets a signature table */
  struct leaves leaves;
  struct row_answers row_answers;
  struct batch_rooms row_rooms; /* of the person of a batch who is asked about alone */
  struct value *row_facts;
  struct plan *row_plan; /* asked about one person last; NULL: none */
  bool another_person;   /* nothing of the question before holds any more */
  bool lua_on;           /* Lua works for this question */
  bool lua_ran;          /* it has */
  bool cross_check;
  long long asked, by_lua, alone; /* alone: of those asked, persons of batches */
};

/* Set the question for the person there is; `given` NULL: no inputs, or those set before for this
** decision. */
void judge_set_question(struct judge *j, int decision, struct value when, const struct value *given);
/* Decide with the inputs that are set, whatever was computed before. */
bool judge_ask(struct judge *j, int decision, struct value when, struct verdict *out, struct error *e);

#endif
