/* Which unknown facts matter, shown by cases: the same person with this fact one way and the
** other. */
#ifndef BYLAW_ENGINE_NEEDS_H
#define BYLAW_ENGINE_NEEDS_H

#include "host/engine/advise/what_if.h"

/* Made-up values for what is unknown: the same ones every time, near the numbers of the policy and
** the month asked about. */
struct sampler {
  struct asker *asker;
  uint64_t state;
  struct arena arena;          /* of one person */
  struct value *facts, *given; /* of the person made last */
  int count_count;
  int64_t counts[32]; /* numbers of the policy that may be ages */
};

void sampler_open(struct sampler *s, struct asker *a);
void sampler_close(struct sampler *s);
/* A person with everything known: what is unknown of the asker's facts is made up. False: no
** memory. */
bool sampler_person(struct sampler *s);
/* Make fact `index` (as asker_fact) of the person up again. */
bool sampler_again(struct sampler *s, int index);
/* Whether some person's outcome, or the articles of a value, hang on the fact. */
bool sampler_matters(struct sampler *s, int index, bool *matters, struct error *e);
/* Of a hundred made-up values of the fact alone, the rest as unknown as it is, how many decide. */
bool sampler_decides(struct sampler *s, int index, int *percent, struct error *e);

/* Whether the outcome and its articles are the same whatever the unknown guards of the path come
** out as, each of them the same in all conditions.
** Fills `v` and `out` with one such decision then, and the asker's `articles`; evaluation_end in
** any case. What cannot be followed to its end is not the same. */
bool same_whatever(struct asker *a, struct evaluation *v, struct outcome *out, bool *same, struct error *e);

/* The parts of a fact that are unknown while others are known: "applied[1].on", "hukou"; with
** words. */
json_t *unknown_parts(const struct fact *f, const struct value *v);
/* How an office writes an answer: "日期，例如 2025-06-30". */
void answer_format(const struct model *m, const struct fact *f, struct buf *out);

#endif
