/* bylaw budget: what the coming years will cost. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/ledger.h"

enum { RIGHT_OF_ROWS = 0xF8, RIGHT_OF_YEARS = 0x3E };
enum {
  C_YEAR,
  C_PAYER,
  C_BAND,
  C_PEOPLE,
  C_MONTHS,
  C_AMOUNT,
  BUDGET_COLUMNS,
  C_WITH_PEOPLE = BUDGET_COLUMNS, /* where something would change */
  C_WITH_MONTHS,
  C_WITH_AMOUNT,
  C_DIFFERENCE,
  CHANGE_COLUMNS
};

/* --- text ------------------------------------------------------------------------------------- */

static bool has_change(const json_t *answer) {
  return json_object_get(answer, "with") != NULL;
}

/* An amount as it would be, or how much more. */
static const char *with_cell(const json_t *one, bool difference, char room[MONEY_SIZE]) {
  const json_t *from = difference ? one : json_object_get(one, "with");
  return money_words(fen_of(field(from, difference ? "difference" : "amount")), room);
}

static void print_years(const json_t *totals, bool change) {
  struct table t = {.columns = change ? 6 : 3, .indent = 2, .right = RIGHT_OF_YEARS};
  char year[16], people[COUNT_SIZE], money[MONEY_SIZE], then[COUNT_SIZE], with[MONEY_SIZE], more[MONEY_SIZE];
  size_t i;
  json_t *one;
  table_row(&t, "年份", "年末人数", "金额", "改动后人数", "改动后金额", "差额");
  json_array_foreach(totals, i, one) {
    snprintf(year, sizeof year, "%lld", count_of(one, "year"));
    table_row(&t, year, count_words(count_of(one, "people"), people),
              money_words(fen_of(field(one, "amount")), money),
              count_words(count_of(json_object_get(one, "with"), "people"), then),
              with_cell(one, false, with), with_cell(one, true, more));
  }
  puts("\n各年合计（元）");
  table_print(&t);
}

static void print_rows(const json_t *rows, bool change) {
  struct table t = {.columns = change ? 8 : 6, .indent = 2, .right = RIGHT_OF_ROWS};
  char year[16], band[256], people[COUNT_SIZE], months[COUNT_SIZE], money[MONEY_SIZE], with[MONEY_SIZE];
  char more[MONEY_SIZE];
  size_t i;
  json_t *one;
  if (json_array_size(rows) == 0) return;
  table_row(&t, "年份", "区县", "档次", "年末人数", "人月", "金额", "改动后金额", "差额");
  json_array_foreach(rows, i, one) {
    snprintf(year, sizeof year, "%lld", count_of(one, "year"));
    snprintf(band, sizeof band, "%s %s", field(one, "band"), field(one, "band_text"));
    table_row(&t, year, payer_word(field(one, "payer")), band, count_words(count_of(one, "people"), people),
              count_words(count_of(one, "months"), months), money_words(fen_of(field(one, "amount")), money),
              with_cell(one, false, with), with_cell(one, true, more));
  }
  puts("\n按年份、区县与档次（元）");
  table_print(&t);
}

static void print_pending(FILE *to, const json_t *pending, const char *when) {
  const char *kind;
  json_t *count;
  json_object_foreach((json_t *)pending, kind, count) {
    char people[COUNT_SIZE];
    if (json_integer_value(count) > 0)
      text_printf(to, "%s%s %s 人：%s。\n", when, pending_word(kind),
                  count_words(json_integer_value(count), people),
                  strcmp(kind, "payer") == 0 ? "金额列在没有区县的一行" : "有月份不能确定金额，没有计入");
  }
}

static void print_change(FILE *to, const json_t *answer) {
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(json_object_get(answer, "with"), "told"), i, one) {
    fputs("改动：", to);
    text_put(to, field(one, "label"));
    fputs("。\n", to);
  }
}

/* What the figures do not say is part of them. */
static void print_limits(FILE *to, const json_t *answer, const char *deaths) {
  print_change(to, answer);
  if (deaths)
    text_printf(to, "假定：按 %s 的年死亡率，在一年中均匀分布。\n", deaths);
  else
    fputs("假定：测算期内没有人离世（没有给 --deaths），金额偏高。\n", to);
  fputs("按现行规定和现在所知的事实；不在名册上的人、今后的申请和变化不在其中。\n", to);
  const json_t *pending = json_object_get(answer, "pending"), *with = json_object_get(answer, "pending_with");
  print_pending(to, pending, "");
  if (with && !json_equal(pending, with)) print_pending(to, with, "改动后：");
}

static void print_answer(const json_t *answer, const char *deaths) {
  text_printf(stdout, "%s %lld-%lld 年资金测算\n", field(answer, "policy"), count_of(answer, "from"),
              count_of(answer, "to"));
  print_limits(stdout, answer, deaths);
  print_years(json_object_get(answer, "totals"), has_change(answer));
  print_rows(json_object_get(answer, "rows"), has_change(answer));
}

/* --- CSV -------------------------------------------------------------------------------------- */

static void put_amount(struct book *book, enum row_style style, const json_t *one, const char *payer,
                       const char *band) {
  char year[16];
  snprintf(year, sizeof year, "%lld", count_of(one, "year"));
  const json_t *with = json_object_get(one, "with");
  const char *no_months = json_object_get(one, "months") ? NULL : "";
  const struct cell cells[CHANGE_COLUMNS] = {
      [C_YEAR] = {.text = year},
      [C_PAYER] = {.text = payer},
      [C_BAND] = {.text = band},
      [C_PEOPLE] = {.number = count_of(one, "people")},
      [C_MONTHS] = {.text = no_months, .number = count_of(one, "months")},
      [C_AMOUNT] = {.number = fen_of(field(one, "amount"))},
      [C_WITH_PEOPLE] = {.number = count_of(with, "people")},
      [C_WITH_MONTHS] = {.text = no_months, .number = count_of(with, "months")},
      [C_WITH_AMOUNT] = {.number = fen_of(field(with, "amount"))},
      [C_DIFFERENCE] = {.number = fen_of(field(one, "difference"))},
  };
  book_row(book, style, cells);
}

static bool put_csv(FILE *to, const json_t *answer) {
  static const struct column columns[CHANGE_COLUMNS] = {
      [C_YEAR] = {"年份", 8, COLUMN_TEXT},
      [C_PAYER] = {"区县", 12, COLUMN_TEXT},
      [C_BAND] = {"档次", 40, COLUMN_TEXT},
      [C_PEOPLE] = {"年末人数", 10, COLUMN_COUNT},
      [C_MONTHS] = {"人月", 10, COLUMN_COUNT},
      [C_AMOUNT] = {"金额", 16, COLUMN_MONEY},
      [C_WITH_PEOPLE] = {"改动后年末人数", 10, COLUMN_COUNT},
      [C_WITH_MONTHS] = {"改动后人月", 10, COLUMN_COUNT},
      [C_WITH_AMOUNT] = {"改动后金额", 16, COLUMN_MONEY},
      [C_DIFFERENCE] = {"差额", 16, COLUMN_MONEY},
  };
  struct book book;
  char band[256];
  size_t i;
  json_t *one;
  book_open_csv(&book, to);
  book_sheet(&book, "按年份、区县与档次", columns, has_change(answer) ? CHANGE_COLUMNS : BUDGET_COLUMNS);
  json_array_foreach(json_object_get(answer, "rows"), i, one) {
    snprintf(band, sizeof band, "%s %s", field(one, "band"), field(one, "band_text"));
    put_amount(&book, ROW_PLAIN, one, payer_word(field(one, "payer")), band);
  }
  json_array_foreach(json_object_get(answer, "totals"), i, one) put_amount(&book, ROW_SUM, one, "合计", "");
  return book_close(&book);
}

/* The data of both charts: an object a program that draws them can take as it is. */
static bool put_chart(FILE *to, const json_t *answer) {
  char *text = json_dumps(json_object_get(answer, "chart"), JSON_COMPACT);
  if (!text) return fail_memory() == EXIT_YES;
  text_printf(to, "%s\n", text);
  free(text);
  return true;
}

static bool write_file(const char *path, const json_t *answer, bool (*put)(FILE *to, const json_t *answer)) {
  struct aside f;
  if (strcmp(path, "-") == 0) return put(stdout, answer);
  if (!fresh_open(&f, path)) return false;
  aside_share(&f);
  if (put(f.to, answer)) return fresh_close(&f);
  aside_drop(&f);
  return false;
}

static bool write_files(const struct args *a, const json_t *answer) {
  const char *csv = args_value(a, "csv"), *chart = args_value(a, "chart");
  return (!csv || write_file(csv, answer, put_csv)) && (!chart || write_file(chart, answer, put_chart));
}

/* --- the verb --------------------------------------------------------------------------------- */

/* "2026-2030" or "2026". */
static bool read_years(const char *text, int *from, int *to) {
  char end = '\0';
  size_t n = strlen(text);
  bool digits = text[strspn(text, "0123456789-")] == '\0';
  if (digits && n == 9 && sscanf(text, "%4d-%4d%c", from, to, &end) == 2) return true;
  if (digits && n == 4 && sscanf(text, "%4d%c", from, &end) == 1) {
    *to = *from;
    return true;
  }
  fail("写成 起-止，例如 --years 2026-2030", "年份 ‘%s’ 无法读取", text);
  return false;
}

struct years {
  int from, to;
};

static json_t *ask(struct shelf *s, const struct args *a, struct years years, const char *deaths,
                   const char *with) {
  struct progress progress;
  bylaw_error e;
  char *text;
  bylaw_budget_request q = {.policy = shelf_asked(s),
                            .payment = args_value(a, "payment"),
                            .from_year = years.from,
                            .to_year = years.to,
                            .deaths = deaths,
                            .with = with};
  progress_open(&progress);
  q.progress = progress.tell;
  bylaw_status status = bylaw_budget(s->handle, &q, &text, &e);
  progress_close(&progress);
  return answer_of(status, &text, &e);
}

/* Whether a list goes to standard output. */
static bool is_standard(const struct args *a, const char *name) {
  const char *path = args_value(a, name);
  return path && strcmp(path, "-") == 0;
}

static int budget(struct shelf *s, const struct args *a, struct years years, const char *deaths) {
  char *with = args_joined(a, "with");
  json_t *answer = with ? ask(s, a, years, deaths, with) : NULL;
  bool ok = answer != NULL;
  if (!with) fail_memory();
  if (ok && args_has(a, "json"))
    ok = print_json(json_incref(answer)) == EXIT_YES;
  else if (ok && (is_standard(a, "csv") || is_standard(a, "chart")))
    print_limits(stderr, answer, args_value(a, "deaths"));
  else if (ok)
    print_answer(answer, args_value(a, "deaths"));
  if (ok && args_has(a, "stats")) stats_print(s->handle, args_has(a, "json"));
  ok = ok && write_files(a, answer);
  json_decref(answer);
  free(with);
  return ok ? EXIT_YES : EXIT_BAD;
}

static int run(const struct args *a) {
  struct shelf s;
  struct years years;
  char *deaths = NULL;
  size_t length;
  const char *table = args_value(a, "deaths");
  bool csv = is_standard(a, "csv"), chart = is_standard(a, "chart"), json = args_has(a, "json");
  if (!args_has(a, "years")) return fail("用 --years 写明年份，例如 --years 2026-2030", "没有写明测算哪些年");
  if (csv && json) return fail("把表写到文件：--csv FILE", "--csv - 与 --json 不能都写到标准输出");
  if (chart && (csv || json))
    return fail("写到文件：--chart FILE", "--chart - 与 %s 不能都写到标准输出", csv ? "--csv -" : "--json");
  if (!read_years(args_value(a, "years"), &years.from, &years.to)) return EXIT_BAD;
  if (table && !(deaths = read_whole(table, &length))) return EXIT_BAD;
  int status = shelf_open_store(&s, a, 1, BYLAW_STORE_READ) ? budget(&s, a, years, deaths) : EXIT_BAD;
  shelf_close(&s);
  free(deaths);
  return status;
}

const struct verb *budget_verb(void) {
  static const struct opt options[] = {
      {"years", "A-B", "测算哪些年，例如 2026-2030", false},
      OPTION_DB,
      {"deaths", "FILE", "死亡率表：每行 年龄,年死亡率；默认没有人离世", false},
      {"with", "CHANGE", "同时测算改动以后：parameter:NAME=VALUE[@起日] 或 reading:NAME=OPTION；可重复",
       true},
      {"csv", "FILE|-", "另外写一份 CSV（UTF-8，带 BOM）", false},
      {"chart", "FILE|-", "另外写图表的数据（JSON，Chart.js 的 data）", false},
      {"payment", "NAME", "政策声明了几项发放时，是哪一项", false},
      OPTION_POLICIES,
      OPTION_JSON,
      OPTION_STATS,
      {0}};
  static const struct verb verb = {
      .name = "budget",
      .summary = "资金测算：今后各年按区县与档次要多少钱",
      .operands = "POLICY",
      .least = 1,
      .most = 1,
      .options = options,
      .notes = "名册上的人逐月计算，年龄准确增长，按现行规定。\n"
               "有 --with 时并排测算两遍；改动不写起日的，从第一年1月起。\n"
               "退出状态：0 已测算；2 用法、输入或数据库有错。\n",
      .example =
          "bylaw budget old-age-allowance --years 2026-2030 --with parameter:rate_80s=40 --db registry.db",
      .run = run};
  return &verb;
}
