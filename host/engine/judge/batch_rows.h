/* The same question to a judge about many persons.
**
** What one gives is what judge_person and judge_decide give for each person in turn, always:
** verdicts, justifications, failures.
*/
#ifndef BYLAW_ENGINE_JUDGE_MANY_H
#define BYLAW_ENGINE_JUDGE_MANY_H

#include "host/engine/judge/judge.h"
#include "host/value/batch.h"

/* The persons `rows` of a batch, ascending; out[i] is that of rows[i]. Nobody of them has recorded
** rulings. `given`: the inputs of the decision, the same for all; NULL when it has none. Afterwards
** the judge has no person: judge_person before judge_decide. False only for what is nobody's fault
** in particular: memory. */
bool judge_rows(struct judge *j, int decision, struct value when, const struct value *given,
                const struct batch *b, const int *rows, int count, struct verdict *out, struct error *e);
/* A term of each of them, as judge_term gives it; where a rule failed, a poisoned value. */
bool judge_rows_term(struct judge *j, int name, struct value when, const struct batch *b, const int *rows,
                     int count, struct value *out, struct error *e);

#endif
