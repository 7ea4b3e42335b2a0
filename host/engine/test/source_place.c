/* Places in a policy's text. */
#include "host/engine/test/source_place.h"

#include <string.h>

bool node_in_function(const struct node *n) {
  for (const struct node *at = n->parent; at; at = at->parent)
    if (at->kind == NODE_FUNCTION) return true;
  return false;
}

const struct node *declaration_of(const struct node *n) {
  const struct node *found = NULL;
  for (; n; n = n->parent)
    if (n->kind == NODE_METHOD || n->kind == NODE_CALL) found = n;
  return found;
}

const char *declared_name(const struct node *call) {
  const struct node *first = call ? call->list : NULL;
  return first && first->kind == NODE_STRING ? first->text : "";
}

const struct node *declared_key(const struct node *call, const char *key) {
  const struct node *table = call ? call->list : NULL;
  while (table && table->next)
    table = table->next;
  if (!table || table->kind != NODE_TABLE) return NULL;
  for (const struct node *n = table->list; n; n = n->next)
    if (n->kind == NODE_KEYED && strcmp(n->text, key) == 0) return n->a;
  return NULL;
}

const char *declared_cite(const struct node *call) {
  const struct node *cite = declared_key(call, "cite");
  if (cite) return cite->kind == NODE_STRING ? cite->text : "";
  bool named = call && call->kind == NODE_METHOD &&
               (strcmp(call->text, "term") == 0 || strcmp(call->text, "parameter") == 0 ||
                strcmp(call->text, "reading") == 0 || strcmp(call->text, "decision") == 0);
  return named || !call || call->kind != NODE_METHOD ? "" : declared_name(call);
}

void source_piece(struct buf *out, const char *text, size_t length, size_t most) {
  size_t begin = out->len;
  bool blank = false;
  for (size_t i = 0; i < length; i++) {
    bool inside = ((unsigned char)text[i] & 0xC0) == 0x80; /* a character is not cut */
    if (!inside && out->len - begin >= most) {
      buf_puts(out, "…");
      return;
    }
    bool is_blank = text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r';
    if (!is_blank && blank && out->len > begin) buf_putc(out, ' ');
    if (!is_blank) buf_putc(out, text[i]);
    blank = is_blank;
  }
}
