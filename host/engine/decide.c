/* Combining conditions into an outcome: requirements, rules, exceptions, what is undetermined, what is needed. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/engine.h"

enum tri { TRI_FALSE = 0, TRI_TRUE = 1, TRI_UNKNOWN = 2 };
enum { MOST_CONDITIONS = 96, MOST_OPEN = 12, DEEPEST_DECISION = 8 };

/* What each condition of a decision came to: requirements first, then rules. */
struct tested {
  const struct decision *decision;
  enum tri requirement[MOST_CONDITIONS], rule[MOST_CONDITIONS];
  int open_count;
  struct {
    bool is_rule;
    int index;
    struct value hangs_on;
  } open[MOST_OPEN]; /* the unknown ones */
};

/* --- reasons ------------------------------------------------------------------------------- */

static void add_reason(struct reasons *list, const char *article, const char *rule, const char *text) {
  for (int i = 0; i < list->count; i++)
    if (strcmp(list->list[i].article, article) == 0 && strcmp(list->list[i].rule, rule) == 0 &&
        strcmp(list->list[i].text, text) == 0)
      return;
  if (list->count < MOST_REASONS) list->list[list->count++] = (struct reason){article, rule, text};
}

static void add_reasons(struct reasons *list, const struct reasons *more) {
  for (int i = 0; i < more->count; i++)
    add_reason(list, more->list[i].article, more->list[i].rule, more->list[i].text);
}

/* The terms that a condition names, with their own citations. */
static void add_terms(struct evaluation *v, struct reasons *list, const struct condition *c) {
  const struct model *m = &v->policy->script->model;
  for (int i = 0; i < c->count; i++)
    add_terms(v, list, &c->parts[i]);
  if (c->kind != COND_NAME || m->names[c->name].kind != NAME_TERM) return;
  const struct term *t = &m->terms[m->names[c->name].index];
  add_reason(list, t->cite, t->name, t->text);
}

/* What a condition says, for a reason that has no text of its own. */
static const char *condition_text(struct evaluation *v, const struct condition *c) {
  const struct model *m = &v->policy->script->model;
  if (c->kind == COND_NAME) {
    const struct name *n = &m->names[c->name];
    return n->kind == NAME_TERM && *m->terms[n->index].text ? m->terms[n->index].text : n->text;
  }
  return c->count > 0 ? condition_text(v, &c->parts[0]) : "";
}

static const char *requirement_text(struct evaluation *v, const struct requirement *r) {
  return *r->text ? r->text : condition_text(v, &r->when);
}

/* --- conditions ---------------------------------------------------------------------------- */

/* The union of what two values hang on. */
static struct value join(struct evaluation *v, struct value a, struct value b) {
  struct value both = value_unknown(KIND_TRUTH);
  if (!a.expr || a.expr == b.expr) return b;
  uint32_t ids[EXPR_ARGS] = {a.expr, b.expr};
  both.expr = b.expr ? expr_make(&v->policy->script->exprs, EXPR_UNION, 0, ids) : a.expr;
  return both;
}

static bool test_name(struct evaluation *v, const struct condition *c, struct value when, enum tri *out,
                      struct value *hangs, struct error *e) {
  struct value x;
  if (!run_name(&v->run, c->name, when, &x, e)) return false;
  const struct model *m = &v->policy->script->model;
  const char *name = m->names[c->name].text;
  if (x.kind != KIND_TRUTH || x.state == STATE_ABSENT)
    return error_set(e, ERR_RULE, "‘%s’ 给出%s，不能作条件", name, kind_label((enum kind)x.kind));
  if (x.state == STATE_POISONED) return error_set(e, ERR_RULE, "‘%s’ 无法计算", name);
  *out = x.state == STATE_UNKNOWN ? TRI_UNKNOWN : x.u.i ? TRI_TRUE : TRI_FALSE;
  if (*out == TRI_UNKNOWN) *hangs = join(v, *hangs, x);
  return true;
}

static bool test(struct evaluation *v, const struct condition *c, struct value when, enum tri *out,
                 struct value *hangs, struct error *e);

/* ALL stops at the first false, ANY at the first true; an unknown part leaves the whole unknown unless a later part decides. */
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

static int64_t day_of(struct value when) {
  return when.kind == KIND_MONTH ? value_op(NULL, OP_MONTH_FIRST, &when).u.i : when.u.i;
}

static bool note_open(struct tested *t, bool is_rule, int index, struct value hangs, struct error *e) {
  if (t->open_count == MOST_OPEN) return error_set(e, ERR_INPUT, "给出的事实太少：同时有太多条件无法判断");
  t->open[t->open_count].is_rule = is_rule;
  t->open[t->open_count].index = index;
  t->open[t->open_count++].hangs_on = hangs;
  return true;
}

static bool test_requirements(struct evaluation *v, struct tested *t, struct value when, struct error *e) {
  const struct decision *d = t->decision;
  for (int i = 0; i < d->requirement_count; i++) {
    const struct requirement *r = &d->requirements[i];
    struct value hangs = {0};
    t->requirement[i] = TRI_TRUE;
    if (day_of(when) < r->from || day_of(when) > r->to) continue;
    if (!test(v, &r->when, when, &t->requirement[i], &hangs, e)) return false;
    if (t->requirement[i] == TRI_UNKNOWN && !note_open(t, false, i, hangs, e)) return false;
  }
  return true;
}

static bool test_rules(struct evaluation *v, struct tested *t, struct value when, struct error *e) {
  const struct decision *d = t->decision;
  for (int i = 0; i < d->rule_count; i++) {
    const struct rule *r = &d->rules[i];
    struct value hangs = {0};
    t->rule[i] = TRI_FALSE;
    bool in_force = day_of(when) >= r->from && day_of(when) <= r->to;
    bool asked = r->kind != RULE_RULING && (r->kind != RULE_EXCEPTION || t->rule[r->base] != TRI_FALSE);
    if (!in_force || !asked) continue;
    if (!test(v, &r->when, when, &t->rule[i], &hangs, e)) return false;
    bool matters = r->kind != RULE_WARNING;
    if (t->rule[i] == TRI_UNKNOWN && matters && !note_open(t, true, i, hangs, e)) return false;
  }
  return true;
}

/* --- combining ----------------------------------------------------------------------------- */

/* What one complete set of answers leads to: a code that is equal exactly when the outcome is.
** `hold` applies only where there would be a value. */
enum {
  CODE_REFUSED = -1,
  CODE_UNDETERMINED = -1000,
  CODE_GAP = -2000,
  CODE_CONFLICT = -2001,
  CODE_ELSE = -3
};
struct combined {
  int code;
  bool held;
  int rule, rival;
};

static bool prevails(const struct decision *d, int a, int b) {
  for (int i = 0; i < d->rules[a].prevails_count; i++)
    if (d->rules[a].prevails[i] == b) return true;
  return false;
}

/* The rules that apply and before which no other stands. */
static void pick_rule(const struct tested *t, struct combined *c) {
  const struct decision *d = t->decision;
  c->rule = c->rival = -1;
  for (int i = 0; i < d->rule_count; i++) {
    if (d->rules[i].kind != RULE_RULE || t->rule[i] != TRI_TRUE) continue;
    bool beaten = false;
    for (int j = 0; j < d->rule_count && !beaten; j++)
      beaten = d->rules[j].kind == RULE_RULE && t->rule[j] == TRI_TRUE && prevails(d, j, i);
    if (beaten) continue;
    if (c->rule < 0)
      c->rule = i;
    else
      c->rival = i;
  }
}

/* The exceptions of the rule that was picked: at most one may apply. */
static void pick_exception(const struct tested *t, struct combined *c) {
  const struct decision *d = t->decision;
  int base = c->rule;
  for (int i = 0; i < d->rule_count; i++) {
    if (d->rules[i].kind != RULE_EXCEPTION || d->rules[i].base != base || t->rule[i] != TRI_TRUE) continue;
    if (c->rule == base)
      c->rule = i;
    else
      c->rival = i;
  }
}

static struct combined combine(const struct tested *t) {
  const struct decision *d = t->decision;
  struct combined c = {0, false, -1, -1};
  for (int i = 0; i < d->requirement_count; i++) {
    if (t->requirement[i] != TRI_FALSE) continue;
    if (d->requirements[i].hold)
      c.held = true;
    else
      c.code = CODE_REFUSED;
  }
  if (c.code == CODE_REFUSED) return c;
  for (int i = 0; i < d->rule_count; i++)
    if (d->rules[i].kind == RULE_UNDETERMINED && t->rule[i] == TRI_TRUE) {
      c.code = CODE_UNDETERMINED - i;
      c.rule = i;
      return c;
    }
  if (d->many) {
    for (int i = 0; i < d->rule_count; i++)
      if (d->rules[i].kind == RULE_ITEM && t->rule[i] == TRI_TRUE) c.code = c.code * 31 + i + 1;
    c.code &= 0x3fffffff;
    return c;
  }
  pick_rule(t, &c);
  if (c.rival < 0 && c.rule >= 0) pick_exception(t, &c);
  c.code = c.rival >= 0 ? CODE_CONFLICT : c.rule >= 0 ? c.rule : d->has_else ? CODE_ELSE : CODE_GAP;
  return c;
}

static void answer(struct tested *t, unsigned bits) {
  for (int i = 0; i < t->open_count; i++) {
    enum tri *slot = t->open[i].is_rule ? &t->rule[t->open[i].index] : &t->requirement[t->open[i].index];
    *slot = bits & (1u << i) ? TRI_TRUE : TRI_FALSE;
  }
}

static bool same_outcome(struct combined a, struct combined b) {
  return a.code == b.code && (a.code < 0 || a.held == b.held);
}

/* Answers that no facts could give count neither for nor against. */
static bool impossible(struct combined c) {
  return c.code == CODE_CONFLICT || c.code == CODE_GAP;
}

enum { MOST_CODES = 64 };
struct codes {
  int count;
  int64_t list[MOST_CODES];
};

static void add_code(struct codes *set, struct combined c) {
  int64_t code = (int64_t)c.code * 2 + (c.code >= 0 && c.held);
  for (int i = 0; i < set->count; i++)
    if (set->list[i] == code) return;
  if (set->count < MOST_CODES) set->list[set->count++] = code;
}

static bool same_codes(const struct codes *a, const struct codes *b) {
  if (a->count != b->count) return false;
  for (int i = 0; i < a->count; i++) {
    bool found = false;
    for (int j = 0; j < b->count && !found; j++)
      found = a->list[i] == b->list[j];
    if (!found) return false;
  }
  return true;
}

/* Whether open condition i can change the outcome: some set of answers leads elsewhere when only it is turned, or the
** outcomes that are possible with it are not those without it (conditions that exclude each other never turn alone). */
static bool matters(struct tested *t, int i) {
  struct codes without = {0}, with = {0};
  for (unsigned bits = 0; bits < 1u << t->open_count; bits++) {
    if (bits & (1u << i)) continue;
    answer(t, bits);
    struct combined one = combine(t);
    answer(t, bits | 1u << i);
    struct combined other = combine(t);
    bool both = !impossible(one) && !impossible(other);
    if (both && !same_outcome(one, other)) return true;
    if (!impossible(one)) add_code(&without, one);
    if (!impossible(other)) add_code(&with, other);
  }
  return with.count > 0 && without.count > 0 && !same_codes(&with, &without);
}

/* Try every set of answers to the open conditions. Bit i of the result: condition i can change the outcome. */
static unsigned open_that_matter(struct tested *t) {
  unsigned matter = 0;
  for (int i = 0; i < t->open_count; i++)
    if (matters(t, i)) matter |= 1u << i;
  return matter;
}

/* --- outcomes ------------------------------------------------------------------------------ */

static bool init_needs(struct evaluation *v, struct outcome *out, struct error *e) {
  const struct model *m = &v->policy->script->model;
  if (out->need_facts) return true;
  out->need_facts = arena_array(&v->run.arena, (size_t)m->fact_count + 1, 1);
  out->need_given = arena_array(&v->run.arena, 64, 1);
  return (out->need_facts && out->need_given) || error_set(e, ERR_MEMORY, "内存不足");
}

static bool need(struct evaluation *v, struct outcome *out, struct value x, struct error *e) {
  if (!init_needs(v, out, e)) return false;
  out->kind = OUT_NEEDS;
  run_unknowns(&v->run, x, out->need_facts, out->need_given);
  return true;
}

static bool undetermined_by_open(struct evaluation *v, struct outcome *out, struct error *e) {
  if (e->kind != ERR_OPEN) return false;
  out->kind = OUT_UNDETERMINED;
  out->who = arena_text(&v->run.arena, e->hint);
  out->say = arena_text(&v->run.arena, e->message);
  const char *article = arena_text(&v->run.arena, e->article);
  if (!out->who || !out->say || !article) return error_set(e, ERR_MEMORY, "内存不足");
  add_reason(&out->because, article, "开放值", out->say);
  e->kind = ERR_NONE;
  return true;
}

static bool fits(struct evaluation *v, const struct decision *d, const struct rule *r, struct value x,
                 struct error *e) {
  if (x.kind == d->gives && (x.kind != KIND_ENUM || x.domain == d->domain)) return true;
  if (x.kind == KIND_NONE && x.state == STATE_ABSENT) return true;
  error_set(e, ERR_RULE, "决定 ‘%s’ 应给出%s，规则（%s）给出%s", d->name, kind_label(d->gives), r->cite,
            kind_label((enum kind)x.kind));
  error_article(e, v->policy->script->model.id, r->cite);
  error_at(e, v->policy->script->file, r->line, 0);
  return false;
}

static bool settle_value(struct evaluation *v, struct outcome *out, struct value x, struct error *e) {
  if (x.state == STATE_POISONED) {
    struct buf why = {0};
    poison_explain(&why, x);
    error_set(e, ERR_RULE, "结果无法计算：%s", buf_text(&why) ? buf_text(&why) : "");
    buf_free(&why);
    return false;
  }
  if (x.state == STATE_UNKNOWN) return need(v, out, x, e);
  out->value = x;
  return true;
}

/* What a rule gives. A decision's outcome comes with its reasons, whatever kind it is. */
static bool give(struct evaluation *v, const struct decision *d, const struct rule *r, struct value when,
                 struct outcome *out, struct error *e) {
  const struct model *m = &v->policy->script->model;
  if (r->give == GIVE_VALUE) {
    out->value = r->value;
    return true;
  }
  const struct name *n = &m->names[r->give_name];
  struct value x;
  if (n->kind == NAME_DECISION) {
    struct outcome *inner = arena_new(&v->run.arena, sizeof *inner);
    if (!inner) return error_set(e, ERR_MEMORY, "内存不足");
    if (!decide(v, n->index, when, inner, e)) return false;
    struct reasons mine = out->because, warned = out->warnings;
    *out = *inner;
    out->because = mine;
    add_reasons(&out->because, &inner->because);
    add_reasons(&out->warnings, &warned);
    return true;
  }
  if (n->kind == NAME_TERM)
    add_reason(&out->because, m->terms[n->index].cite, n->text, m->terms[n->index].text);
  if (n->kind == NAME_PARAMETER) {
    if (parameter_value(v->policy->script, n->index, when, &x, e)) return settle_value(v, out, x, e);
    return undetermined_by_open(v, out, e);
  }
  if (!run_name(&v->run, r->give_name, when, &x, e)) return undetermined_by_open(v, out, e);
  return fits(v, d, r, x, e) && settle_value(v, out, x, e);
}

static bool conflict(struct evaluation *v, const struct decision *d, struct combined c, struct error *e) {
  const struct rule *a = &d->rules[c.rule], *b = &d->rules[c.rival];
  error_set(e, ERR_CONFLICT, "决定 ‘%s’ 有两条规则同时适用：%s（第 %d 行）与 %s（第 %d 行）", d->name,
            a->cite, a->line, b->cite, b->line);
  error_hint(e, "把其中一条写成 exception，或用 prevails_over 写明哪条优先");
  error_article(e, v->policy->script->model.id, a->cite);
  error_at(e, v->policy->script->file, b->line, 0);
  return false;
}

static bool gap(struct evaluation *v, const struct decision *d, struct error *e) {
  error_set(e, ERR_GAP, "决定 ‘%s’ 没有适用的规则", d->name);
  error_hint(e, "补一条规则，或用 else_give 写明没有规则适用时的结果");
  error_article(e, v->policy->script->model.id, d->cite);
  error_at(e, v->policy->script->file, d->line, 0);
  return false;
}

static void tell_failed(struct evaluation *v, const struct tested *t, bool hold, struct reasons *list) {
  const struct decision *d = t->decision;
  for (int i = 0; i < d->requirement_count; i++)
    if (t->requirement[i] == TRI_FALSE && d->requirements[i].hold == hold)
      add_reason(list, d->requirements[i].cite, d->name, requirement_text(v, &d->requirements[i]));
}

static void tell_passed(struct evaluation *v, const struct tested *t, struct reasons *list) {
  const struct decision *d = t->decision;
  for (int i = 0; i < d->requirement_count; i++)
    if (t->requirement[i] == TRI_TRUE)
      add_reason(list, d->requirements[i].cite, d->name, requirement_text(v, &d->requirements[i]));
}

static bool give_rule(struct evaluation *v, const struct tested *t, int index, struct value when,
                      struct outcome *out, struct error *e) {
  const struct decision *d = t->decision;
  const struct rule *r = &d->rules[index];
  const char *text = *r->text ? r->text : *r->say ? r->say : condition_text(v, &r->when);
  add_reason(&out->because, r->cite, d->name, text);
  if (r->kind == RULE_EXCEPTION)
    add_reason(&out->because, d->rules[r->base].cite, d->name, condition_text(v, &d->rules[r->base].when));
  if (!give(v, d, r, when, out, e)) return false;
  if (r->kind == RULE_EXCEPTION) add_terms(v, &out->because, &d->rules[r->base].when);
  add_terms(v, &out->because, &r->when);
  tell_passed(v, t, &out->because);
  return true;
}

static void give_items(struct evaluation *v, const struct tested *t, struct outcome *out) {
  const struct decision *d = t->decision;
  for (int i = 0; i < d->rule_count; i++) {
    if (d->rules[i].kind != RULE_ITEM || t->rule[i] != TRI_TRUE || out->item_count == MOST_ITEMS) continue;
    out->items[out->item_count++] = d->rules[i].value;
    add_reason(&out->because, d->rules[i].cite, d->rules[i].value.u.text, d->rules[i].text);
  }
  out->value = (struct value){.kind = KIND_LIST};
  tell_passed(v, t, &out->because);
}

static void tell_warnings(const struct tested *t, struct outcome *out) {
  const struct decision *d = t->decision;
  for (int i = 0; i < d->rule_count; i++)
    if (d->rules[i].kind == RULE_WARNING && t->rule[i] == TRI_TRUE)
      add_reason(&out->warnings, d->rules[i].cite, d->name, d->rules[i].say);
}

/* A refusal tells every reason at once (第十条 一次性说明理由 of many documents): also those of the decision that
** the rule would have given. */
static bool tell_inner_failed(struct evaluation *v, const struct tested *t, struct value when,
                              struct outcome *out, struct error *e) {
  const struct decision *d = t->decision;
  const struct model *m = &v->policy->script->model;
  for (int i = 0; i < d->rule_count; i++) {
    const struct rule *r = &d->rules[i];
    if (r->kind != RULE_RULE || t->rule[i] != TRI_TRUE || r->give != GIVE_NAME) continue;
    if (m->names[r->give_name].kind != NAME_DECISION) continue;
    struct outcome *inner = arena_new(&v->run.arena, sizeof *inner);
    if (!inner) return error_set(e, ERR_MEMORY, "内存不足");
    if (!decide(v, m->names[r->give_name].index, when, inner, e)) return false;
    if (inner->kind == OUT_REFUSED) add_reasons(&out->failed, &inner->failed);
    add_reasons(&out->warnings, &inner->warnings);
  }
  return true;
}

/* Everything that matters is known: the one outcome that is left. */
static bool conclude(struct evaluation *v, struct tested *t, struct combined c, struct value when,
                     struct outcome *out, struct error *e) {
  const struct decision *d = t->decision;
  tell_warnings(t, out);
  if (c.code == CODE_REFUSED) {
    out->kind = OUT_REFUSED;
    tell_failed(v, t, false, &out->failed);
    return tell_inner_failed(v, t, when, out, e);
  }
  if (c.code <= CODE_UNDETERMINED && c.code > CODE_GAP) {
    out->kind = OUT_UNDETERMINED;
    out->who = d->rules[c.rule].who;
    out->say = d->rules[c.rule].say;
    add_reason(&out->because, d->rules[c.rule].cite, d->name, out->say);
    return true;
  }
  if (c.code == CODE_CONFLICT) return conflict(v, d, c, e);
  if (c.code == CODE_GAP) return gap(v, d, e);
  if (d->many)
    give_items(v, t, out);
  else if (c.code != CODE_ELSE) {
    if (!give_rule(v, t, c.rule, when, out, e)) return false;
  } else {
    out->value = d->otherwise;
    add_reason(&out->because, *d->cite ? d->cite : v->policy->script->model.in_force_cite, d->name,
               "没有规则适用");
    tell_passed(v, t, &out->because);
  }
  if (out->kind == OUT_VALUE && c.held) {
    out->kind = OUT_HOLD;
    tell_failed(v, t, true, &out->failed);
  }
  return true;
}

static bool needs(struct evaluation *v, struct tested *t, unsigned matter, struct outcome *out,
                  struct error *e) {
  for (int i = 0; i < t->open_count; i++)
    if ((matter & (1u << i)) && !need(v, out, t->open[i].hangs_on, e)) return false;
  return true;
}

/* When only requirements are open and what would be given were they met is refused itself, the answer is no either way:
** nobody has to be asked. */
static bool refused_either_way(struct evaluation *v, const struct tested *t, unsigned matter,
                               struct value when, struct outcome *out, bool *refused, struct error *e) {
  for (int i = 0; i < t->open_count; i++)
    if (t->open[i].is_rule && (matter & (1u << i))) return true;
  struct tested met = *t;
  answer(&met, ~0u);
  for (int i = 0; i < met.open_count; i++)
    if (met.open[i].is_rule) met.rule[met.open[i].index] = TRI_FALSE;
  struct combined c = combine(&met);
  if (c.rule < 0 || c.code < 0 || t->decision->rules[c.rule].give != GIVE_NAME) return true;
  if (v->policy->script->model.names[t->decision->rules[c.rule].give_name].kind != NAME_DECISION) return true;
  struct outcome *then = arena_new(&v->run.arena, sizeof *then);
  if (!then) return error_set(e, ERR_MEMORY, "内存不足");
  v->depth++;
  bool ok = conclude(v, &met, c, when, then, e);
  v->depth--;
  if (!ok) return false;
  *refused = then->kind == OUT_REFUSED;
  if (*refused) *out = *then;
  return true;
}

/* A repealed document decides nothing after its last day. */
static bool after_the_end(struct evaluation *v, struct value when, struct outcome *out) {
  const struct model *m = &v->policy->script->model;
  if (day_of(when) <= m->to) return false;
  out->kind = m->ends_undetermined ? OUT_UNDETERMINED : OUT_REFUSED;
  out->who = m->interpreter;
  out->say = "文件已经失效";
  add_reason(m->ends_undetermined ? &out->because : &out->failed, m->in_force_cite, m->id,
             *m->repealed_by ? m->repealed_by : out->say);
  return true;
}

bool decide(struct evaluation *v, int decision, struct value when, struct outcome *out, struct error *e) {
  const struct decision *d = &v->policy->script->model.decisions[decision];
  memset(out, 0, sizeof *out);
  if (after_the_end(v, when, out)) return true;
  bool ruled = false;
  if (!ruling_decides(v, decision, when, out, &ruled, e)) return false;
  if (ruled) return true;
  if (v->depth >= DEEPEST_DECISION) return error_set(e, ERR_RULE, "决定 ‘%s’ 循环引用了自己", d->name);
  v->depth++;
  struct tested t = {.decision = d};
  bool ok = test_requirements(v, &t, when, e) && test_rules(v, &t, when, e);
  v->depth--;
  if (!ok) return undetermined_by_open(v, out, e);
  unsigned matter = open_that_matter(&t);
  struct tested known = t;
  answer(&known, 0);
  if (matter == 0) {
    v->depth++;
    ok = conclude(v, &known, combine(&known), when, out, e);
    v->depth--;
    return ok;
  }
  bool refused = false;
  if (!refused_either_way(v, &t, matter, when, out, &refused, e)) return false;
  return refused || needs(v, &t, matter, out, e);
}

void outcome_because(struct outcome *out, const char *article, const char *rule, const char *text) {
  add_reason(&out->because, article, rule, text);
}

/* An unknown value that hangs on the facts that the outcome needs. */
static struct value unknown_for(struct evaluation *v, const struct outcome *out, enum kind kind) {
  const struct model *m = &v->policy->script->model;
  struct expr_arena *exprs = &v->policy->script->exprs;
  struct value x = value_unknown(kind);
  for (int i = 0; i < m->fact_count; i++) {
    if (!out->need_facts[i]) continue;
    uint32_t leaf[EXPR_ARGS] = {(uint32_t)i};
    uint32_t both[EXPR_ARGS] = {x.expr, expr_make(exprs, EXPR_FACT, 0, leaf)};
    x.expr = x.expr ? expr_make(exprs, EXPR_UNION, 0, both) : both[1];
  }
  return x;
}

bool decide_for_term(struct run *r, int decision, struct value when, struct value *out, struct error *e) {
  struct evaluation *v = (struct evaluation *)r; /* the run is its first member */
  const struct decision *d = &v->policy->script->model.decisions[decision];
  struct outcome *inner = arena_new(&r->arena, sizeof *inner);
  if (!inner) return error_set(e, ERR_MEMORY, "内存不足");
  if (!decide(v, decision, when, inner, e)) return false;
  switch (inner->kind) {
  case OUT_VALUE: *out = inner->value; break;
  case OUT_REFUSED: *out = value_absent(d->gives); break;
  case OUT_NEEDS: *out = unknown_for(v, inner, d->gives); break;
  case OUT_HOLD: return error_set(e, ERR_RULE, "决定 ‘%s’ 暂缓，不能在术语中使用", d->name);
  case OUT_UNDETERMINED:
    error_set(e, ERR_OPEN, "%s", inner->say);
    error_hint(e, "%s", inner->who);
    error_article(e, v->policy->script->model.id, inner->because.count ? inner->because.list[0].article : "");
    return false;
  }
  out->domain = d->domain;
  return true;
}
