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

/* What a method takes beside conditions. */
enum options { TAKES_NONE = 0, TAKES_BY = 1, TAKES_TIMES = 2, TAKES_OUT = 4, TAKES_ROUND = 8 };

static bool is_option(const char *name, unsigned takes) {
  static const struct {
    const char *name;
    enum options by;
  } known[] = {{"by", TAKES_BY},       {"times", TAKES_TIMES}, {"out", TAKES_OUT},
               {"opening", TAKES_OUT}, {"order", TAKES_OUT},   {"round", TAKES_ROUND}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if ((takes & known[i].by) && strcmp(known[i].name, name) == 0) return true;
  return false;
}

/* Conditions from the table at `index`, in the order of the fields, so that equal questions are one
** expression. Keys that options use are skipped. */
static void read_conditions(lua_State *L, int index, struct query *q, unsigned takes) {
  if (lua_isnoneornil(L, index)) return;
  luaL_checktype(L, index, LUA_TTABLE);
  lua_pushnil(L);
  while (lua_next(L, index)) { /* every key must be a field */
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING) script_raise(L, ERR_RULE, "条件写成 { 字段 = 条件 }");
    const char *name = argument_text(L, -1, "字段的名称");
    if (!is_option(name, takes)) field_named(L, q->fact, name);
  }
  for (int i = 0; i < q->fact->field_count; i++) {
    if (is_option(q->fact->fields[i].name, takes)) continue; /* an option of that name stands before it */
    if (lua_getfield(L, index, q->fact->fields[i].name) != LUA_TNIL) {
      if (q->count == MOST_QUERY_CONDITIONS) script_raise(L, ERR_LIMIT, "条件太多");
      q->conditions[q->count++] = condition_at(L, q->fact, i);
    }
    lua_pop(L, 1);
  }
}

static bool is_weighted(const struct query *q) {
  return q->count > 0 && q->conditions[q->count - 1].test == ROW_DAYS;
}

static struct value aggregate(lua_State *L, const struct query *q, enum aggregate agg, int field, int by) {
  struct script *s = script_of(L);
  const struct list *rows = q->list.state == STATE_KNOWN ? q->list.u.list : NULL;
  if (rows) script_charge(L, (long long)rows->rows * (q->count + 1) / 4);
  enum kind kind = q->fact->fields[field].kind;
  if (agg == AGG_ANY || agg == AGG_ALL) kind = KIND_TRUTH;
  if (agg == AGG_COUNT || agg == AGG_RUN) kind = KIND_COUNT;
  if (agg == AGG_NET) kind = KIND_EXACT;
  if (agg == AGG_MEAN_DOWN || agg == AGG_MEAN_UP) kind = KIND_RATE;
  if (kind == KIND_MONEY && agg == AGG_SUM && is_weighted(q)) kind = KIND_EXACT;
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

static struct query query_at(lua_State *L, int conditions, unsigned takes) {
  struct query q = {.list = value_at(L, 1)};
  if (q.list.kind != KIND_LIST)
    script_raise(L, ERR_RULE, "这个方法属于清单(list)，不能用于%s", value_type_name(L, 1));
  q.fact = list_fact(L, q.list);
  if (lua_getiuservalue(L, 1, 1) == LUA_TTABLE)
    read_conditions(L, lua_gettop(L), &q, TAKES_NONE); /* of a `where` */
  lua_pop(L, 1);
  read_conditions(L, conditions, &q, takes);
  return q;
}

static int truth(lua_State *L, enum aggregate agg) {
  argument_count(L, 1, 2);
  struct query q = query_at(L, 2, TAKES_NONE);
  lua_pushboolean(L, guard_truth(L, aggregate(L, &q, agg, 0, 0)));
  return 1;
}

/* list:where(conditions): the same list with conditions attached; they join those of the aggregate
** that follows. */
static int where(lua_State *L) {
  argument_count(L, 1, 2);
  struct query q = query_at(L, 2, TAKES_NONE); /* checks fields and kinds here, where they are written */
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
  struct query q = query_at(L, 2, TAKES_NONE);
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

static void add_condition(lua_State *L, struct query *q, struct row_condition c) {
  if (q->count == MOST_QUERY_CONDITIONS) script_raise(L, ERR_LIMIT, "条件太多");
  q->conditions[q->count++] = c;
}

/* times = days_until(day): each record counts for the days from its date. It is the last of the
** conditions, so that equal questions are one expression. */
static void read_times(lua_State *L, int options, struct query *q, enum kind kind) {
  if (!lua_istable(L, options)) return;
  if (lua_getfield(L, options, "times") != LUA_TNIL) {
    const struct row_condition *days = test_at(L, -1);
    if (!days || days->test != ROW_DAYS) script_raise(L, ERR_RULE, "times 写成 days_until(日期)");
    if (kind != KIND_MONEY && kind != KIND_COUNT)
      script_raise(L, ERR_RULE, "times 用于金额或整数，得到%s", kind_label(kind));
    int on = order_field(L, q, options);
    if (q->fact->fields[on].kind != KIND_DATE)
      script_raise(L, ERR_RULE, "times 按日期计算，‘%s’ 不是日期", q->fact->fields[on].name);
    add_condition(L, q, (struct row_condition){on, ROW_DAYS, days->a, days->a});
  }
  lua_pop(L, 1);
}

/* list:sum("field", conditions) and its kin. */
static int over_field(lua_State *L, enum aggregate agg) {
  argument_count(L, 2, 3);
  const char *name = argument_text(L, 2, "字段的名称");
  bool one = agg == AGG_LAST || agg == AGG_FIRST;
  unsigned takes = one ? TAKES_BY : agg == AGG_SUM ? TAKES_BY | TAKES_TIMES : TAKES_NONE;
  struct query q = query_at(L, 3, takes);
  int field = field_named(L, q.fact, name);
  if (agg == AGG_SUM) read_times(L, 3, &q, q.fact->fields[field].kind);
  opaque_push(L, aggregate(L, &q, agg, field, one ? order_field(L, &q, 3) : 0));
  return 1;
}

static enum row_test order_of_outflows(lua_State *L, int options) {
  static const struct {
    const char *name;
    enum row_test test;
  } orders[] = {
      {"opening_first", ROW_OUT_OPENING}, {"newest_first", ROW_OUT_NEWEST}, {"proportional", ROW_OUT_SHARES}};
  const char *name = lua_getfield(L, options, "order") == LUA_TSTRING ? lua_tostring(L, -1) : "";
  for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++)
    if (strcmp(name, orders[i].name) == 0) {
      lua_pop(L, 1);
      return orders[i].test;
    }
  struct error e;
  error_set(&e, ERR_RULE, "net 的 order ‘%s’ 不认识", name);
  error_hint(
      &e, "写 \"opening_first\"（先用结转的）、\"newest_first\"（先用新增的）或 \"proportional\"（按比例）");
  script_raise_error(L, &e);
}

/* The outflows: another list, whose records have the same fields of amount and date. */
static void read_outflows(lua_State *L, int options, struct query *q, int amount, int on) {
  struct row_condition c = {.test = order_of_outflows(L, options)};
  lua_getfield(L, options, "out");
  c.a = opaque_test(L, -1) ? value_at(L, -1) : value_absent(KIND_NONE);
  if (c.a.kind != KIND_LIST)
    script_raise(L, ERR_RULE, "net 的 out 需要另一个清单，得到%s", value_type_name(L, -1));
  const struct fact *list = list_fact(L, c.a);
  const struct fact *fields = q->fact->fields;
  int out_amount = field_named(L, list, fields[amount].name), out_on = field_named(L, list, fields[on].name);
  if (list->fields[out_amount].kind != KIND_MONEY || list->fields[out_on].kind != KIND_DATE)
    script_raise(L, ERR_RULE, "‘%s’ 与 ‘%s’ 的字段种类不同", list->name, q->fact->name);
  lua_pop(L, 1);
  lua_getfield(L, options, "opening");
  c.b = opaque_test(L, -1) ? value_at(L, -1) : value_absent(KIND_NONE);
  if (c.b.kind != KIND_MONEY)
    script_raise(L, ERR_RULE, "net 的 opening 需要金额，得到%s", value_type_name(L, -1));
  lua_pop(L, 1);
  c.field = out_amount * 256 + out_on;
  add_condition(L, q, c);
}

/* list:net("amount", { out = list, opening = money, order = …, times = days_until(day), conditions
** }). */
static int net(lua_State *L) {
  argument_count(L, 3, 3);
  const char *name = argument_text(L, 2, "字段的名称");
  luaL_checktype(L, 3, LUA_TTABLE);
  struct query q = query_at(L, 3, TAKES_BY | TAKES_TIMES | TAKES_OUT);
  int field = field_named(L, q.fact, name), on = order_field(L, &q, 3);
  if (q.fact->fields[field].kind != KIND_MONEY || q.fact->fields[on].kind != KIND_DATE)
    script_raise(L, ERR_RULE, "net 用于金额，按日期先后");
  read_outflows(L, 3, &q, field, on);
  read_times(L, 3, &q, KIND_MONEY);
  opaque_push(L, aggregate(L, &q, AGG_NET, field, on));
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

/* list:longest_run("year", conditions): how many years, months or days stand in a row at most. */
static int longest_run(lua_State *L) {
  argument_count(L, 2, 3);
  const char *name = argument_text(L, 2, "字段的名称");
  struct query q = query_at(L, 3, TAKES_NONE);
  int field = field_named(L, q.fact, name);
  enum kind kind = q.fact->fields[field].kind;
  if (kind != KIND_COUNT && kind != KIND_MONTH && kind != KIND_DATE)
    script_raise(L, ERR_RULE, "longest_run 问整数、月份、日期有没有连续，‘%s’ 是%s", name, kind_label(kind));
  opaque_push(L, aggregate(L, &q, AGG_RUN, field, 0));
  return 1;
}

static int field_of_amounts(lua_State *L, const struct query *q, int argument) {
  const char *name = argument_text(L, argument, "字段的名称");
  int field = field_named(L, q->fact, name);
  enum kind kind = q->fact->fields[field].kind;
  if (kind != KIND_COUNT && kind != KIND_MONEY)
    script_raise(L, ERR_RULE, "mean_of_ratio 的两个字段应是整数或金额，‘%s’ 是%s", name, kind_label(kind));
  return field;
}

/* list:mean_of_ratio("spent", "earned", { round = "down", conditions }). There is no default for
** the last digit, as for counts: cut, it never passes a threshold that the exact mean does not
** reach. */
static int mean_of_ratio(lua_State *L) {
  argument_count(L, 3, 4);
  struct query q = query_at(L, 4, TAKES_ROUND);
  int above = field_of_amounts(L, &q, 2), below = field_of_amounts(L, &q, 3);
  if (q.fact->fields[above].kind != q.fact->fields[below].kind)
    script_raise(L, ERR_RULE, "mean_of_ratio 的两个字段应是同一种类");
  const char *round = NULL;
  if (lua_istable(L, 4) && lua_getfield(L, 4, "round") != LUA_TNIL) round = argument_text(L, -1, "round");
  bool up = round && strcmp(round, "up") == 0;
  if (!round || (!up && strcmp(round, "down") != 0))
    script_raise(
        L, ERR_RULE,
        "mean_of_ratio 必须写明12位小数以后怎么办：{ round = \"down\" } 舍去，{ round = \"up\" } 进位");
  opaque_push(L, aggregate(L, &q, up ? AGG_MEAN_UP : AGG_MEAN_DOWN, above, below));
  return 1;
}

static const luaL_Reg methods[] = {{"any", any},
                                   {"all", all},
                                   {"count", count},
                                   {"sum", sum},
                                   {"least", least},
                                   {"most", most},
                                   {"last", last},
                                   {"first", first},
                                   {"where", where},
                                   {"net", net},
                                   {"longest_run", longest_run},
                                   {"mean_of_ratio", mean_of_ratio},
                                   {NULL, NULL}};

int bind_list(lua_State *L) {
  opaque_class(L, KIND_LIST, methods, NULL);
  return 0;
}
