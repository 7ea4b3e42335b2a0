/* Facts with a history. */
#include "host/base/ids.h"
#include "host/value/timeline.h"

#include "host/value/value_private.h"

/* The spell that covers `day`; -1 before the first. */
static int spell_at(const struct timeline *t, int64_t day) {
  size_t offset = offsetof(struct spell, from);
  return (int)first_at_least(t->spells, t->count, sizeof *t->spells, offset, day + 1) - 1;
}

static struct value of_timeline(const struct timeline *t, struct value v) {
  v.expr = 0;
  if (v.state == STATE_ABSENT || v.state == STATE_UNKNOWN) {
    v.kind = (uint8_t)t->kind;
    v.domain = t->domain;
  }
  return v;
}

/* The value of a spell, absent for -1. */
static struct value spell_value(const struct timeline *t, int spell) {
  return of_timeline(t, spell < 0 ? value_absent(t->kind) : t->spells[spell].value);
}

struct value timeline_at(const struct timeline *t, int64_t day) {
  if (day < t->known_from) return of_timeline(t, value_unknown(t->kind));
  return spell_value(t, spell_at(t, day));
}

static bool unsettled(struct value v) {
  return v.state == STATE_UNKNOWN || v.state == STATE_POISONED;
}

/* What a question about days or counts answers when it meets a value that is unknown or
** poisoned. */
static struct value no_answer(struct value v, enum kind kind) {
  return v.state == STATE_POISONED ? v : value_unknown(kind);
}

struct value timeline_since(const struct timeline *t, int64_t day, bool any_value) {
  struct value now = timeline_at(t, day);
  if (unsettled(now)) return no_answer(now, KIND_DATE);
  if (now.state == STATE_ABSENT) return value_absent(KIND_DATE);
  int spell = spell_at(t, day);
  while (spell > 0 && t->spells[spell].from > t->known_from) {
    struct value before = spell_value(t, spell - 1);
    if (unsettled(before)) return no_answer(before, KIND_DATE);
    if (any_value ? before.state != STATE_KNOWN : !value_same(before, now)) break;
    spell--;
  }
  int64_t from = t->spells[spell].from;
  if (from > t->known_from) return value_of(KIND_DATE, from);
  return t->known_from == DAY_MIN ? value_absent(KIND_DATE) : value_of(KIND_DATE, t->known_from);
}

/* Whether the value changes where `spell` begins; *state tells when that cannot be said. */
static bool changes_at(const struct timeline *t, int spell, struct value *unclear) {
  struct value before = spell_value(t, spell - 1), after = spell_value(t, spell);
  if (unsettled(before)) *unclear = before;
  if (unsettled(after)) *unclear = after;
  return !value_same(before, after);
}

struct value timeline_changes(const struct timeline *t, int64_t from, int64_t to) {
  if (from <= t->known_from && t->known_from != DAY_MIN)
    return value_unknown(KIND_COUNT); /* nor the day before */
  int64_t count = 0;
  struct value unclear = spell_value(t, spell_at(t, from));
  if (unsettled(unclear)) return no_answer(unclear, KIND_COUNT);
  for (int spell = 0; spell < t->count && t->spells[spell].from <= to; spell++) {
    if (t->spells[spell].from < from) continue;
    count += changes_at(t, spell, &unclear);
    if (unsettled(unclear)) return no_answer(unclear, KIND_COUNT);
  }
  return known(KIND_COUNT, count);
}

struct value timeline_next_change(const struct timeline *t, int64_t day) {
  struct value unclear = timeline_at(t, day);
  if (unsettled(unclear)) return no_answer(unclear, KIND_DATE);
  for (int spell = spell_at(t, day) + 1; spell < t->count; spell++) {
    bool changed = changes_at(t, spell, &unclear);
    if (unsettled(unclear)) return no_answer(unclear, KIND_DATE);
    if (changed) return value_of(KIND_DATE, t->spells[spell].from);
  }
  return value_absent(KIND_DATE);
}

struct value timeline_absent_from(const struct timeline *t, int64_t day) {
  struct value now = timeline_at(t, day);
  if (unsettled(now)) return no_answer(now, KIND_DATE);
  if (now.state == STATE_ABSENT) return value_absent(KIND_DATE);
  for (int spell = spell_at(t, day) + 1; spell < t->count; spell++) {
    struct value next = spell_value(t, spell);
    if (unsettled(next)) return no_answer(next, KIND_DATE);
    if (next.state == STATE_ABSENT) return value_of(KIND_DATE, t->spells[spell].from);
  }
  return value_absent(KIND_DATE);
}

/* The spell after `spell` where the value is another one; t->count at the end. */
static int next_different(const struct timeline *t, int spell) {
  int next = spell + 1;
  while (next < t->count && value_same(spell_value(t, spell), spell_value(t, next)))
    next++;
  return next;
}

/* The same history, however it is cut into spells. */
bool timeline_same(const struct timeline *a, const struct timeline *b) {
  if (a == b) return true;
  if (a->kind != b->kind || a->domain != b->domain || a->known_from != b->known_from) return false;
  int i = next_different(a, -1), j = next_different(b, -1);
  while (i < a->count && j < b->count) {
    if (a->spells[i].from != b->spells[j].from) return false;
    if (!value_same(spell_value(a, i), spell_value(b, j))) return false;
    i = next_different(a, i);
    j = next_different(b, j);
  }
  return i >= a->count && j >= b->count;
}

/* --- operations ------------------------------------------------------------------------------- */
struct value op_at(const struct value *a) {
  return timeline_at(a[0].u.timeline, a[1].u.i);
}

struct value op_since(const struct value *a) {
  return timeline_since(a[0].u.timeline, a[1].u.i, false);
}

struct value op_present_since(const struct value *a) {
  return timeline_since(a[0].u.timeline, a[1].u.i, true);
}

struct value op_changes(const struct value *a) {
  return timeline_changes(a[0].u.timeline, a[1].u.span.from, a[1].u.span.to);
}

struct value op_next_change(const struct value *a) {
  return timeline_next_change(a[0].u.timeline, a[1].u.i);
}

struct value op_absent_from(const struct value *a) {
  return timeline_absent_from(a[0].u.timeline, a[1].u.i);
}
