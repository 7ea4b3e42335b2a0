/* bylaw_answer: one more fact, as an office writes it; and how to ask for it. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/policy/json.h"
#include "host/engine/advise/needs.h"
#include "host/engine/cells/cells.h"
#include "host/engine/policy/status.h"

/* --- asking ----------------------------------------------------------------------------------- */

static json_t *part(const char *ask, struct buf *text) {
  json_t *made = json_pack("{s:s, s:s}", "ask", ask, "text", buf_text(text));
  buf_free(text);
  return made;
}

static void list_parts(const struct fact *f, const struct list *l, json_t **out) {
  for (int i = 0; i < l->rows * l->fields; i++) {
    const struct fact *field = &f->fields[i % l->fields];
    struct buf text = {0};
    char ask[160];
    if (l->cells[i].state != STATE_UNKNOWN) continue;
    snprintf(ask, sizeof ask, "%s[%d].%s", f->name, i / l->fields + 1, field->name);
    buf_printf(&text, "第 %d 条的%s", i / l->fields + 1, field->label);
    json_t *one = part(ask, &text);
    object_put(&one, "row", json_integer(i / l->fields + 1));
    object_put(&one, "field", json_string(field->name));
    array_add(out, one);
  }
}

static void timeline_parts(const struct fact *f, const struct timeline *t, json_t **out) {
  struct buf text = {0};
  if (t->known_from != DAY_MIN) {
    value_write(&text, value_of(KIND_DATE, t->known_from));
    buf_puts(&text, "以前");
    array_add(out, part(f->name, &text));
  }
  for (int i = 0; i < t->count; i++) {
    if (t->spells[i].value.state != STATE_UNKNOWN) continue;
    if (t->spells[i].from != DAY_MIN) {
      value_write(&text, value_of(KIND_DATE, t->spells[i].from));
      buf_puts(&text, "起");
    }
    if (i + 1 < t->count) {
      buf_puts(&text, "到 ");
      value_write(&text, value_of(KIND_DATE, t->spells[i + 1].from - 1));
    }
    array_add(out, part(f->name, &text));
  }
}

json_t *unknown_parts(const struct fact *f, const struct value *v) {
  json_t *made = json_array();
  if (v->state != STATE_KNOWN) return made;
  if (f->form == FORM_LIST) list_parts(f, v->u.list, &made);
  if (f->form == FORM_TIMELINE) timeline_parts(f, v->u.timeline, &made);
  return made;
}

static void single_format(const struct model *m, const struct fact *f, struct buf *out) {
  const struct domain *d = f->kind == KIND_ENUM ? &m->domains[f->domain - 1] : NULL;
  switch (f->kind) {
  case KIND_DATE: buf_puts(out, "日期，例如 2025-06-30"); break;
  case KIND_MONTH: buf_puts(out, "月份，例如 2025-06"); break;
  case KIND_MONEY: buf_puts(out, "金额（元），例如 1234.50"); break;
  case KIND_RATE: buf_puts(out, "比率，例如 0.035"); break;
  case KIND_COUNT: buf_puts(out, "整数，例如 3"); break;
  case KIND_TRUTH: buf_puts(out, "是 或 否"); break;
  case KIND_ENUM:
    for (int i = 0; i < d->count; i++)
      buf_printf(out, "%s%s", i ? " / " : "", d->members[i].label);
    break;
  default:
    buf_puts(out, f->identity      ? "身份证号"
                  : f->card        ? "银行卡号"
                  : f->credit_code ? "统一社会信用代码"
                                   : "文字");
  }
}

void answer_format(const struct model *m, const struct fact *f, struct buf *out) {
  if (f->form == FORM_LIST) {
    buf_puts(out, "每条记录依次写 ");
    for (int i = 0; i < f->field_count; i++) {
      buf_printf(out, "%s%s（", i ? " | " : "", f->fields[i].label);
      single_format(m, &f->fields[i], out);
      buf_puts(out, f->fields[i].optional ? "；可以不写）" : "）");
    }
    buf_puts(out, "，多条之间用；分开；没有写 无");
    return;
  }
  single_format(m, f, out);
  if (f->form == FORM_TIMELINE) {
    buf_printf(out, "；有变化的按日期写：2019-03-05 某值；2024-02-01 无；没有（%s）写 无", f->absent);
    return;
  }
  if (f->optional) buf_puts(out, "；没有写 无");
}

/* --- answering -------------------------------------------------------------------------------- */

struct answering {
  struct policy *policy;
  json_t *facts;
  struct evaluation *v;
  struct office office;
  struct arena arena;
  int index;      /* as asker_fact */
  int row, field; /* -1: the whole fact */
  bool is_given;
};

static const struct fact *fact_at(const struct answering *a) {
  const struct model *m = &a->policy->script->model;
  return a->is_given ? &m->decisions[a->v->decision].given[a->index] : &m->facts[a->index];
}

static struct value *value_at_index(const struct answering *a) {
  return a->is_given ? &a->v->run.given[a->index] : &a->v->run.facts[a->index];
}

/* "NAME", a label, or "NAME[2].FIELD". */
static bool find_fact(struct answering *a, const char *asked, struct error *e) {
  const struct decision *d = &a->policy->script->model.decisions[a->v->decision];
  char name[160], field[80] = "";
  int row = 0, end = 0;
  size_t n = strcspn(asked, "[");
  snprintf(name, sizeof name, "%.*s", (int)(n < 150 ? n : 150), asked);
  if (asked[n] && (sscanf(asked + n, "[%d].%79[^]]%n", &row, field, &end) != 2 || asked[n + (size_t)end]))
    return error_set(e, ERR_USAGE, "‘%s’ 不是一项事实", name);
  a->row = a->field = -1;
  a->index = -1;
  for (int i = 0; i < d->given_count && a->index < 0; i++)
    if (strcmp(d->given[i].name, name) == 0 || strcmp(d->given[i].label, name) == 0) {
      a->index = i;
      a->is_given = true;
    }
  if (a->index < 0) a->index = office_find(&a->office, name);
  if (a->index < 0) return office_unknown_fact(&a->office, name, NULL, e);
  if (!asked[n]) return true;
  const struct fact *f = fact_at(a);
  const struct value *now = value_at_index(a);
  for (int i = 0; f->form == FORM_LIST && i < f->field_count; i++)
    if (strcmp(f->fields[i].name, field) == 0) a->field = i;
  a->row = row - 1;
  bool there = a->field >= 0 && now->state == STATE_KNOWN && row >= 1 && row <= now->u.list->rows;
  return there || error_set(e, ERR_USAGE, "%s没有第 %d 条的 ‘%s’", f->label, row, field);
}

static void add_spell(struct timeline *t, int64_t from, struct value v) {
  if (t->count && t->spells[t->count - 1].from == from) t->count--;
  t->spells[t->count++] = (struct spell){from, v};
}

/* The spells of `with` in [from, to). */
static void add_between(struct timeline *t, const struct timeline *with, int64_t from, int64_t to) {
  struct value at = value_absent(t->kind);
  at.domain = t->domain;
  for (int i = 0; i < with->count && with->spells[i].from <= from; i++)
    at = with->spells[i].value;
  if (from < with->known_from) {
    at = value_unknown(t->kind);
    at.domain = t->domain;
  }
  add_spell(t, from, at);
  for (int i = 0; i < with->count; i++)
    if (with->spells[i].from > from && with->spells[i].from < to)
      add_spell(t, with->spells[i].from, with->spells[i].value);
}

/* What was unknown of a history comes from the answer; what was known stays. */
static bool fill_history(struct answering *a, const struct timeline *was, const struct timeline *with,
                         struct value *out) {
  struct timeline *t = arena_new(&a->arena, sizeof *t);
  size_t room = (size_t)(was->count + 2) * (size_t)(with->count + 2);
  struct spell *spells = arena_array(&a->arena, room, sizeof *spells);
  if (!t || !spells) return false;
  *t = (struct timeline){was->kind, was->domain, 0, DAY_MIN, spells};
  if (was->known_from != DAY_MIN) {
    add_between(t, with, DAY_MIN, was->known_from);
    struct value then = timeline_at(was, was->known_from);
    if (then.state == STATE_UNKNOWN)
      add_between(t, with, was->known_from, was->count > 1 ? was->spells[1].from : INT64_MAX);
    else
      add_spell(t, was->known_from, then);
  }
  for (int i = 0; i < was->count; i++) {
    if (was->known_from != DAY_MIN && was->spells[i].from <= was->known_from) continue;
    int64_t end = i + 1 < was->count ? was->spells[i + 1].from : INT64_MAX;
    if (was->spells[i].value.state == STATE_UNKNOWN)
      add_between(t, with, was->spells[i].from, end);
    else
      add_spell(t, was->spells[i].from, was->spells[i].value);
  }
  *out = (struct value){.kind = KIND_TIMELINE, .domain = was->domain};
  out->u.timeline = t;
  return true;
}

static bool bad_answer(const struct fact *f, const struct fault *why, struct error *e) {
  fault_error(why, f->label, e);
  text_mask_numbers(e->message);
  return false;
}

/* The field of a record alone. */
static bool read_cell(struct answering *a, const char *text, struct value *out, struct error *e) {
  const struct fact *f = fact_at(a);
  const struct list *was = value_at_index(a)->u.list;
  struct list *l = arena_new(&a->arena, sizeof *l);
  struct value *cells = arena_array(&a->arena, (size_t)(was->rows * was->fields) + 1, sizeof *cells);
  struct fault why = {0};
  if (!l || !cells) return error_set(e, ERR_MEMORY, "内存不足");
  memcpy(cells, was->cells, (size_t)(was->rows * was->fields) * sizeof *cells);
  *l = (struct list){was->fields, was->rows, cells};
  struct slice s = office_trim((struct slice){text, strlen(text)});
  struct value *cell = &cells[a->row * was->fields + a->field];
  bool ok = s.n ? office_field(&a->office, &f->fields[a->field], s, &a->arena, cell, &why)
                : fault_set(&why, "没有写值");
  if (!ok) return bad_answer(&f->fields[a->field], &why, e);
  *out = (struct value){.kind = KIND_LIST};
  out->u.list = l;
  return true;
}

static bool read_answer(struct answering *a, const char *text, struct value *out, struct error *e) {
  const struct fact *f = fact_at(a);
  const struct value *was = value_at_index(a);
  struct fault why = {0};
  bool dated;
  if (a->row >= 0) return read_cell(a, text, out, e);
  if (!office_cell(&a->office, f, (struct slice){text, strlen(text)}, &a->arena, out, &dated, &why))
    return bad_answer(f, &why, e);
  bool part = f->form == FORM_TIMELINE && was->state == STATE_KNOWN && out->state == STATE_KNOWN &&
              fact_has_unknown(was);
  return !part || fill_history(a, was->u.timeline, out->u.timeline, out) ||
         error_set(e, ERR_MEMORY, "内存不足");
}

/* The facts with the answer, as they came: wrapped or not. */
static json_t *with_answer(struct answering *a, const struct value *v) {
  json_t *copy = json_deep_copy(a->facts);
  json_t *own = json_object_get(copy, model_subject(&a->policy->script->model, a->v->decision)->name);
  json_t *to = !a->is_given && json_is_object(own) ? own : copy;
  json_t *given = office_json(a->policy->script, fact_at(a), v);
  if (object_change(to, fact_at(a)->name, given)) return copy;
  json_decref(copy);
  return NULL;
}

/* The answer must fit the other facts and its range, as any facts must. */
static bool check(struct answering *a, const bylaw_request *q, json_t *made, struct error *e) {
  struct evaluation *again = calloc(1, sizeof *again);
  bool ok = again ? evaluation_read(a->policy, q, made, again, e) : error_set(e, ERR_MEMORY, "内存不足");
  if (again) evaluation_end(again);
  free(again);
  return ok;
}

static bool run(struct answering *a, bylaw *b, const bylaw_request *q, const char *fact, const char *text,
                char **facts, struct error *e) {
  struct value v;
  a->policy = policy_find(b, q->policy, e);
  if (!a->policy) return false;
  a->facts = request_facts(a->policy, q, e);
  a->v = calloc(1, sizeof *a->v);
  if (!a->facts) return false;
  if (!a->v) return error_set(e, ERR_MEMORY, "内存不足");
  if (!evaluation_read(a->policy, q, a->facts, a->v, e)) return false;
  int64_t never = date_of(9999, 12, 31).u.i; /* the day of deciding is told by `check` */
  if (!office_open(&a->office, &a->policy->script->model, never, e)) return false;
  a->office.asked = &a->policy->script->model.decisions[a->v->decision];
  office_of(&a->office, a->office.asked->subject);
  if (!find_fact(a, fact, e) || !read_answer(a, text, &v, e)) return false;
  json_t *made = with_answer(a, &v);
  if (!made) return error_set(e, ERR_MEMORY, "内存不足");
  if (check(a, q, made, e)) return status_json(made, facts, e);
  json_decref(made);
  return false;
}

bylaw_status bylaw_answer(bylaw *b, const bylaw_request *request, const char *fact, const char *text,
                          char **facts, bylaw_error *error) {
  struct error e = {0};
  struct answering a = {0};
  *facts = NULL;
  bool ok = run(&a, b, request, fact, text, facts, &e);
  office_close(&a.office);
  if (a.v) evaluation_end(a.v);
  arena_free(&a.arena);
  json_decref(a.facts);
  free(a.v);
  return ok ? BYLAW_OK : give_error(&e, error);
}
