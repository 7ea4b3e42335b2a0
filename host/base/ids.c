/* A set of numbers. */
#include "host/base/ids.h"

bool ids_have(const struct ids *set, int64_t id) {
  int64_t low = first_at_least(set->list, set->count, sizeof *set->list, 0, id);
  return low < set->count && set->list[low] == id;
}
