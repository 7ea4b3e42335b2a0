/* What the verbs that work with a database share: where it is, progress, words, lists. */
#ifndef BYLAW_CLI_LEDGER_H
#define BYLAW_CLI_LEDGER_H

#include "host/cli/cli.h"

/* --- the database (store.c) ------------------------------------------------------------------- */

#define OPTION_DB                                                                                            \
  { "db", "FILE", "数据库文件；默认 $BYLAW_DB", false }
#define OPTION_WAIT                                                                                          \
  { "wait", "SECONDS", "另一个程序正在写入时最多等几秒；默认 5", false }
#define OPTION_ON                                                                                            \
  { "on", "DATE", "知道这件事的日期；默认今天", false }
#define OPTION_AHEAD                                                                                         \
  { "ahead", NULL, "--on 在今天以后（至多 62 天）也办理", false }
#define OPTION_BY                                                                                            \
  { "by", "NAME", "经办人；默认 $USER", false }

enum { DAY_SIZE = 32, MOST_AHEAD = 62 };

/* Load the policies and open the database of --db as `how` (BYLAW_STORE_…). False: printed. Call
** shelf_close in both cases. */
bool shelf_open_store(struct shelf *s, const struct args *a, int asked, int how);
/* The database without any policies: for what is proved from the database alone. Likewise. */
bool shelf_bare_store(struct shelf *s, const struct args *a, int how);
/* Let an open shelf use the database of --db. False: printed. */
bool shelf_store(struct shelf *s, const struct args *a, int how);
/* The description of the policy that is asked for by its id or by its subject's name. NULL:
** printed. */
json_t *shelf_describe(struct shelf *s, const char *asked);
/* The label of a fact in a description; its name when there is none. */
const char *fact_label(const json_t *description, const char *name);
/* The policy or subject that the first operand names. NULL: its file did not load; that was
** printed. */
const char *shelf_asked(const struct shelf *s);
/* The value of --on, or today by the clock of this machine; `room` holds it. */
const char *on_or_today(const struct args *a, char room[DAY_SIZE]);
/* Whether --on is no later than today, or a little later and --ahead is given: a slip in its year
** would be what is known from then on. False: printed. */
bool on_may_be(const struct args *a);
/* The value of --by, or the user. */
const char *by_or_user(const struct args *a);

/* Where import puts bad lines when nobody says (verb_import.c). Caller frees; NULL: no memory. */
char *bad_lines_path(const struct args *a);

/* --- the head of the chain of commits (head.c) ------------------------------------------------ */

enum { HEAD_SIZE = 80 };

/* A short line for the file on paper; nothing before the first commit. */
void head_print(FILE *to, const char *head);
/* As bylaw_head tells it. NULL: printed. */
json_t *head_of(struct shelf *s);
/* Whether the database continues a head. False: printed. */
bool head_continues(struct shelf *s, const char *head, bool *found);
/* NAME.key and NAME.pub, new files; the exit status. */
int head_make_keys(const char *name);
/* Sign with the secret key in a file; the signature goes to a new file. False: printed. */
bool head_sign(const char *key_path, const char *path, const char *head);
/* Whether a head can be looked for, and whether head_sign could be done: told before anything is
** read or written. False: printed. */
bool head_readable(const char *head);
bool head_sign_possible(const char *key_path, const char *path);
/* The head in a file of head_sign, and whether its signature is of this public key. False:
** printed. */
bool head_signed(const char *path, const char *public_path, char head[HEAD_SIZE], bool *right);

/* --- progress (progress.c) -------------------------------------------------------------------- */

/* A line in standard error that tells how far long work is; nothing when nobody looks. */
struct progress {
  bylaw_progress tell;
  bool shown;
  long long last; /* ms */
};

void progress_open(struct progress *p);
void progress_close(struct progress *p);

/* --- words (words.c) -------------------------------------------------------------------------- */

enum { MONEY_SIZE = 40, MASK_SIZE = 192, COUNT_SIZE = 32, PARTS_SIZE = 512 };

/* "-1234.50" in fen. */
long long fen_of(const char *text);
/* "1,234.50" */
const char *money_words(long long fen, char room[MONEY_SIZE]);
/* "1234.50" */
const char *money_plain(long long fen, char room[MONEY_SIZE]);
const char *count_words(long long count, char room[COUNT_SIZE]);
long long count_of(const json_t *object, const char *name);
/* First four and last two of an identity number; of short keys a quarter at either end. */
const char *mask_key(const char *key, char room[MASK_SIZE]);
/* The last four of a card. */
const char *mask_card(const char *card, char room[MASK_SIZE]);
/* What kinds of lines, causes and unsettled cases are called. */
const char *line_word(const char *kind);
const char *cause_word(const char *cause);
const char *pending_word(const char *kind);
/* The first `most` parts of a text whose parts stand between `mark`s, and 等 where there are
** more. */
const char *first_parts(const char *text, const char *mark, int most, char room[PARTS_SIZE]);
/* What a change of facts moves in months that are paid (paid_months of an answer); nothing when it
** moves none. */
void print_paid_months(const json_t *answer);
/* A district, or that there is none. */
const char *payer_word(const char *payer);

/* --- books of tables: CSV and XLSX (book.c, book_xlsx.c) -------------------------------------- */

enum column_kind { COLUMN_TEXT, COLUMN_ID, COLUMN_COUNT, COLUMN_MONEY };
enum row_style { ROW_HEAD, ROW_PLAIN, ROW_SUM };
enum { MOST_LIST_CELLS = 12 };

struct column {
  const char *title;
  int width; /* characters */
  enum column_kind kind;
};

/* One value. With `sum_from` > 0 the number is the sum of its column from that row (1-based) to the
** one before. */
struct cell {
  const char *text; /* of texts and ids; NULL: empty. Beside a number: shown instead of it */
  long long number; /* of counts, and of money in fen */
  long sum_from;
};

struct sheet_xlsx;

struct book {
  FILE *csv; /* NULL: XLSX */
  struct sheet_xlsx *xlsx;
  const struct column *columns;
  int count;
  long row;    /* rows written in this sheet */
  long sheets; /* begun */
  bool failed; /* printed */
};

/* A cell of CSV in quotes. Before what a spreadsheet would run as a formula stands a tab, which
** makes it a text. */
void csv_put_quoted(FILE *to, const char *text);
/* A book that is written to `to` as CSV, or to the file `path` as XLSX. False: printed. */
bool book_open_csv(struct book *b, FILE *to);
bool book_open_xlsx(struct book *b, const char *path, const char *title);
/* Begin a sheet of these columns with their titles as the first row, which stays in sight. */
void book_sheet(struct book *b, const char *title, const struct column *columns, int count);
/* Another table in the same sheet. */
void book_table(struct book *b, const struct column *columns, int count);
/* A line of text across the sheet. */
void book_text(struct book *b, const char *text);
void book_row(struct book *b, enum row_style style, const struct cell *cells);
/* False: printed; the file is not whole. */
bool book_close(struct book *b);

/* for book.c alone */
bool xlsx_open(struct book *b, const char *path, const char *title);
bool xlsx_sheet(struct book *b, const char *title);
void xlsx_text(struct book *b, const char *text);
bool xlsx_full(const struct book *b);
bool xlsx_cell(struct book *b, enum row_style style, int column, const struct cell *c);
bool xlsx_close(struct book *b);

/* --- the list for finance and bank (money_list.c, list_summary.c, list_files.c) --------------- */

struct money_list {
  bylaw *handle;
  const char *policy, *payment, *month;
  long long run;        /* 0: all runs of the month */
  const json_t *report; /* of bylaw_pay; NULL: none */
  const char *key_label;
  bool full; /* numbers in full */
};

/* Kinds of lines as bits, so that a sheet may hold several. */
enum { LINE_MONTH = 1, LINE_BACK = 2, LINE_OWED = 4, LINE_BETWEEN = 8, LINE_KINDS = 4 };

/* Whether the line is of one of these kinds. */
bool line_is(const bylaw_line *line, unsigned kinds);

/* The lines of one district, or of all. */
struct list_sum {
  char payer[96];
  long long lines[LINE_KINDS], fen[LINE_KINDS];
};

struct list_totals {
  struct list_sum *sums, all;
  int count, room;
  long long lines, first_run, last_run;
};

/* Count the lines. False: printed. Call list_totals_free in both cases. */
bool list_count(const struct money_list *list, struct list_totals *totals);
void list_totals_free(struct list_totals *totals);
/* Write the list. False: printed. */
bool list_write(const struct money_list *list, const struct list_totals *totals, struct book *book);
/* The sheet that sums it up. */
void list_summary(const struct money_list *list, const struct list_totals *totals, struct book *book);

/* Files of --csv and --xlsx, opened before anybody is paid, so that a bad path stops the run. */
struct lists {
  struct aside csv, xlsx;
  bool has_csv, has_xlsx, standard; /* standard: the CSV goes to standard output */
};

bool lists_open(struct lists *l, const struct args *a);
/* Write them and give them their names. False: printed; what could not be written is as it was. */
bool lists_write(struct lists *l, const struct money_list *list, const struct list_totals *totals);
/* Leave the files as they were. */
void lists_drop(struct lists *l);

/* --- the report of a run (pay_text.c) --------------------------------------------------------- */

/* For people, on standard output. */
void pay_report_print(const json_t *report);
/* The report in one line, on standard error. */
void pay_report_brief(const json_t *report);

#endif
