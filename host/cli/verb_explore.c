/* bylaw explore: every outcome of a decision as a table. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/explore.h"

static bool check_outputs(const struct args *a) {
  int kinds = args_has(a, "json") + args_has(a, "csv") + args_has(a, "scenarios");
  if (kinds <= 1) return true;
  fail("分几次运行", "--json、--csv 与 --scenarios 只能给一个");
  return false;
}

/* A whole number from 1 on. */
static bool read_number(const struct args *a, const char *name, long long most, long long *out) {
  const char *text = args_value(a, name);
  char *end;
  *out = 0;
  if (!text) return true;
  *out = strtoll(text, &end, 10);
  if (*text && !*end && *out >= 1 && *out <= most) return true;
  char hint[96];
  snprintf(hint, sizeof hint, "写成 1 到 %lld 的整数", most);
  fail(hint, "--%s “%s” 不是这样的数", name, text);
  return false;
}

static bool put_file(bool csv, const json_t *answer, FILE *to) {
  if (!csv) return explore_scenarios(answer, to);
  explore_csv(answer, to);
  return true;
}

static int write_file(const struct args *a, const json_t *answer) {
  const char *csv = args_value(a, "csv"), *path = csv ? csv : args_value(a, "scenarios");
  struct aside to;
  if (strcmp(path, "-") == 0) return put_file(csv != NULL, answer, stdout) ? EXIT_YES : fail_memory();
  if (!fresh_open(&to, path)) return EXIT_BAD;
  aside_share(&to);
  if (!put_file(csv != NULL, answer, to.to)) {
    aside_drop(&to);
    return fail_memory();
  }
  return fresh_close(&to) ? EXIT_YES : EXIT_BAD;
}

/* What is wrong with the policy decides the status, however it is told. */
static int status_of(const json_t *answer) {
  size_t i;
  json_t *row;
  json_array_foreach(json_object_get(answer, "rows"), i,
                     row) if (strcmp(field(row, "failure"), "conflict") == 0 ||
                              strcmp(field(row, "failure"), "gap") == 0) return EXIT_NO;
  json_array_foreach(json_object_get(answer, "dead"), i,
                     row) if (strcmp(field(row, "what"), "raises") == 0) return EXIT_NO;
  return EXIT_YES;
}

static int explore(struct question *q, const struct args *a) {
  bylaw_explore_options options = {0};
  bylaw_error e;
  char *text;
  long long runs, seed;
  if (!read_number(a, "cases", 1000000, &runs) || !read_number(a, "seed", 1LL << 60, &seed)) return EXIT_BAD;
  options.runs = (int)runs;
  options.seed = (unsigned long long)seed;
  json_t *answer = answer_of(bylaw_explore(q->shelf.handle, &q->request, &options, &text, &e), &text, &e);
  if (!answer) return EXIT_BAD;
  object_put(&answer, "readings", json_string_nocheck(q->readings ? q->readings : ""));
  if (!answer) return fail_memory();
  int status = EXIT_YES, worst = status_of(answer);
  if (args_has(a, "json"))
    status = print_json(json_incref(answer));
  else if (args_has(a, "csv") || args_has(a, "scenarios"))
    status = write_file(a, answer);
  else
    explore_print(answer);
  if (args_has(a, "stats")) stats_print(q->shelf.handle, args_has(a, "json"));
  json_decref(answer);
  return status == EXIT_YES ? worst : status;
}

static bool check_date(const struct args *a) {
  if (!args_has(a, "date") || (!args_has(a, "on") && !args_has(a, "month"))) return true;
  fail("按月的决定用 --month，按日或按次的用 --date 或 --on", "--date 与 --on、--month 只能给一个");
  return false;
}

static int run(const struct args *a) {
  struct question q = {0};
  int status = EXIT_BAD;
  if (check_outputs(a) && check_date(a) && question_open(&q, a)) {
    if (args_has(a, "date")) q.request.on = args_value(a, "date");
    status = explore(&q, a);
  }
  question_close(&q);
  return status;
}

const struct verb *explore_verb(void) {
  static const struct opt options[] = {
      {"month", "M", "月份，例如 2025-06（按月的决定）", false},
      {"on", "DATE", "日期，例如 2025-06-30（按日或按次的决定）", false},
      {"year", "Y", "年份，例如 2025（按年的决定）", false},
      {"date", "DATE", "与 --on 相同", false},
      {"reading", "NAME=OPTION", "采用另一种口径；可重复", true},
      {"csv", "FILE|-", "把决策表写成 CSV", false},
      {"scenarios", "FILE|-", "写成案例文件：每行一个案例，每个边界的两侧各一个", false},
      {"cases", "N", "最多试多少个案例；默认 3000", false},
      {"seed", "N", "从哪个随机数开始；默认 1", false},
      OPTION_STATS,
      OPTION_POLICIES,
      OPTION_JSON,
      {0}};
  static const struct verb verb = {
      .name = "explore",
      .summary = "找出一项决定所有可能的结果，列成决策表",
      .operands = "POLICY DECISION",
      .least = 2,
      .most = 2,
      .options = options,
      .notes =
          "表中每行是一种结果：条件、条文与一个案例；其后是冲突、空白、没有人符合的规则，以及探索是否完整。\n"
          "退出状态：0 没有冲突、空白和只会出错的规则；1 有；2 用法、输入或规则有错。\n",
      .example = "bylaw explore old-age-allowance standard --month 2025-06",
      .run = run};
  return &verb;
}
