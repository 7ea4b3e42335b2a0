/* Numbers in ascending order: a set of them, and records that stand in the order of one. */
#ifndef BYLAW_BASE_IDS_H
#define BYLAW_BASE_IDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The first of `count` records of `size` bytes whose number, an int64_t at `offset`, is not below
** `wanted`; `count` where all are. `list` may be NULL when there are none. */
static inline int64_t first_at_least(const void *list, int64_t count, size_t size, size_t offset,
                                     int64_t wanted) {
  int64_t low = 0, high = count;
  while (low < high) {
    int64_t middle = low + (high - low) / 2;
    const int64_t *number = (const void *)((const char *)list + (size_t)middle * size + offset);
    if (*number < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

struct ids {
  int64_t *list;
  int64_t count;
};

bool ids_have(const struct ids *set, int64_t id);

#endif
