/* Room advise: what would change an outcome, and what to ask next.
**
** The problem: "refused" is of no use to whoever wants to know when or how it would be granted, and
** to ask everything is of no use to whoever does not know everything. Both are answered by the same
** facts with one of them another one, decided again and again: guards on the path of a decision say
** which values are worth a try (guards.c), the calendar which later days (later.c); what is told in
** the end has been decided in full. What is unknown is followed both ways, and asked only where two
** made-up people who differ in it alone come out differently.
** Not taken: to invert the rules. Terms are functions; only deciding knows what they give.
** What always holds: an advice is a decision that was made, never an inference.
**
** An asker holds one request. It decides changed facts through a judge or, where the request tells
** times that a judge does not know, through Lua; outcomes are numbered, so that they can be
** compared. */
#ifndef BYLAW_ENGINE_WHATIF_H
#define BYLAW_ENGINE_WHATIF_H

#include "host/engine/decide/evaluation.h"
#include "host/engine/judge/judge.h"

/* An outcome that was met. Reasons do not tell outcomes apart, amounts and kinds do. */
struct met {
  enum verdict_kind kind;
  char *text; /* "value 200.00"; owned */
};

enum { ASKER_ARTICLES = 128, ASKER_NOTED = 64 };

struct noted {
  const struct justification *justification;
  char articles[ASKER_ARTICLES];
};

enum { ASKED_IMPOSSIBLE = -1, ASKED_NEEDS = -2 }; /* instead of the number of an outcome */

struct asker {
  struct policy *policy;
  const struct model *model;
  const struct decision *decision;
  int index; /* of the decision */
  struct value when, decided_on;
  bool deciding_told; /* the day of deciding is not the one that follows from `when` */
  int64_t known_on;
  const struct value *facts, *given; /* as the request tells them; borrowed */
  json_t *rulings;                   /* borrowed */
  struct judge *judge;               /* NULL: only through Lua */
  struct arena arena;                /* of what is changed for one question */
  struct met *met;
  int met_count, met_room;
  long long asked;
  bool tells_articles; /* set by who wants to know them */
  /* of the rules that gave the value that was the last answer; "" for anything else */
  char articles[ASKER_ARTICLES];
  struct noted noted[ASKER_NOTED];
  int noted_count;
  const struct choice *settled; /* as in a run; borrowed */
  int settled_count;
};

/* `read`: a request that evaluation_read has read; it stays open longer than the asker. asker_close
** in any case. */
bool asker_open(struct asker *a, struct policy *p, const bylaw_request *q, const struct evaluation *read,
                struct error *e);
void asker_close(struct asker *a);
/* The number of the outcome for these facts at `when`, or ASKED_…. */
bool asker_ask(struct asker *a, const struct value *facts, const struct value *given, struct value when,
               int *outcome, struct error *e);
/* The full decision, by Lua. evaluation_end in any case. `path` may be NULL. Facts that break an
** invariant are an error of kind ERR_INPUT. */
bool asker_decide(struct asker *a, const struct value *facts, const struct value *given, struct value when,
                  struct path *path, struct evaluation *v, struct outcome *out, struct error *e);
/* Whether reason `i` is that of a rule which decided, the outer decision's or one inside. */
bool asker_decides(const struct model *m, const struct reasons *list, int i);
/* The articles of a value, as `articles` has them. */
void asker_note(struct asker *a, const struct outcome *out);
/* The number of an outcome that asker_decide gave; ASKED_NEEDS for one that needs facts. */
bool asker_number(struct asker *a, struct script *s, const struct outcome *out, int *number, struct error *e);
/* The day of deciding for `when`: never before the one that the request tells. */
struct value asker_deciding(const struct asker *a, struct value when);
/* The fact or input with this index: those of the subject first, then the inputs of the
** decision. */
const struct fact *asker_fact(const struct asker *a, int index);
int asker_fact_count(const struct asker *a);
const struct value *asker_value(const struct asker *a, int index);

/* --- ways to change one fact (change.c) ------------------------------------------------------- */

/* VALUE to UNTIL are about an ordered value x: a date, month, amount or count. */
enum change_kind {
  CHANGE_VALUE = 0, /* a plain fact becomes x */
  CHANGE_CELL,      /* a field of a record becomes x */
  CHANGE_ADD_AT,    /* one more record: its field `field` is x, the others are `cells` */
  CHANGE_MOVE,      /* spell `row` begins on x */
  CHANGE_FROM,      /* from x on it is `value` for good */
  CHANGE_UNTIL,     /* before x it was `value` */
  CHANGE_BECOME,    /* a plain fact becomes `value`, known or absent */
  CHANGE_CELL_TO,   /* a field of a record becomes `value` */
  CHANGE_ADD,       /* one more record: `cells` */
  CHANGE_REMOVE,    /* record or spell `row` goes */
  CHANGE_SPELL,     /* spell `row` is `value` instead */
  CHANGE_ALWAYS     /* a history: always `value` */
};

enum { CHANGE_CELLS = 31 };

struct change {
  enum change_kind kind;
  int fact; /* as asker_fact */
  int row, field;
  struct value value;
  const struct value *cells; /* CHANGE_ADD…: a record, owned by the search */
};

static inline bool change_is_ordered(enum change_kind k) {
  return k <= CHANGE_UNTIL;
}
/* The changed fact; in the arena. False: no memory, or there is no such change (then *possible is
** false). */
bool change_make(struct arena *arena, const struct fact *f, const struct value *old, const struct change *t,
                 int64_t x, struct value *out, bool *possible);
/* What x counts: days, months, fen or a number. */
enum kind change_kind_of(const struct fact *f, const struct change *t);
/* "增加 2025-06-30 辽事通APP"; what it was before in `was`, "" where there was nothing. */
void change_tell(struct script *s, const struct fact *f, const struct value *old, const struct change *t,
                 int64_t x, struct buf *was, struct buf *now);
const char *change_name(enum change_kind k);

/* --- guards of a path (guards.c) -------------------------------------------------------------- */

/* Values of `x` next to which a guard of the path comes out otherwise when fact `t->fact` is
** turned. */
struct points {
  int64_t *list; /* owned */
  int count, room;
};
bool points_add(struct points *p, int64_t x);
void points_free(struct points *p);
/* Ascending, each once, within least and most. */
void points_settle(struct points *p, int64_t least, int64_t most);

struct guards; /* those of one path that hang on facts, each once */
/* `path`: of the asker's facts at `when`, or of facts near to them. NULL: no memory. */
struct guards *guards_open(struct asker *a, const struct path *path, struct value when);
void guards_free(struct guards *g);
/* The guards on this fact, by turning it from `start` in both directions. False: no memory. */
bool guards_points(struct guards *g, const struct change *t, int64_t start, int64_t least, int64_t most,
                   struct points *out);
/* Constants that guards compare with fact `fact`, of this kind. */
bool guards_constants(struct guards *g, int fact, enum kind kind, struct value *list, int most, int *count);
/* An expression of a recorded path for the facts of the asker with fact `fact` another one (-1:
** none). */
struct value guards_value(struct guards *g, uint32_t expr, int fact, const struct value *changed);

/* --- search (search.c, changes.c) ------------------------------------------------------------- */

/* How large a change is that has no distance. Another past is the last resort: it changes all days
** at once. */
enum { AT_ONCE = 0, ONE_STEP = 1, WHOLE_HISTORY = 1000000 };

struct span_of { /* of an ordered change: where it stands now, and its range */
  int64_t start, least, most;
  int64_t can_be_least, can_be_most; /* what the fact may be at all: guards are looked at so far */
};

struct found { /* one change that gives another outcome */
  struct change change;
  struct span_of span;
  int64_t x;
  int outcome; /* number */
  bool back;   /* x is smaller than it was */
  double size; /* days, or what else counts; 0: done at once */
};

/* The widest range that was tried for a fact, over all its changes. */
struct tried_range {
  int fact;
  enum kind kind;
  int64_t least, most;
};

struct search {
  struct asker *asker;
  struct guards *guards;
  struct arena arena;          /* of the records that changes hold */
  struct value *facts, *given; /* with the one fact changed */
  int base;                    /* the outcome as it is */
  long long most_asked;
  bool complete;
  struct tried_range *tried; /* of the arena, a fact each, in the order of trying */
  int tried_count;
  struct found *found; /* owned */
  int count, room;
  struct error *error;
};

bool search_open(struct search *s, struct asker *a, struct guards *g, int base, struct error *e);
void search_close(struct search *s);
/* [{ fact, label, from, to }], a fact each: what lies outside was not tried. */
json_t *search_tried(const struct search *s);
/* Every change of every fact, tried. False fills the error. */
bool search_all(struct search *s);
/* What was found first shows guards that the path did not pass: once more, with them. */
bool search_again(struct search *s);
/* One ordered change in its range. */
bool search_ordered(struct search *s, const struct change *t, struct span_of span);
/* One change that takes no value. */
bool search_one(struct search *s, const struct change *t, double size);
/* The facts of the search with one of them turned, good until the next one; false: no memory. */
bool search_change(struct search *s, const struct change *t, int64_t x, bool *possible);

/* --- time (later.c) --------------------------------------------------------------------------- */

/* The first later month or day for each other outcome within `years`, as a JSON array; the facts
** stay as they are. */
bool later_json(struct asker *a, int base, int years, json_t **out, struct error *e);

/* --- telling (what_if.c) ---------------------------------------------------------------------- */

/* `outcome`, `kind`, `articles`, `because` and, in one line, `words` of a decision, added to
** `to`. */
void tell_outcome(struct evaluation *v, const struct outcome *out, json_t **to);

#endif
