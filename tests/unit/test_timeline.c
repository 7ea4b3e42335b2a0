/* Facts with a history, and lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "host/value/timeline.h"

enum { DISTRICT = 6, HEPING = 1, TIEXI = 2, SHENHE = 3 };

static int64_t day(const char *text) {
  return date_parse(text).u.i;
}

static struct value N(int64_t n) {
  return value_of(KIND_COUNT, n);
}

static struct value
in(int district) {
  return value_enum(DISTRICT, district);
}

static void is_known(struct value v, enum kind kind, int64_t i) {
  assert_int_equal(v.state, STATE_KNOWN);
  assert_int_equal(v.kind, kind);
  assert_int_equal(v.u.i, i);
}

static void is_day(struct value v, const char *text) {
  is_known(v, KIND_DATE, day(text));
}

static void is_state(struct value v, enum state state, enum kind kind) {
  assert_int_equal(v.state, state);
  assert_int_equal(v.kind, kind);
}

static void is_poison(struct value v, enum value_error code) {
  assert_int_equal(v.state, STATE_POISONED);
  assert_int_equal(v.u.poison.code, code);
}

/* 和平区 from 2010, a spell cut in two in 2012, 铁西区 from 2015, away in 2018, 沈河区 from 2020. */
static struct timeline moves(struct spell spells[5], int64_t known_from) {
  spells[0] = (struct spell){day("2010-05-01"), in(HEPING)};
  spells[1] = (struct spell){day("2012-01-01"), in(HEPING)};
  spells[2] = (struct spell){day("2015-03-31"), in(TIEXI)};
  spells[3] = (struct spell){day("2018-06-01"), value_absent(KIND_ENUM)};
  spells[4] = (struct spell){day("2020-09-15"), in(SHENHE)};
  return (struct timeline){KIND_ENUM, DISTRICT, 5, known_from, spells};
}

static void value_on_a_day(void **state) {
  (void)state;
  struct spell s[5];
  struct timeline t = moves(s, DAY_MIN);
  struct value before = timeline_at(&t, day("2010-04-30"));
  is_state(before, STATE_ABSENT, KIND_ENUM);
  assert_int_equal(before.domain, DISTRICT);
  is_known(timeline_at(&t, day("2010-05-01")), KIND_ENUM, HEPING);
  is_known(timeline_at(&t, day("2015-03-30")), KIND_ENUM, HEPING);
  is_known(timeline_at(&t, day("2015-03-31")), KIND_ENUM, TIEXI);
  is_state(timeline_at(&t, day("2019-01-01")), STATE_ABSENT, KIND_ENUM);
  is_known(timeline_at(&t, day("2099-01-01")), KIND_ENUM, SHENHE);
  t.known_from = day("2012-01-01");
  is_state(timeline_at(&t, day("2011-12-31")), STATE_UNKNOWN, KIND_ENUM);
  is_known(timeline_at(&t, day("2012-01-01")), KIND_ENUM, HEPING);
  t.count = 0;
  is_state(timeline_at(&t, day("2020-01-01")), STATE_ABSENT, KIND_ENUM);
}

static void since_when(void **state) {
  (void)state;
  struct spell s[5];
  struct timeline t = moves(s, DAY_MIN);
  /* equal neighbours are one spell */
  is_day(timeline_since(&t, day("2014-01-01"), false), "2010-05-01");
  is_day(timeline_since(&t, day("2015-03-31"), false), "2015-03-31");
  is_day(timeline_since(&t, day("2018-05-31"), false), "2015-03-31");
  /* presence, whatever the district */
  is_day(timeline_since(&t, day("2018-05-31"), true), "2010-05-01");
  is_state(timeline_since(&t, day("2018-06-01"), false), STATE_ABSENT, KIND_DATE);
  is_day(timeline_since(&t, day("2025-01-01"), true), "2020-09-15");
  is_state(timeline_since(&t, day("2009-01-01"), true), STATE_ABSENT, KIND_DATE);
}

static void since_before_memory(void **state) {
  (void)state;
  struct spell s[5];
  struct timeline t = moves(s, DAY_MIN);
  s[0].from = DAY_MIN;
  /* since always */
  is_state(timeline_since(&t, day("2014-01-01"), false), STATE_ABSENT, KIND_DATE);
  is_state(timeline_since(&t, day("2016-01-01"), true), STATE_ABSENT, KIND_DATE);
  is_day(timeline_since(&t, day("2016-01-01"), false), "2015-03-31");
  t.known_from = day("2011-07-01");
  is_day(timeline_since(&t, day("2014-01-01"), false), "2011-07-01");
  is_state(timeline_since(&t, day("2011-06-30"), false), STATE_UNKNOWN, KIND_DATE);
  t.known_from = day("2015-03-31");
  is_day(timeline_since(&t, day("2016-01-01"), true), "2015-03-31");
  t.known_from = day("2016-01-01");
  is_day(timeline_since(&t, day("2017-01-01"), false), "2016-01-01");
  s[1].value = value_unknown(KIND_ENUM); /* what was before is not known */
  t.known_from = DAY_MIN;
  is_state(timeline_since(&t, day("2017-01-01"), false), STATE_UNKNOWN, KIND_DATE);
  is_state(timeline_since(&t, day("2013-01-01"), false), STATE_UNKNOWN, KIND_DATE);
}

static void changes_in_a_period(void **state) {
  (void)state;
  struct spell s[5];
  struct timeline t = moves(s, DAY_MIN);
  is_known(timeline_changes(&t, day("2000-01-01"), day("2025-12-31")), KIND_COUNT,
           4); /* in, moved, away, back */
  is_known(timeline_changes(&t, day("2010-05-01"), day("2010-05-01")), KIND_COUNT, 1);
  is_known(timeline_changes(&t, day("2010-05-02"), day("2015-03-30")), KIND_COUNT,
           0); /* the cut is no change */
  is_known(timeline_changes(&t, day("2015-03-31"), day("2018-05-31")), KIND_COUNT, 1);
  is_known(timeline_changes(&t, day("2015-04-01"), day("2018-06-01")), KIND_COUNT, 1);
  t.known_from = day("2012-01-01");
  is_state(timeline_changes(&t, day("2012-01-01"), day("2016-01-01")), STATE_UNKNOWN, KIND_COUNT);
  is_known(timeline_changes(&t, day("2012-01-02"), day("2016-01-01")), KIND_COUNT, 1);
  s[3].value = value_unknown(KIND_ENUM);
  is_state(timeline_changes(&t, day("2016-01-01"), day("2018-06-01")), STATE_UNKNOWN, KIND_COUNT);
  is_known(timeline_changes(&t, day("2016-01-01"), day("2018-05-31")), KIND_COUNT, 0);
  is_state(timeline_changes(&t, day("2019-01-01"), day("2019-05-31")), STATE_UNKNOWN, KIND_COUNT);
}

static void the_next_change(void **state) {
  (void)state;
  struct spell s[5];
  struct timeline t = moves(s, DAY_MIN);
  is_day(timeline_next_change(&t, day("2000-01-01")), "2010-05-01");
  is_day(timeline_next_change(&t, day("2010-05-01")), "2015-03-31");
  is_day(timeline_next_change(&t, day("2015-03-30")), "2015-03-31");
  is_day(timeline_next_change(&t, day("2015-03-31")), "2018-06-01");
  is_day(timeline_next_change(&t, day("2018-06-01")), "2020-09-15");
  is_state(timeline_next_change(&t, day("2020-09-15")), STATE_ABSENT, KIND_DATE);
  t.known_from = day("2016-01-01");
  is_state(timeline_next_change(&t, day("2015-01-01")), STATE_UNKNOWN, KIND_DATE);
  is_day(timeline_next_change(&t, day("2016-01-01")), "2018-06-01");
  s[4].value = value_unknown(KIND_ENUM);
  is_state(timeline_next_change(&t, day("2019-01-01")), STATE_UNKNOWN, KIND_DATE);
}

static void operations_on_timelines(void **state) {
  (void)state;
  struct spell s[5];
  struct timeline t = moves(s, DAY_MIN);
  struct value args[2] = {{.kind = KIND_TIMELINE, .domain = DISTRICT, .u.timeline = &t},
                          date_parse("2016-01-01")};
  is_known(value_op(NULL, OP_AT, args), KIND_ENUM, TIEXI);
  is_day(value_op(NULL, OP_SINCE, args), "2015-03-31");
  is_day(value_op(NULL, OP_PRESENT_SINCE, args), "2010-05-01");
  is_day(value_op(NULL, OP_NEXT_CHANGE, args), "2018-06-01");
  args[1] = value_period(day("2015-01-01"), day("2020-12-31"));
  is_known(value_op(NULL, OP_CHANGES, args), KIND_COUNT, 3);
  is_poison(value_op(NULL, OP_AT, args), VERR_KIND);
}

static void equal_histories(void **state) {
  (void)state;
  struct spell s[5], r[5];
  struct timeline t = moves(s, DAY_MIN), u = moves(r, DAY_MIN);
  struct value a = {.kind = KIND_TIMELINE, .u.timeline = &t}, b = {.kind = KIND_TIMELINE, .u.timeline = &u};
  memmove(&r[1], &r[2], 3 * sizeof r[0]); /* without the cut */
  u.count = 4;
  is_known(value_compare(CMP_EQ, a, b), KIND_TRUTH, 1);
  r[2].from++;
  is_known(value_compare(CMP_EQ, a, b), KIND_TRUTH, 0);
}

static void timelines_follow_their_days(void **state) {
  (void)state;
  uint64_t seed = 47;
  for (int round = 0; round < 2000; round++) {
    struct spell s[8];
    struct timeline t = {KIND_COUNT, 0, 0, DAY_MIN, s};
    int64_t at = 1000;
    for (int i = 0; i < 8; i++) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      at += 1 + (int64_t)(seed >> 60) % 5;
      s[t.count++] =
          (struct spell){at, (seed >> 40) % 3 == 0 ? value_absent(KIND_COUNT) : N((int64_t)(seed >> 50) % 2)};
    }
    int64_t begin = -1, present = -1, changes = 0;
    struct value before = value_absent(KIND_COUNT);
    for (int64_t d = 1000; d < at + 5; d++) {
      struct value now = timeline_at(&t, d);
      bool same = now.state == before.state && (now.state != STATE_KNOWN || now.u.i == before.u.i);
      if (!same) begin = d;
      if (now.state == STATE_KNOWN && before.state != STATE_KNOWN) present = d;
      if (!same) is_known(timeline_next_change(&t, d - 1), KIND_DATE, d);
      changes += !same;
      is_known(timeline_changes(&t, 1000, d), KIND_COUNT, changes);
      bool there = now.state == STATE_KNOWN;
      if (there) is_known(timeline_since(&t, d, false), KIND_DATE, begin);
      if (there) is_known(timeline_since(&t, d, true), KIND_DATE, present);
      if (!there) is_state(timeline_since(&t, d, false), STATE_ABSENT, KIND_DATE);
      before = now;
    }
  }
}

enum { ON = 0, GRADE, AMOUNT, FIELDS };

struct table {
  struct value cells[4 * FIELDS];
  struct list list;
};

static void fill(struct table *t) {
  static const struct {
    const char *on;
    int64_t grade, fen;
  } rows[] = {
      {"2024-03-01", 1, 3000}, {"2025-03-01", 2, 5000}, {"2025-09-01", 1, 2000}, {"2025-09-01", 3, 7000}};
  for (int i = 0; i < 4; i++) {
    t->cells[i * FIELDS + ON] = date_parse(rows[i].on);
    t->cells[i * FIELDS + GRADE] = N(rows[i].grade);
    t->cells[i * FIELDS + AMOUNT] = value_of(KIND_MONEY, rows[i].fen);
  }
  t->list = (struct list){FIELDS, 4, t->cells};
}

static struct row_condition when(int field, enum row_test test, struct value a) {
  return (struct row_condition){field, test, a, a};
}

static void aggregates(void **state) {
  (void)state;
  struct table t;
  fill(&t);
  struct row_condition c = when(GRADE, ROW_EQ, N(1));
  is_known(list_aggregate(&t.list, AGG_ANY, &c, 1, 0, 0, KIND_TRUTH), KIND_TRUTH, 1);
  is_known(list_aggregate(&t.list, AGG_ALL, &c, 1, 0, 0, KIND_TRUTH), KIND_TRUTH, 0);
  is_known(list_aggregate(&t.list, AGG_COUNT, &c, 1, 0, 0, KIND_COUNT), KIND_COUNT, 2);
  is_known(list_aggregate(&t.list, AGG_SUM, &c, 1, AMOUNT, 0, KIND_MONEY), KIND_MONEY, 5000);
  is_known(list_aggregate(&t.list, AGG_LEAST, &c, 1, AMOUNT, 0, KIND_MONEY), KIND_MONEY, 2000);
  is_known(list_aggregate(&t.list, AGG_MOST, &c, 1, AMOUNT, 0, KIND_MONEY), KIND_MONEY, 3000);
  is_known(list_aggregate(&t.list, AGG_LAST, NULL, 0, AMOUNT, ON, KIND_MONEY), KIND_MONEY,
           7000); /* tie: later row */
  is_known(list_aggregate(&t.list, AGG_FIRST, NULL, 0, AMOUNT, ON, KIND_MONEY), KIND_MONEY, 3000);
  c = when(ON, ROW_GE, date_parse("2025-09-01"));
  is_known(list_aggregate(&t.list, AGG_FIRST, &c, 1, AMOUNT, ON, KIND_MONEY), KIND_MONEY,
           2000); /* tie: earlier row */
  is_known(list_aggregate(&t.list, AGG_SUM, NULL, 0, GRADE, 0, KIND_COUNT), KIND_COUNT, 7);
}

static int64_t matching(const struct list *l, struct row_condition c) {
  struct value v = list_aggregate(l, AGG_COUNT, &c, 1, 0, 0, KIND_COUNT);
  assert_int_equal(v.state, STATE_KNOWN);
  return v.u.i;
}

static void row_tests(void **state) {
  (void)state;
  struct table t;
  fill(&t);
  assert_int_equal(matching(&t.list, when(GRADE, ROW_EQ, N(2))), 1);
  assert_int_equal(matching(&t.list, when(GRADE, ROW_NE, N(2))), 3);
  assert_int_equal(matching(&t.list, when(GRADE, ROW_LT, N(2))), 2);
  assert_int_equal(matching(&t.list, when(GRADE, ROW_LE, N(2))), 3);
  assert_int_equal(matching(&t.list, when(GRADE, ROW_GT, N(2))), 1);
  assert_int_equal(matching(&t.list, when(GRADE, ROW_GE, N(2))), 2);
  struct row_condition year = {ON, ROW_RANGE, date_parse("2025-03-01"), date_parse("2025-09-01")};
  assert_int_equal(matching(&t.list, year), 3);
  struct row_condition two[] = {year, when(GRADE, ROW_EQ, N(1))}; /* all conditions must hold */
  is_known(list_aggregate(&t.list, AGG_COUNT, two, 2, 0, 0, KIND_COUNT), KIND_COUNT, 1);
  t.cells[GRADE] = value_absent(KIND_COUNT); /* matches nothing but ROW_NE */
  assert_int_equal(matching(&t.list, when(GRADE, ROW_EQ, N(1))), 1);
  assert_int_equal(matching(&t.list, when(GRADE, ROW_NE, N(2))), 3);
  assert_int_equal(matching(&t.list, when(GRADE, ROW_LT, N(9))), 3);
  assert_int_equal(matching(&t.list, when(GRADE, ROW_NE, value_absent(KIND_COUNT))), 4);
  assert_int_equal(matching(&t.list, when(GRADE, ROW_EQ, value_absent(KIND_COUNT))), 0);
}

static void no_rows(void **state) {
  (void)state;
  const struct list none = {FIELDS, 0, NULL};
  is_known(list_aggregate(&none, AGG_ANY, NULL, 0, 0, 0, KIND_TRUTH), KIND_TRUTH, 0);
  is_known(list_aggregate(&none, AGG_ALL, NULL, 0, 0, 0, KIND_TRUTH), KIND_TRUTH, 1);
  is_known(list_aggregate(&none, AGG_COUNT, NULL, 0, 0, 0, KIND_COUNT), KIND_COUNT, 0);
  is_known(list_aggregate(&none, AGG_SUM, NULL, 0, AMOUNT, 0, KIND_MONEY), KIND_MONEY, 0);
  is_known(list_aggregate(&none, AGG_SUM, NULL, 0, AMOUNT, 0, KIND_EXACT), KIND_EXACT, 0);
  is_poison(list_aggregate(&none, AGG_SUM, NULL, 0, ON, 0, KIND_DATE), VERR_KIND);
  is_state(list_aggregate(&none, AGG_LEAST, NULL, 0, AMOUNT, 0, KIND_MONEY), STATE_ABSENT, KIND_MONEY);
  is_state(list_aggregate(&none, AGG_LAST, NULL, 0, AMOUNT, ON, KIND_MONEY), STATE_ABSENT, KIND_MONEY);
}

static void rows_that_perhaps_match(void **state) {
  (void)state;
  struct table t;
  fill(&t);
  /* 2025-03-01, 50 yuan: grade not known */
  t.cells[1 * FIELDS + GRADE] = value_unknown(KIND_COUNT);
  struct row_condition one = when(GRADE, ROW_EQ, N(1)), nine = when(GRADE, ROW_EQ, N(9));
  is_known(list_aggregate(&t.list, AGG_ANY, &one, 1, 0, 0, KIND_TRUTH), KIND_TRUTH, 1);
  is_state(list_aggregate(&t.list, AGG_ANY, &nine, 1, 0, 0, KIND_TRUTH), STATE_UNKNOWN, KIND_TRUTH);
  is_known(list_aggregate(&t.list, AGG_ALL, &one, 1, 0, 0, KIND_TRUTH), KIND_TRUTH, 0);
  is_state(list_aggregate(&t.list, AGG_ALL, &(struct row_condition){GRADE, ROW_GE, N(1), N(1)}, 1, 0, 0,
                          KIND_TRUTH),
           STATE_UNKNOWN, KIND_TRUTH);
  is_state(list_aggregate(&t.list, AGG_COUNT, &one, 1, 0, 0, KIND_COUNT), STATE_UNKNOWN, KIND_COUNT);
  is_state(list_aggregate(&t.list, AGG_SUM, &one, 1, AMOUNT, 0, KIND_MONEY), STATE_UNKNOWN, KIND_MONEY);
  is_state(list_aggregate(&t.list, AGG_MOST, &one, 1, AMOUNT, 0, KIND_MONEY), STATE_UNKNOWN, KIND_MONEY);
  /* 50 yuan is not less than the 20 of a sure row; its day is neither the last nor the first */
  is_known(list_aggregate(&t.list, AGG_LEAST, &one, 1, AMOUNT, 0, KIND_MONEY), KIND_MONEY, 2000);
  is_known(list_aggregate(&t.list, AGG_LAST, &one, 1, AMOUNT, ON, KIND_MONEY), KIND_MONEY, 2000);
  is_known(list_aggregate(&t.list, AGG_FIRST, &one, 1, AMOUNT, ON, KIND_MONEY), KIND_MONEY, 3000);
  is_state(list_aggregate(&t.list, AGG_LAST, &nine, 1, AMOUNT, ON, KIND_MONEY), STATE_UNKNOWN, KIND_MONEY);
  /* the same most, whether it matches or not */
  t.cells[1 * FIELDS + AMOUNT] = value_of(KIND_MONEY, 3000);
  is_known(list_aggregate(&t.list, AGG_MOST, &one, 1, AMOUNT, 0, KIND_MONEY), KIND_MONEY, 3000);
  /* an earlier first, but with the same amount */
  t.cells[1 * FIELDS + ON] = date_parse("2024-01-01");
  is_known(list_aggregate(&t.list, AGG_FIRST, &one, 1, AMOUNT, ON, KIND_MONEY), KIND_MONEY, 3000);
  /* surely not: too early */
  struct row_condition both[] = {one, when(ON, ROW_GE, date_parse("2025-09-01"))};
  is_known(list_aggregate(&t.list, AGG_COUNT, both, 2, 0, 0, KIND_COUNT), KIND_COUNT, 1);
}

static void cells_that_are_not_known(void **state) {
  (void)state;
  struct table t;
  fill(&t);
  t.cells[2 * FIELDS + AMOUNT] = value_unknown(KIND_MONEY);
  is_state(list_aggregate(&t.list, AGG_SUM, NULL, 0, AMOUNT, 0, KIND_MONEY), STATE_UNKNOWN, KIND_MONEY);
  is_state(list_aggregate(&t.list, AGG_MOST, NULL, 0, AMOUNT, 0, KIND_MONEY), STATE_UNKNOWN, KIND_MONEY);
  is_known(list_aggregate(&t.list, AGG_LAST, NULL, 0, AMOUNT, ON, KIND_MONEY), KIND_MONEY, 7000);
  t.cells[2 * FIELDS + AMOUNT] = value_absent(KIND_MONEY);
  is_poison(list_aggregate(&t.list, AGG_SUM, NULL, 0, AMOUNT, 0, KIND_MONEY),
            VERR_ABSENT); /* never taken for 0 */
  is_known(list_aggregate(&t.list, AGG_LEAST, NULL, 0, AMOUNT, 0, KIND_MONEY), KIND_MONEY, 3000);
  t.cells[3 * FIELDS + ON] = value_absent(KIND_DATE); /* without a day it is not the last */
  is_state(list_aggregate(&t.list, AGG_LAST, NULL, 0, AMOUNT, ON, KIND_MONEY), STATE_ABSENT, KIND_MONEY);
}

static void mistakes_do_not_hide(void **state) {
  (void)state;
  struct table t;
  fill(&t);
  struct row_condition wrong = when(GRADE, ROW_EQ, value_text("1"));
  is_poison(list_aggregate(&t.list, AGG_ANY, &wrong, 1, 0, 0, KIND_TRUTH), VERR_KIND);
  is_poison(list_aggregate(&t.list, AGG_COUNT, &wrong, 1, 0, 0, KIND_COUNT), VERR_KIND);
  is_poison(list_aggregate(&t.list, AGG_LAST, &wrong, 1, AMOUNT, ON, KIND_MONEY), VERR_KIND);
  struct row_condition two[] = {when(GRADE, ROW_EQ, N(9)), wrong};
  is_poison(list_aggregate(&t.list, AGG_ANY, two, 2, 0, 0, KIND_TRUTH), VERR_KIND);
  struct row_condition poison = when(GRADE, ROW_EQ, value_poison(VERR_YEAR, 0, 0));
  is_poison(list_aggregate(&t.list, AGG_SUM, &poison, 1, AMOUNT, 0, KIND_MONEY), VERR_YEAR);
  struct row_condition outside = when(FIELDS, ROW_EQ, N(1));
  is_poison(list_aggregate(&t.list, AGG_ANY, &outside, 1, 0, 0, KIND_TRUTH), VERR_KIND);
  is_poison(list_aggregate(&t.list, AGG_SUM, NULL, 0, -1, 0, KIND_MONEY), VERR_KIND);
  is_poison(list_aggregate(&t.list, AGG_SUM, NULL, 0, GRADE, 0, KIND_MONEY), VERR_KIND);
  t.cells[AMOUNT] = value_of(KIND_MONEY, INT64_MAX);
  is_poison(list_aggregate(&t.list, AGG_SUM, NULL, 0, AMOUNT, 0, KIND_MONEY), VERR_OVERFLOW);
  t.cells[ON] = value_enum(1, 1);
  is_poison(list_aggregate(&t.list, AGG_LAST, NULL, 0, AMOUNT, ON, KIND_MONEY), VERR_ORDERLESS);
}

static void unknown_means_that_completions_differ(void **state) {
  (void)state;
  static const enum aggregate aggs[] = {AGG_ANY,  AGG_ALL,  AGG_COUNT, AGG_LEAST,
                                        AGG_MOST, AGG_LAST, AGG_FIRST};
  uint64_t seed = 53;
  for (int round = 0; round < 20000; round++) {
    struct value cells[3 * 2];
    struct list l = {2, 3, cells};
    for (int i = 0; i < 6; i++) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      cells[i] = N((int64_t)(seed >> 40) % 4);
    }
    int hole = (int)((seed >> 45) % 3) * 2; /* a cell that only the condition reads */
    struct row_condition c =
        when(0, (enum row_test)(ROW_EQ + (seed >> 50) % 6), N((int64_t)(seed >> 55) % 4));
    enum aggregate agg = aggs[(seed >> 20) % 7];
    cells[hole] = value_unknown(KIND_COUNT);
    struct value open = list_aggregate(&l, agg, &c, 1, 1, 1, KIND_COUNT);
    if (open.state == STATE_UNKNOWN) continue;
    for (int64_t n = -1; n <= 5; n++) {
      cells[hole] = N(n);
      struct value v = list_aggregate(&l, agg, &c, 1, 1, 1, KIND_COUNT);
      assert_int_equal(v.state, open.state);
      assert_int_equal(v.u.i, open.u.i);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      /* clang-format off */
      cmocka_unit_test(value_on_a_day), cmocka_unit_test(since_when),
      cmocka_unit_test(since_before_memory), cmocka_unit_test(changes_in_a_period),
      cmocka_unit_test(the_next_change), cmocka_unit_test(operations_on_timelines),
      cmocka_unit_test(equal_histories), cmocka_unit_test(timelines_follow_their_days),
      cmocka_unit_test(aggregates), cmocka_unit_test(row_tests), cmocka_unit_test(no_rows),
      cmocka_unit_test(rows_that_perhaps_match), cmocka_unit_test(cells_that_are_not_known),
      cmocka_unit_test(mistakes_do_not_hide), cmocka_unit_test(unknown_means_that_completions_differ),
      /* clang-format on */
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
