/* What a policy declares and values of its facts, as JSON and as text. */
#include "host/engine/policy/json.h"

#include <string.h>

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

json_t *time_json(struct value v) {
  struct buf text = {0};
  value_write(&text, v);
  return text_json(&text);
}

json_t *year_json(struct value day) {
  int y, m, d;
  date_split(day.u.i, &y, &m, &d);
  char text[16];
  snprintf(text, sizeof text, "%04d", y);
  return json_string(text);
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

static const char *fact_type(const struct model *m, const struct fact *f) {
  if (f->form == FORM_LIST) return "list";
  if (f->identity) return "identity";
  if (f->card) return "card";
  if (f->credit_code) return "credit_code";
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

static json_t *date_json(struct script *s, int64_t day) {
  return value_json(s, value_of(KIND_DATE, day));
}

static json_t *timeline_json(struct script *s, const struct timeline *t) {
  if (t->known_from == DAY_MIN && t->count == 0) return json_null();
  json_t *spells = json_array();
  for (int i = 0; i < t->count; i++) {
    json_t *one = json_object();
    if (t->spells[i].from != DAY_MIN) object_put(&one, "from", date_json(s, t->spells[i].from));
    object_put(&one, "value", value_json(s, t->spells[i].value));
    array_add(&spells, one);
  }
  if (t->known_from == DAY_MIN) return spells;
  return json_pack("{s:o, s:o}", "known_from", date_json(s, t->known_from), "spells", spells);
}

static json_t *list_json(struct script *s, const struct fact *f, const struct list *l) {
  json_t *made = json_array();
  for (int i = 0; i < l->rows; i++) {
    json_t *row = json_object();
    for (int k = 0; k < l->fields; k++)
      object_put(&row, f->fields[k].name, value_json(s, l->cells[i * l->fields + k]));
    array_add(&made, row);
  }
  return made;
}

bool office_number_unchecked(const struct fact *f, const struct value *v) {
  char canonical[19];
  int64_t birth;
  bool male;
  if (f->form != FORM_PLAIN || !(f->identity || f->card) || v->state != STATE_KNOWN) return false;
  if (v->kind != KIND_TEXT) return false;
  if (f->card) return !card_check(v->u.text);
  return identity_check(v->u.text, canonical, &birth, &male) != ID_OK;
}

json_t *office_json(struct script *s, const struct fact *f, const struct value *v) {
  /* somebody has verified it: as a text a decision would refuse it */
  if (office_number_unchecked(f, v)) return json_pack("{s:s}", "verified", v->u.text);
  if (v->state == STATE_KNOWN && f->form == FORM_TIMELINE) return timeline_json(s, v->u.timeline);
  if (v->state == STATE_KNOWN && f->form == FORM_LIST) return list_json(s, f, v->u.list);
  return value_json(s, *v);
}

const char *json_name(const json_t *j) {
  switch (json_typeof(j)) {
  case JSON_OBJECT: return "对象";
  case JSON_ARRAY: return "数组";
  case JSON_STRING: return "文字";
  case JSON_INTEGER: return "整数";
  case JSON_REAL: return "小数";
  case JSON_TRUE:
  case JSON_FALSE: return "真假";
  default: return "null";
  }
}
