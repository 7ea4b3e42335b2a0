/* A decision hangs on its facts, month and days and on nothing else: not on what was decided
** before, not on the order of a table, not on chance. And what is not known never changes an
** answer, it only withholds it. */
#include "attack.h"

#include <jansson.h>

/* --- a memory between decisions --------------------------------------------------------------- */

/* `chunk` stands before the term whose body is `body`: neither may work as a memory. */
struct memory {
  const char *name, *chunk, *body;
};

static const struct memory memories[] = {
    {"a counter in a table", "local t = { n = 0 }\n", "t.n = t.n + 1 return t.n > 1"},
    {"a counter in a list", "local t = {}\n", "t[#t + 1] = 1 return #t > 1"},
    {"a counter by table.insert", "local t = {}\n", "table.insert(t, 1) return #t > 1"},
    {"a counter by table.move", "local t = {}\n", "table.move({ 1 }, 1, 1, #t + 1, t) return #t > 1"},
    {"an order by table.sort", "local t = { 2, 1 }\n", "local x = t[1] table.sort(t) return x == 1"},
    {"a counter in a nested table", "local t = { a = { b = {} } }\n",
     "local x = t.a.b.n t.a.b.n = 1 return x == 1"},
    {"an upvalue assigned", "local n = 0\n", "n = n + 1 return n > 1"},
    {"a counter behind a function", "local t = {}\nlocal function bump() t[#t + 1] = 1 return #t end\n",
     "return bump() > 1"},
    {"a counter behind two functions",
     "local t = {}\nlocal function a() t[#t + 1] = 1 return #t end\nlocal function b() return a() end\n",
     "return b() > 1"},
    {"a counter in a closure",
     "local function make() local n = 0 return function() n = n + 1 return n end end\nlocal c = make()\n",
     "return c() > 1"},
    {"a counter in a closure's table",
     "local function make() local t = {} return function() t[#t + 1] = 1 return #t end end\nlocal c = make()\n",
     "return c() > 1"},
    {"a counter in a parameter of a closure",
     "local function make(t) return function() t[#t + 1] = 1 return #t end end\nlocal c = make({})\n",
     "return c() > 1"},
    {"an iterator of pairs", "local step = pairs({ a = 1, b = 2, c = 3 })\n", "return step() == \"b\""},
    {"an iterator of pairs in a function",
     "local step = pairs({ a = 1, b = 2, c = 3 })\nlocal function key() return (step()) end\n",
     "return key() == \"b\""},
    {"an iterator of ipairs with its table", "local step, t = ipairs({ 1, 2, 3 })\n",
     "local _, x = step(t, 0) t[1] = 2 return x == 2"},
    {"a counter in act", "", "act.n = (act.n or 0) + 1 return act.n > 1"},
    {"a counter in the declarations", "", "act:uncoded(\"第六条\", \"x\") return #act.entries > 1"},
    {"a counter in a type of fact", "", "local x = fact.date.name fact.date.name = \"x\" return x == \"x\""},
    {"a counter in a type's members", "",
     "local t = fact.district.list local x = #t table.insert(t, { \"x\", \"y\" }) return x > 20"},
    {"a counter of declared facts", "", "return fact.date { label = \"x\" }.sequence > 12"},
    {"a counter of declared choices", "local c = fact.one_of { { \"a\", \"甲\" } }\n",
     "return c { label = \"x\" }.sequence > 12"},
    {"a type of fact kept", "local d = fact.date\n", "local x = d.name d.name = \"x\" return x == \"x\""},
    {"a fact kept", "local d = fact.date { label = \"x\" }\n", "d.line = d.line + 1 return d.line > 20"},
    {"a library changed", "", "local x = string.y string.y = 1 return x == 1"},
    {"a value kept", "local stash = {}\n",
     "local x = stash.born stash.born = elder.born return present(x) and x == elder.born"},
    {"a value kept and joined", "local stash = {}\n",
     "local x = stash.n stash.n = elder.n if x then return x + 1 == 91 end return false"},
    {"the law kept", "local stash = {}\n",
     "local x = stash.law stash.law = law if x then return x.rate == yuan(1) end return false"},
    {"the subject kept", "local stash = {}\n",
     "local x = stash.elder stash.elder = elder if x then return x.n == 90 end return false"},
    {"a list kept", "local stash = {}\n",
     "local x = stash.l stash.l = elder.applied:where { at = \"home\" } if x then return x:count() == 1 end return false"},
    {"a condition kept", "local stash = {}\n",
     "local x = stash.c stash.c = at_least(elder.born) if x then return elder.applied:any { on = x } end return false"},
    {"a function kept", "local stash = {}\n",
     "local x = stash.f stash.f = function() return elder.n == 90 end if x then return x() end return false"},
    {"a value as a table's field", "local stash = { at_least(1) }\n",
     "stash[1] = at_least(elder.n) return true"},
};

static int try_memory(const struct memory *c) {
  char *head = joined(HEAD, c->chunk, TERM);
  struct arena_of_war w = war_open(head, c->body, TERM_END TAIL RETURN);
  bylaw *b = NULL;
  bylaw_error e = {0};
  assert_int_equal(bylaw_open(&b, NULL, NULL), BYLAW_OK);
  bylaw_status status = bylaw_load(b, w.path, &e);
  bylaw_outcome first = BYLAW_HOLD, again = BYLAW_HOLD;
  if (status == BYLAW_OK) status = ask(b, "attack", "standard", &first, NULL, &e);
  if (status == BYLAW_OK) status = ask(b, "attack", "standard", &again, NULL, &e);
  bylaw_close(b);
  bool right = is_refusal(status) && strcmp(e.file, w.path) == 0 && e.line > 0;
  if (!right)
    print_error("  status %d, %s:%d %s; outcomes %d, %d\n", (int)status, e.file, e.line, e.message,
                (int)first, (int)again);
  war_close(&w);
  free(head);
  return !right;
}

static void a_term_has_no_memory(void **state) {
  const struct memory *c = *state;
  if (try_memory(c)) fail_msg("%s", c->name);
}

/* What stays the same may be used: numbers, texts, values and functions that are made once. */
static const struct memory constants[] = {
    {"a number", "local n = 90\n", "return elder.n == n"},
    {"a text", "local s = \"home\"\n", "return elder.place == s"},
    {"a value", "local d = date \"1935-01-31\"\n", "return elder.born == d"},
    {"a function", "local function same(a, b) return a == b end\n", "return same(elder.n, 90)"},
    {"a function that calls itself",
     "local function f(n) if n == 0 then return true end return f(n - 1) end\n", "return f(9)"},
    {"functions that call each other",
     "local even, odd\neven = function(n) if n == 0 then return true end return odd(n - 1) end\n"
     "odd = function(n) if n == 0 then return false end return even(n - 1) end\n",
     "return even(10)"},
    {"a web of functions",
     "local function make(a, b, c, d, e, f, g, h) return function() return a, b, c, d, e, f, g, h end end\n"
     "local x = function() end\nfor i = 1, 12 do x = make(x, x, x, x, x, x, x, x) end\n",
     "return x ~= nil"},
    {"a table of its own", "", "local t = {} t.n = 90 return elder.n == t.n"},
    {"a stable sort", "",
     "local t = {} for i = 1, 100 do t[i] = { k = i % 3, i = i } end\n"
     "table.sort(t, function(a, b) return a.k < b.k end)\n"
     "for i = 2, 100 do if t[i].k == t[i - 1].k and t[i].i < t[i - 1].i then return false end end return true"},
    {"sorted pairs", "",
     "local t, keys = { 3, 1, b = 1, a = 2, [-5] = 0 }, \"\" for i = 1, 50 do t[\"k\" .. 51 - i] = i end\n"
     "for i = 1, 50 do t[\"k\" .. i] = nil end for k in pairs(t) do keys = keys .. k .. \" \" end\n"
     "return keys == \"-5 1 2 a b \""},
    {"pairs of an empty table", "", "for k in pairs({}) do return k == 1 end return true"},
    {"pairs while fields are removed", "",
     "local t, n = { a = 1, b = 2, c = 3 }, 0 for k in pairs(t) do t[k] = nil n = n + 1 end return n == 3"},
    {"pairs with a field removed ahead", "",
     "local t, n = { a = 1, b = 2 }, 0 for k, v in pairs(t) do t.b = nil n = n + v end return n == 1"},
    {"two loops of pairs in one another", "",
     "local t, s = { a = 1, b = 2 }, \"\" for k in pairs(t) do for j in pairs(t) do s = s .. k .. j end end\n"
     "return s == \"aaabbabb\""},
};

static void what_is_constant_may_be_used(void **state) {
  const struct memory *c = *state;
  char *head = joined(HEAD, c->chunk, TERM);
  int wrong = fight(head, c->body, TERM_END TAIL RETURN, TRUE);
  free(head);
  if (wrong) fail_msg("%s", c->name);
}

/* --- the shipped policy ----------------------------------------------------------------------- */

enum { FACT_COUNT = 9, CASES = 300 };
static const char *const fact_names[FACT_COUNT] = {"birth_date", "death_date", "hukou",
                                                   "low_income", "serviceman", "applied",
                                                   "choices",    "transfers",  "survival"};
static const char *const decisions[] = {"standard", "due", "payer"};

struct person {
  char facts[FACT_COUNT][256]; /* JSON */
  char month[40], deciding[40];
};

static uint64_t next_random(uint64_t *seed) {
  *seed = *seed * 6364136223846793005u + 1442695040888963407u;
  uint64_t x = *seed;
  return (x ^ (x >> 29)) >> 20;
}

static int pick(uint64_t *seed, int n) {
  return (int)(next_random(seed) % (uint64_t)n);
}

/* A day of month `month` of `year`: often its first or last, or 29 February, or the last of
** October. */
static void put_day(uint64_t *seed, char out[40], int year, int month) {
  static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (pick(seed, 12) == 0 && leap) month = 2;
  if (pick(seed, 12) == 0) month = 10;
  int last = lengths[month - 1] + (leap && month == 2), kind = pick(seed, 4);
  int day = kind == 0 ? 1 : kind == 1 ? last : 1 + pick(seed, last);
  snprintf(out, 40, "%04d-%02d-%02d", year, month, day);
}

/* A day around the month that is asked about: up to two months before or after, or in another
** year. */
static void near_day(uint64_t *seed, char out[40], int year, int month) {
  int at = year * 12 + month - 1 + pick(seed, 5) - 2;
  if (pick(seed, 4) == 0) at -= 12 * (1 + pick(seed, 3));
  put_day(seed, out, at / 12, at % 12 + 1);
}

static void timeline(uint64_t *seed, char out[256], int year, int month, const char *a, const char *b) {
  char day[40];
  near_day(seed, day, year, month);
  switch (pick(seed, 5)) {
  case 0: snprintf(out, 256, "\"%s\"", a); break;
  case 1: snprintf(out, 256, "null"); break;
  case 2: snprintf(out, 256, "[{\"from\": \"%s\", \"value\": \"%s\"}]", day, a); break;
  case 3: snprintf(out, 256, "[{\"to\": \"%s\", \"value\": \"%s\"}]", day, a); break;
  default:
    snprintf(out, 256,
             "[{\"from\": \"1999-05-01\", \"value\": \"%s\"}, {\"from\": \"%s\", \"value\": \"%s\"}]", a, day,
             b);
  }
}

static void list(uint64_t *seed, char out[256], int year, int month, const char *field, const char *a,
                 const char *b) {
  char first[40], second[40];
  near_day(seed, first, year, month);
  near_day(seed, second, year, month);
  switch (pick(seed, 3)) {
  case 0: snprintf(out, 256, "[]"); break;
  case 1: snprintf(out, 256, "[{\"on\": \"%s\", \"%s\": \"%s\"}]", first, field, a); break;
  default:
    snprintf(out, 256, "[{\"on\": \"%s\", \"%s\": \"%s\"}, {\"on\": \"%s\", \"%s\": \"%s\"}]", first, field,
             a, second, field, b);
  }
}

static struct person make_person(uint64_t *seed) {
  static const int ages[] = {79, 80, 80, 81, 85, 89, 90, 90, 95, 99, 100, 101};
  struct person p = {0};
  char day[40];
  int year = 2024 + pick(seed, 3), month = 1 + pick(seed, 12);
  snprintf(p.month, sizeof p.month, "%04d-%02d", year, month);
  snprintf(p.deciding, sizeof p.deciding, "2026-12-31");
  put_day(seed, day, year - ages[pick(seed, 12)], pick(seed, 2) ? month : 1 + pick(seed, 12));
  snprintf(p.facts[0], 256, "\"%s\"", day);
  near_day(seed, day, year, month);
  snprintf(p.facts[1], 256, pick(seed, 4) ? "null" : "\"%s\"", day);
  timeline(seed, p.facts[2], year, month, "和平区", "沈河区");
  timeline(seed, p.facts[3], year, month, "和平区", "皇姑区");
  if (pick(seed, 2)) snprintf(p.facts[3], 256, "null");
  timeline(seed, p.facts[4], year, month, "沈河区", "和平区");
  if (pick(seed, 3)) snprintf(p.facts[4], 256, "null");
  list(seed, p.facts[5], year, month, "at", "hukou", "online");
  list(seed, p.facts[6], year, month, "choice", pick(seed, 2) ? "allowance" : "home_care", "home_care");
  if (pick(seed, 2)) snprintf(p.facts[6], 256, "[]");
  list(seed, p.facts[7], year, month, "to", "皇姑区", "和平区");
  timeline(seed, p.facts[8], year, month, "unverifiable", "verified");
  return p;
}

/* The JSON of the answer, or an object with the error. Facts whose bit in `hidden` is set are not
** known. */
static json_t *answer(bylaw *b, const struct person *p, const char *decision, unsigned hidden,
                      bool backwards) {
  char facts[4096] = "{", *text = NULL;
  for (int i = 0; i < FACT_COUNT; i++) {
    int at = backwards ? FACT_COUNT - 1 - i : i;
    size_t used = strlen(facts);
    snprintf(facts + used, sizeof facts - used, "%s\"%s\": %s", used > 1 ? ", " : "", fact_names[at],
             hidden & (1u << at) ? "{\"unknown\": true}" : p->facts[at]);
  }
  strcat(facts, "}");
  bylaw_request q = {.policy = "old-age-allowance",
                     .decision = decision,
                     .facts = facts,
                     .month = p->month,
                     .deciding = p->deciding};
  bylaw_error e = {0};
  if (bylaw_decide(b, &q, NULL, &text, &e) != BYLAW_OK)
    return json_pack("{s:{s:i, s:s}}", "outcome", "error", (int)e.status, "message", e.message);
  json_t *made = json_loads(text, 0, NULL);
  bylaw_free(text);
  return made;
}

static json_t *outcome_of(json_t *whole) {
  json_t *outcome = json_incref(json_object_get(whole, "outcome"));
  json_decref(whole);
  return outcome;
}

/* The bits of the facts that `outcome` needs; 0 when it is another outcome. */
static unsigned needed(const json_t *outcome) {
  unsigned bits = 0;
  json_t *list_of = json_object_get(outcome, "needs"), *item;
  size_t at;
  json_array_foreach(list_of, at, item) {
    const char *name =
        json_is_string(item) ? json_string_value(item) : json_string_value(json_object_get(item, "name"));
    for (int i = 0; name && i < FACT_COUNT; i++)
      if (strcmp(name, fact_names[i]) == 0) bits |= 1u << i;
  }
  return bits;
}

static int complain(const struct person *p, const char *decision, unsigned hidden, json_t *full,
                    json_t *got) {
  char *a = json_dumps(full, JSON_COMPACT | JSON_ENCODE_ANY),
       *b = json_dumps(got, JSON_COMPACT | JSON_ENCODE_ANY);
  print_error("  %s %s, hidden %#x: all known %.600s, otherwise %.900s\n ", decision, p->month, hidden, a, b);
  for (int i = 0; i < FACT_COUNT; i++)
    print_error(" %s=%s", fact_names[i], p->facts[i]);
  print_error("\n");
  free(a);
  free(b);
  return 1;
}

/* Whether each reason of `some` is one of `all`. */
static bool among(json_t *some, json_t *all) {
  json_t *a, *b;
  size_t i, k;
  json_array_foreach(some, i, a) {
    bool found = false;
    json_array_foreach(all, k, b) found = found || json_equal(a, b);
    if (!found) return false;
  }
  return json_array_size(some) > 0;
}

/* Whether `got` says what `full` says. Of the reasons for a refusal some may be missing; with
** `reasons`, none is added. */
static bool agrees(json_t *got, json_t *full, bool reasons) {
  json_t *some = json_object_get(got, "refused"), *all = json_object_get(full, "refused");
  if (!some || !all) return json_equal(got, full);
  return !reasons || among(some, all);
}

/* With one fact hidden: the same outcome, or one that needs it and nothing that is known. */
static int hide_one(bylaw *b, const struct person *p, const char *decision, json_t *full, int fact,
                    bool reasons) {
  json_t *got = outcome_of(answer(b, p, decision, 1u << fact, false));
  bool right = agrees(got, full, reasons) || needed(got) == 1u << fact;
  int wrong = right ? 0 : complain(p, decision, 1u << fact, full, got);
  json_decref(got);
  return wrong;
}

/* With many hidden: what is needed is given until nothing is; then the outcome is that of all
** facts. */
static int hide_many(bylaw *b, const struct person *p, const char *decision, json_t *full, unsigned hidden,
                     bool reasons) {
  for (int round = 0; round <= FACT_COUNT; round++) {
    json_t *got = outcome_of(answer(b, p, decision, hidden, false));
    unsigned asked = needed(got);
    bool asks = json_object_get(got, "needs") != NULL;
    bool right = asks ? asked != 0 && (asked & ~hidden) == 0 : agrees(got, full, reasons);
    int wrong = right ? 0 : complain(p, decision, hidden, full, got);
    json_decref(got);
    if (wrong || !asks) return wrong;
    hidden &= ~asked;
  }
  return complain(p, decision, hidden, full, full);
}

static bylaw *shipped(void) {
  bylaw *b = NULL;
  bylaw_error e = {0};
  assert_int_equal(bylaw_open(&b, NULL, NULL), BYLAW_OK);
  if (bylaw_load(b, "policies", &e) != BYLAW_OK) fail_msg("%s:%d %s", e.file, e.line, e.message);
  return b;
}

static int hide_all(bylaw *b, const struct person *p, const char *decision, unsigned hidden, bool reasons) {
  json_t *full = outcome_of(answer(b, p, decision, 0, false));
  int wrong = 0;
  for (int fact = 0; fact < FACT_COUNT; fact++)
    wrong += hide_one(b, p, decision, full, fact, reasons);
  wrong += hide_many(b, p, decision, full, hidden, reasons);
  wrong += hide_many(b, p, decision, full, (1u << FACT_COUNT) - 1, reasons);
  json_decref(full);
  return wrong;
}

static void hide_from_all(bool reasons) {
  bylaw *b = shipped();
  uint64_t seed = 20250520;
  int wrong = 0;
  for (int i = 0; i < CASES; i++) {
    struct person p = make_person(&seed);
    for (size_t d = 0; d < sizeof decisions / sizeof *decisions; d++)
      wrong += hide_all(b, &p, decisions[d], (unsigned)pick(&seed, 1 << FACT_COUNT), reasons);
  }
  bylaw_close(b);
  if (wrong) fail_msg("%d of %d questions", wrong, CASES * 3 * (FACT_COUNT + 2));
}

static void what_is_unknown_never_changes_the_outcome(void **state) {
  (void)state;
  hide_from_all(false);
}

static void what_is_unknown_is_no_reason_for_a_refusal(void **state) {
  (void)state;
  hide_from_all(true);
}

/* The random facts are facts: nearly all of them can be decided, and every kind of outcome is
** met. */
static void the_random_facts_are_decided(void **state) {
  (void)state;
  bylaw *b = shipped();
  uint64_t seed = 20250520;
  int errors = 0, values = 0, refused = 0;
  for (int i = 0; i < CASES; i++) {
    struct person p = make_person(&seed);
    json_t *outcome = outcome_of(answer(b, &p, "due", 0, false));
    bool error = json_object_get(outcome, "error") != NULL;
    if (error && errors < 5) complain(&p, "due", 0, outcome, outcome);
    errors += error;
    values += json_is_string(outcome);
    refused += json_object_get(outcome, "refused") != NULL;
    json_decref(outcome);
  }
  bylaw_close(b);
  print_message("%d values, %d refused, %d errors\n", values, refused, errors);
  assert_true(values > CASES / 6 && refused > CASES / 6);
  assert_true(errors == 0);
}

/* --- the same question, the same bytes -------------------------------------------------------- */

static char *bytes(bylaw *b, const struct person *p, const char *decision, unsigned hidden, bool backwards) {
  json_t *whole = answer(b, p, decision, hidden, backwards);
  char *text = json_dumps(whole, JSON_COMPACT | JSON_PRESERVE_ORDER);
  json_decref(whole);
  assert_non_null(text);
  return text;
}

enum { ORDERED = 60 };

static void fill_answers(bylaw *b, const struct person *people, char *out[ORDERED], bool backwards) {
  for (int i = 0; i < ORDERED; i++) {
    int at = backwards ? ORDERED - 1 - i : i;
    out[at] = bytes(b, &people[at], decisions[at % 3], at % 4 == 3 ? 0x24u : 0, backwards);
  }
}

/* In another order, with the facts written in another order, and by another handle. */
static void the_same_question_gets_the_same_bytes(void **state) {
  (void)state;
  static struct person people[ORDERED];
  static char *rounds[3][ORDERED];
  uint64_t seed = 7;
  for (int i = 0; i < ORDERED; i++)
    people[i] = make_person(&seed);
  bylaw *first = shipped(), *second = shipped();
  fill_answers(first, people, rounds[0], false);
  fill_answers(first, people, rounds[1], true);
  fill_answers(second, people, rounds[2], true);
  int wrong = 0;
  for (int i = 0; i < ORDERED; i++) {
    bool same = strcmp(rounds[0][i], rounds[1][i]) == 0 && strcmp(rounds[0][i], rounds[2][i]) == 0;
    if (!same) print_error("  %s\n  %s\n  %s\n", rounds[0][i], rounds[1][i], rounds[2][i]);
    wrong += !same;
    for (int r = 0; r < 3; r++)
      free(rounds[r][i]);
  }
  bylaw_close(first);
  bylaw_close(second);
  assert_int_equal(wrong, 0);
}

static size_t add_memories(struct CMUnitTest *tests, size_t n, CMUnitTestFunction test,
                           const struct memory *rows, size_t count) {
  for (size_t i = 0; i < count; i++)
    tests[n++] = (struct CMUnitTest){rows[i].name, test, NULL, NULL, (void *)(uintptr_t)&rows[i]};
  return n;
}

int main(void) {
  static struct CMUnitTest tests[80];
  size_t n = add_memories(tests, 0, a_term_has_no_memory, memories, sizeof memories / sizeof *memories);
  n = add_memories(tests, n, what_is_constant_may_be_used, constants, sizeof constants / sizeof *constants);
  tests[n++] = (struct CMUnitTest)cmocka_unit_test(the_same_question_gets_the_same_bytes);
  tests[n++] = (struct CMUnitTest)cmocka_unit_test(the_random_facts_are_decided);
  tests[n++] = (struct CMUnitTest)cmocka_unit_test(what_is_unknown_never_changes_the_outcome);
  tests[n++] = (struct CMUnitTest)cmocka_unit_test(what_is_unknown_is_no_reason_for_a_refusal);
  return _cmocka_run_group_tests("purity", tests, n, NULL, NULL);
}
