/* What paying, verifying and replaying share: a payment of a policy over a store, as of a run. */
#ifndef BYLAW_ENGINE_PAYROLL_H
#define BYLAW_ENGINE_PAYROLL_H

#include "host/base/ids.h"
#include "host/engine/version/archive.h"
#include "host/engine/settle/account.h"

/* Where in time a settlement stands. */
struct payroll_place {
  const char *payment;          /* name; NULL: the only one */
  int month;                    /* that is paid */
  const struct store_run *last; /* the run before; NULL: none */
  int64_t log;                  /* what is known */
  int64_t version;              /* id of the policy's version in the archive */
  int64_t before_run;           /* lines of earlier runs only; 0: of all */
  const struct ids *only;       /* nobody else is settled; NULL: anybody may be */
};

/* A settlement in its place in time. */
struct payroll {
  bylaw *b;
  struct policy *policy;      /* the version that settles: the caller's */
  struct policy *base_policy; /* of the first run; NULL when it is `policy` */
  /* of the run before where the law changed since; NULL when it is one of the others */
  struct policy *old_policy;
  const struct payment *payment;
  struct settle settle;
  struct store_run first, last; /* id 0: there is none */
  int64_t log, before_run, version;
  bool base_alike, old_alike; /* they declare the same facts */
  bool past;                  /* `log` is not the head: facts come from the log */
  struct ids changed;         /* subjects with entries after the run before */
  struct ids since;           /* after the first run */
  struct ids later;           /* after `log`, when past */
  struct ids events;          /* with events at all */
  /* with a case that nobody pays: who pays arrears may hang on the month of the run */
  struct ids payerless;
  int *old_readings;
  struct arena arena;        /* the payroll's */
  struct arena person;       /* of the person being settled */
  json_t *rulings[2];        /* of the person: now, base */
  const struct value *facts; /* of the person, as known at `log` */
};

/* Prepare to settle. payroll_close in any case. The store must work with the policy's facts
** (policy_store). */
bool payroll_open(struct payroll *r, bylaw *b, struct policy *policy, const struct payroll_place *place,
                  struct error *e);
void payroll_close(struct payroll *r);

/* Settle one subject; `now` is how it stands at the head of the log. Results in r->settle.
** `*there`: it existed at the payroll's log entry. */
bool payroll_settle(struct payroll *r, const struct store_subject *now, bool *there, struct error *e);
/* What the money of a subject hangs on; `facts` as it stands at the head of the log. now.facts is
** NULL where it was not there yet at the payroll's log entry. Rulings are the caller's; all else
** lives in `arena`. */
bool payroll_person(struct payroll *r, int64_t id, const struct value *facts, json_t *rulings[2],
                    struct arena *arena, struct person *p, struct error *e);

/* A subject that is settled; what it comes to stands in r->settle. */
struct settled_subject {
  int64_t id;
  const char *key;     /* "" for those who are just paid the month */
  const char *account; /* "" when there is none */
  bool all;            /* all its months were looked at, else only those after the run before */
};
typedef bool (*subject_settled)(void *ud, const struct settled_subject *s, struct error *e);
/* Settle many subjects, chunk after chunk, and tell of them in their order, some of them later; of
** those who come to nothing new not at all. The payroll stands at the head of the log.
** settling_close in any case. */
struct settling;
struct settling *settling_open(struct payroll *r, subject_settled settled, void *ud, struct error *e);
/* From now on all months of everybody are looked at, and everybody is told of; then the payroll may
** stand anywhere in the log. */
void settling_everybody(struct settling *s);
bool settling_chunk(struct settling *s, const struct store_chunk *chunk, struct error *e);
/* The last ones are told. */
bool settling_end(struct settling *s, struct error *e);
void settling_close(struct settling *s); /* NULL is allowed */

/* Whether the money of a person waits for an account: a transfer to this one came back, and it
** was neither changed nor confirmed since. */
bool account_waits(struct store *s, const struct model *m, const struct payment *p, int64_t id,
                   const struct value *account, struct arena *arena, bool *waits, struct error *e);

const char *payer_text(const struct payroll *r, int payer);

/* A reason for lists: articles and words of a justification's text, facts by the labels of `m`; ""
** when there is none. Caller frees both. */
bool reason_words(const struct model *m, const char *justification_text, char **article, char **words,
                  struct error *e);

#endif
