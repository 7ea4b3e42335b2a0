/* Months and amounts as requests and reports write them. */
#ifndef BYLAW_VALUE_MONTH_H
#define BYLAW_VALUE_MONTH_H

#include "host/base/error.h"
#include "host/value/value.h"

/* The value of a month that is counted from January of the year 0, and its first day. */
struct value month_value(int month);
int64_t month_first_day(int month);
/* Month "2025-06" of a request. */
bool month_read(const char *text, int *month, struct error *e);
void month_text(int month, char out[16]);
/* An amount in fen as yuan: "-12.34". */
void fen_text(int64_t fen, char out[32]);

#endif
