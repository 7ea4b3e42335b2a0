/* From answers to an outcome: which rule applies, what stands before what, which open answer could
** change it. */
#include <string.h>

#include "host/engine/decide/conditions.h"

static bool prevails(const struct decision *d, int a, int b) {
  for (int i = 0; i < d->rules[a].prevails_count; i++)
    if (d->rules[a].prevails[i] == b) return true;
  return false;
}

/* The rules that apply and before which no other stands. */
static void pick_rule(const struct conditions *t, struct combined *c) {
  const struct decision *d = t->decision;
  c->rule = c->rival = -1;
  for (int i = 0; i < d->rule_count; i++) {
    if (d->rules[i].kind != RULE_RULE || t->rule[i] != TRI_TRUE) continue;
    bool beaten = false;
    for (int j = 0; j < d->rule_count && !beaten; j++)
      beaten = d->rules[j].kind == RULE_RULE && t->rule[j] == TRI_TRUE && prevails(d, j, i);
    if (beaten) continue;
    if (c->rule < 0)
      c->rule = i;
    else
      c->rival = i;
  }
}

/* The exceptions of the rule that was picked: at most one may apply. */
static void pick_exception(const struct conditions *t, struct combined *c) {
  const struct decision *d = t->decision;
  int base = c->rule;
  for (int i = 0; i < d->rule_count; i++) {
    if (d->rules[i].kind != RULE_EXCEPTION || d->rules[i].base != base || t->rule[i] != TRI_TRUE) continue;
    if (c->rule == base)
      c->rule = i;
    else
      c->rival = i;
  }
}

struct combined combine(const struct conditions *t) {
  const struct decision *d = t->decision;
  struct combined c = {.rule = -1, .rival = -1};
  for (int i = 0; i < d->requirement_count; i++) {
    if (t->requirement[i] != TRI_FALSE) continue;
    if (d->requirements[i].hold)
      c.held = true;
    else
      c.code = CODE_REFUSED;
  }
  if (c.code == CODE_REFUSED) return c;
  for (int i = 0; i < d->rule_count; i++)
    if (d->rules[i].kind == RULE_UNDETERMINED && t->rule[i] == TRI_TRUE) {
      c.code = CODE_UNDETERMINED - i;
      c.rule = i;
      return c;
    }
  if (d->many) {
    for (int i = 0; i < d->rule_count; i++)
      if (d->rules[i].kind == RULE_ITEM && t->rule[i] == TRI_TRUE) c.items[i / 64] |= UINT64_C(1) << i % 64;
    return c;
  }
  pick_rule(t, &c);
  if (c.rival < 0 && c.rule >= 0) pick_exception(t, &c);
  c.code = c.rival >= 0 ? CODE_CONFLICT : c.rule >= 0 ? c.rule : d->has_else ? CODE_ELSE : CODE_GAP;
  return c;
}

void assume(struct conditions *t, unsigned bits) {
  for (int i = 0; i < t->open_count; i++) {
    enum tri *slot = t->open[i].is_rule ? &t->rule[t->open[i].index] : &t->requirement[t->open[i].index];
    *slot = bits & (1u << i) ? TRI_TRUE : TRI_FALSE;
  }
}

static bool same_outcome(struct combined a, struct combined b) {
  return a.code == b.code && memcmp(a.items, b.items, sizeof a.items) == 0 &&
         (a.code < 0 || a.held == b.held);
}

/* Answers that no facts could give count neither for nor against. */
static bool impossible(struct combined c) {
  return c.code == CODE_CONFLICT || c.code == CODE_GAP;
}

enum { MOST_CODES = 64 };
struct codes {
  int count;
  struct combined list[MOST_CODES];
};

static void add_code(struct codes *set, struct combined c) {
  for (int i = 0; i < set->count; i++)
    if (same_outcome(set->list[i], c)) return;
  if (set->count < MOST_CODES) set->list[set->count++] = c;
}

static bool same_codes(const struct codes *a, const struct codes *b) {
  if (a->count != b->count) return false;
  for (int i = 0; i < a->count; i++) {
    bool found = false;
    for (int j = 0; j < b->count && !found; j++)
      found = same_outcome(a->list[i], b->list[j]);
    if (!found) return false;
  }
  return true;
}

/* Whether open condition i can change the outcome: some set of answers leads elsewhere when only it
** is turned, or the outcomes that are possible with it are not those without it (conditions that
** exclude each other never turn alone). */
static bool matters(struct conditions *t, int i) {
  struct codes without = {0}, with = {0};
  for (unsigned bits = 0; bits < 1u << t->open_count; bits++) {
    if (bits & (1u << i)) continue;
    assume(t, bits);
    struct combined one = combine(t);
    assume(t, bits | 1u << i);
    struct combined other = combine(t);
    bool both = !impossible(one) && !impossible(other);
    if (both && !same_outcome(one, other)) return true;
    if (!impossible(one)) add_code(&without, one);
    if (!impossible(other)) add_code(&with, other);
  }
  return with.count > 0 && without.count > 0 && !same_codes(&with, &without);
}

unsigned open_that_matter(struct conditions *t) {
  unsigned matter = 0;
  for (int i = 0; i < t->open_count; i++)
    if (matters(t, i)) matter |= 1u << i;
  return matter;
}
