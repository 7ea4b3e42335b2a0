/* Made-up persons for tests that need thousands: any policy's facts, near the boundaries, the same
** ones every time; and the same persons as JSON. */
#ifndef BYLAW_TESTS_WORLD_H
#define BYLAW_TESTS_WORLD_H

#include "host/engine/decide/evaluation.h"
#include "host/engine/policy/json.h"
#include "host/engine/policy/policy.h"
#include "host/value/identity.h"
#include "host/value/timeline.h"

/* --- a world that is the same every time ------------------------------------------------------ */

struct world {
  uint64_t state;
  struct policy *policy;
  struct arena arena; /* of one person */
  int month;          /* that is asked about */
  int unknown_percent;
  struct value facts[64], given[16];
};

static inline uint32_t next_number(struct world *w) {
  w->state ^= w->state << 13;
  w->state ^= w->state >> 7;
  w->state ^= w->state << 17;
  return (uint32_t)(w->state >> 32);
}

static inline int below(struct world *w, int n) {
  return (int)(next_number(w) % (uint32_t)n);
}

static inline bool chance(struct world *w, int percent) {
  return below(w, 100) < percent;
}

static inline int64_t day_in(struct world *w, int month) {
  struct value m = value_of(KIND_MONTH, month);
  int64_t first = value_op(NULL, OP_MONTH_FIRST, &m).u.i, last = value_op(NULL, OP_MONTH_LAST, &m).u.i;
  switch (below(w, 4)) {
  case 0: return first;
  case 1: return last;
  default: return first + below(w, (int)(last - first) + 1);
  }
}

/* A day on which something happens: around the month asked about, the years before it, and 29
** February. */
static inline int64_t some_day(struct world *w) {
  static const int back[] = {0, 0, 1, 1, 2, 3, 4, 5, 8, 11, 12, 13, 24, 60, 115, 121, -1, -2};
  if (chance(w, 8)) return date_of(2024, 2, 29).u.i;
  return day_in(w, w->month - back[below(w, (int)(sizeof back / sizeof back[0]))]);
}

/* A birthday that makes a difference: 80, 90 and 100 years before, the month before and after. */
static inline int64_t some_birth(struct world *w) {
  static const int ages[] = {80, 80, 90, 90, 100, 100, 79, 81, 85, 89, 91, 95, 99, 101, 60, 110};
  int age = ages[below(w, (int)(sizeof ages / sizeof ages[0]))];
  return day_in(w, w->month - age * 12 + below(w, 4) - 2);
}

/* `head` with one more character that makes the number good. */
static inline const char *checked(struct world *w, const char *head, bool identity) {
  char number[24], canonical[19];
  int64_t birth;
  bool male;
  for (const char *last = "0123456789X"; *last; last++) {
    snprintf(number, sizeof number, "%s%c", head, *last);
    if (identity ? identity_check(number, canonical, &birth, &male) == ID_OK : card_check(number)) break;
  }
  return arena_text(&w->arena, number);
}

static inline const char *some_text(struct world *w, const struct fact *f) {
  static const char *const texts[] = {"甲", "乙", "丙"};
  if (f->identity) return checked(w, "21010019400101001", true);
  if (f->credit_code) return "91210100MA0P12345K";
  return f->card ? checked(w, "622700000000000", false) : texts[below(w, 3)];
}

static inline struct value some_known(struct world *w, const struct fact *f) {
  static const int64_t counts[] = {0, 1, 2, 3, 99, 100, 101, 999, 1000, 1001, 5000};
  switch (f->kind) {
  case KIND_DATE: {
    int64_t day = f->today ? some_birth(w) : some_day(w);
    if (f->has_least && day < f->least.u.i) day = f->least.u.i;
    if (f->has_most && day > f->most.u.i) day = f->most.u.i;
    return value_of(KIND_DATE, day);
  }
  case KIND_MONTH: return value_of(KIND_MONTH, w->month + below(w, 5) - 2);
  case KIND_MONEY: return value_of(KIND_MONEY, counts[below(w, 11)] * 100 + below(w, 2));
  case KIND_RATE: return value_ratio(below(w, 5), 1 + below(w, 4));
  case KIND_TRUTH: return value_of(KIND_TRUTH, below(w, 2));
  case KIND_ENUM: {
    int most = w->policy->script->model.domains[f->domain - 1].count;
    return value_enum(f->domain, below(w, most < 3 ? most : 3));
  }
  case KIND_TEXT: return value_text(some_text(w, f));
  default: return value_of(KIND_COUNT, counts[below(w, 11)]);
  }
}

static inline struct value some_value(struct world *w, const struct fact *f, bool may_be_absent) {
  struct value v = some_known(w, f);
  if (chance(w, w->unknown_percent)) v = value_unknown(f->kind);
  if (may_be_absent && chance(w, 45)) v = value_absent(f->kind);
  v.domain = f->domain;
  return v;
}

static inline int by_day(const void *a, const void *b) {
  int64_t x = ((const struct spell *)a)->from, y = ((const struct spell *)b)->from;
  return (x > y) - (x < y);
}

static inline struct value some_timeline(struct world *w, const struct fact *f) {
  struct timeline *t = arena_new(&w->arena, sizeof *t);
  struct spell made[4];
  int n = chance(w, 40) ? 1 : below(w, 5);
  *t = (struct timeline){.kind = f->kind, .domain = f->domain, .known_from = DAY_MIN};
  t->spells = arena_array(&w->arena, 5, sizeof *t->spells);
  for (int i = 0; i < n; i++)
    made[i] =
        (struct spell){chance(w, 25) ? some_birth(w) + below(w, 800) : some_day(w), some_value(w, f, true)};
  qsort(made, (size_t)n, sizeof *made, by_day);
  if (n && chance(w, 50)) made[0].from = DAY_MIN;
  for (int i = 0; i < n; i++)
    if (i == 0 || made[i].from != made[i - 1].from) t->spells[t->count++] = made[i];
  if (chance(w, w->unknown_percent)) t->known_from = some_day(w);
  struct value v = {.kind = KIND_TIMELINE};
  v.u.timeline = t;
  return v;
}

static inline struct value some_list(struct world *w, const struct fact *f) {
  struct list *l = arena_new(&w->arena, sizeof *l);
  l->fields = f->field_count;
  l->rows = below(w, 4);
  l->cells = arena_array(&w->arena, (size_t)(l->rows * l->fields) + 1, sizeof *l->cells);
  for (int i = 0; i < l->rows * l->fields; i++)
    l->cells[i] = some_value(w, &f->fields[i % l->fields], f->fields[i % l->fields].optional);
  struct value v = {.kind = KIND_LIST};
  v.u.list = l;
  return v;
}

static inline struct value some_fact(struct world *w, const struct fact *f) {
  if (f->form == FORM_PLAIN) return some_value(w, f, f->optional);
  struct value v = value_unknown(f->form == FORM_TIMELINE ? KIND_TIMELINE : KIND_LIST);
  v.domain = f->form == FORM_TIMELINE ? f->domain : 0;
  if (chance(w, w->unknown_percent)) return v;
  if (f->form == FORM_TIMELINE && f->optional && chance(w, 60)) return value_absent(KIND_TIMELINE);
  if (f->form == FORM_LIST && f->optional && chance(w, 50)) return value_absent(KIND_LIST);
  return f->form == FORM_TIMELINE ? some_timeline(w, f) : some_list(w, f);
}

static inline void some_person(struct world *w) {
  const struct model *m = &w->policy->script->model;
  static const int unknown[] = {0, 0, 0, 0, 3, 15};
  arena_reset(&w->arena);
  w->unknown_percent = unknown[below(w, 6)];
  for (int i = 0; i < m->fact_count; i++)
    w->facts[i] = some_fact(w, &m->facts[i]);
}

/* --- the same person as JSON ------------------------------------------------------------------ */

static inline json_t *timeline_as_json(struct script *s, const struct timeline *t) {
  json_t *spells = json_array(), *made = json_object();
  for (int i = 0; i < t->count; i++) {
    json_t *one = json_object();
    if (t->spells[i].from != DAY_MIN)
      json_object_set_new(one, "from", value_json(s, value_of(KIND_DATE, t->spells[i].from)));
    json_object_set_new(one, "value", value_json(s, t->spells[i].value));
    json_array_append_new(spells, one);
  }
  json_object_set_new(made, "spells", spells);
  if (t->known_from != DAY_MIN)
    json_object_set_new(made, "known_from", value_json(s, value_of(KIND_DATE, t->known_from)));
  return made;
}

static inline json_t *list_as_json(struct script *s, const struct fact *f, const struct list *l) {
  json_t *made = json_array();
  for (int i = 0; i < l->rows; i++) {
    json_t *row = json_object();
    for (int k = 0; k < l->fields; k++)
      json_object_set_new(row, f->fields[k].name, value_json(s, l->cells[i * l->fields + k]));
    json_array_append_new(made, row);
  }
  return made;
}

static inline json_t *fact_as_json(struct script *s, const struct fact *f, struct value v) {
  if (v.state == STATE_KNOWN && v.kind == KIND_TIMELINE) return timeline_as_json(s, v.u.timeline);
  if (v.state == STATE_KNOWN && v.kind == KIND_LIST) return list_as_json(s, f, v.u.list);
  return value_json(s, v);
}

static inline char *facts_as_json(struct world *w, const struct decision *d, json_t *rulings) {
  const struct model *m = &w->policy->script->model;
  json_t *made = json_object(), *own = json_object();
  for (int i = 0; i < m->fact_count; i++)
    if (model_reaches(m, d->subject, i))
      json_object_set_new(own, m->facts[i].name, fact_as_json(w->policy->script, &m->facts[i], w->facts[i]));
  json_object_set_new(made, m->subjects[d->subject].name, own);
  for (int i = 0; i < d->given_count; i++)
    json_object_set_new(made, d->given[i].name, fact_as_json(w->policy->script, &d->given[i], w->given[i]));
  if (rulings) json_object_set(made, "rulings", rulings);
  char *text = json_dumps(made, JSON_COMPACT);
  json_decref(made);
  return text;
}

/* The time that a decision is asked for in the month of the world, also written into `q`; `text` keeps
** it. */
static inline struct value time_asked(const struct world *w, const struct decision *d, bylaw_request *q,
                                      struct buf *text) {
  struct value month = value_of(KIND_MONTH, w->month), last = value_op(NULL, OP_MONTH_LAST, &month);
  struct value when = d->per == PER_MONTH ? month : decision_when(d, last);
  int year, number, day;
  if (d->per == PER_YEAR) {
    date_split(when.u.i, &year, &number, &day);
    buf_printf(text, "%04d", year);
    q->year = buf_text(text);
    return when;
  }
  value_write(text, when);
  *(d->per == PER_MONTH ? &q->month : &q->on) = buf_text(text);
  return when;
}

/* The facts of the world that the decision can ask for: nobody has told it the others. */
static inline void facts_reached(const struct world *w, const struct decision *d, struct value *out) {
  const struct model *m = &w->policy->script->model;
  for (int i = 0; i < m->fact_count; i++) {
    const struct fact *f = &m->facts[i];
    enum kind kind = f->form == FORM_TIMELINE ? KIND_TIMELINE : f->form == FORM_LIST ? KIND_LIST : f->kind;
    struct value untold = value_unknown(kind);
    untold.domain = f->domain;
    out[i] = model_reaches(m, d->subject, i) ? w->facts[i] : untold;
  }
}

/* How many cases a differential test goes through: as many as it says, times BYLAW_TEST_SCALE (1 to
** 1,000). */
static inline int scaled(int cases) {
  const char *text = getenv("BYLAW_TEST_SCALE");
  int scale = text ? atoi(text) : 1;
  return cases * (scale < 1 ? 1 : scale > 1000 ? 1000 : scale);
}

#endif
