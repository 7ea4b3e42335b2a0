/* Building the signature table of a plan that has settled, and choosing what stands in its keys. */
#include <stdlib.h>
#include <string.h>

#include "host/base/array.h"
#include "host/engine/judge/judge_private.h"
#include "host/engine/judge/signature_table_private.h"

enum { FIRST_SLOTS = 1024, KEEP_TABLES = 24, SAMPLE = 1024, SELDOM = 100, MATURE = 16 };
enum { WORTHLESS_AFTER = 1 << 16, WORTH = 2 }; /* one in so many may be left to the plan */

/* --- making and dropping ---------------------------------------------------------------------- */

void signature_table_free(struct plan *p) {
  struct signature_table *s = p->signatures;
  if (!s) return;
  signature_free(&s->signature);
  rows_free(&s->rows);
  free(s->slots);
  free(s->nodes);
  free(s->paths);
  hash_table_free(&s->by_steps);
  free(s->steps);
  free(s);
  p->signatures = NULL;
}

size_t signature_table_bytes(const struct signature_table *s) {
  return sizeof *s + signature_bytes(&s->signature) + s->rows.bytes + s->rows.count * sizeof *s->rows.codes +
         s->slot_count * sizeof *s->slots + s->node_room * sizeof *s->nodes +
         s->path_room * sizeof *s->paths + hash_table_bytes(&s->by_steps) + s->step_room * sizeof *s->steps;
}

void signature_table_review(struct plan *p, size_t most) {
  const struct signature_table *s = p->signatures;
  bool idle = s && s->tuned && s->asked >= WORTHLESS_AFTER && s->missed * WORTH > s->asked;
  if (!s || (!idle && signature_table_bytes(s) <= most)) return;
  signature_table_free(p);
  p->without_signatures = true;
}

/* They are big: only the plans asked last keep theirs. */
static void drop_old(struct judge *j) {
  int kept = 0;
  struct plan *oldest = NULL;
  for (int i = 0; i < j->plan_count; i++) {
    struct plan *p = j->plans[i];
    if (!p->signatures) continue;
    kept++;
    if (!oldest || p->turn < oldest->turn) oldest = p;
  }
  if (kept >= KEEP_TABLES) signature_table_free(oldest);
}

static bool make_tables(struct signature_table *s) {
  s->slots = calloc(FIRST_SLOTS, sizeof *s->slots);
  s->slot_count = FIRST_SLOTS;
  bool ok = s->slots && array_grow((void **)&s->nodes, &s->node_room, BY_PLAN_NODE + 1, sizeof *s->nodes) &&
            array_grow((void **)&s->paths, &s->path_room, 1, sizeof *s->paths);
  if (!ok) return false;
  s->nodes[BY_PLAN_NODE] =
      (struct signature_node){.guard = SIGNATURE_UNKNOWN, .next = {SIGNATURE_BY_PLAN, 0}};
  s->node_count = BY_PLAN_NODE + 1;
  s->paths[0] = (struct guard_path){0};
  s->path_count = 1;
  s->at_once = 1;
  return true;
}

/* Which guards a sample of the batch comes to at least now and then: the others need not stand in a
** signature. NULL: all, or no memory. */
static uint8_t *sample_guards(const struct plan *p, const struct batch *b, const struct value *given) {
  uint32_t guards = p->flat.guard_count, *asked = calloc(guards + 1, sizeof *asked);
  uint8_t *wanted = calloc(guards + 1, 1);
  struct value *facts = calloc((size_t)b->fact_count + 1, sizeof *facts);
  struct batch_rooms rooms = {0};
  struct sample_path l = {.plan = p};
  bool ok = asked && wanted && facts;
  for (int k = 0; ok && k < SAMPLE; k++) {
    l.count = 0;
    ok = batch_person(b, (int)((int64_t)k * b->persons / SAMPLE), &rooms, facts);
    if (!ok || !signature_table_walk(&l, facts, given)) continue;
    for (int i = 0; i < l.count; i++)
      asked[l.steps[i] / 2]++;
  }
  for (uint32_t g = 0; ok && g < guards; g++)
    wanted[g] = asked[g] > SAMPLE / SELDOM;
  batch_rooms_free(&rooms);
  free(facts);
  free(asked);
  if (!ok) free(wanted);
  return ok ? wanted : NULL;
}

static bool build(struct judge *j, struct signature_table *s, struct plan *p, const struct batch *b) {
  const struct model *m = &j->policy->script->model;
  bool *optional = calloc((size_t)m->fact_count + 1, sizeof *optional);
  if (!optional) return false;
  for (int i = 0; i < m->fact_count; i++)
    optional[i] = m->facts[i].optional;
  uint8_t *wanted = b->persons >= SAMPLE ? sample_guards(p, b, j->given) : NULL;
  s->rows.flat = &p->flat;
  s->numbers = &j->path_numbers;
  bool ok = signature_build(&s->signature, &p->flat, b, j->nothing, optional, wanted) && make_tables(s);
  free(optional);
  free(wanted);
  return ok;
}

static void make(struct judge *j, struct plan *p, const struct batch *b) {
  signature_table_free(p);
  drop_old(j);
  p->signatures = calloc(1, sizeof *p->signatures);
  if (p->signatures && !build(j, p->signatures, p, b)) signature_table_free(p);
}

/* --- tuning ----------------------------------------------------------------------------------- */

/* Count what a person is asked past his signature. */
static void count_asked(struct signature_table *s, const struct batch *b, int person, uint32_t *asked) {
  uint32_t at = signature_table_node(s, b, person);
  while (at && s->nodes[at].guard != SIGNATURE_UNKNOWN) {
    int branch = rows_test(&s->rows, s->nodes[at].guard, b, person);
    asked[s->nodes[at].guard]++;
    at = branch < 0 ? 0 : s->nodes[at].next[branch];
  }
}

/* What was learned under other keys. */
static void forget(struct signature_table *s) {
  memset(s->slots, 0, s->slot_count * sizeof *s->slots);
  s->used = 0;
  s->node_count = BY_PLAN_NODE + 1;
  s->at_once = 1;
  s->asked = s->missed = 0;
}

/* The guards that most of a sample come to are asked about all at once, and become part of the
** key. */
static void tune(struct signature_table *s, const struct batch *b) {
  uint32_t guards = s->signature.flat->guard_count,
           persons = (uint32_t)(b->persons < SAMPLE ? b->persons : SAMPLE);
  uint32_t *asked = calloc(guards, sizeof *asked);
  int room = (KEY_WORDS * 8 - s->signature.classed_count) * FREQUENT_A_BYTE;
  if (!asked) return;
  for (uint32_t i = 0; i < persons; i++)
    count_asked(s, b, (int)i, asked);
  for (uint32_t g = 0; g < guards; g++)
    if (asked[g] * 2 > persons && s->frequent_count < room && s->frequent_count < MOST_FREQUENT)
      s->frequent[s->frequent_count++] = g;
  free(asked);
  s->tuned = true;
  if (s->frequent_count) forget(s);
}

/* As long as a plan grows fast, it is not worth while; one that has grown much since is done
** again. */
void signature_table_prepare(struct judge *j, struct plan *p, const struct batch *b, long long enough) {
  const struct signature_table *s = p->signatures;
  if (p->flat.guard_count > p->guards_seen + p->guards_seen / 8) {
    p->guards_seen = p->flat.guard_count;
    p->grown_at = p->done;
  }
  bool settled = p->done - p->grown_at >= enough || p->done >= MATURE * enough;
  if (p->dropped || p->without_signatures || !p->root || p->done < enough || !settled) return;
  bool grown = s && p->flat.guard_count > s->signature.guard_count + s->signature.guard_count / 4;
  if (!s || (grown && s->asked > enough))
    make(j, p, b);
  else if (!s->tuned && s->asked >= enough / 4)
    tune(p->signatures, b);
}
