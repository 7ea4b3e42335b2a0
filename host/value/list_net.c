/* What is left of the inflows of a list once the outflows of another one are taken from them.
**
** An account has an opening balance and inflows; whatever is taken out of it is taken from one or
** the other, in an order that somebody has to declare: the opening balance first, the newest
** inflows first, or of both by their shares. What remains of the inflows may be weighted by the
** days for which it stays, exactly, so that interest on them is rounded once. No sum of records can
** say that: how much of an outflow falls on the inflows hangs on all flows before it. On one day
** inflows come before outflows, records of one list in their order. */
#include "host/value/list_private.h"
#include "host/value/value_private.h"

struct account {
  struct query *q;
  const struct row_condition *days, *out;
  const struct list *outflows;
  int out_amount, out_on;
  struct value opening, inflow; /* what is there of each, exact */
  struct value total;
};

/* A flow: its day, which list, which row. */
struct flow {
  int64_t day;
  int row; /* -1: none is left */
  bool out;
};

static bool comes_before(const struct flow *a, const struct flow *b) {
  if (a->day != b->day) return a->day < b->day;
  if (a->out != b->out) return !a->out;
  return a->row < b->row;
}

/* Whether a row takes part. Where that, or its day or amount, is not known, nothing is. */
static enum answer takes_part(struct account *a, bool out, int row, struct flow *f) {
  const struct list *l = out ? a->outflows : a->q->list;
  struct value on = list_cell(l, row, out ? a->out_on : a->q->by),
               amount = list_cell(l, row, out ? a->out_amount : a->q->field);
  if (on.state == STATE_POISONED || amount.state == STATE_POISONED) {
    a->q->poison = on.state == STATE_POISONED ? on : amount;
    return BROKEN;
  }
  enum answer fits = out ? list_test_field(a->q, a->q->by, on) : list_test_row(a->q, row);
  if (fits != YES) return fits;
  if (on.state != STATE_KNOWN || amount.state != STATE_KNOWN) return MAYBE;
  *f = (struct flow){on.u.i, row, out};
  return YES;
}

/* The first flow after `last` (row -1: of all). Lists are short, so each is looked for anew:
** nothing has to be allocated. */
static enum answer next_flow(struct account *a, const struct flow *last, struct flow *next) {
  next->row = -1;
  for (int out = 0; out < 2; out++) {
    const struct list *l = out ? a->outflows : a->q->list;
    for (int row = 0; row < l->rows; row++) {
      struct flow f = {.row = -1};
      enum answer fits = takes_part(a, out != 0, row, &f);
      if (fits == BROKEN || fits == MAYBE) return fits;
      if (fits == NO || (last->row >= 0 && !comes_before(last, &f))) continue;
      if (next->row < 0 || comes_before(&f, next)) *next = f;
    }
  }
  return YES;
}

static struct value plus(struct value a, struct value b) {
  return value_op(NULL, OP_ADD, (struct value[]){a, b});
}

static struct value minus(struct value a, struct value b) {
  return value_op(NULL, OP_SUB, (struct value[]){a, b});
}

static struct value least_of(struct value a, struct value b) {
  return value_op(NULL, OP_LEAST, (struct value[]){a, b});
}

/* `part` of `whole`, both exact. */
static struct value share_of(struct value part, struct value whole) {
  wide num, den;
  enum value_error code;
  if (part.state == STATE_POISONED || whole.state == STATE_POISONED)
    return part.state == STATE_POISONED ? part : whole;
  if (!wide_mul(value_exact_num(part), whole.u.wide.den, &num) ||
      !wide_mul(value_exact_num(whole), part.u.wide.den, &den))
    return value_poison(VERR_OVERFLOW, KIND_RATE, 0);
  if (!fraction_reduce(&num, &den, &code)) return value_poison(code, KIND_RATE, 0);
  if (num > INT64_MAX || num < INT64_MIN) return value_poison(VERR_OVERFLOW, KIND_RATE, 0);
  return value_ratio((int64_t)num, (int64_t)den);
}

/* The part of an outflow that falls on the inflows. */
static struct value part_of(const struct account *a, struct value amount) {
  if (a->out->test == ROW_OUT_NEWEST) return least_of(amount, a->inflow);
  if (a->out->test == ROW_OUT_OPENING) return minus(amount, least_of(amount, a->opening));
  struct value all = plus(a->opening, a->inflow);
  struct value none = value_compare(CMP_LE, all, value_exact(0, 1));
  if (none.state == STATE_KNOWN && none.u.i) return amount; /* there is nothing to take it from */
  return value_op(NULL, OP_TIMES, (struct value[]){amount, share_of(a->inflow, all)});
}

/* More than there is cannot be taken: then the flows are not those of one account. */
static bool overdrawn(struct account *a) {
  struct value zero = value_exact(0, 1);
  struct value less = value_compare(CMP_LT, a->inflow, zero), other = value_compare(CMP_LT, a->opening, zero);
  if (less.state == STATE_POISONED || other.state == STATE_POISONED) {
    a->q->poison = less.state == STATE_POISONED ? less : other;
    return true;
  }
  if (!less.u.i && !other.u.i) return false;
  a->q->poison = value_poison(VERR_OVERDRAWN, KIND_EXACT, 0);
  return true;
}

static bool book(struct account *a, const struct flow *f) {
  const struct list *l = f->out ? a->outflows : a->q->list;
  struct value amount = plus(value_exact(0, 1), list_cell(l, f->row, f->out ? a->out_amount : a->q->field));
  struct value on = value_of(KIND_DATE, f->day), part = f->out ? part_of(a, amount) : amount;
  struct value weighted = list_weighted(a->days, part, on);
  if (f->out) {
    a->inflow = minus(a->inflow, part);
    a->opening = minus(a->opening, minus(amount, part));
    a->total = minus(a->total, weighted);
  } else {
    a->inflow = plus(a->inflow, part);
    a->total = plus(a->total, weighted);
  }
  if (a->total.state != STATE_POISONED) return !overdrawn(a);
  a->q->poison = a->total;
  return false;
}

struct value list_net(struct query *q) {
  const struct row_condition *out = list_condition(q, ROW_OUT_OPENING);
  if (!out) out = list_condition(q, ROW_OUT_NEWEST);
  if (!out) out = list_condition(q, ROW_OUT_SHARES);
  if (!out || out->a.kind != KIND_LIST) return poison_kinds(KIND_LIST, KIND_NONE);
  if (out->a.state == STATE_UNKNOWN || out->b.state == STATE_UNKNOWN) return value_unknown(q->kind);
  static const struct list none = {0};
  struct value nothing = value_exact(0, 1);
  struct account a = {.q = q,
                      .days = list_condition(q, ROW_DAYS),
                      .out = out,
                      .outflows = out->a.state == STATE_KNOWN ? out->a.u.list : &none,
                      .out_amount = out->field / 256,
                      .out_on = out->field % 256,
                      .opening = plus(nothing, out->b),
                      .inflow = nothing,
                      .total = nothing};
  struct flow last = {.row = -1}, next;
  if (a.opening.state != STATE_KNOWN) return a.opening;
  for (;;) {
    enum answer more = next_flow(&a, &last, &next);
    if (more == BROKEN) return q->poison;
    if (more == MAYBE) return value_unknown(q->kind);
    if (next.row < 0) return a.total;
    if (!book(&a, &next)) return q->poison;
    last = next;
  }
}
