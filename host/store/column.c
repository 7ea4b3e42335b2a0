/* Single values in columns: numbers for days, months, money; texts for the rest. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/base/utf8.h"
#include "host/store/store_private.h"

/* --- days and months -------------------------------------------------------------------------- */

int64_t day_number(int64_t day) {
  int y, m, d;
  if (day == DAY_MIN) return 0;
  date_split(day, &y, &m, &d);
  return (int64_t)y * 10000 + m * 100 + d;
}

int64_t day_of_number(int64_t number) {
  if (number == 0) return DAY_MIN;
  struct value day = date_of(number / 10000, number / 100 % 100, number % 100);
  return day.state == STATE_KNOWN ? day.u.i : DAY_MIN;
}

int64_t month_number(int64_t month) {
  return month ? month / 12 * 100 + month % 12 + 1 : 0;
}

int month_of_number(int64_t number) {
  struct value month = month_of(number / 100, number % 100);
  return month.state == STATE_KNOWN ? (int)month.u.i : 0;
}

const char *column_type(enum kind kind) {
  switch (kind) {
  case KIND_TRUTH:
  case KIND_COUNT:
  case KIND_MONEY:
  case KIND_DATE:
  case KIND_MONTH: return "INTEGER";
  case KIND_RATE:
  case KIND_ENUM:
  case KIND_TEXT: return "TEXT";
  default: return NULL;
  }
}

/* --- members of enumerations ------------------------------------------------------------------ */

static uint32_t hash_member(const struct members *m, const char *text, int length) {
  return (uint32_t)hash_bytes(m->key, text, (size_t)length);
}

bool members_make(struct members *m, const struct store_domain *d, struct arena *arena) {
  *m = (struct members){
      .key = hash_key_new(), .count = d->count, .texts = d->members, .by_text = {.arena = arena}};
  m->lengths = arena_array(arena, (size_t)d->count + 1, sizeof *m->lengths);
  if (!m->lengths) return false;
  for (int i = 0; i < d->count; i++) {
    m->lengths[i] = (int)strlen(d->members[i]);
    if (!hash_table_add(&m->by_text, hash_member(m, d->members[i], m->lengths[i]), (uint32_t)i + 1))
      return false;
  }
  return true;
}

bool is_member(const struct members *m, int i, const char *text, int length) {
  return i < m->count && m->lengths[i] == length && memcmp(m->texts[i], text, (size_t)length) == 0;
}

int members_find(const struct members *m, const char *text, int length) {
  uint32_t hash = hash_member(m, text, length), found, step = 0;
  while ((found = hash_table_next(&m->by_text, hash, &step)) && !is_member(m, (int)found - 1, text, length)) {
  }
  return (int)found - 1;
}

/* --- members that the schema does not have ---------------------------------------------------- */

/* A member of an older version of the policy is not lost and not guessed at: it is a poisoned
** value, an error only where a decision uses it, and its text is kept aside so that it can be
** written back. */
struct value value_stray(struct store *s, const struct fact_field *f, const char *text, int length) {
  struct value stray = value_poison(VERR_TEXT, f->declared->kind, 0);
  for (int i = 0; i < s->stray_count; i++) {
    if ((int)strlen(s->strays[i]) != length || memcmp(s->strays[i], text, (size_t)length) != 0) continue;
    stray.u.poison.b = i + 1;
    return stray;
  }
  char **grown = realloc(s->strays, ((size_t)s->stray_count + 1) * sizeof *grown);
  if (!grown) return stray;
  s->strays = grown;
  char *copy = strndup(text, (size_t)length);
  if (!copy) return stray;
  s->strays[s->stray_count++] = copy;
  stray.u.poison.b = s->stray_count;
  return stray;
}

const char *stray_text(struct store *s, const struct value *v) {
  int64_t at = v->state == STATE_POISONED && v->u.poison.code == VERR_TEXT ? v->u.poison.b : 0;
  return at >= 1 && at <= s->stray_count ? s->strays[at - 1] : NULL;
}

/* --- writing ---------------------------------------------------------------------------------- */

static bool refuse(struct error *e, const struct fact_field *f, const char *why) {
  return error_set(e, ERR_INPUT, "事实 ‘%s’ 不能存入数据库：%s", f->declared->name, why);
}

/* Most texts are numbers and codes. */
static bool text_valid(const char *text) {
  while (*text && !(*text & 0x80))
    text++;
  return !*text || utf8_valid(text, strlen(text));
}

static bool known_check(const struct fact_field *f, const struct value *v, struct error *e) {
  if (v->kind != f->declared->kind) return refuse(e, f, "值的种类不对");
  if (v->kind == KIND_ENUM && (v->u.i < 0 || v->u.i >= f->members->count))
    return refuse(e, f, "不在选项之中");
  if (v->kind == KIND_TEXT && (!v->u.text || !text_valid(v->u.text)))
    return refuse(e, f, "不是有效的 UTF-8 文字");
  if ((v->kind == KIND_DATE || v->kind == KIND_MONTH) && value_of(v->kind, v->u.i).state != STATE_KNOWN)
    return refuse(e, f, "日期超出第 1 年至第 9999 年");
  return true;
}

static bool single_check(struct store *s, const struct fact_field *f, const struct value *v,
                         struct error *e) {
  if (v->state == STATE_KNOWN) return known_check(f, v, e);
  if (v->state != STATE_POISONED || stray_text(s, v)) return true;
  return refuse(e, f, "值无效");
}

static bool timeline_check(struct store *s, const struct fact_field *f, const struct timeline *t,
                           struct error *e) {
  if (!t) return refuse(e, f, "没有历史");
  if (t->known_from != DAY_MIN && value_of(KIND_DATE, t->known_from).state != STATE_KNOWN)
    return refuse(e, f, "日期超出第 1 年至第 9999 年");
  for (int i = 0; i < t->count; i++) {
    int64_t from = t->spells[i].from;
    if (from != DAY_MIN && value_of(KIND_DATE, from).state != STATE_KNOWN)
      return refuse(e, f, "日期超出第 1 年至第 9999 年");
    if (i > 0 && from <= t->spells[i - 1].from) return refuse(e, f, "各段没有按日期先后排列");
    if (!single_check(s, f, &t->spells[i].value, e)) return false;
  }
  return true;
}

static bool list_check(struct store *s, const struct fact_field *f, const struct list *l, struct error *e) {
  if (!l || (l->rows > 0 && l->fields != f->cell_count)) return refuse(e, f, "记录的字段不对");
  for (int i = 0; i < l->rows * l->fields; i++)
    if (!single_check(s, &f->cells[i % l->fields], &l->cells[i], e)) return false;
  return true;
}

bool value_check(struct store *s, const struct fact_field *f, const struct value *v, struct error *e) {
  if (f->declared->form == STORE_PLAIN) return single_check(s, f, v, e);
  if (v->state == STATE_ABSENT || v->state == STATE_UNKNOWN) return true;
  enum kind kind = f->declared->form == STORE_TIMELINE ? KIND_TIMELINE : KIND_LIST;
  if (v->state != STATE_KNOWN || v->kind != kind) return refuse(e, f, "值的种类不对");
  return kind == KIND_LIST ? list_check(s, f, v->u.list, e) : timeline_check(s, f, v->u.timeline, e);
}

static struct cell text_cell(const char *text) {
  return text ? (struct cell){text, (int64_t)strlen(text)} : (struct cell){"", -1};
}

static struct cell known_cell(const struct fact_field *f, const struct value *v, char rate[RATE_TEXT]) {
  switch (f->declared->kind) {
  case KIND_DATE: return (struct cell){NULL, day_number(v->u.i)};
  case KIND_MONTH: return (struct cell){NULL, month_number(v->u.i)};
  case KIND_TEXT: return text_cell(v->u.text);
  case KIND_ENUM: return (struct cell){f->members->texts[v->u.i], f->members->lengths[v->u.i]};
  case KIND_RATE:
    snprintf(rate, RATE_TEXT, "%lld/%lld", (long long)v->u.ratio.num, (long long)v->u.ratio.den);
    return text_cell(rate);
  default: return (struct cell){NULL, v->u.i};
  }
}

struct cell value_cell(struct store *s, const struct fact_field *f, const struct value *v,
                       char rate[RATE_TEXT]) {
  return v->state == STATE_KNOWN ? known_cell(f, v, rate) : text_cell(stray_text(s, v));
}

void value_bind(struct store *s, sqlite3_stmt *st, int at, const struct fact_field *f,
                const struct value *v) {
  char rate[RATE_TEXT];
  struct cell cell = value_cell(s, f, v, rate);
  if (!cell.text)
    sqlite3_bind_int64(st, at, cell.number);
  else if (cell.number < 0)
    sqlite3_bind_null(st, at);
  else
    sqlite3_bind_text(st, at, cell.text, (int)cell.number,
                      cell.text == rate ? SQLITE_TRANSIENT : SQLITE_STATIC);
}

/* --- reading ---------------------------------------------------------------------------------- */

static struct value enum_column(struct store *s, const struct fact_field *f, const char *text, int length,
                                int *hint) {
  if (!is_member(f->members, *hint, text, length)) {
    int found = members_find(f->members, text, length);
    if (found < 0) return value_stray(s, f, text, length);
    *hint = found;
  }
  return value_enum(f->declared->domain, *hint);
}

static bool text_column(struct store *s, sqlite3_stmt *st, int at, const struct fact_field *f, int *hint,
                        struct arena *arena, struct value *out) {
  const char *text = (const char *)sqlite3_column_text(st, at);
  int length = sqlite3_column_bytes(st, at);
  if (!text) return false;
  if (f->declared->kind == KIND_ENUM) {
    *out = enum_column(s, f, text, length, hint);
    return out->state != STATE_POISONED || stray_text(s, out);
  }
  if (f->declared->kind == KIND_RATE) {
    *out = rate_parse(text);
    return true;
  }
  char *copy = arena_text_n(arena, text, (size_t)length);
  *out = value_text(copy);
  return copy != NULL;
}

bool value_column(struct store *s, sqlite3_stmt *st, int at, const struct fact_field *f, int *hint,
                  struct arena *arena, struct value *out) {
  enum kind kind = f->declared->kind;
  if (sqlite3_column_type(st, at) == SQLITE_NULL) {
    *out = value_absent(kind);
    out->domain = f->declared->domain;
    return true;
  }
  if (kind == KIND_TEXT || kind == KIND_ENUM || kind == KIND_RATE)
    return text_column(s, st, at, f, hint, arena, out);
  int64_t i = sqlite3_column_int64(st, at);
  *out = kind == KIND_DATE    ? date_of(i / 10000, i / 100 % 100, i % 100)
         : kind == KIND_MONTH ? month_of(i / 100, i % 100)
                              : value_of(kind, i);
  return true;
}
