/* What a comparison found, for people. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/compare.h"

enum { MOST_ARTICLES = 3, RIGHT_OF_SUMS = 0xE, RIGHT_OF_BY = 0x7C, RIGHT_OF_CLASSES = 0x64 };

static bool is_true(const json_t *object, const char *name) {
  return json_is_true(json_object_get(object, name));
}

static const json_t *part(const json_t *object, const char *name) {
  return json_object_get(object, name);
}

/* --- words ------------------------------------------------------------------------------------ */

const char *compare_outcome_words(const json_t *outcome, char room[OUTCOME_SIZE]) {
  static const char *const words[][2] = {{"refused", "不符合条件"},
                                         {"hold", "暂缓"},
                                         {"undetermined", "尚无规定"},
                                         {"needs", "缺少事实"},
                                         {"failed", "事实或规则有错"}};
  const char *kind = field(outcome, "kind"), *text = field(outcome, "text"), *said = field(outcome, "words");
  const char *word = "";
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i][0], kind) == 0) word = words[i][1];
  if (is_true(outcome, "varied")) text = "各不相同的值";
  snprintf(room, OUTCOME_SIZE, "%s%s%s%s%s", word, *word && *text ? " " : "", text, *said ? "：" : "", said);
  return room;
}

const char *compare_article_words(const json_t *class, char room[ARTICLES_SIZE]) {
  char first[PARTS_SIZE], second[PARTS_SIZE];
  const char *a = first_parts(field(part(class, "from"), "article"), "、", MOST_ARTICLES, first);
  const char *b = first_parts(field(part(class, "to"), "article"), "、", MOST_ARTICLES, second);
  bool same = strcmp(a, b) == 0 || !*a || !*b;
  snprintf(room, ARTICLES_SIZE, "%s%s%s", *a ? a : b, same ? "" : " → ", same ? "" : b);
  return room;
}

/* --- head ------------------------------------------------------------------------------------- */

static void print_side(const char *name, const json_t *side, bool time) {
  const json_t *told = part(side, "told");
  size_t i, said = 0;
  json_t *one;
  text_printf(stdout, "  %s：", name);
  json_array_foreach(told, i, one) {
    if (strcmp(field(one, "kind"), "time") == 0) continue;
    if (said++) fputs("；", stdout);
    text_put(stdout, field(one, "label"));
  }
  if (!said) text_printf(stdout, "已加载的政策（版本 %.12s…）", field(side, "version"));
  if (time) text_printf(stdout, "，%s", field(side, "when"));
  putchar('\n');
}

static void print_head(const json_t *r) {
  const char *from = field(part(r, "from"), "when"), *to = field(part(r, "to"), "when");
  bool times = strcmp(from, to) != 0;
  text_put(stdout, field(r, "label"));
  text_printf(stdout, "（%s %s） %s%s%s\n", field(r, "policy"), field(r, "decision"), from,
              times ? " → " : "", times ? to : "");
  print_side("从", part(r, "from"), times);
  print_side("到", part(r, "to"), times);
}

/* --- over a store ----------------------------------------------------------------------------- */

static const char *sum_cell(const json_t *sum, const char *name, char room[MONEY_SIZE]) {
  return json_is_object(sum) ? money_words(fen_of(field(sum, name)), room) : "";
}

static void sum_row(struct table *t, const char *name, const json_t *sum) {
  char from[MONEY_SIZE], to[MONEY_SIZE], more[MONEY_SIZE];
  if (!json_is_object(sum)) return;
  table_row(t, name, sum_cell(sum, "from", from), sum_cell(sum, "to", to), sum_cell(sum, "difference", more));
}

static void print_people(const json_t *r) {
  char people[COUNT_SIZE], all[COUNT_SIZE], basis[COUNT_SIZE];
  printf("名册 %s 人，", count_words(count_of(r, "subjects"), all));
  if (count_of(r, "people"))
    printf("%s 人的结果会变", count_words(count_of(r, "people"), people));
  else
    fputs("没有人的结果会变", stdout);
  if (count_of(r, "basis_only"))
    printf("；另有 %s 人结果不变，依据的条文变了", count_words(count_of(r, "basis_only"), basis));
  putchar('\n');
}

static void print_unclear(const json_t *r) {
  char count[COUNT_SIZE];
  long long people = count_of(part(r, "month"), "unclear");
  long long months = count_of(part(r, "year"), "unclear_months");
  if (people) printf("其中 %s 人有一边不能确定金额，没有计入金额。\n", count_words(people, count));
  if (months) printf("12个月中，%s 个人月有一边不能确定金额，没有计入。\n", count_words(months, count));
}

static void print_sums(const json_t *r) {
  struct table t = {.columns = 4, .indent = 2, .right = RIGHT_OF_SUMS};
  if (!json_is_object(part(r, "month")) || !count_of(r, "people")) return;
  puts("\n会变的人（元）");
  table_row(&t, "", "从", "到", "差额");
  sum_row(&t, "当月", part(r, "month"));
  sum_row(&t, "当月起12个月", part(r, "year"));
  table_print(&t);
  print_unclear(r);
}

static void print_by(const json_t *by, bool year) {
  struct table t = {.columns = year ? 7 : 6, .indent = 2, .right = RIGHT_OF_BY};
  char band[256], people[COUNT_SIZE], from[MONEY_SIZE], to[MONEY_SIZE], more[MONEY_SIZE], sum[MONEY_SIZE];
  size_t i;
  json_t *one;
  if (json_array_size(by) == 0) return;
  puts("\n按区县与档次（元）");
  table_row(&t, "区县", "档次", "人数", "当月：从", "到", "差额", "12个月差额");
  json_array_foreach(by, i, one) {
    const json_t *month = part(one, "month");
    snprintf(band, sizeof band, "%s %s", field(one, "band"), field(one, "band_text"));
    table_row(&t, payer_word(field(one, "payer")), band[1] ? band : "（没有档次）",
              count_words(count_of(one, "people"), people), sum_cell(month, "from", from),
              sum_cell(month, "to", to), sum_cell(month, "difference", more),
              sum_cell(part(one, "year"), "difference", sum));
  }
  table_print(&t);
}

/* Columns of money stand last, so that those which say nothing can be left out. */
static void print_affected(const json_t *classes, bool month, bool year) {
  struct table t = {.columns = 5 + month + year, .indent = 2, .right = RIGHT_OF_CLASSES};
  char from[OUTCOME_SIZE], to[OUTCOME_SIZE], people[COUNT_SIZE], more[MONEY_SIZE], sum[MONEY_SIZE];
  char articles[ARTICLES_SIZE];
  size_t i;
  json_t *one;
  if (json_array_size(classes) == 0) return;
  puts("\n从什么变成什么");
  table_row(&t, "从", "到", "人数", "依据", "例", "当月差额", "12个月差额");
  json_array_foreach(classes, i, one) {
    char *examples = joined(part(one, "examples"), NULL);
    table_row(&t, compare_outcome_words(part(one, "from"), from), compare_outcome_words(part(one, "to"), to),
              count_words(count_of(one, "people"), people), compare_article_words(one, articles),
              examples ? examples : "", sum_cell(part(one, "month"), "difference", more),
              sum_cell(part(one, "year"), "difference", sum));
    free(examples);
  }
  table_print(&t);
}

/* --- over everybody who could be -------------------------------------------------------------- */

const char *compare_sample_words(const json_t *class, char room[SAMPLE_SIZE]) {
  size_t i, used = 0;
  json_t *one;
  *room = '\0';
  json_array_foreach(part(part(class, "sample"), "facts"), i, one) {
    if (is_true(one, "absent")) continue;
    int n = snprintf(room + used, SAMPLE_SIZE - used, "%s%s %s", used ? "，" : "", field(one, "label"),
                     field(one, "value"));
    used += n > 0 ? (size_t)n : 0;
    if (used >= SAMPLE_SIZE - 1) break;
  }
  return room;
}

/* How many classes have another outcome, and how many only rest on something else. */
static void count_classes(const json_t *r, long long *changed, long long *basis) {
  size_t i;
  json_t *one;
  *changed = *basis = 0;
  json_array_foreach(part(r, "classes"), i, one) {
    ++*(is_true(one, "basis_only") ? basis : changed);
  }
}

static void print_classes(const json_t *r) {
  struct table t = {.columns = 4, .indent = 2};
  char from[OUTCOME_SIZE], to[OUTCOME_SIZE], articles[ARTICLES_SIZE], sample[SAMPLE_SIZE], count[COUNT_SIZE];
  long long changed, basis;
  size_t i;
  json_t *one;
  count_classes(r, &changed, &basis);
  if (changed)
    printf("%s 类人的结果会变", count_words(changed, count));
  else
    fputs(is_true(r, "complete") ? "没有人的结果会变" : "没有发现结果会变的人", stdout);
  if (basis) printf("；另有 %s 类人结果不变，依据的条文变了", count_words(basis, count));
  puts(is_true(r, "complete") ? "" : "（情形是抽样的，不是全部）");
  if (changed + basis == 0) return;
  table_row(&t, "从", "到", "依据", "例如");
  json_array_foreach(part(r, "classes"), i, one) {
    table_row(&t, compare_outcome_words(part(one, "from"), from), compare_outcome_words(part(one, "to"), to),
              compare_article_words(one, articles), compare_sample_words(one, sample));
  }
  table_print(&t);
}

void compare_print(const json_t *r) {
  print_head(r);
  if (!part(r, "subjects")) {
    print_classes(r);
    return;
  }
  print_people(r);
  print_sums(r);
  bool month = json_is_object(part(r, "month")), year = json_is_object(part(r, "year"));
  print_by(part(r, "by"), year);
  print_affected(part(r, "classes"), month, year);
}

void compare_brief(const json_t *r) {
  char people[COUNT_SIZE], all[COUNT_SIZE];
  if (part(r, "subjects"))
    fprintf(stderr, "名册 %s 人，%s 人的结果会变\n", count_words(count_of(r, "subjects"), all),
            count_words(count_of(r, "people"), people));
  else
    fprintf(stderr, "%s 类人的结果会变\n",
            count_words((long long)json_array_size(part(r, "classes")), people));
}
