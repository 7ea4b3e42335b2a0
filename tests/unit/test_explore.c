/* Exploring small policies whose outcomes are worked out by hand: every row, what conflicts, what
** nobody meets; two versions at once. */
#include <jansson.h>

#include "support.h"

#include "host/engine/explore/explore.h"

#define HEAD                                                                                                            \
  "local act = document { id = \"small\", number = \"试〔2025〕3号\", title = \"试验\", issuers = { \"局\" },\n" \
  "  issued = \"2025-01-10\", in_force = { from = \"2025-01-01\", cite = \"第九条\" }, outline = { articles = 30 } }\n"
#define NUMBER(name, value)                                                                                  \
  "act:parameter(\"" name "\", { label = \"" name                                                            \
  "\", cite = \"第一条\", { from = \"2025-01-01\", value = " value " } })\n"
#define TERM(name, body)                                                                                     \
  "act:term(\"" name "\", { cite = \"第一条\", text = \"" name "\", is = function(p, m, law) " body          \
  " end })\n"
#define DECIDE(more)                                                                                                              \
  "local d = act:decision(\"d\", { label = \"决定\", of = \"person\", per = \"month\", gives = \"money\", cite = \"第一条\"" more \
  " })\n"

/* --- the bench -------------------------------------------------------------------------------- */

struct rig {
  bylaw *b;
  char folder[32], path[64];
  json_t *answer;
};

static void write_policy(struct rig *r, const char *text) {
  strcpy(r->folder, "/tmp/explore.XXXXXX");
  assert_non_null(mkdtemp(r->folder));
  snprintf(r->path, sizeof r->path, "%s/p.lua", r->folder);
  FILE *f = fopen(r->path, "w");
  assert_non_null(f);
  fputs(text, f);
  fclose(f);
}

static struct rig begin(const char *text) {
  struct rig r = {.answer = NULL};
  bylaw_error e;
  write_policy(&r, text);
  assert_int_equal(bylaw_open(&r.b, NULL, NULL), BYLAW_OK);
  r.b->by_lua = true; /* bylaw_decide is what is compared with */
  if (bylaw_load(r.b, r.path, &e) != BYLAW_OK) fail_msg("%d: %s (%s)\n%s", e.line, e.message, e.hint, text);
  return r;
}

static void end(struct rig *r) {
  json_decref(r->answer);
  bylaw_close(r->b);
  unlink(r->path);
  rmdir(r->folder);
}

static json_t *explore(struct rig *r, const char *decision, const char *readings) {
  char *json = NULL;
  bylaw_error e;
  bylaw_request q = {.policy = "small", .decision = decision, .month = "2025-06", .readings = readings};
  if (bylaw_explore(r->b, &q, NULL, &json, &e) != BYLAW_OK) fail_msg("%s (%s)", e.message, e.hint);
  json_decref(r->answer);
  r->answer = json_loads(json, 0, NULL);
  bylaw_free(json);
  assert_non_null(r->answer);
  return json_object_get(r->answer, "rows");
}

static const char *text_of(const json_t *o, const char *key) {
  const char *text = json_string_value(json_object_get(o, key));
  return text ? text : "";
}

static void join(const json_t *list, char *out, size_t size) {
  size_t i;
  json_t *one;
  *out = '\0';
  json_array_foreach(list, i, one)
      snprintf(out + strlen(out), size - strlen(out), "%s%s", i ? "；" : "", json_string_value(one));
}

/* The row that says this: outcome, what it gives, conditions, articles. */
static const json_t *row(const json_t *rows, const char *outcome, const char *text, const char *conditions) {
  char all[4000] = "", told[800];
  size_t i;
  json_t *one;
  json_array_foreach(rows, i, one) {
    join(json_object_get(one, "conditions"), told, sizeof told);
    if (strcmp(text_of(one, "outcome"), outcome) == 0 && strcmp(text_of(one, "text"), text) == 0 &&
        strcmp(told, conditions) == 0)
      return one;
    snprintf(all + strlen(all), sizeof all - strlen(all), "  %s | %s | %s\n", text_of(one, "outcome"),
             text_of(one, "text"), told);
  }
  fail_msg("no row %s | %s | %s among\n%s", outcome, text, conditions, all);
  return NULL;
}

static json_t *sample(const json_t *a_row) {
  return json_object_get(json_object_get(json_object_get(a_row, "sample"), "facts"), "person");
}

static long long number(const json_t *facts, const char *name) {
  return json_integer_value(json_object_get(facts, name));
}

static const json_t *dead(const json_t *answer, const char *what, const char *article) {
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(answer, "dead"), i,
                     one) if (strcmp(text_of(one, "what"), what) == 0 &&
                              strcmp(text_of(one, "article"), article) == 0) return one;
  return NULL;
}

/* Every sample and boundary comes out the same when it is decided by itself. */
static void expect_samples_true(struct rig *r, const char *decision, const char *readings, json_t *one) {
  char *facts = json_dumps(json_object_get(one, "facts"), 0), *json = NULL;
  static const char *const kinds[] = {"value", "refused", "hold", "undetermined", "needs"};
  bylaw_outcome outcome = BYLAW_NEEDS;
  bylaw_request q = {
      .policy = "small", .decision = decision, .month = "2025-06", .readings = readings, .facts = facts};
  bylaw_status status = bylaw_decide(r->b, &q, &outcome, &json, NULL);
  const char *said = text_of(one, "outcome");
  if (strcmp(said, "failed") == 0)
    assert_int_not_equal(status, BYLAW_OK);
  else {
    assert_int_equal(status, BYLAW_OK);
    assert_string_equal(kinds[outcome], said);
    json_t *answer = json_loads(json, 0, NULL);
    if (outcome == BYLAW_VALUE)
      assert_true(json_equal(json_object_get(answer, "outcome"), json_object_get(one, "value")));
    json_decref(answer);
  }
  bylaw_free(json);
  free(facts);
}

static void expect_all_true(struct rig *r, const char *decision, const char *readings) {
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(r->answer, "rows"), i, one)
      expect_samples_true(r, decision, readings, json_object_get(one, "sample"));
  json_array_foreach(json_object_get(r->answer, "boundaries"), i, one) {
    expect_samples_true(r, decision, readings, json_object_get(one, "no"));
    expect_samples_true(r, decision, readings, json_object_get(one, "yes"));
  }
}

/* --- bands ------------------------------------------------------------------------------------ */

#define PERSON_AGE                                                                                           \
  "act:facts(\"person\", { label = \"人\", age = fact.count { label = \"年龄\", range = { 0, 120 } } })\n"

static void bands(void **state) {
  (void)state;
  struct rig r = begin(
      HEAD NUMBER("first", "60") NUMBER("second", "80")
          PERSON_AGE TERM("old", "return p.age >= law.first and p.age < law.second")
              TERM("older", "return p.age >= law.second")
                  DECIDE("") "d:requires(\"第二条\", { any = { \"old\", \"older\" }, text = \"够老\" })\n"
                             "d:rule(\"第三条\", { when = \"old\", give = yuan(10) })\n"
                             "d:rule(\"第四条\", { when = \"older\", give = yuan(20) })\nreturn act\n");
  json_t *rows = explore(&r, "d", NULL);
  assert_int_equal(json_array_size(rows), 3);
  const json_t *low = row(rows, "value", "10.00", "60 ≤ 年龄 ≤ 79"),
               *high = row(rows, "value", "20.00", "年龄 ≥ 80");
  const json_t *young = row(rows, "refused", "不符合条件", "年龄 ≤ 59；不符合：够老");
  assert_in_range(number(sample(low), "age"), 60, 79);
  assert_in_range(number(sample(high), "age"), 80, 120);
  assert_in_range(number(sample(young), "age"), 0, 59);
  assert_string_equal(json_string_value(json_array_get(json_object_get(low, "articles"), 0)), "第三条");
  assert_string_equal(json_string_value(json_array_get(json_object_get(young, "articles"), 0)), "第二条");
  assert_true(json_is_true(json_object_get(r.answer, "complete")));
  assert_int_equal(json_array_size(json_object_get(r.answer, "dead")), 0);
  expect_all_true(&r, "d", NULL);
  end(&r);
}

/* Both sides of 60 and of 80 are among the boundaries: 59, 60, 79, 80. */
static void boundaries(void **state) {
  (void)state;
  struct rig r = begin(
      HEAD NUMBER("first", "60") NUMBER("second", "80")
          PERSON_AGE TERM("old", "return p.age >= law.first and p.age < law.second") DECIDE(
              ", else_give = yuan(0)") "d:rule(\"第三条\", { when = \"old\", give = yuan(10) })\nreturn act\n");
  bool met[121] = {false};
  size_t i;
  json_t *one;
  explore(&r, "d", NULL);
  json_array_foreach(json_object_get(r.answer, "boundaries"), i, one) for (int yes = 0; yes < 2; yes++) {
    json_t *c = json_object_get(one, yes ? "yes" : "no");
    long long age = number(json_object_get(json_object_get(c, "facts"), "person"), "age");
    assert_in_range(age, 0, 120);
    met[age] = true;
  }
  assert_true(met[59] && met[60] && met[79] && met[80]);
  row(json_object_get(r.answer, "rows"), "value", "10.00", "60 ≤ 年龄 ≤ 79");
  row(json_object_get(r.answer, "rows"), "value", "0.00", "年龄 ≤ 59 或 年龄 ≥ 80");
  end(&r);
}

/* --- conflicts, gaps, dead rules -------------------------------------------------------------- */

#define TWO                                                                                                  \
  "act:facts(\"person\", { label = \"人\", age = fact.count { label = \"年龄\", range = { 0, 120 } },\n"  \
  "  income = fact.money { label = \"收入\", range = { yuan(0), yuan(100000) } } })\n" NUMBER(               \
      "old_age", "60") NUMBER("little", "yuan(1000)") TERM("old", "return p.age >= law.old_age")             \
      TERM("poor", "return p.income < law.little")

/* Who is old and poor has two rules, who is neither none. */
static void conflict_and_gap(void **state) {
  (void)state;
  struct rig r =
      begin(HEAD TWO DECIDE("") "d:rule(\"第三条\", { when = \"old\", give = yuan(10) })\n"
                                "d:rule(\"第四条\", { when = \"poor\", give = yuan(20) })\nreturn act\n");
  json_t *rows = explore(&r, "d", NULL), *one;
  bool conflict = false, gap = false;
  size_t i;
  json_array_foreach(rows, i, one) {
    const json_t *facts = sample(one);
    double income = atof(text_of(facts, "income"));
    bool old = number(facts, "age") >= 60, poor = income < 1000;
    if (strcmp(text_of(one, "failure"), "conflict") == 0) conflict = old && poor;
    if (strcmp(text_of(one, "failure"), "gap") == 0) gap = !old && !poor;
  }
  assert_true(conflict);
  assert_true(gap);
  assert_int_equal(json_array_size(rows), 4);
  row(rows, "value", "10.00", "年龄 ≥ 60");
  row(rows, "value", "20.00", "收入 < 1,000.00");
  expect_all_true(&r, "d", NULL);
  end(&r);
}

/* The same, one before the other and something for the rest: neither conflict nor gap. */
static void neither(void **state) {
  (void)state;
  struct rig r = begin(HEAD TWO DECIDE(
      ", else_give = yuan(0)") "d:rule(\"第三条\", { when = \"old\", give = yuan(10) })\n"
                               "d:rule(\"第四条\", { when = \"poor\", give = yuan(20), prevails_over = \"第三条\" })\nreturn act\n");
  json_t *rows = explore(&r, "d", NULL), *one;
  size_t i;
  json_array_foreach(rows, i, one) assert_string_equal(text_of(one, "outcome"), "value");
  assert_int_equal(json_array_size(rows), 3);
  row(rows, "value", "20.00", "收入 < 1,000.00");
  assert_true(json_is_true(json_object_get(r.answer, "complete")));
  end(&r);
}

/* Older than 90 and younger than 60 is nobody; that is proved. What a reading rules out is told
** apart. */
static void dead_rules(void **state) {
  (void)state;
  struct rig r = begin(
      HEAD NUMBER("first", "60") NUMBER("last", "90") PERSON_AGE
      "act:reading(\"wide\", { id = \"A\", cite = \"第一条\", ask = \"?\", { \"no\", \"否\" }, { \"yes\", \"是\" }, default = \"no\" })\n" TERM(
          "nobody", "return p.age < law.first and p.age > law.last")
          TERM("by_reading", "return law.wide == \"yes\" and p.age < law.first")
              TERM("some", "return p.age >= law.first") DECIDE(
                  ", else_give = yuan(0)") "d:requires(\"第七条\", \"young_enough\")\n"
                                           "d:rule(\"第三条\", { when = \"nobody\", give = yuan(10) })\n"
                                           "d:rule(\"第四条\", { when = \"by_reading\", give = yuan(20) })\n"
                                           "d:rule(\"第五条\", { when = \"some\", give = yuan(30) })\n" NUMBER(
                                               "limit", "200")
                                               TERM("young_enough",
                                                    "return p.age < law.limit") "return act\n");
  explore(&r, "d", NULL);
  const json_t *one = dead(r.answer, "dead", "第三条"), *two = dead(r.answer, "dead", "第四条");
  const json_t *three = dead(r.answer, "always_met", "第七条");
  assert_non_null(one);
  assert_non_null(two);
  assert_non_null(three);
  assert_null(dead(r.answer, "dead", "第五条"));
  assert_true(json_is_true(json_object_get(one, "proved")));
  assert_string_equal(text_of(one, "why"), "");
  assert_string_equal(text_of(two, "why"), "law");
  assert_true(json_is_true(json_object_get(three, "proved")));
  explore(&r, "d", "wide=yes");
  assert_null(dead(r.answer, "dead", "第四条"));
  row(json_object_get(r.answer, "rows"), "value", "20.00", "年龄 ≤ 59");
  end(&r);
}

/* A rule that multiplies what is never there. */
static void only_raises(void **state) {
  (void)state;
  struct rig r = begin(
      HEAD
      "act:facts(\"person\", { label = \"人\", old = fact.boolean { label = \"老\" },\n"
      "  area = fact.count { label = \"面积\", optional = true } })\n" NUMBER("each", "yuan(2)")
          TERM("without", "return not present(p.area)") TERM("by_area", "return law.each * p.area") DECIDE(
              ", else_give = yuan(0)") "d:rule(\"第三条\", { when = \"without\", give = \"by_area\" })\nreturn act\n");
  explore(&r, "d", NULL);
  assert_non_null(dead(r.answer, "raises", "第三条"));
  end(&r);
}

/* --- guards of every kind --------------------------------------------------------------------- */

/* Guards on two facts: a < b. */
static void two_facts(void **state) {
  (void)state;
  struct rig r = begin(
      HEAD
      "act:facts(\"person\", { label = \"人\", came = fact.date { label = \"来\" }, went = fact.date { label = \"走\" } })\n" TERM(
          "orderly", "return p.came < p.went")
          DECIDE("") "d:rule(\"第三条\", { when = \"orderly\", give = yuan(1) })\n"
                     "d:rule(\"第四条\", { when = \"not orderly\", give = yuan(2) })\nreturn act\n");
  json_t *rows = explore(&r, "d", NULL);
  assert_int_equal(json_array_size(rows), 2);
  const json_t *yes = sample(row(rows, "value", "1.00", "orderly")),
               *no = sample(row(rows, "value", "2.00", "不是“orderly”"));
  assert_true(strcmp(text_of(yes, "came"), text_of(yes, "went")) < 0);
  assert_true(strcmp(text_of(no, "came"), text_of(no, "went")) >= 0);
  assert_true(json_is_true(json_object_get(r.answer, "complete")));
  expect_all_true(&r, "d", NULL);
  end(&r);
}

/* Members one by one; the last is left over, and nothing else. */
static void enumerations(void **state) {
  (void)state;
  struct rig r =
      begin(HEAD "local kind = fact.one_of { { \"a\", \"甲\" }, { \"b\", \"乙\" }, { \"c\", \"丙\" } }\n"
                 "act:facts(\"person\", { label = \"人\", kind = kind { label = \"类别\" } })\n" TERM(
                     "is_a", "return p.kind == \"a\"") TERM("is_b", "return p.kind == \"b\"")
                     TERM("is_c", "return p.kind == \"c\"")
                         DECIDE("") "d:rule(\"第三条\", { when = \"is_a\", give = yuan(1) })\n"
                                    "d:rule(\"第四条\", { when = \"is_b\", give = yuan(2) })\n"
                                    "d:rule(\"第五条\", { when = \"is_c\", give = yuan(3) })\nreturn act\n");
  json_t *rows = explore(&r, "d", NULL);
  assert_int_equal(json_array_size(rows), 3);
  row(rows, "value", "1.00", "类别：甲");
  row(rows, "value", "2.00", "类别：乙");
  row(rows, "value", "3.00", "类别：丙");
  assert_true(json_is_true(json_object_get(r.answer, "complete")));
  end(&r);
}

/* 100 less 3 a day, never less than 0: what is given hangs on the fact, within the bounds worked
** out by hand. */
static void expressions(void **state) {
  (void)state;
  struct rig r = begin(
      HEAD
          NUMBER("each", "yuan(3)") "act:facts(\"person\", { label = \"人\", days = fact.count { label = \"天数\", range = { 0, 31 } } })\n" TERM(
              "sum", "return law.each * p.days")
              DECIDE("") "d:rule(\"第三条\", { give = \"sum\" })\nreturn act\n");
  json_t *rows = explore(&r, "d", NULL);
  assert_int_equal(json_array_size(rows), 1);
  row(rows, "value", "sum（如 0.00 … 93.00）", "");
  assert_false(json_object_get(json_array_get(rows, 0), "value"));
  end(&r);
}

/* A history and a list: present on the last day of the month, a record in it. */
static void histories(void **state) {
  (void)state;
  struct rig r = begin(
      HEAD
      "act:facts(\"person\", { label = \"人\",\n"
      "  home = fact.timeline(fact.district) { label = \"住\", absent = \"外地\" },\n"
      "  visits = fact.list { label = \"来访\", on = fact.date { label = \"日\" } } })\n" TERM(
          "here", "return p.home:present(m:last())")
          TERM("moved", "return p.home:changes(period(m:first(), m:last())) > 0")
              TERM("came", "return p.visits:any { on = within(m:first(), m:last()) }")
                  DECIDE("") "d:requires(\"第二条\", \"here\")\n"
                             "d:rule(\"第三条\", { when = { \"moved\", \"came\" }, give = yuan(1) })\n"
                             "d:rule(\"第四条\", { when = { \"moved\", \"not came\" }, give = yuan(2) })\n"
                             "d:rule(\"第五条\", { when = \"not moved\", give = yuan(3) })\nreturn act\n");
  json_t *rows = explore(&r, "d", NULL);
  assert_int_equal(json_array_size(rows), 4);
  row(rows, "value", "1.00", "moved；came");
  row(rows, "value", "2.00", "moved；不是“came”");
  row(rows, "value", "3.00", "不是“moved”");
  row(rows, "refused", "不符合条件", "不符合：here");
  expect_all_true(&r, "d", NULL);
  end(&r);
}

/* Twelve conditions that have nothing to do with each other: a row each, and no 4,096 runs. */
static void twelve(void **state) {
  (void)state;
  char text[9000] = HEAD "act:facts(\"person\", { label = \"人\"";
  for (int i = 0; i < 12; i++)
    snprintf(text + strlen(text), sizeof text - strlen(text),
             ", n%d = fact.count { label = \"数%d\", range = { 0, 1000 } }", i, i);
  strcat(text, " })\n");
  for (int i = 0; i < 12; i++)
    snprintf(text + strlen(text), sizeof text - strlen(text),
             NUMBER("least%d", "%d") TERM("enough%d", "return p.n%d >= law.least%d"), i, i, 10 * (i + 1), i,
             i, i, i);
  strcat(text, DECIDE(""));
  for (int i = 0; i < 12; i++)
    snprintf(text + strlen(text), sizeof text - strlen(text), "d:requires(\"第%s条\", \"enough%d\")\n",
             i % 2 ? "五" : "六", i);
  strcat(text, "d:rule(\"第三条\", { give = yuan(1) })\nreturn act\n");
  struct rig r = begin(text);
  json_t *rows = explore(&r, "d", NULL);
  assert_int_equal(json_array_size(rows), 13);
  for (int i = 0; i < 12; i++) {
    char range[64];
    snprintf(range, sizeof range, "数%d ≤ %d", i, 10 * (i + 1) - 1);
    row(rows, "refused", "不符合条件", range);
  }
  row(rows, "value", "1.00", "");
  json_t *explored = json_object_get(r.answer, "explored");
  assert_int_equal(number(explored, "guards"), 24);
  assert_in_range(number(explored, "cases"), 13, 4000);
  end(&r);
}

/* --- two at once ------------------------------------------------------------------------------ */

/* One line changed: 10 becomes 15 for those of 60 to 79. Exactly they differ. */
static void two_versions(void **state) {
  (void)state;
  static const char law[] = HEAD NUMBER("first", "60") NUMBER("second", "80") PERSON_AGE TERM(
      "old", "return p.age >= law.first and p.age < law.second") TERM("older", "return p.age >= law.second")
      DECIDE(
          ", else_give = yuan(0)") "d:rule(\"第三条\", { when = \"old\", give = yuan(10) })\n"
                                   "d:rule(\"第四条\", { when = \"older\", give = yuan(20) })\nreturn act\n";
  char *other = replaced(law, "give = yuan(10)", "give = yuan(15)");
  struct rig a = begin(law), b = begin(other);
  struct error e = {0};
  struct explore_side sides[2] = {{.policy = a.b->policies, .when = month_parse("2025-06")},
                                  {.policy = b.b->policies, .when = month_parse("2025-06")}};
  struct explore *x = explore_run(sides, 2, NULL, &e);
  if (!x) fail_msg("%s", e.message);
  int differ = 0, same = 0;
  assert_int_equal(explore_variable_count(x), 1);
  for (int i = 0; i < explore_case_count(x); i++) {
    const struct explore_case *c = explore_case_at(x, i);
    int64_t age = c->values[0].u.i;
    bool changed = c->class[0]->value.u.i != c->class[1]->value.u.i;
    assert_int_equal(changed, age >= 60 && age < 80);
    if (changed) {
      assert_int_equal(c->class[0] -> value.u.i, 1000);
      assert_int_equal(c->class[1] -> value.u.i, 1500);
    }
    differ += changed;
    same += !changed;
  }
  assert_true(differ > 0 && same > 1);
  assert_true(explore_complete(x));
  explore_free(x);
  end(&a);
  end(&b);
  free(other);
}

/* --- everybody: small worlds in which all people can be asked --------------------------------- */

enum { WORLDS = 60, LAST = 12, FAR = 300, PEOPLE = 2 * LAST + 3, MOST_KEYS = 64 };

struct keys {
  char list[MOST_KEYS][64];
  int count;
};

static void add_key(struct keys *k, const char *kind, const char *what) {
  char key[64];
  snprintf(key, sizeof key, "%s %s", kind, what);
  for (int i = 0; i < k->count; i++)
    if (strcmp(k->list[i], key) == 0) return;
  assert_in_range(k->count, 0, MOST_KEYS - 1);
  strcpy(k->list[k->count++], key);
}

static bool has_key(const struct keys *k, const char *key) {
  for (int i = 0; i < k->count; i++)
    if (strcmp(k->list[i], key) == 0) return true;
  return false;
}

static unsigned draw(uint64_t *state, unsigned n) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(*state >> 33) % n;
}

static void random_guard(uint64_t *state, char *out, size_t size) {
  static const char *const ops[] = {"<", "<=", ">", ">=", "=="};
  const char *a = draw(state, 2) ? "p.a" : "p.b";
  if (draw(state, 4) == 0)
    snprintf(out, size, "p.a %s p.b", ops[draw(state, 5)]);
  else if (draw(state, 5) == 0)
    snprintf(out, size, "p.a + p.b %s %u", ops[draw(state, 5)], draw(state, 2 * LAST));
  else
    snprintf(out, size, "%s %s %u", a, ops[draw(state, 5)], draw(state, LAST + 3));
}

/* `wide`: too many people to be asked one by one, though nothing changes past the sums of what the
** law names. */
static void random_law(uint64_t *state, bool wide, char *text, size_t size) {
  char one[80], two[80];
  int most = wide ? FAR : LAST;
  snprintf(text, size,
           HEAD
           "act:facts(\"person\", { label = \"人\", a = fact.count { label = \"甲\", range = { 0, %d } },\n"
           "  b = fact.count { label = \"乙\", range = { 0, %d } } })\n",
           most, most);
  for (int i = 0; i < 4; i++) {
    random_guard(state, one, sizeof one);
    random_guard(state, two, sizeof two);
    snprintf(text + strlen(text), size - strlen(text), TERM("t%d", "return %s %s %s"), i, i, one,
             draw(state, 2) ? "and" : "or", two);
  }
  strcat(text, draw(state, 2) ? DECIDE("") : DECIDE(", else_give = yuan(0)"));
  snprintf(text + strlen(text), size - strlen(text),
           "d:requires(\"第二条\", \"t0\")\nd:rule(\"第三条\", { when = \"t1\", give = yuan(1) })\n"
           "d:rule(\"第四条\", { when = { \"t2\", \"not t1\" }, give = yuan(2) })\n"
           "d:exception(\"第五条\", { to = \"第三条\", when = \"t3\", give = yuan(3) })\n%sreturn act\n",
           draw(state, 2) ? "d:rule(\"第六条\", { when = \"t3\", give = yuan(4) })\n" : "");
}

static void ask_everybody(struct rig *r, bool wide, struct keys *k) {
  int people = wide ? PEOPLE + 1 : LAST + 1;
  for (int i = 0; i < people; i++)
    for (int j = 0; j < people; j++) {
      int a = i == PEOPLE ? FAR : i, b = j == PEOPLE ? FAR : j;
      char facts[64], *json = NULL;
      bylaw_outcome kind;
      snprintf(facts, sizeof facts, "{\"a\": %d, \"b\": %d}", a, b);
      bylaw_request q = {.policy = "small", .decision = "d", .month = "2025-06", .facts = facts};
      bylaw_status status = bylaw_decide(r->b, &q, &kind, &json, NULL);
      json_t *answer = json ? json_loads(json, 0, NULL) : NULL;
      if (status == BYLAW_ECONFLICT)
        add_key(k, "failed", "conflict");
      else if (status == BYLAW_EGAP)
        add_key(k, "failed", "gap");
      else if (kind == BYLAW_VALUE)
        add_key(k, "value", json_string_value(json_object_get(answer, "outcome")));
      else
        add_key(k, "refused", "");
      json_decref(answer);
      bylaw_free(json);
    }
}

/* What explore finds is what there is; where it says that there is no more, there is no more. */
static void everybody(void **state) {
  (void)state;
  uint64_t chance = 20250601;
  char text[6000];
  int complete = 0, missed = 0;
  for (int w = 0; w < WORLDS; w++) {
    struct keys real = {.count = 0}, found = {.count = 0};
    bool wide = w % 2;
    random_law(&chance, wide, text, sizeof text);
    struct rig r = begin(text);
    size_t i;
    json_t *one;
    ask_everybody(&r, wide, &real);
    json_array_foreach(explore(&r, "d", NULL), i, one) {
      const char *kind = text_of(one, "outcome");
      add_key(&found, kind, strcmp(kind, "failed") == 0 ? text_of(one, "failure") : text_of(one, "value"));
    }
    for (int k = 0; k < found.count; k++)
      if (!has_key(&real, found.list[k])) fail_msg("%s is not there:\n%s", found.list[k], text);
    int lacking = 0;
    for (int k = 0; k < real.count; k++)
      lacking += !has_key(&found, real.list[k]);
    bool whole = json_is_true(json_object_get(r.answer, "complete"));
    if (whole && lacking) fail_msg("said to be complete, but lacks outcomes:\n%s", text);
    complete += whole && wide;
    if (!wide) assert_true(whole); /* 169 people can all be asked */
    missed += lacking;
    expect_all_true(&r, "d", NULL);
    end(&r);
  }
  assert_int_equal(missed, 0);
  assert_in_range(complete, 3, WORLDS / 2); /* by proof alone */
}

/* --- the same again, and what is refused ------------------------------------------------------ */

static void the_same_again(void **state) {
  (void)state;
  bylaw *b;
  char *one = NULL, *two = NULL;
  bylaw_request q = {.policy = "old-age-allowance", .decision = "standard", .month = "2025-06"};
  bylaw_explore_options o = {.runs = 600};
  assert_int_equal(bylaw_open(&b, NULL, NULL), BYLAW_OK);
  assert_int_equal(bylaw_load(b, "policies/old_age_allowance.lua", NULL), BYLAW_OK);
  assert_int_equal(bylaw_explore(b, &q, &o, &one, NULL), BYLAW_OK);
  bylaw_close(b);
  assert_int_equal(bylaw_open(&b, NULL, NULL), BYLAW_OK);
  assert_int_equal(bylaw_load(b, "policies/old_age_allowance.lua", NULL), BYLAW_OK);
  assert_int_equal(bylaw_explore(b, &q, &o, &two, NULL), BYLAW_OK);
  assert_string_equal(one, two);
  bylaw_free(one);
  bylaw_free(two);
  bylaw_close(b);
}

static void bad_questions(void **state) {
  (void)state;
  struct rig r = begin(HEAD PERSON_AGE TERM("some", "return p.age > 0") DECIDE(
      "") "d:rule(\"第三条\", { when = \"some\", give = yuan(1) })\nreturn act\n");
  static const struct {
    bylaw_request q;
    const char *message;
    int status;
  } bad[] = {
      {{.policy = "none", .decision = "d", .month = "2025-06"}, "没有政策 ‘none’", BYLAW_EUSAGE},
      {{.policy = "small", .decision = "e", .month = "2025-06"}, "‘e’", BYLAW_EUSAGE},
      {{.policy = "small", .decision = "d"}, "需要月份", BYLAW_EUSAGE},
      {{.policy = "small", .decision = "d", .on = "2025-06-01"}, "需要月份", BYLAW_EUSAGE},
      {{.policy = "small", .decision = "d", .month = "2025-13"}, "2025-13", BYLAW_EINPUT},
      {{.policy = "small", .decision = "d", .month = "2025-06", .facts = "{}"}, "不接受事实", BYLAW_EUSAGE},
      {{.policy = "small", .decision = "d", .month = "2025-06", .readings = "x=y"},
       "没有适用口径 ‘x’",
       BYLAW_EUSAGE}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    bylaw_error e = {0};
    char *json = (char *)1;
    assert_int_equal(bylaw_explore(r.b, &bad[i].q, NULL, &json, &e), bad[i].status);
    assert_null(json);
    if (!strstr(e.message, bad[i].message)) fail_msg("%s: %s", bad[i].message, e.message);
  }
  explore(&r, "d", NULL); /* the policy is as it was */
  end(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bands),     cmocka_unit_test(boundaries),     cmocka_unit_test(conflict_and_gap),
      cmocka_unit_test(neither),   cmocka_unit_test(dead_rules),     cmocka_unit_test(only_raises),
      cmocka_unit_test(two_facts), cmocka_unit_test(enumerations),   cmocka_unit_test(expressions),
      cmocka_unit_test(histories), cmocka_unit_test(twelve),         cmocka_unit_test(two_versions),
      cmocka_unit_test(everybody), cmocka_unit_test(the_same_again), cmocka_unit_test(bad_questions)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
