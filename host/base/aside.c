#define _GNU_SOURCE /* O_TMPFILE */
#include "host/base/aside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/base/path.h"

enum { MOST_TRIES = 100, MOST_NAME = 200 };

static void name_by_number(int fd, char room[ASIDE_NAME_SIZE]) {
  snprintf(room, ASIDE_NAME_SIZE, "/proc/self/fd/%d", fd);
}

/* -1 where there is no such file, or where it could not be given a name later. */
static int open_nameless(const char *path) {
  char name[ASIDE_NAME_SIZE], *folder = path_folder(path);
  int fd = folder ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
  free(folder);
  if (fd < 0) return -1;
  name_by_number(fd, name);
  if (access(name, R_OK | W_OK) == 0) return fd;
  close(fd);
  return -1;
}

/* How much of a path a name beside its own begins with: what is added to a name of the greatest
** length must find room. */
static int kept_of(const char *path) {
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
  size_t length = strlen(name);
  return (int)(name - path) + (int)(length < MOST_NAME ? length : MOST_NAME);
}

static int open_beside(struct aside *a) {
  int fd = open_nameless(a->path);
  if (fd >= 0) return fd;
  size_t size = strlen(a->path) + sizeof ".XXXXXX";
  a->temporary = malloc(size);
  if (!a->temporary) return -1;
  snprintf(a->temporary, size, "%.*s.XXXXXX", kept_of(a->path), a->path);
  fd = mkstemp(a->temporary);
  if (fd >= 0) return fd;
  free(a->temporary); /* there is no such file to take away */
  a->temporary = NULL;
  return -1;
}

bool aside_open(struct aside *a, const char *path) {
  struct stat info;
  bool there = stat(path, &info) == 0;
  *a = (struct aside){0};
  /* a name that there cannot be would show only at the end */
  if (!there && errno != ENOENT) return false;
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

bool aside_possible(const char *path) {
  struct stat info;
  struct aside a;
  bool there = stat(path, &info) == 0;
  if (there && S_ISDIR(info.st_mode)) {
    errno = EISDIR;
    return false;
  }
  if (there && !S_ISREG(info.st_mode)) return access(path, W_OK) == 0; /* to open a pipe would wait */
  if (!aside_open(&a, path)) return false;
  aside_drop(&a);
  return true;
}

void aside_share(struct aside *a) {
  a->shared = true;
}

const char *aside_name(const struct aside *a, char room[ASIDE_NAME_SIZE]) {
  if (a->temporary) return a->temporary;
  name_by_number(fileno(a->to), room);
  return room;
}

static void set_mode(const struct aside *a) {
  mode_t mask = umask(0);
  umask(mask);
  if (a->shared && !a->in_place && fchmod(fileno(a->to), 0666 & ~mask) != 0)
    errno = 0; /* private is good enough */
}

/* On the medium, not only in memory: a power cut after the command must not leave an empty file
** under the name. Some media cannot tell. */
static bool sync_file(const struct aside *a) {
  return fsync(fileno(a->to)) == 0 || errno == EINVAL || errno == EROFS || errno == ENOTSUP;
}

/* Give a nameless file a name beside its own, from which it can be renamed over what is there. */
static bool give_name(struct aside *a) {
  char room[ASIDE_NAME_SIZE];
  const char *from = aside_name(a, room);
  size_t size = strlen(a->path) + 48;
  char *name = malloc(size);
  for (int i = 0; name && i < MOST_TRIES; i++) {
    snprintf(name, size, "%.*s.%ld-%d", kept_of(a->path), a->path, (long)getpid(), i);
    if (linkat(AT_FDCWD, from, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0) {
      a->temporary = name;
      return true;
    }
    if (errno != EEXIST) break;
  }
  free(name);
  return false;
}

static bool close_file(struct aside *a) {
  FILE *to = a->to;
  a->to = NULL;
  return fclose(to) == 0;
}

static bool put_in_place(struct aside *a) {
  if (fflush(a->to) != 0 || ferror(a->to)) return false;
  if (a->in_place) return sync_file(a) && close_file(a);
  set_mode(a);
  if (!sync_file(a) || (!a->temporary && !give_name(a)) || !close_file(a)) return false;
  if (rename(a->temporary, a->path) != 0) return false;
  free(a->temporary);
  a->temporary = NULL;
  path_sync_folder(a->path);
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
