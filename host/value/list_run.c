/* How many years, months or days of a list follow one another. */
#include "host/value/list_private.h"
#include "host/value/value_private.h"

/* The smallest value above `above` (any, if NULL) in the rows that match, surely or perhaps. */
static enum answer next_value(struct query *q, bool perhaps, const int64_t *above, int64_t *next) {
  bool found = false;
  for (int row = 0; row < q->list->rows; row++) {
    enum answer a = list_test_row(q, row);
    if (a == BROKEN) return a;
    if (a == NO || (a == MAYBE && !perhaps)) continue;
    struct value v = list_cell(q->list, row, q->field);
    if (v.state == STATE_POISONED) q->poison = v;
    if (v.state == STATE_POISONED) return BROKEN;
    if (v.state == STATE_UNKNOWN) return MAYBE;
    if (v.state == STATE_ABSENT) continue;
    if ((above && v.u.i <= *above) || (found && v.u.i >= *next)) continue;
    *next = v.u.i;
    found = true;
  }
  return found ? YES : NO;
}

static enum answer longest_run(struct query *q, bool perhaps, int64_t *longest) {
  int64_t run = 0, last = 0, next = 0;
  *longest = 0;
  for (;;) {
    enum answer a = next_value(q, perhaps, run ? &last : NULL, &next);
    if (a != YES) return a;
    run = run && next == last + 1 ? run + 1 : 1;
    last = next;
    if (run > *longest) *longest = run;
  }
}

/* One more row never shortens a run: what it is with and without the rows that perhaps match are
** its bounds. */
struct value list_run(struct query *q) {
  int64_t least = 0, most = 0;
  enum answer sure = longest_run(q, false, &least);
  enum answer all = sure == BROKEN ? sure : longest_run(q, true, &most);
  if (all == BROKEN) return q->poison;
  if (sure == MAYBE || all == MAYBE || least != most) return value_unknown(KIND_COUNT);
  return known(KIND_COUNT, least);
}
