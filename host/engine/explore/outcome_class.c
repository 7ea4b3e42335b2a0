/* How a case came out, read from its path: which rules gave it, which requirements failed. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/explore/explore_private.h"

struct reading_class {
  struct explore *x;
  struct side *side;
  struct explore_class *class;
};

static const struct path_event *event(const struct reading_class *r, uint32_t i) {
  return &r->side->path.events[i];
}

/* What a decision's conditions came to; `give`: the event of the rule that gave, PATH_NONE when
** none did. */
static uint32_t read_conditions(const struct reading_class *r, uint32_t begun, struct conditions *t) {
  uint32_t give = PATH_NONE, end = event(r, begun)->end;
  const struct decision *d = t->decision;
  for (int i = 0; i < d->requirement_count && i < MOST_CONDITIONS; i++)
    t->requirement[i] = TRI_TRUE;
  for (uint32_t i = begun + 1; i < end; i++) {
    const struct path_event *e = event(r, i);
    bool told = e->end != PATH_NONE && e->end > i && e->end < r->side->path.count;
    bool yes = told && event(r, e->end)->kind == PATH_TESTED && event(r, e->end)->outcome;
    if (e->kind == PATH_REQUIREMENT) t->requirement[e->name] = yes ? TRI_TRUE : TRI_FALSE;
    if (e->kind == PATH_RULE) t->rule[e->name] = yes ? TRI_TRUE : TRI_FALSE;
    if (e->kind == PATH_GIVE) give = i;
    bool nested = e->kind == PATH_REQUIREMENT || e->kind == PATH_RULE || e->kind == PATH_GIVE ||
                  e->kind == PATH_DECISION || e->kind == PATH_ENTER;
    if (nested && told) i = e->end;
  }
  return give;
}

/* Every requirement that failed and every rule that applied was reached once: the rest may be
** dead. */
static void mark(const struct reading_class *r, int decision, const struct conditions *t) {
  const struct decision *d = t->decision;
  for (int i = 0; i < d->requirement_count; i++)
    if (t->requirement[i] == TRI_FALSE)
      r->side->requirement_failed[r->side->requirement_base[decision] + i] = true;
  for (int i = 0; i < d->rule_count; i++)
    if (t->rule[i] == TRI_TRUE) r->side->rule_applied[r->side->rule_base[decision] + i] = true;
}

static void add_step(struct explore_class *c, int decision, int rule) {
  if (c->step_count == EXPLORE_STEPS) return;
  c->steps[c->step_count].decision = decision;
  c->steps[c->step_count++].rule = rule;
}

static void add_failed(struct explore_class *c, int decision, const struct conditions *t, bool hold) {
  for (int i = 0; i < t->decision->requirement_count; i++) {
    if (t->requirement[i] != TRI_FALSE || t->decision->requirements[i].hold != hold) continue;
    if (c->failed_count == EXPLORE_FAILED) return;
    c->failed[c->failed_count].decision = decision;
    c->failed[c->failed_count++].requirement = i;
  }
}

static void read_decision(struct reading_class *r, uint32_t begun, int depth);

/* The decisions that stand directly inside an event: what a rule gives, or (`refused`) what is
** refused beside. */
static void read_inner(struct reading_class *r, uint32_t begun, uint32_t end, int depth, bool refused) {
  for (uint32_t i = begun + 1; i < end && i < r->side->path.count; i++) {
    const struct path_event *e = event(r, i);
    bool spans = e->end != PATH_NONE && e->end > i;
    bool counts = !refused || (spans && event(r, e->end)->row == OUT_REFUSED);
    if (e->kind == PATH_DECISION && counts) read_decision(r, i, depth + 1);
    if (spans && e->kind != PATH_GUARD) i = e->end;
  }
}

static void read_items(struct explore_class *c, const struct conditions *t) {
  for (int i = 0; i < t->decision->rule_count && i < 64; i++)
    if (t->decision->rules[i].kind == RULE_ITEM && t->rule[i] == TRI_TRUE) c->items |= UINT64_C(1) << i;
}

static void read_decision(struct reading_class *r, uint32_t begun, int depth) {
  const struct path_event *e = event(r, begun);
  uint32_t end = e->end == PATH_NONE ? r->side->path.count : e->end;
  int decision = e->name;
  struct conditions t = {.decision = &r->side->policy->script->model.decisions[decision]};
  if (depth >= EXPLORE_STEPS || end <= begun + 1) return;
  uint32_t give = read_conditions(r, begun, &t);
  mark(r, decision, &t);
  struct combined c = combine(&t);
  if (c.code == CODE_REFUSED) {
    add_failed(r->class, decision, &t, false);
    read_inner(r, begun, end, depth, true);
    return;
  }
  if (c.held) add_failed(r->class, decision, &t, true);
  if (t.decision->many) {
    read_items(r->class, &t);
    return;
  }
  if (c.rule >= 0) add_step(r->class, decision, c.rule);
  if (c.code == CODE_CONFLICT) add_step(r->class, decision, c.rival);
  if (c.code == CODE_ELSE) add_step(r->class, decision, -1);
  if (give == PATH_NONE) return;
  const struct rule *rule = &t.decision->rules[event(r, give)->name];
  bool decides =
      rule->give == GIVE_NAME && r->side->policy->script->model.names[rule->give_name].kind == NAME_DECISION;
  if (decides)
    read_inner(r, give, event(r, give)->end == PATH_NONE ? end : event(r, give)->end, depth, false);
}

/* --- articles --------------------------------------------------------------------------------- */

static void join(struct buf *all, const char *cite) {
  const char *text = buf_text(all);
  if (!text || !*cite) return;
  size_t n = strlen(cite);
  for (const char *at = text; (at = strstr(at, cite)); at += n) {
    bool begins = at == text || memcmp(at - 3, "、", 3) == 0;
    bool ends = !at[n] || strncmp(at + n, "、", 3) == 0;
    if (begins && ends) return;
  }
  if (*text) buf_puts(all, "、");
  buf_puts(all, cite);
}

static const char *articles(struct explore *x, const struct model *m, const struct explore_class *c,
                            const struct error *why, const struct outcome *out) {
  struct buf all = {0};
  for (int i = 0; i < c->failed_count; i++)
    join(&all, m->decisions[c->failed[i].decision].requirements[c->failed[i].requirement].cite);
  for (int i = 0; i < c->step_count && c->kind != VERDICT_REFUSED; i++) {
    const struct decision *d = &m->decisions[c->steps[i].decision];
    join(&all, c->steps[i].rule < 0 ? d->cite : d->rules[c->steps[i].rule].cite);
  }
  for (int i = 0; out && c->kind == VERDICT_UNDETERMINED && i < out->because.count; i++)
    join(&all, out->because.list[i].article);
  for (int i = 0; out && c->kind == VERDICT_REFUSED && c->failed_count == 0 && i < out->failed.count; i++)
    join(&all, out->failed.list[i].article); /* a document that is repealed */
  if (why && !all.len) join(&all, why->article);
  const char *copy = buf_text(&all) ? arena_text(&x->arena, buf_text(&all)) : NULL;
  buf_free(&all);
  return copy;
}

/* --- keeping ---------------------------------------------------------------------------------- */

static bool same_class(const struct explore_class *a, const struct explore_class *b) {
  return a->kind == b->kind && a->failure == b->failure && a->step_count == b->step_count &&
         a->failed_count == b->failed_count && a->items == b->items && a->by_facts == b->by_facts &&
         memcmp(a->steps, b->steps, sizeof a->steps) == 0 &&
         memcmp(a->failed, b->failed, sizeof a->failed) == 0 && strcmp(a->message, b->message) == 0 &&
         same_content(a->value, b->value);
}

static struct explore_class *keep(struct explore *x, struct side *s, const struct explore_class *c) {
  for (int i = 0; i < s->class_count; i++)
    if (same_class(s->classes[i], c)) return s->classes[i];
  if (s->class_count == s->class_room) {
    int room = s->class_room ? s->class_room * 2 : 64;
    struct explore_class **grown = realloc(s->classes, (size_t)room * sizeof *grown);
    if (!grown) return NULL;
    s->classes = grown;
    s->class_room = room;
  }
  struct explore_class *made = arena_new(&x->arena, sizeof *made);
  if (!made) return NULL;
  *made = *c;
  made->number = s->class_count;
  return s->classes[s->class_count++] = made;
}

/* What would be held is refused all the same: a refusal tells why it refuses. */
static void drop_holds(const struct side *s, struct explore_class *c) {
  int left = 0;
  for (int i = 0; i < c->failed_count; i++)
    if (!s->policy->script->model.decisions[c->failed[i].decision]
             .requirements[c->failed[i].requirement]
             .hold)
      c->failed[left++] = c->failed[i];
  for (int i = left; i < c->failed_count; i++)
    memset(&c->failed[i], 0, sizeof c->failed[i]); /* classes are compared whole */
  c->failed_count = left;
}

static void read_outcome(struct side *s, struct explore_class *c, const struct outcome *out) {
  c->kind = (enum verdict_kind)out->kind;
  if (c->kind == VERDICT_REFUSED) drop_holds(s, c);
  c->who = out->kind == OUT_UNDETERMINED && out->who ? out->who : "";
  c->message = out->kind == OUT_UNDETERMINED && out->say ? out->say : "";
  bool given = out->kind == OUT_VALUE || out->kind == OUT_HOLD;
  c->by_facts = given && out->value.kind != KIND_LIST && out->value.expr &&
                (eval_hangs(&s->eval, out->value.expr) || !eval_can(&s->eval, out->value.expr));
  if (given && !c->by_facts && out->value.kind != KIND_LIST) c->value = out->value;
  c->value.expr = 0;
}

/* A conflict's and a gap's own words name rules; others may name values. */
static void read_failure(struct explore_class *c, const struct error *why, char *text, size_t size) {
  c->kind = VERDICT_FAILED;
  c->failure = why->kind;
  text_copy(text, size, why->message);
  text_mask_numbers(text);
  c->message = text;
}

struct explore_class *class_of(struct explore *x, struct side *s, const struct outcome *out,
                               const struct error *why) {
  struct explore_class c = {.message = "", .who = ""};
  struct reading_class r = {x, s, &c};
  char text[sizeof why->message] = "";
  if (s->path.count > 0 && s->path.events[0].kind == PATH_DECISION) read_decision(&r, 0, 0);
  if (why)
    read_failure(&c, why, text, sizeof text);
  else
    read_outcome(s, &c, out);
  if (c.kind == VERDICT_REFUSED) {
    c.step_count = 0;
    memset(c.steps, 0, sizeof c.steps);
  }
  struct explore_class *kept = keep(x, s, &c);
  if (!kept || kept->article) return kept;
  kept->article = articles(x, &s->policy->script->model, kept, why, out);
  kept->message = arena_text(&x->arena, c.message);
  kept->who = arena_text(&x->arena, c.who);
  if (kept->value.kind == KIND_TEXT && kept->value.state == STATE_KNOWN)
    kept->value.u.text = arena_text(&x->arena, kept->value.u.text);
  return kept->article && kept->message && kept->who ? kept : NULL;
}
