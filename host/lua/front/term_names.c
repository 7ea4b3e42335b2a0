/* What the arguments of a term's function stand for, told from the text. */
#include <string.h>

#include "host/lua/front/syntax.h"

/* Whether the function is `is` of an act:term(…) declaration. */
static bool is_term_function(const struct node *f) {
  const struct node *keyed = f->parent;
  if (!keyed || keyed->kind != NODE_KEYED || strcmp(keyed->text, "is") != 0) return false;
  const struct node *call = keyed->parent ? keyed->parent->parent : NULL;
  return call && call->kind == NODE_METHOD && strcmp(call->text, "term") == 0;
}

/* The item `key = …` of the declaration that the term's function `f` stands in. */
static const struct node *declared_with(const struct node *f, const char *key) {
  const struct node *table = f->parent->parent;
  for (const struct node *item = table ? table->list : NULL; item; item = item->next)
    if (item->kind == NODE_KEYED && strcmp(item->text, key) == 0) return item->a;
  return NULL;
}

const char *syntax_term_subject(const struct node *n) {
  while (n->kind == NODE_PAREN)
    n = n->a;
  if (syntax_term_argument(n) < 0) return NULL;
  const struct node *of = declared_with(n->declared->parent, "of");
  return of && of->kind == NODE_STRING ? of->text : of ? NULL : "";
}

int syntax_term_argument(const struct node *n) {
  if (n->kind == NODE_PAREN) return syntax_term_argument(n->a);
  if (n->kind != NODE_NAME || !n->declared || !n->declared->parent) return -1;
  const struct node *f = n->declared->parent;
  if (f->kind != NODE_FUNCTION || !is_term_function(f)) return -1;
  int i = 0;
  for (const struct node *p = f->list; p; p = p->next, i++)
    if (p == n->declared) return i;
  return -1;
}

bool syntax_is_law(const struct node *n) {
  if (n->kind == NODE_METHOD && strcmp(n->text, "at") == 0) return syntax_is_law(n->a);
  return syntax_term_argument(n) == 2;
}
