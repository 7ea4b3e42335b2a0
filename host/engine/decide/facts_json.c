/* Facts: from JSON to values, every wrong one told with its path. */
#include <stdlib.h>
#include <string.h>

#include "host/base/names.h"
#include "host/base/utf8.h"
#include "host/engine/decide/facts_json.h"
#include "host/engine/policy/json.h"
#include "host/value/identity.h"
#include "host/value/timeline.h"

/* --- JSON ------------------------------------------------------------------------------------- */

/* What is wrong, for people; nothing is quoted, for what stands there may be somebody's number. */
static const char *syntax_reason(const json_error_t *why) {
  static const char *const said[][2] = {
      {"invalid escape", "反斜杠 \\ 后面只能是 \" \\ / b f n r t 或 uXXXX；反斜杠本身写作 \\\\"},
      {"invalid Unicode", "\\u 后面不是一个字"},
      {"control character", "文字里有控制字符"},
      {"unexpected newline", "文字没有写完就换行了"},
      {"invalid token", "不认识的写法"},
      {"':' expected", "键的后面应是冒号"},
      {"string or '}' expected", "应是键（加双引号）或 }"},
      {"'}' expected", "应是逗号或 }"},
      {"']' expected", "应是逗号或 ]"},
      {"unexpected token", "这里应是一个值"},
  };
  for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
    if (strncmp(why->text, said[i][0], strlen(said[i][0])) == 0) return said[i][1];
  return "不合 JSON 的写法";
}

/* The key that stands there twice, where it is a plain name: "duplicate object key near
** '\"name\"'". */
static int key_twice(const json_error_t *why, const char **key) {
  *key = strstr(why->text, "near '\"");
  if (!*key) return 0;
  *key += strlen("near '\"");
  int n = (int)strspn(*key, "abcdefghijklmnopqrstuvwxyz_");
  return (*key)[n] == '"' ? n : 0;
}

static bool not_json(struct error *e, const char *what, long long line, const json_error_t *why) {
  enum json_error_code code = json_error_code(why);
  bool syntax = code == json_error_invalid_syntax;
  const char *reason = code == json_error_duplicate_key            ? "里同一个键写了两次"
                       : code == json_error_stack_overflow         ? "嵌套太深"
                       : code == json_error_invalid_utf8           ? "不是有效的 UTF-8"
                       : code == json_error_end_of_input_expected  ? "结尾之后还有内容"
                       : code == json_error_premature_end_of_input ? "没有写完"
                       : code == json_error_numeric_overflow       ? "里的数字太大"
                       : code == json_error_null_character || code == json_error_null_byte_in_key
                           ? "含有空字符"
                           : "不是有效的 JSON";
  const char *key;
  int n = code == json_error_duplicate_key ? key_twice(why, &key) : 0;
  line += why->line - 1;
  if (n > 0)
    error_set(e, ERR_INPUT, "%s%s%s：%.*s（第 %lld 行第 %d 列）", what, blank_after(what), reason, n, key,
              line, why->column);
  else
    error_set(e, ERR_INPUT, "%s%s%s（第 %lld 行第 %d 列%s%s）", what, blank_after(what), reason, line,
              why->column, syntax ? "：" : "", syntax ? syntax_reason(why) : "");
  error_hint(e, code == json_error_invalid_utf8 ? "文件另存为 UTF-8" : "检查引号、逗号与括号");
  e->line = (int)line;
  e->column = why->column;
  return false;
}

/* The parser stops at a NUL where a number ends and takes what it has: so it must not meet one. */
static bool has_nul(const char *text, size_t length, const char *what, long long line, struct error *e) {
  const char *nul = length ? memchr(text, 0, length) : NULL;
  if (!nul) return false;
  int column = 1;
  for (const char *c = text; c < nul; c++) {
    line += *c == '\n';
    column = *c == '\n' ? 1 : column + ((*c & 0xC0) != 0x80);
  }
  error_set(e, ERR_INPUT, "%s%s含有空字符（第 %lld 行第 %d 列）", what, blank_after(what), line, column);
  error_hint(e, "文件另存为 UTF-8 的纯文本");
  e->line = (int)line;
  e->column = column;
  return true;
}

json_t *json_read_at(const char *text, size_t length, const char *what, long long line, struct error *e) {
  json_error_t why;
  if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) { /* some programs put a mark before UTF-8 */
    text += 3;
    length -= 3;
  }
  if (has_nul(text, length, what, line, e)) return NULL;
  bool starved;
  json_t *made = json_load(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why, &starved);
  if (json_is_object(made)) return made;
  if (starved || !made) {
    json_decref(made);
    starved ? error_set(e, ERR_MEMORY, "内存不足") : not_json(e, what, line, &why);
    return NULL;
  }
  error_set(e, ERR_INPUT, "%s%s应为 JSON 对象 { … }，得到%s（第 %lld 行）", what, blank_after(what),
            json_name(made), line);
  error_hint(e, "写成一个对象：{ \"名称\": 值, … }");
  e->line = (int)line;
  json_decref(made);
  return NULL;
}

json_t *json_read(const char *text, size_t length, const char *what, struct error *e) {
  return json_read_at(text, length, what, 1, e);
}

/* Text of a value for a message: short, and never the whole of something that identifies a
** person. */
static void shown(const struct fact *f, const char *text, struct buf *out) {
  if (f->identity)
    identity_mask(out, text);
  else if (f->card)
    card_mask(out, text);
  else if (strlen(text) > 60)
    buf_puts(out, "（太长）");
  else
    buf_puts(out, text);
}

static bool wrong(struct error *e, const struct fact *f, const char *path, const char *text, const char *why,
                  const char *hint) {
  struct buf copy = {0};
  if (text) shown(f, text, &copy);
  error_set(e, ERR_INPUT, "%s（%s）%s%s%s：%s", path, f->label, text ? " \"" : "", quote(&copy),
            text ? "\"" : "", why);
  if (hint && *hint) error_hint(e, "%s", hint);
  error_quotes(e, &copy);
  buf_free(&copy);
  return false;
}

/* --- single values ---------------------------------------------------------------------------- */

static const char *form_of(enum kind k) {
  switch (k) {
  case KIND_DATE: return "写成 \"年-月-日\"，例如 \"2025-06-30\"";
  case KIND_MONTH: return "写成 \"年-月\"，例如 \"2025-06\"";
  case KIND_MONEY: return "写成文字，例如 \"30.00\"";
  case KIND_RATE: return "写成文字，例如 \"0.035\"";
  case KIND_COUNT: return "写成整数，例如 3";
  case KIND_TRUTH: return "写成 true 或 false";
  default: return "写成文字";
  }
}

static bool wrong_type(struct error *e, const struct fact *f, const char *path, const json_t *given) {
  char why[160];
  snprintf(why, sizeof why, "应为%s，得到%s%s", kind_label(f->kind), json_name(given),
           f->kind == KIND_MONEY && json_is_real(given) ? "；小数不精确，不能当作金额" : "");
  return wrong(e, f, path, NULL, why, form_of(f->kind));
}

static bool read_member(struct evaluation *v, const struct fact *f, const char *path, const char *text,
                        struct value *out, struct error *e) {
  const struct domain *d = domain_of(v->policy->script, f->domain);
  int member = domain_member(d, text);
  if (member >= 0) {
    *out = value_enum(f->domain, member);
    return true;
  }
  const char *names[128];
  int n = 0;
  for (int i = 0; i < d->count && n < 126; i++)
    names[n++] = d->members[i].name;
  names[n] = NULL;
  wrong(e, f, path, text, "不在选项之中", "");
  if (e->kind != ERR_MEMORY) hint_names(e, text, names, d->count, "可用的选项：");
  return false;
}

static bool read_text(struct evaluation *v, const struct fact *f, const char *path, const char *text,
                      bool verified, struct value *out, struct error *e) {
  char canonical[19];
  int64_t birth;
  bool male;
  enum identity_fault fault = f->identity ? identity_check(text, canonical, &birth, &male) : ID_OK;
  if (fault != ID_OK && !(fault == ID_CHECK && verified))
    return wrong(e, f, path, text, identity_fault_text(fault), "核对身份证号");
  if (f->card && !card_check(text) && !(verified && account_form(text)))
    return wrong(e, f, path, text, "不是有效的银行卡号", "13 至 19 位数字，最后一位是校验位");
  enum credit_fault code = f->credit_code ? credit_code_check(text, canonical) : CREDIT_OK;
  if (code != CREDIT_OK) return wrong(e, f, path, text, credit_fault_text(code), "核对统一社会信用代码");
  char *copy = arena_text(&v->run.arena, f->identity || f->credit_code ? canonical : text);
  if (!copy) return error_set(e, ERR_MEMORY, "内存不足");
  *out = value_text(copy);
  return true;
}

static bool check_range(struct evaluation *v, const struct fact *f, const char *path, struct value x,
                        struct error *e) {
  struct value today = f->today ? v->run.decided_on : value_absent(KIND_DATE);
  if (f->today && x.kind == KIND_MONTH) today = value_op(NULL, OP_MONTH_OF, &v->run.decided_on);
  struct value bounds[3] = {f->has_least ? f->least : value_absent(x.kind),
                            f->has_most ? f->most : value_absent(x.kind), today};
  for (int i = 0; i < 3; i++) {
    if (bounds[i].state != STATE_KNOWN) continue;
    struct value fits = value_compare(CMP_LE, i == 0 ? bounds[i] : x, i == 0 ? x : bounds[i]);
    if (fits.state == STATE_KNOWN && fits.u.i) continue;
    static const char *const beyond[] = {"早于或小于下限", "晚于或大于上限", "晚于决定之日"};
    struct buf text = {0}, why = {0};
    value_write(&text, x);
    buf_printf(&why, "%s ", beyond[i]);
    value_write(&why, bounds[i]);
    if (buf_text(&text) && buf_text(&why))
      wrong(e, f, path, buf_text(&text), buf_text(&why), "核对事实");
    else
      error_set(e, ERR_MEMORY, "内存不足");
    buf_free(&text);
    buf_free(&why);
    return false;
  }
  return true;
}

static bool read_parsed(struct evaluation *v, const struct fact *f, const char *path, const char *text,
                        struct value *out, struct error *e) {
  *out = f->kind == KIND_DATE    ? date_parse(text)
         : f->kind == KIND_MONTH ? month_parse(text)
         : f->kind == KIND_MONEY ? money_parse(text)
                                 : rate_parse(text);
  if (out->state == STATE_KNOWN) return check_range(v, f, path, *out, e);
  struct buf why = {0};
  bool month = f->kind == KIND_DATE && month_parse(text).state == STATE_KNOWN;
  if (month)
    buf_puts(&why, "这是月份，不是日期");
  else
    poison_explain(&why, *out);
  wrong(e, f, path, text, quote(&why), form_of(f->kind));
  error_quotes(e, &why);
  buf_free(&why);
  return false;
}

static bool is_unknown(const json_t *given) {
  return json_is_object(given) && json_object_size(given) == 1 &&
         json_is_true(json_object_get(given, "unknown"));
}

bool fact_read_value(struct evaluation *v, const struct fact *f, const char *path, json_t *given,
                     struct value *out, struct error *e) {
  *out = value_unknown(f->kind);
  out->domain = f->domain;
  if (is_unknown(given)) return true;
  const char *verified =
      f->identity || f->card ? json_string_value(json_object_get(given, "verified")) : NULL;
  if (verified && json_object_size(given) == 1) return read_text(v, f, path, verified, true, out, e);
  if (json_is_null(given)) {
    *out = value_absent(f->kind);
    out->domain = f->domain;
    return true;
  }
  if (f->kind == KIND_TRUTH) {
    *out = value_of(KIND_TRUTH, json_is_true(given));
    return json_is_boolean(given) || wrong_type(e, f, path, given);
  }
  if (f->kind == KIND_COUNT) {
    *out = value_of(KIND_COUNT, json_integer_value(given));
    return json_is_integer(given) ? check_range(v, f, path, *out, e) : wrong_type(e, f, path, given);
  }
  if (!json_is_string(given)) return wrong_type(e, f, path, given);
  const char *text = json_string_value(given);
  if (f->kind == KIND_ENUM) return read_member(v, f, path, text, out, e);
  return f->kind == KIND_TEXT ? read_text(v, f, path, text, false, out, e)
                              : read_parsed(v, f, path, text, out, e);
}

/* --- unknown keys ----------------------------------------------------------------------------- */

/* A key for a message: a number that may identify somebody is masked, also where it does not
** belong. */
static void key_text(const char *key, char out[96]) {
  size_t digits = 0, length = strlen(key);
  for (size_t i = 0; i < length; i++)
    digits += key[i] >= '0' && key[i] <= '9';
  if (length > 80 || digits >= 8) {
    snprintf(out, 96, "%s", length > 80 ? "（太长）" : "（一串数字，不显示）");
    return;
  }
  snprintf(out, 96, "%s", key);
}

static bool unknown_key(struct error *e, const char *what, const char *key, const char *const *names) {
  char shown_key[96];
  key_text(key, shown_key);
  error_set(e, ERR_INPUT, "%s%s没有 ‘%s’", what, blank_after(what), shown_key);
  hint_names(e, key, names, names_count(names), "可以写的有：");
  return false;
}

/* Every key of `object` must be among `names`. */
static bool known_keys(json_t *object, const char *what, const char *const *names, struct error *e) {
  const char *key;
  json_t *ignored;
  json_object_foreach(object, key, ignored) {
    int i = 0;
    while (names[i] && strcmp(names[i], key) != 0)
      i++;
    if (!names[i]) return unknown_key(e, what, key, names);
  }
  return true;
}

/* --- timelines -------------------------------------------------------------------------------- */

static const char *const SPELL_KEYS[] = {"from", "to", "value", NULL};
static const char *const TIMELINE_KEYS[] = {"known_from", "spells", NULL};

static bool day_key(struct evaluation *v, const struct fact *f, const char *path, json_t *object,
                    const char *key, int64_t otherwise, int64_t *day, struct error *e) {
  json_t *given = json_object_get(object, key);
  *day = otherwise;
  if (!given || json_is_null(given)) return true;
  struct fact date = {.name = f->name, .label = f->label, .kind = KIND_DATE};
  char where[200];
  struct value x;
  snprintf(where, sizeof where, "%s.%s", path, key);
  if (!fact_read_value(v, &date, where, given, &x, e)) return false;
  if (x.state != STATE_KNOWN) return wrong(e, f, where, NULL, "需要确定的日期", form_of(KIND_DATE));
  *day = x.u.i;
  return true;
}

struct span {
  int64_t from, to;
  struct value value;
};

static bool read_span(struct evaluation *v, const struct fact *f, const char *path, json_t *given,
                      struct span *s, struct error *e) {
  if (!json_is_object(given))
    return wrong(e, f, path, NULL, "应为对象", "写成 { \"from\": \"2025-01-01\", \"value\": … }");
  if (!known_keys(given, path, SPELL_KEYS, e)) return false;
  if (!day_key(v, f, path, given, "from", DAY_MIN, &s->from, e)) return false;
  if (!day_key(v, f, path, given, "to", INT64_MAX, &s->to, e)) return false;
  if (s->to < s->from) return wrong(e, f, path, NULL, "to 早于 from", "核对日期");
  json_t *value = json_object_get(given, "value");
  if (!value) return wrong(e, f, path, NULL, "缺少 value", "没有时写 null");
  return fact_read_value(v, f, path, value, &s->value, e);
}

/* Spans as given, in ascending order, become spells: an end before the next beginning leaves an
** absent spell. */
static bool spans_to_spells(struct evaluation *v, const struct fact *f, const char *path,
                            const struct span *spans, int n, struct timeline *t, struct error *e) {
  t->spells = arena_array(&v->run.arena, (size_t)n * 2 + 1, sizeof *t->spells);
  if (!t->spells) return error_set(e, ERR_MEMORY, "内存不足");
  for (int i = 0; i < n; i++) {
    if (i > 0 && spans[i].from <= spans[i - 1].from)
      return wrong(e, f, path, NULL, "日期没有按先后排列", "按 from 从早到晚写");
    if (i > 0 && spans[i - 1].to != INT64_MAX && spans[i - 1].to >= spans[i].from)
      return wrong(e, f, path, NULL, "日期重叠", "前一段的 to 要早于后一段的 from");
    t->spells[t->count++] = (struct spell){spans[i].from, spans[i].value};
    bool gap = spans[i].to != INT64_MAX && (i + 1 == n || spans[i + 1].from > spans[i].to + 1);
    if (gap) t->spells[t->count++] = (struct spell){spans[i].to + 1, value_absent(f->kind)};
  }
  return true;
}

static bool read_spells(struct evaluation *v, const struct fact *f, const char *path, json_t *array,
                        struct timeline *t, struct error *e) {
  size_t n = json_array_size(array);
  if (n > MOST_SPELLS) return wrong(e, f, path, NULL, "段数太多", "");
  struct span *spans = arena_array(&v->run.arena, n + 1, sizeof *spans);
  if (!spans) return error_set(e, ERR_MEMORY, "内存不足");
  for (size_t i = 0; i < n; i++) {
    char where[200];
    snprintf(where, sizeof where, "%s[%zu]", path, i + 1);
    if (!read_span(v, f, where, json_array_get(array, i), &spans[i], e)) return false;
  }
  return spans_to_spells(v, f, path, spans, (int)n, t, e);
}

static bool read_timeline(struct evaluation *v, const struct fact *f, const char *path, json_t *given,
                          struct value *out, struct error *e) {
  struct timeline *t = arena_new(&v->run.arena, sizeof *t);
  if (!t) return error_set(e, ERR_MEMORY, "内存不足");
  *t = (struct timeline){.kind = f->kind, .domain = f->domain, .known_from = DAY_MIN};
  *out = (struct value){.kind = KIND_TIMELINE};
  out->u.timeline = t;
  if (is_unknown(given)) {
    *out = value_unknown(KIND_TIMELINE);
    return true;
  }
  if (json_is_array(given)) return read_spells(v, f, path, given, t, e);
  if (json_is_object(given)) {
    if (!known_keys(given, path, TIMELINE_KEYS, e) ||
        !day_key(v, f, path, given, "known_from", DAY_MIN, &t->known_from, e))
      return false;
    json_t *spells = json_object_get(given, "spells");
    if (!json_is_array(spells))
      return wrong(e, f, path, NULL, "缺少 spells", "写成 { \"known_from\": …, \"spells\": [ … ] }");
    return read_spells(v, f, path, spells, t, e);
  }
  struct span always = {DAY_MIN, INT64_MAX, {0}};
  return fact_read_value(v, f, path, given, &always.value, e) &&
         spans_to_spells(v, f, path, &always, 1, t, e);
}

/* --- lists ------------------------------------------------------------------------------------ */

static bool read_row(struct evaluation *v, const struct fact *f, const char *path, json_t *given,
                     struct value *cells, struct error *e) {
  const char *names[32];
  int n = 0;
  if (!json_is_object(given)) return wrong(e, f, path, NULL, "记录应为对象", "写成 { \"字段\": 值 }");
  for (; n < f->field_count && n < 31; n++)
    names[n] = f->fields[n].name;
  names[n] = NULL;
  if (!known_keys(given, path, names, e)) return false;
  for (int i = 0; i < n; i++) {
    const struct fact *field = &f->fields[i];
    char where[240];
    snprintf(where, sizeof where, "%s.%s", path, field->name);
    json_t *cell = json_object_get(given, field->name);
    if (json_is_null(cell) && !field->optional)
      return wrong(e, field, where, NULL, "不能没有", "不知道时不要写这一项");
    if (cell) {
      if (!fact_read_value(v, field, where, cell, &cells[i], e)) return false;
    } else {
      cells[i] = field->optional ? value_absent(field->kind) : value_unknown(field->kind);
      cells[i].domain = field->domain;
    }
  }
  return true;
}

static bool read_list(struct evaluation *v, const struct fact *f, const char *path, json_t *given,
                      struct value *out, struct error *e) {
  struct list *l = arena_new(&v->run.arena, sizeof *l);
  if (!l) return error_set(e, ERR_MEMORY, "内存不足");
  l->fields = f->field_count;
  *out = (struct value){.kind = KIND_LIST};
  out->u.list = l;
  if (is_unknown(given)) {
    *out = value_unknown(KIND_LIST);
    return true;
  }
  if (json_is_null(given)) return true; /* there are none */
  if (!json_is_array(given)) return wrong(e, f, path, NULL, "应为数组", "写成 [ { … }, … ]；没有时写 []");
  size_t n = json_array_size(given);
  if (n > MOST_RECORDS) return wrong(e, f, path, NULL, "记录太多", "");
  l->cells = arena_array(&v->run.arena, n * (size_t)l->fields + 1, sizeof *l->cells);
  if (!l->cells) return error_set(e, ERR_MEMORY, "内存不足");
  for (; l->rows < (int)n; l->rows++) {
    char where[200];
    snprintf(where, sizeof where, "%s[%d]", path, l->rows + 1);
    if (!read_row(v, f, where, json_array_get(given, (size_t)l->rows), l->cells + l->rows * l->fields, e))
      return false;
  }
  return true;
}

/* --- all facts -------------------------------------------------------------------------------- */

static bool read_fact(struct evaluation *v, const struct fact *f, const char *prefix, json_t *given,
                      struct value *out, struct error *e) {
  char path[160];
  snprintf(path, sizeof path, "%s%s", prefix, f->name);
  if (!given) {
    if (!f->optional) {
      *out = value_unknown(f->form == FORM_TIMELINE ? KIND_TIMELINE : f->kind);
      out->domain = f->domain;
      return true;
    }
    given = json_null();
  }
  if (f->form == FORM_TIMELINE) return read_timeline(v, f, path, given, out, e);
  if (f->form == FORM_LIST) return read_list(v, f, path, given, out, e);
  if (json_is_null(given) && !f->optional) return wrong(e, f, path, NULL, "不能没有", "不知道时不要写这一项");
  return fact_read_value(v, f, path, given, out, e);
}

bool facts_agree(struct evaluation *v, struct error *e) {
  const struct model *m = &v->policy->script->model;
  for (int i = 0; i < m->invariant_count; i++) {
    const struct invariant *inv = &m->invariants[i];
    struct value a = v->run.facts[inv->a], b = v->run.facts[inv->b];
    if (a.state != STATE_KNOWN || b.state != STATE_KNOWN) continue;
    struct value holds = value_compare(inv->cmp, a, b);
    if (holds.state == STATE_KNOWN && holds.u.i) continue;
    struct buf left = {0}, right = {0};
    value_print(&left, a);
    value_print(&right, b);
    error_set(e, ERR_INPUT, "事实互相矛盾：%s（%s）与%s（%s）不满足 %s", m->facts[inv->a].label, quote(&left),
              m->facts[inv->b].label, quote(&right), inv->text);
    error_hint(e, "核对这两项事实");
    error_article(e, m->id, inv->cite);
    error_quotes(e, &left);
    error_quotes(e, &right);
    buf_free(&left);
    buf_free(&right);
    return false;
  }
  return true;
}

/* The names that the outer object may have when facts stand in an object of their own. */
static bool check_outer(struct evaluation *v, json_t *facts, bool wrapped, struct error *e) {
  const struct model *m = &v->policy->script->model;
  const struct decision *d = &m->decisions[v->decision];
  const char **names =
      arena_array(&v->run.arena, (size_t)(m->fact_count + d->given_count) + 4, sizeof *names);
  int n = 0;
  if (!names) return error_set(e, ERR_MEMORY, "内存不足");
  names[n++] = model_subject(m, v->decision)->name; /* also where it is no object: its own error follows */
  for (int i = 0; !wrapped && i < m->fact_count; i++)
    if (model_reaches(m, d->subject, i)) names[n++] = m->facts[i].name;
  for (int i = 0; i < d->given_count; i++)
    names[n++] = d->given[i].name;
  names[n++] = "rulings";
  return known_keys(facts, "事实", names, e);
}

static bool check_inner(struct evaluation *v, json_t *own, struct error *e) {
  const struct model *m = &v->policy->script->model;
  const char **names = arena_array(&v->run.arena, (size_t)m->fact_count + 1, sizeof *names);
  if (!names) return error_set(e, ERR_MEMORY, "内存不足");
  int subject = m->decisions[v->decision].subject, n = 0;
  for (int i = 0; i < m->fact_count; i++)
    if (model_reaches(m, subject, i)) names[n++] = m->facts[i].name;
  return known_keys(own, m->subjects[subject].label, names, e);
}

static bool read_flat(struct evaluation *v, json_t *facts, struct error *e) {
  const struct model *m = &v->policy->script->model;
  const struct decision *d = &m->decisions[v->decision];
  const struct subject_kind *subject = &m->subjects[d->subject];
  json_t *own = json_object_get(facts, subject->name);
  bool wrapped = own != NULL;
  if (wrapped && !json_is_object(own)) {
    error_set(e, ERR_INPUT, "%s（%s）应为对象，得到%s", subject->name, subject->label, json_name(own));
    error_hint(e, "写成 { \"%s\": { 事实 } }", subject->name);
    return false;
  }
  if (!wrapped) own = facts;
  if (!check_outer(v, facts, wrapped, e) || (wrapped && !check_inner(v, own, e))) return false;
  for (int i = 0; i < m->fact_count; i++)
    if (!read_fact(v, &m->facts[i], "", json_object_get(own, m->facts[i].name), &v->run.facts[i], e))
      return false;
  v->run.given = arena_array(&v->run.arena, (size_t)d->given_count + 1, sizeof *v->run.given);
  if (!v->run.given) return error_set(e, ERR_MEMORY, "内存不足");
  for (int i = 0; i < d->given_count; i++)
    if (!read_fact(v, &d->given[i], "", json_object_get(facts, d->given[i].name), &v->run.given[i], e))
      return false;
  return facts_agree(v, e);
}

bool facts_read(struct evaluation *v, json_t *facts, struct error *e) {
  json_t *flat = json_incref(facts);
  bool ok = facts_flatten(&v->policy->script->model, v->decision, &flat, e) && read_flat(v, flat, e);
  json_decref(flat); /* its values live in `facts` */
  v->rulings = json_object_get(facts, "rulings");
  return ok;
}
