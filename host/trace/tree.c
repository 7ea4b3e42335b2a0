/* Growing trees. */
#include "host/trace/tree.h"

#include <stdlib.h>
#include <string.h>

enum {
  MOST_TREE_CELLS = 1 << 13,
  MOST_BRANCHES = 1 << 16,
  MOST_TREE_POOL = 1 << 18,
  FIRST_ROOM = 64,
  DEEPEST = 200
};

bool forest_init(struct forest *f, struct expr_arena *exprs, int trees) {
  memset(f, 0, sizeof *f);
  f->exprs = exprs;
  f->cell_count = f->branch_count = 1;
  f->bytes = ((size_t)trees + 1) * sizeof *f->roots;
  f->roots = calloc((size_t)trees + 1, sizeof *f->roots);
  return f->roots != NULL;
}

void forest_free(struct forest *f) {
  free(f->cells);
  free(f->cell_of);
  free(f->queries);
  free(f->branches);
  free(f->leaves);
  free(f->pool);
  free(f->roots);
  memset(f, 0, sizeof *f);
}

/* How many entries there may be: twice as many as before, or as many as the bytes that are left
** allow. */
static uint32_t room_wanted(const struct forest *f, uint32_t have, uint32_t least, size_t size) {
  size_t most = f->most_bytes ? f->most_bytes : FOREST_BYTES, others = f->bytes - have * size;
  size_t fits = most > others ? (most - others) / size : 0;
  uint32_t want = have ? have * 2 : FIRST_ROOM;
  while (want < least)
    want *= 2;
  return want <= fits ? want : (uint32_t)fits;
}

/* Room for `more` entries at the end of an array. */
static bool room(struct forest *f, void **array, uint32_t *have, uint32_t count, uint32_t more, uint32_t most,
                 size_t size) {
  if (count + more > most) return false;
  if (count + more <= *have) return true;
  uint32_t want = room_wanted(f, *have, count + more, size);
  if (want < count + more) return false;
  void *grown = realloc(*array, want * size);
  if (!grown) return false;
  f->bytes += (want - *have) * size;
  *array = grown;
  *have = want;
  return true;
}

/* --- cells ------------------------------------------------------------------------------------ */

static uint32_t cell_of(struct forest *f, uint32_t expr, int depth);

static bool query_of(struct forest *f, const struct expr_node *n, struct cell *c, int depth) {
  struct expr_query q;
  if (!expr_query_of(f->exprs, n, &q) || !(q.list = c->arg[0] = cell_of(f, q.list, depth))) return false;
  for (int i = 0; i < q.count; i++) {
    struct expr_condition *one = &q.conditions[i];
    one->a = cell_of(f, one->a, depth);
    one->b = cell_of(f, one->b, depth);
    if (!one->a || !one->b) return false;
  }
  if (!room(f, (void **)&f->queries, &f->query_room, f->query_count, 1, MOST_TREE_CELLS, sizeof q))
    return false;
  c->arg[1] = f->query_count;
  f->queries[f->query_count++] = q;
  return true;
}

static bool operands_of(struct forest *f, const struct expr_node *n, struct cell *c, int depth) {
  c->arity = (uint8_t)op_arity((enum op)n->code);
  for (int i = 0; i < c->arity; i++)
    if (!(c->arg[i] = cell_of(f, n->arg[i], depth))) return false;
  return true;
}

static bool fill(struct forest *f, uint32_t expr, const struct expr_node *n, struct cell *c, int depth) {
  switch ((enum expr_kind)n->kind) {
  case EXPR_WHEN:
  case EXPR_DECIDED_ON: return true;
  case EXPR_CONST: c->arg[0] = expr; return true;
  case EXPR_FACT:
  case EXPR_READING: c->arg[0] = n->arg[0]; return true;
  case EXPR_GIVEN:
    c->arg[0] = n->arg[0];
    c->arg[1] = n->arg[1];
    return true;
  case EXPR_PARAMETER:
  case EXPR_HAS_START:
  case EXPR_TERM:
    c->arg[0] = n->arg[0];
    return n->arg[2] == 0 && (c->arg[1] = cell_of(f, n->arg[1], depth)) != 0;
  case EXPR_OP: return operands_of(f, n, c, depth);
  case EXPR_AGGREGATE: return query_of(f, n, c, depth);
  default: return false;
  }
}

static bool know(struct forest *f, uint32_t expr) {
  uint32_t had = f->cell_of_room;
  if (expr < had) return true;
  if (!room(f, (void **)&f->cell_of, &f->cell_of_room, had, expr + 1 - had, UINT32_MAX / 2,
            sizeof *f->cell_of))
    return false;
  memset(f->cell_of + had, 0, (f->cell_of_room - had) * sizeof *f->cell_of);
  return true;
}

static uint32_t cell_of(struct forest *f, uint32_t expr, int depth) {
  if (!expr || depth > DEEPEST || !know(f, expr)) return 0;
  if (f->cell_of[expr]) return f->cell_of[expr];
  struct expr_node n = *expr_get(f->exprs, expr);
  struct cell c = {.kind = n.kind, .code = n.code};
  if (!fill(f, expr, &n, &c, depth + 1)) return 0;
  if (!room(f, (void **)&f->cells, &f->cell_room, f->cell_count, 1, MOST_TREE_CELLS, sizeof c)) return 0;
  f->cells[f->cell_count] = c;
  f->cell_of[expr] = f->cell_count;
  return f->cell_count++;
}

uint32_t forest_cell(struct forest *f, uint32_t expr) {
  return cell_of(f, expr, 0);
}

/* --- leaves ----------------------------------------------------------------------------------- */

static bool pool_cells(struct forest *f, const uint32_t *exprs, int count, uint32_t *at) {
  if (!room(f, (void **)&f->pool, &f->pool_room, f->pool_count, (uint32_t)count, MOST_TREE_POOL,
            sizeof *f->pool))
    return false;
  *at = f->pool_count;
  for (int i = 0; i < count; i++)
    if (!(f->pool[f->pool_count + (uint32_t)i] = forest_cell(f, exprs[i]))) return false;
  f->pool_count += (uint32_t)count;
  return true;
}

static void reach(struct forest *f, uint8_t *seen, uint32_t cell);

static void reach_query(struct forest *f, uint8_t *seen, const struct cell *c) {
  const struct expr_query *q = &f->queries[c->arg[1]];
  reach(f, seen, q->list);
  for (int i = 0; i < q->count; i++) {
    reach(f, seen, q->conditions[i].a);
    reach(f, seen, q->conditions[i].b);
  }
}

/* Every cell that computing `cell` computes. */
static void reach(struct forest *f, uint8_t *seen, uint32_t cell) {
  if (seen[cell]) return;
  seen[cell] = 1;
  const struct cell *c = &f->cells[cell];
  if (c->kind == EXPR_TERM || c->kind == EXPR_PARAMETER || c->kind == EXPR_HAS_START)
    reach(f, seen, c->arg[1]);
  for (int i = 0; i < c->arity; i++)
    reach(f, seen, c->arg[i]);
  if (c->kind == EXPR_AGGREGATE) reach_query(f, seen, c);
}

/* Of what the path made, keep what nothing that will be computed computes. */
static bool drop_reached(struct forest *f, const struct trace *t, struct leaf *l) {
  uint8_t *seen = calloc(f->cell_count, 1);
  if (!seen) return false;
  for (int i = 0; i < t->step_count; i++) {
    reach(f, seen, f->cell_of[t->steps[i].a]);
    if (t->steps[i].kind == STEP_COMPARE) reach(f, seen, f->cell_of[t->steps[i].b]);
  }
  for (uint32_t i = 0; i < l->used_count; i++)
    reach(f, seen, f->pool[l->used + i]);
  if (!l->plain) reach(f, seen, l->result);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < l->made_count; i++)
    if (!seen[f->pool[l->made + i]]) f->pool[l->made + kept++] = f->pool[l->made + i];
  f->pool_count -= l->made_count - kept;
  l->made_count = kept;
  free(seen);
  return true;
}

static uint32_t new_branch(struct forest *f, struct branch n) {
  if (!room(f, (void **)&f->branches, &f->branch_room, f->branch_count, 1, MOST_BRANCHES, sizeof n)) return 0;
  f->branches[f->branch_count] = n;
  return f->branch_count++;
}

static uint32_t new_leaf(struct forest *f, const struct trace *t, struct value result) {
  struct leaf l = {.plain = result.kind == KIND_TRUTH && !result.expr, .truth = result.u.i != 0};
  l.used_count = (uint32_t)t->used_count;
  l.made_count = (uint32_t)t->made_count;
  if (!l.plain && !(l.result = forest_cell(f, result.expr))) return 0;
  if (!pool_cells(f, t->used, t->used_count, &l.used) || !pool_cells(f, t->made, t->made_count, &l.made))
    return 0;
  if (!drop_reached(f, t, &l)) return 0;
  if (!room(f, (void **)&f->leaves, &f->leaf_room, f->leaf_count, 1, MOST_BRANCHES, sizeof l)) return 0;
  f->leaves[f->leaf_count] = l;
  return new_branch(f, (struct branch){.kind = BRANCH_LEAF, .a = f->leaf_count++});
}

/* --- paths ------------------------------------------------------------------------------------ */

static bool branch_of(struct forest *f, const struct step *s, struct branch *n) {
  *n = (struct branch){.kind = s->kind == STEP_KIND ? BRANCH_KIND : BRANCH_COMPARE, .cmp = s->cmp, .b = s->b};
  n->a = forest_cell(f, s->a);
  if (s->kind == STEP_COMPARE) n->b = forest_cell(f, s->b);
  const struct value *constant = n->b && s->kind == STEP_COMPARE ? expr_constant_of(f->exprs, s->b) : NULL;
  bool is_true = constant && constant->kind == KIND_TRUTH && constant->u.i && s->cmp == CMP_EQ;
  if (n->a && is_true && f->cells[n->a].kind == EXPR_TERM) n->kind = BRANCH_TRUE;
  return n->a && (n->b || s->kind == STEP_KIND);
}

/* The same question as recorded before: yes; no because a value is of another kind; no because the
** function differs. */
static enum forest_end same_question(const struct branch *old, const struct branch *n) {
  if (old->kind == n->kind && old->cmp == n->cmp && old->a == n->a && old->b == n->b) return FOREST_ADDED;
  bool questions = old->kind != BRANCH_LEAF && n->kind != BRANCH_LEAF && old->a == n->a;
  return questions && (old->kind == BRANCH_KIND || n->kind == BRANCH_KIND) ? FOREST_LEFT : FOREST_IMPURE;
}

static bool same_leaf(struct forest *f, const struct branch *old, struct value result) {
  const struct leaf *l = &f->leaves[old->a];
  if (result.kind == KIND_TRUTH && !result.expr) return l->plain && l->truth == (result.u.i != 0);
  return !l->plain && l->result == forest_cell(f, result.expr);
}

/* Where the end of a link is kept. */
static uint32_t *link_of(struct forest *f, int tree, uint32_t branch, bool outcome) {
  return branch ? &f->branches[branch].next[outcome] : &f->roots[tree];
}

enum forest_end forest_add(struct forest *f, int tree, const struct trace *t, struct value result) {
  if (t->spoiled || (result.kind != KIND_TRUTH && !result.expr)) return FOREST_LEFT;
  uint32_t branch = 0;
  bool outcome = false;
  for (int i = 0; i < t->step_count; i++) {
    struct branch n;
    if (!branch_of(f, &t->steps[i], &n)) return FOREST_LEFT;
    uint32_t next = *link_of(f, tree, branch, outcome);
    if (next) {
      enum forest_end same = same_question(&f->branches[next], &n);
      if (same != FOREST_ADDED) return same;
    } else {
      if (!(next = new_branch(f, n))) return FOREST_LEFT;
      *link_of(f, tree, branch, outcome) = next;
    }
    branch = next;
    outcome = t->steps[i].outcome;
  }
  uint32_t last = *link_of(f, tree, branch, outcome);
  if (last)
    return f->branches[last].kind == BRANCH_LEAF && same_leaf(f, &f->branches[last], result) ? FOREST_ADDED
                                                                                             : FOREST_IMPURE;
  if (!(last = new_leaf(f, t, result))) return FOREST_LEFT;
  *link_of(f, tree, branch, outcome) = last;
  return FOREST_ADDED;
}
