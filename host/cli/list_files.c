/* The files of --csv and --xlsx: opened before anything is paid, there under their names only when
** they are whole. */
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "host/cli/ledger.h"

enum { LINE_BYTES = 1500 }; /* of a line in a sheet before it is packed */

static bool open_xlsx(struct lists *l, const char *path) {
  if (!fresh_open(&l->xlsx, path)) return false;
  l->has_xlsx = true;
  if (!l->xlsx.in_place) return true;
  fail("写一个普通文件的路径，例如 2025-06.xlsx", "--xlsx 不能写到设备或管道：%s", path);
  return false;
}

bool lists_open(struct lists *l, const struct args *a) {
  const char *csv = args_value(a, "csv"), *xlsx = args_value(a, "xlsx");
  *l = (struct lists){.standard = csv && strcmp(csv, "-") == 0};
  if (csv && !l->standard) l->has_csv = fresh_open(&l->csv, csv);
  bool ok = (!csv || l->standard || l->has_csv) && (!xlsx || open_xlsx(l, xlsx));
  if (!ok) lists_drop(l);
  return ok;
}

void lists_drop(struct lists *l) {
  if (l->has_csv) aside_drop(&l->csv);
  if (l->has_xlsx) aside_drop(&l->xlsx);
  *l = (struct lists){0};
}

/* --- writing ---------------------------------------------------------------------------------- */

static bool write_csv(FILE *to, const struct money_list *list, const struct list_totals *totals) {
  struct book book;
  bool ok = book_open_csv(&book, to) && list_write(list, totals, &book);
  return book_close(&book) && ok;
}

/* The sheets are gathered in temporary files, whose errors nobody tells: there must be room
** beforehand. */
static bool has_room(const struct list_totals *totals) {
  const char *folder = getenv("TMPDIR");
  struct statvfs disk;
  if (!folder || access(folder, W_OK) != 0) folder = "/tmp";
  if (statvfs(folder, &disk) != 0) return true;
  unsigned long long need = (unsigned long long)(totals->lines + 1000) * LINE_BYTES;
  if ((unsigned long long)disk.f_bavail * disk.f_frsize >= need) return true;
  fail("腾出空间，或用环境变量 TMPDIR 指定另一个文件夹",
       "临时文件夹 %s 空间不足，写 %lld 笔明细约需 %llu MiB", folder, totals->lines, (need >> 20) + 1);
  return false;
}

static bool write_xlsx(const char *path, const struct money_list *list, const struct list_totals *totals) {
  struct book book;
  if (!has_room(totals)) return false;
  bool ok = book_open_xlsx(&book, path, "发放清单") && list_write(list, totals, &book);
  return book_close(&book) && ok;
}

bool lists_write(struct lists *l, const struct money_list *list, const struct list_totals *totals) {
  bool ok = !l->standard || write_csv(stdout, list, totals);
  if (ok && l->has_csv) {
    ok = write_csv(l->csv.to, list, totals);
    if (ok) l->has_csv = false; /* let go of, whether it works or not */
    if (ok) ok = fresh_close(&l->csv);
  }
  if (ok && l->has_xlsx) {
    char room[ASIDE_NAME_SIZE];
    ok = write_xlsx(aside_name(&l->xlsx, room), list, totals);
    if (ok) l->has_xlsx = false;
    if (ok) ok = fresh_close(&l->xlsx);
  }
  if (!ok) lists_drop(l);
  return ok;
}
