/* What law.c and law_table.c share: the objects that a term holds are userdata which answer by name
** only, and only in the run that made them. */
#ifndef BYLAW_LUA_LAW_PRIVATE_H
#define BYLAW_LUA_LAW_PRIVATE_H

#include "host/lua/run.h"

/* A metatable under the address `key` in the registry: `index` answers, nothing can be written. */
void law_class(lua_State *L, const char *key, lua_CFunction index);
/* The run that `generation` belongs to; raises when it is over. */
struct run *law_run(lua_State *L, uint32_t generation);
/* Push the value of a parameter in the law of `when`; raises where it has none. */
void law_push_parameter(lua_State *L, int parameter, struct value when);

/* Push table `table` of the law of `when`: what `law.TABLE` gives. */
void law_table_push(lua_State *L, int table, struct value when);
void law_table_open(lua_State *L);

#endif
