/* Expressions and guards in words. */
#include <string.h>

#include "host/engine/explain/explain.h"
#include "host/base/utf8.h"

enum { DEEPEST_WORDS = 7 };

static void words(struct telling *t, struct buf *out, struct value v, bool valued, int depth);

void term_label(const struct telling *t, struct buf *out, int term) {
  const struct term *m = &t->v->policy->script->model.terms[term];
  const char *colon = strstr(m->text, "：");
  if (*m->text)
    buf_add(out, m->text, colon ? (size_t)(colon - m->text) : strlen(m->text));
  else
    buf_puts(out, m->name);
}

/* The term whose value this expression is, when it was asked before; -1: none. */
static int term_of(const struct telling *t, uint32_t expr) {
  uint32_t at = t->left_at && expr < t->v->policy->script->exprs.count ? t->left_at[expr] : 0;
  return at && at <= t->here ? t->path->events[at - 1].name : -1;
}

/* --- leaves ----------------------------------------------------------------------------------- */

static void labelled(struct telling *t, struct buf *out, const struct fact *f, struct value v, bool valued) {
  buf_puts(out, f->label);
  if (!valued || v.kind == KIND_TIMELINE || v.kind == KIND_LIST) return;
  buf_puts(out, " ");
  value_words(t, out, v);
}

void rate_words(struct telling *t, struct buf *out, const struct parameter *p, const struct row *r) {
  struct buf day = {0};
  if (r->value.kind == KIND_MONEY || r->value.kind == KIND_RATE || r->value.kind == KIND_EXACT)
    value_print(out, r->value);
  else
    value_words(t, out, r->value);
  if (*p->unit && r->value.kind != KIND_COUNT) buf_puts(out, " ");
  buf_puts(out, p->unit);
  if (!*p->unit && r->value.kind == KIND_MONEY) buf_puts(out, word(t, SAY_YUAN));
  int index = (int)(r - p->rows) + t->v->run.row_base[p - t->v->policy->script->model.parameters];
  if (!t->told_row || t->told_row[index]) return;
  t->told_row[index] = true;
  buf_puts(out, word(t, SAY_OPEN));
  if (r->from != DAY_FIRST) {
    day_words(t, &day, value_of(KIND_DATE, r->from));
    say(t, out, SAY_FROM, buf_text(&day), "");
  } else {
    buf_puts(out, word(t, SAY_NO_START));
  }
  buf_puts(out, p->cite);
  buf_puts(out, word(t, SAY_CLOSE));
  buf_free(&day);
}

static void parameter_words(struct telling *t, struct buf *out, const struct expr_node *n, bool valued) {
  struct script *s = t->v->policy->script;
  const struct parameter *p = &s->model.parameters[n->arg[0]];
  struct value at = expr_here(t, n->arg[1]);
  const struct row *r = at.state == STATE_KNOWN ? parameter_row(s, (int)n->arg[0], at) : NULL;
  if (n->kind == EXPR_HAS_START) {
    say(t, out, SAY_HAS_START, p->label, "");
    return;
  }
  buf_puts(out, p->label);
  if (!valued || !r) return;
  buf_puts(out, " ");
  rate_words(t, out, p, r);
}

static void reading_words(struct telling *t, struct buf *out, const struct expr_node *n) {
  const struct reading *r = &t->v->policy->script->model.readings[n->arg[0]];
  buf_puts(out, word(t, SAY_READING));
  buf_puts(out, *r->id ? r->id : r->ask);
}

/* --- aggregates ------------------------------------------------------------------------------- */

static enum phrase row_phrase(enum row_test test, enum kind kind) {
  bool time = kind == KIND_DATE || kind == KIND_MONTH;
  switch (test) {
  case ROW_EQ: return SAY_ROW_EQ;
  case ROW_NE: return SAY_ROW_NE;
  case ROW_LT: return time ? SAY_ROW_BEFORE : SAY_ROW_LT;
  case ROW_LE: return time ? SAY_ROW_UNTIL : SAY_ROW_LE;
  case ROW_GT: return time ? SAY_ROW_AFTER : SAY_ROW_GT;
  case ROW_GE: return time ? SAY_ROW_FROM : SAY_ROW_GE;
  default: break;
  }
  return SAY_ROW_RANGE;
}

/* A part for which there was no memory leaves the whole without. */
static void put_part(struct buf *out, struct buf *part) {
  if (buf_text(part))
    buf_puts(out, buf_text(part));
  else
    out->oom = true;
}

/* A span that ends with the calendar has no end, one that begins with it no beginning: nobody is
** told of the year 9999. One that ends as it begins is that day. */
static enum row_test bounded_test(enum row_test test, struct value a, struct value b) {
  if (test != ROW_RANGE) return test;
  struct value one = value_compare(CMP_EQ, a, b);
  if (one.state == STATE_KNOWN && one.u.i) return ROW_EQ;
  if (is_open_day(b)) return ROW_GE;
  return is_open_day(a) ? ROW_LE : ROW_RANGE;
}

static void condition_words(struct telling *t, struct buf *out, const struct fact *list,
                            const struct expr_condition *c) {
  struct buf operand = {0};
  struct value a = expr_here(t, c->a), b = expr_here(t, c->b);
  struct buf low = {0}, high = {0};
  value_words(t, &low, a);
  value_words(t, &high, b);
  enum row_test test = bounded_test(c->test, a, b);
  if (test == ROW_RANGE)
    say(t, &operand, SAY_SPAN, buf_text(&low), buf_text(&high));
  else
    put_part(&operand, test == ROW_LE && c->test == ROW_RANGE ? &high : &low);
  const struct fact *field = list && c->field < list->field_count ? &list->fields[c->field] : NULL;
  say(t, out, row_phrase(test, (enum kind)a.kind), field ? field->label : "", buf_text(&operand));
  buf_free(&operand);
  buf_free(&low);
  buf_free(&high);
}

static void conditions_words(struct telling *t, struct buf *out, const struct fact *list,
                             const struct expr_query *q) {
  int told = 0;
  for (int i = 0; i < q->count; i++) {
    if (q->conditions[i].test >= ROW_DAYS) continue; /* it says how to sum, not what */
    if (told++) buf_puts(out, word(t, SAY_AND));
    condition_words(t, out, list, &q->conditions[i]);
  }
  if (!told) buf_puts(out, word(t, SAY_EVERY));
}

static enum phrase aggregate_phrase(enum aggregate agg, bool yes) {
  switch (agg) {
  case AGG_ANY: return yes ? SAY_ANY_YES : SAY_ANY_NO;
  case AGG_ALL: return yes ? SAY_ALL_YES : SAY_ALL_NO;
  case AGG_COUNT: return SAY_COUNT;
  case AGG_SUM: return SAY_SUM;
  case AGG_LEAST: return SAY_LEAST;
  case AGG_MOST: return SAY_MOST;
  case AGG_LAST: return SAY_LAST;
  case AGG_NET: return SAY_NET;
  case AGG_RUN: return SAY_RUN;
  case AGG_MEAN_DOWN:
  case AGG_MEAN_UP: return SAY_MEAN;
  case AGG_FIRST: break;
  }
  return SAY_FIRST;
}

/* How a sum counts its records: for the days until a day, after outflows in an order. */
static void sum_words(struct telling *t, struct buf *out, const struct expr_query *q) {
  static const enum phrase orders[] = {[ROW_OUT_OPENING] = SAY_OUT_OPENING,
                                       [ROW_OUT_NEWEST] = SAY_OUT_NEWEST,
                                       [ROW_OUT_SHARES] = SAY_OUT_SHARES};
  for (int i = 0; i < q->count; i++) {
    const struct expr_condition *c = &q->conditions[i];
    if (c->test < ROW_DAYS) continue;
    struct buf operand = {0};
    const struct fact *list = c->test == ROW_DAYS ? NULL : fact_behind(t, c->a);
    value_words(t, &operand, expr_here(t, c->test == ROW_DAYS ? c->a : c->b));
    say(t, out, c->test == ROW_DAYS ? SAY_DAYS_UNTIL : orders[c->test], list ? list->label : "",
        buf_text(&operand));
    buf_free(&operand);
  }
}

static void aggregate_words(struct telling *t, struct buf *out, const struct expr_node *n, bool yes) {
  struct expr_query q;
  expr_query_of(&t->v->policy->script->exprs, n, &q);
  const struct fact *list = fact_behind(t, q.list);
  const char *label = list ? list->label : "";
  struct buf conditions = {0};
  conditions_words(t, &conditions, list, &q);
  const struct fact *field =
      q.agg > AGG_COUNT && list && list->form == FORM_LIST ? &list->fields[q.field] : NULL;
  struct buf fields = {0};
  if (field) buf_puts(&fields, field->label);
  if (field && (q.agg == AGG_MEAN_DOWN || q.agg == AGG_MEAN_UP))
    buf_printf(&fields, "/%s", list->fields[q.by].label);
  if (q.agg == AGG_ANY && !q.count)
    say(t, out, yes ? SAY_RECORDS : SAY_NO_RECORDS, label, "");
  else
    fill(out, word(t, aggregate_phrase(q.agg, yes)), label, buf_text(&conditions), buf_text(&fields));
  sum_words(t, out, &q);
  buf_free(&conditions);
  buf_free(&fields);
}

/* --- operations ------------------------------------------------------------------------------- */

/* Of two, one that is absent does not count, and one that only tells time is not worth a word when
** it loses. */
static bool one_of_two(struct telling *t, const struct expr_node *n, struct value v, struct value *only) {
  if (n->code != OP_LEAST && n->code != OP_MOST && n->code != OP_FIRST) return false;
  struct value a = expr_here(t, n->arg[0]), b = expr_here(t, n->arg[1]);
  if (a.state != STATE_KNOWN && a.state != STATE_ABSENT) return false;
  if (b.state != STATE_KNOWN && b.state != STATE_ABSENT) return false;
  bool first = a.state == STATE_KNOWN;
  if (first && b.state == STATE_KNOWN && n->code != OP_FIRST) {
    struct value same = value_compare(CMP_EQ, a, v);
    first = same.state == STATE_KNOWN && same.u.i;
    if (on_anything(t, first ? n->arg[1] : n->arg[0]) && on_anything(t, first ? n->arg[0] : n->arg[1]))
      return false;
  }
  *only = first ? a : b;
  return true;
}

/* What is computed from two parts. */
static bool is_computed(enum op op) {
  static const enum op made[] = {OP_ADD,           OP_SUB,         OP_MUL,      OP_TIMES,      OP_OVER,
                                 OP_RATIO,         OP_LEAST,       OP_MOST,     OP_ADD_MONTHS, OP_ADD_YEARS,
                                 OP_QUOTIENT_DOWN, OP_QUOTIENT_UP, OP_REMAINDER};
  for (size_t i = 0; i < sizeof made / sizeof made[0]; i++)
    if (made[i] == op) return true;
  return false;
}

/* What a bare number beside a day or month counts. */
static const char *unit_beside(const struct telling *t, enum op op, enum kind made) {
  bool sum = op == OP_ADD || op == OP_SUB;
  if (op == OP_ADD_MONTHS || (sum && made == KIND_MONTH)) return word(t, SAY_MONTHS);
  if (op == OP_ADD_YEARS) return word(t, SAY_YEARS);
  if (op == OP_MONTH_DAY) return word(t, SAY_DAY_NUMBER);
  return sum && made == KIND_DATE ? word(t, SAY_DAYS) : "";
}

static bool is_bare_number(const char *text) {
  text += *text == '-';
  return *text && text[strspn(text, "0123456789")] == '\0';
}

/* A bare number gets its unit: 1 day, 2 days. */
static void put_unit(struct buf *out, const char *number, const char *unit) {
  size_t length = strlen(unit);
  if (!is_bare_number(number)) return;
  bool one = strcmp(number + (*number == '-'), "1") == 0 && length && unit[length - 1] == 's';
  buf_add(out, unit, one ? length - 1 : length);
}

/* Chinese writes amounts of a formula close to their unit: 30.00元. */
static bool parts_unit(const struct telling *t, enum op op, const char *space) {
  const char *yuan = word(t, SAY_YUAN);
  bool close = is_computed(op) && strcmp(t->language->name, "zh") == 0;
  return close && strncmp(space, yuan, strlen(yuan)) == 0;
}

/* An operand of a formula: a number has its unit where it counts days, months or years. */
static void put_operand(struct telling *t, struct buf *out, const struct expr_node *n, int i, struct value v,
                        int depth) {
  struct buf text = {0};
  enum op op = (enum op)n->code;
  words(t, &text, expr_here(t, n->arg[i]), true, depth + 1);
  const char *s = buf_text(&text);
  if (!s) out->oom = true;
  for (size_t k = 0; s && s[k]; k++)
    if (s[k] != ' ' || !parts_unit(t, op, s + k)) buf_putc(out, s[k]);
  if (s && i == 1) put_unit(out, s, unit_beside(t, op, (enum kind)v.kind));
  buf_free(&text);
}

/* What the number that an expression gives counts or names; "" where nobody can tell. */
static const char *unit_of(const struct telling *t, uint32_t id) {
  const struct expr_node *n = expr_get(&t->v->policy->script->exprs, id);
  if (n->kind == EXPR_AGGREGATE) return n->code == AGG_COUNT ? word(t, SAY_RECORDS_UNIT) : "";
  if (n->kind != EXPR_OP) return "";
  switch (n->code) {
  case OP_CHANGES:
  case OP_PERIOD_DAYS: return word(t, SAY_DAYS);
  case OP_PERIOD_MONTHS:
  case OP_MONTHS_BETWEEN: return word(t, SAY_MONTHS);
  case OP_AGE: return word(t, SAY_YEARS_OLD);
  case OP_YEAR: return word(t, SAY_YEAR_NUMBER);
  case OP_MONTH_NUMBER: return word(t, SAY_MONTH_NUMBER);
  case OP_DAY_NUMBER: return word(t, SAY_DAY_NUMBER);
  default: return "";
  }
}

/* The value of a formula follows it: "= 60.00 元", or in brackets where it is no formula. */
static void put_result(struct telling *t, struct buf *out, enum op op, struct buf *value, const char *unit) {
  if (is_computed(op)) {
    const char *text = buf_text(value);
    say(t, out, SAY_IS_THEN, text ? text : "", "");
    out->oom = out->oom || !text;
    return;
  }
  buf_puts(out, word(t, SAY_OPEN));
  put_part(out, value);
  const char *text = buf_text(value);
  if (text) put_unit(out, text, unit);
  buf_puts(out, word(t, SAY_CLOSE));
}

static void op_words(struct telling *t, struct buf *out, const struct expr_node *n, struct value v,
                     bool valued, int depth) {
  struct value only;
  if (one_of_two(t, n, v, &only)) {
    words(t, out, only, valued, depth);
    return;
  }
  struct buf args[2] = {{0}, {0}}, value = {0};
  enum op op = (enum op)n->code;
  for (int i = 0; i < 2 && i < op_arity(op); i++)
    put_operand(t, &args[i], n, i, v, depth);
  const char *template = t->language->ops[op], *plain = t->language->plain[op];
  bool told = valued && (v.state == STATE_KNOWN || (v.state == STATE_ABSENT && op == OP_AT));
  if (!told && plain) template = plain;
  value_words(t, &value, v);
  /* (a + b) × c is not a + (b × c) */
  bool brackets = depth > 0 && is_computed(op);
  if (brackets) buf_puts(out, word(t, SAY_BRACKET));
  fill(out, template ? template : op_name(op), buf_text(&args[0]), buf_text(&args[1]), buf_text(&value));
  if (brackets) buf_puts(out, word(t, SAY_CLOSE));
  if (told && !plain && depth == 0) put_result(t, out, op, &value, unit_of(t, v.expr));
  buf_free(&args[0]);
  buf_free(&args[1]);
  buf_free(&value);
}

static void hangs_words(struct telling *t, struct buf *out, uint32_t id) {
  const struct model *m = &t->v->policy->script->model;
  bool *facts = arena_array(&t->v->run.arena, (size_t)m->fact_count + 1, 1);
  bool *given = arena_array(&t->v->run.arena, 64, 1);
  struct buf names = {0};
  if (facts && given) run_unknowns(&t->v->run, (struct value){.expr = id}, facts, given);
  for (int i = 0; facts && i < m->fact_count; i++) {
    if (!facts[i]) continue;
    if (names.len) buf_puts(&names, "、");
    buf_puts(&names, m->facts[i].label);
  }
  int asked = t->v->run.given_decision;
  for (int i = 0; given && asked >= 0 && i < m->decisions[asked].given_count; i++) {
    if (!given[i]) continue;
    if (names.len) buf_puts(&names, "、");
    buf_puts(&names, m->decisions[asked].given[i].label);
  }
  say(t, out, SAY_HANGS_ON, buf_text(&names), "");
  buf_free(&names);
}

static void node_words(struct telling *t, struct buf *out, struct value v, bool valued, int depth) {
  struct script *s = t->v->policy->script;
  const struct expr_node *n = expr_get(&s->exprs, v.expr);
  switch ((enum expr_kind)n->kind) {
  case EXPR_FACT:
  case EXPR_GIVEN: labelled(t, out, fact_behind(t, v.expr), v, valued); return;
  case EXPR_PARAMETER:
  case EXPR_HAS_START: parameter_words(t, out, n, valued); return;
  case EXPR_READING: reading_words(t, out, n); return;
  case EXPR_AGGREGATE:
    aggregate_words(t, out, n, v.state != STATE_KNOWN || v.kind != KIND_TRUTH || v.u.i);
    if (!valued || v.kind == KIND_TRUTH) return;
    buf_puts(out, " ");
    value_words(t, out, v);
    if (n->code == AGG_COUNT && v.state == STATE_KNOWN) buf_puts(out, word(t, SAY_RECORDS_UNIT));
    return;
  case EXPR_OP: op_words(t, out, n, v, valued, depth); return;
  case EXPR_UNION: hangs_words(t, out, v.expr); return;
  default: value_words(t, out, v);
  }
}

/* Whether a part of a formula is a formula that nobody can follow: its value says more. */
static bool is_tangled(struct telling *t, struct value v, int depth) {
  const struct expr_node *n = expr_get(&t->v->policy->script->exprs, v.expr);
  return depth > 0 && v.state == STATE_KNOWN && n->kind == EXPR_OP && is_computed((enum op)n->code);
}

/* What is long in its parts is called by the term that computed it, when one was told. */
static void words(struct telling *t, struct buf *out, struct value v, bool valued, int depth) {
  struct buf made = {0};
  if (!v.expr || depth >= DEEPEST_WORDS || !on_anything(t, v.expr)) {
    value_words(t, out, v);
    return;
  }
  node_words(t, &made, v, valued, depth);
  const char *text = made.oom ? "" : buf_text(&made);
  bool is_long = utf8_length(text, strlen(text)) > t->wordy;
  int term = is_long ? term_of(t, v.expr) : -1;
  if (term >= 0) {
    term_label(t, out, term);
    if (valued) buf_puts(out, " ");
    if (valued) value_words(t, out, v);
  } else if (is_long && valued && is_tangled(t, v, depth)) {
    value_words(t, out, v);
  } else {
    put_part(out, &made);
  }
  buf_free(&made);
}

void expr_words(struct telling *t, struct buf *out, struct value v) {
  words(t, out, v, true, 0);
}

void expr_name(struct telling *t, struct buf *out, struct value v) {
  words(t, out, v, false, 0);
}

static bool is_time(struct value v) {
  return v.kind == KIND_DATE || v.kind == KIND_MONTH;
}

/* A decision that was asked for and gave nothing: nobody else says whose value is missing. */
static const char *decided_before(const struct telling *t) {
  const struct path_event *e =
      t->path && t->here > 0 && t->here < t->path->count ? &t->path->events[t->here - 1] : NULL;
  return e && e->kind == PATH_DECIDED ? t->v->policy->script->model.decisions[e->name].label : NULL;
}

/* --- guards ----------------------------------------------------------------------------------- */

static enum phrase less_phrase(bool time, bool turned, bool yes) {
  static const enum phrase all[2][2][2] = {
      {{SAY_NOT_LESS, SAY_LESS}, {SAY_NOT_MORE, SAY_MORE}},
      {{SAY_NOT_EARLIER, SAY_EARLIER}, {SAY_NOT_LATER, SAY_LATER}},
  };
  return all[time][turned][yes];
}

static void two_words(struct telling *t, struct buf *out, enum phrase p, struct value a, struct value b) {
  struct buf left = {0}, right = {0}, quoted = {0};
  expr_words(t, &left, a);
  if (is_time(b) && !on_anything(t, b.expr)) buf_puts(&right, word(t, SAY_GAP));
  expr_words(t, &right, b);
  const char *bare = buf_text(&right);
  if (bare) put_unit(&right, bare, unit_of(t, a.expr));
  const char *text = right.oom ? "" : buf_text(&right);
  enum expr_kind kind = (enum expr_kind)expr_get(&t->v->policy->script->exprs, b.expr)->kind;
  bool sentence = strstr(text, word(t, SAY_COMMA)) || strstr(text, word(t, SAY_COLON));
  if (sentence && (kind == EXPR_OP || kind == EXPR_AGGREGATE)) say(t, &quoted, SAY_QUOTED, text, "");
  say(t, out, p, buf_text(&left), quoted.len || quoted.oom ? buf_text(&quoted) : buf_text(&right));
  buf_free(&left);
  buf_free(&right);
  buf_free(&quoted);
}

/* The operand that hangs on facts comes first: it is what the sentence is about. */
static bool turned(struct telling *t, const struct path_event *g) {
  return !on_facts(t, g->a.expr) && on_facts(t, g->b.expr);
}

static void truth_words(struct telling *t, struct buf *out, struct value v, bool yes) {
  const struct expr_node *n = expr_get(&t->v->policy->script->exprs, v.expr);
  if (n->kind == EXPR_AGGREGATE) {
    aggregate_words(t, out, n, yes);
    return;
  }
  expr_name(t, out, v);
  buf_puts(out, word(t, SAY_COLON));
  buf_puts(out, word(t, yes ? SAY_YES : SAY_NO));
}

/* A choice tells its value: that is all. A term in its place is called by its label:
** "当月适用的政策：高龄津贴". */
static void valued_words(struct telling *t, struct buf *out, struct value v) {
  struct buf name = {0}, both = {0};
  expr_name(t, &name, v);
  expr_words(t, &both, v);
  const char *called = buf_text(&name), *whole = buf_text(&both);
  if (!called || !whole) {
    out->oom = true;
  } else if (term_of(t, v.expr) >= 0 && name.len && both.len > name.len &&
             strncmp(whole, called, name.len) == 0) {
    buf_puts(out, called);
    buf_puts(out, word(t, SAY_COLON));
    value_words(t, out, v);
  } else {
    buf_puts(out, whole);
  }
  buf_free(&name);
  buf_free(&both);
}

static void equal_words(struct telling *t, struct buf *out, const struct path_event *g, bool yes) {
  bool back = turned(t, g);
  struct value a = back ? g->b : g->a, b = back ? g->a : g->b;
  const struct expr_node *n = expr_get(&t->v->policy->script->exprs, b.expr);
  if (b.kind == KIND_TRUTH && n->kind == EXPR_CONST && b.state == STATE_KNOWN) {
    truth_words(t, out, a, yes == (b.u.i != 0));
    return;
  }
  bool measured = a.kind != KIND_ENUM && a.kind != KIND_TEXT && a.kind != KIND_TRUTH;
  bool told = a.state == STATE_KNOWN || a.state == STATE_ABSENT;
  if (yes && !measured && n->kind == EXPR_CONST && told)
    valued_words(t, out, a);
  else if (measured)
    two_words(t, out, yes ? SAY_EQUAL : SAY_NOT_EQUAL, a, b);
  else
    two_words(t, out, yes ? SAY_IS : SAY_IS_NOT, a, b);
}

static void present_words(struct telling *t, struct buf *out, const struct path_event *g, bool yes) {
  const struct expr_node *n = expr_get(&t->v->policy->script->exprs, g->a.expr);
  struct buf name = {0};
  if (n->kind == EXPR_OP && n->code == OP_AT && !g->guessed) {
    expr_words(t, out, g->a);
    return;
  }
  const char *decision = n->kind == EXPR_CONST ? decided_before(t) : NULL;
  if (decision)
    buf_puts(&name, decision);
  else if (yes && !g->guessed)
    expr_words(t, &name, g->a);
  else
    expr_name(t, &name, g->a);
  say(t, out, g->guessed ? SAY_GUESSED_HAS : yes ? SAY_HAS : SAY_HAS_NOT, buf_text(&name), "");
  buf_free(&name);
}

void guard_words(struct telling *t, struct buf *out, const struct path_event *g) {
  struct buf made = {0};
  bool yes = g->outcome || g->guessed, back = turned(t, g);
  if (g->cmp == CMP_PRESENT)
    present_words(t, &made, g, yes);
  else if (g->cmp == CMP_EQ)
    equal_words(t, &made, g, yes);
  else
    two_words(t, &made, less_phrase(is_time(g->a), back, yes), back ? g->b : g->a, back ? g->a : g->b);
  if (g->guessed && g->cmp != CMP_PRESENT)
    say(t, out, SAY_GUESSED, buf_text(&made), "");
  else
    put_part(out, &made);
  buf_free(&made);
}
