/* Hashing of texts that somebody else may have chosen: names of a policy, keys and accounts of a
** register.
**
** SipHash-1-3 with a key of the process's own. With a hash that everybody can reckon, a file can
** hold names that all fall into one place of a table, and to load it takes the square of its size.
** Each table draws a key for itself, and is used for looking up alone: nothing that is written may
** hang on the order of its places. A secret shared by all tables was not taken: it would be a
** global.
*/
#ifndef BYLAW_BASE_HASH_H
#define BYLAW_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

struct hash_key {
  uint64_t k0, k1;
};

/* A key that nobody outside can know. */
struct hash_key hash_key_new(void);
uint64_t hash_bytes(struct hash_key key, const void *bytes, size_t n);
uint64_t hash_text(struct hash_key key, const char *text);

/* One word more in a hash of numbers that the program itself has made: without a key, so fast that
** it need not be kept. */
static inline uint64_t hash_mix(uint64_t hash, uint64_t more) {
  hash = (hash ^ more) * 0xD6E8FEB86659FD93u;
  hash ^= hash >> 32;
  hash *= 0x9E3779B97F4A7C15u;
  return hash ^ hash >> 29;
}

#endif
