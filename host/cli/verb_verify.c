/* bylaw verify: recompute everything. */
#include "host/cli/ledger.h"

static void print_faults(const json_t *answer) {
  const json_t *faults = json_object_get(answer, "faults");
  long long count = count_of(answer, "fault_count"), listed = (long long)json_array_size(faults);
  size_t i;
  json_t *one;
  json_array_foreach(faults, i, one) {
    fputs("不符：", stdout);
    text_put(stdout, json_string_value(one));
    putchar('\n');
  }
  if (count > listed) printf("另有 %lld 处\n", count - listed);
}

static void print_answer(const json_t *answer) {
  char runs[COUNT_SIZE], lines[COUNT_SIZE], people[COUNT_SIZE];
  bool ok = json_is_true(json_object_get(answer, "ok"));
  print_faults(answer);
  printf("%s：%s 次发放，%s 笔明细，重新计算了 %s 人\n", ok ? "全部相符" : "有不符之处",
         count_words(count_of(answer, "runs"), runs), count_words(count_of(answer, "lines"), lines),
         count_words(count_of(answer, "subjects"), people));
}

static int verify(struct shelf *s, const struct args *a) {
  struct progress progress;
  bylaw_error e;
  char *text;
  progress_open(&progress);
  bylaw_status status = bylaw_verify(s->handle, &progress.tell, &text, &e);
  progress_close(&progress);
  json_t *answer = answer_of(status, &text, &e);
  if (!answer) return EXIT_BAD;
  int exit = json_is_true(json_object_get(answer, "ok")) ? EXIT_YES : EXIT_NO;
  if (!args_has(a, "json"))
    print_answer(answer);
  else if (print_json(json_incref(answer)) != EXIT_YES)
    exit = EXIT_BAD;
  json_decref(answer);
  return exit;
}

static int run(const struct args *a) {
  struct shelf s;
  int status = shelf_bare_store(&s, a, BYLAW_STORE_READ) ? verify(&s, a) : EXIT_BAD;
  shelf_close(&s);
  return status;
}

const struct verb *verify_verb(void) {
  static const struct opt options[] = {OPTION_DB, OPTION_JSON, {0}};
  static const struct verb verb = {
      .name = "verify",
      .summary = "复核数据库：校验链与合计，逐人逐月重新计算",
      .operands = "",
      .options = options,
      .notes = "退出状态：0 全部相符；1 有不符之处（逐条列出）；2 无法复核，或用法有错。\n",
      .example = "bylaw verify --db registry.db",
      .run = run};
  return &verb;
}
