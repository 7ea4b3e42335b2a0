/* Settling a chunk of subjects.
**
** Most need just the month of the run, and nothing was booked for it: their decisions are made column by column. The others open an
** account; what they ask is asked month by month. What everybody comes to is told in the order of subjects.
*/
#include <stdlib.h>
#include <string.h>

#include "host/engine/payroll.h"

enum { MOST_MONTHS = 1 << 16, MOST_ACCOUNTS = 1 << 14 };

enum row_kind {
  ROW_NOTHING = 0, /* comes to nothing */
  ROW_PAID,        /* the month is paid, as it stands in `due` and `payer` */
  ROW_MONTH,       /* something else about the month */
  ROW_ACCOUNT
};

struct settling {
  struct payroll *r;
  const struct store_chunk *chunk;
  subject_settled settled;
  void *ud;
  uint8_t *later, *kinds; /* a row each: something is dated later; enum row_kind */
  struct verdict *due, *payer;
  int *rows, row_count; /* that are being asked about */
  struct value *terms;
  struct verdict *verdicts;
  int told; /* rows before it */
  struct account *accounts;
  json_t *(*rulings)[2];
  int account_count, *account_rows;
  int64_t months;     /* of the accounts */
  struct arena arena; /* of the accounts */
};

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

static bool open_settling(struct settling *s) {
  size_t n = (size_t)s->chunk->batch.persons + 1;
  s->later = calloc(n, sizeof *s->later);
  s->kinds = calloc(n, sizeof *s->kinds);
  s->due = calloc(n, sizeof *s->due);
  s->payer = calloc(n, sizeof *s->payer);
  s->rows = calloc(n, sizeof *s->rows);
  s->terms = calloc(n, sizeof *s->terms);
  s->verdicts = calloc(n, sizeof *s->verdicts);
  s->accounts = calloc(n < MOST_ACCOUNTS ? n : MOST_ACCOUNTS, sizeof *s->accounts);
  s->rulings = calloc(n < MOST_ACCOUNTS ? n : MOST_ACCOUNTS, sizeof *s->rulings);
  s->account_rows = calloc(n < MOST_ACCOUNTS ? n : MOST_ACCOUNTS, sizeof *s->account_rows);
  return s->later && s->kinds && s->due && s->payer && s->rows && s->terms && s->verdicts && s->accounts &&
         s->rulings && s->account_rows;
}

static void forget_accounts(struct settling *s) {
  for (int i = 0; i < s->account_count; i++) {
    json_decref(s->rulings[i][0]);
    json_decref(s->rulings[i][1]);
  }
  s->account_count = 0;
  s->months = 0;
  arena_reset(&s->arena);
}

static void close_settling(struct settling *s) {
  forget_accounts(s);
  free(s->later);
  free(s->kinds);
  free(s->due);
  free(s->payer);
  free(s->rows);
  free(s->terms);
  free(s->verdicts);
  free(s->accounts);
  free(s->rulings);
  free(s->account_rows);
  arena_free(&s->arena);
}

/* --- who needs what -------------------------------------------------------------------------- */

/* Those of a set among the chunk's subjects, both ascending. */
static void mark(const struct ids *set, const struct store_chunk *chunk, uint8_t *marks) {
  int persons = chunk->batch.persons, row = 0;
  int64_t low = 0, high = set->count;
  while (low < high) {
    int64_t middle = low + (high - low) / 2;
    if (set->list[middle] < chunk->ids[0])
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < set->count && row < persons; low++) {
    while (row < persons && chunk->ids[row] < set->list[low])
      row++;
    if (row < persons && chunk->ids[row] == set->list[low]) marks[row] = 1;
  }
}

/* Who needs all months settled: the first run looks at the months before it where they count, or where something is dated in it. */
static void find_accounts(struct settling *s) {
  struct payroll *r = s->r;
  const struct batch *b = &s->chunk->batch;
  bool everybody = r->settle.law_changed || (!r->last.id && !r->payment->closed);
  if (everybody) {
    memset(s->later, 1, (size_t)b->persons);
    return;
  }
  mark(&r->changed, s->chunk, s->later);
  mark(&r->events, s->chunk, s->later);
  mark(&r->payerless, s->chunk, s->later);
  if (!r->last.id)
    batch_later(&r->policy->script->model, b, month_first_day(r->settle.first_month), s->later);
}

/* The only month that the others need; 0: there are several, or none. */
static int only_month(const struct settle *c) {
  int from = c->last_month ? c->last_month + 1 : c->first_month;
  return from == c->month ? from : 0;
}

static const struct batch_column *account_column(const struct settling *s) {
  int to = s->r->payment->to;
  return to < 0 ? NULL : &s->chunk->batch.facts[to].plain;
}

static const char *account_of(const struct settling *s, int row) {
  const struct batch_column *c = account_column(s);
  return c && c->text && (!c->state || c->state[row] == STATE_KNOWN) ? c->text[row] : NULL;
}

static const char *key_of(const struct settling *s, int row) {
  const struct model *m = &s->r->policy->script->model;
  for (int i = 0; i < m->fact_count; i++)
    if (strcmp(m->facts[i].name, m->key) == 0 && s->chunk->batch.facts[i].plain.text)
      return s->chunk->batch.facts[i].plain.text[row];
  return "";
}

/* --- the month of the run, column by column ---------------------------------------------------- */

/* Who cannot be paid yet is not asked about. */
static bool drop_early(struct settling *s, struct error *e) {
  const struct settle *c = &s->r->settle;
  int kept = 0;
  if (!judge_batch_term(c->judge, c->payment->first_month, month_value(c->month), &s->chunk->batch, s->rows,
                        s->row_count, s->terms, e))
    return false;
  for (int i = 0; i < s->row_count; i++) {
    int first;
    if (!settle_first_month(c, &s->terms[i], c->month, &first, e)) return false;
    if (first <= c->month) s->rows[kept++] = s->rows[i];
  }
  s->row_count = kept;
  return true;
}

/* Ask about `rows`; answers by row. */
static bool ask_rows(struct settling *s, int decision, struct verdict *answers, struct error *e) {
  const struct settle *c = &s->r->settle;
  if (!judge_batch(c->judge, decision, month_value(c->month), NULL, &s->chunk->batch, s->rows, s->row_count,
                   s->verdicts, e))
    return false;
  for (int i = 0; i < s->row_count; i++)
    answers[s->rows[i]] = s->verdicts[i];
  return true;
}

/* What is due tells the rest: whom to ask for the payer, who comes to something unusual. */
static void sort_due(struct settling *s) {
  bool no_account = s->r->payment->to >= 0;
  int kept = 0;
  for (int i = 0; i < s->row_count; i++) {
    int row = s->rows[i];
    int64_t fen;
    bool amount = verdict_amount(&s->due[row], &fen);
    if (amount && fen == 0) continue;
    bool plain = amount && fen > 0 && (!no_account || account_of(s, row));
    s->kinds[row] = plain ? ROW_PAID : ROW_MONTH;
    if (plain) s->rows[kept++] = row;
  }
  s->row_count = kept;
}

static bool ask_payers(struct settling *s, struct error *e) {
  const struct settle *c = &s->r->settle;
  struct value ignored;
  bool has_given;
  if (c->payment->payer < 0) return true;
  int decision = settle_payer_question(c, c->month, c->month, &ignored, &has_given);
  if (!ask_rows(s, decision, s->payer, e)) return false;
  for (int i = 0; i < s->row_count; i++) {
    int row = s->rows[i];
    settle_payer_known(&s->payer[row]);
    if (s->payer[row].kind != VERDICT_VALUE) s->kinds[row] = ROW_MONTH;
  }
  return true;
}

static bool decide_month(struct settling *s, struct error *e) {
  const struct settle *c = &s->r->settle;
  s->row_count = 0;
  for (int row = 0; row < s->chunk->batch.persons; row++)
    if (s->kinds[row] == ROW_NOTHING) s->rows[s->row_count++] = row;
  if (!drop_early(s, e) || !ask_rows(s, c->payment->pays, s->due, e)) return false;
  sort_due(s);
  return ask_payers(s, e);
}

/* --- what they come to ------------------------------------------------------------------------- */

static bool tell(struct settling *s, int row, struct error *e) {
  const char *account = account_of(s, row);
  struct settled_subject one = {s->chunk->ids[row], key_of(s, row), account ? account : "",
                                s->later[row] != 0};
  return s->settled(s->ud, &one, e);
}

static bool tell_paid(struct settling *s, int row, struct error *e) {
  struct settle *c = &s->r->settle;
  bool payer = c->payment->payer >= 0;
  struct settled_line line = {.month = c->month,
                              .kind = LINE_PAY,
                              .cause = CAUSE_NONE,
                              .amount = s->due[row].value.u.i,
                              .payer = payer ? (int)s->payer[row].value.u.i : -1,
                              .ground = s->due[row].ground};
  c->lines = &line;
  c->line_count = 1;
  c->unsettled_count = 0;
  bool ok = tell(s, row, e);
  c->lines = NULL;
  c->line_count = c->line_room = 0;
  return ok;
}

static bool row_facts(const struct settling *s, int row, struct arena *arena, const struct value **facts,
                      struct error *e) {
  const struct batch *b = &s->chunk->batch;
  struct value *made = arena_array(arena, (size_t)b->fact_count + 1, sizeof *made);
  *facts = made;
  return (made && batch_person_in(b, row, arena, made)) || no_memory(e);
}

/* What is due is known already. */
static bool tell_month(struct settling *s, int row, struct error *e) {
  struct arena arena = {0};
  struct month_account month = {.month = s->r->settle.month, .due = s->due[row]};
  struct account a = {.fresh = true, .months = &month, .month_count = 1};
  bool ok = row_facts(s, row, &arena, &a.person.now.facts, e) && settle_finish(&s->r->settle, &a, e) &&
            tell(s, row, e);
  s->r->settle.months = NULL;
  s->r->settle.month_count = 0;
  arena_free(&arena);
  return ok;
}

static bool tell_account(struct settling *s, const struct account *a, int row, struct error *e) {
  bool ok = settle_finish(&s->r->settle, a, e) && tell(s, row, e);
  s->r->settle.months = NULL;
  s->r->settle.month_count = 0;
  return ok;
}

/* All rows before `end`, with the accounts among them. */
static bool tell_rows(struct settling *s, int end, struct error *e) {
  int next = 0;
  if (!settle_ask(&s->r->settle, s->accounts, s->account_count, e)) return false;
  for (; s->told < end; s->told++) {
    int row = s->told;
    bool account = next < s->account_count && s->account_rows[next] == row, ok = true;
    if (account)
      ok = tell_account(s, &s->accounts[next++], row, e);
    else if (s->kinds[row] == ROW_PAID)
      ok = tell_paid(s, row, e);
    else if (s->kinds[row] == ROW_MONTH)
      ok = tell_month(s, row, e);
    if (!ok) return false;
  }
  forget_accounts(s);
  return true;
}

/* --- accounts -------------------------------------------------------------------------------- */

static bool open_row(struct settling *s, int row, struct error *e) {
  int n = s->account_count++;
  struct account *a = &s->accounts[n];
  const struct value *facts;
  s->rulings[n][0] = s->rulings[n][1] = NULL;
  *a = (struct account){.fresh = !s->later[row]};
  if (!row_facts(s, row, &s->arena, &facts, e)) return false;
  a->person.now.facts = facts;
  if (!a->fresh && !payroll_person(s->r, s->chunk->ids[row], facts, s->rulings[n], &s->arena, &a->person, e))
    return false;
  if (!a->person.now.facts) { /* not there yet */
    s->account_count--;
    return true;
  }
  s->account_rows[n] = row;
  if (!settle_open(&s->r->settle, a, &s->arena, e)) return false;
  s->months += a->month_count;
  return true;
}

static bool open_accounts(struct settling *s, struct error *e) {
  for (int row = 0; row < s->chunk->batch.persons; row++) {
    if (s->kinds[row] != ROW_ACCOUNT) continue;
    if (!open_row(s, row, e)) return false;
    bool full = s->months >= MOST_MONTHS || s->account_count == MOST_ACCOUNTS;
    if (full && !tell_rows(s, row + 1, e)) return false;
  }
  return true;
}

static bool settle_chunk(struct settling *s, struct error *e) {
  int month = only_month(&s->r->settle), persons = s->chunk->batch.persons;
  find_accounts(s);
  for (int row = 0; row < persons; row++)
    s->kinds[row] = s->later[row] || !month ? ROW_ACCOUNT : ROW_NOTHING;
  if (month && !decide_month(s, e)) return false;
  return open_accounts(s, e) && tell_rows(s, persons, e);
}

bool payroll_settle_chunk(struct payroll *r, const struct store_chunk *chunk, subject_settled settled,
                          void *ud, struct error *e) {
  struct settling s = {.r = r, .chunk = chunk, .settled = settled, .ud = ud};
  bool ok = open_settling(&s) ? settle_chunk(&s, e) : no_memory(e);
  close_settling(&s);
  return ok;
}
