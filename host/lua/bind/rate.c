/* rate: exact fractions. */
#include "host/lua/bind/bind.h"

static int make_percent(lua_State *L) {
  arguments(L, "percent", "a");
  if (lua_type(L, 1) == LUA_TNUMBER && !lua_isinteger(L, 1))
    script_raise(L, ERR_RULE, "percent 不接受浮点数；写成文字，例如 percent \"0.5\"");
  if (lua_type(L, 1) != LUA_TNUMBER && lua_type(L, 1) != LUA_TSTRING)
    script_raise(L, ERR_RULE, "percent 需要文字或整数，得到%s", value_type_name(L, 1));
  lua_tostring(L, 1); /* an integer becomes its text in place */
  const char *text = argument_text(L, 1, "百分数");
  lua_pushfstring(L, "percent \"%s\" 不是百分数", text);
  return push_literal(L, percent_parse(text), lua_tostring(L, -1), "例如 percent \"0.5\"");
}

/* ratio(2, 3) of integers; of two counts, amounts or rates from facts likewise. */
static int make_ratio(lua_State *L) {
  argument_count(L, 2, 2);
  if (lua_isinteger(L, 1) && lua_isinteger(L, 2))
    return push_literal(L, value_ratio(lua_tointeger(L, 1), lua_tointeger(L, 2)), "ratio", "分母不能是 0");
  return self_op_with(L, OP_RATIO);
}

static const luaL_Reg functions[] = {{"percent", make_percent}, {"ratio", make_ratio}, {NULL, NULL}};

int bind_rate(lua_State *L) {
  bind_globals(L, functions);
  return 0;
}
