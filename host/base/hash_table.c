/* A hash table of numbers. */
#include "host/base/hash_table.h"

#include <stdlib.h>
#include <string.h>

#include "host/base/arena.h"

enum { FIRST_SIZE = 16, SMALL_SIZE = 1024 };

static void put_slot(struct hash_table *t, struct hash_slot slot) {
  uint32_t at = slot.hash & (t->size - 1);
  while (t->slots[at].number)
    at = (at + 1) & (t->size - 1);
  t->slots[at] = slot;
}

static bool grow_table(struct hash_table *t) {
  if (t->count < t->size / 4 * 3) return true;
  if (t->size > UINT32_MAX / 2) return false;
  struct hash_table bigger = {t->arena, NULL, t->size ? t->size * 2 : FIRST_SIZE, t->count};
  bigger.slots = t->arena ? arena_array(t->arena, bigger.size, sizeof *bigger.slots)
                          : calloc(bigger.size, sizeof *bigger.slots);
  if (!bigger.slots) return false;
  for (uint32_t i = 0; i < t->size; i++)
    if (t->slots[i].number) put_slot(&bigger, t->slots[i]);
  if (!t->arena) free(t->slots);
  *t = bigger;
  return true;
}

bool hash_table_add(struct hash_table *t, uint32_t hash, uint32_t number) {
  if (!grow_table(t)) return false;
  put_slot(t, (struct hash_slot){hash, number});
  t->count++;
  return true;
}

/* Those behind it move up to where they would be had it never been there; marks of what is gone
** would lengthen every search. */
void hash_table_remove(struct hash_table *t, uint32_t hash, uint32_t number) {
  uint32_t mask = t->size - 1, gap = hash & mask;
  if (t->size == 0) return;
  while (t->slots[gap].number && (t->slots[gap].number != number || t->slots[gap].hash != hash))
    gap = (gap + 1) & mask;
  if (!t->slots[gap].number) return;
  for (uint32_t at = (gap + 1) & mask; t->slots[at].number; at = (at + 1) & mask) {
    if (((at - t->slots[at].hash) & mask) < ((at - gap) & mask)) continue; /* its place is after the gap */
    t->slots[gap] = t->slots[at];
    gap = at;
  }
  t->slots[gap] = (struct hash_slot){0};
  t->count--;
}

void hash_table_clear(struct hash_table *t) {
  if (t->size > SMALL_SIZE && !t->arena) {
    hash_table_free(t);
  } else if (t->count > 0) {
    memset(t->slots, 0, t->size * sizeof *t->slots);
    t->count = 0;
  }
}

void hash_table_free(struct hash_table *t) {
  if (!t->arena) free(t->slots);
  *t = (struct hash_table){.arena = t->arena};
}

size_t hash_table_bytes(const struct hash_table *t) {
  return t->size * sizeof *t->slots;
}
