/* Signature lookup, and learning its entries. */
#include <stdlib.h>
#include <string.h>

#include "host/base/array.h"
#include "host/base/hash.h"
#include "host/engine/judge/plan_private.h"
#include "host/engine/judge/signature_table_private.h"

enum { MOST_SIGNATURE_NODES = 1 << 17, MOST_USED = 1 << 15 };

/* --- finding ---------------------------------------------------------------------------------- */

/* Not base/hash_table: for almost everybody of a batch this look-up is all the work, and the key
** stands in the slot beside its node. */
static inline uint32_t hash_of(struct signature_key key) {
  uint64_t h = (key.words[0] ^ key.words[1] * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
  return (uint32_t)(h >> 32);
}

static inline bool same_key(struct signature_key a, struct signature_key b) {
  return a.words[0] == b.words[0] && a.words[1] == b.words[1];
}

static inline uint32_t slot_of(const struct signature_table *s, struct signature_key key) {
  uint32_t slot = hash_of(key) & (s->slot_count - 1);
  while (s->slots[slot].node && !same_key(s->slots[slot].key, key))
    slot = (slot + 1) & (s->slot_count - 1);
  return slot;
}

/* Down the tree under a signature; 0: not learned yet, BY_PLAN_NODE: the plan must be asked. */
static inline uint32_t descend(const struct signature_table *s, uint32_t at, const struct batch *b,
                               int person) {
  while (at && s->nodes[at].guard != SIGNATURE_UNKNOWN) {
    int branch = rows_test(&s->rows, s->nodes[at].guard, b, person);
    if (branch < 0) return BY_PLAN_NODE;
    at = s->nodes[at].next[branch];
  }
  return at;
}

static void add_frequent(struct signature_key *key, int place, int frequent, int answer) {
  ((uint8_t *)key->words)[place + frequent / FREQUENT_A_BYTE] |=
      (uint8_t)(answer << frequent % FREQUENT_A_BYTE * 2);
}

static struct signature_key key_of(struct signature_table *s, const struct batch *b, int person) {
  struct signature_key key = signature_key(&s->signature, b, person);
  for (int k = 0; k < s->frequent_count; k++) {
    int branch = rows_test(&s->rows, s->frequent[k], b, person);
    add_frequent(&key, s->signature.classed_count, k, branch < 0 ? 2 : branch);
  }
  return key;
}

uint32_t signature_table_node(struct signature_table *s, const struct batch *b, int person) {
  return s->slots[slot_of(s, key_of(s, b, person))].node;
}

uint32_t signature_table_find(struct signature_table *s, const struct batch *b, int person, uint32_t *path) {
  uint32_t at = descend(s, signature_table_node(s, b, person), b, person);
  if (!at) return SIGNATURE_UNKNOWN;
  if (path) *path = s->nodes[at].next[1];
  return s->nodes[at].next[0];
}

static int words_of(const struct signature_table *s) {
  int bytes = s->signature.classed_count + (s->frequent_count + FREQUENT_A_BYTE - 1) / FREQUENT_A_BYTE;
  return (bytes + 7) / 8;
}

static void hot_keys(const struct signature_table *s, const struct batch *b, int first, int count,
                     uint64_t *keys[KEY_WORDS]) {
  uint8_t answers[CHUNK_ROWS];
  for (int k = 0; k < s->frequent_count; k++) {
    int place = s->signature.classed_count + k / FREQUENT_A_BYTE, shift = k % FREQUENT_A_BYTE * 2;
    uint8_t *to = (uint8_t *)keys[place / 8] + place % 8;
    rows_test_all(&s->rows, s->frequent[k], b, first, count, answers);
    for (int i = 0; i < count; i++)
      to[i * 8] = (uint8_t)((shift ? to[i * 8] : 0) | answers[i] << shift);
  }
}

void signature_table_find_all(struct signature_table *s, const struct batch *b, int first, int count,
                              uint32_t *ends) {
  uint64_t words[KEY_WORDS][CHUNK_ROWS], *keys[KEY_WORDS] = {words[0], words[1]};
  bool two = words_of(s) > 1;
  if (two) memset(words[1], 0, (size_t)count * sizeof *words[1]);
  signature_keys(&s->signature, b, first, count, keys);
  hot_keys(s, b, first, count, keys);
  for (int i = 0; i < count; i++) {
    struct signature_key key = {{words[0][i], two ? words[1][i] : 0}};
    uint32_t at = s->slots[slot_of(s, key)].node;
    if (at && s->nodes[at].guard != SIGNATURE_UNKNOWN) at = descend(s, at, b, first + i);
    ends[i] = at ? s->nodes[at].next[0] : SIGNATURE_UNKNOWN;
  }
}

/* --- learning --------------------------------------------------------------------------------- */

static bool add_step(struct sample_path *l, uint32_t guard, int branch) {
  uint32_t step = guard * 2 + (uint32_t)branch;
  for (int i = 0; i < l->count; i++)
    if (l->steps[i] == step) return true;
  if (l->count == SAMPLE_STEPS) return false;
  l->steps[l->count++] = step;
  return true;
}

/* A person's class of a name, noting every guard on the way. */
static bool walk_name_of(struct sample_path *l, int name, const struct value *facts,
                         const struct value *given, uint32_t *class) {
  const struct flat *f = &l->plan->flat;
  uint32_t at = f->trees[name].root;
  while (at && f->nodes[at].guard != NODE_CLASS) {
    int branch = flat_test(f, f->nodes[at].guard, facts, given);
    if (branch < 0 || !add_step(l, f->nodes[at].guard, branch)) return false;
    at = f->nodes[at].next[branch];
  }
  if (at) *class = f->nodes[at].next[0];
  return at != 0;
}

bool signature_table_walk(struct sample_path *l, const struct value *facts, const struct value *given) {
  const struct plan *p = l->plan;
  uint32_t at = p->root, class;
  while (at && p->nodes[at].name >= 0) {
    if (!walk_name_of(l, p->nodes[at].name, facts, given, &class)) return false;
    at = plan_next(p, at, class);
  }
  l->end = at ? p->nodes[at].end : 0;
  return l->end != 0;
}

static uint32_t hash_steps(const struct sample_path *l) {
  uint64_t h = 0;
  for (int i = 0; i < l->count; i++)
    h = hash_mix(h, l->steps[i]);
  return (uint32_t)h;
}

static bool has_steps(const struct signature_table *s, const struct guard_path *x,
                      const struct sample_path *l) {
  size_t bytes = (size_t)l->count * sizeof *l->steps;
  return (int)x->count == l->count && (bytes == 0 || memcmp(s->steps + x->first, l->steps, bytes) == 0);
}

/* The number of a way; 0: no memory. */
static uint32_t path_of(struct signature_table *s, const struct sample_path *l) {
  uint32_t hash = hash_steps(l), found, step = 0;
  while ((found = hash_table_next(&s->by_steps, hash, &step)))
    if (has_steps(s, &s->paths[found], l)) return s->paths[found].number;
  if (!array_grow((void **)&s->paths, &s->path_room, s->path_count, sizeof *s->paths)) return 0;
  for (int i = 0; i < l->count; i++) {
    if (!array_grow((void **)&s->steps, &s->step_room, s->step_count + (uint32_t)i, sizeof *s->steps))
      return 0;
    s->steps[s->step_count + (uint32_t)i] = l->steps[i];
  }
  if (!hash_table_add(&s->by_steps, hash, s->path_count)) return 0;
  s->paths[s->path_count] = (struct guard_path){s->step_count, (uint32_t)l->count, ++*s->numbers};
  s->step_count += (uint32_t)l->count;
  return s->paths[s->path_count++].number;
}

static bool grow_slots(struct signature_table *s) {
  if (s->used * 2 < s->slot_count) return true;
  struct signature_table bigger = *s;
  bigger.slot_count *= 2;
  bigger.slots = calloc(bigger.slot_count, sizeof *bigger.slots);
  if (!bigger.slots) return false;
  for (uint32_t i = 0; i < s->slot_count; i++)
    if (s->slots[i].node) bigger.slots[slot_of(&bigger, s->slots[i].key)] = s->slots[i];
  free(s->slots);
  *s = bigger;
  return true;
}

static uint32_t new_node(struct signature_table *s, struct signature_node n) {
  if (s->node_count >= MOST_SIGNATURE_NODES) return BY_PLAN_NODE;
  if (!array_grow((void **)&s->nodes, &s->node_room, s->node_count, sizeof n)) return BY_PLAN_NODE;
  s->nodes[s->node_count] = n;
  return s->node_count++;
}

/* What the key tells of a guard; -1: nothing. */
static int answer_in(const struct signature_table *s, struct signature_key key, uint32_t guard) {
  for (int k = 0; k < s->frequent_count; k++) {
    if (s->frequent[k] != guard) continue;
    int place = s->signature.classed_count + k / FREQUENT_A_BYTE;
    int answer = ((const uint8_t *)key.words)[place] >> k % FREQUENT_A_BYTE * 2 & 3;
    return answer > 1 ? -1 : answer;
  }
  return signature_answer(&s->signature, key, guard);
}

/* The node for what the key does not tell, step by step; `*from` is where it is linked, set when it
** is new. */
static void join(struct sample_path *l, uint32_t slot, struct signature_key key, const struct batch *b) {
  struct signature_table *s = l->s;
  uint32_t at = s->slots[slot].node, before = 0;
  int branch = 0;
  for (int i = 0; i <= l->count; i++) {
    uint32_t guard = i < l->count ? l->steps[i] / 2 : SIGNATURE_UNKNOWN;
    int told = i < l->count ? answer_in(s, key, guard) : -1;
    if (told >= 0 && told == (int)(l->steps[i] & 1)) continue;
    if (!at) {
      if (i == l->count)
        at = new_node(s, (struct signature_node){SIGNATURE_UNKNOWN, {l->end - 1, path_of(s, l)}});
      else
        at = told < 0 && rows_ready(&s->rows, guard, b) ? new_node(s, (struct signature_node){guard, {0, 0}})
                                                        : BY_PLAN_NODE;
      if (before)
        s->nodes[before].next[branch] = at;
      else
        s->slots[slot].node = at;
    }
    if (at == BY_PLAN_NODE || s->nodes[at].guard != guard || i == l->count) return;
    before = at;
    branch = (int)(l->steps[i] & 1);
    at = s->nodes[at].next[branch];
  }
}

uint32_t signature_table_learn(struct plan *p, const struct batch *b, int person, const struct value *facts,
                               const struct value *given, uint32_t *path) {
  struct sample_path l = {.plan = p, .s = p->signatures, .count = 0};
  if (!signature_table_walk(&l, facts, given)) return SIGNATURE_UNKNOWN;
  if (path) *path = path_of(l.s, &l);
  if (!grow_slots(l.s) || l.s->used >= MOST_USED) return l.end - 1;
  struct signature_key key = key_of(l.s, b, person);
  uint32_t slot = slot_of(l.s, key);
  if (!l.s->slots[slot].node) {
    l.s->slots[slot].key = key;
    l.s->used++;
  }
  join(&l, slot, key, b);
  return l.end - 1;
}
