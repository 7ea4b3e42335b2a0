/* Histories as they mostly are: most persons have no spell or record of a kind, or one. */
#include <stdlib.h>

#include "host/trace/batch/column_private.h"
#include "host/trace/history.h"

static void find_singles(const struct column_chunk *s, const struct batch_fact *f, int word,
                         struct shape *shape) {
  int n = word_persons(s, word), first = s->first + word * 64;
  uint8_t none[64] = {0}, one[64] = {0};
  shape->empty.words[word] = shape->single.words[word] = 0;
  if (!n) return;
  for (int i = 0; i < n; i++) {
    uint32_t count = f->first[first + i + 1] - f->first[first + i];
    none[i] = count == 0;
    one[i] = count == 1;
  }
  uint64_t sound =
      n && f->plain.state ? ~column_in_state(f->plain.state + first, n, STATE_UNKNOWN) : ~UINT64_C(0);
  if (f->form == BATCH_TIMELINE && f->known_from) {
    uint8_t all_known[64] = {0};
    for (int i = 0; i < n; i++)
      all_known[i] = f->known_from[first + i] == DAY_MIN;
    sound &= column_bits(all_known);
  }
  shape->empty.words[word] = sound & column_bits(none) & first_bits(n);
  shape->single.words[word] = sound & column_bits(one) & first_bits(n);
}

struct shape *column_shape(struct column_chunk *s, int fact) {
  struct shape *shape = &s->shapes[fact];
  const struct batch_fact *f = &s->batch->facts[fact];
  if (shape->done) return shape;
  if (!shape->columns) {
    shape->count = f->columns + 1;
    shape->columns = calloc((size_t)shape->count, sizeof *shape->columns);
    shape->filled = calloc((size_t)shape->count, sizeof *shape->filled);
    s->failed = s->failed || !shape->columns || !shape->filled;
    if (s->failed) return NULL;
  }
  for (int i = 0; i < shape->count; i++)
    shape->filled[i] = false;
  for (int w = 0; w < CHUNK_WORDS; w++)
    find_singles(s, f, w, shape);
  shape->done = true;
  return shape;
}

static void fill_word(const struct column_chunk *s, const struct batch_fact *f, int i, int word,
                      uint64_t single, struct dense *d) {
  int n = word_persons(s, word), first = s->first + word * 64;
  const struct batch_column *c = i ? &f->column[i - 1] : NULL;
  const int64_t *from = c ? c->value : f->from;
  uint8_t known[64] = {0};
  if (!single) {
    d->known.words[word] = 0;
    return;
  }
  for (int k = 0; k < n; k++) {
    if (!(single >> k & 1)) continue;
    uint32_t row = f->first[first + k];
    d->value[word * 64 + k] = from[row];
    known[k] = !c || !c->state || c->state[row] == STATE_KNOWN;
  }
  d->known.words[word] = column_bits(known);
}

const struct dense *column_dense(struct column_chunk *s, int fact, int i) {
  struct shape *shape = column_shape(s, fact);
  const struct batch_fact *f = &s->batch->facts[fact];
  if (!shape || (i ? !history_is_whole(&f->column[i - 1]) : !f->from)) return NULL;
  if (!shape->columns[i]) {
    shape->columns[i] = calloc(1, sizeof **shape->columns);
    s->failed = s->failed || !shape->columns[i];
    if (!shape->columns[i]) return NULL;
  }
  if (shape->filled[i]) return shape->columns[i];
  for (int w = 0; w < CHUNK_WORDS; w++)
    fill_word(s, f, i, w, shape->single.words[w], shape->columns[i]);
  shape->filled[i] = true;
  return shape->columns[i];
}
