/* bylaw test: run scenarios. */
#include <string.h>

#include "host/cli/cli.h"

/* A scenario file that cannot be run counts as one failure at its place. */
static void add_broken(json_t *results, const char *path, const bylaw_error *e) {
  print_error(e);
  json_array_append_new(results, json_pack("{s:s, s:s, s:i, s:s, s:b, s:s, s:s, s:[], s:b}", "title",
                                           "场景文件可以运行", "file", *e->file ? e->file : path, "line",
                                           e->line, "decision", "", "ok", 0, "expected", "", "got",
                                           e->message, "articles", "broken", 1));
}

static bool run_file(struct shelf *s, const char *path, json_t *results) {
  bylaw_error e;
  char *text;
  if (bylaw_test(s->handle, path, &text, &e) != BYLAW_OK) {
    add_broken(results, path, &e);
    return false;
  }
  json_t *more = take_json(text);
  if (more) json_array_extend(results, more);
  json_decref(more);
  return more != NULL;
}

/* The scenario files that are asked for. False: printed. */
static bool add_files(json_t *files, const char *path) {
  if (!is_folder(path)) return json_array_append_new(files, json_string(path)) == 0;
  json_t *more = lua_files(path);
  if (more) json_array_extend(files, more);
  json_decref(more);
  return more != NULL;
}

static bool find_files(const struct args *a, json_t *files) {
  bool ok = a->operand_count > 0 || add_files(files, "tests/scenarios");
  for (int i = 0; i < a->operand_count; i++)
    if (!add_files(files, a->operands[i])) ok = false;
  return ok;
}

static bool run_paths(struct shelf *s, const struct args *a, json_t *results) {
  json_t *files = json_array(), *file;
  bool ok = find_files(a, files);
  size_t i;
  json_array_foreach(files, i, file) {
    if (!run_file(s, json_string_value(file), results)) ok = false;
  }
  json_decref(files);
  if (ok && json_array_size(results) == 0) {
    fail("检查路径；场景写成 scenario \"…\" { … }", "没有找到场景");
    return false;
  }
  return ok;
}

/* With --coverage --json results and coverage are one object. */
static bool print_results(const json_t *results, const json_t *coverage, const struct args *a) {
  const char *junit = args_value(a, "junit");
  if (args_has(a, "json") && coverage) {
    if (print_json(json_pack("{s:O, s:O}", "tests", results, "coverage", coverage)) != EXIT_YES) return false;
  } else if (args_has(a, "json")) {
    if (print_json(json_incref((json_t *)results)) != EXIT_YES) return false;
  } else if (args_has(a, "tap")) {
    report_tap(results);
  } else {
    report_text(results);
    if (coverage) report_coverage(coverage);
  }
  return !junit || report_junit(results, junit);
}

static bool set_mode(struct shelf *s, const struct args *a) {
  bylaw_error e;
  unsigned mode = (args_has(a, "coverage") ? BYLAW_TEST_COVERAGE : BYLAW_TEST_PLAIN) |
                  (args_has(a, "twice") ? BYLAW_TEST_TWICE : BYLAW_TEST_PLAIN);
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

static int test(struct shelf *s, const struct args *a) {
  json_t *results = json_array(), *coverage = NULL;
  bool ok = set_mode(s, a) && run_paths(s, a, results);
  size_t count = json_array_size(results);
  if (!read_coverage(s, a, &coverage)) ok = false;
  if (count > 0 && !print_results(results, coverage, a)) ok = false;
  bool all = count_passed(results) == count;
  json_decref(results);
  json_decref(coverage);
  if (!ok || json_array_size(s->errors) > 0) return EXIT_BAD;
  return all ? EXIT_YES : EXIT_NO;
}

/* Options that do not go together. False: printed. */
static bool fits(const struct args *a) {
  static const char *const pairs[][2] = {{"tap", "json"},     {"coverage", "tap"}, {"mutate", "coverage"},
                                         {"mutate", "twice"}, {"mutate", "tap"},   {"mutate", "junit"}};
  static const char *const only[] = {"policy", "limit", "seed"};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (args_has(a, pairs[i][0]) && args_has(a, pairs[i][1])) {
      fail("分两次运行", "--%s 与 --%s 只能给一个", pairs[i][0], pairs[i][1]);
      return false;
    }
  for (size_t i = 0; i < sizeof only / sizeof *only; i++)
    if (args_has(a, only[i]) && !args_has(a, "mutate")) {
      fail("加上 --mutate，或去掉它", "--%s 只与 --mutate 一起使用", only[i]);
      return false;
    }
  return true;
}

static int mutate(struct shelf *s, const struct args *a) {
  json_t *files = json_array();
  int status = find_files(a, files) ? mutate_files(s, a, files) : EXIT_BAD;
  json_decref(files);
  return status;
}

static int run(const struct args *a) {
  if (!fits(a)) return EXIT_BAD;
  if (a->operand_count == 0 && !is_folder("tests/scenarios"))
    return fail("写出场景文件或文件夹：bylaw test PATH …", "没有文件夹 tests/scenarios");
  struct shelf s;
  int status = !shelf_open(&s, a, NULL, 0) ? EXIT_BAD : args_has(a, "mutate") ? mutate(&s, a) : test(&s, a);
  shelf_close(&s);
  return status;
}

const struct verb *test_verb(void) {
  static const struct opt options[] = {
      {"tap", NULL, "以 TAP 第 13 版输出", false},
      {"junit", "FILE", "另外写一份 JUnit XML", false},
      {"coverage", NULL, "另外列出场景没有触及的条文、规则、比较、参数与读法", false},
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
      .operands = "[PATH …]",
      .most = -1,
      .options = options,
      .notes =
          "PATH 是场景文件，或放着场景（*.lua）的文件夹；默认 tests/scenarios。\n"
          "--coverage 中“只成立过”“只不成立过”的，换一个场景试它的另一面；“成立过但没有决定结果”的规则，\n"
          "它的条件成立时总有别的理由在前。\n"
          "--mutate 不改动磁盘上的任何文件；没有被察觉的改动，或是缺场景，或是改了也没有区别。\n"
          "退出状态：0 全部通过（--mutate：全部察觉）；1 有没有通过（没有察觉）的；2 用法有错，或有文件无法加载，或没有场景。\n",
      .example = "bylaw test tests/scenarios --junit report.xml\n"
                 "  bylaw test --coverage\n"
                 "  bylaw test --mutate --policy old-age-allowance --limit 50",
      .run = run};
  return &verb;
}
