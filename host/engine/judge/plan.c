/* Growing plans, and one person's way through them. */
#include <stdlib.h>
#include <string.h>

#include "host/base/array.h"
#include "host/engine/judge/batch.h"
#include "host/engine/judge/judge_private.h"
#include "host/engine/judge/signature_table_private.h"

enum { MOST_PLAN_NODES = 1 << 15, KEEP_CHUNKS = 4 };
enum { ENOUGH_ASKED = 8192, WORTH = 4 }; /* one in so many may be for the slow way */
#define PLAN_BYTES ((size_t)16 << 20)    /* unless the policy says otherwise */

/* --- leaves ----------------------------------------------------------------------------------- */

static bool is_integer(struct value v) {
  return v.kind == KIND_TRUTH || v.kind == KIND_COUNT || v.kind == KIND_MONEY || v.kind == KIND_DATE ||
         v.kind == KIND_MONTH || v.kind == KIND_ENUM;
}

bool leaf_is_whole(const struct verdict *v) {
  return v->value.state == STATE_KNOWN && is_integer(v->value);
}

static struct verdict without_integer(const struct verdict *v) {
  struct verdict made;
  memset(&made, 0, sizeof made);
  made.kind = v->kind;
  made.justification = v->justification;
  made.value.kind = v->value.kind;
  made.value.domain = v->value.domain;
  made.value.state = v->value.state;
  if (v->value.state == STATE_KNOWN && !is_integer(v->value)) made.value.u = v->value.u;
  return made;
}

uint32_t leaf_of(struct judge *j, const struct verdict *v) {
  struct leaves *l = &j->leaves;
  struct verdict wanted = without_integer(v);
  uint32_t hash = (uint32_t)hash_bytes(j->key, &wanted, sizeof wanted), found, step = 0;
  while ((found = hash_table_next(&l->by_bytes, hash, &step)))
    if (memcmp(&l->list[found - 1], &wanted, sizeof wanted) == 0) return found - 1;
  if (!array_grow((void **)&l->list, &l->room, l->count, sizeof *l->list) ||
      !hash_table_add(&l->by_bytes, hash, l->count + 1))
    return PLAN_NONE;
  l->list[l->count] = wanted;
  return l->count++;
}

const struct verdict *judge_leaf(const struct judge *j, uint32_t leaf) {
  return &j->leaves.list[leaf];
}

/* --- plans ------------------------------------------------------------------------------------ */

static void free_chunks(struct plan *p) {
  for (int i = 0; i < p->chunk_count; i++)
    column_chunk_free(&p->chunks[i]);
  free(p->chunks);
  p->chunks = NULL;
  p->chunk_count = 0;
}

static void plan_end_of(struct plan *p) {
  free_chunks(p);
  signature_table_free(p);
  flat_free(&p->flat);
  free(p->nodes);
  free(p->edges);
  free(p->ends);
  memset(p, 0, sizeof *p);
}

void plans_free(struct judge *j) {
  for (int i = 0; i < j->plan_count; i++) {
    plan_end_of(j->plans[i]);
    free(j->plans[i]);
  }
  flat_memo_free(&j->memo);
  j->plan_count = 0;
  j->row_plan = NULL;
}

/* A free place, else that of the plan that was not asked for the longest time. */
static struct plan *plan_place(struct judge *j) {
  if (j->plan_count < MOST_PLANS) {
    struct plan *made = calloc(1, sizeof *made);
    if (made) j->plans[j->plan_count++] = made;
    return made;
  }
  struct plan *oldest = j->plans[0];
  for (int i = 1; i < j->plan_count; i++)
    if (j->plans[i]->turn < oldest->turn) oldest = j->plans[i];
  plan_end_of(oldest);
  return oldest;
}

struct plan *plan_of(struct judge *j, int decision, struct value when) {
  struct plan *p = NULL;
  for (int i = 0; i < j->plan_count && !p; i++) {
    struct plan *x = j->plans[i];
    if (x->nodes && x->decision == decision && x->when.u.i == when.u.i && x->when.kind == when.kind) p = x;
  }
  if (!p) {
    p = plan_place(j);
    if (!p || !flat_init(&p->flat, &j->trees.walk, when) ||
        !array_grow((void **)&p->nodes, &p->node_room, 0, sizeof *p->nodes) ||
        !array_grow((void **)&p->edges, &p->edge_room, 0, sizeof *p->edges))
      return NULL;
    p->decision = decision;
    p->when = when;
    p->node_count = p->edge_count = 1;
    p->nodes[0] = (struct plan_node){-1, 0, 0};
    p->edges[0] = (struct plan_edge){0};
  }
  p->turn = ++j->turn;
  return p;
}

/* They are big: only the plans asked last keep theirs. */
static void drop_old_chunks(struct judge *j) {
  int kept = 0;
  struct plan *oldest = NULL;
  for (int i = 0; i < j->plan_count; i++) {
    struct plan *p = j->plans[i];
    if (!p->chunks) continue;
    kept++;
    if (!oldest || p->turn < oldest->turn) oldest = p;
  }
  if (kept >= KEEP_CHUNKS) free_chunks(oldest);
}

struct column_chunk *plan_chunks(struct judge *j, struct plan *p, const struct batch *b, int threads) {
  if (!p->chunks) drop_old_chunks(j);
  if (p->chunk_count < threads) {
    struct column_chunk *more = realloc(p->chunks, (size_t)threads * sizeof *more);
    if (!more) return NULL;
    p->chunks = more;
    for (; p->chunk_count < threads; p->chunk_count++)
      if (!column_chunk_init(&more[p->chunk_count], b)) {
        column_chunk_free(&more[p->chunk_count]); /* what it got so far: it is not counted */
        return NULL;
      }
  }
  for (int i = 0; i < p->chunk_count; i++)
    p->chunks[i].batch = b;
  return p->chunks;
}

size_t plan_bytes(const struct plan *p) {
  return sizeof *p + flat_bytes(&p->flat) + p->node_room * sizeof *p->nodes +
         p->edge_room * sizeof *p->edges + p->end_room * sizeof *p->ends;
}

void plan_review(const struct judge *j, struct plan *p) {
  size_t most = j->policy->tree_bytes ? j->policy->tree_bytes : PLAN_BYTES;
  signature_table_review(p, most);
  bool idle = p->asked >= ENOUGH_ASKED && (p->missed + p->slow) * WORTH > p->asked;
  if (p->dropped || (!idle && plan_bytes(p) <= most)) return;
  p->dropped = true;
  free_chunks(p);
  signature_table_free(p);
}

bool plan_answer(const struct plan *p, uint32_t end, const struct value *facts, const struct value *given,
                 uint32_t *leaf, int64_t *value) {
  const struct plan_end *x = &p->ends[end];
  struct value v = {.u.i = x->value};
  if (x->expr) v = flat_value(&p->flat, x->expr, facts, given);
  if (v.state > STATE_ABSENT || (x->expr && v.state == STATE_KNOWN && !is_integer(v))) return false;
  uint32_t found = v.state == STATE_ABSENT ? x->absent : x->known;
  if (found == PLAN_NONE) return false;
  *leaf = found;
  *value = v.state == STATE_ABSENT ? 0 : v.u.i;
  return true;
}

/* --- recording -------------------------------------------------------------------------------- */

/* The class of a name for the person in the judge, recorded when it is new. */
static uint32_t class_here(struct judge *j, struct plan *p, int name) {
  bool slow;
  uint32_t class = flat_class_of(&p->flat, name, j->facts, j->given, &j->memo, &slow);
  if (class != UINT32_MAX || slow) return class;
  enum name_kind kind = j->policy->script->model.names[name].kind;
  j->trees.walk.end = WALK_OK;
  uint32_t cell = kind == NAME_TERM || kind == NAME_DECISION ? 0 : trees_cell(j, name);
  bool recorded =
      kind == NAME_TERM ? flat_record(&p->flat, name) : cell && flat_record_cell(&p->flat, name, cell);
  return recorded ? flat_class_of(&p->flat, name, j->facts, j->given, &j->memo, &slow) : UINT32_MAX;
}

static uint32_t new_node(struct plan *p, int name) {
  if (p->node_count >= MOST_PLAN_NODES) return 0;
  if (!array_grow((void **)&p->nodes, &p->node_room, p->node_count, sizeof *p->nodes)) return 0;
  p->nodes[p->node_count] = (struct plan_node){name, 0, 0};
  return p->node_count++;
}

static uint32_t new_edge(struct plan *p, uint32_t node, uint32_t class, uint32_t to) {
  if (!array_grow((void **)&p->edges, &p->edge_room, p->edge_count, sizeof *p->edges)) return 0;
  p->edges[p->edge_count] = (struct plan_edge){class, to, p->nodes[node].edges};
  p->nodes[node].edges = p->edge_count;
  return p->edge_count++;
}

/* What the value of the outcome is computed from; 0: it is always the same. */
static uint32_t value_expr(const struct judge *j, const struct plan *p, const struct verdict *out,
                           const uint32_t *classes) {
  const struct name_log *log = &j->trees.log;
  if (log->gave < 0 || (out->kind != VERDICT_VALUE && out->kind != VERDICT_HOLD)) return 0;
  for (int i = 0; i < log->count; i++) {
    if (log->names[i] != log->gave) continue;
    uint32_t expr = p->flat.classes[classes[i]].expr;
    return expr_constant_of(&p->flat.exprs, expr) ? 0 : expr;
  }
  return 0;
}

static bool new_end(struct judge *j, struct plan *p, const struct verdict *out, uint32_t expr,
                    uint32_t *end) {
  if (!array_grow((void **)&p->ends, &p->end_room, p->end_count, sizeof *p->ends)) return false;
  struct plan_end *x = &p->ends[p->end_count];
  struct verdict known = *out, absent = *out;
  known.value.state = STATE_KNOWN;
  absent.value.state = STATE_ABSENT;
  *x = (struct plan_end){.expr = expr, .known = PLAN_NONE, .absent = PLAN_NONE};
  if (!expr) {
    x->value = is_integer(out->value) && out->value.state == STATE_KNOWN ? out->value.u.i : 0;
    x->known = x->absent = leaf_of(j, out);
  } else if (is_integer(out->value)) {
    x->known = leaf_of(j, &known);
    x->absent = leaf_of(j, &absent);
  } else {
    return false; /* texts and ratios do not fit into columns */
  }
  *end = p->end_count++;
  return x->known != PLAN_NONE;
}

/* Where a way from `node` (0: the beginning) leads. */
static uint32_t follow(const struct plan *p, uint32_t node, uint32_t class) {
  return node ? plan_next(p, node, class) : p->root;
}

static uint32_t extend(struct plan *p, uint32_t node, uint32_t class, int name) {
  uint32_t to = follow(p, node, class);
  if (to) return p->nodes[to].name == name ? to : 0;
  to = new_node(p, name);
  if (!to) return 0;
  if (!node)
    p->root = to;
  else if (!new_edge(p, node, class, to))
    return 0;
  return to;
}

bool plan_record(struct judge *j, struct plan *p, const struct verdict *out) {
  const struct name_log *log = &j->trees.log;
  uint32_t classes[MOST_LOGGED], at = 0;
  if (!j->how || log->full || p->dropped) return false;
  flat_memo_turn(&j->memo, &p->flat);
  for (int i = 0; i < log->count; i++)
    if ((classes[i] = class_here(j, p, log->names[i])) == UINT32_MAX) return false;
  for (int i = 0; i < log->count; i++)
    if (!(at = extend(p, at, i ? classes[i - 1] : 0, log->names[i]))) return false;
  uint32_t last = extend(p, at, log->count ? classes[log->count - 1] : 0, -1);
  if (!last) return false;
  if (p->nodes[last].end) return true;
  uint32_t end;
  if (!new_end(j, p, out, value_expr(j, p, out, classes), &end)) return false;
  p->nodes[last].end = end + 1;
  return true;
}
