/* Decisions about typed persons. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/policy/json.h"
#include "host/engine/single/fast_path.h"
#include "host/engine/policy/status.h"

/* --- what is asked ---------------------------------------------------------------------------- */

static bool bad_time(const struct decision *d, struct value when, struct error *e) {
  struct buf why = {0};
  poison_explain(&why, when);
  error_set(e, ERR_INPUT, "决定 ‘%s’ 的%s无法使用：%s", d->name, d->per == PER_MONTH ? "月份" : "日期",
            quote(&why));
  error_hint(e, "核对年、月、日");
  error_quotes(e, &why);
  buf_free(&why);
  return false;
}

static bool ask_anew(struct bylaw_person *p, int decision, int year, int month, int day, struct error *e) {
  const struct model *m = &p->shape->policy->script->model;
  if (decision < 0 || decision >= m->decision_count) {
    error_set(e, ERR_USAGE, "政策 ‘%s’ 没有序号为 %d 的决定", m->id, decision);
    error_hint(e, "用 bylaw_person_decision 按名称查序号；-1 表示没有这个名称");
    return false;
  }
  const struct decision *d = &m->decisions[decision];
  if (p->shape->first_given[decision] < 0) {
    error_set(e, ERR_USAGE, "决定 ‘%s’ 的输入含有变更记录或清单，不能这样给出", d->name);
    error_hint(e, "用 bylaw_decide");
    return false;
  }
  bool by_month = d->per == PER_MONTH, by_year = d->per == PER_YEAR;
  if ((by_month || by_year) != (day == 0) || by_year != (month == 0)) {
    error_set(e, ERR_USAGE,
              by_month  ? "决定 ‘%s’ 按月作出，不接受日期"
              : by_year ? "决定 ‘%s’ 按年作出，不接受月份或日期"
                        : "决定 ‘%s’ 需要日期",
              d->name);
    error_hint(e, by_month ? "日写 0" : by_year ? "月、日都写 0" : "年、月、日都要写");
    return false;
  }
  struct value when = by_year    ? decision_year_end(d, year)
                      : by_month ? month_of(year, month)
                                 : date_of(year, month, day);
  if (when.state != STATE_KNOWN) return bad_time(d, when, e);
  p->asked.when = when;
  p->asked.decided_on = by_month ? value_op(NULL, OP_MONTH_LAST, &when).u.i : when.u.i;
  p->asked.year = year;
  p->asked.month = month;
  p->asked.day = day;
  p->asked.decision = decision;
  return true;
}

static inline bool ask(struct bylaw_person *p, int decision, int year, int month, int day, struct error *e) {
  if (p->asked.decision == decision && p->asked.month == month && p->asked.year == year &&
      p->asked.day == day && decision >= 0)
    return true;
  return ask_anew(p, decision, year, month, day, e);
}

/* --- what is wrong ---------------------------------------------------------------------------- */

static bool tell_late(struct bylaw_person *p, struct error *e) {
  for (int i = 0; i < p->slot_count; i++) {
    const struct person_slot *s = &p->shape->slots[i];
    struct value late, ignored;
    if (!slot_too_late(p, i, p->asked.decided_on, &late)) continue;
    if (s->form == SLOT_INPUT && s->fact != p->asked.decision) continue;
    struct evaluation v = {.policy = p->shape->policy};
    v.run.decided_on = value_of(KIND_DATE, p->asked.decided_on);
    json_t *given = value_json(p->shape->policy->script, late);
    bool told = given && !fact_read_value(&v, s->declared, s->declared->name, given, &ignored, e);
    json_decref(given);
    arena_free(&v.run.arena);
    return told ? false : error_set(e, ERR_MEMORY, "内存不足");
  }
  return error_set(e, ERR_INPUT, "事实晚于决定之日");
}

static bool put_facts(struct bylaw_person *p, struct evaluation *v) {
  const struct decision *d = &p->shape->policy->script->model.decisions[v->decision];
  v->run.given = arena_array(&v->run.arena, (size_t)d->given_count + 1, sizeof *v->run.given);
  if (!v->run.given || !batch_person_in(&p->facts.batch, 0, &v->run.arena, v->run.facts)) return false;
  const struct value *given = person_given(p, v->decision);
  for (int i = 0; i < d->given_count; i++)
    v->run.given[i] = given[i];
  return true;
}

/* The policy's own functions fail in the same way and say where. */
static bool tell_by_lua(struct bylaw_person *p, struct evaluation *v, struct outcome *out, struct error *e) {
  struct policy *policy = p->shape->policy;
  struct buf when = {0};
  value_write(&when, p->asked.when);
  const struct decision *d = &policy->script->model.decisions[p->asked.decision];
  bylaw_request q = {.decision = d->name};
  char year[16];
  snprintf(year, sizeof year, "%04d", p->asked.year);
  if (d->per == PER_YEAR)
    q.year = year;
  else
    *(d->per == PER_MONTH ? &q.month : &q.on) = buf_text(&when);
  bool ok = buf_text(&when) && evaluation_question(policy, &q, v, e);
  if (ok && !put_facts(p, v)) ok = error_set(e, ERR_MEMORY, "内存不足");
  if (ok) ok = facts_agree(v, e) && decide(v, v->decision, v->run.when, out, e);
  if (!ok && !*e->document) text_copy(e->document, sizeof e->document, policy->script->model.id);
  evaluation_end(v);
  buf_free(&when);
  return ok;
}

static bool tell_failure(struct bylaw_person *p, const struct justification *justification, struct error *e) {
  struct evaluation *v = calloc(1, sizeof *v);
  struct outcome *out = calloc(1, sizeof *out);
  bool ok = v && out ? tell_by_lua(p, v, out, e) : error_set(e, ERR_MEMORY, "内存不足");
  free(v);
  free(out);
  if (!ok) return false;
  /* it went well this time: a limit of time had tripped */
  error_set(e, ERR_RULE, "%s", justification->words);
  error_article(e, p->shape->policy->script->model.id, justification->article);
  error_hint(e, "再试一次");
  return false;
}

/* --- answers ---------------------------------------------------------------------------------- */

static long long day_number(int64_t day) {
  int y, m, d;
  date_split(day, &y, &m, &d);
  return (long long)y * 10000 + m * 100 + d;
}

static bool text_of(struct bylaw_person *p, struct value v, bylaw_decided *out, struct error *e) {
  struct script *s = p->shape->policy->script;
  buf_clear(&p->text);
  if (v.kind == KIND_LIST) {
    const struct list *l = v.u.list;
    json_t *items = json_array();
    for (int i = 0; i < l->rows * l->fields; i++)
      array_add(&items, value_json(s, l->cells[i]));
    char *text = json_text(items, JSON_COMPACT);
    if (text) buf_puts(&p->text, text);
    free(text);
    json_decref(items);
    if (!text) return error_set(e, ERR_MEMORY, "内存不足");
  } else {
    value_text_out(s, &p->text, v, false);
  }
  out->text = buf_text(&p->text);
  return out->text || error_set(e, ERR_MEMORY, "内存不足");
}

static bool odd_value(struct bylaw_person *p, struct value v, bylaw_decided *out, struct error *e) {
  const struct domain *d = domain_of(p->shape->policy->script, v.domain);
  switch ((enum kind)v.kind) {
  case KIND_RATE:
    out->kind = BYLAW_RATE;
    out->number = v.u.ratio.num;
    out->other = v.u.ratio.den;
    return true;
  case KIND_PERIOD:
    out->kind = BYLAW_PERIOD;
    out->number = day_number(v.u.span.from);
    out->other = day_number(v.u.span.to);
    return true;
  case KIND_ENUM:
    out->kind = BYLAW_MEMBER;
    out->number = v.u.i;
    out->text = d && v.u.i >= 0 && v.u.i < d->count ? d->members[v.u.i].name : "";
    return true;
  case KIND_LIST: out->kind = BYLAW_ITEMS; return text_of(p, v, out, e);
  default: out->kind = BYLAW_TEXT; return text_of(p, v, out, e);
  }
}

static inline bool give_value(struct bylaw_person *p, struct value v, bylaw_decided *out, struct error *e) {
  out->number = v.u.i;
  switch ((enum kind)v.kind) {
  case KIND_MONEY: out->kind = BYLAW_MONEY; return true;
  case KIND_TRUTH: out->kind = BYLAW_TRUTH; return true;
  case KIND_COUNT: out->kind = BYLAW_COUNT; return true;
  case KIND_DATE:
    out->kind = BYLAW_DATE;
    out->number = day_number(v.u.i);
    return true;
  case KIND_MONTH:
    out->kind = BYLAW_MONTH;
    out->number = v.u.i / 12 * 100 + v.u.i % 12 + 1;
    return true;
  default: out->number = 0; return odd_value(p, v, out, e);
  }
}

static bool decide_person(struct bylaw_person *p, bylaw_decided *out, struct error *e) {
  struct fast_path *q = p->shape->policy->fast_path;
  struct verdict v;
  int decision = p->asked.decision;
  if (!person_in_time(p, decision, p->asked.decided_on)) return tell_late(p, e);
  if (!fast_path_trim(q, e) || !judge_row(q->judge, decision, p->asked.when, person_given(p, decision),
                                          &p->facts.batch, 0, &v, NULL, e))
    return false;
  if (v.kind == VERDICT_FAILED) return tell_failure(p, v.justification, e);
  *out = (bylaw_decided){.outcome = (bylaw_outcome)v.kind,
                         .ground = v.justification->text,
                         .articles = v.justification->article,
                         .words = v.justification->words};
  bool any = (v.kind == VERDICT_VALUE || v.kind == VERDICT_HOLD) && v.value.state == STATE_KNOWN;
  return !any || give_value(p, v.value, out, e);
}

bylaw_status bylaw_decide_person(bylaw_person *p, int decision, int year, int month, int day,
                                 bylaw_decided *out, bylaw_error *error) {
  struct error e; /* large: only what has failed fills it */
  e.kind = ERR_NONE;
  e.document[0] = '\0';
  bool ok = p->shape && ask(p, decision, year, month, day, &e) && decide_person(p, out, &e);
  if (ok) return BYLAW_OK;
  memset(out, 0, sizeof *out);
  if (!p->shape) {
    error_set(&e, ERR_USAGE, "政策已经更换或关闭，这些事实不再有所属");
    error_hint(&e, "用 bylaw_person_new 重新建立");
  }
  return give_error(&e, error);
}
