/* Writing facts and the log of their changes. */
#include <string.h>

#include "host/base/utf8.h"
#include "host/store/store_private.h"
#include "host/value/identity.h"

/* --- the log ---------------------------------------------------------------------------------- */

int64_t store_log_head(struct store *s) {
  struct error ignored = {0};
  if (s->writing || s->readers > 0) return s->log;
  sqlite3_stmt *st = sql(s, SQL_LOG_HEAD, &ignored);
  int64_t head = st && sql_step(s, st, &ignored) == 1 ? sqlite3_column_int64(st, 0) : 0;
  if (st) sqlite3_reset(st);
  return head;
}

static void write_day(struct buf *out, int64_t day) {
  value_write(out, value_of(KIND_DATE, day));
}

static bool clock_back(int64_t on, int64_t last, bool run, const char *what, struct error *e) {
  struct buf text = {0};
  buf_puts(&text, what);
  buf_putc(&text, ' ');
  write_day(&text, on);
  buf_puts(&text, run ? " 早于最近一次发放之日 " : " 早于数据库里最近一次登记之日 ");
  write_day(&text, last);
  error_set(e, ERR_INPUT, "%s", quote(&text));
  bool whole = !text.oom;
  buf_free(&text);
  write_day(&text, last);
  error_hint(e, "得知的日期不能倒退：用 --on 写 %s 或以后的日期；事情在哪一天发生，写在事实里", quote(&text));
  text.oom = text.oom || !whole;
  error_quotes(e, &text);
  buf_free(&text);
  return false;
}

bool store_clock(struct store *s, int64_t on, const char *what, struct error *e) {
  int64_t entry, run;
  if (!sql_integer(s, "SELECT coalesce(max(on_day), 0) FROM change_set", &entry, e) ||
      !sql_integer(s, "SELECT coalesce(max(on_day), 0) FROM run", &run, e))
    return false;
  int64_t last = day_of_number(entry > run ? entry : run);
  return last == DAY_MIN || on >= last || clock_back(on, last, run >= entry, what, e);
}

bool store_act(struct store *s, const struct store_act *act, int64_t *id, struct error *e) {
  if (!must_write(s, e)) return false;
  if (value_of(KIND_DATE, act->on).state != STATE_KNOWN)
    return error_set(e, ERR_INPUT, "登记之日超出第 1 年至第 9999 年");
  if (!act->why || text_is_blank(act->why)) {
    error_set(e, ERR_INPUT, "没有写明原因");
    error_hint(e, "写明为何变更，例如 \"派出所通报\"");
    return false;
  }
  sqlite3_stmt *st = store_clock(s, act->on, "登记之日", e) ? sql(s, SQL_ACT, e) : NULL;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, day_number(act->on));
  bind_text(st, 2, act->by ? act->by : "");
  bind_text(st, 3, act->why);
  bind_text(st, 4, act->source ? act->source : "");
  if (!sql_write(s, st, e)) return false;
  *id = sqlite3_last_insert_rowid(s->db);
  return true;
}

bool change_log_add(struct store *s, int64_t act, int64_t subject, const char *fact, const char *before,
                    const char *after, struct error *e) {
  sqlite3_stmt *st = sql(s, SQL_LOG, e);
  if (!st) {
    s->broken = true; /* what it is about is written already */
    return false;
  }
  sqlite3_bind_int64(st, 1, s->log + 1);
  sqlite3_bind_int64(st, 2, act);
  sqlite3_bind_int64(st, 3, s->facts->type);
  sqlite3_bind_int64(st, 4, subject);
  bind_text(st, 5, fact);
  bind_text(st, 6, before);
  bind_text(st, 7, after);
  if (!sql_write(s, st, e)) return false;
  s->log++;
  return true;
}

/* --- one fact --------------------------------------------------------------------------------- */

static int64_t bit(const struct fact_field *f) {
  return INT64_C(1) << f->bit;
}

/* Texts of enumerations are the schema's, all others are copied. */
static bool put(struct store *s, struct queue *queue, struct cell *cell, const struct fact_field *f,
                const struct value *v) {
  char rate[RATE_TEXT];
  *cell = value_cell(s, f, v, rate);
  return (v->state == STATE_KNOWN && f->declared->kind == KIND_ENUM) || queue_text(queue, cell);
}

static bool add_spells(struct store *s, struct fact_field *f, int64_t id, const struct timeline *t,
                       struct error *e) {
  for (int i = 0; i < t->count; i++) {
    const struct value *v = &t->spells[i].value;
    struct cell *row = queue_add(s, &f->queue, e);
    if (!row) return false;
    row[0] = (struct cell){NULL, id};
    row[1] = (struct cell){NULL, day_number(t->spells[i].from)};
    row[3] = (struct cell){NULL, v->state == STATE_POISONED ? STATE_KNOWN : v->state};
    if (!put(s, &f->queue, &row[2], f, v)) return no_memory(e);
  }
  return true;
}

static bool add_rows(struct store *s, struct fact_field *f, int64_t id, const struct list *l,
                     struct error *e) {
  for (int n = 0; n < l->rows; n++) {
    int64_t unknown = 0;
    struct cell *row = queue_add(s, &f->queue, e);
    if (!row) return false;
    for (int i = 0; i < l->fields; i++) {
      const struct value *v = &l->cells[n * l->fields + i];
      if (v->state == STATE_UNKNOWN) unknown |= bit(&f->cells[i]);
      if (!put(s, &f->queue, &row[3 + i], &f->cells[i], v)) return no_memory(e);
    }
    row[0] = (struct cell){NULL, id};
    row[1] = (struct cell){NULL, n};
    row[2] = (struct cell){NULL, unknown};
  }
  return true;
}

static bool add_children(struct store *s, struct fact_field *f, int64_t id, const struct value *v,
                         struct error *e) {
  if (!f->table || v->state != STATE_KNOWN) return true;
  s->facts->adding.waiting = true;
  bool ok = f->declared->form == STORE_LIST ? add_rows(s, f, id, v->u.list, e)
                                            : add_spells(s, f, id, v->u.timeline, e);
  if (!ok) s->broken = true; /* a part of it waits */
  return ok;
}

/* What the main table tells of a timeline. */
static struct cell known_from(const struct value *v) {
  bool limited = v->state == STATE_KNOWN && v->u.timeline->known_from != DAY_MIN;
  return limited ? (struct cell){NULL, day_number(v->u.timeline->known_from)} : (struct cell){"", -1};
}

/* --- a new subject ---------------------------------------------------------------------------- */

static bool key_taken(const char *key, struct error *e) {
  char masked[128];
  identity_masked(key, masked, sizeof masked);
  error_set(e, ERR_INPUT, "标识 %s 已经登记过", masked);
  error_hint(e, "核对号码；同一个人只登记一次");
  return false;
}

/* A row of the main table that may break the uniqueness of keys: then nothing was written and
** writing may go on. */
static bool write_main(struct store *s, sqlite3_stmt *st, const struct value *key, struct error *e) {
  int code = sqlite3_step(st);
  bool taken = code == SQLITE_CONSTRAINT_UNIQUE;
  if (code != SQLITE_DONE && !taken) {
    store_fail(s, e);
    s->broken = true;
  }
  sqlite3_reset(st);
  return taken ? key_taken(key->u.text, e) : code == SQLITE_DONE;
}

static bool key_check(const struct value *key, struct error *e) {
  if (key->state == STATE_KNOWN && key->kind == KIND_TEXT && key->u.text && *key->u.text) return true;
  error_set(e, ERR_INPUT, "没有标识（号码），无法登记");
  error_hint(e, "写明这个人的号码");
  return false;
}

/* Rows of the main table and of the log. */
static bool add_main(struct store *s, int64_t act, int64_t id, const struct value *facts, struct error *e) {
  struct facts *f = s->facts;
  int64_t unknown = f->others;
  struct cell *row = queue_add(s, &f->main, e), *entry = row ? queue_add(s, &f->log, e) : NULL;
  if (!entry) return false;
  for (int i = 0; i < f->count; i++) {
    const struct fact_field *field = &f->fields[i];
    if (field->declared->elsewhere) continue;
    if (facts[i].state == STATE_UNKNOWN) unknown |= bit(field);
    if (field->declared->form == STORE_TIMELINE)
      row[3 + field->column] = known_from(&facts[i]);
    else if (field->column >= 0 && !put(s, &f->main, &row[3 + field->column], field, &facts[i]))
      return no_memory(e);
  }
  row[0] = (struct cell){NULL, id};
  row[1] = (struct cell){NULL, s->log + 1};
  row[2] = (struct cell){NULL, unknown};
  char digest[DIGEST_TEXT];
  if (!facts_digest(s, f, DIGEST_SHORT, id, facts, digest)) return no_memory(e);
  const struct cell none = {"", -1};
  const struct cell cells[] = {{NULL, s->log + 1},
                               {NULL, act},
                               {NULL, f->type},
                               {NULL, id},
                               none,
                               none,
                               {digest, (int64_t)strlen(digest)}};
  memcpy(entry, cells, sizeof cells);
  return queue_text(&f->log, &entry[6]) || no_memory(e);
}

static bool add(struct store *s, int64_t act, uint32_t hash, const struct value *facts, struct error *e) {
  struct facts *f = s->facts;
  int64_t id = s->subjects + 1;
  f->adding.waiting = true;
  if (!add_main(s, act, id, facts, e)) return false;
  if (!key_note(&f->adding, hash, id)) return no_memory(e);
  for (int i = 0; i < f->count; i++)
    if (!f->fields[i].declared->elsewhere && !add_children(s, &f->fields[i], id, &facts[i], e)) return false;
  s->subjects = id;
  s->log++;
  return true;
}

bool store_add(struct store *s, int64_t act, const struct value *facts, int64_t *id, struct error *e) {
  if (!must_write(s, e) || !must_use(s, e)) return false;
  struct facts *f = s->facts;
  const struct value *key = &facts[f->schema->key];
  int64_t taken;
  if (!key_check(key, e)) return false;
  uint32_t hash = key_hash(&f->adding, key->u.text);
  for (int i = 0; i < f->count; i++)
    if (!value_check(s, &f->fields[i], &facts[i], e)) return false;
  if (!key_find(s, key->u.text, hash, &taken, e)) return false;
  if (taken) return key_taken(key->u.text, e);
  s->broken = !adding_many(s, e) || !add(s, act, hash, facts, e);
  *id = s->subjects;
  return !s->broken;
}

/* --- a change --------------------------------------------------------------------------------- */

/* The main table's column of a fact. */
static void bind_column(struct store *s, sqlite3_stmt *st, const struct fact_field *f,
                        const struct value *v) {
  if (f->declared->form == STORE_PLAIN) value_bind(s, st, 4, f, v);
  if (f->declared->form != STORE_TIMELINE) return;
  struct cell from = known_from(v);
  if (from.text)
    sqlite3_bind_null(st, 4);
  else
    sqlite3_bind_int64(st, 4, from.number);
}

bool fact_update(struct store *s, struct fact_field *f, int64_t id, const struct value *after,
                 struct error *e) {
  sqlite3_bind_int64(f->set, 1, id);
  sqlite3_bind_int64(f->set, 2, bit(f));
  sqlite3_bind_int64(f->set, 3, after->state == STATE_UNKNOWN ? bit(f) : 0);
  bind_column(s, f->set, f, after);
  if (!write_main(s, f->set, after, e)) return false;
  if (sqlite3_changes(s->db) != 1)
    return error_set(e, ERR_INPUT, "没有编号为 %lld 的%s", (long long)id, s->facts->schema->subject);
  if (!f->table) return true;
  sqlite3_bind_int64(f->clear, 1, id);
  return sql_write(s, f->clear, e) && add_children(s, f, id, after, e);
}

static sqlite3_stmt *lost_statement(struct store *s, const struct fact_field *f, int64_t id,
                                    struct error *e) {
  struct buf text = {0};
  buf_puts(&text, "SELECT unknown");
  for (int i = 0; i < f->lost_count; i++)
    buf_printf(&text, ", \"%s\"", f->lost[i].name);
  buf_printf(&text, " FROM \"%s\" WHERE subject = ? ORDER BY row", f->table);
  sqlite3_stmt *st = buf_text(&text) ? sql_prepare(s, buf_text(&text), e) : NULL;
  if (text.oom) no_memory(e);
  buf_free(&text);
  if (st) sqlite3_bind_int64(st, 1, id);
  return st;
}

/* Of one row, behind the fields that the schema has. */
static bool read_lost(struct store *s, sqlite3_stmt *st, const struct fact_field *f, struct arena *arena,
                      struct value *out) {
  int64_t unknown = sqlite3_column_int64(st, 0);
  for (int i = 0; i < f->lost_count; i++) {
    int hint = 0;
    if (!value_column(s, st, 1 + i, &f->lost[i], &hint, arena, &out[i])) return false;
    if (unknown >> f->lost[i].bit & 1) out[i].state = STATE_UNKNOWN;
  }
  return true;
}

/* A list with the fields that the schema no longer has. */
static bool whole_list(struct store *s, const struct fact_field *f, int64_t id, const struct list *l,
                       struct arena *arena, struct fact_field *whole, struct list *out, struct error *e) {
  size_t had = (size_t)f->cell_count, lost = (size_t)f->lost_count;
  struct fact_field *cells = arena_array(arena, had + lost, sizeof *cells);
  struct value *values = arena_array(arena, (size_t)l->rows * (had + lost), sizeof *values);
  if (!cells || !values) return no_memory(e);
  *whole = *f;
  *out = (struct list){.fields = whole->cell_count += f->lost_count, .rows = l->rows, .cells = values};
  whole->cells = memcpy(cells, f->cells, had * sizeof *cells);
  memcpy(cells + had, f->lost, lost * sizeof *cells);
  sqlite3_stmt *st = lost_statement(s, f, id, e);
  int row = st ? 1 : -1;
  for (int i = 0; row == 1 && i < l->rows; i++, values += had + lost) {
    memcpy(values, l->cells + (size_t)i * had, had * sizeof *values);
    row = sql_step(s, st, e);
    if (row == 1 && !read_lost(s, st, f, arena, values + had)) row = no_memory(e) ? 1 : -1;
  }
  sqlite3_finalize(st);
  return row >= 0;
}

/* The value before. Fields that the schema no longer has go with the rows that are written anew:
** only the log keeps them then, and without them nobody could tell from it what was there. */
static bool write_before(struct store *s, const struct fact_field *f, int64_t id, const struct value *before,
                         struct buf *out, struct error *e) {
  struct arena arena = {0};
  struct fact_field whole;
  struct list list;
  struct value v = *before;
  bool lost = f->lost_count > 0 && before->state == STATE_KNOWN && before->u.list->rows > 0;
  bool ok = !lost || whole_list(s, f, id, before->u.list, &arena, &whole, &list, e);
  if (lost) v.u.list = &list;
  if (ok) json_write(s, lost ? &whole : f, &v, out);
  arena_free(&arena);
  return ok && (buf_text(out) || no_memory(e));
}

bool store_set(struct store *s, int64_t act, int64_t id, int field, const struct value *before,
               const struct value *after, bool *changed, struct error *e) {
  if (!must_write(s, e) || !must_use(s, e)) return false;
  struct fact_field *f = &s->facts->fields[field];
  bool key = field == s->facts->schema->key;
  *changed = false;
  if (f->declared->elsewhere)
    return error_set(e, ERR_INPUT, "事实 ‘%s’ 不属于对象 ‘%s’", f->declared->name, s->facts->schema->subject);
  if (!value_check(s, f, after, e) || (key && !key_check(after, e))) return false;
  if (values_same(s, f, before, after)) return true;
  if (!(key ? adding_end(s, e) : adding_flush(s, e))) return false;
  struct buf text = {0}, became = {0};
  bool ok = write_before(s, f, id, before, &text, e);
  if (ok) json_write(s, f, after, &became);
  ok = ok && (buf_text(&became) || no_memory(e)) && fact_update(s, f, id, after, e);
  ok = ok && change_log_add(s, act, id, f->declared->name, buf_text(&text), buf_text(&became), e);
  buf_free(&text);
  buf_free(&became);
  *changed = ok;
  return ok;
}

bool store_confirm(struct store *s, int64_t act, int64_t id, int field, const struct value *value,
                   struct error *e) {
  if (!must_write(s, e) || !must_use(s, e) || !adding_flush(s, e)) return false;
  struct fact_field *f = &s->facts->fields[field];
  struct buf text = {0};
  json_write(s, f, value, &text);
  const char *as = buf_text(&text); /* before and after */
  bool ok = as ? change_log_add(s, act, id, f->declared->name, as, as, e) : no_memory(e);
  buf_free(&text);
  return ok;
}
