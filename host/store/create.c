/* A new database comes into being whole or not at all.
**
** It is made under a name of its own beside the path, and gets its name when everything in it is on
** the disk: whenever power fails, there is either no file or a database. A name is given by link(),
** which refuses one that is taken: of two processes that make it at once, the second uses that of
** the first. Making it in place would leave a file of zeros that is "not a database".
*/
#define _GNU_SOURCE /* renameat2 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/base/path.h"
#include "host/store/store_private.h"

/* Who may not make a file here is told so, by its name, where the database is opened. */
static bool make_aside(char *name, bool *made, struct error *e) {
  struct store *s;
  int fd = mkstemp(name); /* for its owner alone: it holds people */
  *made = fd >= 0;
  if (!*made) return true;
  close(fd);
  bool ok = store_open(&s, name, STORE_CREATE, e); /* an empty file: filled in place */
  if (ok) store_close(s);
  if (!ok) unlink(name);
  return ok;
}

/* Where the file system has no links, the name is given by a renaming that refuses one that is
** taken: to look first and rename then would put an empty database in the place of one that another
** process has filled in between. Where there is neither, the database is made in place, which
** SQLite's locks keep apart; only a power cut while it is made may leave a part of it. */
static bool give_name(const char *name, const char *path) {
  if (link(name, path) == 0) return true;
  return errno != EEXIST && renameat2(AT_FDCWD, name, AT_FDCWD, path, RENAME_NOREPLACE) == 0;
}

bool create_file(const char *path, bool *fresh, struct error *e) {
  struct stat info;
  bool made = false;
  *fresh = false;
  if (lstat(path, &info) == 0) return true;
  size_t size = strlen(path) + sizeof ".new-XXXXXX";
  char *name = malloc(size);
  if (!name) return no_memory(e);
  snprintf(name, size, "%s.new-XXXXXX", path);
  bool ok = make_aside(name, &made, e);
  if (ok && made) {
    *fresh = give_name(name, path);
    unlink(name); /* the link, or what nobody needs: another process was first */
    if (*fresh) path_sync_folder(path);
  }
  free(name);
  return ok;
}

/* Leaving WAL succeeds for the only connection alone; then the exclusive lock keeps others out
** until the file is gone. Who has opened it in between finds that it was moved (still_there). */
void remove_if_empty(struct store *s) {
  static const char alone[] = "PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE";
  struct error ignored;
  int64_t used = 1;
  if (sqlite3_exec(s->db, alone, NULL, NULL, NULL) != SQLITE_OK) return;
  if (sql_integer(s, "SELECT EXISTS (SELECT 1 FROM change_set) + EXISTS (SELECT 1 FROM run)", &used,
                  &ignored) &&
      used == 0 && still_there(s, &ignored))
    unlink(s->path);
}
