/* Facts in JSON, read into values. */
#ifndef BYLAW_ENGINE_FACTS_JSON_H
#define BYLAW_ENGINE_FACTS_JSON_H

#include "host/engine/decide/evaluation.h"

/* Read `facts` (an object) into the run: facts of the subject, inputs of the decision. */
bool facts_read(struct evaluation *v, json_t *facts, struct error *e);
/* Records within records as one flat list under the full names of facts, for a question to decision
** `decision` (-1: nothing is done). Takes `*facts`, gives another object or the same; false: NULL,
** and an error unless `*facts` was NULL already. */
bool facts_flatten(const struct model *m, int decision, json_t **facts, struct error *e);
/* The facts of a request, flat; the caller's. NULL after an error. */
json_t *request_facts(const struct policy *p, const bylaw_request *q, struct error *e);
/* The first invariant that these facts break; NULL: they may be one person's. */
const struct invariant *broken_invariant(const struct model *m, const struct value *facts);
/* A JSON text as an object, which begins in line `line` of what it was read from; duplicate keys,
** trailing bytes, bad UTF-8 and deep nesting are refused. */
json_t *json_read_at(const char *text, size_t length, const char *what, long long line, struct error *e);
json_t *json_read(const char *text, size_t length, const char *what, struct error *e);
/* Most spells of a history, most records of a list. */
enum { MOST_SPELLS = 2000, MOST_RECORDS = 2000 };
/* Whether the facts that are in the run keep the policy's invariants. */
bool facts_agree(struct evaluation *v, struct error *e);
/* One value of the kind of `f`. */
bool fact_read_value(struct evaluation *v, const struct fact *f, const char *path, json_t *given,
                     struct value *out, struct error *e);

#endif
