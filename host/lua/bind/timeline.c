/* timeline: a fact with its history. */
#include "host/lua/bind/bind.h"

static int at(lua_State *L) {
  return self_op_with(L, OP_AT);
}

static int present(lua_State *L) {
  self_op_with(L, OP_AT);
  struct value v = value_at(L, -1);
  lua_pushboolean(L, guard(L, CMP_PRESENT, v, v, false));
  return 1;
}

static int since(lua_State *L) {
  return self_op_with(L, OP_SINCE);
}

static int present_since(lua_State *L) {
  return self_op_with(L, OP_PRESENT_SINCE);
}

static int changes(lua_State *L) {
  return self_op_with(L, OP_CHANGES);
}

static int next_change(lua_State *L) {
  return self_op_with(L, OP_NEXT_CHANGE);
}

static int absent_from(lua_State *L) {
  return self_op_with(L, OP_ABSENT_FROM);
}

static const luaL_Reg methods[] = {{"at", at},
                                   {"present", present},
                                   {"since", since},
                                   {"present_since", present_since},
                                   {"changes", changes},
                                   {"next_change", next_change},
                                   {"absent_from", absent_from},
                                   {NULL, NULL}};

int bind_timeline(lua_State *L) {
  opaque_class(L, KIND_TIMELINE, methods, NULL);
  return 0;
}
