/* An outcome as JSON. */
#include <string.h>

#include "host/engine/evaluation.h"
#include "host/engine/json.h"
#include "host/value/identity.h"
#include "host/value/month.h"
#include "host/value/timeline.h"

json_t *value_json(struct script *s, struct value v) {
  if (v.state == STATE_ABSENT) return json_null();
  if (v.state != STATE_KNOWN) return json_pack("{s:b}", "unknown", 1);
  if (v.kind == KIND_TRUTH) return json_boolean(v.u.i != 0);
  if (v.kind == KIND_COUNT) return json_integer(v.u.i);
  struct buf text = {0};
  value_text_out(s, &text, v, false);
  return text_json(&text);
}

static json_t *reasons_json(const struct reasons *list) {
  json_t *made = json_array();
  for (int i = 0; i < list->count; i++)
    array_add(&made, json_pack("{s:s, s:s, s:s}", "article", list->list[i].article, "rule",
                               list->list[i].rule, "text", list->list[i].text));
  return made;
}

/* A value that identifies a person is masked. */
static void plain_text(struct script *s, const struct fact *f, struct value v, struct buf *out, bool people) {
  bool text = v.kind == KIND_TEXT && v.state == STATE_KNOWN;
  if (text && f->identity)
    identity_mask(out, v.u.text);
  else if (text && f->card)
    card_mask(out, v.u.text);
  else
    value_text_out(s, out, v, people);
}

static void timeline_text(struct script *s, const struct fact *f, const struct timeline *t, struct buf *out,
                          bool people) {
  for (int i = 0; i < t->count; i++) {
    if (i) buf_puts(out, "；");
    if (t->spells[i].from != DAY_MIN) {
      value_write(out, value_of(KIND_DATE, t->spells[i].from));
      buf_puts(out, "起 ");
    }
    if (t->spells[i].value.state == STATE_ABSENT)
      buf_puts(out, f->absent);
    else
      plain_text(s, f, t->spells[i].value, out, people);
  }
  if (t->count == 0) buf_puts(out, f->absent);
}

static void list_text(struct script *s, const struct fact *f, const struct list *l, struct buf *out,
                      bool people) {
  if (l->rows == 0) buf_puts(out, "无");
  for (int i = 0; i < l->rows; i++) {
    if (i) buf_puts(out, "；");
    for (int j = 0, shown = 0; j < l->fields; j++) {
      struct value cell = l->cells[i * l->fields + j];
      if (cell.state == STATE_ABSENT) continue;
      if (shown++) buf_puts(out, " ");
      plain_text(s, &f->fields[j], cell, out, people);
    }
  }
}

void fact_value_text(struct script *s, const struct fact *f, struct value v, struct buf *out, bool people) {
  if (v.state == STATE_UNKNOWN)
    buf_puts(out, "未知");
  else if (v.state == STATE_KNOWN && v.kind == KIND_TIMELINE)
    timeline_text(s, f, v.u.timeline, out, people);
  else if (v.state == STATE_KNOWN && v.kind == KIND_LIST)
    list_text(s, f, v.u.list, out, people);
  else
    plain_text(s, f, v, out, people);
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

json_t *time_json(struct value v) {
  struct buf text = {0};
  value_write(&text, v);
  return text_json(&text);
}

json_t *day_json(int64_t day) {
  if (day == DAY_FIRST || day == DAY_LAST) return json_null();
  return time_json(value_of(KIND_DATE, day));
}

json_t *fen_json(int64_t fen) {
  char text[32];
  fen_text(fen, text);
  return json_string(text);
}

json_t *row_json(struct script *s, const struct row *r) {
  json_t *made = json_pack("{s:o, s:o, s:o}", "from", day_json(r->from), "to", day_json(r->to), "value",
                           value_json(s, r->value));
  if (r->issued != DAY_FIRST) object_put(&made, "issued", day_json(r->issued));
  if (*r->by) object_put(&made, "by", json_string(r->by));
  if (*r->source) object_put(&made, "source", json_string(r->source));
  if (*r->confidence) object_put(&made, "confidence", json_string(r->confidence));
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

static const char *fact_type(const struct model *m, const struct fact *f) {
  if (f->form == FORM_LIST) return "list";
  if (f->identity) return "identity";
  if (f->card) return "card";
  if (f->kind == KIND_ENUM && f->domain && strcmp(m->domains[f->domain - 1].name, "district") == 0)
    return "district";
  return f->kind == KIND_TRUTH ? "boolean" : kind_name(f->kind);
}

static json_t *members_json(const struct domain *d) {
  json_t *made = json_array();
  for (int i = 0; i < d->count; i++)
    array_add(&made, json_pack("{s:s, s:s}", "name", d->members[i].name, "label", d->members[i].label));
  return made;
}

json_t *fact_json(const struct model *m, const struct fact *f) {
  json_t *made = json_pack("{s:s, s:s, s:s, s:b}", "name", f->name, "label", f->label, "type",
                           fact_type(m, f), "optional", f->optional);
  static const char *const changers[] = {"", "person", "office", "nobody"};
  if (f->changer) object_put(&made, "changed_by", json_string(changers[f->changer]));
  if (f->form == FORM_TIMELINE) {
    object_put(&made, "history", json_true());
    object_put(&made, "absent", json_string(f->absent));
    if (*f->known_from) object_put(&made, "known_from", json_string(f->known_from));
  }
  if (f->kind == KIND_ENUM && f->domain)
    object_put(&made, "members", members_json(&m->domains[f->domain - 1]));
  struct buf least = {0}, most = {0};
  if (f->has_least) value_write(&least, f->least);
  if (f->has_most) value_write(&most, f->most);
  if (f->has_least) object_put(&made, "least", json_string(buf_text(&least)));
  if (f->has_most || f->today) object_put(&made, "most", json_string(f->today ? "today" : buf_text(&most)));
  buf_free(&least);
  buf_free(&most);
  if (f->form == FORM_LIST) {
    json_t *fields = json_array();
    for (int i = 0; i < f->field_count; i++)
      array_add(&fields, fact_json(m, &f->fields[i]));
    object_put(&made, "fields", fields);
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

/* The value itself, or an object that says why there is none. */
json_t *outcome_value_json(struct evaluation *v, const struct outcome *out) {
  struct script *s = v->policy->script;
  switch (out->kind) {
  case OUT_REFUSED: return json_pack("{s:o}", "refused", reasons_json(&out->failed));
  case OUT_HOLD:
    return json_pack("{s:o, s:o}", "hold", reasons_json(&out->failed), "value", value_json(s, out->value));
  case OUT_UNDETERMINED:
    return json_pack("{s:{s:s, s:s}}", "undetermined", "who", out->who, "text", out->say);
  case OUT_NEEDS: return json_pack("{s:o}", "needs", needs_json(v, out));
  case OUT_VALUE: break;
  }
  if (!s->model.decisions[v->decision].many) return value_json(s, out->value);
  json_t *items = json_array();
  for (int i = 0; i < out->item_count; i++)
    array_add(&items, value_json(s, out->items[i]));
  return items;
}

json_t *outcome_json(struct evaluation *v, const struct outcome *out) {
  const struct model *m = &v->policy->script->model;
  json_t *made = json_pack("{s:s, s:s, s:s}", "policy", m->id, "version", v->policy->version, "decision",
                           m->decisions[v->decision].name);
  object_put(&made, v->run.when.kind == KIND_MONTH ? "month" : "on", time_json(v->run.when));
  object_put(&made, "deciding", time_json(v->run.decided_on));
  object_put(&made, "outcome", outcome_value_json(v, out));
  object_put(&made, "because", reasons_json(&out->because));
  object_put(&made, "failed", reasons_json(&out->failed));
  object_put(&made, "warnings", reasons_json(&out->warnings));
  object_put(&made, "parameters", parameters_json(v));
  object_put(&made, "readings", readings_json(v));
  object_put(&made, "facts", facts_json(v));
  return made;
}
