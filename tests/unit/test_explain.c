/* Explanations through the public interface: the same answer as bylaw_decide for thousands of
** made-up persons, in every form and language; and operations in words, with values worked out by
** hand. */
#include "support.h"

#include <jansson.h>

#include "world.h"

enum { PERSONS = 500 };

#define MONTH(y, m) ((y)*12 + (m)-1)

/* --- what JSON must hold ---------------------------------------------------------------------- */

/* What was seen of a path: terms by their number. */
struct seen {
  json_t *terms;
  int guards, steps;
};

static const char *text_of(const json_t *o, const char *key) {
  const char *text = json_string_value(json_object_get(o, key));
  return text ? text : "";
}

static void check_steps(struct seen *s, const json_t *steps);

static void check_term(struct seen *s, const json_t *step) {
  char id[24];
  snprintf(id, sizeof id, "%lld", (long long)json_integer_value(json_object_get(step, "id")));
  json_t *first = json_object_get(s->terms, id);
  if (!json_is_true(json_object_get(step, "again"))) {
    assert_null(first);
    json_object_set_new(s->terms, id, json_string(text_of(step, "term")));
    return;
  }
  assert_null(json_object_get(step, "steps"));
  if (first) assert_string_equal(json_string_value(first), text_of(step, "term"));
}

static void check_guard(struct seen *s, const json_t *step) {
  s->guards++;
  assert_true(*text_of(step, "text"));
  assert_true(*text_of(json_object_get(step, "a"), "words"));
  bool known = !json_is_null(json_object_get(step, "holds"));
  assert_true(known != (json_object_get(step, "tried") != NULL));
  bool one = strcmp(text_of(step, "op"), "present") == 0;
  assert_true(one == (json_object_get(step, "b") == NULL));
}

static void check_steps(struct seen *s, const json_t *steps) {
  size_t i;
  json_t *step;
  json_array_foreach(steps, i, step) {
    const char *kind = text_of(step, "step");
    assert_true(*kind);
    s->steps++;
    if (strcmp(kind, "term") == 0) check_term(s, step);
    if (strcmp(kind, "guard") == 0) check_guard(s, step);
    check_steps(s, json_object_get(step, "steps"));
  }
}

/* The path's first step is the decision that was asked for, and tells the same outcome. */
static void check_path(json_t *explained, const json_t *decided) {
  static const char *const kinds[] = {"refused", "hold", "undetermined", "needs"};
  json_t *path = json_object_get(explained, "path"), *outcome = json_object_get(decided, "outcome");
  assert_true(json_is_true(json_object_get(explained, "path_complete")));
  assert_int_equal(json_array_size(path), 1);
  json_t *first = json_array_get(path, 0);
  assert_string_equal(text_of(first, "step"), "decision");
  assert_string_equal(text_of(first, "decision"), text_of(decided, "decision"));
  const char *kind = "value";
  for (int k = 0; k < 4; k++)
    if (json_is_object(outcome) && json_object_get(outcome, kinds[k])) kind = kinds[k];
  assert_string_equal(text_of(first, "outcome"), kind);
  if (strcmp(kind, "value") == 0 && !json_is_array(outcome))
    assert_true(json_equal(json_object_get(first, "value"), outcome));
  struct seen s = {.terms = json_object()};
  check_steps(&s, path);
  json_decref(s.terms);
  assert_true(json_is_object(json_object_get(explained, "letter")));
  json_object_del(explained, "letter");
  json_object_del(explained, "path");
  json_object_del(explained, "path_complete");
  if (!json_equal(explained, decided)) fail_msg("explained otherwise than decided");
}

/* --- made-up persons -------------------------------------------------------------------------- */

/* No number of a person or card, whole, in what is told. */
static void check_masked(const struct world *w, const char *text) {
  const struct model *m = &w->policy->script->model;
  for (int i = 0; i < m->fact_count; i++) {
    bool secret = m->facts[i].identity || m->facts[i].card;
    if (secret && w->facts[i].state == STATE_KNOWN && strstr(text, w->facts[i].u.text))
      fail_msg("not masked: %s", text);
  }
}

static void check_forms(bylaw *b, const struct world *w, const bylaw_request *q, bylaw_outcome decided) {
  for (int form = BYLAW_EXPLAIN_TEXT; form <= BYLAW_EXPLAIN_LETTER; form++)
    for (int variant = 0; variant < 4; variant++) {
      bylaw_explanation how = {.form = form, .language = variant & 1 ? "en" : "zh", .all = variant & 2};
      bylaw_outcome kind;
      bylaw_error e = {0};
      char *text = NULL;
      if (bylaw_explain_as(b, q, &how, &kind, &text, &e) != BYLAW_OK) fail_msg("%s", e.message);
      assert_int_equal(kind, decided);
      assert_true(strlen(text) > 100);
      check_masked(w, text);
      bylaw_free(text);
    }
}

static void one_question(bylaw *b, struct world *w, const struct decision *d, int *kinds) {
  struct buf month = {0};
  char *facts = facts_as_json(w, d, NULL), *decided = NULL, *explained = NULL;
  bylaw_request q = {.policy = w->policy->script->model.id, .decision = d->name, .facts = facts};
  time_asked(w, d, &q, &month);
  bylaw_outcome kind;
  bylaw_error first = {0}, second = {0};
  bylaw_status status = bylaw_decide(b, &q, &kind, &decided, &first);
  bylaw_explanation how = {.form = BYLAW_EXPLAIN_JSON};
  assert_int_equal(bylaw_explain_as(b, &q, &how, NULL, &explained, &second), status);
  assert_string_equal(first.message, second.message);
  if (status == BYLAW_OK) {
    json_t *x = json_loads(explained, JSON_REJECT_DUPLICATES, NULL), *y = json_loads(decided, 0, NULL);
    check_path(x, y);
    kinds[kind]++;
    if (below(w, 4) == 0) check_forms(b, w, &q, kind);
    json_decref(x);
    json_decref(y);
  }
  bylaw_free(decided);
  bylaw_free(explained);
  free(facts);
  buf_free(&month);
}

/* Outcomes that must come, a bit each: the policy has no others. */
enum { VALUE_REFUSED_NEEDS = 1 << BYLAW_VALUE | 1 << BYLAW_REFUSED | 1 << BYLAW_NEEDS, ALL_KINDS = 0x3f };

static void persons(const char *path, const int *months, int count, uint64_t seed, unsigned kinds) {
  struct world w = {.state = seed};
  bylaw *b = NULL;
  bylaw_error e = {0};
  int counts[5] = {0};
  assert_int_equal(bylaw_open(&b, NULL, NULL), BYLAW_OK);
  if (bylaw_load(b, path, &e) != BYLAW_OK) fail_msg("%s: %s", path, e.message);
  w.policy = b->policies;
  const struct model *m = &w.policy->script->model;
  for (int i = 0; i < PERSONS; i++) {
    w.month = months[below(&w, count)];
    some_person(&w);
    const struct decision *d = &m->decisions[below(&w, m->decision_count)];
    for (int k = 0; k < d->given_count; k++)
      w.given[k] = some_fact(&w, &d->given[k]);
    one_question(b, &w, d, counts);
  }
  for (int k = 0; k < 5; k++)
    if (kinds >> k & 1 && counts[k] == 0) fail_msg("%s: no case of kind %d", path, k);
  bylaw_close(b);
  arena_free(&w.arena);
}

static void allowance(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6), MONTH(2025, 1), MONTH(2024, 12), MONTH(2015, 6),
                               MONTH(2025, 12)};
  persons("policies/old_age_allowance.lua", months, 5, 20250602, ALL_KINDS);
}

static void language(void **state) {
  (void)state;
  static const int months[] = {MONTH(2024, 1), MONTH(2025, 3), MONTH(2025, 6), MONTH(2027, 1)};
  persons("tests/language/policies/language.lua", months, 4, 78, ALL_KINDS);
}

static void law_days(void **state) {
  (void)state;
  static const int months[] = {MONTH(2020, 1), MONTH(2023, 12), MONTH(2024, 1), MONTH(2025, 8)};
  persons("tests/language/policies/law_days.lua", months, 4, 79, ALL_KINDS);
}

static void records_and_tables(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6), MONTH(2026, 5), MONTH(2025, 4)};
  persons("tests/language/policies/venues.lua", months, 3, 81, VALUE_REFUSED_NEEDS);
  persons("tests/language/policies/exhibits.lua", months, 3, 82, VALUE_REFUSED_NEEDS);
  persons("tests/language/policies/account.lua", months, 3, 83, VALUE_REFUSED_NEEDS);
  persons("tests/language/policies/ratios.lua", months, 3, 85, VALUE_REFUSED_NEEDS);
}

/* --- operations in words ---------------------------------------------------------------------- */

#define UNIT                                                                                                              \
  "{\"name\":\"甲\",\"filed\":\"2025-03-03\",\"size\":120,\"income\":\"100.00\",\"listed\":true,\"seat\":\"和平区\"," \
  "\"level\":\"good\",\"visits\":[{\"on\":\"2025-02-01\",\"result\":\"bad\",\"cost\":\"5.00\"},"                          \
  "{\"on\":\"2025-03-01\",\"result\":\"good\",\"cost\":\"7.00\"}]}"

struct words {
  const char *decision, *zh, *en;
};

/* 3 March 2025 is a Monday. 100.00 times two thirds, cut to the fen: 66.66. */
static const struct words WORDS[] = {
    {"by_month", "人数 120，大于100\n", "人数 120, more than 100\n"},
    {"by_month", "2025-06-01 至 2025-06-30 期间所在区县变化的天数（0天），不大于1天\n",
     "the days in 2025-06-01 to 2025-06-30 on which 所在区县 changes (0 days), not more than 1 day\n"},
    {"by_month", "2025-06-30 的等级：优秀\n", "等级 on 2025-06-30: 优秀\n"},
    {"by_month", "参数 标准：20.00 元（2025-01-01起，第二条第1项）\n",
     "Parameter 标准: 20.00 元 (from 2025-01-01, 第二条第1项)\n"},
    {"versions", "即 标准 20.00元 + 2.00元 = 22.00 元\n", "namely 标准 20.00 元 + 2.00 yuan = 22.00 yuan\n"},
    {"rounded", "即 （收入 100.00元 × 比例 2/3） 取整（66.66 元）\n",
     "namely (收入 100.00 yuan × 比例 2/3), rounded (66.66 yuan)\n"},
    {"term_ends", "即 （申请日期 2025-03-03 + 办理天数 10） 当日或之后最近的工作日（2025-03-13）\n",
     "namely the working day on or after (申请日期 2025-03-03 + 办理天数 10) (2025-03-13)\n"},
    {"publicity", "即 申请日期 2025-03-03 之后第 5 个工作日（2025-03-10）\n",
     "namely working day 5 after 申请日期 2025-03-03 (2025-03-10)\n"},
    {"bad_costs", "即 检查中结果为不合格且日期晚于 2025-01-01 的记录的费用合计 5.00 元\n",
     "namely sum of 费用 over the records of 检查 with 结果 不合格 and 日期 after 2025-01-01 5.00 yuan\n"},
    {"graded", "检查的记录不都是结果不为不合格\n", "not every record of 检查 has 结果 other than 不合格\n"},
    {"graded", "即 检查中日期在 2025-01-01 至 2025-12-31 之间的记录数 2条\n",
     "namely number of records of 检查 with 日期 from 2025-01-01 to 2025-12-31 2\n"},
    {"ceiling_now", "参数 上限：没有值\n", "Parameter 上限: no value\n"},
};

static bylaw_status explain_unit(bylaw *b, const char *decision, const bylaw_explanation *how, char **text,
                                 bylaw_error *e) {
  bylaw_request q = {.policy = "language", .decision = decision, .facts = UNIT};
  bool monthly = strcmp(decision, "by_month") == 0 || strcmp(decision, "versions") == 0;
  *(monthly ? &q.month : &q.on) = monthly ? "2025-06" : "2025-06-10";
  return bylaw_explain_as(b, &q, how, NULL, text, e);
}

static bylaw *language_policy(void) {
  bylaw *b = NULL;
  bylaw_error e = {0};
  assert_int_equal(bylaw_open(&b, NULL, NULL), BYLAW_OK);
  if (bylaw_load(b, "tests/language/policies/language.lua", &e) != BYLAW_OK) fail_msg("%s", e.message);
  return b;
}

static void in_words(void **state) {
  (void)state;
  bylaw *b = language_policy();
  for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
    for (int english = 0; english < 2; english++) {
      bylaw_explanation how = {.language = english ? "en" : "zh", .path = 1};
      const char *wanted = english ? WORDS[i].en : WORDS[i].zh;
      bylaw_error e = {0};
      char *text = NULL;
      if (explain_unit(b, WORDS[i].decision, &how, &text, &e) != BYLAW_OK) fail_msg("%s", e.message);
      if (!strstr(text, wanted)) fail_msg("%s\nnot in\n%s", wanted, text);
      bylaw_free(text);
    }
  bylaw_close(b);
}

/* --- the call --------------------------------------------------------------------------------- */

static void options(void **state) {
  (void)state;
  bylaw *b = language_policy();
  bylaw_error e = {0};
  char *text = NULL, *usual = NULL;
  bylaw_explanation how = {.language = "de"};
  assert_int_equal(explain_unit(b, "rounded", &how, &text, &e), BYLAW_EUSAGE);
  assert_null(text);
  assert_string_equal(e.message, "没有语言 ‘de’");
  how = (bylaw_explanation){.form = 3};
  assert_int_equal(explain_unit(b, "rounded", &how, &text, &e), BYLAW_EUSAGE);
  assert_string_equal(e.message, "没有这种说明方式：3");
  assert_int_equal(explain_unit(b, "rounded", NULL, &text, &e), BYLAW_OK);
  bylaw_request q = {.policy = "language", .decision = "rounded", .facts = UNIT, .on = "2025-06-10"};
  assert_int_equal(bylaw_explain(b, &q, NULL, &usual, &e), BYLAW_OK);
  assert_string_equal(text, usual);
  assert_int_equal(bylaw_explain_as(b, &q, NULL, NULL, NULL, &e), BYLAW_OK);
  bylaw_free(text);
  bylaw_free(usual);
  bylaw_close(b);
}

/* A term that asks seventy thousand times: the path ends early and says so; the outcome is as
** ever. */
static void too_long(void **state) {
  (void)state;
  char folder[32] = "/tmp/bylaw-explain-XXXXXX", file[64];
  assert_non_null(mkdtemp(folder));
  snprintf(file, sizeof file, "%s/test.lua", folder);
  char *text = replaced(
      BASE, "return true",
      "local n = 0\n for i = 1, 70000 do\n if elder.birth_date < date \"2000-01-01\" then n = n + 1 end\n end\n return n > 0");
  write_text(file, text);
  bylaw *b = NULL;
  bylaw_error e = {0};
  char *told = NULL;
  bylaw_request q = {.policy = "test", .decision = "standard", .facts = FACTS, .month = "2025-06"};
  bylaw_explanation how = {.form = BYLAW_EXPLAIN_JSON};
  assert_int_equal(bylaw_open(&b, NULL, NULL), BYLAW_OK);
  if (bylaw_load(b, file, &e) != BYLAW_OK) fail_msg("%s", e.message);
  assert_int_equal(bylaw_explain_as(b, &q, &how, NULL, &told, &e), BYLAW_OK);
  assert_non_null(strstr(told, "\"path_complete\":false"));
  assert_non_null(strstr(told, "\"outcome\":\"200.00\""));
  bylaw_free(told);
  how = (bylaw_explanation){.path = 1};
  assert_int_equal(bylaw_explain_as(b, &q, &how, NULL, &told, &e), BYLAW_OK);
  assert_non_null(strstr(told, "（过程太长，以下从略）\n结果：200.00 元\n"));
  bylaw_free(told);
  bylaw_close(b);
  free(text);
  remove_tree(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(allowance), cmocka_unit_test(language),
                                     cmocka_unit_test(law_days),  cmocka_unit_test(records_and_tables),
                                     cmocka_unit_test(in_words),  cmocka_unit_test(options),
                                     cmocka_unit_test(too_long)};
  return cmocka_run_group_tests_name("explain", tests, NULL, NULL);
}
