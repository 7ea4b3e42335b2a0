/* Policies that are no Lua, that fail while they run or run without end; values files; files that
** cannot be read. */
#include "support.h"

#define TERM(code) "return true", code
#define FIRST_LINE                                                                                           \
  "act:term(\"probe\", { cite = \"第三条\", is = function(elder, m, law)\n  return true\nend })"
#define ONE_LINE(code)                                                                                       \
  FIRST_LINE, "$$act:term(\"probe\", { cite = \"第三条\", is = function(elder, m, law) " code " end })"

static const struct bad syntax[] = {
    {"a sign too many", "unit =", "unit = $=", BYLAW_ESYNTAX, "‘=’", "==", false},
    {"a missing end", "return true\nend }", "return true\n$}", BYLAW_ESYNTAX, "‘end’|第 15 行|function", NULL,
     false},
    {"a missing end at the end", "return act\n", "if 1 == 1 then\nreturn act\n$", BYLAW_ESYNTAX,
     "‘end’|第 21 行|if", NULL, false},
    {"an end too many", "return act", "$end\nreturn act", BYLAW_ESYNTAX, "end", "end", false},
    {"a missing quote", "title = \"试验办法\"", "title = $\"试验办法", BYLAW_ESYNTAX, "字符串没有结束",
     "同一行", false},
    {"a missing brace", " })\nact:open", "\n$act:open", BYLAW_ESYNTAX, "‘}’", "‘,’", false},
    {"a missing comma", "unit = \"元/月\", ", "unit = \"元/月\" $", BYLAW_ESYNTAX, "‘}’", "逗号", false},
    {"a full-width comma", "unit = \"元/月\",", "unit = \"元/月\"$，", BYLAW_ESYNTAX, "，", "‘,’", false},
    {"a name in Chinese", "local standard", "local $标准", BYLAW_ESYNTAX, "标", "引号", false},
    {"not equal as in C", TERM("return 1 $!= 2"), BYLAW_ESYNTAX, "!", "~=", false},
    {"plus-assign", TERM("local x = 1\n  x $+= 1"), BYLAW_ESYNTAX, "+", "x = x +", false},
    {"else if", TERM("if 1 == 1 then return true else if 1 == 2 then return true end return false"),
     BYLAW_ESYNTAX, "‘end’", "elseif", false},
    {"goto", TERM("$goto done\n  ::done::\n  return true"), BYLAW_EPOLICY, "goto", "break", false},
    {"a global", TERM("$x = 1\n  return true"), BYLAW_EPOLICY, "‘x’|全局", "local x", false},
    {"a global function", "local standard", "function $f() end\nlocal standard", BYLAW_EPOLICY, "‘f’|全局",
     "local f", false},
    {"an upvalue", PROBE,
     "local n = 0\nact:term(\"probe\", { cite = \"第三条\", is = function()\n  $n = 1\n  return true\nend })",
     BYLAW_EPOLICY, "‘n’|第 15 行", "local", false},
    {"a table of the module", PROBE,
     "local t = { 1 }\n$$act:term(\"probe\", { cite = \"第三条\", is = function() return t[1] == 1 end })",
     BYLAW_EPOLICY, "probe|‘t’", "act:parameter", false},
    {"a library", "return act", "$$string.len = 1\nreturn act", EITHER, "len|只读", NULL, false},
    {"a library from a term", TERM("$$string.len = 1\n  return true"), EITHER, "len|只读", NULL, true},
    {"a library as a table", "return act", "$$table.insert(math, 1)\nreturn act", EITHER, "只读", NULL,
     false},
    {"a name with __", TERM("local $__x = 1\n  return true"), BYLAW_EPOLICY, "__x|系统", "__", false},
    {"a key with __", TERM("local t = { $__index = 1 }\n  return true"), BYLAW_EPOLICY, "__index|系统", "__",
     false},
    {"_ENV", TERM("local e = $_ENV\n  return true"), BYLAW_EPOLICY, "_ENV", NULL, false},
    {"an unknown global", TERM("return $betwen(law.age, 1, 2)"), BYLAW_EPOLICY, "betwen", "‘between’", false},
    {"os", TERM("return $os.time() > 0"), BYLAW_EPOLICY, "‘os’", NULL, false},
    {"io", TERM("return $io.open(\"x\") == 1"), BYLAW_EPOLICY, "‘io’", NULL, false},
    {"load", TERM("return $load(\"return 1\")() == 1"), BYLAW_EPOLICY, "‘load’", NULL, false},
    {"require", TERM("return $require(\"os\") == 1"), BYLAW_EPOLICY, "‘require’", NULL, false},
    {"setmetatable", TERM("return $setmetatable({}, {}) == 1"), BYLAW_EPOLICY, "‘setmetatable’", NULL, false},
    {"pcall", TERM("return $pcall(error)"), BYLAW_EPOLICY, "‘pcall’", NULL, false},
    {"the stock of values", TERM("return math.$random() == 1"), EITHER, "random", NULL, true},
};

static const struct bad values_of_the_law[] = {
    {"money to a date", TERM("$$return date \"2025-01-01\" + yuan(1) == m:last()"), BYLAW_ERULE, "日期|金额",
     NULL, true},
    {"a date to a date", TERM("$$return m:last() + m:last() == m:last()"), BYLAW_ERULE, "日期", NULL, true},
    {"money times money", TERM("$$return yuan(2) * yuan(2) == yuan(4)"), BYLAW_ERULE, "金额", NULL, true},
    {"a division", TERM("$$return yuan(2) / 2 == yuan(1)"), BYLAW_ERULE, "金额", ":over", true},
    {"an age with a string", TERM("$$return law.age == \"95\""), BYLAW_ERULE, "整数|文字", NULL, true},
    {"an age below a string", TERM("$$return law.age < \"95\""), BYLAW_ERULE, "整数|文字", NULL, true},
    {"an age with a float", TERM("$$return law.age >= 189 / 2"), BYLAW_ERULE, "浮点数", "整数", true},
    {"a date with nil", TERM("$$return elder.birth_date == nil"), BYLAW_ERULE, "日期|nil", "present", true},
    {"a date with a text", TERM("$$return elder.birth_date < \"1940-01-01\""), BYLAW_ERULE, "日期|文字", NULL,
     true},
    {"districts in order", TERM("$$return elder.hukou:at(m:last()) < elder.hukou:at(m:first())"), BYLAW_ERULE,
     "选项|先后", NULL, true},
    {"not of an age", TERM("$$return not law.age"), BYLAW_ERULE, "整数|不是真假", "比较", true},
    {"if of an age", TERM("$$if law.age then return true end\n  return false"), BYLAW_ERULE, "整数|不是真假",
     "比较", true},
    {"and of an age", TERM("$$if law.age and 1 == 1 then return true end\n  return false"), BYLAW_ERULE,
     "整数|不是真假", "比较", true},
    {"an age as a key", TERM("local t = {}\n  $$t[law.age] = 1\n  return true"), BYLAW_ERULE, "整数|键", NULL,
     true},
    {"an age as a key in a table", TERM("$$local t = { [law.age] = 1 }\n  return #t == 0"), BYLAW_ERULE,
     "整数|键", NULL, true},
    {"tostring", TERM("$$return tostring(law.age) == \"95\""), BYLAW_ERULE, "tostring|整数", NULL, true},
    {"format", TERM("$$return string.format(\"%s\", law.age) == \"95\""), BYLAW_ERULE, "string.format|整数",
     NULL, true},
    {"concatenation", TERM("$$return law.age .. \"\" == \"95\""), BYLAW_ERULE, "整数|拼接", NULL, true},
    {"length", TERM("$$return #law.age == 2"), BYLAW_ERULE, "整数|长度", NULL, true},
    {"a call", TERM("$$return law.age()"), BYLAW_ERULE, "整数|不是函数", NULL, true},
    {"a field of a value", TERM("local d = elder.birth_date\n  $$d.year = 1\n  return true"), BYLAW_ERULE,
     "日期|不能修改", NULL, true},
    {"a fact changed", TERM("$$elder.birth_date = m:first()\n  return true"), EITHER, "事实|不能修改", NULL,
     true},
    {"a call of nil", TERM("local f\n  $$return f()"), BYLAW_ERULE, "f", NULL, true},
    {"an index of nil", TERM("local t = {}\n  $$return t.a.b"), BYLAW_ERULE, "a", NULL, true},
    {"a sum with nil", TERM("local t = {}\n  $$return t.a + 1 == 2"), BYLAW_ERULE, "a", NULL, true},
    {"a method misspelt", TERM("return elder.birth_date:$agee(m:last()) > 1"), EITHER, "agee", "‘age’", true},
    {"a fact misspelt", TERM("return present(elder.$birthdate)"), BYLAW_EPOLICY, "birthdate", "‘birth_date’",
     false},
    {"a law misspelt", TERM("return law.$aged_90"), BYLAW_EPOLICY, "aged_90", "‘aged_90s’", false},
    {"a law misspelt in another month", TERM("return law:at(m:plus(-1)).$aged_90"), BYLAW_EPOLICY, "aged_90",
     "‘aged_90s’", false},
    {"no member", TERM("return elder.hukou:at(m:last()) == $\"和平\""), BYLAW_EPOLICY, "‘和平’", "和平区",
     false},
    {"no member by a detour", TERM("local d = \"和平\"\n  $$return elder.hukou:at(m:last()) == d"),
     BYLAW_ERULE, "‘和平’", "和平区", true},
    {"no option of a reading", TERM("return law.start == $\"same_mont\""), BYLAW_EPOLICY, "same_mont",
     "‘same_month’", false},
    {"no field of a record", TERM("return elder.applied:any { $onn = m:first() }"), BYLAW_EPOLICY, "onn",
     "‘on’", false},
    {"a field of another kind", TERM("$$return elder.applied:any { on = m }"), BYLAW_ERULE, "on|日期|月份",
     NULL, true},
    {"nothing", ONE_LINE("local x = 1"), BYLAW_ERULE, "probe|没有返回", "return", true},
    {"a number", ONE_LINE("return 90"), BYLAW_ERULE, "probe|返回|整数", NULL, true},
    {"a float", ONE_LINE("return 3 / 2"), BYLAW_ERULE, "probe|返回|浮点数", NULL, true},
    {"a text", ONE_LINE("return \"yes\""), BYLAW_ERULE, "probe|返回|文字", NULL, true},
    {"a table", ONE_LINE("return {}"), BYLAW_ERULE, "probe|返回|表", NULL, true},
    {"a function", ONE_LINE("return between"), BYLAW_ERULE, "probe|返回|函数", NULL, true},
    {"a timeline", ONE_LINE("return elder.hukou"), BYLAW_ERULE, "probe|返回|时间线", NULL, true},
    {"a condition that is no truth", "\"probe\")", "$$\"age\")", EITHER, "age|条件", NULL, true},
    {"a parameter as condition", "\"probe\")", "$$\"rate_90s\")", EITHER, "rate_90s|条件", NULL, true},
    {"a circle of two", FIRST_LINE,
     "$$act:term(\"probe\", { cite = \"第三条\", is = function(_, _, law) return law.circle end }) "
     "act:term(\"circle\", { cite = \"第三条\", is = function(_, _, law) return law.probe end })",
     BYLAW_ERULE, "probe|循环", NULL, true},
    {"a circle of one", ONE_LINE("return law.probe"), BYLAW_ERULE, "probe|循环", NULL, true},
    {"a circle through the decision", ONE_LINE("return law.standard == yuan(1)"), BYLAW_ERULE, "probe|循环",
     NULL, true},
    {"an error by the author", TERM("$$error(\"不该到这里\")"), BYLAW_ERULE, "不该到这里", NULL, true},
    {"an assertion", TERM("$$assert(1 == 2, \"两者应相等\")\n  return true"), BYLAW_ERULE, "两者应相等", NULL,
     true},
    {"a division by zero", TERM("$$return 1 // 0 == 1"), BYLAW_ERULE, "零", NULL, true},
    {"an overflow", TERM("$$return present(law.age + math.maxinteger)"), BYLAW_ERULE, "整数|超出", NULL,
     true},
    {"two rules at once", RULE, RULE "\n$$standard:rule(\"第五条\", { when = \"probe\", give = yuan(1) })",
     BYLAW_ECONFLICT, "standard|第四条第3项|第 20 行|第五条|第 21 行", "prevails_over", true},
    {"two exceptions at once", RULE,
     RULE "\nstandard:exception(\"第五条\", { to = \"第四条第3项\", when = \"probe\", give = yuan(1) })\n"
          "$$standard:exception(\"第六条\", { to = \"第四条第3项\", when = \"probe\", give = yuan(2) })",
     BYLAW_ECONFLICT, "standard|第五条|第 21 行|第六条|第 22 行", NULL, true},
    {"no rule",
     "local standard = act:decision(\"standard\", { label = \"月标准\", of = \"elder\", per = \"month\", gives = "
     "\"money\" })\nstandard:requires(\"第三条\", \"probe\")\n" RULE,
     "$$local standard = act:decision(\"standard\", { label = \"月标准\", of = \"elder\", per = \"month\", gives = "
     "\"money\" })\nstandard:rule(\"第四条第3项\", { when = \"not aged_90s\", give = \"rate_90s\" })",
     BYLAW_EGAP, "standard|没有适用的规则", "else_give", true},
    {"no value for the day",
     "act:parameter(\"rate_90s\", { label = \"标准\", unit = \"元/月\", cite = \"第四条第3项\",\n  " ROW,
     "$$act:parameter(\"rate_90s\", { label = \"标准\", unit = \"元/月\", cite = \"第四条第3项\",\n"
     "  { from = \"2026-01-01\", value = yuan(200) }",
     BYLAW_ERULE, "rate_90s|没有值|2025年6月", "from", true},
    {"a term that gives another kind", "give = \"rate_90s\"", "$$give = \"age\"", BYLAW_ERULE,
     "standard|金额|整数", NULL, true},
};

static const struct bad endless[] = {
    {"a loop in a term", TERM("$$while true do end"), BYLAW_ELIMIT, "限制", NULL, true},
    {"a repeat in a term", TERM("$$repeat until 1 == 2"), BYLAW_ELIMIT, "限制", NULL, true},
    {"a loop at load", "return act", "$$while true do end\nreturn act", BYLAW_ELIMIT, "限制", NULL, false},
    {"a tail call", TERM("$$local function f() return f() end\n  return f()"), BYLAW_ELIMIT, "限制", NULL,
     true},
    {"a table that grows", TERM("local t = {}\n  $$for i = 1, 1000000000 do t[i] = { i } end"), BYLAW_ELIMIT,
     "内存|64 MiB", "表", true},
    {"a table that grows at load", "return act",
     "local t = {}\n$$for i = 1, 1000000000 do t[i] = { i } end\nreturn act", BYLAW_ELIMIT, "内存|64 MiB",
     "表", false},
    {"a text that doubles", TERM("local s = \"xxxxxxxx\"\n  $$while true do s = s .. s end"), BYLAW_ELIMIT,
     "内存|64 MiB", "文字", true},
    {"string.rep", TERM("$$return string.rep(\"x\", 2000000000) == \"\""), BYLAW_ELIMIT, "string.rep", NULL,
     true},
    {"table.concat", TERM("$$return table.concat({}, \"x\", 1, 2000000000) == \"\""), BYLAW_ELIMIT,
     "table.concat", NULL, true},
    {"an expression that grows", TERM("local x = law.age\n  $$while true do x = x + 1 end"), BYLAW_ELIMIT,
     "表达式太多", NULL, true},
    {"a recursion", TERM("$$local function f(n) return 1 + f(n + 1) end\n  return f(1) == 1"), BYLAW_ELIMIT,
     "太深", NULL, true},
    {"a recursion through sort",
     TERM(
         "local function f() local t = { 1, 2 } table.sort(t, function() return f() end) return true end return f()"),
     BYLAW_ELIMIT, "太深", NULL, true},
    {"a term of ever earlier months", ONE_LINE("return law:at(m:plus(-1)).probe"), BYLAW_ELIMIT, "probe",
     NULL, true},
};

/* --- whole files ------------------------------------------------------------------------------ */

static const struct bad whole[] = {
    {"nothing returned", "return act\n", "", BYLAW_EPOLICY, "return act", "return act", false},
    {"another thing returned", "return act", "return {}", BYLAW_EPOLICY, "return act", "return act", false},
    {"no document", NULL, "return 1", BYLAW_EPOLICY, "document", "document {", false},
    {"an empty file", NULL, "", BYLAW_EPOLICY, "document", "document {", false},
    {"only a comment", NULL, "-- 试验\n", BYLAW_EPOLICY, "document", "document {", false},
    {"two documents", "act:open(", "$$document { id = \"other\" }\nact:open(", BYLAW_EPOLICY, "一次|document",
     "模块", false},
    {"a binary chunk", NULL, "\x1bLua\x54\x01\x19\x93", BYLAW_ESYNTAX, "二进制", NULL, false},
    {"a byte order mark", NULL, "\xEF\xBB\xBF" BASE, BYLAW_ESYNTAX, "BOM", "BOM", false},
    {"a script of the shell", NULL, "#!/usr/bin/lua\n" BASE, BYLAW_ESYNTAX, "#", "--", false},
    {"bad UTF-8", "title = \"", "title = \"$\xC3\x28", BYLAW_ESYNTAX, "UTF-8", "UTF-8", false},
    {"another language", NULL, "$<?xml version=\"1.0\"?>\n", BYLAW_ESYNTAX, "<", NULL, false},
};

static void test_nul(void **state) {
  (void)state;
  static const char text[] = "local act = 1\n-- a\0b\n";
  struct bench t = bench_open();
  bylaw_error e = {0};
  write_bytes(t.broken, text, sizeof text - 1);
  assert_int_equal(bylaw_load(t.b, t.broken, &e), BYLAW_ESYNTAX);
  struct place p = {2, 5, "-- a"};
  int wrong = check_words(&e, BYLAW_ESYNTAX, "NUL", NULL) + check_place(&e, &p, t.broken);
  still_works(t.b);
  bench_close(&t);
  assert_int_equal(wrong, 0);
}

static void test_deep_nesting(void **state) {
  (void)state;
  enum { DEPTH = 100000 };
  struct bench t = bench_open();
  bylaw_error e = {0};
  char *text = malloc(DEPTH + 8);
  if (!text) abort();
  strcpy(text, "return ");
  memset(text + 7, '(', DEPTH);
  write_bytes(t.broken, text, DEPTH + 7);
  assert_int_equal(bylaw_load(t.b, t.broken, &e), BYLAW_ESYNTAX);
  free(text);
  int wrong = check_words(&e, BYLAW_ESYNTAX, "嵌套太深", "拆");
  still_works(t.b);
  bench_close(&t);
  assert_int_equal(wrong, 0);
  assert_int_equal(e.line, 1);
}

static int load_fails(struct bench *t, const char *path, int status, const char *message, const char *hint) {
  bylaw_error e = {0};
  assert_int_not_equal(bylaw_load(t->b, path, &e), BYLAW_OK);
  int wrong = check_words(&e, status, message, hint);
  still_works(t->b);
  return wrong;
}

static void test_files(void **state) {
  (void)state;
  struct bench t = bench_open();
  char folder[64], hidden[96];
  snprintf(folder, sizeof folder, "%s/empty", t.folder);
  assert_int_equal(mkdir(folder, 0700), 0);
  int wrong = load_fails(&t, t.broken, BYLAW_EFILE, "没有这个文件|broken.lua", "路径");
  wrong += load_fails(&t, folder, BYLAW_EFILE, "没有政策|empty", "路径");
  snprintf(hidden, sizeof hidden, "%s/.hidden.lua", folder);
  write_text(hidden, BASE);
  wrong += load_fails(&t, folder, BYLAW_EFILE, "没有政策|empty", "路径");
  wrong += load_fails(&t, "", BYLAW_EFILE, "文件", NULL);
  wrong += load_fails(&t, "/dev/zero", BYLAW_EFILE, "/dev/zero|普通文件", NULL);
  snprintf(hidden, sizeof hidden, "%s/inside.lua", t.good);
  wrong += load_fails(&t, hidden, BYLAW_EFILE, "inside.lua", NULL);
  bench_close(&t);
  assert_int_equal(wrong, 0);
}

static void test_no_permission(void **state) {
  (void)state;
  if (geteuid() == 0) skip();
  struct bench t = bench_open();
  write_text(t.broken, BASE);
  assert_int_equal(chmod(t.broken, 0), 0);
  int wrong = load_fails(&t, t.broken, BYLAW_EFILE, "没有权限|broken.lua", "权限");
  bench_close(&t);
  assert_int_equal(wrong, 0);
}

static void test_large_file(void **state) {
  (void)state;
  enum { SIZE = (8 << 20) + 1 };
  struct bench t = bench_open();
  char *text = malloc(SIZE);
  if (!text) abort();
  memset(text, '-', SIZE);
  write_bytes(t.broken, text, SIZE);
  free(text);
  int wrong = load_fails(&t, t.broken, BYLAW_EFILE, "太大|broken.lua", "8 MiB");
  bench_close(&t);
  assert_int_equal(wrong, 0);
}

/* A folder is loaded whole or not at all: "after an error the handle is as before the call". */
static void test_folder_with_a_broken_policy(void **state) {
  (void)state;
  struct bench t = bench_open();
  char *other = replaced(BASE, "id = \"test\"", "id = \"other\""), *json = NULL;
  char path[96];
  snprintf(path, sizeof path, "%s/a.lua", t.folder);
  write_text(path, other);
  free(other);
  write_text(t.broken, "local");
  int wrong = load_fails(&t, t.folder, BYLAW_ESYNTAX, "名称", NULL);
  assert_int_equal(bylaw_policies(t.b, &json, NULL), BYLAW_OK);
  bool left = strstr(json, "\"other\"") != NULL;
  bylaw_free(json);
  bench_close(&t);
  assert_int_equal(wrong, 0);
  if (left) fail_msg("the first policy of the folder was left in the handle");
}

/* Reloading a broken text keeps the old version; the mended one takes its place. */
static void test_reload(void **state) {
  (void)state;
  struct bench t = bench_open();
  bylaw_error e = {0};
  char *text = replaced(BASE, "yuan(200)", "yuan 200"), *mended = replaced(BASE, "yuan(200)", "yuan(220)");
  char *json = NULL;
  write_text(t.good, text);
  assert_int_equal(bylaw_reload(t.b, &e), BYLAW_ESYNTAX);
  assert_int_equal(e.line, 5);
  still_works(t.b);
  assert_int_equal(unlink(t.good), 0);
  assert_int_equal(bylaw_reload(t.b, &e), BYLAW_EFILE);
  still_works(t.b);
  write_text(t.good, mended);
  assert_int_equal(bylaw_reload(t.b, &e), BYLAW_OK);
  assert_int_equal(ask(t.b, NULL, &json, &e), BYLAW_OK);
  assert_non_null(strstr(json, "220.00"));
  bylaw_free(json);
  free(text);
  free(mended);
  bench_close(&t);
}

/* --- open values ------------------------------------------------------------------------------ */

static void undetermined(const char *find, const char *put) {
  struct bench t = bench_open();
  bylaw_error e = {0};
  bylaw_outcome outcome = BYLAW_VALUE;
  char *text = replaced(BASE, find, put), *json = NULL;
  write_text(t.broken, text);
  free(text);
  bylaw_status loaded = bylaw_load(t.b, t.broken, &e);
  bylaw_status status = loaded == BYLAW_OK ? ask(t.b, &outcome, &json, &e) : loaded;
  bool told = json && strstr(json, "市财政局") && strstr(json, "第七条") && strstr(json, "undetermined");
  bylaw_free(json);
  bench_close(&t);
  if (status != BYLAW_OK) fail_msg("%d: %s", e.line, e.message);
  assert_int_equal(outcome, BYLAW_UNDETERMINED);
  assert_true(told);
}

static void test_open_value(void **state) {
  (void)state;
  undetermined("give = \"rate_90s\"", "give = \"bonus\"");
  undetermined("return true", "return law.bonus > yuan(1)");
}

#define VALUES "values \"test\"\n"
#define BONUS "{ from = \"2025-01-01\", value = yuan(5), source = \"x\" }"
static const struct bad values[] = {
    {"for another policy", NULL, "values $\"tesst\"\n", BYLAW_EPOLICY, "tesst|test", "‘test’", false},
    {"for no policy", NULL, "$$value(\"bonus\", " BONUS ")\n", BYLAW_EPOLICY, "values", "values", false},
    {"an unknown value", NULL, VALUES "value($\"bonuss\", " BONUS ")\n", BYLAW_EPOLICY, "bonuss", "‘bonus’",
     false},
    {"a value that is not open", NULL, VALUES "value($\"rate_90s\", " BONUS ")\n", BYLAW_EPOLICY,
     "rate_90s|待定值", NULL, false},
    {"no source", NULL, VALUES "$$value(\"bonus\", { from = \"2025-01-01\", value = yuan(5) })\n",
     BYLAW_EPOLICY, "bonus|出处", "source", false},
    {"another kind", NULL,
     VALUES "$$value(\"bonus\", { from = \"2025-01-01\", value = 5, source = \"x\" })\n", BYLAW_EPOLICY,
     "bonus|整数", NULL, false},
    {"an unknown key", NULL,
     VALUES "value(\"bonus\", { from = \"2025-01-01\", value = yuan(5), $sorce = \"x\" })\n", BYLAW_EPOLICY,
     "bonus|sorce", "‘source’", false},
    {"rows overlap", NULL, VALUES "value(\"bonus\", " BONUS ")\n$$value(\"bonus\", " BONUS ")\n",
     BYLAW_EPOLICY, "bonus|重叠", "一个值", false},
    {"no table", NULL, VALUES "$$value(\"bonus\", yuan(5))\n", BYLAW_EPOLICY, "bonus|表", NULL, false},
    {"an unknown reading", NULL,
     VALUES "choose($\"strat\", \"next_month\", { by = \"x\", source = \"x\" })\n", BYLAW_EPOLICY, "strat",
     "start", false},
    {"an unknown option", NULL, VALUES "choose(\"start\", $\"nxt_month\", { by = \"x\", source = \"x\" })\n",
     BYLAW_EPOLICY, "start|nxt_month", "‘next_month’", false},
    {"a choice by nobody", NULL, VALUES "$$choose(\"start\", \"next_month\", { source = \"x\" })\n",
     BYLAW_EPOLICY, "by", "by", false},
    {"a choice without source", NULL, VALUES "$$choose(\"start\", \"next_month\", { by = \"x\" })\n",
     BYLAW_EPOLICY, "source", "source", false},
    {"a choice twice", NULL,
     VALUES "choose(\"start\", \"next_month\", { by = \"x\", source = \"x\" })\n"
            "$$choose(\"start\", \"same_month\", { by = \"x\", source = \"x\" })\n",
     BYLAW_EPOLICY, "start", NULL, false},
    {"a syntax error", NULL, VALUES "value(\"bonus\" )$) \n", BYLAW_ESYNTAX, "‘)’", NULL, false},
    {"an endless loop", NULL, VALUES "$$while true do end\n", BYLAW_ELIMIT, "限制", NULL, false},
};

/* The values stand beside broken.lua, whose text is good. */
static void test_values(void **state) {
  const struct bad *c = *state;
  struct bench t = bench_open();
  bylaw_error e = {0};
  char path[96];
  snprintf(path, sizeof path, "%s/values", t.folder);
  assert_int_equal(mkdir(path, 0700), 0);
  snprintf(path, sizeof path, "%s/values/broken.lua", t.folder);
  char *text = replaced(BASE, NULL, c->put);
  struct place p = take_marker(text);
  write_text(path, text);
  free(text);
  write_text(t.broken, BASE);
  int wrong = 1;
  if (bylaw_load(t.b, t.broken, &e) == BYLAW_OK)
    complain("loaded", c->message, &e);
  else
    wrong = check_words(&e, c->status, c->message, c->hint) + check_place(&e, &p, path);
  still_works(t.b);
  bench_close(&t);
  if (wrong) fail_msg("%s", c->name);
}

int main(void) {
  static struct CMUnitTest tests[256] = {
      cmocka_unit_test(test_nul),        cmocka_unit_test(test_deep_nesting),
      cmocka_unit_test(test_files),      cmocka_unit_test(test_no_permission),
      cmocka_unit_test(test_large_file), cmocka_unit_test(test_folder_with_a_broken_policy),
      cmocka_unit_test(test_reload),     cmocka_unit_test(test_open_value),
  };
  size_t n = 8;
  ADD_ROWS(tests, n, test_bad, syntax);
  ADD_ROWS(tests, n, test_bad, values_of_the_law);
  ADD_ROWS(tests, n, test_bad, endless);
  ADD_ROWS(tests, n, test_bad, whole);
  ADD_ROWS(tests, n, test_values, values);
  return _cmocka_run_group_tests("bad policy, running", tests, n, NULL, NULL);
}
