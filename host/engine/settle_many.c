/* What is due to many persons and who pays it: month by month, for all who have that month open. */
#include <stdlib.h>

#include "host/engine/settle.h"

enum { FEW = 4 }; /* as long as it is they, one person after the other is cheaper */

/* --- one person ---------------------------------------------------------------------------- */

static bool wants_base(const struct account *a, const struct month_account *m) {
  return m->presumed && m->month >= a->base_first && a->person.base.facts;
}

static bool ask_one(struct settle *c, struct account *a, struct error *e) {
  const struct person *p = &a->person;
  if (a->month_count && p->base.facts) judge_person(c->base_judge, p->base.facts, p->base.rulings);
  for (int i = 0; i < a->month_count; i++) {
    struct month_account *m = &a->months[i];
    if (!wants_base(a, m)) continue;
    if (!judge_decide(c->base_judge, c->payment->pays, month_value(m->month), NULL, &m->base, e))
      return false;
  }
  if (a->month_count) judge_person(c->judge, p->now.facts, p->now.rulings);
  for (int i = 0; i < a->month_count; i++) {
    struct month_account *m = &a->months[i];
    if (!judge_decide(c->judge, c->payment->pays, month_value(m->month), NULL, &m->due, e)) return false;
  }
  return true;
}

/* --- one month ----------------------------------------------------------------------------- */

enum question { ASK_BASE, ASK_DUE, ASK_PAYER };

/* The persons of one question, and where their answers go. */
struct asking {
  const struct value **persons;
  struct verdict **answers, *verdicts;
  int count;
};

static bool asking_open(struct asking *q, int most) {
  size_t n = (size_t)most;
  q->persons = calloc(n, sizeof *q->persons);
  q->answers = calloc(n, sizeof *q->answers);
  q->verdicts = calloc(n, sizeof *q->verdicts);
  return q->persons && q->answers && q->verdicts;
}

static void asking_close(struct asking *q) {
  free(q->persons);
  free(q->answers);
  free(q->verdicts);
}

static bool by_itself(const struct account *a) {
  return a->person.now.rulings || a->person.base.rulings;
}

/* Whether this month will be paid out, as far as it can be seen before it is reckoned; who is not asked now is asked then. */
static bool wants_payer(const struct account *a, const struct month_account *m) {
  int64_t due, before = 0;
  if (a->person.line_count || !verdict_amount(&m->due, &due)) return false;
  if (m->base.ground && !verdict_amount(&m->base, &before)) before = 0;
  return due > before;
}

static void gather(struct asking *q, enum question what, struct account *a, int month) {
  int i = a->month_count ? month - a->months[0].month : -1;
  if (i < 0 || i >= a->month_count || by_itself(a)) return;
  struct month_account *m = &a->months[i];
  if (what == ASK_BASE && !wants_base(a, m)) return;
  if (what == ASK_PAYER && !wants_payer(a, m)) return;
  m->payer_asked = what == ASK_PAYER;
  q->persons[q->count] = what == ASK_BASE ? a->person.base.facts : a->person.now.facts;
  q->answers[q->count++] = what == ASK_BASE ? &m->base : what == ASK_DUE ? &m->due : &m->payer;
}

static bool ask_month(struct settle *c, enum question what, struct asking *q, int month, struct error *e) {
  struct judge *j = what == ASK_BASE ? c->base_judge : c->judge;
  struct value given;
  bool has_given = false;
  int decision = c->payment->pays;
  if (what == ASK_PAYER) decision = settle_payer_question(c, month, c->month, &given, &has_given);
  if (!judge_many(j, decision, month_value(month), has_given ? &given : NULL, q->persons, q->count,
                  q->verdicts, e))
    return false;
  for (int i = 0; i < q->count; i++) {
    if (what == ASK_PAYER) settle_payer_known(&q->verdicts[i]);
    *q->answers[i] = q->verdicts[i];
  }
  return true;
}

static bool ask_months(struct settle *c, struct account *accounts, int count, struct asking *q,
                       struct error *e) {
  int first = c->month + 1;
  for (int k = 0; k < count; k++)
    if (accounts[k].month_count && accounts[k].months[0].month < first) first = accounts[k].months[0].month;
  enum question last = c->payment->payer >= 0 ? ASK_PAYER : ASK_DUE;
  for (int month = first; month <= c->month; month++)
    for (enum question what = ASK_BASE; what <= last; what++) {
      q->count = 0;
      for (int k = 0; k < count; k++)
        gather(q, what, &accounts[k], month);
      if (q->count && !ask_month(c, what, q, month, e)) return false;
    }
  return true;
}

bool settle_ask(struct settle *c, struct account *accounts, int count, struct error *e) {
  struct asking q = {0};
  bool many = count >= FEW, ok = true;
  for (int k = 0; ok && k < count; k++)
    if (!many || by_itself(&accounts[k])) ok = ask_one(c, &accounts[k], e);
  if (!ok || !many) return ok;
  ok = asking_open(&q, count) || error_set(e, ERR_MEMORY, "内存不足");
  ok = ok && ask_months(c, accounts, count, &q, e);
  asking_close(&q);
  return ok;
}
