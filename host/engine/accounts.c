/* One account for two people: a set of hashes. What looks alike in it is to be looked at. */
#include <stdlib.h>

#include "host/engine/import.h"

static uint64_t hash_of(const char *text) {
  uint64_t hash = UINT64_C(14695981039346656037);
  for (; *text; text++)
    hash = (hash ^ (uint8_t)*text) * UINT64_C(1099511628211);
  return hash ^ hash >> 29;
}

static struct account_slot *slot_of(struct account_slot *slots, size_t size, uint64_t hash) {
  size_t at = hash & (size - 1);
  while (slots[at].id && slots[at].hash != hash)
    at = (at + 1) & (size - 1);
  return &slots[at];
}

static bool grow(struct account_set *set) {
  size_t size = set->size ? set->size * 2 : 1024;
  struct account_slot *grown = calloc(size, sizeof *grown);
  if (!grown) return false;
  for (size_t i = 0; i < set->size; i++)
    if (set->slots[i].id) *slot_of(grown, size, set->slots[i].hash) = set->slots[i];
  free(set->slots);
  set->slots = grown;
  set->size = size;
  return true;
}

int64_t account_set_put(struct account_set *set, const char *account, int64_t id) {
  uint64_t hash = hash_of(account);
  if (set->count * 4 >= set->size * 3 && !grow(set)) return -1;
  struct account_slot *slot = slot_of(set->slots, set->size, hash);
  if (slot->id) return slot->id == id ? 0 : slot->id;
  *slot = (struct account_slot){hash, id};
  set->count++;
  return 0;
}

void account_set_free(struct account_set *set) {
  free(set->slots);
  *set = (struct account_set){0};
}
