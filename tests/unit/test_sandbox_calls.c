/* Every function that a policy can reach, called with every kind of value in every place.
**
** The functions are not listed here: they are found, beginning with the environment of a policy and
** with what a policy holds (its declarations, values of every kind, law, subject, conditions,
** loops), through tables, metatables, upvalues and whatever the calls themselves return. A new
** function is met without a word here. A crash, a finding of the sanitizers, an address in a
** message or a result fails. */
#define _GNU_SOURCE /* memmem */
#include "attack.h"

#include "host/lua/load.h"
#include "host/lua/run.h"
#include "host/value/timeline.h"

enum { MOST_FOUND = 4000, MOST_KINDS = 64, STEPS = 4000 };

static const char ADDED_KEY = 0, FOUND_KEY = 0, KINDS_KEY = 0;

static const char POLICY[] = HEAD EASY TAIL RETURN;

/* What a policy can hold outside of its terms; `keep` adds to what is found, `kind` to what is
** given as an argument as well. */
static const char HELD[] =
    "local act = document { id = \"held\", number = \"1\", title = \"t\", issuers = { \"i\" }, issued = \"2025-01-10\",\n"
    "  in_force = { from = \"2025-01-01\", cite = \"第一条\" }, outline = { articles = 30 } }\n"
    "kind(act)\n"
    "act:facts(\"p\", { label = \"l\", n = fact.count { label = \"n\" } })\n"
    "local d = act:decision(\"d\", { label = \"l\", of = \"p\", per = \"month\", gives = \"money\" })\n"
    "kind(d)\n"
    "kind(fact.date)\n"
    "kind(fact.date { label = \"l\" })\n"
    "kind(fact.one_of { { \"a\", \"甲\" } })\n"
    "for _, name in ipairs { \"one_of\", \"timeline\", \"list\", \"case\", \"ref\", \"boolean\" } do keep(fact[name]) end\n"
    "for _, name in ipairs { \"facts\", \"parameter\", \"open\", \"reading\", \"term\", \"decision\", \"uncoded\", \"note\",\n"
    "  \"duty\", \"payment\", \"workflow\", \"invariant\" } do keep(act[name]) end\n"
    "for _, name in ipairs { \"rule\", \"requires\", \"item\", \"exception\", \"warning\", \"undetermined\", \"ruling\" } do\n"
    "  keep(d[name]) end\n"
    "kind(string)\n"
    "kind(ipairs({}))\n"
    "local _, loop = pairs({ a = 1, b = 2 })\n"
    "kind(loop)\n"
    "kind(function(a, b) return a end)\n"
    "kind({ a = 1, 2, 3 })\n"
    "kind({ on = date \"2025-01-06\" })\n"
    "kind({ round = \"half_up\", to = \"yuan\", cite = \"第一条\" })\n"
    "kind({ days = 3 })\n"
    "kind(yuan \"30.50\")\n"
    "kind(percent \"0.5\")\n"
    "kind(date \"2025-01-31\")\n"
    "kind(month \"2025-06\")\n"
    "kind(period(date \"2025-01-01\", date \"2025-12-31\"))\n"
    "kind(period(date \"2025-02-01\", date \"2025-01-01\"))\n"
    "kind(count(7))\n"
    "kind(yuan(10):times(percent \"0.333\"))\n"
    "kind(at_least(1))\n"
    "kind(within(date \"2025-01-01\", date \"2025-12-31\"))\n";

/* --- collecting ------------------------------------------------------------------------------- */

/* Add the value on top to the list at `key` and take it off. */
static void add_to(lua_State *L, const void *key, lua_Integer most) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, key);
  lua_Integer n = (lua_Integer)lua_rawlen(L, -1);
  lua_insert(L, -2);
  if (n < most)
    lua_rawseti(L, -2, n + 1);
  else
    lua_pop(L, 1);
  lua_pop(L, 1);
}

/* The value on top. A function written in Lua is met once, however many closures are made of it. */
static bool met(lua_State *L) {
  lua_Debug ar;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &ADDED_KEY);
  lua_pushvalue(L, -2);
  if (lua_isfunction(L, -1) && !lua_iscfunction(L, -1)) {
    lua_getinfo(L, ">S", &ar);
    lua_pushfstring(L, "%s:%d", ar.short_src, ar.linedefined);
  }
  lua_pushvalue(L, -1);
  lua_insert(L, -3);
  bool known = lua_rawget(L, -2) != LUA_TNIL;
  lua_pop(L, 1);
  if (!known) {
    lua_pushvalue(L, -2);
    lua_pushboolean(L, 1);
    lua_rawset(L, -3);
  }
  lua_pop(L, 2);
  return known;
}

/* The value on top, which is taken off, and all that hangs on it. The functions of Lua behind the
** checked ones (an upvalue of theirs), and what the standard library sees by its own _ENV, cannot
** be reached by a policy. */
static void find(lua_State *L, int depth) {
  luaL_checkstack(L, 12, "find");
  int type = lua_type(L, -1);
  bool looks = type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA;
  if (!looks || depth > 150 || met(L)) {
    lua_pop(L, 1);
    return;
  }
  if (lua_getmetatable(L, -1)) find(L, depth + 1);
  if (type == LUA_TTABLE) {
    lua_pushnil(L);
    while (lua_next(L, -2))
      find(L, depth + 1);
  }
  const char *name;
  bool in_c = type == LUA_TFUNCTION && lua_iscfunction(L, -1);
  for (int i = 1; type == LUA_TFUNCTION && (name = lua_getupvalue(L, -1, i)) != NULL; i++) {
    if (strcmp(name, "_ENV") == 0 || (in_c && lua_isfunction(L, -1)))
      lua_pop(L, 1);
    else
      find(L, depth + 1);
  }
  if (type == LUA_TFUNCTION)
    add_to(L, &FOUND_KEY, MOST_FOUND);
  else
    lua_pop(L, 1);
}

static int keep(lua_State *L) {
  lua_settop(L, 1);
  find(L, 0);
  return 0;
}

static int keep_kind(lua_State *L) {
  lua_settop(L, 1);
  lua_pushvalue(L, 1);
  add_to(L, &KINDS_KEY, MOST_KINDS);
  return keep(L);
}

static void add_kind(lua_State *L) {
  lua_pushcfunction(L, keep_kind);
  lua_insert(L, -2);
  lua_call(L, 1, 0);
}

/* --- what a policy holds ---------------------------------------------------------------------- */

static void add_plain_kinds(lua_State *L) {
  static const lua_Integer integers[] = {0, 1, 2, -1, LUA_MAXINTEGER, LUA_MININTEGER};
  static const char *const texts[] = {"", "10", "text", "born", "on", "hukou", "%p %d %s", "#", "2025-06-30"};
  for (size_t i = 0; i < sizeof integers / sizeof *integers; i++) {
    lua_pushinteger(L, integers[i]);
    add_kind(L);
  }
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    lua_pushstring(L, texts[i]);
    add_kind(L);
  }
  lua_pushlstring(L, "\0%p", 3);
  add_kind(L);
  lua_pushlstring(L, "2025-06-30\0x", 12);
  add_kind(L);
  lua_pushnumber(L, 0.5);
  add_kind(L);
  lua_pushboolean(L, 1);
  add_kind(L);
}

static int run_kinds_body(lua_State *L) {
  static const char *const facts[] = {"name",  "amount", "share", "n",      "born",
                                      "since", "place",  "hukou", "applied"};
  struct script *s = script_of(L);
  law_push(L, s->run->when, 0);
  lua_pushvalue(L, -1);
  add_kind(L);
  static const char *const members[] = {"at", "has_start", "pieces", "rate"};
  for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
    lua_getfield(L, -1, members[i]);
    add_kind(L);
  }
  subject_push(L, 0);
  lua_pushvalue(L, -1);
  add_kind(L);
  for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
    lua_getfield(L, -1, facts[i]);
    add_kind(L);
  }
  opaque_push(L, value_unknown(KIND_DATE));
  add_kind(L);
  opaque_push(L, value_absent(KIND_COUNT));
  add_kind(L);
  opaque_push(L, value_unknown(KIND_LIST));
  add_kind(L);
  opaque_push(L, value_unknown(KIND_TIMELINE));
  add_kind(L);
  return 0;
}

static int hold_body(lua_State *L) {
  static const char *const parts[] = {
      "shape.lua",    "cite.lua",    "districts.lua", "fact.lua",     "parameter.lua",
      "table.lua",    "subject.lua", "decision.lua",  "payment.lua",  "letter.lua",
      "document.lua", "values.lua",  "finish.lua",    "scenario.lua", NULL};
  static const char *const names[] = {"document", "fact",     "keep",   "kind",    "ipairs", "pairs",
                                      "string",   "date",     "yuan",   "percent", "month",  "period",
                                      "count",    "at_least", "within", NULL};
  const void *const lists[] = {&ADDED_KEY, &FOUND_KEY, &KINDS_KEY};
  for (int i = 0; i < 3; i++) {
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, lists[i]);
  }
  run_stdlib(L, parts);
  lua_getfield(L, -1, "globals");
  lua_pushcfunction(L, keep);
  lua_setfield(L, -2, "keep");
  lua_pushcfunction(L, keep_kind);
  lua_setfield(L, -2, "kind");
  sandbox_push(L, lua_gettop(L));
  script_compile(L, "held.lua", HELD, strlen(HELD), lua_gettop(L), names);
  lua_call(L, 0, 0);
  find(L, 0); /* the environment */
  find(L, 0); /* what a policy's text sees beside it */
  add_plain_kinds(L);
  return 0;
}

/* --- calling ---------------------------------------------------------------------------------- */

struct call {
  int function, count, given[8]; /* indices of found functions and of kinds; 0: nil */
  bool told;
};

/* An address, as C prints it. */
static bool is_told(const char *text, size_t length) {
  const char *end = text + length;
  for (const char *at = text; (at = memmem(at, (size_t)(end - at), "0x", 2)) != NULL; at += 2)
    if (strspn(at + 2, "0123456789abcdef") >= 8 && strncmp(at, "0x7fffffff", 10) != 0 &&
        strncmp(at, "0x80000000", 10) != 0) /* %q and %x of the greatest and least integer */
      return true;
  return false;
}

static int call_body(lua_State *L) {
  struct call *c = lua_touserdata(L, 1);
  lua_settop(L, 0);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &FOUND_KEY);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &KINDS_KEY);
  luaL_checkstack(L, 16, "call");
  lua_rawgeti(L, 1, c->function);
  for (int i = 0; i < c->count; i++)
    lua_rawgeti(L, 2, c->given[i]);
  lua_call(L, c->count, LUA_MULTRET);
  luaL_checkstack(L, 16, "results");
  for (int top = lua_gettop(L); top > 2; top--) {
    if (lua_type(L, -1) == LUA_TSTRING) c->told = c->told || is_told(lua_tostring(L, -1), lua_rawlen(L, -1));
    if (lua_isfunction(L, -1))
      find(L, 0); /* what a function returns is reached as well */
    else
      lua_pop(L, 1);
  }
  return 0;
}

static int wrong;

static void call(struct script *s, struct call *c) {
  struct error e = {0};
  bool ok = script_call(s, call_body, c, &e);
  if (c->told || (!ok && (is_told(e.message, strlen(e.message)) || is_told(e.hint, strlen(e.hint))))) {
    print_error("  an address: function %d: %s %s\n", c->function, e.message, e.hint);
    wrong++;
  }
}

static int length_body(lua_State *L) {
  lua_Integer *n = lua_touserdata(L, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &FOUND_KEY);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &KINDS_KEY);
  n[0] = (lua_Integer)lua_rawlen(L, -2);
  n[1] = (lua_Integer)lua_rawlen(L, -1);
  return 0;
}

static void call_with(struct script *s, int function, int count, int a, int b, int third) {
  struct call c = {.function = function, .count = count, .given = {a, b, third, a, b, third, a, b}};
  call(s, &c);
}

/* Nothing, one and two of all kinds; each kind as the third; more of all. */
static void call_with_all(struct script *s, int function, int kinds) {
  call_with(s, function, 0, 0, 0, 0);
  for (int a = 0; a <= kinds; a++) {
    call_with(s, function, 1, a, 0, 0);
    for (int b = 0; b <= kinds; b++) {
      call_with(s, function, 2, a, b, 0);
      call_with(s, function, 3, a, b, (a + 7 * b) % (kinds + 1));
    }
    call_with(s, function, 4 + a % 5, a, (a + 1) % kinds, (a + 2) % kinds);
  }
}

/* --- the run in which they are called --------------------------------------------------------- */

static bool no_decision(struct run *r, int decision, struct value when, struct value *out, struct error *e) {
  (void)r;
  (void)decision;
  (void)when;
  (void)out;
  return error_set(e, ERR_RULE, "没有决定");
}

static struct value fact_for(const struct fact *f) {
  static struct spell spells[] = {{.from = 18262}};
  static struct timeline timeline = {.count = 1, .known_from = DAY_MIN, .spells = spells};
  static struct value cells[2];
  static struct list list = {.fields = 2, .rows = 1, .cells = cells};
  if (f->form == FORM_TIMELINE) {
    timeline.kind = f->kind;
    timeline.domain = f->domain;
    spells[0].value = value_enum(f->domain, 0);
    return (struct value){.kind = KIND_TIMELINE, .state = STATE_KNOWN, .u.timeline = &timeline};
  }
  if (f->form == FORM_LIST) {
    cells[0] = value_of(KIND_DATE, 20000);
    cells[1] = value_enum(f->fields[1].domain, 0);
    return (struct value){.kind = KIND_LIST, .state = STATE_KNOWN, .u.list = &list};
  }
  if (f->kind == KIND_TEXT) return value_text("x");
  if (f->kind == KIND_ENUM) return value_enum(f->domain, 0);
  if (f->kind == KIND_RATE) return rate_parse("0.5");
  return value_of(f->kind, f->kind == KIND_TRUTH ? 1 : 90);
}

static struct script *load(struct run *r) {
  struct error e = {0};
  struct limits limits = {.instructions = STEPS, .milliseconds = 60000};
  struct script *s = script_new(&(struct limits){.milliseconds = 60000}, &e);
  assert_non_null(s);
  struct policy_sources sources = {.policy = {"attack.lua", POLICY, strlen(POLICY)}};
  if (!script_load(s, &sources, &e)) fail_msg("%s:%d: %s", e.file, e.line, e.message);
  if (!script_call(s, hold_body, NULL, &e)) fail_msg("%s:%d: %s", e.file, e.line, e.message);
  assert_true(run_begin(r, s));
  for (int i = 0; i < s->model.fact_count; i++)
    r->facts[i] = fact_for(&s->model.facts[i]);
  r->when = (struct value){.kind = KIND_MONTH, .state = STATE_KNOWN, .u.i = 24305};
  r->decided_on = value_of(KIND_DATE, 20269);
  r->decide = no_decision;
  if (!script_call(s, run_kinds_body, NULL, &e)) fail_msg("%s:%d: %s", e.file, e.line, e.message);
  s->limits.instructions = limits.instructions;
  return s;
}

static void no_function_within_reach_believes_its_caller(void **state) {
  (void)state;
  struct run run = {0};
  struct script *s = load(&run);
  struct error e = {0};
  lua_Integer n[2] = {0, 0};
  assert_true(script_call(s, length_body, n, &e));
  assert_true(n[0] > 150 && n[1] > 50); /* else something was not found */
  wrong = 0;
  for (int function = 1; function <= n[0]; function++) {
    call_with_all(s, function, (int)n[1]);
    s->run = NULL; /* as while a policy loads: declarations are allowed */
    call_with_all(s, function, (int)n[1]);
    s->run = &run;
    assert_true(script_call(s, length_body, n, &e)); /* some return functions */
  }
  print_message("  %d functions, %d kinds\n", (int)n[0], (int)n[1]);
  run_end(&run);
  script_free(s);
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(no_function_within_reach_believes_its_caller)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
