/* An exploration as JSON. */
#include <string.h>

#include "host/engine/explore/explore_private.h"
#include "host/engine/policy/json.h"
#include "host/value/timeline.h"

static const char *kind_name_of(enum verdict_kind k) {
  static const char *const names[] = {"value", "refused", "hold", "undetermined", "needs", "failed"};
  return names[k];
}

/* --- cases ------------------------------------------------------------------------------------ */

static json_t *timeline_json(struct script *s, const struct timeline *t) {
  if (t->count == 0) return json_null();
  if (t->count == 1 && t->spells[0].from == DAY_MIN) return value_json(s, t->spells[0].value);
  json_t *spells = json_array();
  for (int i = 0; i < t->count; i++) {
    json_t *one = json_object();
    if (t->spells[i].from != DAY_MIN)
      object_put(&one, "from", value_json(s, value_of(KIND_DATE, t->spells[i].from)));
    object_put(&one, "value", value_json(s, t->spells[i].value));
    array_add(&spells, one);
  }
  return spells;
}

static json_t *list_json(struct script *s, const struct fact *f, const struct list *l) {
  json_t *made = json_array();
  for (int i = 0; i < l->rows; i++) {
    json_t *row = json_object();
    for (int k = 0; k < l->fields; k++)
      if (l->cells[i * l->fields + k].state == STATE_KNOWN)
        object_put(&row, f->fields[k].name, value_json(s, l->cells[i * l->fields + k]));
    array_add(&made, row);
  }
  return made;
}

static json_t *fact_value_json(struct script *s, const struct fact *f, struct value v) {
  if (v.state == STATE_KNOWN && v.kind == KIND_TIMELINE) return timeline_json(s, v.u.timeline);
  if (v.state == STATE_KNOWN && v.kind == KIND_LIST) return list_json(s, f, v.u.list);
  if (v.state == STATE_ABSENT && f->form == FORM_LIST) return json_array();
  return value_json(s, v);
}

/* Only what some question hangs on: the rest says nothing. */
static json_t *facts_json(struct explore *x, const struct kept *k) {
  struct script *s = x->sides[0].policy->script;
  json_t *facts = json_object(), *own = json_object();
  for (int i = 0; i < x->variable_count; i++) {
    const struct explore_variable *v = &x->variables[i];
    if (!v->used || v->index[0] < 0) continue;
    json_t *one = fact_value_json(s, v->fact, k->public.values[i]);
    object_put(v->given ? &facts : &own, v->fact->name, one);
  }
  object_put(&facts, model_subject(&s->model, x->sides[0].asked.decision)->name, own);
  return facts;
}

void case_words(struct explore *x, int kept, struct buf *out) {
  const struct kept *k = x->kept[kept];
  for (int i = 0; i < x->variable_count; i++) {
    const struct fact *f = x->variables[i].fact;
    struct value v = k->public.values[i];
    bool nothing = v.state != STATE_KNOWN || (v.kind == KIND_LIST && v.u.list->rows == 0) ||
                   (v.kind == KIND_TIMELINE && v.u.timeline->count == 0);
    if (!x->variables[i].used || x->variables[i].index[0] < 0 || (nothing && f->optional)) continue;
    buf_printf(out, "%s%s：", out->len ? "；" : "", f->label);
    if (nothing)
      buf_puts(out, f->form == FORM_TIMELINE && *f->absent ? f->absent : "无");
    else
      fact_value_text(x->sides[0].policy->script, f, v, out, true);
  }
}

/* Each citation of a class, as the document has it. */
static json_t *articles_json(const struct explore *x, const struct explore_class *c) {
  const struct model *m = &x->sides[0].policy->script->model;
  json_t *made = json_array();
  const char *cites[EXPLORE_STEPS + EXPLORE_FAILED + 1];
  int count = 0;
  for (int i = 0; i < c->step_count && c->kind != VERDICT_HOLD; i++) {
    const struct decision *d = &m->decisions[c->steps[i].decision];
    cites[count++] = c->steps[i].rule < 0 ? d->cite : d->rules[c->steps[i].rule].cite;
  }
  for (int i = 0; i < c->failed_count; i++)
    cites[count++] = m->decisions[c->failed[i].decision].requirements[c->failed[i].requirement].cite;
  if (count == 0) cites[count++] = c->article;
  for (int i = 0; i < count; i++) {
    bool known = !*cites[i];
    for (int k = 0; k < i; k++)
      known = known || strcmp(cites[k], cites[i]) == 0;
    if (!known) array_add(&made, json_string(cites[i]));
  }
  return made;
}

static json_t *items_json(const struct explore *x, const struct explore_class *c) {
  struct script *s = x->sides[0].policy->script;
  const struct decision *d = &s->model.decisions[x->sides[0].asked.decision];
  json_t *made = json_array();
  for (int i = 0; i < d->rule_count && i < 64; i++)
    if (c->items >> i & 1) array_add(&made, value_json(s, d->rules[i].value));
  return made;
}

json_t *case_json(struct explore *x, int kept) {
  const struct kept *k = x->kept[kept];
  const struct explore_class *c = k->public.class[0];
  struct script *s = x->sides[0].policy->script;
  struct buf words = {0};
  case_words(x, kept, &words);
  json_t *made = json_pack("{s:o, s:o, s:s, s:o}", "facts", facts_json(x, k), "text", text_json(&words),
                           "outcome", kind_name_of(c->kind), "articles", articles_json(x, c));
  bool many = s->model.decisions[x->sides[0].asked.decision].many;
  if (c->kind == VERDICT_VALUE || c->kind == VERDICT_HOLD)
    object_put(&made, "value", many ? items_json(x, c) : value_json(s, k->public.value[0]));
  if (c->kind == VERDICT_FAILED) object_put(&made, "error", json_string(c->message));
  return made;
}

/* --- rows ------------------------------------------------------------------------------------- */

static void value_words(struct explore *x, struct value v, struct buf *out) {
  struct script *s = x->sides[0].policy->script;
  const struct decision *d = &s->model.decisions[x->sides[0].asked.decision];
  if (v.state == STATE_KNOWN && v.kind == KIND_ENUM && v.domain >= 1 && v.domain <= s->model.domain_count &&
      d->gives == KIND_ENUM)
    buf_puts(out, s->model.domains[v.domain - 1].members[v.u.i].label);
  else
    value_text_out(s, out, v, true);
}

static const char *give_words(const struct explore *x, const struct explore_class *c) {
  const struct model *m = &x->sides[0].policy->script->model;
  if (c->step_count == 0 || c->steps[c->step_count - 1].rule < 0) return "";
  const struct rule *r =
      &m->decisions[c->steps[c->step_count - 1].decision].rules[c->steps[c->step_count - 1].rule];
  if (r->give != GIVE_NAME) return "";
  const struct name *n = &m->names[r->give_name];
  if (n->kind == NAME_PARAMETER) return m->parameters[n->index].label;
  if (n->kind != NAME_TERM) return "";
  return *m->terms[n->index].text ? m->terms[n->index].text : n->text;
}

static void outcome_words(struct explore *x, const struct table_row *r, struct buf *out) {
  const struct explore_class *c = r->class;
  struct script *s = x->sides[0].policy->script;
  switch (c->kind) {
  case VERDICT_REFUSED: buf_puts(out, "不符合条件"); return;
  case VERDICT_HOLD: buf_puts(out, "暂缓"); return;
  case VERDICT_UNDETERMINED: buf_printf(out, "尚无规定：%s（由%s决定）", c->message, c->who); return;
  case VERDICT_NEEDS: buf_puts(out, "缺少事实"); return;
  case VERDICT_FAILED:
    buf_printf(out, "%s：%s",
               c->failure == ERR_CONFLICT ? "冲突"
               : c->failure == ERR_GAP    ? "空白"
                                          : "出错",
               c->message);
    return;
  case VERDICT_VALUE: break;
  }
  if (r->item >= 0)
    value_words(x, s->model.decisions[x->sides[0].asked.decision].rules[r->item].value, out);
  else if (s->model.decisions[x->sides[0].asked.decision].many)
    buf_puts(out, "（没有一项）");
  else if (!c->by_facts)
    value_words(x, c->value, out);
  else if (!r->differs)
    value_words(x, r->least, out);
  else {
    bool ordered = value_compare(CMP_LT, r->least, r->most).state == STATE_KNOWN;
    if (*give_words(x, c)) buf_puts(out, give_words(x, c));
    if (!ordered || r->least.kind == KIND_NONE) return;
    buf_puts(out, out->len ? "（如 " : "");
    bool bracket = out->len > 0;
    value_words(x, r->least, out);
    buf_puts(out, " … ");
    value_words(x, r->most, out);
    if (bracket) buf_puts(out, "）");
  }
}

static json_t *ranges_json(struct explore *x, const struct table *t, const struct table_row *r) {
  json_t *made = json_array();
  for (int i = 0; i < x->quantity_count; i++) {
    struct buf text = {0};
    const struct quantity *q = &x->quantities[i];
    if (!row_shows(x, t, r, i)) continue;
    cells_words(x, i, r->cells[i], &text);
    const char *name = q->variable >= 0 ? x->variables[q->variable].fact->name
                                        : x->sides[q->side].policy->script->model.terms[q->term].name;
    array_add(&made, json_pack("{s:s, s:s, s:o}", "name", name, "label", quantity_label(x, i), "text",
                               text_json(&text)));
  }
  return made;
}

static json_t *row_articles(const struct explore *x, const struct table_row *r) {
  const struct model *m = &x->sides[0].policy->script->model;
  if (r->item >= 0) return json_pack("[s]", m->decisions[x->sides[0].asked.decision].rules[r->item].cite);
  if (r->failed >= 0)
    return json_pack("[s]", m->decisions[r->class->failed[r->failed].decision]
                                .requirements[r->class->failed[r->failed].requirement]
                                .cite);
  return articles_json(x, r->class);
}

static json_t *table_row_json(struct explore *x, const struct table *t, const struct table_row *r) {
  struct script *s = x->sides[0].policy->script;
  struct buf text = {0};
  outcome_words(x, r, &text);
  json_t *made =
      json_pack("{s:s, s:o, s:o, s:o, s:o, s:i, s:o}", "outcome", kind_name_of(r->class->kind), "text",
                text_json(&text), "articles", row_articles(x, r), "conditions", row_conditions(x, t, r),
                "ranges", ranges_json(x, t, r), "cases", r->case_count, "sample", case_json(x, r->sample));
  if (r->class->kind == VERDICT_FAILED) {
    const char *why = r->class->failure == ERR_CONFLICT ? "conflict"
                      : r->class->failure == ERR_GAP    ? "gap"
                                                        : "error";
    object_put(&made, "failure", json_string(why));
  }
  bool fixed = r->class->kind == VERDICT_VALUE && !r->class->by_facts && r->item < 0 &&
               r->class->value.kind != KIND_NONE;
  if (fixed) object_put(&made, "value", value_json(s, r->class->value));
  return made;
}

/* --- what all who are given something meet ---------------------------------------------------- */

static void add_requirements(struct explore *x, json_t **list, int decision) {
  const struct model *m = &x->sides[0].policy->script->model;
  const struct decision *d = &m->decisions[decision];
  int64_t day = law_day(x->sides[0].asked.when);
  for (int i = 0; i < d->requirement_count; i++) {
    const struct requirement *q = &d->requirements[i];
    if (day < q->from || day > q->to) continue;
    struct buf text = {0};
    if (*q->text)
      buf_puts(&text, q->text);
    else
      condition_words(x, &q->when, &text);
    array_add(list, json_pack("{s:s, s:s, s:o, s:b}", "decision", d->name, "article", q->cite, "text",
                              text_json(&text), "holds", q->hold));
  }
}

static json_t *requirements_json(struct explore *x, const struct table *t) {
  json_t *made = json_array();
  bool done[1024] = {false};
  int first = x->sides[0].asked.decision;
  add_requirements(x, &made, first);
  if (first < 1024) done[first] = true;
  for (int i = 0; i < t->count; i++)
    for (int k = 0; k < t->rows[i].class->step_count; k++) {
      int d = t->rows[i].class->steps[k].decision;
      if (d >= 1024 || done[d]) continue;
      done[d] = true;
      add_requirements(x, &made, d);
    }
  return made;
}

/* --- both sides of every guard ---------------------------------------------------------------- */

static json_t *boundaries_json(struct explore *x) {
  const struct side *s = &x->sides[0];
  json_t *made = json_array();
  for (int i = 0; i < x->boundary_count; i++) {
    const struct boundary *b = &x->boundaries[i];
    const struct model *m = &s->policy->script->model;
    if (b->kept[0] < 0 || b->kept[1] < 0) continue;
    array_add(&made, json_pack("{s:s, s:s, s:s, s:o, s:o}", "term", b->term < 0 ? "" : m->terms[b->term].name,
                               "text", b->term < 0 ? "" : m->terms[b->term].text, "fact",
                               x->variables[b->variable].fact->name, "no", case_json(x, b->kept[0]), "yes",
                               case_json(x, b->kept[1])));
  }
  return made;
}

/* --- how far it goes -------------------------------------------------------------------------- */

/* The guards of a term that were neither turned nor proved. */
static bool count_open(struct explore *x, const struct tasks *tasks, int term, struct set *open) {
  bool fresh;
  for (uint32_t i = 0; i < tasks->count; i++) {
    const struct guard *g = &x->kept[tasks->list[i].kept]->guards[tasks->list[i].guard];
    uint64_t wanted = (g->local | g->outcome) ^ 1;
    if (g->side != 0 || g->term != term || set_has(&x->places, wanted) ||
        set_has(&x->closed, hash_mix(0, wanted)))
      continue;
    if (!set_add(open, wanted, &fresh)) return false;
  }
  return true;
}

static json_t *sampled_json(struct explore *x) {
  const struct model *m = &x->sides[0].policy->script->model;
  json_t *made = json_array();
  for (int t = 0; t < m->term_count; t++) {
    struct set open = {0};
    bool counted = count_open(x, &x->near, t, &open) && count_open(x, &x->away, t, &open);
    if (counted && open.count)
      array_add(&made, json_pack("{s:s, s:s, s:s, s:i}", "term", m->terms[t].name, "article",
                                 m->terms[t].cite, "text", m->terms[t].text, "open", (int)open.count));
    set_free(&open);
  }
  return made;
}

json_t *explore_json(struct explore *x, struct error *e) {
  struct table t = {0};
  const struct side *s = &x->sides[0];
  const struct model *m = &s->policy->script->model;
  const struct decision *d = &m->decisions[s->asked.decision];
  struct buf when = {0};
  if (!table_make(x, &t, e)) return NULL;
  value_write(&when, s->asked.when);
  json_t *rows = json_array();
  for (int i = 0; i < t.count; i++)
    array_add(&rows, table_row_json(x, &t, &t.rows[i]));
  json_t *made = json_pack(
      "{s:s, s:s, s:s, s:s, s:o, s:b, s:o, s:{s:i, s:i, s:i, s:i}, s:b, s:o, s:o, s:o, s:o}", "policy", m->id,
      "version", s->policy->version, "decision", d->name, "label", d->label,
      s->asked.when.kind == KIND_MONTH ? "month" : "on", text_json(&when), "complete", explore_complete(x),
      "sampled", sampled_json(x), "explored", "cases", x->runs, "decisions", (int)x->decisions, "guards",
      (int)x->places.count, "paths", (int)x->kept_count, "rows_cut", t.cut, "requirements",
      requirements_json(x, &t), "rows", rows, "dead", dead_json(x), "boundaries", boundaries_json(x));
  if (d->per == PER_YEAR) object_put(&made, "year", year_json(s->asked.when));
  if (!made) error_set(e, ERR_MEMORY, "内存不足");
  return made;
}
