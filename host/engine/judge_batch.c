/* Deciding for a whole batch: stretches of persons through a plan, on several threads; who is new or not for columns is decided alone, in
** the order of the batch, by the owner of the judge. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "host/engine/judge_plan.h"

enum { MOST_THREADS = 64, RECORDED_A_ROUND = 64, FEW_PERSONS = 16 * STRETCH };
enum {
  MOST_FRESH = 1024,
  MOST_SHARED = 8,
  FEW_LEFT = 8,
  FEW_OF = 8,

  MOST_AT_ONCE = 64
};

/* What is asked, and where the answers go. */
struct batching {
  struct judge *judge;
  struct plan *plan;
  const struct batch *batch;
  const uint8_t *skip;
  uint32_t *leaf; /* PLAN_NONE: not yet */
  int64_t *value;
  int next, stretches; /* the stretch that is taken next */
  uint8_t *open;       /* a stretch each: the owner has still to ask about somebody */
  pthread_mutex_t lock;
};

struct worker {
  struct batching *all;
  struct stretch *stretch;
  bool failed;
  bool begun, slow; /* the stretch, with the persons of now; somebody of it goes the slow way */
  int fresh[MOST_FRESH], fresh_count; /* persons whose short way is not learned yet */
};

enum { SLOW = UINT32_MAX - 1 }; /* in `leaf`, for a while: not for columns */

bool judge_batch_make(const struct judge *j, struct batch_maker *m) {
  const struct model *model = &j->policy->script->model;
  struct arena arena = {0};
  struct batch_shape *shapes = arena_array(&arena, (size_t)model->fact_count + 1, sizeof *shapes);
  for (int i = 0; shapes && i < model->fact_count; i++) {
    const struct fact *f = &model->facts[i];
    int columns = f->form == FORM_LIST ? f->field_count : 1;
    enum kind *kinds = arena_array(&arena, (size_t)columns + 1, sizeof *kinds);
    uint16_t *domains = arena_array(&arena, (size_t)columns + 1, sizeof *domains);
    if (!kinds || !domains) {
      shapes = NULL;
      break;
    }
    for (int k = 0; k < columns; k++) {
      kinds[k] = f->form == FORM_LIST ? f->fields[k].kind : f->kind;
      domains[k] = f->form == FORM_LIST ? f->fields[k].domain : f->domain;
    }
    shapes[i] = (struct batch_shape){f->form == FORM_LIST       ? BATCH_LIST
                                     : f->form == FORM_TIMELINE ? BATCH_TIMELINE
                                                                : BATCH_PLAIN,
                                     columns, kinds, domains};
  }
  memset(m, 0, sizeof *m);
  bool ok = shapes && batch_make(m, model->fact_count, shapes);
  arena_free(&arena);
  return ok;
}

/* --- a stretch ------------------------------------------------------------------------------- */

static void put_value(struct worker *w, const struct plan_end *end, const struct set *who) {
  struct stretch *s = w->stretch;
  uint16_t list[STRETCH];
  int count = set_list(who, list);
  uint32_t *leaf = w->all->leaf + s->first;
  int64_t *value = w->all->value + s->first;
  const struct vector *v = end->expr ? stretch_value(s, end->expr, who) : NULL;
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
  uint16_t list[STRETCH];
  int count = set_list(who, list);
  for (int k = 0; k < count; k++)
    w->all->leaf[w->stretch->first + list[k]] = SLOW;
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
  const struct named *x = stretch_name(w->stretch, n->name, who, span);
  for (int k = span.from; k < span.to; k++)
    part.words[k] = who->words[k] & x->slow.words[k];
  if (!set_empty(&part)) put_slow(w, &part);
  for (int i = 0; i < x->count; i++) {
    for (int k = span.from; k < span.to; k++)
      part.words[k] = who->words[k] & x->shares[i].who.words[k];
    struct span of_part = set_span(&part, span);
    uint32_t to = of_part.from < of_part.to ? plan_next(p, at, x->shares[i].class) : 0;
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

struct short_run {
  struct worker *w;
  int first;
  struct shared_end shared[MOST_SHARED];
  int shared_count;
};

/* The value is computed with those of others; false: there are too many ends. */
static bool share_end(struct short_run *r, int i, uint32_t end) {
  int k = 0;
  while (k < r->shared_count && r->shared[k].end != end)
    k++;
  if (k == MOST_SHARED) return false;
  if (k == r->shared_count) r->shared[r->shared_count++] = (struct shared_end){.end = end};
  set_put(&r->shared[k].who, i);
  return true;
}

static bool begin(struct worker *w, int first, int persons) {
  if (w->begun) return true;
  w->begun = true;
  w->failed = !stretch_begin(w->stretch, &w->all->plan->flat, w->all->judge->given, first, persons);
  return !w->failed;
}

/* Those who have a short way are not to be asked about any more; how many are left. */
static int go_short(struct worker *w, int first, int persons, uint8_t *ask) {
  const struct plan *p = w->all->plan;
  struct short_run r = {.w = w, .first = first};
  uint32_t ends[STRETCH], *leaf = w->all->leaf + first;
  int64_t *value = w->all->value + first;
  int left = 0, fresh = w->fresh_count;
  shorts_find_all(p->shorts, w->all->batch, first, persons, ends);
  for (int i = 0; i < persons; i++) {
    if (!ask[i]) continue;
    const struct plan_end *e = ends[i] < SHORT_LONG ? &p->ends[ends[i]] : NULL;
    if (e && !e->expr) {
      leaf[i] = e->known;
      value[i] = e->value;
      ask[i] = 0;
    } else if (e && share_end(&r, i, ends[i])) {
      ask[i] = 0;
    } else {
      left++;
      if (ends[i] == SHORT_NONE && w->fresh_count < MOST_FRESH && w->fresh_count < fresh + RECORDED_A_ROUND)
        w->fresh[w->fresh_count++] = first + i;
    }
  }
  if (r.shared_count && !begin(w, first, persons)) return left;
  for (int k = 0; k < r.shared_count; k++)
    put_value(w, &p->ends[r.shared[k].end], &r.shared[k].who);
  return left;
}

/* A few of many are looked up one by one; the owner learns from who is left. */
static int go_short_alone(struct worker *w, int first, int persons, uint8_t *ask) {
  const struct plan *p = w->all->plan;
  int left = 0;
  for (int i = 0; i < persons; i++) {
    if (!ask[i]) continue;
    uint32_t end = shorts_find(p->shorts, w->all->batch, first + i, NULL);
    ask[i] = end >= SHORT_LONG || p->ends[end].expr;
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

static void go_long(struct worker *w, int first, int persons, const uint8_t *ask) {
  struct set who = {{0}};
  if (!w->all->plan->root || !begin(w, first, persons)) return;
  for (int i = 0; i < persons; i++)
    if (ask[i]) set_put(&who, i);
  visit(w, w->all->plan->root, &who, (struct span){0, STRETCH_WORDS});
}

/* `open` says afterwards whether there may be persons for the owner. */
static void do_stretch(struct worker *w, int number) {
  struct batching *all = w->all;
  int first = number * STRETCH;
  int persons = all->batch->persons - first < STRETCH ? all->batch->persons - first : STRETCH;
  uint8_t ask[STRETCH];
  int left = find_asked(all, first, persons, ask);
  w->begun = w->slow = false;
  bool odd = left && check_invariants(w, first, persons, ask);
  if (left && all->plan->shorts)
    left =
        left > persons / FEW_OF ? go_short(w, first, persons, ask) : go_short_alone(w, first, persons, ask);
  bool by_owner = all->plan->shorts && left <= FEW_LEFT; /* one by one */
  if (left && !by_owner) go_long(w, first, persons, ask);
  all->open[number] = odd || left || w->slow;
  w->failed = w->failed || (w->begun && w->stretch->failed);
}

static void *work(void *ud) {
  struct worker *w = ud;
  for (;;) {
    pthread_mutex_lock(&w->all->lock);
    int number = w->all->next++;
    pthread_mutex_unlock(&w->all->lock);
    if (number >= w->all->stretches || w->failed) return NULL;
    do_stretch(w, number);
  }
}

/* All stretches from `from` to `to`, by this thread and helpers. */
static bool run_stretches(struct worker *workers, int threads, int from, int to) {
  struct batching *all = workers[0].all;
  pthread_t helpers[MOST_THREADS];
  int started = 0;
  all->next = from;
  all->stretches = to;
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

/* --- persons alone --------------------------------------------------------------------------- */

static bool decide_alone(struct batching *all, struct stretch *s, int person, bool record, struct error *e) {
  struct judge *j = all->judge;
  struct verdict v;
  const struct value *facts = stretch_person(s, person);
  if (!facts) return error_set(e, ERR_MEMORY, "内存不足");
  judge_person(j, facts, NULL);
  j->trees.log.on = record && !all->plan->dropped;
  bool ok = judge_ask(j, all->plan->decision, all->plan->when, &v, e);
  j->trees.log.on = false;
  if (!ok) return false;
  if (record && !plan_record(j, all->plan, &v)) all->plan->slow++;
  all->leaf[person] = leaf_of(j, &v);
  all->value[person] = v.value.state == STATE_KNOWN ? v.value.u.i : 0;
  return all->leaf[person] != PLAN_NONE || error_set(e, ERR_MEMORY, "内存不足");
}

/* By the plan, learning the short way. False: the plan does not know it. */
static bool by_plan(struct batching *all, struct stretch *s, int person) {
  struct plan *p = all->plan;
  const struct value *facts = stretch_person(s, person), *given = all->judge->given;
  uint32_t end = facts ? shorts_learn(p, all->batch, person, facts, given, NULL) : SHORT_NONE;
  return end < SHORT_LONG && plan_answer(p, end, facts, given, &all->leaf[person], &all->value[person]);
}

static void learn_fresh(struct worker *workers, int threads) {
  struct batching *all = workers[0].all;
  struct stretch *s = workers[0].stretch;
  s->first = 0;
  s->facts_of = -1;
  for (int i = 0; i < threads; i++) {
    for (int k = 0; k < workers[i].fresh_count && all->plan->shorts; k++) {
      const struct value *facts = stretch_person(s, workers[i].fresh[k]);
      if (facts) shorts_learn(all->plan, all->batch, workers[i].fresh[k], facts, all->judge->given, NULL);
    }
    workers[i].fresh_count = 0;
  }
}

/* What the owner has done in a round. */
struct owned {
  int recorded;
  bool left; /* there are more who are new */
};

/* The persons of a stretch who are for the slow way, and some of those who are new. */
static bool decide_rest(struct batching *all, struct stretch *s, int from, int to, struct owned *o,
                        struct error *e) {
  for (int i = from; i < to; i++) {
    if ((all->leaf[i] != PLAN_NONE && all->leaf[i] != (uint32_t)SLOW) || (all->skip && all->skip[i]))
      continue;
    bool new = all->leaf[i] == PLAN_NONE;
    if (new && o->recorded >= RECORDED_A_ROUND && !all->plan->dropped) {
      o->left = true;
      continue;
    }
    if (new && all->plan->shorts && by_plan(all, s, i)) continue;
    o->recorded += new;
    all->plan->missed += new;
    all->plan->slow += !new;
    if (!decide_alone(all, s, i, new, e)) return false;
  }
  return true;
}

static bool decide_open(struct batching *all, struct stretch *s, int from, int to, bool *left,
                        struct error *e) {
  struct owned o = {0};
  s->first = 0;
  s->facts_of = -1;
  for (int first = from; first < to; first += STRETCH) {
    int end = first + STRETCH < to ? first + STRETCH : to;
    if (all->open[first / STRETCH] && !decide_rest(all, s, first, end, &o, e)) return false;
  }
  *left = o.left;
  return true;
}

/* Persons from .. to, a round after the other until nobody is left. */
static bool decide_range(struct worker *workers, int threads, int from, int to, struct error *e) {
  struct batching *all = workers[0].all;
  for (bool left = true; left;) {
    if (all->plan->dropped)
      left = false;
    else if (!run_stretches(workers, threads, from / STRETCH, (to + STRETCH - 1) / STRETCH))
      return error_set(e, ERR_MEMORY, "内存不足");
    learn_fresh(workers, threads);
    if (!decide_open(all, workers[0].stretch, from, to, &left, e)) return false;
  }
  return true;
}

/* The first stretches meet most of what there is; what they teach serves those that follow. */
static bool decide_all(struct worker *workers, int threads, struct error *e) {
  struct batching *all = workers[0].all;
  int persons = all->batch->persons;
  for (int from = 0, stretches = 1; from < persons;
       stretches = stretches < MOST_AT_ONCE ? stretches * 2 : stretches) {
    int to = from + stretches * STRETCH < persons ? from + stretches * STRETCH : persons;
    shorts_prepare(all->judge, all->plan, all->batch, all->judge->enough);
    if (!decide_range(workers, threads, from, to, e)) return false;
    if (all->plan->shorts) all->plan->shorts->asked += to - from;
    from = to;
  }
  return true;
}

bool judge_columns(struct judge *j, int decision, struct value when, const struct value *given,
                   const struct batch *b, const uint8_t *skip, int threads, uint32_t *leaf, int64_t *value,
                   struct error *e) {
  struct worker workers[MOST_THREADS];
  judge_set_question(j, decision, when, given);
  struct batching all = {.judge = j, .batch = b, .skip = skip, .leaf = leaf, .value = value};
  if (threads > MOST_THREADS) threads = MOST_THREADS;
  if (threads < 1 || b->persons < FEW_PERSONS) threads = 1;
  all.plan = plan_of(j, decision, j->question.when);
  struct stretch *stretches = all.plan ? plan_stretches(j, all.plan, b, threads) : NULL;
  size_t count = (size_t)b->persons / STRETCH + 1;
  all.open = malloc(count);
  if (!stretches || !all.open || pthread_mutex_init(&all.lock, NULL) != 0) {
    free(all.open);
    return error_set(e, ERR_MEMORY, "内存不足");
  }
  memset(all.open, 1, count);
  for (int i = 0; i < threads; i++)
    workers[i] = (struct worker){.all = &all, .stretch = &stretches[i]};
  for (int i = 0; i < b->persons; i++)
    leaf[i] = PLAN_NONE;
  all.plan->asked += b->persons;
  bool ok = decide_all(workers, threads, e);
  plan_review(j, all.plan);
  pthread_mutex_destroy(&all.lock);
  free(all.open);
  return ok;
}

/* --- terms ----------------------------------------------------------------------------------- */

/* A term is kept as the decision before the first: -1 - its name. */
static struct plan *term_plan(struct judge *j, int name, struct value when) {
  return plan_of(j, -1 - name, when);
}

static bool term_alone(struct judge *j, struct plan *p, struct stretch *s, int name, int person, bool record,
                       struct value *out) {
  struct error why = {0};
  const struct value *facts = stretch_person(s, person - s->first);
  if (!facts) return false;
  judge_person(j, facts, NULL);
  if (!judge_term(j, name, p->when, out, &why)) *out = value_poison(VERR_KIND, 0, 0);
  if (record && j->policy->script->model.names[name].kind == NAME_TERM) flat_record(&p->flat, name);
  return why.kind != ERR_MEMORY;
}

/* A class's value for those who have it; who has none that is known or absent stays in `rest`. */
static bool term_values(struct plan *p, struct stretch *s, const struct share *share, struct set *rest,
                        struct value *out) {
  uint16_t list[STRETCH];
  uint32_t expr = p->flat.classes[share->class].expr;
  const struct value *fixed = expr_constant_of(&p->flat.exprs, expr);
  const struct vector *v = fixed ? NULL : stretch_value(s, expr, &share->who);
  if (!fixed && !v) return false;
  int count = set_list(&share->who, list);
  for (int k = 0; k < count; k++) {
    int i = list[k];
    bool known = v && set_has(&v->known, i);
    if (!fixed && !known) continue; /* an absent one would not know its kind */
    out[s->first + i] =
        fixed ? *fixed : (struct value){.kind = v->kind, .domain = v->domain, .u.i = v->value[i]};
    rest->words[i / 64] &= ~(UINT64_C(1) << i % 64);
  }
  return true;
}

static bool term_stretch(struct judge *j, struct plan *p, struct stretch *s, int name, const struct set *who,
                         struct value *out) {
  struct set rest = *who;
  uint16_t list[STRETCH];
  const struct named *n = stretch_name(s, name, who, (struct span){0, STRETCH_WORDS});
  for (int i = 0; i < n->count; i++)
    if (!term_values(p, s, &n->shares[i], &rest, out)) return false;
  struct set missing = n->missing;
  int count = set_list(&rest, list), recorded = 0;
  for (int k = 0; k < count; k++) {
    bool new = set_has(&missing, list[k]) && recorded < RECORDED_A_ROUND;
    recorded += new;
    if (!term_alone(j, p, s, name, s->first + list[k], new, &out[s->first + list[k]])) return false;
  }
  return !s->failed;
}

bool judge_columns_term(struct judge *j, int name, struct value when, const struct batch *b,
                        const uint8_t *skip, struct value *out, struct error *e) {
  judge_set_question(j, -1, when, NULL);
  struct plan *p = term_plan(j, name, j->question.when);
  struct stretch *s = p ? plan_stretches(j, p, b, 1) : NULL;
  bool ok = s != NULL;
  for (int first = 0; ok && first < b->persons; first += STRETCH) {
    int persons = b->persons - first < STRETCH ? b->persons - first : STRETCH;
    struct set who = {{0}};
    for (int i = 0; i < persons; i++)
      if (!skip || !skip[first + i]) set_put(&who, i);
    ok = stretch_begin(s, &p->flat, j->given, first, persons) && term_stretch(j, p, s, name, &who, out);
  }
  return ok || error_set(e, ERR_MEMORY, "内存不足");
}
