/* The policies that a verb works with. */
#include <stdlib.h>
#include <string.h>

#include "host/cli/cli.h"

#ifndef BYLAW_DATADIR
#define BYLAW_DATADIR "/usr/local/share/bylaw"
#endif

static const char HERE[] = "policies";

const char *policies_path(const struct args *a) {
  const char *path = args_value(a, "policies");
  if (path) return path;
  path = getenv("BYLAW_POLICIES");
  if (path && *path) return path;
  return is_folder(HERE) ? HERE : BYLAW_DATADIR "/policies";
}

static bool is_path(const char *asked) {
  size_t n = strlen(asked);
  return strchr(asked, '/') || (n > 4 && strcmp(asked + n - 4, ".lua") == 0);
}

static void add_error(struct shelf *s, const bylaw_error *e, const char *path) {
  print_error(e);
  list_add(&s->errors, json_pack("{s:s, s:s, s:s, s:i, s:i, s:s, s:s, s:s}", "policy", e->document, "level",
                                 "error", "file", *e->file ? e->file : path, "line", e->line, "column",
                                 e->column, "article", e->article, "message", e->message, "hint", e->hint));
}

json_t *shelf_policies(struct shelf *s) {
  bylaw_error e;
  char *text;
  return answer_of(bylaw_policies(s->handle, &text, &e), &text, &e);
}

/* The id of the policy of file `path`; a new reference. */
static json_t *id_of(struct shelf *s, const char *path) {
  json_t *policies = shelf_policies(s), *one, *id = NULL;
  size_t i;
  json_array_foreach(policies, i, one) {
    if (strcmp(field(one, "file"), path) == 0) id = json_incref(json_object_get(one, "id"));
  }
  json_decref(policies);
  return id;
}

/* Load one file; the id that it has now, or NULL. */
static json_t *load_one(struct shelf *s, const char *path) {
  bylaw_error e;
  if (bylaw_load(s->handle, path, &e) == BYLAW_OK) return id_of(s, path);
  add_error(s, &e, path);
  return NULL;
}

static void add_twice(struct shelf *s, const char *id, const char *first, const char *path) {
  bylaw_error e = {.status = BYLAW_EPOLICY};
  snprintf(e.file, sizeof e.file, "%s", path);
  snprintf(e.document, sizeof e.document, "%s", id);
  snprintf(e.message, sizeof e.message, "政策 ‘%s’ 已经在 %s 里", id, first);
  snprintf(e.hint, sizeof e.hint, "一个 id 一个文件：改 id，或把其中一个移走");
  add_error(s, &e, path);
}

/* Files one by one, so that a broken one hides no other, and two with the same id do not pass
** silently. */
static bool load_folder(struct shelf *s, const char *folder) {
  json_t *files = lua_files(folder), *seen = json_object(), *file;
  size_t i, count = json_array_size(files);
  bool whole;
  json_array_foreach(files, i, file) {
    json_t *id = load_one(s, json_string_value(file));
    const char *name = json_string_value(id);
    const char *first = name ? json_string_value(json_object_get(seen, name)) : NULL;
    if (first)
      add_twice(s, name, first, json_string_value(file));
    else if (name)
      object_put(&seen, name, json_incref(file));
    json_decref(id);
  }
  if (files && count == 0) fail("用 --policies 指定政策文件夹", "文件夹里没有政策（*.lua）：%s", folder);
  whole = seen != NULL;
  if (!whole) fail_memory();
  json_decref(seen);
  json_decref(files);
  return count > 0 && whole;
}

static bool load_default(struct shelf *s, const struct args *a) {
  const char *path = policies_path(a);
  /* Nobody named it: whoever can write to this folder decides what is decided. */
  if (path == HERE)
    fprintf(stderr, "政策取自当前文件夹的 ./%s（没有用 --policies 或 $BYLAW_POLICIES 指定）\n", HERE);
  if (is_folder(path)) return load_folder(s, path);
  json_t *id = load_one(s, path);
  json_decref(id);
  return true;
}

/* Whether the folder is needed: everything, or something by id. */
static bool wants_default(const char *const *asked, int count) {
  for (int i = 0; i < count; i++)
    if (!is_path(asked[i])) return true;
  return count == 0;
}

/* A policy asked for by id that is there twice, or in a broken file: there is no telling which text
** is meant. */
static bool is_doubtful(const struct shelf *s, const char *id) {
  size_t i;
  json_t *one;
  json_array_foreach(s->errors, i, one) {
    if (strcmp(field(one, "policy"), id) == 0) return true;
  }
  return false;
}

bool shelf_bare(struct shelf *s) {
  bylaw_error e;
  *s = (struct shelf){.ids = json_array(), .errors = json_array()};
  if (!s->ids || !s->errors) return fail_memory() == EXIT_YES;
  if (bylaw_open(&s->handle, NULL, &e) == BYLAW_OK) return true;
  print_error(&e);
  return false;
}

bool shelf_open(struct shelf *s, const struct args *a, const char *const *asked, int count) {
  if (!shelf_bare(s)) return false;
  if (wants_default(asked, count) && !load_default(s, a)) return false;
  for (int i = 0; i < count; i++) {
    json_t *id = is_path(asked[i]) ? load_one(s, asked[i]) : json_string_nocheck(asked[i]);
    if (id && !is_path(asked[i]) && is_doubtful(s, asked[i])) {
      json_decref(id);
      return false;
    }
    if (id) list_add(&s->ids, id);
  }
  return (s->ids && s->errors) || fail_memory() == EXIT_YES;
}

void shelf_close(struct shelf *s) {
  bylaw_close(s->handle);
  json_decref(s->ids);
  json_decref(s->errors);
}
