/* A recorded ruling in words. */
#include <string.h>

#include "host/engine/register/record.h"

const char *ruling_part(const json_t *ruling, const char *key) {
  const char *text = json_string_value(json_object_get(ruling, key));
  return text ? text : "";
}

void ruling_words(const char *json, struct buf *out) {
  json_t *ruling = json_loads(json, 0, NULL);
  const json_t *outcome = json_object_get(ruling, "outcome");
  const char *from = ruling_part(ruling, "from"), *to = ruling_part(ruling, "to");
  bool span = *to && strcmp(from, to) != 0;
  buf_printf(out, "个案决定 %s%s%s", from, span ? " 至 " : "", span ? to : "");
  if (json_is_string(outcome)) buf_printf(out, " %s", json_string_value(outcome));
  buf_printf(out, "（档案 %s）", ruling_part(ruling, "file"));
  json_decref(ruling);
}
