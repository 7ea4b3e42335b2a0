/* Very many new subjects in one transaction: their rows wait, and the index of keys comes after
** them. Nobody may notice. */
#include "store_world.h"

/* Enough that the first rows are in the table without its index while the last ones wait. */
enum { MANY = 700 };

/* Person n with spells, records, a text, a ratio, and something unknown in turn. */
static void somebody(int n, char key[19], char name[16], struct value facts[FACTS], struct value cells[8]) {
  static struct spell spells[MANY + 1][2];
  static struct timeline hukou[MANY + 1];
  static struct list applied[MANY + 1];
  person(n, key, facts);
  snprintf(name, 16, "居民%d", n);
  facts[NAME] = n % 7 ? value_text(name) : value_absent(KIND_TEXT);
  facts[SHARE] = value_ratio(1, n + 1);
  facts[DISTRICT] = district(n % 3);
  if (n % 5 == 0) facts[BIRTH] = value_unknown(KIND_DATE);
  spells[n][0] = (struct spell){DAY_MIN, district(n % 3)};
  spells[n][1] = (struct spell){day(2020, 1, 1), n % 2 ? value_unknown(KIND_ENUM) : value_absent(KIND_ENUM)};
  hukou[n] = (struct timeline){
      .kind = KIND_ENUM, .domain = 1, .known_from = n % 4 ? DAY_MIN : day(2000, 1, n % 28 + 1)};
  hukou[n].spells = spells[n];
  hukou[n].count = n % 3;
  facts[HUKOU] = timeline_value(&hukou[n]);
  for (int i = 0; i < 8; i += 4) {
    cells[i] = date_of(2024, 1 + i, 1);
    cells[i + 1] = n % 6 ? money(n) : value_unknown(KIND_MONEY);
    cells[i + 2] = district(i / 4);
    cells[i + 3] = value_text(name);
  }
  applied[n] = (struct list){.fields = 4, .rows = n % 3, .cells = cells};
  if (n % 11) facts[APPLIED] = list_value(&applied[n]);
}

/* What the caller gave is gone after the call. */
static int64_t add_somebody(struct world *w, int n) {
  char key[19], name[16];
  struct value facts[FACTS], cells[8];
  int64_t id = 0;
  somebody(n, key, name, facts, cells);
  MUST(store_add(w->s, w->act, facts, &id, e));
  memset(key, 'x', sizeof key - 1);
  memset(name, 'x', sizeof name - 1);
  memset(cells, 0, sizeof cells);
  return id;
}

static void add_range(struct world *w, int from, int to) {
  for (int n = from; n <= to; n++)
    assert_int_equal(add_somebody(w, n), n);
}

static void refuse_again(struct world *w, int n) {
  char key[19];
  struct value facts[FACTS];
  int64_t id = 0, last = store_subject_last(w->s), log = store_log_head(w->s);
  person(n, key, facts);
  REFUSED(store_add(w->s, w->act, facts, &id, e), ERR_INPUT, "已经登记过");
  assert_int_equal(store_subject_last(w->s), last);
  assert_int_equal(store_log_head(w->s), log);
}

static int64_t find(struct world *w, int n) {
  char key[19];
  int64_t id = -1;
  MUST(store_find(w->s, key_of(n, key), &id, e));
  return id;
}

static int64_t count_of(const char *path, const char *sql) {
  sqlite3 *db = NULL;
  sqlite3_stmt *st = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK) fail_msg("%s: %s", sql, sqlite3_errmsg(db));
  assert_int_equal(sqlite3_step(st), SQLITE_ROW);
  int64_t count = sqlite3_column_int64(st, 0);
  sqlite3_finalize(st);
  sqlite3_close(db);
  return count;
}

static void assert_index(const struct world *w) {
  assert_int_equal(count_of(w->path, "SELECT count(*) FROM sqlite_schema WHERE sql = 'CREATE UNIQUE INDEX"
                                     " \"facts_resident$key\" ON \"facts_resident\" (\"id_number\")'"),
                   1);
}

/* --- the same as one by one ------------------------------------------------------------------- */

static void compare(const struct world *a, const struct world *b) {
  static const char *const tables[] = {
      "facts_resident", "facts_resident_hukou", "facts_resident_income", "facts_resident_applied",
      "change_log",     "change_set",           "fact_column",           "sqlite_schema"};
  char sql[512];
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    const char *columns = i == 7 ? "type, name, tbl_name, sql" : "*";
    for (int way = 0; way < 2; way++) {
      sqlite3 *db = NULL;
      sqlite3_stmt *st = NULL;
      assert_int_equal(sqlite3_open(way ? a->path : b->path, &db), SQLITE_OK);
      snprintf(sql, sizeof sql, "ATTACH '%s' AS other", way ? b->path : a->path);
      assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
      snprintf(sql, sizeof sql,
               "SELECT count(*) FROM (SELECT %s FROM main.%s EXCEPT SELECT %s FROM other.%s)", columns,
               tables[i], columns, tables[i]);
      assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
      assert_int_equal(sqlite3_step(st), SQLITE_ROW);
      if (sqlite3_column_int64(st, 0)) fail_msg("%s differs", tables[i]);
      sqlite3_finalize(st);
      sqlite3_close(db);
    }
  }
}

static void test_same(void **state) {
  (void)state;
  struct world many = world_writing(), single = world_writing();
  add_range(&many, 1, MANY);
  for (int n = 1; n <= MANY; n++) {
    char key[32];
    add_range(&single, n, n);
    MUST(store_key(single.s, n, key, sizeof key, e)); /* whoever reads has it written */
    assert_string_equal(key, key_of(n, (char[19]){0}));
  }
  MUST(store_commit(many.s, e));
  MUST(store_commit(single.s, e));
  assert_index(&many);
  assert_int_equal(count_of(many.path, "SELECT count(*) FROM facts_resident"), MANY);
  /* n % 3 spells: 0, 1, 2 in turn, 699 of 700 make whole turns, person 700 has one more. */
  assert_int_equal(count_of(many.path, "SELECT count(*) FROM facts_resident_hukou"), MANY);
  compare(&many, &single);
  assert_sound(many.s);
  assert_sound(single.s);
  world_close(&many);
  world_close(&single);
}

/* --- duplicates ------------------------------------------------------------------------------- */

static void test_twice(void **state) {
  (void)state;
  static const int at[] = {1, 2, 200, 255, 256, 257, 258, 400, 512, 513, 514, MANY};
  struct world w = world_writing();
  int done = 0;
  for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
    add_range(&w, done + 1, at[i]);
    done = at[i];
    refuse_again(&w, 1);
    refuse_again(&w, done);
    refuse_again(&w, (done + 1) / 2);
  }
  MUST(store_commit(w.s, e));
  assert_index(&w);
  assert_int_equal(store_subject_last(w.s), MANY);
  assert_sound(w.s);
  MUST(store_begin(w.s, e));
  world_act(&w, day(2025, 7, 1), "再次登记");
  refuse_again(&w, 1);
  refuse_again(&w, MANY);
  for (int n = MANY + 1; n < MANY + 280; n++) { /* now with the index */
    assert_int_equal(add_person(&w, n), n);
    if (n % 50 == 0) refuse_again(&w, n), refuse_again(&w, n - MANY), refuse_again(&w, n - 10);
  }
  MUST(store_commit(w.s, e));
  assert_index(&w);
  assert_sound(w.s);
  world_close(&w);
}

/* --- reading and changing between ------------------------------------------------------------- */

static void assert_all(struct world *w, int last) {
  struct store_subject p;
  struct error e = {0};
  struct store_reader *r = store_read(w->s, 1, INT64_MAX, NULL, 0, &e);
  assert_non_null(r);
  for (int n = 1; n <= last; n++) {
    char key[19];
    assert_true(store_next(r, &p, &e));
    assert_int_equal(p.id, n);
    assert_int_equal(p.created, n);
    assert_string_equal(p.key, key_of(n, key));
    assert_int_equal(p.facts[HUKOU].u.timeline->count, n % 3);
    if (n % 11) assert_int_equal(p.facts[APPLIED].u.list->rows, n % 3);
  }
  assert_false(store_next(r, &p, &e));
  assert_int_equal(e.kind, ERR_NONE);
  store_read_end(r);
}

static void test_found_between(void **state) {
  (void)state;
  struct world w = world_writing();
  for (int n = 1; n <= MANY; n++) { /* finding alone writes nothing: the index goes away */
    assert_int_equal(find(&w, n), 0);
    assert_int_equal(add_somebody(&w, n), n);
    assert_int_equal(find(&w, n), n);
    assert_int_equal(find(&w, (n + 1) / 2), (n + 1) / 2);
  }
  assert_all(&w, MANY);
  assert_int_equal(find(&w, MANY / 2), MANY / 2);
  MUST(store_commit(w.s, e));
  for (int n = 1; n <= MANY; n++)
    assert_int_equal(find(&w, n), n);
  assert_index(&w);
  world_close(&w);
}

static void test_read_between(void **state) {
  (void)state;
  static const int at[] = {1, 3, 300, 301, 600, MANY}; /* 1: the index stays; else see below */
  for (int early = 0; early < 2; early++) {
    struct world w = world_writing();
    int done = 0;
    for (size_t i = early ? 0 : 2; i < sizeof at / sizeof *at; i++) {
      char name[16];
      add_range(&w, done + 1, at[i]);
      done = at[i];
      assert_all(&w, done);
      snprintf(name, sizeof name, "居民%d", done);
      assert_fact(&SCHEMA, fact_of(&w, done, NAME), done % 7 ? name : "-");
      assert_int_equal(find(&w, done), done);
      refuse_again(&w, 1);
    }
    assert_sound(w.s); /* before the end, too */
    MUST(store_commit(w.s, e));
    assert_index(&w);
    assert_sound(w.s);
    world_close(&w);
  }
}

/* Somebody reads while very many come. */
static void test_reader(void **state) {
  (void)state;
  struct world w = world_writing();
  struct store_subject p;
  struct error none = {0};
  struct store_reader *r = store_read(w.s, 1, INT64_MAX, NULL, 0, &none);
  assert_non_null(r);
  add_range(&w, 1, MANY);
  store_read_end(r);
  refuse_again(&w, 1);
  r = store_read(w.s, 1, 10, NULL, 0, &none);
  assert_true(store_next(r, &p, &none));
  for (int n = MANY + 1; n <= MANY + 290; n++)
    assert_int_equal(add_person(&w, n), n);
  for (int n = 2; n <= 10; n++) {
    assert_true(store_next(r, &p, &none));
    assert_int_equal(p.id, n);
  }
  assert_false(store_next(r, &p, &none));
  store_read_end(r);
  MUST(store_commit(w.s, e));
  assert_index(&w);
  assert_sound(w.s);
  world_close(&w);
}

/* Somebody reads other things and adds meanwhile: the index cannot go away then. */
static bool add_meanwhile(void *ud, const struct store_pending *p) {
  struct world *w = ud;
  int last = (int)store_subject_last(w->s);
  assert_true(p->subject == 1 || p->subject == 2);
  add_range(w, last + 1, last + 300);
  refuse_again(w, 1);
  refuse_again(w, last + 300);
  return true;
}

static void test_busy(void **state) {
  (void)state;
  struct world w = world_writing();
  for (int n = 1; n <= 2; n++) {
    struct store_pending p = {
        .subject = n, .from = month(2025, 1), .to = month(2025, 2), .kind = "hold", .payer = "", .text = ""};
    MUST(store_pending_add(w.s, "test-policy", "allowance", &p, e));
  }
  MUST(store_pendings(w.s, "test-policy", "allowance", add_meanwhile, &w, e));
  assert_int_equal(store_subject_last(w.s), 600);
  MUST(store_commit(w.s, e));
  assert_index(&w);
  assert_sound(w.s);
  world_close(&w);
}

static void test_changed_between(void **state) {
  (void)state;
  struct world w = world_writing();
  char old[19], taken[19], fresh[19];
  bool changed = false;
  add_range(&w, 1, 400);
  assert_true(change(&w, 400, NAME, value_text("改名"))); /* entry 401 */
  add_range(&w, 401, 401);                                /* entry 402: numbers of entries go on */
  assert_fact(&SCHEMA, fact_of(&w, 401, DISTRICT), "大东区");
  assert_true(change(&w, 1, HUKOU, TIMELINE(KIND_ENUM, DAY_MIN, {DAY_MIN, district(DADONG)})));
  assert_true(change(&w, 401, HUKOU, TIMELINE(KIND_ENUM, DAY_MIN, {DAY_MIN, district(SHENHE)})));
  add_range(&w, 402, 402);
  struct value before = value_text(key_of(2, old)), other = value_text(key_of(402, taken)),
               after = value_text(key_of(900, fresh));
  REFUSED(store_set(w.s, w.act, 2, ID, &before, &other, &changed, e), ERR_INPUT, "已经登记过");
  MUST(store_set(w.s, w.act, 2, ID, &before, &after, &changed, e));
  assert_int_equal(find(&w, 2), 0);
  assert_int_equal(find(&w, 900), 2);
  refuse_again(&w, 900);
  for (int n = 403; n <= MANY; n++)
    assert_int_equal(add_somebody(&w, n), n);
  refuse_again(&w, 900);
  assert_int_equal(add_person(&w, 2), MANY + 1); /* the number is free */
  struct store_event opening = {
      .subject = MANY + 1, .kind = EVENT_OPENING, .month = month(2024, 12), .amount = 1};
  int64_t log;
  MUST(store_event_add(w.s, w.act, &opening, &log, e));
  assert_int_equal(log, MANY + 1 + 4 + 1);
  MUST(store_commit(w.s, e));
  assert_fact(&SCHEMA, fact_of(&w, 400, NAME), "改名");
  assert_fact(&SCHEMA, fact_of(&w, 1, HUKOU), "{always: 大东区}");
  assert_fact(&SCHEMA, fact_of(&w, 401, HUKOU), "{always: 沈河区}");
  assert_index(&w);
  assert_sound(w.s);
  world_close(&w);
}

/* --- the end of it ---------------------------------------------------------------------------- */

static void test_undone(void **state) {
  (void)state;
  static const int many[] = {1, 256, 257, MANY};
  struct world w = world_writing();
  MUST(store_commit(w.s, e)); /* tables without anybody */
  assert_index(&w);
  for (size_t i = 0; i < sizeof many / sizeof *many; i++) {
    MUST(store_begin(w.s, e));
    world_act(&w, day(2025, 6, 2), "登记");
    add_range(&w, 1, many[i]);
    store_rollback(w.s);
    assert_int_equal(store_subject_last(w.s), 0);
    assert_int_equal(store_log_head(w.s), 0);
    assert_int_equal(find(&w, 1), 0);
    assert_index(&w);
    assert_sound(w.s);
  }
  MUST(store_begin(w.s, e));
  world_act(&w, day(2025, 6, 2), "登记");
  add_range(&w, 1, MANY);
  MUST(store_commit(w.s, e));
  assert_int_equal(find(&w, MANY), MANY);
  assert_index(&w);
  assert_sound(w.s);
  world_close(&w);
}

/* The tables themselves are undone with those who wait for them; a store that is closed forgets
** them all. */
static void test_undone_with_tables(void **state) {
  (void)state;
  struct world w = world_writing();
  add_range(&w, 1, MANY);
  store_rollback(w.s);
  MUST(store_begin(w.s, e));
  MUST(store_use(w.s, &SCHEMA, e));
  world_act(&w, day(2025, 6, 2), "登记");
  add_range(&w, 1, 300);
  store_close(w.s);
  MUST(store_open(&w.s, w.path, STORE_WRITE, e));
  REFUSED(store_use(w.s, &SCHEMA, e), ERR_STORE, "还没有政策");
  assert_sound(w.s);
  world_close(&w);
}

/* Another subject's facts, and back, in one transaction. */
static void test_other_facts(void **state) {
  (void)state;
  static const struct store_field fields[] = {{.name = "code", .kind = KIND_TEXT}};
  static const struct store_schema homes = {"test-homes", "home", 0, 1, 0, fields, NULL};
  struct world w = world_writing();
  char code[16];
  int64_t id;
  add_range(&w, 1, 300);
  MUST(store_use(w.s, &homes, e));
  for (int n = 1; n <= 300; n++) {
    snprintf(code, sizeof code, "院-%d", n);
    struct value facts[] = {value_text(code)};
    MUST(store_add(w.s, w.act, facts, &id, e));
    assert_int_equal(id, n);
    REFUSED(store_add(w.s, w.act, facts, &id, e), ERR_INPUT, "已经登记过");
  }
  MUST(store_use(w.s, &SCHEMA, e));
  refuse_again(&w, 7);
  for (int n = 301; n <= MANY; n++)
    assert_int_equal(add_somebody(&w, n), n);
  MUST(store_use(w.s, NULL, e));
  MUST(store_commit(w.s, e));
  assert_index(&w);
  assert_int_equal(count_of(w.path, "SELECT count(*) FROM facts_home"), 300);
  assert_int_equal(count_of(w.path, "SELECT count(*) FROM facts_resident"), MANY);
  assert_int_equal(count_of(w.path, "SELECT max(seq) FROM change_log"), MANY + 300);
  assert_sound(w.s);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_same),
      cmocka_unit_test(test_twice),
      cmocka_unit_test(test_found_between),
      cmocka_unit_test(test_read_between),
      cmocka_unit_test(test_reader),
      cmocka_unit_test(test_changed_between),
      cmocka_unit_test(test_busy),
      cmocka_unit_test(test_undone),
      cmocka_unit_test(test_undone_with_tables),
      cmocka_unit_test(test_other_facts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
