/* Values of expressions over a stretch. */
#include <stdlib.h>
#include <string.h>

#include "host/trace/column_private.h"
#include "host/trace/flat_private.h"

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

/* --- tables ---------------------------------------------------------------------------------- */

#define TABLE_EMPTY INT64_MIN
#define TABLE_ODD (INT64_MIN + 1)
#define TABLE_ABSENT (INT64_MIN + 2)

/* The table of an operation that hangs on one plain fact of whole numbers; NULL: it does not. */
static struct table *table_of(struct stretch *s, uint32_t expr, const struct expr_node *n) {
  struct table *t = &s->tables[expr];
  if (t->of) return t;
  if (n->kind != EXPR_OP || t->fact == UINT32_MAX) return NULL;
  t->fact = flat_one_fact(s->flat, expr, false);
  const struct batch_column *c = t->fact ? column_of_fact(s, t->fact) : NULL;
  bool whole = c && !c->text && (c->kind == KIND_DATE || c->kind == KIND_MONTH || c->kind == KIND_COUNT);
  t->of = whole && s->persons ? malloc(TABLE_SIZE * sizeof *t->of) : NULL;
  if (!t->of) {
    t->fact = UINT32_MAX;
    return NULL;
  }
  for (int i = 0; i < TABLE_SIZE; i++)
    t->of[i] = TABLE_EMPTY;
  t->base = c->value[s->first] - TABLE_SIZE / 2;
  return t;
}

static int64_t table_entry(const struct stretch *s, uint32_t expr, uint32_t fact,
                           const struct batch_column *c, int64_t at, struct vector *v) {
  struct value x = flat_value_at(s->flat, expr, fact,
                                 (struct value){.kind = (uint8_t)c->kind, .domain = c->domain, .u.i = at});
  if (x.state == STATE_ABSENT) return TABLE_ABSENT;
  keep(v, 0, x);
  return v->state[0] == STATE_KNOWN && x.u.i > TABLE_ABSENT ? x.u.i : TABLE_ODD;
}

static void look_up(struct stretch *s, uint32_t expr, struct table *t, const uint16_t *list, int count,
                    struct vector *v) {
  const struct batch_column *c = column_of_fact(s, t->fact);
  uint8_t first_state = v->state[0];
  int64_t first_value = v->value[0];
  for (int k = 0; k < count; k++) { /* entries first: making them uses place 0 */
    int64_t at = c->value[s->first + list[k]] - t->base;
    if (at >= 0 && at < TABLE_SIZE && t->of[at] == TABLE_EMPTY)
      t->of[at] = table_entry(s, expr, t->fact, c, at + t->base, v);
  }
  v->state[0] = first_state;
  v->value[0] = first_value;
  for (int k = 0; k < count; k++) {
    int i = list[k];
    int64_t at = c->value[s->first + i] - t->base;
    bool known = !c->state || c->state[s->first + i] == STATE_KNOWN;
    int64_t x = known && at >= 0 && at < TABLE_SIZE ? t->of[at] : TABLE_ODD;
    v->state[i] = x == TABLE_ODD ? VALUE_ODD : x == TABLE_ABSENT ? STATE_ABSENT : STATE_KNOWN;
    v->value[i] = x;
  }
}

static bool compute(struct stretch *s, uint32_t expr, const struct set *who, struct vector *v) {
  const struct expr_node *n = expr_get(&s->flat->exprs, expr);
  uint16_t list[STRETCH];
  int count = set_list(who, list);
  const struct batch_column *c = column_of_fact(s, expr);
  struct table *t = table_of(s, expr, n);
  if (t)
    look_up(s, expr, t, list, count, v);
  else if (c)
    copy_fact(s, c, list, count, v);
  else if (column_query(s, n, list, count, v))
    return !s->failed;
  else if (n->kind == EXPR_OP)
    return compute_op(s, n, who, list, count, v);
  else
    all_odd(list, count, v);
  return true;
}

static void note_states(struct vector *v, const struct set *who) {
  for (int w = 0; w < STRETCH_WORDS; w++) {
    if (!who->words[w]) continue;
    uint64_t known = column_in_state(v->state + w * 64, 64, STATE_KNOWN);
    uint64_t absent = ~known & who->words[w] ? column_in_state(v->state + w * 64, 64, STATE_ABSENT) : 0;
    v->known.words[w] = (v->known.words[w] & ~who->words[w]) | (known & who->words[w]);
    v->absent.words[w] = (v->absent.words[w] & ~who->words[w]) | (absent & who->words[w]);
  }
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
  note_states(v, &todo);
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
