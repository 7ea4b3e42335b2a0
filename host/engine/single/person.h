/* Room single: the calls for one case: JSON by the fast path, and typed persons.
**
** The problem: a web service asks for one person at a time, and to read JSON, start a run in Lua
** and write JSON costs a hundred times what the decision does. So a person is a batch of one that
** the judge reads as it is, and answers in JSON are filled into a template for each way that
** people's facts can go (fast_path.h). Whatever is unusual, a ruling, another reading, an unknown
** fact, takes the way of room decide.
** Not taken: to cache answers by the text of the question. People differ in a day of birth; ways
** are few.
** What always holds: both ways give the same bytes.
**
** This header: a person in typed facts: a batch of one, which setters write into and a judge reads
** as it is.
**
** A slot is a place that a value can be put at: a fact, a field of a list, an input of a decision.
** What a policy's slots are stands in its shape, made once; a person has the values. Of a history
** the last spell is written to, of a list's field the last record. */
#ifndef BYLAW_ENGINE_PERSON_H
#define BYLAW_ENGINE_PERSON_H

#include "host/base/hash.h"
#include "host/base/hash_table.h"
#include "host/engine/judge/batch.h"

enum slot_form { SLOT_PLAIN = 0, SLOT_HISTORY, SLOT_LIST, SLOT_FIELD, SLOT_INPUT };

struct person_slot {
  uint8_t form, kind; /* kind NONE: nothing can be put there (a list) */
  uint16_t domain;
  int fact;            /* of a field its list; of an input its decision */
  int column;          /* of a field; of an input its place in `given` */
  int64_t least, most; /* of what is an integer */
  const struct fact *declared;
};

struct person_shape {
  struct policy *policy; /* borrowed */
  int slot_count, given_count;
  struct person_slot *slots; /* facts, then fields of lists, then inputs of decisions */
  /* a decision each: of its inputs in `given`; -1: they are no plain ones */
  int *first_given;
  struct value *blank, *free; /* facts and inputs that are not given */
  struct hash_table names;    /* slot + 1, by owner and name */
  struct hash_key key;        /* of the names */
  struct arena arena;
};

/* Why something cannot be put where it should go. */
enum fault {
  FAULT_NONE = 0,
  FAULT_GONE,   /* the policy has been replaced or its handle closed */
  FAULT_INDEX,  /* no such slot */
  FAULT_KIND,   /* of another kind, or not a history or list */
  FAULT_NO_ROW, /* no spell or record to write to */
  FAULT_VALUE,  /* no such day, member, number; out of range */
  FAULT_ABSENT, /* it cannot be absent */
  FAULT_ORDER,  /* spells are not ascending */
  FAULT_MANY,
  FAULT_MEMORY
};

struct held_texts { /* of a slot, a row each */
  char **texts;
  size_t *sizes;
  uint32_t count;
};

struct bylaw_person {
  const struct person_shape *shape; /* NULL: the policy is gone */
  struct bylaw_person *next, **link;
  struct batch_maker facts; /* one person */
  struct value *given;
  struct held_texts *texts; /* a slot each */
  int64_t latest_day,
      latest_month; /* no value that must not be after the day of deciding is later than these */
  struct {          /* what was asked last */
    int decision, year, month, day;
    struct value when;
    int64_t decided_on;
  } asked;
  struct buf text; /* of an answer */
  int slot_count;  /* when the policy is gone */
};

struct person_shape *shape_make(struct policy *p);
void shape_free(struct person_shape *s);
/* The slot of a name; `owner`: -1 facts, a list's index its fields, fact_count + decision its
** inputs. -1: none. */
int shape_find(const struct person_shape *s, int owner, const char *name);

bool person_init(struct bylaw_person *p, const struct person_shape *s, const struct judge *j);
/* What it holds. */
void person_drop(struct bylaw_person *p);
/* Everything as if not given. */
bool person_reset(struct bylaw_person *p);
void person_forget(struct bylaw_person *p, int fact);

enum fault person_put(struct bylaw_person *p, int slot, enum kind kind, int64_t n);
enum fault person_put_rate(struct bylaw_person *p, int slot, struct value rate);
enum fault person_put_text(struct bylaw_person *p, int slot, const char *text);
enum fault person_put_member(struct bylaw_person *p, int slot, const char *name);
enum fault person_put_state(struct bylaw_person *p, int slot, enum state state);
/* Known, and empty. */
enum fault person_empty(struct bylaw_person *p, int fact);
enum fault person_known_from(struct bylaw_person *p, int fact, int64_t day);
/* A spell without a value, a record of which nothing is given. */
enum fault person_add_spell(struct bylaw_person *p, int fact, int64_t from);
enum fault person_add_record(struct bylaw_person *p, int fact);

/* The inputs of a decision; NULL: it has none. */
const struct value *person_given(const struct bylaw_person *p, int decision);
/* Whether nothing is later than the day of deciding that must not be. */
bool person_in_time(struct bylaw_person *p, int decision, int64_t decided_on);
/* Whether a slot holds what is later than it may be. */
bool slot_too_late(const struct bylaw_person *p, int slot, int64_t decided_on, struct value *late);

#endif
