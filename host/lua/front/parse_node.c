/* The parser's hands: the next token, a new node, a failure with a helpful hint. */
#include <stdio.h>
#include <string.h>

#include "host/lua/front/syntax_private.h"

bool fail_at(struct parser *p, size_t offset, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  bool first = lexer_failv(&p->lexer, offset, fmt, ap);
  va_end(ap);
  p->token.kind = TK_EOF; /* ends every loop of the parser */
  p->has_ahead = false;
  return first;
}

/* --- tokens ----------------------------------------------------------------------------------- */

void advance(struct parser *p) {
  p->before = p->token.kind;
  p->before_end = p->token.end;
  if (p->has_ahead && !p->lexer.failed) {
    p->token = p->ahead;
    p->has_ahead = false;
  } else {
    lexer_next(&p->lexer, &p->token);
  }
}

bool accept(struct parser *p, enum token_kind kind) {
  if (p->token.kind != kind) return false;
  advance(p);
  return true;
}

static bool starts_item(enum token_kind kind) {
  return (kind >= TK_NAME && kind <= TK_FLOAT) || kind == TK_NIL || kind == TK_TRUE || kind == TK_FALSE ||
         kind == TK_FUNCTION || kind == TK_LBRACE || kind == TK_LBRACKET;
}

/* A guess at what was meant, from the token that was met instead. */
static void hint_met(struct parser *p, enum token_kind met, enum token_kind wanted) {
  struct error *e = p->lexer.error;
  if (met == TK_ASSIGN) {
    error_hint(e, "比较是否相等要写 ‘==’");
  } else if (met == TK_AMP && p->before == TK_AMP) {
    error_hint(e, "并且要写 ‘and’");
  } else if (met == TK_PIPE && p->before == TK_PIPE) {
    error_hint(e, "或者要写 ‘or’");
  } else if ((wanted == TK_RBRACE || wanted == TK_RPAREN) && starts_item(met)) {
    error_hint(e, "前一项后面是否少了逗号 ‘,’？");
  } else if (wanted == TK_END && met == TK_EOF && p->else_if_line) {
    error_hint(e, "第 %d 行的 ‘else if’ 是否应写成 ‘elseif’？", p->else_if_line);
  } else if (wanted == TK_NAME && met >= TK_AND && met <= TK_WHILE) {
    error_hint(e, "‘%s’ 是 Lua 的保留字，不能用作名称", token_text(met));
  } else if (wanted == TK_NAME && met == TK_STRING) {
    error_hint(e, "名称不加引号");
  }
}

static void fail_wanted(struct parser *p, const char *what, enum token_kind wanted) {
  enum token_kind met = p->token.kind;
  char shown[160];
  token_show(&p->lexer, &p->token, shown, sizeof shown);
  if (fail_at(p, p->token.start, "此处应为%s，却遇到%s%s", what, met == TK_EOF ? "" : " ", shown))
    hint_met(p, met, wanted);
}

void fail_expected(struct parser *p, const char *what) {
  fail_wanted(p, what, TK_EOF);
}

void expect(struct parser *p, enum token_kind kind) {
  if (accept(p, kind)) return;
  char what[32];
  snprintf(what, sizeof what, " ‘%s’", token_text(kind));
  fail_wanted(p, what, kind);
}

void expect_match(struct parser *p, enum token_kind closer, enum token_kind opener, int line) {
  if (accept(p, closer)) return;
  char what[128];
  if (line == p->token.line)
    snprintf(what, sizeof what, " ‘%s’（用来结束 ‘%s’）", token_text(closer), token_text(opener));
  else
    snprintf(what, sizeof what, " ‘%s’（用来结束第 %d 行的 ‘%s’）", token_text(closer), line,
             token_text(opener));
  fail_wanted(p, what, closer);
}

struct name *read_name(struct parser *p) {
  struct name *name = p->token.name;
  if (p->token.kind != TK_NAME) {
    fail_wanted(p, "一个名称", TK_NAME);
    return NULL;
  }
  advance(p);
  return name;
}

void read_key(struct parser *p, struct node *n) {
  advance(p);
  n->op_start = p->token.start;
  n->op_end = p->token.end;
  const struct name *name = read_name(p);
  n->text = name ? name->text : "";
  n->text_len = name ? name->length : 0;
}

/* --- nesting ---------------------------------------------------------------------------------- */

void fail_chain(struct parser *p, size_t offset, const char *what, int most) {
  if (fail_at(p, offset, "%s超过 %d 个", what, most))
    error_hint(p->lexer.error, "拆成几步来写，或用 :is(…)、act:parameter");
}

bool level_enter(struct parser *p) {
  if (++p->level < LEVEL_MOST) return true;
  if (fail_at(p, p->token.start, "嵌套太深，超过 %d 层", LEVEL_MOST))
    error_hint(p->lexer.error, "拆成几步来写");
  return false;
}

void level_leave(struct parser *p) {
  p->level--;
}

/* --- nodes ------------------------------------------------------------------------------------ */

struct node *node_new(struct parser *p, enum node_kind kind) {
  struct syntax *s = p->syntax;
  if (s->most_bytes && s->arena.bytes > s->most_bytes) lexer_too_large(&p->lexer, p->token.start);
  struct node *n = p->lexer.failed ? NULL : arena_new(&s->arena, sizeof *n);
  if (!n) {
    lexer_no_memory(&p->lexer);
    n = &p->scratch;
    *n = (struct node){0};
  }
  n->kind = kind;
  n->line = p->token.line;
  n->column = p->token.column;
  n->start = p->token.start;
  n->end = p->token.end;
  return n;
}

void node_finish(struct parser *p, struct node *n) {
  n->end = p->before_end;
}

void node_adopt(struct parser *p, struct node *parent, struct node *children) {
  if (p->lexer.failed) return; /* the scratch node may be linked to itself */
  for (struct node *n = children; n; n = n->next)
    n->parent = parent;
}

void list_add(struct list *list, struct node *n) {
  if (list->last)
    list->last->next = n;
  else
    list->first = n;
  list->last = n;
}

struct node *name_node(struct parser *p) {
  struct node *n = node_new(p, NODE_NAME);
  const struct name *name = read_name(p);
  n->text = name ? name->text : "";
  n->text_len = name ? name->length : 0;
  return n;
}
