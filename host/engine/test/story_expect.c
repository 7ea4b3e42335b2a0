/* What a run did to the person of a story, and whether that was expected. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/test/coverage.h"
#include "host/engine/policy/json.h"
#include "host/engine/policy/storage.h"
#include "host/engine/test/story.h"
#include "host/store/store.h"
#include "host/value/month.h"

/* The entry of a month, made when it is new; NULL: out of memory. */
static json_t *entry(json_t *months, const char *month) {
  json_t *there = json_object_get(months, month);
  if (there) return there;
  json_t *made =
      json_pack("{s:I, s:s, s:[], s:s}", "fen", (json_int_t)0, "because", "", "cause", "payer", "");
  return object_change(months, month, made) ? made : NULL;
}

static bool add_between(json_t *between, const bylaw_line *l) {
  json_t *one = json_object_get(between, l->month);
  if (!one && !object_change(between, l->month, json_object())) return false;
  one = json_object_get(between, l->month);
  const char *side = l->fen > 0 ? "from" : "to"; /* who has to bear it, to who paid it */
  return object_change(one, side, json_string(l->payer)) &&
         (l->fen <= 0 || object_change(one, "amount", json_string(l->amount)));
}

static bool add_line(json_t *months, const bylaw_line *l) {
  json_t *one = entry(months, l->month), *causes = json_incref(json_object_get(one, "cause"));
  int64_t fen = json_integer_value(json_object_get(one, "fen")) + l->fen;
  array_add(&causes, json_string(l->cause));
  bool ok = causes && object_change(one, "fen", json_integer((json_int_t)fen)) &&
            object_change(one, "amount", fen_json(fen)) &&
            object_change(one, "because", json_string(l->article)) &&
            object_change(one, "payer", json_string(l->payer));
  json_decref(causes);
  return ok;
}

static int found_line(void *data, const bylaw_line *l) {
  struct story_paid *paid = data;
  if (paid->cover) cover_paid(paid->cover, l);
  bool between = strcmp(l->kind, "between") == 0;
  bool ok = between ? add_between(paid->between, l) : add_line(paid->months, l);
  paid->failed = paid->failed || !ok;
  return !ok;
}

static int found_pending(void *data, const bylaw_line *l) {
  struct story_paid *paid = data;
  char first[8] = "", last[8] = "", text[16];
  struct error e;
  int from, to;
  text_copy(first, sizeof first, l->month);
  text_copy(last, sizeof last, strchr(l->month, '/') ? strchr(l->month, '/') + 1 : l->month);
  if (!month_read(first, &from, &e) || !month_read(last, &to, &e)) return 1;
  for (; from <= to; from++) {
    month_text(from, text);
    object_put(&paid->pending, text, json_string(l->kind));
  }
  return 0;
}

/* Claims less what was given up and what came in. */
static bool read_owed(struct story *t, const char *payment, int64_t *owed, struct error *e) {
  struct arena arena = {0};
  struct store_line *lines;
  struct store_event *events;
  const struct model *m = &t->b->policies->script->model;
  const struct payment *p = payment_find(t->b->policies, payment, e);
  struct buf name = {0};
  int count;
  *owed = 0;
  if (!p) return false;
  payment_name(m, p, &name);
  bool ok = (buf_text(&name) || error_set(e, ERR_MEMORY, "内存不足")) &&
            policy_store(t->b, t->b->policies, e) &&
            store_lines_of(t->b->store, m->id, p->name, t->subject, &arena, &lines, &count, e);
  for (int i = 0; ok && i < count; i++)
    if (lines[i].kind == LINE_OWED) *owed -= lines[i].amount;
  ok = ok && store_events(t->b->store, t->subject, INT64_MAX, &arena, &events, &count, e);
  for (int i = 0; ok && i < count; i++)
    if (events[i].kind == EVENT_RECOVERED && strcmp(events[i].text, buf_text(&name)) == 0)
      *owed -= events[i].amount;
  buf_free(&name);
  arena_free(&arena);
  return ok;
}

bool story_read(struct story *t, const char *payment, long long run, struct story_paid *out,
                struct error *e) {
  bylaw_error why;
  const char *id = t->origin->script->model.id;
  out->months = json_object();
  out->pending = json_object();
  out->between = json_object();
  out->cover = t->origin->cover;
  bool ok = run == 0 || bylaw_lines(t->b, id, payment, NULL, run, found_line, out, &why) == BYLAW_OK;
  ok = ok && bylaw_pending(t->b, id, payment, found_pending, out, &why) == BYLAW_OK;
  if (out->failed || !out->pending) return error_set(e, ERR_MEMORY, "内存不足");
  if (!ok) return error_set(e, why.status == BYLAW_ENOMEM ? ERR_MEMORY : ERR_INPUT, "%s", why.message);
  return read_owed(t, payment, &out->owed, e);
}

void story_paid_free(struct story_paid *paid) {
  json_decref(paid->months);
  json_decref(paid->pending);
  json_decref(paid->between);
}

/* --- comparing -------------------------------------------------------------------------------- */

static bool all_in(const json_t *expected, const char *articles) {
  if (json_is_string(expected)) return strstr(articles, json_string_value(expected)) != NULL;
  for (size_t i = 0; i < json_array_size(expected); i++)
    if (!all_in(json_array_get(expected, i), articles)) return false;
  return true;
}

static bool has_cause(const json_t *causes, const char *cause) {
  for (size_t i = 0; i < json_array_size(causes); i++)
    if (strcmp(json_string_value(json_array_get(causes, i)), cause) == 0) return true;
  return false;
}

/* One month: an amount, or { amount, because =, cause =, payer = }. */
static bool month_meets(const json_t *expected, const json_t *got) {
  const char *amount = json_string_value(json_object_get(got, "amount")), *key;
  json_t *value;
  if (!amount) return false;
  if (json_is_array(expected)) expected = json_array_get(expected, 0);
  if (json_is_string(expected)) return strcmp(json_string_value(expected), amount) == 0;
  if (!json_is_object(expected)) return false;
  json_object_foreach((json_t *)expected, key, value) {
    const char *text = json_string_value(value);
    bool ok = strcmp(key, "1") == 0 ? text && strcmp(text, amount) == 0
              : strcmp(key, "because") == 0
                  ? all_in(value, json_string_value(json_object_get(got, "because")))
              : strcmp(key, "cause") == 0 ? text && has_cause(json_object_get(got, "cause"), text)
              : strcmp(key, "payer") == 0
                  ? text && strcmp(text, json_string_value(json_object_get(got, "payer"))) == 0
                  : false;
    if (!ok) return false;
  }
  return true;
}

static bool months_meet(const json_t *expected, const json_t *got) {
  const char *month;
  json_t *value;
  /* {} comes as an empty array */
  size_t count = json_is_object(expected) ? json_object_size(expected) : 0;
  if (count != json_object_size(got)) return false;
  json_object_foreach((json_t *)expected, month, value) {
    if (!month_meets(value, json_object_get(got, month))) return false;
  }
  return true;
}

/* The months and amounts of a run, short. */
static char *months_text(const json_t *months) {
  const char *month;
  json_t *one, *shown = json_object();
  json_object_foreach((json_t *)months, month, one) {
    json_t *copy = json_deep_copy(one);
    json_object_del(copy, "fen");
    object_put(&shown, month, copy);
  }
  char *text = json_text(shown, JSON_COMPACT | JSON_SORT_KEYS);
  json_decref(shown);
  return text;
}

static bool same_object(const json_t *expected, const json_t *got) {
  if (json_is_array(expected) && json_array_size(expected) == 0) return json_object_size(got) == 0;
  return json_equal(expected, got);
}

void story_expect(struct story *t, json_t *step, const struct story_paid *paid) {
  json_t *given = json_object_get(step, "given");
  const json_t *expect = json_object_get(given, "expect"), *pending = json_object_get(given, "pending");
  const json_t *between = json_object_get(given, "between"), *owed = json_object_get(given, "owed");
  if (expect) {
    char *text = months_text(paid->months);
    story_result(t, step, "expect", expect, months_meet(expect, paid->months), text);
    free(text);
  }
  if (pending) {
    char *text = json_text(paid->pending, JSON_COMPACT | JSON_SORT_KEYS);
    story_result(t, step, "pending", pending, same_object(pending, paid->pending), text);
    free(text);
  }
  if (between) {
    char *text = json_text(paid->between, JSON_COMPACT | JSON_SORT_KEYS);
    story_result(t, step, "between", between, same_object(between, paid->between), text);
    free(text);
  }
  if (owed) {
    json_t *sum = fen_json(paid->owed);
    char *text = json_text(sum, JSON_ENCODE_ANY);
    story_result(t, step, "owed", owed, json_equal(owed, sum), text);
    free(text);
    json_decref(sum);
  }
}
