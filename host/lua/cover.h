/* What tests reach of a policy. A script that is covered tells it here; of any other script `cover`
** is NULL and nothing is asked.
**
** Every thing that can be reached has a byte of marks, all in one row of bytes, so that what one
** test reached can be kept and laid aside. A story has a policy of its own, made from the same
** text: it marks the same things.
*/
#ifndef BYLAW_LUA_COVER_H
#define BYLAW_LUA_COVER_H

#include "host/lua/script.h"

enum cover_part {
  COVER_GUARD = 0,   /* in the order of the source */
  COVER_TERM,        /* called */
  COVER_PARAMETER,   /* asked for, also when there was no row */
  COVER_ROW,         /* of parameters, one after the other */
  COVER_OPTION,      /* of readings, one after the other: in force when the reading was asked for */
  COVER_REQUIREMENT, /* of decisions, one after the other */
  COVER_RULE,        /* of decisions, one after the other */
  COVER_DECISION,    /* tested; COVER_GAVE: what it gives where no rule applies was given */
  COVER_ARTICLE,     /* named by a payment line */
  COVER_PARTS
};

/* Marks. GAVE: the rule was the outcome, not only true. OTHER: what looked like a guard gave no
** truth. */
enum { COVER_FALSE = 1, COVER_TRUE = 2, COVER_GAVE = 4, COVER_OTHER = 8 };

struct cover {
  struct cover *next;    /* of the same handle */
  struct script *script; /* whose model and text the numbers are of; NULL until cover_open */
  struct arena arena;
  const struct node **guards;
  int first[COVER_PARTS + 1];             /* where the marks of a part begin */
  int *row, *option, *requirement, *rule; /* where those of a parameter, reading, decision begin */
  unsigned char *marks;
};

/* Begin to count in `c` (zeroed) what is reached of the policy in `s`, which is loaded. */
bool cover_open(struct cover *c, struct script *s);
void cover_free(struct cover *c);
int cover_count(const struct cover *c, enum cover_part part);
unsigned cover_marks(const struct cover *c, enum cover_part part, int index);
void cover_add(struct cover *c, enum cover_part part, int index, unsigned marks);
/* The row may be of a copy of the policy: it is the row of the same line that begins on the same
** day. */
void cover_row(struct cover *c, int parameter, const struct row *row);
/* The reading was asked for while this option was in force. */
void cover_option(struct cover *c, int reading, int option);
/* Every article that a citation names. */
void cover_cite(struct cover *c, const char *cite);
/* Whether a citation names the article `entry` of the outline or a part of it. */
bool cite_names(const char *cite, const char *entry);

/* `__seen(index, value)`: what the text of a covered policy calls around each guard. */
int cover_seen(lua_State *L);

static inline void cover_mark(const struct script *s, enum cover_part part, int index, unsigned marks) {
  if (s->cover && s->cover->script) cover_add(s->cover, part, index, marks);
}

#endif
