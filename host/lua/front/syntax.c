/* The tree: walking it, pointing at it, finding things in it. */
#include "host/lua/front/syntax.h"

#include <string.h>

#include "host/base/utf8.h"
#include "host/lua/front/syntax_private.h"

void syntax_free(struct syntax *s) {
  arena_free(&s->arena);
  s->top = NULL;
}

/* --- walking ---------------------------------------------------------------------------------- */

/* The groups of children in the order of the source. */
static const unsigned char *order_of(const struct node *n) {
  static const unsigned char usual[NODE_GROUPS] = {0, 1, 2, 3, 4, 5, 6};
  /* the body before the condition */
  static const unsigned char repeat[NODE_GROUPS] = {5, 0, 1, 2, 3, 4, 6};
  /* the variable before its range */
  static const unsigned char number[NODE_GROUPS] = {3, 0, 1, 2, 5, 4, 6};
  if (n->kind == NODE_REPEAT) return repeat;
  return n->kind == NODE_FOR_NUMBER ? number : usual;
}

static bool is_leaf(const struct node *n) {
  return (n->kind >= NODE_NIL && n->kind <= NODE_VARARG) || n->kind == NODE_NAME;
}

struct node *node_first(const struct node *n) {
  if (is_leaf(n)) return NULL;
  const unsigned char *order = order_of(n);
  for (int i = 0; i < NODE_GROUPS; i++)
    if (n->group[order[i]]) return n->group[order[i]];
  return NULL;
}

struct node *node_sibling(const struct node *n) {
  if (n->next) return n->next;
  if (!n->parent) return NULL;
  const unsigned char *order = order_of(n->parent);
  for (int i = 0; i < NODE_GROUPS; i++) { /* the groups do not overlap, so the place tells which comes next */
    struct node *head = n->parent->group[order[i]];
    if (head && head->start >= n->end && head != n) return head;
  }
  return NULL;
}

struct node *node_after(const struct node *n, const struct node *root, bool skip) {
  struct node *next = skip ? NULL : node_first(n);
  while (!next && n && n != root) {
    next = node_sibling(n);
    n = n->parent;
  }
  return next;
}

bool syntax_walk(const struct syntax *s, syntax_visit visit, void *ud) {
  for (struct node *n = s->top; n; n = node_after(n, NULL, false))
    if (!visit(ud, n)) return false;
  return true;
}

bool node_is_statement(const struct node *n) {
  return n->kind >= NODE_LOCAL;
}

/* --- pointing --------------------------------------------------------------------------------- */

struct place {
  int line;
  size_t start, end; /* of the line, without its break */
};

static bool is_break(char c) {
  return c == '\n' || c == '\r';
}

static struct place place_of(const struct syntax *s, size_t offset) {
  struct place place = {.line = 1};
  for (size_t at = 0; at < offset; at++) {
    if (!is_break(s->source[at])) continue;
    bool pair = at + 1 < s->length && is_break(s->source[at + 1]) && s->source[at] != s->source[at + 1];
    if (pair && at + 1 >= offset) break;
    at += pair;
    place.line++;
    place.start = at + 1;
  }
  place.end = place.start;
  while (place.end < s->length && !is_break(s->source[place.end]))
    place.end++;
  return place;
}

/* The line as text that can be shown: up to a NUL or a broken character. */
static void excerpt(const struct syntax *s, const struct place *place, struct error *e) {
  char text[sizeof e->excerpt + 8];
  size_t length = 0, left = place->end - place->start;
  while (length < left && length + 4 < sizeof text) {
    unsigned code;
    int bytes = utf8_char(s->source + place->start + length, left - length, &code);
    if (bytes <= 0 || code == 0) break;
    length += (size_t)bytes;
  }
  memcpy(text, length ? s->source + place->start : "", length);
  text[length] = '\0';
  text_copy(e->excerpt, sizeof e->excerpt, text);
  text_mend(e->excerpt);
}

void syntax_point_at(const struct syntax *s, size_t offset, struct error *e) {
  if (offset > s->length) offset = s->length;
  struct place place = place_of(s, offset);
  size_t before = offset > place.start ? offset - place.start : 0;
  int column = before ? (int)utf8_length(s->source + place.start, before) + 1 : 1;
  error_at(e, s->file, place.line, column);
  excerpt(s, &place, e);
}

static size_t key_offset(const struct node *n) {
  return n->kind == NODE_FIELD || n->kind == NODE_METHOD ? n->op_start : n->start;
}

void syntax_point(const struct syntax *s, const struct node *n, struct error *e) {
  syntax_point_at(s, key_offset(n), e);
}

/* --- finding ---------------------------------------------------------------------------------- */

struct search {
  const char *text;
  size_t length;
  bool key_only;
  int line;
  size_t from, to; /* of the line */
};

/* Byte range of a line, with its break; false when there are fewer lines. */
static bool line_range(const struct syntax *s, struct search *q) {
  size_t at = 0;
  for (int line = 1; line <= q->line; line++) {
    if (at >= s->length) return false;
    q->from = at;
    while (at < s->length && !is_break(s->source[at]))
      at++;
    if (at + 1 < s->length && is_break(s->source[at + 1]) && s->source[at] != s->source[at + 1]) at++;
    if (at < s->length) at++;
  }
  q->to = at;
  return true;
}

static bool is_hit(const struct search *q, const struct node *n) {
  bool key = n->kind == NODE_FIELD || n->kind == NODE_METHOD || n->kind == NODE_KEYED;
  if (!key && (q->key_only || n->kind != NODE_STRING)) return false;
  return n->text_len == q->length && memcmp(n->text, q->text, q->length) == 0;
}

static bool spans(const struct search *q, const struct node *n) {
  return n->start < q->to && n->end > q->from;
}

/* The first hit in a statement, leaving out the statements inside it. `*inner` tells whether one of
** those is also on the line. */
static const struct node *search_own(const struct search *q, const struct node *statement, bool *inner) {
  const struct node *best = NULL;
  bool skip = false;
  *inner = false;
  for (const struct node *n = node_first(statement); n; n = node_after(n, statement, skip)) {
    skip = node_is_statement(n);
    if (skip) {
      if (spans(q, n)) *inner = true;
    } else if (is_hit(q, n) && (!best || key_offset(n) < key_offset(best))) {
      best = n;
    }
  }
  return best;
}

const struct node *syntax_find(const struct syntax *s, int line, const char *text, bool key_only) {
  struct search q = {.text = text, .length = strlen(text), .key_only = key_only, .line = line};
  const struct node *best = NULL, *best_statement = NULL;
  if (line < 1 || !line_range(s, &q)) return NULL;
  for (const struct node *n = s->top, *next; n; n = next) {
    bool on_line = spans(&q, n);
    next = node_after(n, NULL, !on_line);
    if (!on_line || !node_is_statement(n)) continue;
    bool inner;
    const struct node *hit = search_own(&q, n, &inner);
    /* Lua reports a statement that has others inside it by its first line */
    if (!hit || (inner && n->line != line)) continue;
    /* the inner one is more likely to run; of neighbours the first */
    if (best && n->start >= best_statement->end) continue;
    best = hit;
    best_statement = n;
  }
  return best;
}

const struct node *syntax_item(const struct syntax *s, int line, int index) {
  const struct node *call = NULL;
  for (const struct node *n = s->top; n && n->line <= line; n = n->next)
    if (n->kind == NODE_CALL_STAT && n->line == line) call = n->a;
  const struct node *table = call ? call->list : NULL;
  while (table && table->next)
    table = table->next;
  if (!table || table->kind != NODE_TABLE) return NULL;
  const struct node *item = table->list;
  for (; item; item = item->next)
    if (item->kind == NODE_ITEM && --index == 0) break;
  return item;
}

const struct node *syntax_find_in(const struct node *item, const char *text) {
  const struct node *table = item->kind == NODE_ITEM ? item->a : item;
  if (!table || table->kind != NODE_TABLE) return NULL;
  for (const struct node *n = table->list; n; n = n->next) {
    if (n->kind == NODE_KEYED && strcmp(n->text, text) == 0) return n;
    if (n->a && n->a->kind == NODE_STRING && strcmp(n->a->text, text) == 0) return n->a;
  }
  return NULL;
}
