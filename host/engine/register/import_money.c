/* What a change of facts moves in months that are paid: what the next payment would settle for
** these people now, less what it would have settled without the change. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/register/import.h"
#include "host/engine/settle/payroll.h"
#include "host/value/month.h"

enum { MOST_RECKONED = 5000 };

/* What a month comes to in the next payment. */
struct month_sum {
  int month;
  int64_t pay, owed; /* fen; owed <= 0 are claims */
};

struct months {
  struct month_sum *list;
  int count, room;
};

struct moving {
  bylaw *b;
  struct policy *policy;
  const struct payment *payment;
  struct store_run last;
  struct payroll now, before;
  struct ids ids;       /* of those who are reckoned, ascending */
  struct months months; /* of the person, the next one overwrites them */
  struct arena arena;
  int64_t people, moved, back, owed; /* moved: months; fen */
  json_t *list;
};

/* --- a person --------------------------------------------------------------------------------- */

static struct month_sum *sum_of(struct months *all, int month, struct error *e) {
  for (int i = 0; i < all->count; i++)
    if (all->list[i].month == month) return &all->list[i];
  if (all->count == all->room) {
    int room = all->room ? all->room * 2 : 64;
    struct month_sum *grown = realloc(all->list, (size_t)room * sizeof *grown);
    if (!grown) {
      error_set(e, ERR_MEMORY, "内存不足");
      return NULL;
    }
    all->list = grown;
    all->room = room;
  }
  all->list[all->count] = (struct month_sum){.month = month};
  return &all->list[all->count++];
}

/* Each line of a settlement is bounded, and their number too: the sums cannot overflow. */
static bool add_lines(struct months *all, const struct settle *c, int64_t sign, struct error *e) {
  for (int i = 0; i < c->line_count; i++) {
    const struct settled_line *l = &c->lines[i];
    if (l->kind == LINE_BETWEEN) continue;
    struct month_sum *m = sum_of(all, l->month, e);
    if (!m) return false;
    *(l->kind == LINE_PAY ? &m->pay : &m->owed) += sign * l->amount;
  }
  return true;
}

static bool settle_as_of(struct moving *x, struct payroll *r, int64_t id, int64_t sign, struct error *e) {
  struct store_subject now;
  bool there = false;
  arena_reset(&x->arena);
  return store_subject(x->b->store, id, &x->arena, &now, e) && payroll_settle(r, &now, &there, e) &&
         (!there || add_lines(&x->months, &r->settle, sign, e));
}

static bool put_person(struct moving *x, const struct moved *one, const struct month_sum *sum, int from,
                       int to, struct error *e) {
  char key[256], shown[96], first[16], last[16], paid[32], claimed[32];
  const struct model *m = &x->policy->script->model;
  const struct fact *f = model_key(m) >= 0 ? &m->facts[model_key(m)] : NULL;
  if (!store_key(x->b->store, one->id, key, sizeof key, e)) return false;
  office_shown(f, key, strlen(key), shown);
  text_mask_numbers(shown);
  month_text(from, first);
  month_text(to, last);
  fen_text(sum->pay, paid);
  fen_text(-sum->owed, claimed);
  json_t *made =
      json_pack("{s:I, s:s, s:i, s:s, s:s, s:s, s:s}", "line", (json_int_t)one->line, "key", shown, "months",
                sum->month, "from", first, "to", last, "back_pay", paid, "owed", claimed);
  return (made && json_array_append_new(x->list, made) == 0) || error_set(e, ERR_MEMORY, "内存不足");
}

/* What was to be settled anyway is not moved by the change. */
static bool add_person(struct moving *x, const struct moved *one, struct error *e) {
  struct month_sum sum = {0}; /* month: how many */
  int from = 0, to = 0;
  for (int i = 0; i < x->months.count; i++) {
    const struct month_sum *m = &x->months.list[i];
    if (m->pay == 0 && m->owed == 0) continue;
    sum.month++;
    sum.pay += m->pay;
    sum.owed += m->owed;
    if (!from || m->month < from) from = m->month;
    if (m->month > to) to = m->month;
  }
  if (sum.month == 0) return true;
  x->people++;
  x->moved += sum.month;
  x->back += sum.pay;
  x->owed += sum.owed;
  return put_person(x, one, &sum, from, to, e);
}

static bool reckon(struct moving *x, const struct moved *moved, struct error *e) {
  for (int64_t i = 0; i < x->ids.count; i++) {
    x->months.count = 0;
    if (!settle_as_of(x, &x->now, moved[i].id, 1, e) || !settle_as_of(x, &x->before, moved[i].id, -1, e) ||
        !add_person(x, &moved[i], e))
      return false;
  }
  return true;
}

/* --- a payment -------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b) {
  const int64_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static bool take_ids(struct moving *x, const struct moved *moved, int64_t count, struct error *e) {
  x->ids.count = count < MOST_RECKONED ? count : MOST_RECKONED;
  x->ids.list = malloc((size_t)x->ids.count * sizeof *x->ids.list);
  if (!x->ids.list) return error_set(e, ERR_MEMORY, "内存不足");
  for (int64_t i = 0; i < x->ids.count; i++)
    x->ids.list[i] = moved[i].id;
  qsort(x->ids.list, (size_t)x->ids.count, sizeof *x->ids.list, by_id);
  return true;
}

static bool open_both(struct moving *x, int64_t before, struct error *e) {
  int64_t head = store_log_head(x->b->store);
  struct payroll_place place = {x->payment->name, x->last.month,  &x->last, head,
                                x->last.version,  .only = &x->ids};
  if (!payroll_open(&x->now, x->b, x->policy, &place, e)) return false;
  place.log = before;
  return payroll_open(&x->before, x->b, x->policy, &place, e);
}

static json_t *answer(const struct moving *x, int64_t count) {
  char through[16], back[32], owed[32];
  month_text(x->last.month, through);
  fen_text(x->back, back);
  fen_text(-x->owed, owed);
  return json_pack("{s:s, s:s, s:I, s:I, s:s, s:s, s:I, s:O}", "payment", x->payment->name, "through",
                   through, "people", (json_int_t)x->people, "months", (json_int_t)x->moved, "back_pay", back,
                   "owed", owed, "not_reckoned",
                   (json_int_t)(count > MOST_RECKONED ? count - MOST_RECKONED : 0), "list", x->list);
}

/* Why nothing can be said beforehand; what is wrong there shows in the payment. */
static json_t *failure(const struct moving *x, int64_t count, const struct error *e) {
  char why[2000], through[16];
  month_text(x->last.month, through);
  snprintf(why, sizeof why, "%s%s%s", e->message, *e->hint ? "；" : "", e->hint);
  text_mask_numbers(why);
  return json_pack("{s:s, s:s, s:i, s:i, s:s, s:s, s:I, s:[], s:s}", "payment", x->payment->name, "through",
                   through, "people", 0, "months", 0, "back_pay", "0.00", "owed", "0.00", "not_reckoned",
                   (json_int_t)count, "list", "failed", why);
}

static bool reckon_payment(struct moving *x, int64_t before, const struct moved *moved, int64_t count,
                           json_t *all, struct error *e) {
  struct error why = {0};
  x->list = json_array();
  bool ok = (x->list || error_set(&why, ERR_MEMORY, "内存不足")) && take_ids(x, moved, count, &why) &&
            open_both(x, before, &why) && reckon(x, moved, &why);
  if (!ok && why.kind == ERR_MEMORY) {
    *e = why;
    return false;
  }
  json_t *made = ok ? answer(x, count) : failure(x, count, &why);
  return (made && json_array_append_new(all, made) == 0) || error_set(e, ERR_MEMORY, "内存不足");
}

static bool payment_money(struct moving *x, int64_t before, const struct moved *moved, int64_t count,
                          json_t *all, struct error *e) {
  struct arena arena = {0};
  bool found = false, ok = store_run_get(x->b->store, x->policy->script->model.id, x->payment->name, 0,
                                         &arena, &x->last, &found, e);
  if (ok && found) {
    ok = reckon_payment(x, before, moved, count, all, e);
    payroll_close(&x->before);
    payroll_close(&x->now);
  }
  json_decref(x->list);
  free(x->ids.list);
  free(x->months.list);
  arena_free(&x->arena);
  arena_free(&arena);
  return ok;
}

bool import_money(bylaw *b, struct policy *policy, int64_t before, const struct moved *moved, int64_t count,
                  json_t **out, struct error *e) {
  const struct model *m = &policy->script->model;
  *out = json_array();
  if (!*out) return error_set(e, ERR_MEMORY, "内存不足");
  bool ok = true;
  for (int i = 0; ok && count > 0 && i < m->payment_count; i++) {
    struct moving x = {.b = b, .policy = policy, .payment = &m->payments[i]};
    ok = payment_money(&x, before, moved, count, *out, e);
  }
  return ok;
}

bool register_money(bylaw *b, struct policy *policy, int subject, int64_t before, const struct moved *moved,
                    int64_t count, json_t **out, struct error *e) {
  if (subject == 0) return import_money(b, policy, before, moved, count, out, e);
  *out = json_array();
  return *out || error_set(e, ERR_MEMORY, "内存不足");
}
