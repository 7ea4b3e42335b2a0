/* Testing the conditions of a decision: true, false, or unknown with what they hang on. */
#include "host/engine/decide/conditions.h"
#include "host/lua/cover.h"

/* The union of what two values hang on. */
static struct value join(struct evaluation *v, struct value a, struct value b) {
  struct value both = value_unknown(KIND_TRUTH);
  if (!a.expr || a.expr == b.expr) return b;
  uint32_t ids[EXPR_ARGS] = {a.expr, b.expr};
  both.expr = b.expr ? expr_make(&v->policy->script->exprs, EXPR_UNION, 0, ids) : a.expr;
  return both;
}

uint32_t tell_begin(struct evaluation *v, enum path_kind kind, int name, int row, struct value when) {
  if (!v->run.path) return PATH_NONE;
  return path_add(
      v->run.path,
      (struct path_event){.kind = (uint8_t)kind, .name = name, .row = row, .end = PATH_NONE, .when = when});
}

void tell_end(struct evaluation *v, uint32_t begun, struct path_event event) {
  if (v->run.path) path_end(v->run.path, begun, event);
}

/* A fact, input or number that is a condition by itself, or a truth that a term only hands on:
** nobody else compares it. */
static void tell_name(struct evaluation *v, const struct condition *c, struct value x) {
  const struct name *n = &v->policy->script->model.names[c->name];
  if (!v->run.path || (n->kind == NAME_TERM && (!x.expr || x.state == STATE_UNKNOWN))) return;
  struct value yes = value_of(KIND_TRUTH, 1);
  yes.expr = expr_constant(&v->policy->script->exprs, yes);
  path_add(v->run.path, (struct path_event){.kind = PATH_GUARD,
                                            .cmp = CMP_EQ,
                                            .outcome = truth_holds(x),
                                            .guessed = x.state == STATE_UNKNOWN,
                                            .end = PATH_NONE,
                                            .a = x,
                                            .b = yes});
}

static bool test_name(struct evaluation *v, const struct condition *c, struct value when, enum tri *out,
                      struct value *hangs, struct error *e) {
  struct value x;
  if (!run_name(&v->run, c->name, when, &x, e)) return false;
  const struct model *m = &v->policy->script->model;
  const char *name = m->names[c->name].text;
  /* nobody can say of which kind it would be: still a question, not an error */
  bool kindless = x.state == STATE_UNKNOWN && x.kind == KIND_NONE;
  if (x.kind != KIND_TRUTH && !kindless)
    return error_set(e, ERR_RULE, "‘%s’ 给出%s，不能作条件", name, kind_label((enum kind)x.kind));
  if (x.state == STATE_POISONED) return error_set(e, ERR_RULE, "‘%s’ 无法计算", name);
  tell_name(v, c, x);
  *out = x.state == STATE_UNKNOWN ? TRI_UNKNOWN : truth_holds(x) ? TRI_TRUE : TRI_FALSE;
  if (*out == TRI_UNKNOWN) *hangs = join(v, *hangs, x);
  return true;
}

static bool test(struct evaluation *v, const struct condition *c, struct value when, enum tri *out,
                 struct value *hangs, struct error *e);

/* ALL stops at the first false, ANY at the first true; an unknown part leaves the whole unknown
** unless a later part decides. */
static bool test_parts(struct evaluation *v, const struct condition *c, struct value when, enum tri *out,
                       struct value *hangs, struct error *e) {
  enum tri decides = c->kind == COND_ALL ? TRI_FALSE : TRI_TRUE;
  struct value mine = {0};
  *out = c->kind == COND_ALL ? TRI_TRUE : TRI_FALSE;
  for (int i = 0; i < c->count; i++) {
    enum tri part;
    if (!test(v, &c->parts[i], when, &part, &mine, e)) return false;
    if (part == decides) {
      *out = part;
      return true;
    }
    if (part == TRI_UNKNOWN) *out = TRI_UNKNOWN;
  }
  if (*out == TRI_UNKNOWN) *hangs = join(v, *hangs, mine);
  return true;
}

static bool test(struct evaluation *v, const struct condition *c, struct value when, enum tri *out,
                 struct value *hangs, struct error *e) {
  *out = TRI_TRUE;
  if (c->kind == COND_ALWAYS) return true;
  if (c->kind == COND_NAME) return test_name(v, c, when, out, hangs, e);
  if (c->kind != COND_NOT) return test_parts(v, c, when, out, hangs, e);
  if (!test(v, &c->parts[0], when, out, hangs, e)) return false;
  if (*out != TRI_UNKNOWN) *out = *out == TRI_TRUE ? TRI_FALSE : TRI_TRUE;
  return true;
}

/* The day whose law decides. */
static int64_t day_of(struct evaluation *v, struct value when) {
  return law_day(run_law_time(&v->run, when));
}

/* Test one requirement or rule, told in the path. */
static bool test_told(struct evaluation *v, enum path_kind kind, const struct decision *d, int index,
                      struct value when, enum tri *out, struct value *hangs, struct error *e) {
  const struct condition *c = kind == PATH_RULE ? &d->rules[index].when : &d->requirements[index].when;
  uint32_t begun = tell_begin(v, kind, index, (int)(d - v->policy->script->model.decisions), when);
  bool ok = test(v, c, when, out, hangs, e);
  bool known = ok && *out != TRI_UNKNOWN;
  struct value a = known ? value_of(KIND_TRUTH, *out == TRI_TRUE) : value_unknown(KIND_TRUTH);
  tell_end(
      v, begun,
      (struct path_event){.kind = PATH_TESTED, .outcome = ok && *out == TRI_TRUE, .guessed = !known, .a = a});
  return ok;
}

static bool note_open(struct conditions *t, bool is_rule, int index, struct value hangs, struct error *e) {
  if (t->open_count == MOST_OPEN) return error_set(e, ERR_INPUT, "给出的事实太少：同时有太多条件无法判断");
  t->open[t->open_count].is_rule = is_rule;
  t->open[t->open_count].index = index;
  t->open[t->open_count++].hangs_on = hangs;
  return true;
}

/* A failed condition that knows no place of its own fails at its rule. Always false. */
static bool place(struct evaluation *v, int line, const char *cite, struct error *e) {
  if (e->line == 0) script_point(v->policy->script, line, e);
  if (!*e->article) error_article(e, v->policy->script->model.id, cite);
  return false;
}

/* For coverage. */
static void note_answer(struct evaluation *v, const struct decision *d, enum cover_part part, int index,
                        enum tri answer) {
  const struct cover *c = v->policy->script->cover;
  if (!c || !c->script || answer == TRI_UNKNOWN) return;
  const int *first = part == COVER_RULE ? c->rule : c->requirement;
  cover_mark(v->policy->script, part, first[d - v->policy->script->model.decisions] + index,
             answer == TRI_TRUE ? COVER_TRUE : COVER_FALSE);
}

static bool test_requirements(struct evaluation *v, struct conditions *t, struct value when,
                              struct error *e) {
  const struct decision *d = t->decision;
  for (int i = 0; i < d->requirement_count; i++) {
    const struct requirement *r = &d->requirements[i];
    struct value hangs = {0};
    t->requirement[i] = TRI_TRUE;
    if (day_of(v, when) < r->from || day_of(v, when) > r->to) continue;
    if (!test_told(v, PATH_REQUIREMENT, d, i, when, &t->requirement[i], &hangs, e))
      return place(v, r->line, r->cite, e);
    note_answer(v, d, COVER_REQUIREMENT, i, t->requirement[i]);
    if (t->requirement[i] == TRI_UNKNOWN && !note_open(t, false, i, hangs, e)) return false;
  }
  return true;
}

/* A requirement that is known to fail refuses whatever the rules say. */
static bool surely_refused(const struct conditions *t) {
  for (int i = 0; i < t->decision->requirement_count; i++)
    if (t->requirement[i] == TRI_FALSE && !t->decision->requirements[i].hold) return true;
  return false;
}

bool error_of_policy(const struct error *e) {
  return e->kind == ERR_RULE || e->kind == ERR_OPEN || e->kind == ERR_CONFLICT || e->kind == ERR_GAP;
}

static bool test_rules(struct evaluation *v, struct conditions *t, struct value when, struct error *e) {
  const struct decision *d = t->decision;
  bool refused = surely_refused(t);
  for (int i = 0; i < d->rule_count; i++) {
    const struct rule *r = &d->rules[i];
    struct value hangs = {0};
    t->rule[i] = TRI_FALSE;
    bool in_force = day_of(v, when) >= r->from && day_of(v, when) <= r->to;
    bool asked = r->kind != RULE_RULING && (r->kind != RULE_EXCEPTION || t->rule[r->base] != TRI_FALSE);
    if (!in_force || !asked) continue;
    if (!test_told(v, PATH_RULE, d, i, when, &t->rule[i], &hangs, e)) {
      if (!refused || !error_of_policy(e)) return place(v, r->line, r->cite, e);
      t->rule[i] = TRI_FALSE; /* what cannot be said of a rule changes no refusal */
      continue;
    }
    note_answer(v, d, COVER_RULE, i, t->rule[i]);
    bool matters = r->kind != RULE_WARNING;
    if (t->rule[i] == TRI_UNKNOWN && matters && !note_open(t, true, i, hangs, e)) return false;
  }
  return true;
}

bool test_rule(struct evaluation *v, const struct decision *d, int index, struct value when, enum tri *out,
               struct error *e) {
  const struct rule *r = &d->rules[index];
  struct value hangs = {0};
  return test_told(v, PATH_RULE, d, index, when, out, &hangs, e) || place(v, r->line, r->cite, e);
}

bool test_decision(struct evaluation *v, struct conditions *t, struct value when, struct error *e) {
  t->when = when;
  return test_requirements(v, t, when, e) && test_rules(v, t, when, e);
}

bool test_condition(struct evaluation *v, const struct condition *c, struct value when, enum tri *out,
                    struct error *e) {
  struct value hangs = {0};
  return test(v, c, when, out, &hangs, e);
}
