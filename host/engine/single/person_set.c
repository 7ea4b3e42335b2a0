/* Typed persons: putting values where they belong. */
#include <stdlib.h>
#include <string.h>

#include "host/base/utf8.h"
#include "host/engine/decide/facts_json.h"
#include "host/engine/single/person.h"
#include "host/value/identity.h"

/* --- places ----------------------------------------------------------------------------------- */

/* Where a value goes: a row of a column, or an input. */
struct place {
  const struct person_slot *slot;
  struct batch_column *column; /* NULL: an input */
  struct value *input;
  uint32_t row;
};

static inline enum fault place_of(struct bylaw_person *p, int at, struct place *out) {
  if (!p->shape) return FAULT_GONE;
  if (at < 0 || at >= p->slot_count) return FAULT_INDEX;
  const struct person_slot *s = &p->shape->slots[at];
  *out = (struct place){.slot = s};
  if (s->form == SLOT_INPUT) {
    out->input = &p->given[s->column];
    return FAULT_NONE;
  }
  struct batch_fact *f = &p->facts.batch.facts[s->fact];
  if (s->form == SLOT_PLAIN) {
    out->column = &f->plain;
    return FAULT_NONE;
  }
  if (s->form == SLOT_LIST) return FAULT_KIND;
  out->column = &f->column[s->column];
  if (f->first[1] == 0) return FAULT_NO_ROW;
  out->row = f->first[1] - 1;
  return FAULT_NONE;
}

/* The same for a value of this kind. */
static inline enum fault place_for(struct bylaw_person *p, int at, enum kind kind, struct place *out) {
  enum fault fault = place_of(p, at, out);
  if (fault != FAULT_NONE && fault != FAULT_NO_ROW) return fault;
  return out->slot->kind == kind ? fault : FAULT_KIND;
}

/* What must not be after the day of deciding is looked at when that day is known. */
static inline void note_time(struct bylaw_person *p, const struct person_slot *s, int64_t n) {
  if (!s->declared->today) return;
  if (s->kind == KIND_DATE && n > p->latest_day) p->latest_day = n;
  if (s->kind == KIND_MONTH && n > p->latest_month) p->latest_month = n;
}

enum fault person_put(struct bylaw_person *p, int at, enum kind kind, int64_t n) {
  struct place x;
  enum fault fault = place_for(p, at, kind, &x);
  if (fault != FAULT_NONE) return fault;
  if (n < x.slot->least || n > x.slot->most) return FAULT_VALUE;
  note_time(p, x.slot, n);
  if (!x.column) {
    *x.input = value_of(kind, n);
    x.input->domain = x.slot->domain;
    return FAULT_NONE;
  }
  x.column->value[x.row] = n;
  x.column->state[x.row] = STATE_KNOWN;
  return FAULT_NONE;
}

static bool fits(const struct fact *f, struct value v) {
  struct value low = f->has_least ? value_compare(CMP_LE, f->least, v) : value_of(KIND_TRUTH, 1);
  struct value high = f->has_most ? value_compare(CMP_LE, v, f->most) : value_of(KIND_TRUTH, 1);
  return low.state == STATE_KNOWN && low.u.i && high.state == STATE_KNOWN && high.u.i;
}

enum fault person_put_rate(struct bylaw_person *p, int at, struct value rate) {
  struct place x;
  enum fault fault = place_for(p, at, KIND_RATE, &x);
  if (fault != FAULT_NONE) return fault;
  if (rate.state != STATE_KNOWN || !fits(x.slot->declared, rate)) return FAULT_VALUE;
  if (!x.column) {
    *x.input = rate;
    return FAULT_NONE;
  }
  x.column->value[x.row] = rate.u.ratio.num;
  x.column->den[x.row] = rate.u.ratio.den;
  x.column->state[x.row] = STATE_KNOWN;
  return FAULT_NONE;
}

/* --- texts ------------------------------------------------------------------------------------ */

static bool text_rows(struct held_texts *h, uint32_t rows) {
  if (rows <= h->count) return true;
  uint32_t want = h->count ? h->count * 2 : 1;
  while (want < rows)
    want *= 2;
  char **texts = realloc(h->texts, want * sizeof *texts);
  if (texts) h->texts = texts;
  size_t *sizes = realloc(h->sizes, want * sizeof *sizes);
  if (sizes) h->sizes = sizes;
  if (!texts || !sizes) return false;
  memset(h->texts + h->count, 0, (want - h->count) * sizeof *texts);
  memset(h->sizes + h->count, 0, (want - h->count) * sizeof *sizes);
  h->count = want;
  return true;
}

/* A copy that lives until another one is put there. */
static const char *hold(struct held_texts *h, uint32_t row, const char *text) {
  size_t size = strlen(text) + 1;
  if (!text_rows(h, row + 1)) return NULL;
  if (size > h->sizes[row]) {
    char *grown = realloc(h->texts[row], size * 2);
    if (!grown) return NULL;
    h->texts[row] = grown;
    h->sizes[row] = size * 2;
  }
  return memcpy(h->texts[row], text, size);
}

/* The form in which the text is kept; NULL: it is none. */
static const char *checked(const struct fact *f, const char *text, char canonical[19]) {
  int64_t birth;
  bool male;
  if (f->identity) return identity_check(text, canonical, &birth, &male) == ID_OK ? canonical : NULL;
  if (f->credit_code) return credit_code_check(text, canonical) == CREDIT_OK ? canonical : NULL;
  if (f->card) return card_check(text) ? text : NULL;
  return utf8_valid(text, strlen(text)) ? text : NULL;
}

enum fault person_put_text(struct bylaw_person *p, int at, const char *text) {
  struct place x;
  char canonical[19];
  enum fault fault = place_for(p, at, KIND_TEXT, &x);
  if (fault != FAULT_NONE) return fault;
  text = text ? checked(x.slot->declared, text, canonical) : NULL;
  if (!text) return FAULT_VALUE;
  const char *kept = hold(&p->texts[at], x.row, text);
  if (!kept) return FAULT_MEMORY;
  if (!x.column) {
    *x.input = value_text(kept);
    return FAULT_NONE;
  }
  x.column->text[x.row] = kept;
  x.column->state[x.row] = STATE_KNOWN;
  return FAULT_NONE;
}

enum fault person_put_member(struct bylaw_person *p, int at, const char *name) {
  if (!p->shape) return FAULT_GONE;
  if (at < 0 || at >= p->slot_count) return FAULT_INDEX;
  const struct person_slot *s = &p->shape->slots[at];
  if (s->kind != KIND_ENUM) return FAULT_KIND;
  int member = name ? domain_member(domain_of(p->shape->policy->script, s->domain), name) : -1;
  return member < 0 ? FAULT_VALUE : person_put(p, at, KIND_ENUM, member);
}

/* --- states ----------------------------------------------------------------------------------- */

/* Of a history without spells and of a list the whole. */
static enum fault whole_state(struct bylaw_person *p, const struct person_slot *s, enum state state) {
  struct batch_fact *f = &p->facts.batch.facts[s->fact];
  f->first[1] = 0;
  if (f->form == BATCH_TIMELINE) f->known_from[0] = DAY_MIN;
  f->plain.state[0] = state == STATE_UNKNOWN ? STATE_UNKNOWN : STATE_KNOWN;
  return FAULT_NONE;
}

enum fault person_put_state(struct bylaw_person *p, int at, enum state state) {
  struct place x;
  enum fault fault = place_of(p, at, &x);
  if (fault == FAULT_GONE || fault == FAULT_INDEX) return fault;
  const struct person_slot *s = x.slot;
  if (s->form == SLOT_LIST || (s->form == SLOT_HISTORY && fault == FAULT_NO_ROW))
    return whole_state(p, s, state);
  if (fault != FAULT_NONE) return fault;
  if (state == STATE_ABSENT && s->form != SLOT_HISTORY && !s->declared->optional) return FAULT_ABSENT;
  if (x.column) {
    x.column->state[x.row] = (uint8_t)state;
    return FAULT_NONE;
  }
  *x.input = state == STATE_ABSENT ? value_absent((enum kind)s->kind) : value_unknown((enum kind)s->kind);
  x.input->domain = s->domain;
  return FAULT_NONE;
}

/* --- histories and lists ---------------------------------------------------------------------- */

static enum fault fact_of(struct bylaw_person *p, int at, enum slot_form form, struct batch_fact **out) {
  if (!p->shape) return FAULT_GONE;
  if (at < 0 || at >= p->slot_count) return FAULT_INDEX;
  if (p->shape->slots[at].form != form) return FAULT_KIND;
  *out = &p->facts.batch.facts[at];
  return FAULT_NONE;
}

enum fault person_empty(struct bylaw_person *p, int at) {
  if (!p->shape) return FAULT_GONE;
  if (at < 0 || at >= p->slot_count) return FAULT_INDEX;
  const struct person_slot *s = &p->shape->slots[at];
  if (s->form != SLOT_HISTORY && s->form != SLOT_LIST) return FAULT_KIND;
  return whole_state(p, s, STATE_KNOWN);
}

enum fault person_known_from(struct bylaw_person *p, int at, int64_t day) {
  struct batch_fact *f;
  enum fault fault = fact_of(p, at, SLOT_HISTORY, &f);
  if (fault != FAULT_NONE) return fault;
  if (f->plain.state[0] != STATE_KNOWN) whole_state(p, &p->shape->slots[at], STATE_KNOWN);
  f->known_from[0] = day;
  return FAULT_NONE;
}

enum fault person_add_spell(struct bylaw_person *p, int at, int64_t from) {
  struct batch_fact *f;
  enum fault fault = fact_of(p, at, SLOT_HISTORY, &f);
  if (fault != FAULT_NONE) return fault;
  uint32_t row = f->first[1];
  if (row > 0 && from <= f->from[row - 1]) return FAULT_ORDER;
  if (row == 2 * MOST_SPELLS) return FAULT_MANY;
  if (!batch_room_for_rows(&p->facts, at, row + 1)) return FAULT_MEMORY;
  f->plain.state[0] = STATE_KNOWN;
  f->from[row] = from;
  f->column[0].state[row] = STATE_ABSENT;
  f->first[1] = row + 1;
  return FAULT_NONE;
}

enum fault person_add_record(struct bylaw_person *p, int at) {
  struct batch_fact *f;
  enum fault fault = fact_of(p, at, SLOT_LIST, &f);
  if (fault != FAULT_NONE) return fault;
  uint32_t row = f->first[1];
  if (row == MOST_RECORDS) return FAULT_MANY;
  if (!batch_room_for_rows(&p->facts, at, row + 1)) return FAULT_MEMORY;
  const struct fact *fields = p->shape->slots[at].declared->fields;
  f->plain.state[0] = STATE_KNOWN;
  for (int i = 0; i < f->columns; i++)
    f->column[i].state[row] = fields[i].optional ? STATE_ABSENT : STATE_UNKNOWN;
  f->first[1] = row + 1;
  return FAULT_NONE;
}

/* --- the day of deciding ---------------------------------------------------------------------- */

static bool late_in(const struct person_slot *s, const struct batch_column *c, uint32_t rows, int64_t day,
                    int64_t month, struct value *late) {
  for (uint32_t i = 0; i < rows; i++) {
    if (c->state[i] != STATE_KNOWN || c->value[i] <= (s->kind == KIND_DATE ? day : month)) continue;
    *late = value_of((enum kind)s->kind, c->value[i]);
    return true;
  }
  return false;
}

bool slot_too_late(const struct bylaw_person *p, int slot, int64_t decided_on, struct value *late) {
  const struct person_slot *s = &p->shape->slots[slot];
  if (!s->declared->today || (s->kind != KIND_DATE && s->kind != KIND_MONTH)) return false;
  struct value day = value_of(KIND_DATE, decided_on);
  int64_t month = value_op(NULL, OP_MONTH_OF, &day).u.i;
  if (s->form == SLOT_INPUT) {
    *late = p->given[s->column];
    return late->state == STATE_KNOWN && late->u.i > (s->kind == KIND_DATE ? decided_on : month);
  }
  const struct batch_fact *f = &p->facts.batch.facts[s->fact];
  bool plain = s->form == SLOT_PLAIN;
  return late_in(s, plain ? &f->plain : &f->column[s->column], plain ? 1 : f->first[1], decided_on, month,
                 late);
}

/* The bounds that are kept may be too high: what they stand for may have been overwritten. */
bool person_in_time(struct bylaw_person *p, int decision, int64_t decided_on) {
  struct value day = value_of(KIND_DATE, decided_on), late;
  int64_t month = p->latest_month == INT64_MIN ? INT64_MIN : value_op(NULL, OP_MONTH_OF, &day).u.i;
  if (p->latest_day <= decided_on && p->latest_month <= month) return true;
  bool others = false;
  for (int i = 0; i < p->slot_count; i++) {
    bool about_it = p->shape->slots[i].form != SLOT_INPUT || p->shape->slots[i].fact == decision;
    if (!slot_too_late(p, i, decided_on, &late)) continue;
    if (about_it) return false;
    others = true;
  }
  if (others) return true;
  if (p->latest_day > decided_on) p->latest_day = decided_on;
  if (p->latest_month > month) p->latest_month = month;
  return true;
}
