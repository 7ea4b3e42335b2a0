/* Places in a policy's text, for reports: what a node is declared in, and how it reads. */
#ifndef BYLAW_ENGINE_DECLARED_H
#define BYLAW_ENGINE_DECLARED_H

#include "host/base/buf.h"
#include "host/lua/front/syntax.h"

/* Whether the node stands inside a function. */
bool node_in_function(const struct node *n);
/* The outermost call around the node (or it), act:term(…); NULL when there is none. */
const struct node *declaration_of(const struct node *n);
/* The first argument when it is a text, else "". */
const char *declared_name(const struct node *call);
/* The value of a key in the last argument, a table; NULL when there is none. */
const struct node *declared_key(const struct node *call, const char *key);
/* The article of a declaration: its `cite`, else its first argument where that is a citation
** (requires, rule, …). */
const char *declared_cite(const struct node *call);
/* A piece of source in one line: blanks and line breaks become one blank, comments stay. Cut after
** `most` bytes. */
void source_piece(struct buf *out, const char *text, size_t length, size_t most);

#endif
