/* Writing facts and the log of their changes. */
#include <string.h>

#include "host/store/store_private.h"
#include "host/value/identity.h"

/* --- the log --------------------------------------------------------------------------------- */

int64_t store_log_head(struct store *s) {
  struct error ignored = {0};
  if (s->writing) return s->log;
  sqlite3_stmt *st = sql(s, SQL_LOG_HEAD, &ignored);
  int64_t head = st && sql_step(s, st, &ignored) == 1 ? sqlite3_column_int64(st, 0) : 0;
  if (st) sqlite3_reset(st);
  return head;
}

bool store_act(struct store *s, const struct store_act *act, int64_t *id, struct error *e) {
  if (!must_write(s, e)) return false;
  if (value_of(KIND_DATE, act->on).state != STATE_KNOWN)
    return error_set(e, ERR_INPUT, "登记之日超出第 1 年至第 9999 年");
  if (!act->why || !*act->why) {
    error_set(e, ERR_INPUT, "没有写明原因");
    error_hint(e, "写明为何变更，例如 \"派出所通报\"");
    return false;
  }
  sqlite3_stmt *st = sql(s, SQL_ACT, e);
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
                    struct error *e) {
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
  if (!sql_write(s, st, e)) return false;
  s->log++;
  return true;
}

/* --- one fact -------------------------------------------------------------------------------- */

static int64_t bit(const struct fact_field *f) {
  return INT64_C(1) << f->bit;
}

static bool write_spells(struct store *s, const struct fact_field *f, int64_t id, const struct timeline *t,
                         struct error *e) {
  for (int i = 0; i < t->count; i++) {
    const struct value *v = &t->spells[i].value;
    sqlite3_bind_int64(f->insert, 1, id);
    sqlite3_bind_int64(f->insert, 2, day_number(t->spells[i].from));
    value_bind(s, f->insert, 3, f, v);
    sqlite3_bind_int(f->insert, 4, v->state == STATE_POISONED ? STATE_KNOWN : v->state);
    if (!sql_write(s, f->insert, e)) return false;
  }
  return true;
}

static bool write_rows(struct store *s, const struct fact_field *f, int64_t id, const struct list *l,
                       struct error *e) {
  for (int row = 0; row < l->rows; row++) {
    int64_t unknown = 0;
    sqlite3_bind_int64(f->insert, 1, id);
    sqlite3_bind_int(f->insert, 2, row);
    for (int i = 0; i < l->fields; i++) {
      const struct value *v = &l->cells[row * l->fields + i];
      if (v->state == STATE_UNKNOWN) unknown |= bit(&f->cells[i]);
      value_bind(s, f->insert, 4 + i, &f->cells[i], v);
    }
    sqlite3_bind_int64(f->insert, 3, unknown);
    if (!sql_write(s, f->insert, e)) return false;
  }
  return true;
}

static bool write_children(struct store *s, const struct fact_field *f, int64_t id, const struct value *v,
                           struct error *e) {
  if (!f->table || v->state != STATE_KNOWN) return true;
  return f->declared->form == STORE_LIST ? write_rows(s, f, id, v->u.list, e)
                                         : write_spells(s, f, id, v->u.timeline, e);
}

/* The main table's column of a fact. */
static void bind_column(struct store *s, sqlite3_stmt *st, int at, const struct fact_field *f,
                        const struct value *v) {
  if (f->declared->form == STORE_PLAIN) {
    value_bind(s, st, at, f, v);
  } else if (f->declared->form == STORE_TIMELINE) {
    bool limited = v->state == STATE_KNOWN && v->u.timeline->known_from != DAY_MIN;
    if (limited)
      sqlite3_bind_int64(st, at, day_number(v->u.timeline->known_from));
    else
      sqlite3_bind_null(st, at);
  }
}

/* --- a new subject --------------------------------------------------------------------------- */

static bool key_taken(const char *key, struct error *e) {
  struct buf masked = {0};
  identity_mask(&masked, key);
  error_set(e, ERR_INPUT, "标识 %s 已经登记过", buf_text(&masked) ? buf_text(&masked) : "");
  error_hint(e, "核对号码；同一个人只登记一次");
  buf_free(&masked);
  return false;
}

/* A row of the main table that may break the uniqueness of keys: then nothing was written and writing may go on. */
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

bool store_add(struct store *s, int64_t act, const struct value *facts, int64_t *id, struct error *e) {
  if (!must_write(s, e) || !must_use(s, e)) return false;
  const struct facts *f = s->facts;
  int count = f->schema->field_count;
  const struct value *key = &facts[f->schema->key];
  int64_t unknown = f->others, fresh = s->subjects + 1;
  if (!key_check(key, e)) return false;
  for (int i = 0; i < count; i++)
    if (!value_check(s, &f->fields[i], &facts[i], e)) return false;
  for (int i = 0; i < count; i++) {
    if (facts[i].state == STATE_UNKNOWN) unknown |= bit(&f->fields[i]);
    bind_column(s, f->insert, 4 + f->fields[i].column, &f->fields[i], &facts[i]);
  }
  sqlite3_bind_int64(f->insert, 1, fresh);
  sqlite3_bind_int64(f->insert, 2, s->log + 1);
  sqlite3_bind_int64(f->insert, 3, unknown);
  if (!write_main(s, f->insert, key, e)) return false;
  for (int i = 0; i < count; i++)
    if (!write_children(s, &f->fields[i], fresh, &facts[i], e)) return false;
  if (!change_log_add(s, act, fresh, NULL, NULL, e)) return false;
  *id = s->subjects = fresh;
  return true;
}

/* --- a change -------------------------------------------------------------------------------- */

static bool update(struct store *s, const struct fact_field *f, int64_t id, const struct value *after,
                   struct error *e) {
  sqlite3_bind_int64(f->set, 1, id);
  sqlite3_bind_int64(f->set, 2, bit(f));
  sqlite3_bind_int64(f->set, 3, after->state == STATE_UNKNOWN ? bit(f) : 0);
  if (f->column >= 0) bind_column(s, f->set, 4, f, after);
  if (!write_main(s, f->set, after, e)) return false;
  if (sqlite3_changes(s->db) != 1)
    return error_set(e, ERR_INPUT, "没有编号为 %lld 的%s", (long long)id, s->facts->schema->subject);
  if (!f->table) return true;
  sqlite3_bind_int64(f->clear, 1, id);
  return sql_write(s, f->clear, e) && write_children(s, f, id, after, e);
}

bool store_set(struct store *s, int64_t act, int64_t id, int field, const struct value *before,
               const struct value *after, bool *changed, struct error *e) {
  if (!must_write(s, e) || !must_use(s, e)) return false;
  const struct fact_field *f = &s->facts->fields[field];
  *changed = false;
  if (!value_check(s, f, after, e) || (field == s->facts->schema->key && !key_check(after, e))) return false;
  if (values_same(s, f, before, after)) return true;
  struct buf text = {0};
  json_write(s, f, before, &text);
  bool ok = buf_text(&text) ? update(s, f, id, after, e) : no_memory(e);
  ok = ok && change_log_add(s, act, id, f->declared->name, buf_text(&text), e);
  buf_free(&text);
  *changed = ok;
  return ok;
}
