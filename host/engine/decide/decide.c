/* The outcome of a decision: what is given or refused, with every reason; what is undetermined;
** what is needed. */
#include <string.h>

#include "host/engine/decide/coverage_marks.h"
#include "host/engine/decide/conditions.h"
#include "host/engine/decide/reasons.h"
#include "host/lua/cover.h"

enum { DEEPEST_DECISION = 8 };

/* --- reasons ---------------------------------------------------------------------------------- */

/* Who tells the terms of a rule as reasons. */
struct telling_terms {
  struct evaluation *v;
  struct reasons *list;
  struct value when;
};

/* The condition was tested before; it is not told in the path again. */
static bool holds_still(void *ud, const struct condition *c, bool *holds) {
  struct telling_terms *t = ud;
  struct path *path = t->v->run.path;
  enum tri came_to;
  struct error ignored;
  t->v->run.path = NULL;
  *holds = test_condition(t->v, c, t->when, &came_to, &ignored) && came_to == TRI_TRUE;
  t->v->run.path = path;
  return true;
}

/* A term has its own citation. */
static bool add_term(void *ud, const struct condition *c) {
  struct telling_terms *told = ud;
  const struct model *m = &told->v->policy->script->model;
  const struct name *n = &m->names[c->kind == COND_NOT ? c->parts[0].name : c->name];
  if (n->kind != NAME_TERM) return true;
  const struct term *t = &m->terms[n->index];
  reasons_add(told->list, term_cite(told->v, n->index, told->when), t->name,
              c->kind == COND_NOT ? condition_side(told->v, c, true) : t->text);
  return true;
}

/* --- outcomes --------------------------------------------------------------------------------- */

static bool init_needs(struct evaluation *v, struct outcome *out, struct error *e) {
  const struct model *m = &v->policy->script->model;
  if (out->need_facts) return true;
  out->need_facts = arena_array(&v->run.arena, (size_t)m->fact_count + 1, 1);
  out->need_given = arena_array(&v->run.arena, (size_t)v->run.given_most + 1, 1);
  return (out->need_facts && out->need_given) || error_set(e, ERR_MEMORY, "内存不足");
}

static bool need(struct evaluation *v, struct outcome *out, struct value x, struct error *e) {
  if (!init_needs(v, out, e)) return false;
  out->kind = OUT_NEEDS;
  run_unknowns(&v->run, x, out->need_facts, out->need_given);
  int64_t year = run_schedule_year(&v->run, x);
  if (year && (!out->schedule || year < out->schedule)) out->schedule = year;
  return true;
}

static bool any_need(const struct evaluation *v, const struct outcome *out) {
  for (int i = 0; i < v->policy->script->model.fact_count; i++)
    if (out->need_facts[i]) return true;
  for (int i = 0; i < v->run.given_most; i++)
    if (out->need_given[i]) return true;
  return false;
}

/* No fact would settle it, only a schedule that is not published: undetermined, until it is. The
** words name no day of the person's; what the outcome lies between stands in its value. */
static bool await_schedule(struct evaluation *v, const struct decision *d, struct outcome *out,
                           struct error *e) {
  const struct calendar *c = &v->policy->script->calendar;
  struct buf text = {0};
  if (out->kind != OUT_NEEDS || !out->schedule || any_need(v, out)) return true;
  poison_explain(&text, value_poison(VERR_SCHEDULE, out->schedule, SCHEDULE_NOT_PUBLISHED));
  out->kind = OUT_UNDETERMINED;
  out->who = c->who;
  out->say = words_keep(v, &text);
  reasons_add(&out->because, c->cite, d->name, out->say);
  return *out->say || error_set(e, ERR_MEMORY, "内存不足");
}

static bool undetermined_by_open(struct evaluation *v, struct outcome *out, struct error *e) {
  if (e->kind != ERR_OPEN) return false;
  out->kind = OUT_UNDETERMINED;
  out->who = arena_text(&v->run.arena, e->hint);
  out->say = arena_text(&v->run.arena, e->message);
  const char *article = arena_text(&v->run.arena, e->article);
  if (!out->who || !out->say || !article) return error_set(e, ERR_MEMORY, "内存不足");
  reasons_add(&out->because, article, "待定值", out->say);
  e->kind = ERR_NONE;
  return true;
}

static bool fits(struct evaluation *v, const struct decision *d, const struct rule *r, struct value x,
                 struct error *e) {
  if (x.kind == d->gives && (x.kind != KIND_ENUM || x.domain == d->domain)) return true;
  if (x.kind == KIND_NONE && (x.state == STATE_ABSENT || x.state == STATE_UNKNOWN)) return true;
  error_set(e, ERR_RULE, "决定 ‘%s’ 应给出%s，规则（%s）给出%s", d->name, kind_label(d->gives), r->cite,
            kind_label((enum kind)x.kind));
  error_article(e, v->policy->script->model.id, r->cite);
  script_point(v->policy->script, r->line, e);
  return false;
}

static bool settle_value(struct evaluation *v, const struct rule *r, struct outcome *out, struct value x,
                         struct error *e) {
  if (x.state == STATE_POISONED) {
    struct buf why = {0};
    poison_explain(&why, x);
    error_set(e, ERR_RULE, "结果无法计算：%s", quote(&why));
    error_article(e, v->policy->script->model.id, r->cite);
    error_quotes(e, &why);
    buf_free(&why);
    return false;
  }
  out->value = x;
  return x.state == STATE_KNOWN || x.state == STATE_ABSENT || need(v, out, x, e);
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
    reasons_add_all(&out->because, &inner->because);
    reasons_add_all(&out->warnings, &warned);
    return true;
  }
  int told = out->because.count;
  if (n->kind == NAME_TERM)
    reasons_add(&out->because, m->terms[n->index].cite, n->text, m->terms[n->index].text);
  if (n->kind == NAME_PARAMETER) {
    if (parameter_value(v->policy->script, n->index, when, &x, e)) return settle_value(v, r, out, x, e);
    return undetermined_by_open(v, out, e);
  }
  if (!run_name(&v->run, r->give_name, when, &x, e)) return undetermined_by_open(v, out, e);
  if (n->kind == NAME_TERM && told < out->because.count)
    out->because.list[told].article = term_cite(v, n->index, when); /* known only now */
  if (x.state == STATE_POISONED) return settle_value(v, r, out, x, e);
  return fits(v, d, r, x, e) && settle_value(v, r, out, x, e);
}

static bool conflict(struct evaluation *v, const struct decision *d, struct combined c, struct error *e) {
  const struct rule *a = &d->rules[c.rule], *b = &d->rules[c.rival];
  error_set(e, ERR_CONFLICT, "决定 ‘%s’ 有两条规则同时适用：%s（第 %d 行）与 %s（第 %d 行）", d->name,
            a->cite, a->line, b->cite, b->line);
  error_hint(e, "把其中一条写成 exception，或用 prevails_over 写明哪条优先");
  error_article(e, v->policy->script->model.id, a->cite);
  script_point(v->policy->script, b->line, e);
  return false;
}

static bool gap(struct evaluation *v, const struct decision *d, struct error *e) {
  error_set(e, ERR_GAP, "决定 ‘%s’ 没有适用的规则", d->name);
  error_hint(e, "补一条规则，或用 else_give 写明没有规则适用时的结果");
  error_article(e, v->policy->script->model.id, d->cite);
  script_point(v->policy->script, d->line, e);
  return false;
}

/* Whom it is asked of is no part of the requirement: a cell that says so is its article only where
** it names the place more closely, 第二条第3项 for 第二条. */
static const char *requirement_cite(struct evaluation *v, const struct conditions *t, int i) {
  const struct requirement *r = &t->decision->requirements[i];
  if (!r->narrowed) return condition_cite(v, &r->when, t->when, r->cite);
  const char *cite = condition_cite(v, &r->when.parts[r->when.count - 1], t->when, r->cite);
  if (cite != r->cite) return cite;
  cite = condition_cite(v, &r->when, t->when, r->cite);
  return strncmp(cite, r->cite, strlen(r->cite)) == 0 ? cite : r->cite;
}

static void tell_failed(struct evaluation *v, const struct conditions *t, bool hold, struct reasons *list) {
  const struct decision *d = t->decision;
  for (int i = 0; i < d->requirement_count; i++)
    if (t->requirement[i] == TRI_FALSE && d->requirements[i].hold == hold)
      reasons_add(list, requirement_cite(v, t, i), d->name, requirement_unmet(v, &d->requirements[i]));
}

static void tell_passed(struct evaluation *v, const struct conditions *t, struct reasons *list) {
  const struct decision *d = t->decision;
  for (int i = 0; i < d->requirement_count; i++)
    if (t->requirement[i] == TRI_TRUE)
      reasons_add(list, requirement_cite(v, t, i), d->name, requirement_text(v, &d->requirements[i]));
}

static bool give_rule(struct evaluation *v, const struct conditions *t, int index, struct value when,
                      struct outcome *out, struct error *e) {
  const struct decision *d = t->decision;
  const struct rule *r = &d->rules[index];
  const char *text = rule_text(v, r);
  reasons_add(&out->because, r->cite, d->name, text);
  if (r->kind == RULE_EXCEPTION)
    reasons_add(&out->because, d->rules[r->base].cite, d->name,
                condition_side(v, &d->rules[r->base].when, true));
  uint32_t begun = tell_begin(v, PATH_GIVE, index, (int)(d - v->policy->script->model.decisions), when);
  bool ok = give(v, d, r, when, out, e);
  tell_end(v, begun, (struct path_event){.kind = PATH_GIVEN, .outcome = ok, .a = out->value});
  if (!ok) return false;
  struct telling_terms terms = {v, &out->because, when};
  rule_reasons(d, index, &(struct reason_visitor){&terms, holds_still, add_term});
  tell_passed(v, t, &out->because);
  return true;
}

static void give_items(struct evaluation *v, const struct conditions *t, struct outcome *out) {
  const struct decision *d = t->decision;
  for (int i = 0; i < d->rule_count; i++) {
    if (d->rules[i].kind != RULE_ITEM || t->rule[i] != TRI_TRUE || out->item_count == MOST_ITEMS) continue;
    out->items[out->item_count++] = d->rules[i].value;
    reasons_add(&out->because, d->rules[i].cite, d->rules[i].value.u.text, d->rules[i].text);
  }
  out->value = (struct value){.kind = KIND_LIST};
  tell_passed(v, t, &out->because);
}

static void tell_warnings(const struct conditions *t, struct outcome *out) {
  const struct decision *d = t->decision;
  for (int i = 0; i < d->rule_count; i++)
    if (d->rules[i].kind == RULE_WARNING && t->rule[i] == TRI_TRUE)
      reasons_add(&out->warnings, d->rules[i].cite, d->name, d->rules[i].say);
}

/* Who tells why the decisions inside a refused one are refused. */
struct telling_inside {
  struct evaluation *v;
  const struct conditions *conditions;
  struct value when;
  struct outcome *out;
  struct error *e;
};

static bool rule_applies(void *ud, int rule) {
  const struct telling_inside *t = ud;
  return t->conditions->rule[rule] == TRI_TRUE;
}

static bool add_inner_failed(void *ud, int decision) {
  struct telling_inside *t = ud;
  struct outcome *inner = arena_new(&t->v->run.arena, sizeof *inner);
  if (!inner) return error_set(t->e, ERR_MEMORY, "内存不足");
  if (!decide(t->v, decision, t->when, inner, t->e))
    return error_of_policy(t->e); /* it could only have given more reasons */
  if (inner->kind == OUT_REFUSED) reasons_add_all(&t->out->failed, &inner->failed);
  reasons_add_all(&t->out->warnings, &inner->warnings);
  return true;
}

/* A refusal tells every reason at once (第十条 一次性说明理由 of many documents): also those of the decision
** that the rule would have given. */
static bool tell_inner_failed(struct evaluation *v, const struct conditions *t, struct value when,
                              struct outcome *out, struct error *e) {
  struct telling_inside inside = {v, t, when, out, e};
  return refused_inside(&v->policy->script->model, t->decision, rule_applies, add_inner_failed, &inside);
}

/* Everything that matters is known: the one outcome that is left. */
static bool conclude(struct evaluation *v, struct conditions *t, struct combined c, struct value when,
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
    reasons_add(&out->because, d->rules[c.rule].cite, d->name, out->say);
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
    reasons_add(&out->because, *d->cite ? d->cite : v->policy->script->model.in_force_cite, d->name,
                "没有规则适用");
    tell_passed(v, t, &out->because);
  }
  /* what was met does not explain a refusal */
  if (out->kind == OUT_REFUSED) out->because.count = 0;
  if (out->kind == OUT_VALUE && c.held) {
    out->kind = OUT_HOLD;
    tell_failed(v, t, true, &out->failed);
  }
  return true;
}

static bool needs(struct evaluation *v, struct conditions *t, unsigned matter, struct outcome *out,
                  struct error *e) {
  for (int i = 0; i < t->open_count; i++)
    if ((matter & (1u << i)) && !need(v, out, t->open[i].hangs_on, e)) return false;
  return true;
}

/* When only requirements are open and what would be given were they met is refused itself, the
** answer is no either way: nobody has to be asked. */
static bool refused_either_way(struct evaluation *v, const struct conditions *t, unsigned matter,
                               struct value when, struct outcome *out, bool *refused, struct error *e) {
  for (int i = 0; i < t->open_count; i++)
    if (t->open[i].is_rule && (matter & (1u << i))) return true;
  struct conditions met = *t;
  assume(&met, ~0u);
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

/* The day that law_on names, by the law of `when` itself: whoever asks for the decision, it is the
** same day. */
static bool read_law_day(struct evaluation *v, const struct decision *d, struct value when, struct value *day,
                         struct error *e) {
  struct law_stay stay = run_law_enter(&v->run, (struct law_day){{0}, {0}});
  v->depth++;
  bool ok = run_name(&v->run, d->law_on, when, day, e);
  v->depth--;
  run_law_leave(&v->run, stay);
  return ok;
}

/* law_on: the law of another day decides. An unknown one is asked for. */
static bool find_law_day(struct evaluation *v, const struct decision *d, struct value when,
                         struct outcome *out, struct law_day *law, bool *known, struct error *e) {
  struct value day;
  *known = false;
  if (!read_law_day(v, d, when, &day, e)) return undetermined_by_open(v, out, e);
  if (day.state == STATE_UNKNOWN) return need(v, out, day, e);
  if (day.kind != KIND_DATE && day.kind != KIND_MONTH)
    return error_set(e, ERR_RULE, "决定 ‘%s’ 的 law_on 应为日期或月份，得到%s", d->name,
                     kind_label((enum kind)day.kind));
  if (day.state != STATE_KNOWN) return error_set(e, ERR_RULE, "决定 ‘%s’ 的 law_on 没有值", d->name);
  *known = true;
  *law = (struct law_day){.asked = when, .on = day};
  return true;
}

/* Before a document is in force it decides nothing, unless it says so itself. */
static bool before_the_beginning(struct evaluation *v, const struct decision *d, int64_t day,
                                 struct outcome *out) {
  const struct model *m = &v->policy->script->model;
  struct buf text = {0};
  if (day >= d->since) return false;
  out->kind = OUT_REFUSED;
  buf_puts(&text, "文件自");
  value_print(&text, value_of(KIND_DATE, d->since));
  buf_puts(&text, "起施行，当时尚未施行");
  reasons_add(&out->failed, m->in_force_cite, m->id, words_keep(v, &text));
  return true;
}

/* A repealed document decides nothing after its last day. What counts is the day whose law decides:
** a case that follows the law of its application is decided by the document that was in force then,
** however late, and by none that was not. */
static bool out_of_force(struct evaluation *v, const struct decision *d, struct value when,
                         struct outcome *out) {
  const struct model *m = &v->policy->script->model;
  int64_t day = law_day(run_law_time(&v->run, when));
  if (before_the_beginning(v, d, day, out)) return true;
  if (day <= m->to) return false;
  out->kind = m->ends_undetermined ? OUT_UNDETERMINED : OUT_REFUSED;
  out->who = *m->ends_who ? m->ends_who : m->interpreter;
  out->say = "文件已经失效";
  reasons_add(m->ends_undetermined ? &out->because : &out->failed, m->in_force_cite, m->id,
              *m->repealed_by ? m->repealed_by : out->say);
  return true;
}

static bool decide_by_rules(struct evaluation *v, int decision, struct value when, struct outcome *out,
                            struct error *e) {
  const struct decision *d = &v->policy->script->model.decisions[decision];
  v->depth++;
  cover_mark(v->policy->script, COVER_DECISION, decision, COVER_TRUE);
  struct conditions t = {.decision = d};
  bool ok = test_decision(v, &t, when, e);
  v->depth--;
  if (!ok) return undetermined_by_open(v, out, e);
  struct conditions answered = t; /* what is told later is only what `t` knows for certain */
  unsigned matter = open_that_matter(&answered);
  assume(&answered, 0);
  if (matter == 0) {
    v->depth++;
    struct combined c = combine(&answered);
    ok = conclude(v, &t, c, when, out, e);
    v->depth--;
    if (ok && v->policy->script->cover) cover_outcome(v, &t, c);
    return ok;
  }
  bool refused = false;
  if (!refused_either_way(v, &t, matter, when, out, &refused, e)) return false;
  return refused || needs(v, &t, matter, out, e);
}

/* What a recorded ruling decides into `out`, which is left alone where none does. */
static bool take_ruling(struct evaluation *v, int decision, struct value when, struct outcome *out,
                        bool *ruled, struct error *e) {
  if (!v->rulings) return true;
  struct outcome *made = arena_new(&v->run.arena, sizeof *made);
  if (!made) return error_set(e, ERR_MEMORY, "内存不足");
  if (!ruling_decides(v, decision, when, made, ruled, e)) return false;
  if (*ruled) *out = *made;
  return true;
}

/* The law day of a decision ends with it: whoever asked goes on under the law that held before. A
** ruling decides also where nobody can say that day: it is made where facts are wanting. */
static bool decide_by_law_day(struct evaluation *v, int decision, struct value when, struct outcome *out,
                              struct error *e) {
  struct law_day law = {{0}, {0}};
  struct error of_ruling = {0};
  bool known, ruled = false;
  const struct decision *d = &v->policy->script->model.decisions[decision];
  bool ok = find_law_day(v, d, when, out, &law, &known, e);
  if (!ok && !error_of_policy(e)) return false;
  struct law_stay stay = run_law_enter(&v->run, law);
  bool ended = known && out_of_force(v, d, when, out);
  run_law_leave(&v->run, stay);
  if (ended) return true;
  if (!take_ruling(v, decision, when, out, &ruled, &of_ruling)) return *e = of_ruling, false;
  if (ruled) e->kind = ERR_NONE;
  if (ruled || !known) return ruled || ok;
  stay = run_law_enter(&v->run, law);
  ok = decide_by_rules(v, decision, when, out, e);
  run_law_leave(&v->run, stay);
  return ok;
}

static bool decide_untold(struct evaluation *v, int decision, struct value when, struct outcome *out,
                          struct error *e) {
  const struct decision *d = &v->policy->script->model.decisions[decision];
  bool ruled = false;
  memset(out, 0, sizeof *out);
  if (v->depth >= DEEPEST_DECISION) return error_set(e, ERR_RULE, "决定 ‘%s’ 循环引用了自己", d->name);
  if (d->law_on >= 0) return decide_by_law_day(v, decision, when, out, e);
  if (out_of_force(v, d, when, out)) return true;
  if (!ruling_decides(v, decision, when, out, &ruled, e)) return false;
  return ruled || decide_by_rules(v, decision, when, out, e);
}

bool decide(struct evaluation *v, int decision, struct value when, struct outcome *out, struct error *e) {
  uint32_t begun = tell_begin(v, PATH_DECISION, decision, 0, when);
  const struct decision *d = &v->policy->script->model.decisions[decision];
  bool ok = decide_untold(v, decision, when, out, e) && await_schedule(v, d, out, e);
  bool given = ok && (out->kind == OUT_VALUE || out->kind == OUT_HOLD);
  struct path_event end = {.kind = PATH_DECIDED, .row = ok ? (int)out->kind : -1};
  end.a = given ? out->value : value_absent(d->gives);
  tell_end(v, begun, end);
  return ok;
}

/* What a decision that awaits a schedule gives to a term: perhaps whatever it is makes no
** difference there. */
static struct value awaited_value(struct evaluation *v, const struct outcome *out, enum kind kind) {
  int64_t from, to;
  uint32_t leaf[EXPR_ARGS] = {(uint32_t)out->schedule};
  bool bounds = value_bounds(out->value, &from, &to);
  struct value x = bounds ? out->value : value_unscheduled(kind, out->schedule);
  x.expr = expr_make(&v->policy->script->exprs, EXPR_SCHEDULE, 0, leaf);
  return x;
}

static uint32_t hang_on(struct expr_arena *exprs, uint32_t all, uint32_t leaf) {
  uint32_t both[EXPR_ARGS] = {all, leaf};
  return all ? expr_make(exprs, EXPR_UNION, 0, both) : leaf;
}

/* An unknown value that hangs on the facts and inputs that the outcome needs. */
static struct value unknown_for(struct evaluation *v, const struct outcome *out, enum kind kind) {
  const struct model *m = &v->policy->script->model;
  struct expr_arena *exprs = &v->policy->script->exprs;
  struct value x = value_unknown(kind);
  for (int i = 0; i < m->fact_count; i++) {
    uint32_t leaf[EXPR_ARGS] = {(uint32_t)i};
    if (out->need_facts[i]) x.expr = hang_on(exprs, x.expr, expr_make(exprs, EXPR_FACT, 0, leaf));
  }
  int asked = v->run.given_decision;
  for (int i = 0; asked >= 0 && i < m->decisions[asked].given_count; i++) {
    uint32_t leaf[EXPR_ARGS] = {(uint32_t)i, (uint32_t)asked};
    if (out->need_given[i]) x.expr = hang_on(exprs, x.expr, expr_make(exprs, EXPR_GIVEN, 0, leaf));
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
    if (inner->schedule) {
      *out = awaited_value(v, inner, d->gives);
      break;
    }
    error_set(e, ERR_OPEN, "%s", inner->say);
    error_hint(e, "%s", inner->who);
    error_article(e, v->policy->script->model.id, inner->because.count ? inner->because.list[0].article : "");
    return false;
  }
  out->domain = d->domain;
  return true;
}
