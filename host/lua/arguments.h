/* What a function that a policy can reach may be given: how many arguments, each of which type.
**
** Lua hands a C function whatever the caller wrote, and its plain functions (lua_rawgeti,
** lua_touserdata ...) believe what they are told: a text read as a table is a pointer that the
** policy has forged. So each function says what it takes, and no function reads an argument before
** that is checked.
*/
#ifndef BYLAW_LUA_ARGUMENTS_H
#define BYLAW_LUA_ARGUMENTS_H

#include <lua.h>

/* Raise unless the arguments are what `spec` says, one letter each:
**   s text or number   i integer   n number   t table   f function   p nil, truth, number or text
**   a anything
** After '|' an argument may be left out or nil; a '*' at the end allows any number of the last
** letter (0 or more). */
void arguments(lua_State *L, const char *name, const char *spec);
/* Only how many. */
void argument_count(lua_State *L, int least, int most);
/* The text at `index`; raises for anything else, and for a text with a NUL in it: in C it would end
** there, so that what is checked would not be what is kept. */
const char *argument_text(lua_State *L, int index, const char *what);
/* The memory of a userdata whose metatable is the one that the registry holds under the address
** `class`; NULL for anything else. */
void *userdata_of(lua_State *L, int index, const void *class);

#endif
