/* Room pay: a month paid in one transaction, its lists and report, and the proofs: verify, replay,
** the head of the chain.
**
** The problem: a payment that is half made, made twice or cannot be explained years later. So a run
** is one transaction that holds its lines, their reasons, the version that paid and a hash over all
** of it, which goes over the run before; before anything is written the facts are derived from the
** log, and what somebody changed by other means stops it. Replay takes nothing but the database.
** Not taken: a queue of payments that are sent as they are reckoned. What is sent cannot be rolled
** back.
** What always holds: paid again with nothing new, a run writes nothing.
**
** This header: what a run came to, counted as it goes. */
#ifndef BYLAW_ENGINE_PAY_REPORT_H
#define BYLAW_ENGINE_PAY_REPORT_H

#include "host/engine/register/accounts.h"
#include "host/engine/settle/payroll.h"

enum { REPORT_MOST_BANDS = 64, REPORT_MOST_PAYERS = 128, REPORT_CAUSES = 4, REPORT_DIFFERENCES = 20 };

struct tally {
  int64_t people, amount, back_pay, owed;
};

struct cause_tally {
  int64_t lines, paid, owed;
};

struct pay_report {
  struct tally *cells; /* payers (and one for none) by bands */
  const char *band[REPORT_MOST_BANDS], *band_text[REPORT_MOST_BANDS];
  int band_count;
  int *band_of_justification; /* by number, + 1; 0: not yet known */
  int justification_room;
  struct cause_tally causes[REPORT_CAUSES];
  int64_t people, lines, paid, back_pay, owed, given_up, between;
  json_t *differences;         /* the first lines that are not the month's own */
  int64_t left_out;            /* of these lines, those after the first */
  struct account_set accounts; /* of those who are paid */
  json_t *json;
  char *stored; /* the report as it is kept with the run */
};

/* Count what a person came to; the key names them, masked, among the differences. */
bool report_person(struct pay_report *t, const struct payroll *r, const struct settled_subject *s,
                   struct error *e);
/* Everything is counted: the report for the run and for the caller. */
bool report_make(struct pay_report *t, struct payroll *r, int month, const bylaw_pay_request *q,
                 const struct store_run *run, struct error *e);
/* The report of an earlier run again: nothing was to be done. */
bool report_again(struct pay_report *t, const struct store_run *last, struct error *e);
bool report_json(struct pay_report *t, char **json, struct error *e);
void report_free(struct pay_report *t);

/* The cases that are not settled, counted by kind and reason. */
json_t *pending_summary(const struct payroll *r, struct error *e);

#endif
