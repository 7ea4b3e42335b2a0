/* An outcome for people: what was asked, what came of it, and everything that it rests on. */
#include "host/engine/explain/explain.h"

#include <stdlib.h>
#include <string.h>

#include "host/engine/policy/json.h"
#include "host/engine/policy/status.h"

/* --- outcome ---------------------------------------------------------------------------------- */

static void reasons_words(const struct telling *t, struct buf *out, enum phrase head,
                          const struct reasons *list) {
  if (list->count == 0) return;
  buf_printf(out, "%s\n", word(t, head));
  for (int i = 0; i < list->count; i++) {
    const struct reason *r = &list->list[i];
    if (reason_told_before(list, i)) continue;
    buf_printf(out, "  %s", r->article);
    if (*r->text) buf_printf(out, "%s%s", word(t, SAY_COLON), r->text);
    buf_puts(out, "\n");
  }
}

static void needs_words(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  const struct decision *d = &m->decisions[t->v->decision];
  buf_printf(out, "%s\n", word(t, SAY_NEEDS_HEAD));
  for (int i = 0; i < m->fact_count; i++)
    if (t->outcome->need_facts[i])
      buf_printf(out, "  %s%s%s%s\n", m->facts[i].label, word(t, SAY_OPEN), m->facts[i].name,
                 word(t, SAY_CLOSE));
  for (int i = 0; i < d->given_count; i++)
    if (t->outcome->need_given[i])
      buf_printf(out, "  %s%s%s%s\n", d->given[i].label, word(t, SAY_OPEN), d->given[i].name,
                 word(t, SAY_CLOSE));
}

void outcome_words(struct telling *t, struct buf *out) {
  const struct outcome *o = t->outcome;
  switch (o->kind) {
  case OUT_VALUE: value_line(t, out, SAY_RESULT); break;
  case OUT_REFUSED: reasons_words(t, out, SAY_REFUSED_HEAD, &o->failed); break;
  case OUT_HOLD:
    value_line(t, out, SAY_RESULT);
    reasons_words(t, out, SAY_HELD, &o->failed);
    break;
  case OUT_UNDETERMINED:
    say(t, out, SAY_UNDETERMINED_BY, o->say, o->who);
    buf_puts(out, "\n");
    between_line(t, out);
    break;
  case OUT_NEEDS: needs_words(t, out); break;
  }
  reasons_words(t, out, SAY_BECAUSE, &o->because);
  reasons_words(t, out, SAY_WARNINGS, &o->warnings);
}

/* --- what it rests on ------------------------------------------------------------------------- */

static void fact_line(struct telling *t, struct buf *out, const struct fact *f, struct value v) {
  buf_printf(out, "  %s%s", f->label, word(t, SAY_COLON));
  if (strcmp(t->language->name, "zh") == 0)
    fact_value_text(t->v->policy->script, f, v, out, true);
  else
    fact_words(t, out, f, v);
  buf_puts(out, "\n");
}

void facts_words(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  const struct decision *d = &m->decisions[t->v->decision];
  const struct run *r = &t->v->run;
  buf_printf(out, "%s\n", word(t, SAY_FACTS));
  for (int i = 0; i < m->fact_count; i++)
    if (r->fact_used[i]) fact_line(t, out, &m->facts[i], r->facts[i]);
  for (int i = 0; i < d->given_count; i++)
    if (r->given_used[i]) fact_line(t, out, &d->given[i], r->given[i]);
}

static void parameter_line(struct telling *t, struct buf *out, const struct parameter *p,
                           const struct row *r) {
  buf_printf(out, "  %s = ", p->label);
  value_text_out(t->v->policy->script, out, r->value, true);
  if (*p->unit) buf_printf(out, " %s", p->unit);
  buf_puts(out, word(t, SAY_OPEN));
  struct buf day = {0};
  if (r->from != DAY_FIRST) {
    time_words(t, &day, value_of(KIND_DATE, r->from));
    say(t, out, SAY_FROM, buf_text(&day), "");
  } else {
    buf_puts(out, word(t, SAY_NO_START));
  }
  buf_printf(out, "%s%s", p->cite, word(t, SAY_CLOSE));
  if (*r->source) say(t, out, SAY_SOURCE, r->source, "");
  buf_puts(out, "\n");
  buf_free(&day);
}

static void parameters_words(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  bool any = false;
  for (int i = 0; i < m->parameter_count; i++) {
    if (!t->v->run.parameter_used[i] || !t->v->run.parameter_row[i]) continue;
    if (!any) buf_printf(out, "%s\n", word(t, SAY_PARAMETERS));
    any = true;
    parameter_line(t, out, &m->parameters[i], t->v->run.parameter_row[i]);
  }
}

static void readings_words(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  bool any = false;
  for (int i = 0; i < m->reading_count; i++) {
    const struct reading *r = &m->readings[i];
    if (!t->v->run.reading_used[i]) continue;
    if (!any) buf_printf(out, "%s\n", word(t, SAY_READINGS));
    any = true;
    buf_printf(out, "  %s %s%s%s%s%s", r->id, r->ask, word(t, SAY_OPEN), r->cite, word(t, SAY_CLOSE),
               r->options[r->chosen].label);
    if (r->chosen != r->preset && *r->chosen_by) buf_printf(out, " %s", r->chosen_by);
    buf_puts(out, "\n");
  }
}

/* The month, day or year that is asked about. */
static void asked_words(const struct telling *t, struct buf *out) {
  int year, month, day;
  struct value when = t->v->run.when;
  if (t->v->policy->script->model.decisions[t->v->decision].per != PER_YEAR) {
    time_words(t, out, when);
    return;
  }
  date_split(when.u.i, &year, &month, &day);
  char text[16];
  snprintf(text, sizeof text, "%d", year);
  say(t, out, SAY_YEAR, text, "");
}

void explain_words(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  struct buf day = {0};
  buf_printf(out, "%s %s\n%s%s", m->number, m->title, m->decisions[t->v->decision].label, word(t, SAY_COMMA));
  asked_words(t, out);
  time_words(t, &day, t->v->run.decided_on);
  say(t, out, SAY_DECIDED_ON, buf_text(&day), "");
  buf_puts(out, "\n");
  if (t->whole) {
    path_words(t, out);
    outcome_words(t, out);
    facts_words(t, out);
    parameters_words(t, out);
    readings_words(t, out);
  } else {
    answer_words(t, out);
  }
  char version[17];
  text_copy(version, sizeof version, t->v->policy->version);
  say(t, out, SAY_VERSION, version, "");
  buf_puts(out, "\n");
  buf_free(&day);
}

static void note_left(struct telling *t) {
  uint32_t exprs = t->v->policy->script->exprs.count;
  for (uint32_t i = 0; t->path && i < t->path->count; i++) {
    const struct path_event *e = &t->path->events[i];
    bool value = e->kind == PATH_LEAVE || e->kind == PATH_AGAIN;
    if (value && e->a.expr && e->a.expr < exprs && !t->left_at[e->a.expr]) t->left_at[e->a.expr] = i + 1;
  }
}

/* Room for what is told once. False when there is no memory. */
static bool telling_open(struct telling *t) {
  struct script *s = t->v->policy->script;
  const struct model *m = &s->model;
  struct arena *a = &t->v->run.arena;
  size_t events = (size_t)(t->path ? t->path->count : 0) + 1;
  t->told = arena_array(a, events, 1);
  t->told_last = arena_array(a, (size_t)m->term_count + 1, sizeof *t->told_last);
  t->told_before = arena_array(a, events, sizeof *t->told_before);
  t->left_at = arena_array(a, (size_t)s->exprs.count + 1, sizeof *t->left_at);
  t->told_row = arena_array(a, (size_t)t->v->run.row_base[m->parameter_count] + 1, 1);
  t->told_read = arena_array(a, (size_t)m->reading_count + 1, 1);
  t->wordy = t->language->wordy;
  if (!t->told || !t->told_last || !t->told_before || !t->left_at || !t->told_row || !t->told_read)
    return false;
  note_left(t);
  values_begin(t);
  return true;
}

/* Whether something was computed or kept for the telling for which there was no memory. */
static bool starved(const struct telling *t) {
  return t->eval.failed || t->v->run.arena.starved || t->v->policy->script->exprs.starved;
}

void outcome_explain(struct evaluation *v, const struct outcome *out, bool whole, struct buf *text) {
  struct telling t = {
      .v = v, .outcome = out, .path = v->run.path, .whole = whole, .language = language_find(NULL)};
  v->run.path = NULL; /* telling asks for nothing that is to be told */
  bool open = telling_open(&t);
  if (open) explain_words(&t, text);
  text->oom = text->oom || !open || starved(&t);
  eval_free(&t.eval);
  v->run.path = (struct path *)t.path;
}

/* --- the call --------------------------------------------------------------------------------- */

static bool explain_json(struct telling *t, char **text, struct error *e) {
  json_t *made = outcome_json(t->v, t->outcome);
  t->told_row = NULL; /* each step tells by itself */
  object_put(&made, "path", path_json(t));
  object_put(&made, "letter", letter_json(t));
  object_put(&made, "path_complete", json_boolean(!t->path->cut));
  if (!starved(t)) return status_json(made, text, e);
  json_decref(made);
  return error_set(e, ERR_MEMORY, "内存不足");
}

static bool tell_as(struct telling *t, int form, char **text, struct error *e) {
  struct buf out = {0};
  t->v->run.path = NULL;
  if (!telling_open(t)) return error_set(e, ERR_MEMORY, "内存不足");
  if (form == BYLAW_EXPLAIN_JSON) return explain_json(t, text, e);
  if (form == BYLAW_EXPLAIN_LETTER)
    letter_words(t, &out);
  else
    explain_words(t, &out);
  out.oom = out.oom || starved(t);
  *text = buf_take(&out);
  return *text || error_set(e, ERR_MEMORY, "内存不足");
}

static bool check_how(const bylaw_explanation *how, struct error *e) {
  if (!language_find(how->language)) {
    error_set(e, ERR_USAGE, "没有语言 ‘%s’", how->language);
    error_hint(e, "可用的语言：zh（中文）、en（英文）");
    return false;
  }
  if (how->form >= BYLAW_EXPLAIN_TEXT && how->form <= BYLAW_EXPLAIN_LETTER) return true;
  error_set(e, ERR_USAGE, "没有这种说明方式：%d", how->form);
  error_hint(e, "用 BYLAW_EXPLAIN_TEXT、BYLAW_EXPLAIN_JSON 或 BYLAW_EXPLAIN_LETTER");
  return false;
}

/* One decision through Lua, for the sake of its path: no tree is asked. */
static void tell_alone(const struct evaluation *v, bylaw_statistics *to) {
  const struct expr_arena *exprs = &v->policy->script->exprs;
  to->asked = to->by_lua = 1;
  to->nodes = exprs->count - 1;
  to->bytes = (long long)expr_bytes(exprs);
}

static bool explain_as(bylaw *b, const bylaw_request *request, const bylaw_explanation *how,
                       struct telling *t, bylaw_outcome *kind, char **text, struct error *e) {
  struct path path = {0};
  struct outcome *out = calloc(1, sizeof *out);
  t->v = calloc(1, sizeof *t->v);
  bool ok = t->v && out ? check_how(how, e) : error_set(e, ERR_MEMORY, "内存不足");
  if (ok) {
    evaluation_path(t->v, &path);
    ok = evaluation_run(b, request, t->v, out, e);
  }
  if (ok && kind) *kind = (bylaw_outcome)out->kind;
  t->outcome = out;
  t->path = &path;
  t->language = language_find(how->language);
  t->whole = how->path || how->all;
  t->all = how->all;
  t->full = how->full;
  if (ok && text) ok = tell_as(t, how->form, text, e);
  eval_free(&t->eval);
  b->statistics = (bylaw_statistics){0};
  if (ok) tell_alone(t->v, &b->statistics);
  if (t->v) evaluation_end(t->v);
  free(t->v);
  free(out);
  path_free(&path);
  return ok;
}

bylaw_status bylaw_explain_as(bylaw *b, const bylaw_request *request, const bylaw_explanation *how,
                              bylaw_outcome *outcome, char **text, bylaw_error *error) {
  static const bylaw_explanation usual = {0};
  struct error e = {0};
  struct telling t = {0};
  if (text) *text = NULL;
  return explain_as(b, request, how ? how : &usual, &t, outcome, text, &e) ? BYLAW_OK : give_error(&e, error);
}

bylaw_status bylaw_explain(bylaw *b, const bylaw_request *request, bylaw_outcome *outcome, char **text,
                           bylaw_error *error) {
  return bylaw_explain_as(b, request, NULL, outcome, text, error);
}
