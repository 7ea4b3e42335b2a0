/* A small policy of its own for tests of paying: households, a subsidy that two rules can give at
** once, none, or too much of; and a store for them. */
#ifndef BYLAW_TESTS_HEATING_H
#define BYLAW_TESTS_HEATING_H

#include "store_support.h"

#undef POLICY
#define POLICY "heating"
#define TODAY "2025-12-31"

/* Rule 1 for the old, rule 2 for the poor: who is both has two, who is neither none. Rule 3
** multiplies. */
#define LAW                                                                                                                                                 \
  "local act = document { id = \"heating\", number = \"试〔2025〕2号\", title = \"供热补贴试验办法\",\n"                                        \
  "  issuers = { \"市住建局\" }, issued = \"2024-12-10\", in_force = { from = \"2025-01-01\", cite = \"第九条\" },\n"                                \
  "  outline = { articles = 9 } }\n"                                                                                                                        \
  "act:parameter(\"old_rate\", { label = \"老年户\", unit = \"元/月\", cite = \"第二条\", { from = \"2025-01-01\", value = yuan(" OLD_RATE                  \
  ") } })\n"                                                                                                                                                \
  "act:parameter(\"poor_rate\", { label = \"困难户\", unit = \"元/月\", cite = \"第三条\", { from = \"2025-01-01\", value = yuan(20) } })\n"        \
  "act:parameter(\"each\", { label = \"每平方米\", unit = \"元\", cite = \"第四条\", { from = \"2025-01-01\", value = yuan(1) } })\n"               \
  "act:facts(\"household\", { label = \"住户\", key = \"number\",\n"                                                                                      \
  "  number = fact.text { label = \"户号\" },\n" MORE_FACTS                                                                                                 \
  "  since = fact.date { label = \"入住日期\" },\n"                                                                                                     \
  "  left = fact.date { label = \"迁出日期\", optional = true },\n"                                                                                     \
  "  old = fact.boolean { label = \"老年户\" },\n"                                                                                                       \
  "  poor = fact.boolean { label = \"困难户\" },\n"                                                                                                      \
  "  area = fact.count { label = \"面积\", optional = true },\n"                                                                                          \
  "  district = fact.district { label = \"区县\" },\n"                                                                                                    \
  "  account = fact.text { label = \"账号\", optional = true } })\n"                                                                                      \
  "act:invariant(\"household\", \"since <= left\")\n"                                                                                                       \
  "act:term(\"is_old\", { cite = \"第二条\", text = \"老年户\", is = function(h) return h.old end })\n"                                               \
  "act:term(\"is_poor\", { cite = \"第三条\", text = \"困难户\", is = function(h) return h.poor end })\n"                                             \
  "act:term(\"large\", { cite = \"第四条\", text = \"按面积\", is = function(h) return present(h.area) end })\n"                                      \
  "act:term(\"small\", { cite = \"第四条\", text = \"不按面积\", is = function(h) return not present(h.area) end })\n"                               \
  "act:term(\"by_area\", { cite = \"第四条\", text = \"面积乘以标准\", is = function(h, _, law) return law.each * h.area end })\n"                 \
  "act:term(\"lives_there\", { cite = \"第一条\", text = \"已入住\", is = function(h, m) return h.since <= m:last() end })\n"                         \
  "act:term(\"still\", { cite = \"第一条\", text = \"未迁出\", is = function(h, m) return not present(h.left) or h.left >= m:first() end })\n"        \
  "act:term(\"first\", { cite = \"第一条\", text = \"入住当月\", is = function(h) return latest(h.since, date \"2025-01-01\"):month() end })\n"      \
  "act:term(\"its_district\", { cite = \"第五条\", text = \"所在区县\", is = function(h) return h.district end })\n"                                 \
  "local due = act:decision(\"due\", { label = \"应发\", of = \"household\", per = \"month\", gives = \"money\", cite = \"第一条\" })\n"               \
  "due:requires(\"第一条\", \"lives_there\")\n"                                                                                                          \
  "due:requires(\"第一条\", \"still\")\n"                                                                                                                \
  "due:rule(\"第二条\", { when = { \"is_old\", \"small\" }, give = \"old_rate\" })\n"                                                                    \
  "due:rule(\"第三条\", { when = { \"is_poor\", \"small\" }, give = \"poor_rate\" })\n"                                                                  \
  "due:rule(\"第四条\", { when = \"large\", give = \"by_area\" })\n"                                                                                     \
  "local payer = act:decision(\"payer\", { label = \"发放区县\", of = \"household\", per = \"month\", gives = fact.district, cite = \"第五条\" })\n" \
  "payer:rule(\"第五条\", { give = \"its_district\" })\n" PAYMENTS "return act\n"
#define OLD_RATE "10"
#define MORE_FACTS ""
#define PAYMENT(name, before)                                                                                    \
  "act:payment(\"" name                                                                                          \
  "\", { label = \"供热补贴\", cite = \"第一条\", pays = \"due\", payer = \"payer\", to = \"account\",\n" \
  "  first_month = \"first\", before_ledger = \"" before "\", bands = \"due\",\n"                                \
  "  owed_back = { by = \"paid_by\", cite = \"第六条\" }, payer_changed = { settle = \"between_payers\", cite = \"第五条\" } })\n"
#define PAYMENTS PAYMENT("subsidy", "open")

static const char THE_LAW[] = LAW;
#undef OLD_RATE
#define OLD_RATE "6"
static const char LOWER[] = LAW;
#undef OLD_RATE
#define OLD_RATE "10"
#undef MORE_FACTS
#define MORE_FACTS "  name = fact.text { label = \"户主\", optional = true },\n"
static const char MORE[] = LAW;
#undef MORE_FACTS
#define MORE_FACTS ""
#undef PAYMENTS
#define PAYMENTS ""
static const char NO_PAYMENT[] = LAW;
#undef PAYMENTS
#define PAYMENTS PAYMENT("subsidy", "open") PAYMENT("second", "closed")
static const char TWO_PAYMENTS[] = LAW;

/* --- a bench of its own ----------------------------------------------------------------------- */

struct bench_store {
  bylaw *b;
  sqlite3 *db;
  char folder[64], law[80], path[80];
};

static inline void no_error(const char *what, bylaw_status status, const bylaw_error *e) {
  if (status != BYLAW_OK) fail_msg("%s: %d %s (%s)", what, (int)status, e->message, e->hint);
}

static inline void load(struct bench_store *t, bylaw *b, const char *text) {
  bylaw_error e;
  write_text(t->law, text);
  no_error("load", bylaw_load(b, t->law, &e), &e);
}

static inline struct bench_store begin(const char *law) {
  struct bench_store t;
  bylaw_error e;
  make_folder(t.folder);
  snprintf(t.law, sizeof t.law, "%s/law.lua", t.folder);
  snprintf(t.path, sizeof t.path, "%s/s.db", t.folder);
  no_error("open", bylaw_open(&t.b, NULL, &e), &e);
  load(&t, t.b, law);
  no_error("store", bylaw_store(t.b, t.path, BYLAW_STORE_CREATE, &e), &e);
  t.db = look_into(t.path);
  return t;
}

static inline void end(struct bench_store *t) {
  bylaw_close(t->b);
  sqlite3_close(t->db);
  remove_tree(t->folder);
}

static inline bylaw_status try_record(bylaw *b, const char *key, bool create, const char **given,
                                      size_t count, bylaw_error *e) {
  char *json = NULL;
  bylaw_record_request q = {.policy = POLICY,
                            .key = key,
                            .assignments = given,
                            .count = count,
                            .create = create,
                            .act = {.on = TODAY, .by = "测试", .why = "测试"}};
  bylaw_status status = bylaw_record(b, &q, &json, e);
  bylaw_free(json);
  return status;
}

static inline void change(struct bench_store *t, const char *key, const char *given) {
  bylaw_error e;
  no_error(given, try_record(t->b, key, false, &given, 1, &e), &e);
}

/* A household in 和平区 since 2025-01, with an account. `more` replaces or adds one thing. */
static inline void household(struct bench_store *t, const char *key, const char *old, const char *poor,
                             const char *more) {
  char given[6][64];
  const char *list[6];
  bylaw_error e;
  snprintf(given[0], sizeof given[0], "since=2025-01-10");
  snprintf(given[1], sizeof given[1], "old=%s", old);
  snprintf(given[2], sizeof given[2], "poor=%s", poor);
  snprintf(given[3], sizeof given[3], "district=和平区");
  snprintf(given[4], sizeof given[4], "account=A%s", key);
  size_t count = 5;
  if (more) {
    size_t name = strcspn(more, "=");
    for (count = 0; count < 5 && strncmp(given[count], more, name + 1) != 0;)
      count++;
    snprintf(given[count], sizeof given[count], "%s", more);
    count = count == 5 ? 6 : 5;
  }
  for (size_t i = 0; i < count; i++)
    list[i] = given[i];
  no_error(key, try_record(t->b, key, true, list, count, &e), &e);
}

struct ask_pay {
  const char *month, *on, *payment;
  bool dry, confirm;
  int (*tell)(void *data, const char *what, long long done, long long total);
  void *data;
};

static inline bylaw_status run_pay(bylaw *b, struct ask_pay q, json_t **told, bylaw_error *e) {
  char *json = NULL;
  bylaw_pay_request r = {.policy = POLICY,
                         .payment = q.payment,
                         .month = q.month,
                         .on = q.on ? q.on : TODAY,
                         .dry_run = q.dry,
                         .confirm_law_clawback = q.confirm,
                         .progress = {q.tell, q.data}};
  *e = (bylaw_error){0};
  bylaw_status status = bylaw_pay(b, &r, &json, e);
  if ((status == BYLAW_OK) != (json != NULL))
    fail_msg("status %d and JSON %s", (int)status, json ? json : "NULL");
  *told = json ? parsed(json) : NULL;
  return status;
}

static inline json_t *paid(struct bench_store *t, const char *month) {
  bylaw_error e;
  json_t *told;
  no_error(month, run_pay(t->b, (struct ask_pay){.month = month}, &told, &e), &e);
  return told;
}

static inline void refused_pay(struct bench_store *t, struct ask_pay q, bylaw_status status,
                               const char *message, const char *hint) {
  bylaw_error e;
  json_t *told;
  uint64_t before = dump_hash(t->db);
  bylaw_status got = run_pay(t->b, q, &told, &e);
  if (got != status || e.status != status || !says(e.message, "", message) || !says(e.hint, e.message, hint))
    fail_msg("wanted %d %s (%s), got %d %s (%s)", (int)status, message, hint, (int)got, e.message, e.hint);
  if (dump_hash(t->db) != before) fail_msg("refused (%s), but something was written", message);
}

/* The text of each total, "people lines paid back_pay owed between". */
static inline void totals(const json_t *told, const char *wanted) {
  const json_t *t = json_object_get(told, "totals");
  char got[200];
  snprintf(got, sizeof got, "%lld %lld %s %s %s %s", json_integer_value(json_object_get(t, "people")),
           json_integer_value(json_object_get(t, "lines")), text_at(t, "paid"), text_at(t, "back_pay"),
           text_at(t, "owed"), text_at(t, "between"));
  assert_string_equal(got, wanted);
}

static inline const json_t *pending_of(const json_t *told, const char *kind, size_t at) {
  const json_t *list = json_object_get(told, "pending");
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *one = json_array_get(list, i);
    if (strcmp(text_at(one, "kind"), kind) == 0 && at-- == 0) return one;
  }
  return NULL;
}

struct gathered {
  char text[4000];
};

/* With the first article only: the rule's. */
static inline int gather(void *data, const bylaw_line *l) {
  struct gathered *g = data;
  size_t used = strlen(g->text);
  const char *more = strstr(l->article, "、");
  int article = more ? (int)(more - l->article) : (int)strlen(l->article);
  snprintf(g->text + used, sizeof g->text - used, "%lld %s %s %s %s %s %s %s %.*s\n", l->run, l->key,
           l->month, l->kind, l->amount, l->payer, *l->account ? l->account : "-", *l->cause ? l->cause : "-",
           article, l->article);
  return 0;
}

static inline void lines(struct bench_store *t, const char *month, long long run, const char *wanted) {
  struct gathered g = {""};
  bylaw_error e;
  no_error("lines", bylaw_lines(t->b, POLICY, "subsidy", month, run, gather, &g, &e), &e);
  assert_string_equal(g.text, wanted);
}

static inline void unsettled(struct bench_store *t, const char *wanted) {
  struct gathered g = {""};
  bylaw_error e;
  no_error("pending", bylaw_pending(t->b, POLICY, "subsidy", gather, &g, &e), &e);
  assert_string_equal(g.text, wanted);
}

static inline json_t *proof(struct bench_store *t) {
  bylaw_error e;
  char *json = NULL;
  no_error("verify", bylaw_verify(t->b, NULL, &json, &e), &e);
  return parsed(json);
}

static inline void proved(struct bench_store *t) {
  json_t *told = proof(t);
  if (!json_is_true(json_object_get(told, "ok"))) fail_msg("%s", json_dumps(told, 0));
  json_decref(told);
}

/* Every line of one household follows from the store. */
static inline void replayed(struct bench_store *t, const char *key, size_t count) {
  bylaw_error e;
  char *json = NULL;
  no_error("replay", bylaw_replay(t->b, POLICY, key, NULL, 0, &json, &e), &e);
  json_t *told = parsed(json);
  assert_int_equal(json_array_size(told), count);
  for (size_t i = 0; i < count; i++)
    if (!json_is_true(json_object_get(json_array_get(told, i), "same"))) fail_msg("%s", json_dumps(told, 0));
  json_decref(told);
}

#endif
