/* How the conditions of a decision came out, and what they lead to together. */
#ifndef BYLAW_ENGINE_CONDITIONS_H
#define BYLAW_ENGINE_CONDITIONS_H

#include "host/engine/decide/evaluation.h"

enum tri { TRI_FALSE = 0, TRI_TRUE = 1, TRI_UNKNOWN = 2 };
enum { MOST_CONDITIONS = 96, MOST_OPEN = 12 };

/* What each condition of a decision came to: requirements first, then rules. */
struct conditions {
  const struct decision *decision;
  struct value when;
  enum tri requirement[MOST_CONDITIONS], rule[MOST_CONDITIONS];
  int open_count;
  struct {
    bool is_rule;
    int index;
    struct value hangs_on;
  } open[MOST_OPEN]; /* the unknown ones */
};

/* One condition. An error in it is an error of the policy. */
bool test_condition(struct evaluation *v, const struct condition *c, struct value when, enum tri *out,
                    struct error *e);
/* Whether the policy failed, not the machine or its limits: such an error changes no outcome that
** stands without it. */
bool error_of_policy(const struct error *e);
/* Test one rule of a decision, told in the path. */
bool test_rule(struct evaluation *v, const struct decision *d, int index, struct value when, enum tri *out,
               struct error *e);
/* Test every requirement and rule that is in force. */
bool test_decision(struct evaluation *v, struct conditions *t, struct value when, struct error *e);

/* What one complete set of answers leads to: a code that is equal exactly when the outcome is (of a
** list, with the items). `held` applies only where there would be a value. */
enum {
  CODE_REFUSED = -1,
  CODE_UNDETERMINED = -1000,
  CODE_GAP = -2000,
  CODE_CONFLICT = -2001,
  CODE_ELSE = -3
};
struct combined {
  int code;
  bool held;
  /* of a list: which rules give their item; a part of the code */
  uint64_t items[(MOST_CONDITIONS + 63) / 64];
  int rule, rival;
};

struct combined combine(const struct conditions *t);
/* Answer the open conditions: bit i is the answer to open condition i. */
void assume(struct conditions *t, unsigned bits);
/* Bit i: open condition i can change the outcome. Leaves `t` answered somehow. */
unsigned open_that_matter(struct conditions *t);

/* What a requirement says: its own words, else its condition. */
const char *requirement_text(struct evaluation *v, const struct requirement *r);
/* What is the case where it fails: its own words, else those of the terms that it names. */
const char *requirement_unmet(struct evaluation *v, const struct requirement *r);
/* What is the case where a condition does or does not hold; of the run's memory. */
const char *condition_side(struct evaluation *v, const struct condition *c, bool holds);
/* What a rule says: its own words, else its condition, else what it gives. */
const char *rule_text(struct evaluation *v, const struct rule *r);

#endif
