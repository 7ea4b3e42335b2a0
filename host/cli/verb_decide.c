/* bylaw decide: one decision, in short. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

/* A term and the rule that uses it often cite the same words. */
static bool said_before(const json_t *reasons, size_t i) {
  const json_t *one = json_array_get(reasons, i);
  for (size_t j = 0; j < i; j++) {
    const json_t *other = json_array_get(reasons, j);
    if (strcmp(field(one, "article"), field(other, "article")) == 0 &&
        strcmp(field(one, "text"), field(other, "text")) == 0)
      return true;
  }
  return false;
}

static void print_reasons(const char *head, const json_t *reasons) {
  size_t i;
  json_t *one;
  json_array_foreach(reasons, i, one) {
    if (said_before(reasons, i)) continue;
    text_printf(stdout, "%s：", head);
    text_put(stdout, field(one, "article"));
    if (*field(one, "text")) putchar(' ');
    text_put(stdout, field(one, "text"));
    putchar('\n');
  }
}

static void print_needs(const json_t *needs) {
  size_t i;
  json_t *one;
  puts("结果：还需要以下事实才能决定");
  json_array_foreach(needs, i, one) {
    fputs("缺少：", stdout);
    text_put(stdout, field(one, "label"));
    text_printf(stdout, "（%s）\n", field(one, "name"));
  }
}

/* What is not the case, with the article that asks for it. */
static void print_unmet(const char *head, const json_t *reasons) {
  size_t i;
  json_t *one;
  json_array_foreach(reasons, i, one) {
    text_printf(stdout, "%s：", head);
    text_put(stdout, field(one, "text"));
    text_printf(stdout, "（%s）\n", field(one, "article"));
  }
}

static void print_hold(const json_t *outcome) {
  fputs("结果：暂缓，待核实", stdout);
  if (json_object_get(outcome, "value")) {
    fputs("（", stdout);
    value_put(json_object_get(outcome, "value"));
    fputs("）", stdout);
  }
  putchar('\n');
  print_unmet("暂缓的原因", json_object_get(outcome, "hold"));
}

static void print_undetermined(const json_t *why) {
  fputs("结果：尚无规定。", stdout);
  text_put(stdout, field(why, "text"));
  fputs("；由", stdout);
  text_put(stdout, field(why, "who"));
  puts("决定");
  if (*field(why, "earliest"))
    text_printf(stdout, "最早：%s；最迟：%s\n", field(why, "earliest"), field(why, "latest"));
}

static void print_outcome(const json_t *answer, bylaw_outcome kind) {
  const json_t *outcome = json_object_get(answer, "outcome");
  switch (kind) {
  case BYLAW_REFUSED:
    puts("结果：不符合条件");
    print_unmet("未满足的条件", json_object_get(outcome, "refused"));
    return;
  case BYLAW_HOLD: print_hold(outcome); return;
  case BYLAW_UNDETERMINED: print_undetermined(json_object_get(outcome, "undetermined")); return;
  case BYLAW_NEEDS: print_needs(json_object_get(outcome, "needs")); return;
  case BYLAW_VALUE: break;
  }
  fputs("结果：", stdout);
  if (*field(answer, "outcome_label"))
    text_put(stdout, field(answer, "outcome_label"));
  else
    value_put(outcome);
  putchar('\n');
}

void answer_put(const json_t *answer, bylaw_outcome kind) {
  print_outcome(answer, kind);
  print_reasons("依据", json_object_get(answer, "because"));
  print_reasons("提醒", json_object_get(answer, "warnings"));
}

static int decide(struct question *q) {
  bylaw_error e;
  bylaw_outcome kind;
  char *text;
  json_t *answer = answer_of(bylaw_decide(q->shelf.handle, &q->request, &kind, &text, &e), &text, &e);
  if (!answer) return EXIT_BAD;
  answer_put(answer, kind);
  json_decref(answer);
  return outcome_exit(kind);
}

static int run(const struct args *a) {
  static const char *const of_many[] = {"format", "full", "strict", "stats"};
  struct question q;
  int status = EXIT_BAD;
  if (args_has(a, "many")) return many_run(a);
  for (int i = 0; i < 4; i++)
    if (args_has(a, of_many[i])) return fail("加上 --many FILE", "--%s 要与 --many 一起用", of_many[i]);
  if (question_open(&q, a)) status = args_has(a, "json") ? question_print_json(&q) : decide(&q);
  question_close(&q);
  return status;
}

const struct verb *decide_verb(void) {
  static const struct opt options[] = {
      OPTIONS_QUESTION,
      {"many", "FILE|-", "逐件决定：CSV（表头为事实的名称，每行一件）或 NDJSON（每行一个对象）", false},
      {"format", "csv|ndjson", "--many 的格式；默认按第一个字符判断", false},
      {"full", NULL, "--many 的输出中写完整的号码（默认遮蔽）", false},
      {"strict", NULL, "--many 遇到第一件不能决定的就停止", false},
      OPTION_STATS,
      {0}};
  static const struct verb verb = {
      .name = "decide",
      .summary = "按事实作出一项决定，附依据的条文",
      .operands = "POLICY DECISION",
      .least = 2,
      .most = 2,
      .options = options,
      .notes = NOTES_QUESTION
      "--many 按输入的次序写出：CSV 得到 CSV（号码或行号、结果、值、依据、说明），NDJSON 或 --json 得到每行一个 JSON；\n"
      "NDJSON 的 id 原样写回。读不出或算不出的一件写明原因，后面的照常决定；有这样的一件时退出状态为 2，否则为 0。\n"
      "  例如：bylaw decide old-age-allowance due --month 2025-06 --many register.csv > due.csv\n",
      .example = "bylaw decide old-age-allowance due --month 2025-06 --facts person.json",
      .run = run};
  return &verb;
}
