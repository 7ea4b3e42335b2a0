/* Resident identity numbers, bank cards, and masking. */
#include "host/value/identity.h"

#include <string.h>

#include "host/base/error.h"
#include "host/base/mask.h"
#include "host/base/utf8.h"

enum {
  ID_CHARACTERS = 18,
  CARD_LAST_SHOWN = 4,
  CARD_LEAST = 13,
  CARD_MOST = 19,
  ACCOUNT_LEAST = 6,
  ACCOUNT_MOST = 32
};

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static int number_at(const char *text, int from, int digits) {
  int n = 0;
  for (int i = from; i < from + digits; i++)
    n = n * 10 + (text[i] - '0');
  return n;
}

/* ISO 7064 MOD 11-2 over the first 17 digits. */
static char check_character(const char *text) {
  static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (int i = 0; i < ID_CHARACTERS - 1; i++)
    sum += (text[i] - '0') * weights[i];
  return "10X98765432"[sum % 11];
}

enum identity_fault identity_check(const char *text, char out[19], int64_t *birth, bool *male) {
  size_t bytes = strlen(text);
  if (utf8_length(text, bytes) != ID_CHARACTERS) return ID_LENGTH;
  if (bytes != ID_CHARACTERS) return ID_CHARACTER; /* 18 characters, but not all of them ASCII */
  for (int i = 0; i < ID_CHARACTERS - 1; i++) {
    if (!is_digit(text[i])) return ID_CHARACTER;
  }
  char last = text[ID_CHARACTERS - 1] == 'x' ? 'X' : text[ID_CHARACTERS - 1];
  if (!is_digit(last) && last != 'X') return ID_CHARACTER;
  struct value day = date_of(number_at(text, 6, 4), number_at(text, 10, 2), number_at(text, 12, 2));
  if (day.state != STATE_KNOWN) return ID_BIRTH;
  memcpy(out, text, ID_CHARACTERS - 1);
  out[ID_CHARACTERS - 1] = last;
  out[ID_CHARACTERS] = '\0';
  *birth = day.u.i;
  *male = (text[16] - '0') % 2 == 1;
  return last == check_character(text) ? ID_OK : ID_CHECK;
}

const char *identity_fault_text(enum identity_fault f) {
  switch (f) {
  case ID_OK: return "身份证号正确";
  case ID_LENGTH: return "身份证号应为18位";
  case ID_CHARACTER: return "身份证号前17位只能是数字，最后一位是数字或 X";
  case ID_BIRTH: return "身份证号中的出生日期不存在";
  case ID_CHECK: return "身份证号的校验码不符，请核对是否录错";
  }
  return "身份证号有误";
}

bool card_check(const char *text) {
  size_t n = strlen(text);
  if (n < CARD_LEAST || n > CARD_MOST) return false;
  int sum = 0;
  for (size_t i = 0; i < n; i++) {
    if (!is_digit(text[i])) return false;
    int digit = text[i] - '0';
    bool doubled = (n - i) % 2 == 0; /* every second one, seen from the right */
    sum += !doubled ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 == 0;
}

/* The place of a character in the alphabet of credit codes, which leaves out I, O, S, V and Z; -1:
** not in it. */
static int credit_value(char c) {
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const char *at = c ? strchr(alphabet, c) : NULL;
  return at ? (int)(at - alphabet) : -1;
}

enum credit_fault credit_code_check(const char *text, char out[19]) {
  enum { CHARACTERS = 18, MODULUS = 31 };
  int sum = 0, weight = 1;
  if (utf8_length(text, strlen(text)) != CHARACTERS) return CREDIT_LENGTH;
  for (int i = 0; i < CHARACTERS; i++) {
    char c = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 'a' + 'A') : text[i];
    int value = credit_value(c);
    if (value < 0) return CREDIT_CHARACTER;
    out[i] = c;
    if (i == CHARACTERS - 1) break;
    sum += value * weight; /* weights are the powers of 3 modulo 31 */
    weight = weight * 3 % MODULUS;
  }
  out[CHARACTERS] = '\0';
  return (MODULUS - sum % MODULUS) % MODULUS == credit_value(out[CHARACTERS - 1]) ? CREDIT_OK : CREDIT_CHECK;
}

const char *credit_fault_text(enum credit_fault f) {
  switch (f) {
  case CREDIT_OK: return "统一社会信用代码正确";
  case CREDIT_LENGTH: return "统一社会信用代码应为18位";
  case CREDIT_CHARACTER: return "统一社会信用代码只用数字和大写英文字母，不用 I、O、S、V、Z";
  case CREDIT_CHECK: return "统一社会信用代码的校验码不符，请核对是否录错";
  }
  return "统一社会信用代码有误";
}

bool account_form(const char *text) {
  size_t n = strspn(text, "0123456789");
  return n >= ACCOUNT_LEAST && n <= ACCOUNT_MOST && text[n] == '\0';
}

/* Where character number `index` begins. */
static size_t byte_of(const char *text, size_t bytes, size_t index) {
  size_t at = 0;
  unsigned code;
  for (; index > 0 && at < bytes; index--) {
    int len = utf8_char(text + at, bytes - at, &code);
    at += len > 0 ? (size_t)len : 1;
  }
  return at;
}

/* What a mask shows of a text: its beginning, stars, perhaps a blank, and its end. */
struct mask {
  size_t head, stars, from; /* bytes; number; byte at which the end begins */
  bool gap;
};

static struct mask identity_parts(const char *text) {
  size_t bytes = strlen(text), n = utf8_length(text, bytes), head = mask_head(n), tail = mask_tail(n);
  return (struct mask){byte_of(text, bytes, head), n - tail - head, byte_of(text, bytes, n - tail), false};
}

/* Eighteen characters of which the seventh to the fourteenth are a date: a number in the wrong
** column. */
static bool looks_like_identity(const char *text, size_t bytes) {
  if (bytes != ID_CHARACTERS) return false;
  for (size_t i = 0; i < ID_CHARACTERS - 1; i++)
    if (!is_digit(text[i])) return false;
  int year = number_at(text, 6, 4);
  return year >= 1850 && year < 2200 &&
         date_of(year, number_at(text, 10, 2), number_at(text, 12, 2)).state == STATE_KNOWN;
}

/* A text too short for a card shows nothing: its last four would be half of it or more. The last
** four of an identity number in this column would be told with the rest of it in its own. */
static struct mask card_parts(const char *text) {
  size_t bytes = strlen(text), n = utf8_length(text, bytes);
  if (looks_like_identity(text, bytes)) return identity_parts(text);
  bool shown = n > 2 * CARD_LAST_SHOWN;
  return (struct mask){0, 4, shown ? byte_of(text, bytes, n - CARD_LAST_SHOWN) : bytes, shown};
}

static void put_masked(struct buf *out, const char *text, struct mask m) {
  buf_add(out, text, m.head);
  for (size_t i = 0; i < m.stars; i++)
    buf_putc(out, '*');
  if (m.gap) buf_putc(out, ' ');
  buf_puts(out, text + m.from);
}

/* In the caller's room, so that an error can name somebody when memory has run out. */
static void copy_masked(char *out, size_t size, const char *text, struct mask m) {
  if (size == 0) return;
  text_copy(out, m.head < size ? m.head + 1 : size, text);
  size_t at = strlen(out);
  for (size_t i = 0; i < m.stars && at + 1 < size; i++)
    out[at++] = '*';
  if (m.gap && at + 1 < size) out[at++] = ' ';
  text_copy(out + at, size - at, text + m.from);
}

void identity_mask(struct buf *out, const char *text) {
  put_masked(out, text, identity_parts(text));
}

void card_mask(struct buf *out, const char *text) {
  put_masked(out, text, card_parts(text));
}

void identity_masked(const char *text, char *out, size_t size) {
  copy_masked(out, size, text, identity_parts(text));
}

void card_masked(const char *text, char *out, size_t size) {
  copy_masked(out, size, text, card_parts(text));
}
