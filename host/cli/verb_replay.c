/* bylaw replay: derive what was paid to somebody again, from the database alone. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/ledger.h"

/* Lines of the explanation, moved to the right. */
static void print_inside(const char *text) {
  while (*text) {
    size_t n = strcspn(text, "\n");
    if (n) fputs("    ", stdout);
    text_put_n(stdout, text, n);
    putchar('\n');
    text += n + (text[n] == '\n');
  }
}

static void print_line(const json_t *line, bool whole) {
  char money[MONEY_SIZE];
  bool same = json_is_true(json_object_get(line, "same"));
  text_printf(stdout, "第 %lld 次发放  %s  %s  %s 元", count_of(line, "run"), field(line, "month"),
              line_word(field(line, "kind")), money_words(fen_of(field(line, "amount")), money));
  if (*field(line, "payer")) {
    fputs("  ", stdout);
    text_put(stdout, field(line, "payer"));
  }
  printf("：%s\n", same ? "相符" : "不符");
  if (!same) {
    const char *derived = field(line, "derived");
    printf("  按存档的政策版本和当时所知的事实应为 %s\n",
           *derived ? money_words(fen_of(derived), money) : "没有这一笔");
  }
  text_printf(stdout, "  政策版本 %.12s，%s 所知的事实\n", field(line, "version"), field(line, "known"));
  print_inside(field(line, whole && *field(line, "path") ? "path" : "explanation"));
}

static int print_lines(const json_t *lines, bool whole) {
  size_t i, wrong = 0, count = json_array_size(lines);
  json_t *one;
  json_array_foreach(lines, i, one) {
    print_line(one, whole);
    if (!json_is_true(json_object_get(one, "same"))) wrong++;
  }
  if (count == 0)
    puts("没有符合条件的明细");
  else if (wrong == 0)
    printf("%zu 笔，全部可以重新推出\n", count);
  else
    printf("%zu 笔，其中 %zu 笔不能推出\n", count, wrong);
  return count > 0 && wrong == 0 ? EXIT_YES : EXIT_NO;
}

static int all_same(const json_t *lines) {
  size_t i;
  json_t *one;
  json_array_foreach(lines, i, one) {
    if (!json_is_true(json_object_get(one, "same"))) return EXIT_NO;
  }
  return json_array_size(lines) ? EXIT_YES : EXIT_NO;
}

static bool read_run(const struct args *a, long long *run) {
  const char *text = args_value(a, "run");
  char *end;
  *run = text ? strtoll(text, &end, 10) : 0;
  if (!text || (*text >= '1' && *text <= '9' && *end == '\0' && strlen(text) < 16)) return true;
  fail("写发放的次序号，例如 --run 3", "--run ‘%s’ 不是次序号", text);
  return false;
}

static int replay(struct shelf *s, const struct args *a, long long run) {
  bylaw_error e;
  char *text;
  bylaw_status done =
      bylaw_replay(s->handle, a->operands[0], a->operands[1], args_value(a, "month"), run, &text, &e);
  json_t *lines = answer_of(done, &text, &e);
  if (!lines) return EXIT_BAD;
  int status = args_has(a, "json") ? all_same(lines) : print_lines(lines, args_has(a, "path"));
  if (args_has(a, "json") && print_json(json_incref(lines)) != EXIT_YES) status = EXIT_BAD;
  json_decref(lines);
  return status;
}

static int run(const struct args *a) {
  struct shelf s;
  long long number;
  if (!read_run(a, &number)) return EXIT_BAD;
  int status = shelf_bare_store(&s, a, BYLAW_STORE_READ) ? replay(&s, a, number) : EXIT_BAD;
  shelf_close(&s);
  return status;
}

const struct verb *replay_verb(void) {
  static const struct opt options[] = {{"month", "M", "只要这个月份的明细；默认所有月份", false},
                                       {"run", "N", "只要第 N 次发放；默认每一次", false},
                                       {"path", NULL, "每笔的全部经过、所用的事实、参数和适用口径", false},
                                       OPTION_DB,
                                       OPTION_JSON,
                                       {0}};
  static const struct verb verb = {
      .name = "replay",
      .summary = "重新推出一个人的每笔发放：存档的政策版本，当时所知的事实",
      .operands = "POLICY ID",
      .least = 2,
      .most = 2,
      .options = options,
      .notes = "ID 是这个人的号码（政策中事实的 key）。\n"
               "退出状态：0 每一笔都能推出；1 有不能推出的，或没有明细；2 用法、数据库有错，或没有这个人。\n",
      .example = "bylaw replay old-age-allowance 210100194503150012 --month 2025-06 --db registry.db",
      .run = run};
  return &verb;
}
