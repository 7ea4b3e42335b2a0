/* Schemas that grow, shrink and disagree; names that tables already use; members that a policy no
** longer has. */
#include "store_world.h"

/* --- schemas of versions ---------------------------------------------------------------------- */

static const struct store_field OLD_ROW[] = {{.name = "on", .kind = KIND_DATE}};
static const struct store_field NEW_ROW[] = {{.name = "amount", .kind = KIND_MONEY},
                                             {.name = "on", .kind = KIND_DATE},
                                             {.name = "note", .kind = KIND_TEXT, .optional = true}};
static const struct store_field OLD[] = {
    {.name = "key", .kind = KIND_TEXT},
    {.name = "born", .kind = KIND_DATE},
    {.name = "gone", .kind = KIND_COUNT},
    {.name = "spare", .kind = KIND_COUNT, .optional = true},
    {.name = "asked", .form = STORE_LIST, .field_count = 1, .fields = OLD_ROW}};
/* Facts in another order, two left out, four new. */
static const struct store_field NEW[] = {
    {.name = "lives", .form = STORE_TIMELINE, .kind = KIND_ENUM, .domain = 1},
    {.name = "asked", .form = STORE_LIST, .field_count = 3, .fields = NEW_ROW},
    {.name = "born", .kind = KIND_DATE},
    {.name = "card", .kind = KIND_TEXT, .optional = true},
    {.name = "key", .kind = KIND_TEXT},
    {.name = "paid", .form = STORE_TIMELINE, .kind = KIND_MONEY, .optional = true},
    {.name = "sick", .kind = KIND_TRUTH}};
static const struct store_schema FIRST = {"one", "unit", 0, 5, 0, OLD, NULL};
static const struct store_schema SECOND = {"one", "unit", 4, 7, 1, NEW, DOMAINS};

static int64_t add(struct world *w, const struct value *facts) {
  int64_t id = 0;
  MUST(store_add(w->s, w->act, facts, &id, e));
  return id;
}

static struct world first_world(void) {
  struct world w = world_open();
  struct value cells[] = {date_of(2024, 5, 1), date_of(2024, 6, 1)};
  struct list rows = {.fields = 1, .rows = 2, .cells = cells};
  MUST(store_begin(w.s, e));
  MUST(store_use(w.s, &FIRST, e));
  world_act(&w, day(2025, 1, 1), "登记");
  struct value facts[] = {value_text("A"), date_of(1931, 1, 1), value_of(KIND_COUNT, 7),
                          value_of(KIND_COUNT, 8), list_value(&rows)};
  assert_int_equal(add(&w, facts), 1);
  return w;
}

static void assert_facts(struct world *w, const struct store_schema *schema, int64_t id,
                         const char *const *wanted) {
  struct store_subject p;
  MUST(store_subject(w->s, id, &w->arena, &p, e));
  for (int i = 0; i < schema->field_count; i++)
    assert_fact(schema, p.facts[i], wanted[i]);
}

static void test_grows(void **state) {
  (void)state;
  struct world w = first_world();
  MUST(store_commit(w.s, e));
  MUST(store_use(w.s, &FIRST, e)); /* its tables are there, just so */
  /* read before there are places for what is new, and after */
  static const char *const wanted[] = {
      "?", "[?, 2024-05-01, -; ?, 2024-06-01, -]", "1931-01-01", "-", "A", "{}", "?"};
  MUST(store_use(w.s, &SECOND, e));
  assert_facts(&w, &SECOND, 1, wanted);
  MUST(store_begin(w.s, e));
  MUST(store_use(w.s, &SECOND, e));
  assert_facts(&w, &SECOND, 1, wanted);
  MUST(store_commit(w.s, e));
  MUST(store_use(w.s, &SECOND, e));
  assert_sound(w.s);
  world_close(&w);
}

static void test_shrinks_and_comes_back(void **state) {
  (void)state;
  struct world w = first_world();
  MUST(store_use(w.s, &SECOND, e));
  struct value facts[] = {value_absent(KIND_TIMELINE),
                          list_value(&(struct list){.fields = 3}),
                          date_of(1932, 2, 2),
                          value_text("6222"),
                          value_text("B"),
                          value_absent(KIND_TIMELINE),
                          value_of(KIND_TRUTH, 1)};
  assert_int_equal(add(&w, facts), 2);
  MUST(store_use(w.s, &FIRST, e)); /* an archived version at work */
  assert_facts(&w, &FIRST, 1, (const char *[]){"A", "1931-01-01", "7", "8", "[2024-05-01; 2024-06-01]"});
  assert_facts(&w, &FIRST, 2,
               (const char *[]){"B", "1932-02-02", "?", "-", "[]"}); /* what nobody could say then */
  struct value more[] = {value_text("C"), date_of(1933, 3, 3), value_of(KIND_COUNT, 1),
                         value_absent(KIND_COUNT), value_absent(KIND_LIST)};
  assert_int_equal(add(&w, more), 3);
  MUST(store_use(w.s, &SECOND, e));
  assert_facts(&w, &SECOND, 3, (const char *[]){"?", "[]", "1933-03-03", "-", "C", "{}", "?"});
  MUST(store_commit(w.s, e));
  assert_sound(w.s);
  world_close(&w);
}

/* A row that was changed before a field of the list existed. */
static void test_rows_of_old(void **state) {
  (void)state;
  struct world w = first_world();
  struct store_subject p;
  bool changed, existed;
  MUST(store_subject(w.s, 1, &w.arena, &p, e));
  MUST(store_set(w.s, w.act, 1, 4, &p.facts[4], &(struct value){.kind = KIND_LIST, .state = STATE_ABSENT},
                 &changed, e));
  MUST(store_use(w.s, &SECOND, e));
  MUST(store_subject_at(w.s, 1, 1, &w.arena, &p, &existed, e));
  assert_fact(&SECOND, p.facts[1], "[?, 2024-05-01, -; ?, 2024-06-01, -]");
  world_close(&w);
}

static void test_rollback_of_tables(void **state) {
  (void)state;
  struct world w = first_world();
  struct store_subject p;
  int64_t id;
  store_rollback(w.s);
  REFUSED(store_use(w.s, &FIRST, e), ERR_STORE, "还没有政策 ‘one’ 的对象 ‘unit’");
  REFUSED(store_subject(w.s, 1, &w.arena, &p, e), ERR_STORE, "store_use");
  REFUSED(store_find(w.s, "A", &id, e), ERR_STORE, "store_use");
  assert_int_equal(store_subject_last(w.s), 0);
  MUST(store_begin(w.s, e));
  MUST(store_use(w.s, &FIRST, e));
  assert_int_equal(store_subject_last(w.s), 0);
  world_close(&w);
}

/* --- refused ---------------------------------------------------------------------------------- */

static void test_disagrees(void **state) {
  (void)state;
  struct world w = first_world();
  struct store_field changed[5];
  struct store_schema other = FIRST;
  other.fields = changed;
  memcpy(changed, OLD, sizeof OLD);
  changed[1].kind = KIND_MONTH;
  REFUSED(store_use(w.s, &other, e), ERR_STORE, "‘born’ 在数据库里是 date");
  memcpy(changed, OLD, sizeof OLD);
  changed[1].form = STORE_TIMELINE;
  REFUSED(store_use(w.s, &other, e), ERR_STORE, "单个值");
  memcpy(changed, OLD, sizeof OLD);
  changed[4].fields = (const struct store_field[]){{.name = "on", .kind = KIND_TEXT}};
  REFUSED(store_use(w.s, &other, e), ERR_STORE, "‘on’ 在数据库里是 date");
  /* Another policy may share the subject when both mean the same by it. */
  struct store_schema guest = SECOND;
  guest.policy = "two";
  MUST(store_use(w.s, &guest, e));
  const struct store_field keyed[] = {{.name = "card", .kind = KIND_TEXT}};
  const struct store_schema third = {"three", "unit", 0, 1, 0, keyed, NULL};
  REFUSED(store_use(w.s, &third, e), ERR_STORE, "由政策 ‘one’ 以 ‘key’ 为标识");
  MUST(store_use(w.s, &FIRST, e)); /* none of that broke the transaction */
  MUST(store_commit(w.s, e));
  assert_sound(w.s);
  world_close(&w);
}

static void test_bad_schemas(void **state) {
  (void)state;
  struct world w = world_open();
  MUST(store_begin(w.s, e));
  static struct store_field many[STORE_MOST_FACTS + 1];
  static char names[STORE_MOST_FACTS + 1][16];
  for (int i = 0; i <= STORE_MOST_FACTS; i++) {
    snprintf(names[i], sizeof names[i], "f%d", i);
    many[i] = (struct store_field){.name = names[i], .kind = KIND_TEXT};
  }
  const struct store_field inner[] = {{.name = "x", .form = STORE_TIMELINE, .kind = KIND_DATE}};
  const struct {
    const char *subject;
    int key, count;
    struct store_field fields[2];
    const char *words;
  } cases[] = {
      {"unit; DROP", 0, 1, {{.name = "key", .kind = KIND_TEXT}}, "不能用作表名"},
      {"unit", 0, 1, {{.name = "k\"y", .kind = KIND_TEXT}}, "不能用作表的列"},
      {"unit", 0, 1, {{.name = "key", .kind = KIND_COUNT}}, "标识"},
      {"unit", 0, 1, {{.name = "key", .form = STORE_TIMELINE, .kind = KIND_TEXT}}, "标识"},
      {"unit", 2, 2, {{.name = "key", .kind = KIND_TEXT}}, "不能用作表的列"},
      {"unit", 0, 2, {{.name = "key", .kind = KIND_TEXT}, {.name = "p", .kind = KIND_PERIOD}}, "种类"},
      {"unit",
       0,
       2,
       {{.name = "key", .kind = KIND_TEXT}, {.name = "d", .kind = KIND_ENUM, .domain = 9}},
       "没有选项"},
      {"unit",
       0,
       2,
       {{.name = "key", .kind = KIND_TEXT},
        {.name = "l", .form = STORE_LIST, .field_count = 1, .fields = inner}},
       "只能是单个值"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct store_schema bad = {"p", cases[i].subject, cases[i].key, cases[i].count,
                               1,   cases[i].fields,  DOMAINS};
    REFUSED(store_use(w.s, &bad, e), ERR_INPUT, cases[i].words);
  }
  struct store_schema wide = {"p", "unit", 0, STORE_MOST_FACTS + 1, 0, many, NULL};
  REFUSED(store_use(w.s, &wide, e), ERR_INPUT, "超过 62 项");
  wide.field_count--;
  MUST(store_use(w.s, &wide, e)); /* as many as there may be: the last bit works too */
  world_act(&w, day(2025, 1, 1), "登记");
  struct value facts[STORE_MOST_FACTS];
  for (int i = 0; i < STORE_MOST_FACTS; i++)
    facts[i] = i == 0 ? value_text("A") : i % 2 ? value_unknown(KIND_TEXT) : value_absent(KIND_TEXT);
  assert_int_equal(add(&w, facts), 1);
  for (int i = 1; i < STORE_MOST_FACTS; i++)
    assert_int_equal(fact_of(&w, 1, i).state, i % 2 ? STATE_UNKNOWN : STATE_ABSENT);
  world_close(&w);
}

/* Facts may have the names of the store's own columns, and any letters that SQL knows as words. */
static void test_own_names(void **state) {
  (void)state;
  struct world w = world_open();
  const struct store_field cells[] = {{.name = "row", .kind = KIND_COUNT},
                                      {.name = "unknown", .kind = KIND_COUNT},
                                      {.name = "subject", .kind = KIND_COUNT}};
  const struct store_field fields[] = {
      {.name = "subject", .kind = KIND_TEXT},
      {.name = "created", .kind = KIND_DATE},
      {.name = "unknown", .kind = KIND_COUNT},
      {.name = "select", .form = STORE_TIMELINE, .kind = KIND_COUNT},
      {.name = "select_known_from", .kind = KIND_DATE},
      {.name = "order", .form = STORE_LIST, .field_count = 3, .fields = cells}};
  const struct store_schema schema = {"p", "table", 0, 6, 0, fields, NULL};
  struct value row[] = {value_of(KIND_COUNT, 1), value_unknown(KIND_COUNT), value_of(KIND_COUNT, 3)};
  MUST(store_begin(w.s, e));
  MUST(store_use(w.s, &schema, e));
  world_act(&w, day(2025, 1, 1), "登记");
  struct value facts[] = {
      value_text("A"),         date_of(2025, 1, 2),
      value_of(KIND_COUNT, 5), TIMELINE(KIND_COUNT, day(2000, 1, 1), {DAY_MIN, value_of(KIND_COUNT, 9)}),
      date_of(2025, 1, 3),     list_value(&(struct list){.fields = 3, .rows = 1, .cells = row})};
  assert_int_equal(add(&w, facts), 1);
  assert_facts(&w, &schema, 1,
               (const char *[]){"A", "2025-01-02", "5", "{2000-01-01|always: 9}", "2025-01-03", "[1, ?, 3]"});
  /* Two subjects whose tables would have one name. */
  const struct store_field plain[] = {{.name = "key", .kind = KIND_TEXT}};
  const struct store_schema clash = {"p", "table_order", 0, 1, 0, plain, NULL};
  REFUSED(store_use(w.s, &clash, e), ERR_STORE, "已有表 ‘facts_table_order’");
  world_close(&w);
}

/* --- two kinds of subjects -------------------------------------------------------------------- */

static void test_two_subjects(void **state) {
  (void)state;
  struct world w = first_world();
  int64_t *ids, count;
  MUST(store_use(w.s, &SCHEMA, e));
  assert_int_equal(store_subject_last(w.s), 0);
  assert_int_equal(add_person(&w, 1), 1);
  assert_int_equal(add_person(&w, 2), 2);
  change(&w, 1, NAME, value_text("甲"));
  MUST(store_dirty(w.s, 0, 100, &ids, &count, e));
  assert_int_equal(count, 2);
  free(ids);
  MUST(store_use(w.s, &FIRST, e));
  assert_int_equal(store_subject_last(w.s), 1);
  MUST(store_dirty(w.s, 0, 100, &ids, &count, e));
  assert_int_equal(count, 1);
  free(ids);
  struct store_entry *entries;
  int n;
  MUST(store_entries(w.s, 1, &w.arena, &entries, &n, e));
  assert_int_equal(n, 1); /* the change of the other subject with number 1 is not this one's */
  MUST(store_commit(w.s, e));
  assert_sound(w.s);
  world_close(&w);
}

/* --- members that are gone -------------------------------------------------------------------- */

static void test_lost_member(void **state) {
  (void)state;
  struct world w = world_writing();
  int64_t id = add_person(&w, 1);
  change(&w, id, DISTRICT, district(SHENHE));
  change(&w, id, HUKOU,
         TIMELINE(KIND_ENUM, DAY_MIN, {DAY_MIN, district(SHENHE)}, {day(2020, 1, 1), district(HEPING)}));
  static const char *const fewer[] = {"和平区", "铁西区"};
  static const struct store_domain domains[] = {{2, fewer}};
  struct store_schema later = SCHEMA;
  later.domains = domains;
  MUST(store_use(w.s, &later, e));
  assert_fact(&later, fact_of(&w, id, DISTRICT), "!"); /* an error where it is used, not a guess */
  struct value hukou = fact_of(&w, id, HUKOU);
  assert_fact(&later, hukou, "{always: !; 2020-01-01: 和平区}");
  /* It stays what it was while the rest of the history changes. */
  assert_false(change(&w, id, HUKOU, hukou));
  struct spell spells[] = {
      hukou.u.timeline->spells[0], hukou.u.timeline->spells[1], {day(2021, 1, 1), district(1)}};
  struct timeline longer = *hukou.u.timeline;
  longer.spells = spells;
  longer.count = 3;
  assert_true(change(&w, id, HUKOU, timeline_value(&longer)));
  assert_true(change(&w, id, DISTRICT, district(1)));
  assert_fact(&later, fact_of(&w, id, HUKOU), "{always: !; 2020-01-01: 和平区; 2021-01-01: 铁西区}");
  struct store_subject then;
  bool existed;
  MUST(store_subject_at(w.s, id, 3, &w.arena, &then, &existed, e));
  assert_fact(&later, then.facts[DISTRICT], "!");
  MUST(store_use(w.s, &SCHEMA, e)); /* by the law that knew it */
  MUST(store_subject_at(w.s, id, 3, &w.arena, &then, &existed, e));
  assert_fact(&SCHEMA, then.facts[DISTRICT], "沈河区");
  assert_fact(&SCHEMA, then.facts[HUKOU], "{always: 沈河区; 2020-01-01: 和平区}");
  assert_fact(&SCHEMA, fact_of(&w, id, HUKOU), "{always: 沈河区; 2020-01-01: 和平区; 2021-01-01: !}");
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_grows),       cmocka_unit_test(test_shrinks_and_comes_back),
      cmocka_unit_test(test_rows_of_old), cmocka_unit_test(test_rollback_of_tables),
      cmocka_unit_test(test_disagrees),   cmocka_unit_test(test_bad_schemas),
      cmocka_unit_test(test_own_names),   cmocka_unit_test(test_two_subjects),
      cmocka_unit_test(test_lost_member),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
