/* Paying: a first month beside a program written by hand, growth, many months, months paid again,
** budget and proof. */
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tests/bench/registry.h"

enum { MANY = 1000000, FEW = 100000, YEARS_PEOPLE = 200000, MONTHS = 24, FIRST = 2025 * 12 + 5 };
enum {
  PAY_ROUNDS = 5,
  MONTH_ROUNDS = 5,
  AGAIN_ROUNDS = 11,
  DIRTY_ROUNDS = 3,
  JOB_ROUNDS = 3,
  COMPARE_ROUNDS = 7,
  MOST_DIRTY = 10000,
  MOST_POLICY = 1 << 20
};

#define PAID_MONTH "2025-06"
#define PAID_ON "2025-06-25"

static struct ran pay(const struct bench *b, const char *db, const char *month, const char *on) {
  return run(b->program, "pay", ID, "--month", month, "--on", on, "--db", db, NULL);
}

/* --- a month beside the floor ----------------------------------------------------------------- */

static void ledger_sums(const char *path, long long sums[3]) {
  sqlite3 *db;
  sqlite3_stmt *st = NULL;
  static const char text[] =
      "SELECT count(*), sum(amount), sum(subject % 9973 * (month * 31 + cause) % 9967 * amount) FROM ledger";
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(db, text, -1, &st, NULL) != SQLITE_OK || sqlite3_step(st) != SQLITE_ROW)
    die("cannot read the ledger of %s: %s", path, sqlite3_errmsg(db));
  for (int i = 0; i < 3; i++)
    sums[i] = sqlite3_column_int64(st, i);
  sqlite3_finalize(st);
  sqlite3_close(db);
}

/* A floor that does something else would be none. */
static void same_ledger(const char *ours, const char *floor) {
  long long a[3], f[3];
  ledger_sums(ours, a);
  ledger_sums(floor, f);
  if (memcmp(a, f, sizeof a) != 0)
    die("pay_floor.c pays %lld lines, %lld fen; the policy %lld lines, %lld fen", f[0], f[1], a[0], a[1]);
  fprintf(stderr, "pay_floor.c writes the same ledger: %lld lines, %lld.%02lld yuan\n", a[0], a[1] / 100,
          a[1] % 100);
}

/* Leaves the paid databases as paid.db and paid-few.db. */
static void measure_month(struct bench *b) {
  char many[PATH_SIZE], few[PATH_SIZE], paid[PATH_SIZE], paid_few[PATH_SIZE], floor[PATH_SIZE];
  double ours[PAY_ROUNDS], floors[PAY_ROUNDS], tenth[PAY_ROUNDS], most_kb = 0;
  registry_database(b, many, MANY);
  registry_database(b, few, FEW);
  work_path(b, paid, "paid.db");
  work_path(b, paid_few, "paid-few.db");
  work_path(b, floor, "floor.db");
  for (int round = 0; round < PAY_ROUNDS; round++) {
    copy_file(many, floor);
    floors[round] = run(b->floor, floor, "202506", NULL).ms;
    remove_database(paid);
    copy_file(many, paid);
    struct ran ran = pay(b, paid, PAID_MONTH, PAID_ON);
    ours[round] = ran.ms;
    most_kb = (double)ran.kb > most_kb ? (double)ran.kb : most_kb;
    remove_database(paid_few);
    copy_file(few, paid_few);
    tenth[round] = pay(b, paid_few, PAID_MONTH, PAID_ON).ms;
    if (round == 0) same_ledger(paid, floor);
    remove_database(floor);
  }
  set_figure(b, "pay_ratio", median_ratio(ours, floors, PAY_ROUNDS));
  set_figure(b, "pay_growth", median_ratio(ours, tenth, PAY_ROUNDS));
  set_figure(b, "pay_1m_s", median(ours, PAY_ROUNDS) / 1e3);
  set_figure(b, "pay_floor_s", median(floors, PAY_ROUNDS) / 1e3);
  set_figure(b, "pay_1m_mb", most_kb / 1024);
}

static double again(const struct bench *b, const char *db, const char *month, const char *on) {
  double times[AGAIN_ROUNDS];
  for (int round = -1; round < AGAIN_ROUNDS; round++) {
    double ms = pay(b, db, month, on).ms;
    if (round >= 0) times[round] = ms;
  }
  return median(times, AGAIN_ROUNDS);
}

static void paid_database(const struct bench *b, char path[PATH_SIZE], const char *name, int people) {
  char from[PATH_SIZE];
  work_path(b, path, name);
  FILE *f = fopen(path, "r");
  if (f) {
    fclose(f);
    return;
  }
  registry_database(b, from, people);
  copy_file(from, path);
  pay(b, path, PAID_MONTH, PAID_ON);
}

/* That nothing is new is seen without looking at a million people: what it takes is measured in
** cold decisions. */
static void measure_again(struct bench *b) {
  char paid[PATH_SIZE];
  double times[AGAIN_ROUNDS], colds[AGAIN_ROUNDS];
  static const char facts[] =
      "{\"birth_date\":\"1940-06-15\",\"hukou\":[{\"from\":\"1980-01-01\",\"value\":\"和平区\"}],"
      "\"low_income\":[],\"choices\":[],\"applied\":[{\"on\":\"2025-01-06\"}]}";
  paid_database(b, paid, "paid.db", MANY);
  for (int round = -1; round < AGAIN_ROUNDS; round++) {
    double time = pay(b, paid, PAID_MONTH, "2025-06-26").ms;
    double cold = run(b->program, "decide", ID, "standard", "--month", PAID_MONTH, "--facts", facts, NULL).ms;
    if (round < 0) continue;
    times[round] = time;
    colds[round] = cold;
  }
  set_figure(b, "rerun_ratio", median_ratio(times, colds, AGAIN_ROUNDS));
  set_figure(b, "rerun_paid_ms", median(times, AGAIN_ROUNDS));
  remove_database(paid);
}

/* --- two years -------------------------------------------------------------------------------- */

struct month {
  char month[16], on[24];
};

/* Month 0, 1 … of the ledger. */
static struct month month_of(int i) {
  struct month m;
  snprintf(m.month, sizeof m.month, "%04d-%02d", (FIRST + i) / 12, (FIRST + i) % 12 + 1);
  snprintf(m.on, sizeof m.on, "%s-25", m.month);
  return m;
}

static double pay_copy(const struct bench *b, const char *from, int month) {
  char path[PATH_SIZE];
  struct month m = month_of(month);
  work_path(b, path, "month.db");
  copy_file(from, path);
  double ms = pay(b, path, m.month, m.on).ms;
  remove_database(path);
  return ms;
}

/* Leaves years.db: all months paid. */
static void years_database(const struct bench *b, char path[PATH_SIZE]) {
  char from[PATH_SIZE];
  work_path(b, path, "years.db");
  FILE *f = fopen(path, "r");
  if (f) {
    fclose(f);
    return;
  }
  registry_database(b, from, YEARS_PEOPLE);
  copy_file(from, path);
  for (int i = 0; i < MONTHS; i++) {
    struct month m = month_of(i);
    char before[32], copy[PATH_SIZE];
    snprintf(before, sizeof before, "before-%d.db", i + 1);
    work_path(b, copy, before);
    if (i == 1 || i == MONTHS - 1) copy_file(path, copy);
    pay(b, path, m.month, m.on);
  }
}

static void measure_months(struct bench *b) {
  char before[3][PATH_SIZE], years[PATH_SIZE];
  static const int months[3] = {0, 1, MONTHS - 1};
  double times[3][MONTH_ROUNDS];
  years_database(b, years);
  registry_database(b, before[0], YEARS_PEOPLE);
  work_path(b, before[1], "before-2.db");
  work_path(b, before[2], "before-24.db");
  for (int round = 0; round < MONTH_ROUNDS; round++)
    for (int i = 0; i < 3; i++)
      times[i][round] = pay_copy(b, before[i], months[i]);
  set_figure(b, "month_24_ratio", median_ratio(times[2], times[0], MONTH_ROUNDS));
  set_figure(b, "month_24_to_2", median_ratio(times[2], times[1], MONTH_ROUNDS));
  remove_database(before[1]);
  remove_database(before[2]);
}

/* --- a new version ---------------------------------------------------------------------------- */

static char *read_whole(const char *path) {
  FILE *f = fopen(path, "r");
  char *text = calloc(1, MOST_POLICY);
  if (!f || !text || fread(text, 1, MOST_POLICY - 1, f) == 0) die("cannot read %s", path);
  fclose(f);
  return text;
}

/* The policy with one row more, for those over 100 since half a year: its folder. */
static void new_version(const struct bench *b, char folder[PATH_SIZE]) {
  static const char values[] = "policies/values/old_age_allowance.lua",
                    parameter[] = "act:parameter(\"rate_100s\"",
                    row[] = ",\n  { from = \"2027-01-01\", value = yuan(1000), issued = \"2027-05-20\" }";
  char path[PATH_SIZE];
  work_path(b, folder, "law");
  work_path(b, path, "law/values");
  if ((mkdir(folder, 0700) != 0 || mkdir(path, 0700) != 0) && errno != EEXIST) die("cannot make %s", path);
  work_path(b, path, "law/values/old_age_allowance.lua");
  copy_file(values, path);
  char *text = read_whole(POLICY), *at = strstr(text, parameter);
  at = at ? strstr(at, "} })") : NULL;
  if (!at) die("%s: no rows of rate_100s", POLICY);
  work_path(b, path, "law/old_age_allowance.lua");
  FILE *f = fopen(path, "w");
  if (!f) die("cannot write %s", path);
  fprintf(f, "%.*s%s%s", (int)(at + 1 - text), text, row, at + 1);
  if (fclose(f) != 0) die("cannot write %s", path);
  free(text);
}

/* Month 25 with a new version that touches one small class, beside the same month without. */
static void measure_new_version(struct bench *b) {
  char years[PATH_SIZE], copy[PATH_SIZE], folder[PATH_SIZE];
  double times[2][MONTH_ROUNDS], most_kb = 0;
  struct month next = month_of(MONTHS);
  years_database(b, years);
  new_version(b, folder);
  work_path(b, copy, "month.db");
  for (int round = 0; round < MONTH_ROUNDS; round++) {
    copy_file(years, copy);
    times[0][round] = pay(b, copy, next.month, next.on).ms;
    remove_database(copy);
    copy_file(years, copy);
    struct ran ran = run(b->program, "pay", ID, "--month", next.month, "--on", next.on, "--db", copy,
                         "--policies", folder, NULL);
    times[1][round] = ran.ms;
    most_kb = (double)ran.kb > most_kb ? (double)ran.kb : most_kb;
    remove_database(copy);
  }
  set_figure(b, "new_version_ratio", median_ratio(times[1], times[0], MONTH_ROUNDS));
  set_figure(b, "new_version_s", median(times[1], MONTH_ROUNDS) / 1e3);
  set_figure(b, "new_version_mb", most_kb / 1024);
}

/* --- months paid again, with news ------------------------------------------------------------- */

/* A CSV that tells of a death for `count` people spread over the registry; how many months they
** have open by the end of the ledger. */
static long long deaths_csv(const struct bench *b, const char *path, int count, const char *day) {
  char registry[PATH_SIZE], line[4096];
  long long open = 0;
  registry_csv(b, registry, YEARS_PEOPLE, "--utf8");
  FILE *in = fopen(registry, "r"), *out = fopen(path, "w");
  if (!in || !out || !fgets(line, sizeof line, in)) die("cannot write %s", path);
  fputs("身份证号,死亡日期\n", out);
  for (int i = 0; fgets(line, sizeof line, in); i++) {
    if (i % (YEARS_PEOPLE / count) != 0) continue;
    int year, month;
    if (sscanf(line + 6, "%4d%2d", &year, &month) != 2) die("%s: a line without a number", registry);
    int months = FIRST + MONTHS - ((year + 80) * 12 + month - 1);
    open += months > 0 ? months : 0;
    fprintf(out, "%.18s,%s\n", line, day);
  }
  if (fclose(out) != 0) die("cannot write %s", path);
  fclose(in);
  return open;
}

static void measure_dirty(struct bench *b) {
  static const int counts[3] = {1, 100, MOST_DIRTY};
  static const char *const names[3] = {"rerun_dirty_1_ms", "rerun_dirty_100_ms", "rerun_dirty_10000_ms"};
  static const char *const days[DIRTY_ROUNDS] = {"2027-04-05", "2027-03-05", "2027-02-05"};
  char years[PATH_SIZE], csv[PATH_SIZE];
  double times[3][DIRTY_ROUNDS], ms[3];
  long long open[3];
  struct month last = month_of(MONTHS - 1);
  years_database(b, years);
  work_path(b, csv, "deaths.csv");
  double nothing = again(b, years, last.month, last.on);
  for (int round = 0; round < DIRTY_ROUNDS; round++)
    for (int i = 0; i < 3; i++) {
      open[i] = deaths_csv(b, csv, counts[i], days[round]);
      registry_import(b, csv, years, last.on);
      times[i][round] = pay(b, years, last.month, last.on).ms;
    }
  for (int i = 0; i < 3; i++)
    set_figure(b, names[i], ms[i] = median(times[i], DIRTY_ROUNDS));
  set_figure(b, "rerun_dirty_month_us", (ms[2] - nothing) * 1e3 / (double)open[2]);
  remove_database(years);
}

/* --- other jobs ------------------------------------------------------------------------------- */

static void measure_budget(struct bench *b) {
  char db[PATH_SIZE];
  double times[JOB_ROUNDS];
  work_path(b, db, "budget.db");
  registry_import(b, "examples/shenyang/registry.csv", db, REGISTRY_DAY);
  for (int round = 0; round < JOB_ROUNDS; round++)
    times[round] = run(b->program, "budget", ID, "--years", "2026-2030", "--db", db, NULL).ms;
  set_figure(b, "budget_ms", median(times, JOB_ROUNDS));
  remove_database(db);
}

/* Beside a program by hand that reads the same people once. */
static void measure_verify(struct bench *b) {
  char db[PATH_SIZE];
  double times[JOB_ROUNDS], floors[JOB_ROUNDS];
  paid_database(b, db, "paid-few.db", FEW);
  for (int round = 0; round < JOB_ROUNDS; round++) {
    floors[round] = run(b->floor, db, "read", NULL).ms;
    times[round] = run(b->program, "verify", "--db", db, NULL).ms;
  }
  set_figure(b, "verify_ratio", median_ratio(times, floors, JOB_ROUNDS));
  set_figure(b, "verify_ms", median(times, JOB_ROUNDS));
}

/* A parameter that touches one band of 1,000,000 people: the month of everybody, the year of those
** who differ. */
static void measure_compare(struct bench *b) {
  char many[PATH_SIZE];
  double ours[COMPARE_ROUNDS], floors[COMPARE_ROUNDS], most_kb = 0;
  registry_database(b, many, MANY);
  for (int round = 0; round < COMPARE_ROUNDS; round++) {
    floors[round] = run(b->floor, many, "read", NULL).ms;
    struct ran ran = run(b->program, "compare", ID, "due", "--to", "parameter:rate_100s=900", "--month",
                         PAID_MONTH, "--db", many, NULL);
    ours[round] = ran.ms;
    most_kb = (double)ran.kb > most_kb ? (double)ran.kb : most_kb;
  }
  set_figure(b, "compare_ratio", median_ratio(ours, floors, COMPARE_ROUNDS));
  set_figure(b, "compare_1m_s", median(ours, COMPARE_ROUNDS) / 1e3);
  set_figure(b, "compare_floor_s", median(floors, COMPARE_ROUNDS) / 1e3);
  set_figure(b, "compare_1m_mb", most_kb / 1024);
}

void measure_payroll(struct bench *b) {
  if (wanted(b, "pay_*")) measure_month(b);
  if (wanted(b, "rerun_paid_ms") || wanted(b, "rerun_ratio")) measure_again(b);
  if (wanted(b, "month_*")) measure_months(b);
  if (wanted(b, "new_version_*")) measure_new_version(b);
  if (wanted(b, "rerun_dirty_*")) measure_dirty(b);
  if (wanted(b, "compare_*")) measure_compare(b);
  if (wanted(b, "budget_ms")) measure_budget(b);
  if (wanted(b, "verify_*")) measure_verify(b);
}
