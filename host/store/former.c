/* Keys that subjects bore before they were corrected: the log keeps them. */
#include <string.h>

#include "host/store/store_private.h"

bool store_former_keys(struct store *s, store_text_found found, void *ud, struct error *e) {
  if (!must_use(s, e) || !adding_flush(s, e)) return false;
  struct buf select = {0};
  buf_puts(&select, "SELECT subject, before FROM change_log WHERE type = ?1 AND fact IS NOT NULL"
                    " AND fact = ?2 AND subject NOT IN (");
  removed_select(&select, s->facts);
  buf_puts(&select, ") ORDER BY seq");
  sqlite3_stmt *st = buf_text(&select) ? sql_prepare(s, buf_text(&select), e) : NULL;
  if (select.oom) no_memory(e);
  buf_free(&select);
  if (!st) return false;
  const struct fact_field *key = &s->facts->fields[s->facts->schema->key];
  struct arena arena = {0};
  int row;
  bool ok = true;
  sqlite3_bind_int64(st, 1, s->facts->type);
  bind_text(st, 2, key->declared->name);
  while (ok && (row = sql_step(s, st, e)) == 1) {
    struct value before;
    const char *text;
    arena_reset(&arena);
    ok = column_text(st, 1, &text) ? json_parse(s, key, text, &arena, &before, e) : no_memory(e);
    if (ok && before.state == STATE_KNOWN) ok = found(ud, sqlite3_column_int64(st, 0), before.u.text, e);
  }
  ok = ok && row == 0;
  sqlite3_finalize(st);
  arena_free(&arena);
  return ok;
}

struct former {
  const char *key;
  int64_t id;
  bool several;
};

static bool is_former(void *ud, int64_t subject, const char *text, struct error *e) {
  struct former *f = ud;
  (void)e;
  if (strcmp(text, f->key) != 0) return true;
  f->several = f->several || (f->id && f->id != subject);
  f->id = subject;
  return true;
}

bool store_former(struct store *s, const char *key, int64_t *id, struct error *e) {
  struct former f = {.key = key};
  *id = 0;
  if (!store_former_keys(s, is_former, &f, e)) return false;
  if (!f.several) *id = f.id;
  return true;
}

bool store_texts(struct store *s, int field, const char *only, store_text_found found, void *ud,
                 struct error *e) {
  if (!must_use(s, e) || !adding_flush(s, e)) return false;
  if (s->facts->fields[field].lacking) return true; /* nobody has one */
  struct buf text = {0};
  const char *column = s->facts->fields[field].name;
  buf_printf(&text, "SELECT subject, \"%s\" FROM \"%s\" WHERE \"%s\" %s AND \"%s\" IS NOT NULL", column,
             s->facts->table, column, only ? "= ?1" : "IS NOT NULL",
             s->facts->fields[s->facts->schema->key].name);
  sqlite3_stmt *st = buf_text(&text) ? sql_prepare(s, buf_text(&text), e) : NULL;
  if (text.oom) no_memory(e);
  buf_free(&text);
  int row = -1;
  bool ok = st != NULL;
  if (ok && only) bind_text(st, 1, only);
  while (ok && (row = sql_step(s, st, e)) == 1) {
    const char *said;
    ok = column_text(st, 1, &said) || no_memory(e);
    if (ok && said) ok = found(ud, sqlite3_column_int64(st, 0), said, e);
  }
  sqlite3_finalize(st);
  return ok && row == 0;
}
