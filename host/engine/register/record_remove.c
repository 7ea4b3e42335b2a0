/* Taking out who was registered by mistake and was never paid. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/version/archive.h"
#include "host/engine/register/record.h"
#include "host/value/month.h"

static void day_words(int64_t day, struct buf *out) {
  value_write(out, value_of(KIND_DATE, day));
}

static bool refuse(struct buf *why, struct error *e) {
  bool ok = buf_text(why) != NULL;
  error_set(e, ok ? ERR_INPUT : ERR_MEMORY, "%s", ok ? buf_text(why) : "内存不足");
  text_mask_numbers(e->message);
  buf_free(why);
  return false;
}

/* --- what was paid ---------------------------------------------------------------------------- */

static bool refuse_paid(const struct store_run *run, const struct store_line *l, struct error *e) {
  struct buf why = {0};
  char month[16], fen[32];
  month_text(l->month, month);
  fen_text(l->amount, fen);
  buf_puts(&why, "不能移出：");
  day_words(run->on, &why);
  buf_printf(&why, " 第 %lld 次发放有这个人的账目（%s，%s 元）", (long long)run->id, month, fen);
  refuse(&why, e);
  error_hint(
      e,
      "只有从未发放过的人可以移出；不再符合条件的，登记事实（例如死亡、迁出），多发的在下次发放时列为应追回");
  return false;
}

/* Whether the lines of a run are about subjects of this kind: another policy may pay the same
** people, or others with the same ids. What cannot be read may be of these. */
static bool is_ours(struct recording *r, const struct store_run *run, bool *ours, struct error *e) {
  const struct model *m = r->office.model;
  struct error why = {0};
  *ours = strcmp(run->policy, m->id) == 0;
  if (*ours) return true;
  struct policy *p = archive_get(r->b, run->version, false, &why);
  if (!p && why.kind == ERR_MEMORY) {
    *e = why;
    return false;
  }
  *ours = !p || strcmp(p->script->model.subject, m->subject) == 0;
  policy_free(p);
  return true;
}

static const struct store_run *run_of(const struct store_run *runs, int count, int64_t id) {
  for (int i = 0; i < count; i++)
    if (runs[i].id == id) return &runs[i];
  return &runs[0];
}

static bool first_of_payment(const struct store_run *runs, int i) {
  for (int k = 0; k < i; k++)
    if (strcmp(runs[k].policy, runs[i].policy) == 0 && strcmp(runs[k].payment, runs[i].payment) == 0)
      return false;
  return true;
}

static bool never_paid(struct recording *r, struct error *e) {
  struct store *s = r->b->store;
  struct store_run *runs;
  struct store_line *lines;
  int count, n;
  bool ours;
  if (!store_runs(s, NULL, NULL, 0, &r->arena, &runs, &count, e)) return false;
  for (int i = 0; i < count; i++) {
    if (!first_of_payment(runs, i)) continue;
    if (!store_lines_of(s, runs[i].policy, runs[i].payment, r->id, &r->arena, &lines, &n, e)) return false;
    if (n == 0) continue;
    if (!is_ours(r, &runs[i], &ours, e)) return false;
    if (ours) return refuse_paid(run_of(runs, count, lines[0].run), &lines[0], e);
  }
  return true;
}

/* --- what is recorded ------------------------------------------------------------------------- */

static bool no_events(struct recording *r, struct error *e) {
  struct store_event *events;
  struct buf why = {0};
  int count;
  if (!events_of(r, &events, &count, e)) return false;
  if (count == 0) return true;
  const struct store_event *last = &events[count - 1];
  buf_puts(&why, "不能移出：");
  day_words(last->on, &why);
  buf_puts(&why, " 登记过");
  event_words(r->office.model, last, &why);
  buf_printf(&why, "（变更日志第 %lld 条）", (long long)last->log);
  refuse(&why, e);
  error_hint(e, "登记有错的，先用 withdraw=%lld 撤回，再移出", (long long)last->log);
  return false;
}

/* --- the call --------------------------------------------------------------------------------- */

static bool refuse_former(const struct recording *r, struct error *e) {
  const char *key = r->office.model->facts[r->office.key].label;
  error_set(e, ERR_INPUT, "这个%s后来更正了，移出要写现在的", key);
  error_hint(e, "在名册（export）中核对是谁，再写他现在的%s", key);
  return false;
}

bool record_remove(struct recording *r, struct error *e) {
  if (r->former) return refuse_former(r, e);
  return never_paid(r, e) && no_events(r, e) && record_act(r, e) &&
         store_remove(r->b->store, r->act, r->id, r->subject.key, e) && record_changed(r, "remove", e);
}
