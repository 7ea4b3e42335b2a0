/* Expressions: a hash-consed arena of nodes. */
#include "host/trace/expr.h"

#include <stdlib.h>
#include <string.h>

enum {
  FIRST_NODES = 256,
  FIRST_SLOTS = 1024,
  DEFAULT_LIMIT = 1 << 18,
  MOST_EXPR_CONSTANTS = 1 << 15,
  MOST_KEPT_CONSTANTS = 1 << 13, /* the rest is for one decision at a time */
  TIDY_NODES = 1 << 14,
  TIDY_CONSTANTS = 1 << 10
};

bool expr_init(struct expr_arena *a) {
  memset(a, 0, sizeof *a);
  a->nodes = calloc(FIRST_NODES, sizeof *a->nodes);
  a->marks = calloc(FIRST_NODES, sizeof *a->marks);
  a->table = calloc(FIRST_SLOTS, sizeof *a->table);
  if (!a->nodes || !a->marks || !a->table) {
    expr_free(a);
    return false;
  }
  a->key = hash_key_new();
  a->capacity = FIRST_NODES;
  a->slots = FIRST_SLOTS;
  a->count = 1; /* node 0: nothing */
  return true;
}

void expr_free(struct expr_arena *a) {
  for (uint32_t i = 0; i < a->constant_count; i++)
    if (a->constants[i].kind == KIND_TEXT && a->constants[i].state == STATE_KNOWN)
      free((char *)a->constants[i].u.text);
  free(a->nodes);
  free(a->marks);
  free(a->table);
  free(a->constants);
  free(a->constant_table);
  memset(a, 0, sizeof *a);
}

size_t expr_bytes(const struct expr_arena *a) {
  return a->capacity * (sizeof *a->nodes + sizeof *a->marks) + a->slots * sizeof *a->table +
         a->constant_capacity * sizeof *a->constants + a->constant_slots * sizeof *a->constant_table;
}

static uint32_t node_hash(const struct expr_node *n) {
  uint32_t h = (uint32_t)n->kind * 0x9E3779B1u ^ n->code;
  for (int i = 0; i < EXPR_ARGS; i++) {
    h = (h ^ n->arg[i]) * 0x85EBCA6Bu;
    h ^= h >> 15;
  }
  return h;
}

static bool node_same(const struct expr_node *a, const struct expr_node *b) {
  return a->kind == b->kind && a->code == b->code && memcmp(a->arg, b->arg, sizeof a->arg) == 0;
}

/* The slot that holds `n`, or the empty one where it belongs. Not base/hash_table, here and for
** constants: explore makes expressions all the time, and took up to 3 % longer with it. */
static uint32_t find_slot(const struct expr_arena *a, const struct expr_node *n) {
  uint32_t slot = node_hash(n) & (a->slots - 1);
  while (a->table[slot] && !node_same(&a->nodes[a->table[slot]], n))
    slot = (slot + 1) & (a->slots - 1);
  return slot;
}

static bool starved(struct expr_arena *a) {
  a->starved = true;
  return false;
}

static bool grow_table(struct expr_arena *a) {
  uint32_t slots = a->slots * 2;
  uint32_t *table = calloc(slots, sizeof *table);
  if (!table) return starved(a);
  free(a->table);
  a->table = table;
  a->slots = slots;
  for (uint32_t id = 1; id < a->count; id++)
    a->table[find_slot(a, &a->nodes[id])] = id;
  return true;
}

static bool make_room(struct expr_arena *a) {
  uint32_t limit = a->limit ? a->limit : DEFAULT_LIMIT;
  if (a->count >= limit) return false;
  if (a->count == a->capacity) {
    struct expr_node *nodes = realloc(a->nodes, (size_t)a->capacity * 2 * sizeof *nodes);
    if (!nodes) return starved(a);
    a->nodes = nodes;
    uint32_t *marks = realloc(a->marks, (size_t)a->capacity * 2 * sizeof *marks);
    if (!marks) return starved(a);
    memset(marks + a->capacity, 0, a->capacity * sizeof *marks);
    a->marks = marks;
    a->capacity *= 2;
  }
  return a->count * 2 < a->slots || grow_table(a);
}

uint32_t expr_make(struct expr_arena *a, enum expr_kind kind, int code, const uint32_t arg[EXPR_ARGS]) {
  struct expr_node n;
  memset(&n, 0, sizeof n);
  n.kind = (uint8_t)kind;
  n.code = (uint8_t)code;
  memcpy(n.arg, arg, sizeof n.arg);
  uint32_t slot = find_slot(a, &n);
  if (a->table[slot]) return a->table[slot];
  if (!make_room(a)) return 0;
  slot = find_slot(a, &n); /* the table may have grown */
  a->nodes[a->count] = n;
  a->table[slot] = a->count;
  return a->count++;
}

static bool constant_same(const struct value *a, const struct value *b) {
  if (a->kind != b->kind || a->state != b->state || a->domain != b->domain) return false;
  if (a->kind == KIND_TEXT && a->state == STATE_KNOWN) return strcmp(a->u.text, b->u.text) == 0;
  return memcmp(&a->u, &b->u, sizeof a->u) == 0;
}

static bool has_text(const struct value *v) {
  return v->kind == KIND_TEXT && v->state == STATE_KNOWN;
}

static uint32_t constant_hash(const struct expr_arena *a, const struct value *v) {
  uint64_t h = (uint64_t)v->kind << 32 ^ (uint64_t)v->state << 16 ^ v->domain;
  return (uint32_t)(h ^ h >> 32 ^
                    (has_text(v) ? hash_text(a->key, v->u.text) : hash_bytes(a->key, &v->u, sizeof v->u)));
}

/* The slot that holds `v`, or the empty one where it belongs. */
static uint32_t constant_slot(const struct expr_arena *a, const struct value *v) {
  uint32_t slot = constant_hash(a, v) & (a->constant_slots - 1);
  while (a->constant_table[slot] && !constant_same(&a->constants[a->constant_table[slot] - 1], v))
    slot = (slot + 1) & (a->constant_slots - 1);
  return slot;
}

/* Room for one more; the table stays at most half full. */
static bool constant_room(struct expr_arena *a) {
  if (a->constant_count == MOST_EXPR_CONSTANTS) return false;
  if (a->constant_count == a->constant_capacity) {
    uint32_t capacity = a->constant_capacity ? a->constant_capacity * 2 : 64;
    struct value *constants = realloc(a->constants, capacity * sizeof *constants);
    if (!constants) return starved(a);
    a->constants = constants;
    a->constant_capacity = capacity;
  }
  if (a->constant_slots >= a->constant_capacity * 2) return true;
  uint32_t *table = calloc((size_t)a->constant_capacity * 2, sizeof *table);
  if (!table) return starved(a);
  free(a->constant_table);
  a->constant_table = table;
  a->constant_slots = a->constant_capacity * 2;
  for (uint32_t i = 0; i < a->constant_count; i++)
    table[constant_slot(a, &a->constants[i])] = i + 1;
  return true;
}

static bool copy_text(struct expr_arena *a, struct value *v) {
  size_t bytes = strlen(v->u.text) + 1;
  if (a->most_text && a->text_bytes + bytes > a->most_text) return false;
  if (!(v->u.text = strdup(v->u.text))) return starved(a);
  a->text_bytes += bytes;
  return true;
}

static void drop_constant(struct expr_arena *a) {
  struct value *v = &a->constants[a->constant_count - 1];
  a->constant_table[constant_slot(a, v)] = 0;
  if (has_text(v)) {
    a->text_bytes -= strlen(v->u.text) + 1;
    free((char *)v->u.text);
  }
  a->constant_count--;
}

uint32_t expr_constant(struct expr_arena *a, struct value v) {
  v.expr = 0;
  uint32_t found = a->constant_slots ? a->constant_table[constant_slot(a, &v)] : 0;
  if (!found) {
    if (!constant_room(a) || (has_text(&v) && !copy_text(a, &v))) return 0;
    a->constants[a->constant_count] = v;
    a->constant_table[constant_slot(a, &v)] = found = ++a->constant_count;
  }
  uint32_t arg[EXPR_ARGS] = {found - 1};
  return expr_make(a, EXPR_CONST, 0, arg);
}

/* --- giving back ------------------------------------------------------------------------------ */

void expr_keep(struct expr_arena *a) {
  a->kept = a->count;
  a->kept_constants = a->constant_count;
}

bool expr_may_keep(const struct expr_arena *a) {
  uint32_t limit = a->limit ? a->limit : DEFAULT_LIMIT;
  bool texts = !a->most_text || a->text_bytes < a->most_text / 2;
  return texts && a->count < limit / 2 && a->constant_count < MOST_KEPT_CONSTANTS;
}

/* Newest first: a table with open addressing is then as it was before each was put in, and needs no
** marks of what is gone. */
void expr_release(struct expr_arena *a, uint32_t from, uint32_t from_constant) {
  if (from < a->kept) from = a->kept;
  if (from_constant < a->kept_constants) from_constant = a->kept_constants;
  while (a->count > from && a->count > 1) {
    a->table[find_slot(a, &a->nodes[a->count - 1])] = 0;
    a->marks[--a->count] = 0;
  }
  while (a->constant_count > from_constant)
    drop_constant(a);
}

void expr_tidy(struct expr_arena *a) {
  bool much = a->count - a->kept > TIDY_NODES || a->constant_count - a->kept_constants > TIDY_CONSTANTS ||
              (a->most_text && a->text_bytes > a->most_text / 2);
  if (much) expr_release(a, 0, 0);
}

const struct expr_node *expr_get(const struct expr_arena *a, uint32_t id) {
  return &a->nodes[id < a->count ? id : 0];
}

const struct value *expr_constant_of(const struct expr_arena *a, uint32_t id) {
  const struct expr_node *n = expr_get(a, id);
  return n->kind == EXPR_CONST ? &a->constants[n->arg[0]] : NULL;
}

/* Which of a node's arguments are expressions: bit i for argument i. */
static unsigned expr_children(const struct expr_node *n) {
  switch ((enum expr_kind)n->kind) {
  case EXPR_OP: return (1u << op_arity((enum op)n->code)) - 1;
  case EXPR_GUARD:
  case EXPR_UNION: return 3u;
  case EXPR_PARAMETER:
  case EXPR_HAS_START: return 2u;
  case EXPR_TERM: return 14u;
  case EXPR_AGGREGATE: return 5u;
  case EXPR_CONDITION: return 14u;
  default: return 0u;
  }
}

/* Arguments are always older than their node, so one pass downwards meets each node once: no
** recursion, and no exponential walk over shared parts. */
void expr_leaves(struct expr_arena *a, uint32_t id, expr_leaf found, void *ud) {
  if (id == 0 || id >= a->count) return;
  a->mark++;
  a->marks[id] = a->mark;
  for (uint32_t at = id; at > 0; at--) {
    if (a->marks[at] != a->mark) continue;
    const struct expr_node *n = &a->nodes[at];
    if (n->kind == EXPR_FACT || n->kind == EXPR_GIVEN || n->kind == EXPR_SCHEDULE)
      found(ud, (enum expr_kind)n->kind, n->arg[0]);
    unsigned children = expr_children(n);
    for (int i = 0; i < EXPR_ARGS; i++)
      if (children & (1u << i)) a->marks[n->arg[i]] = a->mark;
  }
}

struct sought {
  enum expr_kind kind;
  uint32_t index;
  bool found;
};

static void note_leaf(void *ud, enum expr_kind kind, uint32_t index) {
  struct sought *s = ud;
  s->found = s->found || (kind == s->kind && index == s->index);
}

bool expr_hangs_on(struct expr_arena *a, uint32_t id, enum expr_kind kind, uint32_t index) {
  struct sought s = {kind, index, false};
  expr_leaves(a, id, note_leaf, &s);
  return s.found;
}

/* --- questions to lists ----------------------------------------------------------------------- */

bool expr_query_of(const struct expr_arena *a, const struct expr_node *n, struct expr_query *q) {
  *q = (struct expr_query){.list = n->arg[0],
                           .agg = (enum aggregate)n->code,
                           .field = (int)(n->arg[1] / 256),
                           .by = (int)(n->arg[1] % 256),
                           .kind = (enum kind)(n->arg[3] % 256),
                           .domain = (uint16_t)(n->arg[3] / 256)};
  if (n->kind != EXPR_AGGREGATE) return false;
  for (uint32_t at = n->arg[2]; at; q->count++) {
    const struct expr_node *c = expr_get(a, at);
    if (c->kind != EXPR_CONDITION || q->count == MOST_QUERY_CONDITIONS) return false;
    q->conditions[q->count] =
        (struct expr_condition){(int)c->arg[0], (enum row_test)c->code, c->arg[1], c->arg[2]};
    at = c->arg[3];
  }
  return true;
}

uint32_t expr_query_make(struct expr_arena *a, const struct expr_query *q) {
  uint32_t chain = 0;
  for (int i = q->count - 1; i >= 0; i--) {
    const struct expr_condition *c = &q->conditions[i];
    chain = expr_make(a, EXPR_CONDITION, (int)c->test,
                      (uint32_t[EXPR_ARGS]){(uint32_t)c->field, c->a, c->b, chain});
    if (!chain) return 0; /* without its conditions it would be another question */
  }
  const uint32_t ids[EXPR_ARGS] = {q->list, (uint32_t)(q->field * 256 + q->by), chain,
                                   (uint32_t)q->kind + q->domain * 256u};
  return expr_make(a, EXPR_AGGREGATE, (int)q->agg, ids);
}

/* The records are all known, but what they are compared with waits for a schedule: so does the
** answer. */
static struct value await_schedule(const struct expr_query *q, const struct list *l,
                                   const struct row_condition *conditions, struct value v) {
  struct value operands[2 * MOST_QUERY_CONDITIONS];
  int n = 0;
  for (int i = 0; i < l->rows * l->fields; i++)
    if (l->cells[i].state == STATE_UNKNOWN) return v;
  for (int i = 0; i < q->count; i++) {
    operands[n++] = conditions[i].a;
    operands[n++] = conditions[i].b;
  }
  int64_t year = schedule_year_of(operands, n);
  return year ? value_unscheduled((enum kind)v.kind, year) : v;
}

struct value expr_aggregate(const struct expr_query *q, struct value list,
                            const struct row_condition *conditions) {
  struct value v = {0};
  for (int i = 0; i < q->count && v.state != STATE_POISONED; i++)
    v = conditions[i].a.state == STATE_POISONED ? conditions[i].a : conditions[i].b;
  if (v.state != STATE_POISONED) {
    if (list.state == STATE_POISONED)
      v = list;
    else if (list.state == STATE_UNKNOWN)
      v = value_unknown(q->kind);
    else
      v = list_aggregate(list.u.list, q->agg, conditions, q->count, q->field, q->by, q->kind);
    if (v.state == STATE_UNKNOWN && list.state == STATE_KNOWN)
      v = await_schedule(q, list.u.list, conditions, v);
  }
  if (v.state == STATE_POISONED) { /* an operand's: it keeps the kind of what it would have been */
    v.kind = (uint8_t)q->kind;
    v.domain = 0;
  }
  if (q->kind == KIND_ENUM) v.domain = q->domain;
  v.expr = 0;
  return v;
}
