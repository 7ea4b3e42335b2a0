/* What a decision table says, in words. */
#include <string.h>

#include "host/engine/explore/explore_private.h"
#include "host/value/timeline.h"

enum { ABSENT_BIT = 63 };

/* --- ranges ----------------------------------------------------------------------------------- */

const char *quantity_label(const struct explore *x, int quantity) {
  const struct quantity *q = &x->quantities[quantity];
  if (q->variable >= 0) return x->variables[q->variable].fact->label;
  const struct term *t = &x->sides[q->side].policy->script->model.terms[q->term];
  return *t->label ? t->label : *t->text ? t->text : t->name;
}

static void number(struct explore *x, const struct quantity *q, int64_t i, struct buf *out) {
  value_text_out(x->sides[q->side].policy->script, out, value_of(q->kind, i), true);
}

/* From cut `from` (-1: no bound) up to below cut `to` (count: no bound). Amounts know no next one:
** a whole one is told as it stands in the law, whichever side it is on. */
static void range(struct explore *x, int quantity, int from, int to, struct buf *out) {
  const struct quantity *q = &x->quantities[quantity];
  const char *label = quantity_label(x, quantity);
  bool low = from >= 0, high = to < q->cut_count, money = q->kind == KIND_MONEY;
  int64_t least = low ? q->cuts[from] : 0, most = high ? q->cuts[to] - 1 : 0;
  bool over = low && money && least % 100 == 1, under = high && money && most % 100 == 99;
  if (low && high && least == most) {
    buf_printf(out, "%s = ", label);
    number(x, q, least, out);
    return;
  }
  if (low && high) {
    number(x, q, over ? least - 1 : least, out);
    buf_printf(out, " %s %s %s ", over ? "<" : "≤", label, under ? "<" : "≤");
    number(x, q, under ? most + 1 : most, out);
    return;
  }
  buf_printf(out, "%s %s ", label, low ? over ? ">" : "≥" : under ? "<" : "≤");
  number(x, q, low ? over ? least - 1 : least : under ? most + 1 : most, out);
}

static void members(struct explore *x, int quantity, uint64_t cells, struct buf *out) {
  const struct quantity *q = &x->quantities[quantity];
  struct script *s = x->sides[q->side].policy->script;
  const char *between = "：";
  buf_puts(out, quantity_label(x, quantity));
  for (int i = 0; i < ABSENT_BIT; i++) {
    if (!(cells >> i & 1)) continue;
    buf_puts(out, between);
    between = "、";
    struct value v = q->kind == KIND_ENUM ? value_enum(q->domain, i) : value_of(KIND_TRUTH, i);
    const struct domain *d = q->kind == KIND_ENUM ? &s->model.domains[q->domain - 1] : NULL;
    if (d && i < d->count)
      buf_puts(out, d->members[i].label);
    else
      value_text_out(s, out, v, true);
  }
}

void cells_words(struct explore *x, int quantity, uint64_t cells, struct buf *out) {
  const struct quantity *q = &x->quantities[quantity];
  bool absent = cells >> ABSENT_BIT & 1, any = false;
  cells &= ~(UINT64_C(1) << ABSENT_BIT);
  if (cells && (q->kind == KIND_ENUM || q->kind == KIND_TRUTH)) {
    members(x, quantity, cells, out);
    any = true;
  } else {
    for (int i = 0; i <= q->cut_count; i++) {
      if (!(cells >> i & 1)) continue;
      int end = i;
      while (end < q->cut_count && (cells >> (end + 1) & 1))
        end++;
      if (any) buf_puts(out, " 或 ");
      if (i == 0 && end == q->cut_count)
        buf_printf(out, "有%s", quantity_label(x, quantity));
      else
        range(x, quantity, i - 1, end, out);
      any = true;
      i = end;
    }
  }
  if (absent) buf_printf(out, any ? "，或无%s" : "无%s", quantity_label(x, quantity));
}

/* --- conditions ------------------------------------------------------------------------------- */

struct telling {
  struct explore *x;
  const struct table *table;
  const struct table_row *row;
  json_t *list;
};

int term_in_force(const struct explore *x, int term) {
  const struct model *m = &x->sides[0].policy->script->model;
  int64_t day = law_day(x->sides[0].asked.when);
  for (int i = term; i >= 0; i = m->terms[i].next_version)
    if (day >= m->terms[i].from && day <= m->terms[i].to) return i;
  return term;
}

static int term_named(const struct explore *x, int name) {
  const struct model *m = &x->sides[0].policy->script->model;
  if (m->names[name].kind != NAME_TERM) return -1;
  return term_in_force(x, m->names[name].index);
}

static const char *name_words(const struct explore *x, int name) {
  const struct model *m = &x->sides[0].policy->script->model;
  const struct name *n = &m->names[name];
  int term = term_named(x, name);
  if (term >= 0)
    return *m->terms[term].text    ? m->terms[term].text
           : *m->terms[term].label ? m->terms[term].label
                                   : n->text;
  if (n->kind == NAME_FACT) return m->facts[n->index].label;
  if (n->kind == NAME_GIVEN) return m->decisions[n->decision].given[n->index].label;
  return n->text;
}

/* Whether a range of the row says the same. */
static bool told_by_range(const struct telling *t, int name) {
  int term = term_named(t->x, name);
  int about = term < 0 ? TERM_MORE : t->x->sides[0].term_about[term];
  return about >= 0 && row_shows(t->x, t->table, t->row, about);
}

static void words(const struct explore *x, const struct condition *c, bool yes, struct buf *out) {
  if (c->kind == COND_NOT) {
    words(x, &c->parts[0], !yes, out);
    return;
  }
  if (c->kind == COND_NAME) {
    buf_printf(out, yes ? "%s" : "不是“%s”", name_words(x, c->name));
    return;
  }
  if (!yes) buf_puts(out, "不是“");
  for (int i = 0; i < c->count; i++) {
    if (i) buf_puts(out, c->kind == COND_ANY ? "，或" : "，且");
    words(x, &c->parts[i], true, out);
  }
  if (!yes) buf_puts(out, "”");
}

void condition_words(const struct explore *x, const struct condition *c, struct buf *out) {
  words(x, c, true, out);
}

/* Each text once. `text` NULL: memory ran out when it was written. */
static void tell(struct telling *t, const char *text) {
  size_t i;
  json_t *one;
  if (text && !*text) return;
  json_array_foreach(t->list, i, one) if (text && strcmp(json_string_value(one), text) == 0) return;
  array_add(&t->list, json_string(text));
}

/* A condition that all of its parts must meet is several. */
static void tell_condition(struct telling *t, const struct condition *c, bool yes) {
  const struct condition *leaf = c->kind == COND_NOT ? &c->parts[0] : c;
  struct buf text = {0};
  if (c->kind == COND_ALWAYS) return;
  if (c->kind == COND_ALL && yes) {
    for (int i = 0; i < c->count; i++)
      tell_condition(t, &c->parts[i], true);
    return;
  }
  if (leaf->kind == COND_NAME && told_by_range(t, leaf->name)) return;
  words(t->x, c, yes, &text);
  tell(t, buf_text(&text));
  buf_free(&text);
}

static bool was_applied(const struct explore *x, int decision, int rule) {
  return x->sides[0].rule_applied[x->sides[0].rule_base[decision] + rule];
}

/* What a rule asks, and that none of its exceptions applies. */
static void tell_rule(struct telling *t, int decision, int index) {
  const struct decision *d = &t->x->sides[0].policy->script->model.decisions[decision];
  const struct rule *r = &d->rules[index];
  if (r->kind == RULE_EXCEPTION) tell_condition(t, &d->rules[r->base].when, true);
  tell_condition(t, &r->when, true);
  for (int i = 0; i < d->rule_count && r->kind == RULE_RULE; i++) {
    bool exception = d->rules[i].kind == RULE_EXCEPTION && d->rules[i].base == index;
    if (exception && was_applied(t->x, decision, i)) tell_condition(t, &d->rules[i].when, false);
  }
}

static void tell_requirement(struct telling *t) {
  const struct table_row *r = t->row;
  const struct requirement *q = &t->x->sides[0]
                                     .policy->script->model.decisions[r->class->failed[r->failed].decision]
                                     .requirements[r->class->failed[r->failed].requirement];
  struct buf text = {0};
  bool single = q->when.kind == COND_NAME && told_by_range(t, q->when.name);
  if (single) return;
  buf_puts(&text, "不符合：");
  if (*q->text)
    buf_puts(&text, q->text);
  else
    words(t->x, &q->when, true, &text);
  tell(t, buf_text(&text));
  buf_free(&text);
}

json_t *row_conditions(struct explore *x, const struct table *t, const struct table_row *r) {
  struct telling all = {x, t, r, json_array()};
  struct buf text = {0};
  for (int i = 0; i < x->quantity_count; i++) {
    if (!row_shows(x, t, r, i)) continue;
    buf_clear(&text);
    cells_words(x, i, r->cells[i], &text);
    tell(&all, buf_text(&text));
  }
  buf_free(&text);
  for (int i = 0; i < x->quantity_count; i++)
    if (x->quantities[i].crowded && r->cells[i] && r->failed < 0) {
      tell(&all, "（见案例）"); /* more bounds than are kept */
      break;
    }
  if (r->failed >= 0) tell_requirement(&all);
  if (r->item >= 0) tell_rule(&all, x->sides[0].asked.decision, r->item);
  for (int i = 0; i < r->class->step_count && r->failed < 0; i++)
    if (r->class->steps[i].rule >= 0) tell_rule(&all, r->class->steps[i].decision, r->class->steps[i].rule);
  return all.list;
}

/* --- for everybody ---------------------------------------------------------------------------- */

enum tri condition_always(const struct explore *x, const struct condition *c) {
  const struct side *s = &x->sides[0];
  if (c->kind == COND_ALWAYS) return TRI_TRUE;
  if (c->kind == COND_NOT) {
    enum tri inner = condition_always(x, &c->parts[0]);
    return inner == TRI_UNKNOWN ? inner : inner == TRI_TRUE ? TRI_FALSE : TRI_TRUE;
  }
  if (c->kind == COND_NAME) {
    int term = term_named(x, c->name);
    if (term < 0 || s->term_asks[term] || s->term_truth[term] == 3) return TRI_UNKNOWN;
    return s->term_truth[term] == 2 ? TRI_TRUE : s->term_truth[term] == 1 ? TRI_FALSE : TRI_UNKNOWN;
  }
  enum tri decides = c->kind == COND_ALL ? TRI_FALSE : TRI_TRUE;
  enum tri all = c->kind == COND_ALL ? TRI_TRUE : TRI_FALSE;
  for (int i = 0; i < c->count; i++) {
    enum tri part = condition_always(x, &c->parts[i]);
    if (part == decides) return decides;
    if (part == TRI_UNKNOWN) all = TRI_UNKNOWN;
  }
  return all;
}

/* --- what a row hangs on ---------------------------------------------------------------------- */

/* The quantities that the terms of a condition compare. */
static uint64_t used_by(const struct explore *x, const struct condition *c) {
  const struct model *m = &x->sides[0].policy->script->model;
  uint64_t all = 0;
  if (c->kind == COND_NAME && m->names[c->name].kind == NAME_TERM)
    return x->sides[0].term_uses[term_in_force(x, m->names[c->name].index)];
  for (int i = 0; i < c->count; i++)
    all |= used_by(x, &c->parts[i]);
  return all;
}

/* Those of a rule: its condition, its exceptions or its rule, what it gives. */
static uint64_t used_by_rule(const struct explore *x, int decision, int index) {
  const struct model *m = &x->sides[0].policy->script->model;
  const struct decision *d = &m->decisions[decision];
  const struct rule *r = &d->rules[index];
  uint64_t all = used_by(x, &r->when);
  for (int i = 0; i < d->rule_count; i++)
    if ((r->kind == RULE_EXCEPTION && i == r->base) ||
        (d->rules[i].kind == RULE_EXCEPTION && d->rules[i].base == index))
      all |= used_by(x, &d->rules[i].when);
  if (r->give == GIVE_NAME && m->names[r->give_name].kind == NAME_TERM)
    all |= x->sides[0].term_uses[term_in_force(x, m->names[r->give_name].index)];
  return all;
}

static uint64_t used_by_row(const struct explore *x, const struct table_row *r) {
  const struct model *m = &x->sides[0].policy->script->model;
  const struct explore_class *c = r->class;
  uint64_t all = 0;
  if (r->failed >= 0)
    return used_by(
        x, &m->decisions[c->failed[r->failed].decision].requirements[c->failed[r->failed].requirement].when);
  if (r->item >= 0) return used_by_rule(x, x->sides[0].asked.decision, r->item);
  for (int i = 0; i < c->step_count; i++) {
    const struct decision *d = &m->decisions[c->steps[i].decision];
    if (c->steps[i].rule >= 0) all |= used_by_rule(x, c->steps[i].decision, c->steps[i].rule);
    for (int k = 0; c->steps[i].rule < 0 && k < d->rule_count; k++)
      all |= used_by_rule(x, c->steps[i].decision, k);
  }
  for (int k = 0; c->failure == ERR_GAP && k < m->decisions[x->sides[0].asked.decision].rule_count; k++)
    all |= used_by_rule(x, x->sides[0].asked.decision, k);
  return all;
}

bool row_shows(const struct explore *x, const struct table *t, const struct table_row *r, int quantity) {
  uint64_t all = 0;
  const struct quantity *q = &x->quantities[quantity];
  bool direct = q->variable >= 0 && used_by_row(x, r) == 0; /* a fact that is a condition itself */
  if (q->crowded) return false;                             /* some of its bounds are not known */
  if (!direct && !(used_by_row(x, r) >> quantity & 1)) return false;
  for (int i = 0; i < t->count; i++)
    if (!row_given(r) || (row_given(&t->rows[i]) && t->rows[i].class->kind != VERDICT_FAILED))
      all |= t->rows[i].cells[quantity];
  return r->cells[quantity] && (r->cells[quantity] & all) != all;
}
