/* What a run did, for people. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/ledger.h"

enum {
  MOST_SUM_PARTS = 2,
  RIGHT_OF_BANDS = 0x7C,
  RIGHT_OF_CAUSES = 0xE,
  RIGHT_OF_LINES = 0x10,
  RIGHT_OF_PENDING = 0xE
};

static bool is_true(const json_t *object, const char *name) {
  return json_is_true(json_object_get(object, name));
}

/* --- head ------------------------------------------------------------------------------------- */

/* `第 3 次发放`, or why there is none. */
static void run_words(const json_t *r, char *out, size_t size) {
  const json_t *run = json_object_get(r, "run");
  if (is_true(r, "again"))
    snprintf(out, size, "没有变化，没有写入任何内容");
  else if (json_is_integer(run))
    snprintf(out, size, "第 %lld 次发放", (long long)json_integer_value(run));
  else
    snprintf(out, size, "试算，没有写入任何内容");
}

static void print_head(const json_t *r) {
  char run[96];
  const char *label = field(r, "label");
  run_words(r, run, sizeof run);
  text_put(stdout, *label ? label : field(r, "payment"));
  text_printf(stdout, "（%s） %s：%s\n", field(r, "policy"), field(r, "month"), run);
  if (is_true(r, "again")) printf("此前第 %lld 次发放：", count_of(r, "last_run"));
  text_printf(stdout, "办理日 %s", field(r, "on"));
  if (*field(r, "payday")) text_printf(stdout, "，发放日 %s", field(r, "payday"));
  text_printf(stdout, "，账本从 %s 开始，政策版本 %.12s\n", field(r, "opened"), field(r, "version"));
}

static void print_totals(FILE *to, const json_t *r) {
  static const char *const parts[][2] = {
      {"paid", "本月应发"}, {"back_pay", "补发"}, {"owed", "应追回"}, {"between", "区县间结算"}};
  const json_t *totals = json_object_get(r, "totals");
  char count[COUNT_SIZE], money[MONEY_SIZE];
  text_printf(to, "%s 人，", count_words(count_of(totals, "people"), count));
  text_printf(to, "%s 笔：", count_words(count_of(totals, "lines"), count));
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    text_printf(to, "%s%s %s 元", i ? "，" : "", parts[i][1],
                money_words(fen_of(field(totals, parts[i][0])), money));
  fputc('\n', to);
}

void pay_report_brief(const json_t *r) {
  char run[96];
  run_words(r, run, sizeof run);
  text_printf(stderr, "%s %s %s；", field(r, "policy"), field(r, "month"), run);
  print_totals(stderr, r);
}

/* --- by district and band --------------------------------------------------------------------- */

struct band_sum {
  long long people, amount, back, owed;
};

static struct band_sum sum_of(const json_t *row) {
  return (struct band_sum){count_of(row, "people"), fen_of(field(row, "amount")),
                           fen_of(field(row, "back_pay")), fen_of(field(row, "owed"))};
}

static void add(struct band_sum *to, const struct band_sum *more) {
  *to = (struct band_sum){to->people + more->people, to->amount + more->amount, to->back + more->back,
                          to->owed + more->owed};
}

static void band_row(struct table *t, const char *payer, const char *band, const struct band_sum *sum) {
  char people[COUNT_SIZE], amount[MONEY_SIZE], back[MONEY_SIZE], owed[MONEY_SIZE], all[MONEY_SIZE];
  table_row(t, payer, band, count_words(sum->people, people), money_words(sum->amount, amount),
            money_words(sum->back, back), money_words(sum->amount + sum->back, all),
            money_words(sum->owed, owed));
}

static bool same_payer(const json_t *by, size_t i, size_t j) {
  const json_t *a = json_array_get(by, i), *b = json_array_get(by, j);
  return a && b && strcmp(field(a, "payer"), field(b, "payer")) == 0;
}

/* A district with one band needs no sum of its own. */
static void print_bands(const json_t *by) {
  struct table t = {.columns = 7, .indent = 2, .right = RIGHT_OF_BANDS};
  struct band_sum all = {0}, district = {0};
  size_t i, first = 0;
  json_t *one;
  if (json_array_size(by) == 0) return;
  table_row(&t, "区县", "档次", "人数", "本月应发", "补发", "应发合计", "应追回");
  json_array_foreach(by, i, one) {
    struct band_sum sum = sum_of(one);
    char band[256];
    if (i == 0 || !same_payer(by, i - 1, i)) {
      district = (struct band_sum){0};
      first = i;
    }
    snprintf(band, sizeof band, "%s %s", field(one, "band"), field(one, "band_text"));
    band_row(&t, payer_word(field(one, "payer")), band, &sum);
    add(&all, &sum);
    add(&district, &sum);
    if (i > first && !same_payer(by, i, i + 1))
      band_row(&t, payer_word(field(one, "payer")), "小计", &district);
  }
  band_row(&t, "合计", "", &all);
  puts("\n按区县与档次（元）");
  table_print(&t);
}

/* --- differences and their causes ------------------------------------------------------------- */

static void print_causes(const json_t *causes) {
  struct table t = {.columns = 4, .indent = 2, .right = RIGHT_OF_CAUSES};
  char lines[COUNT_SIZE], paid[MONEY_SIZE], owed[MONEY_SIZE];
  bool any = false;
  size_t i;
  json_t *one;
  table_row(&t, "原因", "笔数", "应发", "应追回");
  json_array_foreach(causes, i, one) {
    any = any || *field(one, "cause");
    table_row(&t, cause_word(field(one, "cause")), count_words(count_of(one, "lines"), lines),
              money_words(fen_of(field(one, "paid")), paid), money_words(fen_of(field(one, "owed")), owed));
  }
  if (any) puts("\n按原因（元）");
  if (any) table_print(&t);
  json_decref(t.rows);
}

/* Lines of a run that are not the month's own. */
static long long difference_count(const json_t *r) {
  long long count = count_of(json_object_get(r, "totals"), "lines");
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(r, "by"), i, one) count -= count_of(one, "people");
  return count;
}

static void print_differences(const json_t *r) {
  struct table t = {.columns = 7, .indent = 2, .right = RIGHT_OF_LINES};
  const json_t *list = json_object_get(r, "differences");
  long long count = difference_count(r), shown = (long long)json_array_size(list);
  char money[MONEY_SIZE], articles[PARTS_SIZE];
  size_t i;
  json_t *one;
  if (shown == 0) return;
  table_row(&t, "区县", "号码", "月份", "类别", "金额", "原因", "依据");
  json_array_foreach(list, i, one) {
    table_row(&t, payer_word(field(one, "payer")), field(one, "key"), field(one, "month"),
              line_word(field(one, "kind")), money_words(fen_of(field(one, "amount")), money),
              cause_word(field(one, "cause")),
              first_parts(field(one, "article"), "、", MOST_SUM_PARTS, articles));
  }
  puts("\n补发、应追回与区县间结算");
  table_print(&t);
  if (count > shown) printf("  另有 %lld 笔，用 --csv 查看全部\n", count - shown);
}

/* --- what is not settled ---------------------------------------------------------------------- */

static void pending_why(const json_t *p, char *out, size_t size) {
  char parts[PARTS_SIZE];
  const char *who = field(p, "who"), *text = first_parts(field(p, "text"), "；", MOST_SUM_PARTS, parts);
  snprintf(out, size, "%s%s%s%s", text, *who ? "（由" : "", who, *who ? "决定）" : "");
}

static void print_pending(const json_t *pending) {
  struct table t = {.columns = 6, .indent = 2, .right = RIGHT_OF_PENDING};
  char people[COUNT_SIZE], months[COUNT_SIZE], money[MONEY_SIZE], why[1024], articles[PARTS_SIZE];
  size_t i;
  json_t *one;
  if (json_array_size(pending) == 0) return;
  table_row(&t, "类别", "人数", "月数", "金额", "依据", "说明");
  json_array_foreach(pending, i, one) {
    long long fen = fen_of(field(one, "amount"));
    pending_why(one, why, sizeof why);
    table_row(&t, pending_word(field(one, "kind")), count_words(count_of(one, "people"), people),
              count_words(count_of(one, "months"), months), fen ? money_words(fen, money) : "",
              first_parts(field(one, "article"), "、", MOST_SUM_PARTS, articles), why);
  }
  puts("\n待处理（没有发放，也没有追回）");
  table_print(&t);
}

static void print_shared(const json_t *r) {
  long long count = count_of(r, "shared_count");
  const json_t *list = json_object_get(r, "shared_accounts");
  size_t i;
  json_t *one;
  if (count == 0) return;
  printf("\n警告：发到同一银行卡号的有 %lld 处，核对是否录错\n", count);
  json_array_foreach(list, i, one) {
    const json_t *keys = json_object_get(one, "keys");
    text_printf(stdout, "  %s：%s 与 %s\n", field(one, "account"), json_string_value(json_array_get(keys, 0)),
                json_string_value(json_array_get(keys, 1)));
  }
  if (count > (long long)json_array_size(list))
    printf("  另有 %lld 处没有列出\n", count - (long long)json_array_size(list));
}

/* A trial says what the run will ask for. */
static void print_clawback(const json_t *causes) {
  long long lines = 0, owed = 0;
  char money[MONEY_SIZE];
  size_t i;
  json_t *one;
  json_array_foreach(causes, i, one) {
    bool law = strcmp(field(one, "cause"), "law") == 0 || strcmp(field(one, "cause"), "reading") == 0;
    if (!law || fen_of(field(one, "owed")) == 0) continue;
    lines += count_of(one, "lines");
    owed += fen_of(field(one, "owed"));
  }
  if (lines)
    printf("\n政策调整或口径变化会使 %s 元成为应追回：确要追回时，发放要加 --confirm-law-clawback\n",
           money_words(owed, money));
}

void pay_report_print(const json_t *r) {
  print_head(r);
  print_totals(stdout, r);
  if (!is_true(r, "again")) {
    print_bands(json_object_get(r, "by"));
    print_causes(json_object_get(r, "causes"));
    print_differences(r);
    if (is_true(r, "dry_run")) print_clawback(json_object_get(r, "causes"));
  }
  print_pending(json_object_get(r, "pending"));
  print_shared(r);
}
