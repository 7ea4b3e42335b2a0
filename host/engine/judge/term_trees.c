/* Trees and the functions behind them: what the walk asks the policy for, and recording what it has
** not seen. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/judge/by_lua_private.h"
#include "host/engine/judge/judge_private.h"

/* a term that so often could not be told in a tree is tried only every so often */
enum { FAILURES = 64 };

/* --- hooks ------------------------------------------------------------------------------------ */

static bool parameter_hook(void *ud, int index, struct value at, bool has_start, struct value *out) {
  struct judge *j = ud;
  const struct parameter *p = &j->policy->script->model.parameters[index];
  const struct row *r = parameter_row_on(p, law_day(at), j->known_on);
  if (!row_value(r, has_start, out)) return false;
  out->expr = (uint32_t)(j->trees.first_bit[index] + (r ? 1 + (int)(r - p->rows) : 0));
  return true;
}

static void reading_hook(void *ud, int index, struct value *out) {
  struct judge *j = ud;
  const struct reading *r = &j->policy->script->model.readings[index];
  *out = value_enum(r->domain, j->other_readings ? j->chosen[index] : r->chosen);
  out->expr = (uint32_t)(j->trees.reading_bit + index);
}

/* The version of a term in force, by its own index. */
static int tree_hook(void *ud, int name, struct value when) {
  struct judge *j = ud;
  const struct model *m = &j->policy->script->model;
  if (m->names[name].kind == NAME_DECISION) return TREE_DECISION;
  int64_t day = law_day(when);
  for (int i = m->names[name].index; i >= 0; i = m->terms[i].next_version)
    if (day >= m->terms[i].from && day <= m->terms[i].to) return i;
  return TREE_NONE;
}

static bool decision_hook(void *ud, int name, struct frame *f, struct answer *out) {
  struct judge *j = ud;
  return trees_decide_for_term(j, f, j->policy->script->model.names[name].index, out);
}

/* What a recorded call asks for comes from the trees, which may have to record in their turn. */
static bool answer_hook(void *ud, int name, struct value when, struct value *out) {
  struct judge *j = ud;
  struct answer *a;
  struct frame *f = walk_frame(&j->trees.walk, when);
  if (!f || !walk_name(&j->trees.walk, f, name, &a)) return false;
  *out = a->value;
  return true;
}

static bool impure(struct judge *j, int tree) {
  const struct term *t = &j->policy->script->model.terms[tree];
  struct error *e = &j->trees.broken;
  error_set(e, ERR_RULE, "术语 ‘%s’ 对同样的回答走了不同的路：它依赖了事实与法律以外的东西", t->name);
  error_hint(e, "规则只能使用事实、参数、适用口径与其他术语");
  error_article(e, j->policy->script->model.id, t->cite);
  script_point(j->policy->script, t->line, e);
  return walk_stop(&j->trees.walk, WALK_BROKEN);
}

static bool missing_hook(void *ud, int name, int tree, struct frame *f) {
  struct judge *j = ud;
  struct trees *t = &j->trees;
  struct value result;
  struct error ignored;
  int failed = t->failures[tree]++; /* until it has gone well: an error may pass by here */
  if ((failed >= FAILURES && failed % FAILURES) || t->nested == MOST_NESTED_TRACES) return false;
  struct trace **trace = &t->traces[t->nested];
  if (!*trace && !(*trace = malloc(sizeof **trace))) return false;
  if (!j->lua_on) judge_lua_begin(j);
  struct expr_arena *exprs = &j->policy->script->exprs;
  uint32_t before = exprs->count, constants = exprs->constant_count;
  /* the policy's own functions answer, and need no trees */
  if (!expr_may_keep(exprs)) return false;
  t->nested++;
  int first = j->policy->script->model.names[name].index;
  bool ok = run_record(&j->evaluation.run, first, f->when, *trace, &result, &ignored);
  t->nested--;
  if (!ok || !expr_may_keep(exprs)) { /* an outer recording holds only what is older */
    expr_release(exprs, before, constants);
    return false;
  }
  enum forest_end end = forest_add(&t->forest, tree, *trace, result);
  expr_keep(exprs); /* its cells are numbered by expression */
  if (end == FOREST_IMPURE) return impure(j, tree);
  if (end == FOREST_ADDED) t->failures[tree] = 0;
  return end == FOREST_ADDED;
}

/* --- names ------------------------------------------------------------------------------------ */

uint32_t trees_cell(struct judge *j, int name) {
  const struct model *m = &j->policy->script->model;
  const struct name *n = &m->names[name];
  struct expr_arena *exprs = &j->policy->script->exprs;
  uint32_t ids[EXPR_ARGS] = {(uint32_t)n->index};
  if (j->trees.name_cells[name]) return j->trees.name_cells[name];
  enum expr_kind kind = n->kind == NAME_FACT      ? EXPR_FACT
                        : n->kind == NAME_READING ? EXPR_READING
                                                  : EXPR_PARAMETER;
  if (n->kind == NAME_GIVEN) {
    int decision = j->question.decision, index = model_given(m, n, decision);
    kind = EXPR_GIVEN; /* of no other decision: refused where it is asked */
    if (index >= 0) ids[0] = (uint32_t)index;
    ids[1] = (uint32_t)(index >= 0 ? decision : n->decision);
  }
  if (kind == EXPR_PARAMETER) ids[1] = m->parameters[n->index].on_deciding ? j->decided_expr : j->when_expr;
  uint32_t cell = forest_cell(&j->trees.forest, expr_make(exprs, kind, 0, ids));
  expr_keep(exprs);
  return j->trees.name_cells[name] = cell;
}

static void log_name(struct name_log *log, int name) {
  for (int i = 0; i < log->count; i++)
    if (log->names[i] == name) return;
  log->full = log->full || log->count == MOST_LOGGED;
  if (!log->full) log->names[log->count++] = name;
}

bool tree_name(struct judge *j, struct frame *f, int name, struct value *out) {
  struct walk *w = &j->trees.walk;
  if (j->trees.log.on && f == j->trees.log.frame) log_name(&j->trees.log, name);
  enum name_kind kind = j->policy->script->model.names[name].kind;
  if (kind == NAME_TERM || kind == NAME_DECISION) {
    struct answer *a;
    if (!walk_name(w, f, name, &a)) return false;
    *out = a->value;
    return true;
  }
  uint32_t cell = trees_cell(j, name);
  return cell ? walk_cell(w, f, cell, out) : walk_stop(w, WALK_SLOW);
}

/* --- opening ---------------------------------------------------------------------------------- */

static const struct walk_hooks hooks = {parameter_hook, reading_hook, tree_hook, decision_hook, missing_hook};

static bool number_bits(struct judge *j) {
  const struct model *m = &j->policy->script->model;
  struct trees *t = &j->trees;
  int bits = 0;
  t->first_bit = arena_array(&j->arena, (size_t)m->parameter_count + 1, sizeof *t->first_bit);
  if (!t->first_bit) return false;
  for (int i = 0; i < m->parameter_count; i++) {
    t->first_bit[i] = bits;
    bits += 1 + m->parameters[i].row_count;
  }
  t->reading_bit = bits;
  bits += m->reading_count;
  t->usable = bits <= USED_WORDS * 64;
  t->used_words = t->usable ? (bits + 63) / 64 : 0;
  return true;
}

bool trees_open(struct judge *j) {
  struct script *s = j->policy->script;
  struct trees *t = &j->trees;
  t->failures = arena_array(&j->arena, (size_t)s->model.term_count + 1, sizeof *t->failures);
  t->name_cells = arena_array(&j->arena, (size_t)s->model.name_count + 1, sizeof *t->name_cells);
  if (!t->failures || !t->name_cells || !forest_init(&t->forest, &s->exprs, s->model.term_count))
    return false;
  t->forest.most_bytes = j->policy->tree_bytes;
  walk_init(&t->walk, &t->forest, s->model.name_count,
            (size_t)s->model.decision_count * sizeof(struct finding));
  t->walk.env = &s->env;
  t->walk.hooks = &hooks;
  t->walk.ud = j;
  j->evaluation.run.answer = answer_hook;
  j->evaluation.run.answer_ud = j;
  return number_bits(j);
}

void trees_close(struct judge *j) {
  struct trees *t = &j->trees;
  for (int i = 0; i < MOST_NESTED_TRACES; i++)
    free(t->traces[i]);
  walk_free(&t->walk);
  forest_free(&t->forest);
  cases_free(&t->cases);
}

void trees_forget(struct judge *j) {
  walk_forget(&j->trees.walk);
  cases_free(&j->trees.cases);
  j->another_person = true;
}

void trees_begin(struct judge *j, bool another) {
  struct walk *w = &j->trees.walk;
  if (another) {
    walk_begin(w);
    w->decided_on = judge_decided_on(j, j->question.when);
  }
  w->facts = j->facts;
  w->given = j->given;
  w->given_decision = j->question.decision;
  w->end = WALK_OK;
  w->height = 0;
  memset(&w->used, 0, sizeof w->used);
  j->trees.nested = 0;
}
