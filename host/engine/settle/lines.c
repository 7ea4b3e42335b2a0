/* What settling a person gives: answers kept small, lines of the account, and what is left
** unsettled. */
#include "host/engine/settle/account.h"

#include <string.h>

struct answer answer_of(const struct verdict *v) {
  return (struct answer){.justification = v->justification,
                         .value = v->value.state == STATE_KNOWN ? v->value.u.i : 0,
                         .kind = (uint8_t)v->kind,
                         .value_kind = v->value.kind};
}

bool answer_amount(const struct answer *a, int64_t *fen) {
  *fen = a->kind == VERDICT_VALUE ? a->value : 0;
  return a->kind == VERDICT_VALUE || a->kind == VERDICT_REFUSED;
}

static bool reserve_one(struct settle *c, void **list, int count, int *room, size_t size, struct error *e) {
  if (count < *room) return true;
  int more = *room ? *room * 2 : 16;
  void *made = arena_array(&c->arena, (size_t)more, size);
  if (!made) return error_set(e, ERR_MEMORY, "内存不足");
  if (count) memcpy(made, *list, (size_t)count * size);
  *list = made;
  *room = more;
  return true;
}

bool settle_is_possible(int64_t fen) {
  return fen <= SETTLE_MOST_FEN && fen >= -SETTLE_MOST_FEN;
}

void settle_sum(struct settle *c, int64_t *to, int64_t more) {
  if (!settle_is_possible(more) || !fen_add(to, more) || !settle_is_possible(*to)) c->too_large = true;
}

bool settle_add_line(struct settle *c, struct settled_line line, struct error *e) {
  if (line.amount == 0) return true;
  if (!reserve_one(c, (void **)&c->lines, c->line_count, &c->line_room, sizeof line, e)) return false;
  for (int i = 0; i < c->line_count; i++)
    if (c->lines[i].month == line.month && c->lines[i].kind == line.kind) line.line++;
  int at = c->line_count++; /* kept in the order of the ledger's key */
  for (; at > 0; at--) {
    const struct settled_line *l = &c->lines[at - 1];
    if (l->month < line.month || (l->month == line.month && l->kind <= line.kind)) break;
    c->lines[at] = *l;
  }
  c->lines[at] = line;
  return true;
}

/* Months in a row with the same reason are one entry, and so are the parts of one month. */
bool settle_add_unsettled(struct settle *c, struct unsettled u, struct error *e) {
  for (int i = 0; i < c->unsettled_count; i++) {
    struct unsettled *last = &c->unsettled[i];
    if (strcmp(last->kind, u.kind) == 0 && last->justification == u.justification &&
        (last->to + 1 == u.from || last->to == u.from) && last->payer == u.payer) {
      last->to = u.to;
      if (!fen_add(&last->amount, u.amount)) c->too_large = true;
      return true;
    }
  }
  if (!reserve_one(c, (void **)&c->unsettled, c->unsettled_count, &c->unsettled_room, sizeof u, e))
    return false;
  c->unsettled[c->unsettled_count++] = u;
  return true;
}
