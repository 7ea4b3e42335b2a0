/* Recording changes of one subject: all that are told, or none. */
#include "host/engine/register/record.h"

#include <stdlib.h>
#include <string.h>

#include "host/base/utf8.h"
#include "host/engine/register/import.h"
#include "host/engine/settle/payroll.h"
#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"
#include "host/engine/register/subject.h"
#include "host/value/identity.h"

enum { MOST_ASSIGNMENTS = 200 };

/* --- assignments ------------------------------------------------------------------------------ */

static bool fact_error(const struct fact *f, const struct fault *why, struct error *e) {
  return fault_error(why, f->label, e);
}

/* "name=value": the name in `out`, the value behind the =. */
static bool split(struct recording *r, const char *text, char **name, const char **value, struct error *e) {
  if (!text || !utf8_valid(text, strlen(text)))
    return error_set(e, ERR_INPUT, "登记的内容不是有效的 UTF-8 文字");
  const char *equals = strchr(text, '=');
  if (!equals) {
    char shown[96];
    office_shown(NULL, text, strlen(text), shown);
    error_set(e, ERR_USAGE, "登记写成 事实=值，得到 ‘%s’", shown);
    text_mask_numbers(e->message);
    error_hint(e, "例如 %s=…",
               r->office.model->facts[r->office.model->subjects[r->office.subject].first].label);
    return false;
  }
  struct slice s = office_trim((struct slice){text, (size_t)(equals - text)});
  *name = arena_text_n(&r->arena, s.text, s.n);
  *value = equals + 1;
  return *name || error_set(e, ERR_MEMORY, "内存不足");
}

static bool change_timeline(struct recording *r, int i, const struct value *given, bool dated,
                            struct fault *why) {
  const struct fact *f = &r->office.model->facts[i];
  if (r->from == DAY_MIN && !dated && r->id)
    return office_undated(&r->office, f, &r->now[i], given, &r->now[i], why);
  if (r->from == DAY_MIN) {
    r->now[i] = *given;
    return true;
  }
  r->from_used = true;
  if (!dated) return office_from(&r->office, f, &r->now[i], given, r->from, &r->arena, &r->now[i], why);
  fault_set(why, "各段已经写明日期，不能再给起始日期（from）");
  fault_hint(why, "去掉 --from，或只写一个值");
  return false;
}

static bool change_fact(struct recording *r, int i, const char *text, struct error *e) {
  const struct fact *f = &r->office.model->facts[i];
  struct value given;
  struct fault why;
  bool dated;
  bool ok = office_cell(&r->office, f, (struct slice){text, strlen(text)}, &r->arena, &given, &dated, &why);
  if (ok && f->form == FORM_TIMELINE) ok = change_timeline(r, i, &given, dated, &why);
  if (ok && f->form == FORM_PLAIN) r->now[i] = given;
  if (ok && f->form == FORM_LIST) {
    bool none = given.state != STATE_KNOWN || given.u.list->rows == 0;
    if (none)
      r->now[i] = given; /* 无 and 未知 are about the whole list */
    else
      ok = office_with(&r->now[i], &given, &r->arena, &r->now[i], &why);
  }
  r->told[i] = true;
  return ok || fact_error(f, &why, e);
}

static bool apply_facts(struct recording *r, struct error *e) {
  for (size_t k = 0; k < r->q->count; k++) {
    char *name;
    const char *value;
    if (!split(r, r->q->assignments[k], &name, &value, e)) return false;
    if (record_is_event(name)) continue;
    int i = office_find(&r->office, name);
    if (i < 0) return office_unknown_fact(&r->office, name, RECORD_EVENTS, e);
    if (!change_fact(r, i, value, e)) return false;
  }
  if (r->from == DAY_MIN || r->from_used) return true;
  error_set(e, ERR_USAGE, "给了起始日期（from），但登记的内容中没有历史");
  error_hint(e, "只有历史（例如区县、身份）才有起始日期；其他事实直接写值");
  return false;
}

static bool apply_events(struct recording *r, struct error *e) {
  for (size_t k = 0; k < r->q->count; k++) {
    char *name;
    const char *value;
    if (!split(r, r->q->assignments[k], &name, &value, e)) return false;
    if (record_is_event(name) && !record_event(r, name, value, e)) return false;
  }
  return true;
}

/* --- the subject ------------------------------------------------------------------------------ */

static bool new_subject(struct recording *r, struct error *e) {
  const struct model *m = r->office.model;
  const char *key = r->q->key ? r->q->key : "";
  struct fault why;
  bool dated;
  r->subject.facts = arena_array(&r->arena, (size_t)m->fact_count + 1, sizeof *r->subject.facts);
  if (!r->subject.facts) return error_set(e, ERR_MEMORY, "内存不足");
  for (int i = 0; i < m->fact_count; i++)
    r->subject.facts[i] = office_untold(&m->facts[i]);
  const struct fact *f = &m->facts[r->office.key];
  struct value *named = &r->subject.facts[r->office.key];
  if (!utf8_valid(key, strlen(key))) return error_set(e, ERR_INPUT, "%s不是有效的 UTF-8 文字", f->label);
  if (!office_cell(&r->office, f, (struct slice){key, strlen(key)}, &r->arena, named, &dated, &why))
    return fact_error(f, &why, e);
  return named->state == STATE_KNOWN || error_set(e, ERR_INPUT, "没有写%s", f->label);
}

/* The facts that the assignments change: of somebody who is there, or of somebody new. */
static bool begin_facts(struct recording *r, struct error *e) {
  const struct model *m = r->office.model;
  bool ok = r->id ? store_subject(r->b->store, r->id, &r->arena, &r->subject, e) : new_subject(r, e);
  if (!ok) return false;
  r->now = arena_array(&r->arena, (size_t)m->fact_count + 1, sizeof *r->now);
  r->told = arena_array(&r->arena, (size_t)m->fact_count + 1, sizeof *r->told);
  if (!r->now || !r->told) return error_set(e, ERR_MEMORY, "内存不足");
  memcpy(r->now, r->subject.facts, (size_t)m->fact_count * sizeof *r->now);
  return true;
}

/* Whether another date of birth than is recorded is told; what cannot be read is told of later. */
static bool tells_birth(struct recording *r, bool *other, struct error *e) {
  int birth = r->office.numbered[NUMBER_BIRTH];
  *other = false;
  for (size_t k = 0; birth >= 0 && k < r->q->count; k++) {
    const struct value *was = &r->subject.facts[birth];
    struct value given;
    struct fault why;
    char *name;
    const char *text;
    bool dated;
    if (!split(r, r->q->assignments[k], &name, &text, e)) return false;
    if (office_find(&r->office, name) != birth) continue;
    const struct slice cell = {text, strlen(text)};
    if (office_cell(&r->office, &r->office.model->facts[birth], cell, &r->arena, &given, &dated, &why))
      *other = was->state == STATE_KNOWN && given.state == STATE_KNOWN && was->u.i != given.u.i;
  }
  return true;
}

static bool refuse_another(const struct recording *r, struct error *e) {
  const struct model *m = r->office.model;
  const char *birth = m->facts[r->office.numbered[NUMBER_BIRTH]].label;
  error_set(e, ERR_INPUT, "这个%s是另一个人更正以前的，而%s与他登记的不同", m->facts[r->office.key].label,
            birth);
  error_hint(e, "是同一个人的，写他现在的号码；是另一个人的，写明%s，用 --create 新增", birth);
  return false;
}

/* A number that somebody bore before it was corrected may be another person's own, as in a file
** that is imported: another date of birth says so. */
static bool find_subject(struct recording *r, struct error *e) {
  char exact[256];
  bool found = office_subject(&r->office, r->b->store, r->q->key, &r->id, e), other = false;
  if (!found && (e->kind != ERR_INPUT || !r->q->create)) return false;
  if (!found) r->id = 0;
  if (!begin_facts(r, e)) return false;
  office_key(&r->office, r->q->key, exact);
  r->former = found && strcmp(exact, r->subject.key) != 0;
  if (r->former && !tells_birth(r, &other, e)) return false;
  if (!other) return true;
  if (!r->q->create) return refuse_another(r, e);
  r->id = 0;
  r->former = false;
  r->subject = (struct store_subject){0};
  return begin_facts(r, e);
}

/* The identity number is only a first check of the date of birth: where they differ, the household
** register's date holds, and it is recorded by naming it. */
static bool check_facts(struct recording *r, struct error *e) {
  const struct office *o = &r->office;
  struct fault why;
  int fact;
  if (r->now[o->key].state != STATE_KNOWN)
    return error_set(e, ERR_INPUT, "%s不能没有，也不能未知", o->model->facts[o->key].label);
  bool fits = office_fits(o, r->now, &fact, &why) && references_fit(&r->references, o, r->now, &fact, &why);
  for (int i = 0; fits && i < NUMBER_TELLS && r->told[o->key]; i++)
    if (o->numbered[i] >= 0 && !r->told[o->numbered[i]]) fits = office_number_agrees(o, i, r->now, &why);
  if (fits) return true;
  if (!*why.hint) fault_hint(&why, "核对这两项事实");
  return fault_error(&why, "", e);
}

/* The account of a payment, told again as it is after a transfer to it came back: the bank has
** woken it up. That is no change of a fact, but it is news, and the money that waits for an
** account goes out again. */
static bool confirm_account(struct recording *r, int fact, struct error *e) {
  const struct model *m = r->office.model;
  bool waits = false;
  if (r->now[fact].state != STATE_KNOWN) return true;
  for (int i = 0; i < m->payment_count && !waits; i++)
    if (m->payments[i].to == fact &&
        !account_waits(r->b->store, m, &m->payments[i], r->id, &r->now[fact], &r->arena, &waits, e))
      return false;
  if (!waits) return true;
  if (!record_act(r, e) || !store_confirm(r->b->store, r->act, r->id, fact, &r->now[fact], e)) return false;
  if (json_array_append_new(r->confirmed, json_string(m->facts[fact].name)) != 0)
    return error_set(e, ERR_MEMORY, "内存不足");
  return record_changed(r, m->facts[fact].name, e);
}

static void derive_from_number(struct recording *r) {
  for (int i = 0; i < NUMBER_TELLS && !r->id; i++) {
    int fact = r->office.numbered[i];
    if (fact < 0 || r->told[fact] || !office_from_number(&r->office, i, r->now)) continue;
    r->told[fact] = true;
    r->derived |= 1u << i;
  }
}

/* --- what is told of it ----------------------------------------------------------------------- */

struct sharing {
  struct recording *r;
  int fact;
};

static bool note_sharing(void *ud, int64_t id, const char *text, struct error *e) {
  struct sharing *x = ud;
  struct recording *r = x->r;
  json_t *one;
  (void)text;
  if (id == r->id) return true;
  r->shared_count++;
  if (json_array_size(r->shared) >= ACCOUNT_MOST_PAIRS) return true;
  const struct account_pair pair = {id, r->id};
  if (!account_pair_json(r->b->store, r->office.model, x->fact, &pair, &one, e)) return false;
  if (!one) return true;
  json_t *key = json_incref(json_array_get(json_object_get(one, "keys"), 0)); /* of the other */
  bool ok = json_object_set_new(one, "key", key) == 0 && json_object_del(one, "keys") == 0;
  ok = json_array_append_new(r->shared, one) == 0 && ok;
  return ok || error_set(e, ERR_MEMORY, "内存不足");
}

/* Others who bear the account that was told. */
static bool find_sharing(struct recording *r, struct error *e) {
  const struct model *m = r->office.model;
  for (int i = 0; i < m->fact_count; i++) {
    const struct fact *f = &m->facts[i];
    if (!r->told[i] || !f->card || f->form != FORM_PLAIN || r->now[i].state != STATE_KNOWN) continue;
    struct sharing x = {r, i};
    if (!store_texts(r->b->store, i, r->now[i].u.text, note_sharing, &x, e)) return false;
  }
  return true;
}

static bool look_at(struct recording *r, struct error *e) {
  struct moved one = {r->id, 0};
  bool changed = json_array_size(r->changed) > 0 && r->subject.id;
  return find_sharing(r, e) &&
         register_money(r->b, r->policy, r->office.subject, r->log, &one, changed, &r->money, e);
}

static bool write_facts(struct recording *r, struct error *e) {
  const struct model *m = r->office.model;
  bool changed;
  if (r->id == 0) {
    if (!record_act(r, e) || !store_add(r->b->store, r->act, r->now, &r->id, e)) return false;
    for (int i = 0; i < m->fact_count; i++)
      if ((i == r->office.key || r->told[i]) && !record_changed(r, m->facts[i].name, e)) return false;
    return true;
  }
  for (int i = 0; i < m->fact_count; i++) {
    if (!r->told[i]) continue;
    if (!record_act(r, e)) return false;
    if (!store_set(r->b->store, r->act, r->id, i, &r->subject.facts[i], &r->now[i], &changed, e))
      return false;
    if (changed ? !record_changed(r, m->facts[i].name, e) : !confirm_account(r, i, e)) return false;
  }
  return true;
}

/* --- the call --------------------------------------------------------------------------------- */

static bool check_removal(const bylaw_record_request *q, struct error *e) {
  if (q->count == 0 && !q->from && !q->create && !q->verified) return true;
  error_set(e, ERR_USAGE, "移出一个人时，不能同时登记别的内容");
  error_hint(e, "只写号码、--remove、--on 与 --why");
  return false;
}

static bool check_request(const bylaw_record_request *q, struct error *e) {
  if (q->remove) return check_removal(q, e);
  if (q->count == 0) {
    error_set(e, ERR_USAGE, "没有写要登记的内容");
    error_hint(e, "写成 事实=值");
    return false;
  }
  return q->count <= MOST_ASSIGNMENTS || error_set(e, ERR_USAGE, "一次最多登记 %d 项", MOST_ASSIGNMENTS);
}

static bool prepare(struct recording *r, const char *name, struct error *e) {
  int64_t on;
  int subject;
  r->policy = policy_of_subject(r->b, name, &subject, e);
  if (!r->policy || !store_ready(r->b, e) || !act_read(&r->q->act, &on, e)) return false;
  r->from = DAY_MIN;
  if (!check_request(r->q, e) || !office_open(&r->office, &r->policy->script->model, on, e)) return false;
  office_of(&r->office, subject);
  r->office.recording = true;
  r->office.verified = r->q->verified != NULL;
  if (r->q->verified && office_trim((struct slice){r->q->verified, strlen(r->q->verified)}).n == 0)
    return error_set(e, ERR_USAGE, "没有写明核实的理由");
  if (r->q->from && !office_read_day("起始日期", r->q->from, &r->from, e)) return false;
  r->changed = json_array();
  r->shared = json_array();
  r->confirmed = json_array();
  r->events = json_array();
  return (r->changed && r->shared && r->confirmed && r->events) || error_set(e, ERR_MEMORY, "内存不足");
}

static bool check_derived(struct recording *r, struct error *e) {
  derive_from_number(r);
  return check_facts(r, e);
}

static bool record_all(struct recording *r, struct error *e) {
  int subject = r->office.subject;
  if (!references_read(&r->references, r->b, r->policy, subject, e) ||
      !policy_store_subject(r->b, r->policy, subject, e))
    return false;
  if (r->q->remove) {
    r->money = json_array();
    return (r->money || error_set(e, ERR_MEMORY, "内存不足")) && find_subject(r, e) && record_remove(r, e);
  }
  return find_subject(r, e) && apply_facts(r, e) && check_derived(r, e) && write_facts(r, e) &&
         apply_events(r, e) && look_at(r, e);
}

/* Nothing new leaves nothing behind, not even an act. */
static bool record(struct recording *r, struct error *e) {
  if (!store_begin(r->b->store, e)) return false;
  r->log = store_log_head(r->b->store);
  bool ok = record_all(r, e), some = ok && json_array_size(r->changed) > 0;
  bool write = some && !r->q->dry_run;
  /* asked before the end: it costs no read that could fail */
  r->entry = store_log_head(r->b->store);
  if (write) ok = store_commit(r->b->store, e);
  if (write && ok) return true;
  store_rollback(r->b->store);
  return ok;
}

bylaw_status bylaw_record(bylaw *b, const bylaw_record_request *request, char **json, bylaw_error *error) {
  struct error e = {0};
  struct recording r = {.b = b, .q = request};
  *json = NULL;
  bool ok = prepare(&r, request->policy, &e) && record(&r, &e);
  if (ok)
    ok = status_json(json_pack("{s:o, s:O, s:O, s:O, s:I, s:O, s:O}", "log", log_json(&r, r.entry), "changed",
                               r.changed, "confirmed", r.confirmed, "events", r.events, "shared_count",
                               (json_int_t)r.shared_count, "shared_accounts", r.shared, "paid_months",
                               r.money),
                     json, &e);
  if (!ok || request->dry_run) store_unwanted(b->store);
  json_decref(r.changed);
  json_decref(r.confirmed);
  json_decref(r.events);
  json_decref(r.shared);
  json_decref(r.money);
  references_free(&r.references);
  office_close(&r.office);
  arena_free(&r.arena);
  return ok ? BYLAW_OK : give_error(&e, error);
}

/* --- events ----------------------------------------------------------------------------------- */

const char *const RECORD_EVENTS[] = {"paid_before", "returned", "recovered", "ruling", "withdraw", NULL};

bool record_is_event(const char *name) {
  for (int i = 0; RECORD_EVENTS[i]; i++)
    if (strcmp(RECORD_EVENTS[i], name) == 0) return true;
  return false;
}

bool record_event(struct recording *r, const char *name, const char *value, struct error *e) {
  if (strcmp(name, "paid_before") == 0) return record_paid_before(r, name, value, e);
  if (strcmp(name, "returned") == 0) return record_returned(r, name, value, e);
  if (strcmp(name, "recovered") == 0) return record_recovered(r, name, value, e);
  return strcmp(name, "ruling") == 0 ? record_ruling(r, name, value, e) : record_withdraw(r, name, value, e);
}
