/* The front end against Lua itself: it accepts what Lua accepts, and what it rewrites means the
** same. */
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "host/base/utf8.h"
#include "host/lua/front/syntax.h"

#define MUTANTS 60000
#define INSTRUCTIONS 20000
#define MEMORY (16u << 20)

static const char *const PROGRAMS[] = {
    "return 1 == 1, 1 ~= 1, 1 == 1.0, 'a' == 'a', nil == false, 1 ~= 2 == true",
    "local a, b, c = 1, 2, 1 return a == b == c, a == c == true, not a == b, not (a == c), a ~= b ~= c",
    "local a, b = 3 return a and b or 5, b or a, b and a, a and a == 3 and 'yes' or 'no', not a, not not b",
    "local t = { [1] = 'x', ['y'] = 2, z = { 1, 2, 3 } }\nreturn t[1], t['y'], t.z[#t.z], t[ [[y]] ], t[t.z[1]]",
    "local function f(...) return ... end\nlocal t = { f(1, 2), f(1, 2) }\nreturn #t, t[f(2, 3)], (f(1, 2)), f(4, 5)",
    "local function f() end\nif f() then return 1 elseif not f() then return f() == nil, f() ~= nil, f() or 2 end",
    "local function f(...) if ... then return ... == 1, ... end return not ... end\nreturn f(1, 2), f(), f(nil, 1)",
    "local n, s = 0, 0\nwhile n ~= 10 do\n  n = n + 1\n  if n % 2 == 0 and n ~= 4 or n == 5 then s = s + n end\nend\nreturn n, s",
    "local i = 0\nrepeat\n  local j = i + 1\n  i = j\nuntil j == 5 or not j\nreturn i",
    "local r = {}\nfor i = 10, 1, -3 do r[#r + 1] = i end\nfor k, v in ipairs(r) do r[k] = v == 7 and 'seven' or v end\nreturn r",
    "local x = 1 == 1\n(function() x = x and 'called' end)()\nreturn x",
    "local x\nx = 2 ~= 1\n;(function() x = not x end)()\nreturn x",
    "local function outer()\n  local n = 0\n  return function()\n    n = n + 1\n    return n == 2\n  end\nend\n"
    "local f = outer()\nreturn f(), f(), f(), outer,\n f",
    "local a = 1 -- why ==\n == --[[ it\n is ]] 1\nlocal b = not --[==[\n]==] a\nreturn a, b, function() end",
    "local t = setmetatable({}, { __index = function(t, k) return k == 'x' and 1 or k end })\nreturn t.x, t.y, t['x'], t[3]",
    "local P = {}\nP.__index = P\nfunction P.new(v) return setmetatable({ v = v }, P) end\n"
    "function P:same(o) return self.v == o.v and self ~= o end\nreturn P.new(1):same(P.new(1)), P.new(1):same(P.new(2))",
    "local t = {}\nt.a, t['b'], t[1 + 1] = 1, 2, 3\nlocal k = 'a'\nreturn t[k], t[k == 'a' and 'b'], t[2], t",
    "return 1 < 2 == true, 'a' .. 'b' == 'ab', -2 ^ 2 == -4, 7 // 2 == 3 and 7 % 4 ~= 2, ~5 & 6 == 2 | 0, 1 << 3 >> 1 == 4",
    "local s = '第\\u{4E8C}条\\x41\\65\\z   \\n' return s, #s, [==[\n长]]文字]==], \"\\'\\\"\" == '\\'\"'",
    "return 0xFFFFFFFFFFFFFFFF == -1, 0x7p1, 3., .5e1, 9223372036854775807, 9223372036854775808 == 2.0 ^ 63",
    "for i = 1, 3 do\n  for j = 1, 3 do\n    if j == 2 then goto continue end\n    if i == 2 then break end\n"
    "    ::continue::\n  end\nend\nreturn 1",
    "do local a <const> = 1; local b <close> = nil; if a == 1 then return a, b end end",
    "local x = nil\nlocal y = {\n  x,\n  x == nil,\n}\nreturn y[2],\n  x.z == 1",
    "local t = {}\nif t.a\n  and t.a.b == 1 then return 1 end\nif not t.a then\n  return t.a.b\nend",
    "local t\nlocal function f() return t[1] == 2 end\nreturn (\nf())",
    "local t = {}\nt[nil == 1 and 1 or nil\n] = 1",
    "return 1 + (2 == 2 and {} or 1)",
    "return function(a, ...) local b, c = ... return a == b, c end, function()\n\nend",
    "local a = {} ; local b = { [a] = 1, [a == a] = 2, [not a] = 3 } return b[a], b[true], b[false], b[b[a] ~= 1]",
    "return (1 == 2) == (2 == 1), ((1) == ((1))), not(1), not\"\"==false, {1}=={1}, #{1, 2} == 2",
    "return 1 or error('x') == 2, nil and error('x'), pcall(error, 'e') == false, select('#', nil == nil, nil)",
    "function f(x) if x == 0 then return 1 end return x * f(x - 1) end return f(10)",
};

static const char *const REFUSED[] = {"x = = 1",
                                      "if x then",
                                      "return 1 return 2",
                                      "local 1",
                                      "x = 'a\nb'",
                                      "goto l",
                                      "break",
                                      "for i = 1 do end",
                                      "local x <const> = 1; x = 2",
                                      "local x <const> = 1; function x() end",
                                      "local a <close>, b <close>",
                                      "::a:: ::a::",
                                      "do goto l; local a; ::l:: print(a) end",
                                      "repeat goto l; local a; ::l:: until a",
                                      "f() = 1",
                                      "(a) = 1",
                                      "a.b:c = 1",
                                      "x = ...; function f() return ... end",
                                      "x = 1..2",
                                      "x = 0x",
                                      "x = 3e",
                                      "x = '\\400'",
                                      "x = '\\xZZ'",
                                      "x = '\\u{110000000}'",
                                      "x = [=[ ]]",
                                      "--[[",
                                      "x = }",
                                      "a, b += 1",
                                      "local function a.b() end",
                                      "return return",
                                      "x = function(..., a) end",
                                      "local t = { 1 2 }",
                                      "x = a b",
                                      "::a",
                                      "goto 1",
                                      "local x <foo> = 1",
                                      "function f(1) end",
                                      "for a.b in c do end"};

static const char *const PIECES[] = {
    " ",        "\n",       "=",      "==",     "~=",      "~",       "(",        ")",      "{",    "}",
    "[",        "]",        ";",      ",",      ".",       "..",      "...",      ":",      "::",   "not ",
    " and ",    " or ",     "nil",    "true",   " end ",   " if ",    " then ",   " else ", " do ", " local ",
    " return ", "function", " in ",   " for ",  "1",       "0x1p",    "'a'",      "\"",     "[[",   "]]",
    "--",       "a",        "t",      "x",      "<",       ">",       "//",       "#",      "-",    "^",
    "goto l ",  "::l::",    "break ", "while ", "repeat ", " until ", "elseif ",  "\r\n",   "\\",   "\t",
    "<const>",  "中",       "1.5",    "e",      "0",       "f()",     "--[[\n]]", "\x01"};

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* --- a Lua state that mutants cannot harm ----------------------------------------------------- */

struct sandbox {
  lua_State *L;
  size_t used;
};

static void *allocate(void *ud, void *block, size_t old, size_t size) {
  struct sandbox *box = ud;
  if (!block) old = 0;
  if (size == 0) {
    free(block);
    box->used -= old;
    return NULL;
  }
  if (size > old && box->used + (size - old) > MEMORY) return NULL;
  void *fresh = realloc(block, size);
  if (fresh) box->used += size - old;
  return fresh;
}

static void out_of_time(lua_State *L, lua_Debug *ar) {
  (void)ar;
  luaL_error(L, "@limit");
}

static void sandbox_begin(struct sandbox *box) {
  *box = (struct sandbox){0};
  box->L = lua_newstate(allocate, box);
  assert_non_null(box->L);
}

static bool lua_accepts(struct sandbox *box, const char *text, size_t length) {
  int status = luaL_loadbufferx(box->L, text, length, "=t", "t");
  lua_settop(box->L, 0);
  return status == LUA_OK;
}

/* A new environment on the stack, with a few harmless functions and the checked operations. */
static void push_environment(lua_State *L) {
  static const char *const kept[] = {"ipairs", "select", "type", "setmetatable", "error", "pcall"};
  luaL_requiref(L, "_G", luaopen_base, 0);
  lua_newtable(L);
  for (size_t i = 0; i < COUNT(kept); i++) {
    lua_getfield(L, -2, kept[i]);
    lua_setfield(L, -2, kept[i]);
  }
  lua_remove(L, -2);
  int failed = luaL_loadstring(
      L, "local _ENV = ... __eq = function(a, b) return a == b end\n"
         "__key = function(k) return k end __truth = function(x) return x end __length = __key\n"
         "__told = function(x) return x end");
  assert_int_equal(failed, LUA_OK);
  lua_pushvalue(L, -2);
  lua_call(L, 1, 0);
}

/* --- results as text -------------------------------------------------------------------------- */

/* Without its place and the names of variables: both may get more exact by rewriting, as Lua gives
** an operand that is not a call the line of the operator behind it. */
static void show_text(const char *text, struct buf *out) {
  const char *names = strstr(text, " (");
  if (strncmp(text, "t:", 2) == 0) text += 2 + strspn(text + 2, "0123456789");
  buf_printf(out, "'%.*s'", names > text ? (int)(names - text) : (int)strlen(text), text);
}

static void show(lua_State *L, int index, struct buf *out, int depth);

/* Entries in an order that does not depend on addresses: only keys that are strings, numbers or
** booleans, sorted. */
static int compare_text(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void show_table(lua_State *L, int index, struct buf *out, int depth) {
  char *entries[64];
  size_t count = 0;
  lua_pushnil(L);
  while (lua_next(L, index)) {
    struct buf entry = {0};
    show(L, lua_gettop(L) - 1, &entry, depth + 1);
    buf_puts(&entry, "=");
    show(L, lua_gettop(L), &entry, depth + 1);
    if (count < COUNT(entries))
      entries[count++] = buf_take(&entry);
    else
      buf_free(&entry);
    lua_pop(L, 1);
  }
  qsort(entries, count, sizeof *entries, compare_text);
  buf_puts(out, "{");
  for (size_t i = 0; i < count; i++) {
    buf_printf(out, "%s,", entries[i]);
    free(entries[i]);
  }
  buf_puts(out, "}");
}

static void show(lua_State *L, int index, struct buf *out, int depth) {
  lua_Debug ar;
  switch (lua_type(L, index)) {
  case LUA_TNIL: buf_puts(out, "nil"); break;
  case LUA_TBOOLEAN: buf_puts(out, lua_toboolean(L, index) ? "true" : "false"); break;
  case LUA_TNUMBER:
    if (lua_isinteger(L, index))
      buf_printf(out, "%lld", (long long)lua_tointeger(L, index));
    else
      buf_printf(out, "%a", lua_tonumber(L, index));
    break;
  case LUA_TSTRING: show_text(lua_tostring(L, index), out); break;
  case LUA_TTABLE:
    if (depth < 3) show_table(L, index, out, depth);
    break;
  case LUA_TFUNCTION:
    lua_pushvalue(L, index);
    lua_getinfo(L, ">Su", &ar);
    buf_printf(out, "function %d-%d %d%d", ar.linedefined, ar.lastlinedefined, ar.nparams, ar.isvararg);
    break;
  default: buf_puts(out, lua_typename(L, lua_type(L, index)));
  }
}

/* What a chunk gives (`exact`: with the line of an error); false when it ran out of instructions or
** memory, which tells nothing. */
static bool outcome(struct sandbox *box, const char *text, size_t length, bool exact, struct buf *out) {
  lua_State *L = box->L;
  int status = luaL_loadbufferx(L, text, length, "=t", "t");
  if (status != LUA_OK) fail_msg("rewritten text is refused: %s\n%s", lua_tostring(L, -1), text);
  push_environment(L);
  lua_setupvalue(L, 1, 1);
  lua_sethook(L, out_of_time, LUA_MASKCOUNT, INSTRUCTIONS);
  status = lua_pcall(L, 0, LUA_MULTRET, 0);
  lua_sethook(L, NULL, 0, 0);
  bool known = status != LUA_ERRMEM;
  if (status != LUA_OK && lua_type(L, -1) == LUA_TSTRING) {
    const char *message = lua_tostring(L, -1);
    if (strstr(message, "@limit") || strstr(message, "overflow")) known = false;
    if (exact) buf_add(out, message, strcspn(message, " "));
  }
  for (int i = 1; i <= lua_gettop(L); i++) {
    show(L, i, out, 0);
    buf_puts(out, "\n");
  }
  lua_settop(L, 0);
  return known;
}

static int line_breaks(const char *text, size_t length) {
  int count = 0;
  for (size_t i = 0; i < length; i++)
    count += text[i] == '\n';
  return count;
}

static void same_meaning(struct sandbox *box, const struct syntax *s, bool exact) {
  struct buf rewritten = {0}, before = {0}, after = {0};
  syntax_rewrite(s, &rewritten);
  bool known = outcome(box, s->source, s->length, exact, &before);
  known = outcome(box, buf_text(&rewritten), rewritten.len, exact, &after) && known;
  if (known && strcmp(buf_text(&before), buf_text(&after)) != 0)
    fail_msg("%s\n--- becomes\n%s\n--- gives\n%s\n--- instead of\n%s", s->source, buf_text(&rewritten),
             buf_text(&after), buf_text(&before));
  assert_int_equal(line_breaks(s->source, s->length), line_breaks(rewritten.data, rewritten.len));
  buf_free(&rewritten);
  buf_free(&before);
  buf_free(&after);
}

/* --- tests ------------------------------------------------------------------------------------ */

static bool documented_refusal(const char *text, size_t length) {
  return memchr(text, '\0', length) || !utf8_valid(text, length) || (length && text[0] == '#');
}

/* Both accept, and then it means the same; or both refuse. */
static bool agree(struct sandbox *box, const char *text, size_t length, bool exact) {
  struct syntax s = {0};
  struct error e = {0};
  bool accepted = syntax_parse(&s, "t", text, length, &e);
  if (accepted != lua_accepts(box, text, length) && !documented_refusal(text, length))
    fail_msg("%s by the front end alone: %.*s\n%s (%s)", accepted ? "accepted" : "refused", (int)length, text,
             e.message, e.hint);
  if (accepted && !strstr(text, "_ENV")) same_meaning(box, &s, exact);
  if (!accepted) assert_true(e.line > 0 && e.column > 0 && utf8_valid(e.message, strlen(e.message)));
  syntax_free(&s);
  return accepted;
}

static void test_corpus(void **state) {
  (void)state;
  struct sandbox box;
  sandbox_begin(&box);
  for (size_t i = 0; i < COUNT(PROGRAMS); i++)
    assert_true(agree(&box, PROGRAMS[i], strlen(PROGRAMS[i]), true));
  for (size_t i = 0; i < COUNT(REFUSED); i++)
    if (agree(&box, REFUSED[i], strlen(REFUSED[i]), true)) fail_msg("accepted: %s", REFUSED[i]);
  lua_close(box.L);
}

static uint32_t next_random(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*seed >> 33);
}

/* One change of `text`: a piece put in, a stretch taken out, doubled or moved. */
static void mutate(struct buf *text, uint64_t *seed) {
  struct buf out = {0};
  size_t length = text->len, from = next_random(seed) % (length + 1), size = 1 + next_random(seed) % 12;
  if (size > length - from) size = length - from;
  size_t to = next_random(seed) % (length + 1);
  const char *piece = PIECES[next_random(seed) % COUNT(PIECES)];
  switch (next_random(seed) % 4) {
  case 0: size = 0; break;   /* put in */
  case 1: piece = ""; break; /* take out */
  case 2: break;             /* replace */
  default: piece = NULL;     /* copy elsewhere */
  }
  if (piece) {
    buf_add(&out, text->data, from);
    buf_puts(&out, piece);
    buf_add(&out, text->data + from + size, length - from - size);
  } else {
    buf_add(&out, text->data, to);
    buf_add(&out, text->data + from, size);
    buf_add(&out, text->data + to, length - to);
  }
  buf_free(text);
  *text = out;
}

static void test_mutants(void **state) {
  (void)state;
  const char *given = getenv("SYNTAX_SEED"), *count = getenv("SYNTAX_MUTANTS");
  uint64_t seed = given ? strtoull(given, NULL, 10) : 20240601;
  long mutants = count ? strtol(count, NULL, 10) : MUTANTS, accepted = 0;
  struct sandbox box;
  sandbox_begin(&box);
  for (long i = 0; i < mutants; i++) {
    struct buf text = {0};
    size_t which = next_random(&seed) % (COUNT(PROGRAMS) + COUNT(REFUSED));
    buf_puts(&text, which < COUNT(PROGRAMS) ? PROGRAMS[which] : REFUSED[which - COUNT(PROGRAMS)]);
    for (uint32_t changes = 1 + next_random(&seed) % 3; changes > 0; changes--)
      mutate(&text, &seed);
    accepted += agree(&box, text.data, text.len, false);
    buf_free(&text);
  }
  lua_close(box.L);
  assert_true(accepted > mutants / 50); /* the test tests something */
}

/* Nesting: refused where Lua refuses it. */
static void test_depth(void **state) {
  static const char *const shapes[][4] = {{"x=", "(", ")", "1"},
                                          {"x=", "not ", "", "1"},
                                          {"x=", "{", "}", ""},
                                          {"", "do ", " end", ""},
                                          {"x=", "1 ..", "", "1"},
                                          {"x=", "a[", "]", "1"},
                                          {"", "::l", "::", ""},
                                          {"", "while 1 do ", " end", ""},
                                          {"", "a,", "", "a=1"},
                                          {"x=", "2^", "", "1"},
                                          {"", "function a() ", " end", ""},
                                          {"if a then", " elseif a then ", "", "end"}};
  (void)state;
  struct sandbox box;
  sandbox_begin(&box);
  for (size_t i = 0; i < COUNT(shapes); i++) {
    for (int depth = 190; depth < 205; depth++) {
      struct buf text = {0};
      buf_puts(&text, shapes[i][0]);
      for (int k = 0; k < depth; k++)
        buf_puts(&text, shapes[i][1]);
      buf_puts(&text, shapes[i][3]);
      for (int k = 0; k < depth; k++)
        buf_puts(&text, shapes[i][2]);
      struct syntax s = {0};
      struct error e = {0};
      bool accepted = syntax_parse(&s, "t", text.data, text.len, &e);
      if (accepted != lua_accepts(&box, text.data, text.len)) fail_msg("%s at depth %d", shapes[i][1], depth);
      syntax_free(&s);
      buf_free(&text);
    }
  }
  lua_close(box.L);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_corpus),
      cmocka_unit_test(test_mutants),
      cmocka_unit_test(test_depth),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
