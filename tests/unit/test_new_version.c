/* A new version of a policy: whom it touches, what they come to, worked out by hand; and the same
** with everybody. */
#include "heating.h"
#include "pruning_oracle.h"

/* --- a policy in two versions ----------------------------------------------------------------- */

#define OLD_ROWS "{ from = \"2025-01-01\", value = yuan(10) } })"
#define STILL "return not present(h.left) or h.left >= m:first() end"

/* `text` with `is` where it said `was`; the caller frees it. */
static char *said(const char *text, const char *was, const char *is) {
  const char *at = strstr(text, was);
  if (!at) fail_msg("the policy does not say %s", was);
  char *made = malloc(strlen(text) + strlen(is) + 1);
  if (!made) abort();
  memcpy(made, text, (size_t)(at - text));
  strcpy(made + (at - text), is);
  strcat(made, at + strlen(was));
  return made;
}

/* A: old, in 和平区 since January. B: poor. C: old, gone at the end of February. D: old, since 10
** April. */
static struct bench_store four_households(const char *law) {
  struct bench_store t = begin(law);
  household(&t, "A", "是", "否", NULL);
  household(&t, "B", "否", "是", NULL);
  household(&t, "C", "是", "否", "left=2025-02-28");
  household(&t, "D", "是", "否", "since=2025-04-10");
  return t;
}

static void pay_until(struct bench_store *t, int last) {
  char month[32];
  for (int i = 1; i <= last; i++) {
    snprintf(month, sizeof month, "2025-%02d", i % 100);
    json_decref(paid(t, month));
  }
}

/* By hand: A 10, B 20 a month, C 10 in January and February, D 10 in April. */
static struct bench_store paid_until_april(const char *law) {
  struct bench_store t = four_households(law);
  pay_until(&t, 4);
  assert_int_equal(number(t.db, "SELECT sum(amount) FROM ledger"), (4 * 10 + 4 * 20 + 2 * 10 + 10) * 100);
  return t;
}

/* Pay by what is loaded now, and in a copy with everybody: both come to the same. Who is affected,
** and the totals. */
static json_t *pays_alike(struct bench_store *t, const char *month, long long affected, const char *wanted) {
  char path[96];
  bylaw_error e;
  json_t *told = NULL, *whole = NULL;
  bylaw_pay_request q = {.policy = POLICY, .month = month, .on = TODAY, .confirm_law_clawback = true};
  snprintf(path, sizeof path, "%s/whole.db", t->folder);
  copy_database(t->db, path);
  no_error(month, run_pay(t->b, (struct ask_pay){.month = month, .confirm = true}, &told, &e), &e);
  assert_int_equal(settling_affected(t->b), affected);
  no_error("with everybody", pay_without_pruning(t->law, path, &q, &whole, &e), &e);
  if (!json_equal(told, whole)) fail_msg("otherwise:\n%s\n%s", json_dumps(told, 0), json_dumps(whole, 0));
  assert_true(dump_hash(t->db) == database_hash(path));
  totals(told, wanted);
  json_decref(whole);
  proved(t);
  return told;
}

static void load_said(struct bench_store *t, const char *was, const char *is) {
  char *text = said(THE_LAW, was, is);
  load(t, t->b, text);
  free(text);
}

/* --- amounts ---------------------------------------------------------------------------------- */

/* 12 instead of 10 from March on: A March and April, D April, 2 each; May is 12, 20, 12. */
static void test_raised_from_a_past_day(void **state) {
  (void)state;
  struct bench_store t = paid_until_april(THE_LAW);
  load_said(&t, OLD_ROWS,
            "{ from = \"2025-01-01\", value = yuan(10) }, { from = \"2025-03-01\", value = yuan(12) } })");
  json_decref(pays_alike(&t, "2025-05", 2, "3 6 44.00 6.00 0.00 0.00"));
  lines(&t, NULL, 5,
        "5 A 2025-03 back_pay 2.00 和平区 AA law 第二条\n5 A 2025-04 back_pay 2.00 和平区 AA law 第二条\n"
        "5 A 2025-05 pay 12.00 和平区 AA - 第二条\n5 B 2025-05 pay 20.00 和平区 AB - 第三条\n"
        "5 D 2025-04 back_pay 2.00 和平区 AD law 第二条\n5 D 2025-05 pay 12.00 和平区 AD - 第二条\n");
  end(&t);
}

/* A row that begins in the month of the run touches nobody; one that begins later, neither. */
static void test_raised_from_now(void **state) {
  (void)state;
  struct bench_store t = paid_until_april(THE_LAW);
  load_said(&t, OLD_ROWS,
            "{ from = \"2025-01-01\", value = yuan(10) }, { from = \"2025-05-01\", value = yuan(12) } })");
  json_decref(pays_alike(&t, "2025-05", 0, "3 3 44.00 0.00 0.00 0.00"));
  load_said(&t, OLD_ROWS,
            "{ from = \"2025-01-01\", value = yuan(10) }, { from = \"2025-05-01\", value = yuan(12) },"
            " { from = \"2026-01-01\", value = yuan(15) } })");
  json_decref(pays_alike(&t, "2025-06", 0, "3 3 44.00 0.00 0.00 0.00"));
  end(&t);
}

/* 6 instead of 10 from April on: A and D owe 4 of April; May is 6, 20, 6. Not without being told
** to. */
static void test_lowered_from_a_past_day(void **state) {
  (void)state;
  struct bench_store t = paid_until_april(THE_LAW);
  load_said(&t, OLD_ROWS,
            "{ from = \"2025-01-01\", value = yuan(10) }, { from = \"2025-04-01\", value = yuan(6) } })");
  refused_pay(&t, (struct ask_pay){.month = "2025-05"}, BYLAW_ECONFIRM, "2 笔", "--dry-run");
  json_decref(pays_alike(&t, "2025-05", 2, "3 5 32.00 0.00 -8.00 0.00"));
  end(&t);
}

/* The row of before is gone: it was 10, and 12 since March; now 10 throughout. A owes 2 of March
** and of April, D 2 of April. */
static void test_row_taken_back(void **state) {
  (void)state;
  char *text =
      said(THE_LAW, OLD_ROWS,
           "{ from = \"2025-01-01\", value = yuan(10) }, { from = \"2025-03-01\", value = yuan(12) } })");
  struct bench_store t = four_households(text);
  pay_until(&t, 4);
  load(&t, t.b, THE_LAW);
  json_decref(pays_alike(&t, "2025-05", 2, "3 6 40.00 0.00 -6.00 0.00"));
  free(text);
  end(&t);
}

/* The month that was paid already, by the new version: only what it changes. */
static void test_same_month_again(void **state) {
  (void)state;
  struct bench_store t = paid_until_april(THE_LAW);
  load_said(&t, OLD_ROWS,
            "{ from = \"2025-01-01\", value = yuan(10) }, { from = \"2025-03-01\", value = yuan(12) } })");
  json_decref(pays_alike(&t, "2025-04", 2, "2 3 4.00 2.00 0.00 0.00"));
  load_said(&t, OLD_ROWS,
            "{ from = \"2025-01-01\", value = yuan(10) }, { from = \"2025-03-01\", value = yuan(12) },"
            " { from = \"2026-03-01\", value = yuan(13) } })");
  json_decref(pays_alike(&t, "2025-04", 0, "0 0 0.00 0.00 0.00 0.00"));
  end(&t);
}

/* Two months at once: A 2 of March, and April and May by the new row; B 2 × 20; D from April. */
static void test_a_month_was_skipped(void **state) {
  (void)state;
  struct bench_store t = four_households(THE_LAW);
  pay_until(&t, 3);
  load_said(&t, OLD_ROWS,
            "{ from = \"2025-01-01\", value = yuan(10) }, { from = \"2025-03-01\", value = yuan(12) } })");
  json_decref(pays_alike(&t, "2025-05", 1, "3 7 44.00 46.00 0.00 0.00"));
  end(&t);
}

/* --- texts ------------------------------------------------------------------------------------ */

/* The poor get what the old get: B owes 10 of each of four months; May is 10, 10, 10. */
static void test_rule_says_otherwise(void **state) {
  (void)state;
  struct bench_store t = paid_until_april(THE_LAW);
  load_said(&t, "give = \"poor_rate\"", "give = \"old_rate\"");
  json_decref(pays_alike(&t, "2025-05", 1, "3 7 30.00 0.00 -40.00 0.00"));
  end(&t);
}

/* Nothing for the month of leaving: C owes 10 of February. */
static void test_term_says_otherwise(void **state) {
  (void)state;
  struct bench_store t = paid_until_april(THE_LAW);
  load_said(&t, STILL, "return not present(h.left) or h.left > m:last() end");
  json_decref(pays_alike(&t, "2025-05", 1, "3 4 40.00 0.00 -10.00 0.00"));
  end(&t);
}

/* Terms, names and parameters have other places; nobody comes to anything else. */
static void test_places_do_not_count(void **state) {
  (void)state;
  struct bench_store t = paid_until_april(THE_LAW);
  load_said(
      &t, "act:term(\"is_old\"",
      "act:parameter(\"a_new_rate\", { label = \"新\", unit = \"元/月\", cite = \"第二条\", { from = \"2025-01-01\", value = yuan(1) } })\n"
      "act:term(\"a_new_term\", { cite = \"第二条\", text = \"新\", is = function(h) return h.old end })\n"
      "act:term(\"is_old\"");
  json_decref(pays_alike(&t, "2025-05", 0, "3 3 40.00 0.00 0.00 0.00"));
  load_said(&t, "act:term(\"is_old\"", "-- 只是说明\nact:term(\"is_old\"");
  json_decref(pays_alike(&t, "2025-06", 0, "3 3 40.00 0.00 0.00 0.00"));
  end(&t);
}

/* From when on months are looked at says nothing about what is due in them: January stays paid. */
static void test_first_month_says_otherwise(void **state) {
  (void)state;
  struct bench_store t = paid_until_april(THE_LAW);
  load_said(&t, "latest(h.since, date \"2025-01-01\"):month()",
            "latest(h.since, date \"2025-02-01\"):month()");
  json_decref(pays_alike(&t, "2025-05", 0, "3 3 40.00 0.00 0.00 0.00"));
  end(&t);
}

/* --- the law of other months ------------------------------------------------------------------ */

/* Each way to ask for what the law of June says in April: none may be overlooked. */
static const char *const OTHER_MONTHS[] = {
    "is = function(h, m, law) return law:at(m:plus(2)).each * h.area end })",
    "is = function(h, m, law) local then_ = law:at(m:plus(2)) return then_.each * h.area end })",
    "is = function(h, m, law) local own = h.old and law or law:at(m:plus(2)) return own.each * h.area end })",
    "is = function(h, m, law) local own = law:at(m:plus(2)) local same = own return same.each * h.area end })",
    "is = function(h, m, law) local own = law:at(m:plus(2)) return own.at_once * h.area end })\n"
    "act:term(\"at_once\", { cite = \"第四条\", text = \"每平方米\", is = function(_, _, law) return law.each end })",
    "is = function(h, m, law) local other = law return other:at(m:plus(2)).each * h.area end })",
    "is = function(h, m, law) m = m:plus(3) return law:at(m:plus(-1)).each * h.area end })",
    "is = function(h, m, law) return law:at(m:plus(2)).at_once * h.area end })\n"
    "act:term(\"at_once\", { cite = \"第四条\", text = \"每平方米\", is = function(_, _, law) return law.each end })",
    "is = function(h, m, law) return ahead(law, m) * h.area end })\n"
    "act:term(\"ahead_of\", { cite = \"第四条\", text = \"每平方米\", is = function(_, _, law) return law.each end })",
    "is = function(h, m, law) return law:at(law.which).each * h.area end })",
    "is = function(h, m, law)\n"
    "  return law:pieces(\"each\", period(m:plus(2):first(), m:plus(2):last()))[1].value * h.area end })",
};

/* G has 5 square metres at 1 yuan; 2 yuan since June. What April is due by the law of June is 10: 5
** more. So is February's for the row that names June outright, and every other month's. */
static void other_month(const char *how, bool outright) {
  char *
      helper = said(
         THE_LAW, "act:term(\"is_old\"",
         "act:parameter(\"which\", { label = \"月\", cite = \"第四条\", { from = \"2025-01-01\", value = month \"2025-06\" } })\n"
         "local function ahead(law, m) return law:at(m:plus(2)).ahead_of end\n"
         "act:term(\"is_old\""),
     *text = said(helper, "is = function(h, _, law) return law.each * h.area end })", how),
     *later = said(text, "value = yuan(1) } })",
                   "value = yuan(1) }, { from = \"2025-06-01\", value = yuan(2) } })");
  struct bench_store t = begin(text);
  household(&t, "A", "是", "否", NULL);
  household(&t, "G", "否", "否", "area=5");
  pay_until(&t, 4);
  load(&t, t.b, later);
  json_decref(
      pays_alike(&t, "2025-05", 1, outright ? "2 6 20.00 20.00 0.00 0.00" : "2 3 20.00 5.00 0.00 0.00"));
  end(&t);
  free(helper);
  free(text);
  free(later);
}

static void test_law_of_other_months(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof OTHER_MONTHS / sizeof *OTHER_MONTHS; i++)
    other_month(OTHER_MONTHS[i], strstr(OTHER_MONTHS[i], "law.which") != NULL);
}

/* --- readings --------------------------------------------------------------------------------- */

#define READING                                                                                              \
  "act:reading(\"leaving\", { id = \"R-1\", cite = \"第一条\", ask = \"迁出当月是否发放？\",\n"  \
  "  { \"paid\", \"发放\" }, { \"not_paid\", \"不发放\" }, default = \"paid\" })\n"                     \
  "act:term(\"still\", { cite = \"第一条\", text = \"未迁出\", is = function(h, m, law)\n"             \
  "  if not present(h.left) then return true end\n"                                                          \
  "  return h.left > m:last() or (h.left >= m:first() and law.leaving == \"paid\") end })\n"

/* Another reading of the month of leaving: only C, who left, hangs on it, and owes 10 of February,
** for the reading's sake. */
static void test_another_reading(void **state) {
  (void)state;
  char path[120];
  char *start = said(THE_LAW, "act:term(\"still\"", READING "act:term(\"was_still\""),
       *text = said(start, "act:term(\"was_still\"", "act:term(\"unused\"");
  struct bench_store t = paid_until_april(text);
  snprintf(path, sizeof path, "%s/values", t.folder);
  assert_int_equal(mkdir(path, 0700), 0);
  snprintf(path, sizeof path, "%s/values/law.lua", t.folder);
  write_text(path,
             "values \"heating\"\nchoose(\"leaving\", \"not_paid\", { by = \"测试\", source = \"测试\" })\n");
  load(&t, t.b, text);
  json_decref(pays_alike(&t, "2025-05", 1, "3 4 40.00 0.00 -10.00 0.00"));
  lines(&t, NULL, 5,
        "5 A 2025-05 pay 10.00 和平区 AA - 第二条\n5 B 2025-05 pay 20.00 和平区 AB - 第三条\n"
        "5 C 2025-02 owed -10.00 和平区 - reading 第一条\n5 D 2025-05 pay 10.00 和平区 AD - 第二条\n");
  free(start);
  free(text);
  end(&t);
}

/* --- what else is new ------------------------------------------------------------------------- */

/* E has no account, F is recorded late: they are settled as ever, each for their own sake. May is A
** 12, B 20, D 12, F 20; F has 20 for each of four months before; the row of March gives A 2 × 2
** more and D 2; for E wait 2 × 10 and 3 × 12. */
static void test_with_news(void **state) {
  (void)state;
  struct bench_store t = four_households(THE_LAW);
  household(&t, "E", "是", "否", "account=无");
  pay_until(&t, 4);
  household(&t, "F", "否", "是", NULL);
  load_said(&t, OLD_ROWS,
            "{ from = \"2025-01-01\", value = yuan(10) }, { from = \"2025-03-01\", value = yuan(12) } })");
  json_decref(pays_alike(&t, "2025-05", 4, "4 11 64.00 86.00 0.00 0.00"));
  unsettled(&t,
            "0 E 2025-01/2025-05 account 56.00 和平区 - - 第二条\n"); /* 2 × 10 + 3 × 12, in the same words */
  end(&t);
}

/* --- who paid --------------------------------------------------------------------------------- */

/* Who pays arrears is another one by the new text: F's January to April, paid in May by 和平区, are
** 大东区's: 4 × 20 move. A and B, whose months were paid in their own month, are not affected,
** wherever else they live. */
static void test_who_pays_arrears(void **state) {
  (void)state;
  char *
      facts = said(
         THE_LAW, "  district = fact.district",
         "  other = fact.district { label = \"另一区县\", optional = true },\n  district = fact.district"),
     *term = said(
         facts, "local due = act",
         "act:term(\"back_by\", { cite = \"第五条\", text = \"补发区县\", is = function(h) return h.district end })\n"
         "local due = act"),
     *decision = said(
         term, "act:payment(",
         "local back = act:decision(\"back\", { label = \"补发区县\", of = \"household\", per = \"month\", gives = fact.district, cite = \"第五条\",\n"
         "  arrears = \"第五条\", given = { paid_in = fact.month { label = \"补发的月份\" } } })\n"
         "back:rule(\"第五条\", { give = \"back_by\" })\n"
         "act:payment("),
     *text =
         said(decision, "bands = \"due\",",
              "bands = \"due\", back_pay = { payer = \"back\", paid_in = \"paid_in\", cite = \"第五条\" },"),
     *later = said(text, "is = function(h) return h.district end })\nlocal due",
                   "is = function(h) return h.other end })\nlocal due");
  struct bench_store t = begin(text);
  household(&t, "A", "是", "否", "other=大东区");
  household(&t, "B", "否", "是", "other=大东区");
  pay_until(&t, 4);
  household(&t, "F", "否", "是", "other=大东区");
  json_decref(paid(&t, "2025-05"));
  load(&t, t.b, later);
  json_decref(pays_alike(&t, "2025-06", 1, "3 11 50.00 0.00 0.00 80.00"));
  end(&t);
  free(facts);
  free(term);
  free(decision);
  free(text);
  free(later);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_raised_from_a_past_day),  cmocka_unit_test(test_raised_from_now),
      cmocka_unit_test(test_lowered_from_a_past_day), cmocka_unit_test(test_row_taken_back),
      cmocka_unit_test(test_same_month_again),        cmocka_unit_test(test_a_month_was_skipped),
      cmocka_unit_test(test_rule_says_otherwise),     cmocka_unit_test(test_term_says_otherwise),
      cmocka_unit_test(test_places_do_not_count),     cmocka_unit_test(test_first_month_says_otherwise),
      cmocka_unit_test(test_law_of_other_months),     cmocka_unit_test(test_who_pays_arrears),
      cmocka_unit_test(test_another_reading),         cmocka_unit_test(test_with_news),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
