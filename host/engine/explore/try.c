/* Trying a person: every side decides, and what is new about the path is kept as a case whose
** guards become tasks. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/explore/explore_private.h"

enum { MOST_EXPRESSIONS = 1 << 17, MOST_EXPLORED_CONSTANTS = 3000 };

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

static bool push_task(struct tasks *t, int kept, uint32_t guard) {
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
    if (!set_has(&x->good, (g->local | g->outcome) ^ 1) && !push_task(near, *kept, i)) return no_memory(e);
    if (!set_has(&x->wholes, (g->full | g->outcome) ^ 1) && !push_task(&x->far, *kept, i))
      return no_memory(e);
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
    if (x->sides[i].eval.failed) return no_memory(e);
    /* a long way costs as much as what is computed beside it */
    x->evaluations += x->sides[i].path.count;
    if (how.class[i] -> kind == VERDICT_FAILED || how.class[i] -> by_facts || law_days) path_use_all(x, i);
    combo = hash_mix(combo, (uint64_t)how.class[i] -> number);
    good = good && how.class[i]->kind != VERDICT_FAILED;
  }
  if (!set_add(&x->combos, combo, &new_combo) || !take_ways(x, good, &fresh, e)) return no_memory(e);
  if ((fresh || new_combo) && !keep_case(x, values, &how, kept, e)) return false;
  for (int i = 0; i < x->side_count; i++)
    if (!side_learn(x, i, values, classes[i], e)) return false;
  return true;
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
    key = hash_mix(key, one);
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
