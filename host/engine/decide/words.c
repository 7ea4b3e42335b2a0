/* What conditions, requirements and rules say: their own words, else words made of the names that
** they ask. */
#include "host/engine/decide/conditions.h"

static const struct term *term_named(const struct model *m, int name) {
  return m->names[name].kind == NAME_TERM ? &m->terms[m->names[name].index] : NULL;
}

/* What officials call it: the text of a term, the label of a fact or an input. */
static const char *name_text(const struct model *m, int name) {
  const struct name *n = &m->names[name];
  const struct term *t = term_named(m, name);
  if (t && *t->text) return t->text;
  if (n->kind == NAME_FACT) return m->facts[n->index].label;
  if (n->kind == NAME_GIVEN && n->decision >= 0) return m->decisions[n->decision].given[n->index].label;
  return n->text;
}

/* A name that holds says its text. One that does not says `otherwise`; where there is none, its
** text within `not`. */
static void write_name(const struct model *m, int name, bool holds, const char * not, struct buf *out) {
  const struct term *t = term_named(m, name);
  const char *text = name_text(m, name);
  if (holds)
    buf_puts(out, text);
  else if (t && *t->otherwise)
    buf_puts(out, t->otherwise);
  else
    buf_printf(out, "%s“%s”", not, text);
}

/* What a condition says, parts joined; for a reason that has no text of its own. Where it does not
** hold, each of its parts is told as it fails: of alternatives all, of what is asked together one
** of them. */
static void write_side(const struct model *m, const struct condition *c, bool holds, const char * not,
                       struct buf *out) {
  if (c->kind == COND_NAME) {
    write_name(m, c->name, holds, not, out);
    return;
  }
  bool together = (c->kind == COND_ANY) != holds;
  for (int i = 0; i < c->count; i++) {
    if (i) buf_puts(out, together ? "，且" : "，或");
    write_side(m, &c->parts[i], (c->kind == COND_NOT) != holds, c->kind == COND_NOT ? "不是" : not, out);
  }
}

const char *words_keep(struct evaluation *v, struct buf *text) {
  const char *copy = buf_text(text) ? arena_text(&v->run.arena, buf_text(text)) : NULL;
  v->run.arena.starved = v->run.arena.starved || !copy;
  buf_free(text);
  return copy ? copy : "";
}

const char *condition_side(struct evaluation *v, const struct condition *c, bool holds) {
  struct buf text = {0};
  write_side(&v->policy->script->model, c, holds, "不符合", &text);
  return words_keep(v, &text);
}

static const char *condition_text(struct evaluation *v, const struct condition *c) {
  return condition_side(v, c, true);
}

const char *requirement_text(struct evaluation *v, const struct requirement *r) {
  return *r->text ? r->text : condition_text(v, &r->when);
}

const char *requirement_unmet(struct evaluation *v, const struct requirement *r) {
  if (*r->otherwise) return r->otherwise;
  if (!*r->text || requirement_has_unmet(&v->policy->script->model, r))
    return condition_side(v, &r->when, false);
  struct buf text = {0};
  buf_printf(&text, "不符合“%s”", r->text);
  return words_keep(v, &text);
}

/* What a rule says: its own words, else its condition, else what it gives. */
const char *rule_text(struct evaluation *v, const struct rule *r) {
  const struct model *m = &v->policy->script->model;
  if (*r->text) return r->text;
  if (*r->say) return r->say;
  if (r->when.kind != COND_ALWAYS || r->give != GIVE_NAME) return condition_text(v, &r->when);
  const struct name *n = &m->names[r->give_name];
  if (n->kind == NAME_TERM) return m->terms[n->index].text;
  if (n->kind == NAME_PARAMETER) return m->parameters[n->index].label;
  return n->kind == NAME_DECISION ? m->decisions[n->index].label : "";
}
