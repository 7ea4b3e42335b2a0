/* Guards and trees over a chunk. */
#include "host/trace/batch/column.h"

#include <stdlib.h>
#include <string.h>

#include "host/trace/batch/column_private.h"
#include "host/trace/history.h"

/* --- a chunk ---------------------------------------------------------------------------------- */

bool column_chunk_init(struct column_chunk *s, const struct batch *b) {
  memset(s, 0, sizeof *s);
  s->batch = b;
  s->facts_of = -1;
  s->fact_count = b->fact_count;
  s->facts = calloc((size_t)b->fact_count + 1, sizeof *s->facts);
  s->shapes = calloc((size_t)b->fact_count + 1, sizeof *s->shapes);
  s->extents = calloc((size_t)b->fact_count + 1, sizeof *s->extents);
  return s->facts && s->shapes && s->extents;
}

static void free_names(struct column_chunk *s) {
  for (int i = 0; i < s->name_count; i++)
    free(s->names[i].classes);
  free(s->names);
  s->names = NULL;
  s->name_count = 0;
}

static void free_shapes(struct column_chunk *s) {
  for (int i = 0; s->shapes && i < s->fact_count; i++) {
    for (int k = 0; k < s->shapes[i].count; k++)
      free(s->shapes[i].columns[k]);
    free(s->shapes[i].columns);
    free(s->shapes[i].filled);
  }
  free(s->shapes);
}

static void free_tables(struct column_chunk *s) {
  for (uint32_t i = 0; i < s->guard_count; i++) {
    free(s->guard_tables[i].of);
    s->guard_tables[i] = (struct guard_table){0};
  }
  for (uint32_t i = 0; i < s->vector_count; i++) {
    free(s->tables[i].of);
    s->tables[i] = (struct table){0};
  }
}

void column_chunk_free(struct column_chunk *s) {
  free_tables(s);
  for (uint32_t i = 0; i < s->vector_count; i++)
    free(s->vectors[i]);
  free(s->vectors);
  free(s->tables);
  free(s->guard_tables);
  free_shapes(s);
  free(s->guards);
  free(s->extents);
  free_names(s);
  free(s->facts);
  batch_rooms_free(&s->rooms);
  memset(s, 0, sizeof *s);
}

/* Room for what the flat trees have now. */
static bool fit(struct column_chunk *s, const struct flat *f) {
  for (uint32_t i = 0; s->tables_of != f->number && i < s->vector_count; i++)
    if (s->vectors[i]) s->vectors[i]->kind = 0;
  if (s->tables_of != f->number) free_tables(s);
  s->tables_of = f->number;
  if (s->vector_count < f->exprs.count) {
    struct vector **more = realloc(s->vectors, f->exprs.count * sizeof *more);
    if (!more) return false;
    memset(more + s->vector_count, 0, (f->exprs.count - s->vector_count) * sizeof *more);
    s->vectors = more;
    struct table *tables = realloc(s->tables, f->exprs.count * sizeof *tables);
    if (!tables) return false;
    memset(tables + s->vector_count, 0, (f->exprs.count - s->vector_count) * sizeof *tables);
    s->tables = tables;
    s->vector_count = f->exprs.count;
  }
  if (s->guard_count < f->guard_count) {
    struct answered *more = realloc(s->guards, f->guard_count * sizeof *more);
    if (!more) return false;
    s->guards = more;
    struct guard_table *tables = realloc(s->guard_tables, f->guard_count * sizeof *tables);
    if (!tables) return false;
    memset(tables + s->guard_count, 0, (f->guard_count - s->guard_count) * sizeof *tables);
    s->guard_tables = tables;
    s->guard_count = f->guard_count;
  }
  if (s->name_count < f->walk->name_count) {
    free_names(s);
    s->names = calloc((size_t)f->walk->name_count, sizeof *s->names);
    if (!s->names) return false;
    s->name_count = f->walk->name_count;
  }
  return true;
}

bool column_chunk_begin(struct column_chunk *s, const struct flat *f, const struct value *given, int first,
                        int persons) {
  s->flat = f;
  s->given = given;
  s->first = first;
  s->persons = persons;
  s->facts_of = -1;
  s->failed = !fit(s, f);
  if (s->failed) return false;
  for (uint32_t i = 0; i < s->vector_count; i++)
    if (s->vectors[i]) memset(s->vectors[i], 0, 3 * sizeof(struct set));
  for (uint32_t i = 0; i < s->guard_count; i++)
    memset(&s->guards[i], 0, sizeof s->guards[i]);
  for (int i = 0; i < s->fact_count; i++)
    s->shapes[i].done = s->extents[i].done = false;
  for (int i = 0; i < s->name_count; i++) {
    struct name_partition *n = &s->names[i];
    n->count = 0;
    memset(&n->done, 0, sizeof n->done);
    memset(&n->slow, 0, sizeof n->slow);
    memset(&n->missing, 0, sizeof n->missing);
  }
  return true;
}

const struct value *column_chunk_person(struct column_chunk *s, int i) {
  if (s->facts_of == i) return s->facts;
  s->facts_of = -1;
  if (!batch_person(s->batch, s->first + i, &s->rooms, s->facts)) {
    s->failed = true;
    return NULL;
  }
  s->facts_of = i;
  return s->facts;
}

/* --- guards ----------------------------------------------------------------------------------- */

static void put_answer(struct answered *a, int i, int branch) {
  if (branch < 0)
    set_put(&a->slow, i);
  else if (branch)
    set_put(&a->yes, i);
}

/* A whole word is the common case, and a loop of a fixed length. */
static inline uint64_t within_n(const int64_t *v, int n, int64_t least, int64_t most) {
  uint8_t bytes[64] = {0};
  for (int i = 0; i < n; i++)
    bytes[i] = (uint8_t)((v[i] >= least) & (v[i] <= most));
  return column_bits(bytes);
}

static uint64_t within(const int64_t *v, int n, int64_t least, int64_t most) {
  return n == 64 ? within_n(v, 64, least, most) : within_n(v, n, least, most);
}

/* One comparison instead of two. */
static inline uint64_t up_to_n(const int64_t *v, int n, int64_t most) {
  uint8_t bytes[64] = {0};
  for (int i = 0; i < n; i++)
    bytes[i] = v[i] <= most;
  return column_bits(bytes);
}

static uint64_t up_to(const int64_t *v, int n, int64_t most) {
  return n == 64 ? up_to_n(v, 64, most) : up_to_n(v, n, most);
}

static inline uint64_t in_state_n(const uint8_t *state, int n, uint8_t wanted) {
  uint8_t bytes[64] = {0};
  for (int i = 0; i < n; i++)
    bytes[i] = state[i] == wanted;
  return column_bits(bytes);
}

uint64_t column_in_state(const uint8_t *state, int n, uint8_t wanted) {
  return n == 64 ? in_state_n(state, 64, wanted) : in_state_n(state, n, wanted);
}

static const struct extent *extent_of(struct column_chunk *s, const struct batch_column *c, int fact) {
  struct extent *x = &s->extents[fact];
  if (x->done) return x;
  const int64_t *v = c->value + s->first;
  x->least = x->most = v[0];
  for (int i = 1; i < s->persons; i++) {
    x->least = v[i] < x->least ? v[i] : x->least;
    x->most = v[i] > x->most ? v[i] : x->most;
  }
  x->done = true;
  return x;
}

/* All persons at once: one pass over the column. An absent value is equal to nothing, and has no
** order. */
static void answer_range(struct column_chunk *s, const struct flat_guard *g, const struct batch_column *c,
                         struct answered *a) {
  const struct extent *x = extent_of(s, c, (int)expr_get(&s->flat->exprs, g->fact)->arg[0]);
  bool all_sound = x->least >= g->sound.least && x->most <= g->sound.most;
  for (int w = 0; w < CHUNK_WORDS; w++) {
    int n = word_persons(s, w);
    if (!n) break;
    const int64_t *v = c->value + s->first + w * 64;
    const uint8_t *state = c->state ? c->state + s->first + w * 64 : NULL;
    uint64_t all = first_bits(n), known = state ? column_in_state(state, n, STATE_KNOWN) : all;
    uint64_t absent = state && g->cmp == CMP_EQ ? column_in_state(state, n, STATE_ABSENT) : 0;
    uint64_t sound = known & (all_sound ? all : within(v, n, g->sound.least, g->sound.most));
    bool to_the_end = g->yes.most >= x->most, from_the_start = g->yes.least <= x->least;
    uint64_t yes = from_the_start && to_the_end ? all
                   : from_the_start             ? up_to(v, n, g->yes.most)
                   : to_the_end                 ? ~up_to(v, n, g->yes.least - 1)
                                                : within(v, n, g->yes.least, g->yes.most);
    a->yes.words[w] = sound & yes;
    a->slow.words[w] = all & ~sound & ~absent;
    a->done.words[w] = all;
  }
}

static void answer_present(const struct column_chunk *s, const struct batch_column *c, struct answered *a) {
  for (int w = 0; w < CHUNK_WORDS; w++) {
    int n = word_persons(s, w);
    if (!n) break;
    const uint8_t *state = c->state ? c->state + s->first + w * 64 : NULL;
    uint64_t all = first_bits(n);
    a->yes.words[w] = state ? column_in_state(state, n, STATE_KNOWN) : all;
    a->slow.words[w] = all & ~a->yes.words[w] & ~(state ? column_in_state(state, n, STATE_ABSENT) : 0);
    a->done.words[w] = all;
  }
}

/* value_compare for integers of one kind; -2: not so simple. */
static int compare_simple(uint8_t cmp, struct value a, struct value b) {
  if (cmp == CMP_PRESENT) return a.state == STATE_KNOWN ? 1 : a.state == STATE_ABSENT ? 0 : -2;
  if (cmp == CMP_EQ && (a.state + b.state == STATE_ABSENT)) return 0; /* one of them is absent */
  if (a.state != STATE_KNOWN || b.state != STATE_KNOWN || a.kind != b.kind || a.domain != b.domain) return -2;
  bool ordered = history_kind_has_order(a.kind);
  if (cmp == CMP_EQ) return ordered || a.kind == KIND_ENUM || a.kind == KIND_TRUTH ? a.u.i == b.u.i : -2;
  if (!ordered) return -2;
  return cmp == CMP_LT ? a.u.i < b.u.i : cmp == CMP_LE ? a.u.i <= b.u.i : -2;
}

static int answer_person(struct column_chunk *s, uint32_t guard, int i) {
  const struct value *facts = column_chunk_person(s, i);
  return facts ? flat_test(s->flat, guard, facts, s->given) : -1;
}

/* One side of a comparison in a word of persons. */
struct side {
  const int64_t *values; /* NULL: `value` for all */
  int64_t value;
  uint64_t known, absent;
};

static struct side side_of(const struct operand *o, int word) {
  struct side s = {NULL, o->value.u.i, o->value.state == STATE_KNOWN ? ~UINT64_C(0) : 0,
                   o->value.state == STATE_ABSENT ? ~UINT64_C(0) : 0};
  if (!o->vector) return s;
  s.values = o->vector->value + word * 64;
  s.known = o->vector->known.words[word];
  s.absent = o->vector->absent.words[word];
  return s;
}

static uint64_t compare_word(uint8_t cmp, const struct side *a, const struct side *b, int n) {
  uint8_t bytes[64] = {0};
  if (!b->values && cmp == CMP_LE) return within(a->values, n, INT64_MIN, b->value);
  if (!b->values && cmp == CMP_LT)
    return b->value == INT64_MIN ? 0 : within(a->values, n, INT64_MIN, b->value - 1);
  if (!b->values) return within(a->values, n, b->value, b->value);
  for (int i = 0; i < n; i++) {
    int64_t x = a->values ? a->values[i] : a->value, y = b->values[i];
    bytes[i] = cmp == CMP_LT ? x < y : cmp == CMP_LE ? x <= y : x == y;
  }
  return column_bits(bytes);
}

static uint8_t kind_of(const struct operand *o, uint16_t *domain) {
  *domain = o->vector ? o->vector->domain : o->value.domain;
  return o->vector ? o->vector->kind : o->value.kind;
}

/* Whether whole words can be compared: integers of one kind, which have an order if one is asked
** for. */
static bool by_words(uint8_t cmp, const struct operand *a, const struct operand *b) {
  uint16_t da, db;
  uint8_t ka = kind_of(a, &da), kb = kind_of(b, &db);
  if (cmp == CMP_PRESENT) return a->vector != NULL;
  if (cmp == GUARD_CHECK || (!a->vector && !b->vector) || ka != kb || da != db) return false;
  return history_kind_has_order(ka) || (cmp == CMP_EQ && (ka == KIND_ENUM || ka == KIND_TRUTH));
}

/* Those whose answer is certain go into `a`; the rest is returned. */
static uint64_t answer_word(struct answered *out, const struct flat_guard *g, const struct operand *a,
                            const struct operand *b, int word, int n, uint64_t who) {
  struct side x = side_of(a, word), y = side_of(b, word);
  uint64_t sure, yes = 0;
  if (g->cmp == CMP_PRESENT) {
    sure = x.known | x.absent;
    yes = x.known;
  } else {
    sure = x.known & y.known;
    if (sure & who) yes = sure & compare_word(g->cmp, &x, &y, n);
    if (g->cmp == CMP_EQ) sure |= (x.known & y.absent) | (x.absent & y.known);
  }
  out->yes.words[word] |= who & yes;
  return who & ~sure;
}

static void answer_rows(struct column_chunk *s, uint32_t guard, const struct set *who) {
  const struct flat_guard *g = &s->flat->guards[guard];
  struct operand a, b = {0};
  uint16_t list[CHUNK_ROWS];
  struct set rest = *who;
  if (!column_operand(s, g->a, who, &a) || (g->b && !column_operand(s, g->b, who, &b))) return;
  if (by_words(g->cmp, &a, &b))
    for (int w = 0; w < CHUNK_WORDS; w++)
      if (who->words[w])
        rest.words[w] = answer_word(&s->guards[guard], g, &a, &b, w, word_persons(s, w), who->words[w]);
  int count = set_list(&rest, list);
  for (int k = 0; k < count; k++) {
    int branch = compare_simple(g->cmp, operand_at(&a, list[k]), operand_at(&b, list[k]));
    put_answer(&s->guards[guard], list[k], branch == -2 ? answer_person(s, guard, list[k]) : branch);
  }
  set_add(&s->guards[guard].done, who);
}

/* --- guards by the value of one fact ---------------------------------------------------------- */

enum { TABLE_NO = 1, TABLE_YES, TABLE_SLOW };

static uint8_t *guard_table(struct column_chunk *s, uint32_t guard, const struct batch_column *c) {
  struct guard_table *t = &s->guard_tables[guard];
  if (t->of) return t->of;
  t->of = calloc(TABLE_SIZE, 1);
  t->base = (int64_t)table_place(c->value[s->first], TABLE_SIZE / 2); /* wraps, as places do */
  return t->of;
}

static uint8_t guard_entry(const struct column_chunk *s, const struct flat_guard *g,
                           const struct batch_column *c, int64_t at) {
  int branch =
      flat_test_at(s->flat, g, (struct value){.kind = (uint8_t)c->kind, .domain = c->domain, .u.i = at});
  return branch < 0 ? TABLE_SLOW : branch ? TABLE_YES : TABLE_NO;
}

static void answer_table(struct column_chunk *s, uint32_t guard, const struct batch_column *c,
                         uint8_t *table) {
  struct answered *a = &s->guards[guard];
  const struct flat_guard *g = &s->flat->guards[guard];
  int64_t base = s->guard_tables[guard].base;
  for (int w = 0; w < CHUNK_WORDS; w++) {
    int n = word_persons(s, w);
    uint8_t yes[64] = {0}, no[64] = {0};
    const int64_t *v = c->value + s->first + w * 64;
    for (int i = 0; i < n; i++) {
      uint64_t at = table_place(v[i], base);
      uint8_t entry = at < TABLE_SIZE ? table[at] : TABLE_SLOW;
      if (!entry) entry = table[at] = guard_entry(s, g, c, v[i]);
      yes[i] = entry == TABLE_YES;
      no[i] = entry == TABLE_NO;
    }
    uint64_t all = first_bits(n);
    uint64_t known = c->state && n ? column_in_state(c->state + s->first + w * 64, n, STATE_KNOWN) : all;
    a->yes.words[w] = known & column_bits(yes);
    a->slow.words[w] = all & ~(known & (column_bits(yes) | column_bits(no)));
    a->done.words[w] = all;
  }
}

static void answer_all(struct column_chunk *s, uint32_t guard) {
  struct answered *a = &s->guards[guard];
  int branch = flat_test(s->flat, guard, NULL, s->given);
  memset(&a->done, 0xff, sizeof a->done);
  if (branch < 0) a->slow = a->done;
  if (branch > 0) a->yes = a->done;
}

static bool all_done(const struct answered *a, const struct set *who, struct span span) {
  for (int w = span.from; w < span.to; w++)
    if (who->words[w] & ~a->done.words[w]) return false;
  return true;
}

/* Apart, so that who comes to an answered guard pays nothing for it. */
static __attribute__((noinline)) void answer_now(struct column_chunk *s, uint32_t guard,
                                                 const struct set *who, struct span span) {
  struct answered *a = &s->guards[guard];
  struct set todo = {{0}};
  for (int w = span.from; w < span.to; w++)
    todo.words[w] = who->words[w] & ~a->done.words[w];
  const struct flat_guard *g = &s->flat->guards[guard];
  uint8_t *table;
  const struct batch_column *c = column_of_fact(s, g->how == GUARD_RANGE ? g->fact : g->a);
  if (g->how == GUARD_RANGE && c && history_is_whole(c))
    answer_range(s, g, c, a);
  else if (g->how == GUARD_RANGE && !c)
    answer_all(s, guard);
  else if (g->cmp == CMP_PRESENT && c)
    answer_present(s, c, a);
  else if (g->how == GUARD_TABLE && s->persons && (c = column_of_fact(s, g->fact)) &&
           (table = guard_table(s, guard, c)))
    answer_table(s, guard, c, table);
  else
    answer_rows(s, guard, &todo);
}

static inline const struct answered *answer(struct column_chunk *s, uint32_t guard, const struct set *who,
                                            struct span span) {
  if (!all_done(&s->guards[guard], who, span)) answer_now(s, guard, who, span);
  return &s->guards[guard];
}

/* --- trees ------------------------------------------------------------------------------------ */

static struct class_rows *class_rows_of(struct column_chunk *s, struct name_partition *n, uint32_t class) {
  for (int i = 0; i < n->count; i++)
    if (n->classes[i].class == class) return &n->classes[i];
  if (n->count == n->room) {
    int room = n->room ? n->room * 2 : 8;
    struct class_rows *more = realloc(n->classes, (size_t)room * sizeof *more);
    if (!more) {
      s->failed = true;
      return NULL;
    }
    n->classes = more;
    n->room = room;
  }
  n->classes[n->count] = (struct class_rows){.class = class};
  return &n->classes[n->count++];
}

static void add_words(struct set *to, const struct set *who, struct span span) {
  for (int w = span.from; w < span.to; w++)
    to->words[w] |= who->words[w];
}

/* Where those in `who` part: one pass over their words. */
static void split_by_answer(struct name_partition *n, const struct answered *a, const struct set *who,
                            struct span span, struct set *yes, struct set *no) {
  for (int w = span.from; w < span.to; w++) {
    uint64_t here = who->words[w], slow = here & a->slow.words[w];
    yes->words[w] = here & a->yes.words[w];
    no->words[w] = here & ~a->yes.words[w] & ~slow;
    n->slow.words[w] |= slow;
  }
}

/* A loop along the way of those who say no, itself again for the others. */
static void descend(struct column_chunk *s, struct name_partition *n, uint32_t at, const struct set *who,
                    struct span span) {
  struct set yes, no;
  while (at && s->flat->nodes[at].guard != NODE_CLASS) {
    const struct flat_node *node = &s->flat->nodes[at];
    split_by_answer(n, answer(s, node->guard, who, span), who, span, &yes, &no);
    struct span of_yes = set_span(&yes, span), of_no = set_span(&no, span);
    if (of_yes.from < of_yes.to) descend(s, n, node->next[1], &yes, of_yes);
    if (of_no.from >= of_no.to) return;
    at = node->next[0];
    who = &no;
    span = of_no;
  }
  struct class_rows *rows = at ? class_rows_of(s, n, s->flat->nodes[at].next[0]) : NULL;
  if (rows || !at) add_words(rows ? &rows->who : &n->missing, who, span);
}

struct name_partition *column_chunk_name(struct column_chunk *s, int name, const struct set *who,
                                         struct span span) {
  struct name_partition *n = &s->names[name];
  struct set todo;
  for (int w = span.from; w < span.to; w++)
    todo.words[w] = who->words[w] & ~n->done.words[w];
  span = set_span(&todo, span);
  if (span.from >= span.to) return n;
  descend(s, n, s->flat->trees[name].root, &todo, span);
  add_words(&n->done, &todo, span);
  return n;
}
