/* Does any scenario notice a small change of the policy? */
#include "host/engine/test/mutate.h"

#include <stdlib.h>
#include <string.h>

#include "host/engine/policy/progress.h"
#include "host/engine/test/scenario.h"
#include "host/engine/policy/status.h"

/* A scenario or story of the policy. */
struct tried {
  json_t *told;
  bool story;
  unsigned char *marks; /* what it reaches of the policy as it stands */
  long noticed;         /* mutants that it noticed, the last ones counting most */
};

struct mutation {
  bylaw *b;
  const bylaw_mutate_request *q;
  const struct policy *policy; /* as it stands */
  struct policy *covered;      /* the same, counting */
  struct cover *cover;
  json_t *cases; /* all of the files */
  struct tried *tried;
  struct tried **order; /* those of one kind, likely ones first */
  int count;
  struct mutants all;
  struct arena arena;
  int noticed, refused;
  bool starved; /* of memory: a scenario could not tell */
  json_t *missed;
};

/* --- the policy as it stands ------------------------------------------------------------------ */

static bool read_cases(struct mutation *m, struct error *e) {
  m->cases = json_array();
  for (size_t i = 0; i < m->q->count; i++) {
    json_t *more = scenarios_read(&m->b->config, m->q->paths[i], e);
    if (!more) return false;
    array_add_all(&m->cases, more);
    json_decref(more);
  }
  return m->cases || error_set(e, ERR_MEMORY, "内存不足");
}

static bool is_about(const struct policy *p, json_t *told) {
  const char *id = json_string_value(json_object_get(told, "policy"));
  return id && strcmp(id, p->script->model.id) == 0;
}

static bool pick_cases(struct mutation *m, struct error *e) {
  size_t n = json_array_size(m->cases), i;
  json_t *one;
  m->tried = arena_array(&m->arena, n + 1, sizeof *m->tried);
  m->order = arena_array(&m->arena, n + 1, sizeof(struct tried *));
  if (!m->tried || !m->order) return error_set(e, ERR_MEMORY, "内存不足");
  json_array_foreach(m->cases, i, one) {
    if (!is_about(m->policy, one)) continue;
    m->tried[m->count++] = (struct tried){.told = one, .story = json_object_get(one, "steps") != NULL};
  }
  if (m->count > 0) return true;
  error_set(e, ERR_INPUT, "没有政策 ‘%s’ 的场景", m->policy->script->model.id);
  error_hint(e, "检查场景文件；文件开头写 policy \"%s\"", m->policy->script->model.id);
  return false;
}

/* Whether every expectation is met; else the first result that is not, in `e`. */
static bool passes(struct mutation *m, struct policy *p, struct tried *c, struct error *e) {
  json_t *results = json_array(), *one;
  bool ok = true;
  size_t i;
  scenario_run(&m->b->config, p, TEST_UNPROVED, c->told, &results);
  if (!results) {
    m->starved = true;
    return e ? error_set(e, ERR_MEMORY, "内存不足") : false;
  }
  json_array_foreach(results, i, one) {
    if (json_is_true(json_object_get(one, "ok")) || !ok) continue;
    ok = false;
    if (!e) break;
    error_set(e, ERR_INPUT, "场景还没有通过：%s", json_string_value(json_object_get(one, "title")));
    error_hint(e, "先让 bylaw test 全部通过，再看场景能察觉什么");
    error_at(e, json_string_value(json_object_get(one, "file")),
             (int)json_integer_value(json_object_get(one, "line")), 0);
  }
  json_decref(results);
  return ok;
}

/* What each case reaches: only those that reach a change can notice it. */
static bool run_as_it_stands(struct mutation *m, struct error *e) {
  size_t size = (size_t)m->cover->first[COVER_PARTS];
  for (int i = 0; i < m->count; i++) {
    struct tried *c = &m->tried[i];
    memset(m->cover->marks, 0, size);
    if (!progress_tell(&m->q->progress, "先运行场景", i, m->count, e) || !passes(m, m->covered, c, e))
      return false;
    c->marks = arena_array(&m->arena, size + 1, 1);
    if (!c->marks) return error_set(e, ERR_MEMORY, "内存不足");
    memcpy(c->marks, m->cover->marks, size);
  }
  return true;
}

static bool begin(struct mutation *m, struct error *e) {
  m->cover = calloc(1, sizeof *m->cover);
  if (!m->cover) return error_set(e, ERR_MEMORY, "内存不足");
  m->covered = policy_covered(&m->b->config, m->policy, m->cover, e);
  if (!m->covered || !run_as_it_stands(m, e)) return false;
  m->missed = json_array();
  return mutants_make(&m->all, &m->arena, m->covered) || error_set(e, ERR_MEMORY, "内存不足");
}

/* --- one mutant ------------------------------------------------------------------------------- */

/* A text with [start, end) replaced. NULL: no memory. */
static char *spliced(const char *text, size_t length, const struct mutant *one, size_t *made) {
  struct buf out = {0};
  buf_add(&out, text, one->start);
  buf_puts(&out, one->put);
  buf_add(&out, text + one->end, length - one->end);
  *made = out.len;
  return buf_take(&out);
}

static struct policy *mutated(struct mutation *m, const struct mutant *one, struct error *e) {
  struct policy_sources src = policy_sources_of(m->policy);
  struct policy_text *changed = one->in_values ? &src.values : &src.policy;
  size_t length;
  char *text = spliced(changed->text, changed->length, one, &length);
  if (!text) {
    error_set(e, ERR_MEMORY, "内存不足");
    return NULL;
  }
  src.cover = NULL;
  changed->text = text;
  changed->length = length;
  struct policy *p = policy_from(&m->b->config, &src, e);
  free(text);
  return p;
}

static bool reaches(const struct mutation *m, const struct tried *c, const struct mutant *one) {
  return one->part < 0 || c->marks[m->cover->first[one->part] + one->index];
}

static int likelier(const void *a, const void *b) {
  const struct tried *x = *(struct tried *const *)a, *y = *(struct tried *const *)b;
  if (x->noticed != y->noticed) return x->noticed < y->noticed ? 1 : -1;
  return x < y ? -1 : x > y; /* qsort is not stable */
}

/* Whether one of the scenarios, or of the stories, notices. Who noticed the mutants just before
** comes first: neighbours in the text are noticed by the same ones. */
static bool noticed_by(struct mutation *m, struct policy *p, const struct mutant *one, bool stories) {
  int n = 0;
  for (int i = 0; i < m->count; i++)
    if (m->tried[i].story == stories && reaches(m, &m->tried[i], one)) m->order[n++] = &m->tried[i];
  qsort(m->order, (size_t)n, sizeof(struct tried *), likelier);
  for (int i = 0; i < n; i++) {
    if (passes(m, p, m->order[i], NULL)) continue;
    m->order[i]->noticed += 1000;
    return true;
  }
  return false;
}

static void forget_slowly(struct mutation *m) {
  for (int i = 0; i < m->count; i++)
    m->tried[i].noticed -= m->tried[i].noticed / 8;
}

static void add_missed(struct mutation *m, const struct mutant *one) {
  const char *file = one->in_values ? m->policy->values_path : m->policy->path;
  array_add(&m->missed, json_pack("{s:s, s:s, s:i, s:i, s:s, s:s, s:s, s:s}", "kind", one->kind, "file", file,
                                  "line", one->line, "column", one->column, "article", one->article, "name",
                                  one->name, "original", one->original, "mutated", one->mutated));
}

static bool try_mutant(struct mutation *m, const struct mutant *one, struct error *e) {
  struct error why = {0};
  struct policy *p = mutated(m, one, &why);
  forget_slowly(m);
  if (!p && why.kind == ERR_MEMORY) {
    *e = why;
    return false;
  }
  if (!p) m->refused++;
  if (!p || noticed_by(m, p, one, false) || noticed_by(m, p, one, true))
    m->noticed++;
  else
    add_missed(m, one);
  policy_free(p);
  return !m->starved || error_set(e, ERR_MEMORY, "内存不足");
}

/* --- all of them ------------------------------------------------------------------------------ */

/* Draw `limit` of them, and leave those in the order of the text. */
static int draw(struct mutants *all, size_t limit, unsigned seed) {
  uint64_t state = seed + UINT64_C(0x9E3779B97F4A7C15);
  int kept = 0, count = all->count;
  if (limit == 0 || limit >= (size_t)count) return count;
  for (int i = 0; i < count; i++) { /* each is kept with the chance that is left for it */
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    if ((state >> 33) % (uint64_t)(count - i) < limit - (uint64_t)kept) all->list[kept++] = all->list[i];
  }
  return kept;
}

static json_t *mutate_policy(bylaw *b, const struct policy *p, const bylaw_mutate_request *q, json_t *cases,
                             struct error *e) {
  struct mutation m = {.b = b, .q = q, .policy = p, .cases = cases};
  json_t *made = NULL;
  bool ok = pick_cases(&m, e) && begin(&m, e);
  int possible = m.all.count, count = ok ? draw(&m.all, q->limit, q->seed) : 0;
  for (int i = 0; i < count && ok; i++)
    ok = progress_tell(&q->progress, "改动政策", i, count, e) && try_mutant(&m, &m.all.list[i], e);
  if (ok)
    made = json_pack("{s:s, s:s, s:i, s:i, s:i, s:i, s:I, s:O}", "policy", p->script->model.id, "file",
                     p->path, "possible", possible, "mutants", count, "noticed", m.noticed, "refused",
                     m.refused, "seed", (json_int_t)q->seed, "missed", m.missed);
  json_decref(m.missed);
  free(m.all.list);
  policy_free(m.covered);
  cover_free(m.cover);
  arena_free(&m.arena);
  if (ok && !made) error_set(e, ERR_MEMORY, "内存不足");
  return made;
}

static bool any_about(const struct policy *p, json_t *cases) {
  size_t i;
  json_t *one;
  json_array_foreach(cases, i, one) {
    if (is_about(p, one)) return true;
  }
  return false;
}

static bool mutate_all(bylaw *b, const bylaw_mutate_request *q, json_t *cases, json_t **reports,
                       struct error *e) {
  if (q->policy && !policy_find(b, q->policy, e)) return false;
  for (const struct policy *p = b->policies; p; p = p->next) {
    bool asked = q->policy ? strcmp(p->script->model.id, q->policy) == 0 : any_about(p, cases);
    json_t *one = asked ? mutate_policy(b, p, q, cases, e) : NULL;
    if (asked && !one) return false;
    if (one) array_add(reports, one);
  }
  if (!*reports) return error_set(e, ERR_MEMORY, "内存不足");
  if (json_array_size(*reports) > 0) return true;
  error_set(e, ERR_INPUT, "场景没有提到任何已加载的政策");
  error_hint(e, "检查路径；场景文件开头写 policy \"id\"");
  return false;
}

bylaw_status bylaw_mutate(bylaw *b, const bylaw_mutate_request *request, char **json, bylaw_error *error) {
  struct error e = {0};
  struct mutation m = {.b = b, .q = request};
  json_t *reports = json_array();
  *json = NULL;
  bool ok = read_cases(&m, &e) && mutate_all(b, request, m.cases, &reports, &e) &&
            status_json(json_incref(reports), json, &e);
  json_decref(m.cases);
  json_decref(reports);
  return ok ? BYLAW_OK : give_error(&e, error);
}
