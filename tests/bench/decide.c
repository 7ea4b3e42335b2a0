/* Decisions, cold and warm, beside a plain Lua function. */
#define _POSIX_C_SOURCE 200809L
#include <jansson.h>
#include <lauxlib.h>
#include <lualib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/bylaw.h"
#include "host/lua/script.h"
#include "tests/bench/bench.h"

enum {
  ROUNDS = MOST_ROUNDS,
  WARM_UP = 3,
  BATCH = 100,
  NAIVE_BATCH = 20000,
  EXPLORE_ROUNDS = 7,
  SCENARIO_ROUNDS = 3
};

/* --- people ----------------------------------------------------------------------------------- */

/* Days as 20250630; 0: none. */
struct person {
  int birth, death, hukou_from, hukou_to, low_from, home_care_on;
};

static const struct person USUAL = {.birth = 19400615, .hukou_from = 19800101};

static void put_day(char *out, size_t size, const char *before, int day, const char *after) {
  size_t used = strlen(out);
  if (day) {
    snprintf(out + used, size - used, "%s\"%04d-%02d-%02d\"%s", before, day / 10000, day / 100 % 100,
             day % 100, after);
  }
}

static void person_json(const struct person *p, char *out, size_t size) {
  *out = '\0';
  put_day(out, size, "{\"birth_date\":", p->birth, ",\"hukou\":[");
  put_day(out, size, "{\"from\":", p->hukou_from, p->hukou_to ? "" : ",\"value\":\"和平区\"}");
  put_day(out, size, ",\"to\":", p->hukou_to, ",\"value\":\"和平区\"}");
  put_day(out, size, "],\"low_income\":[{\"from\":", p->low_from, ",\"value\":\"沈河区\"}");
  snprintf(out + strlen(out), size - strlen(out), p->low_from ? "]" : "],\"low_income\":[]");
  put_day(out, size, ",\"death_date\":", p->death, "");
  put_day(out, size, ",\"choices\":[{\"on\":", p->home_care_on, ",\"choice\":\"home_care\"}]");
  snprintf(out + strlen(out), size - strlen(out), ",\"applied\":[{\"on\":\"2025-01-06\"}]}");
}

/* The person as the naive function has it, to stand at 3. */
static void person_push(lua_State *L, const struct person *p) {
  const int days[] = {p->birth, p->death, p->hukou_from, p->hukou_to, p->low_from, p->home_care_on};
  lua_settop(L, 2);
  lua_pushvalue(L, 2);
  for (int i = 0; i < 6; i++)
    lua_pushinteger(L, days[i]);
  if (lua_pcall(L, 6, 1, 0) != LUA_OK) die("%s", lua_tostring(L, -1));
}

/* --- one decision each way -------------------------------------------------------------------- */

static bylaw *handle_open(void) {
  bylaw *b;
  bylaw_error e;
  if (bylaw_open(&b, NULL, &e) != BYLAW_OK || bylaw_load(b, POLICY, &e) != BYLAW_OK)
    die("%s:%d: %s", e.file, e.line, e.message);
  return b;
}

static bylaw_outcome decide(bylaw *b, const char *decision, const char *month, const char *facts,
                            char **json) {
  bylaw_request request = {.policy = ID, .decision = decision, .facts = facts, .month = month};
  bylaw_outcome outcome;
  bylaw_error e;
  if (bylaw_decide(b, &request, &outcome, json, &e) != BYLAW_OK)
    die("%s in %s of %s: %s", decision, month, facts, e.message);
  return outcome;
}

static lua_State *naive_open(void) {
  lua_State *L = luaL_newstate();
  if (!L) die("no memory");
  luaL_openlibs(L);
  if (luaL_dofile(L, "tests/bench/naive.lua") != LUA_OK) die("%s", lua_tostring(L, -1));
  person_push(L, &USUAL);
  return L; /* 1: the function, 2: what makes a person, 3: the person */
}

/* Fen, or -1 for nothing. The person stands at 3. */
static long long naive(lua_State *L, int year, int month) {
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 3);
  lua_pushinteger(L, year);
  lua_pushinteger(L, month);
  if (lua_pcall(L, 3, 1, 0) != LUA_OK) die("%s", lua_tostring(L, -1));
  long long fen = lua_isinteger(L, -1) ? lua_tointeger(L, -1) : -1;
  lua_pop(L, 1);
  return fen;
}

/* --- the naive function says the same --------------------------------------------------------- */

static void compare(bylaw *b, lua_State *L, const struct person *p, int month) {
  char facts[512], when[16], wanted_text[48] = "\"outcome\":{", *json;
  person_json(p, facts, sizeof facts);
  snprintf(when, sizeof when, "%04d-%02d", month / 100, month % 100);
  bylaw_outcome outcome = decide(b, "standard", when, facts, &json);
  person_push(L, p);
  long long fen = naive(L, month / 100, month % 100);
  if (fen >= 0)
    snprintf(wanted_text, sizeof wanted_text, "\"outcome\":\"%lld.%02lld\"", fen / 100, fen % 100);
  bool none = outcome == BYLAW_REFUSED || outcome == BYLAW_UNDETERMINED;
  if ((outcome != BYLAW_VALUE && !none) || none != (fen < 0) || !strstr(json, wanted_text))
    die("naive.lua says %lld fen in %s of %s, the policy %s", fen, when, facts, json);
  bylaw_free(json);
}

/* Boundaries of age, residence, low income, death and choice, in every combination. */
static void verify(bylaw *b, lua_State *L) {
  static const int births[] = {19160308, 19250630, 19250701, 19280229, 19350615, 19350630, 19350701,
                               19360229, 19400615, 19450630, 19450701, 19460211, 19500303};
  static const int months[] = {201506, 201507, 202412, 202501, 202505, 202506, 202507, 202512, 202602};
  static const int deaths[] = {0, 20250605, 20250620},
                   residences[][2] = {{0}, {19800101}, {20250610}, {19800101, 20250614}};
  static const int incomes[] = {0, 19800101, 20250610}, choices[] = {0, 20250106, 20251107};
  struct person p;
  int count = 0, size = 13 * 3 * 4 * 3 * 3;
  for (int i = 0; i < size; i++) {
    int rest = i;
    p.birth = births[rest % 13];
    p.death = deaths[(rest /= 13) % 3];
    p.hukou_from = residences[(rest /= 3) % 4][0];
    p.hukou_to = residences[rest % 4][1];
    p.low_from = incomes[(rest /= 4) % 3];
    p.home_care_on = choices[(rest / 3) % 3];
    for (size_t m = 0; m < sizeof months / sizeof *months; m++, count++)
      compare(b, L, &p, months[m]);
  }
  person_push(L, &USUAL);
  fprintf(stderr, "naive.lua agrees with the policy in %d cases\n", count);
}

/* --- warm: interleaved batches ---------------------------------------------------------------- */

enum { WARM_DECIDE, WARM_OUTCOME, WARM_DUE, WARM_NAIVE, WARM_JSON, WARM_WAYS };

/* What reading the question and writing the answer cost by themselves: the same texts through
** jansson. */
static void parse_and_print(const char *facts, const json_t *answer) {
  json_t *parsed = json_loads(facts, 0, NULL);
  char *printed = json_dumps(answer, JSON_COMPACT);
  if (!parsed || !printed) die("jansson does not read or write the usual person");
  json_decref(parsed);
  free(printed);
}

static double batch(int way, bylaw *b, lua_State *L, const char *facts, const json_t *answer) {
  int n = way == WARM_NAIVE ? NAIVE_BATCH : BATCH;
  double start = now_us();
  for (int i = 0; i < n; i++) {
    char *json = NULL;
    if (way == WARM_NAIVE) {
      if (naive(L, 2025, 6) != 3000) die("naive.lua does not give 30.00");
    } else if (way == WARM_JSON) {
      parse_and_print(facts, answer);
    } else if (decide(b, way == WARM_DUE ? "due" : "standard", "2025-06", facts,
                      way == WARM_OUTCOME ? NULL : &json) != BYLAW_VALUE) {
      die("the usual person gets no value");
    }
    bylaw_free(json);
  }
  return (now_us() - start) / n;
}

static void measure_warm(struct bench *bench) {
  static const char *const names[] = {"warm_decide_us", "warm_outcome_us", "warm_due_us", "naive_lua_us",
                                      "json_floor_us"};
  double times[WARM_WAYS][ROUNDS];
  bylaw *b = handle_open();
  lua_State *L = naive_open();
  char facts[512], *text;
  verify(b, L);
  person_json(&USUAL, facts, sizeof facts);
  decide(b, "standard", "2025-06", facts, &text);
  json_t *answer = json_loads(text, 0, NULL);
  if (!answer) die("the answer is no JSON: %s", text);
  bylaw_free(text);
  for (int round = -WARM_UP; round < ROUNDS; round++)
    for (int way = 0; way < WARM_WAYS; way++) {
      double time = batch(way, b, L, facts, answer);
      if (round >= 0) times[way][round] = time;
    }
  set_figure(bench, "warm_ratio", median_ratio(times[WARM_DECIDE], times[WARM_NAIVE], ROUNDS));
  set_figure(bench, "warm_json_ratio", median_ratio(times[WARM_DECIDE], times[WARM_JSON], ROUNDS));
  for (int way = 0; way < WARM_WAYS; way++)
    set_figure(bench, names[way], median(times[way], ROUNDS));
  json_decref(answer);
  lua_close(L);
  bylaw_close(b);
}

/* --- warm: typed facts ------------------------------------------------------------------------ */

enum { TYPED_BATCH = 20000, TYPED_ONE = 0, TYPED_ALL, TYPED_WAYS };

struct typed {
  bylaw_person *person;
  int decision, birth, hukou, low, choices, applied, on, district;
};

static struct typed typed_open(bylaw *b) {
  struct typed t;
  bylaw_error e;
  if (bylaw_person_new(b, ID, &t.person, &e) != BYLAW_OK) die("%s", e.message);
  t.decision = bylaw_person_decision(t.person, "standard");
  t.birth = bylaw_person_fact(t.person, "birth_date");
  t.hukou = bylaw_person_fact(t.person, "hukou");
  t.low = bylaw_person_fact(t.person, "low_income");
  t.choices = bylaw_person_fact(t.person, "choices");
  t.applied = bylaw_person_fact(t.person, "applied");
  t.on = bylaw_person_field(t.person, t.applied, "on");
  t.district = bylaw_person_member(t.person, t.hukou, "和平区");
  return t;
}

/* The usual person, but for the day of birth in June 1940. */
static void typed_person(const struct typed *t, int day) {
  bylaw_person *p = t->person;
  bylaw_error e;
  bool put =
      bylaw_person_reset(p, &e) == BYLAW_OK && bylaw_set_date(p, t->birth, 1940, 6, day, &e) == BYLAW_OK &&
      bylaw_add_spell(p, t->hukou, 1980, 1, 1, &e) == BYLAW_OK &&
      bylaw_set_member_number(p, t->hukou, t->district, &e) == BYLAW_OK &&
      bylaw_clear_fact(p, t->low, &e) == BYLAW_OK && bylaw_clear_fact(p, t->choices, &e) == BYLAW_OK &&
      bylaw_add_record(p, t->applied, &e) == BYLAW_OK && bylaw_set_date(p, t->on, 2025, 1, 6, &e) == BYLAW_OK;
  if (!put) die("%s", e.message);
}

static double typed_batch(int way, const struct typed *t) {
  bylaw_error e;
  bylaw_decided answer;
  double start = now_us();
  for (int i = 0; i < TYPED_BATCH; i++) {
    if (way == TYPED_ALL)
      typed_person(t, 1 + i % 28);
    else if (bylaw_set_date(t->person, t->birth, 1940, 6, 1 + i % 28, &e) != BYLAW_OK)
      die("%s", e.message);
    if (bylaw_decide_person(t->person, t->decision, 2025, 6, 0, &answer, &e) != BYLAW_OK)
      die("%s", e.message);
    if (answer.kind != BYLAW_MONEY || answer.number != 3000 || !answer.ground[0])
      die("the usual person does not get 30.00");
  }
  return (now_us() - start) * 1e3 / TYPED_BATCH;
}

static void measure_typed(struct bench *bench) {
  static const char *const names[] = {"typed_decide_ns", "typed_all_ns"};
  double times[TYPED_WAYS][ROUNDS], floors[ROUNDS];
  bylaw *b = handle_open();
  lua_State *L = naive_open();
  struct typed t = typed_open(b);
  typed_person(&t, 15);
  for (int round = -WARM_UP; round < ROUNDS; round++) {
    for (int way = 0; way < TYPED_WAYS; way++) {
      double time = typed_batch(way, &t);
      if (round >= 0) times[way][round] = time;
    }
    double floor = batch(WARM_NAIVE, b, L, NULL, NULL) * 1e3;
    if (round >= 0) floors[round] = floor;
  }
  set_figure(bench, "typed_ratio", median_ratio(times[TYPED_ONE], floors, ROUNDS));
  for (int way = 0; way < TYPED_WAYS; way++)
    set_figure(bench, names[way], median(times[way], ROUNDS));
  lua_close(L);
  bylaw_person_free(t.person);
  bylaw_close(b);
}

/* --- cold, in process: a fresh child each round, which has run no Lua before ------------------ */

enum { SPLIT_START, SPLIT_LOAD, SPLIT_DECISION, SPLIT_PARTS };

static void cold_once(double parts[SPLIT_PARTS]) {
  char facts[512], *json;
  struct error e = {0};
  person_json(&USUAL, facts, sizeof facts);
  double start = now_us();
  struct script *script = script_new(NULL, &e);
  parts[SPLIT_START] = now_us() - start;
  if (!script) die("%s", e.message);
  script_free(script);
  start = now_us();
  bylaw *handle = handle_open();
  parts[SPLIT_LOAD] = now_us() - start - parts[SPLIT_START]; /* loading starts a state too */
  start = now_us();
  bylaw_outcome outcome = decide(handle, "standard", "2025-06", facts, &json);
  parts[SPLIT_DECISION] = now_us() - start;
  if (outcome != BYLAW_VALUE || !strstr(json, "\"30.00\"")) die("the usual person does not get 30.00");
}

static void measure_split(struct bench *b) {
  static const char *const names[] = {"cold_lua_start_ms", "cold_policy_load_ms", "cold_decision_ms"};
  double times[SPLIT_PARTS][ROUNDS], parts[SPLIT_PARTS];
  for (int round = -WARM_UP; round < ROUNDS; round++) {
    int ends[2], status = 0;
    if (pipe(ends) != 0) die("no pipe");
    pid_t child = fork();
    if (child == 0) {
      cold_once(parts);
      _exit(write(ends[1], parts, sizeof parts) == (ssize_t)sizeof parts ? 0 : 2);
    }
    close(ends[1]);
    bool whole = child > 0 && read(ends[0], parts, sizeof parts) == (ssize_t)sizeof parts;
    close(ends[0]);
    if (child > 0) waitpid(child, &status, 0);
    if (!whole || status != 0) die("a cold decision failed");
    for (int i = 0; i < SPLIT_PARTS && round >= 0; i++)
      times[i][round] = parts[i] / 1e3;
  }
  for (int i = 0; i < SPLIT_PARTS; i++)
    set_figure(b, names[i], median(times[i], ROUNDS));
}

/* --- cold: the program ------------------------------------------------------------------------ */

static void check_answer(const struct bench *b, char *const argv[]) {
  char path[PATH_SIZE], answer[128] = "";
  work_path(b, path, "answer");
  run_program(argv, path, 0);
  FILE *f = fopen(path, "r");
  size_t n = f ? fread(answer, 1, sizeof answer - 1, f) : 0;
  if (f) fclose(f);
  if (n == 0 || !strstr(answer, "30.00")) die("%s does not answer 30.00", argv[0]);
}

/* A database of one row, for the floor of what starts, opens and reads. */
static void one_row(const char *path) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK ||
      sqlite3_exec(
          db, "CREATE TABLE IF NOT EXISTS one (value INTEGER); DELETE FROM one; INSERT INTO one VALUES (41)",
          NULL, NULL, NULL) != SQLITE_OK)
    die("cannot make %s", path);
  sqlite3_close(db);
}

/* In turn with a bare host: times of a program depend on the machine, how many bare hosts it takes
** does not. */
static void measure_ratio(struct bench *b, const char *name, const char *ratio, char *const argv[],
                          int rounds, int most) {
  char path[PATH_SIZE];
  double times[ROUNDS], floors[ROUNDS];
  work_path(b, path, "one.db");
  one_row(path);
  int first = rounds == ROUNDS ? -WARM_UP : 0; /* what takes seconds needs no warming up */
  for (int round = first; round < rounds; round++) {
    double floor = run(b->cold_floor, path, NULL).ms, time = run_program(argv, "/dev/null", most).ms;
    if (round < 0) continue;
    times[round] = time;
    floors[round] = floor;
  }
  set_figure(b, ratio, median_ratio(times, floors, rounds));
  set_figure(b, name, median(times, rounds));
  if (strcmp(name, "cold_decide_wall_ms") == 0) set_figure(b, "cold_floor_ms", median(floors, rounds));
}

static void measure_program(struct bench *b, const char *name, char *const argv[], int rounds, int most) {
  double times[ROUNDS];
  int first = rounds == ROUNDS ? -WARM_UP : 0; /* what takes seconds needs no warming up */
  for (int round = first; round < rounds; round++) {
    double time = run_program(argv, "/dev/null", most).ms;
    if (round >= 0) times[round] = time;
  }
  set_figure(b, name, median(times, rounds));
}

/* --- exploring -------------------------------------------------------------------------------- */

/* What the trees hold when the decision has been explored. */
static void measure_explored(struct bench *b) {
  bylaw *handle = handle_open();
  bylaw_request q = {.policy = ID, .decision = "standard", .month = "2025-06"};
  bylaw_statistics s;
  bylaw_error e;
  char *json;
  if (bylaw_explore(handle, &q, NULL, &json, &e) != BYLAW_OK) die("%s", e.message);
  if (!strstr(json, "800.00")) die("exploring does not find 800.00");
  bylaw_free(json);
  bylaw_stats(handle, &s);
  if (s.guards == 0) die("exploring made no trees");
  set_figure(b, "explore_tree_kb", (double)s.tree_bytes / 1024);
  bylaw_close(handle);
}

void measure_decisions(struct bench *b) {
  char facts[512], *program = (char *)b->program;
  person_json(&USUAL, facts, sizeof facts);
  char *const cold[] = {program, "decide", ID, "standard", "--month", "2025-06", "--facts", facts, NULL};
  char *const explore[] = {program, "explore", ID, "standard", "--month", "2025-06", NULL};
  char *const scenarios[] = {program, "test", NULL};
  if (wanted(b, "cold_decide_wall_ms") || wanted(b, "cold_floor_ms") || wanted(b, "cold_ratio")) {
    check_answer(b, cold);
    measure_ratio(b, "cold_decide_wall_ms", "cold_ratio", cold, ROUNDS, 0);
  }
  if (wanted(b, "cold_*")) measure_split(b);
  if (wanted(b, "warm_*") || wanted(b, "naive_lua_us") || wanted(b, "json_floor_us")) measure_warm(b);
  if (wanted(b, "typed_*")) measure_typed(b);
  if (wanted(b, "explore_standard_ms") || wanted(b, "explore_ratio"))
    measure_ratio(b, "explore_standard_ms", "explore_ratio", explore, EXPLORE_ROUNDS, 1);
  if (wanted(b, "explore_tree_kb")) measure_explored(b);
  if (wanted(b, "scenarios_ms")) measure_program(b, "scenarios_ms", scenarios, SCENARIO_ROUNDS, 1);
}
