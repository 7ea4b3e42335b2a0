#include "host/lua/lua_message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD = 24, NAME = 48, SUBJECT = 160 };

/* --- pieces of a message ---------------------------------------------------------------------- */

/* A message of Lua's own, "file:12: text": the text; *line is 0 where there is no place. */
static const char *without_place(const char *message, int *line) {
  const char *at = strchr(message, ':');
  *line = 0;
  while (at) {
    char *end;
    long number = strtol(at + 1, &end, 10);
    if (end != at + 1 && end[0] == ':' && end[1] == ' ') {
      *line = (int)number;
      return end + 2;
    }
    at = strchr(at + 1, ':');
  }
  return message;
}

/* NULL: none of Lua's types. */
static const char *type_words(const char *word) {
  static const char *const words[][2] = {
      {"nil", "空值(nil)"},           {"no value", "空值(nil)"},  {"boolean", "真假(boolean)"},
      {"number", "数(number)"},       {"string", "文字(string)"}, {"table", "表(table)"},
      {"function", "函数(function)"}, {"userdata", "对象"},       {"thread", "对象"},
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i][0], word) == 0) return words[i][1];
  return NULL;
}

/* "(local 'x')" at the end names what the value was read from. A name that the host itself put into
** the text (__told), or that is no plain name, would mean nothing to the reader. */
static bool find_name(const char *detail, char name[NAME]) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  char kind[WORD] = "";
  const char *bracket = strrchr(detail, '(');
  if (!bracket || sscanf(bracket, "(%23[a-z ] '%47[^']')", kind, name) != 2) return false;
  return strncmp(kind, "for iterator", 12) != 0 && strncmp(kind, "metamethod", 10) != 0 &&
         name[strspn(name, letters)] == '\0' && strncmp(name, "__", 2) != 0;
}

/* What was met: "：‘x’ 是表(table)", a part of it, or nothing. `after` begins behind what was
** attempted. */
static void write_subject(const char *after, bool with_type, char out[SUBJECT]) {
  char name[NAME], word[WORD] = "";
  bool named = find_name(after, name);
  const char *type = sscanf(after, " a %23[a-z] value", word) == 1 && with_type ? type_words(word) : NULL;
  *out = '\0';
  if (named && type)
    snprintf(out, SUBJECT, "：‘%s’ 是%s", name, type);
  else if (named)
    snprintf(out, SUBJECT, "：‘%s’", name);
  else if (type)
    snprintf(out, SUBJECT, "：%s", type);
}

/* --- while it runs ---------------------------------------------------------------------------- */

struct known {
  const char *part, *chinese, *hint;
  enum error_kind kind;
  bool subject, type; /* whether a name follows, and a type that the Chinese does not say yet */
};

static const struct known KNOWN[] = {
    {"stack overflow", "递归或嵌套太深", "检查函数是否不停地调用自己", ERR_LIMIT, false, false},
    {"attempt to call a nil value", "调用了空值(nil)", "检查名称", ERR_RULE, true, false},
    {"attempt to call", "调用了不是函数的值", "检查名称", ERR_RULE, true, true},
    {"attempt to index a nil value", "读取了空值(nil)的项", "先确认它有值", ERR_RULE, true, false},
    {"attempt to index", "读取了不是表的值的项", "检查它是什么", ERR_RULE, true, true},
    {"attempt to perform 'n//0'", "除以零", "先确认除数不是 0", ERR_RULE, false, false},
    {"attempt to perform 'n%", "除以零", "先确认除数不是 0", ERR_RULE, false, false},
    {"divide by zero", "除以零", "先确认除数不是 0", ERR_RULE, false, false},
    {"attempt to perform arithmetic on a nil value", "空值(nil)不能运算", "先确认它有值", ERR_RULE, true,
     false},
    {"attempt to perform arithmetic on", "这种值不能运算", "文字先写成金额、日期等值", ERR_RULE, true, true},
    {"attempt to perform bitwise operation on", "这种值不能作位运算", "位运算只用于整数", ERR_RULE, true,
     true},
    {"attempt to concatenate", "这种值不能拼接成文字", "只有文字与整数可以", ERR_RULE, true, true},
    {"attempt to get length of", "这种值没有长度（#）", "只有文字与表有长度", ERR_RULE, true, true},
    {"'for' step is zero", "for 的步长不能是 0", "写 1、-1 等整数，或去掉步长", ERR_RULE, false, false},
    {"'for' ", "for 的起点、终点与步长必须是整数", "事实的数值不能作循环的界限", ERR_RULE, false, false},
    {"has no integer representation", "这里需要整数", "用 // 得到整数的商", ERR_RULE, false, false},
    {"table index is nil", "空值(nil)不能作表的键", "先确认它有值", ERR_RULE, false, false},
    {"table index is NaN", "这个数不能作表的键", "先确认除数不是 0", ERR_RULE, false, false},
    {"invalid value", "table.concat 的表里有不能拼接的项", "各项要是文字或整数", ERR_RULE, false, false},
    {"invalid order function", "table.sort 的比较函数前后矛盾", "比较函数只在前者应排在后者之前时返回 true",
     ERR_RULE, false, false},
    {"continuation byte", "从一个汉字的中间开始读", "用 utf8.offset 找到字的开头", ERR_RULE, false, false},
    {"invalid UTF-8 code", "文字不是有效的 UTF-8", "不要从一个汉字的中间截断文字", ERR_RULE, false, false},
    {"table overflow", "表太大", "检查是否有不断增长的表", ERR_LIMIT, false, false},
    {"string length overflow", "文字太长", "检查是否有不断增长的文字", ERR_LIMIT, false, false},
    {"result too large", "文字太长", "检查是否有不断增长的文字", ERR_LIMIT, false, false},
    {"resulting string too large", "文字太长", "检查是否有不断增长的文字", ERR_LIMIT, false, false},
    {"too many results", "一次得到的值太多", "把它们留在表里，逐个取用", ERR_LIMIT, false, false},
};

/* "attempt to compare two nil values", "attempt to compare number with nil". */
static bool compare_message(const char *detail, struct error *e) {
  char one[WORD], other[WORD];
  const char *at = strstr(detail, "attempt to compare ");
  if (!at) return false;
  at += strlen("attempt to compare ");
  int types =
      sscanf(at, "two %23[a-z] values", one) == 1 ? 1 : sscanf(at, "%23[a-z] with %23[a-z]", one, other);
  const char *a = types > 0 ? type_words(one) : NULL, *b = types == 2 ? type_words(other) : a;
  if (a && b)
    error_set(e, ERR_RULE, "%s与%s不能比较大小", a, b);
  else
    error_set(e, ERR_RULE, "这两种值不能比较大小");
  error_hint(e, a && b && (strstr(a, "nil") || strstr(b, "nil")) ? "先确认两边都有值"
                                                                 : "只有同一种类的值才能比较");
  return true;
}

/* "bad argument #2 to 'format' (number expected, got string)". */
static bool argument_message(const char *detail, struct error *e) {
  const char *at = strstr(detail, "bad argument #"), *why = at ? strchr(at, '(') : NULL;
  char wanted[WORD], given[WORD], types[SUBJECT] = "", name[NAME] = "", function[NAME + 8] = "";
  if (!at) return false;
  int number = atoi(at + strlen("bad argument #"));
  if (sscanf(at, "bad argument #%*d to '%47[a-z0-9_.]'", name) == 1)
    snprintf(function, sizeof function, " %s ", name);
  if (why && sscanf(why, "(%23[a-z] expected, got %23[a-z ])", wanted, given) == 2 && type_words(wanted) &&
      type_words(given))
    snprintf(types, sizeof types, "：应为%s，得到%s", type_words(wanted), type_words(given));
  else if (why && (strstr(why, "out of") || strstr(why, "position")))
    snprintf(types, sizeof types, "：超出范围");
  error_set(e, ERR_RULE, "函数%s的第 %d 个参数不对%s", function, number, types);
  error_hint(e, "核对函数需要什么");
  return true;
}

void lua_message_run(const char *message, struct error *e) {
  char subject[SUBJECT] = "";
  int line;
  const char *detail = without_place(message, &line);
  if (!strstr(detail, "for' ") && (compare_message(detail, e) || argument_message(detail, e))) return;
  for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
    const struct known *k = &KNOWN[i];
    const char *at = strstr(detail, k->part);
    if (!at) continue;
    if (k->subject) write_subject(at + strlen(k->part), k->type, subject);
    error_set(e, k->kind, "%s%s", k->chinese, subject);
    error_hint(e, "%s", k->hint);
    return;
  }
  error_set(e, ERR_RULE, "这一行不能计算");
  error_hint(e, "核对这一行用到的函数与值；拆成几行，看是哪一部分");
}

/* --- when it is compiled ---------------------------------------------------------------------- */

void lua_message_compile(const char *message, struct error *e) {
  static const struct {
    const char *part, *chinese, *hint;
  } known[] = {
      {"local variables", "一个函数里的局部变量太多", "拆成几个函数，或把值放进一个表"},
      {"upvalues", "一个函数用到的外层局部变量太多", "把它们放进一个表，或拆成几个函数"},
      {"registers", "一个函数或算式太长", "拆成几步来写"},
      {"constants", "一个函数里的值太多", "拆成几个函数"},
      {"control structure too long", "一段 if 或循环太长", "拆成几个函数"},
      {"C levels", "嵌套太深", "拆成几步来写"},
      {"overflow", "嵌套太深", "拆成几步来写"},
  };
  int line;
  const char *detail = without_place(message, &line);
  const char *chinese = "这份文件超出了 Lua 的限制", *hint = "拆成较短的函数";
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strstr(detail, known[i].part)) {
      chinese = known[i].chinese;
      hint = known[i].hint;
      break;
    }
  error_set(e, ERR_SYNTAX, "%s", chinese);
  error_hint(e, "%s", hint);
  e->line = line;
}
