/* Guards for one person of a batch, straight from the columns, without making struct values of his
** facts.
**
** What is simple is worked out beforehand, an expression at a time: constants, plain facts, what
** hangs on one day, month or count (kept by its value), questions to histories and lists with such
** operands. The rest is odd: flat_test tells it.
** Working out belongs to one thread; then several may ask.
*/
#ifndef BYLAW_TRACE_ROW_H
#define BYLAW_TRACE_ROW_H

#include <stdatomic.h>

#include "host/trace/batch/flat.h"
#include "host/trace/history.h"

enum row_how {
  ROW_UNSEEN = 0, /* not worked out yet */
  ROW_ODD,
  ROW_CONST,
  ROW_FACT,  /* a plain fact */
  ROW_TABLE, /* hangs on one plain fact of days, months or counts */
  ROW_TIMELINE,
  ROW_LIST,
  ROW_OP /* any other operation, on several of these */
};

/* Tables begin some way before the month that is asked about. */
enum { ROW_TABLE_SIZE = 1 << 16, ROW_TABLE_BEFORE = 3 << 14 };

/* What stands in a table where there is no value. */
enum { ENTRY_UNSET = INT32_MIN, ENTRY_ODD, ENTRY_ABSENT, ENTRY_FIRST };

struct row_code {
  uint8_t how, op; /* op: of a timeline */
  uint8_t kind;    /* of what it gives; 0: not known yet */
  uint16_t domain;
  int fact;
  /* of a timeline: the day, or the first and the last; of an operation: its operands */
  uint32_t arg[3];
  int64_t value, base;
  _Atomic(int32_t) *table; /* less `base`, by the fact's value less `base` */
  struct row_query *query; /* of a list */
};

struct row_query {
  struct records asked;
  uint32_t a[MOST_QUERY_CONDITIONS], b[MOST_QUERY_CONDITIONS]; /* expressions */
};

/* The end of a range: `fixed`, or what stands in a table by a plain fact, and a little more. */
struct row_bound {
  const _Atomic(int32_t) *table; /* NULL: fixed */
  uint32_t expr;                 /* of the table */
  int fact;
  int64_t base, fixed, more;
};

/* A guard whether any record of a list lies in a range: what is asked of lists most. Others are
** told by their expressions. */
struct row_any {
  bool ready, is; /* is: this guard is such a one */
  bool yes;       /* the answer where there is one */
  int fact, column;
  struct row_bound low, high;
};

/* The least value of a kind that has a place in tables of this month or day. */
int64_t row_base(enum kind kind, struct value when);

struct rows {
  const struct flat *flat; /* borrowed */
  struct row_code *codes;  /* an expression each */
  struct row_any *guards;  /* a guard each */
  uint32_t count, guard_count;
  size_t bytes; /* of tables */
};

void rows_free(struct rows *r);
/* Work out what a guard needs. False: it is odd for everybody, or there is no memory. */
bool rows_ready(struct rows *r, uint32_t guard, const struct batch *b);
/* A guard that is ready, for person `i`: 0, 1, or -1: odd. */
int rows_test(const struct rows *r, uint32_t guard, const struct batch *b, int i);
/* The same for `count` persons from `first` on; 2: odd. */
void rows_test_all(const struct rows *r, uint32_t guard, const struct batch *b, int first, int count,
                   uint8_t *out);

#endif
