/* Functions that end in true or false, and the checked operations that the front end writes. */
#include <lauxlib.h>
#include <string.h>

#include "host/lua/run.h"
#include "host/lua/bind/bind.h"
#include "host/lua/cover.h"

/* `a == b` of a policy. Two plain Lua values compare as Lua does; a value of the host compares only
** within its kind, a string on the other side being a member of its enumeration. */
static int checked_eq(lua_State *L) {
  lua_settop(L, 2);
  const struct value *left = opaque_test(L, 1), *right = opaque_test(L, 2);
  if (!left && !right) {
    if (lua_type(L, 1) == LUA_TSTRING && lua_type(L, 2) == LUA_TSTRING &&
        lua_rawlen(L, 1) == lua_rawlen(L, 2))
      script_charge(L, (long long)(lua_rawlen(L, 1) / 64)); /* compared byte by byte */
    lua_pushboolean(L, lua_rawequal(L, 1, 2));
    return 1;
  }
  if (lua_isnoneornil(L, left ? 2 : 1))
    script_raise(L, ERR_RULE, "%s不能与 nil 比较；用 present(…) 问有没有", value_type_name(L, left ? 1 : 2));
  struct value a = right ? value_like(L, 1, *right) : value_at(L, 1);
  struct value b = left ? value_like(L, 2, *left) : value_at(L, 2);
  lua_pushboolean(L, guard(L, CMP_EQ, a, b, false));
  return 1;
}

/* A text that Lua itself will go through byte by byte. */
static void charge_bytes_of(lua_State *L, int index) {
  enum { BYTES_A_STEP = 64 };
  if (lua_type(L, index) == LUA_TSTRING) script_charge(L, (long long)(lua_rawlen(L, index) / BYTES_A_STEP));
}

/* __length(x): x, which `<` or its like is about to compare. */
static int checked_length(lua_State *L) {
  lua_settop(L, 1);
  charge_bytes_of(L, 1);
  return 1;
}

static int checked_key(lua_State *L) {
  if (opaque_test(L, 1)) script_raise(L, ERR_RULE, "%s不能作表的键", value_type_name(L, 1));
  charge_bytes_of(L, 1); /* hashed, and compared with the key that is there */
  lua_settop(L, 1);
  return 1;
}

static int checked_truth(lua_State *L) {
  const struct value *v = opaque_test(L, 1);
  bool kindless = v && v->kind == KIND_NONE && v->state == STATE_UNKNOWN;
  if (kindless ||
      (v &&
       v->kind == KIND_TRUTH)) { /* of a record or a history: tested here, as a fact is where it is read */
    lua_pushboolean(L, guard_truth(L, value_at(L, 1)));
    return 1;
  }
  if (v)
    script_raise(L, ERR_RULE, "%s不是真假；写出比较（例如 == 或 >=），或用 present(…)",
                 value_type_name(L, 1));
  lua_settop(L, 1);
  return 1;
}

/* between(x, low, high): low <= x and x <= high. */
static int between(lua_State *L) {
  if (lua_gettop(L) != 3) script_raise(L, ERR_RULE, "between 需要三个值：between(x, 最小, 最大)");
  struct value x = value_at(L, 1), low = value_at(L, 2), high = value_at(L, 3);
  lua_pushboolean(L, guard(L, CMP_LE, low, x, false) && guard(L, CMP_LE, x, high, false));
  return 1;
}

static int present(lua_State *L) {
  argument_count(L, 1, 1);
  if (lua_isboolean(L, 1)) {
    struct error e;
    error_set(&e, ERR_RULE, "present 问的是有没有值，得到已经判断过的真假");
    error_hint(&e, "直接问事实：present(对象.事实)；问真假时不用 present");
    script_raise_error(L, &e);
  }
  struct value v = value_at(L, 1);
  lua_pushboolean(L, guard(L, CMP_PRESENT, v, v, false));
  return 1;
}

/* --- tests on the fields of a list's records -------------------------------------------------- */

static const char TEST_KEY = 0;

static int make_test(lua_State *L, enum row_test test, int operands) {
  if (lua_gettop(L) != operands) script_raise(L, ERR_RULE, "这个条件需要 %d 个值", operands);
  struct row_condition c = {.field = -1, .test = test, .a = value_at(L, 1), .b = value_at(L, operands)};
  struct row_condition *made = lua_newuserdatauv(L, sizeof c, 1);
  *made = c;
  lua_createtable(L, operands, 0); /* keep texts alive */
  for (int i = 1; i <= operands; i++) {
    lua_pushvalue(L, i);
    lua_rawseti(L, -2, i);
  }
  lua_setiuservalue(L, -2, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &TEST_KEY);
  lua_setmetatable(L, -2);
  return 1;
}

static int at_least(lua_State *L) {
  return make_test(L, ROW_GE, 1);
}

static int at_most(lua_State *L) {
  return make_test(L, ROW_LE, 1);
}

static int before(lua_State *L) {
  return make_test(L, ROW_LT, 1);
}

static int after(lua_State *L) {
  return make_test(L, ROW_GT, 1);
}

static int within(lua_State *L) {
  return make_test(L, ROW_RANGE, 2);
}

static int other_than(lua_State *L) {
  return make_test(L, ROW_NE, 1);
}

/* days_until(day): no condition, but what `times` of a sum counts. */
static int days_until(lua_State *L) {
  struct value day = value_at(L, 1);
  if (lua_gettop(L) == 1 && day.kind != KIND_DATE)
    script_raise(L, ERR_RULE, "days_until 需要日期，得到%s", value_type_name(L, 1));
  return make_test(L, ROW_DAYS, 1);
}

const struct row_condition *test_at(lua_State *L, int index) {
  return userdata_of(L, index, &TEST_KEY);
}

/* earliest, latest, least, most: over any number of values; absent ones do not count. */
static int fold(lua_State *L, enum op op) {
  int n = lua_gettop(L);
  if (n == 0) script_raise(L, ERR_RULE, "这里至少需要一个值");
  struct value only = value_at(L, 1);
  if (n == 1 && !opaque_test(L, 1)) {
    opaque_push(L, only);
    lua_replace(L, 1);
  }
  for (int i = 2; i <= n; i++) {
    struct value args[2] = {value_at(L, 1), value_at(L, i)};
    push_op(L, op, args);
    lua_replace(L, 1);
  }
  lua_settop(L, 1);
  return 1;
}

static int least(lua_State *L) {
  return fold(L, OP_LEAST);
}

static int most(lua_State *L) {
  return fold(L, OP_MOST);
}

static int first_present(lua_State *L) {
  return fold(L, OP_FIRST);
}

static const luaL_Reg functions[] = {{"__eq", checked_eq},
                                     {"__key", checked_key},
                                     {"__length", checked_length},
                                     {"__truth", checked_truth},
                                     {"__told", as_told},
                                     {"__seen", cover_seen},
                                     {"between", between},
                                     {"present", present},
                                     {"at_least", at_least},
                                     {"at_most", at_most},
                                     {"before", before},
                                     {"after", after},
                                     {"within", within},
                                     {"other_than", other_than},
                                     {"days_until", days_until},
                                     {"least", least},
                                     {"most", most},
                                     {"earliest", least},
                                     {"latest", most},
                                     {"first_present", first_present},
                                     {NULL, NULL}};

int bind_guard(lua_State *L) {
  lua_createtable(L, 0, 1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &TEST_KEY);
  bind_globals(L, functions);
  return 0;
}
