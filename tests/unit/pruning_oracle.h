/* Paying by a changed law twice: with those whom it affects, and in a copy of the database with
** everybody. Both must be the same, to the last bit. */
#ifndef BYLAW_TESTS_PRUNING_ORACLE_H
#define BYLAW_TESTS_PRUNING_ORACLE_H

#include "store_support.h"

/* host/engine/settle/run.h */
void settling_no_pruning(bylaw *b, bool on);
int64_t settling_affected(const bylaw *b);

/* A copy as it is now. */
static inline void copy_database(sqlite3 *from, const char *path) {
  sqlite3 *to = NULL;
  remove(path);
  if (sqlite3_open(path, &to) != SQLITE_OK) fail_msg("%s: %s", path, sqlite3_errmsg(to));
  sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");
  if (!copy || sqlite3_backup_step(copy, -1) != SQLITE_DONE) fail_msg("cannot copy to %s", path);
  sqlite3_backup_finish(copy);
  sqlite3_close(to);
}

static inline uint64_t database_hash(const char *path) {
  sqlite3 *db = look_into(path);
  uint64_t hash = dump_hash(db);
  sqlite3_close(db);
  return hash;
}

/* In a copy with everybody. `law` is what `b` was loaded from. The caller frees *told. */
static inline bylaw_status pay_without_pruning(const char *law, const char *path, const bylaw_pay_request *q,
                                               json_t **told, bylaw_error *e) {
  bylaw *b = NULL;
  char *json = NULL;
  bylaw_status status = bylaw_open(&b, NULL, e);
  if (status == BYLAW_OK) status = bylaw_load(b, law, e);
  if (status == BYLAW_OK) status = bylaw_store(b, path, BYLAW_STORE_WRITE, e);
  if (status != BYLAW_OK) fail_msg("%s: %s", path, e->message);
  settling_no_pruning(b, true);
  status = bylaw_pay(b, q, &json, e);
  *told = json ? parsed(json) : NULL;
  bylaw_close(b);
  return status;
}

#endif
