/* The front end after parsing: the lints, the rewriting, finding a token for a message. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "host/base/names.h"
#include "host/lua/front/syntax.h"

static const char *const GLOBALS[] = {"between", "yuan", "percent", "pairs", "rule", NULL};

static struct syntax parse(const char *source) {
  struct syntax s = {0};
  struct error e = {0};
  if (!syntax_parse(&s, "t.lua", source, strlen(source), &e))
    fail_msg("%s\n%d:%d: %s (%s)", source, e.line, e.column, e.message, e.hint);
  return s;
}

/* --- lints ------------------------------------------------------------------------------------ */

static void good(const char *source) {
  struct syntax s = parse(source);
  struct error e = {0};
  if (!syntax_check(&s, GLOBALS, &e))
    fail_msg("%s\n%d:%d: %s (%s)", source, e.line, e.column, e.message, e.hint);
  syntax_free(&s);
}

static void bad(const char *source, int line, int column, const char *message, const char *hint) {
  struct syntax s = parse(source);
  struct error e = {0};
  if (syntax_check(&s, GLOBALS, &e)) fail_msg("accepted: %s", source);
  assert_int_equal(e.kind, ERR_POLICY);
  assert_string_equal(e.file, "t.lua");
  assert_true(e.excerpt[0] != '\0' && e.hint[0] != '\0');
  if (!strstr(e.message, message) || !strstr(e.hint, hint) || e.line != line || e.column != column)
    fail_msg("%s\n%d:%d: %s (%s)", source, e.line, e.column, e.message, e.hint);
  syntax_free(&s);
}

static void test_global_names(void **state) {
  (void)state;
  good("local x = between(1, 2, 3)");
  bad("local x = betwen(1, 2, 3)", 1, 11, "不认识的名称 ‘betwen’", "是否想写 ‘between’？");
  bad("-- 甲\nlocal x = { '甲乙', os }", 2, 19, "不认识的名称 ‘os’", "local");
  bad("x = 1", 1, 1, "不能给全局名称 ‘x’ 赋值", "local x");
  bad("local t; t.a, yuan = 1, 2", 1, 15, "不能给全局名称 ‘yuan’ 赋值", "");
  bad("function rule() end", 1, 10, "不能给全局名称 ‘rule’ 赋值", "");
  good("local t = {} function t.rule() end t.x = 1 t[1] = 2");
}

static void test_upvalues(void **state) {
  (void)state;
  good("local n = 0; n = n + 1; for i = 1, 3 do n = i end");
  good("local function f() local n = 0; n = 1; return n end");
  good("local t = {}; local function f() t.x = 1 end");
  bad("local n\nlocal function f() n = 1 end", 2, 20, "外层的局部变量 ‘n’（第 1 行声明）", "return");
  bad("local function f(a) return function() a = 1 end end", 1, 39, "‘a’", "");
  bad("local g; local function f() function g() end end", 1, 38, "‘g’", "");
}

static void test_reserved_names(void **state) {
  (void)state;
  good("local _x, _ = 1, 2; local t = { _y = 1 }; return t._z, t['_y'], '__index'");
  bad("local __x", 1, 7, "‘__x’", "");
  bad("return __eq", 1, 8, "‘__eq’", "");
  bad("return yuan.__index", 1, 13, "‘__index’", "");
  bad("return yuan['__index']", 1, 13, "‘__index’", "");
  bad("return { __gc = 1 }", 1, 10, "‘__gc’", "");
  bad("return { ['__gc'] = 1 }", 1, 11, "‘__gc’", "");
  bad("return yuan:__call()", 1, 13, "‘__call’", "");
  bad("local function f(__a) end", 1, 18, "‘__a’", "");
  bad("local t; function t.__index() end", 1, 21, "‘__index’", "");
  bad("return _ENV", 1, 8, "‘_ENV’", "");
  bad("local _ENV = {}", 1, 7, "‘_ENV’", "");
  bad("_ENV = nil", 1, 1, "‘_ENV’", "");
}

static void test_other_lints(void **state) {
  (void)state;
  good("local a <const> = 1; return a");
  bad("local a <close> = nil", 1, 7, "<close>", "<const>");
  bad("goto a ::a::", 1, 1, "goto", "");
  bad("::a::", 1, 1, "goto", "");
  good("return yuan '30.50', 30, 0xFF");
  bad("return 30.50", 1, 8, "‘30.50’", "金额写 yuan \"30.50\"，比例写 percent \"0.5\"");
  bad("return 1e3", 1, 8, "‘1e3’", "yuan");
  bad("return 9223372036854775808", 1, 8, "太大", "9223372036854775807");
  good("return 'a' .. 'b', ('a') == 'b'");
  bad("return ('a'):upper()", 1, 14, "文字", "");
  bad("return (('a')).upper('b')", 1, 16, "文字", "");
  bad("return ('a')['x']", 1, 8, "文字", "");
  good("while true do break end");
}

/* --- rewriting -------------------------------------------------------------------------------- */

static void rewrites(const char *source, const char *wanted) {
  struct syntax s = parse(source);
  struct buf out = {0};
  syntax_rewrite(&s, &out);
  assert_string_equal(buf_text(&out), wanted);
  syntax_free(&s);
  buf_free(&out);
}

static void test_rewrite_equality(void **state) {
  (void)state;
  rewrites("x = a == b", "x = __eq(a , b)");
  rewrites("x = a ~= b", "x = (not __eq(a , b))");
  rewrites("x = a==b", "x = __eq(a, b)");
  rewrites("x = a == b == c", "x = __eq(__eq(a , b) , c)");
  rewrites("x = a == b ~= (c == d)", "x = (not __eq(__eq(a , b) , (__eq(c , d))))");
  rewrites("x = -a .. b == c + 1", "x = __eq(-a .. b , c + 1)");
  rewrites("x = a -- why == ,\n == --[[\n]]b -- end", "x = __eq(a -- why == ,\n , --[[\n]]b) -- end");
  rewrites("f(a == b, c)", "f(__eq(a , b), c)");
  rewrites("x = a < b == true", "x = __eq(__length(a) < __length(b) , true)");
  rewrites("x = a.b <= 3 + c", "x = __length(a.b) <= 3 + c");
  rewrites("x = -a > f(b) .. \"x\"", "x = -a > __length(f(b) .. \"x\")");
  rewrites("local x = 1 < ...\n(f)()", "local x = 1 < __length(...);\n(f)()");
  /* no tail call: it would lose the line */
  rewrites("return a == b", "return (__eq(a , b))");
  rewrites("return a == b, c", "return __eq(a , b), c");
  rewrites("return a ~= b", "return (not __eq(a , b))");
  /* nothing sticks together, nothing becomes the arguments of what stands before */
  rewrites("return\"a\"==b", "return (__eq(\"a\", b))");
  rewrites("x = not\"a\"==b", "x = __eq(not __truth(\"a\"), b)");
  rewrites("x = a == 1\n(f or g)()", "x = __eq(a , 1);\n(__truth(f) or g)()");
  rewrites("local x = a == 1;(f)()", "local x = __eq(a , 1);;(f)()");
  rewrites("repeat until a == 1 (f)()", "repeat until __eq(a , 1); (f)()");
  rewrites("local x = 1 (f)()", "local x = 1 (f)()");
}

/* Only what stands before the dot of an argument of the host's own present and first_present. */
static void test_rewrite_told(void **state) {
  (void)state;
  rewrites("x = present(a.n)", "x = present(__told(a).n)");
  rewrites("x = first_present(a.n, b(c):at(d).e, f)",
           "x = first_present(__told(a).n, __told(b(c):at(d)).e, f)");
  rewrites("x = present(a --[[.]]\n . n)", "x = present(__told(a) --[[.]]\n . n)");
  rewrites("if present(a.b.n) then end", "if __truth(present(__told(a.b).n)) then end");
  rewrites("x = present(a.n == b.n)", "x = present(__eq(a.n , b.n))");
  rewrites("x = present(a) + there(a.n)", "x = present(a) + there(a.n)");
  rewrites("local present = f x = present(a.n)", "local present = f x = present(a.n)");
}

static void test_rewrite_keys(void **state) {
  (void)state;
  rewrites("x = t[k]", "x = t[__key(k)]");
  rewrites("t[k][f()] = t[ -1 ]", "t[__key(k)][__key(f())] = t[ __key(-1) ]");
  rewrites("x = t['k'] + t[1] + t[ [[k]] ]", "x = t['k'] + t[1] + t[ [[k]] ]");
  rewrites("x = { [k] = v, ['k'] = v, k = v, [a == b] = 1 }",
           "x = { [__key(k)] = v, ['k'] = v, k = v, [__key(__eq(a , b))] = 1 }");
  rewrites("x = t[a and b]", "x = t[__key(__truth(a) and b)]");
  rewrites("x = t[k -- [\n]", "x = t[__key(k) -- [\n]");
}

static void test_rewrite_truth(void **state) {
  (void)state;
  rewrites("x = not a", "x = not __truth(a)");
  rewrites("x = not not a", "x = not not __truth(a)");
  rewrites("x = not a == b", "x = __eq(not __truth(a) , b)");
  rewrites("x = not (a == b)", "x = not (__eq(a , b))");
  rewrites("x = a and b or c", "x = __truth(a) and __truth(b) or c");
  rewrites("x = a and (b or c)", "x = __truth(a) and (__truth(b) or c)");
  rewrites("x = (a or b) and c", "x = (__truth(a) or __truth(b)) and c");
  rewrites("x = a < b and c", "x = __length(a) < __length(b) and c");
  rewrites("x = a == b and c ~= d", "x = __eq(a , b) and (not __eq(c , d))");
  rewrites("if a then elseif (b) then end", "if __truth(a) then elseif (__truth(b)) then end");
  rewrites("if a and b then end", "if __truth(a) and __truth(b) then end");
  rewrites("while t[k] do end", "while __truth(t[__key(k)]) do end");
  rewrites("repeat x = a until f()", "repeat x = a until __truth(f())");
  rewrites("if true then elseif nil or false then elseif a >= b then end",
           "if true then elseif nil or false then elseif __length(a) >= __length(b) then end");
  rewrites("if function() return a end then end", "if __truth(function() return a end) then end");
  rewrites("if f(a or b) then end", "if __truth(f(__truth(a) or b)) then end");
  rewrites("for i = 1, a or b do end", "for i = 1, __truth(a) or b do end");
  rewrites("return -a, #b, a .. b, '甲' -- 乙\n", "return -a, #b, a .. b, '甲' -- 乙\n");
  rewrites("", "");
}

static void test_rewrite_deep(void **state) {
  (void)state;
  struct buf source = {0}, out = {0};
  buf_puts(&source, "x = a");
  for (int i = 0; i < 1000; i++)
    buf_puts(&source, " and a");
  struct syntax s = parse(source.data);
  syntax_rewrite(&s, &out);
  assert_int_equal(out.len, source.len + 1000 * strlen("__truth()"));
  syntax_free(&s);
  buf_free(&source);
  buf_free(&out);
}

/* --- finding ---------------------------------------------------------------------------------- */

static const char FIND[] = "rule { '第三条', give = x.give,\n"
                           "  when = function(c)\n"
                           "    local a = c.age; return a.age == 'give'\n"
                           "  end,\n"
                           "  say = 'age' }\n"
                           "if x.age then\n"
                           "  f(x.give.age, y:give())\n"
                           "end\n";

static void finds(int line, const char *text, bool key_only, int at_line, int at_column) {
  struct syntax s = parse(FIND);
  const struct node *n = syntax_find(&s, line, text, key_only);
  struct error e = {0};
  if (n) syntax_point(&s, n, &e);
  if (e.line != at_line || e.column != at_column)
    fail_msg("line %d, %s: at %d:%d", line, text, e.line, e.column);
  syntax_free(&s);
}

static void test_find(void **state) {
  (void)state;
  finds(1, "give", true, 1, 15);
  finds(1, "第三条", false, 1, 8);
  finds(1, "第三条", true, 0, 0);
  finds(1, "age", false, 5, 9);
  finds(1, "age", true, 0, 0);
  finds(3, "age", true, 3, 17);
  finds(3, "give", false, 3, 38);
  finds(3, "give", true, 0, 0);
  finds(6, "age", true, 6, 6);
  finds(6, "give", true, 0, 0);
  finds(7, "age", true, 7, 12);
  finds(7, "give", true, 7, 7);
  finds(99, "give", true, 0, 0);
  finds(0, "give", true, 0, 0);
}

static void test_nearest(void **state) {
  static const char *const names[] = {"between", "before", "yuan", "if", NULL};
  (void)state;
  assert_string_equal(nearest_name("betwen", names), "between");
  assert_string_equal(nearest_name("befroe", names), "before");
  assert_string_equal(nearest_name("yuann", names), "yuan");
  assert_null(nearest_name("of", names));
  assert_null(nearest_name("something", names));
  assert_null(nearest_name("x", NULL));
}

static void test_point(void **state) {
  (void)state;
  struct syntax s = parse("x = '中文' .. y\n\r\n-- 末尾");
  struct error e = {0};
  error_set(&e, ERR_RULE, "x");
  syntax_point_at(&s, 9, &e); /* within a character */
  assert_int_equal(e.line, 1);
  syntax_point_at(&s, s.length, &e);
  assert_int_equal(e.line, 3);
  assert_int_equal(e.column, 6);
  assert_string_equal(e.excerpt, "-- 末尾");
  syntax_point_at(&s, s.length + 100, &e);
  assert_int_equal(e.column, 6);
  syntax_free(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_global_names),     cmocka_unit_test(test_upvalues),
      cmocka_unit_test(test_reserved_names),   cmocka_unit_test(test_other_lints),
      cmocka_unit_test(test_rewrite_equality), cmocka_unit_test(test_rewrite_told),
      cmocka_unit_test(test_rewrite_keys),     cmocka_unit_test(test_rewrite_truth),
      cmocka_unit_test(test_rewrite_deep),     cmocka_unit_test(test_find),
      cmocka_unit_test(test_nearest),          cmocka_unit_test(test_point),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
