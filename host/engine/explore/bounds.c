/* What cannot be: guards that others before them decide, values outside what is declared. */
#include "host/engine/explore/explore_private.h"

enum { DEEPEST = 40, MOST_OTHERS = 64 };

/* Bounds of an ordered value, both included; members that it is not. */
struct bounds {
  int64_t least, most;
  bool present; /* it was compared: it is not absent */
};

static bool ordered(enum kind k) {
  return k == KIND_COUNT || k == KIND_MONEY || k == KIND_DATE || k == KIND_MONTH;
}

static bool fixed(struct eval *v, uint32_t expr, struct value *out) {
  if (!eval_can(v, expr) || eval_hangs(v, expr)) return false;
  *out = eval_expr(v, expr);
  return out->state == STATE_KNOWN &&
         (ordered((enum kind)out->kind) || out->kind == KIND_ENUM || out->kind == KIND_TRUTH);
}

static struct bounds no_bounds(void) {
  return (struct bounds){INT64_MIN, INT64_MAX, false};
}

static const struct fact *fact_of(const struct side *s, const struct expr_node *n) {
  const struct model *m = &s->policy->script->model;
  return n->kind == EXPR_FACT ? &m->facts[n->arg[0]] : &m->decisions[n->arg[1]].given[n->arg[0]];
}

static struct bounds of_fact(const struct side *s, const struct fact *f) {
  struct bounds b = no_bounds();
  if (f->form != FORM_PLAIN) return b;
  b.present = !f->optional;
  if (ordered(f->kind) && f->has_least) b.least = f->least.u.i;
  if (ordered(f->kind) && f->has_most) b.most = f->most.u.i;
  if (f->today && f->kind == KIND_DATE && s->decided_on.u.i < b.most) b.most = s->decided_on.u.i;
  return b;
}

static struct bounds of_expr(struct side *s, uint32_t expr, int depth);

/* A function of one operand that never falls. */
static struct bounds through(struct side *s, const struct expr_node *n, int depth) {
  struct bounds b = of_expr(s, n->arg[0], depth), out = no_bounds();
  enum kind kind = n->code == OP_MONTH_FIRST || n->code == OP_MONTH_LAST ? KIND_MONTH : KIND_DATE;
  struct value low = value_of(kind, b.least), high = value_of(kind, b.most);
  if (b.least != INT64_MIN &&
      (low = value_op(s->eval.in.values, (enum op)n->code, &low)).state == STATE_KNOWN)
    out.least = low.u.i;
  if (b.most != INT64_MAX &&
      (high = value_op(s->eval.in.values, (enum op)n->code, &high)).state == STATE_KNOWN)
    out.most = high.u.i;
  out.present = b.present;
  return out;
}

static struct bounds of_op(struct side *s, const struct expr_node *n, int depth) {
  struct bounds out = no_bounds();
  struct value c;
  switch ((enum op)n->code) {
  case OP_AGE:
  case OP_CHANGES: out.least = 0; return out;
  case OP_MONTH_NUMBER: return (struct bounds){1, 12, false};
  case OP_DAY_NUMBER: return (struct bounds){1, 31, false};
  case OP_WEEKDAY: return (struct bounds){1, 7, false};
  case OP_MONTH_OF:
  case OP_YEAR:
  case OP_MONTH_FIRST:
  case OP_MONTH_LAST: return through(s, n, depth);
  case OP_ADD:
  case OP_SUB:
    if (!fixed(&s->eval, n->arg[1], &c) || c.kind != KIND_COUNT) return out;
    out = of_expr(s, n->arg[0], depth);
    if (n->code == OP_SUB) c.u.i = -c.u.i;
    if (out.least != INT64_MIN && __builtin_add_overflow(out.least, c.u.i, &out.least)) return no_bounds();
    if (out.most != INT64_MAX && __builtin_add_overflow(out.most, c.u.i, &out.most)) return no_bounds();
    return out;
  default: return out;
  }
}

static struct bounds of_expr(struct side *s, uint32_t expr, int depth) {
  struct bounds out = no_bounds();
  struct value c;
  if (depth > DEEPEST) return out;
  if (fixed(&s->eval, expr, &c)) return (struct bounds){c.u.i, c.u.i, true};
  const struct expr_node *n = expr_get(s->eval.in.exprs, expr);
  if (n->kind == EXPR_FACT || n->kind == EXPR_GIVEN) return of_fact(s, fact_of(s, n));
  if (n->kind == EXPR_OP) return of_op(s, n, depth + 1);
  if (n->kind == EXPR_AGGREGATE && (n->code == AGG_COUNT || n->code == AGG_RUN)) out.least = 0;
  return out;
}

/* --- what a path has said --------------------------------------------------------------------- */

static void below(struct bounds *b, int64_t most) {
  if (most < b->most) b->most = most;
}

static void above(struct bounds *b, int64_t least) {
  if (least > b->least) b->least = least;
}

/* Narrow the bounds of what `content` says by what guard `g` came out as. */
static void narrow(struct explore *x, const struct guard *g, uint64_t content, struct bounds *b) {
  struct side *s = &x->sides[g->side];
  struct value c;
  bool left = g->same_a == content;
  if (!left && g->same_b != content) return;
  /* an absent value equals nothing and has no order */
  if (g->cmp == CMP_LT || g->outcome) b->present = true;
  if (g->cmp == CMP_PRESENT || !fixed(&s->eval, left ? g->b : g->a, &c)) return;
  if (g->cmp == CMP_EQ && g->outcome) {
    below(b, c.u.i);
    above(b, c.u.i);
  }
  if (g->cmp != CMP_LT || !ordered((enum kind)c.kind)) return;
  if (left && g->outcome) below(b, c.u.i - 1);
  if (left && !g->outcome) above(b, c.u.i);
  if (!left && g->outcome) above(b, c.u.i + 1);
  if (!left && !g->outcome) below(b, c.u.i);
}

/* Members of an enumeration that were asked for one by one and are all not it. */
static bool all_but_one(struct explore *x, const struct guard *guards, uint32_t at, uint32_t since,
                        uint64_t content, const struct value *last) {
  const struct model *m = &x->sides[guards[at].side].policy->script->model;
  if (last->kind != KIND_ENUM || last->domain < 1 || last->domain > m->domain_count) return false;
  int members = m->domains[last->domain - 1].count;
  uint64_t excluded = 0;
  struct value c;
  if (members > MOST_OTHERS) return false;
  for (uint32_t i = since; i < at; i++)
    if (guards[i].cmp == CMP_EQ && guards[i].same_a == content && !guards[i].outcome &&
        fixed(&x->sides[guards[i].side].eval, guards[i].b, &c) && c.kind == KIND_ENUM)
      excluded |= UINT64_C(1) << c.u.i;
  excluded |= UINT64_C(1) << last->u.i;
  return __builtin_popcountll(excluded) == members;
}

/* What guards with fixed values say of an expression of side `index`. */
static struct bounds plain_bounds(struct explore *x, const struct guard *guards, uint32_t at, uint32_t since,
                                  int index, uint32_t expr) {
  struct bounds b = of_expr(&x->sides[index], expr, 0);
  uint64_t content = content_of(x, index, expr);
  for (uint32_t i = since; i < at; i++)
    narrow(x, &guards[i], content, &b);
  return b;
}

/* `low` is at most `high` less `gap`: what is known of one bounds the other. */
static void order(struct bounds *b, bool is_low, int64_t gap, const struct bounds *other) {
  if (is_low && other->most != INT64_MAX) below(b, other->most - gap);
  if (!is_low && other->least != INT64_MIN) above(b, other->least + gap);
}

/* Invariants between two facts hold where both are there. */
static void by_invariants(struct explore *x, const struct guard *guards, uint32_t at, uint32_t since,
                          uint32_t expr, struct bounds *b) {
  int index = guards[at].side;
  struct side *s = &x->sides[index];
  const struct model *m = &s->policy->script->model;
  const struct expr_node n = *expr_get(s->eval.in.exprs, expr);
  for (int i = 0; n.kind == EXPR_FACT && i < m->invariant_count; i++) {
    const struct invariant *v = &m->invariants[i];
    bool left = v->a == (int)n.arg[0];
    if (v->cmp == CMP_EQ || (!left && v->b != (int)n.arg[0])) continue;
    uint32_t ids[EXPR_ARGS] = {(uint32_t)(left ? v->b : v->a)};
    uint32_t fact = expr_make(s->eval.in.exprs, EXPR_FACT, 0, ids);
    if (!fact) continue;
    struct bounds other = plain_bounds(x, guards, at, since, index, fact);
    if (other.present) order(b, left, v->cmp == CMP_LT, &other);
  }
}

static struct bounds known_bounds(struct explore *x, const struct guard *guards, uint32_t at, uint32_t since,
                                  uint32_t expr) {
  int index = guards[at].side;
  struct bounds b = plain_bounds(x, guards, at, since, index, expr);
  uint64_t content = content_of(x, index, expr);
  for (uint32_t i = since; i < at; i++) { /* guards between two expressions */
    const struct guard *g = &guards[i];
    bool left = g->same_a == content;
    if (g->cmp != CMP_LT || (!left && g->same_b != content)) continue;
    struct bounds other = plain_bounds(x, guards, at, since, g->side, left ? g->b : g->a);
    order(&b, left == g->outcome, g->outcome, &other); /* not x < y: y <= x */
  }
  by_invariants(x, guards, at, since, expr, &b);
  return b;
}

/* A comparison with what is fixed, wanted to come out as `want`. */
static bool against_bounds(enum compare cmp, bool left, bool want, int64_t c, const struct bounds *b) {
  if (cmp == CMP_EQ) return want ? c < b->least || c > b->most : b->present && b->least == c && b->most == c;
  if (left) return want ? b->least >= c : b->most < c; /* x < c */
  return want ? b->most <= c : b->least > c;           /* c < x */
}

/* Two expressions in bounds of their own: x < y. */
static bool against_each_other(bool want, const struct bounds *a, const struct bounds *b) {
  return want ? a->least >= b->most && a->least != INT64_MIN && b->most != INT64_MAX
              : a->most < b->least && a->most != INT64_MAX && b->least != INT64_MIN;
}

bool solve_implied(struct explore *x, const struct guard *guards, uint32_t at, uint32_t since) {
  const struct guard *g = &guards[at];
  struct side *s = &x->sides[g->side];
  struct value c;
  bool want = !g->outcome;
  struct bounds a = known_bounds(x, guards, at, since, g->a);
  if (g->cmp == CMP_PRESENT) return !want && a.present;
  bool left = fixed(&s->eval, g->b, &c), right = !left && fixed(&s->eval, g->a, &c);
  struct bounds b = known_bounds(x, guards, at, since, left ? g->a : g->b);
  if (!left && !right) return g->cmp == CMP_LT && against_each_other(want, &a, &b);
  if (g->cmp == CMP_EQ && !want && all_but_one(x, guards, at, since, left ? g->same_a : g->same_b, &c) &&
      b.present)
    return true;
  return against_bounds((enum compare)g->cmp, left, want, c.u.i, &b);
}
