/* A set of numbers, ascending. */
#include "host/base/ids.h"

bool ids_have(const struct ids *set, int64_t id) {
  int64_t low = 0, high = set->count;
  while (low < high) {
    int64_t middle = low + (high - low) / 2;
    if (set->list[middle] < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low < set->count && set->list[low] == id;
}
