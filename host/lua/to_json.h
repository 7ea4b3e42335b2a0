/* Tables of a scenario file as JSON. */
#ifndef BYLAW_LUA_TO_JSON_H
#define BYLAW_LUA_TO_JSON_H

#include <jansson.h>
#include <lua.h>

/* The value at `index` as JSON: tables with only 1..n keys are arrays, values of the host their
** text; `absent` is null, `unknown` is { "unknown": true }. Raises on functions, floats, mixed keys
** and nesting deeper than 20. */
json_t *to_json(lua_State *L, int index);

#endif
