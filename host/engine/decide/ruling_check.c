/* What a ruling may say, before it is recorded: it is tried on the person in its first and its last
** month. It stands above deciding, which ruling.c is a part of. */
#include "host/engine/decide/ruling_private.h"

static bool possible_in(struct evaluation *v, const struct given_ruling *g, struct value when,
                        struct error *e) {
  struct outcome *out = arena_new(&v->run.arena, sizeof *out);
  bool ruled = false;
  if (!out) return error_set(e, ERR_MEMORY, "内存不足");
  if (!ruling_apply(v, g, when, out, &ruled, e)) return false;
  if (when.u.i != g->from.u.i || (ruled && out->kind != OUT_HOLD)) return true;
  struct buf words = {0};
  if (!ruling_ended_words(v, g->rule, when, &words, e)) return false;
  error_set(e, ERR_INPUT, "个案决定从 %s 起就没有依据：%s",
            json_string_value(json_object_get(g->json, "from")), quote(&words));
  error_hint(e, "核对 from；事实（例如死亡日期、户籍）登记有错的，先更正事实");
  error_article(e, v->policy->script->model.id, g->rule->cite);
  error_quotes(e, &words);
  buf_free(&words);
  return false;
}

bool ruling_possible(struct policy *p, json_t *ruling, const struct value *facts, struct error *e) {
  struct evaluation v = {0};
  struct given_ruling g;
  bool ok = evaluation_facts(p, 0, month_of(1, 1), facts, &v, e) && ruling_read(&v, ruling, 0, &g, e);
  struct value from = ok ? g.from : month_of(1, 1), to = ok ? g.to : from;
  int decision = ok ? (int)(g.decision - p->script->model.decisions) : 0;
  evaluation_end(&v);
  for (
      int i = 0; ok && i < 2;
      i++) { /* its first and its last month: what is limited by the month in between is told when it is paid */
    struct value when = i ? to : from;
    if (i && to.u.i == from.u.i) break;
    v = (struct evaluation){0};
    ok = evaluation_facts(p, decision, when, facts, &v, e) && ruling_read(&v, ruling, 0, &g, e) &&
         possible_in(&v, &g, when, e);
    evaluation_end(&v);
  }
  return ok;
}

/* `most` of a ruling limits what a committee may grant; where the amounts of the rules are fixed
** and one of them is more, that is what a month can come to. */
bool decision_most(struct policy *p, int decision, struct value when, const struct value *facts,
                   struct value *most, struct error *e) {
  struct evaluation v = {0};
  const struct model *m = &p->script->model;
  struct value fixed = value_absent(m->decisions[decision].gives);
  bool ok =
      evaluation_facts(p, decision, when, facts, &v, e) && ruling_most(&v, decision, NULL, when, most, e);
  evaluation_end(&v);
  bool more = ok && ruling_has_order(&m->decisions[decision]) && ruling_fixed_most(m, decision, 0, &fixed);
  if (more && fixed.state == STATE_KNOWN) ruling_take_more(most, fixed);
  return ok;
}
