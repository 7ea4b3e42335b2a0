/* What a change of facts moves in months that are paid: the same settlement as that of the next payment. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/import.h"
#include "host/engine/payroll.h"

enum { MOST_RECKONED = 5000 };

struct moving {
  bylaw *b;
  struct policy *policy;
  struct payroll payroll;
  struct arena arena;
  int64_t people, months, back, owed; /* fen */
  json_t *list;
};

static bool put_person(struct moving *x, const struct moved *one, int64_t back, int64_t owed, int from,
                       int to, int months, struct error *e) {
  char key[256], shown[96], first[16], last[16], paid[32], claimed[32];
  const struct model *m = &x->policy->script->model;
  const struct fact *f = NULL;
  for (int i = 0; i < m->fact_count; i++)
    if (strcmp(m->facts[i].name, m->key) == 0) f = &m->facts[i];
  if (!store_key(x->b->store, one->id, key, sizeof key, e)) return false;
  office_shown(f, key, strlen(key), shown);
  text_mask_numbers(shown);
  month_text(from, first);
  month_text(to, last);
  fen_text(back, paid);
  fen_text(-owed, claimed);
  json_t *made = json_pack("{s:I, s:s, s:i, s:s, s:s, s:s, s:s}", "line", (json_int_t)one->line, "key", shown,
                           "months", months, "from", first, "to", last, "back_pay", paid, "owed", claimed);
  return (made && json_array_append_new(x->list, made) == 0) || error_set(e, ERR_MEMORY, "内存不足");
}

static bool add_person(struct moving *x, const struct moved *one, struct error *e) {
  const struct settle *c = &x->payroll.settle;
  int64_t back = 0, owed = 0;
  int from = 0, to = 0, months = 0;
  for (int i = 0; i < c->line_count; i++) {
    const struct settled_line *l = &c->lines[i];
    if (l->kind == LINE_BETWEEN) continue;
    if (l->kind == LINE_PAY) back += l->amount;
    if (l->kind == LINE_OWED) owed += l->amount;
    months += i == 0 || c->lines[i - 1].month != l->month;
    if (!from || l->month < from) from = l->month;
    if (l->month > to) to = l->month;
  }
  if (months == 0) return true;
  x->people++;
  x->months += months;
  x->back += back;
  x->owed += owed;
  return put_person(x, one, back, owed, from, to, months, e);
}

static bool reckon(struct moving *x, const struct moved *moved, int64_t count, struct error *e) {
  for (int64_t i = 0; i < count && i < MOST_RECKONED; i++) {
    struct store_subject now;
    bool there;
    arena_reset(&x->arena);
    if (!store_subject(x->b->store, moved[i].id, &x->arena, &now, e) ||
        !payroll_settle(&x->payroll, &now, &there, e))
      return false;
    if (there && !add_person(x, &moved[i], e)) return false;
  }
  return true;
}

static json_t *told(const struct moving *x, const struct store_run *last, int64_t count) {
  char through[16], back[32], owed[32];
  month_text(last->month, through);
  fen_text(x->back, back);
  fen_text(-x->owed, owed);
  return json_pack("{s:s, s:s, s:I, s:I, s:s, s:s, s:I, s:O}", "payment", x->payroll.payment->name, "through",
                   through, "people", (json_int_t)x->people, "months", (json_int_t)x->months, "back_pay",
                   back, "owed", owed, "not_reckoned",
                   (json_int_t)(count > MOST_RECKONED ? count - MOST_RECKONED : 0), "list", x->list);
}

static bool payment_money(bylaw *b, struct policy *policy, const struct payment *payment,
                          const struct moved *moved, int64_t count, json_t *all, struct error *e) {
  struct moving x = {.b = b, .policy = policy};
  struct arena arena = {0};
  struct store_run last = {0};
  bool found = false;
  if (!store_run_get(b->store, policy->script->model.id, payment->name, 0, &arena, &last, &found, e) ||
      !found) {
    arena_free(&arena);
    return e->kind == ERR_NONE;
  }
  struct payroll_place place = {payment->name, last.month, &last, store_log_head(b->store), last.version, 0};
  x.list = json_array();
  bool ok = (x.list || error_set(e, ERR_MEMORY, "内存不足")) &&
            payroll_open(&x.payroll, b, policy, &place, e) && reckon(&x, moved, count, e);
  json_t *made = ok ? told(&x, &last, count) : NULL;
  if (ok && (!made || json_array_append_new(all, made) != 0)) ok = error_set(e, ERR_MEMORY, "内存不足");
  payroll_close(&x.payroll);
  json_decref(x.list);
  arena_free(&x.arena);
  arena_free(&arena);
  return ok;
}

bool import_money(bylaw *b, struct policy *policy, const struct moved *moved, int64_t count, json_t **out,
                  struct error *e) {
  const struct model *m = &policy->script->model;
  *out = json_array();
  if (!*out) return error_set(e, ERR_MEMORY, "内存不足");
  bool ok = true;
  e->kind = ERR_NONE;
  for (int i = 0; ok && count > 0 && i < m->payment_count; i++)
    ok = payment_money(b, policy, &m->payments[i], moved, count, *out, e);
  return ok;
}
