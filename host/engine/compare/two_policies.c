/* One or two policies and the subjects of a store. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/version/facts_translate.h"
#include "host/engine/judge/statistics.h"
#include "host/engine/compare/subjects.h"

/* a part of the people that is worth columns of its own is less than one in so many */
enum { MANY = 8 };

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* --- a few ------------------------------------------------------------------------------------ */

static bool subset_room(struct subset *f, int n, struct error *e) {
  if (n <= f->room) return true;
  free(f->places);
  free(f->own.rulings);
  f->places = calloc((size_t)n, sizeof *f->places);
  f->own.rulings = calloc((size_t)n, sizeof(json_t *));
  f->room = f->places && f->own.rulings ? n : 0;
  for (int i = 0; i < f->room; i++)
    f->places[i] = i;
  return f->room > 0 || no_memory(e);
}

static bool subset_take(struct pair *p, struct subset *f, const struct people *people, const int *rows, int n,
                        struct error *e) {
  batch_clear(&f->maker);
  for (int k = 0; k < n; k++) {
    if (!batch_person(people->batch, rows[k], &p->rooms, p->facts) || !batch_add(&f->maker, p->facts))
      return no_memory(e);
    f->own.rulings[k] = people->rulings[rows[k]];
  }
  f->own.batch = &f->maker.batch;
  f->own.model = people->model;
  f->own.count = n;
  f->people = &f->own;
  f->rows = f->places;
  return true;
}

bool pair_subset(struct pair *p, struct subset *f, const struct people *people, const int *rows, int n,
                 struct error *e) {
  const struct pair_side *alike = p->side[0].alike ? &p->side[0] : p->side[1].alike ? &p->side[1] : NULL;
  f->people = people;
  f->rows = rows;
  if (!alike || n == 0 || n >= people->count / MANY) return true;
  if (!f->made && !(f->made = judge_batch_make(alike->judge, &f->maker))) return no_memory(e);
  return subset_room(f, n, e) && subset_take(p, f, people, rows, n, e);
}

void subset_free(struct subset *f) {
  if (f->made) batch_maker_free(&f->maker);
  free(f->own.rulings);
  free(f->places);
}

/* --- deciding --------------------------------------------------------------------------------- */

static bool make_room(struct pair *p, int n, struct error *e) {
  if (n <= p->room) return true;
  free(p->verdicts);
  free(p->rows);
  free(p->places);
  p->verdicts = calloc((size_t)n, sizeof *p->verdicts);
  p->rows = calloc((size_t)n, sizeof *p->rows);
  p->places = calloc((size_t)n, sizeof *p->places);
  p->room = p->verdicts && p->rows && p->places ? n : 0;
  return p->room > 0 || no_memory(e);
}

/* Somebody with rulings, or for whom the facts must be told in other words. */
static bool decide_alone(struct pair *p, const struct pair_side *s, const struct people *people, int decision,
                         struct value when, int row, struct verdict *out, struct error *e) {
  arena_reset(&p->arena);
  if (!batch_person(people->batch, row, &p->rooms, p->facts)) return no_memory(e);
  const struct value *facts = p->facts;
  if (!s->alike) facts = facts_translate(p->stored, &s->policy->script->model, facts, &p->arena);
  if (!facts) return no_memory(e);
  judge_person(s->judge, facts, people->rulings[row]);
  return judge_decide(s->judge, decision, when, NULL, out, e);
}

bool pair_decide(struct pair *p, int i, const struct people *people, int decision, struct value when,
                 const int *rows, int n, struct verdict *out, struct error *e) {
  const struct pair_side *s = &p->side[i];
  int many = 0;
  if (!make_room(p, n, e)) return false;
  for (int k = 0; k < n; k++) {
    if (!s->alike || people->rulings[rows[k]]) {
      if (!decide_alone(p, s, people, decision, when, rows[k], &out[k], e)) return false;
      continue;
    }
    p->places[many] = k;
    p->rows[many++] = rows[k];
  }
  if (many == n) return judge_rows(s->judge, decision, when, NULL, people->batch, rows, n, out, e);
  if (many > 0 && !judge_rows(s->judge, decision, when, NULL, people->batch, p->rows, many, p->verdicts, e))
    return false;
  for (int k = 0; k < many; k++)
    out[p->places[k]] = p->verdicts[k];
  return true;
}

/* Those of `rows` who must be asked about in the second side; `places` are where they stand. */
static bool rows_to_ask(struct pair *p, const struct people *people, const int *rows, int n,
                        const struct verdict *first, int *asked, int *places, int *count, struct error *e) {
  *count = 0;
  for (int k = 0; k < n; k++) {
    bool must;
    if (!difference_affects(&p->differ, &first[k], &must)) return no_memory(e);
    if (!must && !people->rulings[rows[k]]) continue;
    places[*count] = k;
    asked[(*count)++] = rows[k];
  }
  return true;
}

bool pair_both(struct pair *p, const struct people *people, const int decision[2], const struct value when[2],
               const int *rows, int n, struct verdict *first, struct verdict *second, struct error *e) {
  if (!pair_decide(p, 0, people, decision[0], when[0], rows, n, first, e)) return false;
  if (!p->same_text || when[0].u.i != when[1].u.i)
    return pair_decide(p, 1, people, decision[1], when[1], rows, n, second, e);
  int *asked = malloc(((size_t)n + 1) * sizeof *asked), *places = malloc(((size_t)n + 1) * sizeof *places);
  struct verdict *found = NULL;
  int count = 0;
  bool ok = asked && places ? rows_to_ask(p, people, rows, n, first, asked, places, &count, e) : no_memory(e);
  if (ok && count > 0) {
    found = malloc((size_t)count * sizeof *found);
    ok = found ? pair_subset(p, &p->asked, people, asked, count, e) : no_memory(e);
    ok = ok && pair_decide(p, 1, p->asked.people, decision[1], when[1], p->asked.rows, count, found, e);
  }
  if (ok) memcpy(second, first, (size_t)n * sizeof *second);
  for (int k = 0; ok && k < count; k++)
    second[places[k]] = found[k];
  free(asked);
  free(places);
  free(found);
  return ok;
}

/* --- opening ---------------------------------------------------------------------------------- */

static bool open_side(struct pair *p, int i, struct policy *policy, int bands, struct error *e) {
  struct pair_side *s = &p->side[i];
  s->policy = policy;
  s->alike = facts_alike(p->stored, &policy->script->model);
  s->judge = judge_open(policy, bands, e);
  return s->judge != NULL;
}

bool pair_open(struct pair *p, const struct model *stored, struct policy *first, int first_bands,
               struct policy *second, int second_bands, bool same_text, struct error *e) {
  *p = (struct pair){.stored = stored, .count = second ? 2 : 1};
  p->facts = calloc((size_t)stored->fact_count + 1, sizeof *p->facts);
  if (!p->facts) return no_memory(e);
  if (!open_side(p, 0, first, first_bands, e)) return false;
  if (second && !open_side(p, 1, second, second_bands, e)) return false;
  if (!second || !same_text) return true;
  bool found = differences_find(&p->differ, &first->script->model, &second->script->model, e);
  p->same_text = found && p->differ.alike;
  return found;
}

void pair_tell(const struct pair *p, struct bylaw_statistics *to) {
  for (int i = 0; i < p->count; i++)
    if (p->side[i].judge) judge_tell(p->side[i].judge, to);
}

void pair_close(struct pair *p) {
  judge_close(p->side[0].judge);
  judge_close(p->side[1].judge);
  subset_free(&p->asked);
  batch_rooms_free(&p->rooms);
  arena_free(&p->arena);
  free(p->facts);
  free(p->verdicts);
  free(p->rows);
  free(p->places);
  differences_free(&p->differ);
}
