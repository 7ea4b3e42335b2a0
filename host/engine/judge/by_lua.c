/* A judge's questions by the policy's own functions: the way that is always right. */
#include <string.h>

#include "host/engine/judge/by_lua_private.h"
#include "host/engine/judge/judge_private.h"

struct value judge_decided_on(const struct judge *j, struct value when) {
  if (j->decided_on.kind != KIND_NONE) return j->decided_on;
  return when.kind == KIND_MONTH ? value_op(NULL, OP_MONTH_LAST, &when) : when;
}

static void swap_readings(struct judge *j, bool ours) {
  struct model *m = &j->policy->script->model;
  for (int i = 0; j->other_readings && i < m->reading_count; i++) {
    if (ours) j->in_force[i] = m->readings[i].chosen;
    m->readings[i].chosen = ours ? j->chosen[i] : j->in_force[i];
  }
}

void judge_lua_begin(struct judge *j) {
  struct evaluation *v = &j->evaluation;
  const struct question *q = &j->question;
  run_restart(&v->run);
  run_hold(&v->run);
  v->run.facts = j->facts;
  v->run.given = j->given;
  v->run.given_decision = v->decision = q->decision;
  v->run.when = q->when;
  v->run.when.expr = j->when_expr;
  v->run.decided_on = judge_decided_on(j, q->when);
  v->run.known_on = j->known_on;
  v->run.decided_on.expr = j->decided_expr;
  v->rulings = j->rulings;
  v->depth = 0;
  swap_readings(j, true);
  j->policy->script->exprs.starved = false;
  script_budget(j->policy->script);
  j->lua_on = j->lua_ran = true;
}

void judge_lua_end(struct judge *j) {
  if (!j->lua_on) return;
  script_budget_end(j->policy->script);
  swap_readings(j, false);
  run_pause(&j->evaluation.run);
  run_let_go(&j->evaluation.run);
  j->lua_on = false;
}

static bool fail(struct judge *j, int decision, const struct error *why, struct verdict *out,
                 struct error *e) {
  if (why->kind == ERR_MEMORY) {
    *e = *why;
    return false;
  }
  *out =
      (struct verdict){.kind = VERDICT_FAILED, .justification = justification_of_failure(j, decision, why)};
  return out->justification || error_set(e, ERR_MEMORY, "内存不足");
}

/* A text of the facts or of a ruling outlives neither; the verdict's does. */
static bool keep_value(struct judge *j, const struct outcome *from, struct verdict *out, struct error *e) {
  out->value = from->value;
  out->value.expr = 0;
  struct value earliest, latest;
  bool between = outcome_between(from, &earliest, &latest);
  if (from->kind != OUT_VALUE && from->kind != OUT_HOLD && !between) out->value = (struct value){0};
  if (out->value.kind == KIND_LIST) {
    out->value.u.list = &((const struct interned_justification *)out->justification)->items;
    return true;
  }
  if (out->value.kind != KIND_TEXT || out->value.state != STATE_KNOWN) return true;
  out->value.u.text = judge_text(j, out->value.u.text);
  return out->value.u.text || error_set(e, ERR_MEMORY, "内存不足");
}

static bool decide_here(struct judge *j, int decision, struct verdict *out, struct error *e) {
  struct evaluation *v = &j->evaluation;
  struct error why = {0};
  struct outcome *made = arena_new(&v->run.arena, sizeof *made);
  if (!made) return error_set(e, ERR_MEMORY, "内存不足");
  if (!decide(v, decision, v->run.when, made, &why)) return fail(j, decision, &why, out, e);
  out->kind = (enum verdict_kind)made->kind;
  out->justification = justification_of(j, made);
  if (!out->justification) return error_set(e, ERR_MEMORY, "内存不足");
  return keep_value(j, made, out, e);
}

/* Where memory ran out on the way, a reason or an expression is missing, though the outcome stands:
** no answer then. */
static bool lua_starved(struct judge *j, struct error *e) {
  bool starved = j->policy->script->exprs.starved || j->evaluation.run.arena.starved;
  j->policy->script->exprs.starved = false;
  return starved && !error_set(e, ERR_MEMORY, "内存不足");
}

bool judge_by_lua(struct judge *j, struct verdict *out, struct error *e) {
  judge_lua_end(j);
  judge_lua_begin(j);
  bool ok = decide_here(j, j->question.decision, out, e) && !lua_starved(j, e);
  judge_lua_end(j);
  return ok;
}

bool judge_term_by_lua(struct judge *j, int name, struct value *out, struct error *e) {
  judge_lua_end(j);
  judge_lua_begin(j);
  bool ok = run_name(&j->evaluation.run, name, j->evaluation.run.when, out, e) && !lua_starved(j, e);
  judge_lua_end(j);
  if (!ok) return false;
  out->expr = 0;
  if (out->kind != KIND_TEXT || out->state != STATE_KNOWN) return true;
  out->u.text = judge_text(j, out->u.text);
  return out->u.text || error_set(e, ERR_MEMORY, "内存不足");
}
