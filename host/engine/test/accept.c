/* bylaw_accept: what a file of scenarios would be if it expected what comes. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/test/scenario.h"
#include "host/engine/policy/status.h"

struct accept {
  bylaw *b;
  struct policy_text file;
  struct syntax syntax;
  struct scenario_sites sites;
  const int *which;
  int count;
  json_t *cases; /* of the file as it is */
  struct edits edits;
  json_t *accepted, *refused;
};

static json_t *chosen_case(const struct accept *a, json_t *cases, int i) {
  return json_array_get(cases, (size_t)(a->which ? a->which[i] : i));
}

static const char *text_of(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

/* --- what can be rewritten -------------------------------------------------------------------- */

static const struct node *last_table(const struct node *call) {
  return call && call->kind == NODE_CALL && call->list && !call->list->next && call->list->kind == NODE_TABLE
             ? call->list
             : NULL;
}

static bool is_step(const struct node *item) {
  const struct node *call = item->kind == NODE_ITEM ? item->a : NULL;
  const struct node *begin = call && call->kind == NODE_CALL ? call->a : NULL;
  return begin && begin->kind == NODE_CALL && begin->a->kind == NODE_NAME &&
         strcmp(begin->a->text, "on") == 0;
}

/* The table of a step, when all steps are written there: those that a variable brings would be
** counted wrong. */
static const struct node *step_table(const struct node *story, int step, size_t steps) {
  const struct node *found = NULL;
  size_t count = 0;
  for (const struct node *item = story->list; item; item = item->next)
    if (is_step(item) && ++count == (size_t)step) found = last_table(item->a);
  return count == steps ? found : NULL;
}

static bool refuse_here(struct error *e, const char *why, const char *hint) {
  error_set(e, ERR_INPUT, "%s", why);
  return error_hint(e, "%s", hint), false;
}

static bool rewrite_result(struct accept *a, const json_t *told, const json_t *result, int owner,
                           struct error *e) {
  const json_t *steps = json_object_get(told, "steps"), *step = json_object_get(result, "step");
  bool expected = *text_of(result, "expected") != '\0';
  if (!expected || (!steps && !json_object_get(result, "outcome")))
    return refuse_here(e, text_of(result, "got"), "这不是期望与结果不同，先按提示改正");
  const struct node *table = last_table(scenario_site(&a->sites, text_of(told, "title")));
  if (!table)
    return refuse_here(e, "场景不是直接写成 scenario \"标题\" { … } 的",
                       "由循环、函数或变量产生的场景要手工修改");
  if (!steps) return rewrite_outcome(&a->syntax, table, result, owner, &a->edits, e);
  table = step_table(table, (int)json_integer_value(step), json_array_size(steps));
  if (!table) return refuse_here(e, "这一步不是直接写成 on \"日期\" { … } 的", "由变量带来的步骤要手工修改");
  if (strcmp(text_of(result, "decision"), "pay") == 0 && strstr(text_of(result, "got"), "没有被拒绝"))
    return refuse_here(e, text_of(result, "got"), "去掉 error，写上发放的结果");
  return rewrite_step(&a->syntax, table, result, owner, &a->edits, e);
}

static json_t *place_json(const json_t *result) {
  return json_pack("{s:O, s:O, s:O, s:O, s:O}", "title", json_object_get(result, "title"), "file",
                   json_object_get(result, "file"), "line", json_object_get(result, "line"), "decision",
                   json_object_get(result, "decision"), "label", json_object_get(result, "label"));
}

static void add_refused(struct accept *a, const json_t *result, const char *why, const char *hint, int line) {
  json_t *one = place_json(result);
  if (line > 0) object_put(&one, "line", json_integer(line));
  object_put(&one, "why", json_string(why));
  object_put(&one, "hint", json_string(hint));
  array_add(&a->refused, one);
}

/* A failed result of the scenario `owner` becomes changes of the text, or is refused. False: no
** memory for either. */
static bool take_result(struct accept *a, const json_t *told, const json_t *result, int owner,
                        struct error *e) {
  struct error why = {0};
  if (json_is_true(json_object_get(result, "ok"))) return true;
  if (rewrite_result(a, told, result, owner, &why)) {
    json_t *one = place_json(result);
    object_put(&one, "owner", json_integer(owner));
    array_add(&a->accepted, one);
  } else if (why.kind != ERR_MEMORY) {
    text_mask_numbers(why.message);
    add_refused(a, result, why.message, why.hint, why.line);
  }
  bool ok = why.kind != ERR_MEMORY && a->accepted && a->refused;
  return ok || error_set(e, ERR_MEMORY, "内存不足");
}

/* --- whether it holds ------------------------------------------------------------------------- */

/* Whether what was accepted of scenario `owner` fails in its new results. */
static const json_t *still_fails(const struct accept *a, int owner, const json_t *now) {
  const json_t *one;
  size_t i, k;
  json_t *result;
  json_array_foreach(a->accepted, i, one) {
    if (json_integer_value(json_object_get(one, "owner")) != owner) continue;
    json_array_foreach((json_t *)now, k, result) {
      bool same = strcmp(text_of(result, "title"), text_of(one, "title")) == 0 &&
                  strcmp(text_of(result, "decision"), text_of(one, "decision")) == 0;
      if (same && !json_is_true(json_object_get(result, "ok"))) return one;
    }
  }
  return NULL;
}

static void give_back(struct accept *a, int owner) {
  edits_drop(&a->edits, owner);
  for (size_t i = json_array_size(a->accepted); i-- > 0;) {
    json_t *one = json_array_get(a->accepted, i);
    if (json_integer_value(json_object_get(one, "owner")) != owner) continue;
    add_refused(a, one, "改写后运行，结果仍与期望不同", "手工修改这一处", 0);
    if (json_array_remove(a->accepted, i) != 0) return;
  }
}

/* The new text, run: whose expectations fail there keeps its old ones. False: an error. `*again`:
** some were given back. */
static bool try_text(struct accept *a, const char *text, size_t length, bool *again, struct error *e) {
  struct policy_text file = {a->file.file, text, length};
  json_t *cases = scenarios_of(&a->b->config, &file, e);
  *again = false;
  for (int i = 0; cases && i < a->count; i++) {
    json_t *now = json_array();
    scenario_run_with(a->b, chosen_case(a, cases, i), &now);
    if (!now) error_set(e, ERR_MEMORY, "内存不足");
    if (now && still_fails(a, i, now)) {
      give_back(a, i);
      *again = true;
    }
    json_decref(now);
    if (e->kind) break;
  }
  json_decref(cases);
  return cases && !e->kind;
}

static char *new_text(struct accept *a, size_t *length, struct error *e) {
  bool again = true;
  char *text = NULL;
  while (again) {
    free(text);
    text = edits_apply(&a->edits, a->file.text, a->file.length, length);
    if (!text) error_set(e, ERR_MEMORY, "内存不足");
    if (!text || (a->edits.count > 0 && !try_text(a, text, *length, &again, e))) {
      free(text);
      return NULL;
    }
    if (a->edits.count == 0) again = false;
  }
  return text;
}

/* --- the whole -------------------------------------------------------------------------------- */

static bool accept_open(struct accept *a, char **text, struct error *e) {
  *text = file_read(a->file.file, &a->file.length, e);
  a->file.text = *text;
  a->accepted = json_array();
  a->refused = json_array();
  a->syntax.most_bytes = a->b->config.memory;
  a->cases = *text ? scenarios_of(&a->b->config, &a->file, e) : NULL;
  if (!a->cases || !scenario_choice(a->which, a->count, json_array_size(a->cases), e)) return false;
  if (!a->which) a->count = (int)json_array_size(a->cases);
  if (!syntax_parse(&a->syntax, a->file.file, *text, a->file.length, e)) return false;
  return scenario_sites(&a->syntax, &a->sites) || error_set(e, ERR_MEMORY, "内存不足");
}

static bool take_all(struct accept *a, struct error *e) {
  for (int i = 0; i < a->count; i++) {
    json_t *told = chosen_case(a, a->cases, i), *results = json_array(), *one;
    size_t k;
    scenario_run_with(a->b, told, &results);
    bool ok = results || error_set(e, ERR_MEMORY, "内存不足");
    json_array_foreach(results, k, one) ok = ok && take_result(a, told, one, i, e);
    json_decref(results);
    if (!ok) return false;
  }
  return true;
}

static json_t *accept_json(struct accept *a, const char *after, size_t length) {
  size_t i;
  json_t *one;
  json_array_foreach(a->accepted, i, one) {
    if (json_object_del(one, "owner") != 0) return NULL;
  }
  json_t *made = json_pack("{s:s%, s:s%, s:o}", "before", a->file.text, a->file.length, "after", after,
                           length, "hunks", edits_hunks(&a->edits, a->file.text, a->file.length));
  object_put(&made, "accepted", json_incref(a->accepted));
  object_put(&made, "refused", json_incref(a->refused));
  return made;
}

static void accept_close(struct accept *a) {
  json_decref(a->cases);
  json_decref(a->accepted);
  json_decref(a->refused);
  edits_free(&a->edits);
  free(a->sites.list);
  syntax_free(&a->syntax);
}

bylaw_status bylaw_accept(bylaw *b, const char *path, const int *which, int count, char **json,
                          bylaw_error *error) {
  struct error e = {0};
  struct accept a = {.b = b, .file = {.file = path}, .which = which, .count = count};
  char *text = NULL, *after = NULL;
  size_t length = 0;
  *json = NULL;
  bool ok = accept_open(&a, &text, &e) && take_all(&a, &e) && (after = new_text(&a, &length, &e)) != NULL;
  ok = ok && status_json(accept_json(&a, after, length), json, &e);
  free(after);
  accept_close(&a);
  free(text);
  return ok ? BYLAW_OK : give_error(&e, error);
}
