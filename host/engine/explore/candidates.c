/* Values to try: ordinary ones, those of declared ranges and members, those that a question is
** about. */
#include <stdio.h>
#include <string.h>

#include "host/engine/explore/explore_private.h"
#include "host/value/identity.h"
#include "host/value/timeline.h"

enum {
  MOST_DAYS = 14,
  MOST_MEMBERS = 24,
  LIST_DAYS = 6,
  LIST_ROWS = 40,
  DECADES = 15,
  FEW = 40,
  HISTORY_VALUES = 12
};

struct filling {
  struct explore *x;
  const struct fact *fact;
  const struct hints *hints;
  struct value *out;
  int count;
};

/* --- comparing and keeping -------------------------------------------------------------------- */

static bool same_list(const struct list *a, const struct list *b) {
  if (a->rows != b->rows || a->fields != b->fields) return false;
  for (int i = 0; i < a->rows * a->fields; i++)
    if (!same_content(a->cells[i], b->cells[i])) return false;
  return true;
}

bool same_content(struct value a, struct value b) {
  if (a.kind != b.kind || a.state != b.state || a.domain != b.domain) return false;
  if (a.state != STATE_KNOWN || a.kind == KIND_NONE) return true;
  if (a.kind == KIND_TEXT) return strcmp(a.u.text, b.u.text) == 0;
  if (a.kind == KIND_LIST) return same_list(a.u.list, b.u.list);
  if (a.kind == KIND_TIMELINE) return timeline_same(a.u.timeline, b.u.timeline);
  if (a.kind == KIND_EXACT) return memcmp(&a.u, &b.u, sizeof a.u) == 0;
  bool two = a.kind == KIND_RATE || a.kind == KIND_PERIOD;
  return a.u.ratio.num == b.u.ratio.num && (!two || a.u.ratio.den == b.u.ratio.den);
}

struct value value_kept(struct explore *x, struct value v, bool *ok) {
  v.expr = 0;
  if (v.state != STATE_KNOWN) return v;
  if (v.kind == KIND_TEXT) {
    v.u.text = arena_text(&x->arena, v.u.text);
    *ok = *ok && v.u.text;
  } else if (v.kind == KIND_TIMELINE) {
    struct timeline *t = arena_new(&x->arena, sizeof *t);
    struct spell *spells = arena_array(&x->arena, (size_t)v.u.timeline->count + 1, sizeof *spells);
    *ok = *ok && t && spells;
    if (!*ok) return v;
    *t = *v.u.timeline;
    for (int i = 0; i < t->count; i++)
      spells[i] = (struct spell){t->spells[i].from, value_kept(x, t->spells[i].value, ok)};
    t->spells = spells;
    v.u.timeline = t;
  } else if (v.kind == KIND_LIST) {
    struct list *l = arena_new(&x->arena, sizeof *l);
    size_t cells = (size_t)v.u.list->rows * (size_t)v.u.list->fields;
    struct value *copy = arena_array(&x->arena, cells + 1, sizeof *copy);
    *ok = *ok && l && copy;
    if (!*ok) return v;
    *l = *v.u.list;
    for (size_t i = 0; i < cells; i++)
      copy[i] = value_kept(x, l->cells[i], ok);
    l->cells = copy;
    v.u.list = l;
  }
  return v;
}

static bool in_range(const struct explore *x, const struct fact *d, struct value v) {
  if (v.state != STATE_KNOWN || v.kind != d->kind) return v.state == STATE_KNOWN && v.kind == d->kind;
  struct value least = value_compare(CMP_LT, v, d->least), most = value_compare(CMP_LT, d->most, v);
  if (d->has_least && least.state == STATE_KNOWN && least.u.i) return false;
  if (d->has_most && most.state == STATE_KNOWN && most.u.i) return false;
  return !d->today || v.kind != KIND_DATE || v.u.i <= x->sides[0].decided_on.u.i;
}

void pool_add(struct explore *x, int variable, struct value v) {
  struct pool *p = &x->pools[variable];
  const struct fact *f = x->variables[variable].fact;
  bool ok = true, plain = f->form == FORM_PLAIN && v.state == STATE_KNOWN && v.kind == f->kind;
  if (plain && !in_range(x, f, v)) return; /* nobody can be that */
  for (int i = 0; i < p->count; i++)
    if (same_content(p->values[i], v)) return;
  if (p->count < MOST_SOLVED_POOL) p->values[p->count++] = value_kept(x, v, &ok);
  if (!ok) p->count--;
}

/* --- plain values ----------------------------------------------------------------------------- */

static void add(struct filling *f, struct value v) {
  if (f->count == MOST_CANDIDATES) return;
  v.expr = 0;
  f->out[f->count++] = v;
}

static void add_plain(struct filling *f, struct value v) {
  if (!in_range(f->x, f->fact, v)) return;
  for (int i = 0; i < f->count; i++)
    if (same_content(f->out[i], v)) return;
  add(f, v);
}

static void add_number(struct filling *f, int64_t i) {
  add_plain(f, value_of(f->fact->kind, i));
}

static bool hint_day(const struct value *h, bool last, int64_t *day) {
  if (h->kind == KIND_DATE) *day = h->u.i;
  if (h->kind == KIND_MONTH) *day = value_op(NULL, last ? OP_MONTH_LAST : OP_MONTH_FIRST, h).u.i;
  if (h->kind == KIND_PERIOD) *day = last ? h->u.span.to : h->u.span.from;
  return h->kind == KIND_DATE || h->kind == KIND_MONTH || h->kind == KIND_PERIOD;
}

static void add_dates(struct filling *f) {
  int64_t now = f->x->sides[0].decided_on.u.i, day;
  for (int i = 0; i < f->hints->count; i++)
    for (int last = 0; last < 2; last++)
      if (hint_day(&f->hints->list[i], last, &day))
        for (int64_t off = -1; off <= 1; off++)
          add_number(f, day + off);
  if (f->fact->has_least) add_plain(f, f->fact->least);
  if (f->fact->has_most) add_plain(f, f->fact->most);
  add_number(f, now);
  for (int i = 1; i <= DECADES; i++) {
    add_number(f, now - i * 3653);
    if (i <= 4) add_number(f, now + i * 3653);
  }
}

static void add_numbers(struct filling *f) {
  static const int64_t usual[] = {0, 1, 2, 3, 5, 10, 12, 20, 50, 100, 1000, 10000, 1000000, 100000000};
  int64_t unit = f->fact->kind == KIND_MONEY ? 100 : 1;
  for (int i = 0; i < f->hints->count; i++)
    if (f->hints->list[i].kind == f->fact->kind)
      for (int64_t off = -1; off <= 1; off++)
        add_number(f, f->hints->list[i].u.i + off);
  if (f->fact->has_least) add_plain(f, f->fact->least);
  if (f->fact->has_most) add_plain(f, f->fact->most);
  const struct fact *d = f->fact; /* of few values all are tried */
  if (d->has_least && d->has_most && d->most.u.i - d->least.u.i <= FEW)
    for (int64_t i = d->least.u.i; i <= d->most.u.i; i++)
      add_number(f, i);
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
    add_number(f, usual[i] * unit);
  add_number(f, -unit);
}

static void add_months(struct filling *f) {
  struct value now = value_op(NULL, OP_MONTH_OF, &f->x->sides[0].decided_on);
  int64_t day;
  for (int i = 0; i < f->hints->count; i++)
    if (hint_day(&f->hints->list[i], false, &day)) {
      struct value date = value_of(KIND_DATE, day), month = value_op(NULL, OP_MONTH_OF, &date);
      for (int64_t off = -1; off <= 1 && month.state == STATE_KNOWN; off++)
        add_number(f, month.u.i + off);
    }
  for (int64_t off = 0; off <= 36; off = off * 3 + 1) {
    add_number(f, now.u.i - off);
    add_number(f, now.u.i + off);
  }
}

static void add_rates(struct filling *f) {
  static const int percents[] = {0, 1, 5, 10, 20, 50, 80, 100, 200};
  for (int i = 0; i < f->hints->count; i++)
    if (f->hints->list[i].kind == KIND_RATE) {
      struct value h = f->hints->list[i];
      add_plain(f, h);
      add_plain(f, value_ratio(h.u.ratio.num * 100 - h.u.ratio.den, h.u.ratio.den * 100));
      add_plain(f, value_ratio(h.u.ratio.num * 100 + h.u.ratio.den, h.u.ratio.den * 100));
    }
  for (size_t i = 0; i < sizeof percents / sizeof *percents; i++)
    add_plain(f, value_ratio(percents[i], 100));
}

/* Synthetic, with a right check digit. */
static void add_identity(struct filling *f) {
  static const char digits[] = "0123456789X";
  char text[19], canonical[19];
  int64_t birth;
  bool male;
  for (int i = 0; i < 11; i++) {
    snprintf(text, sizeof text, "21010019400101001%c", digits[i]);
    if (identity_check(text, canonical, &birth, &male) != ID_OK) continue;
    char *copy = arena_text(&f->x->scratch, canonical);
    if (copy) add_plain(f, value_text(copy));
  }
}

static void add_texts(struct filling *f) {
  for (int i = 0; i < f->hints->count; i++)
    if (f->hints->list[i].kind == KIND_TEXT) add_plain(f, f->hints->list[i]);
  if (f->fact->identity) {
    add_identity(f);
  } else if (f->fact->card || f->fact->credit_code) { /* synthetic, with right check digits */
    add_plain(f, value_text(f->fact->card ? "6217000000000000004" : "91210100MA0P12345K"));
  } else {
    add_plain(f, value_text("甲"));
    add_plain(f, value_text("乙"));
  }
}

static const struct domain *domain_here(const struct filling *f, uint16_t domain) {
  const struct model *m = &f->x->sides[0].policy->script->model;
  return domain >= 1 && domain <= m->domain_count ? &m->domains[domain - 1] : NULL;
}

static void add_members(struct filling *f) {
  const struct domain *d = domain_here(f, f->fact->domain);
  for (int i = 0; i < f->hints->count; i++)
    if (f->hints->list[i].kind == KIND_ENUM && f->hints->list[i].domain == f->fact->domain)
      add_plain(f, f->hints->list[i]);
  for (int i = 0; d && i < d->count && i < MOST_MEMBERS; i++)
    add_plain(f, value_enum(f->fact->domain, i));
}

static void add_plain_values(struct filling *f) {
  switch (f->fact->kind) {
  case KIND_DATE: add_dates(f); break;
  case KIND_MONTH: add_months(f); break;
  case KIND_COUNT:
  case KIND_MONEY: add_numbers(f); break;
  case KIND_RATE: add_rates(f); break;
  case KIND_ENUM: add_members(f); break;
  case KIND_TEXT: add_texts(f); break;
  case KIND_TRUTH:
    add_number(f, 0);
    add_number(f, 1);
    break;
  default: break;
  }
}

/* --- histories -------------------------------------------------------------------------------- */

/* Days on which something may change: those of the hints, and the days beside them. */
static int change_days(const struct filling *f, int64_t days[MOST_DAYS], int most) {
  int count = 0;
  for (int off = 0; off <= 2; off++)
    for (int i = 0; i < f->hints->count; i++)
      for (int last = 0; last < 2; last++) {
        int64_t day;
        bool known = false;
        if (!hint_day(&f->hints->list[i], last, &day)) continue;
        day += off == 2 ? -1 : off;
        for (int k = 0; k < count && !known; k++)
          known = days[k] == day;
        if (!known && count < most) days[count++] = day;
      }
  if (count == 0) days[count++] = f->x->sides[0].decided_on.u.i;
  return count;
}

static void add_history(struct filling *f, const struct spell *spells, int count) {
  struct timeline *t = arena_new(&f->x->scratch, sizeof *t);
  struct spell *copy = arena_array(&f->x->scratch, (size_t)count + 1, sizeof *copy);
  if (!t || !copy) return;
  for (int i = 0; i < count; i++)
    copy[i] = spells[i];
  *t = (struct timeline){f->fact->kind, f->fact->domain, count, DAY_MIN, copy};
  add(f, (struct value){.kind = KIND_TIMELINE, .domain = f->fact->domain, .u = {.timeline = t}});
}

/* Values that a history may have. Of numbers three stand beside each thing that the guard compares:
** the value of the history itself is one, so that the threshold comes only after it. */
static int history_values(struct filling *f, struct value out[HISTORY_VALUES]) {
  struct value plain[MOST_CANDIDATES];
  struct filling inner = {f->x, f->fact, f->hints, plain, 0};
  add_plain_values(&inner);
  int count = inner.count < HISTORY_VALUES ? inner.count : HISTORY_VALUES;
  for (int i = 0; i < count; i++)
    out[i] = plain[i];
  return count;
}

static void add_histories(struct filling *f) {
  struct value v[HISTORY_VALUES], none = value_absent(f->fact->kind);
  int64_t days[MOST_DAYS];
  int values = history_values(f, v), n = change_days(f, days, MOST_DAYS);
  none.domain = f->fact->domain;
  if (values == 0) return;
  add_history(f, NULL, 0);
  for (int i = 0; i < values; i++)
    add_history(f, (struct spell[]){{DAY_MIN, v[i]}}, 1);
  for (int i = 0; i < n; i++) {
    add_history(f, (struct spell[]){{days[i], v[0]}}, 1);
    add_history(f, (struct spell[]){{DAY_MIN, v[0]}, {days[i], none}}, 2);
    if (values > 1) add_history(f, (struct spell[]){{DAY_MIN, v[0]}, {days[i], v[1]}}, 2);
  }
  for (int i = 0; i < n; i++)
    for (int k = 0; k < n; k++) {
      if (days[i] >= days[k]) continue;
      add_history(f, (struct spell[]){{DAY_MIN, v[0]}, {days[i], none}, {days[k], v[0]}}, 3);
      add_history(f, (struct spell[]){{days[i], v[0]}, {days[k], none}}, 2);
      if (values > 1) add_history(f, (struct spell[]){{days[i], v[0]}, {days[k], v[1]}}, 2);
    }
}

/* --- lists ------------------------------------------------------------------------------------ */

static struct value other_cell(struct filling *f, const struct fact *field, int which) {
  struct value plain[MOST_CANDIDATES];
  struct filling inner = {f->x, field, f->hints, plain, 0};
  add_plain_values(&inner);
  if (inner.count == 0) return field->optional ? value_absent(field->kind) : value_unknown(field->kind);
  return plain[which % inner.count];
}

/* Records: a day each for those that have one, the other fields by turns. */
static int make_rows(struct filling *f, struct value *rows, int most) {
  int64_t days[MOST_DAYS];
  int n = change_days(f, days, LIST_DAYS), count = 0, fields = f->fact->field_count, first = -1;
  for (int i = 0; i < fields && first < 0; i++)
    if (f->fact->fields[i].kind == KIND_DATE || f->fact->fields[i].kind == KIND_MONTH) first = i;
  int others = fields - (first >= 0) > 0 ? 4 : 1;
  struct filling dated = {.x = f->x, .fact = first >= 0 ? &f->fact->fields[first] : f->fact};
  for (int d = 0; d < (first >= 0 ? n : 2); d++) {
    struct value on = value_of(KIND_DATE, days[d % n]);
    if (first >= 0 && dated.fact->kind == KIND_DATE && !in_range(dated.x, dated.fact, on)) continue;
    for (int o = 0; o < others && count < most; o++, count++)
      for (int i = 0; i < fields; i++) {
        struct value *cell = &rows[count * fields + i], day = value_of(KIND_DATE, days[d % n]);
        *cell = i != first ? other_cell(f, &f->fact->fields[i], o + d * (first < 0))
                : f->fact->fields[i].kind == KIND_MONTH ? value_op(NULL, OP_MONTH_OF, &day)
                                                        : day;
        if (i != first && o == 3 && f->fact->fields[i].optional)
          *cell = value_absent(f->fact->fields[i].kind);
      }
  }
  return count;
}

static void add_list(struct filling *f, const struct value *rows, const int *which, int count) {
  struct list *l = arena_new(&f->x->scratch, sizeof *l);
  int fields = f->fact->field_count;
  struct value *cells = arena_array(&f->x->scratch, (size_t)(count * fields) + 1, sizeof *cells);
  if (!l || !cells) return;
  for (int i = 0; i < count; i++)
    memcpy(cells + i * fields, rows + which[i] * fields, (size_t)fields * sizeof *cells);
  *l = (struct list){fields, count, cells};
  add(f, (struct value){.kind = KIND_LIST, .u = {.list = l}});
}

static void add_lists(struct filling *f) {
  int fields = f->fact->field_count;
  struct value *rows = arena_array(&f->x->scratch, (size_t)(LIST_ROWS * fields) + 1, sizeof *rows);
  if (!rows) return;
  int count = make_rows(f, rows, LIST_ROWS);
  add_list(f, rows, NULL, 0);
  for (int i = 0; i < count; i++)
    add_list(f, rows, (int[]){i}, 1);
  for (int i = 0; i < count; i++)
    for (int k = i + 1; k < count; k += 1 + (count > 16))
      add_list(f, rows, (int[]){i, k}, 2);
}

/* --- all -------------------------------------------------------------------------------------- */

int candidates(struct explore *x, int variable, const struct hints *hints, struct value *out) {
  struct filling f = {x, x->variables[variable].fact, hints, out, 0};
  if (f.fact->optional || f.fact->form == FORM_LIST) {
    struct value none = value_absent(f.fact->kind);
    none.domain = f.fact->domain;
    if (f.fact->form == FORM_PLAIN) add(&f, none);
  }
  if (f.fact->form == FORM_PLAIN) add_plain_values(&f);
  if (f.fact->form == FORM_TIMELINE) add_histories(&f);
  if (f.fact->form == FORM_LIST) add_lists(&f);
  for (int i = 0; i < x->pools[variable].count; i++)
    add(&f, x->pools[variable].values[i]);
  return f.count;
}

struct value ordinary_value(struct explore *x, int variable) {
  const struct fact *f = x->variables[variable].fact;
  static const struct hints none = {.count = 0};
  struct value list[MOST_CANDIDATES];
  /* Left out, a truth reads as false: a case that says so shows it, one without the fact shows
  ** nothing. */
  if (f->form == FORM_PLAIN && f->optional && f->kind == KIND_TRUTH) return value_of(KIND_TRUTH, 0);
  if (f->form == FORM_PLAIN && f->optional) {
    struct value v = value_absent(f->kind);
    v.domain = f->domain;
    return v;
  }
  int count = candidates(x, variable, &none, list);
  int at = f->form == FORM_TIMELINE && !f->optional && count > 1 ? 1 : 0;
  if (f->kind == KIND_DATE && f->form == FORM_PLAIN) /* some decades ago rather than at the edge */
    for (int i = 0; i < count; i++)
      if (list[i].u.i == x->sides[0].decided_on.u.i - 3 * 3653) at = i;
  return count ? list[at] : value_unknown(f->kind);
}

uint32_t random_below(struct explore *x, uint32_t n) {
  x->random += 0x9E3779B97F4A7C15u;
  uint64_t z = hash_mix(x->random, 0x94D049BB133111EBu);
  return (uint32_t)((z >> 32) * n >> 32);
}
