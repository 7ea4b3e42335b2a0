/* The guards of a path: where turning one fact makes one of them come out otherwise. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/advise/what_if.h"
#include "host/trace/eval.h"

enum { MOST_GUARDS = 512 };

struct one_guard {
  uint8_t cmp;
  uint32_t a, b;
};

struct guards {
  struct asker *asker;
  struct expr_arena *exprs;
  struct one_guard *list;
  int count;
  struct eval eval;
  struct value *facts; /* the asker's, then his inputs, but for the one that is changed */
  struct value *known; /* by expression: numbers and readings as the path had them */
  uint32_t known_count;
};

/* --- opening ---------------------------------------------------------------------------------- */

static void note_value(struct guards *g, struct value v) {
  if (v.expr && v.expr < g->known_count) g->known[v.expr] = v;
}

static void note_guard(struct guards *g, const struct path_event *e) {
  struct one_guard one = {e->cmp, e->a.expr, e->cmp == CMP_PRESENT ? e->a.expr : e->b.expr};
  if (!one.a || g->count == MOST_GUARDS) return;
  for (int i = 0; i < g->count; i++)
    if (g->list[i].cmp == one.cmp && g->list[i].a == one.a && g->list[i].b == one.b) return;
  g->list[g->count++] = one;
}

static bool law_on_path(void *ud, uint32_t expr, struct value at, struct value *out) {
  const struct guards *g = ud;
  (void)at;
  if (expr >= g->known_count || g->known[expr].kind == KIND_NONE) return false;
  *out = g->known[expr];
  return true;
}

static bool begin_values(struct guards *g, struct value when) {
  struct asker *a = g->asker;
  int count = asker_fact_count(a);
  g->facts = calloc((size_t)count + 1, sizeof *g->facts);
  for (int i = 0; g->facts && i < count; i++)
    g->facts[i] = *asker_value(a, i);
  g->eval.in = (struct eval_env){.exprs = g->exprs,
                                 .values = &a->policy->script->env,
                                 .facts = g->facts,
                                 .given = g->facts ? g->facts + a->model->fact_count : NULL,
                                 .given_decision = a->index,
                                 .when = when,
                                 .decided_on = asker_deciding(a, when),
                                 .law = law_on_path,
                                 .ud = g};
  eval_can(&g->eval, g->known_count - 1); /* room for all of the path: later none can be missing */
  return g->facts && !g->eval.failed;
}

struct guards *guards_open(struct asker *a, const struct path *path, struct value when) {
  struct guards *g = calloc(1, sizeof *g);
  if (!g) return NULL;
  g->asker = a;
  g->exprs = &a->policy->script->exprs;
  g->known_count = g->exprs->count;
  g->list = calloc(MOST_GUARDS, sizeof *g->list);
  g->known = calloc((size_t)g->known_count + 1, sizeof *g->known);
  if (!begin_values(g, when) || !g->list || !g->known) {
    guards_free(g);
    return NULL;
  }
  for (uint32_t i = 0; i < path->count; i++) {
    const struct path_event *e = &path->events[i];
    if (e->kind == PATH_PARAMETER || e->kind == PATH_READING) note_value(g, e->a);
    if (e->kind != PATH_GUARD) continue;
    note_guard(g, e);
    if (e->a.expr && expr_get(g->exprs, e->a.expr)->kind == EXPR_HAS_START) note_value(g, e->a);
  }
  return g;
}

void guards_free(struct guards *g) {
  if (!g) return;
  eval_free(&g->eval);
  free(g->facts);
  free(g->list);
  free(g->known);
  free(g);
}

/* --- values ----------------------------------------------------------------------------------- */

struct value guards_value(struct guards *g, uint32_t expr, int fact, const struct value *changed) {
  eval_begin(&g->eval);
  if (fact >= 0) g->facts[fact] = *changed;
  struct value v = eval_expr(&g->eval, expr);
  if (fact >= 0) g->facts[fact] = *asker_value(g->asker, fact);
  return v;
}

/* --- points ----------------------------------------------------------------------------------- */

bool points_add(struct points *p, int64_t x) {
  if (p->count == p->room) {
    int room = p->room ? p->room * 2 : 64;
    int64_t *grown = realloc(p->list, (size_t)room * sizeof *grown);
    if (!grown) return false;
    p->list = grown;
    p->room = room;
  }
  p->list[p->count++] = x;
  return true;
}

void points_free(struct points *p) {
  free(p->list);
  *p = (struct points){0};
}

static int by_size(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

void points_settle(struct points *p, int64_t least, int64_t most) {
  int kept = 0;
  if (p->count == 0) return;
  qsort(p->list, (size_t)p->count, sizeof *p->list, by_size);
  for (int i = 0; i < p->count; i++) {
    int64_t x = p->list[i];
    if (x >= least && x <= most && (kept == 0 || p->list[kept - 1] != x)) p->list[kept++] = x;
  }
  p->count = kept;
}

/* A guard with one fact turned; 2: it cannot be told. */
static bool outcome_at(struct guards *g, const struct one_guard *one, const struct change *t, int64_t x,
                       int *out) {
  struct arena *arena = &g->asker->arena;
  struct value changed;
  bool possible;
  arena_reset(arena);
  if (!change_make(arena, asker_fact(g->asker, t->fact), asker_value(g->asker, t->fact), t, x, &changed,
                   &possible))
    return false;
  *out = 2;
  if (!possible) return true;
  struct value a = guards_value(g, one->a, t->fact, &changed);
  struct value b = one->cmp == CMP_PRESENT ? a : guards_value(g, one->b, t->fact, &changed);
  struct value holds = value_compare((enum compare)one->cmp, a, b);
  if (holds.state == STATE_KNOWN) *out = holds.u.i != 0;
  return true;
}

/* Between two values that differ: where. */
static bool part(struct guards *g, const struct one_guard *one, const struct change *t, int64_t low,
                 int at_low, int64_t high, struct points *out) {
  while (high - low > 1) {
    int64_t middle = low + (high - low) / 2;
    int here;
    if (!outcome_at(g, one, t, middle, &here)) return false;
    if (here == at_low)
      low = middle;
    else
      high = middle;
  }
  return points_add(out, low) && points_add(out, high);
}

/* Steps that double, from `start` to the end of the range. */
static bool gallop(struct guards *g, const struct one_guard *one, const struct change *t, int64_t start,
                   int64_t end, struct points *out) {
  int before, here;
  int64_t x = start, step = 1;
  if (!outcome_at(g, one, t, start, &before)) return false;
  while (x != end) {
    int64_t next = end > x ? (end - x < step ? end : x + step) : (x - end < step ? end : x - step);
    if (!outcome_at(g, one, t, next, &here)) return false;
    bool up = next > x;
    if (here != before && !part(g, one, t, up ? x : next, up ? before : here, up ? next : x, out))
      return false;
    before = here;
    x = next;
    step *= 2;
  }
  return true;
}

/* `fact`: a fact of the model, or past them an input of the decision. */
static bool hangs_on(struct guards *g, const struct one_guard *one, int fact) {
  int facts = g->asker->model->fact_count;
  enum expr_kind kind = fact < facts ? EXPR_FACT : EXPR_GIVEN;
  uint32_t index = (uint32_t)(fact < facts ? fact : fact - facts);
  return expr_hangs_on(g->exprs, one->a, kind, index) || expr_hangs_on(g->exprs, one->b, kind, index);
}

bool guards_points(struct guards *g, const struct change *t, int64_t start, int64_t least, int64_t most,
                   struct points *out) {
  for (int i = 0; i < g->count; i++)
    if (hangs_on(g, &g->list[i], t->fact) &&
        (!gallop(g, &g->list[i], t, start, most, out) || !gallop(g, &g->list[i], t, start, least, out)))
      return false;
  return true;
}

bool guards_constants(struct guards *g, int fact, enum kind kind, struct value *list, int most, int *count) {
  *count = 0;
  for (int i = 0; i < g->count && *count < most; i++) {
    if (!hangs_on(g, &g->list[i], fact)) continue;
    struct value b = guards_value(g, g->list[i].b, -1, NULL);
    if (b.state != STATE_KNOWN || b.kind != kind) b = guards_value(g, g->list[i].a, -1, NULL);
    if (b.state == STATE_KNOWN && b.kind == kind) list[(*count)++] = b;
  }
  return true;
}
