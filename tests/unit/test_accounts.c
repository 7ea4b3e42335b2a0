/* Accounts that somebody chose so that a hash which everybody can reckon puts them all into one place. Steps are counted, not time; the hash of
** before is written out here to choose them by. */
#include "support.h"

#include "host/engine/accounts.h"

enum { FLOOD = 700, FLOOD_PLACES = 1024 };

static uint64_t known_hash(const char *text) {
  uint64_t hash = UINT64_C(14695981039346656037), word;
  for (size_t n = strlen(text); n > 0;) {
    size_t part = n < sizeof word ? n : sizeof word;
    word = n;
    memcpy(&word, text, part);
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    hash ^= hash >> 32;
    text += part;
    n -= part;
  }
  hash *= UINT64_C(0xbf58476d1ce4e5b9);
  return hash ^ hash >> 29;
}

/* 700 of 1,024 places are taken: on average one and a half steps beside its own place for each; in a flood 350. */
static void accounts_of_a_flood_lie_apart(void **state) {
  (void)state;
  struct account_set set = {0};
  char account[32];
  for (int found = 0, i = 0; found < FLOOD; i++) {
    snprintf(account, sizeof account, "62%08d", i);
    if (known_hash(account) % FLOOD_PLACES) continue;
    assert_true(account_set_meet(&set, account, ++found));
  }
  assert_true(account_set_end(&set));
  assert_int_equal(set.size, FLOOD_PLACES);
  long long steps = 0;
  for (size_t i = 0; i < set.size; i++)
    if (set.slots[i].id) steps += (long long)((i - set.slots[i].hash) & (set.size - 1));
  assert_true(steps < 20LL * FLOOD);
  account_set_free(&set);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(accounts_of_a_flood_lie_apart)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
