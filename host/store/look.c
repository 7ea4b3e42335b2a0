/* A look at a file before anything else is done with it, so that what is wrong can be said in so
** many words.
**
** The file is never opened here beside SQLite: closing a second descriptor would drop the locks of
** every other handle on it.
*/
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/base/path.h"
#include "host/base/system_error.h"
#include "host/store/store_private.h"

enum { HEADER = 100 };

static bool refuse_path(const char *path, int code, struct error *e) {
  switch (code) {
  case ENOENT:
  case ENOTDIR:
    error_set(e, ERR_STORE, "没有数据库 ‘%s’", path);
    error_hint(e, "核对路径；还没有数据库时，先导入（import）或登记（record）一次来建立");
    return false;
  case EACCES:
  case EPERM:
    error_set(e, ERR_STORE, "没有读取数据库 ‘%s’ 的权限", path);
    error_hint(e, "换一个有权限的用户，或改变文件的权限");
    return false;
  default:
    error_set(e, ERR_STORE, "无法读取数据库 ‘%s’（%s）", path, SYSTEM_ERROR(code));
    error_hint(e, "核对路径与磁盘");
    return false;
  }
}

static bool may(const char *path, int what) {
  return faccessat(AT_FDCWD, path, what, AT_EACCESS) == 0;
}

static bool may_write_in(const char *folder, const char *path, struct error *e) {
  if (!may(folder, F_OK)) {
    error_set(e, ERR_STORE, "没有文件夹 ‘%s’，数据库 ‘%s’ 无处建立", folder, path);
    error_hint(e, "先建立这个文件夹，或核对路径");
    return false;
  }
  if (may(folder, W_OK | X_OK)) return true;
  error_set(e, ERR_STORE, "数据库 ‘%s’ 所在的文件夹不能写入", path);
  error_hint(e, "写入数据库时，旁边要能放 -wal 与 -shm 文件：改变文件夹的权限，或换一个位置");
  return false;
}

static bool may_write(const char *path, struct error *e) {
  if (may(path, F_OK) && !may(path, W_OK)) {
    error_set(e, ERR_STORE, "数据库 ‘%s’ 只能读取，不能写入", path);
    error_hint(e, "换一个有写入权限的用户，或改变文件的权限");
    return false;
  }
  char *folder = path_folder(path);
  if (!folder) return no_memory(e);
  bool ok = may_write_in(folder, path, e);
  free(folder);
  return ok;
}

bool has_wal(const char *path) {
  struct buf name = {0};
  struct stat info;
  buf_printf(&name, "%s-wal", path);
  bool there = buf_text(&name) && stat(buf_text(&name), &info) == 0 && info.st_size > 0;
  buf_free(&name);
  return there;
}

static uint32_t big_endian(const uint8_t *at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* A database says how many pages it has; a copy that broke off has fewer. While a WAL holds the
** rest, SQLite itself looks. */
static bool whole(const char *path, const uint8_t *header, int64_t size, struct error *e) {
  int64_t page = header[16] << 8 | header[17], pages = big_endian(header + 28);
  if (page == 1) page = 65536;
  bool valid = big_endian(header + 24) == big_endian(header + 92);
  if (!valid || page * pages <= size || has_wal(path)) return true;
  error_set(e, ERR_STORE, "数据库 ‘%s’ 不完整：应有 %lld 字节，只有 %lld 字节", path,
            (long long)(page * pages), (long long)size);
  error_hint(e, "文件被截断了：从备份恢复，再运行 bylaw verify 核对");
  return false;
}

bool look_at_header(struct store *s, struct error *e) {
  static const char magic[16] = "SQLite format 3";
  uint8_t header[HEADER] = {0};
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  sqlite3_file_control(s->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (!file || !file->pMethods || file->pMethods->xFileSize(file, &size) != SQLITE_OK || size == 0)
    return true;
  int code = file->pMethods->xRead(file, header, size < HEADER ? (int)size : HEADER, 0);
  if (code != SQLITE_OK) return store_fail_code(s->path, code, sqlite3_system_errno(s->db), e);
  if (size >= HEADER && memcmp(header, magic, sizeof magic) == 0) return whole(s->path, header, size, e);
  error_set(e, ERR_STORE, "‘%s’ 不是数据库", s->path);
  error_hint(e, "核对路径：数据库是 bylaw import 或 bylaw record 建立的文件");
  return false;
}

static bool right_file(const char *path, enum store_how how, const struct stat *info, struct error *e) {
  if (!S_ISREG(info->st_mode)) {
    error_set(e, ERR_STORE,
              S_ISDIR(info->st_mode) ? "‘%s’ 是文件夹，不是数据库" : "‘%s’ 不是普通文件，不能当作数据库",
              path);
    error_hint(e, "写数据库文件的路径，例如 registry.db");
    return false;
  }
  if (!may(path, R_OK)) return refuse_path(path, errno, e);
  if (info->st_size > 0 || how == STORE_CREATE || has_wal(path)) return true;
  error_set(e, ERR_STORE, "‘%s’ 是空文件，不是数据库", path);
  error_hint(e, "核对路径；导入（import）可以在空文件里建立数据库");
  return false;
}

bool look_at_path(const char *path, enum store_how how, struct error *e) {
  struct stat info;
  bool there = stat(path, &info) == 0;
  if (!there && (errno != ENOENT || how != STORE_CREATE)) return refuse_path(path, errno, e);
  if (there && !right_file(path, how, &info, e)) return false;
  return how == STORE_READ || may_write(path, e);
}
