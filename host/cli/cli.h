/* What the verbs of the `bylaw` program share. */
#ifndef BYLAW_CLI_CLI_H
#define BYLAW_CLI_CLI_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "host/base/aside.h"
#include "host/base/system_error.h"
#include "host/bylaw.h"

/* Exit status of the program. */
enum { EXIT_YES = 0, EXIT_NO = 1, EXIT_BAD = 2 };

enum { MOST_INPUT = 8 << 20 }; /* bytes of a file that is read whole */

/* Once, before anything is allocated: fewer and larger pages for this program (heap.c). */
void heap_in_large_pages(void);

/* --- verbs and their options (verbs.c, options.c) --------------------------------------------- */

struct opt {
  const char *name;  /* without the dashes; NULL ends a list */
  const char *value; /* what follows, for the help; NULL: nothing follows */
  const char *help;
  bool repeats;
};

struct args;

struct verb {
  const char *name, *summary;
  const char *operands; /* for the usage line */
  int least, most;      /* operands; most < 0: any number */
  const struct opt *options;
  const char *notes; /* more lines for the help; NULL: none */
  const char *example;
  int (*run)(const struct args *a);
};

struct given {
  const struct opt *opt;
  const char *value;
};

/* A command line that fits its verb. The texts are those of argv. */
struct after;
struct args {
  const struct verb *verb;
  const char **operands;
  int operand_count;
  struct given *given;
  int given_count;
  bool help;
  struct after *after;
};

/* What a verb has done for good, and how its output can be had again, should the output not get
** out. */
struct after {
  char done[256], again[256]; /* "": nothing */
};

void args_done(const struct args *a, const char *again, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Read what stands after the verb. False: printed what is wrong. Call args_free in both cases. */
bool args_read(struct args *a, const struct verb *verb, int argc, char **argv);
void args_free(struct args *a);
/* The value of an option, NULL when it was not given; args_has for one without a value. */
const char *args_value(const struct args *a, const char *name);
bool args_has(const struct args *a, const char *name);
/* All values of an option that repeats, one a line; "" when there is none. Caller frees; NULL: no
** memory. */
char *args_joined(const struct args *a, const char *name);

const struct verb *verb_at(int i); /* NULL past the last */
const struct verb *verb_find(const char *name);
/* Say that there is no such verb; EXIT_BAD. */
int verb_unknown(const char *name);
void verb_help_print(const struct verb *verb, FILE *to);
void verbs_print(FILE *to);

const struct verb *list_verb(void);
const struct verb *show_verb(void);
const struct verb *check_verb(void);
const struct verb *decide_verb(void);
const struct verb *explain_verb(void);
const struct verb *needs_verb(void);
const struct verb *explore_verb(void);
const struct verb *test_verb(void);
const struct verb *import_verb(void);
const struct verb *record_verb(void);
const struct verb *export_verb(void);
const struct verb *pay_verb(void);
const struct verb *budget_verb(void);
const struct verb *compare_verb(void);
const struct verb *verify_verb(void);
const struct verb *replay_verb(void);
const struct verb *new_verb(void);
const struct verb *help_verb(void);
const struct verb *version_verb(void);

#define OPTION_POLICIES                                                                                      \
  { "policies", "DIR|FILE", "政策文件夹或文件；默认 $BYLAW_POLICIES，再是 ./policies，再是安装的政策", false }
#define OPTION_JSON                                                                                          \
  { "json", NULL, "以 JSON 输出", false }

/* --- text (text.c) ---------------------------------------------------------------------------- */

/* The next character and its bytes; a broken byte counts as one character. 0 at the end. */
int text_next(const char *s, unsigned *code);
/* Terminal columns: East Asian wide characters take two. */
int char_width(unsigned code);
int text_width(const char *s);
/* Whether a terminal would obey the character instead of showing it. */
bool text_commands(unsigned code);
/* Print without control characters, which could rewrite the terminal, and without those that turn
** the direction of a text. Tabs and newlines stay. */
void text_put(FILE *to, const char *s);
/* printf for whatever holds a text that the program did not write itself: a name, a reason, a
** path. */
void text_printf(FILE *to, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The same as text_put with the numbers of persons and accounts masked. */
void text_put_masked(FILE *to, const char *text);
void text_put_n(FILE *to, const char *s, size_t n);
/* The index of the name that `word` was probably meant to be, or -1. */
int text_nearest(const char *word, const char *const *names, int count);
/* An outcome on stdout: a value, a list, or who decides what is undetermined. */
void value_put(const json_t *value);
/* A text field of an object, "" when there is none. */
const char *field(const json_t *object, const char *name);
/* What an answer is about in time: "month", "year" or "on", the key of an answer and the option of
** a verb; and 月份, 年份, 日期. */
const char *asked_key(const json_t *answer);
const char *asked_word(const char *key);

/* --- JSON that is made here (json.c) ---------------------------------------------------------- */

/* Each takes the reference of `value`, also of NULL. What cannot be added for want of memory makes
** `*list` or `*object` NULL for good. */
void list_add(json_t **list, json_t *value);
void list_add_all(json_t **list, const json_t *more); /* borrowed */
void object_put(json_t **object, const char *key, json_t *value);
/* The same for an object inside another one, which cannot go. False: no memory. */
bool object_change(json_t *inside, const char *key, json_t *value) __attribute__((warn_unused_result));
/* A value as text: a text as it is, others as JSON, "" for none. NULL: no memory. Caller frees. */
char *value_text(const json_t *value);

/* What a cell says for which there was no memory. */
#define NO_MEMORY_TEXT "（内存不足）"

/* --- width (fold.c) --------------------------------------------------------------------------- */

/* Columns that a line may take: $COLUMNS, else those of the terminal at `fd`. 0: it goes into a
** file or pipe, where a line is a record for the next program and stays whole. */
int output_width(int fd);
/* How many bytes of `s` go on one line of `width` columns: a word is not split if it can be helped,
** and no line begins with a comma. */
size_t text_line_part(const char *s, int width);
/* Fold what this command says to people; what it gives to programs stays as it is. */
void output_fold(const struct args *a);

/* --- output (output.c, table.c) --------------------------------------------------------------- */

void print_error(const bylaw_error *e);
/* Print an error of the program itself; `hint` may be NULL. Always EXIT_BAD. */
int fail(const char *hint, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
int fail_memory(void);
/* `policies/x.lua:12:5: `, as far as known. */
void print_place(FILE *to, const char *file, int line, int column);
/* One line of JSON on stdout. Takes `text` (from the library) or `made`; EXIT_YES or EXIT_BAD. */
int print_json_text(char *text);
int print_json(json_t *made);
/* Parse JSON that the library gave, and free it. NULL: printed. */
json_t *take_json(char *text);
/* What a call of the library has put into `text`; NULL: it failed, which was printed. */
json_t *answer_of(bylaw_status status, char *const *text, const bylaw_error *e);

/* Columns of text, as wide as needed; where the terminal is narrower, long cells are wrapped. */
struct table {
  int columns, indent;
  unsigned right; /* columns that are aligned to the right, a bit each */
  json_t *rows;   /* arrays of texts */
};

enum { MOST_TABLE_COLUMNS = 8 };

/* As many texts as there are columns. */
void table_row(struct table *t, const char *first, ...);
/* Print and free. */
void table_print(struct table *t);

/* --- files (files.c) -------------------------------------------------------------------------- */

/* A whole file ("-": standard input), ended by a NUL. NULL: printed. Caller frees. */
char *read_whole(const char *path, size_t *length);
bool is_folder(const char *path);
/* The *.lua of a folder as an array of paths, sorted. NULL: printed. */
json_t *lua_files(const char *folder);

/* A file that is written whole or not at all (host/base/aside.h). False: printed. aside_drop leaves
** what was there. */
bool fresh_possible(const char *path); /* now, and nothing is left; false: printed */
bool fresh_open(struct aside *f, const char *path);
bool fresh_close(struct aside *f);

/* Whether an option names a file that is written (outputs.c). */
bool option_writes(const struct opt *opt);
/* Refuse a command that would write over what it reads, over the database, a policy or another of
** its outputs. False: printed. */
bool outputs_check(const struct args *a);

/* --- loaded policies (shelf.c) ---------------------------------------------------------------- */

struct shelf {
  bylaw *handle;
  json_t *ids;    /* of the policies asked for */
  json_t *errors; /* load errors as findings; they are printed too */
};

/* Where the policies come from when none is named by its path: --policies, $BYLAW_POLICIES,
** ./policies, the installed ones. */
const char *policies_path(const struct args *a);
/* Load the policies: the folder (or file) of --policies, and files that stand among `asked`. A
** policy that does not load is printed and counted, and hides no other. `asked` are ids or paths.
** False: nothing can go on. */
bool shelf_open(struct shelf *s, const struct args *a, const char *const *asked, int count);
/* No policies at all. False: printed. */
bool shelf_bare(struct shelf *s);
void shelf_close(struct shelf *s);
/* The parsed bylaw_policies. NULL: printed. */
json_t *shelf_policies(struct shelf *s);

/* --- questions (question.c) ------------------------------------------------------------------- */

/* What decide and explain ask. */
struct question {
  struct shelf shelf;
  bylaw_request request;
  char *facts, *readings;
  char *stored; /* from the library */
};

#define OPTIONS_QUESTION                                                                                     \
  {"facts", "FILE|-|JSON", "事实：JSON 文件、标准输入（-），或以 { 开头的 JSON 本身", false},                \
      {"month", "M", "月份，例如 2025-06（按月的决定）", false},                                             \
      {"on", "DATE", "日期，例如 2025-06-30（按日或按次的决定）", false},                                    \
      {"year", "Y", "年份，例如 2025（按年的决定）", false},                                                 \
      {"deciding", "DATE", "作出决定之日；默认为当月末日、年末或 --on 之日", false},                         \
      {"known", "DATE", "只用这一天及以前公布的规定", false},                                                \
      {"db", "FILE", "事实来自这个数据库；默认 $BYLAW_DB", false},                                           \
      {"id", "ID", "数据库中的哪一个人（代替 --facts）", false},                                             \
      {"as-of", "DATE", "数据库中到这一天终了时所知的事实；默认现在", false},                                \
      {"reading", "NAME=OPTION", "采用另一种口径；可重复", true}, OPTION_POLICIES, OPTION_JSON

#define NOTES_QUESTION "退出状态：0 有结果；1 不符合、暂缓、尚无规定或缺少事实；2 用法、输入或规则有错。\n"

/* False: printed. Call question_close in both cases. */
bool question_open(struct question *q, const struct args *a);
void question_close(struct question *q);
int outcome_exit(bylaw_outcome outcome);
/* The answer as the library's JSON; used by both verbs for --json. */
int question_print_json(struct question *q);
/* A decision's answer in short (verb_decide.c). */
void answer_put(const json_t *answer, bylaw_outcome kind);
/* needs (verb_needs.c): the library's answer (NULL: printed) and one need in words; needs --ask
** (ask.c). */
json_t *needs_of(struct question *q, bool optional, bylaw_outcome *kind);
void needs_put(FILE *to, const json_t *need);
int question_ask(struct question *q, const struct args *a);
/* explain --what-if (whatif_text.c); --most and --years go only with it, which question_what_if
** says. */
bool question_is_what_if(const struct args *a);
int question_what_if(struct question *q, const struct args *a);
#define OPTIONS_WHAT_IF                                                                                      \
  {"what-if", NULL, "改变哪一项事实、或到哪个月，结果就会不同", false},                                      \
      {"most", "N", "--what-if 最多列出几种改变；默认 12", false}, {                                         \
    "years", "N", "--what-if 往后看几年；默认 10", false                                                     \
  }

/* Decide every case of --many (many.c). */
int many_run(const struct args *a);

#define OPTION_STATS                                                                                         \
  { "stats", NULL, "在标准错误中说明决策树的用量", false }
/* How the last work went, on standard error (stats.c). */
void stats_print(const bylaw *b, bool json);

/* --- show (show_law.c) ------------------------------------------------------------------------ */

/* An array of texts as one, joined by 、. Caller frees; never NULL unless out of memory. */
char *joined(const json_t *texts, const char *key);
void show_parameters(const json_t *policy);
void show_readings(const json_t *policy);
void show_articles(const json_t *policy);

/* --- tests (test_choice.c, test_report.c, test_junit.c, test_accept.c) ------------------------ */

/* A file of scenarios, and which of them. */
struct test_file {
  char *path;
  int line; /* the scenario that stands there; 0: any */
};
struct test_choice {
  struct test_file *files;
  int count;
  const char *name;  /* part of the title; NULL: any */
  int chosen, total; /* scenarios, when there is a choice */
};

/* The files that are asked for: PATH, FOLDER, FILE:LINE. False: printed; test_choice_free in any
** case. */
bool test_choice_open(struct test_choice *c, const struct args *a);
void test_choice_free(struct test_choice *c);
/* Whether not all of every file is meant. */
bool test_choice_some(const struct test_choice *c);
/* Which scenarios of a file are chosen: their places, which the caller frees; `*count` < 0: it
** cannot be read, which stands in `e`. */
int *test_choice_of(struct test_choice *c, const struct test_file *file, bylaw *b, int *count,
                    bylaw_error *e);
/* Nothing was chosen: say so, with titles that are near. */
void test_choice_none(const struct test_choice *c, bylaw *b);

void report_text(const json_t *results, const struct test_choice *c);
void report_tap(const json_t *results, const struct test_choice *c);
bool report_junit(const json_t *results, const char *path);
size_t count_passed(const json_t *results);
bool result_passed(const json_t *result);
/* A scenario file that could not be run. */
bool result_broken(const json_t *result);
int result_line(const json_t *result);
/* What was expected or came, in words: "expected", "got". */
const char *result_text(const json_t *result, const char *what);

/* bylaw test --accept; the exit status. */
int test_accept(struct shelf *s, const struct args *a, struct test_choice *c);

/* --- what tests do not reach, or do not notice (cover_report.c, mutate_report.c) -------------- */

/* The report of bylaw_coverage, for people. */
void report_coverage(const json_t *coverage);
/* bylaw test --mutate over these scenario files; the exit status. */
int mutate_files(struct shelf *s, const struct args *a, const struct test_choice *c);

#endif
