/* count: integers that come from facts. Their operators are those that all kinds share. */
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

static const luaL_Reg functions[] = {{"count", make_count}, {NULL, NULL}};
static const luaL_Reg methods[] = {{"ratio_to", ratio_to}, {NULL, NULL}};

int bind_count(lua_State *L) {
  opaque_class(L, KIND_COUNT, methods, NULL);
  bind_globals(L, functions);
  return 0;
}
