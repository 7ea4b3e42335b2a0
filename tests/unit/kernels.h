/* A made-up policy with a decision for every kernel of the columns, and made-up persons of every
** shape of history: each comparison of each kind, each question to a timeline, each aggregate of a
** list, each operation; a column with a constant, a constant with a column, two columns, an input,
** a parameter. */
#ifndef BYLAW_TESTS_KERNELS_H
#define BYLAW_TESTS_KERNELS_H

#include "support.h"

#include "host/engine/judge/batch.h"
#include "host/engine/judge/judge_private.h"
#include "world.h"

#define MONTH(y, m) ((y)*12 + (m)-1)

enum { MOST_FACTS = 32, TEXT = 2000 };

/* --- the policy ------------------------------------------------------------------------------- */

/* What a policy in a text of its own begins with. */
#define MADE_HEAD                                                                                            \
  "local act = document { id = \"made\", number = \"试1号\", title = \"试\", issuers = { \"局\" },\n"    \
  "  issued = \"2024-01-01\", in_force = { from = \"2000-01-01\", cite = \"第九条\" },\n"                 \
  "  outline = { articles = 9, items = { [\"第二条\"] = 3 } }, month_end = { \"clamp\", cite = \"民法典第202条\" } }\n"
#define MADE_END "return act\n"

/* One letter a kind: two facts, a timeline, a field of the records, a parameter and an input begin
** with it. */
struct kernel_kind {
  char letter;
  const char *type, *constant, *parameter;
  bool ordered;
};
static const struct kernel_kind KERNEL_KINDS[] = {
    {'c', "fact.count", "100", "100", true},
    {'a', "fact.money", "yuan(100)", "yuan(100)", true},
    {'d', "fact.date", "date \"2025-06-15\"", "date \"2025-06-30\"", true},
    {'m', "fact.month", "month \"2025-06\"", "month \"2025-05\"", true},
    {'e', "grade", "\"fair\"", NULL, false},
    {'t', "fact.boolean", "true", "true", false},
};
enum { KERNEL_KIND_COUNT = sizeof KERNEL_KINDS / sizeof KERNEL_KINDS[0] };

static inline void kernel_facts(struct buf *out) {
  buf_puts(
      out,
      "local grade = fact.one_of { { \"good\", \"优秀\" }, { \"fair\", \"合格\" }, { \"bad\", \"不合格\" } }\n"
      "act:facts(\"unit\", { label = \"单位\", key = \"name\", name = fact.text { label = \"名称\" },\n");
  for (int i = 0; i < KERNEL_KIND_COUNT; i++) {
    const struct kernel_kind *k = &KERNEL_KINDS[i];
    for (int n = 1; n <= 2; n++)
      buf_printf(out, "  %c%d = %s { label = \"%c%d\", optional = true },\n", k->letter, n, k->type,
                 k->letter, n);
    buf_printf(out, "  h%c = fact.timeline(%s) { label = \"h%c\", absent = \"无\", optional = true },\n",
               k->letter, k->type, k->letter);
  }
  buf_puts(out,
           "  rec = fact.list { label = \"记录\", optional = true, on = fact.date { label = \"日期\" },\n");
  for (int i = 0; i < KERNEL_KIND_COUNT; i++)
    buf_printf(out, "    r%c = %s { label = \"r%c\", optional = true },\n", KERNEL_KINDS[i].letter,
               KERNEL_KINDS[i].type, KERNEL_KINDS[i].letter);
  buf_puts(out, "  } })\n");
  for (int i = 0; i < KERNEL_KIND_COUNT; i++)
    if (KERNEL_KINDS[i].parameter)
      buf_printf(out,
                 "act:parameter(\"p%c\", { label = \"p%c\", cite = \"第二条第1项\", { from = \"2000-01-01\", "
                 "value = %s } })\n",
                 KERNEL_KINDS[i].letter, KERNEL_KINDS[i].letter, KERNEL_KINDS[i].parameter);
}

/* A decision that gives what `body` comes to. `input`: the letter of the kind of its input, named
** after it; 0: none. */
static inline void kernel_add(struct buf *out, const char *name, const char *gives, char input,
                              const char *body) {
  char given[100] = "";
  for (int i = 0; input && i < KERNEL_KIND_COUNT; i++)
    if (KERNEL_KINDS[i].letter == input)
      snprintf(given, sizeof given, ", given = { g_%s = %s { label = \"输入\" } }", name,
               KERNEL_KINDS[i].type);
  buf_printf(out,
             "act:term(\"t_%s\", { cite = \"第一条\", is = function(unit, m, law) return %s end })\n"
             "act:decision(\"k_%s\", { label = \"%s\", of = \"unit\", per = \"month\", gives = %s%s })\n"
             "  :rule(\"第一条\", { give = \"t_%s\" })\n",
             name, body, name, name, gives, given, name);
}

/* Every comparison with every pair of operands. */
static inline void kernel_comparisons(struct buf *out) {
  static const struct {
    const char *name, *sign;
    bool order;
  } ops[] = {{"eq", "==", false}, {"ne", "~=", false}, {"lt", "<", true},
             {"le", "<=", true},  {"gt", ">", true},   {"ge", ">=", true}};
  for (int i = 0; i < KERNEL_KIND_COUNT; i++) {
    const struct kernel_kind *k = &KERNEL_KINDS[i];
    for (size_t o = 0; o < sizeof ops / sizeof ops[0]; o++) {
      char name[40], body[200], column[2][20], law[20], input[60];
      if (ops[o].order && !k->ordered) continue;
      for (int n = 0; n < 2; n++)
        snprintf(column[n], sizeof column[n], "unit.%c%d", k->letter, n + 1);
      snprintf(law, sizeof law, "law.p%c", k->letter);
      const char *sides[8][3] = {{"cc", column[0], k->constant}, {"kc", k->constant, column[0]},
                                 {"vv", column[0], column[1]},   {"cp", column[0], law},
                                 {"pc", law, column[0]},         {"cg", column[0], input},
                                 {"gc", input, column[0]},       {"gk", input, k->constant}};
      for (int s = 0; s < 8; s++) {
        bool parameter = s == 3 || s == 4, given = s >= 5;
        if (parameter && !k->parameter) continue;
        snprintf(name, sizeof name, "%s_%c_%s", ops[o].name, k->letter, sides[s][0]);
        snprintf(input, sizeof input, "law.g_%s", name);
        snprintf(body, sizeof body, "%s %s %s", sides[s][1], ops[o].sign, sides[s][2]);
        kernel_add(out, name, "\"truth\"", given ? k->letter : 0, body);
      }
    }
    char name[40], body[200];
    snprintf(name, sizeof name, "present_%c", k->letter);
    snprintf(body, sizeof body, "present(unit.%c1)", k->letter);
    kernel_add(out, name, "\"truth\"", 0, body);
  }
}

struct kernel_text {
  const char *name, *gives, *body;
};

#define KERNEL_GIVES(letter)                                                                                 \
  ((letter) == 'c'   ? "\"count\""                                                                           \
   : (letter) == 'a' ? "\"money\""                                                                           \
   : (letter) == 'd' ? "\"date\""                                                                            \
   : (letter) == 'm' ? "\"month\""                                                                           \
   : (letter) == 'e' ? "grade"                                                                               \
                     : "\"truth\"")

/* Every question to a timeline of each kind, on a day of the month, of a fact, and reckoned from
** one; its answer given as it is, asked whether it is there, and compared. */
static inline void kernel_timelines(struct buf *out) {
  static const char *const days[][2] = {{"m", "m:last()"}, {"v", "unit.d1"}, {"r", "unit.d1:plus_months(1)"}};
  static const char *const questions[] = {"since", "present_since", "absent_from", "next_change"};
  for (int i = 0; i < KERNEL_KIND_COUNT; i++) {
    const struct kernel_kind *k = &KERNEL_KINDS[i];
    for (int d = 0; d < 3; d++) {
      char name[60], body[300];
      snprintf(name, sizeof name, "at_%c_%s", k->letter, days[d][0]);
      snprintf(body, sizeof body, "first_present(unit.h%c:at(%s), unit.%c1)", k->letter, days[d][1],
               k->letter);
      kernel_add(out, name, KERNEL_GIVES(k->letter), 0, body);
      snprintf(name, sizeof name, "bare_%c_%s", k->letter, days[d][0]);
      snprintf(body, sizeof body, "unit.h%c:at(%s)", k->letter, days[d][1]);
      kernel_add(out, name, KERNEL_GIVES(k->letter), 0, body);
      snprintf(name, sizeof name, "there_%c_%s", k->letter, days[d][0]);
      snprintf(body, sizeof body, "unit.h%c:present(%s)", k->letter, days[d][1]);
      kernel_add(out, name, "\"truth\"", 0, body);
      snprintf(name, sizeof name, "same_%c_%s", k->letter, days[d][0]);
      snprintf(body, sizeof body, "unit.h%c:at(%s) == unit.%c2", k->letter, days[d][1], k->letter);
      kernel_add(out, name, "\"truth\"", 0, body);
      for (int q = 0; q < 4; q++) {
        snprintf(name, sizeof name, "%s_%c_%s", questions[q], k->letter, days[d][0]);
        snprintf(body, sizeof body, "first_present(unit.h%c:%s(%s), date \"1999-12-31\")", k->letter,
                 questions[q], days[d][1]);
        kernel_add(out, name, "\"date\"", 0, body);
      }
      snprintf(name, sizeof name, "changes_%c_%s", k->letter, days[d][0]);
      snprintf(body, sizeof body, "unit.h%c:changes(period(m:first(), %s))", k->letter, days[d][1]);
      kernel_add(out, name, "\"count\"", 0, body);
    }
  }
}

/* The test of a field against an operand, as a condition is written. */
struct kernel_test {
  const char *name, *before, *after;
  bool order, two; /* two: with a second operand, a fact */
};
static const struct kernel_test KERNEL_TESTS[] = {
    {"eq", "", "", false, false},        {"ne", "other_than(", ")", false, false},
    {"lt", "before(", ")", true, false}, {"le", "at_most(", ")", true, false},
    {"gt", "after(", ")", true, false},  {"ge", "at_least(", ")", true, false},
    {"in", "within(", ")", true, true}};

static inline void kernel_condition(struct buf *out, const struct kernel_kind *k, const struct kernel_test *t,
                                    char operand) {
  char id[40], test[200];
  static const struct kernel_text uses[] = {{"count", "\"count\"", "unit.rec:count { %s }"},
                                            {"all", "\"truth\"", "unit.rec:all { %s }"},
                                            {"last", "\"date\"", "unit.rec:last(\"on\", { %s })"},
                                            {"any", "\"truth\"", "unit.rec:any { %s }"},
                                            {"sum", "\"money\"", "unit.rec:sum(\"ra\", { %s })"},
                                            {"first", "grade", "unit.rec:first(\"re\", { %s })"}};
  int from = operand == 'k' ? 3 : 0, to = operand == 'k'   ? 6
                                          : operand == 'v' ? 3
                                                           : 1; /* half with each operand */
  snprintf(id, sizeof id, "%s_%c_%c", t->name, k->letter, operand);
  for (int i = from; i < to; i++) {
    char name[60], with[80], body[300], *hole = strstr(strcpy(body, uses[i].body), "%s"), tail[20];
    strcpy(tail, hole + 2);
    snprintf(name, sizeof name, "%s_%s", uses[i].name, id);
    if (operand == 'k') snprintf(with, sizeof with, "%s", k->constant);
    if (operand == 'v') snprintf(with, sizeof with, "unit.%c1", k->letter);
    if (operand == 'g') snprintf(with, sizeof with, "law.g_%s", name);
    snprintf(test, sizeof test, "r%c = %s%s%s", k->letter, t->before, with, t->two ? "" : t->after);
    if (t->two) snprintf(test + strlen(test), sizeof test - strlen(test), ", unit.%c2)", k->letter);
    strcpy(hole, test);
    strcat(body, tail);
    kernel_add(out, name, uses[i].gives, operand == 'g' ? k->letter : 0, body);
  }
}

/* Every aggregate; every test of a field of each kind, against constants, facts and inputs. */
static inline void kernel_lists(struct buf *out) {
  static const char *const picks[] = {"first", "last", "least", "most"};
  for (int i = 0; i < KERNEL_KIND_COUNT; i++) {
    const struct kernel_kind *k = &KERNEL_KINDS[i];
    for (size_t t = 0; t < sizeof KERNEL_TESTS / sizeof KERNEL_TESTS[0]; t++)
      for (const char *operand = "kvg"; *operand; operand++)
        if (k->ordered || !KERNEL_TESTS[t].order) kernel_condition(out, k, &KERNEL_TESTS[t], *operand);
    for (int p = 0; p < 4; p++) {
      char name[40], body[300];
      if (p >= 2 && !k->ordered) continue;
      snprintf(name, sizeof name, "%s_%c", picks[p], k->letter);
      snprintf(body, sizeof body, "first_present(unit.rec:%s(\"r%c\", { on = at_most(m:last()) }), unit.%c1)",
               picks[p], k->letter, k->letter);
      kernel_add(out, name, KERNEL_GIVES(k->letter), 0, body);
      snprintf(name, sizeof name, "%s_%c_v", picks[p], k->letter);
      snprintf(body, sizeof body, "unit.rec:%s(\"r%c\", { on = within(unit.d1, unit.d2) })", picks[p],
               k->letter);
      kernel_add(out, name, KERNEL_GIVES(k->letter), 0, body);
    }
  }
}

static const struct kernel_text KERNEL_VALUES[] = {
    {"add_c_vv", "\"count\"", "unit.c1 + unit.c2"},
    {"add_c_vk", "\"count\"", "unit.c1 + 7"},
    {"sub_c_kv", "\"count\"", "7 - unit.c1"},
    {"neg_c", "\"count\"", "-unit.c1"},
    {"mul_c_vv", "\"count\"", "unit.c1 * unit.c2"},
    {"mul_c_vk", "\"count\"", "unit.c1 * 3"},
    {"least_c_vv", "\"count\"", "least(unit.c1, unit.c2)"},
    {"most_c_vk", "\"count\"", "most(unit.c1, 100)"},
    {"quotient_vv", "\"count\"", "unit.c1:over(unit.c2, { round = \"down\" })"},
    {"quotient_up", "\"count\"", "unit.c1:over(7, { round = \"up\" })"},
    {"remainder_vk", "\"count\"", "unit.c1:remainder(7)"},
    {"remainder_vv", "\"truth\"", "unit.c1:remainder(unit.c2) < 3"},
    {"first_c", "\"count\"", "first_present(unit.c1, unit.c2, 5)"},
    {"add_a_vv", "\"money\"", "unit.a1 + unit.a2"},
    {"sub_a_kv", "\"money\"", "yuan(3) - unit.a1"},
    {"neg_a", "\"money\"", "-unit.a1"},
    {"mul_a_vv", "\"money\"", "unit.a1 * unit.c1"},
    {"mul_a_kv", "\"money\"", "yuan(30) * unit.c1"},
    {"mul_a_vk", "\"money\"", "unit.a1 * 12"},
    {"times_a", "\"money\"",
     "unit.a1:times(percent \"33.3\", { round = \"half_up\", to = \"fen\", cite = \"第一条\" })"},
    {"over_a", "\"money\"",
     "unit.a1:over(unit.c1, { round = \"half_even\", to = \"fen\", cite = \"第一条\" })"},
    {"least_a_vv", "\"money\"", "least(unit.a1, unit.a2)"},
    {"most_a_vk", "\"money\"", "most(unit.a1, yuan(100))"},
    {"first_a", "\"money\"", "first_present(unit.a1, unit.a2)"},
    {"ratio", "\"truth\"", "unit.a1:ratio_to(yuan(300)) < ratio(1, 3)"},
    {"add_d_vv", "\"date\"", "unit.d1 + unit.c1"},
    {"add_d_vk", "\"date\"", "unit.d1 + 31"},
    {"sub_d_vv", "\"count\"", "unit.d1 - unit.d2"},
    {"sub_d_kv", "\"count\"", "m:first() - unit.d1"},
    {"months_d_v", "\"date\"", "unit.d1:plus_months(unit.c1)"},
    {"months_d_k", "\"date\"", "unit.d1:plus_months(1)"},
    {"years_d_k", "\"date\"", "unit.d1:plus_years(-4)"},
    {"age_vk", "\"count\"", "unit.d1:age(m:last())"},
    {"age_vv", "\"count\"", "unit.d1:age(unit.d2)"},
    {"age_kv", "\"count\"", "date \"2020-02-29\":age(unit.d1)"},
    {"age_range", "\"truth\"", "between(unit.d1:age(m:last()), 80, 89)"},
    {"until_vk", "\"count\"", "unit.d1:months_until(m:last())"},
    {"until_vv", "\"count\"", "unit.d1:months_until(unit.d2)"},
    {"month_of", "\"month\"", "unit.d1:month()"},
    {"year_of", "\"count\"", "unit.d1:year()"},
    {"month_number", "\"count\"", "unit.d1:month_number()"},
    {"day_number", "\"count\"", "unit.d1:day_number()"},
    {"weekday", "\"count\"", "unit.d1:weekday()"},
    {"earliest", "\"date\"", "earliest(unit.d1, unit.d2)"},
    {"latest_k", "\"date\"", "latest(unit.d1, m:first())"},
    {"workday", "\"date\"", "workday_on_or_after(unit.d1)"},
    {"workdays", "\"date\"", "add_workdays(unit.d1, unit.c1)"},
    {"is_workday", "\"truth\"", "is_workday(unit.d1)"},
    {"add_m_vv", "\"month\"", "unit.m1 + unit.c1"},
    {"add_m_vk", "\"month\"", "unit.m1 - 1"},
    {"sub_m_vv", "\"count\"", "unit.m1 - unit.m2"},
    {"sub_m_kv", "\"count\"", "m - unit.m1"},
    {"first_m", "\"date\"", "unit.m1:first()"},
    {"last_m", "\"date\"", "unit.m1:last()"},
    {"day_m_k", "\"date\"", "unit.m1:day(30)"},
    {"day_m_v", "\"date\"", "unit.m1:day(unit.c1)"},
    {"of_year", "\"month\"", "unit.m1:month_of_year(2)"},
    {"period_days", "\"count\"", "period(unit.d1, unit.d2):days()"},
    {"period_months", "\"count\"", "period(m:first(), unit.d1):months()"},
    {"contains", "\"truth\"", "period(unit.d1, unit.d2):contains(m:first())"},
    {"contains_k", "\"truth\"", "period(m:first(), m:last()):contains(unit.d1)"},
    {"truth", "\"truth\"", "unit.t1"},
    {"member", "grade", "unit.e1"},
    {"is", "\"truth\"", "unit.e1:is(\"good\", \"bad\")"},
    {"between_vv", "\"truth\"", "between(unit.c1, unit.c2, 1000)"},
    {"two_tests", "\"count\"", "unit.rec:count { on = at_most(unit.d1), rc = at_least(unit.c1) }"},
    {"three_tests", "\"truth\"", "unit.rec:any { ra = before(yuan(100)), rc = unit.c1, re = unit.e1 }"},
    {"where_last", "\"count\"",
     "unit.rec:where { re = unit.e1 }:last(\"rc\", { on = within(unit.d1, unit.d2) })"},
    {"two_lists", "\"truth\"", "unit.rec:count() < unit.c1"},
    {"since_two", "\"truth\"", "unit.he:since(m:last()) == unit.hd:since(m:last())"},
    {"records_day", "\"date\"", "latest(unit.rec:last(\"on\"), unit.hc:present_since(m:last()), unit.d2)"},
    {"four_facts", "\"money\"", "unit.a1 + unit.a2 * unit.c1 - first_present(unit.ha:at(m:last()), yuan(0))"},
};

static inline void kernel_values(struct buf *out) {
  for (size_t i = 0; i < sizeof KERNEL_VALUES / sizeof KERNEL_VALUES[0]; i++)
    kernel_add(out, KERNEL_VALUES[i].name, KERNEL_VALUES[i].gives, 0, KERNEL_VALUES[i].body);
}

/* --- persons ---------------------------------------------------------------------------------- */

/* In percent: unknown, absent, poisoned, and values far out where sums overflow. */
struct odds {
  int unknown, absent, poisoned, huge;
};

static inline struct value kernel_number(struct world *w, const struct fact *f, const struct odds *o) {
  static const int64_t counts[] = {-1, 0, 1, 2, 3, 29, 30, 31, 99, 100, 101, 999, 1000, 1001},
                       fen[] = {-1, 0, 1, 2999, 3000, 9999, 10000, 10001, 29999, 30000, 30001, 123456},
                       far[] = {INT64_MAX,
                                INT64_MIN,
                                INT64_MAX / 2,
                                INT64_MAX / 3 + 1,
                                INT64_C(1) << 52,
                                (INT64_C(1) << 52) + 1,
                                -(INT64_C(1) << 52) - 1,
                                1 << 20,
                                -70000};
  bool count = f->kind == KIND_COUNT;
  int64_t n = count ? counts[below(w, 14)] : fen[below(w, 12)];
  if (chance(w, o->huge)) n = far[below(w, 9)];
  return value_of(f->kind, n);
}

static inline struct value kernel_day(struct world *w, const struct odds *o) {
  static const int back[] = {0, 0, 0, 0, 1, 1, -1, -1, 2, 12, 13, -12, 959, 960, 961, 1080, 1079, 1200};
  int64_t day = day_in(w, w->month - back[below(w, 18)]);
  if (chance(w, 20)) day = date_of(2025, 6, 15).u.i - 1 + below(w, 3);
  if (chance(w, 6)) day = date_of(2024, 2, 28).u.i + below(w, 3);
  if (chance(w, o->huge))
    day = chance(w, 50) ? below(w, 400) : 3652058 - below(w, 400); /* the ends of time */
  return value_of(KIND_DATE, day);
}

static inline struct value kernel_cell(struct world *w, const struct fact *f, const struct odds *o) {
  struct value v;
  switch (f->kind) {
  case KIND_DATE: v = kernel_day(w, o); break;
  case KIND_MONTH:
    v = value_of(KIND_MONTH,
                 chance(w, o->huge) ? (below(w, 2) ? 12 : 9999 * 12 + 11) : w->month + below(w, 5) - 2);
    break;
  case KIND_ENUM: v = value_enum(f->domain, below(w, 3)); break;
  case KIND_TRUTH: v = value_of(KIND_TRUTH, below(w, 2)); break;
  case KIND_TEXT: v = value_text("甲"); break;
  default: v = kernel_number(w, f, o);
  }
  if (chance(w, o->absent)) v = value_absent(f->kind);
  if (chance(w, o->unknown)) v = value_unknown(f->kind);
  if (chance(w, o->poisoned) && f->kind != KIND_TEXT) {
    if (f->kind == KIND_DATE)
      v = date_of(2025, 2, 30);
    else if (f->kind == KIND_MONTH)
      v = month_of(2025, 13);
    else
      v = value_poison(VERR_TEXT, f->kind, 7);
  }
  v.domain = f->domain;
  return v;
}

/* 0, 1, 2 or 5 spells: from always or a day, some absent, neighbours often alike; some known only
** from a day on. */
static inline struct value kernel_history(struct world *w, const struct fact *f, const struct odds *o) {
  static const int shapes[] = {0, 0, 1, 1, 1, 1, 2, 2, 5};
  struct timeline *t = arena_new(&w->arena, sizeof *t);
  struct odds cells = *o;
  struct spell made[5];
  int n = shapes[below(w, 9)];
  *t = (struct timeline){.kind = f->kind, .domain = f->domain, .known_from = DAY_MIN};
  t->spells = arena_array(&w->arena, 6, sizeof *t->spells);
  cells.absent = 30;
  for (int i = 0; i < n; i++) {
    made[i] = (struct spell){kernel_day(w, o).u.i, kernel_cell(w, f, &cells)};
    if (i > 0 && chance(w, 30)) made[i].value = made[i - 1].value;
  }
  qsort(made, (size_t)n, sizeof *made, by_day);
  if (n && chance(w, 30)) made[0].from = DAY_MIN;
  for (int i = 0; i < n; i++)
    if (i == 0 || made[i].from != made[i - 1].from) t->spells[t->count++] = made[i];
  if (chance(w, o->unknown ? 15 : 0)) t->known_from = kernel_day(w, o).u.i;
  return (struct value){.kind = KIND_TIMELINE, .u.timeline = t};
}

/* 0, 1, 2 or 5 records, often two on one day. */
static inline struct value kernel_records(struct world *w, const struct fact *f, const struct odds *o) {
  static const int shapes[] = {0, 0, 1, 1, 1, 1, 2, 2, 5};
  struct list *l = arena_new(&w->arena, sizeof *l);
  struct odds sure = {.huge = o->huge, .unknown = o->unknown / 3};
  l->fields = f->field_count;
  l->rows = shapes[below(w, 9)];
  l->cells = arena_array(&w->arena, (size_t)(l->rows * l->fields) + 1, sizeof *l->cells);
  for (int i = 0; i < l->rows * l->fields; i++) {
    const struct fact *of = &f->fields[i % l->fields];
    l->cells[i] = kernel_cell(w, of, of->optional ? o : &sure);
    bool again = of->kind == KIND_DATE && i >= l->fields && chance(w, 40);
    if (again) l->cells[i] = l->cells[i - l->fields];
  }
  return (struct value){.kind = KIND_LIST, .u.list = l};
}

static inline struct value kernel_fact(struct world *w, const struct fact *f, const struct odds *o) {
  if (f->form == FORM_PLAIN) return kernel_cell(w, f, o);
  struct value none = {.kind = f->form == FORM_TIMELINE ? KIND_TIMELINE : KIND_LIST};
  if (f->form == FORM_TIMELINE) none.domain = f->domain;
  if (chance(w, o->unknown)) {
    none.state = STATE_UNKNOWN;
    return none;
  }
  if (chance(w, o->absent)) {
    none.state = STATE_ABSENT;
    return none;
  }
  return f->form == FORM_TIMELINE ? kernel_history(w, f, o) : kernel_records(w, f, o);
}

#endif
