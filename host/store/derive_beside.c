/* Facts derived from the log by a thread of its own: of a whole register it takes a third of the
** time that a payment takes, and needs nothing of it but the same state of the database. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "host/store/store_private.h"

enum { MANY = 2000 }; /* fewer are derived before a connection is open */
enum { LOWER = 5 };   /* on the scale of setpriority */

struct store_derivation {
  struct store beside;
  char *name;
  int64_t *ids, count; /* NULL: all */
  atomic_bool stopped;
  bool thread, failed;
  pthread_t worker;
  char fault[600]; /* the first one */
  struct error error;
};

static void keep_first(void *ud, const char *text) {
  struct store_derivation *d = ud;
  if (*d->fault) return;
  text_copy(d->fault, sizeof d->fault, text);
  atomic_store(&d->stopped, true);
}

static bool derive(struct store_derivation *d, struct store *s) {
  return derive_subjects(s, d->name, d->ids, d->count, &d->stopped, keep_first, d, &d->error);
}

/* What it finds is asked for last of all: where there are few processors those go first who read
** ahead and reckon. In vain: it is as fast as they are. */
static void stand_back(void) {
  (void)setpriority(PRIO_PROCESS, 0, LOWER); /* Linux: of this thread alone */
}

static void *derive_beside(void *ud) {
  struct store_derivation *d = ud;
  stand_back();
  d->failed = !derive(d, &d->beside);
  return NULL;
}

static void free_derivation(struct store_derivation *d) {
  beside_close(&d->beside);
  free(d->name);
  free(d->ids);
  free(d);
}

static struct store_derivation *make_derivation(const char *name, const int64_t *ids, int64_t count) {
  struct store_derivation *d = calloc(1, sizeof *d);
  if (!d) return NULL;
  size_t size = (size_t)count * sizeof *ids;
  d->name = strdup(name);
  d->ids = ids ? malloc(size + 1) : NULL;
  d->count = count;
  if (d->name && (!ids || d->ids)) {
    if (ids) memcpy(d->ids, ids, size);
    return d;
  }
  free_derivation(d);
  return NULL;
}

struct store_derivation *store_derive_begin(struct store *s, const char *name, const int64_t *ids,
                                            int64_t count, struct error *e) {
  if (!adding_end(s, e)) return NULL;
  struct store_derivation *d = make_derivation(name, ids, count);
  if (!d) {
    no_memory(e);
    return NULL;
  }
  bool many = (ids ? count : store_subject_count(s)) >= MANY;
  if (many && beside_may(s) && beside_open(&d->beside, s))
    d->thread = pthread_create(&d->worker, NULL, derive_beside, d) == 0;
  if (!d->thread) d->failed = !derive(d, s);
  return d;
}

bool store_derive_end(struct store_derivation *d, store_fault found, void *ud, struct error *e) {
  if (d->thread) pthread_join(d->worker, NULL);
  bool ok = !d->failed;
  if (*d->fault)
    found(ud, d->fault);
  else if (!ok)
    *e = d->error;
  ok = ok || *d->fault;
  free_derivation(d);
  return ok;
}

void store_derive_stop(struct store_derivation *d) {
  if (!d) return;
  atomic_store(&d->stopped, true);
  if (d->thread) pthread_join(d->worker, NULL);
  free_derivation(d);
}
