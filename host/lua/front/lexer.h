/* Tokens of Lua 5.4 with their places, and the table of names. Private to the parser. */
#ifndef BYLAW_LUA_LEXER_H
#define BYLAW_LUA_LEXER_H

#include <stdint.h>

#include "host/base/hash.h"
#include "host/base/hash_table.h"
#include "host/lua/front/syntax.h"

/* Keywords are in alphabetical order; of operators with the same beginning the longer comes
** first. */
enum token_kind {
  TK_EOF = 0,
  TK_NAME,
  TK_STRING,
  TK_INTEGER,
  TK_FLOAT,
  TK_AND,
  TK_BREAK,
  TK_DO,
  TK_ELSE,
  TK_ELSEIF,
  TK_END,
  TK_FALSE,
  TK_FOR,
  TK_FUNCTION,
  TK_GOTO,
  TK_IF,
  TK_IN,
  TK_LOCAL,
  TK_NIL,
  TK_NOT,
  TK_OR,
  TK_REPEAT,
  TK_RETURN,
  TK_THEN,
  TK_TRUE,
  TK_UNTIL,
  TK_WHILE,
  TK_DOTS,
  TK_CONCAT,
  TK_DOT,
  TK_EQ,
  TK_ASSIGN,
  TK_NE,
  TK_TILDE,
  TK_LE,
  TK_SHL,
  TK_LT,
  TK_GE,
  TK_SHR,
  TK_GT,
  TK_IDIV,
  TK_DIV,
  TK_LABEL,
  TK_COLON,
  TK_PLUS,
  TK_MINUS,
  TK_STAR,
  TK_PERCENT,
  TK_CARET,
  TK_HASH,
  TK_AMP,
  TK_PIPE,
  TK_LPAREN,
  TK_RPAREN,
  TK_LBRACE,
  TK_RBRACE,
  TK_LBRACKET,
  TK_RBRACKET,
  TK_SEMICOLON,
  TK_COMMA,
  TK_COUNT
};

struct label;
struct pending;

/* A distinct name of the chunk, with what it means at the place that is being read. */
struct name {
  const char *text;
  size_t length;
  enum token_kind keyword;   /* TK_EOF: it is none */
  struct variable *variable; /* the innermost visible one */
  struct label *label;       /* the innermost visible one */
  struct pending *pending;   /* gotos that still wait for it */
};

struct names {
  struct hash_key key;
  struct name **list;
  uint32_t count, room;
  struct hash_table by_text;
};

struct token {
  enum token_kind kind;
  int line, column;
  size_t start, end;
  const char *text; /* names, decoded strings, floats as written */
  size_t length;
  long long integer;
  struct name *name;
};

struct lexer {
  struct syntax *syntax;
  const char *source;
  size_t length, at;
  int line, column;
  struct buf scratch; /* the string that is being decoded */
  struct names names;
  struct error *error;
  bool failed; /* from then on every token is TK_EOF */
};

/* Checks the source as a whole (size, NUL, UTF-8, first line); the error is in lx->error. */
void lexer_open(struct lexer *lx, struct syntax *s, struct error *e);
void lexer_close(struct lexer *lx);
/* The tree takes more memory than it may. */
void lexer_too_large(struct lexer *lx, size_t offset);
void lexer_next(struct lexer *lx, struct token *t);

/* The first failure wins: true when it is this one, so that the caller may add a hint. */
bool lexer_fail(struct lexer *lx, size_t offset, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
bool lexer_failv(struct lexer *lx, size_t offset, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));
void lexer_no_memory(struct lexer *lx);

struct name *lexer_name(struct lexer *lx, const char *text, size_t length);
const char *token_text(enum token_kind kind); /* of keywords and operators */
/* What a token is called in a message: ‘end’, 文件末尾. */
void token_show(const struct lexer *lx, const struct token *t, char *out, size_t size);

/* --- between lexer.c and lex_text.c ----------------------------------------------------------- */
int lexer_peek(const struct lexer *lx, size_t ahead); /* '\0' at the end */
void lexer_step(struct lexer *lx);                    /* over one byte that is no line break */
/* over whole characters without a line break */
void lexer_skip(struct lexer *lx, size_t bytes);
/* Bytes from here to a line break, one of the two characters (ASCII), or the end. */
size_t lexer_run(const struct lexer *lx, int stop, int other);
void lexer_break(struct lexer *lx); /* over one line break, of one or two bytes */
bool lexer_at_break(const struct lexer *lx);
bool lex_is_alnum(int c);
int lex_hex(int c); /* value of a hexadecimal digit, -1 when it is none */
/* Level of a long bracket that opens at `at` ('[' '='* '['), -1 when none does. */
int lex_bracket_level(const struct lexer *lx);
/* `t` NULL: a comment, which began at `start`. */
void lex_long(struct lexer *lx, struct token *t, size_t start, int level);
void lex_string(struct lexer *lx, struct token *t);
void lex_number(struct lexer *lx, struct token *t);

#endif
