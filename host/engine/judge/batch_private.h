/* A batch underway: chunks of persons taken by several threads, and what each thread leaves to the
** owner of the judge.
**
** Threads only read the plan and its signature table; whom these do not know they note. Between two
** rounds the owner alone decides those persons, which makes the plan grow. So nothing that threads
** share needs a lock but the number of the next chunk.
*/
#ifndef BYLAW_ENGINE_JUDGE_BATCH_PRIVATE_H
#define BYLAW_ENGINE_JUDGE_BATCH_PRIVATE_H

#include <pthread.h>

#include "host/engine/judge/batch.h"
#include "host/engine/judge/plan_private.h"

enum { MOST_THREADS = 64, RECORDED_A_ROUND = 64, MOST_FRESH = 1024 };
enum { SLOW = UINT32_MAX - 1 }; /* in `leaf`, for a while: not for columns */

/* What is asked, and where the answers go. */
struct batching {
  struct judge *judge;
  struct plan *plan;
  const struct batch *batch;
  const uint8_t *skip;
  uint32_t *leaf; /* PLAN_NONE: not yet */
  int64_t *value;
  int next, chunks; /* the chunk that is taken next */
  uint8_t *open;    /* a chunk each: the owner has still to ask about somebody */
  pthread_mutex_t lock;
};

struct worker {
  struct batching *all;
  struct column_chunk *chunk;
  bool failed;
  bool begun, slow; /* the chunk, with the persons of now; somebody of it goes the slow way */
  int fresh[MOST_FRESH], fresh_count; /* persons whose signature is not learned yet */
  long long missed;                   /* persons without an entry in the signature table */
};

/* All chunks from `from` to `to` (not included), by this thread and helpers. False: no memory. */
bool run_chunks(struct worker *workers, int threads, int from, int to);

/* Whether the facts of a person contradict each other. */
bool batch_breaks_invariant(const struct model *m, const struct batch *b, int person);

#endif
