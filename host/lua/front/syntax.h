/* The front end of the policy language: Lua 5.4 read into a syntax tree with positions.
**
** The tree serves messages with a caret, the rewriting of `==`, indexing and truth tests into
** checked calls, the lints, and later mutation. It knows nothing of a Lua state.
*/
#ifndef BYLAW_LUA_SYNTAX_H
#define BYLAW_LUA_SYNTAX_H

#include <stdint.h>

#include "host/base/arena.h"
#include "host/base/buf.h"
#include "host/base/error.h"

enum node_kind {
  /* expressions */
  NODE_NIL = 1,
  NODE_TRUE,
  NODE_FALSE,
  NODE_INTEGER,
  NODE_FLOAT,
  NODE_STRING,
  NODE_VARARG,
  NODE_FUNCTION, /* params in `list` (NODE_NAME; a method's unwritten `self` is first, its range empty), op is "..." when
                 ** variadic, body in `body` (statements by next); in a statement it begins at its '(' */
  NODE_NAME,   /* text; `variable` after resolving */
  NODE_FIELD,  /* a.text */
  NODE_INDEX,  /* a[b] */
  NODE_CALL,   /* a(list) */
  NODE_METHOD, /* a:text(list) */
  NODE_UNARY,
  NODE_BINARY, /* op is the token, for example "==" */
  NODE_PAREN,  /* (a) */
  NODE_TABLE,  /* items in `list`: NODE_ITEM (a), NODE_KEYED (text = a), NODE_PAIR ([a] = b) */
  NODE_ITEM,
  NODE_KEYED,
  NODE_PAIR,
  /* statements */
  NODE_LOCAL,  /* names in `list` (attribs in their `op`), values in `more` */
  NODE_ASSIGN, /* targets in `list`, values in `more` */
  NODE_DO,
  NODE_WHILE,
  NODE_REPEAT,
  /* IF: `a` condition, `body` then, `other` else-part (statements; elseif is an IF there) */
  NODE_IF,
  NODE_FOR_NUMBER, /* variable in `list`, `a` from, `b` to, `c` step or NULL */
  NODE_FOR_IN,     /* variables in `list`, values in `more` */
  NODE_RETURN,     /* values in `list` */
  NODE_BREAK,
  NODE_GOTO,
  NODE_LABEL, /* text */
  NODE_LOCAL_FUNCTION,
  NODE_FUNCTION_STAT, /* `a` target (NAME, FIELD), `b` the NODE_FUNCTION */
  NODE_CALL_STAT      /* `a` the call */
};

enum name_scope { NAME_GLOBAL = 0, NAME_LOCAL, NAME_UPVALUE };

struct variable; /* a declared local; private to syntax.c beyond these accessors */

enum { NODE_GROUPS = 7 };

/* There are many, so they are kept small: offsets have 32 bits, because a source has at most 4
** MiB. */
struct node {
  enum node_kind kind : 8;
  enum name_scope scope : 8; /* NODE_NAME */
  bool asked : 1;            /* only its truth is asked for */
  bool inside : 1;           /* inside a function */
  int line, column;          /* of its first token; 1-based, column in characters */
  uint32_t start, end;       /* byte range in the source, [start, end) */
  uint32_t op_start,
      op_end; /* UNARY, BINARY: the operator; INDEX: op_start at '[', op_end after ']'; FIELD, METHOD: the key */
  uint32_t text_len;
  const char *text; /* names, fields, decoded strings (NUL-terminated); floats as written */
  union {
    long long integer; /* NODE_INTEGER */
    const char *op;    /* the others: interned operator text, or attrib ("const", "close") */
  };
  union {
    struct {
      struct node *a, *b, *c;
      struct node *list, *more; /* linked by next */
      struct node *body, *other;
    };
    struct node *group[NODE_GROUPS]; /* the same, to walk over */
  };
  struct node *next;
  struct node *parent; /* the enclosing node; NULL at the top */
  /* NODE_NAME that is a local or upvalue: the NODE_NAME that declares it (itself, there) */
  struct node *declared;
};

struct syntax {
  struct arena arena;
  const char *source; /* borrowed: must outlive the tree */
  size_t length;
  size_t most_bytes; /* of the tree; 0: no limit. ERR_LIMIT beyond */
  char file[256];    /* for messages */
  struct node *top;  /* statements of the chunk, by next */
};

/* Read a chunk. False fills `e` (ERR_SYNTAX: file, line, column, the line, what was expected;
** ERR_MEMORY). Refuses:
** what Lua 5.4 refuses; nesting deeper than 200; chains (elseif, and/or, calls, break) longer than
** Lua's own compiler and the checks after it take in a straight line (CHAIN_MOST, SUFFIX_MOST);
** source longer than 4 MiB; NUL bytes; bad UTF-8; binary chunks; a first line beginning with '#'.
** Zero-initialise `s` before; call syntax_free after, also on failure. */
bool syntax_parse(struct syntax *s, const char *file, const char *source, size_t length, struct error *e);
void syntax_free(struct syntax *s);

/* Visit every node, parents first. `visit` returns false to stop; then syntax_walk returns
** false. */
typedef bool (*syntax_visit)(void *ud, struct node *n);
bool syntax_walk(const struct syntax *s, syntax_visit visit, void *ud);

/* The checks that make a chunk fit for the sandbox (each an ERR_POLICY with position, excerpt and
** hint):
** assigning a global; assigning an upvalue (a local of an enclosing function) other than in the
** chunk's own main function; a name beginning with "__"; `_ENV`; goto; an unknown global name (not
** in the NULL-terminated `globals`; hint: the nearest name); a float literal (hint: yuan "30.50",
** percent "0.5"); `<close>`; a method or field call on a string literal. */
bool syntax_check(const struct syntax *s, const char *const *globals, struct error *e);

/* 0 subject, 1 when, 2 law: the argument of its term that the name stands for; -1 for anything
** else. */
int syntax_term_argument(const struct node *n);
/* The subject that the term of such an argument says it speaks of; "": it says none; NULL: that
** cannot be told from the text. */
const char *syntax_term_subject(const struct node *n);
/* Whether it is the `law` of a term, or `law:at(…)`. */
bool syntax_is_law(const struct node *n);

/* Whether the node is a guard of a rule: inside a function, a comparison, a question like
** present(x) or t:any { … }, or an operand whose truth is asked for. Not `not`, `and`, `or`
** themselves. */
bool syntax_is_guard(const struct node *n);

/* Write the chunk with checked operations, every token on its old line:
**   a == b    ->  __eq(a, b)        a ~= b  ->  not __eq(a, b)   (kept right under precedence, so
**   parenthesised)
**   a < b     ->  __length(a) < __length(b)   where an operand may be a text; also <=, > and >=
**   t[e]      ->  t[__key(e)]       unless e is a string or integer literal; also [e] = v in tables
**   not a     ->  not __truth(a)    a and b, a or b  ->  __truth(a) and b;  if / elseif / while /
**   until c -> __truth(c)
**                                   unless the operand is surely a Lua boolean or nil (a
**                                   comparison, `not`, true, false, nil, or and/or of those)
**   present(a.n), first_present(a.n, …)  ->  present(__told(a).n), …
**   a .. b    ->  unchanged
** Comments and blanks between tokens are kept, so that line numbers stay. */
void syntax_rewrite(const struct syntax *s, struct buf *out);
/* The same, and each guard G becomes __seen(index, G), index from 0 in the order of syntax_walk. */
void syntax_rewrite_covered(const struct syntax *s, struct buf *out);

/* Point an error at a node: file, line, column, excerpt. A NODE_FIELD or NODE_METHOD is pointed at
** by its key. */
void syntax_point(const struct syntax *s, const struct node *n, struct error *e);
/* The same for a line and a byte offset. */
void syntax_point_at(const struct syntax *s, size_t offset, struct error *e);

/* The statement that is running when Lua reports `line`, and in it the first token that is the key
** `text`, or a string literal with that content; NULL when there is none. With `key_only` string
** literals do not count. */
const struct node *syntax_find(const struct syntax *s, int line, const char *text, bool key_only);

/* In the statement that is running when Lua reports `line`: the index-th item (from 1) without a
** name in the table that its call takes as last argument; NULL when there is none. */
const struct node *syntax_item(const struct syntax *s, int line, int index);

/* The first key `text`, or string with that content, in the table that is item `item`; NULL when
** there is none. */
const struct node *syntax_find_in(const struct node *item, const char *text);

#endif
