/* The header of a CSV file: which column is which fact. */
#include <string.h>

#include "host/base/names.h"
#include "host/engine/cells/lines.h"

enum { MOST_HEADER_NAMES = 512 };

/* What a column may be called: a fact, one field of a list, or the day from which a history is
** known. */
struct naming {
  const struct office *o;
  struct import_column found[2];
  int count; /* of those that fit */
};

static void fits(struct naming *n, enum column_kind kind, int fact, int field) {
  if (n->count < 2) n->found[n->count] = (struct import_column){kind, fact, field, NULL};
  n->count++;
}

static bool is_text(const char *text, const char *name, size_t n) {
  return strlen(text) == n && memcmp(text, name, n) == 0;
}

/* Whether fact `i` is called `name` here: by its full name, by its own one in a record of its own
** kind; the column of another record, "unit", holds its key. */
static bool is_called(const struct office *o, int i, const char *name, size_t n) {
  const struct fact *f = &o->model->facts[i];
  const struct subject_kind *s = &o->model->subjects[f->subject];
  if (is_text(f->name, name, n)) return true;
  if (f->subject == o->subject) return is_text(f->own, name, n);
  return i == s->key && is_text(s->name, name, n);
}

static bool by_name(struct naming *n, const char *name) {
  const struct model *m = n->o->model;
  const char *dot = strrchr(name, '.');
  for (int i = 0; i < m->fact_count; i++) {
    const struct fact *f = &m->facts[i];
    if (!office_takes(n->o, i)) continue;
    if (is_called(n->o, i, name, strlen(name))) fits(n, COLUMN_FACT, i, -1);
    bool list = dot && f->form == FORM_LIST && is_called(n->o, i, name, (size_t)(dot - name));
    for (int k = 0; list && k < f->field_count; k++)
      if (strcmp(f->fields[k].name, dot + 1) == 0) fits(n, COLUMN_FIELD, i, k);
  }
  const struct decision *asked = n->o->asked;
  for (int i = 0; asked && i < asked->given_count; i++)
    if (strcmp(asked->given[i].name, name) == 0) fits(n, COLUMN_INPUT, i, -1);
  return n->count == 1;
}

static bool by_label(struct naming *n, const char *name) {
  const struct model *m = n->o->model;
  const struct subject_kind *s = &m->subjects[n->o->subject];
  for (int i = 0; i < m->fact_count; i++) {
    const struct fact *f = &m->facts[i];
    if (!office_takes(n->o, i)) continue;
    if (strcmp(f->label, name) == 0) fits(n, COLUMN_FACT, i, -1);
    if (f->form == FORM_TIMELINE && *f->known_from && strcmp(f->known_from, name) == 0)
      fits(n, COLUMN_KNOWN_FROM, i, -1);
    for (int k = 0; f->form == FORM_LIST && k < f->field_count; k++)
      if (strcmp(f->fields[k].label, name) == 0) fits(n, COLUMN_FIELD, i, k);
  }
  for (int k = 0; k < s->reference_count; k++)
    if (strcmp(s->references[k].label, name) == 0)
      fits(n, COLUMN_FACT, m->subjects[s->references[k].subject].key, -1);
  const struct decision *asked = n->o->asked;
  for (int i = 0; asked && i < asked->given_count; i++)
    if (strcmp(asked->given[i].label, name) == 0) fits(n, COLUMN_INPUT, i, -1);
  return n->count == 1;
}

/* --- errors ----------------------------------------------------------------------------------- */

static int known_names(const struct office *o, const char **names) {
  const struct model *m = o->model;
  int n = 0;
  for (int i = 0; i < m->fact_count && n < MOST_HEADER_NAMES - 2; i++)
    if (office_takes(o, i)) names[n++] = office_fact_label(o, i);
  for (int i = 0; o->asked && i < o->asked->given_count && n < MOST_HEADER_NAMES - 2; i++)
    names[n++] = o->asked->given[i].label;
  int labels = n;
  for (int i = 0; i < m->fact_count; i++) {
    const struct fact *f = &m->facts[i];
    if (!office_takes(o, i)) continue;
    if (n < MOST_HEADER_NAMES - 2) names[n++] = office_fact_name(o, i);
    if (f->form == FORM_TIMELINE && *f->known_from && n < MOST_HEADER_NAMES - 2) names[n++] = f->known_from;
    for (int k = 0; f->form == FORM_LIST && k < f->field_count && n < MOST_HEADER_NAMES - 2; k++)
      names[n++] = f->fields[k].label;
  }
  names[n] = NULL;
  return labels;
}

/* The columns that are none, of which all are told at once. */
struct unknown {
  int count, unnamed; /* the last column without a name */
  char told[700];
  const char *near; /* of the first that looks like one, and what it looks like */
  const char *near_to;
};

static void add_unknown(struct unknown *u, const char *name, int at, bool several, const char *near) {
  char shown[96];
  size_t used = strlen(u->told), room = sizeof u->told - used;
  office_shown(NULL, name, strlen(name), shown);
  text_mask_numbers(shown);
  u->count++;
  if (!*name) u->unnamed = at + 1;
  if (room < sizeof shown + 80) { /* of hundreds of columns the first will do */
    if (room > 12 && strcmp(u->told + used - strlen("…"), "…") != 0) snprintf(u->told + used, room, "、…");
    return;
  }
  used += (size_t)snprintf(u->told + used, room, "%s第 %d 列", used ? "、" : "", at + 1);
  room = sizeof u->told - used;
  if (!*name)
    snprintf(u->told + used, room, "（没有名称）");
  else
    snprintf(u->told + used, room, " ‘%s’%s", shown, several ? "（可以是几项事实，要写明是哪一项）" : "");
  if (!near || u->near) return;
  u->near = name;
  u->near_to = near;
}

/* The whole header is one name, with marks in it that part names elsewhere. */
static bool other_separator(const struct csv_record *r, struct error *e) {
  static const char *const marks[][2] = {
      {"，", "全角逗号"}, {"；", "全角分号"}, {"|", "竖线"}, {"、", "顿号"}};
  const char *name = NULL;
  for (size_t i = 0; i < sizeof marks / sizeof *marks && r->count == 1 && !name; i++)
    for (size_t at = 0, n = strlen(marks[i][0]); at + n <= r->raw.n && !name; at++)
      if (memcmp(r->raw.text + at, marks[i][0], n) == 0) name = marks[i][1];
  if (!name) return false;
  error_set(e, ERR_INPUT, "表头只有一列：各列好像是用%s分隔的", name);
  error_hint(e, "各列用半角逗号、制表符或半角分号分隔；在电子表格中用“另存为”存成 CSV");
  return true;
}

static bool tell_unknown(const struct office *o, const struct unknown *u, struct error *e) {
  const char *names[MOST_HEADER_NAMES];
  char all[600];
  int labels = known_names(o, names);
  text_list(all, sizeof all, names, labels, labels);
  if (u->count == 1 && u->unnamed)
    error_set(e, ERR_INPUT, "表头第 %d 列没有名称", u->unnamed);
  else if (u->count == 1)
    error_set(e, ERR_INPUT, "表头%s 不是%s的事实", u->told, o->model->subjects[o->subject].label);
  else
    error_set(e, ERR_INPUT, "表头有 %d 列不是%s的事实：%s", u->count, o->model->subjects[o->subject].label,
              u->told);
  if (u->near)
    error_hint(e, "是否想写 ‘%s’？不需要的列请删去。可以写的有：%s", u->near_to, all);
  else
    error_hint(e, "第一行写各列的名称，不需要的列请删去。可以写的有：%s", all);
  return false;
}

static bool header_error(struct error *e, const char *what, const char *name, const char *hint) {
  error_set(e, ERR_INPUT, what, name);
  error_hint(e, "%s", hint);
  return false;
}

/* --- the whole -------------------------------------------------------------------------------- */

static bool read_column(const struct office *o, struct slice cell, int at, struct arena *a,
                        struct import_column *out, struct unknown *unknown, struct error *e) {
  struct slice s = office_trim(cell);
  char *name = arena_text_n(a, s.text, s.n);
  struct naming n = {.o = o};
  if (!name) return error_set(e, ERR_MEMORY, "内存不足");
  bool found = by_name(&n, name) || (n.count == 0 && by_label(&n, name));
  if (!found && n.count == 0 && strcmp(name, IMPORT_REASON) == 0) {
    n.found[0] = (struct import_column){COLUMN_IGNORED, -1, -1, NULL};
    found = true;
  }
  if (!found && n.count == 0 && strcmp(name, IMPORT_VERIFIED) == 0) {
    n.found[0] = (struct import_column){COLUMN_VERIFIED, -1, -1, NULL};
    found = true;
  }
  if (!found) {
    const char *names[MOST_HEADER_NAMES];
    known_names(o, names);
    add_unknown(unknown, name, at, n.count > 1, *name && n.count == 0 ? nearest_name(name, names) : NULL);
    n.found[0] = (struct import_column){COLUMN_IGNORED, -1, -1, NULL};
  }
  *out = n.found[0];
  out->name = name;
  return true;
}

static bool check_twice(const struct import_header *h, struct error *e) {
  for (int i = 0; i < h->count; i++) {
    const struct import_column *c = &h->columns[i];
    for (int k = 0; k < i && c->kind != COLUMN_IGNORED; k++) {
      const struct import_column *d = &h->columns[k];
      if (d->fact != c->fact || d->kind == COLUMN_IGNORED) continue;
      if ((d->kind == COLUMN_INPUT) != (c->kind == COLUMN_INPUT)) continue;
      if (d->kind == c->kind && d->field == c->field)
        return header_error(e, "表头中 ‘%s’ 有两列", c->name, "每项事实只能有一列");
      if ((d->kind == COLUMN_FIELD) != (c->kind == COLUMN_FIELD))
        return header_error(e, "表头中的列 ‘%s’ 与整个清单的列重复", c->name,
                            "清单或者写成一列，或者每项写一列");
    }
  }
  return true;
}

static bool has_column(const struct import_header *h, enum column_kind kind, int fact, int field) {
  for (int i = 0; i < h->count; i++)
    if (h->columns[i].kind == kind && h->columns[i].fact == fact &&
        (kind != COLUMN_FIELD || h->columns[i].field == field))
      return true;
  return false;
}

static bool check_partners(const struct office *o, const struct import_header *h, struct error *e) {
  for (int i = 0; i < h->count; i++) {
    const struct import_column *c = &h->columns[i];
    if (c->fact < 0 || c->kind == COLUMN_INPUT) continue;
    const struct fact *f = &o->model->facts[c->fact];
    if (c->kind == COLUMN_KNOWN_FROM && !has_column(h, COLUMN_FACT, c->fact, -1))
      return header_error(e, "表头中有 ‘%s’，却没有它所说的那项历史", c->name, f->label);
    for (int k = 0; c->kind == COLUMN_FIELD && k < f->field_count; k++)
      if (!f->fields[k].optional && !has_column(h, COLUMN_FIELD, c->fact, k))
        return header_error(e, "表头中的记录还缺一列 ‘%s’", f->fields[k].label,
                            "记录中不能没有的项都要有一列");
  }
  return true;
}

bool import_header_read(const struct office *o, const struct csv_record *r, struct arena *a,
                        struct import_header *out, struct error *e) {
  *out = (struct import_header){.count = r->count, .key = -1, .numbered = {-1, -1}, .verified = -1};
  if (r->broken) return header_error(e, "表头无法读取：%s", r->broken, "第一行写各列的名称");
  if (r->count > IMPORT_MOST_COLUMNS) return error_set(e, ERR_INPUT, "表头多于 %d 列", IMPORT_MOST_COLUMNS);
  out->raw = arena_text_n(a, r->raw.text, r->raw.n);
  if (!out->raw) return error_set(e, ERR_MEMORY, "内存不足");
  struct unknown unknown = {.count = 0};
  for (int i = 0; i < r->count; i++) {
    struct import_column *c = &out->columns[i];
    if (!read_column(o, r->cells[i], i, a, c, &unknown, e)) return false;
    if (c->kind == COLUMN_FACT && c->fact == o->key) out->key = i;
    for (int k = 0; k < NUMBER_TELLS; k++)
      if (c->kind == COLUMN_FACT && c->fact == o->numbered[k]) out->numbered[k] = i;
    if (c->kind == COLUMN_VERIFIED) out->verified = i;
  }
  if (unknown.count > 0) return !other_separator(r, e) && tell_unknown(o, &unknown, e);
  if (!check_twice(out, e) || !check_partners(o, out, e)) return false;
  if (out->key >= 0 || o->asked) return true;
  return header_error(e, "表头中没有 ‘%s’，不知道每行说的是谁", o->model->facts[o->key].label, "加上这一列");
}
