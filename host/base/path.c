#include "host/base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_LINKS = 16 };

char *path_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  if (!slash) return strdup(".");
  return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

void path_sync_folder(const char *path) {
  char *folder = path_folder(path);
  int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  free(folder);
  if (fd < 0) return;
  (void)!fsync(fd); /* the file itself is safe */
  close(fd);
}

static char *join_path(const char *folder, const char *name) {
  size_t size = strlen(folder) + strlen(name) + 2;
  char *made = malloc(size);
  if (made) snprintf(made, size, "%s/%s", folder, name);
  return made;
}

/* Where a link leads; NULL: it is none, or no memory. */
static char *link_target(const char *path, const char *folder) {
  char target[PATH_MAX];
  ssize_t length = readlink(path, target, sizeof target - 1);
  if (length <= 0) return NULL;
  target[length] = '\0';
  return *target == '/' ? strdup(target) : join_path(folder, target);
}

/* The path of a file that may not exist: its folder resolved, its own name kept, a link to nothing
** followed. Caller frees. */
static char *full_path(const char *path, int links) {
  char *there = realpath(path, NULL), *made = NULL;
  if (there || errno != ENOENT || links > MOST_LINKS) return there;
  const char *slash = strrchr(path, '/');
  char *folder = path_folder(path), *next = folder ? link_target(path, folder) : NULL;
  if (next) {
    made = full_path(next, links + 1);
  } else if (folder && (there = realpath(folder, NULL))) {
    made = join_path(there, slash ? slash + 1 : path);
  }
  free(next);
  free(folder);
  free(there);
  return made;
}

bool path_same(const char *one, const char *other) {
  struct stat a, b;
  bool there = stat(one, &a) == 0, beside = stat(other, &b) == 0;
  if (there && beside) return a.st_dev == b.st_dev && a.st_ino == b.st_ino && !S_ISCHR(a.st_mode);
  if (there != beside) return false;
  char *x = full_path(one, 0), *y = full_path(other, 0);
  bool same = x && y && strcmp(x, y) == 0;
  free(x);
  free(y);
  return same;
}
