/* What the files of the explorer share. */
#ifndef BYLAW_ENGINE_EXPLORE_PRIVATE_H
#define BYLAW_ENGINE_EXPLORE_PRIVATE_H

#include "host/base/hash.h"
#include "host/engine/explore/explore.h"
#include "host/engine/decide/conditions.h"
#include "host/trace/eval.h"

enum { MOST_VARIABLES = 96, MOST_SOLVED_POOL = 64, MOST_QUANTITIES = 48, MOST_CUTS = 60, MOST_ON_PATH = 400 };

/* --- sides (side.c) --------------------------------------------------------------------------- */

/* A justification of the judge and whether its value is part of the class. */
struct justification_known {
  const struct justification *justification;
  struct explore_class *class; /* NULL: not met with its path yet */
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
  struct value *nothing;                      /* a fact each: when it is absent */
  int out_of_limits;                          /* runs that broke a limit of the policy */
  struct justification_known *justifications; /* by the judge's numbers */
  int justification_room;
  struct explore_class **classes;
  int class_count, class_room;
  bool *requirement_failed, *rule_applied; /* of all decisions: met in some case */
  int *requirement_base, *rule_base;       /* a decision each */
  uint32_t when_expr;
  uint64_t *contents; /* an expression each; 0: not reckoned yet */
  uint32_t content_room;
  int16_t *term_about; /* a term each: the one quantity that its guards ask; see TERM_ */
  /* a term each: the quantities that it or what it asks compares; a bit each */
  uint64_t *term_uses;
  bool *term_asks;     /* a term each: it asked a fact */
  uint8_t *term_truth; /* a term each, for the month of the question: 1: it was false, 2: true */
};

/* A guard that hangs on facts, as a path met it. */
struct guard {
  uint8_t side, cmp;
  bool outcome, here; /* here: asked in a term for the month or day of the question itself */
  uint32_t a, b;
  int term; /* that asks, -1: a condition itself */
  /* guards of the path since the outermost term under way began stand from here on */
  uint32_t from;
  uint64_t same_a, same_b; /* what a and b are, on whichever side; see content_of */
  uint64_t local, full;    /* the place in the tree of its term, and in that of whole paths */
};

/* --- sets of numbers (set.c) ------------------------------------------------------------------ */

struct set {
  uint64_t *table;
  uint32_t slots, count;
};
void set_free(struct set *s);
bool set_has(const struct set *s, uint64_t key);
/* False: no memory. */
bool set_add(struct set *s, uint64_t key, bool *fresh);

/* --- quantities (explore_quantity.c): numbers, days and members that the law compares --------- */

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
  int term;    /* that asked, -1: a condition of a decision */
  int kept[2]; /* false, true; -1: none */
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
  struct set good;                   /* of places: on ways that came to an outcome and no error */
  struct set tried, closed;          /* closed: proved that nobody gets there */
  struct tasks near, away,
      far; /* guards of terms for the time of the question, for other times; whole paths */
  struct boundary *boundaries;
  int boundary_count, boundary_room;
  struct quantity quantities[MOST_QUANTITIES];
  int quantity_count;
  struct value *work;   /* scratch: a variable each */
  struct arena scratch; /* histories and lists that are only tried */
  struct guard on_path[2 * MOST_ON_PATH];
  uint32_t on_path_count;
  struct reading_of read[4 * MOST_QUANTITIES];
  int read_count;
  int runs;
  long long decisions, evaluations;
  int open_wholes; /* guards of whole paths that were neither turned nor proved */
  bool everybody;  /* whoever there can be was asked */
  bool cut;        /* some path was too long to be read whole */
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
bool side_run(struct explore *x, int index, const struct value *values, struct explore_class **out,
              struct value *value, struct error *e);
/* A value that hangs on facts was given: the least and the most are kept. */
void class_met(struct explore *x, struct explore_class *c, struct value v);
/* Decide without; *class: NULL when the like of it has not been decided with its path; *key tells
** combinations apart. */
bool side_judge(struct explore *x, int index, const struct value *values, uint64_t *key,
                const struct explore_class **class, struct error *e);
/* After side_run: what its judge finds for the same person is known from now on. */
bool side_learn(struct explore *x, int index, const struct value *values, struct explore_class *c,
                struct error *e);
uint64_t value_key(struct value v);
bool values_allowed(struct explore *x, const struct value *values);

/* --- classes (outcome_class.c) ---------------------------------------------------------------- */

/* The class of the path in `s`, an outcome or (`why`) an error. NULL: no memory. */
struct explore_class *class_of(struct explore *x, struct side *s, const struct outcome *out,
                               const struct error *why);

/* --- paths (read_path.c) ---------------------------------------------------------------------- */

/* What an expression is, in terms of variables and of the values of what is fixed: equal ones are
** equal, also those of two sides. */
uint64_t content_of(struct explore *x, int index, uint32_t expr);
/* Read guards and quantities of the path of side `index` into the scratch of `x`. True when a
** decision on it followed the law of another day. */
bool path_read(struct explore *x, int index);
/* Everything that the run has read is a variable: its end hangs on values, not only on guards. */
void path_use_all(struct explore *x, int index);

/* --- looking for facts (solve.c, solve_pool.c) ------------------------------------------------ */

/* nearly: it is turned, but not with all before it */
enum solved { SOLVED = 0, SOLVE_NEARLY, SOLVE_NONE };
/* Facts like those of `from` (in x->work) with which guard `at` of its path comes out the other way
** and those before it, from `since` on, as they did. */
enum solved solve_turn(struct explore *x, const struct kept *from, uint32_t at, uint32_t since,
                       int *variable);
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

/* Decide a person with the path; when anything about it is new, it is kept (*kept, else -1) and its
** guards become tasks. */
bool explore_try(struct explore *x, const struct value *values, bool always, int *kept, struct error *e);
bool explore_has_room(const struct explore *x);
/* Put x->work to every side; with the path where the like of it was not met. `unmet`: requirements
** that fail. */
bool explore_ask(struct explore *x, int *unmet, struct error *e);
/* Ask everybody, where that is not many (exhaustive.c). */
bool explore_everybody(struct explore *x, struct error *e);
/* Whether there are runs left. */
bool explore_may_run(const struct explore *x);
/* The quantity that a guard is about and what it compares it with; -1: none. */
int quantity_of_guard(struct explore *x, int side, const struct path_event *e);
/* The value of a quantity in a case; kind NONE when it was not asked. */
struct value quantity_value(const struct explore *x, const struct kept *k, int quantity);

/* --- the table (table.c) ---------------------------------------------------------------------- */

/* The row of an outcome, or of one of the requirements that a refusal tells, or of one item of a
** list. */
struct table_row {
  const struct explore_class *class; /* of the first case */
  int failed, item;                  /* index into its failed; rule of the item; -1: neither */
  int case_count, sample;            /* sample: number of a kept case */
  /* of each quantity: which of its values were met; bit 63: absent */
  uint64_t cells[MOST_QUANTITIES];
  struct value least, most; /* of what is given, where it hangs on facts */
  bool differs;             /* not always the same was given */
};

struct table {
  struct table_row *rows; /* as the document has them: what is given, then what is refused */
  int count;
  bool cut; /* there are more rows than are kept */
};

/* The table of the first side. False: no memory. */
bool table_make(struct explore *x, struct table *t, struct error *e);
/* Which of the values of a quantity a value is: a bit; 0: none. */
uint64_t cell_bit(const struct quantity *q, struct value v);
bool row_given(const struct table_row *r);
/* The version of a term that holds for the question. */
int term_in_force(const struct explore *x, int term);
/* Whether a quantity characterises a row: others of its kind were met with values that it was
** not. */
bool row_shows(const struct explore *x, const struct table *t, const struct table_row *r, int quantity);

/* --- what is told (words.c, report.c) --------------------------------------------------------- */

/* 80 ≤ 年龄 ≤ 89 */
void cells_words(struct explore *x, int quantity, uint64_t cells, struct buf *out);
const char *quantity_label(const struct explore *x, int quantity);
void condition_words(const struct explore *x, const struct condition *c, struct buf *out);
/* The conditions of a row, each a text; terms that a range already tells are left out. */
json_t *row_conditions(struct explore *x, const struct table *t, const struct table_row *r);
/* A kept case: the facts as a request takes them, how it came out, in words. */
json_t *case_json(struct explore *x, int kept);
/* What a condition is for everybody, whatever the facts; TRI_UNKNOWN when it hangs on them. */
enum tri condition_always(const struct explore *x, const struct condition *c);
/* What is said of the rules and requirements: dead ones, those that can only fail. */
json_t *dead_json(struct explore *x);
json_t *explore_json(struct explore *x, struct error *e);
/* The text of a kept case for people. */
void case_words(struct explore *x, int kept, struct buf *out);

#endif
