/* The mutants of a policy's text, from its syntax tree. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/test/source_place.h"
#include "host/engine/test/mutate.h"

/* --- where a change can be noticed ------------------------------------------------------------ */

static const struct model *model_of(const struct mutants *m) {
  return &m->policy->script->model;
}

static int parameter_named(const struct model *m, const char *name) {
  for (int i = 0; i < m->parameter_count; i++)
    if (strcmp(m->parameters[i].name, name) == 0) return i;
  return -1;
}

/* The term that a call declares: a name may have several versions. */
static int term_at(const struct model *m, const struct node *call) {
  for (int i = 0; i < m->term_count; i++)
    if (strcmp(m->terms[i].name, declared_name(call)) == 0 && m->terms[i].line == call->line) return i;
  return -1;
}

/* The decision that has something on this line. */
static int decision_at(const struct model *m, int line) {
  for (int d = 0; d < m->decision_count; d++) {
    const struct decision *one = &m->decisions[d];
    if (one->line == line) return d;
    for (int i = 0; i < one->requirement_count; i++)
      if (one->requirements[i].line == line) return d;
    for (int i = 0; i < one->rule_count; i++)
      if (one->rules[i].line == line) return d;
  }
  return -1;
}

static bool is_method(const struct node *n, const char *name) {
  return n && n->kind == NODE_METHOD && strcmp(n->text, name) == 0;
}

/* What is known of a change from the declaration around it. `call` may be NULL. */
static struct mutant_change about(const struct mutants *m, const struct node *call, const char *kind,
                                  const struct node *shown) {
  const struct model *model = model_of(m);
  struct mutant_change c = {
      .kind = kind, .shown = shown, .at = shown, .article = declared_cite(call), .name = "", .part = -1};
  int term = is_method(call, "term") ? term_at(model, call) : -1;
  int decision = call && call->kind == NODE_METHOD ? decision_at(model, call->line) : -1;
  if (term >= 0) {
    c.name = declared_name(call);
    c.part = COVER_TERM;
    c.index = term;
  } else if (decision >= 0) {
    c.name = model->decisions[decision].name;
    c.part = COVER_DECISION;
    c.index = decision;
  }
  return c;
}

/* --- in the functions of terms ---------------------------------------------------------------- */

static const char *neighbour(const char *op) {
  static const char *const pairs[][2] = {{"<", "<="},  {"<=", "<"},  {">", ">="},   {">=", ">"},
                                         {"==", "~="}, {"~=", "=="}, {"and", "or"}, {"or", "and"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    if (strcmp(pairs[i][0], op) == 0) return pairs[i][1];
  return NULL;
}

/* The operands keep to themselves: `or` binds less than `and`. */
static void mutate_logic(struct mutants *m, const struct node *n, struct mutant_change *c, const char *op) {
  const char *source = m->source->text;
  struct buf text = {0}, shown = {0};
  buf_puts(&text, "((");
  buf_add(&text, source + n->start, n->a->end - n->start);
  buf_printf(&text, ") %s (", op);
  buf_add(&text, source + n->b->start, n->end - n->b->start);
  buf_puts(&text, "))");
  buf_add(&shown, source + n->start, n->op_start - n->start);
  buf_puts(&shown, op);
  buf_add(&shown, source + n->op_end, n->end - n->op_end);
  c->start = n->start;
  c->end = n->end;
  c->put = buf_text(&text);
  c->show = buf_text(&shown);
  if (c->put && c->show)
    mutant_add(m, c);
  else
    m->failed = true;
  buf_free(&text);
  buf_free(&shown);
}

static void mutate_binary(struct mutants *m, const struct node *n, const struct node *call) {
  const char *op = neighbour(n->op);
  if (!op) return;
  bool logic = strcmp(op, "and") == 0 || strcmp(op, "or") == 0;
  struct mutant_change c = about(m, call, logic ? "logic" : "compare", n);
  if (logic) {
    mutate_logic(m, n, &c, op);
    return;
  }
  c.start = n->op_start;
  c.end = n->op_end;
  c.put = op;
  mutant_add(m, &c);
}

/* `not a` becomes `(a)`. */
static void mutate_not(struct mutants *m, const struct node *n, const struct node *call) {
  struct mutant_change c = about(m, call, "not", n);
  struct buf text = {0}, shown = {0};
  buf_puts(&text, "(");
  buf_add(&text, m->source->text + n->a->start, n->end - n->a->start);
  buf_puts(&text, ")");
  buf_add(&shown, m->source->text + n->a->start, n->end - n->a->start);
  c.start = n->start;
  c.end = n->end;
  c.put = buf_text(&text);
  c.show = buf_text(&shown);
  if (c.put && c.show)
    mutant_add(m, &c);
  else
    m->failed = true;
  buf_free(&text);
  buf_free(&shown);
}

/* What people see around a number: the operation or call that it stands in. */
static const struct node *around(const struct node *n) {
  const struct node *p = n->parent;
  if (p && p->kind == NODE_UNARY) p = p->parent;
  bool small = p && (p->kind == NODE_BINARY || p->kind == NODE_CALL || p->kind == NODE_METHOD);
  return small ? p : n;
}

static void mutate_in_function(struct mutants *m, const struct node *n) {
  const struct node *call = declaration_of(n);
  if (n->kind == NODE_BINARY) mutate_binary(m, n, call);
  if (n->kind == NODE_UNARY && strcmp(n->op, "not") == 0) mutate_not(m, n, call);
  if (n->kind != NODE_INTEGER) return;
  struct mutant_change c = about(m, call, "number", around(n));
  mutate_literal(m, n, &c);
}

/* --- declarations ----------------------------------------------------------------------------- */

/* The row of the model that a table of the text is. */
static int row_at(const struct mutants *m, int parameter, const struct node *from, const struct node *to) {
  const struct model *model = model_of(m);
  const struct parameter *p = &model->parameters[parameter];
  struct value first = from ? date_parse(from->text) : value_of(KIND_DATE, DAY_FIRST);
  struct value last = to ? date_parse(to->text) : value_of(KIND_DATE, DAY_LAST);
  int found = -1, count = 0;
  for (int j = 0; j < p->row_count; j++) {
    if (p->rows[j].from != first.u.i || p->rows[j].to != last.u.i) continue;
    found = j;
    count++;
  }
  return count == 1 ? m->policy->cover->row[parameter] + found : -1;
}

static const struct node *keyed(const struct node *table, const char *key) {
  for (const struct node *n = table->list; n; n = n->next)
    if (n->kind == NODE_KEYED && strcmp(n->text, key) == 0) return n;
  return NULL;
}

static const struct node *text_of(const struct node *n) {
  return n && n->a->kind == NODE_STRING ? n->a : NULL;
}

/* A row { from =, to =, value = } of parameter `name`. Any of its values is noticed only where it
** is used; its dates wherever the parameter is asked for. */
static void mutate_row(struct mutants *m, const struct node *table, const char *name) {
  int parameter = parameter_named(model_of(m), name);
  if (parameter < 0) return;
  const struct node *value = keyed(table, "value"), *from = keyed(table, "from"), *to = keyed(table, "to");
  struct mutant_change c = {.kind = "date",
                            .article = model_of(m)->parameters[parameter].cite,
                            .name = name,
                            .part = COVER_PARAMETER,
                            .index = parameter};
  for (const struct node *n = table->list; n; n = n->next) {
    c.shown = c.at = n;
    if ((n == from || n == to) && text_of(n)) mutate_date(m, n, &c);
  }
  if (!value) return;
  int row = row_at(m, parameter, text_of(from), text_of(to));
  c.kind = "value";
  c.shown = c.at = value;
  c.part = row >= 0 ? COVER_ROW : COVER_PARAMETER;
  c.index = row >= 0 ? row : parameter;
  mutate_literal(m, value->a, &c);
}

static const struct node *last_table(const struct node *call) {
  const struct node *table = call->list;
  while (table && table->next)
    table = table->next;
  return table && table->kind == NODE_TABLE ? table : NULL;
}

static void mutate_parameter(struct mutants *m, const struct node *call) {
  const struct node *table = last_table(call);
  for (const struct node *n = table ? table->list : NULL; n; n = n->next)
    if (n->kind == NODE_ITEM && n->a->kind == NODE_TABLE) mutate_row(m, n->a, declared_name(call));
}

/* "name" becomes "not name", and back. */
static void negate(struct mutants *m, const struct node *n, const struct node *call) {
  struct mutant_change c = about(m, call, "when", n);
  struct buf text = {0};
  bool negated = strncmp(n->text, "not ", 4) == 0;
  buf_printf(&text, "\"%s%s\"", negated ? "" : "not ", negated ? n->text + 4 : n->text);
  c.start = n->start;
  c.end = n->end;
  c.put = buf_text(&text);
  if (c.put)
    mutant_add(m, &c);
  else
    m->failed = true;
  buf_free(&text);
}

/* Every name of a condition: "a", { "a", "not b" }, { any = { … } }. Conditions are shallow. */
static void negate_all(struct mutants *m, const struct node *n, const struct node *call, int depth) {
  if (n->kind == NODE_STRING) negate(m, n, call);
  if (n->kind != NODE_TABLE || depth > 8) return;
  for (const struct node *one = n->list; one; one = one->next)
    if (one->kind == NODE_ITEM || (one->kind == NODE_KEYED && strcmp(one->text, "any") == 0))
      negate_all(m, one->a, call, depth + 1);
}

/* A requirement of one name is only dropped; of several each is turned as well. */
static void mutate_requirement(struct mutants *m, const struct node *call) {
  const struct node *when = call->list ? call->list->next : NULL;
  struct mutant_change c = about(m, call, "requires", call);
  if (!call->parent || call->parent->kind != NODE_CALL_STAT) return;
  c.start = call->start;
  c.end = call->end;
  c.put = "do end"; /* the lines stay */
  c.show = "";
  mutant_add(m, &c);
  if (when && when->kind == NODE_TABLE) negate_all(m, when, call, 0);
}

/* When, give, from and to of rules, of exceptions, warnings, … and else_give of a decision. */
static void mutate_rule(struct mutants *m, const struct node *call) {
  const struct node *table = last_table(call);
  for (const struct node *n = table ? table->list : NULL; n; n = n->next) {
    if (n->kind != NODE_KEYED) continue;
    bool when = strcmp(n->text, "when") == 0,
         dated = strcmp(n->text, "from") == 0 || strcmp(n->text, "to") == 0;
    bool give = strcmp(n->text, "give") == 0 || strcmp(n->text, "else_give") == 0;
    struct mutant_change c = about(m, call, dated ? "date" : "value", n);
    if (when) negate_all(m, n->a, call, 0);
    if (give) mutate_literal(m, n->a, &c);
    if (dated && text_of(n)) mutate_date(m, n, &c);
  }
}

static bool visit(void *ud, struct node *n) {
  static const char *const rules[] = {"rule", "item", "exception", "warning", "undetermined", "decision"};
  struct mutants *m = ud;
  if (node_in_function(n)) {
    mutate_in_function(m, n);
    return !m->failed;
  }
  if (is_method(n, "parameter")) mutate_parameter(m, n);
  if (is_method(n, "requires")) mutate_requirement(m, n);
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (is_method(n, rules[i])) mutate_rule(m, n);
  bool value = n->kind == NODE_CALL && n->a->kind == NODE_NAME && strcmp(n->a->text, "value") == 0;
  if (value && last_table(n)) mutate_row(m, last_table(n), declared_name(n));
  return !m->failed;
}

bool mutants_make(struct mutants *m, struct arena *arena, const struct policy *p) {
  *m = (struct mutants){.arena = arena, .policy = p};
  for (int values = 0; values < 2; values++) {
    m->in_values = values;
    m->source = script_source(p->script, values ? p->values_path : p->path);
    if (m->source) syntax_walk(&m->source->syntax, visit, m);
  }
  return !m->failed;
}
