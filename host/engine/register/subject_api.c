/* The facts of one subject of the store, with the records that it refers to, as requests take
** them. */
#include <string.h>

#include "host/engine/policy/json.h"
#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"
#include "host/engine/register/references.h"
#include "host/engine/register/subject.h"

/* --- facts as JSON ---------------------------------------------------------------------------- */

/* Records within records; of one that is not registered its key, of which nothing else is known. */
static json_t *record_json(struct script *s, int subject, const struct value *facts, const bool *found) {
  const struct model *m = &s->model;
  const struct subject_kind *kind = &m->subjects[subject];
  json_t *made = json_object();
  for (int i = kind->first; i < kind->first + kind->count; i++)
    object_put(&made, m->facts[i].own, office_json(s, &m->facts[i], &facts[i]));
  for (int k = 0; k < kind->reference_count; k++) {
    const struct reference *r = &kind->references[k];
    int key = m->subjects[r->subject].key;
    object_put(&made, r->name,
               found[r->subject] ? record_json(s, r->subject, facts, found)
                                 : office_json(s, &m->facts[key], &facts[key]));
  }
  return made;
}

static bool rulings_json(struct store *s, int64_t id, int64_t log, json_t **out, struct error *e) {
  struct arena arena = {0};
  struct store_event *events;
  int count = 0;
  *out = NULL;
  bool ok = store_events(s, id, log, &arena, &events, &count, e) && rulings_of(events, count, out, e);
  if (ok && !*out) *out = json_array();
  arena_free(&arena);
  return ok && (*out || error_set(e, ERR_MEMORY, "内存不足"));
}

/* --- the call --------------------------------------------------------------------------------- */

struct asked {
  bylaw *b;
  struct policy *policy;
  struct office office;
  struct arena arena;
  int64_t id, log;
  int64_t day; /* known at its end; DAY_LAST: now */
  struct store_subject subject;
  struct value *facts; /* of the subject and of the records that it refers to */
  bool *found;         /* a subject each: its record is among them */
};

/* Who bore the key on that day: somebody who was removed since, where he was there by then. */
static bool find_then(struct asked *q, const char *key, int64_t day, struct error *e) {
  struct store *s = q->b->store;
  struct store_removal r;
  char exact[256];
  office_key(&q->office, key, exact);
  if (!store_removal(s, exact, day, &q->arena, &r, e)) return false;
  q->id = r.subject;
  if (q->id && !office_known(s, q->id, day, &q->log, e)) return false;
  if (q->id && q->log) return true;
  return office_subject(&q->office, s, key, &q->id, e) && office_known(s, q->id, day, &q->log, e);
}

static bool read_asked(struct asked *q, const char *key, const char *known, struct error *e) {
  struct store *s = q->b->store;
  bool existed = true;
  q->log = store_log_head(s);
  if (!known)
    return office_subject(&q->office, s, key, &q->id, e) &&
           store_subject(s, q->id, &q->arena, &q->subject, e);
  if (!office_read_day("所知之日", known, &q->day, e) || !find_then(q, key, q->day, e)) return false;
  if (q->log && !store_subject_at(s, q->id, q->log, &q->arena, &q->subject, &existed, e)) return false;
  if (q->log && existed) return true;
  return error_set(e, ERR_INPUT, "到 %s 为止还没有登记这个%s", known,
                   q->policy->script->model.subjects[q->office.subject].label);
}

/* The facts of the records that it refers to, as they were known then. */
static bool read_references(struct asked *q, struct error *e) {
  const struct model *m = &q->policy->script->model;
  q->facts = arena_array(&q->arena, (size_t)m->fact_count + 1, sizeof *q->facts);
  q->found = arena_array(&q->arena, (size_t)m->subject_count + 1, sizeof *q->found);
  if (!q->facts || !q->found) return error_set(e, ERR_MEMORY, "内存不足");
  memcpy(q->facts, q->subject.facts, (size_t)m->fact_count * sizeof *q->facts);
  return references_fill(q->b, q->policy, q->office.subject, q->day, &q->arena, q->facts, q->found, e);
}

static bool tell_asked(struct asked *q, char **json, struct error *e) {
  struct script *s = q->policy->script;
  json_t *rulings = NULL;
  bool ok = rulings_json(q->b->store, q->id, q->log, &rulings, e) && read_references(q, e);
  if (ok)
    return status_json(json_pack("{s:o, s:o}", s->model.subjects[q->office.subject].name,
                                 record_json(s, q->office.subject, q->facts, q->found), "rulings", rulings),
                       json, e);
  json_decref(rulings);
  return false;
}

bylaw_status bylaw_subject(bylaw *b, const char *policy, const char *key, const char *known, char **json,
                           bylaw_error *error) {
  struct error e = {0};
  struct asked q = {.b = b, .day = DAY_LAST};
  *json = NULL;
  int subject;
  q.policy = policy_of_subject(b, policy, &subject, &e);
  bool ok = q.policy && policy_store_subject(b, q.policy, subject, &e) &&
            office_open(&q.office, &q.policy->script->model, 0, &e) && store_snapshot(b->store, &e);
  if (ok) {
    office_of(&q.office, subject);
    ok = read_asked(&q, key, known, &e) && tell_asked(&q, json, &e);
    store_snapshot_end(b->store);
  }
  office_close(&q.office);
  arena_free(&q.arena);
  return ok ? BYLAW_OK : give_error(&e, error);
}
