/* A notice for the person whom a decision is about: the outcome, all reasons at once, what it rests on, what can be done. */
#include <string.h>

#include "host/engine/explain.h"

/* NULL, which `say` knows, for what there was no memory for. */
static const char *text_of(struct buf *b) {
  return buf_text(b);
}

/* --- who and what ------------------------------------------------------------------------------ */

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
  for (int i = 0; i < m->fact_count; i++)
    if (strcmp(m->facts[i].name, m->key) == 0 && t->v->run.facts[i].state == STATE_KNOWN)
      put_key(t, &key, &m->facts[i], t->v->run.facts[i]);
  if (key.len || key.oom)
    say(t, out, SAY_TO, m->subject_label, text_of(&key));
  else
    say(t, out, SAY_TO_NOBODY, m->subject_label, "");
  buf_puts(out, "\n\n");
  buf_free(&key);
}

static void put_about(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  struct buf when = {0};
  time_words(t, &when, t->v->run.when);
  say(t, out, SAY_ABOUT, text_of(&when), m->decisions[t->v->decision].label);
  buf_puts(out, "\n");
  buf_free(&when);
}

/* --- reasons --------------------------------------------------------------------------------------- */

/* Numbered. `grounded`: each with the questions that decided it. */
static void put_reasons(struct telling *t, struct buf *out, const struct reasons *list, bool grounded) {
  int n = 0;
  for (int i = 0; i < list->count; i++) {
    const struct reason *r = &list->list[i];
    if (reason_told_before(list, i)) continue;
    buf_printf(out, "%d. %s%s%s\n", ++n, r->article, *r->text ? word(t, SAY_COLON) : "", r->text);
    uint32_t requirement = grounded ? requirement_behind(t, r) : PATH_NONE;
    if (requirement != PATH_NONE) grounds_words(t, out, requirement, 2, "   ", word(t, SAY_STOP));
  }
}

/* --- outcomes ------------------------------------------------------------------------------------ */

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
  const struct outcome *o = t->outcome;
  buf_printf(out, "%s%s", t->v->policy->script->model.decisions[t->v->decision].label, word(t, SAY_COLON));
  for (int i = 0; i < o->item_count; i++) {
    if (i) buf_puts(out, "、");
    value_words(t, out, o->items[i]);
  }
  if (!t->v->policy->script->model.decisions[t->v->decision].many) value_words(t, out, o->value);
  buf_printf(out, "%s\n", word(t, SAY_STOP));
}

static void put_list(struct telling *t, struct buf *out, enum phrase head, const struct reasons *list) {
  if (list->count == 0) return;
  buf_printf(out, "\n%s\n", word(t, head));
  put_reasons(t, out, list, false);
}

static void put_outcome(struct telling *t, struct buf *out) {
  const struct outcome *o = t->outcome;
  switch (o->kind) {
  case OUT_VALUE: put_value(t, out); break;
  case OUT_HOLD:
    put_value(t, out);
    buf_printf(out, "%s\n", word(t, SAY_NOTICE_HELD));
    put_reasons(t, out, &o->failed, true);
    break;
  case OUT_REFUSED:
    buf_printf(out, "%s\n", word(t, SAY_NOTICE_FAILED));
    put_reasons(t, out, &o->failed, true);
    break;
  case OUT_UNDETERMINED:
    say(t, out, SAY_NOTICE_UNDETERMINED, o->say, o->who);
    buf_puts(out, "\n");
    break;
  case OUT_NEEDS: put_needs(t, out); break;
  }
  put_list(t, out, SAY_NOTICE_BECAUSE, &o->because);
  put_list(t, out, SAY_NOTICE_WARNING, &o->warnings);
}

/* --- what can be done --------------------------------------------------------------------------- */

static void put_advice(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  if (t->outcome->kind == OUT_NEEDS)
    buf_printf(out, "%s\n", word(t, SAY_NOTICE_SUPPLY));
  else
    buf_printf(out, "%s\n", word(t, SAY_NOTICE_CORRECT));
  if (t->outcome->kind == OUT_REFUSED) buf_printf(out, "%s\n", word(t, SAY_NOTICE_AGAIN));
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
  buf_printf(out, "%s\n\n%s %s\n\n", word(t, SAY_NOTICE), m->number, m->title);
  put_whom(t, out);
  put_about(t, out);
  put_outcome(t, out);
  buf_puts(out, "\n");
  facts_words(t, out);
  buf_puts(out, "\n");
  put_advice(t, out);
  buf_printf(out, "\n%s\n", word(t, SAY_NOTICE_SEAL));
}
