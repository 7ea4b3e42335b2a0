/* Citations as texts. The library checks them against the outline (stdlib/cite.lua); here they are
** only compared. */
#include "host/lua/cite.h"

#include <stddef.h>
#include <string.h>

static const char MARK[] = "、";

/* The length of the place at the beginning of a citation: up to the mark that joins it to the
** next. */
static size_t place_length(const char *text) {
  const char *mark = strstr(text, MARK);
  return mark ? (size_t)(mark - text) : strlen(text);
}

static const char *next_place(const char *text) {
  const char *mark = strstr(text, MARK);
  return mark ? mark + sizeof MARK - 1 : text + strlen(text);
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* Whether what follows a place that was asked for, which ends with `last`, only goes further into
** it: a smaller part, or a passage of it. 二（一）2 is inside 二（一）, but 12 is not inside 1. */
static bool goes_deeper(char last, const char *rest, size_t length) {
  static const char *const smaller[] = {"第", "（", "前段", "后段", "末段"};
  if (length == 0) return true;
  if (is_digit(rest[0])) return !is_digit(last);
  for (size_t i = 0; i < sizeof smaller / sizeof *smaller; i++)
    if (length >= strlen(smaller[i]) && memcmp(rest, smaller[i], strlen(smaller[i])) == 0) return true;
  return false;
}

static bool names_place(const char *cite, const char *asked, size_t length) {
  for (; *cite; cite = next_place(cite)) {
    size_t own = place_length(cite);
    if (own >= length && memcmp(cite, asked, length) == 0 &&
        goes_deeper(length ? asked[length - 1] : '0', cite + length, own - length))
      return true;
  }
  return false;
}

bool cite_meets(const char *cite, const char *asked) {
  if (!*asked) return !*cite;
  for (; *asked; asked = next_place(asked))
    if (!names_place(cite, asked, place_length(asked))) return false;
  return true;
}
