/* What exploring says against a policy, before anybody is paid: rules that contradict each other,
** people to whom none applies, rules that nobody meets or that can only fail. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/explore/explore_private.h"
#include "host/engine/policy/status.h"

enum { MOST_TIMES = 6, RUNS_EACH = 400, RUNS_ALL = 8000, DECISIONS_EACH = 5000, GUARDS_EACH = 250000 };

struct checking {
  struct policy *policy;
  json_t *list;
  json_t *told; /* findings by their text: the same in several months is told once */
  int runs;
};

/* --- when the law changes --------------------------------------------------------------------- */

struct times {
  struct value months[MOST_TIMES]; /* the newest first */
  int count;
  int64_t from, to;
};

static void add_day(struct times *t, int64_t day) {
  if (day == DAY_FIRST || day == DAY_LAST || day < t->from || day > t->to) return;
  struct value date = value_of(KIND_DATE, day), month = value_op(NULL, OP_MONTH_OF, &date);
  int at = 0;
  while (at < t->count && t->months[at].u.i > month.u.i)
    at++;
  if (month.state != STATE_KNOWN || (at < t->count && t->months[at].u.i == month.u.i) || at == MOST_TIMES)
    return;
  if (t->count == MOST_TIMES) t->count--;
  memmove(&t->months[at + 1], &t->months[at], (size_t)(t->count - at) * sizeof *t->months);
  t->months[at] = month;
  t->count++;
}

static struct times times_of(const struct model *m) {
  struct times t = {.from = m->from, .to = m->to};
  add_day(&t, m->from);
  for (int i = 0; i < m->parameter_count; i++)
    for (int k = 0; k < m->parameters[i].row_count; k++)
      add_day(&t, m->parameters[i].rows[k].from);
  for (int i = 0; i < m->term_count; i++)
    add_day(&t, m->terms[i].from);
  for (int i = 0; i < m->decision_count; i++) {
    for (int k = 0; k < m->decisions[i].rule_count; k++)
      add_day(&t, m->decisions[i].rules[k].from);
    for (int k = 0; k < m->decisions[i].requirement_count; k++)
      add_day(&t, m->decisions[i].requirements[k].from);
  }
  if (t.count == 0 && m->issued != DAY_FIRST) {
    t.from = DAY_FIRST;
    add_day(&t, m->issued);
  }
  return t;
}

/* --- findings --------------------------------------------------------------------------------- */

static void add(struct checking *c, const char *level, int line, const char *article, const char *hint,
                struct buf *text, const struct buf *sample) {
  const char *message = buf_text(text);
  char key[600];
  int n = snprintf(key, sizeof key, "%d:%.500s", line, message ? message : "");
  for (int i = 0, after = 0; i < n && i < (int)sizeof key; i++) { /* what differs in numbers alone is one */
    bool digit = after && key[i] >= '0' && key[i] <= '9';
    after = after || key[i] == ':';
    if (digit) key[i] = '#';
  }
  if (message && json_object_get(c->told, key)) return;
  object_put(&c->told, key, json_true());
  if (sample->len) buf_printf(text, "；例如：%s", sample->data);
  message = c->told ? buf_text(text) : NULL;
  array_add(&c->list,
            json_pack("{s:s, s:s, s:i, s:i, s:s, s:s, s:s}", "level", level, "file", c->policy->path, "line",
                      line, "column", 0, "article", article, "message", message, "hint", hint));
}

static int line_of(const struct model *m, const struct explore_class *c, int decision) {
  int last = c->step_count - 1;
  if (last < 0 || c->steps[last].rule < 0) return m->decisions[decision].line;
  return m->decisions[c->steps[last].decision].rules[c->steps[last].rule].line;
}

static void check_row(struct checking *c, struct explore *x, const struct table_row *r) {
  const struct explore_class *k = r->class;
  const struct model *m = &c->policy->script->model;
  int decision = x->sides[0].asked.decision;
  struct buf text = {0}, sample = {0};
  bool conflict = k->failure == ERR_CONFLICT, gap = k->failure == ERR_GAP;
  if (k->kind != VERDICT_FAILED) return;
  case_words(x, r->sample, &sample);
  if (conflict || gap)
    buf_puts(&text, k->message);
  else
    buf_printf(&text, "决定 ‘%s’ 对有的人会出错：%s", m->decisions[decision].name, k->message);
  add(c, conflict || gap ? "error" : "note", line_of(m, k, decision), k->article,
      conflict ? "把其中一条写成 exception，或用 prevails_over 写明哪条优先"
      : gap    ? "补一条规则，或用 else_give 写明没有规则适用时的结果"
               : "看看这样的人是否可能；可能的话，让规则对他也有结果",
      &text, &sample);
  buf_free(&text);
  buf_free(&sample);
}

static void check_dead(struct checking *c, const json_t *one) {
  struct buf text = {0}, nothing = {0};
  const char *what = json_string_value(json_object_get(one, "what"));
  const char *decision = json_string_value(json_object_get(one, "decision"));
  const char *words = json_string_value(json_object_get(one, "text"));
  const char *why = json_string_value(json_object_get(one, "why"));
  const char *article = json_string_value(json_object_get(one, "article"));
  bool proved = json_is_true(json_object_get(one, "proved"));
  int line = (int)json_integer_value(json_object_get(one, "line"));
  bool raises = strcmp(what, "raises") == 0, dead = strcmp(what, "dead") == 0;
  /* what a reading or month decides is no fault */
  if ((!raises && !dead) || strcmp(why, "law") == 0) return;
  if (raises)
    buf_printf(&text, "决定 ‘%s’ 的规则（%s）对试过的每个人都出错：%s", decision, article, why);
  else
    buf_printf(&text, "决定 ‘%s’ 的规则（%s%s%s）%s", decision, article, *words ? "：" : "", words,
               proved ? "没有人符合" : "没有找到符合的人（未证明）");
  add(c, raises || proved ? "warning" : "note", line, article,
      raises ? "改正它给出的值" : "核对它的条件，或删除它", &text, &nothing);
  buf_free(&text);
  buf_free(&nothing);
}

/* --- one decision, one month ------------------------------------------------------------------ */

/* Where the document comes into force inside the month, what it decides from then on is looked at:
** that day, or the next month. */
static struct value time_in_force(const struct decision *d, struct value month) {
  struct value when = decision_when(d, month), since = value_of(KIND_DATE, d->since);
  if (law_day(when) >= d->since) return when;
  when = decision_when(d, since);
  return law_day(when) >= d->since ? when : decision_when_after(d, when);
}

static bool check_one(struct checking *c, int decision, struct value month, struct error *e) {
  const struct decision *d = &c->policy->script->model.decisions[decision];
  struct explore_side side = {.policy = c->policy, .decision = decision, .when = time_in_force(d, month)};
  struct explore_limits limits = {.runs = RUNS_EACH, .decisions = DECISIONS_EACH, .guards = GUARDS_EACH};
  struct table t = {0};
  struct explore *x = explore_run(&side, 1, &limits, e);
  bool ok = x && table_make(x, &t, e);
  for (int i = 0; ok && i < t.count; i++)
    check_row(c, x, &t.rows[i]);
  json_t *dead = ok ? dead_json(x) : NULL, *one;
  size_t i;
  json_array_foreach(dead, i, one) check_dead(c, one);
  json_decref(dead);
  c->runs += x ? x->runs : 0;
  explore_free(x);
  return ok;
}

/* Too many facts, or a rule that does not end. */
static void say_unexplored(struct checking *c, int decision, const struct error *e) {
  const struct decision *d = &c->policy->script->model.decisions[decision];
  struct buf text = {0}, nothing = {0};
  buf_printf(&text, "决定 ‘%s’ 没有探索：%s", d->name, e->message);
  add(c, "note", d->line, d->cite, e->hint, &text, &nothing);
  buf_free(&text);
}

static bool check_all(struct checking *c, struct error *e) {
  const struct model *m = &c->policy->script->model;
  struct times t = times_of(m);
  for (int i = 0; i < t.count; i++)
    for (int d = 0; d < m->decision_count && c->runs < RUNS_ALL; d++) {
      if (check_one(c, d, t.months[i], e)) continue;
      if (e->kind != ERR_LIMIT) return false;
      say_unexplored(c, d, e);
      e->kind = ERR_NONE;
    }
  return true;
}

bylaw_status bylaw_check_outcomes(bylaw *b, const char *id, char **json, bylaw_error *error) {
  struct error e = {0};
  struct checking c = {.policy = policy_find(b, id, &e), .list = json_array(), .told = json_object()};
  *json = NULL;
  bool ok = c.policy && c.list && c.told && check_all(&c, &e);
  ok = ok && status_json(json_incref(c.list), json, &e);
  json_decref(c.list);
  json_decref(c.told);
  return ok ? BYLAW_OK : give_error(&e, error);
}
