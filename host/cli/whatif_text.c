/* bylaw explain --what-if: what would change the outcome, by whom. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

/* A number of an option; false: printed. */
static bool read_number(const struct args *a, const char *name, int least, int most, int *out) {
  const char *text = args_value(a, name);
  if (!text) return true;
  char *end;
  long n = strtol(text, &end, 10);
  if (*text >= '0' && *text <= '9' && !*end && n >= least && n <= most) {
    *out = (int)n;
    return true;
  }
  char hint[96];
  snprintf(hint, sizeof hint, "写一个 %d 到 %d 的整数，例如 --%s %d", least, most, name,
           least > 9 ? least : 10);
  fail(hint, "--%s 的值 ‘%s’ 不对", name, text);
  return false;
}

static void put_result(const json_t *one) {
  const char *kind = field(one, "kind");
  const json_t *outcome = json_object_get(one, "outcome");
  if (strcmp(kind, "refused") == 0) {
    fputs("不符合条件", stdout);
  } else if (strcmp(kind, "hold") == 0) {
    fputs("暂缓 ", stdout);
    value_put(json_object_get(outcome, "value"));
  } else if (strcmp(kind, "needs") == 0) {
    char *labels = joined(json_object_get(outcome, "needs"), "label");
    fputs("还需要 ", stdout);
    if (labels) text_put(stdout, labels);
    free(labels);
  } else {
    value_put(outcome);
  }
  if (*field(one, "words")) {
    fputs("（", stdout);
    text_put(stdout, field(one, "words"));
    fputs("）", stdout);
  }
  putchar('\n');
}

static void put_change(const json_t *one) {
  const json_t *days = json_object_get(one, "days");
  fputs("  ", stdout);
  text_put(stdout, field(one, "label"));
  fputs("：", stdout);
  if (*field(one, "was")) {
    text_put(stdout, field(one, "was"));
    fputs(" 改为 ", stdout);
  }
  text_put(stdout, field(one, "now"));
  if (days) {
    long long n = json_integer_value(days);
    printf("（%s%lld天）", n < 0 ? "早" : "晚", n < 0 ? -n : n);
  }
  fputs(" → ", stdout);
  put_result(one);
}

static void put_group(const json_t *changes, const char *by, const char *head) {
  size_t i;
  json_t *one;
  bool any = false;
  json_array_foreach(changes, i, one) {
    if (strcmp(field(one, "by"), by) != 0) continue;
    if (!any) text_printf(stdout, "\n%s\n", head);
    any = true;
    put_change(one);
  }
}

static void put_later(const json_t *later) {
  size_t i;
  json_t *one;
  if (json_array_size(later)) puts("\n只有时间能改变的（事实不变）：");
  json_array_foreach(later, i, one) {
    fputs("  ", stdout);
    const char *since = field(one, "since"), *when = field(one, asked_key(one));
    if (*since)
      text_printf(stdout, "%s（%s） → ", since, when);
    else
      text_printf(stdout, "%s起 → ", when);
    put_result(one);
  }
}

static void put_what_if(const json_t *answer) {
  const json_t *changes = json_object_get(answer, "changes"), *later = json_object_get(answer, "later");
  fputs("现在的结果：", stdout);
  put_result(answer);
  put_group(changes, "person", "本人可以做的：");
  put_group(changes, "office", "由有关部门登记的：");
  put_group(changes, "unsaid", "其他事实：");
  put_later(later);
  put_group(changes, "nobody", "谁也不能改变的（只供比较）：");
  long long years = json_integer_value(json_object_get(answer, "years"));
  if (json_array_size(changes) == 0) puts("\n没有找到改变一项事实就会不同的结果。");
  if (json_array_size(later) == 0) printf("\n事实不变，%lld年之内结果不变。\n", years);
  long long rest = json_integer_value(json_object_get(answer, "found")) - (long long)json_array_size(changes);
  if (rest > 0) printf("\n还有 %lld 种较大的改变没有列出（--most）。\n", rest);
  if (json_is_false(json_object_get(answer, "complete")))
    puts("\n事实太多，没有全部试完；列出的都是真的，可能还有别的。");
}

bool question_is_what_if(const struct args *a) {
  return args_has(a, "what-if") || args_has(a, "most") || args_has(a, "years");
}

int question_what_if(struct question *q, const struct args *a) {
  bylaw_what_if_options options = {0};
  bylaw_error e;
  bylaw_outcome kind;
  char *text;
  if (!args_has(a, "what-if"))
    return fail("加上 --what-if", "--%s 要与 --what-if 一起用", args_has(a, "most") ? "most" : "years");
  if (!read_number(a, "most", 1, 500, &options.most) || !read_number(a, "years", 1, 100, &options.years))
    return EXIT_BAD;
  if (bylaw_what_if(q->shelf.handle, &q->request, &options, &kind, &text, &e) != BYLAW_OK) {
    print_error(&e);
    return EXIT_BAD;
  }
  if (args_has(a, "json")) {
    int status = print_json_text(text);
    return status == EXIT_YES ? outcome_exit(kind) : status;
  }
  json_t *answer = take_json(text);
  if (!answer) return EXIT_BAD;
  put_what_if(answer);
  json_decref(answer);
  return outcome_exit(kind);
}
