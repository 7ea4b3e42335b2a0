/* A path as text: what was asked, in the order of the decision, each thing once. */
#include <string.h>

#include "host/engine/explain/explain.h"

enum { DEEPEST_TEXT = 40, MOST_INDENT = 12 };
/* What is the same as something before is looked for among so many events: nobody remembers
** more. */
enum { MEMORY = 2000 };

struct span {
  uint32_t from, to; /* events from .. to - 1 */
  int indent;
};

/* What comes of an event's line. STOPPED: the rest hangs on a guess, nobody needs it. */
enum went { ON = 0, STOPPED };

static enum went tell_span(struct telling *t, struct buf *out, struct span s);

uint32_t path_end_of(const struct path *p, uint32_t i) {
  uint32_t end = p->events[i].end;
  return end != PATH_NONE && end > i && end < p->count ? end : p->count;
}

static const struct path_event *event_at(const struct telling *t, uint32_t i) {
  return i < t->path->count ? &t->path->events[i] : NULL;
}

static bool begins(const struct path_event *e) {
  return e->kind == PATH_ENTER || e->kind == PATH_DECISION || e->kind == PATH_REQUIREMENT ||
         e->kind == PATH_RULE || e->kind == PATH_GIVE;
}

uint32_t path_next_of(const struct path *p, uint32_t i) {
  if (!begins(&p->events[i])) return i + 1;
  uint32_t end = path_end_of(p, i);
  return end < p->count ? end + 1 : end;
}

static void line_begin(struct buf *out, int indent) {
  for (int i = 0; i < indent && i < MOST_INDENT; i++)
    buf_puts(out, "  ");
}

/* --- terms ------------------------------------------------------------------------------------ */

static const struct term *term_at(const struct telling *t, const struct path_event *e) {
  return &t->v->policy->script->model.terms[e->name];
}

static bool same_time(struct value a, struct value b) {
  return a.kind == b.kind && a.u.i == b.u.i;
}

static void term_line(struct telling *t, struct buf *out, const struct path_event *e, struct value v,
                      int indent, bool again) {
  line_begin(out, indent);
  if (!same_time(e->when, t->v->run.when)) {
    value_words(t, out, (struct value){.kind = e->when.kind, .u = e->when.u});
    buf_puts(out, " ");
  }
  term_label(t, out, e->name);
  buf_puts(out, word(t, SAY_COLON));
  value_words(t, out, v);
  if (again) {
    buf_puts(out, word(t, SAY_AGAIN));
  } else {
    buf_puts(out, word(t, SAY_OPEN));
    buf_puts(out, term_at(t, e)->cite);
    buf_puts(out, word(t, SAY_CLOSE));
  }
  buf_puts(out, "\n");
}

/* The value of a term that ended at `end`; unknown when it did not. */
static struct value left_with(const struct telling *t, uint32_t end) {
  const struct path_event *e = event_at(t, end);
  return e && e->kind == PATH_LEAVE ? e->a : value_unknown(KIND_NONE);
}

/* A question asked of the value tells how it was made, too. */
static bool asked_of(const struct telling *t, struct span s, uint32_t expr) {
  for (uint32_t i = s.from; i < s.to; i++) {
    const struct path_event *e = &t->path->events[i];
    if (e->kind == PATH_GUARD && (e->a.expr == expr || e->b.expr == expr)) return true;
  }
  return false;
}

/* How a value that is no truth was made, where no question tells it. */
static void made_line(struct telling *t, struct buf *out, struct value v, struct span s) {
  const struct expr_node *n = expr_get(&t->v->policy->script->exprs, v.expr);
  struct buf text = {0}, value = {0};
  if ((n->kind != EXPR_OP && n->kind != EXPR_AGGREGATE) || asked_of(t, s, v.expr)) return;
  expr_words(t, &text, v);
  value_words(t, &value, v);
  const char *how = buf_text(&text), *what = buf_text(&value);
  out->oom = out->oom || !how || !what;
  if (how && what && strcmp(how, what) != 0) {
    line_begin(out, s.indent);
    say(t, out, SAY_BECAUSE_OF, how, "");
    buf_puts(out, "\n");
  }
  buf_free(&text);
  buf_free(&value);
}

static bool asks(const struct telling *t, struct span s) {
  for (uint32_t i = s.from; i < s.to; i++)
    if (t->path->events[i].kind == PATH_GUARD) return true;
  return false;
}

static bool guesses(const struct telling *t, struct span s) {
  for (uint32_t i = s.from; i < s.to; i++)
    if (t->path->events[i].kind == PATH_GUARD && t->path->events[i].guessed) return true;
  return false;
}

/* What hangs on a guess is not kept and is computed again; people need it once. */
static bool same_told(const struct telling *t, uint32_t enter) {
  const struct path_event *e = &t->path->events[enter];
  for (uint32_t i = t->told_last[e->name]; i > 0; i = t->told_before[i - 1])
    if (i - 1 != enter && same_time(t->path->events[i - 1].when, e->when)) return true;
  return false;
}

static void note_told(struct telling *t, uint32_t enter) {
  uint32_t *last = &t->told_last[t->path->events[enter].name];
  if (t->told[enter]) return;
  t->told[enter] = true;
  t->told_before[enter] = *last;
  *last = enter + 1;
}

/* A term as it was computed, from its PATH_ENTER on. */
static enum went tell_term(struct telling *t, struct buf *out, uint32_t enter, int indent, bool headed) {
  uint32_t end = path_end_of(t->path, enter);
  struct value v = left_with(t, end);
  struct span inside = {enter + 1, end, headed ? indent + 1 : indent};
  bool guessed = t->unsure && guesses(t, inside), again = !t->all && same_told(t, enter);
  struct value shown = guessed && !t->all ? value_unknown((enum kind)v.kind) : v;
  if (headed) term_line(t, out, &t->path->events[enter], shown, indent, again);
  if (again) return guessed ? STOPPED : ON;
  note_told(t, enter);
  enum went how = tell_span(t, out, inside);
  t->here = enter;
  if (v.kind != KIND_TRUTH && v.state != STATE_POISONED && how == ON) made_line(t, out, v, inside);
  return how;
}

/* Asked again: told in short, or in full where what came before was left out. */
static enum went tell_again(struct telling *t, struct buf *out, uint32_t i, int indent, bool headed) {
  const struct path_event *e = &t->path->events[i];
  bool known = e->end != PATH_NONE && e->end < i;
  if (known && !t->told[e->end]) return tell_term(t, out, e->end, indent, headed);
  bool plain =
      known && !asks(t, (struct span){e->end, path_end_of(t->path, e->end), 0}) && !on_facts(t, e->a.expr);
  if (!headed || (plain && !t->all)) return ON;
  term_line(t, out, e, e->a, indent, true);
  return ON;
}

/* Whether the term was asked in this span before. */
static bool asked_here(const struct telling *t, struct span s, uint32_t i) {
  uint32_t mine = t->path->events[i].end;
  if (i - s.from > MEMORY) return false;
  for (uint32_t k = s.from; k < i; k = path_next_of(t->path, k)) {
    const struct path_event *e = &t->path->events[k];
    if (e->kind == PATH_ENTER && k == mine) return true;
    if (e->kind == PATH_AGAIN && e->end == mine) return true;
  }
  return false;
}

/* --- guards, parameters, readings ------------------------------------------------------------- */

/* A question about a reading is told by the reading. */
static bool about_reading(const struct telling *t, const struct path_event *g) {
  const struct expr_arena *a = &t->v->policy->script->exprs;
  return g->cmp == CMP_EQ &&
         (expr_get(a, g->a.expr)->kind == EXPR_READING || expr_get(a, g->b.expr)->kind == EXPR_READING);
}

static bool guarded_here(const struct telling *t, struct span s, uint32_t i) {
  const struct path_event *g = &t->path->events[i];
  if (i - s.from > MEMORY) s.from = i - 1; /* a loop: at least the same again is told once */
  for (uint32_t k = s.from; k < i; k = path_next_of(t->path, k)) {
    const struct path_event *e = &t->path->events[k];
    if (e->kind == PATH_GUARD && e->cmp == g->cmp && e->a.expr == g->a.expr && e->b.expr == g->b.expr)
      return true;
  }
  return false;
}

static enum went tell_guard(struct telling *t, struct buf *out, struct span s, uint32_t i) {
  const struct path_event *g = &t->path->events[i];
  if (about_reading(t, g) || guarded_here(t, s, i)) return ON;
  line_begin(out, s.indent);
  guard_words(t, out, g);
  buf_puts(out, "\n");
  return g->guessed && !t->all ? STOPPED : ON;
}

/* A guard that follows tells the parameter with its value. */
static bool told_by_guard(const struct telling *t, struct span s, uint32_t i) {
  for (uint32_t k = i + 1; k < s.to && k - i < MEMORY; k = path_next_of(t->path, k)) {
    const struct path_event *e = &t->path->events[k];
    if (e->kind == PATH_GUARD && !about_reading(t, e) &&
        (mentions_parameter(t, e->a.expr, (uint32_t)t->path->events[i].name) ||
         mentions_parameter(t, e->b.expr, (uint32_t)t->path->events[i].name)))
      return true;
  }
  return false;
}

static void tell_parameter(struct telling *t, struct buf *out, struct span s, uint32_t i) {
  const struct path_event *e = &t->path->events[i];
  const struct parameter *p = &t->v->policy->script->model.parameters[e->name];
  if (e->row >= 0 && t->told_row[t->v->run.row_base[e->name] + e->row]) return;
  if (told_by_guard(t, s, i)) return;
  line_begin(out, s.indent);
  buf_puts(out, word(t, SAY_PARAMETER));
  buf_puts(out, p->label);
  buf_puts(out, word(t, SAY_COLON));
  if (e->row >= 0)
    rate_words(t, out, p, &p->rows[e->row]);
  else
    buf_puts(out, word(t, SAY_NO_ROW));
  buf_puts(out, "\n");
}

static void tell_reading(struct telling *t, struct buf *out, int indent, const struct path_event *e) {
  const struct reading *r = &t->v->policy->script->model.readings[e->name];
  if (t->told_read[e->name] && !t->all) return;
  line_begin(out, indent);
  buf_puts(out, word(t, SAY_READING));
  buf_printf(out, "%s %s", *r->id ? r->id : r->name, r->ask);
  buf_puts(out, r->options[r->chosen].label);
  if (t->told_read[e->name]) {
    buf_puts(out, word(t, SAY_AGAIN));
  } else {
    buf_puts(out, word(t, SAY_OPEN));
    buf_puts(out, r->cite);
    buf_puts(out, word(t, SAY_CLOSE));
  }
  buf_puts(out, "\n");
  t->told_read[e->name] = true;
}

/* --- requirements and rules ------------------------------------------------------------------- */

/* A condition that is one term says what the term says: its questions stand right below. */
static bool is_the_term(const struct telling *t, const struct condition *c) {
  const struct condition *leaf = c->kind == COND_NOT ? &c->parts[0] : c;
  return leaf->kind == COND_NAME && t->v->policy->script->model.names[leaf->name].kind == NAME_TERM;
}

static enum went tell_asked(struct telling *t, struct buf *out, uint32_t i, int indent,
                            const struct condition *c) {
  struct span s = {i + 1, path_end_of(t->path, i), indent};
  if (!is_the_term(t, c) || s.from >= s.to) return tell_span(t, out, s);
  const struct path_event *e = &t->path->events[s.from];
  enum went how = ON;
  if (e->kind == PATH_ENTER)
    how = tell_term(t, out, s.from, indent, false);
  else if (e->kind == PATH_AGAIN)
    how = tell_again(t, out, s.from, indent, false);
  if (how == STOPPED) return how;
  s.from = path_next_of(t->path, s.from);
  return tell_span(t, out, s);
}

static void tell_condition(struct telling *t, struct buf *out, uint32_t i, int indent,
                           const struct condition *c) {
  const struct path_event *end = event_at(t, path_end_of(t->path, i));
  t->unsure = !end || end->guessed;
  tell_asked(t, out, i, indent, c);
  t->unsure = false;
}

static void head(struct telling *t, struct buf *out, int indent, enum phrase kind, const char *cite,
                 const char *text) {
  line_begin(out, indent);
  if (kind != SAY_COUNT_OF_PHRASES) buf_puts(out, word(t, kind));
  buf_printf(out, "%s%s%s", cite, *text ? " " : "", text);
  buf_puts(out, word(t, SAY_COLON));
}

static bool told_before(const struct telling *t, uint32_t i, const struct condition *c) {
  const struct path_event *e = event_at(t, i + 1);
  return e && is_the_term(t, c) && e->kind == PATH_AGAIN && e->end < i && t->told[e->end];
}

static void tell_requirement(struct telling *t, struct buf *out, uint32_t i, int indent,
                             bool short_when_met) {
  const struct path_event *e = &t->path->events[i];
  const struct requirement *r = &t->v->policy->script->model.decisions[e->row].requirements[e->name];
  const struct path_event *end = event_at(t, path_end_of(t->path, i));
  bool met = end && end->outcome, unknown = !end || end->guessed;
  head(t, out, indent, SAY_COUNT_OF_PHRASES, r->cite, requirement_text(t->v, r));
  buf_puts(out, word(t, met ? SAY_MET : unknown ? SAY_UNKNOWN : r->hold ? SAY_NOT_MET_HELD : SAY_NOT_MET));
  if (told_before(t, i, &r->when)) buf_puts(out, word(t, SAY_AGAIN));
  buf_puts(out, "\n");
  if (met && short_when_met && !t->all) return;
  tell_condition(t, out, i, indent + 1, &r->when);
}

static enum phrase rule_phrase(enum rule_kind kind) {
  if (kind == RULE_EXCEPTION) return SAY_EXCEPTION;
  if (kind == RULE_WARNING) return SAY_WARNING_RULE;
  return kind == RULE_UNDETERMINED ? SAY_UNDETERMINED_RULE : SAY_COUNT_OF_PHRASES;
}

static void tell_rule(struct telling *t, struct buf *out, uint32_t i, int indent) {
  const struct path_event *e = &t->path->events[i];
  const struct rule *r = &t->v->policy->script->model.decisions[e->row].rules[e->name];
  const struct path_event *end = event_at(t, path_end_of(t->path, i));
  head(t, out, indent, rule_phrase(r->kind), r->cite,
       r->kind == RULE_ITEM ? r->value.u.text : rule_text(t->v, r));
  buf_puts(out, word(t, !end || end->guessed ? SAY_UNKNOWN : end->outcome ? SAY_APPLIES : SAY_APPLIES_NOT));
  if (told_before(t, i, &r->when)) buf_puts(out, word(t, SAY_AGAIN));
  buf_puts(out, "\n");
  tell_condition(t, out, i, indent + 1, &r->when);
}

/* --- decisions -------------------------------------------------------------------------------- */

/* What a decision came to, from its own events. */
struct came {
  int decision, kind; /* enum outcome_kind, -1: an error */
  int given;          /* the rule that gave; -1: none */
};

static struct came came_to(const struct telling *t, uint32_t i) {
  uint32_t end = path_end_of(t->path, i);
  const struct path_event *e = event_at(t, end);
  struct came c = {t->path->events[i].name, e ? e->row : -1, -1};
  if (i == 0) c.kind = (int)t->outcome->kind; /* known even when the path was cut */
  for (uint32_t k = i + 1; k < end; k = path_next_of(t->path, k))
    if (t->path->events[k].kind == PATH_GIVE) c.given = t->path->events[k].name;
  return c;
}

/* Whether rule `r` had a say: it gave, it is an exception from what gave or what gave is one from
** it, or it holds and speaks. */
static bool mattered(const struct telling *t, const struct came *c, uint32_t i) {
  const struct decision *d = &t->v->policy->script->model.decisions[c->decision];
  const struct path_event *end = event_at(t, path_end_of(t->path, i));
  int index = t->path->events[i].name;
  const struct rule *r = &d->rules[index], *given = c->given >= 0 ? &d->rules[c->given] : NULL;
  if (t->all) return true;
  if (given && (index == c->given || (given->kind == RULE_EXCEPTION && given->base == index))) return true;
  if (given && r->kind == RULE_EXCEPTION)
    return r->base == c->given || (given->kind == RULE_EXCEPTION && r->base == given->base);
  bool holds = end && end->outcome;
  if (r->kind == RULE_WARNING) return holds;
  if (r->kind == RULE_UNDETERMINED) return holds && c->kind == OUT_UNDETERMINED;
  if (r->kind == RULE_ITEM) return holds && c->kind == OUT_VALUE;
  /* what has to be asked, or awaits a schedule */
  return (c->kind == OUT_NEEDS || c->kind == OUT_UNDETERMINED) && (!end || end->guessed);
}

static void result_words(struct telling *t, struct buf *out, const struct came *c, uint32_t end) {
  const struct path_event *e = event_at(t, end);
  switch (c->kind) {
  case OUT_REFUSED: buf_puts(out, word(t, SAY_REFUSED)); return;
  case OUT_UNDETERMINED: buf_puts(out, word(t, SAY_UNDETERMINED)); return;
  case OUT_NEEDS: buf_puts(out, word(t, SAY_NEEDS)); return;
  default: break;
  }
  if (!e || c->kind < 0)
    buf_puts(out, word(t, SAY_FAILED));
  else if (!t->v->policy->script->model.decisions[c->decision].many)
    value_words(t, out, e->a);
}

/* What a rule gives; a decision that it gives tells itself. */
static void tell_give(struct telling *t, struct buf *out, uint32_t i, int indent) {
  uint32_t end = path_end_of(t->path, i);
  const struct path_event *e = event_at(t, end), *first = event_at(t, i + 1);
  bool value = e && e->outcome && e->a.kind != KIND_NONE && e->a.state == STATE_KNOWN;
  bool inner = first && i + 1 < end && first->kind == PATH_DECISION;
  if (value && !inner) {
    line_begin(out, indent);
    buf_puts(out, word(t, SAY_GIVES));
    buf_puts(out, word(t, SAY_COLON));
    value_words(t, out, e->a);
    buf_puts(out, "\n");
  }
  tell_span(t, out, (struct span){i + 1, end, inner ? indent : indent + 1});
}

static void tell_part(struct telling *t, struct buf *out, const struct came *c, uint32_t k, int indent) {
  bool decided = c->kind == OUT_VALUE || c->kind == OUT_HOLD;
  switch ((enum path_kind)t->path->events[k].kind) {
  case PATH_REQUIREMENT: tell_requirement(t, out, k, indent, !decided); return;
  case PATH_RULE:
    if (mattered(t, c, k)) tell_rule(t, out, k, indent);
    return;
  case PATH_GIVE: tell_give(t, out, k, indent); return;
  default: tell_span(t, out, (struct span){k, path_next_of(t->path, k), indent});
  }
}

static void tell_parts(struct telling *t, struct buf *out, uint32_t i, int indent) {
  struct came c = came_to(t, i);
  uint32_t end = path_end_of(t->path, i);
  for (uint32_t k = i + 1; k < end; k = path_next_of(t->path, k))
    tell_part(t, out, &c, k, indent);
}

/* The same decision for the same time was told before. */
static bool decided_before(const struct telling *t, uint32_t i) {
  const struct path_event *e = &t->path->events[i];
  for (uint32_t k = 0; k < i; k++) {
    const struct path_event *other = &t->path->events[k];
    if (other->kind == PATH_DECISION && other->name == e->name && same_time(other->when, e->when) &&
        t->told[k])
      return true;
  }
  return false;
}

static void tell_decision(struct telling *t, struct buf *out, uint32_t i, int indent) {
  struct came c = came_to(t, i);
  bool again = decided_before(t, i);
  line_begin(out, indent);
  buf_puts(out, word(t, SAY_DECISION));
  buf_puts(out, t->v->policy->script->model.decisions[c.decision].label);
  buf_puts(out, word(t, SAY_COLON));
  result_words(t, out, &c, path_end_of(t->path, i));
  if (again) buf_puts(out, word(t, SAY_AGAIN));
  buf_puts(out, "\n");
  t->told[i] = true;
  if (!again) tell_parts(t, out, i, indent + 1);
}

/* --- everything else -------------------------------------------------------------------------- */

static enum went tell_event(struct telling *t, struct buf *out, struct span s, uint32_t i) {
  const struct path_event *e = &t->path->events[i];
  t->here = i;
  switch ((enum path_kind)e->kind) {
  case PATH_ENTER: return tell_term(t, out, i, s.indent, true);
  case PATH_AGAIN: return asked_here(t, s, i) ? ON : tell_again(t, out, i, s.indent, true);
  case PATH_GUARD: return tell_guard(t, out, s, i);
  case PATH_PARAMETER: tell_parameter(t, out, s, i); return ON;
  case PATH_READING: tell_reading(t, out, s.indent, e); return ON;
  case PATH_DECISION: tell_decision(t, out, i, s.indent); return ON;
  case PATH_REQUIREMENT: tell_requirement(t, out, i, s.indent, false); return ON;
  case PATH_RULE: tell_rule(t, out, i, s.indent); return ON;
  case PATH_GIVE: tell_give(t, out, i, s.indent); return ON;
  case PATH_RETRY:
    line_begin(out, s.indent);
    buf_puts(out, word(t, SAY_RETRY));
    buf_puts(out, "\n");
    return ON;
  default: return ON;
  }
}

static enum went tell_span(struct telling *t, struct buf *out, struct span s) {
  if (s.indent > DEEPEST_TEXT) return ON;
  for (uint32_t i = s.from; i < s.to; i = path_next_of(t->path, i))
    if (tell_event(t, out, s, i) == STOPPED) return STOPPED;
  return ON;
}

void path_words(struct telling *t, struct buf *out) {
  if (!t->path || !t->path->count) return;
  buf_puts(out, word(t, SAY_PATH));
  buf_puts(out, "\n");
  t->told[0] = true;
  if (t->path->events[0].kind == PATH_DECISION)
    tell_parts(t, out, 0, 1);
  else
    tell_span(t, out, (struct span){0, t->path->count, 1});
  if (!t->path->cut) return;
  line_begin(out, 1);
  buf_puts(out, word(t, SAY_CUT));
  buf_puts(out, "\n");
}
