/* What is recorded about a person's money or case beside facts: events. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/payroll.h"
#include "host/engine/record.h"

const char *const RECORD_EVENTS[] = {"paid_before", "returned", "recovered", "ruling", NULL};

bool record_is_event(const char *name) {
  for (int i = 0; RECORD_EVENTS[i]; i++)
    if (strcmp(RECORD_EVENTS[i], name) == 0) return true;
  return false;
}

/* --- reading ----------------------------------------------------------------------------------- */

static bool event_error(struct error *e, const char *name, const char *why, const char *example) {
  error_set(e, ERR_INPUT, "%s：%s", name, why);
  error_hint(e, "写成 %s=%s", name, example);
  return false;
}

enum { FURTHEST_BACK = 1200 }; /* months: settlement reckons each of them */

static bool read_month(struct recording *r, const char *name, struct slice s, const char *example, int *month,
                       struct error *e) {
  struct value m = office_month(s);
  if (m.state != STATE_KNOWN) return event_error(e, name, "月份无法读取", example);
  *month = (int)m.u.i;
  struct value today = value_of(KIND_DATE, r->office.today), now = value_op(NULL, OP_MONTH_OF, &today);
  if (now.u.i - *month > FURTHEST_BACK)
    return error_set(e, ERR_INPUT, "%s 的月份在 100 多年以前，核对年份", name);
  if (month_first_day(*month) <= r->office.today) return true;
  char text[16];
  month_text(*month, text);
  error_set(e, ERR_INPUT, "%s：月份 %s 还没有到", name, text);
  error_hint(e, "登记之日以前的月份才能有发放");
  return false;
}

/* "2025-03:30.00". */
static bool read_amount(struct recording *r, const char *name, const char *text, int *month, int64_t *fen,
                        struct error *e) {
  static const struct fact amount = {.kind = KIND_MONEY};
  size_t head = strcspn(text, ":"), skip = 1;
  const char *wide = strstr(text, "：");
  if (wide && (size_t)(wide - text) < head) {
    head = (size_t)(wide - text);
    skip = strlen("：");
  }
  if (!text[head]) return event_error(e, name, "没有写金额", "2025-03:30.00");
  if (!read_month(r, name, (struct slice){text, head}, "2025-03:30.00", month, e)) return false;
  struct value v;
  struct fault why;
  const char *money = text + head + skip;
  struct slice s = office_trim((struct slice){money, strlen(money)});
  if (!office_value(&r->office, &amount, s, &r->arena, &v, &why))
    return why.starved ? fault_error(&why, "", e) : event_error(e, name, why.reason, "2025-03:30.00");
  *fen = v.u.i;
  return v.u.i >= 0 || event_error(e, name, "金额不能小于零", "2025-03:30.00");
}

/* --- what is there ----------------------------------------------------------------------------- */

/* The money of a month as booked, and what was recorded about it. */
struct booked {
  int64_t paid, owed, returned, recovered; /* owed: <= 0 */
  int64_t run;                             /* that paid last */
  const char *owed_payer;
  int payments; /* that have lines of the month */
};

static bool add_lines(struct recording *r, int month, struct booked *out, struct error *e) {
  const struct model *m = r->office.model;
  for (int i = 0; i < m->payment_count; i++) {
    struct store_line *lines;
    int count = 0, found = 0;
    if (!store_lines_of(r->b->store, m->id, m->payments[i].name, r->id, &r->arena, &lines, &count, e))
      return false;
    for (int k = 0; k < count; k++) {
      if (lines[k].month != month) continue;
      found++;
      if (lines[k].kind == LINE_PAY) out->paid += lines[k].amount;
      if (lines[k].kind == LINE_PAY) out->run = lines[k].run;
      if (lines[k].kind == LINE_OWED) out->owed += lines[k].amount;
      if (lines[k].kind == LINE_OWED) out->owed_payer = lines[k].payer;
    }
    out->payments += found > 0;
  }
  return true;
}

/* The events of this person that count; `month` 0: of every month. */
static bool events_of(struct recording *r, struct store_event **events, int *count, struct error *e) {
  *count = 0;
  return store_events(r->b->store, r->id, store_log_head(r->b->store), &r->arena, events, count, e);
}

static bool read_booked(struct recording *r, int month, struct booked *out, struct error *e) {
  struct store_event *events;
  int count;
  *out = (struct booked){.owed_payer = ""};
  if (!add_lines(r, month, out, e) || !events_of(r, &events, &count, e)) return false;
  for (int i = 0; i < count; i++) {
    if (events[i].month != month) continue;
    if (events[i].kind == EVENT_RETURNED) out->returned += events[i].amount;
    if (events[i].kind == EVENT_RECOVERED) out->recovered += events[i].amount;
  }
  if (out->payments <= 1) return true;
  error_set(e, ERR_INPUT, "这个月有几项发放，不知道说的是哪一项");
  error_hint(e, "按发放分别记账的登记还不能这样写");
  return false;
}

static bool add_event(struct recording *r, const char *name, struct store_event event, struct error *e) {
  int64_t log;
  event.subject = r->id;
  if (!record_act(r, e) || !store_event_add(r->b->store, r->act, &event, &log, e)) return false;
  return record_changed(r, name, e);
}

/* --- money ------------------------------------------------------------------------------------- */

/* Told again, the amount of a month replaces what was told before. */
static bool paid_before(struct recording *r, const char *name, const char *text, struct error *e) {
  struct store_event *events;
  int month, count;
  int64_t fen;
  if (!read_amount(r, name, text, &month, &fen, e) || !events_of(r, &events, &count, e)) return false;
  for (int i = 0; i < count; i++) {
    if (events[i].kind != EVENT_OPENING || events[i].month != month) continue;
    if (events[i].amount == fen) return true;
    if (!add_event(r, name, (struct store_event){.kind = EVENT_WITHDRAWN, .of = events[i].log}, e))
      return false;
  }
  return add_event(r, name, (struct store_event){.kind = EVENT_OPENING, .month = month, .amount = fen}, e);
}

static bool returned(struct recording *r, const char *name, const char *text, struct error *e) {
  struct booked b;
  int month;
  if (!read_month(r, name, (struct slice){text, strlen(text)}, "2025-06", &month, e)) return false;
  if (!read_booked(r, month, &b, e)) return false;
  int64_t back = b.paid - b.returned;
  if (back > 0)
    return add_event(
        r, name, (struct store_event){.kind = EVENT_RETURNED, .month = month, .amount = back, .run = b.run},
        e);
  char shown[16];
  month_text(month, shown);
  error_set(e, ERR_INPUT, b.paid > 0 ? "%s：%s 的款项已经登记过退回" : "%s：没有给这个人发放过 %s 的款项",
            name, shown);
  error_hint(e, "核对月份：写款项所属的月份，不是退回的月份");
  return false;
}

static bool recovered(struct recording *r, const char *name, const char *text, struct error *e) {
  struct booked b;
  int month;
  int64_t fen;
  if (!read_amount(r, name, text, &month, &fen, e) || !read_booked(r, month, &b, e)) return false;
  if (fen == 0) return event_error(e, name, "金额应大于零", "2025-06:30.00");
  int64_t open = -b.owed - b.recovered;
  if (fen <= open)
    return add_event(
        r, name,
        (struct store_event){.kind = EVENT_RECOVERED, .month = month, .amount = fen, .payer = b.owed_payer},
        e);
  char shown[16], more[32], owed[32];
  month_text(month, shown);
  fen_text(fen, more);
  fen_text(open > 0 ? open : 0, owed);
  error_set(e, ERR_INPUT, "%s：追回 %s 元，但 %s 应追回的只有 %s 元", name, more, shown, owed);
  error_hint(e, "核对月份与金额");
  return false;
}

/* --- rulings ----------------------------------------------------------------------------------- */

/* Read by those who decide by it, for its first month or day: what they would refuse is refused here. */
static bool check_ruling(struct recording *r, json_t *ruling, struct error *e) {
  struct evaluation *v = calloc(1, sizeof *v);
  struct outcome *out = calloc(1, sizeof *out);
  const char *from = json_string_value(json_object_get(ruling, "from"));
  const char *name = json_string_value(json_object_get(ruling, "decision"));
  bool ruled = false, ok = (v && out) || error_set(e, ERR_MEMORY, "内存不足");
  int decision = ok && name ? decision_find(r->office.model, name, e) : 0;
  ok = ok && decision >= 0;
  if (ok) {
    v->policy = r->policy;
    v->decision = decision;
    v->rulings = json_pack("[O]", ruling);
    bool month = r->office.model->decisions[decision].per == PER_MONTH;
    struct value when = !from ? value_poison(VERR_TEXT, 0, 0) : month ? month_parse(from) : date_parse(from);
    if (when.state != STATE_KNOWN) when = month ? month_of(1, 1) : date_of(1, 1, 1); /* it will be told */
    ok = run_begin(&v->run, r->policy->script) || error_set(e, ERR_MEMORY, "内存不足");
    v->run.decided_on = value_of(KIND_DATE, r->office.today);
    v->run.given_decision = decision;
    ok = ok && ruling_decides(v, decision, when, out, &ruled, e);
    json_decref(v->rulings);
    v->rulings = NULL;
    evaluation_end(v);
  }
  free(v);
  free(out);
  return ok;
}

static bool ruling(struct recording *r, const char *name, const char *text, struct error *e) {
  json_t *given = json_read(text, strlen(text), name, e);
  struct store_event *events;
  int count = 0;
  if (!given) return false;
  bool ok = check_ruling(r, given, e) && events_of(r, &events, &count, e);
  char *compact = ok ? json_text(given, JSON_COMPACT) : NULL;
  json_decref(given);
  if (!ok) return false;
  if (!compact) return error_set(e, ERR_MEMORY, "内存不足");
  bool there = false;
  for (int i = 0; i < count; i++)
    there = there || (events[i].kind == EVENT_RULING && strcmp(events[i].text, compact) == 0);
  ok = there || add_event(r, name, (struct store_event){.kind = EVENT_RULING, .text = compact}, e);
  free(compact);
  return ok;
}

bool record_event(struct recording *r, const char *name, const char *value, struct error *e) {
  if (strcmp(name, "paid_before") == 0) return paid_before(r, name, value, e);
  if (strcmp(name, "returned") == 0) return returned(r, name, value, e);
  return strcmp(name, "recovered") == 0 ? recovered(r, name, value, e) : ruling(r, name, value, e);
}
