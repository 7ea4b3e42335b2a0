/* Opening, closing, transactions. */
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

/* --- opening ---------------------------------------------------------------------------------- */

/* FULL: a committed run survives a loss of power. */
static const char PRAGMAS[] =
    "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON;"
    "PRAGMA journal_size_limit = 67108864;" STORE_MEMORY;

static bool configure(struct store *s, struct error *e) {
  sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL); /* none is ours */
  sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  return sql_exec(s, PRAGMAS, e);
}

static bool open_as(struct store *s, const char *name, int flags, struct error *e) {
  int code = sqlite3_open_v2(name, &s->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK) return s->db ? store_fail(s, e) : no_memory(e);
  sqlite3_busy_timeout(s->db, s->wait);
  return queue_register(s, e) && each_register(s, e) && look_at_header(s, e);
}

/* The path as a URI, whatever is in it. */
static bool open_uri(struct store *s, const char *query, int flags, struct error *e) {
  struct buf uri = {0};
  buf_puts(&uri, "file:");
  for (const char *c = s->path; *c; c++) {
    if (*c == '?' || *c == '#' || *c == '%')
      buf_printf(&uri, "%%%02X", (unsigned)*c);
    else
      buf_putc(&uri, *c);
  }
  buf_puts(&uri, query);
  bool ok = buf_text(&uri) ? open_as(s, buf_text(&uri), flags | SQLITE_OPEN_URI, e) : no_memory(e);
  buf_free(&uri);
  return ok;
}

/* A database on a medium that takes no -shm file can be read as it lies there, as long as nothing
** waits in a WAL. */
static bool open_unwritable(struct store *s, struct error *e) {
  if (has_wal(s->path)) {
    error_set(e, ERR_STORE, "数据库 ‘%s’ 旁边有尚未并入的 -wal 文件，而文件夹不能写入，无法读取", s->path);
    error_hint(e, "把数据库连同 -wal 文件复制到可以写入的文件夹再打开");
    return false;
  }
  sqlite3_close(s->db);
  s->db = NULL;
  struct error first = *e;
  *e = (struct error){0};
  if (open_uri(s, "?immutable=1", SQLITE_OPEN_READONLY, e)) return true;
  *e = first;
  return false;
}

static bool readable(struct store *s, struct error *e) {
  int64_t ignored;
  if (sql_integer(s, "SELECT count(*) FROM sqlite_schema", &ignored, e)) return true;
  int code = sqlite3_errcode(s->db) & 0xff;
  if (s->how != STORE_READ || (code != SQLITE_CANTOPEN && code != SQLITE_READONLY)) return false;
  return open_unwritable(s, e) && sql_integer(s, "SELECT count(*) FROM sqlite_schema", &ignored, e);
}

static bool open_file(struct store *s, struct error *e) {
  int flags = s->how == STORE_READ    ? SQLITE_OPEN_READONLY
              : s->how == STORE_WRITE ? SQLITE_OPEN_READWRITE
                                      : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (!look_at_path(s->path, s->how, e) || !open_uri(s, "", flags, e) || !readable(s, e) || !configure(s, e))
    return false;
  if (s->how == STORE_READ || sqlite3_db_readonly(s->db, "main") == 0) return true;
  return store_fail_code(s->path, SQLITE_READONLY, 0, e);
}

static bool open_store(struct store *s, const char *path, struct error *e) {
  s->path = strdup(path);
  if (!s->path) return no_memory(e);
  if (strcmp(path, ":memory:") == 0) {
    s->how = STORE_CREATE;
    return open_as(s, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, e) && configure(s, e) &&
           migrate(s, e);
  }
  if (s->how == STORE_CREATE && !create_file(path, &s->fresh, e)) return false;
  return open_file(s, e) && migrate(s, e);
}

const char *store_path(const struct store *s) {
  return s->path;
}

bool store_open_waiting(struct store **out, const char *path, enum store_how how, int wait, struct error *e) {
  *out = NULL;
  if (!path || !*path) return error_set(e, ERR_STORE, "没有写数据库的路径");
  if (sodium_init() < 0) return error_set(e, ERR_STORE, "无法启用 libsodium");
  struct store *s = calloc(1, sizeof *s);
  if (!s) return no_memory(e);
  s->how = how;
  s->wait = wait < 0 ? STORE_WAIT : wait;
  if (!open_store(s, path, e)) {
    store_close(s);
    return false;
  }
  *out = s;
  return true;
}

bool store_open(struct store **out, const char *path, enum store_how how, struct error *e) {
  return store_open_waiting(out, path, how, STORE_WAIT, e);
}

void store_close(struct store *s) {
  if (!s) return;
  store_rollback(s);
  store_read_end(s->one);
  facts_free(s->facts);
  s->facts = NULL;
  for (int i = 0; i < SQL_COUNT; i++)
    sqlite3_finalize(s->statements[i]);
  for (int i = 0; i < s->stray_count; i++)
    free(s->strays[i]);
  free(s->strays);
  buf_free(&s->digest);
  if (s->fresh && s->unwanted) remove_if_empty(s);
  sqlite3_close_v2(s->db);
  free(s->path);
  free(s);
}

void store_unwanted(struct store *s) {
  if (s) s->unwanted = true;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* What ends a transaction was made when it began: to end it must need no memory, or the next one
** could not begin. */
static void end_transaction(struct store *s, enum statement how) {
  const enum statement ways[] = {how, SQL_ROLLBACK};
  for (int i = 0; i < 2 && !sqlite3_get_autocommit(s->db) && s->statements[ways[i]]; i++) {
    sqlite3_step(s->statements[ways[i]]);
    sqlite3_reset(s->statements[ways[i]]);
  }
}

/* BEGIN alone holds nothing: the first read does. What it reads holds as long as the snapshot:
** nobody has to ask again, and fail. */
static bool begin_reading(struct store *s, struct error *e) {
  sqlite3_stmt *begin = NULL, *head = NULL;
  if (sql(s, SQL_END, e) && sql(s, SQL_ROLLBACK, e)) head = sql(s, SQL_LOG_HEAD, e);
  if (head) begin = sql(s, SQL_BEGIN, e);
  if (!begin || sql_step(s, begin, e) < 0) return false;
  int row = sql_step(s, head, e);
  if (row == 1) s->log = sqlite3_column_int64(head, 0);
  sqlite3_reset(head);
  return row == 1 && subjects_load(s, e);
}

bool snapshot_hold(struct store *s, struct error *e) {
  if (s->readers++ > 0 || s->writing || begin_reading(s, e)) return true;
  snapshot_release(s);
  return false;
}

void snapshot_release(struct store *s) {
  if (--s->readers == 0 && !s->writing) end_transaction(s, SQL_END);
}

bool store_snapshot(struct store *s, struct error *e) {
  if (s->held) return true;
  s->held = snapshot_hold(s, e);
  return s->held;
}

void store_snapshot_end(struct store *s) {
  if (s->held) snapshot_release(s);
  s->held = false;
}

/* --- writing ---------------------------------------------------------------------------------- */

static const int64_t MOST_ENTRIES = INT64_C(1) << 52; /* nobody writes so many */

static bool heads(struct store *s, struct error *e) {
  bool ok = sql_integer(s, "SELECT coalesce(max(seq), 0) FROM change_log", &s->log, e);
  s->log_begun = s->log;
  if (ok && (s->log < 0 || s->log > MOST_ENTRIES)) {
    ok =
        error_set(e, ERR_STORE, "数据库 ‘%s’ 已损坏：变更记录的编号 %lld 不可能", s->path, (long long)s->log);
    error_hint(e, "从备份恢复，再运行 bylaw verify 核对");
  }
  return ok && link_check_begin(s, e) && subjects_load(s, e);
}

/* What is written to another file would be lost. */
bool still_there(struct store *s, struct error *e) {
  int moved = 0;
  if (sqlite3_file_control(s->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || !moved) return true;
  error_set(e, ERR_STORE, "数据库 ‘%s’ 在打开之后被移走或换掉了，没有写入任何内容", s->path);
  error_hint(e, "核对文件之后再运行一次");
  return false;
}

/* The lock of writers, waited for (SQLite asks again and again for `wait` ms): most writers hold it
** for milliseconds. A recovery of another process ends by itself. */
static bool lock(struct store *s, struct error *e) {
  int code = sqlite3_exec(s->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (code == SQLITE_BUSY_RECOVERY) code = sqlite3_exec(s->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  bool ok = code == SQLITE_OK ? still_there(s, e) : store_fail(s, e);
  if (!ok) end_transaction(s, SQL_ROLLBACK); /* it may have begun, and failed after that */
  return ok;
}

/* The store works with no facts until store_use names some. */
static void facts_drop(struct store *s) {
  store_read_end(s->one);
  s->one = NULL;
  facts_free(s->facts);
  s->facts = NULL;
}

bool store_begin(struct store *s, struct error *e) {
  if (s->how == STORE_READ) return error_set(e, ERR_STORE, "数据库 ‘%s’ 是只读打开的，不能写入", s->path);
  if (s->writing || s->readers > 0)
    return error_set(e, ERR_STORE, s->writing ? "已经开始写入" : "读取还没有结束，不能开始写入");
  if (!sql(s, SQL_ROLLBACK, e)) return false; /* made now: to undo must need no memory */
  if (!lock(s, e)) return false;
  s->writing = true;
  s->broken = false;
  if (s->facts && s->facts->lacking)
    facts_drop(s); /* whoever writes names them again, and they get their places */
  if (heads(s, e)) return true;
  store_rollback(s);
  return false;
}

/* What was true only inside of the transaction. */
static void end_writing(struct store *s, bool kept) {
  s->writing = s->broken = false;
  s->first_run = s->last_run = 0;
  making_free(s->making);
  s->making = NULL;
  adding_undo(s);
  if (!kept && s->facts && s->facts->made) facts_drop(s);
  if (s->facts) s->facts->made = false;
}

bool store_commit(struct store *s, struct error *e) {
  bool ok = must_write(s, e) && adding_end(s, e);
  if (ok && s->making) ok = error_set(e, ERR_STORE, "这次发放还没有写完（store_run_end），不能提交");
  ok = ok && links_add(s, e);
  if (ok && sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) ok = store_fail(s, e);
  if (ok)
    end_writing(s, true);
  else
    store_rollback(s);
  return ok;
}

void store_rollback(struct store *s) {
  if (!s->writing) return;
  end_transaction(s, SQL_ROLLBACK);
  end_writing(s, false);
}
