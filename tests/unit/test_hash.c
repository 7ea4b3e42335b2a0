/* Texts that somebody chose so that a hash which everybody can reckon puts them all into one place:
** found in a few steps all the same. Steps are counted, not time. The hash of before (FNV-1a) is
** written out here to choose them by. And the hash table itself. */
#include "support.h"

#include "allocations.h"
#include "host/base/arena.h"
#include "host/base/hash.h"
#include "host/base/hash_table.h"
#include "host/lua/front/lexer.h"

enum { NAMES = 2000, PLACES = 2048, LONGEST = 200, MANY = 500 };

static void hashing_is_siphash(void **state) {
  (void)state;
  /* the published vectors of SipHash-1-3: key 00 01 … 0f, texts of no byte and of one, 00 */
  const struct hash_key key = {UINT64_C(0x0706050403020100), UINT64_C(0x0f0e0d0c0b0a0908)};
  assert_true(hash_bytes(key, "", 0) == UINT64_C(0xabac0158050fc4dc));
  assert_true(hash_bytes(key, "\0", 1) == UINT64_C(0xc9f49bf37d57ca93));
  assert_true(hash_text(key, "abcdefghi") == hash_bytes(key, "abcdefghi", 9));
  struct hash_key one = hash_key_new(), other = hash_key_new();
  assert_true(hash_text(one, "abc") != hash_text(other, "abc"));
}

static uint32_t known_hash(const char *text) {
  uint32_t hash = 2166136261u;
  for (; *text; text++)
    hash = (hash ^ (unsigned char)*text) * 16777619u;
  return hash ^ hash >> 15;
}

/* 2,000 names fill less than half of 4,096 slots: a search of 200 steps among them is as good as
** impossible, for long runs of taken slots become rarer by a fifth with each slot (e^-40 here); in
** one place there would be 2,000. */
static void names_of_a_flood_lie_apart(void **state) {
  (void)state;
  struct error e = {0};
  struct syntax s = {.source = "", .length = 0};
  struct lexer lx;
  char name[32];
  lexer_open(&lx, &s, &e);
  for (int found = 0, i = 0; found < NAMES; i++) {
    snprintf(name, sizeof name, "n%x", i);
    if (known_hash(name) % PLACES) continue;
    assert_non_null(lexer_name(&lx, name, strlen(name)));
    found++;
  }
  const struct hash_table *t = &lx.names.by_text;
  uint32_t longest = 0;
  for (uint32_t i = 0; i < t->size; i++) {
    uint32_t steps = (i - t->slots[i].hash) & (t->size - 1);
    if (t->slots[i].number && steps > longest) longest = steps;
  }
  assert_true(t->count >= NAMES && longest <= LONGEST);
  lexer_close(&lx);
  syntax_free(&s);
}

/* --- the table -------------------------------------------------------------------------------- */

/* How often the number is found under the hash. */
static int times_found(const struct hash_table *t, uint32_t hash, uint32_t number) {
  uint32_t found, step = 0;
  int times = 0;
  while ((found = hash_table_next(t, hash, &step)))
    times += found == number;
  return times;
}

static void an_empty_table_has_nothing_and_can_be_freed(void **state) {
  (void)state;
  struct hash_table t = {0};
  hash_table_fetch(&t, 7);
  assert_int_equal(times_found(&t, 7, 1), 0);
  hash_table_remove(&t, 7, 1);
  hash_table_clear(&t);
  assert_int_equal(hash_table_bytes(&t), 0);
  hash_table_free(&t);
}

static void a_table_grows_and_finds_all_that_was_added(void **state) {
  (void)state;
  struct arena arena = {0};
  struct hash_table tables[] = {{0}, {.arena = &arena}};
  for (int k = 0; k < 2; k++) {
    struct hash_table *t = &tables[k];
    for (uint32_t i = 1; i <= MANY; i++)
      assert_true(hash_table_add(t, (uint32_t)hash_mix(0, i), i));
    assert_int_equal(t->count, MANY);
    assert_true(t->count <= t->size / 4 * 3);
    for (uint32_t i = 1; i <= MANY; i++)
      assert_int_equal(times_found(t, (uint32_t)hash_mix(0, i), i), 1);
    assert_int_equal(times_found(t, (uint32_t)hash_mix(0, MANY + 1), MANY + 1), 0);
    hash_table_clear(t);
    assert_int_equal(times_found(t, (uint32_t)hash_mix(0, 1), 1), 0);
    assert_true(hash_table_add(t, 5, 9));
    assert_int_equal(times_found(t, 5, 9), 1);
    hash_table_free(t);
  }
  arena_free(&arena);
}

/* One hash for all; hashes that begin at the last slot, so that a search goes on at the first. */
static void colliding_hashes_are_told_apart(void **state) {
  (void)state;
  struct hash_table t = {0};
  for (uint32_t i = 1; i <= 100; i++)
    assert_true(hash_table_add(&t, UINT32_MAX, i) && hash_table_add(&t, UINT32_MAX - 0x10000u * i, i));
  for (uint32_t i = 1; i <= 100; i++) {
    assert_int_equal(times_found(&t, UINT32_MAX, i), 1);
    assert_int_equal(times_found(&t, UINT32_MAX - 0x10000u * i, i), 1);
  }
  assert_int_equal(times_found(&t, UINT32_MAX - 0x10000u * 101, 101), 0);
  hash_table_free(&t);
}

/* Against a plain list of what is in the table: runs of neighbours, round the end of the slots too,
** lose one of them after the other in an order that has nothing to do with theirs. */
static void what_is_removed_hides_nothing_else(void **state) {
  (void)state;
  struct hash_table t = {0};
  bool there[MANY + 1] = {false};
  uint64_t random = 1;
  for (int i = 0; i < 20 * MANY; i++) {
    random = hash_mix(random, 1);
    uint32_t number = (uint32_t)(random % MANY) + 1, hash = number % 61 * 0x3FFFFFFFu;
    if (there[number])
      hash_table_remove(&t, hash, number);
    else
      assert_true(hash_table_add(&t, hash, number));
    there[number] = !there[number];
    if (i % 50) continue;
    uint32_t count = 0;
    for (uint32_t k = 1; k <= MANY; k++) {
      assert_int_equal(times_found(&t, k % 61 * 0x3FFFFFFFu, k), there[k]);
      count += there[k];
    }
    assert_int_equal(t.count, count);
  }
  hash_table_remove(&t, 12345, 1); /* nobody has it */
  hash_table_free(&t);
}

/* Every growing of the table fails once; what it held is still found, and the next try succeeds. */
static void a_table_that_cannot_grow_is_as_it_was(void **state) {
  (void)state;
  struct hash_table t = {0};
  long live = allocations.live;
  int failed = 0;
  for (uint32_t i = 1; i <= MANY; i++) {
    fail_from(1, true);
    bool added = hash_table_add(&t, i * 77u, i);
    fail_from(0, false);
    if (added) continue;
    failed++;
    assert_int_equal(t.count, i - 1);
    for (uint32_t k = 1; k <= i; k++)
      assert_int_equal(times_found(&t, k * 77u, k), k < i);
    assert_true(hash_table_add(&t, i * 77u, i));
  }
  /* three quarters: before the numbers 1, 13, 25, 49, 97, 193 and 385 */
  assert_int_equal(failed, 7);
  hash_table_free(&t);
  assert_int_equal(allocations.live, live);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(hashing_is_siphash),
                                     cmocka_unit_test(names_of_a_flood_lie_apart),
                                     cmocka_unit_test(an_empty_table_has_nothing_and_can_be_freed),
                                     cmocka_unit_test(a_table_grows_and_finds_all_that_was_added),
                                     cmocka_unit_test(colliding_hashes_are_told_apart),
                                     cmocka_unit_test(what_is_removed_hides_nothing_else),
                                     cmocka_unit_test(a_table_that_cannot_grow_is_as_it_was)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
