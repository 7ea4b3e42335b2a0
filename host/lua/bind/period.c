/* period: from one day to another, both included. */
#include "host/lua/bind/bind.h"

static int make_period(lua_State *L) {
  return self_op_with(L, OP_PERIOD);
}

static int contains(lua_State *L) {
  argument_count(L, 2, 2);
  struct value args[2] = {value_at(L, 1), value_at(L, 2)};
  push_op(L, OP_CONTAINS, args);
  lua_pushboolean(L, guard_truth(L, value_at(L, -1)));
  return 1;
}

static int months(lua_State *L) {
  return self_op(L, OP_PERIOD_MONTHS);
}

static int days(lua_State *L) {
  return self_op(L, OP_PERIOD_DAYS);
}

static int first(lua_State *L) {
  return self_op(L, OP_PERIOD_FROM);
}

static int last(lua_State *L) {
  return self_op(L, OP_PERIOD_TO);
}

static const luaL_Reg functions[] = {{"period", make_period}, {NULL, NULL}};
static const luaL_Reg methods[] = {{"contains", contains}, {"months", months}, {"days", days},
                                   {"first", first},       {"last", last},     {NULL, NULL}};

int bind_period(lua_State *L) {
  opaque_class(L, KIND_PERIOD, methods, NULL);
  bind_globals(L, functions);
  return 0;
}
