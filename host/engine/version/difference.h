/* What differs between two policies of one text, and whether a verdict hangs on it.
**
** A decision is a function of facts, time, parameters and readings, and its justification names
** every row of a parameter and every reading that was asked for. So whoever came to a justification
** without any that differ comes to the same by the other policy, which need not be asked.
*/
#ifndef BYLAW_ENGINE_DIFFER_H
#define BYLAW_ENGINE_DIFFER_H

#include "host/engine/judge/judge.h"

/* Between the policy that is asked and another. */
struct differences {
  const struct model *asked;
  bool alike;      /* both have the same parameters and readings, by name; else nothing is known */
  bool *parameter; /* those with other rows */
  bool *reading;   /* those of which another option is in force */
  /* rows of all parameters that the other policy may not use where this one does; from row_base
  ** on */
  uint8_t *row;
  int *row_base;
  uint8_t *hangs; /* a justification of the asked policy each */
  int hangs_room;
};

bool differences_find(struct differences *d, const struct model *asked, const struct model *other,
                      struct error *e);
/* Whether a verdict of the asked policy says nothing about the other one. False: no memory. */
bool difference_affects(struct differences *d, const struct verdict *v, bool *affects);
void differences_free(struct differences *d);

/* Whether two policy texts say the same but for the rows of their parameters. False also when there
** is no memory. */
bool same_text_but_rows(const char *a, size_t a_length, const char *b, size_t b_length);

/* How far the differences reach in a payment: what does not change by them whoever is asked
** about. */
struct reach {
  /* no month before it is due anything else; INT_MIN: any may be, INT_MAX: none is */
  int first_affected_month;
  bool payers; /* who pays may be another one */
};
/* `text`: the policy's, which both versions have but for rows. Never fails: nothing is known
** then. */
struct reach differences_reach(const struct differences *d, const struct model *other,
                               const struct payment *payment, const char *text, size_t length);

#endif
