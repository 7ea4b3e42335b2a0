/* A database as an enemy left it: everything that only reads it, then a run. An input is SQL that
** is run on a database of three households with two runs; behind a '!' bytes that are put into its
** file (four each: where, little-endian, and what); or a whole database. */
#include <sqlite3.h>

#include "fuzz.h"

#define POLICY "household-heating"
#define REGISTER                                                                                             \
  "户号,入住日期,迁出日期,老年户,面积,收入,所在区县,检查记录,账号\n"              \
  "A1,2024-05-01,,是,120,800,2010-01-01 和平区；2025-06-15 沈河区,2025-01-02|否,6200001\n"          \
  "A2,2025-03-01,,否,80,8000,和平区,,6200002\n"                                                          \
  "A3,2025-01-01,2025-07-20,是,80,8000.5,铁西区,,\n"

static const char *const SIDES[] = {"", "-wal", "-shm", "-journal"};

static void remove_all(const char *path) {
  char side[272];
  for (size_t i = 0; i < sizeof SIDES / sizeof *SIDES; i++) {
    snprintf(side, sizeof side, "%s%s", path, SIDES[i]);
    unlink(side);
  }
}

/* --- the database ----------------------------------------------------------------------------- */

/* The answer by its place: a value beside the call might be read before the call has set it. */
static void expect_done(bylaw_status status, char **json, const bylaw_error *e) {
  if (status != BYLAW_OK) {
    fprintf(stderr, "%s (%s)\n", e->message, e->hint);
    abort();
  }
  bylaw_free(*json);
  *json = NULL;
}

static void make_base(bylaw *b, const char *path) {
  char list[256], *json = NULL;
  bylaw_error e = {0};
  const char *assignments[] = {"left=2025-09-20"};
  bylaw_import_request import = {
      .policy = POLICY, .path = fuzz_path("base.csv", list), .act = {"2025-08-01", "fuzz", "fuzz"}};
  bylaw_pay_request pay = {.policy = POLICY, .month = "2025-08", .on = "2025-08-25"};
  bylaw_record_request record = {.policy = POLICY,
                                 .key = "A2",
                                 .assignments = assignments,
                                 .count = 1,
                                 .act = {"2025-09-21", "fuzz", "fuzz"}};
  fuzz_write(list, REGISTER, strlen(REGISTER));
  if (bylaw_store(b, path, BYLAW_STORE_CREATE, NULL) != BYLAW_OK) abort();
  expect_done(bylaw_import(b, &import, &json, &e), &json, &e);
  expect_done(bylaw_pay(b, &pay, &json, &e), &json, &e);
  expect_done(bylaw_record(b, &record, &json, &e), &json, &e);
  pay.month = "2025-09";
  pay.on = "2025-09-25";
  expect_done(bylaw_pay(b, &pay, &json, &e), &json, &e);
  if (bylaw_store(b, NULL, 0, NULL) != BYLAW_OK) abort();
  unlink(list);
}

static struct fuzz_text read_base(bylaw *b) {
  char path[256];
  make_base(b, fuzz_path("base.db", path));
  FILE *f = fopen(path, "rb");
  if (!f || fseek(f, 0, SEEK_END) != 0) abort();
  struct fuzz_text base = {malloc((size_t)ftell(f)), (size_t)ftell(f)};
  rewind(f);
  if (!base.text || fread(base.text, 1, base.length, f) != base.length || fclose(f) != 0) abort();
  remove_all(path);
  return base;
}

/* --- what is done to it ----------------------------------------------------------------------- */

/* Nothing outside of the database, and nothing that changes how SQLite works for this process. */
static int allow_sql(void *data, int what, const char *one, const char *two, const char *where,
                     const char *trigger) {
  (void)data, (void)two, (void)where, (void)trigger;
  if (what == SQLITE_ATTACH || what == SQLITE_DETACH) return SQLITE_DENY;
  if (what != SQLITE_PRAGMA) return SQLITE_OK;
  static const char *const fine[] = {"writable_schema", "user_version", "application_id", "foreign_keys",
                                     "ignore_check_constraints"};
  for (size_t i = 0; i < sizeof fine / sizeof *fine; i++)
    if (strcmp(one, fine[i]) == 0) return SQLITE_OK;
  return SQLITE_DENY;
}

static int stop_sql(void *data) {
  int *left = data;
  return --*left < 0;
}

static void run_sql(const char *path, const uint8_t *data, size_t size) {
  sqlite3 *db;
  int left = 4000;
  struct fuzz_text t = fuzz_expand(data, size);
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) abort();
  sqlite3_set_authorizer(db, allow_sql, NULL);
  sqlite3_progress_handler(db, 1000, stop_sql, &left);
  sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 4 << 20);
  const char *at = t.text, *end = t.text + t.length, *next = at;
  sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
  for (int count = 0; at < end && count < 64 && left > 0; at = next, count++) {
    sqlite3_stmt *st = NULL;
    if (sqlite3_prepare_v2(db, at, (int)(end - at), &st, &next) != SQLITE_OK) {
      const char *semicolon = memchr(at, ';', (size_t)(end - at));
      next = semicolon ? semicolon + 1 : end;
    }
    while (st && sqlite3_step(st) == SQLITE_ROW)
      continue;
    sqlite3_finalize(st);
    if (next == at) break;
  }
  sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
  sqlite3_close(db);
  free(t.text);
}

static void put_bytes(struct fuzz_text *db, const uint8_t *data, size_t size) {
  for (; size >= 4; data += 4, size -= 4)
    db->text[((size_t)data[0] | (size_t)data[1] << 8 | (size_t)data[2] << 16) % db->length] = (char)data[3];
}

static void write_database(const char *path, const struct fuzz_text *base, const uint8_t *data, size_t size) {
  static const char magic[] = "SQLite format 3";
  if (size >= sizeof magic && memcmp(data, magic, sizeof magic) == 0) {
    fuzz_write(path, data, size);
  } else if (size > 0 && data[0] == '!') {
    struct fuzz_text copy = {malloc(base->length), base->length};
    if (!copy.text) abort();
    memcpy(copy.text, base->text, base->length);
    put_bytes(&copy, data + 1, size - 1);
    fuzz_write(path, copy.text, copy.length);
    free(copy.text);
  } else {
    fuzz_write(path, base->text, base->length);
    run_sql(path, data, size);
  }
}

/* --- what is asked of it ---------------------------------------------------------------------- */

static int drop_line(void *data, const bylaw_line *line) {
  (void)data;
  return !line->key || !line->payer; /* the texts of a line are texts */
}

static int drop_text(void *data, const char *line, size_t length) {
  (void)data, (void)line, (void)length;
  return 0;
}

static void ask_person(bylaw *b, const char *key) {
  char *json = NULL;
  const char *assignments[] = {"area=90"};
  bylaw_record_request record = {.policy = POLICY,
                                 .key = key,
                                 .assignments = assignments,
                                 .count = 1,
                                 .act = {"2025-11-02", "fuzz", "fuzz"}};
  record.dry_run = 1;
  if (bylaw_subject(b, POLICY, key, NULL, &json, NULL) == BYLAW_OK) bylaw_free(json);
  if (bylaw_subject(b, POLICY, key, "2025-08-31", &json, NULL) == BYLAW_OK) bylaw_free(json);
  if (bylaw_replay(b, POLICY, key, NULL, 0, &json, NULL) == BYLAW_OK) bylaw_free(json);
  if (bylaw_record(b, &record, &json, NULL) == BYLAW_OK) bylaw_free(json);
}

static void ask_all(bylaw *b) {
  char *json = NULL;
  bylaw_pay_request pay = {.policy = POLICY, .month = "2025-10", .on = "2025-11-25"};
  if (bylaw_verify(b, NULL, &json, NULL) == BYLAW_OK) bylaw_free(json);
  if (bylaw_head(b, &json, NULL) == BYLAW_OK) bylaw_free(json);
  ask_person(b, "A1");
  ask_person(b, "A2");
  bylaw_lines(b, POLICY, NULL, "2025-08", 0, drop_line, NULL, NULL);
  bylaw_pending(b, POLICY, NULL, drop_line, NULL, NULL);
  bylaw_export(b, POLICY, NULL, drop_text, NULL, NULL);
  if (bylaw_pay(b, &pay, &json, NULL) == BYLAW_OK) bylaw_free(json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static bylaw *b;
  static struct fuzz_text base;
  char path[256];
  if (!b) {
    b = fuzz_with("tests/memory/household.lua");
    base = read_base(b);
  }
  remove_all(fuzz_path("s.db", path));
  write_database(path, &base, data, size);
  if (bylaw_store(b, path, BYLAW_STORE_WRITE, NULL) == BYLAW_OK) ask_all(b);
  bylaw_store(b, NULL, 0, NULL);
  remove_all(path);
  return 0;
}
