/* Tokens with a content: strings, long brackets, numbers. */
#include <limits.h>
#include <string.h>

#include "host/lua/front/lexer.h"

int lex_hex(int c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

static bool is_digit(int c) {
  return c >= '0' && c <= '9';
}

/* The decoded bytes become the token's text. */
static void take_text(struct lexer *lx, struct token *t) {
  if (lx->failed) return;
  size_t length = lx->scratch.len;
  const char *text = buf_text(&lx->scratch);
  t->text = text ? arena_text_n(&lx->syntax->arena, text, length) : NULL;
  t->length = length;
  t->kind = TK_STRING;
  if (!t->text) lexer_no_memory(lx);
}

/* --- long brackets ---------------------------------------------------------------------------- */

int lex_bracket_level(const struct lexer *lx) {
  if (lexer_peek(lx, 0) != '[') return -1;
  int level = 0;
  while (lexer_peek(lx, 1 + (size_t)level) == '=')
    level++;
  return lexer_peek(lx, 1 + (size_t)level) == '[' ? level : -1;
}

static bool closes(const struct lexer *lx, int level) {
  if (lexer_peek(lx, 0) != ']') return false;
  for (int i = 0; i < level; i++)
    if (lexer_peek(lx, 1 + (size_t)i) != '=') return false;
  return lexer_peek(lx, 1 + (size_t)level) == ']';
}

static void step_many(struct lexer *lx, int count) {
  for (int i = 0; i < count; i++)
    lexer_step(lx);
}

void lex_long(struct lexer *lx, struct token *t, size_t start, int level) {
  int line = lx->line;
  buf_clear(&lx->scratch);
  step_many(lx, level + 2);
  if (lexer_at_break(lx)) lexer_break(lx); /* a line break right after the bracket does not count */
  while (!closes(lx, level)) {
    if (lx->at >= lx->length) {
      if (lexer_fail(lx, start, "第 %d 行开始的%s没有结束", line, t ? "长文字" : "长注释"))
        error_hint(lx->error, "用 ‘]%.*s]’ 结束它", level < 40 ? level : 40,
                   "========================================");
      return;
    }
    if (lexer_at_break(lx)) {
      if (t) buf_putc(&lx->scratch, '\n');
      lexer_break(lx);
    } else {
      size_t run = lexer_run(lx, ']', ']');
      if (run == 0) run = 1; /* a bracket that does not close */
      if (t) buf_add(&lx->scratch, lx->source + lx->at, run);
      lexer_skip(lx, run);
    }
  }
  step_many(lx, level + 2);
  if (t) take_text(lx, t);
}

/* --- short strings ---------------------------------------------------------------------------- */

/* UTF-8 as Lua writes it: up to six bytes, for numbers below 2^31. */
static void add_utf8(struct buf *out, unsigned long code) {
  char bytes[8];
  int used = 0;
  unsigned long first_most = 0x3F; /* what still fits into the first byte */
  if (code < 0x80) {
    buf_putc(out, (char)code);
    return;
  }
  do {
    bytes[used++] = (char)(0x80 | (code & 0x3F));
    code >>= 6;
    first_most >>= 1;
  } while (code > first_most);
  bytes[used++] = (char)((~first_most << 1) | code);
  while (used > 0)
    buf_putc(out, bytes[--used]);
}

static void escape_fail(struct lexer *lx, size_t at, const char *what) {
  if (lexer_fail(lx, at, "%s", what)) error_hint(lx->error, "反斜杠本身要写成 ‘\\\\’");
}

static void escape_unicode(struct lexer *lx, size_t at) {
  unsigned long code = 0;
  lexer_step(lx);
  bool good = lexer_peek(lx, 0) == '{';
  if (good) lexer_step(lx);
  good = good && lex_hex(lexer_peek(lx, 0)) >= 0;
  while (good && lex_hex(lexer_peek(lx, 0)) >= 0) {
    code = code * 16 + (unsigned long)lex_hex(lexer_peek(lx, 0));
    good = code < 0x80000000ul;
    lexer_step(lx);
  }
  if (!good || lexer_peek(lx, 0) != '}') {
    escape_fail(lx, at, "转义 ‘\\u{…}’ 里要写十六进制的字符编号，并小于 80000000");
    return;
  }
  lexer_step(lx);
  add_utf8(&lx->scratch, code);
}

static void escape_hex(struct lexer *lx, size_t at) {
  int high = lex_hex(lexer_peek(lx, 1)), low = high < 0 ? -1 : lex_hex(lexer_peek(lx, 2));
  if (low < 0) {
    escape_fail(lx, at, "转义 ‘\\x’ 后面要有两位十六进制数字");
    return;
  }
  step_many(lx, 3);
  buf_putc(&lx->scratch, (char)(high * 16 + low));
}

static void escape_decimal(struct lexer *lx, size_t at) {
  int code = 0;
  for (int i = 0; i < 3 && is_digit(lexer_peek(lx, 0)); i++) {
    code = code * 10 + (lexer_peek(lx, 0) - '0');
    lexer_step(lx);
  }
  if (code > UCHAR_MAX) {
    escape_fail(lx, at, "转义的十进制数字不能大于 255");
    return;
  }
  buf_putc(&lx->scratch, (char)code);
}

static void skip_space(struct lexer *lx) {
  lexer_step(lx);
  for (;;) {
    int c = lexer_peek(lx, 0);
    if (c == '\n' || c == '\r') {
      lexer_break(lx);
    } else if (c == ' ' || c == '\t' || c == '\f' || c == '\v') {
      lexer_step(lx);
    } else {
      return;
    }
  }
}

/* At a backslash. */
static void lex_escape(struct lexer *lx) {
  static const char letters[] = "abfnrtv\\\"'", values[] = "\a\b\f\n\r\t\v\\\"'";
  size_t at = lx->at;
  lexer_step(lx);
  int c = lexer_peek(lx, 0);
  const char *letter = c ? strchr(letters, c) : NULL;
  if (letter) {
    buf_putc(&lx->scratch, values[letter - letters]);
    lexer_step(lx);
  } else if (c == '\n' || c == '\r') {
    buf_putc(&lx->scratch, '\n');
    lexer_break(lx);
  } else if (c == 'x') {
    escape_hex(lx, at);
  } else if (c == 'u') {
    escape_unicode(lx, at);
  } else if (c == 'z') {
    skip_space(lx);
  } else if (is_digit(c)) {
    escape_decimal(lx, at);
  } else if (c != '\0') { /* at the end the string is unfinished anyway */
    escape_fail(lx, at, "字符串里有 Lua 不认识的转义");
  }
}

void lex_string(struct lexer *lx, struct token *t) {
  int quote = lexer_peek(lx, 0);
  buf_clear(&lx->scratch);
  lexer_step(lx);
  while (!lx->failed && lexer_peek(lx, 0) != quote) {
    if (lx->at >= lx->length || lexer_at_break(lx)) {
      if (lexer_fail(lx, t->start, "字符串没有结束，缺少右边的 ‘%c’", quote))
        error_hint(lx->error, "在同一行用半角的 ‘%c’ 结束它；跨行的文字用 ‘[[’ 和 ‘]]’ 括起来", quote);
    } else if (lexer_peek(lx, 0) == '\\') {
      lex_escape(lx);
    } else {
      size_t run = lexer_run(lx, quote, '\\');
      buf_add(&lx->scratch, lx->source + lx->at, run);
      lexer_skip(lx, run);
    }
  }
  if (lx->failed) return;
  lexer_step(lx);
  take_text(lx, t);
}

/* --- numbers ---------------------------------------------------------------------------------- */

struct shape { /* of a numeral; the pointers walk over it */
  const char *at, *end;
  int digits;   /* of the mantissa */
  bool integer; /* neither a point nor an exponent */
};

static void skip_digits(struct shape *s, bool hex) {
  while (s->at < s->end && (hex ? lex_hex(*s->at) >= 0 : is_digit(*s->at))) {
    s->at++;
    s->digits++;
  }
}

/* Is [at, end) a numeral without its 0x? */
static bool numeral_valid(struct shape *s, bool hex) {
  s->integer = true;
  skip_digits(s, hex);
  if (s->at < s->end && *s->at == '.') {
    s->integer = false;
    s->at++;
    skip_digits(s, hex);
  }
  if (s->digits == 0) return false;
  if (s->at < s->end && (*s->at | 0x20) == (hex ? 'p' : 'e')) {
    s->integer = false;
    s->at++;
    if (s->at < s->end && (*s->at == '+' || *s->at == '-')) s->at++;
    int before = s->digits;
    skip_digits(s, false);
    if (s->digits == before) return false;
  }
  return s->at == s->end;
}

/* Decimal integers that do not fit are floats; hexadecimal ones wrap around. */
static bool integer_value(const char *at, const char *end, bool hex, long long *out) {
  unsigned long long value = 0;
  for (; at < end; at++) {
    unsigned digit = (unsigned)lex_hex(*at);
    if (!hex && value > ((unsigned long long)LLONG_MAX - digit) / 10) return false;
    value = value * (hex ? 16 : 10) + digit;
  }
  *out = (long long)value;
  return true;
}

/* As far as Lua reads before it looks whether that is a number. */
static void scan_numeral(struct lexer *lx, bool hex) {
  if (hex) step_many(lx, 2);
  for (;;) {
    int c = lexer_peek(lx, 0);
    if ((c | 0x20) == (hex ? 'p' : 'e')) {
      lexer_step(lx);
      c = lexer_peek(lx, 0);
      if (c == '+' || c == '-') lexer_step(lx);
    } else if (lex_hex(c) >= 0 || c == '.') {
      lexer_step(lx);
    } else {
      break;
    }
  }
  while (lex_is_alnum(lexer_peek(lx, 0))) /* certainly wrong: show all of it */
    lexer_step(lx);
}

void lex_number(struct lexer *lx, struct token *t) {
  bool hex = lexer_peek(lx, 0) == '0' && (lexer_peek(lx, 1) | 0x20) == 'x';
  scan_numeral(lx, hex);
  const char *text = lx->source + t->start;
  const char *first = text + (hex ? 2 : 0), *end = lx->source + lx->at;
  struct shape shape = {.at = first, .end = end};
  if (!numeral_valid(&shape, hex)) {
    if (lexer_fail(lx, t->start, "数字 ‘%.*s’ 写得不对", (int)(end - text < 60 ? end - text : 60), text))
      error_hint(lx->error, "数字和后面的单词要用空格隔开；名称不能以数字开头");
    return;
  }
  t->kind = TK_INTEGER;
  if (shape.integer && integer_value(first, end, hex, &t->integer)) return;
  t->kind = TK_FLOAT;
  t->text = arena_text_n(&lx->syntax->arena, text, (size_t)(end - text));
  t->length = (size_t)(end - text);
  if (!t->text) lexer_no_memory(lx);
}
