/* Batches that grow a person at a time. */
#include <stdlib.h>
#include <string.h>

#include "host/value/batch.h"

enum { FIRST_PERSONS = 256, FIRST_ROWS = 256 };

static bool grown(void **array, size_t count, size_t size) {
  void *more = realloc(*array, count * size);
  if (more) *array = more;
  return more != NULL;
}

static bool grow_column(struct batch_column *c, size_t count) {
  bool ok = c->kind == KIND_TEXT ? grown((void **)&c->text, count, sizeof *c->text)
                                 : grown((void **)&c->value, count, sizeof *c->value);
  if (c->kind == KIND_RATE) ok = ok && grown((void **)&c->den, count, sizeof *c->den);
  return ok && grown((void **)&c->state, count, sizeof *c->state);
}

bool batch_make(struct batch_maker *m, int facts, const struct batch_shape *shapes) {
  memset(m, 0, sizeof *m);
  m->batch.facts = calloc((size_t)facts + 1, sizeof *m->batch.facts);
  m->rooms = calloc((size_t)facts + 1, sizeof *m->rooms);
  if (!m->batch.facts || !m->rooms) return false;
  m->batch.fact_count = facts;
  for (int i = 0; i < facts; i++) {
    struct batch_fact *f = &m->batch.facts[i];
    f->form = shapes[i].form;
    if (f->form == BATCH_PLAIN) {
      f->plain = (struct batch_column){.kind = shapes[i].kinds[0], .domain = shapes[i].domains[0]};
      continue;
    }
    f->column = calloc((size_t)shapes[i].columns + 1, sizeof *f->column);
    if (!f->column) return false;
    f->columns = shapes[i].columns;
    for (int k = 0; k < f->columns; k++)
      f->column[k] = (struct batch_column){.kind = shapes[i].kinds[k], .domain = shapes[i].domains[k]};
  }
  return true;
}

/* Room for one more person, in every fact. */
static bool room_for_person(struct batch_maker *m) {
  if (m->batch.persons < m->room) return true;
  size_t want = m->room ? (size_t)m->room * 2 : FIRST_PERSONS;
  for (int i = 0; i < m->batch.fact_count; i++) {
    struct batch_fact *f = &m->batch.facts[i];
    if (f->form == BATCH_PLAIN) {
      if (!grow_column(&f->plain, want)) return false;
      continue;
    }
    bool fresh = !f->first;
    if (!grown((void **)&f->first, want + 1, sizeof *f->first) || !grown((void **)&f->plain.state, want, 1))
      return false;
    if (f->form == BATCH_TIMELINE && !grown((void **)&f->known_from, want, sizeof *f->known_from))
      return false;
    if (fresh) f->first[0] = 0;
  }
  m->room = (int)want;
  return true;
}

bool batch_room_for_rows(struct batch_maker *m, int i, uint32_t rows) {
  struct batch_fact *f = &m->batch.facts[i];
  size_t want = m->rooms[i] ? m->rooms[i] : FIRST_ROWS;
  if (rows <= m->rooms[i]) return true;
  while (want < rows)
    want *= 2;
  if (f->form == BATCH_TIMELINE && !grown((void **)&f->from, want, sizeof *f->from)) return false;
  for (int k = 0; k < f->columns; k++)
    if (!grow_column(&f->column[k], want)) return false;
  m->rooms[i] = (uint32_t)want;
  return true;
}

/* What a poisoned value was read from, as far as it tells (batch.h). */
static int64_t read_from(const struct value *v, enum kind kind) {
  if (kind == KIND_DATE) return v->u.poison.a * 10000 + v->u.poison.b;
  if (kind == KIND_MONTH) return v->u.poison.a * 100 + v->u.poison.b / 100;
  return kind == KIND_RATE ? v->u.poison.code : v->u.poison.b;
}

static void put(struct batch_column *c, size_t at, const struct value *v) {
  bool known = v->state == STATE_KNOWN;
  c->state[at] = v->state;
  if (c->kind == KIND_TEXT) {
    c->text[at] = known ? v->u.text : NULL;
    return;
  }
  c->value[at] = v->state == STATE_POISONED ? read_from(v, c->kind) : 0;
  if (c->kind == KIND_RATE) {
    if (known) c->value[at] = v->u.ratio.num;
    c->den[at] = known ? v->u.ratio.den : 1;
  } else if (known) {
    c->value[at] = v->u.i;
  }
}

static bool add_history(struct batch_maker *m, int i, const struct value *v) {
  struct batch_fact *f = &m->batch.facts[i];
  int person = m->batch.persons;
  const struct timeline *t = v->state == STATE_KNOWN ? v->u.timeline : NULL;
  uint32_t first = f->first[person], count = t ? (uint32_t)t->count : 0;
  if (!batch_room_for_rows(m, i, first + count)) return false;
  for (uint32_t k = 0; k < count; k++) {
    f->from[first + k] = t->spells[k].from;
    put(&f->column[0], first + k, &t->spells[k].value);
  }
  f->known_from[person] = t ? t->known_from : DAY_MIN;
  f->plain.state[person] = v->state;
  f->first[person + 1] = first + count;
  return true;
}

static bool add_list(struct batch_maker *m, int i, const struct value *v) {
  struct batch_fact *f = &m->batch.facts[i];
  int person = m->batch.persons;
  const struct list *l = v->state == STATE_KNOWN ? v->u.list : NULL;
  uint32_t first = f->first[person], count = l ? (uint32_t)l->rows : 0;
  if (!batch_room_for_rows(m, i, first + count)) return false;
  for (uint32_t row = 0; row < count; row++)
    for (int k = 0; k < f->columns; k++)
      put(&f->column[k], first + row, &l->cells[row * (uint32_t)f->columns + (uint32_t)k]);
  f->plain.state[person] = v->state;
  f->first[person + 1] = first + count;
  return true;
}

bool batch_add(struct batch_maker *m, const struct value *facts) {
  if (!room_for_person(m)) return false;
  for (int i = 0; i < m->batch.fact_count; i++) {
    struct batch_fact *f = &m->batch.facts[i];
    if (f->form == BATCH_PLAIN)
      put(&f->plain, (size_t)m->batch.persons, &facts[i]);
    else if (!(f->form == BATCH_TIMELINE ? add_history(m, i, &facts[i]) : add_list(m, i, &facts[i])))
      return false;
  }
  m->batch.persons++;
  return true;
}

void batch_clear(struct batch_maker *m) {
  m->batch.persons = 0;
}

static void free_column(struct batch_column *c) {
  free(c->value);
  free(c->den);
  free(c->text);
  free(c->state);
}

void batch_maker_free(struct batch_maker *m) {
  for (int i = 0; i < m->batch.fact_count; i++) {
    struct batch_fact *f = &m->batch.facts[i];
    free_column(&f->plain);
    free(f->first);
    free(f->from);
    free(f->known_from);
    for (int k = 0; k < f->columns; k++)
      free_column(&f->column[k]);
    free(f->column);
  }
  free(m->batch.facts);
  free(m->rooms);
  memset(m, 0, sizeof *m);
}
