/* Room decide: one decision for one set of facts, from JSON to an outcome with its reasons.
**
** The problem: a decision has to be explained to the person whom it is about, and every fast way of
** reaching it has to be measured against something that is plainly right. So this is the reference:
** terms run in Lua each time, conditions are combined by one function of their answers (combine.c),
** and what gave the outcome is told with its articles. The judge must give the same, always, and is
** tested against it.
** Not taken: one way that is fast and explains. What speed needs (columns, numbers, nothing said)
** is what an explanation cannot do without.
** What always holds: no state is left behind; a request's readings, rulings and days end with it.
**
** This header: one request while it is decided: what is asked, the run in Lua, the answer. */
#ifndef BYLAW_ENGINE_EVALUATION_H
#define BYLAW_ENGINE_EVALUATION_H

#include "host/base/json_out.h"
#include "host/engine/decide/outcome.h"
#include "host/engine/policy/policy.h"
#include "host/lua/run.h"

/* The evaluation of one request: a run and what the engine keeps beside it. */
struct evaluation {
  struct run run;
  struct policy *policy;
  int decision;
  json_t *rulings; /* borrowed */
  int *chosen;     /* readings as they were before this request */
  int depth;       /* of decisions in decisions */
};

/* Tell everything that the evaluation will ask in `p`, which is emptied first and must outlive it;
** to be called before evaluation_run and its kin. Expressions in it are those of the policy's
** script; texts, timelines and lists of its values are good until evaluation_end. */
void evaluation_path(struct evaluation *v, struct path *p);
/* For tests and rules: an event begins, or the one at `begun` ends. Nothing when no path is
** kept. */
uint32_t tell_begin(struct evaluation *v, enum path_kind kind, int name, int row, struct value when);
void tell_end(struct evaluation *v, uint32_t begun, struct path_event event);

bool decide(struct evaluation *v, int decision, struct value when, struct outcome *out, struct error *e);

/* The decision as a term may ask for it: its value; refused is absent; unknown carries what it
** hangs on. */
bool decide_for_term(struct run *r, int decision, struct value when, struct value *out, struct error *e);
/* Whether a recorded ruling decides; fills `out` then. All rulings are read and checked; of
** several for one decision and time the last counts. */
bool ruling_decides(struct evaluation *v, int decision, struct value when, struct outcome *out, bool *ruled,
                    struct error *e);
/* Whether this ruling can be recorded for a person with these facts: well formed, not more than
** can be given, its justification there when it begins. */
bool ruling_possible(struct policy *p, json_t *ruling, const struct value *facts, struct error *e);
/* The most that a decision can come to for a person: the largest fixed amount of its rules, or what
** its rulings declare where that is more; absent where nobody can say. */
bool decision_most(struct policy *p, int decision, struct value when, const struct value *facts,
                   struct value *most, struct error *e);

/* What a request asks, without its facts: decision, month or day, day of deciding, law known, and
** its readings, which are in force in the policy until evaluation_end (in any case). */
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
/* The same for facts that are values already; the day of deciding is the last of a month, or the
** day. All borrowed until evaluation_end. */
bool evaluation_run_facts(struct policy *p, int decision, struct value when, const struct value *facts,
                          json_t *rulings, struct evaluation *v, struct outcome *out, struct error *e);
/* Prepare the same only: whatever is asked then is asked of these facts. */
bool evaluation_facts(struct policy *p, int decision, struct value when, const struct value *facts,
                      struct evaluation *v, struct error *e);
/* Where memory ran out on the way, some reason, expression or step is missing, though the outcome
** stands: false then, once. */
bool evaluation_whole(struct evaluation *v, struct error *e);
void evaluation_end(struct evaluation *v);
/* The month or day that a request is about, as its decision wants it. */
/* The text of a buffer, which is freed, as long as the run; "" where there is no memory for it,
** which evaluation_run tells. */
const char *words_keep(struct evaluation *v, struct buf *text);
/* The articles of the cells of tables that the terms of a condition read at `when`, which has been
** tested, joined by 、; `own` where they read none. It lives as long as the run. */
const char *condition_cite(struct evaluation *v, const struct condition *c, struct value when,
                           const char *own);
/* The article of the cell that a term read at `when`; its own where it read none. */
const char *term_cite(struct evaluation *v, int term, struct value when);
/* The last day of the year `year` of a decision by year. */
struct value decision_year_end(const struct decision *d, int year);
/* What `d` is asked about where `at` (a month or day) is meant: that month or day, the last day of
** its year. */
struct value decision_when(const struct decision *d, struct value at);
/* The next month, day or year after `when`. */
struct value decision_when_after(const struct decision *d, struct value when);
bool request_when(const struct decision *d, const bylaw_request *q, struct value *when, struct error *e);
/* Put the readings "name=option,…" in force until evaluation_end; what was before stands in
** v->chosen. */
bool request_readings(struct evaluation *v, const char *text, struct error *e);

#endif
