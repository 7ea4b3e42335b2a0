/* Room explore: all outcomes that a decision can have, whoever asks: the decision table, rules that
** nobody meets, rules that contradict each other.
**
** The problem: whether a text leaves somebody without a rule, or gives two, cannot be seen by
** testing those whom one thinks of. So a case (a person made up of concrete facts) is decided and
** the path that it took is read; each guard of the path that hangs on facts is turned: the solver
** looks for facts with which the same question has the other answer, and the new case is decided in
** its turn. Every guard belongs to the term that asked it, so that conditions that have nothing to
** do with each other do not multiply.
** Not taken: to reason about the rules as formulas. Terms are functions of dates and histories;
** whatever a solver assumed of them would have to be proved again.
** What always holds: each row of the table is a person who was decided; `complete` is said only
** where every guard was turned or is proved to be fixed.
**
** One or two questions are explored at once: the same person is put to each of them, and what is
** kept is told apart by how all of them came out (comparing two versions of a policy, two months,
** two readings). */
#ifndef BYLAW_ENGINE_EXPLORE_H
#define BYLAW_ENGINE_EXPLORE_H

#include "host/engine/judge/judge.h"
#include "host/trace/path.h"

enum { EXPLORE_SIDES = 2, EXPLORE_STEPS = 8, EXPLORE_FAILED = 24 };

/* One question. Two of them must not share a policy: a policy has one judge at a time. */
struct explore_side {
  struct policy *policy;
  int decision;
  struct value when;
  const int *chosen; /* an option a reading, borrowed; NULL: those in force */
};

/* What is varied: a fact or an input of the decision. The same name on both sides is one
** variable. */
struct explore_variable {
  const struct fact *fact; /* of the first side that has it */
  bool given;              /* an input of the decision */
  /* among the facts (or inputs) of the side; -1: it has none of that name */
  int index[EXPLORE_SIDES];
  bool used; /* some guard or outcome hangs on it: else its value says nothing */
};

/* How one side came out, whoever the person is. One struct a content and side: compare by
** pointer. */
struct explore_class {
  int number; /* 0, 1, 2 … of its side */
  enum verdict_kind kind;
  enum error_kind failure; /* VERDICT_FAILED: ERR_CONFLICT, ERR_GAP, or why a rule failed */
  /* rules that gave the value (or are undetermined, or in conflict), outermost decision first */
  int step_count;
  struct {
    int decision, rule; /* rule -1: what the decision gives when no rule applies */
  } steps[EXPLORE_STEPS];
  int failed_count; /* requirements that are not met, of refusals and holds */
  struct {
    int decision, requirement;
  } failed[EXPLORE_FAILED];
  uint64_t items;     /* of a decision that gives a list: a bit for each rule that applies */
  bool by_facts;      /* the value hangs on the facts and is no part of the class */
  struct value value; /* else */
  /* by_facts: of the values met, where they have an order; kind NONE: none yet */
  struct value least, most;
  bool differs;        /* by_facts: not always the same */
  const char *message; /* undetermined and failed: in words; "" else */
  const char *who;     /* undetermined: who decides */
  const char *article; /* of the rule, of what failed; each once, joined by 、 */
};

/* A person who was decided. */
struct explore_case {
  int number;
  const struct value *values; /* a variable each */
  const struct explore_class *class[EXPLORE_SIDES];
  struct value value[EXPLORE_SIDES]; /* what was given or held */
};

struct explore_limits {
  int runs;            /* cases decided with their path; 0: 3,000 */
  long long decisions; /* cases decided without; 0: 60,000 */
  long long guards;    /* guards computed while looking for facts; 0: 2,000,000 */
  uint64_t seed;       /* 0: 1. The same limits and seed give the same exploration */
};

struct explore;

/* Explore `count` questions about the same people. NULL with `e` filled. The policies are borrowed
** until explore_free; nothing else may be decided with them meanwhile. */
struct explore *explore_run(const struct explore_side *sides, int count, const struct explore_limits *limits,
                            struct error *e);
void explore_free(struct explore *x);
/* How its judges went, added to what is there. */
void explore_tell(const struct explore *x, struct bylaw_statistics *to);

int explore_variable_count(const struct explore *x);
const struct explore_variable *explore_variable_at(const struct explore *x, int i);
/* The cases that are kept: at least one for every combination of classes that was met, and both
** sides of every guard. */
int explore_case_count(const struct explore *x);
const struct explore_case *explore_case_at(const struct explore *x, int i);
/* Whether every guard of every path was turned, or it is proved that it cannot be: then there are
** no other outcomes. Else the combinations of conditions are sampled. */
bool explore_complete(const struct explore *x);

#endif
