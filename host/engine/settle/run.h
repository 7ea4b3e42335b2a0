/* What run.c and run_order.c share. */
#ifndef BYLAW_ENGINE_SETTLING_H
#define BYLAW_ENGINE_SETTLING_H

#include "host/engine/settle/law_change.h"

enum row_kind {
  ROW_NOTHING = 0, /* comes to nothing */
  ROW_PAID,        /* the month is paid, as it stands in `due` and `payer` */
  ROW_MONTH,       /* something else about the month */
  ROW_ACCOUNT
};

/* Somebody whose turn to be told has not come. */
struct waiting {
  int64_t id, amount;
  const char *account;
  const struct justification *justification;
  int payer;  /* as in settled_line */
  int number; /* of an account; -1: the month is paid, just that */
};

/* An open account of the window. */
struct opened {
  json_t *rulings[2];
  const char *key;
};

struct settling {
  struct payroll *r;
  subject_settled settled;
  bool everybody; /* whatever is new or not */
  void *ud;
  struct law_change *law; /* NULL: it did not change, or nothing can be shown of anybody */
  const struct store_chunk *chunk;
  int room;               /* rows */
  uint8_t *later, *kinds; /* a row each: something is dated later; enum row_kind */
  struct verdict *due, *payer, *verdicts;
  struct value *terms;
  int *rows, row_count; /* that are being asked about */
  /* the window: people from the first open account on */
  struct account *accounts;
  struct opened *opened;
  int account_count, account_room;
  struct waiting *waiting;
  int waiting_count, waiting_room;
  int64_t months;     /* of the accounts */
  struct arena arena; /* of all that waits */
};

const char *settling_account(const struct settling *s, int row); /* the text; NULL: none is known */
const char *settling_key(const struct settling *s, int row);
/* The row's turn: it is told now, or waits behind an open account. */
bool settling_row(struct settling *s, int row, struct error *e);
/* All who wait are told. */
bool settling_flush(struct settling *s, struct error *e);
bool settling_full(const struct settling *s);
void settling_forget(struct settling *s);
/* For tests: whether this handle settles a changed law with everybody, as if nothing could be shown
** of anybody; and whose months its last run by a changed law settled one by one. */
void settling_no_pruning(bylaw *b, bool on);
int64_t settling_affected(const bylaw *b);

#endif
