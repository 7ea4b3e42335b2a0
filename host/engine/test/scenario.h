/* Room test: scenarios and stories, what they reach (coverage), what they would not notice
** (mutants), and whether deciding is pure.
**
** The problem: policy staff must be able to test a text without programming, and to know what their
** tests leave out. So a scenario is a sentence with facts and expected outcomes, a story a person
** over time with money; both run through the same verbs as anybody's requests. What no scenario
** reached, or would not notice if it were changed by the smallest step, is listed with its line and
** article.
** Not taken: expectations written by the program. `--accept` changes values in their places, after
** they were listed, and nothing else.
** What always holds: a test that cannot be run has failed.
**
** This header: the forms of expectations, their words, results. */
#ifndef BYLAW_ENGINE_SCENARIO_H
#define BYLAW_ENGINE_SCENARIO_H

#include "host/base/json_out.h"
#include "host/engine/policy/policy.h"

/* --- running (scenario.c, story.c, purity.c) -------------------------------------------------- */

/* The scenarios and stories of a file, as stdlib/scenario.lua gives them. NULL with `e` filled. */
json_t *scenarios_read(const bylaw_config *config, const char *path, struct error *e);
/* Beside BYLAW_TEST_…: stories are not proved by paying again and recomputing, which holds whatever
** the policy says. */
enum { TEST_UNPROVED = 256 };

/* Run one for policy `p`; its results are added to `results`. `mode`: BYLAW_TEST_…, TEST_… */
void scenario_run(const bylaw_config *config, struct policy *p, unsigned mode, json_t *scenario,
                  json_t **results);
/* Add what was found by other means than an expectation (`decision` may be ""): it has failed.
** `got` NULL: no memory. */
void scenario_failed(json_t **results, json_t *scenario, const char *decision, const char *got);

/* Decide once more in each of two fresh Lua states, and compare: outcome, reasons, parameters, all
** that is told. `*differs` is NULL when all is the same, else what differs; the caller frees it.
** False: no memory. */
bool purity_check(const bylaw_config *config, struct policy *p, const bylaw_request *request, json_t *facts,
                  char **differs);
/* The same of two policies. */
bool decide_same(struct policy *a, struct policy *b, const bylaw_request *request, json_t *facts,
                 char **differs);
/* The story, and again from the beginning: it must come out the same. */
void story_twice(const bylaw_config *config, struct policy *p, json_t *story, json_t **results);
/* Run one story (as stdlib/scenario.lua gives it) for policy `p`; its results are added to
** `results`. */
void story_run(const bylaw_config *config, const struct policy *p, unsigned mode, json_t *story,
               json_t **results);

/* --- forms (form.c) --------------------------------------------------------------------------- */

/* An expectation that means something: no empty text or list that every outcome would meet, amounts
** as texts. False fills `e`. */
bool expectation_form(const struct decision *d, const json_t *expected, struct error *e);
/* The same for what a step of a story expects of its payment. */
bool payment_form(const json_t *given, struct error *e);

/* --- words (words.c) -------------------------------------------------------------------------- */

/* What a result is about, for officials: the label of a decision, or what a step of a story does
** ("expect": 发放结果). `m` may be NULL. */
const char *result_label(const struct model *m, const char *decision);
/* An expected or actual outcome, JSON text, as officials read it: labels, no names and code words.
** What is no JSON (an error) stays as it is. NULL: out of memory; the caller frees it. */
char *result_words(const struct model *m, const char *decision, const char *text);

/* --- results (result.c) ----------------------------------------------------------------------- */

/* One result of a scenario or story. Texts and JSON are borrowed; NULL is left out or empty, but
** for `got`: there was no memory for it. */
struct scenario_result {
  const json_t *title_of; /* the scenario: title, file, line */
  const char *title;      /* another title; NULL: that of the scenario */
  const json_t *line;     /* another line */
  const struct model *model;
  const char *decision, *got;
  const char *outcome; /* "value", "refused", …, "error"; NULL: it could not be asked */
  const json_t *expected, *articles, *warns, *message; /* message: of an error, without its hint */
  int step;                                            /* of a story, from 1; 0: none */
  bool ok;
  double milliseconds; /* below 0: not measured */
};

/* Memory ran out: there are no results, now and for good. A result would say something of the
** scenario. */
void results_starve(json_t **results);
/* Add it to the results. */
void result_add(json_t **results, const struct scenario_result *r);
/* Milliseconds since `*since` (0: nothing to measure, -1), which becomes now. */
double result_time(double *since);
/* Now, for result_time; 0 where `mode` asks for no times. */
double result_clock(unsigned mode);

/* --- files (file.c) --------------------------------------------------------------------------- */

/* The scenarios of a text; NULL with `e` filled. */
json_t *scenarios_of(const bylaw_config *config, const struct policy_text *file, struct error *e);
/* Run one with its policy; its results are added to `results`. */
void scenario_run_with(bylaw *b, json_t *scenario, json_t **results);
/* Whether `which` are places among `total` scenarios, ascending. */
bool scenario_choice(const int *which, int count, size_t total, struct error *e);

/* A scenario in the text of its file. Titles are unique there, so the title finds it. */
struct scenario_site {
  const char *title;
  const struct node *call; /* scenario "…" { … } */
};
struct scenario_sites {
  struct scenario_site *list;
  int count, room;
  bool starved;
};

/* The scenarios that stand in a text with a literal title. The caller frees `list`. False: no
** memory. */
bool scenario_sites(const struct syntax *s, struct scenario_sites *sites);
/* The one with this title; NULL: none, or several. */
const struct node *scenario_site(const struct scenario_sites *sites, const char *title);
/* An error as one text, with what to do and masked; NULL: no memory. The caller frees it. */
char *scenario_error_text(const struct error *e);

/* --- accepting (edit.c, accept.c) ------------------------------------------------------------- */

/* A change of a text: [start, end) becomes `text`. */
struct edit {
  size_t start, end;
  char *text;
  int owner; /* the scenario that it is for */
};
struct edits {
  struct edit *list;
  int count, room;
  bool starved;
};

/* `text` is taken over; NULL or no memory: starved. */
void edits_add(struct edits *edits, size_t start, size_t end, int owner, char *text);
/* Drop those from place `from` on, or those of an owner. */
void edits_cut(struct edits *edits, int from);
void edits_drop(struct edits *edits, int owner);
void edits_free(struct edits *edits);
/* The text with all changes; NULL: no memory. Caller frees. They are sorted by their places. */
char *edits_apply(struct edits *edits, const char *text, size_t length, size_t *made);
/* The lines that differ: [{ line, old, new }]. After edits_apply. */
json_t *edits_hunks(const struct edits *edits, const char *text, size_t length);

/* What an expectation is to become. False fills `e` with why it cannot be rewritten: nothing is
** added then. */
bool rewrite_outcome(const struct syntax *s, const struct node *table, const json_t *result, int owner,
                     struct edits *edits, struct error *e);
bool rewrite_step(const struct syntax *s, const struct node *table, const json_t *result, int owner,
                  struct edits *edits, struct error *e);

#endif
