/* One account for several people: a set of hashes, and the pairs that it finds. */
#include "host/engine/accounts.h"

#include <stdlib.h>
#include <string.h>

#include "host/engine/office.h"

/* --- the set ------------------------------------------------------------------------------------- */

static struct account_slot *slot_of(struct account_slot *slots, size_t size, uint64_t hash) {
  size_t at = hash & (size - 1);
  while (slots[at].id && slots[at].hash != hash)
    at = (at + 1) & (size - 1);
  return &slots[at];
}

static bool grow_to(struct account_set *set, size_t size) {
  struct account_slot *grown = calloc(size, sizeof *grown);
  if (!grown) return false;
  for (size_t i = 0; i < set->size; i++)
    if (set->slots[i].id) *slot_of(grown, size, set->slots[i].hash) = set->slots[i];
  free(set->slots);
  set->slots = grown;
  set->size = size;
  return true;
}

bool account_set_reserve(struct account_set *set, int64_t accounts) {
  size_t size = 1024;
  while (size * 3 < (size_t)accounts * 4)
    size *= 2;
  return size <= set->size || grow_to(set, size);
}

static bool add_pair(struct account_set *set, int64_t id, int64_t other) {
  if (set->counts && !set->counts(set->ud, id, other)) return true;
  set->pair_count++;
  if (set->listed == ACCOUNT_MOST_PAIRS) return true;
  if (!set->pairs) set->pairs = malloc(ACCOUNT_MOST_PAIRS * sizeof *set->pairs);
  if (!set->pairs) return false;
  set->pairs[set->listed++] = (struct account_pair){id, other};
  return true;
}

static bool put_slot(struct account_set *set, struct account_slot one) {
  if (set->count * 4 >= set->size * 3 && !grow_to(set, set->size ? set->size * 2 : 1024)) return false;
  struct account_slot *slot = slot_of(set->slots, set->size, one.hash);
  if (slot->id) return slot->id == one.id || add_pair(set, one.id, slot->id);
  *slot = one;
  set->count++;
  return true;
}

/* One after the other, each slot is a wait for memory: a few are fetched together. */
bool account_set_meet(struct account_set *set, const char *account, int64_t id) {
  if (set->waiting_count == ACCOUNT_WAITING && !account_set_end(set)) return false;
  if (!set->keyed) set->key = hash_key_new();
  set->keyed = true;
  uint64_t hash = hash_text(set->key, account);
  if (set->size) __builtin_prefetch(&set->slots[hash & (set->size - 1)], 1);
  set->waiting[set->waiting_count++] = (struct account_slot){hash, id};
  return true;
}

bool account_set_end(struct account_set *set) {
  bool ok = true;
  for (int i = 0; ok && i < set->waiting_count; i++)
    ok = put_slot(set, set->waiting[i]);
  set->waiting_count = 0;
  return ok;
}

void account_set_free(struct account_set *set) {
  free(set->slots);
  free(set->pairs);
  *set = (struct account_set){0};
}

/* --- telling ------------------------------------------------------------------------------------- */

static int key_of(const struct model *m) {
  int key = 0;
  for (int i = 0; i < m->fact_count; i++)
    if (strcmp(m->facts[i].name, m->key) == 0) key = i;
  return key;
}

static void shown_key(const struct model *m, const char *key, char out[96]) {
  office_shown(&m->facts[key_of(m)], key, strlen(key), out);
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
