/* Facts as cells, such that reading them gives the same facts. */
#include <string.h>

#include "host/engine/cells/cells.h"

static void write_date(struct buf *out, int64_t day) {
  value_write(out, value_of(KIND_DATE, day));
}

static void write_quoted(struct buf *out, const char *text) {
  buf_putc(out, '"');
  for (const char *c = text; *c; c++) {
    if (*c == '"') buf_putc(out, '"');
    buf_putc(out, *c);
  }
  buf_putc(out, '"');
}

/* What would be read as something else: nothing, 无, 未知, or without its blanks. */
static bool misread(const char *text) {
  struct slice s = {text, strlen(text)}, trimmed = office_trim(s);
  return s.n == 0 || trimmed.n != s.n || *text == '"' || slice_is(s, "无") || slice_is(s, "未知");
}

/* In a history or list: separators, and what looks like the day of a spell. */
static bool misread_part(const char *text) {
  bool day = *text >= '0' && *text <= '9', blank = false;
  for (size_t i = 0, n = strlen(text); i < n && !blank; i++)
    blank = office_blank(text + i, n - i) > 0;
  return strpbrk(text, ";|") || strstr(text, "；") || (day && (blank || strstr(text, "前未知")));
}

static const char *words_of(const struct office *o, const struct fact *f, const struct value *v) {
  return f->kind == KIND_TEXT ? v->u.text : o->domains[f->domain - 1].shown[v->u.i];
}

static void write_single(const struct office *o, const struct fact *f, const struct value *v, bool part,
                         struct buf *out) {
  if (v->state == STATE_ABSENT || v->state == STATE_UNKNOWN) {
    buf_puts(out, v->state == STATE_ABSENT ? "无" : "未知");
  } else if (f->kind == KIND_TEXT || f->kind == KIND_ENUM) {
    const char *text = words_of(o, f, v);
    if ((part && misread_part(text)) || misread(text))
      write_quoted(out, text);
    else
      buf_puts(out, text);
  } else if (f->kind == KIND_TRUTH) {
    buf_puts(out, v->u.i ? "是" : "否");
  } else {
    value_write(out, *v);
  }
}

void office_write_part(const struct office *o, const struct fact *f, const struct value *v, struct buf *out) {
  write_single(o, f, v, true, out);
}

static void write_history(const struct office *o, const struct fact *f, const struct timeline *t,
                          struct buf *out) {
  bool began = t->count > 0;
  if (t->known_from != DAY_MIN) {
    write_date(out, t->known_from);
    buf_puts(out, "前未知；");
  }
  if (!began) buf_puts(out, "无");
  for (int i = 0; i < t->count; i++) {
    const struct spell *s = &t->spells[i];
    if (i > 0) buf_puts(out, "；");
    if (s->from != DAY_MIN) {
      write_date(out, s->from);
      buf_putc(out, ' ');
    }
    office_write_part(o, f, &s->value, out);
  }
}

/* Fields at the end that are absent are left out; a record of nothing else keeps its bar, so that
** it is no 无. */
static void write_record(const struct office *o, const struct fact *f, const struct value *cells,
                         struct buf *out) {
  int last = f->field_count;
  while (last > 1 && cells[last - 1].state == STATE_ABSENT)
    last--;
  for (int i = 0; i < last; i++) {
    if (i > 0) buf_putc(out, '|');
    office_write_part(o, &f->fields[i], &cells[i], out);
  }
  if (last == 1 && cells[0].state != STATE_KNOWN) buf_putc(out, '|');
}

static void write_list(const struct office *o, const struct fact *f, const struct list *l, struct buf *out) {
  if (l->rows == 0) buf_puts(out, "无");
  for (int i = 0; i < l->rows; i++) {
    if (i > 0) buf_puts(out, "；");
    write_record(o, f, l->cells + i * l->fields, out);
  }
}

/* A member of an older policy has no word in this one. */
static bool has_words(const struct fact *f, const struct value *v) {
  if (v->state == STATE_POISONED) return false;
  if (v->state != STATE_KNOWN) return true;
  if (f->form == FORM_TIMELINE)
    for (int i = 0; i < v->u.timeline->count; i++)
      if (v->u.timeline->spells[i].value.state == STATE_POISONED) return false;
  if (f->form == FORM_LIST)
    for (int i = 0; i < v->u.list->rows * v->u.list->fields; i++)
      if (v->u.list->cells[i].state == STATE_POISONED) return false;
  return true;
}

void office_write(const struct office *o, const struct fact *f, const struct value *v, struct buf *out) {
  if (!has_words(f, v)) return;
  if (v->state == STATE_KNOWN && f->form == FORM_TIMELINE)
    write_history(o, f, v->u.timeline, out);
  else if (v->state == STATE_KNOWN && f->form == FORM_LIST)
    write_list(o, f, v->u.list, out);
  else
    write_single(o, f, v, false, out);
}
