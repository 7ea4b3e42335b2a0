/* bylaw compare: whose outcome another policy, time or reading changes. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/compare.h"

enum { C_PAYER, C_BAND, C_PEOPLE, C_FROM, C_TO, C_DIFFERENCE, C_YEAR, BY_COLUMNS };
enum { K_FROM, K_TO, K_PEOPLE, K_DIFFERENCE, K_YEAR, K_ARTICLE, K_SAMPLE, CLASS_COLUMNS };

/* --- CSV -------------------------------------------------------------------------------------- */

/* Where there is no money the cell is empty. */
static struct cell money_cell(const json_t *sum, const char *name) {
  return (struct cell){.text = json_is_object(sum) ? NULL : "", .number = fen_of(field(sum, name))};
}

static void put_by(struct book *book, const json_t *by) {
  static const struct column columns[BY_COLUMNS] = {
      [C_PAYER] = {"区县", 12, COLUMN_TEXT},       [C_BAND] = {"档次", 40, COLUMN_TEXT},
      [C_PEOPLE] = {"人数", 10, COLUMN_COUNT},     [C_FROM] = {"当月：从", 16, COLUMN_MONEY},
      [C_TO] = {"当月：到", 16, COLUMN_MONEY},     [C_DIFFERENCE] = {"当月差额", 16, COLUMN_MONEY},
      [C_YEAR] = {"12个月差额", 16, COLUMN_MONEY},
  };
  char band[256];
  size_t i;
  json_t *one;
  book_sheet(book, "按区县与档次", columns, BY_COLUMNS);
  json_array_foreach(by, i, one) {
    const json_t *month = json_object_get(one, "month");
    snprintf(band, sizeof band, "%s %s", field(one, "band"), field(one, "band_text"));
    const struct cell cells[BY_COLUMNS] = {
        [C_PAYER] = {.text = payer_word(field(one, "payer"))},
        [C_BAND] = {.text = band},
        [C_PEOPLE] = {.number = count_of(one, "people")},
        [C_FROM] = money_cell(month, "from"),
        [C_TO] = money_cell(month, "to"),
        [C_DIFFERENCE] = money_cell(month, "difference"),
        [C_YEAR] = money_cell(json_object_get(one, "year"), "difference"),
    };
    book_row(book, ROW_PLAIN, cells);
  }
}

static void put_class(struct book *book, const json_t *one) {
  char from[OUTCOME_SIZE], to[OUTCOME_SIZE], articles[ARTICLES_SIZE], sample[SAMPLE_SIZE];
  const json_t *examples = json_object_get(one, "examples");
  char *people = examples ? joined(examples, NULL) : NULL;
  const struct cell cells[CLASS_COLUMNS] = {
      [K_FROM] = {.text = compare_outcome_words(json_object_get(one, "from"), from)},
      [K_TO] = {.text = compare_outcome_words(json_object_get(one, "to"), to)},
      [K_PEOPLE] = {.text = examples ? NULL : "", .number = count_of(one, "people")},
      [K_DIFFERENCE] = money_cell(json_object_get(one, "month"), "difference"),
      [K_YEAR] = money_cell(json_object_get(one, "year"), "difference"),
      [K_ARTICLE] = {.text = compare_article_words(one, articles)},
      [K_SAMPLE] = {.text = people ? people : compare_sample_words(one, sample)},
  };
  book_row(book, ROW_PLAIN, cells);
  free(people);
}

static bool put_csv(FILE *to, const json_t *answer) {
  static const struct column columns[CLASS_COLUMNS] = {
      [K_FROM] = {"从", 20, COLUMN_TEXT},          [K_TO] = {"到", 20, COLUMN_TEXT},
      [K_PEOPLE] = {"人数", 10, COLUMN_COUNT},     [K_DIFFERENCE] = {"当月差额", 16, COLUMN_MONEY},
      [K_YEAR] = {"12个月差额", 16, COLUMN_MONEY}, [K_ARTICLE] = {"依据", 30, COLUMN_TEXT},
      [K_SAMPLE] = {"例", 60, COLUMN_TEXT},
  };
  struct book book;
  size_t i;
  json_t *one;
  book_open_csv(&book, to);
  if (json_array_size(json_object_get(answer, "by"))) put_by(&book, json_object_get(answer, "by"));
  book_sheet(&book, "从什么变成什么", columns, CLASS_COLUMNS);
  json_array_foreach(json_object_get(answer, "classes"), i, one) put_class(&book, one);
  return book_close(&book);
}

static bool write_csv(const char *path, const json_t *answer) {
  struct aside f;
  if (strcmp(path, "-") == 0) return put_csv(stdout, answer);
  if (!fresh_open(&f, path)) return false;
  aside_share(&f);
  if (put_csv(f.to, answer)) return fresh_close(&f);
  aside_drop(&f);
  return false;
}

/* --- the verb --------------------------------------------------------------------------------- */

/* Whether the subjects of a database are looked at; it may be open for its archive alone. */
static bool over_people(const struct args *a) {
  return args_has(a, "db") && !args_has(a, "classes");
}

static json_t *ask(struct shelf *s, const struct args *a, const char *from, const char *to) {
  struct progress progress;
  bylaw_error e;
  char *text;
  bylaw_compare_request q = {.policy = shelf_asked(s),
                             .decision = a->operands[1],
                             .from = from,
                             .to = to,
                             .month = args_value(a, "month"),
                             .on = args_value(a, "on"),
                             .people = over_people(a)};
  progress_open(&progress);
  q.progress = progress.tell;
  bylaw_status status = bylaw_compare(s->handle, &q, &text, &e);
  progress_close(&progress);
  return answer_of(status, &text, &e);
}

static int compare(struct shelf *s, const struct args *a) {
  const char *csv = args_value(a, "csv");
  char *from = args_joined(a, "from"), *to = args_joined(a, "to");
  json_t *answer = from && to ? ask(s, a, from, to) : NULL;
  bool ok = answer != NULL;
  if (!from || !to) fail_memory();
  if (ok && args_has(a, "json"))
    ok = print_json(json_incref(answer)) == EXIT_YES;
  else if (ok && csv && strcmp(csv, "-") == 0)
    compare_brief(answer);
  else if (ok)
    compare_print(answer);
  if (ok && csv) ok = write_csv(csv, answer);
  if (ok && args_has(a, "stats")) stats_print(s->handle, args_has(a, "json"));
  json_decref(answer);
  free(from);
  free(to);
  return ok ? EXIT_YES : EXIT_BAD;
}

static int run(const struct args *a) {
  struct shelf s;
  const char *csv = args_value(a, "csv");
  if (!args_has(a, "to"))
    return fail("例如 --to policies/new.lua、--to 2025-06、--to parameter:名称=值 或 --to reading:名称=选项",
                "没有写明与什么比较（--to）");
  if (args_has(a, "classes") && !args_has(a, "db"))
    return fail("不给 --db 时本来就不看名册", "--classes 只与 --db 一起用");
  if (csv && strcmp(csv, "-") == 0 && args_has(a, "json"))
    return fail("把表写到文件：--csv FILE", "--csv - 与 --json 不能都写到标准输出");
  bool ok = shelf_open(&s, a, a->operands, 1) && shelf_asked(&s) &&
            (!args_has(a, "db") || shelf_store(&s, a, BYLAW_STORE_READ));
  int status = ok ? compare(&s, a) : EXIT_BAD;
  shelf_close(&s);
  return status;
}

const struct verb *compare_verb(void) {
  static const struct opt options[] = {
      {"from", "A", "从什么：文件、存档版本、月份、parameter:… 或 reading:…；可重复；默认已加载的政策", true},
      {"to", "B", "到什么，写法相同；可重复", true},
      {"month", "M", "月份，例如 2025-06（按月的决定）", false},
      {"on", "DATE", "日期，例如 2025-06-30（按日或按次的决定）", false},
      {"db", "FILE", "在这个数据库的名册上比较：多少人、多少钱；不给时比较各类人", false},
      {"classes", NULL, "给了 --db（为了存档版本）也只比较各类人", false},
      {"csv", "FILE|-", "另外写一份 CSV（UTF-8，带 BOM）", false},
      OPTION_STATS,
      OPTION_POLICIES,
      OPTION_JSON,
      {0}};
  static const struct verb verb = {
      .name = "compare",
      .summary = "比较两份政策、两个时间、参数或适用口径：谁的结果会变，从什么变成什么",
      .operands = "POLICY DECISION",
      .least = 2,
      .most = 2,
      .options = options,
      .notes =
          "A 与 B 写成：\n"
          "  policies/new.lua                 政策文件（值在它旁边的 values/ 里）\n"
          "  473358e1                         数据库存档的政策版本（版本号的开头，至少 4 位）\n"
          "  2025-06                          月份（或日期）：同一政策，那时的规定\n"
          "  parameter:rate_80s=40@2025-07    参数另有一个值，从那个月（或那一天）起；不写起日，从所问的月份起\n"
          "  reading:NAME=OPTION              采用另一种口径\n"
          "退出状态：0 已比较（不论有没有变化）；2 用法、输入、政策或数据库有错。\n",
      .example =
          "bylaw compare old-age-allowance due --to parameter:rate_80s=40 --month 2025-06 --db registry.db",
      .run = run};
  return &verb;
}
