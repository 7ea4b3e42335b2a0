/* Building signatures, and what their classes answer. */
#include <stdlib.h>
#include <string.h>

#include "host/trace/batch/flat_private.h"
#include "host/trace/batch/signature_private.h"

enum { ANSWER_SLOW = 2 };

/* --- what guards hang on ---------------------------------------------------------------------- */

/* How a guard looks at its facts. */
struct looks {
  uint64_t on;     /* facts */
  uint64_t values; /* timelines of which it wants the value */
  uint64_t fields[64];
  bool given; /* inputs */
};

static void look(const struct flat *f, uint32_t expr, bool presence, struct looks *l);

/* An operand may be another list, of which everything may matter. */
static void look_at_operand(const struct flat *f, uint32_t expr, struct looks *l) {
  const struct expr_node *n = expr_get(&f->exprs, expr);
  look(f, expr, false, l);
  if (n->kind == EXPR_FACT && n->arg[0] < 64) l->fields[n->arg[0]] = UINT64_MAX;
}

static void look_at_list(const struct flat *f, const struct expr_node *n, struct looks *l) {
  struct expr_query q;
  expr_query_of(&f->exprs, n, &q);
  const struct expr_node *list = expr_get(&f->exprs, q.list);
  bool record = q.agg != AGG_ANY && q.agg != AGG_ALL && q.agg != AGG_COUNT;
  uint64_t fields = 0;
  look(f, q.list, false, l);
  for (int i = 0; i < q.count; i++) {
    fields |= UINT64_C(1) << (q.conditions[i].field & 63);
    look_at_operand(f, q.conditions[i].a, l);
    look_at_operand(f, q.conditions[i].b, l);
  }
  if (record) fields |= UINT64_C(1) << (q.field & 63) | UINT64_C(1) << (q.by & 63);
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

/* --- building --------------------------------------------------------------------------------- */

struct builder {
  struct signature *p;
  const struct batch *batch;
  uint64_t may_be_empty;
  uint64_t *on; /* a guard each */
  const uint8_t *is_wanted;
  struct looks all;
  int wanted[64]; /* guards of a fact */
};

/* What the guards that hang on a fact alone look at; its classes tell no more than that. */
static void find_needs(struct builder *m) {
  const struct flat *f = m->p->flat;
  for (uint32_t g = 0; g < f->guard_count; g++) {
    struct looks l = looks_of(f, &f->guards[g]);
    bool wanted = !m->is_wanted || m->is_wanted[g];
    m->on[g] = l.given || !wanted ? 0 : l.on;
    if (!m->on[g] || (m->on[g] & (m->on[g] - 1))) continue;
    int fact = __builtin_ctzll(m->on[g]);
    m->all.values |= l.values;
    m->all.fields[fact] |= l.fields[fact];
  }
}

/* A class of `fact` tells a guard when it knows what the guard looks at, and all else may be
** empty. */
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

/* Which columns of a single record make its class. */
static void choose_fields(struct fact_classes *x, const struct batch_fact *f, uint64_t fields) {
  x->wide = -1;
  for (int k = 0; k < f->columns; k++) {
    if (k < 64 && !(fields >> k & 1)) continue;
    const struct batch_column *c = &f->column[k];
    if (!history_is_whole(c) || (!history_kind_is_small((uint8_t)c->kind) && x->wide >= 0) ||
        (history_kind_is_small((uint8_t)c->kind) && x->smalls == 2))
      x->single_odd = true;
    else if (history_kind_is_small((uint8_t)c->kind))
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
static void find_bounds(struct fact_classes *x, const struct flat *f) {
  x->bounds = 0;
  for (int i = 0; i < x->guard_count; i++) {
    const struct flat_guard *g = &f->guards[x->guards[i]];
    const struct expr_node *of = expr_get(&f->exprs, g->a);
    if (g->cmp == CMP_PRESENT && of->kind == EXPR_FACT)
      continue; /* its own: of something reckoned it is any guard */
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

static bool fill_guards(struct builder *m, struct fact_classes *x) {
  const struct flat *f = m->p->flat;
  x->guards = malloc(((size_t)m->wanted[x->fact] + 1) * sizeof *x->guards);
  if (!x->guards) return false;
  for (uint32_t g = 0; g < f->guard_count; g++)
    if (tells(m, g, x->fact)) x->guards[x->guard_count++] = g;
  x->answers = malloc(((size_t)x->guard_count + 1) * (MOST_CLASSES + 1));
  return x->answers != NULL;
}

static void answer(struct signature *p, const struct fact_classes *x, uint8_t *out) {
  flat_memo_turn(&p->memo, p->flat);
  for (int i = 0; i < x->guard_count; i++) {
    int branch = flat_test_kept(p->flat, x->guards[i], p->facts, &p->memo);
    out[i] = branch < 0 ? ANSWER_SLOW : (uint8_t)branch;
  }
}

/* The first class is that of nothing, and no other: where all but one fact are empty, the others
** count as such. */
uint8_t signature_ask(struct signature *p, struct fact_classes *x) {
  size_t size = (size_t)x->guard_count;
  if (x->class_count == MOST_CLASSES) return CLASS_UNCLASSIFIED;
  uint8_t *answers = x->answers + (size_t)x->class_count * size;
  answer(p, x, answers);
  for (int i = 1; i < x->class_count; i++)
    if (memcmp(x->answers + (size_t)i * size, answers, size) == 0) return (uint8_t)(CLASS_EMPTY + i);
  return (uint8_t)(CLASS_EMPTY + x->class_count++);
}

static bool classify_fact(struct builder *m, int fact) {
  struct signature *p = m->p;
  struct fact_classes *x = &p->classed[p->classed_count];
  const struct batch_fact *f = &m->batch->facts[fact];
  x->fact = fact;
  x->wide = -1;
  x->bounds = -1;
  if (!fill_guards(m, x)) return false;
  p->place[fact] = (int8_t)p->classed_count++;
  x->by_value = m->all.values >> fact & 1;
  enum kind wide = f->form == BATCH_TIMELINE ? KIND_DATE : f->plain.kind;
  if (f->form == BATCH_LIST) choose_fields(x, f, m->all.fields[fact]);
  if (f->form == BATCH_LIST && x->wide >= 0) wide = f->column[x->wide].kind;
  if (f->form == BATCH_PLAIN) {
    find_bounds(x, p->flat);
    x->by_state = x->bounds == 0;
  }
  x->base = row_base(wide, p->flat->when);
  signature_ask(p, x); /* of nothing */
  return true;
}

/* The facts with most guards first: there may be more than have a place. */
static bool classify_facts(struct builder *m) {
  struct signature *p = m->p;
  while (p->classed_count < MOST_CLASSED) {
    int best = -1;
    for (int k = 0; k < p->fact_count && k < 64; k++)
      if (m->wanted[k] && p->place[k] < 0 && (best < 0 || m->wanted[k] > m->wanted[best])) best = k;
    if (best < 0) return true;
    if (!classify_fact(m, best)) return false;
  }
  return true;
}

bool signature_build(struct signature *p, const struct flat *f, const struct batch *b,
                     const struct value *nothing, const bool *optional, const uint8_t *wanted) {
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
  memcpy(p->facts, nothing, (size_t)b->fact_count * sizeof *p->facts);
  struct builder m = {.p = p, .batch = b, .on = p->on, .is_wanted = wanted};
  for (int k = 0; k < b->fact_count && k < 64; k++)
    if (b->facts[k].form != BATCH_PLAIN || optional[k]) m.may_be_empty |= UINT64_C(1) << k;
  count_guards(&m);
  return classify_facts(&m);
}

void signature_free(struct signature *p) {
  if (!p->flat) return;
  for (int i = 0; i < p->classed_count; i++) {
    struct fact_classes *x = &p->classed[i];
    for (int k = 0; k < MOST_SMALL; k++)
      free((void *)atomic_load(&x->table[k]));
    free(x->guards);
    free(x->answers);
  }
  free(p->on);
  free(p->place);
  free(p->facts);
  free(p->room.cells);
  flat_memo_free(&p->memo);
  pthread_mutex_destroy(&p->lock);
  memset(p, 0, sizeof *p);
}

size_t signature_bytes(const struct signature *p) {
  size_t bytes = p->guard_count * sizeof *p->on;
  for (int i = 0; i < p->classed_count; i++) {
    const struct fact_classes *x = &p->classed[i];
    bytes += (size_t)x->guard_count * (MOST_CLASSES + 1 + sizeof *x->guards);
    for (int k = 0; k < MOST_SMALL; k++)
      bytes += atomic_load_explicit(&x->table[k], memory_order_relaxed) ? ROW_TABLE_SIZE : 0;
  }
  return bytes;
}

/* What a class of a fact says to a guard; -1: nothing. */
static int answer_of(const struct fact_classes *x, uint8_t class, uint32_t guard) {
  const uint8_t *answers = x->answers + (size_t)(class - CLASS_EMPTY) * (size_t)x->guard_count;
  for (int i = 0; i < x->guard_count; i++)
    if (x->guards[i] == guard) return answers[i];
  return -1;
}

/* One of the guard's facts may have something to say; the others must be empty. */
int signature_answer(const struct signature *p, struct signature_key key, uint32_t guard) {
  const uint8_t *classes = (const uint8_t *)key.words;
  int told = -1;
  for (uint64_t bits = guard < p->guard_count ? p->on[guard] : 0; bits; bits &= bits - 1) {
    int place = p->place[__builtin_ctzll(bits)];
    if (place < 0 || classes[place] == CLASS_UNCLASSIFIED) return -1;
    if (told >= 0 && classes[place] != CLASS_EMPTY && classes[told] != CLASS_EMPTY) return -1;
    if (told < 0 || classes[place] != CLASS_EMPTY) told = place;
  }
  return told < 0 ? -1 : answer_of(&p->classed[told], classes[told], guard);
}
