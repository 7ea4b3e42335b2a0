/* Recording flat trees. */
#include "host/trace/batch/flat.h"

#include <stdlib.h>
#include <string.h>

#include "host/base/array.h"
#include "host/trace/batch/flat_private.h"

enum { MOST_RECORDED_STEPS = 1024, MOST_FLAT_NODES = 1 << 14, SEEN_SLOTS = 4096, DEEPEST = 200 };

bool flat_init(struct flat *f, struct walk *w, struct value when) {
  memset(f, 0, sizeof *f);
  f->number = ++w->flats;
  f->walk = w;
  f->when = when;
  f->when.expr = 0;
  f->most_nodes = MOST_FLAT_NODES;
  f->node_count = 1;
  f->trees = calloc((size_t)w->name_count + 1, sizeof *f->trees);
  return expr_init(&f->exprs) && f->trees;
}

void flat_free(struct flat *f) {
  expr_free(&f->exprs);
  free(f->guards);
  free(f->nodes);
  free(f->classes);
  free(f->trees);
  free(f->spare);
  memset(f, 0, sizeof *f);
}

size_t flat_bytes(const struct flat *f) {
  return f->guard_room * sizeof *f->guards + f->node_room * sizeof *f->nodes +
         f->class_room * sizeof *f->classes + f->exprs.capacity * sizeof *f->exprs.nodes +
         f->exprs.slots * sizeof *f->exprs.table;
}

uint32_t flat_guard_of(struct flat *f, uint8_t cmp, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < f->guard_count; i++)
    if (f->guards[i].cmp == cmp && f->guards[i].a == a && f->guards[i].b == b) return i;
  if (!array_grow((void **)&f->guards, &f->guard_room, f->guard_count, sizeof *f->guards)) return UINT32_MAX;
  struct flat_guard *g = &f->guards[f->guard_count];
  *g = (struct flat_guard){.cmp = cmp, .a = a, .b = b};
  flat_find_range(f, g);
  return f->guard_count++;
}

/* --- recording -------------------------------------------------------------------------------- */

struct flat_step {
  uint32_t guard;
  bool outcome;
};

/* What was told already on this way, so that it is told once: cells, and terms (cell + names). */
struct seen {
  const struct frame *frame; /* NULL: an empty slot */
  uint32_t what, expr;
};

struct recorder {
  struct flat *flat;
  struct walk *walk;
  int depth, step_count, seen_count;
  struct flat_step steps[MOST_RECORDED_STEPS];
  uint16_t taken[SEEN_SLOTS / 2]; /* slots of `seen`, to be cleared for the next person */
  struct seen seen[SEEN_SLOTS];   /* open addressing */
};

static struct seen *seen_at(struct recorder *r, const struct frame *frame, uint32_t what) {
  size_t slot = ((size_t)(uintptr_t)frame / 64 * 31 + what) * 2654435761u % SEEN_SLOTS;
  while (r->seen[slot].frame && (r->seen[slot].frame != frame || r->seen[slot].what != what))
    slot = (slot + 1) % SEEN_SLOTS;
  return &r->seen[slot];
}

static uint32_t remember(struct recorder *r, const struct frame *frame, uint32_t what, uint32_t expr) {
  if (!expr || r->seen_count >= SEEN_SLOTS / 2) return 0;
  struct seen *slot = seen_at(r, frame, what);
  *slot = (struct seen){frame, what, expr};
  r->taken[r->seen_count++] = (uint16_t)(slot - r->seen);
  return expr;
}

static uint32_t constant(struct recorder *r, struct value v) {
  v.expr = 0;
  return expr_constant(&r->flat->exprs, v);
}

static bool is_constant(const struct recorder *r, uint32_t expr) {
  return flat_constant(r->flat, expr) != NULL;
}

/* A guard that this person answers with `outcome`; one that was asked before on the way is not
** asked again. */
static bool step(struct recorder *r, uint8_t cmp, uint32_t a, uint32_t b, bool outcome) {
  uint32_t guard = flat_guard_of(r->flat, cmp, a, b);
  if (guard == UINT32_MAX) return false;
  for (int i = 0; i < r->step_count; i++)
    if (r->steps[i].guard == guard) return true;
  if (r->step_count == MOST_RECORDED_STEPS) return false;
  r->steps[r->step_count++] = (struct flat_step){guard, outcome};
  return true;
}

static uint32_t record_cell(struct recorder *r, struct frame *f, uint32_t cell);
static uint32_t record_term(struct recorder *r, struct frame *f, int name);

static uint32_t node(struct recorder *r, enum expr_kind kind, int code, uint32_t a, uint32_t b, uint32_t c,
                     uint32_t d) {
  const uint32_t arg[EXPR_ARGS] = {a, b, c, d};
  return expr_make(&r->flat->exprs, kind, code, arg);
}

/* What arithmetic gives is there or poisoned, and a comparison notices that: nobody need ask
** whether it is absent. */
static bool may_be_absent(const struct recorder *r, uint32_t expr) {
  const struct expr_node *n = expr_get(&r->flat->exprs, expr);
  if (n->kind == EXPR_CONST) return false;
  if (n->kind != EXPR_OP) return true;
  switch ((enum op)n->code) {
  case OP_AT:
  case OP_SINCE:
  case OP_PRESENT_SINCE:
  case OP_NEXT_CHANGE:
  case OP_ABSENT_FROM:
  case OP_LEAST:
  case OP_MOST:
  case OP_FIRST: return true;
  default: return false;
  }
}

/* Choosing becomes guards: which operand there is, which is the earlier. 0: failed; `*chosen`
** false: compute it as any other. */
static uint32_t choose(struct recorder *r, struct frame *f, const struct cell *c, const uint32_t *args,
                       bool *chosen) {
  struct slot a, b;
  *chosen = c->code == OP_LEAST || c->code == OP_MOST || c->code == OP_FIRST;
  if (!*chosen || !walk_slot(r->walk, f, c->arg[0], &a) || !walk_slot(r->walk, f, c->arg[1], &b)) return 0;
  bool settled = a.value.state <= STATE_ABSENT && b.value.state <= STATE_ABSENT;
  if (!settled) return 0;
  if (may_be_absent(r, args[0]) && !step(r, CMP_PRESENT, args[0], 0, a.value.state == STATE_KNOWN)) return 0;
  if (a.value.state == STATE_ABSENT) return args[1];
  if (c->code == OP_FIRST) return args[0];
  if (may_be_absent(r, args[1]) && !step(r, CMP_PRESENT, args[1], 0, b.value.state == STATE_KNOWN)) return 0;
  if (b.value.state == STATE_ABSENT) return args[0];
  struct value first = value_compare(CMP_LE, a.value, b.value);
  if (first.state != STATE_KNOWN) return 0;
  bool both = is_constant(r, args[0]) && is_constant(r, args[1]);
  if (!both && !step(r, CMP_LE, args[0], args[1], first.u.i != 0)) return 0;
  return args[(first.u.i != 0) == (c->code == OP_LEAST) ? 0 : 1];
}

static uint32_t record_op(struct recorder *r, struct frame *f, uint32_t cell, const struct cell *c) {
  uint32_t args[3] = {0};
  bool same = true, chosen;
  for (int i = 0; i < c->arity; i++) {
    if (!(args[i] = record_cell(r, f, c->arg[i]))) return 0;
    same = same && is_constant(r, args[i]);
  }
  struct slot s;
  if (!walk_slot(r->walk, f, cell, &s)) return 0;
  if (same) return constant(r, s.value);
  uint32_t choice = choose(r, f, c, args, &chosen);
  return chosen ? choice : node(r, EXPR_OP, c->code, args[0], args[1], args[2], 0);
}

static uint32_t record_query(struct recorder *r, struct frame *f, const struct cell *c) {
  struct expr_query q = r->walk->forest->queries[c->arg[1]];
  if (!(q.list = record_cell(r, f, q.list))) return 0;
  for (int i = q.count - 1; i >= 0; i--) {
    struct expr_condition *one = &q.conditions[i];
    if (!(one->a = record_cell(r, f, one->a)) || !(one->b = record_cell(r, f, one->b))) return 0;
  }
  return expr_query_make(&r->flat->exprs, &q);
}

/* The value of a cell that must be the same for all of the class: what differs from person to
** person is asked for. */
static bool pinned(struct recorder *r, struct frame *f, uint32_t cell, struct value *out) {
  struct slot s;
  uint32_t expr = record_cell(r, f, cell);
  if (!expr || !walk_slot(r->walk, f, cell, &s) || s.value.state != STATE_KNOWN) return false;
  *out = s.value;
  if (is_constant(r, expr)) return true;
  uint32_t same = constant(r, s.value);
  return same && step(r, CMP_EQ, expr, same, true);
}

static uint32_t record_term_cell(struct recorder *r, struct frame *f, const struct cell *c) {
  struct value when;
  if (!pinned(r, f, c->arg[1], &when)) return 0;
  struct frame *of = walk_frame(r->walk, when);
  return of ? record_term(r, of, (int)c->arg[0]) : 0;
}

static uint32_t record_parameter(struct recorder *r, struct frame *f, uint32_t cell, const struct cell *c) {
  struct value at;
  struct slot s;
  return pinned(r, f, c->arg[1], &at) && walk_slot(r->walk, f, cell, &s) ? constant(r, s.value) : 0;
}

static uint32_t tell_cell(struct recorder *r, struct frame *f, uint32_t cell) {
  const struct cell c = r->walk->forest->cells[cell];
  struct slot s;
  if (!walk_slot(r->walk, f, cell, &s)) return 0;
  if (s.stamp == WALK_LASTING || c.kind == EXPR_DECIDED_ON) return constant(r, s.value);
  switch ((enum expr_kind)c.kind) {
  case EXPR_FACT:
  case EXPR_GIVEN: return node(r, (enum expr_kind)c.kind, 0, c.arg[0], c.arg[1], 0, 0);
  case EXPR_PARAMETER:
  case EXPR_HAS_START: return record_parameter(r, f, cell, &c);
  case EXPR_TERM: return record_term_cell(r, f, &c);
  case EXPR_OP: return record_op(r, f, cell, &c);
  case EXPR_AGGREGATE: return record_query(r, f, &c);
  default: return 0;
  }
}

static uint32_t record_cell(struct recorder *r, struct frame *f, uint32_t cell) {
  struct seen *s = seen_at(r, f, cell * 2);
  if (s->frame) return s->expr;
  if (r->depth >= DEEPEST) return 0;
  r->depth++;
  uint32_t expr = tell_cell(r, f, cell);
  r->depth--;
  return remember(r, f, cell * 2, expr);
}

/* --- a term's way down its own tree ----------------------------------------------------------- */

static bool told(struct recorder *r, uint8_t cmp, uint32_t a, uint32_t b, bool outcome) {
  bool fixed = is_constant(r, a) && (cmp == CMP_PRESENT || is_constant(r, b));
  return fixed || step(r, cmp, a, b, outcome);
}

static int record_branch(struct recorder *r, struct frame *f, const struct branch *n) {
  struct slot a, b = {0};
  uint32_t ea = record_cell(r, f, n->a), eb = 0;
  if (!ea || !walk_slot(r->walk, f, n->a, &a)) return -1;
  if (n->kind == BRANCH_KIND) return 1;
  if (n->kind == BRANCH_TRUE) {
    b.value = value_of(KIND_TRUTH, 1);
    eb = constant(r, b.value);
  } else {
    eb = record_cell(r, f, n->b);
    if (!eb || !walk_slot(r->walk, f, n->b, &b)) return -1;
  }
  enum compare cmp = n->kind == BRANCH_TRUE ? CMP_EQ : (enum compare)n->cmp;
  /* what lies between two days is decided one by one */
  if (a.value.state > STATE_ABSENT || b.value.state > STATE_ABSENT) return -1;
  struct value branch = value_compare(cmp, a.value, b.value);
  if (!eb || branch.state != STATE_KNOWN || !told(r, cmp, ea, cmp == CMP_PRESENT ? 0 : eb, branch.u.i != 0))
    return -1;
  return branch.u.i != 0;
}

static bool record_leaf(struct recorder *r, struct frame *f, const struct leaf *l) {
  const uint32_t *pool = r->walk->forest->pool;
  for (uint32_t i = 0; i < l->used_count; i++)
    if (!record_cell(r, f, pool[l->used + i])) return false;
  for (uint32_t i = 0; i < l->made_count; i++) {
    uint32_t made = record_cell(r, f, pool[l->made + i]);
    if (!made || (!is_constant(r, made) && !step(r, GUARD_CHECK, made, 0, true))) return false;
  }
  return true;
}

static uint32_t descend(struct recorder *r, struct frame *f, int tree) {
  const struct forest *forest = r->walk->forest;
  uint32_t at = forest->roots[tree];
  while (at && forest->branches[at].kind != BRANCH_LEAF) {
    const struct branch n = forest->branches[at];
    int branch = record_branch(r, f, &n);
    if (branch < 0) return 0;
    at = forest->branches[at].next[branch];
  }
  if (!at) return 0;
  const struct leaf l = forest->leaves[forest->branches[at].a];
  if (!record_leaf(r, f, &l)) return 0;
  return l.plain ? constant(r, value_of(KIND_TRUTH, l.truth)) : record_cell(r, f, l.result);
}

static uint32_t record_term(struct recorder *r, struct frame *f, int name) {
  struct answer *a;
  uint32_t what = (uint32_t)name * 2 + 1;
  struct seen *s = seen_at(r, f, what);
  if (s->frame) return s->expr;
  if (!walk_answer(r->walk, f, name, &a) || r->depth >= DEEPEST) return 0;
  if (a->stamp == WALK_LASTING) return remember(r, f, what, constant(r, a->value));
  if (a->tree <= 0) return 0; /* a decision: its conditions are not in one tree */
  r->depth++;
  uint32_t expr = descend(r, f, a->tree - 1);
  r->depth--;
  return remember(r, f, what, expr);
}

/* --- joining ---------------------------------------------------------------------------------- */

static uint32_t new_node(struct flat *f, struct flat_node n) {
  if (!array_grow((void **)&f->nodes, &f->node_room, f->node_count, sizeof n)) return 0;
  f->nodes[f->node_count] = n;
  return f->node_count++;
}

static uint32_t class_with(struct flat *f, uint32_t expr, const struct used *used, int height) {
  for (uint32_t i = 0; i < f->class_count; i++)
    if (f->classes[i].expr == expr && f->classes[i].height == height &&
        memcmp(&f->classes[i].used, used, sizeof *used) == 0)
      return i;
  if (!array_grow((void **)&f->classes, &f->class_room, f->class_count, sizeof *f->classes))
    return UINT32_MAX;
  f->classes[f->class_count] = (struct flat_class){expr, *used, height};
  return f->class_count++;
}

static uint32_t *link_of(struct flat *f, int name, uint32_t at, bool outcome) {
  return at ? &f->nodes[at].next[outcome] : &f->trees[name].root;
}

/* Whether the way fits into the tree, which is looked at before anything is changed. */
static bool fits(const struct recorder *r, int name) {
  const struct flat *f = r->flat;
  uint32_t at = f->trees[name].root;
  int i = 0;
  for (; at && i < r->step_count; i++) {
    if (f->nodes[at].guard != r->steps[i].guard) return false;
    at = f->nodes[at].next[r->steps[i].outcome];
  }
  if (at) return false; /* known already: whoever asked met something else on the way */
  return f->trees[name].node_count + (uint32_t)(r->step_count - i) + 1 <= f->most_nodes;
}

static bool join(struct recorder *r, int name, uint32_t class) {
  struct flat *f = r->flat;
  uint32_t at = 0;
  bool outcome = false;
  for (int i = 0; i <= r->step_count; i++) {
    bool end = i == r->step_count;
    uint32_t next = *link_of(f, name, at, outcome);
    if (!next) {
      struct flat_node n = {.guard = end ? NODE_CLASS : r->steps[i].guard, .next = {end ? class : 0}};
      if (!(next = new_node(f, n))) return false;
      *link_of(f, name, at, outcome) = next;
      f->trees[name].node_count++;
    }
    at = next;
    outcome = end ? outcome : r->steps[i].outcome;
  }
  return true;
}

/* A truth must be the same for the whole class: what is absent is not true either, but not
** false. */
static bool record_result(struct recorder *r, int name, uint32_t expr, struct value v,
                          const struct used *used, int height) {
  if (v.kind == KIND_TRUTH && !is_constant(r, expr)) {
    uint32_t yes = constant(r, value_of(KIND_TRUTH, 1));
    bool known = v.state == STATE_KNOWN, true_of_all = known && v.u.i;
    if (v.state > STATE_ABSENT || !yes || !step(r, CMP_EQ, expr, yes, true_of_all)) return false;
    if (!true_of_all && may_be_absent(r, expr) && !step(r, CMP_PRESENT, expr, 0, known)) return false;
    expr = constant(r, v);
  }
  if (!expr || v.state > STATE_ABSENT || !fits(r, name)) return false;
  uint32_t class = class_with(r->flat, expr, used, height);
  return class != UINT32_MAX && join(r, name, class);
}

/* A recorder takes a hundred kilobytes of which a person uses a few: it is kept for the next one
** instead of being made and zeroed anew. */
static struct recorder *start(struct flat *f) {
  struct recorder *r = f->spare ? f->spare : calloc(1, sizeof *r);
  f->spare = NULL;
  if (!r) return NULL;
  r->flat = f;
  r->walk = f->walk;
  return r;
}

static void finish(struct flat *f, struct recorder *r) {
  if (!r) return;
  for (int i = 0; i < r->seen_count; i++)
    r->seen[r->taken[i]] = (struct seen){0};
  r->depth = r->step_count = r->seen_count = 0;
  f->spare = r;
}

bool flat_record(struct flat *f, int name) {
  struct answer *a;
  struct recorder *r = start(f);
  struct frame *frame = r ? walk_frame(f->walk, f->when) : NULL;
  bool ok = frame && walk_answer(f->walk, frame, name, &a);
  uint32_t expr = ok ? record_term(r, frame, name) : 0;
  ok = expr && record_result(r, name, expr, a->value, &a->used, a->height);
  finish(f, r);
  return ok;
}

bool flat_record_cell(struct flat *f, int name, uint32_t cell) {
  struct slot s;
  struct used used = {{0}};
  struct recorder *r = start(f);
  struct frame *frame = r ? walk_frame(f->walk, f->when) : NULL;
  uint32_t expr = frame ? record_cell(r, frame, cell) : 0;
  bool ok = expr && walk_slot(f->walk, frame, cell, &s);
  uint8_t kind = f->walk->forest->cells[cell].kind;
  if (ok && (kind == EXPR_PARAMETER || kind == EXPR_READING))
    used.bits[s.value.expr / 64] |= UINT64_C(1) << s.value.expr % 64;
  ok = ok && record_result(r, name, expr, s.value, &used, 0);
  finish(f, r);
  return ok;
}
