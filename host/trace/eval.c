/* Computing expressions. */
#include "host/trace/eval.h"

#include <stdlib.h>
#include <string.h>

#define LASTING UINT32_MAX /* stamp of what hangs on nobody's facts */

enum { DEEPEST = 200 };
enum { HANGS_UNASKED = 0, HANGS_NOT, HANGS_ON_FACTS, HANGS_NOWHERE };

void eval_free(struct eval *v) {
  free(v->slots);
  free(v->stamps);
  free(v->hangs);
  v->slots = NULL;
  v->stamps = NULL;
  v->hangs = NULL;
  v->room = 0;
}

/* The arena grows while policies run; parts of an expression are older than it. Memory that comes
** back does not mend what was unknown for want of it. */
static bool make_room(struct eval *v, uint32_t expr) {
  if (v->failed || expr < v->room) return !v->failed;
  uint32_t room = v->in.exprs->count * 2;
  struct value *slots = realloc(v->slots, room * sizeof *slots);
  if (slots) v->slots = slots;
  uint32_t *stamps = realloc(v->stamps, room * sizeof *stamps);
  if (stamps) v->stamps = stamps;
  uint8_t *hangs = realloc(v->hangs, room);
  if (hangs) v->hangs = hangs;
  v->failed = !slots || !stamps || !hangs;
  if (v->failed) return false;
  memset(v->stamps + v->room, 0, (room - v->room) * sizeof *stamps);
  memset(v->hangs + v->room, 0, room - v->room);
  v->room = room;
  return true;
}

void eval_begin(struct eval *v) {
  v->epoch++;
  if (v->epoch != LASTING && v->epoch != 0) return;
  if (v->room) memset(v->stamps, 0, v->room * sizeof *v->stamps);
  v->epoch = 1;
}

/* --- what hangs on what ----------------------------------------------------------------------- */

static uint8_t hangs(struct eval *v, uint32_t expr, int depth);

static uint8_t worse(uint8_t a, uint8_t b) {
  return a > b ? a : b;
}

static uint8_t hangs_query(struct eval *v, const struct expr_node *n, int depth) {
  struct expr_query q;
  if (!expr_query_of(v->in.exprs, n, &q)) return HANGS_NOWHERE;
  uint8_t all = hangs(v, q.list, depth);
  for (int i = 0; i < q.count; i++)
    all = worse(all, worse(hangs(v, q.conditions[i].a, depth), hangs(v, q.conditions[i].b, depth)));
  return all;
}

static uint8_t find_hangs(struct eval *v, const struct expr_node *n, int depth) {
  uint8_t all = HANGS_NOT;
  switch ((enum expr_kind)n->kind) {
  case EXPR_CONST:
  case EXPR_WHEN:
  case EXPR_DECIDED_ON:
  case EXPR_READING: return HANGS_NOT;
  case EXPR_FACT: return HANGS_ON_FACTS;
  case EXPR_GIVEN: return (int)n->arg[1] == v->in.given_decision ? HANGS_ON_FACTS : HANGS_NOWHERE;
  case EXPR_PARAMETER:
  case EXPR_HAS_START: return hangs(v, n->arg[1], depth);
  case EXPR_OP:
    for (int i = 0; i < op_arity((enum op)n->code); i++)
      all = worse(all, hangs(v, n->arg[i], depth));
    return all;
  case EXPR_AGGREGATE: return hangs_query(v, n, depth);
  default: return HANGS_NOWHERE;
  }
}

static uint8_t hangs(struct eval *v, uint32_t expr, int depth) {
  if (!expr || depth > DEEPEST) return HANGS_NOWHERE;
  if (v->hangs[expr] == HANGS_UNASKED) v->hangs[expr] = find_hangs(v, expr_get(v->in.exprs, expr), depth + 1);
  return v->hangs[expr];
}

bool eval_hangs(struct eval *v, uint32_t expr) {
  return make_room(v, expr) && hangs(v, expr, 0) == HANGS_ON_FACTS;
}

bool eval_can(struct eval *v, uint32_t expr) {
  return make_room(v, expr) && hangs(v, expr, 0) != HANGS_NOWHERE;
}

/* --- values ----------------------------------------------------------------------------------- */

static struct value compute(struct eval *v, uint32_t expr);

static struct value value_here(struct eval *v, uint32_t expr) {
  if (v->stamps[expr] == v->epoch || v->stamps[expr] == LASTING) return v->slots[expr];
  if (v->depth == DEEPEST) return value_unknown(KIND_NONE);
  v->depth++;
  struct value x = compute(v, expr);
  v->depth--;
  x.expr = 0;
  v->slots[expr] = x;
  v->stamps[expr] = hangs(v, expr, 0) == HANGS_NOT ? LASTING : v->epoch;
  return x;
}

static struct value compute_op(struct eval *v, const struct expr_node *n) {
  struct value args[EXPR_ARGS] = {{0}};
  int arity = op_arity((enum op)n->code);
  for (int i = 0; i < arity; i++)
    args[i] = value_here(v, n->arg[i]);
  return value_op(v->in.values, (enum op)n->code, args);
}

static struct value compute_aggregate(struct eval *v, const struct expr_node *n) {
  struct expr_query q;
  struct row_condition conditions[MOST_QUERY_CONDITIONS];
  if (!expr_query_of(v->in.exprs, n, &q)) return value_unknown(KIND_NONE);
  for (int i = 0; i < q.count; i++)
    conditions[i] = expr_condition(&q, i, value_here(v, q.conditions[i].a), value_here(v, q.conditions[i].b));
  return expr_aggregate(&q, value_here(v, q.list), conditions);
}

static struct value compute_law(struct eval *v, uint32_t expr, const struct expr_node *n) {
  struct value at = {0}, x;
  if (n->kind != EXPR_READING) at = value_here(v, n->arg[1]);
  return v->in.law(v->in.ud, expr, at, &x) ? x : value_unknown(KIND_NONE);
}

static struct value compute(struct eval *v, uint32_t expr) {
  const struct expr_node *n = expr_get(v->in.exprs, expr);
  switch ((enum expr_kind)n->kind) {
  case EXPR_CONST: return *expr_constant_of(v->in.exprs, expr);
  case EXPR_FACT: return v->in.facts[n->arg[0]];
  case EXPR_GIVEN:
    return (int)n->arg[1] == v->in.given_decision ? v->in.given[n->arg[0]] : value_unknown(KIND_NONE);
  case EXPR_WHEN: return v->in.when;
  case EXPR_DECIDED_ON: return v->in.decided_on;
  case EXPR_OP: return compute_op(v, n);
  case EXPR_AGGREGATE: return compute_aggregate(v, n);
  case EXPR_PARAMETER:
  case EXPR_HAS_START:
  case EXPR_READING: return compute_law(v, expr, n);
  default: return value_unknown(KIND_NONE);
  }
}

struct value eval_expr(struct eval *v, uint32_t expr) {
  return make_room(v, expr) ? value_here(v, expr) : value_unknown(KIND_NONE);
}

int eval_guard(struct eval *v, enum compare cmp, uint32_t a, uint32_t b) {
  struct value x = eval_expr(v, a);
  struct value y = cmp == CMP_PRESENT ? x : eval_expr(v, b);
  struct value r = value_compare(cmp, x, y);
  return r.state == STATE_KNOWN ? r.u.i != 0 : -1;
}
