/* Tables of a scenario file as JSON. */
#include "host/lua/to_json.h"

#include <lauxlib.h>

#include "host/lua/script.h"

enum { DEEPEST = 20 };

static json_t *convert(lua_State *L, int index, int depth);

/* Raise after letting go of what is half made. */
static void refuse(lua_State *L, json_t *half, const char *what) {
  json_decref(half);
  script_raise(L, ERR_INPUT, "场景里不能写%s", what);
}

static json_t *array(lua_State *L, int index, int depth) {
  json_t *made = json_array();
  lua_Integer n = (lua_Integer)lua_rawlen(L, index);
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, index, i);
    json_array_append_new(made, convert(L, lua_gettop(L), depth + 1));
    lua_pop(L, 1);
  }
  return made;
}

static bool has_flag(lua_State *L, int index, const char *key) {
  lua_pushstring(L, key);
  lua_rawget(L, index);
  bool yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return yes;
}

/* Integer keys of a table that also has names go under "1", "2": expectations are written so. */
static json_t *object(lua_State *L, int index, int depth) {
  json_t *made = json_object();
  lua_pushnil(L);
  while (lua_next(L, index)) {
    char number[24];
    const char *key = NULL;
    if (lua_type(L, -2) == LUA_TSTRING) key = lua_tostring(L, -2);
    if (lua_isinteger(L, -2)) {
      snprintf(number, sizeof number, "%lld", (long long)lua_tointeger(L, -2));
      key = number;
    }
    if (!key) refuse(L, made, "这样的键");
    json_object_set_new(made, key, convert(L, lua_gettop(L), depth + 1));
    lua_pop(L, 1);
  }
  return made;
}

static json_t *table(lua_State *L, int index, int depth) {
  if (depth > DEEPEST) refuse(L, NULL, "这么深的表");
  luaL_checkstack(L, 8, "json");
  if (has_flag(L, index, "#absent")) return json_null();
  if (has_flag(L, index, "#unknown")) return json_pack("{s:b}", "unknown", 1);
  lua_Integer n = (lua_Integer)lua_rawlen(L, index), keys = 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    keys++;
  }
  return n == keys ? array(L, index, depth) : object(L, index, depth);
}

static json_t *opaque_json(lua_State *L, const struct value *v) {
  struct buf text = {0};
  value_text_out(script_of(L), &text, *v, false);
  json_t *made = json_string(buf_text(&text) ? buf_text(&text) : "");
  buf_free(&text);
  return made;
}

static json_t *convert(lua_State *L, int index, int depth) {
  const struct value *v = opaque_test(L, index);
  if (v) return opaque_json(L, v);
  switch (lua_type(L, index)) {
  case LUA_TTABLE: return table(L, index, depth);
  case LUA_TSTRING: return json_string(lua_tostring(L, index));
  case LUA_TBOOLEAN: return json_boolean(lua_toboolean(L, index));
  case LUA_TNUMBER:
    if (lua_isinteger(L, index)) return json_integer(lua_tointeger(L, index));
    break;
  default: break;
  }
  refuse(L, NULL, value_type_name(L, index));
  return NULL;
}

json_t *to_json(lua_State *L, int index) {
  return convert(L, lua_absindex(L, index), 0);
}
