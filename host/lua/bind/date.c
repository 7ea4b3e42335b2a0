/* date. */
#include "host/lua/bind/bind.h"

static int make_date(lua_State *L) {
  if (lua_type(L, 1) != LUA_TSTRING) script_raise(L, ERR_RULE, "date 需要文字，例如 date \"2025-06-30\"");
  arguments(L, "date", "s");
  const char *text = argument_text(L, 1, "日期");
  lua_pushfstring(L, "date \"%s\" 不是日期", text);
  return push_literal(L, date_parse(text), lua_tostring(L, -1), "写成 年-月-日，例如 date \"2025-06-30\"");
}

/* birth:age(on): completed years, attained at 00:00 of the birthday. */
static int age(lua_State *L) {
  argument_count(L, 2, 2);
  struct value args[3] = {value_at(L, 1), value_at(L, 2), month_end_rule(L)};
  return push_op(L, OP_AGE, args);
}

static int plus_days(lua_State *L) {
  return self_op_with(L, OP_ADD);
}

static int plus_months(lua_State *L) {
  argument_count(L, 2, 2);
  struct value args[3] = {value_at(L, 1), value_at(L, 2), month_end_rule(L)};
  return push_op(L, OP_ADD_MONTHS, args);
}

static int plus_years(lua_State *L) {
  argument_count(L, 2, 2);
  struct value args[3] = {value_at(L, 1), value_at(L, 2), month_end_rule(L)};
  return push_op(L, OP_ADD_YEARS, args);
}

static int months_until(lua_State *L) {
  argument_count(L, 2, 2);
  struct value args[3] = {value_at(L, 1), value_at(L, 2), month_end_rule(L)};
  return push_op(L, OP_MONTHS_BETWEEN, args);
}

static int month_of_date(lua_State *L) {
  return self_op(L, OP_MONTH_OF);
}

static int year(lua_State *L) {
  return self_op(L, OP_YEAR);
}

static int month_number(lua_State *L) {
  return self_op(L, OP_MONTH_NUMBER);
}

static int day_number(lua_State *L) {
  return self_op(L, OP_DAY_NUMBER);
}

static int weekday(lua_State *L) {
  return self_op(L, OP_WEEKDAY);
}

static const luaL_Reg functions[] = {{"date", make_date}, {NULL, NULL}};
static const luaL_Reg methods[] = {{"age", age},
                                   {"plus_days", plus_days},
                                   {"plus_months", plus_months},
                                   {"plus_years", plus_years},
                                   {"months_until", months_until},
                                   {"month", month_of_date},
                                   {"year", year},
                                   {"month_number", month_number},
                                   {"day_number", day_number},
                                   {"weekday", weekday},
                                   {NULL, NULL}};

int bind_date(lua_State *L) {
  opaque_class(L, KIND_DATE, methods, NULL);
  bind_globals(L, functions);
  return 0;
}
