/* An outcome as JSON. */
#include <string.h>

#include "host/engine/decide/evaluation.h"
#include "host/engine/policy/json.h"

static json_t *reasons_json(const struct reasons *list) {
  json_t *made = json_array();
  for (int i = 0; i < list->count; i++)
    array_add(&made, json_pack("{s:s, s:s, s:s}", "article", list->list[i].article, "rule",
                               list->list[i].rule, "text", list->list[i].text));
  return made;
}

static json_t *fact_report(struct evaluation *v, const struct fact *f, struct value x) {
  struct buf text = {0};
  bool plain = f->form == FORM_PLAIN && !f->identity && !f->card;
  if (!plain && x.state == STATE_KNOWN) {
    fact_value_text(v->policy->script, f, x, &text, false);
    return json_pack("{s:s, s:s, s:o}", "fact", f->name, "label", f->label, "value", text_json(&text));
  }
  return json_pack("{s:s, s:s, s:o}", "fact", f->name, "label", f->label, "value",
                   value_json(v->policy->script, x));
}

static json_t *facts_json(struct evaluation *v) {
  const struct model *m = &v->policy->script->model;
  const struct decision *d = &m->decisions[v->decision];
  json_t *made = json_array();
  for (int i = 0; i < m->fact_count; i++)
    if (v->run.fact_used[i]) array_add(&made, fact_report(v, &m->facts[i], v->run.facts[i]));
  for (int i = 0; i < d->given_count; i++)
    if (v->run.given_used[i]) array_add(&made, fact_report(v, &d->given[i], v->run.given[i]));
  return made;
}

static json_t *parameters_json(struct evaluation *v) {
  struct script *s = v->policy->script;
  json_t *made = json_array();
  for (int i = 0; i < s->model.parameter_count; i++) {
    if (!v->run.parameter_used[i]) continue;
    const struct parameter *p = &s->model.parameters[i];
    json_t *one =
        v->run.parameter_row[i] ? row_json(s, v->run.parameter_row[i]) : json_pack("{s:n}", "value");
    object_put(&one, "parameter", json_string(p->name));
    object_put(&one, "label", json_string(p->label));
    object_put(&one, "article", json_string(p->cite));
    array_add(&made, one);
  }
  return made;
}

static json_t *readings_json(struct evaluation *v) {
  const struct model *m = &v->policy->script->model;
  json_t *made = json_array();
  for (int i = 0; i < m->reading_count; i++) {
    const struct reading *r = &m->readings[i];
    if (v->run.reading_used[i])
      array_add(&made, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "reading", r->name, "id", r->id, "article",
                                 r->cite, "ask", r->ask, "option", r->options[r->chosen].name, "label",
                                 r->options[r->chosen].label));
  }
  return made;
}

static json_t *needs_json(struct evaluation *v, const struct outcome *out) {
  const struct model *m = &v->policy->script->model;
  const struct decision *d = &m->decisions[v->decision];
  json_t *made = json_array();
  for (int i = 0; i < m->fact_count; i++)
    if (out->need_facts[i]) array_add(&made, fact_json(m, &m->facts[i]));
  for (int i = 0; i < d->given_count; i++)
    if (out->need_given[i]) array_add(&made, fact_json(m, &d->given[i]));
  return made;
}

/* A day that awaits a holiday schedule says between which days it lies. */
static json_t *undetermined_json(const struct outcome *out) {
  struct value earliest, latest;
  json_t *why = json_pack("{s:s, s:s}", "who", out->who, "text", out->say);
  if (outcome_between(out, &earliest, &latest)) {
    object_put(&why, "earliest", time_json(earliest));
    object_put(&why, "latest", time_json(latest));
  }
  return json_pack("{s:o}", "undetermined", why);
}

/* The value itself, or an object that says why there is none. */
json_t *outcome_value_json(struct evaluation *v, const struct outcome *out) {
  struct script *s = v->policy->script;
  switch (out->kind) {
  case OUT_REFUSED: return json_pack("{s:o}", "refused", reasons_json(&out->failed));
  case OUT_HOLD:
    return json_pack("{s:o, s:o}", "hold", reasons_json(&out->failed), "value", value_json(s, out->value));
  case OUT_UNDETERMINED: return undetermined_json(out);
  case OUT_NEEDS: return json_pack("{s:o}", "needs", needs_json(v, out));
  case OUT_VALUE: break;
  }
  if (!s->model.decisions[v->decision].many) return value_json(s, out->value);
  json_t *items = json_array();
  for (int i = 0; i < out->item_count; i++)
    array_add(&items, value_json(s, out->items[i]));
  return items;
}

const char *outcome_label(struct script *s, struct value v) {
  const struct domain *d = v.kind == KIND_ENUM && v.state == STATE_KNOWN ? domain_of(s, v.domain) : NULL;
  const struct member *m = d ? &d->members[v.u.i] : NULL;
  return m && strcmp(m->name, m->label) != 0 ? m->label : NULL;
}

json_t *outcome_json(struct evaluation *v, const struct outcome *out) {
  const struct model *m = &v->policy->script->model;
  json_t *made = json_pack("{s:s, s:s, s:s}", "policy", m->id, "version", v->policy->version, "decision",
                           m->decisions[v->decision].name);
  object_put(&made, v->run.when.kind == KIND_MONTH ? "month" : "on", time_json(v->run.when));
  if (m->decisions[v->decision].per == PER_YEAR) object_put(&made, "year", year_json(v->run.when));
  object_put(&made, "deciding", time_json(v->run.decided_on));
  object_put(&made, "outcome", outcome_value_json(v, out));
  const char *label = out->kind == OUT_VALUE ? outcome_label(v->policy->script, out->value) : NULL;
  if (label) object_put(&made, "outcome_label", json_string(label));
  object_put(&made, "because", reasons_json(&out->because));
  object_put(&made, "failed", reasons_json(&out->failed));
  object_put(&made, "warnings", reasons_json(&out->warnings));
  object_put(&made, "parameters", parameters_json(v));
  object_put(&made, "readings", readings_json(v));
  object_put(&made, "facts", facts_json(v));
  return made;
}
