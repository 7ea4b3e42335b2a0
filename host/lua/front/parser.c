/* Statements and the chunk. */
#include <stdio.h>
#include <string.h>

#include "host/lua/front/syntax_private.h"

static bool ends_block(enum token_kind kind) {
  return kind == TK_ELSE || kind == TK_ELSEIF || kind == TK_END || kind == TK_EOF || kind == TK_UNTIL;
}

/* A block in a scope of its own, as the children of `parent`. */
static struct node *scoped_block(struct parser *p, struct node *parent, bool loop, enum token_kind opener,
                                 int line) {
  struct block b;
  scope_block(p, &b, loop);
  struct node *body = parse_block(p, opener, line);
  scope_block_end(p);
  node_adopt(p, parent, body);
  return body;
}

/* --- if, loops -------------------------------------------------------------------------------- */

static struct node *parse_if_part(struct parser *p, int line) {
  struct node *n = node_new(p, NODE_IF);
  advance(p);
  n->a = parse_expr(p);
  node_adopt(p, n, n->a);
  expect(p, TK_THEN);
  n->body = scoped_block(p, n, false, TK_IF, line);
  return n;
}

static struct node *parse_if(struct parser *p) {
  int line = p->token.line;
  struct node *first = parse_if_part(p, line), *last = first;
  for (int parts = 1; p->token.kind == TK_ELSEIF; parts++) {
    if (parts > CHAIN_MOST) fail_chain(p, p->token.start, "一个 ‘if’ 里的 ‘elseif’", CHAIN_MOST);
    struct node *n = parse_if_part(p, line);
    last->other = n;
    node_adopt(p, last, n);
    last = n;
  }
  int else_line = p->token.line;
  if (accept(p, TK_ELSE)) {
    if (p->token.kind == TK_IF && p->token.line == else_line) p->else_if_line = else_line;
    last->other = scoped_block(p, last, false, TK_IF, line);
  }
  if (p->lexer.failed) return first;
  for (struct node *n = last; n != first; n = n->parent)
    node_finish(p, n);
  expect_match(p, TK_END, TK_IF, line);
  return first;
}

static struct node *parse_while(struct parser *p) {
  struct node *n = node_new(p, NODE_WHILE);
  int line = p->token.line;
  advance(p);
  n->a = parse_expr(p);
  node_adopt(p, n, n->a);
  expect(p, TK_DO);
  n->body = scoped_block(p, n, true, TK_WHILE, line);
  expect_match(p, TK_END, TK_WHILE, line);
  return n;
}

static struct node *parse_do(struct parser *p) {
  struct node *n = node_new(p, NODE_DO);
  int line = p->token.line;
  advance(p);
  n->body = scoped_block(p, n, false, TK_DO, line);
  expect_match(p, TK_END, TK_DO, line);
  return n;
}

/* The condition of `until` sees the locals of the body. */
static struct node *parse_repeat(struct parser *p) {
  struct block loop, scope;
  struct node *n = node_new(p, NODE_REPEAT);
  int line = p->token.line;
  advance(p);
  scope_block(p, &loop, true);
  scope_block(p, &scope, false);
  n->body = parse_block(p, TK_REPEAT, line);
  node_adopt(p, n, n->body);
  expect_match(p, TK_UNTIL, TK_REPEAT, line);
  n->a = parse_expr(p);
  node_adopt(p, n, n->a);
  scope_block_end(p);
  scope_block_end(p);
  return n;
}

static void for_number(struct parser *p, struct node *n) {
  advance(p);
  n->a = parse_expr(p);
  expect(p, TK_COMMA);
  n->b = parse_expr(p);
  if (accept(p, TK_COMMA)) n->c = parse_expr(p);
  node_adopt(p, n, n->a);
  node_adopt(p, n, n->b);
  node_adopt(p, n, n->c);
  scope_hidden(p, 3);
}

static void for_in(struct parser *p, struct node *n) {
  struct list names = {n->list, n->list};
  n->kind = NODE_FOR_IN;
  while (accept(p, TK_COMMA))
    list_add(&names, name_node(p));
  expect(p, TK_IN);
  n->more = parse_exprs(p);
  node_adopt(p, n, n->more);
  scope_hidden(p, 4);
}

static struct node *parse_for(struct parser *p) {
  struct block b;
  struct node *n = node_new(p, NODE_FOR_NUMBER);
  int line = p->token.line;
  advance(p);
  n->list = name_node(p);
  scope_block(p, &b, true);
  if (p->token.kind == TK_ASSIGN) {
    for_number(p, n);
  } else if (p->token.kind == TK_COMMA || p->token.kind == TK_IN) {
    for_in(p, n);
  } else {
    fail_expected(p, " ‘=’ 或 ‘in’");
  }
  node_adopt(p, n, n->list);
  for (struct node *v = n->list; v && !p->lexer.failed; v = v->next)
    scope_declare(p, v);
  expect(p, TK_DO);
  n->body = parse_block(p, TK_FOR, line);
  node_adopt(p, n, n->body);
  scope_block_end(p);
  expect_match(p, TK_END, TK_FOR, line);
  return n;
}

/* --- functions, locals ------------------------------------------------------------------------ */

static struct node *function_field(struct parser *p, struct node *inner) {
  struct node *n = node_new(p, NODE_FIELD);
  n->line = inner->line;
  n->column = inner->column;
  n->start = inner->start;
  n->a = inner;
  node_adopt(p, n, inner);
  read_key(p, n);
  node_finish(p, n);
  return n;
}

static struct node *parse_function_stat(struct parser *p) {
  int line = p->token.line;
  struct node *n = node_new(p, NODE_FUNCTION_STAT);
  advance(p);
  struct node *target = name_node(p);
  scope_resolve(p, target);
  while (p->token.kind == TK_DOT)
    target = function_field(p, target);
  bool method = p->token.kind == TK_COLON;
  if (method) target = function_field(p, target);
  n->a = target;
  node_adopt(p, n, target);
  n->b = parse_function(p, node_new(p, NODE_FUNCTION), line, method);
  node_adopt(p, n, n->b);
  scope_assign(p, target);
  return n;
}

static struct node *parse_local_function(struct parser *p, struct node *n) {
  int line = p->token.line;
  n->kind = NODE_LOCAL_FUNCTION;
  advance(p);
  n->a = name_node(p);
  node_adopt(p, n, n->a);
  scope_declare(p, n->a); /* visible in its own body */
  n->b = parse_function(p, node_new(p, NODE_FUNCTION), line, false);
  node_adopt(p, n, n->b);
  return n;
}

/* `<const>` or `<close>` after a name, if any. */
static void parse_attrib(struct parser *p, struct node *name, int *closes) {
  if (!accept(p, TK_LT)) return;
  size_t at = p->token.start;
  const struct name *attrib = read_name(p);
  if (!attrib) return;
  if (strcmp(attrib->text, "const") == 0) {
    name->op = "const";
  } else if (strcmp(attrib->text, "close") == 0) {
    name->op = "close";
    if (++*closes > 1) fail_at(p, at, "一条 ‘local’ 语句里只能有一个 ‘<close>’");
  } else if (fail_at(p, at, "不认识的属性 ‘<%.60s>’", attrib->text)) {
    error_hint(p->lexer.error, "只有 ‘<const>’ 和 ‘<close>’");
  }
  expect(p, TK_GT);
}

static struct node *parse_local(struct parser *p) {
  struct node *n = node_new(p, NODE_LOCAL);
  struct list names = {0};
  int closes = 0;
  advance(p);
  if (p->token.kind == TK_FUNCTION) return parse_local_function(p, n);
  do {
    struct node *name = name_node(p);
    parse_attrib(p, name, &closes);
    list_add(&names, name);
  } while (accept(p, TK_COMMA));
  if (accept(p, TK_ASSIGN)) n->more = parse_exprs(p);
  n->list = names.first;
  node_adopt(p, n, n->list);
  node_adopt(p, n, n->more);
  for (struct node *v = n->list; v && !p->lexer.failed; v = v->next)
    scope_declare(p, v); /* only now: the values do not see them */
  return n;
}

/* --- assignments, calls ----------------------------------------------------------------------- */

static void check_target(struct parser *p, const struct node *target) {
  if (target->kind == NODE_NAME || target->kind == NODE_FIELD || target->kind == NODE_INDEX) return;
  if (fail_at(p, target->start, "不能给%s赋值", target->kind == NODE_PAREN ? "括号里的表达式" : "调用的结果"))
    error_hint(p->lexer.error, "‘=’ 的左边要是名称、‘a.b’ 或 ‘a[b]’；比较是否相等要写 ‘==’");
}

/* Nesting counts the targets, as Lua does. */
static struct node *parse_assign(struct parser *p, struct node *n, struct node *target) {
  struct list targets = {0};
  int level = p->level;
  n->kind = NODE_ASSIGN;
  for (;;) {
    check_target(p, target);
    scope_assign(p, target);
    list_add(&targets, target);
    if (!accept(p, TK_COMMA)) break;
    target = parse_suffixed(p);
    if (!level_enter(p)) break;
  }
  expect(p, TK_ASSIGN);
  n->more = parse_exprs(p);
  n->list = targets.first;
  node_adopt(p, n, n->list);
  node_adopt(p, n, n->more);
  p->level = level;
  return n;
}

static void fail_incomplete(struct parser *p, const struct node *expr) {
  enum token_kind met = p->token.kind;
  const char *after = p->lexer.source + p->token.end;
  bool adds = p->token.end < p->lexer.length && *after == '=' && met >= TK_IDIV && met <= TK_CARET;
  bool here = p->token.line == expr->line && met != TK_EOF;
  bool is_name = expr->kind == NODE_NAME;
  char shown[160];
  token_show(&p->lexer, &p->token, shown, sizeof shown);
  if (here) {
    if (!fail_at(p, p->token.start, "语句不完整：此处应为 ‘=’ 或调用的参数，却遇到 %s", shown)) return;
  } else if (!fail_at(p, expr->start, "语句不完整：一个表达式不能单独成为语句")) {
    return;
  }
  if (here && (adds || met == TK_CONCAT))
    error_hint(p->lexer.error, "Lua 没有 ‘%s=’，要写 ‘x = x %s …’", token_text(met), token_text(met));
  else if (here && met == TK_EQ)
    error_hint(p->lexer.error, "赋值写一个 ‘=’");
  else if (is_name && expr->text_len < 60)
    error_hint(p->lexer.error, "调用写 ‘%s(…)’，赋值写 ‘%s = …’", expr->text, expr->text);
  else
    error_hint(p->lexer.error, "调用写 ‘f(…)’，赋值写 ‘x = …’");
}

/* A token that closes what began outside of this block: the block's own end was forgotten. */
static bool end_is_missing(struct parser *p) {
  enum token_kind met = p->token.kind;
  bool outside = met == TK_RPAREN || met == TK_RBRACE || met == TK_RBRACKET || met == TK_COMMA;
  if (!outside || p->opener == TK_EOF || p->lexer.failed) return false;
  expect_match(p, p->opener == TK_REPEAT ? TK_UNTIL : TK_END, p->opener, p->opener_line);
  if (p->else_if_line)
    error_hint(p->lexer.error, "第 %d 行的 ‘else if’ 是否应写成 ‘elseif’？", p->else_if_line);
  else
    error_hint(p->lexer.error, "补上 ‘%s’", p->opener == TK_REPEAT ? "until" : "end");
  return true;
}

static void fail_beginning(struct parser *p) {
  if (end_is_missing(p)) return;
  enum token_kind met = p->token.kind;
  char shown[160];
  token_show(&p->lexer, &p->token, shown, sizeof shown);
  if (!fail_at(p, p->token.start, "此处应为一条语句，却遇到 %s", shown)) return;
  if (met == TK_RPAREN || met == TK_RBRACE || met == TK_RBRACKET)
    error_hint(p->lexer.error, "多了一个 ‘%s’，或前面的语句已经结束", token_text(met));
  else if (met == TK_EQ)
    error_hint(p->lexer.error, "赋值写一个 ‘=’");
  else if (met == TK_COMMA)
    error_hint(p->lexer.error, "语句之间不用逗号");
}

static struct node *parse_expr_stat(struct parser *p) {
  struct node *n = node_new(p, NODE_CALL_STAT);
  if (p->token.kind != TK_NAME && p->token.kind != TK_LPAREN) {
    fail_beginning(p);
    return n;
  }
  struct node *expr = parse_suffixed(p);
  if (p->token.kind == TK_ASSIGN || p->token.kind == TK_COMMA) return parse_assign(p, n, expr);
  if (expr->kind != NODE_CALL && expr->kind != NODE_METHOD) fail_incomplete(p, expr);
  n->a = expr;
  node_adopt(p, n, expr);
  return n;
}

/* --- jumps ------------------------------------------------------------------------------------ */

static struct node *parse_break(struct parser *p) {
  struct node *n = node_new(p, NODE_BREAK);
  struct block *loop = scope_loop(p);
  if (!loop)
    fail_at(p, p->token.start, "‘break’ 只能用在循环里");
  else if (++loop->breaks > CHAIN_MOST)
    fail_chain(p, p->token.start, "一个循环里的 ‘break’", CHAIN_MOST);
  advance(p);
  return n;
}

static struct node *parse_goto(struct parser *p) {
  struct node *n = node_new(p, NODE_GOTO);
  advance(p);
  const struct name *name = read_name(p);
  if (!name) return n;
  n->text = name->text;
  n->text_len = name->length;
  scope_goto(p, n);
  return n;
}

static struct node *parse_return(struct parser *p) {
  struct node *n = node_new(p, NODE_RETURN);
  advance(p);
  if (!ends_block(p->token.kind) && p->token.kind != TK_SEMICOLON) n->list = parse_exprs(p);
  node_adopt(p, n, n->list);
  node_finish(p, n);
  accept(p, TK_SEMICOLON);
  if (ends_block(p->token.kind) || end_is_missing(p)) return n;
  bool compares = p->token.kind == TK_ASSIGN;
  if (fail_at(p, p->token.start, "‘return’ 必须是所在块的最后一条语句"))
    error_hint(p->lexer.error, compares ? "比较是否相等要写 ‘==’" : "删去后面的语句，或写 ‘do return … end’");
  return n;
}

/* Labels that follow each other. Lua nests them, so they count as levels; and whether they end
** their block shows only after the last. */
static void parse_labels(struct parser *p, struct list *statements) {
  struct list labels = {0};
  int level = p->level;
  while (p->token.kind == TK_LABEL || p->token.kind == TK_SEMICOLON) {
    bool is_label = p->token.kind == TK_LABEL;
    if (!level_enter(p)) return;
    struct node *n = is_label ? node_new(p, NODE_LABEL) : NULL;
    advance(p);
    if (!is_label) {
      level_leave(p);
      continue;
    }
    const struct name *name = read_name(p);
    expect(p, TK_LABEL);
    if (!name || p->lexer.failed) return;
    n->text = name->text;
    n->text_len = name->length;
    node_finish(p, n);
    list_add(&labels, n);
    list_add(statements, n);
  }
  p->level = level;
  bool last = ends_block(p->token.kind) && p->token.kind != TK_UNTIL;
  for (struct node *n = labels.first; n && !p->lexer.failed; n = n->next)
    scope_label(p, n, last);
}

/* --- blocks ----------------------------------------------------------------------------------- */

static struct node *parse_statement(struct parser *p) {
  switch (p->token.kind) {
  case TK_IF: return parse_if(p);
  case TK_WHILE: return parse_while(p);
  case TK_DO: return parse_do(p);
  case TK_FOR: return parse_for(p);
  case TK_REPEAT: return parse_repeat(p);
  case TK_FUNCTION: return parse_function_stat(p);
  case TK_LOCAL: return parse_local(p);
  case TK_RETURN: return parse_return(p);
  case TK_BREAK: return parse_break(p);
  case TK_GOTO: return parse_goto(p);
  default: return parse_expr_stat(p);
  }
}

struct node *parse_block(struct parser *p, enum token_kind opener, int line) {
  struct list statements = {0};
  enum token_kind outer = p->opener;
  int outer_line = p->opener_line;
  p->opener = opener;
  p->opener_line = line;
  while (!ends_block(p->token.kind)) {
    if (p->token.kind == TK_LABEL || p->token.kind == TK_SEMICOLON) {
      parse_labels(p, &statements);
      continue;
    }
    bool returns = p->token.kind == TK_RETURN;
    if (!level_enter(p)) break;
    struct node *n = parse_statement(p);
    if (!returns) node_finish(p, n);
    list_add(&statements, n);
    level_leave(p);
  }
  p->opener = outer;
  p->opener_line = outer_line;
  return statements.first;
}

static void parse_chunk(struct parser *p) {
  struct func main;
  struct block block;
  scope_function(p, &main, &block, 0);
  main.variadic = true;
  p->syntax->top = parse_block(p, TK_EOF, 0);
  if (p->token.kind != TK_EOF) {
    const char *met = token_text(p->token.kind);
    if (fail_at(p, p->token.start, "此处的 ‘%s’ 没有对应的开头", met))
      error_hint(p->lexer.error, "是否多写了一个 ‘%s’？", met);
  }
  scope_function_end(p);
}

bool syntax_parse(struct syntax *s, const char *file, const char *source, size_t length, struct error *e) {
  struct parser p = {.syntax = s};
  s->source = source;
  s->length = length;
  s->top = NULL;
  text_copy(s->file, sizeof s->file, file);
  lexer_open(&p.lexer, s, e);
  advance(&p);
  parse_chunk(&p);
  lexer_close(&p.lexer);
  if (!p.lexer.failed) {
    syntax_mark(s);
    return true;
  }
  s->top = NULL;
  return false;
}
