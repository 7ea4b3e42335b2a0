/* Room settle: what is due for a person and month by what is known now, less what was settled
** before.
**
** The problem: people die, move and are registered late, laws change with effect from the past, and
** transfers come back; each would need a rule of its own for what to pay or claim. So there is one
** rule: every open month is decided by today's knowledge and compared with what stands in the
** ledger; the difference is paid, claimed or moved between payers. Most people need the month of
** the run alone and are decided by columns (run.c, due.c); the others get an account with all their
** months (account.c, book.c).
** Not taken: events that carry amounts. Two of them in the wrong order pay twice; a difference
** cannot.
** What always holds: settled again at once, nothing is left to settle.
**
** settle_person is the one place where that is reckoned: paying writes what it gives, verifying
** expects it to give nothing, replaying compares what it gives with what was written. */
#ifndef BYLAW_ENGINE_SETTLE_H
#define BYLAW_ENGINE_SETTLE_H

#include "host/engine/judge/batch.h"
#include "host/store/store.h"

enum { SETTLE_MOST_MONTHS = 1600 };
/* 10,000,000,000.00 yuan: the most that can be due or paid to one person for one month. Sums of
** a person cannot overflow then, and those of a run only with more lines than any has; what is
** beyond is an error of the person. */
#define SETTLE_MOST_FEN INT64_C(1000000000000)

/* Sums of amounts that come from a database; false when they are out of range, and `*to` is as
** it was. */
static inline bool fen_add(int64_t *to, int64_t more) {
  int64_t sum;
  bool fits = !__builtin_add_overflow(*to, more, &sum);
  if (fits) *to = sum;
  return fits;
}
static inline bool fen_sub(int64_t *to, int64_t less) {
  int64_t sum;
  bool fits = !__builtin_sub_overflow(*to, less, &sum);
  if (fits) *to = sum;
  return fits;
}

/* The facts of a person as known at some log entry, and the recorded rulings then. facts NULL: the
** person was not there yet. */
struct view {
  const struct value *facts;
  json_t *rulings; /* NULL: none */
};

/* Everything that the money of a person hangs on. All borrowed. */
struct person {
  struct view now;
  /* the same as the version of the run before declares them; NULL where no law changed */
  const struct value *old_facts;
  struct view base;               /* as known at the first run, without what is dated later */
  bool changed;                   /* something about the person is new since the run before */
  const struct store_line *lines; /* booked by earlier runs, by run */
  int line_count;
  const struct store_event *events; /* that count now */
  int event_count;
  bool account_returned; /* a transfer came back and no account was recorded since */
};

struct settled_line {
  int month, kind, line, cause;
  int64_t amount;
  int payer; /* member of the payer's enumeration; -1: none */
  const struct justification *justification;
  int paid_in; /* of BETWEEN: the month of the run that paid what moves; 0 of others */
};

/* Months that could not be settled, and why: "hold", "undetermined", "needs", "failed", "account",
** "payer", "before_ledger". */
struct unsettled {
  int from, to;
  const char *kind;
  int64_t amount; /* that would be paid; 0 when not known */
  int payer;
  const struct justification *justification; /* NULL: more months than can be settled */
};

/* A verdict as far as settling needs it: there are hundreds of months a person. */
struct answer {
  const struct justification *justification; /* NULL: not asked */
  int64_t value;                             /* fen, or a member; 0 where it is not known */
  uint8_t kind, value_kind;                  /* enum verdict_kind, enum kind */
};

/* What is known of one month while it is settled. */
struct month_account {
  int month;
  bool presumed;        /* paid by somebody else before the ledger began, it is presumed */
  struct answer due;    /* by what is known now */
  struct answer base;   /* presumed: by what was known at the beginning */
  int64_t paid;         /* paid out, less what came back */
  int64_t owed;         /* booked as owed: <= 0 */
  int64_t recovered;    /* of it, come in */
  int64_t before;       /* paid before the ledger: recorded or presumed */
  int64_t open;         /* what this run books to come even: > 0 to the person */
  int64_t law, reading; /* of `open`, what the changed law or reading makes */
  bool payer_asked;     /* `payer` is who pays when the run pays this month */
  struct answer payer;
};

/* A person whose months are open: settle_open, settle_ask, settle_finish. */
struct account {
  struct person person;
  const struct justification *failed; /* why nothing can be settled for this person; NULL: it can */
  /* only the months after the run before, of which nothing can have been booked yet */
  bool fresh;
  bool asked;     /* what is due is known already */
  bool too_many;  /* what is recorded cannot be right: more months than can be settled */
  int since;      /* the months before it are even, it is known */
  int base_first; /* before it nothing was payable by what was known at the beginning */
  struct month_account *months;
  int month_count;
};

/* One run's settling: versions, months, and room for what a person comes to. */
struct settle {
  struct policy *policy;
  const struct payment *payment;
  /* the same by the versions of the next two judges */
  const struct payment *base_payment, *old_payment;
  struct judge *judge;
  struct judge *base_judge; /* of the version of the first run; may be `judge` */
  /* of the version of the run before, where the law changed since; may be `base_judge` */
  struct judge *old_judge;
  int month;        /* of the run */
  int last_month;   /* of the run before; 0: there was none */
  int first_month;  /* of the first run: the ledger begins */
  bool law_changed; /* since the run before */
  /* options in force at the run before where some differ; NULL: the same */
  const int *old_readings;

  /* a person's, until the next */
  struct arena arena;
  struct month_account *months;
  int month_count;
  struct settled_line *lines;
  int line_count, line_room;
  struct unsettled *unsettled;
  int unsettled_count, unsettled_room;
  bool too_large; /* an amount or a sum of the person is beyond SETTLE_MOST_FEN */
};

/* Which months of the person are to be settled; `months` goes to the arena. */
bool settle_open(struct settle *c, struct account *a, struct arena *arena, struct error *e);
/* What is due and who pays, for all of them: month by month where they are many. */
bool settle_ask(struct settle *c, struct account *accounts, int count, struct error *e);
/* What the person comes to; it stands in `c` until the next person. */
bool settle_finish(struct settle *c, const struct account *a, struct error *e);
/* All three for one person. */
bool settle_person(struct settle *c, const struct person *p, struct error *e);
void settle_close(struct settle *c);

/* `facts` without what is dated on `day` or later: list records, changes of timelines, optional
** dates. `*same`: there is nothing such, and the result is `facts` itself. NULL: no memory. */
const struct value *facts_before(const struct model *m, const struct value *facts, int64_t day,
                                 struct arena *arena, bool *same);

/* The persons of a batch of whom something is dated on `day` or later: `later` gets 1 for them,
** others stay as they are. */
void batch_later(const struct model *m, const struct batch *b, int64_t day, uint8_t *later);

/* --- shared by account.c, book.c, payer.c ----------------------------------------------------- */
/* Whether an amount is one that a payment can come to (SETTLE_MOST_FEN). */
bool settle_is_possible(int64_t fen);
/* A sum of the person's that is bounded: beyond SETTLE_MOST_FEN either way it fails, for this
** person only. */
void settle_sum(struct settle *c, int64_t *to, int64_t more);
bool settle_add_line(struct settle *c, struct settled_line line, struct error *e);
bool settle_add_unsettled(struct settle *c, struct unsettled u, struct error *e);
bool answer_amount(const struct answer *a, int64_t *fen);
struct answer answer_of(const struct verdict *v);
/* Book `open` of every month: pay, claims, what is given up; what cannot be booked is unsettled. */
bool settle_book(struct settle *c, const struct person *p, struct error *e);
/* The question who pays `month` when a run pays it in `paid_in`: the decision; `given` gets its
** input where *has_given. */
int settle_payer_question(const struct settle *c, int month, int paid_in, struct value *given,
                          bool *has_given);
/* From which month on the person of the judge can be paid, by the term's value; `otherwise` when
** nobody can say. */
bool settle_first_month(const struct settle *c, const struct value *first, int otherwise, int *month,
                        struct error *e);
/* A payer who is none is a refusal. */
void settle_payer_known(struct verdict *payer);
/* Who pays `month` when it is paid in the month of a run `paid_in`. */
bool settle_payer_of(struct settle *c, int month, int paid_in, struct verdict *out, struct error *e);
/* Money that stands with another payer than by what is known now moves between them. */
bool settle_between(struct settle *c, const struct person *p, struct error *e);
/* What of the open differences the changed law and readings make. */
bool settle_causes(struct settle *c, const struct person *p, struct error *e);

/* What a payer has paid for a month and run and still stands, and what of it is claimed back. */
struct holding {
  int month, paid_in, payer;
  int64_t run, amount, claimed;
};
/* Growing with the money that moves between payers. */
struct holdings {
  struct holding *list;
  int count, room;
};
/* The holdings of a month from the lines and returned transfers; in the arena, oldest first. */
bool settle_holdings(struct settle *c, const struct person *p, int month, struct holdings *out,
                     struct error *e);

#endif
