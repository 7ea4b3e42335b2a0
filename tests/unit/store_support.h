/* Help for tests of the store through the public interface: chance, made-up people, a folder of
** their own, and the database read by hand beside the library. */
#ifndef BYLAW_TESTS_STORE_SUPPORT_H
#define BYLAW_TESTS_STORE_SUPPORT_H

#include <jansson.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>

#include "support.h"

#define POLICY "old-age-allowance"

/* --- chance: splitmix64 ----------------------------------------------------------------------- */

static inline uint64_t chance_draw(uint64_t *state) {
  uint64_t x = *state += UINT64_C(0x9e3779b97f4a7c15);
  x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
  return x ^ x >> 31;
}

/* from <= n <= to */
static inline int chance_between(uint64_t *state, int from, int to) {
  return from + (int)(chance_draw(state) % (uint64_t)(to - from + 1));
}

static inline bool chance_in_100(uint64_t *state, int n) {
  return chance_between(state, 0, 99) < n;
}

/* --- days and months: a month is year * 12 + month - 1 ---------------------------------------- */

struct day {
  int year, month, day;
};
struct day_text {
  char text[24];
};

static inline int days_in(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

static inline struct day day_in(int month, int day) {
  int year = month / 12, of_year = month % 12 + 1, most = days_in(year, of_year);
  return (struct day){year, of_year, day > most ? most : day};
}

static inline struct day_text day_text(struct day d) {
  struct day_text t;
  snprintf(t.text, sizeof t.text, "%04d-%02d-%02d", d.year % 10000, d.month % 100, d.day % 100);
  return t;
}

static inline struct day_text month_text(int month) {
  struct day_text t;
  snprintf(t.text, sizeof t.text, "%04d-%02d", month / 12 % 10000, month % 12 + 1);
  return t;
}

static inline int month_number(const char *text) {
  int year = 0, month = 1;
  if (sscanf(text, "%d-%d", &year, &month) != 2) fail_msg("not a month: %s", text);
  return year * 12 + month - 1;
}

/* As the tables write it. */
static inline int month_of_table(long long yyyymm) {
  return (int)(yyyymm / 100 * 12 + yyyymm % 100 - 1);
}

/* --- numbers ---------------------------------------------------------------------------------- */

static inline void make_identity(char out[19], struct day born, int sequence) {
  static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  char text[40];
  int sum = 0;
  snprintf(text, sizeof text, "210100%04d%02d%02d%03d", born.year % 10000, born.month % 100, born.day % 100,
           sequence % 1000);
  for (int i = 0; i < 17; i++)
    sum += (text[i] - '0') * weights[i];
  memcpy(out, text, 17);
  out[17] = "10X98765432"[sum % 11];
  out[18] = '\0';
}

/* 19 digits, the last by Luhn: from the right, every second digit counts twice, its digits
** added. */
static inline void make_card(char out[20], int number) {
  char text[40];
  int sum = 0;
  snprintf(text, sizeof text, "620000%012d", number);
  for (int i = 0; i < 18; i++) {
    int digit = (text[17 - i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += digit / 10 + digit % 10;
  }
  memcpy(out, text, 18);
  out[18] = (char)('0' + (10 - sum % 10) % 10);
  out[19] = '\0';
}

static inline long long fen_of(const char *text) {
  long long yuan = 0, fen = 0;
  bool minus = *text == '-';
  if (sscanf(text + minus, "%lld.%2lld", &yuan, &fen) != 2) fail_msg("not an amount: %s", text);
  return (minus ? -1 : 1) * (yuan * 100 + fen);
}

/* --- files ------------------------------------------------------------------------------------ */

/* The folders of this run. A test that fails does not come to its end, so they are taken away when
** the run ends; each is locked as long as the run lives, so that a later run can tell what one that
** was killed has left. */
enum { MOST_FOLDERS = 64, STALE_SECONDS = 3600 };
static struct {
  char path[64];
  int lock;
} run_folders[MOST_FOLDERS];
static int run_folder_count;
static pid_t run_owner; /* a child ends by _exit, or is another test's */

static inline void remove_run_folders(void) {
  if (getpid() != run_owner) return;
  for (int i = 0; i < run_folder_count; i++)
    remove_tree(run_folders[i].path);
}

/* Old and locked by nobody: a run that was killed. The age is for what is made and not locked
** yet. */
static inline void remove_stale_folder(const char *path) {
  struct stat info;
  int lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock < 0) return;
  if (fstat(lock, &info) == 0 && info.st_uid == geteuid() && time(NULL) - info.st_mtime > STALE_SECONDS &&
      flock(lock, LOCK_EX | LOCK_NB) == 0)
    remove_tree(path);
  close(lock);
}

static inline void remove_stale_folders(const char *where) {
  DIR *d = opendir(where);
  char path[320];
  for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
    if (strncmp(e->d_name, "bylaw-test-", 11) != 0) continue;
    snprintf(path, sizeof path, "%s/%s", where, e->d_name);
    remove_stale_folder(path);
  }
  if (d) closedir(d);
}

static inline int free_folder_place(void) {
  for (int i = 0; i < run_folder_count; i++)
    if (access(run_folders[i].path, F_OK) != 0) {
      close(run_folders[i].lock);
      return i;
    }
  return run_folder_count < MOST_FOLDERS ? run_folder_count++ : -1;
}

/* A folder of its own, in memory where there is such a place. */
static inline void make_folder(char out[64]) {
  const char *where = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
  if (!run_owner) {
    run_owner = getpid();
    atexit(remove_run_folders);
    remove_stale_folders(where);
  }
  snprintf(out, 64, "%s/bylaw-test-XXXXXX", where);
  if (!mkdtemp(out)) fail_msg("no temporary folder");
  int place = getpid() == run_owner ? free_folder_place() : -1;
  if (place < 0) return;
  run_folders[place].lock = open(out, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (run_folders[place].lock >= 0) flock(run_folders[place].lock, LOCK_EX);
  memcpy(run_folders[place].path, out, 64);
}

static inline char *read_text(const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f) fail_msg("cannot read %s", path);
  char *text = NULL;
  size_t size = 0, got;
  do {
    text = realloc(text, size + 65537);
    if (!text) abort();
    got = fread(text + size, 1, 65536, f);
    size += got;
  } while (got > 0);
  text[size] = '\0';
  fclose(f);
  return text;
}

/* --- the library ------------------------------------------------------------------------------ */

static inline json_t *parsed(char *json) {
  json_t *made = json ? json_loads(json, 0, NULL) : NULL;
  if (!made) fail_msg("not JSON: %s", json ? json : "(null)");
  bylaw_free(json);
  return made;
}

static inline const char *text_at(const json_t *object, const char *key) {
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

static inline bylaw_status record(bylaw *b, const char *key, const char *on, const char *from, bool create,
                                  const char **given, size_t count, bylaw_error *e) {
  char *json = NULL;
  bylaw_record_request q = {.policy = POLICY,
                            .key = key,
                            .assignments = given,
                            .count = count,
                            .from = from,
                            .create = create,
                            .act = {.on = on, .by = "测试", .why = "测试"}};
  bylaw_status status = bylaw_record(b, &q, &json, e);
  bylaw_free(json);
  return status;
}

static inline bylaw_status pay(bylaw *b, const char *month, const char *on, bool dry, bool confirm,
                               json_t **out, bylaw_error *e) {
  char *json = NULL;
  bylaw_pay_request q = {
      .policy = POLICY, .month = month, .on = on, .dry_run = dry, .confirm_law_clawback = confirm};
  bylaw_status status = bylaw_pay(b, &q, &json, e);
  if (status != BYLAW_OK && json) fail_msg("an error, and JSON: %s", json);
  *out = json ? parsed(json) : NULL;
  return status;
}

/* --- the database by hand --------------------------------------------------------------------- */

static inline sqlite3_stmt *query(sqlite3 *db, const char *sql) {
  sqlite3_stmt *s = NULL;
  if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK) fail_msg("%s: %s", sql, sqlite3_errmsg(db));
  return s;
}

static inline long long number(sqlite3 *db, const char *sql) {
  sqlite3_stmt *s = query(db, sql);
  long long n = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
  sqlite3_finalize(s);
  return n;
}

static inline uint64_t mix(uint64_t hash, const void *data, size_t size) {
  for (const unsigned char *c = data; size > 0; c++, size--)
    hash = (hash ^ *c) * UINT64_C(0x100000001b3);
  return hash;
}

static inline uint64_t table_hash(sqlite3 *db, const char *name, uint64_t hash) {
  char sql[200];
  snprintf(sql, sizeof sql, "SELECT * FROM \"%s\"", name);
  sqlite3_stmt *s = query(db, sql);
  while (sqlite3_step(s) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count(s); i++) {
      int type = sqlite3_column_type(s, i);
      const void *data = sqlite3_column_blob(s, i);
      hash = mix(hash, &type, sizeof type);
      hash = mix(hash, data, (size_t)sqlite3_column_bytes(s, i));
    }
  sqlite3_finalize(s);
  return hash;
}

/* One number for everything that is in the database. */
static inline uint64_t dump_hash(sqlite3 *db) {
  uint64_t hash = UINT64_C(0xcbf29ce484222325);
  sqlite3_stmt *s = query(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  while (sqlite3_step(s) == SQLITE_ROW) {
    hash = mix(hash, sqlite3_column_text(s, 1), (size_t)sqlite3_column_bytes(s, 1));
    hash = table_hash(db, (const char *)sqlite3_column_text(s, 0), hash);
  }
  sqlite3_finalize(s);
  return hash;
}

static inline sqlite3 *look_into(const char *path) {
  sqlite3 *db = NULL;
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    fail_msg("%s: %s", path, sqlite3_errmsg(db));
  sqlite3_busy_timeout(db, 2000);
  return db;
}

#endif
