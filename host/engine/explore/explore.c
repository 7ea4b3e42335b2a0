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
  MOST_EXPRESSIONS = 1 << 17,
  MOST_EXPLORED_CONSTANTS = 3000,
  COMBO_SHARE = 4,
  STALE = 10000
};

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* The policy's own room for expressions is left to those who decide after us. */
bool explore_has_room(const struct explore *x) {
  for (int i = 0; i < x->side_count; i++) {
    const struct expr_arena *a = &x->sides[i].policy->script->exprs;
    if (a->count > MOST_EXPRESSIONS || a->constant_count > MOST_EXPLORED_CONSTANTS) return false;
  }
  return true;
}

bool explore_may_run(const struct explore *x) {
  return explore_has_room(x) && x->runs < x->limits.runs && x->evaluations < x->limits.guards;
}

/* --- cases ------------------------------------------------------------------------------------ */

static bool push(struct tasks *t, int kept, uint32_t guard) {
  if (t->count == t->room) {
    uint32_t room = t->room ? t->room * 2 : 256;
    struct task *grown = realloc(t->list, room * sizeof *grown);
    if (!grown) return false;
    t->list = grown;
    t->room = room;
  }
  t->list[t->count++] = (struct task){kept, guard};
  return true;
}

/* The ways that the guards of the path under way were taken; whether any was taken for the first
** time. One that ended in an error is looked for again with other people. */
static bool take_ways(struct explore *x, bool good, bool *fresh, struct error *e) {
  for (uint32_t i = 0; i < x->on_path_count; i++) {
    const struct guard *g = &x->on_path[i];
    bool new_place, new_whole, new_good = false;
    if (good && !set_add(&x->good, g->local | g->outcome, &new_good)) return no_memory(e);
    if (!set_add(&x->places, g->local | g->outcome, &new_place)) return no_memory(e);
    if (!set_add(&x->wholes, g->full | g->outcome, &new_whole)) return no_memory(e);
    *fresh = *fresh || new_place || new_whole || new_good;
  }
  return true;
}

static struct kept *copy_case(struct explore *x, const struct value *values) {
  struct kept *k = arena_new(&x->arena, sizeof *k);
  struct value *own = arena_array(&x->arena, (size_t)x->variable_count + 1, sizeof *own);
  if (!k || !own) return NULL;
  k->guards = arena_array(&x->arena, x->on_path_count + 1, sizeof *k->guards);
  k->read = arena_array(&x->arena, (size_t)x->read_count + 1, sizeof *k->read);
  if (!k->guards || !k->read) return NULL;
  bool ok = true;
  for (int i = 0; i < x->variable_count; i++)
    own[i] = value_kept(x, values[i], &ok);
  if (!ok) return NULL;
  memcpy(k->guards, x->on_path, x->on_path_count * sizeof *k->guards);
  memcpy(k->read, x->read, (size_t)x->read_count * sizeof *k->read);
  k->guard_count = x->on_path_count;
  k->read_count = x->read_count;
  k->public.values = own;
  return k;
}

static bool keep_case(struct explore *x, const struct value *values, const struct explore_case *how,
                      int *kept, struct error *e) {
  if (x->kept_count == x->kept_room) {
    int room = x->kept_room ? x->kept_room * 2 : 256;
    struct kept **grown = realloc(x->kept, (size_t)room * sizeof *grown);
    if (!grown) return no_memory(e);
    x->kept = grown;
    x->kept_room = room;
  }
  struct kept *k = copy_case(x, values);
  if (!k) return no_memory(e);
  for (int i = 0; i < x->side_count; i++) {
    bool ok = true;
    k->public.class[i] = how->class[i];
    k->public.value[i] = value_kept(x, how->value[i], &ok);
    if (!ok) return no_memory(e);
  }
  *kept = k->public.number = x->kept_count;
  x->kept[x->kept_count++] = k;
  for (int i = 0; i < x->variable_count; i++)
    if (x->variables[i].used) pool_add(x, i, k->public.values[i]);
  for (uint32_t i = 0; i < k->guard_count; i++) {
    const struct guard *g = &k->guards[i];
    struct tasks *near = g->here ? &x->near : &x->away;
    if (!set_has(&x->good, (g->local | g->outcome) ^ 1) && !push(near, *kept, i)) return no_memory(e);
    if (!set_has(&x->wholes, (g->full | g->outcome) ^ 1) && !push(&x->far, *kept, i)) return no_memory(e);
  }
  return true;
}

bool explore_try(struct explore *x, const struct value *values, bool always, int *kept, struct error *e) {
  struct explore_case how = {0};
  struct explore_class *classes[EXPLORE_SIDES];
  uint64_t combo = 7;
  bool fresh = always, good = true, new_combo;
  *kept = -1;
  x->on_path_count = 0;
  x->read_count = 0;
  x->runs++;
  for (int i = 0; i < x->side_count; i++) {
    if (!side_run(x, i, values, &classes[i], &how.value[i], e)) return false;
    how.class[i] = classes[i];
    bool law_days = path_read(x, i);
    /* a long way costs as much as what is computed beside it */
    x->evaluations += x->sides[i].path.count;
    if (how.class[i] -> kind == VERDICT_FAILED || how.class[i] -> by_facts || law_days) path_use_all(x, i);
    combo = mix(combo, (uint64_t)how.class[i] -> number);
    good = good && how.class[i]->kind != VERDICT_FAILED;
  }
  if (!set_add(&x->combos, combo, &new_combo) || !take_ways(x, good, &fresh, e)) return no_memory(e);
  if ((fresh || new_combo) && !keep_case(x, values, &how, kept, e)) return false;
  for (int i = 0; i < x->side_count; i++)
    if (!side_learn(x, i, values, classes[i], e)) return false;
  return true;
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
  if (set_has(taken, wanted) || set_has(&x->closed, mix(whole, wanted))) return true;
  if (!whole && set_has(&x->tried, mix(wanted, PLACE_TRIES))) return true;
  if (solve_implied(x, from->guards, t->guard, whole ? 0 : g.from))
    return set_add(&x->closed, mix(whole, wanted), &fresh) || no_memory(e);
  for (int i = 1; !whole && i <= PLACE_TRIES; i++) {
    if (!set_add(&x->tried, mix(wanted, (uint64_t)i), &fresh)) return no_memory(e);
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

bool explore_ask(struct explore *x, int *unmet, struct error *e) {
  const struct explore_class *class;
  uint64_t key = 7, one;
  bool known = true, fresh;
  int kept;
  *unmet = 0;
  for (int i = 0; i < x->side_count; i++) {
    x->decisions++;
    if (!side_judge(x, i, x->work, &one, &class, e)) return false;
    known = known && class;
    key = mix(key, one);
    *unmet += class ? class->failed_count : MOST_CONDITIONS;
  }
  if (!set_add(&x->tried, key, &fresh)) return no_memory(e);
  if (!fresh && known) return true;
  if (!explore_try(x, x->work, false, &kept, e)) return false;
  *unmet = 0;
  for (int i = 0; i < x->side_count; i++) {
    if (!side_judge(x, i, x->work, &one, &class, e)) return false;
    *unmet += class ? class->failed_count : 0;
  }
  return true;
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
  return !set_has(whole ? &x->wholes : &x->places, wanted) && !set_has(&x->closed, mix(whole, wanted));
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
