/* Facts as they could be known before a day: what is dated later left out. */
#include <string.h>

#include "host/engine/settle/account.h"

static bool dated_later(const struct value *v, int64_t day) {
  return v->kind == KIND_DATE && v->state == STATE_KNOWN && v->u.i >= day;
}

/* The field that dates a list's records: its first date. */
static int date_field(const struct fact *f) {
  for (int i = 0; i < f->field_count; i++)
    if (f->fields[i].kind == KIND_DATE) return i;
  return -1;
}

static int spells_before(const struct timeline *t, int64_t day) {
  int n = t->count;
  while (n > 0 && t->spells[n - 1].from != DAY_MIN && t->spells[n - 1].from >= day)
    n--;
  return n;
}

static bool timeline_cut(struct value *v, int64_t day, struct arena *arena) {
  struct timeline *t = arena_new(arena, sizeof *t);
  if (!t) return false;
  *t = *v->u.timeline;
  t->count = spells_before(t, day);
  v->u.timeline = t;
  return true;
}

static bool list_cut(struct value *v, int field, int64_t day, struct arena *arena) {
  const struct list *old = v->u.list;
  struct list *l = arena_new(arena, sizeof *l);
  struct value *cells = arena_array(arena, (size_t)(old->rows * old->fields) + 1, sizeof *cells);
  if (!l || !cells) return false;
  *l = (struct list){.fields = old->fields, .cells = cells};
  for (int i = 0; i < old->rows; i++) {
    const struct value *row = old->cells + i * old->fields;
    if (dated_later(&row[field], day)) continue;
    memcpy(cells + l->rows++ * l->fields, row, (size_t)l->fields * sizeof *row);
  }
  v->u.list = l;
  return true;
}

/* Whether something in this fact is dated on `day` or later. */
static bool reaches(const struct fact *f, const struct value *v, int64_t day) {
  if (v->state != STATE_KNOWN) return false;
  if (f->form == FORM_PLAIN) return f->optional && dated_later(v, day);
  if (f->form == FORM_TIMELINE) return spells_before(v->u.timeline, day) < v->u.timeline->count;
  int field = date_field(f);
  const struct list *l = v->u.list;
  for (int i = 0; field >= 0 && i < l->rows; i++)
    if (dated_later(&l->cells[i * l->fields + field], day)) return true;
  return false;
}

static bool cut(const struct fact *f, struct value *v, int64_t day, struct arena *arena) {
  if (f->form == FORM_TIMELINE) return timeline_cut(v, day, arena);
  if (f->form == FORM_LIST) return list_cut(v, date_field(f), day, arena);
  *v = value_absent(f->kind);
  return true;
}

const struct value *facts_before(const struct model *m, const struct value *facts, int64_t day,
                                 struct arena *arena, bool *same) {
  struct value *made = NULL;
  *same = true;
  for (int i = 0; i < m->fact_count; i++) {
    if (!reaches(&m->facts[i], &facts[i], day)) continue;
    if (*same) {
      made = arena_array(arena, (size_t)m->fact_count + 1, sizeof *made);
      if (!made) return NULL;
      memcpy(made, facts, (size_t)m->fact_count * sizeof *made);
      *same = false;
    }
    if (!cut(&m->facts[i], &made[i], day, arena)) return NULL;
  }
  return *same ? facts : made;
}

/* --- many ------------------------------------------------------------------------------------- */

static bool cell_later(const struct batch_column *c, uint32_t i, int64_t day) {
  return (!c->state || c->state[i] == STATE_KNOWN) && c->value[i] >= day;
}

static bool whole_known(const struct batch_fact *f, int i) {
  return !f->plain.state || f->plain.state[i] == STATE_KNOWN;
}

static void timeline_later(const struct batch_fact *f, int persons, int64_t day, uint8_t *later) {
  for (int i = 0; i < persons; i++) {
    uint32_t end = f->first[i + 1];
    if (end > f->first[i] && f->from[end - 1] >= day && f->from[end - 1] != DAY_MIN && whole_known(f, i))
      later[i] = 1;
  }
}

static void list_later(const struct batch_fact *f, const struct batch_column *c, int persons, int64_t day,
                       uint8_t *later) {
  for (int i = 0; i < persons; i++)
    for (uint32_t row = f->first[i]; row < f->first[i + 1]; row++)
      if (cell_later(c, row, day) && whole_known(f, i)) later[i] = 1;
}

/* As `reaches`, column by column. */
void batch_later(const struct model *m, const struct batch *b, int64_t day, uint8_t *later) {
  for (int k = 0; k < m->fact_count; k++) {
    const struct batch_fact *f = &b->facts[k];
    int field = m->facts[k].form == FORM_LIST ? date_field(&m->facts[k]) : -1;
    if (m->facts[k].form == FORM_TIMELINE) timeline_later(f, b->persons, day, later);
    if (field >= 0) list_later(f, &f->column[field], b->persons, day, later);
    if (m->facts[k].form != FORM_PLAIN || !m->facts[k].optional || m->facts[k].kind != KIND_DATE) continue;
    for (int i = 0; i < b->persons; i++)
      if (cell_later(&f->plain, (uint32_t)i, day)) later[i] = 1;
  }
}
