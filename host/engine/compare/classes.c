/* Comparing over everybody who could be: both sides are explored with the same people. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/compare/compare.h"
#include "host/engine/explore/explore.h"
#include "host/engine/version/facts_translate.h"
#include "host/engine/policy/json.h"

enum { MOST_GROUPS = 1000 };

/* Outcomes of both sides that some people have, and one of them. */
struct group {
  json_t *from, *to;
  const struct explore_case *sample;
  const struct value *values; /* of the sample: its own, or others that were tried */
  bool basis_only;
};

struct classes {
  struct comparison *c;
  struct explore *explored;
  struct compare_twins *twins; /* NULL: not needed yet */
  struct arena arena;
  bool sampled; /* some amounts hang on facts: only a few of them were tried */
  struct group *groups;
  int count;
};

static struct script *script_of_side(const struct classes *k, int side) {
  return k->c->side[side].variant.policy->script;
}

/* --- outcomes --------------------------------------------------------------------------------- */

/* The texts of a list's items, joined by 、. */
static void items_text(const struct classes *k, int side, uint64_t items, struct buf *out) {
  struct script *s = script_of_side(k, side);
  const struct decision *d = &s->model.decisions[k->c->side[side].decision];
  for (int i = 0; i < d->rule_count && i < 64; i++) {
    if (!(items >> i & 1) || d->rules[i].give != GIVE_VALUE) continue;
    if (out->len) buf_puts(out, "、");
    value_text_out(s, out, d->rules[i].value, true);
  }
}

static json_t *outcome_json_of(struct classes *k, const struct explore_case *x, int side) {
  const struct explore_class *class = x->class[side];
  bool refused = class->kind == VERDICT_REFUSED;
  const char *words = outcome_plain_words(&k->arena, refused ? "" : class->message);
  if (!words) return NULL;
  struct compare_basis basis = {class->kind, class->article, words};
  struct script *s = script_of_side(k, side);
  bool list = s->model.decisions[k->c->side[side].decision].many;
  const struct value *value = class->by_facts || list ? NULL : &x->value[side];
  json_t *made = outcome_describe(s, &basis, value);
  if (list && class->kind <= VERDICT_HOLD) {
    struct buf text = {0};
    items_text(k, side, class->items, &text);
    object_put(&made, "varied", json_false());
    object_put(&made, "text", json_string(buf_text(&text)));
    buf_free(&text);
  }
  return made;
}

static bool gives_list(const struct classes *k) {
  return script_of_side(k, 0)->model.decisions[k->c->side[0].decision].many;
}

/* Whether a case comes out the same, whatever that rests on. */
static bool same_outcome(const struct classes *k, const struct explore_case *x, const json_t *from,
                         const json_t *to) {
  const struct explore_class *a = x->class[0], *b = x->class[1];
  if (a->kind != b->kind || !json_equal(json_object_get(from, "words"), json_object_get(to, "words")))
    return false;
  if (a->kind != VERDICT_VALUE && a->kind != VERDICT_HOLD) return true;
  if (gives_list(k)) return json_equal(json_object_get(from, "text"), json_object_get(to, "text"));
  return outcome_values_same(script_of_side(k, 0), x->value[0], script_of_side(k, 1), x->value[1]);
}

static bool is_known(const struct classes *k, const json_t *from, const json_t *to, bool same) {
  for (int i = 0; i < k->count; i++)
    if (k->groups[i].basis_only == same && json_equal(k->groups[i].from, from) &&
        json_equal(k->groups[i].to, to))
      return true;
  return k->count == MOST_GROUPS;
}

/* Amounts that hang on facts are the same for this person: they may differ for another of the
** class. */
static bool try_others(struct classes *k, const struct explore_case *x, const struct value **values,
                       struct error *e) {
  struct value *found, outcome[2];
  k->sampled = true;
  if (!facts_alike(&script_of_side(k, 0)->model, &script_of_side(k, 1)->model)) return true;
  if (!k->twins && !(k->twins = compare_twins_open(k->c, e))) return false;
  if (!compare_twins_try(k->twins, k->explored, x, &k->arena, &found, outcome, e)) return false;
  if (found) *values = found;
  return true;
}

static bool add_group(struct classes *k, const struct explore_case *x, json_t *from, json_t *to,
                      struct error *e) {
  const struct value *values = x->values;
  bool same = same_outcome(k, x, from, to);
  bool basis = json_equal(json_object_get(from, "article"), json_object_get(to, "article"));
  bool hangs = x->class[0]->by_facts && x->class[1]->by_facts && !gives_list(k);
  if (same && hangs && !is_known(k, from, to, false)) {
    if (!try_others(k, x, &values, e)) return false;
    same = values == x->values;
  }
  if ((same && basis) || is_known(k, from, to, same)) return true;
  k->groups[k->count++] = (struct group){json_incref(from), json_incref(to), x, values, same};
  return true;
}

static bool add_case(struct classes *k, const struct explore_case *x, struct error *e) {
  json_t *from = outcome_json_of(k, x, 0), *to = outcome_json_of(k, x, 1);
  bool ok = from && to ? add_group(k, x, from, to, e) : error_set(e, ERR_MEMORY, "内存不足");
  json_decref(from);
  json_decref(to);
  return ok;
}

/* --- the answer ------------------------------------------------------------------------------- */

/* Whether the fact is not there at all, or an empty history. */
static bool nothing_told(const struct fact *f, const struct value *v) {
  if (v->state != STATE_KNOWN) return v->state == STATE_ABSENT;
  if (f->form == FORM_LIST) return v->u.list->rows == 0;
  return f->form == FORM_TIMELINE && v->u.timeline->count == 0 && v->u.timeline->known_from == DAY_MIN;
}

static json_t *fact_told(struct script *s, const struct fact *f, const struct value *v) {
  struct buf text = {0};
  if (v->state == STATE_ABSENT)
    buf_puts(&text, f->form == FORM_TIMELINE && *f->absent ? f->absent : "无");
  else
    fact_value_text(s, f, *v, &text, true);
  json_t *made = json_pack("{s:s, s:s, s:s, s:b}", "fact", f->name, "label", f->label, "value",
                           buf_text(&text), "absent", nothing_told(f, v));
  buf_free(&text);
  return made;
}

/* The person of a case: what the outcomes hang on in words, everything as a request. */
static json_t *sample_json(const struct classes *k, const struct value *values) {
  struct script *first = script_of_side(k, 0), *second = script_of_side(k, 1);
  json_t *facts = json_array(), *request = json_object(), *subject = json_object();
  for (int i = 0; i < explore_variable_count(k->explored); i++) {
    const struct explore_variable *v = explore_variable_at(k->explored, i);
    struct script *s = v->index[0] >= 0 ? first : second;
    object_put(v->given ? &request : &subject, v->fact->name, office_json(s, v->fact, &values[i]));
    if (v->used) array_add(&facts, fact_told(s, v->fact, &values[i]));
  }
  object_put(&request, model_subject(&first->model, k->c->side[0].decision)->name, subject);
  return json_pack("{s:o, s:o}", "facts", facts, "request", request);
}

static int plain_first(const void *a, const void *b) {
  const struct group *x = a, *y = b;
  if (x->basis_only != y->basis_only) return x->basis_only ? 1 : -1;
  return x->sample->number - y->sample->number;
}

static json_t *answer(struct classes *k) {
  json_t *classes = json_array();
  qsort(k->groups, (size_t)k->count, sizeof *k->groups, plain_first);
  for (int i = 0; i < k->count; i++) {
    const struct group *g = &k->groups[i];
    array_add(&classes, json_pack("{s:O, s:O, s:b, s:o}", "from", g->from, "to", g->to, "basis_only",
                                  g->basis_only, "sample", sample_json(k, g->values)));
  }
  return json_pack("{s:o, s:b}", "classes", classes, "complete",
                   explore_complete(k->explored) && !k->sampled);
}

static bool explore_both(struct classes *k, struct error *e) {
  struct explore_side sides[EXPLORE_SIDES];
  for (int i = 0; i < EXPLORE_SIDES; i++) {
    const struct compare_side *s = &k->c->side[i];
    sides[i] = (struct explore_side){s->variant.policy, s->decision, s->when, NULL};
  }
  k->groups = calloc(MOST_GROUPS, sizeof *k->groups);
  if (!k->groups) return error_set(e, ERR_MEMORY, "内存不足");
  k->explored = explore_run(sides, EXPLORE_SIDES, NULL, e);
  if (!k->explored) return false;
  for (int i = 0; i < explore_case_count(k->explored); i++)
    if (!add_case(k, explore_case_at(k->explored, i), e)) return false;
  return true;
}

/* The same text, asked about the same time. */
static bool nothing_differs(const struct comparison *c) {
  const struct compare_side *x = &c->side[0], *y = &c->side[1];
  return strcmp(x->variant.policy->version, y->variant.policy->version) == 0 && x->when.u.i == y->when.u.i;
}

json_t *compare_classes(struct comparison *c, struct error *e) {
  struct classes k = {.c = c};
  if (nothing_differs(c)) return json_pack("{s:[], s:b}", "classes", "complete", 1);
  json_t *made = explore_both(&k, e) ? answer(&k) : NULL;
  if (!made && !e->kind) error_set(e, ERR_MEMORY, "内存不足");
  for (int i = 0; i < k.count; i++) {
    json_decref(k.groups[i].from);
    json_decref(k.groups[i].to);
  }
  free(k.groups);
  compare_twins_close(k.twins);
  arena_free(&k.arena);
  explore_free(k.explored);
  return made;
}
