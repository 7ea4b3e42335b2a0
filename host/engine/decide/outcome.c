/* Filling an outcome: each reason once, as many as there is room for. */
#include "host/engine/decide/outcome.h"

#include <string.h>

void reasons_add(struct reasons *list, const char *article, const char *rule, const char *text) {
  for (int i = 0; i < list->count; i++)
    if (strcmp(list->list[i].article, article) == 0 && strcmp(list->list[i].rule, rule) == 0 &&
        strcmp(list->list[i].text, text) == 0)
      return;
  if (list->count < MOST_REASONS) list->list[list->count++] = (struct reason){article, rule, text};
}

void reasons_add_all(struct reasons *list, const struct reasons *more) {
  for (int i = 0; i < more->count; i++)
    reasons_add(list, more->list[i].article, more->list[i].rule, more->list[i].text);
}

void outcome_because(struct outcome *out, const char *article, const char *rule, const char *text) {
  reasons_add(&out->because, article, rule, text);
}

void outcome_failed(struct outcome *out, const char *article, const char *rule, const char *text) {
  reasons_add(&out->failed, article, rule, text);
}

bool outcome_between(const struct outcome *out, struct value *earliest, struct value *latest) {
  return out->kind == OUT_UNDETERMINED && value_day_bounds(out->value, earliest, latest);
}
