/* Recording a trace. */
#include "host/trace/trace.h"

void trace_start(struct trace *t) {
  t->spoiled = false;
  t->step_count = t->used_count = t->made_count = 0;
}

void trace_spoil(struct trace *t) {
  t->spoiled = true;
}

/* A question that was answered before on this path is no further step. */
static void add_step(struct trace *t, struct step s) {
  for (int i = 0; i < t->step_count; i++) {
    const struct step *old = &t->steps[i];
    if (old->kind == s.kind && old->cmp == s.cmp && old->a == s.a && old->b == s.b) return;
  }
  if (t->step_count == TRACE_STEPS || !s.a) {
    t->spoiled = true;
    return;
  }
  t->steps[t->step_count++] = s;
}

void trace_compare(struct trace *t, enum compare cmp, uint32_t a, uint32_t b, bool outcome) {
  if (!b) t->spoiled = true;
  add_step(t, (struct step){STEP_COMPARE, (uint8_t)cmp, outcome, a, b});
}

void trace_kind(struct trace *t, uint32_t a, struct value v) {
  add_step(t, (struct step){STEP_KIND, 0, true, a, v.kind + v.domain * 256u});
}

static void add_id(struct trace *t, uint32_t *list, int *count, int most, uint32_t id) {
  for (int i = 0; i < *count; i++)
    if (list[i] == id) return;
  if (*count == most || !id)
    t->spoiled = true;
  else
    list[(*count)++] = id;
}

void trace_used(struct trace *t, uint32_t expr) {
  add_id(t, t->used, &t->used_count, TRACE_USED, expr);
}

void trace_made(struct trace *t, struct value v) {
  if (v.state == STATE_UNKNOWN || v.state == STATE_POISONED) t->spoiled = true;
  add_id(t, t->made, &t->made_count, TRACE_MADE, v.expr);
}
