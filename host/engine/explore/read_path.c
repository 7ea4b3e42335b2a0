/* Reading a path: its guards with their places, the quantities it compares, the variables it hangs
** on. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/explore/explore_private.h"

enum { DEEPEST = 200 };

/* Something under way: a term, a condition, a decision. */
struct level {
  uint32_t end, from; /* event that ends it; first guard since the outermost term */
  uint64_t place;     /* what was asked and answered in it so far */
  int term;           /* -1: no term */
  bool here;
};

struct walk_path {
  struct explore *x;
  struct side *side;
  int index;
  struct level levels[DEEPEST];
  int depth;
  uint64_t whole;
  bool law_days; /* a decision under the law of another day was met */
};

/* --- variables -------------------------------------------------------------------------------- */

struct leaves {
  struct explore *x;
  int index;
};

static void use_leaf(void *ud, enum expr_kind kind, uint32_t leaf) {
  struct leaves *l = ud;
  for (int i = 0; i < l->x->variable_count; i++) {
    struct explore_variable *v = &l->x->variables[i];
    if (v->given == (kind == EXPR_GIVEN) && v->index[l->index] == (int)leaf) v->used = true;
  }
}

static void use_leaves(struct walk_path *w, uint32_t expr) {
  struct leaves l = {w->x, w->index};
  expr_leaves(w->side->eval.in.exprs, expr, use_leaf, &l);
}

/* --- contents --------------------------------------------------------------------------------- */

static int variable_of(const struct explore *x, int side, const struct expr_node *n);

static bool room_for_contents(struct side *s, uint32_t expr) {
  if (expr < s->content_room) return true;
  uint32_t room = s->content_room ? s->content_room : 256;
  while (room <= expr)
    room *= 2;
  uint64_t *grown = realloc(s->contents, room * sizeof *grown);
  if (!grown) return false;
  memset(grown + s->content_room, 0, (room - s->content_room) * sizeof *grown);
  s->contents = grown;
  s->content_room = room;
  return true;
}

static uint64_t content_of_node(struct explore *x, int index, uint32_t expr) {
  struct side *s = &x->sides[index];
  const struct expr_node n = *expr_get(s->eval.in.exprs, expr);
  uint64_t h = hash_mix((uint64_t)n.kind << 8 | n.code, 17);
  if (!eval_can(&s->eval, expr)) return hash_mix(hash_mix(h, expr), (uint64_t)index);
  if (!eval_hangs(&s->eval, expr)) return hash_mix(19, value_key(eval_expr(&s->eval, expr)));
  if (n.kind == EXPR_FACT || n.kind == EXPR_GIVEN) return hash_mix(23, (uint64_t)variable_of(x, index, &n));
  for (int i = 0; n.kind == EXPR_OP && i < op_arity((enum op)n.code); i++)
    h = hash_mix(h, content_of(x, index, n.arg[i]));
  if (n.kind == EXPR_PARAMETER || n.kind == EXPR_HAS_START)
    h = hash_mix(hash_mix(hash_mix(h, n.arg[0]), (uint64_t)index), content_of(x, index, n.arg[1]));
  struct expr_query q;
  if (!expr_query_of(s->eval.in.exprs, &n, &q)) return h;
  h = hash_mix(hash_mix(hash_mix(h, content_of(x, index, q.list)), n.arg[1]), n.arg[3]);
  for (int i = 0; i < q.count; i++) {
    const struct expr_condition *c = &q.conditions[i];
    h = hash_mix(hash_mix(hash_mix(h, (uint64_t)c->field << 8 | c->test), content_of(x, index, c->a)),
                 content_of(x, index, c->b));
  }
  return h;
}

uint64_t content_of(struct explore *x, int index, uint32_t expr) {
  struct side *s = &x->sides[index];
  if (!room_for_contents(s, expr)) return hash_mix(expr, (uint64_t)index);
  if (s->contents[expr]) return s->contents[expr];
  uint64_t found = content_of_node(x, index, expr);
  return s->contents[expr] = found ? found : 1;
}

/* --- quantities ------------------------------------------------------------------------------- */

static bool countable(enum kind kind) {
  return kind == KIND_COUNT || kind == KIND_MONEY || kind == KIND_DATE || kind == KIND_MONTH;
}

static bool tellable(struct value v) {
  bool told = v.state == STATE_KNOWN || v.state == STATE_ABSENT;
  return told && (countable((enum kind)v.kind) || v.kind == KIND_ENUM || v.kind == KIND_TRUTH);
}

static int variable_of(const struct explore *x, int side, const struct expr_node *n) {
  if (n->kind != EXPR_FACT && n->kind != EXPR_GIVEN) return -1;
  for (int i = 0; i < x->variable_count; i++)
    if (x->variables[i].given == (n->kind == EXPR_GIVEN) && x->variables[i].index[side] == (int)n->arg[0])
      return i;
  return -1;
}

/* The term that has this value in the path being read. */
static int term_of(const struct explore *x, int side, const struct value *v) {
  for (int i = x->read_count - 1; i >= 0; i--)
    if (x->read[i].side == side && x->read[i].value.expr == v->expr) return x->read[i].term;
  return -1;
}

static int find_quantity(struct explore *x, int side, const struct value *v) {
  const struct side *s = &x->sides[side];
  if (!tellable(*v)) return -1;
  int variable = variable_of(x, side, expr_get(s->eval.in.exprs, v->expr));
  int term = variable < 0 ? term_of(x, side, v) : -1;
  if (variable < 0 && term < 0) return -1;
  for (int i = 0; i < x->quantity_count; i++)
    if (x->quantities[i].variable == variable && x->quantities[i].term == term &&
        (term < 0 || x->quantities[i].side == side))
      return i;
  if (x->quantity_count == MOST_QUANTITIES) return -1;
  x->quantities[x->quantity_count] = (struct quantity){
      .side = side, .term = term, .variable = variable, .kind = (enum kind)v->kind, .domain = v->domain};
  return x->quantity_count++;
}

static void add_cut(struct quantity *q, int64_t cut) {
  int at = 0;
  while (at < q->cut_count && q->cuts[at] < cut)
    at++;
  if (at < q->cut_count && q->cuts[at] == cut) return;
  if (q->cut_count == MOST_CUTS) {
    q->crowded = true;
    return;
  }
  memmove(&q->cuts[at + 1], &q->cuts[at], (size_t)(q->cut_count - at) * sizeof *q->cuts);
  q->cuts[at] = cut;
  q->cut_count++;
}

int quantity_of_guard(struct explore *x, int side, const struct path_event *e) {
  struct eval *v = &x->sides[side].eval;
  bool left = eval_hangs(v, e->a.expr), right = e->cmp != CMP_PRESENT && eval_hangs(v, e->b.expr);
  if (left && right) return -1;
  if (e->cmp == CMP_PRESENT) {
    return find_quantity(x, side, &e->a);
  }
  const struct value *of = left ? &e->a : &e->b, *with = left ? &e->b : &e->a;
  int q = find_quantity(x, side, of);
  if (q < 0 || with->state != STATE_KNOWN || !countable((enum kind)with->kind)) return q;
  if (e->cmp == CMP_EQ || left) add_cut(&x->quantities[q], with->u.i);
  if (e->cmp == CMP_EQ || !left) add_cut(&x->quantities[q], with->u.i + 1);
  return q;
}

struct value quantity_value(const struct explore *x, const struct kept *k, int quantity) {
  const struct quantity *q = &x->quantities[quantity];
  if (q->variable >= 0) return k->public.values[q->variable];
  for (int i = 0; i < k->read_count; i++)
    if (k->read[i].side == q->side && k->read[i].term == q->term) return k->read[i].value;
  return (struct value){0};
}

static void about(struct walk_path *w, const struct level *l, int quantity) {
  if (l->term < 0 || !l->here) return;
  if (quantity >= 0) w->side->term_uses[l->term] |= UINT64_C(1) << quantity;
  int16_t *known = &w->side->term_about[l->term];
  if (*known == TERM_NOTHING)
    *known = (int16_t)quantity;
  else if (*known != quantity)
    *known = TERM_MORE;
}

/* --- levels ----------------------------------------------------------------------------------- */

static void enter(struct walk_path *w, const struct path_event *e, int term) {
  if (w->depth == DEEPEST) {
    w->x->cut = true;
    return;
  }
  const struct level *outer = w->depth ? &w->levels[w->depth - 1] : NULL;
  bool within = outer && outer->term >= 0;
  struct level l = {.end = e->end, .term = term};
  l.from = within ? outer->from : w->x->on_path_count;
  l.here = e->when.expr == w->side->when_expr;
  l.place =
      hash_mix(hash_mix((uint64_t)w->index + 5, (uint64_t)e->kind << 32 | (uint32_t)e->name), e->when.expr);
  if (e->kind == PATH_REQUIREMENT || e->kind == PATH_RULE || e->kind == PATH_GIVE)
    l.place = hash_mix(l.place, outer ? outer->place : 0);
  w->levels[w->depth++] = l;
}

/* What something inside came to is an answer like a guard's. */
static void answered(struct walk_path *w, int name, struct value when, struct value v) {
  if (w->depth == 0) return;
  struct level *l = &w->levels[w->depth - 1];
  uint64_t symbol = hash_mix((uint64_t)name, when.expr);
  symbol = hash_mix(symbol, (uint64_t)v.state << 32 | v.expr);
  if (v.kind == KIND_TRUTH && v.state == STATE_KNOWN) symbol = hash_mix(symbol, (uint64_t)v.u.i);
  if (l->term >= 0) l->place = hash_mix(l->place, symbol);
}

/* The value of a term that the question itself is about, for the month of the question. */
static void note_value(struct walk_path *w, const struct path_event *e, int term) {
  struct explore *x = w->x;
  bool truth = e->a.kind == KIND_TRUTH && e->a.state == STATE_KNOWN && e->when.expr == w->side->when_expr;
  if (truth) w->side->term_truth[term] |= e->a.u.i ? 2 : 1;
  bool told = e->when.expr == w->side->when_expr && e->a.kind != KIND_TRUTH && e->a.expr && tellable(e->a);
  for (int i = 0; i < x->read_count && told; i++)
    told = x->read[i].side != w->index || x->read[i].term != term;
  if (!told || x->read_count == 4 * MOST_QUANTITIES) return;
  x->read[x->read_count++] = (struct reading_of){w->index, term, e->a};
}

/* A term that is over: whoever asked it asks what it asked. */
static void merge_about(struct walk_path *w, int term, bool truth) {
  struct level *l = w->depth ? &w->levels[w->depth - 1] : NULL;
  if (!l || l->term < 0) return;
  if (w->side->term_asks[term]) w->side->term_asks[l->term] = true;
  if (l->here) w->side->term_uses[l->term] |= w->side->term_uses[term];
  if (!truth || !w->side->term_asks[term]) return;
  about(w, l, w->side->term_about[term] == TERM_NOTHING ? TERM_MORE : w->side->term_about[term]);
}

static void leave(struct walk_path *w, uint32_t at) {
  while (w->depth > 0 && w->levels[w->depth - 1].end <= at)
    w->depth--;
}

/* --- guards ----------------------------------------------------------------------------------- */

static bool asked_before(const struct explore *x, const struct guard *now) {
  for (uint32_t i = 0; i < x->on_path_count; i++) {
    const struct guard *g = &x->on_path[i];
    if (g->cmp == now->cmp && g->same_a == now->same_a && g->same_b == now->same_b) return true;
  }
  return false;
}

static void note_guard(struct walk_path *w, const struct path_event *e) {
  struct eval *v = &w->side->eval;
  struct explore *x = w->x;
  struct level *l = w->depth ? &w->levels[w->depth - 1] : NULL;
  bool hangs = eval_hangs(v, e->a.expr) || (e->cmp != CMP_PRESENT && eval_hangs(v, e->b.expr));
  if (!l || e->guessed || !hangs) {
    x->cut = x->cut || e->guessed || (l && !hangs && (!eval_can(v, e->a.expr) || !eval_can(v, e->b.expr)));
    return;
  }
  use_leaves(w, e->a.expr);
  use_leaves(w, e->b.expr);
  int quantity = quantity_of_guard(x, w->index, e);
  about(w, l, quantity < 0 ? TERM_MORE : quantity);
  if (l->term >= 0) w->side->term_asks[l->term] = true;
  uint64_t what = hash_mix(hash_mix(e->cmp, e->a.expr), e->b.expr);
  struct guard now = {.side = (uint8_t)w->index,
                      .cmp = e->cmp,
                      .outcome = e->outcome,
                      .here = l->here,
                      .a = e->a.expr,
                      .b = e->b.expr,
                      .same_a = content_of(x, w->index, e->a.expr),
                      .same_b = content_of(x, w->index, e->b.expr),
                      .from = l->from,
                      .term = l->term,
                      .local = hash_mix(l->place, what) & ~UINT64_C(1),
                      .full = hash_mix(w->whole, what) & ~UINT64_C(1)};
  bool fits = x->on_path_count < 2 * MOST_ON_PATH;
  x->cut = x->cut || !fits;
  if (fits && !asked_before(x, &now)) {
    x->on_path[x->on_path_count++] = now;
    w->whole = hash_mix(w->whole, hash_mix(what, e->outcome));
  }
  l->place = hash_mix(l->place, hash_mix(what, e->outcome));
}

/* Which row of a parameter holds, and which version of a term, is no guard: what hangs on the law
** day is not all seen. */
static void note_law_day(struct walk_path *w, int decision) {
  if (w->side->policy->script->model.decisions[decision].law_on < 0) return;
  w->law_days = true;
  w->x->cut = true;
}

static void read_event(struct walk_path *w, const struct path_event *e, uint32_t i) {
  if (e->kind == PATH_DECISION) note_law_day(w, e->name);
  switch ((enum path_kind)e->kind) {
  case PATH_ENTER: enter(w, e, e->name); break;
  case PATH_DECISION:
  case PATH_REQUIREMENT:
  case PATH_RULE:
  case PATH_GIVE: enter(w, e, -1); break;
  case PATH_LEAVE:
  case PATH_AGAIN:
    leave(w, i);
    note_value(w, e, e->name);
    merge_about(w, e->name, e->a.kind == KIND_TRUTH);
    answered(w, e->name, e->when, e->a);
    break;
  case PATH_GUARD: note_guard(w, e); break;
  case PATH_RETRY: w->x->cut = true; break;
  default: leave(w, i);
  }
}

bool path_read(struct explore *x, int index) {
  struct walk_path w = {.x = x, .side = &x->sides[index], .index = index, .whole = (uint64_t)index + 11};
  const struct path *p = &w.side->path;
  const struct guard *last = x->on_path_count ? &x->on_path[x->on_path_count - 1] : NULL;
  /* the sides are one path, one after the other */
  if (last) w.whole = hash_mix(last->full, last->outcome);
  for (uint32_t i = 0; i < p->count; i++) {
    read_event(&w, &p->events[i], i);
    const struct path_event *e = &p->events[i];
    if (e->kind == PATH_GIVEN && e->a.expr) use_leaves(&w, e->a.expr);
  }
  if (p->cut) x->cut = true;
  return w.law_days;
}

void path_use_all(struct explore *x, int index) {
  const struct run *r = &x->sides[index].evaluation.run;
  for (int i = 0; i < x->variable_count; i++) {
    struct explore_variable *v = &x->variables[i];
    int at = v->index[index];
    if (at >= 0 && (v->given ? r->given_used[at] : r->fact_used[at])) v->used = true;
  }
}
