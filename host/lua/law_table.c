/* `law.need[base.class].area`: a cell of a table.
**
** Which row it is hangs on a fact. So the members are compared one by one, each comparison a guard
** like any other: traces record it, an unknown class is followed both ways, and an explanation can
** say why it was this row. The cell itself is a parameter.
*/
#include <string.h>

#include "host/base/names.h"
#include "host/lua/arguments.h"
#include "host/lua/law_private.h"

static const char TABLE_KEY = 0, ROW_KEY = 0;

struct table_at {
  int table, member; /* member: of a row */
  uint32_t generation;
  struct value when;
};

static void push_at(lua_State *L, const char *key, struct table_at at) {
  struct table_at *made = lua_newuserdatauv(L, sizeof *made, 0);
  *made = at;
  lua_rawgetp(L, LUA_REGISTRYINDEX, key);
  lua_setmetatable(L, -2);
}

void law_table_push(lua_State *L, int table, struct value when) {
  push_at(L, &TABLE_KEY, (struct table_at){table, 0, script_of(L)->generation, when});
}

static struct table_at *own_at(lua_State *L, const char *key) {
  struct table_at *at = userdata_of(L, 1, key);
  if (!at) script_raise(L, ERR_RULE, "这里需要表，得到%s", value_type_name(L, 1));
  law_run(L, at->generation);
  return at;
}

static void no_row(lua_State *L, const struct law_table *t, struct value v) {
  struct error e;
  if (v.state == STATE_ABSENT) {
    error_set(&e, ERR_RULE, "表 ‘%s’（%s）要按一个选项查，这里没有值", t->name, t->label);
    error_hint(&e, "先用 present(…) 问有没有");
  } else {
    error_set(&e, ERR_RULE, "表 ‘%s’（%s）要按它的选项查，得到%s", t->name, t->label, value_type_name(L, 2));
    error_hint(&e, "写成 law.%s[对象.事实]，该事实的类型与表的 by 相同", t->name);
  }
  script_raise_error(L, &e);
}

/* law.need[base.class], law.need["basic"] */
static int table_index(lua_State *L) {
  struct table_at at = *own_at(L, &TABLE_KEY);
  struct script *s = script_of(L);
  const struct law_table *t = &s->model.tables[at.table];
  const struct domain *d = domain_of(s, t->domain);
  struct value like = value_enum(t->domain, 0);
  struct value v = value_like(L, 2, like); /* refuses a text that is no member */
  if (v.kind != KIND_ENUM || (v.domain && v.domain != t->domain)) no_row(L, t, v);
  for (at.member = 0; d && at.member < d->count; at.member++) {
    lua_pushstring(L, d->members[at.member].name);
    /* a choice that nobody has told is the last one where it is none of the others */
    bool left = v.state == STATE_UNKNOWN && at.member == d->count - 1;
    bool here = left || guard(L, CMP_EQ, v, value_like(L, -1, like), false);
    lua_pop(L, 1);
    if (!here) continue;
    push_at(L, &ROW_KEY, at);
    return 1;
  }
  no_row(L, t, v);
  return 0;
}

/* law.need[…].area */
static int row_index(lua_State *L) {
  struct table_at at = *own_at(L, &ROW_KEY);
  const struct law_table *t = &script_of(L)->model.tables[at.table];
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
  for (int i = 0; i < t->column_count; i++) {
    if (strcmp(t->columns[i], name) != 0) continue;
    int cell = t->cells[at.member * t->column_count + i];
    if (cell < 0)
      opaque_push(L, value_absent(t->kinds[i]));
    else
      law_push_parameter(L, cell, at.when);
    return 1;
  }
  struct error e;
  error_set(&e, ERR_RULE, "表 ‘%s’（%s）没有列 ‘%s’", t->name, t->label, name);
  hint_names(&e, name, t->columns, t->column_count, "本表的列：");
  script_raise_error(L, &e);
}

void law_table_open(lua_State *L) {
  law_class(L, &TABLE_KEY, table_index);
  law_class(L, &ROW_KEY, row_index);
}
