/* What the policy declares for its letters: what to bring, by when, where, and the legal remedies
** (act:letter, act:remedies). */
#include <string.h>

#include "host/engine/explain/explain.h"

/* --- which of them ---------------------------------------------------------------------------- */

static bool is_about(const struct letter *l, const struct telling *t) {
  if (!(l->outcomes >> t->outcome->kind & 1)) return false;
  for (int i = 0; i < l->decision_count; i++)
    if (l->decisions[i] == t->v->decision) return true;
  return false;
}

static void take(struct cited_text *to, const char *text, const char *cite) {
  if (!*to->text && *text) *to = (struct cited_text){text, cite};
}

/* Of a failure that stays nobody is told what to bring: it cannot be mended. */
static bool is_final(const struct telling *t) {
  const struct model *m = &t->v->policy->script->model;
  for (int i = 0; i < t->outcome->failed.count; i++) {
    uint32_t event = requirement_behind((struct telling *)t, &t->outcome->failed.list[i]);
    const struct path_event *e = event == PATH_NONE ? NULL : &t->path->events[event];
    if (e && m->decisions[e->row].requirements[e->name].final) return true;
  }
  return false;
}

struct letter_says letter_says(const struct telling *t) {
  const struct model *m = &t->v->policy->script->model;
  struct letter_says s = {.about = "", .bring = -1, .by = {"", ""}, .at = {"", ""}, .changes = {"", ""}};
  s.final = t->outcome->kind == OUT_REFUSED && is_final(t);
  for (int i = 0; i < m->letter_count; i++) {
    const struct letter *l = &m->letters[i];
    if (!is_about(l, t)) continue;
    if (!*s.about) s.about = l->about;
    take(&s.changes, l->changes, l->changes_cite);
    if (s.final) continue;
    take(&s.by, l->by, l->by_cite);
    take(&s.at, l->at, l->at_cite);
    if (s.bring < 0) s.bring = l->bring;
  }
  return s;
}

/* A sum of nothing, a no, an empty list: what was asked for is not granted. */
static bool grants_nothing(const struct telling *t) {
  const struct outcome *o = t->outcome;
  if (t->v->policy->script->model.decisions[t->v->decision].many) return o->item_count == 0;
  if (o->value.state != STATE_KNOWN) return true;
  bool counted = o->value.kind == KIND_MONEY || o->value.kind == KIND_COUNT || o->value.kind == KIND_TRUTH;
  return counted && o->value.u.i == 0;
}

const struct remedies *remedies_due(const struct telling *t) {
  const struct remedies *r = &t->v->policy->script->model.remedies;
  bool decided = t->outcome->kind == OUT_REFUSED || t->outcome->kind == OUT_HOLD;
  if (t->outcome->kind == OUT_VALUE) decided = r->favourable || grants_nothing(t);
  return *r->text && decided ? r : NULL;
}

/* --- texts ------------------------------------------------------------------------------------ */

static void put_parameter(struct telling *t, struct buf *out, const char *name, size_t length) {
  struct script *s = t->v->policy->script;
  for (int i = 0; i < s->model.parameter_count; i++) {
    const struct parameter *p = &s->model.parameters[i];
    if (strlen(p->name) != length || memcmp(p->name, name, length) != 0) continue;
    const struct row *r = parameter_row(s, i, t->v->run.decided_on);
    if (r)
      value_words(t, out, r->value);
    else
      buf_puts(out, word(t, SAY_NO_ROW));
    return;
  }
}

void declared_words(struct telling *t, struct buf *out, const char *text) {
  while (*text) {
    const char *open = strchr(text, '{'), *close = open ? strchr(open, '}') : NULL;
    if (!close) break;
    buf_add(out, text, (size_t)(open - text));
    put_parameter(t, out, open + 1, (size_t)(close - open - 1));
    text = close + 1;
  }
  buf_puts(out, text);
}

/* --- for programs ----------------------------------------------------------------------------- */

static json_t *said_json(struct telling *t, const char *text, const char *key, const char *source) {
  struct buf made = {0};
  declared_words(t, &made, text);
  return json_pack("{s:o, s:s}", "text", text_json(&made), key, source);
}

static json_t *bring_json(struct telling *t, const struct decision *d) {
  json_t *made = json_array();
  for (int i = 0; i < d->rule_count; i++) {
    const struct rule *r = &d->rules[i];
    if (r->kind != RULE_ITEM) continue;
    json_t *one = json_pack("{s:s, s:s}", "item", r->value.u.text, "article", r->cite);
    if (r->when.kind != COND_ALWAYS)
      object_put(&one, "when", json_string(condition_side(t->v, &r->when, true)));
    array_add(&made, one);
  }
  return made;
}

json_t *letter_json(struct telling *t) {
  const struct model *m = &t->v->policy->script->model;
  struct letter_says s = letter_says(t);
  const struct remedies *r = remedies_due(t);
  json_t *made = json_object();
  if (*s.about) object_put(&made, "about", json_string(s.about));
  if (s.bring >= 0) object_put(&made, "bring", bring_json(t, &m->decisions[s.bring]));
  if (*s.by.text) object_put(&made, "by", said_json(t, s.by.text, "article", s.by.cite));
  if (*s.at.text) object_put(&made, "at", said_json(t, s.at.text, "article", s.at.cite));
  if (*s.changes.text) object_put(&made, "changes", said_json(t, s.changes.text, "article", s.changes.cite));
  if (r) object_put(&made, "remedies", json_pack("{s:s, s:s}", "text", r->text, "source", r->source));
  return made;
}
