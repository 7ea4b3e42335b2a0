/* Turning one fact: what a changed one looks like, and how it is told. */
#include <string.h>

#include "host/engine/policy/json.h"
#include "host/engine/advise/what_if.h"
#include "host/value/timeline.h"

const char *change_name(enum change_kind k) {
  static const char *const names[] = {"set", "set_field", "add", "move",   "from",  "until",
                                      "set", "set_field", "add", "remove", "spell", "always"};
  return names[k];
}

enum kind change_kind_of(const struct fact *f, const struct change *t) {
  if (t->kind == CHANGE_VALUE) return f->kind;
  if (t->kind == CHANGE_CELL || t->kind == CHANGE_ADD_AT) return f->fields[t->field].kind;
  return KIND_DATE;
}

/* --- lists ------------------------------------------------------------------------------------ */

static bool make_list(struct arena *arena, const struct fact *f, const struct value *old,
                      const struct change *t, int64_t x, struct value *out) {
  const struct list *was = old->state == STATE_KNOWN ? old->u.list : NULL;
  int n = f->field_count, rows = was ? was->rows : 0;
  struct list *l = arena_new(arena, sizeof *l);
  struct value *cells = arena_array(arena, (size_t)(rows + 1) * (size_t)n, sizeof *cells);
  if (!l || !cells) return false;
  *l = (struct list){n, rows, cells};
  if (rows) memcpy(cells, was->cells, (size_t)(rows * n) * sizeof *cells);
  if (t->kind == CHANGE_CELL || t->kind == CHANGE_CELL_TO) {
    struct value *cell = &cells[t->row * n + t->field];
    *cell = t->kind == CHANGE_CELL ? value_of(f->fields[t->field].kind, x) : t->value;
  } else if (t->kind == CHANGE_REMOVE) {
    memmove(cells + t->row * n, cells + (t->row + 1) * n, (size_t)((rows - t->row - 1) * n) * sizeof *cells);
    l->rows--;
  } else {
    memcpy(cells + rows * n, t->cells, (size_t)n * sizeof *cells);
    if (t->kind == CHANGE_ADD_AT) cells[rows * n + t->field] = value_of(f->fields[t->field].kind, x);
    l->rows++;
  }
  *out = (struct value){.kind = KIND_LIST};
  out->u.list = l;
  return true;
}

/* --- histories -------------------------------------------------------------------------------- */

static void add_spell(struct timeline *t, int64_t from, struct value v) {
  t->spells[t->count++] = (struct spell){from, v};
}

/* Everything from `from` on as it was. */
static void add_rest(struct timeline *t, const struct timeline *was, int64_t from) {
  struct value then = value_absent(was->kind);
  then.domain = was->domain;
  for (int i = 0; i < was->count && was->spells[i].from <= from; i++)
    then = was->spells[i].value;
  add_spell(t, from, then);
  for (int i = 0; i < was->count; i++)
    if (was->spells[i].from > from) add_spell(t, was->spells[i].from, was->spells[i].value);
}

static bool move_spell(struct timeline *t, const struct timeline *was, int row, int64_t x) {
  bool before = row > 0 && x <= was->spells[row - 1].from;
  bool after = row + 1 < was->count && x >= was->spells[row + 1].from;
  if (before || after || was->spells[row].from == DAY_MIN) return false;
  for (int i = 0; i < was->count; i++)
    add_spell(t, i == row ? x : was->spells[i].from, was->spells[i].value);
  return true;
}

static bool change_spells(struct timeline *t, const struct timeline *was, const struct change *change,
                          int64_t x) {
  switch (change->kind) {
  case CHANGE_MOVE: return move_spell(t, was, change->row, x);
  case CHANGE_FROM:
    for (int i = 0; i < was->count && was->spells[i].from < x; i++)
      add_spell(t, was->spells[i].from, was->spells[i].value);
    add_spell(t, x, change->value);
    return true;
  case CHANGE_UNTIL:
    add_spell(t, DAY_MIN, change->value);
    add_rest(t, was, x);
    return true;
  case CHANGE_ALWAYS: add_spell(t, DAY_MIN, change->value); return true;
  default:
    for (int i = 0; i < was->count; i++) {
      bool here = i == change->row;
      if (!here || change->kind == CHANGE_SPELL)
        add_spell(t, was->spells[i].from, here ? change->value : was->spells[i].value);
    }
    return true;
  }
}

/* What nobody knows stays so: nothing begins before known_from. */
static bool make_timeline(struct arena *arena, const struct fact *f, const struct value *old,
                          const struct change *change, int64_t x, struct value *out, bool *possible) {
  struct timeline none = {.kind = f->kind, .domain = f->domain, .known_from = DAY_MIN};
  const struct timeline *was = old->state == STATE_KNOWN ? old->u.timeline : &none;
  struct timeline *t = arena_new(arena, sizeof *t);
  struct spell *spells = arena_array(arena, (size_t)was->count + 3, sizeof *spells);
  if (!t || !spells) return false;
  *t = (struct timeline){was->kind, was->domain, 0, was->known_from, spells};
  bool dated = change->kind == CHANGE_MOVE || change->kind == CHANGE_FROM || change->kind == CHANGE_UNTIL;
  *possible =
      (!dated || was->known_from == DAY_MIN || x > was->known_from) && change_spells(t, was, change, x);
  *out = (struct value){.kind = KIND_TIMELINE, .domain = old->domain};
  out->u.timeline = t;
  return true;
}

bool change_make(struct arena *arena, const struct fact *f, const struct value *old, const struct change *t,
                 int64_t x, struct value *out, bool *possible) {
  *possible = true;
  if (f->form == FORM_LIST) return make_list(arena, f, old, t, x, out);
  if (f->form == FORM_TIMELINE) return make_timeline(arena, f, old, t, x, out, possible);
  *out = t->kind == CHANGE_VALUE ? value_of(f->kind, x) : t->value;
  out->domain = f->domain;
  return true;
}

/* --- words ------------------------------------------------------------------------------------ */

/* Members by their labels, days as they are written. */
static void put(struct script *s, const struct fact *f, struct value v, struct buf *out) {
  bool people = v.kind == KIND_ENUM || v.kind == KIND_TRUTH || v.state != STATE_KNOWN;
  struct fact plain = *f;
  plain.form = FORM_PLAIN;
  if (v.state == STATE_ABSENT && f->form == FORM_TIMELINE)
    buf_puts(out, f->absent);
  else
    fact_value_text(s, &plain, v, out, people);
}

static void put_day(struct buf *out, int64_t day) {
  value_write(out, value_of(KIND_DATE, day));
}

static void put_spell(struct script *s, const struct fact *f, const struct spell *spell, struct buf *out) {
  if (spell->from != DAY_MIN) {
    put_day(out, spell->from);
    buf_puts(out, "起 ");
  }
  put(s, f, spell->value, out);
}

static void put_row(struct script *s, const struct fact *f, const struct value *cells, struct buf *out) {
  for (int i = 0, told = 0; i < f->field_count; i++) {
    if (cells[i].state == STATE_ABSENT) continue;
    if (told++) buf_putc(out, ' ');
    put(s, &f->fields[i], cells[i], out);
  }
}

static void tell_list(struct script *s, const struct fact *f, const struct value *old, const struct change *t,
                      int64_t x, struct buf *was, struct buf *now) {
  int n = f->field_count;
  const struct value *row = t->row >= 0 && old->state == STATE_KNOWN ? old->u.list->cells + t->row * n : NULL;
  struct value cells[CHANGE_CELLS];
  if (t->kind == CHANGE_ADD || t->kind == CHANGE_ADD_AT) {
    memcpy(cells, t->cells, (size_t)n * sizeof *cells);
    if (t->kind == CHANGE_ADD_AT) cells[t->field] = value_of(f->fields[t->field].kind, x);
    buf_puts(now, "增加一条 ");
    put_row(s, f, cells, now);
    return;
  }
  if (!row) return;
  buf_printf(was, "第 %d 条 ", t->row + 1);
  if (t->kind == CHANGE_REMOVE) {
    put_row(s, f, row, was);
    buf_puts(now, "没有这一条");
    return;
  }
  buf_printf(was, "%s ", f->fields[t->field].label);
  put(s, &f->fields[t->field], row[t->field], was);
  put(s, &f->fields[t->field], t->kind == CHANGE_CELL ? value_of(f->fields[t->field].kind, x) : t->value,
      now);
}

static void tell_timeline(struct script *s, const struct fact *f, const struct value *old,
                          const struct change *t, int64_t x, struct buf *was, struct buf *now) {
  const struct timeline *line = old->state == STATE_KNOWN ? old->u.timeline : NULL;
  const struct spell *spell = line && t->row >= 0 && t->row < line->count ? &line->spells[t->row] : NULL;
  if (spell) put_spell(s, f, spell, was);
  switch (t->kind) {
  case CHANGE_REMOVE: buf_puts(now, "没有这一段"); return;
  case CHANGE_MOVE:
    if (spell) put_spell(s, f, &(struct spell){x, spell->value}, now);
    return;
  case CHANGE_FROM:
    if (line) put(s, f, timeline_at(line, x), was);
    put_spell(s, f, &(struct spell){x, t->value}, now);
    return;
  case CHANGE_UNTIL:
    if (line) put(s, f, timeline_at(line, x - 1), was);
    put_day(now, x);
    buf_puts(now, "以前 ");
    break;
  case CHANGE_ALWAYS: buf_puts(now, "一直是 "); break;
  default: break;
  }
  put(s, f, t->value, now);
}

void change_tell(struct script *s, const struct fact *f, const struct value *old, const struct change *t,
                 int64_t x, struct buf *was, struct buf *now) {
  if (f->form == FORM_LIST) {
    tell_list(s, f, old, t, x, was, now);
    return;
  }
  if (f->form == FORM_TIMELINE) {
    tell_timeline(s, f, old, t, x, was, now);
    return;
  }
  put(s, f, *old, was);
  put(s, f, t->kind == CHANGE_VALUE ? value_of(f->kind, x) : t->value, now);
}
