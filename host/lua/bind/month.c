/* month: a calendar month. */
#include "host/lua/bind/bind.h"

static int make_month(lua_State *L) {
  if (lua_type(L, 1) != LUA_TSTRING) script_raise(L, ERR_RULE, "month 需要文字，例如 month \"2025-06\"");
  arguments(L, "month", "s");
  const char *text = argument_text(L, 1, "月份");
  lua_pushfstring(L, "month \"%s\" 不是月份", text);
  return push_literal(L, month_parse(text), lua_tostring(L, -1), "写成 年-月，例如 month \"2025-06\"");
}

static int first(lua_State *L) {
  return self_op(L, OP_MONTH_FIRST);
}

static int last(lua_State *L) {
  return self_op(L, OP_MONTH_LAST);
}

static int day(lua_State *L) {
  return self_op_with(L, OP_MONTH_DAY);
}

static int plus(lua_State *L) {
  return self_op_with(L, OP_ADD);
}

static int year(lua_State *L) {
  return self_op(L, OP_YEAR);
}

static int number(lua_State *L) {
  return self_op(L, OP_MONTH_NUMBER);
}

/* m:plus_years(n): the same month n years later. */
static int plus_years(lua_State *L) {
  argument_count(L, 2, 2);
  struct value args[2] = {value_at(L, 2), count_constant(L, 12)};
  push_op(L, OP_MUL, args);
  struct value sum[2] = {value_at(L, 1), value_at(L, -1)};
  return push_op(L, OP_ADD, sum);
}

/* m:month_of_year(n): month n of the same year. */
static int month_of_year(lua_State *L) {
  argument_count(L, 2, 2);
  struct value m = value_at(L, 1), n = value_at(L, 2);
  if (n.kind == KIND_COUNT && n.state == STATE_KNOWN && (n.u.i < 1 || n.u.i > 12))
    script_raise(L, ERR_RULE, "一年没有第 %lld 个月", (long long)n.u.i);
  trace_not_less(L, n, count_constant(L, 1));
  trace_not_less(L, count_constant(L, 12), n);
  push_op(L, OP_MONTH_NUMBER, &m);
  struct value before[2] = {m, value_at(L, -1)};
  push_op(L, OP_SUB, before);
  struct value sum[2] = {value_at(L, -1), value_at(L, 2)};
  return push_op(L, OP_ADD, sum);
}

static const luaL_Reg functions[] = {{"month", make_month}, {NULL, NULL}};
static const luaL_Reg methods[] = {{"first", first},
                                   {"last", last},
                                   {"day", day},
                                   {"plus", plus},
                                   {"year", year},
                                   {"month_number", number},
                                   {"plus_years", plus_years},
                                   {"month_of_year", month_of_year},
                                   {NULL, NULL}};

int bind_month(lua_State *L) {
  opaque_class(L, KIND_MONTH, methods, NULL);
  bind_globals(L, functions);
  return 0;
}
