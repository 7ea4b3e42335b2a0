/* Money that is recorded rather than paid: what was paid before the ledger, came back, or came
** in. */
#include <stdio.h>
#include <string.h>

#include "host/engine/decide/evaluation.h"
#include "host/engine/register/record.h"
#include "host/engine/settle/account.h"
#include "host/value/month.h"

/* --- reading ---------------------------------------------------------------------------------- */

enum { FURTHEST_BACK = 1200 }; /* months: settlement reckons each of them */

static bool read_month(struct recording *r, const char *name, struct slice s, const char *example, int *month,
                       struct error *e) {
  struct value m = office_month(s);
  if (m.state != STATE_KNOWN) return event_error(e, name, "月份无法读取", example);
  *month = (int)m.u.i;
  struct value today = value_of(KIND_DATE, r->office.today), now = value_op(NULL, OP_MONTH_OF, &today);
  if (now.u.i - *month > FURTHEST_BACK)
    return error_set(e, ERR_INPUT, "%s 的月份在 100 多年以前，核对年份", name);
  if (month_first_day(*month) <= r->office.today) return true;
  char text[16];
  month_text(*month, text);
  error_set(e, ERR_INPUT, "%s：月份 %s 还没有到", name, text);
  error_hint(e, "登记之日以前的月份才能有发放");
  return false;
}

/* "2025-03:30.00" at its colon, which may be wide; false: there is none. */
static bool split(const char *text, struct slice *head, const char **rest) {
  size_t at = strcspn(text, ":"), skip = 1;
  const char *wide = strstr(text, "：");
  if (wide && (size_t)(wide - text) < at) {
    at = (size_t)(wide - text);
    skip = strlen("：");
  }
  *head = (struct slice){text, at};
  *rest = text[at] ? text + at + skip : text + at;
  return text[at] != '\0';
}

static bool read_fen(struct recording *r, const char *name, const char *text, const char *example,
                     int64_t *fen, struct error *e) {
  static const struct fact amount = {.kind = KIND_MONEY};
  struct value v;
  struct fault why;
  struct slice s = office_trim((struct slice){text, strlen(text)});
  if (!office_value(&r->office, &amount, s, &r->arena, &v, &why))
    return why.starved ? fault_error(&why, "", e) : event_error(e, name, why.reason, example);
  *fen = v.u.i;
  return v.u.i >= 0 || event_error(e, name, "金额不能小于零", example);
}

static bool read_amount(struct recording *r, const char *name, const char *text, int *month, int64_t *fen,
                        struct error *e) {
  static const char example[] = "2025-03:30.00";
  struct slice head;
  const char *rest;
  if (!split(text, &head, &rest)) return event_error(e, name, "没有写金额", example);
  return read_month(r, name, head, example, month, e) && read_fen(r, name, rest, example, fen, e);
}

/* --- which payment ---------------------------------------------------------------------------- */

static const struct payment *payment_named(const struct model *m, struct slice s) {
  for (int i = 0; i < m->payment_count; i++) {
    const struct payment *p = &m->payments[i];
    bool name = strlen(p->name) == s.n && memcmp(p->name, s.text, s.n) == 0;
    if (name || (strlen(p->label) == s.n && memcmp(p->label, s.text, s.n) == 0)) return p;
  }
  return NULL;
}

/* "allowance:2025-03:30.00": the payment, and `*text` goes on behind it; else the only one, or
** NULL: several come into question. */
static const struct payment *read_payment(const struct recording *r, const char **text) {
  const struct model *m = r->office.model;
  struct slice head;
  const char *rest;
  const struct payment *named = NULL;
  if (split(*text, &head, &rest)) named = payment_named(m, office_trim(head));
  if (named) *text = rest;
  return named ? named : m->payment_count == 1 ? &m->payments[0] : NULL;
}

static bool refuse_unnamed(const struct recording *r, const char *name, const char *text, struct error *e) {
  const struct model *m = r->office.model;
  const char *labels[33];
  char list[300];
  int count = 0;
  if (m->payment_count == 0) return error_set(e, ERR_USAGE, "政策 ‘%s’ 没有声明发放（act:payment）", m->id);
  for (; count < m->payment_count && count < 33; count++)
    labels[count] = m->payments[count].name;
  text_list(list, sizeof list, labels, count, m->payment_count);
  error_set(e, ERR_INPUT, "%s：政策 ‘%s’ 有几项发放，没有写明是哪一项", name, m->id);
  error_hint(e, "写成 %s=%s:%s；各项发放是 %s", name, m->payments[0].name, text, list);
  text_mask_numbers(e->hint);
  return false;
}

/* --- paid before this ledger ------------------------------------------------------------------ */

/* More than any month can come to was not paid for it: most likely the amount is wrong by a
** factor, or in fen. */
static bool amount_possible(struct recording *r, const char *name, const struct payment *p, int month,
                            int64_t fen, struct error *e) {
  struct value one;
  if (!decision_most(r->policy, p->pays, month_value(month), r->now, &one, e)) return false;
  int64_t most = one.state == STATE_KNOWN && one.u.i < SETTLE_MOST_FEN ? one.u.i : SETTLE_MOST_FEN;
  if (fen <= most) return true;
  char shown[16], more[32], limit[32];
  month_text(month, shown);
  fen_text(fen, more);
  fen_text(most, limit);
  error_set(e, ERR_INPUT, "%s：%s 的 %s 元超过一个月最多能发的 %s 元", name, shown, more, limit);
  error_hint(e, "核对金额（单位是元）与月份；几个月的款项分月登记");
  return false;
}

/* The event is of this payment; one that names none, from an older database, is of all. */
static bool is_of(const struct store_event *v, const char *payment) {
  return !*v->text || strcmp(v->text, payment) == 0;
}

static bool payment_text(struct recording *r, const struct payment *p, const char **out, struct error *e) {
  struct buf text = {0};
  payment_name(r->office.model, p, &text);
  *out = buf_text(&text) ? arena_text(&r->arena, buf_text(&text)) : NULL;
  buf_free(&text);
  return *out || error_set(e, ERR_MEMORY, "内存不足");
}

/* Told again, the amount of a month replaces what was told before. */
bool record_paid_before(struct recording *r, const char *name, const char *text, struct error *e) {
  struct store_event *events;
  const char *given = text, *of;
  int month, count;
  int64_t fen;
  const struct payment *p = read_payment(r, &text);
  if (!p) return refuse_unnamed(r, name, given, e);
  if (!read_amount(r, name, text, &month, &fen, e) || !amount_possible(r, name, p, month, fen, e) ||
      !payment_text(r, p, &of, e) || !events_of(r, &events, &count, e))
    return false;
  for (int i = 0; i < count; i++) {
    if (events[i].kind != EVENT_OPENING || events[i].month != month || !is_of(&events[i], of)) continue;
    if (events[i].amount == fen) return true;
    if (!event_add(r, name, (struct store_event){.kind = EVENT_WITHDRAWN, .of = events[i].log}, e))
      return false;
  }
  struct store_event event = {.kind = EVENT_OPENING, .month = month, .amount = fen, .text = of};
  return event_add(r, name, event, e);
}

/* --- returned --------------------------------------------------------------------------------- */

/* What one run paid the person for one month, less what came back of it. */
struct piece {
  int64_t run, amount, left;
  int month;
  const char *label; /* of the payment, where there are several; else "" */
};

struct pieces {
  struct piece *list;
  int count;
};

static struct piece *piece_of(struct pieces *all, int64_t run, int month) {
  for (int i = 0; i < all->count; i++)
    if (all->list[i].run == run && all->list[i].month == month) return &all->list[i];
  return NULL;
}

static bool add_paid(struct recording *r, const struct payment *p, struct pieces *all, struct error *e) {
  struct store_line *lines;
  int count = 0;
  bool several = r->office.model->payment_count > 1;
  if (!store_lines_of(r->b->store, r->office.model->id, p->name, r->id, &r->arena, &lines, &count, e))
    return false;
  struct piece *list = arena_array(&r->arena, (size_t)(all->count + count) + 1, sizeof *list);
  if (!list) return error_set(e, ERR_MEMORY, "内存不足");
  if (all->count) memcpy(list, all->list, (size_t)all->count * sizeof *list);
  all->list = list;
  for (int i = 0; i < count; i++) {
    if (lines[i].kind != LINE_PAY) continue;
    struct piece *known = piece_of(all, lines[i].run, lines[i].month);
    if (!known) known = &all->list[all->count++];
    *known = (struct piece){lines[i].run, known->amount, 0, lines[i].month, several ? p->label : ""};
    if (!fen_add(&known->amount, lines[i].amount))
      return error_set(e, ERR_STORE, "账本中的金额超出范围，核对数据库");
    known->left = known->amount;
  }
  return true;
}

/* A return is of its run; what an older one names beyond that is of the runs before it. */
static void take_return(struct pieces *all, const struct store_event *v) {
  int64_t amount = v->amount;
  for (int pass = 0; pass < 2; pass++)
    for (int k = all->count - 1; k >= 0 && amount > 0; k--) {
      struct piece *p = &all->list[k];
      if (p->month != v->month || (pass == 0 ? p->run != v->run : v->run && p->run > v->run)) continue;
      int64_t part = p->left < amount ? p->left : amount;
      p->left -= part;
      amount -= part;
    }
}

static bool read_pieces(struct recording *r, struct pieces *all, struct error *e) {
  const struct model *m = r->office.model;
  struct store_event *events;
  int count;
  *all = (struct pieces){0};
  for (int i = 0; i < m->payment_count; i++)
    if (!add_paid(r, &m->payments[i], all, e)) return false;
  if (!events_of(r, &events, &count, e)) return false;
  for (int i = 0; i < count; i++)
    if (events[i].kind == EVENT_RETURNED) take_return(all, &events[i]);
  return true;
}

/* Which transfers are meant: of a month (0: of all), of a run (0: of all), of an amount (-1:
** any). */
struct meant {
  int month;
  int64_t run, amount;
};

/* "run=3" or "run:3": the number; 0: the text is something else, -1: what follows is no number. */
static int64_t run_number(const char *text) {
  struct slice s = office_trim((struct slice){text, strlen(text)});
  int64_t n = 0;
  if (s.n < 4 || strncmp(s.text, "run", 3) != 0 || (s.text[3] != '=' && s.text[3] != ':')) return 0;
  for (size_t i = 4; i < s.n; i++) {
    if (s.text[i] < '0' || s.text[i] > '9' || n > INT64_MAX / 100) return -1;
    n = n * 10 + (s.text[i] - '0');
  }
  return n > 0 ? n : -1;
}

static bool read_meant(struct recording *r, const char *name, const char *text, struct meant *out,
                       struct error *e) {
  static const char example[] = "2025-06，有几笔时写 2025-06:run=3 或 2025-06:30.00，整笔转账写 run:3";
  struct slice head;
  const char *rest;
  *out = (struct meant){.run = run_number(text), .amount = -1};
  if (out->run < 0) return event_error(e, name, "发放的次序号无法读取", example);
  if (out->run > 0) return true;
  bool more = split(text, &head, &rest);
  if (!read_month(r, name, head, example, &out->month, e)) return false;
  if (!more) return true;
  out->run = run_number(rest);
  if (out->run < 0) return event_error(e, name, "发放的次序号无法读取", example);
  return out->run > 0 || read_fen(r, name, rest, example, &out->amount, e);
}

static bool is_meant(const struct meant *q, const struct piece *p) {
  return (!q->month || p->month == q->month) && (!q->run || p->run == q->run) &&
         (q->amount < 0 || p->left == q->amount);
}

/* Nothing fits: never paid, back already, or another amount. */
static bool refuse_none(const char *name, const struct meant *q, const struct pieces *all, struct error *e) {
  char month[16], which[64] = "", fen[32];
  bool paid = false, open = false;
  for (int i = 0; i < all->count; i++) {
    const struct piece *p = &all->list[i];
    if ((q->month && p->month != q->month) || (q->run && p->run != q->run)) continue;
    paid = true;
    open = open || p->left > 0;
  }
  if (q->run) snprintf(which, sizeof which, "第 %lld 次发放里%s", (long long)q->run, q->month ? " " : "");
  if (q->month) {
    month_text(q->month, month);
    snprintf(which + strlen(which), sizeof which - strlen(which), "%s ", month);
  }
  fen_text(q->amount, fen);
  if (open)
    error_set(e, ERR_INPUT, "%s：%s没有一笔发放正好是 %s 元", name, which, fen);
  else if (paid)
    error_set(e, ERR_INPUT, "%s：%s的款项已经登记过退回", name, which);
  else
    error_set(e, ERR_INPUT, q->run ? "%s：%s没有这个人的款项" : "%s：没有给这个人发放过 %s的款项", name,
              which);
  error_hint(e, "核对月份：写款项所属的月份，不是退回的月份；次序号是第几次发放");
  return false;
}

/* Several transfers fit: which one came back is for the bank's slip to say. */
static bool refuse_several(const char *name, const struct meant *q, const struct pieces *all,
                           struct error *e) {
  char month[16], fen[32];
  struct buf list = {0};
  int64_t last = 0;
  month_text(q->month, month);
  for (int i = 0; i < all->count; i++) {
    const struct piece *p = &all->list[i];
    if (p->left <= 0 || !is_meant(q, p)) continue;
    fen_text(p->left, fen);
    buf_printf(&list, "%s第 %lld 次发放%s%s%s %s 元", list.len ? "，" : "", (long long)p->run,
               *p->label ? "（" : "", p->label, *p->label ? "）" : "", fen);
    last = p->run;
  }
  error_set(e, ERR_INPUT, "%s：%s 有几笔发放没有退回：%s；不知道退回的是哪一笔", name, month, quote(&list));
  error_hint(e, "写明是哪一次：%s=%s:run=%lld；整笔转账（包括其中其他月份）退回的，写 %s=run:%lld", name,
             month, (long long)last, name, (long long)last);
  error_quotes(e, &list);
  buf_free(&list);
  return false;
}

bool record_returned(struct recording *r, const char *name, const char *text, struct error *e) {
  struct pieces all;
  struct meant q;
  int fitting = 0;
  if (!read_meant(r, name, text, &q, e) || !read_pieces(r, &all, e)) return false;
  for (int i = 0; i < all.count; i++)
    fitting += all.list[i].left > 0 && is_meant(&q, &all.list[i]);
  if (fitting == 0) return refuse_none(name, &q, &all, e);
  if (fitting > 1 && q.month && !q.run) return refuse_several(name, &q, &all, e);
  for (int i = 0; i < all.count; i++) {
    const struct piece *p = &all.list[i];
    struct store_event event = {.kind = EVENT_RETURNED, .month = p->month, .amount = p->left, .run = p->run};
    if (p->left > 0 && is_meant(&q, p) && !event_add(r, name, event, e)) return false;
  }
  return true;
}

/* --- recovered -------------------------------------------------------------------------------- */

/* The claims of a payment and month as booked, less what came in. */
struct claim {
  const struct payment *payment;
  const char *of; /* the payment as events name it */
  int64_t open;
  const char *payer; /* NULL: nothing was ever claimed */
};

static bool read_claim(struct recording *r, const struct payment *p, int month,
                       const struct store_event *events, int count, struct claim *out, struct error *e) {
  struct store_line *lines;
  int n = 0;
  *out = (struct claim){.payment = p};
  if (!payment_text(r, p, &out->of, e) ||
      !store_lines_of(r->b->store, r->office.model->id, p->name, r->id, &r->arena, &lines, &n, e))
    return false;
  for (int i = 0; i < n; i++) {
    if (lines[i].month != month || lines[i].kind != LINE_OWED) continue;
    out->payer = lines[i].payer;
    if (!fen_sub(&out->open, lines[i].amount))
      return error_set(e, ERR_STORE, "账本中的金额超出范围，核对数据库");
  }
  for (int i = 0; out->payer && i < count; i++)
    if (events[i].kind == EVENT_RECOVERED && events[i].month == month && is_of(&events[i], out->of) &&
        !fen_sub(&out->open, events[i].amount))
      return error_set(e, ERR_STORE, "登记的金额超出范围，核对数据库");
  return true;
}

/* The claim that is meant: of the payment that is named, or of the only one that has claims in
** the month. `*several`: it is not said which. */
static bool find_claim(struct recording *r, const struct payment *named, int month, struct claim *out,
                       bool *several, struct error *e) {
  const struct model *m = r->office.model;
  struct store_event *events;
  int count, claims = 0;
  *out = (struct claim){.payment = named};
  *several = false;
  if (!events_of(r, &events, &count, e)) return false;
  for (int i = 0; i < m->payment_count; i++) {
    struct claim one;
    if (named && named != &m->payments[i]) continue;
    if (!read_claim(r, &m->payments[i], month, events, count, &one, e)) return false;
    if (one.payer) *out = one;
    claims += one.payer != NULL;
  }
  *several = claims > 1;
  return true;
}

bool record_recovered(struct recording *r, const char *name, const char *text, struct error *e) {
  struct claim c;
  int month;
  int64_t fen;
  bool several;
  const char *given = text;
  const struct payment *named = read_payment(r, &text);
  if (!read_amount(r, name, text, &month, &fen, e) || !find_claim(r, named, month, &c, &several, e))
    return false;
  if (several) return refuse_unnamed(r, name, given, e);
  if (fen == 0) return event_error(e, name, "金额应大于零", "2025-06:30.00");
  struct store_event event = {
      .kind = EVENT_RECOVERED, .month = month, .amount = fen, .payer = c.payer, .text = c.of};
  if (fen <= c.open) return event_add(r, name, event, e);
  char shown[16], more[32], owed[32];
  month_text(month, shown);
  fen_text(fen, more);
  fen_text(c.open > 0 ? c.open : 0, owed);
  error_set(e, ERR_INPUT, "%s：追回 %s 元，但 %s 应追回的只有 %s 元", name, more, shown, owed);
  error_hint(e, "核对月份与金额；以前登记的追回有错的，先用 withdraw=条号 撤回");
  return false;
}
