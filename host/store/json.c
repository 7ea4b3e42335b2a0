/* Facts as JSON texts, in the form in which decisions take them: what the log keeps of the values
** before. */
#include <jansson.h>
#include <string.h>

#include "host/base/json_out.h"
#include "host/store/store_private.h"

/* --- writing ---------------------------------------------------------------------------------- */

static void write_text(struct buf *out, const char *text) {
  buf_putc(out, '"');
  for (const char *c = text; *c; c++) {
    if (*c == '"' || *c == '\\')
      buf_putc(out, '\\');
    else if ((unsigned char)*c < 0x20) {
      buf_printf(out, "\\u%04x", (unsigned)*c);
      continue;
    }
    buf_putc(out, *c);
  }
  buf_putc(out, '"');
}

static void write_single(struct store *s, const struct fact_field *f, const struct value *v,
                         struct buf *out) {
  const char *stray = stray_text(s, v);
  bool bare = v->kind == KIND_COUNT || v->kind == KIND_TRUTH;
  if (v->state == STATE_ABSENT)
    buf_puts(out, "null");
  else if (stray)
    write_text(out, stray);
  else if (v->state != STATE_KNOWN)
    buf_puts(out, "{\"unknown\":true}");
  else if (v->kind == KIND_TEXT || v->kind == KIND_ENUM)
    write_text(out, v->kind == KIND_TEXT ? v->u.text : f->members->texts[v->u.i]);
  else {
    if (!bare) buf_putc(out, '"');
    value_write(out, *v);
    if (!bare) buf_putc(out, '"');
  }
}

static void write_day(struct buf *out, const char *key, int64_t day) {
  if (day == DAY_MIN) return; /* since always */
  buf_printf(out, "\"%s\":\"", key);
  value_write(out, value_of(KIND_DATE, day));
  buf_puts(out, "\",");
}

static void write_timeline(struct store *s, const struct fact_field *f, const struct timeline *t,
                           struct buf *out) {
  bool limited = t->known_from != DAY_MIN;
  if (limited) {
    buf_putc(out, '{');
    write_day(out, "known_from", t->known_from);
    buf_puts(out, "\"spells\":");
  }
  buf_putc(out, '[');
  for (int i = 0; i < t->count; i++) {
    buf_puts(out, i ? ",{" : "{");
    write_day(out, "from", t->spells[i].from);
    buf_puts(out, "\"value\":");
    write_single(s, f, &t->spells[i].value, out);
    buf_putc(out, '}');
  }
  buf_puts(out, limited ? "]}" : "]");
}

static void write_list(struct store *s, const struct fact_field *f, const struct list *l, struct buf *out) {
  buf_putc(out, '[');
  for (int row = 0; row < l->rows; row++) {
    buf_puts(out, row ? ",{" : "{");
    for (int i = 0; i < l->fields; i++) {
      buf_printf(out, "%s\"%s\":", i ? "," : "", f->cells[i].declared->name);
      write_single(s, &f->cells[i], &l->cells[row * l->fields + i], out);
    }
    buf_putc(out, '}');
  }
  buf_putc(out, ']');
}

void json_write(struct store *s, const struct fact_field *f, const struct value *v, struct buf *out) {
  if (f->declared->form == STORE_PLAIN || v->state == STATE_UNKNOWN)
    write_single(s, f, v, out);
  else if (v->state != STATE_KNOWN)
    buf_puts(out, "[]");
  else if (f->declared->form == STORE_TIMELINE)
    write_timeline(s, f, v->u.timeline, out);
  else
    write_list(s, f, v->u.list, out);
}

/* --- reading ---------------------------------------------------------------------------------- */

static bool is_unknown(const json_t *j) {
  return json_is_object(j) && json_is_true(json_object_get(j, "unknown"));
}

static struct value text_value(struct store *s, const struct fact_field *f, const char *text,
                               struct arena *arena) {
  int member;
  switch (f->declared->kind) {
  case KIND_DATE: return date_parse(text);
  case KIND_MONTH: return month_parse(text);
  case KIND_MONEY: return money_parse(text);
  case KIND_RATE: return rate_parse(text);
  case KIND_ENUM:
    member = members_find(f->members, text, (int)strlen(text));
    if (member >= 0) return value_enum(f->declared->domain, member);
    struct value stray = value_stray(s, f, text, (int)strlen(text));
    if (!stray_text(s, &stray)) arena->starved = true;
    return stray;
  default: return value_text(arena_text(arena, text));
  }
}

static struct value parse_single(struct store *s, const struct fact_field *f, const json_t *j,
                                 struct arena *arena) {
  struct value v = value_unknown(f->declared->kind);
  if (json_is_null(j)) v = value_absent(f->declared->kind);
  if (json_is_boolean(j)) v = value_of(KIND_TRUTH, json_is_true(j));
  if (json_is_integer(j)) v = value_of(KIND_COUNT, json_integer_value(j));
  if (json_is_string(j)) v = text_value(s, f, json_string_value(j), arena);
  if (v.state == STATE_ABSENT || v.state == STATE_UNKNOWN) v.domain = f->declared->domain;
  return v;
}

static int64_t parse_day(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  struct value day = text ? date_parse(text) : value_absent(KIND_DATE);
  return day.state == STATE_KNOWN ? day.u.i : DAY_MIN;
}

static bool parse_timeline(struct store *s, const struct fact_field *f, const json_t *j, struct arena *arena,
                           struct value *out) {
  const json_t *spells = json_is_object(j) ? json_object_get(j, "spells") : j;
  size_t count = json_array_size(spells);
  struct timeline *t = arena_new(arena, sizeof *t);
  struct spell *made = arena_array(arena, count + 1, sizeof *made);
  if (!t || !made) return false;
  *t = (struct timeline){.kind = f->declared->kind,
                         .domain = f->declared->domain,
                         .known_from = json_is_object(j) ? parse_day(j, "known_from") : DAY_MIN,
                         .count = (int)count,
                         .spells = made};
  for (size_t i = 0; i < count; i++) {
    const json_t *spell = json_array_get(spells, i);
    made[i] =
        (struct spell){parse_day(spell, "from"), parse_single(s, f, json_object_get(spell, "value"), arena)};
  }
  *out = (struct value){.kind = KIND_TIMELINE, .u.timeline = t};
  return true;
}

/* A field that the row does not have is one that came later: unknown, unless it may be left out. */
static bool parse_list(struct store *s, const struct fact_field *f, const json_t *j, struct arena *arena,
                       struct value *out) {
  size_t rows = json_array_size(j), fields = (size_t)f->cell_count;
  struct list *l = arena_new(arena, sizeof *l);
  struct value *cells = arena_array(arena, rows * fields + 1, sizeof *cells);
  if (!l || !cells) return false;
  *l = (struct list){(int)fields, (int)rows, cells};
  for (size_t i = 0; i < rows * fields; i++) {
    const struct fact_field *cell = &f->cells[i % fields];
    const json_t *given = json_object_get(json_array_get(j, i / fields), cell->declared->name);
    cells[i] = parse_single(s, cell, given, arena);
    if (!given && cell->optional) cells[i].state = STATE_ABSENT;
  }
  *out = (struct value){.kind = KIND_LIST, .u.list = l};
  return true;
}

static bool parse_fact(struct store *s, const struct fact_field *f, const json_t *j, struct arena *arena,
                       struct value *out) {
  enum store_form form = f->declared->form;
  if (form == STORE_PLAIN) {
    *out = parse_single(s, f, j, arena);
    return true;
  }
  if (is_unknown(j)) {
    *out = value_unknown(form == STORE_TIMELINE ? KIND_TIMELINE : KIND_LIST);
    return true;
  }
  return form == STORE_TIMELINE ? parse_timeline(s, f, j, arena, out) : parse_list(s, f, j, arena, out);
}

static bool load_text(struct store *s, const struct fact_field *f, const char *text, json_t **out,
                      struct error *e) {
  json_error_t why;
  bool starved = false;
  *out = text ? json_load(text, strlen(text), JSON_DECODE_ANY, &why, &starved) : NULL;
  if (starved) return no_memory(e);
  if (*out) return true;
  error_set(e, ERR_STORE, "数据库 ‘%s’ 已损坏：变更记录里 ‘%s’ 的值无法读取", s->path, f->declared->name);
  error_hint(e, "从备份恢复，再运行 bylaw verify 核对");
  return false;
}

bool json_parse(struct store *s, const struct fact_field *f, const char *text, struct arena *arena,
                struct value *out, struct error *e) {
  json_t *j;
  if (!load_text(s, f, text, &j, e)) return false;
  bool ok = parse_fact(s, f, j, arena, out) && !arena->starved;
  json_decref(j);
  return ok || no_memory(e);
}

/* --- comparing -------------------------------------------------------------------------------- */

/* A field of a record that the text lacks came later, or was dropped before it was written: nobody
** has told it. */
static bool cell_agrees(struct store *s, const struct fact_field *cell, const json_t *row,
                        const struct value *said, const struct value *is) {
  if (json_object_get(row, cell->declared->name)) return values_same(s, cell, said, is);
  return is->state == STATE_ABSENT || is->state == STATE_UNKNOWN;
}

static bool row_agrees(struct store *s, const struct fact_field *f, const json_t *row,
                       const struct value *said, const struct value *is) {
  size_t known = 0;
  for (int i = 0; i < f->cell_count; i++) {
    if (!cell_agrees(s, &f->cells[i], row, &said[i], &is[i])) return false;
    known += json_object_get(row, f->cells[i].declared->name) != NULL;
  }
  return json_object_size(row) == known;
}

static bool list_agrees(struct store *s, const struct fact_field *f, const json_t *j,
                        const struct value *said, const struct value *is) {
  const struct list *a = said->u.list, *b = is->u.list;
  bool same = a->rows == b->rows;
  for (int row = 0; same && row < a->rows; row++)
    same = row_agrees(s, f, json_array_get(j, (size_t)row), &a->cells[row * a->fields],
                      &b->cells[row * b->fields]);
  return same;
}

/* By value, not by text: records name their fields in the order of the policy that wrote them. */
bool json_agrees(struct store *s, const struct fact_field *f, const char *text, const struct value *is,
                 struct arena *arena, bool *agrees, struct error *e) {
  struct value said;
  json_t *j;
  if (!load_text(s, f, text, &j, e)) return false;
  bool ok = parse_fact(s, f, j, arena, &said) && !arena->starved;
  bool lists = f->declared->form == STORE_LIST && ok && said.state == STATE_KNOWN && is->state == STATE_KNOWN;
  if (ok) *agrees = lists ? list_agrees(s, f, j, &said, is) : values_same(s, f, &said, is);
  json_decref(j);
  return ok || no_memory(e);
}
