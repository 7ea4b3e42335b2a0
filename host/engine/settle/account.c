/* Settling a person: months, what is due, what was paid, the difference. */
#include "host/engine/settle/account.h"

#include <string.h>

#include "host/value/month.h"

static void forget_person(struct settle *c) {
  arena_reset(&c->arena);
  c->months = NULL;
  c->lines = NULL;
  c->unsettled = NULL;
  c->month_count = c->line_count = c->line_room = c->unsettled_count = c->unsettled_room = 0;
  c->too_large = false;
}

/* Nothing is settled for a person of whom something is wrong, and nobody else is touched by it. */
static bool fail_person(struct settle *c, const struct account *a, const struct justification *why,
                        struct error *e) {
  int from = a->month_count ? a->months[0].month : c->month;
  c->line_count = c->unsettled_count = 0;
  return settle_add_unsettled(c, (struct unsettled){from, c->month, "failed", 0, -1, why}, e);
}

void settle_close(struct settle *c) {
  arena_free(&c->arena);
}

/* --- months ----------------------------------------------------------------------------------- */

bool settle_first_month(const struct settle *c, const struct value *first, int otherwise, int *month,
                        struct error *e) {
  *month = otherwise;
  if (first->kind == KIND_MONTH && first->state == STATE_KNOWN) *month = (int)first->u.i;
  if (first->kind == KIND_MONTH || first->state != STATE_KNOWN) return true;
  error_set(e, ERR_RULE, "发放 ‘%s’ 的 first_month 应给出月份，得到%s", c->payment->name,
            kind_label((enum kind)first->kind));
  error_article(e, c->policy->script->model.id, c->payment->cite);
  script_point(c->policy->script, c->payment->line, e);
  return false;
}

/* A term that gives no month fails for the person who asked it. */
static bool first_payable(struct settle *c, struct account *a, struct judge *j, int name, int otherwise,
                          int *month, struct error *e) {
  struct value first;
  struct error why;
  *month = otherwise;
  if (!judge_term(j, name, month_value(c->month), &first, &why)) {
    if (why.kind == ERR_MEMORY) return error_set(e, ERR_MEMORY, "%s", why.message);
    return true; /* what is wrong with the person shows in what is due */
  }
  if (settle_first_month(c, &first, otherwise, month, &why)) return true;
  *month = otherwise;
  a->failed = justification_of_failure(c->judge, c->payment->pays, &why);
  return a->failed || error_set(e, ERR_MEMORY, "内存不足");
}

static int earliest_booked(const struct person *p, int month) {
  for (int i = 0; i < p->line_count; i++)
    if (p->lines[i].month < month) month = p->lines[i].month;
  for (int i = 0; i < p->event_count; i++)
    if (p->events[i].month && p->events[i].month < month) month = p->events[i].month;
  return month;
}

static bool has_opening(const struct person *p) {
  for (int i = 0; i < p->event_count; i++)
    if (p->events[i].kind == EVENT_OPENING) return true;
  return false;
}

static struct month_account *month_of_account(struct settle *c, int month) {
  int i = c->month_count ? month - c->months[0].month : -1;
  return i >= 0 && i < c->month_count ? &c->months[i] : NULL;
}

/* Room for the months `from` to the month of the run. */
static bool open_months(const struct settle *c, struct account *a, int from, struct arena *arena,
                        struct error *e) {
  if (from > c->month) return true;
  int count = c->month - from + 1;
  a->too_many = count > SETTLE_MOST_MONTHS; /* the others are paid */
  if (a->too_many) return true;
  a->months = arena_array(arena, (size_t)count, sizeof *a->months);
  if (!a->months) return error_set(e, ERR_MEMORY, "内存不足");
  for (int i = 0; i < count; i++)
    a->months[i].month = from + i;
  a->month_count = count;
  return true;
}

static void add_booked(struct settle *c, const struct person *p) {
  for (int i = 0; i < p->line_count; i++) {
    struct month_account *m = month_of_account(c, p->lines[i].month);
    if (m && p->lines[i].kind == LINE_PAY) settle_sum(c, &m->paid, p->lines[i].amount);
    if (m && p->lines[i].kind == LINE_OWED) settle_sum(c, &m->owed, p->lines[i].amount);
  }
  for (int i = 0; i < p->event_count; i++) {
    const struct store_event *v = &p->events[i];
    struct month_account *m = v->month ? month_of_account(c, v->month) : NULL;
    if (m && !settle_is_possible(v->amount)) c->too_large = true;
    if (!m || !settle_is_possible(v->amount)) continue;
    if (v->kind == EVENT_OPENING) settle_sum(c, &m->before, v->amount);
    if (v->kind == EVENT_RETURNED) settle_sum(c, &m->paid, -v->amount);
    if (v->kind == EVENT_RECOVERED) settle_sum(c, &m->recovered, v->amount);
  }
}

/* --- what is due ------------------------------------------------------------------------------ */

/* What was paid for the months before the beginning, by what was known then. */
static void count_base(struct settle *c) {
  for (int i = 0; i < c->month_count; i++) {
    struct month_account *m = &c->months[i];
    int64_t fen;
    if (m->presumed && m->base.justification && answer_amount(&m->base, &fen)) settle_sum(c, &m->before, fen);
  }
}

static const char *pending_kind(enum verdict_kind kind) {
  switch (kind) {
  case VERDICT_HOLD: return "hold";
  case VERDICT_UNDETERMINED: return "undetermined";
  case VERDICT_NEEDS: return "needs";
  default: return "failed";
  }
}

/* Each of the three is bounded. */
static int64_t settled(const struct month_account *m) {
  return m->before + m->paid + m->owed;
}

/* A month whose due amount is not known stays as it is. What was no clearer when the ledger began
** is nothing new. */
static bool leave_month(struct settle *c, struct month_account *m, struct error *e) {
  bool as_before = m->presumed && m->base.justification && m->base.kind == m->due.kind;
  if (as_before) return true;
  int64_t amount = 0;
  bool held = m->due.kind == VERDICT_HOLD && m->due.value_kind == KIND_MONEY;
  if (held && !settle_is_possible(m->due.value)) c->too_large = true;
  if (held && settle_is_possible(m->due.value)) amount = m->due.value - settled(m);
  return settle_add_unsettled(c,
                              (struct unsettled){m->month, m->month,
                                                 pending_kind((enum verdict_kind)m->due.kind), amount, -1,
                                                 m->due.justification},
                              e);
}

/* The presumption says nothing about a month that was not clear then (what is held was not
** paid). */
static bool base_unclear(const struct month_account *m) {
  int64_t fen;
  return m->presumed && m->base.justification && m->base.kind != VERDICT_HOLD &&
         !answer_amount(&m->base, &fen);
}

static bool reckon_month(struct settle *c, struct month_account *m, struct error *e) {
  int64_t due;
  if (!answer_amount(&m->due, &due)) return leave_month(c, m, e);
  if (due < 0 || !settle_is_possible(due)) c->too_large = true;
  if (c->too_large) return true;
  int64_t open = due - settled(m);
  if (open == 0) return true;
  struct unsettled doubt = {m->month, m->month, "before_ledger", open, -1, m->due.justification};
  if (base_unclear(m)) return settle_add_unsettled(c, doubt, e);
  if (m->presumed && open < 0) { /* only what this ledger paid can be claimed from here */
    int64_t own = m->paid + m->owed;
    int64_t claim = -open < own ? -open : own > 0 ? own : 0;
    doubt.amount = open + claim;
    open = -claim;
    if (doubt.amount && !settle_add_unsettled(c, doubt, e)) return false;
  }
  m->open = open;
  return true;
}

static bool reckon(struct settle *c, struct error *e) {
  for (int i = 0; i < c->month_count && !c->too_large; i++)
    if (!reckon_month(c, &c->months[i], e)) return false;
  return true;
}

static bool fail_too_large(struct settle *c, const struct account *a, struct error *e) {
  struct error why = {0};
  error_set(&why, ERR_RULE,
            "应发金额小于零，或应发、已发、登记的金额超过一个月能够结算的 100 亿元；核对事实与登记的金额");
  error_article(&why, c->policy->script->model.id, c->payment->cite);
  const struct justification *justification = justification_of_failure(c->judge, c->payment->pays, &why);
  if (!justification) return error_set(e, ERR_MEMORY, "内存不足");
  return fail_person(c, a, justification, e);
}

/* --- a person --------------------------------------------------------------------------------- */

/* Law, facts and rulings are those of the beginning: the months before it come out as they are
** presumed to have been paid. */
static bool nothing_new_since(const struct settle *c, const struct person *p) {
  return c->base_judge == c->judge && p->base.facts == p->now.facts && !p->base.rulings && !p->now.rulings;
}

/* All months since the first that can be paid, by what is known now or was known at the
** beginning. */
static bool open_account(struct settle *c, struct account *a, struct arena *arena, struct error *e) {
  const struct person *p = &a->person;
  int first;
  bool presume = c->payment->closed && !has_opening(p);
  a->base_first = c->month + 1;
  if (presume && p->base.facts) {
    judge_person(c->base_judge, p->base.facts, p->base.rulings);
    if (!first_payable(c, a, c->base_judge, c->base_payment->first_month, 0, &a->base_first, e))
      return false; /* 0: nobody knows, no month was clear then */
  }
  judge_person(c->judge, p->now.facts, p->now.rulings);
  if (!first_payable(c, a, c->judge, c->payment->first_month, c->first_month, &first, e)) return false;
  if (a->base_first && a->base_first < first) first = a->base_first;
  if (presume && nothing_new_since(c, p) && first < c->first_month) first = c->first_month;
  first = earliest_booked(p, first);
  if (!open_months(c, a, first < a->since ? a->since : first, arena, e)) return false;
  for (int i = 0; i < a->month_count; i++)
    a->months[i].presumed = presume && a->months[i].month < c->first_month;
  return true;
}

static bool open_fresh(struct settle *c, struct account *a, struct arena *arena, struct error *e) {
  int first, from = c->last_month ? c->last_month + 1 : c->first_month;
  judge_person(c->judge, a->person.now.facts, a->person.now.rulings);
  if (!first_payable(c, a, c->judge, c->payment->first_month, from, &first, e)) return false;
  return open_months(c, a, first > from ? first : from, arena, e);
}

bool settle_open(struct settle *c, struct account *a, struct arena *arena, struct error *e) {
  return a->fresh ? open_fresh(c, a, arena, e) : open_account(c, a, arena, e);
}

bool settle_finish(struct settle *c, const struct account *a, struct error *e) {
  const struct person *p = &a->person;
  forget_person(c);
  if (a->too_many) return fail_person(c, a, NULL, e);
  if (a->failed) return fail_person(c, a, a->failed, e);
  if (a->month_count == 0) return true;
  c->months = a->months;
  c->month_count = a->month_count;
  judge_person(c->judge, p->now.facts, p->now.rulings);
  if (!a->fresh) {
    add_booked(c, p);
    count_base(c);
  }
  if (!c->too_large && !reckon(c, e)) return false;
  if (c->too_large) return fail_too_large(c, a, e);
  if (!a->fresh && c->law_changed && !settle_causes(c, p, e)) return false;
  bool ok = settle_book(c, p, e) && (a->fresh || settle_between(c, p, e));
  return ok && c->too_large ? fail_too_large(c, a, e) : ok;
}

bool settle_person(struct settle *c, const struct person *p, struct error *e) {
  struct account a = {.person = *p};
  struct arena arena = {0};
  bool ok = settle_open(c, &a, &arena, e) && settle_ask(c, &a, 1, e) && settle_finish(c, &a, e);
  c->months = NULL;
  c->month_count = 0;
  arena_free(&arena);
  return ok;
}
