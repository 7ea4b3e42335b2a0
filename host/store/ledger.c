/* Making a run: its lines, its totals, its hash. */
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

bool payment_id(struct store *s, const char *policy, const char *payment, bool make, int64_t *id,
                struct error *e) {
  *id = 0;
  for (int i = 0; i < 2; i++) {
    sqlite3_stmt *st = sql(s, i ? SQL_PAYMENT_ADD : SQL_PAYMENT_FIND, e);
    if (!st) return false;
    bind_text(st, 1, policy);
    bind_text(st, 2, payment);
    if (i) {
      if (!sql_write(s, st, e)) return false;
      *id = sqlite3_last_insert_rowid(s->db);
      return true;
    }
    int row = sql_step(s, st, e);
    if (row == 1) *id = sqlite3_column_int64(st, 0);
    sqlite3_reset(st);
    if (row != 0 || !make) return row >= 0;
  }
  return true;
}

enum { LINE_CELLS = 10, LINE_TEXTS = 1 << 15 };
static const char LINE_COLUMNS[] = "run, subject, month, kind, line, amount, cause, reason, payer, account";

void making_free(struct making *m) {
  if (!m) return;
  seal_free(m->seal);
  queue_free(&m->lines);
  free(m->texts);
  arena_free(&m->arena);
  free(m);
}

/* --- beginning -------------------------------------------------------------------------------- */

/* Where the chain stands: the run before, whatever its payment. */
static bool last_run(struct store *s, struct making *m, struct error *e) {
  sqlite3_stmt *st = sql(s, SQL_RUN_LAST, e);
  int row = st ? sql_step(s, st, e) : -1;
  m->run.id = 1;
  if (row == 1) {
    m->run.id = sqlite3_column_int64(st, 0) + 1;
    m->from.log = sqlite3_column_int64(st, 1);
    m->from.reasons = sqlite3_column_int64(st, 3);
    m->from.versions = sqlite3_column_int64(st, 4);
    column_hash(st, 2, m->run.before);
    sqlite3_reset(st);
  }
  return row >= 0;
}

static bool header_check(struct store *s, const struct making *m, struct error *e) {
  if (value_of(KIND_MONTH, m->run.month).state != STATE_KNOWN ||
      value_of(KIND_DATE, m->run.on).state != STATE_KNOWN)
    return error_set(e, ERR_INPUT, "发放的月份或日期超出第 1 年至第 9999 年");
  if (m->run.log > s->log || m->run.log < m->from.log)
    return error_set(e, ERR_STORE, "发放所依据的变更记录 %lld 不在 %lld 与 %lld 之间", (long long)m->run.log,
                     (long long)m->from.log, (long long)s->log);
  return true;
}

static bool begin_run(struct store *s, struct making *m, const struct store_run *header, struct error *e) {
  m->run = *header;
  memset(m->run.before, 0, STORE_HASH);
  m->run.lines = m->run.paid = m->run.owed = 0;
  m->run.policy = arena_text(&m->arena, header->policy);
  m->run.payment = arena_text(&m->arena, header->payment);
  if (!m->run.policy || !m->run.payment) return no_memory(e);
  if (!last_run(s, m, e) || !header_check(s, m, e)) return false;
  if (!payment_id(s, m->run.policy, m->run.payment, true, &m->payment, e)) return false;
  m->texts = malloc(LINE_TEXTS);
  if (!m->texts || !queue_make(&m->lines, "ledger", LINE_COLUMNS, LINE_CELLS, &m->arena)) return no_memory(e);
  m->seal = seal_begin(s, &m->run, &m->from, e);
  return m->seal != NULL;
}

bool store_run_begin(struct store *s, const struct store_run *header, int64_t *id, struct error *e) {
  if (!must_write(s, e)) return false;
  if (s->making) return error_set(e, ERR_STORE, "上一次发放还没有写完");
  struct making *m = calloc(1, sizeof *m);
  if (!m) return no_memory(e);
  if (!begin_run(s, m, header, e)) {
    making_free(m);
    return false;
  }
  s->making = m;
  *id = m->run.id;
  return true;
}

/* --- lines ------------------------------------------------------------------------------------ */

static int compare_keys(const struct store_line *a, const struct store_line *b) {
  if (a->subject != b->subject) return a->subject < b->subject ? -1 : 1;
  if (a->month != b->month) return a->month < b->month ? -1 : 1;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  return (a->line > b->line) - (a->line < b->line);
}

static bool line_check(const struct making *m, const struct store_line *line, struct error *e) {
  if (!m) return error_set(e, ERR_STORE, "发放还没有开始（store_run_begin）");
  if (line->subject < 1 || line->line < 0 || value_of(KIND_MONTH, line->month).state != STATE_KNOWN ||
      line->kind < LINE_PAY || line->kind > LINE_BETWEEN || line->cause < CAUSE_NONE ||
      line->cause > CAUSE_READING)
    return error_set(e, ERR_STORE, "账目的一行无效（对象 %lld，种类 %d）", (long long)line->subject,
                     line->kind);
  if (m->run.lines && compare_keys(&m->last, line) >= 0)
    return error_set(e, ERR_STORE, "账目没有按对象、月份、种类的顺序写入（对象 %lld）",
                     (long long)line->subject);
  return true;
}

bool run_count(struct store_run *run, const struct store_line *line) {
  run->lines++;
  if (line->kind == LINE_PAY) return !__builtin_add_overflow(run->paid, line->amount, &run->paid);
  if (line->kind == LINE_OWED) return !__builtin_add_overflow(run->owed, line->amount, &run->owed);
  return true;
}

bool lines_flush(struct store *s, struct error *e) {
  struct making *m = s->making;
  if (!m) return true;
  m->used = 0;
  return queue_write(s, &m->lines, e);
}

static void line_text(struct making *m, struct cell *cell, const char *text, size_t length) {
  char *copy = m->texts + m->used;
  memcpy(copy, text, length);
  m->used += length;
  *cell = (struct cell){copy, (int64_t)length};
}

/* The line waits with others: one statement writes them all. */
static bool line_add(struct store *s, struct making *m, const struct store_line *line, struct error *e) {
  size_t payer = strlen(line->payer), account = strlen(line->account);
  if (payer > LINE_TEXTS / 4 || account > LINE_TEXTS / 4)
    return error_set(e, ERR_STORE, "账目的一行过长（对象 %lld）", (long long)line->subject);
  bool full = queue_full(&m->lines) || m->used + payer + account > LINE_TEXTS;
  if (full && !lines_flush(s, e)) return false;
  struct cell *row = queue_add(s, &m->lines, e);
  if (!row) return false;
  const int64_t numbers[] = {m->run.id,   line->subject, month_number(line->month),
                             line->kind,  line->line,    line->amount,
                             line->cause, line->reason};
  for (int i = 0; i < 8; i++)
    row[i] = (struct cell){NULL, numbers[i]};
  line_text(m, &row[8], line->payer, payer);
  line_text(m, &row[9], line->account, account);
  return true;
}

bool store_line(struct store *s, const struct store_line *given, struct error *e) {
  struct making *m = s->making;
  struct store_line line = *given;
  line.payer = line.payer ? line.payer : "";
  line.account = line.account ? line.account : "";
  if (!must_write(s, e) || !line_check(m, &line, e) || !line_add(s, m, &line, e)) return false;
  if (!run_count(&m->run, &line)) {
    s->broken = true;
    return error_set(e, ERR_STORE, "这次发放的合计超出范围");
  }
  seal_line(m->seal, &line);
  m->last = line;
  return true;
}

/* --- ending ----------------------------------------------------------------------------------- */

static bool write_run(struct store *s, const struct making *m, const struct reach *to, struct error *e) {
  const struct store_run *run = &m->run;
  sqlite3_stmt *st = sql(s, SQL_RUN_ADD, e);
  if (!st) return false;
  const int64_t numbers[11] = {run->id,
                               m->payment,
                               month_number(run->month),
                               day_number(run->on),
                               run->version,
                               run->log,
                               run->lines,
                               run->paid,
                               run->owed,
                               to->reasons,
                               to->versions};
  for (int i = 0; i < 11; i++)
    sqlite3_bind_int64(st, i + 1, numbers[i]);
  bind_text(st, 12, run->report);
  sqlite3_bind_blob(st, 13, run->before, STORE_HASH, SQLITE_STATIC);
  sqlite3_bind_blob(st, 14, run->hash, STORE_HASH, SQLITE_STATIC);
  return sql_write(s, st, e);
}

static bool finish_run(struct store *s, struct making *m, struct error *e) {
  struct reach to = {.log = m->run.log};
  sqlite3_stmt *st = sql(s, SQL_REACH, e);
  if (!st || sql_step(s, st, e) != 1) return false;
  to.reasons = sqlite3_column_int64(st, 0);
  to.versions = sqlite3_column_int64(st, 1);
  sqlite3_reset(st);
  struct seal *seal = m->seal;
  m->seal = NULL;
  return seal_end(s, seal, &m->run, &m->from, &to, m->run.hash, e) && write_run(s, m, &to, e);
}

bool store_run_end(struct store *s, struct store_run *run, struct error *e) {
  struct making *m = s->making;
  if (!must_write(s, e)) return false;
  if (!m) return error_set(e, ERR_STORE, "发放还没有开始（store_run_begin）");
  m->run.report = run->report ? run->report : "";
  bool ok = lines_flush(s, e) && finish_run(s, m, e);
  if (ok && !s->first_run) s->first_run = m->run.id;
  if (ok) s->last_run = m->run.id;
  s->broken = s->broken || !ok;
  const char *policy = run->policy, *payment = run->payment, *report = run->report;
  *run = m->run;
  run->policy = policy; /* texts stay the caller's */
  run->payment = payment;
  run->report = report;
  s->making = NULL;
  making_free(m);
  return ok;
}
