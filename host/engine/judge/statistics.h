/* What a judge did and what it holds, for `--stats` and for tests. Counting is part of deciding;
** only whoever reports it needs this header. */
#ifndef BYLAW_ENGINE_JUDGE_STATISTICS_H
#define BYLAW_ENGINE_JUDGE_STATISTICS_H

#include "host/engine/judge/judge.h"

struct judge_statistics {
  long long asked, by_lua; /* decisions asked, of them those for which Lua ran at all */
  /* terms answered by a leaf, persons by a plan; paths that no trace had taken */
  long long hits, misses;
  long long guards, leaves;           /* of all trees */
  long long nodes;                    /* expressions of the policy version */
  long long forest_bytes;             /* of trees, bounded by bylaw_config.tree_bytes */
  long long bytes;                    /* of trees, expressions, months' frames, cases and justifications */
  long long justifications, failures; /* failures: justifications that tell an error */
  long long kept_bytes;               /* of justifications, texts and cases: what grows with what was found */
  long long endings;                  /* different verdicts of batches, without their amounts */
  long long dropped;                  /* plans given up because they did not pay */
};
void judge_statistics(const struct judge *j, struct judge_statistics *out);
/* The same for a handle's caller, added to what is there. */
void judge_tell(const struct judge *j, struct bylaw_statistics *to);

#endif
