/* Reading in one thread, writing in another: a ring of batches between them. */
#include <stdlib.h>

#include "host/engine/register/import.h"

struct import_feed {
  struct csv_reader *csv;
  const struct import_lines *lines;
  pthread_t thread;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  int made, taken; /* batches so far; the ring holds made - taken */
  bool stop;
  struct csv_record record;
  struct import_batch batches[IMPORT_BATCHES];
};

/* Wait for an empty batch; NULL: the other side has stopped. */
static struct import_batch *empty_batch(struct import_feed *f) {
  pthread_mutex_lock(&f->lock);
  while (!f->stop && f->made - f->taken == IMPORT_BATCHES)
    pthread_cond_wait(&f->changed, &f->lock);
  struct import_batch *b = f->stop ? NULL : &f->batches[f->made % IMPORT_BATCHES];
  pthread_mutex_unlock(&f->lock);
  if (!b) return NULL;
  arena_reset(&b->arena);
  b->count = 0;
  b->last = false;
  b->error.kind = ERR_NONE;
  return b;
}

static void hand_over(struct import_feed *f) {
  pthread_mutex_lock(&f->lock);
  f->made++;
  pthread_cond_signal(&f->changed);
  pthread_mutex_unlock(&f->lock);
}

static bool read_row(struct import_feed *f, struct import_batch *b, bool *more) {
  if (!csv_reader_next(f->csv, &b->arena, &f->record, more, &b->error)) return false;
  if (!*more) return true;
  if (!import_line_read(f->lines, &f->record, &b->arena, &b->rows[b->count]))
    return error_set(&b->error, ERR_MEMORY, "内存不足");
  b->count++;
  return true;
}

static void *read_all(void *ud) {
  struct import_feed *f = ud;
  bool ok = true, more = true;
  while (ok && more) {
    struct import_batch *b = empty_batch(f);
    if (!b) return NULL;
    while (ok && more && b->count < IMPORT_BATCH)
      ok = read_row(f, b, &more);
    b->last = !ok || !more;
    hand_over(f);
  }
  return NULL;
}

static void free_feed(struct import_feed *f) {
  pthread_mutex_destroy(&f->lock);
  pthread_cond_destroy(&f->changed);
  free(f);
}

struct import_feed *import_feed_begin(struct csv_reader *c, const struct import_lines *l, struct error *e) {
  struct import_feed *f = calloc(1, sizeof *f);
  if (!f) {
    error_set(e, ERR_MEMORY, "内存不足");
    return NULL;
  }
  f->csv = c;
  f->lines = l;
  pthread_mutex_init(&f->lock, NULL);
  pthread_cond_init(&f->changed, NULL);
  if (pthread_create(&f->thread, NULL, read_all, f) == 0) return f;
  free_feed(f);
  error_set(e, ERR_MEMORY, "不能建立读取文件的线程");
  return NULL;
}

struct import_batch *import_feed_next(struct import_feed *f) {
  pthread_mutex_lock(&f->lock);
  while (f->made == f->taken)
    pthread_cond_wait(&f->changed, &f->lock);
  pthread_mutex_unlock(&f->lock);
  return &f->batches[f->taken % IMPORT_BATCHES];
}

void import_feed_done(struct import_feed *f) {
  pthread_mutex_lock(&f->lock);
  f->taken++;
  pthread_cond_signal(&f->changed);
  pthread_mutex_unlock(&f->lock);
}

void import_feed_end(struct import_feed *f) {
  if (!f) return;
  pthread_mutex_lock(&f->lock);
  f->stop = true;
  pthread_cond_signal(&f->changed);
  pthread_mutex_unlock(&f->lock);
  pthread_join(f->thread, NULL);
  for (int i = 0; i < IMPORT_BATCHES; i++)
    arena_free(&f->batches[i].arena);
  free_feed(f);
}
