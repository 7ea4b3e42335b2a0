/* Stories: one person through time, run against a store in memory. */
#include "host/base/names.h"
#include "host/engine/test/story.h"

#include <stdlib.h>
#include <string.h>

#include "host/engine/test/amended.h"
#include "host/engine/test/scenario.h"
#include "host/engine/policy/storage.h"

static const char *const STEP_KEYS[] = {
    "facts",     "from",    "add",      "ruling", "paid_before", "returned",
    "recovered", "law",     "readings", "pay",    "payment",     "confirm_law_clawback",
    "expect",    "pending", "between",  "owed",   "error",       NULL};

static const char *text_of(json_t *object, const char *key) {
  return json_string_value(json_object_get(object, key));
}

/* --- results ---------------------------------------------------------------------------------- */

static void fail_step(struct story *t, json_t *step, const char *what, const struct error *e) {
  char text[1600];
  t->failed = true;
  if (e->kind == ERR_MEMORY) {
    results_starve(t->results);
    return;
  }
  snprintf(text, sizeof text, "%s%s%s", e->message, *e->hint ? "；" : "", e->hint);
  text_mask_numbers(text);
  story_result(t, step, what, NULL, false, text);
}

static void api_error(struct error *e, const bylaw_error *from) {
  error_set(e, from->status == BYLAW_ENOMEM ? ERR_MEMORY : ERR_INPUT, "%s", from->message);
  error_hint(e, "%s", from->hint);
}

/* --- law -------------------------------------------------------------------------------------- */

/* The story's policy with all amendments so far takes the place of the one before. */
static bool amend(struct story *t, struct error *e) {
  struct policy *fresh = policy_amended(&t->b->config, t->origin, &t->amendments, "story", e);
  if (!fresh) return false;
  policy_unstore(t->b, t->b->policies);
  policy_free(t->b->policies);
  t->b->policies = fresh;
  return true;
}

static void write_json(struct buf *out, const json_t *value) {
  char *text = json_text(value, JSON_ENCODE_ANY);
  if (text) buf_puts(out, text);
  if (!text) out->oom = true;
  free(text);
}

static bool change_law(struct story *t, json_t *law, json_t *readings, struct error *e) {
  amendments_write(&t->amendments, law);
  amendments_write(&t->amendments, readings);
  return (!law && !readings) || amend(t, e);
}

/* --- what is recorded beside facts ------------------------------------------------------------ */

static bool record(struct story *t, const char *on, const char *assignment, struct error *e) {
  bylaw_error why;
  char *json;
  bylaw_record_request q = {.policy = t->origin->script->model.id,
                            .key = t->key,
                            .assignments = &assignment,
                            .count = 1,
                            .act = {.on = on, .by = "story", .why = "story"}};
  if (bylaw_record(t->b, &q, &json, &why) != BYLAW_OK) {
    api_error(e, &why);
    return false;
  }
  bylaw_free(json);
  return true;
}

/* { "2025-03": "30.00" } as one record a month. */
static bool record_months(struct story *t, const char *on, const char *what, json_t *months,
                          struct error *e) {
  const char *month;
  json_t *amount;
  json_object_foreach(months, month, amount) {
    char text[128];
    snprintf(text, sizeof text, "%s=%s:%s", what, month,
             json_string_value(amount) ? json_string_value(amount) : "");
    if (!record(t, on, text, e)) return false;
  }
  return true;
}

static bool record_all(struct story *t, const char *on, json_t *given, struct error *e) {
  json_t *ruling = json_object_get(given, "ruling");
  const char *returned = text_of(given, "returned");
  if (ruling) {
    struct buf text = {0};
    buf_puts(&text, "ruling=");
    write_json(&text, ruling);
    bool ok = (buf_text(&text) || error_set(e, ERR_MEMORY, "内存不足")) && record(t, on, buf_text(&text), e);
    buf_free(&text);
    if (!ok) return false;
  }
  if (!record_months(t, on, "paid_before", json_object_get(given, "paid_before"), e)) return false;
  if (returned) {
    char text[64];
    snprintf(text, sizeof text, "returned=%s", returned);
    if (!record(t, on, text, e)) return false;
  }
  return record_months(t, on, "recovered", json_object_get(given, "recovered"), e);
}

/* --- paying ----------------------------------------------------------------------------------- */

static bool pay_once(struct story *t, const char *on, json_t *given, long long *run, bool *again,
                     struct error *e) {
  bylaw_error why;
  char *json;
  bylaw_pay_request q = {.policy = t->origin->script->model.id,
                         .month = text_of(given, "pay"),
                         .payment = text_of(given, "payment"),
                         .on = on,
                         .confirm_law_clawback =
                             json_is_true(json_object_get(given, "confirm_law_clawback"))};
  if (bylaw_pay(t->b, &q, &json, &why) != BYLAW_OK) {
    api_error(e, &why);
    return false;
  }
  json_t *made = json_loads(json, 0, NULL);
  *run = json_integer_value(json_object_get(made, "run"));
  *again = json_is_true(json_object_get(made, "again"));
  json_decref(made);
  bylaw_free(json);
  return made || error_set(e, ERR_MEMORY, "内存不足");
}

/* Paying again right away must change nothing. */
static void pay_again(struct story *t, const char *on, json_t *step, json_t *given) {
  struct error e = {0};
  long long run;
  bool again = false;
  if (pay_once(t, on, given, &run, &again, &e) && again) return;
  if (e.kind == ERR_MEMORY)
    fail_step(t, step, "pay", &e);
  else
    story_result(t, step, "pay", NULL, false, e.kind ? e.message : "同一个月再发放一次，又有了变化");
}

static void pay_step(struct story *t, const char *on, json_t *step, json_t *given) {
  struct error e = {0};
  struct story_paid paid = {0};
  long long run = 0;
  bool again = false;
  const char *refused = text_of(given, "error");
  bool ok = pay_once(t, on, given, &run, &again, &e);
  if (!ok && refused && e.kind != ERR_MEMORY) {
    char all[1600];
    snprintf(all, sizeof all, "%s；%s", e.message, e.hint);
    story_result(t, step, "pay", json_object_get(given, "error"), strstr(all, refused) != NULL, all);
    return;
  }
  if (ok && refused) story_result(t, step, "pay", json_object_get(given, "error"), false, "发放没有被拒绝");
  if (!ok || !story_read(t, text_of(given, "payment"), run, &paid, &e)) {
    fail_step(t, step, "pay", &e);
  } else {
    story_expect(t, step, &paid);
    if (!t->unproved) pay_again(t, on, step, given);
  }
  story_paid_free(&paid);
}

/* --- steps ------------------------------------------------------------------------------------ */

static bool known_step(json_t *given, struct error *e) {
  const char *key;
  json_t *value;
  json_object_foreach(given, key, value) {
    int i = 0;
    while (STEP_KEYS[i] && strcmp(STEP_KEYS[i], key) != 0)
      i++;
    if (STEP_KEYS[i]) continue;
    error_set(e, ERR_INPUT, "步骤没有 ‘%s’ 这一项", key);
    hint_nearest(e, key, STEP_KEYS);
    return false;
  }
  return true;
}

/* What a step says in another form would be passed over in silence. */
static bool step_forms(json_t *given, struct error *e) {
  static const char *const texts[] = {"from", "returned", "pay", "payment", "owed", "error"};
  static const char *const tables[] = {"facts", "add",      "ruling", "paid_before", "recovered",
                                       "law",   "readings", "expect", "pending",     "between"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    const json_t *value = json_object_get(given, texts[i]);
    if (!value || json_is_string(value)) continue;
    error_set(e, ERR_INPUT, "步骤的 ‘%s’ 应为文字", texts[i]);
    if (strcmp(texts[i], "owed") == 0) error_hint(e, "金额写成带两位小数的文字，例如 \"30.00\"");
    return false;
  }
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    const json_t *value = json_object_get(given, tables[i]);
    /* {} */
    bool table = json_is_object(value) || (json_is_array(value) && json_array_size(value) == 0);
    if (value && !table) return error_set(e, ERR_INPUT, "步骤的 ‘%s’ 应为表 { … }", tables[i]);
  }
  return true;
}

/* What is expected of a payment needs one, and a day something that holds from it. */
static bool step_whole(json_t *given, struct error *e) {
  static const char *const of_pay[] = {
      "payment", "confirm_law_clawback", "expect", "pending", "between", "owed", "error"};
  for (size_t i = 0; !json_object_get(given, "pay") && i < sizeof of_pay / sizeof *of_pay; i++) {
    if (!json_object_get(given, of_pay[i])) continue;
    error_set(e, ERR_INPUT, "步骤的 ‘%s’ 说的是发放，而这一步没有发放", of_pay[i]);
    return error_hint(e, "补上 pay = \"月份\""), false;
  }
  if (json_object_get(given, "from") && !json_object_get(given, "facts"))
    return error_set(e, ERR_INPUT, "步骤的 ‘from’ 要与 facts 一起写");
  return true;
}

static void run_step(struct story *t, json_t *step) {
  struct error e = {0};
  const char *on = text_of(step, "on");
  json_t *given = json_object_get(step, "given"), *facts = json_object_get(given, "facts");
  json_t *add = json_object_get(given, "add");
  bool ok = known_step(given, &e) && step_forms(given, &e) && step_whole(given, &e) &&
            payment_form(given, &e) && (!facts || story_facts(t, on, facts, text_of(given, "from"), &e)) &&
            (!add || story_add(t, on, add, &e)) && record_all(t, on, given, &e) &&
            change_law(t, json_object_get(given, "law"), json_object_get(given, "readings"), &e);
  if (!ok)
    fail_step(t, step, "story", &e);
  else if (json_object_get(given, "pay"))
    pay_step(t, on, step, given);
}

static bool steps_in_order(json_t *steps, struct error *e) {
  for (size_t i = 1; i < json_array_size(steps); i++)
    if (strcmp(text_of(json_array_get(steps, i - 1), "on"), text_of(json_array_get(steps, i), "on")) > 0)
      return error_set(e, ERR_INPUT, "步骤的日期没有按先后排列：%s", text_of(json_array_get(steps, i), "on"));
  return true;
}

/* The whole of what the story did must hold against a full recomputation. */
static void prove(struct story *t) {
  bylaw_error why;
  char *json;
  bylaw_status status = bylaw_verify(t->b, NULL, &json, &why);
  if (status != BYLAW_OK) {
    story_result(t, NULL, "verify", NULL, false, status == BYLAW_ENOMEM ? NULL : why.message);
    return;
  }
  json_t *made = json_loads(json, 0, NULL);
  char *faults = json_text(json_object_get(made, "faults"), JSON_COMPACT);
  story_result(t, NULL, "verify", NULL, json_is_true(json_object_get(made, "ok")), faults);
  free(faults);
  json_decref(made);
  bylaw_free(json);
}

static bool open_story(struct story *t, const bylaw_config *config, struct error *e) {
  bylaw_error why;
  if (bylaw_open(&t->b, config, &why) != BYLAW_OK ||
      bylaw_store(t->b, ":memory:", BYLAW_STORE_CREATE, &why) != BYLAW_OK) {
    api_error(e, &why);
    return false;
  }
  return amend(t, e);
}

void story_run(const bylaw_config *config, const struct policy *p, unsigned mode, json_t *told,
               json_t **results) {
  struct error e = {0};
  struct story t = {.origin = p,
                    .told = told,
                    .results = results,
                    .unproved = mode & TEST_UNPROVED,
                    .since = result_clock(mode)};
  json_t *steps = json_object_get(told, "steps"), *step;
  size_t i;
  bool ok = open_story(&t, config, &e) && steps_in_order(steps, &e) &&
            story_begin(&t, text_of(json_array_get(steps, 0), "on"), &e);
  if (!ok) fail_step(&t, NULL, "story", &e);
  json_array_foreach(steps, i, step) {
    if (t.failed) break;
    t.step = (int)i + 1;
    run_step(&t, step);
  }
  if (!t.failed && !t.unproved) prove(&t);
  buf_free(&t.amendments);
  bylaw_close(t.b);
}
