/* New rows wait here until there are many of them, or until somebody reads.
**
** One statement then takes all that wait from a virtual table. A statement a row would spend most
** of its time on beginning, on ending, and on searching the end of its table once more.
*/
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

#define QUEUE_NAME "bylaw_queue" /* of the virtual table, and of the type of its pointer */
enum { MOST_QUEUE_COLUMNS = STORE_MOST_FACTS + 3, MOST_QUEUE_ROWS = 256 };

/* --- the virtual table ------------------------------------------------------------------------ */

/* bylaw_queue(POINTER) has the columns c0, c1 … of the rows that wait. It is there by its name
** alone, never part of a database. */
static int queue_connect(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **out,
                         char **message) {
  (void)aux, (void)argc, (void)argv, (void)message;
  struct buf text = {0};
  buf_puts(&text, "CREATE TABLE x (");
  for (int i = 0; i < MOST_QUEUE_COLUMNS; i++)
    buf_printf(&text, "c%d, ", i);
  buf_puts(&text, "source HIDDEN)");
  int code = buf_text(&text) ? sqlite3_declare_vtab(db, buf_text(&text)) : SQLITE_NOMEM;
  buf_free(&text);
  *out = code == SQLITE_OK ? calloc(1, sizeof **out) : NULL;
  return code == SQLITE_OK && !*out ? SQLITE_NOMEM : code;
}

static int queue_disconnect(sqlite3_vtab *table) {
  free(table);
  return SQLITE_OK;
}

static int queue_best_index(sqlite3_vtab *table, sqlite3_index_info *info) {
  (void)table;
  for (int i = 0; i < info->nConstraint; i++) {
    if (info->aConstraint[i].iColumn != MOST_QUEUE_COLUMNS || !info->aConstraint[i].usable ||
        info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
      continue;
    info->aConstraintUsage[i].argvIndex = 1;
    info->aConstraintUsage[i].omit = 1;
    info->estimatedRows = MOST_QUEUE_ROWS;
    return SQLITE_OK;
  }
  return SQLITE_CONSTRAINT;
}

struct queue_cursor {
  sqlite3_vtab_cursor base;
  const struct queue *queue;
  int at;
};

static int queue_open(sqlite3_vtab *table, sqlite3_vtab_cursor **out) {
  (void)table;
  struct queue_cursor *c = calloc(1, sizeof *c);
  *out = c ? &c->base : NULL;
  return c ? SQLITE_OK : SQLITE_NOMEM;
}

static int queue_close(sqlite3_vtab_cursor *cursor) {
  free(cursor);
  return SQLITE_OK;
}

static int queue_filter(sqlite3_vtab_cursor *cursor, int plan, const char *text, int argc,
                        sqlite3_value **argv) {
  (void)plan, (void)text;
  struct queue_cursor *c = (struct queue_cursor *)cursor;
  c->queue = argc == 1 ? sqlite3_value_pointer(argv[0], QUEUE_NAME) : NULL;
  c->at = 0;
  return SQLITE_OK;
}

static int queue_step(sqlite3_vtab_cursor *cursor) {
  ((struct queue_cursor *)cursor)->at++;
  return SQLITE_OK;
}

static int queue_ended(sqlite3_vtab_cursor *cursor) {
  const struct queue_cursor *c = (struct queue_cursor *)cursor;
  return !c->queue || c->at >= c->queue->count;
}

static int queue_column(sqlite3_vtab_cursor *cursor, sqlite3_context *out, int column) {
  const struct queue_cursor *c = (struct queue_cursor *)cursor;
  if (column >= c->queue->columns) return SQLITE_OK;
  const struct cell *cell = &c->queue->cells[(size_t)c->at * (size_t)c->queue->columns + (size_t)column];
  if (!cell->text)
    sqlite3_result_int64(out, cell->number);
  else if (cell->number >= 0)
    sqlite3_result_text(out, cell->text, (int)cell->number, SQLITE_STATIC);
  return SQLITE_OK; /* nothing said: NULL */
}

static int queue_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out) {
  *out = ((const struct queue_cursor *)cursor)->at;
  return SQLITE_OK;
}

static const sqlite3_module MODULE = {.xConnect = queue_connect,
                                      .xDisconnect = queue_disconnect,
                                      .xBestIndex = queue_best_index,
                                      .xOpen = queue_open,
                                      .xClose = queue_close,
                                      .xFilter = queue_filter,
                                      .xNext = queue_step,
                                      .xEof = queue_ended,
                                      .xColumn = queue_column,
                                      .xRowid = queue_rowid};

bool queue_register(struct store *s, struct error *e) {
  return sqlite3_create_module_v2(s->db, QUEUE_NAME, &MODULE, NULL, NULL) == SQLITE_OK || store_fail(s, e);
}

/* --- the rows of one table -------------------------------------------------------------------- */

/* FAIL: what a statement wrote before it failed is not undone by itself, which would cost a copy of
** every page; the transaction is broken then, and undone as a whole. */
bool queue_make(struct queue *q, const char *table, const char *names, int columns, struct arena *arena) {
  struct buf text = {0};
  q->columns = columns;
  buf_printf(&text, "INSERT OR FAIL INTO \"%s\" (%s) SELECT ", table, names);
  for (int i = 0; i < columns; i++)
    buf_printf(&text, i ? ", c%d" : "c%d", i);
  buf_puts(&text, " FROM " QUEUE_NAME "(?)");
  q->text = buf_text(&text) ? arena_text(arena, buf_text(&text)) : NULL;
  buf_free(&text);
  return q->text != NULL;
}

void queue_free(struct queue *q) {
  sqlite3_finalize(q->insert);
  free(q->cells);
  arena_free(&q->texts);
  *q = (struct queue){0};
}

void queue_drop(struct queue *q) {
  q->count = 0;
  arena_reset(&q->texts);
}

bool queue_full(const struct queue *q) {
  return q->count == MOST_QUEUE_ROWS;
}

/* Most who open a store only read: what it takes to write is made when it is needed. */
static bool write_all(struct store *s, struct queue *q, struct error *e) {
  if (!q->insert) q->insert = sql_compile(s, q->text, e);
  if (!q->insert) {
    s->broken = true;
    return false;
  }
  sqlite3_bind_pointer(q->insert, 1, q, QUEUE_NAME, NULL);
  return sql_write(s, q->insert, e);
}

bool queue_write(struct store *s, struct queue *q, struct error *e) {
  bool ok = q->count == 0 || write_all(s, q, e);
  queue_drop(q);
  return ok;
}

struct cell *queue_row(const struct queue *q, int row) {
  return &q->cells[(size_t)row * (size_t)q->columns];
}

struct cell *queue_add(struct store *s, struct queue *q, struct error *e) {
  if (queue_full(q) && !queue_write(s, q, e)) return NULL;
  if (!q->cells) q->cells = calloc((size_t)q->columns * MOST_QUEUE_ROWS, sizeof *q->cells);
  if (q->cells) return queue_row(q, q->count++);
  no_memory(e);
  return NULL;
}

bool queue_text(struct queue *q, struct cell *cell) {
  if (!cell->text || cell->number <= 0) return true;
  cell->text = arena_text_n(&q->texts, cell->text, (size_t)cell->number);
  return cell->text != NULL;
}
