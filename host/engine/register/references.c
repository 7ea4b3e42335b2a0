/* References between records of the register.
**
** A record keeps the key of another one; the store works with one kind of subject at a time. So the
** keys of those that can be referred to are read before an act begins, in its transaction: nobody
** can refer to what is not registered. Not taken: a foreign key of SQL, whose refusal names neither
** the line nor what to do, and which a removed record, whose row stays, would satisfy. */
#include "host/engine/register/references.h"

#include <stdlib.h>
#include <string.h>

#include "host/base/utf8.h"
#include "host/engine/policy/storage.h"
#include "host/engine/register/subject.h"
#include "host/store/store.h"

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* --- which are there -------------------------------------------------------------------------- */

static bool has_key(const struct key_set *s, const char *key) {
  uint32_t step = 0, found;
  while ((found = hash_table_next(&s->table, (uint32_t)hash_text(s->key, key), &step)))
    if (strcmp(s->texts[found - 1], key) == 0) return true;
  return false;
}

static bool add_key(void *ud, int64_t id, const char *text, struct error *e) {
  struct key_set *s = ud;
  (void)id;
  if (s->count == s->room) {
    uint32_t room = s->room ? s->room * 2 : 256;
    char **grown = realloc(s->texts, room * sizeof *grown);
    if (!grown) return no_memory(e);
    s->texts = grown;
    s->room = room;
  }
  s->texts[s->count] = strdup(text);
  if (!s->texts[s->count]) return no_memory(e);
  s->count++;
  return hash_table_add(&s->table, (uint32_t)hash_text(s->key, text), s->count) || no_memory(e);
}

bool references_read(struct references *r, bylaw *b, struct policy *p, int subject, struct error *e) {
  const struct model *m = &p->script->model;
  const struct subject_kind *kind = &m->subjects[subject];
  if (kind->reference_count == 0) return true;
  r->sets = calloc((size_t)m->subject_count, sizeof *r->sets);
  if (!r->sets) return no_memory(e);
  r->count = m->subject_count;
  for (int k = 0; k < kind->reference_count; k++) {
    int to = kind->references[k].subject;
    r->sets[to].key = hash_key_new();
    if (!policy_store_subject(b, p, to, e) ||
        !store_texts(b->store, m->subjects[to].key, NULL, add_key, &r->sets[to], e))
      return false;
  }
  return true;
}

void references_free(struct references *r) {
  for (int i = 0; i < r->count; i++) {
    for (uint32_t k = 0; k < r->sets[i].count; k++)
      free(r->sets[i].texts[k]);
    free(r->sets[i].texts);
    hash_table_free(&r->sets[i].table);
  }
  free(r->sets);
  *r = (struct references){0};
}

bool references_fit(const struct references *r, const struct office *o, const struct value *facts, int *fact,
                    struct fault *why) {
  const struct subject_kind *kind = &o->model->subjects[o->subject];
  for (int k = 0; k < kind->reference_count; k++) {
    const struct subject_kind *to = &o->model->subjects[kind->references[k].subject];
    const struct value *key = &facts[to->key];
    char shown[96];
    if (key->state != STATE_KNOWN || has_key(&r->sets[kind->references[k].subject], key->u.text)) continue;
    office_shown(&o->model->facts[to->key], key->u.text, strlen(key->u.text), shown);
    *fact = to->key;
    fault_set(why, "没有登记%s为 %s 的%s", o->model->facts[to->key].label, shown, to->label);
    fault_hint(why, "先导入或登记这个%s（写成 %s:%s），或核对标识", to->label, o->model->id, to->name);
    return false;
  }
  return true;
}

/* --- what they say ---------------------------------------------------------------------------- */

struct filling {
  bylaw *b;
  struct policy *policy;
  int64_t day; /* known at its end; DAY_LAST: now */
  struct arena *arena;
  struct value *facts;
  bool *found;
};

/* Who bore the key then: somebody who was removed since, where he was there by then. */
static bool find_record(struct filling *f, const char *key, int64_t *id, struct error *e) {
  struct store *s = f->b->store;
  struct store_removal removed = {.subject = 0};
  if (f->day != DAY_LAST && !store_removal(s, key, f->day, f->arena, &removed, e)) return false;
  *id = removed.subject;
  return *id || (store_find(s, key, id, e) && (*id || store_former(s, key, id, e)));
}

/* The record with this key as it was known then; *found false: there is none. */
static bool read_record(struct filling *f, const char *key, struct store_subject *out, bool *found,
                        struct error *e) {
  struct store *s = f->b->store;
  int64_t id, log = store_log_head(s);
  *found = false;
  if (!find_record(f, key, &id, e)) return false;
  if (id && f->day != DAY_LAST && !office_known(s, id, f->day, &log, e)) return false;
  return !id || !log || store_subject_at(s, id, log, f->arena, out, found, e);
}

static bool fill(struct filling *f, int subject, struct error *e) {
  const struct model *m = &f->policy->script->model;
  const struct subject_kind *kind = &m->subjects[subject];
  for (int k = 0; k < kind->reference_count; k++) {
    int to = kind->references[k].subject;
    const struct subject_kind *other = &m->subjects[to];
    const struct value *key = &f->facts[other->key];
    struct store_subject record;
    if (key->state != STATE_KNOWN) continue;
    if (!policy_store_subject(f->b, f->policy, to, e) ||
        !read_record(f, key->u.text, &record, &f->found[to], e))
      return false;
    if (!f->found[to]) continue;
    memcpy(f->facts + other->first, record.facts + other->first, (size_t)other->count * sizeof *f->facts);
    for (int i = 0; i < other->reference_count; i++) {
      int next = m->subjects[other->references[i].subject].key;
      f->facts[next] = record.facts[next];
    }
    if (!fill(f, to, e)) return false;
  }
  return true;
}

bool references_fill(bylaw *b, struct policy *p, int subject, int64_t day, struct arena *arena,
                     struct value *facts, bool *found, struct error *e) {
  struct filling f = {b, p, day, arena, facts, found};
  if (p->script->model.subjects[subject].reference_count == 0) return true;
  return fill(&f, subject, e) && policy_store_subject(b, p, subject, e);
}
