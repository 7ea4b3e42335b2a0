/* How far long work is, for somebody who waits at a terminal. */
#include <time.h>
#include <unistd.h>

#include "host/cli/ledger.h"

enum { EVERY_MS = 200 };

static long long now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int tell(void *data, const char *what, long long done, long long total) {
  struct progress *p = data;
  char a[COUNT_SIZE], b[COUNT_SIZE];
  long long now = now_ms();
  if (p->last && now - p->last < EVERY_MS) return 0;
  p->last = now;
  p->shown = true;
  fprintf(stderr, "\r\033[K%s %s", what, count_words(done, a));
  if (total > 0) fprintf(stderr, " / %s（%d%%）", count_words(total, b), (int)(done * 100 / total));
  fflush(stderr);
  return 0;
}

void progress_open(struct progress *p) {
  *p = (struct progress){.last = now_ms()}; /* what is quick is not told at all */
  if (isatty(STDERR_FILENO)) p->tell = (bylaw_progress){tell, p};
}

void progress_close(struct progress *p) {
  if (p->shown) fputs("\r\033[K", stderr);
  p->shown = false;
}
