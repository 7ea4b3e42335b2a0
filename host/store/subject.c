/* Finding subjects, and their facts as they were known. */
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

static bool last_subject(struct store *s, int64_t *last, struct error *e) {
  *last = 0;
  if (!s->facts) return true;
  int row = sql_step(s, s->facts->last, e);
  if (row == 1) *last = sqlite3_column_int64(s->facts->last, 0);
  sqlite3_reset(s->facts->last);
  return row == 1;
}

/* Ids are given in turn, so that there are never more than people on earth; a greater one was
** written by hand, and walking to it would not end. */
bool subjects_load(struct store *s, struct error *e) {
  if (!last_subject(s, &s->subjects, e)) return false;
  if (s->subjects >= 0 && s->subjects < UINT32_MAX) return true;
  error_set(e, ERR_STORE, "数据库 ‘%s’ 已损坏：对象的编号 %lld 不可能", s->path, (long long)s->subjects);
  error_hint(e, "从备份恢复，再运行 bylaw verify 核对");
  return false;
}

int64_t store_subject_last(struct store *s) {
  struct error ignored = {0};
  int64_t last = s->subjects;
  return s->writing || s->readers > 0 || last_subject(s, &last, &ignored) ? last : 0;
}

/* Ids are 1, 2, 3 … and no row is ever deleted, store_verify looks at that; some were removed
** (remove.c). */
int64_t store_subject_count(struct store *s) {
  int64_t last = store_subject_last(s);
  return last ? last - removed_count(s) : 0;
}

bool store_find(struct store *s, const char *key, int64_t *id, struct error *e) {
  *id = 0;
  return must_use(s, e) && key_find(s, key, key_hash(&s->facts->adding, key), id, e);
}

bool store_key(struct store *s, int64_t id, char *out, size_t size, struct error *e) {
  text_copy(out, size, "");
  if (!must_use(s, e) || !adding_flush(s, e)) return false;
  sqlite3_stmt *st = s->facts->about;
  sqlite3_bind_int64(st, 1, id);
  int row = sql_step(s, st, e);
  const char *key = NULL;
  bool ok = row == 0 || (row == 1 && (column_text(st, 1, &key) || no_memory(e)));
  if (ok) text_copy(out, size, key);
  sqlite3_reset(st);
  return ok;
}

/* --- as known then ---------------------------------------------------------------------------- */

static int field_of(const struct facts *f, const char *name) {
  for (int i = 0; name && i < f->schema->field_count; i++)
    if (strcmp(f->schema->fields[i].name, name) == 0) return i;
  return -1;
}

/* The first change of a fact after the entry tells the value that it had then. */
static bool undo(struct store *s, int64_t id, int64_t log, struct arena *arena, struct store_subject *out,
                 struct error *e) {
  uint64_t undone = 0;
  int row;
  sqlite3_stmt *st = sql(s, SQL_CHANGES_AFTER, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, s->facts->type);
  sqlite3_bind_int64(st, 2, id);
  sqlite3_bind_int64(st, 3, log);
  while ((row = sql_step(s, st, e)) == 1) {
    const char *fact, *before;
    if (!column_text(st, 0, &fact) || !column_text(st, 1, &before)) {
      no_memory(e);
      break;
    }
    int i = field_of(s->facts, fact);
    if (i < 0 || undone >> i & 1) continue;
    undone |= UINT64_C(1) << i;
    if (!json_parse(s, &s->facts->fields[i], before, arena, &out->facts[i], e)) break;
  }
  sqlite3_reset(st);
  const struct value *key = &out->facts[s->facts->schema->key];
  if (row == 0 && key->state == STATE_KNOWN) out->key = key->u.text;
  return row == 0;
}

bool store_subject_at(struct store *s, int64_t id, int64_t log, struct arena *arena,
                      struct store_subject *out, bool *existed, struct error *e) {
  *existed = false;
  if (!snapshot_hold(s, e)) return false;
  bool ok = subject_read(s, id, true, arena, out, e);
  *existed = ok && out->created <= log;
  if (*existed) ok = undo(s, id, log, arena, out, e);
  /* else removed by then */
  *existed = *existed && out->facts[s->facts->schema->key].state == STATE_KNOWN;
  if (!*existed) *out = (struct store_subject){0};
  snapshot_release(s);
  return ok;
}

/* --- lists of subjects ------------------------------------------------------------------------ */

struct id_list {
  int64_t *ids, count, size;
};

static bool push_id(struct id_list *l, int64_t id) {
  if (l->count && l->ids[l->count - 1] == id) return true;
  if (l->count == l->size) {
    int64_t size = l->size ? l->size * 2 : 64;
    int64_t *grown = realloc(l->ids, (size_t)size * sizeof *grown);
    if (!grown) return false;
    l->ids = grown;
    l->size = size;
  }
  l->ids[l->count++] = id;
  return true;
}

static int by_id(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static void sort_ids(struct id_list *l) {
  bool ascending = true;
  for (int64_t i = 1; i < l->count && ascending; i++)
    ascending = l->ids[i - 1] < l->ids[i];
  if (ascending) return;
  qsort(l->ids, (size_t)l->count, sizeof *l->ids, by_id);
  int64_t kept = 0;
  for (int64_t i = 0; i < l->count; i++)
    if (i == 0 || l->ids[i] != l->ids[kept - 1]) l->ids[kept++] = l->ids[i];
  l->count = kept;
}

/* The subjects in column `at` of the rows; where column 0 is a type, only those of ours. */
static bool collect(struct store *s, sqlite3_stmt *st, int at, int64_t **ids, int64_t *count,
                    struct error *e) {
  struct id_list l = {0};
  int row = 0;
  bool room = true;
  while (room && (row = sql_step(s, st, e)) == 1)
    if (at == 0 || sqlite3_column_int64(st, 0) == s->facts->type)
      room = push_id(&l, sqlite3_column_int64(st, at));
  sqlite3_reset(st);
  if (!room || row < 0) {
    free(l.ids);
    return room ? false : no_memory(e);
  }
  if (!l.ids) l.ids = malloc(sizeof *l.ids); /* so that NULL never stands for "all" */
  if (!l.ids) return no_memory(e);
  sort_ids(&l);
  *ids = l.ids;
  *count = l.count;
  return true;
}

bool store_dirty(struct store *s, int64_t after, int64_t upto, int64_t **ids, int64_t *count,
                 struct error *e) {
  *ids = NULL;
  *count = 0;
  sqlite3_stmt *st = must_use(s, e) ? sql(s, SQL_DIRTY, e) : NULL;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, after);
  sqlite3_bind_int64(st, 2, upto);
  return collect(s, st, 1, ids, count, e);
}

static int field_named(const struct store_schema *schema, const char *name) {
  for (int i = 0; name && i < schema->field_count; i++)
    if (strcmp(schema->fields[i].name, name) == 0) return i;
  return -1;
}

bool store_changes(struct store *s, int64_t after, int64_t upto, store_change_found found, void *ud,
                   struct error *e) {
  int row;
  sqlite3_stmt *st = must_use(s, e) ? sql(s, SQL_CHANGES, e) : NULL;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, after);
  sqlite3_bind_int64(st, 2, upto);
  sqlite3_bind_int64(st, 3, s->facts->type);
  while ((row = sql_step(s, st, e)) == 1) {
    const char *fact;
    if (!column_text(st, 1, &fact)) row = no_memory(e) ? 1 : -1;
    if (row < 0 || !found(ud, sqlite3_column_int64(st, 0), field_named(s->facts->schema, fact))) break;
  }
  sqlite3_reset(st);
  return row >= 0;
}

bool store_event_subjects(struct store *s, int64_t **ids, int64_t *count, struct error *e) {
  *ids = NULL;
  *count = 0;
  sqlite3_stmt *st = must_use(s, e) ? sql(s, SQL_EVENT_SUBJECTS, e) : NULL;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, s->facts->type);
  return collect(s, st, 0, ids, count, e);
}
