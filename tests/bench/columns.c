/* Deciding many: `due` of one month for people held in columns, beside a loop written by hand over
** the same columns. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/engine/judge/batch.h"
#include "host/engine/judge/judge_private.h"
#include "host/engine/judge/statistics.h"
#include "host/engine/policy/storage.h"
#include "host/store/store.h"
#include "tests/bench/columns.h"
#include "tests/bench/registry.h"

enum { MANY = 1000000, ROUNDS = 7, YEAR_ROUNDS = 3, MONTH = 2025 * 12 + 5 };

struct crowd {
  bylaw *b;
  struct policy *policy;
  struct judge *judge;
  struct batch_maker people;
  uint32_t *leaf;
  int64_t *value;
};

/* Everybody of the registry in columns. */
static void read_crowd(struct crowd *c, const char *db) {
  struct error e = {0};
  bylaw_error error = {0};
  struct store_subject s;
  if (bylaw_open(&c->b, NULL, NULL) || bylaw_load(c->b, POLICY, &error) ||
      bylaw_store(c->b, db, BYLAW_STORE_READ, &error))
    die("%s", error.message);
  c->policy = c->b->policies;
  c->judge = judge_open(c->policy, -1, &e);
  if (!c->judge || !judge_batch_make(c->judge, &c->people) || !policy_store(c->b, c->policy, &e))
    die("%s", e.message);
  struct store_reader *r = store_read(c->b->store, 1, INT64_MAX, NULL, 0, &e);
  if (!r) die("%s", e.message);
  int facts = c->policy->script->model.fact_count;
  while (store_next(r, &s, &e)) {
    for (int i = 0; i < facts; i++)
      if (s.facts[i].kind == KIND_TEXT) s.facts[i].u.text = ""; /* no decision reads one */
    if (!batch_add(&c->people, s.facts)) die("no memory");
  }
  store_read_end(r);
  c->leaf = malloc((size_t)c->people.batch.persons * sizeof *c->leaf);
  c->value = malloc((size_t)c->people.batch.persons * sizeof *c->value);
}

static void free_crowd(struct crowd *c) {
  judge_close(c->judge);
  bylaw_close(c->b);
  batch_maker_free(&c->people);
  free(c->leaf);
  free(c->value);
}

static double decide_all(struct crowd *c, const char *decision, int month, int threads) {
  struct error e = {0};
  int d = decision_find(&c->policy->script->model, decision, &e);
  double start = now_us();
  if (!judge_batch(c->judge, d, value_of(KIND_MONTH, month), NULL, &c->people.batch, NULL, threads, c->leaf,
                   c->value, &e))
    die("%s", e.message);
  return now_us() - start;
}

static int fact_of(const struct crowd *c, const char *name) {
  const struct model *m = &c->policy->script->model;
  for (int i = 0; i < m->fact_count; i++)
    if (strcmp(m->facts[i].name, name) == 0) return i;
  die("no fact %s", name);
}

static struct columns *hand_columns(const struct crowd *c) {
  struct floor_facts at = {fact_of(c, "birth_date"), fact_of(c, "death_date"), fact_of(c, "hukou"),
                           fact_of(c, "low_income"), fact_of(c, "serviceman"), fact_of(c, "survival"),
                           fact_of(c, "applied"),    fact_of(c, "choices")};
  return floor_columns(&c->people.batch, &at);
}

/* Everybody must come out the same by hand. */
static void same_answers(struct crowd *c, const uint32_t *leaf, const int64_t *value) {
  for (int i = 0; i < c->people.batch.persons; i++) {
    const struct verdict *v = judge_leaf(c->judge, c->leaf[i]);
    enum verdict_kind kind = leaf[i] == FLOOR_REFUSED ? VERDICT_REFUSED
                             : leaf[i] == FLOOR_HELD  ? VERDICT_HOLD
                                                      : VERDICT_VALUE;
    if (v->kind != kind || (kind != VERDICT_REFUSED && c->value[i] != value[i]))
      die("person %d: by hand %d, %lld fen; the policy %d, %lld fen: %s", i, kind, (long long)value[i],
          v->kind, (long long)c->value[i], v->justification->text);
  }
  fprintf(stderr, "columns_floor.c decides the same for %d people\n", c->people.batch.persons);
}

static void forget(struct crowd *c) {
  struct error e = {0};
  judge_close(c->judge);
  c->judge = judge_open(c->policy, -1, &e);
  if (!c->judge) die("%s", e.message);
}

/* Those of whom enough is known, and the others, whom the loop by hand cannot decide: Lua follows
** both ways for each of them. */
static void part_crowd(struct crowd *c, struct batch_maker *unclear) {
  struct batch_maker clear;
  struct batch_rooms rooms = {0};
  struct value *facts = calloc((size_t)c->people.batch.fact_count, sizeof *facts);
  if (!facts || !judge_batch_make(c->judge, &clear) || !judge_batch_make(c->judge, unclear)) die("no memory");
  for (int i = 0; i < c->people.batch.persons; i++) {
    enum verdict_kind kind = judge_leaf(c->judge, c->leaf[i])->kind;
    bool open = kind == VERDICT_NEEDS || kind == VERDICT_UNDETERMINED;
    if (!batch_person(&c->people.batch, i, &rooms, facts) || !batch_add(open ? unclear : &clear, facts))
      die("no memory");
  }
  batch_maker_free(&c->people);
  batch_rooms_free(&rooms);
  free(facts);
  c->people = clear;
}

static void measure_unclear(struct bench *b, struct crowd *c, const struct batch_maker *unclear) {
  struct batch_maker clear = c->people;
  double us = 0;
  c->people = *unclear;
  for (int i = 0; i < YEAR_ROUNDS; i++)
    us = decide_all(c, "due", MONTH, 1);
  if (unclear->batch.persons) set_figure(b, "columns_unclear_us", us / unclear->batch.persons);
  c->people = clear;
}

static long long lua_runs(const struct crowd *c) {
  struct judge_statistics s;
  judge_statistics(c->judge, &s);
  return s.by_lua;
}

/* From nothing known: how often Lua ran for the first month. Of whom a fact is missing that
** matters, Lua is asked each time: they are left out. */
static void measure_misses(struct bench *b, struct crowd *c) {
  forget(c);
  decide_all(c, "due", MONTH, 1);
  double clear = 0;
  long long first = lua_runs(c);
  for (int i = 0; i < c->people.batch.persons; i++)
    clear += judge_leaf(c->judge, c->leaf[i])->kind == VERDICT_NEEDS;
  set_figure(b, "columns_lua_runs", (double)first - clear);
}

static double some_months(struct crowd *c, int months) {
  double us = 0;
  for (int i = 0; i < months; i++)
    us += decide_all(c, "due", MONTH + i, 1);
  return us;
}

void measure_columns(struct bench *b) {
  char db[PATH_SIZE];
  struct crowd c = {0};
  double ours[ROUNDS], floors[ROUNDS], two[ROUNDS], standard[ROUNDS], year[YEAR_ROUNDS];
  if (!wanted(b, "columns_*")) return;
  registry_database(b, db, MANY);
  read_crowd(&c, db);
  struct batch_maker unclear = {0};
  measure_misses(b, &c);
  part_crowd(&c, &unclear);
  measure_unclear(b, &c, &unclear);
  int people = c.people.batch.persons;
  struct columns *hand = hand_columns(&c);
  uint32_t *leaf = malloc((size_t)people * sizeof *leaf);
  int64_t *value = malloc((size_t)people * sizeof *value);
  decide_all(&c, "due", MONTH, 1);
  floor_due(hand, people, 2025, 6, leaf, value);
  same_answers(&c, leaf, value);
  for (int i = 0; i < ROUNDS; i++) {
    double start = now_us();
    floor_due(hand, people, 2025, 6, leaf, value);
    floors[i] = now_us() - start;
    ours[i] = decide_all(&c, "due", MONTH, 1);
    two[i] = decide_all(&c, "due", MONTH, 2);
    standard[i] = decide_all(&c, "standard", MONTH, 1);
  }
  some_months(&c, 12);
  for (int i = 0; i < YEAR_ROUNDS; i++)
    year[i] = some_months(&c, 12);
  set_figure(b, "columns_ratio", median_ratio(ours, floors, ROUNDS));
  set_figure(b, "columns_two_cores", median_ratio(two, ours, ROUNDS));
  double one = median(ours, ROUNDS);
  set_figure(b, "columns_due_ns", one * 1e3 / people);
  set_figure(b, "columns_floor_ns", median(floors, ROUNDS) * 1e3 / people);
  set_figure(b, "columns_standard_ns", median(standard, ROUNDS) * 1e3 / people);
  set_figure(b, "columns_12_months", median(year, YEAR_ROUNDS) / one);
  floor_free(hand);
  free(leaf);
  free(value);
  batch_maker_free(&unclear);
  free_crowd(&c);
}
