/* The store of a handle, and the facts of a policy in it. */
#include <stdlib.h>
#include <string.h>

#include "host/base/utf8.h"
#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"
#include "host/store/store.h"

bool store_ready(bylaw *b, struct error *e) {
  if (b->store) return true;
  error_set(e, ERR_USAGE, "没有打开数据库");
  error_hint(e, "先打开数据库（命令行用 --db FILE）");
  return false;
}

static void schema_free(struct store_schema *schema) {
  if (!schema) return;
  for (int i = 0; i < schema->field_count; i++)
    free((void *)schema->fields[i].fields);
  for (int i = 0; i < schema->domain_count; i++)
    free((void *)schema->domains[i].members);
  free((void *)schema->fields);
  free((void *)schema->domains);
  free(schema);
}

static bool make_fields(const struct fact *facts, int count, struct store_field *out) {
  for (int i = 0; i < count; i++) {
    const struct fact *f = &facts[i];
    out[i] = (struct store_field){.name = f->name,
                                  .form = (enum store_form)f->form,
                                  .kind = f->kind,
                                  .domain = f->domain,
                                  .optional = f->optional};
    if (f->form != FORM_LIST) continue;
    struct store_field *fields = calloc((size_t)f->field_count + 1, sizeof *fields);
    if (!fields) return false;
    out[i].fields = fields;
    out[i].field_count = f->field_count;
    if (!make_fields(f->fields, f->field_count, fields)) return false;
  }
  return true;
}

static bool make_domains(const struct model *m, struct store_domain *out) {
  for (int i = 0; i < m->domain_count; i++) {
    const char **members = calloc((size_t)m->domains[i].count + 1, sizeof *members);
    if (!members) return false;
    for (int k = 0; k < m->domains[i].count; k++)
      members[k] = m->domains[i].members[k].name;
    out[i] = (struct store_domain){m->domains[i].count, members};
  }
  return true;
}

/* A record has its own facts, and of each record that it refers to the key. */
static void place_fields(const struct model *m, int subject, struct store_field *fields) {
  const struct subject_kind *s = &m->subjects[subject];
  for (int i = 0; i < m->fact_count; i++) {
    fields[i].elsewhere = m->facts[i].subject != subject;
    if (!fields[i].elsewhere) fields[i].name = m->facts[i].own;
  }
  for (int k = 0; k < s->reference_count; k++) {
    struct store_field *key = &fields[m->subjects[s->references[k].subject].key];
    key->name = s->references[k].name;
    key->elsewhere = false;
  }
}

/* The facts of a policy as the store sees them. NULL: no memory. */
static struct store_schema *schema_make(const struct model *m, int subject) {
  struct store_schema *schema = calloc(1, sizeof *schema);
  if (!schema) return NULL;
  struct store_field *fields = calloc((size_t)m->fact_count + 1, sizeof *fields);
  struct store_domain *domains = calloc((size_t)m->domain_count + 1, sizeof *domains);
  const struct subject_kind *s = &m->subjects[subject];
  *schema = (struct store_schema){m->id, s->name, s->key, m->fact_count, m->domain_count, fields, domains};
  if (fields && domains && make_fields(m->facts, m->fact_count, fields) && make_domains(m, domains)) {
    place_fields(m, subject, fields);
    return schema;
  }
  if (!fields) schema->field_count = 0;
  if (!domains) schema->domain_count = 0;
  schema_free(schema);
  return NULL;
}

void policy_unstore(bylaw *b, const struct policy *p) {
  struct error ignored; /* nothing can go wrong in letting go */
  if (p && b->stored != p) return;
  if (b->store && b->schema) store_use(b->store, NULL, &ignored);
  b->stored = NULL;
  schema_free(b->schema);
  b->schema = NULL;
}

bool policy_store(bylaw *b, struct policy *p, struct error *e) {
  const struct model *m = &p->script->model;
  if (m->subjects[0].reference_count == 0) return policy_store_subject(b, p, 0, e);
  error_set(e, ERR_USAGE, "%s关联到%s，整个名册的计算还不能带上关联的记录", m->subject_label,
            m->subjects[m->subjects[0].references[0].subject].label);
  error_hint(e, "逐个计算用 --id；成批计算用 --many");
  return false;
}

bool policy_store_subject(bylaw *b, struct policy *p, int subject, struct error *e) {
  if (!store_ready(b, e)) return false;
  struct store_schema *schema = schema_make(&p->script->model, subject);
  if (!schema) return error_set(e, ERR_MEMORY, "内存不足");
  if (schema->key < 0) {
    schema_free(schema);
    error_set(e, ERR_USAGE, "政策 ‘%s’ 的%s没有标识（key），不能存入数据库", p->script->model.id,
              p->script->model.subjects[subject].label);
    error_hint(e, "在 act:facts 中写 key = \"…\"");
    return false;
  }
  if (!store_use(b->store, schema, e)) {
    schema_free(schema); /* the store still works with the schema it had */
    return false;
  }
  schema_free(b->schema);
  b->schema = schema;
  b->stored = p;
  return true;
}

bool act_read(const bylaw_act *act, int64_t *on, struct error *e) {
  struct value day = act->on ? date_parse(act->on) : value_absent(KIND_DATE);
  if (day.state != STATE_KNOWN) {
    error_set(e, ERR_INPUT, "记录之日 \"%s\" 无法读取", act->on ? act->on : "");
    error_hint(e, "写成 年-月-日，例如 2025-06-30");
    return false;
  }
  if (!act->why || text_is_blank(act->why)) {
    error_set(e, ERR_USAGE, "没有写明原因");
    error_hint(e, "用 --why 写明为何变更，例如 --why \"派出所通报\"");
    return false;
  }
  *on = day.u.i;
  return true;
}

void storage_init(bylaw *b) {
  b->wait = STORE_WAIT;
}

void storage_close(bylaw *b) {
  policy_unstore(b, NULL);
  store_close(b->store);
  b->store = NULL;
}

bylaw_status bylaw_store_wait(bylaw *b, int milliseconds, bylaw_error *error) {
  enum { DAY = 24 * 60 * 60 * 1000 };
  struct error e = {0};
  if (milliseconds < 0 || milliseconds > DAY) {
    error_set(&e, ERR_USAGE, "等待的时间应在 0 秒与一天之间");
    return give_error(&e, error);
  }
  b->wait = milliseconds;
  return BYLAW_OK;
}

bylaw_status bylaw_store(bylaw *b, const char *path, int how, bylaw_error *error) {
  struct error e = {0};
  struct store *fresh = NULL;
  if (path && !store_open_waiting(&fresh, path, (enum store_how)how, b->wait, &e))
    return give_error(&e, error);
  storage_close(b);
  b->store = fresh;
  return BYLAW_OK;
}

bool ruling_of(const struct store_event *event, json_t **out, struct error *e) {
  json_error_t why;
  bool starved = false;
  *out = json_load(event->text, strlen(event->text), 0, &why, &starved);
  if (*out) return true;
  if (starved) return error_set(e, ERR_MEMORY, "内存不足");
  return error_set(e, ERR_STORE, "变更日志第 %lld 条的个案决定无法读取，核对数据库", (long long)event->log);
}

/* A ruling that is lost would pay the person as if nobody had decided: an array that is not
** whole is none. */
bool rulings_of(const struct store_event *events, int count, json_t **out, struct error *e) {
  json_t *made = NULL, *one;
  bool ok = true;
  for (int i = 0; ok && i < count; i++) {
    if (events[i].kind != EVENT_RULING) continue;
    if (!made) made = json_array();
    ok = made || error_set(e, ERR_MEMORY, "内存不足");
    ok = ok && ruling_of(&events[i], &one, e);
    if (ok && json_array_append_new(made, one) != 0) ok = error_set(e, ERR_MEMORY, "内存不足");
  }
  if (!ok) json_decref(made);
  *out = ok ? made : NULL;
  return ok;
}
