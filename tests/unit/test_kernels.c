/* The limits of deciding in columns: every kernel with columns and constants told apart by the
** node, unknown and poisoned facts, overflows, conditions with many leaves and with few; columns
** say what deciding one by one says, which is checked against Lua. */
#include "kernels.h"

#include "host/engine/judge/signature_table_private.h"
#include "host/engine/judge/statistics.h"

enum { PEOPLE = 90, FEW = 3 * 64 + 13, SOME = CHUNK_ROWS + 77, THREADED = 16 * CHUNK_ROWS + 321 };

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
  if (bylaw_load(r.b, path, &error) != BYLAW_OK)
    fail_msg("%d: %s (%s)", error.line, error.message, error.hint);
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

/* Messages of failures may be many: past a number of them only the place is told, to whoever comes
** then. */
static bool same_failure(const struct verdict *a, const struct verdict *b) {
  static const char only_place[] = "计算失败；逐人查看原因";
  return a->kind == VERDICT_FAILED && b->kind == VERDICT_FAILED &&
         strcmp(a->justification->article, b->justification->article) == 0 &&
         (strcmp(a->justification->words, only_place) == 0 ||
          strcmp(b->justification->words, only_place) == 0);
}

static void same(const struct rig *r, const struct decision *d, int who, const struct verdict *is,
                 const char *how) {
  const struct verdict *v = &r->wanted[who];
  if (is->kind != v->kind || (is->justification != v->justification && !same_failure(is, v)))
    fail_msg("%s (%s), person %d:\n%s\nnot %s", d->name, how, who, is->justification->text,
             v->justification->text);
  if (v->kind != VERDICT_VALUE && v->kind != VERDICT_HOLD) return;
  struct value x = is->value, y = v->value;
  bool alike = x.kind == y.kind && x.state == y.state && x.domain == y.domain &&
               (x.state != STATE_KNOWN || x.u.i == y.u.i);
  if (!alike)
    fail_msg("%s (%s), person %d: %lld (kind %d, state %d), not %lld (%d, %d)", d->name, how, who,
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
  if (!judge_batch(r->judge, decision, when, given, &r->batch.batch, NULL, threads, r->leaf, r->value, &e))
    fail_msg("%s", e.message);
}

static void compare(const struct rig *r, int decision, const char *how) {
  const struct decision *d = &r->world.policy->script->model.decisions[decision];
  for (int i = 0; i < r->batch.batch.persons; i++) {
    struct verdict v = *judge_leaf(r->judge, r->leaf[i]);
    v.value = whole(r, i);
    same(r, d, r->who[i], &v, how);
  }
}

/* One after the other out of the batch. */
static void in_rows(struct rig *r, int decision, const struct value *given) {
  const struct decision *d = &r->world.policy->script->model.decisions[decision];
  struct value when = value_of(KIND_MONTH, r->world.month);
  struct error e = {0};
  int rows = r->batch.batch.persons < 2 * PEOPLE ? r->batch.batch.persons : 2 * PEOPLE;
  for (int i = 0; i < rows; i++) {
    struct verdict v;
    if (!judge_row(r->judge, decision, when, given, &r->batch.batch, i, &v, NULL, &e))
      fail_msg("%s", e.message);
    same(r, d, r->who[i], &v, "a row");
  }
}

/* The columns come first, or the trees do; cold, then warm; then by signatures, whose table is
** built and asked at once. */
static void both_ways(struct rig *r, int decision, const struct value *given, int threads) {
  bool columns_first = decision % 2 == 0;
  if (columns_first) in_columns(r, decision, given, threads);
  one_by_one(r, decision, given);
  if (columns_first) compare(r, decision, "cold");
  in_columns(r, decision, given, threads);
  compare(r, decision, columns_first ? "warm" : "cold");
  r->judge->enough = 1;
  in_columns(r, decision, given, threads);
  compare(r, decision, "signatures");
  in_columns(r, decision, given, threads);
  compare(r, decision, "signatures, warm");
  in_rows(r, decision, given);
  r->judge->enough = ENOUGH_FOR_SIGNATURES;
}

static const struct odds KNOWN = {0, 15, 0, 0}, ODD = {5, 15, 3, 5};

static void another_judge(struct rig *r) {
  struct error e = {0};
  judge_close(r->judge);
  r->judge = judge_open(r->world.policy, -1, &e);
  assert_non_null(r->judge);
}

/* The odd are slow: most decisions get few of them. */
static void every_decision(struct rig *r, bool odd) {
  struct world *w = &r->world;
  const struct model *m = &w->policy->script->model;
  for (int k = 0; k < m->decision_count; k++) {
    const struct decision *d = &m->decisions[k];
    struct judge_statistics s;
    judge_statistics(r->judge, &s);
    if (s.failures > 100) another_judge(r);
    make_batch(r, odd && k % 8 ? FEW : SOME);
    for (int round = 0; round <= d->given_count; round++) { /* the same plan with another input */
      if (d->given_count) w->given[0] = kernel_cell(w, &d->given[0], round ? &ODD : &KNOWN);
      both_ways(r, k, d->given_count ? w->given : NULL, 1);
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
    every_decision(&r, false);
    r.world.month = month + 1;
    make_people(&r, &ODD);
    every_decision(&r, true);
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

/* Enough persons for threads, who share a plan. */
static void test_threads(void **state) {
  (void)state;
  struct buf text = {0};
  kernel_facts(&text);
  kernel_timelines(&text);
  kernel_values(&text);
  struct rig r = rig_open(buf_text(&text), 105, 0);
  buf_free(&text);
  make_people(&r, &ODD);
  make_batch(&r, THREADED);
  for (int k = 0; k < r.world.policy->script->model.decision_count; k += 23) {
    both_ways(&r, k, NULL, 2);
    in_columns(&r, k, NULL, 1);
    compare(&r, k, "one thread");
  }
  rig_close(&r);
}

/* Of people of whom all is known nobody is new the second time, few are for the slow way (days far
** from all others), and Lua rests. */
static void carried(void (*write)(struct buf *), const struct odds *o, uint64_t seed) {
  struct buf text = {0};
  kernel_facts(&text);
  write(&text);
  struct rig r = rig_open(buf_text(&text), seed, 0);
  buf_free(&text);
  const struct model *m = &r.world.policy->script->model;
  make_people(&r, o);
  make_batch(&r, SOME);
  for (int k = 0; k < m->decision_count; k++) {
    if (m->decisions[k].given_count || strstr(m->decisions[k].name, "sum_") ||
        strstr(m->decisions[k].name, "least_") || strstr(m->decisions[k].name, "most_"))
      continue; /* sums and extremes of lists are reckoned a person at a time */
    in_columns(&r, k, NULL, 1);
    struct judge_statistics before, after;
    const struct plan *p = plan_of(r.judge, k, value_of(KIND_MONTH, r.world.month));
    long long missed = p->missed, slow = p->slow;
    judge_statistics(r.judge, &before);
    in_columns(&r, k, NULL, 1);
    judge_statistics(r.judge, &after);
    if (p->dropped || p->missed != missed || p->slow - slow > SOME / 8 || after.by_lua != before.by_lua)
      fail_msg("%s: %lld new, %lld slow, Lua for %lld", m->decisions[k].name, p->missed - missed,
               p->slow - slow, after.by_lua - before.by_lua);
  }
  rig_close(&r);
}

static void test_carried(void **state) {
  (void)state;
  static const struct odds sure = {0, 0, 0, 0};
  carried(kernel_comparisons, &sure, 106);
  carried(kernel_lists, &sure, 107);
}

/* --- limits ----------------------------------------------------------------------------------- */

enum { CONDITIONS = 12 };

static void plain_facts(struct buf *out, int counts) {
  buf_puts(
      out,
      "act:facts(\"unit\", { label = \"单位\", key = \"name\", name = fact.text { label = \"名称\" },\n");
  for (int i = 0; i < counts; i++)
    buf_printf(out, "  c%d = fact.count { label = \"数%d\", optional = true },\n", i, i);
  buf_puts(out, "})\n");
}

static void clear_facts(struct rig *r) {
  const struct model *m = &r->world.policy->script->model;
  for (int k = 0; k < m->fact_count; k++)
    r->world.facts[k] = m->facts[k].form == FORM_PLAIN  ? value_absent(m->facts[k].kind)
                        : m->facts[k].form == FORM_LIST ? value_absent(KIND_LIST)
                                                        : value_absent(KIND_TIMELINE);
}

static struct value *fact_of(struct rig *r, const char *name) {
  const struct model *m = &r->world.policy->script->model;
  for (int k = 0; k < m->fact_count; k++)
    if (strcmp(m->facts[k].name, name) == 0) return &r->world.facts[k];
  fail_msg("no fact %s", name);
  return NULL;
}

static int failed_of(const struct justification *g) {
  json_t *told = json_loads(g->text, 0, NULL);
  int n = (int)json_array_size(json_object_get(told, "failed"));
  json_decref(told);
  return n;
}

/* Twelve conditions that do not hang on each other are twelve trees of two leaves, not one with a
** leaf for each of the 4,096 ways. */
static void test_twelve_conditions(void **state) {
  (void)state;
  struct buf text = {0};
  plain_facts(&text, CONDITIONS);
  for (int i = 0; i < CONDITIONS; i++)
    buf_printf(&text,
               "act:term(\"big%d\", { cite = \"第一条\", is = function(unit) return unit.c%d > 5 end })\n", i,
               i);
  buf_puts(
      &text,
      "local d = act:decision(\"all\", { label = \"都\", of = \"unit\", per = \"month\", gives = \"count\" })\n");
  for (int i = 0; i < CONDITIONS; i++)
    buf_printf(&text, "d:requires(\"第%s条\", \"big%d\")\n", i % 2 ? "二" : "三", i);
  buf_puts(&text, "d:rule(\"第一条\", { give = 1 })\n");
  struct rig r = rig_open(buf_text(&text), 1, 0);
  buf_free(&text);
  clear_facts(&r);
  for (int ways = 0; ways < 1 << CONDITIONS; ways++) {
    for (int i = 0; i < CONDITIONS; i++) {
      char name[16];
      snprintf(name, sizeof name, "c%d", i);
      *fact_of(&r, name) = value_of(KIND_COUNT, ways >> i & 1 ? 6 : 5);
    }
    assert_true(batch_add(&r.batch, r.world.facts));
  }
  for (int round = 0; round < 2; round++) {
    struct judge_statistics s;
    in_columns(&r, 0, NULL, 1);
    for (int ways = 0; ways < 1 << CONDITIONS; ways++) {
      const struct verdict *v = judge_leaf(r.judge, r.leaf[ways]);
      int not_met = CONDITIONS - __builtin_popcount((unsigned)ways);
      assert_int_equal(v->kind, not_met ? VERDICT_REFUSED : VERDICT_VALUE);
      assert_int_equal(failed_of(v->justification), not_met);
    }
    judge_statistics(r.judge, &s);
    assert_int_equal(s.leaves, 2 * CONDITIONS);
    assert_int_equal(s.guards, CONDITIONS);
  }
  rig_close(&r);
}

/* Fourteen whose parity counts are one tree of 16,384 leaves, which the room allowed holds or does
** not: told, and right all the same. */
enum { ODD_OF = 14 };

static void parity(size_t tree_bytes) {
  struct buf text = {0};
  plain_facts(&text, ODD_OF);
  buf_puts(&text, "act:term(\"odd\", { cite = \"第一条\", is = function(unit)\n  local odd = false\n");
  for (int i = 0; i < ODD_OF; i++)
    buf_printf(&text, "  if unit.c%d > 5 then odd = not odd end\n", i);
  buf_puts(
      &text,
      "  return odd\nend })\n"
      "local d = act:decision(\"parity\", { label = \"奇偶\", of = \"unit\", per = \"month\", gives = \"count\","
      " else_give = 0, cite = \"第一条\" })\n"
      "d:rule(\"第一条\", { when = \"odd\", give = 1 })\n");
  struct rig r = rig_open(buf_text(&text), 2, tree_bytes);
  struct judge_statistics s;
  buf_free(&text);
  clear_facts(&r);
  for (int ways = 0; ways < 1 << ODD_OF; ways++) {
    for (int i = 0; i < ODD_OF; i++) {
      char name[16];
      snprintf(name, sizeof name, "c%d", i);
      *fact_of(&r, name) = value_of(KIND_COUNT, ways >> i & 1 ? 6 : 5);
    }
    assert_true(batch_add(&r.batch, r.world.facts));
  }
  for (int round = 0; round < 2; round++) {
    in_columns(&r, 0, NULL, 1);
    for (int ways = 0; ways < 1 << ODD_OF; ways++) {
      assert_int_equal(judge_leaf(r.judge, r.leaf[ways])->kind, VERDICT_VALUE);
      assert_int_equal(r.value[ways], __builtin_popcount((unsigned)ways) % 2);
    }
  }
  judge_statistics(r.judge, &s);
  assert_true(s.forest_bytes <= (long long)(tree_bytes ? tree_bytes : FOREST_BYTES));
  if (tree_bytes) {
    assert_true(s.leaves < 1 << ODD_OF);
    assert_int_equal(s.dropped, 1);
  } else {
    assert_int_equal(s.leaves, 1 << ODD_OF);
    assert_true(s.leaves > 10000);
  }
  rig_close(&r);
}

static void test_ten_thousand_leaves(void **state) {
  (void)state;
  parity(0);
}

static void test_bytes_of_trees(void **state) {
  (void)state;
  parity(40000);
}

/* Amounts to reckon with: facts a1, a2, c1 and a history of amounts. */
static struct rig amounts_rig(const char *body, const char *gives) {
  struct buf text = {0};
  kernel_facts(&text);
  kernel_add(&text, "made", gives, 0, body);
  struct rig r = rig_open(buf_text(&text), 3, 0);
  buf_free(&text);
  clear_facts(&r);
  return r;
}

static void add_person(struct rig *r, int64_t a1, int64_t a2, int64_t c1) {
  *fact_of(r, "a1") = value_of(KIND_MONEY, a1);
  *fact_of(r, "a2") = value_of(KIND_MONEY, a2);
  *fact_of(r, "c1") = value_of(KIND_COUNT, c1);
  assert_true(batch_add(&r->batch, r->world.facts));
}

/* A guard on two facts at once: it hangs on neither alone. */
static void test_two_facts(void **state) {
  (void)state;
  struct rig r = amounts_rig("unit.a1 < unit.a2", "\"truth\"");
  for (int i = 0; i < SOME; i++)
    add_person(&r, i % 61, i % 59, 0);
  for (int round = 0; round < 2; round++) {
    in_columns(&r, 0, NULL, 1);
    for (int i = 0; i < SOME; i++) {
      assert_int_equal(judge_leaf(r.judge, r.leaf[i])->kind, VERDICT_VALUE);
      assert_int_equal(r.value[i], i % 61 < i % 59);
    }
  }
  rig_close(&r);
}

/* The outcome is an expression of four facts, one of them a history: worked out here. */
static void test_four_facts(void **state) {
  (void)state;
  struct rig r =
      amounts_rig("unit.a1 + unit.a2 * unit.c1 - first_present(unit.ha:at(m:last()), yuan(2))", "\"money\"");
  struct spell spell = {date_of(2025, 6, 30).u.i, value_of(KIND_MONEY, 0)};
  struct timeline t = {.kind = KIND_MONEY, .count = 1, .known_from = DAY_MIN, .spells = &spell};
  for (int i = 0; i < SOME; i++) {
    spell.value.u.i = i % 7;
    spell.from = date_of(2025, 6, 30).u.i + (i % 3 == 0); /* on the first of July: not yet */
    *fact_of(&r, "ha") = (struct value){.kind = KIND_TIMELINE, .u.timeline = &t};
    add_person(&r, i, 10 * (i % 11), i % 13);
  }
  for (int round = 0; round < 2; round++) {
    struct judge_statistics s;
    in_columns(&r, 0, NULL, 1);
    for (int i = 0; i < SOME; i++) {
      int less = i % 3 == 0 ? 200 : i % 7;
      assert_int_equal(judge_leaf(r.judge, r.leaf[i])->kind, VERDICT_VALUE);
      assert_int_equal(r.value[i], i + 10 * (i % 11) * (i % 13) - less);
    }
    judge_statistics(r.judge, &s);
    assert_int_equal(s.endings, 2); /* with an amount, and without one */
  }
  rig_close(&r);
}

/* One in a hundred overflows: those are errors that name the article, the others stand. */
static void test_overflow(void **state) {
  (void)state;
  struct rig r = amounts_rig("unit.a1 * 3 + unit.a2", "\"money\"");
  for (int i = 0; i < SOME; i++)
    add_person(&r, i % 100 == 7 ? INT64_MAX / 3 + 1 : i, i % 100 == 8 ? INT64_MAX - 3 * i : 1, 0);
  for (int round = 0; round < 2; round++) {
    in_columns(&r, 0, NULL, 1);
    for (int i = 0; i < SOME; i++) {
      const struct verdict *v = judge_leaf(r.judge, r.leaf[i]);
      assert_int_equal(v->kind, i % 100 == 7 ? VERDICT_FAILED : VERDICT_VALUE);
      if (i % 100 == 7) {
        assert_non_null(strstr(v->justification->words, "金额超出范围"));
        assert_string_equal(v->justification->article, "第一条");
      } else {
        assert_true(r.value[i] == (i % 100 == 8 ? INT64_MAX : 3 * i + 1)); /* the last that fits */
      }
    }
  }
  rig_close(&r);
}

/* Unknown and poisoned facts concern whoever has them, and only where they matter. */
static void test_unknown_and_poisoned(void **state) {
  (void)state;
  struct rig r = amounts_rig("unit.a1 < yuan(1) or unit.a2 < unit.a1", "\"truth\"");
  for (int i = 0; i < SOME; i++) {
    /* under a yuan nothing else matters */
    *fact_of(&r, "a1") = value_of(KIND_MONEY, i % 2 ? 99 : 100);
    *fact_of(&r, "a2") = i % 5 == 0   ? value_unknown(KIND_MONEY)
                         : i % 5 == 1 ? value_poison(VERR_TEXT, KIND_MONEY, 7)
                                      : value_of(KIND_MONEY, i % 5 == 2 ? 99 : 100);
    assert_true(batch_add(&r.batch, r.world.facts));
  }
  for (int round = 0; round < 2; round++) {
    in_columns(&r, 0, NULL, 1);
    for (int i = 0; i < SOME; i++) {
      const struct verdict *v = judge_leaf(r.judge, r.leaf[i]);
      enum verdict_kind wanted = i % 2 || i % 5 > 1 ? VERDICT_VALUE : i % 5 ? VERDICT_FAILED : VERDICT_NEEDS;
      assert_int_equal(v->kind, wanted);
      if (wanted == VERDICT_VALUE) assert_int_equal(r.value[i], i % 2 || i % 5 == 2);
      if (wanted == VERDICT_NEEDS) assert_non_null(strstr(v->justification->text, "\"a2\""));
    }
  }
  rig_close(&r);
}

/* Whether a history has a value on a day reckoned from another fact hangs on that fact's value,
** also where there is no history: a month after the end of time there is no day. */
static void test_reckoned_day(void **state) {
  (void)state;
  struct rig r = amounts_rig("unit.ha:present(unit.d1:plus_months(1))", "\"truth\"");
  for (int late = 0; late < 2; late++) {
    batch_clear(&r.batch);
    for (int i = 0; i < SOME; i++) {
      *fact_of(&r, "d1") =
          late && i % 9 == 4 ? date_of(9999, 12, 2) : value_of(KIND_DATE, date_of(2025, 6, 1).u.i + i % 700);
      assert_true(batch_add(&r.batch, r.world.facts));
    }
    for (r.judge->enough = 1; r.judge->enough < 4; r.judge->enough++) {
      in_columns(&r, 0, NULL, 1);
      for (int i = 0; i < SOME; i++) {
        const struct verdict *v = judge_leaf(r.judge, r.leaf[i]);
        assert_int_equal(v->kind, late && i % 9 == 4 ? VERDICT_FAILED : VERDICT_VALUE);
        if (v->kind == VERDICT_VALUE) assert_int_equal(r.value[i], 0);
      }
    }
  }
  rig_close(&r);
}

/* Every case has an amount of its own: what is kept does not grow with them. */
static void test_all_differ(void **state) {
  (void)state;
  struct rig r = amounts_rig("unit.a1 * 3 + yuan(1)", "\"money\"");
  struct judge_statistics before, after;
  for (int i = 0; i < THREADED; i++)
    add_person(&r, i, 0, 0);
  in_columns(&r, 0, NULL, 1);
  judge_statistics(r.judge, &before);
  for (int i = 0; i < THREADED; i++)
    assert_int_equal(r.value[i], 3 * i + 100);
  batch_clear(&r.batch);
  for (int i = 0; i < THREADED; i++)
    add_person(&r, THREADED + i, 0, 0);
  in_columns(&r, 0, NULL, 2);
  judge_statistics(r.judge, &after);
  for (int i = 0; i < THREADED; i++)
    assert_int_equal(r.value[i], 3 * (THREADED + i) + 100);
  assert_int_equal(after.endings, 2);
  assert_int_equal(after.leaves, 1);
  assert_int_equal(after.kept_bytes, before.kept_bytes);
  assert_true(after.by_lua <= 1);
  rig_close(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_comparisons),
                                     cmocka_unit_test(test_timelines),
                                     cmocka_unit_test(test_lists),
                                     cmocka_unit_test(test_values),
                                     cmocka_unit_test(test_threads),
                                     cmocka_unit_test(test_carried),
                                     cmocka_unit_test(test_twelve_conditions),
                                     cmocka_unit_test(test_ten_thousand_leaves),
                                     cmocka_unit_test(test_bytes_of_trees),
                                     cmocka_unit_test(test_two_facts),
                                     cmocka_unit_test(test_four_facts),
                                     cmocka_unit_test(test_overflow),
                                     cmocka_unit_test(test_unknown_and_poisoned),
                                     cmocka_unit_test(test_all_differ),
                                     cmocka_unit_test(test_reckoned_day)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
