/* Loading a policy: standard library, policy text, values text, checks, model. */
#ifndef BYLAW_LUA_LOAD_H
#define BYLAW_LUA_LOAD_H

#include "host/lua/script.h"

/* A part of the standard library that the build put into the program. */
struct embedded {
  const char *name;
  const unsigned char *data;
  size_t size;
};
extern const struct embedded embedded_stdlib[]; /* the texts; ends with a NULL name */
/* the same parts as the build's Lua compiled them */
extern const struct embedded embedded_code[];
extern const char embedded_lua[];               /* lua_ident of the build's Lua */
extern const struct calendar embedded_calendar; /* the days of their calendar */

/* What Lua calls a part in messages. */
enum { PART_CHUNK = 96 };
void part_chunk(char out[PART_CHUNK], const char *name);

struct policy_text {
  const char *file, *text;
  size_t length;
};

/* All that a version of a policy is made of. Texts that are NULL are not there. */
struct policy_sources {
  struct policy_text policy, values;
  struct policy_text amendments; /* stories: rows and readings that a later version would have */
  const struct embedded *stdlib; /* ends with a NULL name; NULL: the one that is built in */
  struct cover *cover;           /* NULL: nobody asks what tests reach */
};

/* Load one policy into a fresh script; the sources are borrowed for the call. False fills `e`. */
bool script_load(struct script *s, const struct policy_sources *sources, struct error *e);

/* Read the calendar out of the texts of a standard library, borrowed for the call, into a fresh
** script: what embedded_calendar is made of. False fills `e`. */
bool script_load_calendar(struct script *s, const struct embedded *stdlib, struct error *e);

/* The functions that the standard library uses to talk to the host; pushes a table. */
void push_host_functions(lua_State *L);

/* Read the model from the table on top of the stack (made by stdlib/finish.lua) into s->model.
** Within a call. */
void read_model(lua_State *L, int index);
/* Which facts are whose, and what terms find by name; raises where a number names no subject.
** Called by read_model. */
void place_subjects(lua_State *L, struct model *m);
/* Refuse terms whose functions could keep or change anything between calls: every value that a
** term's function reaches from outside itself must be a constant, a value or such a function.
** Within a call, after read_model. */
void check_purity(lua_State *L);
/* Refuse names and literals in terms that stand for nothing. Within a call, after read_model. */
void check_names(lua_State *L);
/* Read the calendar from the table on top (made by stdlib/calendar.lua). Within a call. */
void read_calendar(lua_State *L, int index);

/* Run the standard library parts; leaves table `std` on the stack. Within a call. */
void run_stdlib(lua_State *L, const char *const *names);

/* Run a scenario file: for each scenario `emit` gets its table on top of the stack. False fills
** `e`. */
bool script_run_scenarios(struct script *s, const struct policy_text *file,
                          void (*emit)(lua_State *L, void *ud), void *ud, struct error *e);

#endif
