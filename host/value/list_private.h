/* What list.c and list_net.c share: a question about the records of a list. */
#ifndef BYLAW_VALUE_LIST_PRIVATE_H
#define BYLAW_VALUE_LIST_PRIVATE_H

#include "host/value/timeline.h"

/* What is asked of a list, and the first poison met on the way. */
struct query {
  const struct list *list;
  const struct row_condition *conditions;
  int count, field, by;
  enum kind kind;
  struct value poison;
};

enum answer { NO = 0, YES, MAYBE, BROKEN };

/* The cell of a row; poisoned where there is no such field. */
struct value list_cell(const struct list *l, int row, int field);
/* Whether a row fits all conditions; BROKEN: q->poison says why. */
enum answer list_test_row(struct query *q, int row);
/* Whether the cell of another list's row fits the conditions on `field`. */
enum answer list_test_field(struct query *q, int field, struct value cell);
/* The condition of this test; NULL: there is none. */
const struct row_condition *list_condition(const struct query *q, enum row_test test);
/* `v` times the days from the date in the row until that of `days` (NULL: as it is). Poisoned
** (VERR_NEGATIVE) where the date is later. */
struct value list_weighted(const struct row_condition *days, struct value v, struct value on);
/* AGG_NET, AGG_RUN, AGG_MEAN_DOWN and _UP. */
struct value list_net(struct query *q);
struct value list_run(struct query *q);
struct value list_mean(struct query *q, bool up);

#endif
