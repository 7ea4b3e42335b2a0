/* What stands in the parts of an expression for one evaluation, and what they hang on. */
#include "host/engine/explain/explain.h"

#include <string.h>

#include "host/value/identity.h"

static bool law_here(void *ud, uint32_t expr, struct value at, struct value *out) {
  struct script *s = ud;
  const struct expr_node *n = expr_get(&s->exprs, expr);
  if (n->kind == EXPR_READING) {
    const struct reading *r = &s->model.readings[n->arg[0]];
    *out = value_enum(r->domain, r->chosen);
    return true;
  }
  return at.state == STATE_KNOWN &&
         row_value(parameter_row(s, (int)n->arg[0], at), n->kind == EXPR_HAS_START, out);
}

void values_begin(struct telling *t) {
  struct script *s = t->v->policy->script;
  const struct run *r = &t->v->run;
  t->eval.in = (struct eval_env){.exprs = &s->exprs,
                                 .values = &s->env,
                                 .facts = r->facts,
                                 .given = r->given,
                                 .given_decision = r->given ? r->given_decision : -1,
                                 .when = r->when,
                                 .decided_on = r->decided_on,
                                 .law = law_here,
                                 .ud = s};
  eval_begin(&t->eval);
}

struct value expr_here(struct telling *t, uint32_t id) {
  struct value v = eval_expr(&t->eval, id);
  v.expr = id;
  return v;
}

const struct fact *fact_behind(const struct telling *t, uint32_t id) {
  struct script *s = t->v->policy->script;
  const struct expr_node *n = expr_get(&s->exprs, id);
  const struct fact *f = NULL;
  struct expr_query q;
  if (n->kind == EXPR_FACT) return &s->model.facts[n->arg[0]];
  if (n->kind == EXPR_GIVEN) return &s->model.decisions[n->arg[1]].given[n->arg[0]];
  if (expr_query_of(&s->exprs, n, &q) && q.agg > AGG_COUNT && q.agg < AGG_RUN) {
    f = fact_behind(t, q.list);
    return f && f->form == FORM_LIST ? &f->fields[q.field] : NULL;
  }
  bool same = n->kind == EXPR_OP &&
              (n->code == OP_AT || n->code == OP_FIRST || n->code == OP_LEAST || n->code == OP_MOST);
  if (same) f = fact_behind(t, n->arg[0]);
  return same && !f && n->code != OP_AT ? fact_behind(t, n->arg[1]) : f;
}

/* --- what it hangs on ------------------------------------------------------------------------- */

static void note_any(void *ud, enum expr_kind kind, uint32_t index) {
  (void)kind;
  (void)index;
  *(bool *)ud = true;
}

bool on_facts(struct telling *t, uint32_t id) {
  bool any = false;
  expr_leaves(&t->v->policy->script->exprs, id, note_any, &any);
  return any;
}

/* Whether a node below, at most `depth` deep, is parameter or reading `index` of `kind` (or, for
** -1, any at all). */
static bool mentions(const struct telling *t, uint32_t id, int64_t parameter, int depth) {
  const struct expr_node *n = expr_get(&t->v->policy->script->exprs, id);
  struct expr_query q;
  if (!id || depth <= 0) return false;
  switch ((enum expr_kind)n->kind) {
  case EXPR_PARAMETER:
  case EXPR_HAS_START:
    return parameter < 0 || n->arg[0] == (uint32_t)parameter || mentions(t, n->arg[1], parameter, depth - 1);
  case EXPR_READING: return parameter < 0;
  case EXPR_OP:
    for (int i = 0; i < op_arity((enum op)n->code); i++)
      if (mentions(t, n->arg[i], parameter, depth - 1)) return true;
    return false;
  case EXPR_AGGREGATE:
    expr_query_of(&t->v->policy->script->exprs, n, &q);
    for (int i = 0; i < q.count; i++)
      if (mentions(t, q.conditions[i].a, parameter, depth - 2) ||
          mentions(t, q.conditions[i].b, parameter, depth - 2))
        return true;
    return false;
  default: return false;
  }
}

enum { DEEPEST_MENTION = 10 };

bool on_anything(struct telling *t, uint32_t id) {
  return on_facts(t, id) || mentions(t, id, -1, DEEPEST_MENTION);
}

bool mentions_parameter(const struct telling *t, uint32_t id, uint32_t parameter) {
  return mentions(t, id, parameter, DEEPEST_MENTION);
}

/* --- values in words -------------------------------------------------------------------------- */

static void text_words(const struct telling *t, struct buf *out, struct value v) {
  const struct fact *f = fact_behind(t, v.expr);
  if (f && f->identity) {
    identity_mask(out, v.u.text);
  } else if (f && f->card) {
    card_mask(out, v.u.text);
  } else {
    char *copy = arena_text(&t->v->run.arena, v.u.text);
    if (copy) text_mask_numbers(copy);
    if (copy)
      buf_puts(out, copy);
    else
      out->oom = true;
  }
}

void day_words(const struct telling *t, struct buf *out, struct value v) {
  if (t->long_dates)
    time_words(t, out, v);
  else
    value_write(out, v);
}

static void period_words(const struct telling *t, struct buf *out, struct value v) {
  struct buf from = {0}, to = {0};
  day_words(t, &from, value_of(KIND_DATE, v.u.span.from));
  day_words(t, &to, value_of(KIND_DATE, v.u.span.to));
  say(t, out, SAY_SPAN, buf_text(&from), buf_text(&to));
  buf_free(&from);
  buf_free(&to);
}

bool between_words(const struct telling *t, struct buf *out, struct value v) {
  struct value earliest, latest;
  struct buf from = {0}, to = {0};
  if (!value_day_bounds(v, &earliest, &latest)) return false;
  day_words(t, &from, earliest);
  day_words(t, &to, latest);
  say(t, out, SAY_BETWEEN, buf_text(&from), buf_text(&to));
  buf_free(&from);
  buf_free(&to);
  return true;
}

bool is_open_day(struct value v) {
  if (v.kind != KIND_DATE || v.state != STATE_KNOWN) return false;
  return v.u.i == date_of(1, 1, 1).u.i || v.u.i == date_of(9999, 12, 31).u.i;
}

void value_words(const struct telling *t, struct buf *out, struct value v) {
  const struct fact *f;
  if (is_open_day(v)) {
    buf_puts(out, word(t, SAY_NO_LIMIT));
    return;
  }
  switch ((enum state)v.state) {
  case STATE_UNKNOWN:
    if (!between_words(t, out, v)) buf_puts(out, word(t, SAY_UNKNOWN));
    return;
  case STATE_POISONED: buf_puts(out, word(t, SAY_FAILED)); return;
  case STATE_ABSENT:
    f = fact_behind(t, v.expr);
    buf_puts(out, f && f->form == FORM_TIMELINE && *f->absent ? f->absent : word(t, SAY_NONE));
    return;
  case STATE_KNOWN: break;
  }
  switch ((enum kind)v.kind) {
  case KIND_TRUTH: buf_puts(out, word(t, v.u.i ? SAY_YES : SAY_NO)); return;
  case KIND_DATE:
  case KIND_MONTH: day_words(t, out, v); return;
  case KIND_COUNT: value_write(out, v); return;
  case KIND_PERIOD: period_words(t, out, v); return;
  case KIND_TEXT: text_words(t, out, v); return;
  case KIND_MONEY:
    value_print(out, v);
    buf_puts(out, word(t, SAY_YUAN));
    return;
  default: value_text_out(t->v->policy->script, out, v, true);
  }
}

/* --- whole facts ------------------------------------------------------------------------------ */

static void spells_words(const struct telling *t, struct buf *out, const struct fact *f,
                         const struct timeline *line) {
  for (int i = 0; i < line->count; i++) {
    const struct spell *one = &line->spells[i];
    struct buf day = {0};
    if (i) buf_puts(out, word(t, SAY_SEMICOLON));
    if (one->from != DAY_MIN) {
      day_words(t, &day, value_of(KIND_DATE, one->from));
      say(t, out, SAY_SINCE, buf_text(&day), "");
    }
    if (one->value.state == STATE_ABSENT)
      buf_puts(out, f->absent);
    else
      fact_words(t, out, &(struct fact){.identity = f->identity, .card = f->card}, one->value);
    buf_free(&day);
  }
  if (line->count == 0) buf_puts(out, f->absent);
}

static void rows_words(const struct telling *t, struct buf *out, const struct fact *f, const struct list *l) {
  for (int i = 0; i < l->rows; i++) {
    if (i) buf_puts(out, word(t, SAY_SEMICOLON));
    for (int k = 0, shown = 0; k < l->fields; k++) {
      struct value cell = l->cells[i * l->fields + k];
      if (cell.state == STATE_ABSENT) continue;
      if (shown++) buf_puts(out, " ");
      fact_words(t, out, &f->fields[k], cell);
    }
  }
  if (l->rows == 0) buf_puts(out, word(t, SAY_NONE));
}

void fact_words(const struct telling *t, struct buf *out, const struct fact *f, struct value v) {
  v.expr = 0;
  bool text = v.kind == KIND_TEXT && v.state == STATE_KNOWN;
  if (v.state == STATE_KNOWN && v.kind == KIND_TIMELINE)
    spells_words(t, out, f, v.u.timeline);
  else if (v.state == STATE_KNOWN && v.kind == KIND_LIST)
    rows_words(t, out, f, v.u.list);
  else if (text && f->identity)
    identity_mask(out, v.u.text);
  else if (text && f->card)
    card_mask(out, v.u.text);
  else
    value_words(t, out, v);
}

void time_words(const struct telling *t, struct buf *out, struct value v) {
  if (strcmp(t->language->name, "zh") == 0)
    value_print(out, v);
  else
    value_write(out, v);
}
