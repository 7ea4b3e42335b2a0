/* Lua's own English messages in Chinese. Policy staff read no English, and a message half in each
** language is read by nobody: of the original only the types and names are kept. */
#ifndef BYLAW_LUA_LUA_MESSAGE_H
#define BYLAW_LUA_LUA_MESSAGE_H

#include "host/base/error.h"

/* What went wrong while a policy ran, with what to do; the place is the caller's to add. */
void lua_message_run(const char *message, struct error *e);
/* What Lua's compiler refused of a text that our own parser took: a limit of its own. The line is
** in the message. */
void lua_message_compile(const char *message, struct error *e);

#endif
