/* A cell of CSV as spreadsheets and importers read it. */
#ifndef BYLAW_BASE_CSV_H
#define BYLAW_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

#include "host/base/buf.h"

/* Whether a spreadsheet would take the text for a formula and run it: it begins with = + - @ (also
** full-width) or with a tab or a carriage return, and is not a plain number such as -1,234.50 or
** -3.5%. */
bool csv_is_formula(const char *text, size_t length);
/* Add a cell, quoted where it has to be. Before a formula stands a tab, which makes it a text for a
** spreadsheet; importing trims blanks, so it comes back as it was. */
void buf_csv(struct buf *out, const char *text, size_t length);

#endif
