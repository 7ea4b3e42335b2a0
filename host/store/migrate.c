/* The tables of the store, and how an older database becomes one of this version. */
#include <string.h>

#include "host/store/store_private.h"

/* One text a version, run in order. Never change one that was published: add the next.
** Tables that take a row a person and month bear no foreign keys (each costs a search a row):
** store_verify looks instead. */
static const char *const MIGRATIONS[STORE_SCHEMA_VERSION] = {
    "CREATE TABLE archive (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, data BLOB NOT NULL) STRICT;"
    "CREATE TABLE version (id INTEGER PRIMARY KEY, policy TEXT NOT NULL, hash TEXT NOT NULL, meta TEXT NOT NULL,"
    " UNIQUE (policy, hash)) STRICT;"
    "CREATE TABLE version_file (version INTEGER NOT NULL REFERENCES version, place INTEGER NOT NULL,"
    " name TEXT NOT NULL, content INTEGER NOT NULL REFERENCES archive, PRIMARY KEY (version, place))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE reason (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, text TEXT NOT NULL) STRICT;"
    "CREATE TABLE fact_subject (id INTEGER PRIMARY KEY, subject TEXT NOT NULL UNIQUE, policy TEXT NOT NULL,"
    " key TEXT NOT NULL) STRICT;"
    "CREATE TABLE fact_column (subject INTEGER NOT NULL REFERENCES fact_subject, parent TEXT NOT NULL,"
    " name TEXT NOT NULL, form INTEGER NOT NULL, kind TEXT NOT NULL, optional INTEGER NOT NULL,"
    " bit INTEGER NOT NULL, PRIMARY KEY (subject, parent, name)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE change_set (id INTEGER PRIMARY KEY, on_day INTEGER NOT NULL, who TEXT NOT NULL,"
    " why TEXT NOT NULL, source TEXT NOT NULL) STRICT;"
    "CREATE TABLE change_log (seq INTEGER PRIMARY KEY, act INTEGER NOT NULL, type INTEGER NOT NULL,"
    " subject INTEGER NOT NULL, fact TEXT, before TEXT) STRICT;"
    "CREATE INDEX change_log_subject ON change_log (type, subject) WHERE fact IS NOT NULL;"
    "CREATE TABLE payment (id INTEGER PRIMARY KEY, policy TEXT NOT NULL, name TEXT NOT NULL,"
    " UNIQUE (policy, name)) STRICT;"
    "CREATE TABLE run (id INTEGER PRIMARY KEY, payment INTEGER NOT NULL REFERENCES payment,"
    " month INTEGER NOT NULL, on_day INTEGER NOT NULL, version INTEGER NOT NULL REFERENCES version,"
    " log INTEGER NOT NULL, lines INTEGER NOT NULL, paid INTEGER NOT NULL, owed INTEGER NOT NULL,"
    " reasons INTEGER NOT NULL, versions INTEGER NOT NULL, report TEXT NOT NULL,"
    " before BLOB NOT NULL, hash BLOB NOT NULL) STRICT;"
    "CREATE INDEX run_payment ON run (payment);"
    "CREATE TABLE ledger (run INTEGER NOT NULL, subject INTEGER NOT NULL, month INTEGER NOT NULL,"
    " kind INTEGER NOT NULL, line INTEGER NOT NULL, amount INTEGER NOT NULL, cause INTEGER NOT NULL,"
    " reason INTEGER NOT NULL, payer TEXT NOT NULL, account TEXT NOT NULL,"
    " PRIMARY KEY (run, subject, month, kind, line)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE event (log INTEGER PRIMARY KEY REFERENCES change_log,"
    " type INTEGER NOT NULL REFERENCES fact_subject, subject INTEGER NOT NULL, kind INTEGER NOT NULL,"
    " month INTEGER NOT NULL, amount INTEGER NOT NULL, run INTEGER REFERENCES run,"
    " of INTEGER REFERENCES event, payer TEXT NOT NULL, text TEXT NOT NULL) STRICT;"
    "CREATE INDEX event_subject ON event (type, subject);"
    "CREATE TABLE pending (id INTEGER PRIMARY KEY, payment INTEGER NOT NULL REFERENCES payment,"
    " subject INTEGER NOT NULL, from_month INTEGER NOT NULL, to_month INTEGER NOT NULL, kind TEXT NOT NULL,"
    " amount INTEGER NOT NULL, reason INTEGER REFERENCES reason, payer TEXT NOT NULL, text TEXT NOT NULL) STRICT;"
    "CREATE INDEX pending_subject ON pending (payment, subject);",
    /* What the log says a fact became, and the chain of commits. Of entries that are older nothing
    ** but what their runs sealed can be proved: what they became, and what was registered before,
    ** is not in them. */
    "ALTER TABLE change_log ADD COLUMN after TEXT;"
    "ALTER TABLE run ADD COLUMN pending BLOB;"
    "CREATE TABLE link (id INTEGER PRIMARY KEY, log INTEGER NOT NULL, run INTEGER NOT NULL,"
    " before BLOB NOT NULL, hash BLOB NOT NULL) STRICT;"
    "INSERT INTO link (log, run, before, hash) SELECT log, id, before, hash FROM run ORDER BY id;",
    /* The latest day is asked for by every act. It is not always that of the last one: databases of
    ** the first version let days go back. */
    "CREATE INDEX change_set_day ON change_set (on_day);",
    /* The short form of digests: tables are as before, but an older program would take it for
    ** tampering. */
    "",
};

bool make_system_tables(sqlite3 *db) {
  for (int i = 0; i < STORE_SCHEMA_VERSION; i++)
    if (sqlite3_exec(db, MIGRATIONS[i], NULL, NULL, NULL) != SQLITE_OK) return false;
  return true;
}

static bool refuse_version(struct store *s, int64_t version, struct error *e) {
  error_set(e, ERR_STORE, "数据库 ‘%s’ 是第 %lld 版格式，这个程序只认识到第 %d 版", s->path,
            (long long)version, STORE_SCHEMA_VERSION);
  error_hint(e, "用认识第 %lld 版数据库格式的 bylaw（bylaw version 会列出）", (long long)version);
  return false;
}

static bool refuse_other(struct store *s, int64_t application, int64_t tables, struct error *e) {
  if (application == 0 && tables == 0) {
    error_set(e, ERR_STORE, "‘%s’ 是空数据库，里面什么也没有", s->path);
    error_hint(e, "核对路径；导入（import）可以在空数据库里建立表");
    return false;
  }
  error_set(e, ERR_STORE, "‘%s’ 是另一个程序的数据库", s->path);
  error_hint(e, "核对路径；bylaw 不会改动别的程序的数据库");
  return false;
}

static bool identify(struct store *s, int64_t *application, int64_t *version, int64_t *tables,
                     struct error *e) {
  return sql_integer(s, "PRAGMA application_id", application, e) &&
         sql_integer(s, "PRAGMA user_version", version, e) &&
         sql_integer(s, "SELECT count(*) FROM sqlite_schema", tables, e);
}

/* The version whose tables there are; 0: of none. The fourth changed no table, so a third one looks
** like it. */
static bool tables_version(struct store *s, int64_t *version, struct error *e) {
  return sql_integer(s,
                     "SELECT CASE WHEN max(name = 'change_set_day') THEN 4 WHEN max(name = 'link') THEN 2"
                     " WHEN max(name = 'change_log') THEN 1 ELSE 0 END FROM sqlite_schema",
                     version, e);
}

/* To migrate from a number that somebody wrote by hand would add what is there already: such a
** number is told before it is believed. */
static bool number_fits(struct store *s, int64_t version, struct error *e) {
  int64_t made;
  if (!tables_version(s, &made, e)) return false;
  if (version == made || (version == 3 && made == 4)) return true;
  error_set(e, ERR_STORE,
            "数据库 ‘%s’ 的格式版本号（user_version）是 %lld，与其中的表不符：版本号或表被改动过", s->path,
            (long long)version);
  if (made)
    error_hint(e,
               "从备份恢复，再运行 bylaw verify 核对；确知只改动过版本号的，请技术人员改回："
               "PRAGMA user_version = %lld",
               (long long)made);
  else
    error_hint(e, "从备份恢复，再运行 bylaw verify 核对");
  return false;
}

/* From `version` to ours; inside a transaction. */
static bool climb(struct store *s, int64_t version, struct error *e) {
  struct buf text = {0};
  for (int64_t i = version; i < STORE_SCHEMA_VERSION; i++)
    buf_puts(&text, MIGRATIONS[i]);
  buf_printf(&text, "PRAGMA application_id = %d; PRAGMA user_version = %d;", STORE_APPLICATION_ID,
             STORE_SCHEMA_VERSION);
  bool ok = buf_text(&text) ? sql_exec(s, buf_text(&text), e) : no_memory(e);
  buf_free(&text);
  return ok;
}

/* The entries that a database of the first version has since its last run have no link yet. In one
** of a later version such entries are not ours, and stay without. */
enum { FIRST_VERSION = 1 };

static bool link_entries(struct store *s, struct error *e) {
  struct store_head last;
  if (!sql_integer(s, "SELECT coalesce(max(seq), 0) FROM change_log", &s->log, e) || !store_head(s, &last, e))
    return false;
  s->log_begun = last.log;
  return links_add(s, e);
}

/* Another process may have made the tables in the meantime: look again under the lock. */
static bool climb_locked(struct store *s, struct error *e) {
  int64_t application, version, tables;
  if (!sql_exec(s, "BEGIN IMMEDIATE", e)) return false;
  bool ok = identify(s, &application, &version, &tables, e);
  bool fresh = ok && application == 0 && tables == 0;
  if (ok && (fresh || version < STORE_SCHEMA_VERSION)) ok = climb(s, fresh ? 0 : version, e);
  if (ok && !fresh && version == FIRST_VERSION) ok = link_entries(s, e);
  if (ok) ok = sql_exec(s, "COMMIT", e);
  if (!ok) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
  return ok;
}

bool migrate(struct store *s, struct error *e) {
  int64_t application, version, tables;
  if (!identify(s, &application, &version, &tables, e)) return false;
  bool fresh = application == 0 && tables == 0;
  if (fresh ? s->how != STORE_CREATE : application != STORE_APPLICATION_ID)
    return refuse_other(s, application, tables, e);
  if (version > STORE_SCHEMA_VERSION) return refuse_version(s, version, e);
  if (version == STORE_SCHEMA_VERSION && !fresh) return true;
  if (!fresh && !number_fits(s, version, e)) return false;
  if (s->how == STORE_READ) {
    error_set(e, ERR_STORE, "数据库 ‘%s’ 是较旧的第 %lld 版格式", s->path, (long long)version);
    error_hint(e, "先以写入方式打开一次（例如 bylaw record），它会升级到第 %d 版", STORE_SCHEMA_VERSION);
    return false;
  }
  return sql_exec(s, "PRAGMA journal_mode = WAL", e) && climb_locked(s, e);
}
