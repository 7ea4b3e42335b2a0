/* Trying other amounts where the outcome hangs on them.
**
** Exploring turns guards. Where an amount is reckoned from facts without one, a changed parameter
** shows only for some values of these; so a few are tried, on copies of both policies, for each has
** one judge at a time.
*/
#include <stdlib.h>
#include <string.h>

#include "host/engine/compare/compare.h"
#include "host/engine/explore/explore.h"

struct compare_twins {
  struct comparison *c;
  struct variant variant[2];
  struct judge *judge[2];
  struct value *facts, *given; /* as both sides declare them */
};

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

static bool open_twin(struct compare_twins *t, int i, struct error *e) {
  const struct compare_side *s = &t->c->side[i];
  const char *text = i ? t->c->q->to : t->c->q->from;
  if (!variant_open(&t->variant[i], t->c->b, t->c->origin, text, s->asked, e)) return false;
  t->judge[i] = judge_open(t->variant[i].policy, -1, e);
  return t->judge[i] != NULL;
}

struct compare_twins *compare_twins_open(struct comparison *c, struct error *e) {
  struct compare_twins *t = calloc(1, sizeof *t);
  if (!t) {
    no_memory(e);
    return NULL;
  }
  const struct model *m = &c->side[0].variant.policy->script->model;
  const struct decision *d = &m->decisions[c->side[0].decision];
  t->c = c;
  t->facts = calloc((size_t)m->fact_count + 1, sizeof *t->facts);
  t->given = calloc((size_t)d->given_count + 1, sizeof *t->given);
  bool ok = t->facts && t->given ? open_twin(t, 0, e) && open_twin(t, 1, e) : no_memory(e);
  if (ok) return t;
  compare_twins_close(t);
  return NULL;
}

void compare_twins_close(struct compare_twins *t) {
  if (!t) return;
  for (int i = 0; i < 2; i++) {
    judge_close(t->judge[i]);
    variant_close(&t->variant[i]);
  }
  free(t->facts);
  free(t->given);
  free(t);
}

/* Decide on both sides; whether the values differ. */
static bool decide_both(struct compare_twins *t, const struct explore *x, const struct value *values,
                        struct value outcome[2], bool *differ, struct error *e) {
  struct verdict v[2];
  for (int i = 0; i < explore_variable_count(x); i++) {
    const struct explore_variable *variable = explore_variable_at(x, i);
    if (variable->index[0] >= 0) (variable->given ? t->given : t->facts)[variable->index[0]] = values[i];
  }
  for (int i = 0; i < 2; i++) {
    const struct compare_side *s = &t->c->side[i];
    judge_person(t->judge[i], t->facts, NULL);
    if (!judge_decide(t->judge[i], s->decision, s->when, t->given, &v[i], e)) return false;
    outcome[i] = v[i].value;
  }
  *differ = v[0].kind == v[1].kind && v[0].kind <= VERDICT_HOLD &&
            !outcome_values_same(t->variant[0].policy->script, v[0].value, t->variant[1].policy->script,
                                 v[1].value);
  return true;
}

/* What is tried instead of a value of this kind. */
static bool other_value(enum kind kind, int64_t n, struct value *out) {
  if (kind == KIND_COUNT) *out = value_of(KIND_COUNT, n);
  if (kind == KIND_MONEY) *out = value_of(KIND_MONEY, n * 100);
  if (kind == KIND_RATE) *out = value_ratio(1, n);
  return kind == KIND_COUNT || kind == KIND_MONEY || kind == KIND_RATE;
}

static bool within(const struct fact *f, struct value v) {
  struct value below = f->has_least ? value_compare(CMP_LT, v, f->least) : value_of(KIND_TRUTH, 0);
  struct value above = f->has_most ? value_compare(CMP_LT, f->most, v) : value_of(KIND_TRUTH, 0);
  return below.state == STATE_KNOWN && !below.u.i && above.state == STATE_KNOWN && !above.u.i;
}

bool compare_twins_try(struct compare_twins *t, const struct explore *x, const struct explore_case *one,
                       struct arena *arena, struct value **found, struct value outcome[2], struct error *e) {
  static const int64_t tried[] = {1, 2, 3, 10, 50, 1000, 20000};
  size_t count = (size_t)explore_variable_count(x);
  struct value *values = arena_array(arena, count + 1, sizeof *values);
  bool differ = false;
  *found = NULL;
  if (!values) return no_memory(e);
  for (size_t n = 0; n < sizeof tried / sizeof *tried; n++) {
    memcpy(values, one->values,
           count * sizeof *values); /* all of them at once: what is nothing hides the others */
    for (size_t i = 0; i < count; i++) {
      const struct fact *f = explore_variable_at(x, (int)i)->fact;
      struct value other;
      bool number =
          f->form == FORM_PLAIN && values[i].state == STATE_KNOWN && other_value(f->kind, tried[n], &other);
      if (number && within(f, other)) values[i] = other;
    }
    if (!decide_both(t, x, values, outcome, &differ, e)) return false;
    if (!differ) continue;
    *found = values;
    return true;
  }
  return true;
}
