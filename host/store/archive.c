/* Reasons, and the versions of policies with their files: stored once, by their content. */
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

/* The id in the first row, 0 when there is none. */
static bool first_id(struct store *s, sqlite3_stmt *st, int64_t *id, struct error *e) {
  int row = sql_step(s, st, e);
  *id = row == 1 ? sqlite3_column_int64(st, 0) : 0;
  sqlite3_reset(st);
  return row >= 0;
}

static bool write_id(struct store *s, sqlite3_stmt *st, int64_t *id, struct error *e) {
  if (!sql_write(s, st, e)) return false;
  *id = sqlite3_last_insert_rowid(s->db);
  return true;
}

/* --- reasons ---------------------------------------------------------------------------------- */

bool store_reason(struct store *s, const uint8_t hash[STORE_HASH], const char *text, int64_t *id,
                  struct error *e) {
  sqlite3_stmt *st = must_write(s, e) ? sql(s, SQL_REASON_FIND, e) : NULL;
  if (!st) return false;
  sqlite3_bind_blob(st, 1, hash, STORE_HASH, SQLITE_STATIC);
  if (!first_id(s, st, id, e)) return false;
  if (*id) return true;
  st = sql(s, SQL_REASON_ADD, e);
  if (!st) return false;
  sqlite3_bind_blob(st, 1, hash, STORE_HASH, SQLITE_STATIC);
  bind_text(st, 2, text);
  return write_id(s, st, id, e);
}

bool store_reason_text(struct store *s, int64_t id, char **text, struct error *e) {
  *text = NULL;
  sqlite3_stmt *st = sql(s, SQL_REASON_TEXT, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, id);
  int step = sql_step(s, st, e);
  const char *found = step == 1 ? (const char *)sqlite3_column_text(st, 0) : NULL;
  *text = found ? strdup(found) : NULL;
  sqlite3_reset(st);
  if (step < 0) return false;
  return step == 0 || *text || no_memory(e);
}

/* --- versions --------------------------------------------------------------------------------- */

static bool store_content(struct store *s, const struct store_file *file, int64_t *id, struct error *e) {
  uint8_t hash[STORE_HASH];
  crypto_generichash(hash, sizeof hash, file->data, file->size, NULL, 0);
  sqlite3_stmt *st = sql(s, SQL_CONTENT_FIND, e);
  if (!st) return false;
  sqlite3_bind_blob(st, 1, hash, sizeof hash, SQLITE_STATIC);
  if (!first_id(s, st, id, e)) return false;
  if (*id) return true;
  st = sql(s, SQL_CONTENT_ADD, e);
  if (!st) return false;
  sqlite3_bind_blob(st, 1, hash, sizeof hash, SQLITE_STATIC);
  if (file->size)
    sqlite3_bind_blob64(st, 2, file->data, file->size, SQLITE_STATIC);
  else
    sqlite3_bind_zeroblob(st, 2, 0);
  return write_id(s, st, id, e);
}

static bool store_files(struct store *s, int64_t version, const struct store_file *files, int count,
                        struct error *e) {
  for (int i = 0; i < count; i++) {
    int64_t content;
    if (!store_content(s, &files[i], &content, e)) return false;
    sqlite3_stmt *st = sql(s, SQL_FILE_ADD, e);
    if (!st) return false;
    sqlite3_bind_int64(st, 1, version);
    sqlite3_bind_int(st, 2, i);
    bind_text(st, 3, files[i].name);
    sqlite3_bind_int64(st, 4, content);
    if (!sql_write(s, st, e)) return false;
  }
  return true;
}

bool store_version(struct store *s, const char *policy, const char *hash, const char *meta,
                   const struct store_file *files, int count, int64_t *id, struct error *e) {
  sqlite3_stmt *st = must_write(s, e) ? sql(s, SQL_VERSION_FIND, e) : NULL;
  if (!st) return false;
  bind_text(st, 1, policy);
  bind_text(st, 2, hash);
  if (!first_id(s, st, id, e)) return false;
  if (*id) return true;
  st = sql(s, SQL_VERSION_ADD, e);
  if (!st) return false;
  bind_text(st, 1, policy);
  bind_text(st, 2, hash);
  bind_text(st, 3, meta ? meta : "");
  if (!write_id(s, st, id, e)) return false;
  if (store_files(s, *id, files, count, e)) return true;
  s->broken = true; /* a version without its files must not be committed */
  return false;
}

static bool read_files(struct store *s, struct arena *arena, struct store_version *out, struct error *e) {
  enum { MOST_FILES = 1000 };
  int row;
  sqlite3_stmt *st = sql(s, SQL_FILES, e);
  out->files = arena_array(arena, MOST_FILES, sizeof *out->files);
  if (!st || !out->files) return st ? no_memory(e) : false;
  sqlite3_bind_int64(st, 1, out->id);
  while ((row = sql_step(s, st, e)) == 1 && out->count < MOST_FILES) {
    struct store_file *file = &out->files[out->count++];
    file->name = column_copy(st, 0, arena);
    file->data = column_blob_copy(st, 1, arena, &file->size);
    if (!file->name || !file->data) break;
  }
  sqlite3_reset(st);
  return row == 1 ? no_memory(e) : row == 0;
}

bool store_version_get(struct store *s, int64_t id, struct arena *arena, struct store_version *out,
                       struct error *e) {
  *out = (struct store_version){.id = id};
  sqlite3_stmt *st = sql(s, SQL_VERSION_GET, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, id);
  int row = sql_step(s, st, e);
  if (row == 0) {
    error_set(e, ERR_STORE, "数据库 ‘%s’ 里没有第 %lld 号政策版本", s->path, (long long)id);
    error_hint(e, "运行 bylaw verify 核对");
  }
  if (row != 1) return false;
  out->policy = column_copy(st, 0, arena);
  out->hash = column_copy(st, 1, arena);
  out->meta = column_copy(st, 2, arena);
  sqlite3_reset(st);
  return out->policy && out->hash && out->meta ? read_files(s, arena, out, e) : no_memory(e);
}
