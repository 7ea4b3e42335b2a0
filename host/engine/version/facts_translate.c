/* Facts as one policy declares them, as another does. */
#include "host/engine/version/facts_translate.h"

#include <string.h>

#include "host/lua/script.h"
#include "host/value/timeline.h"

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

/* What nobody has told: absent where it may be left out, and then a timeline or list has nothing in
** it. False: no memory. */
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
