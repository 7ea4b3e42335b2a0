/* What the standard library asks of the host: places in the policy, refusals, dates, kinds.
** Policies never see these. */
#include <ctype.h>
#include <string.h>

#include "host/base/names.h"
#include "host/lua/bind/bind.h"
#include "host/lua/load.h"

/* The line of the innermost frame that runs policy text, its file in `source`; 0 when none does. */
static int policy_line(lua_State *L, struct source **source) {
  int line;
  *source = script_running(L, &line);
  return *source ? line : 0;
}

/* The item of the running call that host.look_at named; NULL for the call itself. */
static const struct node *looked_at(lua_State *L, const struct source *source, int line) {
  int index = script_of(L)->looked_at;
  if (index > 0) script_charge(L, index / 8); /* the items before it are passed over one by one */
  return source && index > 0 ? syntax_item(&source->syntax, line, index) : NULL;
}

static int refuse_in(lua_State *L, struct source *source, int line, int first) {
  struct error e;
  const char *token = luaL_optstring(L, first + 2, NULL);
  error_set(&e, ERR_POLICY, "%s", luaL_checkstring(L, first));
  error_hint(&e, "%s", luaL_optstring(L, first + 1, ""));
  if (script_of(L)->model.id) error_article(&e, script_of(L)->model.id, "");
  if (source) {
    const struct node *item = looked_at(L, source, line);
    const struct node *n = token && item ? syntax_find_in(item, token) : NULL;
    if (!n && token) n = syntax_find(&source->syntax, line, token, false);
    if (n) {
      syntax_point(&source->syntax, n, &e);
    } else {
      int at = item ? item->line : line;
      error_at(&e, source->syntax.file, at, 0);
      script_line(source, at, &e);
    }
  }
  script_raise_error(L, &e);
}

static int refuse(lua_State *L) {
  struct source *source = NULL;
  int line = policy_line(L, &source);
  return refuse_in(L, source, line, 1);
}

/* host.look_at(index): what is refused from now on is about the index-th table that the running
** call lists. */
static int look_at(lua_State *L) {
  script_of(L)->looked_at = (int)luaL_optinteger(L, 1, 0);
  return 0;
}

static int refuse_at(lua_State *L) {
  struct source *source = script_source(script_of(L), luaL_optstring(L, 1, ""));
  return refuse_in(L, source, (int)luaL_optinteger(L, 2, 0), 3);
}

static int line(lua_State *L) {
  struct source *source = NULL;
  int at = policy_line(L, &source);
  const struct node *item = looked_at(L, source, at);
  lua_pushinteger(L, item ? item->line : at);
  return 1;
}

static int file(lua_State *L) {
  struct source *source = NULL;
  policy_line(L, &source);
  lua_pushstring(L, source ? source->syntax.file : script_of(L)->file);
  return 1;
}

static int policy_file(lua_State *L) {
  lua_pushstring(L, script_of(L)->file);
  return 1;
}

static int kind(lua_State *L) {
  const struct value *v = opaque_test(L, 1);
  if (!v) return 0;
  lua_pushstring(L, kind_name((enum kind)v->kind));
  return 1;
}

/* host.running(): whether a decision runs. */
static int running(lua_State *L) {
  lua_pushboolean(L, script_of(L)->run != NULL);
  return 1;
}

/* host.label("money"): 金额. */
static int label(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  for (int k = 0; k < KIND_COUNT_OF_KINDS; k++)
    if (strcmp(kind_name((enum kind)k), name) == 0) lua_pushstring(L, kind_label((enum kind)k));
  if (lua_gettop(L) == 1) lua_pushvalue(L, 1);
  lua_settop(L, 2);
  return 1;
}

static int type_name(lua_State *L) {
  lua_pushstring(L, value_type_name(L, 1));
  return 1;
}

/* A literal of the policy as a value: integers are counts, booleans truths, strings texts. */
static int literal(lua_State *L) {
  if (opaque_test(L, 1)) {
    lua_settop(L, 1);
    return 1;
  }
  struct value v = value_at(L, 1);
  v.expr = 0;
  opaque_push(L, v);
  return 1;
}

/* The text at `index`, or NULL when a NUL would end it before its end. */
static const char *whole_text(lua_State *L, int index) {
  size_t length;
  const char *text = luaL_checklstring(L, index, &length);
  return strlen(text) == length ? text : NULL;
}

static struct value parse_kind(const char *name, const char *text) {
  if (!text) return value_poison(VERR_KIND, 0, 0);
  if (strcmp(name, "date") == 0) return date_parse(text);
  if (strcmp(name, "month") == 0) return month_parse(text);
  if (strcmp(name, "money") == 0) return money_parse(text);
  if (strcmp(name, "rate") == 0) return rate_parse(text);
  return value_poison(VERR_KIND, 0, 0);
}

/* host.read(kind, given): a value of that kind from a text, an integer or a value; nil when it is
** none. */
static int read_value(lua_State *L) {
  const char *name = luaL_checkstring(L, 1);
  const struct value *v = opaque_test(L, 2);
  struct value made = v ? *v : value_poison(VERR_KIND, 0, 0);
  if (!v && lua_type(L, 2) == LUA_TSTRING) made = parse_kind(name, whole_text(L, 2));
  if (!v && lua_isinteger(L, 2)) made = value_of(KIND_COUNT, lua_tointeger(L, 2));
  if (made.state != STATE_KNOWN || strcmp(kind_name((enum kind)made.kind), name) != 0) return 0;
  opaque_push(L, made);
  return 1;
}

static int nearest(lua_State *L) {
  const char *names[512];
  int n = 0;
  luaL_checktype(L, 2, LUA_TTABLE);
  for (lua_Integer i = 1; n < 511 && lua_rawgeti(L, 2, i) == LUA_TSTRING; i++) {
    names[n++] = lua_tostring(L, -1); /* the table keeps them */
    lua_pop(L, 1);
  }
  names[n] = NULL;
  lua_pushstring(L, nearest_name(luaL_checkstring(L, 1), names));
  return 1;
}

static int day(lua_State *L) {
  const char *text = whole_text(L, 1);
  struct value v = text ? date_parse(text) : value_poison(VERR_TEXT, KIND_DATE, 0);
  if (v.state == STATE_KNOWN) {
    lua_pushinteger(L, v.u.i);
    return 1;
  }
  struct buf why = {0};
  poison_explain(&why, v);
  lua_pushnil(L);
  push_text(L, &why);
  return 2;
}

static int day_text(lua_State *L) {
  struct buf text = {0};
  value_write(&text, value_of(KIND_DATE, luaL_checkinteger(L, 1)));
  return push_text(L, &text);
}

static int is_month_start(lua_State *L) {
  int y, m, d;
  date_split(luaL_checkinteger(L, 1), &y, &m, &d);
  lua_pushboolean(L, d == 1);
  return 1;
}

/* host.month_start(day, plus): the first day of its month, `plus` months on. */
static int month_start(lua_State *L) {
  struct value date = value_of(KIND_DATE, luaL_checkinteger(L, 1));
  struct value month[2] = {value_op(NULL, OP_MONTH_OF, &date),
                           value_of(KIND_COUNT, luaL_optinteger(L, 2, 0))};
  struct value later = value_op(NULL, OP_ADD, month);
  lua_pushinteger(L, value_op(NULL, OP_MONTH_FIRST, &later).u.i);
  return 1;
}

static bool all_of(const char *text, const char *more) {
  if (!islower((unsigned char)text[0])) return false;
  for (; *text; text++)
    if (!islower((unsigned char)*text) && !isdigit((unsigned char)*text) && !strchr(more, *text))
      return false;
  return true;
}

static int is_name(lua_State *L) {
  const char *text = whole_text(L, 1);
  lua_pushboolean(L, text && strlen(text) < 64 && all_of(text, "_"));
  return 1;
}

static int is_id(lua_State *L) {
  const char *text = whole_text(L, 1);
  lua_pushboolean(L, text && strlen(text) < 64 && all_of(text, "-"));
  return 1;
}

static int set_month_end(lua_State *L) {
  script_of(L)->model.month_end = (enum month_end)luaL_checkinteger(L, 1);
  return 0;
}

static const luaL_Reg functions[] = {{"refuse", refuse},
                                     {"refuse_at", refuse_at},
                                     {"line", line},
                                     {"file", file},
                                     {"policy_file", policy_file},
                                     {"kind", kind},
                                     {"type_name", type_name},
                                     {"label", label},
                                     {"running", running},
                                     {"look_at", look_at},
                                     {"literal", literal},
                                     {"read", read_value},
                                     {"nearest", nearest},
                                     {"day", day},
                                     {"day_text", day_text},
                                     {"is_month_start", is_month_start},
                                     {"month_start", month_start},
                                     {"is_name", is_name},
                                     {"is_id", is_id},
                                     {"set_month_end", set_month_end},
                                     {NULL, NULL}};

void push_host_functions(lua_State *L) {
  luaL_newlib(L, functions);
}
