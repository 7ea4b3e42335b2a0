/* Recomputing everything: file, chain, archive, and for every person that what was settled is what
** was due. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "host/base/ids.h"
#include "host/engine/settle/payroll.h"
#include "host/engine/policy/progress.h"
#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"
#include "host/value/month.h"

enum { MOST_FAULTS = 200, CHUNK = 8192 };

struct verifying {
  bylaw *b;
  const bylaw_progress *progress;
  json_t *faults;
  int64_t fault_count, runs, lines, subjects;
  struct store_head head; /* of the state that is verified */
};

static void add_fault(void *ud, const char *text) {
  struct verifying *v = ud;
  char copy[600];
  v->fault_count++;
  if (json_array_size(v->faults) >= MOST_FAULTS) return;
  text_copy(copy, sizeof copy, text);
  text_mask_numbers(copy);
  array_add(&v->faults, json_string(copy));
}

static void fault_about(struct verifying *v, int64_t subject, int month, const char *what) {
  char key[128], when[16], text[400];
  struct error e;
  if (!store_key(v->b->store, subject, key, sizeof key, &e)) *key = '\0';
  month_text(month, when);
  snprintf(text, sizeof text, "%s %s：%s", key, when, what);
  add_fault(v, text);
}

/* --- unsettled cases: those that are stored must be those that come out ----------------------- */

struct stored_case {
  int64_t subject, amount;
  int from, to;
  char kind[24];
};

struct stored_cases {
  struct stored_case *list;
  int64_t count, room;
  bool failed;
};

static bool keep_case(void *ud, const struct store_pending *p) {
  struct stored_cases *all = ud;
  if (all->count == all->room) {
    int64_t room = all->room ? all->room * 2 : 64;
    struct stored_case *more = realloc(all->list, (size_t)room * sizeof *more);
    all->failed = !more;
    if (!more) return false;
    all->list = more;
    all->room = room;
  }
  struct stored_case *c = &all->list[all->count++];
  *c = (struct stored_case){.subject = p->subject, .amount = p->amount, .from = p->from, .to = p->to};
  text_copy(c->kind, sizeof c->kind, p->kind);
  return true;
}

/* Months of a case of this kind that are stored for the subject; the rows come by subject. */
static bool stored_month(const struct stored_cases *all, int64_t subject, int month, const char *kind) {
  int64_t low = first_at_least(all->list, all->count, sizeof *all->list,
                               offsetof(struct stored_case, subject), subject);
  for (; low < all->count && all->list[low].subject == subject; low++) {
    const struct stored_case *c = &all->list[low];
    if (c->from <= month && month <= c->to && strcmp(c->kind, kind) == 0) return true;
  }
  return false;
}

/* --- people ----------------------------------------------------------------------------------- */

static void check_settled(struct verifying *v, const struct payroll *r, int64_t subject,
                          const struct stored_cases *stored) {
  const struct settle *c = &r->settle;
  char text[160], fen[32];
  for (int i = 0; i < c->line_count; i++) {
    static const char *const kinds[] = {"", "应再支付", "应追回", "应在发放单位之间结算"};
    fen_text(c->lines[i].amount, fen);
    snprintf(text, sizeof text, "与应发不符，%s %s 元", kinds[c->lines[i].kind], fen);
    fault_about(v, subject, c->lines[i].month, text);
  }
  for (int i = 0; i < c->unsettled_count; i++)
    for (int m = c->unsettled[i].from; m <= c->unsettled[i].to; m++)
      if (!stored_month(stored, subject, m, c->unsettled[i].kind)) {
        snprintf(text, sizeof text, "未结（%s），但没有登记", c->unsettled[i].kind);
        fault_about(v, subject, m, text);
      }
}

struct checking {
  struct verifying *v;
  const struct payroll *r;
  const struct stored_cases *stored;
};

static bool check_subject(void *ud, const struct settled_subject *s, struct error *e) {
  struct checking *k = ud;
  (void)e;
  check_settled(k->v, k->r, s->id, k->stored);
  k->v->subjects++;
  return true;
}

/* Everybody, chunk after chunk, as paying settles those of whom something is new. */
static bool check_people(struct verifying *v, struct payroll *r, const struct stored_cases *stored,
                         struct error *e) {
  struct checking k = {v, r, stored};
  int64_t total = store_subject_count(v->b->store), done = 0;
  struct store_chunks *chunks = store_chunks(v->b->store, NULL, total, CHUNK, e);
  struct settling *settling = chunks ? settling_open(r, check_subject, &k, e) : NULL;
  struct store_chunk chunk;
  bool ok = settling != NULL;
  if (ok) settling_everybody(settling);
  if (ok) e->kind = ERR_NONE;
  while (ok && store_chunk_next(chunks, &chunk, e)) {
    ok = settling_chunk(settling, &chunk, e);
    done += chunk.batch.persons;
    ok = ok && progress_tell(v->progress, "复核", done, total, e);
  }
  ok = ok && e->kind == ERR_NONE && settling_end(settling, e);
  settling_close(settling);
  store_chunks_end(chunks);
  return ok;
}

/* A database that cannot be read on is a fault; what else there is is still looked at. Memory, a
** lock and a stop say nothing of the database: they end the call. */
static bool go_on(struct verifying *v, struct error *e) {
  if (e->kind == ERR_MEMORY || e->kind == ERR_STOPPED || e->kind == ERR_BUSY) return false;
  add_fault(v, e->message);
  *e = (struct error){0};
  return true;
}

/* Every version that paid must still be there and load; each is looked at once. */
static bool check_versions(struct verifying *v, const struct store_run *runs, int count, struct error *e) {
  for (int i = 0; i < count; i++) {
    bool seen = false;
    v->runs++;
    v->lines += runs[i].lines;
    for (int k = 0; k < i && !seen; k++)
      seen = runs[k].version == runs[i].version;
    if (seen) continue;
    struct policy *p = archive_get(v->b, runs[i].version, true, e);
    if (!p && !go_on(v, e)) return false;
    policy_free(p);
  }
  return true;
}

static bool check_payment(struct verifying *v, const struct store_run *last, struct error *e) {
  struct payroll r = {0};
  struct stored_cases stored = {0};
  struct payroll_place place = {last->payment, last->month, last, last->log, last->version, 0, NULL};
  struct policy *archived = archive_get(v->b, last->version, true, e);
  if (!archived) return go_on(v, e);
  bool ok = policy_store(v->b, archived, e) && payroll_open(&r, v->b, archived, &place, e);
  ok = ok && store_pendings(v->b->store, last->policy, last->payment, keep_case, &stored, e);
  if (ok && stored.failed) ok = error_set(e, ERR_MEMORY, "内存不足");
  ok = ok && check_people(v, &r, &stored, e);
  free(stored.list);
  payroll_close(&r);
  policy_unstore(v->b, archived);
  policy_free(archived);
  return ok;
}

static bool same_payment(const struct store_run *a, const struct store_run *b) {
  return strcmp(a->policy, b->policy) == 0 && strcmp(a->payment, b->payment) == 0;
}

/* Every payment that has run, as of its last run; the archive has its policy. */
static bool check_payments(struct verifying *v, struct error *e) {
  struct arena arena = {0};
  struct store_run *runs;
  int count;
  bool ok =
      store_runs(v->b->store, NULL, NULL, 0, &arena, &runs, &count, e) && check_versions(v, runs, count, e);
  for (int i = 0; ok && i < count; i++) {
    bool last = true;
    for (int k = i + 1; k < count && last; k++)
      last = !same_payment(&runs[i], &runs[k]);
    if (last) ok = check_payment(v, &runs[i], e) || go_on(v, e);
  }
  arena_free(&arena);
  return ok;
}

static bool verify(struct verifying *v, struct error *e) {
  v->faults = json_array();
  if (!v->faults) return error_set(e, ERR_MEMORY, "内存不足");
  if (!store_ready(v->b, e) || !store_snapshot(v->b->store, e)) return false;
  bool ok = store_verify(v->b->store, add_fault, v, e);
  /* what is damaged cannot be recomputed */
  if (ok && v->fault_count == 0) ok = check_payments(v, e);
  if (ok && v->fault_count == 0) ok = store_head(v->b->store, &v->head, e);
  store_snapshot_end(v->b->store);
  return ok;
}

bylaw_status bylaw_verify(bylaw *b, const bylaw_progress *progress, char **json, bylaw_error *error) {
  struct error e = {0};
  struct verifying v = {.b = b, .progress = progress};
  *json = NULL;
  bool ok = verify(&v, &e);
  char hex[2 * STORE_HASH + 1] = "";
  if (ok) {
    if (v.head.link) sodium_bin2hex(hex, sizeof hex, v.head.hash, sizeof v.head.hash);
    json_t *made =
        json_pack("{s:b, s:s, s:I, s:I, s:I, s:I, s:O}", "ok", v.fault_count == 0, "head", hex, "runs",
                  (json_int_t)v.runs, "lines", (json_int_t)v.lines, "subjects", (json_int_t)v.subjects,
                  "fault_count", (json_int_t)v.fault_count, "faults", v.faults);
    ok = status_json(made, json, &e);
  }
  json_decref(v.faults);
  return ok ? BYLAW_OK : give_error(&e, error);
}
