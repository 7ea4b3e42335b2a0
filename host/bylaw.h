/* bylaw.h - the public interface of libbylaw. What is not in this file is not interface.
**
** Bylaw runs public policy written in Lua: one official document, one policy module. A program opens a handle,
** loads policies, and asks for decisions; it gets outcomes with their articles.
**
** THREADS    A handle is used by one thread at a time. A process may hold many handles; they share nothing.
** OWNERSHIP  "borrowed for the call": the library reads it during the call only and keeps no pointer.
**            "caller frees": the string comes from malloc; release it with bylaw_free.
**            "owned by the handle": valid until bylaw_close.
** ERRORS     Every function that can fail returns a status and, when it is not BYLAW_OK, fills `error`
**            (which may be NULL). After an error the outputs are NULL and the handle is as before the call.
** TEXT       All text is UTF-8. Amounts are text, "30.00" (yuan, two decimals); dates "2025-06-30"; months "2025-06";
**            rates "1/200"; counts are JSON integers; a fact that is absent is null, a fact that is not given is unknown.
** SILENCE    The library never prints, exits, sets a signal handler or a locale, reads the clock for a decision, or keeps
**            a variable outside its handles. It reads the files of the policies that it is told to load, nothing else.
*/
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

/* --- version ------------------------------------------------------------------------------- */

#define BYLAW_VERSION_MAJOR 0
#define BYLAW_VERSION_MINOR 1
#define BYLAW_VERSION_PATCH 0
/* One number that only grows: major * 1,000,000 + minor * 1,000 + patch. */
#define BYLAW_VERSION_NUMBER 1000
#define BYLAW_VERSION "0.1.0"

/* The meaning of outcomes. It changes when the same policy and facts could give another outcome than before; it is part
** of every policy version. */
#define BYLAW_SEMANTICS 1

/* The version of the library that is linked, as BYLAW_VERSION_NUMBER. */
BYLAW_API int bylaw_version_number(void);
/* The same as text, "0.1.0". The string is static: owned by the library, never freed. */
BYLAW_API const char *bylaw_version(void);

/* --- errors -------------------------------------------------------------------------------- */

typedef enum bylaw_status {
  BYLAW_OK = 0,
  BYLAW_ENOMEM,  /* out of memory */
  BYLAW_EUSAGE,  /* no such policy, decision or option; a request that is not understood */
  BYLAW_EINPUT,  /* facts or dates that cannot be read, or that contradict each other */
  BYLAW_EFILE,   /* a file that is missing, unreadable, too large, or a folder */
  BYLAW_ESYNTAX, /* a policy that is not Lua */
  BYLAW_EPOLICY, /* a policy that breaks the policy language */
  BYLAW_ERULE, /* a rule failed while it ran: an overflow, a value of the wrong kind, a parameter without a value */
  BYLAW_ECONFLICT, /* two rules apply at once */
  BYLAW_EGAP,      /* no rule applies */
  BYLAW_ELIMIT     /* a policy ran out of instructions, memory or time */
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
  char hint[384];
  char excerpt[256]; /* the line of the file */
} bylaw_error;

/* --- handles ------------------------------------------------------------------------------- */

typedef struct bylaw bylaw;

/* Limits of one call into a policy. Zero means the default that stands behind it. */
typedef struct bylaw_config {
  size_t memory;          /* bytes of each policy's Lua state: 64 MiB */
  long long instructions; /* Lua instructions: 20,000,000 */
  int milliseconds;       /* wall time: 2,000 */
} bylaw_config;

/* Open a handle. `config` is copied; NULL means all defaults. The caller closes `*out` with bylaw_close.
** Errors: BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_open(bylaw **out, const bylaw_config *config, bylaw_error *error);

/* Close a handle and free what it owns; texts that the caller frees stay good. NULL is allowed. */
BYLAW_API void bylaw_close(bylaw *b);

/* Free a string that the library gave ("caller frees"), also after bylaw_close. NULL is allowed. */
BYLAW_API void bylaw_free(char *text);

/* --- policies ------------------------------------------------------------------------------ */

/* Load the policy in file `path`, or every `*.lua` of folder `path` (not of its folders). Values for open parameters are
** read from `values/NAME.lua` beside it, when there is one. A policy with the id of a loaded one replaces it, whole or not
** at all. `path` is borrowed for the call.
** Errors: BYLAW_EFILE, BYLAW_ESYNTAX, BYLAW_EPOLICY, BYLAW_ERULE, BYLAW_ELIMIT, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_load(bylaw *b, const char *path, bylaw_error *error);

/* Load again every policy whose text or values have changed since. On an error the old versions go on serving.
** Errors: as bylaw_load. */
BYLAW_API bylaw_status bylaw_reload(bylaw *b, bylaw_error *error);

/* The loaded policies as a JSON array of { id, number, title, issued, from, to, version, file, decisions }, by id.
** Caller frees `*json`.
** Errors: BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_policies(bylaw *b, char **json, bylaw_error *error);

/* The schema of policy `id` as a JSON object: document, facts (with types, labels, members, whether optional), decisions with
** their inputs, parameters by date, readings, terms, articles and what each became. `id` is borrowed for the call. Caller
** frees `*json`.
** Errors: BYLAW_EUSAGE, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_describe(bylaw *b, const char *id, char **json, bylaw_error *error);

/* What can be said against policy `id`: a JSON array of { level ("error", "warning" or "note"), file, line, column, article, message, hint }.
** `id` is borrowed for the call. Caller frees `*json`.
** Errors: BYLAW_EUSAGE, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_check(bylaw *b, const char *id, char **json, bylaw_error *error);

/* --- decisions ----------------------------------------------------------------------------- */

/* One question. All texts are borrowed for the call; NULL means not given. */
typedef struct bylaw_request {
  const char *policy;   /* id */
  const char *decision; /* name */
  const char
      *facts; /* a JSON object: the facts, or { "SUBJECT": { facts }, "INPUT": value, "rulings": [ … ] } */
  size_t facts_length;  /* bytes; 0 = up to the NUL */
  const char *month;    /* "2025-06", for a decision by month */
  const char *on;       /* "2025-06-30", for a decision by day */
  const char *deciding; /* the day of deciding; default: the last day of `month`, or `on` */
  const char *known;    /* law issued after this day is not known; default: all is known */
  const char *readings; /* readings other than those in force, "low_income_start=same_month,…" */
} bylaw_request;

/* How a decision came out. */
typedef enum bylaw_outcome {
  BYLAW_VALUE = 0,
  BYLAW_REFUSED,
  BYLAW_HOLD,
  BYLAW_UNDETERMINED,
  BYLAW_NEEDS
} bylaw_outcome;

/* Decide. `*json` gets one object: { policy, version, decision, month (or on), deciding, outcome, because: [{ article, rule, text }],
** failed, warnings, parameters, readings, facts }; `outcome` is the value or { refused | hold | undetermined | needs: … }.
** Facts that identify a person are masked. Caller frees `*json`; `json` may be NULL when only the kind of outcome matters.
** Errors: BYLAW_EUSAGE, BYLAW_EINPUT, BYLAW_ERULE, BYLAW_ECONFLICT, BYLAW_EGAP, BYLAW_ELIMIT, BYLAW_ENOMEM. */
BYLAW_API bylaw_status bylaw_decide(bylaw *b, const bylaw_request *request, bylaw_outcome *outcome,
                                    char **json, bylaw_error *error);

/* The same for people: Chinese text with the outcome, every article, parameter, reading and fact that it rests on.
** Caller frees `*text`.
** Errors: as bylaw_decide. */
BYLAW_API bylaw_status bylaw_explain(bylaw *b, const bylaw_request *request, bylaw_outcome *outcome,
                                     char **text, bylaw_error *error);

/* --- scenarios ----------------------------------------------------------------------------- */

/* Run the scenario file `path` against the loaded policies. `*json` gets an array, a result an expectation:
** { title, file, line, decision, ok, expected, got, articles }. A scenario that cannot be run is a result with ok = false and
** the reason as `got`. Caller frees `*json`.
** Errors: as bylaw_load, for the file itself. */
BYLAW_API bylaw_status bylaw_test(bylaw *b, const char *path, char **json, bylaw_error *error);

#ifdef __cplusplus
}
#endif

#endif
