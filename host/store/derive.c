/* Facts as they stand, derived from the log: what was changed is what the log says it became, and what is left when all changes are taken
** back is what was registered.
**
** An entry of a change has the values before and after; that of a registration has a digest of all that was told, not the values again: a
** register of a million lines would be kept twice. Nobody's policy is needed: tables are read as the database describes them, members of
** enumerations as texts.
*/
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

/* --- digests --------------------------------------------------------------------------------- */

static void put_number(struct buf *out, int64_t number) {
  char bytes[8];
  for (int i = 0; i < 8; i++)
    bytes[i] = (char)((uint64_t)number >> (8 * i));
  buf_add(out, bytes, sizeof bytes);
}

static void put_text(struct buf *out, const char *text) {
  size_t size = strlen(text);
  put_number(out, (int64_t)size);
  buf_add(out, text, size);
}

/* Whether nobody has told it: so it also reads for those who were there before the fact was declared. */
static bool untold(const struct fact_field *f, const struct value *v) {
  return v->state == (f->optional ? STATE_ABSENT : STATE_UNKNOWN);
}

static void put_single(struct store *s, struct buf *out, const struct fact_field *f, const struct value *v) {
  const char *stray = stray_text(s, v);
  bool text = stray || (v->state == STATE_KNOWN && (v->kind == KIND_TEXT || v->kind == KIND_ENUM));
  buf_putc(out, text ? 't'
                     : "kaup"[v->state == STATE_KNOWN     ? 0
                              : v->state == STATE_ABSENT  ? 1
                              : v->state == STATE_UNKNOWN ? 2
                                                          : 3]);
  if (text)
    put_text(out, stray ? stray : v->kind == KIND_TEXT ? v->u.text : f->members->texts[v->u.i]);
  else if (v->state == STATE_KNOWN && v->kind == KIND_RATE) {
    put_number(out, v->u.ratio.num);
    put_number(out, v->u.ratio.den);
  } else if (v->state == STATE_KNOWN)
    put_number(out, v->u.i);
}

/* Fields of records that nobody has told say nothing, whichever way: a field may have come or gone since. */
static void put_list(struct store *s, struct buf *out, const struct fact_field *f, const struct list *l) {
  put_number(out, l->rows);
  for (int row = 0; row < l->rows; row++) {
    for (int bit = 0; bit < STORE_MOST_FACTS; bit++)
      for (int i = 0; i < f->cell_count; i++) {
        const struct value *v = &l->cells[row * l->fields + i];
        if (f->cells[i].bit != bit || v->state == STATE_ABSENT || v->state == STATE_UNKNOWN) continue;
        put_text(out, f->cells[i].declared->name);
        put_single(s, out, &f->cells[i], v);
      }
    put_text(out, "");
  }
}

static void put_timeline(struct store *s, struct buf *out, const struct fact_field *f,
                         const struct timeline *t) {
  put_number(out, day_number(t->known_from));
  put_number(out, t->count);
  for (int i = 0; i < t->count; i++) {
    put_number(out, day_number(t->spells[i].from));
    put_single(s, out, f, &t->spells[i].value);
  }
}

static bool is_empty(const struct value *v) {
  if (v->state != STATE_KNOWN) return v->state == STATE_ABSENT;
  return v->kind == KIND_LIST ? v->u.list->rows == 0
                              : v->u.timeline->count == 0 && v->u.timeline->known_from == DAY_MIN;
}

static void put_fact(struct store *s, struct buf *out, const struct fact_field *f, const struct value *v) {
  bool plain = f->declared->form == STORE_PLAIN, empty = !plain && is_empty(v);
  if (empty ? f->optional : untold(f, v)) return;
  put_text(out, f->declared->name);
  if (plain)
    put_single(s, out, f, v);
  else if (empty || v->state != STATE_KNOWN)
    buf_putc(out, empty ? 'e' : 'u');
  else if (f->declared->form == STORE_LIST)
    put_list(s, out, f, v->u.list);
  else
    put_timeline(s, out, f, v->u.timeline);
}

/* In the order of the bits, which a fact keeps for ever. */
bool facts_digest(struct store *s, const struct facts *f, int64_t id, const struct value *facts,
                  char out[DIGEST_TEXT]) {
  uint8_t hash[24];
  const struct fact_field *by_bit[64] = {NULL};
  for (int i = 0; i < f->count; i++)
    by_bit[f->fields[i].bit & 63] = &f->fields[i];
  s->digest.len = 0;
  put_number(&s->digest, id);
  for (int bit = 0; bit < 64; bit++)
    if (by_bit[bit]) put_fact(s, &s->digest, by_bit[bit], &facts[by_bit[bit] - f->fields]);
  if (!buf_text(&s->digest)) return false;
  crypto_generichash(hash, sizeof hash, (const uint8_t *)buf_text(&s->digest), s->digest.len, NULL, 0);
  sodium_bin2base64(out, DIGEST_TEXT, hash, sizeof hash, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
  return true;
}

/* --- a schema from the database ------------------------------------------------------------------ */

struct kept_schema {
  struct arena arena;
  struct kept_column *kept;
  int count;
  struct store_schema schema;
};

static int fields_of(const struct kept_schema *k, const char *parent, struct store_field *out) {
  int n = 0;
  for (int i = 0; i < k->count; i++) {
    if (strcmp(k->kept[i].parent, parent) != 0) continue;
    out[n++] = (struct store_field){.name = k->kept[i].name,
                                    .form = (enum store_form)k->kept[i].form,
                                    .kind = kept_kind(k->kept[i].kind),
                                    .optional = k->kept[i].optional};
  }
  return n;
}

static bool make_schema(struct store *s, struct kept_schema *k, int64_t type, const char *name,
                        const char *key, struct error *e) {
  if (!kept_columns(s, type, &k->arena, &k->kept, &k->count, e)) return false;
  struct store_field *fields = arena_array(&k->arena, (size_t)k->count + 1, sizeof *fields);
  if (!fields) return no_memory(e);
  k->schema = (struct store_schema){.policy = "", .subject = name, .key = -1, .fields = fields};
  k->schema.field_count = fields_of(k, "", fields);
  for (int i = 0; i < k->schema.field_count; i++) {
    if (strcmp(fields[i].name, key) == 0) k->schema.key = i;
    if (fields[i].form != STORE_LIST && fields[i].kind == KIND_NONE)
      return damaged_facts(s, fields[i].name, e);
    if (fields[i].form != STORE_LIST) continue;
    struct store_field *cells = arena_array(&k->arena, (size_t)k->count + 1, sizeof *cells);
    if (!cells) return no_memory(e);
    fields[i].fields = cells;
    fields[i].field_count = fields_of(k, fields[i].name, cells);
    for (int c = 0; c < fields[i].field_count; c++)
      if (cells[c].kind == KIND_NONE) return damaged_facts(s, cells[c].name, e);
  }
  return k->schema.key >= 0 || damaged_facts(s, key, e);
}

/* --- one subject ------------------------------------------------------------------------------- */

struct deriving {
  struct store *s;
  struct facts *f;
  int64_t type;
  store_fault found;
  void *ud;
  sqlite3_stmt *changes, *created;
  struct arena arena;
  struct value *facts;
};

static void tell(struct deriving *d, const struct store_subject *p, const char *fact, const char *what) {
  struct error text;
  const char *key = *p->key ? p->key : "已移出的人";
  if (fact)
    error_set(&text, ERR_STORE, "%s：‘%s’ %s", key, fact, what);
  else
    error_set(&text, ERR_STORE, "%s：%s", key, what);
  d->found(d->ud, text.message);
}

static int field_named(const struct facts *f, const char *name) {
  for (int i = 0; name && i < f->count; i++)
    if (strcmp(f->fields[i].declared->name, name) == 0) return i;
  return -1;
}

/* Mostly the text would be written again as it is: that is cheaper to see than to read it. */
static bool still_so(struct deriving *d, const struct fact_field *f, const char *after,
                     const struct value *is, bool *so, struct error *e) {
  struct buf now = {0};
  json_write(d->s, f, is, &now);
  bool ok = buf_text(&now) != NULL || no_memory(e);
  *so = ok && strcmp(after, buf_text(&now)) == 0;
  buf_free(&now);
  return ok && (*so || json_agrees(d->s, f, after, is, &d->arena, so, e));
}

/* One change is taken back; entries of the first version do not say what the fact became. */
static bool take_back(struct deriving *d, const struct store_subject *p, struct error *e) {
  const char *fact, *before, *after;
  bool so = true;
  if (!column_text(d->changes, 0, &fact) || !column_text(d->changes, 1, &before) ||
      !column_text(d->changes, 2, &after))
    return no_memory(e);
  int i = field_named(d->f, fact);
  if (i < 0) return true;
  if (after && !still_so(d, &d->f->fields[i], after, &d->facts[i], &so, e)) return false;
  if (!so) tell(d, p, fact, "与变更记录不符：有人不经登记改动了它");
  return json_parse(d->s, &d->f->fields[i], before, &d->arena, &d->facts[i], e);
}

static bool compare_digest(struct deriving *d, const struct store_subject *p, struct error *e) {
  char digest[DIGEST_TEXT];
  sqlite3_reset(d->created);
  sqlite3_bind_int64(d->created, 1, p->created);
  sqlite3_bind_int64(d->created, 2, d->type);
  sqlite3_bind_int64(d->created, 3, p->id);
  int row = sql_step(d->s, d->created, e);
  if (row < 0) return false;
  const char *after = NULL;
  if (row == 1 && !column_text(d->created, 0, &after)) return no_memory(e);
  if (row == 0) tell(d, p, NULL, "变更记录里没有他的登记");
  if (!after) return true; /* registered by the first version */
  if (!facts_digest(d->s, d->f, p->id, d->facts, digest)) return no_memory(e);
  if (strcmp(digest, after) != 0) tell(d, p, NULL, "事实与登记时的不符：有人不经登记改动了数据库");
  sqlite3_reset(d->created);
  return true;
}

static bool derive_one(struct deriving *d, const struct store_subject *p, struct error *e) {
  int row;
  arena_reset(&d->arena);
  memcpy(d->facts, p->facts, (size_t)d->f->count * sizeof *d->facts);
  sqlite3_reset(d->changes);
  sqlite3_bind_int64(d->changes, 1, d->type);
  sqlite3_bind_int64(d->changes, 2, p->id);
  while ((row = sql_step(d->s, d->changes, e)) == 1)
    if (!take_back(d, p, e)) return false;
  return row == 0 && compare_digest(d, p, e);
}

static bool derive_all(struct deriving *d, const int64_t *ids, int64_t count, struct error *e) {
  struct store_subject p;
  d->changes = sql_prepare(d->s,
                           "SELECT fact, before, after FROM change_log WHERE type = ? AND subject = ?"
                           " AND fact IS NOT NULL ORDER BY seq DESC",
                           e);
  if (d->changes)
    d->created = sql_prepare(d->s,
                             "SELECT after FROM change_log WHERE seq = ? AND type = ? AND subject = ?"
                             " AND fact IS NULL",
                             e);
  d->facts = calloc((size_t)d->f->count + 1, sizeof *d->facts);
  if (!d->created || !d->facts) return d->created ? no_memory(e) : false;
  struct store_reader *r = store_read(d->s, 1, INT64_MAX, ids, count, e);
  bool ok = r != NULL;
  if (ok) store_read_removed(r);
  *e = ok ? (struct error){0} : *e;
  while (ok && store_next(r, &p, e))
    ok = derive_one(d, &p, e);
  store_read_end(r);
  return ok && e->kind == ERR_NONE;
}

/* The facts that the store works with stand aside meanwhile. */
static bool derive_with(struct store *s, struct kept_schema *k, int64_t type, const int64_t *ids,
                        int64_t count, store_fault found, void *ud, struct error *e) {
  struct facts *f = calloc(1, sizeof *f), *aside = s->facts;
  char table[256];
  if (!f) return no_memory(e);
  struct deriving d = {.s = s, .f = f, .type = type, .found = found, .ud = ud};
  snprintf(table, sizeof table, "facts_%s", k->schema.subject);
  f->type = type;
  f->table = arena_text(&f->arena, table);
  bool ok = f->table ? facts_make(s, &k->schema, f, k->kept, k->count, e) : no_memory(e);
  s->facts = f;
  ok = ok && derive_all(&d, ids, count, e);
  s->facts = aside;
  sqlite3_finalize(d.changes);
  sqlite3_finalize(d.created);
  arena_free(&d.arena);
  free(d.facts);
  facts_free(f);
  return ok;
}

static bool key_of(struct store *s, const char *name, int64_t *type, struct arena *arena, char **key,
                   struct error *e) {
  sqlite3_stmt *st = sql(s, SQL_SUBJECT_FIND, e);
  if (!st) return false;
  bind_text(st, 1, name);
  int row = sql_step(s, st, e);
  *type = row == 1 ? sqlite3_column_int64(st, 0) : 0;
  *key = row == 1 ? column_copy(st, 2, arena) : NULL;
  sqlite3_reset(st);
  return row >= 0 && (row == 0 || *key || no_memory(e));
}

bool store_derive(struct store *s, const char *name, const int64_t *ids, int64_t count, store_fault found,
                  void *ud, struct error *e) {
  struct kept_schema k = {0};
  int64_t type;
  char *key;
  bool ok = adding_end(s, e) && key_of(s, name, &type, &k.arena, &key, e);
  if (ok && type && (!name_valid(name) || !name_valid(key)))
    ok = damaged_facts(s, name_valid(name) ? key : name, e);
  if (ok && type)
    ok = make_schema(s, &k, type, name, key, e) && derive_with(s, &k, type, ids, count, found, ud, e);
  arena_free(&k.arena);
  return ok;
}
