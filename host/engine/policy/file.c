/* Reading files, giving errors out. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "host/base/system_error.h"
#include "host/engine/policy/status.h"

bool file_error(struct error *e, const char *path, const char *what, const char *hint) {
  error_set(e, ERR_FILE, "%s：%s", what, path);
  error_hint(e, "%s", hint);
  return false;
}

bool file_unopened(struct error *e, const char *path) {
  int code = errno;
  if (code == ENOENT) return file_error(e, path, "没有这个文件", "检查路径");
  if (code == EACCES) return file_error(e, path, "没有权限读取文件", "检查文件与所在文件夹的权限");
  error_set(e, ERR_FILE, "无法打开文件：%s（%s）", path, SYSTEM_ERROR(code));
  error_hint(e, "检查路径与权限");
  return false;
}

static bool check_file(const char *path, struct stat *info, struct error *e) {
  if (stat(path, info) != 0) return file_unopened(e, path);
  if (S_ISDIR(info->st_mode)) return file_error(e, path, "这是文件夹，不是文件", "写出其中的文件");
  if (!S_ISREG(info->st_mode)) return file_error(e, path, "不是普通文件", "检查路径");
  if (info->st_size > MOST_FILE) return file_error(e, path, "文件太大", "最多 8 MiB");
  return true;
}

char *file_read(const char *path, size_t *length, struct error *e) {
  struct stat info;
  if (!check_file(path, &info, e)) return NULL;
  FILE *f = fopen(path, "rb");
  if (!f) {
    file_unopened(e, path);
    return NULL;
  }
  char *text = malloc((size_t)info.st_size + 1);
  if (!text) {
    fclose(f);
    error_set(e, ERR_MEMORY, "内存不足");
    return NULL;
  }
  *length = fread(text, 1, (size_t)info.st_size, f);
  bool broken = ferror(f) != 0;
  fclose(f);
  if (broken) {
    free(text);
    file_error(e, path, "读取文件时出错", "检查磁盘");
    return NULL;
  }
  text[*length] = '\0';
  return text;
}

static bylaw_status status_of(enum error_kind kind) {
  switch (kind) {
  case ERR_NONE: return BYLAW_OK;
  case ERR_MEMORY: return BYLAW_ENOMEM;
  case ERR_USAGE: return BYLAW_EUSAGE;
  case ERR_INPUT: return BYLAW_EINPUT;
  case ERR_FILE: return BYLAW_EFILE;
  case ERR_SYNTAX: return BYLAW_ESYNTAX;
  case ERR_POLICY: return BYLAW_EPOLICY;
  case ERR_CONFLICT: return BYLAW_ECONFLICT;
  case ERR_GAP: return BYLAW_EGAP;
  case ERR_LIMIT: return BYLAW_ELIMIT;
  case ERR_STORE: return BYLAW_ESTORE;
  case ERR_BUSY: return BYLAW_EBUSY;
  case ERR_CONFIRM: return BYLAW_ECONFIRM;
  case ERR_STOPPED: return BYLAW_ESTOPPED;
  case ERR_RULE:
  case ERR_OPEN: return BYLAW_ERULE;
  }
  return BYLAW_ERULE;
}

bylaw_status give_error(const struct error *e, bylaw_error *out) {
  bylaw_status status = status_of(e->kind);
  if (!out) return status;
  memset(out, 0, sizeof *out);
  out->status = status;
  out->line = e->line;
  out->column = e->column;
  text_copy(out->file, sizeof out->file, e->file);
  text_copy(out->document, sizeof out->document, e->document);
  text_copy(out->article, sizeof out->article, e->article);
  text_copy(out->message, sizeof out->message, e->message);
  text_copy(out->hint, sizeof out->hint, e->hint);
  text_copy(out->excerpt, sizeof out->excerpt, e->excerpt);
  /* they quote the policy, not a person */
  if (e->kind == ERR_SYNTAX || e->kind == ERR_POLICY) return status;
  text_mask_numbers(out->message);
  text_mask_numbers(out->hint);
  return status;
}

bool status_json(json_t *json, char **out, struct error *e) {
  *out = json_text(json, JSON_COMPACT);
  json_decref(json);
  return *out || error_set(e, ERR_MEMORY, "内存不足");
}
