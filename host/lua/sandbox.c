/* What a policy may use of Lua: an allow-list, frozen. Everything left out can read the machine,
** run without end, or depend on something other than its arguments. */
#include <lauxlib.h>
#include <lualib.h>
#include <stdint.h>
#include <string.h>

#include "host/base/names.h"
#include "host/lua/arguments.h"
#include "host/lua/script.h"

enum { MOST_SANDBOX_ITEMS = 1000000, MOST_SANDBOX_BYTES = 1 << 20, BYTES_A_STEP = 64 };

/* Their addresses: the table of safe globals in the registry, and the metatable of loops of
** `pairs`. */
static const char SAFE_KEY = 0, PAIRS_KEY = 0;

static int cap(lua_State *L, lua_Integer n, const char *what) {
  script_charge(L, n);
  if (n > MOST_SANDBOX_ITEMS)
    script_raise(L, ERR_LIMIT, "%s 的数量 %lld 超过上限 %d", what, (long long)n, MOST_SANDBOX_ITEMS);
  return (int)n;
}

static void refuse_opaque(lua_State *L, const char *what) {
  for (int i = 1; i <= lua_gettop(L); i++)
    if (opaque_test(L, i)) script_raise(L, ERR_RULE, "%s 不能用于%s", what, value_type_name(L, i));
}

/* Texts are gone through in C, out of sight of the counter of instructions. */
static void charge_text(lua_State *L, int index) {
  if (lua_type(L, index) == LUA_TSTRING) script_charge(L, (long long)(lua_rawlen(L, index) / BYTES_A_STEP));
}

/* Two texts that are compared: up to the end of the shorter one. */
static void charge_comparison(lua_State *L, int a, int b) {
  if (lua_type(L, a) != LUA_TSTRING || lua_type(L, b) != LUA_TSTRING) return;
  size_t na = lua_rawlen(L, a), nb = lua_rawlen(L, b);
  script_charge(L, (long long)((na < nb ? na : nb) / BYTES_A_STEP));
}

/* --- base ------------------------------------------------------------------------------------- */

static int safe_type(lua_State *L) {
  arguments(L, "type", "a");
  const struct value *v = opaque_test(L, 1);
  lua_pushstring(L, v ? kind_name((enum kind)v->kind) : luaL_typename(L, 1));
  return 1;
}

static int safe_tostring(lua_State *L) {
  arguments(L, "tostring", "a");
  refuse_opaque(L, "tostring");
  if (lua_type(L, 1) > LUA_TSTRING || lua_type(L, 1) == LUA_TLIGHTUSERDATA)
    script_raise(L, ERR_RULE, "tostring 不能用于%s", value_type_name(L, 1));
  luaL_tolstring(L, 1, NULL);
  return 1;
}

static int safe_tonumber(lua_State *L) {
  refuse_opaque(L, "tonumber");
  arguments(L, "tonumber", "a");
  charge_text(L, 1);
  lua_Integer n;
  int is_integer = 0;
  if (lua_type(L, 1) == LUA_TSTRING && lua_stringtonumber(L, lua_tostring(L, 1)) == 0) return 0;
  n = lua_tointegerx(L, -1, &is_integer);
  if (!is_integer) script_raise(L, ERR_RULE, "tonumber 只给出整数");
  lua_pushinteger(L, n);
  return 1;
}

static int safe_error(lua_State *L) {
  arguments(L, "error", "|aa");
  const char *message = lua_type(L, 1) == LUA_TSTRING ? lua_tostring(L, 1) : "（没有说明）";
  script_raise(L, ERR_RULE, "%s", message);
}

static int safe_assert(lua_State *L) {
  arguments(L, "assert", "a|a*");
  if (opaque_test(L, 1)) script_raise(L, ERR_RULE, "assert 需要真假，得到%s", value_type_name(L, 1));
  if (lua_toboolean(L, 1)) return lua_gettop(L);
  script_raise(L, ERR_RULE, "断言不成立：%s", luaL_optstring(L, 2, "（没有说明）"));
}

static int safe_select(lua_State *L) {
  arguments(L, "select", "s|a*");
  int n = lua_gettop(L);
  script_charge(L, n);
  if (lua_type(L, 1) == LUA_TSTRING && strcmp(lua_tostring(L, 1), "#") == 0) {
    lua_pushinteger(L, n - 1);
    return 1;
  }
  lua_Integer i = luaL_checkinteger(L, 1);
  luaL_argcheck(L, i >= 1, 1, "index out of range");
  return i < n ? n - (int)i : 0;
}

/* A policy can call it as `local step = ipairs({})`, with whatever it likes. */
static int ipairs_step(lua_State *L) {
  arguments(L, "ipairs 的步进", "ti");
  /* wraps as Lua's own does */
  lua_Integer i = (lua_Integer)((lua_Unsigned)lua_tointeger(L, 2) + 1);
  lua_pushinteger(L, i);
  return lua_rawgeti(L, 1, i) == LUA_TNIL ? 1 : 2;
}

static int safe_ipairs(lua_State *L) {
  arguments(L, "ipairs", "t");
  lua_pushcfunction(L, ipairs_step);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

/* --- a stable sort ---------------------------------------------------------------------------- */

/* Whether the value at `b` belongs before the one at `a` (absolute indices); comparator at 2, if
** any. */
static bool comes_before(lua_State *L, int b, int a) {
  if (lua_isnoneornil(L, 2)) {
    charge_comparison(L, b, a);
    return lua_compare(L, b, a, LUA_OPLT);
  }
  lua_pushvalue(L, 2);
  lua_pushvalue(L, b);
  lua_pushvalue(L, a);
  lua_call(L, 2, 1);
  if (lua_type(L, -1) != LUA_TBOOLEAN) script_raise(L, ERR_RULE, "排序函数必须返回 true 或 false");
  bool before = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return before;
}

/* Merge table `from`'s runs [low, mid) and [mid, high) into table `to`. */
static void merge_runs(lua_State *L, int from, int to, lua_Integer low, lua_Integer mid, lua_Integer high) {
  lua_Integer left = low, right = mid;
  for (lua_Integer at = low; at < high; at++) {
    bool take_right = left >= mid;
    if (!take_right && right < high) {
      lua_rawgeti(L, from, left);
      lua_rawgeti(L, from, right);
      int top = lua_gettop(L);
      take_right = comes_before(L, top, top - 1);
      lua_pop(L, 2);
    }
    lua_rawgeti(L, from, take_right ? right++ : left++);
    lua_rawseti(L, to, at);
  }
}

static lua_Integer smaller(lua_Integer a, lua_Integer b) {
  return a < b ? a : b;
}

static int safe_sort(lua_State *L) {
  arguments(L, "table.sort", "t|f");
  lua_settop(L, 2);
  lua_Integer n = cap(L, (lua_Integer)lua_rawlen(L, 1), "table.sort");
  lua_createtable(L, (int)n, 0);
  int from = 1, to = 3;
  for (lua_Integer width = 1; width < n; width *= 2) {
    script_charge(L, 4 * n);
    for (lua_Integer low = 1; low <= n; low += 2 * width)
      merge_runs(L, from, to, low, smaller(low + width, n + 1), smaller(low + 2 * width, n + 1));
    int swap = from;
    from = to;
    to = swap;
  }
  if (from == 3)
    for (lua_Integer i = 1; i <= n; i++) {
      lua_rawgeti(L, 3, i);
      lua_rawseti(L, 1, i);
    }
  return 0;
}

/* pairs: keys in sorted order, numbers before strings, strings by their bytes; the list of keys is
** drawn once. */
static int key_order(lua_State *L) {
  int a = lua_type(L, 1), b = lua_type(L, 2);
  bool before = a == LUA_TNUMBER;
  if (a == LUA_TSTRING && b == LUA_TSTRING) {
    size_t na, nb;
    const char *ta = lua_tolstring(L, 1, &na), *tb = lua_tolstring(L, 2, &nb);
    charge_comparison(L, 1, 2);
    int order = memcmp(ta, tb, na < nb ? na : nb);
    before = order < 0 || (order == 0 && na < nb);
  } else if (a == b) {
    before = lua_compare(L, 1, 2, LUA_OPLT);
  }
  lua_pushboolean(L, before);
  return 1;
}

/* A loop under way; its user values are the table and the list of keys. Only this file makes one
** and only pairs_step reads it: as a table it could be changed by the policy, as an upvalue of the
** stepper it could be kept between decisions. */
struct pairs_loop {
  lua_Integer at;
};

/* Fields that the loop has removed are passed over. */
static int pairs_step(lua_State *L) {
  arguments(L, "pairs 的步进", "a|a");
  struct pairs_loop *loop = userdata_of(L, 1, &PAIRS_KEY);
  if (!loop) script_raise(L, ERR_RULE, "pairs 的步进只能由 for 使用");
  lua_settop(L, 1);
  lua_getiuservalue(L, 1, 1);
  lua_getiuservalue(L, 1, 2);
  while (lua_rawgeti(L, 3, loop->at + 1) != LUA_TNIL) {
    loop->at++;
    script_charge(L, 1);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 2) != LUA_TNIL) return 2;
    lua_pop(L, 2);
  }
  return 1;
}

static void push_pairs_loop(lua_State *L, int table, int keys) {
  struct pairs_loop *loop = lua_newuserdatauv(L, sizeof *loop, 2);
  loop->at = 0;
  lua_pushvalue(L, table);
  lua_setiuservalue(L, -2, 1);
  lua_pushvalue(L, keys);
  lua_setiuservalue(L, -2, 2);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &PAIRS_KEY);
  lua_setmetatable(L, -2);
}

static int safe_pairs(lua_State *L) {
  arguments(L, "pairs", "t");
  lua_newtable(L); /* keys */
  lua_Integer n = 0;
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING && lua_type(L, -1) != LUA_TNUMBER)
      script_raise(L, ERR_RULE, "pairs 只能用于键是文字或数字的表");
    if (n % 1024 == 0) script_charge(L, 1024);
    lua_pushvalue(L, -1);
    lua_rawseti(L, 2, ++n);
  }
  lua_pushcfunction(L, safe_sort);
  lua_pushvalue(L, 2);
  lua_pushcfunction(L, key_order);
  lua_call(L, 2, 0);
  lua_pushcfunction(L, pairs_step);
  push_pairs_loop(L, 1, 2);
  return 2;
}

/* --- strings and tables, with caps ------------------------------------------------------------ */

static void limit_rep(lua_State *L) {
  size_t len, separator = 0;
  luaL_checklstring(L, 1, &len);
  lua_Integer n = luaL_checkinteger(L, 2);
  luaL_optlstring(L, 3, "", &separator);
  if (n > MOST_SANDBOX_ITEMS || (n > 0 && (size_t)n * (len + separator) > MOST_SANDBOX_BYTES))
    script_raise(L, ERR_LIMIT, "string.rep 的次数 %lld 超过上限", (long long)n);
}

/* Only what is known to give the same text in every run: %p gives an address, which differs, and
** which is half of what an attack on memory needs. The whole format is read, also behind a NUL, as
** Lua's own function does. */
static void limit_format(lua_State *L) {
  size_t length;
  const char *at = luaL_checklstring(L, 1, &length), *end = at + length;
  refuse_opaque(L, "string.format");
  if (memchr(at, '\0', length)) script_raise(L, ERR_RULE, "string.format 的格式中有空字符（编号 0）");
  while ((at = memchr(at, '%', (size_t)(end - at))) != NULL) {
    at++;
    at += strspn(at, "-+ #0123456789."); /* ends at the NUL behind the format */
    if (at == end || !strchr("%cdioxXaAeEfFgGsq", *at))
      script_raise(L, ERR_RULE, "string.format 不支持 %%%c", at == end ? ' ' : *at);
    at++;
  }
}

/* What moves: everything behind the place. Without one nothing does. */
static void limit_insert(lua_State *L) {
  lua_Integer n = (lua_Integer)lua_rawlen(L, 1);
  cap(L, lua_gettop(L) == 3 || n > MOST_SANDBOX_ITEMS ? n : 0, "table.insert");
}

static void limit_remove(lua_State *L) {
  lua_Integer n = (lua_Integer)lua_rawlen(L, 1);
  cap(L, lua_gettop(L) == 2 || n > MOST_SANDBOX_ITEMS ? n : 0, "table.remove");
}

/* table.concat, table.unpack: the range from argument `first` on. */
static void limit_range(lua_State *L, int first, const char *what) {
  lua_Integer low = luaL_optinteger(L, first, 1);
  lua_Integer high = luaL_optinteger(L, first + 1, (lua_Integer)lua_rawlen(L, 1));
  if (high >= low && (lua_Unsigned)high - (lua_Unsigned)low >= MOST_SANDBOX_ITEMS)
    script_raise(L, ERR_LIMIT, "%s 的数量超过上限 %d", what, MOST_SANDBOX_ITEMS);
  if (high >= low) script_charge(L, high - low);
}

static void limit_concat(lua_State *L) {
  limit_range(L, 3, "table.concat");
}

static void limit_unpack(lua_State *L) {
  limit_range(L, 2, "table.unpack");
}

static void limit_move(lua_State *L) {
  limit_range(L, 2, "table.move");
}

/* A function of a library: what it takes, what is checked beyond that, and what runs; NULL: Lua's
** own. */
struct library_function {
  const char *name, *spec; /* the whole name */
  void (*limit)(lua_State *L);
  lua_CFunction own;
};

static const struct library_function STRINGS[] = {{"string.len", "s", NULL, NULL},
                                                  {"string.sub", "si|i", NULL, NULL},
                                                  {"string.upper", "s", NULL, NULL},
                                                  {"string.lower", "s", NULL, NULL},
                                                  {"string.byte", "s|ii", NULL, NULL},
                                                  {"string.char", "|i*", NULL, NULL},
                                                  {"string.reverse", "s", NULL, NULL},
                                                  {"string.rep", "si|s", limit_rep, NULL},
                                                  {"string.format", "s|p*", limit_format, NULL},
                                                  {NULL, NULL, NULL, NULL}};
static const struct library_function TABLES[] = {
    {"table.insert", "ta|a", limit_insert, NULL},  {"table.remove", "t|i", limit_remove, NULL},
    {"table.concat", "t|sii", limit_concat, NULL}, {"table.unpack", "t|ii", limit_unpack, NULL},
    {"table.move", "tiii|t", limit_move, NULL},    {"table.pack", "|a*", NULL, NULL},
    {"table.sort", "t|f", NULL, safe_sort},        {NULL, NULL, NULL, NULL}};
static const struct library_function MATHS[] = {
    {"math.abs", "n", NULL, NULL},  {"math.max", "n|n*", NULL, NULL},    {"math.min", "n|n*", NULL, NULL},
    {"math.ult", "ii", NULL, NULL}, {"math.tointeger", "p", NULL, NULL}, {"math.type", "p", NULL, NULL},
    {NULL, NULL, NULL, NULL}};
static const struct library_function UTF8S[] = {{"utf8.len", "s|iia", NULL, NULL},
                                                {"utf8.char", "|i*", NULL, NULL},
                                                {"utf8.codepoint", "s|iia", NULL, NULL},
                                                {"utf8.offset", "si|i", NULL, NULL},
                                                {NULL, NULL, NULL, NULL}};

/* All arguments, of which there may be a hundred thousand. */
static void charge_arguments(lua_State *L) {
  script_charge(L, lua_gettop(L) / 8);
  for (int i = lua_gettop(L); i > 0; i--)
    charge_text(L, i);
}

/* Upvalue 1: the stock function, 2: its struct library_function. */
static int call_library(lua_State *L) {
  const struct library_function *f = lua_touserdata(L, lua_upvalueindex(2));
  arguments(L, f->name, f->spec);
  charge_arguments(L);
  if (f->limit) f->limit(L);
  if (f->own) return f->own(L);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  return lua_gettop(L);
}

/* --- assembling ------------------------------------------------------------------------------- */

static const luaL_Reg BASE[] = {
    {"type", safe_type},     {"tostring", safe_tostring}, {"tonumber", safe_tonumber},
    {"error", safe_error},   {"assert", safe_assert},     {"select", safe_select},
    {"ipairs", safe_ipairs}, {"pairs", safe_pairs},       {NULL, NULL}};

static int refuse_change(lua_State *L) {
  script_raise(L, ERR_RULE, "不能修改 ‘%s’：标准库与全局环境是只读的",
               lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?");
}

static int unknown_name(lua_State *L) {
  struct error e;
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
  error_set(&e, ERR_RULE, "不认识的名称 ‘%s’", name);
  hint_nearest(&e, name, sandbox_globals(TEXT_POLICY));
  script_raise_error(L, &e);
}

/* Reading a member that a frozen library does not have. Upvalue 1: the library, 2: its name. */
static int unknown_member(lua_State *L) {
  struct error e;
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
  error_set(&e, ERR_RULE, "%s 没有 ‘%s’（政策只能使用允许的部分）", lua_tostring(L, lua_upvalueindex(2)),
            name);
  hint_member(L, name, &e);
  script_place_token(L, name, &e);
  script_raise_error(L, &e);
}

/* Replace the table on top by an empty one that reads through to it and cannot be changed. */
static void freeze(lua_State *L) {
  lua_newtable(L);
  lua_createtable(L, 0, 3);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, refuse_change);
  lua_setfield(L, -2, "__newindex");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_remove(L, -2);
}

/* Push a library table with `functions`, over those of the stock library on top (which is
** popped). */
static void push_library(lua_State *L, const struct library_function *functions) {
  lua_newtable(L);
  for (const struct library_function *f = functions; f->name; f++) {
    const char *key = strchr(f->name, '.') + 1;
    lua_getfield(L, -2, key);
    lua_pushlightuserdata(L, (void *)(uintptr_t)f);
    lua_pushcclosure(L, call_library, 2);
    lua_setfield(L, -2, key);
  }
  lua_remove(L, -2);
}

static void add_library(lua_State *L, int safe, const char *name, lua_CFunction open,
                        const struct library_function *functions) {
  lua_pushcfunction(L, open);
  lua_pushstring(L, name);
  lua_call(L, 1, 1);
  push_library(L, functions);
  if (strcmp(name, "math") == 0) {
    lua_pushinteger(L, LUA_MAXINTEGER);
    lua_setfield(L, -2, "maxinteger");
    lua_pushinteger(L, LUA_MININTEGER);
    lua_setfield(L, -2, "mininteger");
  }
  lua_createtable(L, 0, 1);
  lua_pushvalue(L, -2);
  lua_pushstring(L, name);
  lua_pushcclosure(L, unknown_member, 2);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  freeze(L);
  lua_setfield(L, safe, name);
}

/* --- a library that nobody vouches for -------------------------------------------------------- */

/* A finalizer runs where no counter sees it. Upvalue 1: Lua's own. */
static int library_setmetatable(lua_State *L) {
  arguments(L, "setmetatable", "ta");
  if (lua_type(L, 2) == LUA_TTABLE) {
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL) script_raise(L, ERR_RULE, "标准库不能使用 __gc");
    lua_pop(L, 1);
  }
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, 2, 1);
  return 1;
}

/* `name` of the environment at `env` as policies have it, with `also` of Lua's own (NULL: nothing);
** it stays on the stack. */
static void narrow(lua_State *L, int env, const char *name, const struct library_function *functions,
                   const char *also) {
  lua_getfield(L, env, name);
  lua_pushvalue(L, -1);
  push_library(L, functions);
  if (also) {
    lua_getfield(L, -2, also);
    lua_setfield(L, -2, also);
  }
  lua_pushvalue(L, -1);
  lua_setfield(L, env, name);
  lua_remove(L, -2);
}

void sandbox_narrow_library(lua_State *L) {
  int env = lua_gettop(L);
  narrow(L, env, "string", STRINGS, NULL);
  push_patterns(L);
  narrow(L, env, "table", TABLES, NULL);
  narrow(L, env, "math", MATHS, "huge");
  narrow(L, env, "utf8", UTF8S, "codes");
  lua_getfield(L, env, "setmetatable");
  lua_pushcclosure(L, library_setmetatable, 1);
  lua_setfield(L, env, "setmetatable");
  lua_settop(L, env);
}

/* Strings know only `__index`: no arithmetic on numerals in strings. */
static void set_string_methods(lua_State *L, int safe) {
  lua_pushliteral(L, "");
  lua_createtable(L, 0, 2);
  lua_getfield(L, safe, "string");
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

static void make_pairs_class(lua_State *L) {
  lua_createtable(L, 0, 1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &PAIRS_KEY);
}

void sandbox_open(lua_State *L) {
  /* The bindings have put their functions into the globals; they become part of the safe ones. */
  lua_pushglobaltable(L);
  int safe = lua_gettop(L);
  luaL_setfuncs(L, BASE, 0);
  add_library(L, safe, "string", luaopen_string, STRINGS);
  add_library(L, safe, "table", luaopen_table, TABLES);
  add_library(L, safe, "math", luaopen_math, MATHS);
  add_library(L, safe, "utf8", luaopen_utf8, UTF8S);
  set_string_methods(L, safe);
  make_pairs_class(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &SAFE_KEY);
}

/* An environment: its own table stays empty, so that every assignment reaches __newindex. */
void sandbox_push(lua_State *L, int extra) {
  if (extra) extra = lua_absindex(L, extra);
  lua_newtable(L); /* what the environment reads from */
  int from[2] = {0, extra};
  lua_rawgetp(L, LUA_REGISTRYINDEX, &SAFE_KEY);
  from[0] = lua_gettop(L);
  int all = from[0] - 1;
  for (int i = 0; i < 2; i++) {
    if (!from[i]) continue;
    lua_pushnil(L);
    while (lua_next(L, from[i])) {
      lua_pushvalue(L, -2);
      lua_insert(L, -2);
      lua_rawset(L, all);
    }
  }
  lua_remove(L, from[0]);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, unknown_name);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, all);
  freeze(L);
}

#define SAFE_NAMES                                                                                           \
  "type", "tostring", "tonumber", "error", "assert", "select", "ipairs", "pairs", "string", "table", "math", \
      "utf8", "yuan", "wan", "fen", "percent", "ratio", "count", "date", "month", "period", "earliest",      \
      "latest", "least", "most", "between", "present", "at_least", "at_most", "before", "after", "within",   \
      "other_than", "days_until", "first_present", "workday_on_or_before", "workday_on_or_after",            \
      "add_workdays", "is_workday", "is_holiday", "deadline"

static const char *const POLICY_NAMES[] = {SAFE_NAMES, "document", "fact", "choice", "text", NULL};
static const char *const VALUES_NAMES[] = {SAFE_NAMES, "values", "value", "choose", NULL};
static const char *const AMENDMENT_NAMES[] = {SAFE_NAMES, "amend", NULL};
static const char *const SCENARIO_NAMES[] = {SAFE_NAMES, "policy", "person",  "scenario", "story",
                                             "on",       "absent", "unknown", NULL};

const char *const *sandbox_globals(enum text_kind kind) {
  static const char *const *const names[] = {POLICY_NAMES, VALUES_NAMES, AMENDMENT_NAMES, SCENARIO_NAMES};
  return names[kind];
}
