/* Adding very many subjects: rows that SQLite takes from memory through a virtual table, many with one statement. It knows the tables of the
** store from inside (store_private.h) and is used by importing alone. */
#include "host/engine/import_bulk.h"

#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

enum { MOST_COLUMNS = STORE_MOST_FACTS + 4 };

/* Which rows the virtual table holds: those of a table of facts, or of the log. */
enum table { TABLE_SUBJECTS = 0, TABLE_LOG, TABLE_CHILD };

struct store_bulk {
  struct store *s;
  bool indexless; /* there was nobody: the index of keys is made at the end */
  sqlite3_stmt *subjects, *log, **children;
  /* the batch that is being written */
  enum table table;
  const struct fact_field *field; /* TABLE_CHILD */
  int at;                         /* its place among the facts */
  const struct value *const *facts;
  int count;
  int64_t first, act, entry; /* ids and log entries from these on */
};

/* --- the virtual table --------------------------------------------------------------------------- */

struct rows {
  sqlite3_vtab base;
  struct store_bulk *bulk;
};
struct cursor {
  sqlite3_vtab_cursor base;
  struct store_bulk *bulk;
  int subject, row; /* row: a spell or record of that subject */
};

static int rows_connect(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **out,
                        char **why) {
  struct buf text = {0};
  (void)argc;
  (void)argv;
  (void)why;
  buf_puts(&text, "CREATE TABLE x(c0");
  for (int i = 1; i < MOST_COLUMNS; i++)
    buf_printf(&text, ", c%d", i);
  buf_putc(&text, ')');
  int code = buf_text(&text) ? sqlite3_declare_vtab(db, buf_text(&text)) : SQLITE_NOMEM;
  buf_free(&text);
  if (code != SQLITE_OK) return code;
  struct rows *made = sqlite3_malloc(sizeof *made);
  if (!made) return SQLITE_NOMEM;
  *made = (struct rows){.bulk = aux};
  *out = &made->base;
  return SQLITE_OK;
}

static int rows_disconnect(sqlite3_vtab *table) {
  sqlite3_free(table);
  return SQLITE_OK;
}

static int rows_plan(sqlite3_vtab *table, sqlite3_index_info *info) {
  (void)table;
  info->estimatedCost = 1;
  return SQLITE_OK;
}

static int rows_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out) {
  struct cursor *made = sqlite3_malloc(sizeof *made);
  if (!made) return SQLITE_NOMEM;
  *made = (struct cursor){.bulk = ((struct rows *)table)->bulk};
  *out = &made->base;
  return SQLITE_OK;
}

static int rows_close(sqlite3_vtab_cursor *c) {
  sqlite3_free(c);
  return SQLITE_OK;
}

/* Rows that a subject has in the table. */
static int rows_of(const struct store_bulk *b, int subject) {
  if (b->table != TABLE_CHILD) return 1;
  const struct value *v = &b->facts[subject][b->at];
  if (v->state != STATE_KNOWN) return 0;
  return v->kind == KIND_LIST ? v->u.list->rows : v->u.timeline->count;
}

static void settle_down(struct cursor *c) {
  while (c->subject < c->bulk->count && c->row >= rows_of(c->bulk, c->subject)) {
    c->subject++;
    c->row = 0;
  }
}

static int rows_filter(sqlite3_vtab_cursor *base, int plan, const char *text, int argc,
                       sqlite3_value **argv) {
  struct cursor *c = (struct cursor *)base;
  (void)plan;
  (void)text;
  (void)argc;
  (void)argv;
  c->subject = c->row = 0;
  settle_down(c);
  return SQLITE_OK;
}

static int rows_next(sqlite3_vtab_cursor *base) {
  struct cursor *c = (struct cursor *)base;
  c->row++;
  settle_down(c);
  return SQLITE_OK;
}

static int rows_eof(sqlite3_vtab_cursor *base) {
  const struct cursor *c = (const struct cursor *)base;
  return c->subject >= c->bulk->count;
}

static int rows_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *out) {
  *out = ((const struct cursor *)base)->subject;
  return SQLITE_OK;
}

/* --- columns --------------------------------------------------------------------------------------- */

static int64_t bit(const struct fact_field *f) {
  return INT64_C(1) << f->bit;
}

static void give_value(struct store *s, sqlite3_context *out, const struct fact_field *f,
                       const struct value *v) {
  const char *stray = v->state == STATE_KNOWN ? NULL : stray_text(s, v);
  if (v->state != STATE_KNOWN) {
    if (stray) sqlite3_result_text(out, stray, -1, SQLITE_STATIC);
    return;
  }
  char rate[48];
  switch (f->declared->kind) {
  case KIND_DATE: sqlite3_result_int64(out, day_number(v->u.i)); break;
  case KIND_MONTH: sqlite3_result_int64(out, month_number(v->u.i)); break;
  case KIND_TEXT: sqlite3_result_text(out, v->u.text, -1, SQLITE_STATIC); break;
  case KIND_ENUM:
    sqlite3_result_text(out, f->members->texts[v->u.i], f->members->lengths[v->u.i], SQLITE_STATIC);
    break;
  case KIND_RATE:
    snprintf(rate, sizeof rate, "%lld/%lld", (long long)v->u.ratio.num, (long long)v->u.ratio.den);
    sqlite3_result_text(out, rate, -1, SQLITE_TRANSIENT);
    break;
  default: sqlite3_result_int64(out, v->u.i); break;
  }
}

static int64_t unknown_bits(const struct store_bulk *b, const struct value *facts) {
  const struct facts *f = b->s->facts;
  int64_t bits = f->others;
  for (int i = 0; i < f->schema->field_count; i++)
    if (facts[i].state == STATE_UNKNOWN) bits |= bit(&f->fields[i]);
  return bits;
}

static void give_subject(const struct cursor *c, sqlite3_context *out, int column) {
  const struct store_bulk *b = c->bulk;
  const struct facts *f = b->s->facts;
  const struct value *facts = b->facts[c->subject];
  if (column == 0) return sqlite3_result_int64(out, b->first + c->subject);
  if (column == 1) return sqlite3_result_int64(out, b->entry + c->subject);
  if (column == 2) return sqlite3_result_int64(out, unknown_bits(b, facts));
  for (int i = 0; i < f->schema->field_count; i++) {
    const struct fact_field *field = &f->fields[i];
    if (field->column != column - 3) continue;
    if (field->declared->form == STORE_PLAIN) return give_value(b->s, out, field, &facts[i]);
    bool limited = facts[i].state == STATE_KNOWN && facts[i].u.timeline->known_from != DAY_MIN;
    if (limited) sqlite3_result_int64(out, day_number(facts[i].u.timeline->known_from));
    return;
  }
}

static void give_spell(const struct cursor *c, sqlite3_context *out, int column) {
  const struct store_bulk *b = c->bulk;
  const struct spell *spell = &b->facts[c->subject][b->at].u.timeline->spells[c->row];
  int state = spell->value.state == STATE_POISONED ? STATE_KNOWN : spell->value.state;
  if (column == 0) return sqlite3_result_int64(out, b->first + c->subject);
  if (column == 1) return sqlite3_result_int64(out, day_number(spell->from));
  if (column == 2) return give_value(b->s, out, b->field, &spell->value);
  sqlite3_result_int(out, state);
}

static void give_record(const struct cursor *c, sqlite3_context *out, int column) {
  const struct store_bulk *b = c->bulk;
  const struct list *l = b->facts[c->subject][b->at].u.list;
  const struct value *cells = l->cells + c->row * l->fields;
  int64_t unknown = 0;
  if (column == 0) return sqlite3_result_int64(out, b->first + c->subject);
  if (column == 1) return sqlite3_result_int(out, c->row);
  if (column > 2) return give_value(b->s, out, &b->field->cells[column - 3], &cells[column - 3]);
  for (int i = 0; i < l->fields; i++)
    if (cells[i].state == STATE_UNKNOWN) unknown |= bit(&b->field->cells[i]);
  sqlite3_result_int64(out, unknown);
}

static int rows_column(sqlite3_vtab_cursor *base, sqlite3_context *out, int column) {
  const struct cursor *c = (const struct cursor *)base;
  const struct store_bulk *b = c->bulk;
  if (b->table == TABLE_SUBJECTS)
    give_subject(c, out, column);
  else if (b->table == TABLE_CHILD && b->field->declared->form == STORE_LIST)
    give_record(c, out, column);
  else if (b->table == TABLE_CHILD)
    give_spell(c, out, column);
  else
    sqlite3_result_int64(out, column == 0   ? b->entry + c->subject
                              : column == 1 ? b->act
                              : column == 2 ? b->s->facts->type
                                            : b->first + c->subject);
  return SQLITE_OK;
}

static const sqlite3_module ROWS = {
    .iVersion = 0, /* no xCreate: it is there by its name alone */
    .xConnect = rows_connect,
    .xBestIndex = rows_plan,
    .xDisconnect = rows_disconnect,
    .xOpen = rows_open,
    .xClose = rows_close,
    .xFilter = rows_filter,
    .xNext = rows_next,
    .xEof = rows_eof,
    .xColumn = rows_column,
    .xRowid = rows_rowid,
};

/* --- statements -------------------------------------------------------------------------------------- */

static sqlite3_stmt *prepare_insert(struct store *s, struct buf *into, int columns, struct error *e) {
  buf_puts(into, ") SELECT c0");
  for (int i = 1; i < columns; i++)
    buf_printf(into, ", c%d", i);
  buf_puts(into, " FROM bylaw_rows");
  sqlite3_stmt *st = buf_text(into) ? sql_prepare(s, buf_text(into), e) : NULL;
  if (into->oom) no_memory(e);
  buf_free(into);
  return st;
}

/* OR FAIL: nothing of the statement need be kept aside for its failure, which breaks the transaction anyway. */
static bool prepare_subjects(struct store_bulk *b, struct error *e) {
  const struct facts *f = b->s->facts;
  struct buf text = {0};
  buf_printf(&text, "INSERT OR FAIL INTO \"%s\" (subject, created, unknown", f->table);
  for (int i = 0; i < f->schema->field_count; i++)
    if (f->fields[i].column >= 0) buf_printf(&text, ", \"%s\"", f->fields[i].name);
  b->subjects = prepare_insert(b->s, &text, 3 + f->column_count, e);
  buf_puts(&text, "INSERT OR FAIL INTO change_log (seq, act, type, subject");
  b->log = b->subjects ? prepare_insert(b->s, &text, 4, e) : NULL;
  buf_free(&text);
  return b->log != NULL;
}

static bool prepare_child(struct store_bulk *b, int i, struct error *e) {
  const struct fact_field *f = &b->s->facts->fields[i];
  bool list = f->declared->form == STORE_LIST;
  struct buf text = {0};
  if (!f->table) return true;
  buf_printf(&text, "INSERT OR FAIL INTO \"%s\" (subject, %s", f->table,
             list ? "row, unknown" : "from_day, value, state");
  for (int k = 0; k < f->cell_count; k++)
    buf_printf(&text, ", \"%s\"", f->cells[k].name);
  b->children[i] = prepare_insert(b->s, &text, list ? 3 + f->cell_count : 4, e);
  return b->children[i] != NULL;
}

static bool prepare_all(struct store_bulk *b, struct error *e) {
  int count = b->s->facts->schema->field_count;
  if (sqlite3_create_module_v2(b->s->db, "bylaw_rows", &ROWS, b, NULL) != SQLITE_OK)
    return store_fail(b->s, e);
  b->children = calloc((size_t)count + 1, sizeof *b->children);
  if (!b->children) return no_memory(e);
  bool ok = prepare_subjects(b, e);
  for (int i = 0; ok && i < count; i++)
    ok = prepare_child(b, i, e);
  return ok;
}

/* The index of keys goes or comes, just as the store makes it. */
static bool key_index(struct store_bulk *b, bool make, struct error *e) {
  const struct facts *f = b->s->facts;
  struct buf text = {0};
  buf_printf(&text, "%s INDEX \"%s$key\"", make ? "CREATE UNIQUE" : "DROP", f->table);
  if (make) buf_printf(&text, " ON \"%s\" (\"%s\")", f->table, f->fields[f->schema->key].name);
  bool ok = buf_text(&text) ? sql_exec(b->s, buf_text(&text), e) : no_memory(e);
  buf_free(&text);
  return ok;
}

/* --- adding -------------------------------------------------------------------------------------------- */

struct store_bulk *store_bulk_begin(struct store *s, struct error *e) {
  if (!must_write(s, e) || !must_use(s, e)) return NULL;
  struct store_bulk *b = calloc(1, sizeof *b);
  if (!b) {
    no_memory(e);
    return NULL;
  }
  b->s = s;
  b->indexless = s->subjects == 0;
  if ((!b->indexless || key_index(b, false, e)) && prepare_all(b, e)) return b;
  struct error ignored;
  store_bulk_end(b, false, &ignored);
  return NULL;
}

bool store_bulk_fits(struct store_bulk *b, const struct value *facts, struct error *e) {
  const struct facts *f = b->s->facts;
  for (int i = 0; i < f->schema->field_count; i++)
    if (!value_check(b->s, &f->fields[i], &facts[i], e)) return false;
  return true;
}

static bool run(struct store_bulk *b, enum table table, sqlite3_stmt *st, int i, struct error *e) {
  b->table = table;
  b->at = i;
  b->field = table == TABLE_CHILD ? &b->s->facts->fields[i] : NULL;
  return sql_write(b->s, st, e);
}

bool store_bulk_add(struct store_bulk *b, int64_t act, const struct value *const *facts, int count,
                    int64_t *first, struct error *e) {
  struct store *s = b->s;
  if (!must_write(s, e)) return false;
  b->facts = facts;
  b->count = count;
  b->act = act;
  b->first = *first = s->subjects + 1;
  b->entry = s->log + 1;
  bool ok = count == 0 || (run(b, TABLE_SUBJECTS, b->subjects, 0, e) && run(b, TABLE_LOG, b->log, 0, e));
  for (int i = 0; ok && i < s->facts->schema->field_count; i++) {
    bool some = false;
    for (int k = 0; b->children[i] && k < count && !some; k++)
      some = facts[k][i].state == STATE_KNOWN;
    if (some) ok = run(b, TABLE_CHILD, b->children[i], i, e);
  }
  if (!ok) return false;
  s->subjects += count;
  s->log += count;
  return true;
}

bool store_bulk_end(struct store_bulk *b, bool keep, struct error *e) {
  if (!b) return true;
  sqlite3_finalize(b->subjects);
  sqlite3_finalize(b->log);
  for (int i = 0; b->children && i < b->s->facts->schema->field_count; i++)
    sqlite3_finalize(b->children[i]);
  free(b->children);
  if (!keep) b->s->broken = true;
  sqlite3_create_module_v2(b->s->db, "bylaw_rows", NULL, NULL, NULL);
  bool make = keep && b->indexless;
  bool ok = !make || key_index(b, true, e);
  free(b);
  return ok;
}
