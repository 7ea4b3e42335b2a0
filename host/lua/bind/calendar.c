/* Working days and legal time limits (民法典第200–204条). */
#include <string.h>

#include "host/lua/bind/bind.h"

static int on_or_before(lua_State *L) {
  return self_op(L, OP_WORKDAY_ON_OR_BEFORE);
}

static int on_or_after(lua_State *L) {
  return self_op(L, OP_WORKDAY_ON_OR_AFTER);
}

static int add_workdays(lua_State *L) {
  return self_op_with(L, OP_ADD_WORKDAYS);
}

static int is_workday(lua_State *L) {
  argument_count(L, 1, 1);
  struct value v = value_at(L, 1);
  push_op(L, OP_IS_WORKDAY, &v);
  lua_pushboolean(L, guard_truth(L, value_at(L, -1)));
  return 1;
}

static int is_holiday(lua_State *L) {
  argument_count(L, 1, 1);
  struct value v = value_at(L, 1);
  push_op(L, OP_IS_HOLIDAY, &v);
  lua_pushboolean(L, guard_truth(L, value_at(L, -1)));
  return 1;
}

/* The one of days, months, years that the table at 2 names; leaves its value on the stack. */
static enum op deadline_unit(lua_State *L) {
  static const struct {
    const char *name;
    enum op op;
  } units[] = {{"days", OP_ADD}, {"months", OP_ADD_MONTHS}, {"years", OP_ADD_YEARS}};
  enum op found = OP_NONE;
  for (int i = 0; i < 3; i++) {
    if (lua_getfield(L, 2, units[i].name) == LUA_TNIL) {
      lua_pop(L, 1);
      continue;
    }
    if (found != OP_NONE) script_raise(L, ERR_RULE, "deadline 只能写 days、months、years 中的一个");
    found = units[i].op;
  }
  if (found == OP_NONE)
    script_raise(L, ERR_RULE, "deadline 需要 days、months 或 years，例如 deadline(d, { days = 30 })");
  return found;
}

/* deadline(start, { days = 30 }): the start day does not count; a last day that is a rest day moves
** to the next working day, unless roll = false. */
static int deadline(lua_State *L) {
  static const char *const options[] = {"days", "months", "years", "roll", NULL};
  arguments(L, "deadline", "at");
  check_options(L, 2, "deadline", options);
  lua_getfield(L, 2, "roll");
  bool roll = lua_isnil(L, -1) || lua_toboolean(L, -1);
  lua_settop(L, 2);
  enum op op = deadline_unit(L);
  struct value args[3] = {value_at(L, 1), value_at(L, -1), month_end_rule(L)};
  if (args[1].kind == KIND_COUNT && args[1].state == STATE_KNOWN && args[1].u.i < 0)
    script_raise(L, ERR_RULE, "deadline 的期限不能是负数（%lld）", (long long)args[1].u.i);
  trace_not_less(L, args[1], count_constant(L, 0));
  push_op(L, op, args);
  if (!roll) return 1;
  struct value last = value_at(L, -1);
  return push_op(L, OP_WORKDAY_ON_OR_AFTER, &last);
}

static const luaL_Reg functions[] = {{"workday_on_or_before", on_or_before},
                                     {"workday_on_or_after", on_or_after},
                                     {"add_workdays", add_workdays},
                                     {"is_workday", is_workday},
                                     {"is_holiday", is_holiday},
                                     {"deadline", deadline},
                                     {NULL, NULL}};

int bind_calendar(lua_State *L) {
  bind_globals(L, functions);
  return 0;
}
