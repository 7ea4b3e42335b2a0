/* Any bytes as the facts of a request, by Lua and by trees, and as lines of NDJSON. */
#include "fuzz.h"

static void ask_once(bylaw *b, bylaw_request q, const struct fuzz_text *facts) {
  char *json = NULL;
  q.facts = facts->text;
  q.facts_length = facts->length;
  if (bylaw_decide(b, &q, NULL, &json, NULL) == BYLAW_OK) bylaw_free(json);
  if (bylaw_explain(b, &q, NULL, &json, NULL) == BYLAW_OK) bylaw_free(json);
  if (bylaw_needs(b, &q, 1, NULL, &json, NULL) == BYLAW_OK) bylaw_free(json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static bylaw *b;
  const bylaw_request q = {.policy = "household-heating", .decision = "due", .month = "2025-10"};
  if (!b) b = fuzz_with("tests/memory/household.lua");
  struct fuzz_text facts = fuzz_expand(data, size), in = facts;
  if (facts.length) ask_once(b, q, &facts);
  in.length = fuzz_first_lines(&facts);
  bylaw_many many = {.format = BYLAW_NDJSON, .read = fuzz_feed, .write = fuzz_drop, .data = &in};
  bylaw_decide_many(b, &q, &many, NULL, NULL);
  free(facts.text);
  return 0;
}
