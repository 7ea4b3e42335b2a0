/* One account for several people: the pairs that a set of accounts finds. */
#include "tests/unit/support.h"

#include <stdio.h>

#include "host/engine/register/accounts.h"

enum { PEOPLE = 3000, ACCOUNTS = 2500 };

static void meet(struct account_set *set, int account, int64_t id) {
  char text[32];
  snprintf(text, sizeof text, "62%08d", account);
  assert_true(account_set_meet(set, text, id));
}

static void pairs_come_by_id_in_whatever_order_they_are_met(void **state) {
  (void)state;
  struct account_set set = {0};
  meet(&set, 7, 30);
  meet(&set, 1, 11);
  meet(&set, 7, 20);
  meet(&set, 2, 12);
  meet(&set, 7, 25);
  meet(&set, 1, 10);
  assert_true(account_set_end(&set));
  assert_int_equal(set.pair_count, 3);
  assert_int_equal(set.listed, 3);
  const struct account_pair expected[] = {{11, 10}, {25, 20}, {30, 20}};
  for (int i = 0; i < 3; i++) {
    assert_int_equal(set.pairs[i].id, expected[i].id);
    assert_int_equal(set.pairs[i].other, expected[i].other);
  }
  account_set_free(&set);
}

static void who_is_met_twice_with_an_account_is_one(void **state) {
  (void)state;
  struct account_set set = {0};
  for (int round = 0; round < 3; round++)
    meet(&set, 5, 9);
  assert_true(account_set_end(&set));
  assert_int_equal(set.pair_count, 0);
  account_set_free(&set);
}

/* All 1,500 but the first bear it with the first; a thousand are listed. */
static void many_on_one_account_are_counted_and_the_first_listed(void **state) {
  (void)state;
  struct account_set set = {0};
  for (int id = 1500; id >= 1; id--)
    meet(&set, 3, id);
  assert_true(account_set_end(&set));
  assert_int_equal(set.pair_count, 1499);
  assert_int_equal(set.listed, ACCOUNT_MOST_PAIRS);
  for (int i = 0; i < ACCOUNT_MOST_PAIRS; i++) {
    assert_int_equal(set.pairs[i].id, i + 2);
    assert_int_equal(set.pairs[i].other, 1);
  }
  account_set_free(&set);
}

/* Against comparing everybody with everybody before them. */
static void pairs_are_those_that_a_plain_comparison_finds(void **state) {
  (void)state;
  static int accounts[PEOPLE];
  struct account_set set = {0};
  uint64_t seed = 20250616;
  for (int i = 0; i < PEOPLE; i++) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    accounts[i] = (int)(seed >> 33) % ACCOUNTS;
    meet(&set, accounts[i], i + 1);
  }
  assert_true(account_set_end(&set));
  int64_t found = 0;
  for (int i = 0; i < PEOPLE; i++) {
    int first = 0;
    while (accounts[first] != accounts[i])
      first++;
    if (first == i) continue;
    assert_true(found < set.pair_count);
    assert_int_equal(set.pairs[found].id, i + 1);
    assert_int_equal(set.pairs[found++].other, first + 1);
  }
  assert_int_equal(found, set.pair_count);
  assert_true(found > 1000);
  account_set_free(&set);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(pairs_come_by_id_in_whatever_order_they_are_met),
                                     cmocka_unit_test(who_is_met_twice_with_an_account_is_one),
                                     cmocka_unit_test(many_on_one_account_are_counted_and_the_first_listed),
                                     cmocka_unit_test(pairs_are_those_that_a_plain_comparison_finds)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
