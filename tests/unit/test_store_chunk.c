/* Subjects many at a time: every column tells what reading one by one tells, whoever is asked for,
** also when a thread reads ahead. */
#include "store_world.h"

/* --- people of every kind --------------------------------------------------------------------- */

static uint64_t next(uint64_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return *seed;
}

static int pick(uint64_t *seed, int below) {
  return (int)(next(seed) % (uint64_t)below);
}

static struct value some_district(uint64_t *seed) {
  int n = pick(seed, 5);
  return n < 3 ? district(n) : n == 3 ? value_absent(KIND_ENUM) : value_unknown(KIND_ENUM);
}

struct room {
  struct timeline hukou;
  struct spell spells[4];
  struct list applied;
  struct value cells[12];
  char key[16], name[16], longest[40000];
};

static void random_rows(uint64_t *seed, struct room *r, struct value *facts) {
  int spells = pick(seed, 5), rows = pick(seed, 4);
  r->hukou = (struct timeline){.kind = KIND_ENUM, .domain = 1, .count = spells, .spells = r->spells};
  r->hukou.known_from = pick(seed, 4) ? DAY_MIN : day(1999, 5, 6);
  for (int i = 0; i < spells; i++)
    r->spells[i] = (struct spell){i || pick(seed, 2) ? day(2000 + i, 1 + pick(seed, 12), 1) : DAY_MIN,
                                  some_district(seed)};
  r->applied = (struct list){.fields = 4, .rows = rows, .cells = r->cells};
  for (int i = 0; i < rows; i++) {
    r->cells[i * 4] = pick(seed, 5) ? value_of(KIND_DATE, day(2024, 2, 29)) : value_unknown(KIND_DATE);
    r->cells[i * 4 + 1] = money(pick(seed, 100000) - 50000);
    r->cells[i * 4 + 2] = some_district(seed);
    r->cells[i * 4 + 3] = pick(seed, 2) ? value_text(r->name) : value_absent(KIND_TEXT);
  }
  if (pick(seed, 6)) facts[HUKOU] = timeline_value(&r->hukou);
  if (pick(seed, 6)) facts[APPLIED] = list_value(&r->applied);
}

static void random_person(uint64_t *seed, int n, struct room *r, struct value facts[FACTS]) {
  person(1, r->longest, facts);
  snprintf(r->key, sizeof r->key, "K%07d", n);
  snprintf(r->name, sizeof r->name, "名%d", pick(seed, 1000));
  facts[ID] = value_text(r->key);
  if (pick(seed, 3)) facts[NAME] = value_text(r->name);
  if (n % 1000 == 500) { /* does not fit into a block of texts */
    memset(r->longest, 'x', sizeof r->longest - 1);
    r->longest[sizeof r->longest - 1] = '\0';
    facts[NAME] = value_text(r->longest);
  }
  if (pick(seed, 9) == 0) facts[BIRTH] = value_unknown(KIND_DATE);
  if (pick(seed, 2)) facts[SINCE] = value_of(KIND_MONTH, month(2000 + pick(seed, 25), 1 + pick(seed, 12)));
  if (pick(seed, 2)) facts[PENSION] = money(pick(seed, 1000000));
  if (pick(seed, 2)) facts[CHILDREN] = value_of(KIND_COUNT, INT64_MIN + pick(seed, 5));
  if (pick(seed, 2)) facts[ALONE] = value_of(KIND_TRUTH, pick(seed, 2));
  if (pick(seed, 2)) facts[SHARE] = value_ratio(-1, 1 + pick(seed, 9));
  facts[DISTRICT] = some_district(seed);
  random_rows(seed, r, facts);
}

static struct world many_people(int people, uint64_t seed) {
  static struct room room;
  struct world w = world_writing();
  struct value facts[FACTS];
  int64_t id;
  for (int n = 1; n <= people; n++) {
    random_person(&seed, n, &room, facts);
    MUST(store_add(w.s, w.act, facts, &id, e));
  }
  MUST(store_commit(w.s, e));
  return w;
}

/* --- the same --------------------------------------------------------------------------------- */

static void show_person(struct buf *out, int64_t id, const struct value *facts) {
  out->len = 0;
  buf_printf(out, "%lld", (long long)id);
  for (int i = 0; i < FACTS; i++) {
    if (facts[i].state != STATE_UNKNOWN) /* the kind of what is not known is the schema's */
      buf_printf(out, " %d.%d ", facts[i].kind, facts[i].domain);
    show(out, &SCHEMA, facts[i]);
    if (facts[i].state != STATE_POISONED) continue;
    poison_explain(out, facts[i]);
  }
}

/* Everybody whom store_next tells of, in its order, and nobody else. How many. */
static int compare(struct world *w, const int64_t *ids, int64_t count, int most, bool in_arena) {
  struct error e = {0};
  struct store_chunk chunk;
  struct store_subject subject;
  struct batch_rooms rooms = {0};
  struct arena arena = {0};
  struct value facts[FACTS];
  struct buf one = {0}, other = {0};
  int people = 0;
  struct store_reader *reader = store_read(w->s, 1, INT64_MAX, ids, count, &e);
  struct store_chunks *chunks = store_chunks(w->s, ids, count, most, &e);
  assert_non_null(reader);
  assert_non_null(chunks);
  while (store_chunk_next(chunks, &chunk, &e)) {
    assert_in_range(chunk.batch.persons, 1, most);
    for (int i = 0; i < chunk.batch.persons; i++, people++) {
      assert_true(store_next(reader, &subject, &e));
      assert_true(in_arena ? batch_person_in(&chunk.batch, i, &arena, facts)
                           : batch_person(&chunk.batch, i, &rooms, facts));
      show_person(&one, subject.id, subject.facts);
      show_person(&other, chunk.ids[i], facts);
      assert_string_equal(buf_text(&one), buf_text(&other));
    }
    arena_reset(&arena);
  }
  assert_int_equal(e.kind, ERR_NONE);
  assert_false(store_next(reader, &subject, &e));
  assert_int_equal(e.kind, ERR_NONE);
  store_chunks_end(chunks);
  store_read_end(reader);
  batch_rooms_free(&rooms);
  arena_free(&arena);
  buf_free(&one);
  buf_free(&other);
  return people;
}

static void test_all(void **state) {
  (void)state;
  struct world w = many_people(2500, 11);
  static const int mosts[] = {1, 7, 1000, 2500, 4096};
  for (size_t i = 0; i < sizeof mosts / sizeof *mosts; i++)
    assert_int_equal(compare(&w, NULL, 0, mosts[i], i % 2), 2500);
  world_close(&w);
}

static void test_some(void **state) {
  (void)state;
  struct world w = many_people(2500, 12);
  int64_t close[700], apart[] = {1, 2, 900, 2499, 2500, 2501, 9000};
  for (int i = 0; i < 700; i++)
    close[i] = 3 * i + 5;
  assert_int_equal(compare(&w, close, 700, 64, true), 700);
  assert_int_equal(compare(&w, apart, 7, 3, false), 5);
  assert_int_equal(compare(&w, apart, 0, 3, false), 0);
  world_close(&w);
}

static void test_nobody(void **state) {
  (void)state;
  struct world w = world_writing();
  assert_int_equal(compare(&w, NULL, 0, 10, false), 0);
  add_person(&w, 1); /* not committed, and it waits */
  assert_int_equal(compare(&w, NULL, 0, 10, false), 1);
  world_close(&w);
}

/* What the schema does not know is told just as it is when it is read one by one. */
static void test_poisoned(void **state) {
  (void)state;
  struct world w = many_people(300, 13);
  store_close(w.s);
  tamper(w.path, "UPDATE facts_resident SET district = '旧区' WHERE subject % 3 = 0;"
                 "UPDATE facts_resident SET birth_date = 20250230, since = 202513 WHERE subject % 5 = 0;"
                 "UPDATE facts_resident SET birth_date = 0, share = 'x' WHERE subject % 7 = 0;"
                 "UPDATE facts_resident SET share = '1/0' WHERE subject % 11 = 0;"
                 "UPDATE facts_resident_hukou SET value = '老区' WHERE subject % 2 = 0;"
                 "UPDATE facts_resident_applied SET \"on\" = 99999999 WHERE subject % 2 = 0;");
  MUST(store_open(&w.s, w.path, STORE_READ, e));
  MUST(store_use(w.s, &SCHEMA, e));
  assert_int_equal(compare(&w, NULL, 0, 100, false), 300);
  struct store_chunk chunk;
  struct error e;
  struct store_chunks *chunks = store_chunks(w.s, NULL, 0, 10, &e);
  struct batch_rooms rooms = {0};
  struct value facts[FACTS];
  assert_true(store_chunk_next(chunks, &chunk, &e));
  assert_true(batch_person(&chunk.batch, 2, &rooms, facts));
  assert_int_equal(facts[DISTRICT].state, STATE_POISONED);
  assert_int_equal(facts[DISTRICT].u.poison.code, VERR_TEXT);
  assert_true(facts[DISTRICT].u.poison.b > 0); /* so that it can be written back */
  batch_rooms_free(&rooms);
  store_chunks_end(chunks);
  world_close(&w);
}

/* --- ahead ------------------------------------------------------------------------------------ */

enum { CROWD = 23000 };

static void test_ahead(void **state) {
  (void)state;
  struct world w = many_people(CROWD, 14);
  struct store_chunk chunk;
  struct error why;
  MUST(store_begin(w.s, e));
  assert_int_equal(compare(&w, NULL, 0, 1000, false), CROWD);
  assert_int_equal(compare(&w, NULL, 0, 5000, true), CROWD);
  /* given up at once, and after one */
  struct store_chunks *chunks = store_chunks(w.s, NULL, 0, 100, &why);
  store_chunks_end(chunks);
  chunks = store_chunks(w.s, NULL, 0, 100, &why);
  assert_true(store_chunk_next(chunks, &chunk, &why));
  assert_int_equal(chunk.ids[99], 100);
  store_chunks_end(chunks);
  store_rollback(w.s);
  world_close(&w);
}

/* Who was removed is nowhere: one, the last, and all of a chunk; ids are not given again. */
static void the_removed_are_not_read(void **state) {
  (void)state;
  struct world w = many_people(300, 17);
  int64_t ids[] = {7, 150, 299, 300};
  struct value facts[FACTS];
  static struct room room;
  char key[32];
  int64_t id, removed = 0;
  uint64_t seed = 18;
  MUST(store_begin(w.s, e));
  world_act(&w, day(2025, 7, 1), "误登记");
  for (id = 7; id <= 300; id = id == 7 ? 100 : id == 199 ? 300 : id + 1, removed++) {
    MUST(store_key(w.s, id, key, sizeof key, e));
    MUST(store_remove(w.s, w.act, id, key, e));
  }
  assert_int_equal(removed, 102);
  random_person(&seed, 7, &room, facts); /* the number of the first one, who was removed */
  MUST(store_add(w.s, w.act, facts, &id, e));
  assert_int_equal(id, 301);
  MUST(store_commit(w.s, e));
  assert_int_equal(store_subject_count(w.s), 199);
  assert_int_equal(store_subject_last(w.s), 301);
  assert_int_equal(compare(&w, NULL, 0, 10, false), 199);
  assert_int_equal(compare(&w, NULL, 0, 1, true), 199);
  assert_int_equal(compare(&w, ids, 4, 3, false), 1);
  world_close(&w);
}

/* A transaction sees what it has itself changed. */
static void test_not_ahead(void **state) {
  (void)state;
  struct world w = many_people(CROWD, 15);
  struct store_chunk chunk;
  struct error why;
  MUST(store_begin(w.s, e));
  world_act(&w, day(2025, 7, 1), "更正");
  change(&w, CROWD, NAME, value_text("改名"));
  struct store_chunks *chunks = store_chunks(w.s, NULL, 0, CROWD, &why);
  assert_non_null(chunks);
  assert_true(store_chunk_next(chunks, &chunk, &why));
  assert_int_equal(chunk.batch.persons, CROWD);
  assert_string_equal(chunk.batch.facts[NAME].plain.text[CROWD - 1], "改名");
  assert_false(store_chunk_next(chunks, &chunk, &why));
  store_chunks_end(chunks);
  MUST(store_commit(w.s, e));
  world_close(&w);
}

/* A snapshot stays what it was, whatever is committed beside it before or while it is read. */
static void test_snapshot(void **state) {
  (void)state;
  struct world w = many_people(CROWD, 16);
  struct store *reader;
  struct store_chunk chunk;
  struct error why;
  MUST(store_open(&reader, w.path, STORE_READ, e));
  MUST(store_use(reader, &SCHEMA, e));
  MUST(store_snapshot(reader, e));
  struct store_chunks *chunks = store_chunks(reader, NULL, 0, 1000, &why);
  assert_true(store_chunk_next(chunks, &chunk, &why));
  MUST(store_begin(w.s, e));
  world_act(&w, day(2025, 7, 1), "更正");
  change(&w, CROWD, NAME, value_text("改名"));
  MUST(store_commit(w.s, e));
  for (int round = 0; round < 2; round++) { /* begun before the commit, and after it */
    int64_t persons = round ? 0 : chunk.batch.persons;
    while (store_chunk_next(chunks, &chunk, &why)) {
      persons += chunk.batch.persons;
      const char **names = chunk.batch.facts[NAME].plain.text;
      const uint8_t *states = chunk.batch.facts[NAME].plain.state;
      int last = chunk.batch.persons - 1;
      if (chunk.ids[last] == CROWD && (!states || states[last] == STATE_KNOWN))
        assert_string_not_equal(names[last], "改名");
    }
    assert_int_equal(persons, CROWD);
    store_chunks_end(chunks);
    if (!round) chunks = store_chunks(reader, NULL, 0, 1000, &why);
  }
  store_snapshot_end(reader);
  store_close(reader);
  world_close(&w);
}

/* Columns say in one word that everything is known. */
static void test_states(void **state) {
  (void)state;
  struct world w = world_writing();
  struct store_chunk chunk;
  struct error why;
  add_person(&w, 1);
  struct store_chunks *chunks = store_chunks(w.s, NULL, 0, 10, &why);
  assert_true(store_chunk_next(chunks, &chunk, &why));
  const struct batch_fact *f = chunk.batch.facts;
  assert_int_equal(chunk.batch.fact_count, FACTS);
  assert_null(f[BIRTH].plain.state);
  assert_int_equal(f[BIRTH].plain.value[0], day(1930, 1, 1));
  assert_int_equal(f[NAME].plain.state[0], STATE_ABSENT);
  assert_int_equal(f[HUKOU].plain.state[0], STATE_UNKNOWN);
  assert_null(f[HUKOU].known_from);
  assert_null(f[INCOME].plain.state);
  assert_int_equal(f[INCOME].first[1], 0);
  assert_int_equal(f[APPLIED].columns, 4);
  store_chunks_end(chunks);
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_all),
                                     cmocka_unit_test(test_some),
                                     cmocka_unit_test(test_nobody),
                                     cmocka_unit_test(test_states),
                                     cmocka_unit_test(test_poisoned),
                                     cmocka_unit_test(test_ahead),
                                     cmocka_unit_test(test_not_ahead),
                                     cmocka_unit_test(test_snapshot),
                                     cmocka_unit_test(the_removed_are_not_read)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
