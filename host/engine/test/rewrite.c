/* What an expectation in the text of a scenario is to become so that it says what comes. Each value
** is changed in its own place; a table gives way as a whole only where the outcome is of another
** kind or the months are others, and never with a comment inside: what somebody wrote there would
** be lost. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/policy/lua_source.h"
#include "host/engine/test/scenario.h"
#include "host/lua/cite.h"

/* The expectation that is being rewritten. */
struct rewrite {
  const struct syntax *s;
  struct edits *edits;
  int owner;
  struct error *e;
};

static bool refuse(struct rewrite *w, const struct node *n, const char *why, const char *hint) {
  error_set(w->e, ERR_INPUT, "%s", why);
  error_hint(w->e, "%s", hint);
  if (n) syntax_point(w->s, n, w->e);
  return false;
}

/* --- the text --------------------------------------------------------------------------------- */

static bool is_literal(const struct node *n) {
  if (!n) return false;
  switch (n->kind) {
  case NODE_NIL:
  case NODE_TRUE:
  case NODE_FALSE:
  case NODE_INTEGER:
  case NODE_STRING: return true;
  case NODE_UNARY: return strcmp(n->op, "-") == 0 && is_literal(n->a);
  case NODE_NAME:
    return n->scope == NAME_GLOBAL && (strcmp(n->text, "absent") == 0 || strcmp(n->text, "unknown") == 0);
  case NODE_TABLE: break;
  default: return false;
  }
  for (const struct node *item = n->list; item; item = item->next)
    if (item->kind == NODE_PAIR ? !is_literal(item->a) || !is_literal(item->b) : !is_literal(item->a))
      return false;
  return true;
}

/* Behind a string that begins at `at`; `at` itself when none begins there. */
static size_t skip_string(const char *text, size_t at, size_t end) {
  size_t level = 0, i = at + 1;
  if (text[at] == '"' || text[at] == '\'') {
    for (; i < end && text[i] != text[at]; i++)
      i += text[i] == '\\';
    return i + 1;
  }
  if (text[at] != '[') return at;
  for (; i < end && text[i] == '='; i++)
    level++;
  if (i >= end || text[i] != '[') return at;
  for (i++; i < end; i++) {
    size_t k = 0;
    if (text[i] != ']') continue;
    while (i + 1 + k < end && text[i + 1 + k] == '=')
      k++;
    if (k == level && i + 1 + k < end && text[i + 1 + k] == ']') return i + k + 2;
  }
  return end;
}

static bool has_comment(const struct syntax *s, const struct node *n) {
  for (size_t at = n->start; at + 1 < n->end;) {
    size_t behind = skip_string(s->source, at, n->end);
    if (behind == at && s->source[at] == '-' && s->source[at + 1] == '-') return true;
    at = behind == at ? at + 1 : behind;
  }
  return false;
}

/* The value under `key` ("1": the first without a name) in a table; NULL: it is not there, or
** twice. */
static const struct node *value_in(const struct node *table, const char *key) {
  const struct node *found = NULL;
  bool first = strcmp(key, "1") == 0;
  int count = 0;
  for (const struct node *n = table->list; n; n = n->next) {
    bool keyed = n->kind == NODE_KEYED && strcmp(n->text, key) == 0;
    bool pair = n->kind == NODE_PAIR && n->a->kind == NODE_STRING && strcmp(n->a->text, key) == 0;
    if (n->kind == NODE_ITEM ? !first : !keyed && !pair) continue;
    found = n->kind == NODE_PAIR ? n->b : n->a;
    count++;
  }
  return count == 1 ? found : NULL;
}

/* A value as it would be written: what there is not is `absent`. */
static void write_value(struct buf *out, const json_t *value) {
  size_t i;
  json_t *one;
  if (json_is_null(value)) {
    buf_puts(out, "absent");
  } else if (json_is_array(value)) {
    buf_puts(out, json_array_size(value) ? "{ " : "{}");
    json_array_foreach((json_t *)value, i, one) {
      if (i) buf_puts(out, ", ");
      write_value(out, one);
    }
    if (json_array_size(value)) buf_puts(out, " }");
  } else {
    lua_source_value(out, value);
  }
}

/* Put `out` in the place of a value; the value must be written there, without comments. */
static bool replace(struct rewrite *w, const struct node *n, struct buf *out) {
  bool good = is_literal(n) && !has_comment(w->s, n);
  if (!good) {
    buf_free(out);
    return is_literal(n) ? refuse(w, n, "期望里有注释，整个换掉会丢失它", "手工修改这一处")
                         : refuse(w, n, "期望的值不是直接写在这里的", "手工修改这一处，或把值直接写出来");
  }
  edits_add(w->edits, n->start, n->end, w->owner, buf_take(out));
  return true;
}

static bool replace_value(struct rewrite *w, const struct node *n, const json_t *value) {
  struct buf out = {0};
  write_value(&out, value);
  return replace(w, n, &out);
}

/* --- outcomes --------------------------------------------------------------------------------- */

/* One text stands alone, several in a list. */
static json_t *one_or_list(json_t *list) {
  json_t *one = json_array_size(list) == 1 ? json_incref(json_array_get(list, 0)) : NULL;
  if (one) json_decref(list);
  return one ? one : list;
}

static json_t *articles_in(const json_t *reasons) {
  json_t *list = json_array(), *one;
  size_t i;
  json_array_foreach((json_t *)reasons, i, one)
      array_add(&list, json_incref(json_object_get(one, "article")));
  return one_or_list(list);
}

/* What the outcome says under a key of an expectation, as it came; NULL: nothing. Borrowed. */
static json_t *part_of(const json_t *result, const json_t *got, const char *key) {
  static const char *const in_got[] = {"needs", "refused", "hold"};
  const char *outcome = json_string_value(json_object_get(result, "outcome"));
  if (strcmp(key, "because") == 0 || strcmp(key, "undetermined") == 0)
    return json_object_get(result, "articles");
  if (strcmp(key, "warns") == 0) return json_object_get(result, "warns");
  if (strcmp(key, "error") == 0) return json_object_get(result, "message");
  if (strcmp(key, "earliest") == 0 || strcmp(key, "latest") == 0)
    return json_object_get(json_object_get(got, "undetermined"), key);
  for (size_t i = 0; i < sizeof in_got / sizeof *in_got; i++)
    if (strcmp(key, in_got[i]) == 0) return json_object_get(got, key);
  return strcmp(outcome, "value") == 0 ? (json_t *)got : NULL;
}

/* The same as an expectation says it. NULL: nothing, or no memory, which `e` tells. The caller lets
** go of it. */
static json_t *outcome_part(const json_t *result, const json_t *got, const char *key, struct error *e) {
  json_t *part = part_of(result, got, key), *made;
  if (!part) return NULL;
  if (strcmp(key, "refused") == 0 || strcmp(key, "hold") == 0)
    made = articles_in(part);
  else if (strcmp(key, "warns") == 0 || part == json_object_get(result, "articles") ||
           strcmp(key, "needs") == 0)
    made = one_or_list(json_deep_copy(part));
  else
    made = json_incref(part);
  if (!made) error_set(e, ERR_MEMORY, "内存不足");
  return made;
}

static bool named_in(const json_t *texts, const char *asked) {
  size_t i;
  json_t *one;
  if (json_is_string(texts)) return cite_meets(json_string_value(texts), asked);
  json_array_foreach((json_t *)texts, i, one) {
    if (cite_meets(json_string_value(one), asked)) return true;
  }
  return false;
}

static bool all_named_in(const json_t *texts, const json_t *asked) {
  size_t i;
  json_t *one;
  if (json_is_string(asked)) return named_in(texts, json_string_value(asked));
  json_array_foreach((json_t *)asked, i, one) {
    if (!named_in(texts, json_string_value(one))) return false;
  }
  return true;
}

/* Whether the expectation under `key` holds as it is, so that its text stays. What it says may be
** less than all that comes. */
static bool still_holds(const char *key, const json_t *expected, const json_t *now) {
  if (strcmp(key, "because") == 0 || strcmp(key, "undetermined") == 0) return all_named_in(now, expected);
  if (strcmp(key, "warns") == 0 && json_array_size(expected) + (size_t)json_is_string(expected) > 0)
    return all_named_in(now, expected);
  return json_equal(now, expected);
}

/* The expectation as a whole, of an outcome of another kind than was expected. */
static bool write_whole(struct rewrite *w, struct buf *out, const json_t *result, const json_t *got,
                        const json_t *expected) {
  const char *outcome = json_string_value(json_object_get(result, "outcome"));
  bool value = strcmp(outcome, "value") == 0, list = value && json_is_array(got);
  json_t *part = outcome_part(result, got, outcome, w->e), *warns = json_object_get(expected, "warns");
  bool had = part != NULL;
  if (value && !list && !warns) {
    write_value(out, part);
  } else if (had) {
    buf_printf(out, "{ %s%s", list ? "list" : value ? "" : outcome, value && !list ? "" : " = ");
    write_value(out, part);
    if (warns) buf_puts(out, ", warns = "), write_value(out, json_object_get(result, "warns"));
    buf_puts(out, " }");
  }
  json_decref(part);
  return had;
}

static bool replace_whole(struct rewrite *w, const struct node *n, const json_t *result, const json_t *got,
                          const json_t *expected) {
  struct buf out = {0};
  if (write_whole(w, &out, result, got, expected)) return replace(w, n, &out);
  buf_free(&out);
  return w->e->kind != ERR_MEMORY && refuse(w, n, "这样的结果写不成期望", "手工修改这一处");
}

/* The key under which an expectation says of which kind the outcome is. */
static const char *kind_key(const json_t *expected) {
  static const char *const kinds[] = {"1", "list", "refused", "hold", "undetermined", "needs", "error"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (json_object_get(expected, kinds[i])) return kinds[i];
  return NULL;
}

/* { "30.00", because = … }: each part in its own place. */
static bool rewrite_parts(struct rewrite *w, const struct node *table, const json_t *result,
                          const json_t *got, const json_t *expected) {
  const char *key;
  json_t *one;
  json_object_foreach((json_t *)expected, key, one) {
    json_t *now = outcome_part(result, got, key, w->e);
    const struct node *n = value_in(table, key);
    bool ok = now && still_holds(key, one, now);
    if (!ok && !now)
      ok = w->e->kind != ERR_MEMORY && refuse(w, n, "结果中没有这一项", "手工修改这一处");
    else if (!ok)
      ok = n ? replace_value(w, n, now) : refuse(w, table, "期望的值不在这张表里", "手工修改这一处");
    json_decref(now);
    if (!ok) return false;
  }
  return true;
}

static bool rewrite_value(struct rewrite *w, const struct node *n, const json_t *result, const json_t *got,
                          const json_t *expected) {
  const char *outcome = json_string_value(json_object_get(result, "outcome")), *key = kind_key(expected);
  bool value = strcmp(outcome, "value") == 0;
  if (json_is_object(expected) && n->kind == NODE_TABLE) {
    bool same = key ? strcmp(key, outcome) == 0 || (value && (*key == '1' || strcmp(key, "list") == 0))
                    : true; /* only articles or warnings */
    if (same) return rewrite_parts(w, n, result, got, expected);
  }
  bool alone =
      json_is_array(expected) && json_array_size(expected) == 1 && n->kind == NODE_TABLE; /* { "30.00" } */
  const struct node *only = alone ? value_in(n, "1") : NULL;
  if (value && only && !json_is_array(got)) return replace_value(w, only, got);
  return replace_whole(w, n, result, got, expected);
}

bool rewrite_outcome(const struct syntax *s, const struct node *table, const json_t *result, int owner,
                     struct edits *edits, struct error *e) {
  struct rewrite w = {s, edits, owner, e};
  const struct node *n = value_in(table, json_string_value(json_object_get(result, "decision")));
  if (!n) return refuse(&w, table, "期望不在这个场景里（在共用的 person 里，或写了两次）", "手工修改这一处");
  if (!is_literal(n)) return refuse(&w, n, "期望的值不是直接写在这里的", "手工修改这一处，或把值直接写出来");
  json_t *got = json_loads(json_string_value(json_object_get(result, "got")), JSON_DECODE_ANY, NULL);
  json_t *expected =
      json_loads(json_string_value(json_object_get(result, "expected")), JSON_DECODE_ANY, NULL);
  int before = edits->count;
  /* no JSON */
  bool error = strcmp(json_string_value(json_object_get(result, "outcome")), "error") == 0;
  bool ok = expected && (got || error) ? rewrite_value(&w, n, result, got, expected)
                                       : error_set(e, ERR_MEMORY, "内存不足");
  if (!ok) edits_cut(edits, before);
  json_decref(got);
  json_decref(expected);
  return ok;
}

/* --- stories ---------------------------------------------------------------------------------- */

/* { amount =, because =, cause = { … }, payer = } of a month: what it has under a key of an
** expectation. */
static const json_t *month_part(const json_t *got, const char *key) {
  const json_t *part = json_object_get(got, strcmp(key, "1") == 0 ? "amount" : key);
  return json_is_array(part) ? json_array_get(part, json_array_size(part) - 1) : part;
}

/* What is expected under a key that comes as well: part of the articles, one of the causes. */
static bool month_holds(const json_t *got, const char *key, const json_t *expected) {
  const json_t *now = json_object_get(got, strcmp(key, "1") == 0 ? "amount" : key);
  size_t i;
  json_t *one;
  if (strcmp(key, "because") == 0 && json_is_string(now) && json_is_string(expected))
    return strstr(json_string_value(now), json_string_value(expected)) != NULL;
  json_array_foreach((json_t *)now, i, one) {
    if (json_equal(one, expected)) return true;
  }
  return json_equal(now, expected);
}

/* The entry of a month, in its place. */
static bool rewrite_month(struct rewrite *w, const struct node *n, const json_t *expected,
                          const json_t *got) {
  const char *key;
  json_t *one;
  const json_t *only = json_is_array(expected) ? json_array_get(expected, 0) : expected;
  if (!json_is_object(got)) return json_equal(expected, got) || replace_value(w, n, got);
  if (!json_is_object(only)) {
    const struct node *at = json_is_array(expected) && n->kind == NODE_TABLE ? value_in(n, "1") : n;
    return month_holds(got, "1", only) || (at && replace_value(w, at, month_part(got, "1")));
  }
  json_object_foreach((json_t *)only, key, one) {
    const struct node *at = n->kind == NODE_TABLE ? value_in(n, key) : NULL;
    if (month_holds(got, key, one)) continue;
    if (!at) return refuse(w, n, "期望的值不是直接写在这里的", "手工修改这一处，或把值直接写出来");
    if (!replace_value(w, at, month_part(got, key))) return false;
  }
  return true;
}

/* { ["2025-06"] = … } anew: months that were there keep their text. */
static bool replace_months(struct rewrite *w, const struct node *n, const json_t *expected,
                           const json_t *got) {
  struct buf out = {0};
  const char *month, *between = "";
  json_t *one;
  buf_puts(&out, json_object_size(got) ? "{ " : "{}");
  json_object_foreach((json_t *)got, month, one) {
    const struct node *old = value_in(n, month);
    const json_t *was = json_object_get(expected, month);
    buf_printf(&out, "%s[\"%s\"] = ", between, month);
    if (old && was && json_is_string(was) && month_holds(one, "1", was))
      buf_add(&out, w->s->source + old->start, old->end - old->start);
    else
      write_value(&out, json_is_object(one) && json_object_get(one, "payer") ? month_part(one, "1") : one);
    between = ", ";
  }
  if (json_object_size(got)) buf_puts(&out, " }");
  return replace(w, n, &out);
}

static bool same_months(const json_t *expected, const json_t *got) {
  const char *month;
  json_t *one;
  size_t count = json_is_object(expected) ? json_object_size(expected) : 0;
  json_object_foreach((json_t *)expected, month, one) {
    if (!json_object_get(got, month)) return false;
  }
  return count == json_object_size(got);
}

static bool rewrite_months(struct rewrite *w, const struct node *n, const json_t *expected,
                           const json_t *got) {
  const char *month;
  json_t *one;
  if (n->kind != NODE_TABLE)
    return refuse(w, n, "期望的值不是直接写在这里的", "手工修改这一处，或把值直接写出来");
  if (!same_months(expected, got)) return replace_months(w, n, expected, got);
  json_object_foreach((json_t *)expected, month, one) {
    const struct node *at = value_in(n, month);
    if (!at) return refuse(w, n, "期望的月份不是直接写在这里的", "手工修改这一处");
    if (!rewrite_month(w, at, one, json_object_get(got, month))) return false;
  }
  return true;
}

/* What a step gave, which is JSON, but the message of a payment that was refused. */
static json_t *step_got(const json_t *result, bool error) {
  const char *text = json_string_value(json_object_get(result, "got"));
  return error ? json_string(text) : json_loads(text, JSON_DECODE_ANY, NULL);
}

bool rewrite_step(const struct syntax *s, const struct node *table, const json_t *result, int owner,
                  struct edits *edits, struct error *e) {
  struct rewrite w = {s, edits, owner, e};
  const char *what = json_string_value(json_object_get(result, "decision"));
  bool error = strcmp(what, "pay") == 0;
  const struct node *n = value_in(table, error ? "error" : what);
  if (!n) return refuse(&w, table, "期望不在这一步里，或写了两次", "手工修改这一处");
  json_t *got = step_got(result, error);
  json_t *expected =
      json_loads(json_string_value(json_object_get(result, "expected")), JSON_DECODE_ANY, NULL);
  int before = edits->count;
  bool ok = got && expected;
  if (!ok)
    error_set(e, ERR_MEMORY, "内存不足");
  else
    ok = json_is_string(got) ? replace_value(&w, n, got) : rewrite_months(&w, n, expected, got);
  if (!ok) edits_cut(edits, before);
  json_decref(got);
  json_decref(expected);
  return ok;
}
