/* The file: what is no database of ours, what is damaged, read-only, busy or full; transactions and
** snapshots. */
#include "store_world.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

enum { NOBODY = 65534 };

/* --- files ------------------------------------------------------------------------------------ */

static void write_file(const char *path, const void *data, size_t size) {
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(data, 1, size, f), size);
  assert_int_equal(fclose(f), 0);
}

static char *read_file(const char *path, size_t *size) {
  struct stat info;
  FILE *f = fopen(path, "rb");
  assert_non_null(f);
  assert_int_equal(fstat(fileno(f), &info), 0);
  char *data = malloc((size_t)info.st_size + 1);
  assert_non_null(data);
  *size = (size_t)info.st_size;
  assert_int_equal(fread(data, 1, *size, f), *size);
  fclose(f);
  return data;
}

static void copy_file(const char *from, const char *to) {
  size_t size;
  char *data = read_file(from, &size);
  write_file(to, data, size);
  free(data);
}

static void beside(const struct world *w, const char *name, char out[96]) {
  snprintf(out, 96, "%s/%s", w->folder, name);
}

/* A closed database with this many people. */
static struct world world_of(int people) {
  struct world w = world_writing();
  char key[19];
  struct value facts[FACTS];
  int64_t id;
  for (int n = 0; n < people; n++) {
    person(n, key, facts);
    /* more than the serial numbers that identity numbers have */
    snprintf(key, sizeof key, "P%017d", n);
    facts[NAME] = value_text("一个很长很长很长很长很长的名字");
    facts[HUKOU] =
        TIMELINE(KIND_ENUM, DAY_MIN, {DAY_MIN, district(n % 3)}, {day(2020, 1, 1), value_absent(KIND_ENUM)});
    MUST(store_add(w.s, w.act, facts, &id, e));
  }
  MUST(store_commit(w.s, e));
  store_close(w.s);
  w.s = NULL;
  return w;
}

static void assert_refused(const char *path, enum store_how how, const char *words) {
  struct store *s = (struct store *)(uintptr_t)1;
  REFUSED(store_open(&s, path, how, e), ERR_STORE, words);
  assert_null(s);
  struct error why = {0};
  store_open(&s, path, how, &why);
  assert_non_null(strstr(why.message, path)); /* the message names the file, */
  assert_true(*why.hint != '\0');             /* the hint says what to do */
}

/* --- what is no database ---------------------------------------------------------------------- */

static void test_no_database(void **state) {
  (void)state;
  struct world w = world_of(1);
  char path[96];
  beside(&w, "missing.db", path);
  assert_refused(path, STORE_READ, "没有数据库");
  assert_refused(path, STORE_WRITE, "没有数据库");
  assert_int_equal(access(path, F_OK), -1);
  beside(&w, "no/folder/x.db", path);
  assert_refused(path, STORE_READ, "没有数据库");
  assert_refused(path, STORE_CREATE, "没有文件夹");
  assert_refused(w.folder, STORE_CREATE, "是文件夹");
  assert_refused("/dev/null", STORE_CREATE, "不是普通文件");
  beside(&w, "test.db/x.db", path);
  assert_refused(path, STORE_CREATE, "没有数据库");
  beside(&w, "text.db", path);
  write_file(path, "id,name\n1,x\n", 12);
  assert_refused(path, STORE_CREATE, "不是数据库");
  char noise[8192];
  memset(noise, 0x5a, sizeof noise);
  write_file(path, noise, sizeof noise);
  assert_refused(path, STORE_WRITE, "不是数据库");
  size_t size;
  char *same = read_file(path, &size);
  assert_int_equal(size, sizeof noise);
  assert_memory_equal(same, noise, sizeof noise); /* and it is left alone */
  free(same);
  write_file(path, "", 0);
  assert_refused(path, STORE_READ, "空文件");
  assert_refused(path, STORE_WRITE, "空文件");
  MUST(store_open(&w.s, path, STORE_CREATE, e));
  assert_sound(w.s);
  struct store *none;
  REFUSED(store_open(&none, "", STORE_CREATE, e), ERR_STORE, "没有写数据库的路径");
  unlink(path);
  world_close(&w);
}

static void test_other_databases(void **state) {
  (void)state;
  struct world w = world_of(1);
  char path[96];
  beside(&w, "other.db", path);
  tamper(path, "CREATE TABLE t (x)");
  assert_refused(path, STORE_CREATE, "另一个程序的数据库");
  tamper(path, "DROP TABLE t; PRAGMA application_id = 77");
  assert_refused(path, STORE_CREATE, "另一个程序的数据库");
  tamper(path, "PRAGMA application_id = 0; VACUUM");
  assert_refused(path, STORE_READ, "空数据库");
  assert_refused(path, STORE_WRITE, "空数据库");
  MUST(store_open(&w.s, path, STORE_CREATE, e));
  assert_sound(w.s);
  store_close(w.s);
  tamper(w.path, "PRAGMA user_version = 5");
  assert_refused(w.path, STORE_READ, "第 5 版格式，这个程序只认识到第 4 版");
  assert_refused(w.path, STORE_CREATE, "用认识第 5 版");
  tamper(w.path, "PRAGMA user_version = 1; PRAGMA application_id = 78");
  assert_refused(w.path, STORE_WRITE, "另一个程序的数据库");
  w.s = NULL;
  world_close(&w);
}

static void test_strange_paths(void **state) {
  (void)state;
  static const char *const names[] = {"a b.db", "50%25?mode=memory#x.db", "登记簿.db", "file:x.db"};
  struct world w = world_of(1);
  char path[96];
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    beside(&w, names[i], path);
    MUST(store_open(&w.s, path, STORE_CREATE, e));
    store_close(w.s);
    assert_int_equal(access(path, F_OK), 0);
    MUST(store_open(&w.s, path, STORE_READ, e));
    store_close(w.s);
  }
  MUST(store_open(&w.s, ":memory:", STORE_CREATE, e));
  MUST(store_begin(w.s, e));
  MUST(store_use(w.s, &SCHEMA, e));
  world_act(&w, day(2025, 1, 1), "x");
  assert_int_equal(add_person(&w, 1), 1);
  MUST(store_commit(w.s, e));
  assert_sound(w.s);
  world_close(&w);
}

/* --- damage ----------------------------------------------------------------------------------- */

static void test_truncated(void **state) {
  (void)state;
  struct world w = world_of(200);
  size_t size;
  char *data = read_file(w.path, &size);
  assert_true(size > 32768);
  for (size_t left = 4096; left < size; left += 4096 * 3 + 100) {
    write_file(w.path, data, left);
    assert_refused(w.path, STORE_READ, "不完整");
    assert_refused(w.path, STORE_CREATE, "从备份恢复");
  }
  write_file(w.path, data, 50);
  assert_refused(w.path, STORE_READ, "不是数据库");
  free(data);
  world_close(&w);
}

/* Read everybody; false with the error when that fails. */
static bool read_all(struct store *s, struct error *e) {
  struct store_subject p;
  if (!store_use(s, &SCHEMA, e)) return false;
  struct store_reader *r = store_read(s, 1, INT64_MAX, NULL, 0, e);
  if (!r) return false;
  while (store_next(r, &p, e))
    ;
  store_read_end(r);
  return e->kind == ERR_NONE;
}

/* Every page in turn is overwritten with noise: whatever was there, it is told as damage, by
** reading or by checking. */
static void test_damaged(void **state) {
  (void)state;
  struct world w = world_of(100);
  size_t size;
  int by_opening = 0, by_reading = 0, by_checking = 0;
  char *data = read_file(w.path, &size), noise[4096];
  for (size_t i = 0; i < sizeof noise; i++)
    noise[i] = (char)(i * 37 + 11);
  for (size_t at = 4096; at < size; at += 4096) {
    struct error why = {0};
    struct buf said = {0};
    write_file(w.path, data, size);
    FILE *f = fopen(w.path, "r+b");
    fseek(f, (long)at, SEEK_SET);
    assert_int_equal(fwrite(noise, 1, sizeof noise, f), sizeof noise);
    fclose(f);
    if (!store_open(&w.s, w.path, STORE_READ, &why)) {
      by_opening++;
      assert_non_null(strstr(why.message, "损坏"));
      continue;
    }
    MUST(store_verify(w.s, add_fault, &said, e));
    assert_non_null(strstr(buf_text(&said), "损坏"));
    by_checking++;
    buf_free(&said);
    if (!read_all(w.s, &why)) {
      by_reading++;
      assert_int_equal(why.kind, ERR_STORE);
      assert_non_null(strstr(why.message, "已损坏"));
      assert_non_null(strstr(why.hint, "bylaw verify"));
    }
    store_close(w.s);
  }
  w.s = NULL;
  assert_true(by_checking > 10);
  assert_true(by_reading > 2);
  free(data);
  world_close(&w);
}

/* --- rights ----------------------------------------------------------------------------------- */

/* Root may do everything: such tests run as nobody. */
static void without_rights(void) {
  if (geteuid() == 0) assert_int_equal(seteuid(NOBODY), 0);
}

static void with_rights(void) {
  if (getuid() == 0) assert_int_equal(seteuid(0), 0);
}

static void test_read_only(void **state) {
  (void)state;
  struct world w = world_of(5);
  struct error why = {0};
  chmod(w.folder, 0777);
  chmod(w.path, 0444);
  without_rights();
  assert_refused(w.path, STORE_WRITE, "只能读取，不能写入");
  assert_refused(w.path, STORE_CREATE, "只能读取，不能写入");
  with_rights();
  chmod(w.path, 0666);
  chmod(w.folder, 0555);
  without_rights();
  assert_refused(w.path, STORE_WRITE, "文件夹不能写入");
  MUST(store_open(&w.s, w.path, STORE_READ, e)); /* as on a medium that cannot be written */
  assert_true(read_all(w.s, &why));
  REFUSED(store_begin(w.s, e), ERR_STORE, "只读打开");
  store_close(w.s);
  with_rights();
  chmod(w.path, 0000);
  without_rights();
  assert_refused(w.path, STORE_READ, "没有读取数据库");
  with_rights();
  chmod(w.folder, 0700);
  w.s = NULL;
  world_close(&w);
}

/* What a crash left in the WAL cannot be read where nothing can be written, and is not silently
** left out. */
static void test_read_only_wal(void **state) {
  (void)state;
  struct world w = world_writing();
  char db[96], wal[96], from[96];
  add_person(&w, 1);
  MUST(store_commit(w.s, e));
  beside(&w, "copy.db", db);
  beside(&w, "copy.db-wal", wal);
  beside(&w, "test.db-wal", from);
  copy_file(w.path, db);
  copy_file(from, wal);
  chmod(w.folder, 0555);
  without_rights();
  struct store *s;
  REFUSED(store_open(&s, db, STORE_READ, e), ERR_STORE, "-wal");
  with_rights();
  chmod(w.folder, 0700);
  MUST(store_open(&s, db, STORE_READ, e)); /* where it can, it is read */
  MUST(store_use(s, &SCHEMA, e));
  assert_int_equal(store_subject_last(s), 1);
  store_close(s);
  world_close(&w);
}

/* --- full disks ------------------------------------------------------------------------------- */

/* Add people until it fails; as many as were there before are there after. */
static void fill(struct world *w, const char *words) {
  struct error why = {0};
  char key[19];
  struct value facts[FACTS];
  int64_t id, before = store_subject_last(w->s);
  bool ok = true;
  MUST(store_begin(w->s, e));
  world_act(w, day(2025, 6, 2), "很多人");
  for (int n = 0; ok && n < 100000; n++) {
    person(0, key, facts);
    snprintf(key, sizeof key, "Q%d", n);
    facts[NAME] = value_text("一个很长很长很长很长很长很长很长很长很长很长的名字");
    ok = store_add(w->s, w->act, facts, &id, &why);
    if (ok && n % 1000 == 999) ok = store_commit(w->s, &why) && store_begin(w->s, &why);
    if (ok && n % 1000 == 999) before = n + 1;
  }
  assert_false(ok);
  assert_int_equal(why.kind, ERR_STORE);
  if (!strstr(why.message, words)) fail_msg("%s", why.message);
  if (store_writing(w->s)) REFUSED(store_commit(w->s, e), ERR_STORE, "没有成功");
  assert_false(store_writing(w->s));
  assert_int_equal(store_subject_last(w->s), before);
}

static void assert_goes_on(struct world *w) {
  MUST(store_begin(w->s, e));
  world_act(w, day(2025, 6, 3), "再来");
  add_person(w, 1);
  MUST(store_commit(w->s, e));
  assert_sound(w->s);
}

/* A file that may grow no further, as under a quota. */
static void test_file_limit(void **state) {
  (void)state;
  struct world w = world_writing();
  struct rlimit old, tight;
  MUST(store_commit(w.s, e));
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
  tight = (struct rlimit){1 << 20, old.rlim_max};
  signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
  fill(&w, "磁盘已满，或超出了限额，没有写入任何内容");
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
  assert_goes_on(&w);
  world_close(&w);
}

/* A disk with so many bytes left, as the calls of the system tell it. */
static size_t room;

static ssize_t short_pwrite(int file, const void *data, size_t size, off_t at) {
  if (size > room) {
    errno = ENOSPC;
    return -1;
  }
  room -= size;
  return pwrite(file, data, size, at);
}

static void set_pwrite(sqlite3_syscall_ptr call) {
  sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
  vfs->xSetSystemCall(vfs, "pwrite", call);
  vfs->xSetSystemCall(vfs, "pwrite64", call);
}

static void test_full_disk(void **state) {
  (void)state;
  struct world w = world_writing();
  struct error why = {0};
  MUST(store_commit(w.s, e));
  for (room = 100000; room < 3000000; room += 700001) {
    size_t left = room;
    set_pwrite((sqlite3_syscall_ptr)short_pwrite);
    fill(&w, "磁盘已满，没有写入任何内容");
    set_pwrite(NULL);
    assert_true(read_all(w.s, &why));
    room = left;
    assert_sound(w.s);
    tamper(w.path, "PRAGMA wal_checkpoint(TRUNCATE)");
    store_close(w.s);
    unlink(w.path);
    MUST(store_open(&w.s, w.path, STORE_CREATE, e));
    MUST(store_begin(w.s, e));
    MUST(store_use(w.s, &SCHEMA, e));
    MUST(store_commit(w.s, e));
  }
  assert_goes_on(&w);
  world_close(&w);
}

/* --- two at once ------------------------------------------------------------------------------ */

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void test_busy(void **state) {
  (void)state;
  struct world w = world_writing();
  struct store *other;
  add_person(&w, 1);
  MUST(store_open_waiting(&other, w.path, STORE_WRITE, 0, e));
  double start = seconds();
  REFUSED(store_begin(other, e), ERR_BUSY, "另一个程序正在写入");
  assert_true(seconds() - start < STORE_WAIT * 1e-3); /* it was told not to wait */
  assert_false(store_writing(other));
  assert_int_equal(store_log_head(other), 0); /* reading goes on, without what is not committed */
  MUST(store_commit(w.s, e));
  store_close(w.s);
  MUST(store_open_waiting(&w.s, w.path, STORE_WRITE, 0, e));
  MUST(store_begin(other, e));
  REFUSED(store_begin(w.s, e), ERR_BUSY, "等它完成");
  MUST(store_use(other, &SCHEMA, e));
  assert_int_equal(store_subject_last(other), 1);
  store_close(other); /* and what it began is gone */
  MUST(store_begin(w.s, e));
  store_rollback(w.s);
  world_close(&w);
}

/* Another program that keeps the file to itself. */
static void test_locked(void **state) {
  (void)state;
  struct world w = world_of(1);
  sqlite3 *db;
  assert_int_equal(sqlite3_open(w.path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", NULL, NULL, NULL),
                   SQLITE_OK);
  REFUSED(store_open(&w.s, w.path, STORE_READ, e), ERR_BUSY, "另一个程序");
  sqlite3_close(db);
  MUST(store_open(&w.s, w.path, STORE_WRITE, e));
  world_close(&w);
}

static void test_snapshot(void **state) {
  (void)state;
  struct world w = world_writing();
  struct store *reader;
  struct store_subject p;
  struct error why = {0};
  add_person(&w, 1);
  MUST(store_commit(w.s, e));
  MUST(store_open(&reader, w.path, STORE_READ, e));
  MUST(store_use(reader, &SCHEMA, e));
  MUST(store_snapshot(reader, e));
  struct store_reader *r = store_read(reader, 1, 9, NULL, 0, &why);
  MUST(store_begin(w.s, e));
  add_person(&w, 2);
  change(&w, 1, NAME, value_text("改"));
  MUST(store_commit(w.s, e));
  assert_true(store_next(r, &p, &why));
  assert_int_equal(p.facts[NAME].state, STATE_ABSENT);
  assert_false(store_next(r, &p, &why));
  store_read_end(r);
  assert_int_equal(store_subject_last(reader), 1);
  assert_int_equal(store_log_head(reader), 1);
  store_snapshot_end(reader);
  assert_int_equal(store_subject_last(reader), 2);
  assert_int_equal(store_log_head(reader), 3);
  store_close(reader);
  MUST(store_snapshot(w.s, e));
  REFUSED(store_begin(w.s, e), ERR_STORE, "读取还没有结束");
  store_snapshot_end(w.s);
  MUST(store_begin(w.s, e));
  r = store_read(w.s, 1, 9, NULL, 0, &why); /* inside of writing, one's own changes are seen */
  change(&w, 1, NAME, value_text("再改"));
  assert_true(store_next(r, &p, &why));
  store_read_end(r);
  assert_fact(&SCHEMA, fact_of(&w, 1, NAME), "再改");
  MUST(store_commit(w.s, e));
  world_close(&w);
}

static void test_rollback(void **state) {
  (void)state;
  struct world w = world_writing();
  add_person(&w, 1);
  MUST(store_commit(w.s, e));
  MUST(store_begin(w.s, e));
  add_person(&w, 2);
  change(&w, 1, NAME, value_text("甲"));
  assert_int_equal(store_log_head(w.s), 3);
  store_rollback(w.s);
  assert_int_equal(store_log_head(w.s), 1);
  assert_int_equal(store_subject_last(w.s), 1);
  assert_fact(&SCHEMA, fact_of(&w, 1, NAME), "-");
  struct value facts[FACTS];
  int64_t id;
  REFUSED(store_add(w.s, 1, facts, &id, e), ERR_STORE, "还没有开始写入");
  REFUSED(store_commit(w.s, e), ERR_STORE, "还没有开始写入");
  struct store_act nobody = {day(2025, 1, 1), "", "", ""};
  MUST(store_begin(w.s, e));
  REFUSED(store_begin(w.s, e), ERR_STORE, "已经开始写入");
  REFUSED(store_act(w.s, &nobody, &id, e), ERR_INPUT, "没有写明原因");
  assert_int_equal(add_person(&w, 2), 2); /* numbers have no holes */
  MUST(store_commit(w.s, e));
  assert_sound(w.s);
  world_close(&w);
}

/* A process that dies in the middle leaves what was committed. */
static void test_death(void **state) {
  (void)state;
  struct world w = world_of(10);
  pid_t child = fork();
  if (child == 0) {
    struct world mine = w;
    struct error why = {0};
    if (!store_open(&mine.s, w.path, STORE_WRITE, &why) || !store_begin(mine.s, &why) ||
        !store_use(mine.s, &SCHEMA, &why))
      _exit(1);
    char key[19];
    struct value facts[FACTS];
    int64_t id;
    for (int n = 0; n < 30000; n++) { /* more than the cache holds: pages are in the file already */
      person(0, key, facts);
      snprintf(key, sizeof key, "Q%d", n);
      if (!store_add(mine.s, 1, facts, &id, &why)) _exit(1);
    }
    kill(getpid(), SIGKILL);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFSIGNALED(status));
  MUST(store_open(&w.s, w.path, STORE_WRITE, e));
  MUST(store_use(w.s, &SCHEMA, e));
  assert_int_equal(store_subject_last(w.s), 10);
  assert_sound(w.s);
  world_close(&w);
}

/* What failed to become a database goes again; a file that another process has put in its place
** meanwhile is not ours. */
static void a_file_that_another_put_there_stays(void **state) {
  (void)state;
  struct world w = world_of(1);
  char path[96], moved[96];
  struct store *s;
  beside(&w, "fresh.db", path);
  beside(&w, "moved.db", moved);
  MUST(store_open(&s, path, STORE_CREATE, e));
  assert_int_equal(rename(path, moved), 0);
  copy_file(w.path, path);
  store_unwanted(s);
  store_close(s);
  assert_int_equal(access(path, F_OK), 0);
  unlink(path);
  MUST(store_open(&s, path, STORE_CREATE, e));
  store_unwanted(s);
  store_close(s);
  assert_int_equal(access(path, F_OK), -1);
  unlink(moved);
  world_close(&w);
}

/* --- file systems without links --------------------------------------------------------------- */

/* What the linker puts in the place of link and renameat2 (Makefile). */
static struct {
  bool no_links, no_exclusive;
  const char *other, *path; /* another process makes its database here at the last moment */
  int renamed;
} disk;

int __real_link(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);
int __real_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags);
int __wrap_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags);

int __wrap_link(const char *from, const char *to) {
  if (!disk.no_links) return __real_link(from, to);
  errno = EPERM;
  return -1;
}

int __wrap_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  disk.renamed++;
  if (disk.other) copy_file(disk.other, disk.path);
  if (!disk.no_exclusive) return __real_renameat2(from_folder, from, to_folder, to, flags);
  errno = EINVAL;
  return -1;
}

static void assert_people(const char *path, int64_t people) {
  struct store *s;
  MUST(store_open(&s, path, STORE_READ, e));
  MUST(store_use(s, &SCHEMA, e));
  assert_int_equal(store_subject_last(s), people);
  assert_sound(s);
  store_close(s);
}

/* A folder of the world with nothing but what is said. */
static void assert_alone(const struct world *w) {
  char command[160];
  snprintf(command, sizeof command, "ls -A '%s' | grep -q new-", w->folder);
  assert_int_not_equal(system(command), 0);
}

static void a_database_made_at_the_same_moment_stays(void **state) {
  (void)state;
  struct world w = world_of(3);
  char path[96];
  struct store *s;
  beside(&w, "fresh.db", path);
  disk.no_links = true;
  disk.other = w.path;
  disk.path = path;
  MUST(store_open(&s, path, STORE_CREATE, e));
  store_unwanted(s); /* a command that fails: it takes away only what it has made */
  store_close(s);
  assert_int_equal(disk.renamed, 1);
  disk = (typeof(disk)){0};
  assert_people(path, 3);
  assert_alone(&w);
  unlink(path);
  world_close(&w);
}

static void a_database_is_made_without_links(void **state) {
  struct world w = world_of(0);
  char path[96];
  struct store *s;
  (void)state;
  beside(&w, "fresh.db", path);
  disk.no_links = true;
  for (int i = 0; i < 2; i++) {
    disk.no_exclusive = i == 1;
    MUST(store_open(&s, path, STORE_CREATE, e));
    assert_sound(s);
    store_close(s);
    assert_alone(&w);
    unlink(path);
  }
  assert_int_equal(disk.renamed, 2);
  disk = (typeof(disk)){0};
  world_close(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_no_database),
      cmocka_unit_test(test_other_databases),
      cmocka_unit_test(test_strange_paths),
      cmocka_unit_test(test_truncated),
      cmocka_unit_test(test_damaged),
      cmocka_unit_test(test_read_only),
      cmocka_unit_test(test_read_only_wal),
      cmocka_unit_test(test_file_limit),
      cmocka_unit_test(test_full_disk),
      cmocka_unit_test(test_busy),
      cmocka_unit_test(test_locked),
      cmocka_unit_test(test_snapshot),
      cmocka_unit_test(test_rollback),
      cmocka_unit_test(test_death),
      cmocka_unit_test(a_file_that_another_put_there_stays),
      cmocka_unit_test(a_database_made_at_the_same_moment_stays),
      cmocka_unit_test(a_database_is_made_without_links),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
