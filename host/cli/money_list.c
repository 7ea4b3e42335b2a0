/* The list that a district sends to finance and bank: who, card, month, amount, reason. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/ledger.h"

static int kind_index(const char *kind) {
  static const char *const kinds[LINE_KINDS] = {"pay", "back_pay", "owed", "between"};
  for (int i = 0; i < LINE_KINDS; i++)
    if (strcmp(kinds[i], kind) == 0) return i;
  return -1;
}

bool line_is(const bylaw_line *line, unsigned kinds) {
  int kind = kind_index(line->kind);
  return kind >= 0 && (kinds >> kind & 1);
}

/* Go through the lines. False: printed, unless the book failed, which was printed when it did. */
static bool each_line(const struct money_list *list, const struct book *book,
                      int (*found)(void *data, const bylaw_line *line), void *data) {
  bylaw_error e;
  if (bylaw_lines(list->handle, list->policy, list->payment, list->month, list->run, found, data, &e) ==
      BYLAW_OK)
    return true;
  if (!book || !book->failed) print_error(&e);
  return false;
}

/* --- counting --------------------------------------------------------------------------------- */

static struct list_sum *sum_of(struct list_totals *t, const char *payer) {
  /* They come by payer. */
  if (t->count > 0 && strcmp(t->sums[t->count - 1].payer, payer) == 0) return &t->sums[t->count - 1];
  if (t->count == t->room) {
    int room = t->room ? t->room * 2 : 32;
    struct list_sum *more = realloc(t->sums, (size_t)room * sizeof *more);
    if (!more) return NULL;
    t->sums = more;
    t->room = room;
  }
  struct list_sum *sum = &t->sums[t->count++];
  *sum = (struct list_sum){.lines = {0}};
  snprintf(sum->payer, sizeof sum->payer, "%s", payer);
  return sum;
}

static int count_line(void *data, const bylaw_line *line) {
  struct list_totals *t = data;
  int kind = kind_index(line->kind);
  struct list_sum *sum = sum_of(t, line->payer);
  if (!sum) return 1;
  if (t->lines == 0 || line->run < t->first_run) t->first_run = line->run;
  if (t->lines == 0 || line->run > t->last_run) t->last_run = line->run;
  t->lines++;
  if (kind < 0) return 0;
  sum->lines[kind]++;
  sum->fen[kind] += line->fen;
  t->all.lines[kind]++;
  t->all.fen[kind] += line->fen;
  return 0;
}

bool list_count(const struct money_list *list, struct list_totals *totals) {
  *totals = (struct list_totals){0};
  return each_line(list, NULL, count_line, totals);
}

void list_totals_free(struct list_totals *totals) {
  free(totals->sums);
}

/* --- a sheet of lines ------------------------------------------------------------------------- */

/* What a sheet says of a line, in order. */
enum { NUMBER, PAYER, KEY, CARD, MONTH, KIND, AMOUNT, CAUSE, ARTICLE, WORDS, RUN, LINE_COLUMNS };
enum { P_NUMBER, P_PAYER, P_KEY, P_MONTH, P_KIND, P_AMOUNT, P_ARTICLE, P_WORDS, PENDING_COLUMNS };

struct sheet {
  const struct money_list *list;
  struct book *book;
  unsigned kinds;
  char payer[96];
  long long lines, fen;             /* of the sheet */
  long long payer_lines, payer_fen; /* of the district */
  long first, payer_first;          /* their first rows */
};

static const char *shown_key(const struct sheet *s, const char *key, char room[MASK_SIZE]) {
  return s->list->full ? key : mask_key(key, room);
}

static const char *shown_card(const struct sheet *s, const char *card, char room[MASK_SIZE]) {
  return s->list->full ? card : mask_card(card, room);
}

static void sum_row(struct sheet *s, const char *head, const char *payer, long long lines, long long fen,
                    long from) {
  struct cell cells[LINE_COLUMNS] = {{0}};
  char count[COUNT_SIZE], words[COUNT_SIZE + 16];
  snprintf(words, sizeof words, "%s 笔", count_words(lines, count));
  cells[NUMBER].text = head;
  cells[PAYER].text = payer;
  cells[AMOUNT] = (struct cell){.number = fen, .sum_from = from};
  cells[WORDS].text = words;
  cells[RUN].text = "";
  book_row(s->book, ROW_SUM, cells);
}

static void end_payer(struct sheet *s) {
  if (s->payer_lines) sum_row(s, "小计", payer_word(s->payer), s->payer_lines, s->payer_fen, s->payer_first);
  s->payer_lines = s->payer_fen = 0;
}

static void begin_payer(struct sheet *s, const char *payer) {
  if (s->payer_lines && strcmp(s->payer, payer) != 0) end_payer(s);
  if (s->payer_lines) return;
  snprintf(s->payer, sizeof s->payer, "%s", payer);
  s->payer_first = s->book->row + 1;
}

static int line_row(void *data, const bylaw_line *line) {
  struct sheet *s = data;
  char key[MASK_SIZE], card[MASK_SIZE];
  if (!line_is(line, s->kinds)) return 0;
  begin_payer(s, line->payer);
  s->lines++;
  s->fen += line->fen;
  s->payer_lines++;
  s->payer_fen += line->fen;
  const struct cell cells[LINE_COLUMNS] = {
      [NUMBER] = {.number = s->lines},
      [PAYER] = {.text = payer_word(line->payer)},
      [KEY] = {.text = shown_key(s, line->key, key)},
      [CARD] = {.text = shown_card(s, line->account, card)},
      [MONTH] = {.text = line->month},
      [KIND] = {.text = line_word(line->kind)},
      [AMOUNT] = {.number = line->fen},
      [CAUSE] = {.text = cause_word(line->cause)},
      [ARTICLE] = {.text = line->article},
      [WORDS] = {.text = line->text},
      [RUN] = {.number = line->run},
  };
  book_row(s->book, ROW_PLAIN, cells);
  return s->book->failed;
}

static bool line_sheet(const struct money_list *list, struct book *book, const char *title, unsigned kinds) {
  const struct column columns[LINE_COLUMNS] = {
      [NUMBER] = {"序号", 8, COLUMN_COUNT},     [PAYER] = {"区县", 12, COLUMN_TEXT},
      [KEY] = {list->key_label, 22, COLUMN_ID}, [CARD] = {"银行卡号", 24, COLUMN_ID},
      [MONTH] = {"所属月份", 10, COLUMN_TEXT},  [KIND] = {"类别", 12, COLUMN_TEXT},
      [AMOUNT] = {"金额", 14, COLUMN_MONEY},    [CAUSE] = {"原因", 10, COLUMN_TEXT},
      [ARTICLE] = {"依据", 28, COLUMN_TEXT},    [WORDS] = {"说明", 60, COLUMN_TEXT},
      [RUN] = {"批次", 8, COLUMN_COUNT},
  };
  struct sheet s = {.list = list, .book = book, .kinds = kinds};
  book_sheet(book, title, columns, LINE_COLUMNS);
  s.first = book->row + 1;
  bool ok = each_line(list, book, line_row, &s);
  end_payer(&s);
  if (ok) sum_row(&s, "合计", "", s.lines, s.fen, s.first);
  return ok && !book->failed;
}

/* --- what is not settled ---------------------------------------------------------------------- */

static int pending_row(void *data, const bylaw_line *line) {
  struct sheet *s = data;
  char key[MASK_SIZE];
  const struct cell cells[PENDING_COLUMNS] = {
      [P_NUMBER] = {.number = ++s->lines},
      [P_PAYER] = {.text = payer_word(line->payer)},
      [P_KEY] = {.text = shown_key(s, line->key, key)},
      [P_MONTH] = {.text = line->month},
      [P_KIND] = {.text = pending_word(line->kind)},
      [P_AMOUNT] = {.text = *line->amount ? NULL : "", .number = line->fen},
      [P_ARTICLE] = {.text = line->article},
      [P_WORDS] = {.text = line->text},
  };
  book_row(s->book, ROW_PLAIN, cells);
  return s->book->failed;
}

static bool pending_sheet(const struct money_list *list, struct book *book) {
  const struct column columns[PENDING_COLUMNS] = {
      [P_NUMBER] = {"序号", 8, COLUMN_COUNT},     [P_PAYER] = {"区县", 12, COLUMN_TEXT},
      [P_KEY] = {list->key_label, 22, COLUMN_ID}, [P_MONTH] = {"月份", 18, COLUMN_TEXT},
      [P_KIND] = {"类别", 18, COLUMN_TEXT},       [P_AMOUNT] = {"金额", 14, COLUMN_MONEY},
      [P_ARTICLE] = {"依据", 28, COLUMN_TEXT},    [P_WORDS] = {"说明", 60, COLUMN_TEXT},
  };
  struct sheet s = {.list = list, .book = book};
  bylaw_error e;
  book_sheet(book, "待处理", columns, PENDING_COLUMNS);
  bool ok = bylaw_pending(list->handle, list->policy, list->payment, pending_row, &s, &e) == BYLAW_OK;
  if (!ok && !book->failed) print_error(&e);
  return ok && !book->failed;
}

/* --- the list --------------------------------------------------------------------------------- */

/* A spreadsheet has a sheet for back pay beside the list that goes to the bank; in a CSV it would
** be there twice. */
bool list_write(const struct money_list *list, const struct list_totals *totals, struct book *book) {
  if (!book->csv) list_summary(list, totals, book);
  return line_sheet(list, book, "发放清单", LINE_MONTH | LINE_BACK) &&
         (book->csv || line_sheet(list, book, "补发", LINE_BACK)) &&
         line_sheet(list, book, "应追回", LINE_OWED) && line_sheet(list, book, "区县间结算", LINE_BETWEEN) &&
         pending_sheet(list, book);
}
