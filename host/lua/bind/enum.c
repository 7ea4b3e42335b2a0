/* enum, text and truth: values that only compare. */
#include "host/lua/bind/bind.h"

/* value:is("member", ...): whether it is one of the members named. */
static int is(lua_State *L) {
  struct value v = value_at(L, 1);
  int n = lua_gettop(L);
  if (n < 2) script_raise(L, ERR_RULE, "is 至少需要一个选项");
  bool found = false;
  for (int i = 2; i <= n && !found; i++)
    found = guard(L, CMP_EQ, v, value_like(L, i, v), false);
  lua_pushboolean(L, found);
  return 1;
}

static const luaL_Reg methods[] = {{"is", is}, {NULL, NULL}};

int bind_enum(lua_State *L) {
  opaque_class(L, KIND_ENUM, methods, NULL);
  opaque_class(L, KIND_TEXT, methods, NULL);
  return 0;
}
