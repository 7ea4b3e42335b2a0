/* Recording changes of one subject: what its files share. */
#ifndef BYLAW_ENGINE_RECORD_H
#define BYLAW_ENGINE_RECORD_H

#include "host/engine/office.h"

struct recording {
  bylaw *b;
  const bylaw_record_request *q;
  struct policy *policy;
  struct office office;
  struct arena arena;
  int64_t from; /* DAY_MIN: not given */
  bool from_used;
  int64_t id;  /* 0: to be created */
  int64_t act; /* 0: nothing was written yet */
  struct store_subject subject;
  struct value *now; /* the facts as they become */
  bool *told;        /* facts that are among the assignments */
  bool born;         /* the date of birth comes out of the number */
  json_t *changed, *money, *shared;
};

/* The words before = that are no facts; NULL ends them. */
extern const char *const RECORD_EVENTS[];
/* Whether `name` is one of them; then record it. Within the transaction, after the facts. */
bool record_is_event(const char *name);
bool record_event(struct recording *r, const char *name, const char *value, struct error *e);
/* Add to what the caller is told to have changed. */
bool record_changed(struct recording *r, const char *name, struct error *e);
/* The act of this call, made when something is written first. */
bool record_act(struct recording *r, struct error *e);

#endif
