/* Persons out of a batch. */
#include "host/value/batch.h"

#include <stdlib.h>
#include <string.h>

/* What could not be read, as it is told where it is read one by one. */
static struct value poisoned(enum kind kind, int64_t n) {
  if (kind == KIND_DATE) return date_of(n / 10000, n / 100 % 100, n % 100);
  if (kind == KIND_MONTH) return month_of(n / 100, n % 100);
  if (kind == KIND_RATE) return value_poison((enum value_error)n, kind, 0);
  return value_poison(VERR_TEXT, kind, n);
}

static struct value column_value(const struct batch_column *c, uint32_t i) {
  struct value v = {
      .kind = (uint8_t)c->kind, .domain = c->domain, .state = c->state ? c->state[i] : STATE_KNOWN};
  if (v.state == STATE_POISONED) return poisoned(c->kind, c->value[i]);
  if (v.state != STATE_KNOWN) return v;
  if (c->den) {
    v.u.ratio.num = c->value[i];
    v.u.ratio.den = c->den[i];
  } else if (c->text) {
    v.u.text = c->text[i];
  } else {
    v.u.i = c->value[i];
  }
  return v;
}

static struct value timeline_of(const struct batch_fact *f, int i, struct timeline *t, struct spell *spells) {
  uint32_t first = f->first[i], count = f->first[i + 1] - first;
  *t = (struct timeline){.kind = f->column[0].kind,
                         .domain = f->column[0].domain,
                         .count = (int)count,
                         .known_from = f->known_from ? f->known_from[i] : DAY_MIN,
                         .spells = spells};
  for (uint32_t k = 0; k < count; k++)
    spells[k] = (struct spell){f->from[first + k], column_value(&f->column[0], first + k)};
  return (struct value){.kind = KIND_TIMELINE, .u.timeline = t};
}

static struct value list_of(const struct batch_fact *f, int i, struct list *l, struct value *cells) {
  uint32_t first = f->first[i], rows = f->first[i + 1] - first;
  *l = (struct list){.fields = f->columns, .rows = (int)rows, .cells = cells};
  for (uint32_t row = first; row < first + rows; row++)
    for (int k = 0; k < f->columns; k++)
      *cells++ = column_value(&f->column[k], row);
  return (struct value){.kind = KIND_LIST, .u.list = l};
}

/* Bytes that the spells or cells of person `i` take. */
static size_t size_of(const struct batch_fact *f, int i) {
  size_t rows = f->first[i + 1] - f->first[i];
  return f->form == BATCH_TIMELINE ? rows * sizeof(struct spell)
                                   : rows * (size_t)f->columns * sizeof(struct value);
}

/* What needs no room of its own. */
static bool simple_fact(const struct batch_fact *f, int i, struct value *out) {
  bool unknown = f->form != BATCH_PLAIN && f->plain.state && f->plain.state[i] == STATE_UNKNOWN;
  if (f->form == BATCH_PLAIN) *out = column_value(&f->plain, (uint32_t)i);
  if (unknown)
    *out = f->form == BATCH_TIMELINE ? value_unknown_timeline(f->column->kind, f->column->domain)
                                     : value_unknown(KIND_LIST);
  return f->form == BATCH_PLAIN || unknown;
}

static bool room_for(struct batch_room *r, size_t size) {
  if (size <= r->size) return true;
  void *grown = realloc(r->cells, size * 2);
  if (!grown) return false;
  r->cells = grown;
  r->size = size * 2;
  return true;
}

bool batch_fact_of(const struct batch_fact *f, int i, struct batch_room *r, struct value *out) {
  if (simple_fact(f, i, out)) return true;
  if (!room_for(r, size_of(f, i))) return false;
  *out = f->form == BATCH_TIMELINE ? timeline_of(f, i, &r->timeline, r->cells)
                                   : list_of(f, i, &r->list, r->cells);
  return true;
}

static bool fact_in(const struct batch_fact *f, int i, struct arena *arena, struct value *out) {
  if (simple_fact(f, i, out)) return true;
  struct batch_room *r = arena_new(arena, sizeof *r);
  void *cells = arena_new(arena, size_of(f, i));
  if (!r || !cells) return false;
  *out = f->form == BATCH_TIMELINE ? timeline_of(f, i, &r->timeline, cells) : list_of(f, i, &r->list, cells);
  return true;
}

bool batch_person_in(const struct batch *b, int i, struct arena *arena, struct value *facts) {
  for (int k = 0; k < b->fact_count; k++)
    if (!fact_in(&b->facts[k], i, arena, &facts[k])) return false;
  return true;
}

bool batch_person(const struct batch *b, int i, struct batch_rooms *rooms, struct value *facts) {
  if (rooms->count < b->fact_count) {
    batch_rooms_free(rooms);
    rooms->rooms = calloc((size_t)b->fact_count, sizeof *rooms->rooms);
    if (!rooms->rooms) return false;
    rooms->count = b->fact_count;
  }
  for (int k = 0; k < b->fact_count; k++)
    if (!batch_fact_of(&b->facts[k], i, &rooms->rooms[k], &facts[k])) return false;
  return true;
}

void batch_rooms_free(struct batch_rooms *r) {
  for (int i = 0; i < r->count; i++)
    free(r->rooms[i].cells);
  free(r->rooms);
  memset(r, 0, sizeof *r);
}
