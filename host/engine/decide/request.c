/* A request: month or day, day of deciding, facts; then the decision. */
#include <stdlib.h>
#include <string.h>

#include "host/base/names.h"
#include "host/engine/decide/facts_json.h"

static bool bad_time(struct error *e, const char *what, const char *text, struct value v, const char *hint) {
  struct buf why = {0};
  poison_explain(&why, v);
  error_set(e, ERR_INPUT, "%s \"%s\" 无法读取：%s", what, text, quote(&why));
  error_hint(e, "%s", hint);
  error_quotes(e, &why);
  buf_free(&why);
  return false;
}

static bool read_day(const char *what, const char *text, struct value *out, struct error *e) {
  *out = date_parse(text);
  return out->state == STATE_KNOWN || bad_time(e, what, text, *out, "写成 年-月-日，例如 2025-06-30");
}

static bool unknown_reading(const struct model *m, const char *name, struct error *e) {
  const char *names[128];
  int n = 0;
  for (; n < m->reading_count && n < 127; n++)
    names[n] = m->readings[n].name;
  names[n] = NULL;
  error_set(e, ERR_USAGE, "政策 ‘%s’ 没有适用口径 ‘%s’", m->id, name);
  if (!hint_nearest(e, name, names)) error_hint(e, "用 bylaw show %s 查看各项适用口径", m->id);
  return false;
}

static bool choose_reading(struct model *m, char *pair, struct error *e) {
  char *option = strchr(pair, '=');
  if (!option) return error_set(e, ERR_USAGE, "适用口径写成 名称=选项，得到 ‘%s’", pair);
  *option++ = '\0';
  for (int i = 0; i < m->reading_count; i++) {
    struct reading *r = &m->readings[i];
    if (strcmp(r->name, pair) != 0) continue;
    for (int j = 0; j < r->count; j++) {
      if (strcmp(r->options[j].name, option) != 0) continue;
      r->chosen = j;
      return true;
    }
    error_set(e, ERR_USAGE, "适用口径 ‘%s’ 没有选项 ‘%s’", pair, option);
    const char *names[17];
    int n = 0;
    for (; n < r->count && n < 16; n++)
      names[n] = r->options[n].name;
    names[n] = NULL;
    hint_names(e, option, names, r->count, "可用的选项：");
    return false;
  }
  return unknown_reading(m, pair, e);
}

struct value decision_year_end(const struct decision *d, int year) {
  return date_of(year, d->year_end / 100, d->year_end % 100);
}

struct value decision_when(const struct decision *d, struct value at) {
  if (at.state != STATE_KNOWN || d->per == PER_MONTH)
    return at.kind == KIND_DATE && d->per == PER_MONTH ? value_op(NULL, OP_MONTH_OF, &at) : at;
  if (at.kind == KIND_MONTH) at = value_op(NULL, OP_MONTH_FIRST, &at);
  if (d->per != PER_YEAR) return at;
  int year, month, day;
  date_split(at.u.i, &year, &month, &day);
  return decision_year_end(d, year + (month * 100 + day > d->year_end));
}

struct value decision_when_after(const struct decision *d, struct value when) {
  when.u.i++;
  return d->per == PER_YEAR ? decision_when(d, when) : when;
}

/* "2025": the last day of the year that ends in 2025. */
static bool read_year(const struct decision *d, const bylaw_request *q, struct value *when, struct error *e) {
  const char *text = q->year;
  if (!text || q->month || q->on) {
    error_set(e, ERR_USAGE, text ? "决定 ‘%s’ 按年作出，不接受月份或日期" : "决定 ‘%s’ 按年作出，需要年份",
              d->name);
    error_hint(e, text ? "只写 --year" : "加上 --year 2025");
    return false;
  }
  bool digits = strlen(text) == 4 && strspn(text, "0123456789") == 4;
  *when = digits ? decision_year_end(d, atoi(text)) : value_poison(VERR_TEXT, KIND_DATE, 0);
  if (when->state == STATE_KNOWN) return true;
  error_set(e, ERR_INPUT, "年份 \"%s\" 无法读取", text);
  error_hint(e, "写成四位数字，例如 2025");
  return false;
}

/* What the decision is about in time: a month, a day, or neither (then the day of deciding
** counts). */
bool request_when(const struct decision *d, const bylaw_request *q, struct value *when, struct error *e) {
  if (d->per == PER_YEAR) return read_year(d, q, when, e);
  if (q->year) {
    error_set(e, ERR_USAGE, "决定 ‘%s’ 不按年作出，不接受年份", d->name);
    error_hint(e, d->per == PER_MONTH ? "用 --month 2025-06" : "用 --on 2025-06-30");
    return false;
  }
  if (d->per == PER_MONTH) {
    if (!q->month) {
      error_set(e, ERR_USAGE, "决定 ‘%s’ 按月作出，需要月份", d->name);
      error_hint(e, "加上 --month 2025-06");
      return false;
    }
    if (q->on) {
      error_set(e, ERR_USAGE, "决定 ‘%s’ 按月作出，不接受日期", d->name);
      error_hint(e, "去掉 --on，只写 --month");
      return false;
    }
    *when = month_parse(q->month);
    return when->state == STATE_KNOWN || bad_time(e, "月份", q->month, *when, "写成 年-月，例如 2025-06");
  }
  const char *day = q->on ? q->on : d->per == PER_CASE ? q->deciding : NULL;
  if (q->month || !day) {
    error_set(e, ERR_USAGE, q->month ? "决定 ‘%s’ 不按月作出，不接受月份" : "决定 ‘%s’ 需要日期", d->name);
    error_hint(e, "用 --on 2025-06-30");
    return false;
  }
  return read_day("日期", day, when, e);
}

static bool read_deciding(const bylaw_request *q, struct value when, struct value *deciding,
                          struct error *e) {
  if (q->deciding) return read_day("决定之日", q->deciding, deciding, e);
  *deciding = when.kind == KIND_MONTH ? value_op(NULL, OP_MONTH_LAST, &when) : when;
  return true;
}

static bool read_times(struct evaluation *v, const bylaw_request *q, struct error *e) {
  struct script *s = v->policy->script;
  const struct decision *d = &s->model.decisions[v->decision];
  struct value known;
  if (!request_when(d, q, &v->run.when, e) || !read_deciding(q, v->run.when, &v->run.decided_on, e))
    return false;
  if (q->known) {
    if (!read_day("所知之日", q->known, &known, e)) return false;
    v->run.known_on = known.u.i;
  }
  static const uint32_t none[EXPR_ARGS] = {0};
  v->run.when.expr = expr_make(&s->exprs, EXPR_WHEN, 0, none);
  v->run.decided_on.expr = expr_make(&s->exprs, EXPR_DECIDED_ON, 0, none);
  return (v->run.when.expr && v->run.decided_on.expr) || error_set(e, ERR_MEMORY, "内存不足");
}

/* "name=option,name=option": readings for this request only. evaluation_end puts back what is in
** force. */
bool request_readings(struct evaluation *v, const char *text, struct error *e) {
  struct model *m = &v->policy->script->model;
  v->chosen = arena_array(&v->run.arena, (size_t)m->reading_count + 1, sizeof *v->chosen);
  if (!v->chosen) return error_set(e, ERR_MEMORY, "内存不足");
  for (int i = 0; i < m->reading_count; i++)
    v->chosen[i] = m->readings[i].chosen;
  while (text && *text) {
    size_t length = strcspn(text, ",");
    char *pair = arena_text_n(&v->run.arena, text, length);
    if (!pair) return error_set(e, ERR_MEMORY, "内存不足");
    if (!choose_reading(m, pair, e)) return false;
    text += length + (text[length] == ',');
  }
  return true;
}

void evaluation_path(struct evaluation *v, struct path *p) {
  path_reset(p);
  v->run.path = p;
}

bool evaluation_question(struct policy *p, const bylaw_request *q, struct evaluation *v, struct error *e) {
  v->policy = p;
  v->decision = decision_find(&p->script->model, q->decision, e);
  if (v->decision < 0) return false;
  if (!run_begin(&v->run, p->script)) return error_set(e, ERR_MEMORY, "内存不足");
  script_budget(p->script);
  v->run.given_decision = v->decision;
  v->run.decide = decide_for_term;
  return request_readings(v, q->readings, e) && read_times(v, q, e);
}

bool evaluation_read(struct policy *p, const bylaw_request *q, json_t *facts, struct evaluation *v,
                     struct error *e) {
  return evaluation_question(p, q, v, e) && facts_read(v, facts, e);
}

bool evaluation_whole(struct evaluation *v, struct error *e) {
  struct expr_arena *exprs = &v->policy->script->exprs;
  bool starved = exprs->starved || v->run.arena.starved || (v->run.path && v->run.path->starved);
  exprs->starved = false;
  return !starved || error_set(e, ERR_MEMORY, "内存不足");
}

bool evaluation_run_json(struct policy *p, const bylaw_request *q, json_t *facts, struct evaluation *v,
                         struct outcome *out, struct error *e) {
  p->script->exprs.starved = false;
  if (!evaluation_read(p, q, facts, v, e)) return false;
  bool ok = decide(v, v->decision, v->run.when, out, e);
  if (!evaluation_whole(v, e)) return false;
  if (ok) return true;
  if (!*e->document) text_copy(e->document, sizeof e->document, p->script->model.id);
  return false;
}

bool evaluation_facts(struct policy *p, int decision, struct value when, const struct value *facts,
                      struct evaluation *v, struct error *e) {
  static const uint32_t none[EXPR_ARGS] = {0};
  struct script *s = p->script;
  v->policy = p;
  v->decision = decision;
  s->exprs.starved = false;
  if (!run_begin(&v->run, s)) return error_set(e, ERR_MEMORY, "内存不足");
  script_budget(s);
  v->run.given_decision = decision;
  v->run.decide = decide_for_term;
  v->run.when = when;
  v->run.decided_on = when.kind == KIND_MONTH ? value_op(NULL, OP_MONTH_LAST, &when) : when;
  v->run.when.expr = expr_make(&s->exprs, EXPR_WHEN, 0, none);
  v->run.decided_on.expr = expr_make(&s->exprs, EXPR_DECIDED_ON, 0, none);
  memcpy(v->run.facts, facts, (size_t)s->model.fact_count * sizeof *facts);
  v->run.given =
      arena_array(&v->run.arena, (size_t)s->model.decisions[decision].given_count + 1, sizeof *v->run.given);
  return v->run.given || error_set(e, ERR_MEMORY, "内存不足");
}

bool evaluation_run_facts(struct policy *p, int decision, struct value when, const struct value *facts,
                          json_t *rulings, struct evaluation *v, struct outcome *out, struct error *e) {
  if (!evaluation_facts(p, decision, when, facts, v, e)) return false;
  v->rulings = rulings;
  bool ok = decide(v, decision, v->run.when, out, e);
  v->rulings = NULL;
  return evaluation_whole(v, e) && ok;
}

json_t *request_facts(const struct policy *p, const bylaw_request *q, struct error *e) {
  const struct model *m = &p->script->model;
  const char *text = q->facts ? q->facts : "{}";
  json_t *facts = json_read(text, q->facts_length && q->facts ? q->facts_length : strlen(text), "事实", e);
  int decision = m->decision_count; /* what is not there is told by who looks for it */
  while (--decision >= 0 && (!q->decision || strcmp(m->decisions[decision].name, q->decision) != 0))
    continue;
  facts_flatten(m, decision, &facts, e);
  return facts;
}

bool evaluation_run(bylaw *b, const bylaw_request *q, struct evaluation *v, struct outcome *out,
                    struct error *e) {
  struct policy *p = policy_find(b, q->policy, e);
  if (!p) return false;
  json_t *facts = request_facts(p, q, e);
  if (!facts) return false;
  bool ok = evaluation_run_json(p, q, facts, v, out, e);
  v->rulings = NULL;
  json_decref(facts);
  return ok;
}

void evaluation_end(struct evaluation *v) {
  if (v->policy) script_budget_end(v->policy->script);
  struct model *m = v->policy ? &v->policy->script->model : NULL;
  for (int i = 0; m && v->chosen && i < m->reading_count; i++)
    m->readings[i].chosen = v->chosen[i];
  run_end(&v->run);
}
