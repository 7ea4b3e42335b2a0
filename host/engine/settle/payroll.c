/* A payment of a policy over a store, as of a run. */
#include "host/engine/settle/payroll.h"

#include <stdlib.h>
#include <string.h>

#include "host/engine/judge/statistics.h"
#include "host/engine/version/facts_translate.h"
#include "host/engine/policy/storage.h"
#include "host/value/month.h"

/* --- small things ----------------------------------------------------------------------------- */

const char *payer_text(const struct payroll *r, int payer) {
  const struct model *m = &r->policy->script->model;
  if (r->payment->payer < 0 || payer < 0) return "";
  const struct domain *d = domain_of(r->policy->script, m->decisions[r->payment->payer].domain);
  return d && payer < d->count ? d->members[payer].name : "";
}

/* of a granted amount: the rule that pays and the one that gives the amount */
enum { FEW_WORDS = 2 };

/* The words of the first reasons in `list`, each once. */
static void join_words(const json_t *list, size_t most, struct buf *out) {
  for (size_t i = 0; i < json_array_size(list) && i < most; i++) {
    const char *text = json_string_value(json_object_get(json_array_get(list, i), "text"));
    bool said = !text || !*text;
    for (size_t k = 0; k < i && !said; k++) {
      const char *other = json_string_value(json_object_get(json_array_get(list, k), "text"));
      said = other && strcmp(other, text) == 0;
    }
    if (said) continue;
    if (out->len) buf_puts(out, "；");
    buf_puts(out, text);
  }
}

/* Whether `part` is one of the parts of `text`, which stand between 、. */
static bool has_part(const char *text, const char *part, size_t length) {
  static const char between[] = "、";
  while (text && *text) {
    const char *end = strstr(text, between);
    size_t n = end ? (size_t)(end - text) : strlen(text);
    if (n == length && memcmp(text, part, n) == 0) return true;
    text = end ? end + strlen(between) : NULL;
  }
  return false;
}

/* The articles of `list`, each once: some citations name several. */
static void join_articles(const json_t *list, struct buf *out) {
  static const char between[] = "、";
  for (size_t i = 0; i < json_array_size(list); i++) {
    const char *part = json_string_value(json_object_get(json_array_get(list, i), "article"));
    while (part && *part) {
      const char *end = strstr(part, between);
      size_t n = end ? (size_t)(end - part) : strlen(part);
      if (!has_part(buf_text(out), part, n)) {
        if (out->len) buf_puts(out, between);
        buf_add(out, part, n);
      }
      part = end ? end + strlen(between) : NULL;
    }
  }
}

/* The label of a fact, else its name. */
static const char *fact_label(const struct model *m, const char *name) {
  for (int i = 0; name && i < m->fact_count; i++)
    if (strcmp(m->facts[i].name, name) == 0) return m->facts[i].label;
  return name ? name : "";
}

bool reason_words(const struct model *m, const char *justification_text, char **article, char **words,
                  struct error *e) {
  json_error_t why;
  bool starved = false;
  json_t *justification = justification_text
                              ? json_load(justification_text, strlen(justification_text), 0, &why, &starved)
                              : NULL;
  const json_t *failed = json_object_get(justification, "failed"),
               *because = json_object_get(justification, "because");
  const json_t *list = json_array_size(failed) ? failed : because;
  const char *said = json_string_value(json_object_get(justification, "say"));
  const char *who = json_string_value(json_object_get(justification, "who"));
  const json_t *needs = json_object_get(justification, "needs");
  struct buf articles = {0}, text = {0};
  if (!justification_text) buf_puts(&text, "要结算的月份太多，核对出生日期与账前记录");
  join_articles(list, &articles);
  if (said && *said) {
    buf_puts(&text, said);
    if (who && *who) buf_printf(&text, "（由%s决定）", who);
  } else if (json_array_size(needs)) {
    buf_puts(&text, "缺少事实：");
    for (size_t i = 0; i < json_array_size(needs); i++)
      buf_printf(&text, "%s%s", i ? "、" : "", fact_label(m, json_string_value(json_array_get(needs, i))));
  } else {
    join_words(list, list == failed ? SIZE_MAX : FEW_WORDS, &text);
  }
  *article = buf_take(&articles);
  *words = buf_take(&text);
  json_decref(justification);
  if (*article && *words && !starved) return true;
  free(*article);
  free(*words);
  *article = *words = NULL;
  return error_set(e, ERR_MEMORY, "内存不足");
}

/* --- opening ---------------------------------------------------------------------------------- */

static bool read_first(struct payroll *r, struct error *e) {
  struct store_run *runs;
  int count;
  const char *id = r->policy->script->model.id;
  if (!r->last.id) return true;
  if (!store_runs(r->b->store, id, r->payment->name, 0, &r->arena, &runs, &count, e)) return false;
  if (count) r->first = runs[0];
  return true;
}

/* The payment by an archived version that has paid it. */
static const struct payment *payment_in(const struct payroll *r, const struct policy *p, struct error *e) {
  const struct model *m = &p->script->model;
  for (int i = 0; i < m->payment_count; i++)
    if (strcmp(m->payments[i].name, r->payment->name) == 0) return &m->payments[i];
  error_set(e, ERR_STORE, "数据库中的政策版本 %.12s 没有发放 ‘%s’", p->version, r->payment->name);
  error_hint(e, "存档被改动过；从备份恢复");
  return NULL;
}

/* Judges: of the version that settles, and of the first run's where that is another. */
static bool open_judges(struct payroll *r, int64_t version, struct error *e) {
  r->settle.judge = judge_open(r->policy, r->payment->bands, e);
  r->settle.base_judge = r->settle.judge;
  r->settle.base_payment = r->payment;
  if (!r->settle.judge) return false;
  if (!r->first.id || !r->payment->closed || r->first.version == version) return true;
  r->base_policy = archive_get(r->b, r->first.version, false, e);
  if (!r->base_policy) return false;
  r->settle.base_payment = payment_in(r, r->base_policy, e);
  if (!r->settle.base_payment) return false;
  r->base_alike = facts_alike(&r->policy->script->model, &r->base_policy->script->model);
  r->settle.base_judge = judge_open(r->base_policy, -1, e);
  return r->settle.base_judge != NULL;
}

/* The version of the run before, to tell what the changed law makes from what facts make. */
static bool open_old_judge(struct payroll *r, struct error *e) {
  if (!r->settle.law_changed) return true;
  if (r->base_policy && r->last.version == r->first.version) {
    r->settle.old_judge = r->settle.base_judge;
    r->settle.old_payment = r->settle.base_payment;
    r->old_alike = r->base_alike;
    return true;
  }
  r->old_policy = archive_get(r->b, r->last.version, false, e);
  if (!r->old_policy) return false;
  r->settle.old_payment = payment_in(r, r->old_policy, e);
  if (!r->settle.old_payment) return false;
  r->old_alike = facts_alike(&r->policy->script->model, &r->old_policy->script->model);
  r->settle.old_judge = judge_open(r->old_policy, -1, e);
  return r->settle.old_judge != NULL;
}

static bool compare_law(struct payroll *r, int64_t version, struct error *e) {
  bool same;
  r->settle.law_changed = r->last.id && r->last.version != version;
  if (!r->settle.law_changed) return true;
  if (!archive_readings(r->b, r->last.version, &r->policy->script->model, &r->old_readings, &same, e))
    return false;
  r->settle.old_readings = same ? NULL : r->old_readings;
  return true;
}

struct payerless {
  struct ids *set;
  int64_t room;
  bool failed;
};

static bool keep_payerless(void *ud, const struct store_pending *p) {
  struct payerless *all = ud;
  struct ids *set = all->set;
  bool known = set->count && set->list[set->count - 1] == p->subject; /* they come by subject */
  if (known || strcmp(p->kind, "payer") != 0) return true;
  if (set->count == all->room) {
    int64_t room = all->room ? all->room * 2 : 64;
    int64_t *more = realloc(set->list, (size_t)room * sizeof *more);
    all->failed = !more;
    if (!more) return false;
    set->list = more;
    all->room = room;
  }
  set->list[set->count++] = p->subject;
  return true;
}

static bool read_payerless(struct payroll *r, struct error *e) {
  struct payerless all = {.set = &r->payerless};
  const char *policy = r->policy->script->model.id;
  if (!store_pendings(r->b->store, policy, r->payment->name, keep_payerless, &all, e)) return false;
  return !all.failed || error_set(e, ERR_MEMORY, "内存不足");
}

static bool copy_ids(const struct ids *from, struct ids *to, struct error *e) {
  size_t size = (size_t)from->count * sizeof *to->list;
  to->list = malloc(size + 1);
  if (!to->list) return error_set(e, ERR_MEMORY, "内存不足");
  if (size) memcpy(to->list, from->list, size);
  to->count = from->count;
  return true;
}

/* Of a few people the log and the events are read when they are settled: to read whole logs for
** them would take as long as a payment. */
static bool read_few(struct payroll *r, const struct ids *only, struct error *e) {
  r->past = r->log < store_log_head(r->b->store);
  return copy_ids(only, &r->later, e) && copy_ids(only, &r->changed, e) && copy_ids(only, &r->since, e) &&
         copy_ids(only, &r->events, e);
}

static bool read_sets(struct payroll *r, struct error *e) {
  struct store *s = r->b->store;
  int64_t head = store_log_head(s);
  r->past = r->log < head;
  if (r->past && !store_dirty(s, r->log, head, &r->later.list, &r->later.count, e)) return false;
  if (r->last.id && !store_dirty(s, r->last.log, r->log, &r->changed.list, &r->changed.count, e))
    return false;
  if (r->first.id && !store_dirty(s, r->first.log, r->log, &r->since.list, &r->since.count, e)) return false;
  if (r->last.id && !read_payerless(r, e)) return false;
  return store_event_subjects(s, &r->events.list, &r->events.count, e);
}

bool payroll_open(struct payroll *r, bylaw *b, struct policy *policy, const struct payroll_place *place,
                  struct error *e) {
  *r = (struct payroll){.b = b,
                        .policy = policy,
                        .log = place->log,
                        .before_run = place->before_run,
                        .version = place->version};
  if (place->last) r->last = *place->last;
  r->payment = payment_find(policy, place->payment, e);
  if (!r->payment || !read_first(r, e)) return false;
  r->settle = (struct settle){.policy = policy, .payment = r->payment, .month = place->month};
  r->settle.last_month = r->last.id ? r->last.month : 0;
  r->settle.first_month = r->first.id ? r->first.month : place->month;
  return compare_law(r, place->version, e) && open_judges(r, place->version, e) && open_old_judge(r, e) &&
         (place->only ? read_few(r, place->only, e) : read_sets(r, e));
}

static void forget_person(struct payroll *r) {
  for (int i = 0; i < 2; i++) {
    json_decref(r->rulings[i]);
    r->rulings[i] = NULL;
  }
  arena_reset(&r->person);
}

static void tell_statistics(struct payroll *r) {
  struct settle *c = &r->settle;
  if (!r->b) return;
  bylaw_statistics *to = &r->b->statistics;
  *to = (bylaw_statistics){0};
  if (c->judge) judge_tell(c->judge, to);
  if (c->base_judge && c->base_judge != c->judge) judge_tell(c->base_judge, to);
  if (c->old_judge && c->old_judge != c->base_judge) judge_tell(c->old_judge, to);
}

void payroll_close(struct payroll *r) {
  forget_person(r);
  tell_statistics(r);
  if (r->settle.old_judge != r->settle.base_judge) judge_close(r->settle.old_judge);
  if (r->settle.base_judge != r->settle.judge) judge_close(r->settle.base_judge);
  judge_close(r->settle.judge);
  settle_close(&r->settle);
  policy_free(r->base_policy);
  policy_free(r->old_policy);
  free(r->changed.list);
  free(r->since.list);
  free(r->later.list);
  free(r->events.list);
  free(r->payerless.list);
  free(r->old_readings);
  arena_free(&r->arena);
  arena_free(&r->person);
}

/* --- a person --------------------------------------------------------------------------------- */

/* The rulings as known at log entry `log`, owned by `rulings`. */
static bool read_rulings(struct payroll *r, int64_t id, int64_t log, json_t **rulings, struct view *view,
                         struct arena *arena, struct error *e) {
  struct store_event *events;
  int count;
  if (!ids_have(&r->events, id)) return true;
  if (!store_events(r->b->store, id, log, arena, &events, &count, e)) return false;
  if (!rulings_of(events, count, rulings, e)) return false;
  view->rulings = *rulings;
  return true;
}

/* The facts as known at `log`, where `set` holds those who changed after it; else they are `as`. */
static bool facts_at(struct payroll *r, int64_t id, int64_t log, const struct ids *set,
                     const struct value *as, struct arena *arena, const struct value **facts,
                     struct error *e) {
  struct store_subject then;
  bool existed;
  *facts = as;
  if (!ids_have(set, id)) return true;
  if (!store_subject_at(r->b->store, id, log, arena, &then, &existed, e)) return false;
  *facts = existed ? then.facts : NULL;
  return true;
}

/* As the law of before knows the person. */
static bool read_old(struct payroll *r, struct person *p, struct arena *arena, struct error *e) {
  if (!r->settle.old_judge) return true;
  const struct model *m = &r->policy->script->model;
  const struct policy *old = r->old_policy ? r->old_policy : r->base_policy;
  p->old_facts = r->old_alike ? p->now.facts : facts_translate(m, &old->script->model, p->now.facts, arena);
  return p->old_facts || error_set(e, ERR_MEMORY, "内存不足");
}

static bool read_base(struct payroll *r, int64_t id, json_t **rulings, struct person *p, struct arena *arena,
                      struct error *e) {
  const struct model *m = &r->policy->script->model;
  int64_t beginning = r->first.id ? r->first.log : r->log;
  bool same;
  if (!facts_at(r, id, beginning, &r->since, p->now.facts, arena, &p->base.facts, e)) return false;
  if (!read_rulings(r, id, beginning, rulings, &p->base, arena, e)) return false;
  if (!p->base.facts) return true;
  p->base.facts = facts_before(m, p->base.facts, month_first_day(r->settle.first_month), arena, &same);
  if (p->base.facts && r->base_policy && !r->base_alike)
    p->base.facts = facts_translate(m, &r->base_policy->script->model, p->base.facts, arena);
  return p->base.facts || error_set(e, ERR_MEMORY, "内存不足");
}

/* Whether a return is of a transfer to another account than this: then it says nothing about
** this one. */
static bool other_account(const struct person *p, const struct store_event *v, const struct value *account) {
  bool other = false;
  for (int i = 0; i < p->line_count && v->run; i++) {
    const struct store_line *l = &p->lines[i];
    if (l->run != v->run || l->kind != LINE_PAY || l->month != v->month) continue;
    if (strcmp(l->account, account->u.text) == 0) return false;
    other = true;
  }
  return other;
}

/* The entry of the last return of a transfer to `account`; 0: there is none. */
static int64_t last_return(const struct person *p, const struct payment *pays, const struct value *account) {
  int64_t entry = 0;
  if (pays->to < 0 || account->state != STATE_KNOWN || account->kind != KIND_TEXT) return 0;
  for (int i = 0; i < p->event_count; i++)
    if (p->events[i].kind == EVENT_RETURNED && !other_account(p, &p->events[i], account))
      entry = p->events[i].log;
  return entry;
}

/* --- what is recorded of this payment --------------------------------------------------------- */

static bool has_line(const struct person *p, int64_t run, int month, int kind) {
  for (int i = 0; i < p->line_count; i++) {
    const struct store_line *l = &p->lines[i];
    if ((!run || l->run == run) && (!month || l->month == month) && (!kind || l->kind == kind)) return true;
  }
  return false;
}

/* A return names its run, and a run is of one payment. What was paid before the ledger and what
** came in name their payment; in older databases they name none: then money came in for the
** payment that has claims in the month, and what was paid before counts for every payment, as it
** was reckoned then. */
static bool concerns(const struct person *p, const char *name, const struct store_event *v) {
  switch (v->kind) {
  case EVENT_OPENING: return !*v->text || strcmp(v->text, name) == 0;
  case EVENT_RECOVERED: return *v->text ? strcmp(v->text, name) == 0 : has_line(p, 0, v->month, LINE_OWED);
  case EVENT_RETURNED: return !v->run || has_line(p, v->run, 0, 0);
  default: return true;
  }
}

/* Other payments' events would be deducted from what this one has paid. */
static bool keep_own(const struct model *m, const struct payment *pays, struct person *p,
                     struct store_event *events, int count, struct error *e) {
  struct buf name = {0};
  payment_name(m, pays, &name);
  p->events = events;
  p->event_count = 0;
  for (int i = 0; buf_text(&name) && i < count; i++)
    if (concerns(p, buf_text(&name), &events[i])) events[p->event_count++] = events[i];
  bool ok = buf_text(&name) != NULL;
  buf_free(&name);
  return ok || error_set(e, ERR_MEMORY, "内存不足");
}

static bool read_booked(struct payroll *r, int64_t id, struct person *p, struct arena *arena,
                        struct error *e) {
  struct store_line *lines;
  struct store_event *events = NULL;
  int count;
  const char *policy = r->policy->script->model.id;
  if (r->last.id) {
    if (!store_lines_of(r->b->store, policy, r->payment->name, id, arena, &lines, &p->line_count, e))
      return false;
    while (r->before_run && p->line_count && lines[p->line_count - 1].run >= r->before_run)
      p->line_count--; /* they come by run */
    p->lines = lines;
  }
  if (!ids_have(&r->events, id)) return true;
  if (!store_events(r->b->store, id, r->log, arena, &events, &count, e) ||
      !keep_own(&r->policy->script->model, r->payment, p, events, count, e))
    return false;
  int64_t recorded = 0;
  int64_t returned = last_return(p, r->payment, r->payment->to < 0 ? NULL : &p->now.facts[r->payment->to]);
  if (!returned) return true;
  if (!store_last_change(r->b->store, id, r->payment->to, r->log, &recorded, e)) return false;
  p->account_returned = recorded < returned;
  return true;
}

bool account_waits(struct store *s, const struct model *m, const struct payment *p, int64_t id,
                   const struct value *account, struct arena *arena, bool *waits, struct error *e) {
  struct person of = {0};
  struct store_line *lines;
  struct store_event *events;
  int64_t head = store_log_head(s), recorded = 0;
  int count;
  *waits = false;
  if (!store_lines_of(s, m->id, p->name, id, arena, &lines, &of.line_count, e) ||
      !store_events(s, id, head, arena, &events, &count, e))
    return false;
  of.lines = lines;
  if (!keep_own(m, p, &of, events, count, e)) return false;
  int64_t returned = last_return(&of, p, account);
  if (!returned) return true;
  if (!store_last_change(s, id, p->to, head, &recorded, e)) return false;
  *waits = recorded < returned;
  return true;
}

bool payroll_person(struct payroll *r, int64_t id, const struct value *facts, json_t *rulings[2],
                    struct arena *arena, struct person *p, struct error *e) {
  static const struct ids nobody = {0};
  if (!facts_at(r, id, r->log, r->past ? &r->later : &nobody, facts, arena, &p->now.facts, e)) return false;
  if (!p->now.facts) return true;
  if (!read_rulings(r, id, r->log, &rulings[0], &p->now, arena, e)) return false;
  p->changed = ids_have(&r->changed, id);
  if (!read_old(r, p, arena, e)) return false;
  if (r->payment->closed && !read_base(r, id, &rulings[1], p, arena, e)) return false;
  return read_booked(r, id, p, arena, e);
}

bool payroll_settle(struct payroll *r, const struct store_subject *now, bool *there, struct error *e) {
  struct person p = {0};
  forget_person(r);
  if (!payroll_person(r, now->id, now->facts, r->rulings, &r->person, &p, e)) return false;
  *there = p.now.facts != NULL;
  r->facts = p.now.facts;
  return !*there || settle_person(&r->settle, &p, e);
}
