/* Room register: the register of an authority in its database: import, export, recorded changes,
** rulings, money that comes back.
**
** The problem: what is registered moves money of months that are paid, and a slip cannot be taken
** back silently. So everything is an act with its day and reason, whole or not at all, written to
** the log with the value before; a value without a day is refused where it would rewrite what was
** true; and what a change moves in paid months is said before it is written (import_money.c), by
** settling with it and without.
** Not taken: to write first and correct by hand. The log would be right and the money gone.
** What always holds: the log derives the facts; a failed act leaves nothing.
**
** This header: bringing a CSV file into the store. A thread of its own reads lines and turns them
** into facts (cells/line_reader.c, cells/csv_reader.c, cells/row.c); the caller's thread alone
** works with the store (import_write.c). Batches go from one to the other (import_queue.c). */
#ifndef BYLAW_ENGINE_IMPORT_H
#define BYLAW_ENGINE_IMPORT_H

#include <pthread.h>
#include <stdio.h>

#include "host/base/aside.h"
#include "host/base/hash_table.h"
#include "host/engine/register/accounts.h"
#include "host/engine/cells/lines.h"
#include "host/engine/policy/policy.h"
#include "host/engine/register/references.h"
#include "host/store/store.h"

enum {
  IMPORT_MOST_TOLD = 1000, /* bad cells in the answer */
  IMPORT_BATCH = 1024,
  IMPORT_BATCHES = 4
};
/* What an act's reason says behind that of the whole import. */
#define IMPORT_VERIFIED_WHY "；核实："

/* --- from one thread to the other (import_queue.c) -------------------------------------------- */

struct import_batch {
  struct arena arena;
  int count;
  bool last;
  struct error error; /* kind ERR_NONE: none */
  struct import_row rows[IMPORT_BATCH];
};

struct import_feed;
/* Read the rest of the file in a thread of its own. All is borrowed until import_feed_end. NULL
** fills `e`. */
struct import_feed *import_feed_begin(struct csv_reader *c, const struct import_lines *l, struct error *e);
/* The next batch, to be given back by import_feed_done before the one after it. */
struct import_batch *import_feed_next(struct import_feed *f);
void import_feed_done(struct import_feed *f);
void import_feed_end(struct import_feed *f);

/* --- money (import_money.c) ------------------------------------------------------------------- */

/* Somebody of whom something is changed, and the line that tells it (0: none). */
struct moved {
  int64_t id, line;
};
/* What these changes, the log's entries after `before`, move in months that are paid: an array with
** an object a payment that has paid. Within the transaction, after the changes. The policy's
** present text reckons, so a changed law is not told apart. What cannot be reckoned is told with
** its reason (`failed`) and is no error: a change of facts must not wait for it. False: no
** memory. */
bool import_money(bylaw *b, struct policy *policy, int64_t before, const struct moved *moved, int64_t count,
                  json_t **out, struct error *e);
/* The same for changes of a subject's records: only the main one is paid. */
bool register_money(bylaw *b, struct policy *policy, int subject, int64_t before, const struct moved *moved,
                    int64_t count, json_t **out, struct error *e);

/* --- the store (import_write.c) --------------------------------------------------------------- */

/* A key that a subject bore before. */
struct former_key {
  uint32_t tag;
  int64_t id;
  char *key;
};

struct import_writer {
  struct store *store;
  struct hash_key hash;
  const struct office *office;
  const struct import_header *header;
  const struct references *references;
  struct store_act base;                   /* of every act of this import, but for its reason */
  int64_t act, from;                       /* from: DAY_MIN: always */
  int64_t acts_derived[1 << NUMBER_TELLS]; /* by what comes out of the number; 0: not made */
  int64_t act_verified[1 << NUMBER_TELLS]; /* likewise, of `reason`; 0: not made */
  char *reason[1 << NUMBER_TELLS];
  bool known_only, may_add;
  bool add; /* the file is said to add people */
  struct former_key *former;
  int64_t former_count, former_room;
  struct account_set accounts;
  int account; /* the fact; -1: none */
  struct moved *moved;
  int64_t moved_count, moved_room;
  json_t *strangers, *renamed; /* lines that are told */
  int64_t stranger_count, renamed_count, derived_count[NUMBER_TELLS], verified_count;
  int64_t before;         /* subjects that were there */
  int64_t last;           /* … and those written since */
  struct hash_table keys; /* of all new ones: their ids */
  uint32_t *lines;        /* by subject: the line that told of it; 0: none */
  int64_t room;
  int64_t added, changed, same;
};
/* Act, store, office, header and what may be added are set. */
bool import_writer_open(struct import_writer *w, struct error *e);
/* Those who share an account as they are recorded now, one of them told by this file: the first of
** them, and how many there are. */
bool import_shared(struct import_writer *w, json_t **out, int64_t *count, struct error *e);
void import_writer_close(struct import_writer *w);
/* A batch is to be put. */
void import_writer_expect(struct import_writer *w, const struct import_batch *batch);
/* Write a row that has no faults; what is wrong with it only shows here becomes its fault. */
bool import_writer_put(struct import_writer *w, struct arena *a, struct import_row *row, struct error *e);

/* --- bad lines (import_rejects.c) ------------------------------------------------------------- */

struct import_bad {
  const char *path; /* NULL: they are not kept */
  const struct import_header *header;
  char separator;
  struct aside file;
  bool kept; /* under its name */
  int64_t count;
  json_t *told;
};

/* Whether the file of bad lines is neither the input nor the database with its companions. */
bool import_bad_apart(const char *path, const char *input, const char *database, struct error *e);
bool import_bad_open(struct import_bad *b, struct error *e);
bool import_bad_add(struct import_bad *b, const struct import_row *row, struct error *e);
/* The file gets its name, whole. import_bad_undo takes it away again. */
bool import_bad_keep(struct import_bad *b, struct error *e);
void import_bad_undo(struct import_bad *b);
void import_bad_close(struct import_bad *b);

#endif
