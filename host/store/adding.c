/* Many new subjects at once: their rows wait, and the index of keys is made after them.
**
** A key is looked for among those that wait before it is looked for in the table. When the table
** was empty there is no index at all until the end: sorting the keys once is much cheaper than
** finding a place for each; so long all keys are in the set.
*/
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

/* --- the set of keys -------------------------------------------------------------------------- */

/* Hashes with the subject that bears the key; the key itself stays where it is, among the rows or
** in the table. Small, for there are millions of them: no more subjects than people on earth, and
** some hundreds of hashes that are the same by chance. */
uint32_t key_hash(const struct adding *a, const char *key) {
  uint32_t hash = (uint32_t)hash_text(a->key, key);
  hash_table_fetch(&a->by_key, hash); /* it comes while the facts are checked */
  return hash;
}

bool key_note(struct adding *a, uint32_t hash, int64_t id) {
  return id <= UINT32_MAX && hash_table_add(&a->by_key, hash, (uint32_t)id);
}

/* Whether subject `id` bears just this key; its row may still wait. */
static bool bears(struct store *s, int64_t id, const char *key, bool *same, struct error *e) {
  const struct facts *f = s->facts;
  int64_t waiting = id - (s->subjects - f->main.count) - 1;
  if (waiting >= 0) {
    const struct cell *cell = &queue_row(&f->main, (int)waiting)[3 + f->fields[f->schema->key].column];
    *same = (size_t)cell->number == strlen(key) && memcmp(cell->text, key, (size_t)cell->number) == 0;
    return true;
  }
  sqlite3_bind_int64(f->about, 1, id);
  int row = sql_step(s, f->about, e);
  const char *text = NULL;
  bool ok = row == 0 || (row == 1 && (column_text(f->about, 1, &text) || no_memory(e)));
  *same = text && strcmp(text, key) == 0;
  sqlite3_reset(f->about);
  return ok;
}

static bool find_noted(struct store *s, const char *key, uint32_t hash, int64_t *id, struct error *e) {
  const struct hash_table *t = &s->facts->adding.by_key;
  uint32_t found, step = 0;
  while ((found = hash_table_next(t, hash, &step))) {
    bool same = false;
    if (!bears(s, found, key, &same, e)) return false;
    if (!same) continue;
    *id = found;
    return true;
  }
  return true;
}

/* --- finding ---------------------------------------------------------------------------------- */

bool key_find(struct store *s, const char *key, uint32_t hash, int64_t *id, struct error *e) {
  const struct facts *f = s->facts;
  *id = 0;
  if (!find_noted(s, key, hash, id, e)) return false;
  if (*id || f->adding.no_index) return true;
  bind_text(f->find, 1, key);
  int row = sql_step(s, f->find, e);
  if (row == 1) *id = sqlite3_column_int64(f->find, 0);
  sqlite3_reset(f->find);
  return row >= 0;
}

/* --- writing what waits ----------------------------------------------------------------------- */

static bool write_queues(struct store *s, struct error *e) {
  struct facts *f = s->facts;
  if (!queue_write(s, &f->main, e) || !queue_write(s, &f->log, e)) return false;
  for (int i = 0; i < f->count; i++)
    if (!queue_write(s, &f->fields[i].queue, e)) return false;
  return true;
}

static void drop_queues(struct facts *f) {
  queue_drop(&f->main);
  queue_drop(&f->log);
  for (int i = 0; i < f->count; i++)
    queue_drop(&f->fields[i].queue);
}

bool adding_flush(struct store *s, struct error *e) {
  struct facts *f = s->facts;
  if (!f || !f->adding.waiting) return true;
  f->adding.waiting = false;
  if (!f->adding.no_index) hash_table_clear(&f->adding.by_key);
  if (write_queues(s, e)) return true;
  drop_queues(f);
  return false;
}

/* Sorting parts that fit into the processor's cache, merged from a file, takes less than half of
** the time and bounds the memory. The file has no name and is gone with the statement; where no
** folder takes one, all is sorted in memory. */
static bool make_index(struct store *s, const char *text, struct error *e) {
  char *name = NULL;
  sqlite3_db_cacheflush(s->db); /* what it cannot write stays in the cache */
  if (sqlite3_file_control(s->db, "main", SQLITE_FCNTL_TEMPFILENAME, &name) == SQLITE_OK && name)
    sqlite3_exec(s->db, "PRAGMA temp_store = FILE", NULL, NULL, NULL);
  sqlite3_free(name);
  bool ok = sql_exec(s, "PRAGMA cache_size = -1024", e) && sql_exec(s, text, e);
  sqlite3_exec(s->db, STORE_MEMORY, NULL, NULL, NULL);
  return ok;
}

void key_index_text(struct buf *text, const struct facts *f, const char *column) {
  buf_printf(text, "CREATE UNIQUE INDEX \"%s$key\" ON \"%s\" (\"%s\");", f->table, f->table, column);
}

bool adding_end(struct store *s, struct error *e) {
  struct facts *f = s->facts;
  if (!adding_flush(s, e)) return false;
  if (!f || !f->adding.no_index) return true;
  struct buf text = {0};
  f->adding.no_index = false;
  hash_table_clear(&f->adding.by_key);
  key_index_text(&text, f, f->fields[f->schema->key].name);
  bool ok = buf_text(&text) ? make_index(s, buf_text(&text), e) : no_memory(e);
  if (!ok) s->broken = true;
  buf_free(&text);
  return ok;
}

void adding_undo(struct store *s) {
  if (!s->facts) return;
  drop_queues(s->facts);
  hash_table_clear(&s->facts->adding.by_key);
  s->facts->adding.waiting = s->facts->adding.no_index = false;
}

/* --- without the index ------------------------------------------------------------------------ */

static bool nothing_runs(struct store *s) {
  for (sqlite3_stmt *st = sqlite3_next_stmt(s->db, NULL); st; st = sqlite3_next_stmt(s->db, st))
    if (sqlite3_stmt_busy(st)) return false;
  return true;
}

/* All subjects still wait: the table is empty, and there are many. An index cannot go while
** somebody reads. */
bool adding_many(struct store *s, struct error *e) {
  struct facts *f = s->facts;
  struct buf text = {0};
  if (f->adding.no_index || !queue_full(&f->main) || f->main.count != s->subjects || !nothing_runs(s))
    return true;
  buf_printf(&text, "DROP INDEX \"%s$key\"", f->table);
  bool ok = buf_text(&text) ? sql_exec(s, buf_text(&text), e) : no_memory(e);
  buf_free(&text);
  f->adding.no_index = ok;
  return ok;
}
