/* A policy as it might be: another file, an archived version, another time, a changed parameter or
** reading.
**
** What comparing and budgeting put beside the policy as it is. A variant is told as text, one part
** a line:
**   policies/new.lua                       a file (a path, or a name that ends in .lua), with the
**   values beside it
**   473358e1                               a version that the open store has archived: at least 4
**   digits of its hash
**   2025-06, 2025-06-30                    the month or day that is asked about
**   reading:NAME=OPTION                    another reading
**   parameter:NAME=VALUE, …=VALUE@FROM     a new row of a parameter, from a day or month on
*/
#ifndef BYLAW_ENGINE_VARIANT_H
#define BYLAW_ENGINE_VARIANT_H

#include "host/base/json_out.h"
#include "host/engine/policy/policy.h"

struct variant {
  struct policy *policy; /* its own, in no handle's list */
  struct value when;     /* a month or a date; absent when none is told */
  bool archived;         /* a version of the store, which has a standard library of its own */
  json_t *told;          /* [{ kind, text, label }]: each part as it was told and in words */
};

/* Make the variant that `text` tells of `origin`; NULL or "" is a copy of it. New rows of
** parameters that tell no day hold from the time told, else from `from` (a month or a date; absent:
** the day must be told). `store` of the handle is looked at for versions only. Call variant_close
** in any case. */
bool variant_open(struct variant *v, bylaw *b, const struct policy *origin, const char *text,
                  struct value from, struct error *e);
void variant_close(struct variant *v);
/* Whether both are made of the same texts, but for their changed parameters and readings. */
bool variants_same_text(const struct variant *a, const struct variant *b);
/* { version, file (or archived: true), when, told } for answers. */
json_t *variant_json(const struct variant *v);

#endif
