/* A chunk of cases becomes a chunk of verdicts. */
#include <stdlib.h>

#include "host/engine/many.h"

/* What a judge keeps of what it found grows with the stream where every case differs: then a new one takes over. */
enum { MOST_KEPT = 24 << 20, MOST_FAILURES = 128 };

struct many_judge {
  struct many *many;
  struct judge *judge;
};

static bool open_judge(struct many_judge *j, struct error *e) {
  struct many *m = j->many;
  j->judge = judge_open(m->policy, -1, e);
  if (!j->judge || !judge_readings(j->judge, m->chosen, e)) return false;
  judge_times(j->judge, m->decided_on, m->known_on);
  return true;
}

/* What it did is not forgotten with it; what it holds is. */
static void close_judge(struct many_judge *j) {
  bylaw_statistics *to = &j->many->b->statistics;
  if (!j->judge) return;
  to->guards = to->leaves = to->nodes = to->tree_bytes = to->bytes = 0;
  judge_tell(j->judge, to);
  judge_close(j->judge);
  arena_reset(&j->many->tails); /* they hang on its grounds */
  j->judge = NULL;
}

struct many_judge *many_judge_open(struct many *m, struct error *e) {
  struct many_judge *j = calloc(1, sizeof *j);
  if (!j) {
    error_set(e, ERR_MEMORY, "内存不足");
    return NULL;
  }
  m->b->statistics = (bylaw_statistics){0};
  j->many = m;
  if (open_judge(j, e)) return j;
  many_judge_close(j);
  return NULL;
}

void many_judge_close(struct many_judge *j) {
  if (!j) return;
  close_judge(j);
  free(j);
}

static bool full(const struct judge *j) {
  struct judge_statistics s;
  judge_statistics(j, &s);
  return s.kept_bytes > MOST_KEPT || s.failures >= MOST_FAILURES;
}

bool many_judge_rows(struct many_judge *j, struct many_chunk *c, int from, int *to, struct error *e) {
  if (full(j->judge)) { /* the verdicts of the call before are not needed any more */
    close_judge(j);
    if (!open_judge(j, e)) return false;
  }
  int row = from;
  for (; row < c->count; row++) {
    if (c->cases[row].fault) continue;
    judge_person(j->judge, many_facts(c, row), c->rulings[row]);
    if (!judge_decide(j->judge, j->many->decision, j->many->when, many_given(c, row), &c->verdicts[row], e))
      return false;
    bool failed = c->verdicts[row].kind == VERDICT_FAILED;
    if ((failed || row % 256 == 255) && full(j->judge)) {
      row++;
      break;
    }
  }
  *to = row;
  return true;
}
