#include "host/lua/arguments.h"

#include <string.h>

#include "host/lua/script.h"

static const char *wanted(char letter) {
  switch (letter) {
  case 's': return "文字";
  case 'i': return "整数";
  case 't': return "表";
  case 'f': return "函数";
  case 'n': return "数字";
  case 'p': return "文字、整数或真假";
  default: return "一个值";
  }
}

static bool is_integer(lua_State *L, int index) {
  int exact = 0;
  if (lua_type(L, index) == LUA_TNUMBER) lua_tointegerx(L, index, &exact);
  return exact != 0;
}

static bool fits(lua_State *L, int index, char letter) {
  int type = lua_type(L, index);
  switch (letter) {
  case 's': return type == LUA_TSTRING || type == LUA_TNUMBER;
  case 'i': return is_integer(L, index);
  case 'n': return type == LUA_TNUMBER;
  case 't': return type == LUA_TTABLE;
  case 'f': return type == LUA_TFUNCTION;
  case 'p': return type == LUA_TNIL || type == LUA_TBOOLEAN || type == LUA_TNUMBER || type == LUA_TSTRING;
  default: return type != LUA_TNONE;
  }
}

static void check_argument(lua_State *L, const char *name, int at, char letter, bool optional) {
  if (optional && lua_isnoneornil(L, at)) return;
  if (fits(L, at, letter)) return;
  if (lua_type(L, at) == LUA_TNONE)
    script_raise(L, ERR_RULE, "%s 缺少第 %d 个参数（%s）", name, at, wanted(letter));
  script_raise(L, ERR_RULE, "%s 的第 %d 个参数应为%s，得到%s", name, at, wanted(letter),
               value_type_name(L, at));
}

void arguments(lua_State *L, const char *name, const char *spec) {
  int given = lua_gettop(L), at = 0;
  bool optional = false;
  char letter = 'a';
  while (*spec && (*spec != '*' || at < given)) {
    if (*spec == '|') {
      optional = true;
      spec++;
      continue;
    }
    if (*spec != '*') letter = *spec++; /* a '*' stays: the last letter again */
    check_argument(L, name, ++at, letter, optional);
  }
  if (given > at) script_raise(L, ERR_RULE, "%s 最多接受 %d 个参数，得到 %d 个", name, at, given);
}

void argument_count(lua_State *L, int least, int most) {
  int given = lua_gettop(L);
  if (given >= least && given <= most) return;
  if (least == most)
    script_raise(L, ERR_RULE, "这里需要 %d 个值（冒号前的算一个），得到 %d 个", least, given);
  script_raise(L, ERR_RULE, "这里需要 %d 至 %d 个值（冒号前的算一个），得到 %d 个", least, most, given);
}

const char *argument_text(lua_State *L, int index, const char *what) {
  if (lua_type(L, index) != LUA_TSTRING)
    script_raise(L, ERR_RULE, "%s应为文字，得到%s", what, value_type_name(L, index));
  size_t length;
  const char *text = lua_tolstring(L, index, &length);
  if (strlen(text) != length) script_raise(L, ERR_RULE, "%s中有空字符（编号 0），不能使用", what);
  return text;
}

void *userdata_of(lua_State *L, int index, const void *class) {
  if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return NULL;
  lua_rawgetp(L, LUA_REGISTRYINDEX, class);
  bool same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same ? lua_touserdata(L, index) : NULL;
}
