/* Room many: a stream of cases in, a stream of answers out.
**
** The problem: a list of a million people, or another program at the other end of a pipe, wants an
** answer a case, in order, and as soon as there is one. So cases are read into a chunk as typed
** facts (read_csv.c, read_ndjson.c), the chunk is decided (decide_chunk.c), its answers are written
** (write.c): memory is that of a chunk, however long the stream is, and what is decided is written
** before anything is waited for.
** Not taken: a call for each case. Reading, finding the policy and writing cost more than deciding.
** What always holds: a case that cannot be read or decided is answered by its error, and the next
** one follows.
**
** This header: what its files share. Between reading and writing stands only `struct many_chunk`:
** rows of values in, verdicts out. */
#ifndef BYLAW_ENGINE_MANY_H
#define BYLAW_ENGINE_MANY_H

#include "host/engine/cells/lines.h"
#include "host/engine/judge/judge.h"

enum { MANY_CHUNK = 2048, MANY_MOST_RECORDS = 2000 };

/* What a case is besides its facts. Texts live in the chunk's arena. */
struct many_case {
  int64_t line;
  int column;        /* of the fault; 0: not known */
  const char *id;    /* "id" as JSON, as it was told; NULL: none was */
  const char *key;   /* as told; NULL: not known */
  const char *fault; /* why it cannot be decided; NULL: it can */
  const char *hint;  /* "" when there is none */
  const char *cite;  /* of the fault */
};

struct many_chunk {
  int fact_count, given_count; /* a row */
  int count;
  struct value *facts, *given;
  json_t **rulings; /* owned; NULL: none */
  struct many_case *cases;
  struct verdict *verdicts; /* of the cases without fault */
  struct arena arena;
  bool mixed; /* some rows have rulings */
};

struct many {
  bylaw *b;
  const bylaw_request *q;
  const bylaw_many *how;
  bylaw_many_summary *summary;
  struct policy *policy;
  int decision;
  const struct decision *asked;
  struct value when, decided_on;
  int64_t known_on;
  int *chosen; /* readings; borrowed */
  struct import_file file;
  struct office office;
  bool csv, json;     /* what is read is CSV; what is written is NDJSON */
  bool keyed;         /* cases have keys that an answer in CSV can show */
  struct arena tails; /* of answers, as long as the judge */
  struct many_chunk chunk;
};

/* --- cases from CSV (read_csv.c) -------------------------------------------------------------- */

struct many_csv;
/* Read the header. NULL fills `e`. */
struct many_csv *many_csv_open(struct many *m, struct error *e);
void many_csv_close(struct many_csv *c);
/* Fill the chunk with the next cases, as many as fit or as are there without waiting (one at
** least); *more false at the end. */
bool many_csv_read(struct many_csv *c, bool *more, struct error *e);

/* --- cases from NDJSON (read_ndjson.c) -------------------------------------------------------- */

bool many_json_read(struct many *m, bool *more, struct error *e);

/* --- both (many.c) ---------------------------------------------------------------------------- */

/* The next case of the chunk, with nothing told. It counts once it is kept. */
struct many_case *many_case_new(struct many *m, int64_t line);
struct value *many_facts(struct many_chunk *c, int row);
struct value *many_given(struct many_chunk *c, int row);
/* Nothing is told of an input: it may be left out, or is unknown. False: no memory. */
bool many_untold(const struct fact *f, struct arena *a, struct value *out);
/* Why a case cannot be decided, with persons' numbers masked. False: no memory. */
bool many_fault(struct many *m, struct many_case *x, int column, const char *reason, const char *hint);
/* The line that is too long for any case is passed. */
bool many_skip_line(struct many *m, struct error *e);
/* Whether the line was the last and had no end: it may have been cut. */
bool many_cut(const struct many *m);

/* --- verdicts (decide_chunk.c) ---------------------------------------------------------------- */

struct many_judge;
/* NULL fills `e`. */
struct many_judge *many_judge_open(struct many *m, struct error *e);
void many_judge_close(struct many_judge *j);
/* Decide the rows of a chunk from `from` on: up to *to, which is its end unless the verdicts held
** so much that they have to be written first. They are good until the next call. */
bool many_judge_rows(struct many_judge *j, struct many_chunk *c, int from, int *to, struct error *e);

/* --- answers (write.c) ------------------------------------------------------------------------ */

struct many_writer {
  struct many *many;
  struct buf out;
};
void many_write_header(struct many_writer *w);
/* The answers of rows `from` to `to` (not included). False fills `e`. */
bool many_write_rows(struct many_writer *w, int from, int to, struct error *e);
/* Give what is written to the caller. */
bool many_write_out(struct many_writer *w, struct error *e);
void many_writer_close(struct many_writer *w);

#endif
