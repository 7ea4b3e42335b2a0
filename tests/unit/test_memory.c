/* Memory that runs out: each allocation of a call fails in turn, alone or with all that follow. The
** call then gives BYLAW_ENOMEM, or the same bytes as ever, and never anything else; nothing is
** leaked; the next call answers as if nothing had happened; a database is as it was or whole. Each
** try is a process of its own that begins with the same memory, so that what a call has learnt
** hides nothing. */
#include "allocations.h"

#include "store_support.h"

#include <sys/wait.h>

#undef POLICY
#define POLICY "household-heating"
#define SUBJECT(left)                                                                                                      \
  "{\"household\": {\"number\": \"A1\", \"since\": \"2024-05-01\", \"left\": " left                                        \
  ", \"old\": true, \"area\": 120, "                                                                                       \
  "\"income\": \"800.00\", \"seat\": [{\"value\": \"和平区\"}, {\"from\": \"2025-06-15\", \"value\": \"沈河区\"}], " \
  "\"checks\": [{\"on\": \"2025-01-02\", \"passed\": false}]}"
#define WHOLE SUBJECT("null") "}"
#define RULED                                                                                                \
  SUBJECT("null")                                                                                            \
  ", \"rulings\": [{\"decision\": \"due\", \"article\": \"第八条\", \"outcome\": \"77.00\", "             \
  "\"by\": \"街道办事处\", \"officer\": \"王\", \"file\": \"2025-3\", \"from\": \"2025-10\"}]}"
#define LACKING "{\"household\": {\"number\": \"A1\", \"since\": \"2024-05-01\", \"old\": true}}"
#define GONE SUBJECT("\"2025-06-30\"") "}"

static bylaw *the_law;
static char folder[64], begun[96]; /* a database with people, from which a try begins */
static char said[1 << 20];         /* by a call that writes line by line */

static int hear(void *data, const char *text, size_t length) {
  size_t used = strlen(said);
  (void)data;
  if (length >= sizeof said - used) return 1;
  memcpy(said + used, text, length);
  said[used + length] = '\0';
  return 0;
}

/* --- the calls -------------------------------------------------------------------------------- */

typedef bylaw_status call(bylaw *b, char **text, bylaw_error *e);

static bylaw_request asked(const char *facts) {
  return (bylaw_request){.policy = POLICY, .decision = "due", .facts = facts, .month = "2025-10"};
}

static bylaw_status decide_as(bylaw *b, const char *facts, char **text, bylaw_error *e) {
  bylaw_request q = asked(facts);
  return bylaw_decide(b, &q, NULL, text, e);
}

static bylaw_status decide(bylaw *b, char **text, bylaw_error *e) {
  return decide_as(b, WHOLE, text, e);
}

static bylaw_status decide_ruled(bylaw *b, char **text, bylaw_error *e) {
  return decide_as(b, RULED, text, e);
}

static bylaw_status decide_lacking(bylaw *b, char **text, bylaw_error *e) {
  return decide_as(b, LACKING, text, e);
}

static bylaw_status decide_held(bylaw *b, char **text, bylaw_error *e) {
  return decide_as(b, GONE, text, e);
}

/* The error is the answer. Others than that of memory are told as text, so that one cannot stand
** for another. */
static bylaw_status told_error(bylaw_status status, char **text, bylaw_error *e) {
  bylaw_free(*text);
  *text = NULL;
  if (status != BYLAW_EINPUT) return status == BYLAW_OK ? BYLAW_EUSAGE : status;
  return hear(NULL, e->message, strlen(e->message)) || hear(NULL, e->hint, strlen(e->hint)) ? BYLAW_EUSAGE
                                                                                            : BYLAW_OK;
}

static bylaw_status decide_no_day(bylaw *b, char **text, bylaw_error *e) {
  return told_error(decide_as(b, "{\"household\": {\"since\": \"2024-13-40\"}}", text, e), text, e);
}

static bylaw_status decide_contradiction(bylaw *b, char **text, bylaw_error *e) {
  return told_error(decide_as(b, SUBJECT("\"2023-01-01\"") "}", text, e), text, e);
}

static bylaw_status decide_no_month(bylaw *b, char **text, bylaw_error *e) {
  bylaw_request q = {.policy = POLICY, .decision = "due", .facts = WHOLE, .month = "2025-13"};
  return told_error(bylaw_decide(b, &q, NULL, text, e), text, e);
}

/* Until Lua is no longer asked: the first answers teach the last one. */
static bylaw_status decide_often(bylaw *b, char **text, bylaw_error *e) {
  for (int i = 0; i < 4; i++) {
    bylaw_free(*text);
    *text = NULL;
    bylaw_status status = decide_as(b, WHOLE, text, e);
    if (status != BYLAW_OK) return status;
  }
  return BYLAW_OK;
}

static bylaw_status explain_as(bylaw *b, const char *facts, int form, char **text, bylaw_error *e) {
  bylaw_request q = asked(facts);
  bylaw_explanation how = {.form = form, .all = form == BYLAW_EXPLAIN_TEXT};
  return bylaw_explain_as(b, &q, &how, NULL, text, e);
}

static bylaw_status explain(bylaw *b, char **text, bylaw_error *e) {
  return explain_as(b, WHOLE, BYLAW_EXPLAIN_TEXT, text, e);
}

static bylaw_status explain_shortly(bylaw *b, const char *facts, char **text, bylaw_error *e) {
  bylaw_request q = asked(facts);
  return bylaw_explain(b, &q, NULL, text, e);
}

static bylaw_status answer_first(bylaw *b, char **text, bylaw_error *e) {
  return explain_shortly(b, WHOLE, text, e);
}

static bylaw_status answer_first_held(bylaw *b, char **text, bylaw_error *e) {
  return explain_shortly(b, GONE, text, e);
}

static bylaw_status answer_first_lacking(bylaw *b, char **text, bylaw_error *e) {
  return explain_shortly(b, LACKING, text, e);
}

static bylaw_status explain_lacking(bylaw *b, char **text, bylaw_error *e) {
  return explain_as(b, LACKING, BYLAW_EXPLAIN_TEXT, text, e);
}

static bylaw_status explain_json(bylaw *b, char **text, bylaw_error *e) {
  return explain_as(b, WHOLE, BYLAW_EXPLAIN_JSON, text, e);
}

static bylaw_status explain_letter(bylaw *b, char **text, bylaw_error *e) {
  return explain_as(b, GONE, BYLAW_EXPLAIN_LETTER, text, e);
}

static bylaw_status what_if(bylaw *b, char **text, bylaw_error *e) {
  bylaw_request q = asked(WHOLE);
  bylaw_what_if_options options = {.most = 4, .years = 1};
  return bylaw_what_if(b, &q, &options, NULL, text, e);
}

static bylaw_status needs(bylaw *b, char **text, bylaw_error *e) {
  bylaw_request q = asked(LACKING);
  return bylaw_needs(b, &q, 0, NULL, text, e);
}

static bylaw_status answer(bylaw *b, char **text, bylaw_error *e) {
  bylaw_request q = asked(LACKING);
  return bylaw_answer(b, &q, "seat", "和平区", text, e);
}

static bylaw_status describe(bylaw *b, char **text, bylaw_error *e) {
  return bylaw_describe(b, POLICY, text, e);
}

static bylaw_status policies(bylaw *b, char **text, bylaw_error *e) {
  return bylaw_policies(b, text, e);
}

static bylaw_status check(bylaw *b, char **text, bylaw_error *e) {
  return bylaw_check(b, POLICY, text, e);
}

static bylaw_status accept_all(bylaw *b, char **text, bylaw_error *e) {
  return bylaw_accept(b, "tests/memory/household_scenarios.lua", NULL, 0, text, e);
}

static bylaw_status test_all(bylaw *b, char **text, bylaw_error *e) {
  return bylaw_test(b, "tests/memory/household_scenarios.lua", text, e);
}

static bylaw_status test_twice(bylaw *b, char **text, bylaw_error *e) {
  bylaw_status status = bylaw_test_mode(b, BYLAW_TEST_TWICE, e);
  return status == BYLAW_OK ? test_all(b, text, e) : status;
}

static bylaw_status accept_story(bylaw *b, char **text, bylaw_error *e) {
  return bylaw_accept(b, "tests/memory/household_story.lua", NULL, 0, text, e);
}

static bylaw_status explore(bylaw *b, char **text, bylaw_error *e) {
  bylaw_request q = asked(NULL);
  bylaw_explore_options options = {.runs = 40, .decisions = 200};
  return bylaw_explore(b, &q, &options, text, e);
}

static bylaw_status compare(bylaw *b, char **text, bylaw_error *e) {
  bylaw_compare_request q = {
      .policy = POLICY, .decision = "due", .to = "parameter:poor_rate=30@2025-10", .month = "2025-10"};
  return bylaw_compare(b, &q, text, e);
}

static long long feed(void *data, char *to, size_t room) {
  const char **rest = data;
  size_t n = strlen(*rest) < room ? strlen(*rest) : room;
  memcpy(to, *rest, n);
  *rest += n;
  return (long long)n;
}

static bylaw_status many(bylaw *b, bylaw_format format, const char *input, char **text, bylaw_error *e) {
  bylaw_request q = asked(NULL);
  bylaw_many m = {.format = format, .read = feed, .write = hear, .data = &input};
  bylaw_status status = bylaw_decide_many(b, &q, &m, NULL, e);
  *text = NULL;
  return status;
}

static bylaw_status decide_csv(bylaw *b, char **text, bylaw_error *e) {
  return many(b, BYLAW_CSV,
              "户号,入住日期,老年户,面积,收入,所在区县\nA1,2024-05-01,是,120,800,和平区\n"
              "A2,2024-05-01,否,20,8000,沈河区\nA3,2024-05-01,是,,,2010-01-01 和平区；2025-01-05 无\n",
              text, e);
}

static bylaw_status decide_ndjson(bylaw *b, char **text, bylaw_error *e) {
  return many(b, BYLAW_NDJSON, WHOLE "\n" LACKING "\n" GONE "\n" RULED "\n", text, e);
}

/* --- calls that write ------------------------------------------------------------------------- */

static bylaw_status import(bylaw *b, char **text, bylaw_error *e) {
  char path[128];
  snprintf(path, sizeof path, "%s/in.csv", folder);
  bylaw_import_request q = {.policy = POLICY, .path = path, .act = {"2025-09-20", "经办人", "名册"}};
  return bylaw_import(b, &q, text, e);
}

static bylaw_status record_facts(bylaw *b, char **text, bylaw_error *e) {
  static const char *const given[] = {"income=无", "seat=2025-03-05 大东区", "area=90",
                                      "paid_before=2025-02:3"};
  bylaw_record_request q = {.policy = POLICY,
                            .key = "A3",
                            .assignments = given,
                            .count = 4,
                            .act = {"2025-09-20", "经办人", "更正"}};
  return bylaw_record(b, &q, text, e);
}

/* Without a day, and so far in the future. */
static bylaw_status record_wrong(bylaw *b, const char *key, const char *given, char **text, bylaw_error *e) {
  bylaw_record_request q = {.policy = POLICY,
                            .key = key,
                            .assignments = &given,
                            .count = 1,
                            .act = {"2025-09-20", "经办人", "更正"}};
  return told_error(bylaw_record(b, &q, text, e), text, e);
}

static bylaw_status record_undated(bylaw *b, char **text, bylaw_error *e) {
  return record_wrong(b, "A3", "seat=大东区", text, e);
}

static bylaw_status record_ahead(bylaw *b, char **text, bylaw_error *e) {
  return record_wrong(b, "A3", "left=2205-01-01", text, e);
}

static bylaw_status record_nobody(bylaw *b, char **text, bylaw_error *e) {
  return record_wrong(b, "A300000000000001", "area=90", text, e);
}

static bylaw_status pay_on(bylaw *b, const char *month, const char *on, char **text, bylaw_error *e) {
  bylaw_pay_request q = {.policy = POLICY, .month = month, .on = on, .confirm_law_clawback = 1};
  return bylaw_pay(b, &q, text, e);
}

static bylaw_status pay_month(bylaw *b, char **text, bylaw_error *e) {
  return pay_on(b, "2025-10", "2025-10-25", text, e);
}

static bylaw_status pay_dry(bylaw *b, char **text, bylaw_error *e) {
  bylaw_pay_request q = {.policy = POLICY, .month = "2025-10", .on = "2025-10-25", .dry_run = 1};
  return bylaw_pay(b, &q, text, e);
}

static bylaw_status subject(bylaw *b, char **text, bylaw_error *e) {
  return bylaw_subject(b, POLICY, "A2", NULL, text, e);
}

static bylaw_status replay(bylaw *b, char **text, bylaw_error *e) {
  return bylaw_replay(b, POLICY, "A1", "2025-03", 0, text, e);
}

static bylaw_status verify(bylaw *b, char **text, bylaw_error *e) {
  return bylaw_verify(b, NULL, text, e);
}

static bylaw_status budget(bylaw *b, char **text, bylaw_error *e) {
  bylaw_budget_request q = {.policy = POLICY, .from_year = 2026, .to_year = 2026};
  return bylaw_budget(b, &q, text, e);
}

static bylaw_status compare_people(bylaw *b, char **text, bylaw_error *e) {
  bylaw_compare_request q = {.policy = POLICY,
                             .decision = "due",
                             .to = "parameter:poor_rate=30@2025-10",
                             .month = "2025-10",
                             .people = 1};
  return bylaw_compare(b, &q, text, e);
}

static bylaw_status export(bylaw *b, char **text, bylaw_error *e) {
  *text = NULL;
  return bylaw_export(b, POLICY, NULL, hear, NULL, e);
}

static int hear_line(void *data, const bylaw_line *l) {
  char text[400];
  int n = snprintf(text, sizeof text, "%s %s %s %s %s %s\n", l->key, l->month, l->kind, l->amount, l->payer,
                   l->text);
  return hear(data, text, (size_t)n);
}

static bylaw_status lines(bylaw *b, char **text, bylaw_error *e) {
  *text = NULL;
  return bylaw_lines(b, POLICY, NULL, "2025-08", 0, hear_line, NULL, e);
}

static bylaw_status pending(bylaw *b, char **text, bylaw_error *e) {
  *text = NULL;
  return bylaw_pending(b, POLICY, NULL, hear_line, NULL, e);
}

/* --- a try ------------------------------------------------------------------------------------ */

struct tried {
  const char *name;
  call *of;
  bool store; /* with a database */
  int every,
      later; /* which allocations are tried: of those that fail alone, of those after which nothing is left */
};

/* What a call gives undisturbed, and the database before and after it. */
struct usual {
  char *text;
  uint64_t before, after;
  long allocations;
};

static uint64_t database(const char *path) {
  sqlite3 *db = look_into(path);
  uint64_t hash = dump_hash(db);
  sqlite3_close(db);
  return hash;
}

/* In the process of a try, where cmocka's own way would go on with the tests. */
static void give_up(const char *why) {
  print_error("  %s\n", why);
  _exit(2);
}

static void copy_file(const char *from, const char *to) {
  static char bytes[1 << 22];
  FILE *f = fopen(from, "rb");
  size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0;
  if (!n || n == sizeof bytes || fclose(f) != 0) give_up(from);
  write_bytes(to, bytes, n);
}

static void open_store(const struct tried *t, char path[128]) {
  bylaw_error e;
  snprintf(path, 128, "%s/%ld.db", folder, (long)getpid());
  if (!t->store) return;
  copy_file(begun, path);
  if (bylaw_store(the_law, path, BYLAW_STORE_WRITE, &e) != BYLAW_OK) give_up(e.message);
}

static bylaw_status ask_call(const struct tried *t, char **text, bylaw_error *e) {
  *text = NULL;
  *said = '\0';
  *e = (bylaw_error){0};
  return t->of(the_law, text, e);
}

static const char *told(const char *text) {
  return text ? text : said;
}

static void print_trace(void) {
  char **names = backtrace_symbols(allocations.trace, allocations.depth);
  for (int i = 2; names && i < allocations.depth; i++)
    print_error("    %s\n", names[i]);
  free(names);
}

static int wrong(const struct tried *t, long n, bool lasting, const char *what, const char *more) {
  print_error("  %s: allocation %ld%s fails: %s: %.3000s\n", t->name, n, lasting ? " and all after it" : "",
              what, more);
  if (getenv("TRACE")) print_trace();
  return 1;
}

static int look_at_answer(const struct tried *t, long n, bool lasting, bylaw_status status, const char *text,
                          const bylaw_error *e, const struct usual *u) {
  if (status == BYLAW_OK && strcmp(told(text), u->text) != 0)
    return wrong(t, n, lasting, "OK, and another answer", told(text));
  if (status == BYLAW_OK) return 0;
  if (text) return wrong(t, n, lasting, "a text after an error", text);
  if (status != BYLAW_ENOMEM) return wrong(t, n, lasting, "another error", e->message);
  return 0;
}

/* In a process of its own: 0 well, 1 wrong. */
static int try_once(const struct tried *t, long n, bool lasting, const struct usual *u, long live) {
  char path[128], *text, *again;
  bylaw_error e;
  open_store(t, path);
  fail_from(n, lasting);
  bylaw_status status = ask_call(t, &text, &e);
  fail_from(0, false);
  int bad = look_at_answer(t, n, lasting, status, text, &e, u);
  uint64_t now = t->store ? database(path) : u->before;
  if (!bad && now != u->before && now != u->after)
    bad = wrong(t, n, lasting, "a database neither as before nor whole", "");
  if (!bad && status == BYLAW_OK && now != u->after)
    bad = wrong(t, n, lasting, "OK, but nothing is written", "");
  if (!bad && now == u->before) {
    status = ask_call(t, &again, &e);
    if (status != BYLAW_OK)
      bad = wrong(t, n, lasting, "the next call fails", e.message);
    else if (strcmp(told(again), u->text) != 0)
      bad = wrong(t, n, lasting, "the next call answers otherwise", told(again));
    bylaw_free(again);
  }
  bylaw_free(text);
  bylaw_close(the_law);
  if (!bad && allocations.live != live) {
    char more[40];
    snprintf(more, sizeof more, "%ld blocks", allocations.live - live);
    bad = wrong(t, n, lasting, "leaked", more);
  }
  if (t->store) unlink(path);
  return bad;
}

/* Whether the process ended well; `wrong` otherwise. */
static int in_a_process(const struct tried *t, long n, bool lasting, const struct usual *u, long live) {
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) _exit(try_once(t, n, lasting, u, live));
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) fail_msg("no process");
  if (WIFEXITED(status) && WEXITSTATUS(status) <= 1) return WEXITSTATUS(status);
  char more[40];
  snprintf(more, sizeof more, "status %x", (unsigned)status);
  return wrong(t, n, lasting, "crashed", more);
}

/* The usual answer, told through a file, since learning it here would change what is tried. */
static struct usual undisturbed(const struct tried *t) {
  char name[128], path[128], *text;
  struct usual u = {0};
  snprintf(name, sizeof name, "%s/usual", folder);
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) {
    bylaw_error e;
    open_store(t, path);
    u.before = t->store ? database(path) : 0;
    fail_from(0, false);
    bylaw_status status = ask_call(t, &text, &e);
    u.allocations = allocations.asked;
    if (status != BYLAW_OK) print_error("  %s: %s (%s)\n", t->name, e.message, e.hint);
    u.after = t->store ? database(path) : 0;
    FILE *f = fopen(name, "wb");
    if (!f || fwrite(&u, sizeof u, 1, f) != 1 || fputs(told(text), f) < 0 || fclose(f) != 0) _exit(2);
    unlink(path);
    _exit(status != BYLAW_OK);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
    fail_msg("%s: status %x", t->name, (unsigned)status);
  char *bytes = read_text(name);
  memcpy(&u, bytes, sizeof u);
  FILE *f = fopen(name, "rb");
  fseek(f, 0, SEEK_END);
  size_t length = (size_t)ftell(f) - sizeof u;
  fclose(f);
  u.text = malloc(length + 1);
  memcpy(u.text, bytes + sizeof u, length);
  u.text[length] = '\0';
  free(bytes);
  return u;
}

static void every_allocation_fails_in_turn(void **state) {
  const struct tried *t = *state;
  bylaw_error e;
  long live = allocations.live;
  assert_int_equal(bylaw_open(&the_law, NULL, &e), BYLAW_OK);
  if (bylaw_load(the_law, "tests/memory/household.lua", &e) != BYLAW_OK)
    fail_msg("%d: %s", e.line, e.message);
  struct usual u = undisturbed(t);
  live += u.text != NULL;
  int bad = 0, tries = 0;
  const char *seed = getenv("MEMORY_SEED"); /* which of those between are left out */
  long from = seed ? atol(seed) : 0;
  for (long n = 1 + from % t->every; n <= u.allocations; n += t->every, tries++)
    bad += in_a_process(t, n, false, &u, live);
  for (long n = 1 + from % t->later; n <= u.allocations; n += t->later, tries++)
    bad += in_a_process(t, n, true, &u, live);
  print_message("%s: %ld allocations, %d tries, %d wrong\n", t->name, u.allocations, tries, bad);
  free(u.text);
  bylaw_close(the_law);
  if (bad) fail_msg("%s: %d of %d tries", t->name, bad, tries);
}

static const struct tried CALLS[] = {
    {"decide", decide, false, 1, 11},
    {"explain", explain, false, 1, 11},
    {"explain, facts lacking", explain_lacking, false, 1, 11},
    {"explain, the answer first", answer_first, false, 1, 11},
    {"explain, the answer first, held back", answer_first_held, false, 1, 11},
    {"explain, the answer first, facts lacking", answer_first_lacking, false, 1, 11},
    {"answer", answer, false, 1, 11},
    {"check", check, false, 1, 7},
    {"a day that there is not", decide_no_day, false, 1, 3},
    {"facts against each other", decide_contradiction, false, 1, 3},
    {"a month that there is not", decide_no_month, false, 1, 3},
    {"test", test_all, false, 7, 37},
    {"test, twice", test_twice, false, 41, 199},
    {"accept", accept_all, false, 5, 29},
    {"import", import, true, 17, 97},
    {"record", record_facts, true, 97, 997},
    {"record, undated", record_undated, true, 23, 97},
    {"record, not yet happened", record_ahead, true, 23, 97},
    {"record, of nobody", record_nobody, true, 23, 97},
    {"explore", explore, false, 97, 997},
    {"replay", replay, true, 149, 997},
    {"verify", verify, true, 997, 3989},
};
/* Not all of these hold yet, or they take long: only with MEMORY_ALL in the environment. */
static const struct tried MORE[] = {
    {"accept, a story", accept_story, false, 997, 4999},
    {"decide, with a ruling", decide_ruled, false, 1, 11},
    {"decide, facts lacking", decide_lacking, false, 1, 11},
    {"decide, held back", decide_held, false, 1, 11},
    {"decide, answered often", decide_often, false, 7, 97},
    {"explain as JSON", explain_json, false, 5, 97},
    {"explain as a letter", explain_letter, false, 1, 11},
    {"what if", what_if, false, 97, 997},
    {"needs", needs, false, 5, 53},
    {"describe", describe, false, 17, 97},
    {"policies", policies, false, 1, 7},
    {"compare", compare, false, 251, 2003},
    {"decide a CSV", decide_csv, false, 13, 97},
    {"decide NDJSON", decide_ndjson, false, 13, 97},
    {"pay", pay_month, true, 61, 499},
    {"pay, nothing to be written", pay_dry, true, 149, 997},
    {"subject", subject, true, 23, 149},
    {"budget", budget, true, 97, 499},
    {"compare people", compare_people, true, 149, 997},
    {"export", export, true, 23, 149},
    {"lines", lines, true, 31, 149},
    {"pending", pending, true, 23, 149},
};

/* --- the database that the calls begin with --------------------------------------------------- */

static const char FIRST[] = "户号,入住日期,迁出日期,老年户,面积,收入,所在区县,账号\n"
                            "A1,2024-05-01,,是,120,800,2010-01-01 和平区；2025-06-15 沈河区,6200001\n"
                            "A2,2025-03-01,,否,80,8000,和平区,6200002\n"
                            "A3,2025-01-01,,是,80,8000,和平区,6200003\n"
                            "A4,2025-01-01,2025-05-20,是,80,,大东区,6200004\n"
                            "A5,2025-01-01,,是,80,8000,和平区,\n"
                            "A6,2025-01-01,,未知,80,8000,和平区,6200006\n";
/* To be imported: somebody new, changes, and one who stays. */
static const char SECOND[] = "户号,入住日期,迁出日期,老年户,面积,收入,所在区县,账号\n"
                             "A2,2025-03-01,,是,80,8000,2010-01-01 和平区；2025-08-02 大东区,6200002\n"
                             "A3,2025-01-01,2025-07-05,是,80,8000,和平区,6200003\n"
                             "A4,2025-01-01,2025-05-20,是,80,,大东区,6200004\n"
                             "A7,2025-08-11,,是,20,300,铁西区,6200007\n";

/* `text` by its place: which argument of a call is read first is nobody's promise. */
static void must_give(bylaw_status status, char **text, const bylaw_error *e) {
  if (status != BYLAW_OK) fail_msg("%s (%s)", e->message, e->hint);
  if (text) bylaw_free(*text);
}

static void must_record(bylaw *b, const char *key, const char *given, const char *on) {
  char *text = NULL;
  bylaw_error e;
  bylaw_record_request q = {
      .policy = POLICY, .key = key, .assignments = &given, .count = 1, .act = {on, "经办人", "更正"}};
  must_give(bylaw_record(b, &q, &text, &e), &text, &e);
}

static int make_database(void **state) {
  char path[128], *text = NULL;
  bylaw_error e;
  bylaw *b;
  (void)state;
  make_folder(folder);
  snprintf(begun, sizeof begun, "%s/begun.db", folder);
  snprintf(path, sizeof path, "%s/in.csv", folder);
  assert_int_equal(bylaw_open(&b, NULL, &e), BYLAW_OK);
  must_give(bylaw_load(b, "tests/memory/household.lua", &e), NULL, &e);
  must_give(bylaw_store(b, begun, BYLAW_STORE_CREATE, &e), NULL, &e);
  write_text(path, FIRST);
  bylaw_import_request q = {.policy = POLICY, .path = path, .act = {"2025-08-01", "经办人", "名册"}};
  must_give(bylaw_import(b, &q, &text, &e), &text, &e);
  must_give(pay_on(b, "2025-08", "2025-08-25", &text, &e), &text, &e);
  must_record(b, "A1", "area=60", "2025-09-01");
  must_record(b, "A2", "income=300", "2025-09-01");
  must_record(b, "A3", "returned=2025-08", "2025-09-01");
  must_record(b, "A4", "left=2025-03-20", "2025-09-01");
  must_record(
      b, "A2",
      "ruling={\"decision\":\"due\",\"article\":\"第八条\",\"outcome\":\"77.00\",\"by\":\"街道办事处\","
      "\"officer\":\"王\",\"file\":\"2025-3\",\"from\":\"2025-09\"}",
      "2025-09-02");
  bylaw_close(b);
  write_text(path, SECOND);
  return 0;
}

static int remove_database(void **state) {
  (void)state;
  remove_tree(folder);
  return 0;
}

int main(int argc, char **argv) {
  enum { COUNT = sizeof CALLS / sizeof *CALLS + sizeof MORE / sizeof *MORE };
  struct CMUnitTest tests[COUNT];
  size_t n = 0;
  allocations_begin();
  if (argc > 1) cmocka_set_test_filter(argv[1]);
  ADD_ROWS(tests, n, every_allocation_fails_in_turn, CALLS);
  if (getenv("MEMORY_ALL")) ADD_ROWS(tests, n, every_allocation_fails_in_turn, MORE);
  return _cmocka_run_group_tests("memory", tests, n, make_database, remove_database);
}
