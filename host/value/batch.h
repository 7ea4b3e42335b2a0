/* A batch: the facts of many persons in columns.
**
** Days, months, fen, counts, truths and members are integers as in struct value; texts are pointers
** that live as long as the batch's owner says. A value's state stands beside it. Timelines and
** lists are ranges of rows: those of person `i` run from first[i] to first[i + 1] (not included).
*/
#ifndef BYLAW_VALUE_BATCH_H
#define BYLAW_VALUE_BATCH_H

#include "host/base/arena.h"
#include "host/value/timeline.h"

enum batch_form { BATCH_PLAIN = 0, BATCH_TIMELINE, BATCH_LIST };

/* One column of values. `value` is of the kinds that fit an integer, `text` of texts. Where a value
** is poisoned, `value` is what it was read from: of a date or month the number (YYYYMMDD, YYYYMM),
** of a member the number that VERR_TEXT names, of a rate enum value_error. */
struct batch_column {
  enum kind kind;
  uint16_t domain;
  int64_t *value;    /* of a rate the numerator */
  int64_t *den;      /* the denominator; NULL unless kind is KIND_RATE */
  const char **text; /* NULL unless kind is KIND_TEXT */
  uint8_t *state;    /* enum state; NULL: all known */
};

struct batch_fact {
  enum batch_form form;
  /* BATCH_PLAIN: a value a person; else `state` (may be NULL) tells whether the whole is unknown */
  struct batch_column plain;
  uint32_t *first;     /* timelines and lists: persons + 1 */
  int64_t *from;       /* timelines: the first day of each spell */
  int64_t *known_from; /* timelines: a day a person; NULL: all is known */
  int columns;         /* timelines: 1, the value of each spell; lists: the fields */
  struct batch_column *column;
};

struct batch {
  int persons, fact_count;
  struct batch_fact *facts; /* as the policy declares them */
};

/* Person `i` as struct values. `rooms` keeps what timelines and lists need; it only grows.
** Everything lives until the next call with the same rooms. */
struct batch_rooms {
  struct batch_room {
    struct timeline timeline;
    struct list list;
    void *cells; /* spells or cells */
    size_t size; /* bytes */
  } * rooms;     /* a fact each */
  int count;
};
bool batch_person(const struct batch *b, int i, struct batch_rooms *rooms, struct value *facts);
/* One fact alone; `room` is its own. False: no memory. */
bool batch_fact_of(const struct batch_fact *f, int i, struct batch_room *room, struct value *out);
void batch_rooms_free(struct batch_rooms *r);
/* The same in `arena`: they live as long as it and the texts of the batch. */
bool batch_person_in(const struct batch *b, int i, struct arena *arena, struct value *facts);

/* A batch that owns its columns and takes one person after the other. Texts are borrowed. */
struct batch_shape { /* of a fact */
  enum batch_form form;
  int columns; /* plain and timelines: 1 */
  const enum kind *kinds;
  const uint16_t *domains;
};

struct batch_maker {
  struct batch batch; /* of the persons so far */
  int room;           /* persons */
  uint32_t *rooms;    /* spells or rows, a fact each */
};

bool batch_make(struct batch_maker *m, int facts, const struct batch_shape *shapes);
/* Add a person: struct values as `shapes` say, in any state. False: no memory, and the person is
** not there. */
bool batch_add(struct batch_maker *m, const struct value *facts);
/* Room for so many spells or records of a fact, of all persons together; those that are there stay.
** False: no memory. */
bool batch_room_for_rows(struct batch_maker *m, int fact, uint32_t rows);
void batch_clear(struct batch_maker *m); /* no persons; the room stays */
void batch_maker_free(struct batch_maker *m);

#endif
