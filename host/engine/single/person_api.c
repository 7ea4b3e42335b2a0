/* Typed facts through the public interface: what went wrong is told as for facts in JSON. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/policy/json.h"
#include "host/engine/single/person.h"
#include "host/engine/single/fast_path.h"
#include "host/engine/policy/status.h"

/* --- what is wrong ---------------------------------------------------------------------------- */

static const char *setter_of(enum kind k) {
  switch (k) {
  case KIND_TRUTH: return "bylaw_set_truth";
  case KIND_MONEY: return "bylaw_set_money";
  case KIND_RATE: return "bylaw_set_rate";
  case KIND_DATE: return "bylaw_set_date";
  case KIND_MONTH: return "bylaw_set_month";
  case KIND_ENUM: return "bylaw_set_member";
  case KIND_TEXT: return "bylaw_set_text";
  default: return "bylaw_set_count";
  }
}

static void wrong_kind(const struct person_slot *s, struct error *e) {
  const struct fact *f = s->declared;
  static const char *const what[] = {"单项事实", "有变更记录的事实", "清单", "清单里的一项", "决定的输入"};
  if (s->form == SLOT_LIST) {
    error_set(e, ERR_USAGE, "%s（%s）是清单，没有单个的值", f->name, f->label);
    error_hint(e, "用 bylaw_add_record 加一条记录，再用 bylaw_person_field 查到的序号填各项");
    return;
  }
  error_set(e, ERR_USAGE, "%s（%s）是%s，值应为%s", f->name, f->label, what[s->form],
            kind_label((enum kind)s->kind));
  error_hint(e, "用 %s%s", setter_of((enum kind)s->kind),
             s->form == SLOT_HISTORY ? "；先用 bylaw_add_spell 加一段" : "");
}

static void no_row(const struct person_slot *s, struct error *e) {
  const struct fact *f = s->declared;
  error_set(e, ERR_USAGE, s->form == SLOT_HISTORY ? "%s（%s）还没有任何一段" : "%s（%s）所在的清单还没有记录",
            f->name, f->label);
  error_hint(e, s->form == SLOT_HISTORY ? "先用 bylaw_add_spell 加一段" : "先用 bylaw_add_record 加一条记录");
}

static void wrong_order(const struct person_slot *s, struct error *e) {
  error_set(e, ERR_INPUT, "%s（%s）：日期没有按先后排列", s->declared->name, s->declared->label);
  error_hint(e, "从早到晚加；要重新填，先用 bylaw_clear_fact");
}

static void too_many(const struct person_slot *s, struct error *e) {
  bool list = s->form == SLOT_LIST;
  error_set(e, ERR_INPUT, "%s（%s）：%s太多", s->declared->name, s->declared->label, list ? "记录" : "段数");
  error_hint(e, list ? "最多 %d 条" : "最多 %d 段", list ? MOST_RECORDS : 2 * MOST_SPELLS);
}

static void tell(const struct bylaw_person *p, int at, enum fault fault, struct error *e) {
  const struct person_slot *s = p->shape && at >= 0 && at < p->slot_count ? &p->shape->slots[at] : NULL;
  switch (fault) {
  case FAULT_GONE:
    error_set(e, ERR_USAGE, "政策已经更换或关闭，这些事实不再有所属");
    error_hint(e, "用 bylaw_person_new 重新建立");
    break;
  case FAULT_INDEX:
    error_set(e, ERR_USAGE, "没有序号为 %d 的事实", at);
    error_hint(e, "用 bylaw_person_fact 按名称查序号；-1 表示没有这个名称");
    break;
  case FAULT_KIND: wrong_kind(s, e); break;
  case FAULT_NO_ROW: no_row(s, e); break;
  case FAULT_ORDER: wrong_order(s, e); break;
  case FAULT_MANY: too_many(s, e); break;
  case FAULT_ABSENT:
    error_set(e, ERR_INPUT, "%s（%s）：不能没有", s->declared->name, s->declared->label);
    error_hint(e, "不知道时用 bylaw_set_unknown");
    break;
  case FAULT_VALUE:
    error_set(e, ERR_INPUT, "%s（%s）：超出范围", s->declared->name, s->declared->label);
    error_hint(e, "核对事实");
    break;
  default: error_set(e, ERR_MEMORY, "内存不足");
  }
}

static bylaw_status refuse(const struct bylaw_person *p, int at, enum fault fault, bylaw_error *error) {
  struct error e = {0};
  tell(p, at, fault, &e);
  return give_error(&e, error);
}

/* A value that a fact does not take, told as it is told where facts are JSON. */
static bylaw_status refuse_value(const struct bylaw_person *p, int at, json_t *given, bylaw_error *error) {
  const struct person_slot *s = &p->shape->slots[at];
  struct error e = {0};
  struct value ignored;
  struct evaluation v = {.policy = p->shape->policy};
  v.run.decided_on = value_absent(KIND_DATE);
  if (!given || fact_read_value(&v, s->declared, s->declared->name, given, &ignored, &e))
    tell(p, at, given ? FAULT_VALUE : FAULT_MEMORY, &e);
  json_decref(given);
  arena_free(&v.run.arena);
  return give_error(&e, error);
}

/* A day, month or rate that there is not. */
static bylaw_status refuse_poison(const struct bylaw_person *p, int at, struct value v, bylaw_error *error) {
  const struct fact *f = p->shape->slots[at].declared;
  struct error e = {0};
  struct buf why = {0};
  poison_explain(&why, v);
  error_set(&e, ERR_INPUT, "%s（%s）：%s", f->name, f->label, quote(&why));
  error_hint(&e, "核对事实");
  error_quotes(&e, &why);
  buf_free(&why);
  return give_error(&e, error);
}

static bylaw_status after(const struct bylaw_person *p, int at, enum fault fault, struct value v,
                          bylaw_error *error) {
  if (fault != FAULT_VALUE) return refuse(p, at, fault, error);
  if (v.state == STATE_POISONED) return refuse_poison(p, at, v, error);
  return refuse_value(p, at, value_json(p->shape->policy->script, v), error);
}

/* --- making ----------------------------------------------------------------------------------- */

bylaw_status bylaw_person_new(bylaw *b, const char *policy, bylaw_person **out, bylaw_error *error) {
  struct error e = {0};
  *out = NULL;
  struct policy *p = policy_find(b, policy, &e);
  struct fast_path *q = p ? fast_path_of(p, &e) : NULL;
  struct bylaw_person *made = q ? calloc(1, sizeof *made) : NULL;
  if (made && fast_path_add(q, made)) {
    *out = made;
    return BYLAW_OK;
  }
  bylaw_person_free(made);
  if (!e.kind) error_set(&e, ERR_MEMORY, "内存不足");
  return give_error(&e, error);
}

void bylaw_person_free(bylaw_person *p) {
  if (!p) return;
  if (p->link) *p->link = p->next;
  if (p->next) p->next->link = p->link;
  person_drop(p);
  free(p);
}

bylaw_status bylaw_person_reset(bylaw_person *p, bylaw_error *error) {
  if (!p->shape) return refuse(p, 0, FAULT_GONE, error);
  return person_reset(p) ? BYLAW_OK : refuse(p, 0, FAULT_MEMORY, error);
}

/* --- names ------------------------------------------------------------------------------------ */

static const struct person_slot *slot_at(const struct bylaw_person *p, int at) {
  return p->shape && at >= 0 && at < p->slot_count ? &p->shape->slots[at] : NULL;
}

int bylaw_person_fact(const bylaw_person *p, const char *name) {
  return p->shape && name ? shape_find(p->shape, -1, name) : -1;
}

int bylaw_person_field(const bylaw_person *p, int list, const char *name) {
  const struct person_slot *s = slot_at(p, list);
  return s && name && s->form == SLOT_LIST ? shape_find(p->shape, list, name) : -1;
}

int bylaw_person_decision(const bylaw_person *p, const char *name) {
  const struct model *m = p->shape ? &p->shape->policy->script->model : NULL;
  for (int i = 0; m && name && i < m->decision_count; i++)
    if (strcmp(m->decisions[i].name, name) == 0) return i;
  return -1;
}

int bylaw_person_input(const bylaw_person *p, int decision, const char *name) {
  const struct model *m = p->shape ? &p->shape->policy->script->model : NULL;
  if (!m || !name || decision < 0 || decision >= m->decision_count) return -1;
  return shape_find(p->shape, m->fact_count + decision, name);
}

int bylaw_person_member(const bylaw_person *p, int fact, const char *name) {
  const struct person_slot *s = slot_at(p, fact);
  if (!s || !name || s->kind != KIND_ENUM) return -1;
  return domain_member(domain_of(p->shape->policy->script, s->domain), name);
}

/* --- values ----------------------------------------------------------------------------------- */

static inline bylaw_status put(bylaw_person *p, int fact, enum kind kind, int64_t n, bylaw_error *error) {
  enum fault fault = person_put(p, fact, kind, n);
  return fault == FAULT_NONE ? BYLAW_OK : after(p, fact, fault, value_of(kind, n), error);
}

bylaw_status(bylaw_set_count)(bylaw_person *p, int fact, long long n, bylaw_error *error) {
  return put(p, fact, KIND_COUNT, n, error);
}

bylaw_status(bylaw_set_money)(bylaw_person *p, int fact, long long fen, bylaw_error *error) {
  return put(p, fact, KIND_MONEY, fen, error);
}

bylaw_status(bylaw_set_rate)(bylaw_person *p, int fact, long long numerator, long long denominator,
                             bylaw_error *error) {
  struct value rate = value_ratio(numerator, denominator);
  enum fault fault = person_put_rate(p, fact, rate);
  return fault == FAULT_NONE ? BYLAW_OK : after(p, fact, fault, rate, error);
}

/* What there is not is no better for a fact of another kind. */
static bylaw_status put_time(bylaw_person *p, int fact, enum kind kind, struct value v, bylaw_error *error) {
  if (v.state == STATE_KNOWN) return put(p, fact, kind, v.u.i, error);
  const struct person_slot *s = slot_at(p, fact);
  if (!p->shape) return refuse(p, fact, FAULT_GONE, error);
  if (!s || s->kind != kind) return refuse(p, fact, s ? FAULT_KIND : FAULT_INDEX, error);
  return refuse_poison(p, fact, v, error);
}

bylaw_status bylaw_set_date(bylaw_person *p, int fact, int year, int month, int day, bylaw_error *error) {
  return put_time(p, fact, KIND_DATE, date_of(year, month, day), error);
}

bylaw_status bylaw_set_month(bylaw_person *p, int fact, int year, int month, bylaw_error *error) {
  return put_time(p, fact, KIND_MONTH, month_of(year, month), error);
}

bylaw_status(bylaw_set_truth)(bylaw_person *p, int fact, int yes, bylaw_error *error) {
  enum fault fault = person_put(p, fact, KIND_TRUTH, yes);
  return fault == FAULT_NONE ? BYLAW_OK : refuse(p, fact, fault, error);
}

bylaw_status bylaw_set_member_number(bylaw_person *p, int fact, int number, bylaw_error *error) {
  enum fault fault = person_put(p, fact, KIND_ENUM, number);
  return fault == FAULT_NONE ? BYLAW_OK : refuse(p, fact, fault, error);
}

bylaw_status bylaw_set_member(bylaw_person *p, int fact, const char *name, bylaw_error *error) {
  enum fault fault = person_put_member(p, fact, name);
  if (fault == FAULT_NONE) return BYLAW_OK;
  return fault == FAULT_VALUE && name ? refuse_value(p, fact, json_string(name), error)
                                      : refuse(p, fact, fault, error);
}

bylaw_status bylaw_set_text(bylaw_person *p, int fact, const char *text, bylaw_error *error) {
  enum fault fault = person_put_text(p, fact, text);
  if (fault == FAULT_NONE) return BYLAW_OK;
  json_t *given =
      fault == FAULT_VALUE && text ? json_string(text) : NULL; /* NULL also where it is no UTF-8 */
  if (given) return refuse_value(p, fact, given, error);
  if (fault != FAULT_VALUE) return refuse(p, fact, fault, error);
  struct error e = {0};
  const struct fact *f = p->shape->slots[fact].declared;
  error_set(&e, ERR_INPUT, "%s（%s）：%s", f->name, f->label, text ? "不是有效的 UTF-8" : "没有文字");
  error_hint(&e, text ? "先转成 UTF-8" : "没有时用 bylaw_set_absent");
  return give_error(&e, error);
}

bylaw_status bylaw_set_absent(bylaw_person *p, int fact, bylaw_error *error) {
  enum fault fault = person_put_state(p, fact, STATE_ABSENT);
  return fault == FAULT_NONE ? BYLAW_OK : refuse(p, fact, fault, error);
}

bylaw_status bylaw_set_unknown(bylaw_person *p, int fact, bylaw_error *error) {
  enum fault fault = person_put_state(p, fact, STATE_UNKNOWN);
  return fault == FAULT_NONE ? BYLAW_OK : refuse(p, fact, fault, error);
}

/* --- histories and lists ---------------------------------------------------------------------- */

bylaw_status bylaw_clear_fact(bylaw_person *p, int fact, bylaw_error *error) {
  const struct person_slot *s = slot_at(p, fact);
  if (!p->shape) return refuse(p, fact, FAULT_GONE, error);
  if (!s) return refuse(p, fact, FAULT_INDEX, error);
  enum fault fault = FAULT_NONE;
  if (s->form == SLOT_HISTORY || s->form == SLOT_LIST)
    fault = person_empty(p, fact);
  else
    fault = person_put_state(p, fact, s->declared->optional ? STATE_ABSENT : STATE_UNKNOWN);
  return fault == FAULT_NONE ? BYLAW_OK : refuse(p, fact, fault, error);
}

static bool history_day(bylaw_person *p, int fact, struct value day, bylaw_status *status,
                        bylaw_error *error) {
  const struct person_slot *s = slot_at(p, fact);
  if (s && s->form == SLOT_HISTORY && day.state == STATE_KNOWN) return true;
  if (s && s->form == SLOT_HISTORY) {
    *status = refuse_poison(p, fact, day, error);
    return false;
  }
  struct error e = {0};
  if (!s)
    tell(p, fact, p->shape ? FAULT_INDEX : FAULT_GONE, &e);
  else {
    error_set(&e, ERR_USAGE, "%s（%s）没有变更记录，不分段", s->declared->name, s->declared->label);
    error_hint(&e, "直接填它的值");
  }
  *status = give_error(&e, error);
  return false;
}

bylaw_status bylaw_add_spell(bylaw_person *p, int fact, int year, int month, int day, bylaw_error *error) {
  bool always = year == 0 && month == 0 && day == 0;
  struct value from =
      always ? date_of(1, 1, 1) : date_of(year, month, day); /* always: any day that there is */
  bylaw_status status;
  if (!history_day(p, fact, from, &status, error)) return status;
  enum fault fault = person_add_spell(p, fact, always ? DAY_MIN : from.u.i);
  return fault == FAULT_NONE ? BYLAW_OK : refuse(p, fact, fault, error);
}

bylaw_status bylaw_set_known_from(bylaw_person *p, int fact, int year, int month, int day,
                                  bylaw_error *error) {
  struct value from = date_of(year, month, day);
  bylaw_status status;
  if (!history_day(p, fact, from, &status, error)) return status;
  enum fault fault = person_known_from(p, fact, from.u.i);
  return fault == FAULT_NONE ? BYLAW_OK : refuse(p, fact, fault, error);
}

bylaw_status bylaw_add_record(bylaw_person *p, int list, bylaw_error *error) {
  const struct person_slot *s = slot_at(p, list);
  enum fault fault = person_add_record(p, list);
  if (fault == FAULT_NONE) return BYLAW_OK;
  if (fault != FAULT_KIND || !s) return refuse(p, list, fault, error);
  struct error e = {0};
  error_set(&e, ERR_USAGE, "%s（%s）不是清单，没有记录", s->declared->name, s->declared->label);
  error_hint(&e, "直接填它的值");
  return give_error(&e, error);
}
