/* Masking numbers of persons and accounts, for every message and list. */
#include "host/base/mask.h"

#include <string.h>

static const char wide_digit[] =
    "\xEF\xBC"; /* U+FF10 to U+FF19 and the letters after them, but for the last byte */

/* Bytes of the digit at `s`, which may be full-width; 0: none. */
static size_t digit_at(const char *s) {
  if (*s >= '0' && *s <= '9') return 1;
  if (strncmp(s, wide_digit, 2) != 0) return 0;
  unsigned char last = (unsigned char)s[2];
  return last >= 0x90 && last <= 0x99 ? 3 : 0;
}

/* The X that ends an identity number. */
static size_t check_letter(const char *s) {
  if (*s == 'X' || *s == 'x') return 1;
  if (strncmp(s, wide_digit, 2) == 0 && (unsigned char)s[2] == 0xB8) return 3;
  return strncmp(s, "\xEF\xBD\x98", 3) == 0 ? 3 : 0;
}

static bool joins_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Characters of the number at `s`; *bytes: their length. */
static size_t number_at(const char *s, size_t *bytes) {
  size_t count = 0, length;
  *bytes = 0;
  while ((length = digit_at(s + *bytes)) > 0) {
    *bytes += length;
    count++;
  }
  length = count > 0 ? check_letter(s + *bytes) : 0;
  if (length == 0 || joins_word(s[*bytes + length])) return count;
  *bytes += length;
  return count + 1;
}

size_t mask_head(size_t characters) {
  return characters >= MASK_LEAST ? MASK_HEAD : characters / 4;
}

size_t mask_tail(size_t characters) {
  return characters >= MASK_LEAST ? MASK_TAIL : characters / 4;
}

void text_mask_numbers(char *text) {
  char *to = text;
  while (*text) {
    size_t bytes, count = number_at(text, &bytes);
    if (bytes == 0) {
      *to++ = *text++;
      continue;
    }
    const char *end = text + bytes;
    for (size_t i = 0; text < end; i++) {
      size_t length = digit_at(text);
      if (length == 0) length = (size_t)(end - text); /* the letter at the end */
      bool shown = count < MASK_LEAST || i < mask_head(count) || i >= count - mask_tail(count);
      if (shown) memmove(to, text, length);
      if (!shown) *to = '*';
      to += shown ? length : 1;
      text += length;
    }
  }
  *to = '\0';
}
