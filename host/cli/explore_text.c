/* A decision table for people, and the same as CSV. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/explore.h"
#include "host/cli/ledger.h"

static char *texts(const json_t *list, const char *between) {
  size_t i, size = 1;
  json_t *one;
  json_array_foreach(list, i, one) size += strlen(json_string_value(one)) + strlen(between);
  char *all = calloc(1, size);
  if (!all) return NULL;
  json_array_foreach(list, i, one) {
    if (i) strcat(all, between);
    strcat(all, json_string_value(one));
  }
  return all;
}

static bool is_kind(const json_t *row, const char *kind) {
  return strcmp(field(row, "outcome"), kind) == 0;
}

/* --- the table -------------------------------------------------------------------------------- */

static void add_row(struct table *t, const json_t *row) {
  char *conditions = texts(json_object_get(row, "conditions"), "；");
  char *articles = texts(json_object_get(row, "articles"), "、");
  if (conditions && articles)
    table_row(t, field(row, "text"), *conditions ? conditions : "（其余）", articles,
              field(json_object_get(row, "sample"), "text"));
  free(conditions);
  free(articles);
}

static void print_group(const json_t *rows, bool refused, const char *title) {
  struct table t = {.columns = 4, .indent = 2};
  size_t i;
  json_t *row;
  int count = 0;
  json_array_foreach(rows, i, row) {
    if (is_kind(row, "failed") || is_kind(row, "refused") != refused) continue;
    if (count++ == 0) table_row(&t, "结果", "条件", "条文", "一个案例");
    add_row(&t, row);
  }
  if (count == 0) return;
  printf("\n%s（%d 行）\n", title, count);
  table_print(&t);
}

/* --- what all meet, what is wrong ------------------------------------------------------------- */

static void print_requirements(const json_t *answer) {
  size_t i;
  json_t *one;
  const json_t *list = json_object_get(answer, "requirements");
  if (json_array_size(list) == 0) return;
  puts("\n凡有结果的都符合");
  json_array_foreach(list, i, one) {
    fputs("  ", stdout);
    text_put(stdout, field(one, "text"));
    text_printf(stdout, "（%s）%s\n", field(one, "article"),
                json_is_true(json_object_get(one, "holds")) ? "，否则暂缓" : "");
  }
}

static void print_failed(const json_t *rows) {
  size_t i;
  json_t *row;
  int count = 0;
  json_array_foreach(rows, i, row) {
    if (!is_kind(row, "failed")) continue;
    if (count++ == 0) puts("\n政策本身的问题");
    fputs("  ", stdout);
    text_put(stdout, field(row, "text"));
    fputs("\n    案例：", stdout);
    text_put(stdout, field(json_object_get(row, "sample"), "text"));
    putchar('\n');
  }
}

static const char *what_word(const char *what) {
  if (strcmp(what, "dead") == 0) return "没有人符合";
  return strcmp(what, "raises") == 0 ? "只会出错" : "没有人不符合";
}

static const char *sure_word(const json_t *one) {
  if (strcmp(field(one, "why"), "law") == 0) return "由参数与适用口径决定";
  return json_is_true(json_object_get(one, "proved")) ? "已证明" : "没有找到，未证明";
}

static void print_dead(const json_t *list) {
  size_t i;
  json_t *one;
  if (json_array_size(list) == 0) return;
  puts("\n用不到的规则与条件");
  json_array_foreach(list, i, one) {
    text_printf(stdout, "  %s %s", field(one, "decision"), field(one, "article"));
    if (*field(one, "base")) text_printf(stdout, "（%s的例外）", field(one, "base"));
    fputs("：", stdout);
    text_put(stdout, field(one, "text"));
    text_printf(stdout, " —— %s（%s", what_word(field(one, "what")), sure_word(one));
    if (strcmp(field(one, "what"), "raises") == 0) text_printf(stdout, "：%s", field(one, "why"));
    puts("）");
  }
}

static void print_extent(const json_t *answer) {
  const json_t *explored = json_object_get(answer, "explored"), *sampled = json_object_get(answer, "sampled");
  long long cases = json_integer_value(json_object_get(explored, "cases"));
  long long quick = json_integer_value(json_object_get(explored, "decisions"));
  size_t i;
  json_t *one;
  if (json_is_true(json_object_get(answer, "complete"))) {
    printf("\n探索完整：所有的分支都已到达，或已证明到不了（%lld 个案例）。\n", cases + quick);
    return;
  }
  printf("\n探索不完整：条件的组合是抽样的（%lld 个案例，其中 %lld 个逐步跟踪）。\n", cases + quick, cases);
  json_array_foreach(sampled, i, one) {
    if (i == 0) puts("还有分支没有到达的术语：");
    text_printf(stdout, "  %s（%s）：", field(one, "term"), field(one, "article"));
    text_put(stdout, field(one, "text"));
    printf("，%lld 处\n", (long long)json_integer_value(json_object_get(one, "open")));
  }
}

void explore_print(const json_t *answer) {
  const json_t *rows = json_object_get(answer, "rows");
  const char *asked = asked_key(answer);
  text_printf(stdout, "%s %s（%s）%s %s\n", field(answer, "policy"), field(answer, "label"),
              field(answer, "decision"), asked_word(asked), field(answer, asked));
  if (*field(answer, "readings")) text_printf(stdout, "适用口径：%s\n", field(answer, "readings"));
  print_requirements(answer);
  print_group(rows, false, "结果");
  print_group(rows, true, "不符合条件");
  if (json_is_true(json_object_get(answer, "rows_cut"))) puts("\n结果太多，只列出其中一部分。");
  print_failed(rows);
  print_dead(json_object_get(answer, "dead"));
  print_extent(answer);
}

/* --- CSV -------------------------------------------------------------------------------------- */

static void cell(FILE *to, const char *text, bool last) {
  csv_put_quoted(to, text);
  fputs(last ? "\r\n" : ",", to);
}

static const char *kind_word(const json_t *row) {
  static const char *const words[][2] = {{"value", "给出"},     {"refused", "不符合条件"},
                                         {"hold", "暂缓"},      {"undetermined", "尚无规定"},
                                         {"needs", "缺少事实"}, {"failed", "出错"}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (is_kind(row, words[i][0])) return words[i][1];
  return "";
}

void explore_csv(const json_t *answer, FILE *to) {
  size_t i;
  json_t *row;
  fputs("\xEF\xBB\xBF", to); /* spreadsheets take it for UTF-8 then */
  cell(to, "种类", false);
  cell(to, "结果", false);
  cell(to, "条件", false);
  cell(to, "条文", false);
  cell(to, "案例", true);
  json_array_foreach(json_object_get(answer, "rows"), i, row) {
    char *conditions = texts(json_object_get(row, "conditions"), "；");
    char *articles = texts(json_object_get(row, "articles"), "、");
    cell(to, kind_word(row), false);
    cell(to, field(row, "text"), false);
    cell(to, conditions ? conditions : "", false);
    cell(to, articles ? articles : "", false);
    cell(to, field(json_object_get(row, "sample"), "text"), true);
    free(conditions);
    free(articles);
  }
}
