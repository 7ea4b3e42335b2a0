/* What the parts of `make bench` share: figures, times, programs, files in a folder that goes at
** the end. */
#ifndef BYLAW_BENCH_H
#define BYLAW_BENCH_H

#include <stdbool.h>
#include <stddef.h>

#define POLICY "policies/old_age_allowance.lua"
#define ID "old-age-allowance"

enum { MOST_FIGURES = 64, MOST_ROUNDS = 31, PATH_SIZE = 1024 };

struct figure {
  char name[32], bound[16], unit[8], what[200];
  double measured;
  bool done;
};

struct bench {
  const char *program, *floor, *generate; /* bylaw, pay_floor, the generator of registries */
  const char *cold_floor;                 /* a bare host */
  const char *work;                       /* a folder for files */
  const char *only;                       /* the one figure wanted; NULL: all */
  struct figure figures[MOST_FIGURES];
  int count;
};

void die(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));
double now_us(void);
double median(double *times, int n); /* sorts them */
/* The median of times over those of the floor in the same round: a machine is faster in one round
** than in the next. Before `median` sorts them. */
double median_ratio(const double *times, const double *floors, int n);

/* Whether a figure of this name is wanted; with a "*" at the end, one whose name begins so. */
bool wanted(const struct bench *b, const char *name);
void set_figure(struct bench *b, const char *name, double measured);

/* How a program ran. */
struct ran {
  double ms; /* wall */
  long kb;   /* most resident memory */
};
/* Run it with its output in `out`; an exit status above `most` ends everything. */
struct ran run_program(char *const argv[], const char *out, int most);
/* The same, arguments one by one and NULL at the end; no output, status 0. */
struct ran run(const char *program, ...) __attribute__((sentinel));

/* The path of a file in the work folder, in one of a few buffers in turn. */
void work_path(const struct bench *b, char path[PATH_SIZE], const char *name);
void copy_file(const char *from, const char *to);
void remove_database(const char *path); /* with what SQLite puts beside it */

void measure_decisions(struct bench *b);
void measure_imports(struct bench *b);
void measure_columns(struct bench *b);
void measure_payroll(struct bench *b);

#endif
