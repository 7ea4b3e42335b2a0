/* Values as Lua source: what a change of the law, told as text or JSON, becomes before the policy
** is loaded again. */
#ifndef BYLAW_ENGINE_LUA_SOURCE_H
#define BYLAW_ENGINE_LUA_SOURCE_H

#include <jansson.h>

#include "host/base/buf.h"
#include "host/base/json_out.h"

/* A text in quotes; JSON's escapes are not all Lua's. */
void lua_source_text(struct buf *out, const char *text);
/* Any JSON value: arrays and objects as tables, null as nil. */
void lua_source_value(struct buf *out, const json_t *value);

#endif
