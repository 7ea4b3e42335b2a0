/* Deciding again in fresh Lua states: a decision may hang on its facts, month and days, and on
** nothing else. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/evaluation.h"
#include "host/engine/test/scenario.h"

/* All that is told of a decision; of a failure its kind and message. NULL: no memory. */
static json_t *told(struct policy *p, const bylaw_request *q, json_t *facts) {
  struct error e = {0};
  struct evaluation *v = calloc(1, sizeof *v);
  struct outcome *out = calloc(1, sizeof *out);
  json_t *made = NULL;
  if (v && out && evaluation_run_json(p, q, facts, v, out, &e))
    made = outcome_json(v, out);
  else if (v && out && e.kind != ERR_MEMORY)
    made = json_pack("{s:{s:s, s:i, s:s}}", "outcome", "error", e.message, "kind", (int)e.kind, "article",
                     e.article);
  if (made) json_object_del(made, "version"); /* of the text, which is the same */
  if (v) {
    v->rulings = NULL;
    evaluation_end(v);
  }
  free(v);
  free(out);
  return made;
}

static char *short_text(const json_t *value) {
  char *text = value ? json_text(value, JSON_ENCODE_ANY | JSON_COMPACT | JSON_SORT_KEYS) : strdup("无");
  if (text) text_mask_numbers(text);
  return text;
}

/* The outcome, or the first key of `a` whose values differ, in words. */
static char *difference(const json_t *a, const json_t *b) {
  struct buf text = {0};
  const char *key, *differs = "outcome";
  json_t *value;
  const json_t *one_outcome = json_object_get(a, differs), *other_outcome = json_object_get(b, differs);
  /* stories have none */
  bool same = one_outcome == other_outcome || json_equal(one_outcome, other_outcome);
  json_object_foreach((json_t *)a, key, value) {
    if (!same || json_equal(value, json_object_get(b, key))) continue;
    differs = key;
    break;
  }
  char *one = short_text(json_object_get(a, differs)), *other = short_text(json_object_get(b, differs));
  buf_printf(&text, "同样的事实再决定一次，结果不同（%s）：%s；再一次：%s", differs, one ? one : "",
             other ? other : "");
  text.oom = text.oom || !one || !other;
  free(one);
  free(other);
  return buf_take(&text);
}

bool decide_same(struct policy *a, struct policy *b, const bylaw_request *q, json_t *facts, char **differs) {
  json_t *one = told(a, q, facts), *other = one ? told(b, q, facts) : NULL;
  bool same = other && json_equal(one, other);
  *differs = NULL;
  if (other && !same)
    *differs =
        json_object_size(one) < json_object_size(other) ? difference(other, one) : difference(one, other);
  bool told_all = other && (same || *differs);
  json_decref(one);
  json_decref(other);
  return told_all;
}

static struct policy *fresh_of(const bylaw_config *config, const struct policy *p, struct error *e) {
  struct policy_sources src = policy_sources_of(p);
  src.cover = NULL;
  return policy_from(config, &src, e);
}

bool purity_check(const bylaw_config *config, struct policy *p, const bylaw_request *q, json_t *facts,
                  char **differs) {
  struct error e = {0};
  struct policy *one = fresh_of(config, p, &e), *other = one ? fresh_of(config, p, &e) : NULL;
  bool ok = e.kind != ERR_MEMORY;
  *differs = NULL;
  if (ok && other)
    ok = decide_same(one, other, q, facts, differs);
  else if (ok)
    ok = (*differs = strdup(e.message)) != NULL;
  if (ok && one && !*differs)
    ok = decide_same(p, one, q, facts, differs); /* against the state that has decided much before */
  policy_free(one);
  policy_free(other);
  return ok;
}

void story_twice(const bylaw_config *config, struct policy *p, json_t *story, json_t **results) {
  json_t *first = json_array(), *again = json_array(), *one;
  size_t i;
  story_run(config, p, BYLAW_TEST_PLAIN, story, &first);
  story_run(config, p, BYLAW_TEST_PLAIN, story, &again);
  array_add_all(results, first);
  if (!again) results_starve(results);
  json_array_foreach(first, i, one) {
    if (!again) break;
    const json_t *other = json_array_get(again, i);
    if (json_equal(one, other)) continue;
    char *differs = other ? difference(one, other) : strdup("故事再来一次，结果少了");
    scenario_failed(results, story, json_string_value(json_object_get(one, "decision")), differs);
    free(differs);
    break;
  }
  json_decref(first);
  json_decref(again);
}
