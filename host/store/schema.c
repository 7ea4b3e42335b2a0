/* Tables of facts: what a policy declares against what the database has. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

/* --- what is there ---------------------------------------------------------------------------- */

bool name_valid(const char *name) {
  return name && *name && strspn(name, "abcdefghijklmnopqrstuvwxyz_0123456789") == strlen(name) &&
         strlen(name) <= 100;
}

bool damaged_facts(struct store *s, const char *name, struct error *e) {
  error_set(e, ERR_STORE, "数据库 ‘%s’ 已损坏：事实表的登记里 ‘%.60s’ 无效", s->path, name);
  error_hint(e, "从备份恢复，再运行 bylaw verify 核对");
  return false;
}

/* What the database says of its tables is used in statements and shifts: names must be names, bits
** must be bits, each once. */
static bool kept_check(struct store *s, const struct kept_column *kept, int count, struct error *e) {
  for (int i = 0; i < count; i++) {
    const struct kept_column *k = &kept[i];
    bool right = name_valid(k->name) && (!*k->parent || name_valid(k->parent)) && k->form >= STORE_PLAIN &&
                 k->form <= STORE_LIST && k->bit >= 0 && k->bit < STORE_MOST_FACTS &&
                 (!*k->parent || k->form == STORE_PLAIN);
    for (int j = 0; right && j < i; j++)
      right = kept[j].bit != k->bit || strcmp(kept[j].parent, k->parent) != 0;
    if (!right) return damaged_facts(s, k->name, e);
  }
  return true;
}

bool kept_columns(struct store *s, int64_t type, struct arena *arena, struct kept_column **out, int *count,
                  struct error *e) {
  enum { MOST = STORE_MOST_FACTS * (STORE_MOST_FACTS + 1) };
  sqlite3_stmt *st = sql(s, SQL_COLUMNS, e);
  struct kept_column *kept = arena_array(arena, MOST + 1, sizeof *kept);
  int row, n = 0;
  if (!st) return false;
  if (!kept) return no_memory(e);
  sqlite3_bind_int64(st, 1, type);
  while ((row = sql_step(s, st, e)) == 1 && n < MOST) {
    kept[n].parent = column_copy(st, 0, arena);
    kept[n].name = column_copy(st, 1, arena);
    kept[n].form = sqlite3_column_int(st, 2);
    kept[n].kind = column_copy(st, 3, arena);
    kept[n].optional = sqlite3_column_int(st, 4) != 0;
    kept[n].bit = sqlite3_column_int(st, 5);
    if (!kept[n].parent || !kept[n].name || !kept[n].kind) break;
    n++;
  }
  sqlite3_reset(st);
  *out = kept;
  *count = n;
  if (row < 0 || (row == 1 && n < MOST)) return row < 0 ? false : no_memory(e);
  return kept_check(s, kept, n, e);
}

enum kind kept_kind(const char *name) {
  for (int k = KIND_NONE + 1; k < KIND_COUNT_OF_KINDS; k++)
    if (strcmp(kind_name((enum kind)k), name) == 0 && column_type((enum kind)k))
      return k == KIND_ENUM ? KIND_TEXT : (enum kind)k;
  return KIND_NONE;
}

static const struct kept_column *kept_find(const struct kept_column *kept, int count, const char *parent,
                                           const char *name) {
  for (int i = 0; i < count; i++)
    if (strcmp(kept[i].parent, parent) == 0 && strcmp(kept[i].name, name) == 0) return &kept[i];
  return NULL;
}

/* The next free bit among the facts, or among the fields of a list. */
static int next_bit(const struct kept_column *kept, int count, const char *parent) {
  int bit = 0;
  for (int i = 0; i < count; i++)
    if (strcmp(kept[i].parent, parent) == 0 && kept[i].bit >= bit) bit = kept[i].bit + 1;
  return bit;
}

/* --- what is declared ------------------------------------------------------------------------- */

static bool field_check(const struct store_schema *schema, const struct store_field *f, struct error *e) {
  if (!name_valid(f->name))
    return error_set(e, ERR_INPUT, "事实的名称 ‘%s’ 不能用作表的列", f->name ? f->name : "");
  if (f->form != STORE_LIST && !column_type(f->kind))
    return error_set(e, ERR_INPUT, "事实 ‘%s’ 的种类不能存入数据库", f->name);
  if (f->form != STORE_LIST && f->kind == KIND_ENUM && (f->domain < 1 || f->domain > schema->domain_count))
    return error_set(e, ERR_INPUT, "事实 ‘%s’ 没有选项", f->name);
  if (f->form == STORE_LIST && f->field_count > STORE_MOST_FACTS)
    return error_set(e, ERR_INPUT, "清单 ‘%s’ 的字段超过 %d 个", f->name, STORE_MOST_FACTS);
  for (int i = 0; f->form == STORE_LIST && i < f->field_count; i++) {
    if (f->fields[i].form != STORE_PLAIN)
      return error_set(e, ERR_INPUT, "清单 ‘%s’ 的字段只能是单个值", f->name);
    if (!field_check(schema, &f->fields[i], e)) return false;
  }
  return true;
}

static bool schema_check(const struct store_schema *schema, struct error *e) {
  if (!name_valid(schema->subject))
    return error_set(e, ERR_INPUT, "对象的名称 ‘%s’ 不能用作表名", schema->subject ? schema->subject : "");
  if (schema->field_count > STORE_MOST_FACTS)
    return error_set(e, ERR_INPUT, "‘%s’ 的事实超过 %d 项", schema->subject, STORE_MOST_FACTS);
  for (int i = 0; i < schema->field_count; i++)
    if (!schema->fields[i].elsewhere && !field_check(schema, &schema->fields[i], e)) return false;
  if (schema->key < 0 || schema->key >= schema->field_count ||
      schema->fields[schema->key].form != STORE_PLAIN || schema->fields[schema->key].kind != KIND_TEXT)
    return error_set(e, ERR_INPUT, "‘%s’ 的标识（key）要是一项文字事实", schema->subject);
  return true;
}

/* --- making what is missing ------------------------------------------------------------------- */

const char *column_name(struct arena *arena, const char *fact) {
  static const char *const ours[] = {"subject", "created", "unknown", "row"};
  static const char ending[] = "_known_from";
  size_t length = strlen(fact);
  bool taken = length >= sizeof ending && strcmp(fact + length - sizeof ending + 1, ending) == 0;
  for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
    taken = taken || strcmp(fact, ours[i]) == 0;
  char *name = arena_new(arena, length + 2);
  if (!name) return NULL;
  memcpy(name, fact, length);
  if (taken) name[length] = '$';
  return name;
}

static bool exec_text(struct store *s, struct buf *text, struct error *e) {
  bool ok = buf_text(text) ? sql_exec(s, buf_text(text), e) : no_memory(e);
  buf_free(text);
  return ok;
}

static bool note_column(struct store *s, int64_t type, const char *parent, const struct store_field *f,
                        int bit, struct error *e) {
  sqlite3_stmt *st = sql(s, SQL_COLUMN_ADD, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, type);
  bind_text(st, 2, parent);
  bind_text(st, 3, f->name);
  sqlite3_bind_int(st, 4, (int)f->form);
  bind_text(st, 5, f->form == STORE_LIST ? "list" : kind_name(f->kind));
  sqlite3_bind_int(st, 6, f->optional);
  sqlite3_bind_int(st, 7, bit);
  return sql_write(s, st, e);
}

/* A fact that comes later is unknown for those who are there, unless it may be left out. */
static void unknown_from_now(struct buf *text, const char *table, const struct store_field *f, int bit) {
  if (!f->optional)
    buf_printf(text, "UPDATE \"%s\" SET unknown = unknown | %lld;", table, (long long)(INT64_C(1) << bit));
}

static bool make_cell(struct store *s, const struct facts *f, const struct store_field *list,
                      const struct store_field *cell, int bit, struct error *e) {
  struct buf text = {0};
  struct arena names = {0};
  const char *name = column_name(&names, cell->name);
  char table[256];
  snprintf(table, sizeof table, "%s_%s", f->table, list->name);
  if (!name) return no_memory(e);
  buf_printf(&text, "ALTER TABLE \"%s\" ADD COLUMN \"%s\" %s;", table, name, column_type(cell->kind));
  unknown_from_now(&text, table, cell, bit);
  arena_free(&names);
  return exec_text(s, &text, e) && note_column(s, f->type, list->name, cell, bit, e);
}

static bool table_free(struct store *s, const char *table, struct error *e) {
  sqlite3_stmt *st = sql_prepare(s, "SELECT 1 FROM sqlite_schema WHERE name = ?", e);
  if (!st) return false;
  bind_text(st, 1, table);
  int row = sql_step(s, st, e);
  sqlite3_finalize(st);
  if (row == 0) return true;
  if (row < 0) return false;
  error_set(e, ERR_STORE, "数据库 ‘%s’ 里已有表 ‘%s’，属于另一个对象或事实", s->path, table);
  error_hint(e, "给对象或事实换一个名称");
  return false;
}

/* The table of a timeline's spells or a list's rows; unknown and the cells of a list come one by
** one. */
static bool make_child(struct store *s, const struct facts *f, const struct store_field *field,
                       struct error *e) {
  struct buf text = {0};
  char table[256];
  snprintf(table, sizeof table, "%s_%s", f->table, field->name);
  if (!table_free(s, table, e)) return false;
  if (field->form == STORE_TIMELINE)
    buf_printf(&text,
               "CREATE TABLE \"%s\" (subject INTEGER NOT NULL, from_day INTEGER NOT NULL, value %s,"
               " state INTEGER NOT NULL, PRIMARY KEY (subject, from_day)) STRICT, WITHOUT ROWID;",
               table, column_type(field->kind));
  else
    buf_printf(
        &text,
        "CREATE TABLE \"%s\" (subject INTEGER NOT NULL, row INTEGER NOT NULL, unknown INTEGER NOT NULL,"
        " PRIMARY KEY (subject, row)) STRICT, WITHOUT ROWID;",
        table);
  return exec_text(s, &text, e);
}

static bool make_field(struct store *s, const struct facts *f, const struct store_field *field, int bit,
                       struct error *e) {
  struct buf text = {0};
  struct arena names = {0};
  const char *name = column_name(&names, field->name);
  if (!name) return no_memory(e);
  if (field->form == STORE_PLAIN)
    buf_printf(&text, "ALTER TABLE \"%s\" ADD COLUMN \"%s\" %s;", f->table, name, column_type(field->kind));
  if (field->form == STORE_TIMELINE)
    buf_printf(&text, "ALTER TABLE \"%s\" ADD COLUMN \"%s_known_from\" INTEGER;", f->table, field->name);
  unknown_from_now(&text, f->table, field, bit);
  if (field == &f->schema->fields[f->schema->key]) key_index_text(&text, f, name);
  arena_free(&names);
  bool ok = (field->form == STORE_PLAIN || make_child(s, f, field, e)) && exec_text(s, &text, e) &&
            note_column(s, f->type, "", field, bit, e);
  buf_free(&text);
  return ok;
}

static bool make_subject(struct store *s, struct facts *f, struct error *e) {
  struct buf text = {0};
  sqlite3_stmt *st = sql(s, SQL_SUBJECT_ADD, e);
  if (!st || !table_free(s, f->table, e)) return false;
  bind_text(st, 1, f->schema->subject);
  bind_text(st, 2, f->schema->policy);
  bind_text(st, 3, f->schema->fields[f->schema->key].name);
  if (!sql_write(s, st, e)) return false;
  f->type = sqlite3_last_insert_rowid(s->db);
  buf_printf(&text,
             "CREATE TABLE \"%s\" (subject INTEGER PRIMARY KEY, created INTEGER NOT NULL,"
             " unknown INTEGER NOT NULL DEFAULT 0) STRICT;",
             f->table);
  return exec_text(s, &text, e);
}

/* --- comparing -------------------------------------------------------------------------------- */

/* What is to be made is made when `make` is set; else *missing tells that something is. */
struct comparison {
  struct store *s;
  struct facts *f;
  struct arena arena;
  struct kept_column *kept;
  int count;
  bool make, missing;
};

static bool same_column(struct comparison *c, const struct kept_column *kept, const struct store_field *field,
                        struct error *e) {
  const char *kind = field->form == STORE_LIST ? "list" : kind_name(field->kind);
  if (kept->form == (int)field->form && strcmp(kept->kind, kind) == 0) return true;
  static const char *const forms[] = {"单个值", "历史", "清单"};
  error_set(e, ERR_STORE, "事实 ‘%s’ 在数据库里是 %s（%s），政策 ‘%s’ 里是 %s（%s）", field->name, kept->kind,
            forms[kept->form >= 0 && kept->form <= 2 ? kept->form : 0], c->f->schema->policy, kind,
            forms[field->form]);
  error_hint(e, "已经存下的事实不能改变种类：给新的事实换一个名称");
  return false;
}

/* Add to the list of what is kept, so that the next free bit is known. */
static bool now_kept(struct comparison *c, const char *parent, const struct store_field *field, int bit) {
  struct kept_column *grown = arena_array(&c->arena, (size_t)c->count + 1, sizeof *grown);
  if (!grown) return false;
  if (c->count) memcpy(grown, c->kept, (size_t)c->count * sizeof *grown);
  grown[c->count++] =
      (struct kept_column){.parent = parent,
                           .name = field->name,
                           .kind = field->form == STORE_LIST ? "list" : kind_name(field->kind),
                           .form = (int)field->form,
                           .bit = bit,
                           .optional = field->optional};
  c->kept = grown;
  return true;
}

static bool compare_field(struct comparison *c, const struct store_field *list,
                          const struct store_field *field, struct error *e) {
  const char *parent = list ? list->name : "";
  const struct kept_column *kept = kept_find(c->kept, c->count, parent, field->name);
  if (kept) {
    if (!same_column(c, kept, field, e)) return false;
  } else if (!c->make) {
    c->missing = true;
    return true;
  } else {
    int bit = next_bit(c->kept, c->count, parent);
    if (bit >= STORE_MOST_FACTS)
      return error_set(e, ERR_STORE, "‘%s’ 先后用过的事实超过 %d 项", c->f->schema->subject,
                       STORE_MOST_FACTS);
    bool ok = list ? make_cell(c->s, c->f, list, field, bit, e) : make_field(c->s, c->f, field, bit, e);
    if (!ok) return false;
    if (!now_kept(c, parent, field, bit)) return no_memory(e);
  }
  for (int i = 0; field->form == STORE_LIST && i < field->field_count; i++)
    if (!compare_field(c, field, &field->fields[i], e)) return false;
  return true;
}

static bool same_subject(const struct facts *f, sqlite3_stmt *st, struct error *e) {
  const char *key, *policy;
  if (!column_text(st, 2, &key) || !column_text(st, 1, &policy)) return no_memory(e);
  if (key && strcmp(key, f->schema->fields[f->schema->key].name) == 0) return true;
  error_set(e, ERR_STORE, "对象 ‘%s’ 在数据库里由政策 ‘%s’ 以 ‘%s’ 为标识，政策 ‘%s’ 用的是 ‘%s’",
            f->schema->subject, policy ? policy : "", key ? key : "", f->schema->policy,
            f->schema->fields[f->schema->key].name);
  error_hint(e, "不同政策共用一个对象时，标识与事实的种类要相同；否则换一个对象的名称");
  return false;
}

static bool compare_subject(struct comparison *c, struct error *e) {
  sqlite3_stmt *st = sql(c->s, SQL_SUBJECT_FIND, e);
  if (!st) return false;
  bind_text(st, 1, c->f->schema->subject);
  int row = sql_step(c->s, st, e);
  bool ok = row >= 0 && (row == 0 || same_subject(c->f, st, e));
  if (row == 1) c->f->type = sqlite3_column_int64(st, 0);
  sqlite3_reset(st);
  if (!ok) return false;
  if (row == 0 && c->make) return make_subject(c->s, c->f, e);
  c->missing = row == 0;
  return row == 0 || kept_columns(c->s, c->f->type, &c->arena, &c->kept, &c->count, e);
}

/* The key first: its column and index are made with the table. */
static bool compare_fields(struct comparison *c, struct error *e) {
  const struct store_schema *schema = c->f->schema;
  if (!compare_field(c, NULL, &schema->fields[schema->key], e)) return false;
  for (int i = 0; i < schema->field_count; i++)
    if (!schema->fields[i].elsewhere && !compare_field(c, NULL, &schema->fields[i], e)) return false;
  return true;
}

static bool compare(struct comparison *c, struct error *e) {
  c->missing = false;
  c->count = 0;
  return compare_subject(c, e) && compare_fields(c, e);
}

static bool facts_name(struct facts *f, const struct store_schema *schema, struct error *e) {
  f->schema = schema;
  char table[256];
  snprintf(table, sizeof table, "facts_%s", schema->subject);
  f->table = arena_text(&f->arena, table);
  return f->table || no_memory(e);
}

static bool must_make(struct store *s, const struct store_schema *schema, struct error *e) {
  if (s->writing) return must_write(s, e);
  error_set(e, ERR_STORE, "数据库 ‘%s’ 里还没有政策 ‘%s’ 的对象 ‘%s’ 的事实", s->path, schema->policy,
            schema->subject);
  error_hint(e, "先导入（import）或登记（record），它会建立所需的表");
  return false;
}

static bool prepare(struct comparison *c, const struct store_schema *schema, struct error *e) {
  if (!facts_name(c->f, schema, e) || !compare(c, e)) return false;
  /* What only reads may meet a database that a newer policy has not written to yet: what it lacks,
  ** nobody has told. */
  if (c->missing && (c->s->writing || !c->f->type)) {
    if (!must_make(c->s, schema, e)) return false;
    c->make = c->f->made = true;
    if (!compare(c, e)) return false;
  }
  return facts_make(c->s, schema, c->f, c->kept, c->count, e);
}

/* The facts that the store worked with are no longer asked for: their schema may go. */
static bool use_none(struct store *s, struct error *e) {
  bool ok = adding_end(s, e);
  store_read_end(s->one);
  s->one = NULL;
  facts_free(s->facts);
  s->facts = NULL;
  return ok;
}

bool store_use(struct store *s, const struct store_schema *schema, struct error *e) {
  if (!schema) return use_none(s, e);
  if (!schema_check(schema, e) || !adding_end(s, e)) return false;
  struct facts *f = calloc(1, sizeof *f);
  if (!f) return no_memory(e);
  struct comparison c = {.s = s, .f = f};
  bool ok = prepare(&c, schema, e);
  arena_free(&c.arena);
  if (!ok) {
    facts_free(f);
    return false;
  }
  store_read_end(s->one);
  s->one = NULL;
  f->made = f->made || (s->facts && s->facts->made);
  facts_free(s->facts);
  s->facts = f;
  return subjects_load(s, e);
}
