/* Comparing over a store: who is affected, and what it costs. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/compare.h"

enum { MOST_BANDS = 64, MOST_PAYERS = 200, SLOTS = 4096, KEY_SIZE = 64 };

/* What some people come to. Money is of those whose amount is known on both sides. */
struct sum {
  int64_t people, unclear;                  /* unclear: of them, without a known amount in the month */
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
  struct judge *judge;
  struct script *script;
  bool alike; /* it declares the facts as the store has them */
  struct verdict verdict;
  struct compare_seen *seen;
  int payer[MOST_PAYERS]; /* member to payer; 0 is nobody */
};

struct affected {
  struct comparison *c;
  struct side side[2];
  const struct model *stored; /* how the facts come */
  struct arena arena;         /* of the person */
  struct outcomes outcomes;
  bool money, year;
  struct class *classes;
  int class_count;
  int slots[SLOTS]; /* class + 1 */
  const char *payers[MOST_PAYERS], *band[MOST_BANDS], *band_text[MOST_BANDS];
  int payer_count, band_count;
  struct sum *cells; /* payers by bands */
  struct sum all;    /* all who differ */
  int64_t people, basis_only, total_from, total_to;
};

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* --- where it counts ----------------------------------------------------------------------- */

/* The class of two outcomes; the last one takes what is too much. */
static struct class *class_of(struct affected *a, int from, int to) {
  uint32_t slot = ((uint32_t)from * 2654435761u ^ (uint32_t)to * 40503u) % SLOTS;
  for (; a->slots[slot]; slot = (slot + 1) % SLOTS) {
    struct class *x = &a->classes[a->slots[slot] - 1];
    if (x->from == from && x->to == to) return x;
  }
  if (a->class_count == COMPARE_CLASSES) return &a->classes[COMPARE_CLASSES - 1];
  a->classes[a->class_count] = (struct class){.from = from, .to = to};
  a->slots[slot] = ++a->class_count;
  return &a->classes[a->class_count - 1];
}

static int band_of(struct affected *a, struct side *s) {
  if (s->seen->band >= 0) return s->seen->band;
  const struct ground *g = s->verdict.ground;
  int i = 0;
  while (i < a->band_count &&
         (strcmp(a->band[i], g->band) != 0 || strcmp(a->band_text[i], g->band_text) != 0))
    i++;
  if (i == MOST_BANDS) return s->seen->band = MOST_BANDS - 1;
  if (i == a->band_count) {
    a->band[i] = g->band;
    a->band_text[i] = g->band_text;
    a->band_count++;
  }
  return s->seen->band = i;
}

static bool payer_of(struct side *s, int *payer, struct error *e) {
  struct verdict v;
  *payer = 0;
  if (!s->is->payment || s->is->payment->payer < 0) return true;
  if (!judge_decide(s->judge, s->is->payment->payer, s->is->when, NULL, &v, e)) return false;
  if (v.kind == VERDICT_VALUE && v.value.state == STATE_KNOWN) *payer = s->payer[v.value.u.i];
  return true;
}

/* --- a person ------------------------------------------------------------------------------ */

static void add(struct sum *sum, const struct sum *more) {
  sum->people += more->people;
  sum->unclear += more->unclear;
  sum->from += more->from;
  sum->to += more->to;
  sum->year_from += more->year_from;
  sum->year_to += more->year_to;
  sum->year_unclear += more->year_unclear;
}

static bool later_month(struct side *s, int months, struct verdict *out, struct error *e) {
  struct value when = s->is->when;
  when.u.i += months;
  return judge_decide(s->judge, s->is->decision, when, NULL, out, e);
}

/* The months after the one that is asked about. */
static bool add_year(struct affected *a, struct sum *sum, struct error *e) {
  struct verdict v[2];
  int64_t from, to;
  for (int k = 1; k < COMPARE_YEAR; k++) {
    if (!later_month(&a->side[0], k, &v[0], e) || !later_month(&a->side[1], k, &v[1], e)) return false;
    bool known = verdict_amount(&v[0], &from) && verdict_amount(&v[1], &to);
    sum->year_unclear += !known;
    sum->year_from += known ? from : 0;
    sum->year_to += known ? to : 0;
  }
  return true;
}

static bool sum_person(struct affected *a, struct sum *sum, struct error *e) {
  *sum = (struct sum){.people = 1};
  if (!a->money) return true;
  bool known =
      verdict_amount(&a->side[0].verdict, &sum->from) && verdict_amount(&a->side[1].verdict, &sum->to);
  if (!known) sum->from = sum->to = 0;
  sum->unclear = !known;
  sum->year_from = sum->from;
  sum->year_to = sum->to;
  sum->year_unclear = !known;
  return !a->year || add_year(a, sum, e);
}

/* What a side pays belongs to its own payer and band; what it does not pay, to those of the other. */
static bool add_to_cells(struct affected *a, const struct sum *sum, struct error *e) {
  int at[2], payer;
  for (int i = 0; i < 2; i++) {
    if (!payer_of(&a->side[i], &payer, e)) return false;
    at[i] = payer * MOST_BANDS + band_of(a, &a->side[i]);
  }
  if (!sum->to) at[1] = at[0];
  if (!sum->from) at[0] = at[1];
  struct sum from = *sum, to = *sum;
  from.to = from.year_to = 0;
  to.from = to.year_from = 0;
  to.people = to.unclear = to.year_unclear = 0;
  if (at[0] != at[1]) { /* in both places */
    to.people = sum->people;
    to.unclear = sum->unclear;
    to.year_unclear = sum->year_unclear;
  }
  add(&a->cells[at[0]], &from);
  add(&a->cells[at[1]], &to);
  return true;
}

static bool add_person(struct affected *a, const struct store_subject *s, bool basis_only, struct error *e) {
  struct sum sum;
  int from = outcome_of(&a->outcomes, a->side[0].script, &a->side[0].verdict);
  int to = outcome_of(&a->outcomes, a->side[1].script, &a->side[1].verdict);
  if (from < 0 || to < 0) return no_memory(e);
  struct class *class = class_of(a, from, to);
  class->basis_only = basis_only;
  if (class->sum.people < COMPARE_EXAMPLES)
    people_mask(a->stored, s->key, class->examples[class->sum.people], KEY_SIZE);
  if (!sum_person(a, &sum, e)) return false;
  add(&class->sum, &sum);
  if (basis_only) {
    a->basis_only++;
    return true;
  }
  add(&a->all, &sum);
  return !a->cells || add_to_cells(a, &sum, e);
}

static bool decide_side(struct affected *a, struct side *s, const struct value *facts, json_t *rulings,
                        struct error *e) {
  if (!s->alike) facts = facts_translate(a->stored, &s->script->model, facts, &a->arena);
  if (!facts) return no_memory(e);
  judge_person(s->judge, facts, rulings);
  if (!judge_decide(s->judge, s->is->decision, s->is->when, NULL, &s->verdict, e)) return false;
  s->seen = outcome_seen(&a->outcomes, &s->verdict);
  return s->seen || no_memory(e);
}

static bool visit(void *ud, const struct store_subject *s, json_t *rulings, struct error *e) {
  struct affected *a = ud;
  struct side *x = &a->side[0], *y = &a->side[1];
  int64_t fen;
  bool ok = decide_side(a, x, s->facts, rulings, e) && decide_side(a, y, s->facts, rulings, e);
  if (ok) {
    a->people++;
    bool same = x->verdict.kind == y->verdict.kind &&
                (x->seen->basis == y->seen->basis || x->verdict.kind <= VERDICT_HOLD) &&
                outcome_values_same(x->script, x->verdict.value, y->script, y->verdict.value);
    if (a->money && verdict_amount(&x->verdict, &fen)) a->total_from += fen;
    if (a->money && verdict_amount(&y->verdict, &fen)) a->total_to += fen;
    if (!same || x->seen->basis != y->seen->basis) ok = add_person(a, s, same, e);
  }
  if (!x->alike || !y->alike) arena_reset(&a->arena);
  return ok;
}

/* --- the answer ---------------------------------------------------------------------------- */

static json_t *fen_json(int64_t fen) {
  char text[32];
  fen_text(fen, text);
  return json_string(text);
}

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
      json_array_append_new(examples, json_string(x->examples[k]));
    json_object_set_new(one, "basis_only", json_boolean(x->basis_only));
    json_object_set(one, "from", a->outcomes.list[x->from].json);
    json_object_set(one, "to", a->outcomes.list[x->to].json);
    json_object_set_new(one, "examples", examples);
    json_array_append_new(made, one);
  }
  return made;
}

/* Bands in the order of their articles. */
static void order_bands(const struct affected *a, int order[MOST_BANDS]) {
  for (int i = 0; i < a->band_count; i++) {
    int k = i;
    for (; k > 0 && strcmp(a->band[order[k - 1]], a->band[i]) > 0; k--)
      order[k] = order[k - 1];
    order[k] = i;
  }
}

static json_t *by_json(const struct affected *a) {
  json_t *made = json_array();
  int order[MOST_BANDS];
  order_bands(a, order);
  for (int k = 0; a->cells && k < a->payer_count; k++) {
    int p = k + 1 < a->payer_count ? k + 1 : 0; /* nobody last */
    for (int i = 0; i < a->band_count; i++) {
      const struct sum *s = &a->cells[p * MOST_BANDS + order[i]];
      if (!s->people) continue;
      json_t *one = sum_json(a, s);
      json_object_set_new(one, "payer", json_string(a->payers[p]));
      json_object_set_new(one, "band", json_string(a->band[order[i]]));
      json_object_set_new(one, "band_text", json_string(a->band_text[order[i]]));
      json_array_append_new(made, one);
    }
  }
  return made;
}

static json_t *answer(const struct affected *a) {
  json_t *made = sum_json(a, &a->all);
  json_t *total = a->money
                      ? json_pack("{s:o, s:o}", "from", fen_json(a->total_from), "to", fen_json(a->total_to))
                      : json_null();
  json_object_set_new(made, "subjects", json_integer((json_int_t)a->people));
  json_object_set_new(made, "basis_only", json_integer((json_int_t)a->basis_only));
  json_object_set_new(made, "total", total);
  json_object_set_new(made, "by", by_json(a));
  json_object_set_new(made, "classes", classes_json(a));
  return made;
}

/* --- opening ------------------------------------------------------------------------------- */

/* The store works with the facts of the policy that wrote it last: of the loaded one, else of a side. */
static bool use_store(struct affected *a, struct error *e) {
  struct comparison *c = a->c;
  struct policy *tried[3] = {c->origin, c->side[0].variant.policy, c->side[1].variant.policy};
  struct error why;
  for (int i = 0; i < 3; i++) {
    if (!policy_store(c->b, tried[i], i ? &why : e)) continue;
    a->stored = &tried[i]->script->model;
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
    if (k == MOST_PAYERS || i == MOST_PAYERS)
      return error_set(e, ERR_USAGE, "发放单位太多，最多 %d 个", MOST_PAYERS - 1);
    if (k == a->payer_count) a->payers[a->payer_count++] = d->members[i].name;
    s->payer[i] = k;
  }
  return true;
}

static bool open_side(struct affected *a, int i, struct error *e) {
  struct side *s = &a->side[i];
  s->is = &a->c->side[i];
  s->script = s->is->variant.policy->script;
  s->alike = facts_alike(a->stored, &s->script->model);
  s->judge = judge_open(s->is->variant.policy, s->is->payment ? s->is->payment->bands : -1, e);
  return s->judge && name_payers(a, s, e);
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
  if (!use_store(a, e) || !open_side(a, 0, e) || !open_side(a, 1, e)) return false;
  if (!x->payment && !y->payment) return true;
  a->cells = calloc((size_t)a->payer_count * MOST_BANDS, sizeof *a->cells);
  return a->cells || no_memory(e);
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
      people_each(c->b, &c->q->progress, "比较", visit, a, e)) {
    made = answer(a);
    if (!made) no_memory(e);
  }
  for (int i = 0; i < 2; i++) {
    judge_close(a->side[i].judge);
    policy_unstore(c->b, c->side[i].variant.policy);
  }
  outcomes_free(&a->outcomes);
  arena_free(&a->arena);
  free(a->classes);
  free(a->cells);
  free(a);
  return made;
}
