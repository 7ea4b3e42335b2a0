/* One side of an exploration: deciding with the path, and without. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/explore/explore_private.h"
#include "host/engine/decide/facts_json.h"

enum { MOST_LIMITS = 3 };

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* --- opening ---------------------------------------------------------------------------------- */

static bool law_here(void *ud, uint32_t expr, struct value at, struct value *out) {
  const struct side *s = ud;
  const struct model *m = &s->policy->script->model;
  const struct expr_node *n = expr_get(&s->policy->script->exprs, expr);
  if (n->kind == EXPR_READING) {
    const struct reading *r = &m->readings[n->arg[0]];
    *out = value_enum(r->domain, s->asked.chosen ? s->asked.chosen[n->arg[0]] : r->chosen);
    return true;
  }
  return at.state == STATE_KNOWN &&
         row_value(parameter_row_on(&m->parameters[n->arg[0]], law_day(at), DAY_LAST),
                   n->kind == EXPR_HAS_START, out);
}

static bool number_rules(struct explore *x, struct side *s) {
  const struct model *m = &s->policy->script->model;
  int requirements = 0, rules = 0;
  s->requirement_base = arena_array(&x->arena, (size_t)m->decision_count + 1, sizeof *s->requirement_base);
  s->rule_base = arena_array(&x->arena, (size_t)m->decision_count + 1, sizeof *s->rule_base);
  if (!s->requirement_base || !s->rule_base) return false;
  for (int i = 0; i < m->decision_count; i++) {
    s->requirement_base[i] = requirements;
    s->rule_base[i] = rules;
    requirements += m->decisions[i].requirement_count;
    rules += m->decisions[i].rule_count;
  }
  s->requirement_failed = arena_array(&x->arena, (size_t)requirements + 1, 1);
  s->rule_applied = arena_array(&x->arena, (size_t)rules + 1, 1);
  return s->requirement_failed && s->rule_applied;
}

/* A history or list that is absent has no spells or records. */
static bool make_nothing(struct explore *x, struct side *s) {
  const struct model *m = &s->policy->script->model;
  for (int i = 0; i < m->fact_count; i++) {
    const struct fact *f = &m->facts[i];
    struct value *v = &s->nothing[i];
    *v = value_absent(f->kind);
    v->domain = f->domain;
    struct timeline *t = f->form == FORM_TIMELINE ? arena_new(&x->arena, sizeof *t) : NULL;
    struct list *l = f->form == FORM_LIST ? arena_new(&x->arena, sizeof *l) : NULL;
    if (f->form == FORM_TIMELINE) {
      if (!t) return false;
      *t = (struct timeline){.kind = f->kind, .domain = f->domain, .known_from = DAY_MIN};
      *v = (struct value){.kind = KIND_TIMELINE, .domain = f->domain, .u = {.timeline = t}};
    } else if (f->form == FORM_LIST) {
      if (!l) return false;
      l->fields = f->field_count;
      *v = (struct value){.kind = KIND_LIST, .u = {.list = l}};
    }
  }
  return true;
}

/* What one question makes is remembered for the next ones. */
static bool prepare_run(struct explore *x, struct side *s) {
  if (!run_prepare(&s->evaluation.run, s->policy->script, &x->arena)) return false;
  run_hold(&s->evaluation.run);
  return true;
}

static bool make_room(struct explore *x, struct side *s) {
  const struct model *m = &s->policy->script->model;
  const struct decision *d = &m->decisions[s->asked.decision];
  s->facts = arena_array(&x->arena, (size_t)m->fact_count + 1, sizeof *s->facts);
  s->nothing = arena_array(&x->arena, (size_t)m->fact_count + 1, sizeof *s->nothing);
  s->given = arena_array(&x->arena, (size_t)d->given_count + 1, sizeof *s->given);
  s->chosen = arena_array(&x->arena, (size_t)m->reading_count + 1, sizeof *s->chosen);
  s->term_about = arena_array(&x->arena, (size_t)m->term_count + 1, sizeof *s->term_about);
  s->term_asks = arena_array(&x->arena, (size_t)m->term_count + 1, 1);
  s->term_uses = arena_array(&x->arena, (size_t)m->term_count + 1, sizeof *s->term_uses);
  s->term_truth = arena_array(&x->arena, (size_t)m->term_count + 1, 1);
  if (!s->term_about || !s->term_asks || !s->term_truth || !s->term_uses) return false;
  for (int i = 0; i < m->term_count; i++)
    s->term_about[i] = TERM_NOTHING;
  return s->facts && s->nothing && s->given && s->chosen && make_nothing(x, s) && number_rules(x, s) &&
         prepare_run(x, s);
}

bool side_open(struct explore *x, int index, struct error *e) {
  struct side *s = &x->sides[index];
  s->policy = s->asked.policy;
  s->policy->script->exprs.starved = false; /* that was another call */
  if (!make_room(x, s)) return no_memory(e);
  s->judge = judge_open(s->policy, -1, e);
  if (!s->judge || (s->asked.chosen && !judge_readings(s->judge, s->asked.chosen, e))) return false;
  s->decided_on = s->asked.when;
  s->decided_on.expr = 0;
  if (s->decided_on.kind == KIND_MONTH) s->decided_on = value_op(NULL, OP_MONTH_LAST, &s->decided_on);
  s->eval.in = (struct eval_env){.exprs = &s->policy->script->exprs,
                                 .values = &s->policy->script->env,
                                 .facts = s->facts,
                                 .given = s->given,
                                 .given_decision = s->asked.decision,
                                 .when = s->asked.when,
                                 .decided_on = s->decided_on,
                                 .law = law_here,
                                 .ud = s};
  s->eval.in.when.expr = 0;
  return true;
}

void side_close(struct side *s) {
  judge_close(s->judge);
  run_end(&s->evaluation.run);
  path_free(&s->path);
  eval_free(&s->eval);
  free(s->justifications);
  free(s->contents);
  free(s->classes);
}

/* --- persons ---------------------------------------------------------------------------------- */

void side_put(struct explore *x, int index, const struct value *values) {
  struct side *s = &x->sides[index];
  for (int i = 0; i < x->variable_count; i++) {
    const struct explore_variable *var = &x->variables[i];
    int at = var->index[index];
    if (at < 0) continue;
    struct value v = values[i];
    v.expr = 0;
    if (!var->given && v.state == STATE_ABSENT) v = s->nothing[at];
    if (var->given)
      s->given[at] = v;
    else
      s->facts[at] = v;
  }
  eval_begin(&s->eval);
}

static void swap_readings(struct side *s, bool ours) {
  struct model *m = &s->policy->script->model;
  for (int i = 0; s->asked.chosen && i < m->reading_count; i++) {
    if (ours) s->chosen[i] = m->readings[i].chosen;
    m->readings[i].chosen = ours ? s->asked.chosen[i] : s->chosen[i];
  }
}

static bool begin(struct side *s, struct error *e) {
  static const uint32_t none[EXPR_ARGS] = {0};
  struct evaluation *v = &s->evaluation;
  run_restart(&v->run);
  v->policy = s->policy;
  v->run.facts = s->facts;
  v->run.given = s->given;
  v->run.given_decision = v->decision = s->asked.decision;
  v->run.decide = decide_for_term;
  v->run.when = s->asked.when;
  v->run.when.expr = s->when_expr = expr_make(s->eval.in.exprs, EXPR_WHEN, 0, none);
  v->run.decided_on = s->decided_on;
  v->run.decided_on.expr = expr_make(s->eval.in.exprs, EXPR_DECIDED_ON, 0, none);
  v->depth = 0;
  evaluation_path(v, &s->path);
  return (v->run.when.expr && v->run.decided_on.expr) || no_memory(e);
}

void class_met(struct explore *x, struct explore_class *c, struct value v) {
  bool ok = true;
  if (!c->by_facts || v.kind == KIND_NONE || v.kind == KIND_LIST) return;
  bool first = c->least.kind == KIND_NONE;
  if (!first && same_content(c->least, v)) return;
  c->differs = c->differs || !first;
  struct value low = value_compare(CMP_LT, v, c->least), high = value_compare(CMP_LT, c->most, v);
  if (first || (low.state == STATE_KNOWN && low.u.i)) c->least = value_kept(x, v, &ok);
  if (first || (high.state == STATE_KNOWN && high.u.i)) c->most = value_kept(x, v, &ok);
  if (!ok) c->least = c->most = (struct value){0};
}

bool side_run(struct explore *x, int index, const struct value *values, struct explore_class **out,
              struct value *value, struct error *e) {
  struct side *s = &x->sides[index];
  struct error why = {0};
  side_put(x, index, values);
  if (!begin(s, e)) return false;
  swap_readings(s, true);
  script_budget(s->policy->script);
  struct outcome *made = arena_new(&s->evaluation.run.arena, sizeof *made);
  bool ok = made && decide(&s->evaluation, s->asked.decision, s->evaluation.run.when, made, &why);
  script_budget_end(s->policy->script);
  swap_readings(s, false);
  run_pause(&s->evaluation.run);
  if (!evaluation_whole(&s->evaluation, e)) return false;
  if (!made || why.kind == ERR_MEMORY) return no_memory(e);
  if (why.kind == ERR_LIMIT && ++s->out_of_limits == MOST_LIMITS) { /* each takes seconds */
    *e = why;
    return false;
  }
  *out = class_of(x, s, ok ? made : NULL, ok ? NULL : &why);
  *value = ok && (made->kind == OUT_VALUE || made->kind == OUT_HOLD) ? made->value : (struct value){0};
  if (value->kind == KIND_LIST) *value = (struct value){0}; /* its items stand in the class */
  value->expr = 0;
  if (*out) class_met(x, *out, *value);
  return *out || no_memory(e);
}

/* --- without the path ------------------------------------------------------------------------- */

static struct justification_known *justification_at(struct side *s, const struct justification *g,
                                                    struct error *e) {
  if (g->number >= s->justification_room) {
    int room = s->justification_room ? s->justification_room : 64;
    while (room <= g->number)
      room *= 2;
    struct justification_known *grown = realloc(s->justifications, (size_t)room * sizeof *grown);
    if (!grown) {
      no_memory(e);
      return NULL;
    }
    memset(grown + s->justification_room, 0, (size_t)(room - s->justification_room) * sizeof *grown);
    s->justifications = grown;
    s->justification_room = room;
  }
  s->justifications[g->number].justification = g;
  return &s->justifications[g->number];
}

uint64_t value_key(struct value v) {
  uint64_t h = hash_mix(v.kind, (uint64_t)v.state << 16 | v.domain);
  if (v.state != STATE_KNOWN || v.kind == KIND_LIST || v.kind == KIND_NONE) return h;
  if (v.kind == KIND_TEXT) {
    for (const char *c = v.u.text; *c; c++)
      h = hash_mix(h, (unsigned char)*c);
    return h;
  }
  h = hash_mix(h, (uint64_t)v.u.i);
  bool two = v.kind == KIND_RATE || v.kind == KIND_PERIOD || v.kind == KIND_EXACT;
  return two ? hash_mix(h, (uint64_t)v.u.ratio.den) : h;
}

static bool ask_judge(struct explore *x, int index, const struct value *values, struct verdict *out,
                      struct error *e) {
  struct side *s = &x->sides[index];
  side_put(x, index, values);
  judge_person(s->judge, s->facts, NULL);
  return judge_decide(s->judge, s->asked.decision, s->asked.when, s->given, out, e);
}

bool side_judge(struct explore *x, int index, const struct value *values, uint64_t *key,
                const struct explore_class **class, struct error *e) {
  struct verdict v;
  if (!ask_judge(x, index, values, &v, e)) return false;
  struct justification_known *g = justification_at(&x->sides[index], v.justification, e);
  if (!g) return false;
  bool by_facts = g->class && g->class->by_facts;
  if (by_facts) class_met(x, g->class, v.value);
  *class = g->class;
  *key = hash_mix(hash_mix(3, (uint64_t)v.justification->number), by_facts ? 0 : value_key(v.value));
  return true;
}

bool side_learn(struct explore *x, int index, const struct value *values, struct explore_class *c,
                struct error *e) {
  struct verdict v;
  if (!ask_judge(x, index, values, &v, e)) return false;
  struct justification_known *g = justification_at(&x->sides[index], v.justification, e);
  if (!g) return false;
  if (!g->class || c->by_facts) g->class = c;
  return true;
}

/* What nobody's facts can be: an invariant of the policy is broken. */
bool values_allowed(struct explore *x, const struct value *values) {
  for (int k = 0; k < x->side_count; k++) {
    const struct side *s = &x->sides[k];
    side_put(x, k, values);
    if (broken_invariant(&s->policy->script->model, s->facts)) return false;
  }
  return true;
}
