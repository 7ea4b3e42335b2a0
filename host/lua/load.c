/* Running the standard library, a policy and its values. */
#include "host/lua/load.h"

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

static const struct embedded *part_in(const struct embedded *parts, const char *name) {
  for (; parts->name; parts++)
    if (strcmp(parts->name, name) == 0) return parts;
  return NULL;
}

/* Its tostring goes into messages: a table or function is told by its type, because Lua would tell
** its address. */
static int library_tostring(lua_State *L) {
  luaL_checkany(L, 1);
  int type = lua_type(L, 1);
  if (type == LUA_TNIL || type == LUA_TBOOLEAN || type == LUA_TNUMBER || type == LUA_TSTRING)
    luaL_tolstring(L, 1, NULL);
  else
    lua_pushstring(L, value_type_name(L, 1));
  return 1;
}

/* The environment of the standard library: stock base functions that it needs, nothing of the
** machine. */
static void push_library_environment(lua_State *L) {
  static const char *const base[] = {"pairs",  "ipairs", "type",   "tostring", "tonumber", "setmetatable",
                                     "rawget", "rawset", "select", "error",    "next",     NULL};
  static const luaL_Reg libraries[] = {{"string", luaopen_string},
                                       {"table", luaopen_table},
                                       {"math", luaopen_math},
                                       {"utf8", luaopen_utf8},
                                       {NULL, NULL}};
  lua_newtable(L);
  lua_pushcfunction(L, luaopen_base); /* fills the globals ... */
  lua_pushglobaltable(L);
  lua_newtable(L);
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS); /* ... which are a throw-away table here */
  lua_insert(L, -2);
  lua_call(L, 0, 1);
  for (int i = 0; base[i]; i++) {
    lua_getfield(L, -1, base[i]);
    lua_setfield(L, -4, base[i]);
  }
  lua_pop(L, 1);
  lua_pushcfunction(L, library_tostring);
  lua_setfield(L, -3, "tostring");
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  /* opening the string library resets what strings can do: put it back after */
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  for (const luaL_Reg *lib = libraries; lib->name; lib++) {
    lua_pushcfunction(L, lib->func);
    lua_pushstring(L, lib->name);
    lua_call(L, 1, 1);
    lua_setfield(L, -4, lib->name);
  }
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}

void part_chunk(char out[PART_CHUNK], const char *name) {
  snprintf(out, PART_CHUNK, "=stdlib/%s", name);
}

/* The build has compiled its own standard library; that of an archived version is a text that
** nobody vouches for, and another release of Lua may read its code in another way. */
static const struct embedded *code_named(const struct script *s, const char *name) {
  if (s->stdlib || strcmp(lua_ident, embedded_lua) != 0) return NULL;
  return part_in(embedded_code, name);
}

/* Run part `name` in environment `env` with host functions and std as arguments; its result
** stays. */
static void run_part(lua_State *L, const char *name, int env, int host, int std) {
  const struct script *s = script_of(L);
  const struct embedded *code = code_named(s, name);
  const struct embedded *part = code ? code : part_in(s->stdlib ? s->stdlib : embedded_stdlib, name);
  if (!part) script_raise(L, ERR_FILE, "标准库缺少 %s", name);
  char chunk[PART_CHUNK];
  part_chunk(chunk, name);
  int status = luaL_loadbufferx(L, (const char *)part->data, part->size, chunk, code ? "b" : "t");
  if (status == LUA_ERRMEM) script_raise_memory(L);
  if (status != LUA_OK) script_raise(L, ERR_SYNTAX, "%s", lua_tostring(L, -1));
  lua_pushvalue(L, env);
  lua_setupvalue(L, -2, 1);
  lua_pushvalue(L, host);
  lua_pushvalue(L, std);
  lua_call(L, 2, 1);
}

/* An archived library was whole when a database kept it: no part is asked of it that was written
** since. */
static bool came_later(const struct script *s, const char *name) {
  return s->stdlib && !part_in(s->stdlib, name);
}

void run_stdlib(lua_State *L, const char *const *names) {
  lua_newtable(L); /* std */
  int std = lua_gettop(L);
  lua_newtable(L);
  lua_setfield(L, std, "globals");
  push_library_environment(L);
  if (script_of(L)->stdlib) sandbox_narrow_library(L);
  push_host_functions(L);
  for (; *names; names++) {
    if (came_later(script_of(L), *names)) continue;
    run_part(L, *names, std + 1, std + 2, std);
    lua_pop(L, 1);
  }
  lua_settop(L, std);
}

static const char *const CALENDAR_PARTS[] = {"shape.lua", "calendar.lua", NULL};

/* Run the calendar data: a part whose environment is what the calendar module offers. */
static int calendar_body(lua_State *L) {
  run_stdlib(L, CALENDAR_PARTS);
  int std = lua_gettop(L);
  lua_getfield(L, std, "globals");
  int globals = lua_gettop(L);
  lua_newtable(L);
  lua_getfield(L, globals, "calendar");
  lua_setfield(L, -2, "calendar");
  run_part(L, "calendars/china.lua", globals + 1, globals, globals);
  read_calendar(L, lua_gettop(L));
  lua_settop(L, std - 1);
  return 0;
}

bool script_load_calendar(struct script *s, const struct embedded *stdlib, struct error *e) {
  s->stdlib = stdlib;
  bool ok = script_call(s, calendar_body, NULL, e);
  s->stdlib = NULL; /* borrowed */
  return ok;
}

/* The days of the standard library that is built in have been read by the build. */
static void load_calendar(lua_State *L) {
  struct script *s = script_of(L);
  if (s->stdlib)
    calendar_body(L);
  else
    s->calendar = embedded_calendar;
}

static const char *const POLICY_PARTS[] = {"shape.lua",     "cite.lua",   "districts.lua", "fact.lua",
                                           "parameter.lua", "table.lua",  "subject.lua",   "decision.lua",
                                           "payment.lua",   "letter.lua", "document.lua",  "values.lua",
                                           "finish.lua",    NULL};

/* Run one text with the names in `globals` (a table index) beside the safe ones. */
static void run_text(lua_State *L, const struct policy_text *text, int globals, int results,
                     enum text_kind kind) {
  globals = lua_absindex(L, globals);
  sandbox_push(L, globals);
  script_compile(L, text->file, text->text, text->length, lua_gettop(L), sandbox_globals(kind));
  lua_remove(L, -2);
  lua_call(L, 0, results);
}

static int load_body(lua_State *L) {
  const struct policy_sources *load = lua_touserdata(L, 1);
  struct script *s = script_of(L);
  run_stdlib(L, POLICY_PARTS);
  int std = lua_gettop(L);
  load_calendar(L);
  lua_getfield(L, std, "globals");
  int globals = lua_gettop(L);
  run_text(L, &load->policy, globals, 1, TEXT_POLICY);
  lua_getfield(L, std, "act_handle");
  if (lua_isnil(L, -1) || !lua_rawequal(L, -1, -2)) {
    struct error e;
    error_set(&e, ERR_POLICY, lua_isnil(L, -1) ? "文件没有声明 document" : "文件末尾没有 return act");
    error_hint(&e, "开头写 local act = document { … }，末尾写 return act");
    error_at(&e, s->file, 1, 1);
    script_raise_error(L, &e);
  }
  lua_pop(L, 2);
  if (load->values.text) run_text(L, &load->values, globals, 0, TEXT_VALUES);
  if (load->amendments.text) run_text(L, &load->amendments, globals, 0, TEXT_AMENDMENTS);
  lua_getfield(L, std, "finish");
  lua_getfield(L, -1, "model");
  lua_call(L, 0, 1);
  read_model(L, lua_gettop(L));
  check_names(L);
  check_purity(L);
  return 0;
}

bool script_load(struct script *s, const struct policy_sources *sources, struct error *e) {
  struct policy_sources load = *sources;
  text_copy(s->file, sizeof s->file, sources->policy.file);
  s->stdlib = sources->stdlib;
  s->cover = sources->cover;
  lua_gc(
      s->L,
      LUA_GCSTOP); /* nearly all that loading makes is kept; when memory runs short Lua collects all the same */
  bool ok = script_call(s, load_body, &load, e);
  s->stdlib = NULL; /* borrowed */
  lua_gc(s->L, LUA_GCRESTART);
  expr_keep(&s->exprs); /* values that the text made for its terms carry them */
  if (ok) lua_gc(s->L, LUA_GCGEN, 0, 0);
  return ok;
}

/* --- scenarios -------------------------------------------------------------------------------- */

struct scenario_run {
  const struct policy_text *file;
  void (*emit)(lua_State *L, void *ud);
  void *ud;
};

static const char *const SCENARIO_PARTS[] = {"shape.lua", "scenario.lua", NULL};

static int scenario_body(lua_State *L) {
  struct scenario_run *run = lua_touserdata(L, 1);
  run_stdlib(L, SCENARIO_PARTS);
  int std = lua_gettop(L);
  lua_getfield(L, std, "globals");
  run_text(L, run->file, lua_gettop(L), 0, TEXT_SCENARIOS);
  lua_getfield(L, std, "scenarios");
  int list = lua_gettop(L);
  for (lua_Integer i = 1; lua_rawgeti(L, list, i) == LUA_TTABLE; i++) {
    run->emit(L, run->ud);
    lua_settop(L, list);
  }
  return 0;
}

bool script_run_scenarios(struct script *s, const struct policy_text *file,
                          void (*emit)(lua_State *L, void *ud), void *ud, struct error *e) {
  struct scenario_run run = {file, emit, ud};
  text_copy(s->file, sizeof s->file, file->file);
  return script_call(s, scenario_body, &run, e);
}
