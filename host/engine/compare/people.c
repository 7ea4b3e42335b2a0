/* Comparing over a store: who is affected, and what it costs. */
#include <stdlib.h>
#include <string.h>

#include "host/base/hash.h"
#include "host/base/hash_table.h"
#include "host/engine/compare/compare.h"
#include "host/engine/policy/json.h"
#include "host/engine/policy/storage.h"
#include "host/value/month.h"

enum { MOST_COMPARED_BANDS = 64, MOST_COMPARED_PAYERS = 200, KEY_SIZE = 64 };

/* What some people come to. Money is of those whose amount is known on both sides. */
struct sum {
  /* unclear: of them, without a known amount in the month */
  int64_t people, unclear;
  int64_t from, to;                         /* fen, of the month */
  int64_t year_from, year_to, year_unclear; /* unclear: months of a person */
};

/* People who go from one outcome to another. */
struct class {
  int from, to;
  bool basis_only; /* the outcome is the same, only what it rests on is not */
  struct sum sum;
  char examples[COMPARE_EXAMPLES][KEY_SIZE];
};

struct side {
  const struct compare_side *is;
  struct script *script;
  struct verdict *verdicts;        /* of everybody in the chunk */
  struct verdict *later;           /* of those who differ: payers, further months */
  int *payer_of;                   /* of those who differ */
  int payer[MOST_COMPARED_PAYERS]; /* member to payer; 0 is nobody */
};

struct affected {
  struct comparison *c;
  struct side side[2];
  const struct policy *stored; /* whose facts the store has */
  struct pair pair;
  struct outcomes outcomes;
  bool money, year;
  struct class *classes;
  int class_count;
  struct hash_table by_outcomes; /* classes + 1 */
  const char *payers[MOST_COMPARED_PAYERS], *band[MOST_COMPARED_BANDS], *band_text[MOST_COMPARED_BANDS];
  int payer_count, band_count;
  struct sum *cells; /* payers by bands */
  struct sum all;    /* all who differ */
  int64_t people, basis_only, total_from, total_to;

  /* of the chunk: everybody's places; those who differ, and what they come to */
  int room, *everybody, *rows, row_count;
  struct sum *sums;
  struct class **class_at;
  struct subset subset; /* those who differ, for what is asked about them further */
};

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* --- where it counts -------------------------------------------------------------------------- */

/* The class of two outcomes; the last one takes what is too much. NULL: no memory. */
static struct class *class_of(struct affected *a, int from, int to) {
  uint32_t hash = (uint32_t)hash_mix((uint64_t)from, (uint64_t)to), found, step = 0;
  while ((found = hash_table_next(&a->by_outcomes, hash, &step))) {
    struct class *x = &a->classes[found - 1];
    if (x->from == from && x->to == to) return x;
  }
  if (a->class_count == COMPARE_CLASSES) return &a->classes[COMPARE_CLASSES - 1];
  if (!hash_table_add(&a->by_outcomes, hash, (uint32_t)a->class_count + 1)) return NULL;
  a->classes[a->class_count] = (struct class){.from = from, .to = to};
  return &a->classes[a->class_count++];
}

static int band_of(struct affected *a, const struct verdict *v) {
  struct compare_seen *seen = v->justification->user;
  if (seen->band >= 0) return seen->band;
  const struct justification *g = v->justification;
  int i = 0;
  while (i < a->band_count &&
         (strcmp(a->band[i], g->band) != 0 || strcmp(a->band_text[i], g->band_text) != 0))
    i++;
  if (i == MOST_COMPARED_BANDS) return seen->band = MOST_COMPARED_BANDS - 1;
  if (i == a->band_count) {
    a->band[i] = g->band;
    a->band_text[i] = g->band_text;
    a->band_count++;
  }
  return seen->band = i;
}

static void add(struct sum *sum, const struct sum *more) {
  sum->people += more->people;
  sum->unclear += more->unclear;
  sum->from += more->from;
  sum->to += more->to;
  sum->year_from += more->year_from;
  sum->year_to += more->year_to;
  sum->year_unclear += more->year_unclear;
}

/* What a side pays belongs to its own payer and band; what it does not pay, to those of the
** other. */
static void add_to_cells(struct affected *a, int k) {
  const struct sum *sum = &a->sums[k];
  int at[2];
  for (int i = 0; i < 2; i++)
    at[i] = a->side[i].payer_of[k] * MOST_COMPARED_BANDS + band_of(a, &a->side[i].verdicts[a->rows[k]]);
  if (!sum->to) at[1] = at[0];
  if (!sum->from) at[0] = at[1];
  struct sum from = *sum, to = {.to = sum->to, .year_to = sum->year_to};
  from.to = from.year_to = 0;
  if (at[0] != at[1]) { /* in both places */
    to.people = sum->people;
    to.unclear = sum->unclear;
    to.year_unclear = sum->year_unclear;
  }
  add(&a->cells[at[0]], &from);
  add(&a->cells[at[1]], &to);
}

/* --- some people ------------------------------------------------------------------------------ */

static void *grown(void *old, int room, size_t size, bool *ok) {
  free(old);
  void *made = calloc((size_t)room + 1, size);
  *ok = *ok && made;
  return made;
}

static bool make_room(struct affected *a, int n, struct error *e) {
  bool ok = true;
  if (n <= a->room) return true;
  a->everybody = grown(a->everybody, n, sizeof *a->everybody, &ok);
  a->rows = grown(a->rows, n, sizeof *a->rows, &ok);
  a->sums = grown(a->sums, n, sizeof *a->sums, &ok);
  a->class_at = grown(a->class_at, n, sizeof *a->class_at, &ok);
  for (int i = 0; i < 2; i++) {
    struct side *s = &a->side[i];
    s->verdicts = grown(s->verdicts, n, sizeof *s->verdicts, &ok);
    s->later = grown(s->later, n, sizeof *s->later, &ok);
    s->payer_of = grown(s->payer_of, n, sizeof *s->payer_of, &ok);
  }
  for (int i = 0; ok && i < n; i++)
    a->everybody[i] = i;
  a->room = ok ? n : 0;
  return ok || no_memory(e);
}

static bool add_class(struct affected *a, const struct people *people, int row, bool basis_only,
                      struct class **class, struct error *e) {
  int from = outcome_of(&a->outcomes, a->side[0].script, &a->side[0].verdicts[row]);
  int to = outcome_of(&a->outcomes, a->side[1].script, &a->side[1].verdicts[row]);
  if (from < 0 || to < 0) return no_memory(e);
  if (!(*class = class_of(a, from, to))) return no_memory(e);
  (*class)->basis_only = basis_only;
  if ((*class)->sum.people < COMPARE_EXAMPLES)
    people_mask(people, row, (*class)->examples[(*class)->sum.people], KEY_SIZE);
  (*class)->sum.people++;
  return true;
}

static struct sum sum_of(const struct affected *a, int row) {
  struct sum sum = {.people = 1};
  if (!a->money) return sum;
  bool known = verdict_amount(&a->side[0].verdicts[row], &sum.from) &&
               verdict_amount(&a->side[1].verdicts[row], &sum.to);
  if (!known) sum.from = sum.to = 0;
  sum.unclear = sum.year_unclear = !known;
  sum.year_from = sum.from;
  sum.year_to = sum.to;
  return sum;
}

/* Whether somebody comes out the same, and whether that rests on the same. */
static bool look(struct affected *a, int row, bool *same, bool *basis, struct error *e) {
  const struct verdict *x = &a->side[0].verdicts[row], *y = &a->side[1].verdicts[row];
  int64_t fen;
  if (a->money && verdict_amount(x, &fen)) a->total_from += fen;
  if (a->money && verdict_amount(y, &fen)) a->total_to += fen;
  *same = *basis = x->justification == y->justification;
  if (*same) return true;
  const struct compare_seen *left = outcome_seen(&a->outcomes, x), *right = outcome_seen(&a->outcomes, y);
  if (!left || !right) return no_memory(e);
  *basis = left->basis == right->basis;
  *same = x->kind == y->kind && (*basis || x->kind <= VERDICT_HOLD) &&
          outcome_values_same(a->side[0].script, x->value, a->side[1].script, y->value);
  return true;
}

/* Who differs, and what they come to in the month. */
static bool find_differing(struct affected *a, const struct people *people, struct error *e) {
  bool same, basis;
  struct class *class = NULL;
  a->row_count = 0;
  for (int row = 0; row < people->count; row++) {
    if (!look(a, row, &same, &basis, e)) return false;
    if (same && basis) continue;
    if (!add_class(a, people, row, same, &class, e)) return false;
    a->basis_only += same;
    if (same) continue;
    a->sums[a->row_count] = sum_of(a, row);
    a->class_at[a->row_count] = class;
    a->rows[a->row_count++] = row;
  }
  a->people += people->count;
  return true;
}

static bool find_payers(struct affected *a, struct error *e) {
  for (int i = 0; i < 2; i++) {
    struct side *s = &a->side[i];
    bool none = !s->is->payment || s->is->payment->payer < 0;
    if (!none && !pair_decide(&a->pair, i, a->subset.people, s->is->payment->payer, s->is->when,
                              a->subset.rows, a->row_count, s->later, e))
      return false;
    for (int k = 0; k < a->row_count; k++) {
      const struct verdict *v = &s->later[k];
      bool told = !none && v->kind == VERDICT_VALUE && v->value.state == STATE_KNOWN;
      s->payer_of[k] = told ? s->payer[v->value.u.i] : 0;
    }
  }
  return true;
}

/* The months after the one that is asked about. */
static bool add_year(struct affected *a, struct error *e) {
  const int decisions[2] = {a->side[0].is->decision, a->side[1].is->decision};
  int64_t from, to;
  for (int m = 1; m < COMPARE_YEAR; m++) {
    const struct value when[2] = {month_value((int)a->side[0].is->when.u.i + m),
                                  month_value((int)a->side[1].is->when.u.i + m)};
    if (!pair_both(&a->pair, a->subset.people, decisions, when, a->subset.rows, a->row_count,
                   a->side[0].later, a->side[1].later, e))
      return false;
    for (int k = 0; k < a->row_count; k++) {
      bool known = verdict_amount(&a->side[0].later[k], &from) && verdict_amount(&a->side[1].later[k], &to);
      a->sums[k].year_unclear += !known;
      a->sums[k].year_from += known ? from : 0;
      a->sums[k].year_to += known ? to : 0;
    }
  }
  return true;
}

/* To the class, the place and the whole. The people of the class are counted already. */
static void add_differing(struct affected *a, int k) {
  struct sum more = a->sums[k];
  add(&a->all, &more);
  if (a->cells) add_to_cells(a, k);
  more.people = 0;
  add(&a->class_at[k]->sum, &more);
}

static bool visit(void *ud, const struct people *people, struct error *e) {
  struct affected *a = ud;
  const int decisions[2] = {a->side[0].is->decision, a->side[1].is->decision};
  const struct value when[2] = {a->side[0].is->when, a->side[1].is->when};
  if (!make_room(a, people->count, e)) return false;
  if (!pair_both(&a->pair, people, decisions, when, a->everybody, people->count, a->side[0].verdicts,
                 a->side[1].verdicts, e))
    return false;
  if (!find_differing(a, people, e)) return false;
  if (a->row_count == 0) return true;
  if (!pair_subset(&a->pair, &a->subset, people, a->rows, a->row_count, e)) return false;
  if (!find_payers(a, e) || (a->year && !add_year(a, e))) return false;
  for (int k = 0; k < a->row_count; k++)
    add_differing(a, k);
  return true;
}

/* --- the answer ------------------------------------------------------------------------------- */

static json_t *amounts_json(int64_t from, int64_t to, const char *unclear_name, int64_t unclear) {
  return json_pack("{s:o, s:o, s:o, s:I}", "from", fen_json(from), "to", fen_json(to), "difference",
                   fen_json(to - from), unclear_name, (json_int_t)unclear);
}

/* { people, month, year }: month and year are null where there is no money to compare. */
static json_t *sum_json(const struct affected *a, const struct sum *s) {
  json_t *month = a->money ? amounts_json(s->from, s->to, "unclear", s->unclear) : json_null();
  json_t *year = a->money && a->year
                     ? amounts_json(s->year_from, s->year_to, "unclear_months", s->year_unclear)
                     : json_null();
  return json_pack("{s:I, s:o, s:o}", "people", (json_int_t)s->people, "month", month, "year", year);
}

static int by_people(const void *a, const void *b) {
  const struct class *x = a, *y = b;
  if (x->basis_only != y->basis_only) return x->basis_only ? 1 : -1;
  if (x->sum.people != y->sum.people) return x->sum.people > y->sum.people ? -1 : 1;
  return x->from != y->from ? x->from - y->from : x->to - y->to;
}

static json_t *classes_json(const struct affected *a) {
  json_t *made = json_array();
  qsort(a->classes, (size_t)a->class_count, sizeof *a->classes, by_people);
  for (int i = 0; i < a->class_count; i++) {
    const struct class *x = &a->classes[i];
    json_t *one = sum_json(a, &x->sum), *examples = json_array();
    for (int k = 0; k < COMPARE_EXAMPLES && *x->examples[k]; k++)
      array_add(&examples, json_string(x->examples[k]));
    object_put(&one, "basis_only", json_boolean(x->basis_only));
    object_put(&one, "from", json_incref(a->outcomes.list[x->from].json));
    object_put(&one, "to", json_incref(a->outcomes.list[x->to].json));
    object_put(&one, "examples", examples);
    array_add(&made, one);
  }
  return made;
}

/* Bands in the order of their articles. */
static void order_bands(const struct affected *a, int order[MOST_COMPARED_BANDS]) {
  for (int i = 0; i < a->band_count; i++) {
    int k = i;
    for (; k > 0 && strcmp(a->band[order[k - 1]], a->band[i]) > 0; k--)
      order[k] = order[k - 1];
    order[k] = i;
  }
}

static json_t *by_json(const struct affected *a) {
  json_t *made = json_array();
  int order[MOST_COMPARED_BANDS];
  order_bands(a, order);
  for (int k = 0; a->cells && k < a->payer_count; k++) {
    int p = k + 1 < a->payer_count ? k + 1 : 0; /* nobody last */
    for (int i = 0; i < a->band_count; i++) {
      const struct sum *s = &a->cells[p * MOST_COMPARED_BANDS + order[i]];
      if (!s->people) continue;
      json_t *one = sum_json(a, s);
      object_put(&one, "payer", json_string(a->payers[p]));
      object_put(&one, "band", json_string(a->band[order[i]]));
      object_put(&one, "band_text", json_string(a->band_text[order[i]]));
      array_add(&made, one);
    }
  }
  return made;
}

static json_t *answer(const struct affected *a) {
  json_t *made = sum_json(a, &a->all);
  json_t *total = a->money
                      ? json_pack("{s:o, s:o}", "from", fen_json(a->total_from), "to", fen_json(a->total_to))
                      : json_null();
  object_put(&made, "subjects", json_integer((json_int_t)a->people));
  object_put(&made, "basis_only", json_integer((json_int_t)a->basis_only));
  object_put(&made, "total", total);
  object_put(&made, "by", by_json(a));
  object_put(&made, "classes", classes_json(a));
  return made;
}

/* --- opening ---------------------------------------------------------------------------------- */

/* The store works with the facts of the policy that wrote it last: of the loaded one, else of a
** side. */
static bool use_store(struct affected *a, struct error *e) {
  struct comparison *c = a->c;
  struct policy *tried[3] = {c->origin, c->side[0].variant.policy, c->side[1].variant.policy};
  struct error why;
  for (int i = 0; i < 3; i++) {
    if (!policy_store(c->b, tried[i], i ? &why : e)) continue;
    a->stored = tried[i];
    return true;
  }
  return false;
}

static bool name_payers(struct affected *a, struct side *s, struct error *e) {
  const struct model *m = &s->script->model;
  if (!s->is->payment || s->is->payment->payer < 0) return true;
  const struct domain *d = domain_of(s->script, m->decisions[s->is->payment->payer].domain);
  for (int i = 0; i < d->count; i++) {
    int k = 1;
    while (k < a->payer_count && strcmp(a->payers[k], d->members[i].name) != 0)
      k++;
    if (k == MOST_COMPARED_PAYERS || i == MOST_COMPARED_PAYERS)
      return error_set(e, ERR_USAGE, "发放单位太多，最多 %d 个", MOST_COMPARED_PAYERS - 1);
    if (k == a->payer_count) a->payers[a->payer_count++] = d->members[i].name;
    s->payer[i] = k;
  }
  return true;
}

static int bands_of(const struct compare_side *s) {
  return s->payment ? s->payment->bands : -1;
}

static bool open_sides(struct affected *a, struct error *e) {
  const struct compare_side *x = &a->c->side[0], *y = &a->c->side[1];
  bool same_text = variants_same_text(&x->variant, &y->variant);
  for (int i = 0; i < 2; i++) {
    a->side[i].is = &a->c->side[i];
    a->side[i].script = a->c->side[i].variant.policy->script;
    if (!name_payers(a, &a->side[i], e)) return false;
  }
  return pair_open(&a->pair, &a->stored->script->model, x->variant.policy, bands_of(x), y->variant.policy,
                   bands_of(y), same_text, e);
}

static bool open_affected(struct affected *a, struct error *e) {
  const struct compare_side *x = &a->c->side[0], *y = &a->c->side[1];
  const struct decision *d = &x->variant.policy->script->model.decisions[x->decision];
  if (d->per != PER_MONTH) {
    error_set(e, ERR_USAGE, "决定 ‘%s’ 不按月作出，不能在名册上比较", d->name);
    return error_hint(e, "不给 --db，比较各类人"), false;
  }
  a->money = d->gives == KIND_MONEY && !d->many;
  a->year = a->money && x->when.u.i == y->when.u.i;
  a->payers[0] = "";
  a->payer_count = 1;
  a->classes = calloc(COMPARE_CLASSES, sizeof *a->classes);
  if (!a->classes) return no_memory(e);
  if (!use_store(a, e) || !open_sides(a, e)) return false;
  if (!x->payment && !y->payment) return true;
  a->cells = calloc((size_t)a->payer_count * MOST_COMPARED_BANDS, sizeof *a->cells);
  return a->cells || no_memory(e);
}

static void close_affected(struct affected *a) {
  subset_free(&a->subset);
  pair_close(&a->pair);
  for (int i = 0; i < 2; i++) {
    policy_unstore(a->c->b, a->c->side[i].variant.policy);
    free(a->side[i].verdicts);
    free(a->side[i].later);
    free(a->side[i].payer_of);
  }
  outcomes_free(&a->outcomes);
  free(a->classes);
  hash_table_free(&a->by_outcomes);
  free(a->cells);
  free(a->everybody);
  free(a->rows);
  free(a->sums);
  free(a->class_at);
  free(a);
}

json_t *compare_people(struct comparison *c, struct error *e) {
  struct affected *a = calloc(1, sizeof *a);
  json_t *made = NULL;
  if (!a) {
    no_memory(e);
    return NULL;
  }
  a->c = c;
  if (store_ready(c->b, e) && open_affected(a, e) &&
      people_each(c->b, a->stored, &c->q->progress, "比较", visit, a, e)) {
    made = answer(a);
    if (!made) no_memory(e);
  }
  c->b->statistics = (bylaw_statistics){0};
  pair_tell(&a->pair, &c->b->statistics);
  close_affected(a);
  return made;
}
