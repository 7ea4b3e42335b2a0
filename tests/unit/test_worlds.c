/* Seeded random worlds: people, months, late facts, changed law. After every run the whole ledger
** is reckoned again, month by month, beside the library (ledger_oracle.h), and the library's own proofs
** are asked.
**
**   WORLDS=N   how many worlds; WORLD=SEED   only this one, with its story; WORLD_KEEP=1   leave
**   its folder
*/
#include <sys/wait.h>

#include "random_events.h"
#include "pruning_oracle.h"

/* --- a run and its proofs --------------------------------------------------------------------- */

static long long amount_at(const json_t *object, const char *key) {
  return fen_of(text_at(object, key));
}

static long long sum_of(const json_t *list, const char *key) {
  long long sum = 0;
  for (size_t i = 0; i < json_array_size(list); i++)
    sum += amount_at(json_array_get(list, i), key);
  return sum;
}

static void equal(struct world *w, const char *what, long long wanted, long long got) {
  if (wanted != got) wrong(w, "%s: %lld in the ledger, %lld told", what, wanted, got);
}

static long long of_run(struct world *w, const char *what, const char *where) {
  char sql[300];
  snprintf(sql, sizeof sql, "SELECT %s FROM ledger WHERE run = %lld AND %s", what, w->run, where);
  return number(w->db, sql);
}

/* What the run told is what the ledger holds. */
static void check_totals(struct world *w, const json_t *told) {
  const json_t *totals = json_object_get(told, "totals"), *by = json_object_get(told, "by"),
               *causes = json_object_get(told, "causes");
  char now[100], past[100];
  int month = w->last / 12 * 100 + w->last % 12 + 1;
  snprintf(now, sizeof now, "kind = 1 AND month = %d", month);
  snprintf(past, sizeof past, "kind = 1 AND month <> %d", month);
  long long paid = of_run(w, "sum(amount)", now), back = of_run(w, "sum(amount)", past),
            owed = of_run(w, "sum(amount)", "kind = 2");
  equal(w, "lines", of_run(w, "count(*)", "1"), json_integer_value(json_object_get(totals, "lines")));
  equal(w, "people", of_run(w, "count(DISTINCT subject)", "kind = 1"),
        json_integer_value(json_object_get(totals, "people")));
  equal(w, "paid", paid, amount_at(totals, "paid"));
  equal(w, "back pay", back, amount_at(totals, "back_pay"));
  equal(w, "owed", owed, amount_at(totals, "owed"));
  equal(w, "between", of_run(w, "sum(amount)", "kind = 3 AND amount > 0"), amount_at(totals, "between"));
  equal(w, "what leaves and what comes to districts", of_run(w, "sum(amount)", "kind = 3"), 0);
  equal(w, "paid by district", paid, sum_of(by, "amount"));
  equal(w, "back pay by district", back, sum_of(by, "back_pay"));
  equal(w, "owed by district", owed, sum_of(by, "owed"));
  equal(w, "paid by cause", paid + back, sum_of(causes, "paid"));
  equal(w, "owed by cause", owed, sum_of(causes, "owed"));
}

/* A past month changes only for those of whom something was recorded, by a fact, or for everybody,
** by the law. */
static void check_cause(struct world *w, struct elder *p, int month, int last_before, bool law_changed,
                        int cause) {
  enum { NONE, FACT, LAW, READING };
  bool by_law = cause == LAW || cause == READING, past = last_before && month <= last_before;
  bool good = past ? cause != NONE : cause == (month < w->first ? FACT : NONE);
  if (!past && p->opening && (month < w->first || p->account[month - EARLIEST].opening))
    good = cause == NONE || cause == FACT;
  if (past && !law_changed) good = cause == FACT && p->changed;
  if (past && law_changed && !p->changed) good = by_law;
  bool payerless = (p->account[month - EARLIEST].was_pending & P_PAYER) !=
                   0; /* who pays arrears may hang on the month of the run */
  if (past && payerless) good = cause != NONE;
  if (!good) wrong(w, "%s %s: cause %d of a line", p->key, month_text(month).text, cause);
}

static void check_booked(struct world *w, int last_before, bool law_changed, bool confirmed) {
  char sql[200], payer[64];
  snprintf(sql, sizeof sql, "SELECT subject, month, kind, amount, cause, payer FROM ledger WHERE run = %lld",
           w->run);
  sqlite3_stmt *s = query(w->db, sql);
  while (sqlite3_step(s) == SQLITE_ROW) {
    struct elder *p = elder_of(w, sqlite3_column_int64(s, 0));
    int month = month_of_table(sqlite3_column_int64(s, 1)), kind = sqlite3_column_int(s, 2),
        cause = sqlite3_column_int(s, 4);
    w->claims += kind == 2;
    w->betweens += kind == 3;
    if (kind != 3) check_cause(w, p, month, last_before, law_changed, cause);
    if (kind == 2 && cause > 1 && sqlite3_column_int64(s, 3) < 0 && !confirmed)
      wrong(w, "%s %s: the law took money back unasked", p->key, month_text(month).text);
    if (kind != 1) continue;
    payer_now(w, p, month, w->last, payer);
    if (strcmp(payer, (const char *)sqlite3_column_text(s, 5)) != 0)
      wrong(w, "%s %s: '%s' should pay, '%s' does", p->key, month_text(month).text, payer,
            (const char *)sqlite3_column_text(s, 5));
  }
  sqlite3_finalize(s);
}

/* Before the ledger: nobody recorded by which district. */
static bool was_paid_by_others(struct world *w, const char *key) {
  char sql[200];
  snprintf(
      sql, sizeof sql,
      "SELECT count(*) FROM event e JOIN facts_elder f USING (subject) WHERE e.kind = 1 AND f.id_number = '%s'",
      key);
  return number(w->db, sql) > 0;
}

static int found_line(void *data, const bylaw_line *line) {
  struct world *w = data;
  w->lines++;
  if (!*line->article || !strstr(line->article, "第") || !*line->text)
    wrong(w, "a line without a reason: %s %s %s (%s %s)", line->key, line->month, line->kind, line->article,
          line->text);
  if (fen_of(line->amount) != line->fen || line->run != w->run)
    wrong(w, "a line told wrongly: %s %s", line->key, line->amount);
  bool claim_of_others = strcmp(line->kind, "owed") == 0 && was_paid_by_others(w, line->key);
  if (!*line->payer && !claim_of_others)
    wrong(w, "a line of nobody: %s %s %s %s", line->key, line->month, line->kind, line->amount);
  bool pays = strcmp(line->kind, "pay") == 0 || strcmp(line->kind, "back_pay") == 0;
  if (pays != (*line->account != '\0')) wrong(w, "%s with account '%s'", line->kind, line->account);
  return 0;
}

static void check_lines(struct world *w) {
  bylaw_error e;
  long long before = w->lines;
  if (!w->run) return;
  must(w, "lines", bylaw_lines(w->b, POLICY, NULL, NULL, w->run, found_line, w, &e), &e);
  equal(w, "lines of the run", of_run(w, "count(*)", "1"), w->lines - before);
}

static void check_verify(struct world *w) {
  bylaw_error e;
  char *json = NULL;
  must(w, "verify", bylaw_verify(w->b, NULL, &json, &e), &e);
  json_t *told = parsed(json);
  if (!json_is_true(json_object_get(told, "ok")))
    wrong(w, "verify: %s", json_dumps(json_object_get(told, "faults"), JSON_INDENT(1)));
  equal(w, "runs verified", number(w->db, "SELECT count(*) FROM run"),
        json_integer_value(json_object_get(told, "runs")));
  equal(w, "lines verified", number(w->db, "SELECT count(*) FROM ledger"),
        json_integer_value(json_object_get(told, "lines")));
  equal(w, "people verified", w->count, json_integer_value(json_object_get(told, "subjects")));
  json_decref(told);
}

/* Some line of any run follows from the store alone. */
static void check_replay(struct world *w) {
  bylaw_error e;
  char *json = NULL, sql[200];
  long long lines = number(w->db, "SELECT count(*) FROM ledger");
  if (lines == 0) return;
  snprintf(sql, sizeof sql, "SELECT subject, month, run FROM ledger LIMIT 1 OFFSET %d",
           chance_between(&w->chance, 0, (int)lines - 1));
  sqlite3_stmt *s = query(w->db, sql);
  if (sqlite3_step(s) != SQLITE_ROW) wrong(w, "no line");
  struct elder *p = elder_of(w, sqlite3_column_int64(s, 0));
  int month = month_of_table(sqlite3_column_int64(s, 1));
  long long run = sqlite3_column_int64(s, 2);
  sqlite3_finalize(s);
  must(w, "replay", bylaw_replay(w->b, POLICY, p->key, month_text(month).text, run, &json, &e), &e);
  json_t *told = parsed(json), *one;
  size_t i;
  if (json_array_size(told) == 0)
    wrong(w, "replay of %s %s run %lld: nothing", p->key, month_text(month).text, run);
  json_array_foreach(told, i, one) {
    w->replays++;
    if (!json_is_true(json_object_get(one, "same")) || !*text_at(one, "explanation"))
      wrong(w, "replay of %s %s run %lld: %s", p->key, month_text(month).text, run, json_dumps(one, 0));
  }
  json_decref(told);
}

static void check_same_report(struct world *w, const json_t *dry, const json_t *real) {
  static const char *const parts[] = {"totals", "by",     "causes",  "pending",
                                      "opened", "payday", "version", "month"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (!json_equal(json_object_get(dry, parts[i]), json_object_get(real, parts[i])))
      wrong(w, "the dry run told otherwise: %s\n%s\n%s", parts[i], json_dumps(dry, 0), json_dumps(real, 0));
}

static void check_unwritten(struct world *w, const char *what, uint64_t before) {
  if (dump_hash(w->db) != before) wrong(w, "%s: the database changed", what);
}

/* What is known when the ledger begins. */
static void begin_ledger(struct world *w, int month) {
  struct day_text eve = day_text(day_in(month - 1, 31));
  w->first = month;
  for (int i = 0; i < w->count; i++) {
    json_t *now = subject_now(w, w->elders[i].key);
    w->elders[i].then = facts_then(now, eve.text);
    json_decref(now);
  }
}

/* What a run by a changed law came to is what it comes to with everybody. */
static void check_whole(struct world *w, int month, const json_t *told) {
  char path[96];
  bylaw_error e;
  json_t *whole = NULL;
  struct day_text asked = month_text(month), on = today(w);
  bylaw_pay_request q = {.policy = POLICY, .month = asked.text, .on = on.text, .confirm_law_clawback = true};
  snprintf(path, sizeof path, "%s/whole.db", w->folder);
  must(w, "pay with everybody", pay_without_pruning(w->policies, path, &q, &whole, &e), &e);
  if (!json_equal(told, whole))
    wrong(w, "with everybody the run tells otherwise:\n%s\n%s", json_dumps(told, 0), json_dumps(whole, 0));
  if (dump_hash(w->db) != database_hash(path)) wrong(w, "with everybody the database is another");
  w->affected += settling_affected(w->b);
  w->people += w->count;
  json_decref(whole);
}

static json_t *try_pay(struct world *w, int month, bool *confirmed) {
  bylaw_error e;
  json_t *told = NULL;
  char path[96];
  bool law_changed = w->last && w->law != w->law_of_run;
  uint64_t before = dump_hash(w->db);
  snprintf(path, sizeof path, "%s/whole.db", w->folder);
  if (law_changed) copy_database(w->db, path);
  *confirmed = chance_in_100(&w->chance, 25);
  bylaw_status status = pay(w->b, month_text(month).text, today(w).text, false, *confirmed, &told, &e);
  if (status == BYLAW_ECONFIRM && !*confirmed && law_changed) {
    w->refusals++;
    check_unwritten(w, "a run that was not confirmed", before);
    *confirmed = true;
    status = pay(w->b, month_text(month).text, today(w).text, false, true, &told, &e);
  }
  must(w, "pay", status, &e);
  if (law_changed) check_whole(w, month, told);
  return told;
}

static json_t *try_dry(struct world *w, int month) {
  bylaw_error e;
  json_t *told = NULL;
  if (!chance_in_100(&w->chance, 15)) return NULL;
  uint64_t before = dump_hash(w->db);
  must(w, "dry run", pay(w->b, month_text(month).text, today(w).text, true, false, &told, &e), &e);
  check_unwritten(w, "a dry run", before);
  if (!json_is_null(json_object_get(told, "run"))) wrong(w, "a dry run has a number");
  return told;
}

static void pay_again(struct world *w, int month) {
  bylaw_error e;
  json_t *told = NULL;
  uint64_t before = dump_hash(w->db);
  must(w, "pay again",
       pay(w->b, month_text(month).text, today(w).text, false, chance_in_100(&w->chance, 50), &told, &e), &e);
  check_unwritten(w, "paying again", before);
  if (!json_is_true(json_object_get(told, "again")) || !json_is_null(json_object_get(told, "run")))
    wrong(w, "paying again did something");
  json_decref(told);
}

static void pays(struct world *w, int month) {
  int last_before = w->last;
  bool law_changed = w->last && w->law != w->law_of_run, confirmed;
  go_to(w, month, 25);
  if (!w->first) begin_ledger(w, month);
  json_t *dry = try_dry(w, month), *told = try_pay(w, month, &confirmed);
  w->last = month;
  w->run = json_integer_value(json_object_get(told, "run"));
  note(w, "%s PAY %s: run %lld\n", today(w).text, month_text(month).text, w->run);
  if (dry) check_same_report(w, dry, told);
  if (w->run) check_totals(w, told);
  check_lines(w);
  w->law_of_run = w->law;
  check_people(w);
  check_booked(w, last_before, law_changed, confirmed);
  pay_again(w, month);
  if (chance_in_100(&w->chance, 35))
    check_verify(w); /* it loads the law again: most of the time would be its */
  if (chance_in_100(&w->chance, 30)) check_replay(w);
  for (int i = 0; i < w->count; i++)
    w->elders[i].changed = false;
  w->pays++;
  json_decref(dry);
  json_decref(told);
}

/* --- the same facts in one full run ----------------------------------------------------------- */

struct lines_out {
  FILE *to;
};

static int write_line(void *data, const char *line, size_t length) {
  struct lines_out *out = data;
  if (fwrite(line, 1, length, out->to) != length) return 1;
  return length == 0 || line[length - 1] != '\n' ? fputc('\n', out->to) == EOF : 0;
}

static void take_over(struct world *w, bylaw *fresh) {
  char path[96];
  bylaw_error e;
  char *json = NULL;
  snprintf(path, sizeof path, "%s/export.csv", w->folder);
  struct lines_out out = {fopen(path, "w")};
  if (!out.to) wrong(w, "cannot write %s", path);
  must(w, "export", bylaw_export(w->b, POLICY, NULL, write_line, &out, &e), &e);
  fclose(out.to);
  bylaw_import_request q = {.policy = POLICY, .path = path, .act = {today(w).text, "测试", "测试"}};
  must(w, "import", bylaw_import(fresh, &q, &json, &e), &e);
  json_t *told = parsed(json);
  if (json_integer_value(json_object_get(told, "added")) != w->count ||
      json_integer_value(json_object_get(told, "bad_count")) != 0)
    wrong(w, "import of the export: %s", json_dumps(told, 0));
  json_decref(told);
}

/* What a person who is in both got for a month from the first run on; -1 where a month is not
** settled. */
static long long settled_in(struct world *w, sqlite3 *db, const char *key, int month) {
  char sql[500];
  int table = month / 12 * 100 + month % 12 + 1;
  snprintf(
      sql, sizeof sql,
      "SELECT CASE WHEN EXISTS (SELECT 1 FROM pending p WHERE p.subject = f.subject AND %d BETWEEN p.from_month AND p.to_month) THEN "
      "-1 ELSE (SELECT coalesce(sum(amount), 0) FROM ledger l WHERE l.subject = f.subject AND l.month = %d AND l.kind < 3) END "
      "FROM facts_elder f WHERE f.id_number = '%s'",
      table, table, key);
  (void)w;
  return number(db, sql);
}

/* A ledger that began in the same month with nobody known, and one full run with all that is known
** at the end. */
static void check_one_run(struct world *w) {
  bylaw *fresh;
  bylaw_error e;
  char path[96];
  json_t *told = NULL;
  snprintf(path, sizeof path, "%s/fresh.db", w->folder);
  load_law(w, &fresh);
  must(w, "a fresh store", bylaw_store(fresh, path, BYLAW_STORE_CREATE, &e), &e);
  const char *given[] = {"birth_date=1970-01-01"};
  must(w, "somebody young", record(fresh, "210100197001010013", today(w).text, NULL, true, given, 1, &e), &e);
  must(w, "the first run", pay(fresh, month_text(w->first).text, today(w).text, false, false, &told, &e), &e);
  json_decref(told);
  take_over(w, fresh);
  must(w, "one full run", pay(fresh, month_text(w->last).text, today(w).text, false, false, &told, &e), &e);
  json_decref(told);
  bylaw_close(fresh);
  sqlite3 *db = look_into(path);
  for (int i = 0; i < w->count; i++) {
    struct elder *p = &w->elders[i];
    char sql[120];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM event WHERE subject = %lld", p->id);
    /* rulings, returned and recovered money are not in an export */
    if (number(w->db, sql)) continue;
    for (int m = w->first; m <= w->last; m++) {
      long long here = settled_in(w, w->db, p->key, m), there = settled_in(w, db, p->key, m);
      if (here >= 0 && there >= 0 && here != there)
        wrong(w, "%s %s: %lld in many runs, %lld in one", p->key, month_text(m).text, here, there);
    }
  }
  sqlite3_close(db);
}

/* --- a world ---------------------------------------------------------------------------------- */

static void open_store(struct world *w, int how) {
  bylaw_error e;
  load_law(w, &w->b);
  must(w, "store", bylaw_store(w->b, w->path, how, &e), &e);
}

static struct world *make_world(uint64_t seed, const struct law *law) {
  struct world *w = calloc(1, sizeof *w);
  char values[110];
  if (!w) abort();
  w->elders = calloc(MOST_ELDERS, sizeof *w->elders);
  w->journal = calloc(1, JOURNAL);
  if (!w->elders || !w->journal) abort();
  w->seed = w->chance = seed;
  make_folder(w->folder);
  snprintf(w->policies, sizeof w->policies, "%s/law", w->folder);
  snprintf(w->path, sizeof w->path, "%s/world.db", w->folder);
  snprintf(values, sizeof values, "%s/values", w->policies);
  assert_int_equal(mkdir(w->policies, 0700), 0);
  assert_int_equal(mkdir(values, 0700), 0);
  write_law(w, law);
  open_store(w, BYLAW_STORE_CREATE);
  w->db = look_into(w->path);
  w->month = 2025 * 12 + chance_between(&w->chance, 0, 14);
  w->day = 5;
  return w;
}

static void end_world(struct world *w) {
  bylaw_close(w->b);
  bylaw_close(w->first_law);
  sqlite3_close(w->db);
  if (!getenv("WORLD_KEEP")) remove_tree(w->folder);
  for (int i = 0; i < w->count; i++) {
    free(w->elders[i].facts);
    free(w->elders[i].then);
  }
  free(w->elders);
  free(w->journal);
  free(w);
}

static void populate(struct world *w) {
  int count = chance_between(&w->chance, 6, chance_between(&w->chance, 8, 20));
  for (int i = 0; i < count; i++)
    add_person(w);
  for (int i = 0; i < count; i++) {
    if (chance_in_100(&w->chance, 4)) was_paid_before(w, &w->elders[i]);
    if (chance_in_100(&w->chance, 15)) moves(w, &w->elders[i]);
    if (chance_in_100(&w->chance, 8)) is_looked_for(w, &w->elders[i]);
  }
}

static void reopen(struct world *w) {
  note(w, "%s reopened\n", today(w).text);
  bylaw_close(w->b);
  open_store(w, BYLAW_STORE_WRITE);
}

static void next_event(struct world *w, struct law *law) {
  int kind = chance_between(&w->chance, 0, 99);
  go_on(w, chance_between(&w->chance, 0, 9));
  if (kind < 20)
    pays(w, w->last + (chance_in_100(&w->chance, 75) ? 1 : chance_between(&w->chance, 2, 4)));
  else if (kind < 23)
    pays(w, w->last); /* the same month once more, with what came to be known */
  else if (kind < 32)
    change_law(w, law);
  else if (kind < 36)
    add_person(w);
  else if (kind < 39)
    reopen(w);
  else
    something_happens(w);
}

static void test_world(void **state) {
  uint64_t seed = (uint64_t)(uintptr_t)*state;
  struct law law = {.row_count = 0};
  struct world *w = make_world(seed, &law);
  populate(w);
  pays(w,
       w->month - chance_between(&w->chance, 0,
                                 2)); /* what is dated later than the ledger's first month is not presumed */
  for (int n = chance_between(&w->chance, 8, chance_between(&w->chance, 12, 24)); n > 0; n--)
    next_event(w, &law);
  pays(w, w->last + 1);
  check_verify(w);
  check_one_run(w);
  if (getenv("WORLD"))
    print_message(
        "%s%lld runs, %lld lines, %lld claims, %lld between, %lld unconfirmed, %lld replays, %lld questions, "
        "%lld of %lld affected by the law\n",
        w->journal, w->pays, w->lines, w->claims, w->betweens, w->refusals, w->replays, w->asked, w->affected,
        w->people);
  end_world(w);
}

/* --- all of them ------------------------------------------------------------------------------ */

#if defined(__SANITIZE_ADDRESS__)
enum { WORLDS = 12 };
#else
enum { WORLDS = 150 };
#endif

static struct CMUnitTest tests[2000];
static char names[2000][24];

/* Every second world from `from` on. */
static int run_half(size_t from, size_t count, const char *only) {
  size_t n = 0;
  for (size_t i = from; i < count; i += only ? 1 : 2) {
    uint64_t seed = only ? strtoull(only, NULL, 10) : 1000 + i;
    snprintf(names[n], sizeof names[n], "world %llu", (unsigned long long)seed);
    tests[n] = (struct CMUnitTest){names[n], test_world, NULL, NULL, (void *)(uintptr_t)seed};
    n++;
  }
  return _cmocka_run_group_tests("worlds", tests, n, NULL, NULL);
}

/* The other half runs at the same time in a process of its own, and is told afterwards. */
static pid_t start_half(FILE *told, size_t count) {
  fflush(NULL);
  pid_t child = fork();
  if (child != 0) return child;
  if (dup2(fileno(told), STDOUT_FILENO) < 0 || dup2(fileno(told), STDERR_FILENO) < 0) _exit(1);
  int failed = run_half(1, count, NULL);
  fflush(NULL);
  _exit(failed ? 1 : 0);
}

static int end_half(FILE *told, pid_t child) {
  int status = 1, c;
  if (child < 0 || waitpid(child, &status, 0) != child) return 1;
  rewind(told);
  while ((c = getc(told)) != EOF)
    putchar(c);
  fclose(told);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : 1;
}

int main(void) {
  const char *only = getenv("WORLD"), *many = getenv("WORLDS");
  size_t count = only ? 1 : many ? (size_t)strtoul(many, NULL, 10) : WORLDS;
  if (count > 2000) count = 2000;
  the_policy = read_text("policies/" DUE_FILE);
  the_values = read_text("policies/values/" DUE_FILE);
  FILE *told = only ? NULL : tmpfile();
  pid_t child = told ? start_half(told, count) : 0;
  int failed = run_half(0, count, only);
  if (told) failed += end_half(told, child);
  free(the_policy);
  free(the_values);
  return failed;
}
