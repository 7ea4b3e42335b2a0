/* bylaw needs: which fact has to be known next. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

json_t *needs_of(struct question *q, bool optional, bylaw_outcome *kind) {
  bylaw_error e;
  char *text;
  return answer_of(bylaw_needs(q->shelf.handle, &q->request, optional, kind, &text, &e), &text, &e);
}

static void put_line(FILE *to, const char *head, const char *text) {
  if (!*text) return;
  text_put(to, head);
  text_put(to, text);
  putc('\n', to);
}

static void put_why(FILE *to, const json_t *why) {
  fputs("  为什么问：", to);
  text_put(to, field(why, "article"));
  if (*field(why, "text")) putc(' ', to);
  text_put(to, field(why, "text"));
  if (*field(why, "term_text") && strcmp(field(why, "term_text"), field(why, "text")) != 0) {
    fputs("（要看：", to);
    text_put(to, field(why, "term_text"));
    fputs("）", to);
  }
  putc('\n', to);
}

static void put_range(FILE *to, const json_t *need) {
  const char *least = field(need, "least"), *most = field(need, "most");
  if (!*least && !*most) return;
  text_printf(to, "  范围：%s 至 %s\n", *least ? least : "不限",
              strcmp(most, "today") == 0 ? "决定之日"
              : *most                    ? most
                                         : "不限");
}

void needs_put(FILE *to, const json_t *need) {
  const json_t *parts = json_object_get(need, "parts");
  size_t i;
  json_t *one;
  text_put(to, field(need, "label"));
  text_printf(to, "（%s）\n", field(need, "ask"));
  json_array_foreach(parts, i, one) put_line(to, "  缺的是：", field(one, "text"));
  put_line(to, "  写法：", field(need, "format"));
  put_range(to, need);
  put_line(to, "  条文：", field(need, "article"));
  put_why(to, json_object_get(need, "why"));
}

static void put_needs(const json_t *answer) {
  const json_t *needs = json_object_get(answer, "needs");
  size_t i;
  json_t *one;
  fputs("下一项需要的事实：", stdout);
  needs_put(stdout, json_object_get(answer, "next"));
  json_array_foreach(needs, i, one) {
    if (i == 0) continue;
    fputs(i == 1 ? "之后可能还需要：" : "、", stdout);
    text_put(stdout, field(one, "label"));
  }
  if (i > 1) putchar('\n');
}

static int tell(struct question *q, const struct args *a) {
  bylaw_outcome kind;
  json_t *answer = needs_of(q, args_has(a, "optional"), &kind);
  if (!answer) return EXIT_BAD;
  if (args_has(a, "json")) {
    int status = print_json(answer);
    return status == EXIT_YES ? outcome_exit(kind) : status;
  }
  bool decided = json_is_true(json_object_get(answer, "decided"));
  if (decided) {
    puts("不需要更多事实。");
    answer_put(answer, kind);
  } else {
    put_needs(answer);
  }
  json_decref(answer);
  return outcome_exit(kind);
}

static int run(const struct args *a) {
  struct question q;
  int status = EXIT_BAD;
  if (args_has(a, "ask") && args_value(a, "facts") && strcmp(args_value(a, "facts"), "-") == 0)
    return fail("用 --facts FILE，或不给事实", "--ask 从标准输入读回答，--facts 不能也从那里读");
  if (question_open(&q, a)) status = args_has(a, "ask") ? question_ask(&q, a) : tell(&q, a);
  question_close(&q);
  return status;
}

const struct verb *needs_verb(void) {
  static const struct opt options[] = {
      {"ask", NULL, "逐项提问，从终端（或标准输入）读回答，最后作出决定", false},
      {"optional", NULL, "可以不填的事实也问（不加时没有填的就是没有）", false},
      OPTIONS_QUESTION,
      {0}};
  static const struct verb verb = {
      .name = "needs",
      .summary = "要作出一项决定，下一项该问什么事实，为什么问",
      .operands = "POLICY DECISION",
      .least = 2,
      .most = 2,
      .options = options,
      .notes =
          "只问会改变结果或其条文的事实；一项一项回答下去，总会有结果。\n"
          "回答按平时的写法：2025-06-30、1,234.50、是、和平区；没有写 无，不知道写 未知。\n" NOTES_QUESTION,
      .example =
          "bylaw needs old-age-allowance due --month 2025-06 --facts '{\"birth_date\": \"1935-07-31\"}' --ask",
      .run = run};
  return &verb;
}
