/* The decision table: cases that came out alike are one row, with what they have in common. */
#include <stdlib.h>
#include <string.h>

#include "host/engine/explore/explore_private.h"

enum { MOST_TABLE_ROWS = 200, FILL_CASES = 4, FILL_DONORS = 3, FILL_SHARE = 3, ABSENT_BIT = 63, EDGE = 3 };

/* --- cells ------------------------------------------------------------------------------------ */

uint64_t cell_bit(const struct quantity *q, struct value v) {
  if (v.kind == KIND_NONE) return 0;
  if (v.state == STATE_ABSENT) return UINT64_C(1) << ABSENT_BIT;
  if (v.state != STATE_KNOWN || v.kind != q->kind) return 0;
  if (q->kind == KIND_ENUM || q->kind == KIND_TRUTH) return v.u.i < ABSENT_BIT ? UINT64_C(1) << v.u.i : 0;
  int cell = 0;
  while (cell < q->cut_count && v.u.i >= q->cuts[cell])
    cell++;
  return UINT64_C(1) << cell;
}

/* Two errors that differ in a number alone (a year without a calendar) are one. */
static bool same_words(const char *a, const char *b) {
  while (*a && *b) {
    bool digits = *a >= '0' && *a <= '9' && *b >= '0' && *b <= '9';
    if (!digits && *a != *b) return false;
    a += digits ? strspn(a, "0123456789") : 1;
    b += digits ? strspn(b, "0123456789") : 1;
  }
  return *a == *b;
}

/* --- rows ------------------------------------------------------------------------------------- */

bool row_given(const struct table_row *r) {
  return r->class->kind != VERDICT_REFUSED;
}

static bool same_row(const struct table_row *r, const struct explore_class *c, int failed, int item) {
  const struct explore_class *have = r->class;
  if (have->kind != c->kind || r->item != item || (r->failed < 0) != (failed < 0)) return false;
  if (failed >= 0)
    return have->failed[r->failed].decision == c->failed[failed].decision &&
           have->failed[r->failed].requirement == c->failed[failed].requirement;
  if (item >= 0) return true;
  bool error = c->kind == VERDICT_FAILED && c->failure != ERR_CONFLICT && c->failure != ERR_GAP;
  if (error) return have->failure == c->failure && same_words(have->message, c->message);
  return have->failure == c->failure && have->step_count == c->step_count && have->by_facts == c->by_facts &&
         memcmp(have->steps, c->steps, sizeof c->steps) == 0 && strcmp(have->message, c->message) == 0 &&
         same_content(have->value, c->value);
}

static struct table_row *row_of(struct table *t, const struct explore_class *c, int failed, int item) {
  for (int i = 0; i < t->count; i++)
    if (same_row(&t->rows[i], c, failed, item)) return &t->rows[i];
  if (t->count == MOST_TABLE_ROWS) {
    t->cut = true;
    return NULL;
  }
  t->rows[t->count] = (struct table_row){.class = c, .failed = failed, .item = item, .sample = -1};
  return &t->rows[t->count++];
}

static bool less(struct value a, struct value b) {
  struct value r = value_compare(CMP_LT, a, b);
  return r.state == STATE_KNOWN && r.u.i;
}

/* "No" to an optional truth says what leaving it out says. If it counted, the ordinary persons, who
** show it, would lose against odd ones who leave it out. */
static bool says_nothing(const struct fact *f, const struct value *v) {
  return f->optional && f->form == FORM_PLAIN && v->kind == KIND_TRUTH && v->u.i == 0;
}

/* The end of a declared range, such as the first day on which anybody may be born: allowed, and
** unlike anybody whom an official meets. */
static bool at_edge(const struct fact *f, const struct value *v) {
  if (f->form != FORM_PLAIN || v->kind != KIND_DATE) return false;
  return (f->has_least && v->u.i == f->least.u.i) || (f->has_most && v->u.i == f->most.u.i);
}

/* A value told in few words is a better sample than one with a long history, and one within its
** range better than one at its end. */
static int trouble(const struct explore *x, const struct kept *k) {
  int sum = 0;
  for (int i = 0; i < x->variable_count; i++) {
    const struct fact *f = x->variables[i].fact;
    const struct value *v = &k->public.values[i];
    if (!x->variables[i].used || v->state != STATE_KNOWN || says_nothing(f, v)) continue;
    sum += v->kind == KIND_TIMELINE ? 3 * v->u.timeline->count
           : v->kind == KIND_LIST   ? 4 * v->u.list->rows
                                    : 1;
    if (at_edge(f, v)) sum += EDGE;
    if (v->kind == KIND_TIMELINE && v->u.timeline->count == 1 && v->u.timeline->spells[0].from == DAY_MIN)
      sum -= 2;
  }
  return sum;
}

static void join_row(struct explore *x, struct table_row *r, const struct kept *k) {
  const struct explore_class *c = k->public.class[0];
  if (r->sample < 0 || trouble(x, k) < trouble(x, x->kept[r->sample])) r->sample = k->public.number;
  for (int i = 0; i < x->quantity_count; i++)
    r->cells[i] |= cell_bit(&x->quantities[i], quantity_value(x, k, i));
  if (c->by_facts && c->least.kind != KIND_NONE) {
    r->differs =
        r->differs || c->differs || (r->least.kind != KIND_NONE && !same_content(r->least, c->least));
    if (r->least.kind == KIND_NONE || less(c->least, r->least)) r->least = c->least;
    if (r->most.kind == KIND_NONE || less(r->most, c->most)) r->most = c->most;
  }
  r->case_count++;
}

static void add_case(struct explore *x, struct table *t, const struct kept *k) {
  const struct explore_class *c = k->public.class[0];
  struct table_row *r;
  bool by_failed = (c->kind == VERDICT_REFUSED || c->kind == VERDICT_HOLD) && c->failed_count > 0;
  if (by_failed)
    for (int i = 0; i < c->failed_count; i++)
      if ((r = row_of(t, c, i, -1))) join_row(x, r, k);
  if (by_failed) return;
  for (int i = 0; i < 64; i++)
    if ((c->items >> i & 1) && (r = row_of(t, c, -1, i))) join_row(x, r, k);
  if (!c->items && (r = row_of(t, c, -1, -1))) join_row(x, r, k);
}

/* --- as the document has them ----------------------------------------------------------------- */

static int64_t rank(const struct explore *x, const struct table_row *r) {
  const struct model *m = &x->sides[0].policy->script->model;
  int64_t group = r->class->kind == VERDICT_VALUE          ? 0
                  : r->class->kind == VERDICT_HOLD         ? 1
                  : r->class->kind == VERDICT_UNDETERMINED ? 2
                  : r->class->kind == VERDICT_REFUSED      ? 3
                                                           : 4;
  int64_t line = 0;
  if (r->item >= 0) line = m->decisions[x->sides[0].asked.decision].rules[r->item].line;
  for (int i = 0; i < r->class->step_count && r->item < 0 && r->failed < 0; i++)
    if (r->class->steps[i].rule >= 0)
      line = m->decisions[r->class->steps[i].decision].rules[r->class->steps[i].rule].line;
  if (r->failed >= 0)
    line = m->decisions[r->class->failed[r->failed].decision]
               .requirements[r->class->failed[r->failed].requirement]
               .line;
  if (r->class->step_count && r->class->steps[r->class->step_count - 1].rule < 0) line = INT32_MAX;
  return group << 32 | line;
}

static bool before(const struct explore *x, const struct table_row *a, const struct table_row *b) {
  int64_t one = rank(x, a), other = rank(x, b);
  if (one != other) return one < other;
  return less(a->class->value, b->class->value) || less(a->least, b->least);
}

static void sort_rows(struct explore *x, struct table *t) {
  for (int i = 1; i < t->count; i++) {
    struct table_row r = t->rows[i];
    int at = i;
    for (; at > 0 && before(x, &r, &t->rows[at - 1]); at--)
      t->rows[at] = t->rows[at - 1];
    t->rows[at] = r;
  }
}

static void build(struct explore *x, struct table *t) {
  t->count = 0;
  t->cut = false;
  for (int i = 0; i < x->kept_count; i++)
    add_case(x, t, x->kept[i]);
  sort_rows(x, t);
}

/* --- filling: what a row was met with --------------------------------------------------------- */

struct donor {
  struct explore *x;
  bool from[MOST_VARIABLES];
};

static void note_leaf(void *ud, enum expr_kind kind, uint32_t leaf) {
  struct donor *d = ud;
  for (int i = 0; i < d->x->variable_count; i++)
    if (d->x->variables[i].given == (kind == EXPR_GIVEN) && d->x->variables[i].index[0] == (int)leaf)
      d->from[i] = true;
}

/* The facts on which a quantity hangs in a case. */
static void facts_of(struct explore *x, const struct quantity *q, const struct kept *k, struct donor *d) {
  *d = (struct donor){.x = x};
  if (q->variable >= 0) d->from[q->variable] = true;
  for (int i = 0; i < k->read_count && q->term >= 0; i++)
    if (k->read[i].side == q->side && k->read[i].term == q->term)
      expr_leaves(x->sides[q->side].eval.in.exprs, k->read[i].value.expr, note_leaf, d);
}

static bool in_row(const struct table_row *r, const struct kept *k) {
  const struct explore_class *c = k->public.class[0];
  if (r->failed < 0 && r->item < 0) return same_row(r, c, -1, -1) && c->failed_count == 0 && c->items == 0;
  if (r->item >= 0) return c->items >> r->item & 1;
  for (int i = 0; i < c->failed_count; i++)
    if (same_row(r, c, i, -1)) return true;
  return false;
}

/* Give a case of the row the facts of a donor: all that the quantity hangs on (`only` < 0), or one
** of them. */
static bool graft(struct explore *x, const struct kept *to, const struct kept *from, const struct donor *d,
                  int only, struct error *e) {
  int kept;
  bool differs = false;
  memcpy(x->work, to->public.values, (size_t)x->variable_count * sizeof *x->work);
  for (int i = 0; i < x->variable_count; i++) {
    if (!d->from[i] || (only >= 0 && only != i)) continue;
    differs = differs || !same_content(x->work[i], from->public.values[i]);
    x->work[i] = from->public.values[i];
  }
  return !differs || !values_allowed(x, x->work) || explore_try(x, x->work, true, &kept, e);
}

static int count_from(const struct donor *d, int variables) {
  int n = 0;
  for (int i = 0; i < variables; i++)
    n += d->from[i];
  return n;
}

static bool fill_cell(struct explore *x, struct table_row *r, int quantity, uint64_t cell, int most,
                      struct error *e) {
  const struct quantity *q = &x->quantities[quantity];
  int donors = 0, count = x->kept_count;
  for (int i = 0; i < count && donors < FILL_DONORS; i++) {
    const struct kept *from = x->kept[i];
    if (cell_bit(q, quantity_value(x, from, quantity)) != cell) continue;
    donors++;
    struct donor d;
    facts_of(x, q, from, &d);
    int cases = 0;
    for (int k = 0; k < count && cases < FILL_CASES && x->runs < most; k++) {
      const struct kept *to = x->kept[k];
      if (!in_row(r, to)) continue;
      cases++;
      int first = x->kept_count;
      if (!graft(x, to, from, &d, -1, e)) return false;
      for (int v = 0; v < x->variable_count && count_from(&d, x->variable_count) > 1; v++)
        if (d.from[v] && !graft(x, to, from, &d, v, e)) return false;
      for (int n = first; n < x->kept_count; n++)
        if (in_row(r, x->kept[n]) && cell_bit(q, quantity_value(x, x->kept[n], quantity)) == cell)
          return true;
    }
  }
  return true;
}

/* Where one row was met with a value and another was not, find out whether it can be. */
static bool fill(struct explore *x, struct table *t, struct error *e) {
  int most = x->runs + x->limits.runs / FILL_SHARE;
  long long guards = x->evaluations + x->limits.guards / FILL_SHARE;
  for (int q = 0; q < x->quantity_count; q++) {
    uint64_t all = 0;
    for (int i = 0; i < t->count; i++)
      all |= t->rows[i].cells[q];
    for (int i = 0; i < t->count; i++)
      for (int bit = 0; bit < 64 && x->runs < most && x->evaluations < guards && explore_has_room(x); bit++) {
        uint64_t cell = UINT64_C(1) << bit;
        if ((all & cell) && t->rows[i].cells[q] && !(t->rows[i].cells[q] & cell) &&
            !fill_cell(x, &t->rows[i], q, cell, most, e))
          return false;
      }
  }
  return true;
}

bool table_make(struct explore *x, struct table *t, struct error *e) {
  arena_reset(&x->scratch);
  t->rows = arena_array(&x->arena, MOST_TABLE_ROWS, sizeof *t->rows);
  if (!t->rows) return error_set(e, ERR_MEMORY, "内存不足");
  build(x, t);
  if (!fill(x, t, e)) return false;
  build(x, t);
  return true;
}
