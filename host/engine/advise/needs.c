/* bylaw_needs: the next fact that matters, and why it is asked.
**
** An outcome comes with the articles of the rules that give it: a fact that leaves the amount as it
** is but lets another article give it is asked for, one that changes neither is not (nor one that
** only changes what an exception is made from): `decide` looks at each condition by itself and may
** hang on such a fact, so all ways of the unknown guards are followed through all conditions
** together (follow.c). Among the facts that the decision hangs on, those come first for which two
** people were found who differ in it alone and in the outcome; of those, the one that decides most
** often; then in the order in which the policy asks.
*/
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/policy/json.h"
#include "host/engine/advise/needs.h"
#include "host/engine/policy/status.h"
#include "host/engine/decide/conditions.h"

struct need {
  int fact;
  uint32_t at; /* of the first undecided guard; PATH_NONE: no guard tells */
  int decides; /* percent */
  bool sure;
};

struct needs {
  struct policy *policy;
  json_t *facts;
  struct evaluation *v;
  struct outcome *out;
  struct path path;
  struct asker asker;
  struct need *list;
  int count;
  bool whatever; /* decided although something is unknown */
  struct evaluation *left;
  struct outcome *left_out;
};

/* --- why -------------------------------------------------------------------------------------- */

/* `fact`: a fact of the model, or past them an input of the decision. */
static bool hangs_on(struct needs *n, const struct path_event *e, int fact) {
  struct expr_arena *exprs = &n->policy->script->exprs;
  int facts = n->policy->script->model.fact_count;
  enum expr_kind kind = fact < facts ? EXPR_FACT : EXPR_GIVEN;
  uint32_t index = (uint32_t)(fact < facts ? fact : fact - facts);
  return expr_hangs_on(exprs, e->a.expr, kind, index) || expr_hangs_on(exprs, e->b.expr, kind, index);
}

/* The innermost event of these kinds that event `at` stands in; NULL: none. */
static const struct path_event *around(const struct path *p, uint32_t at, bool term) {
  for (uint32_t i = at; i-- > 0;) {
    const struct path_event *e = &p->events[i];
    bool kind = term ? e->kind == PATH_ENTER
                     : e->kind == PATH_REQUIREMENT || e->kind == PATH_RULE || e->kind == PATH_GIVE;
    if (kind && e->end != PATH_NONE && e->end > at) return e;
  }
  return NULL;
}

static bool only_warns(struct needs *n, const struct path_event *e) {
  const struct decision *d = e ? &n->policy->script->model.decisions[e->row] : NULL;
  return e && e->kind == PATH_RULE && d->rules[e->name].kind == RULE_WARNING;
}

static uint32_t first_guard(struct needs *n, int fact) {
  for (uint32_t i = 0; i < n->path.count; i++) {
    const struct path_event *e = &n->path.events[i];
    if (e->kind == PATH_GUARD && e->guessed && hangs_on(n, e, fact) &&
        !only_warns(n, around(&n->path, i, false)))
      return i;
  }
  return PATH_NONE;
}

/* { article, decision, text, term, term_text }: the requirement or rule that waits, and the term in
** it. */
static json_t *why_json(struct needs *n, uint32_t at) {
  const struct model *m = &n->policy->script->model;
  const struct decision *asked = &m->decisions[n->v->decision];
  json_t *made = json_pack("{s:s, s:s, s:s}", "article", asked->cite, "decision", asked->name, "text", "");
  const struct path_event *test = at == PATH_NONE ? NULL : around(&n->path, at, false);
  const struct path_event *enter = at == PATH_NONE ? NULL : around(&n->path, at, true);
  if (test) {
    const struct decision *d = &m->decisions[test->row];
    bool required = test->kind == PATH_REQUIREMENT;
    const char *cite = required ? d->requirements[test->name].cite : d->rules[test->name].cite;
    const char *text = required ? requirement_text(n->v, &d->requirements[test->name])
                                : rule_text(n->v, &d->rules[test->name]);
    object_put(&made, "article", json_string(cite));
    object_put(&made, "decision", json_string(d->name));
    object_put(&made, "text", json_string(text));
  }
  if (enter) {
    object_put(&made, "term", json_string(m->terms[enter->name].name));
    object_put(&made, "term_text", json_string(m->terms[enter->name].text));
    object_put(&made, "term_article", json_string(m->terms[enter->name].cite));
  }
  return made;
}

/* --- the list --------------------------------------------------------------------------------- */

static int by_use(const void *a, const void *b) {
  const struct need *x = a, *y = b;
  if (x->sure != y->sure) return x->sure ? -1 : 1;
  if (x->decides != y->decides) return y->decides - x->decides;
  if (x->at != y->at) return x->at < y->at ? -1 : 1;
  return x->fact - y->fact;
}

static bool rank(struct needs *n, struct error *e) {
  const struct model *m = &n->policy->script->model;
  int total = asker_fact_count(&n->asker);
  struct sampler s;
  n->list = calloc((size_t)total + 1, sizeof *n->list);
  if (!n->list) return error_set(e, ERR_MEMORY, "内存不足");
  for (int i = 0; i < total; i++)
    if (i < m->fact_count ? n->out->need_facts[i] : n->out->need_given[i - m->fact_count])
      n->list[n->count++] = (struct need){.fact = i, .at = first_guard(n, i)};
  sampler_open(&s, &n->asker);
  bool ok = true;
  for (int i = 0; ok && i < n->count; i++)
    ok = sampler_matters(&s, n->list[i].fact, &n->list[i].sure, e) &&
         sampler_decides(&s, n->list[i].fact, &n->list[i].decides, e);
  sampler_close(&s);
  qsort(n->list, (size_t)n->count, sizeof *n->list, by_use);
  return ok;
}

/* The field of a record that is asked for alone, or the fact. */
static const struct fact *part_field(const struct fact *f, const char *name) {
  for (int i = 0; name && i < f->field_count; i++)
    if (strcmp(f->fields[i].name, name) == 0) return &f->fields[i];
  return f;
}

static json_t *need_json(struct needs *n, const struct need *need) {
  const struct model *m = &n->policy->script->model;
  const struct fact *f = asker_fact(&n->asker, need->fact);
  struct buf format = {0};
  json_t *made = fact_json(m, f);
  json_t *parts = unknown_parts(f, asker_value(&n->asker, need->fact));
  const json_t *part = json_array_get(parts, 0);
  const char *first = json_string_value(json_object_get(part, "ask"));
  answer_format(m, part_field(f, json_string_value(json_object_get(part, "field"))), &format);
  object_put(&made, "ask", json_string(first ? first : f->name));
  object_put(&made, "article", json_string(f->cite));
  object_put(&made, "format", json_string(buf_text(&format)));
  object_put(&made, "why", why_json(n, need->at));
  object_put(&made, "parts", parts);
  object_put(&made, "decides", json_integer(need->decides));
  object_put(&made, "sure", json_boolean(need->sure));
  buf_free(&format);
  return made;
}

/* --- facts that may be left out --------------------------------------------------------------- */

static json_t *unknown(void) {
  return json_pack("{s:b}", "unknown", 1);
}

/* Those that nobody has told become unknown: all, or only number `only` of them. The number of
** them; -1: out of memory. */
static int forget(json_t *own, const struct fact *facts, int count, int only, int so_far) {
  for (int i = 0; i < count; i++) {
    if (!facts[i].optional || facts[i].identity || facts[i].card || facts[i].credit_code ||
        json_object_get(own, facts[i].name))
      continue;
    if ((only < 0 || so_far == only) && !object_change(own, facts[i].name, unknown())) return -1;
    so_far++;
  }
  return so_far;
}

/* A copy of the facts with optional ones unknown. */
static json_t *with_unknown(const struct model *m, int decision, json_t *facts, int only, int *count) {
  json_t *copy = json_deep_copy(facts);
  const struct decision *d = &m->decisions[decision];
  json_t *own = json_object_get(copy, m->subjects[d->subject].name);
  if (!copy) return NULL;
  *count = forget(json_is_object(own) ? own : copy, m->facts, m->fact_count, only, 0);
  if (*count >= 0) *count = forget(copy, d->given, d->given_count, only, *count);
  if (*count >= 0) return copy;
  json_decref(copy);
  return NULL;
}

/* --- the call --------------------------------------------------------------------------------- */

/* A rule that cannot even run without an input (the month of law:at) asks for it. */
static bool needs_inputs(struct needs *n, struct error *e) {
  const struct model *m = &n->policy->script->model;
  const struct decision *d = n->v->decision >= 0 ? &m->decisions[n->v->decision] : NULL;
  int unknown_inputs = 0;
  if (e->kind != ERR_RULE || !d || !n->v->run.given) return false;
  n->out->need_facts = arena_array(&n->v->run.arena, (size_t)m->fact_count + 1, 1);
  n->out->need_given = arena_array(&n->v->run.arena, (size_t)d->given_count + 1, 1);
  if (!n->out->need_facts || !n->out->need_given) return error_set(e, ERR_MEMORY, "内存不足");
  for (int i = 0; i < d->given_count; i++) {
    n->out->need_given[i] = fact_has_unknown(&n->v->run.given[i]);
    unknown_inputs += n->out->need_given[i];
  }
  if (unknown_inputs == 0) return false;
  n->out->kind = OUT_NEEDS;
  *e = (struct error){0};
  return true;
}

static bool evaluate(struct needs *n, const bylaw_request *q, struct error *e) {
  evaluation_end(n->v);
  memset(n->v, 0, sizeof *n->v);
  memset(n->out, 0, sizeof *n->out);
  evaluation_path(n->v, &n->path);
  return evaluation_run_json(n->policy, q, n->facts, n->v, n->out, e) || needs_inputs(n, e);
}

/* Decided as it is. Would a fact that was left out matter? First all of them unknown; when that is
** too much, one after the other. Where none matters, the last evaluation is that of the facts as
** they are. */
static bool evaluate_optional(struct needs *n, const bylaw_request *q, struct error *e) {
  const struct model *m = &n->policy->script->model;
  json_t *told = n->facts;
  int decision = n->v->decision, count = 1;
  bool found = false;
  for (int only = -1; only < count && !found; only++) {
    struct error ignored = {0};
    n->facts = with_unknown(m, decision, told, only, &count);
    if (!n->facts) {
      n->facts = told;
      return error_set(e, ERR_MEMORY, "内存不足");
    }
    bool ok = evaluate(n, q, &ignored);
    found = ok && n->out->kind == OUT_NEEDS;
    if (found) break;
    n->v->rulings = NULL;
    json_decref(n->facts);
    n->facts = told;
    if (ignored.kind == ERR_MEMORY) return error_set(e, ERR_MEMORY, "内存不足");
    if (ok && only < 0) break; /* decided whatever they are */
  }
  if (found) json_decref(told);
  return found || evaluate(n, q, e);
}

/* Which of several rules it was nobody knows: only the articles that they have in common are
** told. */
static void tell_common(struct needs *n, json_t **answer) {
  json_t *articles = json_array(), *because = json_array();
  for (const char *at = n->asker.articles; *at;) {
    const char *comma = strstr(at, "、");
    size_t length = comma ? (size_t)(comma - at) : strlen(at);
    array_add(&articles, json_stringn(at, length));
    array_add(&because, json_pack("{s:s%, s:s, s:s}", "article", at, length, "rule", "", "text", ""));
    at += length + (comma ? strlen("、") : 0);
  }
  object_put(answer, "words", json_string(n->asker.articles));
  object_put(answer, "articles", articles);
  object_put(answer, "because", because);
}

static json_t *answer_json(struct needs *n) {
  json_t *made = outcome_json(n->v, n->out), *list = json_array();
  tell_outcome(n->v, n->out, &made);
  if (n->whatever) tell_common(n, &made);
  for (int i = 0; i < n->count; i++)
    array_add(&list, need_json(n, &n->list[i]));
  object_put(&made, "decided", json_boolean(n->out->kind != OUT_NEEDS));
  object_put(&made, "next", json_incref(n->count ? json_array_get(list, 0) : json_null()));
  object_put(&made, "needs", list);
  return made;
}

/* Nothing that is left was seen to matter. When it is shown not to, the decision stands. */
static bool settle(struct needs *n, struct error *e) {
  bool same = false;
  struct evaluation *v = calloc(1, sizeof *v);
  struct outcome *out = calloc(1, sizeof *out);
  bool ok = v && out ? same_whatever(&n->asker, v, out, &same, e) : error_set(e, ERR_MEMORY, "内存不足");
  if (ok && same) {
    n->left = n->v; /* its facts are those of the asker */
    n->left_out = n->out;
    n->v = v;
    n->out = out;
    n->count = 0;
    n->whatever = true;
    return true;
  }
  if (v) evaluation_end(v);
  free(v);
  free(out);
  return ok;
}

static bool run(struct needs *n, const bylaw_request *q, bool optional, char **json, struct error *e) {
  if (!evaluate(n, q, e)) return false;
  if (optional && n->out->kind != OUT_NEEDS && !evaluate_optional(n, q, e)) return false;
  if (!asker_open(&n->asker, n->policy, q, n->v, e)) return false;
  if (n->out->kind == OUT_NEEDS && !rank(n, e)) return false;
  if (n->count && !n->list[0].sure && !settle(n, e)) return false;
  return status_json(answer_json(n), json, e);
}

static bool open_call(struct needs *n, bylaw *b, const bylaw_request *q, struct error *e) {
  n->policy = policy_find(b, q->policy, e);
  if (!n->policy) return false;
  n->facts = request_facts(n->policy, q, e);
  if (!n->facts) return false;
  n->v = calloc(1, sizeof *n->v);
  n->out = calloc(1, sizeof *n->out);
  return (n->v && n->out) || error_set(e, ERR_MEMORY, "内存不足");
}

bylaw_status bylaw_needs(bylaw *b, const bylaw_request *request, int optional, bylaw_outcome *outcome,
                         char **json, bylaw_error *error) {
  struct error e = {0};
  struct needs n = {0};
  *json = NULL;
  bool ok = open_call(&n, b, request, &e) && run(&n, request, optional != 0, json, &e);
  if (ok && outcome) *outcome = (bylaw_outcome)n.out->kind;
  asker_close(&n.asker);
  if (n.v && n.out) evaluation_end(n.v);
  path_free(&n.path);
  json_decref(n.facts);
  free(n.list);
  if (n.left) evaluation_end(n.left);
  free(n.left);
  free(n.left_out);
  free(n.v);
  free(n.out);
  return ok ? BYLAW_OK : give_error(&e, error);
}
