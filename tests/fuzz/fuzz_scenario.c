/* Any text as a file of scenarios, of two small policies; each way of testing in turn. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static bylaw *b;
  char path[256], *json = NULL;
  if (!b) b = fuzz_with("examples/policies");
  fuzz_write_text(fuzz_path("scenario.lua", path), data, size);
  if (bylaw_test(b, path, &json, NULL) == BYLAW_OK) bylaw_free(json);
  unlink(path);
  return 0;
}
