/* The limits of deciding in columns: every kernel with columns and constants told apart by the node, unknown and poisoned facts, overflows,
** conditions with many leaves and with few; columns say what deciding one by one says, which is checked against Lua. */
#include "kernels.h"

enum { PEOPLE = 260, SOME = 2 * STRETCH + 77, THREADED = 16 * STRETCH + 321 };

struct rig {
  bylaw *b;
  struct judge *judge;
  struct world world;
  struct batch_maker batch;
  struct value (*people)[MOST_FACTS];
  struct verdict *wanted;
  int *who; /* of the batch */
  uint32_t *leaf;
  int64_t *value;
};

/* --- rigs ------------------------------------------------------------------------------------- */

static struct rig rig_open(const char *rest, uint64_t seed, size_t tree_bytes) {
  struct rig r = {.world = {.state = seed, .month = MONTH(2025, 6)}};
  struct buf text = {0};
  struct error e = {0};
  bylaw_error error = {0};
  bylaw_config config = {.tree_bytes = tree_bytes};
  char path[] = "/tmp/bylaw-kernels-XXXXXX.lua";
  int file = mkstemps(path, 4);
  assert_true(file >= 0);
  close(file);
  buf_printf(&text, "%s%s%s", MADE_HEAD, rest, MADE_END);
  write_text(path, buf_text(&text));
  assert_int_equal(bylaw_open(&r.b, &config, NULL), BYLAW_OK);
  if (bylaw_load(r.b, path, &error) != BYLAW_OK) fail_msg("%d: %s (%s)", error.line, error.message, error.hint);
  unlink(path);
  buf_free(&text);
  r.world.policy = r.b->policies;
  assert_true(r.world.policy->script->model.fact_count <= MOST_FACTS);
  r.judge = judge_open(r.world.policy, -1, &e);
  assert_non_null(r.judge);
  assert_true(judge_batch_make(r.judge, &r.batch));
  r.people = calloc(PEOPLE, sizeof *r.people);
  r.wanted = calloc(PEOPLE, sizeof *r.wanted);
  r.who = calloc(THREADED, sizeof *r.who);
  r.leaf = calloc(THREADED, sizeof *r.leaf);
  r.value = calloc(THREADED, sizeof *r.value);
  return r;
}

static void rig_close(struct rig *r) {
  judge_close(r->judge);
  bylaw_close(r->b);
  batch_maker_free(&r->batch);
  arena_free(&r->world.arena);
  free(r->people);
  free(r->wanted);
  free(r->who);
  free(r->leaf);
  free(r->value);
}

/* Half of them are like somebody else but for one fact. */
static void make_people(struct rig *r, const struct odds *o) {
  struct world *w = &r->world;
  const struct model *m = &w->policy->script->model;
  arena_reset(&w->arena);
  for (int i = 0; i < PEOPLE; i++) {
    int one = i > 0 && chance(w, 50) ? below(w, m->fact_count) : -1;
    if (one >= 0) memcpy(r->people[i], r->people[below(w, i)], sizeof r->people[i]);
    for (int k = 0; k < m->fact_count; k++)
      if (one < 0 || k == one) r->people[i][k] = kernel_fact(w, &m->facts[k], o);
  }
}

/* A batch of them: each once, then some in a row, then by chance. */
static void make_batch(struct rig *r, int count) {
  struct world *w = &r->world;
  batch_clear(&r->batch);
  for (int i = 0; i < count; i++) {
    r->who[i] = i < PEOPLE ? i : chance(w, 30) ? r->who[i - 1] : below(w, PEOPLE);
    assert_true(batch_add(&r->batch, r->people[r->who[i]]));
  }
}

/* Everybody is the same person: the columns look like constants. */
static void make_uniform(struct rig *r, int count, int who) {
  batch_clear(&r->batch);
  for (int i = 0; i < count; i++) {
    r->who[i] = who;
    assert_true(batch_add(&r->batch, r->people[who]));
  }
}

/* --- both ways -------------------------------------------------------------------------------- */

static struct value whole(const struct rig *r, int i) {
  struct value v = judge_leaf(r->judge, r->leaf[i])->value;
  if (v.state == STATE_KNOWN && v.kind != KIND_EXACT && v.kind != KIND_RATE && v.kind != KIND_PERIOD &&
      v.kind != KIND_TEXT && v.kind != KIND_LIST)
    v.u.i = r->value[i];
  return v;
}

/* Messages of failures may be many: past a number of them only the place is told, to whoever comes then. */
static bool same_failure(const struct verdict *a, const struct verdict *b) {
  static const char only_place[] = "计算失败；逐人查看原因";
  return a->kind == VERDICT_FAILED && b->kind == VERDICT_FAILED &&
         strcmp(a->ground->article, b->ground->article) == 0 &&
         (strcmp(a->ground->words, only_place) == 0 || strcmp(b->ground->words, only_place) == 0);
}

static void same(const struct rig *r, const struct decision *d, int i, const struct verdict *v, const char *how) {
  const struct verdict *leaf = judge_leaf(r->judge, r->leaf[i]);
  if (leaf->kind != v->kind || (leaf->ground != v->ground && !same_failure(leaf, v)))
    fail_msg("%s (%s), person %d (%d):\n%s\nnot %s", d->name, how, i, r->who[i], leaf->ground->text, v->ground->text);
  if (v->kind != VERDICT_VALUE && v->kind != VERDICT_HOLD) return;
  struct value x = whole(r, i), y = v->value;
  bool alike = x.kind == y.kind && x.state == y.state && x.domain == y.domain &&
               (x.state != STATE_KNOWN || x.u.i == y.u.i);
  if (!alike)
    fail_msg("%s (%s), person %d (%d): %lld (kind %d, state %d), not %lld (%d, %d)", d->name, how, i, r->who[i],
             (long long)x.u.i, x.kind, x.state, (long long)y.u.i, y.kind, y.state);
}

/* Each alone, by trees and by Lua, which must agree. */
static void one_by_one(struct rig *r, int decision, const struct value *given) {
  struct error e = {0};
  struct value when = value_of(KIND_MONTH, r->world.month);
  judge_cross_check(r->judge, true);
  for (int i = 0; i < PEOPLE; i++) {
    judge_person(r->judge, r->people[i], NULL);
    if (!judge_decide(r->judge, decision, when, given, &r->wanted[i], &e))
      fail_msg("%s: %s", r->world.policy->script->model.decisions[decision].name, e.message);
  }
  judge_cross_check(r->judge, false);
}

static void in_columns(struct rig *r, int decision, const struct value *given, int threads) {
  struct error e = {0};
  struct value when = value_of(KIND_MONTH, r->world.month);
  if (!judge_columns(r->judge, decision, when, given, &r->batch.batch, NULL, threads, r->leaf, r->value, &e))
    fail_msg("%s", e.message);
}

static void compare(const struct rig *r, int decision, const char *how) {
  const struct decision *d = &r->world.policy->script->model.decisions[decision];
  for (int i = 0; i < r->batch.batch.persons; i++)
    same(r, d, i, &r->wanted[r->who[i]], how);
}

/* The columns come first, or the trees do; cold, then warm. */
static void both_ways(struct rig *r, int decision, const struct value *given, int threads) {
  bool columns_first = decision % 2 == 0;
  if (columns_first) in_columns(r, decision, given, threads);
  one_by_one(r, decision, given);
  if (columns_first) compare(r, decision, "cold");
  in_columns(r, decision, given, threads);
  compare(r, decision, columns_first ? "warm" : "cold");
  if (columns_first) return;
  in_columns(r, decision, given, threads);
  compare(r, decision, "warm");
}

static const struct odds KNOWN = {0, 15, 0, 0}, ODD = {8, 15, 4, 8};

static void another_judge(struct rig *r) {
  struct error e = {0};
  judge_close(r->judge);
  r->judge = judge_open(r->world.policy, -1, &e);
  assert_non_null(r->judge);
}

static void every_decision(struct rig *r, int threads) {
  struct world *w = &r->world;
  const struct model *m = &w->policy->script->model;
  for (int k = 0; k < m->decision_count; k++) {
    const struct decision *d = &m->decisions[k];
    struct judge_statistics s;
    judge_statistics(r->judge, &s);
    if (s.failures > 100) another_judge(r);
    for (int round = 0; round <= d->given_count; round++) { /* the same plan with another input */
      if (d->given_count) w->given[0] = kernel_cell(w, &d->given[0], round ? &ODD : &KNOWN);
      both_ways(r, k, d->given_count ? w->given : NULL, threads);
    }
  }
}

static void made_ways(void (*write)(struct buf *), uint64_t seed, int month) {
  struct buf text = {0};
  kernel_facts(&text);
  write(&text);
  struct rig r = rig_open(buf_text(&text), seed, 0);
  buf_free(&text);
  for (int scale = scaled(1); scale > 0; scale--) {
    r.world.month = month;
    make_people(&r, &KNOWN);
    make_uniform(&r, 100, 0);
    for (int k = 0; k < r.world.policy->script->model.decision_count; k += 7)
      if (!r.world.policy->script->model.decisions[k].given_count) both_ways(&r, k, NULL, 1);
    make_batch(&r, SOME);
    every_decision(&r, 1);
    r.world.month = month + 1;
    make_people(&r, &ODD);
    make_batch(&r, SOME);
    every_decision(&r, 1);
  }
  rig_close(&r);
}

static void test_comparisons(void **state) {
  (void)state;
  made_ways(kernel_comparisons, 101, MONTH(2025, 6));
}

static void test_timelines(void **state) {
  (void)state;
  made_ways(kernel_timelines, 102, MONTH(2025, 5));
}

static void test_lists(void **state) {
  (void)state;
  made_ways(kernel_lists, 103, MONTH(2025, 6));
}

static void test_values(void **state) {
  (void)state;
  made_ways(kernel_values, 104, MONTH(2024, 2));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_comparisons), cmocka_unit_test(test_timelines),
                                     cmocka_unit_test(test_lists), cmocka_unit_test(test_values)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
