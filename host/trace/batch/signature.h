/* Signatures: what a person's facts come to in the guards of flat trees, a byte a fact.
**
** Facts whose guards come out alike are of one class; whoever has the same classes answers every
** guard alike that hangs on one fact, and every guard on several of which all but one are absent or
** empty. So a signature leads to its outcome at once, or to the few guards that compare two facts.
** Classes are found by asking the guards themselves, once a value, and kept in tables.
**
** Building belongs to one thread; then several may classify.
*/
#ifndef BYLAW_TRACE_SIGNATURE_H
#define BYLAW_TRACE_SIGNATURE_H

#include <pthread.h>

#include "host/trace/batch/row.h"

enum { MOST_CLASSED = 16, MOST_SMALL = 32, MOST_BOUNDS = 32, KEY_WORDS = 2 };

/* Classes of a fact. UNCLASSIFIED: not simple: it is for the guards themselves. */
enum { CLASS_UNSEEN = 0, CLASS_EMPTY, CLASS_FIRST, CLASS_UNCLASSIFIED = 255 };

/* A fact that is classified. Its content is told by a small number (a member, a state) and, where
** that matters, one of days, months or counts. */
struct fact_classes {
  int fact;
  uint32_t *guards; /* that its classes answer */
  int guard_count;
  bool by_value;        /* of a timeline: what the spell says matters, not only that it is there */
  bool by_state;        /* of texts: only whether it is there */
  int wide;             /* column of a list: its number matters; -1: none */
  int small[2], smalls; /* columns of a list whose members matter */
  bool single_odd;      /* a list with a record is odd */
  int64_t base;
  _Atomic(uint8_t) *_Atomic table[MOST_SMALL];
  int bounds; /* where all guards are ranges: classes between; values outside of the table */
  int64_t bound[MOST_BOUNDS];
  _Atomic(uint8_t) between[MOST_BOUNDS + 1];
  uint8_t *answers; /* guard_count a class: 0, 1, 2: the guard cannot be answered */
  int class_count;
};

struct signature_key {
  uint64_t words[KEY_WORDS]; /* a byte a fact */
};

struct signature {
  const struct flat *flat;     /* borrowed */
  const struct value *nothing; /* borrowed: what each fact is when it is absent */
  /* of the flat trees when it was built; those that came later it does not answer */
  uint32_t guard_count;
  uint64_t *on;  /* the facts that a guard hangs on, a bit each; 0: it is not answered */
  int8_t *place; /* where a fact stands in `classed`; -1: nowhere */
  struct fact_classes classed[MOST_CLASSED];
  int classed_count;
  pthread_mutex_t lock; /* of what is found while classifying */
  struct batch_room room;
  struct flat_memo memo;
  struct value *facts; /* `nothing` but for the fact that is looked at */
  int fact_count;
};

/* Build for the guards that there are, or those of them that are `wanted` (a guard each; NULL:
** all). `optional`: plain facts that may be absent. False: no memory. */
bool signature_build(struct signature *p, const struct flat *f, const struct batch *b,
                     const struct value *nothing, const bool *optional, const uint8_t *wanted);
void signature_free(struct signature *p);
size_t signature_bytes(const struct signature *p);
/* The keys of `count` persons from `first` on (at most CHUNK_ROWS); and of one. */
void signature_keys(struct signature *p, const struct batch *b, int first, int count,
                    uint64_t *keys[KEY_WORDS]);
struct signature_key signature_key(struct signature *p, const struct batch *b, int person);
/* How people with this key answer a guard: 0, 1, 2: it cannot be answered; -1: it is not told by
** the key. */
int signature_answer(const struct signature *p, struct signature_key key, uint32_t guard);

#endif
