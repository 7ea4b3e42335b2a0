/* A script: one Lua state with its limits, its policy's model and its expressions.
**
** Nothing here stops the process or longjmps out. Everything that runs Lua goes through
** `script_call`, the only protected call. An error is sticky within a call: once `failed` is set
** the call has failed, whatever the script returns.
*/
#ifndef BYLAW_LUA_SCRIPT_H
#define BYLAW_LUA_SCRIPT_H

#include <lauxlib.h>
#include <lua.h>

#include "host/base/arena.h"
#include "host/base/error.h"
#include "host/lua/model.h"
#include "host/lua/heap.h"
#include "host/lua/front/syntax.h"
#include "host/trace/expr.h"
#include "host/value/calendar.h"
#include "host/value/value.h"

struct limits {
  size_t memory;          /* bytes of the Lua state; 0 = 64 MiB */
  long long instructions; /* a call; 0 = 20 million */
  int milliseconds;       /* a call; 0 = 2,000 */
};

struct source { /* a policy text that was loaded: for messages */
  struct syntax syntax;
  char *text;
  size_t length;
  bool policy; /* false: a part of the standard library */
  struct source *next;
};

struct run;   /* one evaluation; host/lua/run.h */
struct cover; /* what tests reach; host/lua/cover.h */

struct embedded;
struct script {
  lua_State *L;
  struct limits limits;
  struct heap heap; /* of the Lua state */
  size_t memory_used;
  long long instructions_left;
  unsigned hooks;     /* calls of the counting hook */
  int hook_every;     /* instructions between two of them */
  long long hooked;   /* milliseconds of the machine's clock at the last one */
  long long deadline; /* milliseconds of this thread's processor time */
  bool limited;       /* the limit has tripped: every further step fails */
  bool budgeted;      /* the budget is that of script_budget, not of each call */
  bool starved;       /* the machine had no memory for what Lua asked for last */
  bool failed;
  struct error error;
  struct expr_arena exprs;
  int holders;        /* runs that hold expressions */
  struct arena arena; /* of the model */
  struct model model;
  struct calendar calendar;
  struct value_env env;
  struct source *sources;
  struct run *run;     /* NULL while no decision runs */
  struct cover *cover; /* not its own; NULL: nobody asks what is reached */
  uint32_t generation; /* of the current run; values of another run are stale */
  int names_ref;       /* registry: name -> index of what the law knows */
  int depth;           /* nested calls */
  /* while loading: which item of the running call is being read; 0 = the call itself */
  int looked_at;
  char file[256]; /* of the policy, for messages */
  /* while loading: the standard library to run; NULL: the one built in */
  const struct embedded *stdlib;
};

/* NULL with `e` filled when there is no memory. */
struct script *script_new(const struct limits *limits, struct error *e);
void script_free(struct script *s);
struct script *script_of(lua_State *L);

/* Run `body` (a C function with `ud` as its only argument, a light userdata) under the script's
** limits. False fills `e`. The stack is as before afterwards. */
bool script_call(struct script *s, lua_CFunction body, void *ud, struct error *e);

/* One budget of instructions and time for all calls until script_budget_end: a decision that asks a
** hundred terms is one call of the user's. */
void script_budget(struct script *s);
void script_budget_end(struct script *s);
/* Whether the time is up, for work in C that no steps tell of; the next instruction raises then. */
bool script_late(struct script *s);
/* Work done in C counts as `steps` instructions; raises when the budget is spent. */
void script_charge(lua_State *L, long long steps);

/* Raise from within a call: sets the script's error (kind, message), adds the place in the policy
** that is running, and never returns. */
int script_raise(lua_State *L, enum error_kind kind, const char *fmt, ...)
    __attribute__((format(printf, 3, 4), noreturn));
/* The same with a hint already in `e`. */
int script_raise_error(lua_State *L, const struct error *e) __attribute__((noreturn));
/* The same for memory that ran out inside Lua's own compiler, which does not raise by itself. */
int script_raise_memory(lua_State *L) __attribute__((noreturn));
/* The text and line that the innermost frame of a policy runs; NULL and 0 when none does. */
struct source *script_running(lua_State *L, int *line);
/* Fill file, line and excerpt from it; false when there is none. */
bool script_place(lua_State *L, struct error *e);
/* Point an error at line `line` of the policy's own file, with the line itself. */
void script_point(struct script *s, int line, struct error *e);
/* Put line `line` of a text into the error's excerpt. */
void script_line(const struct source *source, int line, struct error *e);
/* The same with the column of `token` in the running statement, where it can be found. */
bool script_place_token(lua_State *L, const char *token, struct error *e);
/* The syntax of the policy text that Lua calls `chunkname`, or NULL. */
struct source *script_source(struct script *s, const char *chunkname);

/* Parse, check, rewrite and compile a policy text; leaves the function on the stack with the
** sandbox as its environment (environment table at `env`). Within a call; raises on failure. `text`
** is copied. */
void script_compile(lua_State *L, const char *file, const char *text, size_t length, int env,
                    const char *const *globals);

/* The environment on top, of the standard library, for one that an archive holds: limited as
** policies are, and with patterns whose work is counted instead of Lua's own. */
void sandbox_narrow_library(lua_State *L);
/* find, match, gmatch and gsub into the table on top (bind/pattern.c). */
void push_patterns(lua_State *L);
/* Sandbox: push a new environment that reads from the frozen standard library and whatever `extra`
** (a table index, 0 = none) adds, refuses unknown names and all assignment. */
void sandbox_push(lua_State *L, int extra);
void sandbox_open(lua_State *L); /* builds the frozen library tables once a state */
/* What a text may be: each has names of its own beside the safe ones. NULL-terminated. */
enum text_kind { TEXT_POLICY, TEXT_VALUES, TEXT_AMENDMENTS, TEXT_SCENARIOS };
const char *const *sandbox_globals(enum text_kind kind);

/* --- opaque values ---------------------------------------------------------------------------- */
struct opaque {
  struct value value;
  uint32_t generation; /* 0: not of a run (a literal of the policy) */
};

void opaque_open(lua_State *L); /* metatables of all kinds */
void opaque_push(lua_State *L, struct value v);
/* NULL when it is not one; raises when stale */
const struct value *opaque_test(lua_State *L, int index);
/* Any Lua value as a value: opaque, integer (COUNT), boolean (TRUTH), string (TEXT); raises on the
** rest. */
struct value value_at(lua_State *L, int index);
/* `other` decides what a string stands for: a member of its enumeration, else raises. */
struct value value_like(lua_State *L, int index, struct value other);
/* What a Lua value is called in a message: 金额(money), Lua的文字(string), ... */
const char *value_type_name(lua_State *L, int index);
/* Apply an operation, remember its expression, push the result. Kinds that do not go together
** raise; other failures give a poisoned value. */
int push_op(lua_State *L, enum op op, const struct value *args);
/* Turn a comparison into true or false: records the guard, raises on poison, asks when unknown. */
bool guard(lua_State *L, enum compare cmp, struct value a, struct value b, bool negate);
/* A truth value whose expression is known becomes a guard likewise. */
bool guard_truth(lua_State *L, struct value v);
/* The domain of an enum value, NULL when it has none. */
const struct domain *domain_of(struct script *s, uint16_t domain);
/* Hint at the member of the table in upvalue 1 that is nearest to `name`. */
void hint_member(lua_State *L, const char *name, struct error *e);
int domain_member(const struct domain *d, const char *text); /* by name or label; -1 */
/* A value as text: members by label for people, by name otherwise. */
void value_text_out(struct script *s, struct buf *out, struct value v, bool people);

/* Declarations: a method table of kind `k`. Each bind_X.c fills it. */
void opaque_class(lua_State *L, enum kind k, const luaL_Reg *methods, const luaL_Reg *operators);

int bind_money(lua_State *L);
int bind_rate(lua_State *L);
int bind_count(lua_State *L);
int bind_date(lua_State *L);
int bind_month(lua_State *L);
int bind_period(lua_State *L);
int bind_calendar(lua_State *L);
int bind_enum(lua_State *L);
int bind_timeline(lua_State *L);
int bind_list(lua_State *L);
int bind_guard(lua_State *L);
int bind_law(lua_State *L);

#endif
