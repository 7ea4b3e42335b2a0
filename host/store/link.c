/* The chain of commits: a link for each that has changed the log or made a run. Its hash goes over
** the link before, the entries since then with the values before and after, their acts and events,
** and a run's own hash with the cases that it left open.
**
** Databases of the first version had a chain of runs alone: those are links with the hash of the
** run.
*/
#include <string.h>

#include "host/store/store_private.h"

static void head_column(sqlite3_stmt *st, struct store_head *out) {
  *out = (struct store_head){
      sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2), {0}};
  column_hash(st, 3, out->hash);
}

bool store_head(struct store *s, struct store_head *out, struct error *e) {
  sqlite3_stmt *st = sql(s, SQL_LINK_LAST, e);
  int row = st ? sql_step(s, st, e) : -1;
  *out = (struct store_head){0};
  if (row == 1) head_column(st, out);
  if (st) sqlite3_reset(st);
  return row >= 0;
}

bool store_find_head(struct store *s, const uint8_t *hash, size_t size, struct store_head *out,
                     struct error *e) {
  *out = (struct store_head){0};
  sqlite3_stmt *st = sql_prepare(
      s, "SELECT id, log, run, hash FROM link WHERE substr(hash, 1, ?) = ? ORDER BY id DESC LIMIT 1", e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, (int64_t)size);
  sqlite3_bind_blob(st, 2, hash, (int)size, SQLITE_STATIC);
  int row = sql_step(s, st, e);
  if (row == 1) head_column(st, out);
  sqlite3_finalize(st);
  return row >= 0;
}

/* --- adding ----------------------------------------------------------------------------------- */

static bool add_link(struct store *s, struct store_head *last, int64_t log, int64_t run,
                     const uint8_t *run_hash, const uint8_t *pending, struct error *e) {
  uint8_t hash[STORE_HASH];
  if (!seal_link(s, last->hash, last->log, log, run, run_hash, pending, hash, e)) return false;
  sqlite3_stmt *st = sql(s, SQL_LINK_ADD, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, log);
  sqlite3_bind_int64(st, 2, run);
  sqlite3_bind_blob(st, 3, last->hash, STORE_HASH, SQLITE_STATIC);
  sqlite3_bind_blob(st, 4, hash, STORE_HASH, SQLITE_STATIC);
  if (!sql_write(s, st, e)) return false;
  memcpy(last->hash, hash, STORE_HASH);
  last->log = log;
  return true;
}

/* What a run left open is known when its transaction ends. */
static bool add_run(struct store *s, struct store_head *last, int64_t run, struct error *e) {
  uint8_t hash[STORE_HASH] = {0}, pending[STORE_HASH];
  sqlite3_stmt *st = sql(s, SQL_RUN_LINKED, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, run);
  int row = sql_step(s, st, e);
  int64_t payment = row == 1 ? sqlite3_column_int64(st, 0) : 0;
  if (row == 1) column_hash(st, 1, hash);
  sqlite3_reset(st);
  if (row != 1) return row < 0 ? false : error_set(e, ERR_STORE, "没有第 %lld 次发放", (long long)run);
  if (!seal_pending(s, payment, pending, e)) return false;
  st = sql(s, SQL_RUN_PENDING, e);
  if (!st) return false;
  sqlite3_bind_blob(st, 1, pending, STORE_HASH, SQLITE_STATIC);
  sqlite3_bind_int64(st, 2, run);
  return sql_write(s, st, e) && add_link(s, last, s->log, run, hash, pending, e);
}

/* Entries behind the last link were written by other means than a commit; a link over them would
** seal them as if they were ours. */
static bool refuse_unlinked(struct store *s, struct error *e) {
  error_set(e, ERR_STORE, "数据库 ‘%s’ 被不经登记改动过，没有写入任何内容：提交链之后的变更记录与链尾不合",
            s->path);
  error_hint(e, "运行 bylaw verify 逐条列出；从备份恢复");
  return false;
}

bool link_check_begin(struct store *s, struct error *e) {
  struct store_head last;
  return store_head(s, &last, e) && (last.log == s->log_begun || refuse_unlinked(s, e));
}

bool links_add(struct store *s, struct error *e) {
  struct store_head last;
  if (!store_head(s, &last, e)) return false;
  if (last.log != s->log_begun) return refuse_unlinked(s, e);
  for (int64_t run = s->first_run; run && run <= s->last_run; run++)
    if (!add_run(s, &last, run, e)) return false;
  return last.log >= s->log || add_link(s, &last, s->log, 0, NULL, NULL, e);
}

/* --- checking --------------------------------------------------------------------------------- */

struct checked {
  struct store *s;
  store_fault found;
  void *ud;
  struct store_head last; /* the link before */
  int64_t run;            /* the run before */
  bool first;
};

static void tell(struct checked *c, const char *what, int64_t link) {
  struct error text;
  error_set(&text, ERR_STORE, "提交链第 %lld 环%s", (long long)link, what);
  c->found(c->ud, text.message);
}

/* The run of a link: its own hash, and that of what it left open; NULL pending: a run of the first
** version. */
static bool linked_run(struct checked *c, const struct store_head *link, uint8_t hash[STORE_HASH],
                       uint8_t pending[STORE_HASH], bool *old, bool *there, struct error *e) {
  sqlite3_stmt *st = sql(c->s, SQL_RUN_LINKED, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, link->run);
  int row = sql_step(c->s, st, e);
  *there = row == 1 && column_hash(st, 1, hash);
  *old = row == 1 && !column_hash(st, 3, pending);
  sqlite3_reset(st);
  return row >= 0;
}

static bool check_link(struct checked *c, const struct store_head *link, const uint8_t before[STORE_HASH],
                       struct error *e) {
  uint8_t run[STORE_HASH] = {0}, pending[STORE_HASH] = {0}, hash[STORE_HASH];
  bool old = false, there = true;
  if (link->run && !linked_run(c, link, run, pending, &old, &there, e)) return false;
  if (!there) tell(c, "所记的发放已被删去", link->link);
  if (!c->first && memcmp(before, c->last.hash, STORE_HASH) != 0)
    tell(c, "断开：它所接的不是前一环", link->link);
  if (!c->first && link->link != c->last.link + 1) tell(c, "之前有缺", link->link);
  if (link->log < c->last.log) tell(c, "倒退", link->link);
  if (!there || link->log < c->last.log) return true;
  if (old)
    memcpy(hash, run, STORE_HASH);
  else if (!seal_link(c->s, before, c->last.log, link->log, link->run, run, pending, hash, e))
    return false;
  if (memcmp(hash, link->hash, STORE_HASH) != 0)
    tell(c, "的哈希与内容不符：提交之后有人改动了变更记录、登记、未结事项或发放", link->link);
  return true;
}

static bool check_end(struct checked *c, struct error *e) {
  int64_t log, runs, linked;
  if (!sql_integer(c->s, "SELECT coalesce(max(seq), 0) FROM change_log", &log, e) ||
      !sql_integer(c->s, "SELECT count(*) FROM run", &runs, e) ||
      !sql_integer(c->s, "SELECT count(DISTINCT run) FROM link WHERE run <> 0", &linked, e))
    return false;
  /* what its own transaction has written gets its links at the commit */
  const struct store *s = c->s;
  if (s->writing) log = s->log_begun;
  if (s->writing && s->first_run) runs -= s->last_run - s->first_run + 1;
  if (log != c->last.log) tell(c, "之后的变更记录与链尾不合", c->last.link);
  if (runs != linked) tell(c, "之前的发放次数与链不合", c->last.link);
  return true;
}

bool check_links(struct store *s, int64_t after, bool whole, store_fault found, void *ud, struct error *e) {
  struct checked c = {.s = s, .found = found, .ud = ud, .first = true};
  sqlite3_stmt *st =
      sql_prepare(s, "SELECT id, log, run, hash, before FROM link WHERE log >= ? OR log < 0 ORDER BY id", e);
  int row = -1;
  bool ok = st != NULL;
  if (ok) sqlite3_bind_int64(st, 1, after);
  /* of a part, the first link is the beginning: it was checked when it was the end */
  c.first = !whole;
  while (ok && (row = sql_step(s, st, e)) == 1) {
    struct store_head link;
    uint8_t before[STORE_HASH] = {0};
    head_column(st, &link);
    column_hash(st, 4, before);
    if (whole || !c.first) ok = check_link(&c, &link, before, e);
    c.last = link;
    c.first = false;
  }
  sqlite3_finalize(st);
  return ok && row >= 0 && check_end(&c, e);
}

bool store_check_links(struct store *s, int64_t after, store_fault found, void *ud, struct error *e) {
  return check_links(s, after, after == 0, found, ud, e);
}
