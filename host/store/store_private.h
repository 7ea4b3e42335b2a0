/* What the files of the store share. */
#ifndef BYLAW_STORE_PRIVATE_H
#define BYLAW_STORE_PRIVATE_H

#include <sqlite3.h>
#include <stdatomic.h>
#include <sodium.h>

#include "host/base/buf.h"
#include "host/base/hash.h"
#include "host/base/hash_table.h"
#include "host/store/store.h"

/* --- statements ------------------------------------------------------------------------------- */

/* Prepared on first use, kept until the store closes; the texts are in statement.c. */
enum statement {
  SQL_BEGIN = 0,
  SQL_ROLLBACK,
  SQL_END,
  SQL_LOG_HEAD,
  SQL_ACT,
  SQL_LOG,
  SQL_EVENT,
  SQL_EVENT_FIND,
  SQL_EVENTS,
  SQL_EVENT_SUBJECTS,
  SQL_LAST_CHANGE,
  SQL_CHANGES_AFTER,
  SQL_DIRTY,
  SQL_CHANGES,
  SQL_REASON_FIND,
  SQL_REASON_ADD,
  SQL_REASON_TEXT,
  SQL_VERSION_FIND,
  SQL_VERSION_ADD,
  SQL_VERSION_GET,
  SQL_CONTENT_FIND,
  SQL_CONTENT_ADD,
  SQL_FILE_ADD,
  SQL_FILES,
  SQL_PAYMENT_FIND,
  SQL_PAYMENT_ADD,
  SQL_RUN_LAST,
  SQL_RUN_LAST_OF,
  SQL_RUN_ADD,
  SQL_REACH,
  SQL_RUN_GET,
  SQL_RUNS,
  SQL_LINES_OF,
  SQL_LINES_LATE,
  SQL_PENDING_CLEAR,
  SQL_PENDING_CLEAR_ONE,
  SQL_PENDING_ADD,
  SQL_SUBJECT_FIND,
  SQL_SUBJECT_ADD,
  SQL_COLUMNS,
  SQL_COLUMN_ADD,
  SQL_LINK_LAST,
  SQL_LINK_ADD,
  SQL_RUN_PENDING,
  SQL_RUN_LINKED,
  SQL_COUNT
};

struct members { /* of an enumeration: from text to number without comparing them all */
  struct hash_key key;
  int count;
  const char *const *texts;
  int *lengths;
  struct hash_table by_text; /* member + 1 */
};

/* What one column of a row is to hold: a number; where `text` is set, a text of `number` bytes; a
** negative `number` then: NULL. */
struct cell {
  const char *text;
  int64_t number;
};

/* Rows that wait to be written to one table. */
struct queue {
  const char *text; /* of the statement */
  sqlite3_stmt *insert;
  int columns, count;
  struct cell *cells;
  struct arena texts; /* that their givers do not keep */
};

/* A fact, or a field of a list, and where it is kept. */
struct fact_field {
  const struct store_field *declared;
  const struct members *members; /* KIND_ENUM */
  /* as the database has it: what nobody told is absent, else unknown */
  bool optional;
  bool lacking; /* the database has no place for it yet: nobody has told it */
  uint64_t tag; /* stands for its name in digests (derive.c) */
  /* in `unknown` of its table; of what is lacking one that no fact has */
  int bit;
  /* of its value, or a timeline's known_from, among the columns of facts; -1: a list */
  int column;
  const char *name;  /* of that column */
  const char *table; /* of a timeline's spells or a list's rows */
  int cell_count, lost_count;
  /* lost: fields that the database has of a list and the schema no longer */
  struct fact_field *cells, *lost;
  /* of the cells: by bit, those that the database has a place for */
  const uint8_t *order;
  int order_count;
  sqlite3_stmt *set, *clear;
  struct queue queue; /* of `table` */
};

/* Subjects that are being added; see adding.c. */
struct adding {
  bool waiting;  /* some rows */
  bool no_index; /* the index of keys is to be made again; all keys are in the set */
  struct hash_key key;
  struct hash_table by_key; /* subjects */
};

/* A schema as it is kept in this database. */
struct facts {
  const struct store_schema *schema;
  const uint8_t *order; /* of the fields, as of the cells of one */
  int order_count;
  struct arena arena;
  int64_t type;    /* fact_subject.id */
  int64_t others;  /* bits of facts that this schema no longer has: unknown for new subjects */
  bool made;       /* (partly) in the open transaction */
  bool lacking;    /* some facts or fields have no place yet: good for reading alone */
  int own_columns; /* of the table: those before what stands elsewhere */
  const char *table;
  int count; /* fields: what is made here can be freed when the schema is gone */
  int column_count;
  struct fact_field *fields;
  struct members *members;
  const char *select;                          /* the main table's columns */
  sqlite3_stmt *find, *last, *about, *removed; /* about: created, key; removed: how many */
  struct queue main, log;
  struct adding adding;
};

/* How far into the log, the reasons and the versions a run's hash reaches; it begins where that of
** the run before ended. */
struct reach {
  int64_t log, reasons, versions;
};

/* A run that is being made: from store_run_begin to store_run_end. */
struct making {
  struct arena arena;
  struct store_run run;
  int64_t payment;
  struct reach from;
  struct store_line last;
  struct seal *seal;
  struct queue lines; /* that wait to be written */
  char *texts;        /* of theirs */
  size_t used;
};

typedef bool (*row_found)(void *ud, int count, sqlite3_value **values);

struct store {
  sqlite3 *db;
  char *path;
  enum store_how how;
  bool writing;
  /* a write failed in its middle: this transaction must not be committed */
  bool broken;
  int wait;                    /* ms that another writer's lock is waited for */
  bool fresh, unwanted;        /* this handle has made the file; store_unwanted */
  bool held;                   /* store_snapshot */
  int readers;                 /* that hold a snapshot, store_snapshot among them */
  int64_t log, subjects;       /* last ones, while writing or in a snapshot */
  int64_t log_begun;           /* `log` when the transaction began */
  int64_t first_run, last_run; /* that this transaction made; 0: none */
  struct buf digest;           /* room for what a digest goes over */
  bool beside;                 /* only reads beside another connection (ahead.c) */
  struct facts *facts;
  struct store_reader *one; /* for store_subject */
  struct making *making;
  int stray_count;
  char **strays; /* texts of members that the schema does not have */
  sqlite3_stmt *statements[SQL_COUNT];
  row_found each; /* of bylaw_each in the statement that runs now */
  void *each_ud;
};

/* What SQLite says as an error for people; always false. Everything that fails in SQLite goes
** through here. */
bool store_fail(struct store *s, struct error *e);
bool store_fail_code(const char *path, int code, int system, struct error *e);
bool no_memory(struct error *e);
/* Inside of store_begin … store_commit, nothing broken so far. */
bool must_write(struct store *s, struct error *e);
bool must_use(struct store *s, struct error *e); /* a schema */

bool sql_exec(struct store *s, const char *text, struct error *e);
sqlite3_stmt *sql_prepare(struct store *s, const char *text, struct error *e);
sqlite3_stmt *sql_compile(struct store *s, const char *text,
                          struct error *e); /* rows that wait go on waiting */
/* Kept statements, reset and ready to bind; NULL on an error. */
sqlite3_stmt *sql(struct store *s, enum statement which, struct error *e);
/* A row is there: 1; the end: 0 (reset); an error: -1 (reset). */
int sql_step(struct store *s, sqlite3_stmt *st, struct error *e);
/* Every row of the SELECT bylaw_each(…): no step and no reading of columns a row, half of their
** cost. `found` returns false where there is no memory. Rows come as the table is walked: where
** their order matters, `found` looks at it. */
bool each_register(struct store *s, struct error *e); /* once a database */
bool sql_each(struct store *s, sqlite3_stmt *st, row_found found, void *ud, struct error *e);
/* A statement that changes the database, to its end. */
bool sql_write(struct store *s, sqlite3_stmt *st, struct error *e);
/* The first integer of the first row. */
bool sql_integer(struct store *s, const char *text, int64_t *out, struct error *e);
/* borrowed until the next bind; NULL is NULL */
void bind_text(sqlite3_stmt *st, int at, const char *text);
/* The text of a column, until the next step; NULL for NULL. False: no memory. */
bool column_text(sqlite3_stmt *st, int at, const char **out);
/* False, and nothing is copied: it is no hash. */
bool column_hash(sqlite3_stmt *st, int at, uint8_t out[STORE_HASH]);
/* Columns copied to an arena; NULL only when there is no memory: NULL reads as "". */
char *column_copy(sqlite3_stmt *st, int at, struct arena *arena);
char *column_blob_copy(sqlite3_stmt *st, int at, struct arena *arena, size_t *size);

/* A growing array in an arena: room for one more after `count`; NULL: no memory. What it outgrew
** stays until the arena goes. */
void *grow(struct arena *arena, void *old, int count, size_t one);

/* --- rows that wait (queue.c) ----------------------------------------------------------------- */

bool queue_register(struct store *s, struct error *e); /* once a database */
/* `names`: the columns, with commas. False: no memory. */
bool queue_make(struct queue *q, const char *table, const char *names, int columns, struct arena *arena);
void queue_free(struct queue *q);
void queue_drop(struct queue *q);
bool queue_full(const struct queue *q);
bool queue_write(struct store *s, struct queue *q, struct error *e);
struct cell *queue_row(const struct queue *q, int row);
/* One more row, every cell of it to be filled; those before are written first when there are many.
** NULL: an error. */
struct cell *queue_add(struct store *s, struct queue *q, struct error *e);
/* The cell's text is copied; false: no memory. */
bool queue_text(struct queue *q, struct cell *cell);

/* What is sorted or kept aside stays off the disk (but see make_index). The cache (KiB) bounds
** memory: a transaction that grows past it spills to the WAL. */
#define STORE_MEMORY "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"

/* --- many new subjects (adding.c) ------------------------------------------------------------- */

/* What waits is written: before anything is read or changed. */
bool adding_flush(struct store *s, struct error *e);
/* And the index of keys is there: before a key changes, another schema is used, the transaction
** ends. */
bool adding_end(struct store *s, struct error *e);
void adding_undo(struct store *s);
/* Before another subject is added: many into an empty table do without the index. */
bool adding_many(struct store *s, struct error *e);
uint32_t key_hash(const struct adding *a, const char *key);
bool key_note(struct adding *a, uint32_t hash, int64_t id); /* false: no memory */
/* The subject with this key, among those that wait and in the table; 0: none. */
bool key_find(struct store *s, const char *key, uint32_t hash, int64_t *id, struct error *e);
void key_index_text(struct buf *text, const struct facts *f, const char *column);

/* --- file ------------------------------------------------------------------------------------- */

/* Make an empty database at `path` where there is no file yet; *fresh tells whether it was made
** here (create.c). */
bool create_file(const char *path, bool *fresh, struct error *e);
/* The file of a store goes again if nobody has written to it. */
void remove_if_empty(struct store *s);
bool look_at_path(const char *path, enum store_how how, struct error *e); /* before it is opened */
/* before anything is read */
bool look_at_header(struct store *s, struct error *e);
/* Whether the path still leads to the file that is open. */
bool still_there(struct store *s, struct error *e);
bool has_wal(const char *path);
bool migrate(struct store *s, struct error *e);
bool make_system_tables(sqlite3 *db); /* those of this version, for comparison */
bool snapshot_hold(struct store *s, struct error *e);
void snapshot_release(struct store *s);

/* --- another connection (ahead.c) ------------------------------------------------------------- */

/* Whether another connection would see the same facts and the same log as this transaction. */
bool beside_may(const struct store *s);
/* Enough of a store for sql_prepare, sql_step, sql_each and a snapshot, for a thread of its own.
** beside_close in any case. */
bool beside_open(struct store *b, struct store *s);
void beside_close(struct store *b);

/* --- chunks (chunk.c, ahead.c) ---------------------------------------------------------------- */

struct store_chunks *chunks_make(struct store *s, const struct facts *f, const int64_t *ids, int64_t count,
                                 int most, struct error *e);
bool chunk_read(struct store_chunks *r, struct store_chunk *out, struct error *e);
/* Its next chunk is the one after that of `before`. */
void chunks_go_on(struct store_chunks *r, const struct store_chunks *before);
/* A thread that reads all chunks; NULL: none can be had now, and reading goes on without. */
struct ahead *ahead_open(struct store *s, int64_t count, int most);
bool ahead_next(struct ahead *a, struct store_chunk *out, struct error *e);
void ahead_close(struct ahead *a); /* NULL is allowed */

/* --- values in tables ------------------------------------------------------------------------- */

int64_t day_number(int64_t day); /* YYYYMMDD; 0: DAY_MIN */
int64_t day_of_number(int64_t number);
int64_t month_number(int64_t month); /* YYYYMM; 0: none */
int month_of_number(int64_t number);
const char *column_type(enum kind kind); /* NULL: cannot be kept */
bool members_make(struct members *m, const struct store_domain *d, struct arena *arena);
int members_find(const struct members *m, const char *text, int length);
bool is_member(const struct members *m, int i, const char *text, int length);
/* Whether `v` can be kept in the field: asked before anything is written. */
bool value_check(struct store *s, const struct fact_field *f, const struct value *v, struct error *e);
enum { RATE_TEXT = 48 };
/* Texts in the cell are the value's, the schema's, or in `rate`. */
struct cell value_cell(struct store *s, const struct fact_field *f, const struct value *v,
                       char rate[RATE_TEXT]);
void value_bind(struct store *s, sqlite3_stmt *st, int at, const struct fact_field *f, const struct value *v);
/* NULL reads as absent. Texts are copied to the arena. `hint`: the member found last. */
bool value_column(struct store *s, sqlite3_stmt *st, int at, const struct fact_field *f, int *hint,
                  struct arena *arena, struct value *out);
struct value value_stray(struct store *s, const struct fact_field *f, const char *text, int length);
const char *stray_text(struct store *s, const struct value *v); /* NULL: it is none */
bool values_same(struct store *s, const struct fact_field *f, const struct value *a, const struct value *b);
bool value_copy(struct arena *arena, const struct value *from, struct value *to);

void json_write(struct store *s, const struct fact_field *f, const struct value *v, struct buf *out);
bool json_parse(struct store *s, const struct fact_field *f, const char *text, struct arena *arena,
                struct value *out, struct error *e);
/* Whether the text tells this value. */
bool json_agrees(struct store *s, const struct fact_field *f, const char *text, const struct value *is,
                 struct arena *arena, bool *agrees, struct error *e);

/* --- schema ----------------------------------------------------------------------------------- */

/* A fact as fact_column tells it. */
struct kept_column {
  const char *parent, *name, *kind;
  int form, bit;
  bool optional;
};
/* The kind of its values without the schema that declared it: a member of an enumeration is a text.
** KIND_NONE: there is no such kind. */
enum kind kept_kind(const char *name);
bool kept_columns(struct store *s, int64_t type, struct arena *arena, struct kept_column **out, int *count,
                  struct error *e);
bool name_valid(const char *name); /* of a table or column: lower-case letters, digits, _ */
bool damaged_facts(struct store *s, const char *name, struct error *e); /* always false */
const char *column_name(struct arena *arena,
                        const char *fact); /* facts that have the name of a column of ours get a $ */
bool facts_make(struct store *s, const struct store_schema *schema, struct facts *f, struct kept_column *kept,
                int count, struct error *e);
/* Whether a fact or field is unknown, with the `unknown` of its row. */
bool field_unknown(const struct fact_field *f, int64_t unknown);
/* `, "column"` for each that has one; NULL stands for what is lacking. */
void field_columns(struct buf *text, const struct fact_field *fields, int count);
void facts_free(struct facts *f);
bool subjects_load(struct store *s, struct error *e); /* s->subjects */
/* The row, and the tables, of one fact (record.c); nothing is logged. */
bool fact_update(struct store *s, struct fact_field *f, int64_t id, const struct value *after,
                 struct error *e);
/* The ids of those who were removed (remove.c), as a SELECT; how many they are. */
void removed_select(struct buf *out, const struct facts *f);
int64_t removed_count(struct store *s);
/* One subject as it stands, `removed`: also who was removed; all in `arena`. */
bool subject_read(struct store *s, int64_t id, bool removed, struct arena *arena, struct store_subject *out,
                  struct error *e);
bool change_log_add(struct store *s, int64_t act, int64_t subject, const char *fact, const char *before,
                    const char *after, struct error *e);

/* --- runs ------------------------------------------------------------------------------------- */

/* The hash of a run while it is made or checked. */
struct seal;
struct seal *seal_begin(struct store *s, const struct store_run *run, const struct reach *from,
                        struct error *e);
void seal_line(struct seal *seal, const struct store_line *line);
/* Frees the seal in any case. */
bool seal_end(struct store *s, struct seal *seal, const struct store_run *run, const struct reach *from,
              const struct reach *to, uint8_t hash[STORE_HASH], struct error *e);
void seal_free(struct seal *seal);
/* The hash of a link: over that before it, the log from one entry to another with what it became,
** and a run with its pending cases. */
bool seal_link(struct store *s, const uint8_t before[STORE_HASH], int64_t from, int64_t to, int64_t run,
               const uint8_t *run_hash, const uint8_t *pending, uint8_t hash[STORE_HASH], struct error *e);
/* The hash of the cases of a payment that are not settled. */
bool seal_pending(struct store *s, int64_t payment, uint8_t hash[STORE_HASH], struct error *e);
/* Links for what this transaction has written (link.c). */
bool links_add(struct store *s, struct error *e);
/* Whether the chain reaches to the end of the log where a transaction begins: asked before anything
** is written. */
bool link_check_begin(struct store *s, struct error *e);
bool check_links(struct store *s, int64_t after, bool whole, store_fault found, void *ud, struct error *e);
/* What a subject was registered with, as a text of at most DIGEST_TEXT - 1 characters; false: no
** memory. Databases before the fourth version have the first form, which is twice as long to make
** (derive.c). */
enum { DIGEST_TEXT = 34 };
enum digest_form { DIGEST_FIRST, DIGEST_SHORT };
enum digest_form digest_form_of(const char *text);
uint64_t digest_tag(const char *name);
bool facts_digest(struct store *s, const struct facts *f, enum digest_form form, int64_t id,
                  const struct value *facts, char out[DIGEST_TEXT]);
/* What store_derive does; `stopped` ends it early when it becomes true (NULL: never). */
bool derive_subjects(struct store *s, const char *name, const int64_t *ids, int64_t count,
                     const atomic_bool *stopped, store_fault found, void *ud, struct error *e);
/* Totals of a line; false on an overflow. */
bool run_count(struct store_run *run, const struct store_line *line);
bool run_column(struct store *s, sqlite3_stmt *st, struct arena *arena, struct store_run *out,
                struct error *e);
/* A line as it stands in the row; false, with `e` filled, where it cannot be one: whoever wrote the
** file may have written anything. */
bool line_column(struct store *s, sqlite3_stmt *st, struct store_line *out, struct error *e);
void making_free(struct making *m);
bool lines_flush(struct store *s, struct error *e); /* the lines that wait are written */
/* The id of a payment; 0 when there is none and `make` is not set. */
bool payment_id(struct store *s, const char *policy, const char *payment, bool make, int64_t *id,
                struct error *e);

#endif
