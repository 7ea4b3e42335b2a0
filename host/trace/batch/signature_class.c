/* Classes: of one person, and of many at once. */
#include <stdlib.h>
#include <string.h>

#include "host/trace/batch/signature_private.h"

/* --- classes ---------------------------------------------------------------------------------- */

/* What makes the class of a person's fact. */
struct content {
  int kind; /* a class that is certain; CLASS_UNSEEN: by what follows */
  int small;
  int64_t wide; /* place in the table; outside of it: `far` */
  int64_t value;
  bool far;
};

static inline struct content certain(int class) {
  return (struct content){.kind = class};
}

static inline struct content placed(const struct fact_classes *x, int small, int64_t value) {
  uint64_t at = table_place(value, x->base);
  bool near = at >= 1 && at < ROW_TABLE_SIZE;
  if (small >= MOST_SMALL || (!near && x->bounds < 0)) return certain(CLASS_UNCLASSIFIED);
  return (struct content){.small = small, .wide = near ? (int64_t)at : 0, .value = value, .far = !near};
}

static inline struct content plain_content(const struct fact_classes *x, const struct batch_fact *f, int i) {
  uint8_t state = f->plain.state ? f->plain.state[i] : STATE_KNOWN;
  if (state == STATE_ABSENT) return certain(CLASS_EMPTY);
  if (state != STATE_KNOWN) return certain(CLASS_UNCLASSIFIED);
  if (x->by_state) return (struct content){.small = 0};
  if (!history_is_whole(&f->plain)) return certain(CLASS_UNCLASSIFIED);
  return placed(x, 0, f->plain.value[i]);
}

/* Place 0 is for what has no number: a spell since always, an absent cell. */
static inline struct content timeline_content(const struct fact_classes *x, const struct batch_fact *f,
                                              int i) {
  uint32_t row = f->first[i], count = f->first[i + 1] - row;
  if (f->plain.state && f->plain.state[i] == STATE_UNKNOWN) return certain(CLASS_UNCLASSIFIED);
  if (f->known_from && f->known_from[i] != DAY_MIN) return certain(CLASS_UNCLASSIFIED);
  if (!count) return certain(CLASS_EMPTY);
  const struct batch_column *c = &f->column[0];
  uint8_t state = c->state ? c->state[row] : STATE_KNOWN;
  if (count > 1 || state > STATE_ABSENT) return certain(CLASS_UNCLASSIFIED);
  if (state == STATE_KNOWN && x->by_value &&
      (!history_is_whole(c) || !history_kind_is_small((uint8_t)c->kind)))
    return certain(CLASS_UNCLASSIFIED);
  int64_t small = state == STATE_ABSENT ? 0 : x->by_value ? 1 + c->value[row] : 1;
  if (small < 0 || small >= MOST_SMALL) return certain(CLASS_UNCLASSIFIED);
  if (f->from[row] == DAY_MIN) return (struct content){.small = (int)small};
  return placed(x, (int)small, f->from[row]);
}

static inline struct content list_content(const struct fact_classes *x, const struct batch_fact *f, int i) {
  uint32_t row = f->first[i], count = f->first[i + 1] - row;
  int64_t small = 0;
  if (f->plain.state && f->plain.state[i] == STATE_UNKNOWN) return certain(CLASS_UNCLASSIFIED);
  if (!count) return certain(CLASS_EMPTY);
  if (count > 1 || x->single_odd) return certain(CLASS_UNCLASSIFIED);
  for (int k = 0; k < x->smalls; k++) {
    const struct batch_column *c = &f->column[x->small[k]];
    uint8_t state = record_state(c, row);
    int64_t one = state == STATE_ABSENT ? 0 : 1 + c->value[row];
    if (state > STATE_ABSENT || one >= MOST_SMALL) return certain(CLASS_UNCLASSIFIED);
    small = small * (k ? 6 : 1) + one;
    if (k && one >= 6) return certain(CLASS_UNCLASSIFIED);
  }
  if (small >= MOST_SMALL) return certain(CLASS_UNCLASSIFIED);
  if (x->wide < 0) return (struct content){.small = (int)small};
  const struct batch_column *c = &f->column[x->wide];
  uint8_t state = record_state(c, row);
  if (state > STATE_ABSENT) return certain(CLASS_UNCLASSIFIED);
  if (state == STATE_ABSENT) return (struct content){.small = (int)small};
  return placed(x, (int)small, c->value[row]);
}

/* Which class the person's fact is of, by asking its guards. */
static uint8_t class_now(struct signature *p, struct fact_classes *x, const struct batch *b, int person) {
  struct value *own = &p->facts[x->fact];
  uint8_t class = CLASS_UNCLASSIFIED;
  if (batch_fact_of(&b->facts[x->fact], person, &p->room, own)) class = signature_ask(p, x);
  *own = p->nothing[x->fact];
  return class;
}

static int between(const struct fact_classes *x, int64_t value) {
  int at = 0;
  while (at < x->bounds && x->bound[at] <= value)
    at++;
  return at;
}

static _Atomic(uint8_t) *entry_of(struct fact_classes *x, const struct content *c, bool make) {
  if (c->far) return &x->between[between(x, c->value)];
  _Atomic(uint8_t) *table = atomic_load_explicit(&x->table[c->small], memory_order_acquire);
  if (!table && make) {
    table = calloc(ROW_TABLE_SIZE, 1);
    if (table) atomic_store_explicit(&x->table[c->small], table, memory_order_release);
  }
  return table ? &table[c->wide] : NULL;
}

static __attribute__((noinline)) uint8_t find_class(struct signature *p, struct fact_classes *x,
                                                    const struct batch *b, int person,
                                                    const struct content *c) {
  pthread_mutex_lock(&p->lock);
  _Atomic(uint8_t) *entry = entry_of(x, c, true);
  uint8_t class = CLASS_UNCLASSIFIED;
  if (entry) {
    class = atomic_load_explicit(entry, memory_order_relaxed);
    if (class == CLASS_UNSEEN) class = class_now(p, x, b, person);
    atomic_store_explicit(entry, class, memory_order_release);
  }
  pthread_mutex_unlock(&p->lock);
  return class;
}

static inline __attribute__((always_inline)) uint8_t
class_by(struct signature *p, struct fact_classes *x, const struct batch *b, int person, struct content c) {
  if (c.kind) return (uint8_t)c.kind;
  const _Atomic(uint8_t) *entry = entry_of(x, &c, false);
  uint8_t class = entry ? atomic_load_explicit(entry, memory_order_relaxed) : CLASS_UNSEEN;
  return class ? class : find_class(p, x, b, person, &c);
}

static inline struct content content_of(const struct fact_classes *x, const struct batch_fact *f,
                                        int person) {
  return f->form == BATCH_PLAIN      ? plain_content(x, f, person)
         : f->form == BATCH_TIMELINE ? timeline_content(x, f, person)
                                     : list_content(x, f, person);
}

struct signature_key signature_key(struct signature *p, const struct batch *b, int person) {
  struct signature_key key = {{0}};
  for (int i = 0; i < p->classed_count; i++) {
    struct fact_classes *x = &p->classed[i];
    const struct batch_fact *f = &b->facts[x->fact];
    ((uint8_t *)key.words)[i] = class_by(p, x, b, person, content_of(x, f, person));
  }
  return key;
}

/* --- many persons --------------------------------------------------------------------------------
** A first pass knows only what is simple and seen before, in loops that are short; it leaves
** CLASS_UNSEEN where it does not, and those are asked about one by one. */

/* Keys are bytes with eight to a word: the byte of a fact in each. */
struct bytes {
  uint8_t *of;
  const struct fact_classes *classes;
  const struct batch_fact *fact;
  int first, count;
};

static uint64_t eight_states(const uint8_t *state) {
  uint64_t all;
  memcpy(&all, state, sizeof all);
  return all;
}

/* True: somebody is unseen. */
static bool plain_bytes(const struct bytes *k) {
  static const uint64_t EIGHT_ABSENT = UINT64_C(0x0101010101010101) * STATE_ABSENT;
  const int64_t *v = k->fact->plain.value + k->first;
  const uint8_t *state = k->fact->plain.state ? k->fact->plain.state + k->first : NULL;
  const uint8_t *table = (const uint8_t *)(uintptr_t)atomic_load(&k->classes->table[0]);
  int64_t base = k->classes->base;
  bool whole = table && history_is_whole(&k->fact->plain) && !k->classes->by_state, unseen = false;
  for (int from = 0; from < k->count; from += 8) {
    int to = from + 8 < k->count ? from + 8 : k->count;
    if (state && to - from == 8 && eight_states(state + from) == EIGHT_ABSENT)
      continue; /* empty, as they are */
    for (int i = from; i < to; i++) {
      uint64_t at = whole ? table_place(v[i], base) : ROW_TABLE_SIZE;
      uint8_t class = at < ROW_TABLE_SIZE ? table[at] : CLASS_UNSEEN;
      if (state && state[i] != STATE_KNOWN) class = state[i] == STATE_ABSENT ? CLASS_EMPTY : CLASS_UNSEEN;
      k->of[i * 8] = class;
      unseen |= class == CLASS_UNSEEN;
    }
  }
  return unseen;
}

/* What tells the class of a single spell or record: all that the loop needs, in locals, because
** what it writes might be anything else for all the compiler knows. */
struct single {
  const int64_t *wide, *small;             /* NULL: does not matter */
  const uint8_t *wide_state, *small_state; /* NULL: all known */
  int64_t base;
  int fixed;   /* instead of `small` */
  bool always; /* of spells: place 0 is for those since always */
  const uint8_t *tables[MOST_SMALL];
};

static void fill_tables(struct single *s, const struct fact_classes *x) {
  s->base = x->base;
  for (int i = 0; i < MOST_SMALL; i++)
    s->tables[i] = (const uint8_t *)(uintptr_t)atomic_load_explicit(&x->table[i], memory_order_acquire);
}

static inline uint8_t single_class(const struct single *s, uint32_t row) {
  uint64_t at = 0, small = s->small ? 1 + (uint64_t)s->small[row] : (uint64_t)s->fixed;
  if ((s->small_state && s->small_state[row] != STATE_KNOWN) ||
      (s->wide_state && s->wide_state[row] != STATE_KNOWN))
    return CLASS_UNSEEN;
  bool always = s->always && s->wide[row] == DAY_MIN;
  if (s->wide && !always) {
    at = table_place(s->wide[row], s->base);
    if (!at) return CLASS_UNSEEN;
  }
  return at < ROW_TABLE_SIZE && small < MOST_SMALL && s->tables[small] ? s->tables[small][at] : CLASS_UNSEEN;
}

/* Rows a person: none is simple, and so may one be. Most persons have nothing of most histories:
** whole blocks of them are passed by. */
static bool history_bytes(const struct bytes *k, const struct single *of) {
  enum { BLOCK = 16 };
  const uint32_t *first = k->fact->first + k->first;
  const struct single s = *of;
  uint8_t *to = k->of;
  int count = k->count;
  bool unseen = false;
  for (int from = 0; from < count; from += BLOCK) {
    int end = from + BLOCK < count ? from + BLOCK : count;
    if (first[from] == first[end]) continue; /* all empty, as they are already */
    for (int i = from; i < end; i++) {
      uint32_t n = first[i + 1] - first[i];
      if (!n) continue;
      uint8_t class = n == 1 ? single_class(&s, first[i]) : CLASS_UNCLASSIFIED;
      to[i * 8] = class;
      unseen |= class == CLASS_UNSEEN;
    }
  }
  return unseen;
}

static struct single spell_single(const struct fact_classes *x, const struct batch_fact *f) {
  const struct batch_column *c = &f->column[0];
  struct single s = {.wide = f->from, .small_state = c->state, .fixed = 1, .always = true};
  if (x->by_value) s.small = c->value;
  fill_tables(&s, x);
  return s;
}

/* False: not so simple. */
static bool record_single(const struct fact_classes *x, const struct batch_fact *f, struct single *s) {
  *s = (struct single){0};
  if (x->smalls > 1 || x->single_odd) return false;
  if (x->smalls) {
    s->small = f->column[x->small[0]].value;
    s->small_state = f->column[x->small[0]].state;
  }
  if (x->wide >= 0) {
    s->wide = f->column[x->wide].value;
    s->wide_state = f->column[x->wide].state;
  }
  fill_tables(s, x);
  return true;
}

static bool timeline_bytes(const struct bytes *k) {
  const struct single one = spell_single(k->classes, k->fact);
  bool unseen = history_bytes(k, &one);
  const int64_t *known_from = k->fact->known_from ? k->fact->known_from + k->first : NULL;
  for (int i = 0; known_from && i < k->count; i++)
    if (known_from[i] != DAY_MIN) k->of[i * 8] = CLASS_UNCLASSIFIED;
  return unseen;
}

/* Whoever's whole history is not known. */
static void unknown_bytes(const struct bytes *k) {
  const uint8_t *state = k->fact->plain.state;
  for (int from = 0; state && from < k->count; from += 8) {
    int to = from + 8 < k->count ? from + 8 : k->count;
    if (to - from == 8 && !eight_states(state + k->first + from)) continue;
    for (int i = from; i < to; i++)
      if (state[k->first + i] == STATE_UNKNOWN) k->of[i * 8] = CLASS_UNCLASSIFIED;
  }
}

static void fact_bytes(struct signature *p, int place, const struct batch *b, int first, int count,
                       uint8_t *to) {
  struct fact_classes *x = &p->classed[place];
  const struct batch_fact f = b->facts[x->fact];
  struct bytes k = {to, x, &f, first, count};
  struct single one;
  bool unseen = true;
  if (f.form == BATCH_PLAIN)
    unseen = plain_bytes(&k);
  else if (f.form == BATCH_TIMELINE && history_is_whole(&f.column[0]))
    unseen = timeline_bytes(&k);
  else if (f.form == BATCH_LIST && record_single(x, &f, &one))
    unseen = history_bytes(&k, &one);
  else
    for (int i = 0; i < count; i++)
      to[i * 8] = CLASS_UNSEEN;
  if (f.form != BATCH_PLAIN) unknown_bytes(&k);
  for (int i = 0; unseen && i < count; i++)
    if (to[i * 8] == CLASS_UNSEEN) to[i * 8] = class_by(p, x, b, first + i, content_of(x, &f, first + i));
}

/* All are empty at first: loops write only what is not. */
void signature_keys(struct signature *p, const struct batch *b, int first, int count,
                    uint64_t *keys[KEY_WORDS]) {
  struct signature_key empty = {{0}};
  memset(empty.words, CLASS_EMPTY, (size_t)p->classed_count);
  for (int w = 0; w < KEY_WORDS; w++)
    for (int i = 0; p->classed_count > w * 8 && i < count; i++)
      keys[w][i] = empty.words[w];
  for (int k = 0; k < p->classed_count; k++)
    fact_bytes(p, k, b, first, count, (uint8_t *)keys[k / 8] + k % 8);
}
