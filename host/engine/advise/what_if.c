/* bylaw_what_if: the smallest single changes that give another outcome, and what only time
** brings. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/policy/status.h"
#include "host/engine/judge/statistics.h"
#include "host/engine/advise/what_if.h"

enum { DEFAULT_MOST = 12, DEFAULT_YEARS = 10, LONGEST_YEARS = 100, GROUPS = 4 };

/* Whom a change is up to, in the order in which it is told. */
static int group_of(const struct asker *a, const struct found *f) {
  switch (asker_fact(a, f->change.fact)->changer) {
  case CHANGED_BY_PERSON: return 0;
  case CHANGED_BY_OFFICE: return 1;
  case CHANGED_BY_NOBODY: return 3;
  case CHANGED_UNSAID: break;
  }
  return f->change.fact >= a->model->fact_count ? 0 : 2; /* an input is what somebody wishes */
}

static const char *const GROUP_NAMES[GROUPS] = {"person", "office", "unsaid", "nobody"};

/* --- telling ---------------------------------------------------------------------------------- */

static void tell_turn(struct asker *a, const struct found *f, json_t **to) {
  const struct fact *fact = asker_fact(a, f->change.fact);
  struct buf was = {0}, now = {0};
  change_tell(a->policy->script, fact, asker_value(a, f->change.fact), &f->change, f->x, &was, &now);
  object_put(to, "by", json_string(GROUP_NAMES[group_of(a, f)]));
  object_put(to, "fact", json_string(fact->name));
  object_put(to, "label", json_string(fact->label));
  object_put(to, "how", json_string(change_name(f->change.kind)));
  object_put(to, "was", json_string(buf_text(&was)));
  object_put(to, "now", json_string(buf_text(&now)));
  bool moved =
      f->change.kind == CHANGE_VALUE || f->change.kind == CHANGE_CELL || f->change.kind == CHANGE_MOVE;
  const struct value *old = asker_value(a, f->change.fact);
  if (moved && old->state == STATE_KNOWN && change_kind_of(fact, &f->change) == KIND_DATE)
    object_put(to, "days", json_integer(f->x - f->span.start));
  buf_free(&was);
  buf_free(&now);
}

/* What is told is decided in full; a change whose outcome is not the one that was found is none. */
static bool tell_found(struct search *s, const struct found *f, json_t **changes) {
  struct asker *a = s->asker;
  struct evaluation *v = calloc(1, sizeof *v);
  struct outcome *out = calloc(1, sizeof *out);
  struct error why = {0};
  bool possible = false;
  int number = ASKED_IMPOSSIBLE;
  bool ok =
      v && out ? search_change(s, &f->change, f->x, &possible) : error_set(s->error, ERR_MEMORY, "内存不足");
  bool decided = ok && possible && asker_decide(a, s->facts, s->given, a->when, NULL, v, out, &why);
  if (decided) ok = asker_number(a, a->policy->script, out, &number, s->error);
  if (ok && decided && number == f->outcome) {
    json_t *one = json_object();
    tell_turn(a, f, &one);
    tell_outcome(v, out, &one);
    array_add(changes, one);
  }
  if (v) evaluation_end(v);
  free(v);
  free(out);
  return ok;
}

/* --- choosing --------------------------------------------------------------------------------- */

struct ranked {
  const struct found *f;
  int group, order, place; /* place: among those of its group */
};

static int by_size(const void *a, const void *b) {
  const struct ranked *x = a, *y = b;
  if (x->group != y->group) return x->group - y->group;
  if (x->f->size != y->f->size) return x->f->size < y->f->size ? -1 : 1;
  return x->order - y->order;
}

/* Each group in turn has its next smallest one, so that none crowds out the others. */
static int by_place(const void *a, const void *b) {
  const struct ranked *x = a, *y = b;
  return x->place != y->place ? x->place - y->place : x->group - y->group;
}

/* The `most` changes to tell, in the order of telling. */
static int choose(struct search *s, struct ranked *list, int most) {
  for (int i = 0; i < s->count; i++)
    list[i] = (struct ranked){&s->found[i], group_of(s->asker, &s->found[i]), i, 0};
  if (s->count == 0) return 0;
  qsort(list, (size_t)s->count, sizeof *list, by_size);
  for (int i = 1; i < s->count; i++)
    list[i].place = list[i].group == list[i - 1].group ? list[i - 1].place + 1 : 0;
  qsort(list, (size_t)s->count, sizeof *list, by_place);
  int count = s->count < most ? s->count : most;
  qsort(list, (size_t)count, sizeof *list, by_size);
  return count;
}

static bool changes_json(struct search *s, int most, json_t **changes, struct error *e) {
  struct ranked *list = calloc((size_t)s->count + 1, sizeof *list);
  if (!list) return error_set(e, ERR_MEMORY, "内存不足");
  int count = choose(s, list, most);
  bool ok = true;
  for (int i = 0; ok && i < count; i++)
    ok = tell_found(s, list[i].f, changes);
  free(list);
  return ok;
}

/* --- the call --------------------------------------------------------------------------------- */

struct what_if {
  struct policy *policy;
  const bylaw_what_if_options *options;
  json_t *facts;
  struct evaluation *as_is;
  struct outcome *out;
  struct path path;
  struct asker asker;
  struct search search;
  json_t *answer;
};

static bool search_changes(struct what_if *w, int base, struct error *e) {
  int most = w->options && w->options->most > 0 ? w->options->most : DEFAULT_MOST;
  int years = w->options && w->options->years > 0 ? w->options->years : DEFAULT_YEARS;
  if (years > LONGEST_YEARS) years = LONGEST_YEARS;
  json_t *changes = json_array(), *later = json_array();
  struct guards *guards = guards_open(&w->asker, &w->path, w->asker.when);
  bool ok = guards || error_set(e, ERR_MEMORY, "内存不足");
  ok = ok && search_open(&w->search, &w->asker, guards, base, e) && search_all(&w->search) &&
       search_again(&w->search) && changes_json(&w->search, most, &changes, e);
  ok = ok && later_json(&w->asker, base, years, &later, e);
  object_put(&w->answer, "changes", changes);
  object_put(&w->answer, "later", later);
  if (ok) {
    object_put(&w->answer, "years", json_integer(years));
    object_put(&w->answer, "found", json_integer(w->search.count));
    object_put(&w->answer, "tried", search_tried(&w->search));
    object_put(&w->answer, "complete", json_boolean(w->search.complete && !w->path.cut));
    object_put(&w->answer, "asked", json_integer(w->asker.asked));
  }
  search_close(&w->search);
  guards_free(guards);
  return ok;
}

static bool run(struct what_if *w, const bylaw_request *q, struct error *e) {
  int base = ASKED_NEEDS;
  evaluation_path(w->as_is, &w->path);
  if (!evaluation_run_json(w->policy, q, w->facts, w->as_is, w->out, e)) return false;
  w->answer = outcome_json(w->as_is, w->out);
  tell_outcome(w->as_is, w->out, &w->answer);
  if (!w->answer) return error_set(e, ERR_MEMORY, "内存不足");
  return asker_open(&w->asker, w->policy, q, w->as_is, e) &&
         asker_number(&w->asker, w->policy->script, w->out, &base, e) && search_changes(w, base, e);
}

static bool open_call(struct what_if *w, bylaw *b, const bylaw_request *q, struct error *e) {
  w->policy = policy_find(b, q->policy, e);
  if (!w->policy) return false;
  w->facts = request_facts(w->policy, q, e);
  if (!w->facts) return false;
  w->as_is = calloc(1, sizeof *w->as_is);
  w->out = calloc(1, sizeof *w->out);
  return (w->as_is && w->out) || error_set(e, ERR_MEMORY, "内存不足");
}

bylaw_status bylaw_what_if(bylaw *b, const bylaw_request *request, const bylaw_what_if_options *options,
                           bylaw_outcome *outcome, char **json, bylaw_error *error) {
  struct error e = {0};
  struct what_if w = {.options = options};
  *json = NULL;
  bool ok = open_call(&w, b, request, &e) && run(&w, request, &e);
  if (ok && outcome) *outcome = (bylaw_outcome)w.out->kind;
  b->statistics = (bylaw_statistics){0};
  if (w.asker.judge) judge_tell(w.asker.judge, &b->statistics);
  b->statistics.asked += ok; /* the person as he is, with the path: through Lua */
  b->statistics.by_lua += ok;
  asker_close(&w.asker);
  if (w.as_is) evaluation_end(w.as_is);
  if (ok) {
    ok = status_json(w.answer, json, &e);
  } else {
    json_decref(w.answer);
  }
  path_free(&w.path);
  json_decref(w.facts);
  free(w.as_is);
  free(w.out);
  return ok ? BYLAW_OK : give_error(&e, error);
}
