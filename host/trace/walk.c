/* Walking trees. */
#include "host/trace/walk.h"

#include <stdlib.h>
#include <string.h>

#define LASTING WALK_LASTING

enum { MOST_FRAMES = 256, FIRST_CELLS = 256 };

void walk_init(struct walk *w, struct forest *forest, int name_count, size_t more) {
  memset(w, 0, sizeof *w);
  w->forest = forest;
  w->name_count = name_count;
  w->more = more;
  w->cells = FIRST_CELLS;
  w->epoch = 1;
  w->given_decision = -1;
}

static void free_frame(struct frame *f) {
  free(f->slots);
  free(f->answers);
  free(f->more);
  free(f);
}

void walk_forget(struct walk *w) {
  for (int i = 0; i < FRAME_SLOTS; i++)
    while (w->frames[i]) {
      struct frame *next = w->frames[i]->next;
      free_frame(w->frames[i]);
      w->frames[i] = next;
    }
  w->frame_count = 0;
  w->epoch = 1;
}

void walk_free(struct walk *w) {
  walk_forget(w);
}

void walk_begin(struct walk *w) {
  if (w->epoch >= LASTING - 1 || w->frame_count >= MOST_FRAMES) walk_forget(w);
  w->epoch++;
}

bool walk_stop(struct walk *w, enum walk_end end) {
  if (w->end == WALK_OK || end == WALK_BROKEN) w->end = end;
  return false;
}

size_t walk_bytes(const struct walk *w) {
  size_t frame = sizeof(struct frame) + w->cells * sizeof(struct slot) +
                 ((size_t)w->name_count + 1) * sizeof(struct answer) + w->more + 1;
  return (size_t)w->frame_count * frame;
}

/* --- frames ----------------------------------------------------------------------------------- */

/* New cells have come: every frame gets room for them. */
static bool grow_frames(struct walk *w) {
  uint32_t want = w->cells;
  while (want < w->forest->cell_count)
    want *= 2;
  for (int i = 0; i < FRAME_SLOTS; i++)
    for (struct frame *f = w->frames[i]; f; f = f->next) {
      struct slot *grown = realloc(f->slots, want * sizeof *grown);
      if (!grown) return false;
      memset(grown + w->cells, 0, (want - w->cells) * sizeof *grown);
      f->slots = grown;
    }
  w->cells = want;
  return true;
}

static inline bool make_room(struct walk *w) {
  return w->forest->cell_count <= w->cells || grow_frames(w);
}

static struct frame *new_frame(struct walk *w, struct value when) {
  struct frame *f = calloc(1, sizeof *f);
  if (!f) return NULL;
  f->slots = calloc(w->cells, sizeof *f->slots);
  f->answers = calloc((size_t)w->name_count + 1, sizeof *f->answers);
  f->more = calloc(1, w->more + 1);
  if (f->slots && f->answers && f->more) {
    f->when = when;
    f->when.expr = 0;
    return f;
  }
  free_frame(f);
  return NULL;
}

struct frame *walk_frame(struct walk *w, struct value when) {
  struct frame **at = &w->frames[((uint64_t)when.u.i * 2 + when.kind) % FRAME_SLOTS];
  for (struct frame *f = *at; f; f = f->next)
    if (f->when.u.i == when.u.i && f->when.kind == when.kind) return f;
  struct frame *f = w->frame_count < 2 * MOST_FRAMES ? new_frame(w, when) : NULL;
  if (!f) {
    walk_stop(w, WALK_SLOW);
    return NULL;
  }
  f->next = *at;
  *at = f;
  w->frame_count++;
  return f;
}

/* --- cells ------------------------------------------------------------------------------------ */

static bool compute(struct walk *w, struct frame *f, uint32_t cell);

static inline bool ready(struct walk *w, struct frame *f, uint32_t cell) {
  uint32_t stamp = f->slots[cell].stamp;
  return stamp == w->epoch || stamp == LASTING || compute(w, f, cell);
}

static inline bool put(struct frame *f, uint32_t cell, struct value v, uint32_t stamp) {
  f->slots[cell].value = v;
  f->slots[cell].stamp = stamp;
  return true;
}

static bool is_misuse(struct value v) {
  return v.u.poison.code == VERR_KIND || v.u.poison.code == VERR_DOMAIN || v.u.poison.code == VERR_ORDERLESS;
}

/* Kinds that do not go together fail at once. */
static bool fails_at_once(const struct cell *c, const struct value *args, struct value v) {
  bool from_operand = false;
  for (int i = 0; i < c->arity; i++)
    from_operand = from_operand || args[i].state == STATE_POISONED;
  return is_misuse(v) && !from_operand;
}

static bool compute_op(struct walk *w, struct frame *f, uint32_t cell, const struct cell *c) {
  struct value args[3];
  bool lasting = true;
  for (int i = 0; i < c->arity; i++) {
    if (!ready(w, f, c->arg[i])) return false;
    lasting = lasting && f->slots[c->arg[i]].stamp == LASTING;
  }
  for (int i = 0; i < 3; i++) /* cell 0 stands for an operand that is not there */
    args[i] = f->slots[c->arg[i]].value;
  struct value v = value_op(w->env, (enum op)c->code, args);
  if (v.state == STATE_POISONED && fails_at_once(c, args, v)) return walk_stop(w, WALK_SLOW);
  return put(f, cell, v, lasting ? LASTING : w->epoch);
}

static bool compute_query(struct walk *w, struct frame *f, uint32_t cell, const struct cell *c) {
  const struct expr_query q = w->forest->queries[c->arg[1]]; /* a copy: the forest may grow meanwhile */
  struct row_condition conditions[MOST_QUERY_CONDITIONS];
  if (!ready(w, f, q.list)) return false;
  for (int i = 0; i < q.count; i++)
    if (!ready(w, f, q.conditions[i].a) || !ready(w, f, q.conditions[i].b)) return false;
  for (int i = 0; i < q.count; i++)
    conditions[i] =
        expr_condition(&q, i, f->slots[q.conditions[i].a].value, f->slots[q.conditions[i].b].value);
  return put(f, cell, expr_aggregate(&q, f->slots[q.list].value, conditions), w->epoch);
}

static bool compute_parameter(struct walk *w, struct frame *f, uint32_t cell, const struct cell *c) {
  struct value v;
  if (!ready(w, f, c->arg[1])) return false;
  struct slot *at = &f->slots[c->arg[1]];
  if (at->value.state != STATE_KNOWN) return walk_stop(w, WALK_SLOW);
  if (!w->hooks->parameter(w->ud, (int)c->arg[0], at->value, c->kind == EXPR_HAS_START, &v))
    return walk_stop(w, WALK_SLOW);
  return put(f, cell, v, at->stamp);
}

/* The frame of the month or day that a cell comes to. */
static struct frame *frame_of(struct walk *w, struct frame *f, uint32_t at) {
  if (!ready(w, f, at)) return NULL;
  struct value when = f->slots[at].value;
  if (when.state == STATE_KNOWN && (when.kind == KIND_MONTH || when.kind == KIND_DATE))
    return walk_frame(w, when);
  walk_stop(w, WALK_SLOW);
  return NULL;
}

static bool answer_ready(struct walk *w, struct frame *f, int name, struct answer **out);

/* The answer of a term that a cell asks for. */
static bool cell_answer(struct walk *w, struct frame *f, const struct cell *c, struct answer **out,
                        bool *lasting) {
  const uint32_t name = c->arg[0], at = c->arg[1]; /* the cell may move */
  bool here = w->forest->cells[at].kind == EXPR_WHEN;
  struct frame *of = here ? f : frame_of(w, f, at);
  if (!of || !answer_ready(w, of, (int)name, out)) return false;
  *lasting = *lasting && (*out)->stamp == LASTING && (here || f->slots[at].stamp == LASTING);
  return true;
}

static bool compute_term(struct walk *w, struct frame *f, uint32_t cell, const struct cell *c) {
  struct answer *a;
  bool lasting = true;
  return cell_answer(w, f, c, &a, &lasting) && put(f, cell, a->value, lasting ? LASTING : w->epoch);
}

static bool compute(struct walk *w, struct frame *f, uint32_t cell) {
  const struct cell c = w->forest->cells[cell]; /* a copy: the forest may grow meanwhile */
  struct value v;
  switch ((enum expr_kind)c.kind) {
  case EXPR_CONST: return put(f, cell, *expr_constant_of(w->forest->exprs, c.arg[0]), LASTING);
  case EXPR_FACT: return put(f, cell, w->facts[c.arg[0]], w->epoch);
  case EXPR_GIVEN:
    if ((int)c.arg[1] != w->given_decision) return walk_stop(w, WALK_SLOW);
    return put(f, cell, w->given[c.arg[0]], w->epoch);
  case EXPR_WHEN: return put(f, cell, f->when, LASTING);
  case EXPR_DECIDED_ON: return put(f, cell, w->decided_on, w->epoch);
  case EXPR_PARAMETER:
  case EXPR_HAS_START: return compute_parameter(w, f, cell, &c);
  case EXPR_READING: w->hooks->reading(w->ud, (int)c.arg[0], &v); return put(f, cell, v, LASTING);
  case EXPR_TERM: return compute_term(w, f, cell, &c);
  case EXPR_OP: return compute_op(w, f, cell, &c);
  case EXPR_AGGREGATE: return compute_query(w, f, cell, &c);
  default: return walk_stop(w, WALK_SLOW);
  }
}

static bool has_bit(uint8_t kind) {
  return kind == EXPR_PARAMETER || kind == EXPR_READING || kind == EXPR_HAS_START;
}

static void use_bit(struct used *u, uint32_t bit) {
  u->bits[bit / 64] |= UINT64_C(1) << bit % 64;
}

bool walk_cell(struct walk *w, struct frame *f, uint32_t cell, struct value *out) {
  if (!make_room(w)) return walk_stop(w, WALK_SLOW);
  if (!ready(w, f, cell)) return false;
  *out = f->slots[cell].value;
  if (has_bit(w->forest->cells[cell].kind)) use_bit(&w->used, out->expr);
  out->expr = 0;
  return true;
}

bool walk_slot(struct walk *w, struct frame *f, uint32_t cell, struct slot *out) {
  if (!make_room(w) || !ready(w, f, cell)) return walk_stop(w, WALK_SLOW);
  *out = f->slots[cell];
  return true;
}

bool walk_answer(struct walk *w, struct frame *f, int name, struct answer **out) {
  return (make_room(w) && answer_ready(w, f, name, out)) || walk_stop(w, WALK_SLOW);
}

/* --- trees ------------------------------------------------------------------------------------ */

/* value_compare for what is nearly always compared, without its general way. -1: not one of
** those. */
static inline int compare_plain(enum compare cmp, const struct value *a, const struct value *b) {
  const unsigned ordered = 1u << KIND_COUNT | 1u << KIND_MONEY | 1u << KIND_DATE | 1u << KIND_MONTH;
  const unsigned equal = ordered | 1u << KIND_TRUTH | 1u << KIND_ENUM;
  if (cmp == CMP_PRESENT) return a->state == STATE_KNOWN ? 1 : a->state == STATE_ABSENT ? 0 : -1;
  if ((a->state | b->state) != STATE_KNOWN || a->kind != b->kind || a->domain != b->domain) return -1;
  if (cmp == CMP_EQ) return equal >> a->kind & 1 ? a->u.i == b->u.i : -1;
  return cmp == CMP_LT && (ordered >> a->kind & 1) ? a->u.i < b->u.i : -1;
}

static int compare(struct walk *w, enum compare cmp, const struct value *a, const struct value *b) {
  int plain = compare_plain(cmp, a, b);
  if (plain >= 0) return plain;
  struct value r = value_compare(cmp, *a, *b);
  if (r.state == STATE_KNOWN) return r.u.i != 0;
  walk_stop(w, WALK_SLOW);
  return -1;
}

/* What the person comes to at a branch: 0, 1, or -1 when it cannot be said. */
static int turn(struct walk *w, struct frame *f, const struct branch *n, bool *lasting) {
  if (n->kind == BRANCH_TRUE) {
    struct answer *a;
    if (!cell_answer(w, f, &w->forest->cells[n->a], &a, lasting)) return -1;
    if (truth_is_told(a->value)) return truth_holds(a->value);
    walk_stop(w, WALK_SLOW);
    return -1;
  }
  if (!ready(w, f, n->a) || (n->kind == BRANCH_COMPARE && !ready(w, f, n->b))) return -1;
  const struct slot *a = &f->slots[n->a];
  *lasting = *lasting && a->stamp == LASTING;
  if (n->kind == BRANCH_COMPARE) {
    const struct slot *b = &f->slots[n->b];
    *lasting = *lasting && b->stamp == LASTING;
    return compare(w, (enum compare)n->cmp, &a->value, &b->value);
  }
  if (a->value.kind + a->value.domain * 256u == n->b) return 1;
  walk_stop(w, WALK_SLOW);
  return -1;
}

/* What a path used: its own parameters and readings, and all that the terms it asked for used. */
static bool use(struct walk *w, struct frame *f, uint32_t cell, struct answer *out, bool *lasting) {
  const struct cell *c = &w->forest->cells[cell];
  if (c->kind == EXPR_TERM) {
    struct answer *a;
    if (!cell_answer(w, f, c, &a, lasting)) return false;
    used_add(&out->used, &a->used);
    if (a->height >= out->height) out->height = a->height + 1;
    return true;
  }
  bool bit = has_bit(c->kind);
  if (!ready(w, f, cell)) return false;
  *lasting = *lasting && f->slots[cell].stamp == LASTING;
  if (bit) use_bit(&out->used, f->slots[cell].value.expr);
  return true;
}

static bool finish(struct walk *w, struct frame *f, uint32_t leaf, struct answer *out, bool lasting) {
  const struct leaf l = w->forest->leaves[leaf];
  memset(&out->used, 0, sizeof out->used);
  out->height = 1;
  for (uint32_t i = 0; i < l.used_count; i++)
    if (!use(w, f, w->forest->pool[l.used + i], out, &lasting)) return false;
  for (uint32_t i = 0; i < l.made_count; i++) {
    uint32_t cell = w->forest->pool[l.made + i];
    if (!ready(w, f, cell)) return false;
    if (f->slots[cell].value.state == STATE_POISONED) return walk_stop(w, WALK_SLOW);
    lasting = lasting && f->slots[cell].stamp == LASTING;
  }
  if (l.plain) {
    out->value = (struct value){.kind = KIND_TRUTH, .u.i = l.truth};
  } else {
    if (!ready(w, f, l.result)) return false;
    out->value = f->slots[l.result].value;
    out->value.expr = 0;
    lasting = lasting && f->slots[l.result].stamp == LASTING;
  }
  out->stamp = lasting ? LASTING : w->epoch;
  return true;
}

/* Down the tree to a leaf; 0: no trace went this way. */
static bool descend(struct walk *w, struct frame *f, int tree, uint32_t *leaf, bool *lasting) {
  uint32_t at = w->forest->roots[tree];
  while (at) {
    const struct branch n = w->forest->branches[at]; /* a copy: the forest may grow meanwhile */
    if (n.kind == BRANCH_LEAF) break;
    int branch = turn(w, f, &n, lasting);
    if (branch < 0) return false;
    at = w->forest->branches[at].next[branch];
  }
  *leaf = at;
  return true;
}

static bool walk_tree(struct walk *w, struct frame *f, int name, int tree, struct answer *out) {
  uint32_t at;
  bool lasting = true;
  if (!descend(w, f, tree, &at, &lasting)) return false;
  if (!at) {
    w->misses++;
    if (!w->hooks->missing(w->ud, name, tree, f)) return walk_stop(w, WALK_SLOW);
    if (!make_room(w)) return walk_stop(w, WALK_SLOW);
    lasting = true;
    if (!descend(w, f, tree, &at, &lasting)) return false;
    if (!at) return walk_stop(w, WALK_SLOW);
  }
  w->hits++;
  return finish(w, f, w->forest->branches[at].a, out, lasting);
}

static bool find_answer(struct walk *w, struct frame *f, int name, struct answer *a) {
  if (a->tree == 0) a->tree = w->hooks->tree(w->ud, name, f->when) + 1;
  if (a->tree == TREE_NONE + 1) {
    a->tree = 0;
    return walk_stop(w, WALK_SLOW);
  }
  if (a->tree == TREE_DECISION + 1) return w->hooks->decision(w->ud, name, f, a);
  return walk_tree(w, f, name, a->tree - 1, a);
}

static bool make_answer(struct walk *w, struct frame *f, int name, struct answer *a) {
  if (a->busy == w->epoch) return walk_stop(w, WALK_SLOW); /* it asks for itself */
  a->busy = w->epoch;
  if (!find_answer(w, f, name, a)) return false;
  a->busy = 0;
  return a->height <= WALK_HIGHEST || walk_stop(w, WALK_SLOW);
}

static bool answer_ready(struct walk *w, struct frame *f, int name, struct answer **out) {
  struct answer *a = *out = &f->answers[name];
  if (a->stamp == LASTING || a->stamp == w->epoch) return true;
  return make_answer(w, f, name, a);
}

bool walk_name(struct walk *w, struct frame *f, int name, struct answer **out) {
  if (!make_room(w) || !answer_ready(w, f, name, out)) return walk_stop(w, WALK_SLOW);
  used_add(&w->used, &(*out)->used);
  if ((*out)->height > w->height) w->height = (*out)->height;
  return true;
}
