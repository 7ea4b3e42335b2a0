/* Cases from a stream of NDJSON: an object a line. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/decide/facts_json.h"
#include "host/engine/many/many.h"

/* Whether the policy itself has a name "id": then it is no case's number. */
static bool id_is_taken(const struct many *m) {
  const struct model *model = m->office.model;
  const struct subject_kind *s = model_subject(model, m->decision);
  bool taken = strcmp(s->name, "id") == 0 || model_fact(model, m->asked->subject, "id") >= 0 ||
               model_reference(model, m->asked->subject, "id");
  for (int i = 0; i < m->asked->given_count; i++)
    taken = taken || strcmp(m->asked->given[i].name, "id") == 0;
  return taken;
}

/* Numbers of persons are masked in an id too. */
static char *id_text(const struct many *m, const json_t *id) {
  char *text = json_text(id, JSON_ENCODE_ANY | JSON_COMPACT);
  if (!text || m->how->full) return text;
  char *masked = strdup(text);
  if (masked) text_mask_numbers(masked);
  json_t *masked_text =
      masked && !json_is_string(id) && strcmp(masked, text) != 0 ? json_string(masked) : NULL;
  if (masked_text) { /* a number with asterisks is a text */
    free(masked);
    masked = json_text(masked_text, JSON_ENCODE_ANY | JSON_COMPACT);
    json_decref(masked_text);
  }
  free(text);
  return masked;
}

/* Take "id" out of the facts. */
static bool take_id(struct many *m, json_t *line, struct many_case *x) {
  json_t *id = json_object_get(line, "id");
  if (!id || id_is_taken(m)) return true;
  if (!json_is_string(id) && !json_is_integer(id) && !json_is_null(id))
    return many_fault(m, x, 0, "id 应为文字或整数", "id 用来认出这一件，原样写回");
  char *text = json_is_null(id) ? NULL : id_text(m, id);
  x->id = text ? arena_text(&m->chunk.arena, text) : NULL;
  bool ok = x->id || json_is_null(id);
  free(text);
  json_object_del(line, "id");
  return ok;
}

static const char *told_key(struct many *m, json_t *line) {
  const struct model *model = m->office.model;
  json_t *own = json_object_get(line, model_subject(model, m->decision)->name);
  const char *key = m->office.key < 0 ? NULL
                                      : json_string_value(json_object_get(json_is_object(own) ? own : line,
                                                                          model->facts[m->office.key].name));
  return key ? arena_text(&m->chunk.arena, key) : NULL;
}

static bool blame(struct many *m, struct many_case *x, const struct error *e, bool cut) {
  x->cite = *e->article ? arena_text(&m->chunk.arena, e->article) : "";
  if (!x->cite) return false;
  if (cut)
    return many_fault(m, x, e->column, e->message, "最后一行没有换行符，可能没有传完；核对输入是否完整");
  return many_fault(m, x, e->column, e->message, e->hint);
}

/* The facts of a line as `bylaw_decide` reads them, straight into the chunk. */
static bool read_facts(struct many *m, json_t *line, struct many_case *x, int row, bool cut) {
  struct many_chunk *k = &m->chunk;
  struct error e = {0};
  struct evaluation v = {.policy = m->policy, .decision = m->decision};
  v.run.arena = k->arena;
  v.run.facts = many_facts(k, row);
  v.run.decided_on = m->decided_on;
  bool ok = facts_read(&v, line, &e);
  k->arena = v.run.arena;
  if (!ok) return e.kind != ERR_MEMORY && blame(m, x, &e, cut);
  memcpy(many_given(k, row), v.run.given, (size_t)k->given_count * sizeof *k->given);
  k->rulings[row] = json_array_size(v.rulings) > 0 ? json_incref(v.rulings) : NULL;
  k->mixed = k->mixed || k->rulings[row];
  return true;
}

static bool read_case(struct many *m, struct slice s, int64_t number, bool cut, struct error *e) {
  int row = m->chunk.count;
  struct many_case *x = many_case_new(m, number);
  struct error why = {0};
  while (s.n > 0 && (s.text[s.n - 1] == '\n' ||
                     s.text[s.n - 1] == '\r')) /* or what is missing is missed in the next line */
    s.n--;
  json_t *line = json_read_at(s.text, s.n, "事实", number, &why);
  bool ok = line && take_id(m, line, x) && facts_flatten(m->office.model, m->decision, &line, &why);
  if (!ok && *why.message) ok = why.kind != ERR_MEMORY && blame(m, x, &why, cut);
  if (ok && line) {
    x->key = told_key(m, line);
    ok = x->fault || read_facts(m, line, x, row, cut);
  }
  json_decref(line);
  if (!ok) return error_set(e, ERR_MEMORY, "内存不足");
  m->chunk.count++;
  return true;
}

static bool too_long(struct many *m, struct error *e) {
  struct many_case *x = many_case_new(m, m->file.line);
  if (!many_fault(m, x, 0, "太长", "一行一件，最多 1 MiB")) return error_set(e, ERR_MEMORY, "内存不足");
  m->chunk.count++;
  return many_skip_line(m, e);
}

static bool hollow(struct slice s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.text[i] != ' ' && s.text[i] != '\t' && s.text[i] != '\r' && s.text[i] != '\n') return false;
  return true;
}

static bool read_line(struct many *m, bool *more, struct error *e) {
  struct import_file *f = &m->file;
  struct slice line;
  if (!import_file_peek(f, 0, &line, e)) return e->kind == ERR_INPUT && too_long(m, e);
  *more = line.n > 0;
  bool cut = line.n > 0 && line.text[line.n - 1] != '\n';
  int64_t number = f->line;
  if (*more && !hollow(line) && !read_case(m, line, number, cut, e)) return false;
  import_file_pass(f, line.n, 1);
  return true;
}

bool many_json_read(struct many *m, bool *more, struct error *e) {
  arena_reset(&m->chunk.arena);
  *more = true;
  while (*more && m->chunk.count < MANY_CHUNK) {
    if (m->chunk.count > 0 && !import_file_ready(&m->file)) return true;
    if (!read_line(m, more, e)) return false;
  }
  return true;
}
