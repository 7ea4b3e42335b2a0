/* Histories and lists in columns. What timeline.c and list.c do with struct values, for the cases
** that are simple: all that is looked at is known or absent. The rest is left to them. */
#include <string.h>

#include "host/trace/batch/column_private.h"
#include "host/trace/history.h"

/* --- timelines -------------------------------------------------------------------------------- */

static inline void put_found(struct vector *v, int i, struct found x) {
  v->value[i] = x.value;
  if (x.state == STATE_KNOWN) set_put(&v->known, i);
  if (x.state == STATE_ABSENT) set_put(&v->absent, i);
}

/* The day, or the first and the last day of a period. */
static bool days_of(struct column_chunk *s, const struct expr_node *n, const struct set *who,
                    struct operand days[2]) {
  const struct expr_node *p = expr_get(&s->flat->exprs, n->arg[1]);
  if (n->code != OP_CHANGES)
    return column_operand(s, n->arg[1], who, &days[0]) && column_operand(s, n->arg[1], who, &days[1]);
  if (p->kind == EXPR_CONST) {
    struct value period = *expr_constant_of(&s->flat->exprs, n->arg[1]);
    days[0].value = value_op(NULL, OP_PERIOD_FROM, &period);
    days[1].value = value_op(NULL, OP_PERIOD_TO, &period);
    return true;
  }
  if (p->kind != EXPR_OP || p->code != OP_PERIOD) {
    days[0].value = days[1].value = value_unknown(KIND_DATE);
    return true;
  }
  return column_operand(s, p->arg[0], who, &days[0]) && column_operand(s, p->arg[1], who, &days[1]);
}

static bool is_day(struct value v) {
  return v.state == STATE_KNOWN && v.kind == KIND_DATE;
}

static uint8_t kind_of_query(uint8_t op, const struct batch_column *c) {
  return op == OP_AT ? (uint8_t)c->kind : op == OP_CHANGES ? KIND_COUNT : KIND_DATE;
}

/* Those with one spell, or none, of a word: without looking at spells. */
static void ask_word(uint8_t op, const struct shape *shape, const struct dense *from,
                     const struct dense *value, const struct operand *days, int w, uint64_t who,
                     struct vector *v) {
  uint64_t none = shape->empty.words[w] & who,
           one = shape->single.words[w] & from->known.words[w] & value->known.words[w] & who;
  uint8_t begun[64], dated[64];
  const int64_t *since = from->value + w * 64,
                *days_of_word = days->vector ? days->vector->value + w * 64 : NULL;
  uint64_t day_known = days->vector ? days->vector->known.words[w] : ~UINT64_C(0);
  int64_t day = days->value.u.i;
  if (!one) { /* mostly nobody has anything */
    v->absent.words[w] |= none & day_known;
    return;
  }
  for (int i = 0; i < 64; i++)
    begun[i] = since[i] <= (days_of_word ? days_of_word[i] : day);
  for (int i = 0; i < 64; i++)
    dated[i] = since[i] != DAY_MIN; /* else since always, which is no day */
  uint64_t there = column_bits(begun) & one & day_known;
  none &= day_known;
  one &= day_known;
  uint64_t known = op == OP_NEXT_CHANGE   ? one & ~there
                   : op == OP_ABSENT_FROM ? 0
                   : op == OP_AT          ? there
                                          : there & column_bits(dated);
  const int64_t *result = op == OP_AT ? value->value + w * 64 : since;
  if (known == ~UINT64_C(0)) {
    memcpy(v->value + w * 64, result, 64 * sizeof *result);
  } else {
    for (uint64_t bits = known; bits; bits &= bits - 1)
      v->value[w * 64 + __builtin_ctzll(bits)] = result[__builtin_ctzll(bits)];
  }
  v->known.words[w] |= known;
  v->absent.words[w] |= none | (one & ~known);
}

/* Who is left has more spells, or days that are not known from the beginning on. */
static inline __attribute__((always_inline)) void ask_rest(const struct column_chunk *s,
                                                           const struct batch_fact *f, uint8_t op,
                                                           const struct operand days[2],
                                                           const struct set *who, struct vector *v) {
  uint16_t list[CHUNK_ROWS];
  int count = set_list(who, list);
  for (int k = 0; k < count; k++) {
    struct spells t;
    struct value day = operand_at(&days[0], list[k]), to = operand_at(&days[1], list[k]);
    if (is_day(day) && is_day(to) && spells_read(f, s->first + list[k], &t))
      put_found(v, list[k], spells_ask(op, &t, day.u.i, to.u.i));
  }
}

static bool day_kind(const struct operand *o) {
  return o->vector ? o->vector->kind == KIND_DATE : is_day(o->value);
}

/* No spell, no change; where the period is one. */
static void no_changes(const struct shape *shape, const struct operand days[2], const struct set *who,
                       struct vector *v) {
  for (int w = 0; w < CHUNK_WORDS; w++) {
    uint64_t none = shape->empty.words[w] & who->words[w];
    uint8_t order[64];
    if (!none) continue;
    for (int i = 0; i < 64; i++) {
      int64_t from = days[0].vector ? days[0].vector->value[w * 64 + i] : days[0].value.u.i;
      int64_t to = days[1].vector ? days[1].vector->value[w * 64 + i] : days[1].value.u.i;
      order[i] = from <= to;
    }
    none &= column_bits(order);
    if (days[0].vector) none &= days[0].vector->known.words[w];
    if (days[1].vector) none &= days[1].vector->known.words[w];
    if (none == ~UINT64_C(0))
      memset(v->value + w * 64, 0, 64 * sizeof *v->value);
    else
      for (uint64_t bits = none; bits; bits &= bits - 1)
        v->value[w * 64 + __builtin_ctzll(bits)] = 0;
    v->known.words[w] |= none;
  }
}

static bool timeline_query(struct column_chunk *s, const struct expr_node *n, int fact, const struct set *who,
                           struct vector *v) {
  const struct batch_fact *f = &s->batch->facts[fact];
  struct operand days[2] = {{0}};
  const struct shape *shape = column_shape(s, fact);
  const struct dense *from = column_dense(s, fact, 0), *value = column_dense(s, fact, 1);
  if (!shape || !from || !value) return false;
  if (!days_of(s, n, who, days)) return true;
  v->kind = kind_of_query(n->code, &f->column[0]);
  v->domain = n->code == OP_AT ? f->column[0].domain : 0;
  if (day_kind(&days[0]) && day_kind(&days[1]) && n->code == OP_CHANGES) no_changes(shape, days, who, v);
  if (day_kind(&days[0]) && n->code != OP_CHANGES)
    for (int w = 0; w < CHUNK_WORDS; w++)
      if (who->words[w]) ask_word(n->code, shape, from, value, &days[0], w, who->words[w], v);
  struct set rest = set_without(who, &v->known);
  rest = set_without(&rest, &v->absent);
  if (set_empty(&rest)) return true;
  switch ((enum op)n->code) { /* the loop is another one for each */
  case OP_AT: ask_rest(s, f, OP_AT, days, &rest, v); break;
  case OP_PRESENT_SINCE: ask_rest(s, f, OP_PRESENT_SINCE, days, &rest, v); break;
  default: ask_rest(s, f, n->code, days, &rest, v); break;
  }
  return true;
}

/* --- lists ------------------------------------------------------------------------------------ */

struct query {
  const struct batch_fact *list;
  struct records asked;
  struct operand a[MOST_QUERY_CONDITIONS], b[MOST_QUERY_CONDITIONS]; /* b: of a range, else as a */
};

static bool read_query(struct column_chunk *s, const struct expr_query *of, const struct set *who,
                       struct query *q) {
  if (!records_of(of, q->list, &q->asked)) return false;
  for (int i = 0; i < of->count; i++)
    if (!column_operand(s, of->conditions[i].a, who, &q->a[i]) ||
        !column_operand(s, of->conditions[i].b, who, &q->b[i]))
      return false;
  return true;
}

static struct found answer_list(const struct query *q, int person, int i) {
  int64_t a[MOST_QUERY_CONDITIONS], b[MOST_QUERY_CONDITIONS];
  const struct records *r = &q->asked;
  for (int k = 0; k < r->count; k++) {
    struct value x = operand_at(&q->a[k], i), y = operand_at(&q->b[k], i);
    const struct batch_column *c = &q->list->column[r->column[k]];
    if (x.state != STATE_KNOWN || !record_comparable(r->test[k], c, x.kind, x.domain) ||
        y.state != STATE_KNOWN || !record_comparable(r->test[k], c, y.kind, y.domain))
      return ODD_FOUND;
    a[k] = x.u.i;
    b[k] = y.u.i;
  }
  return records_ask(r, q->list, person, a, b);
}

static bool comparable_operand(const struct query *q, int i, const struct operand *o) {
  uint8_t kind = o->vector ? o->vector->kind : o->value.kind;
  uint16_t domain = o->vector ? o->vector->domain : o->value.domain;
  return (o->vector || o->value.state == STATE_KNOWN) &&
         record_comparable(q->asked.test[i], &q->list->column[q->asked.column[i]], kind, domain);
}

/* Whether every condition may be tested against whole columns: operands of the column's kind. */
static bool plain_conditions(const struct query *q) {
  for (int i = 0; i < q->asked.count; i++)
    if (!comparable_operand(q, i, &q->a[i]) || !comparable_operand(q, i, &q->b[i])) return false;
  return true;
}

/* Those of a word for whom every operand is known: what one of the others comes to decides before
** any record does. */
static uint64_t operands_known(const struct query *q, int w) {
  uint64_t known = ~UINT64_C(0);
  for (int i = 0; i < q->asked.count; i++) {
    if (q->a[i].vector) known &= q->a[i].vector->known.words[w];
    if (q->b[i].vector) known &= q->b[i].vector->known.words[w];
  }
  return known;
}

/* Those with one record of a word who match; `*sure`: those of whom that can be said. */
static uint64_t match_word(const struct query *q, const struct dense *const *columns, int w, uint64_t *sure) {
  uint64_t match = *sure;
  for (int i = 0; i < q->asked.count && *sure;
       i++) { /* also when nobody matches any more: a cell may be poisoned */
    const struct operand *a = &q->a[i], *b = &q->b[i];
    const int64_t *cell = columns[i]->value + w * 64;
    uint8_t ok[64];
    for (int k = 0; k < 64; k++) {
      int64_t low = a->vector ? a->vector->value[w * 64 + k] : a->value.u.i;
      int64_t high = b->vector ? b->vector->value[w * 64 + k] : b->value.u.i;
      ok[k] = record_holds(q->asked.test[i], cell[k], low, high);
    }
    *sure &= columns[i]->known.words[w];
    match &= column_bits(ok);
  }
  return match & *sure;
}

static void put_words(struct vector *v, int w, uint64_t who, int64_t value) {
  if (who == ~UINT64_C(0)) {
    for (int i = 0; i < 64; i++)
      v->value[w * 64 + i] = value;
  } else {
    for (uint64_t bits = who; bits; bits &= bits - 1)
      v->value[w * 64 + __builtin_ctzll(bits)] = value;
  }
  v->known.words[w] |= who;
}

/* What a word of those with no record, or one, comes to. */
static void list_word(const struct query *q, const struct shape *shape, const struct dense *const *columns,
                      const struct dense *by, const struct dense *value, int w, uint64_t who,
                      struct vector *v) {
  who &= operands_known(q, w);
  uint64_t none = shape->empty.words[w] & who, sure = shape->single.words[w] & who;
  if (q->asked.by >= 0) sure &= by->known.words[w];
  uint64_t match = sure ? match_word(q, columns, w, &sure) : 0;
  if (q->asked.by >= 0) {
    uint64_t known = match & value->known.words[w];
    for (uint64_t bits = known; bits; bits &= bits - 1)
      v->value[w * 64 + __builtin_ctzll(bits)] = value->value[w * 64 + __builtin_ctzll(bits)];
    v->known.words[w] |= known;
    v->absent.words[w] |= none | (sure & ~match);
    return;
  }
  put_words(v, w, match, 1);
  put_words(v, w, none | (sure & ~match), 0);
  if (q->asked.agg == AGG_ALL) put_words(v, w, none, 1);
}

static bool list_words(struct column_chunk *s, const struct query *q, int fact, const struct set *who,
                       struct vector *v) {
  const struct shape *shape = column_shape(s, fact);
  const struct dense *columns[MOST_QUERY_CONDITIONS], *by = NULL, *value = NULL;
  if (!shape || !plain_conditions(q)) return false;
  for (int i = 0; i < q->asked.count; i++)
    if (!(columns[i] = column_dense(s, fact, 1 + q->asked.column[i]))) return false;
  if (q->asked.by >= 0) {
    by = column_dense(s, fact, 1 + q->asked.by);
    value = column_dense(s, fact, 1 + q->asked.value);
    if (!by || !value) return false;
  }
  for (int w = 0; w < CHUNK_WORDS; w++)
    if (who->words[w]) list_word(q, shape, columns, by, value, w, who->words[w], v);
  return true;
}

static bool list_query(struct column_chunk *s, const struct expr_node *n, int fact, const struct set *who,
                       struct vector *v) {
  const struct batch_fact *f = &s->batch->facts[fact];
  struct query q = {.list = f};
  struct expr_query of;
  uint16_t list[CHUNK_ROWS];
  if (!expr_query_of(&s->flat->exprs, n, &of) || !read_query(s, &of, who, &q)) return false;
  v->kind = (uint8_t)of.kind;
  v->domain = of.domain;
  list_words(s, &q, fact, who, v);
  struct set rest = set_without(who, &v->known);
  rest = set_without(&rest, &v->absent);
  int count = set_list(&rest, list);
  for (int k = 0; k < count; k++) {
    int person = s->first + list[k];
    bool unknown = f->plain.state && f->plain.state[person] == STATE_UNKNOWN;
    if (!unknown) put_found(v, list[k], answer_list(&q, person, list[k]));
  }
  return true;
}

static bool is_question(uint8_t op) {
  return op == OP_AT || op == OP_SINCE || op == OP_PRESENT_SINCE || op == OP_ABSENT_FROM ||
         op == OP_CHANGES || op == OP_NEXT_CHANGE;
}

bool column_query(struct column_chunk *s, const struct expr_node *n, const struct set *who,
                  struct vector *v) {
  bool timeline = n->kind == EXPR_OP && is_question(n->code);
  if (!timeline && n->kind != EXPR_AGGREGATE) return false;
  const struct expr_node *of = expr_get(&s->flat->exprs, n->arg[0]);
  if (of->kind != EXPR_FACT) return false;
  const struct batch_fact *f = &s->batch->facts[of->arg[0]];
  if (timeline) return f->form == BATCH_TIMELINE && timeline_query(s, n, (int)of->arg[0], who, v);
  return f->form == BATCH_LIST && list_query(s, n, (int)of->arg[0], who, v);
}
