/* A chunk of persons through a plan: by signature lookup, else by columns; several threads take one
** after the other. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/judge/batch_private.h"
#include "host/engine/judge/judge_private.h"
#include "host/engine/judge/signature_table_private.h"

enum { MOST_SHARED_ENDS = 8 };
enum { FEW_LEFT = 8, FEW_OF = 8 }; /* so few are looked up one by one; one in so many is a few */

static void put_value(struct worker *w, const struct plan_end *end, const struct set *who) {
  struct column_chunk *s = w->chunk;
  uint16_t list[CHUNK_ROWS];
  int count = set_list(who, list);
  uint32_t *leaf = w->all->leaf + s->first;
  int64_t *value = w->all->value + s->first;
  const struct vector *v = end->expr ? column_chunk_value(s, end->expr, who) : NULL;
  if (end->expr && !v) {
    w->failed = true;
    return;
  }
  for (int k = 0; k < count; k++) {
    int i = list[k];
    bool known = !v || set_has(&v->known, i), absent = v && set_has(&v->absent, i);
    leaf[i] = known ? end->known : absent ? end->absent : (uint32_t)SLOW;
    w->slow = w->slow || (!known && !absent);
    value[i] = v ? v->value[i] : end->value;
  }
}

static void put_slow(struct worker *w, const struct set *who) {
  uint16_t list[CHUNK_ROWS];
  int count = set_list(who, list);
  for (int k = 0; k < count; k++)
    w->all->leaf[w->chunk->first + list[k]] = SLOW;
}

/* Those in `who` within `span` stand at a node of the plan. Who is missing stays PLAN_NONE. */
static void visit(struct worker *w, uint32_t at, const struct set *who, struct span span) {
  const struct plan *p = w->all->plan;
  const struct plan_node *n = &p->nodes[at];
  struct set part = {{0}};
  if (n->name < 0) {
    memcpy(part.words + span.from, who->words + span.from,
           (size_t)(span.to - span.from) * sizeof *part.words);
    if (n->end) put_value(w, &p->ends[n->end - 1], &part);
    return;
  }
  const struct name_partition *x = column_chunk_name(w->chunk, n->name, who, span);
  for (int k = span.from; k < span.to; k++)
    part.words[k] = who->words[k] & x->slow.words[k];
  if (!set_empty(&part)) put_slow(w, &part);
  for (int i = 0; i < x->count; i++) {
    for (int k = span.from; k < span.to; k++)
      part.words[k] = who->words[k] & x->classes[i].who.words[k];
    struct span of_part = set_span(&part, span);
    uint32_t to = of_part.from < of_part.to ? plan_next(p, at, x->classes[i].class) : 0;
    if (to) visit(w, to, &part, of_part);
  }
}

/* Whether the invariant is broken, or cannot be said to hold. */
static bool breaks(const struct invariant *v, const struct batch_column *x, const struct batch_column *y,
                   int person) {
  bool both =
      (!x->state || x->state[person] == STATE_KNOWN) && (!y->state || y->state[person] == STATE_KNOWN);
  if (!both || x->text || y->text) return false;
  struct value a = {.kind = (uint8_t)x->kind, .domain = x->domain, .u.i = x->value[person]},
               c = {.kind = (uint8_t)y->kind, .domain = y->domain, .u.i = y->value[person]};
  struct value holds = value_compare(v->cmp, a, c);
  return holds.state != STATE_KNOWN || !holds.u.i;
}

bool batch_breaks_invariant(const struct model *m, const struct batch *b, int person) {
  for (int i = 0; i < m->invariant_count; i++) {
    const struct invariant *v = &m->invariants[i];
    if (breaks(v, &b->facts[v->a].plain, &b->facts[v->b].plain, person)) return true;
  }
  return false;
}

/* Facts that contradict each other are for the slow way, which says so. */
static bool check_invariants(struct worker *w, int first, int persons, uint8_t *ask) {
  const struct model *m = &w->all->judge->policy->script->model;
  bool any = false;
  for (int i = 0; i < m->invariant_count; i++) {
    const struct invariant *v = &m->invariants[i];
    const struct batch_column *x = &w->all->batch->facts[v->a].plain, *y = &w->all->batch->facts[v->b].plain;
    for (int k = 0; k < persons; k++) {
      if (y->state && y->state[first + k] != STATE_KNOWN) continue;
      if (!ask[k] || !breaks(v, x, y, first + k)) continue;
      w->all->leaf[first + k] = SLOW;
      ask[k] = 0;
      any = true;
    }
  }
  return any;
}

/* Persons whose way ends alike, where the value is computed. */
struct shared_end {
  uint32_t end;
  struct set who;
};

struct lookup_run {
  struct worker *w;
  int first;
  struct shared_end shared[MOST_SHARED_ENDS];
  int shared_count;
};

/* The value is computed with those of others; false: there are too many ends. */
static bool share_end(struct lookup_run *r, int i, uint32_t end) {
  int k = 0;
  while (k < r->shared_count && r->shared[k].end != end)
    k++;
  if (k == MOST_SHARED_ENDS) return false;
  if (k == r->shared_count) r->shared[r->shared_count++] = (struct shared_end){.end = end};
  set_put(&r->shared[k].who, i);
  return true;
}

static bool begin(struct worker *w, int first, int persons) {
  if (w->begun) return true;
  w->begun = true;
  w->failed = !column_chunk_begin(w->chunk, &w->all->plan->flat, w->all->judge->given, first, persons);
  return !w->failed;
}

/* Those whom the signature table knows are not to be asked about any more; how many are left. */
static int find_by_signature(struct worker *w, int first, int persons, uint8_t *ask) {
  const struct plan *p = w->all->plan;
  struct lookup_run r = {.w = w, .first = first};
  uint32_t ends[CHUNK_ROWS], *leaf = w->all->leaf + first;
  int64_t *value = w->all->value + first;
  int left = 0, fresh = w->fresh_count;
  signature_table_find_all(p->signatures, w->all->batch, first, persons, ends);
  for (int i = 0; i < persons; i++) {
    if (!ask[i]) continue;
    const struct plan_end *e = ends[i] < SIGNATURE_BY_PLAN ? &p->ends[ends[i]] : NULL;
    if (e && !e->expr) {
      leaf[i] = e->known;
      value[i] = e->value;
      ask[i] = 0;
    } else if (e && share_end(&r, i, ends[i])) {
      ask[i] = 0;
    } else {
      left++;
      if (ends[i] == SIGNATURE_UNKNOWN && w->fresh_count < MOST_FRESH &&
          w->fresh_count < fresh + RECORDED_A_ROUND)
        w->fresh[w->fresh_count++] = first + i;
    }
  }
  if (r.shared_count && !begin(w, first, persons)) return left;
  for (int k = 0; k < r.shared_count; k++)
    put_value(w, &p->ends[r.shared[k].end], &r.shared[k].who);
  return left;
}

/* A few of many are looked up one by one; the owner learns from who is left. */
static int find_one_by_one(struct worker *w, int first, int persons, uint8_t *ask) {
  const struct plan *p = w->all->plan;
  int left = 0;
  for (int i = 0; i < persons; i++) {
    if (!ask[i]) continue;
    uint32_t end = signature_table_find(p->signatures, w->all->batch, first + i, NULL);
    ask[i] = end >= SIGNATURE_BY_PLAN || p->ends[end].expr;
    left += ask[i];
    if (ask[i]) continue;
    w->all->leaf[first + i] = p->ends[end].known;
    w->all->value[first + i] = p->ends[end].value;
  }
  return left;
}

/* Whoever is to be asked about; how many. */
static int find_asked(const struct batching *all, int first, int persons, uint8_t *ask) {
  int count = 0;
  for (int i = 0; i < persons; i++)
    count += ask[i] = all->leaf[first + i] == PLAN_NONE;
  for (int i = 0; all->skip && i < persons; i++) {
    count -= ask[i] && all->skip[first + i];
    ask[i] = ask[i] && !all->skip[first + i];
  }
  return count;
}

static void walk_columns(struct worker *w, int first, int persons, const uint8_t *ask) {
  struct set who = {{0}};
  if (!w->all->plan->root || !begin(w, first, persons)) return;
  for (int i = 0; i < persons; i++)
    if (ask[i]) set_put(&who, i);
  visit(w, w->all->plan->root, &who, (struct span){0, CHUNK_WORDS});
}

/* `open` says afterwards whether there may be persons for the owner. */
static void do_chunk(struct worker *w, int number) {
  struct batching *all = w->all;
  int first = number * CHUNK_ROWS;
  int persons = all->batch->persons - first < CHUNK_ROWS ? all->batch->persons - first : CHUNK_ROWS;
  uint8_t ask[CHUNK_ROWS];
  int left = find_asked(all, first, persons, ask);
  w->begun = w->slow = false;
  bool odd = left && check_invariants(w, first, persons, ask);
  if (left && all->plan->signatures)
    left = left > persons / FEW_OF ? find_by_signature(w, first, persons, ask)
                                   : find_one_by_one(w, first, persons, ask);
  if (all->plan->signatures) w->missed += left;
  bool by_owner = all->plan->signatures && left <= FEW_LEFT; /* one by one */
  if (left && !by_owner) walk_columns(w, first, persons, ask);
  all->open[number] = odd || left || w->slow;
  w->failed = w->failed || (w->begun && w->chunk->failed);
}

static void *work(void *ud) {
  struct worker *w = ud;
  for (;;) {
    pthread_mutex_lock(&w->all->lock);
    int number = w->all->next++;
    pthread_mutex_unlock(&w->all->lock);
    if (number >= w->all->chunks || w->failed) return NULL;
    do_chunk(w, number);
  }
}

bool run_chunks(struct worker *workers, int threads, int from, int to) {
  struct batching *all = workers[0].all;
  pthread_t helpers[MOST_THREADS];
  int started = 0;
  all->next = from;
  all->chunks = to;
  while (started < threads - 1 && started < to - from - 1 &&
         pthread_create(&helpers[started], NULL, work, &workers[started + 1]) == 0)
    started++;
  work(&workers[0]);
  bool ok = !workers[0].failed;
  for (int i = 0; i < started; i++) {
    pthread_join(helpers[i], NULL);
    ok = ok && !workers[i + 1].failed;
  }
  return ok;
}
