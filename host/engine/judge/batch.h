/* One question to a judge about many persons, whose facts stand in columns (value/batch.h).
**
** Asking one after the other costs the walk through the rules for each person. A batch goes through
** the plan of the question in chunks of columns instead; who is new to the plan is decided alone,
** by the owner of the judge, and teaches it. What comes out is what judge_person and judge_decide
** give for each person in turn, always: verdicts, justifications, failures.
*/
#ifndef BYLAW_ENGINE_JUDGE_BATCH_H
#define BYLAW_ENGINE_JUDGE_BATCH_H

#include "host/engine/judge/judge.h"
#include "host/value/batch.h"

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
/* The persons `rows` of a batch, ascending; out[i] is that of rows[i]. Nobody of them has recorded
** rulings. `given`: the inputs of the decision, the same for all; NULL when it has none. Afterwards
** the judge has no person: judge_person before judge_decide. Returns false only when
** out of memory. */
bool judge_rows(struct judge *j, int decision, struct value when, const struct value *given,
                const struct batch *b, const int *rows, int count, struct verdict *out, struct error *e);
/* A term of each of them, as judge_term gives it; where a rule failed, a poisoned value. */
bool judge_rows_term(struct judge *j, int name, struct value when, const struct batch *b, const int *rows,
                     int count, struct value *out, struct error *e);

#endif
