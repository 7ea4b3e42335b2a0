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

static bool run_folder(struct shelf *s, const char *path, json_t *results) {
  json_t *files = lua_files(path), *file;
  bool ok = files != NULL;
  size_t i;
  json_array_foreach(files, i, file) {
    if (!run_file(s, json_string_value(file), results)) ok = false;
  }
  json_decref(files);
  return ok;
}

static bool run_paths(struct shelf *s, const struct args *a, json_t *results) {
  bool ok = true;
  for (int i = 0; i < a->operand_count; i++) {
    const char *path = a->operands[i];
    if (!(is_folder(path) ? run_folder(s, path, results) : run_file(s, path, results))) ok = false;
  }
  if (a->operand_count == 0) ok = run_folder(s, "tests/scenarios", results);
  if (ok && json_array_size(results) == 0) {
    fail("检查路径；场景写成 scenario \"…\" { … }", "没有找到场景");
    return false;
  }
  return ok;
}

static bool print_results(const json_t *results, const struct args *a) {
  const char *junit = args_value(a, "junit");
  if (args_has(a, "json")) {
    if (print_json(json_incref((json_t *)results)) != EXIT_YES) return false;
  } else if (args_has(a, "tap")) {
    report_tap(results);
  } else {
    report_text(results);
  }
  return !junit || report_junit(results, junit);
}

static int test(struct shelf *s, const struct args *a) {
  json_t *results = json_array();
  bool ok = run_paths(s, a, results);
  size_t count = json_array_size(results);
  if (count > 0 && !print_results(results, a)) ok = false;
  bool all = count_passed(results) == count;
  json_decref(results);
  if (!ok || json_array_size(s->errors) > 0) return EXIT_BAD;
  return all ? EXIT_YES : EXIT_NO;
}

static int run(const struct args *a) {
  if (args_has(a, "tap") && args_has(a, "json")) return fail(NULL, "--tap 与 --json 只能给一个");
  if (a->operand_count == 0 && !is_folder("tests/scenarios"))
    return fail("写出场景文件或文件夹：bylaw test PATH …", "没有文件夹 tests/scenarios");
  struct shelf s;
  int status = shelf_open(&s, a, NULL, 0) ? test(&s, a) : EXIT_BAD;
  shelf_close(&s);
  return status;
}

const struct verb *test_verb(void) {
  static const struct opt options[] = {{"tap", NULL, "以 TAP 第 13 版输出", false},
                                       {"junit", "FILE", "另外写一份 JUnit XML", false},
                                       OPTION_POLICIES,
                                       OPTION_JSON,
                                       {0}};
  static const struct verb verb = {
      .name = "test",
      .summary = "运行场景，报告与期望不同的结果",
      .operands = "[PATH …]",
      .most = -1,
      .options = options,
      .notes = "PATH 是场景文件，或放着场景（*.lua）的文件夹；默认 tests/scenarios。\n"
               "退出状态：0 全部通过；1 有场景没有通过；2 用法有错，或有文件无法加载，或没有场景。\n",
      .example = "bylaw test tests/scenarios --junit report.xml",
      .run = run};
  return &verb;
}
