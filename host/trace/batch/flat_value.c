/* Flat expressions and guards for one person, and which guards are ranges of one fact. */
#include <stdlib.h>
#include <string.h>

#include "host/trace/batch/flat_private.h"

/* Whose facts are computed with. */
struct whose {
  const struct flat *flat;
  const struct value *facts, *given;
  struct flat_memo *memo; /* NULL: none */
};

static struct value value_in(const struct whose *w, uint32_t expr);

static struct value aggregate_in(const struct whose *w, const struct expr_node *n) {
  struct expr_query q;
  struct row_condition conditions[MOST_QUERY_CONDITIONS];
  if (!expr_query_of(&w->flat->exprs, n, &q)) return value_unknown(KIND_NONE);
  for (int i = 0; i < q.count; i++)
    conditions[i] = expr_condition(&q, i, value_in(w, q.conditions[i].a), value_in(w, q.conditions[i].b));
  return expr_aggregate(&q, value_in(w, q.list), conditions);
}

static struct value compute_in(const struct whose *w, uint32_t expr) {
  const struct expr_node *n = expr_get(&w->flat->exprs, expr);
  struct value args[3] = {{0}};
  switch ((enum expr_kind)n->kind) {
  case EXPR_CONST: return *expr_constant_of(&w->flat->exprs, expr);
  case EXPR_FACT: return w->facts[n->arg[0]];
  case EXPR_GIVEN: return w->given[n->arg[0]];
  case EXPR_AGGREGATE: return aggregate_in(w, n);
  default: break;
  }
  for (int i = 0; i < op_arity((enum op)n->code); i++)
    args[i] = value_in(w, n->arg[i]);
  return value_op(w->flat->walk->env, (enum op)n->code, args);
}

static struct value value_in(const struct whose *w, uint32_t expr) {
  struct flat_memo *m = w->memo;
  if (!m || expr >= m->count) return compute_in(w, expr);
  if (m->turns[expr] != m->turn) {
    m->values[expr] = compute_in(w, expr);
    m->turns[expr] = m->turn;
  }
  return m->values[expr];
}

struct value flat_value(const struct flat *f, uint32_t expr, const struct value *facts,
                        const struct value *given) {
  struct whose w = {f, facts, given, NULL};
  return value_in(&w, expr);
}

static int answer_of(uint8_t cmp, struct value a, struct value b) {
  if (cmp == GUARD_CHECK) return a.state == STATE_POISONED ? -1 : 1;
  struct value branch = value_compare((enum compare)cmp, a, b);
  return branch.state == STATE_KNOWN ? branch.u.i != 0 : -1;
}

static int test_range(const struct flat *f, const struct flat_guard *g, const struct value *facts,
                      const struct value *given) {
  const struct expr_node *n = expr_get(&f->exprs, g->fact);
  const struct value *v = n->kind == EXPR_FACT ? &facts[n->arg[0]] : &given[n->arg[0]];
  if (v->state != STATE_KNOWN || v->u.i < g->sound.least || v->u.i > g->sound.most) return -1;
  return v->u.i >= g->yes.least && v->u.i <= g->yes.most;
}

static int test_in(const struct whose *w, uint32_t guard) {
  const struct flat_guard *g = &w->flat->guards[guard];
  if (g->how == GUARD_RANGE) {
    int branch = test_range(w->flat, g, w->facts, w->given);
    if (branch >= 0) return branch;
  }
  return answer_of(g->cmp, value_in(w, g->a), g->b ? value_in(w, g->b) : (struct value){0});
}

int flat_test(const struct flat *f, uint32_t guard, const struct value *facts, const struct value *given) {
  const struct whose w = {f, facts, given, NULL};
  return test_in(&w, guard);
}

int flat_test_kept(const struct flat *f, uint32_t guard, const struct value *facts, struct flat_memo *m) {
  const struct whose w = {f, facts, NULL, m};
  return test_in(&w, guard);
}

void flat_memo_free(struct flat_memo *m) {
  free(m->turns);
  free(m->values);
  memset(m, 0, sizeof *m);
}

void flat_memo_turn(struct flat_memo *m, const struct flat *f) {
  if (m->count < f->exprs.count) {
    uint32_t count = f->exprs.count + f->exprs.count / 2; /* more are coming while trees grow */
    flat_memo_free(m);
    m->turns = calloc(count, sizeof *m->turns);
    m->values = calloc(count, sizeof *m->values);
    if (m->turns && m->values)
      m->count = count;
    else
      flat_memo_free(m);
  }
  m->turn++;
}

uint32_t flat_class_of(const struct flat *f, int name, const struct value *facts, const struct value *given,
                       struct flat_memo *m, bool *slow) {
  const struct whose w = {f, facts, given, m};
  uint32_t at = f->trees[name].root;
  *slow = false;
  while (at && f->nodes[at].guard != NODE_CLASS) {
    int branch = test_in(&w, f->nodes[at].guard);
    *slow = branch < 0;
    if (*slow) return UINT32_MAX;
    at = f->nodes[at].next[branch];
  }
  return at ? f->nodes[at].next[0] : UINT32_MAX;
}

/* --- ranges ----------------------------------------------------------------------------------- */

/* Operations that go up, or down, with each of their operands as long as the others stand: a
** comparison of them with a constant turns only once over the values of a fact. */
static bool is_monotone(uint8_t code) {
  switch ((enum op)code) {
  case OP_ADD:
  case OP_SUB:
  case OP_NEG:
  case OP_LEAST:
  case OP_MOST:
  case OP_ADD_MONTHS:
  case OP_ADD_YEARS:
  case OP_AGE:
  case OP_MONTH_OF:
  case OP_YEAR:
  case OP_MONTHS_BETWEEN:
  case OP_MONTH_FIRST:
  case OP_MONTH_LAST: return true;
  default: return false;
  }
}

/* Two operands may be the same fact, but a comparison need not turn only once then. */
uint32_t flat_one_fact(const struct flat *f, uint32_t expr, bool monotone) {
  const struct expr_node *n = expr_get(&f->exprs, expr);
  uint32_t found = 0;
  if (n->kind == EXPR_FACT || n->kind == EXPR_GIVEN) return expr;
  if (n->kind != EXPR_OP || (monotone && !is_monotone(n->code))) return 0;
  for (int i = 0; i < op_arity((enum op)n->code); i++) {
    if (flat_constant(f, n->arg[i])) continue;
    uint32_t one = flat_one_fact(f, n->arg[i], monotone);
    if (!one || (found && (monotone || one != found))) return 0;
    found = one;
  }
  return found;
}

struct probe {
  const struct flat *flat;
  const struct flat_guard *guard;
  uint32_t fact;
  struct value at; /* of the fact's kind */
};

struct value flat_value_at(const struct flat *f, uint32_t expr, uint32_t fact, struct value at) {
  const struct expr_node *n = expr_get(&f->exprs, expr);
  struct value args[3] = {{0}};
  if (expr == fact) return at;
  if (n->kind == EXPR_CONST) return *expr_constant_of(&f->exprs, expr);
  for (int i = 0; i < op_arity((enum op)n->code); i++)
    args[i] = flat_value_at(f, n->arg[i], fact, at);
  return value_op(f->walk->env, (enum op)n->code, args);
}

static struct value probe_value(const struct probe *p, uint32_t expr) {
  return flat_value_at(p->flat, expr, p->fact, p->at);
}

static int probe_at(struct probe *p, int64_t i) {
  p->at.u.i = i;
  return answer_of(p->guard->cmp, probe_value(p, p->guard->a), probe_value(p, p->guard->b));
}

/* The last place after `from`, before `to`, where the answer is as at `from`. */
static int64_t last_alike(struct probe *p, int64_t from, int64_t to) {
  int here = probe_at(p, from);
  while (to - from > 1) {
    int64_t middle = from + (to - from) / 2;
    if (probe_at(p, middle) == here)
      from = middle;
    else
      to = middle;
  }
  return from;
}

static bool range_of_kind(uint8_t kind, int64_t *least, int64_t *most) {
  enum { LAST_DAY = 3652058, FIRST_MONTH = 12, LAST_MONTH = 9999 * 12 + 11 };
  *least = kind == KIND_MONTH ? FIRST_MONTH : 0;
  *most = kind == KIND_DATE ? LAST_DAY : LAST_MONTH;
  if (kind == KIND_COUNT || kind == KIND_MONEY) {
    *most = INT64_C(1) << 52;
    *least = -*most;
  }
  return kind == KIND_DATE || kind == KIND_MONTH || kind == KIND_COUNT || kind == KIND_MONEY;
}

/* Ranges of like answers, from the lowest value on. At most: slow, one answer, the other, slow. */
static bool find_ranges(struct probe *p, int64_t least, int64_t most, struct flat_guard *g) {
  bool begun = false, ended = false;
  g->yes.least = 1;
  g->yes.most = 0;
  for (int64_t at = least; at <= most;) {
    int branch = probe_at(p, at);
    int64_t last = probe_at(p, most) == branch ? most : last_alike(p, at, most);
    if (branch >= 0 && ended) return false;
    if (branch >= 0 && !begun) g->sound.least = at;
    if (branch >= 0) g->sound.most = last;
    begun = begun || branch >= 0;
    ended = begun && branch < 0;
    if (branch == 1 && g->yes.least <= g->yes.most) return false;
    if (branch == 1) {
      g->yes.least = at;
      g->yes.most = last;
    }
    at = last + 1;
  }
  return begun;
}

int flat_test_at(const struct flat *f, const struct flat_guard *g, struct value at) {
  return answer_of(g->cmp, flat_value_at(f, g->a, g->fact, at),
                   g->b ? flat_value_at(f, g->b, g->fact, at) : (struct value){0});
}

/* Both sides hang on one plain fact, or one on none. */
static void find_table(struct flat *f, struct flat_guard *g) {
  bool fixed_a = flat_constant(f, g->a) != NULL, fixed_b = !g->b || flat_constant(f, g->b);
  uint32_t a = fixed_a ? 0 : flat_one_fact(f, g->a, false), b = fixed_b ? 0 : flat_one_fact(f, g->b, false);
  if ((!fixed_a && !a) || (!fixed_b && !b) || (a && b && a != b)) return;
  const struct expr_node *n = expr_get(&f->exprs, a ? a : b);
  uint8_t kind = n->kind == EXPR_FACT ? f->walk->facts[n->arg[0]].kind : KIND_NONE;
  if (kind != KIND_DATE && kind != KIND_MONTH && kind != KIND_COUNT) return;
  g->fact = a ? a : b;
  g->how = GUARD_TABLE;
}

void flat_find_range(struct flat *f, struct flat_guard *g) {
  find_table(f, g);
  bool ordered = g->cmp == CMP_LT || g->cmp == CMP_LE;
  const struct value *constant = g->b ? flat_constant(f, g->b) : NULL;
  uint32_t side = constant ? g->a : flat_constant(f, g->a) ? g->b : 0;
  uint32_t fact = side ? flat_one_fact(f, side, true) : 0;
  if (!fact || (!ordered && (g->cmp != CMP_EQ || fact != side))) return;
  const struct expr_node *n = expr_get(&f->exprs, fact);
  const struct walk *w = f->walk;
  struct value now = n->kind == EXPR_FACT ? w->facts[n->arg[0]] : w->given[n->arg[0]];
  struct probe p = {f, g, fact, {.kind = now.kind, .domain = now.domain}};
  int64_t least, most;
  if (!range_of_kind(now.kind, &least, &most) || now.state != STATE_KNOWN) {
    bool member = now.kind == KIND_ENUM || now.kind == KIND_TRUTH;
    if (!member || !constant || g->cmp != CMP_EQ || constant->kind != now.kind ||
        constant->domain != now.domain)
      return;
    g->yes.least = g->yes.most = constant->u.i;
    g->sound.least = 0;
    g->sound.most = UINT16_MAX;
  } else if (!ordered) {
    if (!constant || constant->kind != now.kind || constant->state != STATE_KNOWN) return;
    g->yes.least = g->yes.most = constant->u.i;
    g->sound.least = least;
    g->sound.most = most;
  } else if (now.u.i < least || now.u.i > most || !find_ranges(&p, least, most, g)) {
    return;
  }
  g->fact = fact;
  g->how = GUARD_RANGE;
}
