/* Single decisions without Lua: what a policy keeps, and requests in JSON. */
#include "host/engine/single/fast_path.h"

#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/judge/statistics.h"

enum {
  MOST_FAST_PATH_BYTES = 64 << 20,
  PATIENCE = 256, /* requests, after which it must have answered one of two */
  REST = 8192
};

/* --- keeping ---------------------------------------------------------------------------------- */

struct fast_path *fast_path_of(struct policy *p, struct error *e) {
  if (p->fast_path) return p->fast_path;
  struct fast_path *q = calloc(1, sizeof *q);
  if (!q) {
    error_set(e, ERR_MEMORY, "内存不足");
    return NULL;
  }
  q->policy = p;
  q->most_kept = MOST_FAST_PATH_BYTES;
  q->shape = shape_make(p);
  q->judge = q->shape ? judge_open(p, -1, e) : NULL;
  if (q->judge) {
    p->fast_path_free = fast_path_free;
    return p->fast_path = q;
  }
  fast_path_free(q);
  error_set(e, ERR_MEMORY, "内存不足");
  return NULL;
}

void fast_path_free(struct fast_path *q) {
  if (!q) return;
  for (struct bylaw_person *p = q->persons, *next; p; p = next) {
    next = p->next;
    p->shape = NULL;
    p->next = NULL;
    p->link = NULL;
  }
  if (q->reads) person_drop(&q->own);
  templates_free(q);
  free(q->room.cells);
  buf_free(&q->made);
  judge_close(q->judge);
  shape_free(q->shape);
  free(q);
}

bool fast_path_add(struct fast_path *q, struct bylaw_person *p) {
  bool ok = person_init(p, q->shape, q->judge);
  p->next = q->persons;
  p->link = &q->persons;
  if (p->next) p->next->link = &p->next;
  q->persons = p;
  return ok;
}

/* A judge that has seen very much begins anew. Ways through it have other numbers then. */
bool fast_path_trim(struct fast_path *q, struct error *e) {
  struct judge_statistics s;
  if (++q->asked % TRIM_EVERY) return true;
  judge_statistics(q->judge, &s);
  if (s.kept_bytes <= q->most_kept) return true;
  struct judge *fresh = judge_open(q->policy, -1, e);
  if (!fresh) return false;
  templates_free(q);
  judge_close(q->judge);
  q->judge = fresh;
  return true;
}

/* --- requests --------------------------------------------------------------------------------- */

/* The first decisions of a policy are Lua's: opening a judge takes longer than they do. */
static struct fast_path *fast_path_for(struct policy *p) {
  struct error e;
  if (p->cover) return NULL; /* somebody looks at what Lua reaches */
  if (!p->fast_path && p->decided < 8) {
    p->decided++;
    return NULL;
  }
  struct fast_path *q = fast_path_of(p, &e);
  if (q && q->rest > 0) {
    q->rest--;
    return NULL;
  }
  if (q && !q->reads) q->reads = person_init(&q->own, q->shape, q->judge);
  if (q && !q->reads) person_drop(&q->own);
  return q && q->reads ? q : NULL;
}

static struct policy *policy_by_id(bylaw *b, const char *id) {
  struct policy *p = b->policies;
  while (p && id && strcmp(p->script->model.id, id) != 0)
    p = p->next;
  return id ? p : NULL;
}

static int decision_by_name(const struct model *m, const char *name) {
  for (int i = 0; name && i < m->decision_count; i++)
    if (strcmp(m->decisions[i].name, name) == 0) return i;
  return -1;
}

static bool time_of(const struct decision *d, const bylaw_request *r, struct value *when,
                    int64_t *decided_on) {
  if (r->deciding || r->known || r->year || d->per == PER_YEAR || (r->readings && *r->readings)) return false;
  bool by_month = d->per == PER_MONTH;
  const char *text = by_month ? r->month : r->on;
  if (!text || (by_month ? r->on : r->month)) return false;
  *when = by_month ? month_parse(text) : date_parse(text);
  if (when->state != STATE_KNOWN) return false;
  *decided_on = by_month ? value_op(NULL, OP_MONTH_LAST, when).u.i : when->u.i;
  return true;
}

static bool read_request(struct fast_path *q, const bylaw_request *r, struct fast_path_request *a) {
  int64_t decided_on;
  a->decision = decision_by_name(&q->policy->script->model, r->decision);
  if (a->decision < 0 || !r->facts || q->shape->first_given[a->decision] < 0) return false;
  if (!time_of(&q->policy->script->model.decisions[a->decision], r, &a->when, &decided_on)) return false;
  struct error ignored;
  json_t *facts = request_facts(q->policy, r, &ignored);
  bool ok = facts && person_read(&q->own, a->decision, facts);
  json_decref(facts);
  return ok && person_in_time(&q->own, a->decision, decided_on);
}

static bool judge_request(struct fast_path *q, struct fast_path_request *a) {
  struct error e;
  return fast_path_trim(q, &e) &&
         judge_row(q->judge, a->decision, a->when, person_given(&q->own, a->decision), &q->own.facts.batch, 0,
                   &a->verdict, &a->path, &e) &&
         a->verdict.kind != VERDICT_FAILED;
}

/* Where people are all too different, nothing is gained. */
static void count(struct fast_path *q, bool hit) {
  *(hit ? &q->hits : &q->misses) += 1;
  if (q->hits + q->misses < PATIENCE) return;
  if (q->hits < q->misses) q->rest = REST;
  q->hits = q->misses = 0;
}

bool fast_path_answer(bylaw *b, const bylaw_request *r, struct fast_path_request *a, bylaw_outcome *outcome,
                      char **json) {
  struct policy *p = policy_by_id(b, r->policy);
  struct fast_path *q = p && !b->by_lua ? fast_path_for(p) : NULL;
  a->fast_path = NULL;
  if (!q) return false;
  bool judged = read_request(q, r, a) && judge_request(q, a);
  bool known = judged && (!json || (a->path && template_fill(q, a)));
  count(q, known);
  q->answered += known;
  if (judged && a->path) a->fast_path = q;
  if (!known) return false;
  if (json && !(*json = malloc(q->made.len + 1))) return false;
  if (json) memcpy(*json, q->made.data, q->made.len + 1);
  if (outcome) *outcome = (bylaw_outcome)a->verdict.kind;
  return true;
}

void fast_path_learn(const struct fast_path_request *a, struct evaluation *v, const struct outcome *out,
                     const char *json) {
  if (a->fast_path) template_store(a->fast_path, a, v, out, json);
}
