/* The subjects of a model: which facts are whose, and what a term finds in each. */
#include <lauxlib.h>
#include <string.h>

#include "host/lua/load.h"

int model_key(const struct model *m) {
  return m->subjects[0].key;
}

const struct subject_kind *model_subject(const struct model *m, int decision) {
  return &m->subjects[m->decisions[decision].subject];
}

int model_fact(const struct model *m, int subject, const char *own) {
  const struct subject_kind *s = &m->subjects[subject];
  for (int i = s->first; i < s->first + s->count; i++)
    if (strcmp(m->facts[i].own, own) == 0) return i;
  return -1;
}

const struct reference *model_reference(const struct model *m, int subject, const char *name) {
  const struct subject_kind *s = &m->subjects[subject];
  for (int i = 0; i < s->reference_count; i++)
    if (strcmp(s->references[i].name, name) == 0) return &s->references[i];
  return NULL;
}

bool model_reaches(const struct model *m, int subject, int fact) {
  return m->subjects[subject].reach >> m->facts[fact].subject & 1;
}

int model_given(const struct model *m, const struct name *name, int decision) {
  if (decision == name->decision) return name->index;
  if (decision < 0) return -1;
  const struct decision *d = &m->decisions[decision];
  for (int i = 0; i < d->given_count; i++)
    if (strcmp(d->given[i].name, name->text) == 0) return i;
  return -1;
}

/* What a term finds by name in a subject: facts by index, references as -1 - the subject that they
** lead to. */
static int facts_index(lua_State *L, const struct model *m, const struct subject_kind *s) {
  lua_createtable(L, 0, s->count + s->reference_count);
  for (int i = s->first; i < s->first + s->count; i++) {
    lua_pushinteger(L, i);
    lua_setfield(L, -2, m->facts[i].own);
  }
  for (int i = 0; i < s->reference_count; i++) {
    lua_pushinteger(L, -1 - s->references[i].subject);
    lua_setfield(L, -2, s->references[i].name);
  }
  return luaL_ref(L, LUA_REGISTRYINDEX);
}

static bool is_subject(const struct model *m, int subject) {
  return subject >= 0 && subject < m->subject_count;
}

/* Facts of a subject stand beside each other; whatever names a subject names one that is there. The
** standard library sees to it, but an archived one comes out of a database. */
void place_subjects(lua_State *L, struct model *m) {
  bool right = true;
  for (int i = 0, subject = 0; right && i < m->fact_count; i++) {
    int at = m->facts[i].subject;
    right = is_subject(m, at) && at >= subject;
    if (!right) break;
    if (m->subjects[at].count++ == 0) m->subjects[at].first = i;
    subject = at;
  }
  for (int i = 0; i < m->subject_count; i++)
    for (int k = 0; k < m->subjects[i].reference_count; k++)
      right = right && is_subject(m, m->subjects[i].references[k].subject);
  for (int i = 0; i < m->term_count; i++)
    right = right && is_subject(m, m->terms[i].subject);
  for (int i = 0; i < m->decision_count; i++)
    right = right && is_subject(m, m->decisions[i].subject);
  if (!right) script_raise(L, ERR_POLICY, "声明中的对象不存在");
  for (int i = 0; i < m->subject_count; i++) {
    m->subjects[i].key = model_fact(m, i, m->subjects[i].key_name);
    m->subjects[i].facts_ref = facts_index(L, m, &m->subjects[i]);
  }
}
