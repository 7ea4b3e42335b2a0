/* Books of tables. CSV is written here: UTF-8 with a BOM, so that spreadsheets know the
** encoding. */
#include <string.h>

#include "host/base/csv.h"
#include "host/cli/ledger.h"

bool book_open_csv(struct book *b, FILE *to) {
  *b = (struct book){.csv = to};
  fputs("\xEF\xBB\xBF", to);
  return true;
}

bool book_open_xlsx(struct book *b, const char *path, const char *title) {
  *b = (struct book){0};
  return xlsx_open(b, path, title);
}

/* --- CSV -------------------------------------------------------------------------------------- */

static bool is_formula(const char *text) {
  return csv_is_formula(text, strlen(text));
}

void csv_put_quoted(FILE *to, const char *text) {
  fputs(is_formula(text) ? "\"\t" : "\"", to);
  for (; *text; text++) {
    if (*text == '"') fputc('"', to);
    fputc(*text, to);
  }
  fputc('"', to);
}

static void csv_put(FILE *to, const char *text) {
  if (is_formula(text) || text[strcspn(text, ",\"\r\n\t")])
    csv_put_quoted(to, text);
  else
    fputs(text, to);
}

/* Spreadsheets read eighteen digits as a number and lose the last three; a tab makes them a
** text. */
static void csv_id(FILE *to, const char *text) {
  bool digits = *text && !text[strspn(text, "0123456789")];
  if (digits) fputs("\"\t", to);
  csv_put(to, text);
  if (digits) fputc('"', to);
}

static void csv_cell(FILE *to, enum column_kind kind, const struct cell *c) {
  char room[MONEY_SIZE];
  if (c->text && kind == COLUMN_ID)
    csv_id(to, c->text);
  else if (c->text || kind == COLUMN_TEXT || kind == COLUMN_ID)
    csv_put(to, c->text ? c->text : "");
  else if (kind == COLUMN_COUNT)
    fprintf(to, "%lld", c->number);
  else
    fputs(money_plain(c->number, room), to);
}

/* --- both ------------------------------------------------------------------------------------- */

static void put_row(struct book *b, enum row_style style, const struct cell *cells) {
  for (int i = 0; i < b->count && !b->failed; i++) {
    enum column_kind kind = style == ROW_HEAD ? COLUMN_TEXT : b->columns[i].kind;
    if (b->csv && i) fputc(',', b->csv);
    if (b->csv)
      csv_cell(b->csv, kind, &cells[i]);
    else if (!xlsx_cell(b, style, i, &cells[i]))
      b->failed = true;
  }
  if (b->csv) fputs("\r\n", b->csv);
  b->row++;
}

static void put_head(struct book *b) {
  struct cell cells[MOST_LIST_CELLS] = {{0}};
  for (int i = 0; i < b->count; i++)
    cells[i].text = b->columns[i].title;
  put_row(b, ROW_HEAD, cells);
}

void book_sheet(struct book *b, const char *title, const struct column *columns, int count) {
  if (b->failed) return;
  b->columns = columns;
  b->count = count;
  b->row = 0;
  if (b->csv) fprintf(b->csv, "%s%s\r\n", b->sheets ? "\r\n" : "", title);
  b->sheets++;
  if (!b->csv && !xlsx_sheet(b, title)) b->failed = true;
  put_head(b);
}

void book_table(struct book *b, const struct column *columns, int count) {
  if (b->failed) return;
  b->columns = columns;
  b->count = count;
  book_text(b, "");
  put_head(b);
}

void book_text(struct book *b, const char *text) {
  if (b->failed) return;
  if (b->csv) {
    csv_put(b->csv, text);
    fputs("\r\n", b->csv);
  } else {
    xlsx_text(b, text);
  }
  b->row++;
}

void book_row(struct book *b, enum row_style style, const struct cell *cells) {
  if (b->failed) return;
  if (!b->csv && xlsx_full(b)) { /* a sheet has no more rows: go on in another */
    b->row = 0;
    if (!xlsx_sheet(b, NULL)) b->failed = true;
    put_head(b);
  }
  put_row(b, style, cells);
}

bool book_close(struct book *b) {
  if (b->csv) return !b->failed; /* its owner looks for what could not be written */
  return xlsx_close(b) && !b->failed;
}
