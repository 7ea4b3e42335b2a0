/* Files: read whole, folders of Lua, written whole or not at all. */
#define _GNU_SOURCE /* O_TMPFILE */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/cli/cli.h"

bool is_folder(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static char *read_stream(FILE *f, const char *name, size_t *length) {
  size_t room = 1 << 16, used = 0;
  char *text = malloc(room);
  while (text) {
    used += fread(text + used, 1, room - used - 1, f);
    if (used < room - 1 || room > MOST_INPUT) break;
    char *more = realloc(text, room *= 2);
    if (!more) free(text);
    text = more;
  }
  if (!text) {
    fail_memory();
  } else if (ferror(f) || used > MOST_INPUT) {
    if (ferror(f))
      fail("检查路径", "无法读取 %s：%s", name, errno_text());
    else
      fail("最多 8 MiB", "输入太大：%s", name);
    free(text);
    text = NULL;
  } else {
    text[used] = '\0';
    *length = used;
  }
  return text;
}

char *read_whole(const char *path, size_t *length) {
  bool standard = strcmp(path, "-") == 0;
  FILE *f = standard ? stdin : fopen(path, "rb");
  if (!f) {
    fail("检查路径", "无法打开文件 %s：%s", path, errno_text());
    return NULL;
  }
  char *text = read_stream(f, standard ? "标准输入" : path, length);
  if (!standard) fclose(f);
  return text;
}

static int is_lua(const struct dirent *entry) {
  size_t n = strlen(entry->d_name);
  return n > 4 && entry->d_name[0] != '.' && strcmp(entry->d_name + n - 4, ".lua") == 0;
}

static void add_file(json_t **files, const char *folder, const char *name) {
  size_t n = strlen(folder), size = n + strlen(name) + 2;
  char *path = malloc(size);
  if (!path) {
    list_add(files, NULL);
    return;
  }
  snprintf(path, size, "%s%s%s", folder, n && folder[n - 1] == '/' ? "" : "/", name);
  if (!is_folder(path)) list_add(files, json_string_nocheck(path));
  free(path);
}

json_t *lua_files(const char *folder) {
  struct dirent **entries;
  int n = scandir(folder, &entries, is_lua, alphasort);
  if (n < 0) {
    fail("检查文件夹的权限", "无法读取文件夹 %s：%s", folder, errno_text());
    return NULL;
  }
  json_t *files = json_array();
  for (int i = 0; i < n; i++) {
    add_file(&files, folder, entries[i]->d_name);
    free(entries[i]);
  }
  free(entries);
  if (!files) fail_memory();
  return files;
}

/* --- writing ------------------------------------------------------------------------------- */

static void fresh_forget(struct fresh *f) {
  free(f->path);
  free(f->temporary);
  *f = (struct fresh){0};
}

static bool fresh_fail(struct fresh *f, const char *path) {
  fail("检查路径与权限", "无法写入 %s：%s", path, errno_text());
  fresh_forget(f);
  return false;
}

/* The folder that a path lies in. Caller frees; NULL: no memory. */
static char *folder_of(const char *path) {
  const char *slash = strrchr(path, '/');
  if (!slash) return strdup(".");
  return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/* A file without a name, so that a command that is killed leaves nothing that could be read. -1 where the medium or the
** system cannot have one, or where it could not be given a name later. */
static int open_nameless(const char *path) {
  char by_number[PATH_BY_NUMBER];
  char *folder = folder_of(path);
  int fd = folder ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
  free(folder);
  if (fd < 0) return -1;
  snprintf(by_number, sizeof by_number, "/proc/self/fd/%d", fd);
  if (access(by_number, R_OK | W_OK) == 0) return fd;
  close(fd);
  return -1;
}

static int open_beside(struct fresh *f) {
  int fd = open_nameless(f->path);
  if (fd >= 0) return fd;
  size_t size = strlen(f->path) + sizeof ".XXXXXX";
  f->temporary = malloc(size);
  if (!f->temporary) return -1;
  snprintf(f->temporary, size, "%s.XXXXXX", f->path);
  return mkstemp(f->temporary);
}

bool fresh_open(struct fresh *f, const char *path) {
  struct stat info;
  bool there = stat(path, &info) == 0;
  *f = (struct fresh){0};
  f->path = there ? realpath(path, NULL) : strdup(path); /* through a link: replace what it names */
  if (!f->path) return fresh_fail(f, path);
  if (there && !S_ISREG(info.st_mode)) { /* a device or a pipe must not be replaced by a file */
    f->to = fopen(f->path, "w");
    return f->to || fresh_fail(f, path);
  }
  int fd = open_beside(f);
  if (fd < 0) return fresh_fail(f, path);
  f->aside = true;
  f->to = fdopen(fd, "w");
  if (f->to) return true;
  close(fd);
  if (f->temporary) unlink(f->temporary);
  return fresh_fail(f, path);
}

void fresh_private(struct fresh *f) {
  f->private = true;
}

const char *fresh_name(const struct fresh *f, char room[PATH_BY_NUMBER]) {
  if (f->temporary) return f->temporary;
  snprintf(room, PATH_BY_NUMBER, "/proc/self/fd/%d", fileno(f->to));
  return room;
}

/* Until now the file was its owner's alone; a report is as public as any file that this user makes. */
static void set_mode(const struct fresh *f) {
  mode_t mask = umask(0);
  umask(mask);
  if (f->aside && !f->private && fchmod(fileno(f->to), 0666 & ~mask) != 0)
    errno = 0; /* private is good enough */
}

/* On the medium, not only in memory: a power cut after the command must not leave an empty file under the name. */
static bool sync_file(const struct fresh *f) {
  return fsync(fileno(f->to)) == 0 || errno == EINVAL || errno == EROFS || errno == ENOTSUP;
}

static void sync_folder(const char *path) {
  char *folder = folder_of(path);
  int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
  if (fd >= 0) {
    (void)!fsync(fd); /* some media have no such thing; the file itself is safe */
    close(fd);
  }
  free(folder);
}

/* Give a nameless file a name beside its own, from which it can be renamed over what is there. */
static bool give_name(struct fresh *f) {
  char by_number[PATH_BY_NUMBER];
  const char *from = fresh_name(f, by_number);
  size_t size = strlen(f->path) + 48;
  char *name = malloc(size);
  for (int i = 0; name && i < 100; i++) {
    snprintf(name, size, "%s.%ld-%d", f->path, (long)getpid(), i);
    if (linkat(AT_FDCWD, from, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0) {
      f->temporary = name;
      return true;
    }
    if (errno != EEXIST) break;
  }
  free(name);
  return false;
}

bool fresh_close(struct fresh *f) {
  bool ok = fflush(f->to) == 0 && !ferror(f->to);
  if (ok) set_mode(f);
  ok = ok && sync_file(f) && (!f->aside || f->temporary || give_name(f));
  int why = errno;
  if (fclose(f->to) != 0 && ok) ok = false, why = errno;
  if (ok && f->aside && rename(f->temporary, f->path) != 0) ok = false, why = errno;
  if (ok && f->aside) sync_folder(f->path);
  errno = why;
  if (!ok) {
    fail("检查磁盘空间与权限", "无法写入 %s：%s", f->path, errno_text());
    if (f->temporary) unlink(f->temporary);
  }
  fresh_forget(f);
  return ok;
}

void fresh_drop(struct fresh *f) {
  if (f->to) fclose(f->to);
  if (f->temporary) unlink(f->temporary);
  fresh_forget(f);
}
