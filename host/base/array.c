/* Arrays that grow. */
#include "host/base/array.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 64 };

bool array_grow(void **array, uint32_t *capacity, uint32_t count, size_t size) {
  size_t bytes;
  if (count < *capacity) return true;
  if (*capacity > UINT32_MAX / 2) return false;
  uint32_t wanted = *capacity ? *capacity * 2 : FIRST_CAPACITY;
  if (__builtin_mul_overflow((size_t)wanted, size, &bytes)) return false;
  void *grown = realloc(*array, bytes);
  if (!grown) return false;
  *array = grown;
  *capacity = wanted;
  return true;
}
