/* The article of a reason where a table decides: 第六条 sets out rows, and what measured this base is
** one of them. So a term that read a cell is told with the cell's article instead of its own. */
#include <string.h>

#include "host/base/buf.h"
#include "host/engine/decide/evaluation.h"

struct citing {
  struct evaluation *v;
  struct value when;
  struct buf text;
};

static void add_cite(struct buf *text, const char *cite) {
  if (buf_text(text) && strstr(buf_text(text), cite)) return;
  buf_printf(text, "%s%s", text->len ? "、" : "", cite);
}

static void gather(struct citing *c, const struct condition *condition) {
  const struct model *m = &c->v->policy->script->model;
  const struct name *n = condition->kind == COND_NAME ? &m->names[condition->name] : NULL;
  int cell = n && n->kind == NAME_TERM ? run_term_cell(&c->v->run, n->index, c->when) : -1;
  if (cell >= 0) add_cite(&c->text, m->parameters[cell].cite);
  for (int i = 0; i < condition->count; i++)
    gather(c, &condition->parts[i]);
}

const char *condition_cite(struct evaluation *v, const struct condition *c, struct value when,
                           const char *own) {
  struct citing all = {.v = v, .when = when};
  gather(&all, c);
  if (!all.text.len) {
    buf_free(&all.text);
    return own;
  }
  return words_keep(v, &all.text);
}

const char *term_cite(struct evaluation *v, int term, struct value when) {
  const struct model *m = &v->policy->script->model;
  int cell = run_term_cell(&v->run, term, when);
  return cell >= 0 ? m->parameters[cell].cite : m->terms[term].cite;
}
