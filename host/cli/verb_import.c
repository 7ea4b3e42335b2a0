/* bylaw import: a register as offices keep it, CSV. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "host/cli/ledger.h"

enum { MOST_BAD = 50 };

/* --- bad lines -------------------------------------------------------------------------------- */

static void print_fault(const char *path, const json_t *fault) {
  const char *name = field(fault, "name");
  text_put_masked(stderr, path);
  fprintf(stderr, ":%lld", count_of(fault, "line"));
  if (count_of(fault, "column")) fprintf(stderr, ":%lld", count_of(fault, "column"));
  if (*name) {
    fputs("（", stderr);
    text_put(stderr, name);
    fputs("）", stderr);
  }
  fputs(": ", stderr);
  text_put(stderr, field(fault, "reason"));
  fputc('\n', stderr);
}

/* The first ones; a line may have several faults, which stay together. */
static void print_bad(const char *path, const json_t *answer) {
  long long lines = 0, last = 0;
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(answer, "bad"), i, one) {
    long long line = count_of(one, "line");
    if (line != last && lines == MOST_BAD) break;
    lines += line != last;
    last = line;
    print_fault(path, one);
  }
  if (count_of(answer, "bad_count") > lines)
    fprintf(stderr, "另有 %lld 行有错误\n", count_of(answer, "bad_count") - lines);
}

enum { MOST_REJECTS_TOLD = 20 };

static void print_lines(const json_t *list, long long count) {
  size_t i;
  json_t *one;
  json_array_foreach(list, i, one) {
    if (i == MOST_REJECTS_TOLD) break;
    text_printf(stderr, "  第 %lld 行 %s\n", count_of(one, "line"), field(one, "key"));
  }
  if (count > MOST_REJECTS_TOLD)
    fprintf(stderr, "  另有 %lld 行，用 --json 查看\n", count - MOST_REJECTS_TOLD);
}

static void print_shared(const json_t *answer) {
  const json_t *all = json_object_get(answer, "shared_accounts");
  size_t i;
  json_t *one;
  json_array_foreach(all, i, one) {
    const json_t *keys = json_object_get(one, "keys");
    if (i == MOST_REJECTS_TOLD) break;
    text_printf(stderr, "警告：同一银行卡号 %s 登记给多人：%s（第 %lld 行）与 %s，核对是否录错\n",
                field(one, "account"), json_string_value(json_array_get(keys, 0)), count_of(one, "line"),
                json_string_value(json_array_get(keys, 1)));
  }
  long long count = count_of(answer, "shared_count");
  if (count > MOST_REJECTS_TOLD)
    fprintf(stderr, "警告：同一银行卡号登记给多人的共 %lld 处，另有 %lld 处，用 --json 查看\n", count,
            count - MOST_REJECTS_TOLD);
}

/* What is worth a look although it is no fault. */
static void print_notes(const json_t *answer) {
  long long strangers = count_of(answer, "strangers"), renamed = count_of(answer, "renamed");
  long long born = count_of(answer, "born_from_number"), sex = count_of(answer, "sex_from_number");
  long long verified = count_of(answer, "verified");
  if (strangers) fprintf(stderr, "没有登记过、没有新增的 %lld 行：\n", strangers);
  print_lines(json_object_get(answer, "strangers_told"), strangers);
  if (renamed) fprintf(stderr, "写的是更正以前的旧号码、仍是同一个人的 %lld 行（号码没有改回）：\n", renamed);
  print_lines(json_object_get(answer, "renamed_told"), renamed);
  if (born) fprintf(stderr, "没有写出生日期、取自身份证号的 %lld 人（已记入日志）\n", born);
  if (sex) fprintf(stderr, "没有写性别、取自身份证号的 %lld 人（已记入日志）\n", sex);
  if (verified) fprintf(stderr, "有核实说明的 %lld 行，理由已记入日志\n", verified);
  print_shared(answer);
}

static void print_counts(const char *path, const json_t *answer) {
  char lines[COUNT_SIZE], added[COUNT_SIZE], changed[COUNT_SIZE], same[COUNT_SIZE];
  text_put_masked(stdout, path);
  printf("：%s 行；新增 %s 人，变更 %s 人，没有变化 %s 人\n", count_words(count_of(answer, "lines"), lines),
         count_words(count_of(answer, "added"), added), count_words(count_of(answer, "changed"), changed),
         count_words(count_of(answer, "same"), same));
}

/* --- the import ------------------------------------------------------------------------------- */

/* Texts that are made for one import. */
struct texts {
  char *why, *bad_path;
};

char *bad_lines_path(const struct args *a) {
  const char *path = a->operands[1], *given = args_value(a, "bad-file");
  size_t size = strlen(path) + sizeof ".bad.csv";
  char *made = given ? strdup(given) : malloc(size);
  if (made && !given) snprintf(made, size, "%s.bad.csv", path);
  return made;
}

static bool make_texts(struct texts *t, const struct args *a) {
  const char *path = a->operands[1], *why = args_value(a, "why");
  size_t size = strlen(path) + 32;
  t->why = why ? strdup(why) : malloc(size);
  t->bad_path = bad_lines_path(a);
  if (!t->why || !t->bad_path) return fail_memory() == EXIT_YES;
  if (!why) snprintf(t->why, size, "导入 %s", path);
  return true;
}

static void tell_bad(const struct texts *t, long long bad, bool taken, bool dry) {
  if (!taken) {
    fail("改正后再导入；或用 --skip-bad 先导入没有错误的行", "有 %lld 行有错误，没有写入任何内容", bad);
    return;
  }
  fprintf(stderr, dry ? "有 %lld 行有错误，导入时不会导入，会写在 " : "有 %lld 行有错误，没有导入，写在 ",
          bad);
  text_put_masked(stderr, t->bad_path);
  fputc('\n', stderr);
}

/* What came of it; bad lines that are left out are a warning, others stop everything. A trial takes
** the lines as an import would, and writes none. */
static int tell_import(const struct args *a, const struct texts *t, const json_t *answer) {
  long long bad = count_of(answer, "bad_count");
  bool dry = args_has(a, "dry-run"), taken = bad == 0 || args_has(a, "skip-bad");
  int status = bad == 0 ? EXIT_YES : taken ? EXIT_NO : EXIT_BAD;
  if (json_is_true(json_object_get(answer, "written")))
    args_done(a, "再导入一次同样的文件不会重复记录", "%s 已经导入", a->operands[1]);
  print_bad(a->operands[1], answer);
  if (taken && !args_has(a, "json")) print_notes(answer);
  if (args_has(a, "json")) {
    if (print_json(json_incref((json_t *)answer)) != EXIT_YES) status = EXIT_BAD;
  } else if (taken) {
    if (dry) fputs("试算，没有写入任何内容。", stdout);
    print_counts(a->operands[1], answer);
    print_paid_months(answer);
  }
  if (bad) tell_bad(t, bad, taken, dry);
  return status;
}

static int import(struct shelf *s, const struct args *a, const struct texts *t) {
  char day[DAY_SIZE];
  struct progress progress;
  bylaw_error e;
  char *text;
  bool skip = args_has(a, "skip-bad");
  progress_open(&progress);
  bylaw_import_request q = {.policy = shelf_asked(s),
                            .path = a->operands[1],
                            .from = args_value(a, "from"),
                            .skip_bad = skip,
                            .known_only = args_has(a, "known-only"),
                            .add = args_has(a, "add"),
                            .dry_run = args_has(a, "dry-run"),
                            .bad_path = skip ? t->bad_path : NULL,
                            .act = {on_or_today(a, day), by_or_user(a), t->why},
                            .progress = progress.tell};
  bylaw_status status = bylaw_import(s->handle, &q, &text, &e);
  progress_close(&progress);
  json_t *answer = answer_of(status, &text, &e);
  if (!answer) return EXIT_BAD;
  int exit = tell_import(a, t, answer);
  json_decref(answer);
  return exit;
}

/* A misspelt name must not leave an empty database behind. */
static bool can_read(const char *path) {
  FILE *f = is_folder(path) ? NULL : fopen(path, "rb");
  if (f) {
    fclose(f);
    return true;
  }
  if (is_folder(path)) errno = EISDIR;
  fail("检查路径", "无法打开文件 %s：%s", path, SYSTEM_ERROR(errno));
  return false;
}

static int run(const struct args *a) {
  struct shelf s;
  struct texts t = {0};
  int status = EXIT_BAD;
  if (args_has(a, "bad-file") && !args_has(a, "skip-bad"))
    return fail(NULL, "--bad-file 只与 --skip-bad 一起用");
  if (!on_may_be(a) || !can_read(a->operands[1])) return EXIT_BAD;
  if (make_texts(&t, a)) {
    status = shelf_open_store(&s, a, 1, BYLAW_STORE_CREATE) ? import(&s, a, &t) : EXIT_BAD;
    shelf_close(&s);
  }
  free(t.why);
  free(t.bad_path);
  return status;
}

const struct verb *import_verb(void) {
  static const struct opt options[] = {OPTION_DB,
                                       OPTION_WAIT,
                                       {"why", "TEXT", "原因；默认“导入 FILE”", false},
                                       {"from", "DATE", "没有写日期的历史从这一天起", false},
                                       OPTION_ON,
                                       OPTION_AHEAD,
                                       OPTION_BY,
                                       {"known-only", NULL, "只变更登记过的人：其余说明，不新增", false},
                                       {"add", NULL, "文件缺少必要的列时，也新增没有登记过的人", false},
                                       {"dry-run", NULL, "试算：说明会怎样，不写入任何内容", false},
                                       {"skip-bad", NULL, "导入没有错误的行，其余另存", false},
                                       {"bad-file", "FILE", "有错误的行存到哪里；默认 FILE.bad.csv", false},
                                       OPTION_POLICIES,
                                       OPTION_JSON,
                                       {0}};
  static const struct verb verb = {
      .name = "import",
      .summary = "导入名册（CSV，UTF-8 或 GB18030）",
      .operands = "POLICY[:SUBJECT] FILE",
      .least = 2,
      .most = 2,
      .options = options,
      .notes =
          "第一行是事实的标签或名称，次序不限；每行一个人，加入或变更，空格不改变什么。数据库不存在时新建。\n"
          "登记过的人，没有写日期的值与登记的不同时，要写从哪一天起（--from，或写在格里）；从来如此写 一直 和平区。\n"
          "校验位不符的号码，核对原件以后在“核实说明”一列写明理由，即可登记。\n"
          "有错误的行一次全部报告，默认什么都不导入。\n"
          "退出状态：0 全部导入；1 有错误的行没有导入（--skip-bad）；2 什么都没有导入，或用法有错。\n",
      .example = "bylaw import old-age-allowance registry.csv --db registry.db",
      .run = run};
  return &verb;
}
