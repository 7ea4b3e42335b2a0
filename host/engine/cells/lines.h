/* A CSV file or stream: its lines, records, header, and rows as facts. Nothing here knows a
** database. */
#ifndef BYLAW_ENGINE_LINES_H
#define BYLAW_ENGINE_LINES_H

#include <csv.h>
#include <iconv.h>
#include <stdio.h>

#include "host/base/hash.h"
#include "host/engine/cells/cells.h"

enum {
  IMPORT_MOST_COLUMNS = 256,
  IMPORT_MOST_RECORD = 1 << 20 /* bytes of a line */
};
/* The signature of GB18030: U+FEFF in it. */
#define IMPORT_GB18030_SIGNATURE "\x84\x31\x95\x33"
/* The column that says why a number of the line is right although its check digit is wrong. */
#define IMPORT_VERIFIED "核实说明"
#define IMPORT_REASON "原因" /* the column that files of bad lines have more; it is read over */

/* --- the file (line_reader.c) ----------------------------------------------------------------- */

/* A file line by line. `data` from `start` on holds what was read and not yet passed. */
struct import_file {
  int fd;
  /* instead of `fd`: a stream, without `total` */
  long long (*read)(void *data, char *to, size_t room);
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
/* The line that begins `offset` bytes after `start`, with its end; n 0: there is none. Good until
** the next call. */
bool import_file_peek(struct import_file *f, size_t offset, struct slice *line, struct error *e);
void import_file_pass(struct import_file *f, size_t bytes, int lines);

/* --- records (csv_reader.c) ------------------------------------------------------------------- */

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

/* --- the header (header.c) -------------------------------------------------------------------- */

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

/* --- lines (row.c) ---------------------------------------------------------------------------- */

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
/* Half a hash of a key. */
uint32_t import_tag(struct hash_key hash, const char *text);

#endif
