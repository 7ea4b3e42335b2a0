/* Parameters and readings that differ between two policies of one text. */
#include "host/engine/version/difference.h"

#include <stdlib.h>
#include <string.h>

enum { HANGS_NOT_KNOWN = 0, HANGS_NOT, HANGS_ON };

/* --- rows ------------------------------------------------------------------------------------- */

static bool rows_same(const struct row *a, const struct row *b) {
  struct value same = value_compare(CMP_EQ, a->value, b->value);
  return a->from == b->from && a->to == b->to && a->issued == b->issued && same.state == STATE_KNOWN &&
         same.u.i;
}

static bool has_row(const struct parameter *p, const struct row *r) {
  for (int i = 0; i < p->row_count; i++)
    if (rows_same(&p->rows[i], r)) return true;
  return false;
}

/* Wherever `r` of the asked policy holds, the other one uses it too: it has it, and nothing of its
** own that begins within it. */
static bool holds_there(const struct parameter *asked, const struct row *r, const struct parameter *other) {
  if (!has_row(other, r)) return false;
  for (int i = 0; i < other->row_count; i++) {
    const struct row *q = &other->rows[i];
    if (q->from >= r->from && q->from <= r->to && !has_row(asked, q)) return false;
  }
  return true;
}

static bool rows_differ(const struct parameter *a, const struct parameter *b) {
  if (a->row_count != b->row_count) return true;
  for (int i = 0; i < a->row_count; i++)
    if (!rows_same(&a->rows[i], &b->rows[i])) return true;
  return false;
}

/* --- models ----------------------------------------------------------------------------------- */

static bool options_alike(const struct reading *a, const struct reading *b) {
  if (strcmp(a->name, b->name) != 0 || a->count != b->count) return false;
  for (int i = 0; i < a->count; i++)
    if (strcmp(a->options[i].name, b->options[i].name) != 0) return false;
  return true;
}

static bool models_alike(const struct model *a, const struct model *b) {
  if (a->parameter_count != b->parameter_count || a->reading_count != b->reading_count) return false;
  for (int i = 0; i < a->parameter_count; i++) {
    const struct parameter *p = &a->parameters[i], *q = &b->parameters[i];
    if (strcmp(p->name, q->name) != 0 || p->kind != q->kind || p->on_deciding != q->on_deciding ||
        p->open != q->open)
      return false;
  }
  for (int i = 0; i < a->reading_count; i++)
    if (!options_alike(&a->readings[i], &b->readings[i])) return false;
  return true;
}

static int row_count(const struct model *m) {
  int rows = 0;
  for (int i = 0; i < m->parameter_count; i++)
    rows += m->parameters[i].row_count;
  return rows;
}

static void find_rows(struct differences *d, const struct model *other) {
  for (int i = 0, base = 0; i < d->asked->parameter_count; i++) {
    const struct parameter *p = &d->asked->parameters[i];
    d->row_base[i] = base;
    d->parameter[i] = rows_differ(p, &other->parameters[i]);
    for (int k = 0; k < p->row_count; k++)
      d->row[base + k] = d->parameter[i] && !holds_there(p, &p->rows[k], &other->parameters[i]);
    base += p->row_count;
  }
}

bool differences_find(struct differences *d, const struct model *asked, const struct model *other,
                      struct error *e) {
  *d = (struct differences){.asked = asked, .alike = models_alike(asked, other)};
  if (!d->alike) return true;
  d->parameter = calloc((size_t)asked->parameter_count + 1, sizeof *d->parameter);
  d->reading = calloc((size_t)asked->reading_count + 1, sizeof *d->reading);
  d->row_base = calloc((size_t)asked->parameter_count + 1, sizeof *d->row_base);
  d->row = calloc((size_t)row_count(asked) + 1, sizeof *d->row);
  if (!d->parameter || !d->reading || !d->row_base || !d->row) return error_set(e, ERR_MEMORY, "内存不足");
  find_rows(d, other);
  for (int i = 0; i < asked->reading_count; i++)
    d->reading[i] = asked->readings[i].chosen != other->readings[i].chosen;
  return true;
}

void differences_free(struct differences *d) {
  free(d->parameter);
  free(d->reading);
  free(d->row);
  free(d->row_base);
  free(d->hangs);
}

/* --- justifications --------------------------------------------------------------------------- */

/* The day from which a row holds, as justifications write it. */
static bool begins(const struct row *r, const json_t *from) {
  if (r->from == DAY_FIRST || !json_is_string(from)) return r->from == DAY_FIRST && !json_is_string(from);
  struct value day = date_parse(json_string_value(from));
  return day.state == STATE_KNOWN && day.u.i == r->from;
}

/* A parameter without a value then may have one in the other policy. */
static bool row_differs(const struct differences *d, const json_t *used) {
  const char *name = json_string_value(json_object_get(used, "name"));
  for (int i = 0; name && i < d->asked->parameter_count; i++) {
    const struct parameter *p = &d->asked->parameters[i];
    if (strcmp(p->name, name) != 0) continue;
    if (!d->parameter[i]) return false;
    bool found = false, none = json_is_null(json_object_get(used, "value"));
    for (int k = 0; k < p->row_count; k++) {
      if (!begins(&p->rows[k], json_object_get(used, "from"))) continue;
      found = true;
      if (d->row[d->row_base[i] + k]) return true;
    }
    return none || !found;
  }
  return true;
}

static bool reading_differs(const struct differences *d, const json_t *used) {
  const char *name = json_string_value(json_object_get(used, "name"));
  for (int i = 0; name && i < d->asked->reading_count; i++)
    if (strcmp(d->asked->readings[i].name, name) == 0) return d->reading[i];
  return true;
}

static bool hangs_on(const struct differences *d, const struct justification *g) {
  json_t *text = json_loads(g->text, 0, NULL), *one;
  const json_t *parameters = json_object_get(text, "parameters"),
               *readings = json_object_get(text, "readings");
  bool hangs = !json_is_array(parameters) || !json_is_array(readings);
  size_t i;
  json_array_foreach(parameters, i, one) hangs = hangs || row_differs(d, one);
  json_array_foreach(readings, i, one) hangs = hangs || reading_differs(d, one);
  json_decref(text);
  return hangs;
}

/* What failed or lacks facts may have stopped anywhere. */
bool difference_affects(struct differences *d, const struct verdict *v, bool *affects) {
  int n = v->justification->number;
  *affects = true;
  if (!d->alike || v->kind > VERDICT_HOLD) return true;
  if (n >= d->hangs_room) {
    int room = n * 2 + 256;
    uint8_t *more = realloc(d->hangs, (size_t)room);
    if (!more) return false;
    memset(more + d->hangs_room, HANGS_NOT_KNOWN, (size_t)(room - d->hangs_room));
    d->hangs = more;
    d->hangs_room = room;
  }
  if (d->hangs[n] == HANGS_NOT_KNOWN) d->hangs[n] = hangs_on(d, v->justification) ? HANGS_ON : HANGS_NOT;
  *affects = d->hangs[n] == HANGS_ON;
  return true;
}
