/* Policies with amendments, for tests. */
#include "host/engine/test/amended.h"

#include "host/engine/policy/lua_source.h"

void amendments_write(struct buf *out, json_t *changes) {
  const char *name;
  json_t *value;
  json_object_foreach(changes, name, value) {
    buf_puts(out, "amend(");
    lua_source_text(out, name);
    buf_puts(out, ", ");
    lua_source_value(out, value);
    buf_puts(out, ")\n");
  }
}

struct policy *policy_amended(const bylaw_config *config, const struct policy *p, struct buf *amendments,
                              const char *file, struct error *e) {
  const char *text = amendments->len ? buf_text(amendments) : NULL;
  struct policy_sources src = {.policy = {p->path, p->text, p->length},
                               .values = {p->values_path, p->values_text, p->values_length},
                               .amendments = {file, text, amendments->len},
                               .cover = p->cover};
  if (!amendments->oom) return policy_from(config, &src, e);
  error_set(e, ERR_MEMORY, "内存不足");
  return NULL;
}
