/* One line of the file as facts, with everything that is wrong in it. */
#include <string.h>

#include "host/engine/cells/lines.h"

bool import_fault_add(struct import_fault **list, struct arena *a, int column, const char *name,
                      const struct fault *why) {
  char text[sizeof why->reason + sizeof why->hint + 8];
  if (why->starved) return false;
  snprintf(text, sizeof text, "%s%s%s", why->reason, *why->hint ? "；" : "", why->hint);
  struct import_fault *made = arena_new(a, sizeof *made);
  if (!made) return false;
  *made = (struct import_fault){column, name, arena_text(a, text), NULL};
  while (*list)
    list = &(*list)->next;
  *list = made;
  return made->reason != NULL;
}

struct reading_line {
  const struct import_lines *l;
  const struct csv_record *r;
  struct arena *a;
  struct import_row *out;
};

static bool blame(struct reading_line *x, int column, const struct fault *why) {
  return import_fault_add(&x->out->faults, x->a, column + 1, x->l->header->columns[column].name, why);
}

/* --- whole facts ------------------------------------------------------------------------------ */

static bool read_fact(struct reading_line *x, int column, struct slice cell) {
  int fact = x->l->header->columns[column].fact;
  const struct fact *f = &x->l->office->model->facts[fact];
  struct fault why;
  bool dated;
  if (memchr(cell.text, '\0', cell.n)) {
    fault_set(&why, "含有空字符（NUL）");
    return blame(x, column, &why);
  }
  if (!office_cell(x->l->office, f, cell, x->a, &x->out->facts[fact], &dated, &why))
    return blame(x, column, &why);
  x->out->told[fact] |= TOLD_GIVEN;
  if (f->form == FORM_TIMELINE && !dated) x->out->told[fact] |= TOLD_BARE;
  if (fact != x->l->office->key || x->out->facts[fact].state == STATE_KNOWN) return true;
  fault_set(&why, "不能未知");
  return blame(x, column, &why);
}

/* 迁入日期: from that day on the history is known, and a value that tells no day holds. */
static bool read_known_from(struct reading_line *x, int column, struct slice cell) {
  int fact = x->l->header->columns[column].fact;
  static const struct fact day_fact = {.kind = KIND_DATE};
  struct value *v = &x->out->facts[fact], day;
  struct fault why;
  if (slice_is(cell, "无") || slice_is(cell, "未知")) return true;
  const struct fact *told = &x->l->office->model->facts[fact];
  if (!office_value(NULL, &day_fact, cell, x->a, &day, &why) ||
      !office_happened(x->l->office, told, day.u.i, &why))
    return blame(x, column, &why);
  if (!(x->out->told[fact] & TOLD_GIVEN)) {
    fault_set(&why, "写了日期，但没有写%s", x->l->office->model->facts[fact].label);
    return blame(x, column, &why);
  }
  if (v->state != STATE_KNOWN) return true;
  struct timeline *t = (struct timeline *)v->u.timeline; /* made for this line, in its arena */
  if (t->known_from != DAY_MIN && t->known_from != day.u.i) {
    fault_set(&why, "与这项历史自己写的 ‘…前未知’ 不同");
    return blame(x, column, &why);
  }
  t->known_from = day.u.i;
  if ((x->out->told[fact] & TOLD_BARE) && t->count > 0) t->spells[0].from = day.u.i;
  x->out->told[fact] &= (uint8_t)~TOLD_BARE;
  return true;
}

/* --- a record in columns of its own ----------------------------------------------------------- */

static int column_of(const struct import_header *h, int fact, int field) {
  for (int i = 0; i < h->count; i++)
    if (h->columns[i].kind == COLUMN_FIELD && h->columns[i].fact == fact && h->columns[i].field == field)
      return i;
  return -1;
}

static bool has_fields(const struct import_header *h, int fact) {
  for (int i = 0; i < h->count; i++)
    if (h->columns[i].kind == COLUMN_FIELD && h->columns[i].fact == fact) return true;
  return false;
}

static struct slice field_cell(const struct reading_line *x, int column) {
  return column < 0 ? (struct slice){"", 0} : office_trim(x->r->cells[column]);
}

/* The cells of one record. *some: anything stands there; *none: it says 无 where a record must have
** something. */
static bool read_fields(struct reading_line *x, int fact, struct value *cells, bool *some, bool *none) {
  const struct fact *f = &x->l->office->model->facts[fact];
  *some = *none = false;
  for (int k = 0; k < f->field_count; k++) {
    struct slice s = field_cell(x, column_of(x->l->header, fact, k));
    *some = *some || s.n > 0;
    *none = *none || (slice_is(s, "无") && !f->fields[k].optional);
  }
  for (int k = 0; *some && !*none && k < f->field_count; k++) {
    int column = column_of(x->l->header, fact, k);
    struct slice s = field_cell(x, column);
    struct fault why = {.reason = ""};
    bool ok = true;
    cells[k] = office_untold(&f->fields[k]);
    if (s.n > 0) {
      ok = !memchr(s.text, '\0', s.n) ? office_field(x->l->office, &f->fields[k], s, x->a, &cells[k], &why)
                                      : fault_set(&why, "含有空字符（NUL）");
    } else if (!f->fields[k].optional) {
      ok = fault_set(&why, "没有写；不知道时写 未知");
    }
    if (!ok && !blame(x, column, &why)) return false;
  }
  return true;
}

static bool read_record(struct reading_line *x, int fact) {
  const struct fact *f = &x->l->office->model->facts[fact];
  bool some, none;
  struct list *l = arena_new(x->a, sizeof *l);
  struct value *cells = arena_array(x->a, (size_t)f->field_count + 1, sizeof *cells);
  if (!l || !cells || !read_fields(x, fact, cells, &some, &none)) return false;
  if (!some) return true;
  *l = (struct list){f->field_count, none ? 0 : 1, cells};
  x->out->facts[fact] = (struct value){.kind = KIND_LIST};
  x->out->facts[fact].u.list = l;
  x->out->told[fact] |= TOLD_GIVEN | TOLD_ADDED;
  return true;
}

/* --- the line --------------------------------------------------------------------------------- */

static bool line_fault(struct reading_line *x, int column, const char *text) {
  struct fault why;
  fault_set(&why, "%s", text);
  return import_fault_add(&x->out->faults, x->a, column, "", &why);
}

static bool wrong_count(struct reading_line *x) {
  char text[96];
  int wanted = x->l->header->count, got = x->r->count;
  snprintf(text, sizeof text, "应有 %d 格，得到 %d 格", wanted, got);
  return line_fault(x, (got < wanted ? got : wanted) + 1, text);
}

static bool read_cells(struct reading_line *x) {
  const struct import_header *h = x->l->header;
  for (int i = 0; i < h->count; i++) {
    struct slice cell = office_trim(x->r->cells[i]);
    if (h->columns[i].kind == COLUMN_FACT && cell.n > 0 && !read_fact(x, i, cell)) return false;
  }
  for (int i = 0; i < h->count; i++) {
    struct slice cell = office_trim(x->r->cells[i]);
    if (h->columns[i].kind == COLUMN_KNOWN_FROM && cell.n > 0 && !read_known_from(x, i, cell)) return false;
  }
  for (int fact = 0; fact < x->l->office->model->fact_count; fact++)
    if (has_fields(h, fact) && !read_record(x, fact)) return false;
  return true;
}

static bool check_line(struct reading_line *x) {
  const struct office *o = x->l->office;
  struct fault why;
  int key = x->l->header->key;
  if (key >= 0 && office_trim(x->r->cells[key]).n == 0) {
    fault_set(&why, "没有写%s", o->model->facts[o->key].label);
    if (!blame(x, key, &why)) return false;
  }
  for (int i = 0; i < NUMBER_TELLS; i++) {
    int fact = o->numbered[i], column = x->l->header->numbered[i];
    bool told = fact >= 0 && column >= 0 && (x->out->told[fact] & x->out->told[o->key] & TOLD_GIVEN);
    if (!told || office_number_agrees(o, i, x->out->facts, &why)) continue;
    if (!import_fault_add(&x->out->conflict, x->a, column + 1, x->l->header->columns[column].name, &why))
      return false;
  }
  return true;
}

enum { MOST_REASON = 300 };

/* Why the numbers of the line are right. */
static bool read_reason(struct reading_line *x) {
  int column = x->l->header->verified;
  struct slice s = column < 0 ? (struct slice){"", 0} : office_trim(x->r->cells[column]);
  struct fault why;
  if (s.n == 0 || slice_is(s, "无")) return true;
  if (s.n > MOST_REASON || memchr(s.text, '\0', s.n)) {
    fault_set(&why, "太长，或含有空字符");
    return blame(x, column, &why);
  }
  x->out->verified = arena_text_n(x->a, s.text, s.n);
  return x->out->verified != NULL;
}

bool import_line_read(const struct import_lines *l, const struct csv_record *r, struct arena *a,
                      struct import_row *out) {
  size_t facts = (size_t)l->office->model->fact_count;
  struct office lenient;
  struct import_lines verified = *l;
  struct reading_line x = {l, r, a, out};
  *out = (struct import_row){.line = r->line, .raw = r->raw, .open = r->open, .count = r->count};
  if (r->broken) return line_fault(&x, 0, r->broken);
  if (r->count != l->header->count) return wrong_count(&x);
  out->facts = arena_array(a, facts + 1, sizeof *out->facts);
  out->told = arena_array(a, facts + 1, sizeof *out->told);
  if (!out->facts || !out->told) return false;
  memcpy(out->facts, l->untold, facts * sizeof *out->facts);
  if (!read_reason(&x)) return false;
  if (out->verified) {
    lenient = *l->office;
    lenient.verified = true;
    verified.office = &lenient;
    x.l = &verified;
  }
  if (!read_cells(&x) || !check_line(&x)) return false;
  if (!out->faults && l->header->key >= 0) out->tag = import_tag(l->hash, out->facts[l->office->key].u.text);
  return true;
}

/* A slot keeps 32 bits of the hash, which also choose it, and the id: what looks like the same key
** is looked at. */
uint32_t import_tag(struct hash_key hash, const char *text) {
  return (uint32_t)hash_text(hash, text);
}
