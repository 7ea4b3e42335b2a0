/* Rows into the store: somebody new, or changes of somebody who is there. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/import.h"

enum { FIRST_ROOM = 1024 };

bool import_writer_open(struct import_writer *w, struct error *e) {
  w->before = store_subject_last(w->store);
  w->room = w->before + FIRST_ROOM;
  w->lines = calloc((size_t)w->room, sizeof *w->lines);
  return w->lines || error_set(e, ERR_MEMORY, "内存不足");
}

void import_writer_close(struct import_writer *w) {
  free(w->lines);
  w->lines = NULL;
}

static bool remember(struct import_writer *w, int64_t id, int64_t line, struct error *e) {
  if (id >= w->room) {
    int64_t room = id * 2;
    uint32_t *grown = realloc(w->lines, (size_t)room * sizeof *grown);
    if (!grown) return error_set(e, ERR_MEMORY, "内存不足");
    memset(grown + w->room, 0, (size_t)(room - w->room) * sizeof *grown);
    w->lines = grown;
    w->room = room;
  }
  w->lines[id] = line > UINT32_MAX ? UINT32_MAX : (uint32_t)line;
  return true;
}

/* --- faults that only show here ---------------------------------------------------------------------- */

static int column_of(const struct import_header *h, int fact) {
  for (int i = 0; i < h->count; i++)
    if (h->columns[i].fact == fact && h->columns[i].kind != COLUMN_IGNORED) return i;
  return -1;
}

static bool blame(struct import_writer *w, struct arena *a, struct import_row *row, int fact,
                  const struct fault *why, struct error *e) {
  int column = column_of(w->header, fact);
  const char *name = column < 0 ? w->office->model->facts[fact].label : w->header->columns[column].name;
  return import_fault_add(&row->faults, a, column + 1, name, why) || error_set(e, ERR_MEMORY, "内存不足");
}

static bool blame_twice(struct import_writer *w, struct arena *a, struct import_row *row, int64_t id,
                        struct error *e) {
  struct fault why;
  fault_set(&why, "与第 %u 行是同一个%s", w->lines[id], w->office->model->facts[w->office->key].label);
  return blame(w, a, row, w->office->key, &why, e);
}

/* --- rows ------------------------------------------------------------------------------------------ */

/* The facts of the row on top of those of before; `was` becomes what it is afterwards. */
static bool merge(struct import_writer *w, struct arena *a, const struct import_row *row, struct value *was,
                  int *fact, struct fault *why) {
  const struct model *m = w->office->model;
  for (int i = 0; i < m->fact_count; i++) {
    const struct value *given = &row->facts[i];
    *fact = i;
    if (!(row->given >> i & 1)) continue;
    if (row->added >> i & 1) {
      bool none = given->u.list->rows == 0, some = was[i].state == STATE_KNOWN && was[i].u.list->rows > 0;
      if (none && some) continue; /* no new record: what is recorded stays */
      if (!office_with(&was[i], given, a, &was[i], why)) return false;
    } else if ((row->bare >> i & 1) && w->from != DAY_MIN) {
      if (!office_from(w->office, &m->facts[i], &was[i], given, w->from, a, &was[i], why)) return false;
    } else {
      was[i] = *given;
    }
  }
  return office_fits(w->office, was, fact, why);
}

static bool untold_from(struct import_writer *w, struct arena *a, struct import_row *row, int *fact,
                        struct fault *why) {
  const struct model *m = w->office->model;
  for (int i = 0; w->from != DAY_MIN && i < m->fact_count; i++) {
    struct value untold = office_untold(&m->facts[i]);
    *fact = i;
    if ((row->bare >> i & 1) && !office_from(w->office, &m->facts[i], &untold, &row->facts[i], w->from, a, &row->facts[i], why))
      return false;
  }
  return office_fits(w->office, row->facts, fact, why);
}

/* Whom a row is about turns out by adding: the key is unique. */
static bool add(struct import_writer *w, struct arena *a, struct import_row *row, struct error *e) {
  const char *key = row->facts[w->office->key].u.text;
  struct fault why;
  int fact = w->office->key;
  int64_t id;
  if (row->conflict) {
    row->faults = row->conflict;
    return true;
  }
  if (!untold_from(w, a, row, &fact, &why)) return blame(w, a, row, fact, &why, e);
  if (store_add(w->store, w->act, row->facts, &id, e)) {
    w->added++;
    return remember(w, id, row->line, e);
  }
  if (e->kind != ERR_INPUT) return false;
  struct error told = *e;
  if (!store_find(w->store, key, &id, e)) return false;
  if (id) return blame_twice(w, a, row, id, e);
  fault_set(&why, "%s", told.message);
  return blame(w, a, row, w->office->key, &why, e);
}

static bool same_birth(const struct import_writer *w, const struct import_row *row, const struct value *facts) {
  const struct value *was = &facts[w->office->born], *now = &row->facts[w->office->born];
  return was->state == STATE_KNOWN && now->state == STATE_KNOWN && was->u.i == now->u.i;
}

static bool set_all(struct import_writer *w, const struct import_row *row, int64_t id, const struct value *was,
                    const struct value *now, struct error *e) {
  const struct model *m = w->office->model;
  bool any = false;
  for (int i = 0; i < m->fact_count; i++) {
    bool changed = false;
    if (!(row->given >> i & 1)) continue;
    if (!store_set(w->store, w->act, id, i, &was[i], &now[i], &changed, e)) return false;
    any = any || changed;
  }
  w->changed += any;
  w->same += !any;
  return true;
}

static bool change(struct import_writer *w, struct arena *a, struct import_row *row, int64_t id, struct error *e) {
  size_t facts = (size_t)w->office->model->fact_count;
  struct store_subject s;
  struct fault why;
  int fact;
  if (w->lines[id]) return blame_twice(w, a, row, id, e);
  if (!remember(w, id, row->line, e) || !store_subject(w->store, id, a, &s, e)) return false;
  if (row->conflict && !same_birth(w, row, s.facts)) {
    row->faults = row->conflict;
    return true;
  }
  struct value *now = arena_array(a, facts + 1, sizeof *now);
  if (!now) return error_set(e, ERR_MEMORY, "内存不足");
  memcpy(now, s.facts, facts * sizeof *now);
  if (!merge(w, a, row, now, &fact, &why)) return blame(w, a, row, fact, &why, e);
  return set_all(w, row, id, s.facts, now, e);
}

bool import_writer_put(struct import_writer *w, struct arena *a, struct import_row *row, struct error *e) {
  int64_t id = 0;
  if (w->before > 0 && !store_find(w->store, row->facts[w->office->key].u.text, &id, e)) return false;
  return id ? change(w, a, row, id, e) : add(w, a, row, e);
}
