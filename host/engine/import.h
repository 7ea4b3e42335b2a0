/* Bringing a CSV file into the store: what its files share.
**
** A thread of its own reads lines and turns them into facts (import_file.c, import_csv.c, import_line.c); the caller's thread alone
** works with the store (import_write.c). Batches go from one to the other (import_feed.c).
*/
#ifndef BYLAW_ENGINE_IMPORT_H
#define BYLAW_ENGINE_IMPORT_H

#include <csv.h>
#include <iconv.h>
#include <pthread.h>
#include <stdio.h>

#include "host/base/aside.h"
#include "host/base/hash.h"
#include "host/engine/accounts.h"
#include "host/engine/office.h"
#include "host/engine/policy.h"

enum {
  IMPORT_MOST_COLUMNS = 256,
  IMPORT_MOST_RECORD = 1 << 20, /* bytes of a line */
  IMPORT_MOST_TOLD = 1000,      /* bad cells in the answer */
  IMPORT_BATCH = 1024,
  IMPORT_BATCHES = 4
};
/* The signature of GB18030: U+FEFF in it. */
#define IMPORT_GB18030_SIGNATURE "\x84\x31\x95\x33"
/* The column that says why a number of the line is right although its check digit is wrong. */
#define IMPORT_VERIFIED "核实说明"
/* What an act's reason says behind that of the whole import. */
#define IMPORT_VERIFIED_WHY "；核实："
#define IMPORT_REASON "原因" /* the column that files of bad lines have more; it is read over */

/* --- the file (import_file.c) ------------------------------------------------------------------ */

/* A file line by line. `data` from `start` on holds what was read and not yet passed. */
struct import_file {
  int fd;
  long long (*read)(void *data, char *to, size_t room); /* instead of `fd`: a stream, without `total` */
  void *source;
  const char *path;
  bool gb18030;
  char separator; /* of cells: a comma, tab or semicolon; 0: not known yet */
  size_t bom;     /* bytes of the signature at the beginning */
  int64_t total;  /* lines */
  int64_t line;   /* number of the line at `start` */
  char *data;
  size_t start, end;
  bool ended;
};

/* Open it and find out how it is written. import_file_close in any case. */
bool import_file_open(struct import_file *f, const char *path, struct error *e);
/* The same for what can be read only once: how it is written is for the reader to find out. */
bool import_stream_open(struct import_file *f, const char *name,
                        long long (*read)(void *data, char *to, size_t room), void *source, struct error *e);
void import_file_close(struct import_file *f);
/* A whole line is there, without reading. */
bool import_file_ready(const struct import_file *f);
/* Bytes of the signature that a file begins with; *gb18030: it is that of GB18030. */
size_t import_signature(const char *text, size_t n, bool *gb18030);
/* Where a text stops being GB18030; its length: nowhere. */
size_t import_gb18030_until(const char *text, size_t n);
/* The line that begins `offset` bytes after `start`, with its end; n 0: there is none. Good until the next call. */
bool import_file_peek(struct import_file *f, size_t offset, struct slice *line, struct error *e);
void import_file_pass(struct import_file *f, size_t bytes, int lines);

/* --- records (import_csv.c) -------------------------------------------------------------------- */

/* One record of the file. Texts live in the arena that was given. */
struct csv_record {
  int64_t line;       /* where it begins */
  struct slice raw;   /* as it stands there, in UTF-8, without the line's end */
  const char *broken; /* why it is none; NULL: it is one */
  bool open;          /* a quote is left open in `raw` */
  int count;          /* cells; at most IMPORT_MOST_COLUMNS are in `cells` */
  struct slice cells[IMPORT_MOST_COLUMNS];
};

struct csv_reader {
  struct import_file *file;
  int expected; /* cells; 0: not known yet */
  iconv_t codec;
  bool coded;
  struct csv_parser parser;
  bool parsing; /* the parser is made */
  bool ended;   /* it has come to the end of a record */
  int count;
  struct buf bytes;
  size_t from[IMPORT_MOST_COLUMNS], length[IMPORT_MOST_COLUMNS];
};

bool csv_reader_open(struct csv_reader *c, struct import_file *f, struct error *e);
void csv_reader_close(struct csv_reader *c);
/* The next record that is not empty; *more false at the end. */
bool csv_reader_next(struct csv_reader *c, struct arena *a, struct csv_record *out, bool *more,
                     struct error *e);

/* --- the header (import_header.c) -------------------------------------------------------------- */

/* COLUMN_INPUT: `fact` is an input of office.asked. */
enum column_kind {
  COLUMN_FACT = 0,
  COLUMN_FIELD,
  COLUMN_KNOWN_FROM,
  COLUMN_INPUT,
  COLUMN_VERIFIED,
  COLUMN_IGNORED
};
struct import_column {
  enum column_kind kind;
  int fact, field;
  const char *name; /* as it stands in the file */
};
struct import_header {
  int count;
  int key;                    /* a column; -1: none (only where office.asked is) */
  int numbered[NUMBER_TELLS]; /* columns; -1: none */
  int verified;               /* the column IMPORT_VERIFIED; -1: none */
  struct import_column columns[IMPORT_MOST_COLUMNS];
  const char *raw;
};
bool import_header_read(const struct office *o, const struct csv_record *r, struct arena *a,
                        struct import_header *out, struct error *e);

/* --- lines (import_line.c) --------------------------------------------------------------------- */

struct import_fault {
  int column; /* 1-based; 0: the line as a whole */
  const char *name, *reason;
  struct import_fault *next;
};

enum import_told {
  TOLD_GIVEN = 1, /* it stands in the line */
  TOLD_BARE = 2,  /* a history that tells no day */
  TOLD_ADDED = 4  /* a list of which the line tells one record */
};

struct import_row {
  int64_t line;
  struct slice raw;
  bool open;
  int count;            /* cells */
  uint32_t tag;         /* of the key */
  const char *verified; /* why its numbers are right; NULL: nobody says so */
  struct value *facts;
  uint8_t *told; /* a fact each: bits of enum import_told */
  struct import_fault *faults;
  struct import_fault *conflict; /* of the date of birth, unless it is recorded so already */
};

struct import_lines {
  const struct office *office;
  const struct import_header *header;
  struct value *untold; /* the facts of somebody of whom nothing is told */
  struct hash_key hash; /* of keys; what reads and what writes have the same */
};
bool import_line_read(const struct import_lines *l, const struct csv_record *r, struct arena *a,
                      struct import_row *out);
/* One more fault of a row; false: no memory. */
bool import_fault_add(struct import_fault **list, struct arena *a, int column, const char *name,
                      const struct fault *why);

/* --- from one thread to the other (import_feed.c) ----------------------------------------------- */

struct import_batch {
  struct arena arena;
  int count;
  bool last;
  struct error error; /* kind ERR_NONE: none */
  struct import_row rows[IMPORT_BATCH];
};

struct import_feed;
/* Read the rest of the file in a thread of its own. All is borrowed until import_feed_end. NULL fills `e`. */
struct import_feed *import_feed_begin(struct csv_reader *c, const struct import_lines *l, struct error *e);
/* The next batch, to be given back by import_feed_done before the one after it. */
struct import_batch *import_feed_next(struct import_feed *f);
void import_feed_done(struct import_feed *f);
void import_feed_end(struct import_feed *f);

/* --- money (import_money.c) ---------------------------------------------------------------------- */

/* Somebody of whom something is changed, and the line that tells it (0: none). */
struct moved {
  int64_t id, line;
};
/* What these changes, the log's entries after `before`, move in months that are paid: an array with
** an object a payment that has paid. Within the transaction, after the changes. The policy's
** present text reckons, so a changed law is not told apart. What cannot be reckoned is told with
** its reason (`failed`) and is no error: a change of facts must not wait for it. False: no memory. */
bool import_money(bylaw *b, struct policy *policy, int64_t before, const struct moved *moved, int64_t count,
                  json_t **out, struct error *e);

/* --- the store (import_write.c) ------------------------------------------------------------------ */

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
  int64_t before; /* subjects that were there */
  int64_t last;   /* … and those written since */
  uint64_t *keys; /* of all new ones: half a hash and the id; 0: free */
  size_t mask;
  uint32_t *lines; /* by subject: the line that told of it; 0: none */
  int64_t room;
  int64_t added, changed, same;
};
/* Act, store, office, header and what may be added are set. */
bool import_writer_open(struct import_writer *w, struct error *e);
/* Those who share an account as they are recorded now, one of them told by this file: the first of
** them, and how many there are. */
bool import_shared(struct import_writer *w, json_t **out, int64_t *count, struct error *e);
void import_writer_close(struct import_writer *w);
/* Half a hash of a key. */
uint32_t import_tag(struct hash_key hash, const char *text);
/* A batch is to be put. */
void import_writer_expect(struct import_writer *w, const struct import_batch *batch);
/* Write a row that has no faults; what is wrong with it only shows here becomes its fault. */
bool import_writer_put(struct import_writer *w, struct arena *a, struct import_row *row, struct error *e);

/* --- bad lines (import_bad.c) -------------------------------------------------------------------- */

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
