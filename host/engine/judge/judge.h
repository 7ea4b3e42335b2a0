/* Many decisions over typed facts, without JSON: what paying, verifying, replaying and budgeting
** stand on.
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
#include "host/value/batch.h"

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
** the decision, NULL when it has none. False only for what is nobody's fault in particular:
** memory. */
bool judge_decide(struct judge *j, int decision, struct value when, const struct value *given,
                  struct verdict *out, struct error *e);
/* Decide for all persons of a batch, on up to `threads` threads, as judge_decide would one after
** the other. `leaf` and `value`: one a person; judge_leaf tells kind, justification and what of the
** value is no integer. Whoever `skip` marks (may be NULL) is left out: UINT32_MAX. */
bool judge_batch(struct judge *j, int decision, struct value when, const struct value *given,
                 const struct batch *b, const uint8_t *skip, int threads, uint32_t *leaf, int64_t *value,
                 struct error *e);
/* The same for a term, as judge_term gives it: one value a person; where a rule failed, a poisoned
** one. */
bool judge_batch_term(struct judge *j, int name, struct value when, const struct batch *b,
                      const uint8_t *skip, struct value *out, struct error *e);
/* Build the signature table of a plan after this many lookups; returns the previous threshold. Pass
** JUDGE_NEVER when many months are asked about few people: building would not pay. */
#define JUDGE_NEVER (INT64_C(1) << 40)
long long judge_signatures_after(struct judge *j, long long persons);
/* Decide for one person of a batch, as judge_decide would. `*path` (may be NULL): equal numbers of
** one judge, decision and `when` belong to people whose facts answer everything alike that the
** policy asks, so that whoever explains them says the same but for the values of facts and outcome;
** 0: nothing is known of that. */
bool judge_row(struct judge *j, int decision, struct value when, const struct value *given,
               const struct batch *b, int row, struct verdict *out, uint32_t *path, struct error *e);
/* An empty batch for the facts of the judge's policy; free it with batch_maker_free, also when this
** is false (no memory). */
bool judge_batch_make(const struct judge *j, struct batch_maker *m);
/* Until judge_close or the next question. */
const struct verdict *judge_leaf(const struct judge *j, uint32_t leaf);
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

struct judge_statistics {
  long long asked, by_lua; /* decisions asked, of them those for which Lua ran at all */
  /* terms answered by a leaf, persons by a plan; paths that no trace had taken */
  long long hits, misses;
  long long guards, leaves;           /* of all trees */
  long long nodes;                    /* expressions of the policy version */
  long long forest_bytes;             /* of trees, bounded by bylaw_config.tree_bytes */
  long long bytes;                    /* of trees, expressions, months' frames, cases and justifications */
  long long justifications, failures; /* failures: justifications that tell an error */
  long long kept_bytes;               /* of justifications, texts and cases: what grows with what was found */
  long long endings;                  /* different verdicts of batches, without their amounts */
  long long dropped;                  /* plans given up because they did not pay */
};
void judge_statistics(const struct judge *j, struct judge_statistics *out);
/* The same for a handle's caller, added to what is there. */
void judge_tell(const struct judge *j, struct bylaw_statistics *to);
/* The amount of a verdict that can be settled: a value, or a refusal, which is 0. */
bool verdict_amount(const struct verdict *v, int64_t *fen);

#endif
