/* A set of numbers, ascending. */
#ifndef BYLAW_BASE_IDS_H
#define BYLAW_BASE_IDS_H

#include <stdbool.h>
#include <stdint.h>

struct ids {
  int64_t *list;
  int64_t count;
};

bool ids_have(const struct ids *set, int64_t id);

#endif
