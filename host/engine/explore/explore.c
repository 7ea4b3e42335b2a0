/* Exploring: cases, guards to turn, chance. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/judge/statistics.h"
#include "host/engine/explore/explore_private.h"

enum {
  DEFAULT_RUNS = 3000,
  DEFAULT_DECISIONS = 60000,
  DEFAULT_GUARDS = 2000000,
  PLACE_TRIES = 3,
  SEEDS = 12,
  CLIMBS = 3,
  COMBO_SHARE = 4,
  STALE = 10000
};

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* --- turning guards --------------------------------------------------------------------------- */

/* Both sides of a guard that differ in one fact, for whoever wants to test there. */
static bool note_boundary(struct explore *x, const struct guard *g, int from, int to, int variable,
                          struct error *e) {
  int side[2] = {g->outcome ? to : from, g->outcome ? from : to};
  for (int i = 0; i < x->boundary_count; i++) {
    const struct boundary *b = &x->boundaries[i];
    if (b->side == g->side && b->cmp == g->cmp && b->a == g->a && b->b == g->b) return true;
  }
  if (x->boundary_count == x->boundary_room) {
    int room = x->boundary_room ? x->boundary_room * 2 : 64;
    struct boundary *grown = realloc(x->boundaries, (size_t)room * sizeof *grown);
    if (!grown) return no_memory(e);
    x->boundaries = grown;
    x->boundary_room = room;
  }
  x->boundaries[x->boundary_count++] =
      (struct boundary){g->side, g->cmp, g->a, g->b, g->term, {side[0], side[1]}, variable};
  return true;
}

/* The person on the other side of a boundary, one step away from `values`, which is on the new
** side. */
static bool step_back(struct explore *x, const struct kept *from, const struct guard *g, int to, int variable,
                      struct error *e) {
  const struct value *was = &from->public.values[variable], *is = &x->kept[to]->public.values[variable];
  int other = from->public.number;
  bool number =
      is->kind == KIND_DATE || is->kind == KIND_COUNT || is->kind == KIND_MONEY || is->kind == KIND_MONTH;
  if (number && is->state == STATE_KNOWN && was->state == STATE_KNOWN && is->kind == was->kind &&
      is->u.i != was->u.i && was->u.i != is->u.i + 1 && was->u.i != is->u.i - 1) {
    memcpy(x->work, x->kept[to]->public.values, (size_t)x->variable_count * sizeof *x->work);
    x->work[variable].u.i += was->u.i > is->u.i ? 1 : -1;
    pool_add(x, variable, x->work[variable]);
    if (values_allowed(x, x->work)) {
      eval_begin(&x->sides[g->side].eval);
      if (eval_guard(&x->sides[g->side].eval, (enum compare)g->cmp, g->a, g->b) == g->outcome &&
          !explore_try(x, x->work, true, &other, e))
        return false;
    }
  }
  return note_boundary(x, g, other, to, variable, e);
}

static bool turn(struct explore *x, const struct task *t, bool whole, struct error *e) {
  const struct kept *from = x->kept[t->kept];
  const struct guard g = from->guards[t->guard];
  uint64_t wanted = ((whole ? g.full : g.local) | g.outcome) ^ 1;
  struct set *taken = whole ? &x->wholes : &x->good;
  bool fresh;
  int kept, variable;
  if (set_has(taken, wanted) || set_has(&x->closed, hash_mix(whole, wanted))) return true;
  if (!whole && set_has(&x->tried, hash_mix(wanted, PLACE_TRIES))) return true;
  if (solve_implied(x, from->guards, t->guard, whole ? 0 : g.from))
    return set_add(&x->closed, hash_mix(whole, wanted), &fresh) || no_memory(e);
  for (int i = 1; !whole && i <= PLACE_TRIES; i++) {
    if (!set_add(&x->tried, hash_mix(wanted, (uint64_t)i), &fresh)) return no_memory(e);
    if (fresh) break;
  }
  enum solved how = solve_turn(x, from, t->guard, whole ? 0 : g.from, &variable);
  if (how == SOLVE_NONE) return true;
  if (!explore_try(x, x->work, false, &kept, e)) return false;
  bool there = kept >= 0 && variable >= 0;
  return !there || whole || step_back(x, from, &g, kept, variable, e);
}

static bool has_more(const struct tasks *t) {
  return t->next < t->count;
}

/* Guards of terms for the time of the question first: a few runs reach every one of them. Those for
** other times (a term that asks itself for the year before has no end of them) and whole paths by
** turns with what is left. */
static bool turn_near(struct explore *x, struct error *e) {
  while (explore_may_run(x) && has_more(&x->near)) {
    struct task task = x->near.list[x->near.next++];
    if (!turn(x, &task, false, e)) return false;
  }
  return true;
}

static bool turn_all(struct explore *x, struct error *e) {
  for (int turns = 0; explore_may_run(x); turns++) {
    struct tasks *t = has_more(&x->near)                                        ? &x->near
                      : has_more(&x->away) && (turns % 2 || !has_more(&x->far)) ? &x->away
                                                                                : &x->far;
    if (!has_more(t)) return true;
    struct task task = t->list[t->next++];
    if (!turn(x, &task, t == &x->far, e)) return false;
  }
  return true;
}

/* --- values that no guard names --------------------------------------------------------------- */

/* What the law knows no threshold of may still fail (a year without a calendar, a missing number)
** or change what is given. */
static void seed_pools(struct explore *x) {
  static const struct hints none = {.count = 0};
  struct value list[MOST_CANDIDATES];
  for (int i = 0; i < x->variable_count; i++) {
    if (!x->variables[i].used) continue;
    arena_reset(&x->scratch);
    int count = candidates(x, i, &none, list), step = count > SEEDS ? count / SEEDS : 1;
    for (int k = 0; k < count && k < SEEDS * step; k += step)
      pool_add(x, i, list[k]);
    const struct fact *f = x->variables[i].fact;
    if (f->form != FORM_PLAIN) continue;
    if (f->kind == KIND_DATE) pool_add(x, i, x->sides[0].decided_on);
    if (f->has_least) pool_add(x, i, f->least);
    if (f->has_most) pool_add(x, i, f->most);
  }
}

/* A decision under the law of another day, asked or inside the one asked: the days on which the law
** changes. */
static void seed_law_days(struct explore *x, const struct side *s) {
  const struct model *m = &s->policy->script->model;
  bool any = false;
  for (int i = 0; i < m->decision_count; i++)
    any = any || m->decisions[i].law_on >= 0;
  if (!any) return;
  for (int v = 0; v < x->variable_count; v++) {
    const struct fact *f = x->variables[v].fact;
    if (f->kind != KIND_DATE || f->form != FORM_PLAIN) continue;
    for (int i = -1; i < m->parameter_count; i++)
      for (int k = 0; k < (i < 0 ? 1 : m->parameters[i].row_count); k++) {
        int64_t day = i < 0 ? m->from : m->parameters[i].rows[k].from;
        if (day == DAY_FIRST) continue;
        pool_add(x, v, value_of(KIND_DATE, day));
        pool_add(x, v, value_of(KIND_DATE, day - 1));
      }
  }
}

/* --- chance ----------------------------------------------------------------------------------- */

static int used_variable(struct explore *x) {
  for (int tries = 0; tries < 16; tries++) {
    int i = (int)random_below(x, (uint32_t)x->variable_count);
    if (x->variables[i].used && x->pools[i].count > 0) return i;
  }
  return -1;
}

/* A case with some facts of others: what no single guard leads to. */
static bool vary_by_chance(struct explore *x, struct error *e) {
  const struct kept *from = x->kept[random_below(x, (uint32_t)x->kept_count)];
  int unmet;
  memcpy(x->work, from->public.values, (size_t)x->variable_count * sizeof *x->work);
  for (int changes = 1 + (int)random_below(x, 3); changes > 0; changes--) {
    int i = used_variable(x);
    if (i >= 0) x->work[i] = x->pools[i].values[random_below(x, (uint32_t)x->pools[i].count)];
  }
  return !values_allowed(x, x->work) || explore_ask(x, &unmet, e);
}

/* From refusal to refusal with fewer reasons: what only many facts together lead to. */
static bool climb(struct explore *x, int from, struct error *e) {
  struct value *best = arena_array(&x->arena, (size_t)x->variable_count + 1, sizeof *best);
  int least, unmet;
  if (!best) return no_memory(e);
  memcpy(best, x->kept[from]->public.values, (size_t)x->variable_count * sizeof *best);
  memcpy(x->work, best, (size_t)x->variable_count * sizeof *best);
  if (!explore_ask(x, &least, e)) return false;
  for (bool better = true; better && least > 0;) {
    better = false;
    for (int i = 0; i < x->variable_count; i++)
      for (int k = 0; x->variables[i].used && k < x->pools[i].count && least > 0 && explore_may_run(x); k++) {
        memcpy(x->work, best, (size_t)x->variable_count * sizeof *best);
        x->work[i] = x->pools[i].values[k];
        if (!values_allowed(x, x->work)) continue;
        if (!explore_ask(x, &unmet, e)) return false;
        if (unmet >= least) continue;
        least = unmet;
        best[i] = x->pools[i].values[k];
        better = true;
      }
  }
  return true;
}

static bool try_chance(struct explore *x, struct error *e) {
  int combos = 0;
  long long last = x->decisions;
  if (x->variable_count == 0 || x->kept_count == 0) return true;
  while (explore_may_run(x) && x->decisions < x->limits.decisions && combos < x->limits.runs / COMBO_SHARE) {
    int runs = x->runs;
    x->decisions++;
    if (!vary_by_chance(x, e)) return false;
    combos += x->runs > runs;
    if (x->runs > runs) last = x->decisions;
    if (x->decisions - last > STALE) return true;
  }
  return true;
}

/* --- opening ---------------------------------------------------------------------------------- */

static bool add_variable(struct explore *x, int side, const struct fact *f, bool given, int index) {
  for (int i = 0; i < x->variable_count; i++)
    if (x->variables[i].given == given && strcmp(x->variables[i].fact->name, f->name) == 0) {
      x->variables[i].index[side] = index;
      return true;
    }
  if (x->variable_count == MOST_VARIABLES) return false;
  struct explore_variable *v = &x->variables[x->variable_count++];
  *v = (struct explore_variable){.fact = f, .given = given, .index = {-1, -1}};
  v->index[side] = index;
  return true;
}

static bool make_variables(struct explore *x, struct error *e) {
  x->variables = arena_array(&x->arena, MOST_VARIABLES, sizeof *x->variables);
  x->pools = arena_array(&x->arena, MOST_VARIABLES, sizeof *x->pools);
  x->work = arena_array(&x->arena, MOST_VARIABLES, sizeof *x->work);
  if (!x->variables || !x->pools || !x->work) return no_memory(e);
  for (int s = 0; s < x->side_count; s++) {
    const struct model *m = &x->sides[s].asked.policy->script->model;
    const struct decision *d = &m->decisions[x->sides[s].asked.decision];
    bool fits = true;
    for (int i = 0; i < m->fact_count && fits; i++)
      fits = add_variable(x, s, &m->facts[i], false, i);
    for (int i = 0; i < d->given_count && fits; i++)
      fits = add_variable(x, s, &d->given[i], true, i);
    if (!fits) return error_set(e, ERR_LIMIT, "事实与输入超过 %d 项，不能探索", MOST_VARIABLES);
  }
  for (int i = 0; i < x->variable_count; i++)
    if (!(x->pools[i].values = arena_array(&x->arena, MOST_SOLVED_POOL, sizeof *x->pools[i].values)))
      return no_memory(e);
  return true;
}

/* Somebody ordinary; the same of today, where dates are days of these days; the same with every
** optional fact told. */
static void make_first(struct explore *x, int which, struct value *values) {
  static const struct hints none = {.count = 0};
  struct value list[MOST_CANDIDATES];
  arena_reset(&x->scratch);
  for (int i = 0; i < x->variable_count; i++) {
    const struct fact *f = x->variables[i].fact;
    values[i] = ordinary_value(x, i);
    bool day = f->kind == KIND_DATE && f->form == FORM_PLAIN && values[i].state == STATE_KNOWN;
    if (which == 1 && day && !f->born) values[i].u.i = x->sides[0].decided_on.u.i;
    if (which < 2 || !f->optional) continue;
    int count = candidates(x, i, &none, list);
    if (count > 1) values[i] = list[count - 1];
  }
}

static bool begin(struct explore *x, struct error *e) {
  int kept;
  for (int which = 0; which < 3; which++) {
    make_first(x, which, x->work);
    if (values_allowed(x, x->work) && !explore_try(x, x->work, true, &kept, e)) return false;
  }
  return true;
}

static bool is_open(struct explore *x, const struct task *t, bool whole) {
  const struct guard *g = &x->kept[t->kept]->guards[t->guard];
  uint64_t wanted = ((whole ? g->full : g->local) | g->outcome) ^ 1;
  return !set_has(whole ? &x->wholes : &x->places, wanted) && !set_has(&x->closed, hash_mix(whole, wanted));
}

static void count_open(struct explore *x) {
  for (uint32_t i = 0; i < x->far.count; i++)
    x->open_wholes += is_open(x, &x->far.list[i], true);
}

static bool go(struct explore *x, struct error *e) {
  if (!make_variables(x, e)) return false;
  for (int i = 0; i < x->side_count; i++)
    if (!side_open(x, i, e)) return false;
  for (int i = 0; i < x->side_count; i++)
    seed_law_days(x, &x->sides[i]);
  if (!begin(x, e) || !turn_near(x, e)) return false;
  seed_pools(x);
  for (int i = 0; i < x->kept_count && i < CLIMBS; i++)
    if (!climb(x, i, e)) return false;
  if (!try_chance(x, e) || !turn_all(x, e)) return false;
  if (!explore_everybody(x, e)) return false;
  count_open(x);
  return true;
}

struct explore *explore_run(const struct explore_side *sides, int count, const struct explore_limits *limits,
                            struct error *e) {
  struct explore *x = calloc(1, sizeof *x);
  if (!x) {
    no_memory(e);
    return NULL;
  }
  if (limits) x->limits = *limits;
  if (!x->limits.runs) x->limits.runs = DEFAULT_RUNS;
  if (!x->limits.guards) x->limits.guards = DEFAULT_GUARDS;
  if (!x->limits.decisions) x->limits.decisions = DEFAULT_DECISIONS;
  x->random = x->limits.seed ? x->limits.seed : 1;
  x->side_count = count;
  for (int i = 0; i < count; i++)
    x->sides[i].asked = sides[i];
  if (go(x, e)) return x;
  explore_free(x);
  return NULL;
}

void explore_free(struct explore *x) {
  if (!x) return;
  for (int i = 0; i < x->side_count; i++)
    side_close(&x->sides[i]);
  set_free(&x->places);
  set_free(&x->good);
  set_free(&x->wholes);
  set_free(&x->combos);
  set_free(&x->tried);
  set_free(&x->closed);
  free(x->near.list);
  free(x->away.list);
  free(x->far.list);
  free(x->boundaries);
  free(x->kept);
  arena_free(&x->scratch);
  arena_free(&x->arena);
  free(x);
}

void explore_tell(const struct explore *x, struct bylaw_statistics *to) {
  for (int i = 0; i < x->side_count; i++)
    judge_tell(x->sides[i].judge, to);
  to->asked += x->runs; /* with their path: through Lua */
  to->by_lua += x->runs;
}

int explore_variable_count(const struct explore *x) {
  return x->variable_count;
}

const struct explore_variable *explore_variable_at(const struct explore *x, int i) {
  return &x->variables[i];
}

int explore_case_count(const struct explore *x) {
  return x->kept_count;
}

const struct explore_case *explore_case_at(const struct explore *x, int i) {
  return &x->kept[i]->public;
}

bool explore_complete(const struct explore *x) {
  return x->everybody || (x->open_wholes == 0 && !x->cut);
}
