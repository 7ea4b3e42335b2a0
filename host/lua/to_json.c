/* Tables of a scenario file as JSON. */
#include "host/lua/to_json.h"

#include <lauxlib.h>
#include <string.h>

#include "host/base/json_out.h"
#include "host/base/utf8.h"
#include "host/lua/script.h"

enum { DEEPEST = 20, MOST_JSON_NODES = 100000 };

/* Nothing raises while JSON is half made: what cannot be written is noted, everything is let go of,
** and the error is raised at the end. */
struct conversion {
  lua_State *L;
  int absent, unknown; /* where the two marks stand on the stack: to push a text may fail */
  long long nodes, bytes, most_nodes, most_bytes; /* what the JSON takes, outside of Lua */
  unsigned tables;
  const char *refused; /* what cannot be written; NULL while all is well */
  bool too_many, starved;
};

/* A node of JSON takes about so much; the tables are made of what stands in Lua, where one that
** stands in many places is one. */
enum { NODE_BYTES = 64 };

/* Note what a node takes. False: it is too much. */
static bool count_node(struct conversion *c, size_t bytes) {
  c->nodes++;
  c->bytes += NODE_BYTES + (long long)bytes;
  c->too_many = c->too_many || c->nodes > c->most_nodes || c->bytes > c->most_bytes;
  return !c->too_many;
}

static json_t *convert(struct conversion *c, int index, int depth);

static json_t *refuse(struct conversion *c, json_t *half, const char *what) {
  json_decref(half);
  if (!c->refused) c->refused = what;
  return NULL;
}

/* `made` unless it is NULL, which only want of memory makes. */
static json_t *had(struct conversion *c, json_t *made) {
  c->starved = c->starved || !made;
  return made;
}

static json_t *array(struct conversion *c, int index, int depth) {
  lua_Integer n = (lua_Integer)lua_rawlen(c->L, index);
  json_t *made = json_array();
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(c->L, index, i);
    json_t *item = convert(c, lua_gettop(c->L), depth + 1);
    lua_pop(c->L, 1);
    if (!item) return refuse(c, made, "这样的清单");
    array_add(&made, item);
  }
  return had(c, made);
}

static bool has_flag(lua_State *L, int index, int mark) {
  lua_pushvalue(L, mark);
  lua_rawget(L, index);
  bool yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return yes;
}

/* NULL when a NUL would end it before its end. */
static const char *whole_text(lua_State *L, int index) {
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  return strlen(text) == length ? text : NULL;
}

/* The key at `index` as text: integer keys of a table that also has names go under "1", "2". */
static const char *key_text(lua_State *L, int index, char number[24]) {
  if (lua_type(L, index) == LUA_TSTRING) return whole_text(L, index);
  if (!lua_isinteger(L, index)) return NULL;
  snprintf(number, 24, "%lld", (long long)lua_tointeger(L, index));
  return number;
}

static json_t *object(struct conversion *c, int index, int depth) {
  lua_State *L = c->L;
  json_t *made = json_object();
  lua_pushnil(L);
  while (lua_next(L, index)) {
    char number[24];
    const char *key = key_text(L, -2, number);
    if (key && !count_node(c, strlen(key))) key = NULL;
    json_t *value = key ? convert(c, lua_gettop(L), depth + 1) : NULL;
    if (!value) return refuse(c, made, "这样的键");
    object_put(&made, key, value);
    lua_pop(L, 1);
  }
  return had(c, made);
}

/* Whether the keys are 1..n and nothing else. */
static bool is_array(lua_State *L, int index) {
  lua_Integer n = (lua_Integer)lua_rawlen(L, index), keys = 0;
  if (n > MOST_JSON_NODES) return true; /* the nodes are counted as they are made */
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pop(L, 1);
    keys++;
  }
  return n == keys;
}

static json_t *table(struct conversion *c, int index, int depth) {
  lua_State *L = c->L;
  if (depth > DEEPEST || !lua_checkstack(L, 8)) return refuse(c, NULL, "这么深的表");
  /* A table that was emptied is as slow to go through as it was large, which nothing tells. */
  if (c->tables++ % 16 == 0 && script_late(script_of(L))) return refuse(c, NULL, "这么多内容");
  if (has_flag(L, index, c->absent)) return json_null();
  if (has_flag(L, index, c->unknown)) return had(c, json_pack("{s:b}", "unknown", 1));
  return is_array(L, index) ? array(c, index, depth) : object(c, index, depth);
}

static json_t *opaque_json(struct conversion *c, const struct value *v) {
  struct buf text = {0};
  value_text_out(script_of(c->L), &text, *v, false);
  return had(c, text_json(&text));
}

static json_t *string(struct conversion *c, const char *text) {
  if (!text) return refuse(c, NULL, "含有空字符（编号 0）的文字");
  if (!count_node(c, strlen(text))) return refuse(c, NULL, "这么多内容");
  if (!utf8_valid(text, strlen(text))) return refuse(c, NULL, "不是 UTF-8 的文字");
  return had(c, json_string(text));
}

static json_t *convert(struct conversion *c, int index, int depth) {
  lua_State *L = c->L;
  const struct value *v = opaque_test(L, index);
  if (!count_node(c, 0)) return refuse(c, NULL, "这么多内容");
  if (v) return opaque_json(c, v);
  switch (lua_type(L, index)) {
  case LUA_TTABLE: return table(c, index, depth);
  case LUA_TSTRING: return string(c, whole_text(L, index));
  case LUA_TBOOLEAN: return json_boolean(lua_toboolean(L, index));
  case LUA_TNUMBER:
    if (lua_isinteger(L, index)) return had(c, json_integer(lua_tointeger(L, index)));
    return refuse(c, NULL, "浮点数(float)");
  case LUA_TFUNCTION: return refuse(c, NULL, "函数(function)");
  default: return refuse(c, NULL, "这样的值");
  }
}

json_t *to_json(lua_State *L, int index) {
  int top = lua_gettop(L);
  index = lua_absindex(L, index);
  luaL_checkstack(L, 8, "scenario");
  lua_pushliteral(L, "#absent");
  lua_pushliteral(L, "#unknown");
  struct script *s = script_of(L);
  struct conversion c = {.L = L, .absent = top + 1, .unknown = top + 2, .most_nodes = MOST_JSON_NODES};
  c.most_bytes = s->limits.memory > s->memory_used ? (long long)(s->limits.memory - s->memory_used) : 0;
  json_t *made = convert(&c, index, 0);
  lua_settop(L, top);
  /* it stays as long as the script, and is let go of by nobody before */
  s->memory_used += (size_t)c.bytes;
  s->instructions_left -= c.nodes + c.bytes / NODE_BYTES;
  if (s->instructions_left <= 0 || s->limited) {
    json_decref(made);
    script_charge(L, 0); /* raises */
  }
  if (!made && c.starved) script_raise(L, ERR_MEMORY, "内存不足");
  if (!made)
    script_raise(L, c.too_many ? ERR_LIMIT : ERR_INPUT, "场景里不能写%s", c.refused ? c.refused : "这样的值");
  return made;
}
