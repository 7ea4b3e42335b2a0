/* Changing facts by what offices tell, and whether they fit each other. */
#include <stdlib.h>
#include <string.h>

#include "host/base/names.h"
#include "host/engine/decide/facts_json.h"
#include "host/engine/policy/json.h"
#include "host/engine/cells/cells.h"
#include "host/value/identity.h"

/* --- histories -------------------------------------------------------------------------------- */

static bool same(const struct value *a, const struct value *b) {
  if (a->state != b->state || a->state == STATE_POISONED) return false;
  if (a->state != STATE_KNOWN) return true;
  struct value equal = value_compare(CMP_EQ, *a, *b);
  return equal.state == STATE_KNOWN && equal.u.i != 0;
}

/* Neighbours with one value become one spell; two unknown ones may hide a change and stay. */
static void add_spell(struct timeline *t, int64_t from, struct value v) {
  bool said = t->count == 0 ? v.state == STATE_ABSENT
                            : v.state != STATE_UNKNOWN && same(&t->spells[t->count - 1].value, &v);
  if (!said) t->spells[t->count++] = (struct spell){from, v};
}

/* The one value of a history that tells no day. */
static struct value value_always(const struct fact *f, const struct value *v) {
  struct value one = v->state == STATE_UNKNOWN ? value_unknown(f->kind) : value_absent(f->kind);
  one.domain = f->domain;
  bool some = v->state == STATE_KNOWN && v->u.timeline->count > 0;
  return some ? v->u.timeline->spells[0].value : one;
}

static bool before_known(const struct timeline *t, int64_t day, struct fault *why) {
  struct buf known = {0}, asked = {0};
  value_write(&known, value_of(KIND_DATE, t->known_from));
  value_write(&asked, value_of(KIND_DATE, day));
  if (known.oom || asked.oom) {
    fault_starved(why);
  } else {
    fault_set(why, "%s 早于这项历史所知的第一天 %s", buf_text(&asked), buf_text(&known));
    fault_hint(why, "核对日期；要写更早的历史，写出全部各段");
  }
  buf_free(&known);
  buf_free(&asked);
  return false;
}

bool office_from(const struct office *o, const struct fact *f, const struct value *was,
                 const struct value *value, int64_t day, struct arena *a, struct value *out,
                 struct fault *why) {
  static const struct timeline empty = {.known_from = DAY_MIN};
  const struct timeline *old = was->state == STATE_KNOWN ? was->u.timeline : &empty;
  struct value now = value_always(f, value);
  if (!office_happened(o, f, day, why)) return false;
  if (old->known_from != DAY_MIN && day < old->known_from) return before_known(old, day, why);
  struct timeline *t = arena_new(a, sizeof *t);
  struct spell *spells = arena_array(a, (size_t)old->count + 2, sizeof *spells);
  if (!t || !spells) return fault_starved(why);
  *t = (struct timeline){.kind = f->kind, .domain = f->domain, .spells = spells};
  t->known_from = was->state == STATE_UNKNOWN ? day : old->known_from;
  int i = 0;
  for (; i < old->count && old->spells[i].from < day; i++)
    add_spell(t, old->spells[i].from, old->spells[i].value);
  add_spell(t, day, now);
  for (; i < old->count; i++)
    if (old->spells[i].from > day) add_spell(t, old->spells[i].from, old->spells[i].value);
  *out = (struct value){.kind = KIND_TIMELINE, .domain = f->domain};
  out->u.timeline = t;
  return true;
}

bool office_undated(const struct office *o, const struct fact *f, const struct value *was,
                    const struct value *value, struct value *out, struct fault *why) {
  struct value now = value_always(f, value), held = value_absent(f->kind);
  if (was->state != STATE_KNOWN) {
    *out = *value;
    return true;
  }
  const struct timeline *t = was->u.timeline;
  if (t->known_from != DAY_MIN && o->today < t->known_from) held = value_unknown(f->kind);
  for (int i = 0; i < t->count && t->spells[i].from <= o->today; i++)
    held = t->spells[i].value;
  *out = *was;
  if (same(&held, &now)) return true;
  struct buf old = {0}, fresh = {0};
  office_write_part(o, f, &held, &old);
  office_write_part(o, f, &now, &fresh);
  const char *text = quote(&fresh);
  const char *mark = f->kind == KIND_TEXT && now.state == STATE_KNOWN && *text != '"' ? "\"" : "";
  fault_set(why, "与现在登记的 ‘%s’ 不同，没有写明从哪一天起", quote(&old));
  fault_hint(why, "写成 2025-09-01 %s 这样，或用 --from 写明日期；确是从来如此，写 一直 %s%s%s", text, mark,
             text, mark);
  fault_quotes(why, &old);
  fault_quotes(why, &fresh);
  buf_free(&old);
  buf_free(&fresh);
  return false;
}

/* --- lists ------------------------------------------------------------------------------------ */

static bool has_row(const struct list *l, const struct value *row) {
  for (int i = 0; i < l->rows; i++) {
    int alike = 0;
    while (alike < l->fields && same(&l->cells[i * l->fields + alike], &row[alike]))
      alike++;
    if (alike == l->fields) return true;
  }
  return false;
}

bool office_with(const struct value *was, const struct value *more, struct arena *a, struct value *out,
                 struct fault *why) {
  const struct list *old = was->state == STATE_KNOWN ? was->u.list : NULL, *given = more->u.list;
  int fields = given->fields, rows = (old ? old->rows : 0) + given->rows;
  struct list *l = arena_new(a, sizeof *l);
  struct value *cells = arena_array(a, (size_t)rows * (size_t)fields + 1, sizeof *cells);
  if (!l || !cells) return fault_starved(why);
  *l = (struct list){fields, old ? old->rows : 0, cells};
  if (l->rows) memcpy(cells, old->cells, (size_t)(l->rows * fields) * sizeof *cells);
  for (int i = 0; i < given->rows; i++) {
    const struct value *row = given->cells + i * fields;
    if (has_row(l, row)) continue;
    memcpy(cells + l->rows * fields, row, (size_t)fields * sizeof *cells);
    l->rows++;
  }
  *out = (struct value){.kind = KIND_LIST};
  out->u.list = l;
  return true;
}

/* --- names ------------------------------------------------------------------------------------ */

/* The reference whose record has `fact` as its key; NULL: none. */
static const struct reference *reference_by(const struct office *o, int fact) {
  const struct subject_kind *s = &o->model->subjects[o->subject];
  for (int i = 0; i < s->reference_count; i++)
    if (o->model->subjects[s->references[i].subject].key == fact) return &s->references[i];
  return NULL;
}

bool office_takes(const struct office *o, int fact) {
  if (o->asked) return model_reaches(o->model, o->subject, fact);
  return o->model->facts[fact].subject == o->subject || reference_by(o, fact);
}

const char *office_fact_name(const struct office *o, int fact) {
  const struct fact *f = &o->model->facts[fact];
  const struct reference *r = reference_by(o, fact);
  return f->subject == o->subject ? f->own : r ? r->name : f->name;
}

const char *office_fact_label(const struct office *o, int fact) {
  const struct fact *f = &o->model->facts[fact];
  const struct reference *r = reference_by(o, fact);
  return f->subject != o->subject && r ? r->label : f->label;
}

int office_find(const struct office *o, const char *name) {
  const struct model *m = o->model;
  int found = -1;
  for (int i = 0; i < m->fact_count; i++)
    if (office_takes(o, i) &&
        (strcmp(office_fact_name(o, i), name) == 0 || strcmp(m->facts[i].name, name) == 0))
      return i;
  for (int i = 0; i < m->fact_count; i++) {
    if (!office_takes(o, i) || strcmp(office_fact_label(o, i), name) != 0) continue;
    if (found >= 0) return -1; /* two facts share the label: only names tell them apart */
    found = i;
  }
  return found;
}

bool office_unknown_fact(const struct office *o, const char *name, const char *const *also, struct error *e) {
  const struct model *m = o->model;
  const char *names[160];
  char shown[96], all[600];
  int n = 0, count = 0;
  for (int i = 0; i < m->fact_count; i++)
    count += office_takes(o, i);
  for (int i = 0; i < m->fact_count && n < 64; i++)
    if (office_takes(o, i)) names[n++] = office_fact_label(o, i);
  text_list(all, sizeof all, names, n, count);
  for (int i = 0; i < m->fact_count && n < 128; i++)
    if (office_takes(o, i)) names[n++] = office_fact_name(o, i);
  for (int i = 0; also && also[i] && n < 159; i++)
    names[n++] = also[i];
  names[n] = NULL;
  office_shown(NULL, name, strlen(name), shown);
  error_set(e, ERR_INPUT, "%s没有 ‘%s’ 这项事实", m->subjects[o->subject].label, shown);
  text_mask_numbers(e->message);
  if (!hint_nearest(e, name, names)) error_hint(e, "可以写的有：%s", all);
  return false;
}

/* --- facts that must fit ---------------------------------------------------------------------- */

bool office_fits(const struct office *o, const struct value *facts, int *fact, struct fault *why) {
  const struct model *m = o->model;
  const struct invariant *inv = broken_invariant(m, facts);
  struct buf left = {0}, right = {0};
  if (!inv) return true;
  value_print(&left, facts[inv->a]);
  value_print(&right, facts[inv->b]);
  *fact = inv->b;
  if (left.oom || right.oom)
    fault_starved(why);
  else
    fault_set(why, "%s（%s）与%s（%s）互相矛盾，不满足 %s", m->facts[inv->a].label, buf_text(&left),
              m->facts[inv->b].label, buf_text(&right), inv->text);
  buf_free(&left);
  buf_free(&right);
  return false;
}

bool office_unchecked(const struct office *o, const struct value *facts) {
  for (int i = 0; i < o->model->fact_count; i++)
    if (office_number_unchecked(&o->model->facts[i], &facts[i])) return true;
  return false;
}

bool office_numbered(const struct office *o, int fact) {
  return fact >= 0 && (fact == o->numbered[NUMBER_BIRTH] || fact == o->numbered[NUMBER_SEX]);
}

/* What the number of these facts tells: a number with a wrong check character that somebody has
** verified is one too. */
static bool number_tells(const struct office *o, enum number_tells which, const struct value *facts,
                         struct value *out) {
  char canonical[19];
  int64_t birth;
  bool male;
  int fact = o->numbered[which];
  if (fact < 0 || o->key < 0 || !o->model->facts[o->key].identity) return false;
  if (facts[o->key].state != STATE_KNOWN) return false;
  enum identity_fault fault = identity_check(facts[o->key].u.text, canonical, &birth, &male);
  if (fault != ID_OK && fault != ID_CHECK) return false;
  /* fact.sex: male, female */
  *out = which == NUMBER_BIRTH ? value_of(KIND_DATE, birth)
                               : value_enum(o->model->facts[fact].domain, male ? 0 : 1);
  return true;
}

bool office_from_number(const struct office *o, enum number_tells which, struct value *facts) {
  struct value told;
  if (!number_tells(o, which, facts, &told) || facts[o->numbered[which]].state != STATE_UNKNOWN) return false;
  facts[o->numbered[which]] = told;
  return true;
}

void office_number_reason(const struct office *o, unsigned derived, struct buf *out) {
  for (int i = 0; i < NUMBER_TELLS; i++)
    if (derived >> i & 1)
      buf_printf(out, "；%s取自%s", o->model->facts[o->numbered[i]].label, o->model->facts[o->key].label);
}

bool office_number_agrees(const struct office *o, enum number_tells which, const struct value *facts,
                          struct fault *why) {
  struct value told;
  if (!number_tells(o, which, facts, &told)) return true;
  const struct fact *f = &o->model->facts[o->numbered[which]], *key = &o->model->facts[o->key];
  const struct value *written = &facts[o->numbered[which]];
  if (written->state != STATE_KNOWN || written->kind != told.kind || written->u.i == told.u.i) return true;
  char masked[96];
  struct buf by_number = {0}, by_hand = {0};
  office_write(o, f, &told, &by_number);
  office_write(o, f, written, &by_hand);
  office_shown(key, facts[o->key].u.text, strlen(facts[o->key].u.text), masked);
  if (!buf_text(&by_number) || !buf_text(&by_hand))
    fault_starved(why);
  else {
    fault_set(why, "%s %s 中的%s %s 与%s %s 不一致", key->label, masked, f->label, buf_text(&by_number),
              f->label, buf_text(&by_hand));
    fault_hint(why, "核对原件；以户口簿为准时，用 record 登记%s", f->label);
  }
  buf_free(&by_number);
  buf_free(&by_hand);
  return false;
}
