/* Whether two versions can be compared month by month, and what differs between them. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/settle/law_change.h"

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* --- the payment by both versions ------------------------------------------------------------- */

static bool domains_same(struct script *a, int x, struct script *b, int y) {
  const struct domain *d = domain_of(a, a->model.decisions[x].domain),
                      *f = domain_of(b, b->model.decisions[y].domain);
  if (!d || !f || a->model.decisions[x].domain != b->model.decisions[y].domain || d->count != f->count)
    return false;
  for (int i = 0; i < d->count; i++)
    if (strcmp(d->members[i].name, f->members[i].name) != 0) return false;
  return true;
}

/* The rules of the payment itself are the same, and payers are told by the same members. */
static bool payments_alike(struct script *a, const struct payment *x, struct script *b,
                           const struct payment *y) {
  if (x->closed != y->closed || x->between != y->between || x->to != y->to) return false;
  if ((x->payer < 0) != (y->payer < 0) || (x->back_payer < 0) != (y->back_payer < 0)) return false;
  if (x->payer >= 0 && !domains_same(a, x->payer, b, y->payer)) return false;
  return x->back_payer < 0 || domains_same(a, x->back_payer, b, y->back_payer);
}

static const struct payment *old_payment(const struct payroll *r, const struct policy *old) {
  const struct model *m = &old->script->model;
  for (int i = 0; i < m->payment_count; i++)
    if (strcmp(m->payments[i].name, r->payment->name) == 0 &&
        payments_alike(r->policy->script, r->payment, old->script, &m->payments[i]))
      return &m->payments[i];
  return NULL;
}

/* --- one text --------------------------------------------------------------------------------- */

static bool is_library(const struct store_file *f) {
  return strncmp(f->name, "stdlib/", 7) == 0;
}

static const struct store_file *file_named(const struct store_version *v, const char *name) {
  for (int i = 0; i < v->count; i++)
    if (strcmp(v->files[i].name, name) == 0) return &v->files[i];
  return NULL;
}

static bool libraries_same(const struct store_version *a, const struct store_version *b) {
  int parts = 0;
  for (int i = 0; i < b->count; i++)
    parts += is_library(&b->files[i]);
  for (int i = 0; i < a->count; i++) {
    const struct store_file *f = &a->files[i], *g = is_library(f) ? file_named(b, f->name) : NULL;
    if (!is_library(f)) continue;
    if (!g || f->size != g->size || memcmp(f->data, g->data, f->size) != 0) return false;
    parts--;
  }
  return parts == 0;
}

/* Values and a story's amendments tell parameters and readings only; the models have them. */
static bool same_text(const struct store_version *a, const struct store_version *b) {
  const struct store_file *p = file_named(a, "policy"), *q = file_named(b, "policy");
  return p && q && libraries_same(a, b) && same_text_but_rows(p->data, p->size, q->data, q->size);
}

/* `*exact`: the old version is what it was when it paid. */
static bool find_differences(struct law_change *l, const struct policy *old, bool *exact, struct error *e) {
  struct payroll *r = l->r;
  struct arena arena = {0};
  struct store_version was, is;
  bool ok = store_version_get(r->b->store, r->last.version, &arena, &was, e) &&
            store_version_get(r->b->store, r->version, &arena, &is, e);
  *exact = ok && strcmp(was.hash, old->version) == 0 && strcmp(is.hash, r->policy->version) == 0;
  const struct model *m = &r->policy->script->model, *other = &old->script->model;
  if (*exact && same_text(&was, &is)) ok = differences_find(&l->differ, m, other, e);
  if (ok) l->reach = differences_reach(&l->differ, other, r->payment, r->policy->text, r->policy->length);
  l->reach.payers = l->reach.payers && r->payment->between && r->payment->payer >= 0;
  arena_free(&arena);
  return ok;
}

/* --- what changed since the first run --------------------------------------------------------- */

static bool keep_change(void *ud, int64_t subject, int field) {
  struct law_change *l = ud;
  if (field < 0 || field >= 64) return true; /* no fact of the policy any more */
  if (l->news_count == l->news_room) {
    int64_t room = l->news_room ? l->news_room * 2 : 1024;
    struct fact_news *more = realloc(l->news, (size_t)room * sizeof *more);
    l->failed = !more;
    if (!more) return false;
    l->news = more;
    l->news_room = room;
  }
  l->news[l->news_count++] = (struct fact_news){subject, UINT64_C(1) << field};
  return true;
}

static int by_subject(const void *a, const void *b) {
  int64_t x = ((const struct fact_news *)a)->subject, y = ((const struct fact_news *)b)->subject;
  return (x > y) - (x < y);
}

static bool read_news(struct law_change *l, struct error *e) {
  struct payroll *r = l->r;
  if (!r->payment->closed) return true;
  if (!store_changes(r->b->store, r->first.log, r->log, keep_change, l, e)) return false;
  if (l->failed) return no_memory(e);
  if (l->news_count) qsort(l->news, (size_t)l->news_count, sizeof *l->news, by_subject);
  int64_t kept = 0;
  for (int64_t i = 0; i < l->news_count; i++)
    if (kept && l->news[kept - 1].subject == l->news[i].subject)
      l->news[kept - 1].facts |= l->news[i].facts;
    else
      l->news[kept++] = l->news[i];
  l->news_count = kept;
  return true;
}

/* --- what was left open ----------------------------------------------------------------------- */

static bool keep_case(void *ud, const struct store_pending *p) {
  struct law_change *l = ud;
  struct open_case *last = l->case_count ? &l->cases[l->case_count - 1] : NULL;
  if (last && last->subject == p->subject) { /* they come by subject */
    last->from = p->from < last->from ? p->from : last->from;
    return true;
  }
  if (l->case_count == l->case_room) {
    int64_t room = l->case_room ? l->case_room * 2 : 256;
    struct open_case *more = realloc(l->cases, (size_t)room * sizeof *more);
    l->failed = !more;
    if (!more) return false;
    l->cases = more;
    l->case_room = room;
  }
  l->cases[l->case_count++] = (struct open_case){p->subject, p->from};
  return true;
}

static bool read_cases(struct law_change *l, struct error *e) {
  const struct payroll *r = l->r;
  if (!store_pendings(r->b->store, r->policy->script->model.id, r->payment->name, keep_case, l, e))
    return false;
  return !l->failed || no_memory(e);
}

/* --- opening ---------------------------------------------------------------------------------- */

static bool open_change(struct law_change *l, const struct policy *old, bool *useful, struct error *e) {
  size_t facts = (size_t)l->r->policy->script->model.fact_count;
  l->old = old_payment(l->r, old);
  *useful = l->old != NULL;
  if (!*useful) return true;
  if (!find_differences(l, old, useful, e) || !read_news(l, e) || !read_cases(l, e)) return false;
  l->states = calloc(facts + 1, sizeof *l->states);
  l->facts = calloc(facts + 1, sizeof *l->facts);
  l->person = calloc(facts + 1, sizeof *l->person);
  l->made = judge_batch_make(l->r->settle.judge, &l->maker);
  return (l->states && l->facts && l->person && l->made) || no_memory(e);
}

bool law_change_open(struct law_change **out, struct payroll *r, struct error *e) {
  const struct policy *old = r->old_policy ? r->old_policy : r->base_policy;
  bool alike = r->old_alike && (r->base_alike || !r->base_policy), useful = false;
  *out = NULL;
  if (!r->settle.law_changed || !old || !alike || r->past) return true;
  struct law_change *l = calloc(1, sizeof *l);
  if (!l) return no_memory(e);
  l->r = r;
  bool ok = open_change(l, old, &useful, e);
  if (ok && useful)
    *out = l;
  else
    law_change_close(l);
  return ok;
}

static void free_room(struct law_change *l) {
  free(l->begin.now);
  free(l->begin.before);
  free(l->begin.base_now);
  free(l->begin.base_before);
  free(l->terms);
  free(l->since);
  free(l->people);
  free(l->skip);
  free(l->paid);
  free(l->old_skip);
  free(l->leaf);
  free(l->old_leaf);
  free(l->value);
  free(l->old_value);
}

static void free_states(struct law_change *l) {
  int facts = l->r->policy->script->model.fact_count;
  for (int i = 0; l->states && i < facts; i++) {
    free(l->states[i]);
    l->states[i] = NULL;
  }
}

bool law_change_room(struct law_change *l, int persons) {
  size_t n = (size_t)persons;
  if (persons <= l->room) return true;
  free_room(l);
  free_states(l);
  l->room = persons;
  l->begin.now = calloc(n, sizeof(int));
  l->begin.before = calloc(n, sizeof(int));
  l->begin.base_now = calloc(n, sizeof(int));
  l->begin.base_before = calloc(n, sizeof(int));
  l->terms = calloc(n, sizeof *l->terms);
  l->since = calloc(n, sizeof *l->since);
  l->people = calloc(n, sizeof *l->people);
  l->skip = calloc(n, 1);
  l->paid = calloc(n, 1);
  l->old_skip = calloc(n, 1);
  l->leaf = calloc(n, sizeof *l->leaf);
  l->old_leaf = calloc(n, sizeof *l->old_leaf);
  l->value = calloc(n, sizeof *l->value);
  l->old_value = calloc(n, sizeof *l->old_value);
  return l->begin.now && l->begin.before && l->begin.base_now && l->begin.base_before && l->terms &&
         l->since && l->people && l->skip && l->paid && l->old_skip && l->leaf && l->old_leaf && l->value &&
         l->old_value;
}

void law_change_close(struct law_change *l) {
  if (!l) return;
  differences_free(&l->differ);
  free_room(l);
  free_states(l);
  free(l->states);
  free(l->facts);
  free(l->person);
  free(l->news);
  free(l->cases);
  free(l->lines);
  if (l->made) batch_maker_free(&l->maker);
  batch_rooms_free(&l->rooms);
  free(l);
}
