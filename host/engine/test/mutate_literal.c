/* Mutants of literals: money by a fen, dates by a day, months by a month, counts and last decimals
** by one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/engine/test/source_place.h"
#include "host/engine/test/mutate.h"

enum { STEPS = 2, MOST_SHOWN = 160 };
static const int STEP[STEPS] = {1, -1};

static void put(struct mutants *m, const struct node *n, const struct mutant_change *about,
                const char *text) {
  struct mutant_change c = *about;
  c.start = n->start;
  c.end = n->end;
  c.put = text;
  mutant_add(m, &c);
}

/* --- amounts and rates ------------------------------------------------------------------------ */

static struct value money_of(const struct node *call, const struct node *given) {
  const char *unit = call->a->text;
  int64_t fen = strcmp(unit, "wan") == 0 ? 1000000 : strcmp(unit, "yuan") == 0 ? 100 : 1;
  if (given->kind == NODE_STRING) return fen == 100 ? money_parse(given->text) : value_unknown(KIND_MONEY);
  bool fits = given->kind == NODE_INTEGER && llabs(given->integer) < INT64_MAX / 2000000;
  return fits ? value_of(KIND_MONEY, given->integer * fen) : value_unknown(KIND_MONEY);
}

static void mutate_money(struct mutants *m, const struct node *call, const struct node *given,
                         const struct mutant_change *about) {
  struct value was = money_of(call, given);
  for (int i = 0; was.state == STATE_KNOWN && i < STEPS; i++) {
    struct buf text = {0};
    if (was.u.i + STEP[i] < 0) continue;
    buf_puts(&text, "yuan \"");
    value_write(&text, value_of(KIND_MONEY, was.u.i + STEP[i]));
    buf_puts(&text, "\"");
    if (buf_text(&text)) put(m, call, about, buf_text(&text));
    buf_free(&text);
  }
}

/* "0.50" one step on in its last digit, as many decimals as before; false when it is no decimal. */
static bool decimal_moved(const char *text, int step, char out[64]) {
  const char *dot = strchr(text, '.');
  int decimals = dot ? (int)strlen(dot + 1) : 0;
  long long digits = 0;
  if (!*text || strlen(text) > 15) return false;
  for (const char *c = text; *c; c++) {
    if (c == dot) continue;
    if (*c < '0' || *c > '9') return false;
    digits = digits * 10 + (*c - '0');
  }
  digits += step;
  long long unit = 1;
  for (int i = 0; i < decimals; i++)
    unit *= 10;
  if (digits < 0) return false;
  snprintf(out, 64, decimals ? "%lld.%0*lld" : "%lld", digits / unit, decimals, digits % unit);
  return true;
}

static void mutate_percent(struct mutants *m, const struct node *given, const struct mutant_change *about) {
  char moved[64], text[80];
  for (int i = 0; given->kind == NODE_STRING && i < STEPS; i++) {
    if (!decimal_moved(given->text, STEP[i], moved)) continue;
    snprintf(text, sizeof text, "\"%s\"", moved);
    put(m, given, about, text);
  }
}

/* --- whole numbers ---------------------------------------------------------------------------- */

static void mutate_integer(struct mutants *m, const struct node *n, const struct mutant_change *about) {
  char text[48];
  for (int i = 0; i < STEPS; i++) {
    if (n->integer == INT64_MAX) return;
    snprintf(text, sizeof text, n->integer + STEP[i] < 0 ? "(%lld)" : "%lld", n->integer + STEP[i]);
    put(m, n, about, text);
  }
}

/* --- days and months -------------------------------------------------------------------------- */

static void put_quoted(struct mutants *m, const struct node *n, const struct mutant_change *about,
                       struct value v) {
  struct buf text = {0};
  if (v.state != STATE_KNOWN) return;
  buf_puts(&text, "\"");
  value_write(&text, v);
  buf_puts(&text, "\"");
  if (buf_text(&text)) put(m, n, about, buf_text(&text));
  buf_free(&text);
}

static void mutate_month(struct mutants *m, const struct node *given, const struct mutant_change *about) {
  struct value was = given->kind == NODE_STRING ? month_parse(given->text) : value_unknown(KIND_MONTH);
  for (int i = 0; was.state == STATE_KNOWN && i < STEPS; i++)
    put_quoted(m, given, about, value_of(KIND_MONTH, was.u.i + STEP[i]));
}

static void mutate_day(struct mutants *m, const struct node *given, const struct mutant_change *about) {
  struct value was = given->kind == NODE_STRING ? date_parse(given->text) : value_unknown(KIND_DATE);
  for (int i = 0; was.state == STATE_KNOWN && i < STEPS; i++)
    put_quoted(m, given, about, value_of(KIND_DATE, was.u.i + STEP[i]));
}

/* The first of the month `step` months on. */
static struct value month_first(struct value first, int step) {
  struct value month = value_op(NULL, OP_MONTH_OF, &first);
  month.u.i += step;
  return value_op(NULL, OP_MONTH_FIRST, &month);
}

/* Law that is made by the month holds from the first day of one to the last: a `from` is moved by a
** day and by a month there, a `to`, which only another first day can notice, by a month. */
void mutate_date(struct mutants *m, const struct node *keyed, const struct mutant_change *about) {
  struct value was = date_parse(keyed->a->text), next = was;
  bool to = strcmp(keyed->text, "to") == 0;
  int year, month, day;
  if (was.state != STATE_KNOWN) return;
  next.u.i += to;
  date_split(next.u.i, &year, &month, &day);
  if (!to || day != 1) mutate_day(m, keyed->a, about);
  for (int i = 0; day == 1 && i < STEPS; i++) {
    struct value moved = month_first(next, STEP[i]);
    moved.u.i -= to;
    put_quoted(m, keyed->a, about, moved);
  }
}

/* --- any literal ------------------------------------------------------------------------------ */

static void mutate_call(struct mutants *m, const struct node *call, const struct mutant_change *about) {
  const char *name = call->a->kind == NODE_NAME ? call->a->text : "";
  const struct node *given = call->list;
  if (!given) return;
  if (strcmp(name, "yuan") == 0 || strcmp(name, "wan") == 0 || strcmp(name, "fen") == 0)
    mutate_money(m, call, given, about);
  if (strcmp(name, "percent") == 0) mutate_percent(m, given, about);
  if (strcmp(name, "month") == 0) mutate_month(m, given, about);
  if (strcmp(name, "date") == 0) mutate_day(m, given, about);
  if (strcmp(name, "ratio") == 0 && given->kind == NODE_INTEGER) mutate_integer(m, given, about);
}

void mutate_literal(struct mutants *m, const struct node *value, const struct mutant_change *about) {
  switch (value->kind) {
  case NODE_CALL: mutate_call(m, value, about); break;
  case NODE_INTEGER: mutate_integer(m, value, about); break;
  case NODE_TRUE: put(m, value, about, "false"); break;
  case NODE_FALSE: put(m, value, about, "true"); break;
  default: break;
  }
}

/* --- keeping a mutant ------------------------------------------------------------------------- */

static const char *piece(struct mutants *m, const struct mutant_change *c, bool mutated) {
  const char *source = m->source->text;
  struct buf whole = {0}, text = {0};
  buf_add(&whole, source + c->shown->start, c->start - c->shown->start);
  if (mutated)
    buf_puts(&whole, c->show ? c->show : c->put);
  else
    buf_add(&whole, source + c->start, c->end - c->start);
  buf_add(&whole, source + c->end, c->shown->end - c->end);
  if (buf_text(&whole)) source_piece(&text, buf_text(&whole), whole.len, MOST_SHOWN);
  const char *kept = arena_text(m->arena, buf_text(&text) ? buf_text(&text) : "");
  buf_free(&whole);
  buf_free(&text);
  return kept;
}

static bool grow(struct mutants *m) {
  if (m->count < m->room) return true;
  int room = m->room ? m->room * 2 : 256;
  struct mutant *list = realloc(m->list, (size_t)room * sizeof *list);
  if (!list) return false;
  m->list = list;
  m->room = room;
  return true;
}

void mutant_add(struct mutants *m, const struct mutant_change *c) {
  struct mutant one = {.kind = c->kind,
                       .in_values = m->in_values,
                       .start = c->start,
                       .end = c->end,
                       .put = arena_text(m->arena, c->put),
                       .line = c->at->line,
                       .column = c->at->column,
                       .article = arena_text(m->arena, c->article),
                       .name = arena_text(m->arena, c->name),
                       .original = piece(m, c, false),
                       .mutated = piece(m, c, true),
                       .part = c->part,
                       .index = c->index};
  if (!one.put || !one.article || !one.name || !one.original || !one.mutated || !grow(m))
    m->failed = true;
  else
    m->list[m->count++] = one;
}
