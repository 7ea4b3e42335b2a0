/* Outcomes of both sides, each content once. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/compare/compare.h"
#include "host/engine/policy/json.h"

static const char *kind_word(enum verdict_kind kind) {
  static const char *const words[] = {"value", "refused", "hold", "undetermined", "needs", "failed"};
  return words[kind];
}

static bool has_value(enum verdict_kind kind) {
  return kind == VERDICT_VALUE || kind == VERDICT_HOLD;
}

/* --- values ----------------------------------------------------------------------------------- */

/* For people or programs; a list's texts stand between 、. */
static void value_out(struct script *s, struct value v, bool people, struct buf *out) {
  if (v.kind != KIND_LIST || v.state != STATE_KNOWN) {
    if (people && v.kind != KIND_ENUM && v.kind != KIND_TEXT)
      value_print(out, v);
    else
      value_text_out(s, out, v, people);
    return;
  }
  for (int i = 0; i < v.u.list->rows; i++) {
    if (i) buf_puts(out, "、");
    value_text_out(s, out, v.u.list->cells[i * v.u.list->fields], people);
  }
}

static json_t *list_json(struct script *s, const struct list *l) {
  json_t *made = json_array();
  for (int i = 0; i < l->rows; i++)
    array_add(&made, value_json(s, l->cells[i * l->fields]));
  return made;
}

json_t *outcome_describe(struct script *s, const struct compare_basis *basis, const struct value *value) {
  struct buf text = {0};
  json_t *json = NULL;
  bool told = value && has_value(basis->kind);
  if (told) value_out(s, *value, true, &text);
  if (told && value->kind == KIND_LIST && value->state == STATE_KNOWN)
    json = list_json(s, value->u.list);
  else if (told)
    json = value_json(s, *value);
  json_t *made =
      json_pack("{s:s, s:o, s:s, s:b, s:s, s:s}", "kind", kind_word(basis->kind), "value",
                json ? json : json_null(), "text", buf_text(&text), "varied",
                has_value(basis->kind) && !value, "article", basis->article, "words", basis->words);
  buf_free(&text);
  return made;
}

static bool lists_same(const struct list *x, const struct list *y) {
  if (x->rows != y->rows) return false;
  for (int i = 0; i < x->rows; i++) {
    struct value same = value_compare(CMP_EQ, x->cells[i * x->fields], y->cells[i * y->fields]);
    if (same.state != STATE_KNOWN || !same.u.i) return false;
  }
  return true;
}

static bool members_same(const struct script *a, struct value x, const struct script *b, struct value y) {
  const struct domain *d = &a->model.domains[x.domain - 1], *f = &b->model.domains[y.domain - 1];
  return strcmp(d->members[x.u.i].name, f->members[y.u.i].name) == 0;
}

bool outcome_values_same(const struct script *a, struct value x, const struct script *b, struct value y) {
  if (x.kind != y.kind || x.state != y.state) return false;
  if (x.state != STATE_KNOWN || x.kind == KIND_NONE) return true;
  if (x.kind <= KIND_MONEY || x.kind == KIND_DATE || x.kind == KIND_MONTH) return x.u.i == y.u.i;
  if (x.kind == KIND_LIST) return lists_same(x.u.list, y.u.list);
  if (x.kind == KIND_ENUM) return members_same(a, x, b, y);
  struct value same = value_compare(CMP_EQ, x, y);
  return same.state == STATE_KNOWN && same.u.i;
}

/* --- outcomes --------------------------------------------------------------------------------- */

char *outcome_plain_words(struct arena *arena, const char *text) {
  static const char before[] = "（第 ", after[] = " 行）";
  char *made = arena_text(arena, text), *to = made;
  for (const char *from = made; made && *from;) {
    size_t n = strncmp(from, before, sizeof before - 1) == 0 ? sizeof before - 1 : 0;
    size_t digits = n ? strspn(from + n, "0123456789") : 0;
    bool place = digits > 0 && strncmp(from + n + digits, after, sizeof after - 1) == 0;
    if (place)
      from += n + digits + sizeof after - 1;
    else
      *to++ = *from++;
  }
  if (made) *to = '\0';
  return made;
}

/* Why somebody is refused or held stands in the articles; what is missing or wrong stands in
** words. */
static int basis_of(struct outcomes *o, const struct verdict *v) {
  bool worded = !has_value(v->kind) && v->kind != VERDICT_REFUSED;
  const char *article = v->justification->article;
  const char *words = worded ? outcome_plain_words(&o->arena, v->justification->words) : "";
  if (!words) return -1;
  for (int i = 0; i < o->basis_count; i++) {
    const struct compare_basis *b = &o->bases[i];
    if (b->kind == v->kind && strcmp(b->article, article) == 0 && strcmp(b->words, words) == 0) return i;
  }
  if (o->basis_count == o->basis_room) {
    int room = o->basis_room ? o->basis_room * 2 : 64;
    struct compare_basis *more = realloc(o->bases, (size_t)room * sizeof *more);
    if (!more) return -1;
    o->bases = more;
    o->basis_room = room;
  }
  /* the judge keeps the texts */
  o->bases[o->basis_count] = (struct compare_basis){v->kind, article, words};
  return o->basis_count++;
}

struct compare_seen *outcome_seen(struct outcomes *o, const struct verdict *v) {
  struct compare_seen *seen = v->justification->user;
  if (seen) return seen;
  seen = arena_new(&o->arena, sizeof *seen);
  if (!seen) return NULL;
  *seen = (struct compare_seen){.basis = basis_of(o, v), .band = -1, .outcome = -1};
  if (seen->basis < 0) return NULL;
  return ((struct justification *)v->justification)->user = seen;
}

static int list_outcome(struct outcomes *o, struct script *s, int basis, const char *text,
                        const struct value *value) {
  char *copy = text ? arena_text(&o->arena, text) : NULL;
  json_t *json = outcome_describe(s, &o->bases[basis], value);
  if (!json || (text && !copy)) {
    json_decref(json);
    return -1;
  }
  o->list[o->count] = (struct compare_outcome){basis, copy, json};
  return o->count++;
}

static bool room_for_outcome(struct outcomes *o) {
  if (o->count < o->room) return true;
  int room = o->room ? o->room * 2 : 64;
  struct compare_outcome *more = realloc(o->list, (size_t)room * sizeof *more);
  if (!more) return false;
  o->list = more;
  o->room = room;
  return true;
}

/* The outcome with this value (NULL: whatever it is). Past COMPARE_OUTCOMES of them values are no
** longer told apart. */
static int find_outcome(struct outcomes *o, struct script *s, int basis, const char *text,
                        const struct value *value) {
  for (int i = 0; i < o->count; i++) {
    const struct compare_outcome *x = &o->list[i];
    if (x->basis == basis && (x->value == text || (x->value && text && strcmp(x->value, text) == 0)))
      return i;
  }
  if (text && o->count >= COMPARE_OUTCOMES) return find_outcome(o, s, basis, NULL, NULL);
  return room_for_outcome(o) ? list_outcome(o, s, basis, text, value) : -1;
}

int outcome_of(struct outcomes *o, struct script *s, const struct verdict *v) {
  struct compare_seen *seen = outcome_seen(o, v);
  struct buf text = {0};
  if (!seen) return -1;
  if (seen->outcome >= 0 && (!has_value(v->kind) || outcome_values_same(s, seen->value, s, v->value)))
    return seen->outcome;
  if (has_value(v->kind)) value_out(s, v->value, false, &text);
  const char *told = has_value(v->kind) ? buf_text(&text) : NULL;
  int found = text.oom ? -1 : find_outcome(o, s, seen->basis, told, has_value(v->kind) ? &v->value : NULL);
  buf_free(&text);
  seen->value = v->value;
  return seen->outcome = found;
}

void outcomes_free(struct outcomes *o) {
  for (int i = 0; i < o->count; i++)
    json_decref(o->list[i].json);
  free(o->list);
  free(o->bases);
  arena_free(&o->arena);
}
