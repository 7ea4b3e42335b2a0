/* Facts of a request in JSON straight into a typed person. What is not quite usual is left to
** facts_read: whatever is taken here, it takes too, and means the same by it. */
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/single/fast_path.h"

static bool is_unknown(const json_t *given) {
  return json_is_object(given) && json_object_size(given) == 1 &&
         json_is_true(json_object_get(given, "unknown"));
}

static bool put_text(struct bylaw_person *p, int at, enum kind kind, const char *text) {
  struct value v;
  switch (kind) {
  case KIND_DATE: v = date_parse(text); break;
  case KIND_MONTH: v = month_parse(text); break;
  case KIND_MONEY: v = money_parse(text); break;
  case KIND_RATE: return person_put_rate(p, at, rate_parse(text)) == FAULT_NONE;
  case KIND_ENUM: return person_put_member(p, at, text) == FAULT_NONE;
  case KIND_TEXT: return person_put_text(p, at, text) == FAULT_NONE;
  default: return false;
  }
  return v.state == STATE_KNOWN && person_put(p, at, kind, v.u.i) == FAULT_NONE;
}

static bool put_value(struct bylaw_person *p, int at, json_t *given) {
  enum kind kind = (enum kind)p->shape->slots[at].kind;
  switch (json_typeof(given)) {
  case JSON_STRING: return put_text(p, at, kind, json_string_value(given));
  case JSON_NULL: return person_put_state(p, at, STATE_ABSENT) == FAULT_NONE;
  case JSON_INTEGER:
    return kind == KIND_COUNT && person_put(p, at, kind, json_integer_value(given)) == FAULT_NONE;
  case JSON_TRUE:
  case JSON_FALSE: return kind == KIND_TRUTH && person_put(p, at, kind, json_is_true(given)) == FAULT_NONE;
  case JSON_OBJECT: return is_unknown(given) && person_put_state(p, at, STATE_UNKNOWN) == FAULT_NONE;
  default: return false;
  }
}

/* --- histories -------------------------------------------------------------------------------- */

static bool read_day(const json_t *given, int64_t *day) {
  if (!given || json_is_null(given)) return true;
  struct value v = json_is_string(given) ? date_parse(json_string_value(given)) : value_absent(KIND_DATE);
  *day = v.u.i;
  return v.state == STATE_KNOWN;
}

/* `ends`: the day after the span before, when it ends at all. */
static bool put_span(struct bylaw_person *p, int at, json_t *given, int64_t *ends) {
  int64_t from = DAY_MIN, to = INT64_MAX;
  json_t *first = json_object_get(given, "from"), *last = json_object_get(given, "to"),
         *value = json_object_get(given, "value");
  size_t known = (first != NULL) + (last != NULL) + (value != NULL);
  if (!value || json_object_size(given) != known || !read_day(first, &from) || !read_day(last, &to) ||
      to < from)
    return false;
  if (*ends != INT64_MAX) {
    if (from < *ends) return false;
    if (from > *ends && person_add_spell(p, at, *ends) != FAULT_NONE) return false;
  }
  *ends = to == INT64_MAX ? INT64_MAX : to + 1;
  return person_add_spell(p, at, from) == FAULT_NONE && put_value(p, at, value);
}

static bool put_spans(struct bylaw_person *p, int at, json_t *spans) {
  int64_t ends = INT64_MAX;
  size_t n = json_array_size(spans);
  if (n > MOST_SPELLS) return false;
  for (size_t i = 0; i < n; i++)
    if (!put_span(p, at, json_array_get(spans, i), &ends)) return false;
  return ends == INT64_MAX || person_add_spell(p, at, ends) == FAULT_NONE;
}

static bool put_history(struct bylaw_person *p, int at, json_t *given) {
  if (person_empty(p, at) != FAULT_NONE) return false;
  if (is_unknown(given)) return person_put_state(p, at, STATE_UNKNOWN) == FAULT_NONE;
  if (json_is_array(given)) return put_spans(p, at, given);
  if (!json_is_object(given))
    return person_add_spell(p, at, DAY_MIN) == FAULT_NONE && put_value(p, at, given);
  json_t *spells = json_object_get(given, "spells"), *from = json_object_get(given, "known_from");
  int64_t day = DAY_MIN;
  if (!json_is_array(spells) || json_object_size(given) != 1u + (from != NULL) || !read_day(from, &day))
    return false;
  return person_known_from(p, at, day) == FAULT_NONE && put_spans(p, at, spells);
}

/* --- lists ------------------------------------------------------------------------------------ */

static bool put_record(struct bylaw_person *p, int at, json_t *given) {
  const char *key;
  json_t *value;
  if (!json_is_object(given) || person_add_record(p, at) != FAULT_NONE) return false;
  json_object_foreach(given, key, value) {
    int field = shape_find(p->shape, at, key);
    if (field < 0 || !put_value(p, field, value)) return false;
  }
  return true;
}

static bool put_list(struct bylaw_person *p, int at, json_t *given) {
  if (person_empty(p, at) != FAULT_NONE) return false;
  if (json_is_null(given)) return true;
  if (is_unknown(given)) return person_put_state(p, at, STATE_UNKNOWN) == FAULT_NONE;
  if (!json_is_array(given)) return false;
  size_t n = json_array_size(given);
  for (size_t i = 0; i < n; i++)
    if (!put_record(p, at, json_array_get(given, i))) return false;
  return true;
}

/* --- all facts -------------------------------------------------------------------------------- */

static bool put_fact(struct bylaw_person *p, int at, json_t *given) {
  switch (p->shape->slots[at].form) {
  case SLOT_HISTORY: return put_history(p, at, given);
  case SLOT_LIST: return put_list(p, at, given);
  default: return put_value(p, at, given);
  }
}

static bool put_own(struct bylaw_person *p, json_t *own) {
  const char *key;
  json_t *value;
  json_object_foreach(own, key, value) {
    int at = shape_find(p->shape, -1, key);
    if (at < 0 || !put_fact(p, at, value)) return false;
  }
  return true;
}

bool person_read(struct bylaw_person *p, int decision, json_t *facts) {
  const struct model *m = &p->shape->policy->script->model;
  const char *key;
  json_t *value, *own = json_object_get(facts, model_subject(m, decision)->name);
  if (!json_is_object(facts) || !person_reset(p) || (own && !json_is_object(own))) return false;
  if (own && !put_own(p, own)) return false;
  json_object_foreach(facts, key, value) {
    if (value == own) continue;
    int fact = own ? -1 : shape_find(p->shape, -1, key);
    int input = shape_find(p->shape, m->fact_count + decision, key);
    if ((fact < 0) == (input < 0) || !put_fact(p, fact < 0 ? input : fact, value)) return false;
  }
  return true;
}
