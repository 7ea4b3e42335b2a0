/* Comparing and budgeting with a change, over another document than the one in the house: every
** kind of outcome, many values, other facts, versions that begin alike. */
#include "heating.h"

#define MONTH "2025-06"
enum { VALUES = 1500 };

/* Old: 10. Poor: 20. Both: two rules. Neither: none. By area: 1 a square metre. Later: not there
** yet. */
static void neighbours(struct bench_store *t) {
  household(t, "N1", "是", "否", NULL);
  household(t, "N2", "是", "否", "district=大东区");
  household(t, "N3", "否", "是", NULL);
  household(t, "N4", "是", "是", NULL);
  household(t, "N5", "否", "否", NULL);
  household(t, "N6", "否", "是", "area=30");
  household(t, "N7", "是", "否", "since=2025-09-01");
}

struct ask_compare {
  const char *from, *to, *month;
  int classes; /* over everybody who could be */
  int (*tell)(void *data, const char *what, long long done, long long total);
  void *data;
};

static bylaw_status run_compare(bylaw *b, struct ask_compare q, json_t **told, bylaw_error *e) {
  char *json = NULL;
  bylaw_compare_request r = {.policy = POLICY,
                             .decision = "due",
                             .from = q.from,
                             .to = q.to,
                             .month = q.month ? q.month : MONTH,
                             .people = !q.classes,
                             .progress = {q.tell, q.data}};
  *e = (bylaw_error){0};
  bylaw_status status = bylaw_compare(b, &r, &json, e);
  if ((status == BYLAW_OK) != (json != NULL))
    fail_msg("status %d and JSON %s", (int)status, json ? json : "NULL");
  *told = json ? parsed(json) : NULL;
  return status;
}

static json_t *compared(bylaw *b, struct ask_compare q) {
  bylaw_error e;
  json_t *told;
  no_error(q.to ? q.to : "compare", run_compare(b, q, &told, &e), &e);
  return told;
}

static void refused_compare(bylaw *b, struct ask_compare q, bylaw_status status, const char *message,
                            const char *hint) {
  bylaw_error e;
  json_t *told;
  bylaw_status got = run_compare(b, q, &told, &e);
  if (got != status || !says(e.message, "", message) || !says(e.hint, e.message, hint))
    fail_msg("wanted %d %s (%s), got %d %s (%s)", (int)status, message, hint, (int)got, e.message, e.hint);
}

static json_int_t number_at(const json_t *object, const char *key) {
  return json_integer_value(json_object_get(object, key));
}

/* "people from to difference year" of the whole or of a part. */
static void sums_are(const json_t *sum, const char *wanted) {
  const json_t *month = json_object_get(sum, "month"), *year = json_object_get(sum, "year");
  char got[160];
  snprintf(got, sizeof got, "%lld %s %s %s %s", (long long)number_at(sum, "people"), text_at(month, "from"),
           text_at(month, "to"), text_at(month, "difference"), text_at(year, "difference"));
  assert_string_equal(got, wanted);
}

/* Class `at`: "kind value → kind value". */
static void class_is(const json_t *told, size_t at, const char *wanted) {
  const json_t *class = json_array_get(json_object_get(told, "classes"), at);
  const json_t *from = json_object_get(class, "from"), *to = json_object_get(class, "to");
  char got[160];
  snprintf(got, sizeof got, "%s %s → %s %s", text_at(from, "kind"), text_at(from, "text"),
           text_at(to, "kind"), text_at(to, "text"));
  assert_string_equal(got, wanted);
}

static size_t classes_of(const json_t *told) {
  return json_array_size(json_object_get(told, "classes"));
}

/* --- who, and how much ------------------------------------------------------------------------ */

/* Two get 6 instead of 10: 4 less a month, 48 a year each. Nobody else's rule is touched. */
static void test_people(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  char lower[96];
  neighbours(&t);
  snprintf(lower, sizeof lower, "%s/lower.lua", t.folder);
  write_text(lower, LOWER);
  const char *const ways[] = {"parameter:old_rate=6", "parameter:old_rate=6.00@2025-01", lower};
  for (size_t i = 0; i < 3; i++) {
    json_t *told = compared(t.b, (struct ask_compare){.to = ways[i]});
    sums_are(told, "2 20.00 12.00 -8.00 -96.00");
    assert_int_equal(number_at(told, "subjects"), 7);
    assert_int_equal(number_at(told, "basis_only"), 0);
    /* 10 + 10 + 20 + 30 */
    assert_string_equal(text_at(json_object_get(told, "total"), "from"), "70.00");
    assert_int_equal(classes_of(told), 1);
    class_is(told, 0, "value 10.00 → value 6.00");
    const json_t *by = json_object_get(told, "by");
    assert_int_equal(json_array_size(by), 2);
    sums_are(json_array_get(by, 0), "1 10.00 6.00 -4.00 -48.00");
    assert_string_equal(text_at(json_array_get(by, 0), "payer"), "和平区");
    assert_string_equal(text_at(json_array_get(by, 1), "payer"), "大东区");
    assert_string_equal(text_at(json_array_get(by, 1), "band"), "第二条");
    json_decref(told);
  }
  end(&t);
}

/* With the third rule's condition gone, who has two rules has three, and words say which: a failure
** that fails otherwise. */
static void test_other_outcomes(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  char *law =
      replaced(THE_LAW, "due:rule(\"第三条\", { when = { \"is_poor\", \"small\" }, give = \"poor_rate\" })",
               "due:rule(\"第三条\", { when = { \"is_poor\", \"not is_old\" }, give = \"poor_rate\" })");
  char path[96];
  neighbours(&t);
  snprintf(path, sizeof path, "%s/other.lua", t.folder);
  write_text(path, law);
  json_t *told = compared(t.b, (struct ask_compare){.to = path});
  /* N4 is old and poor: two rules, now the first alone. N6 is poor with an area: by area, now two
  ** rules. */
  assert_int_equal(number_at(told, "people"), 2);
  assert_int_equal(number_at(json_object_get(told, "month"), "unclear"), 2);
  assert_int_equal(number_at(json_object_get(told, "year"), "unclear_months"), 24);
  assert_int_equal(number_at(told, "basis_only"),
                   1); /* N3 gets the same, but not for lack of an area any more */
  assert_int_equal(classes_of(told), 3);
  class_is(told, 0, "failed  → value 10.00");
  class_is(told, 1, "value 30.00 → failed ");
  class_is(told, 2, "value 20.00 → value 20.00");
  assert_string_equal(text_at(json_object_get(told, "total"), "from"),
                      "70.00"); /* who fails is in neither sum */
  assert_string_equal(text_at(json_object_get(told, "total"), "to"), "50.00");
  json_decref(told);
  free(law);
  end(&t);
}

/* 1,500 households of 1 to 1,500 square metres: more classes than are told apart; sums stay
** right. */
static void test_many_values(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  char path[96];
  snprintf(path, sizeof path, "%s/in.csv", t.folder);
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  fputs("户号,入住日期,老年户,困难户,面积,区县\n", f);
  for (int i = 1; i <= VALUES; i++)
    fprintf(f, "2025%08d,2025-01-10,是,否,%d,和平区\n", i, i);
  assert_int_equal(fclose(f), 0);
  char *json = NULL;
  bylaw_error e;
  bylaw_import_request q = {.policy = POLICY, .path = path, .act = {.on = TODAY, .why = "测试"}};
  no_error("import", bylaw_import(t.b, &q, &json, &e), &e);
  bylaw_free(json);
  json_t *told = compared(t.b, (struct ask_compare){.to = "parameter:each=2"}), *one;
  /* 1 + 2 + … + 1,500 = 1,125,750 */
  sums_are(told, "1500 1125750.00 2251500.00 1125750.00 13509000.00");
  json_int_t people = 0;
  size_t i, varied = 0;
  json_array_foreach(json_object_get(told, "classes"), i, one) {
    people += number_at(one, "people");
    varied += json_is_true(json_object_get(json_object_get(one, "from"), "varied"));
    assert_null(strstr(json_string_value(json_array_get(json_object_get(one, "examples"), 0)), "202500000"));
  }
  assert_int_equal(people, VALUES);
  assert_true(varied > 0);
  assert_true(classes_of(told) <= 1001);
  json_decref(told);
  end(&t);
}

/* The store knows an older policy's facts than the one that is loaded: it is read with those of a
** side. */
static void test_older_store(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  char old[96];
  bylaw *b;
  bylaw_error e;
  neighbours(&t);
  snprintf(old, sizeof old, "%s/old.lua", t.folder);
  write_text(old, THE_LAW);
  write_text(t.law, MORE);
  no_error("open", bylaw_open(&b, NULL, &e), &e);
  no_error("load", bylaw_load(b, t.law, &e), &e);
  no_error("store", bylaw_store(b, t.path, BYLAW_STORE_READ, &e), &e);
  /* the optional fact of the one that is loaded is absent for all */
  const char *const from[] = {NULL, old};
  for (size_t i = 0; i < 2; i++) {
    json_t *told = compared(b, (struct ask_compare){.from = from[i], .to = "parameter:old_rate=6"});
    sums_are(told, "2 20.00 12.00 -8.00 -96.00");
    json_decref(told);
  }
  bylaw_close(b);
  end(&t);
}

/* --- versions --------------------------------------------------------------------------------- */

/* The first eleven digits of an archived version. */
static void version_prefix(sqlite3 *db, int id, char room[12]) {
  sqlite3_stmt *st;
  assert_int_equal(
      sqlite3_prepare_v2(db, "SELECT substr(hash, 1, 11) FROM version WHERE id = ?", -1, &st, NULL),
      SQLITE_OK);
  sqlite3_bind_int(st, 1, id);
  assert_int_equal(sqlite3_step(st), SQLITE_ROW);
  snprintf(room, 12, "%s", (const char *)sqlite3_column_text(st, 0));
  sqlite3_finalize(st);
}

static void test_versions(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  sqlite3 *db;
  neighbours(&t);
  json_decref(paid(&t, MONTH));
  load(&t, t.b, LOWER);
  json_t *told;
  bylaw_error e;
  no_error("pay", run_pay(t.b, (struct ask_pay){.month = "2025-07", .confirm = true}, &told, &e), &e);
  json_decref(told);
  assert_int_equal(sqlite3_open(t.path, &db), SQLITE_OK);
  /* Two hashes that begin alike are made by hand, and put back: what is archived is hashed before
  ** it is run. */
  assert_int_equal(
      sqlite3_exec(
          db,
          "CREATE TABLE kept AS SELECT id, hash FROM version;"
          "UPDATE version SET hash = CASE id WHEN 1 THEN 'abcd1' ELSE 'abcd2' END || substr(hash, 6)",
          NULL, NULL, NULL),
      SQLITE_OK);
  refused_compare(t.b, (struct ask_compare){.from = "abcd"}, BYLAW_EUSAGE, "‘abcd’|不止一个", "多写几位");
  refused_compare(t.b, (struct ask_compare){.from = "abc"}, BYLAW_EUSAGE, "‘abc’|不是", "版本号");
  refused_compare(t.b, (struct ask_compare){.from = "abcd1"}, BYLAW_ESTORE, "内容不符", "备份");
  assert_int_equal(
      sqlite3_exec(
          db,
          "UPDATE version SET hash = (SELECT k.hash FROM kept k WHERE k.id = version.id); DROP TABLE kept",
          NULL, NULL, NULL),
      SQLITE_OK);
  char first[12], second[12];
  version_prefix(db, 1, first);
  version_prefix(db, 2, second);
  sqlite3_close(db);
  told = compared(t.b, (struct ask_compare){.from = first, .to = second});
  sums_are(told, "2 20.00 12.00 -8.00 -96.00");
  json_decref(told);
  told = compared(t.b, (struct ask_compare){.from = second}); /* against what is loaded */
  sums_are(told, "0 0.00 0.00 0.00 0.00");
  assert_int_equal(classes_of(told), 0);
  assert_true(json_is_false(json_object_get(told, "changed")));
  json_decref(told);
  end(&t);
}

/* --- everybody who could be ------------------------------------------------------------------- */

static void test_classes(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  json_t *told = compared(t.b, (struct ask_compare){.to = "parameter:old_rate=6", .classes = 1});
  assert_int_equal(classes_of(told), 1);
  class_is(told, 0, "value 10.00 → value 6.00");
  assert_null(json_object_get(told, "subjects"));
  json_decref(told);
  /* An area of nothing costs nothing, whatever a metre costs: the class is of those with some. */
  told = compared(t.b, (struct ask_compare){.to = "parameter:each=2", .classes = 1});
  assert_int_equal(classes_of(told), 1);
  const json_t *from = json_object_get(json_array_get(json_object_get(told, "classes"), 0), "from");
  assert_true(json_is_true(json_object_get(from, "varied")));
  assert_true(json_is_false(json_object_get(told, "complete")));
  json_decref(told);
  told = compared(t.b, (struct ask_compare){.to = "parameter:old_rate=10", .classes = 1});
  assert_int_equal(classes_of(told), 0);
  json_decref(told);
  end(&t);
}

/* --- stopping, budgets ------------------------------------------------------------------------ */

static int stop(void *data, const char *what, long long done, long long total) {
  long long *seen = data;
  *seen = done * 1000 + total;
  return *what != '\0';
}

static void test_stopped(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  long long seen = 0;
  neighbours(&t);
  refused_compare(t.b, (struct ask_compare){.to = "parameter:old_rate=6", .tell = stop, .data = &seen},
                  BYLAW_ESTOPPED, "停止", "");
  assert_int_equal(seen, 7007);
  /* nothing is left open */
  json_decref(compared(t.b, (struct ask_compare){.to = "parameter:old_rate=6"}));
  json_decref(paid(&t, MONTH));
  end(&t);
}

/* 2025: two old of 10, the poor of 20, by area 30, a fourth old one from September on. Two fail. */
static void test_budget(void **state) {
  (void)state;
  struct bench_store t = begin(THE_LAW);
  bylaw_error e;
  char *json = NULL;
  neighbours(&t);
  bylaw_budget_request q = {
      .policy = POLICY, .from_year = 2025, .to_year = 2026, .with = "parameter:old_rate=6@2025-07"};
  no_error("budget", bylaw_budget(t.b, &q, &json, &e), &e);
  json_t *told = parsed(json), *total = json_array_get(json_object_get(told, "totals"), 0);
  assert_string_equal(text_at(total, "amount"), "880.00"); /* 12 × (10 + 10 + 20 + 30) + 4 × 10 */
  /* less 4 × (6 + 6 + 4) */
  assert_string_equal(text_at(json_object_get(total, "with"), "amount"), "816.00");
  assert_string_equal(text_at(total, "difference"), "-64.00");
  total = json_array_get(json_object_get(told, "totals"), 1);
  assert_string_equal(text_at(total, "amount"), "960.00"); /* 12 × (10 + 10 + 10 + 20 + 30) */
  assert_string_equal(text_at(total, "difference"), "-144.00");
  assert_int_equal(number_at(json_object_get(told, "pending"), "error"), 2);
  assert_true(json_equal(json_object_get(told, "pending"), json_object_get(told, "pending_with")));
  json_decref(told);
  end(&t);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_people),      cmocka_unit_test(test_other_outcomes),
      cmocka_unit_test(test_many_values), cmocka_unit_test(test_older_store),
      cmocka_unit_test(test_versions),    cmocka_unit_test(test_classes),
      cmocka_unit_test(test_stopped),     cmocka_unit_test(test_budget),
  };
  return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
