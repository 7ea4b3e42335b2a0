/* What law.c, law_subject.c and law_table.c share: the objects that a term holds are userdata which
** answer by name only, and only in the run that made them. */
#ifndef BYLAW_LUA_LAW_PRIVATE_H
#define BYLAW_LUA_LAW_PRIVATE_H

#include "host/lua/run.h"

/* A metatable under the address `key` in the registry: `index` answers, nothing can be written. */
void law_class(lua_State *L, const char *key, lua_CFunction index);
/* The run that `generation` belongs to; raises when it is over. */
struct run *law_run(lua_State *L, uint32_t generation);
/* Push the value of a parameter in the law of `when`; raises where it has none. */
void law_push_parameter(lua_State *L, int parameter, struct value when);

/* Userdata of `class` at 1; raises, saying `what` is needed, where it is something else. */
void *law_userdata(lua_State *L, const char *class, const char *what);
/* What the name at 2 stands for in the table `ref` of the registry; false: nothing. */
bool law_lookup(lua_State *L, int ref, int *index);
/* Raise: `what` has no such name as that at 2; the nearest of the table `ref` is told. */
int law_unknown(lua_State *L, const char *what, int ref);
/* The value of a fact, noted as asked for. */
struct value law_fact(lua_State *L, struct run *r, int fact);
/* Push a value as a term gets it: a truth is tested, unless it is to be handed out as it was
** told. */
void law_push_value(lua_State *L, struct value v, bool as_told);

/* The subject at 1, if it is one, hands out the next truth as it was told. */
void subject_told(lua_State *L);
void subject_open(lua_State *L);

/* Push table `table` of the law of `when`: what `law.TABLE` gives. */
void law_table_push(lua_State *L, int table, struct value when);
void law_table_open(lua_State *L);

#endif
