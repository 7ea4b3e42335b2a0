/* Bad lines: told, and kept in a file of their own. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "host/engine/import.h"

static bool bad_error(const struct import_bad *b, const char *what, struct error *e) {
  error_set(e, ERR_FILE, "%s：%s", what, b->path);
  error_hint(e, "%s", strerror(errno));
  return false;
}

bool import_bad_open(struct import_bad *b, struct error *e) {
  b->told = json_array();
  return b->told || error_set(e, ERR_MEMORY, "内存不足");
}

/* --- the file ---------------------------------------------------------------------------------------- */

static void put_reason(FILE *f, const char *text) {
  for (; *text; text++) {
    if (*text == '"') putc('"', f);
    putc(*text, f);
  }
}

/* Beside its final place, so that the rename is one step. */
static bool begin_file(struct import_bad *b, struct error *e) {
  size_t size = strlen(b->path) + 16;
  b->temporary = malloc(size);
  if (!b->temporary) return error_set(e, ERR_MEMORY, "内存不足");
  snprintf(b->temporary, size, "%s.XXXXXX", b->path);
  int fd = mkstemp(b->temporary);
  if (fd < 0) {
    free(b->temporary);
    b->temporary = NULL;
    return bad_error(b, "不能写坏行文件", e);
  }
  b->file = fdopen(fd, "wb");
  if (!b->file) {
    close(fd);
    return bad_error(b, "不能写坏行文件", e);
  }
  fprintf(b->file, "\xEF\xBB\xBF%s," IMPORT_REASON "\n", b->header->raw);
  return true;
}

/* The line as it was, its missing cells, and what is wrong with it. */
static void put_line(struct import_bad *b, const struct import_row *row) {
  fwrite(row->raw.text, 1, row->raw.n, b->file);
  if (row->open) putc('"', b->file);
  for (int i = row->count; i > 0 && i < b->header->count; i++)
    putc(',', b->file);
  fputs(",\"", b->file);
  for (const struct import_fault *f = row->faults; f; f = f->next) {
    put_reason(b->file, f->name);
    if (*f->name) fputs("：", b->file);
    put_reason(b->file, f->reason);
    if (f->next) fputs("；", b->file);
  }
  fputs("\"\n", b->file);
}

bool import_bad_add(struct import_bad *b, const struct import_row *row, struct error *e) {
  b->count++;
  for (const struct import_fault *f = row->faults; f; f = f->next) {
    if (json_array_size(b->told) >= IMPORT_MOST_TOLD) break;
    json_t *one = json_pack("{s:I, s:i, s:s, s:s}", "line", (json_int_t)row->line, "column", f->column,
                            "name", f->name, "reason", f->reason);
    if (!one || json_array_append_new(b->told, one) != 0) return error_set(e, ERR_MEMORY, "内存不足");
  }
  if (!b->path) return true;
  if (!b->file && !begin_file(b, e)) return false;
  put_line(b, row);
  return !ferror(b->file) || bad_error(b, "写坏行文件时出错", e);
}

bool import_bad_keep(struct import_bad *b, struct error *e) {
  if (!b->file) return true;
  bool ok = fflush(b->file) == 0 && fsync(fileno(b->file)) == 0;
  ok = fclose(b->file) == 0 && ok;
  b->file = NULL;
  if (!ok) return bad_error(b, "写坏行文件时出错", e);
  if (rename(b->temporary, b->path) != 0) return bad_error(b, "不能写坏行文件", e);
  free(b->temporary);
  b->temporary = NULL;
  return true;
}

void import_bad_undo(struct import_bad *b) {
  if (b->path && b->count > 0 && !b->temporary) unlink(b->path);
}

void import_bad_close(struct import_bad *b) {
  if (b->file) fclose(b->file);
  if (b->temporary) unlink(b->temporary);
  free(b->temporary);
  json_decref(b->told);
  *b = (struct import_bad){0};
}
