/* What only time brings: the same facts, a later month or day. Outcomes need not be monotone in
** time, so every one is asked. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/policy/json.h"
#include "host/engine/advise/what_if.h"

enum { MOST_LATER = 4, MOST_BIRTHDAYS = 8 };

/* --- the birthday that did it ----------------------------------------------------------------- */

/* The month before, told by the guards of the path at `when`. */
struct turning {
  struct asker *a;
  struct guards *now, *before;
  struct value when;
};

static int64_t years_on(const struct value *born, const struct value *on, struct asker *a) {
  struct value rule = value_of(KIND_COUNT, a->model->month_end);
  struct value args[3] = {*born, *on, rule};
  struct value age = value_op(&a->policy->script->env, OP_AGE, args);
  return age.state == STATE_KNOWN ? age.u.i : -1;
}

/* An age in a guard that is another one than the step before: on which day it was reached. */
static bool birthday(struct turning *t, uint32_t expr, json_t **to) {
  struct expr_arena *exprs = &t->a->policy->script->exprs;
  struct expr_node n = *expr_get(exprs, expr);
  if (n.kind != EXPR_OP || n.code != OP_AGE) return false;
  struct value born = guards_value(t->now, n.arg[0], -1, NULL);
  struct value on = guards_value(t->now, n.arg[1], -1, NULL);
  struct value was = guards_value(t->before, n.arg[1], -1, NULL);
  if (born.state != STATE_KNOWN || on.state != STATE_KNOWN || was.state != STATE_KNOWN) return false;
  int64_t age = years_on(&born, &on, t->a);
  if (age < 0 || was.u.i >= on.u.i || years_on(&born, &was, t->a) == age) return false;
  int64_t low = was.u.i, high = on.u.i;
  while (high - low > 1) {
    struct value day = value_of(KIND_DATE, low + (high - low) / 2);
    if (years_on(&born, &day, t->a) == age)
      high = day.u.i;
    else
      low = day.u.i;
  }
  struct buf text = {0}, day = {0};
  value_write(&day, value_of(KIND_DATE, high));
  buf_printf(&text, "满%lld周岁：%s起", (long long)age, quote(&day));
  text.oom = text.oom || day.oom;
  object_put(to, "since", json_string(buf_text(&text)));
  object_put(to, "day", json_string(buf_text(&day)));
  buf_free(&text);
  buf_free(&day);
  return true;
}

/* Only a guard that came out otherwise than the step before tells why. */
static bool turned(struct turning *t, const struct path_event *e) {
  uint32_t sides[2] = {e->a.expr, e->b.expr};
  struct value then[2];
  for (int i = 0; i < 2; i++) {
    if (!sides[i]) return false;
    then[i] = guards_value(t->before, sides[i], -1, NULL);
  }
  struct value was = value_compare((enum compare)e->cmp, then[0], then[1]);
  return was.state == STATE_KNOWN && (was.u.i != 0) != e->outcome;
}

static void tell_birthday(struct asker *a, const struct path *path, struct value when, json_t **to) {
  struct value earlier = when;
  earlier.u.i--;
  struct turning t = {a, guards_open(a, path, when), guards_open(a, path, earlier), when};
  bool told = !t.now || !t.before;
  for (uint32_t i = 0; !told && i < path->count; i++) {
    const struct path_event *e = &path->events[i];
    if (e->kind != PATH_GUARD || e->guessed || e->cmp == CMP_PRESENT || !turned(&t, e)) continue;
    told = birthday(&t, e->a.expr, to) || birthday(&t, e->b.expr, to);
  }
  guards_free(t.now);
  guards_free(t.before);
}

/* --- later ------------------------------------------------------------------------------------ */

/* The full decision at `when`: what is told must be what is decided. */
static bool tell_later(struct asker *a, struct value when, int number, json_t **out, struct error *e) {
  struct path path = {0};
  struct evaluation *v = calloc(1, sizeof *v);
  struct outcome *made = calloc(1, sizeof *made);
  int decided = ASKED_IMPOSSIBLE;
  bool ok = v && made && asker_decide(a, a->facts, a->given, when, &path, v, made, e) &&
            asker_number(a, a->policy->script, made, &decided, e);
  if (ok && decided == number) {
    json_t *one = json_object();
    object_put(&one, when.kind == KIND_MONTH ? "month" : "on", time_json(when));
    if (a->decision->per == PER_YEAR) object_put(&one, "year", year_json(when));
    tell_birthday(a, &path, when, &one);
    tell_outcome(v, made, &one);
    array_add(out, one);
  }
  if (!v || !made) error_set(e, ERR_MEMORY, "内存不足");
  if (v) evaluation_end(v);
  path_free(&path);
  free(v);
  free(made);
  return ok;
}

bool later_json(struct asker *a, int base, int years, json_t **out, struct error *e) {
  struct value when = a->when;
  const struct decision *d = a->decision;
  int64_t last = when.u.i + (int64_t)years * (when.kind == KIND_MONTH ? 12 : 366);
  int told[MOST_LATER], count = 0;
  for (;;) {
    when = decision_when_after(d, when);
    if (when.state != STATE_KNOWN || when.u.i > last || count == MOST_LATER) return true;
    int number;
    bool known = false;
    if (!asker_ask(a, a->facts, a->given, when, &number, e)) return false;
    for (int i = 0; i < count; i++)
      known = known || told[i] == number;
    if (number < 0 || number == base || known) continue;
    told[count++] = number;
    if (!tell_later(a, when, number, out, e)) return false;
  }
}

/* --- an outcome told -------------------------------------------------------------------------- */

static void add_article(json_t **articles, const char *article) {
  size_t i;
  json_t *one;
  if (!*article) return;
  json_array_foreach(*articles, i, one) if (strcmp(json_string_value(one), article) == 0) return;
  array_add(articles, json_string(article));
}

/* A refusal with every reason; anything else with the rule that decided, one a decision. */
static void tell_words(struct evaluation *v, const struct reasons *list, bool all, json_t **to) {
  struct buf text = {0};
  for (int i = 0; i < list->count; i++) {
    const struct reason *r = &list->list[i];
    if (!all && i > 0 && !asker_decides(&v->policy->script->model, list, i)) continue;
    buf_printf(&text, "%s%s%s%s", i ? "；" : "", r->article, *r->text ? " " : "", r->text);
  }
  object_put(to, "words", json_string(buf_text(&text)));
  buf_free(&text);
}

void tell_outcome(struct evaluation *v, const struct outcome *out, json_t **to) {
  static const char *const kinds[] = {"value", "refused", "hold", "undetermined", "needs"};
  bool no = out->kind == OUT_REFUSED || out->kind == OUT_HOLD;
  const struct reasons *list = no ? &out->failed : &out->because;
  json_t *articles = json_array(), *because = json_array();
  for (int i = 0; i < list->count; i++) {
    add_article(&articles, list->list[i].article);
    array_add(&because, json_pack("{s:s, s:s, s:s}", "article", list->list[i].article, "rule",
                                  list->list[i].rule, "text", list->list[i].text));
  }
  object_put(to, "kind", json_string(kinds[out->kind]));
  object_put(to, "outcome", outcome_value_json(v, out));
  object_put(to, "articles", articles);
  object_put(to, "because", because);
  /* what is known of an open decision does not explain it */
  static const struct reasons none = {0};
  tell_words(v, out->kind == OUT_NEEDS ? &none : list, no, to);
}
