/* Results of scenarios and stories as JSON. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "host/engine/test/scenario.h"

static double now_milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

double result_clock(unsigned mode) {
  return mode & BYLAW_TEST_TIMES ? now_milliseconds() : 0;
}

double result_time(double *since) {
  if (*since == 0) return -1;
  double now = now_milliseconds(), took = now - *since;
  *since = now;
  return took < 0 ? 0 : took;
}

/* What failed is told in words too; of what passed nobody reads any. */
static void add_words(json_t **one, const struct scenario_result *r, const char *expected) {
  char *wanted = result_words(r->model, r->decision, expected);
  char *got = result_words(r->model, r->decision, r->got ? r->got : "");
  object_put(one, "expected_words", json_string(wanted));
  object_put(one, "got_words", json_string(got));
  free(wanted);
  free(got);
}

void results_starve(json_t **results) {
  json_decref(*results);
  *results = NULL;
}

void result_add(json_t **results, const struct scenario_result *r) {
  char *expected =
      r->expected ? json_text(r->expected, JSON_ENCODE_ANY | JSON_COMPACT | JSON_SORT_KEYS) : NULL;
  const char *title = r->title ? r->title : json_string_value(json_object_get(r->title_of, "title"));
  const json_t *line = r->line ? r->line : json_object_get(r->title_of, "line");
  json_t *one = json_pack("{s:s, s:O, s:O, s:s, s:s, s:b, s:s, s:s}", "title", title, "file",
                          json_object_get(r->title_of, "file"), "line", line, "decision", r->decision,
                          "label", result_label(r->model, r->decision), "ok", r->ok, "expected",
                          expected ? expected : "", "got", r->got);
  if (r->expected && !expected) object_put(&one, "expected", NULL); /* no memory: the whole goes */
  object_put(&one, "articles", r->articles ? json_deep_copy(r->articles) : json_array());
  if (r->outcome) object_put(&one, "outcome", json_string(r->outcome));
  if (r->warns) object_put(&one, "warns", json_deep_copy(r->warns));
  if (r->message) object_put(&one, "message", json_deep_copy(r->message));
  if (r->step) object_put(&one, "step", json_integer(r->step));
  if (r->milliseconds >= 0) object_put(&one, "milliseconds", json_real(r->milliseconds));
  if (!r->ok) add_words(&one, r, expected ? expected : "");
  array_add(results, one);
  free(expected);
}

void scenario_failed(json_t **results, json_t *scenario, const char *decision, const char *got) {
  struct scenario_result result = {
      .title_of = scenario, .decision = decision, .got = got, .milliseconds = -1};
  result_add(results, &result);
}
