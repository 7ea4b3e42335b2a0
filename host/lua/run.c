/* Evaluating a name with unknown facts: every unknown guard is followed both ways. */
#include "host/lua/run.h"

#include <string.h>

#include "host/value/timeline.h"

enum { MOST_MONTHS = 400 };

static bool number_rows(struct run *r, const struct model *m, struct arena *fixed) {
  int rows = 0;
  r->row_base = arena_array(fixed, (size_t)m->parameter_count + 1, sizeof *r->row_base);
  for (int i = 0; r->row_base && i < m->parameter_count; i++) {
    r->row_base[i] = rows;
    rows += m->parameters[i].row_count;
  }
  if (r->row_base) r->row_base[m->parameter_count] = rows;
  r->row_used = arena_array(fixed, (size_t)rows + 1, 1);
  return r->row_base && r->row_used;
}

bool run_prepare(struct run *r, struct script *s, struct arena *fixed) {
  const struct model *m = &s->model;
  r->script = s;
  r->facts = arena_array(fixed, (size_t)m->fact_count + 1, sizeof *r->facts);
  r->fact_used = arena_array(fixed, (size_t)m->fact_count + 1, 1);
  for (int i = 0; i < m->decision_count; i++)
    if (m->decisions[i].given_count > r->given_most) r->given_most = m->decisions[i].given_count;
  r->given_used = arena_array(fixed, (size_t)r->given_most + 1, 1);
  r->parameter_used = arena_array(fixed, (size_t)m->parameter_count + 1, 1);
  r->reading_used = arena_array(fixed, (size_t)m->reading_count + 1, 1);
  r->term_used = arena_array(fixed, (size_t)m->term_count + 1, 1);
  r->parameter_row = arena_array(fixed, (size_t)m->parameter_count + 1, sizeof *r->parameter_row);
  r->months = arena_array(fixed, MOST_MONTHS, sizeof *r->months);
  r->known_on = DAY_LAST;
  r->given_decision = -1;
  return number_rows(r, m, fixed) && r->facts && r->fact_used && r->given_used && r->parameter_used &&
         r->reading_used && r->term_used && r->parameter_row && r->months;
}

/* Values of the runs before are stale from here on. */
static void take_script(struct run *r) {
  struct script *s = r->script;
  s->run = r;
  s->generation++;
  if (s->generation == 0) s->generation = 1;
}

void run_hold(struct run *r) {
  if (!r->holds) r->script->holders++;
  r->holds = true;
}

void run_let_go(struct run *r) {
  if (!r->holds) return;
  r->holds = false;
  if (--r->script->holders == 0) expr_tidy(&r->script->exprs);
}

bool run_begin(struct run *r, struct script *s) {
  bool ok = run_prepare(r, s, &r->arena);
  run_hold(r);
  take_script(r);
  return ok;
}

void run_restart(struct run *r) {
  const struct model *m = &r->script->model;
  arena_reset(&r->arena);
  memset(r->fact_used, 0, (size_t)m->fact_count);
  memset(r->given_used, 0, (size_t)r->given_most);
  memset(r->parameter_used, 0, (size_t)m->parameter_count);
  memset(r->reading_used, 0, (size_t)m->reading_count);
  memset(r->term_used, 0, (size_t)m->term_count);
  memset(r->parameter_row, 0, (size_t)m->parameter_count * sizeof *r->parameter_row);
  memset(r->row_used, 0, (size_t)r->row_base[m->parameter_count]);
  r->choice_count = r->choice_at = r->nesting = r->month_count = 0;
  r->gave_up = false;
  r->asked = (struct value){0};
  r->law = (struct law_day){{0}, {0}};
  take_script(r);
}

void run_pause(struct run *r) {
  if (r->script && r->script->run == r) r->script->run = NULL;
}

void run_end(struct run *r) {
  run_pause(r);
  run_let_go(r);
  arena_free(&r->arena);
}

struct cached *run_add_month(struct run *r, int terms, struct value when) {
  if (r->month_count == MOST_MONTHS) return NULL;
  struct cached *fresh = arena_array(&r->arena, (size_t)terms + 1, sizeof *fresh);
  if (!fresh) return NULL;
  r->months[r->month_count++] = (struct month_cache){.when = when, .law = r->law, .terms = fresh};
  return fresh;
}

struct law_stay run_law_enter(struct run *r, struct law_day law) {
  struct law_stay stay = {.outer = r->law, .months = r->month_count};
  r->law = law;
  return stay;
}

/* What was computed under the law that is left stays for the next who comes under it, unless the
** table is getting full: a decision that is asked for many months has a law day for each, and those
** months are not many by themselves. */
void run_law_leave(struct run *r, struct law_stay stay) {
  r->law = stay.outer;
  if (r->month_count > MOST_MONTHS / 2) r->month_count = stay.months;
}

struct request {
  struct run *run;
  int name;
  struct value when, result;
};

static int name_body(lua_State *L) {
  struct request *q = lua_touserdata(L, 1);
  q->result = law_value(L, q->name, q->when);
  return 0;
}

static bool same_value(struct value a, struct value b) {
  if (a.kind != b.kind || a.state != b.state) return false;
  if (a.state == STATE_ABSENT) return true;
  if (a.state != STATE_KNOWN) return a.expr == b.expr;
  struct value same = value_compare(CMP_EQ, a, b);
  return same.state == STATE_KNOWN && same.u.i;
}

/* Go on to the next path: the last choice that was only tried one way is turned. False when all are
** done. */
static bool next_path(struct run *r) {
  while (r->choice_count > 0 && r->choices[r->choice_count - 1].last)
    r->choice_count--;
  if (r->choice_count == 0) return false;
  struct choice *c = &r->choices[r->choice_count - 1];
  c->taken = false;
  c->last = true;
  return true;
}

/* Where a time comes from; of a constant the constant, so that two months are never one
** expression. */
static uint32_t time_expr(struct run *r, struct value time) {
  if (time.expr || time.kind == KIND_NONE) return time.expr;
  return expr_constant(&r->script->exprs, time);
}

struct value run_unknown(struct run *r, int name, struct value when, struct value unknown) {
  uint32_t ids[EXPR_ARGS] = {(uint32_t)name, time_expr(r, when), unknown.expr, time_expr(r, r->law.on)};
  unknown.expr = expr_make(&r->script->exprs, EXPR_TERM, 0, ids);
  return unknown;
}

/* What the paths come to: `like` is on one of them, and so of their kind; they lie between two
** bounds where every path has some. */
struct paths {
  struct value first, like;
  bool any, differ, bounded;
  int64_t from, to;
};

static void add_path(struct paths *p, struct value v) {
  int64_t from, to;
  if (p->any && !same_value(p->first, v)) p->differ = true;
  if (!p->any) p->first = v;
  if (p->like.kind == KIND_NONE) p->like = v; /* a bare `absent` is of no kind */
  bool bounds = value_bounds(v, &from, &to) && v.kind == p->like.kind;
  p->bounded = bounds && (!p->any || p->bounded);
  if (p->bounded) {
    p->from = p->any && p->from < from ? p->from : from;
    p->to = p->any && p->to > to ? p->to : to;
  }
  p->any = true;
}

static struct value unknown_result(struct run *r, int name, struct value when, const struct paths *p) {
  enum kind kind = (enum kind)p->like.kind;
  struct value v = {.expr = r->asked.expr};
  int64_t year = run_schedule_year(r, v);
  v = year && p->bounded ? value_between(kind, p->from, p->to, year)
      : year             ? value_unscheduled(kind, year)
                         : value_unknown(kind);
  v.domain = p->like.domain;
  v.expr = r->asked.expr;
  return run_unknown(r, name, when, v);
}

/* After an error: what was underway inside is no longer, and may be asked again. What is underway
** outside still is. */
static void end_busy(struct run *r, int nesting) {
  for (int i = 0; i < r->month_count; i++)
    for (int t = 0; t < r->script->model.term_count; t++) {
      struct cached *c = &r->months[i].terms[t];
      if (c->state == CACHE_BUSY && c->nesting >= nesting) c->state = CACHE_EMPTY;
    }
}

/* Follow every path. An error on a path that rests on a guess is not an error of the policy: the
** guess may be impossible. */
static bool follow_paths(struct run *r, struct request *q, struct paths *p, struct error *e) {
  bool failed = false;
  int nesting = r->nesting, attempt = 0;
  do {
    if (r->path && attempt)
      path_add(r->path, (struct path_event){.kind = PATH_RETRY, .row = attempt, .end = PATH_NONE});
    attempt++;
    uint32_t mark = r->path ? r->path->count : 0;
    if (!script_call(r->script, name_body, q, e)) {
      r->nesting = nesting;
      if (r->path) path_fail(r->path, mark);
      end_busy(r, nesting);
      if (r->choice_count == 0 || e->kind == ERR_LIMIT || e->kind == ERR_MEMORY) return false;
      failed = p->differ = true;
      continue;
    }
    add_path(p, q->result);
  } while (!r->gave_up && next_path(r));
  p->bounded = p->bounded && !failed && !r->gave_up;
  return true;
}

bool run_name(struct run *r, int name, struct value when, struct value *out, struct error *e) {
  struct choice saved[RUN_CHOICES];
  int saved_count = r->choice_count, saved_at = r->choice_at, saved_nesting = r->nesting;
  struct value saved_asked = r->asked;
  memcpy(saved, r->choices, sizeof saved);
  r->choice_count = 0;
  r->nesting = saved_nesting;
  r->asked = (struct value){0};
  r->gave_up = false;
  struct request q = {.run = r, .name = name, .when = when};
  struct paths paths = {0};
  bool ok = follow_paths(r, &q, &paths, e);
  if (ok) *out = paths.differ || r->gave_up ? unknown_result(r, name, when, &paths) : paths.first;
  memcpy(r->choices, saved, sizeof saved);
  r->choice_count = saved_count;
  r->choice_at = saved_at;
  r->nesting = saved_nesting;
  r->asked = saved_asked;
  return ok;
}

struct recording {
  struct run *run;
  int term;
  struct value when, result;
};

static int record_body(lua_State *L) {
  struct recording *q = lua_touserdata(L, 1);
  q->result = term_call(L, q->term, q->when);
  return 0;
}

bool run_record(struct run *r, int term, struct value when, struct trace *t, struct value *out,
                struct error *e) {
  static const uint32_t none[EXPR_ARGS] = {0};
  struct trace *outer = r->trace;
  struct path *path = r->path;
  struct recording q = {.run = r, .term = term, .when = when};
  int nesting = r->nesting;
  q.when.expr = expr_make(&r->script->exprs, EXPR_WHEN, 0, none);
  bool ok = true;
  trace_start(t);
  r->trace = t;
  r->path = NULL;
  if (outer)
    q.result = term_call(r->script->L, term, q.when); /* within a call: an error passes by here */
  else
    ok = script_call(r->script, record_body, &q, e);
  r->trace = outer;
  r->path = path;
  r->nesting = nesting;
  *out = q.result;
  return ok;
}

struct value run_declared(const struct fact *f, struct value v) {
  if (v.state != STATE_UNKNOWN) return v;
  if (f->form == FORM_TIMELINE) return value_unknown_timeline(f->kind, f->domain);
  v.domain = f->domain;
  return v;
}

bool fact_has_unknown(const struct value *v) {
  if (v->state != STATE_KNOWN) return v->state == STATE_UNKNOWN;
  if (v->kind == KIND_TIMELINE) {
    const struct timeline *t = v->u.timeline;
    for (int i = 0; i < t->count; i++)
      if (t->spells[i].value.state == STATE_UNKNOWN) return true;
    return t->known_from != DAY_MIN;
  }
  const struct list *l = v->u.list;
  for (int i = 0; v->kind == KIND_LIST && i < l->rows * l->fields; i++)
    if (l->cells[i].state == STATE_UNKNOWN) return true;
  return false;
}

struct leaves {
  struct run *run;
  bool *facts, *given;
};

static void note_leaf(void *ud, enum expr_kind kind, uint32_t index) {
  struct leaves *l = ud;
  if (kind == EXPR_FACT && fact_has_unknown(&l->run->facts[index])) l->facts[index] = true;
  if (kind == EXPR_GIVEN && l->run->given && fact_has_unknown(&l->run->given[index])) l->given[index] = true;
}

struct awaited {
  const struct run *run;
  bool facts;
  int64_t year;
};

static void note_awaited(void *ud, enum expr_kind kind, uint32_t index) {
  struct awaited *a = ud;
  const struct run *r = a->run;
  if (kind == EXPR_FACT && fact_has_unknown(&r->facts[index])) a->facts = true;
  if (kind == EXPR_GIVEN && r->given && fact_has_unknown(&r->given[index])) a->facts = true;
  if (kind == EXPR_SCHEDULE && (a->year == 0 || index < a->year)) a->year = index;
}

int64_t run_schedule_year(struct run *r, struct value v) {
  struct awaited a = {.run = r, .year = value_schedule_year(v)};
  expr_leaves(&r->script->exprs, v.expr, note_awaited, &a);
  return a.facts ? 0 : a.year;
}

void run_unknowns(struct run *r, struct value v, bool *facts, bool *given) {
  struct leaves l = {r, facts, given};
  expr_leaves(&r->script->exprs, v.expr, note_leaf, &l);
}
