/* Books as XLSX, in constant memory: rows go to a file as they are written. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "host/cli/ledger.h"
#include "host/cli/xlsx_library.h"

enum { PAPER_A4 = 9, TITLE_SIZE = 96 };

struct sheet_xlsx {
  struct xlsx_library call;
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *formats[3][4]; /* by row_style and column_kind */
  lxw_format *bold;
  char *path;
  char title[TITLE_SIZE];
  int part; /* 1: the sheet itself, 2 …: where it goes on */
};

static bool xlsx_fail(struct book *b, const char *why) {
  fail("检查磁盘空间（包括临时文件夹）与权限", "无法写入 %s：%s", b->xlsx ? b->xlsx->path : "", why);
  b->failed = true;
  return false;
}

/* The library's own texts are English. errno, where it is set, says more than its code. */
static bool xlsx_fail_code(struct book *b, lxw_error code, int system) {
  char number[32], room[SYSTEM_ERROR_SIZE];
  const char *why = number;
  snprintf(number, sizeof number, "libxlsxwriter 错误 %d", (int)code);
  if (system)
    why = system_error_words(system, room);
  else if (code == LXW_ERROR_MEMORY_MALLOC_FAILED)
    why = "内存不足";
  else if (code == LXW_ERROR_CREATING_TMPFILE || code == LXW_ERROR_READING_TMPFILE)
    why = "临时文件出错";
  else if (code >= LXW_ERROR_ZIP_FILE_OPERATION && code <= LXW_ERROR_ZIP_CLOSE)
    why = "压缩时出错";
  else if (code == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
    why = "一格的文字太长";
  return xlsx_fail(b, why);
}

static bool make_formats(struct sheet_xlsx *x) {
  static const char *const numbers[] = {NULL, "@", "#,##0", "#,##0.00"};
  for (int style = ROW_HEAD; style <= ROW_SUM; style++)
    for (int kind = COLUMN_TEXT; kind <= COLUMN_MONEY; kind++) {
      lxw_format *f = x->formats[style][kind] = x->call.workbook_add_format(x->book);
      if (!f) return false;
      if (style != ROW_HEAD && numbers[kind]) x->call.format_set_num_format(f, numbers[kind]);
      if (style == ROW_PLAIN) continue;
      x->call.format_set_bold(f);
      x->call.format_set_bg_color(f, style == ROW_HEAD ? 0xD9E1F2 : 0xF2F2F2);
      if (style == ROW_HEAD) x->call.format_set_align(f, LXW_ALIGN_CENTER);
      if (style == ROW_HEAD) x->call.format_set_border(f, LXW_BORDER_THIN);
    }
  x->bold = x->call.workbook_add_format(x->book);
  if (x->bold) x->call.format_set_bold(x->bold);
  return x->bold != NULL;
}

bool xlsx_open(struct book *b, const char *path, const char *title) {
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_doc_properties properties = {.title = (char *)title};
  struct sheet_xlsx *x = b->xlsx = calloc(1, sizeof *x);
  if (x && !xlsx_library_open(&x->call)) {
    b->failed = true;
    return false;
  }
  if (!x || !(x->path = strdup(path)) || !(x->book = x->call.workbook_new_opt(path, &options)) ||
      !make_formats(x)) {
    fail_memory();
    b->failed = true;
    return false;
  }
  x->call.workbook_set_properties(x->book, &properties);
  return true;
}

/* --- sheets ----------------------------------------------------------------------------------- */

static void widths(struct book *b) {
  const struct sheet_xlsx *x = b->xlsx;
  for (int i = 0; i < b->count; i++)
    x->call.worksheet_set_column(x->sheet, (lxw_col_t)i, (lxw_col_t)i, b->columns[i].width, NULL);
}

/* Begin a sheet; without a title the one before goes on. */
bool xlsx_sheet(struct book *b, const char *title) {
  struct sheet_xlsx *x = b->xlsx;
  char name[TITLE_SIZE + 16];
  x->part = title ? 1 : x->part + 1;
  if (title) snprintf(x->title, sizeof x->title, "%s", title);
  snprintf(name, sizeof name, "%s", x->title);
  if (x->part > 1) snprintf(name, sizeof name, "%s（%d）", x->title, x->part);
  errno = 0;
  x->sheet = x->call.workbook_add_worksheet(x->book, name);
  if (!x->sheet) return xlsx_fail(b, errno ? SYSTEM_ERROR(errno) : "无法加入工作表");
  widths(b);
  x->call.worksheet_freeze_panes(x->sheet, 1, 0);
  x->call.worksheet_repeat_rows(x->sheet, 0, 0);
  x->call.worksheet_set_landscape(x->sheet);
  x->call.worksheet_set_paper(x->sheet, PAPER_A4);
  x->call.worksheet_fit_to_pages(x->sheet, 1, 0);
  return true;
}

bool xlsx_full(const struct book *b) {
  return b->row >= LXW_ROW_MAX;
}

void xlsx_text(struct book *b, const char *text) {
  const struct sheet_xlsx *x = b->xlsx;
  if (*text) x->call.worksheet_write_string(x->sheet, (lxw_row_t)b->row, 0, text, x->bold);
}

/* --- cells ------------------------------------------------------------------------------------ */

/* A total that a reader can check: the spreadsheet adds the rows itself. */
static lxw_error write_sum(struct book *b, int column, const struct cell *c, double value, lxw_format *f) {
  const struct sheet_xlsx *x = b->xlsx;
  char formula[64];
  char letter = (char)('A' + column);
  snprintf(formula, sizeof formula, "=SUBTOTAL(9,%c%ld:%c%ld)", letter, c->sum_from, letter, b->row);
  return x->call.worksheet_write_formula_num(x->sheet, (lxw_row_t)b->row, (lxw_col_t)column, formula, f,
                                             value);
}

bool xlsx_cell(struct book *b, enum row_style style, int column, const struct cell *c) {
  struct sheet_xlsx *x = b->xlsx;
  enum column_kind kind = style == ROW_HEAD ? COLUMN_TEXT : b->columns[column].kind;
  lxw_format *f = x->formats[style][kind];
  lxw_row_t row = (lxw_row_t)b->row;
  lxw_col_t col = (lxw_col_t)column;
  lxw_error code;
  if (c->text || kind == COLUMN_TEXT || kind == COLUMN_ID) {
    code = c->text && *c->text ? x->call.worksheet_write_string(x->sheet, row, col, c->text, f)
                               : x->call.worksheet_write_blank(x->sheet, row, col, f);
  } else {
    double value = kind == COLUMN_MONEY ? (double)c->number / 100.0 : (double)c->number;
    bool formula =
        c->sum_from > 0 && c->sum_from <= b->row && x->part == 1; /* rows may be in the sheet before */
    code = formula ? write_sum(b, column, c, value, f)
                   : x->call.worksheet_write_number(x->sheet, row, col, value, f);
  }
  return code == LXW_NO_ERROR || xlsx_fail_code(b, code, 0);
}

/* --- closing ---------------------------------------------------------------------------------- */

bool xlsx_close(struct book *b) {
  struct sheet_xlsx *x = b->xlsx;
  bool ok = !b->failed;
  if (!x) return false;
  errno = 0;
  if (x->book && ok) {
    lxw_error code = x->call.workbook_close(x->book); /* frees it, whatever comes */
    if (code != LXW_NO_ERROR) ok = xlsx_fail_code(b, code, errno);
  } else if (x->book) {
    x->call.lxw_workbook_free(x->book);
  }
  xlsx_library_close(&x->call);
  free(x->path);
  free(x);
  b->xlsx = NULL;
  return ok;
}
