/* One account for several people: a set of hashes, and the pairs that it finds. */
#include "host/engine/register/accounts.h"

#include <stdlib.h>
#include <string.h>

#include "host/engine/cells/cells.h"
#include "host/store/store.h"

/* --- the set -------------------------------------------------------------------------------------
**
** Accounts are noted as they come and compared at the end. A hash table would tell at once, but
** waits for memory at each of a million accounts; sorted into small buckets by their hashes they
** take a quarter of that. */

static bool reserve(struct account_set *set, size_t room) {
  if (room <= set->room) return true;
  struct account_met *grown = realloc(set->met, room * sizeof *grown);
  if (!grown) return false;
  set->met = grown;
  set->room = room;
  return true;
}

bool account_set_reserve(struct account_set *set, int64_t accounts) {
  return accounts <= 0 || reserve(set, (size_t)accounts);
}

bool account_set_meet(struct account_set *set, const char *account, int64_t id) {
  if (set->count == set->room && !reserve(set, set->room ? set->room * 2 : 1024)) return false;
  if (!set->keyed) set->key = hash_key_new();
  set->keyed = true;
  set->met[set->count++] = (struct account_met){hash_text(set->key, account), id};
  return true;
}

static bool is_before(const struct account_met *a, const struct account_met *b) {
  return a->hash < b->hash || (a->hash == b->hash && a->id < b->id);
}

static int compare_met(const void *a, const void *b) {
  return is_before(b, a) - is_before(a, b);
}

/* A bucket has a handful; more only where many bear one account. */
static void sort_bucket(struct account_met *first, size_t count) {
  enum { FEW = 64 };
  if (count > FEW) {
    qsort(first, count, sizeof *first, compare_met);
    return;
  }
  for (size_t i = 1; i < count; i++) {
    struct account_met one = first[i];
    size_t at = i;
    for (; at > 0 && is_before(&one, &first[at - 1]); at--)
      first[at] = first[at - 1];
    first[at] = one;
  }
}

/* The hashes are of a secret key: they fall evenly into buckets by their highest bits. `ends`: of
** each bucket. */
static void sort_into(const struct account_set *set, int bits, size_t *ends, struct account_met *out) {
  size_t buckets = (size_t)1 << bits, sum = 0;
  for (size_t i = 0; i < set->count; i++)
    ends[set->met[i].hash >> (64 - bits)]++;
  for (size_t b = 0; b < buckets; b++) { /* for now where it begins */
    size_t count = ends[b];
    ends[b] = sum;
    sum += count;
  }
  for (size_t i = 0; i < set->count; i++)
    out[ends[set->met[i].hash >> (64 - bits)]++] = set->met[i];
  for (size_t b = 0, from = 0; b < buckets; from = ends[b++])
    sort_bucket(out + from, ends[b] - from);
}

/* By hash, then id. */
static bool sort_met(struct account_set *set) {
  enum { A_BUCKET = 16, MOST_BITS = 20 };
  int bits = 1;
  while (bits < MOST_BITS && set->count >> bits > A_BUCKET)
    bits++;
  size_t *ends = calloc((size_t)1 << bits, sizeof *ends);
  struct account_met *sorted = ends ? malloc(set->count * sizeof *sorted) : NULL;
  if (sorted) {
    sort_into(set, bits, ends, sorted);
    free(set->met);
    set->met = sorted;
    set->room = set->count;
  }
  free(ends);
  return sorted != NULL;
}

static bool add_pair(struct account_set *set, size_t *room, int64_t id, int64_t other) {
  if (set->counts && !set->counts(set->ud, id, other)) return true;
  if ((size_t)set->pair_count == *room) {
    size_t more = *room ? *room * 2 : 64;
    struct account_pair *grown = realloc(set->pairs, more * sizeof *grown);
    if (!grown) return false;
    set->pairs = grown;
    *room = more;
  }
  set->pairs[set->pair_count++] = (struct account_pair){id, other};
  return true;
}

static int compare_pairs(const void *a, const void *b) {
  const struct account_pair *x = a, *y = b;
  return (x->id > y->id) - (x->id < y->id);
}

bool account_set_end(struct account_set *set) {
  size_t room = 0, first = 0;
  if (set->count == 0) return true;
  if (!sort_met(set)) return false;
  for (size_t i = 1; i < set->count; i++) {
    if (set->met[i].hash != set->met[first].hash)
      first = i;
    else if (set->met[i].id != set->met[i - 1].id &&
             !add_pair(set, &room, set->met[i].id, set->met[first].id))
      return false;
  }
  if (set->pair_count) qsort(set->pairs, (size_t)set->pair_count, sizeof *set->pairs, compare_pairs);
  set->listed = set->pair_count < ACCOUNT_MOST_PAIRS ? set->pair_count : ACCOUNT_MOST_PAIRS;
  return true;
}

void account_set_free(struct account_set *set) {
  free(set->met);
  free(set->pairs);
  *set = (struct account_set){0};
}

/* --- telling ---------------------------------------------------------------------------------- */

static void shown_key(const struct model *m, const char *key, char out[96]) {
  office_shown(&m->facts[model_key(m)], key, strlen(key), out);
  text_mask_numbers(out);
  text_mend(out);
}

bool account_pair_json(struct store *s, const struct model *m, int fact, const struct account_pair *pair,
                       json_t **out, struct error *e) {
  struct arena a = {0};
  struct store_subject one, other;
  char first[96], second[96], account[96];
  *out = NULL;
  bool ok = store_subject(s, pair->id, &a, &one, e) && store_subject(s, pair->other, &a, &other, e);
  if (ok) {
    const struct value *x = &one.facts[fact], *y = &other.facts[fact];
    bool same = x->state == STATE_KNOWN && y->state == STATE_KNOWN && strcmp(x->u.text, y->u.text) == 0;
    if (same) {
      shown_key(m, one.key, first);
      shown_key(m, other.key, second);
      office_shown(&m->facts[fact], x->u.text, strlen(x->u.text), account);
      text_mend(account);
      *out = json_pack("{s:s, s:[s, s]}", "account", account, "keys", first, second);
      ok = *out || error_set(e, ERR_MEMORY, "内存不足");
    }
  }
  arena_free(&a);
  return ok;
}

bool account_pairs_json(struct store *s, const struct model *m, int fact, const struct account_set *set,
                        int64_t most, json_t **out, struct error *e) {
  *out = json_array();
  bool ok = *out || error_set(e, ERR_MEMORY, "内存不足");
  for (int64_t i = 0; ok && i < set->listed && i < most; i++) {
    json_t *one;
    ok = account_pair_json(s, m, fact, &set->pairs[i], &one, e);
    if (ok && one && json_array_append_new(*out, one) != 0) ok = error_set(e, ERR_MEMORY, "内存不足");
  }
  return ok;
}
