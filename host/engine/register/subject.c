/* One subject of the store: finding it, what was known of it. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/cells/cells.h"
#include "host/engine/policy/status.h"
#include "host/engine/register/subject.h"
#include "host/value/identity.h"

/* --- finding ---------------------------------------------------------------------------------- */

static bool is_number(enum identity_fault fault) {
  return fault == ID_OK || fault == ID_CHECK;
}

void office_key(const struct office *o, const char *key, char out[256]) {
  char canonical[19];
  int64_t birth;
  bool male;
  struct slice s = office_trim((struct slice){key ? key : "", key ? strlen(key) : 0});
  size_t n = s.n < 255 ? s.n : 255;
  memcpy(out, s.text, n);
  out[n] = '\0';
  if (o->model->facts[o->key].identity && is_number(identity_check(out, canonical, &birth, &male)))
    text_copy(out, 256, canonical);
  if (o->model->facts[o->key].credit_code && credit_code_check(out, canonical) == CREDIT_OK)
    text_copy(out, 256, canonical);
}

/* Who was registered by mistake; *told: `e` says so. */
static bool tell_removed(const struct office *o, struct store *s, const char *key, const char *shown,
                         bool *told, struct error *e) {
  struct arena arena = {0};
  struct store_removal r;
  struct buf day = {0};
  bool ok = store_removal(s, key, DAY_MIN, &arena, &r, e);
  *told = ok && r.subject;
  if (*told) {
    value_write(&day, value_of(KIND_DATE, r.on));
    error_set(e, ERR_INPUT, "%s为 %s 的%s已于 %s 移出（原因：%s）", o->model->facts[o->key].label, shown,
              o->model->subjects[o->subject].label, quote(&day), r.why);
    text_mask_numbers(e->message);
    error_hint(e, "以前的登记用 explain --id 加 --as-of 查看；确要重新登记的，用导入（import），"
                  "或在登记（record）时写明是新增（--create）");
    error_quotes(e, &day);
  }
  buf_free(&day);
  arena_free(&arena);
  return ok;
}

bool office_subject(const struct office *o, struct store *s, const char *key, int64_t *id, struct error *e) {
  const struct fact *f = &o->model->facts[o->key];
  char exact[256], shown[96];
  bool removed;
  office_key(o, key, exact);
  if (!store_find(s, exact, id, e) || (!*id && !store_former(s, exact, id, e))) return false;
  if (*id) return true;
  office_shown(f, exact, strlen(exact), shown);
  if (!tell_removed(o, s, exact, shown, &removed, e) || removed) return false;
  error_set(e, ERR_INPUT, "没有%s为 %s 的%s", f->label, shown, o->model->subjects[o->subject].label);
  text_mask_numbers(e->message);
  error_hint(e, "核对号码；新登记的人用导入（import），或在登记（record）时写明是新增（--create）");
  return false;
}

bool office_read_day(const char *what, const char *text, int64_t *day, struct error *e) {
  struct value v = office_day((struct slice){text, strlen(text)});
  *day = v.u.i;
  if (v.state == STATE_KNOWN) return true;
  error_set(e, ERR_INPUT, "%s \"%s\" 无法读取", what, text);
  error_hint(e, "写成 年-月-日，例如 2025-06-30");
  return false;
}

bool office_known(struct store *s, int64_t id, int64_t day, int64_t *log, struct error *e) {
  struct arena arena = {0};
  struct store_entry *entries;
  int count = 0;
  *log = 0;
  bool ok = store_entries(s, id, &arena, &entries, &count, e);
  for (int i = 0; ok && i < count; i++)
    if (entries[i].on <= day && entries[i].log > *log) *log = entries[i].log;
  arena_free(&arena);
  return ok;
}
