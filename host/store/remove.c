/* Taking out a subject that was registered by mistake.
**
** Its key becomes absent, as a change like any other: one entry of the log with the key before, and
** null after. The row stays where it is, so that ids have no gaps, none is given twice, and the log
** still derives every row; whoever reads subjects passes over rows without a key. Deleting the row
** would leave the entries of the log without what they are about, and what was known before the
** removal could not be told. The same key may be registered again: that is a new subject, for one
** id has one registration.
*/
#include <string.h>

#include "host/store/store_private.h"

void removed_select(struct buf *out, const struct facts *f) {
  buf_printf(out, "SELECT subject FROM \"%s\" WHERE \"%s\" IS NULL", f->table,
             f->fields[f->schema->key].name);
}

int64_t removed_count(struct store *s) {
  struct error ignored = {0};
  sqlite3_stmt *st = s->facts ? s->facts->removed : NULL;
  int64_t count = st && sql_step(s, st, &ignored) == 1 ? sqlite3_column_int64(st, 0) : 0;
  if (st) sqlite3_reset(st);
  return count;
}

bool store_remove(struct store *s, int64_t act, int64_t id, const char *key, struct error *e) {
  if (!must_write(s, e) || !must_use(s, e) || !adding_end(s, e)) return false;
  struct fact_field *f = &s->facts->fields[s->facts->schema->key];
  struct value was = value_text(key), none = value_absent(KIND_TEXT);
  struct buf before = {0}, after = {0};
  json_write(s, f, &was, &before);
  json_write(s, f, &none, &after);
  bool ok = (buf_text(&before) && buf_text(&after)) || no_memory(e);
  ok = ok && fact_update(s, f, id, &none, e) &&
       change_log_add(s, act, id, f->declared->name, buf_text(&before), buf_text(&after), e);
  buf_free(&before);
  buf_free(&after);
  return ok;
}

/* --- who was removed -------------------------------------------------------------------------- */

/* Any key that the subject ever bore finds it. */
static sqlite3_stmt *removal_statement(struct store *s, bool first, struct error *e) {
  struct buf text = {0};
  buf_puts(&text,
           "SELECT r.subject, r.seq, c.on_day, c.why FROM change_log k JOIN change_log r ON r.type = ?1"
           " AND r.subject = k.subject AND r.fact IS NOT NULL AND r.fact = ?2 AND r.after = 'null'"
           " JOIN change_set c ON c.id = r.act WHERE k.type = ?1 AND k.fact IS NOT NULL"
           " AND k.fact = ?2 AND k.before = ?3 AND c.on_day > ?4 AND k.subject IN (");
  removed_select(&text, s->facts);
  buf_printf(&text, ") ORDER BY r.seq %s LIMIT 1", first ? "" : "DESC");
  sqlite3_stmt *st = buf_text(&text) ? sql_prepare(s, buf_text(&text), e) : NULL;
  if (text.oom) no_memory(e);
  buf_free(&text);
  return st;
}

static bool step_removal(struct store *s, sqlite3_stmt *st, const char *before, int64_t after,
                         struct arena *arena, struct store_removal *out, struct error *e) {
  const struct fact_field *f = &s->facts->fields[s->facts->schema->key];
  sqlite3_bind_int64(st, 1, s->facts->type);
  bind_text(st, 2, f->declared->name);
  bind_text(st, 3, before);
  sqlite3_bind_int64(st, 4, day_number(after));
  int row = sql_step(s, st, e);
  if (row != 1) return row == 0;
  *out = (struct store_removal){.subject = sqlite3_column_int64(st, 0),
                                .log = sqlite3_column_int64(st, 1),
                                .on = day_of_number(sqlite3_column_int64(st, 2)),
                                .why = column_copy(st, 3, arena)};
  return out->why || no_memory(e);
}

bool store_removal(struct store *s, const char *key, int64_t after, struct arena *arena,
                   struct store_removal *out, struct error *e) {
  *out = (struct store_removal){0};
  if (!must_use(s, e) || !adding_flush(s, e)) return false;
  struct value bore = value_text(key);
  struct buf before = {0};
  json_write(s, &s->facts->fields[s->facts->schema->key], &bore, &before);
  bool ok = buf_text(&before) || no_memory(e);
  sqlite3_stmt *st = ok ? removal_statement(s, after != DAY_MIN, e) : NULL;
  ok = st && step_removal(s, st, buf_text(&before), after, arena, out, e);
  sqlite3_finalize(st);
  buf_free(&before);
  return ok;
}
