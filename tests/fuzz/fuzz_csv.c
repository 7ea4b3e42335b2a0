/* Any bytes as a register: decided line by line, imported into an empty database, paid, and given
** out again. */
#include "fuzz.h"

static void import_and_pay(bylaw *b, const char *path, const char *bad) {
  char *json = NULL;
  bylaw_import_request q = {.policy = "household-heating",
                            .path = path,
                            .skip_bad = 1,
                            .bad_path = bad,
                            .act = {"2025-10-01", "fuzz", "fuzz"}};
  bylaw_pay_request pay = {.policy = q.policy, .month = "2025-10", .on = "2025-10-25"};
  if (bylaw_store(b, ":memory:", BYLAW_STORE_CREATE, NULL) != BYLAW_OK) abort();
  if (bylaw_import(b, &q, &json, NULL) == BYLAW_OK) {
    bylaw_free(json);
    if (bylaw_import(b, &q, &json, NULL) == BYLAW_OK) bylaw_free(json); /* the same once more */
    if (bylaw_pay(b, &pay, &json, NULL) == BYLAW_OK) bylaw_free(json);
    bylaw_export(b, q.policy, NULL, fuzz_drop, NULL, NULL);
  }
  bylaw_store(b, NULL, 0, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static bylaw *b;
  char path[256], bad[256];
  if (!b) b = fuzz_with("tests/memory/household.lua");
  struct fuzz_text text = fuzz_expand(data, size), in;
  text.length = fuzz_first_lines(&text);
  in = text;
  bylaw_many many = {.format = BYLAW_CSV, .read = fuzz_feed, .write = fuzz_drop, .data = &in};
  bylaw_decide_many(b, &(bylaw_request){.policy = "household-heating", .decision = "due", .month = "2025-10"},
                    &many, NULL, NULL);
  fuzz_write(fuzz_path("register.csv", path), text.text, text.length);
  import_and_pay(b, path, fuzz_path("bad.csv", bad));
  free(text.text);
  unlink(path);
  unlink(bad);
  return 0;
}
