/* Patterns of Lua in work that is counted: string.find, match, gmatch and gsub for a standard
** library that nobody vouches for.
**
** Lua's own functions match in C, out of sight of the counter of instructions, and backtrack: a
** pattern and a text of a few lines can keep them busy for years. An archived library needs
** patterns to read citations, so it gets these instead. Every step is charged; what the library
** does not use (%b, %f, references to captures, replacements other than plain texts) is refused.
*/
#include <lauxlib.h>
#include <string.h>

#include "host/lua/arguments.h"
#include "host/lua/script.h"

enum { MOST_CAPTURES = 32, MOST_DEPTH = 150, CHARGED = 64, OPEN = -1, POSITION = -2 };

struct matching {
  lua_State *L;
  const char *text, *end, *pattern_end;
  unsigned steps;
  int depth, count;
  struct {
    const char *from;
    ptrdiff_t length; /* or OPEN, POSITION */
  } captures[MOST_CAPTURES];
};

static const char *match(struct matching *m, const char *s, const char *p);

static void charge_step(struct matching *m) {
  if (++m->steps % CHARGED == 0) script_charge(m->L, CHARGED);
}

static int refuse_pattern(struct matching *m) {
  script_raise(m->L, ERR_RULE, "文字匹配的式样不完整，或不受支持");
}

/* --- one character ---------------------------------------------------------------------------- */

static bool is_between(int c, int low, int high) {
  return low <= c && c <= high;
}

static bool in_class(int c, int letter) {
  bool lower = is_between(c, 'a', 'z'), upper = is_between(c, 'A', 'Z'), digit = is_between(c, '0', '9');
  switch (letter) {
  case 'a': return lower || upper;
  case 'c': return c < 0x20 || c == 0x7f;
  case 'd': return digit;
  case 'g': return is_between(c, 0x21, 0x7e);
  case 'l': return lower;
  case 'p': return is_between(c, 0x21, 0x7e) && !lower && !upper && !digit;
  case 's': return c == ' ' || is_between(c, '\t', '\r');
  case 'u': return upper;
  case 'w': return lower || upper || digit;
  case 'x': return digit || is_between(c, 'a', 'f') || is_between(c, 'A', 'F');
  default: return letter == c;
  }
}

/* %a and the like; the capital is what is not in it. */
static bool in_escape(int c, int letter) {
  bool capital = is_between(letter, 'A', 'Z') && strchr("ACDGLPSUWX", letter);
  return capital ? !in_class(c, letter - 'A' + 'a') : in_class(c, letter);
}

/* Behind the character, class or set that begins at p. */
static const char *single_end(struct matching *m, const char *p) {
  if (*p == '%') {
    if (p + 1 >= m->pattern_end) refuse_pattern(m);
    return p + 2;
  }
  if (*p++ != '[') return p;
  if (p < m->pattern_end && *p == '^') p++;
  do { /* a ] that comes first is one of the set */
    if (p >= m->pattern_end) refuse_pattern(m);
    p += *p == '%' && p + 1 < m->pattern_end ? 2 : 1;
  } while (p >= m->pattern_end || *p != ']');
  return p + 1;
}

/* The set from [ to its ], at `last`. */
static bool in_set(int c, const char *p, const char *last) {
  bool inside = p[1] != '^';
  for (p += inside ? 1 : 2; p < last; p++) {
    if (*p == '%' && p + 1 < last) {
      if (in_escape(c, (unsigned char)*++p)) return inside;
    } else if (p[1] == '-' && p + 2 < last) {
      if (is_between(c, (unsigned char)p[0], (unsigned char)p[2])) return inside;
      p += 2;
    } else if ((unsigned char)*p == c)
      return inside;
  }
  return !inside;
}

static bool is_single(struct matching *m, const char *s, const char *p, const char *p_end) {
  charge_step(m);
  if (s >= m->end) return false;
  int c = (unsigned char)*s;
  switch (*p) {
  case '.': return true;
  case '%': return in_escape(c, (unsigned char)p[1]);
  case '[': return in_set(c, p, p_end - 1);
  default: return (unsigned char)*p == c;
  }
}

/* --- a pattern -------------------------------------------------------------------------------- */

static const char *match_most(struct matching *m, const char *s, const char *p, const char *p_end) {
  ptrdiff_t i = 0;
  while (is_single(m, s + i, p, p_end))
    i++;
  for (; i >= 0; i--) {
    const char *found = match(m, s + i, p_end + 1);
    if (found) return found;
  }
  return NULL;
}

static const char *match_least(struct matching *m, const char *s, const char *p, const char *p_end) {
  for (;; s++) {
    const char *found = match(m, s, p_end + 1);
    if (found) return found;
    if (!is_single(m, s, p, p_end)) return NULL;
  }
}

static const char *open_capture(struct matching *m, const char *s, const char *p, ptrdiff_t how) {
  if (m->count >= MOST_CAPTURES) refuse_pattern(m);
  m->captures[m->count].from = s;
  m->captures[m->count++].length = how;
  const char *found = match(m, s, p);
  if (!found) m->count--;
  return found;
}

static const char *close_capture(struct matching *m, const char *s, const char *p) {
  int i = m->count - 1;
  while (i >= 0 && m->captures[i].length != OPEN)
    i--;
  if (i < 0) refuse_pattern(m);
  m->captures[i].length = s - m->captures[i].from;
  const char *found = match(m, s, p);
  if (!found) m->captures[i].length = OPEN;
  return found;
}

static const char *match_here(struct matching *m, const char *s, const char *p) {
  for (;;) {
    charge_step(m);
    if (p >= m->pattern_end) return s;
    if (*p == '(') return p[1] == ')' ? open_capture(m, s, p + 2, POSITION) : open_capture(m, s, p + 1, OPEN);
    if (*p == ')') return close_capture(m, s, p + 1);
    if (*p == '$' && p + 1 == m->pattern_end) return s == m->end ? s : NULL;
    if (*p == '%' && p + 1 < m->pattern_end && strchr("bf0123456789", p[1])) refuse_pattern(m);
    const char *end = single_end(m, p), *found;
    switch (end < m->pattern_end ? *end : '\0') {
    case '?':
      found = is_single(m, s, p, end) ? match(m, s + 1, end + 1) : NULL;
      if (found) return found;
      p = end + 1;
      break;
    case '*': return match_most(m, s, p, end);
    case '+': return is_single(m, s, p, end) ? match_most(m, s + 1, p, end) : NULL;
    case '-': return match_least(m, s, p, end);
    default:
      if (!is_single(m, s, p, end)) return NULL;
      s++;
      p = end;
    }
  }
}

static const char *match(struct matching *m, const char *s, const char *p) {
  if (++m->depth > MOST_DEPTH) refuse_pattern(m);
  const char *found = match_here(m, s, p);
  m->depth--;
  return found;
}

/* The first place from `s` on where the pattern fits; NULL: none. */
static const char *search(struct matching *m, const char **s, const char *pattern) {
  bool anchored = pattern < m->pattern_end && *pattern == '^';
  for (;; ++*s) {
    m->count = m->depth = 0;
    const char *found = match(m, *s, pattern + anchored);
    if (found || anchored || *s >= m->end) return found;
  }
}

/* --- the functions ---------------------------------------------------------------------------- */

static struct matching matching_of(lua_State *L, int text, int pattern) {
  size_t length, pattern_length;
  struct matching m = {.L = L, .text = lua_tolstring(L, text, &length)};
  m.pattern_end = lua_tolstring(L, pattern, &pattern_length) + pattern_length;
  m.end = m.text + length;
  return m;
}

static int push_captures(struct matching *m, const char *from, const char *to) {
  if (m->count == 0) lua_pushlstring(m->L, from, (size_t)(to - from));
  for (int i = 0; i < m->count; i++) {
    if (m->captures[i].length == OPEN) refuse_pattern(m);
    if (m->captures[i].length == POSITION)
      lua_pushinteger(m->L, m->captures[i].from - m->text + 1);
    else
      lua_pushlstring(m->L, m->captures[i].from, (size_t)m->captures[i].length);
  }
  return m->count ? m->count : 1;
}

/* Where argument `at` says that it begins; NULL: behind the end. */
static const char *first_place(const struct matching *m, int at) {
  lua_Integer length = m->end - m->text, from = luaL_optinteger(m->L, at, 1);
  if (from < 0) from = from < -length ? 1 : length + from + 1;
  if (from == 0) from = 1;
  return from > length + 1 ? NULL : m->text + from - 1;
}

static const char *find_plain(struct matching *m, const char *s, const char *what, size_t length) {
  for (; (size_t)(m->end - s) >= length; s++) {
    charge_step(m);
    if (memcmp(s, what, length) == 0) return s;
  }
  return NULL;
}

static int library_find(lua_State *L) {
  arguments(L, "string.find", "ss|ip");
  struct matching m = matching_of(L, 1, 2);
  const char *pattern = lua_tostring(L, 2), *from = first_place(&m, 3), *to = NULL;
  size_t length = (size_t)(m.pattern_end - pattern);
  bool plain = lua_toboolean(L, 4);
  if (from && plain) {
    from = find_plain(&m, from, pattern, length);
    to = from ? from + length : NULL;
  } else if (from) {
    to = search(&m, &from, pattern);
  }
  if (!to) {
    lua_pushnil(L);
    return 1;
  }
  lua_pushinteger(L, from - m.text + 1);
  lua_pushinteger(L, to - m.text);
  return 2 + (m.count ? push_captures(&m, from, to) : 0);
}

static int library_match(lua_State *L) {
  arguments(L, "string.match", "ss|i");
  struct matching m = matching_of(L, 1, 2);
  const char *from = first_place(&m, 3), *to = from ? search(&m, &from, lua_tostring(L, 2)) : NULL;
  if (to) return push_captures(&m, from, to);
  lua_pushnil(L);
  return 1;
}

/* Upvalues: text, pattern, where to go on, where the last one ended (-1: there was none). */
static int gmatch_step(lua_State *L) {
  lua_settop(L, 0);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_pushvalue(L, lua_upvalueindex(2));
  struct matching m = matching_of(L, 1, 2);
  lua_Integer at = lua_tointeger(L, lua_upvalueindex(3)), last = lua_tointeger(L, lua_upvalueindex(4));
  for (; at <= m.end - m.text; at++) {
    const char *from = m.text + at;
    m.count = m.depth = 0;
    const char *to = match(&m, from, lua_tostring(L, 2));
    if (!to || to - m.text == last) continue;
    lua_pushinteger(L, to - m.text);
    lua_copy(L, -1, lua_upvalueindex(3));
    lua_copy(L, -1, lua_upvalueindex(4));
    return push_captures(&m, from, to);
  }
  return 0;
}

static int library_gmatch(lua_State *L) {
  arguments(L, "string.gmatch", "ss");
  lua_pushinteger(L, 0);
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, gmatch_step, 4);
  return 1;
}

static int library_gsub(lua_State *L) {
  arguments(L, "string.gsub", "sss");
  struct matching m = matching_of(L, 1, 2);
  const char *at = m.text, *pattern = lua_tostring(L, 2);
  lua_Integer changed = 0;
  luaL_Buffer out;
  if (strchr(lua_tostring(L, 3), '%')) refuse_pattern(&m);
  luaL_buffinit(L, &out);
  for (;;) {
    const char *from = at, *to = search(&m, &from, pattern);
    if (!to) break;
    if (to == from) refuse_pattern(&m); /* what fits nothing fits everywhere */
    luaL_addlstring(&out, at, (size_t)(from - at));
    luaL_addstring(&out, lua_tostring(L, 3));
    changed++;
    at = to;
    if (*pattern == '^') break;
  }
  luaL_addlstring(&out, at, (size_t)(m.end - at));
  luaL_pushresult(&out);
  lua_pushinteger(L, changed);
  return 2;
}

void push_patterns(lua_State *L) {
  static const luaL_Reg functions[] = {{"find", library_find},
                                       {"match", library_match},
                                       {"gmatch", library_gmatch},
                                       {"gsub", library_gsub},
                                       {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
