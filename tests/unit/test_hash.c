/* Texts that somebody chose so that a hash which everybody can reckon puts them all into one place:
** found in a few steps all the same. Steps are counted, not time. The hash of before (FNV-1a) is
** written out here to choose them by. */
#include "support.h"

#include "host/base/hash.h"
#include "host/lua/front/lexer.h"

enum { NAMES = 2000, PLACES = 2048 };

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

/* Among 2,048 places a chain of twelve of 2,000 names is as good as impossible (one in 10^6 or so);
** in one place there would be 2,000. */
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
  int longest = 0;
  for (size_t i = 0; i < lx.names.size; i++) {
    int chain = 0;
    for (const struct name *n = lx.names.buckets[i]; n; n = n->chain)
      chain++;
    longest = chain > longest ? chain : longest;
  }
  assert_true(lx.names.size == PLACES && longest <= 20);
  lexer_close(&lx);
  syntax_free(&s);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(hashing_is_siphash),
                                     cmocka_unit_test(names_of_a_flood_lie_apart)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
