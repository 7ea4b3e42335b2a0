/* Whether two policy texts are one but for the rows of their parameters: statement by statement. */
#include <string.h>

#include "host/engine/version/difference.h"
#include "host/lua/front/syntax.h"

/* Both texts, statement beside statement. */
struct sides {
  const char *a, *b;
};

static bool spans_same(const struct sides *s, const struct node *x, const struct node *y) {
  size_t n = x->end - x->start;
  return n == y->end - y->start && memcmp(s->a + x->start, s->b + y->start, n) == 0;
}

/* A value that is written out, or made by a function that does nothing else. */
static bool plain(const struct node *n);

static bool all_plain(const struct node *n) {
  for (; n; n = n->next)
    if (!plain(n)) return false;
  return true;
}

static bool makes_value(const struct node *n) {
  static const char *const makers[] = {"yuan",  "wan",  "fen",   "percent", "ratio",
                                       "count", "date", "month", "period",  NULL};
  bool known = false;
  for (int i = 0; n->kind == NODE_NAME && n->scope == NAME_GLOBAL && makers[i]; i++)
    known = known || strcmp(n->text, makers[i]) == 0;
  return known;
}

static bool plain(const struct node *n) {
  switch (n->kind) {
  case NODE_NIL:
  case NODE_TRUE:
  case NODE_FALSE:
  case NODE_INTEGER:
  case NODE_STRING:
  case NODE_NAME: return true;
  case NODE_UNARY:
  case NODE_PAREN:
  case NODE_ITEM:
  case NODE_KEYED: return plain(n->a);
  case NODE_CALL: return makes_value(n->a) && all_plain(n->list);
  case NODE_TABLE: return all_plain(n->list);
  default: return false;
  }
}

/* `act:parameter("name", { … })`. */
static const struct node *parameter_table(const struct node *n) {
  const struct node *call = n->kind == NODE_CALL_STAT ? n->a : NULL;
  if (!call || call->kind != NODE_METHOD || strcmp(call->text, "parameter") != 0 ||
      call->a->kind != NODE_NAME || !call->list || call->list->kind != NODE_STRING)
    return NULL;
  const struct node *table = call->list->next;
  return table && !table->next && table->kind == NODE_TABLE && all_plain(table->list) ? table : NULL;
}

static const struct node *next_keyed(const struct node *n) {
  while (n && n->kind == NODE_ITEM)
    n = n->next;
  return n;
}

/* Whatever is no row must be the same. */
static bool parameters_same(const struct sides *s, const struct node *x, const struct node *y) {
  const struct node *p = parameter_table(x), *q = parameter_table(y);
  if (!p || !q || strcmp(x->a->a->text, y->a->a->text) != 0 || !spans_same(s, x->a->list, y->a->list))
    return false;
  const struct node *i = next_keyed(p->list), *k = next_keyed(q->list);
  for (; i && k; i = next_keyed(i->next), k = next_keyed(k->next))
    if (!spans_same(s, i, k)) return false;
  return !i && !k;
}

static bool statements_same(const struct sides *s, const struct node *x, const struct node *y) {
  for (; x && y; x = x->next, y = y->next)
    if (!spans_same(s, x, y) && !parameters_same(s, x, y)) return false;
  return !x && !y;
}

bool same_text_but_rows(const char *a, size_t a_length, const char *b, size_t b_length) {
  struct sides s = {a, b};
  struct error e;
  if (a_length == b_length && memcmp(a, b, a_length) == 0) return true;
  struct syntax x = {0}, y = {0};
  bool same = syntax_parse(&x, "", a, a_length, &e) && syntax_parse(&y, "", b, b_length, &e) &&
              statements_same(&s, x.top, y.top);
  syntax_free(&x);
  syntax_free(&y);
  return same;
}
