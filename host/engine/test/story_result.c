/* The result of a step of a story. */
#include <stdio.h>

#include "host/base/utf8.h"
#include "host/engine/test/scenario.h"
#include "host/engine/test/story.h"

static const char *text_of(json_t *object, const char *key) {
  return json_string_value(json_object_get(object, key));
}

void story_result(struct story *t, json_t *step, const char *what, const json_t *expected, bool ok,
                  const char *got) {
  char title[512];
  snprintf(title, sizeof title, "%s%s%s", text_of(t->told, "title"), step ? " · " : "",
           step ? text_of(step, "on") : "");
  text_mend(title); /* it may have been cut inside a character */
  struct scenario_result result = {.title_of = t->told,
                                   .title = title,
                                   .line = step ? json_object_get(step, "line") : NULL,
                                   .model = &t->origin->script->model,
                                   .decision = what,
                                   .got = got,
                                   .expected = expected,
                                   .step = step ? t->step : 0,
                                   .ok = ok,
                                   .milliseconds = result_time(&t->since)};
  result_add(t->results, &result);
}
