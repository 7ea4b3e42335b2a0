/* Working out what guards need of a batch. */
#include "host/trace/batch/row.h"

#include <stdlib.h>
#include <string.h>

#include "host/trace/batch/flat_private.h"

enum { MOST_TABLES = 16 };

int64_t row_base(enum kind kind, struct value when) {
  int64_t month = when.kind == KIND_MONTH ? when.u.i : 0, day = when.kind == KIND_DATE ? when.u.i : 0;
  if (when.kind == KIND_MONTH) day = value_op(NULL, OP_MONTH_FIRST, &when).u.i;
  if (when.kind == KIND_DATE) month = value_op(NULL, OP_MONTH_OF, &when).u.i;
  if (kind == KIND_DATE) return day - ROW_TABLE_BEFORE;
  if (kind == KIND_MONTH) return month - ROW_TABLE_BEFORE;
  return 0;
}

static void free_code(struct row_code *c) {
  free((void *)c->table);
  free(c->query);
}

void rows_free(struct rows *r) {
  for (uint32_t i = 0; i < r->count; i++)
    free_code(&r->codes[i]);
  free(r->codes);
  free(r->guards);
  memset(r, 0, sizeof *r);
}

/* --- working out ------------------------------------------------------------------------------ */

static void work_out(struct rows *r, uint32_t expr, const struct batch *b);

static bool room_for_guards(struct rows *r) {
  uint32_t want = r->flat->guard_count;
  if (want <= r->guard_count) return true;
  struct row_any *more = realloc(r->guards, want * sizeof *more);
  if (!more) return false;
  memset(more + r->guard_count, 0, (want - r->guard_count) * sizeof *more);
  r->guards = more;
  r->guard_count = want;
  return true;
}

static bool room(struct rows *r) {
  uint32_t want = r->flat->exprs.count;
  if (!room_for_guards(r)) return false;
  if (want <= r->count) return true;
  struct row_code *more = realloc(r->codes, want * sizeof *more);
  if (!more) return false;
  memset(more + r->count, 0, (want - r->count) * sizeof *more);
  r->codes = more;
  r->count = want;
  return true;
}

static bool fine(struct rows *r, uint32_t expr, const struct batch *b) {
  work_out(r, expr, b);
  return r->codes[expr].how != ROW_ODD;
}

static bool constant_code(struct row_code *c, const struct value *v) {
  bool whole = v->state == STATE_KNOWN && history_kind_is_whole(v->kind);
  *c = (struct row_code){.how = ROW_CONST, .kind = v->kind, .domain = v->domain, .value = v->u.i};
  return whole;
}

static bool plain_code(struct row_code *c, int fact, const struct batch *b) {
  const struct batch_fact *f = &b->facts[fact];
  *c = (struct row_code){
      .how = ROW_FACT, .fact = fact, .kind = (uint8_t)f->plain.kind, .domain = f->plain.domain};
  return f->form == BATCH_PLAIN && history_is_whole(&f->plain);
}

/* What an operation on one fact gives: the first of some samples that is a number. */
static struct value sample_of(const struct flat *f, uint32_t expr, uint32_t fact, enum kind kind,
                              uint16_t domain) {
  int64_t base = row_base(kind, f->when);
  for (int i = 1; i < 16; i++) {
    struct value at = {.kind = (uint8_t)kind, .domain = domain, .u.i = base + i * (ROW_TABLE_SIZE / 16)};
    struct value v = flat_value_at(f, expr, fact, at);
    if (v.state == STATE_KNOWN) return v;
  }
  return (struct value){0};
}

static bool table_code(struct rows *r, uint32_t expr, const struct batch *b) {
  uint32_t fact = flat_one_fact(r->flat, expr, false);
  const struct expr_node *n = fact ? expr_get(&r->flat->exprs, fact) : NULL;
  if (!n || n->kind != EXPR_FACT || b->facts[n->arg[0]].form != BATCH_PLAIN) return false;
  enum kind kind = b->facts[n->arg[0]].plain.kind;
  if (kind != KIND_DATE && kind != KIND_MONTH && kind != KIND_COUNT) return false;
  struct value sample = sample_of(r->flat, expr, fact, kind, b->facts[n->arg[0]].plain.domain);
  if (!history_kind_is_whole(sample.kind) || r->bytes >= MOST_TABLES * ROW_TABLE_SIZE * sizeof(int32_t))
    return false;
  int32_t *table = malloc(ROW_TABLE_SIZE * sizeof *table);
  if (!table) return false;
  for (int i = 0; i < ROW_TABLE_SIZE; i++)
    table[i] = ENTRY_UNSET;
  r->bytes += ROW_TABLE_SIZE * sizeof *table;
  r->codes[expr] = (struct row_code){.how = ROW_TABLE,
                                     .fact = (int)n->arg[0],
                                     .kind = sample.kind,
                                     .domain = sample.domain,
                                     .arg = {fact},
                                     .base = row_base(kind, r->flat->when),
                                     .table = (_Atomic(int32_t) *)table};
  return true;
}

static bool timeline_code(struct rows *r, uint32_t expr, const struct expr_node *n, const struct batch *b) {
  const struct expr_node *of = expr_get(&r->flat->exprs, n->arg[0]);
  const struct expr_node *day = expr_get(&r->flat->exprs, n->arg[1]);
  if (of->kind != EXPR_FACT || b->facts[of->arg[0]].form != BATCH_TIMELINE) return false;
  const struct batch_column *c = &b->facts[of->arg[0]].column[0];
  struct row_code made = {.how = ROW_TIMELINE, .op = n->code, .fact = (int)of->arg[0]};
  made.kind = n->code == OP_AT ? (uint8_t)c->kind : n->code == OP_CHANGES ? KIND_COUNT : KIND_DATE;
  made.domain = n->code == OP_AT ? c->domain : 0;
  made.arg[0] = made.arg[1] = n->arg[1];
  if (n->code == OP_CHANGES) {
    if (day->kind != EXPR_OP || day->code != OP_PERIOD) return false;
    made.arg[0] = day->arg[0];
    made.arg[1] = day->arg[1];
  }
  if (!history_is_whole(c) || !fine(r, made.arg[0], b) || !fine(r, made.arg[1], b)) return false;
  r->codes[expr] = made;
  return true;
}

/* The question and its operands, all fine. */
static bool read_query(struct rows *r, const struct expr_query *q, const struct batch_fact *f,
                       const struct batch *b, struct row_query *out) {
  if (!records_of(q, f, &out->asked)) return false;
  for (int i = 0; i < q->count; i++) {
    out->a[i] = q->conditions[i].a;
    out->b[i] = q->conditions[i].b;
    if (!fine(r, out->a[i], b) || !fine(r, out->b[i], b)) return false;
  }
  return true;
}

static bool list_code(struct rows *r, uint32_t expr, const struct expr_node *n, const struct batch *b) {
  struct expr_query query;
  if (!expr_query_of(&r->flat->exprs, n, &query)) return false;
  const struct expr_node *of = expr_get(&r->flat->exprs, query.list);
  if (of->kind != EXPR_FACT || b->facts[of->arg[0]].form != BATCH_LIST) return false;
  const struct batch_fact *f = &b->facts[of->arg[0]];
  struct row_query *q = calloc(1, sizeof *q);
  if (!q || !read_query(r, &query, f, b, q)) {
    free(q);
    return false;
  }
  r->codes[expr] = (struct row_code){.how = ROW_LIST,
                                     .fact = (int)of->arg[0],
                                     .query = q,
                                     .kind = (uint8_t)query.kind,
                                     .domain = query.domain};
  return true;
}

static bool is_question(uint8_t op) {
  return op == OP_AT || op == OP_SINCE || op == OP_PRESENT_SINCE || op == OP_ABSENT_FROM ||
         op == OP_CHANGES || op == OP_NEXT_CHANGE;
}

/* Of numbers, whatever it gives: what is no number is odd when it is asked for. */
static bool plain_op_code(struct rows *r, uint32_t expr, const struct expr_node *n, const struct batch *b) {
  struct row_code made = {.how = ROW_OP, .op = n->code};
  for (int i = 0; i < op_arity((enum op)n->code); i++) {
    if (!fine(r, n->arg[i], b)) return false;
    made.arg[i] = n->arg[i];
  }
  r->codes[expr] = made;
  return true;
}

static bool op_code(struct rows *r, uint32_t expr, const struct expr_node *n, const struct batch *b) {
  if (is_question(n->code)) return timeline_code(r, expr, n, b);
  return table_code(r, expr, b) || plain_op_code(r, expr, n, b);
}

static void work_out(struct rows *r, uint32_t expr, const struct batch *b) {
  const struct expr_node *n = expr_get(&r->flat->exprs, expr);
  bool ok = false;
  if (r->codes[expr].how != ROW_UNSEEN) return;
  switch ((enum expr_kind)n->kind) {
  case EXPR_CONST: ok = constant_code(&r->codes[expr], flat_constant(r->flat, expr)); break;
  case EXPR_FACT: ok = plain_code(&r->codes[expr], (int)n->arg[0], b); break;
  case EXPR_OP: ok = op_code(r, expr, n, b); break;
  case EXPR_AGGREGATE: ok = list_code(r, expr, n, b); break;
  default: break;
  }
  if (!ok) r->codes[expr] = (struct row_code){.how = ROW_ODD};
}

/* --- records in a range ----------------------------------------------------------------------- */

static bool bound_of(const struct rows *r, uint32_t expr, int64_t more, struct row_bound *out) {
  const struct row_code *c = &r->codes[expr];
  *out = (struct row_bound){.table = c->how == ROW_TABLE ? c->table : NULL,
                            .expr = expr,
                            .fact = c->fact,
                            .base = c->base,
                            .fixed = c->value + more,
                            .more = more};
  return c->how == ROW_TABLE || c->how == ROW_CONST;
}

static bool range_of(const struct rows *r, const struct row_query *q, struct row_any *out) {
  enum row_test test = q->asked.test[0];
  out->low = (struct row_bound){.fixed = INT64_MIN};
  out->high = (struct row_bound){.fixed = INT64_MAX};
  bool low = test == ROW_EQ || test == ROW_GE || test == ROW_GT || test == ROW_RANGE;
  bool high = test == ROW_EQ || test == ROW_LE || test == ROW_LT || test == ROW_RANGE;
  return (low || high) && (!low || bound_of(r, q->a[0], test == ROW_GT, &out->low)) &&
         (!high || bound_of(r, q->b[0], -(test == ROW_LT), &out->high));
}

static bool fits_column(const struct rows *r, const struct batch_column *c, enum row_test test,
                        uint32_t expr) {
  return record_comparable(test, c, r->codes[expr].kind, r->codes[expr].domain);
}

/* Days have no ends where one more or less would overflow; other numbers might. */
static void find_any(const struct rows *r, const struct flat_guard *g, const struct batch *b,
                     struct row_any *out) {
  const struct row_code *list = &r->codes[g->a], *truth = g->b ? &r->codes[g->b] : NULL;
  if (g->cmp != CMP_EQ || list->how != ROW_LIST || !truth || truth->how != ROW_CONST ||
      truth->kind != KIND_TRUTH)
    return;
  const struct row_query *q = list->query;
  if (q->asked.agg != AGG_ANY || q->asked.count != 1) return;
  const struct batch_column *c = &b->facts[list->fact].column[q->asked.column[0]];
  out->fact = list->fact;
  out->column = q->asked.column[0];
  out->yes = truth->value != 0;
  out->is = (c->kind == KIND_DATE || c->kind == KIND_MONTH) && fits_column(r, c, q->asked.test[0], q->a[0]) &&
            fits_column(r, c, q->asked.test[0], q->b[0]) && range_of(r, q, out);
}

bool rows_ready(struct rows *r, uint32_t guard, const struct batch *b) {
  const struct flat_guard *g = &r->flat->guards[guard];
  if (!room(r) || !fine(r, g->a, b) || (g->b && !fine(r, g->b, b))) return false;
  if (!r->guards[guard].ready) find_any(r, g, b, &r->guards[guard]);
  r->guards[guard].ready = true;
  return true;
}
