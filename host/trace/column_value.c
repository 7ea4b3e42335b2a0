/* Values of expressions over a stretch. */
#include <stdlib.h>
#include <string.h>

#include "host/trace/column_private.h"

const struct batch_column *column_of_fact(const struct stretch *s, uint32_t expr) {
  const struct expr_node *n = expr_get(&s->flat->exprs, expr);
  if (n->kind != EXPR_FACT) return NULL;
  const struct batch_fact *f = &s->batch->facts[n->arg[0]];
  return f->form == BATCH_PLAIN ? &f->plain : NULL;
}

static bool fits_integer(uint8_t kind) {
  return kind == KIND_TRUTH || kind == KIND_COUNT || kind == KIND_MONEY || kind == KIND_DATE ||
         kind == KIND_MONTH || kind == KIND_ENUM;
}

/* Only what an integer holds stays; the rest is computed a person at a time by whoever needs it. */
static void keep(struct vector *v, int i, struct value x) {
  bool simple = x.state == STATE_ABSENT || x.state == STATE_UNKNOWN;
  if (x.state == STATE_KNOWN && fits_integer(x.kind)) {
    if (!v->kind) {
      v->kind = x.kind;
      v->domain = x.domain;
    }
    simple = v->kind == x.kind && v->domain == x.domain;
  }
  v->state[i] = simple ? x.state : VALUE_ODD;
  v->value[i] = simple && x.state == STATE_KNOWN ? x.u.i : 0;
}

static void copy_fact(const struct stretch *s, const struct batch_column *c, const uint16_t *list, int count,
                      struct vector *v) {
  bool integers = !c->text && fits_integer((uint8_t)c->kind);
  v->kind = (uint8_t)c->kind;
  v->domain = c->domain;
  for (int k = 0; k < count; k++) {
    int i = list[k];
    uint8_t state = c->state ? c->state[s->first + i] : STATE_KNOWN;
    v->state[i] = state == STATE_KNOWN && !integers ? VALUE_ODD : state;
    v->value[i] = integers ? c->value[s->first + i] : 0;
  }
}

static void all_odd(const uint16_t *list, int count, struct vector *v) {
  for (int k = 0; k < count; k++)
    v->state[list[k]] = VALUE_ODD;
}

/* An operation a person at a time, over integers. */
static bool compute_op(struct stretch *s, const struct expr_node *n, const struct set *who,
                       const uint16_t *list, int count, struct vector *v) {
  struct operand args[3] = {{0}};
  int arity = op_arity((enum op)n->code);
  for (int i = 0; i < arity; i++)
    if (!column_operand(s, n->arg[i], who, &args[i])) return false;
  for (int k = 0; k < count; k++) {
    struct value x[3] = {{0}};
    bool odd = false;
    for (int i = 0; i < arity; i++) {
      x[i] = operand_at(&args[i], list[k]);
      odd = odd || x[i].state != STATE_KNOWN;
    }
    if (odd)
      v->state[list[k]] = VALUE_ODD;
    else
      keep(v, list[k], value_op(s->flat->walk->env, (enum op)n->code, x));
  }
  return true;
}

static bool compute(struct stretch *s, uint32_t expr, const struct set *who, struct vector *v) {
  const struct expr_node *n = expr_get(&s->flat->exprs, expr);
  uint16_t list[STRETCH];
  int count = set_list(who, list);
  const struct batch_column *c = column_of_fact(s, expr);
  if (c)
    copy_fact(s, c, list, count, v);
  else if (column_query(s, n, list, count, v))
    return !s->failed;
  else if (n->kind == EXPR_OP)
    return compute_op(s, n, who, list, count, v);
  else
    all_odd(list, count, v);
  return true;
}

const struct vector *stretch_value(struct stretch *s, uint32_t expr, const struct set *who) {
  struct vector *v = s->vectors[expr];
  if (!v) {
    v = s->vectors[expr] = calloc(1, sizeof *v);
    s->failed = s->failed || !v;
    if (!v) return NULL;
  }
  const struct set todo = set_without(who, &v->done);
  if (set_empty(&todo)) return v;
  if (!compute(s, expr, &todo, v)) return NULL;
  set_add(&v->done, &todo);
  return v;
}

bool column_operand(struct stretch *s, uint32_t expr, const struct set *who, struct operand *out) {
  const struct expr_node *n = expr_get(&s->flat->exprs, expr);
  *out = (struct operand){0};
  if (n->kind == EXPR_CONST) {
    out->value = *expr_constant_of(&s->flat->exprs, expr);
    return true;
  }
  if (n->kind == EXPR_GIVEN) {
    out->value = s->given[n->arg[0]];
    return true;
  }
  out->vector = stretch_value(s, expr, who);
  return out->vector != NULL;
}
