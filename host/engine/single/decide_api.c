/* The verbs of the public interface that ask for decisions, and masks. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/single/fast_path.h"
#include "host/engine/policy/status.h"
#include "host/value/identity.h"

bylaw_status bylaw_decide(bylaw *b, const bylaw_request *request, bylaw_outcome *outcome, char **json,
                          bylaw_error *error) {
  struct error e = {0};
  struct fast_path_request asked;
  if (json) *json = NULL;
  if (fast_path_answer(b, request, &asked, outcome, json)) return BYLAW_OK;
  struct evaluation *v = calloc(1, sizeof *v);
  struct outcome *out = calloc(1, sizeof *out);
  bool ok = v && out ? evaluation_run(b, request, v, out, &e) : error_set(&e, ERR_MEMORY, "内存不足");
  if (ok && outcome) *outcome = (bylaw_outcome)out->kind;
  if (ok && json) ok = status_json(outcome_json(v, out), json, &e);
  if (ok && json) fast_path_learn(&asked, v, out, *json);
  if (v) evaluation_end(v);
  free(v);
  free(out);
  return ok ? BYLAW_OK : give_error(&e, error);
}

void bylaw_mask(char *text) {
  text_mask_numbers(text);
}

void bylaw_mask_key(const char *key, char *out, size_t size) {
  identity_masked(key, out, size);
}
