/* Deriving what was paid again, from the store alone: the archived version, the facts as known at
** the run. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/policy/json.h"
#include "host/engine/explain/explain.h"
#include "host/engine/cells/cells.h"
#include "host/engine/settle/payroll.h"
#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"
#include "host/engine/register/subject.h"
#include "host/value/month.h"

struct replaying {
  bylaw *b;
  struct policy *named;  /* of the last run of the policy that is asked for, from the archive */
  struct policy *loaded; /* where it has never paid: the handle's */
  int64_t subject;
  int month; /* 0: every month */
  long long run;
  json_t *lines;
};

/* --- the explanation -------------------------------------------------------------------------- */

/* The payable decision of a month in words, by the archived version and the facts then: as `bylaw
** explain` tells it. */
static void explain_line(json_t **line, struct payroll *r, const struct value *facts, json_t *rulings,
                         int month) {
  struct evaluation *v = calloc(1, sizeof *v);
  struct outcome *out = calloc(1, sizeof *out);
  struct path path = {0};
  struct error e = {0};
  struct buf text = {0}, whole = {0};
  if (v && out) {
    evaluation_path(v, &path);
    if (evaluation_run_facts(r->policy, r->payment->pays, month_value(month), facts, rulings, v, out, &e)) {
      outcome_explain(v, out, false, &text);
      outcome_explain(v, out, true, &whole);
    } else {
      buf_puts(&text, e.message);
    }
    evaluation_end(v);
  }
  bool memory = v && out && e.kind != ERR_MEMORY;
  object_put(line, "explanation", memory ? json_string(buf_text(&text)) : NULL);
  object_put(line, "path", memory ? json_string(buf_text(&whole)) : NULL);
  buf_free(&text);
  buf_free(&whole);
  path_free(&path);
  free(v);
  free(out);
}

/* --- comparing -------------------------------------------------------------------------------- */

static const char *kind_word(int kind, bool back) {
  return kind == LINE_OWED ? "owed" : kind == LINE_BETWEEN ? "between" : back ? "back_pay" : "pay";
}

static const struct settled_line *derived(const struct settle *c, const struct store_line *l) {
  for (int i = 0; i < c->line_count; i++)
    if (c->lines[i].month == l->month && c->lines[i].kind == l->kind && c->lines[i].line == l->line)
      return &c->lines[i];
  return NULL;
}

static json_t *line_json(struct payroll *r, const struct store_run *run, const struct store_line *l,
                         const struct settled_line *d) {
  bool same =
      d && d->amount == l->amount && strcmp(payer_text(r, d->payer), l->payer) == 0 && d->cause == l->cause;
  return json_pack("{s:I, s:o, s:s, s:o, s:s, s:b, s:o, s:s, s:o, s:I}", "run", (json_int_t)run->id, "month",
                   time_json(month_value(l->month)), "kind", kind_word(l->kind, l->month != run->month),
                   "amount", fen_json(l->amount), "payer", l->payer, "same", same, "derived",
                   d ? fen_json(d->amount) : json_null(), "version", r->policy->version, "known",
                   day_json(run->on), "log", (json_int_t)run->log);
}

static void compare_lines(struct replaying *q, struct payroll *r, const struct store_run *run,
                          const struct store_line *lines, int count, const struct value *facts) {
  const struct settle *c = &r->settle;
  for (int i = 0; i < count; i++) {
    if (lines[i].run != run->id || (q->month && lines[i].month != q->month)) continue;
    json_t *made = line_json(r, run, &lines[i], derived(c, &lines[i]));
    explain_line(&made, r, facts, r->rulings[0], lines[i].month);
    array_add(&q->lines, made);
  }
  for (int i = 0; i < c->line_count; i++) { /* what follows, but was not booked */
    bool booked = false;
    if (q->month && c->lines[i].month != q->month) continue;
    for (int k = 0; k < count && !booked; k++)
      booked = lines[k].run == run->id && lines[k].month == c->lines[i].month &&
               lines[k].kind == c->lines[i].kind && lines[k].line == c->lines[i].line;
    if (booked) continue;
    struct store_line none = {.month = c->lines[i].month, .kind = c->lines[i].kind, .payer = ""};
    array_add(&q->lines, line_json(r, run, &none, &c->lines[i]));
  }
}

static bool replay_run(struct replaying *q, const struct store_run *before, const struct store_run *run,
                       struct error *e) {
  struct policy *p = archive_get(q->b, run->version, true, e);
  struct payroll r = {0};
  struct arena arena = {0};
  struct store_subject now;
  struct store_line *lines;
  int count;
  bool there = false;
  if (!p) return false;
  struct payroll_place place = {run->payment, run->month, before, run->log, run->version, run->id, NULL};
  bool ok = policy_store(q->b, p, e) && payroll_open(&r, q->b, p, &place, e);
  ok = ok && store_subject(q->b->store, q->subject, &arena, &now, e) && payroll_settle(&r, &now, &there, e);
  ok = ok && store_lines_of(q->b->store, run->policy, run->payment, q->subject, &arena, &lines, &count, e);
  if (ok && there) compare_lines(q, &r, run, lines, count, r.facts);
  payroll_close(&r);
  policy_unstore(q->b, p);
  policy_free(p);
  arena_free(&arena);
  return ok;
}

/* The runs of each payment of the policy, in order; the run before is that of the same payment. */
static bool replay(struct replaying *q, const struct store_run *runs, int count, struct error *e) {
  const char *policy = q->named ? q->named->script->model.id : "";
  for (int i = 0; i < count; i++) {
    const struct store_run *before = NULL;
    if (strcmp(runs[i].policy, policy) != 0 || (q->run && runs[i].id != q->run)) continue;
    for (int k = 0; k < i; k++)
      if (strcmp(runs[k].policy, policy) == 0 && strcmp(runs[k].payment, runs[i].payment) == 0)
        before = &runs[k];
    if (!replay_run(q, before, &runs[i], e)) return false;
  }
  return true;
}

/* --- who is asked about ----------------------------------------------------------------------- */

static bool last_of_policy(const struct store_run *runs, int count, int i) {
  for (int k = i + 1; k < count; k++)
    if (strcmp(runs[k].policy, runs[i].policy) == 0) return false;
  return true;
}

/* The policy of this id: of another one's archive nothing is asked. */
static bool find_id(struct replaying *q, const char *name, const struct store_run *runs, int count,
                    struct error *e) {
  for (int i = count - 1; i >= 0 && !q->named; i--) {
    if (strcmp(runs[i].policy, name) != 0) continue;
    q->named = archive_get(q->b, runs[i].version, false, e);
    if (!q->named) return false;
  }
  return true;
}

/* The only one of this subject. An archive that cannot be read may be of another subject: that is
** an error only where none is found. */
static bool find_by_subject(struct replaying *q, const char *name, const struct store_run *runs, int count,
                            struct error *e) {
  struct error unread = {0};
  for (int i = count - 1; i >= 0; i--) {
    struct error why = {0};
    if (!last_of_policy(runs, count, i)) continue;
    struct policy *p = archive_get(q->b, runs[i].version, false, &why);
    if (!p && why.kind == ERR_MEMORY) return error_set(e, ERR_MEMORY, "%s", why.message);
    if (!p) {
      unread = why;
      continue;
    }
    bool subject = strcmp(p->script->model.subject, name) == 0, several = subject && q->named;
    if (subject && !several) q->named = p;
    if (!subject || several) policy_free(p);
    if (several) return error_set(e, ERR_USAGE, "数据库里有几个政策的对象叫 ‘%s’，要写政策的 id", name);
  }
  if (q->named || unread.kind == ERR_NONE) return true;
  *e = unread;
  return false;
}

/* The policy of this id, or the only one of this subject, among those that have paid: nothing but
** the database is needed. */
static bool find_policy(struct replaying *q, const char *name, const struct store_run *runs, int count,
                        struct error *e) {
  if (name && !find_id(q, name, runs, count, e)) return false;
  if (name && !q->named && !find_by_subject(q, name, runs, count, e)) return false;
  if (q->named) return true;
  int subject;
  if (q->b->policies) q->loaded = policy_of_subject(q->b, name, &subject, e);
  if (q->loaded) return true; /* it has not paid yet */
  error_set(e, ERR_USAGE, "数据库里没有政策 ‘%s’ 的发放", name ? name : "");
  if (count) error_hint(e, "数据库里有 ‘%s’ 的发放", runs[count - 1].policy);
  return false;
}

/* As everywhere: a number that was corrected since finds the person too. */
static bool find_subject(struct replaying *q, const char *key, struct error *e) {
  struct office office;
  struct policy *p = q->named ? q->named : q->loaded;
  if (!policy_store(q->b, p, e) || !office_open(&office, &p->script->model, 0, e)) return false;
  bool ok = office_subject(&office, q->b->store, key, &q->subject, e);
  office_close(&office);
  return ok;
}

static bool replay_asked(struct replaying *q, const char *policy, const char *key, struct error *e) {
  struct arena arena = {0};
  struct store_run *runs;
  int count;
  bool ok = store_runs(q->b->store, NULL, NULL, 0, &arena, &runs, &count, e) &&
            find_policy(q, policy, runs, count, e) && find_subject(q, key, e) && replay(q, runs, count, e);
  if (q->named) policy_unstore(q->b, q->named);
  policy_free(q->named);
  arena_free(&arena);
  return ok;
}

bylaw_status bylaw_replay(bylaw *b, const char *policy, const char *key, const char *month, long long run,
                          char **json, bylaw_error *error) {
  struct error e = {0};
  struct replaying q = {.b = b, .run = run, .lines = json_array()};
  *json = NULL;
  bool ok = (q.lines || error_set(&e, ERR_MEMORY, "内存不足")) &&
            (!month || month_read(month, &q.month, &e)) && store_ready(b, &e) && store_snapshot(b->store, &e);
  if (ok) {
    ok = replay_asked(&q, policy, key, &e);
    store_snapshot_end(b->store);
  }
  if (ok) ok = status_json(json_incref(q.lines), json, &e);
  json_decref(q.lines);
  return ok ? BYLAW_OK : give_error(&e, error);
}
