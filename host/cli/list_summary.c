/* The first sheet of the spreadsheet: what is paid by district and band. */
#include <string.h>

#include "host/cli/ledger.h"

enum { B_PAYER, B_BAND, B_PEOPLE, B_AMOUNT, B_BACK, B_ALL, B_OWED, BAND_COLUMNS };
enum { D_PAYER, D_LINES, D_AMOUNT, D_BACK, D_ALL, D_OWED, D_BETWEEN, PAYER_COLUMNS };

static const struct column BANDS[BAND_COLUMNS] = {
    [B_PAYER] = {"区县", 16, COLUMN_TEXT},   [B_BAND] = {"档次", 40, COLUMN_TEXT},
    [B_PEOPLE] = {"人数", 14, COLUMN_COUNT}, [B_AMOUNT] = {"本月应发", 16, COLUMN_MONEY},
    [B_BACK] = {"补发", 16, COLUMN_MONEY},   [B_ALL] = {"应发合计", 16, COLUMN_MONEY},
    [B_OWED] = {"应追回", 16, COLUMN_MONEY},
};

static const struct column PAYERS[PAYER_COLUMNS] = {
    [D_PAYER] = {"区县", 16, COLUMN_TEXT},          [D_LINES] = {"笔数", 40, COLUMN_COUNT},
    [D_AMOUNT] = {"本月应发", 14, COLUMN_MONEY},    [D_BACK] = {"补发", 16, COLUMN_MONEY},
    [D_ALL] = {"应发合计", 16, COLUMN_MONEY},       [D_OWED] = {"应追回", 16, COLUMN_MONEY},
    [D_BETWEEN] = {"区县间结算", 16, COLUMN_MONEY},
};

/* --- by district and band --------------------------------------------------------------------- */

struct band_sum {
  long long people, amount, back, owed;
};

static void band_cells(const struct band_sum *sum, const char *payer, const char *band, long from,
                       struct cell *cells) {
  cells[B_PAYER] = (struct cell){.text = payer};
  cells[B_BAND] = (struct cell){.text = band};
  cells[B_PEOPLE] = (struct cell){.number = sum->people, .sum_from = from};
  cells[B_AMOUNT] = (struct cell){.number = sum->amount, .sum_from = from};
  cells[B_BACK] = (struct cell){.number = sum->back, .sum_from = from};
  cells[B_ALL] = (struct cell){.number = sum->amount + sum->back, .sum_from = from};
  cells[B_OWED] = (struct cell){.number = sum->owed, .sum_from = from};
}

static void band_table(const json_t *by, struct book *book) {
  struct band_sum all = {0};
  struct cell cells[BAND_COLUMNS];
  long first = book->row + 1;
  size_t i;
  json_t *one;
  json_array_foreach(by, i, one) {
    struct band_sum sum = {count_of(one, "people"), fen_of(field(one, "amount")),
                           fen_of(field(one, "back_pay")), fen_of(field(one, "owed"))};
    char band[256];
    snprintf(band, sizeof band, "%s %s", field(one, "band"), field(one, "band_text"));
    band_cells(&sum, payer_word(field(one, "payer")), band, 0, cells);
    book_row(book, ROW_PLAIN, cells);
    all = (struct band_sum){all.people + sum.people, all.amount + sum.amount, all.back + sum.back,
                            all.owed + sum.owed};
  }
  band_cells(&all, "合计", "", first, cells);
  book_row(book, ROW_SUM, cells);
}

/* --- by district ------------------------------------------------------------------------------ */

static void payer_row(struct book *book, enum row_style style, const char *payer, const struct list_sum *sum,
                      long from) {
  long long lines = 0;
  for (int i = 0; i < LINE_KINDS; i++)
    lines += sum->lines[i];
  const struct cell cells[PAYER_COLUMNS] = {
      [D_PAYER] = {.text = payer},
      [D_LINES] = {.number = lines, .sum_from = from},
      [D_AMOUNT] = {.number = sum->fen[0], .sum_from = from},
      [D_BACK] = {.number = sum->fen[1], .sum_from = from},
      [D_ALL] = {.number = sum->fen[0] + sum->fen[1], .sum_from = from},
      [D_OWED] = {.number = sum->fen[2], .sum_from = from},
      [D_BETWEEN] = {.number = sum->fen[3], .sum_from = from},
  };
  book_row(book, style, cells);
}

static void payer_table(const struct list_totals *totals, struct book *book) {
  long first = book->row + 1;
  for (int i = 0; i < totals->count; i++)
    payer_row(book, ROW_PLAIN, payer_word(totals->sums[i].payer), &totals->sums[i], 0);
  payer_row(book, ROW_SUM, "合计", &totals->all, first);
}

/* The report knows bands, the lines do not: it is told only where the lines are those of its
** run. */
static const json_t *bands_of(const struct money_list *list, const struct list_totals *totals) {
  const json_t *run = json_object_get(list->report, "run");
  if (!json_is_integer(run)) run = json_object_get(list->report, "last_run");
  if (!json_is_integer(run) || totals->lines == 0) return NULL;
  bool same = totals->first_run == totals->last_run && totals->first_run == json_integer_value(run);
  return same ? json_object_get(list->report, "by") : NULL;
}

static void say_which(const struct money_list *list, const struct list_totals *totals, struct book *book) {
  char text[256], runs[80] = "没有明细";
  if (totals->lines && totals->first_run == totals->last_run)
    snprintf(runs, sizeof runs, "第 %lld 次发放", totals->first_run);
  else if (totals->lines)
    snprintf(runs, sizeof runs, "第 %lld 至 %lld 次发放", totals->first_run, totals->last_run);
  snprintf(text, sizeof text, "%s %s %s", list->policy, list->month, runs);
  book_text(book, "");
  book_text(book, text);
  if (!list->full) book_text(book, "号码已遮蔽，不能据此付款");
}

void list_summary(const struct money_list *list, const struct list_totals *totals, struct book *book) {
  const json_t *by = bands_of(list, totals);
  if (by) {
    book_sheet(book, "汇总", BANDS, BAND_COLUMNS);
    band_table(by, book);
    book_table(book, PAYERS, PAYER_COLUMNS);
  } else {
    book_sheet(book, "汇总", PAYERS, PAYER_COLUMNS);
  }
  payer_table(totals, book);
  say_which(list, totals, book);
}
