/* Months and amounts as requests and reports write them. */
#include "host/value/month.h"

#include <inttypes.h>
#include <stdio.h>

struct value month_value(int month) {
  return value_of(KIND_MONTH, month);
}

int64_t month_first_day(int month) {
  struct value m = month_value(month);
  return value_op(NULL, OP_MONTH_FIRST, &m).u.i;
}

bool month_read(const char *text, int *month, struct error *e) {
  struct value m = text ? month_parse(text) : value_absent(KIND_MONTH);
  if (m.state == STATE_KNOWN) {
    *month = (int)m.u.i;
    return true;
  }
  error_set(e, ERR_INPUT, "月份 \"%s\" 无法读取", text ? text : "");
  error_hint(e, "写成 年-月，例如 2025-06");
  return false;
}

/* Without memory: an amount or a month that is missing for want of it would look like an answer. */
void month_text(int month, char out[16]) {
  snprintf(out, 16, "%04d-%02d", month / 12 % 10000, month % 12 + 1);
}

void fen_text(int64_t fen, char out[32]) {
  uint64_t whole = fen < 0 ? -(uint64_t)fen : (uint64_t)fen;
  snprintf(out, 32, "%s%" PRIu64 ".%02" PRIu64, fen < 0 ? "-" : "", whole / 100, whole % 100);
}
