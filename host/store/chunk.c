/* Many subjects at a time, their facts in columns: one statement a table and chunk. */
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

enum { SCAN_FACTOR = 16, TEXT_BLOCK = 1 << 16, MANY = 20000 };

/* Texts of a chunk, in blocks that are kept for the next one. */
struct texts {
  char **blocks;
  size_t count, at, used; /* at: the block that is being filled */
  struct arena long_ones;
};

/* One column while it is filled. */
struct filling {
  const struct fact_field *field;
  struct batch_column *to;
  int64_t *value, *den;
  const char **text;
  uint8_t *state;
  int hint;    /* the member found last */
  bool states; /* some are not known */
};

/* A fact while its rows are read. */
struct filled {
  const struct fact_field *field;
  struct batch_fact *to;
  sqlite3_stmt *st; /* of its table; NULL: a plain fact */
  struct filling plain, *columns;
  int64_t *known_from, *from;
  uint32_t *first;
  uint8_t *unknown;       /* the fact as a whole, a person each */
  bool unknowns, limited; /* some are; some known_from is a day */
  uint32_t rows, room;
  int64_t subject, second; /* of the row before */
  int person;              /* whose rows come now */
};

struct store_chunks {
  struct store *s;
  const struct facts *f;
  sqlite3_stmt *main;
  const int64_t *wanted; /* NULL: all */
  int64_t count, at;     /* of wanted; else the last id, and that before the next chunk */
  int most, persons;
  int64_t *ids;
  struct filled *facts, *now; /* now: whose table is read */
  struct texts texts;
  bool held, disordered;
  struct batch batch;
  struct ahead *ahead; /* reads instead; NULL: nobody */
};

/* --- texts ------------------------------------------------------------------------------------ */

static char *text_room(struct texts *t, size_t size) {
  if (size > TEXT_BLOCK / 4) return arena_new(&t->long_ones, size);
  if (t->at < t->count && t->used + size > TEXT_BLOCK) {
    t->at++;
    t->used = 0;
  }
  if (t->at == t->count) {
    char **grown = realloc(t->blocks, (t->count + 1) * sizeof *grown);
    if (!grown) return NULL;
    t->blocks = grown;
    grown[t->count] = malloc(TEXT_BLOCK);
    if (!grown[t->count]) return NULL;
    t->count++;
    t->used = 0;
  }
  char *room = t->blocks[t->at] + t->used;
  t->used += size;
  return room;
}

static const char *text_keep(struct texts *t, const char *text, size_t length) {
  char *room = text_room(t, length + 1);
  if (!room) return NULL;
  memcpy(room, text, length);
  room[length] = '\0';
  return room;
}

static void texts_forget(struct texts *t) {
  t->at = t->used = 0;
  arena_reset(&t->long_ones);
}

static void texts_free(struct texts *t) {
  for (size_t i = 0; i < t->count; i++)
    free(t->blocks[i]);
  free(t->blocks);
  arena_free(&t->long_ones);
}

/* --- one value -------------------------------------------------------------------------------- */

static void set_state(struct filling *c, uint32_t at, enum state state) {
  c->state[at] = (uint8_t)state;
  c->states = true;
}

static void put_number(struct filling *c, uint32_t at, int64_t i) {
  enum kind kind = c->field->declared->kind;
  c->value[at] = i;
  if (kind != KIND_DATE && kind != KIND_MONTH) return;
  struct value v =
      kind == KIND_DATE ? date_of(i / 10000, i / 100 % 100, i % 100) : month_of(i / 100, i % 100);
  if (v.state == STATE_KNOWN)
    c->value[at] = v.u.i;
  else
    set_state(c, at, STATE_POISONED);
}

/* Beside, no text can be kept: who uses the value reads it again. False: no memory. */
static bool put_member(struct store *s, struct filling *c, uint32_t at, const char *text, int length) {
  const struct members *m = c->field->members;
  if (!is_member(m, c->hint, text, length)) {
    int found = members_find(m, text, length);
    if (found < 0) {
      c->value[at] = s->beside ? 0 : value_stray(s, c->field, text, length).u.poison.b;
      set_state(c, at, STATE_POISONED);
      return s->beside || c->value[at];
    }
    c->hint = found;
  }
  c->value[at] = c->hint;
  return true;
}

static void put_rate(struct filling *c, uint32_t at, const char *text) {
  struct value v = rate_parse(text);
  c->value[at] = v.state == STATE_KNOWN ? v.u.ratio.num : v.u.poison.code;
  c->den[at] = v.state == STATE_KNOWN ? v.u.ratio.den : 1;
  if (v.state != STATE_KNOWN) set_state(c, at, STATE_POISONED);
}

static bool put_text(struct store_chunks *r, struct filling *c, uint32_t at, sqlite3_value *v) {
  enum kind kind = c->field->declared->kind;
  int length = sqlite3_value_bytes(v);
  const char *text = kind == KIND_RATE ? (const char *)sqlite3_value_text(v) : sqlite3_value_blob(v);
  if (!text && length > 0) return false;
  if (!text) text = ""; /* a text without bytes */
  if (kind == KIND_ENUM) return put_member(r->s, c, at, text, length);
  if (kind == KIND_RATE)
    put_rate(c, at, text);
  else
    c->text[at] = text_keep(&r->texts, text, (size_t)length);
  return kind != KIND_TEXT || c->text[at];
}

static bool put(struct store_chunks *r, struct filling *c, uint32_t at, sqlite3_value *v, bool unknown) {
  int type = sqlite3_value_type(v);
  bool texts = c->text || c->den || c->field->declared->kind == KIND_ENUM, ok = true;
  c->state[at] = STATE_KNOWN;
  if (type == SQLITE_NULL)
    set_state(c, at, STATE_ABSENT);
  else if (texts)
    ok = put_text(r, c, at, v);
  else
    put_number(c, at, sqlite3_value_int64(v));
  if (unknown) set_state(c, at, STATE_UNKNOWN);
  return ok;
}

/* --- rows ------------------------------------------------------------------------------------- */

static bool column_room(struct filling *c, size_t room) {
  enum kind kind = c->field->declared->kind;
  uint8_t *state = realloc(c->state, room * sizeof *state);
  if (!state) return false;
  c->state = state;
  if (kind == KIND_TEXT) {
    const char **text = realloc(c->text, room * sizeof *text);
    if (text) c->text = text;
    return text != NULL;
  }
  int64_t *value = realloc(c->value, room * sizeof *value);
  if (!value) return false;
  c->value = value;
  if (kind != KIND_RATE) return true;
  int64_t *den = realloc(c->den, room * sizeof *den);
  if (den) c->den = den;
  return den != NULL;
}

static bool spell_room(struct filled *g, size_t room) {
  int64_t *from = realloc(g->from, room * sizeof *from);
  if (from) g->from = from;
  return from != NULL;
}

static bool child_room(struct filled *g) {
  if (g->rows < g->room) return true;
  uint32_t room = g->room ? g->room * 2 : 256;
  if (room <= g->room) return false;
  if (g->to->form == BATCH_TIMELINE && !spell_room(g, room)) return false;
  for (int i = 0; i < g->to->columns; i++)
    if (!column_room(&g->columns[i], room)) return false;
  g->room = room;
  return true;
}

/* Whose row it is; false: nobody's of this chunk. */
static bool find_person(struct store_chunks *r, struct filled *g, int64_t subject) {
  while (g->person < r->persons && r->ids[g->person] < subject)
    g->first[++g->person] = g->rows;
  return g->person < r->persons && r->ids[g->person] == subject;
}

static bool child_row(void *ud, int count, sqlite3_value **values) {
  struct store_chunks *r = ud;
  struct filled *g = r->now;
  int64_t subject = sqlite3_value_int64(values[0]), second = sqlite3_value_int64(values[1]);
  if (subject < g->subject || (subject == g->subject && second <= g->second)) r->disordered = true;
  g->subject = subject;
  g->second = second;
  if (!find_person(r, g, subject)) return true;
  if (!child_room(g)) return false;
  if (g->to->form == BATCH_TIMELINE) {
    g->from[g->rows] = day_of_number(second);
    bool unknown = sqlite3_value_int(values[3]) == STATE_UNKNOWN;
    if (!put(r, &g->columns[0], g->rows, values[2], unknown)) return false;
  }
  int64_t unknown = g->to->form == BATCH_LIST ? sqlite3_value_int64(values[2]) : 0;
  for (int i = 3; g->to->form == BATCH_LIST && i < count; i++)
    if (!put(r, &g->columns[i - 3], g->rows, values[i], field_unknown(&g->field->cells[i - 3], unknown)))
      return false;
  g->rows++;
  return true;
}

static bool is_wanted(struct store_chunks *r, int64_t id) {
  if (!r->wanted) return true;
  while (r->at < r->count && r->wanted[r->at] < id)
    r->at++;
  return r->at < r->count && r->wanted[r->at] == id;
}

static bool main_row(void *ud, int count, sqlite3_value **values) {
  struct store_chunks *r = ud;
  int64_t id = sqlite3_value_int64(values[0]), unknown = sqlite3_value_int64(values[1]);
  int i = r->persons;
  (void)count;
  if (i > 0 && id <= r->ids[i - 1]) r->disordered = true;
  bool removed = sqlite3_value_type(values[2 + r->f->fields[r->f->schema->key].column]) == SQLITE_NULL;
  if (removed || !is_wanted(r, id) || i == r->most) return true;
  r->ids[r->persons++] = id;
  for (int k = 0; k < r->f->count; k++) {
    struct filled *g = &r->facts[k];
    const struct fact_field *f = g->field;
    bool whole = field_unknown(f, unknown);
    if (g->to->form == BATCH_PLAIN) {
      if (!put(r, &g->plain, (uint32_t)i, values[2 + f->column], whole)) return false;
      continue;
    }
    g->unknown[i] = whole ? STATE_UNKNOWN : STATE_KNOWN;
    g->unknowns = g->unknowns || whole;
    if (g->to->form == BATCH_LIST) continue;
    g->known_from[i] = day_of_number(sqlite3_value_int64(values[2 + f->column]));
    g->limited = g->limited || g->known_from[i] != DAY_MIN;
  }
  return true;
}

/* --- a chunk ---------------------------------------------------------------------------------- */

static void begin_fact(struct filled *g) {
  g->rows = 0;
  g->person = 0;
  g->unknowns = g->limited = g->plain.states = false;
  if (g->first) g->first[0] = 0;
  for (int i = 0; i < g->to->columns; i++)
    g->columns[i].states = false;
}

static bool run_range(struct store_chunks *r, sqlite3_stmt *st, row_found found, int64_t from, int64_t to,
                      struct error *e) {
  sqlite3_bind_int64(st, 1, from);
  sqlite3_bind_int64(st, 2, to);
  return sql_each(r->s, st, found, r, e);
}

static bool read_children(struct store_chunks *r, int64_t from, int64_t to, struct error *e) {
  for (int k = 0; k < r->f->count; k++) {
    r->now = &r->facts[k];
    r->now->subject = INT64_MIN;
    if (r->now->st && !run_range(r, r->now->st, child_row, from, to, e)) return false;
  }
  return true;
}

static bool read_range(struct store_chunks *r, int64_t from, int64_t to, struct error *e) {
  int before = r->persons;
  if (!run_range(r, r->main, main_row, from, to, e)) return false;
  return r->persons == before || read_children(r, r->ids[before], r->ids[r->persons - 1], e);
}

/* Those wanted next: all between them where they are close together, else one by one. */
static bool read_wanted(struct store_chunks *r, struct error *e) {
  int64_t first = r->at, count = r->count - first < r->most ? r->count - first : r->most;
  int64_t from = r->wanted[first], to = r->wanted[first + count - 1];
  bool ok = true;
  if ((to - from) / SCAN_FACTOR < count) {
    ok = read_range(r, from, to, e);
  } else {
    for (int64_t i = first; ok && i < first + count; i++)
      ok = read_range(r, r->wanted[i], r->wanted[i], e);
  }
  r->at = first + count;
  return ok;
}

static void show_column(const struct filling *c) {
  c->to->value = c->value;
  c->to->den = c->den;
  c->to->text = c->text;
  c->to->state = c->states ? c->state : NULL;
}

static void show_fact(struct store_chunks *r, struct filled *g) {
  if (g->to->form == BATCH_PLAIN) {
    show_column(&g->plain);
    return;
  }
  while (g->person < r->persons)
    g->first[++g->person] = g->rows;
  g->to->first = g->first;
  g->to->from = g->from;
  g->to->known_from = g->limited ? g->known_from : NULL;
  g->to->plain.state = g->unknowns ? g->unknown : NULL;
  for (int i = 0; i < g->to->columns; i++)
    show_column(&g->columns[i]);
}

static bool ended(const struct store_chunks *r) {
  return r->at >= r->count;
}

/* Nobody was there: on to the next row. Ids have no gaps but in a database that was written by
** hand; all of a chunk may have been removed. */
static bool pass_gap(struct store_chunks *r, struct error *e) {
  struct buf text = {0};
  int64_t next = 0;
  buf_printf(&text, "SELECT coalesce(min(subject), 0) FROM \"%s\" WHERE subject > %lld", r->f->table,
             (long long)r->at);
  bool ok = buf_text(&text) ? sql_integer(r->s, buf_text(&text), &next, e) : no_memory(e);
  buf_free(&text);
  if (ok) r->at = next > r->at && next <= r->count ? next - 1 : r->count;
  return ok;
}

static bool read_chunk(struct store_chunks *r, struct error *e) {
  texts_forget(&r->texts);
  r->persons = 0;
  for (int k = 0; k < r->f->count; k++)
    begin_fact(&r->facts[k]);
  if (r->wanted) return read_wanted(r, e);
  int64_t from = r->at + 1, to = r->count - r->at > r->most ? r->at + r->most : r->count;
  r->at = to;
  return read_range(r, from, to, e) && (r->persons || pass_gap(r, e));
}

bool chunk_read(struct store_chunks *r, struct store_chunk *out, struct error *e) {
  *e = (struct error){0};
  do {
    if (ended(r)) return false;
    if (!read_chunk(r, e)) return false;
  } while (r->persons == 0);
  if (r->disordered) return error_set(e, ERR_STORE, "数据库 ‘%s’ 的表没有按对象的顺序读出", r->s->path);
  for (int k = 0; k < r->f->count; k++)
    show_fact(r, &r->facts[k]);
  r->batch.persons = r->persons;
  *out = (struct store_chunk){r->batch, r->ids};
  return true;
}

bool store_chunk_next(struct store_chunks *r, struct store_chunk *out, struct error *e) {
  *e = (struct error){0};
  if (r->ahead) return ahead_next(r->ahead, out, e);
  return adding_flush(r->s, e) && chunk_read(r, out, e);
}

void chunks_go_on(struct store_chunks *r, const struct store_chunks *before) {
  r->at = before->at;
}

/* --- opening ---------------------------------------------------------------------------------- */

static sqlite3_stmt *prepare_each(struct store_chunks *r, struct buf *text, const char *table,
                                  struct error *e) {
  buf_printf(text, ") FROM \"%s\" WHERE subject BETWEEN ? AND ?", table);
  sqlite3_stmt *st = buf_text(text) ? sql_prepare(r->s, buf_text(text), e) : NULL;
  if (text->oom) no_memory(e);
  buf_free(text);
  return st;
}

static bool open_main(struct store_chunks *r, struct error *e) {
  struct buf text = {0};
  buf_puts(&text, "SELECT bylaw_each(subject, unknown");
  field_columns(&text, r->f->fields, r->f->count);
  r->main = prepare_each(r, &text, r->f->table, e);
  return r->main != NULL;
}

static bool open_child(struct store_chunks *r, struct filled *g, struct error *e) {
  struct buf text = {0};
  bool list = g->to->form == BATCH_LIST;
  buf_puts(&text, list ? "SELECT bylaw_each(subject, row, unknown"
                       : "SELECT bylaw_each(subject, from_day, value, state");
  field_columns(&text, g->field->cells, g->field->cell_count);
  g->st = prepare_each(r, &text, g->field->table, e);
  return g->st != NULL;
}

static void open_column(struct filling *c, const struct fact_field *f, struct batch_column *to) {
  c->field = f;
  c->to = to;
  to->kind = f->declared->kind;
  to->domain = f->declared->domain;
}

static bool open_rows(struct store_chunks *r, struct filled *g, struct error *e) {
  size_t persons = (size_t)r->most + 1;
  int columns = g->to->form == BATCH_TIMELINE ? 1 : g->field->cell_count;
  g->columns = calloc((size_t)columns + 1, sizeof *g->columns);
  g->to->column = calloc((size_t)columns + 1, sizeof *g->to->column);
  g->first = calloc(persons, sizeof *g->first);
  g->unknown = calloc(persons, sizeof *g->unknown);
  g->known_from = calloc(persons, sizeof *g->known_from);
  if (!g->columns || !g->to->column || !g->first || !g->unknown || !g->known_from) return no_memory(e);
  g->to->columns = columns;
  for (int i = 0; i < columns; i++)
    open_column(&g->columns[i], g->to->form == BATCH_TIMELINE ? g->field : &g->field->cells[i],
                &g->to->column[i]);
  return (child_room(g) || no_memory(e)) && (g->field->lacking || open_child(r, g, e));
}

static bool open_fact(struct store_chunks *r, struct filled *g, const struct fact_field *f, struct error *e) {
  static const enum batch_form forms[] = {
      [STORE_PLAIN] = BATCH_PLAIN, [STORE_TIMELINE] = BATCH_TIMELINE, [STORE_LIST] = BATCH_LIST};
  g->field = f;
  g->to->form = forms[f->declared->form];
  if (g->to->form != BATCH_PLAIN) return open_rows(r, g, e);
  open_column(&g->plain, f, &g->to->plain);
  return column_room(&g->plain, (size_t)r->most + 1) || no_memory(e);
}

static bool open_chunks(struct store_chunks *r, struct error *e) {
  size_t count = (size_t)r->f->count;
  r->facts = calloc(count + 1, sizeof *r->facts);
  r->batch.facts = calloc(count + 1, sizeof *r->batch.facts);
  r->ids = calloc((size_t)r->most + 1, sizeof *r->ids);
  if (!r->facts || !r->batch.facts || !r->ids) return no_memory(e);
  for (size_t i = 0; i < count; i++)
    r->facts[i].to = &r->batch.facts[i];
  r->batch.fact_count = (int)count;
  for (size_t i = 0; i < count; i++)
    if (!open_fact(r, &r->facts[i], &r->f->fields[i], e)) return false;
  r->held = open_main(r, e) && snapshot_hold(r->s, e);
  return r->held;
}

struct store_chunks *chunks_make(struct store *s, const struct facts *f, const int64_t *ids, int64_t count,
                                 int most, struct error *e) {
  struct store_chunks *r = calloc(1, sizeof *r);
  if (!r) {
    no_memory(e);
    return NULL;
  }
  *r = (struct store_chunks){.s = s, .f = f, .wanted = ids, .count = count, .most = most};
  if (open_chunks(r, e)) return r;
  store_chunks_end(r);
  return NULL;
}

struct store_chunks *store_chunks(struct store *s, const int64_t *ids, int64_t count, int most,
                                  struct error *e) {
  if (!must_use(s, e) || !adding_flush(s, e)) return NULL;
  if (!ids) count = store_subject_last(s);
  struct store_chunks *r = chunks_make(s, s->facts, ids, count, most, e);
  if (r && !ids && count >= MANY) r->ahead = ahead_open(s, count, most);
  return r;
}

static void free_column(struct filling *c) {
  free(c->value);
  free(c->den);
  free(c->text);
  free(c->state);
}

static void free_fact(struct filled *g) {
  sqlite3_finalize(g->st);
  free_column(&g->plain);
  for (int i = 0; g->columns && i < g->to->columns; i++)
    free_column(&g->columns[i]);
  free(g->columns);
  free(g->to->column);
  free(g->first);
  free(g->from);
  free(g->unknown);
  free(g->known_from);
}

void store_chunks_end(struct store_chunks *r) {
  if (!r) return;
  ahead_close(r->ahead);
  for (int i = 0; r->facts && r->facts[0].to && i < r->f->count; i++)
    free_fact(&r->facts[i]);
  sqlite3_finalize(r->main);
  if (r->held) snapshot_release(r->s);
  texts_free(&r->texts);
  free(r->facts);
  free(r->batch.facts);
  free(r->ids);
  free(r);
}
