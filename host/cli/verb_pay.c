/* bylaw pay: pay a month, and write the list for finance and bank. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/ledger.h"

/* --- usage ------------------------------------------------------------------------------------ */

static bool has_list(const struct args *a) {
  return args_has(a, "csv") || args_has(a, "xlsx");
}

/* "3": a run's number; 0: it is none. */
static long long run_number(const char *text) {
  char *end;
  long long run = strtoll(text, &end, 10);
  return *text >= '1' && *text <= '9' && *end == '\0' && strlen(text) < 16 ? run : 0;
}

/* A list of an earlier run pays nobody, so what says how to pay does not fit beside it. */
static int check_earlier(const struct args *a) {
  static const char *const not_with[] = {"dry-run", "json", "on", "confirm-law-clawback"};
  if (run_number(args_value(a, "run")) == 0)
    return fail("写发放的次序号，例如 --run 3", "--run ‘%s’ 不是次序号", args_value(a, "run"));
  if (!has_list(a))
    return fail("加上 --csv FILE 或 --xlsx FILE", "--run 只用来再写一次发放的清单，没有写明写到哪里");
  for (size_t i = 0; i < sizeof not_with / sizeof *not_with; i++)
    if (args_has(a, not_with[i]))
      return fail("--run 不发放，只写清单", "--run 与 --%s 不能一起用", not_with[i]);
  return EXIT_YES;
}

static int check_usage(const struct args *a) {
  const char *csv = args_value(a, "csv");
  if (!args_has(a, "month")) return fail("用 --month 写明月份，例如 --month 2025-06", "没有写明发放哪个月");
  if (args_has(a, "dry-run") && has_list(a))
    return fail("去掉 --dry-run 发放以后再写清单，或只看试算的汇总", "试算不写入任何内容，没有清单可写");
  if (args_has(a, "full") && !has_list(a)) return fail(NULL, "--full 只用于 --csv 与 --xlsx 的清单");
  if (csv && strcmp(csv, "-") == 0 && args_has(a, "json"))
    return fail("把清单写到文件：--csv FILE", "--csv - 与 --json 不能都写到标准输出");
  return args_has(a, "run") ? check_earlier(a) : EXIT_YES;
}

/* --- lists ------------------------------------------------------------------------------------ */

/* Lines of one run, or of the month where `run` is 0; `must`: there have to be some. */
static bool write_lists(struct shelf *s, const struct args *a, const bylaw_pay_request *q,
                        struct lists *lists, const json_t *report, long long run, bool must) {
  json_t *policy = shelf_describe(s, q->policy);
  struct list_totals totals = {0};
  struct money_list list = {.handle = s->handle,
                            .policy = q->policy,
                            .payment = q->payment,
                            .month = q->month,
                            .run = run,
                            .report = report,
                            .key_label = fact_label(policy, field(json_object_get(policy, "subject"), "key")),
                            .full = args_has(a, "full")};
  bool ok = policy && list_count(&list, &totals);
  if (ok && must && totals.lines == 0) {
    fail("用 bylaw replay 或此前的报告核对次序号", "第 %lld 次发放没有 %s 的明细", run, q->month);
    ok = false;
  }
  fflush(stdout); /* the report first */
  if (ok && !list.full) fputs("说明：清单中的号码已遮蔽，不能据此付款；需要完整号码时加 --full\n", stderr);
  ok = ok && lists_write(lists, &list, &totals);
  list_totals_free(&totals);
  json_decref(policy);
  return ok;
}

static int list_earlier(const struct args *a) {
  struct shelf s;
  struct lists lists = {0};
  bool ok = shelf_open_store(&s, a, 1, BYLAW_STORE_READ) && lists_open(&lists, a);
  if (ok) {
    bylaw_pay_request q = {
        .policy = shelf_asked(&s), .payment = args_value(a, "payment"), .month = args_value(a, "month")};
    ok = write_lists(&s, a, &q, &lists, NULL, run_number(args_value(a, "run")), true);
    lists_drop(&lists);
  }
  shelf_close(&s);
  return ok ? EXIT_YES : EXIT_BAD;
}

/* --- paying ----------------------------------------------------------------------------------- */

static json_t *pay_month(struct shelf *s, bylaw_pay_request *q) {
  struct progress progress;
  bylaw_error e;
  char *text;
  progress_open(&progress);
  q->progress = progress.tell;
  bylaw_status status = bylaw_pay(s->handle, q, &text, &e);
  progress_close(&progress);
  return answer_of(status, &text, &e);
}

static bool tell_run(const struct args *a, const struct lists *lists, const json_t *report) {
  if (args_has(a, "json")) return print_json(json_incref((json_t *)report)) == EXIT_YES;
  if (lists->standard)
    pay_report_brief(report);
  else
    pay_report_print(report);
  head_print(lists->standard ? stderr : stdout, field(report, "head"));
  return true;
}

/* What the database has come to, for the file on paper. */
static bool add_head(struct shelf *s, json_t *report) {
  json_t *head = head_of(s);
  bool ok = head && object_change(report, "head", json_incref(json_object_get(head, "head")));
  json_decref(head);
  return ok;
}

static void note_paid(const struct args *a, const bylaw_pay_request *q, const json_t *report) {
  long long run = count_of(report, "run");
  char again[160];
  if (q->dry_run || !run) return;
  snprintf(again, sizeof again, "不要重新发放；用 pay … --month %s --run %lld 加 --csv 或 --xlsx 再写清单",
           q->month, run);
  args_done(a, again, "第 %lld 次发放已经记账", run);
}

/* The money is booked, whatever becomes of the list: who reads that something failed must not pay
** again by hand. */
static bool write_paid(struct shelf *s, const struct args *a, const bylaw_pay_request *q, struct lists *lists,
                       const json_t *report) {
  if (write_lists(s, a, q, lists, report, count_of(report, "run"), false)) return true;
  if (*a->after->done) fail(a->after->again, "清单没有写成，但%s", a->after->done);
  return false;
}

static bool pay(struct shelf *s, const struct args *a, struct lists *lists) {
  char day[DAY_SIZE];
  bylaw_pay_request q = {.policy = shelf_asked(s),
                         .payment = args_value(a, "payment"),
                         .month = args_value(a, "month"),
                         .on = on_or_today(a, day),
                         .dry_run = args_has(a, "dry-run"),
                         .confirm_law_clawback = args_has(a, "confirm-law-clawback")};
  json_t *report = pay_month(s, &q);
  note_paid(a, &q, report);
  if (report && !q.dry_run) add_head(s, report);
  bool ok = report && tell_run(a, lists, report);
  if (report && args_has(a, "stats")) stats_print(s->handle, args_has(a, "json"));
  if (report && has_list(a) && !write_paid(s, a, &q, lists, report)) ok = false;
  json_decref(report);
  return ok;
}

static int run(const struct args *a) {
  struct shelf s;
  struct lists lists = {0};
  if (check_usage(a) != EXIT_YES) return EXIT_BAD;
  if (args_has(a, "run")) return list_earlier(a);
  if (!on_may_be(a)) return EXIT_BAD;
  bool ok = shelf_open_store(&s, a, 1, BYLAW_STORE_WRITE) && lists_open(&lists, a) && pay(&s, a, &lists);
  lists_drop(&lists);
  shelf_close(&s);
  return ok ? EXIT_YES : EXIT_BAD;
}

const struct verb *pay_verb(void) {
  static const struct opt options[] = {
      {"month", "M", "发放哪个月，例如 2025-06", false},
      OPTION_DB,
      OPTION_WAIT,
      {"on", "DATE", "办理发放之日；默认今天", false},
      OPTION_AHEAD,
      {"dry-run", NULL, "试算：说明一切，不写入任何内容", false},
      {"csv", "FILE|-", "给财政和银行的清单，CSV（UTF-8，带 BOM）", false},
      {"xlsx", "FILE", "同一份清单，XLSX", false},
      {"full", NULL, "清单里写完整的号码（默认遮蔽）", false},
      {"run", "N", "不发放，只再写第 N 次发放的清单", false},
      {"payment", "NAME", "政策声明了几项发放时，是哪一项", false},
      {"confirm-law-clawback", NULL, "同意追回因政策调整或口径变化而多发的金额", false},
      OPTION_POLICIES,
      OPTION_JSON,
      OPTION_STATS,
      {0}};
  static const struct verb verb = {
      .name = "pay",
      .summary = "发放一个月：应发减去已发，差额逐月补发或应追回",
      .operands = "POLICY",
      .least = 1,
      .most = 1,
      .options = options,
      .notes =
          "再发放一次同一个月，没有新的事实和规定就没有变化；这时 --csv、--xlsx 写这个月以前各次发放的明细，\n"
          "“批次”一列是第几次发放。CSV 里完整的号码前有一个制表符，电子表格才不会把它当作数字。\n"
          "退出状态：0 已发放，或没有变化；2 用法、数据库、输入或规则有错，或需要 --confirm-law-clawback。\n",
      .example = "bylaw pay old-age-allowance --month 2025-06 --db registry.db --xlsx 2025-06.xlsx --full",
      .run = run};
  return &verb;
}
