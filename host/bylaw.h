/* bylaw.h - the public interface of libbylaw. What is not in this file is not interface.
**
** Bylaw runs public policy written in Lua: one official document, one policy module. A program
** opens a handle, loads policies, and asks for decisions; it gets outcomes with their articles.
**
** The sections, each with what stands before it in mind: handle; policy; one case (JSON, then typed
** facts); many cases; register; pay; proof; explore; compare; test. Who embeds decisions needs the
** first three alone: the first two hundred lines.
**
** THREADS    A handle is used by one thread at a time. A process may hold many handles; they share
**            nothing.
** OWNERSHIP  "borrowed for the call": the library reads it during the call only, keeps no pointer.
**            "caller frees": the text comes from malloc; release it with bylaw_free.
**            "owned by the handle": valid until bylaw_close.
** ERRORS     Every function that can fail returns a status and, when it is not BYLAW_OK, fills
**            `error` (which may be NULL). After an error the outputs are NULL and the handle is as
**            before the call.
** TEXT       All text is UTF-8. Amounts are text, "30.00" (yuan, two decimals); dates "2025-06-30";
**            months "2025-06"; rates "1/200"; counts are JSON integers; a fact that is absent is
**            null, a fact that is not given is unknown.
** JSON       The shapes of all answers are told key by key in host/README.md (English:
**            README.en.md), "Answers in JSON"; here only by name: "`*json` gets a `pay`".
** SILENCE    The library never prints, exits, sets a signal handler or a locale, reads the clock
**            for a decision, or keeps a variable outside its handles. It reads the policies that it
**            is told to load, the files that it is told to import and the store that it is told to
**            open, nothing else.
*/
/* Laid out by hand, at most 100 columns. */
/* clang-format off */
#ifndef BYLAW_H
#define BYLAW_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define BYLAW_API __attribute__((visibility("default")))
#else
#define BYLAW_API
#endif

/* === handle =================================================================================== */

#define BYLAW_VERSION_MAJOR 0
#define BYLAW_VERSION_MINOR 1
#define BYLAW_VERSION_PATCH 0
/* One number that only grows: major * 1,000,000 + minor * 1,000 + patch. */
#define BYLAW_VERSION_NUMBER 1000
#define BYLAW_VERSION "0.1.0"

/* The version of the library that is linked, as BYLAW_VERSION_NUMBER. */
BYLAW_API int bylaw_version_number(void);
/* The same as text, "0.1.0". The string is static: owned by the library, never freed. */
BYLAW_API const char *bylaw_version(void);

/* The meaning of outcomes. It changes when the same policy and facts could give another outcome
** than before; it is part of every policy version. */
#define BYLAW_SEMANTICS 2

typedef enum bylaw_status {
  BYLAW_OK = 0,
  BYLAW_ENOMEM,  /* out of memory */
  BYLAW_EUSAGE,  /* no such policy, decision or option; a request that is not understood */
  BYLAW_EINPUT,  /* facts or dates that cannot be read, or that contradict each other */
  BYLAW_EFILE,   /* a file that is missing, unreadable, too large, or a folder */
  BYLAW_ESYNTAX, /* a policy that is not Lua */
  BYLAW_EPOLICY, /* a policy that breaks the policy language */
  BYLAW_ERULE,   /* a rule failed while it ran: overflow, wrong kind, a parameter without a value */
  BYLAW_ECONFLICT, /* two rules apply at once */
  BYLAW_EGAP,      /* no rule applies */
  BYLAW_ELIMIT,    /* a policy ran out of instructions, memory or time */
  BYLAW_ESTORE, /* a database that is missing, another program's, damaged, newer, full, locked up */
  BYLAW_EBUSY,  /* another process is writing to the database */
  BYLAW_ECONFIRM, /* the law, not a fact, would take money back: to be confirmed */
  BYLAW_ESTOPPED  /* the caller's progress function asked to stop; nothing was written */
} bylaw_status;

/* Where it went wrong and what to do. Owned by the caller; texts are "" when not known. */
typedef struct bylaw_error {
  bylaw_status status;
  int line;   /* 1-based, 0 when not known */
  int column; /* 1-based, in characters, 0 when not known */
  char file[256];
  char document[64]; /* id of the policy */
  char article[96];  /* citation */
  char message[768];
  char hint[768];
  char excerpt[256]; /* the line of the file */
} bylaw_error;

typedef struct bylaw bylaw;

/* Limits of one call into a policy. Zero means the default that stands behind it. */
typedef struct bylaw_config {
  size_t memory;          /* bytes of each policy's Lua state: 64 MiB */
  long long instructions; /* Lua instructions: 20,000,000 */
  int milliseconds;       /* processor time of the calling thread: 2,000 */
  /* bytes of a policy's trees: 16 MiB; what no longer fits is decided by Lua, only slower */
  size_t tree_bytes;
} bylaw_config;

/* Open a handle. `config` is copied; NULL means all defaults. The caller closes `*out` with
** bylaw_close.
** Errors: BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_open(bylaw **out, const bylaw_config *config, bylaw_error *error);

/* Close a handle and free what it owns; texts that the caller frees stay good. NULL is allowed. */
BYLAW_API void bylaw_close(bylaw *b);

/* Free a string that the library gave ("caller frees"), also after bylaw_close. NULL is allowed. */
BYLAW_API void bylaw_free(char *text);

/* Told now and then by long work; `total` is 0 when nobody knows it. Return 0 to go on; anything
** else stops the work, undoes it and makes the call give BYLAW_ESTOPPED. */
typedef struct bylaw_progress {
  int (*tell)(void *data, const char *what, long long done, long long total);
  void *data;
} bylaw_progress;

/* === policy =================================================================================== */

/* Load the policy in file `path`, or every `*.lua` of folder `path` (not of its folders). Values
** for open parameters are read from `values/NAME.lua` beside it, when there is one. A policy with
** the id of a loaded one replaces it, whole or not at all. `path` is borrowed for the call.
** Errors: BYLAW_EFILE, BYLAW_ESYNTAX, BYLAW_EPOLICY, BYLAW_ERULE, BYLAW_ELIMIT, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_load(bylaw *b, const char *path, bylaw_error *error);

/* Load again every policy whose text or values have changed since. On an error the old versions go
** on serving.
** Errors: as bylaw_load. */
BYLAW_API bylaw_status bylaw_reload(bylaw *b, bylaw_error *error);

/* The loaded policies by id: `*json` gets `policies`. Caller frees `*json`.
** Errors: BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_policies(bylaw *b, char **json, bylaw_error *error);

/* The schema of policy `id`: document, facts, decisions with their inputs, payments, parameters by
** date, readings, terms, articles and what each became. `*json` gets a `policy`. `id` is borrowed
** for the call. Caller frees `*json`.
** Errors: BYLAW_EUSAGE, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_describe(bylaw *b, const char *id, char **json, bylaw_error *error);

/* What can be said against policy `id`: `*json` gets `problems`. `id` is borrowed for the call.
** Caller frees `*json`.
** Errors: BYLAW_EUSAGE, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_check(bylaw *b, const char *id, char **json, bylaw_error *error);

/* The same from deciding: the decisions of policy `id` are explored (bylaw_explore, with few cases
** each) for the month of its newest law and the months in which a parameter or rule changed. Two
** rules that apply at once and a person to whom none applies are errors; rules that only fail, or
** that provably nobody meets, are warnings; rules that nobody was found for, and people for whom a
** rule fails, are notes. `message` ends with a made-up person to whom it happens. The form is that
** of bylaw_check; it takes a second or so. Caller frees `*json`.
** Errors: BYLAW_EUSAGE, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_check_outcomes(bylaw *b, const char *id, char **json,
                                            bylaw_error *error);

/* === one case ================================================================================= */

/* One question. All texts are borrowed for the call; NULL means not given. */
typedef struct bylaw_request {
  const char *policy;   /* id */
  const char *decision; /* name */
  /* a JSON object: the facts, or { "SUBJECT": { facts }, "INPUT": value, "rulings": [ … ] } */
  const char *facts;
  size_t facts_length;  /* bytes; 0 = up to the NUL */
  const char *month;    /* "2025-06", for a decision by month */
  const char *on;       /* "2025-06-30", for a decision by day */
  const char *deciding; /* the day of deciding; default: the last day of `month` or `year`, or `on` */
  const char *known;    /* law issued after this day is not known; default: all is known */
  const char *readings; /* readings other than those in force, "low_income_start=same_month,…" */
  const char *year;     /* "2025", for a decision by year */
} bylaw_request;

/* How a decision came out. */
typedef enum bylaw_outcome {
  BYLAW_VALUE = 0,
  BYLAW_REFUSED,
  BYLAW_HOLD,
  BYLAW_UNDETERMINED,
  BYLAW_NEEDS
} bylaw_outcome;

/* Decide. `*json` gets a `decide`: the outcome, its reasons with their articles, and what it rests
** on. Facts that identify a person are masked. Caller frees `*json`; `json` may be NULL when only
** the kind of outcome matters.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT, BYLAW_ERULE, BYLAW_ECONFLICT, BYLAW_EGAP, BYLAW_ELIMIT,
** BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_decide(bylaw *b, const bylaw_request *request, bylaw_outcome *outcome,
                                    char **json, bylaw_error *error);

/* The same for people: Chinese text, at most 15 lines, that tells the outcome and then the reasons
** that decided it: of a refusal each requirement that is not fulfilled, of a value the rule that
** gave it. Caller frees `*text`.
** Errors: as bylaw_decide. */
BYLAW_API bylaw_status bylaw_explain(bylaw *b, const bylaw_request *request, bylaw_outcome *outcome,
                                     char **text, bylaw_error *error);

/* What an explanation is: sentences, JSON, or a notice for the person whom it is about. */
enum { BYLAW_EXPLAIN_TEXT = 0, BYLAW_EXPLAIN_JSON = 1, BYLAW_EXPLAIN_LETTER = 2 };

/* How bylaw_explain_as explains. Zeroed: as bylaw_explain. */
typedef struct bylaw_explanation {
  int form; /* BYLAW_EXPLAIN_… */
  /* "zh" (also NULL) or "en": the words between; labels and texts are the policy's own. Borrowed
  ** for the call */
  const char *language;
  /* sentences: the whole way, in the order of the decision: each requirement and rule with its
  ** article, each term, each comparison with its facts, then the outcome and every article, fact,
  ** parameter and reading that it rests on */
  int path;
  /* as `path`: also rules that were only tried and did not matter, and both ways of what is
  ** unknown */
  int all;
  int full; /* notice: the number of the subject in full */
} bylaw_explanation;

/* Explain as `how` says (NULL: as bylaw_explain). A notice tells whom it is about, the outcome,
** every failed requirement at once with its article and the facts that failed it, the facts relied
** on, what can be done, who interprets the document, and has room for seal and date; what to bring,
** by when, where, and the legal remedies are told as the policy declares them (act:letter,
** act:remedies). JSON is an `explain`: a `decide` with what the policy declares for a notice about
** this outcome, and what was asked, step by step. Numbers of persons and cards are masked in all
** forms. Caller frees `*text`.
** Errors: as bylaw_decide; BYLAW_EUSAGE also for a language or form that there is not. */
BYLAW_API bylaw_status bylaw_explain_as(bylaw *b, const bylaw_request *request,
                                        const bylaw_explanation *how, bylaw_outcome *outcome,
                                        char **text, bylaw_error *error);

/* What still has to be known for a decision: `*json` gets a `needs`, the unknown facts that matter,
** the next one to ask first. A fact is never asked that changes neither the outcome nor the article
** of the rule that gives it. With `optional`, facts that may be left out and are, are asked too
** where they matter; otherwise they count as absent, as in bylaw_decide. Answering one after the
** other ends, because what is known is not asked again. `outcome` may be NULL. Caller frees
** `*json`.
** Errors: as bylaw_decide. */
BYLAW_API bylaw_status bylaw_needs(bylaw *b, const bylaw_request *request, int optional,
                                   bylaw_outcome *outcome, char **json, bylaw_error *error);

/* The facts of `request` with one more: `fact` is a name, a label, or what bylaw_needs says in
** `ask`; `text` is the answer as offices write it (as for bylaw_record; 无 for absent, 未知 for
** unknown). Of a history that is known in part, the answer fills what is unknown. The answer must
** be in its range and fit the other facts. `*facts` gets the JSON for the next request; caller
** frees.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_answer(bylaw *b, const bylaw_request *request, const char *fact,
                                    const char *text, char **facts, bylaw_error *error);

/* How far bylaw_what_if looks; 0 means the default behind it. */
typedef struct bylaw_what_if_options {
  int most;  /* changes told: 12 */
  int years; /* later months or days that are tried: 10; at most 100 */
} bylaw_what_if_options;

/* What would change a decision: the smallest changes of one fact that give another outcome (another
** kind or value; other reasons for the same refusal are none), each decided in full, and the first
** later month (or day) of each other outcome with the facts as they are. `*json` gets a `what_if`.
** The range that was tried of a date, month, amount or number contains what the fact is and
** wherever a guard on it turns. Facts that are unknown stay so; values outside a declared range or
** against an invariant are not tried. `options` may be NULL; `outcome` too. Caller frees `*json`.
** Errors: as bylaw_decide. */
BYLAW_API bylaw_status bylaw_what_if(bylaw *b, const bylaw_request *request,
                                     const bylaw_what_if_options *options, bylaw_outcome *outcome,
                                     char **json, bylaw_error *error);

/* === one case, typed facts ==================================================================== */

/* A person (or whatever the policy is about) in typed facts: what bylaw_decide reads from JSON, put
** there by setters, a fact or all of them between one decision and the next. Make it once, keep the
** indices of its facts, and use it again and again: nothing is allocated for what has been there
** before. It belongs to one policy version: when the policy is loaded anew, reloaded with a change
** or its handle closed, every function gives BYLAW_EUSAGE, and a new one must be made. */
typedef struct bylaw_person bylaw_person;

/* A person for policy `policy`, of whom nothing is given yet: what may be left out is absent, the
** rest unknown. `policy` is borrowed for the call. The caller frees `*out` with bylaw_person_free,
** before or after bylaw_close.
** Errors: BYLAW_EUSAGE, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_person_new(bylaw *b, const char *policy, bylaw_person **out,
                                        bylaw_error *error);

/* Free a person, also one whose policy or handle is gone. NULL is allowed. */
BYLAW_API void bylaw_person_free(bylaw_person *person);

/* Make everything as if it were not given, facts and inputs, as after bylaw_person_new.
** Errors: BYLAW_EUSAGE, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_person_reset(bylaw_person *person, bylaw_error *error);

/* The index of a fact by its name, for the functions below; -1: there is none. `name` is borrowed
** for the call. */
BYLAW_API int bylaw_person_fact(const bylaw_person *person, const char *name);
/* The index of a field of the list `list` (an index), by its name: setters write to the last
** record; -1: there is none. */
BYLAW_API int bylaw_person_field(const bylaw_person *person, int list, const char *name);
/* The index of a decision by its name, for bylaw_decide_person; -1: there is none. `name` is
** borrowed for the call. */
BYLAW_API int bylaw_person_decision(const bylaw_person *person, const char *name);
/* The index of an input of the decision `decision` (an index) by its name: setters take it as they
** take a fact; -1: there is none. */
BYLAW_API int bylaw_person_input(const bylaw_person *person, int decision, const char *name);
/* The number of a member of an enumeration, by its name or label, of a fact, field or input; -1:
** there is none. */
BYLAW_API int bylaw_person_member(const bylaw_person *person, int fact, const char *name);

/* Put a whole number into `fact`: the index of a fact, of a field (of the last record of its list),
** or of an input; of a history, the value of its last spell. After an error the value is what it
** was before; so with all setters.
** Errors: BYLAW_EUSAGE (no such fact, of another kind, no spell or record yet), BYLAW_EINPUT (out
** of its range). */
BYLAW_API bylaw_status bylaw_set_count(bylaw_person *person, int fact, long long n,
                                       bylaw_error *error);
/* Put an amount into `fact`, in fen: 3000 is 30.00 yuan. Where it goes is told at bylaw_set_count.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT, as bylaw_set_count. */
BYLAW_API bylaw_status bylaw_set_money(bylaw_person *person, int fact, long long fen,
                                       bylaw_error *error);
/* Put a rate into `fact`: `numerator` over `denominator`, 7 and 200 for 3.5%. Where it goes is told
** at bylaw_set_count.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT (also a denominator of 0). */
BYLAW_API bylaw_status bylaw_set_rate(bylaw_person *person, int fact, long long numerator,
                                      long long denominator, bylaw_error *error);
/* Put a day into `fact`: 2025, 6, 30. Where it goes is told at bylaw_set_count. A day that must not
** be after the day of deciding is looked at by bylaw_decide_person.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT (also a day that there is not, as 30 February). */
BYLAW_API bylaw_status bylaw_set_date(bylaw_person *person, int fact, int year, int month, int day,
                                      bylaw_error *error);
/* Put a month into `fact`: 2025, 6. Where it goes is told at bylaw_set_count.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT (also a month that there is not). */
BYLAW_API bylaw_status bylaw_set_month(bylaw_person *person, int fact, int year, int month,
                                       bylaw_error *error);
/* Put yes (1) or no (0) into `fact`. Where it goes is told at bylaw_set_count.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT (neither 0 nor 1). */
BYLAW_API bylaw_status bylaw_set_truth(bylaw_person *person, int fact, int yes, bylaw_error *error);
/* Put a member of an enumeration into `fact`, by its name or label (borrowed for the call). Where
** it goes is told at bylaw_set_count.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT (no such member). */
BYLAW_API bylaw_status bylaw_set_member(bylaw_person *person, int fact, const char *name,
                                        bylaw_error *error);
/* The same by its number, as bylaw_person_member gives it: the quick way.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT (no such member). */
BYLAW_API bylaw_status bylaw_set_member_number(bylaw_person *person, int fact, int number,
                                               bylaw_error *error);
/* Put a text into `fact`; it is copied. Numbers of persons and cards are checked as bylaw_decide
** does. Where it goes is told at bylaw_set_count.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT (no such number, no UTF-8), BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_set_text(bylaw_person *person, int fact, const char *text,
                                      bylaw_error *error);
/* Say that there is none (null in JSON): of a history, in its last spell; of a list, or a history
** without spells, at no time.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT (a fact that everybody has). */
BYLAW_API bylaw_status bylaw_set_absent(bylaw_person *person, int fact, bylaw_error *error);
/* Say that it is not known: of a history, in its last spell; of a list, or a history without spells
** (bylaw_clear_fact), all of it.
** Errors: BYLAW_EUSAGE. */
BYLAW_API bylaw_status bylaw_set_unknown(bylaw_person *person, int fact, bylaw_error *error);
/* Make a history or list empty, which says that there was nothing at any time: the beginning of
** filling it. Of any other fact: as if it were not given.
** Errors: BYLAW_EUSAGE. */
BYLAW_API bylaw_status bylaw_clear_fact(bylaw_person *person, int fact, bylaw_error *error);
/* Add a spell to a history, from this day on, to the day before the next one; year, month and day
** all 0: since always. It has no value until a setter or bylaw_set_unknown puts one there: such a
** spell ends the one before. Spells come in the order of their days.
** Errors: BYLAW_EUSAGE (no history), BYLAW_EINPUT (no such day, not after the spell before, too
** many), BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_add_spell(bylaw_person *person, int fact, int year, int month, int day,
                                       bylaw_error *error);
/* Say that what was before this day is not known of a history (known_from in JSON);
** bylaw_clear_fact takes it back.
** Errors: BYLAW_EUSAGE (no history), BYLAW_EINPUT (no such day). */
BYLAW_API bylaw_status bylaw_set_known_from(bylaw_person *person, int fact, int year, int month,
                                            int day, bylaw_error *error);
/* Add a record to a list; its fields are as if not given until they are set.
** Errors: BYLAW_EUSAGE (no list), BYLAW_EINPUT (too many), BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_add_record(bylaw_person *person, int list, bylaw_error *error);

/* Numbers are whole: 30.0 for 30 yuan or for 30 fen does not even compile. */
#define BYLAW_WHOLE(n) ((n) | 0)
#define bylaw_set_count(person, fact, n, error)                                                    \
  (bylaw_set_count)((person), (fact), BYLAW_WHOLE(n), (error))
#define bylaw_set_money(person, fact, fen, error)                                                  \
  (bylaw_set_money)((person), (fact), BYLAW_WHOLE(fen), (error))
#define bylaw_set_rate(person, fact, numerator, denominator, error)                                \
  (bylaw_set_rate)((person), (fact), BYLAW_WHOLE(numerator), BYLAW_WHOLE(denominator), (error))
#define bylaw_set_truth(person, fact, yes, error)                                                  \
  (bylaw_set_truth)((person), (fact), BYLAW_WHOLE(yes), (error))

/* What a value is. */
typedef enum bylaw_kind {
  BYLAW_NOTHING = 0, /* there is none: refused, undetermined, needs, or an absent value */
  BYLAW_TRUTH,       /* number: 0 or 1 */
  BYLAW_COUNT,       /* number */
  BYLAW_MONEY,       /* number: fen */
  BYLAW_RATE,        /* number over other */
  BYLAW_DATE,        /* number: 20250630 */
  BYLAW_MONTH,       /* number: 202506 */
  BYLAW_PERIOD,      /* number to other: the first and the last day, as BYLAW_DATE */
  BYLAW_MEMBER,      /* number: of the member; text: its name */
  BYLAW_TEXT,        /* text */
  /* text: what bylaw_decide writes for a decision that gives a list, a JSON array */
  BYLAW_ITEMS
} bylaw_kind;

/* An answer. Its texts are good until the next call with the person's handle or one of its
** persons. */
typedef struct bylaw_decided {
  bylaw_outcome outcome;
  bylaw_kind kind; /* of the value, also of what is held */
  long long number, other;
  const char *text; /* NULL where `kind` needs none */
  /* why: JSON, a `ground`; nothing in it tells of the person's facts */
  const char *ground;
  /* of because, each once, joined by 、; of failed where it is refused or held */
  const char *articles;
  const char *words; /* the same reasons in words, joined by ； */
} bylaw_decided;

/* Decide by typed facts: the same as bylaw_decide gives for them, by trees that have been recorded
** from the policy; in a fraction of a microsecond where people like this one have been decided
** before. `decision`: an index (bylaw_person_decision). For a decision by month `day` is 0, by year
** `month` too. The day of deciding is the last of the month, or the day; all law is known, the
** readings are those in force, and nothing has been ruled for this person: for anything else there
** is bylaw_decide.
** `*out` is zeroed after an error.
** Errors: as bylaw_decide. */
BYLAW_API bylaw_status bylaw_decide_person(bylaw_person *person, int decision, int year, int month,
                                           int day, bylaw_decided *out, bylaw_error *error);

/* === many cases =============================================================================== */

/* What bylaw_decide_many reads: told by its first character, or as said here. */
typedef enum bylaw_format { BYLAW_GUESS = 0, BYLAW_CSV, BYLAW_NDJSON } bylaw_format;

/* Where cases come from, where answers go, and how. Texts are borrowed for the call. */
typedef struct bylaw_many {
  const char *name;    /* of the input, for messages; NULL: "输入" */
  bylaw_format format; /* of the input */
  int json;            /* answer in NDJSON, whatever is read */
  int full;            /* keys in full: masked otherwise */
  int strict;          /* the first case that cannot be decided ends the work */
  /* Put at most `room` bytes at `to`: how many there were, as soon as there are any; 0 at the end;
  ** -1: it cannot be read. */
  long long (*read)(void *data, char *to, size_t room);
  /* Take whole lines of UTF-8, "\n" at their ends. Return 0 to go on. */
  int (*write)(void *data, const char *text, size_t length);
  void *data;              /* for both */
  bylaw_progress progress; /* hears of cases */
} bylaw_many;

/* How many cases came out how. */
typedef struct bylaw_many_summary {
  long long cases; /* all of them: what follows adds up to this */
  long long value, refused, hold, undetermined, needs;
  long long errors; /* cases that cannot be read, or whose decision fails */
} bylaw_many_summary;

/* Decide many cases, one after the other, in the order in which they come, in constant memory:
** `request` as in bylaw_decide, without facts. CSV comes as bylaw_import takes it (names or labels
** of facts in the header, UTF-8 or GB18030 as its first line that is not ASCII tells), with columns
** for inputs of the decision too and without need of a key; where a list has a column a field,
** lines of one key that follow each other are one case. NDJSON comes as an object a line, each as
** `facts` of a request, with "id" beside the facts (a text or number, given back). Answers: for CSV
** a header, then key (or number of the line), outcome in words, value, articles, reasons a case;
** for NDJSON a `many` a case. A case that cannot be read or decided is answered by its error, and
** the next one follows; with `strict` the work ends there with this error. `write` gets what is
** decided before `read` would wait, so that it works as one end of a dialogue too. `summary` (may
** be NULL) is filled in any case.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT (a header nobody knows, an empty CSV; with `strict` a case),
** BYLAW_EFILE (`read` failed), BYLAW_ERULE (with `strict`), BYLAW_ESTOPPED (`write` or `progress`
** said so), BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_decide_many(bylaw *b, const bylaw_request *request,
                                         const bylaw_many *many, bylaw_many_summary *summary,
                                         bylaw_error *error);

/* How the last bylaw_decide_many, bylaw_pay, bylaw_budget, bylaw_compare with the store,
** bylaw_explore, bylaw_explain_as or bylaw_what_if of the handle went: trees (of all versions it
** judged by), and what Lua did. */
typedef struct bylaw_statistics {
  long long asked, by_lua; /* decisions asked, of them those for which Lua ran at all */
  /* terms answered by a leaf, cases by columns; paths that no trace had taken */
  long long hits, misses;
  long long guards, leaves; /* of the trees */
  long long nodes;          /* expressions */
  long long tree_bytes;     /* of the trees alone: at most bylaw_config.tree_bytes a version */
  long long bytes;          /* of trees, expressions, months, cases and grounds */
  long long dropped;        /* plans of columns given up because they did not pay */
} bylaw_statistics;

/* Fill `*out`; all is 0 before the first of them.
** Errors: none. */
BYLAW_API bylaw_status bylaw_stats(const bylaw *b, bylaw_statistics *out);

/* === register ================================================================================= */

/* How a store is opened. */
enum { BYLAW_STORE_READ = 0, BYLAW_STORE_WRITE = 1, BYLAW_STORE_CREATE = 2 };

/* Let the handle work with the SQLite database `path`, instead of the one it had: read only, to
** write, or to write and make it when it is not there. ":memory:" with CREATE is a store that goes
** with the handle. `path` is borrowed for the call; NULL closes the store. Any number of processes
** may read; one writes at a time. bylaw_close closes the store too.
** Errors: BYLAW_ESTORE, BYLAW_EBUSY, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_store(bylaw *b, const char *path, int how, bylaw_error *error);

/* How long to wait for the lock of another process that writes to the store, in milliseconds: at
** most a day; 0: not at all. 5,000 until it is told otherwise. Of the store that is opened next.
** Errors: BYLAW_EUSAGE. */
BYLAW_API bylaw_status bylaw_store_wait(bylaw *b, int milliseconds, bylaw_error *error);

/* Who changes the store, when and why. Texts are borrowed for the call. */
typedef struct bylaw_act {
  /* the day on which it becomes known, "2025-06-30": never taken from the clock, must be given */
  const char *on;
  const char *by;  /* officer or program; NULL: "" */
  const char *why; /* the reason, must be given */
} bylaw_act;

/* What bylaw_record is asked. Texts are borrowed for the call. */
typedef struct bylaw_record_request {
  /* id of the policy: records of its main subject; "POLICY:SUBJECT": of another one it declares;
  ** name of a subject when only one loaded policy declares it */
  const char *policy;
  const char *key;
  const char *const *assignments;
  size_t count;
  const char *from; /* NULL: not given */
  int create;
  /* why a number is right although its check digit is wrong; NULL: nobody says so */
  const char *verified;
  int dry_run; /* tell everything, write nothing */
  /* take out who was registered by mistake; no assignments, from, create or verified */
  int remove;
  bylaw_act act;
} bylaw_record_request;

/* Record changes of one subject of policy `policy`: all that are told, or none. `key` is its key
** fact (an identity number). Each of the `count` assignments is "fact=value" as offices write it:
** names or labels of facts; dates 2025-06-30, 2025/6/30, 20250630 or 2025年6月30日; members by name,
** label or code; 1,234.50; 是 or 否; 无 for absent, 未知 for unknown; full-width digits and blanks are
** as good as others. A timeline's value holds from `from` (a date) until the next change that is
** recorded, and equal neighbours become one spell; of a timeline that was unknown, nothing is known
** before `from`. Without `from` a value that tells no day changes nothing where it holds today,
** becomes the history where that is unknown, and is refused elsewhere (months that are paid would
** move); "一直 和平区" says it on purpose. A history that tells days replaces the one before:
** "2010-01-01前未知；2010-01-01 和平区；2024-02-01 无". A day after the act's is refused (fact option
** `ahead`). A list's value is one more record, its fields in order, parted by "|"; one that is
** there already changes nothing; 无 takes all away. Beside facts: "paid_before=2025-03:30.00" (paid
** before this ledger, at most what a month can come to; told again, it replaces);
** "returned=2025-06" (the one transfer of the month that is not back yet came back; of several
** "returned=2025-06:run=3" or, by amount, "returned=2025-06:70.00"; "returned=run:3": all that the
** run paid); "recovered=2025-06:30.00" (money owed that came in, at most what is owed; in a policy
** with several payments these two name theirs, by name or label:
** "paid_before=allowance:2025-03:30.00"); "ruling={…}" (a recorded outcome, as in a request's
** rulings: an older one for the same decision and no other months is withdrawn; where they overlap
** in part the latest entry counts); "withdraw=12" (entry 12 of the log, one of these of this
** person, was wrong and counts no more). The account of a payment told again as it is, after a
** transfer to it came back, confirms it. A date of birth that the identity number contradicts is
** taken when it is told (the household register prevails), not when the number is. A subject that
** does not exist is an error unless `create` is set; what is not told of it is unknown, or absent
** where it may be left out. A number with a wrong check digit is taken where `verified` says why;
** the log keeps it. A key that was corrected is found by its old form too. A number that was
** corrected and is told with another date of birth may be another person's own: refused, or with
** `create` somebody new. A date of birth that is not told comes out of the number of somebody new.
** `remove` takes out who was registered by mistake: refused, with what stands in the way, where the
** ledger has a line of this person or something recorded beside facts counts. It is one entry of
** the log, with changed [ "remove" ]; from then on the subject is in no list and no payment, but
** known as it was on the days before. The same number may be registered again, as a new subject.
** `*json` gets a `record`; caller frees. Its `paid_months` are what this change moves in months
** that are paid: what the next payment would settle with it, less what it would settle without.
** When nothing changes, nothing is written; a dry run makes no entry of the log.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT, BYLAW_ESTORE, BYLAW_EBUSY, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_record(bylaw *b, const bylaw_record_request *request, char **json,
                                    bylaw_error *error);

/* What bylaw_import is asked. Texts are borrowed for the call. */
typedef struct bylaw_import_request {
  const char *policy; /* as in bylaw_record_request */
  const char *path;
  /* timelines whose cells tell no day hold from this one; NULL: as in bylaw_record */
  const char *from;
  int skip_bad;
  const char *bad_path; /* NULL: bad lines are not kept */
  int known_only;       /* lines of people who are not in the store are told and add nobody */
  /* a file that lacks facts without which nobody can be decided may add people too */
  int add;
  int dry_run; /* tell everything, write nothing */
  bylaw_act act;
  bylaw_progress progress;
} bylaw_import_request;

/* Bring the CSV file `path` into the store: UTF-8 with or without BOM, or GB18030, the whole file
** in one; a header of labels or names of facts, in any order; a line a subject, who is added or
** changed (cells as in bylaw_record; an empty cell changes nothing; histories and lists as
** bylaw_export writes them, in place of those before; a list may have a column a field instead,
** which tells one more record; a timeline's `known_from` may be a column). All bad lines are told
** in one pass; then nothing is written, unless `skip_bad`: the good ones are, and the bad ones go
** to `bad_path` as they were (in UTF-8), with a last column of reasons, which importing reads over.
** `*json` gets an `import`: how many lines did what, and at most 1,000 of all that it lists. Caller
** frees `*json`. `progress` hears of lines of the file.
** Errors: BYLAW_EUSAGE, BYLAW_EFILE, BYLAW_EINPUT (a header nobody knows, an empty file, mixed
** encodings), BYLAW_ESTORE, BYLAW_EBUSY, BYLAW_ESTOPPED, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_import(bylaw *b, const bylaw_import_request *request, char **json,
                                    bylaw_error *error);

/* Give every subject of `policy` (as in bylaw_record_request) to `write` as CSV text (UTF-8, a
** header of labels first, "\n" at the ends), a record a call, in the order in which they were
** added; a BOM is the caller's business. Identity numbers and cards are in full: it is the office's
** own file, keep it so.
** Importing the lines again changes nothing. `write` returns 0 to go on. `known` (a date, NULL:
** now) gives the facts as known at the end of that day.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT, BYLAW_ESTORE, BYLAW_ESTOPPED, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_export(bylaw *b, const char *policy, const char *known,
                                    int (*write)(void *data, const char *line, size_t length),
                                    void *data, bylaw_error *error);

/* The facts of one subject as a request takes them: { "SUBJECT": { facts }, "rulings": [ … ] },
** absent ones null, unknown ones { "unknown": true }, records that it refers to within it (or their
** keys alone, where they are not registered); nothing is masked. `policy` as in
** bylaw_record_request. `known` as in bylaw_export: who was not recorded yet is an error. Caller
** frees `*json`. Errors: BYLAW_EUSAGE, BYLAW_EINPUT, BYLAW_ESTORE, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_subject(bylaw *b, const char *policy, const char *key,
                                     const char *known, char **json, bylaw_error *error);

/* Mask the numbers of persons and accounts in `text`, in place, as all messages and lists of the
** library do: of every run of 12 digits and more the first four and last two stay. */
BYLAW_API void bylaw_mask(char *text);
/* The same for a whole key of a subject, whatever it looks like: of short ones a quarter stays at
** either end. Cut to `size`. */
BYLAW_API void bylaw_mask_key(const char *key, char *out, size_t size);

/* === pay ====================================================================================== */

/* Pay a month: what is due by the facts and the law known now, less what was paid, for every open
** month up to it, in one run. Paying a month again changes nothing until a fact or the law
** changes. */
typedef struct bylaw_pay_request {
  const char *policy;       /* id */
  const char *payment;      /* name; NULL when the policy declares one */
  const char *month;        /* "2025-06" */
  const char *on;           /* the day of the run; must be given: a month after it is refused */
  int dry_run;              /* tell everything, write nothing */
  int confirm_law_clawback; /* take back what a changed law or reading no longer grants */
  bylaw_progress progress;
} bylaw_pay_request;

/* One line of a run, for lists. Texts are good during the call only. */
typedef struct bylaw_line {
  long long run;
  const char *key;    /* the subject's key, in full: mask it before showing it */
  const char *month;  /* the month that the money is for */
  const char *kind;   /* "pay", "back_pay", "owed", "between" */
  const char *amount; /* "30.00"; negative for what is owed */
  long long fen;
  const char *payer;   /* district, "" when there is none */
  const char *account; /* card, in full */
  const char *cause;   /* "", "fact", "law", "reading" */
  const char *article; /* citations, joined by 、 */
  const char *text;    /* the reason in words */
} bylaw_line;

/* Pay. `*json` gets a `pay`: totals, sums by payer and band, and the first 20 of the differences
** (all of them: bylaw_lines) and of the pairs who are paid to one account. Caller frees `*json`.
** With BYLAW_ECONFIRM nothing is written.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT (a month after the day of the run, or before the last run's),
** BYLAW_ECONFIRM, BYLAW_ESTORE, BYLAW_EBUSY, BYLAW_ESTOPPED, BYLAW_ERULE, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_pay(bylaw *b, const bylaw_pay_request *request, char **json,
                                 bylaw_error *error);

/* Call `found` for each line of the runs of `month` (or, with run > 0, of that run only) in the
** order of payers and subjects; it returns 0 to go on. `payment` NULL when the policy declares one.
** Errors: BYLAW_EUSAGE, BYLAW_ESTORE, BYLAW_ESTOPPED, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_lines(bylaw *b, const char *policy, const char *payment,
                                   const char *month, long long run,
                                   int (*found)(void *data, const bylaw_line *line), void *data,
                                   bylaw_error *error);

/* Call `found` for each case that is not settled: held, undetermined, in need of facts, in error,
** without an account … `kind` of the line says which, `month` is one month or "2025-01/2025-03",
** `amount` what would be paid ("" when not known).
** Errors: as bylaw_lines. */
BYLAW_API bylaw_status bylaw_pending(bylaw *b, const char *policy, const char *payment,
                                     int (*found)(void *data, const bylaw_line *line), void *data,
                                     bylaw_error *error);

/* === proof ==================================================================================== */

/* Recompute everything: file and schema, chain and sums, facts against the log of their changes,
** archived versions, and for every subject and open month that what was paid is what was due.
** `*json` gets a `verify`; caller frees. Where there are faults its head (bylaw_head) is "": it
** would prove nothing. The policies need not be loaded: the store has their versions.
** Errors: BYLAW_EUSAGE, BYLAW_ESTORE, BYLAW_ESTOPPED, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_verify(bylaw *b, const bylaw_progress *progress, char **json,
                                    bylaw_error *error);

/* Derive the lines of run `run` (0: of every run) for one subject and month (NULL: every month)
** again from the store alone, without any loaded policy: the archived policy version, the facts as
** known at the run. `*json` gets a `replay`, which says of each line whether it follows. Caller
** frees.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT, BYLAW_ESTORE, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_replay(bylaw *b, const char *policy, const char *key,
                                    const char *month, long long run, char **json,
                                    bylaw_error *error);

/* The end of the chain of commits in the open store: what it says is written on paper, or signed,
** and proves later that the database still holds all that it held. `*json` gets a `head`; caller
** frees.
** Errors: BYLAW_EUSAGE, BYLAW_ESTORE, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_head(bylaw *b, char **json, bylaw_error *error);

/* Whether a text can be the head that bylaw_continues asks for, told before anything is opened: at
** least 16 hexadecimal digits, an even number of them; blanks and dashes between them do not count.
** Errors: BYLAW_EINPUT. */
BYLAW_API bylaw_status bylaw_head_check(const char *head, bylaw_error *error);

/* Whether the open store continues a head that was told before: `head` is its beginning
** (bylaw_head_check). `*json` gets a `continues`: whether, and where it is; caller frees. That the
** chain itself is whole says bylaw_verify.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT, BYLAW_ESTORE, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_continues(bylaw *b, const char *head, char **json, bylaw_error *error);

/* A pair of keys for signing heads (Ed25519), as hexadecimal texts: the secret one is kept apart
** from the database. Caller frees both.
** Errors: BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_keys(char **secret, char **public_key, bylaw_error *error);

/* Sign a head of 64 hexadecimal digits: `*signature` gets 128 of them; caller frees.
** Errors: BYLAW_EINPUT, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_sign(const char *secret, const char *head, char **signature,
                                  bylaw_error *error);

/* Whether the signature of a head was made with the secret key of this public one: `*right` is 1 or
** 0.
** Errors: BYLAW_EINPUT. */
BYLAW_API bylaw_status bylaw_signed(const char *public_key, const char *head, const char *signature,
                                    int *right, bylaw_error *error);

/* === explore ================================================================================== */

/* What bylaw_explore is asked, beside a request. Zero means the default that stands behind it. */
typedef struct bylaw_explore_options {
  int runs;                /* made-up people decided with their path: 3,000 */
  long long decisions;     /* made-up people decided without: 60,000 */
  unsigned long long seed; /* 1; the same policy, options and seed give the same table */
} bylaw_explore_options;

/* Look for every outcome of the decision of `request`, whoever asks: made-up people are decided,
** the guards on their way are turned one by one, and what came out alike is one row of a decision
** table. Of `request`, policy, decision, month or on, and readings are used; facts must not be
** given. `options` is borrowed for the call; NULL means all defaults. Nothing of the store is read.
** `*json` gets an `explore`: the table with an example a row, rules that nobody meets, both sides
** of each boundary, and whether there can be other outcomes. Caller frees `*json`.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT, BYLAW_ELIMIT (more than 96 facts and inputs),
** BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_explore(bylaw *b, const bylaw_request *request,
                                     const bylaw_explore_options *options, char **json,
                                     bylaw_error *error);

/* === compare ================================================================================== */

/* What bylaw_compare is asked. Texts are borrowed for the call. `from` and `to` tell how either
** side differs from the loaded policy, one part a line: a policy file (a path, or a name that ends
** in .lua); a version that the open store has archived (at least 4 digits of its hash); the month
** or day that is asked about ("2025-06", "2025-06-30"); another reading ("reading:NAME=OPTION"); a
** new row of a parameter ("parameter:NAME=VALUE@FROM", FROM a month or a day; without it, from the
** time asked about). */
typedef struct bylaw_compare_request {
  const char *policy;   /* id */
  const char *decision; /* name */
  const char *from;     /* NULL: the policy as it is loaded */
  const char *to;
  const char *month; /* "2025-06", for a decision by month; of a side that tells no month itself */
  const char *on;    /* "2025-06-30", for other decisions, likewise */
  int people;        /* compare over the subjects of the open store, else over all that could be */
  bylaw_progress progress;
} bylaw_compare_request;

/* Compare two policies, times or readings: whose outcome changes, from what to what. `*json` gets a
** `compare_people`, with `people`: over the register, with sums of the month and of the twelve
** months from it; else a `compare_classes`: the sides are explored. Money is null where the
** decision gives none; that of the year also where both sides are asked about different months.
** Caller frees `*json`.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT, BYLAW_EFILE, BYLAW_ESYNTAX, BYLAW_EPOLICY, BYLAW_ESTORE,
** BYLAW_ERULE, BYLAW_ESTOPPED, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_compare(bylaw *b, const bylaw_compare_request *request, char **json,
                                     bylaw_error *error);

/* What bylaw_budget is asked. Texts are borrowed for the call. */
typedef struct bylaw_budget_request {
  const char *policy, *payment;
  int from_year, to_year;
  const char *deaths;
  const char *with; /* what would change, as in bylaw_compare_request; NULL: nothing */
  bylaw_progress progress;
} bylaw_budget_request;

/* What the coming years will cost: each month of `from_year` to `to_year` for the people in the
** store as known now, ageing exactly, by the law as it stands. `deaths` is a CSV text of age and
** yearly probability ("age,rate" a line), NULL: nobody dies. `*json` gets a `budget`; caller frees.
** With `with` everything is reckoned twice. New rows of parameters that tell no day hold from the
** first of January of `from_year`. Each part of `chart` is the `data` of a bar chart as Chart.js
** takes it: a year a label and a band a dataset, a district a label and the sum of the years a
** dataset; amounts are texts.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT, BYLAW_ESTORE, BYLAW_ESTOPPED, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_budget(bylaw *b, const bylaw_budget_request *request, char **json,
                                    bylaw_error *error);

/* === test ===================================================================================== */

/* Run the scenario file `path` against the loaded policies. `*json` gets a `test`, a result an
** expectation. A scenario that cannot be run is a result with ok = false and the reason as `got`.
** Caller frees `*json`.
** Errors: as bylaw_load, for the file itself. */
BYLAW_API bylaw_status bylaw_test(bylaw *b, const char *path, char **json, bylaw_error *error);

/* The scenarios and stories of the file `path` in their order, without running them: `*json` gets
** `scenarios`. `path` is borrowed for the call. Caller frees `*json`.
** Errors: as bylaw_load, for the file itself. */
BYLAW_API bylaw_status bylaw_scenarios(bylaw *b, const char *path, char **json, bylaw_error *error);

/* bylaw_test of only some of them: `count` places in that order, from 0, ascending. Caller frees
** `*json`.
** Errors: as bylaw_test; BYLAW_EUSAGE (a place that there is not). */
BYLAW_API bylaw_status bylaw_test_some(bylaw *b, const char *path, const int *which, int count,
                                       char **json, bylaw_error *error);

/* What the file would be if what its scenarios (`which` as in bylaw_test_some; NULL: all) give were
** what they expect: nothing is written. `*json` gets an `accept`. Only values of expectations are
** changed, each in its place; the new text has been run, and what is accepted passes there. Refused
** is what cannot be rewritten in its place: a value that stands in a variable or is made by a
** function, a table with comments that another must take the place of, a scenario that could not be
** run. Caller frees `*json`.
** Errors: as bylaw_test_some. */
BYLAW_API bylaw_status bylaw_accept(bylaw *b, const char *path, const int *which, int count,
                                    char **json, bylaw_error *error);

/* How bylaw_test runs from now on; they may be joined by |. COVERAGE counts what is reached, for
** bylaw_coverage: decisions are made by Lua alone, stories too, which is slower. TWICE makes every
** decision again in two fresh Lua states, and every story again from its beginning, and compares
** all that is told of the outcome: a difference is a result with ok = false. TIMES measures each
** result. */
enum { BYLAW_TEST_PLAIN = 0, BYLAW_TEST_COVERAGE = 1, BYLAW_TEST_TWICE = 2, BYLAW_TEST_TIMES = 4 };

/* Let the tests of this handle run in `mode`. COVERAGE makes the loaded policies again from their
** texts and counts from nothing; policies that are loaded later are not counted.
** Errors: BYLAW_EUSAGE (a mode that does not exist), and as bylaw_load. */
BYLAW_API bylaw_status bylaw_test_mode(bylaw *b, unsigned mode, bylaw_error *error);

/* What the tests since bylaw_test_mode with COVERAGE reached, for every policy that they exercised:
** `*json` gets a `coverage`. What rests on a guess about an unknown fact does not count. Caller
** frees `*json`.
** Errors: BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_coverage(bylaw *b, char **json, bylaw_error *error);

/* What bylaw_mutate is asked. Texts are borrowed for the call. */
typedef struct bylaw_mutate_request {
  const char *policy;       /* id; NULL: every loaded policy that a scenario is about */
  const char *const *paths; /* scenario files; what they hold of other policies is left out */
  size_t count;
  size_t limit;  /* at most so many mutants, drawn by `seed`; 0: all */
  unsigned seed; /* the same seed draws the same mutants */
  bylaw_progress progress;
} bylaw_mutate_request;

/* Change the text of a policy in one place after the other by the smallest step, and see whether
** the scenarios notice: values and dates of parameters (also of values/) and rules moved,
** comparisons in terms turned to their neighbours, `and` and `or` swapped, `not` and requirements
** left out, names in conditions negated, numbers in terms moved. Nothing on disk is touched. A
** mutant is noticed when it does not load, or when an expectation fails; stories run only where no
** scenario has noticed. `*json` gets a `mutate`, a policy each. All scenarios must pass as the
** policy stands. Caller frees `*json`.
** Errors: BYLAW_EUSAGE (no such policy), BYLAW_EINPUT (no scenario of it, or one that fails),
** BYLAW_ESTOPPED, and as bylaw_load, for the files. */
BYLAW_API bylaw_status bylaw_mutate(bylaw *b, const bylaw_mutate_request *request, char **json,
                                    bylaw_error *error);

#ifdef __cplusplus
}
#endif

#endif
