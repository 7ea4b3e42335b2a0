/* Scenarios: cases as sentences, run against the loaded policies. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/engine.h"
#include "host/lua/cite.h"
#include "host/lua/to_json.h"

/* One scenario under way. */
struct test_run {
  const bylaw_config *config;
  unsigned mode;
  json_t **results; /* of the caller */
};

/* --- expectations -------------------------------------------------------------------------- */

struct result {
  json_t *articles;
  char *got;
  bool ok;
};

static json_t *articles_of(const struct outcome *out) {
  json_t *made = json_array();
  const struct reasons *lists[] = {&out->because, &out->failed};
  for (int l = 0; l < 2; l++)
    for (int i = 0; i < lists[l]->count; i++) {
      bool known = false;
      for (size_t k = 0; k < json_array_size(made) && !known; k++)
        known = strcmp(json_string_value(json_array_get(made, k)), lists[l]->list[i].article) == 0;
      if (!known) array_add(&made, json_string(lists[l]->list[i].article));
    }
  return made;
}

static bool names_article(const struct reasons *list, const char *article) {
  for (int i = 0; i < list->count; i++)
    if (cite_meets(list->list[i].article, article)) return true;
  return false;
}

/* A text or a list of texts: how many there are, and the i-th. */
static size_t text_count(const json_t *j) {
  return json_is_array(j) ? json_array_size(j) : 1;
}

static const char *text_at(const json_t *j, size_t i) {
  const char *text = json_string_value(json_is_array(j) ? json_array_get(j, i) : j);
  return text ? text : "";
}

static bool all_named(const json_t *expected, const struct reasons *list) {
  for (size_t i = 0; i < text_count(expected); i++)
    if (!names_article(list, text_at(expected, i))) return false;
  return true;
}

/* Exactly the articles expected, each at least once; an expectation may name an article as a whole. */
static bool exactly(const json_t *expected, const struct reasons *list) {
  if (!all_named(expected, list)) return false;
  for (int i = 0; i < list->count; i++) {
    bool found = false;
    for (size_t k = 0; k < text_count(expected) && !found; k++)
      found = cite_meets(list->list[i].article, text_at(expected, k));
    if (!found) return false;
  }
  return true;
}

static bool needs_exactly(struct evaluation *v, const json_t *expected, const struct outcome *out) {
  json_t *value = outcome_value_json(v, out), *needs = json_object_get(value, "needs");
  bool ok = json_array_size(needs) == text_count(expected);
  for (size_t i = 0; i < json_array_size(needs) && ok; i++) {
    const char *name = json_string_value(json_object_get(json_array_get(needs, i), "name"));
    bool found = false;
    for (size_t k = 0; k < text_count(expected) && !found; k++)
      found = strcmp(text_at(expected, k), name) == 0;
    ok = found;
  }
  json_decref(value);
  return ok;
}

static bool is_value(struct evaluation *v, const json_t *expected, const struct outcome *out) {
  if (out->kind != OUT_VALUE) return false;
  json_t *got = outcome_value_json(v, out);
  bool same = json_equal(got, expected);
  json_decref(got);
  return same;
}

static bool meets(struct evaluation *v, const char *key, const json_t *expected, const struct outcome *out) {
  if (strcmp(key, "1") == 0 || strcmp(key, "list") == 0) return is_value(v, expected, out);
  if (strcmp(key, "because") == 0) return all_named(expected, &out->because);
  if (strcmp(key, "warns") == 0)
    return text_count(expected) == 0 ? out->warnings.count == 0 : all_named(expected, &out->warnings);
  if (strcmp(key, "refused") == 0) return out->kind == OUT_REFUSED && exactly(expected, &out->failed);
  if (strcmp(key, "hold") == 0) return out->kind == OUT_HOLD && exactly(expected, &out->failed);
  if (strcmp(key, "undetermined") == 0)
    return out->kind == OUT_UNDETERMINED && all_named(expected, &out->because);
  if (strcmp(key, "needs") == 0) return out->kind == OUT_NEEDS && needs_exactly(v, expected, out);
  return false;
}

static const char *const EXPECT_KEYS[] = {"1",    "list",         "because", "warns", "refused",
                                          "hold", "undetermined", "needs",   "error", NULL};

static bool outcome_meets(struct evaluation *v, const json_t *expected, const struct outcome *out) {
  if (json_is_array(expected) && json_array_size(expected) == 1)
    return is_value(v, json_array_get(expected, 0), out);
  if (!json_is_object(expected)) return is_value(v, expected, out);
  const char *key;
  json_t *one;
  json_object_foreach((json_t *)expected, key, one) if (!meets(v, key, one, out)) return false;
  return true;
}

static char *got_text(struct evaluation *v, const struct outcome *out) {
  json_t *value = outcome_value_json(v, out), *short_form = json_array();
  json_t *needs = json_object_get(value, "needs");
  for (size_t i = 0; i < json_array_size(needs); i++)
    array_add(&short_form, json_incref(json_object_get(json_array_get(needs, i), "name")));
  if (needs) object_put(&value, "needs", json_incref(short_form));
  json_decref(short_form);
  char *text = json_text(value, JSON_ENCODE_ANY | JSON_COMPACT);
  json_decref(value);
  return text;
}

/* --- one scenario -------------------------------------------------------------------------- */

static const char *text_key(json_t *given, const char *key) {
  return json_string_value(json_object_get(given, key));
}

static char *joined_readings(json_t *given) {
  json_t *readings = json_object_get(given, "readings"), *option;
  const char *name;
  struct buf text = {0};
  json_object_foreach(readings, name, option)
      buf_printf(&text, "%s%s=%s", text.len ? "," : "", name,
                 json_string_value(option) ? json_string_value(option) : "");
  return buf_take(&text);
}

/* The facts part of a scenario: the subject, inputs of this decision, rulings. */
static json_t *facts_part(const struct model *m, const struct decision *d, json_t *given) {
  json_t *facts = json_object();
  json_t *own = json_object_get(given, m->subject), *rulings = json_object_get(given, "rulings");
  if (own && json_is_array(own) && json_array_size(own) == 0) own = NULL; /* {} */
  object_put(&facts, m->subject, own ? json_incref(own) : json_object());
  if (rulings) object_put(&facts, "rulings", json_incref(rulings));
  for (int i = 0; i < d->given_count; i++) {
    json_t *input = json_object_get(given, d->given[i].name);
    if (input) object_put(&facts, d->given[i].name, json_incref(input));
  }
  return facts;
}

/* An error as one text, with what to do. */
static char *error_text(const struct error *e) {
  struct buf text = {0};
  buf_puts(&text, e->message);
  if (*e->hint) buf_printf(&text, "；%s", e->hint);
  char *made = buf_take(&text);
  if (made) text_mask_numbers(made);
  return made;
}

/* What a scenario asks of a decision. The caller frees readings and facts. */
struct asked {
  bylaw_request request;
  char *readings;
  json_t *facts;
};

static struct asked ask(const struct model *m, json_t *given, const struct decision *d) {
  struct asked a = {.readings = joined_readings(given), .facts = facts_part(m, d, given)};
  a.request = (bylaw_request){.policy = m->id,
                              .decision = d->name,
                              .deciding = text_key(given, "deciding"),
                              .known = text_key(given, "known"),
                              .readings = a.readings};
  if (d->per == PER_MONTH)
    a.request.month = text_key(given, "month");
  else
    a.request.on = text_key(given, "on");
  return a;
}

static void asked_free(struct asked *a) {
  json_decref(a->facts);
  free(a->readings);
}

static struct result check_one(struct policy *p, const struct asked *a, json_t *expected) {
  struct error e = {0};
  struct result r = {0};
  struct evaluation *v = calloc(1, sizeof *v);
  struct outcome *out = calloc(1, sizeof *out);
  bool ran = v && out && evaluation_run_json(p, &a->request, a->facts, v, out, &e);
  const char *error = json_string_value(json_object_get(expected, "error"));
  if (ran) {
    r.ok = !error && outcome_meets(v, expected, out);
    r.got = got_text(v, out);
    r.articles = articles_of(out);
  } else {
    r.ok = error && strstr(e.message, error);
    r.got = error_text(&e);
  }
  if (v) evaluation_end(v);
  free(v);
  free(out);
  return r;
}

static void add_result(struct test_run *t, json_t *scenario, const char *decision, json_t *expected,
                       struct result r) {
  char *text = json_text(expected, JSON_ENCODE_ANY | JSON_COMPACT);
  json_t *one =
      json_pack("{s:O, s:O, s:O, s:s, s:b, s:s, s:s}", "title", json_object_get(scenario, "title"), "file",
                json_object_get(scenario, "file"), "line", json_object_get(scenario, "line"), "decision",
                decision, "ok", r.ok, "expected", text ? text : "", "got", r.got ? r.got : "");
  object_put(&one, "articles", r.articles ? r.articles : json_array());
  array_add(t->results, one);
  free(text);
  free(r.got);
}

static void cannot_run(struct test_run *t, json_t *scenario, const char *fmt, const char *what,
                       const char *hint) {
  struct buf text = {0};
  buf_printf(&text, fmt, what);
  if (hint) buf_printf(&text, "；是否想写 ‘%s’？", hint);
  add_result(t, scenario, "", NULL, (struct result){.got = buf_take(&text)});
}

/* Keys that a scenario for this policy may have, decisions apart. */
static int scenario_names(const struct model *m, const char **names, int most) {
  static const char *const common[] = {"month", "on", "deciding", "known", "rulings", "readings", NULL};
  int n = 0;
  for (; common[n]; n++)
    names[n] = common[n];
  names[n++] = m->subject;
  for (int i = 0; i < m->decision_count && n < most; i++)
    names[n++] = m->decisions[i].name;
  for (int i = 0; i < m->decision_count; i++)
    for (int j = 0; j < m->decisions[i].given_count && n < most; j++)
      names[n++] = m->decisions[i].given[j].name;
  names[n] = NULL;
  return n;
}

static bool check_keys(struct test_run *t, const struct model *m, json_t *scenario, json_t *given) {
  enum { MOST_NAMES = 4096 };
  const char *names[MOST_NAMES + 1], *key;
  json_t *value;
  int n = scenario_names(m, names, MOST_NAMES);
  json_object_foreach(given, key, value) {
    int i = 0;
    while (i < n && strcmp(names[i], key) != 0)
      i++;
    if (i < n) continue;
    cannot_run(t, scenario, "场景没有 ‘%s’ 这一项", key, nearest_name(key, names));
    return false;
  }
  return true;
}

static bool expectation_known(struct test_run *t, json_t *scenario, json_t *expected) {
  const char *key;
  json_t *value;
  json_object_foreach(expected, key, value) {
    int i = 0;
    while (EXPECT_KEYS[i] && strcmp(EXPECT_KEYS[i], key) != 0)
      i++;
    if (EXPECT_KEYS[i]) continue;
    cannot_run(t, scenario, "期望没有 ‘%s’ 这一项", key, nearest_name(key, EXPECT_KEYS));
    return false;
  }
  return true;
}

/* One expectation of a scenario. */
static void check_decision(struct test_run *t, struct policy *p, json_t *scenario, const struct decision *d,
                           json_t *expected) {
  struct asked a = ask(&p->script->model, json_object_get(scenario, "given"), d);
  add_result(t, scenario, d->name, expected, check_one(p, &a, expected));
  char *differs = t->mode & BYLAW_TEST_TWICE ? decide_twice(t->config, p, &a.request, a.facts) : NULL;
  if (differs) scenario_failed(t->results, scenario, d->name, differs);
  free(differs);
  asked_free(&a);
}

static void run_expectations(struct test_run *t, struct policy *p, json_t *scenario, json_t *given) {
  const struct model *m = &p->script->model;
  int expectations = 0;
  if (!check_keys(t, m, scenario, given)) return;
  for (int i = 0; i < m->decision_count; i++) {
    json_t *expected = json_object_get(given, m->decisions[i].name);
    if (!expected) continue;
    expectations++;
    if (expectation_known(t, scenario, expected)) check_decision(t, p, scenario, &m->decisions[i], expected);
  }
  if (expectations == 0) cannot_run(t, scenario, "%s", "场景没有写期望的结果（例如 due = \"30.00\"）", NULL);
}

void scenario_run(const bylaw_config *config, struct policy *p, unsigned mode, json_t *scenario,
                  json_t **results) {
  struct test_run t = {config, mode, results};
  json_t *given = json_object_get(scenario, "given");
  if (!json_is_object(given))
    cannot_run(&t, scenario, "%s", "场景是空的：写上事实与期望的结果", NULL);
  else if (!json_object_get(scenario, "steps"))
    run_expectations(&t, p, scenario, given);
  else if (mode & BYLAW_TEST_TWICE)
    story_twice(config, p, scenario, results);
  else
    story_run(config, p, mode, scenario, results);
}

void scenario_failed(json_t **results, json_t *scenario, const char *decision, const char *got) {
  struct test_run t = {.results = results};
  add_result(&t, scenario, decision, NULL, (struct result){.got = strdup(got)});
}

/* Collect first, run after: running needs other Lua states, and an error in one must not stop the rest. */
static void collect(lua_State *L, void *ud) {
  json_t *one = to_json(L, -1); /* may raise */
  array_add(ud, one);
}

json_t *scenarios_read(const bylaw_config *config, const char *path, struct error *e) {
  struct policy_text file = {.file = path};
  struct limits limits = {config->memory, config->instructions, config->milliseconds};
  char *text = file_read(path, &file.length, e);
  if (!text) return NULL;
  file.text = text;
  json_t *cases = json_array();
  struct script *s = script_new(&limits, e);
  if (!s || !script_run_scenarios(s, &file, collect, &cases, e)) {
    json_decref(cases);
    cases = NULL;
  } else if (!cases) {
    error_set(e, ERR_MEMORY, "内存不足");
  }
  script_free(s);
  free(text);
  return cases;
}

static void run_case(bylaw *b, json_t *scenario, json_t **results) {
  struct error e = {0};
  struct policy *p = policy_find(b, text_key(scenario, "policy"), &e);
  char *text = p ? NULL : error_text(&e);
  if (p)
    scenario_run(&b->config, p, b->test_mode, scenario, results);
  else
    scenario_failed(results, scenario, "", text ? text : "");
  free(text);
}

bylaw_status bylaw_test(bylaw *b, const char *path, char **json, bylaw_error *error) {
  struct error e = {0};
  json_t *results = json_array(), *cases = scenarios_read(&b->config, path, &e), *one;
  size_t i;
  *json = NULL;
  json_array_foreach(cases, i, one) run_case(b, one, &results);
  bool ok = cases && status_json(json_incref(results), json, &e);
  json_decref(cases);
  json_decref(results);
  return ok ? BYLAW_OK : give_error(&e, error);
}
