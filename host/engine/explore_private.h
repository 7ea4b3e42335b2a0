/* What the files of the explorer share. */
#ifndef BYLAW_ENGINE_EXPLORE_PRIVATE_H
#define BYLAW_ENGINE_EXPLORE_PRIVATE_H

#include "host/engine/explore.h"
#include "host/engine/tested.h"
#include "host/trace/eval.h"

enum { MOST_VARIABLES = 96, MOST_POOL = 64, MOST_QUANTITIES = 48, MOST_CUTS = 64, MOST_ON_PATH = 400 };

/* --- sides (explore_side.c) ------------------------------------------------------------------ */

/* A ground of the judge and whether its value is part of the class. */
struct ground_known {
  const struct ground *ground;
  bool by_facts, met;
};

struct side {
  struct explore_side asked;
  struct policy *policy;
  struct evaluation evaluation;
  struct path path;
  struct judge *judge;
  struct eval eval;
  struct value decided_on;
  int *chosen; /* what the policy has in force, while ours are in the model */
  struct value *facts, *given;
  struct value *nothing; /* a fact each: when it is absent */
  struct ground_known *grounds; /* by the judge's numbers */
  int ground_room;
  struct explore_class **classes;
  int class_count, class_room;
  bool *requirement_failed, *rule_applied; /* of all decisions: met in some case */
  int *requirement_base, *rule_base;       /* a decision each */
  uint32_t when_expr;
  int16_t *term_about; /* a term each: the one quantity that its guards ask; see TERM_ */
  bool *term_asks;     /* a term each: it asked a fact */
};

/* A guard that hangs on facts, as a path met it. */
struct guard {
  uint8_t side, cmp;
  bool outcome, here; /* here: asked in a term for the month or day of the question itself */
  uint32_t a, b;
  int term;             /* that asks, -1: a condition itself */
  uint32_t from;        /* guards of the path since the outermost term under way began stand from here on */
  uint64_t local, full; /* the place in the tree of its term, and in that of whole paths */
};

/* --- sets of numbers (explore_set.c) --------------------------------------------------------- */

struct set {
  uint64_t *table;
  uint32_t slots, count;
};
void set_free(struct set *s);
bool set_has(const struct set *s, uint64_t key);
/* False: no memory. */
bool set_add(struct set *s, uint64_t key, bool *fresh);
uint64_t mix(uint64_t h, uint64_t more);

/* --- quantities (explore_quantity.c): numbers, days and members that the law compares -------- */

struct quantity {
  int side;
  int term;     /* index into terms; -1: a fact or input */
  int variable; /* -1: a term */
  enum kind kind;
  uint16_t domain;
  int64_t cuts[MOST_CUTS]; /* ascending: a cut k parts what is below k from k on */
  int cut_count;
  bool crowded; /* there were more cuts than are kept */
};

/* The value of a term for the month or day of the question itself, in a case. */
struct reading_of {
  int side, term;
  struct value value;
};

/* --- cases ------------------------------------------------------------------------------------ */

struct kept {
  struct explore_case public;
  struct guard *guards;
  uint32_t guard_count;
  struct reading_of *read;
  int read_count;
};

struct pool {
  struct value *values; /* owned by the explorer's arena where they are timelines and lists */
  int count;
};

struct task {
  int kept;
  uint32_t guard;
};
struct tasks {
  struct task *list;
  uint32_t count, room, next;
};

/* A guard whose other side was found with facts that differ from these in as little as can be. */
struct boundary {
  int side;
  uint8_t cmp;
  uint32_t a, b;
  int term;              /* that asked, -1: a condition of a decision */
  int kept[2];           /* false, true; -1: none */
  int variable;
};

struct explore {
  struct arena arena;
  struct side sides[EXPLORE_SIDES];
  int side_count;
  struct explore_limits limits;
  struct explore_variable *variables;
  int variable_count;
  struct pool *pools;
  struct kept **kept;
  int kept_count, kept_room;
  struct set places, wholes, combos; /* sides of guards that were taken; combinations of classes */
  struct set tried, closed;          /* closed: proved that nobody gets there */
  struct tasks near, far;            /* guards of terms; whole paths */
  struct boundary *boundaries;
  int boundary_count, boundary_room;
  struct quantity quantities[MOST_QUANTITIES];
  int quantity_count;
  struct value *work; /* scratch: a variable each */
  struct arena scratch; /* histories and lists that are only tried */
  struct guard on_path[2 * MOST_ON_PATH];
  uint32_t on_path_count;
  struct reading_of read[4 * MOST_QUANTITIES];
  int read_count;
  int runs;
  long long decisions, evaluations;
  int open_places, open_wholes; /* guards that were neither turned nor proved */
  bool cut;                     /* some path was too long to be read whole */
  uint64_t random;
};

/* What a term's guards ask, beside one quantity's number. */
enum { TERM_NOTHING = -1, TERM_MORE = -2 };

/* Make everything that deciding takes; false fills `e`. */
bool side_open(struct explore *x, int index, struct error *e);
void side_close(struct side *s);
/* Put the values of the variables where the side has its facts and inputs. */
void side_put(struct explore *x, int index, const struct value *values);
/* Decide with the path, which is in `path` until the next run. */
bool side_run(struct explore *x, int index, const struct value *values, const struct explore_class **out,
              struct value *value, struct error *e);
/* Decide without; *known: nothing of its kind is new, *key tells combinations apart. */
bool side_judge(struct explore *x, int index, const struct value *values, uint64_t *key, bool *known,
                struct error *e);
/* After side_run: what its judge finds for the same person is known from now on. */
bool side_learn(struct explore *x, int index, const struct value *values, const struct explore_class *c,
                struct error *e);
bool values_allowed(struct explore *x, const struct value *values);

/* --- classes (explore_class.c) ----------------------------------------------------------------- */

/* The class of the path in `s`, an outcome or (`why`) an error. NULL: no memory. */
struct explore_class *class_of(struct explore *x, struct side *s, const struct outcome *out,
                               const struct error *why);

/* --- paths (explore_path.c) --------------------------------------------------------------------- */

/* Read guards and quantities of the path of side `index` into the scratch of `x`. */
void path_read(struct explore *x, int index);

/* --- looking for facts (solve.c, solve_pool.c) ------------------------------------------------------ */

enum solved { SOLVED = 0, SOLVE_NEARLY, SOLVE_NONE }; /* nearly: it is turned, but not with all before it */
/* Facts like those of `from` (in x->work) with which guard `at` of its path comes out the other way and those before it, from `since` on,
** as they did. */
enum solved solve_turn(struct explore *x, const struct kept *from, uint32_t at, uint32_t since, int *variable);
/* Whether the guards before `at` decide it: no facts can turn it. */
bool solve_implied(struct explore *x, const struct guard *guards, uint32_t at, uint32_t since);

/* Values that a question is about: what stands in its expressions. */
struct hints {
  struct value list[48];
  int count;
};
enum { MOST_CANDIDATES = 320 };
/* Values to try for a variable, simple ones first, in x->scratch. At most MOST_CANDIDATES. */
int candidates(struct explore *x, int variable, const struct hints *hints, struct value *out);
/* An ordinary value, to begin with. */
struct value ordinary_value(struct explore *x, int variable);
void pool_add(struct explore *x, int variable, struct value v);
/* A copy that lives as long as the explorer; *ok turns false without memory. */
struct value value_kept(struct explore *x, struct value v, bool *ok);
bool same_content(struct value a, struct value b);
uint32_t random_below(struct explore *x, uint32_t n);

/* Decide a person with the path; when anything about it is new, it is kept (*kept, else -1) and its guards become tasks. */
bool explore_try(struct explore *x, const struct value *values, bool always, int *kept, struct error *e);
/* Whether there are runs left. */
bool explore_may_run(const struct explore *x);
/* The quantity that a guard is about and what it compares it with; -1: none. */
int quantity_of_guard(struct explore *x, int side, const struct path_event *e);
/* The value of a quantity in a case; kind NONE when it was not asked. */
struct value quantity_value(const struct explore *x, const struct kept *k, int quantity);

#endif
