/* A loaded policy as plain C structs: what its module declared, every name resolved to an index.
** All of it lives in the arena of its script. Texts are never NULL ("" when not given) unless said
** so. */
#ifndef BYLAW_LUA_MODEL_H
#define BYLAW_LUA_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include "host/value/value.h"

#define DAY_FIRST INT64_MIN /* in force since a day that nobody knows or needs */
#define DAY_LAST INT64_MAX  /* no end */

struct member {
  const char *name, *label, *code;
}; /* code: another way to write it, or "" */

struct domain { /* an enumeration; value.domain is its index + 1 */
  const char *name;
  int count;
  struct member *members;
};

/* Who can make a fact another one: the person (a choice, a missing paper), an office (what it
** records), nobody (a birth). */
enum changer { CHANGED_UNSAID = 0, CHANGED_BY_PERSON, CHANGED_BY_OFFICE, CHANGED_BY_NOBODY };

/* Whether days of the fact may lie after the day on which it is recorded: AHEAD_UNSAID: no, but a
** history may change within a year. */
enum ahead { AHEAD_UNSAID = 0, AHEAD_NEVER, AHEAD_FREE };

enum fact_form { FORM_PLAIN = 0, FORM_TIMELINE, FORM_LIST };

struct fact {
  const char *name, *label; /* of another than the main subject "unit.kind" */
  const char *own;          /* its name within its subject */
  int subject;
  enum fact_form form;
  enum kind kind;                   /* of the value, of a timeline's values */
  uint16_t domain;                  /* KIND_ENUM */
  bool identity, card, credit_code; /* texts with a check digit */
  bool optional;                    /* not given means absent (an empty list) */
  bool today;                       /* no later than the day of deciding */
  bool born, sex;                   /* the date of birth and the sex that an identity number tells too */
  enum changer changer;
  enum ahead ahead;
  bool has_least, has_most;
  struct value least, most;
  const char *absent; /* timelines: what it means to have no value */
  const char *known_from;
  const char *cite;
  int field_count; /* FORM_LIST */
  struct fact *fields;
  int line;
};

struct row {        /* one version of a parameter, or one value of an open one */
  int64_t from, to; /* days, both included; DAY_FIRST: no known beginning */
  int64_t issued;   /* the day from which it was known; DAY_FIRST when not told */
  struct value value;
  const char *by, *source, *confidence, *file;
  int line;
};

struct parameter {
  const char *name, *label, *unit, *cite, *who;
  enum kind kind;
  uint16_t domain;
  bool on_deciding;  /* resolved on the day of deciding */
  bool open;         /* the document leaves it to others */
  const char *by;    /* "district": decided by each of them */
  const char *table; /* whose cell it is; "" for a parameter of its own */
  int row_count;
  struct row *rows; /* ascending */
  int line;
};

/* Values by a choice and a column. Each cell is a parameter, "need.basic.area". */
struct law_table {
  const char *name, *label, *cite;
  uint16_t domain; /* of the choice: a row for each member */
  int column_count;
  const char **columns;
  enum kind *kinds; /* of each column */
  int *cells;       /* member * column_count + column: the parameter, -1 where nothing is said */
  int line;
};

struct reading {
  const char *name, *id, *cite, *ask;
  uint16_t domain;
  int count, chosen, preset; /* chosen: in force; preset: the policy's default */
  struct member *options;
  const char *chosen_by; /* source of a choice that differs from the default */
  int line;
};

struct term {
  const char *name, *label, *cite, *text;
  const char *otherwise; /* what is the case where it does not hold; "": not said */
  int function;          /* reference in the script's registry */
  int subject;           /* whom it speaks of */
  int64_t from, to;
  int next_version; /* another version of the same name, in force at another time; -1 = none */
  int line;
};

enum condition_kind { COND_ALWAYS = 0, COND_NAME, COND_NOT, COND_ALL, COND_ANY };
struct condition {
  enum condition_kind kind;
  int name; /* COND_NAME: index into names */
  int count;
  struct condition *parts;
};

enum rule_kind { RULE_RULE = 0, RULE_EXCEPTION, RULE_WARNING, RULE_UNDETERMINED, RULE_RULING, RULE_ITEM };
enum give_kind { GIVE_NOTHING = 0, GIVE_VALUE, GIVE_NAME };

struct rule {
  enum rule_kind kind;
  const char *cite, *text, *say, *who;
  struct condition when; /* RULE_RULING: what a ruling rests on */
  /* RULE_WARNING: for the office, not for the person whom a letter goes to */
  bool to_office;
  bool lapses;         /* RULE_RULING: when that has ended, the rules decide; else it holds */
  enum give_kind give; /* RULE_RULING: the most that it can come to */
  struct value value;
  int give_name;
  int64_t from, to;
  int base; /* RULE_EXCEPTION: index of its rule */
  int prevails_count;
  int *prevails; /* rules that this one stands before */
  int line;
};

struct requirement {
  const char *cite, *text, *otherwise; /* otherwise: as a term's */
  struct condition when;
  bool hold;     /* a failure holds instead of refusing */
  bool final;    /* a failure stays: a letter does not invite to ask again */
  bool narrowed; /* asked only of some: `when` is any { none of them, what is required } */
  int64_t from, to;
  int line;
};

/* PER_YEAR: the day asked about is the last one of the year. */
enum period_unit { PER_MONTH = 0, PER_DAY, PER_CASE, PER_YEAR };

struct decision {
  const char *name, *label, *cite;
  int subject;
  enum kind gives;
  uint16_t domain;
  bool many; /* gives = "list": every item that applies */
  enum period_unit per;
  /* the day on which it begins to decide: that of the document, unless the decision itself speaks
  ** of the time before; DAY_FIRST: it does */
  int64_t since;
  int year_end; /* PER_YEAR: the last day of its years, month * 100 + day */
  int law_on;   /* name of the day whose law decides; -1 = the month or day asked about */
  bool has_else;
  struct value otherwise;
  int given_count;
  struct fact *given;
  int requirement_count, rule_count;
  struct requirement *requirements;
  struct rule *rules;
  int line;
};

enum name_kind {
  NAME_TERM = 1,
  NAME_PARAMETER,
  NAME_READING,
  NAME_DECISION,
  NAME_GIVEN,
  NAME_FACT,
  NAME_TABLE /* only `law` knows it */
};
struct name {
  const char *text;
  enum name_kind kind;
  int index;
  int decision;
}; /* decision: NAME_GIVEN's owner */

struct invariant {
  const char *text;
  int a, b;
  enum compare cmp;
  const char *cite;
  int line;
};
struct register_entry {
  const char *cite, *text, *kind;
  int line;
}; /* uncoded, note, duty */
/* What is paid every month: decisions, facts and names by index, -1 where there is none. */
struct payment {
  const char *name, *label, *cite, *back_cite, *owed_cite, *between_cite;
  /* decisions; back_payer takes the month in which it is paid */
  int pays, payer, back_payer, day, bands;
  int to;          /* the fact that is the account */
  int first_month; /* name of a term or parameter */
  bool closed;     /* months before the ledger were paid by somebody else */
  bool between;    /* a changed payer is settled between payers */
  int line;
};
/* What a letter about these decisions says where one of these outcomes came of them; "" or -1:
** nothing. {NAME} in a text stands for the value of a parameter. */
struct letter {
  int decision_count;
  int *decisions;
  unsigned outcomes; /* bit i: the outcome i of bylaw_outcome */
  int bring;         /* the decision that lists what to bring */
  /* what was asked for; by when; where; where changes are told */
  const char *about, *by, *at, *changes;
  const char *by_cite, *at_cite, *changes_cite;
  int line;
};
/* The notice of the legal remedies. */
struct remedies {
  const char *text, *source; /* text "": none is declared */
  bool favourable;           /* also under an outcome that grants what was asked */
};
struct outline_entry {
  const char *cite;
  const char *became;
  const char *uncovered; /* its parts of which nothing became, joined by 、 */
};

/* The record of another kind of subject: "unit.kind" is read by way of it. */
struct reference {
  const char *name, *label, *cite;
  int subject; /* to which it leads */
};

/* A kind of subject: whom or what decisions are about. All facts of all kinds stand in one list,
** those of a kind beside each other, so that a fact is one index whichever record it stands in:
** evaluation, trees, columns and explanations need not know of records. Two ways to one kind of
** subject would be one place for two records: the declarations refuse them (stdlib/subject.lua). */
struct subject_kind {
  const char *name, *label, *key_name;
  int key;          /* the fact that identifies one; -1: none */
  int first, count; /* its facts */
  uint32_t reach;   /* bit i: subject i can be asked about from here; itself too */
  int facts_ref;    /* registry: own name of a fact or reference to what it is (law_subject.c) */
  int reference_count;
  struct reference *references;
};

struct model {
  const char *id, *number, *title, *replaces, *interpreter, *interpreter_cite, *in_force_cite, *repealed_by;
  int issuer_count;
  const char **issuers;
  int64_t issued, from, to;
  bool ends_undetermined;
  const char *ends_who; /* who decides then; empty: the interpreter */
  enum month_end month_end;
  const char *month_end_cite;
  int outline_count; /* articles or headings, in the document's order */
  struct outline_entry *outline;
  /* the main subject, that is the first one declared */
  const char *subject, *subject_label, *key;
  int subject_count;
  struct subject_kind *subjects;
  int domain_count, fact_count, parameter_count, reading_count, term_count, decision_count, name_count;
  int invariant_count, entry_count, payment_count, letter_count, table_count;
  struct domain *domains;
  struct fact *facts;
  struct parameter *parameters;
  struct law_table *tables;
  struct reading *readings;
  struct term *terms;
  struct decision *decisions;
  struct name *names;
  struct invariant *invariants;
  struct register_entry *entries;
  struct payment *payments;
  struct letter *letters;
  struct remedies remedies;
};

/* The fact that identifies a subject; -1: there is none. */
int model_key(const struct model *m);
/* The subject that decision `decision` asks about. */
const struct subject_kind *model_subject(const struct model *m, int decision);
/* The fact of subject `subject` with its own name; -1: none. */
int model_fact(const struct model *m, int subject, const char *own);
/* Its reference of this name; NULL: none. */
const struct reference *model_reference(const struct model *m, int subject, const char *name);
/* Whether a decision about subject `subject` can ask for fact `fact`. */
bool model_reaches(const struct model *m, int subject, int fact);
/* Where `decision` keeps the input that `name` names (several decisions may share one); -1: it has
** none of that name. */
int model_given(const struct model *m, const struct name *name, int decision);

#endif
