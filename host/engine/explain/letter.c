/* A notice for the person whom a decision is about: the outcome, why, what it rests on, what can be
** done: what to bring, by when, where, and the legal remedies. It says nothing that only programs
** and officers need: no name of a fact or decision, no version. */
#include <string.h>

#include "host/engine/explain/explain.h"

/* NULL, which `say` knows, for what there was no memory for. */
static const char *text_of(struct buf *b) {
  return buf_text(b);
}

/* --- who and what ----------------------------------------------------------------------------- */

static void put_key(struct telling *t, struct buf *out, const struct fact *f, struct value v) {
  buf_puts(out, f->label);
  buf_puts(out, " ");
  if (t->full && v.kind == KIND_TEXT && v.state == STATE_KNOWN)
    buf_puts(out, v.u.text);
  else
    fact_words(t, out, f, v);
}

static void put_whom(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  struct buf key = {0};
  int i = model_key(m);
  if (i >= 0 && t->v->run.facts[i].state == STATE_KNOWN) put_key(t, &key, &m->facts[i], t->v->run.facts[i]);
  if (key.len || key.oom)
    say(t, out, SAY_TO, m->subject_label, text_of(&key));
  else
    say(t, out, SAY_TO_NOBODY, m->subject_label, "");
  buf_puts(out, "\n\n");
  buf_free(&key);
}

static void put_about(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  struct letter_says says = letter_says(t);
  struct buf when = {0};
  time_words(t, &when, t->v->run.when);
  if (*says.about)
    say(t, out, SAY_ABOUT, text_of(&when), says.about);
  else
    say(t, out, SAY_ABOUT_DECISION, text_of(&when), m->decisions[t->v->decision].label);
  buf_puts(out, "\n");
  buf_free(&when);
}

/* --- reasons ---------------------------------------------------------------------------------- */

/* A space that parts a date in digits from a word is none behind 日 or 月. */
static void put_close_dates(struct buf *out, struct buf *text) {
  const char *s = buf_text(text);
  if (!s) {
    out->oom = true;
    return;
  }
  for (size_t i = 0; s[i]; i++) {
    bool behind = i >= 3 && (memcmp(s + i - 3, "日", 3) == 0 || memcmp(s + i - 3, "月", 3) == 0);
    if (s[i] != ' ' || !behind || !((unsigned char)s[i + 1] & 0x80)) buf_add(out, s + i, 1);
  }
}

/* Numbered, each with the questions that decided it. */
static void put_failed(struct telling *t, struct buf *out) {
  const struct reasons *list = &t->outcome->failed;
  struct buf grounds = {0};
  int n = 0;
  for (int i = 0; i < list->count; i++) {
    const struct reason *r = &list->list[i];
    if (reason_told_before(list, i)) continue;
    buf_printf(out, "%d. %s%s", ++n, r->text, word(t, SAY_OPEN));
    cite_words(out, r->article);
    buf_printf(out, "%s\n", word(t, SAY_CLOSE));
    uint32_t requirement = requirement_behind(t, r);
    if (requirement != PATH_NONE) grounds_words(t, &grounds, requirement, 2, "   ", word(t, SAY_STOP));
    put_close_dates(out, &grounds);
    buf_clear(&grounds);
  }
  buf_free(&grounds);
}

/* --- outcomes --------------------------------------------------------------------------------- */

static void put_choices(struct telling *t, struct buf *out, const struct fact *f) {
  const struct domain *d = f->kind == KIND_ENUM ? domain_of(t->v->policy->script, f->domain) : NULL;
  struct buf names = {0};
  if (!d || d->count > 8) return; /* a long list helps nobody who knows his own district */
  for (int i = 0; i < d->count; i++)
    buf_printf(&names, "%s%s", i ? " / " : "", d->members[i].label);
  say(t, out, SAY_NOTICE_CHOICES, text_of(&names), "");
  buf_free(&names);
}

static void put_need(struct telling *t, struct buf *out, const struct fact *f, int *n) {
  buf_printf(out, "%d. %s", ++*n, f->label);
  put_choices(t, out, f);
  if (*f->cite) buf_printf(out, "%s%s%s", word(t, SAY_OPEN), f->cite, word(t, SAY_CLOSE));
  buf_puts(out, "\n");
}

static void put_needs(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  const struct decision *d = &m->decisions[t->v->decision];
  int n = 0;
  buf_printf(out, "%s\n", word(t, SAY_NOTICE_NEEDS));
  for (int i = 0; i < m->fact_count; i++)
    if (t->outcome->need_facts[i]) put_need(t, out, &m->facts[i], &n);
  for (int i = 0; i < d->given_count; i++)
    if (t->outcome->need_given[i]) put_need(t, out, &d->given[i], &n);
}

static void put_value(struct telling *t, struct buf *out) {
  const struct decision *d = &t->v->policy->script->model.decisions[t->v->decision];
  const struct outcome *o = t->outcome;
  buf_printf(out, "%s%s", d->label, word(t, SAY_COLON));
  for (int i = 0; i < o->item_count; i++) {
    if (i) buf_puts(out, "、");
    value_words(t, out, o->items[i]);
  }
  if (d->many && o->item_count == 0) buf_puts(out, word(t, SAY_NONE));
  if (!d->many) value_words(t, out, o->value);
  if (d->many && *d->cite) buf_printf(out, "%s%s%s", word(t, SAY_OPEN), d->cite, word(t, SAY_CLOSE));
  buf_printf(out, "%s\n", word(t, SAY_STOP));
}

/* What led to the value; the entries of a list are told already. */
static void put_why(struct telling *t, struct buf *out) {
  struct buf why = {0};
  if (t->v->policy->script->model.decisions[t->v->decision].many) return;
  buf_printf(out, "\n%s\n", word(t, SAY_NOTICE_WHY));
  value_reasons_words(t, &why);
  put_close_dates(out, &why);
  buf_free(&why);
}

/* A warning may be for the office alone: nobody who gets a letter can review it by hand. */
static bool is_for_office(const struct telling *t, const struct reason *r) {
  const struct model *m = &t->v->policy->script->model;
  for (int i = 0; i < m->decision_count; i++)
    for (int k = 0; k < m->decisions[i].rule_count && strcmp(m->decisions[i].name, r->rule) == 0; k++) {
      const struct rule *w = &m->decisions[i].rules[k];
      if (w->to_office && strcmp(w->cite, r->article) == 0 && strcmp(w->say, r->text) == 0) return true;
    }
  return false;
}

static void put_warnings(struct telling *t, struct buf *out) {
  const struct reasons *list = &t->outcome->warnings;
  int n = 0;
  for (int i = 0; i < list->count; i++) {
    const struct reason *r = &list->list[i];
    if (is_for_office(t, r) || reason_told_before(list, i)) continue;
    if (!n) buf_printf(out, "\n%s\n", word(t, SAY_NOTICE_WARNING));
    buf_printf(out, "%d. %s%s", ++n, r->text, word(t, SAY_OPEN));
    cite_words(out, r->article);
    buf_printf(out, "%s\n", word(t, SAY_CLOSE));
  }
}

static void put_outcome(struct telling *t, struct buf *out) {
  const struct outcome *o = t->outcome;
  switch (o->kind) {
  case OUT_VALUE:
    put_value(t, out);
    put_why(t, out);
    break;
  case OUT_HOLD:
    put_value(t, out);
    buf_printf(out, "%s\n", word(t, SAY_NOTICE_HELD));
    put_failed(t, out);
    break;
  case OUT_REFUSED:
    buf_printf(out, "%s\n", word(t, SAY_NOTICE_FAILED));
    put_failed(t, out);
    break;
  case OUT_UNDETERMINED:
    say(t, out, SAY_NOTICE_UNDETERMINED, o->say, o->who);
    buf_puts(out, "\n");
    between_line(t, out);
    break;
  case OUT_NEEDS: put_needs(t, out); break;
  }
  put_warnings(t, out);
}

/* --- what it rests on ------------------------------------------------------------------------- */

static bool holds_nothing(struct value v) {
  if (v.state != STATE_KNOWN) return v.state == STATE_ABSENT;
  if (v.kind == KIND_LIST) return v.u.list->rows == 0;
  if (v.kind != KIND_TIMELINE || v.u.timeline->known_from != DAY_MIN) return false;
  for (int i = 0; i < v.u.timeline->count; i++)
    if (v.u.timeline->spells[i].value.state != STATE_ABSENT) return false;
  return true;
}

/* What need not be told and is not there says nothing to the person: a letter to the living tells
** of no death. */
static bool is_worth_telling(const struct fact *f, struct value v) {
  return v.state != STATE_UNKNOWN && !(f->optional && holds_nothing(v));
}

static int put_fact(struct telling *t, struct buf *out, const struct fact *f, struct value v, int told) {
  if (!is_worth_telling(f, v)) return told;
  if (told == 0) buf_printf(out, "\n%s\n", word(t, SAY_NOTICE_FACTS));
  buf_printf(out, "  %s%s", f->label, word(t, SAY_COLON));
  fact_words(t, out, f, v);
  buf_puts(out, "\n");
  return told + 1;
}

static void put_facts(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  const struct decision *d = &m->decisions[t->v->decision];
  const struct run *r = &t->v->run;
  int told = 0;
  for (int i = 0; i < m->fact_count; i++)
    if (r->fact_used[i]) told = put_fact(t, out, &m->facts[i], r->facts[i], told);
  for (int i = 0; i < d->given_count; i++)
    if (r->given_used[i]) told = put_fact(t, out, &d->given[i], r->given[i], told);
}

/* --- what can be done ------------------------------------------------------------------------- */

static void put_declared(struct telling *t, struct buf *out, enum phrase p, const struct cited_text *said) {
  struct buf text = {0};
  if (!*said->text) return;
  declared_words(t, &text, said->text);
  if (*said->cite) {
    buf_puts(&text, word(t, SAY_OPEN));
    cite_words(&text, said->cite);
    buf_puts(&text, word(t, SAY_CLOSE));
  }
  say(t, out, p, text_of(&text), "");
  buf_puts(out, "\n");
  buf_free(&text);
}

/* Every entry of the list with the case in which it is needed: the facts may not tell whether it
** is. */
static void put_bring(struct telling *t, struct buf *out, int decision) {
  if (decision < 0) return;
  const struct decision *d = &t->v->policy->script->model.decisions[decision];
  struct buf text = {0}, cite = {0};
  for (int i = 0; i < d->rule_count; i++) {
    const struct rule *r = &d->rules[i];
    if (r->kind != RULE_ITEM) continue;
    if (text.len) buf_puts(&text, word(t, SAY_SEMICOLON));
    buf_puts(&text, r->value.u.text);
    if (r->when.kind != COND_ALWAYS)
      say(t, &text, SAY_NOTICE_WHERE, condition_side(t->v, &r->when, true), "");
  }
  cite_words(&cite, d->cite);
  say(t, out, SAY_NOTICE_BRING, text_of(&text), text_of(&cite));
  buf_puts(out, "\n");
  buf_free(&text);
  buf_free(&cite);
}

static void put_todo(struct telling *t, struct buf *out, const struct letter_says *s) {
  static const enum phrase todo[] = {[OUT_HOLD] = SAY_NOTICE_CHECK, [OUT_NEEDS] = SAY_NOTICE_SUPPLY};
  enum outcome_kind kind = t->outcome->kind;
  if (kind == OUT_HOLD || kind == OUT_NEEDS) buf_printf(out, "%s\n", word(t, todo[kind]));
  if (kind == OUT_REFUSED && !s->final) buf_printf(out, "%s\n", word(t, SAY_NOTICE_AGAIN));
  put_bring(t, out, s->bring);
  put_declared(t, out, SAY_NOTICE_BY, &s->by);
  put_declared(t, out, SAY_NOTICE_AT, &s->at);
}

static void put_remedies(struct telling *t, struct buf *out) {
  const struct remedies *r = remedies_due(t);
  if (!r) return;
  buf_printf(out, "%s%s%s%s\n", r->text, word(t, SAY_OPEN), r->source, word(t, SAY_CLOSE));
}

static void put_advice(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  struct letter_says s = letter_says(t);
  put_todo(t, out, &s);
  if (*s.changes.text)
    put_declared(t, out, SAY_NOTICE_CHANGES, &s.changes);
  else
    buf_printf(out, "%s\n", word(t, SAY_NOTICE_CORRECT));
  put_remedies(t, out);
  if (!*m->interpreter) return;
  struct buf cite = {0};
  if (*m->interpreter_cite)
    buf_printf(&cite, "%s%s%s", word(t, SAY_OPEN), m->interpreter_cite, word(t, SAY_CLOSE));
  say(t, out, SAY_NOTICE_INTERPRET, m->interpreter, text_of(&cite));
  buf_puts(out, "\n");
  buf_free(&cite);
}

void letter_words(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  t->wordy *= 2; /* no term is told before: its name alone says less than its facts */
  t->long_dates = true;
  buf_printf(out, "%s\n\n%s %s\n\n", word(t, SAY_NOTICE), m->number, m->title);
  put_whom(t, out);
  put_about(t, out);
  put_outcome(t, out);
  put_facts(t, out);
  buf_puts(out, "\n");
  put_advice(t, out);
  buf_printf(out, "\n%s\n", word(t, SAY_NOTICE_SEAL));
}
