/* Booking differences: what goes to the person, what is claimed back and from whom, what is given
** up, and why. */
#include "host/engine/settle/account.h"
#include "host/value/month.h"

/* --- causes ----------------------------------------------------------------------------------- */

/* What is due for a month by another version, where that can be said and settled. */
struct other_due {
  bool known;
  int64_t fen;
};

/* Facts first, then law, then readings: what the old law would claim by the facts of today is no
** doing of the new one. `due` gets what is due for each open month by the person and version of
** `j`. */
static bool due_by(struct settle *c, struct judge *j, int decision, struct other_due *due, struct error *e) {
  for (int i = 0; i < c->month_count; i++) {
    const struct month_account *m = &c->months[i];
    struct verdict v;
    int64_t fen;
    due[i] = (struct other_due){0};
    if (!m->open || m->month > c->last_month) continue;
    if (!judge_decide(j, decision, month_value(m->month), NULL, &v, e)) return false;
    if (verdict_amount(&v, &fen) && fen >= -SETTLE_MOST_FEN && fen <= SETTLE_MOST_FEN)
      due[i] = (struct other_due){true, fen};
  }
  return true;
}

static bool any_open(const struct settle *c) {
  for (int i = 0; i < c->month_count; i++)
    if (c->months[i].open && c->months[i].month <= c->last_month) return true;
  return false;
}

/* By today's law with the readings of before. */
static bool due_by_old_readings(struct settle *c, const struct person *p, struct other_due *due,
                                struct error *e) {
  if (!judge_readings(c->judge, c->old_readings, e)) return false;
  judge_person(c->judge, p->now.facts, p->now.rulings);
  bool ok = due_by(c, c->judge, c->payment->pays, due, e);
  bool back = judge_readings(c->judge, NULL, e);
  judge_person(c->judge, p->now.facts, p->now.rulings);
  return ok && back;
}

bool settle_causes(struct settle *c, const struct person *p, struct error *e) {
  if (!p->old_facts || !any_open(c)) return true;
  size_t n = (size_t)c->month_count + 1;
  struct other_due *old = arena_array(&c->arena, n, sizeof *old),
                   *law = arena_array(&c->arena, n, sizeof *law);
  if (!old || !law) return error_set(e, ERR_MEMORY, "内存不足");
  judge_person(c->old_judge, p->old_facts, p->now.rulings);
  if (!due_by(c, c->old_judge, c->old_payment->pays, old, e)) return false;
  if (c->old_readings && !due_by_old_readings(c, p, law, e)) return false;
  for (int i = 0; i < c->month_count; i++) {
    struct month_account *m = &c->months[i];
    int64_t now;
    if (!m->open || m->month > c->last_month || !answer_amount(&m->due, &now)) continue;
    int64_t between = c->old_readings && law[i].known ? law[i].fen : now;
    m->reading = now - between;
    m->law = old[i].known ? between - old[i].fen : m->open - m->reading;
  }
  return true;
}

struct part {
  int cause;
  int64_t amount;
};

/* The parts of an open difference by cause, all of its sign: causes that pull the other way are set
** off against the largest. */
static int parts_of(const struct settle *c, const struct month_account *m, struct part parts[3]) {
  if (!c->last_month || m->month > c->last_month) {
    bool paid_before = m->presumed || m->before; /* then it is not the month itself that is paid */
    parts[0] = (struct part){paid_before ? CAUSE_FACT : CAUSE_NONE, m->open};
    return 1;
  }
  struct part all[3] = {
      {CAUSE_FACT, m->open - m->law - m->reading}, {CAUSE_LAW, m->law}, {CAUSE_READING, m->reading}};
  int64_t against = 0;
  int count = 0, largest = -1;
  for (int i = 0; i < 3; i++) {
    if (all[i].amount == 0) continue;
    if ((all[i].amount > 0) != (m->open > 0)) {
      against += all[i].amount;
      continue;
    }
    parts[count] = all[i];
    if (largest < 0 || llabs(all[i].amount) > llabs(parts[largest].amount)) largest = count;
    count++;
  }
  for (int i = largest; against && count > 0;) { /* the largest first, then whoever is left */
    int64_t take = llabs(against) < llabs(parts[i].amount) ? against : -parts[i].amount;
    parts[i].amount += take;
    against -= take;
    i = (i + 1) % count;
  }
  return count;
}

/* --- booking ---------------------------------------------------------------------------------- */

static bool account_known(const struct settle *c, const struct person *p) {
  if (c->payment->to < 0) return true;
  const struct value *account = &p->now.facts[c->payment->to];
  return account->state == STATE_KNOWN && account->kind == KIND_TEXT && !p->account_returned;
}

static bool leave(struct settle *c, const struct month_account *m, const char *kind, int64_t amount,
                  int payer, const struct justification *why, struct error *e) {
  return settle_add_unsettled(c, (struct unsettled){m->month, m->month, kind, amount, payer, why}, e);
}

/* What is still owed for the month is given up before anything is paid out. */
static int64_t claim_left(const struct month_account *m) {
  int64_t left = -m->owed - m->recovered;
  return left > 0 ? left : 0;
}

/* The payer to whom the month's claims belong: of the last claim. */
static int claim_payer(const struct settle *c, const struct person *p, int month) {
  const struct model *m = &c->policy->script->model;
  const struct decision *d = c->payment->payer >= 0 ? &m->decisions[c->payment->payer] : NULL;
  for (int i = p->line_count - 1; d && i >= 0; i--)
    if (p->lines[i].month == month && p->lines[i].kind == LINE_OWED)
      return domain_member(domain_of(c->policy->script, d->domain), p->lines[i].payer);
  return -1;
}

static bool pay_out(struct settle *c, const struct person *p, const struct month_account *m, int64_t amount,
                    int cause, struct error *e) {
  struct verdict payer = {.kind = VERDICT_VALUE, .value = {.u.i = -1}};
  if (m->payer_asked)
    payer = (struct verdict){(enum verdict_kind)m->payer.kind,
                             {.kind = m->payer.value_kind, .u.i = m->payer.value},
                             m->payer.justification};
  else if (c->payment->payer >= 0 && !settle_payer_of(c, m->month, c->month, &payer, e))
    return false;
  int who = payer.kind == VERDICT_VALUE ? (int)payer.value.u.i : -1;
  if (!account_known(c, p)) return leave(c, m, "account", amount, who, m->due.justification, e);
  if (payer.kind != VERDICT_VALUE) return leave(c, m, "payer", amount, -1, payer.justification, e);
  return settle_add_line(
      c, (struct settled_line){m->month, LINE_PAY, 0, cause, amount, who, m->due.justification, 0}, e);
}

static bool book_more(struct settle *c, const struct person *p, struct month_account *m, struct error *e) {
  struct part parts[3];
  int count = parts_of(c, m, parts);
  int64_t left = claim_left(m);
  for (int i = 0; i < count; i++) {
    int64_t given_up = parts[i].amount < left ? parts[i].amount : left;
    struct settled_line up = {
        m->month, LINE_OWED, 0, parts[i].cause, given_up, claim_payer(c, p, m->month), m->due.justification,
        0};
    left -= given_up;
    if (!settle_add_line(c, up, e)) return false;
    if (parts[i].amount > given_up && !pay_out(c, p, m, parts[i].amount - given_up, parts[i].cause, e))
      return false;
  }
  return true;
}

/* Claims go to those who paid, the latest payment first; what was paid before the ledger, to the
** payer of the month. */
static bool book_less(struct settle *c, const struct person *p, struct month_account *m, struct error *e) {
  struct part parts[3];
  struct holdings all;
  int count = parts_of(c, m, parts);
  if (!settle_holdings(c, p, m->month, &all, e)) return false;
  struct holding *held = all.list;
  int h = all.count - 1;
  for (int i = 0; i < count; i++) {
    int64_t claim = -parts[i].amount;
    while (claim > 0) {
      while (h >= 0 && held[h].amount <= 0)
        h--;
      int64_t take = h >= 0 && held[h].amount < claim ? held[h].amount : claim;
      int who = h >= 0 ? held[h].payer : -1;
      if (h < 0 && c->payment->payer >= 0) {
        struct verdict payer;
        if (!settle_payer_of(c, m->month, m->month, &payer, e)) return false;
        if (payer.kind == VERDICT_VALUE) who = (int)payer.value.u.i;
      }
      struct settled_line line = {m->month, LINE_OWED, 0, parts[i].cause, -take, who, m->due.justification,
                                  0};
      if (!settle_add_line(c, line, e)) return false;
      if (h >= 0) held[h].amount -= take;
      claim -= take;
    }
  }
  return true;
}

bool settle_book(struct settle *c, const struct person *p, struct error *e) {
  for (int i = 0; i < c->month_count; i++) {
    struct month_account *m = &c->months[i];
    if (m->open > 0 && !book_more(c, p, m, e)) return false;
    if (m->open < 0 && !book_less(c, p, m, e)) return false;
  }
  return true;
}
