/* Opaque values in Lua: userdata that carry a `struct value`. */
#include <lauxlib.h>
#include <string.h>

#include "host/base/names.h"
#include "host/lua/arguments.h"
#include "host/lua/run.h"

/* One metatable a kind, in the registry under the address of its entry here; entry 0 marks all of
** them. */
static const char CLASS_KEYS[KIND_COUNT_OF_KINDS] = {0};

static void push_class(lua_State *L, int kind) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &CLASS_KEYS[kind]);
}

static bool is_opaque(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return false;
  bool yes = lua_rawgetp(L, -1, CLASS_KEYS) == LUA_TBOOLEAN;
  lua_pop(L, 2);
  return yes;
}

const struct value *opaque_test(lua_State *L, int index) {
  if (!is_opaque(L, index)) return NULL;
  const struct opaque *o = lua_touserdata(L, index);
  struct script *s = script_of(L);
  if (o->generation != 0 && o->generation != s->generation)
    script_raise(L, ERR_RULE, "这个%s来自上一次计算，不能留到现在使用", value_type_name(L, index));
  return &o->value;
}

void opaque_push(lua_State *L, struct value v) {
  struct script *s = script_of(L);
  struct opaque *o = lua_newuserdatauv(L, sizeof *o, v.kind == KIND_LIST);
  o->value = v;
  o->generation = s->run ? s->generation : 0;
  push_class(L, v.kind);
  lua_setmetatable(L, -2);
}

static bool has_nul(lua_State *L, int index) {
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  return memchr(text, '\0', length) != NULL;
}

const char *value_type_name(lua_State *L, int index) {
  if (is_opaque(L, index)) {
    const struct opaque *o = lua_touserdata(L, index);
    const char *label = kind_label((enum kind)o->value.kind);
    return lua_pushfstring(L, "%s(%s)", label, kind_name((enum kind)o->value.kind));
  }
  switch (lua_type(L, index)) {
  case LUA_TNONE:
  case LUA_TNIL: return "空值(nil)";
  case LUA_TBOOLEAN: return "真假(boolean)";
  case LUA_TNUMBER: return lua_isinteger(L, index) ? "整数(integer)" : "浮点数(float)";
  case LUA_TSTRING: return has_nul(L, index) ? "含有空字符（编号 0）的文字" : "文字(string)";
  case LUA_TTABLE: return "表(table)";
  case LUA_TFUNCTION: return "函数(function)";
  default: return "对象";
  }
}

static struct value constant(lua_State *L, struct value v) {
  struct script *s = script_of(L);
  if (v.kind == KIND_TEXT && v.state == STATE_KNOWN) script_charge(L, (long long)(strlen(v.u.text) / 64));
  uint32_t id = expr_constant(&s->exprs, v);
  if (!id && s->exprs.starved) script_raise(L, ERR_MEMORY, "内存不足");
  if (!id) script_raise(L, ERR_LIMIT, "规则中的常量太多");
  v = *expr_constant_of(&s->exprs, id); /* its text outlives Lua's string */
  v.expr = id;
  return v;
}

struct value value_at(lua_State *L, int index) {
  const struct value *v = opaque_test(L, index);
  if (v) return v->expr ? *v : constant(L, *v);
  switch (lua_type(L, index)) {
  case LUA_TNUMBER:
    if (!lua_isinteger(L, index))
      script_raise(L, ERR_RULE, "浮点数不精确，不能参与运算；用整数、yuan \"30.50\" 或 percent \"0.5\"");
    return constant(L, value_of(KIND_COUNT, lua_tointeger(L, index)));
  case LUA_TBOOLEAN: return constant(L, value_of(KIND_TRUTH, lua_toboolean(L, index)));
  case LUA_TSTRING: return constant(L, value_text(argument_text(L, index, "文字")));
  default: script_raise(L, ERR_RULE, "这里需要一个值，得到%s", value_type_name(L, index));
  }
}

const struct domain *domain_of(struct script *s, uint16_t domain) {
  return domain >= 1 && domain <= s->model.domain_count ? &s->model.domains[domain - 1] : NULL;
}

int domain_member(const struct domain *d, const char *text) {
  for (int i = 0; d && i < d->count; i++)
    if (strcmp(d->members[i].name, text) == 0 || strcmp(d->members[i].label, text) == 0 ||
        (*d->members[i].code && strcmp(d->members[i].code, text) == 0))
      return i;
  return -1;
}

static void suggest_member(struct error *e, const struct domain *d, const char *text) {
  const char *names[64];
  int n = 0;
  for (int i = 0; i < d->count && n < 63; i++)
    names[n++] = d->members[i].name;
  names[n] = NULL;
  hint_names(e, text, names, d->count, "可用的选项：");
}

struct value value_like(lua_State *L, int index, struct value other) {
  const struct domain *d = other.kind == KIND_ENUM ? domain_of(script_of(L), other.domain) : NULL;
  if (!d || lua_type(L, index) != LUA_TSTRING) return value_at(L, index);
  const char *text = argument_text(L, index, "选项");
  int member = domain_member(d, text);
  if (member >= 0) return constant(L, value_enum(other.domain, member));
  struct error e;
  error_set(&e, ERR_RULE, "‘%s’ 不是 %s 的选项", text, d->name);
  suggest_member(&e, d, text);
  script_raise_error(L, &e);
}

static bool is_misuse(struct value v) {
  if (v.state != STATE_POISONED) return false;
  return v.u.poison.code == VERR_KIND || v.u.poison.code == VERR_DOMAIN || v.u.poison.code == VERR_ORDERLESS;
}

static int raise_poison(lua_State *L, struct value v) {
  struct buf text = {0};
  struct error e;
  poison_explain(&text, v);
  error_set(&e, ERR_RULE, "%s", quote(&text));
  error_quotes(&e, &text);
  buf_free(&text); /* what is raised does not come back */
  script_raise_error(L, &e);
}

static bool any_poisoned(const struct value *args, int n) {
  for (int i = 0; i < n; i++)
    if (args[i].state == STATE_POISONED) return true;
  return false;
}

/* What is gone through in C: the spells of a timeline, day after day of the calendar. */
static void charge_op(lua_State *L, enum op op, const struct value *args) {
  enum { STEPS_A_DAY = 4 };
  const struct calendar *c = &script_of(L)->calendar;
  if (args[0].kind == KIND_TIMELINE && args[0].state == STATE_KNOWN) {
    /* most ops find one of them; this one asks each what it is */
    int spells = args[0].u.timeline->count;
    script_charge(L, op == OP_PRESENT_SINCE ? spells : spells / 8);
  }
  if (op != OP_ADD_WORKDAYS || args[1].kind != KIND_COUNT || args[1].state != STATE_KNOWN) return;
  /* it ends with the calendar, or where there are no more days */
  int64_t days = c->longest_break ? 9999 * 366 : (c->last_year - c->first_year + 1) * 366;
  int64_t n = args[1].u.i;
  if (n > 0) script_charge(L, (n < days ? n : days) * STEPS_A_DAY);
}

int push_op(lua_State *L, enum op op, const struct value *args) {
  struct script *s = script_of(L);
  charge_op(L, op, args);
  struct value v = value_op(&s->env, op, args);
  if (is_misuse(v) && !any_poisoned(args, op_arity(op))) raise_poison(L, v);
  uint32_t ids[EXPR_ARGS] = {0};
  for (int i = 0; i < op_arity(op); i++)
    ids[i] = args[i].expr;
  v.expr = expr_make(&s->exprs, EXPR_OP, (int)op, ids);
  if (!v.expr) script_raise(L, ERR_LIMIT, "规则产生的表达式太多（是否在循环中不断累加？）");
  if (s->run && s->run->trace) trace_made(s->run->trace, v);
  opaque_push(L, v);
  return 1;
}

/* --- guards ----------------------------------------------------------------------------------- */

/* An unknown guard: take the branch that this path is following, or open a new choice. */
static bool choose(lua_State *L, struct run *r, enum compare cmp, struct value a, struct value b) {
  struct script *s = script_of(L);
  for (int i = 0; i < r->settled_count; i++)
    if (r->settled[i].cmp == cmp && r->settled[i].a == a.expr && r->settled[i].b == b.expr)
      return r->settled[i].taken;
  uint32_t ids[EXPR_ARGS] = {a.expr, b.expr};
  uint32_t guard_id = expr_make(&s->exprs, EXPR_GUARD, (int)cmp, ids);
  int64_t year = schedule_year_of((const struct value[]){a, b}, 2);
  if (year) { /* no fact would answer it */
    uint32_t leaf[EXPR_ARGS] = {(uint32_t)year};
    uint32_t waits[EXPR_ARGS] = {guard_id, expr_make(&s->exprs, EXPR_SCHEDULE, 0, leaf)};
    guard_id = expr_make(&s->exprs, EXPR_UNION, 0, waits);
  }
  uint32_t both[EXPR_ARGS] = {r->asked.expr, guard_id};
  if (r->asked.expr != guard_id) r->asked.expr = expr_make(&s->exprs, EXPR_UNION, 0, both);
  r->asked.state = STATE_UNKNOWN;
  for (int i = 0; i < r->choice_count; i++)
    if (r->choices[i].cmp == cmp && r->choices[i].a == a.expr && r->choices[i].b == b.expr)
      return r->choices[i].taken;
  if (r->choice_count == RUN_CHOICES) {
    r->gave_up = true;
    return false;
  }
  r->choices[r->choice_count++] = (struct choice){(uint8_t)cmp, true, false, a.expr, b.expr};
  return true;
}

static void tell_guard(struct run *r, enum compare cmp, struct value a, struct value b, bool outcome,
                       bool guessed) {
  path_add(r->path, (struct path_event){.kind = PATH_GUARD,
                                        .cmp = (uint8_t)cmp,
                                        .outcome = outcome,
                                        .guessed = guessed,
                                        .end = PATH_NONE,
                                        .a = a,
                                        .b = b});
}

bool guard(lua_State *L, enum compare cmp, struct value a, struct value b, bool negate) {
  struct script *s = script_of(L);
  /* a <= b is not b < a: one guard for both */
  if (cmp == CMP_LE) return guard(L, CMP_LT, b, a, !negate);
  struct value r = value_compare(cmp, a, b);
  if (r.state == STATE_POISONED) raise_poison(L, r);
  struct trace *trace = s->run ? s->run->trace : NULL;
  if (trace && r.state == STATE_KNOWN) trace_compare(trace, cmp, a.expr, b.expr, r.u.i != 0);
  if (r.state == STATE_KNOWN) {
    if (s->run && s->run->path) tell_guard(s->run, cmp, a, b, r.u.i != 0, false);
    return (r.u.i != 0) != negate;
  }
  if (trace)
    script_raise(L, ERR_RULE, "未知的值不能记录"); /* nobody sees it: every way is followed elsewhere */
  if (!s->run) script_raise(L, ERR_RULE, "这里不能使用未知的值");
  s->run->choice_at++;
  bool way = choose(L, s->run, cmp, a, b);
  if (s->run->path) tell_guard(s->run, cmp, a, b, way, true);
  return way != negate;
}

bool guard_truth(lua_State *L, struct value v) {
  return guard(L, CMP_EQ, v, constant(L, value_of(KIND_TRUTH, 1)), false);
}

/* --- what all kinds share --------------------------------------------------------------------- */

static int meta_eq(lua_State *L) {
  struct value a = value_at(L, 1), b = value_at(L, 2);
  lua_pushboolean(L, guard(L, CMP_EQ, a, b, false));
  return 1;
}

static int compare_with(lua_State *L, enum compare cmp) {
  const struct value *left = opaque_test(L, 1), *right = opaque_test(L, 2);
  struct value a = right ? value_like(L, 1, *right) : value_at(L, 1);
  struct value b = left ? value_like(L, 2, *left) : value_at(L, 2);
  lua_pushboolean(L, guard(L, cmp, a, b, false));
  return 1;
}

static int meta_lt(lua_State *L) {
  return compare_with(L, CMP_LT);
}

static int meta_le(lua_State *L) {
  return compare_with(L, CMP_LE);
}

static int meta_concat(lua_State *L) {
  int opaque = opaque_test(L, 1) ? 1 : 2;
  script_raise(L, ERR_RULE, "%s不能拼接成文字", value_type_name(L, opaque));
}

static int meta_len(lua_State *L) {
  script_raise(L, ERR_RULE, "%s没有长度（#）", value_type_name(L, 1));
}

static int meta_call(lua_State *L) {
  script_raise(L, ERR_RULE, "%s不是函数", value_type_name(L, 1));
}

static int meta_newindex(lua_State *L) {
  script_raise(L, ERR_RULE, "%s不能修改", value_type_name(L, 1));
}

static int binary(lua_State *L, enum op op) {
  struct value args[2] = {value_at(L, 1), value_at(L, 2)};
  return push_op(L, op, args);
}

static int meta_add(lua_State *L) {
  return binary(L, OP_ADD);
}

static int meta_sub(lua_State *L) {
  return binary(L, OP_SUB);
}

static int meta_mul(lua_State *L) {
  return binary(L, OP_MUL);
}

static int meta_unm(lua_State *L) {
  struct value v = value_at(L, 1);
  return push_op(L, OP_NEG, &v);
}

static int meta_other(lua_State *L) {
  script_raise(L, ERR_RULE, "%s没有这种运算；除法用 :over(n)，乘比率用 :times(rate)",
               value_type_name(L, opaque_test(L, 1) ? 1 : 2));
}

void hint_member(lua_State *L, const char *name, struct error *e) {
  const char *names[64];
  int n = 0;
  lua_pushnil(L);
  while (lua_next(L, lua_upvalueindex(1)) && n < 63) {
    names[n++] = lua_tostring(L, -2);
    lua_pop(L, 1);
  }
  names[n] = NULL;
  hint_nearest(e, name, names);
}

/* Reading a method that does not exist. Upvalue 1: the methods. */
static int meta_index(lua_State *L) {
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
  struct error e;
  error_set(&e, ERR_RULE, "%s没有 ‘%s’", value_type_name(L, 1), name);
  hint_member(L, name, &e);
  script_place_token(L, name, &e);
  script_raise_error(L, &e);
}

static const luaL_Reg SHARED[] = {{"__eq", meta_eq},
                                  {"__lt", meta_lt},
                                  {"__le", meta_le},
                                  {"__concat", meta_concat},
                                  {"__len", meta_len},
                                  {"__call", meta_call},
                                  {"__add", meta_add},
                                  {"__sub", meta_sub},
                                  {"__mul", meta_mul},
                                  {"__unm", meta_unm},
                                  {"__div", meta_other},
                                  {"__mod", meta_other},
                                  {"__idiv", meta_other},
                                  {"__pow", meta_other},
                                  {"__newindex", meta_newindex},
                                  {NULL, NULL}};

void opaque_class(lua_State *L, enum kind k, const luaL_Reg *methods, const luaL_Reg *operators) {
  push_class(L, k);
  lua_newtable(L);
  if (methods) luaL_setfuncs(L, methods, 0);
  lua_pushcclosure(L, meta_index, 1);
  lua_setfield(L, -2, "__index");
  if (operators) luaL_setfuncs(L, operators, 0);
  lua_pop(L, 1);
}

void opaque_open(lua_State *L) {
  for (int k = 0; k < KIND_COUNT_OF_KINDS; k++) {
    lua_newtable(L);
    luaL_setfuncs(L, SHARED, 0);
    lua_pushboolean(L, 1);
    lua_rawsetp(L, -2, CLASS_KEYS);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &CLASS_KEYS[k]);
    opaque_class(L, (enum kind)k, NULL, NULL);
  }
}

void value_text_out(struct script *s, struct buf *out, struct value v, bool people) {
  const struct domain *d = v.kind == KIND_ENUM && v.state == STATE_KNOWN ? domain_of(s, v.domain) : NULL;
  if (d && v.u.i >= 0 && v.u.i < d->count)
    buf_puts(out, people ? d->members[v.u.i].label : d->members[v.u.i].name);
  else if (v.kind == KIND_TEXT && v.state == STATE_KNOWN)
    buf_puts(out, v.u.text);
  else if (people)
    value_print(out, v);
  else
    value_write(out, v);
}
