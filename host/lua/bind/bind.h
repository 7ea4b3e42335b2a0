/* What the bindings share. */
#ifndef BYLAW_LUA_BIND_H
#define BYLAW_LUA_BIND_H

#include <lauxlib.h>

#include "host/lua/arguments.h"
#include "host/lua/script.h"
#include "host/value/timeline.h"

/* Make functions known to every policy. */
void bind_globals(lua_State *L, const luaL_Reg *functions);
/* A method with no further arguments: apply `op` to self. */
int self_op(lua_State *L, enum op op);
/* Self and one argument. */
int self_op_with(lua_State *L, enum op op);
/* The document's month-end rule as a constant value. */
struct value month_end_rule(lua_State *L);
/* A constant COUNT. */
struct value count_constant(lua_State *L, long long n);
/* A condition made by at_least, before, ...; NULL when it is something else. */
const struct row_condition *test_at(lua_State *L, int index);
/* The value itself, not its comparison, is about to decide what Lua does: a trace cannot tell that,
** unless it is a constant. */
void trace_plain(lua_State *L, struct value v);
/* What is about to be raised when `a` is less than `b`, and is not: a trace must ask. */
void trace_not_less(lua_State *L, struct value a, struct value b);
/* Raise for a key of the table at `index` that is not among `known` (NULL-terminated). */
void check_options(lua_State *L, int index, const char *what, const char *const *known);
/* Push a short text (512 bytes) and let go of the buffer first: pushing may raise, and nobody would
** free it then. Returns 1. */
int push_text(lua_State *L, struct buf *text);
/* The value made from a literal of the policy, checked: raises with `what` and a hint when
** poisoned. */
int push_literal(lua_State *L, struct value v, const char *what, const char *hint);

#endif
