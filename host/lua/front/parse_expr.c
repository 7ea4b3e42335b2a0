/* Expressions. */
#include <string.h>

#include "host/lua/front/syntax_private.h"

#define UNARY_PRIORITY 12

static const struct {
  unsigned char left, right;
} PRIORITY[TK_COUNT] = {
    [TK_OR] = {1, 1},     [TK_AND] = {2, 2},    [TK_LT] = {3, 3},     [TK_GT] = {3, 3},
    [TK_LE] = {3, 3},     [TK_GE] = {3, 3},     [TK_NE] = {3, 3},     [TK_EQ] = {3, 3},
    [TK_PIPE] = {4, 4},   [TK_TILDE] = {5, 5},  [TK_AMP] = {6, 6},    [TK_SHL] = {7, 7},
    [TK_SHR] = {7, 7},    [TK_CONCAT] = {9, 8}, [TK_PLUS] = {10, 10}, [TK_MINUS] = {10, 10},
    [TK_STAR] = {11, 11}, [TK_DIV] = {11, 11},  [TK_IDIV] = {11, 11}, [TK_PERCENT] = {11, 11},
    [TK_CARET] = {14, 13}};

/* A node around `inner`, which begins where that begins. */
static struct node *node_around(struct parser *p, enum node_kind kind, struct node *inner) {
  struct node *n = node_new(p, kind);
  n->op_start = p->token.start;
  n->op_end = p->token.end;
  n->line = inner->line;
  n->column = inner->column;
  n->start = inner->start;
  n->a = inner;
  node_adopt(p, n, inner);
  return n;
}

/* --- tables and functions --------------------------------------------------------------------- */

static bool at_keyed_item(struct parser *p) {
  if (p->token.kind != TK_NAME) return false;
  if (!p->has_ahead) {
    lexer_next(&p->lexer, &p->ahead);
    p->has_ahead = !p->lexer.failed;
  }
  return p->ahead.kind == TK_ASSIGN;
}

static struct node *table_item(struct parser *p) {
  struct node *n;
  if (p->token.kind == TK_LBRACKET) {
    int line = p->token.line;
    n = node_new(p, NODE_PAIR);
    advance(p);
    n->a = parse_expr(p);
    expect_match(p, TK_RBRACKET, TK_LBRACKET, line);
    expect(p, TK_ASSIGN);
    n->b = parse_expr(p);
    node_adopt(p, n, n->b);
  } else if (at_keyed_item(p)) {
    n = node_new(p, NODE_KEYED);
    n->text = p->token.text;
    n->text_len = p->token.length;
    advance(p);
    advance(p);
    n->a = parse_expr(p);
  } else {
    n = node_new(p, NODE_ITEM);
    n->a = parse_expr(p);
  }
  node_adopt(p, n, n->a);
  node_finish(p, n);
  return n;
}

static struct node *parse_table(struct parser *p) {
  struct node *n = node_new(p, NODE_TABLE);
  struct list items = {0};
  int line = p->token.line;
  advance(p);
  while (p->token.kind != TK_RBRACE) {
    list_add(&items, table_item(p));
    if (!accept(p, TK_COMMA) && !accept(p, TK_SEMICOLON)) break;
  }
  expect_match(p, TK_RBRACE, TK_LBRACE, line);
  n->list = items.first;
  node_adopt(p, n, n->list);
  node_finish(p, n);
  return n;
}

static struct node *self_node(struct parser *p) {
  struct node *n = node_new(p, NODE_NAME);
  const struct name *name = lexer_name(&p->lexer, "self", 4);
  n->text = name ? name->text : "";
  n->text_len = 4;
  n->end = n->start;
  return n;
}

static void parse_params(struct parser *p, struct node *function, bool method) {
  struct list params = {0};
  int line = p->token.line;
  if (method) list_add(&params, self_node(p));
  expect(p, TK_LPAREN);
  if (p->token.kind != TK_RPAREN) {
    do {
      if (accept(p, TK_DOTS)) {
        function->op = token_text(TK_DOTS);
        p->func->variadic = true;
        break;
      }
      list_add(&params, name_node(p));
    } while (accept(p, TK_COMMA));
  }
  expect_match(p, TK_RPAREN, TK_LPAREN, line);
  if (p->lexer.failed) return;
  for (struct node *n = params.first; n; n = n->next)
    scope_declare(p, n);
  function->list = params.first;
  node_adopt(p, function, function->list);
}

struct node *parse_function(struct parser *p, struct node *n, int line, bool method) {
  struct func func;
  struct block block;
  scope_function(p, &func, &block, line);
  parse_params(p, n, method);
  n->body = parse_block(p, TK_FUNCTION, line);
  node_adopt(p, n, n->body);
  expect_match(p, TK_END, TK_FUNCTION, line);
  scope_function_end(p);
  node_finish(p, n);
  return n;
}

/* --- a.b, a[b], a(b), a:b(c) ------------------------------------------------------------------ */

static struct node *parse_literal(struct parser *p, enum node_kind kind) {
  struct node *n = node_new(p, kind);
  n->text = p->token.text;
  n->text_len = p->token.length;
  n->integer = p->token.integer;
  advance(p);
  return n;
}

static struct node *parse_primary(struct parser *p) {
  if (p->token.kind == TK_NAME) {
    struct node *n = name_node(p);
    scope_resolve(p, n);
    return n;
  }
  if (p->token.kind != TK_LPAREN) {
    fail_expected(p, "一个表达式");
    return node_new(p, NODE_NIL);
  }
  struct node *n = node_new(p, NODE_PAREN);
  int line = p->token.line;
  advance(p);
  n->a = parse_expr(p);
  node_adopt(p, n, n->a);
  expect_match(p, TK_RPAREN, TK_LPAREN, line);
  node_finish(p, n);
  return n;
}

static void parse_args(struct parser *p, struct node *call) {
  int line = p->token.line;
  if (p->token.kind == TK_STRING) {
    call->list = parse_literal(p, NODE_STRING);
  } else if (p->token.kind == TK_LBRACE) {
    call->list = parse_table(p);
  } else if (accept(p, TK_LPAREN)) {
    if (p->token.kind != TK_RPAREN) call->list = parse_exprs(p);
    expect_match(p, TK_RPAREN, TK_LPAREN, line);
  } else {
    fail_expected(p, "调用的参数，例如 ‘(…)’");
  }
  node_adopt(p, call, call->list);
}

/* `.name` or `:name` after `inner`. */
static struct node *parse_key(struct parser *p, struct node *inner, enum node_kind kind) {
  struct node *n = node_around(p, kind, inner);
  read_key(p, n);
  if (kind == NODE_METHOD) parse_args(p, n);
  return n;
}

static struct node *parse_index(struct parser *p, struct node *inner) {
  struct node *n = node_around(p, NODE_INDEX, inner);
  int line = p->token.line;
  advance(p);
  n->b = parse_expr(p);
  node_adopt(p, n, n->b);
  expect_match(p, TK_RBRACKET, TK_LBRACKET, line);
  n->op_end = p->before_end;
  return n;
}

static struct node *parse_call(struct parser *p, struct node *inner) {
  struct node *n = node_around(p, NODE_CALL, inner);
  parse_args(p, n);
  return n;
}

struct node *parse_suffixed(struct parser *p) {
  struct node *n = parse_primary(p);
  for (int suffixes = 0;; suffixes++) {
    if (suffixes > SUFFIX_MOST) fail_chain(p, p->token.start, "连着写的字段与调用", SUFFIX_MOST);
    switch (p->token.kind) {
    case TK_DOT: n = parse_key(p, n, NODE_FIELD); break;
    case TK_COLON: n = parse_key(p, n, NODE_METHOD); break;
    case TK_LBRACKET: n = parse_index(p, n); break;
    case TK_LPAREN:
    case TK_STRING:
    case TK_LBRACE: n = parse_call(p, n); break;
    default: return n;
    }
    node_finish(p, n);
  }
}

/* --- operators -------------------------------------------------------------------------------- */

static struct node *parse_simple(struct parser *p) {
  struct node *n;
  switch (p->token.kind) {
  case TK_INTEGER: return parse_literal(p, NODE_INTEGER);
  case TK_FLOAT: return parse_literal(p, NODE_FLOAT);
  case TK_STRING: return parse_literal(p, NODE_STRING);
  case TK_NIL: return parse_literal(p, NODE_NIL);
  case TK_TRUE: return parse_literal(p, NODE_TRUE);
  case TK_FALSE: return parse_literal(p, NODE_FALSE);
  case TK_DOTS:
    if (!p->func->variadic) {
      if (fail_at(p, p->token.start, "这个函数没有可变参数，不能用 ‘...’"))
        error_hint(p->lexer.error, "在参数表的最后写 ‘...’");
      return node_new(p, NODE_NIL);
    }
    return parse_literal(p, NODE_VARARG);
  case TK_LBRACE: return parse_table(p);
  case TK_FUNCTION:
    n = node_new(p, NODE_FUNCTION);
    advance(p);
    return parse_function(p, n, n->line, false);
  default: return parse_suffixed(p);
  }
}

static struct node *parse_operation(struct parser *p, int limit);

static struct node *parse_operand(struct parser *p) {
  enum token_kind kind = p->token.kind;
  if (kind != TK_NOT && kind != TK_MINUS && kind != TK_TILDE && kind != TK_HASH) return parse_simple(p);
  struct node *n = node_new(p, NODE_UNARY);
  n->op = token_text(kind);
  n->op_start = p->token.start;
  n->op_end = p->token.end;
  advance(p);
  n->a = parse_operation(p, UNARY_PRIORITY);
  node_adopt(p, n, n->a);
  node_finish(p, n);
  return n;
}

/* Operators that bind more tightly than `limit`; those that bind to the left are read in a loop. */
static struct node *parse_operation(struct parser *p, int limit) {
  if (!level_enter(p)) return node_new(p, NODE_NIL);
  struct node *n = parse_operand(p);
  int chain = 0;
  while (PRIORITY[p->token.kind].left > limit) {
    enum token_kind kind = p->token.kind;
    if ((kind == TK_AND || kind == TK_OR) && ++chain > CHAIN_MOST) {
      fail_chain(p, p->token.start, "连着写的 ‘and’ 与 ‘or’", CHAIN_MOST);
      break;
    }
    struct node *binary = node_around(p, NODE_BINARY, n);
    binary->op = token_text(kind);
    advance(p);
    binary->b = parse_operation(p, PRIORITY[kind].right);
    node_adopt(p, binary, binary->b);
    node_finish(p, binary);
    n = binary;
  }
  level_leave(p);
  return n;
}

struct node *parse_expr(struct parser *p) {
  return parse_operation(p, 0);
}

struct node *parse_exprs(struct parser *p) {
  struct list exprs = {0};
  do {
    list_add(&exprs, parse_expr(p));
  } while (accept(p, TK_COMMA));
  return exprs.first;
}
