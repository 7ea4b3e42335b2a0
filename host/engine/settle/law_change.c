/* Who comes to something else by a changed law: chunk by chunk, in columns. */
#include "host/base/ids.h"
#include "host/engine/settle/law_change.h"

#include <stdlib.h>
#include <string.h>

#include "host/value/month.h"

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* --- where months begin ----------------------------------------------------------------------- */

/* As settling reads the term, by row: what it refuses is left to it. */
static bool ask_beginning(struct law_change *l, struct judge *j, int name, int month, const struct batch *b,
                          int otherwise, int *out, struct error *e) {
  if (!judge_batch_term(j, name, month_value(month), b, l->later, l->terms, e)) return false;
  for (int row = 0; row < b->persons; row++) {
    const struct value *v = &l->terms[row];
    if (l->later[row]) continue;
    bool known = v->state == STATE_KNOWN;
    out[row] = known && v->kind == KIND_MONTH ? (int)v->u.i : otherwise;
    if (known && v->kind != KIND_MONTH) l->later[row] = RESETTLE_ALL;
  }
  return true;
}

static void unknown_at(struct law_change *l, int fact, int row, bool *any) {
  const struct batch_column *plain = &l->chunk->batch.facts[fact].plain;
  size_t n = (size_t)l->chunk->batch.persons;
  uint8_t *state = l->states[fact];
  if (l->facts[fact].plain.state != state) {
    if (plain->state)
      memcpy(state, plain->state, n);
    else
      memset(state, STATE_KNOWN, n);
    l->facts[fact].plain.state = state;
  }
  state[row] = STATE_UNKNOWN;
  *any = true;
}

static bool states_for(struct law_change *l, int fact) {
  if (!l->states[fact]) l->states[fact] = malloc((size_t)l->room);
  return l->states[fact] != NULL;
}

/* What is dated on `day` or later was not known at the beginning. */
static bool hide_later(struct law_change *l, int64_t day, bool *any) {
  const struct model *m = &l->r->policy->script->model;
  int persons = l->chunk->batch.persons;
  for (int i = 0; i < m->fact_count; i++) {
    struct model one = *m;
    struct batch part = {persons, 1, &l->chunk->batch.facts[i]};
    one.facts = &m->facts[i];
    one.fact_count = 1;
    memset(l->skip, 0, (size_t)persons);
    batch_later(&one, &part, day, l->skip);
    for (int row = 0; row < persons; row++) {
      if (!l->skip[row] || l->later[row]) continue;
      if (!states_for(l, i)) return false;
      unknown_at(l, i, row, any);
    }
  }
  return true;
}

static int64_t first_news(const struct law_change *l, int64_t subject) {
  return first_at_least(l->news, l->news_count, sizeof *l->news, offsetof(struct fact_news, subject),
                        subject);
}

static bool hide_changed(struct law_change *l, bool *any) {
  const int64_t *ids = l->chunk->ids;
  int persons = l->chunk->batch.persons, row = 0, facts = l->r->policy->script->model.fact_count;
  for (int64_t i = first_news(l, ids[0]); i < l->news_count && row < persons; i++) {
    while (row < persons && ids[row] < l->news[i].subject)
      row++;
    if (row == persons || ids[row] != l->news[i].subject || l->later[row]) continue;
    for (int k = 0; k < facts; k++) {
      if (!(l->news[i].facts >> k & 1)) continue;
      if (!states_for(l, k)) return false;
      unknown_at(l, k, row, any);
    }
  }
  return true;
}

/* The people as they were known at the beginning: what was told otherwise then is unknown here. A
** term that is known all the same is what it was. */
static bool base_batch(struct law_change *l, struct batch *out, bool *hidden) {
  const struct batch *b = &l->chunk->batch;
  memcpy(l->facts, b->facts, (size_t)b->fact_count * sizeof *l->facts);
  *out = (struct batch){b->persons, b->fact_count, l->facts};
  *hidden = false;
  return hide_later(l, month_first_day(l->r->settle.first_month), hidden) && hide_changed(l, hidden);
}

/* Base months begin in the same month by the run before and by this one, else settling must look.
** Where it cannot be said and something is hidden, neither. */
static bool base_beginnings(struct law_change *l, struct error *e) {
  const struct settle *c = &l->r->settle;
  struct judge *j = c->base_judge;
  int name = c->base_payment->first_month, persons = l->chunk->batch.persons;
  struct batch base;
  bool hidden;
  if (!base_batch(l, &base, &hidden)) return no_memory(e);
  int otherwise = hidden ? -1 : 0;
  if (!ask_beginning(l, j, name, c->month, &base, otherwise, l->begin.base_now, e) ||
      !ask_beginning(l, j, name, c->last_month, &base, otherwise, l->begin.base_before, e))
    return false;
  for (int row = 0; row < persons; row++)
    if (!l->later[row] && (l->begin.base_now[row] < 0 || l->begin.base_now[row] != l->begin.base_before[row]))
      l->later[row] = RESETTLE_ALL;
  return true;
}

static bool find_beginnings(struct law_change *l, struct error *e) {
  const struct settle *c = &l->r->settle;
  const struct batch *b = &l->chunk->batch;
  if (!ask_beginning(l, c->judge, c->payment->first_month, c->month, b, c->first_month, l->begin.now, e) ||
      !ask_beginning(l, c->old_judge, l->old->first_month, c->last_month, b, c->first_month, l->begin.before,
                     e))
    return false;
  if (c->payment->closed) return base_beginnings(l, e);
  for (int row = 0; row < b->persons; row++)
    l->begin.base_now[row] = 0;
  return true;
}

/* --- lines about other months ----------------------------------------------------------------- */

static int row_of(const struct store_chunk *chunk, int64_t id) {
  int64_t low = first_at_least(chunk->ids, chunk->batch.persons, sizeof *chunk->ids, 0, id);
  return low < chunk->batch.persons && chunk->ids[low] == id ? (int)low : -1;
}

static bool keep_late(void *ud, const struct store_line *line) {
  struct law_change *l = ud;
  int row = row_of(l->chunk, line->subject);
  if (row < 0 || l->later[row]) return true;
  if (l->line_count == l->line_room) {
    int room = l->line_room ? l->line_room * 2 : 1024;
    struct late_line *more = realloc(l->lines, (size_t)room * sizeof *more);
    l->failed = !more;
    if (!more) return false;
    l->lines = more;
    l->line_room = room;
  }
  l->lines[l->line_count++] = (struct late_line){row, line->month, line->run_month, line->kind == LINE_PAY};
  return true;
}

static bool read_late(struct law_change *l, struct error *e) {
  struct payroll *r = l->r;
  int persons = l->chunk->batch.persons;
  l->line_count = 0;
  /* nothing hangs on them */
  if (!l->reach.payers && l->reach.first_affected_month >= r->settle.first_month) return true;
  if (!store_lines_late(r->b->store, r->policy->script->model.id, r->payment->name, l->chunk->ids[0],
                        l->chunk->ids[persons - 1], keep_late, l, e))
    return false;
  return !l->failed || no_memory(e);
}

/* --- those who may be untouched --------------------------------------------------------------- */

static int by_start(const void *a, const void *b) {
  const struct untouched *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

/* The first of both; 0: there is no second. */
static int earlier(int first, int second) {
  return second && second < first ? second : first;
}

/* Months from the first that settling may look at on; all since the ledger began, for nobody knows
** which lines there are. Months that the changed law cannot reach are not asked about, unless the
** run before did not look at them. */
static void find_people(struct law_change *l) {
  const struct settle *c = &l->r->settle;
  l->count = 0;
  for (int row = 0; row < l->chunk->batch.persons; row++) {
    int base = l->begin.base_now[row];
    int before = earlier(l->begin.before[row], base), now = earlier(l->begin.now[row], base);
    if (!l->later[row] && now < before && now < l->reach.first_affected_month) l->later[row] = RESETTLE_ALL;
    l->begin.before[row] = before;
    l->begin.now[row] = earlier(now, c->first_month);
  }
  for (int i = 0; i < l->line_count; i++)
    l->begin.now[l->lines[i].row] = earlier(l->begin.now[l->lines[i].row], l->lines[i].month);
  for (int row = 0; row < l->chunk->batch.persons; row++) {
    int start = l->begin.now[row];
    if (l->later[row]) continue;
    if (c->month - start + 1 > SETTLE_MOST_MONTHS)
      l->later[row] = RESETTLE_ALL;
    else
      l->people[l->count++] = (struct untouched){row, start, l->begin.before[row]};
  }
  qsort(l->people, (size_t)l->count, sizeof *l->people, by_start);
}

static bool fill_batch(struct law_change *l) {
  batch_clear(&l->maker);
  for (int i = 0; i < l->count; i++)
    if (!batch_person(&l->chunk->batch, l->people[i].row, &l->rooms, l->person) ||
        !batch_add(&l->maker, l->person))
      return false;
  return true;
}

/* --- asking both laws ------------------------------------------------------------------------- */

/* A value that stands beside its leaf. */
static bool is_whole(const struct verdict *v) {
  switch (v->value.kind) {
  case KIND_MONEY:
  case KIND_ENUM:
  case KIND_COUNT:
  case KIND_TRUTH:
  case KIND_DATE:
  case KIND_MONTH: return v->value.state == STATE_KNOWN;
  default: return false;
  }
}

static struct verdict verdict_of(const struct judge *j, uint32_t leaf, int64_t value) {
  struct verdict v = *judge_leaf(j, leaf);
  if (is_whole(&v)) v.value.u.i = value;
  return v;
}

bool same_answer(const struct verdict *a, const struct verdict *b) {
  if (a->kind != b->kind) return false;
  if (a->kind != VERDICT_VALUE && a->kind != VERDICT_HOLD) return true;
  if (a->value.state != b->value.state || a->value.kind != b->value.kind) return false;
  return a->value.state != STATE_KNOWN || (is_whole(a) && a->value.u.i == b->value.u.i);
}

/* Months before the law's reach come to nothing new for whoever has the same payers. */
static void mark_affected(struct law_change *l, int i) {
  int row = l->people[i].row;
  l->later[row] = l->reach.payers ? RESETTLE_ALL : RESETTLE_SINCE;
  l->since[row] = l->reach.first_affected_month;
}

/* Cases that were left open are told anew, in the words of this law. */
static void mark_cases(struct law_change *l) {
  int64_t i = 0;
  for (int row = 0; row < l->chunk->batch.persons && i < l->case_count; row++) {
    while (i < l->case_count && l->cases[i].subject < l->chunk->ids[row])
      i++;
    if (i == l->case_count || l->cases[i].subject != l->chunk->ids[row] || l->later[row]) continue;
    l->later[row] = l->reach.payers ? RESETTLE_ALL : RESETTLE_SINCE;
    l->since[row] =
        l->cases[i].from < l->reach.first_affected_month ? l->cases[i].from : l->reach.first_affected_month;
  }
}

/* A question about a month, by the names of both versions. */
struct law_question {
  int decision, old_decision, month;
  const struct value *given;
};

/* Put the question about the first `open` people but those in `skip`; of whom the answer is another
** one by the old law is affected. The answers of today stand in `leaf` and `value`. */
static bool ask_both(struct law_change *l, struct law_question q, int open, const uint8_t *skip,
                     struct error *e) {
  const struct settle *c = &l->r->settle;
  struct batch part = l->maker.batch;
  struct value when = month_value(q.month);
  bool any = false, affected;
  part.persons = open;
  if (!judge_batch(c->judge, q.decision, when, q.given, &part, skip, 1, l->leaf, l->value, e)) return false;
  for (int i = 0; i < open; i++) {
    l->old_skip[i] = 1;
    if (skip[i]) continue;
    if (!difference_affects(&l->differ, judge_leaf(c->judge, l->leaf[i]), &affected)) return no_memory(e);
    l->old_skip[i] = !affected;
    any = any || affected;
  }
  if (!any) return true;
  if (!judge_batch(c->old_judge, q.old_decision, when, q.given, &part, l->old_skip, 1, l->old_leaf,
                   l->old_value, e))
    return false;
  for (int i = 0; i < open; i++) {
    if (l->old_skip[i]) continue;
    struct verdict now = verdict_of(c->judge, l->leaf[i], l->value[i]),
                   old = verdict_of(c->old_judge, l->old_leaf[i], l->old_value[i]);
    if (!same_answer(&now, &old)) mark_affected(l, i);
  }
  return true;
}

/* Who is not known to be affected so far. */
static int open_people(struct law_change *l, int month, int open) {
  while (open < l->count && l->people[open].start <= month)
    open++;
  for (int i = 0; i < open; i++)
    l->skip[i] = l->later[l->people[i].row];
  return open;
}

/* What is due in a month that the run before did not look at was paid by nobody. */
static void find_paid(struct law_change *l, int month, int open) {
  const struct judge *j = l->r->settle.judge;
  for (int i = 0; i < open; i++) {
    int row = l->people[i].row;
    int64_t fen;
    l->paid[i] = 0;
    if (l->later[row]) continue;
    struct verdict v = verdict_of(j, l->leaf[i], l->value[i]);
    bool amount = verdict_amount(&v, &fen);
    if (month < l->people[i].settled && (!amount || fen != 0)) mark_affected(l, i);
    l->paid[i] = amount && fen != 0 && !l->later[row];
  }
}

static bool ask_payers(struct law_change *l, int month, int open, struct error *e) {
  const struct settle *c = &l->r->settle;
  if (!l->reach.payers || month < c->first_month) return true;
  for (int i = 0; i < open; i++)
    l->skip[i] = !l->paid[i];
  return ask_both(l, (struct law_question){c->payment->payer, l->old->payer, month, NULL}, open, l->skip, e);
}

static bool ask_months(struct law_change *l, struct error *e) {
  const struct settle *c = &l->r->settle;
  int open = 0, from = l->count ? l->people[0].start : c->month + 1;
  if (from < l->reach.first_affected_month && !l->reach.payers) from = l->reach.first_affected_month;
  for (int month = from; month <= c->last_month; month++) {
    open = open_people(l, month, open);
    struct law_question q = {c->payment->pays, l->old->pays, month, NULL};
    if (!ask_both(l, q, open, l->skip, e)) return false;
    find_paid(l, month, open);
    if (!ask_payers(l, month, open, e)) return false;
  }
  return true;
}

/* --- who paid other months -------------------------------------------------------------------- */

static int by_question(const void *a, const void *b) {
  const struct late_line *x = a, *y = b;
  if (x->month != y->month) return x->month < y->month ? -1 : 1;
  if (x->paid_in != y->paid_in) return x->paid_in < y->paid_in ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

/* Lines of one month that were paid in one run: who pays that? `place`: of a row among the
** people. */
static bool ask_back_payers(struct law_change *l, const struct late_line *lines, int count, const int *place,
                            struct error *e) {
  const struct settle *c = &l->r->settle;
  struct value given;
  bool has_given, any = false;
  memset(l->skip, 1, (size_t)l->count);
  for (int i = 0; i < count; i++) {
    if (!lines[i].paid || l->later[lines[i].row]) continue;
    l->skip[place[lines[i].row]] = 0;
    any = true;
  }
  if (!any) return true;
  int decision = settle_payer_question(c, lines->month, lines->paid_in, &given, &has_given);
  struct law_question q = {decision, has_given ? l->old->back_payer : l->old->payer, lines->month,
                           has_given ? &given : NULL};
  return ask_both(l, q, l->count, l->skip, e);
}

static bool ask_late(struct law_change *l, struct error *e) {
  int *place = l->begin.now; /* no longer needed */
  if (!l->reach.payers || l->line_count == 0) return true;
  for (int i = 0; i < l->count; i++)
    place[l->people[i].row] = i;
  qsort(l->lines, (size_t)l->line_count, sizeof *l->lines, by_question);
  for (int i = 0, end; i < l->line_count; i = end) {
    for (end = i; end < l->line_count && l->lines[end].month == l->lines[i].month &&
                  l->lines[end].paid_in == l->lines[i].paid_in;)
      end++;
    if (!ask_back_payers(l, &l->lines[i], end - i, place, e)) return false;
  }
  return true;
}

/* Nobody is asked about the same month a second time: what is learned about one would not come
** back. */
static bool ask_all(struct law_change *l, struct error *e) {
  struct judge *now = l->r->settle.judge, *old = l->r->settle.old_judge;
  long long enough_now = judge_signatures_after(now, JUDGE_NEVER),
            enough_old = judge_signatures_after(old, JUDGE_NEVER);
  bool ok = ask_months(l, e) && ask_late(l, e);
  judge_signatures_after(now, enough_now);
  judge_signatures_after(old, enough_old);
  return ok;
}

bool law_change_mark(struct law_change *l, const struct store_chunk *chunk, uint8_t *later, struct error *e) {
  l->chunk = chunk;
  l->later = later;
  if (!law_change_room(l, chunk->batch.persons)) return no_memory(e);
  if (!find_beginnings(l, e) || !read_late(l, e)) return false;
  find_people(l);
  mark_cases(l);
  if (l->reach.first_affected_month > l->r->settle.last_month && !l->reach.payers) return true;
  return (fill_batch(l) || no_memory(e)) && ask_all(l, e);
}
