/* A register of made-up persons for tests of what goes into the store and out of it: a policy with
** a fact of every kind, and short ways to record, import and export. */
#ifndef BYLAW_TESTS_REGISTER_H
#define BYLAW_TESTS_REGISTER_H

#include "support.h"

#include <jansson.h>

#define REGISTER_POLICY                                                                                                           \
  "local act = document { id = \"register\", number = \"试〔2025〕2号\", title = \"登记试验办法\",\n"                   \
  "  issuers = { \"市民政局\" }, issued = \"2025-01-10\", in_force = { from = \"2025-01-01\", cite = \"第一条\" },\n"      \
  "  outline = { articles = 5 } }\n"                                                                                              \
  "act:parameter(\"rate\", { label = \"标准\", unit = \"元/月\", cite = \"第二条\",\n"                                     \
  "  { from = \"2025-01-01\", value = yuan(30) } })\n"                                                                            \
  "local wish = fact.one_of { { \"allow\", \"津贴\" }, { \"care\", \"居家服务；上门\" }, { \"neither\", \"无\" } }\n"   \
  "act:facts(\"person\", { label = \"登记人\", key = \"id_number\",\n"                                                         \
  "  id_number = fact.identity { label = \"身份证号\" },\n"                                                                   \
  "  birth_date = fact.date { label = \"出生日期\", range = { \"1890-01-01\", \"today\" }, born = true },\n"                  \
  "  death_date = fact.date { label = \"死亡日期\", optional = true },\n"                                                     \
  "  name = fact.text { label = \"姓名\", optional = true },\n"                                                                 \
  "  hukou = fact.timeline(fact.district) { label = \"户籍区县\", absent = \"非本市\", known_from = \"迁入日期\" },\n" \
  "  alias = fact.timeline(fact.text) { label = \"曾用名\", absent = \"没有\", optional = true },\n"                         \
  "  applied = fact.list { label = \"申请记录\", on = fact.date { label = \"申请日期\" },\n"                              \
  "    note = fact.text { label = \"备注\", optional = true }, wish = wish { label = \"意愿\", optional = true } },\n"        \
  "  income = fact.money { label = \"月收入\", optional = true },\n"                                                           \
  "  members = fact.count { label = \"家庭人口\", optional = true, range = { 1, 20 } },\n"                                    \
  "  share = fact.rate { label = \"比例\", optional = true },\n"                                                                \
  "  since = fact.month { label = \"起始月份\", optional = true },\n"                                                         \
  "  alone = fact.boolean { label = \"独居\", optional = true },\n"                                                             \
  "  choice = wish { label = \"选择\", optional = true },\n"                                                                    \
  "  card = fact.card { label = \"银行卡号\", optional = true },\n"                                                           \
  "})\n"                                                                                                                          \
  "act:invariant(\"person\", \"birth_date <= death_date\")\n"                                                                     \
  "act:term(\"lives\", { cite = \"第三条\", is = function(person) return not present(person.death_date) end })\n"              \
  "local due = act:decision(\"due\", { label = \"应发\", of = \"person\", per = \"month\", gives = \"money\" })\n"              \
  "due:requires(\"第三条\", \"lives\")\n"                                                                                      \
  "due:rule(\"第二条\", { give = \"rate\" })\n"                                                                                \
  "return act\n"

/* Made-up numbers with right check digits; the dates of birth are in them. */
#define ONE "210100194503150012"   /* 1945-03-15 */
#define TWO "210100193507310023"   /* 1935-07-31 */
#define THREE "210100192512310031" /* 1925-12-31 */
#define FOUR "210100193602290040"  /* 1936-02-29 */
#define CARD "6200000000000000075"

struct registry {
  bylaw *b;
  char folder[40], policy[64], csv[64], bad[64];
  bylaw_error e;
  char *json; /* of the last call */
};

static inline struct registry registry_open(void) {
  struct registry r = {.folder = "/tmp/bylaw-register-XXXXXX"};
  assert_non_null(mkdtemp(r.folder));
  snprintf(r.policy, sizeof r.policy, "%s/register.lua", r.folder);
  snprintf(r.csv, sizeof r.csv, "%s/in.csv", r.folder);
  snprintf(r.bad, sizeof r.bad, "%s/bad.csv", r.folder);
  write_text(r.policy, REGISTER_POLICY);
  assert_int_equal(bylaw_open(&r.b, NULL, NULL), BYLAW_OK);
  if (bylaw_load(r.b, r.policy, &r.e) != BYLAW_OK) fail_msg("%d: %s", r.e.line, r.e.message);
  assert_int_equal(bylaw_store(r.b, ":memory:", BYLAW_STORE_CREATE, NULL), BYLAW_OK);
  return r;
}

static inline void registry_close(struct registry *r) {
  bylaw_free(r->json);
  bylaw_close(r->b);
  remove_tree(r->folder);
}

static inline bylaw_status keep_json(struct registry *r, bylaw_status status, char *json) {
  bylaw_free(r->json);
  r->json = json;
  if (status != BYLAW_OK) assert_null(json);
  return status;
}

/* --- recording -------------------------------------------------------------------------------- */

struct change {
  const char *key, *from, *on;
  int create;
  const char *first, *second;
};

static inline bylaw_status change(struct registry *r, struct change c) {
  const char *assignments[2] = {c.first, c.second};
  bylaw_record_request q = {.policy = "person",
                            .key = c.key,
                            .assignments = assignments,
                            .count = c.second ? 2 : 1,
                            .from = c.from,
                            .create = c.create,
                            .act = {c.on ? c.on : "2025-06-15", "经办人", "原因"}};
  char *json = NULL;
  memset(&r->e, 0, sizeof r->e);
  bylaw_status status = bylaw_record(r->b, &q, &json, &r->e);
  return keep_json(r, status, json);
}

static inline void changes(struct registry *r, struct change c) {
  if (change(r, c) != BYLAW_OK) fail_msg("%s: %s (%s)", c.first, r->e.message, r->e.hint);
}

/* What the last call changed, "a,b". */
static inline void changed_are(struct registry *r, const char *wanted) {
  json_t *said = json_loads(r->json, 0, NULL), *name;
  char all[300] = "";
  size_t i;
  json_array_foreach(json_object_get(said, "changed"), i, name) {
    strcat(strcat(all, i ? "," : ""), json_string_value(name));
  }
  json_decref(said);
  assert_string_equal(all, wanted);
}

static inline void refused_with(struct registry *r, bylaw_status got, bylaw_status wanted,
                                const char *message, const char *hint) {
  if (got != wanted || !says(r->e.message, "", message) || !says(r->e.hint, "", hint))
    fail_msg("wanted %d \"%s\" (%s), got %d \"%s\" (%s)", (int)wanted, message, hint, (int)got, r->e.message,
             r->e.hint);
}

/* --- looking ---------------------------------------------------------------------------------- */

static inline json_t *subject_json(struct registry *r, const char *key, const char *known) {
  char *json = NULL;
  bylaw_status status = bylaw_subject(r->b, "person", key, known, &json, &r->e);
  if (status != BYLAW_OK) fail_msg("%s", r->e.message);
  json_t *made = json_loads(json, 0, NULL);
  bylaw_free(json);
  return made;
}

/* The fact of the subject is this JSON. */
static inline void fact_is(struct registry *r, const char *key, const char *fact, const char *wanted) {
  json_t *all = subject_json(r, key, NULL);
  json_t *one = json_object_get(json_object_get(all, "person"), fact);
  char *text = one ? json_dumps(one, JSON_COMPACT | JSON_ENCODE_ANY) : strdup("(none)");
  if (strcmp(text, wanted) != 0) fail_msg("%s: wanted %s, got %s", fact, wanted, text);
  free(text);
  json_decref(all);
}

/* --- CSV -------------------------------------------------------------------------------------- */

struct text {
  char data[1 << 16];
  size_t n;
};

static inline int take_line(void *data, const char *line, size_t n) {
  struct text *t = data;
  assert_true(t->n + n < sizeof t->data);
  memcpy(t->data + t->n, line, n);
  t->n += n;
  t->data[t->n] = '\0';
  return 0;
}

static inline void export_all(struct registry *r, const char *known, struct text *out) {
  out->n = 0;
  if (bylaw_export(r->b, "person", known, take_line, out, &r->e) != BYLAW_OK) fail_msg("%s", r->e.message);
}

static inline void exports(struct registry *r, const char *known, const char *wanted) {
  struct text got;
  export_all(r, known, &got);
  assert_string_equal(got.data, wanted);
}

static inline bylaw_status import_with(struct registry *r, bylaw_import_request q) {
  char *json = NULL;
  q.policy = "person";
  q.path = q.path ? q.path : r->csv;
  if (!q.act.on) q.act = (bylaw_act){"2025-06-15", "经办人", "原因"};
  memset(&r->e, 0, sizeof r->e);
  bylaw_status status = bylaw_import(r->b, &q, &json, &r->e);
  return keep_json(r, status, json);
}

static inline bylaw_status import_bytes(struct registry *r, const void *data, size_t size) {
  write_bytes(r->csv, data, size);
  /* files of a few columns add people here */
  return import_with(r, (bylaw_import_request){.add = 1});
}

static inline bylaw_status import_text(struct registry *r, const char *text) {
  return import_bytes(r, text, strlen(text));
}

/* Import, and the numbers of the answer: lines, added, changed, same, bad. */
static inline void imports(struct registry *r, const char *text, int lines, int added, int changed, int same,
                           int bad) {
  bylaw_status status = import_text(r, text);
  if (status != BYLAW_OK) fail_msg("%s (%s)", r->e.message, r->e.hint);
  int got[5];
  json_t *said = json_loads(r->json, 0, NULL);
  static const char *const names[] = {"lines", "added", "changed", "same", "bad_count"};
  int wanted[5] = {lines, added, changed, same, bad};
  for (int i = 0; i < 5; i++) {
    got[i] = (int)json_integer_value(json_object_get(said, names[i]));
    if (got[i] != wanted[i]) fail_msg("%s: wanted %d, got %s", names[i], wanted[i], r->json);
  }
  assert_int_equal(json_is_true(json_object_get(said, "written")), bad == 0);
  json_decref(said);
}

#endif
