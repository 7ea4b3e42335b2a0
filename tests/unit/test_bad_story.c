/* Stories that are wrong: what is refused, and that every expectation can fail. */
#include <jansson.h>

#include "support.h"

static const char PAYS[] =
    "local act = document { id = \"pays\", number = \"1\", title = \"t\", issuers = \"x\", issued = \"2025-01-01\",\n"
    "  in_force = { from = \"2025-01-01\", cite = \"第一条\" }, outline = { articles = 9 } }\n"
    "act:parameter(\"rate\", { label = \"标准\", unit = \"元/月\", cite = \"第三条\", { from = \"2025-01-01\", value = yuan(10) } })\n"
    "act:parameter(\"start\", { label = \"起\", cite = \"第一条\", { from = \"2025-01-01\", value = month \"2025-01\" } })\n"
    "act:facts(\"one\", { label = \"人\", key = \"id\", id = fact.text { label = \"号\" },\n"
    "  died = fact.date { label = \"死亡日期\", optional = true },\n"
    "  hukou = fact.timeline(fact.district) { label = \"户籍\", absent = \"无\" },\n"
    "  bills = fact.list { label = \"缴费\", on = fact.date { label = \"日\" } } })\n"
    "act:reading(\"end_month\", { cite = \"第二条\", ask = \"?\", { \"paid\", \"发\" }, { \"unpaid\", \"不发\" }, default = \"paid\" })\n"
    "act:term(\"place\", { cite = \"第四条\", is = function(one, m) return one.hukou:at(m:first()) end })\n"
    "act:term(\"alive\", { cite = \"第二条\", is = function(one, m, law)\n"
    "  if law.end_month == \"unpaid\" then return not present(one.died) or one.died > m:last() end\n"
    "  return not present(one.died) or one.died >= m:first()\nend })\n"
    "local due = act:decision(\"due\", { label = \"应发\", of = \"one\", per = \"month\", gives = \"money\" })\n"
    "due:requires(\"第二条\", \"alive\")\n"
    "due:rule(\"第三条\", { give = \"rate\" })\n"
    "local who = act:decision(\"who\", { label = \"谁\", of = \"one\", per = \"month\", gives = \"district\" })\n"
    "who:rule(\"第四条\", { give = \"place\" })\n"
    "act:payment(\"money\", { label = \"补贴\", cite = \"第五条\", pays = \"due\", payer = \"who\", first_month = \"start\",\n"
    "  before_ledger = \"open\", payer_changed = { settle = \"between_payers\", cite = \"第四条\" } })\n"
    "return act\n";

#define POLICY "policy \"pays\"\n"
#define ONE "one = { hukou = \"和平区\", bills = {} }, "
#define FEBRUARY "on \"2025-02-25\" { pay = \"2025-02\" }, "
#define STORY(steps) POLICY "story \"x\" { " ONE steps " }\n"
#define PAID(expected) STORY("on \"2025-02-25\" { pay = \"2025-02\", " expected " }")
#define MARCH(expected) "on \"2025-03-25\" { pay = \"2025-03\", " expected " }"
#define DIED FEBRUARY "on \"2025-03-03\" { facts = { died = \"2025-01-31\" } }, "
#define MOVED FEBRUARY "on \"2025-03-03\" { facts = { hukou = \"大东区\" }, from = \"2025-02-01\" }, "
#define LOWER(more)                                                                                                                \
  FEBRUARY                                                                                                                         \
  "on \"2025-03-03\" { law = { rate = { from = \"2025-02-01\", value = yuan(7), issued = \"2025-03-02\" } } }, on \"2025-03-25\" " \
  "{ pay = \"2025-03\", " more " }"

/* A scenario file and what is said about it. `got` NULL: everything in it is as expected. */
struct told {
  const char *name, *text, *got;
  bool file; /* the file itself is refused */
};

static const struct told files[] = {
    {"a day that is none", STORY("on \"2025-02-30\" { pay = \"2025-02\" }"), "on|日期", true},
    {"a day as a number", STORY("on(20250225) { pay = \"2025-02\" }"), "on|日期", true},
    {"a month as a day", STORY("on \"2025-02\" { pay = \"2025-02\" }"), "on|日期", true},
    {"a step that is no table", STORY("on \"2025-02-25\" \"2025-02\""), "on|一张表", true},
    {"a story without steps", STORY(""), "story|步骤", true},
    {"a story without title", POLICY "story \"\" { " FEBRUARY " }", "story|标题", true},
    {"a story that is no table", POLICY "story \"x\" \"y\"", "story|一张表", true},
    {"a story of no policy", "story \"x\" { " ONE FEBRUARY " }", "policy|政策", true},
    {"what is neither person nor step", STORY("5, " FEBRUARY), "story 的第 1 项|on", true},
    {"a step in a scenario", POLICY "scenario \"x\" { " ONE FEBRUARY " }", "scenario 的第 1 项", true},
    {"amend is not for people", POLICY "amend(\"rate\", { from = \"2025-02-01\", value = yuan(7) })\n",
     "amend", true},
};

#define STEP(keys) STORY("on \"2025-02-25\" { " keys " }")

static const struct told steps[] = {
    {"an expectation without payment", STEP("expect = {}"), "expect|pay", false},
    {"money owed without payment", STEP("owed = \"0.00\""), "owed|pay", false},
    {"an error without payment", STEP("facts = { died = absent }, error = \"x\""), "error|pay", false},
    {"a day from which nothing holds", STEP("from = \"2025-02-01\", pay = \"2025-02\""), "from|facts", false},
    {"a day as a truth", STEP("facts = { hukou = absent }, from = true"), "from|文字", false},
    {"what came back as a table", STEP("returned = { \"2025-01\" }"), "returned|文字", false},
    {"a month as a number", STEP("pay = 202502"), "pay|文字", false},
    {"law as a text", STEP("law = \"rate\""), "law|表", false},
    {"what was paid before as a text", STEP("paid_before = \"2025-01\""), "paid_before|表", false},
    {"an expectation as a text", PAID("expect = \"10.00\""), "expect|表", false},
    {"months in a list", PAID("expect = { \"10.00\" }"), "expect|表", false},
    {"a key of a step", PAID("expct = {}"), "expct|‘expect’", false},
    {"steps out of order", STORY(MARCH("") ", " FEBRUARY), "先后|2025-02-25", false},
    {"a key beside the facts", STORY("month = \"2025-02\", " FEBRUARY), "month|one", false},
    {"a fact that is not there", STORY("on \"2025-02-25\" { facts = { dies = \"2025-02-01\" } }"),
     "dies|‘died’", false},
    {"a fact of the beginning", POLICY "story \"x\" { one = { hukuo = \"和平区\" }, " FEBRUARY " }",
     "hukuo|‘hukou’", false},
    {"a value that is none", STORY("on \"2025-02-25\" { facts = { hukou = \"和平\" } }"), "hukou|和平",
     false},
    {"a record of no list", STORY("on \"2025-02-25\" { add = { died = \"2025-02-01\" } }"), "died", false},
    {"a history that begins on no day",
     STORY("on \"2025-02-25\" { facts = { hukou = \"大东区\" }, from = \"2025-02-30\" }"), "from|日期",
     false},
    {"a parameter that is not there",
     STORY("on \"2025-02-25\" { law = { rat = { from = \"2025-02-01\", value = yuan(7) } } }"), "rat|‘rate’",
     false},
    {"a parameter of another kind",
     STORY("on \"2025-02-25\" { law = { rate = { from = \"2025-02-01\", value = true } } }"), "rate", false},
    {"law that is a term",
     STORY("on \"2025-02-25\" { law = { alive = { from = \"2025-02-01\", value = yuan(7) } } }"),
     "alive|术语|参数", false},
    {"a reading that is not there", STORY("on \"2025-02-25\" { readings = { end_mont = \"paid\" } }"),
     "end_mont|‘end_month’", false},
    {"an option that is not there", STORY("on \"2025-02-25\" { readings = { end_month = \"pad\" } }"),
     "end_month|pad", false},
    {"nothing came back", STORY("on \"2025-02-25\" { returned = \"2025-01\" }"), "returned|2025-01", false},
    {"nothing is owed", STORY(FEBRUARY "on \"2025-03-03\" { recovered = { [\"2025-01\"] = \"1.00\" } }"),
     "recovered|0.00", false},
    {"paid before, of no month", STORY("on \"2025-02-25\" { paid_before = { [\"2025-13\"] = \"1.00\" } }"),
     "paid_before|月份", false},
    {"a ruling on nothing", STORY("on \"2025-02-25\" { ruling = { decision = \"dew\" } }"), "dew|due", false},
    {"a month that has not come", STORY("on \"2025-02-25\" { pay = \"2025-03\" }"), "2025-03|还没有到",
     false},
    {"a month that is none", STORY("on \"2025-02-25\" { pay = \"2025-2\" }"), "2025-2", false},
    {"a policy that pays nothing",
     "policy \"test\"\nstory \"x\" { elder = { birth_date = \"1930-05-01\" }, " FEBRUARY " }", "test|发放",
     false},
    {"a policy that is not there", "policy \"pay\"\nstory \"x\" { " ONE FEBRUARY " }", "‘pays’", false},
    {"law that takes back unasked", STORY(LOWER("expect = {}")), "--confirm-law-clawback", false},
};

#define JANUARY "[\"2025-01\"] = \"10.00\", "
#define BOTH JANUARY "[\"2025-02\"] = \"10.00\""
#define ENTRY(more) PAID("expect = { " JANUARY "[\"2025-02\"] = { \"10.00\", " more " } }")
#define BETWEEN(from, to, amount)                                                                            \
  MOVED MARCH("between = { [\"2025-02\"] = { from = \"" from "\", to = \"" to "\", amount = \"" amount       \
              "\" } }")

static const struct told wrong[] = {
    {"another amount", PAID("expect = { " JANUARY "[\"2025-02\"] = \"10.01\" }"), "10.00", false},
    {"an amount that is no text", PAID("expect = { " JANUARY "[\"2025-02\"] = 10 }"), "文字|\"10.00\"",
     false},
    {"an entry that says nothing", PAID("expect = { " JANUARY "[\"2025-02\"] = {} }"), "2025-02|金额", false},
    {"an article that is empty", ENTRY("because = \"\""), "because|没有写内容", false},
    {"no article", ENTRY("because = {}"), "because|没有写内容", false},
    {"an error that is empty", STORY("on \"2025-02-25\" { pay = \"2025-03\", error = \"\" }"),
     "error|没有写内容", false},
    {"two amounts of a month", PAID("expect = { " JANUARY "[\"2025-02\"] = { \"10.00\", \"11.00\" } }"),
     "2025-02|金额", false},
    {"a month too few", PAID("expect = { " JANUARY " }"), "2025-02", false},
    {"a month too many", PAID("expect = { " BOTH ", [\"2024-12\"] = \"10.00\" }"), "2025-02", false},
    {"a month instead of another", PAID("expect = { " JANUARY "[\"2025-03\"] = \"10.00\" }"), "2025-02",
     false},
    {"no money", PAID("expect = {}"), "2025-01", false},
    {"another article", ENTRY("because = \"第五条\""), "第三条", false},
    {"another cause", ENTRY("cause = \"fact\""), "2025-02", false},
    {"another payer", ENTRY("payer = \"大东区\""), "和平区", false},
    {"a key of an expectation", ENTRY("becuse = \"第三条\""), "2025-02|‘because’", false},
    {"an open case that is none", PAID("pending = { [\"2025-02\"] = \"hold\" }"), "{}", false},
    {"an open case that was forgotten",
     POLICY "story \"x\" { one = { hukou = unknown, bills = {} }, "
            "on \"2025-02-25\" { pay = \"2025-02\", pending = {} } }",
     "payer", false},
    {"money owed that is not", PAID("owed = \"10.00\""), "0.00", false},
    {"nothing owed", STORY(DIED MARCH("owed = \"0.00\"")), "10.00", false},
    {"money owed as a number", STORY(DIED MARCH("owed = 10")), "owed|文字|30.00", false},
    {"the claim as a payment", STORY(DIED MARCH("expect = { [\"2025-02\"] = \"10.00\" }")), "-10.00", false},
    {"nothing between payers", STORY(MOVED MARCH("between = {}")), "大东区", false},
    {"between payers the other way", STORY(BETWEEN("和平区", "大东区", "10.00")), "大东区", false},
    {"another amount between payers", STORY(BETWEEN("大东区", "和平区", "20.00")), "10.00", false},
    {"an error that does not come", PAID("error = \"还没有到\""), "没有被拒绝", false},
    {"another error", STORY("on \"2025-02-25\" { pay = \"2025-03\", error = \"clawback\" }"), "还没有到",
     false},
};

static const struct told right[] = {
    {"all at once", PAID("expect = { " BOTH " }, pending = {}, between = {}, owed = \"0.00\""), NULL, false},
    {"more of an entry", ENTRY("because = { \"第三条\" }, cause = \"\", payer = \"和平区\""), NULL, false},
    {"the claim",
     STORY(DIED MARCH(
         "expect = { [\"2025-02\"] = { \"-10.00\", because = \"第二条\", cause = \"fact\" } }, owed = \"10.00\"")),
     NULL, false},
    {"between payers", STORY(BETWEEN("大东区", "和平区", "10.00")), NULL, false},
    {"law that takes back", STORY(LOWER("error = \"--confirm-law-clawback\"")), NULL, false},
    {"law that takes back, asked",
     STORY(LOWER(
         "confirm_law_clawback = true, owed = \"3.00\", expect = { [\"2025-02\"] = { \"-3.00\", cause = \"law\" }, [\"2025-03\"] = \"7.00\" }")),
     NULL, false},
    {"a reading that takes back",
     STORY(
         "on \"2025-01-02\" { facts = { died = \"2025-02-03\" } }, " FEBRUARY
         "on \"2025-03-03\" { readings = { end_month = \"unpaid\" } }, " MARCH(
             "confirm_law_clawback = true, owed = \"10.00\", expect = { [\"2025-02\"] = { \"-10.00\", because = \"第二条\", cause = \"reading\" } }")),
     NULL, false},
    {"an error that was expected", STORY("on \"2025-02-25\" { pay = \"2025-03\", error = \"还没有到\" }"),
     NULL, false},
};

/* The results of a story file that are not as expected; the others are counted. */
static json_t *faults_of(const char *json, size_t *good) {
  json_t *all = json_loads(json, 0, NULL), *faults = json_array(), *one;
  size_t i;
  *good = 0;
  assert_true(json_is_array(all));
  json_array_foreach(all, i, one) {
    if (json_is_true(json_object_get(one, "ok")))
      ++*good;
    else
      json_array_append(faults, one);
  }
  json_decref(all);
  return faults;
}

static bool got_says(const json_t *faults, const char *parts) {
  for (size_t i = 0; i < json_array_size(faults); i++)
    if (says(json_string_value(json_object_get(json_array_get(faults, i), "got")), "", parts)) return true;
  return false;
}

static int check_results(const struct told *c, const char *json) {
  size_t good;
  json_t *faults = faults_of(json, &good);
  bool fine = c->got ? got_says(faults, c->got) : good > 0 && json_array_size(faults) == 0;
  if (!fine) print_error("  %s: wanted \"%s\", got %s\n", c->name, c->got ? c->got : "nothing wrong", json);
  json_decref(faults);
  return !fine;
}

static void test_told(void **state) {
  const struct told *c = *state;
  struct bench t = bench_open();
  bylaw_error e = {0};
  char *json = NULL;
  int bad;
  write_text(t.broken, PAYS);
  if (bylaw_load(t.b, t.broken, &e) != BYLAW_OK)
    fail_msg("%d:%d %s (%s)", e.line, e.column, e.message, e.hint);
  write_text(t.broken, c->text);
  bylaw_status status = bylaw_test(t.b, t.broken, &json, &e);
  if (c->file)
    bad = status == BYLAW_OK ? complain("refused", c->got, &e)
                             : !says(e.message, e.hint, c->got) && complain("message", c->got, &e);
  else
    bad = status == BYLAW_OK ? check_results(c, json) : complain("status", "BYLAW_OK", &e);
  bylaw_free(json);
  still_works(t.b);
  bench_close(&t);
  if (bad) fail_msg("%s", c->name);
}

int main(void) {
  static struct CMUnitTest tests[128];
  size_t n = 0;
  ADD_ROWS(tests, n, test_told, files);
  ADD_ROWS(tests, n, test_told, steps);
  ADD_ROWS(tests, n, test_told, wrong);
  ADD_ROWS(tests, n, test_told, right);
  return _cmocka_run_group_tests("bad story", tests, n, NULL, NULL);
}
