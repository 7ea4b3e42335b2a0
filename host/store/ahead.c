/* Reading chunks ahead: a thread with a connection of its own reads the next chunk while the one
** before is worked on.
**
** Inside of a transaction only while it has changed neither facts nor the log: it holds the lock of
** writers, so that what the other connection sees, the last commit, is what the transaction sees.
** Where only is read, the other connection holds a snapshot of its own, which must have the same
** head of the log and the same schema: a commit in between makes it another state, and nothing is
** read ahead.
*/
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "host/store/store_private.h"

enum { FRAMES = 2 };

struct ahead {
  struct store beside; /* the connection, and what reading needs of a store */
  struct store_chunks *frames[FRAMES];
  struct store_chunk chunks[FRAMES];
  unsigned filled, taken; /* chunks so far; the one taken last is still being worked on */
  bool thread, stopped, ended;
  struct error error;
  pthread_t reader;
  pthread_mutex_t lock;
  pthread_cond_t changed;
};

/* --- the thread ------------------------------------------------------------------------------- */

/* Waits until a frame is free; false: nobody wants more. */
static bool wait_for_room(struct ahead *a) {
  pthread_mutex_lock(&a->lock);
  while (!a->stopped && a->filled == a->taken + (a->taken ? FRAMES - 1 : FRAMES))
    pthread_cond_wait(&a->changed, &a->lock);
  bool go = !a->stopped;
  pthread_mutex_unlock(&a->lock);
  return go;
}

static void tell(struct ahead *a, bool more) {
  pthread_mutex_lock(&a->lock);
  if (more)
    a->filled++;
  else
    a->ended = true;
  pthread_cond_signal(&a->changed);
  pthread_mutex_unlock(&a->lock);
}

static void *read_ahead(void *ud) {
  struct ahead *a = ud;
  bool more = true;
  for (unsigned n = 0; more && wait_for_room(a); n++) {
    struct store_chunks *frame = a->frames[n % FRAMES];
    if (n) chunks_go_on(frame, a->frames[(n - 1) % FRAMES]);
    more = chunk_read(frame, &a->chunks[n % FRAMES], &a->error);
    tell(a, more);
  }
  return NULL;
}

/* --- opening ---------------------------------------------------------------------------------- */

bool beside_may(const struct store *s) {
  const char *name = sqlite3_db_filename(s->db, "main");
  bool made = s->facts && s->facts->made;
  return s->writing && !s->broken && s->log == s->log_begun && !made && name && *name;
}

/* The file as SQLite knows it: the path may be a relative one. */
bool beside_open(struct store *b, struct store *s) {
  struct error ignored;
  *b = (struct store){.path = s->path, .how = STORE_READ, .beside = true};
  if (sqlite3_open_v2(sqlite3_db_filename(s->db, "main"), &b->db,
                      SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL) != SQLITE_OK)
    return false;
  return sqlite3_exec(b->db, "PRAGMA cell_size_check = ON", NULL, NULL, NULL) == SQLITE_OK &&
         each_register(b, &ignored);
}

void beside_close(struct store *b) {
  for (int i = 0; i < SQL_COUNT; i++)
    sqlite3_finalize(b->statements[i]);
  for (int i = 0; i < b->stray_count; i++)
    free(b->strays[i]);
  free(b->strays);
  buf_free(&b->digest);
  sqlite3_close_v2(b->db);
  *b = (struct store){0};
}

/* Whether the snapshot that the frames hold is of the same state as the one that is read here. */
static bool same_state(struct store *s, struct store *b) {
  static const char *const texts[] = {"SELECT coalesce(max(seq), 0) FROM change_log",
                                      "PRAGMA schema_version"};
  struct error ignored;
  if (sqlite3_get_autocommit(b->db)) return false; /* it holds none */
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    int64_t ours, theirs;
    if (!sql_integer(s, texts[i], &ours, &ignored) || !sql_integer(b, texts[i], &theirs, &ignored) ||
        ours != theirs)
      return false;
  }
  return true;
}

/* Whether there is a file to read beside, and what it holds is what is seen here. */
static bool may_read_ahead(const struct store *s) {
  const char *name = sqlite3_db_filename(s->db, "main");
  if (s->writing) return beside_may(s);
  return s->readers > 0 && s->facts && !s->facts->made && name && *name;
}

static bool open_frames(struct ahead *a, struct store *s, int64_t count, int most) {
  struct error ignored;
  for (int i = 0; i < FRAMES; i++) {
    a->frames[i] = chunks_make(&a->beside, s->facts, NULL, count, most, &ignored);
    if (!a->frames[i]) return false;
  }
  return true;
}

struct ahead *ahead_open(struct store *s, int64_t count, int most) {
  struct ahead *a = may_read_ahead(s) ? calloc(1, sizeof *a) : NULL;
  if (!a) return NULL;
  pthread_mutex_init(&a->lock, NULL);
  pthread_cond_init(&a->changed, NULL);
  if (beside_open(&a->beside, s) && open_frames(a, s, count, most) &&
      (s->writing || same_state(s, &a->beside)))
    a->thread = pthread_create(&a->reader, NULL, read_ahead, a) == 0;
  if (a->thread) return a;
  ahead_close(a);
  return NULL;
}

void ahead_close(struct ahead *a) {
  if (!a) return;
  if (a->thread) {
    pthread_mutex_lock(&a->lock);
    a->stopped = true;
    pthread_cond_signal(&a->changed);
    pthread_mutex_unlock(&a->lock);
    pthread_join(a->reader, NULL);
  }
  for (int i = 0; i < FRAMES; i++)
    store_chunks_end(a->frames[i]);
  beside_close(&a->beside);
  pthread_mutex_destroy(&a->lock);
  pthread_cond_destroy(&a->changed);
  free(a);
}

/* The chunk before is done with. */
bool ahead_next(struct ahead *a, struct store_chunk *out, struct error *e) {
  pthread_mutex_lock(&a->lock);
  a->taken++;
  pthread_cond_signal(&a->changed);
  while (a->filled < a->taken && !a->ended)
    pthread_cond_wait(&a->changed, &a->lock);
  bool there = a->filled >= a->taken;
  pthread_mutex_unlock(&a->lock);
  if (there)
    *out = a->chunks[(a->taken - 1) % FRAMES];
  else
    *e = a->error;
  return there;
}
