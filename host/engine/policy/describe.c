/* The schema of a policy as JSON, and the list of policies. */
#include <string.h>

#include "host/engine/policy/json.h"
#include "host/engine/policy/policy.h"
#include "host/engine/policy/status.h"

static json_t *facts_array(const struct model *m, const struct fact *facts, int count) {
  json_t *made = json_array();
  for (int i = 0; i < count; i++)
    array_add(&made, fact_json(m, &facts[i]));
  return made;
}

/* What a requirement or rule says: its own words, else those of the one term it names. */
static const char *words(const struct model *m, const char *own, const struct condition *c) {
  if (*own || c->kind != COND_NAME || m->names[c->name].kind != NAME_TERM) return own;
  return m->terms[m->names[c->name].index].text;
}

static json_t *requirements_array(const struct model *m, const struct decision *d) {
  json_t *made = json_array();
  for (int i = 0; i < d->requirement_count; i++) {
    const struct requirement *r = &d->requirements[i];
    json_t *one = json_pack("{s:s, s:s, s:s}", "article", r->cite, "text", words(m, r->text, &r->when),
                            "fails", r->hold ? "hold" : "refuse");
    if (*r->otherwise) object_put(&one, "otherwise", json_string(r->otherwise));
    array_add(&made, one);
  }
  return made;
}

static json_t *rules_array(struct script *s, const struct decision *d) {
  static const char *const kinds[] = {"rule", "exception", "warning", "undetermined", "ruling", "item"};
  json_t *made = json_array();
  for (int i = 0; i < d->rule_count; i++) {
    const struct rule *r = &d->rules[i];
    json_t *one = json_pack("{s:s, s:s, s:s, s:o, s:o}", "kind", kinds[r->kind], "article", r->cite, "text",
                            words(&s->model, *r->text ? r->text : r->say, &r->when), "from",
                            day_json(r->from), "to", day_json(r->to));
    if (r->give == GIVE_NAME) object_put(&one, "gives", json_string(s->model.names[r->give_name].text));
    if (r->give == GIVE_VALUE) object_put(&one, "gives", value_json(s, r->value));
    array_add(&made, one);
  }
  return made;
}

static json_t *decisions_array(struct script *s) {
  static const char *const periods[] = {"month", "day", "case", "year"};
  const struct model *m = &s->model;
  json_t *made = json_array();
  for (int i = 0; i < m->decision_count; i++) {
    const struct decision *d = &m->decisions[i];
    json_t *one =
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o}", "name", d->name, "label", d->label, "of",
                  m->subjects[d->subject].name, "per", periods[d->per], "gives", kind_name(d->gives),
                  "article", d->cite, "given", facts_array(m, d->given, d->given_count), "requirements",
                  requirements_array(m, d), "rules", rules_array(s, d));
    object_put(&one, "else_give", d->has_else ? value_json(s, d->otherwise) : json_null());
    array_add(&made, one);
  }
  return made;
}

static json_t *parameters_array(struct script *s) {
  const struct model *m = &s->model;
  json_t *made = json_array();
  for (int i = 0; i < m->parameter_count; i++) {
    const struct parameter *p = &m->parameters[i];
    json_t *rows = json_array();
    for (int j = 0; j < p->row_count; j++)
      array_add(&rows, row_json(s, &p->rows[j]));
    array_add(&made,
              json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:s, s:o}", "name", p->name, "label", p->label,
                        "kind", kind_name(p->kind), "unit", p->unit, "article", p->cite, "open", p->open,
                        "who", p->who, "on", p->on_deciding ? "deciding" : "month", "rows", rows));
  }
  return made;
}

static json_t *readings_array(const struct model *m) {
  json_t *made = json_array();
  for (int i = 0; i < m->reading_count; i++) {
    const struct reading *r = &m->readings[i];
    json_t *options = json_array();
    for (int j = 0; j < r->count; j++)
      array_add(&options, json_pack("{s:s, s:s}", "name", r->options[j].name, "label", r->options[j].label));
    array_add(&made,
              json_pack("{s:s, s:s, s:s, s:s, s:o, s:s, s:s, s:s}", "name", r->name, "id", r->id, "article",
                        r->cite, "ask", r->ask, "options", options, "chosen", r->options[r->chosen].name,
                        "default", r->options[r->preset].name, "chosen_by", r->chosen_by));
  }
  return made;
}

static json_t *terms_array(const struct model *m) {
  json_t *made = json_array();
  for (int i = 0; i < m->term_count; i++)
    array_add(&made, json_pack("{s:s, s:s, s:s}", "name", m->terms[i].name, "article", m->terms[i].cite,
                               "text", m->terms[i].text));
  return made;
}

/* The name of a decision of a payment; null when there is none. */
static json_t *decision_name(const struct model *m, int decision) {
  return decision >= 0 ? json_string(m->decisions[decision].name) : json_null();
}

/* A part of a payment that may be left out: then it has no article. */
static json_t *cited(const char *cite) {
  return *cite ? json_pack("{s:s}", "article", cite) : json_null();
}

static json_t *back_pay_json(const struct model *m, const struct payment *p) {
  json_t *made = cited(p->back_cite);
  if (p->back_payer < 0) return made;
  object_put(&made, "payer", decision_name(m, p->back_payer));
  object_put(&made, "paid_in", json_string(m->decisions[p->back_payer].given[0].name));
  return made;
}

static json_t *payer_changed_json(const struct payment *p) {
  json_t *made = cited(p->between_cite);
  if (json_is_object(made)) object_put(&made, "settle", json_string(p->between ? "between_payers" : "keep"));
  return made;
}

static json_t *payment_json(const struct model *m, const struct payment *p) {
  json_t *made =
      json_pack("{s:s, s:s, s:s, s:s, s:s}", "name", p->name, "label", p->label, "article", p->cite,
                "first_month", m->names[p->first_month].text, "before_ledger", p->closed ? "closed" : "open");
  object_put(&made, "pays", decision_name(m, p->pays));
  object_put(&made, "payer", decision_name(m, p->payer));
  object_put(&made, "account", p->to >= 0 ? json_string(m->facts[p->to].name) : json_null());
  object_put(&made, "day", decision_name(m, p->day));
  object_put(&made, "bands", decision_name(m, p->bands));
  object_put(&made, "back_pay", back_pay_json(m, p));
  object_put(&made, "owed_back", cited(p->owed_cite));
  object_put(&made, "payer_changed", payer_changed_json(p));
  return made;
}

static json_t *payments_array(const struct model *m) {
  json_t *made = json_array();
  for (int i = 0; i < m->payment_count; i++)
    array_add(&made, payment_json(m, &m->payments[i]));
  return made;
}

static json_t *articles_array(const struct model *m) {
  json_t *made = json_array();
  for (int i = 0; i < m->outline_count; i++)
    array_add(&made, json_pack("{s:s, s:s}", "article", m->outline[i].cite, "became", m->outline[i].became));
  return made;
}

static json_t *head_json(const struct policy *p) {
  const struct model *m = &p->script->model;
  return json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:s, s:s}", "id", m->id, "number", m->number, "title",
                   m->title, "issued", day_json(m->issued), "from", day_json(m->from), "to", day_json(m->to),
                   "version", p->version, "file", p->path);
}

static json_t *subjects_array(const struct model *m) {
  json_t *made = json_array();
  for (int i = 0; i < m->subject_count; i++) {
    const struct subject_kind *s = &m->subjects[i];
    json_t *references = json_array(), *facts = json_array();
    for (int k = 0; k < s->reference_count; k++) {
      const struct reference *r = &s->references[k];
      array_add(&references, json_pack("{s:s, s:s, s:s, s:s}", "name", r->name, "label", r->label, "subject",
                                       m->subjects[r->subject].name, "article", r->cite));
    }
    for (int k = s->first; k < s->first + s->count; k++)
      array_add(&facts, json_string(m->facts[k].name));
    array_add(&made, json_pack("{s:s, s:s, s:s, s:o, s:o}", "name", s->name, "label", s->label, "key",
                               s->key_name, "facts", facts, "references", references));
  }
  return made;
}

static json_t *describe_json(const struct policy *p) {
  struct script *s = p->script;
  const struct model *m = &s->model;
  json_t *made = head_json(p), *issuers = json_array();
  for (int i = 0; i < m->issuer_count; i++)
    array_add(&issuers, json_string(m->issuers[i]));
  object_put(&made, "issuers", issuers);
  object_put(&made, "replaces", json_string(m->replaces));
  object_put(&made, "interpreter", json_string(m->interpreter));
  object_put(&made, "subject",
             json_pack("{s:s, s:s, s:s}", "name", m->subject, "label", m->subject_label, "key", m->key));
  object_put(&made, "subjects", subjects_array(m));
  object_put(&made, "facts", facts_array(m, m->facts, m->fact_count));
  object_put(&made, "decisions", decisions_array(s));
  object_put(&made, "parameters", parameters_array(s));
  object_put(&made, "readings", readings_array(m));
  object_put(&made, "terms", terms_array(m));
  object_put(&made, "payments", payments_array(m));
  object_put(&made, "articles", articles_array(m));
  return made;
}

bylaw_status bylaw_describe(bylaw *b, const char *id, char **json, bylaw_error *error) {
  struct error e = {0};
  *json = NULL;
  struct policy *p = policy_find(b, id, &e);
  if (p && status_json(describe_json(p), json, &e)) return BYLAW_OK;
  return give_error(&e, error);
}

bylaw_status bylaw_policies(bylaw *b, char **json, bylaw_error *error) {
  struct error e = {0};
  json_t *made = json_array();
  for (const struct policy *p = b->policies; p; p = p->next) {
    json_t *one = head_json(p), *names = json_array();
    const struct model *m = &p->script->model;
    for (int i = 0; i < m->decision_count; i++)
      array_add(&names, json_string(m->decisions[i].name));
    object_put(&one, "decisions", names);
    array_add(&made, one);
  }
  return status_json(made, json, &e) ? BYLAW_OK : give_error(&e, error);
}
