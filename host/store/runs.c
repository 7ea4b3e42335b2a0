/* Reading runs, their lines, and the cases that are not settled. */
#include <string.h>

#include "host/store/store_private.h"

/* --- runs ------------------------------------------------------------------------------------- */

/* A hash that is not one is left as zeros: store_verify tells. */
bool run_column(struct store *s, sqlite3_stmt *st, struct arena *arena, struct store_run *out,
                struct error *e) {
  (void)s;
  *out = (struct store_run){.id = sqlite3_column_int64(st, 0),
                            .policy = column_copy(st, 1, arena),
                            .payment = column_copy(st, 2, arena),
                            .month = month_of_number(sqlite3_column_int64(st, 3)),
                            .on = day_of_number(sqlite3_column_int64(st, 4)),
                            .version = sqlite3_column_int64(st, 5),
                            .log = sqlite3_column_int64(st, 6),
                            .lines = sqlite3_column_int64(st, 7),
                            .paid = sqlite3_column_int64(st, 8),
                            .owed = sqlite3_column_int64(st, 9),
                            .report = column_copy(st, 10, arena)};
  column_hash(st, 11, out->before);
  column_hash(st, 12, out->hash);
  return (out->policy && out->payment && out->report) || no_memory(e);
}

static bool last_of(struct store *s, const char *policy, const char *payment, int64_t *id, struct error *e) {
  int64_t of;
  *id = 0;
  if (!payment_id(s, policy, payment, false, &of, e)) return false;
  if (!of) return true;
  sqlite3_stmt *st = sql(s, SQL_RUN_LAST_OF, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, of);
  int row = sql_step(s, st, e);
  if (row == 1) *id = sqlite3_column_int64(st, 0);
  sqlite3_reset(st);
  return row >= 0;
}

bool store_run_get(struct store *s, const char *policy, const char *payment, int64_t id, struct arena *arena,
                   struct store_run *out, bool *found, struct error *e) {
  *found = false;
  if (id <= 0 && !last_of(s, policy, payment, &id, e)) return false;
  if (id <= 0) return true;
  sqlite3_stmt *st = sql(s, SQL_RUN_GET, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, id);
  bind_text(st, 2, policy);
  bind_text(st, 3, payment);
  int row = sql_step(s, st, e);
  *found = row == 1;
  bool ok = row == 0 || (row == 1 && run_column(s, st, arena, out, e));
  sqlite3_reset(st);
  return ok;
}

bool store_runs(struct store *s, const char *policy, const char *payment, int month, struct arena *arena,
                struct store_run **out, int *count, struct error *e) {
  struct store_run *runs = NULL;
  int n = 0, row;
  sqlite3_stmt *st = sql(s, SQL_RUNS, e);
  if (!st) return false;
  bind_text(st, 1, policy);
  bind_text(st, 2, payment);
  sqlite3_bind_int64(st, 3, month_number(month));
  while ((row = sql_step(s, st, e)) == 1) {
    runs = grow(arena, runs, n, sizeof *runs);
    if (!runs || !run_column(s, st, arena, &runs[n], e)) break;
    n++;
  }
  sqlite3_reset(st);
  *out = runs;
  *count = n;
  return row == 1 ? no_memory(e) : row == 0;
}

/* --- lines ------------------------------------------------------------------------------------ */

static bool damaged_line(struct store *s, const struct store_line *l, const char *what, struct error *e) {
  error_set(e, ERR_STORE, "数据库 ‘%s’ 已损坏：第 %lld 次发放里对象 %lld 的%s", s->path, (long long)l->run,
            (long long)l->subject, what);
  error_hint(e, "从备份恢复，再运行 bylaw verify 核对");
  return false;
}

bool line_column(struct store *s, sqlite3_stmt *st, struct store_line *out, struct error *e) {
  *out = (struct store_line){.run = sqlite3_column_int64(st, 0),
                             .subject = sqlite3_column_int64(st, 1),
                             .month = month_of_number(sqlite3_column_int64(st, 2)),
                             .kind = sqlite3_column_int(st, 3),
                             .line = sqlite3_column_int(st, 4),
                             .amount = sqlite3_column_int64(st, 5),
                             .cause = sqlite3_column_int(st, 6),
                             .reason = sqlite3_column_int64(st, 7),
                             .payer = (const char *)sqlite3_column_text(st, 8),
                             .account = (const char *)sqlite3_column_text(st, 9),
                             .run_month = month_of_number(sqlite3_column_int64(st, 10))};
  int64_t line = sqlite3_column_int64(st, 4), kind = sqlite3_column_int64(st, 3),
          cause = sqlite3_column_int64(st, 6);
  if (out->subject >= 1 && out->month && line >= 0 && line <= INT32_MAX && kind >= LINE_PAY &&
      kind <= LINE_BETWEEN && cause >= CAUSE_NONE && cause <= CAUSE_READING)
    return true;
  return damaged_line(s, out, "一笔明细无效", e);
}

/* Of one subject in one payment: a hundred years of months with many corrections each. Beyond it
** reckoning would not end. */
enum { MOST_LINES_READ = 20000 };

bool store_lines_of(struct store *s, const char *policy, const char *payment, int64_t subject,
                    struct arena *arena, struct store_line **out, int *count, struct error *e) {
  struct store_line *lines = NULL;
  int n = 0, row = 0;
  int64_t of;
  *out = NULL;
  *count = 0;
  if (!lines_flush(s, e) || !payment_id(s, policy, payment, false, &of, e)) return false;
  sqlite3_stmt *st = sql(s, SQL_LINES_OF, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, of);
  sqlite3_bind_int64(st, 2, subject);
  while ((row = sql_step(s, st, e)) == 1) {
    lines = grow(arena, lines, n, sizeof *lines);
    if (!lines) break;
    if (!line_column(s, st, &lines[n], e)) row = -1;
    if (row == 1 && n == MOST_LINES_READ) {
      damaged_line(s, &lines[n], "明细多得不可能", e);
      row = -1;
    }
    if (row < 0) break;
    lines[n].payer = column_copy(st, 8, arena);
    lines[n].account = column_copy(st, 9, arena);
    if (!lines[n].payer || !lines[n].account) break;
    n++;
  }
  sqlite3_reset(st);
  *out = lines;
  *count = n;
  return row == 1 ? no_memory(e) : row == 0;
}

/* A statement of its own: `found` may ask for other lines. */
bool store_lines(struct store *s, int64_t run, store_line_found found, void *ud, struct error *e) {
  struct store_line line;
  int row;
  if (!lines_flush(s, e)) return false;
  sqlite3_stmt *st =
      sql_prepare(s,
                  "SELECT l.run, l.subject, l.month, l.kind, l.line, l.amount, l.cause, l.reason,"
                  " l.payer, l.account, (SELECT month FROM run WHERE id = ?1) FROM ledger l"
                  " WHERE l.run = ?1 ORDER BY l.subject, l.month, l.kind, l.line",
                  e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, run);
  while ((row = sql_step(s, st, e)) == 1) {
    if (!line_column(s, st, &line, e)) row = -1;
    if (row < 0 || !line.payer || !line.account) break;
    if (!found(ud, &line)) {
      row = 0;
      break;
    }
  }
  sqlite3_finalize(st);
  return row == 1 ? no_memory(e) : row == 0;
}

bool store_lines_late(struct store *s, const char *policy, const char *payment, int64_t from, int64_t to,
                      store_line_found found, void *ud, struct error *e) {
  struct store_line line;
  int64_t of;
  int row;
  if (!lines_flush(s, e) || !payment_id(s, policy, payment, false, &of, e)) return false;
  sqlite3_stmt *st = sql(s, SQL_LINES_LATE, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, of);
  sqlite3_bind_int64(st, 2, from);
  sqlite3_bind_int64(st, 3, to);
  while ((row = sql_step(s, st, e)) == 1) {
    if (!line_column(s, st, &line, e)) row = -1;
    if (row < 0 || !found(ud, &line)) break;
  }
  sqlite3_reset(st);
  return row >= 0;
}

/* --- cases that are not settled --------------------------------------------------------------- */

bool store_pending_clear(struct store *s, const char *policy, const char *payment, int64_t subject,
                         struct error *e) {
  int64_t of;
  if (!must_write(s, e) || !payment_id(s, policy, payment, false, &of, e)) return false;
  sqlite3_stmt *st = sql(s, subject ? SQL_PENDING_CLEAR_ONE : SQL_PENDING_CLEAR, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, of);
  if (subject) sqlite3_bind_int64(st, 2, subject);
  return sql_write(s, st, e);
}

bool store_pending_add(struct store *s, const char *policy, const char *payment,
                       const struct store_pending *p, struct error *e) {
  int64_t of;
  if (!must_write(s, e) || !payment_id(s, policy, payment, true, &of, e)) return false;
  sqlite3_stmt *st = sql(s, SQL_PENDING_ADD, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, of);
  sqlite3_bind_int64(st, 2, p->subject);
  sqlite3_bind_int64(st, 3, month_number(p->from));
  sqlite3_bind_int64(st, 4, month_number(p->to));
  bind_text(st, 5, p->kind);
  sqlite3_bind_int64(st, 6, p->amount);
  if (p->reason)
    sqlite3_bind_int64(st, 7, p->reason);
  else
    sqlite3_bind_null(st, 7);
  bind_text(st, 8, p->payer ? p->payer : "");
  bind_text(st, 9, p->text ? p->text : "");
  return sql_write(s, st, e);
}

static bool pending_column(struct store *s, sqlite3_stmt *st, struct store_pending *out, struct error *e) {
  *out = (struct store_pending){.subject = sqlite3_column_int64(st, 0),
                                .from = month_of_number(sqlite3_column_int64(st, 1)),
                                .to = month_of_number(sqlite3_column_int64(st, 2)),
                                .kind = (const char *)sqlite3_column_text(st, 3),
                                .amount = sqlite3_column_int64(st, 4),
                                .reason = sqlite3_column_int64(st, 5),
                                .payer = (const char *)sqlite3_column_text(st, 6),
                                .text = (const char *)sqlite3_column_text(st, 7)};
  if (out->subject >= 1 && out->from && out->to >= out->from) return true;
  error_set(e, ERR_STORE, "数据库 ‘%s’ 已损坏：对象 %lld 的一件未结事项无效", s->path,
            (long long)out->subject);
  error_hint(e, "从备份恢复，再运行 bylaw verify 核对");
  return false;
}

/* Those of people who were removed since stay until the next run: the last one's hash goes over
** them. */
static sqlite3_stmt *pendings_statement(struct store *s, struct error *e) {
  struct buf text = {0};
  buf_puts(&text, "SELECT subject, from_month, to_month, kind, amount, reason, payer, text"
                  " FROM pending WHERE payment = ?");
  if (s->facts) {
    buf_puts(&text, " AND subject NOT IN (");
    removed_select(&text, s->facts);
    buf_putc(&text, ')');
  }
  buf_puts(&text, " ORDER BY subject, id");
  sqlite3_stmt *st = buf_text(&text) ? sql_prepare(s, buf_text(&text), e) : NULL;
  if (text.oom) no_memory(e);
  buf_free(&text);
  return st;
}

bool store_pending_clear_removed(struct store *s, const char *policy, const char *payment, struct error *e) {
  struct buf text = {0};
  int64_t of;
  if (!must_write(s, e) || !must_use(s, e) || !payment_id(s, policy, payment, false, &of, e)) return false;
  buf_printf(&text, "DELETE FROM pending WHERE payment = %lld AND subject IN (", (long long)of);
  removed_select(&text, s->facts);
  buf_putc(&text, ')');
  bool ok = buf_text(&text) ? sql_exec(s, buf_text(&text), e) : no_memory(e);
  buf_free(&text);
  return ok;
}

bool store_pendings(struct store *s, const char *policy, const char *payment, store_pending_found found,
                    void *ud, struct error *e) {
  struct store_pending p;
  int row;
  int64_t of;
  if (!payment_id(s, policy, payment, false, &of, e)) return false;
  sqlite3_stmt *st = pendings_statement(s, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, of);
  while ((row = sql_step(s, st, e)) == 1) {
    if (!pending_column(s, st, &p, e)) row = -1;
    if (row < 0 || !p.kind || !p.payer || !p.text) break;
    if (!found(ud, &p)) {
      row = 0;
      break;
    }
  }
  sqlite3_finalize(st);
  return row == 1 ? no_memory(e) : row == 0;
}
