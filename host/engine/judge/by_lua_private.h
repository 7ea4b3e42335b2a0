/* A question answered by the policy's own functions: the step that is always right, that the others
** learn from, and that judge_cross_check compares them with.
*/
#ifndef BYLAW_ENGINE_JUDGE_BY_LUA_PRIVATE_H
#define BYLAW_ENGINE_JUDGE_BY_LUA_PRIVATE_H

#include "host/engine/judge/judge.h"

/* Begin and end Lua's work for one question: the run, the budget, the readings. */
void judge_lua_begin(struct judge *j);
void judge_lua_end(struct judge *j);
bool judge_by_lua(struct judge *j, struct verdict *out, struct error *e);
bool judge_term_by_lua(struct judge *j, int name, struct value *out, struct error *e);
struct value judge_decided_on(const struct judge *j, struct value when);

#endif
