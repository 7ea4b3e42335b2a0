/* Aggregates over the rows of a list. */
#include "host/value/list_private.h"
#include "host/value/value_private.h"

struct value list_cell(const struct list *l, int row, int field) {
  if (field < 0 || field >= l->fields) return poison_kinds(KIND_LIST, KIND_NONE);
  return l->cells[(int64_t)row * l->fields + field];
}

static enum answer broken(struct query *q, struct value poison) {
  q->poison = poison;
  q->poison.expr = 0;
  return BROKEN;
}

static struct value poison_of(struct query *q, struct value poison) {
  broken(q, poison);
  return q->poison;
}

static enum answer answer_of(struct query *q, struct value truth) {
  if (truth.state == STATE_POISONED) return broken(q, truth);
  if (truth.state == STATE_UNKNOWN) return MAYBE;
  return truth.u.i ? YES : NO;
}

static enum answer opposite(enum answer a) {
  return a == YES ? NO : a == NO ? YES : a;
}

static enum answer both(enum answer a, enum answer b) {
  if (a == BROKEN || b == BROKEN) return BROKEN;
  if (a == NO || b == NO) return NO;
  return a == MAYBE || b == MAYBE ? MAYBE : YES;
}

static enum answer test_cell(struct query *q, struct value v, const struct row_condition *c) {
  if (v.state == STATE_POISONED) return broken(q, v);
  if (c->a.state == STATE_POISONED) return broken(q, c->a);
  /* left out: false */
  if (v.state == STATE_ABSENT && v.kind == KIND_TRUTH) v = known(KIND_TRUTH, 0);
  if (v.state == STATE_ABSENT) return c->test == ROW_NE ? YES : NO;
  switch (c->test) {
  case ROW_EQ: return answer_of(q, value_compare(CMP_EQ, v, c->a));
  case ROW_NE: return opposite(answer_of(q, value_compare(CMP_EQ, v, c->a)));
  case ROW_LT: return answer_of(q, value_compare(CMP_LT, v, c->a));
  case ROW_LE: return answer_of(q, value_compare(CMP_LE, v, c->a));
  case ROW_GT: return answer_of(q, value_compare(CMP_LT, c->a, v));
  case ROW_GE: return answer_of(q, value_compare(CMP_LE, c->a, v));
  case ROW_RANGE: {
    enum answer low = answer_of(q, value_compare(CMP_LE, c->a, v));
    return low == BROKEN ? low : both(low, answer_of(q, value_compare(CMP_LE, v, c->b)));
  }
  default: break;
  }
  return broken(q, poison_kinds(KIND_LIST, KIND_NONE));
}

/* A broken condition shows even where another one fails: a mistake must not hide behind the
** data. */
enum answer list_test_row(struct query *q, int row) {
  enum answer all = YES;
  for (int i = 0; i < q->count && all != BROKEN; i++) {
    const struct row_condition *c = &q->conditions[i];
    if (c->test < ROW_DAYS) all = both(all, test_cell(q, list_cell(q->list, row, c->field), c));
  }
  return all;
}

enum answer list_test_field(struct query *q, int field, struct value cell) {
  enum answer all = YES;
  for (int i = 0; i < q->count && all != BROKEN; i++) {
    const struct row_condition *c = &q->conditions[i];
    if (c->test < ROW_DAYS && c->field == field) all = both(all, test_cell(q, cell, c));
  }
  return all;
}

const struct row_condition *list_condition(const struct query *q, enum row_test test) {
  for (int i = 0; i < q->count; i++)
    if (q->conditions[i].test == test) return &q->conditions[i];
  return NULL;
}

struct value list_weighted(const struct row_condition *days, struct value v, struct value on) {
  if (!days) return v;
  struct value n = value_op(NULL, OP_SUB, (struct value[]){days->a, on});
  if (n.state == STATE_POISONED) return n;
  if (n.state == STATE_KNOWN && n.u.i < 0) return value_poison(VERR_NEGATIVE, KIND_COUNT, 0);
  return value_op(NULL, v.kind == KIND_COUNT ? OP_MUL : OP_TIMES, (struct value[]){v, n});
}

/* ANY and ALL stop being open as soon as one row gives the answer `decides`. */
static struct value decide(struct query *q, enum answer decides) {
  bool found = false, maybe = false;
  for (int row = 0; row < q->list->rows; row++) {
    enum answer a = list_test_row(q, row);
    if (a == BROKEN) return q->poison;
    found = found || a == decides;
    maybe = maybe || a == MAYBE;
  }
  if (!found && maybe) return value_unknown(KIND_TRUTH);
  return known(KIND_TRUTH, found == (decides == YES));
}

static struct value count_rows(struct query *q) {
  int64_t count = 0;
  bool maybe = false;
  for (int row = 0; row < q->list->rows; row++) {
    enum answer a = list_test_row(q, row);
    if (a == BROKEN) return q->poison;
    count += a == YES;
    maybe = maybe || a == MAYBE;
  }
  return maybe ? value_unknown(KIND_COUNT) : known(KIND_COUNT, count);
}

static struct value zero_of(enum kind kind) {
  switch (kind) {
  case KIND_COUNT:
  case KIND_MONEY: return known(kind, 0);
  case KIND_EXACT: return value_exact(0, 1);
  case KIND_RATE: return value_ratio(0, 1);
  default: return poison_kinds(kind, KIND_NONE);
  }
}

static struct value summand(const struct query *q, const struct row_condition *days, int row) {
  struct value v = list_cell(q->list, row, q->field);
  return days && v.state != STATE_ABSENT ? list_weighted(days, v, list_cell(q->list, row, days->field)) : v;
}

static struct value sum_rows(struct query *q) {
  struct value zero = zero_of(q->kind), total = zero;
  const struct row_condition *days = list_condition(q, ROW_DAYS);
  bool maybe = false;
  if (zero.state == STATE_POISONED) return zero;
  for (int row = 0; row < q->list->rows; row++) {
    enum answer a = list_test_row(q, row);
    if (a == BROKEN) return q->poison;
    struct value v = a == NO ? zero : summand(q, days, row);
    if (v.state == STATE_POISONED) return poison_of(q, v);
    if (a == MAYBE && !value_same(v, zero)) maybe = true;
    if (a != YES) continue;
    if (v.state == STATE_UNKNOWN) {
      maybe = true;
      continue;
    }
    total = value_op(NULL, OP_ADD, (struct value[]){total, v});
    if (total.state == STATE_POISONED) return total;
  }
  return maybe ? value_unknown(q->kind) : total;
}

/* --- the row that wins: LEAST, MOST, FIRST, LAST ---------------------------------------------- */
struct winner {
  int sign;   /* +1: the greatest key, -1: the smallest */
  bool later; /* ties go to the later row */
  int row;    /* -1: none yet */
  struct value key;
  bool unknown; /* a key that is not known takes part */
  bool maybe;   /* a row that perhaps matches */
};

/* Whether a row with this key would stand before the winner so far. */
static enum answer beats(struct query *q, const struct winner *w, int row, struct value key) {
  if (w->row < 0) return YES;
  struct value less = w->sign > 0 ? value_compare(CMP_LT, w->key, key) : value_compare(CMP_LT, key, w->key);
  enum answer a = answer_of(q, less);
  if (a != NO) return a;
  a = answer_of(q, value_compare(CMP_EQ, key, w->key));
  if (a != YES) return a;
  return (row > w->row) == w->later ? YES : NO;
}

/* Rows that match surely; false when something is broken. */
static bool find_winner(struct query *q, struct winner *w, int key_field) {
  for (int row = 0; row < q->list->rows; row++) {
    enum answer a = list_test_row(q, row);
    if (a == BROKEN) return false;
    w->maybe = w->maybe || a == MAYBE;
    if (a != YES) continue;
    struct value key = list_cell(q->list, row, key_field);
    if (key.state == STATE_POISONED) return broken(q, key) != BROKEN;
    if (key.state == STATE_ABSENT) continue;
    if (key.state == STATE_UNKNOWN) {
      w->unknown = true;
      continue;
    }
    if (!kind_ordered(key.kind)) return broken(q, value_poison(VERR_ORDERLESS, key.kind, 0)) != BROKEN;
    enum answer better = beats(q, w, row, key);
    if (better == BROKEN) return false;
    if (better == NO) continue;
    w->row = row;
    w->key = key;
  }
  return true;
}

/* Whether a row that perhaps matches could give another result. */
static enum answer upset(struct query *q, const struct winner *w, int key_field, int field) {
  for (int row = 0; row < q->list->rows; row++) {
    if (list_test_row(q, row) != MAYBE) continue;
    struct value key = list_cell(q->list, row, key_field);
    if (key.state == STATE_POISONED) return broken(q, key);
    if (key.state == STATE_ABSENT) continue;
    enum answer a = beats(q, w, row, key);
    if (a == BROKEN) return a;
    if (a == NO) continue;
    bool same = w->row >= 0 && value_same(list_cell(q->list, row, field), list_cell(q->list, w->row, field));
    if (!same) return YES;
  }
  return NO;
}

static struct value winning(struct query *q, int sign, bool later, int key_field) {
  struct winner w = {.sign = sign, .later = later, .row = -1};
  if (!find_winner(q, &w, key_field)) return q->poison;
  enum answer other = w.maybe ? upset(q, &w, key_field, q->field) : NO;
  if (other == BROKEN) return q->poison;
  if (other == YES || w.unknown) return value_unknown(q->kind);
  if (w.row < 0) return value_absent(q->kind);
  struct value v = list_cell(q->list, w.row, q->field);
  v.expr = 0;
  return v;
}

struct value list_aggregate(const struct list *l, enum aggregate agg, const struct row_condition *conditions,
                            int count, int field, int by, enum kind kind) {
  struct query q = {l, conditions, count, field, by, kind, {0}};
  switch (agg) {
  case AGG_ANY: return decide(&q, YES);
  case AGG_ALL: return decide(&q, NO);
  case AGG_COUNT: return count_rows(&q);
  case AGG_SUM: return sum_rows(&q);
  case AGG_LEAST: return winning(&q, -1, false, field);
  case AGG_MOST: return winning(&q, +1, false, field);
  case AGG_LAST: return winning(&q, +1, true, by);
  case AGG_FIRST: return winning(&q, -1, false, by);
  case AGG_NET: return list_net(&q);
  case AGG_RUN: return list_run(&q);
  case AGG_MEAN_DOWN:
  case AGG_MEAN_UP: return list_mean(&q, agg == AGG_MEAN_UP);
  }
  return poison_kinds(KIND_LIST, KIND_NONE);
}

bool list_same(const struct list *a, const struct list *b) {
  if (a == b) return true;
  if (a->fields != b->fields || a->rows != b->rows) return false;
  int64_t cells = (int64_t)a->rows * a->fields;
  for (int64_t i = 0; i < cells; i++) {
    if (!value_same(a->cells[i], b->cells[i])) return false;
  }
  return true;
}
