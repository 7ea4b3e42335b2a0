#include <string.h>

#include "host/base/names.h"
#include "host/lua/bind/bind.h"
#include "host/lua/run.h"

void bind_globals(lua_State *L, const luaL_Reg *functions) {
  lua_pushglobaltable(L);
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 1);
}

int self_op(lua_State *L, enum op op) {
  argument_count(L, 1, 1);
  struct value v = value_at(L, 1);
  return push_op(L, op, &v);
}

int self_op_with(lua_State *L, enum op op) {
  argument_count(L, 2, 2);
  struct value args[2] = {value_at(L, 1), value_at(L, 2)};
  return push_op(L, op, args);
}

struct value count_constant(lua_State *L, long long n) {
  lua_pushinteger(L, n);
  struct value v = value_at(L, -1);
  lua_pop(L, 1);
  return v;
}

struct value month_end_rule(lua_State *L) {
  return count_constant(L, script_of(L)->model.month_end);
}

int push_text(lua_State *L, struct buf *text) {
  char copy[512];
  bool made = buf_text(text) != NULL;
  text_copy(copy, sizeof copy, made ? buf_text(text) : "");
  buf_free(text);
  if (!made) script_raise(L, ERR_MEMORY, "内存不足");
  lua_pushstring(L, copy);
  return 1;
}

static struct trace *trace_of(lua_State *L) {
  struct script *s = script_of(L);
  return s->run ? s->run->trace : NULL;
}

static bool is_constant(lua_State *L, struct value v) {
  return !v.expr || expr_get(&script_of(L)->exprs, v.expr)->kind == EXPR_CONST;
}

void trace_plain(lua_State *L, struct value v) {
  if (trace_of(L) && !is_constant(L, v)) trace_spoil(trace_of(L));
}

void trace_not_less(lua_State *L, struct value a, struct value b) {
  if (!trace_of(L) || (is_constant(L, a) && is_constant(L, b))) return;
  trace_compare(trace_of(L), CMP_LT, a.expr, b.expr, false);
}

int push_literal(lua_State *L, struct value v, const char *what, const char *hint) {
  if (v.state == STATE_POISONED) {
    struct error e;
    struct buf why = {0};
    poison_explain(&why, v);
    error_set(&e, ERR_RULE, "%s：%s", what, quote(&why));
    error_hint(&e, "%s", hint);
    error_quotes(&e, &why);
    buf_free(&why);
    script_raise_error(L, &e);
  }
  opaque_push(L, v);
  return 1;
}

void check_options(lua_State *L, int index, const char *what, const char *const *known) {
  lua_pushnil(L);
  while (lua_next(L, index)) {
    const char *key = lua_type(L, -2) == LUA_TSTRING ? argument_text(L, -2, "名称") : "?";
    int i = 0;
    while (known[i] && strcmp(known[i], key) != 0)
      i++;
    if (!known[i]) {
      struct error e;
      error_set(&e, ERR_RULE, "%s 没有 ‘%s’ 这一项", what, key);
      hint_nearest(&e, key, known);
      script_place_token(L, key, &e);
      script_raise_error(L, &e);
    }
    lua_pop(L, 1);
  }
}
