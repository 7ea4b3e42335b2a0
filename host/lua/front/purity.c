/* Purity: a term may reach nothing that can change.
**
** A table that a rule could write to would be a memory between decisions, and a cached, replayed or
** explored outcome would no longer be the outcome. Watching such tables costs time in every run;
** not letting rules have them costs nothing.
*/
#include <string.h>

#include "host/lua/bind/bind.h"
#include "host/lua/load.h"

static void refuse_upvalue(lua_State *L, const struct term *t, const char *name) {
  struct script *s = script_of(L);
  struct error e;
  error_set(&e, ERR_POLICY, "术语 ‘%s’ 使用了模块级的表 ‘%s’：规则不能依赖可以改变的东西", t->name, name);
  error_hint(&e, "把其中的数写成 act:parameter，或把表放进函数里面");
  error_article(&e, s->model.id, t->cite);
  struct source *source = script_source(s, s->file);
  const struct node *n = source ? syntax_find(&source->syntax, t->line, t->name, false) : NULL;
  if (n)
    syntax_point(&source->syntax, n, &e);
  else
    error_at(&e, s->file, t->line, 0);
  script_raise_error(L, &e);
}

/* What may not be reached: tables, and loops of pairs (opaque values and conditions never
** change). */
static bool can_change(lua_State *L, int index) {
  int type = lua_type(L, index);
  return type == LUA_TTABLE || (type == LUA_TUSERDATA && !opaque_test(L, index) && !test_at(L, index));
}

/* Add the function on top to the list at `found`, unless it has been met; takes it off. */
static void add_function(lua_State *L, int found, int met) {
  lua_pushvalue(L, -1);
  if (lua_rawget(L, met) == LUA_TNIL) {
    lua_pushvalue(L, -2);
    lua_pushboolean(L, 1);
    lua_rawset(L, met);
    lua_pushvalue(L, -2);
    lua_rawseti(L, found, (lua_Integer)lua_rawlen(L, found) + 1);
  }
  lua_pop(L, 2);
}

/* The function on top, which is taken off: its upvalues; functions among them are added. `_ENV` is
** the frozen environment. */
static void check_function(lua_State *L, const struct term *t, int found, int met) {
  const char *name;
  for (int i = 1; (name = lua_getupvalue(L, -1, i)) != NULL; i++) {
    if (strcmp(name, "_ENV") != 0 && can_change(L, -1)) refuse_upvalue(L, t, name);
    if (lua_isfunction(L, -1) && !lua_iscfunction(L, -1))
      add_function(L, found, met);
    else
      lua_pop(L, 1);
  }
  lua_pop(L, 1);
}

/* Functions wait in a list of their own: they may hang on each other in a chain of any length,
** which recursion would follow until the stack of the process ends. What several terms share is
** looked at once, for the first of them. */
void check_purity(lua_State *L) {
  const struct model *m = &script_of(L)->model;
  lua_newtable(L);
  lua_newtable(L);
  int met = lua_gettop(L), found = met - 1;
  lua_Integer at = 0;
  for (int i = 0; i < m->term_count; i++) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, m->terms[i].function);
    add_function(L, found, met);
    while (lua_rawgeti(L, found, ++at) != LUA_TNIL) {
      script_charge(L, 1);
      check_function(L, &m->terms[i], found, met);
    }
    lua_pop(L, 1);
    at--;
  }
  lua_settop(L, found - 1);
}
