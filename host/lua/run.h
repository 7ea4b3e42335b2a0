/* One evaluation: facts, inputs, month, day of deciding; what was read; what was asked. */
#ifndef BYLAW_LUA_RUN_H
#define BYLAW_LUA_RUN_H

#include "host/lua/script.h"

#define RUN_CHOICES 10 /* unknown guards followed on one path */
#define RUN_GUARDS 512 /* guards recorded a run */

struct guard_record {
  uint8_t cmp;
  bool outcome;
  uint32_t a, b;
};

/* A guard that hangs on an unknown fact: both ways are followed, one after the other. */
struct choice {
  uint8_t cmp;
  bool taken, last;
  uint32_t a, b;
};

enum cache_state { CACHE_EMPTY = 0, CACHE_BUSY, CACHE_DONE };
struct cached {
  enum cache_state state;
  struct value value;
};

struct month_cache {
  struct value when;
  struct cached *terms;
  struct cached *conditions;
};

struct run {
  struct script *script;
  struct value *facts; /* fact_count */
  struct value *given; /* the inputs of `given_decision` */
  int given_decision;
  struct value when; /* month or date of the whole decision */
  struct value decided_on;
  struct value law_on; /* the day whose law decides instead of `when`; kind NONE when there is none */
  int64_t known_on;    /* law issued after this day is not known; DAY_LAST: all is */
  bool *fact_used, *given_used, *parameter_used, *reading_used, *term_used;
  const struct row **parameter_row; /* the row used last */
  struct guard_record guards[RUN_GUARDS];
  int guard_count, guard_capacity;
  struct choice choices[RUN_CHOICES];
  int choice_count;
  int choice_at;      /* unknown guards met so far */
  bool gave_up;       /* more unknown guards than can be followed */
  struct value asked; /* expr: union of the unknown guards met since the condition began */
  int nesting;
  struct month_cache *months;
  int month_count;
  struct arena arena; /* lives as long as the run */
  /* A decision asked for by name from a term: its value; refused is absent; else an error. */
  bool (*decide)(struct run *r, int decision, struct value when, struct value *out, struct error *e);
};

/* A run over the policy of `s`; false when there is no memory. The caller fills facts, given, when, decided_on. */
bool run_begin(struct run *r, struct script *s);
void run_end(struct run *r);
struct cached *run_add_month(struct run *r, int terms, struct value when);

/* The value of a name for a condition or an outcome, all ways of unknown guards followed. An unknown value carries in
** `expr` what it hangs on. False fills `e`. */
bool run_name(struct run *r, int name, struct value when, struct value *out, struct error *e);
/* The facts and inputs that are unknown and that `v` hangs on. */
void run_unknowns(struct run *r, struct value v, bool *facts, bool *given);

/* Whether a timeline or list has unknown parts. */
bool fact_has_unknown(const struct value *v);

/* The month or day whose law holds for `when`. */
struct value run_law_time(const struct run *r, struct value when);
/* The day that stands for a month or day in dated law: the first of a month. */
int64_t law_day(struct value when);

const struct row *parameter_row(struct script *s, int index, struct value when);
bool parameter_value(struct script *s, int index, struct value when, struct value *out, struct error *e);
struct value term_value(lua_State *L, int term, struct value when);
/* The value of a name as `law.NAME` gives it, within a call. */
struct value law_value(lua_State *L, int name, struct value when);
void law_push(lua_State *L, struct value when);

#endif
