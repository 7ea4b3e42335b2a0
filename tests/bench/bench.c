/* make bench: what `bylaw` costs, against bounds and floors. Usage: bench PROGRAM PAY_FLOOR
** COLD_FLOOR GENERATE WORK_FOLDER [ONLY] Run from the top of the project. Exit 0, also when a
** figure is short of its bound; 2 when one could not be measured. */
#define _GNU_SOURCE
#include "tests/bench/bench.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_SHOWN = 0, EXIT_UNMEASURED = 2, MOST_ARGUMENTS = 24 };

void die(const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  fputs("bench: ", stderr);
  vfprintf(stderr, fmt, ap);
  fputc('\n', stderr);
  va_end(ap);
  exit(EXIT_UNMEASURED);
}

double now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

double median(double *times, int n) {
  qsort(times, (size_t)n, sizeof *times, by_size);
  return n % 2 ? times[n / 2] : (times[n / 2 - 1] + times[n / 2]) / 2;
}

double median_ratio(const double *times, const double *floors, int n) {
  double ratios[MOST_ROUNDS];
  if (n > MOST_ROUNDS) die("too many rounds");
  for (int i = 0; i < n; i++)
    ratios[i] = times[i] / floors[i];
  return median(ratios, n);
}

/* --- figures ---------------------------------------------------------------------------------- */

bool wanted(const struct bench *b, const char *name) {
  size_t n = strlen(name);
  if (!b->only) return true;
  if (n && name[n - 1] == '*') return strncmp(b->only, name, n - 1) == 0;
  return strcmp(b->only, name) == 0;
}

static void read_bounds(struct bench *b, const char *path) {
  char line[512];
  FILE *f = fopen(path, "r");
  bool found = !b->only;
  if (!f) die("cannot open %s; run from the top of the project", path);
  while (fgets(line, sizeof line, f)) {
    struct figure *g = &b->figures[b->count];
    if (line[0] == '#' || line[0] == '\n') continue;
    if (b->count == MOST_FIGURES) die("%s: too many figures", path);
    if (sscanf(line, "%31[^\t]\t%15[^\t]\t%7[^\t]\t%199[^\n]", g->name, g->bound, g->unit, g->what) != 4)
      die("%s: not name, bound, unit, what: %s", path, line);
    found = found || wanted(b, g->name);
    b->count++;
  }
  fclose(f);
  if (!found) die("no figure ‘%s’ in %s", b->only, path);
}

void set_figure(struct bench *b, const char *name, double measured) {
  for (int i = 0; i < b->count; i++) {
    struct figure *g = &b->figures[i];
    if (strcmp(g->name, name) != 0) continue;
    g->measured = measured;
    g->done = true;
    if (wanted(b, name)) fprintf(stderr, "%10.2f %-3s %s\n", g->measured, g->unit, g->what);
    return;
  }
  die("%s does not stand in bounds.tsv", name);
}

static const char *verdict(const struct figure *g) {
  return g->bound[0] == '-' || g->measured <= strtod(g->bound, NULL) ? "ok" : "short";
}

/* The same lines on the terminal and in the file beside the program. */
static int report(const struct bench *b) {
  char path[4096];
  const char *slash = strrchr(b->program, '/');
  int missing = 0;
  snprintf(path, sizeof path, "%.*sbench.tsv", slash ? (int)(slash - b->program) + 1 : 0, b->program);
  FILE *f = fopen(path, "w");
  if (!f) die("cannot write %s", path);
  for (int i = 0; i < b->count; i++) {
    const struct figure *g = &b->figures[i];
    if (!wanted(b, g->name)) continue;
    if (!g->done) {
      fprintf(stderr, "bench: %s stands in bounds.tsv, but nothing measures it\n", g->name);
      missing++;
      continue;
    }
    printf("%s\t%.2f\t%s\t%s\t%s\n", g->name, g->measured, g->bound, g->unit, verdict(g));
    fprintf(f, "%s\t%.2f\t%s\t%s\t%s\n", g->name, g->measured, g->bound, g->unit, verdict(g));
  }
  if (fclose(f) != 0 || fflush(stdout) != 0) die("cannot write %s", path);
  return missing ? EXIT_UNMEASURED : EXIT_SHOWN;
}

/* --- programs and files ----------------------------------------------------------------------- */

extern char **environ;

struct ran run_program(char *const argv[], const char *out, int most) {
  posix_spawn_file_actions_t actions;
  pid_t child;
  int status = 0;
  struct rusage used = {0};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  double start = now_us();
  if (posix_spawnp(&child, argv[0], &actions, NULL, argv, environ) != 0) die("cannot run %s", argv[0]);
  while (wait4(child, &status, 0, &used) < 0 && errno == EINTR)
    ;
  struct ran ran = {(now_us() - start) / 1e3, used.ru_maxrss};
  posix_spawn_file_actions_destroy(&actions);
  if (!WIFEXITED(status) || WEXITSTATUS(status) > most) die("%s %s failed", argv[0], argv[1]);
  return ran;
}

struct ran run(const char *program, ...) {
  const char *argv[MOST_ARGUMENTS + 1] = {program};
  va_list ap;
  int n = 1;
  va_start(ap, program);
  while ((argv[n] = va_arg(ap, const char *)))
    if (++n == MOST_ARGUMENTS) die("too many arguments for %s", program);
  va_end(ap);
  return run_program((char *const *)argv, "/dev/null", 0);
}

void work_path(const struct bench *b, char path[PATH_SIZE], const char *name) {
  if (snprintf(path, PATH_SIZE, "%s/%s", b->work, name) >= PATH_SIZE)
    die("the path of %s is too long", b->work);
}

void copy_file(const char *from, const char *to) {
  struct stat size;
  int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (in < 0 || out < 0 || fstat(in, &size) != 0) die("cannot copy %s to %s", from, to);
  for (off_t left = size.st_size; left > 0;) {
    ssize_t n = sendfile(out, in, NULL, (size_t)left);
    if (n <= 0) die("cannot copy %s to %s: %s", from, to, strerror(errno));
    left -= n;
  }
  /* On the disk before anything is measured: a first sync would else pay for the copy. */
  if (fsync(out) != 0 || close(out) != 0) die("cannot write %s", to);
  close(in);
}

void remove_database(const char *path) {
  static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
  char name[PATH_SIZE + 16];
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    snprintf(name, sizeof name, "%s%s", path, ends[i]);
    unlink(name);
  }
}

int main(int argc, char **argv) {
  struct bench b = {0};
  if (argc < 6 || argc > 7) die("usage: bench PROGRAM PAY_FLOOR COLD_FLOOR GENERATE WORK_FOLDER [ONLY]");
  b.program = argv[1];
  b.floor = argv[2];
  b.cold_floor = argv[3];
  b.generate = argv[4];
  b.work = argv[5];
  b.only = argc == 7 && *argv[6] ? argv[6] : NULL;
  setenv("BYLAW_POLICIES", "policies", 1);
  setenv("BYLAW_TODAY", "2028-01-01", 1); /* after the last month that is paid, whatever the date is */
  unsetenv("BYLAW_DB");
  read_bounds(&b, "tests/bench/bounds.tsv");
  measure_decisions(&b);
  measure_imports(&b);
  measure_payroll(&b);
  measure_columns(&b); /* last: what this process once held, a child is said to have held */
  return report(&b);
}
