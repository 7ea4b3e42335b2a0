/* A hash table of numbers: where things lie in an array of the caller's, found by their hashes.
**
** The array keeps the things and their order; the table only says which of them have a hash, and
** the caller compares. So one table serves every kind of thing, comparing may fail (a key may have
** to be read from the database), and growing needs nobody: the hashes are in the table. A callback
** that compares was not taken: each user would need a struct to hand its things through, which is
** longer than the loop:
**
**   uint32_t found, step = 0;
**   while ((found = hash_table_next(&table, hash, &step)) && !same(&list[found - 1], wanted)) {}
**
** Open addressing with linear probing, a power of two, at most three quarters full. Hash what comes
** from outside with a key (hash.h). Nothing that is written may hang on the order of the slots.
*/
#ifndef BYLAW_BASE_HASH_TABLE_H
#define BYLAW_BASE_HASH_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct hash_slot {
  uint32_t hash, number; /* number 0: free */
};

/* Zeroed, it is empty and takes no memory. */
struct hash_table {
  struct arena *arena; /* of the slots; NULL: they are allocated one by one and must be freed */
  struct hash_slot *slots;
  uint32_t size, count;
};

/* The numbers that were added with this hash, one a call; 0: no more. Begin with *step 0. */
static inline uint32_t hash_table_next(const struct hash_table *t, uint32_t hash, uint32_t *step) {
  while (t->size) {
    const struct hash_slot *slot = &t->slots[(hash + (*step)++) & (t->size - 1)];
    if (!slot->number || slot->hash == hash) return slot->number;
  }
  return 0;
}

/* Ask memory for the place of this hash: who looks for many one after the other would wait for each
** otherwise. */
static inline void hash_table_fetch(const struct hash_table *t, uint32_t hash) {
  if (t->size) __builtin_prefetch(&t->slots[hash & (t->size - 1)]);
}

/* Add a number that is not 0; whether it is there already is not looked at. False: no memory, and
** the table is as it was. */
bool hash_table_add(struct hash_table *t, uint32_t hash, uint32_t number);
/* Take out a number that was added with this hash. */
void hash_table_remove(struct hash_table *t, uint32_t hash, uint32_t number);
/* Without any number; a small table keeps its memory. */
void hash_table_clear(struct hash_table *t);
void hash_table_free(struct hash_table *t);
size_t hash_table_bytes(const struct hash_table *t);

#endif
