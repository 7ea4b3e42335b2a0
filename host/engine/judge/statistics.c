/* How a judge's work went, and what it holds. */
#include "host/engine/judge/statistics.h"
#include "host/engine/judge/judge_private.h"
#include "host/engine/judge/signature_table_private.h"

/* What grows with what was found. */
static size_t kept_bytes(const struct judge *j) {
  const struct cases *c = &j->trees.cases;
  size_t tables = hash_table_bytes(&c->by_key) + hash_table_bytes(&j->justifications.by_hash) +
                  hash_table_bytes(&j->texts.by_text) + hash_table_bytes(&j->leaves.by_bytes);
  return tables + j->arena.bytes + c->arena.bytes + j->leaves.room * sizeof *j->leaves.list +
         ((size_t)c->room + j->justifications.room + j->texts.room) * sizeof(void *);
}

/* Whom the columns carried was asked no other way. */
static void add_plans(const struct judge *j, struct judge_statistics *out) {
  out->asked -= j->alone;
  out->hits -= j->alone;
  for (int i = 0; i < j->plan_count; i++) {
    const struct plan *p = j->plans[i];
    out->asked += p->asked;
    out->hits += p->asked;
    out->dropped += p->dropped || p->without_signatures;
    out->bytes += (long long)(plan_bytes(p) + (p->signatures ? signature_table_bytes(p->signatures) : 0));
  }
}

void judge_statistics(const struct judge *j, struct judge_statistics *out) {
  const struct forest *f = &j->trees.forest;
  const struct expr_arena *exprs = &j->policy->script->exprs;
  *out = (struct judge_statistics){.asked = j->asked,
                                   .by_lua = j->by_lua,
                                   .hits = j->trees.walk.hits,
                                   .misses = j->trees.walk.misses,
                                   .leaves = f->leaf_count,
                                   .nodes = exprs->count - 1,
                                   .forest_bytes = (long long)f->bytes,
                                   .justifications = j->justifications.count,
                                   .failures = j->justifications.failures,
                                   .endings = j->leaves.count,
                                   .kept_bytes = (long long)kept_bytes(j)};
  /* each leaf is a branch of its own */
  out->guards = (long long)f->branch_count - 1 - f->leaf_count;
  out->bytes =
      out->forest_bytes + out->kept_bytes + (long long)(expr_bytes(exprs) + walk_bytes(&j->trees.walk));
  for (int i = 0; i < MOST_NESTED_TRACES; i++)
    if (j->trees.traces[i]) out->bytes += (long long)sizeof *j->trees.traces[i];
  if (j->plan_count > 0) add_plans(j, out);
}

void judge_tell(const struct judge *j, struct bylaw_statistics *to) {
  struct judge_statistics s;
  judge_statistics(j, &s);
  to->asked += s.asked;
  to->by_lua += s.by_lua;
  to->hits += s.hits;
  to->misses += s.misses;
  to->guards += s.guards;
  to->leaves += s.leaves;
  to->nodes += s.nodes;
  to->tree_bytes += s.forest_bytes;
  to->bytes += s.bytes;
  to->dropped += s.dropped;
}
