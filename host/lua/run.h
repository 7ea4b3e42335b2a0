/* One evaluation: facts, inputs, month, day of deciding; what was read; what was asked. */
#ifndef BYLAW_LUA_RUN_H
#define BYLAW_LUA_RUN_H

#include "host/lua/script.h"
#include "host/trace/path.h"
#include "host/trace/trace.h"

#define RUN_CHOICES 10 /* unknown guards followed on one path */

/* A guard that hangs on an unknown fact: both ways are followed, one after the other. */
struct choice {
  uint8_t cmp;
  bool taken, last;
  uint32_t a, b;
};

enum cache_state { CACHE_EMPTY = 0, CACHE_BUSY, CACHE_DONE };
struct cached {
  enum cache_state state;
  int nesting;      /* of the run when it became busy */
  uint32_t entered; /* where the path tells how it was computed */
  int cell;         /* of a table, read last on the way: the parameter + 1; 0: none */
  struct value value;
};

/* Within a decision with law_on, what is asked about `asked` follows the law of `on` (kind NONE:
** there is no such day). Law that is asked for another month or day there follows that one. */
struct law_day {
  struct value asked, on;
};

struct month_cache {
  struct value when;
  /* under which the terms were computed: under another they may come to something else */
  struct law_day law;
  struct cached *terms;
  struct cached *conditions;
};

struct run {
  struct script *script;
  struct value *facts;            /* fact_count */
  struct value *given;            /* the inputs of `given_decision` */
  int given_decision, given_most; /* the most inputs that a decision has */
  struct value when;              /* month or date of the whole decision */
  struct value decided_on;
  struct law_day law; /* of the innermost decision with law_on that is being decided */
  int64_t known_on;   /* law issued after this day is not known; DAY_LAST: all is */
  bool *fact_used, *given_used, *parameter_used, *reading_used, *term_used;
  const struct row **parameter_row; /* the row used last */
  /* every row used, those of a parameter from row_base[parameter] on */
  bool *row_used;
  int *row_base;
  /* guards on something unknown that are answered once for all conditions */
  const struct choice *settled;
  int settled_count;
  struct choice choices[RUN_CHOICES];
  int choice_count;
  int choice_at;      /* unknown guards met so far */
  bool gave_up;       /* more unknown guards than can be followed */
  struct value asked; /* expr: union of the unknown guards met since the condition began */
  int cell;           /* of the term that is being called, as in its cache */
  int nesting;
  bool holds; /* its values carry expressions, which stay until it ends */
  struct month_cache *months;
  int month_count;
  struct arena arena; /* lives as long as the run, or until run_restart */
  /* A decision asked for by name from a term: its value; refused is absent; else an error. */
  bool (*decide)(struct run *r, int decision, struct value when, struct value *out, struct error *e);
  /* While one call of a term is recorded: its trace, and who answers for the terms and decisions
  ** that it asks for. */
  struct trace *trace;
  bool (*answer)(void *ud, int name, struct value when, struct value *out);
  void *answer_ud;
  /* everything that is asked, told in order; NULL: nobody wants to know. Not while a trace is
  ** recorded */
  struct path *path;
};

/* A run over the policy of `s`; false when there is no memory. The caller fills facts, given, when,
** decided_on. */
bool run_begin(struct run *r, struct script *s);
void run_end(struct run *r);
/* A run that is used again and again: what lives as long as it stands in `fixed`. It is no run of
** the script before run_restart, and ends with run_pause, after which another may run. */
bool run_prepare(struct run *r, struct script *s, struct arena *fixed);
void run_restart(struct run *r);
void run_pause(struct run *r);
/* The expressions that are made from here on stay until run_end or run_let_go, whatever other runs
** begin and end meanwhile. run_begin does that by itself. What nobody holds any more is given
** back. */
void run_hold(struct run *r);
void run_let_go(struct run *r);
struct cached *run_add_month(struct run *r, int terms, struct value when);

/* A stay under the law of another day, and back. The decision inside may be asked by a term of one
** outside, whose own day holds again afterwards. */
struct law_stay {
  struct law_day outer;
  int months;
};
struct law_stay run_law_enter(struct run *r, struct law_day law);
void run_law_leave(struct run *r, struct law_stay stay);

/* The value of a name for a condition or an outcome, all ways of unknown guards followed. An
** unknown value carries in `expr` what it hangs on. False fills `e`. */
bool run_name(struct run *r, int name, struct value when, struct value *out, struct error *e);
/* An unknown value of a term or decision, which hangs on `unknown.expr`. It is told apart from what
** else hangs on the same facts: a guard that it decides is another question than the same guard on
** the other value. */
struct value run_unknown(struct run *r, int name, struct value when, struct value unknown);
/* Call one term's function and record what it asks; the terms and decisions that it asks for are
** answered by r->answer. False fills `e`: it failed, met something unknown, or somebody had no
** answer. Within a call an error goes on to the outermost one: what was underway between is
** over. */
bool run_record(struct run *r, int term, struct value when, struct trace *t, struct value *out,
                struct error *e);
/* The facts and inputs that are unknown and that `v` hangs on. */
void run_unknowns(struct run *r, struct value v, bool *facts, bool *given);

/* A fact or input as a run sees it: what is unknown is of the declared kind, whoever made it, so
** that a condition that hangs on it is a question and not an error. */
struct value run_declared(const struct fact *f, struct value v);
/* The year whose holiday schedule alone an unknown value waits for; 0: a fact has to be asked
** for. */
int64_t run_schedule_year(struct run *r, struct value v);
/* Whether a timeline or list has unknown parts. */
bool fact_has_unknown(const struct value *v);

/* The month or day whose law holds for `when`. */
struct value run_law_time(const struct run *r, struct value when);
/* The day that stands for a month or day in dated law: the first of a month. */
int64_t law_day(struct value when);

/* The row in force on `day` of the law known on day `known`; NULL when there is none. */
const struct row *parameter_row_on(const struct parameter *p, int64_t day, int64_t known);
const struct row *parameter_row(struct script *s, int index, struct value when);
/* What a parameter, or whether it has a beginning, comes to by the row in force. False: there is
** none to compute with. */
static inline bool row_value(const struct row *r, bool has_start, struct value *out) {
  if (!r && !has_start) return false;
  *out = has_start ? value_of(KIND_TRUTH, r && r->from != DAY_FIRST) : r->value;
  return true;
}
bool parameter_value(struct script *s, int index, struct value when, struct value *out, struct error *e);
/* The cell of a table that a term read at `when`, the last one if there were several: the place in
** the document that it was measured by. A parameter; -1: none. */
int run_term_cell(const struct run *r, int term, struct value when);
/* Call a term's function, whatever has been computed before. */
struct value term_call(lua_State *L, int term, struct value when);
struct value term_value(lua_State *L, int term, struct value when);
/* The value of a name as `law.NAME` gives it, within a call. */
struct value law_value(lua_State *L, int name, struct value when);
/* What a term gets: `law` for a month or day, and the subject: the number of its kind. */
void law_push(lua_State *L, struct value when, int subject);
void subject_push(lua_State *L, int subject);
/* `__told(x)`: what is read of the subject or of law next is not tested. */
int as_told(lua_State *L);

#endif
