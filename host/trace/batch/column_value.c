/* Values of expressions over a chunk. */
#include <stdlib.h>
#include <string.h>

#include "host/trace/batch/column_private.h"
#include "host/trace/batch/flat_private.h"
#include "host/trace/history.h"

const struct batch_column *column_of_fact(const struct column_chunk *s, uint32_t expr) {
  const struct expr_node *n = expr_get(&s->flat->exprs, expr);
  if (n->kind != EXPR_FACT) return NULL;
  const struct batch_fact *f = &s->batch->facts[n->arg[0]];
  return f->form == BATCH_PLAIN ? &f->plain : NULL;
}

/* Only what an integer holds stays; the rest is computed a person at a time by whoever needs it. */
static void keep(struct vector *v, int i, struct value x) {
  bool whole = x.state == STATE_KNOWN && history_kind_is_whole(x.kind);
  if (whole && !v->kind) {
    v->kind = x.kind;
    v->domain = x.domain;
  }
  if (whole && v->kind == x.kind && v->domain == x.domain) {
    set_put(&v->known, i);
    v->value[i] = x.u.i;
  } else if (x.state == STATE_ABSENT) {
    set_put(&v->absent, i);
  }
}

static void copy_fact(const struct column_chunk *s, const struct batch_column *c, const struct set *who,
                      struct vector *v) {
  bool integers = history_is_whole(c);
  v->kind = (uint8_t)c->kind;
  v->domain = c->domain;
  for (int w = 0; w < CHUNK_WORDS; w++) {
    int n = word_persons(s, w), first = s->first + w * 64;
    if (!who->words[w]) continue;
    uint64_t known = c->state ? column_in_state(c->state + first, n, STATE_KNOWN) : first_bits(n);
    uint64_t absent = c->state ? column_in_state(c->state + first, n, STATE_ABSENT) : 0;
    v->known.words[w] |= integers ? known & who->words[w] : 0;
    v->absent.words[w] |= absent & who->words[w];
    if (integers) memcpy(v->value + w * 64, c->value + first, (size_t)n * sizeof *v->value);
  }
}

/* An operation a person at a time, over integers. */
static bool compute_op(struct column_chunk *s, const struct expr_node *n, const struct set *who,
                       struct vector *v) {
  struct operand args[3] = {{0}};
  uint16_t list[CHUNK_ROWS];
  int arity = op_arity((enum op)n->code), count = set_list(who, list);
  for (int i = 0; i < arity; i++)
    if (!column_operand(s, n->arg[i], who, &args[i])) return false;
  for (int k = 0; k < count; k++) {
    struct value x[3] = {{0}};
    bool odd = false;
    for (int i = 0; i < arity; i++) {
      x[i] = operand_at(&args[i], list[k]);
      odd = odd || x[i].state != STATE_KNOWN;
    }
    if (!odd) keep(v, list[k], value_op(s->flat->walk->env, (enum op)n->code, x));
  }
  return true;
}

/* --- tables ----------------------------------------------------------------------------------- */

#define TABLE_EMPTY INT64_MIN
#define TABLE_ODD (INT64_MIN + 1)
#define TABLE_ABSENT (INT64_MIN + 2)

/* The table of an operation that hangs on one plain fact of whole numbers; NULL: it does not. */
static struct table *table_of(struct column_chunk *s, uint32_t expr, const struct expr_node *n) {
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
  t->base = (int64_t)table_place(c->value[s->first], TABLE_SIZE / 2); /* wraps, as places do */
  return t;
}

static int64_t table_entry(const struct column_chunk *s, uint32_t expr, uint32_t fact,
                           const struct batch_column *c, int64_t at, struct vector *v) {
  struct value x = flat_value_at(s->flat, expr, fact,
                                 (struct value){.kind = (uint8_t)c->kind, .domain = c->domain, .u.i = at});
  if (x.state == STATE_ABSENT) return TABLE_ABSENT;
  if (x.state != STATE_KNOWN || !history_kind_is_whole(x.kind) || x.u.i <= TABLE_ABSENT) return TABLE_ODD;
  if (!v->kind) {
    v->kind = x.kind;
    v->domain = x.domain;
  }
  return v->kind == x.kind && v->domain == x.domain ? x.u.i : TABLE_ODD;
}

/* A word at a time, for all in it: whoever is not asked for now will be the same later. */
static void look_up(struct column_chunk *s, uint32_t expr, struct table *t, const struct set *who,
                    struct vector *v) {
  const struct batch_column *c = column_of_fact(s, t->fact);
  for (int w = 0; w < CHUNK_WORDS; w++) {
    int n = word_persons(s, w), first = s->first + w * 64;
    uint8_t known[64] = {0}, absent[64] = {0};
    if (!who->words[w]) continue;
    for (int i = 0; i < n; i++) {
      int64_t day = c->value[first + i];
      uint64_t at = table_place(day, t->base);
      int64_t x = at < TABLE_SIZE ? t->of[at] : TABLE_ODD;
      if (x == TABLE_EMPTY) x = t->of[at] = table_entry(s, expr, t->fact, c, day, v);
      v->value[w * 64 + i] = x;
      known[i] = x > TABLE_ABSENT;
      absent[i] = x == TABLE_ABSENT;
    }
    uint64_t sound = c->state ? column_in_state(c->state + first, n, STATE_KNOWN) : first_bits(n);
    v->known.words[w] = sound & column_bits(known);
    v->absent.words[w] = sound & column_bits(absent);
    v->done.words[w] = first_bits(n);
  }
}

static bool compute(struct column_chunk *s, uint32_t expr, const struct set *who, struct vector *v) {
  const struct expr_node *n = expr_get(&s->flat->exprs, expr);
  const struct batch_column *c = column_of_fact(s, expr);
  struct table *t = table_of(s, expr, n);
  if (t)
    look_up(s, expr, t, who, v);
  else if (c)
    copy_fact(s, c, who, v);
  else if (column_query(s, n, who, v))
    return !s->failed;
  else if (n->kind == EXPR_OP)
    return compute_op(s, n, who, v);
  return true;
}

const struct vector *column_chunk_value(struct column_chunk *s, uint32_t expr, const struct set *who) {
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

bool column_operand(struct column_chunk *s, uint32_t expr, const struct set *who, struct operand *out) {
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
  out->vector = column_chunk_value(s, expr, who);
  return out->vector != NULL;
}
