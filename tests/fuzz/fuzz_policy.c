/* Any text as a policy: it loads or is refused; what loads is checked, described, and asked with
** nothing known. */
#include <jansson.h>

#include "fuzz.h"

static void ask_decision(bylaw *b, const char *id, const char *decision) {
  char *json = NULL;
  bylaw_request q = {.policy = id, .decision = decision, .facts = "{}", .month = "2025-06"};
  if (bylaw_decide(b, &q, NULL, &json, NULL) == BYLAW_OK) bylaw_free(json);
  q.month = NULL;
  q.on = "2025-06-30";
  if (bylaw_decide(b, &q, NULL, &json, NULL) == BYLAW_OK) bylaw_free(json);
}

static void ask_all(bylaw *b) {
  char *text = NULL;
  size_t i, k;
  json_t *policy, *decision;
  if (bylaw_policies(b, &text, NULL) != BYLAW_OK) abort();
  json_t *list = json_loads(text, JSON_ALLOW_NUL, NULL);
  if (!list) abort(); /* what the library says is JSON, whatever a policy is called */
  bylaw_free(text);
  json_array_foreach(list, i, policy) {
    const char *id = json_string_value(json_object_get(policy, "id"));
    if (bylaw_describe(b, id, &text, NULL) == BYLAW_OK) bylaw_free(text);
    if (bylaw_check(b, id, &text, NULL) == BYLAW_OK) bylaw_free(text);
    json_array_foreach(json_object_get(policy, "decisions"), k, decision) ask_decision(
        b, id, json_string_value(json_is_string(decision) ? decision : json_object_get(decision, "name")));
  }
  json_decref(list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char path[256];
  bylaw *b = fuzz_open();
  fuzz_write_text(fuzz_path("policy.lua", path), data, size);
  if (bylaw_load(b, path, NULL) == BYLAW_OK) ask_all(b);
  bylaw_close(b);
  unlink(path);
  return 0;
}
