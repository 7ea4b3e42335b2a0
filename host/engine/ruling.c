/* 一事一议: one person's outcome, decided by people and recorded with officer and file. */
#include <string.h>

#include "host/engine/cover.h"
#include "host/engine/engine.h"
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

/* Keys known, texts there. */
static bool check_ruling(json_t *ruling, int index, struct error *e) {
  const char *key;
  json_t *value;
  json_object_foreach(ruling, key, value) {
    int i = 0;
    while (RULING_KEYS[i] && strcmp(RULING_KEYS[i], key) != 0)
      i++;
    if (!RULING_KEYS[i]) return ruling_error(e, index, key, "不认识");
  }
  static const char *const needed[] = {"decision", "article", "by", "officer", "file", "from"};
  for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
    if (!text_of(ruling, needed[i]) || !*text_of(ruling, needed[i]))
      return ruling_error(e, index, needed[i], "缺少或不是文字");
  if (json_object_get(ruling, "to") && !text_of(ruling, "to"))
    return ruling_error(e, index, "to", "不是文字");
  if (!json_object_get(ruling, "outcome")) return ruling_error(e, index, "outcome", "缺少");
  return true;
}

static struct value parse_when(enum kind kind, const char *text) {
  return kind == KIND_MONTH ? month_parse(text) : date_parse(text);
}

/* Whether the ruling is about this month or day. */
static bool covers(json_t *ruling, int index, struct value when, bool *yes, struct error *e) {
  struct value from = parse_when((enum kind)when.kind, text_of(ruling, "from"));
  struct value to = text_of(ruling, "to") ? parse_when((enum kind)when.kind, text_of(ruling, "to")) : from;
  if (from.state != STATE_KNOWN) return ruling_error(e, index, "from", "不是月份（按日的决定则为日期）");
  if (to.state != STATE_KNOWN) return ruling_error(e, index, "to", "不是月份（按日的决定则为日期）");
  if (to.u.i < from.u.i) return ruling_error(e, index, "to", "早于 from");
  *yes = from.u.i <= when.u.i && when.u.i <= to.u.i;
  return true;
}

/* A ruling may name the article as a whole: rulings on file do not lapse when the policy comes to cite the paragraph. */
static const struct rule *ruling_rule(const struct decision *d, const char *article) {
  for (int i = 0; i < d->rule_count; i++)
    if (d->rules[i].kind == RULE_RULING && *article && cite_meets(d->rules[i].cite, article))
      return &d->rules[i];
  return NULL;
}

static bool apply(struct evaluation *v, json_t *ruling, int index, const struct decision *d,
                  struct outcome *out, struct error *e) {
  const struct rule *r = ruling_rule(d, text_of(ruling, "article"));
  if (!r) return ruling_error(e, index, "article", "不是本决定可以个案决定的条款");
  struct fact as = {.name = "outcome", .label = "个案决定的结果", .kind = d->gives, .domain = d->domain};
  if (!fact_read_value(v, &as, "rulings.outcome", json_object_get(ruling, "outcome"), &out->value, e))
    return false;
  if (out->value.state != STATE_KNOWN) return ruling_error(e, index, "outcome", "应为确定的结果");
  struct buf text = {0};
  buf_printf(&text, "%s集体审议，经办 %s，档案 %s", text_of(ruling, "by"), text_of(ruling, "officer"),
             text_of(ruling, "file"));
  char *copy = buf_text(&text) ? arena_text(&v->run.arena, buf_text(&text)) : NULL;
  if (copy) text_mask_numbers(copy);
  buf_free(&text);
  if (!copy) return error_set(e, ERR_MEMORY, "内存不足");
  outcome_because(out, r->cite, d->name, copy);
  if (v->policy->script->cover) cover_ruling(v, d, r);
  return true;
}

bool ruling_decides(struct evaluation *v, int decision, struct value when, struct outcome *out, bool *ruled,
                    struct error *e) {
  const struct decision *d = &v->policy->script->model.decisions[decision];
  if (!v->rulings || json_is_null(v->rulings)) return true;
  if (!json_is_array(v->rulings)) return error_set(e, ERR_INPUT, "rulings 应为数组");
  size_t n = json_array_size(v->rulings);
  for (size_t i = 0; i < n && !*ruled; i++) {
    json_t *ruling = json_array_get(v->rulings, i);
    bool about = false;
    if (!json_is_object(ruling)) return error_set(e, ERR_INPUT, "rulings[%zu] 应为对象", i + 1);
    if (!check_ruling(ruling, (int)i, e)) return false;
    struct error unknown;
    if (decision_find(&v->policy->script->model, text_of(ruling, "decision"), &unknown) < 0) {
      error_set(e, ERR_INPUT, "rulings[%zu] 的 ‘decision’：%s", i + 1, unknown.message);
      error_hint(e, "%s", unknown.hint);
      return false;
    }
    if (strcmp(text_of(ruling, "decision"), d->name) != 0) continue;
    if (!covers(ruling, (int)i, when, &about, e)) return false;
    if (!about) continue;
    if (!apply(v, ruling, (int)i, d, out, e)) return false;
    *ruled = true;
  }
  return true;
}
