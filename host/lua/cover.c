/* Marking what tests reach. */
#include "host/lua/cover.h"

#include <stdlib.h>
#include <string.h>

#include "host/lua/run.h"

/* --- the guards of a text --------------------------------------------------------------------- */

struct guards {
  const struct node **list; /* NULL: only count */
  int count;
};

static bool visit_guard(void *ud, struct node *n) {
  struct guards *g = ud;
  if (!syntax_is_guard(n)) return true;
  if (g->list) g->list[g->count] = n;
  g->count++;
  return true;
}

static bool find_guards(struct cover *c, struct script *s, int *count) {
  struct guards g = {0};
  const struct source *source = script_source(s, s->file);
  if (source) syntax_walk(&source->syntax, visit_guard, &g);
  *count = g.count;
  g = (struct guards){.list = arena_array(&c->arena, (size_t)g.count + 1, sizeof *g.list)};
  if (!g.list) return false;
  if (source) syntax_walk(&source->syntax, visit_guard, &g);
  c->guards = g.list;
  return true;
}

/* --- numbering -------------------------------------------------------------------------------- */

/* Where the things of each of `count` owners begin. */
static int *numbers(struct cover *c, int count, int (*size)(const struct model *m, int i), int *all) {
  int *made = arena_array(&c->arena, (size_t)count + 1, sizeof *made);
  *all = 0;
  for (int i = 0; made && i < count; i++) {
    made[i] = *all;
    *all += size(&c->script->model, i);
  }
  return made;
}

static int rows_of(const struct model *m, int i) {
  return m->parameters[i].row_count;
}

static int options_of(const struct model *m, int i) {
  return m->readings[i].count;
}

static int requirements_of(const struct model *m, int i) {
  return m->decisions[i].requirement_count;
}

static int rules_of(const struct model *m, int i) {
  return m->decisions[i].rule_count;
}

bool cover_open(struct cover *c, struct script *s) {
  const struct model *m = &s->model;
  int size[COVER_PARTS] = {[COVER_TERM] = m->term_count,
                           [COVER_PARAMETER] = m->parameter_count,
                           [COVER_DECISION] = m->decision_count,
                           [COVER_ARTICLE] = m->outline_count};
  c->script = s;
  c->row = numbers(c, m->parameter_count, rows_of, &size[COVER_ROW]);
  c->option = numbers(c, m->reading_count, options_of, &size[COVER_OPTION]);
  c->requirement = numbers(c, m->decision_count, requirements_of, &size[COVER_REQUIREMENT]);
  c->rule = numbers(c, m->decision_count, rules_of, &size[COVER_RULE]);
  bool ok = find_guards(c, s, &size[COVER_GUARD]);
  for (int part = 0; part < COVER_PARTS; part++)
    c->first[part + 1] = c->first[part] + size[part];
  c->marks = arena_array(&c->arena, (size_t)c->first[COVER_PARTS] + 1, 1);
  ok = ok && c->row && c->option && c->requirement && c->rule && c->marks;
  if (!ok) c->script = NULL;
  return ok;
}

void cover_free(struct cover *c) {
  if (!c) return;
  arena_free(&c->arena);
  free(c);
}

/* --- marks ------------------------------------------------------------------------------------ */

int cover_count(const struct cover *c, enum cover_part part) {
  return c->first[part + 1] - c->first[part];
}

unsigned cover_marks(const struct cover *c, enum cover_part part, int index) {
  return c->marks[c->first[part] + index];
}

void cover_add(struct cover *c, enum cover_part part, int index, unsigned marks) {
  if (index >= 0 && index < cover_count(c, part)) c->marks[c->first[part] + index] |= (unsigned char)marks;
}

void cover_row(struct cover *c, int parameter, const struct row *row) {
  if (!c->script || parameter >= c->script->model.parameter_count) return;
  const struct parameter *p = &c->script->model.parameters[parameter];
  for (int i = 0; i < p->row_count; i++)
    if (p->rows[i].from == row->from && p->rows[i].line == row->line &&
        strcmp(p->rows[i].file, row->file) == 0)
      cover_add(c, COVER_ROW, c->row[parameter] + i, COVER_TRUE);
}

void cover_option(struct cover *c, int reading, int option) {
  if (c->script && reading < c->script->model.reading_count)
    cover_add(c, COVER_OPTION, c->option[reading] + option, COVER_TRUE);
}

bool cite_names(const char *cite, const char *entry) {
  static const char mark[] = "、";
  size_t length = strlen(entry);
  while (cite && *cite) {
    if (strncmp(cite, entry, length) == 0) return true;
    cite = strstr(cite, mark);
    if (cite) cite += sizeof mark - 1;
  }
  return false;
}

void cover_cite(struct cover *c, const char *cite) {
  const struct model *m = c->script ? &c->script->model : NULL;
  for (int i = 0; m && i < m->outline_count; i++)
    if (cite_names(cite, m->outline[i].cite)) cover_add(c, COVER_ARTICLE, i, COVER_TRUE);
}

int cover_seen(lua_State *L) {
  struct script *s = script_of(L);
  lua_settop(L, 2);
  /* what rests on a guess was not reached */
  if (!s->cover || !s->run || s->run->choice_count > 0) return 1;
  unsigned marks = COVER_OTHER;
  if (lua_isboolean(L, 2) || lua_isnil(L, 2)) marks = lua_toboolean(L, 2) ? COVER_TRUE : COVER_FALSE;
  cover_mark(s, COVER_GUARD, (int)lua_tointeger(L, 1), marks);
  return 1;
}
