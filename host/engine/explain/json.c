/* A path as JSON: everything that was asked, nested as it was asked. */
#include "host/engine/explain/explain.h"
#include "host/engine/policy/json.h"

static void put_time(json_t **to, const char *key, struct value v) {
  struct buf text = {0};
  if (v.kind == KIND_NONE) return;
  value_write(&text, v);
  object_put(to, key, text_json(&text));
}

/* A value of a fact that identifies a person is masked here too. */
static json_t *shown_json(const struct telling *t, struct value v) {
  struct buf text = {0};
  if (v.kind != KIND_TEXT || v.state != STATE_KNOWN) {
    if (v.kind == KIND_TIMELINE || v.kind == KIND_LIST || v.kind == KIND_NONE) return json_null();
    return value_json(t->v->policy->script, v);
  }
  value_words(t, &text, v);
  return text_json(&text);
}

/* --- steps ------------------------------------------------------------------------------------ */

static json_t *operand_json(struct telling *t, struct value v) {
  struct buf words = {0};
  expr_words(t, &words, v);
  return json_pack("{s:o, s:o}", "words", text_json(&words), "value", shown_json(t, v));
}

static json_t *guard_json(struct telling *t, const struct path_event *g) {
  static const char *const ops[] = {[CMP_EQ] = "equal", [CMP_LT] = "less", [CMP_PRESENT] = "present"};
  struct buf text = {0};
  guard_words(t, &text, g);
  json_t *made = json_pack("{s:s, s:s, s:o}", "step", "guard", "op", ops[g->cmp], "a", operand_json(t, g->a));
  if (g->cmp != CMP_PRESENT) object_put(&made, "b", operand_json(t, g->b));
  object_put(&made, "holds", g->guessed ? json_null() : json_boolean(g->outcome));
  if (g->guessed) object_put(&made, "tried", json_boolean(g->outcome));
  object_put(&made, "text", text_json(&text));
  return made;
}

static json_t *parameter_json(struct telling *t, const struct path_event *e) {
  struct script *s = t->v->policy->script;
  const struct parameter *p = &s->model.parameters[e->name];
  json_t *made = e->row >= 0 ? row_json(s, &p->rows[e->row]) : json_pack("{s:n}", "value");
  object_put(&made, "step", json_string("parameter"));
  object_put(&made, "parameter", json_string(p->name));
  object_put(&made, "label", json_string(p->label));
  object_put(&made, "article", json_string(p->cite));
  object_put(&made, "unit", json_string(p->unit));
  put_time(&made, "when", e->when);
  return made;
}

static json_t *reading_json(struct telling *t, const struct path_event *e) {
  const struct reading *r = &t->v->policy->script->model.readings[e->name];
  return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "step", "reading", "reading", r->name, "id", r->id,
                   "article", r->cite, "ask", r->ask, "option", r->options[r->chosen].name, "label",
                   r->options[r->chosen].label);
}

static json_t *term_json(struct telling *t, uint32_t i, uint32_t id, const struct value *v) {
  const struct path_event *e = &t->path->events[i];
  const struct term *m = &t->v->policy->script->model.terms[e->name];
  json_t *made = json_pack("{s:s, s:i, s:s, s:s, s:s}", "step", "term", "id", (int)id, "term", m->name,
                           "text", m->text, "article", m->cite);
  put_time(&made, "when", e->when);
  object_put(&made, "value", v ? shown_json(t, *v) : json_null());
  return made;
}

static json_t *again_json(struct telling *t, uint32_t i) {
  const struct path_event *e = &t->path->events[i];
  json_t *made = term_json(t, i, e->end == PATH_NONE ? i : e->end, &e->a);
  object_put(&made, "again", json_true());
  return made;
}

static json_t *tested_json(const struct path_event *end) {
  return !end || end->guessed ? json_null() : json_boolean(end->outcome);
}

static json_t *requirement_json(struct telling *t, const struct path_event *e, const struct path_event *end) {
  const struct requirement *r = &t->v->policy->script->model.decisions[e->row].requirements[e->name];
  return json_pack("{s:s, s:s, s:s, s:b, s:o}", "step", "requirement", "article", r->cite, "text",
                   requirement_text(t->v, r), "holds_back", r->hold, "holds", tested_json(end));
}

static json_t *rule_json(struct telling *t, const struct path_event *e, const struct path_event *end) {
  static const char *const kinds[] = {"rule", "exception", "warning", "undetermined", "ruling", "item"};
  const struct rule *r = &t->v->policy->script->model.decisions[e->row].rules[e->name];
  return json_pack("{s:s, s:s, s:s, s:s, s:o}", "step", "rule", "kind", kinds[r->kind], "article", r->cite,
                   "text", rule_text(t->v, r), "holds", tested_json(end));
}

static json_t *give_json(struct telling *t, const struct path_event *e, const struct path_event *end) {
  const struct rule *r = &t->v->policy->script->model.decisions[e->row].rules[e->name];
  bool value = end && end->outcome && end->a.kind != KIND_NONE;
  return json_pack("{s:s, s:s, s:o}", "step", "give", "article", r->cite, "value",
                   value ? shown_json(t, end->a) : json_null());
}

static json_t *decision_json(struct telling *t, uint32_t i, const struct path_event *end) {
  const struct path_event *e = &t->path->events[i];
  static const char *const kinds[] = {"value", "refused", "hold", "undetermined", "needs"};
  const struct decision *d = &t->v->policy->script->model.decisions[e->name];
  int kind = i == 0 ? (int)t->outcome->kind
             : end  ? end->row
                    : -1; /* the first is known even when the path was cut */
  json_t *made = json_pack("{s:s, s:s, s:s, s:s}", "step", "decision", "decision", d->name, "label", d->label,
                           "article", d->cite);
  put_time(&made, "when", e->when);
  object_put(&made, "outcome", kind >= 0 ? json_string(kinds[kind]) : json_null());
  object_put(&made, "value", end ? shown_json(t, end->a) : json_null());
  return made;
}

static json_t *step_json(struct telling *t, uint32_t i) {
  const struct path_event *e = &t->path->events[i];
  uint32_t at = path_end_of(t->path, i);
  const struct path_event *end = at < t->path->count ? &t->path->events[at] : NULL;
  const struct path_event *proper = end && end->kind != PATH_FAILED ? end : NULL;
  t->here = i;
  switch ((enum path_kind)e->kind) {
  case PATH_ENTER: return term_json(t, i, i, proper ? &proper->a : NULL);
  case PATH_AGAIN: return again_json(t, i);
  case PATH_GUARD: return guard_json(t, e);
  case PATH_PARAMETER: return parameter_json(t, e);
  case PATH_READING: return reading_json(t, e);
  case PATH_DECISION: return decision_json(t, i, proper);
  case PATH_REQUIREMENT: return requirement_json(t, e, proper);
  case PATH_RULE: return rule_json(t, e, proper);
  case PATH_GIVE: return give_json(t, e, proper);
  case PATH_RETRY: return json_pack("{s:s, s:i}", "step", "retry", "attempt", e->row);
  case PATH_FAILED: return json_pack("{s:s}", "step", "failed");
  default: return NULL;
  }
}

/* --- nesting ---------------------------------------------------------------------------------- */

enum { MOST_PATH_DEPTH = 400 };

/* A step that others are inside of, which goes into the level above it when it ends. */
struct level {
  json_t *step, *steps;
  uint32_t end; /* the event that ends it */
};

/* Other events only end what these begin, or carry what is known before. */
static bool is_step(const struct path_event *e) {
  switch ((enum path_kind)e->kind) {
  case PATH_ENTER:
  case PATH_AGAIN:
  case PATH_GUARD:
  case PATH_PARAMETER:
  case PATH_READING:
  case PATH_DECISION:
  case PATH_REQUIREMENT:
  case PATH_RULE:
  case PATH_GIVE:
  case PATH_RETRY:
  case PATH_FAILED: return true;
  default: return false;
  }
}

static bool begins(const struct path_event *e) {
  return e->kind == PATH_ENTER || e->kind == PATH_DECISION || e->kind == PATH_REQUIREMENT ||
         e->kind == PATH_RULE || e->kind == PATH_GIVE;
}

static int end_level(struct level *levels, int depth) {
  object_put(&levels[depth].step, "steps", levels[depth].steps);
  array_add(&levels[depth - 1].steps, levels[depth].step);
  return depth - 1;
}

json_t *path_json(struct telling *t) {
  struct level levels[MOST_PATH_DEPTH];
  int depth = 0;
  levels[0] = (struct level){NULL, json_array(), UINT32_MAX};
  for (uint32_t i = 0; t->path && i < t->path->count; i++) {
    while (depth > 0 && i >= levels[depth].end)
      depth = end_level(levels, depth);
    if (!is_step(&t->path->events[i])) continue;
    json_t *one = step_json(t, i);
    if (begins(&t->path->events[i]) && depth < MOST_PATH_DEPTH - 1)
      levels[++depth] = (struct level){one, json_array(), path_end_of(t->path, i)};
    else
      array_add(&levels[depth].steps, one);
  }
  while (depth > 0)
    depth = end_level(levels, depth);
  return levels[0].steps;
}
