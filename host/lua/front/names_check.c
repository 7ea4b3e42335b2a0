/* Names inside the functions of terms, checked as the policy loads: facts, what `law` knows, fields
** of records, members of enumerations. A typo there must not wait for the first person whom it
** concerns.
*/
#include <string.h>

#include "host/base/names.h"
#include "host/base/utf8.h"
#include "host/lua/load.h"

struct names {
  struct script *script;
  const struct source *source;
  struct error *error;
};

/* Most names differ in their first letter. */
static bool same(const char *a, const char *b) {
  return *a == *b && strcmp(a, b) == 0;
}

/* --- what an expression is -------------------------------------------------------------------- */

static int subject_named(const struct model *m, const char *name) {
  if (!*name) return 0;
  for (int i = 0; i < m->subject_count; i++)
    if (same(m->subjects[i].name, name)) return i;
  return -1;
}

/* The subject that an expression stands for: a term's own, or the one behind `base.unit`; -1:
** none. */
static int subject_of(const struct model *m, const struct node *n) {
  if (syntax_term_argument(n) == 0) {
    const char *name = syntax_term_subject(n);
    return name ? subject_named(m, name) : -1;
  }
  int from = n->kind == NODE_FIELD ? subject_of(m, n->a) : -1;
  const struct reference *r = from < 0 ? NULL : model_reference(m, from, n->text);
  return r ? r->subject : -1;
}

static const struct fact *fact_named(const struct model *m, int subject, const char *name) {
  int i = model_fact(m, subject, name);
  return i < 0 ? NULL : &m->facts[i];
}

static const struct name *law_named(const struct model *m, const char *name) {
  for (int i = 0; i < m->name_count; i++)
    if (m->names[i].kind != NAME_FACT && same(m->names[i].text, name)) return &m->names[i];
  return NULL;
}

/* The fact that `subject.NAME` or `law.INPUT` reads. */
static const struct fact *fact_of(const struct model *m, const struct node *n) {
  if (n->kind == NODE_METHOD && same(n->text, "where")) return fact_of(m, n->a);
  if (n->kind != NODE_FIELD) return NULL;
  int subject = subject_of(m, n->a);
  if (subject >= 0) return fact_named(m, subject, n->text);
  const struct name *name = syntax_is_law(n->a) ? law_named(m, n->text) : NULL;
  return name && name->kind == NAME_GIVEN ? &m->decisions[name->decision].given[name->index] : NULL;
}

/* The table that `law.need` names; NULL when the expression is something else. */
static const struct law_table *table_of(const struct model *m, const struct node *n) {
  const struct name *name = n->kind == NODE_FIELD && syntax_is_law(n->a) ? law_named(m, n->text) : NULL;
  return name && name->kind == NAME_TABLE ? &m->tables[name->index] : NULL;
}

/* The table of whose row a column is asked for: law.need[…], law.need.basic. */
static const struct law_table *row_of(const struct model *m, const struct node *n) {
  return n->kind == NODE_INDEX || n->kind == NODE_FIELD ? table_of(m, n->a) : NULL;
}

static const struct fact *field_of(const struct fact *list, const char *name) {
  for (int i = 0; i < list->field_count; i++)
    if (same(list->fields[i].name, name)) return &list->fields[i];
  return NULL;
}

/* The enumeration whose members the expression gives; 0 when that cannot be told from the text. */
static uint16_t domain_of_node(const struct model *m, const struct node *n) {
  const struct fact *f = fact_of(m, n);
  if (f && f->form == FORM_PLAIN) return f->domain;
  if (n->kind == NODE_METHOD) {
    f = fact_of(m, n->a);
    if (f && f->form == FORM_TIMELINE && same(n->text, "at")) return f->domain;
    const struct fact *field = f && f->form == FORM_LIST && n->list && n->list->kind == NODE_STRING
                                   ? field_of(f, n->list->text)
                                   : NULL;
    return field ? field->domain : 0;
  }
  const struct name *name = n->kind == NODE_FIELD && syntax_is_law(n->a) ? law_named(m, n->text) : NULL;
  if (!name) return 0;
  if (name->kind == NAME_READING) return m->readings[name->index].domain;
  return name->kind == NAME_DECISION ? m->decisions[name->index].domain : 0;
}

/* --- checks ----------------------------------------------------------------------------------- */

static bool refuse(struct names *c, const struct node *n, const char *what, const char *word,
                   const char *const *known) {
  error_set(c->error, ERR_POLICY, "%s ‘%s’", what, word);
  hint_names(c->error, word, known, names_count(known), "可以写的有：");
  error_article(c->error, c->script->model.id, "");
  syntax_point(&c->source->syntax, n, c->error);
  return false;
}

static bool check_fact(struct names *c, const struct node *n, int subject) {
  const struct model *m = &c->script->model;
  const struct subject_kind *s = &m->subjects[subject];
  const char *known[256];
  int count = 0;
  if (fact_named(m, subject, n->text) || model_reference(m, subject, n->text)) return true;
  for (int i = 0; i < s->count && count < 255; i++)
    known[count++] = m->facts[s->first + i].own;
  for (int i = 0; i < s->reference_count && count < 255; i++)
    known[count++] = s->references[i].name;
  known[count] = NULL;
  char what[128];
  snprintf(what, sizeof what, "%s%s没有事实", s->label, blank_after(s->label));
  return refuse(c, n, what, n->text, known);
}

/* A term about a unit does not know which of its bases is meant. */
static bool check_reach(struct names *c, const struct node *n, const struct name *name) {
  const struct model *m = &c->script->model;
  const char *of = n->a->kind == NODE_NAME ? syntax_term_subject(n->a) : NULL;
  int from = of ? subject_named(m, of) : -1;
  if (from < 0 || (name->kind != NAME_TERM && name->kind != NAME_DECISION)) return true;
  int to = name->kind == NAME_TERM ? m->terms[name->index].subject : m->decisions[name->index].subject;
  if (m->subjects[from].reach >> to & 1) return true;
  error_set(c->error, ERR_POLICY, "‘%s’ 说的是%s，而这里的对象是%s", n->text, m->subjects[to].label,
            m->subjects[from].label);
  error_hint(c->error, "用本对象的，或先用 fact.ref 关联");
  error_article(c->error, m->id, "");
  syntax_point(&c->source->syntax, n, c->error);
  return false;
}

static bool check_law(struct names *c, const struct node *n) {
  static const char *const own[] = {"at", "decided_on", "pieces", "has_start", "year_begins"};
  const struct model *m = &c->script->model;
  const char *known[512];
  int count = 0;
  const struct name *name = law_named(m, n->text);
  if (name) return check_reach(c, n, name);
  for (; count < 5; count++) {
    if (same(own[count], n->text)) return true;
    known[count] = own[count];
  }
  for (int i = 0; i < m->name_count && count < 511; i++)
    if (m->names[i].kind != NAME_FACT) known[count++] = m->names[i].text;
  known[count] = NULL;
  return refuse(c, n, "law 没有", n->text, known);
}

static bool check_member(struct names *c, uint16_t domain, const struct node *literal) {
  const struct domain *d = domain ? domain_of(c->script, domain) : NULL;
  const char *known[128];
  if (!d || literal->kind != NODE_STRING || domain_member(d, literal->text) >= 0) return true;
  int count = 0;
  for (; count < d->count && count < 127; count++)
    known[count] = d->members[count].name;
  known[count] = NULL;
  char what[128];
  snprintf(what, sizeof what, "%s 没有选项", d->name);
  return refuse(c, literal, what, literal->text, known);
}

/* law.need[base.class]: what stands in the brackets is one of the table's choices. */
static bool check_row(struct names *c, const struct law_table *t, const struct node *n) {
  if (n->kind == NODE_FIELD) {
    struct node literal = *n;
    literal.kind = NODE_STRING;
    return check_member(c, t->domain, &literal);
  }
  const struct model *m = &c->script->model;
  uint16_t domain = domain_of_node(m, n->b);
  if (!domain || domain == t->domain) return check_member(c, t->domain, n->b);
  const struct domain *d = domain_of(c->script, domain);
  error_set(c->error, ERR_POLICY, "表 ‘%s’ 不按 ‘%s’ 的选项查", t->name, d ? d->name : "");
  error_hint(c->error, "方括号中写与表的 by 同一类型的事实");
  error_article(c->error, m->id, "");
  syntax_point(&c->source->syntax, n, c->error);
  return false;
}

static bool check_column(struct names *c, const struct law_table *t, const struct node *n) {
  for (int i = 0; i < t->column_count; i++)
    if (same(t->columns[i], n->text)) return true;
  char what[160];
  snprintf(what, sizeof what, "表 ‘%s’ 没有列", t->name);
  error_set(c->error, ERR_POLICY, "%s ‘%s’", what, n->text);
  hint_names(c->error, n->text, t->columns, t->column_count, "本表的列：");
  error_article(c->error, c->script->model.id, "");
  syntax_point(&c->source->syntax, n, c->error);
  return false;
}

/* What a method takes beside conditions on fields (host/lua/bind/list.c). */
static bool is_option(const char *method, const char *name) {
  bool net = same(method, "net"), sum = net || same(method, "sum");
  if (same(name, "by")) return sum || same(method, "first") || same(method, "last");
  if (same(name, "times")) return sum;
  if (same(name, "round")) return same(method, "mean_of_ratio");
  return net && (same(name, "out") || same(name, "opening") || same(name, "order"));
}

static bool check_field(struct names *c, const struct fact *list, const struct node *n, const char *name) {
  const char *known[64];
  if (field_of(list, name)) return true;
  int count = 0;
  for (; count < list->field_count && count < 63; count++)
    known[count] = list->fields[count].name;
  known[count] = NULL;
  char what[128];
  snprintf(what, sizeof what, "‘%s’ 的记录没有字段", list->name);
  return refuse(c, n, what, name, known);
}

/* { on = …, choice = "allowance" }: keys are fields, literals their members. */
static bool check_conditions(struct names *c, const struct fact *list, const struct node *table,
                             const char *method) {
  for (const struct node *item = table->list; item; item = item->next) {
    if (item->kind != NODE_KEYED || is_option(method, item->text)) continue;
    if (!check_field(c, list, item, item->text)) return false;
    const struct fact *field = field_of(list, item->text);
    if (field && !check_member(c, field->domain, item->a)) return false;
  }
  return true;
}

static bool check_method(struct names *c, const struct node *n) {
  const struct model *m = &c->script->model;
  if (same(n->text, "is")) {
    uint16_t domain = domain_of_node(m, n->a);
    for (const struct node *arg = n->list; arg; arg = arg->next)
      if (!check_member(c, domain, arg)) return false;
    return true;
  }
  const struct fact *f = fact_of(m, n->a);
  if (!f || f->form != FORM_LIST) return true;
  for (const struct node *arg = n->list; arg; arg = arg->next) {
    if (arg->kind == NODE_STRING && !check_field(c, f, arg, arg->text)) return false;
    if (arg->kind == NODE_TABLE && !check_conditions(c, f, arg, n->text)) return false;
  }
  return true;
}

static bool visit(void *ud, struct node *n) {
  struct names *c = ud;
  const struct model *m = &c->script->model;
  int subject = n->kind == NODE_FIELD ? subject_of(m, n->a) : -1;
  if (subject >= 0) return check_fact(c, n, subject);
  if (n->kind == NODE_FIELD && syntax_is_law(n->a)) return check_law(c, n);
  const struct law_table *row = row_of(m, n);
  if (row) return check_row(c, row, n);
  const struct law_table *cell = n->kind == NODE_FIELD ? row_of(m, n->a) : NULL;
  if (cell) return check_column(c, cell, n);
  if (n->kind == NODE_METHOD) return check_method(c, n);
  if (n->kind == NODE_BINARY && (same(n->op, "==") || same(n->op, "~=")))
    return check_member(c, domain_of_node(m, n->a), n->b) && check_member(c, domain_of_node(m, n->b), n->a);
  return true;
}

void check_names(lua_State *L) {
  struct script *s = script_of(L);
  struct error e = {0};
  struct names c = {s, script_source(s, s->file), &e};
  if (c.source && !syntax_walk(&c.source->syntax, visit, &c)) script_raise_error(L, &e);
}
