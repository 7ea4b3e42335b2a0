/* JSON that is whole or not there, as in the library (host/base/json_out.h, which the program
** cannot see): what cannot be added for want of memory takes the whole with it, which is NULL from
** then on, and whoever uses it in the end asks once. Rejected: the library's own functions, which
** are no part of its interface. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

static void drop(json_t **to) {
  json_decref(*to);
  *to = NULL;
}

void list_add(json_t **list, json_t *value) {
  if (json_array_append_new(*list, value) != 0) drop(list);
}

void list_add_all(json_t **list, const json_t *more) {
  if (json_array_extend(*list, (json_t *)more) != 0) drop(list);
}

void object_put(json_t **object, const char *key, json_t *value) {
  if (json_object_set_new(*object, key, value) != 0) drop(object);
}

bool object_change(json_t *inside, const char *key, json_t *value) {
  return json_object_set_new(inside, key, value) == 0;
}

char *value_text(const json_t *value) {
  if (json_is_string(value)) return strdup(json_string_value(value));
  return value ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT) : strdup("");
}
