/* Histories and lists in columns. What timeline.c and list.c do with struct values, for the cases that are simple: all that is looked at
** is known or absent. The rest is left to them. */
#include <string.h>

#include "host/trace/column_private.h"

/* --- timelines ------------------------------------------------------------------------------- */

/* A person's spells. */
struct spells {
  const int64_t *from, *value;
  const uint8_t *state; /* NULL: all known */
  int count;
  int64_t known_from;
};

static inline bool spells_of(const struct stretch *s, const struct batch_fact *f, int i, struct spells *out) {
  int person = s->first + i;
  if (f->plain.state && f->plain.state[person] == STATE_UNKNOWN) return false;
  uint32_t first = f->first[person];
  const struct batch_column *c = &f->column[0];
  *out =
      (struct spells){f->from + first, c->value + first, c->state ? c->state + first : NULL,
                      (int)(f->first[person + 1] - first), f->known_from ? f->known_from[person] : DAY_MIN};
  return column_is_whole(c);
}

static inline uint8_t state_of(const struct spells *t, int spell) {
  return spell < 0 ? STATE_ABSENT : t->state ? t->state[spell] : STATE_KNOWN;
}

static inline int spell_at(const struct spells *t, int64_t day) {
  int spell = t->count - 1;
  while (spell >= 0 && t->from[spell] > day)
    spell--;
  return spell;
}

struct cell_out {
  uint8_t state;
  int64_t value;
};
enum { ODD = 200 };
static const struct cell_out ODD_CELL = {ODD, 0};

static inline void put_cell(struct vector *v, int i, struct cell_out x) {
  v->value[i] = x.value;
  if (x.state == STATE_KNOWN) set_put(&v->known, i);
  if (x.state == STATE_ABSENT) set_put(&v->absent, i);
}

static inline struct cell_out at(const struct spells *t, int64_t day) {
  int spell = day < t->known_from ? -2 : spell_at(t, day);
  if (spell == -2) return ODD_CELL;
  uint8_t state = state_of(t, spell);
  return state > STATE_ABSENT ? ODD_CELL
                              : (struct cell_out){state, state == STATE_KNOWN ? t->value[spell] : 0};
}

static inline struct cell_out since(const struct spells *t, int64_t day, bool any_value) {
  struct cell_out now = at(t, day);
  if (now.state != STATE_KNOWN) return now;
  int spell = spell_at(t, day);
  for (; spell > 0 && t->from[spell] > t->known_from; spell--) {
    uint8_t before = state_of(t, spell - 1);
    if (before > STATE_ABSENT) return ODD_CELL;
    if (before == STATE_ABSENT || (!any_value && t->value[spell - 1] != now.value)) break;
  }
  if (t->from[spell] > t->known_from) return (struct cell_out){STATE_KNOWN, t->from[spell]};
  if (t->known_from == DAY_MIN) return (struct cell_out){STATE_ABSENT, 0};
  return (struct cell_out){STATE_KNOWN, t->known_from};
}

static inline struct cell_out absent_from(const struct spells *t, int64_t day) {
  struct cell_out now = at(t, day);
  if (now.state != STATE_KNOWN) return now;
  for (int spell = spell_at(t, day) + 1; spell < t->count; spell++) {
    uint8_t next = state_of(t, spell);
    if (next > STATE_ABSENT) return ODD_CELL;
    if (next == STATE_ABSENT) return (struct cell_out){STATE_KNOWN, t->from[spell]};
  }
  return (struct cell_out){STATE_ABSENT, 0};
}

/* 1: the value changes where `spell` begins; -1: not simple. */
static int changes_at(const struct spells *t, int spell) {
  uint8_t before = state_of(t, spell - 1), after = state_of(t, spell);
  if (before > STATE_ABSENT || after > STATE_ABSENT) return -1;
  return before != after || (after == STATE_KNOWN && t->value[spell - 1] != t->value[spell]);
}

static inline struct cell_out next_change(const struct spells *t, int64_t day) {
  struct cell_out now = at(t, day);
  if (now.state > STATE_ABSENT) return ODD_CELL;
  for (int spell = spell_at(t, day) + 1; spell < t->count; spell++) {
    int changed = changes_at(t, spell);
    if (changed < 0) return ODD_CELL;
    if (changed) return (struct cell_out){STATE_KNOWN, t->from[spell]};
  }
  return (struct cell_out){STATE_ABSENT, 0};
}

/* A period that ends before it begins is none: the slow way says so. */
static inline struct cell_out changes(const struct spells *t, int64_t from, int64_t to) {
  int64_t count = 0;
  if (to < from || (t->known_from != DAY_MIN && from <= t->known_from)) return ODD_CELL;
  if (state_of(t, spell_at(t, from)) > STATE_ABSENT) return ODD_CELL;
  for (int spell = 0; spell < t->count && t->from[spell] <= to; spell++) {
    if (t->from[spell] < from) continue;
    int changed = changes_at(t, spell);
    if (changed < 0) return ODD_CELL;
    count += changed;
  }
  return (struct cell_out){STATE_KNOWN, count};
}

static inline __attribute__((always_inline)) struct cell_out ask(uint8_t op, const struct spells *t,
                                                                 int64_t day, int64_t to) {
  switch ((enum op)op) {
  case OP_AT: return at(t, day);
  case OP_SINCE: return since(t, day, false);
  case OP_PRESENT_SINCE: return since(t, day, true);
  case OP_ABSENT_FROM: return absent_from(t, day);
  case OP_CHANGES: return changes(t, day, to);
  default: return next_change(t, day);
  }
}

/* The day, or the first and the last day of a period. */
static bool days_of(struct stretch *s, const struct expr_node *n, const struct set *who,
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
static inline __attribute__((always_inline)) void ask_rest(const struct stretch *s,
                                                           const struct batch_fact *f, uint8_t op,
                                                           const struct operand days[2],
                                                           const struct set *who, struct vector *v) {
  uint16_t list[STRETCH];
  int count = set_list(who, list);
  for (int k = 0; k < count; k++) {
    struct spells t;
    struct value day = operand_at(&days[0], list[k]), to = operand_at(&days[1], list[k]);
    if (is_day(day) && is_day(to) && spells_of(s, f, list[k], &t))
      put_cell(v, list[k], ask(op, &t, day.u.i, to.u.i));
  }
}

static bool day_kind(const struct operand *o) {
  return o->vector ? o->vector->kind == KIND_DATE : is_day(o->value);
}

/* No spell, no change; where the period is one. */
static void no_changes(const struct shape *shape, const struct operand days[2], const struct set *who,
                       struct vector *v) {
  for (int w = 0; w < STRETCH_WORDS; w++) {
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

static bool timeline_query(struct stretch *s, const struct expr_node *n, int fact, const struct set *who,
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
    for (int w = 0; w < STRETCH_WORDS; w++)
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

/* --- lists ----------------------------------------------------------------------------------- */

struct asked {
  const struct batch_column *column;
  enum row_test test;
  struct operand a, b;
};

struct query {
  const struct batch_fact *list;
  enum aggregate agg;
  int count;
  struct asked conditions[CELL_CONDITIONS];
  const struct batch_column *value, *by;
};

static bool read_query(struct stretch *s, const struct expr_node *n, const struct set *who, struct query *q) {
  const struct batch_fact *f = q->list;
  q->agg = (enum aggregate)n->code;
  for (uint32_t chain = n->arg[2]; chain; q->count++) {
    const struct expr_node *c = expr_get(&s->flat->exprs, chain);
    struct asked *x = &q->conditions[q->count];
    x->column = &f->column[c->arg[0]];
    x->test = (enum row_test)c->code;
    if (!column_is_whole(x->column) || !column_operand(s, c->arg[1], who, &x->a) ||
        !column_operand(s, c->arg[2], who, &x->b))
      return false;
    chain = c->arg[3];
  }
  if (q->agg == AGG_ANY || q->agg == AGG_ALL || q->agg == AGG_COUNT) return true;
  if (q->agg != AGG_FIRST && q->agg != AGG_LAST) return false;
  q->value = &f->column[n->arg[1] / 256];
  q->by = &f->column[n->arg[1] % 256];
  return column_is_whole(q->value) && column_is_whole(q->by);
}

static bool comparable(const struct asked *c, struct value v) {
  bool equality = c->test == ROW_EQ || c->test == ROW_NE;
  bool ordered = v.kind == KIND_COUNT || v.kind == KIND_MONEY || v.kind == KIND_DATE || v.kind == KIND_MONTH;
  return v.state == STATE_KNOWN && v.kind == c->column->kind && v.domain == c->column->domain &&
         (ordered || (equality && (v.kind == KIND_ENUM || v.kind == KIND_TRUTH)));
}

static bool holds(enum row_test test, int64_t cell, int64_t a, int64_t b) {
  switch (test) {
  case ROW_EQ: return cell == a;
  case ROW_NE: return cell != a;
  case ROW_LT: return cell < a;
  case ROW_LE: return cell <= a;
  case ROW_GT: return cell > a;
  case ROW_GE: return cell >= a;
  case ROW_RANGE: return cell >= a && cell <= b;
  }
  return false;
}

static inline uint8_t cell_state(const struct batch_column *c, uint32_t row) {
  return c->state ? c->state[row] : STATE_KNOWN;
}

/* 0, 1; -1: not simple. */
static int matches(const struct query *q, const struct value *a, const struct value *b, uint32_t row) {
  int all = 1;
  for (int i = 0; i < q->count; i++) {
    const struct asked *c = &q->conditions[i];
    uint8_t state = cell_state(c->column, row);
    if (state > STATE_ABSENT) return -1;
    bool ok =
        state == STATE_ABSENT ? c->test == ROW_NE : holds(c->test, c->column->value[row], a[i].u.i, b[i].u.i);
    all = all && ok;
  }
  return all;
}

static struct cell_out answer_list(const struct query *q, int person, int i) {
  struct value a[CELL_CONDITIONS], b[CELL_CONDITIONS];
  int64_t count = 0, rows = q->list->first[person + 1] - q->list->first[person];
  uint32_t best = UINT32_MAX;
  for (int k = 0; k < q->count; k++) {
    a[k] = operand_at(&q->conditions[k].a, i);
    b[k] = q->conditions[k].test == ROW_RANGE ? operand_at(&q->conditions[k].b, i) : a[k];
    if (!comparable(&q->conditions[k], a[k]) || !comparable(&q->conditions[k], b[k])) return ODD_CELL;
  }
  for (uint32_t row = q->list->first[person]; row < q->list->first[person + 1]; row++) {
    int match = matches(q, a, b, row);
    if (match < 0) return ODD_CELL;
    if (!match) continue;
    count++;
    if (!q->by) continue;
    if (cell_state(q->by, row) != STATE_KNOWN) return ODD_CELL;
    bool better = best == UINT32_MAX || (q->agg == AGG_FIRST ? q->by->value[row] < q->by->value[best]
                                                             : q->by->value[row] >= q->by->value[best]);
    if (better) best = row;
  }
  if (q->agg == AGG_COUNT) return (struct cell_out){STATE_KNOWN, count};
  if (!q->by) return (struct cell_out){STATE_KNOWN, q->agg == AGG_ANY ? count > 0 : count == rows};
  if (best == UINT32_MAX) return (struct cell_out){STATE_ABSENT, 0};
  uint8_t state = cell_state(q->value, best);
  return state > STATE_ABSENT ? ODD_CELL
                              : (struct cell_out){state, state == STATE_KNOWN ? q->value->value[best] : 0};
}

/* Whether every condition may be tested against whole columns: operands of the column's kind. */
static bool plain_conditions(const struct query *q) {
  for (int i = 0; i < q->count; i++) {
    const struct asked *c = &q->conditions[i];
    const struct operand *sides[2] = {&c->a, c->test == ROW_RANGE ? &c->b : &c->a};
    for (int k = 0; k < 2; k++) {
      struct value v = sides[k]->value;
      if (sides[k]->vector)
        v = (struct value){.kind = sides[k]->vector->kind, .domain = sides[k]->vector->domain};
      if (!comparable(c, v)) return false;
    }
  }
  return true;
}

/* Those with one record of a word who match; `*sure`: those of whom that can be said. */
static uint64_t match_word(const struct query *q, const struct dense *const *columns, int w, uint64_t *sure) {
  uint64_t match = *sure;
  for (int i = 0; i < q->count && match; i++) {
    const struct asked *c = &q->conditions[i];
    const struct operand *b = c->test == ROW_RANGE ? &c->b : &c->a;
    const int64_t *cell = columns[i]->value + w * 64;
    uint8_t ok[64];
    for (int k = 0; k < 64; k++) {
      int64_t low = c->a.vector ? c->a.vector->value[w * 64 + k] : c->a.value.u.i;
      int64_t high = b->vector ? b->vector->value[w * 64 + k] : b->value.u.i;
      ok[k] = holds(c->test, cell[k], low, high);
    }
    *sure &= columns[i]->known.words[w];
    if (c->a.vector) *sure &= c->a.vector->known.words[w];
    if (b->vector) *sure &= b->vector->known.words[w];
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
  uint64_t none = shape->empty.words[w] & who, sure = shape->single.words[w] & who;
  if (q->by) sure &= by->known.words[w];
  uint64_t match = sure ? match_word(q, columns, w, &sure) : 0;
  if (q->by) {
    uint64_t known = match & value->known.words[w];
    for (uint64_t bits = known; bits; bits &= bits - 1)
      v->value[w * 64 + __builtin_ctzll(bits)] = value->value[w * 64 + __builtin_ctzll(bits)];
    v->known.words[w] |= known;
    v->absent.words[w] |= none | (sure & ~match);
    return;
  }
  put_words(v, w, match, 1);
  put_words(v, w, none | (sure & ~match), 0);
  if (q->agg == AGG_ALL) put_words(v, w, none, 1);
}

static bool list_words(struct stretch *s, const struct query *q, int fact, const struct set *who,
                       struct vector *v) {
  const struct batch_fact *f = &s->batch->facts[fact];
  const struct shape *shape = column_shape(s, fact);
  const struct dense *columns[CELL_CONDITIONS], *by = NULL, *value = NULL;
  if (!shape || !plain_conditions(q)) return false;
  for (int i = 0; i < q->count; i++)
    if (!(columns[i] = column_dense(s, fact, 1 + (int)(q->conditions[i].column - f->column)))) return false;
  if (q->by) {
    by = column_dense(s, fact, 1 + (int)(q->by - f->column));
    value = column_dense(s, fact, 1 + (int)(q->value - f->column));
    if (!by || !value) return false;
  }
  for (int w = 0; w < STRETCH_WORDS; w++)
    if (who->words[w]) list_word(q, shape, columns, by, value, w, who->words[w], v);
  return true;
}

static bool list_query(struct stretch *s, const struct expr_node *n, int fact, const struct set *who,
                       struct vector *v) {
  const struct batch_fact *f = &s->batch->facts[fact];
  struct query q = {.list = f};
  uint16_t list[STRETCH];
  if (!read_query(s, n, who, &q)) return false;
  v->kind = (uint8_t)(q.agg == AGG_COUNT ? KIND_COUNT : q.by ? q.value->kind : KIND_TRUTH);
  v->domain = q.by ? q.value->domain : 0;
  list_words(s, &q, fact, who, v);
  struct set rest = set_without(who, &v->known);
  rest = set_without(&rest, &v->absent);
  int count = set_list(&rest, list);
  for (int k = 0; k < count; k++) {
    int person = s->first + list[k];
    bool unknown = f->plain.state && f->plain.state[person] == STATE_UNKNOWN;
    if (!unknown) put_cell(v, list[k], answer_list(&q, person, list[k]));
  }
  return true;
}

static bool is_question(uint8_t op) {
  return op == OP_AT || op == OP_SINCE || op == OP_PRESENT_SINCE || op == OP_ABSENT_FROM ||
         op == OP_CHANGES || op == OP_NEXT_CHANGE;
}

bool column_query(struct stretch *s, const struct expr_node *n, const struct set *who, struct vector *v) {
  bool timeline = n->kind == EXPR_OP && is_question(n->code);
  if (!timeline && n->kind != EXPR_AGGREGATE) return false;
  const struct expr_node *of = expr_get(&s->flat->exprs, n->arg[0]);
  if (of->kind != EXPR_FACT) return false;
  const struct batch_fact *f = &s->batch->facts[of->arg[0]];
  if (timeline) return f->form == BATCH_TIMELINE && timeline_query(s, n, (int)of->arg[0], who, v);
  return f->form == BATCH_LIST && list_query(s, n, (int)of->arg[0], who, v);
}
