/* Policy versions in the store. */
#include "host/engine/version/archive.h"

#include <stdlib.h>
#include <string.h>

#include "host/base/json_out.h"

static const char LIBRARY[] = "stdlib/";

/* What the hash cannot say: the host's semantics and the readings in force. */
static char *version_meta(const struct policy *p) {
  const struct model *m = &p->script->model;
  json_t *readings = json_object();
  for (int i = 0; i < m->reading_count; i++)
    object_put(&readings, m->readings[i].name,
               json_string(m->readings[i].options[m->readings[i].chosen].name));
  json_t *meta = json_pack("{s:i, s:s, s:s, s:o}", "semantics", BYLAW_SEMANTICS, "number", m->number, "title",
                           m->title, "readings", readings);
  char *text = json_text(meta, JSON_COMPACT | JSON_SORT_KEYS);
  json_decref(meta);
  return text;
}

static bool put_files(bylaw *b, const struct policy *p, const char *meta, int64_t *id, struct error *e) {
  struct arena arena = {0};
  int n = 0, parts = 0;
  while (embedded_stdlib[parts].name)
    parts++;
  struct store_file *files = arena_array(&arena, (size_t)parts + 3, sizeof *files);
  bool ok = files != NULL;
  if (ok) files[n++] = (struct store_file){"policy", p->text, p->length};
  if (ok && p->values_text) files[n++] = (struct store_file){"values", p->values_text, p->values_length};
  if (ok && p->amendments)
    files[n++] = (struct store_file){"amendments", p->amendments, strlen(p->amendments)};
  for (const struct embedded *part = embedded_stdlib; ok && part->name; part++) {
    size_t size = strlen(LIBRARY) + strlen(part->name) + 1;
    char *name = arena_new(&arena, size);
    ok = name != NULL;
    if (!ok) break;
    snprintf(name, size, "%s%s", LIBRARY, part->name);
    files[n++] = (struct store_file){name, part->data, part->size};
  }
  ok = ok ? store_version(b->store, p->script->model.id, p->version, meta, files, n, id, e)
          : error_set(e, ERR_MEMORY, "内存不足");
  arena_free(&arena);
  return ok;
}

bool archive_put(bylaw *b, const struct policy *p, int64_t *id, struct error *e) {
  char *meta = version_meta(p);
  if (!meta) return error_set(e, ERR_MEMORY, "内存不足");
  bool ok = put_files(b, p, meta, id, e);
  free(meta);
  return ok;
}

/* What is told of a version; what is no JSON is as if it told nothing. */
static bool read_meta(const struct store_version *v, json_t **meta, struct error *e) {
  json_error_t why;
  bool starved;
  *meta = json_load(v->meta, strlen(v->meta), 0, &why, &starved);
  return !starved || error_set(e, ERR_MEMORY, "内存不足");
}

static bool semantics_fit(const struct store_version *v, int semantics, struct error *e) {
  if (semantics == BYLAW_SEMANTICS) return true;
  error_set(e, ERR_STORE, "数据库中的政策版本 %.12s 按语义 %d 计算，本程序的语义是 %d", v->hash, semantics,
            BYLAW_SEMANTICS);
  error_hint(e, "用写入它的程序版本复核这些月份");
  return false;
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const struct embedded *)a)->name, ((const struct embedded *)b)->name);
}

/* The parts of the standard library in the order in which the build puts them into the program: the
** hash goes over them so. */
static void sort_files(const struct store_version *v, struct policy_sources *src, struct embedded *stdlib) {
  int parts = 0;
  for (int i = 0; i < v->count; i++) {
    const struct store_file *f = &v->files[i];
    struct policy_text text = {.text = f->data, .length = f->size};
    if (strcmp(f->name, "policy") == 0) src->policy = text;
    if (strcmp(f->name, "values") == 0) src->values = text;
    if (strcmp(f->name, "amendments") == 0) src->amendments = text;
    if (strncmp(f->name, LIBRARY, sizeof LIBRARY - 1) == 0)
      stdlib[parts++] = (struct embedded){f->name + sizeof LIBRARY - 1, f->data, f->size};
  }
  qsort(stdlib, (size_t)parts, sizeof *stdlib, by_name);
  src->policy.file = "archive/policy.lua";
  src->values.file = "archive/values.lua";
  src->amendments.file = "archive/amendments.lua";
  src->stdlib = stdlib;
}

/* Whether the archived library is, byte for byte, the one that is built into this program. */
static bool library_is_ours(const struct embedded *stdlib) {
  const struct embedded *ours = embedded_stdlib;
  for (; ours->name && stdlib->name; ours++, stdlib++)
    if (strcmp(ours->name, stdlib->name) != 0 || ours->size != stdlib->size ||
        memcmp(ours->data, stdlib->data, ours->size) != 0)
      return false;
  return !ours->name && !stdlib->name;
}

/* A database is a file that anybody may have written. Nothing of it is run before its texts give
** the hash that the version bears (and the chain of runs seals); then a library that is ours is run
** from the program, and any other as the policies are: in the sandbox. */
static bool check_sources(const struct store_version *v, bool exact, struct policy_sources *src,
                          struct error *e) {
  char hash[VERSION_TEXT];
  json_t *meta;
  if (!read_meta(v, &meta, e)) return false;
  int semantics = (int)json_integer_value(json_object_get(meta, "semantics"));
  json_decref(meta);
  if (exact && !semantics_fit(v, semantics, e)) return false;
  if (src->policy.text) policy_version(hash, src, semantics);
  if (!src->policy.text || strcmp(hash, v->hash) != 0) {
    error_set(e, ERR_STORE, "数据库中的政策版本 %.12s 与它的内容不符", v->hash);
    error_hint(e, "存档被改动过，没有运行其中任何内容；从备份恢复");
    return false;
  }
  if (library_is_ours(src->stdlib)) src->stdlib = NULL;
  return true;
}

struct policy *archive_get(bylaw *b, int64_t id, bool exact, struct error *e) {
  struct arena arena = {0};
  struct store_version v;
  struct policy_sources src = {0};
  struct policy *p = NULL;
  if (store_version_get(b->store, id, &arena, &v, e)) {
    struct embedded *stdlib = arena_array(&arena, (size_t)v.count + 1, sizeof *stdlib);
    if (stdlib) {
      sort_files(&v, &src, stdlib);
      if (check_sources(&v, exact, &src, e)) p = policy_from(&b->config, &src, e);
    } else {
      error_set(e, ERR_MEMORY, "内存不足");
    }
  }
  if (p && strcmp(p->script->model.id, v.policy) != 0) {
    error_set(e, ERR_STORE, "数据库中的政策版本 %.12s 不是政策 ‘%s’ 的", v.hash, v.policy);
    error_hint(e, "存档被改动过；从备份恢复");
    policy_free(p);
    p = NULL;
  }
  arena_free(&arena);
  return p;
}

bool archive_readings(bylaw *b, int64_t id, const struct model *m, int **chosen, bool *same,
                      struct error *e) {
  struct arena arena = {0};
  struct store_version v;
  *same = true;
  *chosen = calloc((size_t)m->reading_count + 1, sizeof **chosen);
  bool ok = *chosen ? store_version_get(b->store, id, &arena, &v, e) : error_set(e, ERR_MEMORY, "内存不足");
  json_t *meta = NULL;
  ok = ok && read_meta(&v, &meta, e);
  json_t *readings = json_object_get(meta, "readings");
  for (int i = 0; ok && i < m->reading_count; i++) {
    const struct reading *r = &m->readings[i];
    const char *option = json_string_value(json_object_get(readings, r->name));
    (*chosen)[i] = r->chosen; /* a reading that is new changes nothing by itself */
    for (int k = 0; option && k < r->count; k++)
      if (strcmp(r->options[k].name, option) == 0) (*chosen)[i] = k;
    if ((*chosen)[i] != r->chosen) *same = false;
  }
  json_decref(meta);
  arena_free(&arena);
  return ok;
}
