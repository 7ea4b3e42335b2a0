/* How tests run: with coverage, with the purity check. */
#include "host/engine/test/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "host/engine/policy/status.h"

/* The articles of the line, and those by which a payment pays at once, later, takes back, settles
** between payers. */
void cover_paid(struct cover *c, const bylaw_line *line) {
  if (!c->script || c->script->model.payment_count == 0) return;
  const struct payment *p = &c->script->model.payments[0];
  cover_cite(c, line->article);
  if (strcmp(line->kind, "pay") == 0) cover_cite(c, p->cite);
  if (strcmp(line->kind, "back_pay") == 0) cover_cite(c, p->back_cite);
  if (strcmp(line->kind, "owed") == 0) cover_cite(c, p->owed_cite);
  if (strcmp(line->kind, "between") == 0) cover_cite(c, p->between_cite);
}

/* --- covered policies ------------------------------------------------------------------------- */

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
