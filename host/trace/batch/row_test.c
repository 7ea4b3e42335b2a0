/* Guards for one person of a batch, and for many in a loop. */
#include <stdlib.h>

#include "host/trace/batch/flat_private.h"
#include "host/trace/batch/row.h"

struct cell_value {
  int64_t value;
  uint8_t state, kind;
  uint16_t domain;
};

static const struct cell_value ODD_VALUE = {0, FOUND_ODD, 0, 0};

static struct cell_value value_at(const struct rows *r, uint32_t expr, const struct batch *b, int i);

static inline struct cell_value found_value(const struct row_code *c, struct found f) {
  return (struct cell_value){f.value, f.state, c->kind, c->domain};
}

/* The first time that the fact has this value. */
static __attribute__((noinline)) int32_t new_entry(const struct rows *r, uint32_t expr,
                                                   const struct batch_column *column, int64_t at) {
  struct row_code *c = &r->codes[expr];
  struct value v =
      flat_value_at(r->flat, expr, c->arg[0],
                    (struct value){.kind = (uint8_t)column->kind, .domain = column->domain, .u.i = at});
  int64_t less = 0;
  int32_t entry = v.state == STATE_ABSENT ? ENTRY_ABSENT : ENTRY_ODD;
  if (v.state == STATE_KNOWN && v.kind == c->kind && v.domain == c->domain &&
      !__builtin_sub_overflow(v.u.i, c->base, &less) && less >= ENTRY_FIRST && less <= INT32_MAX)
    entry = (int32_t)less;
  atomic_store_explicit(&c->table[at - c->base], entry, memory_order_release);
  return entry;
}

static inline struct cell_value table_value(const struct rows *r, uint32_t expr, const struct batch *b,
                                            int i) {
  const struct row_code *c = &r->codes[expr];
  const struct batch_column *column = &b->facts[c->fact].plain;
  uint64_t at = table_place(column->value[i], c->base);
  if ((column->state && column->state[i] != STATE_KNOWN) || at >= ROW_TABLE_SIZE) return ODD_VALUE;
  int32_t entry = atomic_load_explicit(&c->table[at], memory_order_acquire);
  if (entry == ENTRY_UNSET) entry = new_entry(r, expr, column, column->value[i]);
  if (entry < ENTRY_FIRST)
    return entry == ENTRY_ABSENT ? (struct cell_value){0, STATE_ABSENT, c->kind, c->domain} : ODD_VALUE;
  return (struct cell_value){entry + c->base, STATE_KNOWN, c->kind, c->domain};
}

static inline struct cell_value fact_value(const struct row_code *c, const struct batch *b, int i) {
  const struct batch_column *column = &b->facts[c->fact].plain;
  uint8_t state = column->state ? column->state[i] : STATE_KNOWN;
  return (struct cell_value){column->value[i], state > STATE_ABSENT ? FOUND_ODD : state, c->kind, c->domain};
}

/* What operands mostly are, without a call. */
static inline struct cell_value operand_of(const struct rows *r, uint32_t expr, const struct batch *b,
                                           int i) {
  const struct row_code *c = &r->codes[expr];
  if (c->how == ROW_CONST) return (struct cell_value){c->value, STATE_KNOWN, c->kind, c->domain};
  return c->how == ROW_TABLE ? table_value(r, expr, b, i) : value_at(r, expr, b, i);
}

static struct cell_value timeline_value(const struct rows *r, const struct row_code *c, const struct batch *b,
                                        int i) {
  struct spells t;
  struct cell_value day = value_at(r, c->arg[0], b, i), to = day;
  if (c->arg[1] != c->arg[0]) to = value_at(r, c->arg[1], b, i);
  bool days =
      day.state == STATE_KNOWN && day.kind == KIND_DATE && to.state == STATE_KNOWN && to.kind == KIND_DATE;
  if (!days || !spells_read(&b->facts[c->fact], i, &t)) return ODD_VALUE;
  return found_value(c, spells_ask(c->op, &t, day.value, to.value));
}

static struct cell_value list_value(const struct rows *r, const struct row_code *c, const struct batch *b,
                                    int i) {
  const struct row_query *q = c->query;
  const struct batch_fact *f = &b->facts[c->fact];
  int64_t low[MOST_QUERY_CONDITIONS], high[MOST_QUERY_CONDITIONS];
  if (f->plain.state && f->plain.state[i] == STATE_UNKNOWN) return ODD_VALUE;
  for (int k = 0; k < q->asked.count; k++) {
    const struct batch_column *column = &f->column[q->asked.column[k]];
    struct cell_value x = operand_of(r, q->a[k], b, i), y = x;
    if (q->b[k] != q->a[k]) y = operand_of(r, q->b[k], b, i);
    if (x.state != STATE_KNOWN || y.state != STATE_KNOWN ||
        !record_comparable(q->asked.test[k], column, x.kind, x.domain) ||
        !record_comparable(q->asked.test[k], column, y.kind, y.domain))
      return ODD_VALUE;
    low[k] = x.value;
    high[k] = y.value;
  }
  return found_value(c, records_ask(&q->asked, f, i, low, high));
}

static struct cell_value op_value(const struct rows *r, const struct row_code *c, const struct batch *b,
                                  int i) {
  struct value args[3] = {{0}};
  for (int k = 0; k < op_arity((enum op)c->op); k++) {
    struct cell_value x = value_at(r, c->arg[k], b, i);
    if (x.state > STATE_ABSENT) return ODD_VALUE;
    args[k] = (struct value){.kind = x.kind, .domain = x.domain, .state = x.state, .u.i = x.value};
  }
  struct value v = value_op(r->flat->walk->env, (enum op)c->op, args);
  if (v.state > STATE_ABSENT || (v.state == STATE_KNOWN && !history_kind_is_whole(v.kind))) return ODD_VALUE;
  return (struct cell_value){v.u.i, v.state, v.kind, v.domain};
}

static struct cell_value value_at(const struct rows *r, uint32_t expr, const struct batch *b, int i) {
  const struct row_code *c = &r->codes[expr];
  switch ((enum row_how)c->how) {
  case ROW_CONST: return (struct cell_value){c->value, STATE_KNOWN, c->kind, c->domain};
  case ROW_FACT: return fact_value(c, b, i);
  case ROW_TABLE: return table_value(r, expr, b, i);
  case ROW_TIMELINE: return timeline_value(r, c, b, i);
  case ROW_LIST: return list_value(r, c, b, i);
  case ROW_OP: return op_value(r, c, b, i);
  default: return ODD_VALUE;
  }
}

/* False: there is none, or it is odd. */
static inline bool bound_at(const struct rows *r, const struct row_bound *x, const struct batch *b, int i,
                            int64_t *out) {
  *out = x->fixed;
  if (!x->table) return true;
  const struct batch_column *column = &b->facts[x->fact].plain;
  uint64_t at = table_place(column->value[i], x->base);
  if ((column->state && column->state[i] != STATE_KNOWN) || at >= ROW_TABLE_SIZE) return false;
  int32_t entry = atomic_load_explicit(&x->table[at], memory_order_relaxed);
  if (entry == ENTRY_UNSET) entry = new_entry(r, x->expr, column, column->value[i]);
  *out = entry + x->base + x->more;
  return entry >= ENTRY_FIRST;
}

static inline int any_test(const struct rows *r, const struct row_any *g, const struct batch *b, int i) {
  const struct batch_fact *f = &b->facts[g->fact];
  const struct batch_column *c = &f->column[g->column];
  int64_t low, high;
  if (f->plain.state && f->plain.state[i] == STATE_UNKNOWN) return -1;
  if (!bound_at(r, &g->low, b, i, &low) || !bound_at(r, &g->high, b, i, &high)) return -1;
  bool any = false;
  for (uint32_t row = f->first[i]; row < f->first[i + 1]; row++) {
    uint8_t state = c->state ? c->state[row] : STATE_KNOWN;
    if (state > STATE_ABSENT) return -1;
    any |= state == STATE_KNOWN && c->value[row] >= low && c->value[row] <= high;
  }
  return any == g->yes;
}

static int compare_test(const struct rows *r, uint32_t guard, const struct batch *b, int i) {
  const struct flat_guard *g = &r->flat->guards[guard];
  struct cell_value x = value_at(r, g->a, b, i);
  if (x.state > STATE_ABSENT) return -1;
  if (g->cmp == GUARD_CHECK) return 1;
  if (g->cmp == CMP_PRESENT) return x.state == STATE_KNOWN;
  struct cell_value y = value_at(r, g->b, b, i);
  if (y.state > STATE_ABSENT) return -1;
  if (g->cmp == CMP_EQ && x.state + y.state == STATE_ABSENT) return 0; /* one of them is absent */
  if (x.state != STATE_KNOWN || y.state != STATE_KNOWN || x.kind != y.kind || x.domain != y.domain) return -1;
  bool ordered = history_kind_has_order(x.kind);
  if (g->cmp == CMP_EQ)
    return ordered || x.kind == KIND_ENUM || x.kind == KIND_TRUTH ? x.value == y.value : -1;
  if (!ordered || (g->cmp != CMP_LT && g->cmp != CMP_LE)) return -1;
  return g->cmp == CMP_LT ? x.value < y.value : x.value <= y.value;
}

int rows_test(const struct rows *r, uint32_t guard, const struct batch *b, int i) {
  const struct row_any *any = &r->guards[guard];
  return any->is ? any_test(r, any, b, i) : compare_test(r, guard, b, i);
}

/* Everything that a loop over persons needs, in locals: what is written might be anything else for
** all the compiler knows. */
struct any_loop {
  struct row_any g;
  const uint32_t *first;
  const int64_t *cell;
  const uint8_t *cell_state, *unknown;
  const int64_t *fact[2];
  const uint8_t *fact_state[2];
  const int32_t *table[2];
};

static struct any_loop any_loop_of(const struct row_any *g, const struct batch *b) {
  const struct batch_fact *f = &b->facts[g->fact];
  const struct row_bound *ends[2] = {&g->low, &g->high};
  struct any_loop l = {
      *g, f->first, f->column[g->column].value, f->column[g->column].state, f->plain.state, {0}, {0}, {0}};
  for (int k = 0; k < 2; k++) {
    if (!ends[k]->table) continue;
    l.table[k] = (const int32_t *)(uintptr_t)ends[k]->table;
    l.fact[k] = b->facts[ends[k]->fact].plain.value;
    l.fact_state[k] = b->facts[ends[k]->fact].plain.state;
  }
  return l;
}

/* The end of a range where it has been looked up before; else false. */
static inline __attribute__((always_inline)) bool seen_bound(const struct any_loop *l, int k,
                                                             const struct row_bound *x, int i, int64_t *out) {
  if (!l->table[k]) {
    *out = x->fixed;
    return true;
  }
  uint64_t at = table_place(l->fact[k][i], x->base);
  if ((l->fact_state[k] && l->fact_state[k][i] != STATE_KNOWN) || at >= ROW_TABLE_SIZE) return false;
  int32_t entry = l->table[k][at];
  *out = entry + x->base + x->more;
  return entry >= ENTRY_FIRST;
}

static void any_test_all(const struct rows *r, const struct row_any *g, const struct batch *b, int first,
                         int count, uint8_t *out) {
  const struct any_loop l = any_loop_of(g, b);
  for (int i = first; i < first + count; i++) {
    int64_t low, high;
    uint32_t row = l.first[i], n = l.first[i + 1] - row;
    bool simple = n <= 1 && !(l.unknown && l.unknown[i] == STATE_UNKNOWN) &&
                  seen_bound(&l, 0, &l.g.low, i, &low) && seen_bound(&l, 1, &l.g.high, i, &high);
    if (simple && n && l.cell_state && l.cell_state[row] != STATE_KNOWN) simple = false;
    if (simple) {
      bool any = n && l.cell[row] >= low && l.cell[row] <= high;
      out[i - first] = any == l.g.yes;
    } else {
      int branch = any_test(r, g, b, i);
      out[i - first] = branch < 0 ? 2 : (uint8_t)branch;
    }
  }
}

void rows_test_all(const struct rows *r, uint32_t guard, const struct batch *b, int first, int count,
                   uint8_t *out) {
  const struct row_any *any = &r->guards[guard];
  if (any->is) {
    any_test_all(r, any, b, first, count, out);
    return;
  }
  for (int i = 0; i < count; i++) {
    int branch = compare_test(r, guard, b, first + i);
    out[i] = branch < 0 ? 2 : (uint8_t)branch;
  }
}
