/* Sets of numbers: which guards were taken which way. */
#include <stdlib.h>

#include "host/engine/explore/explore_private.h"

enum { FIRST_SLOTS = 1024 };

void set_free(struct set *s) {
  free(s->table);
  *s = (struct set){0};
}

/* Not base/hash_table: a set is its keys, which stand in the slots; an array of them beside the
** slots would be a second place to read at each search. */
static uint64_t *slot_of(const struct set *s, uint64_t key) {
  uint32_t slot = (uint32_t)hash_mix(1, key) & (s->slots - 1);
  while (s->table[slot] && s->table[slot] != key)
    slot = (slot + 1) & (s->slots - 1);
  return &s->table[slot];
}

bool set_has(const struct set *s, uint64_t key) {
  return s->slots && *slot_of(s, key ? key : 1) != 0;
}

static bool grow(struct set *s) {
  if ((uint64_t)s->count * 2 < s->slots) return true;
  struct set bigger = {.slots = s->slots ? s->slots * 2 : FIRST_SLOTS, .count = s->count};
  bigger.table = calloc(bigger.slots, sizeof *bigger.table);
  if (!bigger.table) return false;
  for (uint32_t i = 0; i < s->slots; i++)
    if (s->table[i]) *slot_of(&bigger, s->table[i]) = s->table[i];
  free(s->table);
  *s = bigger;
  return true;
}

bool set_add(struct set *s, uint64_t key, bool *fresh) {
  if (key == 0) key = 1; /* 0 is an empty slot */
  *fresh = false;
  if (!grow(s)) return false;
  uint64_t *slot = slot_of(s, key);
  *fresh = *slot == 0;
  s->count += *fresh;
  *slot = key;
  return true;
}
