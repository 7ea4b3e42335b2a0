/* money and exact: amounts in fen, and products not yet rounded. */
#include <string.h>

#include "host/lua/bind/bind.h"

/* "1.2345" of 10,000 yuan: any decimals, as long as it is a whole number of fen. */
static struct value parse_wan(const char *text, int64_t fen_each) {
  struct value rate = rate_parse(text);
  if (rate.state != STATE_KNOWN) return money_parse("?");
  struct value fen[2] = {value_of(KIND_MONEY, fen_each), rate};
  struct value exact = value_op(NULL, OP_TIMES, fen);
  struct value round[3] = {exact, value_of(KIND_COUNT, ROUND_NONE), value_of(KIND_COUNT, 1)};
  return value_op(NULL, OP_ROUND, round);
}

static int literal(lua_State *L, const char *name, int64_t fen_each) {
  arguments(L, name, "a");
  if (lua_type(L, 1) == LUA_TSTRING) {
    const char *text = argument_text(L, 1, "金额");
    struct value v = fen_each == 100 ? money_parse(text) : parse_wan(text, fen_each);
    lua_pushfstring(L, "%s \"%s\" 不是金额", name, text);
    return push_literal(L, v, lua_tostring(L, -1), "最多两位小数、不带逗号，例如 yuan \"30.50\"");
  }
  if (lua_type(L, 1) == LUA_TNUMBER && !lua_isinteger(L, 1))
    script_raise(L, ERR_RULE, "%s 不接受浮点数：浮点数不精确；写成文字，例如 yuan \"30.50\"", name);
  if (lua_type(L, 1) != LUA_TNUMBER)
    script_raise(L, ERR_RULE, "%s 需要整数或文字，得到%s", name, value_type_name(L, 1));
  struct value args[2] = {value_of(KIND_MONEY, fen_each), value_of(KIND_COUNT, lua_tointeger(L, 1))};
  return push_literal(L, value_op(NULL, OP_MUL, args), name, "金额太大");
}

static int make_yuan(lua_State *L) {
  return literal(L, "yuan", 100);
}

static int make_wan(lua_State *L) {
  return literal(L, "wan", 1000000);
}

static int make_fen(lua_State *L) {
  arguments(L, "fen", "a");
  if (!lua_isinteger(L, 1)) script_raise(L, ERR_RULE, "fen 需要整数，得到%s", value_type_name(L, 1));
  opaque_push(L, value_of(KIND_MONEY, lua_tointeger(L, 1)));
  return 1;
}

static const char *const ROUNDINGS[] = {"", "half_up", "half_even", "down", "up", NULL};
static const char *const UNITS[] = {"fen", "jiao", "yuan", NULL};
static const int64_t UNIT_FEN[] = {1, 10, 100};

static const char *option(lua_State *L, int table, const char *key) {
  lua_getfield(L, table, key);
  const char *text = lua_type(L, -1) == LUA_TSTRING ? argument_text(L, -1, "舍入的选项") : NULL;
  lua_pop(L, 1); /* the table keeps it */
  return text;
}

static int position(const char *text, const char *const *names) {
  for (int i = 0; text && names[i]; i++)
    if (strcmp(text, names[i]) == 0) return i;
  return -1;
}

/* Round the value on top by the options { round =, to =, cite = } at `table`. All three must be
** there. */
static int round_by(lua_State *L, int table) {
  static const char *const options[] = {"round", "to", "cite", NULL};
  luaL_checktype(L, table, LUA_TTABLE);
  check_options(L, table, "舍入", options);
  int mode = position(option(L, table, "round"), ROUNDINGS);
  if (mode < 1)
    script_raise(L, ERR_RULE, "舍入必须写明方式：round = \"half_up\"、\"half_even\"、\"down\" 或 \"up\"");
  int unit = position(option(L, table, "to"), UNITS);
  if (unit < 0) script_raise(L, ERR_RULE, "舍入必须写明单位：to = \"fen\"、\"jiao\" 或 \"yuan\"");
  if (!option(L, table, "cite")) script_raise(L, ERR_RULE, "舍入必须写明依据：cite = \"…\"");
  struct value args[3] = {value_at(L, -1), count_constant(L, mode), count_constant(L, UNIT_FEN[unit])};
  return push_op(L, OP_ROUND, args);
}

static int times(lua_State *L) {
  argument_count(L, 2, 3);
  bool rounded = !lua_isnoneornil(L, 3);
  struct value args[2] = {value_at(L, 1), value_at(L, 2)};
  push_op(L, OP_TIMES, args);
  return rounded ? round_by(L, 3) : 1;
}

static int over(lua_State *L) {
  argument_count(L, 2, 3);
  bool rounded = !lua_isnoneornil(L, 3);
  struct value args[2] = {value_at(L, 1), value_at(L, 2)};
  push_op(L, OP_OVER, args);
  return rounded ? round_by(L, 3) : 1;
}

static int round_self(lua_State *L) {
  argument_count(L, 2, 2);
  lua_pushvalue(L, 1);
  return round_by(L, 2);
}

/* amount:share(n): a Lua list of n amounts that add up; only for known amounts, such as
** literals. */
static int share(lua_State *L) {
  argument_count(L, 2, 2);
  struct value v = value_at(L, 1);
  lua_Integer n = luaL_checkinteger(L, 2);
  int64_t parts[120];
  trace_plain(L, v);
  if (n < 1 || n > 120) script_raise(L, ERR_RULE, "share 的份数必须在 1 到 120 之间");
  if (!money_share(v, n, parts)) script_raise(L, ERR_RULE, "只有已知的金额才能分");
  lua_createtable(L, (int)n, 0);
  for (int i = 0; i < n; i++) {
    opaque_push(L, value_of(KIND_MONEY, parts[i]));
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

static int capital(lua_State *L) {
  argument_count(L, 1, 1);
  struct value v = value_at(L, 1);
  trace_plain(L, v);
  if (v.kind != KIND_MONEY || v.state != STATE_KNOWN) script_raise(L, ERR_RULE, "只有已知的金额才能写成大写");
  struct buf text = {0};
  money_capital(&text, v.u.i);
  return push_text(L, &text);
}

static int ratio_to(lua_State *L) {
  return self_op_with(L, OP_RATIO);
}

static const luaL_Reg functions[] = {{"yuan", make_yuan}, {"wan", make_wan}, {"fen", make_fen}, {NULL, NULL}};
static const luaL_Reg money_methods[] = {{"times", times}, {"over", over},       {"round", round_self},
                                         {"share", share}, {"capital", capital}, {"ratio_to", ratio_to},
                                         {NULL, NULL}};
static const luaL_Reg exact_methods[] = {
    {"times", times}, {"over", over}, {"round", round_self}, {NULL, NULL}};

int bind_money(lua_State *L) {
  opaque_class(L, KIND_MONEY, money_methods, NULL);
  opaque_class(L, KIND_EXACT, exact_methods, NULL);
  bind_globals(L, functions);
  return 0;
}
