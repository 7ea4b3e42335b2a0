/* Values as Lua source. */
#include "host/engine/policy/lua_source.h"

#include <stdlib.h>

void lua_source_text(struct buf *out, const char *text) {
  buf_putc(out, '"');
  for (; *text; text++)
    if ((unsigned char)*text < ' ' || *text == '"' || *text == '\\')
      buf_printf(out, "\\%03d", *text);
    else
      buf_putc(out, *text);
  buf_putc(out, '"');
}

static void lua_array(struct buf *out, const json_t *array) {
  const json_t *one;
  size_t i;
  buf_putc(out, '{');
  json_array_foreach(array, i, one) {
    if (i) buf_puts(out, ", ");
    lua_source_value(out, one);
  }
  buf_putc(out, '}');
}

static void lua_object(struct buf *out, const json_t *object) {
  const char *key, *between = "";
  json_t *one;
  buf_putc(out, '{');
  json_object_foreach((json_t *)object, key, one) {
    buf_printf(out, "%s[", between);
    lua_source_text(out, key);
    buf_puts(out, "] = ");
    lua_source_value(out, one);
    between = ", ";
  }
  buf_putc(out, '}');
}

/* Numbers, true and false are written alike in both. */
static void lua_plain(struct buf *out, const json_t *value) {
  char *text = json_dumps(value, JSON_ENCODE_ANY);
  if (text)
    buf_puts(out, text);
  else
    out->oom = true;
  free(text);
}

void lua_source_value(struct buf *out, const json_t *value) {
  switch (json_typeof(value)) {
  case JSON_OBJECT: lua_object(out, value); break;
  case JSON_ARRAY: lua_array(out, value); break;
  case JSON_STRING: lua_source_text(out, json_string_value(value)); break;
  case JSON_NULL: buf_puts(out, "nil"); break;
  default: lua_plain(out, value);
  }
}
