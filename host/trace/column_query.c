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
  return !c->text;
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
static const struct cell_out ODD_CELL = {VALUE_ODD, 0};

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

static inline __attribute__((always_inline)) void ask_all(const struct stretch *s, const struct batch_fact *f,
                                                          uint8_t op, const struct operand days[2],
                                                          const uint16_t *list, int count, struct vector *v) {
  for (int k = 0; k < count; k++) {
    struct spells t;
    struct value day = operand_at(&days[0], list[k]), to = operand_at(&days[1], list[k]);
    bool simple = is_day(day) && is_day(to) && spells_of(s, f, list[k], &t);
    struct cell_out x = simple ? ask(op, &t, day.u.i, to.u.i) : ODD_CELL;
    v->state[list[k]] = x.state;
    v->value[list[k]] = x.value;
  }
}

static bool timeline_query(struct stretch *s, const struct expr_node *n, const struct batch_fact *f,
                           const uint16_t *list, int count, struct vector *v) {
  struct operand days[2] = {{0}};
  struct set who = {{0}};
  for (int k = 0; k < count; k++)
    set_put(&who, list[k]);
  if (!days_of(s, n, &who, days)) return true;
  v->kind = kind_of_query(n->code, &f->column[0]);
  v->domain = n->code == OP_AT ? f->column[0].domain : 0;
  switch ((enum op)n->code) { /* the loop is another one for each */
  case OP_AT: ask_all(s, f, OP_AT, days, list, count, v); break;
  case OP_PRESENT_SINCE: ask_all(s, f, OP_PRESENT_SINCE, days, list, count, v); break;
  default: ask_all(s, f, n->code, days, list, count, v); break;
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

static bool integers(const struct batch_column *c) {
  return !c->text && c->value;
}

static bool read_query(struct stretch *s, const struct expr_node *n, const struct set *who, struct query *q) {
  const struct batch_fact *f = q->list;
  q->agg = (enum aggregate)n->code;
  for (uint32_t chain = n->arg[2]; chain; q->count++) {
    const struct expr_node *c = expr_get(&s->flat->exprs, chain);
    struct asked *x = &q->conditions[q->count];
    x->column = &f->column[c->arg[0]];
    x->test = (enum row_test)c->code;
    if (!integers(x->column) || !column_operand(s, c->arg[1], who, &x->a) ||
        !column_operand(s, c->arg[2], who, &x->b))
      return false;
    chain = c->arg[3];
  }
  if (q->agg == AGG_ANY || q->agg == AGG_ALL || q->agg == AGG_COUNT) return true;
  if (q->agg != AGG_FIRST && q->agg != AGG_LAST) return false;
  q->value = &f->column[n->arg[1] / 256];
  q->by = &f->column[n->arg[1] % 256];
  return integers(q->value) && integers(q->by);
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

static bool list_query(struct stretch *s, const struct expr_node *n, const struct batch_fact *f,
                       const uint16_t *list, int count, struct vector *v) {
  struct query q = {.list = f};
  struct set who = {{0}};
  for (int k = 0; k < count; k++)
    set_put(&who, list[k]);
  if (!read_query(s, n, &who, &q)) return false;
  v->kind = (uint8_t)(q.agg == AGG_COUNT ? KIND_COUNT : q.by ? q.value->kind : KIND_TRUTH);
  v->domain = q.by ? q.value->domain : 0;
  for (int k = 0; k < count; k++) {
    int person = s->first + list[k];
    bool unknown = f->plain.state && f->plain.state[person] == STATE_UNKNOWN;
    struct cell_out x = unknown ? ODD_CELL : answer_list(&q, person, list[k]);
    v->state[list[k]] = x.state;
    v->value[list[k]] = x.value;
  }
  return true;
}

static bool is_question(uint8_t op) {
  return op == OP_AT || op == OP_SINCE || op == OP_PRESENT_SINCE || op == OP_ABSENT_FROM ||
         op == OP_CHANGES || op == OP_NEXT_CHANGE;
}

bool column_query(struct stretch *s, const struct expr_node *n, const uint16_t *list, int count,
                  struct vector *v) {
  bool timeline = n->kind == EXPR_OP && is_question(n->code);
  if (!timeline && n->kind != EXPR_AGGREGATE) return false;
  const struct expr_node *of = expr_get(&s->flat->exprs, n->arg[0]);
  if (of->kind != EXPR_FACT) return false;
  const struct batch_fact *f = &s->batch->facts[of->arg[0]];
  if (timeline) return f->form == BATCH_TIMELINE && timeline_query(s, n, f, list, count, v);
  return f->form == BATCH_LIST && list_query(s, n, f, list, count, v);
}
