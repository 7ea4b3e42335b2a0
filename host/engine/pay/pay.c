/* Paying a month: one run, in one transaction. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/pay/report.h"
#include "host/engine/policy/progress.h"
#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"
#include "host/value/month.h"

enum { CHUNK = 32768 };

struct paying {
  bylaw *b;
  const bylaw_pay_request *q;
  struct payroll payroll;
  struct pay_report report;
  struct store_run run;
  int month;
  int64_t on;
  struct store_derivation *derivation; /* that is under way */
  bool opened;                         /* the payroll */
  int64_t law_lines, law_fen;          /* money that the law would take back */
};

/* --- writing what a person comes to ----------------------------------------------------------- */

/* The id of a justification in the store, found once a justification. */
static bool reason_id(struct paying *p, const struct justification *g, int64_t *id, struct error *e) {
  *id = g->user_number;
  if (*id) return true;
  if (!store_reason(p->b->store, g->hash, g->text, id, e)) return false;
  ((struct justification *)g)->user_number = *id; /* ours to keep in it */
  return true;
}

static bool write_lines(struct paying *p, const struct settled_subject *s, struct error *e) {
  struct settle *c = &p->payroll.settle;
  for (int i = 0; i < c->line_count; i++) {
    const struct settled_line *l = &c->lines[i];
    struct store_line line = {.run = p->run.id,
                              .subject = s->id,
                              .month = l->month,
                              .kind = l->kind,
                              .line = l->line,
                              .amount = l->amount,
                              .cause = l->cause,
                              .payer = payer_text(&p->payroll, l->payer)};
    char paid_in[16] = "";
    if (l->paid_in) month_text(l->paid_in, paid_in);
    line.account = l->kind == LINE_PAY ? s->account : paid_in;
    if (l->amount < 0 && l->kind == LINE_OWED && (l->cause == CAUSE_LAW || l->cause == CAUSE_READING)) {
      p->law_lines++;
      p->law_fen += l->amount;
    }
    if (!reason_id(p, l->justification, &line.reason, e) || !store_line(p->b->store, &line, e)) return false;
  }
  return true;
}

static bool write_unsettled(struct paying *p, const struct settled_subject *s, struct error *e) {
  const char *policy = p->payroll.policy->script->model.id, *payment = p->payroll.payment->name;
  struct settle *c = &p->payroll.settle;
  bool had = s->all && p->payroll.last.id;
  if (had && !store_pending_clear(p->b->store, policy, payment, s->id, e)) return false;
  for (int i = 0; i < c->unsettled_count; i++) {
    const struct unsettled *u = &c->unsettled[i];
    struct store_pending row = {.subject = s->id,
                                .from = u->from,
                                .to = u->to,
                                .kind = u->kind,
                                .amount = u->amount,
                                .payer = payer_text(&p->payroll, u->payer),
                                .text = ""};
    if (u->justification && !reason_id(p, u->justification, &row.reason, e)) return false;
    if (!store_pending_add(p->b->store, policy, payment, &row, e)) return false;
  }
  return true;
}

static bool write_subject(void *ud, const struct settled_subject *s, struct error *e) {
  struct paying *p = ud;
  return write_lines(p, s, e) && write_unsettled(p, s, e) && report_person(&p->report, &p->payroll, s, e);
}

/* --- subjects --------------------------------------------------------------------------------- */

/* Who is looked at: everybody, or only those of whom something is new when the month was paid
** before. */
static bool pay_subjects(struct paying *p, struct error *e) {
  struct payroll *r = &p->payroll;
  bool few = r->last.id && r->last.month == p->month && !r->settle.law_changed;
  int64_t total = few ? r->changed.count : store_subject_count(p->b->store), done = 0;
  if (!store_pending_clear_removed(p->b->store, r->policy->script->model.id, r->payment->name, e))
    return false;
  if (few && total == 0) return true;
  if (r->payment->to >= 0 && !account_set_reserve(&p->report.accounts, total))
    return error_set(e, ERR_MEMORY, "内存不足");
  struct store_chunks *chunks = store_chunks(p->b->store, few ? r->changed.list : NULL, total, CHUNK, e);
  struct settling *settling = chunks ? settling_open(r, write_subject, p, e) : NULL;
  struct store_chunk chunk;
  bool ok = settling && progress_tell(&p->q->progress, "结算", 0, total, e);
  if (ok) e->kind = ERR_NONE;
  while (ok && store_chunk_next(chunks, &chunk, e)) {
    ok = settling_chunk(settling, &chunk, e);
    done += chunk.batch.persons;
    ok = ok && progress_tell(&p->q->progress, "结算", done, total, e);
  }
  ok = ok && e->kind == ERR_NONE && settling_end(settling, e);
  settling_close(settling);
  store_chunks_end(chunks);
  return ok;
}

static bool refuse_law_claims(struct paying *p, struct error *e) {
  if (p->law_lines == 0 || p->q->confirm_law_clawback || p->q->dry_run) return true;
  char fen[32];
  fen_text(-p->law_fen, fen);
  error_set(e, ERR_CONFIRM,
            "政策调整或口径变化（不是情况变化）会使 %lld 笔已发的津贴成为应追回，共 %s 元；没有写入任何内容",
            (long long)p->law_lines, fen);
  error_hint(e, "先用 --dry-run 查看；确要追回时加上 --confirm-law-clawback");
  return false;
}

/* Nothing is new since the run before. */
static bool nothing_new(const struct paying *p, const struct store_run *last, int64_t log, int64_t version) {
  return last->id && last->month == p->month && last->log == log && last->version == version;
}

static bool check_month(struct paying *p, const struct store_run *last, struct error *e) {
  char was[16], asked[16];
  month_text(p->month, asked);
  if (month_first_day(p->month) > p->on) {
    error_set(e, ERR_INPUT, "月份 %s 还没有到：发放之日是 %s", asked, p->q->on);
    error_hint(e, "发放当月或以前的月份");
    return false;
  }
  if (!last->id || p->month >= last->month) return true;
  month_text(last->month, was);
  error_set(e, ERR_INPUT, "已经发放到 %s，不能再发放更早的 %s", was, asked);
  error_hint(e, "更早月份的差额在以后的发放中补发或追回；发放 %s 或以后的月份", was);
  return false;
}

/* --- before anybody is paid ------------------------------------------------------------------- */

/* A whole register is derived from the log only up to a size at which it costs a fraction of a
** second; of a greater one those of whom something is new. bylaw_verify derives everybody,
** always. */
enum { MOST_DERIVED = 50000, MOST_LINKED = 100000 };

struct tampering {
  char first[600];
};

static void keep_first(void *ud, const char *text) {
  struct tampering *t = ud;
  if (!*t->first) text_copy(t->first, sizeof t->first, text);
}

static bool refuse_tampering(const struct tampering *t, struct error *e) {
  char masked[600];
  if (!*t->first) return true;
  text_copy(masked, sizeof masked, t->first);
  text_mask_numbers(masked);
  error_set(e, ERR_STORE, "数据库被不经登记改动过，没有发放：%s", masked);
  error_hint(e, "运行 bylaw verify 逐条列出；从备份恢复，或查明之后用 bylaw record 登记");
  return false;
}

/* What was written to the database by other means than acts is not paid by: begun here, ended
** before the run is. */
static bool check_untouched(struct paying *p, const struct policy *policy, int64_t since, struct error *e) {
  struct store *s = p->b->store;
  struct tampering t = {""};
  struct ids ids = {0};
  int64_t head = store_log_head(s);
  bool all = since == 0 || store_subject_count(s) <= MOST_DERIVED, linked = head - since <= MOST_LINKED;
  bool ok = (!linked || store_check_links(s, since, keep_first, &t, e)) && refuse_tampering(&t, e) &&
            (all || store_dirty(s, since, head, &ids.list, &ids.count, e));
  if (ok) p->derivation = store_derive_begin(s, policy->script->model.subject, ids.list, ids.count, e);
  free(ids.list);
  return ok && p->derivation;
}

/* What the derivation found goes before what else failed, which may well be a consequence of it. */
static bool end_check(struct paying *p, struct error *e) {
  struct tampering t = {""};
  struct store_derivation *d = p->derivation;
  p->derivation = NULL;
  return store_derive_end(d, keep_first, &t, e) && refuse_tampering(&t, e);
}

/* --- the run ---------------------------------------------------------------------------------- */

static bool run_all(struct paying *p, struct error *e) {
  struct store *s = p->b->store;
  struct payroll *r = &p->payroll;
  p->run.policy = r->policy->script->model.id;
  p->run.payment = r->payment->name;
  p->run.month = p->month;
  p->run.on = p->on;
  p->run.log = r->log;
  bool reckoned = store_run_begin(s, &p->run, &p->run.id, e) && pay_subjects(p, e);
  if (!reckoned && e->kind == ERR_STOPPED) return false;
  if (!end_check(p, e) || !reckoned || !refuse_law_claims(p, e)) return false;
  if (!report_make(&p->report, r, p->month, p->q, &p->run, e)) return false;
  p->run.report = p->report.stored;
  return store_run_end(s, &p->run, e);
}

/* Inside the transaction. `*again`: there was nothing to do. */
static bool prepare(struct paying *p, struct policy *policy, bool *again, struct error *e) {
  struct store *s = p->b->store;
  struct arena arena = {0};
  struct store_run last = {0};
  bool found;
  const struct payment *payment = payment_find(policy, p->q->payment, e);
  bool ok = payment && policy_store(p->b, policy, e) && archive_put(p->b, policy, &p->run.version, e) &&
            store_run_get(s, policy->script->model.id, payment->name, 0, &arena, &last, &found, e) &&
            check_month(p, &last, e) && store_clock(s, p->on, "发放之日", e);
  struct payroll_place place = {payment ? payment->name : NULL,
                                p->month,
                                last.id ? &last : NULL,
                                store_log_head(s),
                                p->run.version,
                                0,
                                NULL};
  if (ok && store_subject_count(s) == 0) {
    ok = error_set(e, ERR_INPUT, "数据库中没有%s，无可发放", policy->script->model.subject_label);
    error_hint(e, "先用 bylaw import 导入");
  }
  *again = ok && nothing_new(p, &last, place.log, place.version);
  if (ok && *again) ok = report_again(&p->report, &last, e);
  ok = ok && (*again || check_untouched(p, policy, last.id ? last.log : 0, e));
  if (ok && !*again) {
    p->opened = true;
    ok = payroll_open(&p->payroll, p->b, policy, &place, e);
  }
  arena_free(&arena);
  return ok;
}

static bool pay(struct paying *p, struct policy *policy, struct error *e) {
  bool again = false;
  if (!store_begin(p->b->store, e)) return false;
  bool ok = prepare(p, policy, &again, e) && (again || run_all(p, e));
  store_derive_stop(p->derivation);
  if (ok && !again && !p->q->dry_run) return store_commit(p->b->store, e);
  store_rollback(p->b->store);
  policy_unstore(p->b, NULL); /* its tables may be gone with the transaction */
  return ok;
}

static bool read_request(struct paying *p, struct policy **policy, struct error *e) {
  struct value on = p->q->on ? date_parse(p->q->on) : value_absent(KIND_DATE);
  *policy = policy_find(p->b, p->q->policy, e);
  if (!*policy || !store_ready(p->b, e) || !month_read(p->q->month, &p->month, e)) return false;
  if (on.state != STATE_KNOWN) {
    error_set(e, ERR_INPUT, "发放之日 \"%s\" 无法读取", p->q->on ? p->q->on : "");
    error_hint(e, "写成 年-月-日，例如 2025-06-25");
    return false;
  }
  p->on = on.u.i;
  return true;
}

bylaw_status bylaw_pay(bylaw *b, const bylaw_pay_request *request, char **json, bylaw_error *error) {
  struct error e = {0};
  struct paying p = {.b = b, .q = request};
  struct policy *policy;
  *json = NULL;
  bool ok = read_request(&p, &policy, &e) && pay(&p, policy, &e) && report_json(&p.report, json, &e);
  if (p.opened) payroll_close(&p.payroll);
  report_free(&p.report);
  return ok ? BYLAW_OK : give_error(&e, error);
}
