/* Variants of a policy: reading what is told, making the amendments. */
#include "host/base/names.h"
#include "host/engine/version/variant.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "host/engine/version/archive.h"
#include "host/engine/policy/lua_source.h"

enum { LEAST_PREFIX = 4, MOST_VARIANT_PARTS = 64 };

/* A variant in the making. */
struct making {
  struct variant *v;
  bylaw *b;
  const struct policy *origin;
  struct value from;
  struct buf amendments;
  struct arena arena;
  char *parts[MOST_VARIANT_PARTS], *base; /* base: the part that names a file or version */
  int count;
};

static bool no_memory(struct error *e) {
  return error_set(e, ERR_MEMORY, "内存不足");
}

static bool begins(const char *text, const char *with) {
  return strncmp(text, with, strlen(with)) == 0;
}

static void tell(struct making *k, const char *kind, const char *text, const char *label) {
  array_add(&k->v->told, json_pack("{s:s, s:s, s:s}", "kind", kind, "text", text, "label", label));
}

/* --- parts ------------------------------------------------------------------------------------ */

static bool is_change(const char *part) {
  return begins(part, "reading:") || begins(part, "parameter:");
}

static bool is_time(const char *part, struct value *when) {
  *when = strlen(part) == 7 ? month_parse(part) : date_parse(part);
  return when->state == STATE_KNOWN;
}

static bool is_hash(const char *part) {
  size_t n = strlen(part);
  return n >= LEAST_PREFIX && n < VERSION_TEXT && part[strspn(part, "0123456789abcdef")] == '\0';
}

static bool is_path(const char *part) {
  size_t n = strlen(part);
  return strchr(part, '/') || (n > 4 && strcmp(part + n - 4, ".lua") == 0);
}

static bool split(struct making *k, const char *text, struct error *e) {
  while (text && *text) {
    size_t n = strcspn(text, "\n");
    if (k->count == MOST_VARIANT_PARTS)
      return error_set(e, ERR_USAGE, "改动太多，最多 %d 项", MOST_VARIANT_PARTS);
    if (n > 0 && !(k->parts[k->count++] = arena_text_n(&k->arena, text, n))) return no_memory(e);
    text += n + (text[n] == '\n');
  }
  return true;
}

static bool not_understood(const char *part, struct error *e) {
  struct value v;
  if (strlen(part) >= 7 && part[strspn(part, "0123456789-")] == '\0' && strchr(part, '-') &&
      !is_time(part, &v)) {
    error_set(e, ERR_USAGE, "‘%s’ 不是月份或日期", part);
    error_hint(e, "写成 2025-06 或 2025-06-30");
    return false;
  }
  error_set(e, ERR_USAGE, "‘%s’ 不是文件、存档版本、月份、参数或适用口径", part);
  error_hint(
      e, "写成 policies/NAME.lua、版本号的开头几位、2025-06、parameter:名称=值@起日 或 reading:名称=选项");
  return false;
}

static bool take_base(struct making *k, char *part, struct error *e) {
  if (k->base) {
    error_set(e, ERR_USAGE, "‘%s’ 与 ‘%s’ 各是一份政策", k->base, part);
    return error_hint(e, "一边只写一个文件或版本"), false;
  }
  k->base = part;
  return true;
}

static bool take_time(struct making *k, const char *part, struct value when, struct error *e) {
  if (k->v->when.state == STATE_KNOWN) return error_set(e, ERR_USAGE, "一边写了两个时间：‘%s’ 多余", part);
  k->v->when = when;
  tell(k, "time", part, part);
  return true;
}

/* What is a file, a version or a time; changes are read when the policy is there. */
static bool sort_parts(struct making *k, struct error *e) {
  struct value when;
  struct stat info;
  for (int i = 0; i < k->count; i++) {
    char *part = k->parts[i];
    bool ok = true;
    if (is_change(part)) continue;
    if (is_time(part, &when))
      ok = take_time(k, part, when, e);
    else if (is_path(part) || is_hash(part) || stat(part, &info) == 0)
      ok = take_base(k, part, e);
    else
      ok = not_understood(part, e);
    if (!ok) return false;
  }
  return true;
}

/* --- the policy ------------------------------------------------------------------------------- */

/* The archived versions of the policy whose hash begins so, among those that runs were made
** with. */
static bool find_version(struct making *k, const char *prefix, int64_t *id, struct error *e) {
  struct store_run *runs;
  struct store_version v;
  int count;
  char found[VERSION_TEXT] = "";
  *id = 0;
  if (!store_runs(k->b->store, k->origin->script->model.id, NULL, 0, &k->arena, &runs, &count, e))
    return false;
  for (int i = 0; i < count; i++) {
    bool seen = runs[i].version == *id;
    for (int j = 0; j < i && !seen; j++)
      seen = runs[j].version == runs[i].version;
    if (seen) continue;
    if (!store_version_get(k->b->store, runs[i].version, &k->arena, &v, e)) return false;
    if (!begins(v.hash, prefix)) continue;
    if (*id) {
      error_set(e, ERR_USAGE, "版本号 ‘%s’ 不止一个：%.12s…、%.12s…", prefix, found, v.hash);
      return error_hint(e, "多写几位"), false;
    }
    *id = runs[i].version;
    text_copy(found, sizeof found, v.hash);
  }
  if (*id) return true;
  error_set(e, ERR_USAGE, "数据库中没有版本号以 ‘%s’ 开头的存档", prefix);
  return error_hint(e, "每次发放都写明它的政策版本（bylaw replay、bylaw pay）"), false;
}

static bool load_version(struct making *k, struct error *e) {
  int64_t id;
  if (!k->b->store) {
    error_set(e, ERR_USAGE, "‘%s’ 是存档版本，但没有打开数据库", k->base);
    return error_hint(e, "用 --db FILE 写明数据库"), false;
  }
  if (!find_version(k, k->base, &id, e) || !(k->v->policy = archive_get(k->b, id, false, e))) return false;
  k->v->archived = true;
  char label[64];
  snprintf(label, sizeof label, "存档版本 %.12s…", k->v->policy->version);
  tell(k, "version", k->base, label);
  return true;
}

static bool load_base(struct making *k, struct error *e) {
  struct stat info;
  if (!k->base) return true;
  if (!is_path(k->base) && is_hash(k->base) && (k->b->store || stat(k->base, &info) != 0))
    return load_version(k, e);
  k->v->policy = policy_load(&k->b->config, k->base, e);
  if (k->v->policy) tell(k, "file", k->base, k->base);
  return k->v->policy != NULL;
}

/* --- changes ---------------------------------------------------------------------------------- */

static bool suggest(struct error *e, const char *word, const char *const *names, const char *all) {
  if (!hint_nearest(e, word, names)) error_hint(e, "%s", all);
  return false;
}

static bool unknown_name(const struct model *m, bool reading, const char *name, struct error *e) {
  const char *names[256];
  char all[160];
  int n = 0, count = reading ? m->reading_count : m->parameter_count;
  for (; n < count && n < 255; n++)
    names[n] = reading ? m->readings[n].name : m->parameters[n].name;
  names[n] = NULL;
  error_set(e, ERR_USAGE, "政策 ‘%s’ 没有%s ‘%s’", m->id, reading ? "适用口径" : "参数", name);
  snprintf(all, sizeof all, "用 bylaw show %s 查看各项%s", m->id, reading ? "适用口径" : "参数");
  return suggest(e, name, names, all);
}

static bool unknown_option(const struct reading *r, const char *option, struct error *e) {
  const char *names[64];
  char all[640] = "可用的选项：";
  size_t head = strlen(all);
  int n = 0;
  for (; n < r->count && n < 63; n++)
    names[n] = r->options[n].name;
  names[n] = NULL;
  text_list(all + head, sizeof all - head, names, n, r->count);
  error_set(e, ERR_USAGE, "适用口径 ‘%s’ 没有选项 ‘%s’", r->name, option);
  return suggest(e, option, names, all);
}

static bool change_reading(struct making *k, const char *part, char *name, char *option, struct error *e) {
  const struct model *m = &k->v->policy->script->model;
  struct buf label = {0};
  const struct reading *r = NULL;
  int chosen = -1;
  for (int i = 0; i < m->reading_count; i++)
    if (strcmp(m->readings[i].name, name) == 0) r = &m->readings[i];
  if (!r) return unknown_name(m, true, name, e);
  for (int i = 0; i < r->count; i++)
    if (strcmp(r->options[i].name, option) == 0) chosen = i;
  if (chosen < 0) return unknown_option(r, option, e);
  buf_printf(&k->amendments, "amend(\"%s\", \"%s\")\n", name, option);
  buf_printf(&label, "%s%s（原为：%s）", r->ask, r->options[chosen].label, r->options[r->chosen].label);
  if (buf_text(&label)) tell(k, "reading", part, buf_text(&label));
  buf_free(&label);
  return true;
}

/* A value of the kind of a parameter from its text. */
static struct value read_value(enum kind kind, const char *text) {
  char *end;
  long long n;
  switch (kind) {
  case KIND_MONEY: return money_parse(text);
  case KIND_RATE: return text[strcspn(text, "%")] ? value_poison(VERR_TEXT, kind, 0) : rate_parse(text);
  case KIND_DATE: return date_parse(text);
  case KIND_MONTH: return month_parse(text);
  case KIND_TEXT: return value_text(text);
  case KIND_COUNT:
    n = strtoll(text, &end, 10);
    return *text && !*end && strlen(text) < 18 ? value_of(KIND_COUNT, n) : value_poison(VERR_TEXT, kind, 0);
  case KIND_TRUTH:
    if (strcmp(text, "true") == 0 || strcmp(text, "是") == 0) return value_of(KIND_TRUTH, 1);
    if (strcmp(text, "false") == 0 || strcmp(text, "否") == 0) return value_of(KIND_TRUTH, 0);
    break;
  default: break;
  }
  return value_poison(VERR_TEXT, kind, 0);
}

/* "40.00@2025-07" ends at the @; the day that stands behind it, else the one that is told for
** all. */
static bool read_from(struct making *k, const char *part, char *value, int64_t *from, struct error *e) {
  char *at = strrchr(value, '@');
  struct value when = k->v->when.state == STATE_KNOWN ? k->v->when : k->from;
  if (at) *at++ = '\0';
  if (at && !is_time(at, &when)) {
    error_set(e, ERR_USAGE, "‘%s’ 的起日 ‘%s’ 无法读取", part, at);
    return error_hint(e, "写成 @2025-07 或 @2025-07-01"), false;
  }
  if (when.state != STATE_KNOWN) {
    error_set(e, ERR_USAGE, "‘%s’ 没有写明从哪一天起", part);
    return error_hint(e, "在后面写 @起日，例如 %s@2025-07-01", part), false;
  }
  *from = when.kind == KIND_MONTH ? value_op(NULL, OP_MONTH_FIRST, &when).u.i : when.u.i;
  return true;
}

/* The row as amend() takes it. A row of the same day gives way: it is told by its own day of
** issue. */
static void write_row(struct making *k, const struct parameter *p, struct value v, int64_t from) {
  struct buf *out = &k->amendments, text = {0};
  value_write(&text, v);
  buf_printf(out, "amend(\"%s\", { value = ", p->name);
  if (v.kind == KIND_TEXT)
    lua_source_text(out, v.u.text);
  else
    buf_printf(out, v.kind == KIND_COUNT || v.kind == KIND_TRUTH ? "%s" : "\"%s\"",
               buf_text(&text) ? buf_text(&text) : "");
  buf_clear(&text);
  value_write(&text, value_of(KIND_DATE, from));
  buf_printf(out, ", from = \"%s\"", buf_text(&text) ? buf_text(&text) : "");
  int64_t issued = DAY_FIRST;
  for (int i = 0; i < p->row_count; i++)
    if (p->rows[i].from == from) issued = p->rows[i].issued;
  buf_clear(&text);
  if (issued != DAY_FIRST) value_write(&text, value_of(KIND_DATE, issued));
  if (issued != DAY_FIRST) buf_printf(out, ", issued = \"%s\"", buf_text(&text) ? buf_text(&text) : "");
  buf_puts(out, " })\n");
  if (text.oom) out->oom = true;
  buf_free(&text);
}

static void tell_parameter(struct making *k, const char *part, const struct parameter *p, struct value v,
                           int64_t from) {
  struct buf label = {0};
  const struct row *before = NULL;
  for (int i = 0; i < p->row_count; i++)
    if (p->rows[i].from <= from && p->rows[i].to >= from) before = &p->rows[i];
  buf_printf(&label, "%s：", p->label);
  value_print(&label, v);
  buf_printf(&label, "%s%s，", *p->unit ? " " : "", p->unit);
  value_print(&label, value_of(KIND_DATE, from));
  buf_puts(&label, "起");
  if (before) {
    buf_puts(&label, "（原为 ");
    value_print(&label, before->value);
    buf_puts(&label, "）");
  }
  if (buf_text(&label)) tell(k, "parameter", part, buf_text(&label));
  buf_free(&label);
}

static bool bad_value(const struct parameter *p, const char *value, struct error *e) {
  error_set(e, ERR_USAGE, "参数 ‘%s’（%s）的值 ‘%s’ 不是%s", p->name, p->label, value, kind_label(p->kind));
  error_hint(e, p->kind == KIND_MONEY  ? "以元为单位，例如 40.00"
                : p->kind == KIND_RATE ? "写成小数或分数，例如 0.05 或 1/200"
                : p->kind == KIND_DATE ? "写成 2025-06-30"
                                       : "照它现在的值的样子写");
  return false;
}

static bool change_parameter(struct making *k, const char *part, char *name, char *value, struct error *e) {
  const struct model *m = &k->v->policy->script->model;
  const struct parameter *p = NULL;
  int64_t from;
  for (int i = 0; i < m->parameter_count; i++)
    if (strcmp(m->parameters[i].name, name) == 0) p = &m->parameters[i];
  if (!p) return unknown_name(m, false, name, e);
  if (!read_from(k, part, value, &from, e)) return false;
  struct value v = read_value(p->kind, value);
  if (v.state != STATE_KNOWN) return bad_value(p, value, e);
  if (*p->by) return error_set(e, ERR_USAGE, "参数 ‘%s’ 由各%s分别决定，不能用一个值代替", name, p->by);
  write_row(k, p, v, from);
  tell_parameter(k, part, p, v, from);
  return true;
}

/* Whether both change the same reading, or the same parameter from the same day on: the last must
** not win silently. */
static bool same_target(const char *a, const char *b) {
  const char *from = strrchr(a, '@'), *other = strrchr(b, '@');
  size_t head = (size_t)(strchr(b, '=') - b) + 1;
  if (strncmp(a, b, head) != 0) return false;
  return begins(b, "reading:") || strcmp(from ? from : "", other ? other : "") == 0;
}

static bool read_change(struct making *k, const char *part, struct error *e) {
  bool reading = begins(part, "reading:");
  char *name = arena_text(&k->arena, strchr(part, ':') + 1);
  if (!name) return no_memory(e);
  char *equals = strchr(name, '=');
  if (!equals || equals == name || !equals[1]) {
    error_set(e, ERR_USAGE, "‘%s’ 没有写全", part);
    return error_hint(e, reading ? "写成 reading:名称=选项" : "写成 parameter:名称=值@起日"), false;
  }
  *equals = '\0';
  for (int i = 0; k->parts[i] != part; i++)
    if (same_target(k->parts[i], part)) return error_set(e, ERR_USAGE, "‘%s’ 写了两次", name);
  return reading ? change_reading(k, part, name, equals + 1, e)
                 : change_parameter(k, part, name, equals + 1, e);
}

/* The policy again, with what is amended. Messages of the amendments say where they come from. */
static bool amend(struct making *k, struct error *e) {
  const struct policy *p = k->v->policy ? k->v->policy : k->origin;
  struct buf all = {0};
  if (p->amendments) buf_puts(&all, p->amendments);
  buf_puts(&all, buf_text(&k->amendments) ? buf_text(&k->amendments) : "");
  if (k->amendments.oom || all.oom) {
    buf_free(&all);
    return no_memory(e);
  }
  struct policy_sources src = {.policy = {p->path, p->text, p->length},
                               .values = {p->values_path, p->values_text, p->values_length},
                               .amendments = {"改动", all.len ? buf_text(&all) : NULL, all.len}};
  struct policy *made = policy_from(&k->b->config, &src, e);
  buf_free(&all);
  if (!made) return false;
  policy_free(k->v->policy);
  k->v->policy = made;
  return true;
}

static bool change(struct making *k, struct error *e) {
  if (!k->v->policy && !amend(k, e)) return false; /* a copy: its names are looked up */
  for (int i = 0; i < k->count; i++)
    if (is_change(k->parts[i]) && !read_change(k, k->parts[i], e)) return false;
  if (!k->amendments.len && !k->amendments.oom) return true;
  if (k->v->archived) {
    error_set(e, ERR_USAGE, "存档版本 ‘%s’ 不能再加改动", k->base);
    return error_hint(e, "改动写在现行政策或文件上"), false;
  }
  return amend(k, e);
}

bool variant_open(struct variant *v, bylaw *b, const struct policy *origin, const char *text,
                  struct value from, struct error *e) {
  struct making k = {.v = v, .b = b, .origin = origin, .from = from};
  *v = (struct variant){.when = value_absent(KIND_MONTH), .told = json_array()};
  bool ok = split(&k, text, e) && sort_parts(&k, e) && load_base(&k, e) && change(&k, e) &&
            (v->told || no_memory(e));
  buf_free(&k.amendments);
  arena_free(&k.arena);
  return ok;
}

void variant_close(struct variant *v) {
  policy_free(v->policy);
  json_decref(v->told);
  *v = (struct variant){0};
}

static bool texts_same(const char *a, size_t n, const char *b, size_t m) {
  if (!a || !b) return a == b;
  return n == m && memcmp(a, b, n) == 0;
}

bool variants_same_text(const struct variant *a, const struct variant *b) {
  const struct policy *p = a->policy, *q = b->policy;
  return !a->archived && !b->archived && texts_same(p->text, p->length, q->text, q->length) &&
         texts_same(p->values_text, p->values_length, q->values_text, q->values_length);
}

json_t *variant_json(const struct variant *v) {
  return json_pack("{s:s, s:s, s:O}", "version", v->policy->version, "file", v->policy->path, "told",
                   v->told);
}
