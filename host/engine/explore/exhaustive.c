/* Small worlds: where the facts that matter have few values, everybody is asked. */
#include <string.h>

#include "host/engine/explore/explore_private.h"

enum { MOST_PEOPLE = 20000, MOST_FACT_VALUES = 200 };

/* The values of a fact that has few of them; 0: it has more, or nobody knows how many. */
static int all_values(const struct explore *x, const struct fact *f, struct value out[MOST_FACT_VALUES + 1]) {
  const struct model *m = &x->sides[0].policy->script->model;
  int64_t least = 0, most = 0;
  int count = 0;
  if (f->form != FORM_PLAIN || f->today) return 0;
  if (f->kind == KIND_TRUTH)
    most = 1;
  else if (f->kind == KIND_ENUM && f->domain >= 1 && f->domain <= m->domain_count)
    most = m->domains[f->domain - 1].count - 1;
  else if ((f->kind == KIND_COUNT || f->kind == KIND_MONEY || f->kind == KIND_DATE) && f->has_least &&
           f->has_most) {
    least = f->least.u.i;
    most = f->most.u.i;
  } else {
    return 0;
  }
  if (most < least || most - least >= MOST_FACT_VALUES) return 0;
  for (int64_t i = least; i <= most; i++)
    out[count++] = f->kind == KIND_ENUM ? value_enum(f->domain, i) : value_of(f->kind, i);
  if (!f->optional) return count;
  out[count] = value_absent(f->kind);
  out[count++].domain = f->domain;
  return count;
}

struct world {
  int variables[MOST_VARIABLES], counts[MOST_VARIABLES], at[MOST_VARIABLES];
  struct value *values[MOST_VARIABLES];
  int count;
};

/* False: there are too many people. */
static bool make_world(struct explore *x, struct world *w) {
  long long people = 1;
  for (int i = 0; i < x->variable_count; i++) {
    if (!x->variables[i].used) continue;
    struct value *values = arena_array(&x->arena, MOST_FACT_VALUES + 1, sizeof *values);
    int count = values ? all_values(x, x->variables[i].fact, values) : 0;
    if (count == 0 || (people *= count) > MOST_PEOPLE) return false;
    w->variables[w->count] = i;
    w->counts[w->count] = count;
    w->values[w->count++] = values;
  }
  return true;
}

static bool next_person(struct world *w) {
  for (int i = 0; i < w->count; i++) {
    if (++w->at[i] < w->counts[i]) return true;
    w->at[i] = 0;
  }
  return false;
}

static int used_count(const struct explore *x) {
  int n = 0;
  for (int i = 0; i < x->variable_count; i++)
    n += x->variables[i].used;
  return n;
}

bool explore_everybody(struct explore *x, struct error *e) {
  struct world w = {.count = 0};
  int unmet;
  if (x->kept_count == 0 || !make_world(x, &w)) return true;
  do {
    memcpy(x->work, x->kept[0]->public.values, (size_t)x->variable_count * sizeof *x->work);
    for (int i = 0; i < w.count; i++)
      x->work[w.variables[i]] = w.values[i][w.at[i]];
    if (values_allowed(x, x->work) && !explore_ask(x, &unmet, e)) return false;
  } while (next_person(&w) && explore_has_room(x));
  x->everybody = used_count(x) == w.count && explore_has_room(x);
  return true;
}
