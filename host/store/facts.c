/* A schema as it is kept: tables, columns, statements. */
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

static bool keep_text(struct arena *arena, struct buf *text, const char **out) {
  *out = buf_text(text) ? arena_text(arena, buf_text(text)) : NULL;
  buf_free(text);
  return *out != NULL;
}

/* --- fields ----------------------------------------------------------------------------------- */

struct layout {
  struct facts *f;
  const struct kept_column *kept;
  int count;
};

/* What the database says of a field. One that it has no place for is as a new column would make it:
** absent where it may be left out, else unknown. */
static void keep_as(struct layout *l, const char *parent, struct fact_field *f) {
  for (int i = 0; i < l->count; i++) {
    const struct kept_column *k = &l->kept[i];
    if (strcmp(k->parent, parent) != 0 || strcmp(k->name, f->declared->name) != 0) continue;
    f->bit = k->bit;
    f->optional = k->optional;
    return;
  }
  f->bit = STORE_MOST_FACTS;
  f->optional = f->declared->optional;
  f->lacking = true;
  l->f->lacking = l->f->lacking || !f->declared->elsewhere;
}

bool field_unknown(const struct fact_field *f, int64_t unknown) {
  return f->lacking ? !f->optional : unknown >> f->bit & 1;
}

static void columns_of(struct buf *text, const struct fact_field *fields, int count, bool elsewhere) {
  for (int i = 0; i < count; i++) {
    if (fields[i].column < 0 || fields[i].declared->elsewhere != elsewhere) continue;
    if (fields[i].lacking) /* in quotes SQLite would take an unknown name for a text */
      buf_puts(text, ", NULL");
    else
      buf_printf(text, ", \"%s\"", fields[i].name);
  }
}

void field_columns(struct buf *text, const struct fact_field *fields, int count) {
  columns_of(text, fields, count, false);
  columns_of(text, fields, count, true);
}

static bool place_field(struct layout *l, const char *parent, const struct store_field *declared, int *column,
                        struct fact_field *out) {
  struct buf text = {0};
  struct arena *arena = &l->f->arena;
  *out = (struct fact_field){.declared = declared, .column = -1, .tag = digest_tag(declared->name)};
  keep_as(l, parent, out);
  if (declared->form != STORE_LIST) out->column = (*column)++;
  if (declared->form != STORE_LIST && declared->kind == KIND_ENUM)
    out->members = &l->f->members[declared->domain - 1];
  out->name = column_name(arena, declared->name);
  if (!out->name) return false;
  if (declared->form == STORE_PLAIN) return true;
  if (declared->form == STORE_TIMELINE) {
    buf_printf(&text, "%s_known_from", declared->name);
    if (!keep_text(arena, &text, &out->name)) return false;
  }
  buf_printf(&text, "%s_%s", l->f->table, declared->name);
  return keep_text(arena, &text, &out->table);
}

/* The fields that the database has a place for, by their bits: these are kept for ever, the order
** in the schema is not. NULL: no memory. */
static const uint8_t *order_by_bit(struct arena *arena, const struct fact_field *fields, int count,
                                   int *ordered) {
  uint8_t *order = arena_array(arena, (size_t)count + 1, sizeof *order);
  *ordered = 0;
  for (int i = 0; order && i < count; i++) {
    if (fields[i].lacking) continue;
    int at = (*ordered)++;
    for (; at > 0 && fields[order[at - 1]].bit > fields[i].bit; at--)
      order[at] = order[at - 1];
    order[at] = (uint8_t)i;
  }
  return order;
}

static bool place_cells(struct layout *l, struct fact_field *list) {
  int column = 0;
  list->cell_count = list->declared->field_count;
  list->cells = arena_array(&l->f->arena, (size_t)list->cell_count + 1, sizeof *list->cells);
  if (!list->cells) return false;
  for (int i = 0; i < list->cell_count; i++)
    if (!place_field(l, list->declared->name, &list->declared->fields[i], &column, &list->cells[i]))
      return false;
  list->order = order_by_bit(&l->f->arena, list->cells, list->cell_count, &list->order_count);
  return list->order != NULL;
}

static bool is_cell(const struct fact_field *list, const char *name) {
  for (int i = 0; i < list->cell_count; i++)
    if (strcmp(list->cells[i].declared->name, name) == 0) return true;
  return false;
}

static bool place_lost(struct layout *l, struct fact_field *list) {
  int column = 0;
  struct store_field *declared = arena_array(&l->f->arena, (size_t)l->count + 1, sizeof *declared);
  list->lost = arena_array(&l->f->arena, (size_t)l->count + 1, sizeof *list->lost);
  if (!declared || !list->lost) return false;
  for (int i = 0; i < l->count; i++) {
    const struct kept_column *k = &l->kept[i];
    if (strcmp(k->parent, list->declared->name) != 0 || is_cell(list, k->name)) continue;
    *declared = (struct store_field){.kind = kept_kind(k->kind), .optional = k->optional};
    declared->name = arena_text(&l->f->arena, k->name);
    if (!declared->name || !place_field(l, k->parent, declared++, &column, &list->lost[list->lost_count++]))
      return false;
  }
  return true;
}

/* Columns of what stands elsewhere come last: rows that are written end before them. */
static bool place_facts(struct layout *l, bool elsewhere) {
  struct facts *f = l->f;
  for (int i = 0; i < f->count; i++) {
    const struct store_field *declared = &f->schema->fields[i];
    if (declared->elsewhere != elsewhere) continue;
    if (!place_field(l, "", declared, &f->column_count, &f->fields[i])) return false;
    if (declared->form == STORE_LIST && !(place_cells(l, &f->fields[i]) && place_lost(l, &f->fields[i])))
      return false;
  }
  return true;
}

static bool place_fields(struct layout *l) {
  struct facts *f = l->f;
  const struct store_schema *schema = f->schema;
  f->count = schema->field_count;
  f->fields = arena_array(&f->arena, (size_t)schema->field_count + 1, sizeof *f->fields);
  f->members = arena_array(&f->arena, (size_t)schema->domain_count + 1, sizeof *f->members);
  if (!f->fields || !f->members) return false;
  for (int i = 0; i < schema->domain_count; i++)
    if (!members_make(&f->members[i], &schema->domains[i], &f->arena)) return false;
  if (!place_facts(l, false)) return false;
  f->own_columns = f->column_count;
  if (!place_facts(l, true)) return false;
  f->order = order_by_bit(&f->arena, f->fields, f->count, &f->order_count);
  return f->order != NULL;
}

/* A subject that is added while a schema lacks a fact (it was dropped, or belongs to another
** policy) has it as unknown. */
static void find_others(struct layout *l) {
  for (int i = 0; i < l->count; i++) {
    const struct kept_column *k = &l->kept[i];
    bool ours = *k->parent || k->optional;
    for (int n = 0; n < l->f->schema->field_count; n++)
      ours = ours || strcmp(l->f->schema->fields[n].name, k->name) == 0;
    if (!ours) l->f->others |= INT64_C(1) << k->bit;
  }
}

/* --- statements ------------------------------------------------------------------------------- */

static sqlite3_stmt *prepare_text(struct store *s, struct buf *text, struct error *e) {
  sqlite3_stmt *st = NULL;
  if (buf_text(text))
    st = sql_prepare(s, buf_text(text), e);
  else
    no_memory(e);
  buf_free(text);
  return st;
}

static bool make_queue(struct facts *f, struct queue *queue, const char *table, struct buf *names,
                       int columns, struct error *e) {
  bool ok = buf_text(names) && queue_make(queue, table, buf_text(names), columns, &f->arena);
  buf_free(names);
  return ok || no_memory(e);
}

static bool prepare_main(struct store *s, struct facts *f, struct error *e) {
  struct buf text = {0};
  int count = f->schema->field_count;
  buf_puts(&text, "SELECT subject, created, unknown");
  field_columns(&text, f->fields, count);
  buf_printf(&text, " FROM \"%s\" WHERE subject BETWEEN ? AND ? ORDER BY subject", f->table);
  if (!keep_text(&f->arena, &text, &f->select)) return no_memory(e);
  buf_puts(&text, "subject, created, unknown");
  columns_of(&text, f->fields, count, false);
  if (!make_queue(f, &f->main, f->table, &text, 3 + f->own_columns, e)) return false;
  buf_printf(&text, "SELECT subject FROM \"%s\" WHERE \"%s\" = ?", f->table, f->fields[f->schema->key].name);
  f->find = prepare_text(s, &text, e);
  if (!f->find) return false;
  buf_printf(&text, "SELECT coalesce(max(subject), 0) FROM \"%s\"", f->table);
  f->last = prepare_text(s, &text, e);
  if (!f->last) return false;
  buf_printf(&text, "SELECT created, \"%s\" FROM \"%s\" WHERE subject = ?", f->fields[f->schema->key].name,
             f->table);
  f->about = prepare_text(s, &text, e);
  if (!f->about) return false;
  buf_puts(&text, "SELECT count(*) FROM (");
  removed_select(&text, f);
  buf_putc(&text, ')');
  f->removed = prepare_text(s, &text, e);
  if (!f->removed) return false;
  buf_puts(&text, "seq, act, type, subject, fact, before, after");
  return make_queue(f, &f->log, "change_log", &text, 7, e);
}

/* `set` changes the main table's part of a fact: its column (when it has one) and its bit of
** `unknown`. */
static bool prepare_field(struct store *s, struct facts *f, struct fact_field *field, struct error *e) {
  struct buf text = {0};
  buf_printf(&text, "UPDATE \"%s\" SET unknown = (unknown & ~?2) | ?3", f->table);
  if (field->column >= 0) buf_printf(&text, ", \"%s\" = ?4", field->name);
  buf_puts(&text, " WHERE subject = ?1");
  field->set = prepare_text(s, &text, e);
  if (!field->set) return false;
  if (!field->table) return true;
  buf_printf(&text, "DELETE FROM \"%s\" WHERE subject = ?", field->table);
  field->clear = prepare_text(s, &text, e);
  if (!field->clear) return false;
  bool list = field->declared->form == STORE_LIST;
  buf_puts(&text, list ? "subject, row, unknown" : "subject, from_day, value, state");
  field_columns(&text, field->cells, field->cell_count);
  return make_queue(f, &field->queue, field->table, &text, list ? 3 + field->cell_count : 4, e);
}

bool facts_make(struct store *s, const struct store_schema *schema, struct facts *f, struct kept_column *kept,
                int count, struct error *e) {
  struct layout l = {f, kept, count};
  f->schema = schema;
  if (!place_fields(&l)) return no_memory(e);
  find_others(&l);
  f->adding.key = hash_key_new();
  if (!prepare_main(s, f, e)) return false;
  for (int i = 0; i < schema->field_count && !f->lacking; i++)
    if (!schema->fields[i].elsewhere && !prepare_field(s, f, &f->fields[i], e)) return false;
  return true;
}

void facts_free(struct facts *f) {
  if (!f) return;
  for (int i = 0; f->fields && i < f->count; i++) {
    sqlite3_finalize(f->fields[i].set);
    sqlite3_finalize(f->fields[i].clear);
    queue_free(&f->fields[i].queue);
  }
  queue_free(&f->main);
  queue_free(&f->log);
  hash_table_free(&f->adding.by_key);
  sqlite3_finalize(f->find);
  sqlite3_finalize(f->last);
  sqlite3_finalize(f->about);
  sqlite3_finalize(f->removed);
  arena_free(&f->arena);
  free(f);
}
