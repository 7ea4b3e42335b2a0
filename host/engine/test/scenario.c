/* Scenarios: cases as sentences, run against the loaded policies. */
#include <stdlib.h>
#include <string.h>

#include "host/base/names.h"
#include "host/engine/decide/evaluation.h"
#include "host/engine/policy/json.h"
#include "host/engine/test/amended.h"
#include "host/engine/test/scenario.h"
#include "host/lua/cite.h"

/* One scenario under way. */
struct test_run {
  const bylaw_config *config;
  unsigned mode;
  json_t **results; /* of the caller */
  const struct model *model;
  double since; /* the last result; 0: not measured */
};

/* --- expectations ----------------------------------------------------------------------------- */

struct result {
  const char *outcome;                /* how it came out; NULL: it could not be asked */
  json_t *articles, *warns, *message; /* message: of an error */
  char *got;                          /* NULL: no memory, as if starved */
  bool ok, starved;
};

/* Each article once. */
static void add_articles(json_t **made, const struct reasons *list) {
  for (int i = 0; i < list->count; i++) {
    bool known = false;
    for (size_t k = 0; k < json_array_size(*made) && !known; k++)
      known = strcmp(json_string_value(json_array_get(*made, k)), list->list[i].article) == 0;
    if (!known) array_add(made, json_string(list->list[i].article));
  }
}

static json_t *articles_of(const struct reasons *one, const struct reasons *other) {
  json_t *made = json_array();
  add_articles(&made, one);
  if (other) add_articles(&made, other);
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

/* Exactly the articles expected, each at least once; an expectation may name an article as a
** whole. */
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

static bool needs_exactly(struct evaluation *v, const json_t *expected, const struct outcome *out,
                          bool *starved) {
  json_t *value = outcome_value_json(v, out), *needs = json_object_get(value, "needs");
  bool ok = json_array_size(needs) == text_count(expected);
  *starved = *starved || !needs;
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

static bool is_value(struct evaluation *v, const json_t *expected, const struct outcome *out, bool *starved) {
  if (out->kind != OUT_VALUE) return false;
  json_t *got = outcome_value_json(v, out);
  bool same = json_equal(got, expected);
  *starved = *starved || !got;
  json_decref(got);
  return same;
}

/* The first or the last day that an undetermined outcome can be. */
static bool is_bound(const char *key, const json_t *expected, const struct outcome *out, bool *starved) {
  struct value earliest, latest;
  if (!outcome_between(out, &earliest, &latest)) return false;
  json_t *day = time_json(strcmp(key, "earliest") == 0 ? earliest : latest);
  bool same = json_equal(day, expected);
  *starved = *starved || !day;
  json_decref(day);
  return same;
}

static bool meets(struct evaluation *v, const char *key, const json_t *expected, const struct outcome *out,
                  bool *starved) {
  if (strcmp(key, "1") == 0 || strcmp(key, "list") == 0) return is_value(v, expected, out, starved);
  if (strcmp(key, "because") == 0) return all_named(expected, &out->because);
  if (strcmp(key, "warns") == 0)
    return text_count(expected) == 0 ? out->warnings.count == 0 : all_named(expected, &out->warnings);
  if (strcmp(key, "refused") == 0) return out->kind == OUT_REFUSED && exactly(expected, &out->failed);
  if (strcmp(key, "hold") == 0) return out->kind == OUT_HOLD && exactly(expected, &out->failed);
  if (strcmp(key, "undetermined") == 0)
    return out->kind == OUT_UNDETERMINED && all_named(expected, &out->because);
  if (strcmp(key, "earliest") == 0 || strcmp(key, "latest") == 0)
    return is_bound(key, expected, out, starved);
  if (strcmp(key, "needs") == 0) return out->kind == OUT_NEEDS && needs_exactly(v, expected, out, starved);
  return false;
}

static bool outcome_meets(struct evaluation *v, const json_t *expected, const struct outcome *out,
                          bool *starved) {
  if (json_is_array(expected) && json_array_size(expected) == 1)
    return is_value(v, json_array_get(expected, 0), out, starved);
  if (!json_is_object(expected)) return is_value(v, expected, out, starved);
  const char *key;
  json_t *one;
  json_object_foreach((json_t *)expected, key, one) if (!meets(v, key, one, out, starved)) return false;
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

/* --- one scenario ----------------------------------------------------------------------------- */

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
  const char *subject = m->subjects[d->subject].name;
  json_t *own = json_object_get(given, subject), *rulings = json_object_get(given, "rulings");
  if (own && json_is_array(own) && json_array_size(own) == 0) own = NULL; /* {} */
  object_put(&facts, subject, own ? json_incref(own) : json_object());
  if (rulings) object_put(&facts, "rulings", json_incref(rulings));
  for (int i = 0; i < d->given_count; i++) {
    json_t *input = json_object_get(given, d->given[i].name);
    if (input) object_put(&facts, d->given[i].name, json_incref(input));
  }
  return facts;
}

char *scenario_error_text(const struct error *e) {
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
  char year[16];
  json_t *facts;
};

/* year = 2025 or "2025"; in the room of the caller. */
static const char *year_key(json_t *given, char *room, size_t size) {
  json_t *year = json_object_get(given, "year");
  if (!json_is_integer(year)) return text_key(given, "year");
  snprintf(room, size, "%lld", (long long)json_integer_value(year));
  return room;
}

static void ask(struct asked *a, const struct model *m, json_t *given, const struct decision *d) {
  *a = (struct asked){.readings = joined_readings(given), .facts = facts_part(m, d, given)};
  a->request = (bylaw_request){.policy = m->id,
                               .decision = d->name,
                               .deciding = text_key(given, "deciding"),
                               .known = text_key(given, "known"),
                               .readings = a->readings};
  if (d->per == PER_MONTH)
    a->request.month = text_key(given, "month");
  else if (d->per == PER_YEAR)
    a->request.year = year_key(given, a->year, sizeof a->year);
  else
    a->request.on = text_key(given, "on");
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
  static const char *const kinds[] = {"value", "refused", "hold", "undetermined", "needs"};
  r.outcome = ran ? kinds[out->kind] : "error";
  r.starved = !v || !out || e.kind == ERR_MEMORY;
  if (ran) {
    r.ok = !error && outcome_meets(v, expected, out, &r.starved);
    r.got = got_text(v, out);
    r.articles = articles_of(&out->because, &out->failed);
    r.warns = articles_of(&out->warnings, NULL);
    r.starved = r.starved || !r.articles || !r.warns;
  } else {
    r.ok = error && strstr(e.message, error);
    r.got = scenario_error_text(&e);
    text_mask_numbers(e.message);
    r.message = json_string(e.message);
    r.starved = r.starved || !r.message;
  }
  if (v) evaluation_end(v);
  free(v);
  free(out);
  return r;
}

static void add_result(struct test_run *t, json_t *scenario, const char *decision, json_t *expected,
                       struct result r) {
  if (r.starved) results_starve(t->results);
  struct scenario_result result = {.title_of = scenario,
                                   .model = t->model,
                                   .decision = decision,
                                   .outcome = r.outcome,
                                   .got = r.got,
                                   .expected = expected,
                                   .articles = r.articles,
                                   .warns = r.warns,
                                   .message = r.message,
                                   .ok = r.ok,
                                   .milliseconds = result_time(&t->since)};
  result_add(t->results, &result);
  json_decref(r.articles);
  json_decref(r.warns);
  json_decref(r.message);
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
  static const char *const common[] = {"month",   "on",       "year", "deciding", "known",
                                       "rulings", "readings", "law",  NULL};
  int n = 0;
  for (; common[n]; n++)
    names[n] = common[n];
  for (int i = 0; i < m->subject_count; i++)
    names[n++] = m->subjects[i].name;
  for (int i = 0; i < m->decision_count && n < most; i++)
    names[n++] = m->decisions[i].name;
  for (int i = 0; i < m->decision_count; i++)
    for (int j = 0; j < m->decisions[i].given_count && n < most; j++)
      names[n++] = m->decisions[i].given[j].name;
  names[n] = NULL;
  return n;
}

static bool check_keys(struct test_run *t, const struct model *m, json_t *scenario, json_t *given) {
  enum { MOST_SCENARIO_NAMES = 4096 };
  const char *names[MOST_SCENARIO_NAMES + 1], *key;
  json_t *value;
  int n = scenario_names(m, names, MOST_SCENARIO_NAMES);
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

/* One expectation of a scenario. */
static void check_decision(struct test_run *t, struct policy *p, json_t *scenario, const struct decision *d,
                           json_t *expected) {
  struct asked a;
  ask(&a, &p->script->model, json_object_get(scenario, "given"), d);
  char *differs = NULL;
  bool ok = a.readings && a.facts;
  if (ok) add_result(t, scenario, d->name, expected, check_one(p, &a, expected));
  if (ok && t->mode & BYLAW_TEST_TWICE) ok = purity_check(t->config, p, &a.request, a.facts, &differs);
  if (!ok) results_starve(t->results);
  if (differs) scenario_failed(t->results, scenario, d->name, differs);
  free(differs);
  asked_free(&a);
}

static void run_expectations(struct test_run *t, struct policy *p, json_t *scenario, json_t *given) {
  const struct model *m = &p->script->model;
  struct error e = {0};
  int expectations = 0;
  if (!check_keys(t, m, scenario, given)) return;
  for (int i = 0; i < m->decision_count; i++) {
    json_t *expected = json_object_get(given, m->decisions[i].name);
    if (!expected) continue;
    expectations++;
    if (expectation_form(&m->decisions[i], expected, &e))
      check_decision(t, p, scenario, &m->decisions[i], expected);
    else
      add_result(t, scenario, m->decisions[i].name, expected,
                 (struct result){.got = scenario_error_text(&e)});
  }
  if (expectations == 0) cannot_run(t, scenario, "%s", "场景没有写期望的结果（例如 due = \"30.00\"）", NULL);
}

/* law = { name = { from =, value = } }: under the policy with these rows, too. */
static void run_under_law(struct test_run *t, struct policy *p, json_t *scenario, json_t *given,
                          json_t *law) {
  struct error e = {0};
  struct buf amendments = {0};
  struct policy *made = NULL;
  if (!json_is_object(law)) {
    cannot_run(t, scenario, "%s", "场景的 ‘law’ 应为表 { 名称 = { from = …, value = … } }", NULL);
    return;
  }
  amendments_write(&amendments, law);
  made = policy_amended(t->config, p, &amendments, "law", &e);
  buf_free(&amendments);
  if (made) {
    t->model = &made->script->model;
    run_expectations(t, made, scenario, given);
    t->model = &p->script->model;
    policy_free(made);
  } else if (e.kind == ERR_MEMORY) {
    results_starve(t->results);
  } else {
    add_result(t, scenario, "", NULL, (struct result){.got = scenario_error_text(&e)});
  }
}

void scenario_run(const bylaw_config *config, struct policy *p, unsigned mode, json_t *scenario,
                  json_t **results) {
  struct test_run t = {config, mode, results, &p->script->model, result_clock(mode)};
  json_t *given = json_object_get(scenario, "given"), *law = json_object_get(given, "law");
  if (!json_is_object(given))
    cannot_run(&t, scenario, "%s", "场景是空的：写上事实与期望的结果", NULL);
  else if (!json_object_get(scenario, "steps") && law)
    run_under_law(&t, p, scenario, given, law);
  else if (!json_object_get(scenario, "steps"))
    run_expectations(&t, p, scenario, given);
  else if (mode & BYLAW_TEST_TWICE)
    story_twice(config, p, scenario, results);
  else
    story_run(config, p, mode, scenario, results);
}
