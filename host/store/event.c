/* Events: what is recorded about a person's money or case beside facts; and the log as people read
** it. */
#include "host/store/store_private.h"

/* --- adding ----------------------------------------------------------------------------------- */

/* Only an event of this person that still counts can be withdrawn. */
static bool withdrawable(struct store *s, const struct store_event *event, struct error *e) {
  sqlite3_stmt *st = sql(s, SQL_EVENT_FIND, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, event->of);
  sqlite3_bind_int64(st, 2, s->facts->type);
  sqlite3_bind_int64(st, 3, event->subject);
  int row = sql_step(s, st, e);
  bool right = row == 1 && sqlite3_column_int(st, 0) != EVENT_WITHDRAWN,
       gone = row == 1 && sqlite3_column_int(st, 1);
  sqlite3_reset(st);
  if (row < 0) return false;
  if (!right) return error_set(e, ERR_INPUT, "没有第 %lld 条登记可以撤回", (long long)event->of);
  return !gone || error_set(e, ERR_INPUT, "第 %lld 条登记已经撤回", (long long)event->of);
}

static bool run_there(struct store *s, int64_t run, struct error *e) {
  struct arena ignored = {0};
  struct store_run found;
  bool there = false, ok = store_run_get(s, NULL, NULL, run, &ignored, &found, &there, e);
  arena_free(&ignored);
  return ok && (there || error_set(e, ERR_INPUT, "没有第 %lld 次发放", (long long)run));
}

static bool event_check(struct store *s, const struct store_event *event, struct error *e) {
  if (event->kind < EVENT_OPENING || event->kind > EVENT_WITHDRAWN)
    return error_set(e, ERR_INPUT, "没有这样的登记（%d）", event->kind);
  if (event->subject < 1 || event->subject > s->subjects)
    return error_set(e, ERR_INPUT, "没有编号为 %lld 的%s", (long long)event->subject,
                     s->facts->schema->subject);
  if (event->month && value_of(KIND_MONTH, event->month).state != STATE_KNOWN)
    return error_set(e, ERR_INPUT, "月份超出第 1 年至第 9999 年");
  if (event->run && !run_there(s, event->run, e)) return false;
  return event->kind != EVENT_WITHDRAWN || withdrawable(s, event, e);
}

static void bind_or_null(sqlite3_stmt *st, int at, int64_t id) {
  if (id)
    sqlite3_bind_int64(st, at, id);
  else
    sqlite3_bind_null(st, at);
}

bool store_event_add(struct store *s, int64_t act, const struct store_event *event, int64_t *log,
                     struct error *e) {
  if (!must_write(s, e) || !must_use(s, e) || !event_check(s, event, e)) return false;
  sqlite3_stmt *st = sql(s, SQL_EVENT, e);
  if (!st || !change_log_add(s, act, event->subject, NULL, NULL, NULL, e)) return false;
  sqlite3_bind_int64(st, 1, s->log);
  sqlite3_bind_int64(st, 2, s->facts->type);
  sqlite3_bind_int64(st, 3, event->subject);
  sqlite3_bind_int(st, 4, event->kind);
  sqlite3_bind_int64(st, 5, month_number(event->month));
  sqlite3_bind_int64(st, 6, event->amount);
  bind_or_null(st, 7, event->run);
  bind_or_null(st, 8, event->of);
  bind_text(st, 9, event->payer ? event->payer : "");
  bind_text(st, 10, event->text ? event->text : "");
  if (!sql_write(s, st, e)) return false;
  *log = s->log;
  return true;
}

/* --- reading ---------------------------------------------------------------------------------- */

static bool event_column(sqlite3_stmt *st, struct arena *arena, struct store_event *out) {
  *out = (struct store_event){.log = sqlite3_column_int64(st, 0),
                              .act = sqlite3_column_int64(st, 1),
                              .subject = sqlite3_column_int64(st, 2),
                              .kind = sqlite3_column_int(st, 3),
                              .month = month_of_number(sqlite3_column_int64(st, 4)),
                              .amount = sqlite3_column_int64(st, 5),
                              .run = sqlite3_column_int64(st, 6),
                              .of = sqlite3_column_int64(st, 7),
                              .payer = column_copy(st, 8, arena),
                              .text = column_copy(st, 9, arena),
                              .on = day_of_number(sqlite3_column_int64(st, 10))};
  return out->payer && out->text;
}

static bool damaged_event(struct store *s, const struct store_event *event, const char *what,
                          struct error *e) {
  error_set(e, ERR_STORE, "数据库 ‘%s’ 已损坏：变更日志第 %lld 条的登记%s", s->path, (long long)event->log,
            what);
  error_hint(e, "从备份恢复，再运行 bylaw verify 核对");
  return false;
}

/* Whoever wrote the file may have written anything. */
static bool event_right(struct store *s, sqlite3_stmt *st, const struct store_event *event, struct error *e) {
  int64_t kind = sqlite3_column_int64(st, 3);
  if (kind >= EVENT_OPENING && kind <= EVENT_WITHDRAWN && (!sqlite3_column_int64(st, 4) || event->month) &&
      event->run >= 0)
    return true;
  return damaged_event(s, event, "无效", e);
}

/* Of one person: beyond it reckoning would not end. */
enum { MOST_EVENTS = 20000 };

bool store_events(struct store *s, int64_t subject, int64_t log, struct arena *arena,
                  struct store_event **out, int *count, struct error *e) {
  struct store_event *events = NULL;
  int n = 0, row;
  sqlite3_stmt *st = must_use(s, e) ? sql(s, SQL_EVENTS, e) : NULL;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, s->facts->type);
  sqlite3_bind_int64(st, 2, subject);
  sqlite3_bind_int64(st, 3, log);
  while ((row = sql_step(s, st, e)) == 1) {
    events = grow(arena, events, n, sizeof *events);
    if (!events || !event_column(st, arena, &events[n])) break;
    if (!event_right(s, st, &events[n], e)) row = -1;
    if (row == 1 && n == MOST_EVENTS) row = damaged_event(s, &events[n], "多得不可能", e) ? 0 : -1;
    if (row < 0) break;
    n++;
  }
  sqlite3_reset(st);
  *out = events;
  *count = n;
  return row == 1 ? no_memory(e) : row == 0;
}

bool store_last_change(struct store *s, int64_t subject, int field, int64_t log, int64_t *entry,
                       struct error *e) {
  *entry = 0;
  sqlite3_stmt *st = must_use(s, e) ? sql(s, SQL_LAST_CHANGE, e) : NULL;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, s->facts->type);
  sqlite3_bind_int64(st, 2, subject);
  bind_text(st, 3, s->facts->schema->fields[field].name);
  sqlite3_bind_int64(st, 4, log);
  int row = sql_step(s, st, e);
  if (row == 1) *entry = sqlite3_column_int64(st, 0);
  sqlite3_reset(st);
  if (row < 0 || *entry) return row >= 0;
  st = s->facts->about;
  sqlite3_bind_int64(st, 1, subject);
  row = sql_step(s, st, e);
  if (row == 1 && sqlite3_column_int64(st, 0) <= log) *entry = sqlite3_column_int64(st, 0);
  sqlite3_reset(st);
  return row >= 0;
}

/* --- the log for people ----------------------------------------------------------------------- */

static sqlite3_stmt *entries_statement(struct store *s, struct error *e) {
  struct buf text = {0};
  buf_printf(&text,
             "SELECT l.seq, l.act, c.on_day, v.kind, l.fact, l.before, c.who, c.why FROM change_log l"
             " JOIN change_set c ON c.id = l.act LEFT JOIN event v ON v.log = l.seq WHERE l.seq IN"
             " (SELECT created FROM \"%s\" WHERE subject = ?2 UNION ALL"
             " SELECT seq FROM change_log WHERE type = ?1 AND subject = ?2 AND fact IS NOT NULL UNION ALL"
             " SELECT log FROM event WHERE type = ?1 AND subject = ?2) ORDER BY l.seq",
             s->facts->table);
  sqlite3_stmt *st = buf_text(&text) ? sql_prepare(s, buf_text(&text), e) : NULL;
  if (text.oom) no_memory(e);
  buf_free(&text);
  return st;
}

static bool entry_column(sqlite3_stmt *st, struct arena *arena, struct store_entry *out) {
  *out = (struct store_entry){.log = sqlite3_column_int64(st, 0),
                              .act = sqlite3_column_int64(st, 1),
                              .on = day_of_number(sqlite3_column_int64(st, 2)),
                              .kind = sqlite3_column_int(st, 3),
                              .fact = column_copy(st, 4, arena),
                              .before = column_copy(st, 5, arena),
                              .by = column_copy(st, 6, arena),
                              .why = column_copy(st, 7, arena)};
  return out->fact && out->before && out->by && out->why;
}

bool store_entries(struct store *s, int64_t subject, struct arena *arena, struct store_entry **out,
                   int *count, struct error *e) {
  struct store_entry *entries = NULL;
  int n = 0, row;
  sqlite3_stmt *st = must_use(s, e) ? entries_statement(s, e) : NULL;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, s->facts->type);
  sqlite3_bind_int64(st, 2, subject);
  while ((row = sql_step(s, st, e)) == 1) {
    entries = grow(arena, entries, n, sizeof *entries);
    if (!entries || !entry_column(st, arena, &entries[n])) break;
    n++;
  }
  sqlite3_finalize(st);
  *out = entries;
  *count = n;
  return row == 1 ? no_memory(e) : row == 0;
}
