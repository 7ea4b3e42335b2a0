/* What is due to many persons and who pays it: month by month, for all who have that month open. */
#include <stdlib.h>

#include "host/engine/settle/account.h"
#include "host/value/month.h"

enum { FEW = 4 }; /* as long as it is they, one person after the other is cheaper */

/* --- one person ------------------------------------------------------------------------------- */

static bool wants_base(const struct account *a, const struct month_account *m) {
  return m->presumed && m->month >= a->base_first && a->person.base.facts;
}

static bool ask_one(struct settle *c, struct account *a, struct error *e) {
  const struct person *p = &a->person;
  struct verdict v;
  if (a->month_count && p->base.facts) judge_person(c->base_judge, p->base.facts, p->base.rulings);
  for (int i = 0; i < a->month_count; i++) {
    struct month_account *m = &a->months[i];
    if (!wants_base(a, m)) continue;
    if (!judge_decide(c->base_judge, c->base_payment->pays, month_value(m->month), NULL, &v, e)) return false;
    m->base = answer_of(&v);
  }
  if (a->month_count) judge_person(c->judge, p->now.facts, p->now.rulings);
  for (int i = 0; i < a->month_count; i++) {
    struct month_account *m = &a->months[i];
    if (!judge_decide(c->judge, c->payment->pays, month_value(m->month), NULL, &v, e)) return false;
    m->due = answer_of(&v);
  }
  return true;
}

static bool by_itself(const struct account *a) {
  return a->person.now.rulings || a->person.base.rulings;
}

/* --- one month -------------------------------------------------------------------------------- */

/* All persons in columns, and the months of one question. */
struct asking {
  /* by what is known now, and was at the beginning where the judge is the same */
  struct batch_maker now;
  struct batch_maker base;          /* else */
  bool both;                        /* the judge is the same */
  struct account **order;           /* by their first month; only those who ask here */
  int *now_rows, *base_rows, count; /* an account each; -1: none */
  int *rows, asked;
  struct answer **answers;
  struct verdict *verdicts;
};

static int by_first_month(const void *a, const void *b) {
  const struct account *x = *(struct account *const *)a, *y = *(struct account *const *)b;
  if (x->months[0].month != y->months[0].month) return x->months[0].month < y->months[0].month ? -1 : 1;
  return (x > y) - (x < y);
}

static bool fill_person(struct asking *q, int k) {
  const struct person *p = &q->order[k]->person;
  struct batch_maker *base = q->both ? &q->now : &q->base;
  q->now_rows[k] = q->now.batch.persons;
  q->base_rows[k] = -1;
  if (!batch_add(&q->now, p->now.facts)) return false;
  if (!p->base.facts || !q->order[k]->months[0].presumed) return true;
  q->base_rows[k] = base->batch.persons;
  return batch_add(base, p->base.facts);
}

/* Whoever has a month open has all those after it, up to that of the run: sorted, those of one
** month are the first ones. */
static bool fill(struct asking *q, struct account *accounts, int count) {
  for (int k = 0; k < count; k++)
    if (!by_itself(&accounts[k]) && !accounts[k].asked && accounts[k].month_count)
      q->order[q->count++] = &accounts[k];
  qsort(q->order, (size_t)q->count, sizeof *q->order, by_first_month);
  for (int k = 0; k < q->count; k++)
    if (!fill_person(q, k)) return false;
  return true;
}

static bool asking_open(struct asking *q, const struct settle *c, struct account *accounts, int count) {
  size_t n = (size_t)count;
  q->both = c->base_judge == c->judge;
  bool made = judge_batch_make(c->judge, &q->now) && judge_batch_make(c->base_judge, &q->base);
  q->order = calloc(n, sizeof *q->order);
  q->now_rows = calloc(n, sizeof *q->now_rows);
  q->base_rows = calloc(n, sizeof *q->base_rows);
  q->rows = calloc(2 * n, sizeof *q->rows);
  q->answers = calloc(2 * n, sizeof *q->answers);
  q->verdicts = calloc(2 * n, sizeof *q->verdicts);
  return made && q->order && q->now_rows && q->base_rows && q->rows && q->answers && q->verdicts &&
         fill(q, accounts, count);
}

static void asking_close(struct asking *q) {
  batch_maker_free(&q->now);
  batch_maker_free(&q->base);
  free(q->order);
  free(q->now_rows);
  free(q->base_rows);
  free(q->rows);
  free(q->answers);
  free(q->verdicts);
}

/* Whether this month will be paid out, as far as it can be seen before it is reckoned; who is not
** asked now is asked then. */
static bool wants_payer(const struct account *a, const struct month_account *m) {
  int64_t due, before = 0;
  if (a->person.line_count || !answer_amount(&m->due, &due)) return false;
  if (m->base.justification && !answer_amount(&m->base, &before)) before = 0;
  return due > before;
}

static void ask_for(struct asking *q, int row, struct answer *answer) {
  q->rows[q->asked] = row;
  q->answers[q->asked++] = answer;
}

static bool ask_batch(struct asking *q, struct judge *j, int decision, int month, const struct value *given,
                      const struct batch *b, struct error *e) {
  if (!q->asked) return true;
  if (!judge_rows(j, decision, month_value(month), given, b, q->rows, q->asked, q->verdicts, e)) return false;
  for (int i = 0; i < q->asked; i++)
    *q->answers[i] = answer_of(&q->verdicts[i]);
  q->asked = 0;
  return true;
}

static struct month_account *month_at(const struct asking *q, int k, int month) {
  return &q->order[k]->months[month - q->order[k]->months[0].month];
}

/* The first `open` accounts have the month. */
static bool ask_due(struct settle *c, struct asking *q, int open, int month, struct error *e) {
  for (int k = 0; k < open; k++) {
    struct month_account *m = month_at(q, k, month);
    ask_for(q, q->now_rows[k], &m->due);
    if (q->both && wants_base(q->order[k], m)) ask_for(q, q->base_rows[k], &m->base);
  }
  if (!ask_batch(q, c->judge, c->payment->pays, month, NULL, &q->now.batch, e)) return false;
  for (int k = 0; k < open && !q->both; k++) {
    struct month_account *m = month_at(q, k, month);
    if (wants_base(q->order[k], m)) ask_for(q, q->base_rows[k], &m->base);
  }
  return ask_batch(q, c->base_judge, c->base_payment->pays, month, NULL, &q->base.batch, e);
}

static bool ask_payer(struct settle *c, struct asking *q, int open, int month, struct error *e) {
  struct value given;
  bool has_given;
  int decision = settle_payer_question(c, month, c->month, &given, &has_given);
  for (int k = 0; k < open; k++) {
    struct month_account *m = month_at(q, k, month);
    if (!wants_payer(q->order[k], m)) continue;
    m->payer_asked = true;
    ask_for(q, q->now_rows[k], &m->payer);
  }
  int asked = q->asked;
  if (!ask_batch(q, c->judge, decision, month, has_given ? &given : NULL, &q->now.batch, e)) return false;
  for (int i = 0; i < asked; i++) {
    settle_payer_known(&q->verdicts[i]);
    *q->answers[i] = answer_of(&q->verdicts[i]);
  }
  return true;
}

static bool ask_months(struct settle *c, struct asking *q, struct error *e) {
  int open = 0;
  for (int month = q->count ? q->order[0]->months[0].month : c->month + 1; month <= c->month; month++) {
    while (open < q->count && q->order[open]->months[0].month <= month)
      open++;
    if (!ask_due(c, q, open, month, e)) return false;
    if (c->payment->payer >= 0 && !ask_payer(c, q, open, month, e)) return false;
  }
  return true;
}

bool settle_ask(struct settle *c, struct account *accounts, int count, struct error *e) {
  struct asking q = {0};
  bool many = count >= FEW, ok = true;
  for (int k = 0; ok && k < count; k++)
    if (!accounts[k].asked && (!many || by_itself(&accounts[k]))) ok = ask_one(c, &accounts[k], e);
  if (!ok || !many) return ok;
  /* few people a month: what is learned about one would not come back */
  long long now = judge_signatures_after(c->judge, JUDGE_NEVER),
            base = judge_signatures_after(c->base_judge, JUDGE_NEVER);
  ok = asking_open(&q, c, accounts, count) || error_set(e, ERR_MEMORY, "内存不足");
  ok = ok && ask_months(c, &q, e);
  asking_close(&q);
  judge_signatures_after(c->base_judge, base);
  judge_signatures_after(c->judge, now);
  return ok;
}
