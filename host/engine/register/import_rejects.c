/* Bad lines: told, and kept in a file of their own. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "host/base/path.h"
#include "host/base/system_error.h"
#include "host/engine/register/import.h"

static bool bad_error(const struct import_bad *b, const char *what, struct error *e) {
  error_set(e, ERR_FILE, "%s：%s（%s）", what, b->path, SYSTEM_ERROR(errno));
  error_hint(e, "检查路径、权限与磁盘空间");
  return false;
}

/* Over the database or over what is read nothing may be written, by whatever name. */
bool import_bad_apart(const char *path, const char *input, const char *database, struct error *e) {
  static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
  struct buf name = {0};
  bool apart = !path_same(path, input);
  for (size_t i = 0; apart && i < sizeof endings / sizeof *endings; i++) {
    buf_clear(&name);
    buf_printf(&name, "%s%s", database, endings[i]);
    apart = buf_text(&name) && !path_same(path, buf_text(&name));
  }
  bool oom = name.oom;
  buf_free(&name);
  if (oom) return error_set(e, ERR_MEMORY, "内存不足");
  if (apart) return true;
  error_set(e, ERR_INPUT, "坏行文件不能写到数据库或要导入的文件：%s", path);
  error_hint(e, "换一个文件名");
  return false;
}

bool import_bad_open(struct import_bad *b, struct error *e) {
  b->told = json_array();
  return b->told || error_set(e, ERR_MEMORY, "内存不足");
}

/* --- the file --------------------------------------------------------------------------------- */

static void put_reason(FILE *f, const char *text) {
  for (; *text; text++) {
    if (*text == '"') putc('"', f);
    putc(*text, f);
  }
}

static bool begin_file(struct import_bad *b, struct error *e) {
  if (!aside_open(&b->file, b->path)) return bad_error(b, "不能写坏行文件", e);
  fprintf(b->file.to, "\xEF\xBB\xBF%s%c" IMPORT_REASON "\n", b->header->raw, b->separator);
  return true;
}

/* The line as it was, its missing cells, and what is wrong with it. */
static void put_line(struct import_bad *b, const struct import_row *row) {
  fwrite(row->raw.text, 1, row->raw.n, b->file.to);
  if (row->open) putc('"', b->file.to);
  for (int i = row->count; i > 0 && i < b->header->count; i++)
    putc(b->separator, b->file.to);
  putc(b->separator, b->file.to);
  putc('"', b->file.to);
  for (const struct import_fault *f = row->faults; f; f = f->next) {
    put_reason(b->file.to, f->name);
    if (*f->name) fputs("：", b->file.to);
    put_reason(b->file.to, f->reason);
    if (f->next) fputs("；", b->file.to);
  }
  fputs("\"\n", b->file.to);
}

bool import_bad_add(struct import_bad *b, const struct import_row *row, struct error *e) {
  b->count++;
  for (const struct import_fault *f = row->faults; f; f = f->next) {
    if (json_array_size(b->told) >= IMPORT_MOST_TOLD) break;
    json_t *one = json_pack("{s:I, s:i, s:s, s:s}", "line", (json_int_t)row->line, "column", f->column,
                            "name", f->name, "reason", f->reason);
    array_add(&b->told, one);
    if (!b->told) return error_set(e, ERR_MEMORY, "内存不足");
  }
  if (!b->path) return true;
  if (!b->file.to && !begin_file(b, e)) return false;
  put_line(b, row);
  return !ferror(b->file.to) || bad_error(b, "写坏行文件时出错", e);
}

bool import_bad_keep(struct import_bad *b, struct error *e) {
  if (!b->file.to) return true;
  bool in_place = b->file.in_place; /* what is no file is not taken away again */
  if (!aside_keep(&b->file)) return bad_error(b, "写坏行文件时出错", e);
  b->kept = !in_place;
  return true;
}

void import_bad_undo(struct import_bad *b) {
  if (b->kept) unlink(b->path);
}

void import_bad_close(struct import_bad *b) {
  aside_drop(&b->file);
  json_decref(b->told);
  *b = (struct import_bad){0};
}
