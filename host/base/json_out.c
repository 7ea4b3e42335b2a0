/* Writing JSON that is whole or not there. */
#include "host/base/json_out.h"

#include <stdlib.h>
#include <string.h>

static void drop(json_t **to) {
  json_decref(*to);
  *to = NULL;
}

void object_put(json_t **to, const char *key, json_t *value) {
  if (json_object_set_new(*to, key, value) != 0) drop(to);
}

void array_add(json_t **to, json_t *value) {
  if (json_array_append_new(*to, value) != 0) drop(to);
}

bool object_change(json_t *inside, const char *key, json_t *value) {
  return json_object_set_new(inside, key, value) == 0;
}

void object_put_all(json_t **to, json_t *more) {
  if (json_object_update(*to, more) != 0) drop(to);
}

void array_add_all(json_t **to, json_t *more) {
  if (json_array_extend(*to, more) != 0) drop(to);
}

json_t *text_json(struct buf *b) {
  json_t *made = json_string(buf_text(b));
  buf_free(b);
  return made;
}

static int add_part(const char *part, size_t length, void *text) {
  buf_add(text, part, length);
  return 0;
}

char *json_text(const json_t *json, size_t flags) {
  struct buf text = {0};
  if (json && json_dump_callback(json, add_part, &text, flags) == 0) return buf_take(&text);
  buf_free(&text);
  return NULL;
}

/* Room for the largest block that reading `length` bytes asks for. */
static bool memory_left(size_t length) {
  char *probe = malloc(length + 4096);
  free(probe);
  return probe != NULL;
}

/* What is wrong with a text is found in the same place each time. */
json_t *json_load(const char *text, size_t length, size_t flags, json_error_t *why, bool *starved) {
  json_error_t first;
  json_t *made = json_loadb(text, length, flags, &first);
  if (!made) made = json_loadb(text, length, flags, why);
  *starved = !made &&
             (first.position != why->position || strcmp(first.text, why->text) != 0 || !memory_left(length));
  return made;
}
