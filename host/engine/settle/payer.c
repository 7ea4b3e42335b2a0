/* Who pays, and what moves between payers when that comes out otherwise than it was booked. */
#include <string.h>

#include "host/engine/settle/account.h"
#include "host/value/month.h"

int settle_payer_question(const struct settle *c, int month, int paid_in, struct value *given,
                          bool *has_given) {
  *has_given = paid_in > month && c->payment->back_payer >= 0;
  *given = month_value(paid_in);
  return *has_given ? c->payment->back_payer : c->payment->payer;
}

void settle_payer_known(struct verdict *payer) {
  bool nobody = payer->kind == VERDICT_VALUE &&
                payer->value.state != STATE_KNOWN; /* a term asked a decision that was refused */
  if (nobody) payer->kind = VERDICT_REFUSED;
}

bool settle_payer_of(struct settle *c, int month, int paid_in, struct verdict *out, struct error *e) {
  struct value given;
  bool has_given;
  int decision = settle_payer_question(c, month, paid_in, &given, &has_given);
  if (!judge_decide(c->judge, decision, month_value(month), has_given ? &given : NULL, out, e)) return false;
  settle_payer_known(out);
  return true;
}

static int member_of(const struct settle *c, const char *text) {
  const struct model *m = &c->policy->script->model;
  if (c->payment->payer < 0) return -1;
  return domain_member(domain_of(c->policy->script, m->decisions[c->payment->payer].domain), text);
}

/* Claim `amount` of what `payer` holds, the latest first. */
static void take(struct holdings *all, int payer, int64_t amount) {
  for (int i = all->count - 1; i >= 0 && amount > 0; i--) {
    struct holding *h = &all->list[i];
    if (h->payer != payer || h->amount <= 0) continue;
    int64_t part = h->amount < amount ? h->amount : amount;
    h->amount -= part;
    h->claimed += part;
    amount -= part;
  }
}

/* A claim is given up: the money stands again where it was claimed. What was paid before the ledger
** never stood here. */
static void give_up(struct holdings *all, int payer, int64_t amount) {
  for (int i = 0; i < all->count && amount > 0; i++) {
    struct holding *h = &all->list[i];
    if (h->payer != payer) continue;
    int64_t part = h->claimed < amount ? h->claimed : amount;
    h->claimed -= part;
    h->amount += part;
    amount -= part;
  }
}

static bool hold(struct settle *c, struct holdings *all, struct holding one, struct error *e) {
  if (all->count == all->room) {
    int room = all->room ? all->room * 2 : 8;
    struct holding *more = arena_array(&c->arena, (size_t)room, sizeof *more);
    if (!more) return error_set(e, ERR_MEMORY, "内存不足");
    if (all->count) memcpy(more, all->list, (size_t)all->count * sizeof *more);
    all->list = more;
    all->room = room;
  }
  all->list[all->count++] = one;
  return true;
}

/* Money of the month that one payer handed to another: both lines stand in a pair, and name the
** month of the run that paid it. Who has to bear what was paid late depends on when it was paid, so
** one holding of a payer must not be taken for another. Lines of before that was recorded name
** none: `paid_in` 0 takes the oldest. */
static bool move(struct settle *c, struct holdings *all, int from, int to, int paid_in, int64_t amount,
                 struct error *e) {
  int count = all->count;
  for (int i = 0; i < count && amount > 0; i++) {
    struct holding h = all->list[i];
    if (h.payer != from || h.amount <= 0 || (paid_in && h.paid_in != paid_in)) continue;
    int64_t part = h.amount < amount ? h.amount : amount;
    all->list[i].amount -= part;
    amount -= part;
    if (!hold(c, all, (struct holding){h.month, h.paid_in, to, h.run, part, 0}, e)) return false;
  }
  return true;
}

/* Transfers that came back stand with nobody; those that were made later still do. A return
** names its run; what an older one names beyond what that run paid is of the runs before it. */
static void take_back(const struct person *p, int month, struct holdings *all) {
  for (int i = 0; i < p->event_count; i++) {
    const struct store_event *v = &p->events[i];
    if (v->kind != EVENT_RETURNED || v->month != month) continue;
    int64_t amount = v->amount;
    for (int pass = 0; pass < 2; pass++)
      for (int k = all->count - 1; k >= 0 && amount > 0; k--) {
        struct holding *h = &all->list[k];
        if (h->amount <= 0 || (pass == 0 ? h->run != v->run : v->run && h->run > v->run)) continue;
        int64_t part = h->amount < amount ? h->amount : amount;
        h->amount -= part;
        amount -= part;
      }
  }
}

static bool moved_when(const struct store_line *l, int *paid_in, struct error *e) {
  *paid_in = 0;
  if (!*l->account) return true;
  struct value month = month_parse(l->account);
  if (month.state != STATE_KNOWN)
    return error_set(e, ERR_STORE, "第 %lld 次发放的区县间结算没有写明是哪个月发放的款项，核对数据库",
                     (long long)l->run);
  *paid_in = (int)month.u.i;
  return true;
}

bool settle_holdings(struct settle *c, const struct person *p, int month, struct holdings *out,
                     struct error *e) {
  int from = -1, paid_in;
  *out = (struct holdings){0};
  for (int i = 0; i < p->line_count; i++) {
    const struct store_line *l = &p->lines[i];
    if (l->month != month) continue;
    int payer = member_of(c, l->payer);
    bool ok = true;
    if (l->kind == LINE_PAY)
      ok = hold(c, out, (struct holding){month, l->run_month, payer, l->run, l->amount, 0}, e);
    else if (l->kind == LINE_OWED && l->amount > 0)
      give_up(out, payer, l->amount);
    else if (l->kind == LINE_OWED)
      take(out, payer, -l->amount);
    else if (l->amount < 0)
      from = payer;
    else
      ok = moved_when(l, &paid_in, e) && move(c, out, from, payer, paid_in, l->amount, e);
    if (!ok) return false;
  }
  take_back(p, month, out);
  return true;
}

/* What this run itself claims back no longer stands with anybody, and what it gives up stands
** again. */
static void take_claims(const struct settle *c, int month, struct holdings *held) {
  for (int i = 0; i < c->line_count; i++) {
    const struct settled_line *l = &c->lines[i];
    if (l->month != month || l->kind != LINE_OWED) continue;
    if (l->amount < 0)
      take(held, l->payer, -l->amount);
    else
      give_up(held, l->payer, l->amount);
  }
}

static bool move_lines(struct settle *c, const struct person *p, const struct holding *h,
                       const struct verdict *payer, struct error *e) {
  int cause = c->law_changed && !p->changed ? CAUSE_LAW : CAUSE_FACT;
  struct settled_line out = {h->month, LINE_BETWEEN,         0,         cause, -h->amount,
                             h->payer, payer->justification, h->paid_in};
  struct settled_line in = {
      h->month, LINE_BETWEEN, 0, cause, h->amount, (int)payer->value.u.i, payer->justification, h->paid_in};
  return settle_add_line(c, out, e) && settle_add_line(c, in, e);
}

static bool between_month(struct settle *c, const struct person *p, int month, struct error *e) {
  struct holdings held;
  if (!settle_holdings(c, p, month, &held, e)) return false;
  take_claims(c, month, &held);
  for (int i = 0; i < held.count; i++) {
    struct verdict payer;
    const struct holding *h = &held.list[i];
    if (h->amount <= 0 || h->payer < 0) continue;
    if (!settle_payer_of(c, month, h->paid_in, &payer, e)) return false;
    if (payer.kind != VERDICT_VALUE || payer.value.u.i == h->payer) continue;
    if (!move_lines(c, p, h, &payer, e)) return false;
  }
  return true;
}

bool settle_between(struct settle *c, const struct person *p, struct error *e) {
  if (!c->payment->between || c->payment->payer < 0) return true;
  for (int i = 0; i < c->month_count; i++) {
    const struct month_account *m = &c->months[i];
    int64_t due;
    if (m->paid <= 0 || !answer_amount(&m->due, &due)) continue;
    if (!between_month(c, p, m->month, e)) return false;
  }
  return true;
}
