/* Files: read whole, folders of Lua, written whole or not at all. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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
      fail("检查路径", "无法读取 %s：%s", name, SYSTEM_ERROR(errno));
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
    fail("检查路径", "无法打开文件 %s：%s", path, SYSTEM_ERROR(errno));
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
    fail("检查文件夹的权限", "无法读取文件夹 %s：%s", folder, SYSTEM_ERROR(errno));
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

/* --- writing ---------------------------------------------------------------------------------- */

static bool fail_writing(const char *path) {
  fail("检查路径与权限", "无法写入 %s：%s", path, SYSTEM_ERROR(errno));
  return false;
}

bool fresh_possible(const char *path) {
  return aside_possible(path) || fail_writing(path);
}

bool fresh_open(struct aside *f, const char *path) {
  return aside_open(f, path) || fail_writing(path);
}

bool fresh_close(struct aside *f) {
  char *path = strdup(f->path); /* which it lets go of */
  bool ok = aside_keep(f);
  if (!ok) fail("检查磁盘空间与权限", "无法写入 %s：%s", path ? path : "文件", SYSTEM_ERROR(errno));
  free(path);
  return ok;
}
