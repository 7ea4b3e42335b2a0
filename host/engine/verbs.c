/* The verbs of the public interface that ask for decisions. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/engine.h"

static bylaw_status run_request(bylaw *b, const bylaw_request *request, bylaw_outcome *kind, char **text,
                                bool people, bylaw_error *error) {
  struct error e = {0};
  struct evaluation *v = calloc(1, sizeof *v);
  struct outcome *out = calloc(1, sizeof *out);
  bool ok = v && out ? evaluation_run(b, request, v, out, &e) : error_set(&e, ERR_MEMORY, "内存不足");
  if (text) *text = NULL;
  if (ok && kind) *kind = (bylaw_outcome)out->kind;
  if (ok && text && people) {
    struct buf explained = {0};
    outcome_explain(v, out, &explained);
    *text = buf_take(&explained);
    ok = *text || error_set(&e, ERR_MEMORY, "内存不足");
  } else if (ok && text) {
    ok = status_json(outcome_json(v, out), text, &e);
  }
  if (v) evaluation_end(v);
  free(v);
  free(out);
  return ok ? BYLAW_OK : give_error(&e, error);
}

bylaw_status bylaw_decide(bylaw *b, const bylaw_request *request, bylaw_outcome *outcome, char **json,
                          bylaw_error *error) {
  return run_request(b, request, outcome, json, false, error);
}

bylaw_status bylaw_explain(bylaw *b, const bylaw_request *request, bylaw_outcome *outcome, char **text,
                           bylaw_error *error) {
  return run_request(b, request, outcome, text, true, error);
}
