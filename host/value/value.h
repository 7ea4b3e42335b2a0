/* The values of the policy language: exact, immutable, plain structs.
**
** Every operation is total: what cannot be done (an overflow, 30 February, a kind that does not
** fit) gives a POISONED value that names the reason; an operation on an unknown value gives an
** unknown one. Both have the kind that the result would have had, as far as the operands tell, and
** become an error or a question only where a guard or an outcome uses them. Order
** of precedence among operands: poisoned (the first one), then unknown, then the rest.
** Lua, trees and columns all compute through `value_op` and `value_compare`, so that they cannot
** differ.
*/
#ifndef BYLAW_VALUE_VALUE_H
#define BYLAW_VALUE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "host/base/buf.h"

enum kind {
  KIND_NONE = 0,
  KIND_TRUTH,    /* i: 0 or 1 */
  KIND_COUNT,    /* i: an integer that comes from facts, or a Lua integer */
  KIND_MONEY,    /* i: fen, CNY */
  KIND_EXACT,    /* money not yet rounded: wide.hi:wide.lo / wide.den fen */
  KIND_RATE,     /* ratio.num / ratio.den, reduced, den > 0 */
  KIND_DATE,     /* i: days since 0001-01-01 (day 0), proleptic Gregorian, years 1 to 9999 */
  KIND_MONTH,    /* i: year * 12 + (month - 1) */
  KIND_PERIOD,   /* span.from .. span.to, dates, both included, from <= to */
  KIND_ENUM,     /* i: index of the member; domain: which enumeration */
  KIND_TEXT,     /* text: borrowed from whoever made the value */
  KIND_TIMELINE, /* timeline: borrowed */
  KIND_LIST,     /* list: borrowed */
  KIND_COUNT_OF_KINDS
};

enum state { STATE_KNOWN = 0, STATE_ABSENT, STATE_UNKNOWN, STATE_POISONED };

enum value_error {
  VERR_NONE = 0,
  VERR_OVERFLOW,  /* past the range of the kind */
  VERR_KIND,      /* kinds that do not go together; a, b: the kinds */
  VERR_DAY,       /* no such day; a: year, b: month * 100 + day */
  VERR_YEAR,      /* outside years 1 to 9999 */
  VERR_ZERO,      /* division by zero */
  VERR_SCHEDULE,  /* a year with no holiday schedule; a: the year, b: why (calendar.h) */
  VERR_MONTH_END, /* the corresponding day does not exist and the document names no rule for it */
  VERR_ABSENT,    /* an absent value where a value is needed */
  VERR_ORDER,     /* a period that ends before it begins */
  VERR_DOMAIN,    /* members of different enumerations */
  VERR_NEGATIVE,  /* a number of parts, days or months that must not be negative */
  VERR_INEXACT,   /* an exact amount that would need rounding */
  VERR_ORDERLESS, /* `<` between kinds that have no order (enum, text, truth) */
  VERR_TEXT,      /* text that cannot be read; a: the kind it was read as */
  VERR_OVERDRAWN  /* more is taken out of an account than is in it */
};

enum rounding { ROUND_NONE = 0, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN, ROUND_UP };
/* What adding months or years does when the corresponding day does not exist.
** CLAMP: the last day of the month (民法典第202条). NEXT: the first of the following month.
** REJECT: poisoned (VERR_MONTH_END). UNSET: poisoned likewise, the document named no rule. */
enum month_end { MONTH_END_UNSET = 0, MONTH_END_CLAMP, MONTH_END_NEXT, MONTH_END_REJECT };

struct timeline;
struct list;

struct value {
  uint8_t kind;    /* enum kind */
  uint8_t state;   /* enum state */
  uint16_t domain; /* KIND_ENUM (and the enum behind a timeline): which enumeration */
  uint32_t expr;   /* where the value comes from: an id in a trace arena; 0 = nowhere. Operations
                      here leave it 0; the caller sets it. */
  union {
    int64_t i;
    struct {
      int64_t hi;
      uint64_t lo;
      int64_t den;
    } wide; /* hi:lo is a signed 128-bit integer */
    struct {
      int64_t num, den;
    } ratio;
    struct {
      int64_t from, to;
    } span;
    struct {
      int64_t from, to, year;
    } between; /* STATE_UNKNOWN: what is known of it all the same; year 0: nothing */
    struct {
      int64_t code, a, b;
    } poison; /* code: enum value_error */
    const char *text;
    const struct timeline *timeline;
    const struct list *list;
  } u;
};

/* --- makers ----------------------------------------------------------------------------------- */
struct value value_of(enum kind kind, int64_t i); /* TRUTH, COUNT, MONEY, DATE, MONTH */
struct value value_enum(uint16_t domain, int64_t member);
struct value value_text(const char *text);
struct value value_absent(enum kind kind);
struct value value_unknown(enum kind kind);
/* An unknown history that knows of which kind its values would be, in `i`: what it is on a day is
** of that kind then. value_unknown(KIND_TIMELINE) does not know it. */
struct value value_unknown_timeline(enum kind values, uint16_t domain);
/* A value that is not known only because the holiday schedule of `year` has not been published, but
** lies between these two, both included (between.c); one of COUNT, MONEY, DATE and MONTH. Known
** where they are one. */
struct value value_between(enum kind kind, int64_t from, int64_t to, int64_t year);
/* The same of any kind, where no bounds can be given. */
struct value value_unscheduled(enum kind kind, int64_t year);
/* The year whose schedule would tell an unknown value; 0: another reason, or known. */
int64_t value_schedule_year(struct value v);
/* The first such year among operands; 0 where one of them is unknown for another reason. */
int64_t schedule_year_of(const struct value *args, int n);
/* Between which whole numbers a value lies: itself where it is known. False: nobody can say. */
bool value_bounds(struct value v, int64_t *from, int64_t *to);
/* The earliest and latest day or month that a value awaiting a schedule can be; false: none. */
bool value_day_bounds(struct value v, struct value *earliest, struct value *latest);
struct value value_poison(enum value_error code, int64_t a, int64_t b);
struct value value_ratio(int64_t num, int64_t den);  /* reduced; poisoned when den == 0 */
struct value value_period(int64_t from, int64_t to); /* poisoned (VERR_ORDER) when to < from */
struct value value_exact(__int128 num, int64_t den); /* reduced; den > 0, else poisoned */
__int128 value_exact_num(struct value v);

/* A truth as a condition: what is absent, because it may be left out and was, is false. Only where
** truth_is_told. */
static inline bool truth_holds(struct value v) {
  return v.state == STATE_KNOWN && v.u.i != 0;
}
static inline bool truth_is_told(struct value v) {
  return v.kind == KIND_TRUTH && (v.state == STATE_KNOWN || v.state == STATE_ABSENT);
}

/* --- operations ------------------------------------------------------------------------------- */
enum op {
  OP_NONE = 0,
  /* Arithmetic. COUNT with COUNT; MONEY with MONEY; EXACT with EXACT or MONEY (gives EXACT); RATE
  ** with RATE; DATE + COUNT days; DATE - COUNT; DATE - DATE = COUNT days; MONTH + COUNT; MONTH -
  ** COUNT; MONTH - MONTH = COUNT months. Anything else is VERR_KIND. */
  OP_ADD,
  OP_SUB,
  OP_NEG,   /* COUNT, MONEY, EXACT, RATE */
  OP_MUL,   /* COUNT*COUNT, MONEY*COUNT (either order), EXACT*COUNT, RATE*RATE, RATE*COUNT */
  OP_TIMES, /* MONEY or EXACT times RATE or COUNT = EXACT */
  OP_OVER,  /* MONEY or EXACT divided by COUNT or RATE = EXACT */
  OP_ROUND, /* EXACT or MONEY, COUNT (enum rounding), COUNT (unit in fen: 1, 10, 100, ...) = MONEY;
                        half_up and up round away from zero, down towards zero */
  OP_RATIO, /* COUNT/COUNT, MONEY/MONEY, RATE/RATE = RATE */
  OP_LEAST,
  OP_MOST, /* two of one ordered kind; an absent operand is ignored (absent = never);
                        both absent = absent of that kind */
  /* Dates. `rule` operands are COUNTs holding enum month_end. */
  OP_ADD_MONTHS,   /* DATE, COUNT, rule */
  OP_ADD_YEARS,    /* DATE, COUNT, rule */
  OP_AGE,          /* birth DATE, on DATE, rule = COUNT of completed years, attained at 00:00 of the
                        birthday; `on` before birth = VERR_NEGATIVE */
  OP_MONTH_OF,     /* DATE = MONTH */
  OP_YEAR,         /* DATE or MONTH = COUNT */
  OP_MONTH_NUMBER, /* DATE or MONTH = COUNT 1..12 */
  OP_DAY_NUMBER,   /* DATE = COUNT 1..31 */
  OP_WEEKDAY,      /* DATE = COUNT, Monday 1 .. Sunday 7 */
  /* from DATE, to DATE, rule = COUNT of completed months (negative if to < from) */
  OP_MONTHS_BETWEEN,
  OP_MONTH_FIRST,
  OP_MONTH_LAST, /* MONTH = DATE */
  OP_MONTH_DAY,  /* MONTH, COUNT = DATE; VERR_DAY if there is no such day */
  OP_PERIOD,     /* DATE, DATE = PERIOD */
  OP_PERIOD_FROM,
  OP_PERIOD_TO,     /* PERIOD = DATE */
  OP_PERIOD_DAYS,   /* PERIOD = COUNT, both ends counted */
  OP_PERIOD_MONTHS, /* PERIOD = COUNT of calendar months it touches */
  OP_CONTAINS,      /* PERIOD, DATE = TRUTH */
  /* Working days: `calendar` of the environment. In a year whose schedule is not published yet the
  ** answer lies between two days where the calendar says how far schedules go (calendar.h); else,
  ** and in years before it begins, it is VERR_SCHEDULE. */
  OP_IS_WORKDAY, /* DATE = TRUTH */
  OP_IS_HOLIDAY, /* DATE = TRUTH: a rest day that the schedule names; a plain weekend is none */
  OP_WORKDAY_ON_OR_BEFORE,
  OP_WORKDAY_ON_OR_AFTER, /* DATE = DATE */
  /* DATE, COUNT n >= 0 = DATE: the n-th working day after it; the day itself not counted */
  OP_ADD_WORKDAYS,
  /* Timelines; `at` day. */
  OP_AT,    /* TIMELINE, DATE = value of its kind, absent, or unknown before known_from */
  OP_SINCE, /* TIMELINE, DATE = DATE the unbroken spell of this same value began; absent when there is no
                        value on that day or the spell has no known beginning; see timeline_since */
  OP_PRESENT_SINCE, /* the same for unbroken presence, whatever the value */
  /* TIMELINE, PERIOD = COUNT of days in it on which the value (or presence) differs from the day
  ** before */
  OP_CHANGES,
  OP_NEXT_CHANGE, /* TIMELINE, DATE = DATE of the first change after that day; absent if none */
  OP_ABSENT_FROM, /* TIMELINE, DATE = DATE on which the unbroken presence that holds on that day ends (the first day without a
                        value); absent when it does not end, or there is no value on that day */
  OP_FIRST, /* first operand that is present, else the second (both of one kind) */
  /* Whole numbers: COUNT, COUNT = COUNT. The quotient is rounded towards minus or plus infinity;
  ** the remainder is that of the quotient rounded down, so that it has the sign of the divisor.
  ** Division by zero is VERR_ZERO. */
  OP_QUOTIENT_DOWN,
  OP_QUOTIENT_UP,
  OP_REMAINDER,
  OP_COUNT_OF_OPS
};

/* What operations need from outside. `calendar` may be NULL (then every year lacks a schedule). */
struct calendar;
struct value_env {
  const struct calendar *calendar;
};

int op_arity(enum op op);        /* number of operands */
const char *op_name(enum op op); /* "add", "age": as it is written in traces */
struct value value_op(const struct value_env *env, enum op op, const struct value *args);

/* Comparisons: the guards. EQ works for every kind but EXACT-free mixtures: both sides must be of
** one kind (EXACT with MONEY is allowed; COUNT literals come as COUNT); EQ with one side absent is
** false, both absent is VERR_ABSENT. LT and LE need ordered kinds (COUNT MONEY EXACT RATE DATE
** MONTH); absent there is VERR_ABSENT. The result is a TRUTH that is known, unknown or poisoned.
** PRESENT takes one operand: true when known, false when absent; b is ignored. */
enum compare { CMP_EQ = 1, CMP_LT, CMP_LE, CMP_PRESENT };
struct value value_compare(enum compare cmp, struct value a, struct value b);

/* Parts of an amount that differ by at most one fen and add up to it: parts[0] >= parts[1] >= ...
** in absolute value. n >= 1; false if v is no known MONEY. */
bool money_share(struct value v, int64_t n, int64_t *parts);

/* --- text ------------------------------------------------------------------------------------- */
/* Each reads the whole of `text` or gives a poisoned value; no blanks are allowed around it. */
struct value
money_parse(const char *text); /* "30", "30.5", "1234.50", "-3.00": at most two decimals; no "1,234" */
struct value
rate_parse(const char *text); /* a decimal, "0.5", "-1.25", at most 12 decimals; or a fraction, "1/200" */
struct value percent_parse(const char *text); /* "0.5" = 1/200 */
struct value date_parse(const char *text);    /* "2025-06-30" only */
struct value month_parse(const char *text);   /* "2025-06" only */
struct value date_of(int64_t year, int64_t month, int64_t day);
struct value month_of(int64_t year, int64_t month);
void date_split(int64_t days, int *year, int *month, int *day);

/* The machine's form: money "1234.50", exact "1234.5678…" as "num/den", rate "1/200", date
** "2025-06-30", month "2025-06", period "2025-01-01/2025-12-31", count "90", truth "true"/"false".
** Enums, timelines, lists: "#3", "timeline", "list" (their names are known above this layer).
** Absent "absent", unknown "unknown", poisoned "poisoned". */
void value_write(struct buf *out, struct value v);
/* For people: money "1,234.50", date "2025年6月30日", month "2025年6月", rate "0.5%" when exact in
** percent with at most 6 decimals, else "2/3"; truth 是/否, absent 无, unknown 未知; the rest as
** value_write. */
void value_print(struct buf *out, struct value v);
/* 壹仟贰佰叁拾肆元伍角整 by the rules for bills (支付结算办法 附一): 人民币 prefix not included; negative begins with
** 负. */
void money_capital(struct buf *out, int64_t fen);
const char *kind_name(enum kind k);  /* "money", "date": as policies write them */
const char *kind_label(enum kind k); /* 金额, 日期 */
/* One Chinese sentence that says why a value is poisoned ("金额超出范围", "2025-02-30 没有这一天"). */
void poison_explain(struct buf *out, struct value v);

#endif
