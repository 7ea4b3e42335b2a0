/* Guards and trees over a stretch. */
#include "host/trace/column.h"

#include <stdlib.h>
#include <string.h>

#include "host/trace/column_private.h"

/* --- a stretch ------------------------------------------------------------------------------- */

bool stretch_init(struct stretch *s, const struct batch *b) {
  memset(s, 0, sizeof *s);
  s->batch = b;
  s->facts_of = -1;
  s->facts = calloc((size_t)b->fact_count + 1, sizeof *s->facts);
  return s->facts != NULL;
}

static void free_names(struct stretch *s) {
  for (int i = 0; i < s->name_count; i++)
    free(s->names[i].shares);
  free(s->names);
  s->names = NULL;
  s->name_count = 0;
}

void stretch_free(struct stretch *s) {
  for (uint32_t i = 0; i < s->vector_count; i++)
    free(s->vectors[i]);
  free(s->vectors);
  free(s->guards);
  free_names(s);
  free(s->facts);
  batch_rooms_free(&s->rooms);
  memset(s, 0, sizeof *s);
}

/* Room for what the flat trees have now. */
static bool fit(struct stretch *s, const struct flat *f) {
  if (s->vector_count < f->exprs.count) {
    struct vector **more = realloc(s->vectors, f->exprs.count * sizeof *more);
    if (!more) return false;
    memset(more + s->vector_count, 0, (f->exprs.count - s->vector_count) * sizeof *more);
    s->vectors = more;
    s->vector_count = f->exprs.count;
  }
  if (s->guard_count < f->guard_count) {
    struct answered *more = realloc(s->guards, f->guard_count * sizeof *more);
    if (!more) return false;
    s->guards = more;
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

bool stretch_begin(struct stretch *s, const struct flat *f, const struct value *given, int first,
                   int persons) {
  s->flat = f;
  s->given = given;
  s->first = first;
  s->persons = persons;
  s->facts_of = -1;
  s->failed = !fit(s, f);
  if (s->failed) return false;
  for (uint32_t i = 0; i < s->vector_count; i++)
    if (s->vectors[i]) memset(&s->vectors[i]->done, 0, sizeof s->vectors[i]->done);
  for (uint32_t i = 0; i < s->guard_count; i++)
    memset(&s->guards[i], 0, sizeof s->guards[i]);
  for (int i = 0; i < s->name_count; i++) {
    struct named *n = &s->names[i];
    n->count = 0;
    memset(&n->done, 0, sizeof n->done);
    memset(&n->slow, 0, sizeof n->slow);
    memset(&n->missing, 0, sizeof n->missing);
  }
  return true;
}

const struct value *stretch_person(struct stretch *s, int i) {
  if (s->facts_of == i) return s->facts;
  s->facts_of = -1;
  if (!batch_person(s->batch, s->first + i, &s->rooms, s->facts)) {
    s->failed = true;
    return NULL;
  }
  s->facts_of = i;
  return s->facts;
}

/* --- guards ---------------------------------------------------------------------------------- */

static void put_answer(struct answered *a, int i, int way) {
  if (way < 0)
    set_put(&a->slow, i);
  else if (way)
    set_put(&a->yes, i);
}

static uint64_t first_bits(int n) {
  return n >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << n) - 1;
}

static int word_persons(const struct stretch *s, int word) {
  int left = s->persons - word * 64;
  return left < 0 ? 0 : left > 64 ? 64 : left;
}

static uint64_t within(const int64_t *v, int n, int64_t least, int64_t most) {
  uint64_t bits = 0;
  for (int i = 0; i < n; i++)
    bits |= (uint64_t)((v[i] >= least) & (v[i] <= most)) << i;
  return bits;
}

static uint64_t in_state(const uint8_t *state, int n, uint8_t wanted) {
  uint64_t bits = 0;
  for (int i = 0; i < n; i++)
    bits |= (uint64_t)(state[i] == wanted) << i;
  return bits;
}

/* All persons at once: one pass over the column. An absent value is equal to nothing, and has no order. */
static void answer_range(const struct stretch *s, const struct flat_guard *g, const struct batch_column *c,
                         struct answered *a) {
  for (int w = 0; w < STRETCH_WORDS; w++) {
    int n = word_persons(s, w);
    if (!n) break;
    const int64_t *v = c->value + s->first + w * 64;
    const uint8_t *state = c->state ? c->state + s->first + w * 64 : NULL;
    uint64_t all = first_bits(n), known = state ? in_state(state, n, STATE_KNOWN) : all;
    uint64_t absent = state && g->cmp == CMP_EQ ? in_state(state, n, STATE_ABSENT) : 0;
    uint64_t sound = known & within(v, n, g->sound.least, g->sound.most);
    a->yes.words[w] = sound & within(v, n, g->yes.least, g->yes.most);
    a->slow.words[w] = all & ~sound & ~absent;
    a->done.words[w] = all;
  }
}

static void answer_present(const struct stretch *s, const struct batch_column *c, struct answered *a) {
  for (int w = 0; w < STRETCH_WORDS; w++) {
    int n = word_persons(s, w);
    if (!n) break;
    const uint8_t *state = c->state ? c->state + s->first + w * 64 : NULL;
    uint64_t all = first_bits(n);
    a->yes.words[w] = state ? in_state(state, n, STATE_KNOWN) : all;
    a->slow.words[w] = all & ~a->yes.words[w] & ~(state ? in_state(state, n, STATE_ABSENT) : 0);
    a->done.words[w] = all;
  }
}

static bool is_ordered(uint8_t kind) {
  return kind == KIND_COUNT || kind == KIND_MONEY || kind == KIND_DATE || kind == KIND_MONTH;
}

/* value_compare for integers of one kind; -2: not so simple. */
static int compare_simple(uint8_t cmp, struct value a, struct value b) {
  if (cmp == CMP_PRESENT) return a.state == STATE_KNOWN ? 1 : a.state == STATE_ABSENT ? 0 : -2;
  if (cmp == CMP_EQ && (a.state + b.state == STATE_ABSENT)) return 0; /* one of them is absent */
  if (a.state != STATE_KNOWN || b.state != STATE_KNOWN || a.kind != b.kind || a.domain != b.domain) return -2;
  bool ordered = is_ordered(a.kind);
  if (cmp == CMP_EQ) return ordered || a.kind == KIND_ENUM || a.kind == KIND_TRUTH ? a.u.i == b.u.i : -2;
  if (!ordered) return -2;
  return cmp == CMP_LT ? a.u.i < b.u.i : cmp == CMP_LE ? a.u.i <= b.u.i : -2;
}

static int answer_person(struct stretch *s, uint32_t guard, int i) {
  const struct value *facts = stretch_person(s, i);
  return facts ? flat_test(s->flat, guard, facts, s->given) : -1;
}

static void answer_rows(struct stretch *s, uint32_t guard, const struct set *who) {
  const struct flat_guard *g = &s->flat->guards[guard];
  struct operand a, b = {0};
  uint16_t list[STRETCH];
  int count = set_list(who, list);
  if (!column_operand(s, g->a, who, &a) || (g->b && !column_operand(s, g->b, who, &b))) return;
  for (int k = 0; k < count; k++) {
    int way = compare_simple(g->cmp, operand_at(&a, list[k]), operand_at(&b, list[k]));
    put_answer(&s->guards[guard], list[k], way == -2 ? answer_person(s, guard, list[k]) : way);
  }
  set_add(&s->guards[guard].done, who);
}

static void answer_all(struct stretch *s, uint32_t guard) {
  struct answered *a = &s->guards[guard];
  int way = flat_test(s->flat, guard, NULL, s->given);
  memset(&a->done, 0xff, sizeof a->done);
  if (way < 0) a->slow = a->done;
  if (way > 0) a->yes = a->done;
}

static const struct answered *answer(struct stretch *s, uint32_t guard, const struct set *who) {
  struct answered *a = &s->guards[guard];
  const struct set todo = set_without(who, &a->done);
  if (set_empty(&todo)) return a;
  const struct flat_guard *g = &s->flat->guards[guard];
  const struct batch_column *c = column_of_fact(s, g->how == GUARD_RANGE ? g->fact : g->a);
  if (g->how == GUARD_RANGE && c && !c->text)
    answer_range(s, g, c, a);
  else if (g->how == GUARD_RANGE && !c)
    answer_all(s, guard);
  else if (g->cmp == CMP_PRESENT && c)
    answer_present(s, c, a);
  else
    answer_rows(s, guard, &todo);
  return a;
}

/* --- trees ----------------------------------------------------------------------------------- */

static void share(struct stretch *s, struct named *n, uint32_t class, const struct set *who) {
  for (int i = 0; i < n->count; i++)
    if (n->shares[i].class == class) {
      set_add(&n->shares[i].who, who);
      return;
    }
  if (n->count == n->room) {
    int room = n->room ? n->room * 2 : 8;
    struct share *more = realloc(n->shares, (size_t)room * sizeof *more);
    if (!more) {
      s->failed = true;
      return;
    }
    n->shares = more;
    n->room = room;
  }
  n->shares[n->count++] = (struct share){class, *who};
}

/* A loop along the way most take, itself again only where they part. */
static void descend(struct stretch *s, struct named *n, uint32_t at, struct set who) {
  while (at && s->flat->nodes[at].guard != NODE_CLASS) {
    const struct flat_node *node = &s->flat->nodes[at];
    const struct answered *a = answer(s, node->guard, &who);
    const struct set slow = set_and(&who, &a->slow), yes = set_and(&who, &a->yes);
    const struct set no = set_without(&who, &a->yes), sure_no = set_without(&no, &a->slow);
    set_add(&n->slow, &slow);
    bool any_yes = !set_empty(&yes), any_no = !set_empty(&sure_no);
    if (any_yes && any_no) descend(s, n, node->next[1], yes);
    if (!any_yes && !any_no) return;
    who = any_no ? sure_no : yes;
    at = node->next[any_no ? 0 : 1];
  }
  if (at)
    share(s, n, s->flat->nodes[at].next[0], &who);
  else
    set_add(&n->missing, &who);
}

struct named *stretch_name(struct stretch *s, int name, const struct set *who) {
  struct named *n = &s->names[name];
  const struct set todo = set_without(who, &n->done);
  if (set_empty(&todo)) return n;
  descend(s, n, s->flat->trees[name].root, todo);
  set_add(&n->done, &todo);
  return n;
}
