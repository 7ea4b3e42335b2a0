/* One account that several people bear: it is told when they are recorded, imported, paid. */
#ifndef BYLAW_ENGINE_ACCOUNTS_H
#define BYLAW_ENGINE_ACCOUNTS_H

#include "host/base/hash.h"
#include "host/base/json_out.h"
#include "host/lua/script.h"

enum { ACCOUNT_MOST_PAIRS = 1000 };

/* An account by its hash, with one who bears it. */
struct account_met {
  uint64_t hash;
  int64_t id;
};

/* Two who bear one account: somebody, and the one of them with the least id. */
struct account_pair {
  int64_t id, other;
};

struct store;

/* Whether a pair is to be told of. */
typedef bool (*account_pair_counts)(void *ud, int64_t id, int64_t other);

/* The accounts that were met. Only hashes are kept, a million accounts are 16 MB, twice while they
** are sorted; what is told is compared in full (account_pair_json). */
struct account_set {
  struct hash_key key; /* drawn with the first account */
  bool keyed;
  struct account_met *met;
  size_t count, room;
  account_pair_counts counts; /* NULL: all */
  void *ud;
  struct account_pair *pairs; /* by id, once all have been met */
  int64_t listed, pair_count; /* listed: at most ACCOUNT_MOST_PAIRS of them */
};

/* Room for so many accounts, so that it need not grow. False: no memory. */
bool account_set_reserve(struct account_set *set, int64_t accounts);
/* Somebody bears this account; met twice with it is as once. False: no memory. */
bool account_set_meet(struct account_set *set, const char *account, int64_t id);
/* All have been met: the pairs are found. Once a set. False: no memory. */
bool account_set_end(struct account_set *set);
void account_set_free(struct account_set *set);

/* { account, keys: [ two ] } of a pair, masked; NULL in `*out` where they do not bear one account,
** but only its hash is the same. `fact` is the account. */
bool account_pair_json(struct store *s, const struct model *m, int fact, const struct account_pair *pair,
                       json_t **out, struct error *e);
/* The first `most` pairs of the set. */
bool account_pairs_json(struct store *s, const struct model *m, int fact, const struct account_set *set,
                        int64_t most, json_t **out, struct error *e);

#endif
