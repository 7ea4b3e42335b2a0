/* Arrays that grow: the same eight lines that every list of its own would write, with the overflow
** looked at once. */
#ifndef BYLAW_BASE_ARRAY_H
#define BYLAW_BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for one more entry of `size` bytes behind `count`: the array doubles when it is full.
** `*array` is NULL or comes from here; `*capacity` says how many entries it has room for. False: no
** memory, or more entries than a number of 32 bits has; the array stays as it was. */
bool array_grow(void **array, uint32_t *capacity, uint32_t count, size_t size);

#endif
