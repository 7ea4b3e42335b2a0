/* Building profiles, and finding classes. */
#include "host/trace/profile.h"

#include <stdlib.h>
#include <string.h>

#include "host/trace/flat_private.h"

enum { MOST_CLASSES = 250, ANSWER_SLOW = 2 };

/* --- what guards hang on ------------------------------------------------------------------------ */

/* How a guard looks at its facts. */
struct looks {
  uint64_t on;     /* facts */
  uint64_t values; /* timelines of which it wants the value */
  uint64_t fields[64];
  bool given; /* inputs */
};

static void look(const struct flat *f, uint32_t expr, bool presence, struct looks *l);

static void look_at_list(const struct flat *f, const struct expr_node *n, struct looks *l) {
  const struct expr_node *list = expr_get(&f->exprs, n->arg[0]);
  bool record = n->code != AGG_ANY && n->code != AGG_ALL && n->code != AGG_COUNT;
  uint64_t fields = 0;
  look(f, n->arg[0], false, l);
  for (uint32_t chain = n->arg[2]; chain; chain = expr_get(&f->exprs, chain)->arg[3]) {
    const struct expr_node *c = expr_get(&f->exprs, chain);
    fields |= UINT64_C(1) << (c->arg[0] & 63);
    look(f, c->arg[1], false, l);
    look(f, c->arg[2], false, l);
  }
  if (record) fields |= UINT64_C(1) << (n->arg[1] / 256 & 63) | UINT64_C(1) << (n->arg[1] % 256 & 63);
  if (list->kind == EXPR_FACT && list->arg[0] < 64) l->fields[list->arg[0]] |= fields;
}

static void look(const struct flat *f, uint32_t expr, bool presence, struct looks *l) {
  const struct expr_node *n = expr_get(&f->exprs, expr);
  switch ((enum expr_kind)n->kind) {
  case EXPR_FACT:
    if (n->arg[0] < 64)
      l->on |= UINT64_C(1) << n->arg[0];
    else
      l->given = true; /* there is no bit for it */
    return;
  case EXPR_GIVEN: l->given = true; return;
  case EXPR_AGGREGATE: look_at_list(f, n, l); return;
  case EXPR_OP: break;
  default: return;
  }
  const struct expr_node *of = expr_get(&f->exprs, n->arg[0]);
  if (n->code == OP_AT && !presence && of->kind == EXPR_FACT && of->arg[0] < 64)
    l->values |= UINT64_C(1) << of->arg[0];
  for (int i = 0; i < op_arity((enum op)n->code); i++)
    look(f, n->arg[i], false, l);
}

static struct looks looks_of(const struct flat *f, const struct flat_guard *g) {
  struct looks l = {0};
  look(f, g->a, g->cmp == CMP_PRESENT, &l);
  if (g->b) look(f, g->b, false, &l);
  return l;
}

/* --- building ----------------------------------------------------------------------------------- */

struct builder {
  struct profile *p;
  const struct batch *batch;
  uint64_t may_be_empty;
  uint64_t *on; /* a guard each */
  struct looks all;
  int wanted[64]; /* guards of a fact */
};

/* What the guards that hang on a fact alone look at; its classes tell no more than that. */
static void find_needs(struct builder *m) {
  const struct flat *f = m->p->flat;
  for (uint32_t g = 0; g < f->guard_count; g++) {
    struct looks l = looks_of(f, &f->guards[g]);
    m->on[g] = l.given ? 0 : l.on;
    if (!m->on[g] || (m->on[g] & (m->on[g] - 1))) continue;
    int fact = __builtin_ctzll(m->on[g]);
    m->all.values |= l.values;
    m->all.fields[fact] |= l.fields[fact];
  }
}

/* A class of `fact` tells a guard when it knows what the guard looks at, and all else may be empty. */
static bool tells(const struct builder *m, uint32_t guard, int fact) {
  uint64_t on = m->on[guard], bit = UINT64_C(1) << fact;
  if (!(on & bit) || ((on & ~bit) & ~m->may_be_empty)) return false;
  if (on == bit) return true;
  struct looks l = looks_of(m->p->flat, &m->p->flat->guards[guard]);
  return !(l.values & bit & ~m->all.values) && !(l.fields[fact] & ~m->all.fields[fact]);
}

static void count_guards(struct builder *m) {
  find_needs(m);
  for (uint32_t g = 0; g < m->p->flat->guard_count; g++)
    for (uint64_t bits = m->on[g]; bits; bits &= bits - 1)
      m->wanted[__builtin_ctzll(bits)] += 1 + tells(m, g, __builtin_ctzll(bits));
}

static bool is_small(uint8_t kind) {
  return kind == KIND_ENUM || kind == KIND_TRUTH;
}

/* Which columns of a single record make its class. */
static void choose_fields(struct facet *x, const struct batch_fact *f, uint64_t fields) {
  x->wide = -1;
  for (int k = 0; k < f->columns; k++) {
    if (k < 64 && !(fields >> k & 1)) continue;
    const struct batch_column *c = &f->column[k];
    if (!history_is_whole(c) || (!is_small((uint8_t)c->kind) && x->wide >= 0) ||
        (is_small((uint8_t)c->kind) && x->smalls == 2))
      x->single_odd = true;
    else if (is_small((uint8_t)c->kind))
      x->small[x->smalls++] = k;
    else
      x->wide = k;
  }
}

static int compare_days(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

/* Where answers may turn, when every guard is a range of the fact or asks for its presence. */
static void find_bounds(struct facet *x, const struct flat *f) {
  x->bounds = 0;
  for (int i = 0; i < x->guard_count; i++) {
    const struct flat_guard *g = &f->guards[x->guards[i]];
    if (g->cmp == CMP_PRESENT) continue;
    const struct expr_node *n = g->how == GUARD_RANGE ? expr_get(&f->exprs, g->fact) : NULL;
    if (!n || n->kind != EXPR_FACT || (int)n->arg[0] != x->fact || x->bounds + 4 > MOST_BOUNDS) {
      x->bounds = -1;
      return;
    }
    x->bound[x->bounds++] = g->yes.least;
    x->bound[x->bounds++] = g->sound.least;
    if (g->yes.most < INT64_MAX) x->bound[x->bounds++] = g->yes.most + 1;
    if (g->sound.most < INT64_MAX) x->bound[x->bounds++] = g->sound.most + 1;
  }
  qsort(x->bound, (size_t)x->bounds, sizeof *x->bound, compare_days);
}

static bool fill_guards(struct builder *m, struct facet *x) {
  const struct flat *f = m->p->flat;
  x->guards = malloc(((size_t)m->wanted[x->fact] + 1) * sizeof *x->guards);
  if (!x->guards) return false;
  for (uint32_t g = 0; g < f->guard_count; g++)
    if (tells(m, g, x->fact)) x->guards[x->guard_count++] = g;
  x->answers = malloc(((size_t)x->guard_count + 1) * (MOST_CLASSES + 1));
  return x->answers != NULL;
}

/* The answers of a class, those of the facts in `p->facts`. */
static void answer(const struct profile *p, const struct facet *x, uint8_t *out) {
  for (int i = 0; i < x->guard_count; i++) {
    int way = flat_test(p->flat, x->guards[i], p->facts, NULL);
    out[i] = way < 0 ? ANSWER_SLOW : (uint8_t)way;
  }
}

/* The class whose answers stand at the end of those that there are. */
static uint8_t class_with(struct facet *x) {
  size_t size = (size_t)x->guard_count;
  uint8_t *answers = x->answers + (size_t)x->class_count * size;
  for (int i = 1; i < x->class_count; i++) /* the first is that of nothing: its others count as empty too */
    if (memcmp(x->answers + (size_t)i * size, answers, size) == 0) return (uint8_t)(CLASS_EMPTY + i);
  if (x->class_count == MOST_CLASSES) return CLASS_ODD;
  return (uint8_t)(CLASS_EMPTY + x->class_count++);
}

static bool add_facet(struct builder *m, int fact) {
  struct profile *p = m->p;
  struct facet *x = &p->facets[p->facet_count];
  const struct batch_fact *f = &m->batch->facts[fact];
  x->fact = fact;
  x->wide = -1;
  x->bounds = -1;
  if (!fill_guards(m, x)) return false;
  p->place[fact] = (int8_t)p->facet_count++;
  x->by_value = m->all.values >> fact & 1;
  enum kind wide = f->form == BATCH_TIMELINE ? KIND_DATE : f->plain.kind;
  if (f->form == BATCH_LIST) choose_fields(x, f, m->all.fields[fact]);
  if (f->form == BATCH_LIST && x->wide >= 0) wide = f->column[x->wide].kind;
  if (f->form == BATCH_PLAIN) {
    find_bounds(x, p->flat);
    x->by_state = x->bounds == 0;
  }
  x->base = row_base(wide, p->flat->when);
  memcpy(p->facts, p->nothing, (size_t)p->fact_count * sizeof *p->facts);
  answer(p, x, x->answers);
  x->class_count = 1;
  return true;
}

/* The facts with most guards first: there may be more than have a place. */
static bool add_facets(struct builder *m) {
  struct profile *p = m->p;
  while (p->facet_count < MOST_FACETS) {
    int best = -1;
    for (int k = 0; k < p->fact_count && k < 64; k++)
      if (m->wanted[k] && p->place[k] < 0 && (best < 0 || m->wanted[k] > m->wanted[best])) best = k;
    if (best < 0) return true;
    if (!add_facet(m, best)) return false;
  }
  return true;
}

bool profile_build(struct profile *p, const struct flat *f, const struct batch *b,
                   const struct value *nothing, const bool *optional) {
  memset(p, 0, sizeof *p);
  if (pthread_mutex_init(&p->lock, NULL) != 0) return false;
  p->flat = f;
  p->nothing = nothing;
  p->guard_count = f->guard_count;
  p->fact_count = b->fact_count;
  p->on = calloc((size_t)f->guard_count + 1, sizeof *p->on);
  p->place = malloc((size_t)b->fact_count + 1);
  p->facts = calloc((size_t)b->fact_count + 1, sizeof *p->facts);
  if (!p->on || !p->place || !p->facts) return false;
  memset(p->place, -1, (size_t)b->fact_count + 1);
  struct builder m = {.p = p, .batch = b, .on = p->on};
  for (int k = 0; k < b->fact_count && k < 64; k++)
    if (b->facts[k].form != BATCH_PLAIN || optional[k]) m.may_be_empty |= UINT64_C(1) << k;
  count_guards(&m);
  return add_facets(&m);
}

void profile_free(struct profile *p) {
  if (!p->flat) return;
  for (int i = 0; i < p->facet_count; i++) {
    struct facet *x = &p->facets[i];
    for (int k = 0; k < MOST_SMALL; k++)
      free((void *)atomic_load(&x->table[k]));
    free(x->guards);
    free(x->answers);
  }
  free(p->on);
  free(p->place);
  free(p->facts);
  batch_rooms_free(&p->rooms);
  pthread_mutex_destroy(&p->lock);
  memset(p, 0, sizeof *p);
}

size_t profile_bytes(const struct profile *p) {
  size_t bytes = p->guard_count * sizeof *p->on;
  for (int i = 0; i < p->facet_count; i++) {
    const struct facet *x = &p->facets[i];
    bytes += (size_t)x->guard_count * (MOST_CLASSES + 1 + sizeof *x->guards);
    for (int k = 0; k < MOST_SMALL; k++)
      bytes += atomic_load_explicit(&x->table[k], memory_order_relaxed) ? ROW_TABLE_SIZE : 0;
  }
  return bytes;
}

/* Bytes as they stand in memory, whatever the order of the machine. */
static uint8_t class_in(const struct key *key, int place) {
  return ((const uint8_t *)key->words)[place];
}

int profile_answer(const struct profile *p, struct key key, uint32_t guard) {
  uint64_t on = guard < p->guard_count ? p->on[guard] : 0;
  int told = -1, last = -1;
  for (uint64_t bits = on; bits; bits &= bits - 1) {
    int place = p->place[__builtin_ctzll(bits)];
    if (place < 0) return -1;
    uint8_t class = class_in(&key, place);
    if (class == CLASS_ODD || (class != CLASS_EMPTY && told >= 0)) return -1;
    last = place;
    if (class != CLASS_EMPTY) told = place;
  }
  if (last < 0) return -1;
  const struct facet *x = &p->facets[told < 0 ? last : told];
  int place = told < 0 ? last : told;
  uint8_t class = class_in(&key, place);
  for (int i = 0; i < x->guard_count; i++)
    if (x->guards[i] == guard)
      return x->answers[(size_t)(class - CLASS_EMPTY) * (size_t)x->guard_count + (size_t)i];
  return -1;
}

/* --- classes ------------------------------------------------------------------------------------ */

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

static inline struct content placed(const struct facet *x, int small, int64_t value) {
  uint64_t at = (uint64_t)(value - x->base);
  bool near = at >= 1 && at < ROW_TABLE_SIZE;
  if (small >= MOST_SMALL || (!near && x->bounds < 0)) return certain(CLASS_ODD);
  return (struct content){.small = small, .wide = near ? (int64_t)at : 0, .value = value, .far = !near};
}

static inline struct content plain_content(const struct facet *x, const struct batch_fact *f, int i) {
  uint8_t state = f->plain.state ? f->plain.state[i] : STATE_KNOWN;
  if (state == STATE_ABSENT) return certain(CLASS_EMPTY);
  if (state != STATE_KNOWN) return certain(CLASS_ODD);
  if (x->by_state) return (struct content){.small = 0};
  if (!history_is_whole(&f->plain)) return certain(CLASS_ODD);
  return placed(x, 0, f->plain.value[i]);
}

/* Place 0 is for what has no number: a spell since always, an absent cell. */
static inline struct content timeline_content(const struct facet *x, const struct batch_fact *f, int i) {
  uint32_t row = f->first[i], count = f->first[i + 1] - row;
  if (f->plain.state && f->plain.state[i] == STATE_UNKNOWN) return certain(CLASS_ODD);
  if (f->known_from && f->known_from[i] != DAY_MIN) return certain(CLASS_ODD);
  if (!count) return certain(CLASS_EMPTY);
  const struct batch_column *c = &f->column[0];
  uint8_t state = c->state ? c->state[row] : STATE_KNOWN;
  if (count > 1 || state > STATE_ABSENT) return certain(CLASS_ODD);
  if (state == STATE_KNOWN && x->by_value && (!history_is_whole(c) || !is_small((uint8_t)c->kind)))
    return certain(CLASS_ODD);
  int64_t small = state == STATE_ABSENT ? 0 : x->by_value ? 1 + c->value[row] : 1;
  if (small < 0 || small >= MOST_SMALL) return certain(CLASS_ODD);
  if (f->from[row] == DAY_MIN) return (struct content){.small = (int)small};
  return placed(x, (int)small, f->from[row]);
}

static inline struct content list_content(const struct facet *x, const struct batch_fact *f, int i) {
  uint32_t row = f->first[i], count = f->first[i + 1] - row;
  int64_t small = 0;
  if (f->plain.state && f->plain.state[i] == STATE_UNKNOWN) return certain(CLASS_ODD);
  if (!count) return certain(CLASS_EMPTY);
  if (count > 1 || x->single_odd) return certain(CLASS_ODD);
  for (int k = 0; k < x->smalls; k++) {
    const struct batch_column *c = &f->column[x->small[k]];
    uint8_t state = record_state(c, row);
    int64_t one = state == STATE_ABSENT ? 0 : 1 + c->value[row];
    if (state > STATE_ABSENT || one >= MOST_SMALL) return certain(CLASS_ODD);
    small = small * (k ? 6 : 1) + one;
    if (k && one >= 6) return certain(CLASS_ODD);
  }
  if (small >= MOST_SMALL) return certain(CLASS_ODD);
  if (x->wide < 0) return (struct content){.small = (int)small};
  const struct batch_column *c = &f->column[x->wide];
  uint8_t state = record_state(c, row);
  if (state > STATE_ABSENT) return certain(CLASS_ODD);
  if (state == STATE_ABSENT) return (struct content){.small = (int)small};
  return placed(x, (int)small, c->value[row]);
}

/* Which class the person's fact is of, by asking its guards. */
static uint8_t class_now(struct profile *p, struct facet *x, const struct batch *b, int person) {
  if (x->class_count > MOST_CLASSES - 1) return CLASS_ODD;
  struct value *all = p->facts;
  if (!batch_person(b, person, &p->rooms, all)) return CLASS_ODD;
  struct value own = all[x->fact];
  memcpy(all, p->nothing, (size_t)p->fact_count * sizeof *all);
  all[x->fact] = own;
  answer(p, x, x->answers + (size_t)x->class_count * (size_t)x->guard_count);
  return class_with(x);
}

static int between(const struct facet *x, int64_t value) {
  int at = 0;
  while (at < x->bounds && x->bound[at] <= value)
    at++;
  return at;
}

static _Atomic(uint8_t) *entry_of(struct facet *x, const struct content *c, bool make) {
  if (c->far) return &x->between[between(x, c->value)];
  _Atomic(uint8_t) *table = atomic_load_explicit(&x->table[c->small], memory_order_acquire);
  if (!table && make) {
    table = calloc(ROW_TABLE_SIZE, 1);
    if (table) atomic_store_explicit(&x->table[c->small], table, memory_order_release);
  }
  return table ? &table[c->wide] : NULL;
}

static __attribute__((noinline)) uint8_t find_class(struct profile *p, struct facet *x, const struct batch *b,
                                                    int person, const struct content *c) {
  pthread_mutex_lock(&p->lock);
  _Atomic(uint8_t) *entry = entry_of(x, c, true);
  uint8_t class = CLASS_ODD;
  if (entry) {
    class = atomic_load_explicit(entry, memory_order_relaxed);
    if (class == CLASS_UNSEEN) class = class_now(p, x, b, person);
    atomic_store_explicit(entry, class, memory_order_release);
  }
  pthread_mutex_unlock(&p->lock);
  return class;
}

static inline __attribute__((always_inline)) uint8_t
class_by(struct profile *p, struct facet *x, const struct batch *b, int person, struct content c) {
  if (c.kind) return (uint8_t)c.kind;
  const _Atomic(uint8_t) *entry = entry_of(x, &c, false);
  uint8_t class = entry ? atomic_load_explicit(entry, memory_order_relaxed) : CLASS_UNSEEN;
  return class ? class : find_class(p, x, b, person, &c);
}

static inline struct content content_of(const struct facet *x, const struct batch_fact *f, int person) {
  return f->form == BATCH_PLAIN      ? plain_content(x, f, person)
         : f->form == BATCH_TIMELINE ? timeline_content(x, f, person)
                                     : list_content(x, f, person);
}

struct key profile_key(struct profile *p, const struct batch *b, int person) {
  struct key key = {{0}};
  for (int i = 0; i < p->facet_count; i++) {
    struct facet *x = &p->facets[i];
    const struct batch_fact *f = &b->facts[x->fact];
    ((uint8_t *)key.words)[i] = class_by(p, x, b, person, content_of(x, f, person));
  }
  return key;
}

/* --- many persons --------------------------------------------------------------------------------
** A first pass knows only what is simple and seen before, in loops that are short; it leaves CLASS_UNSEEN where it does not, and those are
** asked about one by one. */

/* Keys are bytes with eight to a word: the byte of a facet in each. */
struct bytes {
  uint8_t *of;
  const struct facet *facet;
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
  const uint8_t *table = (const uint8_t *)(uintptr_t)atomic_load(&k->facet->table[0]);
  int64_t base = k->facet->base;
  bool whole = table && history_is_whole(&k->fact->plain) && !k->facet->by_state, unseen = false;
  for (int from = 0; from < k->count; from += 8) {
    int to = from + 8 < k->count ? from + 8 : k->count;
    if (state && to - from == 8 && eight_states(state + from) == EIGHT_ABSENT)
      continue; /* empty, as they are */
    for (int i = from; i < to; i++) {
      uint64_t at = whole ? (uint64_t)(v[i] - base) : ROW_TABLE_SIZE;
      uint8_t class = at < ROW_TABLE_SIZE ? table[at] : CLASS_UNSEEN;
      if (state && state[i] != STATE_KNOWN) class = state[i] == STATE_ABSENT ? CLASS_EMPTY : CLASS_UNSEEN;
      k->of[i * 8] = class;
      unseen |= class == CLASS_UNSEEN;
    }
  }
  return unseen;
}

/* Rows a person: none is simple, and so may one be. Most persons have nothing of most histories: whole blocks of them are passed by. */
static inline __attribute__((always_inline)) bool
history_bytes(const struct bytes *k,
              uint8_t (*single)(const struct bytes *k, const uint8_t *const *tables, uint32_t row)) {
  enum { BLOCK = 16 };
  const uint32_t *first = k->fact->first + k->first;
  bool unseen = false;
  const uint8_t *tables[MOST_SMALL];
  for (int i = 0; i < MOST_SMALL; i++)
    tables[i] = (const uint8_t *)(uintptr_t)atomic_load_explicit(&k->facet->table[i], memory_order_acquire);
  for (int from = 0; from < k->count; from += BLOCK) {
    int to = from + BLOCK < k->count ? from + BLOCK : k->count;
    if (first[from] == first[to]) continue; /* all empty, as they are already */
    for (int i = from; i < to; i++) {
      uint32_t n = first[i + 1] - first[i];
      if (!n) continue;
      uint8_t class = n == 1 ? single(k, tables, first[i]) : CLASS_ODD;
      k->of[i * 8] = class;
      unseen |= class == CLASS_UNSEEN;
    }
  }
  return unseen;
}

static inline uint8_t spell_class(const struct bytes *k, const uint8_t *const *tables, uint32_t row) {
  const struct batch_column *c = &k->fact->column[0];
  int64_t from = k->fact->from[row];
  uint64_t at = from == DAY_MIN ? 0 : (uint64_t)(from - k->facet->base);
  bool known = !c->state || c->state[row] == STATE_KNOWN;
  if (!at && from != DAY_MIN) at = ROW_TABLE_SIZE; /* place 0 is for those since always */
  uint64_t small = k->facet->by_value ? 1 + (uint64_t)c->value[row] : 1;
  return known && at < ROW_TABLE_SIZE && small < MOST_SMALL && tables[small] ? tables[small][at]
                                                                             : CLASS_UNSEEN;
}

static inline uint8_t record_class(const struct bytes *k, const uint8_t *const *tables, uint32_t row) {
  const struct facet *x = k->facet;
  uint64_t at = 0, small = 0;
  if (x->smalls > 1 || x->single_odd) return CLASS_UNSEEN;
  if (x->smalls) {
    const struct batch_column *c = &k->fact->column[x->small[0]];
    if (c->state && c->state[row] != STATE_KNOWN) return CLASS_UNSEEN;
    small = 1 + (uint64_t)c->value[row];
  }
  if (x->wide >= 0) {
    const struct batch_column *c = &k->fact->column[x->wide];
    at = (uint64_t)(c->value[row] - x->base);
    if (!at || (c->state && c->state[row] != STATE_KNOWN)) return CLASS_UNSEEN;
  }
  return at < ROW_TABLE_SIZE && small < MOST_SMALL && tables[small] ? tables[small][at] : CLASS_UNSEEN;
}

static bool timeline_bytes(const struct bytes *k) {
  bool unseen = history_bytes(k, spell_class);
  const int64_t *known_from = k->fact->known_from ? k->fact->known_from + k->first : NULL;
  for (int i = 0; known_from && i < k->count; i++)
    if (known_from[i] != DAY_MIN) k->of[i * 8] = CLASS_ODD;
  return unseen;
}

/* Whoever's whole history is not known. */
static void unknown_bytes(const struct bytes *k) {
  const uint8_t *state = k->fact->plain.state;
  for (int from = 0; state && from < k->count; from += 8) {
    int to = from + 8 < k->count ? from + 8 : k->count;
    if (to - from == 8 && !eight_states(state + k->first + from)) continue;
    for (int i = from; i < to; i++)
      if (state[k->first + i] == STATE_UNKNOWN) k->of[i * 8] = CLASS_ODD;
  }
}

static void facet_bytes(struct profile *p, int place, const struct batch *b, int first, int count,
                        uint8_t *to) {
  struct facet *x = &p->facets[place];
  const struct batch_fact f = b->facts[x->fact];
  struct bytes k = {to, x, &f, first, count};
  bool unseen = true;
  if (f.form == BATCH_PLAIN)
    unseen = plain_bytes(&k);
  else if (f.form == BATCH_TIMELINE && history_is_whole(&f.column[0]))
    unseen = timeline_bytes(&k);
  else if (f.form == BATCH_LIST)
    unseen = history_bytes(&k, record_class);
  else
    for (int i = 0; i < count; i++)
      to[i * 8] = CLASS_UNSEEN;
  if (f.form != BATCH_PLAIN) unknown_bytes(&k);
  for (int i = 0; unseen && i < count; i++)
    if (to[i * 8] == CLASS_UNSEEN) to[i * 8] = class_by(p, x, b, first + i, content_of(x, &f, first + i));
}

/* All are empty at first: loops write only what is not. */
void profile_keys(struct profile *p, const struct batch *b, int first, int count, uint64_t *keys[KEY_WORDS]) {
  struct key empty = {{0}};
  memset(empty.words, CLASS_EMPTY, (size_t)p->facet_count);
  for (int w = 0; w < KEY_WORDS; w++)
    for (int i = 0; p->facet_count > w * 8 && i < count; i++)
      keys[w][i] = empty.words[w];
  for (int k = 0; k < p->facet_count; k++)
    facet_bytes(p, k, b, first, count, (uint8_t *)keys[k / 8] + k % 8);
}
