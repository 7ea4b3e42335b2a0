/* Whole cells: single values, histories, lists. */
#include <string.h>

#include "host/engine/cells/cells.h"

/* --- pieces ----------------------------------------------------------------------------------- */

/* A piece of a cell: up to a separator, or a text in quotes. */
struct piece {
  struct slice text;
  bool quoted;
};

static size_t separator_at(const char *c, const char *end, bool bar) {
  if (*c == ';' || (bar && *c == '|')) return 1;
  return end - c >= 3 && memcmp(c, "\xEF\xBC\x9B", 3) == 0 ? 3 : 0; /* ； */
}

static const char *skip_blanks(const char *c, const char *end) {
  for (size_t n; (n = office_blank(c, (size_t)(end - c))) > 0;)
    c += n;
  return c;
}

/* "…" with "" for a quote inside; NULL: it does not end. */
static const char *closing_quote(const char *c, const char *end) {
  for (c++; c < end; c++) {
    if (*c != '"') continue;
    if (c + 1 == end || c[1] != '"') return c;
    c++;
  }
  return NULL;
}

static bool unquote(const char *from, const char *close, struct arena *a, struct slice *out) {
  char *text = arena_new(a, (size_t)(close - from) + 1);
  size_t n = 0;
  if (!text) return false;
  for (const char *c = from; c < close; c++) {
    text[n++] = *c;
    c += *c == '"';
  }
  *out = (struct slice){text, n};
  return true;
}

/* The next piece from `c` on; *after: its separator, or the end. */
static bool take_piece(const char *c, const char *end, bool bar, struct arena *a, struct piece *out,
                       const char **after, struct fault *why) {
  c = skip_blanks(c, end);
  *out = (struct piece){{c, 0}, false};
  if (c < end && *c == '"') {
    const char *close = closing_quote(c, end);
    if (!close) return fault_set(why, "引号没有闭合");
    out->quoted = true;
    if (!unquote(c + 1, close, a, &out->text)) return fault_starved(why);
    *after = skip_blanks(close + 1, end);
    return *after >= end || separator_at(*after, end, bar) || fault_set(why, "引号之后还有内容");
  }
  const char *at = c;
  while (at < end && !separator_at(at, end, bar))
    at++;
  out->text = office_trim((struct slice){c, (size_t)(at - c)});
  *after = at;
  return true;
}

static int parts_in(struct slice s, bool bar) {
  int n = 1;
  for (const char *c = s.text, *end = c + s.n; c < end; c++)
    n += separator_at(c, end, bar) > 0;
  return n;
}

/* --- single values ---------------------------------------------------------------------------- */

struct value office_untold(const struct fact *f) {
  enum kind kind = f->form == FORM_TIMELINE ? KIND_TIMELINE : f->form == FORM_LIST ? KIND_LIST : f->kind;
  struct value v = f->optional ? value_absent(kind) : value_unknown(kind);
  if (f->form != FORM_LIST) v.domain = f->domain;
  return v;
}

static bool single(const struct office *o, const struct fact *f, struct piece p, bool may_lack,
                   struct arena *a, struct value *out, struct fault *why) {
  bool absent = !p.quoted && slice_is(p.text, "无"), unknown = !p.quoted && slice_is(p.text, "未知");
  if (!absent && !unknown) return office_value(o, f, p.text, a, out, why);
  *out = absent ? value_absent(f->kind) : value_unknown(f->kind);
  out->domain = f->domain;
  if (unknown || may_lack) return true;
  fault_set(why, "不能没有");
  fault_hint(why, "不知道时写 未知");
  return false;
}

/* A single text may stand in quotes too, as the whole cell. */
bool office_field(const struct office *o, const struct fact *f, struct slice s, struct arena *a,
                  struct value *out, struct fault *why) {
  struct piece p = {s, false};
  const char *end = s.text + s.n;
  bool words = f->kind == KIND_TEXT || f->kind == KIND_ENUM;
  if (words && *s.text == '"' && closing_quote(s.text, end) == end - 1) {
    p.quoted = true;
    if (!unquote(s.text + 1, end - 1, a, &p.text)) return fault_starved(why);
  }
  return single(o, f, p, f->optional, a, out, why);
}

/* --- histories -------------------------------------------------------------------------------- */

enum prefix { NO_DAY = 0, FROM_DAY, KNOWN_FROM };

/* The word before the first blank, when it is a day; and `2010-01-01前未知`. *after: what follows. */
static bool read_prefix(const struct fact *f, const char *c, const char *end, enum prefix *kind, int64_t *day,
                        const char **after, struct fault *why) {
  static const char before[] = "前未知";
  const char *at = c;
  *kind = NO_DAY;
  *after = c;
  while (at < end && !office_blank(at, (size_t)(end - at)) && !separator_at(at, end, false))
    at++;
  size_t n = (size_t)(at - c), tail = sizeof before - 1;
  bool known = n > tail && memcmp(at - tail, before, tail) == 0;
  bool followed = at < end && !separator_at(at, end, false) && skip_blanks(at, end) < end &&
                  !separator_at(skip_blanks(at, end), end, false);
  if (!known && !followed) return true;
  struct value v = office_day((struct slice){c, known ? n - tail : n});
  if (v.state == STATE_KNOWN) {
    *kind = known ? KNOWN_FROM : FROM_DAY;
    *day = v.u.i;
    *after = known ? skip_blanks(at, end) : at;
    return true;
  }
  /* no day at all: part of the value */
  if (*c < '0' || *c > '9' || f->kind == KIND_TEXT) return true;
  static const struct fact day_fact = {.kind = KIND_DATE};
  struct value ignored;
  return office_value(NULL, &day_fact, (struct slice){c, known ? n - tail : n}, NULL, &ignored, why);
}

static bool same_single(const struct value *a, const struct value *b) {
  if (a->state != b->state || a->state == STATE_UNKNOWN || a->state == STATE_POISONED) return false;
  if (a->state == STATE_ABSENT) return true;
  struct value same = value_compare(CMP_EQ, *a, *b);
  return same.state == STATE_KNOWN && same.u.i != 0;
}

/* One more spell; one that says nothing new is left out. */
static void add_spell(struct timeline *t, int64_t from, const struct value *v) {
  if (t->count == 0 ? v->state == STATE_ABSENT : same_single(&t->spells[t->count - 1].value, v)) return;
  t->spells[t->count++] = (struct spell){from, *v};
}

struct history {
  const struct office *o;
  const struct fact *f;
  struct arena *a;
  struct timeline *t;
  int64_t last; /* day of the segment before */
  int count;    /* segments */
  bool dated;
};

/* `一直 和平区`: said on purpose, so that it counts as a day. NULL: it does not say so. */
static const char *since_ever(const struct history *h, const char *c, const char *end) {
  static const char word[] = "一直";
  size_t n = sizeof word - 1;
  if (h->count > 0 || (size_t)(end - c) <= n || memcmp(c, word, n) != 0) return NULL;
  const char *after = skip_blanks(c + n, end);
  if (after == c + n || after >= end) return NULL;
  /* a text may begin with the word */
  return h->f->kind != KIND_TEXT || *after == '"' ? after : NULL;
}

static bool read_segment(struct history *h, const char *c, const char *end, const char **after,
                         struct fault *why) {
  enum prefix kind;
  int64_t day = DAY_MIN;
  struct piece p;
  struct value v;
  c = skip_blanks(c, end);
  const char *value = since_ever(h, c, end);
  if (value) {
    c = value;
    kind = NO_DAY;
    h->dated = true;
  } else if (!read_prefix(h->f, c, end, &kind, &day, &c, why)) {
    return false;
  }
  if (kind == KNOWN_FROM) {
    h->dated = true;
    h->t->known_from = day;
    *after = c;
    return h->count == 0 || fault_set(why, "‘…前未知’ 只能写在最前面");
  }
  if (!take_piece(c, end, false, h->a, &p, after, why)) return false;
  if (!p.quoted && p.text.n == 0) return fault_set(why, "有一段是空的");
  if (!single(h->o, h->f, p, true, h->a, &v, why)) return false;
  bool first = h->last == DAY_MIN && h->t->count == 0 && h->count == (h->t->known_from != DAY_MIN);
  if (kind == NO_DAY && !first) {
    fault_set(why, "第 %d 段没有起始日期", h->count + 1);
    fault_hint(why, "写成 和平区；2024-02-01 大东区 这样，只有第一段可以没有日期");
    return false;
  }
  if (kind == FROM_DAY && h->last != DAY_MIN && day <= h->last) return fault_set(why, "日期没有按先后排列");
  if (kind == FROM_DAY && !office_happened(h->o, h->f, day, why)) return false;
  h->dated = h->dated || kind == FROM_DAY;
  if (kind == FROM_DAY) h->last = day;
  add_spell(h->t, day, &v);
  return true;
}

static bool timeline(const struct office *o, const struct fact *f, struct slice s, struct arena *a,
                     struct value *out, bool *dated, struct fault *why) {
  const char *c = s.text, *end = s.text + s.n;
  int room = parts_in(s, false);
  if (room > OFFICE_MOST_PARTS) return fault_set(why, "段数太多，最多 %d 段", OFFICE_MOST_PARTS);
  struct timeline *t = arena_new(a, sizeof *t);
  struct spell *spells = arena_array(a, (size_t)room + 1, sizeof *spells);
  if (!t || !spells) return fault_starved(why);
  *t = (struct timeline){.kind = f->kind, .domain = f->domain, .known_from = DAY_MIN, .spells = spells};
  struct history h = {.o = o, .f = f, .a = a, .t = t, .last = DAY_MIN};
  for (;; h.count++) {
    if (!read_segment(&h, c, end, &c, why)) return false;
    if (c >= end) break;
    size_t separator = separator_at(c, end, false);
    if (!separator) return fault_set(why, "‘…前未知’ 之后要用；分开");
    c += separator;
  }
  if (h.count == 0 && t->known_from != DAY_MIN) return fault_set(why, "‘…前未知’ 之后没有写值");
  *dated = h.dated;
  *out = (struct value){.kind = KIND_TIMELINE, .domain = f->domain};
  out->u.timeline = t;
  return true;
}

/* --- lists ------------------------------------------------------------------------------------ */

static bool missing_field(const struct fact *field, int row, struct fault *why) {
  fault_set(why, "第 %d 条记录缺少 ‘%s’", row, field->label);
  fault_hint(why, "不知道时写 未知；各项按顺序写，用 | 分开");
  return false;
}

/* Field `i` of a record: what stands there, or that nothing does. */
static bool read_field(const struct office *o, const struct fact *list, int row, int i, const struct piece *p,
                       struct arena *a, struct value *out, struct fault *why) {
  const struct fact *field = &list->fields[i];
  struct fault inner;
  *out = office_untold(field);
  if (!p || (!p->quoted && p->text.n == 0)) return field->optional || missing_field(field, row, why);
  if (single(o, field, *p, field->optional, a, out, &inner)) return true;
  if (inner.starved) return fault_starved(why);
  fault_set(why, "第 %d 条记录的 ‘%s’：%s", row, field->label, inner.reason);
  if (*inner.hint) fault_hint(why, "%s", inner.hint);
  return false;
}

static bool read_record(const struct office *o, const struct fact *f, int row, const char **at,
                        const char *end, struct arena *a, struct value *cells, struct fault *why) {
  struct piece p;
  bool more = true;
  for (int i = 0; i < f->field_count; i++) {
    if (more && !take_piece(*at, end, true, a, &p, at, why)) return false;
    if (!read_field(o, f, row, i, more ? &p : NULL, a, &cells[i], why)) return false;
    more = more && *at < end && **at == '|';
    if (more) ++*at;
  }
  if (!more) return true;
  if (!take_piece(*at, end, true, a, &p, at, why)) return false;
  if (p.quoted || p.text.n > 0 ||
      (*at < end && **at == '|')) /* a last | with nothing after it does not count */
    return fault_set(why, "第 %d 条记录多于 %d 项", row, f->field_count);
  return true;
}

static bool list(const struct office *o, const struct fact *f, struct slice s, struct arena *a,
                 struct value *out, struct fault *why) {
  const char *c = s.text, *end = s.text + s.n;
  int room = parts_in(s, false);
  if (room > OFFICE_MOST_PARTS) return fault_set(why, "记录太多，最多 %d 条", OFFICE_MOST_PARTS);
  struct list *l = arena_new(a, sizeof *l);
  struct value *cells = arena_array(a, (size_t)room * (size_t)f->field_count + 1, sizeof *cells);
  if (!l || !cells) return fault_starved(why);
  *l = (struct list){f->field_count, 0, cells};
  for (bool more = s.n > 0; more;) {
    if (!read_record(o, f, l->rows + 1, &c, end, a, cells + l->rows * l->fields, why)) return false;
    l->rows++;
    more = c < end;
    if (more) c += separator_at(c, end, false);
  }
  *out = (struct value){.kind = KIND_LIST};
  out->u.list = l;
  return true;
}

/* --- a cell ----------------------------------------------------------------------------------- */

bool office_cell(const struct office *o, const struct fact *f, struct slice s, struct arena *a,
                 struct value *out, bool *dated, struct fault *why) {
  *dated = false;
  s = office_trim(s);
  if (s.n > OFFICE_MOST_CELL) return fault_set(why, "太长，最多 %d 个字节", OFFICE_MOST_CELL);
  if (s.n == 0) {
    fault_set(why, "没有写值");
    fault_hint(why, "没有时写 无，不知道时写 未知");
    return false;
  }
  if (f->form == FORM_PLAIN) return office_field(o, f, s, a, out, why);
  if (f->form == FORM_LIST && slice_is(s, "无")) return list(o, f, (struct slice){s.text, 0}, a, out, why);
  if (slice_is(s, "未知")) {
    *out = value_unknown(f->form == FORM_LIST ? KIND_LIST : KIND_TIMELINE);
    return true;
  }
  return f->form == FORM_LIST ? list(o, f, s, a, out, why) : timeline(o, f, s, a, out, dated, why);
}
