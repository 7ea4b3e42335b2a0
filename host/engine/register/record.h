/* Recording changes of one subject: what its files share. */
#ifndef BYLAW_ENGINE_RECORD_H
#define BYLAW_ENGINE_RECORD_H

#include "host/engine/cells/cells.h"
#include "host/engine/policy/policy.h"
#include "host/engine/register/references.h"
#include "host/store/store.h"

struct recording {
  bylaw *b;
  const bylaw_record_request *q;
  struct policy *policy;
  struct office office;
  struct references references; /* the records that these may refer to */
  struct arena arena;
  int64_t from; /* DAY_MIN: not given */
  bool from_used;
  int64_t id;    /* 0: to be created */
  int64_t entry; /* the last one of the log, when all was written */
  int64_t act;   /* 0: nothing was written yet */
  int64_t log;   /* the head before anything is written */
  struct store_subject subject;
  struct value *now; /* the facts as they become */
  bool *told;        /* facts that are among the assignments */
  bool former;       /* the number that was asked for is one that was corrected */
  unsigned derived;  /* bits of enum number_tells: what comes out of the number */
  json_t *changed, *money, *shared;
  int64_t shared_count;
  json_t *confirmed; /* accounts that were told again after a return */
  json_t *events;    /* what was recorded beside facts */
};

/* The words before = that are no facts; NULL ends them. */
extern const char *const RECORD_EVENTS[];
/* Whether `name` is one of them; then record it. Within the transaction, after the facts. */
bool record_is_event(const char *name);
bool record_event(struct recording *r, const char *name, const char *value, struct error *e);
/* Add to what the caller is told to have changed. */
bool record_changed(struct recording *r, const char *name, struct error *e);
/* The number of an entry, as it is told: null in a trial, which leaves no entry. NULL: no
** memory. */
json_t *log_json(const struct recording *r, int64_t log);
/* The act of this call, made when something is written first. */
bool record_act(struct recording *r, struct error *e);

/* --- shared by record_event.c, record_money.c, record_ruling.c -------------------------------- */

bool event_error(struct error *e, const char *name, const char *why, const char *example);
/* Write one event of this person, and tell the caller. */
bool event_add(struct recording *r, const char *name, struct store_event event, struct error *e);
/* The events of this person that count, in the order of the log. */
bool events_of(struct recording *r, struct store_event **events, int *count, struct error *e);

bool record_paid_before(struct recording *r, const char *name, const char *text, struct error *e);
bool record_returned(struct recording *r, const char *name, const char *text, struct error *e);
bool record_recovered(struct recording *r, const char *name, const char *text, struct error *e);
bool record_ruling(struct recording *r, const char *name, const char *text, struct error *e);
bool record_withdraw(struct recording *r, const char *name, const char *text, struct error *e);
/* An event in words: what, month, amount. */
void event_words(const struct model *m, const struct store_event *v, struct buf *out);
/* Taking out who was registered by mistake: refused where anything was paid or recorded of him. */
bool record_remove(struct recording *r, struct error *e);
/* A recorded ruling in words: months, outcome, file. */
/* A text of a ruling, "" where it has none. */
const char *ruling_part(const json_t *ruling, const char *key);
void ruling_words(const char *json, struct buf *out);

#endif
