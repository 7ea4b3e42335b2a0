/* Flat trees over a batch: a chunk of persons at a time, guard by guard.
**
** A set of persons is a bit map. A guard is answered for those who come to it, once, wherever it
** stands; going down a tree is and and and-not of bit maps. So a guard costs one pass over a
** column, and its place in a tree next to nothing.
** A chunk only reads the flat trees: several threads may work on the same ones, each with a chunk
** of its own. What it meets for the first time, and what is for the slow way, it only names.
*/
#ifndef BYLAW_TRACE_COLUMN_H
#define BYLAW_TRACE_COLUMN_H

#include "host/trace/batch/flat.h"
#include "host/value/batch.h"

enum { CHUNK_ROWS = 2048, CHUNK_WORDS = CHUNK_ROWS / 64 };

struct set { /* of the persons of a chunk */
  uint64_t words[CHUNK_WORDS];
};

/* The words outside of which a set is empty: a few persons are mostly in few words. */
struct span {
  int from, to; /* not included */
};

struct vector {                   /* an expression's values; `kind` of all that are known */
  struct set done, known, absent; /* neither known nor absent: only computed a person at a time */
  uint8_t kind;
  uint16_t domain;
  int64_t value[CHUNK_ROWS];
};

/* Histories as they mostly are: nothing, or a single spell or record. */
struct dense {
  struct set known;
  int64_t value[CHUNK_ROWS];
};

/* The least and greatest of a plain fact's values in the chunk, known or not. */
struct extent {
  bool done;
  int64_t least, most;
};

struct shape { /* of a timeline or list */
  bool done;
  struct set empty, single; /* all of whom it is known that there is no more */
  /* of those with a single one: 0: the first day of a spell, then the columns; NULL: not needed
  ** yet */
  struct dense **columns;
  bool *filled;
  int count;
};

/* What an expression of one plain fact comes to, by the fact's value: people share days. */
struct table {
  uint32_t fact; /* expression of the fact; 0: none */
  int64_t base;
  int64_t *of; /* TABLE_SIZE; NULL: not begun */
};
enum { TABLE_SIZE = 1 << 16 };

/* The same for a guard: what it comes to, a byte a value. */
struct guard_table {
  int64_t base;
  uint8_t *of;
};

struct answered {
  struct set done, yes, slow;
};

/* The rows of a chunk in which a name comes to one class. */
struct class_rows {
  uint32_t class;
  struct set who;
};

struct name_partition { /* the rows of a chunk by the class of a name */
  struct set done, slow, missing;
  struct class_rows *classes;
  int count, room;
};

struct column_chunk {
  const struct flat *flat;
  const struct batch *batch;
  const struct value *given; /* one for all; NULL: no inputs */
  int first, persons;
  struct vector **vectors; /* an expression each; NULL: not needed yet */
  struct answered *guards; /* of `flat` */
  struct name_partition *names;
  struct table *tables; /* an expression each */
  struct guard_table *guard_tables;
  struct shape *shapes; /* a fact each */
  struct extent *extents;
  uint64_t tables_of; /* the flat trees that they are of */
  uint32_t vector_count, guard_count;
  int name_count, fact_count;
  struct batch_rooms rooms;
  struct value *facts; /* of `facts_of` */
  int facts_of;        /* the person that `facts` and `rooms` hold; -1: none */
  bool failed;         /* no memory */
};

bool column_chunk_init(struct column_chunk *s, const struct batch *b);
void column_chunk_free(struct column_chunk *s);
/* Begin with persons first .. first + persons - 1 (at most CHUNK_ROWS) and the flat trees as they
** are now. False: no memory. */
bool column_chunk_begin(struct column_chunk *s, const struct flat *f, const struct value *given, int first,
                        int persons);
/* How `name` comes out for those in `who`, who are all within `span`; the words of `who` outside of
** it are not looked at. */
struct name_partition *column_chunk_name(struct column_chunk *s, int name, const struct set *who,
                                         struct span span);
/* The value of an expression for those in `who`; NULL: no memory. */
const struct vector *column_chunk_value(struct column_chunk *s, uint32_t expr, const struct set *who);
/* A person's facts as struct values, until the next call. NULL: no memory. */
const struct value *column_chunk_person(struct column_chunk *s, int i);

/* Sets. */
static inline bool set_empty(const struct set *a) {
  uint64_t any = 0;
  for (int i = 0; i < CHUNK_WORDS; i++)
    any |= a->words[i];
  return !any;
}

static inline void set_add(struct set *to, const struct set *more) {
  for (int i = 0; i < CHUNK_WORDS; i++)
    to->words[i] |= more->words[i];
}

static inline struct set set_without(const struct set *a, const struct set *b) {
  struct set r;
  for (int i = 0; i < CHUNK_WORDS; i++)
    r.words[i] = a->words[i] & ~b->words[i];
  return r;
}

/* `span` without the empty words at its ends. */
static inline struct span set_span(const struct set *a, struct span span) {
  while (span.from < span.to && !a->words[span.from])
    span.from++;
  while (span.to > span.from && !a->words[span.to - 1])
    span.to--;
  return span;
}

static inline void set_put(struct set *s, int i) {
  s->words[i / 64] |= UINT64_C(1) << i % 64;
}

static inline bool set_has(const struct set *s, int i) {
  return s->words[i / 64] >> i % 64 & 1;
}

/* Those in a set, one after the other, into `list`; how many. */
static inline int set_list(const struct set *s, uint16_t list[CHUNK_ROWS]) {
  int n = 0;
  for (int w = 0; w < CHUNK_WORDS; w++)
    for (uint64_t bits = s->words[w]; bits; bits &= bits - 1)
      list[n++] = (uint16_t)(w * 64 + __builtin_ctzll(bits));
  return n;
}

#endif
