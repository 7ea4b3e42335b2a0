/* Facts as people write them, records within records, as the flat list that a model has.
**
** { "base": { "type": "joint", "unit": { "kind": "enterprise" } } } becomes { "base": { "type":
** "joint", "unit.kind": "enterprise" } }, before anything reads it. So one place knows of records,
** and whatever reads, changes or forgets facts in JSON goes by their names. A record that is told
** by its key alone, "unit": "91…", says that fact only. Full names are taken as they stand: what is
** answered in them can be asked again. */
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/policy/json.h"

struct flattening {
  const struct model *m;
  json_t *out;
  struct error *e;
};

static bool put(struct flattening *f, const char *name, json_t *given) {
  if (json_object_get(f->out, name)) {
    error_set(f->e, ERR_INPUT, "事实 ‘%s’ 写了两次", name);
    error_hint(f->e, "只写一处");
    return false;
  }
  return json_object_set(f->out, name, given) == 0 || error_set(f->e, ERR_MEMORY, "内存不足");
}

/* Under the full name of the fact; of what is no fact, under a name that the reader will refuse. */
static bool put_own(struct flattening *f, int subject, const char *key, json_t *given) {
  int fact = model_fact(f->m, subject, key);
  if (fact >= 0) return put(f, f->m->facts[fact].name, given);
  if (subject == 0 || strchr(key, '.')) return put(f, key, given);
  char name[240];
  snprintf(name, sizeof name, "%s.%s", f->m->subjects[subject].name, key);
  return put(f, name, given);
}

static bool is_unknown(const json_t *given) {
  return json_is_object(given) && json_object_size(given) == 1 &&
         json_is_true(json_object_get(given, "unknown"));
}

/* Nothing but the fact `except` is known of a record, also of what may be left out in one that is
** told. References do not go round in circles, so this ends. */
static bool put_unknown(struct flattening *f, int subject, int except) {
  const struct subject_kind *s = &f->m->subjects[subject];
  json_t *nothing = json_pack("{s:b}", "unknown", 1);
  bool ok = nothing || error_set(f->e, ERR_MEMORY, "内存不足");
  for (int i = s->first; ok && i < s->first + s->count; i++)
    ok = i == except || put(f, f->m->facts[i].name, nothing);
  json_decref(nothing);
  for (int i = 0; ok && i < s->reference_count; i++)
    ok = put_unknown(f, s->references[i].subject, -1);
  return ok;
}

static bool flatten_record(struct flattening *f, int subject, json_t *own);

static bool flatten_reference(struct flattening *f, const struct reference *r, json_t *given) {
  const struct subject_kind *to = &f->m->subjects[r->subject];
  if (json_is_string(given))
    return put(f, f->m->facts[to->key].name, given) && put_unknown(f, r->subject, to->key);
  if (is_unknown(given)) return put_unknown(f, r->subject, -1);
  if (json_is_object(given)) return flatten_record(f, r->subject, given);
  error_set(f->e, ERR_INPUT, "%s（%s）应为%s的对象或%s，得到%s", r->name, r->label, to->label,
            f->m->facts[to->key].label, json_name(given));
  error_hint(f->e, "写成 \"%s\": { 事实 }", r->name);
  return false;
}

static bool flatten_one(struct flattening *f, int subject, const char *key, json_t *given) {
  const struct reference *r = model_reference(f->m, subject, key);
  return r ? flatten_reference(f, r, given) : put_own(f, subject, key, given);
}

static bool flatten_record(struct flattening *f, int subject, json_t *own) {
  const char *key;
  json_t *value;
  json_object_foreach(own, key, value) {
    if (!flatten_one(f, subject, key, value)) return false;
  }
  return true;
}

/* The outer object beside the subject's own: inputs and rulings stay; facts that stand there
** because nothing is wrapped are flattened. */
static bool flatten_outer(struct flattening *f, int subject, json_t *facts, const json_t *own) {
  const char *key;
  json_t *value;
  json_object_foreach(facts, key, value) {
    bool plain = own || (!model_reference(f->m, subject, key) && model_fact(f->m, subject, key) < 0);
    if (value == own) continue;
    if (!(plain ? put(f, key, value) : flatten_one(f, subject, key, value))) return false;
  }
  return true;
}

static bool flatten(struct flattening *f, int subject, json_t *facts) {
  const char *name = f->m->subjects[subject].name;
  json_t *own = json_object_get(facts, name), *whole = json_object(), *inner = json_object();
  if (own && !json_is_object(own)) own = NULL; /* the reader refuses it */
  f->out = inner;
  bool ok = whole && inner && (!own || flatten_record(f, subject, own));
  if (!whole || !inner) error_set(f->e, ERR_MEMORY, "内存不足");
  f->out = whole;
  ok = ok && flatten_outer(f, subject, facts, own);
  if (ok && own && json_object_set(whole, name, inner) != 0) ok = error_set(f->e, ERR_MEMORY, "内存不足");
  json_decref(inner);
  f->out = whole;
  return ok;
}

bool facts_flatten(const struct model *m, int decision, json_t **facts, struct error *e) {
  if (!*facts) return false;
  if (m->subject_count == 1 || decision < 0 || !json_is_object(*facts)) return true;
  struct flattening f = {.m = m, .e = e};
  bool ok = flatten(&f, m->decisions[decision].subject, *facts);
  json_decref(*facts);
  *facts = ok ? f.out : NULL;
  if (!ok) json_decref(f.out);
  return ok;
}
