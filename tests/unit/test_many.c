/* Deciding many against deciding one by one: the same outcome, value and reasons for thousands of
** made-up persons, unknown facts and broken lines among them, as NDJSON and as CSV, however the
** stream is cut; trees that do not fit, cases that all differ. */
#include "support.h"

#include "host/engine/many/many.h"
#include "host/trace/tree.h"
#include "world.h"

enum { PERSONS = 500 };

/* --- a stream in memory ----------------------------------------------------------------------- */

struct stream {
  struct world *world; /* whose chance cuts the stream */
  struct buf in, out;
  size_t read;
  int writes, stop_after;
};

static long long give(void *data, char *to, size_t room) {
  struct stream *s = data;
  size_t left = s->in.len - s->read;
  /* few cases, or many */
  size_t n = 1 + (size_t)below(s->world, chance(s->world, 70) ? 5000 : 1 << 19);
  if (n > left) n = left;
  if (n > room) n = room;
  if (n) memcpy(to, s->in.data + s->read, n);
  s->read += n;
  return (long long)n;
}

static int take(void *data, const char *text, size_t length) {
  struct stream *s = data;
  assert_true(length > 0 && text[length - 1] == '\n');
  buf_add(&s->out, text, length);
  return s->stop_after && ++s->writes >= s->stop_after;
}

static void stream_free(struct stream *s) {
  buf_free(&s->in);
  buf_free(&s->out);
}

static bylaw_many many_of(struct stream *s) {
  return (bylaw_many){.name = "名册", .full = 1, .read = give, .write = take, .data = s};
}

/* The next line of the answers; NULL at the end. */
static char *next_line(char **at) {
  char *line = *at, *end = line ? strchr(line, '\n') : NULL;
  if (!end) return NULL;
  *end = '\0';
  *at = end + 1;
  return line;
}

/* --- one by one ------------------------------------------------------------------------------- */

static const char *const KINDS[] = {"value", "refused", "hold", "undetermined", "needs"};

static void same_part(const json_t *one, const json_t *answer, const char *name) {
  const json_t *a = json_object_get(one, name), *b = json_object_get(answer, name);
  if (json_array_size(a) == 0 && !b) return;
  if (!json_equal(a, b)) fail_msg("%s: %s", name, json_dumps(answer, 0));
}

/* What bylaw_decide says of these facts is what the answer says. */
static void compare(bylaw *b, bylaw_request q, const char *facts, const json_t *answer, long long kinds[6]) {
  bylaw_error e = {0};
  bylaw_outcome kind;
  char *text = NULL;
  const char *outcome = json_string_value(json_object_get(answer, "outcome"));
  q.facts = facts;
  bylaw_status status = bylaw_decide(b, &q, &kind, &text, &e);
  if (status != BYLAW_OK) {
    kinds[5]++;
    if (strcmp(outcome, "error") != 0) fail_msg("%s, not %s\n%s", e.message, outcome, facts);
    const char *message = json_string_value(json_object_get(answer, "message"));
    /* the line is another */
    if (!strstr(e.message, "第 1 行")) assert_string_equal(message, e.message);
    return;
  }
  kinds[kind]++;
  json_t *one = json_loads(text, 0, NULL), *said = json_object_get(one, "outcome");
  if (strcmp(outcome, KINDS[kind]) != 0) fail_msg("%s, not %s\n%s\n%s", KINDS[kind], outcome, facts, text);
  if (kind == BYLAW_HOLD) said = json_object_get(said, "value");
  json_t *value = json_object_get(answer, "value");
  if (kind == BYLAW_VALUE || (kind == BYLAW_HOLD && said))
    assert_true(json_equal(value, said));
  else
    assert_true(json_is_null(value));
  same_part(one, answer, "because");
  same_part(one, answer, "failed");
  same_part(one, answer, "warnings");
  if (kind == BYLAW_NEEDS)
    assert_int_equal(json_array_size(json_object_get(answer, "needs")),
                     json_array_size(json_object_get(said, "needs")));
  json_decref(one);
  bylaw_free(text);
}

/* --- made-up persons -------------------------------------------------------------------------- */

struct rig {
  bylaw *b;
  struct world world;
  long long kinds[6];
};

static struct rig rig_open(const char *path, uint64_t seed, size_t tree_bytes) {
  struct rig r = {.world = {.state = seed}};
  bylaw_config config = {.tree_bytes = tree_bytes};
  bylaw_error e = {0};
  assert_int_equal(bylaw_open(&r.b, &config, NULL), BYLAW_OK);
  r.b->by_lua = true; /* bylaw_decide is what is compared with */
  if (bylaw_load(r.b, path, &e) != BYLAW_OK) fail_msg("%s: %s", path, e.message);
  r.world.policy = r.b->policies;
  return r;
}

static void rig_close(struct rig *r) {
  bylaw_close(r->b);
  arena_free(&r->world.arena);
}

/* What is no object, or no facts of the policy. */
static const char *some_broken(struct world *w) {
  static const char *const broken[] = {"{\"a\":", "[1]", "{\"nobody\": 1}", "3", "[]", "x\xFFx"};
  return broken[below(w, 6)];
}

/* Somebody has decided for a few of them. */
static json_t *some_ruling(struct world *w, const struct decision *d) {
  const char *cite = NULL;
  for (int i = 0; i < d->rule_count; i++)
    if (d->rules[i].kind == RULE_RULING) cite = d->rules[i].cite;
  if (!cite || !chance(w, 6)) return NULL;
  char from[16];
  int month = w->month + below(w, 2);
  snprintf(from, sizeof from, "%04d-%02d", month / 12, month % 12 + 1);
  return json_pack("[{s:s, s:s, s:s, s:s, s:s, s:s, s:s}]", "decision", d->name, "article", cite, "outcome",
                   "12.34", "by", "街道办事处", "officer", "经办人", "file", "档案一", "from", from);
}

/* A line a person; what was told, for asking one by one. */
static char **some_lines(struct rig *r, const struct decision *d, struct stream *s, int count) {
  struct world *w = &r->world;
  char **told = calloc((size_t)count, sizeof *told);
  for (int i = 0; i < count; i++) {
    some_person(w);
    for (int k = 0; k < d->given_count; k++)
      w->given[k] = some_fact(w, &d->given[k]);
    json_t *rulings = some_ruling(w, d);
    told[i] = chance(w, 4) ? strdup(some_broken(w)) : facts_as_json(w, d, rulings);
    json_decref(rulings);
    bool plain = strstr(told[i], "}}") != NULL; /* a person in an object of its own */
    if (plain)
      buf_printf(&s->in, "{\"id\":%d,%s\n", i, told[i] + 1);
    else
      buf_printf(&s->in, "%s\n", told[i]);
    if (chance(w, 3)) buf_puts(&s->in, " \r\n"); /* blank lines are none */
  }
  return told;
}

static bylaw_request request_of(struct rig *r, const struct decision *d, struct buf *when) {
  bylaw_request q = {.policy = r->world.policy->script->model.id, .decision = d->name};
  time_asked(&r->world, d, &q, when);
  return q;
}

static void decide_json(struct rig *r, const struct decision *d) {
  struct stream s = {.world = &r->world};
  struct buf when = {0};
  bylaw_request q = request_of(r, d, &when);
  bylaw_many how = many_of(&s);
  bylaw_many_summary sum;
  bylaw_error e = {0};
  char **told = some_lines(r, d, &s, PERSONS);
  how.format = BYLAW_NDJSON;
  if (bylaw_decide_many(r->b, &q, &how, &sum, &e) != BYLAW_OK) fail_msg("%s: %s", d->name, e.message);
  assert_int_equal(sum.cases, PERSONS);
  char *at = s.out.data;
  long long line_before = 0, errors = r->kinds[5];
  for (int i = 0; i < PERSONS; i++) {
    json_t *answer = json_loads(next_line(&at), 0, NULL);
    assert_non_null(answer);
    long long line = json_integer_value(json_object_get(answer, "line"));
    assert_true(line > line_before);
    line_before = line;
    if (json_is_integer(json_object_get(answer, "id")))
      assert_int_equal(json_integer_value(json_object_get(answer, "id")), i);
    compare(r->b, q, told[i], answer, r->kinds);
    json_decref(answer);
    free(told[i]);
  }
  assert_null(next_line(&at));
  assert_int_equal(sum.errors, r->kinds[5] - errors);
  assert_int_equal(sum.value + sum.refused + sum.hold + sum.undetermined + sum.needs + sum.errors, sum.cases);
  free(told);
  buf_free(&when);
  stream_free(&s);
}

#define MONTH(y, m) ((y)*12 + (m)-1)

/* Outcomes that must come, a bit each: the policy has no others. */
enum { VALUE_REFUSED_NEEDS = 1 << BYLAW_VALUE | 1 << BYLAW_REFUSED | 1 << BYLAW_NEEDS, ALL_KINDS = 0x3f };

static void every_decision(const char *path, uint64_t seed, size_t tree_bytes, const int *months, int count,
                           unsigned kinds) {
  struct rig r = rig_open(path, seed, tree_bytes);
  const struct model *m = &r.world.policy->script->model;
  for (int i = 0; i < 3 * m->decision_count; i++) {
    r.world.month = months[below(&r.world, count)];
    decide_json(&r, &m->decisions[i % m->decision_count]);
  }
  for (int k = 0; k < 6; k++)
    if (kinds >> k & 1 && r.kinds[k] == 0) fail_msg("%s: no case of kind %d", path, k);
  rig_close(&r);
}

static void test_allowance(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6), MONTH(2025, 1),  MONTH(2024, 2),
                               MONTH(2015, 6), MONTH(2025, 12), MONTH(2026, 1)};
  every_decision("policies/old_age_allowance.lua", 4, 0, months, 6, ALL_KINDS);
  /* trees with no room to grow */
  every_decision("policies/old_age_allowance.lua", 9, 3000, months, 6, ALL_KINDS);
}

static void test_language(void **state) {
  (void)state;
  static const int months[] = {MONTH(2024, 12), MONTH(2025, 3), MONTH(2025, 6), MONTH(2025, 7)};
  every_decision("tests/language/policies/language.lua", 6, 0, months, 4, ALL_KINDS);
}

static void test_law_days(void **state) {
  (void)state;
  static const int months[] = {MONTH(2020, 1), MONTH(2023, 12), MONTH(2024, 1), MONTH(2025, 8)};
  every_decision("tests/language/policies/law_days.lua", 7, 0, months, 4, ALL_KINDS);
}

static void test_records_and_tables(void **state) {
  (void)state;
  static const int months[] = {MONTH(2025, 6), MONTH(2026, 5), MONTH(2025, 4)};
  every_decision("tests/language/policies/venues.lua", 8, 0, months, 3, VALUE_REFUSED_NEEDS);
  every_decision("tests/language/policies/exhibits.lua", 9, 0, months, 3, VALUE_REFUSED_NEEDS);
  every_decision("tests/language/policies/account.lua", 10, 0, months, 3, VALUE_REFUSED_NEEDS);
  every_decision("tests/language/policies/ratios.lua", 10, 0, months, 3, VALUE_REFUSED_NEEDS);
}

/* --- the same persons as CSV ------------------------------------------------------------------ */

static void add_csv(struct buf *out, struct office *o, const struct fact *f, const struct value *v,
                    bool first) {
  struct buf cell = {0};
  office_write(o, f, v, &cell);
  if (!first) buf_putc(out, ',');
  buf_putc(out, '"');
  for (const char *c = buf_text(&cell); *c; c++) {
    if (*c == '"') buf_putc(out, '"');
    buf_putc(out, *c);
  }
  buf_putc(out, '"');
  buf_free(&cell);
}

/* Everything but the key: made-up birthdays do not fit made-up numbers. */
static void csv_and_json(struct rig *r, const struct decision *d) {
  struct world *w = &r->world;
  const struct model *m = &w->policy->script->model;
  struct stream csv = {.world = w}, json = {.world = w};
  struct office o;
  struct error e = {0};
  assert_true(office_open(
      &o, m, value_op(NULL, OP_MONTH_LAST, &(struct value){.kind = KIND_MONTH, .u.i = w->month}).u.i, &e));
  bool first = true;
  for (int i = 0; i < m->fact_count; i++) {
    if (i == o.key) continue;
    buf_printf(&csv.in, "%s%s", first ? "" : ",", m->facts[i].name);
    first = false;
  }
  for (int i = 0; i < d->given_count; i++)
    buf_printf(&csv.in, ",%s", d->given[i].label);
  buf_putc(&csv.in, '\n');
  for (int n = 0; n < PERSONS; n++) {
    some_person(w);
    w->facts[o.key] = value_unknown(KIND_TEXT);
    for (int k = 0; k < d->given_count; k++)
      w->given[k] = some_fact(w, &d->given[k]);
    first = true;
    for (int i = 0; i < m->fact_count; i++) {
      if (i == o.key) continue;
      add_csv(&csv.in, &o, &m->facts[i], &w->facts[i], first);
      first = false;
    }
    for (int i = 0; i < d->given_count; i++)
      add_csv(&csv.in, &o, &d->given[i], &w->given[i], false);
    buf_putc(&csv.in, '\n');
    char *line = facts_as_json(w, d, NULL);
    buf_printf(&json.in, "%s\n", line);
    free(line);
  }
  office_close(&o);
  struct buf when = {0};
  bylaw_request q = request_of(r, d, &when);
  bylaw_many how = many_of(&csv);
  bylaw_many_summary a, b;
  bylaw_error why = {0};
  how.json = 1;
  if (bylaw_decide_many(r->b, &q, &how, &a, &why) != BYLAW_OK) fail_msg("%s: %s", d->name, why.message);
  how = many_of(&json);
  assert_int_equal(bylaw_decide_many(r->b, &q, &how, &b, &why), BYLAW_OK);
  assert_int_equal(a.cases, PERSONS);
  char *x = csv.out.data, *y = json.out.data;
  for (int n = 0; n < PERSONS; n++) {
    json_t *one = json_loads(next_line(&x), 0, NULL), *other = json_loads(next_line(&y), 0, NULL);
    const char *outcome = json_string_value(json_object_get(one, "outcome"));
    json_object_set_new(other, "line", json_integer(n + 2)); /* the header is a line */
    bool errors = strcmp(outcome, "error") == 0 &&
                  strcmp(json_string_value(json_object_get(other, "outcome")), "error") == 0;
    if (!errors && !json_equal(one, other)) fail_msg("%s\n%s", json_dumps(one, 0), json_dumps(other, 0));
    json_decref(one);
    json_decref(other);
  }
  assert_memory_equal(&a, &b, sizeof a);
  buf_free(&when);
  stream_free(&csv);
  stream_free(&json);
}

static void test_csv(void **state) {
  (void)state;
  static const char *const paths[] = {"policies/old_age_allowance.lua",
                                      "tests/language/policies/language.lua"};
  for (int p = 0; p < 2; p++) {
    struct rig r = rig_open(paths[p], 8, 0);
    const struct model *m = &r.world.policy->script->model;
    for (int i = 0; i < m->decision_count; i++) {
      r.world.month = MONTH(2025, 6);
      csv_and_json(&r, &m->decisions[i]);
    }
    rig_close(&r);
  }
}

/* --- limits ----------------------------------------------------------------------------------- */

/* Fourteen conditions whose parity counts: 16,384 paths through one term, each with its own
** leaf. */
enum { CONDITIONS = 14, ROWS = 24000 };

static struct rig made_rig(const char *rest, size_t tree_bytes) {
  char path[] = "/tmp/bylaw-many-XXXXXX.lua";
  struct buf text = {0};
  int file = mkstemps(path, 4);
  assert_true(file >= 0);
  close(file);
  buf_puts(&text,
           "local act = document { id = \"made\", number = \"试1号\", title = \"试\", issuers = { \"局\" },\n"
           "  issued = \"2024-01-01\", in_force = { from = \"2024-01-01\", cite = \"第九条\" },\n"
           "  outline = { articles = 9 } }\n"
           "act:facts(\"unit\", { label = \"单位\", key = \"name\", name = fact.text { label = \"名称\" },\n"
           "  income = fact.money { label = \"收入\", optional = true },\n");
  for (int i = 0; i < CONDITIONS; i++)
    buf_printf(&text, "  c%d = fact.count { label = \"数%d\", optional = true },\n", i, i);
  buf_puts(&text, "})\n");
  buf_puts(&text, rest);
  buf_puts(&text, "return act\n");
  write_text(path, buf_text(&text));
  struct rig r = rig_open(path, 99, tree_bytes);
  unlink(path);
  buf_free(&text);
  return r;
}

static struct rig parity_rig(size_t tree_bytes) {
  struct buf text = {0};
  buf_puts(&text, "act:term(\"odd\", { cite = \"第一条\", is = function(unit)\n  local odd = false\n");
  for (int i = 0; i < CONDITIONS; i++)
    buf_printf(&text, "  if unit.c%d > 5 then odd = not odd end\n", i);
  buf_puts(
      &text,
      "  return odd\nend })\n"
      "local d = act:decision(\"parity\", { label = \"奇偶\", of = \"unit\", per = \"month\", gives = \"count\","
      " else_give = 0, cite = \"第一条\" })\n"
      "d:rule(\"第一条\", { when = \"odd\", give = 1 })\n");
  struct rig r = made_rig(buf_text(&text), tree_bytes);
  buf_free(&text);
  return r;
}

/* Right, bounded, and with fewer runs of Lua than rows where the trees have room. */
static void parity(size_t tree_bytes, long long most_lua) {
  struct rig r = parity_rig(tree_bytes);
  struct stream s = {.world = &r.world};
  static char wanted[ROWS];
  bylaw_request q = {.policy = "made", .decision = "parity", .month = "2025-06"};
  bylaw_many how = many_of(&s);
  bylaw_many_summary sum;
  bylaw_statistics stats;
  bylaw_error e = {0};
  buf_puts(&s.in, "c0");
  for (int i = 1; i < CONDITIONS; i++)
    buf_printf(&s.in, ",c%d", i);
  for (int n = 0; n < ROWS; n++) {
    wanted[n] = 0;
    for (int i = 0; i < CONDITIONS; i++) {
      int c = below(&r.world, 2) ? 6 : 5;
      wanted[n] = (char)(wanted[n] ^ (c == 6));
      buf_printf(&s.in, "%c%d", i ? ',' : '\n', c);
    }
  }
  buf_putc(&s.in, '\n');
  if (bylaw_decide_many(r.b, &q, &how, &sum, &e) != BYLAW_OK) fail_msg("%s", e.message);
  assert_int_equal(sum.value, ROWS);
  char *at = s.out.data;
  next_line(&at);
  for (int n = 0; n < ROWS; n++) {
    char begin[64], *line = next_line(&at);
    snprintf(begin, sizeof begin, "%d,有结果,%d,", n + 2, wanted[n]);
    if (strncmp(line, begin, strlen(begin)) != 0) fail_msg("%s, not %s", line, begin);
  }
  bylaw_stats(r.b, &stats);
  assert_int_equal(stats.asked, ROWS);
  assert_true(stats.tree_bytes <= (long long)(tree_bytes ? tree_bytes : FOREST_BYTES));
  if (stats.by_lua > most_lua) fail_msg("Lua ran for %lld", stats.by_lua);
  if (most_lua < ROWS) assert_true(stats.leaves > 10000);
  stream_free(&s);
  rig_close(&r);
}

static void test_many_leaves(void **state) {
  (void)state;
  parity(0, 1 << CONDITIONS);
  parity(40000, ROWS);
}

/* Every case has a value of its own, one in a hundred overflows: those are errors, the others
** stand, and nothing grows. */
static void test_all_differ(void **state) {
  (void)state;
  struct rig r = made_rig(
      "act:term(\"thrice\", { cite = \"第一条\", is = function(unit) return unit.income * 3 + yuan(1) end })\n"
      "local d = act:decision(\"due\", { label = \"应发\", of = \"unit\", per = \"month\", gives = \"money\" })\n"
      "d:rule(\"第一条\", { give = \"thrice\" })\n",
      0);
  struct stream s = {.world = &r.world};
  bylaw_request q = {.policy = "made", .decision = "due", .month = "2025-06"};
  bylaw_many how = many_of(&s);
  bylaw_many_summary sum;
  bylaw_statistics stats;
  bylaw_error e = {0};
  for (int n = 0; n < ROWS; n++)
    if (n % 100 == 7)
      buf_printf(&s.in, "{\"id\":\"%d\",\"income\":\"4%016d.00\"}\n", n,
                 n); /* times three is past what an amount holds */
    else
      buf_printf(&s.in, "{\"id\":\"%d\",\"income\":\"%d.50\"}\n", n, n);
  if (bylaw_decide_many(r.b, &q, &how, &sum, &e) != BYLAW_OK) fail_msg("%s", e.message);
  assert_int_equal(sum.errors, ROWS / 100);
  assert_int_equal(sum.value, ROWS - ROWS / 100);
  char *at = s.out.data;
  for (int n = 0; n < ROWS; n++) {
    char *line = next_line(&at), begin[128];
    if (n % 100 == 7)
      snprintf(begin, sizeof begin, "{\"id\":\"%d\",\"line\":%d,\"outcome\":\"error\",\"message\":\"", n,
               n + 1);
    else /* 3 * (n + 0.50) + 1 */
      snprintf(begin, sizeof begin, "{\"id\":\"%d\",\"line\":%d,\"outcome\":\"value\",\"value\":\"%d.50\",",
               n, n + 1, 3 * n + 2);
    if (strncmp(line, begin, strlen(begin)) != 0) fail_msg("%s, not %s", line, begin);
    assert_null(strstr(line, "逐人查看原因"));
  }
  bylaw_stats(r.b, &stats);
  assert_true(stats.bytes < 4 << 20);
  stream_free(&s);
  rig_close(&r);
}

/* --- the ends of a stream --------------------------------------------------------------------- */

static bylaw_status run(struct rig *r, struct stream *s, const char *in, int strict, bylaw_many_summary *sum,
                        bylaw_error *e) {
  bylaw_request q = {.policy = "made", .decision = "due", .month = "2025-06"};
  bylaw_many how = many_of(s);
  how.strict = strict;
  buf_puts(&s->in, in);
  return bylaw_decide_many(r->b, &q, &how, sum, e);
}

static void test_ends(void **state) {
  (void)state;
  struct rig r = made_rig(
      "act:term(\"half\", { cite = \"第一条\", text = \"收入\", is = function(unit) return unit.income end })\n"
      "local d = act:decision(\"due\", { label = \"应发\", of = \"unit\", per = \"month\", gives = \"money\" })\n"
      "d:rule(\"第一条\", { give = \"half\" })\n",
      0);
  struct stream s = {.world = &r.world};
  bylaw_many_summary sum;
  bylaw_error e = {0};
  assert_int_equal(run(&r, &s, "", 0, &sum, &e), BYLAW_EINPUT);
  assert_non_null(strstr(e.message, "是空的"));
  assert_int_equal(run(&r, &s, "收入,收入\n1,2\n", 0, &sum, &e), BYLAW_EINPUT);
  assert_non_null(strstr(e.message, "两列"));
  stream_free(&s);
  s = (struct stream){.world = &r.world};
  assert_int_equal(run(&r, &s, "名称,收入\n甲,1.50\n乙,x\n丙,2", 1, &sum, &e), BYLAW_EINPUT);
  assert_int_equal(e.line, 3);
  assert_int_equal(e.column, 2);
  assert_string_equal(e.file, "名册");
  assert_string_equal(buf_text(&s.out), "名称,结果,值,依据,说明\n甲,有结果,1.50,第一条,收入\n");
  stream_free(&s);
  s = (struct stream){.world = &r.world, .stop_after = 2};
  assert_int_equal(run(&r, &s, "名称,收入\n甲,1.50\n", 0, &sum, &e), BYLAW_ESTOPPED);
  stream_free(&s);
  rig_close(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_ends),
                                     cmocka_unit_test(test_all_differ),
                                     cmocka_unit_test(test_many_leaves),
                                     cmocka_unit_test(test_csv),
                                     cmocka_unit_test(test_language),
                                     cmocka_unit_test(test_law_days),
                                     cmocka_unit_test(test_records_and_tables),
                                     cmocka_unit_test(test_allowance)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
