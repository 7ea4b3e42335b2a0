/* Files of scenarios: read, listed, run whole or in part. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/test/scenario.h"
#include "host/engine/policy/status.h"
#include "host/lua/to_json.h"

/* Collect first, run after: running needs other Lua states, and an error in one must not stop the
** rest. */
static void collect(lua_State *L, void *ud) {
  json_t *one = to_json(L, -1); /* may raise */
  array_add(ud, one);
}

json_t *scenarios_of(const bylaw_config *config, const struct policy_text *file, struct error *e) {
  struct limits limits = {config->memory, config->instructions, config->milliseconds};
  json_t *cases = json_array();
  struct script *s = script_new(&limits, e);
  if (!s || !script_run_scenarios(s, file, collect, &cases, e)) {
    json_decref(cases);
    cases = NULL;
  } else if (!cases) {
    error_set(e, ERR_MEMORY, "内存不足");
  }
  script_free(s);
  return cases;
}

json_t *scenarios_read(const bylaw_config *config, const char *path, struct error *e) {
  struct policy_text file = {.file = path};
  char *text = file_read(path, &file.length, e);
  if (!text) return NULL;
  file.text = text;
  json_t *cases = scenarios_of(config, &file, e);
  free(text);
  return cases;
}

/* --- running ---------------------------------------------------------------------------------- */

void scenario_run_with(bylaw *b, json_t *scenario, json_t **results) {
  struct error e = {0};
  struct policy *p = policy_find(b, json_string_value(json_object_get(scenario, "policy")), &e);
  char *text = p ? NULL : scenario_error_text(&e);
  if (p)
    scenario_run(&b->config, p, b->test_mode, scenario, results);
  else if (text && e.kind != ERR_MEMORY)
    scenario_failed(results, scenario, "", text);
  else
    results_starve(results);
  free(text);
}

bylaw_status bylaw_test(bylaw *b, const char *path, char **json, bylaw_error *error) {
  return bylaw_test_some(b, path, NULL, 0, json, error);
}

bool scenario_choice(const int *which, int count, size_t total, struct error *e) {
  for (int i = 0; which && i < count; i++) {
    bool ascending = i == 0 || which[i - 1] < which[i];
    if (ascending && which[i] >= 0 && (size_t)which[i] < total) continue;
    return error_set(e, ERR_USAGE, "没有第 %d 个场景，或没有按先后排列", which[i]);
  }
  return true;
}

bylaw_status bylaw_test_some(bylaw *b, const char *path, const int *which, int count, char **json,
                             bylaw_error *error) {
  struct error e = {0};
  json_t *results = json_array(), *cases = scenarios_read(&b->config, path, &e);
  *json = NULL;
  bool ok = cases && scenario_choice(which, count, json_array_size(cases), &e);
  size_t total = which ? (size_t)count : json_array_size(cases);
  for (size_t i = 0; ok && i < total; i++)
    scenario_run_with(b, json_array_get(cases, which ? (size_t)which[i] : i), &results);
  ok = ok && status_json(json_incref(results), json, &e);
  json_decref(cases);
  json_decref(results);
  return ok ? BYLAW_OK : give_error(&e, error);
}

/* --- where they stand ------------------------------------------------------------------------- */

static bool is_begin(const struct node *n) {
  return n && n->kind == NODE_NAME && n->scope == NAME_GLOBAL &&
         (strcmp(n->text, "scenario") == 0 || strcmp(n->text, "story") == 0);
}

static bool add_site(void *ud, struct node *n) {
  struct scenario_sites *sites = ud;
  const struct node *begin = n->kind == NODE_CALL ? n->a : NULL;
  bool here = begin && begin->kind == NODE_CALL && is_begin(begin->a) && begin->list && !begin->list->next &&
              begin->list->kind == NODE_STRING;
  if (!here) return true;
  if (sites->count == sites->room) {
    int room = sites->room ? sites->room * 2 : 64;
    struct scenario_site *more = realloc(sites->list, (size_t)room * sizeof *more);
    if (!more) return sites->starved = true, false;
    sites->list = more;
    sites->room = room;
  }
  sites->list[sites->count++] = (struct scenario_site){begin->list->text, n};
  return true;
}

bool scenario_sites(const struct syntax *s, struct scenario_sites *sites) {
  *sites = (struct scenario_sites){0};
  syntax_walk(s, add_site, sites);
  return !sites->starved;
}

const struct node *scenario_site(const struct scenario_sites *sites, const char *title) {
  const struct node *found = NULL;
  for (int i = 0; i < sites->count; i++) {
    if (strcmp(sites->list[i].title, title) != 0) continue;
    if (found) return NULL;
    found = sites->list[i].call;
  }
  return found;
}

/* The line on which the text of a scenario ends; that on which it begins where it is made by a loop
** or function. */
static int last_line(const struct scenario_sites *sites, const char *source, const json_t *one) {
  const struct node *call = scenario_site(sites, json_string_value(json_object_get(one, "title")));
  int line = (int)json_integer_value(json_object_get(one, "line"));
  if (!call) return line;
  line = call->line;
  for (uint32_t at = call->start; at < call->end; at++)
    line += source[at] == '\n';
  return line;
}

static json_t *list_scenarios(const json_t *cases, const struct scenario_sites *sites, const char *source) {
  json_t *list = json_array(), *one;
  size_t i;
  json_array_foreach((json_t *)cases, i, one) array_add(
      &list, json_pack("{s:O, s:O, s:O, s:O, s:i, s:b}", "title", json_object_get(one, "title"), "policy",
                       json_object_get(one, "policy"), "file", json_object_get(one, "file"), "line",
                       json_object_get(one, "line"), "last", last_line(sites, source, one), "story",
                       json_object_get(one, "steps") != NULL));
  return list;
}

bylaw_status bylaw_scenarios(bylaw *b, const char *path, char **json, bylaw_error *error) {
  struct error e = {0};
  struct policy_text file = {.file = path};
  struct syntax syntax = {.most_bytes = b->config.memory};
  struct scenario_sites sites = {0};
  char *text = file_read(path, &file.length, &e);
  file.text = text;
  *json = NULL;
  json_t *cases = text ? scenarios_of(&b->config, &file, &e) : NULL;
  bool ok = cases && syntax_parse(&syntax, path, text, file.length, &e);
  if (ok && !scenario_sites(&syntax, &sites)) ok = error_set(&e, ERR_MEMORY, "内存不足");
  ok = ok && status_json(list_scenarios(cases, &sites, text), json, &e);
  json_decref(cases);
  free(sites.list);
  syntax_free(&syntax);
  free(text);
  return ok ? BYLAW_OK : give_error(&e, error);
}
