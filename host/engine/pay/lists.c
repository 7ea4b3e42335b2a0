/* The lines of runs and the unsettled cases, one call each, in the order of payers and subjects. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/settle/payroll.h"
#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"
#include "host/value/month.h"

enum { KEY_SIZE = 128 };

struct listed {
  int64_t run, subject, amount, reason;
  int month, to, run_month, kind, cause, payer;
  const char *payer_name, *account, *what; /* what: the kind of an unsettled case */
};

struct words {
  int64_t reason;
  char *article, *text;
};

/* Lines gathered and sorted; reasons read once. */
struct listing {
  bylaw *b;
  const struct model *model;
  const struct domain *payers;
  struct listed *rows;
  int64_t count, room;
  struct words *words;
  int word_count, word_room;
  struct arena arena;
  int run_month;
  bool failed;
};

static void listing_free(struct listing *l) {
  for (int i = 0; i < l->word_count; i++) {
    free(l->words[i].article);
    free(l->words[i].text);
  }
  free(l->words);
  free(l->rows);
  arena_free(&l->arena);
}

static bool add_row(struct listing *l, struct listed row, const char *payer, const char *account) {
  if (l->count == l->room) {
    int64_t room = l->room ? l->room * 2 : 256;
    struct listed *more = realloc(l->rows, (size_t)room * sizeof *more);
    l->failed = !more;
    if (!more) return false;
    l->rows = more;
    l->room = room;
  }
  row.payer = l->payers ? domain_member(l->payers, payer) : -1;
  row.payer_name = row.payer >= 0 ? l->payers->members[row.payer].name : arena_text(&l->arena, payer);
  row.account = *account ? arena_text(&l->arena, account) : "";
  l->failed = !row.payer_name || !row.account;
  l->rows[l->count++] = row;
  return !l->failed;
}

static bool found_line(void *ud, const struct store_line *s) {
  struct listing *l = ud;
  return add_row(l,
                 (struct listed){.run = s->run,
                                 .subject = s->subject,
                                 .amount = s->amount,
                                 .reason = s->reason,
                                 .month = s->month,
                                 .to = s->month,
                                 .run_month = l->run_month,
                                 .kind = s->kind,
                                 .cause = s->cause},
                 s->payer, s->kind == LINE_PAY ? s->account : "");
}

static bool found_pending(void *ud, const struct store_pending *p) {
  struct listing *l = ud;
  const char *kind = arena_text(&l->arena, p->kind);
  l->failed = !kind;
  return kind && add_row(l,
                         (struct listed){.subject = p->subject,
                                         .amount = p->amount,
                                         .reason = p->reason,
                                         .month = p->from,
                                         .to = p->to,
                                         .what = kind},
                         p->payer, "");
}

static int by_payer(const void *a, const void *b) {
  const struct listed *x = a, *y = b;
  if (x->payer != y->payer) return x->payer < y->payer ? -1 : 1;
  if (x->subject != y->subject) return x->subject < y->subject ? -1 : 1;
  if (x->run != y->run) return x->run < y->run ? -1 : 1;
  if (x->month != y->month) return x->month < y->month ? -1 : 1;
  return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : 0;
}

/* The articles and words of a reason. Few differ: they are looked for from the latest. */
static const struct words *words_of(struct listing *l, int64_t reason, struct error *e) {
  for (int i = l->word_count - 1; i >= 0; i--)
    if (l->words[i].reason == reason) return &l->words[i];
  if (l->word_count == l->word_room) {
    int room = l->word_room ? l->word_room * 2 : 64;
    struct words *more = realloc(l->words, (size_t)room * sizeof *more);
    if (!more) return error_set(e, ERR_MEMORY, "内存不足"), NULL;
    l->words = more;
    l->word_room = room;
  }
  struct words *w = &l->words[l->word_count];
  char *text = NULL;
  w->reason = reason;
  bool ok = store_reason_text(l->b->store, reason, &text, e) &&
            reason_words(l->model, text, &w->article, &w->text, e);
  free(text);
  if (!ok) return NULL;
  l->word_count++;
  return w;
}

static const char *kind_word(const struct listed *r) {
  if (r->what) return r->what;
  if (r->kind == LINE_OWED) return "owed";
  if (r->kind == LINE_BETWEEN) return "between";
  return r->month == r->run_month ? "pay" : "back_pay";
}

static bool give_row(struct listing *l, const struct listed *r, int (*found)(void *, const bylaw_line *),
                     void *data, struct error *e) {
  static const char *const causes[] = {"", "fact", "law", "reading"};
  char key[KEY_SIZE], amount[32], month[40];
  const struct words *w = words_of(l, r->reason, e);
  if (!w) return false;
  if (!store_key(l->b->store, r->subject, key, sizeof key, e)) return false;
  fen_text(r->amount, amount);
  month_text(r->month, month);
  if (r->to != r->month) {
    size_t n = strlen(month);
    month[n] = '/';
    month_text(r->to, month + n + 1);
  }
  bylaw_line line = {.run = r->run,
                     .key = key,
                     .month = month,
                     .kind = kind_word(r),
                     .fen = r->amount,
                     .payer = r->payer_name,
                     .amount = r->what && !r->amount ? "" : amount,
                     .account = r->account,
                     .cause = causes[r->cause],
                     .article = w->article,
                     .text = w->text};
  return found(data, &line) == 0 || error_set(e, ERR_STOPPED, "已按要求停止");
}

/* Months that wait for the same reason, in the same words, are one line, though their reasons were
** recorded apart. */
static bool goes_on(struct listing *l, struct listed *row, const struct listed *next, bool *yes,
                    struct error *e) {
  *yes = row->subject == next->subject && row->payer == next->payer && strcmp(row->what, next->what) == 0 &&
         strcmp(row->payer_name, next->payer_name) == 0 && next->month == row->to + 1;
  if (!*yes) return true;
  const struct words *w = words_of(l, row->reason, e);
  if (!w) return false;
  struct words first = *w; /* the list may move */
  w = words_of(l, next->reason, e);
  if (!w) return false;
  *yes = strcmp(first.article, w->article) == 0 && strcmp(first.text, w->text) == 0;
  if (!*yes) return true;
  row->to = next->to;
  return fen_add(&row->amount, next->amount) ||
         error_set(e, ERR_STORE, "待处理的金额之和超出范围，核对数据库");
}

static bool give_all(struct listing *l, int (*found)(void *, const bylaw_line *), void *data,
                     struct error *e) {
  if (l->failed) return error_set(e, ERR_MEMORY, "内存不足");
  if (l->count) qsort(l->rows, (size_t)l->count, sizeof *l->rows, by_payer);
  for (int64_t i = 0; i < l->count;) {
    struct listed row = l->rows[i++];
    bool more = row.what != NULL;
    while (more && i < l->count) {
      if (!goes_on(l, &row, &l->rows[i], &more, e)) return false;
      if (more) i++;
    }
    if (!give_row(l, &row, found, data, e)) return false;
  }
  return true;
}

static const struct payment *open_listing(struct listing *l, bylaw *b, const char *policy,
                                          const char *payment, const char **id, struct error *e) {
  struct policy *p = policy_find(b, policy, e);
  *l = (struct listing){.b = b};
  if (!p || !store_ready(b, e)) return NULL;
  const struct payment *pay = payment_find(p, payment, e);
  if (!pay || !policy_store(b, p, e)) return NULL;
  if (pay->payer >= 0) l->payers = domain_of(p->script, p->script->model.decisions[pay->payer].domain);
  l->model = &p->script->model;
  *id = l->model->id;
  return pay;
}

/* The lines of the runs asked for: of a month (NULL: of all), of one number (0: of all). */
struct asked {
  const char *month;
  long long run;
};

static bool gather(struct listing *l, const char *policy, const char *payment, const struct asked *q,
                   struct error *e) {
  struct store_run *runs;
  int count, when = 0;
  if (q->month && !month_read(q->month, &when, e)) return false;
  if (!store_runs(l->b->store, policy, payment, when, &l->arena, &runs, &count, e)) return false;
  for (int i = 0; i < count; i++) {
    if (q->run > 0 && runs[i].id != q->run) continue;
    l->run_month = runs[i].month;
    if (!store_lines(l->b->store, runs[i].id, found_line, l, e)) return false;
  }
  return true;
}

/* Lines (`q`), or what is unsettled (NULL), one call each, of one state of the database. */
static bylaw_status list(bylaw *b, const char *policy, const char *payment, const struct asked *q,
                         int (*found)(void *data, const bylaw_line *line), void *data, bylaw_error *error) {
  struct error e = {0};
  struct listing l;
  const char *id;
  const struct payment *pay = open_listing(&l, b, policy, payment, &id, &e);
  bool ok = pay && store_snapshot(b->store, &e);
  if (ok) {
    ok =
        q ? gather(&l, id, pay->name, q, &e) : store_pendings(b->store, id, pay->name, found_pending, &l, &e);
    ok = ok && give_all(&l, found, data, &e);
    store_snapshot_end(b->store);
  }
  listing_free(&l);
  return ok ? BYLAW_OK : give_error(&e, error);
}

bylaw_status bylaw_lines(bylaw *b, const char *policy, const char *payment, const char *month, long long run,
                         int (*found)(void *data, const bylaw_line *line), void *data, bylaw_error *error) {
  struct asked q = {month, run};
  return list(b, policy, payment, &q, found, data, error);
}

bylaw_status bylaw_pending(bylaw *b, const char *policy, const char *payment,
                           int (*found)(void *data, const bylaw_line *line), void *data, bylaw_error *error) {
  return list(b, policy, payment, NULL, found, data, error);
}
