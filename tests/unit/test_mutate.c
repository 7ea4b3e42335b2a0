/* Mutation of tests/cover/policies/cover.lua. All 30 mutants and what notices them, by hand:
**
**   rate, first row   from: a day later or earlier does not load (a month's law begins with a
**   month); 2025-02, 2024-12
**                     to: 2025-07-31 overlaps the second row and does not load; 2025-05-31
**                     value: 30.01, 29.99
**                     8
**   rate, second row  from: 07-02 and 06-30 and 06-01 do not load; 08-01; value: 40.01, 39.99
**   6
**   least_age         from: 01-02 and 12-31 do not load; 02-01, 12-01; value: 81, 79
**   6
**   old               >
**   1
**   gone              or; ~=
**   2
**   pay               else_give 0.01 (nothing is less than nothing); the requirement left out; not
**   member;
**                     not gone and 10.01, 9.99 of the exception; not gone of the warning
**                     7
**
** Eight do not load. Two scenarios in March, 80 years and 79, notice what changes the 30.00 or the
** refusal: both values, 81 and 79, `>`, `or`, the requirement, not member, not gone of the
** exception: nine more. The others are in MISSED. The scenarios of more.lua notice all of these but
** one: rules are in force from January 2025 only, so that nobody can ask for the rate of
** December. */
#include "support.h"

#include <jansson.h>

#define POLICY "tests/cover/policies/cover.lua"
#define SOME "tests/cover/scenarios/some.lua"
#define MORE "tests/cover/scenarios/more.lua"

#define MISSED                                                                                               \
  "8 date rate 第二条 from = \"2025-01-01\" -> from = \"2025-02-01\"\n"                                   \
  "8 date rate 第二条 from = \"2025-01-01\" -> from = \"2024-12-01\"\n"                                   \
  "8 date rate 第二条 to = \"2025-06-30\" -> to = \"2025-05-31\"\n"                                       \
  "9 date rate 第二条 from = \"2025-07-01\" -> from = \"2025-08-01\"\n"                                   \
  "9 value rate 第二条 value = yuan(40) -> value = yuan \"40.01\"\n"                                      \
  "9 value rate 第二条 value = yuan(40) -> value = yuan \"39.99\"\n"                                      \
  "11 date least_age 第一条 from = \"2025-01-01\" -> from = \"2025-02-01\"\n"                             \
  "11 date least_age 第一条 from = \"2025-01-01\" -> from = \"2024-12-01\"\n"                             \
  "25 compare gone 第三条 law.count_left == \"yes\" -> law.count_left ~= \"yes\"\n"                       \
  "28 value pay 第四条 else_give = yuan(0) -> else_give = yuan \"0.01\"\n"                                \
  "31 value pay 第三条 give = yuan(10) -> give = yuan \"10.01\"\n"                                        \
  "31 value pay 第三条 give = yuan(10) -> give = yuan \"9.99\"\n"                                         \
  "32 when pay 第五条 \"gone\" -> \"not gone\"\n"

static bylaw *open_policy(const char *path) {
  bylaw *b = NULL;
  bylaw_error e = {0};
  assert_int_equal(bylaw_open(&b, NULL, &e), BYLAW_OK);
  if (bylaw_load(b, path, &e) != BYLAW_OK) fail_msg("%s: %s", e.file, e.message);
  return b;
}

static json_t *mutate(bylaw *b, const bylaw_mutate_request *q) {
  bylaw_error e = {0};
  char *text = NULL;
  if (bylaw_mutate(b, q, &text, &e) != BYLAW_OK) fail_msg("%s (%s)", e.message, e.hint);
  json_t *made = json_loads(text, 0, NULL);
  assert_int_equal(json_array_size(made), 1);
  bylaw_free(text);
  return made;
}

static int number(const json_t *made, const char *key) {
  return (int)json_integer_value(json_object_get(json_array_get(made, 0), key));
}

static const char *field(const json_t *one, const char *key) {
  return json_string_value(json_object_get(one, key));
}

/* A line each; the caller frees it. */
static char *missed(const json_t *made) {
  char *text = calloc(1, 16384);
  size_t i;
  json_t *one;
  assert_non_null(text);
  json_array_foreach(json_object_get(json_array_get(made, 0), "missed"), i, one) {
    size_t at = strlen(text);
    snprintf(text + at, 16384 - at, "%d %s %s %s %s -> %s\n",
             (int)json_integer_value(json_object_get(one, "line")), field(one, "kind"), field(one, "name"),
             field(one, "article"), field(one, "original"), field(one, "mutated"));
  }
  return text;
}

static void expect_missed(const json_t *made, const char *expected) {
  char *got = missed(made);
  assert_string_equal(got, expected);
  free(got);
}

static void two_scenarios_notice_seventeen(void **state) {
  (void)state;
  static const char *const paths[] = {SOME};
  bylaw *b = open_policy(POLICY);
  json_t *made = mutate(b, &(bylaw_mutate_request){.policy = "cover", .paths = paths, .count = 1});
  assert_int_equal(number(made, "possible"), 30);
  assert_int_equal(number(made, "mutants"), 30);
  assert_int_equal(number(made, "noticed"), 17);
  assert_int_equal(number(made, "refused"), 8);
  expect_missed(made, MISSED);
  json_decref(made);
  bylaw_close(b);
}

static void the_missing_scenarios_notice_the_rest(void **state) {
  (void)state;
  static const char *const paths[] = {SOME, MORE};
  bylaw *b = open_policy(POLICY);
  json_t *made = mutate(b, &(bylaw_mutate_request){.paths = paths, .count = 2});
  assert_int_equal(number(made, "mutants"), 30);
  assert_int_equal(number(made, "noticed"), 29);
  expect_missed(made, "8 date rate 第二条 from = \"2025-01-01\" -> from = \"2024-12-01\"\n");
  json_decref(made);
  bylaw_close(b);
}

/* A sample is drawn of all, the same with the same seed, in the order of the text. */
static void draws_by_seed(void **state) {
  (void)state;
  static const char *const paths[] = {SOME};
  bylaw *b = open_policy(POLICY);
  bylaw_mutate_request q = {.policy = "cover", .paths = paths, .count = 1, .limit = 12, .seed = 7};
  json_t *one = mutate(b, &q), *again = mutate(b, &q);
  assert_true(json_equal(one, again));
  assert_int_equal(number(one, "possible"), 30);
  assert_int_equal(number(one, "mutants"), 12);
  size_t left = json_array_size(json_object_get(json_array_get(one, 0), "missed"));
  assert_int_equal(number(one, "noticed") + (int)left, 12);
  bool differs = false; /* another seed draws others, sooner or later */
  for (q.seed = 8; q.seed < 20 && !differs; q.seed++) {
    json_t *other = mutate(b, &q);
    char *x = missed(one), *y = missed(other);
    differs = strcmp(x, y) != 0;
    free(x);
    free(y);
    json_decref(other);
  }
  assert_true(differs);
  json_decref(one);
  json_decref(again);
  bylaw_close(b);
}

static void the_policy_stays_as_it_was(void **state) {
  (void)state;
  static const char *const paths[] = {SOME};
  bylaw *b = open_policy(POLICY);
  char *before = NULL, *after = NULL;
  assert_int_equal(bylaw_describe(b, "cover", &before, NULL), BYLAW_OK);
  json_decref(mutate(b, &(bylaw_mutate_request){.policy = "cover", .paths = paths, .count = 1}));
  assert_int_equal(bylaw_describe(b, "cover", &after, NULL), BYLAW_OK);
  assert_string_equal(before, after);
  bylaw_free(before);
  bylaw_free(after);
  bylaw_close(b);
}

static int stop_at_once(void *data, const char *what, long long done, long long total) {
  (void)what;
  (void)done;
  (void)total;
  ++*(int *)data;
  return 1;
}

static void refuses(void **state) {
  (void)state;
  static const char *const none[] = {"tests/language/scenarios/language.lua"}, *const some[] = {SOME};
  bylaw *b = open_policy(POLICY);
  bylaw_error e = {0};
  char *json = NULL;
  int told = 0;
  bylaw_mutate_request q = {.policy = "cover", .paths = none, .count = 1};
  assert_int_equal(bylaw_mutate(b, &q, &json, &e), BYLAW_EINPUT);
  assert_non_null(strstr(e.message, "没有政策 ‘cover’ 的场景"));
  q.policy = "covers";
  assert_int_equal(bylaw_mutate(b, &q, &json, &e), BYLAW_EUSAGE);
  assert_non_null(strstr(e.hint, "cover"));
  q = (bylaw_mutate_request){.paths = none, .count = 1};
  assert_int_equal(bylaw_mutate(b, &q, &json, &e), BYLAW_EINPUT);
  q = (bylaw_mutate_request){.paths = some, .count = 1, .progress = {stop_at_once, &told}};
  assert_int_equal(bylaw_mutate(b, &q, &json, &e), BYLAW_ESTOPPED);
  assert_int_equal(told, 1);
  assert_null(json);
  bylaw_close(b);
}

/* --- other shapes of text --------------------------------------------------------------------- */

/* The mutants of a policy that has `term` as the body of its term, none of which can be noticed:
** nobody asks for the decision. */
static void expect_mutants(const char *find, const char *put, const char *wanted) {
  struct bench t = bench_open();
  char *changed = replaced(BASE, find, put), path[64];
  write_text(t.good, changed);
  snprintf(path, sizeof path, "%s/scenarios.txt", t.folder);
  write_text(
      path,
      "policy \"test\"\nscenario \"出错的\" { month = \"2025-03\", elder = { birth_date = \"1930-05-01\", "
      "hukou = \"和平区\", applied = {} }, rulings = { { decision = \"standard\" } }, "
      "standard = { error = \"rulings\" } }\n");
  bench_load(&t);
  const char *const paths[] = {path};
  json_t *made = mutate(t.b, &(bylaw_mutate_request){.policy = "test", .paths = paths, .count = 1});
  char *got = missed(made);
  for (const char *line = wanted; *line; line += strcspn(line, "\n") + (line[strcspn(line, "\n")] == '\n')) {
    char one[256];
    snprintf(one, sizeof one, "%.*s\n", (int)strcspn(line, "\n"), line);
    if (!strstr(got, one)) fail_msg("not among the mutants: %s\n%s", one, got);
  }
  free(got);
  json_decref(made);
  free(changed);
  bench_close(&t);
}

static void turns_each_operator(void **state) {
  (void)state;
  expect_mutants("  return true\n",
                 "  if not (law.age < 90) and law.age ~= 95 or law.age > 97 then return false end\n"
                 "  return law.age <= 99\n",
                 "law.age < 90 -> law.age <= 90\n"
                 "law.age ~= 95 -> law.age == 95\n"
                 "law.age > 97 -> law.age >= 97\n"
                 "law.age <= 99 -> law.age < 99\n"
                 "not (law.age < 90) -> (law.age < 90)\n"
                 "not (law.age < 90) and law.age ~= 95 -> not (law.age < 90) or law.age ~= 95\n"
                 "law.age ~= 95 -> law.age ~= 96\n"
                 "law.age ~= 95 -> law.age ~= 94\n");
}

static void moves_each_kind_of_value(void **state) {
  (void)state;
  expect_mutants("yuan(200) }", "yuan \"200.50\" }", "value = yuan \"200.50\" -> value = yuan \"200.51\"\n");
  expect_mutants("yuan(200) }", "yuan(0) }", "value = yuan(0) -> value = yuan \"0.01\"\n");
  expect_mutants("yuan(200) }", "wan(3) }", "value = wan(3) -> value = yuan \"30000.01\"\n");
  expect_mutants("act:open(",
                 "act:parameter(\"share\", { label = \"比例\", cite = \"第七条\", { from = \"2025-03-01\", "
                 "value = percent \"0.50\" } })\nact:open(",
                 "value = percent \"0.50\" -> value = percent \"0.51\"\n"
                 "value = percent \"0.50\" -> value = percent \"0.49\"\n"
                 "from = \"2025-03-01\" -> from = \"2025-04-01\"\n"
                 "from = \"2025-03-01\" -> from = \"2025-02-01\"\n");
  expect_mutants(
      "act:open(",
      "act:parameter(\"begins\", { label = \"开始\", cite = \"第七条\", { from = \"2025-01-01\", "
      "value = month \"2025-12\" } })\nact:parameter(\"day\", { label = \"日\", cite = \"第七条\", "
      "{ from = \"2025-01-01\", value = date \"2024-02-29\" } })\nact:open(",
      "value = month \"2025-12\" -> value = month \"2026-01\"\n"
      "value = month \"2025-12\" -> value = month \"2025-11\"\n"
      "value = date \"2024-02-29\" -> value = date \"2024-03-01\"\n"
      "value = date \"2024-02-29\" -> value = date \"2024-02-28\"\n");
}

static void turns_and_drops_conditions(void **state) {
  (void)state;
  expect_mutants("standard:requires(\"第三条\", \"probe\")",
                 "standard:requires(\"第三条\", { any = { \"probe\", \"not aged_90s\" } })",
                 "standard:requires(\"第三条\", { any = { \"probe\", \"not aged_90s\" } }) -> \n"
                 "\"probe\" -> \"not probe\"\n"
                 "\"not aged_90s\" -> \"aged_90s\"\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_scenarios_notice_seventeen),
      cmocka_unit_test(the_missing_scenarios_notice_the_rest),
      cmocka_unit_test(draws_by_seed),
      cmocka_unit_test(the_policy_stays_as_it_was),
      cmocka_unit_test(refuses),
      cmocka_unit_test(turns_each_operator),
      cmocka_unit_test(moves_each_kind_of_value),
      cmocka_unit_test(turns_and_drops_conditions),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
