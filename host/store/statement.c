/* Statements and what SQLite says when one fails. */
#include <errno.h>
#include <string.h>

#include "host/base/system_error.h"
#include "host/store/store_private.h"

static const char *const TEXTS[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_END] = "COMMIT",
    [SQL_LOG_HEAD] = "SELECT coalesce(max(seq), 0) FROM change_log",
    [SQL_ACT] = "INSERT INTO change_set (on_day, who, why, source) VALUES (?, ?, ?, ?)",
    [SQL_LOG] = "INSERT INTO change_log (seq, act, type, subject, fact, before, after) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
    [SQL_EVENT] = "INSERT INTO event (log, type, subject, kind, month, amount, run, of, payer, text) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [SQL_EVENT_FIND] =
        "SELECT kind, EXISTS (SELECT 1 FROM event w WHERE w.type = e.type AND w.subject = e.subject "
        "AND w.of = e.log) FROM event e WHERE log = ? AND type = ? AND subject = ?",
    [SQL_EVENTS] =
        "SELECT e.log, l.act, e.subject, e.kind, e.month, e.amount, e.run, e.of, e.payer, e.text, "
        "c.on_day FROM event e JOIN change_log l ON l.seq = e.log JOIN change_set c ON c.id = l.act "
        "WHERE e.type = ?1 AND e.subject = ?2 AND e.log <= ?3 AND e.kind <> 5 AND NOT EXISTS "
        "(SELECT 1 FROM event w WHERE w.type = ?1 AND w.subject = ?2 AND w.of = e.log AND w.log <= ?3) "
        "ORDER BY e.log",
    [SQL_EVENT_SUBJECTS] = "SELECT DISTINCT subject FROM event WHERE type = ? ORDER BY subject",
    [SQL_LAST_CHANGE] =
        "SELECT max(seq) FROM change_log WHERE type = ? AND subject = ? AND fact = ? AND seq <= ? "
        "AND fact IS NOT NULL",
    [SQL_CHANGES_AFTER] = "SELECT fact, before FROM change_log WHERE type = ? AND subject = ? AND seq > ? "
                          "AND fact IS NOT NULL ORDER BY seq",
    [SQL_DIRTY] = "SELECT type, subject FROM change_log WHERE seq > ? AND seq <= ? ORDER BY seq",
    [SQL_CHANGES] = "SELECT subject, fact FROM change_log WHERE seq > ? AND seq <= ? AND type = ? "
                    "AND fact IS NOT NULL ORDER BY seq",
    [SQL_REASON_FIND] = "SELECT id FROM reason WHERE hash = ?",
    [SQL_REASON_ADD] = "INSERT INTO reason (hash, text) VALUES (?, ?)",
    [SQL_REASON_TEXT] = "SELECT text FROM reason WHERE id = ?",
    [SQL_VERSION_FIND] = "SELECT id FROM version WHERE policy = ? AND hash = ?",
    [SQL_VERSION_ADD] = "INSERT INTO version (policy, hash, meta) VALUES (?, ?, ?)",
    [SQL_VERSION_GET] = "SELECT policy, hash, meta FROM version WHERE id = ?",
    [SQL_CONTENT_FIND] = "SELECT id FROM archive WHERE hash = ?",
    [SQL_CONTENT_ADD] = "INSERT INTO archive (hash, data) VALUES (?, ?)",
    [SQL_FILE_ADD] = "INSERT INTO version_file (version, place, name, content) VALUES (?, ?, ?, ?)",
    [SQL_FILES] = "SELECT f.name, a.data FROM version_file f JOIN archive a ON a.id = f.content "
                  "WHERE f.version = ? ORDER BY f.place",
    [SQL_PAYMENT_FIND] = "SELECT id FROM payment WHERE policy = ? AND name = ?",
    [SQL_PAYMENT_ADD] = "INSERT INTO payment (policy, name) VALUES (?, ?)",
    [SQL_RUN_LAST] = "SELECT id, log, hash, reasons, versions FROM run ORDER BY id DESC LIMIT 1",
    [SQL_RUN_LAST_OF] = "SELECT max(id) FROM run WHERE payment = ?",
    [SQL_RUN_ADD] =
        "INSERT INTO run (id, payment, month, on_day, version, log, lines, paid, owed, reasons, versions, "
        "report, before, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [SQL_RUN_GET] =
        "SELECT r.id, p.policy, p.name, r.month, r.on_day, r.version, r.log, r.lines, r.paid, r.owed, "
        "r.report, r.before, r.hash FROM run r JOIN payment p ON p.id = r.payment "
        "WHERE r.id = ?1 AND (?2 IS NULL OR (p.policy = ?2 AND p.name = ?3))",
    [SQL_RUNS] =
        "SELECT r.id, p.policy, p.name, r.month, r.on_day, r.version, r.log, r.lines, r.paid, r.owed, "
        "r.report, r.before, r.hash FROM payment p CROSS JOIN run r ON r.payment = p.id "
        "WHERE (?1 IS NULL OR p.policy = ?1) AND (?2 IS NULL OR p.name = ?2) AND (?3 = 0 OR r.month = ?3) ORDER BY r.id",
    [SQL_REACH] =
        "SELECT (SELECT coalesce(max(id), 0) FROM reason), (SELECT coalesce(max(id), 0) FROM version)",
    [SQL_LINES_OF] =
        "SELECT l.run, l.subject, l.month, l.kind, l.line, l.amount, l.cause, l.reason, l.payer, l.account, r.month "
        "FROM run r CROSS JOIN ledger l ON l.run = r.id AND l.subject = ?2 WHERE r.payment = ?1 "
        "ORDER BY r.id, l.month, l.kind, l.line",
    [SQL_LINES_LATE] =
        "SELECT l.run, l.subject, l.month, l.kind, l.line, l.amount, l.cause, l.reason, NULL, NULL, r.month "
        "FROM run r CROSS JOIN ledger l ON l.run = r.id AND l.subject BETWEEN ?2 AND ?3 "
        "WHERE r.payment = ?1 AND l.month <> r.month ORDER BY r.id, l.subject, l.month, l.kind, l.line",
    [SQL_PENDING_CLEAR] = "DELETE FROM pending WHERE payment = ?",
    [SQL_PENDING_CLEAR_ONE] = "DELETE FROM pending WHERE payment = ? AND subject = ?",
    [SQL_PENDING_ADD] =
        "INSERT INTO pending (payment, subject, from_month, to_month, kind, amount, reason, payer, text) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [SQL_SUBJECT_FIND] = "SELECT id, policy, key FROM fact_subject WHERE subject = ?",
    [SQL_SUBJECT_ADD] = "INSERT INTO fact_subject (subject, policy, key) VALUES (?, ?, ?)",
    [SQL_COLUMNS] = "SELECT parent, name, form, kind, optional, bit FROM fact_column WHERE subject = ? "
                    "ORDER BY parent, bit",
    [SQL_LINK_LAST] = "SELECT id, log, run, hash FROM link ORDER BY id DESC LIMIT 1",
    [SQL_LINK_ADD] = "INSERT INTO link (log, run, before, hash) VALUES (?, ?, ?, ?)",
    [SQL_RUN_PENDING] = "UPDATE run SET pending = ? WHERE id = ?",
    [SQL_RUN_LINKED] = "SELECT payment, hash, before, pending FROM run WHERE id = ?",
    [SQL_COLUMN_ADD] = "INSERT INTO fact_column (subject, parent, name, form, kind, optional, bit) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?)",
};

/* --- errors ----------------------------------------------------------------------------------- */

bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

static bool fail_damaged(const char *path, const char *detail, struct error *e) {
  error_set(e, ERR_STORE, "数据库 ‘%s’ 已损坏（%s）", path, detail);
  error_hint(e, "从备份恢复，再运行 bylaw verify 核对");
  return false;
}

/* A quota or a limit on files comes as a failed write without a number. */
static bool fail_full(const char *path, bool surely, struct error *e) {
  error_set(e, ERR_STORE, "磁盘已满%s，没有写入任何内容：‘%s’", surely ? "" : "，或超出了限额", path);
  error_hint(e, "腾出空间之后再运行一次");
  return false;
}

static bool fail_busy(const char *path, int code, struct error *e) {
  if (code == SQLITE_BUSY_SNAPSHOT) {
    error_set(e, ERR_BUSY, "数据库 ‘%s’ 在读取期间被另一个程序改动了", path);
    error_hint(e, "再运行一次");
    return false;
  }
  error_set(e, ERR_BUSY, "另一个程序正在写入数据库 ‘%s’", path);
  error_hint(e, "等它完成之后再运行一次，或用 --wait 等得久一些");
  return false;
}

static bool fail_input_output(const char *path, int code, int system, struct error *e) {
  if (system == ENOSPC || system == EDQUOT || code == SQLITE_IOERR_SHMSIZE) return fail_full(path, true, e);
  if (code == SQLITE_IOERR_WRITE) return fail_full(path, false, e);
  error_set(e, ERR_STORE, "读写数据库 ‘%s’ 时出错：%s（SQLite %d）", path, SYSTEM_ERROR(system), code);
  error_hint(e, "检查磁盘；没有提交的内容都没有写入");
  return false;
}

static bool fail_access(const char *path, int code, struct error *e) {
  if ((code & 0xff) == SQLITE_CANTOPEN) {
    error_set(e, ERR_STORE, "无法打开数据库 ‘%s’", path);
    error_hint(e, "核对路径与权限；所在的文件夹也要可以写入");
    return false;
  }
  error_set(e, ERR_STORE, "数据库 ‘%s’ 或所在的文件夹只能读取，不能写入", path);
  error_hint(e, "换一个有写入权限的用户或位置");
  return false;
}

/* What is left is mostly of tables that are not as this program made them. SQLite's own text is
** English, and may quote what stands in the database: its number is enough for whoever looks
** further. */
static bool fail_otherwise(const char *path, int code, struct error *e) {
  static const struct {
    int code;
    const char *words;
  } known[] = {
      {SQLITE_ERROR, "表、列或语句不符"},
      {SQLITE_SCHEMA, "表的结构刚被改动"},
      {SQLITE_CONSTRAINT, "内容违反表的约束"},
      {SQLITE_MISMATCH, "值的类型与列不符"},
      {SQLITE_TOOBIG, "内容太大"},
      {SQLITE_INTERRUPT, "被中断"},
      {SQLITE_ABORT, "被中止"},
      {SQLITE_NOLFS, "这个系统不支持这么大的文件"},
      {SQLITE_PROTOCOL, "另一个程序占着锁"},
      {SQLITE_EMPTY, "数据库是空的"},
      {SQLITE_FORMAT, "格式不符"},
      {SQLITE_RANGE, "编号超出范围"},
  };
  const char *words = "原因不明";
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (known[i].code == (code & 0xff)) words = known[i].words;
  error_set(e, ERR_STORE, "数据库 ‘%s’ 出错：%s（SQLite %d）", path, words, code);
  error_hint(e, "运行 bylaw verify 核对");
  return false;
}

bool store_fail_code(const char *path, int code, int system, struct error *e) {
  switch (code & 0xff) {
  case SQLITE_NOMEM: return no_memory(e);
  case SQLITE_BUSY:
  case SQLITE_LOCKED: return fail_busy(path, code, e);
  case SQLITE_FULL: return fail_full(path, true, e);
  case SQLITE_NOTADB:
    error_set(e, ERR_STORE, "‘%s’ 不是数据库", path);
    error_hint(e, "核对路径");
    return false;
  case SQLITE_CORRUPT: return fail_damaged(path, "内容互相矛盾", e);
  case SQLITE_IOERR:
    if (code == SQLITE_IOERR_SHORT_READ) return fail_damaged(path, "文件不完整", e);
    return fail_input_output(path, code, system, e);
  case SQLITE_READONLY:
  case SQLITE_PERM:
  case SQLITE_AUTH:
  case SQLITE_CANTOPEN: return fail_access(path, code, e);
  default: return fail_otherwise(path, code, e);
  }
}

bool store_fail(struct store *s, struct error *e) {
  return store_fail_code(s->path, sqlite3_extended_errcode(s->db), sqlite3_system_errno(s->db), e);
}

bool must_write(struct store *s, struct error *e) {
  if (s->writing && !s->broken) return true;
  return error_set(e, ERR_STORE,
                   s->broken ? "上一次写入没有成功，要先撤销（rollback）" : "还没有开始写入（begin）");
}

bool must_use(struct store *s, struct error *e) {
  return s->facts || error_set(e, ERR_STORE, "还没有说明用哪个政策的事实（store_use）");
}

/* --- statements ------------------------------------------------------------------------------- */

bool sql_exec(struct store *s, const char *text, struct error *e) {
  if (sqlite3_exec(s->db, text, NULL, NULL, NULL) == SQLITE_OK) return true;
  if (s->writing) s->broken = true;
  return store_fail(s, e);
}

static void each_step(sqlite3_context *context, int count, sqlite3_value **values) {
  struct store *s = sqlite3_user_data(context);
  if (!s->each || !s->each(s->each_ud, count, values)) sqlite3_result_error_nomem(context);
}

static void each_end(sqlite3_context *context) {
  sqlite3_result_null(context);
}

bool each_register(struct store *s, struct error *e) {
  return sqlite3_create_function_v2(s->db, "bylaw_each", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, s, NULL,
                                    each_step, each_end, NULL) == SQLITE_OK ||
         store_fail(s, e);
}

sqlite3_stmt *sql_compile(struct store *s, const char *text, struct error *e) {
  sqlite3_stmt *st = NULL;
  if (sqlite3_prepare_v3(s->db, text, -1, SQLITE_PREPARE_PERSISTENT, &st, NULL) == SQLITE_OK) return st;
  store_fail(s, e);
  return NULL;
}

sqlite3_stmt *sql_prepare(struct store *s, const char *text, struct error *e) {
  return adding_flush(s, e) ? sql_compile(s, text, e) : NULL;
}

sqlite3_stmt *sql(struct store *s, enum statement which, struct error *e) {
  if (!adding_flush(s, e)) return NULL;
  if (!s->statements[which]) s->statements[which] = sql_prepare(s, TEXTS[which], e);
  if (s->statements[which]) sqlite3_reset(s->statements[which]);
  return s->statements[which];
}

int sql_step(struct store *s, sqlite3_stmt *st, struct error *e) {
  int code = sqlite3_step(st);
  if (code == SQLITE_ROW) return 1;
  if (code != SQLITE_DONE) store_fail(s, e);
  sqlite3_reset(st);
  return code == SQLITE_DONE ? 0 : -1;
}

bool sql_each(struct store *s, sqlite3_stmt *st, row_found found, void *ud, struct error *e) {
  s->each = found;
  s->each_ud = ud;
  int code = sqlite3_step(st);
  s->each = NULL;
  if (code != SQLITE_ROW) store_fail(s, e);
  sqlite3_reset(st);
  return code == SQLITE_ROW;
}

bool sql_write(struct store *s, sqlite3_stmt *st, struct error *e) {
  int code = sqlite3_step(st);
  if (code != SQLITE_DONE && code != SQLITE_ROW) {
    store_fail(s, e);
    s->broken = true;
  }
  sqlite3_reset(st);
  return code == SQLITE_DONE || code == SQLITE_ROW;
}

bool sql_integer(struct store *s, const char *text, int64_t *out, struct error *e) {
  sqlite3_stmt *st = sql_prepare(s, text, e);
  int row = st ? sql_step(s, st, e) : -1;
  *out = row == 1 ? sqlite3_column_int64(st, 0) : 0;
  sqlite3_finalize(st);
  return row >= 0;
}

void bind_text(sqlite3_stmt *st, int at, const char *text) {
  if (text)
    sqlite3_bind_text(st, at, text, (int)strlen(text), SQLITE_STATIC);
  else
    sqlite3_bind_null(st, at);
}

/* SQLite gives NULL for a text that it has no memory to end, too, and it is NULL from then on: the
** type is asked before. */
bool column_text(sqlite3_stmt *st, int at, const char **out) {
  bool null = sqlite3_column_type(st, at) == SQLITE_NULL;
  *out = (const char *)sqlite3_column_text(st, at);
  return *out || null;
}

bool column_hash(sqlite3_stmt *st, int at, uint8_t out[STORE_HASH]) {
  const void *data = sqlite3_column_type(st, at) == SQLITE_BLOB ? sqlite3_column_blob(st, at) : NULL;
  if (!data || sqlite3_column_bytes(st, at) != STORE_HASH) return false;
  memcpy(out, data, STORE_HASH);
  return true;
}

char *column_copy(sqlite3_stmt *st, int at, struct arena *arena) {
  const char *text;
  if (!column_text(st, at, &text)) return NULL;
  return arena_text_n(arena, text ? text : "", text ? (size_t)sqlite3_column_bytes(st, at) : 0);
}

char *column_blob_copy(sqlite3_stmt *st, int at, struct arena *arena, size_t *size) {
  *size = (size_t)sqlite3_column_bytes(st, at);
  const void *data = sqlite3_column_blob(st, at);
  if (!data && *size) return NULL;
  return arena_text_n(arena, data ? data : "", *size);
}

void *grow(struct arena *arena, void *old, int count, size_t one) {
  if (count & (count - 1)) return old; /* room is a power of two */
  char *grown = arena_array(arena, count ? (size_t)count * 2 : 1, one);
  if (grown && count) memcpy(grown, old, (size_t)count * one);
  return grown;
}
