/* The public call: from a request to an exploration. */
#include "host/engine/explore/explore_private.h"
#include "host/engine/policy/status.h"

static bool refuse_facts(const bylaw_request *q, struct error *e) {
  const char *what = q->facts ? "事实" : q->deciding ? "决定之日" : q->known ? "所知之日" : NULL;
  if (!what) return true;
  error_set(e, ERR_USAGE, "探索不接受%s：它自己找出各种事实", what);
  error_hint(e, "只写政策、决定、月份（或日期）和适用口径");
  return false;
}

/* The readings asked for, one option each; NULL as *chosen: those in force. */
static bool read_readings(struct policy *p, const char *text, struct arena *arena, int **chosen,
                          struct error *e) {
  struct evaluation v = {.policy = p};
  const struct model *m = &p->script->model;
  *chosen = NULL;
  if (!text || !*text) return true;
  bool ok = run_begin(&v.run, p->script);
  if (!ok) error_set(e, ERR_MEMORY, "内存不足");
  ok = ok && request_readings(&v, text, e);
  if (ok) *chosen = arena_array(arena, (size_t)m->reading_count + 1, sizeof **chosen);
  for (int i = 0; *chosen && i < m->reading_count; i++)
    (*chosen)[i] = m->readings[i].chosen;
  evaluation_end(&v);
  return ok && (*chosen || error_set(e, ERR_MEMORY, "内存不足"));
}

static bool explore(bylaw *b, const bylaw_request *q, const bylaw_explore_options *o, struct arena *arena,
                    char **json, struct error *e) {
  struct explore_limits limits = {0};
  int *chosen;
  if (o) limits = (struct explore_limits){.runs = o->runs, .decisions = o->decisions, .seed = o->seed};
  struct explore_side side = {.policy = policy_find(b, q->policy, e)};
  if (!side.policy || !refuse_facts(q, e)) return false;
  side.decision = decision_find(&side.policy->script->model, q->decision, e);
  if (side.decision < 0) return false;
  if (!request_when(&side.policy->script->model.decisions[side.decision], q, &side.when, e)) return false;
  if (!read_readings(side.policy, q->readings, arena, &chosen, e)) return false;
  side.chosen = chosen;
  struct explore *x = explore_run(&side, 1, &limits, e);
  json_t *made = x ? explore_json(x, e) : NULL;
  b->statistics = (bylaw_statistics){0};
  if (x) explore_tell(x, &b->statistics);
  explore_free(x);
  return made && status_json(made, json, e);
}

bylaw_status bylaw_explore(bylaw *b, const bylaw_request *request, const bylaw_explore_options *options,
                           char **json, bylaw_error *error) {
  struct error e = {0};
  struct arena arena = {0};
  *json = NULL;
  bool ok = explore(b, request, options, &arena, json, &e);
  arena_free(&arena);
  return ok ? BYLAW_OK : give_error(&e, error);
}
