/* What no scenario reached, for people. */
#include <string.h>

#include "host/cli/cli.h"

static const char *word(const char *const (*words)[2], size_t count, const char *key) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(words[i][0], key) == 0) return words[i][1];
  return key;
}

static const char *kind_word(const char *kind) {
  static const char *const words[][2] = {
      {"articles", "条文"}, {"requirements", "条件"}, {"rules", "规则"},       {"terms", "术语"},
      {"guards", "比较"},   {"rows", "参数的值"},     {"readings", "适用口径"}};
  return word(words, sizeof words / sizeof *words, kind);
}

static const char *what_word(const char *what) {
  static const char *const words[][2] = {{"article", "条文"},
                                         {"requires", "条件"},
                                         {"rule", "规则"},
                                         {"exception", "例外"},
                                         {"warning", "提醒"},
                                         {"item", "清单项"},
                                         {"undetermined", "尚无规定"},
                                         {"ruling", "个案"},
                                         {"else_give", "没有规则适用时的结果"},
                                         {"term", "术语"},
                                         {"guard", "比较"},
                                         {"row", "参数"},
                                         {"option", "适用口径"}};
  return word(words, sizeof words / sizeof *words, what);
}

static const char *state_word(const char *state) {
  static const char *const words[][2] = {{"never", "从未触及"},
                                         {"true_only", "只成立过"},
                                         {"false_only", "只不成立过"},
                                         {"idle", "成立过但没有决定结果"}};
  return word(words, sizeof words / sizeof *words, state);
}

static void print_summary(const json_t *policy) {
  struct table t = {.columns = 4, .indent = 2, .right = 6};
  size_t i;
  json_t *one;
  table_row(&t, "种类", "触及", "共", "");
  json_array_foreach(json_object_get(policy, "summary"), i, one) {
    long long reached = json_integer_value(json_object_get(one, "reached"));
    long long of = json_integer_value(json_object_get(one, "of"));
    char a[32], b[32], part[32] = "";
    snprintf(a, sizeof a, "%lld", reached);
    snprintf(b, sizeof b, "%lld", of);
    /* 100% only when it is all */
    if (of > 0) snprintf(part, sizeof part, "%lld%%", reached * 100 / of);
    table_row(&t, kind_word(field(one, "kind")), a, b, part);
  }
  table_print(&t);
}

static void print_missed(const json_t *one) {
  int line = (int)json_integer_value(json_object_get(one, "line"));
  if (line > 0)
    print_place(stdout, field(one, "file"), line, (int)json_integer_value(json_object_get(one, "column")));
  text_printf(stdout, "%s：%s", state_word(field(one, "state")), what_word(field(one, "what")));
  if (*field(one, "name")) {
    printf(" ‘");
    text_put(stdout, field(one, "name"));
    printf("’");
  }
  if (*field(one, "text")) {
    printf("：");
    text_put(stdout, field(one, "text"));
  }
  if (*field(one, "article") && strcmp(field(one, "what"), "article") != 0) {
    printf("（");
    text_put(stdout, field(one, "article"));
    printf("）");
  }
  putchar('\n');
}

void report_coverage(const json_t *coverage) {
  size_t i, k;
  json_t *policy, *one;
  json_array_foreach(coverage, i, policy) {
    const json_t *missed = json_object_get(policy, "missed");
    text_printf(stdout, "\n覆盖：%s %s\n", field(policy, "policy"), field(policy, "title"));
    print_summary(policy);
    if (json_array_size(missed) == 0) printf("全部触及。\n");
    if (json_array_size(missed) > 0) printf("没有触及或只试过一面的（%zu 处）：\n", json_array_size(missed));
    json_array_foreach(missed, k, one) print_missed(one);
  }
}
