/* A case of a stream: its place in the chunk, what is wrong with it, and lines that give none. Both
** readers and the decider stand on it. */
#include "host/engine/many/many.h"

struct value *many_facts(struct many_chunk *c, int row) {
  return c->facts + (size_t)row * (size_t)c->fact_count;
}

struct value *many_given(struct many_chunk *c, int row) {
  return c->given + (size_t)row * (size_t)c->given_count;
}

struct many_case *many_case_new(struct many *m, int64_t line) {
  struct many_case *x = &m->chunk.cases[m->chunk.count];
  *x = (struct many_case){.line = line, .hint = "", .cite = ""};
  return x;
}

bool many_fault(struct many *m, struct many_case *x, int column, const char *reason, const char *hint) {
  char *fault = arena_text(&m->chunk.arena, reason), *what = arena_text(&m->chunk.arena, hint);
  if (!fault || !what) return false;
  text_mend(fault);
  text_mend(what);
  text_mask_numbers(fault);
  text_mask_numbers(what);
  x->column = column;
  x->fault = fault;
  x->hint = what;
  return true;
}

bool many_untold(const struct fact *f, struct arena *a, struct value *out) {
  *out = office_untold(f);
  if (!f->optional || f->form == FORM_PLAIN) return true;
  /* there are none */
  *out = (struct value){.kind = f->form == FORM_LIST ? KIND_LIST : KIND_TIMELINE};
  struct timeline *t = arena_new(a, sizeof *t);
  struct list *l = arena_new(a, sizeof *l);
  if (!t || !l) return false;
  *t = (struct timeline){.kind = f->kind, .domain = f->domain, .known_from = DAY_MIN};
  l->fields = f->field_count;
  if (f->form == FORM_LIST)
    out->u.list = l;
  else
    out->u.timeline = t;
  return true;
}

bool many_skip_line(struct many *m, struct error *e) {
  struct import_file *f = &m->file;
  struct slice line;
  while (!import_file_peek(f, 0, &line, e)) {
    if (e->kind != ERR_INPUT) return false;
    import_file_pass(f, f->end - f->start, 0);
  }
  import_file_pass(f, line.n, 1);
  e->kind = ERR_NONE;
  return true;
}

bool many_cut(const struct many *m) {
  const struct import_file *f = &m->file;
  return f->ended && f->start == f->end && f->end > 0 && f->data[f->end - 1] != '\n';
}
