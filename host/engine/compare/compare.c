/* Comparing: what is asked, both sides of it. */
#include "host/engine/compare/compare.h"

#include <string.h>

#include "host/engine/decide/evaluation.h"
#include "host/engine/policy/status.h"

/* --- time ------------------------------------------------------------------------------------- */

static bool read_time(const bylaw_compare_request *q, struct value *when, struct error *e) {
  *when = value_absent(KIND_MONTH);
  if (q->month && q->on) {
    error_set(e, ERR_USAGE, "月份与日期只能给一个");
    return error_hint(e, "按月的决定写月份，按日或按次的写日期"), false;
  }
  if (q->month) *when = month_parse(q->month);
  if (q->on) *when = date_parse(q->on);
  if (when->state == STATE_KNOWN || (!q->month && !q->on)) return true;
  error_set(e, ERR_INPUT, "%s \"%s\" 无法读取", q->month ? "月份" : "日期", q->month ? q->month : q->on);
  return error_hint(e, "写成 %s", q->month ? "2025-06" : "2025-06-30"), false;
}

/* The time of a side as its decision asks for it. */
static bool side_time(struct compare_side *s, struct value asked, struct error *e) {
  const struct decision *d = &s->variant.policy->script->model.decisions[s->decision];
  bool monthly = d->per == PER_MONTH;
  s->when = s->variant.when.state == STATE_KNOWN ? s->variant.when : asked;
  if (s->when.state != STATE_KNOWN) {
    error_set(e, ERR_USAGE, monthly ? "决定 ‘%s’ 按月作出，需要月份" : "决定 ‘%s’ 需要日期", d->name);
    return error_hint(e, monthly ? "加上 --month 2025-06" : "加上 --on 2025-06-30"), false;
  }
  if (monthly || s->when.kind == KIND_DATE) {
    s->when = decision_when(d, s->when);
    return true;
  }
  error_set(e, ERR_USAGE, "决定 ‘%s’ 不按月作出，需要日期", d->name);
  return error_hint(e, "写成 2025-06-30"), false;
}

/* --- sides ------------------------------------------------------------------------------------ */

/* The payment that the decision is about: what it pays, or what its bands are. */
static const struct payment *payment_of(const struct model *m, int decision) {
  if (m->decisions[decision].gives != KIND_MONEY) return NULL;
  for (int i = 0; i < m->payment_count; i++)
    if (m->payments[i].pays == decision) return &m->payments[i];
  for (int i = 0; i < m->payment_count; i++)
    if (m->payments[i].bands == decision) return &m->payments[i];
  return NULL;
}

static bool open_side(struct comparison *c, int i, struct value asked, struct error *e) {
  struct compare_side *s = &c->side[i];
  s->asked = asked;
  if (!variant_open(&s->variant, c->b, c->origin, i ? c->q->to : c->q->from, asked, e)) return false;
  const struct model *m = &s->variant.policy->script->model;
  s->decision = decision_find(m, c->q->decision, e);
  if (s->decision < 0 || !side_time(s, asked, e)) return false;
  s->payment = payment_of(m, s->decision);
  return true;
}

static bool open_sides(struct comparison *c, struct error *e) {
  struct value asked;
  c->origin = policy_find(c->b, c->q->policy, e);
  if (!c->origin || !read_time(c->q, &asked, e)) return false;
  if ((!c->q->from || !*c->q->from) && (!c->q->to || !*c->q->to)) {
    error_set(e, ERR_USAGE, "没有写明与什么比较");
    return error_hint(e, "用 --to 写明文件、版本、月份、参数或适用口径，例如 --to reading:名称=选项"), false;
  }
  if (!open_side(c, 0, asked, e) || !open_side(c, 1, asked, e)) return false;
  const struct decision *x = &c->side[0].variant.policy->script->model.decisions[c->side[0].decision];
  const struct decision *y = &c->side[1].variant.policy->script->model.decisions[c->side[1].decision];
  if (x->gives == y->gives && x->many == y->many && x->per == y->per) return true;
  return error_set(e, ERR_USAGE, "决定 ‘%s’ 在两边给出的种类不同，不能比较", x->name);
}

/* --- the answer ------------------------------------------------------------------------------- */

static json_t *side_json(const struct compare_side *s) {
  struct buf text = {0};
  json_t *made = variant_json(&s->variant);
  value_write(&text, s->when);
  object_put(&made, "when", json_string(buf_text(&text)));
  buf_free(&text);
  return made;
}

/* Whether some outcome is another one, not only what it rests on. */
static bool outcomes_change(const json_t *found) {
  size_t i;
  json_t *one;
  json_array_foreach(json_object_get(found, "classes"), i, one) {
    if (json_is_false(json_object_get(one, "basis_only"))) return true;
  }
  return false;
}

static json_t *whole(const struct comparison *c, json_t *found) {
  const struct model *m = &c->side[1].variant.policy->script->model;
  const struct decision *d = &m->decisions[c->side[1].decision];
  json_t *made = json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:b}", "policy", m->id, "decision", d->name,
                           "label", d->label, "gives", kind_name(d->gives), "from", side_json(&c->side[0]),
                           "to", side_json(&c->side[1]), "changed", outcomes_change(found));
  object_put_all(&made, found);
  json_decref(found);
  return made;
}

bylaw_status bylaw_compare(bylaw *b, const bylaw_compare_request *request, char **json, bylaw_error *error) {
  struct error e = {0};
  struct comparison c = {.b = b, .q = request};
  json_t *found = NULL;
  *json = NULL;
  if (open_sides(&c, &e)) found = request->people ? compare_people(&c, &e) : compare_classes(&c, &e);
  bool ok = found && status_json(whole(&c, found), json, &e);
  variant_close(&c.side[0].variant);
  variant_close(&c.side[1].variant);
  return ok ? BYLAW_OK : give_error(&e, error);
}
