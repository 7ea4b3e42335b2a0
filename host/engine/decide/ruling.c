/* 一事一议: one person's outcome, decided by people and recorded with officer and file.
**
** Rulings come in the order in which they were recorded; of several about one decision and month
** (or day) the last one decides. All are read, so that what is wrong with one is told whichever
** decides.
*/
#include <string.h>

#include "host/engine/decide/coverage_marks.h"
#include "host/engine/decide/facts_json.h"
#include "host/engine/decide/ruling_private.h"
#include "host/lua/cite.h"

static const char *const RULING_KEYS[] = {"decision", "article", "outcome", "by", "officer",
                                          "file",     "from",    "to",      NULL};

static bool ruling_error(struct error *e, int index, const char *key, const char *why) {
  error_set(e, ERR_INPUT, "rulings[%d] 的 ‘%s’ %s", index + 1, key, why);
  error_hint(
      e,
      "写成 { \"decision\": \"due\", \"article\": \"第十一条\", \"outcome\": \"30.00\", \"by\": …, \"officer\": …, \"file\": …, "
      "\"from\": \"2025-06\" }");
  return false;
}

static const char *text_of(json_t *ruling, const char *key) {
  return json_string_value(json_object_get(ruling, key));
}

/* --- reading ---------------------------------------------------------------------------------- */

static bool check_keys(json_t *ruling, int index, struct error *e) {
  const char *key;
  json_t *value;
  if (!json_is_object(ruling)) return error_set(e, ERR_INPUT, "rulings[%d] 应为对象", index + 1);
  json_object_foreach(ruling, key, value) {
    int i = 0;
    while (RULING_KEYS[i] && strcmp(RULING_KEYS[i], key) != 0)
      i++;
    if (!RULING_KEYS[i]) return ruling_error(e, index, key, "不认识");
  }
  if (!text_of(ruling, "decision")) return ruling_error(e, index, "decision", "缺少或不是文字");
  return true;
}

static bool check_texts(json_t *ruling, int index, struct error *e) {
  static const char *const needed[] = {"article", "by", "officer", "file", "from"};
  for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
    if (!text_of(ruling, needed[i]) || !*text_of(ruling, needed[i]))
      return ruling_error(e, index, needed[i], "缺少或不是文字");
  if (json_object_get(ruling, "to") && !text_of(ruling, "to"))
    return ruling_error(e, index, "to", "不是文字");
  if (!json_object_get(ruling, "outcome")) return ruling_error(e, index, "outcome", "缺少");
  return true;
}

static bool read_decision(const struct model *m, struct given_ruling *g, struct error *e) {
  struct error unknown;
  int found = decision_find(m, text_of(g->json, "decision"), &unknown);
  if (found < 0) {
    error_set(e, ERR_INPUT, "rulings[%d] 的 ‘decision’：%s", g->index + 1, unknown.message);
    error_hint(e, "%s", unknown.hint);
    return false;
  }
  g->decision = &m->decisions[found];
  return true;
}

static bool read_period(struct given_ruling *g, struct error *e) {
  bool month = g->decision->per == PER_MONTH;
  const char *from = text_of(g->json, "from"), *to = text_of(g->json, "to");
  g->from = month ? month_parse(from) : date_parse(from);
  g->to = !to ? g->from : month ? month_parse(to) : date_parse(to);
  if (g->from.state != STATE_KNOWN)
    return ruling_error(e, g->index, "from", "不是月份（按日的决定则为日期）");
  if (g->to.state != STATE_KNOWN) return ruling_error(e, g->index, "to", "不是月份（按日的决定则为日期）");
  return g->from.u.i <= g->to.u.i || ruling_error(e, g->index, "to", "早于 from");
}

/* A ruling may name the article as a whole: rulings on file do not lapse when the policy comes to
** cite the paragraph. */
static bool read_rule(struct given_ruling *g, struct error *e) {
  const struct decision *d = g->decision;
  const char *article = text_of(g->json, "article");
  for (int i = 0; i < d->rule_count && !g->rule; i++)
    if (d->rules[i].kind == RULE_RULING && *article && cite_meets(d->rules[i].cite, article))
      g->rule = &d->rules[i];
  return g->rule || ruling_error(e, g->index, "article", "不是本决定可以个案决定的条款");
}

static bool below_zero(struct value v) {
  if (v.kind == KIND_RATE) return v.u.ratio.num < 0;
  return (v.kind == KIND_MONEY || v.kind == KIND_COUNT) && v.u.i < 0;
}

static bool read_outcome(struct evaluation *v, struct given_ruling *g, struct error *e) {
  const struct decision *d = g->decision;
  struct fact as = {.name = "outcome", .label = "个案决定的结果", .kind = d->gives, .domain = d->domain};
  if (!fact_read_value(v, &as, "rulings.outcome", json_object_get(g->json, "outcome"), &g->outcome, e))
    return false;
  if (g->outcome.state != STATE_KNOWN) return ruling_error(e, g->index, "outcome", "应为确定的结果");
  return !below_zero(g->outcome) || ruling_error(e, g->index, "outcome", "不能小于零");
}

bool ruling_read(struct evaluation *v, json_t *json, int index, struct given_ruling *out, struct error *e) {
  *out = (struct given_ruling){.json = json, .index = index};
  return check_keys(json, index, e) && read_decision(&v->policy->script->model, out, e) &&
         check_texts(json, index, e) && read_period(out, e) && read_rule(out, e) && read_outcome(v, out, e);
}

/* --- how much at most ------------------------------------------------------------------------- */

void ruling_take_more(struct value *most, struct value v) {
  bool more = most->state != STATE_KNOWN || value_compare(CMP_LT, *most, v).u.i == 1;
  if (more) *most = v;
}

enum { DEEPEST = 8 };

/* The largest that the rules of a decision give where all that they give is fixed: amounts in
** the rules and rows of parameters, whatever their dates. False where a rule reckons. */
bool ruling_fixed_most(const struct model *m, int decision, int depth, struct value *most) {
  const struct decision *d = &m->decisions[decision];
  if (d->has_else) ruling_take_more(most, d->otherwise);
  for (int i = 0; i < d->rule_count; i++) {
    const struct rule *r = &d->rules[i];
    if (r->kind != RULE_RULE && r->kind != RULE_EXCEPTION) continue;
    if (r->give == GIVE_VALUE) ruling_take_more(most, r->value);
    if (r->give != GIVE_NAME) continue;
    const struct name *n = &m->names[r->give_name];
    if (n->kind == NAME_DECISION && depth < DEEPEST && ruling_fixed_most(m, n->index, depth + 1, most))
      continue;
    const struct parameter *p = n->kind == NAME_PARAMETER ? &m->parameters[n->index] : NULL;
    if (!p || p->row_count == 0) return false;
    for (int k = 0; k < p->row_count; k++)
      ruling_take_more(most, p->rows[k].value);
  }
  return true;
}

bool ruling_has_order(const struct decision *d) {
  return d->gives == KIND_MONEY || d->gives == KIND_COUNT || d->gives == KIND_RATE;
}

/* What `most` of a ruling names, asked in `when`; absent where nobody can say. */
static bool declared_most(struct evaluation *v, const struct decision *d, const struct rule *r,
                          struct value when, struct value *most, struct error *e) {
  struct value x = r->value;
  if (r->give == GIVE_NAME && !run_name(&v->run, r->give_name, when, &x, e)) {
    /* an open value that nobody has decided limits nothing */
    if (e->kind != ERR_OPEN) return false;
    e->kind = ERR_NONE;
    return true;
  }
  if (x.state == STATE_KNOWN && x.kind == d->gives) ruling_take_more(most, x);
  if (x.state != STATE_KNOWN || x.kind == d->gives) return true;
  error_set(e, ERR_RULE, "个案决定的 most 应给出%s，得到%s", kind_label(d->gives),
            kind_label((enum kind)x.kind));
  error_article(e, v->policy->script->model.id, r->cite);
  script_point(v->policy->script, r->line, e);
  return false;
}

/* The largest outcome for `when`: what the rulings of the decision declare, else what its rules
** give at most. */
bool ruling_most(struct evaluation *v, int decision, const struct rule *only, struct value when,
                 struct value *most, struct error *e) {
  const struct model *m = &v->policy->script->model;
  const struct decision *d = &m->decisions[decision];
  bool declared = false;
  *most = value_absent(d->gives);
  if (!ruling_has_order(d)) return true;
  for (int i = 0; i < d->rule_count; i++) {
    const struct rule *r = &d->rules[i];
    if (r->kind != RULE_RULING || r->give == GIVE_NOTHING || (only && only != r)) continue;
    declared = true;
    v->depth++;
    bool ok = declared_most(v, d, r, when, most, e);
    v->depth--;
    if (!ok) return false;
  }
  if (!declared && !ruling_fixed_most(m, decision, 0, most)) *most = value_absent(d->gives);
  return true;
}

static bool within_most(struct evaluation *v, const struct given_ruling *g, struct value when,
                        struct error *e) {
  struct value most;
  struct buf why = {0};
  struct path *path = v->run.path;
  int decision = (int)(g->decision - v->policy->script->model.decisions);
  v->run.path = NULL; /* it decides nothing about the person */
  bool ok = ruling_most(v, decision, g->rule, when, &most, e);
  v->run.path = path;
  if (!ok) return false;
  if (most.state != STATE_KNOWN || value_compare(CMP_LT, most, g->outcome).u.i != 1) return true;
  buf_puts(&why, "超过最多能给的 ");
  value_write(&why, most);
  ruling_error(e, g->index, "outcome", quote(&why));
  error_hint(e, "核对数额（单位是元）；政策中 ruling 的 most 写明最多是多少");
  error_article(e, v->policy->script->model.id, g->rule->cite);
  error_quotes(e, &why);
  buf_free(&why);
  return false;
}

/* --- what it rests on ------------------------------------------------------------------------- */

/* The parts of the ruling's conditions that no longer hold, in words. */
bool ruling_ended_words(struct evaluation *v, const struct rule *r, struct value when, struct buf *out,
                        struct error *e) {
  const struct condition *c = &r->when;
  int parts = c->kind == COND_ALL ? c->count : 1;
  struct path *path = v->run.path;
  bool ok = true;
  v->run.path = NULL; /* told already */
  for (int i = 0; ok && i < parts; i++) {
    const struct condition *part = c->kind == COND_ALL ? &c->parts[i] : c;
    struct requirement said = {.text = "", .otherwise = "", .when = *part};
    enum tri holds;
    ok = test_condition(v, part, when, &holds, e);
    if (!ok || holds != TRI_FALSE) continue;
    buf_printf(out, "%s%s", out->len ? "；" : "", requirement_unmet(v, &said));
  }
  v->run.path = path;
  return ok;
}

/* The facts that it rests on have ended: it is neither refused nor paid on, somebody has to
** look. */
static bool hold_ended(struct evaluation *v, const struct given_ruling *g, struct value when,
                       struct outcome *out, struct error *e) {
  struct buf words = {0}, text = {0};
  bool ok = ruling_ended_words(v, g->rule, when, &words, e);
  if (ok) {
    buf_printf(&text, "个案决定（档案 %s）所依据的情况已改变：%s", text_of(g->json, "file"), quote(&words));
    char *copy = buf_text(&text) ? arena_text(&v->run.arena, buf_text(&text)) : NULL;
    if (copy) text_mask_numbers(copy);
    out->kind = OUT_HOLD;
    ok = (copy && !words.oom) || error_set(e, ERR_MEMORY, "内存不足");
    if (ok) outcome_failed(out, g->rule->cite, g->decision->name, copy);
  }
  buf_free(&words);
  buf_free(&text);
  return ok;
}

/* --- deciding --------------------------------------------------------------------------------- */

static bool because(struct evaluation *v, const struct given_ruling *g, struct outcome *out,
                    struct error *e) {
  struct buf text = {0};
  buf_printf(&text, "%s集体审议，经办 %s，档案 %s", text_of(g->json, "by"), text_of(g->json, "officer"),
             text_of(g->json, "file"));
  char *copy = buf_text(&text) ? arena_text(&v->run.arena, buf_text(&text)) : NULL;
  if (copy) text_mask_numbers(copy);
  buf_free(&text);
  if (!copy) return error_set(e, ERR_MEMORY, "内存不足");
  outcome_because(out, g->rule->cite, g->decision->name, copy);
  if (v->policy->script->cover) cover_ruling(v, g->decision, g->rule);
  return true;
}

bool ruling_apply(struct evaluation *v, const struct given_ruling *g, struct value when, struct outcome *out,
                  bool *ruled, struct error *e) {
  enum tri stands;
  v->depth++;
  bool ok = test_rule(v, g->decision, (int)(g->rule - g->decision->rules), when, &stands, e);
  v->depth--;
  if (!ok || !within_most(v, g, when, e)) return false;
  bool ended =
      stands == TRI_FALSE; /* what is not known has not ended: rulings are made where facts are wanting */
  *ruled = !ended || !g->rule->lapses;
  if (!*ruled) return true;
  out->value = g->outcome;
  return because(v, g, out, e) && (!ended || hold_ended(v, g, when, out, e));
}

bool ruling_decides(struct evaluation *v, int decision, struct value when, struct outcome *out, bool *ruled,
                    struct error *e) {
  const struct decision *d = &v->policy->script->model.decisions[decision];
  struct given_ruling last = {0};
  if (!v->rulings || json_is_null(v->rulings)) return true;
  if (!json_is_array(v->rulings)) return error_set(e, ERR_INPUT, "rulings 应为数组");
  size_t n = json_array_size(v->rulings);
  for (size_t i = 0; i < n; i++) {
    struct given_ruling g;
    if (!ruling_read(v, json_array_get(v->rulings, i), (int)i, &g, e)) return false;
    if (g.decision == d && g.from.u.i <= when.u.i && when.u.i <= g.to.u.i) last = g;
  }
  return !last.rule || ruling_apply(v, &last, when, out, ruled, e);
}
