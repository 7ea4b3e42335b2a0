/* Decisions by trees: conditions answered one after the other as `decide` does, then one look-up
** for the justification.
**
** Everything that decides what an outcome says must be in the key of its case: the answers of all
** conditions, which alternatives hold where they are told, the cases of the decisions inside, the
** parameters and readings used.
*/
#include <stdlib.h>
#include <string.h>

#include "host/base/array.h"
#include "host/base/hash.h"
#include "host/engine/decide/reasons.h"
#include "host/engine/judge/judge_private.h"

enum { MOST_KEY = 24, MOST_CASES = 1 << 16 };

struct key {
  int count;
  uint64_t words[MOST_KEY];
};

/* A decision while it is decided. */
struct deciding {
  struct judge *judge;
  struct frame *frame;
  const struct decision *decision;
  uint64_t requirements, rules; /* a bit each: true */
  uint64_t alternatives;        /* of those that are told: which hold */
  int alternative_count;
  struct key key;
  struct finding *out;
};

static bool slow(struct judge *j) {
  walk_stop(&j->trees.walk, WALK_SLOW);
  return false;
}

static bool add_word(struct deciding *d, uint64_t word) {
  if (d->key.count == MOST_KEY) return slow(d->judge);
  d->key.words[d->key.count++] = word;
  return true;
}

/* --- cases ------------------------------------------------------------------------------------ */

static uint32_t hash_case(const struct key *k) {
  uint64_t h = 0;
  for (int i = 0; i < k->count; i++)
    h = hash_mix(h, k->words[i]);
  return (uint32_t)h;
}

/* The case with this key, made when it is new; NULL stops the walk. */
static struct known_case *case_of(struct judge *j, const struct key *k, bool *fresh) {
  struct cases *c = &j->trees.cases;
  size_t bytes = (size_t)k->count * sizeof *k->words;
  uint32_t hash = hash_case(k), found, step = 0;
  *fresh = false;
  while ((found = hash_table_next(&c->by_key, hash, &step))) {
    struct known_case *x = c->list[found - 1];
    if (x->words == k->count && memcmp(x->key, k->words, bytes) == 0) return x;
  }
  if (c->count == MOST_CASES || !array_grow((void **)&c->list, &c->room, c->count, sizeof(void *)))
    return NULL;
  struct known_case *made = arena_new(&c->arena, sizeof *made);
  uint64_t *words = arena_array(&c->arena, (size_t)k->count, sizeof *words);
  if (!made || !words || !hash_table_add(&c->by_key, hash, c->count + 1)) return NULL;
  memcpy(words, k->words, bytes);
  *made = (struct known_case){.number = c->count, .words = k->count, .key = words};
  *fresh = true;
  return c->list[c->count++] = made;
}

void cases_free(struct cases *c) {
  free(c->list);
  hash_table_free(&c->by_key);
  arena_free(&c->arena);
  memset(c, 0, sizeof *c);
}

/* --- conditions ------------------------------------------------------------------------------- */

static bool test(struct deciding *d, const struct condition *c, bool *holds) {
  struct value v;
  switch (c->kind) {
  case COND_ALWAYS: *holds = true; return true;
  case COND_NAME:
    if (!tree_name(d->judge, d->frame, c->name, &v)) return false;
    *holds = truth_holds(v);
    return truth_is_told(v) || slow(d->judge);
  case COND_NOT:
    if (!test(d, &c->parts[0], holds)) return false;
    *holds = !*holds;
    return true;
  case COND_ALL:
  case COND_ANY: break;
  }
  *holds = c->kind == COND_ALL;
  for (int i = 0; i < c->count; i++) {
    if (!test(d, &c->parts[i], holds)) return false;
    if (*holds != (c->kind == COND_ALL)) return true;
  }
  return true;
}

static bool test_all(struct deciding *d) {
  const struct decision *x = d->decision;
  int64_t day = law_day(d->frame->when);
  bool holds;
  if (x->requirement_count > 64 || x->rule_count > 64) return slow(d->judge);
  for (int i = 0; i < x->requirement_count; i++) {
    const struct requirement *r = &x->requirements[i];
    holds = true;
    bool in_force = day >= r->from && day <= r->to;
    if (in_force && !test(d, &r->when, &holds)) return false;
    d->requirements |= (uint64_t)holds << i;
  }
  for (int i = 0; i < x->rule_count; i++) {
    const struct rule *r = &x->rules[i];
    bool asked = r->kind != RULE_RULING && (r->kind != RULE_EXCEPTION || (d->rules >> r->base & 1));
    if (day < r->from || day > r->to || !asked) continue;
    if (!test(d, &r->when, &holds)) return false;
    d->rules |= (uint64_t)holds << i;
  }
  return true;
}

/* Which alternatives hold belongs to the case: they are told as reasons. */
static bool mark_alternative(void *ud, const struct condition *c, bool *holds) {
  struct deciding *d = ud;
  if (!test(d, c, holds)) return false;
  if (d->alternative_count == 64) return slow(d->judge);
  d->alternatives |= (uint64_t)*holds << d->alternative_count++;
  return true;
}

/* --- outcomes --------------------------------------------------------------------------------- */

static struct combined combine_bits(const struct deciding *d) {
  struct conditions t = {.decision = d->decision};
  for (int i = 0; i < d->decision->requirement_count; i++)
    t.requirement[i] = d->requirements >> i & 1 ? TRI_TRUE : TRI_FALSE;
  for (int i = 0; i < d->decision->rule_count; i++)
    t.rule[i] = d->rules >> i & 1 ? TRI_TRUE : TRI_FALSE;
  return combine(&t);
}

/* What the answers lead to, reckoned once for all who give them. */
static bool combined_of(struct deciding *d, struct combined *c) {
  struct key k = {3,
                  {(uint64_t)(d->decision - d->judge->policy->script->model.decisions) << 8 | 1,
                   d->requirements, d->rules}};
  bool fresh;
  struct known_case *known = case_of(d->judge, &k, &fresh);
  if (!known) return slow(d->judge);
  if (fresh) known->combined = combine_bits(d);
  *c = known->combined;
  return true;
}

static bool give_inner(struct deciding *d, int decision, struct finding **inner) {
  if (!trees_decide(d->judge, d->frame, decision, inner)) return false;
  struct walk *w = &d->judge->trees.walk;
  if ((*inner)->height + WALK_STOREY > w->height) w->height = (*inner)->height + WALK_STOREY;
  return add_word(d, (*inner)->how->number);
}

/* Where the value comes from, for whoever keeps the way. */
static void gave(struct deciding *d, int name) {
  struct name_log *log = &d->judge->trees.log;
  if (d->frame == log->frame) log->gave = name;
}

static bool give_value(struct deciding *d, const struct rule *r) {
  const struct model *m = &d->judge->policy->script->model;
  const struct name *n = &m->names[r->give_name];
  struct finding *inner;
  struct value v;
  d->out->kind = VERDICT_VALUE;
  gave(d, r->give == GIVE_NAME && n->kind != NAME_DECISION ? r->give_name : -1);
  if (r->give == GIVE_VALUE) {
    d->out->value = r->value;
    return true;
  }
  if (n->kind == NAME_DECISION) {
    if (!give_inner(d, n->index, &inner)) return false;
    d->out->kind = inner->kind;
    d->out->value = inner->value;
    return true;
  }
  if (!tree_name(d->judge, d->frame, r->give_name, &v)) return false;
  if (v.state != STATE_KNOWN && v.state != STATE_ABSENT) return slow(d->judge);
  bool fits = v.kind == d->decision->gives && (v.kind != KIND_ENUM || v.domain == d->decision->domain);
  if (!fits) return slow(d->judge);
  d->out->value = v;
  return true;
}

static bool give_rule(struct deciding *d, int index) {
  return give_value(d, &d->decision->rules[index]) &&
         rule_reasons(d->decision, index, &(struct reason_visitor){d, mark_alternative, NULL});
}

static bool rule_applies(void *ud, int rule) {
  const struct deciding *d = ud;
  return d->rules >> rule & 1;
}

static bool decide_inside(void *ud, int decision) {
  struct finding *inner;
  return give_inner(ud, decision, &inner);
}

static bool refuse(struct deciding *d) {
  d->out->kind = VERDICT_REFUSED;
  return refused_inside(&d->judge->policy->script->model, d->decision, rule_applies, decide_inside, d);
}

static bool conclude(struct deciding *d) {
  struct combined c;
  if (!combined_of(d, &c)) return false;
  if (c.code == CODE_REFUSED) return refuse(d);
  if (c.code == CODE_CONFLICT || c.code == CODE_GAP) return slow(d->judge);
  if (c.code <= CODE_UNDETERMINED && c.code > CODE_GAP) {
    d->out->kind = VERDICT_UNDETERMINED;
    return true;
  }
  d->out->kind = VERDICT_VALUE;
  gave(d, -1);
  if (d->decision->many)
    d->out->value.kind = KIND_LIST;
  else if (c.code == CODE_ELSE)
    d->out->value = d->decision->otherwise;
  else if (!give_rule(d, c.rule))
    return false;
  if (d->out->kind == VERDICT_VALUE && c.held) d->out->kind = VERDICT_HOLD;
  return true;
}

/* A document that is not in force yet, or has ended, decides nothing; nothing is asked. */
static bool out_of_force(struct deciding *d) {
  const struct model *m = &d->judge->policy->script->model;
  int64_t day = law_day(d->frame->when);
  if (day < d->decision->since) d->out->kind = VERDICT_REFUSED;
  if (day < d->decision->since) return true;
  if (day <= m->to) return false;
  d->out->kind = m->ends_undetermined ? VERDICT_UNDETERMINED : VERDICT_REFUSED;
  return true;
}

static bool find_case(struct deciding *d) {
  const struct walk *w = &d->judge->trees.walk;
  bool fresh;
  if (!add_word(d, d->alternatives)) return false;
  for (int i = 0; i < d->judge->trees.used_words; i++)
    if (!add_word(d, w->used.bits[i])) return false;
  d->out->how = case_of(d->judge, &d->key, &fresh);
  return d->out->how || slow(d->judge);
}

static bool decide_now(struct deciding *d) {
  const struct model *m = &d->judge->policy->script->model;
  if (d->decision->law_on >= 0) return slow(d->judge); /* of which day's law: Lua says */
  bool ended = out_of_force(d), early = law_day(d->frame->when) < d->decision->since;
  uint64_t head = (uint64_t)(d->decision - m->decisions) << 8 | (early ? 1 : ended ? 2 : 3);
  if (!ended && !test_all(d)) return false;
  if (!add_word(d, head) || !add_word(d, d->requirements) || !add_word(d, d->rules)) return false;
  return (ended || conclude(d)) && find_case(d);
}

/* What a decision uses is gathered apart, so that whoever asks for it later can add it. */
static bool make_finding(struct judge *j, struct frame *f, int decision, struct finding *out) {
  struct walk *w = &j->trees.walk;
  struct used before = w->used;
  int height = w->height;
  if (out->busy == w->epoch) return slow(j); /* it asks for itself */
  *out = (struct finding){.busy = w->epoch};
  memset(&w->used, 0, sizeof w->used);
  w->height = 0;
  struct deciding d = {
      .judge = j, .frame = f, .decision = &j->policy->script->model.decisions[decision], .out = out};
  if (!decide_now(&d) || w->height > WALK_HIGHEST) return slow(j);
  out->stamp = w->epoch;
  out->busy = 0;
  out->used = w->used;
  out->height = w->height;
  out->value.expr = 0;
  w->used = before;
  w->height = height;
  return true;
}

bool trees_decide(struct judge *j, struct frame *f, int decision, struct finding **out) {
  struct walk *w = &j->trees.walk;
  struct finding *x = *out = &((struct finding *)f->more)[decision];
  if (x->stamp != w->epoch && !make_finding(j, f, decision, x)) return false;
  used_add(&w->used, &x->used);
  if (x->height > w->height) w->height = x->height;
  return true;
}

bool trees_decide_for_term(struct judge *j, struct frame *f, int decision, struct answer *out) {
  const struct decision *d = &j->policy->script->model.decisions[decision];
  struct finding *x;
  if (!trees_decide(j, f, decision, &x)) return false;
  if (d->many || (x->kind != VERDICT_VALUE && x->kind != VERDICT_REFUSED)) return slow(j);
  out->value = x->kind == VERDICT_VALUE ? x->value : value_absent(d->gives);
  out->value.domain = d->domain;
  out->value.expr = 0;
  out->used = x->used;
  out->height = x->height + WALK_STOREY;
  out->stamp = j->trees.walk.epoch;
  return true;
}
