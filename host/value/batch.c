/* Persons out of a batch. */
#include "host/value/batch.h"

#include <stdlib.h>
#include <string.h>

static struct value column_value(const struct batch_column *c, uint32_t i) {
  struct value v = {
      .kind = (uint8_t)c->kind, .domain = c->domain, .state = c->state ? c->state[i] : STATE_KNOWN};
  if (c->text)
    v.u.text = c->text[i];
  else
    v.u.i = c->value[i];
  return v;
}

static bool room_for(struct batch_room *r, size_t size) {
  if (size <= r->size) return true;
  void *grown = realloc(r->cells, size * 2);
  if (!grown) return false;
  r->cells = grown;
  r->size = size * 2;
  return true;
}

static bool person_timeline(const struct batch_fact *f, int i, struct batch_room *r, struct value *out) {
  uint32_t first = f->first[i], count = f->first[i + 1] - first;
  if (!room_for(r, count * sizeof(struct spell))) return false;
  r->timeline = (struct timeline){.kind = f->column[0].kind,
                                  .domain = f->column[0].domain,
                                  .count = (int)count,
                                  .known_from = f->known_from ? f->known_from[i] : DAY_MIN,
                                  .spells = r->cells};
  for (uint32_t k = 0; k < count; k++)
    r->timeline.spells[k] = (struct spell){f->from[first + k], column_value(&f->column[0], first + k)};
  *out = (struct value){.kind = KIND_TIMELINE, .u.timeline = &r->timeline};
  return true;
}

static bool person_list(const struct batch_fact *f, int i, struct batch_room *r, struct value *out) {
  uint32_t first = f->first[i], rows = f->first[i + 1] - first;
  if (!room_for(r, rows * (size_t)f->columns * sizeof(struct value))) return false;
  r->list = (struct list){.fields = f->columns, .rows = (int)rows, .cells = r->cells};
  struct value *cell = r->cells;
  for (uint32_t row = first; row < first + rows; row++)
    for (int k = 0; k < f->columns; k++)
      *cell++ = column_value(&f->column[k], row);
  *out = (struct value){.kind = KIND_LIST, .u.list = &r->list};
  return true;
}

static bool person_fact(const struct batch_fact *f, int i, struct batch_room *r, struct value *out) {
  if (f->form == BATCH_PLAIN) {
    *out = column_value(&f->plain, (uint32_t)i);
    return true;
  }
  bool timeline = f->form == BATCH_TIMELINE;
  if (f->plain.state && f->plain.state[i] == STATE_UNKNOWN) {
    *out = value_unknown(timeline ? KIND_TIMELINE : KIND_LIST);
    return true;
  }
  return timeline ? person_timeline(f, i, r, out) : person_list(f, i, r, out);
}

bool batch_person(const struct batch *b, int i, struct batch_rooms *rooms, struct value *facts) {
  if (rooms->count < b->fact_count) {
    batch_rooms_free(rooms);
    rooms->rooms = calloc((size_t)b->fact_count, sizeof *rooms->rooms);
    if (!rooms->rooms) return false;
    rooms->count = b->fact_count;
  }
  for (int k = 0; k < b->fact_count; k++)
    if (!person_fact(&b->facts[k], i, &rooms->rooms[k], &facts[k])) return false;
  return true;
}

void batch_rooms_free(struct batch_rooms *r) {
  for (int i = 0; i < r->count; i++)
    free(r->rooms[i].cells);
  free(r->rooms);
  memset(r, 0, sizeof *r);
}
