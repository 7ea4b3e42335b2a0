/* UTF-8: length, validity. */
#ifndef BYLAW_BASE_UTF8_H
#define BYLAW_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the well-formed character at `s` (at most `n` bytes are read), 0 if it is not one.
** Over-long forms, surrogates and numbers past U+10FFFF are not well-formed. */
int utf8_char(const char *s, size_t n, unsigned *code);
bool utf8_valid(const char *s, size_t n);
/* Whether a terminal would obey the character instead of showing it: control characters but tab and
** newline (also U+0080 to U+009F, of which U+009B begins an escape sequence), and those that turn
** the direction of the text behind them, so that it reads as another one. */
bool utf8_commands(unsigned code);
/* Characters of a valid text. */
size_t utf8_length(const char *s, size_t n);
/* Whether nothing of a text can be seen: blanks of any width, controls, invisible marks. */
bool text_is_blank(const char *text);
/* A blank, or nothing: what stands between `text` and a Chinese character behind it. Letters,
** digits and a quotation are set off. */
const char *blank_after(const char *text);
/* The distance in single-character edits between two words, at most `limit` + 1. */
int text_distance(const char *a, const char *b, int limit);

#endif
