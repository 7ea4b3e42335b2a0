/* list: a fact with many records. Never iterated: aggregates with conditions on the record. */
#include <string.h>

#include "host/base/names.h"
#include "host/lua/bind/bind.h"
#include "host/lua/run.h"

struct query { /* the arguments of one aggregate */
  struct value list;
  const struct fact *fact;
  struct row_condition conditions[MOST_QUERY_CONDITIONS];
  int count;
};

/* The declaration behind a list value: its expression is a fact or an input. */
static const struct fact *list_fact(lua_State *L, struct value v) {
  struct script *s = script_of(L);
  const struct expr_node *n = expr_get(&s->exprs, v.expr);
  if (n->kind == EXPR_FACT) return &s->model.facts[n->arg[0]];
  if (n->kind == EXPR_GIVEN) return &s->model.decisions[n->arg[1]].given[n->arg[0]];
  script_raise(L, ERR_RULE, "这个清单不是事实");
}

static int field_named(lua_State *L, const struct fact *f, const char *name) {
  const char *names[32];
  int n = f->field_count < 31 ? f->field_count : 31;
  for (int i = 0; i < n; i++) {
    if (strcmp(f->fields[i].name, name) == 0) return i;
    names[i] = f->fields[i].name;
  }
  names[n] = NULL;
  struct error e;
  error_set(&e, ERR_RULE, "‘%s’ 的记录没有 ‘%s’", f->name, name);
  hint_nearest(&e, name, names);
  script_raise_error(L, &e);
}

static struct row_condition condition_at(lua_State *L, const struct fact *f, int field) {
  struct value like = {.kind = (uint8_t)f->fields[field].kind, .domain = f->fields[field].domain};
  const struct row_condition *test = test_at(L, -1);
  struct row_condition c = test ? *test : (struct row_condition){.test = ROW_EQ};
  if (!test)
    c.a = c.b = value_like(L, -1, like);
  else if (c.a.kind == KIND_TEXT && like.kind == KIND_ENUM) { /* other_than "member" */
    trace_plain(L, c.a);
    lua_pushstring(L, c.a.u.text);
    c.a = c.b = value_like(L, -1, like);
    lua_pop(L, 1);
  }
  if (c.a.kind != like.kind || c.b.kind != like.kind)
    script_raise(L, ERR_RULE, "‘%s’ 是%s，不能与%s比较", f->fields[field].name,
                 kind_label((enum kind)like.kind), kind_label((enum kind)c.a.kind));
  c.field = field;
  return c;
}

/* Conditions from the table at `index`, in the order of the fields, so that equal questions are one
** expression. Keys that options use are skipped. */
static void read_conditions(lua_State *L, int index, struct query *q, bool ordered) {
  if (lua_isnoneornil(L, index)) return;
  luaL_checktype(L, index, LUA_TTABLE);
  lua_pushnil(L);
  while (lua_next(L, index)) { /* every key must be a field */
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING) script_raise(L, ERR_RULE, "条件写成 { 字段 = 条件 }");
    const char *name = argument_text(L, -1, "字段的名称");
    if (!ordered || strcmp(name, "by") != 0) field_named(L, q->fact, name);
  }
  for (int i = 0; i < q->fact->field_count; i++) {
    if (lua_getfield(L, index, q->fact->fields[i].name) != LUA_TNIL) {
      if (q->count == MOST_QUERY_CONDITIONS) script_raise(L, ERR_LIMIT, "条件太多");
      q->conditions[q->count++] = condition_at(L, q->fact, i);
    }
    lua_pop(L, 1);
  }
}

static struct value aggregate(lua_State *L, const struct query *q, enum aggregate agg, int field, int by) {
  struct script *s = script_of(L);
  const struct list *rows = q->list.state == STATE_KNOWN ? q->list.u.list : NULL;
  if (rows) script_charge(L, (long long)rows->rows * (q->count + 1) / 4);
  enum kind kind = agg == AGG_ANY || agg == AGG_ALL ? KIND_TRUTH
                   : agg == AGG_COUNT               ? KIND_COUNT
                                                    : q->fact->fields[field].kind;
  uint16_t domain = kind == KIND_ENUM ? q->fact->fields[field].domain : 0;
  struct expr_query asked = {q->list.expr, agg, field, by, q->count, kind, domain, {{0}}};
  for (int i = 0; i < q->count; i++) {
    const struct row_condition *c = &q->conditions[i];
    asked.conditions[i] = (struct expr_condition){c->field, c->test, c->a.expr, c->b.expr};
  }
  struct value v = expr_aggregate(&asked, q->list, q->conditions);
  v.expr = expr_query_make(&s->exprs, &asked);
  if (!v.expr) script_raise(L, ERR_LIMIT, "规则产生的表达式太多");
  if (s->run && s->run->trace) trace_made(s->run->trace, v);
  return v;
}

static struct query query_at(lua_State *L, int conditions, bool ordered) {
  struct query q = {.list = value_at(L, 1)};
  if (q.list.kind != KIND_LIST)
    script_raise(L, ERR_RULE, "这个方法属于清单(list)，不能用于%s", value_type_name(L, 1));
  q.fact = list_fact(L, q.list);
  if (lua_getiuservalue(L, 1, 1) == LUA_TTABLE)
    read_conditions(L, lua_gettop(L), &q, false); /* of a `where` */
  lua_pop(L, 1);
  read_conditions(L, conditions, &q, ordered);
  return q;
}

static int truth(lua_State *L, enum aggregate agg) {
  argument_count(L, 1, 2);
  struct query q = query_at(L, 2, false);
  lua_pushboolean(L, guard_truth(L, aggregate(L, &q, agg, 0, 0)));
  return 1;
}

/* list:where(conditions): the same list with conditions attached; they join those of the aggregate
** that follows. */
static int where(lua_State *L) {
  argument_count(L, 1, 2);
  struct query q = query_at(L, 2, false); /* checks fields and kinds here, where they are written */
  lua_settop(L, 2);
  lua_newtable(L);
  for (int source = 1; source <= 2; source++) {
    if (source == 1 ? lua_getiuservalue(L, 1, 1) != LUA_TTABLE : (lua_pushvalue(L, 2), !lua_istable(L, 2))) {
      lua_pop(L, 1);
      continue;
    }
    lua_pushnil(L);
    while (lua_next(L, -2)) {
      lua_pushvalue(L, -2);
      if (lua_rawget(L, 3) != LUA_TNIL)
        script_raise(L, ERR_RULE, "where 对 ‘%s’ 已经写了条件", lua_tostring(L, -3));
      lua_pop(L, 1);
      lua_pushvalue(L, -2);
      lua_insert(L, -2);
      lua_rawset(L, 3);
    }
    lua_pop(L, 1);
  }
  opaque_push(L, q.list);
  lua_pushvalue(L, 3);
  lua_setiuservalue(L, -2, 1);
  return 1;
}

static int any(lua_State *L) {
  return truth(L, AGG_ANY);
}

static int all(lua_State *L) {
  return truth(L, AGG_ALL);
}

static int count(lua_State *L) {
  argument_count(L, 1, 2);
  struct query q = query_at(L, 2, false);
  opaque_push(L, aggregate(L, &q, AGG_COUNT, 0, 0));
  return 1;
}

/* The field that orders the records: `by` of the options, else the first date or month. */
static int order_field(lua_State *L, const struct query *q, int options) {
  if (lua_istable(L, options) && lua_getfield(L, options, "by") != LUA_TNIL) {
    return field_named(L, q->fact, argument_text(L, -1, "by 所指的字段的名称"));
  }
  for (int i = 0; i < q->fact->field_count; i++)
    if (q->fact->fields[i].kind == KIND_DATE || q->fact->fields[i].kind == KIND_MONTH) return i;
  script_raise(L, ERR_RULE, "‘%s’ 没有日期字段，写明 by = \"字段\"", q->fact->name);
}

/* list:sum("field", conditions) and its kin. */
static int over_field(lua_State *L, enum aggregate agg) {
  argument_count(L, 2, 3);
  const char *name = argument_text(L, 2, "字段的名称");
  struct query q = query_at(L, 3, agg == AGG_LAST || agg == AGG_FIRST);
  int field = field_named(L, q.fact, name);
  int by = agg == AGG_LAST || agg == AGG_FIRST ? order_field(L, &q, 3) : 0;
  opaque_push(L, aggregate(L, &q, agg, field, by));
  return 1;
}

static int sum(lua_State *L) {
  return over_field(L, AGG_SUM);
}

static int least(lua_State *L) {
  return over_field(L, AGG_LEAST);
}

static int most(lua_State *L) {
  return over_field(L, AGG_MOST);
}

static int last(lua_State *L) {
  return over_field(L, AGG_LAST);
}

static int first(lua_State *L) {
  return over_field(L, AGG_FIRST);
}

static const luaL_Reg methods[] = {{"any", any},     {"all", all},   {"count", count}, {"sum", sum},
                                   {"least", least}, {"most", most}, {"last", last},   {"first", first},
                                   {"where", where}, {NULL, NULL}};

int bind_list(lua_State *L) {
  opaque_class(L, KIND_LIST, methods, NULL);
  return 0;
}
