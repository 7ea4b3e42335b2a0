/* What can be said against a policy that loads. */
#include <string.h>

#include "host/engine/policy/policy.h"
#include "host/engine/policy/status.h"

struct findings {
  json_t *list;
  const struct policy *policy;
  struct source *source;
  const char *file;
};

static void add(struct findings *f, const char *level, int line, int column, const char *article,
                const char *hint, const char *fmt, ...) __attribute__((format(printf, 7, 8)));

static void add(struct findings *f, const char *level, int line, int column, const char *article,
                const char *hint, const char *fmt, ...) {
  char message[512];
  va_list ap;
  va_start(ap, fmt);
  vsnprintf(message, sizeof message, fmt, ap);
  va_end(ap);
  array_add(&f->list, json_pack("{s:s, s:s, s:i, s:i, s:s, s:s, s:s}", "level", level, "file",
                                f->file ? f->file : f->policy->path, "line", line, "column", column,
                                "article", article, "message", message, "hint", hint));
}

/* Every article is coded or registered. */
static void check_articles(struct findings *f) {
  const struct model *m = &f->policy->script->model;
  for (int i = 0; i < m->outline_count; i++)
    if (!*m->outline[i].became)
      add(f, "warning", 0, 0, m->outline[i].cite, "编码它，或用 act:uncoded 写明为何不产生可计算的结果",
          "%s没有编码，也没有登记", m->outline[i].cite);
    else if (*m->outline[i].uncovered)
      add(f, "warning", 0, 0, m->outline[i].cite, "编码它，或用 act:uncoded 写明为何不产生可计算的结果",
          "%s没有编码，也没有登记", m->outline[i].uncovered);
}

static void check_parameters(struct findings *f) {
  const struct model *m = &f->policy->script->model;
  for (int i = 0; i < m->parameter_count; i++) {
    const struct parameter *p = &m->parameters[i];
    if (p->open && p->row_count == 0)
      add(f, "note", p->line, 0, p->cite, "有了决定就写进 policies/values/",
          "待定值 ‘%s’（%s）还没有值，由%s决定", p->name, p->label, p->who);
    for (int j = 0; j < p->row_count; j++)
      if (p->rows[j].from == DAY_FIRST) {
        f->file = p->rows[j].file; /* a value may stand in a file of its own */
        add(f, "note", p->rows[j].line, 0, p->cite, "查明起点后补上 from", "参数 ‘%s’ 的一个值起点不明",
            p->name);
        f->file = NULL;
      }
  }
}

/* Whether every name behind it has words for the side from which it comes. */
static bool side_is_said(const struct model *m, const struct condition *c, bool holds) {
  const struct name *n = c->kind == COND_NAME ? &m->names[c->name] : NULL;
  const struct term *t = n && n->kind == NAME_TERM ? &m->terms[n->index] : NULL;
  if (n) return t && *(holds ? t->text : t->otherwise);
  for (int i = 0; i < c->count; i++)
    if (!side_is_said(m, &c->parts[i], (c->kind == COND_NOT) != holds)) return false;
  return true;
}

bool requirement_has_unmet(const struct model *m, const struct requirement *r) {
  return *r->otherwise || side_is_said(m, &r->when, false);
}

/* A refusal tells what is not the case. Without words for it the text of the requirement would
** stand there as if it held. */
static void check_otherwise(struct findings *f) {
  const struct model *m = &f->policy->script->model;
  for (int i = 0; i < m->decision_count; i++)
    for (int j = 0; j < m->decisions[i].requirement_count; j++) {
      const struct requirement *r = &m->decisions[i].requirements[j];
      if (!requirement_has_unmet(m, r))
        add(f, "warning", r->line, 0, r->cite,
            "给条件或它所用的术语写 otherwise = \"…\"，例如 otherwise = \"没有提出有效申请\"",
            "决定 ‘%s’ 的条件（%s）不满足时没有说法", m->decisions[i].name, r->cite);
    }
}

/* Names that nothing uses: a typo's other half, or left over. */
static void check_unused(struct findings *f, const bool *used) {
  const struct model *m = &f->policy->script->model;
  for (int i = 0; i < m->name_count; i++) {
    const struct name *n = &m->names[i];
    if (used[i] || n->kind == NAME_DECISION || n->kind == NAME_FACT) continue;
    if (n->kind == NAME_TERM)
      add(f, "warning", m->terms[n->index].line, 0, m->terms[n->index].cite, "删除它，或在规则中使用",
          "术语 ‘%s’ 没有被使用", n->text);
    if (n->kind == NAME_READING)
      add(f, "warning", m->readings[n->index].line, 0, m->readings[n->index].cite, "让术语按它判断，或删除",
          "适用口径 ‘%s’ 不影响任何结果", n->text);
    if (n->kind == NAME_TABLE)
      add(f, "warning", m->tables[n->index].line, 0, m->tables[n->index].cite, "删除它，或在规则中使用",
          "表 ‘%s’ 没有被使用", n->text);
    const struct parameter *p = n->kind == NAME_PARAMETER ? &m->parameters[n->index] : NULL;
    if (p && !p->open && !*p->table) /* a cell is used with its table */
      add(f, "warning", p->line, 0, p->cite, "删除它，或在规则中使用", "参数 ‘%s’ 没有被使用", n->text);
  }
}

static void use_condition(const struct condition *c, bool *used) {
  if (c->kind == COND_NAME) used[c->name] = true;
  for (int i = 0; i < c->count; i++)
    use_condition(&c->parts[i], used);
}

static void use_decisions(const struct model *m, bool *used) {
  for (int i = 0; i < m->decision_count; i++) {
    const struct decision *d = &m->decisions[i];
    if (d->law_on >= 0) used[d->law_on] = true;
    for (int j = 0; j < d->requirement_count; j++)
      use_condition(&d->requirements[j].when, used);
    for (int j = 0; j < d->rule_count; j++) {
      use_condition(&d->rules[j].when, used);
      if (d->rules[j].give == GIVE_NAME) used[d->rules[j].give_name] = true;
    }
  }
  for (int i = 0; i < m->payment_count; i++)
    used[m->payments[i].first_month] = true;
}

/* --- the text --------------------------------------------------------------------------------- */

struct walk {
  struct findings *f;
  bool *used;
};

/* Whether the node stands inside a term's function. */
static bool in_function(const struct node *n) {
  for (const struct node *at = n->parent; at; at = at->parent)
    if (at->kind == NODE_FUNCTION) return true;
  return false;
}

/* A `law.NAME` of the text: NAME is used. */
static void note_field(const struct walk *w, const struct node *n) {
  const struct model *m = &w->f->policy->script->model;
  for (int i = 0; i < m->name_count; i++)
    if (strcmp(m->names[i].text, n->text) == 0) w->used[i] = true;
}

static bool visit(void *ud, struct node *n) {
  const struct walk *w = ud;
  if (n->kind == NODE_FIELD) note_field(w, n);
  if (n->kind == NODE_INTEGER && n->integer != 0 && n->integer != 1 && in_function(n))
    add(w->f, "warning", n->line, n->column, "", "把它写成有日期、有依据的参数（act:parameter）",
        "规则里有直接写入的数值 %lld", n->integer);
  return true;
}

static json_t *check_policy(struct policy *p) {
  struct findings f = {json_array(), p, script_source(p->script, p->path), NULL};
  struct arena arena = {0};
  struct walk w = {&f, arena_array(&arena, (size_t)p->script->model.name_count + 1, 1)};
  if (w.used && f.source) {
    check_articles(&f);
    syntax_walk(&f.source->syntax, visit, &w);
    use_decisions(&p->script->model, w.used);
    check_unused(&f, w.used);
    check_otherwise(&f);
    check_parameters(&f);
  }
  if (!w.used) array_add(&f.list, NULL);
  arena_free(&arena);
  return f.list;
}

bylaw_status bylaw_check(bylaw *b, const char *id, char **json, bylaw_error *error) {
  struct error e = {0};
  *json = NULL;
  struct policy *p = policy_find(b, id, &e);
  if (p && status_json(check_policy(p), json, &e)) return BYLAW_OK;
  return give_error(&e, error);
}
