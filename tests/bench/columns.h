/* The hand-written loop of the bench over the library's columns. */
#ifndef BYLAW_BENCH_COLUMNS_H
#define BYLAW_BENCH_COLUMNS_H

#include "host/value/batch.h"

/* Where the facts stand in the batch. */
struct floor_facts {
  int birth, death, hukou, low_income, serviceman, survival, applied, choices;
};

enum { FLOOR_REFUSED = 0, FLOOR_HELD, FLOOR_PAID };

struct columns;
struct columns *floor_columns(const struct batch *b, const struct floor_facts *at);
void floor_free(struct columns *c);
/* Fen and a leaf for everybody. */
void floor_due(const struct columns *c, int persons, int year, int month, uint32_t *leaf, int64_t *value);

#endif
