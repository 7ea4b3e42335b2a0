/* A judge: opening, persons, questions. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/judge/batch.h"
#include "host/engine/judge/by_lua_private.h"
#include "host/engine/judge/judge_private.h"
#include "host/engine/judge/signature_table_private.h"

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* A timeline or list that is absent has no spells or records: what a run sees is never a missing
** one. */
static bool make_nothing(struct judge *j, int i, const struct fact *f) {
  if (f->form == FORM_TIMELINE) {
    struct timeline *t = arena_new(&j->arena, sizeof *t);
    if (!t) return false;
    *t = (struct timeline){.kind = f->kind, .domain = f->domain, .known_from = DAY_MIN};
    j->nothing[i].kind = KIND_TIMELINE;
    j->nothing[i].u.timeline = t;
  } else if (f->form == FORM_LIST) {
    struct list *l = arena_new(&j->arena, sizeof *l);
    if (!l) return false;
    l->fields = f->field_count;
    j->nothing[i].kind = KIND_LIST;
    j->nothing[i].u.list = l;
  } else {
    j->nothing[i] = value_absent(f->kind);
    j->nothing[i].domain = f->domain;
  }
  return true;
}

static bool make_room(struct judge *j) {
  const struct model *m = &j->policy->script->model;
  int most = 0;
  for (int i = 0; i < m->decision_count; i++)
    if (m->decisions[i].given_count > most) most = m->decisions[i].given_count;
  j->key = hash_key_new();
  j->facts = arena_array(&j->arena, (size_t)m->fact_count + 1, sizeof *j->facts);
  j->row_facts = arena_array(&j->arena, (size_t)m->fact_count + 1, sizeof *j->row_facts);
  j->nothing = arena_array(&j->arena, (size_t)m->fact_count + 1, sizeof *j->nothing);
  j->chosen = arena_array(&j->arena, (size_t)m->reading_count + 1, sizeof *j->chosen);
  j->in_force = arena_array(&j->arena, (size_t)m->reading_count + 1, sizeof *j->in_force);
  j->given = arena_array(&j->arena, (size_t)most + 1, sizeof *j->given);
  if (!j->facts || !j->row_facts || !j->nothing || !j->chosen || !j->in_force || !j->given) return false;
  for (int i = 0; i < m->fact_count; i++)
    if (!make_nothing(j, i, &m->facts[i])) return false;
  return true;
}

static bool make_times(struct judge *j) {
  static const uint32_t none[EXPR_ARGS] = {0};
  struct expr_arena *exprs = &j->policy->script->exprs;
  j->when_expr = expr_make(exprs, EXPR_WHEN, 0, none);
  j->decided_expr = expr_make(exprs, EXPR_DECIDED_ON, 0, none);
  expr_keep(exprs);
  return j->when_expr && j->decided_expr;
}

struct judge *judge_open(struct policy *p, int band_decision, struct error *e) {
  struct judge *j = calloc(1, sizeof *j);
  if (!j) {
    no_memory(e);
    return NULL;
  }
  j->policy = p;
  j->band_decision = band_decision;
  j->evaluation.policy = p;
  j->evaluation.run.decide = decide_for_term;
  j->known_on = DAY_LAST;
  j->enough = ENOUGH_FOR_SIGNATURES;
  if (make_room(j) && make_times(j) && run_prepare(&j->evaluation.run, p->script, &j->arena) &&
      trees_open(j)) {
    if (p->cover) j->trees.usable = false; /* what trees remember nobody sees being reached */
    judge_person(j, j->nothing, NULL);
    return j;
  }
  judge_close(j);
  no_memory(e);
  return NULL;
}

static void free_row_answers(struct row_answers *a) {
  free(a->skip);
  free(a->leaf);
  free(a->value);
  free(a->terms);
}

void judge_close(struct judge *j) {
  if (!j) return;
  run_end(&j->evaluation.run);
  plans_free(j);
  free(j->leaves.list);
  hash_table_free(&j->leaves.by_bytes);
  free_row_answers(&j->row_answers);
  batch_rooms_free(&j->row_rooms);
  trees_close(j);
  justifications_free(&j->justifications);
  free(j->texts.list);
  hash_table_free(&j->texts.by_text);
  arena_free(&j->arena);
  free(j);
}

bool judge_readings(struct judge *j, const int *chosen, struct error *e) {
  const struct model *m = &j->policy->script->model;
  for (int i = 0; chosen && i < m->reading_count; i++)
    if (chosen[i] < 0 || chosen[i] >= m->readings[i].count)
      return error_set(e, ERR_USAGE, "适用口径 ‘%s’ 没有第 %d 个选项", m->readings[i].name, chosen[i] + 1);
  j->other_readings = chosen != NULL;
  for (int i = 0; chosen && i < m->reading_count; i++)
    j->chosen[i] = chosen[i];
  plans_free(j);
  trees_forget(j);
  return true;
}

/* --- persons ---------------------------------------------------------------------------------- */

/* A value as a run wants it: of the declared kind, whatever its state. */
static struct value as_declared(const struct judge *j, int i, struct value v) {
  const struct fact *f = &j->policy->script->model.facts[i];
  v.expr = 0;
  if (v.state == STATE_ABSENT) return j->nothing[i];
  if (v.state != STATE_UNKNOWN) return v;
  return run_declared(f, value_unknown(f->form == FORM_LIST ? KIND_LIST : f->kind));
}

/* Without the values: a justification tells nothing of a person's facts. */
static const struct justification *break_invariant(struct judge *j, const struct invariant *inv) {
  const struct model *m = &j->policy->script->model;
  struct error why;
  error_set(&why, ERR_INPUT, "事实互相矛盾：%s与%s不满足 %s", m->facts[inv->a].label, m->facts[inv->b].label,
            inv->text);
  error_article(&why, m->id, inv->cite);
  return justification_of_failure(j, -1, &why);
}

void judge_person(struct judge *j, const struct value *facts, json_t *rulings) {
  const struct model *m = &j->policy->script->model;
  for (int i = 0; i < m->fact_count; i++)
    j->facts[i] = as_declared(j, i, facts[i]);
  j->another_person = true;
  j->rulings = rulings && json_array_size(rulings) > 0 ? rulings : NULL;
  j->invariant = broken_invariant(m, j->facts);
}

/* --- questions -------------------------------------------------------------------------------- */

/* Inputs that were not given are unknown, or absent where they may be. */
void judge_set_question(struct judge *j, int decision, struct value when, const struct value *given) {
  const struct decision *d = decision < 0 ? NULL : &j->policy->script->model.decisions[decision];
  for (int i = 0; d && i < d->given_count; i++) {
    const struct fact *f = &d->given[i];
    j->given[i] = given ? given[i] : f->optional ? value_absent(f->kind) : value_unknown(f->kind);
    j->given[i].domain = f->domain;
    j->given[i].expr = 0;
  }
  when.expr = 0;
  bool inputs = d && d->given_count > 0;
  bool same = !j->another_person && j->question.when.kind == when.kind && j->question.when.u.i == when.u.i &&
              !inputs && !j->question.inputs;
  j->question = (struct question){decision, when, inputs};
  j->lua_ran = false;
  j->how = NULL;
  j->another_person = false;
  trees_begin(j, !same);
}

static bool same_value(struct value a, struct value b) {
  if (a.kind != b.kind || a.state != b.state) return false;
  if (a.kind == KIND_LIST) return true; /* its items stand in the justification */
  if (a.state != STATE_KNOWN || a.kind == KIND_NONE) return true;
  struct value same = value_compare(CMP_EQ, a, b);
  return a.domain == b.domain && same.state == STATE_KNOWN && same.u.i;
}

/* What the trees found must be what Lua finds. */
static bool agree(struct judge *j, const struct verdict *trees, const struct verdict *lua,
                  bool justifications, struct error *e) {
  bool values = lua->kind == VERDICT_VALUE || lua->kind == VERDICT_HOLD;
  if (trees->kind == lua->kind && (!values || same_value(trees->value, lua->value)) &&
      (!justifications || trees->justification == lua->justification))
    return true;
  const struct decision *d = &j->policy->script->model.decisions[j->question.decision];
  error_set(e, ERR_RULE, "决定 ‘%s’ 两种算法的结果不同", d->name);
  error_hint(e, "这是程序的错误，请报告：%s",
             trees->justification ? trees->justification->text : lua->justification->text);
  return false;
}

/* The justification of a case that is new comes from Lua, which checks the trees at the same
** time. */
static bool find_ground(struct judge *j, struct known_case *how, struct verdict *out, struct error *e) {
  struct verdict lua = {0};
  if (!how->justification) {
    if (!judge_by_lua(j, &lua, e)) return false;
    if (lua.kind ==
        VERDICT_FAILED) { /* a limit of time may trip where nothing is wrong: the next one asks again */
      *out = lua;
      j->how = NULL;
      return true;
    }
    if (!agree(j, out, &lua, false, e)) return false;
    how->justification = lua.justification;
  }
  out->justification = how->justification;
  if (out->value.kind == KIND_LIST)
    out->value.u.list = &((const struct interned_justification *)out->justification)->items;
  return true;
}

static bool by_trees(struct judge *j, struct verdict *out, bool *done, struct error *e) {
  struct finding *found;
  struct walk *w = &j->trees.walk;
  struct frame *f = walk_frame(w, j->question.when);
  j->trees.log.frame = f;
  j->trees.log.count = 0;
  j->trees.log.gave = -1;
  j->trees.log.full = false;
  if (!f || !trees_decide(j, f, j->question.decision, &found)) {
    judge_lua_end(j);
    j->another_person = true; /* what was half computed is not taken up again */
    if (w->end != WALK_BROKEN) return true;
    *done = true;
    *out = (struct verdict){
        VERDICT_FAILED, {0}, justification_of_failure(j, j->question.decision, &j->trees.broken)};
    return out->justification || no_memory(e);
  }
  *done = true;
  out->kind = found->kind;
  out->value = found->value;
  struct known_case *how = j->how = found->how;
  judge_lua_end(j);
  if (!find_ground(j, how, out, e)) return false;
  if (out->value.kind != KIND_TEXT || out->value.state != STATE_KNOWN) return true;
  out->value.u.text = judge_text(j, out->value.u.text);
  return out->value.u.text || no_memory(e);
}

static bool both_ways(struct judge *j, struct verdict *out, struct error *e) {
  struct verdict lua = {0};
  return judge_by_lua(j, &lua, e) && agree(j, out, &lua, true, e);
}

static bool answer_question(struct judge *j, struct verdict *out, struct error *e) {
  bool done = false;
  if (j->trees.usable && !j->rulings && !by_trees(j, out, &done, e)) return false;
  return done ? !j->cross_check || both_ways(j, out, e) : judge_by_lua(j, out, e);
}

bool judge_decide(struct judge *j, int decision, struct value when, const struct value *given,
                  struct verdict *out, struct error *e) {
  j->asked++;
  memset(out, 0, sizeof *out);
  if (j->invariant) {
    out->kind = VERDICT_FAILED;
    out->justification = break_invariant(j, j->invariant);
    return out->justification || no_memory(e);
  }
  judge_set_question(j, decision, when, given);
  bool ok = answer_question(j, out, e);
  j->by_lua += j->lua_ran;
  return ok;
}

bool judge_ask(struct judge *j, int decision, struct value when, struct verdict *out, struct error *e) {
  j->another_person = true;
  j->alone++;
  return judge_decide(j, decision, when, j->given, out, e);
}

bool judge_term(struct judge *j, int name, struct value when, struct value *out, struct error *e) {
  judge_set_question(j, -1, when, NULL);
  struct frame *f = j->trees.usable ? walk_frame(&j->trees.walk, j->question.when) : NULL;
  bool walked = f && tree_name(j, f, name, out) && out->state != STATE_POISONED && out->kind != KIND_TEXT;
  judge_lua_end(j);
  if (!walked) j->another_person = true;
  return walked || judge_term_by_lua(j, name, out, e);
}

void judge_cross_check(struct judge *j, bool on) {
  j->cross_check = on;
}

long long judge_signatures_after(struct judge *j, long long persons) {
  long long before = j->enough;
  j->enough = persons;
  return before;
}

void judge_times(struct judge *j, struct value decided_on, int64_t known_on) {
  j->decided_on = decided_on;
  j->known_on = known_on;
  plans_free(j);
  trees_forget(j);
}

bool verdict_amount(const struct verdict *v, int64_t *fen) {
  if (v->kind != VERDICT_VALUE && v->kind != VERDICT_REFUSED) return false;
  *fen = v->kind == VERDICT_VALUE && v->value.state == STATE_KNOWN ? v->value.u.i : 0;
  return true;
}
