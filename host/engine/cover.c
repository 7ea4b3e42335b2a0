/* How tests run: with coverage, twice; and what decisions tell about what they reached. */
#include "host/engine/cover.h"

#include <stdlib.h>
#include <string.h>

#include "host/engine/status.h"

/* --- what decisions tell ------------------------------------------------------------------- */

static void gave(const struct cover *c, int decision, int rule) {
  cover_mark(c->script, COVER_RULE, c->rule[decision] + rule, COVER_GAVE);
}

void cover_outcome(struct evaluation *v, const struct tested *t, struct combined c) {
  const struct cover *cover = v->policy->script->cover;
  if (!cover->script) return;
  int decision = (int)(t->decision - v->policy->script->model.decisions);
  for (int i = 0; i < t->decision->rule_count; i++) {
    enum rule_kind kind = t->decision->rules[i].kind;
    bool item = kind == RULE_ITEM && c.code >= 0, told = kind == RULE_WARNING;
    if (t->rule[i] == TRI_TRUE && (item || told)) gave(cover, decision, i);
  }
  bool undetermined = c.code <= CODE_UNDETERMINED && c.code > CODE_GAP;
  if (c.rule >= 0 && (c.code >= 0 || undetermined)) gave(cover, decision, c.rule);
  if (c.code == CODE_ELSE) cover_mark(cover->script, COVER_DECISION, decision, COVER_GAVE);
}

void cover_ruling(struct evaluation *v, const struct decision *d, const struct rule *r) {
  const struct cover *c = v->policy->script->cover;
  if (c->script) gave(c, (int)(d - v->policy->script->model.decisions), (int)(r - d->rules));
}

/* The articles of the line, and those by which a payment pays at once, later, takes back, settles between payers. */
void cover_paid(struct cover *c, const bylaw_line *line) {
  if (!c->script || c->script->model.payment_count == 0) return;
  const struct payment *p = &c->script->model.payments[0];
  cover_cite(c, line->article);
  if (strcmp(line->kind, "pay") == 0) cover_cite(c, p->cite);
  if (strcmp(line->kind, "back_pay") == 0) cover_cite(c, p->back_cite);
  if (strcmp(line->kind, "owed") == 0) cover_cite(c, p->owed_cite);
  if (strcmp(line->kind, "between") == 0) cover_cite(c, p->between_cite);
}

/* --- covered policies ---------------------------------------------------------------------- */

void covers_free(bylaw *b) {
  while (b->covers) {
    struct cover *next = b->covers->next;
    cover_free(b->covers);
    b->covers = next;
  }
}

struct policy *policy_covered(const bylaw_config *config, const struct policy *p, struct cover *c,
                              struct error *e) {
  struct policy_sources src = policy_sources_of(p);
  src.cover = c;
  struct policy *made = policy_from(config, &src, e);
  if (!made || cover_open(c, made->script)) return made;
  policy_free(made);
  error_set(e, ERR_MEMORY, "内存不足");
  return NULL;
}

static struct cover *cover_new(bylaw *b, struct error *e) {
  struct cover *c = calloc(1, sizeof *c);
  if (!c) {
    error_set(e, ERR_MEMORY, "内存不足");
    return NULL;
  }
  c->next = b->covers;
  b->covers = c;
  return c;
}

static struct policy *remade(bylaw *b, const struct policy *p, bool covered, struct error *e) {
  struct policy_sources src = policy_sources_of(p);
  struct cover *c = covered ? cover_new(b, e) : NULL;
  if (covered) return c ? policy_covered(&b->config, p, c, e) : NULL;
  src.cover = NULL;
  return policy_from(&b->config, &src, e);
}

/* Every policy made again so that it counts, or counts no longer; or none. */
static bool cover_policies(bylaw *b, bool covered, struct error *e) {
  struct policy *fresh = NULL, *made;
  bool ok = true;
  for (const struct policy *p = b->policies; p && ok; p = p->next) {
    if (!covered && !p->cover) continue;
    made = remade(b, p, covered, e);
    ok = made != NULL;
    if (!made) break;
    made->next = fresh;
    fresh = made;
  }
  while (fresh) {
    struct policy *next = fresh->next;
    if (ok)
      policy_insert(b, fresh);
    else
      policy_free(fresh);
    fresh = next;
  }
  return ok;
}

bylaw_status bylaw_test_mode(bylaw *b, unsigned mode, bylaw_error *error) {
  struct error e = {0};
  if (mode & ~(unsigned)(BYLAW_TEST_COVERAGE | BYLAW_TEST_TWICE | BYLAW_TEST_TIMES)) {
    error_set(&e, ERR_USAGE, "没有这种运行方式：%u", mode);
    error_hint(&e, "用 BYLAW_TEST_COVERAGE、BYLAW_TEST_TWICE 与 BYLAW_TEST_TIMES 的组合，或 0");
    return give_error(&e, error);
  }
  if (!cover_policies(b, mode & BYLAW_TEST_COVERAGE, &e)) return give_error(&e, error);
  b->test_mode = mode;
  return BYLAW_OK;
}

bylaw_status bylaw_coverage(bylaw *b, char **json, bylaw_error *error) {
  struct error e = {0};
  json_t *made = json_array();
  *json = NULL;
  for (const struct policy *p = b->policies; p; p = p->next) {
    if (p->cover && policy_exercised(p)) array_add(&made, cover_json(p));
  }
  return status_json(made, json, &e) ? BYLAW_OK : give_error(&e, error);
}
