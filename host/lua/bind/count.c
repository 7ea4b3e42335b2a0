/* count: integers that come from facts. Their operators are those that all kinds share. */
#include <string.h>

#include "host/lua/bind/bind.h"

/* count(3): a literal as a count, where a policy wants the kind and not a Lua integer. */
static int make_count(lua_State *L) {
  arguments(L, "count", "a");
  if (!lua_isinteger(L, 1)) script_raise(L, ERR_RULE, "count 需要整数，得到%s", value_type_name(L, 1));
  opaque_push(L, value_of(KIND_COUNT, lua_tointeger(L, 1)));
  return 1;
}

static int ratio_to(lua_State *L) {
  return self_op_with(L, OP_RATIO);
}

/* n:over(m, { round = "down" }): the whole quotient. There is no default: whether an office counts
** a part as nothing or as one more is a rule of the document. */
static int over(lua_State *L) {
  static const char *const options[] = {"round", NULL};
  argument_count(L, 2, 3);
  const char *mode = NULL;
  if (lua_istable(L, 3)) {
    check_options(L, 3, "舍入", options);
    lua_getfield(L, 3, "round");
    if (lua_type(L, -1) == LUA_TSTRING) mode = argument_text(L, -1, "舍入的选项");
    lua_pop(L, 1); /* the table keeps it */
  }
  bool down = mode && strcmp(mode, "down") == 0;
  if (!down && !(mode && strcmp(mode, "up") == 0))
    script_raise(L, ERR_RULE,
                 "整数相除必须写明余数怎么办：:over(n, { round = \"down\" }) 舍去，"
                 "{ round = \"up\" } 进一；要分数用 :ratio_to(n)");
  struct value args[2] = {value_at(L, 1), value_at(L, 2)};
  return push_op(L, down ? OP_QUOTIENT_DOWN : OP_QUOTIENT_UP, args);
}

static int remainder_of(lua_State *L) {
  return self_op_with(L, OP_REMAINDER);
}

static const luaL_Reg functions[] = {{"count", make_count}, {NULL, NULL}};
static const luaL_Reg methods[] = {
    {"ratio_to", ratio_to}, {"over", over}, {"remainder", remainder_of}, {NULL, NULL}};

int bind_count(lua_State *L) {
  opaque_class(L, KIND_COUNT, methods, NULL);
  bind_globals(L, functions);
  return 0;
}
