/* Room explain: an outcome in words: sentences, the whole path, JSON, a letter.
**
** The problem: a clerk needs the two sentences that decided, a lawyer every step, a program the
** steps as data, the person a letter that says what to bring and whom to appeal to; and all four
** must say the same. So a decision is run once with its path recorded (trace/path.h), and each form
** is written from that path and from the outcome. Words between are of a language (languages.c);
** what a policy says is its own.
** Not taken: texts composed by the rules themselves. They would be as many opinions of how to
** explain as there are policies.
** What always holds: nothing is told that the decision did not ask; numbers of persons and cards
** are masked. */
#ifndef BYLAW_ENGINE_EXPLAIN_H
#define BYLAW_ENGINE_EXPLAIN_H

#include "host/engine/decide/conditions.h"
#include "host/trace/eval.h"

/* The whole of an outcome, or in short, in the words of the policy. */
void outcome_explain(struct evaluation *v, const struct outcome *out, bool whole, struct buf *text);

/* --- languages (languages.c) ------------------------------------------------------------------ */

/* What the framework says by itself. {0} and {1} are filled in. A policy's labels and texts stay as
** it has them. */
enum phrase {
  SAY_YES,
  SAY_NO,
  SAY_UNKNOWN,
  SAY_NONE,
  SAY_FAILED,
  SAY_YUAN,
  SAY_COLON,
  SAY_COMMA,
  SAY_SEMICOLON,
  SAY_AND,
  SAY_OPEN,
  SAY_CLOSE,
  SAY_BRACKET,
  SAY_IS_THEN,
  SAY_RECORDS_UNIT,
  SAY_DAYS,
  SAY_MONTHS,
  SAY_YEARS,
  SAY_YEARS_OLD,
  SAY_YEAR_NUMBER,
  SAY_MONTH_NUMBER,
  SAY_DAY_NUMBER,
  SAY_STOP,
  SAY_FROM,
  SAY_NO_START,
  SAY_NO_ROW,
  SAY_SOURCE,
  SAY_SPAN,
  SAY_SINCE,
  SAY_LESS,
  SAY_NOT_LESS,
  SAY_MORE,
  SAY_NOT_MORE,
  SAY_EARLIER,
  SAY_NOT_EARLIER,
  SAY_LATER,
  SAY_NOT_LATER,
  SAY_IS,
  SAY_IS_NOT,
  SAY_EQUAL,
  SAY_NOT_EQUAL,
  SAY_HAS,
  SAY_HAS_NOT,
  SAY_GUESSED,
  SAY_GUESSED_HAS,
  SAY_HAS_START,
  SAY_HANGS_ON,
  SAY_RECORDS,
  SAY_NO_RECORDS,
  SAY_ANY_YES,
  SAY_ANY_NO,
  SAY_ALL_YES,
  SAY_ALL_NO,
  SAY_COUNT,
  SAY_SUM,
  SAY_LEAST,
  SAY_MOST,
  SAY_LAST,
  SAY_FIRST,
  SAY_NET,
  SAY_DAYS_UNTIL,
  SAY_OUT_OPENING,
  SAY_OUT_NEWEST,
  SAY_OUT_SHARES,
  SAY_RUN,
  SAY_MEAN,
  SAY_EVERY,
  SAY_QUOTED,
  SAY_GAP,
  SAY_ROW_EQ,
  SAY_ROW_NE,
  SAY_ROW_LT,
  SAY_ROW_LE,
  SAY_ROW_GT,
  SAY_ROW_GE,
  SAY_ROW_BEFORE,
  SAY_ROW_UNTIL,
  SAY_ROW_AFTER,
  SAY_ROW_FROM,
  SAY_ROW_RANGE,
  SAY_MET,
  SAY_NOT_MET,
  SAY_NOT_MET_HELD,
  SAY_APPLIES,
  SAY_APPLIES_NOT,
  SAY_EXCEPTION,
  SAY_WARNING_RULE,
  SAY_UNDETERMINED_RULE,
  SAY_GIVES,
  SAY_PARAMETER,
  SAY_READING,
  SAY_AGAIN,
  SAY_RETRY,
  SAY_DECISION,
  SAY_BECAUSE_OF,
  SAY_CUT,
  SAY_YEAR,
  SAY_DECIDED_ON,
  SAY_PATH,
  SAY_RESULT,
  SAY_REFUSED,
  SAY_REFUSED_HEAD,
  SAY_HELD,
  SAY_UNDETERMINED,
  SAY_UNDETERMINED_BY,
  SAY_BETWEEN,
  SAY_NEEDS,
  SAY_NEEDS_HEAD,
  SAY_BECAUSE,
  SAY_WARNINGS,
  SAY_FACTS,
  SAY_PARAMETERS,
  SAY_READINGS,
  SAY_VERSION,
  SAY_NOTICE,
  SAY_TO,
  SAY_TO_NOBODY,
  SAY_ABOUT,
  SAY_ABOUT_DECISION,
  SAY_NOTICE_FAILED,
  SAY_NOTICE_HELD,
  SAY_NOTICE_NEEDS,
  SAY_NOTICE_UNDETERMINED,
  SAY_NOTICE_WHY,
  SAY_NOTICE_FACTS,
  SAY_NOTICE_CHECK,
  SAY_NOTICE_BRING,
  SAY_NOTICE_WHERE,
  SAY_NOTICE_BY,
  SAY_NOTICE_AT,
  SAY_NOTICE_CHANGES,
  SAY_NOTICE_WARNING,
  SAY_NOTICE_CHOICES,
  SAY_NOTICE_CORRECT,
  SAY_NOTICE_AGAIN,
  SAY_NOTICE_SUPPLY,
  SAY_NOTICE_INTERPRET,
  SAY_NOTICE_SEAL,
  SAY_NO_LIMIT,
  SAY_WHY,
  SAY_UNMET,
  SAY_HELD_BY,
  SAY_RESULT_HELD,
  SAY_NUMBER,
  SAY_REST_MET,
  SAY_MISSING,
  SAY_NOTE,
  SAY_MORE_REASONS,
  SAY_BY_READINGS,
  SAY_COUNT_OF_PHRASES
};

struct language {
  const char *name;
  size_t wordy; /* characters from which on a term is called by its name */
  const char *phrases[SAY_COUNT_OF_PHRASES];
  /* {0} {1} operands, {v} the value; without {v} it follows in brackets */
  const char *ops[OP_COUNT_OF_OPS];
  const char *plain[OP_COUNT_OF_OPS]; /* the same where there is no value to tell; NULL: as `ops` */
};

/* "zh" or "en"; NULL is "zh". NULL when there is no such language. */
const struct language *language_find(const char *name);

/* --- telling ---------------------------------------------------------------------------------- */

struct telling {
  struct evaluation *v;
  const struct outcome *outcome;
  const struct path *path; /* NULL: none was kept */
  const struct language *language;
  bool whole;            /* the whole path, not the answer alone */
  bool all;              /* also rules that did not matter */
  bool full;             /* a notice names its subject in full */
  bool *told;            /* terms and decisions told so far, by the number of their event */
  uint32_t *told_last;   /* the PATH_ENTER told last of each term, plus 1; 0: none */
  uint32_t *told_before; /* of each PATH_ENTER: the one of the same term told before it, likewise */
  /* of each expression: the first event that says it is the value of a term, plus 1 */
  uint32_t *left_at;
  bool *told_row;   /* parameter rows told so far, as run.row_used */
  bool *told_read;  /* readings told so far */
  size_t wordy;     /* as the language has it, or more */
  bool long_dates;  /* 2025年6月30日 rather than 2025-06-30 */
  bool unsure;      /* the condition that is being told came out unknown */
  uint32_t here;    /* the event that is being told */
  struct eval eval; /* what stands in expressions */
};

/* A template with what it needs. */
void say(const struct telling *t, struct buf *out, enum phrase p, const char *a, const char *b);
const char *word(const struct telling *t, enum phrase p);
void fill(struct buf *out, const char *template, const char *a, const char *b, const char *value);

/* --- values and expressions (values.c, expressions.c) ----------------------------------------- */

/* Once, before anything is told. */
void values_begin(struct telling *t);
/* The value of an expression for this evaluation; unknown where it cannot be told. */
struct value expr_here(struct telling *t, uint32_t id);
/* The fact or input (or field of its records) whose values these are; NULL: none. */
const struct fact *fact_behind(const struct telling *t, uint32_t id);
/* Whether it hangs on a fact or input; on anything but time and constants. */
bool on_facts(struct telling *t, uint32_t id);
bool on_anything(struct telling *t, uint32_t id);
bool mentions_parameter(const struct telling *t, uint32_t id, uint32_t parameter);
/* Whether a date is the first or the last of the calendar, by which policies say that there is no
** limit. */
bool is_open_day(struct value v);
/* A day that awaits a holiday schedule: its earliest and latest. False: it is none, nothing is
** written. */
bool between_words(const struct telling *t, struct buf *out, struct value v);
/* A value in words; `expr` tells whose it is, so that numbers of people are masked. */
void value_words(const struct telling *t, struct buf *out, struct value v);
void fact_words(const struct telling *t, struct buf *out, const struct fact *f, struct value v);
void rate_words(struct telling *t, struct buf *out, const struct parameter *p, const struct row *r);
/* An operand in words, with its value; what an operand is called, without. */
void expr_words(struct telling *t, struct buf *out, struct value v);
void expr_name(struct telling *t, struct buf *out, struct value v);
/* A guard as a sentence. */
void guard_words(struct telling *t, struct buf *out, const struct path_event *g);
/* A term's text up to its first colon, else its name. */
void term_label(const struct telling *t, struct buf *out, int term);

/* --- paths (path.c, json.c, letter.c) --------------------------------------------------------- */

void path_words(struct telling *t, struct buf *out);
/* The event that ends what begins at `i`, or the last one and one. */
uint32_t path_end_of(const struct path *p, uint32_t i);
/* The event behind `i` and everything within it. */
uint32_t path_next_of(const struct path *p, uint32_t i);
json_t *path_json(struct telling *t);
void letter_words(struct telling *t, struct buf *out);

/* --- what the policy says in its letters (says.c) --------------------------------------------- */

struct cited_text {
  const char *text, *cite; /* text "": nothing is said */
};

struct letter_says {
  const char *about;
  int bring;  /* the decision that lists what to bring; -1: none */
  bool final; /* the refusal stays: there is nothing to bring */
  struct cited_text by, at, changes;
};

struct letter_says letter_says(const struct telling *t);
/* The notice of the legal remedies, where it belongs under this outcome; NULL: it does not. */
const struct remedies *remedies_due(const struct telling *t);
/* A declared text with the values of the parameters that it names. */
void declared_words(struct telling *t, struct buf *out, const char *text);
json_t *letter_json(struct telling *t);

/* --- the answer (answer.c) -------------------------------------------------------------------- */

/* The outcome and the two to five reasons that decided it. */
void answer_words(struct telling *t, struct buf *out);
/* The reasons of a value alone. */
void value_reasons_words(struct telling *t, struct buf *out);
/* Articles with what they share said once: 第三条第1项、第2项. */
void cite_words(struct buf *out, const char *cite);
/* The PATH_REQUIREMENT behind the reason of a failure; PATH_NONE: the reason is none of a
** requirement. */
uint32_t requirement_behind(struct telling *t, const struct reason *r);
/* The first and the last of the comparisons that stand nearest to a condition, one a line. */
void grounds_words(struct telling *t, struct buf *out, uint32_t event, int most, const char *margin,
                   const char *end);

/* --- parts that all forms share (explain.c) --------------------------------------------------- */

void explain_words(struct telling *t, struct buf *out);
/* A rule and its term may say the same: people need it once. */
bool reason_told_before(const struct reasons *list, int index);
/* "结果：30.00 元" */
void value_line(struct telling *t, struct buf *out, enum phrase head);
/* The same of the outcome, as a line. */
void between_line(struct telling *t, struct buf *out);
void outcome_words(struct telling *t, struct buf *out);
void facts_words(struct telling *t, struct buf *out);
/* A day or month as it is told in sentences: 2025-06-30, in letters 2025年6月30日. */
void day_words(const struct telling *t, struct buf *out, struct value v);
/* "2025年6月30日" or "2025-06-30": a time in the words of the language. */
void time_words(const struct telling *t, struct buf *out, struct value v);

#endif
