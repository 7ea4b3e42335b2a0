/* Many subjects: one cursor a table, all in the order of subjects, merged. */
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

enum { SCAN_FACTOR = 16 }; /* stepping over a subject costs a sixteenth of seeking one (measured) */

/* A fact while it is read; its spells or cells are kept from person to person and only grow. */
struct reading {
  const struct fact_field *field;
  sqlite3_stmt *st; /* of its table; NULL: a plain fact */
  bool row;         /* the statement stands on one */
  int64_t subject;  /* of that row */
  int hint, *hints; /* members found last */
  struct timeline timeline;
  struct list list;
  void *room;
  size_t size; /* spells or cells that `room` can take */
};

struct store_reader {
  struct store *s;
  const struct facts *f;
  sqlite3_stmt *main;
  struct reading *readings;
  struct value *facts;
  struct arena arena;
  const int64_t *ids;
  int64_t count, at;
  bool seek; /* one by one instead of all */
  bool held;
  bool removed; /* those who were removed are read too */
};

/* --- child tables ----------------------------------------------------------------------------- */

static bool advance(struct store_reader *r, struct reading *g, struct error *e) {
  int row = sql_step(r->s, g->st, e);
  g->row = row == 1;
  if (g->row) g->subject = sqlite3_column_int64(g->st, 0);
  return row >= 0;
}

static bool room_for(struct reading *g, size_t count, size_t one, struct error *e) {
  if (count <= g->size) return true;
  size_t size = count < 8 ? 8 : count * 2;
  void *grown = realloc(g->room, size * one);
  if (!grown) return no_memory(e);
  g->room = grown;
  g->size = size;
  return true;
}

static bool add_spell(struct store_reader *r, struct reading *g, struct error *e) {
  struct timeline *t = &g->timeline;
  if (!room_for(g, (size_t)t->count + 1, sizeof *t->spells, e)) return false;
  t->spells = g->room;
  struct spell *spell = &t->spells[t->count++];
  spell->from = day_of_number(sqlite3_column_int64(g->st, 1));
  if (!value_column(r->s, g->st, 2, g->field, &g->hint, &r->arena, &spell->value)) return no_memory(e);
  if (sqlite3_column_int(g->st, 3) == STATE_UNKNOWN) spell->value.state = STATE_UNKNOWN;
  return true;
}

static bool add_row(struct store_reader *r, struct reading *g, struct error *e) {
  struct list *l = &g->list;
  size_t before = (size_t)l->rows * (size_t)l->fields;
  if (!room_for(g, before + (size_t)l->fields, sizeof *l->cells, e)) return false;
  l->cells = g->room;
  l->rows++;
  int64_t unknown = sqlite3_column_int64(g->st, 1);
  for (int i = 0; i < l->fields; i++) {
    const struct fact_field *cell = &g->field->cells[i];
    struct value *v = &l->cells[before + (size_t)i];
    if (!value_column(r->s, g->st, 2 + i, cell, &g->hints[i], &r->arena, v)) return no_memory(e);
    if (field_unknown(cell, unknown)) v->state = STATE_UNKNOWN;
  }
  return true;
}

static bool read_children(struct store_reader *r, struct reading *g, int64_t subject, struct error *e) {
  bool list = g->field->declared->form == STORE_LIST;
  g->timeline.count = g->list.rows = 0;
  while (g->row && g->subject < subject)
    if (!advance(r, g, e)) return false;
  while (g->row && g->subject == subject)
    if (!(list ? add_row(r, g, e) : add_spell(r, g, e)) || !advance(r, g, e)) return false;
  return true;
}

/* --- a subject -------------------------------------------------------------------------------- */

static bool read_fact(struct store_reader *r, struct reading *g, int64_t subject, bool unknown,
                      struct value *out, struct error *e) {
  const struct fact_field *f = g->field;
  if (g->st && !read_children(r, g, subject, e)) return false;
  switch (f->declared->form) {
  case STORE_TIMELINE:
    g->timeline.known_from = day_of_number(sqlite3_column_int64(r->main, 3 + f->column));
    *out = unknown ? value_unknown(KIND_TIMELINE)
                   : (struct value){.kind = KIND_TIMELINE, .u.timeline = &g->timeline};
    return true;
  case STORE_LIST:
    *out = unknown ? value_unknown(KIND_LIST) : (struct value){.kind = KIND_LIST, .u.list = &g->list};
    return true;
  default:
    if (!value_column(r->s, r->main, 3 + f->column, f, &g->hint, &r->arena, out)) return no_memory(e);
    if (unknown) out->state = STATE_UNKNOWN;
    return true;
  }
}

static bool read_subject(struct store_reader *r, struct store_subject *out, struct error *e) {
  const struct store_schema *schema = r->f->schema;
  int64_t unknown = sqlite3_column_int64(r->main, 2);
  arena_reset(&r->arena);
  out->id = sqlite3_column_int64(r->main, 0);
  out->created = sqlite3_column_int64(r->main, 1);
  out->facts = r->facts;
  for (int i = 0; i < schema->field_count; i++) {
    struct reading *g = &r->readings[i];
    if (!read_fact(r, g, out->id, field_unknown(g->field, unknown), &r->facts[i], e)) return false;
  }
  const struct value *key = &r->facts[schema->key];
  out->key = key->state == STATE_KNOWN ? key->u.text : "";
  return true;
}

/* --- walking ---------------------------------------------------------------------------------- */

static void bind_range(sqlite3_stmt *st, int64_t from, int64_t to) {
  sqlite3_reset(st);
  sqlite3_bind_int64(st, 1, from);
  sqlite3_bind_int64(st, 2, to);
}

static bool start(struct store_reader *r, int64_t from, int64_t to, struct error *e) {
  if (!adding_flush(r->s, e)) return false;
  bind_range(r->main, from, to);
  for (int i = 0; i < r->f->schema->field_count; i++) {
    struct reading *g = &r->readings[i];
    if (!g->st) continue;
    bind_range(g->st, from, to);
    if (!advance(r, g, e)) return false;
  }
  return true;
}

/* Who was removed keeps the row, without a key (remove.c). */
static int step_main(struct store_reader *r, struct error *e) {
  int key = 3 + r->f->fields[r->f->schema->key].column, row;
  do
    row = sql_step(r->s, r->main, e);
  while (row == 1 && !r->removed && sqlite3_column_type(r->main, key) == SQLITE_NULL);
  return row;
}

/* The next one wanted while all are read; those between are stepped over. */
static int step_wanted(struct store_reader *r, struct error *e) {
  for (;;) {
    if (r->ids && r->at >= r->count) return 0;
    int row = step_main(r, e);
    if (row != 1 || !r->ids) return row;
    int64_t id = sqlite3_column_int64(r->main, 0);
    while (r->at < r->count && r->ids[r->at] < id)
      r->at++;
    if (r->at < r->count && r->ids[r->at] == id) {
      r->at++;
      return 1;
    }
  }
}

static int step_seek(struct store_reader *r, struct error *e) {
  while (r->at < r->count) {
    int64_t id = r->ids[r->at++];
    if (!start(r, id, id, e)) return -1;
    int row = step_main(r, e);
    if (row != 0) return row;
  }
  return 0;
}

bool store_next(struct store_reader *r, struct store_subject *out, struct error *e) {
  *e = (struct error){0};
  if (!adding_flush(r->s, e)) return false;
  int row = r->seek ? step_seek(r, e) : step_wanted(r, e);
  return row == 1 && read_subject(r, out, e);
}

/* --- opening ---------------------------------------------------------------------------------- */

static sqlite3_stmt *prepare_child(struct store_reader *r, const struct fact_field *f, struct error *e) {
  struct buf text = {0};
  bool list = f->declared->form == STORE_LIST;
  buf_puts(&text, list ? "SELECT subject, unknown" : "SELECT subject, from_day, value, state");
  field_columns(&text, f->cells, f->cell_count);
  buf_printf(&text, " FROM \"%s\" WHERE subject BETWEEN ? AND ? ORDER BY subject, %s", f->table,
             list ? "row" : "from_day");
  sqlite3_stmt *st = buf_text(&text) ? sql_prepare(r->s, buf_text(&text), e) : NULL;
  if (text.oom) no_memory(e);
  buf_free(&text);
  return st;
}

static bool prepare_reading(struct store_reader *r, struct reading *g, const struct fact_field *f,
                            struct error *e) {
  g->field = f;
  g->timeline = (struct timeline){.kind = f->declared->kind, .domain = f->declared->domain};
  g->list.fields = f->cell_count;
  if (!f->table || f->lacking) return true;
  g->hints = calloc((size_t)f->cell_count + 1, sizeof *g->hints);
  if (!g->hints) return no_memory(e);
  g->st = prepare_child(r, f, e);
  return g->st != NULL;
}

static struct store_reader *make_reader(struct store *s, struct error *e) {
  size_t count = (size_t)s->facts->schema->field_count;
  struct store_reader *r = calloc(1, sizeof *r);
  if (!r) {
    no_memory(e);
    return NULL;
  }
  *r = (struct store_reader){.s = s, .f = s->facts};
  r->readings = calloc(count + 1, sizeof *r->readings);
  r->facts = calloc(count + 1, sizeof *r->facts);
  bool ok = (r->readings && r->facts) || no_memory(e);
  if (ok) r->main = sql_prepare(s, r->f->select, e);
  ok = ok && r->main;
  for (size_t i = 0; ok && i < count; i++)
    ok = prepare_reading(r, &r->readings[i], &r->f->fields[i], e);
  if (ok) return r;
  store_read_end(r);
  return NULL;
}

struct store_reader *store_read(struct store *s, int64_t from, int64_t to, const int64_t *ids, int64_t count,
                                struct error *e) {
  struct store_reader *r = must_use(s, e) ? make_reader(s, e) : NULL;
  if (!r) return NULL;
  r->ids = ids;
  r->count = count;
  if (ids && count > 0) {
    from = ids[0];
    to = ids[count - 1];
    r->seek = (to - from) / SCAN_FACTOR >= count;
  }
  if (ids && count == 0) to = from - 1;
  r->held = snapshot_hold(s, e);
  if (r->held && (r->seek || start(r, from, to, e))) return r;
  store_read_end(r);
  return NULL;
}

void store_read_removed(struct store_reader *r) {
  r->removed = true;
}

void store_read_end(struct store_reader *r) {
  if (!r) return;
  for (int i = 0; r->readings && i < r->f->count; i++) {
    sqlite3_finalize(r->readings[i].st);
    free(r->readings[i].hints);
    free(r->readings[i].room);
  }
  sqlite3_finalize(r->main);
  if (r->held) snapshot_release(r->s);
  free(r->readings);
  free(r->facts);
  arena_free(&r->arena);
  free(r);
}

/* --- one subject ------------------------------------------------------------------------------ */

static void rest(struct store_reader *r) {
  sqlite3_reset(r->main);
  for (int i = 0; i < r->f->schema->field_count; i++)
    if (r->readings[i].st) sqlite3_reset(r->readings[i].st);
}

static bool copy_subject(const struct store_schema *schema, const struct store_subject *from,
                         struct arena *arena, struct store_subject *out) {
  *out = *from;
  out->facts = arena_array(arena, (size_t)schema->field_count + 1, sizeof *out->facts);
  if (!out->facts) return false;
  for (int i = 0; i < schema->field_count; i++)
    if (!value_copy(arena, &from->facts[i], &out->facts[i])) return false;
  out->key = arena_text(arena, from->key);
  return out->key != NULL;
}

bool subject_read(struct store *s, int64_t id, bool removed, struct arena *arena, struct store_subject *out,
                  struct error *e) {
  struct store_subject found = {0};
  *out = (struct store_subject){0};
  if (!must_use(s, e)) return false;
  if (!s->one) s->one = make_reader(s, e);
  if (!s->one || !snapshot_hold(s, e)) return false;
  struct store_reader *r = s->one;
  r->removed = removed;
  int row = start(r, id, id, e) ? step_main(r, e) : -1;
  bool ok = row == 1 && read_subject(r, &found, e);
  if (ok && !copy_subject(r->f->schema, &found, arena, out)) ok = no_memory(e);
  rest(r);
  snapshot_release(s);
  return ok || (row == 0 &&
                error_set(e, ERR_INPUT, "没有编号为 %lld 的%s", (long long)id, s->facts->schema->subject));
}

bool store_subject(struct store *s, int64_t id, struct arena *arena, struct store_subject *out,
                   struct error *e) {
  return subject_read(s, id, false, arena, out, e);
}
