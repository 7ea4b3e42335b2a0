/* How far differences between two versions of one text reach, told from the text alone.
**
** Names are written out: who asks for a parameter says its name. So a decision whose statements,
** and all that these name, never mention a parameter or reading cannot hang on it. And the law is
** that of the month asked about unless `law:at` says another month: where that is none later, and
** the rows differ from a day on only, no earlier month comes to something else. Whatever is not
** seen to be so is taken to be otherwise.
*/
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "host/engine/version/difference.h"
#include "host/lua/run.h"
#include "host/lua/front/syntax.h"

/* The statements of a policy and the names that each mentions and says something about. */
struct graph {
  struct arena arena;
  struct syntax syntax;
  const struct model *model;
  const char **names; /* ascending, each once: of the model, and locals of the file */
  int name_count;
  const struct node **statements;
  int count;
  uint8_t *mentions, *defines; /* a byte a statement and name */
  bool failed;                 /* something that cannot be followed */
};

/* --- names ------------------------------------------------------------------------------------ */

static int by_text(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int name_of(const struct graph *g, const char *text) {
  const char **at = bsearch(&text, g->names, (size_t)g->name_count, sizeof *g->names, by_text);
  return at ? (int)(at - g->names) : -1;
}

static bool is_document(const struct node *statement) {
  const struct node *value = statement->kind == NODE_LOCAL ? statement->more : NULL;
  return value && value->kind == NODE_CALL && value->a->kind == NODE_NAME &&
         strcmp(value->a->text, "document") == 0;
}

/* The names that a statement declares for the rest of the file. */
static const struct node *declared(const struct node *statement) {
  if (is_document(statement)) return NULL; /* every statement says something about the policy */
  if (statement->kind == NODE_LOCAL) return statement->list;
  return statement->kind == NODE_LOCAL_FUNCTION ? statement->a : NULL;
}

/* A cell of a table is mentioned by whoever mentions the table: "need.basic.area" by
** `law.need[…]`. */
static const char *mentioned_as(const struct parameter *p) {
  return *p->table ? p->table : p->name;
}

static bool collect_names(struct graph *g) {
  const struct model *m = g->model;
  int room = m->name_count + m->decision_count;
  for (const struct node *n = g->syntax.top; n; n = n->next)
    for (const struct node *d = declared(n); d; d = d->next)
      room++;
  g->names = arena_array(&g->arena, (size_t)room + 1, sizeof *g->names);
  if (!g->names) return false;
  int n = 0, kept = 0;
  for (int i = 0; i < m->name_count; i++)
    g->names[n++] = m->names[i].text;
  for (int i = 0; i < m->decision_count; i++)
    g->names[n++] = m->decisions[i].name;
  for (const struct node *s = g->syntax.top; s; s = s->next)
    for (const struct node *d = declared(s); d; d = d->next)
      g->names[n++] = d->text;
  qsort(g->names, (size_t)n, sizeof *g->names, by_text);
  for (int i = 0; i < n; i++)
    if (kept == 0 || strcmp(g->names[kept - 1], g->names[i]) != 0) g->names[kept++] = g->names[i];
  g->name_count = kept;
  return true;
}

/* --- what a statement mentions ---------------------------------------------------------------- */

static void mention(const struct graph *g, uint8_t *row, const char *text) {
  int i = name_of(g, text);
  if (i >= 0) row[i] = 1;
}

/* Every word of a text: "not old", "old". */
static void mention_words(const struct graph *g, uint8_t *row, const char *text) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  char word[128];
  while (*text) {
    size_t n = strspn(text, letters);
    if (n && n < sizeof word) {
      memcpy(word, text, n);
      word[n] = '\0';
      mention(g, row, word);
    }
    text += n ? n : 1;
  }
}

typedef void (*node_found)(void *ud, const struct node *n);

static void each_node(const struct node *n, node_found found, void *ud) {
  found(ud, n);
  for (int i = 0; i < NODE_GROUPS; i++)
    for (const struct node *k = n->group[i]; k; k = k->next)
      each_node(k, found, ud);
}

struct mentioning {
  struct graph *g;
  uint8_t *row;
};

static void mention_node(void *ud, const struct node *n) {
  struct mentioning *k = ud;
  if (n->kind == NODE_STRING)
    mention_words(k->g, k->row, n->text);
  else if (n->kind == NODE_NAME || n->kind == NODE_FIELD || n->kind == NODE_METHOD || n->kind == NODE_KEYED)
    mention(k->g, k->row, n->text);
  bool written = n->kind != NODE_INDEX || n->b->kind == NODE_INTEGER || n->b->kind == NODE_STRING ||
                 (n->a->kind == NODE_FIELD && syntax_is_law(n->a->a)); /* a row of a table, which is named */
  if (!written) k->g->failed = true;                                   /* a name that is computed */
}

/* What is told to people beside an outcome: nothing is decided by it. */
static bool is_notice(const struct node *call) {
  return call->kind == NODE_METHOD &&
         (strcmp(call->text, "letter") == 0 || strcmp(call->text, "remedies") == 0);
}

/* `call` says something about the first name that it is given, and about its object. */
static bool define_call(struct graph *g, uint8_t *row, const struct node *call) {
  if (call->kind != NODE_METHOD || call->a->kind != NODE_NAME) return false;
  mention(g, row, call->a->text);
  if (call->list && call->list->kind == NODE_STRING) mention(g, row, call->list->text);
  return call->list && call->list->kind == NODE_STRING;
}

static void define(struct graph *g, uint8_t *row, const struct node *n) {
  for (const struct node *d = declared(n); d; d = d->next)
    mention(g, row, d->text);
  bool ok = n->kind == NODE_LOCAL || n->kind == NODE_LOCAL_FUNCTION || n->kind == NODE_RETURN;
  if (n->kind == NODE_CALL_STAT) ok = is_notice(n->a) || define_call(g, row, n->a);
  for (const struct node *v = n->kind == NODE_LOCAL ? n->more : NULL; v; v = v->next)
    define_call(g, row, v);
  if (!ok) g->failed = true;
}

/* Whoever the model knows must have been declared in words. */
static bool all_declared(const struct graph *g) {
  for (int i = 0; i < g->model->name_count; i++) {
    const struct name *n = &g->model->names[i];
    if (n->kind == NAME_FACT || n->kind == NAME_GIVEN) continue;
    if (n->kind == NAME_PARAMETER && *g->model->parameters[n->index].table) continue;
    int name = name_of(g, n->text);
    bool found = false;
    for (int s = 0; s < g->count && !found; s++)
      found = g->defines[s * g->name_count + name];
    if (!found) return false;
  }
  return true;
}

static bool make_graph(struct graph *g, const char *text, size_t length) {
  struct error e;
  if (!syntax_parse(&g->syntax, "", text, length, &e) || !collect_names(g)) return false;
  for (const struct node *n = g->syntax.top; n; n = n->next)
    g->count++;
  size_t cells = (size_t)g->count * (size_t)g->name_count + 1;
  g->statements = arena_array(&g->arena, (size_t)g->count + 1, sizeof *g->statements);
  g->mentions = arena_array(&g->arena, cells, 1);
  g->defines = arena_array(&g->arena, cells, 1);
  if (!g->statements || !g->mentions || !g->defines) return false;
  int s = 0;
  for (const struct node *n = g->syntax.top; n; n = n->next, s++) {
    struct mentioning k = {g, g->mentions + s * g->name_count};
    g->statements[s] = n;
    each_node(n, mention_node, &k);
    define(g, g->defines + s * g->name_count, n);
  }
  return !g->failed && all_declared(g);
}

/* --- what hangs on what ----------------------------------------------------------------------- */

/* All statements, and their names, that what is asked for may come to. */
struct closure {
  uint8_t *names, *statements;
};

static bool joins(const struct graph *g, const struct closure *c, int s) {
  const uint8_t *defines = g->defines + s * g->name_count;
  for (int i = 0; i < g->name_count; i++)
    if (defines[i] && c->names[i]) return true;
  return false;
}

static bool close_over(struct graph *g, const char *root, struct closure *c) {
  c->names = arena_array(&g->arena, (size_t)g->name_count + 1, 1);
  c->statements = arena_array(&g->arena, (size_t)g->count + 1, 1);
  int first = name_of(g, root);
  if (!c->names || !c->statements || first < 0) return false;
  c->names[first] = 1;
  for (bool more = true; more;) {
    more = false;
    for (int s = 0; s < g->count; s++) {
      if (c->statements[s] || !joins(g, c, s)) continue;
      c->statements[s] = 1;
      more = true;
      for (int i = 0; i < g->name_count; i++)
        c->names[i] |= g->mentions[s * g->name_count + i];
    }
  }
  return true;
}

static bool has(const struct graph *g, const struct closure *c, const char *text) {
  int i = name_of(g, text);
  return i < 0 || c->names[i];
}

static bool touches(const struct graph *g, const struct differences *d, const struct closure *c) {
  for (int i = 0; i < d->asked->parameter_count; i++)
    if (d->parameter[i] && has(g, c, mentioned_as(&d->asked->parameters[i]))) return true;
  for (int i = 0; i < d->asked->reading_count; i++)
    if (d->reading[i] && has(g, c, d->asked->readings[i].name)) return true;
  return false;
}

/* Whether `root` may hang on what differs; yes where it cannot be said. */
static bool reaches(struct graph *g, const struct differences *d, const char *root) {
  struct closure c;
  return !close_over(g, root, &c) || touches(g, d, &c);
}

/* --- from which day on ------------------------------------------------------------------------ */

static bool same_on(const struct parameter *p, const struct parameter *q, int64_t day) {
  const struct row *a = parameter_row_on(p, day, DAY_LAST), *b = parameter_row_on(q, day, DAY_LAST);
  if (!a || !b) return a == b;
  struct value same = value_compare(CMP_EQ, a->value, b->value);
  return same.state == STATE_KNOWN && same.u.i && (a->from == DAY_FIRST) == (b->from == DAY_FIRST);
}

static void look_at(const struct parameter *p, const struct parameter *q, int64_t day, int64_t *first) {
  if (day < *first && !same_on(p, q, day)) *first = day;
}

/* The first day on which both give another value; DAY_LAST: none. */
static int64_t first_day(const struct parameter *p, const struct parameter *q) {
  int64_t first = DAY_LAST;
  look_at(p, q, DAY_FIRST, &first);
  for (int k = 0; k < 2; k++) {
    const struct parameter *x = k ? q : p;
    for (int i = 0; i < x->row_count; i++) {
      look_at(p, q, x->rows[i].from, &first);
      if (x->rows[i].to < DAY_LAST) look_at(p, q, x->rows[i].to + 1, &first);
    }
  }
  return first;
}

static int month_of_day(int64_t day) {
  struct value v = value_of(KIND_DATE, day);
  struct value m = value_op(NULL, OP_MONTH_OF, &v);
  return m.kind == KIND_MONTH && m.state == STATE_KNOWN ? (int)m.u.i : INT_MIN;
}

/* --- other months ----------------------------------------------------------------------------- */

struct bounding {
  struct graph *g;
  const struct differences *d;
  bool unbounded;
  int most; /* the last month that `law:at` names outright */
};

/* The month that a term is asked about: the second parameter of its function. */
static bool is_month(const struct node *n) {
  const struct node *d = n->kind == NODE_NAME ? n->declared : NULL;
  const struct node *f = d && d != n ? d->parent : NULL;
  return f && f->kind == NODE_FUNCTION && f->list && f->list->next == d && f->parent &&
         f->parent->kind == NODE_KEYED && strcmp(f->parent->text, "is") == 0;
}

/* `m`, `m:plus(-1)`. */
static bool not_later(const struct node *n) {
  if (is_month(n)) return true;
  if (n->kind != NODE_METHOD || strcmp(n->text, "plus") != 0 || !is_month(n->a) || !n->list || n->list->next)
    return false;
  const struct node *by = n->list;
  return by->kind == NODE_UNARY && strcmp(by->op, "-") == 0 && by->a->kind == NODE_INTEGER;
}

/* `law.NAME`, a month that the law itself names. */
static bool named_month(struct bounding *k, const struct node *n) {
  const struct model *m = k->g->model;
  if (n->kind != NODE_FIELD || n->a->kind != NODE_NAME) return false;
  for (int i = 0; i < m->parameter_count; i++) {
    const struct parameter *p = &m->parameters[i];
    if (strcmp(p->name, n->text) != 0) continue;
    if (p->kind != KIND_MONTH || k->d->parameter[i]) return false;
    for (int r = 0; r < p->row_count; r++)
      if (p->rows[r].value.u.i > k->most) k->most = (int)p->rows[r].value.u.i;
    return true;
  }
  return false;
}

static bool is_fact(const struct model *m, const char *text) {
  for (int i = 0; i < m->fact_count; i++)
    if (strcmp(m->facts[i].name, text) == 0) return true;
  return false;
}

/* `local own = law:at(…)`, also through `and`, `or`: the name; NULL: it goes elsewhere. */
static const struct node *local_of(const struct node *n) {
  const struct node *up = n->parent;
  for (; up && (up->kind == NODE_BINARY || up->kind == NODE_PAREN); up = up->parent)
    if (up->kind == NODE_BINARY && strcmp(up->op, "and") != 0 && strcmp(up->op, "or") != 0) return NULL;
  bool one = up && up->kind == NODE_LOCAL && up->list && !up->list->next && up->more && !up->more->next;
  return one ? up->list : NULL;
}

struct law_uses {
  const struct bounding *k;
  const struct node *name;
  bool early; /* the law of a month that is bounded itself */
  bool any, bounded;
};

/* A law in a local may be asked for what it says, `own.NAME`, and nothing else may be done with
** it. */
static void look_at_use(void *ud, const struct node *n) {
  struct law_uses *u = ud;
  if (n->kind != NODE_NAME || n == u->name || n->declared != u->name) return;
  const struct node *asked = n->parent;
  bool field = asked && asked->kind == NODE_FIELD && asked->a == n;
  u->any = true;
  u->bounded = u->bounded && field && (u->early || !reaches(u->k->g, u->k->d, asked->text));
}

static bool local_is_bounded(const struct bounding *k, const struct node *n, bool early) {
  struct law_uses u = {k, local_of(n), early, false, true};
  for (int s = 0; u.name && s < k->g->count; s++)
    each_node(k->g->statements[s], look_at_use, &u);
  return u.any && u.bounded;
}

/* `x:at(…)`: of a fact, a value of its history; else the law of another month, which may reach
** nothing that differs or be no later. */
static bool at_is_bounded(struct bounding *k, const struct node *n) {
  if (n->a->kind == NODE_FIELD && is_fact(k->g->model, n->a->text)) return true;
  const struct node *asked = n->parent, *when = n->list;
  if (!asked || !when || when->next) return false;
  bool early = not_later(when) || named_month(k, when);
  if (asked->kind != NODE_FIELD || asked->a != n) return local_is_bounded(k, n, early);
  return early || !reaches(k->g, k->d, asked->text);
}

static bool pieces_are_others(struct bounding *k, const struct node *n) {
  const struct model *m = k->g->model;
  if (!n->list || n->list->kind != NODE_STRING) return false;
  for (int i = 0; i < m->parameter_count; i++)
    if (strcmp(m->parameters[i].name, n->list->text) == 0) return !k->d->parameter[i];
  return false;
}

/* Another value for a local of the function; never for the month it is asked about, nor for a
** field. */
static bool assigns_locals(const struct node *n) {
  for (const struct node *t = n->list; t; t = t->next)
    if (t->kind != NODE_NAME || !t->declared || !t->declared->parent ||
        t->declared->parent->kind != NODE_LOCAL)
      return false;
  return true;
}

static void bound_node(void *ud, const struct node *n) {
  struct bounding *k = ud;
  bool ok = true;
  if (n->kind == NODE_METHOD && strcmp(n->text, "at") == 0) ok = at_is_bounded(k, n);
  if (n->kind == NODE_METHOD && strcmp(n->text, "pieces") == 0) ok = pieces_are_others(k, n);
  if (n->kind == NODE_FIELD && (strcmp(n->text, "at") == 0 || strcmp(n->text, "pieces") == 0)) ok = false;
  if (n->kind == NODE_KEYED && n->a->kind == NODE_NAME && is_fact(k->g->model, n->text)) ok = false;
  if (n->kind == NODE_STRING && (strcmp(n->text, "at") == 0 || strcmp(n->text, "pieces") == 0)) ok = false;
  if (n->kind == NODE_ASSIGN) ok = assigns_locals(n);
  if (n->kind == NODE_FUNCTION_STAT) ok = false;
  k->unbounded = k->unbounded || !ok;
}

/* The first month of which `root` may come to something else; INT_MIN: any, INT_MAX: none. */
static int first_month(struct graph *g, const struct differences *d, const struct model *other,
                       const char *root) {
  struct closure c;
  struct bounding k = {.g = g, .d = d, .most = INT_MIN};
  int64_t first = DAY_LAST;
  if (!close_over(g, root, &c)) return INT_MIN;
  for (int i = 0; i < d->asked->reading_count; i++)
    if (d->reading[i] && has(g, &c, d->asked->readings[i].name)) return INT_MIN;
  for (int i = 0; i < d->asked->decision_count; i++)
    if (d->asked->decisions[i].law_on >= 0 && has(g, &c, d->asked->decisions[i].name)) return INT_MIN;
  for (int s = 0; s < g->count; s++)
    if (c.statements[s]) each_node(g->statements[s], bound_node, &k);
  for (int i = 0; i < d->asked->parameter_count; i++) {
    if (!d->parameter[i] || !has(g, &c, mentioned_as(&d->asked->parameters[i]))) continue;
    int64_t day = first_day(&d->asked->parameters[i], &other->parameters[i]);
    first = day < first ? day : first;
  }
  if (first == DAY_LAST) return INT_MAX;
  int month = first == DAY_FIRST ? INT_MIN : month_of_day(first);
  return k.unbounded || k.most >= month ? INT_MIN : month;
}

/* --- a payment -------------------------------------------------------------------------------- */

static bool payers_hang(struct graph *g, const struct differences *d, const struct payment *p) {
  const struct decision *all = d->asked->decisions;
  return (p->payer >= 0 && reaches(g, d, all[p->payer].name)) ||
         (p->back_payer >= 0 && reaches(g, d, all[p->back_payer].name));
}

struct reach differences_reach(const struct differences *d, const struct model *other,
                               const struct payment *payment, const char *text, size_t length) {
  struct reach r = {.first_affected_month = INT_MIN, .payers = true};
  struct graph g = {.model = d->asked};
  if (d->alike && make_graph(&g, text, length)) {
    const char *due = d->asked->decisions[payment->pays].name;
    r.payers = payers_hang(&g, d, payment);
    r.first_affected_month = reaches(&g, d, due) ? first_month(&g, d, other, due) : INT_MAX;
  }
  syntax_free(&g.syntax);
  arena_free(&g.arena);
  return r;
}
