/* Money, masked numbers, and what the library's kinds are called. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/ledger.h"

/* --- numbers ---------------------------------------------------------------------------------- */

long long fen_of(const char *text) {
  bool minus = *text == '-';
  long long fen = 0;
  int decimals = -1;
  for (text += minus; *text && decimals < 2; text++) {
    if (*text == '.') {
      decimals = 0;
    } else if (*text >= '0' && *text <= '9') {
      fen = fen * 10 + (*text - '0');
      if (decimals >= 0) decimals++;
    }
  }
  for (int i = decimals < 0 ? 0 : decimals; i < 2; i++)
    fen *= 10;
  return minus ? -fen : fen;
}

/* Digits in groups of three. */
static void grouped(unsigned long long number, char *out, size_t size) {
  char digits[24];
  int n = snprintf(digits, sizeof digits, "%llu", number);
  size_t used = 0;
  for (int i = 0; i < n && used + 2 < size; i++) {
    if (i > 0 && (n - i) % 3 == 0) out[used++] = ',';
    out[used++] = digits[i];
  }
  out[used] = '\0';
}

static unsigned long long size_of(long long number) {
  return number < 0 ? 0ULL - (unsigned long long)number : (unsigned long long)number;
}

const char *money_words(long long fen, char room[MONEY_SIZE]) {
  char yuan[32];
  grouped(size_of(fen) / 100, yuan, sizeof yuan);
  snprintf(room, MONEY_SIZE, "%s%s.%02llu", fen < 0 ? "-" : "", yuan, size_of(fen) % 100);
  return room;
}

const char *money_plain(long long fen, char room[MONEY_SIZE]) {
  snprintf(room, MONEY_SIZE, "%s%llu.%02llu", fen < 0 ? "-" : "", size_of(fen) / 100, size_of(fen) % 100);
  return room;
}

const char *count_words(long long count, char room[COUNT_SIZE]) {
  char digits[30];
  grouped(size_of(count), digits, sizeof digits);
  snprintf(room, COUNT_SIZE, "%s%s", count < 0 ? "-" : "", digits);
  return room;
}

long long count_of(const json_t *object, const char *name) {
  return json_integer_value(json_object_get(object, name));
}

/* --- masks ------------------------------------------------------------------------------------ */

const char *mask_key(const char *key, char room[MASK_SIZE]) {
  bylaw_mask_key(key, room, MASK_SIZE);
  return room;
}

const char *mask_card(const char *card, char room[MASK_SIZE]) {
  size_t n = strlen(card);
  if (n == 0) return "";
  snprintf(room, MASK_SIZE, "****%s%s", n > 8 ? " " : "", n > 8 ? card + n - 4 : "");
  return room;
}

/* --- words ------------------------------------------------------------------------------------ */

static const char *word_of(const char *const words[][2], size_t count, const char *name) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(words[i][0], name) == 0) return words[i][1];
  return name; /* of a newer library: better than nothing */
}

const char *line_word(const char *kind) {
  static const char *const words[][2] = {
      {"pay", "本月"}, {"back_pay", "补发"}, {"owed", "应追回"}, {"between", "区县间结算"}};
  return word_of(words, sizeof words / sizeof *words, kind);
}

const char *cause_word(const char *cause) {
  static const char *const words[][2] = {
      {"", "当月正常发放"}, {"fact", "情况变化"}, {"law", "政策调整"}, {"reading", "口径变化"}};
  return word_of(words, sizeof words / sizeof *words, cause);
}

const char *pending_word(const char *kind) {
  static const char *const words[][2] = {
      {"hold", "暂缓发放（待核实）"},        {"undetermined", "尚无规定"}, {"needs", "缺少事实"},
      {"failed", "事实或规则有错"},          {"error", "事实或规则有错"},  {"account", "没有卡号，或已退回"},
      {"before_ledger", "记账以前可能多付"}, {"payer", "发放区县无法确定"}};
  return word_of(words, sizeof words / sizeof *words, kind);
}

const char *payer_word(const char *payer) {
  return *payer ? payer : "（区县不明）";
}

const char *first_parts(const char *text, const char *mark, int most, char room[PARTS_SIZE]) {
  const char *end = text;
  size_t length = strlen(mark);
  for (int i = 0; i < most && end; i++) {
    end = strstr(end + (i ? length : 0), mark);
  }
  if (!end) return text;
  int n = (int)(end - text);
  snprintf(room, PARTS_SIZE, "%.*s等", n < PARTS_SIZE - 8 ? n : PARTS_SIZE - 8, text);
  return room;
}
