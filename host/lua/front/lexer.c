#include "host/lua/front/lexer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/base/array.h"
#include "host/base/utf8.h"

#define SOURCE_MOST (4u << 20)
#define SHOWN_BYTES 48 /* of a token in a message */

static const char *const TOKEN_TEXT[TK_COUNT] = {
    "",     "",         "",      "",    "",   "and",   "break", "do",  "else", "elseif", "end",    "false",
    "for",  "function", "goto",  "if",  "in", "local", "nil",   "not", "or",   "repeat", "return", "then",
    "true", "until",    "while", "...", "..", ".",     "==",    "=",   "~=",   "~",      "<=",     "<<",
    "<",    ">=",       ">>",    ">",   "//", "/",     "::",    ":",   "+",    "-",      "*",      "%",
    "^",    "#",        "&",     "|",   "(",  ")",     "{",     "}",   "[",    "]",      ";",      ","};

/* Characters of Chinese keyboards (and of other languages) that people type for Lua's. */
static const struct {
  const char *typed, *meant;
} LOOKALIKES[] = {{"，", ","},  {"、", ","},       {"；", ";"}, {"：", ":"}, {"。", "."},   {"（", "("},
                  {"）", ")"},  {"【", "["},       {"】", "]"}, {"｛", "{"}, {"｝", "}"},   {"［", "["},
                  {"］", "]"},  {"“", "\""},       {"”", "\""}, {"‘", "'"},  {"’", "'"},    {"「", "\""},
                  {"」", "\""}, {"＂", "\""},      {"＝", "="}, {"＋", "+"}, {"－", "-"},   {"—", "-"},
                  {"×", "*"},   {"÷", "/"},        {"＊", "*"}, {"／", "/"}, {"％", "%"},   {"＜", "<"},
                  {"＞", ">"},  {"≤", "<="},       {"≥", ">="}, {"≠", "~="}, {"！", "not"}, {"!", "not"},
                  {"　", " "},  {"\xC2\xA0", " "}, {"…", "..."}};

const char *token_text(enum token_kind kind) {
  return TOKEN_TEXT[kind];
}

bool lex_is_alnum(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

int lexer_peek(const struct lexer *lx, size_t ahead) {
  return ahead < lx->length - lx->at ? (unsigned char)lx->source[lx->at + ahead] : '\0';
}

void lexer_step(struct lexer *lx) {
  if ((lexer_peek(lx, 1) & 0xC0) != 0x80) lx->column++; /* a character ends with its last byte */
  lx->at++;
}

void lexer_skip(struct lexer *lx, size_t bytes) {
  const char *text = lx->source + lx->at;
  int characters = 0;
  for (size_t i = 0; i < bytes; i++)
    characters += (text[i] & 0xC0) != 0x80;
  lx->column += characters;
  lx->at += bytes;
}

size_t lexer_run(const struct lexer *lx, int stop, int other) {
  const char *from = lx->source + lx->at, *end = lx->source + lx->length, *at = from;
  while (at < end && *at != '\n' && *at != '\r' && *at != stop && *at != other)
    at++;
  return (size_t)(at - from);
}

bool lexer_at_break(const struct lexer *lx) {
  int c = lexer_peek(lx, 0);
  return c == '\n' || c == '\r';
}

void lexer_break(struct lexer *lx) {
  int c = lexer_peek(lx, 0);
  lx->at++;
  if (lexer_at_break(lx) && lexer_peek(lx, 0) != c) lx->at++;
  lx->line++;
  lx->column = 1;
}

/* Bytes of the character at `text`; a broken one has 0. */
static int char_bytes(const char *text, size_t length) {
  unsigned code;
  return utf8_char(text, length, &code);
}

/* --- failures --------------------------------------------------------------------------------- */

bool lexer_failv(struct lexer *lx, size_t offset, const char *fmt, va_list ap) {
  if (lx->failed) return false;
  lx->failed = true;
  error_setv(lx->error, ERR_SYNTAX, fmt, ap);
  syntax_point_at(lx->syntax, offset, lx->error);
  return true;
}

bool lexer_fail(struct lexer *lx, size_t offset, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  bool first = lexer_failv(lx, offset, fmt, ap);
  va_end(ap);
  return first;
}

void lexer_no_memory(struct lexer *lx) {
  if (lx->failed) return;
  lx->failed = true;
  error_set(lx->error, ERR_MEMORY, "内存不足，无法读入 ‘%s’", lx->syntax->file);
}

void lexer_too_large(struct lexer *lx, size_t offset) {
  if (!lexer_fail(lx, offset, "源文件太长：读到这里，内存已经超出限制")) return;
  lx->error->kind = ERR_LIMIT;
  error_hint(lx->error, "请把它拆成几个文件，或把大段数据改为参数");
}

void token_show(const struct lexer *lx, const struct token *t, char *out, size_t size) {
  if (t->kind == TK_EOF) {
    snprintf(out, size, "文件末尾");
    return;
  }
  size_t length = 0, whole = t->end - t->start;
  const char *text = lx->source + t->start;
  while (length < whole && length < SHOWN_BYTES && text[length] != '\n' && text[length] != '\r') {
    int bytes = char_bytes(text + length, whole - length);
    length += bytes > 0 ? (size_t)bytes : 1;
  }
  snprintf(out, size, "‘%.*s%s’", (int)length, text, length < whole ? "…" : "");
}

/* --- the source as a whole -------------------------------------------------------------------- */

static void check_text(struct lexer *lx) {
  for (size_t at = 0; at < lx->length;) {
    if (lx->source[at] == '\0') {
      lexer_fail(lx, at, "源文件里有空字节（NUL），它不是文本文件");
      return;
    }
    int bytes = (lx->source[at] & 0x80) ? char_bytes(lx->source + at, lx->length - at) : 1;
    if (bytes <= 0) {
      if (lexer_fail(lx, at, "源文件不是正确的 UTF-8 文本"))
        error_hint(lx->error, "请把文件另存为 UTF-8 编码");
      return;
    }
    at += (size_t)bytes;
  }
}

static void check_beginning(struct lexer *lx) {
  if (lexer_peek(lx, 0) == '\x1B') {
    lexer_fail(lx, 0, "不接受编译过的（二进制）Lua 代码");
  } else if (lexer_peek(lx, 0) == '#') {
    if (lexer_fail(lx, 0, "第一行不能以 ‘#’ 开头")) error_hint(lx->error, "注释请用 ‘--’ 开头");
  } else if (lx->length >= 3 && memcmp(lx->source, "\xEF\xBB\xBF", 3) == 0) {
    if (lexer_fail(lx, 0, "文件以字节顺序标记（BOM）开头"))
      error_hint(lx->error, "请把文件另存为不带 BOM 的 UTF-8");
  }
}

void lexer_open(struct lexer *lx, struct syntax *s, struct error *e) {
  *lx = (struct lexer){
      .syntax = s, .source = s->source, .length = s->length, .error = e, .line = 1, .column = 1};
  lx->names.key = hash_key_new();
  if (lx->length > SOURCE_MOST) {
    if (lexer_fail(lx, 0, "源文件有 %zu 字节，超过上限 4 MiB", lx->length))
      error_hint(lx->error, "请把它拆成几个文件");
    return;
  }
  check_beginning(lx);
  check_text(lx);
  for (int kind = TK_AND; kind <= TK_WHILE && !lx->failed; kind++) {
    struct name *keyword = lexer_name(lx, TOKEN_TEXT[kind], strlen(TOKEN_TEXT[kind]));
    if (keyword) keyword->keyword = (enum token_kind)kind;
  }
}

void lexer_close(struct lexer *lx) {
  buf_free(&lx->scratch);
  free(lx->names.list);
  hash_table_free(&lx->names.by_text);
}

/* --- names ------------------------------------------------------------------------------------ */

static struct name *find_name(const struct names *names, uint32_t hash, const char *text, size_t length) {
  uint32_t found, step = 0;
  while ((found = hash_table_next(&names->by_text, hash, &step))) {
    struct name *n = names->list[found - 1];
    if (n->length == length && memcmp(n->text, text, length) == 0) return n;
  }
  return NULL;
}

struct name *lexer_name(struct lexer *lx, const char *text, size_t length) {
  struct names *names = &lx->names;
  struct arena *arena = &lx->syntax->arena;
  uint32_t hash = (uint32_t)hash_bytes(names->key, text, length);
  struct name *made = find_name(names, hash, text, length);
  if (made) return made;
  if (array_grow((void **)&names->list, &names->room, names->count, sizeof(void *)))
    made = arena_new(arena, sizeof *made);
  if (made) made->text = arena_text_n(arena, text, length);
  if (lx->syntax->most_bytes && arena->bytes > lx->syntax->most_bytes) {
    lexer_too_large(lx, lx->at);
    return NULL;
  }
  if (!made || !made->text || !hash_table_add(&names->by_text, hash, names->count + 1)) {
    lexer_no_memory(lx);
    return NULL;
  }
  made->length = length;
  return names->list[names->count++] = made;
}

static void lex_name(struct lexer *lx, struct token *t) {
  const char *text = lx->source + lx->at;
  size_t length = 0, left = lx->length - lx->at;
  while (length < left && lex_is_alnum((unsigned char)text[length]))
    length++;
  lx->column += (int)length;
  lx->at += length;
  struct name *name = lexer_name(lx, text, length);
  if (!name) return;
  if (name->keyword) {
    t->kind = name->keyword;
    return;
  }
  t->name = name;
  t->kind = TK_NAME;
  t->text = t->name->text;
  t->length = length;
}

/* --- operators, blanks ------------------------------------------------------------------------ */

static void lex_stranger(struct lexer *lx) {
  const char *text = lx->source + lx->at;
  int bytes = char_bytes(text, lx->length - lx->at);
  if (bytes < 1) bytes = 1;
  if (bytes == 1 && (text[0] < ' ' || text[0] == 0x7F)) {
    lexer_fail(lx, lx->at, "此处有一个不能显示的控制字符（编号 %d）", text[0]);
    return;
  }
  if (!lexer_fail(lx, lx->at, "此处不能用字符 ‘%.*s’", bytes, text)) return;
  if (text[0] == '!' && lx->length - lx->at > 1 && text[1] == '=') {
    error_hint(lx->error, "不等于要写 ‘~=’");
    return;
  }
  for (size_t i = 0; i < sizeof LOOKALIKES / sizeof *LOOKALIKES; i++) {
    if (strlen(LOOKALIKES[i].typed) == (size_t)bytes &&
        memcmp(LOOKALIKES[i].typed, text, (size_t)bytes) == 0) {
      error_hint(lx->error, "是否想写半角的 ‘%s’？", LOOKALIKES[i].meant);
      return;
    }
  }
  if (bytes > 1) error_hint(lx->error, "中文只能写在引号里或注释里，名称要用英文字母");
}

/* The first operator that begins with the character; the others follow it. TK_EOF: none does. */
static enum token_kind first_operator(unsigned char c) {
  static const unsigned char first[128] = {
      ['.'] = TK_DOTS,     ['='] = TK_EQ,        ['~'] = TK_NE,     ['<'] = TK_LE,     ['>'] = TK_GE,
      ['/'] = TK_IDIV,     [':'] = TK_LABEL,     ['+'] = TK_PLUS,   ['-'] = TK_MINUS,  ['*'] = TK_STAR,
      ['%'] = TK_PERCENT,  ['^'] = TK_CARET,     ['#'] = TK_HASH,   ['&'] = TK_AMP,    ['|'] = TK_PIPE,
      ['('] = TK_LPAREN,   [')'] = TK_RPAREN,    ['{'] = TK_LBRACE, ['}'] = TK_RBRACE, ['['] = TK_LBRACKET,
      [']'] = TK_RBRACKET, [';'] = TK_SEMICOLON, [','] = TK_COMMA};
  return c < 128 ? (enum token_kind)first[c] : TK_EOF;
}

static void lex_operator(struct lexer *lx, struct token *t) {
  size_t left = lx->length - lx->at;
  const char *source = lx->source + lx->at;
  int kind = (int)first_operator((unsigned char)*source);
  for (; kind != TK_EOF && kind < TK_COUNT && TOKEN_TEXT[kind][0] == *source; kind++) {
    size_t length = strlen(TOKEN_TEXT[kind]);
    if (length > left || memcmp(TOKEN_TEXT[kind], source, length) != 0) continue;
    t->kind = (enum token_kind)kind;
    lexer_skip(lx, length);
    return;
  }
  lex_stranger(lx);
}

static void skip_comment(struct lexer *lx) {
  size_t start = lx->at;
  lexer_step(lx);
  lexer_step(lx);
  int level = lex_bracket_level(lx);
  if (level >= 0) {
    lex_long(lx, NULL, start, level);
    return;
  }
  lexer_skip(lx, lexer_run(lx, '\n', '\n'));
}

static void skip_blanks(struct lexer *lx) {
  while (!lx->failed) {
    int c = lexer_peek(lx, 0);
    if (c == '\n' || c == '\r') {
      lexer_break(lx);
    } else if (c == ' ' || c == '\t' || c == '\f' || c == '\v') {
      lexer_step(lx);
    } else if (c == '-' && lexer_peek(lx, 1) == '-') {
      skip_comment(lx);
    } else {
      return;
    }
  }
}

static void lex_token(struct lexer *lx, struct token *t) {
  int c = lexer_peek(lx, 0), after = lexer_peek(lx, 1);
  if ((c >= '0' && c <= '9') || (c == '.' && after >= '0' && after <= '9')) {
    lex_number(lx, t);
  } else if (lex_is_alnum(c)) {
    lex_name(lx, t);
  } else if (c == '"' || c == '\'') {
    lex_string(lx, t);
  } else if (c == '[' && lex_bracket_level(lx) >= 0) {
    lex_long(lx, t, lx->at, lex_bracket_level(lx));
  } else if (c == '[' && after == '=') {
    if (lexer_fail(lx, lx->at, "长括号没有写完整")) error_hint(lx->error, "长文字的开头写 ‘[[’ 或 ‘[=[’");
  } else {
    lex_operator(lx, t);
  }
}

void lexer_next(struct lexer *lx, struct token *t) {
  if (!lx->failed) skip_blanks(lx);
  *t = (struct token){.kind = TK_EOF, .line = lx->line, .column = lx->column, .start = lx->at, .end = lx->at};
  if (lx->failed || lx->at >= lx->length) return;
  lex_token(lx, t);
  t->end = lx->at;
  if (lx->failed) t->kind = TK_EOF;
}
