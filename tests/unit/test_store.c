/* Facts in the store: every kind and state there and back, changes, facts as known then, schemas
** that grow. */
#include "store_world.h"

/* --- there and back --------------------------------------------------------------------------- */

static void test_every_kind(void **state) {
  (void)state;
  struct world w = world_writing();
  char key[19];
  int64_t id = 0;
  struct value facts[FACTS],
      cells[] = {date_of(2024, 2, 29), money(-5),     district(DADONG),        value_text("自己"),
                 date_of(2025, 1, 1),  money(123456), value_absent(KIND_ENUM), value_unknown(KIND_TEXT)};
  struct list rows = {.fields = 4, .rows = 2, .cells = cells};
  person(1, key, facts);
  facts[NAME] = value_text("欧阳“小”\n\\\"");
  facts[SINCE] = value_of(KIND_MONTH, month(2025, 12));
  facts[PENSION] = money(INT64_MAX);
  facts[CHILDREN] = value_of(KIND_COUNT, INT64_MIN);
  facts[ALONE] = value_of(KIND_TRUTH, 1);
  facts[SHARE] = value_ratio(-2, 3);
  facts[DISTRICT] = district(SHENHE);
  facts[HUKOU] = TIMELINE(KIND_ENUM, day(2000, 1, 1), {DAY_MIN, district(HEPING)},
                          {day(2020, 2, 29), value_absent(KIND_ENUM)},
                          {day(2021, 1, 1), value_unknown(KIND_ENUM)}, {day(9999, 12, 31), district(SHENHE)});
  facts[INCOME] = TIMELINE(KIND_MONEY, DAY_MIN, {day(1, 1, 1), money(0)});
  facts[APPLIED] = list_value(&rows);
  MUST(store_add(w.s, w.act, facts, &id, e));
  assert_int_equal(id, 1);
  MUST(store_commit(w.s, e));
  store_close(w.s);
  MUST(store_open(&w.s, w.path, STORE_READ, e)); /* as another program sees it */
  MUST(store_use(w.s, &SCHEMA, e));
  static const char *const wanted[FACTS] = {
      NULL,
      "欧阳“小”\n\\\"",
      "1930-01-01",
      "2025-12",
      "92233720368547758.07",
      "-9223372036854775808",
      "true",
      "-2/3",
      "沈河区",
      "{2000-01-01|always: 和平区; 2020-02-29: -; 2021-01-01: ?; 9999-12-31: 沈河区}",
      "{0001-01-01: 0.00}",
      "[2024-02-29, -0.05, 大东区, 自己; 2025-01-01, 1234.56, -, ?]"};
  assert_string_equal(fact_of(&w, 1, ID).u.text, key);
  for (int i = 1; i < FACTS; i++)
    assert_fact(&SCHEMA, fact_of(&w, 1, i), wanted[i]);
  assert_int_equal(fact_of(&w, 1, DISTRICT).domain, 1);
  assert_int_equal(fact_of(&w, 1, HUKOU).u.timeline->spells[0].value.domain, 1);
  world_close(&w);
}

static void test_every_state(void **state) {
  (void)state;
  struct world w = world_writing();
  char key[19];
  struct value facts[FACTS];
  int64_t id;
  for (int n = 1; n <= 2; n++) { /* 1: everything unknown, 2: everything absent */
    person(n, key, facts);
    for (int i = NAME; i < FACTS; i++)
      facts[i] = n == 1 ? value_unknown(FIELDS[i].kind) : value_absent(FIELDS[i].kind);
    MUST(store_add(w.s, w.act, facts, &id, e));
  }
  for (int i = NAME; i < FACTS; i++) {
    assert_fact(&SCHEMA, fact_of(&w, 1, i), "?");
    assert_fact(&SCHEMA, fact_of(&w, 2, i), i == APPLIED ? "[]" : i >= HUKOU ? "{}" : "-");
  }
  assert_int_equal(fact_of(&w, 1, BIRTH).kind, KIND_DATE);
  assert_int_equal(fact_of(&w, 1, HUKOU).kind, KIND_TIMELINE);
  assert_int_equal(fact_of(&w, 2, DISTRICT).domain, 1);
  world_close(&w);
}

static void test_columns(void **state) {
  (void)state;
  struct world w = world_writing();
  int64_t id = add_person(&w, 1);
  change(&w, id, SINCE, value_of(KIND_MONTH, month(2025, 6)));
  change(&w, id, SHARE, value_ratio(1, 200));
  change(&w, id, PENSION, money(3050));
  change(&w, id, HUKOU,
         TIMELINE(KIND_ENUM, DAY_MIN, {DAY_MIN, district(HEPING)}, {day(2025, 6, 30), district(SHENHE)}));
  MUST(store_commit(w.s, e));
  sqlite3 *db = NULL;
  sqlite3_stmt *st = NULL;
  assert_int_equal(sqlite3_open(w.path, &db), SQLITE_OK);
  assert_int_equal(
      sqlite3_prepare_v2(
          db,
          "SELECT birth_date || ' ' || since || ' ' || share || ' ' || pension || ' ' ||"
          " (SELECT group_concat(from_day || value) FROM facts_resident_hukou) FROM facts_resident",
          -1, &st, NULL),
      SQLITE_OK);
  assert_int_equal(sqlite3_step(st), SQLITE_ROW);
  assert_string_equal((const char *)sqlite3_column_text(st, 0),
                      "19300101 202506 1/200 3050 0和平区,20250630沈河区");
  sqlite3_finalize(st);
  sqlite3_close(db);
  world_close(&w);
}

static void test_refused_values(void **state) {
  (void)state;
  struct world w = world_writing();
  char key[19], other[19];
  struct value facts[FACTS], bad[FACTS];
  int64_t id = 0;
  person(1, key, facts);
  facts[NAME] = value_text("张三");
  MUST(store_add(w.s, w.act, facts, &id, e));
  struct error again = {0};
  assert_false(store_add(w.s, w.act, facts, &id, &again));
  assert_int_equal(again.kind, ERR_INPUT);
  assert_null(strstr(again.message, key)); /* masked */
  assert_non_null(strstr(again.message, "2101****"));
  const struct {
    int field;
    struct value value;
    const char *words;
  } cases[] = {{ID, value_unknown(KIND_TEXT), "没有标识"},
               {ID, value_absent(KIND_TEXT), "没有标识"},
               {ID, value_text(""), "没有标识"},
               {NAME, value_text("\xff"), "UTF-8"},
               {NAME, money(1), "种类"},
               {BIRTH, (struct value){.kind = KIND_DATE, .u.i = INT64_MAX}, "超出"},
               {BIRTH, date_of(2025, 2, 30), "无效"},
               {DISTRICT, district(3), "选项"},
               {HUKOU, district(0), "种类"},
               {HUKOU,
                TIMELINE(KIND_ENUM, DAY_MIN, {day(2025, 1, 2), district(0)}, {day(2025, 1, 1), district(1)}),
                "先后"},
               {HUKOU, TIMELINE(KIND_ENUM, DAY_MIN, {day(2025, 1, 1), money(1)}), "种类"},
               {APPLIED, list_value(&(struct list){.fields = 3, .rows = 1}), "字段"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    memcpy(bad, facts, sizeof bad);
    bad[ID] = value_text(key_of(2, other));
    bad[cases[i].field] = cases[i].value;
    REFUSED(store_add(w.s, w.act, bad, &id, e), ERR_INPUT, cases[i].words);
  }
  assert_int_equal(store_subject_last(w.s), 1);
  assert_int_equal(store_log_head(w.s), 1);
  facts[ID] = value_text(key_of(2, other)); /* nothing of that stops the transaction */
  MUST(store_add(w.s, w.act, facts, &id, e));
  assert_int_equal(id, 2);
  MUST(store_commit(w.s, e));
  assert_sound(w.s);
  world_close(&w);
}

/* --- many ------------------------------------------------------------------------------------- */

enum { MANY = 300 };

/* Person n lives in district n % 3 since 2000 + n % 20, and applied n % 4 times. */
static void add_many(struct world *w) {
  char key[19];
  struct value facts[FACTS], cells[12];
  int64_t id;
  for (int n = 1; n <= MANY; n++) {
    person(n, key, facts);
    for (int i = 0; i < 12; i += 4) {
      cells[i] = date_of(2020 + i, 1, 1);
      cells[i + 1] = money(n);
      cells[i + 2] = value_absent(KIND_ENUM);
      cells[i + 3] = value_absent(KIND_TEXT);
    }
    facts[HUKOU] = TIMELINE(KIND_ENUM, DAY_MIN, {day(2000 + n % 20, 1, 1), district(n % 3)});
    if (n % 5 == 0) facts[HUKOU] = value_unknown(KIND_TIMELINE);
    facts[APPLIED] = list_value(&(struct list){.fields = 4, .rows = n % 4, .cells = cells});
    MUST(store_add(w->s, w->act, facts, &id, e));
    assert_int_equal(id, n);
  }
}

static void assert_many(const struct store_subject *p, int64_t n) {
  char key[19];
  assert_int_equal(p->id, n);
  assert_int_equal(p->created, n);
  assert_string_equal(p->key, key_of((int)n, key));
  assert_string_equal(p->facts[ID].u.text, key);
  assert_int_equal(p->facts[APPLIED].u.list->rows, n % 4);
  if (n % 4) assert_int_equal(p->facts[APPLIED].u.list->cells[1].u.i, n);
  if (n % 5 == 0) {
    assert_int_equal(p->facts[HUKOU].state, STATE_UNKNOWN);
    return;
  }
  assert_int_equal(p->facts[HUKOU].u.timeline->count, 1);
  assert_int_equal(p->facts[HUKOU].u.timeline->spells[0].from, day(2000 + (int)n % 20, 1, 1));
  assert_int_equal(p->facts[HUKOU].u.timeline->spells[0].value.u.i, n % 3);
}

static void assert_read(struct world *w, int64_t from, int64_t to, const int64_t *ids, int64_t given,
                        const int64_t *wanted, int64_t count) {
  struct store_subject p;
  struct error e = {0};
  struct store_reader *r = store_read(w->s, from, to, ids, given, &e);
  assert_non_null(r);
  for (int64_t i = 0; i < count; i++) {
    assert_true(store_next(r, &p, &e));
    assert_many(&p, wanted ? wanted[i] : from + i);
  }
  assert_false(store_next(r, &p, &e));
  assert_int_equal(e.kind, ERR_NONE);
  store_read_end(r);
}

static void test_many(void **state) {
  (void)state;
  struct world w = world_writing();
  int64_t even[MANY];
  add_many(&w);
  MUST(store_commit(w.s, e));
  assert_int_equal(store_subject_count(w.s), MANY);
  assert_int_equal(store_subject_last(w.s), MANY);
  assert_read(&w, 1, MANY, NULL, 0, NULL, MANY);
  assert_read(&w, 1, INT64_MAX, NULL, 0, NULL, MANY);
  assert_read(&w, 100, 120, NULL, 0, NULL, 21);
  assert_read(&w, MANY + 1, MANY + 9, NULL, 0, NULL, 0);
  for (int i = 0; i < MANY / 2; i++)
    even[i] = 2 * (i + 1);
  /* dense: all are read */
  assert_read(&w, 0, 0, even, MANY / 2, even, MANY / 2);
  /* few: each is sought */
  assert_read(&w, 0, 0, (int64_t[]){3, 150, 299}, 3, (int64_t[]){3, 150, 299}, 3);
  /* not all are there */
  assert_read(&w, 0, 0, (int64_t[]){7, 900, 90000}, 3, (int64_t[]){7}, 1);
  assert_read(&w, 0, 0, (int64_t[]){298, 299, 301, 302}, 4, (int64_t[]){298, 299}, 2);
  assert_read(&w, 0, 0, even, 0, NULL, 0);
  for (int64_t n = 1; n <= MANY; n += 37) {
    struct store_subject p;
    MUST(store_subject(w.s, n, &w.arena, &p, e));
    assert_many(&p, n);
  }
  world_close(&w);
}

static void test_find(void **state) {
  (void)state;
  struct world w = world_writing();
  char key[19], text[32] = "x";
  int64_t id = 7;
  add_many(&w);
  MUST(store_find(w.s, key_of(42, key), &id, e));
  assert_int_equal(id, 42);
  MUST(store_find(w.s, "210100190001010000", &id, e));
  assert_int_equal(id, 0);
  MUST(store_key(w.s, 42, text, sizeof text, e));
  assert_string_equal(text, key);
  MUST(store_key(w.s, 42, text, 7, e));
  assert_string_equal(text, "210100");
  MUST(store_key(w.s, MANY + 1, text, sizeof text, e));
  assert_string_equal(text, "");
  struct store_subject p;
  REFUSED(store_subject(w.s, MANY + 1, &w.arena, &p, e), ERR_INPUT, "没有编号为 301");
  world_close(&w);
}

/* --- changes ---------------------------------------------------------------------------------- */

static void test_change(void **state) {
  (void)state;
  struct world w = world_writing();
  int64_t id = add_person(&w, 1), other = add_person(&w, 2), entry = 0;
  assert_true(change(&w, id, NAME, value_text("张三")));
  assert_false(change(&w, id, NAME, value_text("张三")));
  assert_true(change(&w, id, BIRTH, value_unknown(KIND_DATE)));
  assert_false(change(&w, id, BIRTH, value_unknown(KIND_DATE)));
  assert_true(change(&w, id, HUKOU, NO_SPELLS(KIND_ENUM)));
  assert_false(change(&w, id, HUKOU, value_absent(KIND_TIMELINE)));
  /* The same history said otherwise is the same. */
  assert_true(
      change(&w, id, HUKOU,
             TIMELINE(KIND_ENUM, DAY_MIN, {day(2020, 1, 1), district(0)}, {day(2021, 1, 1), district(1)})));
  assert_false(
      change(&w, id, HUKOU,
             TIMELINE(KIND_ENUM, DAY_MIN, {DAY_MIN, value_absent(KIND_ENUM)}, {day(2020, 1, 1), district(0)},
                      {day(2020, 5, 1), district(0)}, {day(2021, 1, 1), district(1)})));
  assert_true(change(
      &w, id, HUKOU,
      TIMELINE(KIND_ENUM, day(2019, 1, 1), {day(2020, 1, 1), district(0)}, {day(2021, 1, 1), district(1)})));
  assert_true(change(&w, id, APPLIED, NO_ROWS));
  assert_false(change(&w, id, APPLIED, NO_ROWS));
  assert_int_equal(store_log_head(w.s), 2 + 6);
  assert_fact(&SCHEMA, fact_of(&w, id, HUKOU), "{2019-01-01|2020-01-01: 和平区; 2021-01-01: 沈河区}");
  assert_fact(&SCHEMA, fact_of(&w, other, HUKOU), "?");
  MUST(store_last_change(w.s, id, HUKOU, 100, &entry, e));
  assert_int_equal(entry, 7);
  MUST(store_last_change(w.s, id, HUKOU, 6, &entry, e));
  assert_int_equal(entry, 6);
  MUST(store_last_change(w.s, id, CHILDREN, 100, &entry, e));
  assert_int_equal(entry, 1); /* its creation */
  MUST(store_last_change(w.s, other, HUKOU, 1, &entry, e));
  assert_int_equal(entry, 0);
  world_close(&w);
}

static void test_change_of_key(void **state) {
  (void)state;
  struct world w = world_writing();
  char one[19], two[19], three[19];
  int64_t id = add_person(&w, 1), found;
  bool changed = false;
  add_person(&w, 2);
  key_of(1, one), key_of(2, two), key_of(3, three);
  struct value before = value_text(one), taken = value_text(two), after = value_text(three);
  REFUSED(store_set(w.s, w.act, id, ID, &before, &taken, &changed, e), ERR_INPUT, "已经登记过");
  MUST(store_set(w.s, w.act, id, ID, &before, &after, &changed, e));
  assert_true(changed);
  MUST(store_find(w.s, three, &found, e));
  assert_int_equal(found, id);
  MUST(store_find(w.s, one, &found, e));
  assert_int_equal(found, 0);
  struct store_subject then;
  bool existed;
  MUST(store_subject_at(w.s, id, 1, &w.arena, &then, &existed, e));
  assert_string_equal(then.key, one);
  REFUSED(store_set(w.s, w.act, 99, NAME, &(struct value){.kind = KIND_TEXT, .state = STATE_ABSENT}, &after,
                    &changed, e),
          ERR_INPUT, "没有编号为 99");
  world_close(&w);
}

/* --- as known then ---------------------------------------------------------------------------- */

/* Twelve facts are changed in turn, some several times; the entry after each change is 1 + its
** number. */
struct step {
  int field;
  struct value after;
  const char *then; /* as shown */
};

static void test_as_known(void **state) {
  (void)state;
  struct world w = world_writing();
  struct value cells[] = {date_of(2025, 1, 6), value_unknown(KIND_MONEY), district(0),
                          value_text("甲\"\\\t")};
  const struct step steps[] = {
      {NAME, value_text("张三"), "张三"},
      {HUKOU, TIMELINE(KIND_ENUM, DAY_MIN, {DAY_MIN, district(0)}), "{always: 和平区}"},
      {SINCE, value_of(KIND_MONTH, month(2025, 1)), "2025-01"},
      {HUKOU,
       TIMELINE(KIND_ENUM, day(1999, 9, 9), {DAY_MIN, district(0)},
                {day(2020, 1, 1), value_absent(KIND_ENUM)}, {day(2021, 1, 1), value_unknown(KIND_ENUM)}),
       "{1999-09-09|always: 和平区; 2020-01-01: -; 2021-01-01: ?}"},
      {PENSION, money(-123456), "-1234.56"},
      {APPLIED, list_value(&(struct list){.fields = 4, .rows = 1, .cells = cells}),
       "[2025-01-06, ?, 和平区, 甲\"\\\t]"},
      {CHILDREN, value_of(KIND_COUNT, 3), "3"},
      {ALONE, value_of(KIND_TRUTH, 0), "false"},
      {SHARE, value_ratio(2, 3), "2/3"},
      {DISTRICT, district(2), "大东区"},
      {BIRTH, value_unknown(KIND_DATE), "?"},
      {APPLIED, value_unknown(KIND_LIST), "?"},
      {HUKOU, value_unknown(KIND_TIMELINE), "?"},
      {INCOME, TIMELINE(KIND_MONEY, DAY_MIN, {day(2025, 1, 1), money(100)}), "{2025-01-01: 1.00}"},
      {NAME, value_unknown(KIND_TEXT), "?"},
      {PENSION, value_absent(KIND_MONEY), "-"},
      {BIRTH, date_of(1931, 12, 31), "1931-12-31"},
      {DISTRICT, value_absent(KIND_ENUM), "-"},
      {SHARE, value_ratio(1, 200), "1/200"},
      {ALONE, value_unknown(KIND_TRUTH), "?"},
      {INCOME, NO_SPELLS(KIND_MONEY), "{}"},
      {APPLIED, NO_ROWS, "[]"},
      {SINCE, value_unknown(KIND_MONTH), "?"},
      {CHILDREN, value_of(KIND_COUNT, -1), "-1"}};
  enum { STEPS = sizeof steps / sizeof *steps };
  const char *now[FACTS] = {NULL, "-", "1930-01-01", "-", "-", "-", "-", "-", "-", "?", "{}", "?"};
  int64_t id = add_person(&w, 1);
  add_person(&w, 2); /* entry 2: the changes are entries 3 … */
  for (int i = 0; i < STEPS; i++)
    assert_true(change(&w, id, steps[i].field, steps[i].after));
  MUST(store_commit(w.s, e));
  for (int i = -1; i < STEPS; i++) {
    struct store_subject then;
    bool existed = false;
    if (i >= 0) now[steps[i].field] = steps[i].then;
    MUST(store_subject_at(w.s, id, 3 + i, &w.arena, &then, &existed, e));
    assert_true(existed);
    for (int k = NAME; k < FACTS; k++)
      assert_fact(&SCHEMA, then.facts[k], now[k]);
  }
  struct store_subject then;
  bool existed = true;
  MUST(store_subject_at(w.s, 2, 1, &w.arena, &then, &existed, e));
  assert_false(existed);
  assert_null(then.facts);
  world_close(&w);
}

static void test_entries(void **state) {
  (void)state;
  struct world w = world_writing();
  struct store_entry *entries;
  int count;
  int64_t id = add_person(&w, 1), log;
  add_person(&w, 2);
  change(&w, id, HUKOU,
         TIMELINE(KIND_ENUM, DAY_MIN, {DAY_MIN, district(0)}, {day(2020, 1, 1), value_absent(KIND_ENUM)}));
  world_act(&w, day(2025, 7, 2), "派出所通报");
  change(&w, id, HUKOU, TIMELINE(KIND_ENUM, day(2001, 2, 3), {DAY_MIN, district(1)}));
  struct store_event opening = {
      .subject = id, .kind = EVENT_OPENING, .month = month(2024, 12), .amount = 5000};
  MUST(store_event_add(w.s, w.act, &opening, &log, e));
  change(&w, id, HUKOU, value_unknown(KIND_TIMELINE));
  MUST(store_entries(w.s, id, &w.arena, &entries, &count, e));
  const struct {
    int log, act, kind;
    const char *fact, *before;
  } wanted[] = {{1, 1, 0, "", ""},
                {3, 1, 0, "hukou", "{\"unknown\":true}"},
                {4, 2, 0, "hukou", "[{\"value\":\"和平区\"},{\"from\":\"2020-01-01\",\"value\":null}]"},
                {5, 2, EVENT_OPENING, "", ""},
                {6, 2, 0, "hukou", "{\"known_from\":\"2001-02-03\",\"spells\":[{\"value\":\"沈河区\"}]}"}};
  assert_int_equal(count, 5);
  for (int i = 0; i < count; i++) {
    assert_int_equal(entries[i].log, wanted[i].log);
    assert_int_equal(entries[i].act, wanted[i].act);
    assert_int_equal(entries[i].kind, wanted[i].kind);
    assert_string_equal(entries[i].fact, wanted[i].fact);
    assert_string_equal(entries[i].before, wanted[i].before);
  }
  assert_int_equal(entries[0].on, day(2025, 6, 1));
  assert_int_equal(entries[4].on, day(2025, 7, 2));
  assert_string_equal(entries[4].why, "派出所通报");
  assert_string_equal(entries[4].by, "王科长");
  world_close(&w);
}

static void test_dirty(void **state) {
  (void)state;
  struct world w = world_writing();
  int64_t *ids, count, log;
  for (int n = 1; n <= 5; n++)
    add_person(&w, n); /* entries 1 to 5 */
  change(&w, 4, NAME, value_text("丁"));
  change(&w, 2, NAME, value_text("乙"));
  change(&w, 4, NAME, value_text("丁二"));
  struct store_event opening = {.subject = 1, .kind = EVENT_OPENING, .month = month(2024, 12), .amount = 1};
  MUST(store_event_add(w.s, w.act, &opening, &log, e));
  assert_int_equal(log, 9);
  MUST(store_dirty(w.s, 5, 9, &ids, &count, e));
  assert_int_equal(count, 3);
  assert_memory_equal(ids, ((int64_t[]){1, 2, 4}), 3 * sizeof *ids);
  free(ids);
  MUST(store_dirty(w.s, 4, 6, &ids, &count, e));
  assert_int_equal(count, 2);
  assert_memory_equal(ids, ((int64_t[]){4, 5}), 2 * sizeof *ids);
  free(ids);
  MUST(store_dirty(w.s, 9, 9, &ids, &count, e));
  assert_int_equal(count, 0);
  assert_non_null(ids); /* NULL would stand for everybody in store_read */
  free(ids);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_every_kind), cmocka_unit_test(test_every_state),
      cmocka_unit_test(test_columns),    cmocka_unit_test(test_refused_values),
      cmocka_unit_test(test_many),       cmocka_unit_test(test_find),
      cmocka_unit_test(test_change),     cmocka_unit_test(test_change_of_key),
      cmocka_unit_test(test_as_known),   cmocka_unit_test(test_entries),
      cmocka_unit_test(test_dirty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
