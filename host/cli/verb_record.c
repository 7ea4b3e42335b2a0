/* bylaw record: one change of one subject. */
#include <string.h>

#include "host/cli/ledger.h"

enum { MOST_SHARED_TOLD = 20 };

/* What is recorded beside facts has no label in the policy. */
static const char *changed_word(const json_t *policy, const char *name) {
  static const char *const words[][2] = {{"paid_before", "账前已发"}, {"returned", "退回"},
                                         {"recovered", "已追回"},     {"ruling", "个案决定"},
                                         {"withdraw", "撤回登记"},    {"remove", "移出"}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i][0], name) == 0) return words[i][1];
  return fact_label(policy, name);
}

/* Each with its number, by which it can be withdrawn; a trial has given none. */
static void print_events(const json_t *events) {
  size_t i;
  json_t *one;
  json_array_foreach(events, i, one) {
    const json_t *log = json_object_get(one, "log");
    if (json_is_integer(log))
      printf("  第 %lld 条：", (long long)json_integer_value(log));
    else
      fputs("  ", stdout);
    text_put(stdout, field(one, "text"));
    putchar('\n');
  }
}

static void print_shared(const json_t *answer) {
  long long count = count_of(answer, "shared_count");
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(answer, "shared_accounts"), i, one) {
    if (i == MOST_SHARED_TOLD) break;
    text_printf(stdout, "警告：同一银行卡号 %s 也登记给 %s，核对是否录错\n", field(one, "account"),
                field(one, "key"));
  }
  if (count > MOST_SHARED_TOLD)
    printf("警告：同一银行卡号也登记给另外 %lld 人，用 --json 查看\n", count - MOST_SHARED_TOLD);
}

static void print_changed(const char *key, const json_t *policy, const json_t *answer, bool dry) {
  char masked[MASK_SIZE];
  size_t i;
  json_t *name;
  const json_t *changed = json_object_get(answer, "changed");
  text_put(stdout, mask_key(key, masked));
  if (json_array_size(changed) == 0) {
    puts(" 没有变化，没有记录");
    return;
  }
  fputs(dry ? " 试算，没有记录：" : " 已记录：", stdout);
  json_array_foreach(changed, i, name) {
    if (i) fputs("、", stdout);
    text_put(stdout, changed_word(policy, json_string_value(name)));
  }
  if (dry)
    putchar('\n');
  else
    printf("（变更日志第 %lld 条）\n", count_of(answer, "log"));
  json_array_foreach(json_object_get(answer, "confirmed"), i, name) {
    fputs("  ", stdout);
    text_put(stdout, fact_label(policy, json_string_value(name)));
    puts("与原来相同：作为退回以后的确认，退回的款项在下次发放时重新发出");
  }
  print_events(json_object_get(answer, "events"));
  print_shared(answer);
  print_paid_months(answer);
}

static int record(struct shelf *s, const struct args *a) {
  char day[DAY_SIZE];
  bylaw_record_request q = {.policy = shelf_asked(s),
                            .key = a->operands[1],
                            .assignments = a->operands + 2,
                            .count = (size_t)a->operand_count - 2,
                            .from = args_value(a, "from"),
                            .create = args_has(a, "create"),
                            .verified = args_value(a, "verified"),
                            .dry_run = args_has(a, "dry-run"),
                            .remove = args_has(a, "remove"),
                            .act = {on_or_today(a, day), by_or_user(a), args_value(a, "why")}};
  bylaw_error e;
  char *text;
  json_t *answer = answer_of(bylaw_record(s->handle, &q, &text, &e), &text, &e);
  if (!answer) return EXIT_BAD;
  if (!q.dry_run && json_array_size(json_object_get(answer, "changed")) > 0)
    args_done(a, q.remove ? "再移出一次会得知他已经移出" : "再登记一次同样的内容不会重复记录", "已经记录");
  if (args_has(a, "json")) return print_json(answer);
  json_t *policy = shelf_describe(s, q.policy);
  if (policy) print_changed(q.key, policy, answer, q.dry_run);
  bool ok = policy != NULL;
  json_decref(policy);
  json_decref(answer);
  return ok ? EXIT_YES : EXIT_BAD;
}

static int run(const struct args *a) {
  struct shelf s;
  if (a->operand_count < 3 && !args_has(a, "remove"))
    return fail("写成 bylaw record 对象 号码 事实=值；移出误登记的人用 --remove", "record 缺少参数");
  if (!args_has(a, "why")) return fail("用 --why 写明为何变更，例如 --why 派出所通报", "没有写明原因");
  if (!on_may_be(a)) return EXIT_BAD;
  int how = args_has(a, "create") ? BYLAW_STORE_CREATE : BYLAW_STORE_WRITE;
  int status = shelf_open_store(&s, a, 1, how) ? record(&s, a) : EXIT_BAD;
  shelf_close(&s);
  return status;
}

const struct verb *record_verb(void) {
  static const struct opt options[] = {
      OPTION_DB,
      OPTION_WAIT,
      {"why", "TEXT", "变更的原因，必须写明", false},
      {"from", "DATE", "随时间变化的事实从这一天起是这个值", false},
      OPTION_ON,
      OPTION_AHEAD,
      OPTION_BY,
      {"verified", "TEXT", "号码的校验位不符，但已核对原件：理由，记入日志", false},
      {"dry-run", NULL, "试算：说明会怎样，不写入任何内容", false},
      {"create", NULL, "数据库中没有这个人时加入；没有数据库时新建", false},
      {"remove", NULL, "移出误登记、从未发放过的人；此前的登记仍可查", false},
      OPTION_POLICIES,
      OPTION_JSON,
      {0}};
  static const struct verb verb = {
      .name = "record",
      .summary = "记录一个人的情况变化，附原因",
      .operands = "POLICY[:SUBJECT] ID FACT=VALUE …",
      .least = 2,
      .most = -1,
      .options = options,
      .notes =
          "事实写名称或标签；日期写 2025-06-30、2025/6/30、2025.6.30、20250630 或 2025年6月30日；无 是确知没有，未知 是不知道。\n"
          "随时间变化的事实与登记的不同时，要写从哪一天起（--from，或 2025-09-01 和平区）；从来如此时写 一直 和平区。\n"
          "清单的一条记录，各项按次序用 | 隔开：applied='2025-06-10|户籍地居（村）委会'。此外还有\n"
          "  paid_before=2025-03:30.00   记账以前已发；再次登记即更正\n"
          "  returned=2025-06            银行退回这个月的款项；有几笔时写 2025-06:run=3 或 2025-06:70.00\n"
          "  returned=run:3              第 3 次发放的整笔转账退回\n"
          "  recovered=2025-06:30.00     应追回的已追回\n"
          "  政策有几项发放的，这两项写明是哪一项：paid_before=发放名:2025-03:30.00\n"
          "  ruling={…}                  审议结果，JSON；同一决定的同一个月，以最后登记的为准\n"
          "  withdraw=12                 撤回变更日志第 12 条登记（以上各项登记有错时）\n"
          "退回以后再次登记同一个卡号，即确认仍用原卡，款项重新发出。\n"
          "误登记的人用 --remove 移出（不写 FACT=VALUE）；发放过的，或有个案决定、退回、追回、账前已发的，不能移出。\n"
          "退出状态：0 已记录；2 用法、输入或数据库有错。\n",
      .example =
          "bylaw record elder 210100194503150012 death_date=2025-06-19 --why 派出所通报 --db registry.db",
      .run = run};
  return &verb;
}
