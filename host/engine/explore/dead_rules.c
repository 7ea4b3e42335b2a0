/* Rules that nobody meets, requirements that nobody fails, rules that can only fail. */
#include <string.h>

#include "host/engine/explore/explore_private.h"

struct telling {
  struct explore *x;
  json_t *list;
};

/* Whether a rule is among those that gave something, and whether it is among those that failed. */
static void how_it_went(const struct explore *x, int decision, int rule, bool *given, bool *failed,
                        const char **why) {
  const struct side *s = &x->sides[0];
  for (int i = 0; i < s->class_count; i++) {
    const struct explore_class *c = s->classes[i];
    for (int k = 0; k < c->step_count; k++) {
      if (c->steps[k].decision != decision || c->steps[k].rule != rule) continue;
      bool error = c->kind == VERDICT_FAILED && c->failure != ERR_CONFLICT && c->failure != ERR_GAP;
      if (error) *why = c->message;
      *failed = *failed || error;
      *given = *given || !error;
    }
  }
}

static void tell(struct telling *t, const char *what, const struct decision *d, const char *article,
                 const char *base, const char *text, int line, bool proved, const char *why) {
  array_add(&t->list, json_pack("{s:s, s:s, s:s, s:s, s:s, s:i, s:b, s:s}", "what", what, "decision", d->name,
                                "article", article, "base", base, "text", text, "line", line, "proved",
                                proved, "why", why));
}

/* An exception may stand under several rules: which one is meant. */
static const char *base_of(const struct decision *d, const struct rule *r) {
  return r->kind == RULE_EXCEPTION ? d->rules[r->base].cite : "";
}

/* The words of a rule: its own, its condition's; NULL: out of memory. */
static const char *words_of(struct explore *x, const char *own, const struct condition *c) {
  struct buf text = {0};
  if (*own || c->kind == COND_ALWAYS) return own;
  condition_words(x, c, &text);
  const char *copy = buf_text(&text) ? arena_text(&x->arena, buf_text(&text)) : NULL;
  buf_free(&text);
  return copy;
}

static void tell_rule(struct telling *t, int decision, int index) {
  struct explore *x = t->x;
  const struct side *s = &x->sides[0];
  const struct decision *d = &s->policy->script->model.decisions[decision];
  const struct rule *r = &d->rules[index];
  bool given = false, failed = false;
  const char *why = "", *text = words_of(x, *r->text ? r->text : r->say, &r->when);
  if (!s->rule_applied[s->rule_base[decision] + index]) {
    bool never = condition_always(x, &r->when) == TRI_FALSE;
    tell(t, "dead", d, r->cite, base_of(d, r), text, r->line, never || explore_complete(x),
         never ? "law" : "");
    return;
  }
  if (r->kind != RULE_RULE && r->kind != RULE_EXCEPTION) return;
  how_it_went(x, decision, index, &given, &failed, &why);
  if (failed && !given) tell(t, "raises", d, r->cite, base_of(d, r), text, r->line, explore_complete(x), why);
}

static void tell_requirement(struct telling *t, int decision, int index) {
  struct explore *x = t->x;
  const struct side *s = &x->sides[0];
  const struct decision *d = &s->policy->script->model.decisions[decision];
  const struct requirement *r = &d->requirements[index];
  if (s->requirement_failed[s->requirement_base[decision] + index]) return;
  bool always = condition_always(x, &r->when) == TRI_TRUE;
  tell(t, "always_met", d, r->cite, "", words_of(x, r->text, &r->when), r->line,
       always || explore_complete(x), always ? "law" : "");
}

static void tell_decision(struct telling *t, int decision, int depth, bool *done) {
  const struct model *m = &t->x->sides[0].policy->script->model;
  const struct decision *d = &m->decisions[decision];
  int64_t day = law_day(t->x->sides[0].asked.when);
  if (done[decision] || depth > EXPLORE_STEPS) return;
  done[decision] = true;
  for (int i = 0; i < d->requirement_count; i++)
    if (day >= d->requirements[i].from && day <= d->requirements[i].to) tell_requirement(t, decision, i);
  for (int i = 0; i < d->rule_count; i++) {
    const struct rule *r = &d->rules[i];
    if (day < r->from || day > r->to || r->kind == RULE_RULING) continue;
    tell_rule(t, decision, i);
    bool gives = r->give == GIVE_NAME && m->names[r->give_name].kind == NAME_DECISION;
    if (gives) tell_decision(t, m->names[r->give_name].index, depth + 1, done);
  }
}

json_t *dead_json(struct explore *x) {
  struct telling t = {x, json_array()};
  const struct model *m = &x->sides[0].policy->script->model;
  bool *done = arena_array(&x->arena, (size_t)m->decision_count + 1, 1);
  if (done) return tell_decision(&t, x->sides[0].asked.decision, 0, done), t.list;
  json_decref(t.list);
  return NULL;
}
