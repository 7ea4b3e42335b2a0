/* Loaded policies: files, versions, replacing one whole or not at all. */
#include <dirent.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "host/base/names.h"
#include "host/engine/policy/policy.h"
#include "host/engine/policy/status.h"
#include "host/engine/policy/storage.h"

void policy_free(struct policy *p) {
  if (!p) return;
  if (p->fast_path) p->fast_path_free(p->fast_path);
  script_free(p->script);
  free(p->path);
  free(p->values_path);
  free(p->text);
  free(p->values_text);
  free(p->amendments);
  free(p);
}

/* --- version ---------------------------------------------------------------------------------- */

/* The lowest byte first, whatever the machine: an archive must verify on every machine. */
static void low_first(unsigned char *out, unsigned long long number, int bytes) {
  for (int i = 0; i < bytes; i++)
    out[i] = (unsigned char)(number >> (8 * i));
}

static void hash_part(crypto_hash_sha256_state *h, const char *name, const void *data, size_t size) {
  unsigned char length[8];
  low_first(length, size, sizeof length);
  crypto_hash_sha256_update(h, (const unsigned char *)name, strlen(name) + 1);
  crypto_hash_sha256_update(h, length, sizeof length);
  if (size) crypto_hash_sha256_update(h, data, size);
}

/* The content hash over policy, values, standard library (calendars too) and the host's semantics.
** Readings chosen stand in policy and values. File names do not count: the same content is the same
** version. */
void policy_version(char out[VERSION_TEXT], const struct policy_sources *src, int semantics) {
  unsigned char digest[crypto_hash_sha256_BYTES], number[4];
  crypto_hash_sha256_state h;
  low_first(number, (unsigned)semantics, sizeof number);
  crypto_hash_sha256_init(&h);
  hash_part(&h, "semantics", number, sizeof number);
  hash_part(&h, "policy", src->policy.text, src->policy.length);
  hash_part(&h, "values", src->values.text, src->values.text ? src->values.length : 0);
  if (src->amendments.text) hash_part(&h, "amendments", src->amendments.text, src->amendments.length);
  for (const struct embedded *part = src->stdlib ? src->stdlib : embedded_stdlib; part->name; part++)
    hash_part(&h, part->name, part->data, part->size);
  crypto_hash_sha256_final(&h, digest);
  sodium_bin2hex(out, VERSION_TEXT, digest, sizeof digest);
}

/* --- loading ---------------------------------------------------------------------------------- */

/* policies/x.lua -> policies/values/x.lua */
static char *values_path(const char *path) {
  const char *slash = strrchr(path, '/');
  int folder = slash ? (int)(slash - path) + 1 : 0;
  size_t size = strlen(path) + sizeof "values/";
  char *made = malloc(size);
  if (made) snprintf(made, size, "%.*svalues/%s", folder, path, path + folder);
  return made;
}

static bool read_values(struct policy *p, struct error *e) {
  struct stat info;
  if (stat(p->values_path, &info) != 0) return true;
  p->values_text = file_read(p->values_path, &p->values_length, e);
  return p->values_text != NULL;
}

struct policy_sources policy_sources_of(const struct policy *p) {
  return (struct policy_sources){
      .policy = {.file = p->path, .text = p->text, .length = p->length},
      .values = {.file = p->values_path, .text = p->values_text, .length = p->values_length},
      .amendments = {.file = "story",
                     .text = p->amendments,
                     .length = p->amendments ? strlen(p->amendments) : 0},
      .cover = p->cover};
}

/* Load what `p` holds the texts of. */
static bool load_script(struct policy *p, const bylaw_config *config, const struct embedded *stdlib,
                        struct error *e) {
  struct limits limits = {config->memory, config->instructions, config->milliseconds};
  struct policy_sources src = policy_sources_of(p);
  src.stdlib = stdlib;
  policy_version(p->version, &src, BYLAW_SEMANTICS);
  p->tree_bytes = config->tree_bytes;
  p->script = script_new(&limits, e);
  return p->script && script_load(p->script, &src, e);
}

static struct policy *policy_new(const char *path, struct error *e) {
  struct policy *p = calloc(1, sizeof *p);
  if (p && (p->path = strdup(path)) && (p->values_path = values_path(path))) return p;
  policy_free(p);
  error_set(e, ERR_MEMORY, "内存不足");
  return NULL;
}

struct policy *policy_load(const bylaw_config *config, const char *path, struct error *e) {
  struct policy *p = policy_new(path, e);
  if (!p) return NULL;
  p->text = file_read(path, &p->length, e);
  if (p->text && read_values(p, e) && load_script(p, config, NULL, e)) return p;
  policy_free(p);
  return NULL;
}

static char *copy_text(const char *text, size_t length) {
  char *made = text ? malloc(length + 1) : NULL;
  if (!made) return NULL;
  memcpy(made, text, length);
  made[length] = '\0';
  return made;
}

struct policy *policy_from(const bylaw_config *config, const struct policy_sources *src, struct error *e) {
  struct policy *p = policy_new(src->policy.file, e);
  if (!p) return NULL;
  p->text = copy_text(src->policy.text, src->policy.length);
  p->length = src->policy.length;
  p->values_text = copy_text(src->values.text, src->values.length);
  p->values_length = src->values.length;
  p->amendments = copy_text(src->amendments.text, src->amendments.length);
  p->cover = src->cover;
  bool copied = p->text && (p->values_text || !src->values.text) && (p->amendments || !src->amendments.text);
  if (!copied) error_set(e, ERR_MEMORY, "内存不足");
  if (copied && load_script(p, config, src->stdlib, e)) return p;
  policy_free(p);
  return NULL;
}

void policy_insert(bylaw *b, struct policy *p) {
  struct policy **at = &b->policies;
  while (*at && strcmp((*at)->script->model.id, p->script->model.id) < 0)
    at = &(*at)->next;
  if (*at && strcmp((*at)->script->model.id, p->script->model.id) == 0) {
    struct policy *old = *at;
    p->next = old->next;
    policy_unstore(b, old);
    policy_free(old);
  } else {
    p->next = *at;
  }
  *at = p;
}

static int is_lua(const struct dirent *entry) {
  size_t n = strlen(entry->d_name);
  return n > 4 && entry->d_name[0] != '.' && strcmp(entry->d_name + n - 4, ".lua") == 0;
}

/* A file whose policy has another id now: what it held before goes. */
static void policy_remove_moved(bylaw *b, const struct policy *fresh) {
  for (struct policy **at = &b->policies; *at; at = &(*at)->next) {
    struct policy *old = *at;
    if (strcmp(old->path, fresh->path) != 0 || strcmp(old->script->model.id, fresh->script->model.id) == 0)
      continue;
    *at = old->next;
    policy_unstore(b, old);
    policy_free(old);
    return;
  }
}

/* Let a chain of fresh policies in, or go, together. */
static void policies_take(bylaw *b, struct policy *fresh, bool in) {
  while (fresh) {
    struct policy *next = fresh->next;
    if (in) {
      policy_remove_moved(b, fresh);
      policy_insert(b, fresh);
    } else
      policy_free(fresh);
    fresh = next;
  }
}

static bool told_twice(const struct policy *one, const struct policy *other, struct error *e) {
  error_set(e, ERR_POLICY, "政策 ‘%s’ 已经在 %s 里", one->script->model.id, other->path);
  error_hint(e, "一个 id 一个文件：改 id，或把其中一个移走");
  error_at(e, one->path, 0, 0);
  text_copy(e->document, sizeof e->document, one->script->model.id);
  return false;
}

/* Two files of one id: which of them is meant is nobody's to guess. The chain is the newest
** first. */
static bool ids_differ(const struct policy *fresh, struct error *e) {
  for (const struct policy *p = fresh; p; p = p->next)
    for (const struct policy *q = p->next; q; q = q->next)
      if (strcmp(p->script->model.id, q->script->model.id) == 0) return told_twice(p, q, e);
  return true;
}

/* A file that took the id of another one, which has not changed. */
static bool ids_free(const bylaw *b, const struct policy *fresh, struct error *e) {
  for (const struct policy *p = fresh; p; p = p->next)
    for (const struct policy *old = b->policies; old; old = old->next) {
      bool stays = strcmp(old->path, p->path) != 0;
      for (const struct policy *q = fresh; q && stays; q = q->next)
        stays = strcmp(q->path, old->path) != 0;
      if (stays && strcmp(old->script->model.id, p->script->model.id) == 0) return told_twice(p, old, e);
    }
  return true;
}

static bool load_file(bylaw *b, const char *path, struct error *e) {
  struct policy *p = policy_load(&b->config, path, e);
  if (p) policy_insert(b, p);
  return p != NULL;
}

static struct policy *load_entry(bylaw *b, const char *folder, const char *name, struct error *e) {
  struct buf full = {0};
  buf_printf(&full, "%s/%s", folder, name);
  struct policy *made = NULL;
  if (buf_text(&full))
    made = policy_load(&b->config, buf_text(&full), e);
  else
    error_set(e, ERR_MEMORY, "内存不足");
  buf_free(&full);
  return made;
}

static bool load_folder(bylaw *b, const char *path, struct error *e) {
  struct dirent **entries;
  int n = scandir(path, &entries, is_lua, alphasort);
  if (n < 0) {
    error_set(e, ERR_FILE, "无法读取文件夹：%s", path);
    error_hint(e, "检查文件夹的权限");
    return false;
  }
  bool ok = true;
  struct policy *fresh = NULL;
  for (int i = 0; i < n; i++) {
    struct policy *made = ok ? load_entry(b, path, entries[i]->d_name, e) : NULL;
    ok = made != NULL;
    if (made) {
      made->next = fresh;
      fresh = made;
    }
    free(entries[i]);
  }
  free(entries);
  ok = ok && ids_differ(fresh, e);
  policies_take(b, fresh, ok);
  if (ok && n == 0) {
    error_set(e, ERR_FILE, "文件夹里没有政策（*.lua）：%s", path);
    error_hint(e, "检查路径，或用 --policies 指定政策文件夹");
    return false;
  }
  return ok;
}

bylaw_status bylaw_load(bylaw *b, const char *path, bylaw_error *error) {
  struct error e = {0};
  struct stat info;
  if (stat(path, &info) == 0 && S_ISDIR(info.st_mode) ? load_folder(b, path, &e) : load_file(b, path, &e))
    return BYLAW_OK;
  return give_error(&e, error);
}

static bool changed(const struct policy *p, struct error *e) {
  struct policy *now = policy_new(p->path, e);
  char version[VERSION_TEXT] = "";
  if (now && (now->text = file_read(p->path, &now->length, e)) && read_values(now, e)) {
    struct policy_sources src = policy_sources_of(now);
    policy_version(version, &src, BYLAW_SEMANTICS);
  }
  policy_free(now);
  return *version && strcmp(version, p->version) != 0;
}

bylaw_status bylaw_reload(bylaw *b, bylaw_error *error) {
  struct error e = {0};
  struct policy *fresh = NULL;
  for (struct policy *p = b->policies; p && !e.kind; p = p->next) {
    if (!changed(p, &e)) continue;
    struct policy *made = policy_load(&b->config, p->path, &e);
    if (!made) continue;
    made->next = fresh;
    fresh = made;
  }
  bool ok = !e.kind && ids_differ(fresh, &e) && ids_free(b, fresh, &e);
  policies_take(b, fresh, ok);
  return !ok ? give_error(&e, error) : BYLAW_OK;
}

struct policy *policy_find(bylaw *b, const char *id, struct error *e) {
  const char *names[64];
  int n = 0, total = 0;
  for (struct policy *p = b->policies; p; p = p->next, total++) {
    if (id && strcmp(p->script->model.id, id) == 0) return p;
    if (n < 63) names[n++] = p->script->model.id;
  }
  names[n] = NULL;
  error_set(e, ERR_USAGE, "没有政策 ‘%s’", id ? id : "");
  if (n)
    hint_names(e, id, names, total, "已加载的政策：");
  else
    error_hint(e, "没有加载任何政策");
  return NULL;
}

int decision_find(const struct model *m, const char *name, struct error *e) {
  const char *names[64];
  int n = 0;
  for (int i = 0; i < m->decision_count; i++) {
    if (name && strcmp(m->decisions[i].name, name) == 0) return i;
    if (n < 63) names[n++] = m->decisions[i].name;
  }
  names[n] = NULL;
  error_set(e, ERR_USAGE, "政策 ‘%s’ 没有决定 ‘%s’", m->id, name ? name : "");
  hint_names(e, name, names, m->decision_count, "它的决定有：");
  return -1;
}

const struct payment *payment_find(const struct policy *p, const char *name, struct error *e) {
  const struct model *m = &p->script->model;
  const char *names[33];
  int n = 0;
  for (int i = 0; i < m->payment_count; i++) {
    if (name && strcmp(m->payments[i].name, name) == 0) return &m->payments[i];
    if (n < 32) names[n++] = m->payments[i].name;
  }
  names[n] = NULL;
  if (!name && n == 1) return &m->payments[0];
  if (n == 0) {
    error_set(e, ERR_USAGE, "政策 ‘%s’ 没有声明发放（act:payment）", m->id);
    return NULL;
  }
  error_set(e, ERR_USAGE, name ? "政策 ‘%s’ 没有发放 ‘%s’" : "政策 ‘%s’ 有几项发放%s，要指明哪一项", m->id,
            name ? name : "");
  hint_names(e, name, names, m->payment_count, "各项发放是 ");
  return NULL;
}

void payment_name(const struct model *m, const struct payment *p, struct buf *out) {
  buf_printf(out, "%s/%s", m->id, p->name);
}

static int subject_named(const struct model *m, const char *name) {
  for (int i = 0; i < m->subject_count; i++)
    if (strcmp(m->subjects[i].name, name) == 0) return i;
  return -1;
}

static struct policy *unknown_subject(const struct policy *p, const char *name, struct error *e) {
  const struct model *m = &p->script->model;
  const char *names[33];
  int n = 0;
  for (; n < m->subject_count && n < 32; n++)
    names[n] = m->subjects[n].name;
  names[n] = NULL;
  error_set(e, ERR_USAGE, "政策 ‘%s’ 没有对象 ‘%s’", m->id, name);
  hint_names(e, name, names, n, "它的对象：");
  return NULL;
}

/* "POLICY:SUBJECT" */
static struct policy *policy_and_subject(bylaw *b, const char *name, const char *colon, int *subject,
                                         struct error *e) {
  char id[128];
  snprintf(id, sizeof id, "%.*s", (int)(colon - name), name);
  struct policy *p = policy_find(b, id, e);
  *subject = p ? subject_named(&p->script->model, colon + 1) : -1;
  return !p || *subject >= 0 ? p : unknown_subject(p, colon + 1, e);
}

struct policy *policy_of_subject(bylaw *b, const char *name, int *subject, struct error *e) {
  struct policy *found = NULL;
  const char *colon = name ? strchr(name, ':') : NULL;
  int count = 0;
  *subject = 0;
  if (colon) return policy_and_subject(b, name, colon, subject, e);
  for (struct policy *p = b->policies; name && p; p = p->next) {
    if (strcmp(p->script->model.id, name) == 0) {
      *subject = 0;
      return p;
    }
    int i = subject_named(&p->script->model, name);
    if (i < 0) continue;
    found = p;
    *subject = i;
    count++;
  }
  if (count == 1) return found;
  if (count == 0) return policy_find(b, name, e);
  error_set(e, ERR_USAGE, "有 %d 个政策的对象叫 ‘%s’", count, name);
  error_hint(e, "写明是哪一个，例如 %s:%s", found->script->model.id, name);
  return NULL;
}
