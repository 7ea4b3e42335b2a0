/* Deciding for a whole batch: chunks of persons through a plan, on several threads; who is new or
** not for columns is decided alone, in the order of the batch, by the owner of the judge. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "host/engine/judge/batch_private.h"
#include "host/engine/judge/judge_private.h"
#include "host/engine/judge/signature_table_private.h"

enum { FEW_PERSONS = 16 * CHUNK_ROWS, MOST_AT_ONCE = 128 };

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

/* --- persons alone ---------------------------------------------------------------------------- */

static bool decide_alone(struct batching *all, struct column_chunk *s, int person, bool record,
                         struct error *e) {
  struct judge *j = all->judge;
  struct verdict v;
  const struct value *facts = column_chunk_person(s, person);
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

/* By the plan, learning the signature. False: the plan does not know it. */
static bool by_plan(struct batching *all, struct column_chunk *s, int person) {
  struct plan *p = all->plan;
  const struct value *facts = column_chunk_person(s, person), *given = all->judge->given;
  uint32_t end = facts ? signature_table_learn(p, all->batch, person, facts, given, NULL) : SIGNATURE_UNKNOWN;
  return end < SIGNATURE_BY_PLAN &&
         plan_answer(p, end, facts, given, &all->leaf[person], &all->value[person]);
}

static void learn_fresh(struct worker *workers, int threads) {
  struct batching *all = workers[0].all;
  struct column_chunk *s = workers[0].chunk;
  s->first = 0;
  s->facts_of = -1;
  for (int i = 0; i < threads; i++) {
    for (int k = 0; k < workers[i].fresh_count && all->plan->signatures; k++) {
      const struct value *facts = column_chunk_person(s, workers[i].fresh[k]);
      if (facts)
        signature_table_learn(all->plan, all->batch, workers[i].fresh[k], facts, all->judge->given, NULL);
    }
    if (all->plan->signatures) all->plan->signatures->missed += workers[i].missed;
    workers[i].missed = workers[i].fresh_count = 0;
  }
}

/* What the owner has done in a round. */
struct owned {
  int recorded;
  bool left; /* there are more who are new */
};

/* The persons of a chunk who are for the slow way, and some of those who are new. */
static bool decide_rest(struct batching *all, struct column_chunk *s, int from, int to, struct owned *o,
                        struct error *e) {
  for (int i = from; i < to; i++) {
    if ((all->leaf[i] != PLAN_NONE && all->leaf[i] != (uint32_t)SLOW) || (all->skip && all->skip[i]))
      continue;
    bool new = all->leaf[i] == PLAN_NONE;
    if (new && o->recorded >= RECORDED_A_ROUND && !all->plan->dropped) {
      o->left = true;
      continue;
    }
    if (new && all->plan->signatures && by_plan(all, s, i)) continue;
    o->recorded += new;
    all->plan->missed += new;
    all->plan->slow += !new;
    if (!decide_alone(all, s, i, new, e)) return false;
  }
  return true;
}

static bool decide_open(struct batching *all, struct column_chunk *s, int from, int to, bool *left,
                        struct error *e) {
  struct owned o = {0};
  s->first = 0;
  s->facts_of = -1;
  for (int first = from; first < to; first += CHUNK_ROWS) {
    int end = first + CHUNK_ROWS < to ? first + CHUNK_ROWS : to;
    if (all->open[first / CHUNK_ROWS] && !decide_rest(all, s, first, end, &o, e)) return false;
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
    else if (!run_chunks(workers, threads, from / CHUNK_ROWS, (to + CHUNK_ROWS - 1) / CHUNK_ROWS))
      return error_set(e, ERR_MEMORY, "内存不足");
    learn_fresh(workers, threads);
    if (!decide_open(all, workers[0].chunk, from, to, &left, e)) return false;
  }
  return true;
}

/* The first chunks meet most of what there is; what they teach serves those that follow. */
static bool decide_all(struct worker *workers, int threads, struct error *e) {
  struct batching *all = workers[0].all;
  int persons = all->batch->persons, chunks = all->plan->signatures ? MOST_AT_ONCE : 1;
  for (int from = 0, to; from < persons; from = to, chunks = chunks * 2) {
    signature_table_prepare(all->judge, all->plan, all->batch, all->judge->enough);
    struct signature_table *s = all->plan->signatures;
    if (chunks > MOST_AT_ONCE) chunks = MOST_AT_ONCE;
    if (s && chunks > s->at_once) chunks = s->at_once;
    to = chunks < (persons - from) / CHUNK_ROWS ? from + chunks * CHUNK_ROWS : persons;
    if (!decide_range(workers, threads, from, to, e)) return false;
    all->plan->done += to - from;
    if (!s) continue;
    s->asked += to - from;
    s->at_once = chunks * 2;
  }
  return true;
}

bool judge_batch(struct judge *j, int decision, struct value when, const struct value *given,
                 const struct batch *b, const uint8_t *skip, int threads, uint32_t *leaf, int64_t *value,
                 struct error *e) {
  judge_set_question(j, decision, when, given);
  struct batching all = {.judge = j, .batch = b, .skip = skip, .leaf = leaf, .value = value};
  if (threads > MOST_THREADS) threads = MOST_THREADS;
  if (threads < 1 || b->persons < FEW_PERSONS) threads = 1;
  all.plan = plan_of(j, decision, j->question.when);
  struct column_chunk *chunks = all.plan ? plan_chunks(j, all.plan, b, threads) : NULL;
  size_t count = (size_t)b->persons / CHUNK_ROWS + 1;
  all.open = malloc(count);
  /* not on the stack: a worker keeps whom it could not decide, and with 64 of them the process
  ** would need half a megabyte */
  struct worker *workers = malloc((size_t)threads * sizeof *workers);
  if (!chunks || !all.open || !workers || pthread_mutex_init(&all.lock, NULL) != 0) {
    free(all.open);
    free(workers);
    return error_set(e, ERR_MEMORY, "内存不足");
  }
  memset(all.open, 1, count);
  for (int i = 0; i < threads; i++)
    workers[i] = (struct worker){.all = &all, .chunk = &chunks[i]};
  for (int i = 0; i < b->persons; i++)
    leaf[i] = PLAN_NONE;
  all.plan->asked += b->persons;
  bool ok = decide_all(workers, threads, e);
  plan_review(j, all.plan);
  pthread_mutex_destroy(&all.lock);
  free(all.open);
  free(workers);
  return ok;
}
