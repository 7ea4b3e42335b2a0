/* Made-up persons: they show that a fact matters, by two outcomes. */
#include <string.h>

#include "host/engine/advise/needs.h"
#include "host/value/timeline.h"

enum { ROUNDS = 400, AGAIN = 4, TRIES = 12, MOST_SAMPLE_AGE = 130 };

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

static int below(struct sampler *s, int n) {
  s->state ^= s->state << 13;
  s->state ^= s->state >> 7;
  s->state ^= s->state << 17;
  return (int)((s->state >> 33) % (uint64_t)n);
}

void sampler_open(struct sampler *s, struct asker *a) {
  a->tells_articles = true;
  *s = (struct sampler){.asker = a, .state = UINT64_C(0x9e3779b97f4a7c15)};
  for (int i = 0; i < a->model->parameter_count; i++) {
    const struct parameter *p = &a->model->parameters[i];
    for (int k = 0; p->kind == KIND_COUNT && k < p->row_count && s->count_count < 32; k++)
      if (p->rows[k].value.u.i > 0 && p->rows[k].value.u.i <= MOST_SAMPLE_AGE)
        s->counts[s->count_count++] = p->rows[k].value.u.i;
  }
}

void sampler_close(struct sampler *s) {
  arena_free(&s->arena);
}

/* --- values ----------------------------------------------------------------------------------- */

static int64_t month_now(const struct sampler *s) {
  struct value when = s->asker->when;
  return when.kind == KIND_MONTH ? when.u.i : value_op(NULL, OP_MONTH_OF, &when).u.i;
}

static int64_t day_of_month(struct sampler *s, int64_t month) {
  struct value m = value_of(KIND_MONTH, month);
  int64_t first = value_op(NULL, OP_MONTH_FIRST, &m).u.i, last = value_op(NULL, OP_MONTH_LAST, &m).u.i;
  int kind = below(s, 4);
  return kind == 0 ? first : kind == 1 ? last : first + below(s, (int)(last - first) + 1);
}

/* Round an anniversary that a number of the policy tells, shortly before, or any day. */
static int64_t some_month(struct sampler *s) {
  static const int back[] = {0, 0, 1, 1, 2, 3, 6, 12, 13, 24, 60, 120};
  int kind = below(s, 100);
  if (kind < 45) {
    int64_t years = s->count_count ? s->counts[below(s, s->count_count)] : below(s, 100);
    return month_now(s) - years * 12 + below(s, 3) - 1 - (below(s, 3) ? 0 : 12 * below(s, 9));
  }
  return kind < 85 ? month_now(s) - back[below(s, 12)] : month_now(s) - below(s, 1300);
}

static int64_t clamped(const struct sampler *s, const struct fact *f, int64_t x, int64_t today) {
  (void)s;
  if (f->today && x > today) x = today;
  if (f->has_most && x > f->most.u.i) x = f->most.u.i;
  if (f->has_least && x < f->least.u.i) x = f->least.u.i;
  return x;
}

/* A number of the policy of this kind, or one step beside it. */
static bool near_parameter(struct sampler *s, enum kind k, struct value *out) {
  const struct model *m = s->asker->model;
  int start = m->parameter_count ? below(s, m->parameter_count) : 0;
  for (int i = 0; i < m->parameter_count; i++) {
    const struct parameter *p = &m->parameters[(start + i) % m->parameter_count];
    if (p->kind != k || p->row_count == 0) continue;
    *out = p->rows[below(s, p->row_count)].value;
    if (k == KIND_COUNT || k == KIND_MONEY) out->u.i += below(s, 3) - 1;
    out->expr = 0;
    return out->state == STATE_KNOWN;
  }
  return false;
}

static struct value some_number(struct sampler *s, enum kind k) {
  static const int64_t numbers[] = {0, 1, 2, 3, 5, 10, 100, 1000, 10000};
  struct value v;
  if (below(s, 100) < 60 && near_parameter(s, k, &v)) return v;
  if (k == KIND_RATE) return value_ratio(below(s, 5), 1 + below(s, 100));
  return value_of(k, numbers[below(s, 9)] * (k == KIND_MONEY ? 100 : 1));
}

static struct value some_value(struct sampler *s, const struct fact *f, bool absent) {
  static const char *const texts[] = {"甲", "乙", "丙"};
  struct value v = value_absent(f->kind), month = s->asker->decided_on;
  v.domain = f->domain;
  if (absent && below(s, 100) < 40) return v;
  switch (f->kind) {
  case KIND_DATE:
    v = value_of(KIND_DATE, clamped(s, f, day_of_month(s, some_month(s)), s->asker->decided_on.u.i));
    break;
  case KIND_MONTH:
    v = value_of(KIND_MONTH, clamped(s, f, some_month(s), value_op(NULL, OP_MONTH_OF, &month).u.i));
    break;
  case KIND_TRUTH: v = value_of(KIND_TRUTH, below(s, 2)); break;
  case KIND_ENUM: {
    int most = s->asker->model->domains[f->domain - 1].count;
    return value_enum(f->domain, below(s, below(s, 2) && most > 3 ? 3 : most));
  }
  case KIND_TEXT: v = value_text(texts[below(s, 3)]); break;
  case KIND_RATE: v = some_number(s, KIND_RATE); break;
  default: v = some_number(s, f->kind); v.u.i = clamped(s, f, v.u.i, INT64_MAX);
  }
  return v;
}

/* --- histories and lists ---------------------------------------------------------------------- */

/* Spells made up before `until`. */
static void some_past(struct sampler *s, const struct fact *f, int64_t until, struct timeline *t) {
  int64_t from = DAY_MIN;
  for (int left = 1 + below(s, 3); left > 0 && from < until; left--) {
    t->spells[t->count++] = (struct spell){from, some_value(s, f, true)};
    int64_t next = day_of_month(s, some_month(s));
    if (next <= from) return;
    from = next;
  }
}

/* What is known of the history stays. */
static bool some_history(struct sampler *s, const struct fact *f, const struct timeline *known,
                         struct value *out) {
  struct timeline *t = arena_new(&s->arena, sizeof *t);
  int room = known ? known->count : 0;
  struct spell *spells = arena_array(&s->arena, (size_t)room + 5, sizeof *spells);
  if (!t || !spells) return false;
  *t = (struct timeline){.kind = f->kind, .domain = f->domain, .known_from = DAY_MIN, .spells = spells};
  int64_t until = known ? known->known_from : INT64_MAX;
  if (until != DAY_MIN) some_past(s, f, until, t);
  struct value then = value_absent(f->kind);
  then.domain = f->domain;
  int i = 0;
  for (; known && until != DAY_MIN && i < room && known->spells[i].from <= until; i++)
    then = known->spells[i].value;
  if (known && until != DAY_MIN) spells[t->count++] = (struct spell){until, then};
  for (; i < room; i++)
    spells[t->count++] = known->spells[i];
  for (i = 0; i < t->count; i++)
    if (spells[i].value.state == STATE_UNKNOWN) spells[i].value = some_value(s, f, true);
  *out = (struct value){.kind = KIND_TIMELINE, .domain = f->domain};
  out->u.timeline = t;
  return true;
}

static bool some_list(struct sampler *s, const struct fact *f, const struct list *known, struct value *out) {
  struct list *l = arena_new(&s->arena, sizeof *l);
  int rows = known ? known->rows : below(s, 3);
  if (!l) return false;
  *l = (struct list){f->field_count, rows, NULL};
  l->cells = arena_array(&s->arena, (size_t)(rows * f->field_count) + 1, sizeof *l->cells);
  if (!l->cells) return false;
  for (int i = 0; i < rows * f->field_count; i++) {
    const struct fact *field = &f->fields[i % f->field_count];
    bool keep = known && known->cells[i].state != STATE_UNKNOWN;
    l->cells[i] = keep ? known->cells[i] : some_value(s, field, field->optional);
  }
  *out = (struct value){.kind = KIND_LIST};
  out->u.list = l;
  return true;
}

static bool make_up(struct sampler *s, int index, struct value *out) {
  const struct fact *f = asker_fact(s->asker, index);
  const struct value *now = asker_value(s->asker, index);
  *out = *now;
  if (!fact_has_unknown(now)) return true;
  bool known = now->state == STATE_KNOWN;
  if (f->form == FORM_TIMELINE) return some_history(s, f, known ? now->u.timeline : NULL, out);
  if (f->form == FORM_LIST) return some_list(s, f, known ? now->u.list : NULL, out);
  *out = some_value(s, f, f->optional);
  return true;
}

/* --- persons ---------------------------------------------------------------------------------- */

static struct value *place_of(struct sampler *s, int index) {
  int n = s->asker->model->fact_count;
  return index < n ? &s->facts[index] : &s->given[index - n];
}

/* The facts as they are, in memory of their own. */
static bool copy_facts(struct sampler *s) {
  const struct asker *a = s->asker;
  arena_reset(&s->arena);
  s->facts = arena_array(&s->arena, (size_t)a->model->fact_count + 1, sizeof *s->facts);
  s->given = arena_array(&s->arena, (size_t)a->decision->given_count + 1, sizeof *s->given);
  if (!s->facts || !s->given) return false;
  for (int i = 0; i < asker_fact_count(a); i++)
    *place_of(s, i) = *asker_value(a, i);
  return true;
}

bool sampler_person(struct sampler *s) {
  if (!copy_facts(s)) return false;
  for (int i = 0; i < asker_fact_count(s->asker); i++)
    if (!make_up(s, i, place_of(s, i))) return false;
  return true;
}

bool sampler_again(struct sampler *s, int index) {
  return make_up(s, index, place_of(s, index));
}

/* --- what matters ----------------------------------------------------------------------------- */

struct seen {
  int outcome;
  /* of a value: who gets the same by another article has another outcome */
  char articles[ASKER_ARTICLES];
};

static bool see(struct sampler *s, struct seen *out, struct error *e) {
  struct asker *a = s->asker;
  if (!asker_ask(a, s->facts, s->given, a->when, &out->outcome, e)) return false;
  text_copy(out->articles, sizeof out->articles, a->articles);
  return true;
}

static bool differ(const struct seen *a, const struct seen *b) {
  return a->outcome >= 0 && b->outcome >= 0 &&
         (a->outcome != b->outcome || strcmp(a->articles, b->articles) != 0);
}

bool sampler_matters(struct sampler *s, int index, bool *matters, struct error *e) {
  *matters = false;
  for (int i = 0; i < ROUNDS && !*matters; i++) {
    struct seen one, other;
    if (!sampler_person(s)) return no_memory(e);
    if (!see(s, &one, e)) return false;
    for (int k = 0; k < AGAIN && !*matters && one.outcome >= 0; k++) {
      if (!sampler_again(s, index)) return no_memory(e);
      if (!see(s, &other, e)) return false;
      *matters = differ(&one, &other);
    }
  }
  return true;
}

bool sampler_decides(struct sampler *s, int index, int *percent, struct error *e) {
  int decided = 0, tried = 0;
  for (int i = 0; i < TRIES; i++) {
    struct seen one;
    if (!copy_facts(s) || !sampler_again(s, index)) return no_memory(e);
    if (!see(s, &one, e)) return false;
    tried += one.outcome != ASKED_IMPOSSIBLE;
    decided += one.outcome >= 0;
  }
  *percent = tried ? decided * 100 / tried : 0;
  return true;
}
