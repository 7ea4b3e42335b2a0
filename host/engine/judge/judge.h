/* Asking a judge: the traced evaluator of one policy version, for many decisions over typed facts,
** without JSON. Paying, verifying, replaying and budgeting stand on it. Many persons in one
** question: batch.h; what it did: statistics.h.
**
** A judge holds one policy version. Set a person, then ask for decisions; the answer is an outcome
** and its justification: the reasons, stored once however many people share them. The same as
** `decide` of decide/evaluation.h gives, always.
**
** A question is answered by the first of these that can; a slower one teaches the faster:
**   1. the signature table of the month's plan (signature_table.c): the classes of a person's facts
**      lead to the outcome at once;
**   2. the plan (plan.c): a trie over flat trees, for one person or in columns (batch_chunk.c);
**   3. trees of terms (by_trees.c, term_trees.c): guards that have been traced, value by value;
**   4. Lua (by_lua.c), which is always right, and from which trees are traced.
** A step that does not pay for a decision is given up (plan_review, signature_table_review), and
** `--stats` says how often each answered. */
#ifndef BYLAW_ENGINE_JUDGE_H
#define BYLAW_ENGINE_JUDGE_H

#include "host/base/json_out.h"
#include "host/engine/policy/policy.h"
#include "host/value/value.h"

/* Why an outcome is what it is, without anything about a person's facts. One struct a content and
** judge: compare by pointer. */
struct justification {
  int number;             /* 0, 1, 2 … in the order of first use */
  unsigned char hash[32]; /* of version and text */
  const char *
      text; /* JSON: { outcome: value|refused|hold|undetermined|needs|failed, because, failed, warnings, who, say, needs: [names],
                            parameters: [{ name, from, value }] (every row used), readings: [{ name, option }] } */
  /* the articles of because, each once, joined by 、; of failed where it is refused, held or has
  ** failed */
  const char *article;
  /* the same reasons in words, each once, joined by ；; what is needed; the message of a failure */
  const char *words;
  const char *band; /* article of the rule that applied in the band decision, "" when there is none */
  /* what that rule gives, in words: the parameter's label, else the rule's text */
  const char *band_text;
  union { /* for the caller: NULL or 0 at first */
    void *user;
    /* its own member: where pointers have 32 bits, a pointer does not hold an id */
    int64_t user_number;
  };
};

enum verdict_kind { /* as enum outcome_kind, and one more */
                    VERDICT_VALUE = 0,
                    VERDICT_REFUSED,
                    VERDICT_HOLD, /* value: what is held */
                    VERDICT_UNDETERMINED,
                    VERDICT_NEEDS,
                    VERDICT_FAILED /* a rule failed for this person: an overflow, two rules at once, none; justification->words says what */
};

struct verdict {
  enum verdict_kind kind;
  /* its texts live until judge_close, and so does the list of a decision that gives a list (one
  ** text a row) */
  struct value value;
  const struct justification *justification;
};

struct judge;

/* `band_decision` is the decision whose rule names the band, -1: none. NULL with `e` filled. */
struct judge *judge_open(struct policy *p, int band_decision, struct error *e);
void judge_close(struct judge *j);
/* Other readings than those in force: one option a reading (borrowed until judge_close), NULL:
** those in force. */
bool judge_readings(struct judge *j, const int *chosen, struct error *e);
/* The person of the next questions: model.fact_count values and the recorded rulings (a JSON array;
** NULL: none), both borrowed until the next person. Facts that break an invariant of the policy
** make every verdict VERDICT_FAILED. */
void judge_person(struct judge *j, const struct value *facts, json_t *rulings);
/* Decide. The day of deciding is the last day of a month, or the day itself. `given`: the inputs of
** the decision, NULL when it has none. Returns false only when out of memory. */
bool judge_decide(struct judge *j, int decision, struct value when, const struct value *given,
                  struct verdict *out, struct error *e);
/* A term's value as `law.NAME` gives it; poisoned, absent or unknown ones as such. False fills `e`
** (also a rule's failure). */
bool judge_term(struct judge *j, int name, struct value when, struct value *out, struct error *e);
/* For tests: answer every question both by trees and by Lua, and fail (ERR_RULE) where they differ
** in kind, value or justification. */
void judge_cross_check(struct judge *j, bool on);
/* Decide as on another day of deciding (kind NONE: the last of the month, or the day), and by the
** law known at the end of day `known_on` (DAY_LAST: all). */
void judge_times(struct judge *j, struct value decided_on, int64_t known_on);

/* The justification of an error about a person that the caller has found, as a failed decision has
** it. NULL: no memory. */
const struct justification *justification_of_failure(struct judge *j, int decision, const struct error *why);

/* The amount of a verdict that can be settled: a value, or a refusal, which is 0. */
bool verdict_amount(const struct verdict *v, int64_t *fen);

#endif
