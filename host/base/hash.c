/* SipHash-1-3: one round a word, three at the end. */
#include "host/base/hash.h"

#include <string.h>
#include <sys/random.h>
#include <time.h>

/* Without random numbers (a system that has none yet) the places of memory and the clock are still
** hard to know. */
struct hash_key hash_key_new(void) {
  struct hash_key key;
  if (getrandom(&key, sizeof key, GRND_NONBLOCK) == (ssize_t)sizeof key) return key;
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  key.k0 = (uint64_t)(uintptr_t)&key ^ (uint64_t)t.tv_nsec << 32;
  key.k1 = (uint64_t)(uintptr_t)&hash_bytes ^ (uint64_t)t.tv_sec;
  return key;
}

/* Inlined, the four words stay in registers: three times as fast. */
#define INLINED static inline __attribute__((always_inline))

INLINED uint64_t rotate(uint64_t x, int by) {
  return x << by | x >> (64 - by);
}

INLINED void round_once(uint64_t v[4]) {
  v[0] += v[1];
  v[1] = rotate(v[1], 13) ^ v[0];
  v[0] = rotate(v[0], 32);
  v[2] += v[3];
  v[3] = rotate(v[3], 16) ^ v[2];
  v[0] += v[3];
  v[3] = rotate(v[3], 21) ^ v[0];
  v[2] += v[1];
  v[1] = rotate(v[1], 17) ^ v[2];
  v[2] = rotate(v[2], 32);
}

INLINED void take_word(uint64_t v[4], uint64_t word) {
  v[3] ^= word;
  round_once(v);
  v[0] ^= word;
}

uint64_t hash_bytes(struct hash_key key, const void *bytes, size_t n) {
  const unsigned char *at = bytes, *end = at + n / 8 * 8;
  uint64_t v[4] = {key.k0 ^ UINT64_C(0x736f6d6570736575), key.k1 ^ UINT64_C(0x646f72616e646f6d),
                   key.k0 ^ UINT64_C(0x6c7967656e657261), key.k1 ^ UINT64_C(0x7465646279746573)};
  uint64_t word, last = (uint64_t)n << 56;
  for (; at < end; at += 8) {
    memcpy(&word, at, sizeof word);
    take_word(v, word);
  }
  for (size_t i = 0; i < n % 8; i++)
    last |= (uint64_t)at[i] << 8 * i;
  take_word(v, last);
  v[2] ^= 0xFF;
  for (int i = 0; i < 3; i++)
    round_once(v);
  return v[0] ^ v[1] ^ v[2] ^ v[3];
}

uint64_t hash_text(struct hash_key key, const char *text) {
  return hash_bytes(key, text, strlen(text));
}
