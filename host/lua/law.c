/* What a term sees: `subject.FACT`, `law.NAME`, `law:at(month)`, `law.decided_on`. */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "host/base/names.h"
#include "host/base/utf8.h"
#include "host/lua/arguments.h"
#include "host/lua/bind/bind.h"
#include "host/lua/cover.h"
#include "host/lua/law_private.h"

enum { DEEPEST = 60 };

static const char LAW_KEY = 0;

/* `as_told`: the next truth that is asked for is handed out as it was told, not tested; see
** as_told. */
struct law {
  struct value when;
  int subject; /* whom the term speaks of that holds it */
  uint32_t generation;
  bool as_told;
};

/* `law` and the subject are userdata that a policy has in its hands: it may call their functions
** with anything. */
void *law_userdata(lua_State *L, const char *class, const char *what) {
  void *own = userdata_of(L, 1, class);
  if (!own)
    script_raise(L, ERR_RULE, "这里需要%s，得到%s（调用要用冒号，例如 law:at(月份)）", what,
                 value_type_name(L, 1));
  return own;
}

struct run *law_run(lua_State *L, uint32_t generation) {
  struct script *s = script_of(L);
  if (!s->run || generation != s->generation)
    script_raise(L, ERR_RULE, "law 与事实只能在计算时使用，不能保存到以后");
  return s->run;
}

void law_push(lua_State *L, struct value when, int subject) {
  struct law *law = lua_newuserdatauv(L, sizeof *law, 0);
  *law = (struct law){.when = when, .subject = subject, .generation = script_of(L)->generation};
  lua_rawgetp(L, LUA_REGISTRYINDEX, &LAW_KEY);
  lua_setmetatable(L, -2);
}

/* --- values of names -------------------------------------------------------------------------- */

/* The day on which dated law is resolved: the first of a month, or the day itself. */
int64_t law_day(struct value when) {
  if (when.kind != KIND_MONTH) return when.u.i;
  return value_op(NULL, OP_MONTH_FIRST, &when).u.i;
}

struct value run_law_time(const struct run *r, struct value when) {
  const struct law_day *law = &r->law;
  bool asked_about = law->asked.kind == when.kind && law->asked.u.i == when.u.i;
  return asked_about && law->on.kind != KIND_NONE ? law->on : when;
}

/* The month or day at which a parameter is looked up. */
static struct value parameter_time(const struct run *r, const struct parameter *p, struct value when) {
  return p->on_deciding ? r->decided_on : run_law_time(r, when);
}

const struct row *parameter_row_on(const struct parameter *p, int64_t day, int64_t known) {
  const struct row *found = NULL;
  for (int i = 0; i < p->row_count; i++) {
    const struct row *r = &p->rows[i];
    if (r->from > day || r->to < day || r->issued > known) continue;
    if (!found || r->from >= found->from)
      found = r; /* a later start or, for the same, a later row prevails */
  }
  return found;
}

const struct row *parameter_row(struct script *s, int index, struct value when) {
  const struct parameter *p = &s->model.parameters[index];
  return parameter_row_on(p, law_day(parameter_time(s->run, p, when)), s->run->known_on);
}

/* The last day, up to `most`, on which the value of `day` is still in force. */
static int64_t parameter_until(struct script *s, int index, int64_t day, int64_t most) {
  const struct parameter *p = &s->model.parameters[index];
  const struct row *now = parameter_row_on(p, day, s->run->known_on);
  int64_t until = now->to < most ? now->to : most;
  for (int i = 0; i < p->row_count; i++) {
    const struct row *r = &p->rows[i];
    if (r->from > day && r->from <= until && r->issued <= s->run->known_on) until = r->from - 1;
  }
  return until;
}

static void missing_row(struct script *s, const struct parameter *p, struct value at, struct error *e) {
  struct buf day = {0};
  value_print(&day, at);
  const char *text = quote(&day);
  if (p->open) {
    error_set(e, ERR_OPEN, "%s（%s）在%s没有确定的值", p->label, p->name, text);
    error_hint(e, "%s", p->who);
  } else {
    error_set(e, ERR_RULE, "参数 ‘%s’（%s）在%s没有值", p->name, p->label, text);
    bool hidden = parameter_row_on(p, law_day(at), DAY_LAST) != NULL;
    error_hint(e, hidden ? "该值在所知之日还没有印发" : "在该参数中补一行 { from = \"…\", value = … }");
  }
  error_article(e, s->model.id, p->cite);
  script_point(s, p->line, e);
  error_quotes(e, &day);
  buf_free(&day);
}

static void tell_parameter(struct script *s, int index, const struct row *row, struct value at,
                           struct value v) {
  const struct parameter *p = &s->model.parameters[index];
  path_add(s->run->path, (struct path_event){.kind = PATH_PARAMETER,
                                             .name = index,
                                             .row = row ? (int)(row - p->rows) : -1,
                                             .end = PATH_NONE,
                                             .when = at,
                                             .a = v});
}

/* The value of a parameter in the law of `at`. */
static bool parameter_at(struct script *s, int index, struct value at, struct value *out, struct error *e) {
  const struct parameter *p = &s->model.parameters[index];
  const struct row *row = parameter_row_on(p, law_day(at), s->run->known_on);
  s->run->parameter_used[index] = true;
  cover_mark(s, COVER_PARAMETER, index, COVER_TRUE);
  if (row && s->cover) cover_row(s->cover, index, row);
  if (!row) {
    if (s->run->path) tell_parameter(s, index, NULL, at, value_absent(p->kind));
    missing_row(s, p, at, e);
    return false;
  }
  *out = row->value;
  uint32_t ids[EXPR_ARGS] = {(uint32_t)index, at.expr};
  out->expr = expr_make(&s->exprs, EXPR_PARAMETER, 0, ids);
  if (s->run->trace) trace_used(s->run->trace, out->expr);
  if (s->run->path) tell_parameter(s, index, row, at, *out);
  s->run->parameter_row[index] = row;
  s->run->row_used[s->run->row_base[index] + (row - p->rows)] = true;
  return true;
}

bool parameter_value(struct script *s, int index, struct value when, struct value *out, struct error *e) {
  return parameter_at(s, index, parameter_time(s->run, &s->model.parameters[index], when), out, e);
}

struct value law_fact(lua_State *L, struct run *r, int index) {
  struct script *s = script_of(L);
  struct value v = run_declared(&s->model.facts[index], r->facts[index]);
  uint32_t ids[EXPR_ARGS] = {(uint32_t)index};
  v.expr = expr_make(&s->exprs, EXPR_FACT, 0, ids);
  if (r->trace) trace_made(r->trace, v);
  r->fact_used[index] = true;
  return v;
}

static struct value given_value(lua_State *L, struct run *r, const struct name *n) {
  struct script *s = script_of(L);
  int decision = r->given_decision, index = model_given(&s->model, n, decision);
  if (index < 0)
    script_raise(L, ERR_RULE, "‘%s’ 只是决定 ‘%s’ 的输入", n->text, s->model.decisions[n->decision].name);
  struct value v = run_declared(&s->model.decisions[decision].given[index], r->given[index]);
  uint32_t ids[EXPR_ARGS] = {(uint32_t)index, (uint32_t)decision};
  v.expr = expr_make(&s->exprs, EXPR_GIVEN, 0, ids);
  if (r->trace) trace_made(r->trace, v);
  r->given_used[index] = true;
  return v;
}

static struct value reading_value(struct script *s, int index) {
  const struct reading *r = &s->model.readings[index];
  struct value v = value_enum(r->domain, r->chosen);
  uint32_t ids[EXPR_ARGS] = {(uint32_t)index};
  v.expr = expr_make(&s->exprs, EXPR_READING, 0, ids);
  if (s->run->trace) trace_used(s->run->trace, v.expr);
  s->run->reading_used[index] = true;
  if (s->cover) cover_option(s->cover, index, r->chosen);
  if (s->run->path)
    path_add(s->run->path,
             (struct path_event){.kind = PATH_READING, .name = index, .end = PATH_NONE, .a = v});
  return v;
}

/* --- terms ------------------------------------------------------------------------------------ */

static bool same_time(struct value a, struct value b) {
  return a.u.i == b.u.i && a.kind == b.kind && a.expr == b.expr;
}

static struct cached *cache_of(lua_State *L, struct run *r, int term, struct value when) {
  for (int i = 0; i < r->month_count; i++) {
    const struct month_cache *m = &r->months[i];
    if (same_time(m->when, when) && same_time(m->law.asked, r->law.asked) && same_time(m->law.on, r->law.on))
      return &m->terms[term];
  }
  struct cached *fresh = run_add_month(r, script_of(L)->model.term_count, when);
  if (!fresh) script_raise(L, ERR_LIMIT, "一次计算涉及的月份太多");
  return &fresh[term];
}

/* What a term returned is not what terms return; the value is on top. */
static void wrong_result(lua_State *L, const struct term *t, const char *rule) {
  struct error e;
  error_set(&e, ERR_RULE, "术语 ‘%s’ %s，得到%s", t->name, rule, value_type_name(L, -1));
  error_hint(&e, "比较出真假，或返回金额、日期、整数（count）等值");
  error_article(&e, script_of(L)->model.id, t->cite);
  script_point(script_of(L), t->line, &e);
  script_raise_error(L, &e);
}

/* The result of a term's function, on top of the stack, as a value. */
static struct value term_result(lua_State *L, const struct term *t) {
  if (lua_isnil(L, -1)) {
    struct error e;
    error_set(&e, ERR_RULE, "术语 ‘%s’ 没有返回任何结果", t->name);
    error_hint(&e, "每条路径都要 return true、false 或一个值");
    error_article(&e, script_of(L)->model.id, t->cite);
    script_point(script_of(L), t->line, &e);
    script_raise_error(L, &e);
  }
  if (lua_isboolean(L, -1)) {
    struct value v = value_of(KIND_TRUTH, lua_toboolean(L, -1));
    return v; /* its guards tell where it comes from */
  }
  if (!opaque_test(L, -1)) wrong_result(L, t, "必须返回 true、false 或政策语言的值");
  struct value v = value_at(L, -1);
  if (v.kind == KIND_TIMELINE || v.kind == KIND_LIST) wrong_result(L, t, "不能返回时间线或清单");
  return v;
}

/* The version of a term that is in force. */
static const struct term *term_version(lua_State *L, const struct run *r, int term, struct value when) {
  const struct model *m = &script_of(L)->model;
  int64_t day = law_day(run_law_time(r, when));
  for (int i = term; i >= 0; i = m->terms[i].next_version)
    if (day >= m->terms[i].from && day <= m->terms[i].to) return &m->terms[i];
  script_raise(L, ERR_RULE, "术语 ‘%s’ 在该日期没有效力", m->terms[term].name);
}

struct value term_call(lua_State *L, int term, struct value when) {
  struct script *s = script_of(L);
  struct run *r = s->run;
  const struct term *t = term_version(L, r, term, when);
  r->term_used[t - s->model.terms] = true;
  cover_mark(s, COVER_TERM, (int)(t - s->model.terms), COVER_TRUE);
  if (s->depth + r->nesting > DEEPEST) script_raise(L, ERR_LIMIT, "术语嵌套太深（‘%s’）", t->name);
  luaL_checkstack(L, 8, "terms");
  lua_rawgeti(L, LUA_REGISTRYINDEX, t->function);
  subject_push(L, t->subject);
  opaque_push(L, when);
  law_push(L, when, t->subject);
  r->nesting++;
  lua_call(L, 3, 1);
  r->nesting--;
  struct value v = term_result(L, t);
  lua_pop(L, 1);
  return v;
}

static uint32_t tell_enter(lua_State *L, struct run *r, int term, struct value when) {
  if (!r->path) return PATH_NONE;
  int version = (int)(term_version(L, r, term, when) - script_of(L)->model.terms);
  return path_add(r->path,
                  (struct path_event){.kind = PATH_ENTER, .name = version, .end = PATH_NONE, .when = when});
}

static void tell_again(lua_State *L, struct run *r, int term, struct value when, const struct cached *c) {
  int version = (int)(term_version(L, r, term, when) - script_of(L)->model.terms);
  path_add(r->path, (struct path_event){
                        .kind = PATH_AGAIN, .name = version, .end = c->entered, .when = when, .a = c->value});
}

struct value term_value(lua_State *L, int term, struct value when) {
  struct run *r = script_of(L)->run;
  struct cached *c = cache_of(L, r, term, when);
  if (c->state == CACHE_DONE) {
    if (r->path) tell_again(L, r, term, when, c);
    if (c->cell) r->cell = c->cell;
    return c->value;
  }
  if (c->state == CACHE_BUSY)
    script_raise(L, ERR_RULE, "术语 ‘%s’ 的定义循环引用了自己", script_of(L)->model.terms[term].name);
  c->state = CACHE_BUSY;
  c->nesting = r->nesting;
  int asked = r->choice_at, outer = r->cell;
  r->cell = 0;
  uint32_t entered = tell_enter(L, r, term, when);
  struct value v = term_call(L, term, when);
  if (r->path) path_end(r->path, entered, (struct path_event){.kind = PATH_LEAVE, .when = when, .a = v});
  c = cache_of(L, r, term, when); /* the table may have moved */
  /* a path of choices is not the last word */
  c->state = r->choice_at == asked ? CACHE_DONE : CACHE_EMPTY;
  c->value = v;
  c->entered = entered;
  c->cell = r->cell;
  if (!r->cell) r->cell = outer;
  return v;
}

int run_term_cell(const struct run *r, int term, struct value when) {
  for (int i = 0; i < r->month_count; i++) {
    const struct month_cache *m = &r->months[i];
    if (same_time(m->when, when) && same_time(m->law.asked, r->law.asked) && same_time(m->law.on, r->law.on))
      return m->terms[term].cell - 1;
  }
  return -1;
}

/* --- law and subject -------------------------------------------------------------------------- */

/* The value of a term or decision that a recorded call asks for. Its owner has it from elsewhere;
** nobody sees the error. */
static struct value answered(lua_State *L, struct run *r, int name, struct value when) {
  struct value v;
  if (!r->answer(r->answer_ud, name, when, &v))
    script_raise(L, ERR_RULE, "‘%s’ 没有记录", script_of(L)->model.names[name].text);
  uint32_t ids[EXPR_ARGS] = {(uint32_t)name, when.expr};
  v.expr = expr_make(&script_of(L)->exprs, EXPR_TERM, 0, ids);
  trace_used(r->trace, v.expr);
  trace_made(r->trace, v);
  if (v.kind != KIND_TRUTH) trace_kind(r->trace, v.expr, v);
  return v;
}

struct value law_value(lua_State *L, int name, struct value when) {
  struct script *s = script_of(L);
  const struct name *n = &s->model.names[name];
  struct value v;
  struct error e;
  bool asks = n->kind == NAME_TERM || n->kind == NAME_DECISION, decided;
  int cell = s->run->cell;
  if (s->run->trace && asks) return answered(L, s->run, name, when);
  switch (n->kind) {
  case NAME_TERM: return term_value(L, n->index, when);
  case NAME_PARAMETER:
    if (!parameter_value(s, n->index, when, &v, &e)) script_raise_error(L, &e);
    return v;
  case NAME_READING: return reading_value(s, n->index);
  case NAME_DECISION:
    decided = s->run->decide(s->run, n->index, when, &v, &e);
    s->run->cell = cell; /* its cells are its own reasons, not those of whoever asks it */
    if (!decided) script_raise_error(L, &e);
    return v.state == STATE_UNKNOWN ? run_unknown(s->run, name, when, v) : v;
  case NAME_GIVEN: return given_value(L, s->run, n);
  case NAME_FACT: return law_fact(L, s->run, n->index);
  case NAME_TABLE: break; /* no value: law_index answers */
  }
  return value_absent(KIND_NONE);
}

/* A truth is tested where it is read, so that `if base.flag` is plain Lua: what was left out is
** false there. */
void law_push_value(lua_State *L, struct value v, bool as_told) {
  if (v.kind == KIND_TRUTH && !as_told) {
    if (v.expr || v.state != STATE_KNOWN)
      lua_pushboolean(L, guard_truth(L, v));
    else
      lua_pushboolean(L, v.u.i != 0);
  } else {
    opaque_push(L, v);
  }
}

void law_push_parameter(lua_State *L, int parameter, struct value when) {
  struct value v;
  struct error e;
  if (!parameter_value(script_of(L), parameter, when, &v, &e)) script_raise_error(L, &e);
  if (v.state == STATE_KNOWN) script_of(L)->run->cell = parameter + 1;
  law_push_value(L, v, false);
}

int law_unknown(lua_State *L, const char *what, int ref) {
  const char *names[512];
  int n = 0;
  lua_rawgeti(L, LUA_REGISTRYINDEX, ref);
  lua_pushnil(L);
  while (lua_next(L, -2) && n < 511) {
    names[n++] = lua_tostring(L, -2);
    lua_pop(L, 1);
  }
  names[n] = NULL;
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
  struct error e;
  error_set(&e, ERR_RULE, "%s%s没有 ‘%s’", what, blank_after(what), name);
  hint_nearest(&e, name, names);
  script_raise_error(L, &e);
}

/* __told(x): what stands before the dot in `present(x.name)`. Whether a truth is there cannot be
** asked of what it was tested to be, so the subject and law hand the next one out as it was told.
** The index follows at once: nothing else can come between. */
int as_told(lua_State *L) {
  struct law *law = userdata_of(L, 1, &LAW_KEY);
  if (law) law->as_told = true;
  subject_told(L);
  lua_settop(L, 1);
  return 1;
}

bool law_lookup(lua_State *L, int ref, int *index) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, ref);
  lua_pushvalue(L, 2);
  bool found = lua_rawget(L, -2) == LUA_TNUMBER;
  *index = found ? (int)lua_tointeger(L, -1) : -1;
  lua_pop(L, 2);
  return found;
}

/* law:at(month) */
static int law_at(lua_State *L) {
  argument_count(L, 2, 2);
  const struct law *law = law_userdata(L, &LAW_KEY, "law");
  law_run(L, law->generation);
  struct value when = value_at(L, 2);
  if (when.kind != KIND_MONTH && when.kind != KIND_DATE)
    script_raise(L, ERR_RULE, "law:at 需要月份或日期，得到%s", value_type_name(L, 2));
  if (when.state != STATE_KNOWN)
    script_raise(L, ERR_RULE, "law:at 需要已知的%s", kind_label((enum kind)when.kind));
  struct run *r = script_of(L)->run;
  if (r->trace) trace_compare(r->trace, CMP_PRESENT, when.expr, when.expr, true);
  law_push(L, when, law->subject);
  return 1;
}

static void trace_has_start(lua_State *L, struct run *r, int index, struct value when, bool known) {
  struct script *s = script_of(L);
  const struct parameter *p = &s->model.parameters[index];
  uint32_t ids[EXPR_ARGS] = {(uint32_t)index, parameter_time(r, p, when).expr};
  struct value asked = value_of(KIND_TRUTH, known), yes = value_of(KIND_TRUTH, 1);
  asked.expr = expr_make(&s->exprs, EXPR_HAS_START, 0, ids);
  yes.expr = expr_constant(&s->exprs, yes);
  if (r->path)
    path_add(
        r->path,
        (struct path_event){
            .kind = PATH_GUARD, .cmp = CMP_EQ, .outcome = known, .end = PATH_NONE, .a = asked, .b = yes});
  if (!r->trace) return;
  trace_used(r->trace, asked.expr);
  trace_compare(r->trace, CMP_EQ, asked.expr, yes.expr, known);
}

/* law:has_start("parameter"): whether the value in force has a known beginning. */
static int law_has_start(lua_State *L) {
  argument_count(L, 2, 2);
  const struct law *law = law_userdata(L, &LAW_KEY, "law");
  struct run *r = law_run(L, law->generation);
  struct script *s = script_of(L);
  int name;
  if (!law_lookup(L, s->names_ref, &name)) return law_unknown(L, "law", s->names_ref);
  if (s->model.names[name].kind != NAME_PARAMETER)
    script_raise(L, ERR_RULE, "‘%s’ 不是参数", s->model.names[name].text);
  int index = s->model.names[name].index;
  const struct row *row = parameter_row(s, index, law->when);
  r->parameter_used[index] = true;
  cover_mark(s, COVER_PARAMETER, index, COVER_TRUE);
  if (row && s->cover) cover_row(s->cover, index, row);
  if (row) r->row_used[r->row_base[index] + (row - s->model.parameters[index].rows)] = true;
  bool known = row && row->from != DAY_FIRST;
  if (r->trace || r->path) trace_has_start(L, r, index, law->when, known);
  lua_pushboolean(L, known);
  return 1;
}

/* law:pieces("parameter", period): { { period =, value = }, … }, one for each value in force inside
** a known period. The days of the period are asked for by name: none of them stands for the law day
** of the decision, also not the day asked about. */
static int law_pieces(lua_State *L) {
  argument_count(L, 3, 3);
  const struct law *law = law_userdata(L, &LAW_KEY, "law");
  law_run(L, law->generation);
  struct script *s = script_of(L);
  int name;
  if (!law_lookup(L, s->names_ref, &name)) return law_unknown(L, "law", s->names_ref);
  struct value span = value_at(L, 3);
  if (s->run->trace) trace_spoil(s->run->trace); /* a table as long as the law has changes */
  if (s->model.names[name].kind != NAME_PARAMETER || span.kind != KIND_PERIOD || span.state != STATE_KNOWN)
    script_raise(L, ERR_RULE, "law:pieces 需要参数的名称与已知的期间");
  int index = s->model.names[name].index;
  const struct parameter *p = &s->model.parameters[index];
  lua_newtable(L);
  lua_Integer n = 0;
  for (int64_t from = span.u.span.from, to; from <= span.u.span.to; from = to + 1) {
    script_charge(L, s->model.parameters[s->model.names[name].index].row_count);
    struct value day = value_of(KIND_DATE, from), value;
    struct error e;
    if (!parameter_at(s, index, p->on_deciding ? s->run->decided_on : day, &value, &e))
      script_raise_error(L, &e);
    to = parameter_until(s, index, from, span.u.span.to);
    lua_createtable(L, 0, 2);
    opaque_push(L, value_period(from, to));
    lua_setfield(L, -2, "period");
    opaque_push(L, value);
    lua_setfield(L, -2, "value");
    lua_rawseti(L, -2, ++n);
  }
  return 1;
}

/* law.year_begins: the first day of the year that ends on the day asked about. Years that decisions
** can have end on a day that each of them has, so the month-end rule never speaks. */
static int push_year_begins(lua_State *L, struct value when) {
  if (when.kind != KIND_DATE) script_raise(L, ERR_RULE, "law.year_begins 只用于按年的决定");
  struct value back[3] = {when, count_constant(L, -1), count_constant(L, MONTH_END_CLAMP)};
  push_op(L, OP_ADD_YEARS, back);
  struct value next[2] = {value_at(L, -1), count_constant(L, 1)};
  return push_op(L, OP_ADD, next);
}

/* A term about a unit does not know which of its bases is meant. */
static void check_subject(lua_State *L, const struct name *n, int subject) {
  const struct model *m = &script_of(L)->model;
  if (n->kind != NAME_TERM && n->kind != NAME_DECISION) return;
  int other = n->kind == NAME_TERM ? m->terms[n->index].subject : m->decisions[n->index].subject;
  if (m->subjects[subject].reach >> other & 1) return;
  script_raise(L, ERR_RULE, "‘%s’ 说的是%s，而这里的对象是%s", n->text, m->subjects[other].label,
               m->subjects[subject].label);
}

static int law_index(lua_State *L) {
  struct law *law = law_userdata(L, &LAW_KEY, "law");
  struct run *r = law_run(L, law->generation);
  bool told = law->as_told;
  law->as_told = false;
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
  int name;
  bool found = law_lookup(L, script_of(L)->names_ref, &name);
  const struct name *n = found ? &script_of(L)->model.names[name] : NULL;
  if (n && n->kind == NAME_TABLE) {
    law_table_push(L, n->index, law->when);
    return 1;
  }
  if (n) {
    check_subject(L, n, law->subject);
    law_push_value(L, law_value(L, name, law->when), told);
    return 1;
  }
  if (strcmp(key, "decided_on") == 0) {
    opaque_push(L, r->decided_on);
    return 1;
  }
  if (strcmp(key, "year_begins") == 0) {
    return push_year_begins(L, law->when);
  }
  if (strcmp(key, "at") == 0) {
    lua_pushcfunction(L, law_at);
    return 1;
  }
  if (strcmp(key, "has_start") == 0) {
    lua_pushcfunction(L, law_has_start);
    return 1;
  }
  if (strcmp(key, "pieces") == 0) {
    lua_pushcfunction(L, law_pieces);
    return 1;
  }
  return law_unknown(L, "law", script_of(L)->names_ref);
}

static int refuse_write(lua_State *L) {
  script_raise(L, ERR_RULE, "事实与法律不能修改");
}

void law_class(lua_State *L, const char *key, lua_CFunction index) {
  lua_createtable(L, 0, 3);
  lua_pushcfunction(L, index);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, refuse_write);
  lua_setfield(L, -2, "__newindex");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

int bind_law(lua_State *L) {
  law_class(L, &LAW_KEY, law_index);
  subject_open(L);
  law_table_open(L);
  return 0;
}
