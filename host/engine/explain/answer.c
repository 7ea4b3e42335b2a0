/* The answer first: the outcome, and the few reasons that decided it, so that who reads no further
** has read enough. The reasons are taken from the path: of a refusal every requirement that failed,
** of a value the rule that gave it, each with the comparisons that stand nearest to it. A longer
** path does not make a longer answer; the whole path is told apart (path.c). */
#include <string.h>

#include "host/engine/explain/explain.h"

enum { DEEPEST_GROUND = 12, MOST_VISITS = 20000, MOST_ANSWER_LINES = 7, MOST_TOLD = 5 };

/* --- citations -------------------------------------------------------------------------------- */

/* The bytes up to and with 条; 0: it is no article. */
static size_t article_length(const char *cite, size_t n) {
  static const char end[] = "条";
  for (size_t i = 0; i + sizeof end - 1 <= n; i++)
    if (memcmp(cite + i, end, sizeof end - 1) == 0) return i + sizeof end - 1;
  return 0;
}

void cite_words(struct buf *out, const char *cite) {
  static const char between[] = "、";
  const char *before = "";
  size_t before_length = 0;
  while (*cite) {
    const char *end = strstr(cite, between);
    size_t n = end ? (size_t)(end - cite) : strlen(cite), same = article_length(cite, n);
    bool of_same = same && same < n && same == before_length && memcmp(before, cite, same) == 0;
    buf_add(out, cite + (of_same ? same : 0), n - (of_same ? same : 0));
    if (end) buf_puts(out, between);
    before = cite;
    before_length = same;
    cite += n + (end ? strlen(between) : 0);
  }
}

/* --- what a reason rests on ------------------------------------------------------------------- */

struct picked {
  uint32_t first, last; /* guards; PATH_NONE: none */
  /* a term that was computed before leads back: there is an end to following it */
  int visits;
};

/* The guards about facts of the terms that stand `depth` terms below event `i`. */
static void pick_at(struct telling *t, uint32_t i, int depth, struct picked *p) {
  const struct path *path = t->path;
  uint32_t end = path_end_of(path, i);
  for (uint32_t k = i + 1; k < end && p->visits < MOST_VISITS;
       k = path->events[k].kind == PATH_ENTER ? path_end_of(path, k) + 1 : k + 1) {
    const struct path_event *e = &path->events[k];
    p->visits++;
    if (e->kind == PATH_ENTER && depth > 0) pick_at(t, k, depth - 1, p);
    if (e->kind == PATH_AGAIN && e->end < k && depth > 0) pick_at(t, e->end, depth - 1, p);
    if (e->kind != PATH_GUARD || depth > 0 || e->guessed) continue;
    if (!on_facts(t, e->a.expr) && !on_facts(t, e->b.expr)) continue;
    if (p->first == PATH_NONE) p->first = k;
    p->last = k;
  }
}

static bool same_guard(const struct path_event *a, const struct path_event *b) {
  return a->cmp == b->cmp && a->a.expr == b->a.expr && a->b.expr == b->b.expr;
}

void grounds_words(struct telling *t, struct buf *out, uint32_t event, int most, const char *margin,
                   const char *end) {
  struct picked p = {PATH_NONE, PATH_NONE, 0};
  for (int depth = 0; depth < DEEPEST_GROUND && p.first == PATH_NONE; depth++)
    pick_at(t, event, depth, &p);
  if (p.first == PATH_NONE || most < 1) return;
  const struct path_event *events = t->path->events;
  uint32_t told[2] = {most == 1 ? p.last : p.first, p.last};
  int count = most > 1 && !same_guard(&events[p.first], &events[p.last]) ? 2 : 1;
  for (int i = 0; i < count; i++) {
    t->here = told[i];
    buf_puts(out, margin);
    guard_words(t, out, &events[told[i]]);
    buf_printf(out, "%s\n", end);
  }
}

/* A decision that is asked for twice fails once. */
static bool failed_before(const struct path *p, uint32_t i) {
  for (uint32_t k = 0; k < i; k++)
    if (p->events[k].kind == PATH_REQUIREMENT && p->events[k].row == p->events[i].row &&
        p->events[k].name == p->events[i].name && p->events[k].when.u.i == p->events[i].when.u.i)
      return true;
  return false;
}

uint32_t requirement_behind(struct telling *t, const struct reason *r) {
  const struct path *p = t->path;
  const struct model *m = &t->v->policy->script->model;
  for (uint32_t i = 0; p && i < p->count; i++) {
    const struct path_event *e = &p->events[i];
    if (e->kind != PATH_REQUIREMENT || failed_before(p, i)) continue;
    const struct decision *d = &m->decisions[e->row];
    const struct requirement *q = &d->requirements[e->name];
    if (strcmp(d->name, r->rule) != 0 || strcmp(q->cite, r->article) != 0) continue;
    if (strcmp(requirement_unmet(t->v, q), r->text) == 0) return i;
  }
  return PATH_NONE;
}

/* --- lines ------------------------------------------------------------------------------------ */

/* "未满足的条件：没有提出有效申请（第六条）" */
static void put_reason(const struct telling *t, struct buf *out, enum phrase head, const char *text,
                       const char *cite) {
  struct buf line = {0};
  buf_puts(&line, text);
  if (*cite) {
    buf_puts(&line, word(t, SAY_OPEN));
    cite_words(&line, cite);
    buf_puts(&line, word(t, SAY_CLOSE));
  }
  say(t, out, head, buf_text(&line), ""); /* marks `out` when the line had no memory */
  buf_puts(out, "\n");
  buf_free(&line);
}

/* The same of a text that was put together; nothing where it is empty. Where there was no memory
** for it, the whole has none. */
static void put_made(const struct telling *t, struct buf *out, enum phrase head, const struct buf *made) {
  if (made->oom)
    out->oom = true;
  else if (made->len)
    put_reason(t, out, head, made->data, "");
}

static void put_more(const struct telling *t, struct buf *out, int left) {
  char number[16];
  if (left <= 0) return;
  snprintf(number, sizeof number, "%d", left);
  say(t, out, SAY_MORE_REASONS, number, "");
  buf_puts(out, "\n");
}

/* Every requirement that failed; the fewer there are, the more is told of each. */
static void put_failed(struct telling *t, struct buf *out, enum phrase head) {
  const struct reasons *list = &t->outcome->failed;
  int count = 0, told = 0;
  for (int i = 0; i < list->count; i++)
    count += !reason_told_before(list, i);
  int grounds = count ? (MOST_ANSWER_LINES - count) / count : 0;
  for (int i = 0; i < list->count && told < MOST_TOLD; i++) {
    if (reason_told_before(list, i)) continue;
    told++;
    put_reason(t, out, head, list->list[i].text, list->list[i].article);
    uint32_t event = requirement_behind(t, &list->list[i]);
    if (event != PATH_NONE) grounds_words(t, out, event, grounds < 2 ? grounds : 2, "    ", "");
  }
  put_more(t, out, count - told);
}

/* --- what gave the value ---------------------------------------------------------------------- */

/* The decisions from the one that was asked for down to the one whose rule gave the value. */
struct chain {
  uint32_t decision[8], give;
  int count;
};

static uint32_t give_of(const struct path *p, uint32_t decision) {
  uint32_t end = path_end_of(p, decision);
  for (uint32_t k = decision + 1; k < end; k = path_next_of(p, k))
    if (p->events[k].kind == PATH_GIVE) return k;
  return PATH_NONE;
}

static struct chain chain_of(const struct path *p) {
  struct chain c = {.give = PATH_NONE};
  uint32_t i = 0;
  while (p && i < p->count && p->events[i].kind == PATH_DECISION && c.count < 8) {
    c.decision[c.count++] = i;
    c.give = give_of(p, i);
    if (c.give == PATH_NONE || c.give + 1 >= path_end_of(p, c.give)) break;
    if (p->events[c.give + 1].kind != PATH_DECISION) break;
    i = c.give + 1;
  }
  return c;
}

static uint32_t rule_event(const struct path *p, uint32_t decision, int rule) {
  uint32_t end = path_end_of(p, decision);
  for (uint32_t k = decision + 1; k < end; k = path_next_of(p, k))
    if (p->events[k].kind == PATH_RULE && p->events[k].name == rule) return k;
  return PATH_NONE;
}

/* What the rule gives, where that has a name: a parameter with its value and its day, or what a
** term says. */
static void put_gift(struct telling *t, struct buf *out, const struct rule *r) {
  const struct model *m = &t->v->policy->script->model;
  struct buf line = {0};
  if (r->give != GIVE_NAME) return;
  const struct name *n = &m->names[r->give_name];
  if (n->kind == NAME_PARAMETER && t->v->run.parameter_row[n->index]) {
    buf_printf(&line, "%s ", m->parameters[n->index].label);
    rate_words(t, &line, &m->parameters[n->index], t->v->run.parameter_row[n->index]);
    put_made(t, out, SAY_NUMBER, &line);
  }
  if (n->kind == NAME_TERM && *m->terms[n->index].text &&
      strcmp(rule_text(t->v, r), m->terms[n->index].text) != 0)
    put_reason(t, out, SAY_NUMBER, m->terms[n->index].text, m->terms[n->index].cite);
  buf_free(&line);
}

static bool is_told(const struct reasons *list, const char *article, const char *rule, const char *text) {
  for (int i = 0; i < list->count; i++)
    if (strcmp(list->list[i].article, article) == 0 && strcmp(list->list[i].rule, rule) == 0 &&
        strcmp(list->list[i].text, text) == 0)
      return true;
  return false;
}

static void join_cite(struct buf *out, const char *cite) {
  const char *text = buf_text(out),
             *found = text ? strstr(text, cite) : NULL; /* without memory nothing is added */
  size_t n = strlen(cite);
  if (found && (found[n] == '\0' || strncmp(found + n, "、", strlen("、")) == 0)) return;
  if (out->len) buf_puts(out, "、");
  buf_puts(out, cite);
}

/* The articles of the requirements that are met. */
static void put_met(struct telling *t, struct buf *out, const struct chain *c) {
  struct buf cites = {0}, line = {0};
  for (int i = 0; i < c->count; i++) {
    const struct decision *d = &t->v->policy->script->model.decisions[t->path->events[c->decision[i]].name];
    for (int k = 0; k < d->requirement_count; k++) {
      const struct requirement *r = &d->requirements[k];
      if (is_told(&t->outcome->because, r->cite, d->name, requirement_text(t->v, r)))
        join_cite(&cites, r->cite);
    }
  }
  const char *all = buf_text(&cites);
  if (all)
    cite_words(&line, all);
  else
    out->oom = true;
  put_made(t, out, SAY_REST_MET, &line);
  buf_free(&cites);
  buf_free(&line);
}

static void put_given(struct telling *t, struct buf *out, const struct chain *c) {
  const struct path_event *give = &t->path->events[c->give];
  const struct decision *d = &t->v->policy->script->model.decisions[give->row];
  const struct rule *r = &d->rules[give->name];
  uint32_t event = rule_event(t->path, c->decision[c->count - 1], give->name);
  put_reason(t, out, SAY_WHY, rule_text(t->v, r), r->cite);
  if (event != PATH_NONE) grounds_words(t, out, event, 2, "    ", "");
  if (r->kind == RULE_EXCEPTION)
    put_reason(t, out, SAY_WHY, rule_text(t->v, &d->rules[r->base]), d->rules[r->base].cite);
  put_gift(t, out, r);
}

/* Where no rule gave it: a ruling, what holds when no rule applies, or the entries of a list. */
static void put_because(struct telling *t, struct buf *out) {
  const struct reasons *list = &t->outcome->because;
  int count = 0, told = 0;
  for (int i = 0; i < list->count; i++) {
    const struct reason *r = &list->list[i];
    if (reason_told_before(list, i)) continue;
    count++;
    if (told == MOST_TOLD) continue;
    told++;
    put_reason(t, out, SAY_WHY, *r->text ? r->text : r->rule, r->article);
  }
  put_more(t, out, count - told);
}

void value_reasons_words(struct telling *t, struct buf *out) {
  struct chain c = chain_of(t->path);
  bool given = c.count > 0 && c.give != PATH_NONE;
  if (given) put_given(t, out, &c);
  if (given) put_met(t, out, &c);
  if (!given) put_because(t, out);
}

/* --- the answer ------------------------------------------------------------------------------- */

static void put_needs(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  const struct decision *d = &m->decisions[t->v->decision];
  int count = 0;
  buf_printf(out, "%s\n", word(t, SAY_NEEDS_HEAD));
  for (int i = 0; i < m->fact_count + d->given_count; i++) {
    bool of_subject = i < m->fact_count;
    const struct fact *f = of_subject ? &m->facts[i] : &d->given[i - m->fact_count];
    if (!(of_subject ? t->outcome->need_facts[i] : t->outcome->need_given[i - m->fact_count])) continue;
    if (++count <= MOST_ANSWER_LINES) put_reason(t, out, SAY_MISSING, f->label, f->cite);
  }
  put_more(t, out, count - MOST_ANSWER_LINES);
}

static void put_warnings(struct telling *t, struct buf *out) {
  const struct reasons *list = &t->outcome->warnings;
  for (int i = 0; i < list->count && i < 2; i++)
    put_reason(t, out, SAY_NOTE, list->list[i].text, list->list[i].article);
  put_more(t, out, list->count - 2);
}

static const char *reading_called(const struct reading *r) {
  return *r->id ? r->id : r->ask;
}

/* Several questions may share one number: as the policy has them by itself, the number is told
** once. */
static bool number_told_before(const struct telling *t, int reading) {
  const struct reading *all = t->v->policy->script->model.readings, *r = &all[reading];
  for (int i = 0; i < reading; i++)
    if (t->v->run.reading_used[i] && all[i].chosen == all[i].preset &&
        strcmp(reading_called(&all[i]), reading_called(r)) == 0)
      return r->chosen == r->preset;
  return false;
}

/* Which readings the outcome relies on; a choice that the policy does not make by itself is told in
** full. */
static void put_readings(struct telling *t, struct buf *out) {
  const struct model *m = &t->v->policy->script->model;
  struct buf ids = {0};
  for (int i = 0; i < m->reading_count; i++) {
    const struct reading *r = &m->readings[i];
    if (!t->v->run.reading_used[i] || number_told_before(t, i)) continue;
    if (ids.len) buf_puts(&ids, "、");
    buf_puts(&ids, reading_called(r));
    if (r->chosen != r->preset)
      buf_printf(&ids, "%s%s%s", word(t, SAY_OPEN), r->options[r->chosen].label, word(t, SAY_CLOSE));
  }
  put_made(t, out, SAY_BY_READINGS, &ids);
  buf_free(&ids);
}

void answer_words(struct telling *t, struct buf *out) {
  const struct outcome *o = t->outcome;
  switch (o->kind) {
  case OUT_VALUE:
    value_line(t, out, SAY_RESULT);
    value_reasons_words(t, out);
    break;
  case OUT_HOLD:
    value_line(t, out, SAY_RESULT_HELD);
    put_failed(t, out, SAY_HELD_BY);
    break;
  case OUT_REFUSED:
    buf_printf(out, "%s%s\n", word(t, SAY_RESULT), word(t, SAY_REFUSED));
    put_failed(t, out, SAY_UNMET);
    break;
  case OUT_UNDETERMINED:
    say(t, out, SAY_UNDETERMINED_BY, o->say, o->who);
    buf_puts(out, "\n");
    between_line(t, out);
    put_because(t, out);
    break;
  case OUT_NEEDS: put_needs(t, out); break;
  }
  put_warnings(t, out);
  if (o->kind != OUT_NEEDS) put_readings(t, out);
}

/* A rule and its term may say the same: people need it once. */
bool reason_told_before(const struct reasons *list, int index) {
  for (int i = 0; i < index; i++)
    if (strcmp(list->list[i].article, list->list[index].article) == 0 &&
        strcmp(list->list[i].text, list->list[index].text) == 0)
      return true;
  return false;
}

void between_line(struct telling *t, struct buf *out) {
  if (between_words(t, out, t->outcome->value)) buf_puts(out, "\n");
}

void value_line(struct telling *t, struct buf *out, enum phrase head) {
  struct script *s = t->v->policy->script;
  const struct outcome *o = t->outcome;
  buf_puts(out, word(t, head));
  for (int i = 0; i < o->item_count; i++) {
    if (i) buf_puts(out, "、");
    value_text_out(s, out, o->items[i], true);
  }
  struct value v = o->value;
  bool time = v.kind == KIND_DATE || v.kind == KIND_MONTH;
  if (time && v.state == STATE_KNOWN)
    time_words(t, out, v);
  else if (!s->model.decisions[t->v->decision].many)
    value_words(t, out, v);
  buf_puts(out, "\n");
}
