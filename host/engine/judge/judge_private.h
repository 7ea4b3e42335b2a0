/* What the files of the judge share. */
#ifndef BYLAW_ENGINE_JUDGE_PRIVATE_H
#define BYLAW_ENGINE_JUDGE_PRIVATE_H

#include "host/engine/judge/judge.h"
#include "host/engine/decide/conditions.h"
#include "host/trace/batch/flat.h"
#include "host/trace/walk.h"

/* Grounds by the hash of their text. */
struct justifications {
  struct interned_justification **table; /* open addressing, a power of two */
  size_t slots;
  int count, failures; /* failures: justifications that tell an error */
};

/* A justification and what only the judge knows of it. */
struct interned_justification {
  struct justification justification;
  struct list items; /* of a decision that gives a list */
};

struct texts { /* texts that verdicts hold */
  const char **table;
  size_t slots, count;
};

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
  struct known_case **table; /* open addressing, a power of two */
  size_t slots;
  uint32_t count;
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

/* What is asked now. */
struct question {
  int decision; /* -1: a term */
  struct value when;
  bool inputs; /* the decision has inputs */
};

enum { MOST_NESTED_TRACES = 64, MOST_LOGGED = 96, MOST_PLANS = 1024 };

/* Room for the answers of a batch. */
struct many {
  uint8_t *skip;
  uint32_t *leaf;
  int64_t *value;
  struct value *terms;
  int room;
};
void many_free(struct many *m);

/* The names that a decision asks for in its own frame, each once, in order: what a plan is made
** from. */
struct name_log {
  bool on, full;
  const struct frame *frame;
  int count, gave; /* gave: the name whose value is the outcome; -1: none */
  int names[MOST_LOGGED];
};

struct leaves {
  struct verdict *list;
  uint32_t count, room;
  uint32_t *table, slots; /* open addressing, a power of two; number + 1 */
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

struct plan;

struct judge {
  struct policy *policy;
  int band_decision;
  struct evaluation evaluation; /* one after the other, over the same run */
  struct arena arena;           /* as long as the judge */
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
  struct many many;
  struct batch_rooms row_rooms; /* of the person of a batch who is asked about alone */
  struct value *row_facts;
  struct plan *row_plan; /* asked about one person last; NULL: none */
  bool another_person;   /* nothing of the question before holds any more */
  bool lua_on;           /* Lua works for this question */
  bool lua_ran;          /* it has */
  bool cross_check;
  long long asked, by_lua, alone; /* alone: of those asked, persons of batches */
};

/* --- judge.c ---------------------------------------------------------------------------------- */

/* Set the question for the person there is; `given` NULL: no inputs, or those set before for this
** decision. */
void judge_set_question(struct judge *j, int decision, struct value when, const struct value *given);
/* Decide with the inputs that are set, whatever was computed before. */
bool judge_ask(struct judge *j, int decision, struct value when, struct verdict *out, struct error *e);

/* --- batch.c ---------------------------------------------------------------------------------- */

/* Whether the facts of a person contradict each other. */
bool batch_breaks_invariant(const struct model *m, const struct batch *b, int person);

/* --- by_lua.c: the way that is always right --------------------------------------------------- */

/* Begin and end Lua's work for one question: the run, the budget, the readings. */
void judge_lua_begin(struct judge *j);
void judge_lua_end(struct judge *j);
bool judge_by_lua(struct judge *j, struct verdict *out, struct error *e);
bool judge_term_by_lua(struct judge *j, int name, struct value *out, struct error *e);
struct value judge_decided_on(const struct judge *j, struct value when);

/* --- term_trees.c: trees and the functions behind them ---------------------------------------- */

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

/* --- by_trees.c: decisions by trees ----------------------------------------------------------- */

/* False stops the walk. */
bool trees_decide(struct judge *j, struct frame *f, int decision, struct finding **out);
bool fast_for_term(struct judge *j, struct frame *f, int decision, struct answer *out);
void cases_free(struct cases *c);

/* --- justification.c -------------------------------------------------------------------------- */

/* The justification of an outcome and the run that led to it; NULL: no memory. */
const struct justification *justification_of(struct judge *j, const struct outcome *out);
/* The justification of a failure in `decision` (-1: in the facts). */
void justifications_free(struct justifications *g);
/* A text that lives as long as the judge; NULL: no memory. */
const char *judge_text(struct judge *j, const char *text);

#endif
