/* From the tables that stdlib/finish.lua made to plain C structs. */
#include <lauxlib.h>
#include <string.h>

#include "host/lua/arguments.h"
#include "host/lua/load.h"

enum { MOST_MODEL_ITEMS = 1000000 };

static void *need(lua_State *L, void *memory) {
  if (!memory) script_raise(L, ERR_MEMORY, "内存不足");
  return memory;
}

/* Declarations refuse names that they do not know; here only what they hold is asked for. */
static int raw_field(lua_State *L, int t, const char *key) {
  lua_pushstring(L, key);
  return lua_rawget(L, t);
}

/* The model counts as memory of the script, for as long as it lives. */
static void *new_array(lua_State *L, int count, size_t size) {
  struct script *s = script_of(L);
  size_t bytes = ((size_t)count + 1) * size;
  if (s->memory_used + bytes > s->limits.memory) script_raise_memory(L);
  s->memory_used += bytes;
  return need(L, arena_array(&s->arena, (size_t)count + 1, size));
}

static const char *copy(lua_State *L, const char *text) {
  return need(L, arena_text(&script_of(L)->arena, text));
}

/* The text at `index`, copied: Lua's string may go. */
static const char *copy_at(lua_State *L, int index) {
  return copy(L, argument_text(L, index, "声明中的文字"));
}

static const char *text_field(lua_State *L, int t, const char *key) {
  const char *text = raw_field(L, t, key) == LUA_TSTRING ? copy_at(L, -1) : "";
  lua_pop(L, 1);
  return text;
}

static bool flag(lua_State *L, int t, const char *key) {
  raw_field(L, t, key);
  bool yes = lua_toboolean(L, -1);
  lua_pop(L, 1);
  return yes;
}

static int64_t integer_field(lua_State *L, int t, const char *key, int64_t otherwise) {
  raw_field(L, t, key);
  int64_t n = lua_isinteger(L, -1) ? lua_tointeger(L, -1) : otherwise;
  lua_pop(L, 1);
  return n;
}

static int int_field(lua_State *L, int t, const char *key) {
  return (int)integer_field(L, t, key, 0);
}

/* The number of a subject, counted from 1 in the declarations; the first where none is said. */
static int number_field(lua_State *L, int t, const char *key) {
  return (int)integer_field(L, t, key, 1) - 1;
}

static enum kind kind_named(const char *name) {
  for (int k = 0; name && k < KIND_COUNT_OF_KINDS; k++)
    if (strcmp(kind_name((enum kind)k), name) == 0) return (enum kind)k;
  return KIND_NONE;
}

static enum kind kind_field(lua_State *L, int t, const char *key) {
  return kind_named(text_field(L, t, key));
}

/* A choice that is written out, { domain =, member = } counted from 1: made here, where it is known
** that there is such a member. */
static struct value choice_at(lua_State *L, int t) {
  const struct model *m = &script_of(L)->model;
  int64_t domain = integer_field(L, t, "domain", 0), member = integer_field(L, t, "member", 0);
  bool known =
      domain >= 1 && domain <= m->domain_count && member >= 1 && member <= m->domains[domain - 1].count;
  if (!known) script_raise(L, ERR_POLICY, "声明中的选项不存在");
  return value_enum((uint16_t)domain, member - 1);
}

/* A literal: its text is copied, because Lua's string may go. */
static bool value_field(lua_State *L, int t, const char *key, struct value *out) {
  bool choice = raw_field(L, t, key) == LUA_TTABLE;
  const struct value *v = opaque_test(L, -1);
  if (v) {
    *out = *v;
    if (v->kind == KIND_TEXT) out->u.text = copy(L, v->u.text);
  }
  if (choice) *out = choice_at(L, lua_gettop(L));
  lua_pop(L, 1);
  return v != NULL || choice;
}

/* The elements of list `key`: calls `read` with each element's index on the stack. */
typedef void (*read_item)(lua_State *L, int t, void *item);

static void *list_field(lua_State *L, int t, const char *key, size_t size, read_item read, int *count) {
  *count = 0;
  if (raw_field(L, t, key) != LUA_TTABLE) {
    lua_pop(L, 1);
    return new_array(L, 0, size);
  }
  luaL_checkstack(L, 8, "model");
  int list = lua_gettop(L);
  if (lua_rawlen(L, list) > MOST_MODEL_ITEMS) /* of a table with holes, too */
    script_raise(L, ERR_LIMIT, "声明中的清单超过 %d 项", MOST_MODEL_ITEMS);
  int n = (int)lua_rawlen(L, list);
  char *items = new_array(L, n, size);
  for (int i = 0; i < n; i++) {
    lua_rawgeti(L, list, i + 1);
    read(L, lua_gettop(L), items + (size_t)i * size);
    lua_settop(L, list);
  }
  lua_pop(L, 1);
  *count = n;
  return items;
}

/* --- items ------------------------------------------------------------------------------------ */

static void read_text(lua_State *L, int t, void *item) {
  *(const char **)item = copy_at(L, t);
}

static void read_index(lua_State *L, int t, void *item) {
  *(int *)item = (int)lua_tointeger(L, t);
}

static void read_member(lua_State *L, int t, void *item) {
  struct member *m = item;
  lua_rawgeti(L, t, 1);
  lua_rawgeti(L, t, 2);
  lua_rawgeti(L, t, 3);
  m->name = copy_at(L, -3);
  m->label = copy_at(L, -2);
  m->code = lua_type(L, -1) == LUA_TSTRING ? copy_at(L, -1) : "";
}

static void read_domain(lua_State *L, int t, void *item) {
  struct domain *d = item;
  d->name = text_field(L, t, "name");
  d->members = list_field(L, t, "members", sizeof *d->members, read_member, &d->count);
}

static enum changer changer_field(lua_State *L, int t) {
  const char *by = text_field(L, t, "changed_by");
  return strcmp(by, "person") == 0   ? CHANGED_BY_PERSON
         : strcmp(by, "office") == 0 ? CHANGED_BY_OFFICE
         : strcmp(by, "nobody") == 0 ? CHANGED_BY_NOBODY
                                     : CHANGED_UNSAID;
}

static void read_fact(lua_State *L, int t, void *item) {
  struct fact *f = item;
  const char *form = text_field(L, t, "form");
  f->name = text_field(L, t, "name");
  f->label = text_field(L, t, "label");
  f->own = text_field(L, t, "own");
  if (!*f->own) f->own = f->name;
  f->subject = number_field(L, t, "subject");
  f->form = strcmp(form, "timeline") == 0 ? FORM_TIMELINE
            : strcmp(form, "list") == 0   ? FORM_LIST
                                          : FORM_PLAIN;
  f->kind = kind_field(L, t, "kind");
  f->domain = (uint16_t)int_field(L, t, "domain");
  f->identity = flag(L, t, "identity");
  f->card = flag(L, t, "card");
  f->credit_code = flag(L, t, "credit_code");
  f->optional = flag(L, t, "optional");
  f->today = flag(L, t, "today");
  f->born = flag(L, t, "born");
  f->sex = flag(L, t, "sex") && f->form == FORM_PLAIN;
  f->changer = changer_field(L, t);
  f->ahead = flag(L, t, "ahead") ? AHEAD_FREE : flag(L, t, "not_ahead") ? AHEAD_NEVER : AHEAD_UNSAID;
  f->has_least = value_field(L, t, "least", &f->least);
  f->has_most = value_field(L, t, "most", &f->most);
  f->absent = text_field(L, t, "absent");
  f->known_from = text_field(L, t, "known_from");
  f->cite = text_field(L, t, "cite");
  f->line = int_field(L, t, "line");
  f->fields = list_field(L, t, "fields", sizeof *f->fields, read_fact, &f->field_count);
}

static void read_row(lua_State *L, int t, void *item) {
  struct row *r = item;
  r->from = integer_field(L, t, "from", DAY_FIRST);
  r->to = integer_field(L, t, "to", DAY_LAST);
  r->issued = integer_field(L, t, "issued", DAY_FIRST);
  value_field(L, t, "value", &r->value);
  r->by = text_field(L, t, "by");
  r->source = text_field(L, t, "source");
  r->confidence = text_field(L, t, "confidence");
  r->file = text_field(L, t, "file");
  r->line = int_field(L, t, "line");
}

static void read_parameter(lua_State *L, int t, void *item) {
  struct parameter *p = item;
  p->name = text_field(L, t, "name");
  p->label = text_field(L, t, "label");
  p->unit = text_field(L, t, "unit");
  p->cite = text_field(L, t, "cite");
  p->who = text_field(L, t, "who");
  p->by = text_field(L, t, "by");
  p->table = text_field(L, t, "table");
  p->kind = kind_field(L, t, "kind");
  p->on_deciding = flag(L, t, "on_deciding");
  p->open = flag(L, t, "open");
  p->line = int_field(L, t, "line");
  p->rows = list_field(L, t, "rows", sizeof *p->rows, read_row, &p->row_count);
}

static void read_cell(lua_State *L, int t, void *item) {
  *(int *)item = (int)lua_tointeger(L, t) - 1;
}

static void read_kind(lua_State *L, int t, void *item) {
  *(enum kind *)item = kind_named(lua_tostring(L, t));
}

static void read_table(lua_State *L, int t, void *item) {
  struct law_table *table = item;
  int count;
  table->name = text_field(L, t, "name");
  table->label = text_field(L, t, "label");
  table->cite = text_field(L, t, "cite");
  table->domain = (uint16_t)int_field(L, t, "domain");
  table->line = int_field(L, t, "line");
  table->columns = list_field(L, t, "column_names", sizeof *table->columns, read_text, &table->column_count);
  table->kinds = list_field(L, t, "column_kinds", sizeof *table->kinds, read_kind, &count);
  table->cells = list_field(L, t, "cell_numbers", sizeof *table->cells, read_cell, &count);
}

static void read_reading(lua_State *L, int t, void *item) {
  struct reading *r = item;
  r->name = text_field(L, t, "name");
  r->id = text_field(L, t, "id");
  r->cite = text_field(L, t, "cite");
  r->ask = text_field(L, t, "ask");
  r->chosen_by = text_field(L, t, "chosen_by");
  r->domain = (uint16_t)int_field(L, t, "domain");
  r->chosen = int_field(L, t, "chosen") - 1;
  r->preset = int_field(L, t, "preset") - 1;
  r->line = int_field(L, t, "line");
  r->options = list_field(L, t, "options", sizeof *r->options, read_member, &r->count);
}

static void read_term(lua_State *L, int t, void *item) {
  struct term *term = item;
  term->name = text_field(L, t, "name");
  term->label = text_field(L, t, "label");
  term->cite = text_field(L, t, "cite");
  term->text = text_field(L, t, "text");
  term->otherwise = text_field(L, t, "otherwise");
  term->from = integer_field(L, t, "from", DAY_FIRST);
  term->to = integer_field(L, t, "to", DAY_LAST);
  term->line = int_field(L, t, "line");
  term->subject = number_field(L, t, "subject");
  term->next_version = (int)integer_field(L, t, "next_number", -1);
  raw_field(L, t, "is");
  term->function = luaL_ref(L, LUA_REGISTRYINDEX);
}

static void read_condition(lua_State *L, int t, void *item) {
  static const struct {
    const char *name;
    enum condition_kind kind;
  } kinds[] = {
      {"always", COND_ALWAYS}, {"name", COND_NAME}, {"not", COND_NOT}, {"all", COND_ALL}, {"any", COND_ANY}};
  struct condition *c = item;
  const char *op = text_field(L, t, "op");
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (strcmp(op, kinds[i].name) == 0) c->kind = kinds[i].kind;
  c->name = int_field(L, t, "index");
  c->parts = list_field(L, t, "parts", sizeof *c->parts, read_condition, &c->count);
}

static void condition_field(lua_State *L, int t, struct condition *c) {
  raw_field(L, t, "when");
  read_condition(L, lua_gettop(L), c);
  lua_pop(L, 1);
}

static void read_requirement(lua_State *L, int t, void *item) {
  struct requirement *r = item;
  r->cite = text_field(L, t, "cite");
  r->text = text_field(L, t, "text");
  r->otherwise = text_field(L, t, "otherwise");
  r->hold = flag(L, t, "hold");
  r->final = flag(L, t, "final");
  r->narrowed = flag(L, t, "narrowed");
  r->from = integer_field(L, t, "from", DAY_FIRST);
  r->to = integer_field(L, t, "to", DAY_LAST);
  r->line = int_field(L, t, "line");
  condition_field(L, t, &r->when);
}

static enum rule_kind rule_kind(const char *name) {
  static const char *const names[] = {"rule", "exception", "warning", "undetermined", "ruling", "item"};
  for (int i = 0; i < 6; i++)
    if (strcmp(name, names[i]) == 0) return (enum rule_kind)i;
  return RULE_RULE;
}

static void read_rule(lua_State *L, int t, void *item) {
  struct rule *r = item;
  r->kind = rule_kind(text_field(L, t, "kind"));
  r->cite = text_field(L, t, "cite");
  r->text = text_field(L, t, "text");
  r->say = text_field(L, t, "say");
  r->who = text_field(L, t, "who");
  r->from = integer_field(L, t, "from", DAY_FIRST);
  r->to = integer_field(L, t, "to", DAY_LAST);
  r->base = int_field(L, t, "base") - 1;
  r->to_office = flag(L, t, "to_office");
  r->lapses = flag(L, t, "lapses");
  r->line = int_field(L, t, "line");
  r->prevails = list_field(L, t, "prevails", sizeof *r->prevails, read_index, &r->prevails_count);
  r->give_name = (int)integer_field(L, t, "give_index", -1);
  r->give = r->give_name >= 0 ? GIVE_NAME : value_field(L, t, "value", &r->value) ? GIVE_VALUE : GIVE_NOTHING;
  condition_field(L, t, &r->when);
}

static enum period_unit period_unit(const char *per) {
  static const char *const names[] = {"month", "day", "case", "year"};
  for (int i = 0; i < 4; i++)
    if (strcmp(names[i], per) == 0) return (enum period_unit)i;
  return PER_CASE;
}

static void read_decision(lua_State *L, int t, void *item) {
  struct decision *d = item;
  d->name = text_field(L, t, "name");
  d->label = text_field(L, t, "label");
  d->cite = text_field(L, t, "cite");
  d->gives = kind_field(L, t, "kind");
  d->subject = number_field(L, t, "subject");
  d->domain = (uint16_t)int_field(L, t, "domain");
  d->many = d->gives == KIND_LIST;
  d->per = period_unit(text_field(L, t, "per"));
  d->year_end = int_field(L, t, "year_end");
  d->since = integer_field(L, t, "since", DAY_FIRST);
  d->law_on = (int)integer_field(L, t, "law_on_index", -1);
  d->has_else = value_field(L, t, "otherwise", &d->otherwise);
  d->line = int_field(L, t, "line");
  d->given = list_field(L, t, "given", sizeof *d->given, read_fact, &d->given_count);
  d->requirements =
      list_field(L, t, "requirements", sizeof *d->requirements, read_requirement, &d->requirement_count);
  d->rules = list_field(L, t, "rules", sizeof *d->rules, read_rule, &d->rule_count);
}

static void read_name(lua_State *L, int t, void *item) {
  static const struct {
    const char *name;
    enum name_kind kind;
  } kinds[] = {{"term", NAME_TERM},         {"parameter", NAME_PARAMETER}, {"reading", NAME_READING},
               {"decision", NAME_DECISION}, {"given", NAME_GIVEN},         {"fact", NAME_FACT},
               {"table", NAME_TABLE}};
  struct name *n = item;
  const char *kind = text_field(L, t, "kind");
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (strcmp(kind, kinds[i].name) == 0) n->kind = kinds[i].kind;
  n->text = text_field(L, t, "text");
  n->index = int_field(L, t, "index");
  n->decision = int_field(L, t, "decision");
}

static void read_invariant(lua_State *L, int t, void *item) {
  struct invariant *i = item;
  const char *op = text_field(L, t, "op");
  i->text = text_field(L, t, "text");
  i->cite = text_field(L, t, "cite");
  i->a = int_field(L, t, "a_index");
  i->b = int_field(L, t, "b_index");
  i->cmp = strcmp(op, "<=") == 0 ? CMP_LE : strcmp(op, "<") == 0 ? CMP_LT : CMP_EQ;
  i->line = int_field(L, t, "line");
}

static void read_entry(lua_State *L, int t, void *item) {
  struct register_entry *e = item;
  e->cite = text_field(L, t, "cite");
  e->text = text_field(L, t, "text");
  e->kind = text_field(L, t, "kind");
  e->line = int_field(L, t, "line");
}

static void read_payment(lua_State *L, int t, void *item) {
  struct payment *p = item;
  p->name = text_field(L, t, "name");
  p->label = text_field(L, t, "label");
  p->cite = text_field(L, t, "cite");
  p->back_cite = text_field(L, t, "back_cite");
  p->owed_cite = text_field(L, t, "owed_cite");
  p->between_cite = text_field(L, t, "between_cite");
  p->pays = int_field(L, t, "pays_index") - 1;
  p->payer = int_field(L, t, "payer_index") - 1;
  p->back_payer = int_field(L, t, "back_index") - 1;
  p->day = int_field(L, t, "day_index") - 1;
  p->bands = int_field(L, t, "bands_index") - 1;
  p->to = int_field(L, t, "to_index") - 1;
  p->first_month = int_field(L, t, "first_index") - 1;
  p->closed = flag(L, t, "closed");
  p->between = flag(L, t, "between");
  p->line = int_field(L, t, "line");
}

static void read_letter(lua_State *L, int t, void *item) {
  struct letter *l = item;
  l->about = text_field(L, t, "about");
  l->by = text_field(L, t, "by");
  l->by_cite = text_field(L, t, "by_cite");
  l->at = text_field(L, t, "at");
  l->at_cite = text_field(L, t, "at_cite");
  l->changes = text_field(L, t, "changes");
  l->changes_cite = text_field(L, t, "changes_cite");
  l->outcomes = (unsigned)int_field(L, t, "outcomes");
  l->bring = int_field(L, t, "bring_index") - 1;
  l->line = int_field(L, t, "line");
  l->decisions = list_field(L, t, "decisions", sizeof *l->decisions, read_index, &l->decision_count);
}

static void read_remedies(lua_State *L, int act, struct remedies *r) {
  r->text = r->source = "";
  if (raw_field(L, act, "remedies_notice") == LUA_TTABLE) {
    int t = lua_gettop(L);
    r->text = text_field(L, t, "text");
    r->source = text_field(L, t, "source");
    r->favourable = flag(L, t, "favourable");
  }
  lua_pop(L, 1);
}

static void read_outline(lua_State *L, int t, void *item) {
  struct outline_entry *e = item;
  e->cite = text_field(L, t, "cite");
  e->became = text_field(L, t, "became");
  e->uncovered = text_field(L, t, "uncovered");
}

/* --- the whole -------------------------------------------------------------------------------- */

static void read_document(lua_State *L, int t, struct model *m) {
  m->id = text_field(L, t, "id");
  m->number = text_field(L, t, "number");
  m->title = text_field(L, t, "title");
  m->replaces = text_field(L, t, "replaces");
  m->interpreter = text_field(L, t, "interpreter");
  m->interpreter_cite = text_field(L, t, "interpreter_cite");
  m->in_force_cite = text_field(L, t, "in_force_cite");
  m->repealed_by = text_field(L, t, "repealed_by");
  m->month_end_cite = text_field(L, t, "month_end_cite");
  m->issued = integer_field(L, t, "issued", DAY_FIRST);
  m->from = integer_field(L, t, "from", DAY_FIRST);
  m->to = integer_field(L, t, "to", DAY_LAST);
  m->ends_undetermined = flag(L, t, "ends_undetermined");
  m->ends_who = text_field(L, t, "ends_who");
  m->issuers = list_field(L, t, "issuers", sizeof *m->issuers, read_text, &m->issuer_count);
}

static int keep_index(lua_State *L, int t, const char *key) {
  raw_field(L, t, key);
  return luaL_ref(L, LUA_REGISTRYINDEX);
}

static void read_reference(lua_State *L, int t, void *item) {
  struct reference *r = item;
  r->name = text_field(L, t, "own");
  r->label = text_field(L, t, "label");
  r->cite = text_field(L, t, "cite");
  r->subject = number_field(L, t, "to_number");
}

static void read_subject(lua_State *L, int t, void *item) {
  struct subject_kind *s = item;
  s->name = text_field(L, t, "name");
  s->label = text_field(L, t, "label");
  s->reach = (uint32_t)integer_field(L, t, "reach", 0);
  s->references = list_field(L, t, "refs", sizeof *s->references, read_reference, &s->reference_count);
  s->key_name = text_field(L, t, "key");
}

/* An archived standard library that knew one kind of subject names it in the declarations
** themselves. */
static void read_subjects(lua_State *L, int act, struct model *m) {
  m->subjects = list_field(L, act, "subjects", sizeof *m->subjects, read_subject, &m->subject_count);
  if (m->subject_count > 0) return;
  *m->subjects =
      (struct subject_kind){.name = m->subject, .label = m->subject_label, .key_name = m->key, .reach = 1};
  m->subject_count = 1;
}

void read_model(lua_State *L, int t) {
  struct script *s = script_of(L);
  struct model *m = &s->model;
  raw_field(L, t, "act");
  int act = lua_gettop(L);
  raw_field(L, act, "document");
  read_document(L, lua_gettop(L), m);
  lua_pop(L, 1);
  m->subject = text_field(L, act, "subject");
  m->subject_label = text_field(L, act, "subject_label");
  m->key = text_field(L, act, "key");
  read_subjects(L, act, m);
  m->domains = list_field(L, t, "domains", sizeof *m->domains, read_domain, &m->domain_count);
  m->facts = list_field(L, act, "facts_list", sizeof *m->facts, read_fact, &m->fact_count);
  m->parameters =
      list_field(L, act, "parameters", sizeof *m->parameters, read_parameter, &m->parameter_count);
  m->tables = list_field(L, act, "tables", sizeof *m->tables, read_table, &m->table_count);
  m->readings = list_field(L, act, "readings", sizeof *m->readings, read_reading, &m->reading_count);
  m->terms = list_field(L, act, "terms", sizeof *m->terms, read_term, &m->term_count);
  m->decisions = list_field(L, act, "decisions", sizeof *m->decisions, read_decision, &m->decision_count);
  m->names = list_field(L, t, "names", sizeof *m->names, read_name, &m->name_count);
  m->invariants =
      list_field(L, act, "invariants", sizeof *m->invariants, read_invariant, &m->invariant_count);
  m->entries = list_field(L, act, "entries", sizeof *m->entries, read_entry, &m->entry_count);
  m->payments = list_field(L, act, "payments", sizeof *m->payments, read_payment, &m->payment_count);
  m->letters = list_field(L, act, "letters", sizeof *m->letters, read_letter, &m->letter_count);
  read_remedies(L, act, &m->remedies);
  m->outline = list_field(L, t, "outline", sizeof *m->outline, read_outline, &m->outline_count);
  place_subjects(L, m);
  s->names_ref = keep_index(L, t, "law_names");
}

static void read_day(lua_State *L, int t, void *item) {
  struct calendar_day *d = item;
  lua_rawgeti(L, t, 1);
  lua_rawgeti(L, t, 2);
  d->day = lua_tointeger(L, -2);
  d->off = lua_toboolean(L, -1);
}

static void read_fixed(lua_State *L, int t, void *item) {
  *(int *)item = (int)lua_tointeger(L, t);
}

/* How far schedules go in years for which none is published; nothing where the calendar does not
** say. */
static void read_unpublished(lua_State *L, int calendar, struct calendar *c) {
  raw_field(L, calendar, "unpublished");
  int t = lua_gettop(L), count = 0;
  if (lua_istable(L, t)) {
    const int *fixed = list_field(L, t, "fixed", sizeof *fixed, read_fixed, &count);
    c->longest_break = int_field(L, t, "longest_break");
    c->most_off = int_field(L, t, "most_off");
    c->most_worked = int_field(L, t, "most_worked");
    c->who = text_field(L, t, "who");
    c->cite = text_field(L, calendar, "cite");
    for (int i = 0; i < count && c->fixed_count < MOST_FIXED_HOLIDAYS; i++)
      c->fixed[c->fixed_count++] = fixed[i];
  }
  lua_settop(L, t - 1);
}

void read_calendar(lua_State *L, int t) {
  struct calendar *c = &script_of(L)->calendar;
  read_unpublished(L, t, c);
  c->days = list_field(L, t, "days", sizeof *c->days, read_day, &c->count);
  c->first_year = int_field(L, t, "first");
  c->last_year = int_field(L, t, "last");
}
