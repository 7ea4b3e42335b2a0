/* One meaning of an expression: the evaluator, cells (walk.c), flat expressions, row codes and
** column kernels come to the same, bit by bit, for random well-typed expressions over persons of
** every shape. A faster way may stand back for a person, but never differ. What an evaluator says
** where something is unknown, poisoned or another decision's is worked out by hand. */
#include "kernels.h"

#include "host/trace/batch/column.h"
#include "host/trace/batch/flat_private.h"
#include "host/trace/batch/row.h"
#include "host/trace/eval.h"

enum { ROUNDS = 40, GUARDS = 12, PEOPLE = 140, DEEPEST = 3 };

struct rig {
  bylaw *b;
  struct world world;
  struct batch_maker batch;
  struct value people[PEOPLE][MOST_FACTS], given[8];
  const struct model *model;
  struct walk walk;
  struct forest forest;
  struct flat flat;
  struct rows rows;
  struct eval eval;
  long long cells, cells_told, rows_told, kernels_told, vectors_told,
      asked; /* how often each had an answer */
};

/* --- expressions ------------------------------------------------------------------------------ */

static uint32_t gen(struct rig *r, enum kind kind, int depth);

static uint32_t node(struct rig *r, enum expr_kind kind, int code, uint32_t a, uint32_t b, uint32_t c) {
  const uint32_t ids[EXPR_ARGS] = {a, b, c};
  return expr_make(&r->flat.exprs, kind, code, ids);
}

static uint32_t number(struct rig *r, int64_t n) {
  return expr_constant(&r->flat.exprs, value_of(KIND_COUNT, n));
}

static uint16_t domain_of_kind(const struct rig *r, enum kind kind) {
  for (int i = 0; i < r->model->fact_count; i++)
    if (r->model->facts[i].form == FORM_PLAIN && r->model->facts[i].kind == kind)
      return r->model->facts[i].domain;
  return 0;
}

/* A fact of this form whose values are of this kind; -1: there is none. */
static int some_index(struct rig *r, int form, enum kind kind) {
  int first = below(&r->world, r->model->fact_count);
  for (int k = 0; k < r->model->fact_count; k++) {
    int i = (first + k) % r->model->fact_count;
    const struct fact *f = &r->model->facts[i];
    if ((int)f->form == form && (form == FORM_LIST || f->kind == kind)) return i;
  }
  return -1;
}

static int some_field(struct rig *r, const struct fact *list, enum kind kind) {
  for (int k = 0, first = below(&r->world, list->field_count); k < list->field_count; k++)
    if (list->fields[(first + k) % list->field_count].kind == kind) return (first + k) % list->field_count;
  return -1;
}

static uint32_t leaf(struct rig *r, enum kind kind) {
  static const struct odds plain = {0, 0, 0, 4};
  struct fact like = {.kind = kind, .domain = domain_of_kind(r, kind)};
  if (chance(&r->world, 55)) return node(r, EXPR_FACT, 0, (uint32_t)some_index(r, FORM_PLAIN, kind), 0, 0);
  for (uint32_t i = 0; i < 6 && chance(&r->world, 15); i++)
    if (r->given[i].kind == kind) return node(r, EXPR_GIVEN, 0, i, 0, 0);
  return expr_constant(&r->flat.exprs, kernel_cell(&r->world, &like, &plain));
}

static uint32_t query(struct rig *r, enum aggregate agg, enum kind kind, int depth) {
  int at = some_index(r, FORM_LIST, KIND_NONE);
  const struct fact *list = &r->model->facts[at];
  struct expr_query q = {.list = node(r, EXPR_FACT, 0, (uint32_t)at, 0, 0), .agg = agg, .kind = kind};
  if (agg > AGG_COUNT) q.field = some_field(r, list, kind);
  if (agg == AGG_FIRST || agg == AGG_LAST)
    q.by = some_field(r, list, chance(&r->world, 70) ? KIND_DATE : KIND_COUNT);
  if (kind == KIND_ENUM) q.domain = domain_of_kind(r, kind);
  for (q.count = below(&r->world, 3); depth == 0 && q.count > 1;)
    q.count--;
  for (int i = 0; i < q.count; i++) {
    struct expr_condition *c = &q.conditions[i];
    c->field = below(&r->world, list->field_count);
    enum kind of = list->fields[c->field].kind;
    bool ordered = of != KIND_ENUM && of != KIND_TRUTH;
    c->test = (enum row_test)(ordered ? ROW_EQ + below(&r->world, 7) : ROW_EQ + below(&r->world, 2));
    c->a = c->b = gen(r, of, depth - 1);
    if (c->test == ROW_RANGE) c->b = gen(r, of, depth - 1);
  }
  return expr_query_make(&r->flat.exprs, &q);
}

static uint32_t timeline(struct rig *r, enum op op, enum kind kind, int depth) {
  int at =
      some_index(r, FORM_TIMELINE,
                 op == OP_AT ? kind : (enum kind[]){KIND_DATE, KIND_COUNT, KIND_ENUM}[below(&r->world, 3)]);
  uint32_t day = gen(r, KIND_DATE, depth - 1), line = node(r, EXPR_FACT, 0, (uint32_t)at, 0, 0);
  if (op == OP_CHANGES) day = node(r, EXPR_OP, OP_PERIOD, day, gen(r, KIND_DATE, depth - 1), 0);
  return node(r, EXPR_OP, op, line, day, 0);
}

static uint32_t both(struct rig *r, enum op op, enum kind a, enum kind b, int depth) {
  uint32_t left = gen(r, a, depth - 1);
  return node(r, EXPR_OP, op, left, gen(r, b, depth - 1), 0);
}

static uint32_t of_days(struct rig *r, enum op op, enum kind second, int depth) {
  uint32_t a = gen(r, KIND_DATE, depth - 1), b = gen(r, second, depth - 1);
  return node(r, EXPR_OP, op, a, b, number(r, below(&r->world, 4)));
}

static uint32_t count_of(struct rig *r, int depth) {
  switch (below(&r->world, 9)) {
  case 0: return both(r, OP_ADD, KIND_COUNT, KIND_COUNT, depth);
  case 1: return both(r, OP_MUL, KIND_COUNT, KIND_COUNT, depth);
  case 2: return both(r, OP_SUB, KIND_DATE, KIND_DATE, depth);
  case 3: return of_days(r, OP_AGE, KIND_DATE, depth);
  case 4: return node(r, EXPR_OP, OP_YEAR, gen(r, KIND_MONTH, depth - 1), 0, 0);
  case 5: return node(r, EXPR_OP, OP_DAY_NUMBER, gen(r, KIND_DATE, depth - 1), 0, 0);
  case 6: return of_days(r, OP_MONTHS_BETWEEN, KIND_DATE, depth);
  case 7: return timeline(r, OP_CHANGES, KIND_NONE, depth);
  default: return query(r, AGG_COUNT, KIND_COUNT, depth);
  }
}

static uint32_t date_of_facts(struct rig *r, int depth) {
  static const enum op asked[] = {OP_SINCE, OP_PRESENT_SINCE, OP_ABSENT_FROM, OP_NEXT_CHANGE};
  switch (below(&r->world, 6)) {
  case 0: return both(r, OP_ADD, KIND_DATE, KIND_COUNT, depth);
  case 1: return of_days(r, OP_ADD_MONTHS, KIND_COUNT, depth);
  case 2: return node(r, EXPR_OP, OP_MONTH_FIRST, gen(r, KIND_MONTH, depth - 1), 0, 0);
  case 3: return node(r, EXPR_OP, OP_MONTH_LAST, gen(r, KIND_MONTH, depth - 1), 0, 0);
  default: return timeline(r, asked[below(&r->world, 4)], KIND_NONE, depth);
  }
}

static uint32_t of_kind(struct rig *r, enum kind kind, int depth) {
  switch (kind) {
  case KIND_COUNT: return count_of(r, depth);
  case KIND_DATE: return date_of_facts(r, depth);
  case KIND_MONEY:
    return chance(&r->world, 50) ? both(r, OP_SUB, KIND_MONEY, KIND_MONEY, depth)
                                 : both(r, OP_MUL, KIND_MONEY, KIND_COUNT, depth);
  case KIND_MONTH:
    return chance(&r->world, 50) ? both(r, OP_ADD, KIND_MONTH, KIND_COUNT, depth)
                                 : node(r, EXPR_OP, OP_MONTH_OF, gen(r, KIND_DATE, depth - 1), 0, 0);
  case KIND_TRUTH: return query(r, chance(&r->world, 60) ? AGG_ANY : AGG_ALL, KIND_TRUTH, depth);
  default: return both(r, OP_FIRST, kind, kind, depth);
  }
}

static uint32_t gen(struct rig *r, enum kind kind, int depth) {
  static const enum op choices[] = {OP_FIRST, OP_LEAST, OP_MOST};
  static const enum aggregate of_records[] = {AGG_FIRST, AGG_LAST, AGG_LEAST, AGG_MOST};
  bool ordered = kind != KIND_ENUM && kind != KIND_TRUTH;
  if (depth <= 0 || chance(&r->world, 20)) return leaf(r, kind);
  if (chance(&r->world, 12)) return both(r, choices[below(&r->world, ordered ? 3 : 1)], kind, kind, depth);
  if (chance(&r->world, 12)) return timeline(r, OP_AT, kind, depth);
  if (chance(&r->world, 15)) return query(r, of_records[below(&r->world, ordered ? 4 : 2)], kind, depth);
  return of_kind(r, kind, depth);
}

/* --- the rig ---------------------------------------------------------------------------------- */

static void open_policy(struct rig *r) {
  struct buf text = {0};
  struct error e = {0};
  char path[] = "/tmp/bylaw-evaluator-XXXXXX.lua";
  int file = mkstemps(path, 4);
  assert_true(file >= 0);
  close(file);
  buf_puts(&text, MADE_HEAD);
  kernel_facts(&text);
  kernel_add(&text, "one", "\"truth\"", 0, "unit.t1");
  buf_puts(&text, MADE_END);
  write_text(path, buf_text(&text));
  assert_int_equal(bylaw_open(&r->b, NULL, NULL), BYLAW_OK);
  assert_int_equal(bylaw_load(r->b, path, NULL), BYLAW_OK);
  unlink(path);
  buf_free(&text);
  r->world.policy = r->b->policies;
  r->model = &r->world.policy->script->model;
  struct judge *j = judge_open(r->world.policy, -1, &e);
  assert_non_null(j);
  assert_true(judge_batch_make(j, &r->batch)); /* the shapes of the facts */
  judge_close(j);
}

/* The first is ordinary: ranges are looked for beside his facts. */
static void make_people(struct rig *r) {
  static const struct odds usual = {6, 15, 4, 4}, none = {0};
  static const char letters[] = "cadmet";
  arena_reset(&r->world.arena);
  batch_clear(&r->batch);
  for (int i = 0; i < PEOPLE; i++) {
    for (int k = 0; k < r->model->fact_count; k++)
      do /* an absent history is handed on as an empty one */
        r->people[i][k] = kernel_fact(&r->world, &r->model->facts[k], i ? &usual : &none);
      while (r->model->facts[k].form != FORM_PLAIN && r->people[i][k].state == STATE_ABSENT);
    assert_true(batch_add(&r->batch, r->people[i]));
  }
  for (int i = 0; letters[i]; i++)
    for (int k = 0; k < r->model->fact_count; k++)
      if (r->model->facts[k].name[0] == letters[i] && r->model->facts[k].name[1] == '1')
        r->given[i] = kernel_fact(&r->world, &r->model->facts[k], &usual);
}

static bool no_parameter(void *ud, int index, struct value at, bool has_start, struct value *out) {
  (void)ud, (void)index, (void)at, (void)has_start, (void)out;
  return false;
}

static void begin_round(struct rig *r) {
  static const struct walk_hooks hooks = {.parameter = no_parameter};
  struct value when = value_of(KIND_MONTH, r->world.month);
  make_people(r);
  walk_init(&r->walk, &r->forest, GUARDS, 0);
  r->walk.hooks = &hooks;
  r->walk.env = &r->world.policy->script->env;
  r->walk.facts = r->people[0];
  r->walk.given = r->given;
  r->walk.given_decision = 0;
  assert_true(flat_init(&r->flat, &r->walk, when));
  assert_true(forest_init(&r->forest, &r->flat.exprs, GUARDS));
  r->rows = (struct rows){.flat = &r->flat};
  r->eval = (struct eval){.in = {.exprs = &r->flat.exprs,
                                 .values = r->walk.env,
                                 .given = r->given,
                                 .given_decision = 0,
                                 .when = when}};
}

/* Each guard is a tree of its own: its name comes out as class 0 or 1. */
static void add_guards(struct rig *r) {
  static const enum kind kinds[] = {KIND_COUNT, KIND_MONEY, KIND_DATE, KIND_MONTH, KIND_ENUM, KIND_TRUTH};
  static const uint8_t asked[] = {CMP_EQ, CMP_LT, CMP_LE, CMP_PRESENT};
  r->flat.nodes = calloc(3 * GUARDS + 1, sizeof *r->flat.nodes);
  assert_non_null(r->flat.nodes);
  while (r->flat.guard_count < GUARDS) {
    enum kind kind = kinds[below(&r->world, 6)];
    bool ordered = kind != KIND_ENUM && kind != KIND_TRUTH;
    uint8_t cmp = asked[ordered ? below(&r->world, 4) : 3 * below(&r->world, 2)];
    uint32_t a = gen(r, kind, DEEPEST);
    uint32_t b = cmp == CMP_PRESENT ? 0 : chance(&r->world, 50) ? leaf(r, kind) : gen(r, kind, DEEPEST);
    assert_true(a && (b || cmp == CMP_PRESENT));
    uint32_t had = r->flat.guard_count, guard = flat_guard_of(&r->flat, cmp, a, b), at = 3 * guard + 1;
    if (guard < had) continue;
    r->flat.nodes[at] = (struct flat_node){guard, {at + 1, at + 2}};
    r->flat.nodes[at + 1] = (struct flat_node){NODE_CLASS, {0}};
    r->flat.nodes[at + 2] = (struct flat_node){NODE_CLASS, {1}};
    r->flat.trees[guard] = (struct flat_tree){at, 3};
    r->flat.node_count = at + 3;
  }
}

static void end_round(struct rig *r) {
  eval_free(&r->eval);
  rows_free(&r->rows);
  forest_free(&r->forest);
  flat_free(&r->flat);
  walk_free(&r->walk);
}

/* --- agreeing --------------------------------------------------------------------------------- */

static void same(const char *how, uint32_t expr, int person, struct value is, struct value wanted) {
  bool alike = is.kind == wanted.kind && is.state == wanted.state && is.domain == wanted.domain;
  if (alike && is.state == STATE_KNOWN && is.kind < KIND_TIMELINE) alike = is.u.i == wanted.u.i;
  if (alike && is.state == STATE_POISONED)
    alike = !memcmp(&is.u.poison, &wanted.u.poison, sizeof is.u.poison);
  if (!alike)
    fail_msg("%s, expression %u, person %d: %lld (kind %d, state %d), not %lld (%d, %d)", how, expr, person,
             (long long)is.u.i, is.kind, is.state, (long long)wanted.u.i, wanted.kind, wanted.state);
}

static void check_cell(struct rig *r, uint32_t expr, int person, struct value wanted) {
  struct value v;
  struct frame *f = walk_frame(&r->walk, r->flat.when);
  uint32_t cell = forest_cell(&r->forest, expr);
  assert_true(f && cell);
  r->walk.end = WALK_OK;
  r->cells++;
  if (!walk_cell(&r->walk, f, cell, &v)) return; /* stood back */
  r->cells_told++;
  same("cells", expr, person, v, wanted);
}

/* What is unknown or poisoned on the way is not told by columns. */
static void check_vector(struct rig *r, const struct vector *v, uint32_t expr, int person,
                         struct value wanted) {
  struct value is = {.kind = v->kind, .domain = v->domain, .u.i = v->value[person]};
  if (set_has(&v->known, person)) {
    r->vectors_told++;
    same("kernels", expr, person, is, wanted);
  }
  if (set_has(&v->absent, person)) assert_int_equal(wanted.state, STATE_ABSENT);
}

static int by_kernel(const struct name_partition *n, int person) {
  if (set_has(&n->slow, person)) return -1;
  for (int i = 0; i < n->count; i++)
    if (set_has(&n->classes[i].who, person)) return (int)n->classes[i].class;
  return -2;
}

static void check_guard(struct rig *r, uint32_t guard, const struct name_partition *named, bool ready,
                        int person) {
  const struct flat_guard *g = &r->flat.guards[guard];
  int wanted = eval_guard(&r->eval, (enum compare)g->cmp, g->a, g->b);
  int row = ready ? rows_test(&r->rows, guard, &r->batch.batch, person) : -1;
  int kernel = by_kernel(named, person);
  r->asked++;
  r->rows_told += row >= 0;
  if (row >= 0 && row != wanted)
    fail_msg("row code of guard %u, person %d: %d, not %d", guard, person, row, wanted);
  if (flat_test(&r->flat, guard, r->people[person], r->given) != wanted)
    fail_msg("flat guard %u, person %d: not %d", guard, person, wanted);
  r->kernels_told += kernel >= 0;
  if (kernel != -1 && kernel != wanted)
    fail_msg("kernel of guard %u, person %d: %d, not %d", guard, person, kernel, wanted);
}

static void check_round(struct rig *r, struct column_chunk *s) {
  const struct vector *vectors[GUARDS];
  struct name_partition *named[GUARDS];
  bool ready[GUARDS];
  struct set all = {{0}};
  for (int i = 0; i < PEOPLE; i++)
    set_put(&all, i);
  assert_true(column_chunk_begin(s, &r->flat, r->given, 0, PEOPLE));
  for (uint32_t g = 0; g < GUARDS; g++) {
    ready[g] = rows_ready(&r->rows, g, &r->batch.batch);
    assert_non_null(named[g] = column_chunk_name(s, (int)g, &all, (struct span){0, CHUNK_WORDS}));
    assert_non_null(vectors[g] = column_chunk_value(s, r->flat.guards[g].a, &all));
  }
  for (int i = 0; i < PEOPLE; i++) {
    r->walk.facts = r->eval.in.facts = r->people[i];
    walk_begin(&r->walk);
    eval_begin(&r->eval);
    for (uint32_t g = 0; g < GUARDS; g++) {
      uint32_t expr = r->flat.guards[g].a;
      struct value wanted = eval_expr(&r->eval, expr),
                   flat = flat_value(&r->flat, expr, r->people[i], r->given);
      flat.expr = 0;
      same("flat", expr, i, flat, wanted);
      check_cell(r, expr, i, wanted);
      check_vector(r, vectors[g], expr, i, wanted);
      check_guard(r, g, named[g], ready[g], i);
    }
  }
}

static void evaluator_cells_row_codes_and_kernels_agree(void **state) {
  static struct rig r;
  (void)state;
  r = (struct rig){.world = {.state = 20250630, .month = MONTH(2025, 6)}};
  open_policy(&r);
  for (int round = 0; round < ROUNDS; round++) {
    struct column_chunk s;
    begin_round(&r);
    add_guards(&r);
    assert_true(column_chunk_init(&s, &r.batch.batch));
    check_round(&r, &s);
    column_chunk_free(&s);
    end_round(&r);
  }
  /* none of them has stood back for all */
  assert_true(r.cells_told * 10 > r.cells * 9);
  assert_true(r.rows_told * 4 > r.asked);
  assert_true(r.kernels_told * 3 > r.asked);
  assert_true(r.vectors_told * 4 > r.asked);
  batch_maker_free(&r.batch);
  arena_free(&r.world.arena);
  bylaw_close(r.b);
}

/* --- by hand ---------------------------------------------------------------------------------- */

static struct value evaluated(struct expr_arena *a, uint32_t expr, const struct value *facts,
                              const struct value *given) {
  struct eval v = {.in = {.exprs = a, .facts = facts, .given = given, .given_decision = 2}};
  eval_begin(&v);
  struct value x = eval_expr(&v, expr);
  eval_free(&v);
  return x;
}

static uint32_t one_leaf(struct expr_arena *a, enum expr_kind kind, uint32_t index, uint32_t decision) {
  return expr_make(a, kind, 0, (uint32_t[EXPR_ARGS]){index, decision});
}

/* Fact 0: a list with one field, a date; fact 1: a date. No record of an empty list lies before
** whatever day, and every one does; whether one of a list with a record does, nobody knows. */
static void an_unknown_operand_leaves_what_it_cannot_change(void **state) {
  (void)state;
  struct expr_arena a;
  struct value cell = date_of(2025, 1, 1);
  struct list empty = {.fields = 1}, one = {1, 1, &cell};
  struct value facts[] = {{.kind = KIND_LIST, .u.list = &empty}, value_unknown(KIND_DATE)};
  assert_true(expr_init(&a));
  uint32_t list = one_leaf(&a, EXPR_FACT, 0, 0), day = one_leaf(&a, EXPR_FACT, 1, 0);
  struct expr_query q = {list, AGG_ANY, 0, 0, 1, KIND_TRUTH, 0, {{0, ROW_LT, day, day}}};
  uint32_t any = expr_query_make(&a, &q);
  q.agg = AGG_ALL;
  uint32_t every = expr_query_make(&a, &q);
  same("any", any, 0, evaluated(&a, any, facts, NULL), value_of(KIND_TRUTH, 0));
  same("all", every, 0, evaluated(&a, every, facts, NULL), value_of(KIND_TRUTH, 1));
  facts[0].u.list = &one;
  same("any of one", any, 0, evaluated(&a, any, facts, NULL), value_unknown(KIND_TRUTH));
  expr_free(&a);
}

/* 30 February is a date all the same: a month later it is a poisoned date, and its month a poisoned
** month. */
static void what_is_poisoned_keeps_its_kind(void **state) {
  (void)state;
  struct expr_arena a;
  struct value facts[] = {date_of(2025, 2, 30)};
  assert_int_equal(facts[0].state, STATE_POISONED);
  assert_true(expr_init(&a));
  uint32_t day = one_leaf(&a, EXPR_FACT, 0, 0);
  uint32_t month = expr_make(&a, EXPR_OP, OP_MONTH_OF, (uint32_t[EXPR_ARGS]){day});
  struct value v = evaluated(&a, month, facts, NULL);
  assert_int_equal(v.state, STATE_POISONED);
  assert_int_equal(v.kind, KIND_MONTH);
  assert_int_equal(v.u.poison.code, VERR_DAY);
  expr_free(&a);
}

/* The inputs at hand are those of decision 2. */
static void an_input_of_another_decision_is_unknown(void **state) {
  (void)state;
  struct expr_arena a;
  struct value given[] = {value_of(KIND_COUNT, 7)};
  assert_true(expr_init(&a));
  uint32_t own = one_leaf(&a, EXPR_GIVEN, 0, 2), other = one_leaf(&a, EXPR_GIVEN, 0, 1);
  same("own", own, 0, evaluated(&a, own, NULL, given), value_of(KIND_COUNT, 7));
  assert_int_equal(evaluated(&a, other, NULL, given).state, STATE_UNKNOWN);
  uint32_t first = expr_make(&a, EXPR_OP, OP_FIRST, (uint32_t[EXPR_ARGS]){own, other});
  same("first present", first, 0, evaluated(&a, first, NULL, given), value_of(KIND_COUNT, 7));
  expr_free(&a);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(evaluator_cells_row_codes_and_kernels_agree),
      cmocka_unit_test(an_unknown_operand_leaves_what_it_cannot_change),
      cmocka_unit_test(what_is_poisoned_keeps_its_kind),
      cmocka_unit_test(an_input_of_another_decision_is_unknown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
