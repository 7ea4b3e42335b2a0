/* What is asked of a history or list, straight from its columns: what timeline.c and list.c do with
** struct values, for the cases that are simple, where all that is looked at is known or absent. The
** rest is odd, and left to them.
*/
#ifndef BYLAW_TRACE_HISTORY_H
#define BYLAW_TRACE_HISTORY_H

#include "host/trace/expr.h"
#include "host/value/batch.h"

/* The place of a value in a table that begins at `base`. Both may be any number: what lies before
** the table is far behind it. */
static inline uint64_t table_place(int64_t value, int64_t base) {
  return (uint64_t)value - (uint64_t)base;
}

static inline bool history_kind_is_whole(uint8_t kind) {
  return kind == KIND_TRUTH || kind == KIND_COUNT || kind == KIND_MONEY || kind == KIND_DATE ||
         kind == KIND_MONTH || kind == KIND_ENUM;
}

static inline bool history_kind_has_order(uint8_t kind) {
  return kind == KIND_COUNT || kind == KIND_MONEY || kind == KIND_DATE || kind == KIND_MONTH;
}

/* Few members, so that one can be told from the other in a small table. */
static inline bool history_kind_is_small(uint8_t kind) {
  return kind == KIND_ENUM || kind == KIND_TRUTH;
}

/* Whether whole numbers stand in a column. */
static inline bool history_is_whole(const struct batch_column *c) {
  return c->value && !c->text && history_kind_is_whole((uint8_t)c->kind);
}

/* --- timelines -------------------------------------------------------------------------------- */

/* A person's spells. */
struct spells {
  const int64_t *from, *value;
  const uint8_t *state; /* NULL: all known */
  int count;
  int64_t known_from;
};

static inline bool spells_read(const struct batch_fact *f, int person, struct spells *out) {
  if (f->plain.state && f->plain.state[person] == STATE_UNKNOWN) return false;
  uint32_t first = f->first[person];
  const struct batch_column *c = &f->column[0];
  *out =
      (struct spells){f->from + first, c->value + first, c->state ? c->state + first : NULL,
                      (int)(f->first[person + 1] - first), f->known_from ? f->known_from[person] : DAY_MIN};
  return history_is_whole(c);
}

static inline uint8_t spells_state(const struct spells *t, int spell) {
  return spell < 0 ? STATE_ABSENT : t->state ? t->state[spell] : STATE_KNOWN;
}

static inline int spells_last(const struct spells *t, int64_t day) {
  int spell = t->count - 1;
  while (spell >= 0 && t->from[spell] > day)
    spell--;
  return spell;
}

struct found {
  uint8_t state;
  int64_t value;
};
enum { FOUND_ODD = 200 }; /* a state: not so simple */
static const struct found ODD_FOUND = {FOUND_ODD, 0};

static inline struct found spells_at(const struct spells *t, int64_t day) {
  int spell = day < t->known_from ? -2 : spells_last(t, day);
  if (spell == -2) return ODD_FOUND;
  uint8_t state = spells_state(t, spell);
  return state > STATE_ABSENT ? ODD_FOUND : (struct found){state, state == STATE_KNOWN ? t->value[spell] : 0};
}

static inline struct found spells_since(const struct spells *t, int64_t day, bool any_value) {
  struct found now = spells_at(t, day);
  if (now.state != STATE_KNOWN) return now;
  int spell = spells_last(t, day);
  for (; spell > 0 && t->from[spell] > t->known_from; spell--) {
    uint8_t before = spells_state(t, spell - 1);
    if (before > STATE_ABSENT) return ODD_FOUND;
    if (before == STATE_ABSENT || (!any_value && t->value[spell - 1] != now.value)) break;
  }
  if (t->from[spell] > t->known_from) return (struct found){STATE_KNOWN, t->from[spell]};
  if (t->known_from == DAY_MIN) return (struct found){STATE_ABSENT, 0};
  return (struct found){STATE_KNOWN, t->known_from};
}

static inline struct found spells_absent_from(const struct spells *t, int64_t day) {
  struct found now = spells_at(t, day);
  if (now.state != STATE_KNOWN) return now;
  for (int spell = spells_last(t, day) + 1; spell < t->count; spell++) {
    uint8_t next = spells_state(t, spell);
    if (next > STATE_ABSENT) return ODD_FOUND;
    if (next == STATE_ABSENT) return (struct found){STATE_KNOWN, t->from[spell]};
  }
  return (struct found){STATE_ABSENT, 0};
}

/* 1: the value changes where `spell` begins; -1: not simple. */
static inline int spells_changes_at(const struct spells *t, int spell) {
  uint8_t before = spells_state(t, spell - 1), after = spells_state(t, spell);
  if (before > STATE_ABSENT || after > STATE_ABSENT) return -1;
  return before != after || (after == STATE_KNOWN && t->value[spell - 1] != t->value[spell]);
}

static inline struct found spells_next_change(const struct spells *t, int64_t day) {
  struct found now = spells_at(t, day);
  if (now.state > STATE_ABSENT) return ODD_FOUND;
  for (int spell = spells_last(t, day) + 1; spell < t->count; spell++) {
    int changed = spells_changes_at(t, spell);
    if (changed < 0) return ODD_FOUND;
    if (changed) return (struct found){STATE_KNOWN, t->from[spell]};
  }
  return (struct found){STATE_ABSENT, 0};
}

/* A period that ends before it begins is none: the slow way says so. */
static inline struct found spells_changes(const struct spells *t, int64_t from, int64_t to) {
  int64_t count = 0;
  if (to < from || (t->known_from != DAY_MIN && from <= t->known_from)) return ODD_FOUND;
  if (spells_state(t, spells_last(t, from)) > STATE_ABSENT) return ODD_FOUND;
  for (int spell = 0; spell < t->count && t->from[spell] <= to; spell++) {
    if (t->from[spell] < from) continue;
    int changed = spells_changes_at(t, spell);
    if (changed < 0) return ODD_FOUND;
    count += changed;
  }
  return (struct found){STATE_KNOWN, count};
}

static inline __attribute__((always_inline)) struct found spells_ask(uint8_t op, const struct spells *t,
                                                                     int64_t day, int64_t to) {
  switch ((enum op)op) {
  case OP_AT: return spells_at(t, day);
  case OP_SINCE: return spells_since(t, day, false);
  case OP_PRESENT_SINCE: return spells_since(t, day, true);
  case OP_ABSENT_FROM: return spells_absent_from(t, day);
  case OP_CHANGES: return spells_changes(t, day, to);
  default: return spells_next_change(t, day);
  }
}

/* --- lists ------------------------------------------------------------------------------------ */

/* What is asked of a list; columns by their place, all whole. */
struct records {
  enum aggregate agg; /* ANY, ALL, COUNT, FIRST or LAST */
  int count;
  int column[MOST_QUERY_CONDITIONS];
  enum row_test test[MOST_QUERY_CONDITIONS];
  int value, by; /* of FIRST and LAST, else -1 */
};

/* False: it asks for something else, or of columns that are not whole. */
static inline bool records_of(const struct expr_query *q, const struct batch_fact *f, struct records *r) {
  bool record = q->agg == AGG_FIRST || q->agg == AGG_LAST;
  *r = (struct records){
      .agg = q->agg, .count = q->count, .value = record ? q->field : -1, .by = record ? q->by : -1};
  if (!record && q->agg != AGG_ANY && q->agg != AGG_ALL && q->agg != AGG_COUNT) return false;
  for (int i = 0; i < q->count; i++) {
    r->column[i] = q->conditions[i].field;
    r->test[i] = q->conditions[i].test;
    if (!history_is_whole(&f->column[r->column[i]])) return false;
  }
  return !record || (history_is_whole(&f->column[r->value]) && history_is_whole(&f->column[r->by]));
}

static inline bool record_holds(enum row_test test, int64_t cell, int64_t a, int64_t b) {
  switch (test) {
  case ROW_EQ: return cell == a;
  case ROW_NE: return cell != a;
  case ROW_LT: return cell < a;
  case ROW_LE: return cell <= a;
  case ROW_GT: return cell > a;
  case ROW_GE: return cell >= a;
  case ROW_RANGE: return cell >= a && cell <= b;
  default: break; /* of sums, which are not asked here */
  }
  return false;
}

static inline uint8_t record_state(const struct batch_column *c, uint32_t row) {
  return c->state ? c->state[row] : STATE_KNOWN;
}

/* Whether a column may be tested against such values. */
static inline bool record_comparable(enum row_test test, const struct batch_column *c, uint8_t kind,
                                     uint16_t domain) {
  bool equality = test == ROW_EQ || test == ROW_NE;
  return kind == c->kind && domain == c->domain &&
         (history_kind_has_order(kind) || (equality && (kind == KIND_ENUM || kind == KIND_TRUTH)));
}

/* 0, 1; -1: odd. */
static inline int record_matches(const struct records *q, const struct batch_fact *f, const int64_t *a,
                                 const int64_t *b, uint32_t row) {
  int all = 1;
  for (int i = 0; i < q->count; i++) {
    const struct batch_column *c = &f->column[q->column[i]];
    uint8_t state = record_state(c, row);
    if (state > STATE_ABSENT) return -1;
    bool told = state == STATE_KNOWN, reads = told || c->kind == KIND_TRUTH; /* left out: false */
    all &= reads ? record_holds(q->test[i], told ? c->value[row] : 0, a[i], b[i]) : q->test[i] == ROW_NE;
  }
  return all;
}

/* The first or last of those that match. */
static inline struct found records_choose(const struct records *q, const struct batch_fact *f, int person,
                                          const int64_t *a, const int64_t *b) {
  const struct batch_column *value = &f->column[q->value], *by = &f->column[q->by];
  uint32_t best = UINT32_MAX;
  for (uint32_t row = f->first[person]; row < f->first[person + 1]; row++) {
    int match = record_matches(q, f, a, b, row);
    if (match < 0 || (match && record_state(by, row) != STATE_KNOWN)) return ODD_FOUND;
    if (!match) continue;
    bool better = best == UINT32_MAX || (q->agg == AGG_FIRST ? by->value[row] < by->value[best]
                                                             : by->value[row] >= by->value[best]);
    if (better) best = row;
  }
  if (best == UINT32_MAX) return (struct found){STATE_ABSENT, 0};
  uint8_t state = record_state(value, best);
  return state > STATE_ABSENT ? ODD_FOUND
                              : (struct found){state, state == STATE_KNOWN ? value->value[best] : 0};
}

/* What a person's records come to, with the operands of the conditions (`b`: of a range, else as
** `a`), known and comparable. */
static inline struct found records_ask(const struct records *q, const struct batch_fact *f, int person,
                                       const int64_t *a, const int64_t *b) {
  int64_t count = 0, rows = f->first[person + 1] - f->first[person];
  if (q->by >= 0) return records_choose(q, f, person, a, b);
  for (uint32_t row = f->first[person]; row < f->first[person + 1]; row++) {
    int match = record_matches(q, f, a, b, row);
    if (match < 0) return ODD_FOUND;
    count += match;
  }
  if (q->agg == AGG_COUNT) return (struct found){STATE_KNOWN, count};
  return (struct found){STATE_KNOWN, q->agg == AGG_ANY ? count > 0 : count == rows};
}

#endif
