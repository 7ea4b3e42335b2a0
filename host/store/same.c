/* Whether two facts are the same, and copies of facts. */
#include <string.h>

#include "host/store/store_private.h"

static bool single_same(struct store *s, const struct value *a, const struct value *b) {
  if (a->state != b->state) return false;
  if (a->state == STATE_POISONED) {
    const char *left = stray_text(s, a), *right = stray_text(s, b);
    return left && left == right; /* each stray text is kept once */
  }
  if (a->state != STATE_KNOWN) return true;
  if (a->kind != b->kind) return false;
  if (a->kind == KIND_TEXT) return strcmp(a->u.text, b->u.text) == 0;
  if (a->kind == KIND_RATE) return a->u.ratio.num == b->u.ratio.num && a->u.ratio.den == b->u.ratio.den;
  return a->u.i == b->u.i;
}

/* The next spell that says something new: neighbours with one value are one, and absence before the
** first spell goes without saying. Two unknown spells may hide a change between them and stay
** two. */
static const struct spell *next_spell(struct store *s, const struct timeline *t, int *at,
                                      const struct value *last) {
  for (; *at < t->count; ++*at) {
    const struct value *v = &t->spells[*at].value;
    if (v->state == STATE_UNKNOWN || !single_same(s, v, last)) return &t->spells[(*at)++];
  }
  return NULL;
}

static bool timelines_same(struct store *s, const struct timeline *a, const struct timeline *b) {
  static const struct timeline never = {.known_from = DAY_MIN};
  struct value last = value_absent(KIND_NONE);
  int i = 0, k = 0;
  a = a ? a : &never;
  b = b ? b : &never;
  if (a->known_from != b->known_from) return false;
  for (;;) {
    const struct spell *left = next_spell(s, a, &i, &last), *right = next_spell(s, b, &k, &last);
    if (!left || !right) return left == right;
    if (left->from != right->from || !single_same(s, &left->value, &right->value)) return false;
    last = left->value;
  }
}

static bool lists_same(struct store *s, const struct list *a, const struct list *b) {
  int left = a ? a->rows : 0, right = b ? b->rows : 0;
  if (left != right) return false;
  for (int i = 0; left && i < a->rows * a->fields; i++)
    if (!single_same(s, &a->cells[i], &b->cells[i])) return false;
  return true;
}

bool values_same(struct store *s, const struct fact_field *f, const struct value *a, const struct value *b) {
  if (f->declared->form == STORE_PLAIN) return single_same(s, a, b);
  if (a->state == STATE_UNKNOWN || b->state == STATE_UNKNOWN) return a->state == b->state;
  bool some_a = a->state == STATE_KNOWN, some_b = b->state == STATE_KNOWN;
  if (f->declared->form == STORE_LIST)
    return lists_same(s, some_a ? a->u.list : NULL, some_b ? b->u.list : NULL);
  return timelines_same(s, some_a ? a->u.timeline : NULL, some_b ? b->u.timeline : NULL);
}

/* --- copies ----------------------------------------------------------------------------------- */

static bool single_copy(struct arena *arena, const struct value *from, struct value *to) {
  *to = *from;
  if (from->kind != KIND_TEXT || from->state != STATE_KNOWN) return true;
  to->u.text = arena_text(arena, from->u.text);
  return to->u.text != NULL;
}

static bool timeline_copy(struct arena *arena, const struct timeline *from, struct value *to) {
  struct timeline *t = arena_new(arena, sizeof *t);
  struct spell *spells = arena_array(arena, (size_t)from->count + 1, sizeof *spells);
  if (!t || !spells) return false;
  *t = *from;
  t->spells = spells;
  to->u.timeline = t;
  for (int i = 0; i < from->count; i++) {
    spells[i].from = from->spells[i].from;
    if (!single_copy(arena, &from->spells[i].value, &spells[i].value)) return false;
  }
  return true;
}

static bool list_copy(struct arena *arena, const struct list *from, struct value *to) {
  struct list *l = arena_new(arena, sizeof *l);
  size_t count = (size_t)from->rows * (size_t)from->fields;
  struct value *cells = arena_array(arena, count + 1, sizeof *cells);
  if (!l || !cells) return false;
  *l = (struct list){from->fields, from->rows, cells};
  to->u.list = l;
  for (size_t i = 0; i < count; i++)
    if (!single_copy(arena, &from->cells[i], &cells[i])) return false;
  return true;
}

bool value_copy(struct arena *arena, const struct value *from, struct value *to) {
  *to = *from;
  if (from->state != STATE_KNOWN) return true;
  if (from->kind == KIND_TIMELINE) return timeline_copy(arena, from->u.timeline, to);
  return from->kind == KIND_LIST ? list_copy(arena, from->u.list, to) : single_copy(arena, from, to);
}
