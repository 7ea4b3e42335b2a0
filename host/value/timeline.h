/* Facts with a history (timeline) and facts with many records (list). */
#ifndef BYLAW_VALUE_TIMELINE_H
#define BYLAW_VALUE_TIMELINE_H

#include "host/value/value.h"

#define DAY_MIN INT64_MIN /* "since always" */

/* Spells in order of `from`, without overlap; a spell ends the day before the next begins (gaps are
** written as spells with an absent value). Before the first spell the value is absent. Days before
** `known_from` are unknown, whatever the spells say. */
struct spell {
  int64_t from;
  struct value value;
};
struct timeline {
  enum kind kind; /* of its values */
  uint16_t domain;
  int count;
  int64_t known_from;   /* DAY_MIN when all is known */
  struct spell *spells; /* not owned */
};

struct value timeline_at(const struct timeline *t, int64_t day);
/* Whether both have the same spells with the same values, known from the same day. */
bool timeline_same(const struct timeline *a, const struct timeline *b);
/* Neighbouring spells with equal values count as one. A spell that reaches back to known_from gives
** known_from; one with from == DAY_MIN and no known_from gives absent ("since always"). No value
** that day: absent; unknown that day: unknown. */
struct value timeline_since(const struct timeline *t, int64_t day, bool any_value);
struct value timeline_changes(const struct timeline *t, int64_t from, int64_t to);
struct value timeline_next_change(const struct timeline *t, int64_t day);
struct value timeline_absent_from(const struct timeline *t, int64_t day);

/* A list: rows of fields, cells in row order. */
struct list {
  int fields, rows;
  struct value *cells; /* rows * fields, not owned */
};

/* A condition on one field of a row: cell `cmp` a, or a <= cell <= b for RANGE. All conditions of a
** query must hold. */
enum row_test {
  ROW_EQ = 1,
  ROW_NE,
  ROW_LT,
  ROW_LE,
  ROW_GT,
  ROW_GE,
  ROW_RANGE,
  /* No conditions, but what SUM and NET are asked with; every row fits. DAYS: the value counts
  ** times the days from the date `field` of its row until `a`. OUT_…: NET takes the outflows `a` (a
  ** list; `field`: of its amount * 256 + of its date) from the opening balance `b` and the inflows,
  ** the opening balance or the newest inflows first, or of each by its share. */
  ROW_DAYS,
  ROW_OUT_OPENING,
  ROW_OUT_NEWEST,
  ROW_OUT_SHARES
};
struct row_condition {
  int field;
  enum row_test test;
  struct value a, b;
};

enum aggregate {
  AGG_ANY = 1,
  AGG_ALL,
  AGG_COUNT,
  AGG_SUM,
  AGG_LEAST,
  AGG_MOST,
  AGG_LAST,
  AGG_FIRST,
  AGG_NET,
  AGG_RUN,
  AGG_MEAN_DOWN,
  AGG_MEAN_UP
};
/* ANY, ALL: TRUTH. COUNT: COUNT. SUM, LEAST, MOST: of `field` over the rows that match; LEAST and
** MOST of no rows are absent, SUM of no rows is zero of `kind`. LAST / FIRST: the value of `field`
** in the matching row with the greatest / smallest value of field `by` (ties: the later / earlier
** row); absent if none. SUM with ROW_DAYS: of money an exact amount, of counts a count. NET: what
** of the money `field` of the matching rows (dated by field `by`, whose conditions hold for the
** outflows too) is left when the outflows are taken, an exact amount; with ROW_DAYS each for its
** days. Taking more than there is is VERR_OVERDRAWN, a date after the day VERR_NEGATIVE. RUN: how
** many values of `field` follow one another without a gap, at most (years, months, days). MEAN: the
** mean of `field` over `by`, exact until it is cut or raised once to 12 decimals; absent of no
** rows. A row whose condition is unknown (an unknown cell) makes the result unknown unless it
** cannot change it (ANY with a row that surely matches, ALL with one that surely does not).
** A cell that is absent matches no condition but ROW_NE; a truth that is absent reads as false. */
struct value list_aggregate(const struct list *l, enum aggregate agg, const struct row_condition *conditions,
                            int count, int field, int by, enum kind kind);

#endif
