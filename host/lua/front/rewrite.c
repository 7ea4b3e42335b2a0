/* The chunk with checked operations.
**
** Nothing is printed from the tree: the source is copied, and pieces are inserted where tokens
** begin or end. So comments and line breaks stay where they are, and an inserted piece never falls
** into a comment. */
#include <stdio.h>
#include <string.h>

#include "host/lua/front/syntax_private.h"

struct writer {
  const char *source;
  struct buf *out;
  size_t at;     /* copied so far */
  size_t closed; /* where a ')' was inserted last */
  bool covered;  /* guards are told */
  int guards;    /* told so far */
};

static bool is_operator(const struct node *n, const char *op) {
  return n->kind == NODE_BINARY && strcmp(n->op, op) == 0;
}

static bool is_logical(const struct node *n) {
  return is_operator(n, "and") || is_operator(n, "or");
}

/* --- what becomes of an expression ------------------------------------------------------------ */

/* Is only the truth of `n` asked for? The question passes through parentheses, and to both operands
** of and/or, so that every operand is checked once: `if a and b` becomes `if __truth(a) and
** __truth(b)`. Its parent is marked already: to climb from each operand of a long chain would take
** the square of its length. */
static bool truth_asked(const struct node *n) {
  const struct node *p = n->parent;
  if (!p) return false;
  switch (p->kind) {
  case NODE_IF:
  case NODE_WHILE:
  case NODE_REPEAT: return p->a == n;
  case NODE_UNARY: return strcmp(p->op, "not") == 0;
  case NODE_BINARY: return is_logical(p) && (p->a == n || p->asked);
  case NODE_PAREN: return p->asked;
  default: return false;
  }
}

void syntax_mark(struct syntax *s) {
  for (struct node *n = s->top; n; n = node_after(n, NULL, false)) {
    n->asked = truth_asked(n);
    n->inside = n->parent && (n->parent->kind == NODE_FUNCTION || n->parent->inside);
  }
}

static bool is_boolean(const struct node *n) {
  static const char *const comparisons[] = {"==", "~=", "<", "<=", ">", ">="};
  if (n->kind == NODE_TRUE || n->kind == NODE_FALSE || n->kind == NODE_NIL) return true;
  if (n->kind == NODE_UNARY) return strcmp(n->op, "not") == 0;
  for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
    if (is_operator(n, comparisons[i])) return true;
  return false;
}

static bool needs_truth(const struct node *n) {
  if (node_is_statement(n) || !n->asked) return false;
  return n->kind != NODE_PAREN && !is_logical(n) && !is_boolean(n);
}

/* The brackets of law.need[base.class] are no key of a table of Lua: the law compares. */
static bool is_row_of_law(const struct node *p) {
  return p->kind == NODE_INDEX && p->a->kind == NODE_FIELD && syntax_is_law(p->a->a);
}

static bool needs_key(const struct node *n) {
  const struct node *p = n->parent;
  if (!p || n->kind == NODE_STRING || n->kind == NODE_INTEGER || is_row_of_law(p)) return false;
  return (p->kind == NODE_INDEX && p->b == n) || (p->kind == NODE_PAIR && p->a == n);
}

/* An operand of `<` and its like that may be a text. Two texts are gone through in C, out of sight
** of the counter of instructions. What is written as a number, or is computed, is none. */
static bool needs_length(const struct node *n) {
  static const char *const orders[] = {"<", "<=", ">", ">="};
  const struct node *p = n->parent;
  bool text = n->kind == NODE_BINARY ? strcmp(n->op, "..") == 0 || is_logical(n)
                                     : n->kind != NODE_INTEGER && n->kind != NODE_UNARY;
  if (!text || !p || p->kind != NODE_BINARY) return false;
  for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
    if (is_operator(p, orders[i])) return true;
  return false;
}

/* `x` of present(x.name): whether a truth is there is asked before it is tested. */
static bool needs_told(const struct node *n) {
  static const char *const names[] = {"present", "first_present"};
  const struct node *field = n->parent, *call = field ? field->parent : NULL;
  if (!call || field->kind != NODE_FIELD || field->a != n || call->kind != NODE_CALL || call->a == field)
    return false;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (call->a->kind == NODE_NAME && call->a->scope == NAME_GLOBAL && strcmp(call->a->text, names[i]) == 0)
      return true;
  return false;
}

/* --- guards ----------------------------------------------------------------------------------- */

/* Calls that give true or false, whatever they are asked. */
static bool is_question(const struct node *n) {
  static const char *const names[] = {"present", "between",    "any",       "contains",
                                      "is",      "is_workday", "is_holiday"};
  const char *name = n->kind == NODE_METHOD                            ? n->text
                     : n->kind == NODE_CALL && n->a->kind == NODE_NAME ? n->a->text
                                                                       : NULL;
  for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
    if (strcmp(names[i], name) == 0) return true;
  return false;
}

static bool is_operand(const struct node *n) {
  const struct node *p = n->parent;
  while (p && p->kind == NODE_PAREN)
    p = p->parent;
  bool asks = n->kind == NODE_NAME || n->kind == NODE_FIELD || n->kind == NODE_INDEX ||
              n->kind == NODE_CALL || n->kind == NODE_METHOD;
  return p && asks && is_logical(p);
}

bool syntax_is_guard(const struct node *n) {
  if (node_is_statement(n) || !n->inside) return false;
  if (n->kind == NODE_BINARY && is_boolean(n)) return true;
  return needs_truth(n) || is_question(n) || is_operand(n);
}

/* `return __eq(a, b)` would be a tail call, and then no error could tell its line. */
static bool is_tail(const struct node *n) {
  return n->parent && n->parent->kind == NODE_RETURN && n->parent->list == n && !n->next;
}

/* --- writing ---------------------------------------------------------------------------------- */

static void copy_until(struct writer *w, size_t offset) {
  if (offset <= w->at) return;
  buf_add(w->out, w->source + w->at, offset - w->at);
  w->at = offset;
}

/* A name before a token; a keyword may stand right before it, as in `not"x"`. */
static void open_piece(struct writer *w, const char *piece) {
  size_t length = w->out->len;
  if (length && lex_is_alnum((unsigned char)w->out->data[length - 1])) buf_putc(w->out, ' ');
  buf_puts(w->out, piece);
}

static void close_piece(struct writer *w, const char *piece) {
  buf_puts(w->out, piece);
  w->closed = w->at;
}

static void open_guard(struct writer *w) {
  char piece[32];
  snprintf(piece, sizeof piece, "__seen(%d, ", w->guards++);
  open_piece(w, piece);
}

static void enter(struct writer *w, const struct node *n) {
  bool truth = needs_truth(n), key = needs_key(n), equal = is_operator(n, "=="),
       differ = is_operator(n, "~=");
  bool guard = w->covered && syntax_is_guard(n), told = needs_told(n), length = needs_length(n);
  if (!truth && !key && !equal && !differ && !guard && !told && !length) return;
  copy_until(w, n->start);
  if (told) open_piece(w, "__told(");
  if (length) open_piece(w, "__length(");
  if (guard) open_guard(w);
  if (truth) open_piece(w, "__truth(");
  if (key) open_piece(w, "__key(");
  if (equal) open_piece(w, is_tail(n) ? "(__eq(" : "__eq(");
  if (differ) open_piece(w, "(not __eq(");
}

/* Before the child `n`: the operator in front of it gives way to a comma. */
static void between(struct writer *w, const struct node *n) {
  const struct node *p = n->parent;
  if (!p || p->b != n || !(is_operator(p, "==") || is_operator(p, "~="))) return;
  copy_until(w, p->op_start);
  buf_putc(w->out, ',');
  w->at = p->op_end;
  if (p->op_end == n->start) buf_putc(w->out, ' ');
}

/* `local x = a == 1` may be followed by `(f or g)()`, which must not become the arguments of what
** __eq gives. */
static void separate(struct writer *w, const struct node *n) {
  if (n->kind != NODE_LOCAL && n->kind != NODE_ASSIGN && n->kind != NODE_REPEAT) return;
  if (n->next && w->source[n->next->start] == '(' && w->closed == n->end) buf_putc(w->out, ';');
}

static void leave(struct writer *w, const struct node *n) {
  bool truth = needs_truth(n), key = needs_key(n), equal = is_operator(n, "=="),
       differ = is_operator(n, "~=");
  bool guard = w->covered && syntax_is_guard(n), told = needs_told(n), length = needs_length(n);
  if (truth || key || equal || differ || guard || told || length) {
    copy_until(w, n->end);
    if (differ || (equal && is_tail(n))) close_piece(w, "))");
    if (equal && !is_tail(n)) close_piece(w, ")");
    if (key) close_piece(w, ")");
    if (truth) close_piece(w, ")");
    if (guard) close_piece(w, ")");
    if (length) close_piece(w, ")");
    if (told) close_piece(w, ")");
  }
  separate(w, n);
}

static void rewrite(const struct syntax *s, struct buf *out, bool covered) {
  struct writer w = {.source = s->source, .out = out, .closed = (size_t)-1, .covered = covered};
  for (const struct node *n = s->top; n;) {
    between(&w, n);
    enter(&w, n);
    const struct node *next = node_first(n);
    while (!next && n) {
      leave(&w, n);
      next = node_sibling(n);
      n = n->parent;
    }
    n = next;
  }
  copy_until(&w, s->length);
}

void syntax_rewrite(const struct syntax *s, struct buf *out) {
  rewrite(s, out, false);
}

void syntax_rewrite_covered(const struct syntax *s, struct buf *out) {
  rewrite(s, out, true);
}
