/* An outcome for people: Chinese sentences, with everything that it rests on. */
#include <string.h>

#include "host/engine/engine.h"

/* A rule and its term may say the same: people need it once. */
static bool told_before(const struct reasons *list, int index) {
  for (int i = 0; i < index; i++)
    if (strcmp(list->list[i].article, list->list[index].article) == 0 &&
        strcmp(list->list[i].text, list->list[index].text) == 0)
      return true;
  return false;
}

static void reasons_text(struct buf *out, const char *head, const struct reasons *list) {
  if (list->count == 0) return;
  buf_printf(out, "%s\n", head);
  for (int i = 0; i < list->count; i++) {
    const struct reason *r = &list->list[i];
    if (told_before(list, i)) continue;
    buf_printf(out, "  %s", r->article);
    if (*r->text) buf_printf(out, "：%s", r->text);
    buf_puts(out, "\n");
  }
}

static void needs_text(struct evaluation *v, const struct outcome *o, struct buf *out) {
  const struct model *m = &v->policy->script->model;
  const struct decision *d = &m->decisions[v->decision];
  buf_puts(out, "结果：还需要以下事实才能决定\n");
  for (int i = 0; i < m->fact_count; i++)
    if (o->need_facts[i]) buf_printf(out, "  %s（%s）\n", m->facts[i].label, m->facts[i].name);
  for (int i = 0; i < d->given_count; i++)
    if (o->need_given[i]) buf_printf(out, "  %s（%s）\n", d->given[i].label, d->given[i].name);
}

static void value_text_line(struct evaluation *v, const struct outcome *o, struct buf *out) {
  struct script *s = v->policy->script;
  buf_puts(out, "结果：");
  for (int i = 0; i < o->item_count; i++) {
    if (i) buf_puts(out, "、");
    value_text_out(s, out, o->items[i], true);
  }
  if (!s->model.decisions[v->decision].many) value_text_out(s, out, o->value, true);
  if (o->value.kind == KIND_MONEY) buf_puts(out, " 元");
  buf_puts(out, "\n");
}

static void outcome_line(struct evaluation *v, const struct outcome *o, struct buf *out) {
  switch (o->kind) {
  case OUT_VALUE: value_text_line(v, o, out); break;
  case OUT_REFUSED: reasons_text(out, "结果：不符合条件，理由如下", &o->failed); break;
  case OUT_HOLD:
    value_text_line(v, o, out);
    reasons_text(out, "  但暂缓，因为", &o->failed);
    break;
  case OUT_UNDETERMINED: buf_printf(out, "结果：尚无规定。%s；由%s决定\n", o->say, o->who); break;
  case OUT_NEEDS: needs_text(v, o, out); break;
  }
}

static void facts_text(struct evaluation *v, struct buf *out) {
  struct script *s = v->policy->script;
  const struct decision *d = &s->model.decisions[v->decision];
  buf_puts(out, "所依据的事实\n");
  for (int i = 0; i < s->model.fact_count; i++) {
    if (!v->run.fact_used[i]) continue;
    buf_printf(out, "  %s：", s->model.facts[i].label);
    fact_value_text(s, &s->model.facts[i], v->run.facts[i], out, true);
    buf_puts(out, "\n");
  }
  for (int i = 0; i < d->given_count; i++) {
    if (!v->run.given_used[i]) continue;
    buf_printf(out, "  %s：", d->given[i].label);
    fact_value_text(s, &d->given[i], v->run.given[i], out, true);
    buf_puts(out, "\n");
  }
}

static void parameter_line(struct script *s, const struct parameter *p, const struct row *r,
                           struct buf *out) {
  buf_printf(out, "  %s = ", p->label);
  value_text_out(s, out, r->value, true);
  if (*p->unit) buf_printf(out, " %s", p->unit);
  buf_puts(out, "（");
  if (r->from != DAY_FIRST) {
    value_print(out, value_of(KIND_DATE, r->from));
    buf_puts(out, "起，");
  } else {
    buf_puts(out, "起点不明，");
  }
  buf_printf(out, "%s）", p->cite);
  if (*r->source) buf_printf(out, "，出处：%s", r->source);
  buf_puts(out, "\n");
}

static void law_text(struct evaluation *v, struct buf *out) {
  struct script *s = v->policy->script;
  const struct model *m = &s->model;
  bool any = false;
  for (int i = 0; i < m->parameter_count; i++) {
    if (!v->run.parameter_used[i] || !v->run.parameter_row[i]) continue;
    if (!any) buf_puts(out, "所用的参数\n");
    any = true;
    parameter_line(s, &m->parameters[i], v->run.parameter_row[i], out);
  }
  any = false;
  for (int i = 0; i < m->reading_count; i++) {
    const struct reading *r = &m->readings[i];
    if (!v->run.reading_used[i]) continue;
    if (!any) buf_puts(out, "所采用的解读\n");
    any = true;
    buf_printf(out, "  %s %s（%s）%s", r->id, r->ask, r->cite, r->options[r->chosen].label);
    if (r->chosen != r->preset && *r->chosen_by) buf_printf(out, " %s", r->chosen_by);
    buf_puts(out, "\n");
  }
}

void outcome_explain(struct evaluation *v, const struct outcome *o, struct buf *out) {
  const struct model *m = &v->policy->script->model;
  buf_printf(out, "%s %s\n%s，", m->number, m->title, m->decisions[v->decision].label);
  value_print(out, v->run.when);
  buf_puts(out, "（决定之日 ");
  value_print(out, v->run.decided_on);
  buf_puts(out, "）\n");
  outcome_line(v, o, out);
  reasons_text(out, "依据", &o->because);
  reasons_text(out, "提醒", &o->warnings);
  facts_text(v, out);
  law_text(v, out);
  buf_printf(out, "政策版本 %.16s\n", v->policy->version);
}
