/* The database of one authority: people (or units) with their histories, the change log, runs and
** ledger, reasons, the archive of policy versions.
**
** One SQLite file in WAL mode, STRICT tables. What a policy says is not known here: a schema
** describes its facts, reasons are texts, versions are files. Days are `struct value` dates inside,
** YYYYMMDD integers in the tables; months YYYYMM; money fen.
**
** Facts as they stand live in typed tables; every change of them is an entry of the log with the
** value before, so that the facts as they were known after any entry can be had again
** (store_subject_at). Two clocks: spells and records say when something was true, the log when it
** became known.
**
** Every function that can fail returns false after filling `e` (ERR_STORE, ERR_BUSY, ERR_MEMORY,
** ERR_INPUT).
*/
#ifndef BYLAW_STORE_STORE_H
#define BYLAW_STORE_STORE_H

#include "host/base/arena.h"
#include "host/base/error.h"
#include "host/value/batch.h"
#include "host/value/timeline.h"
#include "host/value/value.h"

#define STORE_APPLICATION_ID 0x42796c77 /* "Bylw" */
#define STORE_SCHEMA_VERSION 4
#define STORE_HASH 32
#define STORE_MOST_FACTS 62 /* one bit each says "unknown" */

struct store;

/* --- the file --------------------------------------------------------------------------------- */

enum store_how {
  STORE_READ = 0,
  STORE_WRITE,
  STORE_CREATE
}; /* CREATE: write, and make it when it is not there */

/* Path ":memory:" is a store that goes with its handle. Refused, each with its own message: no file
** (unless CREATE), a folder, not a database, another application's database, a newer schema, a
** damaged or cut file, a file that may not be read or (WRITE) written. */
bool store_open(struct store **out, const char *path, enum store_how how, struct error *e);
/* The path that it was opened by; owned by the store. */
const char *store_path(const struct store *s);
/* The same, with the time (ms) that another writer's lock is waited for: STORE_WAIT else. */
enum { STORE_WAIT = 5000 };
bool store_open_waiting(struct store **out, const char *path, enum store_how how, int wait, struct error *e);
/* What the store was opened for has failed: if this handle has made the file, and nothing was
** written to it, it goes when the store is closed. NULL is allowed. */
void store_unwanted(struct store *s);
/* An open transaction is undone. NULL is allowed. */
void store_close(struct store *s);

/* All writing happens between begin and commit. begin takes the only write lock: ERR_BUSY when
** another process still holds it after the wait. A failed commit has changed nothing and ended the
** transaction. After a write that failed in its middle (a full disk; not ERR_INPUT) only
** store_rollback helps: commit refuses, and undoes. Tables that store_use made are gone after an
** undone transaction: store_use again. */
bool store_begin(struct store *s, struct error *e);
bool store_commit(struct store *s, struct error *e);
void store_rollback(struct store *s);
/* One state of the database for several reads: begin and end of a read transaction. store_begin is
** refused while one, or a reader, is open. */
bool store_snapshot(struct store *s, struct error *e);
void store_snapshot_end(struct store *s);

/* --- the facts of a policy -------------------------------------------------------------------- */

enum store_form { STORE_PLAIN = 0, STORE_TIMELINE, STORE_LIST };

struct store_domain {
  int count;
  const char *const *members; /* the text of member i in the database */
};

struct store_field {
  const char *name;
  enum store_form form;
  enum kind kind;  /* of the value, of a timeline's values */
  uint16_t domain; /* KIND_ENUM: index + 1 into the schema's domains */
  bool optional;
  /* a fact of another subject: there is no place for it here, it reads as one that nobody has told
  ** and is never written, so that facts have one numbering whichever subject is worked with */
  bool elsewhere;
  int field_count; /* STORE_LIST */
  const struct store_field *fields;
};

struct store_schema {
  const char *policy, *subject; /* the tables are facts_SUBJECT, facts_SUBJECT_FIELD */
  int key;                      /* the field that names a subject: a text, unique */
  int field_count, domain_count;
  const struct store_field *fields;
  const struct store_domain *domains;
};

/* Work with the subjects of `schema` from now on (one at a time); it is borrowed until store_close
** or the next call. Tables that are not there are made, a new fact becomes a column or table:
** unknown for those who are there unless it is optional; a fact that changed its kind or form, or a
** subject that another policy declares otherwise, is refused. Writes only inside a transaction;
** outside of one, a fact or field without a place reads as one that nobody has told, and ERR_STORE
** when the subject has none. With NULL the store works with none. */
bool store_use(struct store *s, const struct store_schema *schema, struct error *e);

/* A subject with its facts: `facts[i]` for field i of the schema: known, absent or unknown; a
** timeline or list is a known value whose `u` points to spells or cells, or STATE_UNKNOWN as a
** whole. A member that the schema no longer has is a poisoned value, an error only where it is
** used; store_set takes it back as it is. Everything lives until the next call on the same reader
** (or in the caller's arena where one is given). */
struct store_subject {
  int64_t id;      /* 1, 2, 3 … in the order of creation */
  int64_t created; /* log entry */
  const char *key;
  struct value *facts;
};

/* Subjects in ascending id: those in `ids` (ascending, borrowed) or, with ids NULL, all with from
** <= id <= to. Facts come by merging ordered cursors, one a table: no query a person. */
struct store_reader;
struct store_reader *store_read(struct store *s, int64_t from, int64_t to, const int64_t *ids, int64_t count,
                                struct error *e);
/* The next subject; false at the end (e->kind is ERR_NONE) or on an error. */
bool store_next(struct store_reader *r, struct store_subject *out, struct error *e);
/* Before the first one: those who were removed (store_remove) are told too, without their key. */
void store_read_removed(struct store_reader *r);
void store_read_end(struct store_reader *r);

/* The same many at a time: their facts in columns. */
struct store_chunk {
  /* facts as the schema declares them; a poisoned member is VERR_TEXT as in store_subject */
  struct batch batch;
  const int64_t *ids; /* of its persons, ascending */
};
struct store_chunks;
/* At most `most` persons a chunk. */
struct store_chunks *store_chunks(struct store *s, const int64_t *ids, int64_t count, int most,
                                  struct error *e);
/* The next chunk, never an empty one; it lives until the next call. False at the end (e->kind is
** ERR_NONE) or on an error. */
bool store_chunk_next(struct store_chunks *c, struct store_chunk *out, struct error *e);
void store_chunks_end(struct store_chunks *c);

int64_t store_subject_count(struct store *s);
/* greatest id, also of who was removed; 0 when there is none */
int64_t store_subject_last(struct store *s);
/* The id of the subject with this key; 0: none. */
bool store_find(struct store *s, const char *key, int64_t *id, struct error *e);
/* The subject that bore this key before it was corrected; 0: none, or several did (former.c). */
bool store_former(struct store *s, const char *key, int64_t *id, struct error *e);
/* Return false after filling `e` to stop. */
typedef bool (*store_text_found)(void *ud, int64_t subject, const char *text, struct error *e);
/* All former keys, in the order of their corrections. */
bool store_former_keys(struct store *s, store_text_found found, void *ud, struct error *e);
/* The known texts of a plain field of all subjects, or only of those where it is `only` (NULL: of
** all), in no order. */
bool store_texts(struct store *s, int field, const char *only, store_text_found found, void *ud,
                 struct error *e);
/* The key of a subject, cut to `size`; "" when there is none such. */
bool store_key(struct store *s, int64_t id, char *out, size_t size, struct error *e);
/* One subject as it stands; all in `arena`. */
bool store_subject(struct store *s, int64_t id, struct arena *arena, struct store_subject *out,
                   struct error *e);
/* The same as known after log entry `log`; `*existed` false when it was not there yet (out is then
** empty). */
bool store_subject_at(struct store *s, int64_t id, int64_t log, struct arena *arena,
                      struct store_subject *out, bool *existed, struct error *e);

/* --- the change log --------------------------------------------------------------------------- */

/* Who did what, when and why: one a command, many entries. Texts are borrowed for the call. */
struct store_act {
  int64_t on;         /* the day on which it became known (a date) */
  const char *by;     /* officer or program */
  const char *why;    /* never empty */
  const char *source; /* "import FILE", "record" … */
};

/* Time goes on only: what was known on the day of a run is what that run saw. False, with `e`
** filled, when `on` is before the day of the last run or of the newest entry; `what` names it in
** the message, "登记之日". */
bool store_clock(struct store *s, int64_t on, const char *what, struct error *e);
int64_t store_log_head(struct store *s); /* last entry; 0 when there is none */
bool store_act(struct store *s, const struct store_act *act, int64_t *id, struct error *e);
/* A new subject: one log entry. facts as in store_subject; the key must be known and not yet there
** (ERR_INPUT). */
bool store_add(struct store *s, int64_t act, const struct value *facts, int64_t *id, struct error *e);
/* Field `field` of subject `id` becomes `after`; `before` is what store_subject told. One log entry
** with the value before. Nothing is written and *changed is false when both are the same. The key
** itself may change (a corrected number). */
bool store_set(struct store *s, int64_t act, int64_t id, int field, const struct value *before,
               const struct value *after, bool *changed, struct error *e);

/* A subject that was registered by mistake is taken out: one entry of the log. Nobody reads it from
** then on but store_subject_at, of entries before; its id is not given again. `key`: as
** store_subject told it. Whether it may go is for the caller to know. */
bool store_remove(struct store *s, int64_t act, int64_t id, const char *key, struct error *e);
struct store_removal {
  int64_t subject, log, on; /* subject 0: there is none; on: the day of its act */
  const char *why;
};
/* The last removal of a subject that ever bore this key or, with a day `after` (else DAY_MIN), the
** first one after that day; `why` in `arena`. */
bool store_removal(struct store *s, const char *key, int64_t after, struct arena *arena,
                   struct store_removal *out, struct error *e);

/* An entry of the log that says that a fact is still as it was: `value` is what it is. It counts
** as its last change. */
bool store_confirm(struct store *s, int64_t act, int64_t id, int field, const struct value *value,
                   struct error *e);

/* What is recorded about a person's money or case beside facts; each is a log entry too. */
enum store_event_kind {
  EVENT_OPENING = 1, /* paid before this ledger began: month, amount, payer */
  EVENT_RETURNED,    /* a transfer that came back: month, amount (positive), run */
  EVENT_RECOVERED,   /* money that was owed and came in: month, amount (positive), payer */
  EVENT_RULING,      /* a person's recorded outcome: text is its JSON */
  EVENT_WITHDRAWN    /* `of` (the entry of another event) no longer counts */
};
struct store_event {
  int64_t log, act, subject;
  int kind;
  int month;      /* struct value month, 0: none */
  int64_t amount; /* fen */
  int64_t run;    /* 0: none */
  int64_t of;
  const char *payer, *text; /* "" when there is none */
  int64_t on;               /* the day of its act; for readers */
};
bool store_event_add(struct store *s, int64_t act, const struct store_event *event, int64_t *log,
                     struct error *e);
/* The events of a subject up to entry `log` that were not withdrawn up to it, in order; in
** `arena`. */
bool store_events(struct store *s, int64_t subject, int64_t log, struct arena *arena,
                  struct store_event **out, int *count, struct error *e);
/* The subjects with an event at all, ascending; malloc, caller frees. */
bool store_event_subjects(struct store *s, int64_t **ids, int64_t *count, struct error *e);
/* The last entry up to `log` that changed this field of the subject (its creation counts); 0:
** none. */
bool store_last_change(struct store *s, int64_t subject, int field, int64_t log, int64_t *entry,
                       struct error *e);
/* The subjects with entries in (after, upto], ascending, each once; malloc, caller frees. */
bool store_dirty(struct store *s, int64_t after, int64_t upto, int64_t **ids, int64_t *count,
                 struct error *e);
/* The changes of facts in (after, upto], in the order of the log; `field` is that of the schema, -1
** where it no longer has it. A creation is none. Return false from `found` to stop. */
typedef bool (*store_change_found)(void *ud, int64_t subject, int field);
bool store_changes(struct store *s, int64_t after, int64_t upto, store_change_found found, void *ud,
                   struct error *e);

/* One entry for people: fact "" is a creation or an event (kind). Values are JSON texts as facts
** are given to decisions. */
struct store_entry {
  int64_t log, act, on;
  int kind; /* 0: a fact or a creation */
  const char *fact, *before, *by, *why;
};
bool store_entries(struct store *s, int64_t subject, struct arena *arena, struct store_entry **out,
                   int *count, struct error *e);

/* --- reasons and versions --------------------------------------------------------------------- */

/* The id of a reason; it is stored when its hash is new. */
bool store_reason(struct store *s, const uint8_t hash[STORE_HASH], const char *text, int64_t *id,
                  struct error *e);
/* The text of a reason, malloc; `*text` NULL when there is none. */
bool store_reason_text(struct store *s, int64_t id, char **text, struct error *e);

/* A file of a policy version; contents are stored once. */
struct store_file {
  const char *name; /* "policy", "values", "stdlib/…" */
  const void *data;
  size_t size;
};
/* The id of version `hash` (a text), archived with its files when it is new. `meta` is a JSON
** text. */
bool store_version(struct store *s, const char *policy, const char *hash, const char *meta,
                   const struct store_file *files, int count, int64_t *id, struct error *e);
struct store_version {
  int64_t id;
  const char *policy, *hash, *meta;
  int count;
  struct store_file *files;
};
bool store_version_get(struct store *s, int64_t id, struct arena *arena, struct store_version *out,
                       struct error *e);

/* --- runs and ledger -------------------------------------------------------------------------- */

enum store_kind {
  LINE_PAY = 1, /* to the person */
  LINE_OWED,    /* negative: to be claimed back; positive: such a claim is given up */
  LINE_BETWEEN, /* from one district to another; nothing to the person */
};
/* NONE: the month itself */
enum store_cause { CAUSE_NONE = 0, CAUSE_FACT, CAUSE_LAW, CAUSE_READING };

struct store_line {
  int64_t run, subject;
  int month;      /* struct value month */
  int kind, line; /* line: 0, 1 … where a month has several of a kind */
  int64_t amount; /* fen */
  int cause;
  int64_t reason;
  const char *payer; /* the member's text */
  /* of PAY: where it went; of BETWEEN: the month of the run that paid what moves; else "" */
  const char *account;
  int run_month; /* for readers: the month of the run */
};

struct store_run {
  int64_t id;
  const char *policy, *payment;
  int month;
  int64_t on;                /* the day of the run */
  int64_t version;           /* id */
  int64_t log;               /* all entries up to this one were known */
  int64_t lines, paid, owed; /* fen; owed as a sum of LINE_OWED */
  const char *report;        /* JSON */
  uint8_t before[STORE_HASH], hash[STORE_HASH];
};

/* A new run in the open transaction: its id. Lines are added in key order (subject, month, kind,
** line); the run is completed by store_run_end, which stores counts, report and the hash over the
** run before, the header, the log entries since the run before it and every line. */
bool store_run_begin(struct store *s, const struct store_run *header, int64_t *id, struct error *e);
bool store_line(struct store *s, const struct store_line *line, struct error *e);
/* Takes run->report; fills the rest as it is stored (totals, hashes). Texts stay the caller's. */
bool store_run_end(struct store *s, struct store_run *run, struct error *e);
/* The last run of a payment, or (id > 0) this one; `*found` false when there is none. Texts in
** `arena`. */
bool store_run_get(struct store *s, const char *policy, const char *payment, int64_t id, struct arena *arena,
                   struct store_run *out, bool *found, struct error *e);
/* All runs of a payment in order (month 0: of every month; NULL: of every policy, of every
** payment); in `arena`. */
bool store_runs(struct store *s, const char *policy, const char *payment, int month, struct arena *arena,
                struct store_run **out, int *count, struct error *e);
/* All lines of a subject in these runs of one payment, by run, month, kind, line; in `arena`. */
bool store_lines_of(struct store *s, const char *policy, const char *payment, int64_t subject,
                    struct arena *arena, struct store_line **out, int *count, struct error *e);
/* Walk the lines of a run in key order. Return false from `found` to stop. */
typedef bool (*store_line_found)(void *ud, const struct store_line *line);
bool store_lines(struct store *s, int64_t run, store_line_found found, void *ud, struct error *e);
/* The lines of the subjects `from` to `to` in the runs of one payment that are about another month
** than their run's, by run and key; texts are not told. */
bool store_lines_late(struct store *s, const char *policy, const char *payment, int64_t from, int64_t to,
                      store_line_found found, void *ud, struct error *e);

/* Cases that are not settled as of the last run of a payment: replaced a subject at a time. */
struct store_pending {
  int64_t subject;
  int from, to;     /* months, both included */
  const char *kind; /* "hold", "undetermined", "needs", "error", "account", "before_ledger", … */
  int64_t amount;   /* fen that would be paid; 0 when not known */
  int64_t reason;   /* 0: none */
  const char *payer, *text;
};
bool store_pending_clear(struct store *s, const char *policy, const char *payment,
                         int64_t subject, /* 0: all */
                         struct error *e);
bool store_pending_add(struct store *s, const char *policy, const char *payment,
                       const struct store_pending *p, struct error *e);
/* Of all who were removed (store_remove). */
bool store_pending_clear_removed(struct store *s, const char *policy, const char *payment, struct error *e);
/* Those of people who were removed are not told. The store works with the facts of that policy. */
typedef bool (*store_pending_found)(void *ud, const struct store_pending *p);
bool store_pendings(struct store *s, const char *policy, const char *payment, store_pending_found found,
                    void *ud, struct error *e);

/* --- proof ------------------------------------------------------------------------------------ */

/* Whether the file is whole, its schema is the one of this version, every run's hash and sums fit,
** the chain is unbroken, the log has no holes. Each fault is one call of `found` with a text for
** people; false only when checking itself failed. */
typedef void (*store_fault)(void *ud, const char *text);
/* The facts of these subjects (NULL: of all) against the log: every value that was changed is the
** one that the log says it became, and rolled back they give what was registered. Each fault is one
** call of `found`. `name`: of the subjects, as in store_schema. */
bool store_derive(struct store *s, const char *name, const int64_t *ids, int64_t count, store_fault found,
                  void *ud, struct error *e);
/* The same by a thread of its own beside what else is done, while this transaction has changed
** neither facts nor the log; where no thread or no second connection can be had, at once. The ids
** are copied. NULL: an error. */
struct store_derivation *store_derive_begin(struct store *s, const char *name, const int64_t *ids,
                                            int64_t count, struct error *e);
/* Waits for it and tells the first fault, if there is one; the derivation is gone afterwards. */
bool store_derive_end(struct store_derivation *d, store_fault found, void *ud, struct error *e);
/* Ends it early: nobody wants to know any more. NULL is allowed. */
void store_derive_stop(struct store_derivation *d);
/* The links of the chain of commits after log entry `after`, recomputed: a fault where an entry was
** changed since it was written. */
bool store_check_links(struct store *s, int64_t after, store_fault found, void *ud, struct error *e);

/* The end of the chain of commits. Every commit that changes the log or makes a run adds a link,
** whose hash goes over the one before, so that a head that was written down proves all that came
** before it. */
struct store_head {
  int64_t link, log, run; /* run: made by it; 0: none */
  uint8_t hash[STORE_HASH];
};
/* The last link; id 0: there is none yet. */
bool store_head(struct store *s, struct store_head *out, struct error *e);
/* The link whose hash begins with these bytes; id 0: none. */
bool store_find_head(struct store *s, const uint8_t *hash, size_t size, struct store_head *out,
                     struct error *e);
bool store_verify(struct store *s, store_fault found, void *ud, struct error *e);

#endif
