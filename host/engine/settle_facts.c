/* Facts as they could be known before a day: what is dated later left out. */
#include <string.h>

#include "host/engine/settle.h"

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

/* --- many ---------------------------------------------------------------------------------- */

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

/* --- between versions ---------------------------------------------------------------------- */

static bool domains_alike(const struct model *a, const struct fact *x, const struct model *b,
                          const struct fact *y) {
  if (x->kind != KIND_ENUM) return true;
  const struct domain *d = &a->domains[x->domain - 1], *f = &b->domains[y->domain - 1];
  if (x->domain != y->domain || d->count != f->count) return false;
  for (int i = 0; i < d->count; i++)
    if (strcmp(d->members[i].name, f->members[i].name) != 0) return false;
  return true;
}

static bool lists_alike(const struct model *a, const struct fact *x, int n, const struct model *b,
                        const struct fact *y, int m) {
  if (n != m) return false;
  for (int i = 0; i < n; i++) {
    bool same = strcmp(x[i].name, y[i].name) == 0 && x[i].form == y[i].form && x[i].kind == y[i].kind;
    if (!same || !domains_alike(a, &x[i], b, &y[i])) return false;
    if (!lists_alike(a, x[i].fields, x[i].field_count, b, y[i].fields, y[i].field_count)) return false;
  }
  return true;
}

bool facts_alike(const struct model *a, const struct model *b) {
  return lists_alike(a, a->facts, a->fact_count, b, b->facts, b->fact_count);
}

/* A member keeps its name; one that is no longer there is unknown. */
static struct value member_as(const struct model *from, const struct fact *x, const struct model *to,
                              const struct fact *y, struct value v) {
  if (v.kind != KIND_ENUM) return v;
  v.domain = y->domain;
  if (v.state != STATE_KNOWN) return v;
  const char *name = from->domains[x->domain - 1].members[v.u.i].name;
  int member = domain_member(&to->domains[y->domain - 1], name);
  struct value made = member < 0 ? value_unknown(KIND_ENUM) : value_enum(y->domain, member);
  made.domain = y->domain;
  return made;
}

static const struct fact *fact_named(const struct fact *facts, int count, const char *name) {
  for (int i = 0; i < count; i++)
    if (strcmp(facts[i].name, name) == 0) return &facts[i];
  return NULL;
}

/* What nobody has told: absent where it may be left out, and then a timeline or list has nothing in it. False: no memory. */
static bool missing(const struct fact *f, struct arena *arena, struct value *out) {
  enum kind kind = f->form == FORM_TIMELINE ? KIND_TIMELINE : f->form == FORM_LIST ? KIND_LIST : f->kind;
  struct timeline *t = f->optional && f->form == FORM_TIMELINE ? arena_new(arena, sizeof *t) : NULL;
  struct list *l = f->optional && f->form == FORM_LIST ? arena_new(arena, sizeof *l) : NULL;
  *out = f->optional && f->form == FORM_PLAIN ? value_absent(kind) : value_unknown(kind);
  out->domain = f->domain;
  if (!f->optional || f->form == FORM_PLAIN) return true;
  if (!t && !l) return false;
  *out = (struct value){.kind = (uint8_t)kind};
  if (t) {
    *t = (struct timeline){.kind = f->kind, .domain = f->domain, .known_from = DAY_MIN};
    out->u.timeline = t;
  } else {
    *l = (struct list){.fields = f->field_count};
    out->u.list = l;
  }
  return true;
}

static bool timeline_as(const struct model *from, const struct fact *x, const struct model *to,
                        const struct fact *y, struct value *v, struct arena *arena) {
  struct timeline *t = arena_new(arena, sizeof *t);
  struct spell *spells = t ? arena_array(arena, (size_t)v->u.timeline->count + 1, sizeof *spells) : NULL;
  if (!spells) return false;
  *t = *v->u.timeline;
  t->domain = y->domain;
  for (int i = 0; i < t->count; i++)
    spells[i] = (struct spell){t->spells[i].from, member_as(from, x, to, y, t->spells[i].value)};
  t->spells = spells;
  v->u.timeline = t;
  return true;
}

static bool list_as(const struct model *from, const struct fact *x, const struct model *to,
                    const struct fact *y, struct value *v, struct arena *arena) {
  const struct list *old = v->u.list;
  struct list *l = arena_new(arena, sizeof *l);
  struct value *cells = arena_array(arena, (size_t)(old->rows * y->field_count) + 1, sizeof *cells);
  if (!l || !cells) return false;
  for (int i = 0; i < old->rows; i++)
    for (int k = 0; k < y->field_count; k++) {
      const struct fact *field = fact_named(x->fields, x->field_count, y->fields[k].name);
      struct value *cell = &cells[i * y->field_count + k];
      if (!field && !missing(&y->fields[k], arena, cell)) return false;
      if (field)
        *cell = member_as(from, field, to, &y->fields[k], old->cells[i * old->fields + (field - x->fields)]);
    }
  *l = (struct list){y->field_count, old->rows, cells};
  v->u.list = l;
  return true;
}

const struct value *facts_translate(const struct model *from, const struct model *to,
                                    const struct value *facts, struct arena *arena) {
  struct value *made = arena_array(arena, (size_t)to->fact_count + 1, sizeof *made);
  if (!made) return NULL;
  for (int i = 0; i < to->fact_count; i++) {
    const struct fact *y = &to->facts[i], *x = fact_named(from->facts, from->fact_count, y->name);
    bool fits = x && x->form == y->form && (x->kind == y->kind || x->form == FORM_LIST);
    bool ok = true;
    if (fits)
      made[i] = facts[x - from->facts];
    else
      ok = missing(y, arena, &made[i]);
    if (!ok) return NULL;
    if (!fits || made[i].state != STATE_KNOWN) continue;
    if (y->form == FORM_TIMELINE) ok = timeline_as(from, x, to, y, &made[i], arena);
    if (y->form == FORM_LIST) ok = list_as(from, x, to, y, &made[i], arena);
    if (y->form == FORM_PLAIN) made[i] = member_as(from, x, to, y, made[i]);
    if (!ok) return NULL;
  }
  return made;
}
