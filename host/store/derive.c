/* Facts as they stand, derived from the log: what was changed is what the log says it became, and
** what is left when all changes are taken back is what was registered.
**
** An entry of a change has the values before and after; that of a registration has a digest of all
** that was told, not the values again: a register of a million lines would be kept twice. Nobody's
** policy is needed: tables are read as the database describes them, members of enumerations as
** texts.
*/
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

/* --- digests ---------------------------------------------------------------------------------
**
** Two forms go over the same values in the same order. The first writes numbers as eight bytes
** and names whole; the short one, which begins with its mark, writes numbers as long as they are
** and eight bytes of a name's hash: half as much to hash for every subject registered. */

enum { FORM_MARK = '2' };

struct digesting {
  struct store *s;
  struct buf *out;
  enum digest_form form;
};

/* The mark alone does not tell: the first form is base64 as well, but shorter. */
enum digest_form digest_form_of(const char *text) {
  return strlen(text) == DIGEST_TEXT - 1 && *text == FORM_MARK ? DIGEST_SHORT : DIGEST_FIRST;
}

uint64_t digest_tag(const char *name) {
  uint8_t hash[crypto_generichash_BYTES_MIN];
  uint64_t tag = 0;
  crypto_generichash(hash, sizeof hash, (const uint8_t *)name, strlen(name), NULL, 0);
  for (size_t i = 0; i < sizeof tag; i++)
    tag |= (uint64_t)hash[i] << (8 * i);
  return tag;
}

static void put_bytes(struct digesting *d, uint64_t number) {
  char bytes[8];
  for (int i = 0; i < 8; i++)
    bytes[i] = (char)(number >> (8 * i));
  buf_add(d->out, bytes, sizeof bytes);
}

/* Short: seven bits a byte, the lowest first, the sign lowest of all. */
static void put_number(struct digesting *d, int64_t number) {
  char bytes[10];
  size_t n = 0;
  if (d->form == DIGEST_FIRST) {
    put_bytes(d, (uint64_t)number);
    return;
  }
  uint64_t rest = (uint64_t)number << 1 ^ (number < 0 ? UINT64_MAX : 0);
  for (; rest >= 0x80; rest >>= 7)
    bytes[n++] = (char)(rest | 0x80);
  bytes[n++] = (char)rest;
  buf_add(d->out, bytes, n);
}

static void put_text(struct digesting *d, const char *text) {
  size_t size = strlen(text);
  put_number(d, (int64_t)size);
  buf_add(d->out, text, size);
}

static void put_name(struct digesting *d, const struct fact_field *f) {
  if (d->form == DIGEST_FIRST)
    put_text(d, f->declared->name);
  else
    put_bytes(d, f->tag);
}

/* The end of a list's row, which no name looks like. */
static void put_no_name(struct digesting *d) {
  put_bytes(d, 0);
}

/* Whether nobody has told it: so it also reads for those who were there before the fact was
** declared. */
static bool untold(const struct fact_field *f, const struct value *v) {
  return v->state == (f->optional ? STATE_ABSENT : STATE_UNKNOWN);
}

static void put_single(struct digesting *d, const struct fact_field *f, const struct value *v) {
  const char *stray = stray_text(d->s, v);
  bool text = stray || (v->state == STATE_KNOWN && (v->kind == KIND_TEXT || v->kind == KIND_ENUM));
  buf_putc(d->out, text ? 't'
                        : "kaup"[v->state == STATE_KNOWN     ? 0
                                 : v->state == STATE_ABSENT  ? 1
                                 : v->state == STATE_UNKNOWN ? 2
                                                             : 3]);
  if (text)
    put_text(d, stray ? stray : v->kind == KIND_TEXT ? v->u.text : f->members->texts[v->u.i]);
  else if (v->state == STATE_KNOWN && v->kind == KIND_RATE) {
    put_number(d, v->u.ratio.num);
    put_number(d, v->u.ratio.den);
  } else if (v->state == STATE_KNOWN)
    put_number(d, v->u.i);
}

/* Fields of records that nobody has told say nothing, whichever way: a field may have come or gone
** since. */
static void put_list(struct digesting *d, const struct fact_field *f, const struct list *l) {
  put_number(d, l->rows);
  for (int row = 0; row < l->rows; row++) {
    for (int i = 0; i < f->order_count; i++) {
      const struct fact_field *cell = &f->cells[f->order[i]];
      const struct value *v = &l->cells[row * l->fields + f->order[i]];
      if (v->state == STATE_ABSENT || v->state == STATE_UNKNOWN) continue;
      put_name(d, cell);
      put_single(d, cell, v);
    }
    put_no_name(d);
  }
}

static void put_timeline(struct digesting *d, const struct fact_field *f, const struct timeline *t) {
  put_number(d, day_number(t->known_from));
  put_number(d, t->count);
  for (int i = 0; i < t->count; i++) {
    put_number(d, day_number(t->spells[i].from));
    put_single(d, f, &t->spells[i].value);
  }
}

static bool is_empty(const struct value *v) {
  if (v->state != STATE_KNOWN) return v->state == STATE_ABSENT;
  return v->kind == KIND_LIST ? v->u.list->rows == 0
                              : v->u.timeline->count == 0 && v->u.timeline->known_from == DAY_MIN;
}

static void put_fact(struct digesting *d, const struct fact_field *f, const struct value *v) {
  bool plain = f->declared->form == STORE_PLAIN, empty = !plain && is_empty(v);
  if (empty ? f->optional : untold(f, v)) return;
  put_name(d, f);
  if (plain)
    put_single(d, f, v);
  else if (empty || v->state != STATE_KNOWN)
    buf_putc(d->out, empty ? 'e' : 'u');
  else if (f->declared->form == STORE_LIST)
    put_list(d, f, v->u.list);
  else
    put_timeline(d, f, v->u.timeline);
}

bool facts_digest(struct store *s, const struct facts *f, enum digest_form form, int64_t id,
                  const struct value *facts, char out[DIGEST_TEXT]) {
  uint8_t hash[24];
  struct digesting d = {s, &s->digest, form};
  s->digest.len = 0;
  put_number(&d, id);
  for (int i = 0; i < f->order_count; i++)
    put_fact(&d, &f->fields[f->order[i]], &facts[f->order[i]]);
  if (!buf_text(&s->digest)) return false;
  crypto_generichash(hash, sizeof hash, (const uint8_t *)buf_text(&s->digest), s->digest.len, NULL, 0);
  if (form == DIGEST_SHORT) *out++ = FORM_MARK;
  sodium_bin2base64(out, DIGEST_TEXT - 1, hash, sizeof hash, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
  return true;
}

/* --- a schema from the database --------------------------------------------------------------- */

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

/* --- one subject ------------------------------------------------------------------------------ */

/* A statement whose first column goes upwards, walked along with the subjects. Seeking costs as
** much as some dozen steps. */
struct walk {
  sqlite3_stmt *st;
  /* the first column of its row, INT64_MAX: no more rows; what was asked for last */
  int64_t at, wanted;
  bool begun;
};

struct deriving {
  struct store *s;
  struct facts *f;
  int64_t type;
  store_fault found;
  void *ud;
  const atomic_bool *stopped; /* NULL: never */
  sqlite3_stmt *changes;
  struct walk changed; /* the subjects that have changes */
  struct walk entries; /* the log: entry, subject, type, fact, after */
  struct arena arena;
  struct value *facts;
};

static bool walk_on(struct store *s, struct walk *w, struct error *e) {
  int row = sql_step(s, w->st, e);
  if (row >= 0) w->at = row == 1 ? sqlite3_column_int64(w->st, 0) : INT64_MAX;
  return row >= 0;
}

/* To the first row that is not before `wanted`. */
static bool walk_to(struct store *s, struct walk *w, int64_t wanted, struct error *e) {
  enum { NEAR = 64 };
  bool far = w->at < wanted && (uint64_t)wanted - (uint64_t)w->at > NEAR;
  if (!w->begun || wanted < w->wanted || far) {
    sqlite3_reset(w->st);
    sqlite3_bind_int64(w->st, 1, wanted);
    w->begun = true;
    if (!walk_on(s, w, e)) return false;
  }
  w->wanted = wanted;
  while (w->at < wanted)
    if (!walk_on(s, w, e)) return false;
  return true;
}

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

/* The entry of the registration; *after NULL and none is told: registered by the first version,
** which kept no digest. */
static bool find_registration(struct deriving *d, const struct store_subject *p, const char **after,
                              struct error *e) {
  sqlite3_stmt *st = d->entries.st;
  *after = NULL;
  if (!walk_to(d->s, &d->entries, p->created, e)) return false;
  bool there = d->entries.at == p->created && d->entries.at != INT64_MAX &&
               sqlite3_column_int64(st, 1) == d->type && sqlite3_column_int64(st, 2) == p->id &&
               sqlite3_column_type(st, 3) == SQLITE_NULL;
  if (!there) tell(d, p, NULL, "变更记录里没有他的登记");
  return !there || column_text(st, 4, after) || no_memory(e);
}

static bool compare_digest(struct deriving *d, const struct store_subject *p, struct error *e) {
  char digest[DIGEST_TEXT];
  const char *after;
  if (!find_registration(d, p, &after, e)) return false;
  if (!after) return true;
  if (!facts_digest(d->s, d->f, digest_form_of(after), p->id, d->facts, digest)) return no_memory(e);
  if (strcmp(digest, after) != 0) tell(d, p, NULL, "事实与登记时的不符：有人不经登记改动了数据库");
  return true;
}

static bool take_back_all(struct deriving *d, const struct store_subject *p, struct error *e) {
  int row;
  if (!walk_to(d->s, &d->changed, p->id, e)) return false;
  if (d->changed.at != p->id) return true;
  sqlite3_reset(d->changes);
  sqlite3_bind_int64(d->changes, 1, d->type);
  sqlite3_bind_int64(d->changes, 2, p->id);
  while ((row = sql_step(d->s, d->changes, e)) == 1)
    if (!take_back(d, p, e)) return false;
  return row == 0;
}

static bool derive_one(struct deriving *d, const struct store_subject *p, struct error *e) {
  arena_reset(&d->arena);
  memcpy(d->facts, p->facts, (size_t)d->f->count * sizeof *d->facts);
  return take_back_all(d, p, e) && compare_digest(d, p, e);
}

static bool prepare_deriving(struct deriving *d, struct error *e) {
  d->changes = sql_prepare(d->s,
                           "SELECT fact, before, after FROM change_log WHERE type = ? AND subject = ?"
                           " AND fact IS NOT NULL ORDER BY seq DESC",
                           e);
  if (d->changes)
    d->changed.st = sql_prepare(d->s,
                                "SELECT subject FROM change_log WHERE subject >= ?1 AND type = ?2"
                                " AND fact IS NOT NULL ORDER BY subject",
                                e);
  if (d->changed.st)
    d->entries.st = sql_prepare(
        d->s, "SELECT seq, type, subject, fact, after FROM change_log WHERE seq >= ? ORDER BY seq", e);
  if (!d->entries.st) return false;
  sqlite3_bind_int64(d->changed.st, 2, d->type);
  d->facts = calloc((size_t)d->f->count + 1, sizeof *d->facts);
  return d->facts || no_memory(e);
}

static bool derive_all(struct deriving *d, const int64_t *ids, int64_t count, struct error *e) {
  struct store_subject p;
  if (!prepare_deriving(d, e)) return false;
  struct store_reader *r = store_read(d->s, 1, INT64_MAX, ids, count, e);
  bool ok = r != NULL;
  if (ok) store_read_removed(r);
  *e = ok ? (struct error){0} : *e;
  while (ok && !(d->stopped && atomic_load(d->stopped)) && store_next(r, &p, e))
    ok = derive_one(d, &p, e);
  store_read_end(r);
  return ok && e->kind == ERR_NONE;
}

/* The facts that the store works with stand aside meanwhile. */
static bool derive_with(struct store *s, struct kept_schema *k, int64_t type, const int64_t *ids,
                        int64_t count, const atomic_bool *stopped, store_fault found, void *ud,
                        struct error *e) {
  struct facts *f = calloc(1, sizeof *f), *aside = s->facts;
  char table[256];
  if (!f) return no_memory(e);
  struct deriving d = {.s = s, .f = f, .type = type, .found = found, .ud = ud, .stopped = stopped};
  snprintf(table, sizeof table, "facts_%s", k->schema.subject);
  f->type = type;
  f->table = arena_text(&f->arena, table);
  bool ok = f->table ? facts_make(s, &k->schema, f, k->kept, k->count, e) : no_memory(e);
  s->facts = f;
  ok = ok && derive_all(&d, ids, count, e);
  s->facts = aside;
  sqlite3_finalize(d.changes);
  sqlite3_finalize(d.changed.st);
  sqlite3_finalize(d.entries.st);
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

bool derive_subjects(struct store *s, const char *name, const int64_t *ids, int64_t count,
                     const atomic_bool *stopped, store_fault found, void *ud, struct error *e) {
  struct kept_schema k = {0};
  int64_t type;
  char *key;
  bool ok = key_of(s, name, &type, &k.arena, &key, e);
  if (ok && type && (!name_valid(name) || !name_valid(key)))
    ok = damaged_facts(s, name_valid(name) ? key : name, e);
  if (ok && type)
    ok =
        make_schema(s, &k, type, name, key, e) && derive_with(s, &k, type, ids, count, stopped, found, ud, e);
  arena_free(&k.arena);
  return ok;
}

bool store_derive(struct store *s, const char *name, const int64_t *ids, int64_t count, store_fault found,
                  void *ud, struct error *e) {
  return adding_end(s, e) && derive_subjects(s, name, ids, count, NULL, found, ud, e);
}
