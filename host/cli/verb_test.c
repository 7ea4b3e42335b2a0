/* bylaw test: run scenarios. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

/* A scenario file that cannot be run counts as one failure at its place. */
static void add_broken(json_t **results, const char *path, const bylaw_error *e) {
  print_error(e);
  list_add(results,
           json_pack("{s:s, s:s, s:i, s:s, s:s, s:b, s:s, s:s, s:[], s:b}", "title", "场景文件可以运行",
                     "file", *e->file ? e->file : path, "line", e->line, "decision", "", "label", "", "ok", 0,
                     "expected", "", "got", e->message, "articles", "broken", 1));
}

/* The file, or what is chosen of it. */
static bool run_file(struct shelf *s, struct test_choice *c, const struct test_file *f, json_t **results) {
  bylaw_error e;
  char *text = NULL;
  int count = 0, *which = test_choice_some(c) ? test_choice_of(c, f, s->handle, &count, &e) : NULL;
  if (which && count == 0) {
    free(which);
    return true;
  }
  bool ok = count >= 0 && bylaw_test_some(s->handle, f->path, which, count, &text, &e) == BYLAW_OK;
  free(which);
  if (!ok) {
    add_broken(results, f->path, &e);
    return false;
  }
  json_t *more = take_json(text);
  list_add_all(results, more);
  json_decref(more);
  return more != NULL;
}

static bool run_files(struct shelf *s, struct test_choice *c, json_t **results) {
  bool ok = true;
  for (int i = 0; i < c->count; i++)
    if (!run_file(s, c, &c->files[i], results)) ok = false;
  if (!*results) return fail_memory() == EXIT_YES;
  if (!ok || json_array_size(*results) > 0) return ok;
  if (test_choice_some(c))
    test_choice_none(c, s->handle);
  else
    fail("检查路径；场景写成 scenario \"…\" { … }", "没有找到场景");
  return false;
}

/* With --coverage --json results and coverage are one object. */
static bool print_results(const json_t *results, const json_t *coverage, const struct args *a,
                          const struct test_choice *c) {
  const char *junit = args_value(a, "junit");
  if (args_has(a, "json") && coverage) {
    if (print_json(json_pack("{s:O, s:O}", "tests", results, "coverage", coverage)) != EXIT_YES) return false;
  } else if (args_has(a, "json")) {
    if (print_json(json_incref((json_t *)results)) != EXIT_YES) return false;
  } else if (args_has(a, "tap")) {
    report_tap(results, c);
  } else {
    report_text(results, c);
    if (coverage) report_coverage(coverage);
  }
  return !junit || report_junit(results, junit);
}

static bool set_mode(struct shelf *s, const struct args *a) {
  bylaw_error e;
  unsigned mode = (args_has(a, "coverage") ? BYLAW_TEST_COVERAGE : BYLAW_TEST_PLAIN) |
                  (args_has(a, "twice") ? BYLAW_TEST_TWICE : BYLAW_TEST_PLAIN) |
                  (args_has(a, "tap") || args_has(a, "junit") ? BYLAW_TEST_TIMES : BYLAW_TEST_PLAIN);
  if (mode == BYLAW_TEST_PLAIN || bylaw_test_mode(s->handle, mode, &e) == BYLAW_OK) return true;
  print_error(&e);
  return false;
}

/* What the tests reached. False: printed. */
static bool read_coverage(struct shelf *s, const struct args *a, json_t **coverage) {
  bylaw_error e;
  char *text;
  *coverage = NULL;
  if (!args_has(a, "coverage")) return true;
  *coverage = answer_of(bylaw_coverage(s->handle, &text, &e), &text, &e);
  return *coverage != NULL;
}

static int test(struct shelf *s, const struct args *a, struct test_choice *c) {
  json_t *results = json_array(), *coverage = NULL;
  bool ok = set_mode(s, a) && run_files(s, c, &results);
  size_t count = json_array_size(results);
  if (!read_coverage(s, a, &coverage)) ok = false;
  if (count > 0 && !print_results(results, coverage, a, c)) ok = false;
  bool all = count_passed(results) == count;
  json_decref(results);
  json_decref(coverage);
  if (!ok || json_array_size(s->errors) > 0) return EXIT_BAD;
  return all ? EXIT_YES : EXIT_NO;
}

/* Options that do not go together. False: printed. */
static bool fits(const struct args *a) {
  static const char *const pairs[][2] = {{"tap", "json"},     {"coverage", "tap"},    {"mutate", "coverage"},
                                         {"mutate", "twice"}, {"mutate", "tap"},      {"mutate", "junit"},
                                         {"mutate", "name"},  {"mutate", "accept"},   {"accept", "tap"},
                                         {"accept", "json"},  {"accept", "coverage"}, {"accept", "junit"},
                                         {"accept", "twice"}};
  static const char *const only[][2] = {
      {"policy", "mutate"}, {"limit", "mutate"}, {"seed", "mutate"}, {"dry-run", "accept"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (args_has(a, pairs[i][0]) && args_has(a, pairs[i][1])) {
      fail("分两次运行", "--%s 与 --%s 只能给一个", pairs[i][0], pairs[i][1]);
      return false;
    }
  for (size_t i = 0; i < sizeof only / sizeof *only; i++)
    if (args_has(a, only[i][0]) && !args_has(a, only[i][1])) {
      char hint[64];
      snprintf(hint, sizeof hint, "加上 --%s，或去掉它", only[i][1]);
      fail(hint, "--%s 只与 --%s 一起使用", only[i][0], only[i][1]);
      return false;
    }
  return true;
}

static int run_mode(struct shelf *s, const struct args *a, struct test_choice *c) {
  if (args_has(a, "accept")) return test_accept(s, a, c);
  if (!args_has(a, "mutate")) return test(s, a, c);
  if (test_choice_some(c)) return fail("写出整个文件或文件夹", "--mutate 不能只用其中几个场景");
  return mutate_files(s, a, c);
}

static int run(const struct args *a) {
  if (!fits(a)) return EXIT_BAD;
  if (a->operand_count == 0 && !is_folder("tests/scenarios"))
    return fail("写出场景文件或文件夹：bylaw test PATH …", "没有文件夹 tests/scenarios");
  struct shelf s = {0};
  struct test_choice c;
  int status = test_choice_open(&c, a) && shelf_open(&s, a, NULL, 0) ? run_mode(&s, a, &c) : EXIT_BAD;
  shelf_close(&s);
  test_choice_free(&c);
  return status;
}

const struct verb *test_verb(void) {
  static const struct opt options[] = {
      {"name", "PATTERN", "只运行标题含 PATTERN 的；* 代表任意文字", false},
      {"accept", NULL, "先列出、再把场景文件中的期望改写为得到的结果", false},
      {"dry-run", NULL, "只列出会怎样改写（与 --accept 一起）", false},
      {"tap", NULL, "以 TAP 第 13 版输出，带时间", false},
      {"junit", "FILE", "另外写一份 JUnit XML，带时间", false},
      {"coverage", NULL, "另外列出场景没有触及的条文、规则、比较、参数与适用口径", false},
      {"twice", NULL, "每个决定在新的状态中再作两次，结果、依据、参数必须相同", false},
      {"mutate", NULL, "逐处改动政策，列出没有场景察觉的改动", false},
      {"policy", "ID", "只改动这项政策（与 --mutate 一起）", false},
      {"limit", "N", "最多抽取 N 处改动（与 --mutate 一起）", false},
      {"seed", "N", "抽取所用的种子，默认 1（与 --mutate 一起）", false},
      OPTION_POLICIES,
      OPTION_JSON,
      {0}};
  static const struct verb verb = {
      .name = "test",
      .summary = "运行场景，报告与期望不同的结果",
      .operands = "[PATH|FILE:LINE …]",
      .most = -1,
      .options = options,
      .notes =
          "PATH 是场景文件，或放着场景（*.lua）的文件夹；默认 tests/scenarios。FILE:LINE 只运行那一行上的场景。\n"
          "--accept 只改写期望的值，其余逐字保留；值在变量里、由函数产生、会丢失注释的地方不改写，列出位置与原因。\n"
          "改写以前逐条核对：期望是文件规定的结果，不是程序碰巧得到的结果。\n"
          "--coverage 中“只成立过”“只不成立过”的，换一个场景试它的另一面；“成立过但没有决定结果”的规则，\n"
          "它的条件成立时总有别的理由在前。\n"
          "--mutate 不改动磁盘上的任何文件；没有被察觉的改动，或是缺场景，或是改了也没有区别。\n"
          "退出状态：0 全部通过（--mutate：全部察觉）；1 有没有通过（没有察觉、没有改写）的；2 用法有错，或有文件无法加载，或没有（选中）场景。\n",
      .example = "bylaw test tests/scenarios --junit report.xml\n"
                 "  bylaw test tests/scenarios/old_age_allowance_due.lua:12\n"
                 "  bylaw test --name 离世 --accept --dry-run\n"
                 "  bylaw test --coverage\n"
                 "  bylaw test --mutate --policy old-age-allowance --limit 50",
      .run = run};
  return &verb;
}
