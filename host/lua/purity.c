/* Purity: a term may reach nothing that can change.
**
** A table that a rule could write to would be a memory between decisions, and a cached, replayed or explored outcome
** would no longer be the outcome. Watching such tables costs time in every run; not letting rules have them costs nothing.
*/
#include <string.h>

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

/* The function on top: its upvalues, and theirs. `_ENV` is the frozen environment. The table at `seen` holds the functions
** that have been looked at, so that webs and circles of functions are walked once. */
static void check_function(lua_State *L, const struct term *t, int seen) {
  const char *name;
  luaL_checkstack(L, 6, "purity");
  lua_pushvalue(L, -1);
  lua_pushboolean(L, 1);
  lua_rawset(L, seen);
  for (int i = 1; (name = lua_getupvalue(L, -1, i)) != NULL; i++) {
    int type = lua_type(L, -1);
    if (strcmp(name, "_ENV") != 0 && type == LUA_TTABLE) refuse_upvalue(L, t, name);
    if (type == LUA_TFUNCTION && !lua_iscfunction(L, -1)) {
      lua_pushvalue(L, -1);
      bool known = lua_rawget(L, seen) != LUA_TNIL;
      lua_pop(L, 1);
      if (!known) check_function(L, t, seen);
    }
    lua_pop(L, 1);
  }
}

void check_purity(lua_State *L) {
  const struct model *m = &script_of(L)->model;
  for (int i = 0; i < m->term_count; i++) {
    lua_newtable(L);
    int seen = lua_gettop(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, m->terms[i].function);
    check_function(L, &m->terms[i], seen);
    lua_settop(L, seen - 1);
  }
}
