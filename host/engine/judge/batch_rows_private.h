/* What judge_rows keeps from one call to the next: answers for a whole batch, of which the caller
** wants some rows only. */
#ifndef BYLAW_ENGINE_JUDGE_BATCH_ROWS_PRIVATE_H
#define BYLAW_ENGINE_JUDGE_BATCH_ROWS_PRIVATE_H

#include <stdint.h>

#include "host/value/value.h"

/* One entry a person of the batch. */
struct row_answers {
  uint8_t *skip;
  uint32_t *leaf;
  int64_t *value;
  struct value *terms;
  int capacity; /* persons */
};

#endif
