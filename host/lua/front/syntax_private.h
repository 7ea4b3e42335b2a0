/* What the parts of the front end share: walking the tree, the parser's state, scopes. */
#ifndef BYLAW_LUA_SYNTAX_PRIVATE_H
#define BYLAW_LUA_SYNTAX_PRIVATE_H

#include "host/lua/front/lexer.h"

/* --- the tree (syntax.c) ---------------------------------------------------------------------- */

/* The first child in the order of the source, or NULL. */
struct node *node_first(const struct node *n);
/* The child of the same parent that follows `n` in the source, or NULL. Statements of the chunk
** have no parent; their successor is `next`. Trees can be very deep on the left, so nothing walks
** them by recursion. */
struct node *node_sibling(const struct node *n);
/* The node after `n` in a walk (parents first) of the tree under `root`, or of everything when
** `root` is NULL; with `skip` the children of `n` are left out. */
struct node *node_after(const struct node *n, const struct node *root, bool skip);
bool node_is_statement(const struct node *n);
/* What follows for each node from those around it: `asked` and `inside` (rewrite.c). */
void syntax_mark(struct syntax *s);

/* --- the parser ------------------------------------------------------------------------------- */

#define LEVEL_MOST 200  /* as Lua's LUAI_MAXCCALLS: the level that is already too deep */
#define LOCALS_MOST 200 /* of a function, as in Lua */
#define CHAIN_MOST                                                                                           \
  1000 /* of elseif, of and/or, of break in one loop: Lua's compiler takes the square of their number */
#define SUFFIX_MOST                                                                                          \
  200 /* of .a, [a], (a) and :a() after each other: what looks at an expression goes in from the last one */
#define UPVALUES_MOST 255

struct variable {
  struct name *name;
  struct node *declared;
  struct func *func;
  bool constant;
  struct variable *shadowed; /* of the same name, visible again when this one's block ends */
  struct variable *below;    /* declared before it */
};

struct label {
  struct name *name;
  struct func *func;
  int line;
  struct label *shadowed, *below;
};

struct pending { /* a goto whose label has not come yet */
  struct name *name;
  struct node *node;
  int active; /* locals that are visible at both ends of the jump */
  bool resolved;
  struct pending *earlier; /* of the same name */
  struct pending *below;   /* of any name */
  size_t index;
};

struct capture {
  const struct variable *variable;
  struct capture *next;
};

struct block {
  struct block *outer;
  bool loop;
  int breaks;                 /* out of this loop */
  int active;                 /* locals of the function when it began */
  struct variable *variables; /* tops of the stacks when it began */
  struct label *labels;
  size_t pending_count; /* gotos made before it */
};

struct func {
  struct func *outer;
  struct block *block;
  bool variadic;
  int line;
  int active; /* locals that are visible */
  int captured;
  struct capture *captures;
};

struct list {
  struct node *first, *last;
};

struct parser {
  struct lexer lexer;
  struct syntax *syntax;
  struct token token, ahead;
  bool has_ahead;
  enum token_kind before; /* the token before `token` */
  size_t before_end;
  int level;        /* nesting, counted as Lua does */
  int else_if_line; /* of the last "else if", for a hint */
  /* what began the innermost block, for messages about a missing end; TK_EOF in the main chunk */
  enum token_kind opener;
  int opener_line;
  struct func *func;
  struct variable *variables; /* all visible ones, innermost first */
  struct label *labels;
  struct pending *pendings;
  size_t pending_count;        /* ever made */
  struct variable environment; /* stands for _ENV among the upvalues */
  struct node scratch;         /* what node_new gives after a failure */
};

/* parse_node.c: tokens and nodes */
void advance(struct parser *p);
bool accept(struct parser *p, enum token_kind kind);
void expect(struct parser *p, enum token_kind kind);
/* The token that ends what `opener` began on `line`. */
void expect_match(struct parser *p, enum token_kind closer, enum token_kind opener, int line);
void fail_expected(struct parser *p, const char *what);
/* At a token; then as lexer_fail. */
bool fail_at(struct parser *p, size_t offset, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* There are more than `most` of `what`. */
void fail_chain(struct parser *p, size_t offset, const char *what, int most);
bool level_enter(struct parser *p);
void level_leave(struct parser *p);
struct node *node_new(struct parser *p, enum node_kind kind);
void node_finish(struct parser *p, struct node *n);
void node_adopt(struct parser *p, struct node *parent, struct node *children);
void list_add(struct list *list, struct node *n);
struct name *read_name(struct parser *p);
/* The name behind a dot or colon, as the text of `n`. */
void read_key(struct parser *p, struct node *n);
struct node *name_node(struct parser *p);

/* parse_expr.c */
struct node *parse_expr(struct parser *p);
struct node *parse_exprs(struct parser *p); /* one or more, by next */
struct node *parse_suffixed(struct parser *p);
/* Parameters, body and `end` into `n`; the keyword was on `line`. */
struct node *parse_function(struct parser *p, struct node *n, int line, bool method);

/* parser.c */
/* The statements of a block that `opener` began on `line`; TK_EOF for the main chunk. */
struct node *parse_block(struct parser *p, enum token_kind opener,
                         int line); /* statements by next, in the scope that is open */

/* scope.c */
void scope_function(struct parser *p, struct func *f, struct block *b, int line);
void scope_function_end(struct parser *p);
void scope_block(struct parser *p, struct block *b, bool loop);
void scope_block_end(struct parser *p);
void scope_declare(struct parser *p, struct node *name);
void scope_hidden(struct parser *p, int count); /* the nameless locals of a `for` */
void scope_resolve(struct parser *p, struct node *name);
void scope_assign(struct parser *p, struct node *target); /* refuses constants */
/* The innermost loop; NULL when there is none. */
struct block *scope_loop(const struct parser *p);
void scope_goto(struct parser *p, struct node *n);
void scope_label(struct parser *p, struct node *n, bool last);

#endif
