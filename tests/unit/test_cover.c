/* Coverage and the purity check. What tests/cover/scenarios reach of tests/cover/policies/cover.lua
** is worked out here by hand. */
#include "support.h"

#include <jansson.h>

#include "host/engine/test/scenario.h"
#include "host/engine/policy/status.h"

#define POLICY "tests/cover/policies/cover.lua"
#define SOME "tests/cover/scenarios/some.lua"
#define MORE "tests/cover/scenarios/more.lua"
#define GUESS "tests/cover/scenarios/guess.lua"

static bylaw *open_policy(const char *path) {
  bylaw *b = NULL;
  bylaw_error e = {0};
  assert_int_equal(bylaw_open(&b, NULL, &e), BYLAW_OK);
  if (bylaw_load(b, path, &e) != BYLAW_OK) fail_msg("%s: %s", e.file, e.message);
  return b;
}

static void set_mode(bylaw *b, unsigned mode) {
  bylaw_error e = {0};
  if (bylaw_test_mode(b, mode, &e) != BYLAW_OK) fail_msg("%s", e.message);
}

/* Run a file; how many results there are, all of which must be good. */
static size_t run_file(bylaw *b, const char *path) {
  bylaw_error e = {0};
  char *text = NULL;
  if (bylaw_test(b, path, &text, &e) != BYLAW_OK) fail_msg("%s: %s", path, e.message);
  json_t *results = json_loads(text, 0, NULL), *one;
  size_t i, count = json_array_size(results);
  json_array_foreach(results, i, one) {
    if (!json_is_true(json_object_get(one, "ok")))
      fail_msg("%s: %s", json_string_value(json_object_get(one, "title")),
               json_string_value(json_object_get(one, "got")));
  }
  json_decref(results);
  bylaw_free(text);
  return count;
}

static json_t *coverage(bylaw *b) {
  bylaw_error e = {0};
  char *text = NULL;
  assert_int_equal(bylaw_coverage(b, &text, &e), BYLAW_OK);
  json_t *made = json_loads(text, 0, NULL);
  assert_non_null(made);
  bylaw_free(text);
  return made;
}

static const char *field(const json_t *one, const char *key) {
  return json_string_value(json_object_get(one, key));
}

/* "articles 3/5" a line. */
static void expect_summary(const json_t *policy, const char *expected) {
  char got[512] = "";
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(policy, "summary"), i, one) {
    size_t at = strlen(got);
    snprintf(got + at, sizeof got - at, "%s %d/%d\n", field(one, "kind"),
             (int)json_integer_value(json_object_get(one, "reached")),
             (int)json_integer_value(json_object_get(one, "of")));
  }
  assert_string_equal(got, expected);
}

/* "30 rule pay 第二条 true_only" a line. */
static void expect_missed(const json_t *policy, const char *expected) {
  char got[4096] = "";
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(policy, "missed"), i, one) {
    size_t at = strlen(got);
    snprintf(got + at, sizeof got - at, "%d:%d %s %s %s %s\n",
             (int)json_integer_value(json_object_get(one, "line")),
             (int)json_integer_value(json_object_get(one, "column")), field(one, "what"), field(one, "name"),
             field(one, "article"), field(one, "state"));
    assert_string_equal(field(one, "file"), POLICY);
  }
  assert_string_equal(got, expected);
}

/* A member of 80 in March gets 30.00, one of 79 is refused. So `old` was true and false; `member`
** only true, `gone` only false, and what stands after its `and` was never asked, nor the reading in
** it; the row from July and what is given where no rule applies were not used. Of the articles the
** sixth is not coded, the first is that of the age, the second that of the rule, the third that of
** `gone`. */
static void lists_what_two_scenarios_leave_out(void **state) {
  (void)state;
  bylaw *b = open_policy(POLICY);
  set_mode(b, BYLAW_TEST_COVERAGE);
  assert_int_equal(run_file(b, SOME), 2);
  json_t *made = coverage(b), *policy = json_array_get(made, 0);
  assert_int_equal(json_array_size(made), 1);
  assert_string_equal(field(policy, "policy"), "cover");
  expect_summary(
      policy, "articles 3/5\nrequirements 1/1\nrules 0/4\nterms 2/2\nguards 1/3\nrows 2/3\nreadings 0/2\n");
  expect_missed(policy, "30:0 rule pay 第二条 true_only\n"
                        "31:0 exception pay 第三条 false_only\n"
                        "32:0 warning pay 第五条 false_only\n"
                        "28:0 else_give pay 第四条 never\n"
                        "25:10 guard gone 第三条 false_only\n"
                        "25:33 guard gone 第三条 never\n"
                        "9:0 row rate 第二条 never\n"
                        "19:0 option count_left=yes 第三条 never\n"
                        "19:0 option count_left=no 第三条 never\n"
                        "0:0 article 第四条 第四条 never\n"
                        "0:0 article 第五条 第五条 never\n");
  json_decref(made);
  bylaw_close(b);
}

static void adds_up_over_files(void **state) {
  (void)state;
  bylaw *b = open_policy(POLICY);
  set_mode(b, BYLAW_TEST_COVERAGE);
  run_file(b, SOME);
  assert_int_equal(run_file(b, MORE), 7);
  json_t *made = coverage(b);
  expect_summary(
      json_array_get(made, 0),
      "articles 5/5\nrequirements 1/1\nrules 4/4\nterms 2/2\nguards 3/3\nrows 3/3\nreadings 2/2\n");
  expect_missed(json_array_get(made, 0), "");
  json_decref(made);
  bylaw_close(b);
}

/* An unknown age is followed both ways, and neither is a case that somebody wrote. The rule holds,
** but its outcome is never given. */
static void guesses_do_not_count(void **state) {
  (void)state;
  bylaw *b = open_policy(POLICY);
  set_mode(b, BYLAW_TEST_COVERAGE);
  assert_int_equal(run_file(b, GUESS), 1);
  json_t *made = coverage(b);
  expect_summary(
      json_array_get(made, 0),
      "articles 2/5\nrequirements 0/1\nrules 0/4\nterms 2/2\nguards 0/3\nrows 1/3\nreadings 0/2\n");
  expect_missed(json_array_get(made, 0), "29:0 requires pay 第一条 never\n"
                                         "30:0 rule pay 第二条 idle\n"
                                         "31:0 exception pay 第三条 false_only\n"
                                         "32:0 warning pay 第五条 false_only\n"
                                         "28:0 else_give pay 第四条 never\n"
                                         "22:10 guard old 第一条 never\n"
                                         "25:10 guard gone 第三条 false_only\n"
                                         "25:33 guard gone 第三条 never\n"
                                         "8:0 row rate 第二条 never\n"
                                         "9:0 row rate 第二条 never\n"
                                         "19:0 option count_left=yes 第三条 never\n"
                                         "19:0 option count_left=no 第三条 never\n"
                                         "0:0 article 第二条 第二条 never\n"
                                         "0:0 article 第四条 第四条 never\n"
                                         "0:0 article 第五条 第五条 never\n");
  json_decref(made);
  bylaw_close(b);
}

/* A new mode counts from nothing; PLAIN counts no longer; what no test is about is not in the
** report. */
static void begins_and_ends(void **state) {
  (void)state;
  bylaw_error e = {0};
  bylaw *b = open_policy(POLICY);
  set_mode(b, BYLAW_TEST_COVERAGE);
  run_file(b, SOME);
  run_file(b, MORE);
  set_mode(b, BYLAW_TEST_COVERAGE);
  json_t *made = coverage(b);
  assert_int_equal(json_array_size(made), 0);
  json_decref(made);
  run_file(b, SOME);
  set_mode(b, BYLAW_TEST_PLAIN);
  run_file(b, SOME);
  made = coverage(b);
  assert_int_equal(json_array_size(made), 0);
  json_decref(made);
  assert_int_equal(bylaw_test_mode(b, 64, &e), BYLAW_EUSAGE);
  bylaw_close(b);
}

static bool misses(const json_t *policy, const char *what, const char *name) {
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(policy, "missed"), i, one) {
    if (strcmp(field(one, "what"), what) == 0 && strcmp(field(one, "name"), name) == 0) return true;
  }
  return false;
}

/* What only paying asks: the first payable month, and a clerk's ruling of a later step. Stories
** have policies of their own. */
static void stories_count(void **state) {
  (void)state;
  bylaw *b = open_policy("policies/old_age_allowance.lua");
  set_mode(b, BYLAW_TEST_COVERAGE);
  run_file(b, "tests/scenarios/old_age_allowance_standard.lua");
  json_t *made = coverage(b);
  assert_true(misses(json_array_get(made, 0), "term", "first_payable"));
  assert_true(misses(json_array_get(made, 0), "article", "第二十条"));
  json_decref(made);
  run_file(b, "tests/scenarios/old_age_allowance_stories_death.lua");
  made = coverage(b);
  assert_false(misses(json_array_get(made, 0), "term", "first_payable"));
  assert_false(
      misses(json_array_get(made, 0), "article", "第二十条")); /* a late death: the money is owed back */
  json_decref(made);
  bylaw_close(b);
}

/* --- the text of a covered policy ------------------------------------------------------------- */

/* The line breaks stay; what stands outside functions, and `not`, `and`, `or` themselves, are no
** guards. */
static void writes_the_guards(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"return function(a, b)\n  return a == b and\n    not present(a) or a.x end",
       "return function(a, b)\n  return __seen(0, __eq(a , b)) and\n    not __seen(1, __truth(present(a))) or "
       "__seen(2, a.x) end"},
      {"local x = 1 < 2 return function(a) if a.n then return a.n < 2 end return a.l:any { b = 1 } end",
       "local x = 1 < 2 return function(a) if __seen(0, __truth(a.n)) then return __seen(1, __length(a.n) < 2) end return "
       "__seen(2, a.l:any { b = 1 }) end"},
      {"return function(a) return a.money, (a.x or a.y) ~= 2, a.t[1 == 2] end",
       "return function(a) return a.money, __seen(0, (not __eq((__seen(1, __truth(a.x)) or __seen(2, a.y)) , 2))), "
       "a.t[__seen(3, __key(__eq(1 , 2)))] end"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct syntax s = {0};
    struct error e = {0};
    struct buf out = {0};
    if (!syntax_parse(&s, "test.lua", cases[i][0], strlen(cases[i][0]), &e)) fail_msg("%s", e.message);
    syntax_rewrite_covered(&s, &out);
    assert_string_equal(buf_text(&out), cases[i][1]);
    buf_free(&out);
    syntax_free(&s);
  }
}

/* --- the purity check ------------------------------------------------------------------------- */

static void purity_check_changes_nothing_of_what_is_right(void **state) {
  (void)state;
  bylaw *b = open_policy(POLICY);
  set_mode(b, BYLAW_TEST_TWICE);
  assert_int_equal(run_file(b, SOME), 2);
  assert_int_equal(run_file(b, MORE), 7);
  bylaw_close(b);
  b = open_policy("policies/old_age_allowance.lua");
  set_mode(b, BYLAW_TEST_TWICE);
  assert_true(run_file(b, "tests/scenarios/old_age_allowance_stories_move.lua") > 0);
  bylaw_close(b);
}

/* The policy with one thing replaced. */
static struct policy *other_policy(const char *text, const char *find, const char *put) {
  struct error e = {0};
  char *changed = replaced(text, find, put);
  static const bylaw_config config;
  struct policy_sources src = {.policy = {POLICY, changed, strlen(changed)}};
  struct policy *p = policy_from(&config, &src, &e);
  if (!p) fail_msg("%s", e.message);
  free(changed);
  return p;
}

/* Two policies that differ stand for one that is not pure. */
static void expect_difference(const char *find, const char *put, const char *month, const char *says_what) {
  struct error e = {0};
  size_t length;
  char *text = file_read(POLICY, &length, &e);
  assert_non_null(text);
  struct policy *a = other_policy(text, "覆盖试验办法", "覆盖试验办法"), *b = other_policy(text, find, put);
  bylaw_request q = {.policy = "cover", .decision = "pay", .month = month};
  json_t *facts = json_pack("{s:{s:i, s:b}}", "unit", "age", 80, "member", 1);
  char *same, *differs;
  assert_true(decide_same(a, a, &q, facts, &same));
  assert_true(decide_same(a, b, &q, facts, &differs));
  assert_null(same);
  if (!says_what)
    assert_null(differs);
  else if (!differs || !strstr(differs, says_what))
    fail_msg("%s: %s", put, differs ? differs : "(no difference)");
  free(differs);
  json_decref(facts);
  policy_free(a);
  policy_free(b);
  free(text);
}

static void purity_check_sees_another_outcome(void **state) {
  (void)state;
  expect_difference("yuan(30)", "yuan(31)", "2025-03", "31.00");
}

static void purity_check_sees_another_reason(void **state) {
  (void)state;
  expect_difference("text = \"年满80周岁\"", "text = \"满80周岁\"", "2025-03", "because");
}

static void purity_check_sees_another_parameter(void **state) {
  (void)state;
  expect_difference("from = \"2025-01-01\", value = 80", "from = \"2024-12-01\", value = 80", "2025-03",
                    "parameters");
}

static void purity_check_sees_another_error(void **state) {
  (void)state;
  expect_difference("from = \"2025-01-01\", value = 80", "from = \"2024-12-01\", value = 80", "2024-12",
                    "没有值");
}

static void purity_check_sees_nothing_where_nothing_is(void **state) {
  (void)state;
  expect_difference("yuan(40)", "yuan(41)", "2025-03", NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lists_what_two_scenarios_leave_out),
      cmocka_unit_test(adds_up_over_files),
      cmocka_unit_test(guesses_do_not_count),
      cmocka_unit_test(begins_and_ends),
      cmocka_unit_test(stories_count),
      cmocka_unit_test(writes_the_guards),
      cmocka_unit_test(purity_check_changes_nothing_of_what_is_right),
      cmocka_unit_test(purity_check_sees_another_outcome),
      cmocka_unit_test(purity_check_sees_another_reason),
      cmocka_unit_test(purity_check_sees_another_parameter),
      cmocka_unit_test(purity_check_sees_another_error),
      cmocka_unit_test(purity_check_sees_nothing_where_nothing_is),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
