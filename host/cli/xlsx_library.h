/* What books use of libxlsxwriter. It is loaded with the first book: with the cryptography that it
** brings along it would cost every start of the program a millisecond. */
#ifndef BYLAW_CLI_XLSX_LIBRARY_H
#define BYLAW_CLI_XLSX_LIBRARY_H

#include <stdbool.h>
#include <xlsxwriter.h>

/* clang-format off */
#define XLSX_FUNCTIONS(EACH) \
  EACH(workbook_new_opt) EACH(workbook_set_properties) EACH(workbook_add_format) \
  EACH(workbook_add_worksheet) EACH(workbook_close) EACH(lxw_workbook_free) \
  EACH(format_set_num_format) EACH(format_set_bold) \
  EACH(format_set_bg_color) EACH(format_set_align) EACH(format_set_border) \
  EACH(worksheet_set_column) EACH(worksheet_freeze_panes) EACH(worksheet_repeat_rows) \
  EACH(worksheet_set_landscape) EACH(worksheet_set_paper) EACH(worksheet_fit_to_pages) \
  EACH(worksheet_write_string) EACH(worksheet_write_blank) EACH(worksheet_write_number) \
  EACH(worksheet_write_formula_num)
/* clang-format on */

#define XLSX_MEMBER(name) __typeof__(name) *name;
struct xlsx_library {
  void *handle;
  XLSX_FUNCTIONS(XLSX_MEMBER)
};
#undef XLSX_MEMBER

/* False: it is not there, or lacks a function; the user has been told. Then nothing is to be
** closed. */
bool xlsx_library_open(struct xlsx_library *library);
void xlsx_library_close(struct xlsx_library *library);

#endif
