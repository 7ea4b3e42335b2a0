/* All ways of what is unknown, followed through a whole decision: a guard comes out the same in
** every condition. `decide` follows each condition by itself, and so may wait for a fact on which,
** all together, nothing hangs. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/advise/needs.h"

enum { MOST_SETTLED = 16, MOST_RUNS = 300 };

struct following {
  struct asker *a;
  struct choice settled[MOST_SETTLED];
  int runs;
  bool any, same;
  int outcome;
  char articles[ASKER_ARTICLES];
};

static bool is_settled(const struct following *f, int count, const struct path_event *e) {
  for (int i = 0; i < count; i++)
    if (f->settled[i].cmp == e->cmp && f->settled[i].a == e->a.expr && f->settled[i].b == e->b.expr)
      return true;
  return false;
}

/* The first guard that was guessed and is not settled; NULL: none. */
static const struct path_event *open_guard(const struct following *f, int count, const struct path *path) {
  for (uint32_t i = 0; i < path->count; i++) {
    const struct path_event *e = &path->events[i];
    if (e->kind == PATH_GUARD && e->guessed && e->a.expr && !is_settled(f, count, e)) return e;
  }
  return NULL;
}

/* One way to its end: the same as those before? */
static bool compare(struct following *f, const struct outcome *out, struct error *e) {
  int number;
  if (!asker_number(f->a, f->a->policy->script, out, &number, e)) return false;
  asker_note(f->a, out);
  if (!f->any) {
    f->outcome = number;
    strcpy(f->articles, f->a->articles);
  }
  f->any = true;
  f->same = f->same && number == f->outcome && strcmp(f->articles, f->a->articles) == 0;
  return true;
}

/* A failure on one way is no proof of anything: the fact is asked for. */
static bool decide_way(struct following *f, int count, struct path *path, struct evaluation *v,
                       struct outcome *out, struct choice *next, bool *more, struct error *e) {
  struct error why = {0};
  *more = false;
  f->a->settled = f->settled;
  f->a->settled_count = count;
  bool ok = asker_decide(f->a, f->a->facts, f->a->given, f->a->when, path, v, out, &why);
  f->a->settled_count = 0;
  if (!ok) {
    f->same = false;
    return why.kind != ERR_MEMORY || error_set(e, ERR_MEMORY, "内存不足");
  }
  if (out->kind != OUT_NEEDS) return compare(f, out, e);
  const struct path_event *g = open_guard(f, count, path);
  *more = g && count < MOST_SETTLED && !path->cut;
  if (*more) *next = (struct choice){g->cmp, true, true, g->a.expr, g->b.expr};
  f->same = f->same && *more;
  return true;
}

static bool follow(struct following *f, int count, struct evaluation *v, struct outcome *out,
                   struct error *e) {
  struct path path = {0};
  struct choice next;
  bool more;
  if (f->runs++ == MOST_RUNS) {
    f->same = false;
    return true;
  }
  evaluation_end(v);
  bool ok = decide_way(f, count, &path, v, out, &next, &more, e);
  path_free(&path);
  for (int way = 0; ok && more && way < 2 && f->same; way++) {
    f->settled[count] = next;
    f->settled[count].taken = way == 0;
    ok = follow(f, count + 1, v, out, e);
  }
  return ok;
}

bool same_whatever(struct asker *a, struct evaluation *v, struct outcome *out, bool *same, struct error *e) {
  struct following *f = calloc(1, sizeof *f);
  *same = false;
  if (!f) return error_set(e, ERR_MEMORY, "内存不足");
  f->a = a;
  f->same = true;
  bool ok = follow(f, 0, v, out, e);
  *same = ok && f->same && f->any;
  strcpy(a->articles, f->articles);
  free(f);
  v->run.settled = NULL;
  v->run.settled_count = 0;
  v->run.path = NULL;
  return ok;
}
