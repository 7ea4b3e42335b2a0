/* Which changes there are: of each fact every way to change one value, one record or one spell. */
#include <string.h>

#include "host/engine/advise/what_if.h"
#include "host/value/timeline.h"

static const int64_t FAR = INT64_C(100000000000000000);

enum { MOST_CHANGE_PARTS = 12, MOST_CHANGE_VALUES = 130, MOST_MIXES = 64, MOST_CHANGE_CONSTANTS = 6 };

static bool ordered_kind(enum kind k) {
  return k == KIND_DATE || k == KIND_MONTH || k == KIND_MONEY || k == KIND_COUNT;
}

/* The day that is nearest to hand: the last that the decision looks at. */
static int64_t day_at_hand(const struct search *s) {
  struct value when = s->asker->when, day = s->asker->decided_on;
  int64_t end = when.kind == KIND_MONTH ? value_op(NULL, OP_MONTH_LAST, &when).u.i : when.u.i;
  return end < day.u.i ? end : day.u.i;
}

/* The range that people live in: wide enough for what changes an outcome, narrow enough to be
** tried. */
static struct span_of usual_range(const struct search *s, const struct fact *f) {
  struct value today = s->asker->decided_on, month = value_op(NULL, OP_MONTH_OF, &today);
  switch (f->kind) {
  case KIND_DATE: return (struct span_of){.least = date_of(1880, 1, 1).u.i, .most = today.u.i + 366};
  case KIND_MONTH: return (struct span_of){.least = month_of(1880, 1).u.i, .most = month.u.i + 12};
  case KIND_COUNT: return (struct span_of){.most = 1000000};
  default: return (struct span_of){.most = INT64_C(100000000000000)};
  }
}

/* What the fact may be at all: what it declares, else any day, and numbers far beyond all that is
** counted. */
static void declared_range(const struct search *s, const struct fact *f, struct span_of *r) {
  struct value today = s->asker->decided_on, month = value_op(NULL, OP_MONTH_OF, &today);
  bool day = f->kind == KIND_DATE, time = day || f->kind == KIND_MONTH;
  int64_t now = day ? today.u.i : month.u.i;
  r->can_be_least = day ? date_of(1800, 1, 1).u.i : time ? month_of(1800, 1).u.i : r->start < 0 ? -FAR : 0;
  r->can_be_most = day ? date_of(9999, 12, 31).u.i : time ? month_of(9999, 12).u.i : FAR;
  if (f->has_least) r->can_be_least = f->least.u.i;
  if (f->has_most) r->can_be_most = f->most.u.i;
  if (time && f->today && r->can_be_most > now) r->can_be_most = now;
}

/* An ordered fact is tried in its usual range, within what it declares, and around what it is now;
** the search goes on to wherever a guard on it comes out otherwise (search_ordered), so a change
** that is far away is found too. */
static struct span_of range_of(const struct search *s, const struct fact *f, const struct value *now) {
  struct value today = s->asker->decided_on, month = value_op(NULL, OP_MONTH_OF, &today);
  struct span_of r = usual_range(s, f);
  int64_t around = (r.most - r.least) / 2;
  r.start = f->kind == KIND_DATE ? day_at_hand(s) : f->kind == KIND_MONTH ? month.u.i : 0;
  if (now && now->state == STATE_KNOWN) {
    r.start = now->u.i;
    if (r.start < r.least) r.least = r.start > INT64_MIN + around ? r.start - around : r.start;
    if (r.start > r.most) r.most = r.start < INT64_MAX - around ? r.start + around : r.start;
  }
  declared_range(s, f, &r);
  if (r.least < r.can_be_least) r.least = r.can_be_least;
  if (r.most > r.can_be_most) r.most = r.can_be_most;
  if (r.start < r.least) r.start = r.least;
  return r;
}

/* --- values ----------------------------------------------------------------------------------- */

static bool same(struct value a, struct value b) {
  if (a.state != b.state) return false;
  if (a.state != STATE_KNOWN) return true;
  struct value equal = value_compare(CMP_EQ, a, b);
  return equal.state == STATE_KNOWN && equal.u.i;
}

/* The values that a choice, a truth or, by the guards on it, a rate or text may have. */
static int values_of(const struct search *s, int fact, const struct fact *f, bool absent,
                     struct value *list) {
  const struct model *m = s->asker->model;
  int n = 0, constants = 0;
  if (absent) {
    list[n] = value_absent(f->kind);
    list[n++].domain = f->domain;
  }
  if (f->kind == KIND_ENUM) {
    for (int i = 0; i < m->domains[f->domain - 1].count && n < MOST_CHANGE_VALUES; i++)
      list[n++] = value_enum(f->domain, i);
    return n;
  }
  if (f->kind == KIND_TRUTH) {
    list[n++] = value_of(KIND_TRUTH, 1);
    list[n++] = value_of(KIND_TRUTH, 0);
    return n;
  }
  if (f->identity || f->card || f->credit_code) return n; /* nobody makes up a number */
  guards_constants(s->guards, fact, f->kind, list + n, MOST_CHANGE_CONSTANTS, &constants);
  return n + constants;
}

/* --- plain facts ------------------------------------------------------------------------------ */

static bool plain(struct search *s, int fact, const struct fact *f, const struct value *old) {
  struct value list[MOST_CHANGE_VALUES + MOST_CHANGE_CONSTANTS];
  struct change t = {.kind = CHANGE_VALUE, .fact = fact, .row = -1};
  if (ordered_kind(f->kind) && !search_ordered(s, &t, range_of(s, f, old))) return false;
  int n = values_of(s, fact, f, f->optional, list);
  t.kind = CHANGE_BECOME;
  for (int i = 0; i < n; i++) {
    if (ordered_kind(f->kind) && list[i].state == STATE_KNOWN) continue;
    t.value = list[i];
    if (!same(list[i], *old) && !search_one(s, &t, ONE_STEP)) return false;
  }
  return true;
}

/* --- lists ------------------------------------------------------------------------------------ */

static bool cell(struct search *s, int fact, const struct fact *list, int row, int k,
                 const struct value *now) {
  const struct fact *f = &list->fields[k];
  struct value values[MOST_CHANGE_VALUES + MOST_CHANGE_CONSTANTS];
  struct change t = {.kind = CHANGE_CELL, .fact = fact, .row = row, .field = k};
  if (now->state == STATE_UNKNOWN) return true;
  if (ordered_kind(f->kind) && now->state == STATE_KNOWN && !search_ordered(s, &t, range_of(s, f, now)))
    return false;
  int n = values_of(s, fact, f, f->optional, values);
  t.kind = CHANGE_CELL_TO;
  for (int i = 0; i < n; i++) {
    if (ordered_kind(f->kind) && values[i].state == STATE_KNOWN) continue;
    t.value = values[i];
    if (!same(values[i], *now) && !search_one(s, &t, ONE_STEP)) return false;
  }
  return true;
}

static bool records(struct search *s, int fact, const struct fact *f, const struct list *l) {
  int from = l->rows > MOST_CHANGE_PARTS ? l->rows - MOST_CHANGE_PARTS : 0;
  if (from > 0) s->complete = false;
  for (int row = from; row < l->rows; row++) {
    struct change t = {.kind = CHANGE_REMOVE, .fact = fact, .row = row};
    if (!search_one(s, &t, ONE_STEP)) return false;
    for (int k = 0; k < f->field_count; k++)
      if (!cell(s, fact, f, row, k, &l->cells[row * l->fields + k])) return false;
  }
  return true;
}

/* One record with the mix `number` of its choices; what has no choices is absent, at hand, or what
** guards compare it with. */
static bool mix(const struct search *s, int fact, const struct fact *f, int number, struct value *cells) {
  struct value values[MOST_CHANGE_VALUES + MOST_CHANGE_CONSTANTS];
  for (int k = 0; k < f->field_count; k++) {
    const struct fact *field = &f->fields[k];
    int n = 0;
    if (!field->optional || field->kind == KIND_ENUM || field->kind == KIND_TRUTH)
      n = values_of(s, fact, field, field->optional, values);
    if (field->optional && n == 0) {
      cells[k] = value_absent(field->kind);
    } else if (ordered_kind(field->kind) && n == 0) {
      cells[k] = value_of(field->kind, range_of(s, field, NULL).start);
    } else if (field->kind == KIND_TEXT && !field->identity && !field->card && !field->credit_code &&
               n == 0) {
      cells[k] = value_text("（任一）");
    } else if (n == 0) {
      return false;
    } else if (field->kind == KIND_DATE || field->kind == KIND_MONTH) {
      cells[k] = value_of(field->kind, range_of(s, field, NULL).start);
    } else {
      cells[k] = values[number % n];
      number /= n;
    }
    cells[k].domain = field->domain;
  }
  return number == 0;
}

/* One more record: on some day where it tells a day. */
static bool one_more(struct search *s, int fact, const struct fact *f) {
  int at = 0;
  while (at < f->field_count && f->fields[at].kind != KIND_DATE && f->fields[at].kind != KIND_MONTH)
    at++;
  for (int i = 0; i < MOST_MIXES && f->field_count <= CHANGE_CELLS; i++) {
    struct value *cells = arena_array(&s->arena, (size_t)f->field_count, sizeof *cells);
    if (!cells) return error_set(s->error, ERR_MEMORY, "内存不足");
    if (!mix(s, fact, f, i, cells)) break;
    struct change t = {.kind = CHANGE_ADD_AT, .fact = fact, .row = -1, .field = at, .cells = cells};
    if (at == f->field_count) t.kind = CHANGE_ADD;
    bool ok = t.kind == CHANGE_ADD ? search_one(s, &t, AT_ONCE)
                                   : search_ordered(s, &t, range_of(s, &f->fields[at], NULL));
    if (!ok) return false;
  }
  return true;
}

/* --- histories -------------------------------------------------------------------------------- */

static bool spells(struct search *s, int fact, const struct timeline *line, const struct value *values,
                   int n) {
  struct fact day = {.kind = KIND_DATE};
  int from = line->count > MOST_CHANGE_PARTS ? line->count - MOST_CHANGE_PARTS : 0;
  if (from > 0) s->complete = false;
  for (int row = from; row < line->count; row++) {
    struct value begins = value_of(KIND_DATE, line->spells[row].from);
    struct change t = {.kind = CHANGE_MOVE, .fact = fact, .row = row};
    if (begins.u.i != DAY_MIN && !search_ordered(s, &t, range_of(s, &day, &begins))) return false;
    t.kind = CHANGE_REMOVE;
    if (line->count > 1 && !search_one(s, &t, ONE_STEP)) return false;
    t.kind = CHANGE_SPELL;
    for (int i = 0; i < n && line->count > 1; i++) {
      t.value = values[i];
      if (!same(values[i], line->spells[row].value) && !search_one(s, &t, ONE_STEP)) return false;
    }
  }
  return true;
}

static bool history(struct search *s, int fact, const struct fact *f, const struct timeline *line) {
  struct value values[MOST_CHANGE_VALUES + MOST_CHANGE_CONSTANTS];
  struct fact day = {.kind = KIND_DATE};
  int n = values_of(s, fact, f, true, values);
  if (!spells(s, fact, line, values, n)) return false;
  for (int i = 0; i < n; i++) {
    struct change t = {.kind = CHANGE_FROM, .fact = fact, .row = -1, .value = values[i]};
    if (!search_ordered(s, &t, range_of(s, &day, NULL))) return false;
    t.kind = CHANGE_UNTIL;
    if (!search_ordered(s, &t, range_of(s, &day, NULL))) return false;
    t.kind = CHANGE_ALWAYS;
    if (!search_one(s, &t, 2 * WHOLE_HISTORY)) return false;
  }
  return true;
}

bool search_all(struct search *s) {
  for (int i = 0; i < asker_fact_count(s->asker); i++) {
    const struct fact *f = asker_fact(s->asker, i);
    const struct value *old = asker_value(s->asker, i);
    bool ok = true;
    if (old->state == STATE_UNKNOWN) continue; /* what nobody knows is asked for, not changed */
    if (f->form == FORM_PLAIN)
      ok = plain(s, i, f, old);
    else if (f->form == FORM_TIMELINE && old->state == STATE_KNOWN)
      ok = history(s, i, f, old->u.timeline);
    else if (old->state == STATE_KNOWN)
      ok = records(s, i, f, old->u.list) && one_more(s, i, f);
    if (!ok) return false;
  }
  return true;
}
