/* Trying changes: the nearest value of each that gives another outcome. Every outcome is asked for,
** none is inferred. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/advise/what_if.h"

/* An amount that hangs on x has another outcome at every step: past so many splits the nearest are
** known, and more tell nothing. */
enum { MOST_FOUND = 512, MOST_PATHS = 12, MOST_SPLITS = 48, DEEPEST_SPLIT = 8 };

static bool no_memory(struct search *s) {
  return error_set(s->error, ERR_MEMORY, "内存不足");
}

bool search_open(struct search *s, struct asker *a, struct guards *g, int base, struct error *e) {
  *s = (struct search){.asker = a, .guards = g, .base = base, .complete = true, .error = e};
  bool quick = a->judge && !(a->rulings && json_array_size(a->rulings) > 0);
  s->most_asked = quick ? 120000 : 6000;
  s->facts = arena_array(&s->arena, (size_t)a->model->fact_count + 1, sizeof *s->facts);
  s->given = arena_array(&s->arena, (size_t)a->decision->given_count + 1, sizeof *s->given);
  s->tried =
      arena_array(&s->arena, (size_t)(a->model->fact_count + a->decision->given_count) + 1, sizeof *s->tried);
  return (s->facts && s->given && s->tried) || no_memory(s);
}

void search_close(struct search *s) {
  free(s->found);
  arena_free(&s->arena);
}

bool search_change(struct search *s, const struct change *t, int64_t x, bool *possible) {
  struct asker *a = s->asker;
  struct value changed;
  arena_reset(&a->arena);
  if (!change_make(&a->arena, asker_fact(a, t->fact), asker_value(a, t->fact), t, x, &changed, possible))
    return no_memory(s);
  memcpy(s->facts, a->facts, (size_t)a->model->fact_count * sizeof *s->facts);
  if (a->decision->given_count)
    memcpy(s->given, a->given, (size_t)a->decision->given_count * sizeof *s->given);
  if (t->fact < a->model->fact_count)
    s->facts[t->fact] = changed;
  else
    s->given[t->fact - a->model->fact_count] = changed;
  return true;
}

static bool ask(struct search *s, const struct change *t, int64_t x, int *outcome) {
  bool possible;
  *outcome = ASKED_IMPOSSIBLE;
  if (s->asker->asked >= s->most_asked) {
    s->complete = false;
    return true;
  }
  if (!search_change(s, t, x, &possible)) return false;
  return !possible || asker_ask(s->asker, s->facts, s->given, s->asker->when, outcome, s->error);
}

/* --- what was found --------------------------------------------------------------------------- */

static bool note(struct search *s, struct found one) {
  if (one.outcome < 0 || one.outcome == s->base) return true;
  for (int i = 0; i < s->count; i++) {
    struct found *f = &s->found[i];
    if (f->change.fact != one.change.fact || f->outcome != one.outcome || f->back != one.back) continue;
    if (one.size < f->size) *f = one;
    return true;
  }
  if (s->count == MOST_FOUND) {
    s->complete = false;
    return true;
  }
  if (s->count == s->room) {
    int room = s->room ? s->room * 2 : 32;
    struct found *grown = realloc(s->found, (size_t)room * sizeof *grown);
    if (!grown) return no_memory(s);
    s->found = grown;
    s->room = room;
  }
  s->found[s->count++] = one;
  return true;
}

/* Days are days; a month is thirty; an amount counts in yuan. */
static double size_of(enum kind k, int64_t x, int64_t start) {
  double d = x > start ? (double)x - (double)start : (double)start - (double)x;
  return k == KIND_MONTH ? d * 30 : k == KIND_MONEY ? d / 100 : d;
}

struct ordered {
  struct search *s;
  const struct change *t;
  struct span_of span;
  enum kind kind;
  int splits;
};

static bool note_at(struct ordered *o, int64_t x, int outcome) {
  struct found f = {.change = *o->t, .span = o->span, .x = x, .outcome = outcome};
  /* else there is no forth and back */
  bool was = asker_value(o->s->asker, o->t->fact)->state == STATE_KNOWN;
  bool moved = o->t->kind == CHANGE_VALUE || o->t->kind == CHANGE_CELL || o->t->kind == CHANGE_MOVE;
  f.back = was && moved && x < o->span.start;
  f.size = size_of(o->kind, x, o->span.start);
  if (o->t->kind == CHANGE_UNTIL) f.size += WHOLE_HISTORY; /* all days before */
  return note(o->s, f);
}

/* Between two values whose outcomes differ: where they change, and what else lies between. */
static bool between(struct ordered *o, int64_t low, int at_low, int64_t high, int at_high, int depth) {
  while (high - low > 1) {
    int64_t middle = low + (high - low) / 2;
    int here;
    if (!ask(o->s, o->t, middle, &here)) return false;
    if (here == at_high) {
      high = middle;
    } else if (here == at_low) {
      low = middle;
    } else if (depth < DEEPEST_SPLIT && o->splits++ < MOST_SPLITS) {
      return between(o, low, at_low, middle, here, depth + 1) &&
             between(o, middle, here, high, at_high, depth + 1);
    } else {
      break;
    }
  }
  return note_at(o, low, at_low) && note_at(o, high, at_high);
}

/* From `start` outwards over the points, which ascend. */
static bool outwards(struct ordered *o, const struct points *p, int at_start, bool up) {
  int64_t before = o->span.start;
  int was = at_start;
  for (int k = 0; k < p->count; k++) {
    int64_t x = p->list[up ? k : p->count - 1 - k];
    int here;
    if (up ? x <= before : x >= before) continue;
    if (!ask(o->s, o->t, x, &here)) return false;
    bool ok = here == was || (up ? between(o, before, was, x, here, 0) : between(o, x, here, before, was, 0));
    if (!ok) return false;
    before = x;
    was = here;
  }
  return true;
}

static bool steps(struct points *p, struct span_of span) {
  for (int k = 0; k < 62; k++) {
    int64_t step = INT64_C(1) << k;
    bool up = span.most - span.start >= step, down = span.start - span.least >= step;
    if (!up && !down) break;
    if ((up && !points_add(p, span.start + step)) || (down && !points_add(p, span.start - step)))
      return false;
  }
  return points_add(p, span.least) && points_add(p, span.most);
}

static json_t *bound_json(enum kind k, int64_t x) {
  struct buf text = {0};
  value_write(&text, value_of(k, x));
  return text_json(&text);
}

/* A fact may be tried several times, in ranges that all hold its present value: together they are
** one. */
static void note_tried(struct search *s, const struct change *t, struct span_of span, enum kind k) {
  if (asker_fact(s->asker, t->fact)->form != FORM_PLAIN) return;
  int i = 0;
  while (i < s->tried_count && s->tried[i].fact != t->fact)
    i++;
  if (i == s->tried_count)
    s->tried[s->tried_count++] = (struct tried_range){t->fact, k, span.least, span.most};
  struct tried_range *r = &s->tried[i];
  if (span.least < r->least) r->least = span.least;
  if (span.most > r->most) r->most = span.most;
}

json_t *search_tried(const struct search *s) {
  json_t *made = json_array();
  for (int i = 0; i < s->tried_count; i++) {
    const struct tried_range *r = &s->tried[i];
    const struct fact *f = asker_fact(s->asker, r->fact);
    json_t *one = json_object();
    object_put(&one, "fact", json_string(f->name));
    object_put(&one, "label", json_string(f->label));
    object_put(&one, "from", bound_json(r->kind, r->least));
    object_put(&one, "to", bound_json(r->kind, r->most));
    array_add(&made, one);
  }
  return made;
}

/* The range reaches to wherever a guard comes out otherwise. */
static void widen(struct span_of *span, const struct points *p) {
  for (int i = 0; i < p->count; i++) {
    if (p->list[i] < span->least) span->least = p->list[i];
    if (p->list[i] > span->most) span->most = p->list[i];
  }
}

bool search_ordered(struct search *s, const struct change *t, struct span_of span) {
  struct ordered o = {s, t, span, change_kind_of(asker_fact(s->asker, t->fact), t), 0};
  struct points p = {0};
  int at_start;
  if (span.start < span.least) o.span.start = span.least;
  if (span.start > span.most) o.span.start = span.most;
  if (span.least > span.most) return true;
  bool ok = guards_points(s->guards, t, o.span.start, span.can_be_least, span.can_be_most, &p);
  widen(&o.span, &p);
  ok = ok && steps(&p, o.span);
  if (!ok) no_memory(s);
  points_settle(&p, o.span.least, o.span.most);
  note_tried(s, t, o.span, o.kind);
  ok = ok && ask(s, t, o.span.start, &at_start) && note_at(&o, o.span.start, at_start) &&
       outwards(&o, &p, at_start, true) && outwards(&o, &p, at_start, false);
  points_free(&p);
  return ok;
}

bool search_one(struct search *s, const struct change *t, double size) {
  int outcome;
  return ask(s, t, 0, &outcome) && note(s, (struct found){.change = *t, .outcome = outcome, .size = size});
}

/* --- once more -------------------------------------------------------------------------------- */

/* The guards on the way to what was found. */
static bool guards_at(struct search *s, const struct found *f, struct guards **out) {
  struct path path = {0};
  struct evaluation *v = calloc(1, sizeof *v);
  struct outcome *made = calloc(1, sizeof *made);
  struct error ignored = {0};
  bool possible;
  *out = NULL;
  bool ok = v && made && search_change(s, &f->change, f->x, &possible);
  if (ok) {
    asker_decide(s->asker, s->facts, s->given, s->asker->when, &path, v, made, &ignored);
    *out = guards_open(s->asker, &path, s->asker->when);
    evaluation_end(v);
  }
  path_free(&path);
  free(v);
  free(made);
  return *out || no_memory(s);
}

bool search_again(struct search *s) {
  struct guards *first = s->guards;
  bool ok = true;
  for (int i = 0, paths = 0; ok && i < s->count && paths < MOST_PATHS; i++) {
    struct found f = s->found[i];
    if (!change_is_ordered(f.change.kind)) continue;
    paths++;
    ok = guards_at(s, &f, &s->guards) && search_ordered(s, &f.change, f.span);
    guards_free(s->guards);
  }
  s->guards = first;
  return ok;
}
