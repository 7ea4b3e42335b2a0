/* Rows into the store: somebody new, or changes of somebody who is there. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/import.h"

enum { FIRST_ROOM = 1024 };

bool import_writer_open(struct import_writer *w, struct error *e) {
  w->before = w->last = store_subject_last(w->store);
  w->room = w->before + FIRST_ROOM;
  w->lines = calloc((size_t)w->room, sizeof *w->lines);
  w->mask = FIRST_ROOM * 2 - 1;
  w->keys = calloc((size_t)w->mask + 1, sizeof *w->keys);
  if (!w->lines || !w->keys) return error_set(e, ERR_MEMORY, "内存不足");
  return true;
}

void import_writer_close(struct import_writer *w) {
  free(w->lines);
  free(w->keys);
  w->lines = NULL;
  w->keys = NULL;
}

/* --- keys that the file brought -------------------------------------------------------------------- */

/* A slot keeps 32 bits of the hash, which also choose it, and the id: what looks like the same key is looked at. */
uint32_t import_tag(const char *text) {
  uint64_t hash = UINT64_C(14695981039346656037);
  for (; *text; text++)
    hash = (hash ^ (uint8_t)*text) * UINT64_C(1099511628211);
  return (uint32_t)(hash ^ hash >> 32);
}

static bool is_key(struct import_writer *w, int64_t id, const char *key, bool *same, struct error *e) {
  char stored[256];
  if (!store_key(w->store, id, stored, sizeof stored, e)) return false;
  *same = strcmp(stored, key) == 0;
  return true;
}

/* The id of a key that the file brought; 0: none, and *slot is free for it. */
static bool find_key(struct import_writer *w, const char *key, uint32_t tag, size_t *slot, int64_t *id,
                     struct error *e) {
  *id = 0;
  for (*slot = tag & w->mask; w->keys[*slot]; *slot = (*slot + 1) & w->mask) {
    int64_t found = (int64_t)(w->keys[*slot] & UINT32_MAX);
    bool same = false;
    if (w->keys[*slot] >> 32 != tag) continue;
    if (!is_key(w, found, key, &same, e)) return false;
    if (!same) continue;
    *id = found;
    return true;
  }
  return true;
}

/* The slots of a whole batch are fetched together: one after the other, each is a wait for memory. */
void import_writer_expect(struct import_writer *w, const struct import_batch *batch) {
  for (int i = 0; i < batch->count; i++) {
    const struct import_row *row = &batch->rows[i];
    if (!row->faults) __builtin_prefetch(&w->keys[row->tag & w->mask]);
  }
}

static bool grow_keys(struct import_writer *w, struct error *e) {
  size_t mask = w->mask * 2 + 1;
  uint64_t *grown = calloc(mask + 1, sizeof *grown);
  if (!grown) return error_set(e, ERR_MEMORY, "内存不足");
  for (size_t i = 0; i <= w->mask; i++) {
    if (!w->keys[i]) continue;
    size_t at = (w->keys[i] >> 32) & mask;
    while (grown[at])
      at = (at + 1) & mask;
    grown[at] = w->keys[i];
  }
  free(w->keys);
  w->keys = grown;
  w->mask = mask;
  return true;
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
    if ((row->bare >> i & 1) &&
        !office_from(w->office, &m->facts[i], &untold, &row->facts[i], w->from, a, &row->facts[i], why))
      return false;
  }
  return office_fits(w->office, row->facts, fact, why);
}

/* Somebody new has been written: the next with this key is told of it. */
static bool note_new(struct import_writer *w, const struct import_row *row, int64_t id, size_t slot,
                     struct error *e) {
  w->last = id;
  w->added++;
  w->keys[slot] = (uint64_t)row->tag << 32 | (uint64_t)id;
  if (!remember(w, id, row->line, e)) return false;
  bool full = (size_t)(id - w->before) * 2 > w->mask;
  return !full || grow_keys(w, e);
}

static bool add(struct import_writer *w, struct arena *a, struct import_row *row, struct error *e) {
  struct fault why;
  struct error told;
  int fact = w->office->key;
  int64_t id;
  size_t slot;
  if (row->conflict) {
    row->faults = row->conflict;
    return true;
  }
  if (!find_key(w, row->facts[fact].u.text, row->tag, &slot, &id, e)) return false;
  if (id) return blame_twice(w, a, row, id, e);
  if (!untold_from(w, a, row, &fact, &why)) return blame(w, a, row, fact, &why, e);
  if (store_add(w->store, w->act, row->facts, &id, &told)) return note_new(w, row, id, slot, e);
  if (told.kind != ERR_INPUT) {
    *e = told;
    return false;
  }
  fault_set(&why, "%s", told.message);
  return blame(w, a, row, w->office->key, &why, e);
}

static bool same_birth(const struct import_writer *w, const struct import_row *row,
                       const struct value *facts) {
  const struct value *was = &facts[w->office->born], *now = &row->facts[w->office->born];
  return was->state == STATE_KNOWN && now->state == STATE_KNOWN && was->u.i == now->u.i;
}

static bool set_all(struct import_writer *w, const struct import_row *row, int64_t id,
                    const struct value *was, const struct value *now, struct error *e) {
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

static bool change(struct import_writer *w, struct arena *a, struct import_row *row, int64_t id,
                   struct error *e) {
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
