/* Typed persons: shapes, making and dropping. */
#include "host/engine/single/person.h"

#include <stdlib.h>
#include <string.h>

/* --- shapes ----------------------------------------------------------------------------------- */

static int owner_of(const struct person_shape *s, const struct person_slot *slot) {
  if (slot->form == SLOT_FIELD) return slot->fact;
  return slot->form == SLOT_INPUT ? s->policy->script->model.fact_count + slot->fact : -1;
}

static uint32_t name_hash(const struct person_shape *s, int owner, const char *name) {
  return (uint32_t)hash_text(s->key, name) + (uint32_t)(owner + 1) * 2654435761u;
}

int shape_find(const struct person_shape *s, int owner, const char *name) {
  uint32_t hash = name_hash(s, owner, name), found, step = 0;
  while ((found = hash_table_next(&s->names, hash, &step))) {
    const struct person_slot *slot = &s->slots[found - 1];
    if (owner_of(s, slot) == owner && strcmp(slot->declared->name, name) == 0) break;
  }
  return (int)found - 1;
}

static bool hash_names(struct person_shape *s) {
  s->key = hash_key_new();
  s->names.arena = &s->arena;
  for (int i = 0; i < s->slot_count; i++) {
    uint32_t hash = name_hash(s, owner_of(s, &s->slots[i]), s->slots[i].declared->name);
    if (!hash_table_add(&s->names, hash, (uint32_t)i + 1)) return false;
  }
  return true;
}

static struct person_slot slot_of(const struct model *m, const struct fact *f, enum slot_form form, int fact,
                                  int column) {
  struct person_slot s = {.form = (uint8_t)form,
                          .kind = f->form == FORM_LIST ? KIND_NONE : (uint8_t)f->kind,
                          .domain = f->domain,
                          .fact = fact,
                          .column = column,
                          .least = INT64_MIN,
                          .most = INT64_MAX,
                          .declared = f};
  if (f->has_least && f->kind != KIND_RATE) s.least = f->least.u.i;
  if (f->has_most && f->kind != KIND_RATE) s.most = f->most.u.i;
  if (f->kind == KIND_TRUTH || f->kind == KIND_ENUM) {
    s.least = 0;
    s.most = f->kind == KIND_TRUTH ? 1 : m->domains[f->domain - 1].count - 1;
  }
  return s;
}

static void add_facts(struct person_shape *s, const struct model *m) {
  static const enum slot_form forms[] = {
      [FORM_PLAIN] = SLOT_PLAIN, [FORM_TIMELINE] = SLOT_HISTORY, [FORM_LIST] = SLOT_LIST};
  for (int i = 0; i < m->fact_count; i++)
    s->slots[s->slot_count++] = slot_of(m, &m->facts[i], forms[m->facts[i].form], i, 0);
  for (int i = 0; i < m->fact_count; i++)
    for (int k = 0; k < m->facts[i].field_count; k++)
      s->slots[s->slot_count++] = slot_of(m, &m->facts[i].fields[k], SLOT_FIELD, i, k);
}

static struct value not_given(const struct fact *f) {
  enum kind kind = f->form == FORM_TIMELINE ? KIND_TIMELINE : f->form == FORM_LIST ? KIND_LIST : f->kind;
  struct value v = f->optional ? value_absent(kind) : value_unknown(kind);
  v.domain = f->domain;
  return v;
}

/* A decision with an input that is a history or a list has none here: -1. */
static void add_inputs(struct person_shape *s, const struct model *m, int decision) {
  const struct decision *d = &m->decisions[decision];
  s->first_given[decision] = s->given_count;
  for (int i = 0; i < d->given_count; i++)
    if (d->given[i].form != FORM_PLAIN) s->first_given[decision] = -1;
  for (int i = 0; s->first_given[decision] >= 0 && i < d->given_count; i++) {
    s->free[s->given_count] = not_given(&d->given[i]);
    s->slots[s->slot_count++] = slot_of(m, &d->given[i], SLOT_INPUT, decision, s->given_count++);
  }
}

struct person_shape *shape_make(struct policy *p) {
  const struct model *m = &p->script->model;
  struct person_shape *s = calloc(1, sizeof *s);
  size_t fields = 0, inputs = 0;
  if (!s) return NULL;
  for (int i = 0; i < m->fact_count; i++)
    fields += (size_t)m->facts[i].field_count;
  for (int i = 0; i < m->decision_count; i++)
    inputs += (size_t)m->decisions[i].given_count;
  s->policy = p;
  s->slots = arena_array(&s->arena, (size_t)m->fact_count + fields + inputs + 1, sizeof *s->slots);
  s->first_given = arena_array(&s->arena, (size_t)m->decision_count + 1, sizeof *s->first_given);
  s->blank = arena_array(&s->arena, (size_t)m->fact_count + 1, sizeof *s->blank);
  s->free = arena_array(&s->arena, inputs + 1, sizeof *s->free);
  if (s->slots && s->first_given && s->blank && s->free) {
    add_facts(s, m);
    for (int i = 0; i < m->fact_count; i++)
      s->blank[i] = not_given(&m->facts[i]);
    for (int i = 0; i < m->decision_count; i++)
      add_inputs(s, m, i);
    if (hash_names(s)) return s;
  }
  shape_free(s);
  return NULL;
}

void shape_free(struct person_shape *s) {
  if (!s) return;
  arena_free(&s->arena);
  free(s);
}

/* --- persons ---------------------------------------------------------------------------------- */

bool person_init(struct bylaw_person *p, const struct person_shape *s, const struct judge *j) {
  memset(p, 0, sizeof *p);
  p->shape = s;
  p->slot_count = s->slot_count;
  p->asked.decision = -1;
  p->given = calloc((size_t)s->given_count + 1, sizeof *p->given);
  p->texts = calloc((size_t)s->slot_count + 1, sizeof *p->texts);
  return judge_batch_make(j, &p->facts) && p->given && p->texts && person_reset(p);
}

void person_drop(struct bylaw_person *p) {
  for (int i = 0; p->texts && i < p->slot_count; i++) {
    for (uint32_t k = 0; k < p->texts[i].count; k++)
      free(p->texts[i].texts[k]);
    free(p->texts[i].texts);
    free(p->texts[i].sizes);
  }
  free(p->texts);
  free(p->given);
  batch_maker_free(&p->facts);
  buf_free(&p->text);
}

bool person_reset(struct bylaw_person *p) {
  batch_clear(&p->facts);
  memcpy(p->given, p->shape->free, (size_t)p->shape->given_count * sizeof *p->given);
  p->latest_day = p->latest_month = INT64_MIN;
  return batch_add(&p->facts, p->shape->blank);
}

void person_forget(struct bylaw_person *p, int fact) {
  struct batch_fact *f = &p->facts.batch.facts[fact];
  f->plain.state[0] = p->shape->blank[fact].state;
  if (f->form == BATCH_PLAIN) return;
  f->first[1] = 0;
  if (f->form == BATCH_TIMELINE) f->known_from[0] = DAY_MIN;
}

const struct value *person_given(const struct bylaw_person *p, int decision) {
  bool any = p->shape->policy->script->model.decisions[decision].given_count > 0;
  return any ? p->given + p->shape->first_given[decision] : NULL;
}
