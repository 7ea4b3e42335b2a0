/* Looking for facts with which a guard comes out the other way.
**
** What a guard compares is computed in C for each person tried, so that thousands can be tried. One
** fact is changed at a time, in as little as can be: numbers and days are found by bisection. Where
** that breaks a guard before, another fact is changed with it.
*/
#include <stdlib.h>
#include <string.h>

#include "host/engine/explore/explore_private.h"

enum {
  NOT_TURNED = 1000,
  NOT_ALLOWED = 100000,
  MOST_REPAIRS = 3,
  MOST_LEAVES = 8,
  MOST_PAIRS = 900,
  NEAREST = 6
};

struct search {
  struct explore *x;
  const struct kept *from;
  const struct guard *guards;
  uint32_t at, since;
  struct value *now;  /* being tried */
  struct value *best; /* the best so far */
  int best_score, variable;
  bool pairs; /* two facts at once */
};

/* --- what a guard is about -------------------------------------------------------------------- */

struct leaf_list {
  struct explore *x;
  int side, count, list[MOST_LEAVES];
};

static void note_leaf(void *ud, enum expr_kind kind, uint32_t leaf) {
  struct leaf_list *l = ud;
  for (int i = 0; i < l->x->variable_count; i++) {
    const struct explore_variable *v = &l->x->variables[i];
    if (v->given != (kind == EXPR_GIVEN) || v->index[l->side] != (int)leaf) continue;
    for (int k = 0; k < l->count; k++)
      if (l->list[k] == i) return;
    if (l->count < MOST_LEAVES) l->list[l->count++] = i;
  }
}

static struct leaf_list leaves_of(struct explore *x, const struct guard *g) {
  struct leaf_list l = {.x = x, .side = g->side};
  struct expr_arena *exprs = x->sides[g->side].eval.in.exprs;
  expr_leaves(exprs, g->a, note_leaf, &l);
  if (g->cmp != CMP_PRESENT) expr_leaves(exprs, g->b, note_leaf, &l);
  return l;
}

static void hint(struct hints *h, struct value v) {
  bool plain = v.kind != KIND_TIMELINE && v.kind != KIND_LIST && v.kind != KIND_NONE && v.kind != KIND_EXACT;
  if (v.state != STATE_KNOWN || !plain || h->count == (int)(sizeof h->list / sizeof *h->list)) return;
  for (int i = 0; i < h->count; i++)
    if (same_content(h->list[i], v)) return;
  h->list[h->count++] = v;
}

/* The values of everything inside an expression: thresholds, and the days that histories are asked
** about. */
static void gather(struct eval *v, uint32_t expr, int depth, struct hints *h) {
  const struct expr_node n = *expr_get(v->in.exprs, expr);
  if (depth > 12 || !eval_can(v, expr)) return;
  if (n.kind != EXPR_FACT) hint(h, eval_expr(v, expr));
  if (n.kind == EXPR_OP)
    for (int i = 0; i < op_arity((enum op)n.code); i++)
      gather(v, n.arg[i], depth + 1, h);
  struct expr_query q;
  if (!expr_query_of(v->in.exprs, &n, &q)) return;
  for (int i = 0; i < q.count; i++) {
    gather(v, q.conditions[i].a, depth + 1, h);
    if (q.conditions[i].b != q.conditions[i].a) gather(v, q.conditions[i].b, depth + 1, h);
  }
}

static struct hints hints_of(struct search *q, const struct guard *g) {
  struct hints h = {.count = 0};
  side_put(q->x, g->side, q->now);
  gather(&q->x->sides[g->side].eval, g->a, 0, &h);
  if (g->cmp != CMP_PRESENT) gather(&q->x->sides[g->side].eval, g->b, 0, &h);
  return h;
}

/* --- trying ----------------------------------------------------------------------------------- */

static bool as_wanted(struct search *q, uint32_t i) {
  const struct guard *g = &q->guards[i];
  int r = eval_guard(&q->x->sides[g->side].eval, (enum compare)g->cmp, g->a, g->b);
  q->x->evaluations++;
  return r == (i == q->at ? !g->outcome : g->outcome);
}

/* 0: all is as wanted. No more than `enough` is counted. */
static int score(struct search *q, int enough) {
  int bad = 0;
  if (!values_allowed(q->x, q->now)) return NOT_ALLOWED; /* puts the values on every side */
  if (!as_wanted(q, q->at)) return NOT_TURNED;
  for (uint32_t i = q->since; i < q->at && bad < enough; i++)
    bad += !as_wanted(q, i);
  return bad;
}

static void consider(struct search *q, int variable) {
  int now = score(q, q->best_score);
  if (now >= q->best_score) return;
  q->best_score = now;
  if (q->variable < 0) q->variable = variable;
  memcpy(q->best, q->now, (size_t)q->x->variable_count * sizeof *q->best);
}

static bool ordered(const struct value *v) {
  return v->state == STATE_KNOWN &&
         (v->kind == KIND_COUNT || v->kind == KIND_MONEY || v->kind == KIND_DATE || v->kind == KIND_MONTH);
}

/* Between `no`, with which guard `goal` is not as wanted, and `yes`, with which it is: the first
** that is. */
static int64_t bisect(struct search *q, int variable, uint32_t goal, int64_t no, int64_t yes) {
  while (no + 1 < yes || yes + 1 < no) {
    int64_t middle = no + (yes - no) / 2;
    q->now[variable].u.i = middle;
    side_put(q->x, q->guards[goal].side, q->now);
    if (as_wanted(q, goal))
      yes = middle;
    else
      no = middle;
  }
  return yes;
}

static void nearest_first(struct value *list, int count, int64_t to) {
  for (int i = 1; i < count; i++) { /* few: by insertion */
    struct value v = list[i];
    int at = i;
    for (; at > 0; at--) {
      uint64_t a = (uint64_t)llabs(list[at - 1].u.i - to), b = (uint64_t)llabs(v.u.i - to);
      if (a <= b) break;
      list[at] = list[at - 1];
    }
    list[at] = v;
  }
}

/* Numbers, days and months: those candidates with which `goal` is as wanted, each moved as near to
** the value before as can be. */
static void vary_ordered(struct search *q, int variable, uint32_t goal, struct value *list, int count) {
  struct value before = q->now[variable];
  bool from = ordered(&before);
  int yes = 0;
  for (int i = 0; i < count; i++) {
    q->now[variable] = list[i];
    side_put(q->x, q->guards[goal].side, q->now);
    if (ordered(&list[i]) && as_wanted(q, goal)) list[yes++] = list[i];
  }
  if (from) nearest_first(list, yes, before.u.i);
  for (int i = 0; i < yes && i < NEAREST && q->best_score > 0; i++) {
    q->now[variable] = list[i];
    if (from && before.u.i != list[i].u.i && before.kind == list[i].kind) {
      q->now[variable].u.i = bisect(q, variable, goal, before.u.i, list[i].u.i);
      consider(q, variable);
      pool_add(q->x, variable, q->now[variable]);
      if (q->now[variable].u.i == list[i].u.i || q->best_score == 0) continue;
      q->now[variable] = list[i];
    }
    consider(q, variable);
  }
  q->now[variable] = before;
}

/* Which side of a guard is the greater: -1, 0, 1; 2: they have no order. */
static int balance(struct search *q, const struct guard *g) {
  struct eval *v = &q->x->sides[g->side].eval;
  side_put(q->x, g->side, q->now);
  q->x->evaluations++;
  struct value a = eval_expr(v, g->a), b = eval_expr(v, g->b);
  struct value less = value_compare(CMP_LT, a, b), more = value_compare(CMP_LT, b, a);
  if (less.state != STATE_KNOWN || more.state != STATE_KNOWN) return 2;
  return less.u.i ? -1 : more.u.i ? 1 : 0;
}

/* Two sums to be made equal: where one of them overtakes the other. */
static void vary_to_equal(struct search *q, int variable, uint32_t goal, const struct value *list,
                          int count) {
  const struct guard *g = &q->guards[goal];
  struct value before = q->now[variable];
  int64_t low = 0, high = 0;
  bool any_low = false, any_high = false;
  if (g->cmp != CMP_EQ || (goal == q->at ? g->outcome : !g->outcome)) return;
  for (int i = 0; i < count && !(any_low && any_high); i++) {
    q->now[variable] = list[i];
    int side = ordered(&list[i]) ? balance(q, g) : 2;
    if (side == -1) low = list[i].u.i;
    if (side == 1) high = list[i].u.i;
    any_low = any_low || side == -1;
    any_high = any_high || side == 1;
    if (ordered(&list[i])) before.kind = list[i].kind;
  }
  while (any_low && any_high && (low + 1 < high || high + 1 < low)) {
    int64_t middle = low + (high - low) / 2;
    q->now[variable] = value_of((enum kind)before.kind, middle);
    int side = balance(q, g);
    if (side == 0) {
      consider(q, variable);
      pool_add(q->x, variable, q->now[variable]);
    }
    if (side == 0 || side == 2) break;
    if (side < 0)
      low = middle;
    else
      high = middle;
  }
}

static bool is_number(const struct search *q, int variable) {
  const struct fact *f = q->x->variables[variable].fact;
  return f->form == FORM_PLAIN &&
         (f->kind == KIND_COUNT || f->kind == KIND_MONEY || f->kind == KIND_DATE || f->kind == KIND_MONTH);
}

static void vary(struct search *q, int variable, uint32_t goal) {
  struct value list[MOST_CANDIDATES], before = q->now[variable];
  struct hints h = hints_of(q, &q->guards[goal]);
  int count = candidates(q->x, variable, &h, list);
  bool numbers = is_number(q, variable);
  for (int i = 0; i < count && q->best_score > 0; i++) {
    if (numbers && ordered(&list[i])) continue;
    q->now[variable] = list[i];
    side_put(q->x, q->guards[goal].side, q->now);
    if (as_wanted(q, goal)) consider(q, variable);
  }
  q->now[variable] = before;
  if (numbers) vary_to_equal(q, variable, goal, list, count);
  q->now[variable] = before;
  if (numbers && q->best_score > 0) vary_ordered(q, variable, goal, list, count);
}

/* Two facts at once, where no single one turns the guard, or (`enough` 1) turns it without breaking
** others. */
static void vary_two(struct search *q, const struct leaf_list *l, int enough) {
  struct value first[MOST_CANDIDATES];
  int tries = 0;
  for (int i = 0; i < l->count; i++) {
    struct hints h = hints_of(q, &q->guards[q->at]);
    struct value before = q->now[l->list[i]];
    int count = candidates(q->x, l->list[i], &h, first);
    for (int c = 0; c < count && tries < MOST_PAIRS && q->best_score >= enough; c++) {
      q->now[l->list[i]] = first[c];
      for (int k = 0; k < l->count && q->best_score >= enough; k++)
        if (k != i) {
          vary(q, l->list[k], q->at);
          tries += 20;
        }
    }
    q->now[l->list[i]] = before;
  }
}

/* The first guard before that is no longer as it was; `at` when all are. */
static uint32_t first_broken(struct search *q) {
  values_allowed(q->x, q->now);
  for (uint32_t i = q->since; i < q->at; i++)
    if (!as_wanted(q, i)) return i;
  return q->at;
}

static void repair(struct search *q) {
  for (int round = 0; round < MOST_REPAIRS && q->best_score > 0 && q->best_score < NOT_TURNED; round++) {
    int before = q->best_score;
    memcpy(q->now, q->best, (size_t)q->x->variable_count * sizeof *q->now);
    uint32_t broken = first_broken(q);
    if (broken == q->at) return;
    struct leaf_list l = leaves_of(q->x, &q->guards[broken]);
    for (int i = 0; i < l.count && q->best_score > 0; i++)
      vary(q, l.list[i], broken);
    if (q->best_score >= before) return;
  }
}

enum solved solve_turn(struct explore *x, const struct kept *from, uint32_t at, uint32_t since,
                       int *variable) {
  size_t n = (size_t)x->variable_count + 1;
  arena_reset(&x->scratch);
  struct search q = {.x = x,
                     .from = from,
                     .guards = from->guards,
                     .at = at,
                     .since = since,
                     .best_score = NOT_ALLOWED,
                     .variable = -1};
  q.now = arena_array(&x->scratch, n, sizeof *q.now);
  q.best = arena_array(&x->scratch, n, sizeof *q.best);
  if (!q.now || !q.best) return SOLVE_NONE;
  memcpy(q.now, from->public.values, (n - 1) * sizeof *q.now);
  struct leaf_list l = leaves_of(x, &from->guards[at]);
  for (int i = 0; i < l.count && q.best_score > 0; i++)
    vary(&q, l.list[i], at);
  if (q.best_score >= NOT_TURNED && l.count > 1) vary_two(&q, &l, NOT_TURNED);
  repair(&q);
  bool numbers = l.count > 1;
  for (int i = 0; i < l.count; i++)
    numbers = numbers && is_number(&q, l.list[i]);
  memcpy(q.now, from->public.values, (n - 1) * sizeof *q.now);
  if (q.best_score > 0 && numbers) vary_two(&q, &l, 1);
  *variable = q.variable;
  if (q.best_score >= NOT_TURNED) return SOLVE_NONE;
  memcpy(x->work, q.best, (n - 1) * sizeof *q.best);
  return q.best_score == 0 ? SOLVED : SOLVE_NEARLY;
}
