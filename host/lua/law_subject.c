/* What a term gets as its subject: `base.kind` is a fact of it, `base.unit` the record that it
** refers to, which answers in the same way. */
#include "host/lua/arguments.h"
#include "host/lua/law_private.h"
#include "host/lua/script.h"

static const char SUBJECT_KEY = 0;

struct subject {
  uint32_t generation;
  int kind; /* which of the model's subjects */
  bool as_told;
};

void subject_push(lua_State *L, int kind) {
  struct subject *subject = lua_newuserdatauv(L, sizeof *subject, 0);
  *subject = (struct subject){.generation = script_of(L)->generation, .kind = kind};
  lua_rawgetp(L, LUA_REGISTRYINDEX, &SUBJECT_KEY);
  lua_setmetatable(L, -2);
}

void subject_told(lua_State *L) {
  struct subject *subject = userdata_of(L, 1, &SUBJECT_KEY);
  if (subject) subject->as_told = true;
}

static int subject_index(lua_State *L) {
  struct subject *subject = law_userdata(L, &SUBJECT_KEY, "事实");
  struct run *r = law_run(L, subject->generation);
  const struct subject_kind *kind = &script_of(L)->model.subjects[subject->kind];
  bool told = subject->as_told;
  subject->as_told = false;
  int found;
  if (!law_lookup(L, kind->facts_ref, &found)) return law_unknown(L, kind->label, kind->facts_ref);
  if (found < 0)
    subject_push(L, -1 - found);
  else
    law_push_value(L, law_fact(L, r, found), told);
  return 1;
}

void subject_open(lua_State *L) {
  law_class(L, &SUBJECT_KEY, subject_index);
}
