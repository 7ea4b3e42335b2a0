/* Subjects with open accounts, and those who wait behind them.
**
** What accounts ask is asked month by month, which takes many of them to be worth it; but people
** are told of in their order. So everybody after the first open account waits, until there are
** enough.
*/
#include <stdlib.h>
#include <string.h>

#include "host/engine/settle/run.h"

enum { MOST_ACCOUNTS = 1 << 15, MOST_WAITING = 1 << 19, MOST_PENDING_BYTES = 48 << 20 };

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* --- telling ---------------------------------------------------------------------------------- */

static bool tell_paid(struct settling *s, const struct waiting *w, struct error *e) {
  struct settle *c = &s->r->settle;
  struct settled_line line = {.month = c->month,
                              .kind = LINE_PAY,
                              .cause = CAUSE_NONE,
                              .amount = w->amount,
                              .payer = w->payer,
                              .justification = w->justification};
  struct settled_subject one = {w->id, "", w->account, false};
  c->lines = &line;
  c->line_count = 1;
  c->unsettled_count = 0;
  bool ok = s->settled(s->ud, &one, e);
  c->lines = NULL;
  c->line_count = c->line_room = 0;
  return ok;
}

static bool tell_account(struct settling *s, const struct waiting *w, struct error *e) {
  struct settle *c = &s->r->settle;
  const struct account *a = &s->accounts[w->number];
  struct settled_subject one = {w->id, s->opened[w->number].key, w->account, !a->fresh};
  bool ok = settle_finish(c, a, e) && s->settled(s->ud, &one, e);
  c->months = NULL;
  c->month_count = 0;
  return ok;
}

void settling_forget(struct settling *s) {
  for (int i = 0; i < s->account_count; i++) {
    json_decref(s->opened[i].rulings[0]);
    json_decref(s->opened[i].rulings[1]);
  }
  s->account_count = s->waiting_count = 0;
  arena_reset(&s->arena);
}

bool settling_full(const struct settling *s) {
  return s->waiting_count >= MOST_WAITING || s->account_count >= MOST_ACCOUNTS ||
         s->arena.bytes >= MOST_PENDING_BYTES;
}

bool settling_flush(struct settling *s, struct error *e) {
  bool ok = settle_ask(&s->r->settle, s->accounts, s->account_count, e);
  for (int i = 0; ok && i < s->waiting_count; i++) {
    const struct waiting *w = &s->waiting[i];
    ok = w->number < 0 ? tell_paid(s, w, e) : tell_account(s, w, e);
  }
  settling_forget(s);
  return ok;
}

bool settling_end(struct settling *s, struct error *e) {
  return settling_flush(s, e);
}

/* --- waiting ---------------------------------------------------------------------------------- */

static struct waiting *wait_in_line(struct settling *s, struct error *e) {
  if (s->waiting_count == s->waiting_room) {
    int room = s->waiting_room ? s->waiting_room * 2 : 1024;
    struct waiting *more = realloc(s->waiting, (size_t)room * sizeof *more);
    if (!more) {
      no_memory(e);
      return NULL;
    }
    s->waiting = more;
    s->waiting_room = room;
  }
  return &s->waiting[s->waiting_count++];
}

static bool paid_row(struct settling *s, int row, struct error *e) {
  bool payer = s->r->settle.payment->payer >= 0;
  const char *account = settling_account(s, row);
  struct waiting now = {.id = s->chunk->ids[row],
                        .amount = s->due[row].value.u.i,
                        .account = account ? account : "",
                        .justification = s->due[row].justification,
                        .payer = payer ? (int)s->payer[row].value.u.i : -1,
                        .number = -1};
  if (s->account_count == 0) return tell_paid(s, &now, e);
  struct waiting *w = wait_in_line(s, e);
  if (!w) return false;
  *w = now;
  w->account = arena_text(&s->arena, now.account); /* the chunk's own are gone by then */
  return w->account || no_memory(e);
}

/* --- accounts --------------------------------------------------------------------------------- */

static bool keep_text(struct value *v, struct arena *arena) {
  if (v->kind != KIND_TEXT || v->state != STATE_KNOWN) return true;
  v->u.text = arena_text(arena, v->u.text);
  return v->u.text != NULL;
}

static bool keep_texts(struct value *v, struct arena *arena) {
  if (v->state == STATE_KNOWN && v->kind == KIND_TIMELINE) {
    for (int i = 0; i < v->u.timeline->count; i++)
      if (!keep_text(&v->u.timeline->spells[i].value, arena)) return false;
  } else if (v->state == STATE_KNOWN && v->kind == KIND_LIST) {
    for (int i = 0; i < v->u.list->rows * v->u.list->fields; i++)
      if (!keep_text(&v->u.list->cells[i], arena)) return false;
  }
  return keep_text(v, arena);
}

/* Of a row, so that they outlive its chunk. */
static const struct value *keep_facts(struct settling *s, int row) {
  const struct batch *b = &s->chunk->batch;
  struct value *facts = arena_array(&s->arena, (size_t)b->fact_count + 1, sizeof *facts);
  if (!facts || !batch_person_in(b, row, &s->arena, facts)) return NULL;
  for (int i = 0; i < b->fact_count; i++)
    if (!keep_texts(&facts[i], &s->arena)) return NULL;
  return facts;
}

static bool account_room(struct settling *s) {
  if (s->account_count < s->account_room) return true;
  int room = s->account_room ? s->account_room * 2 : 64;
  struct account *accounts = realloc(s->accounts, (size_t)room * sizeof *accounts);
  if (accounts) s->accounts = accounts;
  struct opened *opened = realloc(s->opened, (size_t)room * sizeof *opened);
  if (opened) s->opened = opened;
  if (accounts && opened) s->account_room = room;
  return accounts && opened;
}

/* What is due in the only month is known. */
static bool open_month(struct settling *s, struct account *a, int row) {
  a->months = arena_new(&s->arena, sizeof *a->months);
  if (!a->months) return false;
  a->asked = true;
  a->month_count = 1;
  *a->months = (struct month_account){.month = s->r->settle.month, .due = answer_of(&s->due[row])};
  return true;
}

static bool open_row(struct settling *s, int row, struct error *e) {
  const char *account = settling_account(s, row);
  if (!account_room(s)) return no_memory(e);
  int n = s->account_count++;
  struct account *a = &s->accounts[n];
  *a = (struct account){.fresh = !s->later[row]};
  if (s->later[row] == RESETTLE_SINCE) a->since = s->law->since[row];
  s->opened[n] = (struct opened){.key = arena_text(&s->arena, settling_key(s, row))};
  a->person.now.facts = keep_facts(s, row);
  struct waiting *w = a->person.now.facts && s->opened[n].key ? wait_in_line(s, e) : NULL;
  if (!w) return no_memory(e);
  *w = (struct waiting){.id = s->chunk->ids[row], .number = n};
  w->account = arena_text(&s->arena, account ? account : "");
  if (!w->account) return no_memory(e);
  if (s->kinds[row] == ROW_MONTH) return open_month(s, a, row) || no_memory(e);
  if (!a->fresh &&
      !payroll_person(s->r, w->id, a->person.now.facts, s->opened[n].rulings, &s->arena, &a->person, e))
    return false;
  if (!a->person.now.facts) { /* not there yet at the payroll's place in the log */
    s->account_count--;
    s->waiting_count--;
    return true;
  }
  return settle_open(&s->r->settle, a, &s->arena, e);
}

bool settling_row(struct settling *s, int row, struct error *e) {
  if (s->kinds[row] == ROW_PAID) return paid_row(s, row, e);
  bool alone = s->account_count == 0 && s->kinds[row] == ROW_MONTH; /* nothing is to be asked */
  return open_row(s, row, e) && (!alone || settling_flush(s, e));
}

/* --- rows of the chunk ------------------------------------------------------------------------ */

static const struct batch_column *account_column(const struct settling *s) {
  int to = s->r->payment->to;
  return to < 0 ? NULL : &s->chunk->batch.facts[to].plain;
}

const char *settling_account(const struct settling *s, int row) {
  const struct batch_column *c = account_column(s);
  return c && c->text && (!c->state || c->state[row] == STATE_KNOWN) ? c->text[row] : NULL;
}

const char *settling_key(const struct settling *s, int row) {
  int key = model_key(&s->r->policy->script->model);
  const char **texts = key < 0 ? NULL : s->chunk->batch.facts[key].plain.text;
  return texts ? texts[row] : "";
}
