#define _GNU_SOURCE /* O_TMPFILE */

#include "host/base/aside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BY_NUMBER = 40, MOST_TRIES = 100 };

static char *folder_of(const char *path) {
  const char *slash = strrchr(path, '/');
  if (!slash) return strdup(".");
  return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

static void by_number(int fd, char room[BY_NUMBER]) {
  snprintf(room, BY_NUMBER, "/proc/self/fd/%d", fd);
}

/* -1 where there is no such file, or where it could not be given a name later. */
static int open_nameless(const char *path) {
  char name[BY_NUMBER], *folder = folder_of(path);
  int fd = folder ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
  free(folder);
  if (fd < 0) return -1;
  by_number(fd, name);
  if (access(name, R_OK | W_OK) == 0) return fd;
  close(fd);
  return -1;
}

static int open_beside(struct aside *a) {
  int fd = open_nameless(a->path);
  if (fd >= 0) return fd;
  size_t size = strlen(a->path) + sizeof ".XXXXXX";
  a->temporary = malloc(size);
  if (!a->temporary) return -1;
  snprintf(a->temporary, size, "%s.XXXXXX", a->path);
  fd = mkstemp(a->temporary);
  if (fd >= 0) return fd;
  free(a->temporary); /* there is no such file to take away */
  a->temporary = NULL;
  return -1;
}

bool aside_open(struct aside *a, const char *path) {
  struct stat info;
  bool there = stat(path, &info) == 0;
  *a = (struct aside){.path = there ? realpath(path, NULL) : strdup(path),
                      .in_place = there && !S_ISREG(info.st_mode)};
  int fd = a->path && !a->in_place ? open_beside(a) : -1;
  if (a->in_place)
    a->to = a->path ? fopen(a->path, "wb") : NULL;
  else
    a->to = fd >= 0 ? fdopen(fd, "wb") : NULL;
  if (a->to) return true;
  int why = errno;
  if (fd >= 0) close(fd);
  aside_drop(a);
  errno = why;
  return false;
}

static bool give_name(struct aside *a) {
  char from[BY_NUMBER];
  size_t size = strlen(a->path) + 48;
  char *name = malloc(size);
  by_number(fileno(a->to), from);
  for (int i = 0; name && i < MOST_TRIES; i++) {
    snprintf(name, size, "%s.%ld-%d", a->path, (long)getpid(), i);
    if (linkat(AT_FDCWD, from, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0) {
      a->temporary = name;
      return true;
    }
    if (errno != EEXIST) break;
  }
  free(name);
  return false;
}

static void sync_folder(const char *path) {
  char *folder = folder_of(path);
  int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  free(folder);
  if (fd < 0) return;
  (void)!fsync(fd); /* some media have no such thing; the file itself is safe */
  close(fd);
}

static bool put_in_place(struct aside *a) {
  if (fflush(a->to) != 0 || ferror(a->to)) return false;
  if (a->in_place) return true;
  if (fsync(fileno(a->to)) != 0) return false;
  if (!a->temporary && !give_name(a)) return false;
  if (rename(a->temporary, a->path) != 0) return false;
  free(a->temporary);
  a->temporary = NULL;
  sync_folder(a->path);
  return true;
}

bool aside_keep(struct aside *a) {
  bool ok = put_in_place(a);
  int why = errno;
  aside_drop(a);
  errno = why;
  return ok;
}

void aside_drop(struct aside *a) {
  if (a->to) fclose(a->to);
  if (a->temporary) unlink(a->temporary);
  free(a->temporary);
  free(a->path);
  *a = (struct aside){0};
}
