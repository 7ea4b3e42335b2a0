/* The lints: what is good Lua but not part of the policy language. */
#include <stdlib.h>
#include <string.h>

#include "host/base/names.h"
#include "host/lua/front/syntax.h"

enum { MOST_KEYS = 2000 }; /* of one table */

struct check {
  const struct syntax *syntax;
  const char *const *globals;
  struct error *error;
};

static bool refuse(struct check *c, const struct node *n, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Always false; the caller adds the hint. */
static bool refuse(struct check *c, const struct node *n, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  error_setv(c->error, ERR_POLICY, fmt, ap);
  va_end(ap);
  syntax_point(c->syntax, n, c->error);
  return false;
}

static bool is_reserved(const struct node *n) {
  return n->text_len >= 2 && n->text[0] == '_' && n->text[1] == '_';
}

/* --- names ------------------------------------------------------------------------------------ */

static bool refuse_reserved(struct check *c, const struct node *n) {
  refuse(c, n, "名称 ‘%.100s’ 不能用：以 ‘__’ 开头的名称留给系统", n->text);
  error_hint(c->error, "换一个不以 ‘__’ 开头的名称");
  return false;
}

static bool check_global(struct check *c, const struct node *n) {
  for (const char *const *g = c->globals; g && *g; g++)
    if (**g == *n->text && strcmp(*g, n->text) == 0) return true;
  refuse(c, n, "不认识的名称 ‘%.100s’", n->text);
  const char *near = nearest_name(n->text, c->globals);
  if (near)
    error_hint(c->error, "是否想写 ‘%s’？", near);
  else
    error_hint(c->error, "请检查拼写；自己的名称要先用 ‘local’ 声明");
  return false;
}

static bool check_name(struct check *c, const struct node *n) {
  if (strcmp(n->text, "_ENV") == 0) {
    refuse(c, n, "不能使用 ‘_ENV’");
    error_hint(c->error, "名称所在的环境由系统管理；换一个名称");
    return false;
  }
  if (is_reserved(n)) return refuse_reserved(c, n);
  if (n->op && strcmp(n->op, "close") == 0) {
    refuse(c, n, "不能使用 ‘<close>’");
    error_hint(c->error, "写 ‘local %.100s’，需要时写 ‘<const>’", n->text);
    return false;
  }
  return n->scope != NAME_GLOBAL || check_global(c, n);
}

/* --- assignments ------------------------------------------------------------------------------ */

static bool check_target(struct check *c, const struct node *target) {
  if (target->kind != NODE_NAME || strcmp(target->text, "_ENV") == 0 || is_reserved(target)) return true;
  if (target->scope == NAME_GLOBAL) {
    refuse(c, target, "不能给全局名称 ‘%.100s’ 赋值", target->text);
    error_hint(c->error, "用 ‘local %.100s’ 声明局部变量", target->text);
    return false;
  }
  if (target->scope == NAME_UPVALUE) {
    refuse(c, target, "函数里不能改写外层的局部变量 ‘%.100s’（第 %d 行声明）", target->text,
           target->declared->line);
    error_hint(c->error, "在函数里另外声明一个 ‘local’ 变量，并用 ‘return’ 交出结果");
    return false;
  }
  return true;
}

static bool check_targets(struct check *c, const struct node *targets) {
  for (const struct node *n = targets; n; n = n->next)
    if (!check_target(c, n)) return false;
  return true;
}

/* --- literals --------------------------------------------------------------------------------- */

static bool check_float(struct check *c, const struct node *n) {
  if (strpbrk(n->text, ".eEpPxX")) {
    refuse(c, n, "不能写小数 ‘%.60s’：二进制小数不精确", n->text);
    error_hint(c->error, "金额写 yuan \"30.50\"，比例写 percent \"0.5\"");
  } else {
    refuse(c, n, "整数 ‘%.60s’ 太大", n->text);
    error_hint(c->error, "整数不能大于 9223372036854775807；金额写 yuan \"30.50\"");
  }
  return false;
}

static const struct node *without_parens(const struct node *n) {
  while (n->kind == NODE_PAREN)
    n = n->a;
  return n;
}

/* `owner` of a field, an index or a method. */
static bool check_owner(struct check *c, const struct node *n) {
  if (without_parens(n->a)->kind != NODE_STRING) return true;
  refuse(c, n, "不能在一段文字上取字段或调用方法");
  error_hint(c->error, "文字只能比较、连接，或作为参数");
  return false;
}

/* t["__index"] is t.__index. */
static bool check_key(struct check *c, const struct node *key) {
  return key->kind != NODE_STRING || !is_reserved(key) || refuse_reserved(c, key);
}

static bool refuse_goto(struct check *c, const struct node *n) {
  refuse(c, n, n->kind == NODE_GOTO ? "不能使用 ‘goto’" : "不能使用 ‘goto’ 的标签");
  error_hint(c->error, "用 ‘if’、循环和 ‘break’ 来写");
  return false;
}

/* A name of the chunk is one text, so equal keys have one address; of these the first in the source
** comes first. */
static int by_text(const void *a, const void *b) {
  const struct node *x = *(const struct node *const *)a, *y = *(const struct node *const *)b;
  if (x->text != y->text) return (uintptr_t)x->text < (uintptr_t)y->text ? -1 : 1;
  return (x->start > y->start) - (x->start < y->start);
}

/* The first key in the source that stands a second time, behind the one that it repeats in
** `*first`. */
static const struct node *repeated_key(const struct node **keys, int count, const struct node **first) {
  const struct node *found = NULL;
  qsort(keys, (size_t)count, sizeof *keys, by_text);
  for (int i = 1; i < count; i++) {
    if (keys[i]->text != keys[i - 1]->text || (found && found->start < keys[i]->start)) continue;
    found = keys[i];
    *first = keys[i - 1];
  }
  return found;
}

/* A key written twice: Lua would let the last one win and say nothing. */
static bool check_duplicates(struct check *c, const struct node *table) {
  int count = 0;
  for (const struct node *n = table->list; n; n = n->next)
    count += n->kind == NODE_KEYED;
  if (count > MOST_KEYS) return refuse(c, table, "一张表里有 %d 个名称，超过 %d 个", count, MOST_KEYS);
  if (count < 2) return true;
  const struct node **keys = malloc((size_t)count * sizeof *keys), *first = NULL;
  if (!keys) return error_set(c->error, ERR_MEMORY, "内存不足");
  count = 0;
  for (const struct node *n = table->list; n; n = n->next)
    if (n->kind == NODE_KEYED) keys[count++] = n;
  const struct node *again = repeated_key(keys, count, &first);
  free(keys);
  if (!again) return true;
  refuse(c, again, "‘%s’ 写了两次（第 %d 行已经写过）", again->text, first->line);
  error_hint(c->error, "删去其中一个");
  return false;
}

static bool check_node(void *ud, struct node *n) {
  struct check *c = ud;
  switch (n->kind) {
  case NODE_NAME: return check_name(c, n);
  case NODE_ASSIGN: return check_targets(c, n->list);
  case NODE_FUNCTION_STAT: return check_target(c, n->a);
  case NODE_FLOAT: return check_float(c, n);
  case NODE_GOTO:
  case NODE_LABEL: return refuse_goto(c, n);
  case NODE_KEYED: return !is_reserved(n) || refuse_reserved(c, n);
  case NODE_TABLE: return check_duplicates(c, n);
  case NODE_PAIR: return check_key(c, n->a);
  case NODE_INDEX: return check_key(c, n->b) && check_owner(c, n);
  case NODE_FIELD:
  case NODE_METHOD:
    if (is_reserved(n)) return refuse_reserved(c, n);
    return check_owner(c, n);
  default: return true;
  }
}

bool syntax_check(const struct syntax *s, const char *const *globals, struct error *e) {
  struct check c = {.syntax = s, .globals = globals, .error = e};
  return syntax_walk(s, check_node, &c);
}
