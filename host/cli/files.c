/* Files: read whole, folders of Lua, written whole or not at all. */
#include <dirent.h>
#include <errno.h>
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

static void add_file(json_t *files, const char *folder, const char *name) {
  size_t n = strlen(folder), size = n + strlen(name) + 2;
  char *path = malloc(size);
  if (!path) return;
  snprintf(path, size, "%s%s%s", folder, n && folder[n - 1] == '/' ? "" : "/", name);
  if (!is_folder(path)) json_array_append_new(files, json_string_nocheck(path));
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
    add_file(files, folder, entries[i]->d_name);
    free(entries[i]);
  }
  free(entries);
  return files;
}

/* --- writing ------------------------------------------------------------------------------- */

static bool fresh_fail(struct fresh *f, const char *path) {
  fail("检查路径与权限", "无法写入 %s：%s", path, errno_text());
  free(f->path);
  free(f->temporary);
  *f = (struct fresh){0};
  return false;
}

/* mkstemp makes a private file; the report is as public as any file that this user makes. */
static int open_beside(struct fresh *f) {
  size_t size = strlen(f->path) + sizeof ".XXXXXX";
  f->temporary = malloc(size);
  if (!f->temporary) return -1;
  snprintf(f->temporary, size, "%s.XXXXXX", f->path);
  int fd = mkstemp(f->temporary);
  if (fd < 0) return -1;
  mode_t mask = umask(0);
  umask(mask);
  if (fchmod(fd, 0666 & ~mask) != 0) errno = 0; /* private is good enough */
  return fd;
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
  f->to = fdopen(fd, "w");
  if (f->to) return true;
  close(fd);
  unlink(f->temporary);
  return fresh_fail(f, path);
}

void fresh_private(struct fresh *f) {
  if (f->temporary && fchmod(fileno(f->to), 0600) != 0) errno = 0; /* a medium without modes */
}

bool fresh_close(struct fresh *f) {
  bool ok = fflush(f->to) == 0 && !ferror(f->to);
  if (fclose(f->to) != 0) ok = false;
  if (ok && f->temporary && rename(f->temporary, f->path) != 0) ok = false;
  if (!ok) {
    fail("检查磁盘空间与权限", "无法写入 %s：%s", f->path, errno_text());
    if (f->temporary) unlink(f->temporary);
  }
  free(f->path);
  free(f->temporary);
  return ok;
}

void fresh_drop(struct fresh *f) {
  if (f->to) fclose(f->to);
  if (f->temporary) unlink(f->temporary);
  free(f->path);
  free(f->temporary);
  *f = (struct fresh){0};
}
