/* Single values as offices write them. */
#include <stdlib.h>
#include <string.h>

#include "host/base/names.h"
#include "host/base/utf8.h"
#include "host/engine/cells/cells.h"
#include "host/value/identity.h"

enum { MOST_NUMBER = 60 }; /* bytes of what is no text */

/* --- words ------------------------------------------------------------------------------------ */

bool fault_set(struct fault *why, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  text_format(why->reason, sizeof why->reason, fmt, ap);
  va_end(ap);
  text_mask_numbers(why->reason);
  *why->hint = '\0';
  why->starved = false;
  return false;
}

bool fault_starved(struct fault *why) {
  fault_set(why, "内存不足");
  why->starved = true;
  return false;
}

bool fault_error(const struct fault *why, const char *about, struct error *e) {
  if (why->starved) return error_set(e, ERR_MEMORY, "内存不足");
  error_set(e, ERR_INPUT, "%s%s%s", about, *about ? "：" : "", why->reason);
  if (*why->hint) error_hint(e, "%s", why->hint);
  return false;
}

bool fault_quotes(struct fault *why, const struct buf *text) {
  return text->oom && !fault_starved(why);
}

void fault_hint(struct fault *why, const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  text_format(why->hint, sizeof why->hint, fmt, ap);
  va_end(ap);
  text_mask_numbers(why->hint);
}

void office_shown(const struct fact *f, const char *text, size_t n, char out[96]) {
  char copy[64];
  if (n >= sizeof copy) {
    text_copy(out, 96, "（太长）");
    return;
  }
  memcpy(copy, text, n);
  copy[n] = '\0';
  if (f && f->identity)
    identity_masked(copy, out, 96);
  else if (f && f->card)
    card_masked(copy, out, 96);
  else
    text_copy(out, 96, copy);
}

void office_shown_key(const struct office *o, const char *key, char out[96]) {
  office_shown(&o->model->facts[o->key], key, strlen(key), out);
  text_mask_numbers(out);
  text_mend(out);
}

size_t office_blank(const char *s, size_t n) {
  if (n == 0) return 0;
  if (*s == ' ' || *s == '\t' || *s == '\r' || *s == '\n') return 1;
  if (n >= 3 && memcmp(s, "\xE3\x80\x80", 3) == 0) return 3;
  return n >= 2 && memcmp(s, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static size_t blank_before(const char *s, size_t n) {
  if (n >= 1 && office_blank(s + n - 1, 1)) return 1;
  if (n >= 3 && memcmp(s + n - 3, "\xE3\x80\x80", 3) == 0) return 3;
  return n >= 2 && memcmp(s + n - 2, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

struct slice office_trim(struct slice s) {
  size_t blank;
  while ((blank = office_blank(s.text, s.n)) > 0) {
    s.text += blank;
    s.n -= blank;
  }
  while ((blank = blank_before(s.text, s.n)) > 0)
    s.n -= blank;
  return s;
}

bool slice_is(struct slice s, const char *text) {
  size_t n = strlen(text);
  return s.n == n && memcmp(s.text, text, n) == 0;
}

/* Full-width forms of ASCII as ASCII, NUL-terminated in `out`; false when it is too long to be a
** number or date. */
static bool fold(struct slice s, char out[MOST_NUMBER + 4]) {
  size_t n = 0;
  for (size_t i = 0; i < s.n; n++) {
    if (n >= MOST_NUMBER) return false;
    const unsigned char *c = (const unsigned char *)s.text + i;
    bool wide = s.n - i >= 3 && c[0] == 0xEF && (c[1] == 0xBC || c[1] == 0xBD) && c[2] >= 0x80;
    /* U+FF00 and after */
    unsigned code = wide ? ((unsigned)(c[1] & 0x3F) << 6 | (c[2] & 0x3F)) : 0;
    bool ascii = wide && code >= 0xF01 && code <= 0xF5E;
    out[n] = ascii ? (char)(code - 0xF00 + 0x20) : s.text[i];
    i += ascii ? 3 : 1;
  }
  out[n] = '\0';
  return strlen(out) == n;
}

/* --- days and months -------------------------------------------------------------------------- */

struct reader {
  const char *at;
};

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* A number of `least` to `most` digits; -1: there is none. */
static int number(struct reader *r, int least, int most) {
  int n = 0, digits = 0;
  for (; digits < most && is_digit(r->at[digits]); digits++)
    n = n * 10 + (r->at[digits] - '0');
  if (digits < least || is_digit(r->at[digits])) return -1;
  r->at += digits;
  return n;
}

static bool word(struct reader *r, const char *text) {
  size_t n = strlen(text);
  if (strncmp(r->at, text, n) != 0) return false;
  r->at += n;
  return true;
}

static int fixed(const char *digits, int count) {
  int n = 0;
  for (int i = 0; i < count; i++)
    n = n * 10 + (digits[i] - '0');
  return n;
}

/* What spreadsheets write behind a day: ` 0:00:00`, `T00:00`; nothing else is midnight. */
static bool is_midnight(const char *text) {
  size_t blanks = strspn(text, " ");
  struct reader r = {text + blanks};
  if (!word(&r, "T") && blanks == 0) return false;
  if (number(&r, 1, 2) != 0) return false;
  for (int parts = 0; *r.at == ':'; parts++)
    if (parts == 2 || !word(&r, ":") || number(&r, 2, 2) != 0) return false;
  if (word(&r, ".")) r.at += strspn(r.at, "0");
  word(&r, "Z");
  return *r.at == '\0' && strchr(text, ':');
}

/* 2025-06-30, 2025/6/30, 2025.6.30, 20250630, 2025年6月30日, each also with a time of midnight; the
** month alone likewise. False: something else. */
static bool read_parts(const char *text, int parts[3], int *count) {
  size_t digits = strspn(text, "0123456789");
  if (text[digits] == '\0' && (digits == 8 || digits == 6)) {
    parts[0] = fixed(text, 4);
    parts[1] = fixed(text + 4, 2);
    parts[2] = digits == 8 ? fixed(text + 6, 2) : 0;
    *count = digits == 8 ? 3 : 2;
    return true;
  }
  struct reader r = {text};
  parts[0] = number(&r, 4, 4);
  if (parts[0] < 0) return false;
  const char *mark = *r.at == '-' ? "-" : *r.at == '/' ? "/" : *r.at == '.' ? "." : "年";
  bool words = strcmp(mark, "年") == 0;
  if (!word(&r, mark)) return false;
  parts[1] = number(&r, 1, 2);
  if (parts[1] < 0 || (words && !word(&r, "月"))) return false;
  *count = 2;
  if (*r.at == '\0') return true;
  if (!words && !word(&r, mark)) return false;
  parts[2] = number(&r, 1, 2);
  *count = 3;
  return parts[2] >= 0 && (!words || word(&r, "日")) && (*r.at == '\0' || is_midnight(r.at));
}

static struct value not_one(enum kind kind) {
  return value_poison(VERR_TEXT, kind, 0);
}

static struct value day_of_text(const char *text) {
  int p[3], count;
  if (!read_parts(text, p, &count) || count != 3) return not_one(KIND_DATE);
  return date_of(p[0], p[1], p[2]);
}

static struct value month_of_text(const char *text) {
  int p[3], count;
  if (!read_parts(text, p, &count) || count != 2) return not_one(KIND_MONTH);
  return month_of(p[0], p[1]);
}

struct value office_day(struct slice s) {
  char text[MOST_NUMBER + 4];
  return fold(office_trim(s), text) ? day_of_text(text) : not_one(KIND_DATE);
}

struct value office_month(struct slice s) {
  char text[MOST_NUMBER + 4];
  return fold(office_trim(s), text) ? month_of_text(text) : not_one(KIND_MONTH);
}

/* The days of spreadsheets: numbered from 1899-12-30 on, where no cell has the form of a date; an
** empty one is their day 0. True: told. */
static bool spreadsheet_fault(const char *text, const int parts[3], int count, struct fault *why) {
  enum { SHORTEST = 4, LONGEST = 5 };
  static const char advice[] = "在电子表格中把这一列的单元格格式改为日期（年-月-日），再另存为 CSV";
  size_t digits = strspn(text, "0123456789");
  bool rest = text[digits] == '.' && strspn(text + digits + 1, "0123456789") == strlen(text + digits + 1);
  if (digits >= SHORTEST && digits <= LONGEST && (text[digits] == '\0' || rest)) {
    bool year = digits == SHORTEST && strcmp(text, "1850") >= 0 && strcmp(text, "2100") < 0;
    fault_set(why, "\"%s\" 是%s电子表格的日期序号，不是日期", text, year ? "年份，或者" : "");
    fault_hint(why, "%s", advice);
    return true;
  }
  if (count != 3 || parts[0] != 1900 || parts[1] != 1 || parts[2] != 0) return false;
  fault_set(why, "\"%s\" 是电子表格中的空日期（第 0 天），不是日期", text);
  fault_hint(why, "没有时写 无，不知道时写 未知，或让单元格空着");
  return true;
}

static bool day_fault(const char *text, struct value v, struct fault *why) {
  int p[3] = {0}, count = 0;
  bool parts = read_parts(text, p, &count);
  if (spreadsheet_fault(text, p, parts ? count : 0, why)) return false;
  if (parts && count == 3 && v.u.poison.code == VERR_TEXT)
    return fault_set(why, "\"%s\" 是日期，不是月份", text);
  if (parts && count == 2 && v.u.poison.code == VERR_TEXT)
    return fault_set(why, "\"%s\" 是月份，不是日期", text);
  if (parts && (p[1] < 1 || p[1] > 12)) return fault_set(why, "\"%s\" 没有 %d 月", text, p[1]);
  if (parts && v.u.poison.code == VERR_DAY) return fault_set(why, "\"%s\" 没有这一天", text);
  if (parts) return fault_set(why, "\"%s\" 的年份超出范围", text);
  return true;
}

static bool read_day(const struct fact *f, struct slice s, const char *text, struct value *out,
                     struct fault *why) {
  bool month = f->kind == KIND_MONTH;
  *out = month ? month_of_text(text) : day_of_text(text);
  if (out->state == STATE_KNOWN) return true;
  char shown[96];
  if (!day_fault(text, *out, why)) return false;
  office_shown(f, s.text, s.n, shown);
  fault_set(why, "\"%s\" 不是%s", shown, month ? "月份" : "日期");
  fault_hint(why, "%s",
             month ? "写成 2025-06、202506 或 2025年6月"
                   : "写成 2025-06-30、2025/6/30、2025.6.30、20250630 或 2025年6月30日");
  return false;
}

/* --- numbers ---------------------------------------------------------------------------------- */

/* Take the commas out of 1,234.50; false when they do not part thousands. */
static bool drop_commas(char *text) {
  if (!strchr(text, ',')) return true;
  char *out = text + (*text == '-');
  size_t whole = strcspn(out, ".");
  size_t head = strcspn(out, ",");
  if (head < 1 || head > 3 || strchr(out + whole, ',')) return false;
  for (size_t i = head; i < whole; i += 4)
    if (out[i] != ',' || i + 4 > whole || strspn(out + i + 1, "0123456789") < 3) return false;
  char *to = out;
  for (const char *c = out; *c; c++)
    if (*c != ',') *to++ = *c;
  *to = '\0';
  return true;
}

static struct value count_of_text(const char *text) {
  char *end;
  size_t sign = *text == '-', digits = strspn(text + sign, "0123456789");
  if (digits == 0 || digits > 18 || text[sign + digits]) return not_one(KIND_COUNT);
  return value_of(KIND_COUNT, strtoll(text, &end, 10));
}

static struct value rate_of_text(char *text) {
  size_t n = strlen(text);
  if (n == 0 || text[n - 1] != '%') return rate_parse(text);
  text[n - 1] = '\0';
  struct value rate = percent_parse(text);
  text[n - 1] = '%';
  return rate;
}

static bool read_number(const struct fact *f, struct slice s, char *text, struct value *out,
                        struct fault *why) {
  char shown[96];
  bool commas = f->kind != KIND_MONEY || drop_commas(text);
  *out = !commas                 ? not_one(f->kind)
         : f->kind == KIND_MONEY ? money_parse(text)
         : f->kind == KIND_COUNT ? count_of_text(text)
                                 : rate_of_text(text);
  if (out->state == STATE_KNOWN) return true;
  office_shown(f, s.text, s.n, shown);
  if (!commas)
    fault_set(why, "\"%s\" 的千位分隔不对", shown);
  else
    fault_set(why, "\"%s\" 不是%s", shown, kind_label(f->kind));
  fault_hint(why, "%s",
             f->kind == KIND_MONEY   ? "写成 30、30.00 或 1,234.50，最多两位小数"
             : f->kind == KIND_COUNT ? "写成整数，例如 3"
                                     : "写成 0.035、3.5% 或 1/200");
  return false;
}

static bool read_truth(struct slice s, const char *text, struct value *out, struct fault *why) {
  bool yes = strcmp(text, "是") == 0 || strcmp(text, "true") == 0;
  bool no = strcmp(text, "否") == 0 || strcmp(text, "false") == 0;
  char shown[96];
  *out = value_of(KIND_TRUTH, yes);
  if (yes || no) return true;
  office_shown(NULL, s.text, s.n, shown);
  fault_set(why, "\"%s\" 不是真假", shown);
  fault_hint(why, "写 是 或 否");
  return false;
}

bool office_happened(const struct office *o, const struct fact *f, int64_t day, struct fault *why) {
  enum { YEAR = 366 };
  bool change =
      f->form == FORM_TIMELINE; /* known ahead of time, as a move or a status from next month on often is */
  if (!o || !o->recording || f->ahead == AHEAD_FREE || day <= o->today) return true;
  if (change && f->ahead == AHEAD_UNSAID && day <= o->today + YEAR) return true;
  struct buf text = {0}, today = {0};
  value_write(&text, value_of(KIND_DATE, day));
  value_write(&today, value_of(KIND_DATE, o->today));
  fault_set(why, "%s 晚于登记之日 %s%s", quote(&text), quote(&today),
            change && f->ahead == AHEAD_UNSAID ? " 一年以上" : "");
  fault_hint(why, "核对年份；还没有发生的事，发生以后再登记");
  fault_quotes(why, &text);
  fault_quotes(why, &today);
  buf_free(&text);
  buf_free(&today);
  return false;
}

/* A day of a fact that is no history: what stands there has happened. */
static bool has_happened(const struct office *o, const struct fact *f, struct value x, struct fault *why) {
  if (f->form != FORM_PLAIN || x.state != STATE_KNOWN) return true;
  if (x.kind == KIND_MONTH) return office_happened(o, f, value_op(NULL, OP_MONTH_FIRST, &x).u.i, why);
  return x.kind != KIND_DATE || office_happened(o, f, x.u.i, why);
}

static bool in_range(const struct office *o, const struct fact *f, struct value x, struct fault *why) {
  struct value today = f->today ? value_of(KIND_DATE, o->today) : value_absent(KIND_DATE);
  if (f->today && x.kind == KIND_MONTH) today = value_op(NULL, OP_MONTH_OF, &today);
  struct value bounds[3] = {f->has_least ? f->least : value_absent(x.kind),
                            f->has_most ? f->most : value_absent(x.kind), today};
  static const char *const words[3] = {"早于或小于", "晚于或大于", "晚于登记之日"};
  for (int i = 0; i < 3; i++) {
    if (bounds[i].state != STATE_KNOWN) continue;
    struct value fits = value_compare(CMP_LE, i == 0 ? bounds[i] : x, i == 0 ? x : bounds[i]);
    if (fits.state == STATE_KNOWN && fits.u.i) continue;
    struct buf text = {0}, bound = {0};
    value_write(&text, x);
    value_write(&bound, bounds[i]);
    fault_set(why, "%s %s %s", quote(&text), words[i], quote(&bound));
    fault_quotes(why, &text);
    fault_quotes(why, &bound);
    buf_free(&text);
    buf_free(&bound);
    return false;
  }
  return true;
}

/* --- texts ------------------------------------------------------------------------------------ */

static const struct office_word *find_word(const struct office_domain *d, const char *text, size_t n) {
  uint32_t found, step = 0;
  while ((found = hash_table_next(&d->by_text, (uint32_t)hash_bytes(d->key, text, n), &step))) {
    const struct office_word *w = &d->words[found - 1];
    if (w->length == n && memcmp(w->text, text, n) == 0) return w;
  }
  return NULL;
}

/* The only name that has the word in it: 和平 for 和平区. */
static const char *longer_name(const char *word, const char *const *names) {
  const char *found = NULL;
  for (int i = 0; *word && names[i]; i++) {
    if (!strstr(names[i], word)) continue;
    if (found) return NULL;
    found = names[i];
  }
  return found;
}

static bool member_fault(const struct office *o, const struct fact *f, struct slice s, struct fault *why) {
  const struct domain *d = &o->model->domains[f->domain - 1];
  const char **shown = o->domains[f->domain - 1].shown;
  const char *names[128];
  char word_shown[96], copy[64], all[420];
  int n = 0;
  office_shown(f, s.text, s.n, word_shown);
  fault_set(why, "\"%s\" 不在选项之中", word_shown);
  for (; n < d->count && n < 127; n++)
    names[n] = shown[n];
  names[n] = NULL;
  text_list(all, sizeof all, names, n, d->count);
  bool fits = s.n < sizeof copy;
  memcpy(copy, s.text, fits ? s.n : 0);
  copy[fits ? s.n : 0] = '\0';
  const char *near = fits ? nearest_name(copy, names) : NULL;
  if (!near) near = longer_name(copy, names);
  if (near)
    fault_hint(why, "是否想写 ‘%s’？", near);
  else
    fault_hint(why, "可以写：%s", all);
  return false;
}

static bool read_member(const struct office *o, const struct fact *f, struct slice s, struct value *out,
                        struct fault *why) {
  const struct office_word *w = find_word(&o->domains[f->domain - 1], s.text, s.n);
  if (!w) return member_fault(o, f, s, why);
  *out = value_enum(f->domain, w->member);
  return true;
}

static bool keep_text(struct arena *a, const char *text, size_t n, struct value *out, struct fault *why) {
  char *copy = arena_text_n(a, text, n);
  *out = value_text(copy);
  return copy != NULL || fault_starved(why);
}

static bool unverified(const struct office *o, struct fault *why, const char *form) {
  bool may = o && o->recording;
  fault_hint(why, "%s%s", form,
             may ? "核对原件；确是这个号码时写明理由：record 用 --verified，表中加一列“核实说明”" : "");
  return false;
}

static bool read_numbered(const struct office *o, const struct fact *f, struct slice s, struct arena *a,
                          struct value *out, struct fault *why) {
  char text[MOST_NUMBER + 4], canonical[19], shown[96];
  int64_t birth;
  bool male, fits = fold(s, text);
  if (!fits) *text = '\0';
  office_shown(f, s.text, s.n, shown);
  if (f->identity) {
    enum identity_fault fault = identity_check(text, canonical, &birth, &male);
    bool verified = o && o->verified;
    if (fault == ID_OK || (fault == ID_CHECK && verified)) return keep_text(a, canonical, 18, out, why);
    fault_set(why, "\"%s\"：%s", shown, identity_fault_text(fault));
    return fault == ID_CHECK && unverified(o, why, "");
  }
  bool form = account_form(text);
  if (card_check(text) || (form && o && o->verified)) return keep_text(a, text, strlen(text), out, why);
  fault_set(why, "\"%s\" 不是有效的银行卡号", shown);
  return form ? unverified(o, why, "13 至 19 位数字，最后一位是校验位；")
              : unverified(NULL, why, "13 至 19 位数字，最后一位是校验位");
}

static bool read_credit_code(struct slice s, struct arena *a, struct value *out, struct fault *why) {
  char text[MOST_NUMBER + 4], canonical[19];
  if (!fold(s, text)) *text = '\0';
  enum credit_fault fault = credit_code_check(text, canonical);
  if (fault == CREDIT_OK) return keep_text(a, canonical, 18, out, why);
  return fault_set(why, "\"%.40s\"：%s", text, credit_fault_text(fault));
}

static bool read_text(const struct office *o, const struct fact *f, struct slice s, struct arena *a,
                      struct value *out, struct fault *why) {
  if (f->identity || f->card) return read_numbered(o, f, s, a, out, why);
  if (f->credit_code) return read_credit_code(s, a, out, why);
  if (memchr(s.text, '\0', s.n)) return fault_set(why, "含有空字符（NUL）");
  return keep_text(a, s.text, s.n, out, why);
}

bool office_value(const struct office *o, const struct fact *f, struct slice s, struct arena *a,
                  struct value *out, struct fault *why) {
  char text[MOST_NUMBER + 4], shown[96];
  if (s.n > OFFICE_MOST_CELL) return fault_set(why, "太长，最多 %d 个字节", OFFICE_MOST_CELL);
  if (f->kind == KIND_ENUM) return read_member(o, f, s, out, why);
  if (f->kind == KIND_TEXT) return read_text(o, f, s, a, out, why);
  if (!fold(s, text)) {
    office_shown(f, s.text, s.n, shown);
    return fault_set(why, "\"%s\" 不是%s", shown, kind_label(f->kind));
  }
  if (f->kind == KIND_TRUTH) return read_truth(s, text, out, why);
  bool day = f->kind == KIND_DATE || f->kind == KIND_MONTH;
  if (!(day ? read_day(f, s, text, out, why) : read_number(f, s, text, out, why))) return false;
  return in_range(o, f, *out, why) && has_happened(o, f, *out, why);
}

/* --- the ways to write members ---------------------------------------------------------------- */

static bool add_word(struct office_domain *d, const char *text, int member) {
  size_t n = strlen(text);
  if (n == 0 || find_word(d, text, n)) return true; /* names before labels */
  d->words[d->count++] = (struct office_word){text, (uint32_t)n, member};
  return hash_table_add(&d->by_text, (uint32_t)hash_bytes(d->key, text, n), d->count);
}

static bool reads_as(const struct office_domain *d, const char *text, int member) {
  size_t n = strlen(text);
  struct slice s = office_trim((struct slice){text, n});
  if (n == 0 || s.n != n || slice_is(s, "无") || slice_is(s, "未知")) return false;
  const struct office_word *w = find_word(d, text, n);
  return w && w->member == member;
}

static bool open_domain(struct office *o, const struct domain *from, struct office_domain *d) {
  bool ok = true;
  d->key = hash_key_new();
  d->by_text.arena = &o->arena;
  d->words = arena_array(&o->arena, (size_t)from->count * 3, sizeof *d->words);
  d->shown = arena_array(&o->arena, (size_t)from->count + 1, sizeof *d->shown);
  if (!d->words || !d->shown) return false;
  for (int i = 0; i < from->count; i++)
    ok = ok && add_word(d, from->members[i].name, i);
  for (int i = 0; i < from->count; i++)
    ok = ok && add_word(d, from->members[i].label, i);
  for (int i = 0; i < from->count; i++)
    ok = ok && add_word(d, from->members[i].code, i);
  for (int i = 0; i < from->count; i++)
    d->shown[i] = reads_as(d, from->members[i].label, i) ? from->members[i].label : from->members[i].name;
  return ok;
}

bool office_open(struct office *o, const struct model *m, int64_t today, struct error *e) {
  *o = (struct office){.model = m, .today = today};
  o->domains = arena_array(&o->arena, (size_t)m->domain_count + 1, sizeof *o->domains);
  bool ok = o->domains != NULL;
  for (int i = 0; ok && i < m->domain_count; i++)
    ok = open_domain(o, &m->domains[i], &o->domains[i]);
  office_of(o, 0);
  return ok || error_set(e, ERR_MEMORY, "内存不足");
}

void office_of(struct office *o, int subject) {
  const struct subject_kind *s = &o->model->subjects[subject];
  o->subject = subject;
  o->key = s->key;
  o->numbered[NUMBER_BIRTH] = o->numbered[NUMBER_SEX] = -1;
  for (int i = s->first; i < s->first + s->count; i++) {
    if (o->model->facts[i].born) o->numbered[NUMBER_BIRTH] = i;
    if (o->model->facts[i].sex) o->numbered[NUMBER_SEX] = i;
  }
}

void office_close(struct office *o) {
  arena_free(&o->arena);
}
