/* A recorded ruling, read and checked: shared by deciding with it (ruling.c) and by trying it
** before it is recorded (ruling_check.c). */
#ifndef BYLAW_ENGINE_DECIDE_RULING_PRIVATE_H
#define BYLAW_ENGINE_DECIDE_RULING_PRIVATE_H

#include "host/engine/decide/evaluation.h"

/* A ruling as it was read. */
struct given_ruling {
  const struct decision *decision;
  const struct rule *rule; /* that allows it */
  struct value from, to;   /* months or days */
  struct value outcome;
  json_t *json;
  int index;
};

bool ruling_read(struct evaluation *v, json_t *json, int index, struct given_ruling *out, struct error *e);
/* Give what the ruling gives, where its rule lets it; `ruled` says whether it did. */
bool ruling_apply(struct evaluation *v, const struct given_ruling *g, struct value when, struct outcome *out,
                  bool *ruled, struct error *e);
/* Why the rule that allows a ruling no longer does; empty where it does. */
bool ruling_ended_words(struct evaluation *v, const struct rule *r, struct value when, struct buf *out,
                        struct error *e);
/* The most that the rules for rulings declare, or `only` declares; absent: nobody says. */
bool ruling_most(struct evaluation *v, int decision, const struct rule *only, struct value when,
                 struct value *most, struct error *e);
/* The most of the amounts that rules give as constants; false: another rule's is computed. */
bool ruling_fixed_most(const struct model *m, int decision, int depth, struct value *most);
/* Whether what the decision gives can be more or less. */
bool ruling_has_order(const struct decision *d);
void ruling_take_more(struct value *most, struct value v);

#endif
