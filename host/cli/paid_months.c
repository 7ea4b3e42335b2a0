/* What a change of facts moves in months that are paid, as import and record tell it. */
#include <string.h>

#include "host/cli/ledger.h"

enum { MOST_MOVED = 20 };

/* What a change takes away of what was to be settled anyway is told as less of it. */
static void print_amounts(const json_t *of) {
  char back[MONEY_SIZE], owed[MONEY_SIZE];
  long long more = fen_of(field(of, "back_pay")), claim = fen_of(field(of, "owed"));
  printf("%s补发 %s 元，%s应追回 %s 元\n", more < 0 ? "少" : "", money_words(more < 0 ? -more : more, back),
         claim < 0 ? "减少" : "", money_words(claim < 0 ? -claim : claim, owed));
}

static void print_moved(const json_t *one) {
  const char *from = field(one, "from"), *to = field(one, "to");
  bool single = strcmp(from, to) == 0;
  fputs("  ", stdout);
  if (count_of(one, "line")) printf("第 %lld 行 ", count_of(one, "line"));
  text_printf(stdout, "%s %s%s%s，%lld 个月：", field(one, "key"), from, single ? "" : " 至 ",
              single ? "" : to, count_of(one, "months"));
  print_amounts(one);
}

static void print_payment(const json_t *payment) {
  const char *failed = field(payment, "failed");
  long long people = count_of(payment, "people"), left = count_of(payment, "not_reckoned");
  size_t i;
  json_t *one;
  if (*failed) {
    text_printf(stdout, "未能预估对已发放的月份（至 %s）的影响，不影响登记：%s\n", field(payment, "through"),
                failed);
    return;
  }
  if (people) {
    text_printf(stdout, "涉及已发放的月份（至 %s）：%lld 人 %lld 个月，下次发放时", field(payment, "through"),
                people, count_of(payment, "months"));
    print_amounts(payment);
  }
  json_array_foreach(json_object_get(payment, "list"), i, one) {
    if (i == MOST_MOVED) break;
    print_moved(one);
  }
  if (people > MOST_MOVED) printf("  另有 %lld 人，用 --json 查看全部\n", people - MOST_MOVED);
  if (left) printf("  还有 %lld 人的变化没有试算，用 pay --dry-run 查看\n", left);
}

void print_paid_months(const json_t *answer) {
  size_t i;
  json_t *payment;
  json_array_foreach(json_object_get(answer, "paid_months"), i, payment) print_payment(payment);
}
