/* Settling all subjects, chunk by chunk.
**
** Most need just the month of the run, and nothing was booked for it: their decisions are made
** column by column. The others open an account (run_order.c).
*/
#include <stdlib.h>
#include <string.h>

#include "host/engine/settle/run.h"
#include "host/value/month.h"

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

struct settling *settling_open(struct payroll *r, subject_settled settled, void *ud, struct error *e) {
  struct settling *s = calloc(1, sizeof *s);
  if (s)
    *s = (struct settling){.r = r, .settled = settled, .ud = ud};
  else
    no_memory(e);
  r->b->affected = 0;
  if (!s || r->b->no_pruning || law_change_open(&s->law, r, e)) return s;
  settling_close(s);
  return NULL;
}

void settling_everybody(struct settling *s) {
  s->everybody = true;
}

static void free_rows(struct settling *s) {
  free(s->later);
  free(s->kinds);
  free(s->due);
  free(s->payer);
  free(s->verdicts);
  free(s->terms);
  free(s->rows);
}

void settling_close(struct settling *s) {
  if (!s) return;
  settling_forget(s);
  law_change_close(s->law);
  free_rows(s);
  free(s->accounts);
  free(s->opened);
  free(s->waiting);
  arena_free(&s->arena);
  free(s);
}

static bool room_for(struct settling *s, int persons) {
  size_t n = (size_t)persons;
  if (persons <= s->room) return true;
  free_rows(s);
  s->room = persons;
  s->later = calloc(n, sizeof *s->later);
  s->kinds = calloc(n, sizeof *s->kinds);
  s->due = calloc(n, sizeof *s->due);
  s->payer = calloc(n, sizeof *s->payer);
  s->verdicts = calloc(n, sizeof *s->verdicts);
  s->terms = calloc(n, sizeof *s->terms);
  s->rows = calloc(n, sizeof *s->rows);
  return s->later && s->kinds && s->due && s->payer && s->verdicts && s->terms && s->rows;
}

/* --- who needs what --------------------------------------------------------------------------- */

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

/* Who needs all months settled: the first run looks at the months before it where they count, or
** where something is dated in it; a changed law at those of whom it cannot be shown that it does
** not touch them. */
static bool find_accounts(struct settling *s, struct error *e) {
  struct payroll *r = s->r;
  const struct batch *b = &s->chunk->batch;
  memset(s->later, 0, (size_t)b->persons);
  bool everybody = r->settle.law_changed ? !s->law : !r->last.id && !r->payment->closed;
  if (everybody || s->everybody) {
    memset(s->later, 1, (size_t)b->persons);
    return true;
  }
  mark(&r->changed, s->chunk, s->later);
  mark(&r->events, s->chunk, s->later);
  mark(&r->payerless, s->chunk, s->later);
  if (!r->last.id)
    batch_later(&r->policy->script->model, b, month_first_day(r->settle.first_month), s->later);
  return !s->law || law_change_mark(s->law, s->chunk, s->later, e);
}

/* The only month that the others need; 0: there are several, or none. */
static int only_month(const struct settle *c) {
  int from = c->last_month ? c->last_month + 1 : c->first_month;
  return from == c->month ? from : 0;
}

/* Whether there is a month after that of the run before. */
static bool has_month(const struct settle *c) {
  return c->last_month < c->month;
}

/* --- the month of the run, column by column --------------------------------------------------- */

/* Who cannot be paid yet is not asked about. */
static bool drop_early(struct settling *s, struct error *e) {
  const struct settle *c = &s->r->settle;
  int kept = 0;
  if (!judge_rows_term(c->judge, c->payment->first_month, month_value(c->month), &s->chunk->batch, s->rows,
                       s->row_count, s->terms, e))
    return false;
  for (int i = 0; i < s->row_count; i++) {
    int first;
    struct error why; /* of one person, told with the account */
    bool fails = !settle_first_month(c, &s->terms[i], c->month, &first, &why);
    if (fails) s->kinds[s->rows[i]] = ROW_ACCOUNT;
    if (!fails && first <= c->month) s->rows[kept++] = s->rows[i];
  }
  s->row_count = kept;
  return true;
}

/* Ask about `rows`; answers by row. */
static bool ask_rows(struct settling *s, int decision, struct verdict *answers, struct error *e) {
  const struct settle *c = &s->r->settle;
  if (!judge_rows(c->judge, decision, month_value(c->month), NULL, &s->chunk->batch, s->rows, s->row_count,
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
    bool plain = amount && fen > 0 && fen <= SETTLE_MOST_FEN && (!no_account || settling_account(s, row));
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

void settling_no_pruning(bylaw *b, bool on) {
  b->no_pruning = on;
}

int64_t settling_affected(const bylaw *b) {
  return b->affected;
}

/* --- a chunk ---------------------------------------------------------------------------------- */

bool settling_chunk(struct settling *s, const struct store_chunk *chunk, struct error *e) {
  int month = only_month(&s->r->settle), persons = chunk->batch.persons;
  s->chunk = chunk;
  if (!room_for(s, persons)) return no_memory(e);
  if (!find_accounts(s, e)) return false;
  bool fresh = !month && has_month(&s->r->settle);
  for (int row = 0; row < persons && s->r->settle.law_changed; row++)
    s->r->b->affected += s->later[row] != RESETTLE_NONE;
  for (int row = 0; row < persons; row++)
    s->kinds[row] = s->later[row] || fresh ? ROW_ACCOUNT : ROW_NOTHING;
  if (month && !decide_month(s, e)) return false;
  for (int row = 0; row < persons; row++) {
    if (s->kinds[row] != ROW_NOTHING && !settling_row(s, row, e)) return false;
    if (settling_full(s) && !settling_flush(s, e)) return false;
  }
  return true;
}
