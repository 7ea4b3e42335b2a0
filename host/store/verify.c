/* Whether a database is what it says: the file, the tables, the log, the chain of runs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

struct check {
  struct store *s;
  store_fault found;
  void *ud;
};

__attribute__((format(printf, 2, 3))) static void fault(struct check *c, const char *fmt, ...) {
  struct error text = {0};
  va_list ap;
  va_start(ap, fmt);
  error_setv(&text, ERR_STORE, fmt, ap);
  va_end(ap);
  c->found(c->ud, text.message);
}

/* A database that cannot be read on is a fault; only memory, and a disk that fails, end the
** checking. */
static bool go_on(struct check *c, struct error *e) {
  if (e->kind != ERR_STORE) return false;
  fault(c, "%s", e->message);
  *e = (struct error){0};
  return true;
}

/* A line of PRAGMA integrity_check, which is English, in Chinese: what is told there of rows,
** indexes, columns and pages. */
static void integrity_words(const char *said, char out[192]) {
  char name[64], column[64];
  long long number;
  const char *index = strstr(said, " index "), *value = strstr(said, "value in "),
             *page = strstr(said, "age ");
  if (sscanf(said, "row %lld missing from index %63s", &number, name) == 2)
    snprintf(out, 192, "第 %lld 行不在索引 ‘%s’ 里", number, name);
  else if (index && sscanf(index, " index %63s", name) == 1)
    snprintf(out, 192, "索引 ‘%s’ 与表不符", name);
  else if (value && sscanf(value, "value in %63[^.].%63s", name, column) == 2)
    snprintf(out, 192, "表 ‘%s’ 的列 ‘%s’ 有不合规定的值", name, column);
  else if (page && sscanf(page, "age %lld", &number) == 1)
    snprintf(out, 192, "第 %lld 页与其他页矛盾", number);
  else
    snprintf(out, 192, "内容互相矛盾");
}

static void same_words(const char *said, char out[192]) {
  snprintf(out, 192, "%s", said);
}

/* One fault a row of the query, in the words that are made of its text. */
static bool each_row(struct check *c, const char *what, const char *text,
                     void (*words)(const char *said, char out[192]), struct error *e) {
  enum { MOST = 20 };
  sqlite3_stmt *st = sql_prepare(c->s, text, e);
  int row = -1, n = 0;
  while (st && (row = sql_step(c->s, st, e)) == 1 && n++ < MOST) {
    const char *said;
    if (!column_text(st, 0, &said)) row = no_memory(e) ? 1 : -1;
    if (row < 0) break;
    if (!said || strcmp(said, "ok") == 0) continue;
    char told[192];
    words(said, told);
    fault(c, "%s：%s", what, told);
  }
  sqlite3_finalize(st);
  return row >= 0 || go_on(c, e);
}

/* A query that counts what must not be. */
__attribute__((format(printf, 4, 5))) static bool none(struct check *c, const char *what, struct error *e,
                                                       const char *fmt, ...) {
  int64_t count = 0;
  char formatted[2048];
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(formatted, sizeof formatted, fmt, ap);
  va_end(ap);
  bool ok = sql_integer(c->s, formatted, &count, e);
  if (ok && count) fault(c, "%s：%lld 处", what, (long long)count);
  return ok || go_on(c, e);
}

/* --- the file and its tables ------------------------------------------------------------------ */

static bool check_file(struct check *c, struct error *e) {
  int64_t application = 0, version = 0;
  if (!sql_integer(c->s, "PRAGMA application_id", &application, e) ||
      !sql_integer(c->s, "PRAGMA user_version", &version, e))
    return go_on(c, e);
  if (application != STORE_APPLICATION_ID) fault(c, "数据库的程序标识不是 bylaw 的");
  if (version != STORE_SCHEMA_VERSION)
    fault(c, "数据库是第 %lld 版格式，应为第 %d 版", (long long)version, STORE_SCHEMA_VERSION);
  return each_row(c, "数据库文件损坏", "PRAGMA integrity_check(20)", integrity_words, e) &&
         each_row(c, "引用的内容不存在，表", "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check",
                  same_words, e);
}

/* What an object of the system should look like, malloc; `*out` NULL: it is none of the system's.
** False: no memory. */
static bool own_definition(sqlite3 *own, const char *name, char **out) {
  sqlite3_stmt *st = NULL;
  *out = NULL;
  if (sqlite3_prepare_v2(own, "SELECT coalesce(sql, '') FROM sqlite_schema WHERE name = ?", -1, &st, NULL) !=
      SQLITE_OK)
    return false;
  bool ok = sqlite3_bind_text(st, 1, name, -1, SQLITE_STATIC) == SQLITE_OK;
  int row = ok ? sqlite3_step(st) : SQLITE_ERROR;
  const char *text = row == SQLITE_ROW ? (const char *)sqlite3_column_text(st, 0) : NULL;
  if (text) *out = strdup(text);
  sqlite3_finalize(st);
  return row == SQLITE_DONE || *out;
}

static bool compare_object(struct check *c, sqlite3 *own, sqlite3_stmt *st, struct error *e) {
  const char *name, *text;
  char *wanted;
  if (!column_text(st, 0, &name) || !column_text(st, 1, &text) ||
      !own_definition(own, name ? name : "", &wanted))
    return no_memory(e);
  bool facts = sqlite3_column_int(st, 2) != 0;
  if (!wanted && !facts) fault(c, "数据库里有不属于 bylaw 的 ‘%s’", name ? name : "");
  if (wanted && strcmp(wanted, text ? text : "") != 0) fault(c, "表 ‘%s’ 的结构与这一版程序的不同", name);
  free(wanted);
  return true;
}

static bool compare_objects(struct check *c, sqlite3 *own, struct error *e) {
  static const char text[] =
      "SELECT name, coalesce(sql, ''), name LIKE 'sqlite\\_%' ESCAPE '\\' OR (type = 'table' AND name IN"
      " (SELECT 'facts_' || subject FROM fact_subject UNION ALL SELECT 'facts_' || s.subject || '_' || c.name"
      " FROM fact_column c JOIN fact_subject s ON s.id = c.subject WHERE c.parent = '' AND c.form <> 0))"
      " OR (type = 'index' AND name IN (SELECT 'facts_' || subject || '$key' FROM fact_subject))"
      " FROM sqlite_schema";
  sqlite3_stmt *st = sql_prepare(c->s, text, e);
  int row = -1;
  bool ok = st != NULL;
  while (ok && (row = sql_step(c->s, st, e)) == 1)
    ok = compare_object(c, own, st, e);
  sqlite3_finalize(st);
  return ok && row >= 0;
}

static bool missing_objects(struct check *c, sqlite3 *own, struct error *e) {
  sqlite3_stmt *mine = NULL, *st = sql_prepare(c->s, "SELECT 1 FROM sqlite_schema WHERE name = ?", e);
  if (!st) return false;
  bool ok =
      sqlite3_prepare_v2(own, "SELECT name FROM sqlite_schema", -1, &mine, NULL) == SQLITE_OK || no_memory(e);
  int more = SQLITE_DONE;
  while (ok && (more = sqlite3_step(mine)) == SQLITE_ROW) {
    const char *name = (const char *)sqlite3_column_text(mine, 0);
    bind_text(st, 1, name);
    int row = name ? sql_step(c->s, st, e) : no_memory(e) ? 0 : -1;
    if (row == 0) fault(c, "数据库里缺少 ‘%s’", name);
    sqlite3_reset(st);
    ok = row >= 0;
  }
  if (ok && more != SQLITE_DONE) ok = no_memory(e); /* a database in memory fails in no other way */
  sqlite3_finalize(mine);
  sqlite3_finalize(st);
  return ok;
}

static bool check_tables(struct check *c, struct error *e) {
  sqlite3 *own = NULL;
  bool ok = sqlite3_open(":memory:", &own) == SQLITE_OK && make_system_tables(own);
  if (!ok)
    no_memory(e);
  else
    ok = (compare_objects(c, own, e) && missing_objects(c, own, e)) || go_on(c, e);
  sqlite3_close(own);
  return ok;
}

/* --- facts ------------------------------------------------------------------------------------ */

/* The column of a table is there, of the type that its kind needs. */
static bool check_column(struct check *c, const char *table, const char *column, const char *type,
                         struct error *e) {
  sqlite3_stmt *st =
      sql_prepare(c->s, "SELECT count(*) FROM pragma_table_xinfo(?) WHERE name = ? AND type = ?", e);
  if (!st) return false;
  bind_text(st, 1, table);
  bind_text(st, 2, column);
  bind_text(st, 3, type);
  int row = sql_step(c->s, st, e);
  if (row == 1 && !sqlite3_column_int(st, 0)) fault(c, "表 ‘%s’ 缺少列 ‘%s’（%s）", table, column, type);
  sqlite3_finalize(st);
  return row >= 0;
}

static const char *type_of_kind(const char *kind) {
  for (int k = KIND_NONE + 1; k < KIND_COUNT_OF_KINDS; k++)
    if (strcmp(kind_name((enum kind)k), kind) == 0 && column_type((enum kind)k))
      return column_type((enum kind)k);
  return "";
}

static bool check_kept(struct check *c, const char *table, const struct kept_column *k, struct error *e) {
  struct arena names = {0};
  char child[512];
  snprintf(child, sizeof child, "%s_%s", table, *k->parent ? k->parent : k->name);
  const char *name = column_name(&names, k->name);
  bool ok = name || no_memory(e);
  if (ok && (*k->parent || k->form == STORE_PLAIN))
    ok = check_column(c, *k->parent ? child : table, name, type_of_kind(k->kind), e);
  else if (ok && k->form == STORE_TIMELINE)
    ok = check_column(c, child, "value", type_of_kind(k->kind), e) &&
         check_column(c, child, "from_day", "INTEGER", e);
  arena_free(&names);
  bool of_list = *k->parent || k->form == STORE_PLAIN;
  return ok &&
         (of_list || none(c, "历史或记录没有主人", e,
                          "SELECT count(*) FROM \"%s\" WHERE subject NOT IN (SELECT subject FROM \"%s\")",
                          child, table));
}

/* Without it nothing would keep two from having one key. */
static bool check_key(struct check *c, const char *table, const char *column, struct error *e) {
  char wanted[1024];
  snprintf(wanted, sizeof wanted, "CREATE UNIQUE INDEX \"%s$key\" ON \"%s\" (\"%s\")", table, table, column);
  sqlite3_stmt *st = sql_prepare(c->s, "SELECT 1 FROM sqlite_schema WHERE sql = ?", e);
  if (!st) return false;
  bind_text(st, 1, wanted);
  int row = sql_step(c->s, st, e);
  if (row == 0) fault(c, "数据库里缺少 ‘%s$key’", table);
  sqlite3_finalize(st);
  return row >= 0;
}

static bool check_subject(struct check *c, int64_t type, const char *table, const char *key,
                          struct error *e) {
  struct arena arena = {0};
  struct kept_column *kept = NULL;
  int count = 0;
  bool ok = kept_columns(c->s, type, &arena, &kept, &count, e);
  for (int i = 0; ok && i < count; i++)
    ok = check_kept(c, table, &kept[i], e);
  const char *column = ok ? column_name(&arena, key) : NULL;
  if (ok && !column) ok = no_memory(e);
  ok =
      ok && check_key(c, table, column, e) &&
      none(c, "对象的编号不连续", e, "SELECT coalesce(max(subject), 0) - count(*) FROM \"%s\"", table) &&
      none(
          c, "没有标识的对象", e,
          "SELECT count(*) FROM \"%s\" f WHERE \"%s\" IS NULL AND NOT EXISTS (SELECT 1 FROM change_log l WHERE"
          " l.type = %lld AND l.subject = f.subject AND l.fact IS NOT NULL AND l.fact = '%s' AND l.after = 'null')",
          table, column, (long long)type, key) &&
      none(c, "对象没有登记它的变更记录", e,
           "SELECT count(*) FROM \"%s\" f LEFT JOIN change_log l ON l.seq = f.created WHERE l.seq IS NULL OR"
           " l.subject <> f.subject OR l.type <> %lld OR l.fact IS NOT NULL",
           table, (long long)type) &&
      none(
          c, "变更记录里的对象不存在", e,
          "SELECT count(*) FROM change_log WHERE type = %lld AND subject NOT IN (SELECT subject FROM \"%s\")",
          (long long)type, table);
  arena_free(&arena);
  return ok || go_on(c, e);
}

/* Names go into statements: whoever wrote the file may have written anything. */
static bool check_named(struct check *c, int64_t type, const char *subject, const char *key,
                        struct error *e) {
  char table[256];
  if (!name_valid(subject) || !name_valid(key)) {
    fault(c, "事实表的登记里 ‘%.60s’ 无效", name_valid(subject) ? key : subject);
    return true;
  }
  snprintf(table, sizeof table, "facts_%s", subject);
  return check_subject(c, type, table, key, e);
}

static bool check_facts(struct check *c, struct error *e) {
  sqlite3_stmt *st = sql_prepare(c->s, "SELECT id, subject, key FROM fact_subject", e);
  int row = -1;
  bool ok = true;
  while (ok && st && (row = sql_step(c->s, st, e)) == 1) {
    struct arena arena = {0};
    const char *subject = column_copy(st, 1, &arena), *key = column_copy(st, 2, &arena);
    ok = subject && key ? check_named(c, sqlite3_column_int64(st, 0), subject, key, e) : no_memory(e);
    arena_free(&arena);
  }
  sqlite3_finalize(st);
  return ok && (row >= 0 || go_on(c, e));
}

static bool subject_names(struct check *c, struct arena *arena, char ***names, int *count, struct error *e) {
  int row = -1;
  bool ok = true;
  sqlite3_stmt *st = sql_prepare(c->s, "SELECT subject FROM fact_subject ORDER BY id", e);
  while (ok && st && (row = sql_step(c->s, st, e)) == 1) {
    *names = grow(arena, *names, *count, sizeof **names);
    ok = *names && ((*names)[(*count)++] = column_copy(st, 0, arena));
  }
  sqlite3_finalize(st);
  return ok ? row >= 0 : no_memory(e);
}

/* Facts against the log, kind by kind of subject. */
static bool derive_facts(struct check *c, struct error *e) {
  struct arena arena = {0};
  char **names = NULL;
  int count = 0;
  bool ok = subject_names(c, &arena, &names, &count, e) || go_on(c, e);
  for (int i = 0; ok && i < count; i++)
    ok = store_derive(c->s, names[i], NULL, 0, c->found, c->ud, e) || go_on(c, e);
  arena_free(&arena);
  return ok;
}

/* --- log, reasons, archive -------------------------------------------------------------------- */

static bool check_log(struct check *c, struct error *e) {
  return none(c, "变更记录有缺号", e, "SELECT coalesce(max(seq), 0) - count(*) FROM change_log") &&
         none(c, "变更记录没有写明何人何故", e,
              "SELECT count(*) FROM change_log WHERE act NOT IN (SELECT id FROM change_set)") &&
         none(c, "变更记录的对象种类不存在", e,
              "SELECT count(*) FROM change_log WHERE type NOT IN (SELECT id FROM fact_subject)") &&
         none(c, "账目不属于任何一次发放", e,
              "SELECT count(*) FROM ledger WHERE run NOT IN (SELECT id FROM run)") &&
         none(c, "账目的理由不存在", e,
              "SELECT count(*) FROM ledger WHERE reason <> 0 AND reason NOT IN (SELECT id FROM reason)");
}

static bool check_archive(struct check *c, struct error *e) {
  uint8_t hash[STORE_HASH];
  int row = -1;
  sqlite3_stmt *st = sql_prepare(c->s, "SELECT id, hash, data FROM archive", e);
  while (st && (row = sql_step(c->s, st, e)) == 1) {
    uint8_t kept[STORE_HASH];
    size_t size = (size_t)sqlite3_column_bytes(st, 2);
    const void *data = sqlite3_column_blob(st, 2);
    if (!data && size) row = no_memory(e) ? 1 : -1;
    if (row < 0) break;
    crypto_generichash(hash, sizeof hash, data, size, NULL, 0);
    if (!column_hash(st, 1, kept) || memcmp(kept, hash, STORE_HASH) != 0)
      fault(c, "归档的政策文件（第 %lld 号内容）与存入时不同", (long long)sqlite3_column_int64(st, 0));
  }
  sqlite3_finalize(st);
  return row >= 0 || go_on(c, e);
}

/* --- the chain -------------------------------------------------------------------------------- */

struct recount {
  struct seal *seal;
  struct store_run sums;
  bool overflow;
};

static bool recount_line(void *ud, const struct store_line *line) {
  struct recount *r = ud;
  seal_line(r->seal, line);
  if (!run_count(&r->sums, line)) r->overflow = true;
  return true;
}

static void compare_sums(struct check *c, const struct store_run *run, const struct recount *r) {
  if (!r->overflow && r->sums.lines == run->lines && r->sums.paid == run->paid && r->sums.owed == run->owed)
    return;
  fault(
      c,
      "第 %lld 次发放的合计与账目不符：记的是 %lld 行、发放 %lld 分、应收 %lld 分，账目是 %lld 行、%lld 分、%lld 分",
      (long long)run->id, (long long)run->lines, (long long)run->paid, (long long)run->owed,
      (long long)r->sums.lines, (long long)r->sums.paid, (long long)r->sums.owed);
}

static bool check_run(struct check *c, const struct store_run *run, const struct reach *from,
                      const struct reach *to, struct error *e) {
  uint8_t hash[STORE_HASH];
  struct recount r = {.seal = seal_begin(c->s, run, from, e)};
  if (!r.seal) return false;
  if (!store_lines(c->s, run->id, recount_line, &r, e)) {
    seal_free(r.seal);
    return false;
  }
  if (!seal_end(c->s, r.seal, run, from, to, hash, e)) return false;
  compare_sums(c, run, &r);
  if (memcmp(hash, run->hash, STORE_HASH) != 0)
    fault(c, "第 %lld 次发放的哈希与内容不符：发放之后有人改动了账目、变更记录、理由或政策版本",
          (long long)run->id);
  return true;
}

/* The run stands in `st` by the columns of SQL_RUN_GET, then how far it reaches. */
static bool check_link(struct check *c, sqlite3_stmt *st, struct store_run *last, struct reach *from,
                       struct error *e) {
  struct arena arena = {0};
  struct store_run run;
  struct reach to = {sqlite3_column_int64(st, 6), sqlite3_column_int64(st, 13), sqlite3_column_int64(st, 14)};
  bool ok = run_column(c->s, st, &arena, &run, e);
  if (ok && run.id != last->id + 1)
    fault(c, "发放有缺号：第 %lld 次之后是第 %lld 次", (long long)last->id, (long long)run.id);
  if (ok && memcmp(run.before, last->hash, STORE_HASH) != 0)
    fault(c, "发放的链条在第 %lld 次断开：它所接的不是前一次", (long long)run.id);
  ok = ok && check_run(c, &run, from, &to, e);
  last->id = run.id;
  memcpy(last->hash, run.hash, STORE_HASH);
  *from = to;
  arena_free(&arena);
  return ok || go_on(c, e);
}

static bool check_chain(struct check *c, struct error *e) {
  struct store_run last = {0};
  struct reach from = {0};
  bool ok = true;
  int row = -1;
  sqlite3_stmt *st =
      sql_prepare(c->s,
                  "SELECT r.id, p.policy, p.name, r.month, r.on_day, r.version, r.log, r.lines, r.paid,"
                  " r.owed, r.report, r.before, r.hash, r.reasons, r.versions FROM run r"
                  " LEFT JOIN payment p ON p.id = r.payment ORDER BY r.id",
                  e);
  while (ok && st && (row = sql_step(c->s, st, e)) == 1)
    ok = check_link(c, st, &last, &from, e);
  sqlite3_finalize(st);
  return ok && (row >= 0 || go_on(c, e));
}

/* What the last run of each payment left open; reasons and versions that no run has written. */
static bool check_rest(struct check *c, struct error *e) {
  int row = -1;
  bool ok = true;
  sqlite3_stmt *st = sql_prepare(
      c->s, "SELECT payment, max(id), pending FROM run GROUP BY payment HAVING pending IS NOT NULL", e);
  while (ok && st && (row = sql_step(c->s, st, e)) == 1) {
    uint8_t hash[STORE_HASH], kept[STORE_HASH];
    ok = seal_pending(c->s, sqlite3_column_int64(st, 0), hash, e);
    if (ok && (!column_hash(st, 2, kept) || memcmp(kept, hash, STORE_HASH) != 0))
      fault(c, "第 %lld 次发放之后，有人改动了未结事项", (long long)sqlite3_column_int64(st, 1));
  }
  sqlite3_finalize(st);
  ok = ok && row >= 0;
  return (ok || go_on(c, e)) &&
         none(c, "不属于任何一次发放的理由", e,
              "SELECT count(*) FROM reason WHERE id > (SELECT coalesce(max(reasons), 0) FROM run)") &&
         none(c, "不属于任何一次发放的政策版本", e,
              "SELECT count(*) FROM version WHERE id > (SELECT coalesce(max(versions), 0) FROM run)");
}

bool store_verify(struct store *s, store_fault found, void *ud, struct error *e) {
  struct check c = {s, found, ud};
  *e = (struct error){0};
  if (!adding_end(s, e) || !snapshot_hold(s, e)) return go_on(&c, e);
  bool ok = check_file(&c, e) && check_tables(&c, e) && check_facts(&c, e) && check_log(&c, e) &&
            check_archive(&c, e) && check_chain(&c, e) && check_rest(&c, e) &&
            (check_links(s, 0, true, found, ud, e) || go_on(&c, e)) && derive_facts(&c, e);
  snapshot_release(s);
  return ok;
}
