/* Room cells: facts as offices write them, to values and back. No database.
**
** The problem: registers come out of spreadsheets: 1942年1月12日, full-width digits, 无, a history in
** one cell. What is misread becomes money, and what is refused without need becomes work. So there
** is one reader of a cell for import, record, decide --many and answers to questions, and one
** writer that gives back what reads the same. Lines, records and headers of CSV stand beside it
** (lines.h), since they need the same words.
** Not taken: guesses. What can be read in two ways is refused with both.
** What always holds: what is written is read as the same value.
**
** One cell is one fact. Blanks around it do not count, also full-width ones; full-width digits are
** digits. 无 is absent, 未知 unknown.
** A history: `和平区` (always) or `2019-03-05 和平区；2024-02-01 无`; before it `2010-01-01前未知；` where
** nothing is known before a day.
** A list: records parted by ；, their fields in declared order by |. A text in a history or list
** stands in "…" where it would be misread. */
#ifndef BYLAW_ENGINE_OFFICE_H
#define BYLAW_ENGINE_OFFICE_H

#include "host/base/arena.h"
#include "host/base/hash.h"
#include "host/base/hash_table.h"
#include "host/base/json_out.h"
#include "host/lua/script.h"
#include "host/value/timeline.h"

enum { OFFICE_MOST_CELL = 64 << 10, OFFICE_MOST_PARTS = 2000 };

/* Why a cell cannot be read; persons' numbers in it are masked. */
struct fault {
  char reason[480];
  char hint[480]; /* "" when there is none */
  bool starved;   /* memory ran out, which is nothing against what was read */
};

struct office_word {
  const char *text;
  uint32_t length;
  int member;
};

/* The ways to write the members of an enumeration, and the one that is written. */
struct office_domain {
  struct hash_key key;
  struct office_word *words;
  uint32_t count;
  struct hash_table by_text;
  const char **shown;
};

/* What an identity number tells beside whose it is. The register prevails over it (户口簿). */
enum number_tells { NUMBER_BIRTH = 0, NUMBER_SEX, NUMBER_TELLS };

struct office {
  const struct model *model;
  int subject;                /* whose records are read */
  int key;                    /* the fact that names one */
  int numbered[NUMBER_TELLS]; /* the facts that tell the same; -1: none */
  int64_t today;
  /* numbers are taken whose check digit is wrong: somebody has looked at the original and says
  ** why */
  bool verified;
  bool recording; /* facts that are read are recorded today: none may lie after it */
  const struct decision
      *asked; /* whose inputs may stand beside the facts, and keys be left out; NULL: none */
  struct office_domain *domains;
  struct arena arena;
};

/* Read and write the facts of `m`, which is borrowed, on day `today`: records of the main subject.
** office_close in any case. */
bool office_open(struct office *o, const struct model *m, int64_t today, struct error *e);
/* Records of that subject from now on: its key, its facts by their own names. */
void office_of(struct office *o, int subject);
void office_close(struct office *o);

/* --- reading (value.c, cell.c) ---------------------------------------------------------------- */

bool fault_set(struct fault *why, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Out of memory; false. Whoever tells a fault as an error tells this one with fault_error. */
bool fault_starved(struct fault *why);
/* ERR_MEMORY where memory ran out, else ERR_INPUT with the reason after `about` ("" for none) and
** the hint; false. */
bool fault_error(const struct fault *why, const char *about, struct error *e);
/* A fault that is set quotes `text`: where memory lacked for it, the fault is that, which is
** true. */
bool fault_quotes(struct fault *why, const struct buf *text);
void fault_hint(struct fault *why, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* "（太长）", or the text with persons' numbers masked. */
void office_shown(const struct fact *f, const char *text, size_t n, char out[96]);
/* A key, which may be a number of somebody in every policy, and hold what a terminal obeys. */
void office_shown_key(const struct office *o, const char *key, char out[96]);

struct slice {
  const char *text;
  size_t n;
};
/* Bytes of the blank at the beginning of `s`; 0: none. Full-width and no-break ones are blanks
** too. */
size_t office_blank(const char *s, size_t n);
struct slice office_trim(struct slice s);
bool slice_is(struct slice s, const char *text);

/* A day or month as offices write it: known, or poisoned (VERR_TEXT: not at all like one). */
struct value office_day(struct slice s);
struct value office_month(struct slice s);
/* Whether a day of `f`, or one on which its history changes, may be recorded today
** (office.recording). */
bool office_happened(const struct office *o, const struct fact *f, int64_t day, struct fault *why);
/* One value of the kind of `f`, which is neither 无 nor 未知. Texts are copied to `a`. */
bool office_value(const struct office *o, const struct fact *f, struct slice s, struct arena *a,
                  struct value *out, struct fault *why);
/* The whole cell of a fact. *dated: a history that tells days. */
bool office_cell(const struct office *o, const struct fact *f, struct slice s, struct arena *a,
                 struct value *out, bool *dated, struct fault *why);
/* One field of a record, not empty. */
bool office_field(const struct office *o, const struct fact *field, struct slice s, struct arena *a,
                  struct value *out, struct fault *why);
/* What a fact is that nobody has told: absent when it is optional, else unknown. */
struct value office_untold(const struct fact *f);

/* --- writing (write.c) ------------------------------------------------------------------------ */

/* The cell of a fact, such that office_cell reads the same; "" for what this policy has no words
** for. */
void office_write(const struct office *o, const struct fact *f, const struct value *v, struct buf *out);
/* The same for one value that stands in a history or list. */
void office_write_part(const struct office *o, const struct fact *f, const struct value *v, struct buf *out);

/* --- facts (merge.c) -------------------------------------------------------------------------- */

/* The history `was` with `value` (of a history that tells no day) from `day` until the next change.
** What was not known before stays so. */
bool office_from(const struct office *o, const struct fact *f, const struct value *was,
                 const struct value *value, int64_t day, struct arena *a, struct value *out,
                 struct fault *why);
/* The list `was` with the records of `more`, a known list, that it does not have yet. */
bool office_with(const struct value *was, const struct value *more, struct arena *a, struct value *out,
                 struct fault *why);
/* A fact by name or label; -1: none. */
int office_find(const struct office *o, const char *name);
/* Whether fact `fact` is one of those that are read: where decisions are asked all that their
** subject leads to; else what stands in a record itself, its own facts and the keys of those that
** it refers to. */
bool office_takes(const struct office *o, int fact);
/* The name and the label of a fact in such a record. */
const char *office_fact_name(const struct office *o, int fact);
const char *office_fact_label(const struct office *o, int fact);
bool office_unknown_fact(const struct office *o, const char *name, const char *const *also, struct error *e);
/* Whether the facts fit each other: the policy's invariants. *fact: the one to blame. */
bool office_fits(const struct office *o, const struct value *facts, int *fact, struct fault *why);
/* The history `was` by `value` of a history that tells no day, and nobody said from when: what
** holds today stays as it is, what was unknown becomes known, anything else is refused, for it
** would hold in months that are paid. */
bool office_undated(const struct office *o, const struct fact *f, const struct value *was,
                    const struct value *value, struct value *out, struct fault *why);
/* Whether a number among the facts has a wrong check digit. */
bool office_unchecked(const struct office *o, const struct value *facts);
/* Whether the fact is one that the identity number tells too. */
bool office_numbered(const struct office *o, int fact);
/* Sets the date of birth or the sex out of the identity number, where it is not known; whether it
** did. */
bool office_from_number(const struct office *o, enum number_tells which, struct value *facts);
/* … and what the log says of it, behind the reason of whoever recorded it. `derived`: bits of enum
** number_tells. */
void office_number_reason(const struct office *o, unsigned derived, struct buf *out);
/* Whether the identity number and that fact say the same, as far as both are known. */
bool office_number_agrees(const struct office *o, enum number_tells which, const struct value *facts,
                          struct fault *why);

#endif
