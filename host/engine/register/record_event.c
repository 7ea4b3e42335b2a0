/* What is recorded about a person's money or case beside facts: events, and their withdrawal. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/register/import.h"
#include "host/engine/register/record.h"
#include "host/value/month.h"

bool event_error(struct error *e, const char *name, const char *why, const char *example) {
  error_set(e, ERR_INPUT, "%s：%s", name, why);
  error_hint(e, "写成 %s=%s", name, example);
  return false;
}

bool events_of(struct recording *r, struct store_event **events, int *count, struct error *e) {
  *count = 0;
  return store_events(r->b->store, r->id, store_log_head(r->b->store), &r->arena, events, count, e);
}

/* --- in words --------------------------------------------------------------------------------- */

/* Of which payment, where the policy has several; a return names its run instead. */
static const char *payment_label(const struct model *m, const struct store_event *v) {
  const char *slash = v->text ? strchr(v->text, '/') : NULL; /* NULL where it is being recorded */
  for (int i = 0; slash && m->payment_count > 1 && i < m->payment_count; i++)
    if (strcmp(m->payments[i].name, slash + 1) == 0) return m->payments[i].label;
  return "";
}

static void write_money(const struct model *m, const struct store_event *v, const char *what,
                        struct buf *out) {
  char month[16], fen[32];
  month_text(v->month, month);
  fen_text(v->amount, fen);
  buf_printf(out, "%s%s %s %s 元", payment_label(m, v), what, month, fen);
  if (v->run) buf_printf(out, "（第 %lld 次发放）", (long long)v->run);
}

void event_words(const struct model *m, const struct store_event *v, struct buf *out) {
  switch (v->kind) {
  case EVENT_OPENING: write_money(m, v, "账前已发", out); break;
  case EVENT_RETURNED: write_money(m, v, "退回", out); break;
  case EVENT_RECOVERED: write_money(m, v, "已追回", out); break;
  case EVENT_RULING: ruling_words(v->text, out); break;
  default: buf_printf(out, "撤回第 %lld 条登记", (long long)v->of); break;
  }
}

/* What the caller is told of an event: its number in the log is what a withdrawal names. */
static bool tell_event(struct recording *r, const char *name, const struct store_event *v, int64_t log,
                       struct error *e) {
  struct buf words = {0};
  event_words(r->office.model, v, &words);
  char *told = buf_take(&words);
  if (told) text_mask_numbers(told);
  json_t *made =
      told ? json_pack("{s:o, s:s, s:s}", "log", log_json(r, log), "event", name, "text", told) : NULL;
  free(told);
  bool ok = made && (!v->of || json_object_set_new(made, "of", json_integer((json_int_t)v->of)) == 0);
  if (!ok) json_decref(made);
  ok = ok && json_array_append_new(r->events, made) == 0;
  return ok || error_set(e, ERR_MEMORY, "内存不足");
}

bool event_add(struct recording *r, const char *name, struct store_event event, struct error *e) {
  int64_t log;
  event.subject = r->id;
  if (!record_act(r, e) || !store_event_add(r->b->store, r->act, &event, &log, e)) return false;
  return tell_event(r, name, &event, log, e) && record_changed(r, name, e);
}

/* --- withdrawing ------------------------------------------------------------------------------ */

enum { HINT_ROOM = 250 }; /* bytes of events in a hint, which holds 384 */

/* What this person has that can be withdrawn, the latest first, so that nobody has to look for the
** number elsewhere. */
static void hint_events(const struct model *m, const struct store_event *events, int count, struct error *e) {
  struct buf list = {0};
  int left = count;
  for (; left > 0 && list.len < HINT_ROOM; left--) {
    buf_printf(&list, "%s第 %lld 条 ", list.len ? "；" : "", (long long)events[left - 1].log);
    event_words(m, &events[left - 1], &list);
  }
  if (left > 0) buf_printf(&list, "；另有更早的 %d 条", left);
  const char *told = buf_text(&list);
  if (count == 0) error_hint(e, "这个人没有可以撤回的登记");
  if (count && told) error_hint(e, "可以撤回的登记：%s", told);
  text_mask_numbers(e->hint);
  buf_free(&list);
}

/* "12" as the number of a log entry; 0: it is none. */
static long long entry_number(const char *text) {
  struct slice s = office_trim((struct slice){text, strlen(text)});
  char number[20], *end;
  if (s.n == 0 || s.n >= sizeof number) return 0;
  memcpy(number, s.text, s.n);
  number[s.n] = '\0';
  long long log = strtoll(number, &end, 10);
  return *end || log < 0 ? 0 : log;
}

/* A registration that was wrong: it counts no more, and stands in the log with its withdrawal. */
bool record_withdraw(struct recording *r, const char *name, const char *text, struct error *e) {
  struct store_event *events;
  int count;
  long long log = entry_number(text);
  if (!events_of(r, &events, &count, e)) return false;
  if (log == 0) {
    error_set(e, ERR_INPUT, "%s：写登记在变更日志中的条号，例如 %s=12", name, name);
    hint_events(r->office.model, events, count, e);
    return false;
  }
  for (int i = 0; i < count; i++)
    if (events[i].log == log)
      return event_add(r, name, (struct store_event){.kind = EVENT_WITHDRAWN, .of = log}, e);
  error_set(e, ERR_INPUT, "%s：变更日志第 %lld 条不是这个人可以撤回的登记", name, log);
  hint_events(r->office.model, events, count, e);
  return false;
}

/* --- the act, and what is told ---------------------------------------------------------------- */

bool record_act(struct recording *r, struct error *e) {
  if (r->act) return true;
  struct buf why = {0};
  buf_puts(&why, r->q->act.why);
  office_number_reason(&r->office, r->derived, &why);
  if (r->q->verified) buf_printf(&why, IMPORT_VERIFIED_WHY "%s", r->q->verified);
  struct store_act act = {r->office.today, r->q->act.by ? r->q->act.by : "", buf_text(&why), "record"};
  bool ok = act.why ? store_act(r->b->store, &act, &r->act, e) : error_set(e, ERR_MEMORY, "内存不足");
  buf_free(&why);
  return ok;
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

json_t *log_json(const struct recording *r, int64_t log) {
  return r->q->dry_run ? json_null() : json_integer((json_int_t)log);
}
