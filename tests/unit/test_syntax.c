/* The front end: tokens, positions, constructs, names, syntax errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "host/lua/front/syntax.h"

static struct syntax parse(const char *source) {
  struct syntax s = {0};
  struct error e = {0};
  if (!syntax_parse(&s, "t.lua", source, strlen(source), &e))
    fail_msg("%s\n%d:%d: %s (%s)", source, e.line, e.column, e.message, e.hint);
  return s;
}

static struct error parse_error_n(const char *source, size_t length) {
  struct syntax s = {0};
  struct error e = {0};
  if (syntax_parse(&s, "t.lua", source, length, &e)) fail_msg("accepted: %s", source);
  assert_null(s.top);
  syntax_free(&s);
  assert_true(e.message[0] != '\0');
  return e;
}

static struct error parse_error(const char *source) {
  return parse_error_n(source, strlen(source));
}

static void refuses(const char *source, int line, int column, const char *message, const char *hint) {
  struct error e = parse_error(source);
  assert_int_equal(e.kind, ERR_SYNTAX);
  assert_string_equal(e.file, "t.lua");
  if (!strstr(e.message, message) || !strstr(e.hint, hint) || e.line != line || e.column != column)
    fail_msg("%s\n%d:%d: %s (%s)", source, e.line, e.column, e.message, e.hint);
}

/* The value of the chunk's only `return`. */
static const struct node *expr_of(const struct syntax *s) {
  assert_int_equal(s->top->kind, NODE_RETURN);
  return s->top->list;
}

/* --- tokens ----------------------------------------------------------------------------------- */

static void string_is(const char *source, const char *bytes, size_t length) {
  struct syntax s = parse(source);
  const struct node *n = expr_of(&s);
  assert_int_equal(n->kind, NODE_STRING);
  assert_int_equal(n->text_len, length);
  assert_memory_equal(n->text, bytes, length + 1);
  syntax_free(&s);
}

static void test_strings(void **state) {
  (void)state;
  string_is("return 'a\\n\\t\\\\\\'\\\"'", "a\n\t\\'\"", 6);
  string_is("return \"\\x41\\065\\10b\"", "AA\nb", 4);
  string_is("return '\\u{4E2D}\\u{7FFFFFFF}'", "中\xFD\xBF\xBF\xBF\xBF\xBF", 9);
  string_is("return 'a\\z  \r\n\t b\\\r\nc'", "ab\nc", 4);
  string_is("return '\\0x'", "\0x", 2);
  string_is("return ''", "", 0);
  string_is("return [[\r\na\r\nb]]", "a\nb", 3);
  string_is("return [==[]]]=]]==]", "]]]=]", 5);
  string_is("return '第十二条'", "第十二条", 12);
  refuses("x = 'ab", 1, 5, "字符串没有结束", "[[");
  refuses("x = 'ab\n'", 1, 5, "字符串没有结束", "");
  refuses("x = '\\q'", 1, 6, "不认识的转义", "\\\\");
  refuses("x = '\\300'", 1, 6, "255", "");
  refuses("x = '\\xg0'", 1, 6, "\\x", "");
  refuses("x = '\\u{80000000}'", 1, 6, "\\u", "");
  refuses("\n x = [==[a]]", 2, 6, "第 2 行开始的长文字没有结束", "]==]");
  refuses("--[[ a", 1, 1, "长注释", "]]");
  refuses("x = [=a", 1, 5, "长括号", "[[");
}

static void integer_is(const char *source, long long value) {
  struct syntax s = parse(source);
  assert_int_equal(expr_of(&s)->kind, NODE_INTEGER);
  assert_true(expr_of(&s)->integer == value);
  syntax_free(&s);
}

static void test_numbers(void **state) {
  static const char *const floats[] = {"return 1.5",
                                       "return .5",
                                       "return 3.",
                                       "return 1e2",
                                       "return 0x.8p1",
                                       "return 0xAp-1",
                                       "return 9223372036854775808"};
  (void)state;
  integer_is("return 0", 0);
  integer_is("return 9223372036854775807", INT64_MAX);
  integer_is("return 0xFf", 255);
  integer_is("return 0xFFFFFFFFFFFFFFFF", -1);
  integer_is("return 0x10000000000000001", 1);
  for (size_t i = 0; i < sizeof floats / sizeof *floats; i++) {
    struct syntax s = parse(floats[i]);
    assert_int_equal(expr_of(&s)->kind, NODE_FLOAT);
    assert_string_equal(expr_of(&s)->text, floats[i] + 7);
    syntax_free(&s);
  }
  refuses("x = 3元", 1, 6, "元", "中文只能写在引号里");
  refuses("x = 12ab", 1, 5, "‘12ab’", "空格");
  refuses("x = 1..2", 1, 5, "‘1..2’", "");
  refuses("x = 0x", 1, 5, "‘0x’", "");
  refuses("x = 1e", 1, 5, "‘1e’", "");
}

static void test_positions(void **state) {
  (void)state;
  struct syntax s = parse("--[[ 两行\n]] local a = \"中文\" .. b.c[1]\r\nf(a)");
  const struct node *local = s.top, *sum = local->more;
  assert_int_equal(local->line, 2);
  assert_int_equal(local->column, 4);
  assert_int_equal(sum->kind, NODE_BINARY);
  assert_string_equal(sum->op, "..");
  assert_int_equal(sum->column, 14);
  assert_memory_equal(s.source + sum->op_start, "..", 2);
  assert_int_equal(sum->op_end - sum->op_start, 2);
  assert_int_equal(sum->b->kind, NODE_INDEX);
  assert_int_equal(sum->b->column, 22);
  assert_memory_equal(s.source + sum->b->op_start, "[1]", 3);
  assert_int_equal(sum->b->op_end, sum->b->end);
  assert_memory_equal(s.source + sum->b->a->op_start, "c", 1);
  assert_int_equal(local->end, sum->end);
  assert_int_equal(local->next->line, 3);
  assert_int_equal(local->next->column, 1);
  struct error e = {0};
  error_set(&e, ERR_POLICY, "x");
  syntax_point(&s, sum->b->a, &e);
  assert_int_equal(e.line, 2);
  assert_int_equal(e.column, 24);
  assert_string_equal(e.excerpt, "]] local a = \"中文\" .. b.c[1]");
  assert_string_equal(e.file, "t.lua");
  syntax_free(&s);
}

/* --- constructs ------------------------------------------------------------------------------- */

static bool count_kind(void *ud, struct node *n) {
  int *counts = ud;
  counts[n->kind]++;
  return true;
}

static const char EVERYTHING[] =
    "local a <const>, b = 1, nil\n"
    "local t = { 1; x = 2, ['y'] = 3, f(), ..., }\n"
    "local function f(p, ...) return p, ... end\n"
    "function t.g.h(x) return -x ^ 2 end\n"
    "function t:m() return self end\n"
    "t.x, t[1], b = 1, 2.5, true\n"
    "do ; end\n"
    "while a < b do break end\n"
    "repeat local z = 1 until z\n"
    "if a then f() elseif b then f'' else f{} end\n"
    "for i = 1, 10, 2 do goto done ::done:: end\n"
    "for k, v in pairs(t) do t:m(k)(v) end\n"
    "return (a // b) % 1 & 2 | 3 ~ ~4 << 1 >> 2, not #t == false, function() end;\n";

static void test_everything(void **state) {
  (void)state;
  struct syntax s = parse(EVERYTHING);
  int counts[NODE_CALL_STAT + 1] = {0};
  assert_true(syntax_walk(&s, count_kind, counts));
  for (int kind = NODE_NIL; kind <= NODE_CALL_STAT; kind++)
    if (!counts[kind]) fail_msg("no node of kind %d", kind);
  assert_int_equal(counts[NODE_IF], 2);
  assert_int_equal(counts[NODE_FUNCTION], 4);
  syntax_free(&s);
}

static bool nested_well(void *ud, struct node *n) {
  size_t *last = ud;
  assert_true(n->start <= n->end);
  if (n->parent) {
    assert_true(n->parent->start <= n->start && n->end <= n->parent->end);
  }
  assert_true(n->start >= *last || n->kind == NODE_BINARY); /* in the order of the source */
  *last = n->start;
  return true;
}

static bool stop_at_name(void *ud, struct node *n) {
  (void)ud;
  return n->kind != NODE_NAME;
}

static void test_walk(void **state) {
  (void)state;
  struct syntax s = parse(EVERYTHING);
  size_t last = 0;
  assert_true(syntax_walk(&s, nested_well, &last));
  assert_false(syntax_walk(&s, stop_at_name, NULL));
  syntax_free(&s);
}

/* Fully parenthesised. */
static void shape(const struct node *n, struct buf *out) {
  if (n->kind == NODE_BINARY) {
    buf_putc(out, '(');
    shape(n->a, out);
    buf_puts(out, n->op);
    shape(n->b, out);
    buf_putc(out, ')');
  } else if (n->kind == NODE_UNARY) {
    buf_printf(out, "(%s ", n->op);
    shape(n->a, out);
    buf_putc(out, ')');
  } else {
    buf_puts(out, n->text);
  }
}

static void precedence(const char *source, const char *wanted) {
  struct syntax s = parse(source);
  struct buf out = {0};
  shape(expr_of(&s), &out);
  assert_string_equal(buf_text(&out), wanted);
  buf_free(&out);
  syntax_free(&s);
}

static void test_precedence(void **state) {
  (void)state;
  precedence("return a or b and c", "(aor(bandc))");
  precedence("return a == b ~= c", "((a==b)~=c)");
  precedence("return not a == b", "((not a)==b)");
  precedence("return -a ^ -b ^ c", "(- (a^(- (b^c))))");
  precedence("return a .. b .. c + d", "(a..(b..(c+d)))");
  precedence("return a - b - c * d // e", "((a-b)-((c*d)//e))");
  precedence("return a | b ~ c & d << e .. f", "(a|(b~(c&(d<<(e..f)))))");
  precedence("return a < b and c >= d or e", "(((a<b)and(c>=d))ore)");
}

static const struct node *name_at(const struct syntax *s, const char *where) {
  size_t at = (size_t)(strstr(s->source, where) - s->source);
  struct node *found = NULL;
  for (struct node *n = s->top; n;) { /* down to the name that begins there */
    if (n->kind == NODE_NAME && n->start == at) found = n;
    struct node *next = NULL, *const groups[] = {n->a, n->b, n->c, n->list, n->more, n->body, n->other};
    for (size_t i = 0; i < 7; i++)
      for (struct node *c = groups[i]; c; c = c->next)
        if (c->start <= at && at < c->end) next = c;
    n = next ? next : n->start <= at && at < n->end ? NULL : n->next;
  }
  if (!found) fail_msg("no name at %s", where);
  return found;
}

static void test_names(void **state) {
  (void)state;
  struct syntax s = parse("local x = x --1\n"
                          "local function f(a, ...) return a + x, f end\n"
                          "for i = i, x do y = i end\n"
                          "repeat local z = 1 until z == x\n"
                          "function t:m() return self end\n"
                          "return i\n");
  const struct node *x = name_at(&s, "x = x");
  assert_int_equal(x->scope, NAME_LOCAL);
  assert_ptr_equal(x->declared, x);
  assert_int_equal(name_at(&s, "x --1")->scope, NAME_GLOBAL);
  assert_null(name_at(&s, "x --1")->declared);
  assert_int_equal(name_at(&s, "x, f")->scope, NAME_UPVALUE);
  assert_ptr_equal(name_at(&s, "x, f")->declared, x);
  assert_ptr_equal(name_at(&s, "f end")->declared, name_at(&s, "f(a"));
  assert_ptr_equal(name_at(&s, "a + x")->declared, name_at(&s, "a, ..."));
  assert_int_equal(name_at(&s, "i, x")->scope, NAME_GLOBAL);
  assert_ptr_equal(name_at(&s, "i end")->declared, name_at(&s, "i = i"));
  assert_int_equal(name_at(&s, "z == x")->scope, NAME_LOCAL);
  assert_int_equal(name_at(&s, "self end")->scope, NAME_LOCAL);
  assert_int_equal(name_at(&s, "i\n")->scope, NAME_GLOBAL);
  assert_string_equal(s.top->next->b->op, "...");
  syntax_free(&s);
}

/* --- syntax errors ---------------------------------------------------------------------------- */

static void test_errors(void **state) {
  (void)state;
  struct error e = parse_error("-- 甲\nlocal t = {\n  '中文' rule }");
  assert_string_equal(e.excerpt, "  '中文' rule }");
  assert_int_equal(e.column, 8);
  assert_string_equal(e.message, "此处应为 ‘}’（用来结束第 2 行的 ‘{’），却遇到 ‘rule’");
  refuses("local function f()\n  x()\nrule = )", 3, 8, "应为一个表达式，却遇到 ‘)’", "");
  refuses("function f()\n if a then\n b()\nend", 4, 4,
          "‘end’（用来结束第 1 行的 ‘function’），却遇到文件末尾", "");
  refuses("if a then\nelse if b then\nend", 3, 4, "第 1 行的 ‘if’", "第 2 行的 ‘else if’");
  refuses("if a = b then end", 1, 6, "此处应为 ‘then’，却遇到 ‘=’", "‘==’");
  refuses("return a = b", 1, 10, "‘return’ 必须", "‘==’");
  refuses("f(a = 1)", 1, 5, "‘)’", "‘==’");
  refuses("f(a b)", 1, 5, "‘)’（用来结束 ‘(’）", "逗号");
  refuses("x == 1", 1, 3, "语句不完整", "写一个 ‘=’");
  refuses("x += 1", 1, 3, "语句不完整", "没有 ‘+=’");
  refuses("x\ny = 1", 1, 1, "一个表达式不能单独成为语句", "x(…)");
  refuses("local end = 1", 1, 7, "应为一个名称", "保留字");
  refuses("if a && b then end", 1, 7, "应为一个表达式", "‘and’");
  refuses("if a || b then end", 1, 7, "应为一个表达式", "‘or’");
  refuses("if a != b then end", 1, 6, "‘!’", "‘~=’");
  refuses("f（a）", 1, 2, "‘（’", "半角的 ‘(’");
  refuses("甲 = 1", 1, 1, "‘甲’", "引号");
  refuses("x = 1\x01", 1, 6, "控制字符", "");
  refuses("end", 1, 1, "没有对应的开头", "多写");
  refuses("}", 1, 1, "应为一条语句", "多了一个 ‘}’");
  refuses("(f)() = 1", 1, 1, "不能给调用的结果赋值", "==");
  refuses("(a) = 1", 1, 1, "不能给括号里的表达式赋值", "");
  refuses("local a <const> = 1\na = 2", 2, 1, "常量 ‘a’", "<const>");
  refuses("local a <konst> = 1", 1, 10, "‘<konst>’", "<const>");
  refuses("local a <close>, b <close> = 1", 1, 21, "只能有一个", "");
  refuses("break", 1, 1, "‘break’", "");
  refuses("goto a", 1, 1, "标签 ‘a’", "::a::");
  refuses("::a::\n::a::", 2, 1, "已经在第 1 行", "");
  refuses("do goto a local x ::a:: x() end", 1, 4, "局部变量的范围", "");
  refuses("function f() return ... end", 1, 21, "可变参数", "最后");
  refuses("for i do end", 1, 7, "‘=’ 或 ‘in’", "");
  refuses("a.b:c = 1", 1, 7, "调用的参数", "==");
}

static void test_whole_source(void **state) {
  (void)state;
  refuses("#!/bin/lua", 1, 1, "‘#’", "--");
  refuses("\x1BLua", 1, 1, "二进制", "");
  refuses("\xEF\xBB\xBFx = 1", 1, 1, "BOM", "BOM");
  refuses("x = '中\xFF'", 1, 7, "UTF-8", "UTF-8");
  refuses("-- \xC0\x80", 1, 4, "UTF-8", "");
  struct error e = parse_error_n("a = 1\nb\0c", 9);
  assert_int_equal(e.line, 2);
  assert_int_equal(e.column, 2);
  assert_non_null(strstr(e.message, "NUL"));
  size_t length = (4u << 20) + 1;
  char *blanks = malloc(length);
  memset(blanks, ' ', length);
  struct syntax s = {0};
  assert_true(syntax_parse(&s, "t.lua", blanks, length - 1, &e));
  syntax_free(&s);
  e = parse_error_n(blanks, length);
  assert_non_null(strstr(e.message, "4 MiB"));
  free(blanks);
}

static bool accepts_nested(const char *open, const char *middle, const char *close, int depth) {
  struct buf b = {0};
  buf_puts(&b, "x = ");
  for (int i = 0; i < depth; i++)
    buf_puts(&b, open);
  buf_puts(&b, middle);
  for (int i = 0; i < depth; i++)
    buf_puts(&b, close);
  struct syntax s = {0};
  struct error e = {0};
  bool good = syntax_parse(&s, "t.lua", b.data, b.len, &e);
  if (!good) assert_true(strstr(e.message, "嵌套太深") || strstr(e.message, "超过"));
  syntax_free(&s);
  buf_free(&b);
  return good;
}

static void test_nesting(void **state) {
  (void)state;
  assert_true(accepts_nested("(", "1", ")", 190));
  assert_false(accepts_nested("(", "1", ")", 250));
  assert_false(accepts_nested("(", "1", ")", 100000));
  assert_false(accepts_nested("{", "", "}", 250));
  assert_false(accepts_nested("1 .. ", "1", "", 250));
  assert_false(accepts_nested("function() return ", "1", " end", 250));
  /* what is only long is not deep */
  assert_true(accepts_nested("1 + ", "1", "", 100000));
  /* Lua's own compiler takes the square of the number of these */
  assert_true(accepts_nested("a or ", "b", "", 1000));
  assert_false(accepts_nested("a or ", "b", "", 1001));
  assert_false(accepts_nested("a and ", "b", "", 150000));
  assert_true(accepts_nested("", "a", "()", 200));
  assert_false(accepts_nested("", "a", "()", 300000));
  assert_false(accepts_nested("", "a", ":where{}", 200000));
  assert_true(accepts_nested("", "a", ".b[c]", 100));
  assert_false(accepts_nested("", "a", ".b[c]", 101));
}

static void test_many_locals(void **state) {
  (void)state;
  for (int count = 200; count <= 201; count++) {
    struct buf b = {0};
    for (int i = 0; i < count; i++)
      buf_printf(&b, "local v%d\n", i);
    struct syntax s = {0};
    struct error e = {0};
    assert_int_equal(syntax_parse(&s, "t.lua", b.data, b.len, &e), count == 200);
    if (count > 200) assert_int_equal(e.line, 201);
    syntax_free(&s);
    buf_free(&b);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_strings),      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_positions),    cmocka_unit_test(test_everything),
      cmocka_unit_test(test_walk),         cmocka_unit_test(test_precedence),
      cmocka_unit_test(test_names),        cmocka_unit_test(test_errors),
      cmocka_unit_test(test_whole_source), cmocka_unit_test(test_nesting),
      cmocka_unit_test(test_many_locals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
