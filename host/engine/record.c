/* Recording changes of one subject: all that are told, or none. */
#include "host/engine/record.h"

#include <stdlib.h>
#include <string.h>

#include "host/base/utf8.h"

enum { MOST_ASSIGNMENTS = 200 };

bool record_act(struct recording *r, struct error *e) {
  if (r->act) return true;
  struct store_act act = {r->office.today, r->q->act.by ? r->q->act.by : "", r->q->act.why, "record"};
  return store_act(r->b->store, &act, &r->act, e);
}

/* --- assignments ------------------------------------------------------------------------------- */

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
    error_hint(e, "例如 %s=…", r->office.model->facts[0].label);
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

/* --- the subject ------------------------------------------------------------------------------- */

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

static bool find_subject(struct recording *r, struct error *e) {
  const struct model *m = r->office.model;
  bool found = office_subject(&r->office, r->b->store, r->q->key, &r->id, e);
  if (!found && (e->kind != ERR_INPUT || !r->q->create)) return false;
  bool ok = found ? store_subject(r->b->store, r->id, &r->arena, &r->subject, e) : new_subject(r, e);
  if (!ok) return false;
  r->now = arena_array(&r->arena, (size_t)m->fact_count + 1, sizeof *r->now);
  r->told = arena_array(&r->arena, (size_t)m->fact_count + 1, sizeof *r->told);
  if (!r->now || !r->told) return error_set(e, ERR_MEMORY, "内存不足");
  memcpy(r->now, r->subject.facts, (size_t)m->fact_count * sizeof *r->now);
  return true;
}

/* The identity number is only a first check of the date of birth: where they differ, the household register's date holds, and it is
** recorded by naming it. */
static bool check_facts(struct recording *r, struct error *e) {
  const struct office *o = &r->office;
  struct fault why;
  int fact;
  if (r->now[o->key].state != STATE_KNOWN)
    return error_set(e, ERR_INPUT, "%s不能没有，也不能未知", o->model->facts[o->key].label);
  bool numbered = r->told[o->key] && !(o->born >= 0 && r->told[o->born]);
  bool fits = office_fits(o, r->now, &fact, &why) && (!numbered || office_born(o, r->now, &why));
  if (fits) return true;
  if (!*why.hint) fault_hint(&why, "核对这两项事实");
  return fault_error(&why, "", e);
}

bool record_changed(struct recording *r, const char *name, struct error *e) {
  size_t i;
  json_t *said;
  json_array_foreach(r->changed, i, said) {
    if (strcmp(json_string_value(said), name) == 0) return true;
  }
  array_add(&r->changed, json_string(name));
  return r->changed || error_set(e, ERR_MEMORY, "内存不足");
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
    if (changed && !record_changed(r, m->facts[i].name, e)) return false;
  }
  return true;
}

/* --- the call ---------------------------------------------------------------------------------- */

static bool check_request(const bylaw_record_request *q, struct error *e) {
  if (q->count == 0) {
    error_set(e, ERR_USAGE, "没有写要登记的内容");
    error_hint(e, "写成 事实=值");
    return false;
  }
  return q->count <= MOST_ASSIGNMENTS || error_set(e, ERR_USAGE, "一次最多登记 %d 项", MOST_ASSIGNMENTS);
}

static bool prepare(struct recording *r, const char *name, struct error *e) {
  int64_t on;
  r->policy = policy_of_subject(r->b, name, e);
  if (!r->policy || !store_ready(r->b, e) || !act_read(&r->q->act, &on, e)) return false;
  r->from = DAY_MIN;
  if (!check_request(r->q, e) || !office_open(&r->office, &r->policy->script->model, on, e)) return false;
  r->office.recording = true;
  if (r->q->from && !office_read_day("起始日期", r->q->from, &r->from, e)) return false;
  r->changed = json_array();
  return r->changed || error_set(e, ERR_MEMORY, "内存不足");
}

static bool record_all(struct recording *r, struct error *e) {
  return policy_store(r->b, r->policy, e) && find_subject(r, e) && apply_facts(r, e) && check_facts(r, e) &&
         write_facts(r, e) && apply_events(r, e);
}

/* Nothing new leaves nothing behind, not even an act. */
static bool record(struct recording *r, struct error *e) {
  if (!store_begin(r->b->store, e)) return false;
  bool ok = record_all(r, e), some = ok && json_array_size(r->changed) > 0;
  if (some) ok = store_commit(r->b->store, e);
  if (some && ok) return true;
  store_rollback(r->b->store);
  return ok;
}

bylaw_status bylaw_record(bylaw *b, const bylaw_record_request *request, char **json, bylaw_error *error) {
  struct error e = {0};
  struct recording r = {.b = b, .q = request};
  *json = NULL;
  bool ok = prepare(&r, request->policy, &e) && record(&r, &e);
  if (ok)
    ok = status_json(
        json_pack("{s:I, s:O}", "log", (json_int_t)store_log_head(b->store), "changed", r.changed), json, &e);
  if (!ok) store_unwanted(b->store);
  json_decref(r.changed);
  office_close(&r.office);
  arena_free(&r.arena);
  return ok ? BYLAW_OK : give_error(&e, error);
}
