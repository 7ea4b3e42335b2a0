/* What the verbs share: the handle, a loaded policy, outcomes. */
#ifndef BYLAW_ENGINE_ENGINE_H
#define BYLAW_ENGINE_ENGINE_H

#include <jansson.h>

#include "host/base/json_out.h"
#include "host/bylaw.h"
#include "host/lua/load.h"
#include "host/lua/run.h"

#define VERSION_TEXT 65

struct policy {
  struct script *script;
  char *path;               /* of the policy's file */
  char *values_path;        /* of its values; may not exist */
  char *text, *values_text; /* as they were loaded, for the archive; values_text may be NULL */
  size_t length, values_length;
  char *amendments;    /* NULL but in stories */
  struct cover *cover; /* of its handle; NULL: nobody asks what tests reach */
  char version[VERSION_TEXT];
  size_t tree_bytes;   /* of bylaw_config */
  struct quick *quick; /* what answers without Lua; NULL: not worth it yet */
  int decided;         /* by Lua, before it is */
  struct policy *next; /* by id */
};

struct store;

struct bylaw {
  bylaw_config config;
  struct policy *policies;
  struct store *store;   /* NULL: none is open */
  int wait;              /* ms, for another writer of it */
  struct policy *stored; /* whose facts the store works with; NULL: none */
  struct store_schema *schema;
  bylaw_statistics statistics; /* of the last work that judged many */
  unsigned test_mode;          /* BYLAW_TEST_… */
  bool by_lua;                 /* for tests: single decisions in JSON are all Lua's */
  bool whole_law;              /* for tests: a changed law is settled with everybody */
  int64_t touched;             /* for tests: whose months the last run by a changed law settled one by one */
  struct cover
      *covers; /* of the policies that are tested with coverage; replaced ones stay until bylaw_close */
};

/* --- outcomes ------------------------------------------------------------------------------ */

enum { MOST_REASONS = 96, MOST_ITEMS = 48, MOST_WARNINGS = 16 };

enum outcome_kind { OUT_VALUE = 0, OUT_REFUSED, OUT_HOLD, OUT_UNDETERMINED, OUT_NEEDS };

struct reason {
  const char *article, *rule, *text;
};

struct reasons {
  int count;
  struct reason list[MOST_REASONS];
};

struct outcome {
  enum outcome_kind kind;
  struct value value;
  int item_count; /* a list */
  struct value items[MOST_ITEMS];
  struct reasons because, failed, warnings;
  const char *who, *say;         /* undetermined */
  bool *need_facts, *need_given; /* needs */
};

struct ruling {
  const char *article, *by, *officer, *file;
  struct value value;
};

/* The evaluation of one request: a run and what the engine keeps beside it. */
struct evaluation {
  struct run run;
  struct policy *policy;
  int decision;
  json_t *rulings; /* borrowed */
  int *chosen;     /* readings as they were before this request */
  int depth;       /* of decisions in decisions */
};

/* Tell everything that the evaluation will ask in `p`, which is emptied first and must outlive it; to be called before
** evaluation_run and its kin. Expressions in it are those of the policy's script; texts, timelines and lists of its values are good until
** evaluation_end. */
void evaluation_path(struct evaluation *v, struct path *p);
/* For tests and rules: an event begins, or the one at `begun` ends. Nothing when no path is kept. */
uint32_t tell_begin(struct evaluation *v, enum path_kind kind, int name, int row, struct value when);
void tell_end(struct evaluation *v, uint32_t begun, struct path_event event);

bool decide(struct evaluation *v, int decision, struct value when, struct outcome *out, struct error *e);

/* The decision as a term may ask for it: its value; refused is absent; unknown carries what it hangs on. */
bool decide_for_term(struct run *r, int decision, struct value when, struct value *out, struct error *e);
/* Whether a recorded ruling decides; fills `out` then. All rulings are read and checked; of
** several for one decision and time the last counts. */
bool ruling_decides(struct evaluation *v, int decision, struct value when, struct outcome *out, bool *ruled,
                    struct error *e);
/* Whether this ruling can be recorded for a person with these facts: well formed, not more than
** can be given, its ground there when it begins. */
bool ruling_possible(struct policy *p, json_t *ruling, const struct value *facts, struct error *e);
/* The most that a decision can come to for a person: the largest fixed amount of its rules, or what
** its rulings declare where that is more; absent where nobody can say. */
bool decision_most(struct policy *p, int decision, struct value when, const struct value *facts,
                   struct value *most, struct error *e);
void outcome_because(struct outcome *out, const char *article, const char *rule, const char *text);
void outcome_failed(struct outcome *out, const char *article, const char *rule, const char *text);

/* --- facts --------------------------------------------------------------------------------- */

/* Read `facts` (an object) into the run: facts of the subject, inputs of the decision. */
bool facts_read(struct evaluation *v, json_t *facts, struct error *e);
/* The first invariant that these facts break; NULL: they may be one person's. */
const struct invariant *broken_invariant(const struct model *m, const struct value *facts);
/* A JSON text as an object, which begins in line `line` of what it was read from; duplicate keys, trailing bytes, bad UTF-8 and deep nesting are refused. */
json_t *json_read_at(const char *text, size_t length, const char *what, long long line, struct error *e);
json_t *json_read(const char *text, size_t length, const char *what, struct error *e);
/* Most spells of a history, most records of a list. */
enum { MOST_SPELLS = 2000, MOST_RECORDS = 2000 };
/* Whether the facts that are in the run keep the policy's invariants. */
bool facts_agree(struct evaluation *v, struct error *e);
/* One value of the kind of `f`. */
bool fact_read_value(struct evaluation *v, const struct fact *f, const char *path, json_t *given,
                     struct value *out, struct error *e);

/* --- requests ------------------------------------------------------------------------------ */

/* A policy of its own, in no handle's list, from texts (copied). The caller frees it with policy_free. */
struct policy *policy_from(const bylaw_config *config, const struct policy_sources *sources, struct error *e);
/* The same from a file, with the values beside it. */
struct policy *policy_load(const bylaw_config *config, const char *path, struct error *e);
void policy_free(struct policy *p);
/* Put a policy in its place by id; one with the same id goes. */
void policy_insert(bylaw *b, struct policy *p);
/* The texts that it was made of, borrowed. */
struct policy_sources policy_sources_of(const struct policy *p);
/* The content hash of texts, read by these semantics: what a loaded policy bears as its version. Nothing is run. */
void policy_version(char out[VERSION_TEXT], const struct policy_sources *sources, int semantics);
struct policy *policy_find(bylaw *b, const char *id, struct error *e);
int decision_find(const struct model *m, const char *name, struct error *e);
/* What a request asks, without its facts: decision, month or day, day of deciding, law known, and its readings, which are in force in
** the policy until evaluation_end (in any case). */
bool evaluation_question(struct policy *p, const bylaw_request *request, struct evaluation *v,
                         struct error *e);
/* Prepare, run, and leave everything for reporting. End with evaluation_end in any case. */
bool evaluation_run(bylaw *b, const bylaw_request *request, struct evaluation *v, struct outcome *out,
                    struct error *e);
/* Prepare only: decision, readings, times and facts, which stay valid until evaluation_end. */
bool evaluation_read(struct policy *p, const bylaw_request *request, json_t *facts, struct evaluation *v,
                     struct error *e);
/* The same with the facts already read as JSON. */
bool evaluation_run_json(struct policy *p, const bylaw_request *request, json_t *facts, struct evaluation *v,
                         struct outcome *out, struct error *e);
/* The same for facts that are values already; the day of deciding is the last of a month, or the day. All borrowed until evaluation_end. */
bool evaluation_run_facts(struct policy *p, int decision, struct value when, const struct value *facts,
                          json_t *rulings, struct evaluation *v, struct outcome *out, struct error *e);
/* Prepare the same only: whatever is asked then is asked of these facts. */
bool evaluation_facts(struct policy *p, int decision, struct value when, const struct value *facts,
                      struct evaluation *v, struct error *e);
void evaluation_end(struct evaluation *v);
/* The month or day that a request is about, as its decision wants it. */
bool request_when(const struct decision *d, const bylaw_request *q, struct value *when, struct error *e);
/* Put the readings "name=option,…" in force until evaluation_end; what was before stands in v->chosen. */
bool request_readings(struct evaluation *v, const char *text, struct error *e);

/* --- scenarios and stories (scenario.c, story.c) -------------------------------------------- */

/* The scenarios and stories of a file, as stdlib/scenario.lua gives them. NULL with `e` filled. */
json_t *scenarios_read(const bylaw_config *config, const char *path, struct error *e);
/* Beside BYLAW_TEST_…: stories are not proved by paying again and recomputing, which holds whatever the policy says. */
enum { TEST_UNPROVED = 256 };

/* Run one for policy `p`; its results are added to `results`. `mode`: BYLAW_TEST_…, TEST_… */
void scenario_run(const bylaw_config *config, struct policy *p, unsigned mode, json_t *scenario,
                  json_t **results);
/* Add what was found by other means than an expectation (`decision` may be ""): it has failed. `got` NULL: no memory. */
void scenario_failed(json_t **results, json_t *scenario, const char *decision, const char *got);

/* Decide once more in each of two fresh Lua states, and compare: outcome, reasons, parameters, all that is told. `*differs` is NULL
** when all is the same, else what differs; the caller frees it. False: no memory. */
bool decide_twice(const bylaw_config *config, struct policy *p, const bylaw_request *request, json_t *facts,
                  char **differs);
/* The same of two policies. */
bool decide_same(struct policy *a, struct policy *b, const bylaw_request *request, json_t *facts,
                 char **differs);
/* The story, and again from the beginning: it must come out the same. */
void story_twice(const bylaw_config *config, struct policy *p, json_t *story, json_t **results);
/* Run one story (as stdlib/scenario.lua gives it) for policy `p`; its results are added to `results`. */
void story_run(const bylaw_config *config, const struct policy *p, unsigned mode, json_t *story,
               json_t **results);

/* --- reports ------------------------------------------------------------------------------- */

json_t *outcome_json(struct evaluation *v, const struct outcome *out);
json_t *value_json(struct script *s, struct value v);
json_t *row_json(struct script *s, const struct row *r);
json_t *outcome_value_json(struct evaluation *v, const struct outcome *out);
void outcome_explain(struct evaluation *v, const struct outcome *out, bool whole, struct buf *text);
json_t *fact_json(const struct model *m, const struct fact *f);
void fact_value_text(struct script *s, const struct fact *f, struct value v, struct buf *out, bool people);

/* --- the store (records.c) ------------------------------------------------------------------ */

/* A store is open; else ERR_USAGE. */
bool store_ready(bylaw *b, struct error *e);
/* The policy with this id or, when exactly one loaded policy declares it, with this subject. */
struct policy *policy_of_subject(bylaw *b, const char *name, struct error *e);
/* Let the open store work with the facts of `p` (store_use). Inside a transaction its tables are made when they are not there. */
bool policy_store(bylaw *b, struct policy *p, struct error *e);
/* Before a policy goes: the store no longer works with its facts. */
void policy_unstore(bylaw *b, const struct policy *p);
/* The day of an act, "2025-06-30"; its reason must be there. */
bool act_read(const bylaw_act *act, int64_t *on, struct error *e);

/* --- files and errors ---------------------------------------------------------------------- */

enum { MOST_FILE = 8 << 20 };
/* The whole of a file; NULL with `e` filled. Caller frees. */
char *file_read(const char *path, size_t *length, struct error *e);
/* Errors about a file; false. file_unopened tells why from errno. */
bool file_error(struct error *e, const char *path, const char *what, const char *hint);
bool file_unopened(struct error *e, const char *path);
bylaw_status give_error(const struct error *e, bylaw_error *out);
bool status_json(json_t *json, char **out, struct error *e);

#endif
