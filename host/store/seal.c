/* The hash of a run: over the run before, its header, the log since then, every line, its totals,
** and the reasons and versions that are new. Whoever changes one of them later changes the hash,
** and with it that of every run after.
**
** Integers go in as eight bytes, lowest first; texts as their length and their bytes; absent texts
** as length -1. Days and months go in as they stand in the tables.
*/
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

enum { ROOM = 1 << 16, PARTS = 4, MANY_ENTRIES = 20000 };

/* Hashing takes as long as reading or writing what is hashed: a thread does it beside them, part by
** part. */
struct seal {
  crypto_generichash_state state;
  size_t used; /* of the part that is being filled */
  unsigned filled, hashed;
  bool thread, alone, ended; /* alone: no thread can be had */
  pthread_t hasher;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  struct store beside; /* its connection, while it reads the log itself */
  int64_t log_from, log_to;
  bool log_failed;
  struct error error;
  size_t sizes[PARTS];
  uint8_t parts[PARTS][ROOM];
};

static bool hash_log(struct seal *seal);

/* --- hashing ---------------------------------------------------------------------------------- */

static void *hash_parts(void *ud) {
  struct seal *seal = ud;
  if (seal->beside.db) seal->log_failed = !hash_log(seal);
  pthread_mutex_lock(&seal->lock);
  for (;;) {
    while (seal->hashed == seal->filled && !seal->ended)
      pthread_cond_wait(&seal->changed, &seal->lock);
    if (seal->hashed == seal->filled) break;
    unsigned at = seal->hashed % PARTS;
    pthread_mutex_unlock(&seal->lock);
    crypto_generichash_update(&seal->state, seal->parts[at], seal->sizes[at]);
    pthread_mutex_lock(&seal->lock);
    seal->hashed++;
    pthread_cond_signal(&seal->changed);
  }
  pthread_mutex_unlock(&seal->lock);
  return NULL;
}

/* The part is full: on with the next, once it is free. Most seals are small and never come here but
** at their end. */
static void flush(struct seal *seal) {
  if (!seal->thread && !seal->alone) {
    seal->thread = pthread_create(&seal->hasher, NULL, hash_parts, seal) == 0;
    seal->alone = !seal->thread;
  }
  if (seal->alone) {
    crypto_generichash_update(&seal->state, seal->parts[seal->filled % PARTS], seal->used);
    seal->used = 0;
    return;
  }
  pthread_mutex_lock(&seal->lock);
  seal->sizes[seal->filled++ % PARTS] = seal->used;
  pthread_cond_signal(&seal->changed);
  while (seal->filled - seal->hashed == PARTS)
    pthread_cond_wait(&seal->changed, &seal->lock);
  pthread_mutex_unlock(&seal->lock);
  seal->used = 0;
}

/* What is filled is hashed, and the thread is gone. */
static void finish_hashing(struct seal *seal) {
  if (!seal->thread) return;
  pthread_mutex_lock(&seal->lock);
  seal->ended = true;
  pthread_cond_signal(&seal->changed);
  pthread_mutex_unlock(&seal->lock);
  pthread_join(seal->hasher, NULL);
  seal->thread = false;
  seal->alone = true;
}

void seal_free(struct seal *seal) {
  if (!seal) return;
  finish_hashing(seal);
  beside_close(&seal->beside);
  pthread_mutex_destroy(&seal->lock);
  pthread_cond_destroy(&seal->changed);
  free(seal);
}

static struct seal *seal_make(void) {
  struct seal *seal = malloc(sizeof *seal);
  if (!seal) return NULL;
  seal->used = 0;
  seal->filled = seal->hashed = 0;
  seal->thread = seal->alone = seal->ended = seal->log_failed = false;
  seal->beside = (struct store){0};
  pthread_mutex_init(&seal->lock, NULL);
  pthread_cond_init(&seal->changed, NULL);
  crypto_generichash_init(&seal->state, NULL, 0, STORE_HASH);
  return seal;
}

/* --- parts ------------------------------------------------------------------------------------ */

static void put_bytes(struct seal *seal, const void *data, size_t size) {
  const uint8_t *from = data;
  while (size) {
    if (seal->used == ROOM) flush(seal);
    size_t take = size < ROOM - seal->used ? size : ROOM - seal->used;
    memcpy(seal->parts[seal->filled % PARTS] + seal->used, from, take);
    seal->used += take;
    from += take;
    size -= take;
  }
}

static uint8_t *number_to(uint8_t *at, int64_t i) {
  for (int n = 0; n < 8; n++)
    at[n] = (uint8_t)((uint64_t)i >> (8 * n));
  return at + 8;
}

static void put(struct seal *seal, int64_t i) {
  uint8_t bytes[8];
  number_to(bytes, i);
  put_bytes(seal, bytes, sizeof bytes);
}

static void put_text(struct seal *seal, const char *text) {
  size_t size = text ? strlen(text) : 0;
  put(seal, text ? (int64_t)size : -1);
  put_bytes(seal, text, size);
}

/* A column as it is. */
static void put_value(struct seal *seal, sqlite3_value *v) {
  int type = sqlite3_value_type(v);
  if (type == SQLITE_INTEGER) {
    put(seal, sqlite3_value_int64(v));
    return;
  }
  const void *data = sqlite3_value_blob(v);
  int size = sqlite3_value_bytes(v);
  put(seal, type == SQLITE_NULL ? -1 : size);
  put_bytes(seal, data, (size_t)size);
}

/* All rows of a query with two bounds; a mark before each, and another at the end, so that rows
** cannot move between queries. */
static bool put_rows(struct store *s, struct seal *seal, const char *text, int64_t from, int64_t to,
                     struct error *e) {
  sqlite3_stmt *st = sql_prepare(s, text, e);
  int row = -1;
  if (!st) return false;
  sqlite3_bind_int64(st, 1, from);
  sqlite3_bind_int64(st, 2, to);
  while ((row = sql_step(s, st, e)) == 1) {
    put(seal, 1);
    int count = sqlite3_data_count(st);
    for (int i = 0; i < count; i++)
      put_value(seal, sqlite3_column_value(st, i));
  }
  put(seal, 0);
  sqlite3_finalize(st);
  return row == 0;
}

/* --- a run ------------------------------------------------------------------------------------ */

static void put_header(struct seal *seal, const struct store_run *run) {
  put_text(seal, "bylaw run 1");
  put_bytes(seal, run->before, STORE_HASH);
  put(seal, run->id);
  put_text(seal, run->policy);
  put_text(seal, run->payment);
  put(seal, month_number(run->month));
  put(seal, day_number(run->on));
  put(seal, run->version);
  put(seal, run->log);
}

enum { NUMBERS = 4 }; /* columns of an entry: seq, act, type, subject; then texts */

/* The log while it goes in: the entry before, the least and the greatest act. */
struct entries {
  struct seal *seal;
  int64_t before, acts[2];
  bool disordered;
};

static bool put_entry(void *ud, int count, sqlite3_value **values) {
  struct entries *all = ud;
  int64_t entry = sqlite3_value_int64(values[0]), act = sqlite3_value_int64(values[1]);
  uint8_t bytes[(1 + NUMBERS) * 8], *at = number_to(number_to(number_to(bytes, 1), entry), act);
  all->disordered = all->disordered || entry <= all->before;
  all->before = entry;
  if (act < all->acts[0]) all->acts[0] = act;
  if (act > all->acts[1]) all->acts[1] = act;
  for (int i = 2; i < NUMBERS; i++)
    at = number_to(at, sqlite3_value_int64(values[i]));
  put_bytes(all->seal, bytes, sizeof bytes);
  for (int i = NUMBERS; i < count; i++)
    put_value(all->seal, values[i]);
  return true;
}

/* There may be millions of them. Runs go over what facts were, links also over what they became:
** runs were there first. */
static const char RUN_ENTRIES[] = "SELECT bylaw_each(seq, act, type, subject, fact, before) FROM change_log"
                                  " WHERE seq > ? AND seq <= ?";
static const char LINK_ENTRIES[] =
    "SELECT bylaw_each(seq, act, type, subject, fact, before, after) FROM change_log"
    " WHERE seq > ? AND seq <= ?";

static bool put_entries(struct store *s, struct entries *all, const char *text, int64_t from, int64_t to,
                        struct error *e) {
  sqlite3_stmt *st = sql_prepare(s, text, e);
  if (!st) return false;
  sqlite3_bind_int64(st, 1, from);
  sqlite3_bind_int64(st, 2, to);
  all->before = from;
  bool ok = sql_each(s, st, put_entry, all, e);
  sqlite3_finalize(st);
  put(all->seal, 0);
  if (ok && all->disordered) return error_set(e, ERR_STORE, "数据库 ‘%s’ 的变更记录没有按顺序读出", s->path);
  return ok;
}

/* The entries with their events, and the acts that they belong to. */
static bool put_log(struct store *s, struct seal *seal, const char *text, int64_t from, int64_t to,
                    struct error *e) {
  struct entries all = {.seal = seal, .acts = {INT64_MAX, 0}};
  return put_entries(s, &all, text, from, to, e) &&
         put_rows(s, seal,
                  "SELECT id, on_day, who, why, source FROM change_set WHERE id BETWEEN ? AND ? ORDER BY id",
                  all.acts[0], all.acts[1], e) &&
         put_rows(s, seal,
                  "SELECT log, type, subject, kind, month, amount, run, of, payer, text FROM event"
                  " WHERE log > ? AND log <= ? ORDER BY log",
                  from, to, e);
}

/* By the thread, into the state that its parts go to after it. */
static bool hash_log(struct seal *seal) {
  struct seal *log = seal_make();
  if (!log) return no_memory(&seal->error);
  log->alone = true;
  log->state = seal->state;
  bool ok = put_log(&seal->beside, log, RUN_ENTRIES, seal->log_from, seal->log_to, &seal->error);
  crypto_generichash_update(&log->state, log->parts[0], log->used);
  seal->state = log->state;
  seal_free(log);
  return ok;
}

/* A long log is read by the thread, while the lines that come after it are still being reckoned. */
static bool start_log(struct store *s, struct seal *seal, int64_t from, int64_t to) {
  if (to - from < MANY_ENTRIES || !beside_may(s)) return false;
  seal->log_from = from;
  seal->log_to = to;
  crypto_generichash_update(&seal->state, seal->parts[0], seal->used); /* the header */
  seal->used = 0;
  if (beside_open(&seal->beside, s))
    seal->thread = pthread_create(&seal->hasher, NULL, hash_parts, seal) == 0;
  if (!seal->thread) beside_close(&seal->beside);
  return seal->thread;
}

struct seal *seal_begin(struct store *s, const struct store_run *run, const struct reach *from,
                        struct error *e) {
  struct seal *seal = seal_make();
  if (!seal) {
    no_memory(e);
    return NULL;
  }
  put_header(seal, run);
  if (start_log(s, seal, from->log, run->log) || put_log(s, seal, RUN_ENTRIES, from->log, run->log, e))
    return seal;
  seal_free(seal);
  return NULL;
}

void seal_line(struct seal *seal, const struct store_line *line) {
  const int64_t numbers[] = {line->subject,
                             month_number(line->month),
                             (int64_t)((uint64_t)(uint32_t)line->kind << 32 | (uint32_t)line->line),
                             line->amount,
                             line->cause,
                             line->reason};
  uint8_t bytes[sizeof numbers], *at = bytes;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    at = number_to(at, numbers[i]);
  put_bytes(seal, bytes, sizeof bytes);
  put_text(seal, line->payer);
  put_text(seal, line->account);
}

bool seal_end(struct store *s, struct seal *seal, const struct store_run *run, const struct reach *from,
              const struct reach *to, uint8_t hash[STORE_HASH], struct error *e) {
  put(seal, 0); /* no subject: the lines end here */
  put(seal, run->lines);
  put(seal, run->paid);
  put(seal, run->owed);
  put_text(seal, run->report);
  bool ok =
      put_rows(s, seal, "SELECT id, hash, text FROM reason WHERE id > ? AND id <= ? ORDER BY id",
               from->reasons, to->reasons, e) &&
      put_rows(s, seal, "SELECT id, policy, hash, meta FROM version WHERE id > ? AND id <= ? ORDER BY id",
               from->versions, to->versions, e) &&
      put_rows(s, seal,
               "SELECT f.version, f.place, f.name, a.hash FROM version_file f JOIN archive a ON"
               " a.id = f.content WHERE f.version > ? AND f.version <= ? ORDER BY f.version, f.place",
               from->versions, to->versions, e);
  finish_hashing(seal);
  if (ok && seal->log_failed) {
    *e = seal->error;
    ok = false;
  }
  crypto_generichash_update(&seal->state, seal->parts[seal->filled % PARTS], seal->used);
  if (ok) crypto_generichash_final(&seal->state, hash, STORE_HASH);
  seal_free(seal);
  return ok;
}

/* --- links and cases -------------------------------------------------------------------------- */

static bool finish(struct seal *seal, bool ok, uint8_t hash[STORE_HASH]) {
  finish_hashing(seal);
  crypto_generichash_update(&seal->state, seal->parts[seal->filled % PARTS], seal->used);
  if (ok) crypto_generichash_final(&seal->state, hash, STORE_HASH);
  seal_free(seal);
  return ok;
}

bool seal_link(struct store *s, const uint8_t before[STORE_HASH], int64_t from, int64_t to, int64_t run,
               const uint8_t *run_hash, const uint8_t *pending, uint8_t hash[STORE_HASH], struct error *e) {
  struct seal *seal = seal_make();
  if (!seal) return no_memory(e);
  seal->alone = to - from < MANY_ENTRIES;
  put_text(seal, "bylaw link 1");
  put_bytes(seal, before, STORE_HASH);
  put(seal, from);
  put(seal, to);
  put(seal, run);
  if (run) put_bytes(seal, run_hash, STORE_HASH);
  if (run) put_bytes(seal, pending, STORE_HASH);
  return finish(seal, put_log(s, seal, LINK_ENTRIES, from, to, e), hash);
}

bool seal_pending(struct store *s, int64_t payment, uint8_t hash[STORE_HASH], struct error *e) {
  static const char text[] = "SELECT payment, subject, from_month, to_month, kind, amount,"
                             " (SELECT hash FROM reason WHERE id = reason), payer, text FROM pending"
                             " WHERE payment BETWEEN ? AND ? ORDER BY subject, id";
  struct seal *seal = seal_make();
  if (!seal) return no_memory(e);
  seal->alone = true;
  put_text(seal, "bylaw pending 1");
  return finish(seal, put_rows(s, seal, text, payment, payment, e), hash);
}
