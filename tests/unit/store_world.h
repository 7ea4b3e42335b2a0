/* Help for tests of the store: a subject with a fact of every kind and form, facts as short texts,
** a folder for files. */
#ifndef BYLAW_TESTS_STORE_WORLD_H
#define BYLAW_TESTS_STORE_WORLD_H

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "host/base/buf.h"
#include "host/store/store.h"
#include "host/store/store_private.h"

/* Whether a transaction is open. */
static inline bool store_writing(const struct store *s) {
  return s->writing;
}

/* --- the policy's facts ----------------------------------------------------------------------- */

enum { ID, NAME, BIRTH, SINCE, PENSION, CHILDREN, ALONE, SHARE, DISTRICT, HUKOU, INCOME, APPLIED, FACTS };
enum { HEPING, SHENHE, DADONG };

static const char *const DISTRICTS[] = {"和平区", "沈河区", "大东区"};
static const struct store_domain DOMAINS[] = {{3, DISTRICTS}};
static const struct store_field APPLICATION[] = {
    {.name = "on", .kind = KIND_DATE},
    {.name = "amount", .kind = KIND_MONEY},
    {.name = "at", .kind = KIND_ENUM, .domain = 1, .optional = true},
    {.name = "note", .kind = KIND_TEXT, .optional = true}};
static const struct store_field FIELDS[] = {
    [ID] = {.name = "id_number", .kind = KIND_TEXT},
    [NAME] = {.name = "name", .kind = KIND_TEXT, .optional = true},
    [BIRTH] = {.name = "birth_date", .kind = KIND_DATE},
    [SINCE] = {.name = "since", .kind = KIND_MONTH, .optional = true},
    [PENSION] = {.name = "pension", .kind = KIND_MONEY, .optional = true},
    [CHILDREN] = {.name = "children", .kind = KIND_COUNT, .optional = true},
    [ALONE] = {.name = "alone", .kind = KIND_TRUTH, .optional = true},
    [SHARE] = {.name = "share", .kind = KIND_RATE, .optional = true},
    [DISTRICT] = {.name = "district", .kind = KIND_ENUM, .domain = 1, .optional = true},
    [HUKOU] = {.name = "hukou", .form = STORE_TIMELINE, .kind = KIND_ENUM, .domain = 1},
    [INCOME] = {.name = "income", .form = STORE_TIMELINE, .kind = KIND_MONEY, .optional = true},
    [APPLIED] = {.name = "applied", .form = STORE_LIST, .field_count = 4, .fields = APPLICATION}};
static const struct store_schema SCHEMA = {"test-policy", "resident", ID, FACTS, 1, FIELDS, DOMAINS};

/* --- making values ---------------------------------------------------------------------------- */

static inline int64_t day(int y, int m, int d) {
  return date_of(y, m, d).u.i;
}

static inline int month(int y, int m) {
  return (int)month_of(y, m).u.i;
}

/* A synthetic identity number with its check digit (GB 11643): 210100, 1 January 1930, a serial
** number. */
static inline const char *key_of(int n, char out[19]) {
  static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  snprintf(out, 19, "21010019300101%03d", n % 1000);
  for (int i = 0; i < 17; i++)
    sum += (out[i] - '0') * weights[i];
  out[17] = "10X98765432"[sum % 11];
  out[18] = '\0';
  return out;
}

static inline struct value district(int member) {
  return value_enum(1, member);
}

static inline struct value money(int64_t fen) {
  return value_of(KIND_MONEY, fen);
}

static inline struct value timeline_value(const struct timeline *t) {
  struct value v = {.kind = KIND_TIMELINE};
  v.u.timeline = t;
  return v;
}

static inline struct value list_value(const struct list *l) {
  struct value v = {.kind = KIND_LIST};
  v.u.list = l;
  return v;
}

/* A timeline on the caller's stack. */
#define TIMELINE(of, from, ...)                                                                              \
  timeline_value(                                                                                            \
      &(struct timeline){.kind = (of),                                                                       \
                         .domain = (of) == KIND_ENUM,                                                        \
                         .known_from = (from),                                                               \
                         .spells = (struct spell[]){__VA_ARGS__},                                            \
                         .count = (int)(sizeof((struct spell[]){__VA_ARGS__}) / sizeof(struct spell))})
#define NO_SPELLS(of)                                                                                        \
  timeline_value(&(struct timeline){.kind = (of), .domain = (of) == KIND_ENUM, .known_from = DAY_MIN})
#define NO_ROWS list_value(&(struct list){.fields = 4})

/* --- values as texts -------------------------------------------------------------------------- */

static inline void show_single(struct buf *out, const struct store_schema *schema, struct value v) {
  if (v.state == STATE_ABSENT) buf_puts(out, "-");
  if (v.state == STATE_UNKNOWN) buf_puts(out, "?");
  if (v.state == STATE_POISONED) buf_puts(out, "!");
  if (v.state != STATE_KNOWN) return;
  if (v.kind == KIND_TEXT)
    buf_puts(out, v.u.text);
  else if (v.kind == KIND_ENUM)
    buf_puts(out, schema->domains[v.domain - 1].members[v.u.i]);
  else
    value_write(out, v);
}

static inline void show_day(struct buf *out, int64_t at) {
  if (at == DAY_MIN)
    buf_puts(out, "always");
  else
    value_write(out, value_of(KIND_DATE, at));
}

/* A timeline: {known from | day: value; …}; a list: [cell, cell; …]. */
static inline void show(struct buf *out, const struct store_schema *schema, struct value v) {
  if (v.state != STATE_KNOWN || (v.kind != KIND_TIMELINE && v.kind != KIND_LIST)) {
    show_single(out, schema, v);
  } else if (v.kind == KIND_TIMELINE) {
    const struct timeline *t = v.u.timeline;
    buf_putc(out, '{');
    if (t->known_from != DAY_MIN) show_day(out, t->known_from), buf_putc(out, '|');
    for (int i = 0; i < t->count; i++) {
      if (i) buf_puts(out, "; ");
      show_day(out, t->spells[i].from);
      buf_puts(out, ": ");
      show_single(out, schema, t->spells[i].value);
    }
    buf_putc(out, '}');
  } else {
    const struct list *l = v.u.list;
    buf_putc(out, '[');
    for (int i = 0; i < l->rows * l->fields; i++) {
      if (i) buf_puts(out, i % l->fields ? ", " : "; ");
      show_single(out, schema, l->cells[i]);
    }
    buf_putc(out, ']');
  }
}

static inline void assert_fact(const struct store_schema *schema, struct value v, const char *wanted) {
  struct buf text = {0};
  show(&text, schema, v);
  assert_string_equal(buf_text(&text), wanted);
  buf_free(&text);
}

/* --- a store ---------------------------------------------------------------------------------- */

#define MUST(call)                                                                                           \
  do {                                                                                                       \
    struct error must_error = {0}, *e = &must_error;                                                         \
    if (!(call)) fail_msg("%s: %d %s (%s)", #call, e->kind, e->message, e->hint);                            \
  } while (0)
/* Refused with this kind, and these words in the message or the hint. */
#define REFUSED(call, of, words)                                                                             \
  do {                                                                                                       \
    struct error must_error = {0}, *e = &must_error;                                                         \
    if (call) fail_msg("%s: was not refused", #call);                                                        \
    if (e->kind != (of)) fail_msg("%s: kind %d, %s", #call, e->kind, e->message);                            \
    if (!strstr(e->message, words) && !strstr(e->hint, words))                                               \
      fail_msg("%s: %s (%s)", #call, e->message, e->hint);                                                   \
  } while (0)

struct world {
  struct store *s;
  struct arena arena;
  char folder[32], path[64];
  int64_t act;
};

static inline struct world world_open(void) {
  struct world w = {.folder = "/tmp/bylaw-store-XXXXXX"};
  assert_non_null(mkdtemp(w.folder));
  snprintf(w.path, sizeof w.path, "%s/test.db", w.folder);
  MUST(store_open(&w.s, w.path, STORE_CREATE, e));
  return w;
}

static inline void world_act(struct world *w, int64_t on, const char *why) {
  struct store_act act = {on, "王科长", why, "test"};
  MUST(store_act(w->s, &act, &w->act, e));
}

/* Open with the facts of the policy, in a transaction. */
static inline struct world world_writing(void) {
  struct world w = world_open();
  MUST(store_begin(w.s, e));
  MUST(store_use(w.s, &SCHEMA, e));
  world_act(&w, day(2025, 6, 1), "首次登记");
  return w;
}

static inline void world_close(struct world *w) {
  store_close(w->s);
  arena_free(&w->arena);
  DIR *d = opendir(w->folder);
  for (struct dirent *f; d && (f = readdir(d)) != NULL;)
    unlinkat(dirfd(d), f->d_name, 0);
  if (d) closedir(d);
  rmdir(w->folder);
}

/* Facts of person n: the key and a birth date are known, optional ones absent, nothing else is
** known. */
static inline void person(int n, char key[19], struct value facts[FACTS]) {
  for (int i = 0; i < FACTS; i++)
    facts[i] = FIELDS[i].optional ? value_absent(FIELDS[i].kind) : value_unknown(FIELDS[i].kind);
  facts[ID] = value_text(key_of(n, key));
  facts[BIRTH] = value_of(KIND_DATE, day(1930, 1, 1));
  facts[HUKOU] = value_unknown(KIND_TIMELINE);
  facts[INCOME] = value_absent(KIND_TIMELINE);
  facts[APPLIED] = value_unknown(KIND_LIST);
}

static inline int64_t add_person(struct world *w, int n) {
  char key[19];
  struct value facts[FACTS];
  int64_t id = 0;
  person(n, key, facts);
  MUST(store_add(w->s, w->act, facts, &id, e));
  return id;
}

static inline struct value fact_of(struct world *w, int64_t id, int field) {
  struct store_subject subject;
  MUST(store_subject(w->s, id, &w->arena, &subject, e));
  return subject.facts[field];
}

/* Change a fact as programs do: what is there is read, then replaced. */
static inline bool change(struct world *w, int64_t id, int field, struct value after) {
  bool changed = false;
  struct value before = fact_of(w, id, field);
  MUST(store_set(w->s, w->act, id, field, &before, &after, &changed, e));
  return changed;
}

/* Meddle with the file behind the store's back. */
static inline void tamper(const char *path, const char *sql) {
  sqlite3 *db = NULL;
  char *why = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  sqlite3_exec(db, sql, NULL, NULL, &why);
  if (why) fail_msg("%s: %s", sql, why);
  assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* What store_verify says, a line a fault. */
static inline void add_fault(void *ud, const char *text) {
  struct buf *out = ud;
  buf_puts(out, text);
  buf_putc(out, '\n');
}

static inline char *faults(struct store *s) {
  struct buf out = {0};
  MUST(store_verify(s, add_fault, &out, e));
  return buf_take(&out);
}

static inline void assert_sound(struct store *s) {
  char *said = faults(s);
  if (said && *said) fail_msg("%s", said);
  free(said);
}

static inline void assert_fault(struct store *s, const char *words) {
  char *said = faults(s);
  if (!said || !strstr(said, words)) fail_msg("wanted \"%s\", got \"%s\"", words, said ? said : "");
  free(said);
}

#endif
