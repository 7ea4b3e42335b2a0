/* Facts that must be refused: what the error says, and that no identity number is told to
** anybody. */
#include "support.h"

/* --- JSON ------------------------------------------------------------------------------------- */

static const struct ask texts[] = {
    {"a key twice", NULL, "{\"hukou\": null,\n\"hukou\": \"和平区\"}", BYLAW_EINPUT, "事实|两次|hukou", NULL,
     NULL, 2},
    {"a nested key twice", NULL, "{\"applied\": [{\"on\": null, \"on\": null}]}", BYLAW_EINPUT, "两次|on",
     NULL, NULL, 1},
    {"trailing bytes", NULL, "{}\n{}", BYLAW_EINPUT, "结尾之后", NULL, NULL, 2},
    {"a trailing comma", NULL, "{\"hukou\": null,\n}", BYLAW_EINPUT, "不是有效的 JSON|第 2 行", "逗号", NULL,
     2},
    {"bad UTF-8", NULL, "{\"hukou\": \"\xE5\x92\"}", BYLAW_EINPUT, "UTF-8", NULL, NULL, 1},
    {"a lone surrogate", NULL, "{\"hukou\": \"\\uD800\"}", BYLAW_EINPUT, "JSON", NULL, NULL, 1},
    {"a NUL as an escape", NULL, "{\"hukou\": \"\\u0000\"}", BYLAW_EINPUT, "空字符", NULL, NULL, 1},
    {"truncated", NULL, "{\"hukou\":\n", BYLAW_EINPUT, "没有写完", NULL, NULL, 0},
    {"an open text", NULL, "{\"hukou\": \"和平", BYLAW_EINPUT, "没有写完", NULL, NULL, 1},
    {"nothing", NULL, "", BYLAW_EINPUT, "没有写完", NULL, NULL, 0},
    {"a list", NULL, "[]", BYLAW_EINPUT, "应为 JSON 对象", NULL, NULL, 0},
    {"a text", NULL, "\"和平区\"", BYLAW_EINPUT, "JSON", NULL, NULL, 0},
    {"null", NULL, "null", BYLAW_EINPUT, "JSON", NULL, NULL, 0},
    {"a number in quotes of C", NULL, "{'hukou': 1}", BYLAW_EINPUT, "不是有效的 JSON", "引号", NULL, 1},
    {"a comment", NULL, "{} // 没有", BYLAW_EINPUT, "结尾之后", NULL, NULL, 1},
    {"a huge integer", NULL, WITH("birth_date", "99999999999999999999999999"), BYLAW_EINPUT, "数字太大", NULL,
     NULL, 1},
    {"a huge real", NULL, WITH("birth_date", "1e999"), BYLAW_EINPUT, "数字太大", NULL, NULL, 1},
    {"an unknown key", NULL, ELDER(", \"birthdate\": null"), BYLAW_EINPUT, "birthdate", "‘birth_date’", NULL,
     0},
    {"an unknown key far from all", NULL, ELDER(", \"colour\": null"), BYLAW_EINPUT, "colour", "birth_date",
     NULL, 0},
    {"an unknown key of the subject", NULL, "{\"elder\": {\"birthdate\": null}}", BYLAW_EINPUT,
     "老年人|birthdate", "‘birth_date’", NULL, 0},
    {"an unknown key beside the subject", NULL, "{\"elder\": {}, \"ruling\": []}", BYLAW_EINPUT, "ruling",
     "‘rulings’", NULL, 0},
    {"a fact beside the subject", NULL, "{\"elder\": {}, \"birth_date\": null}", BYLAW_EINPUT, "birth_date",
     NULL, NULL, 0},
    {"another subject", NULL, "{\"eldr\": {}}", BYLAW_EINPUT, "eldr", "‘elder’", NULL, 0},
    {"a subject that is no object", NULL, "{\"elder\": 5}", BYLAW_EINPUT, "elder|对象", NULL, NULL, 0},
    {"an input of another decision", NULL, ELDER(", \"paid_in\": \"2025-06\""), BYLAW_EINPUT, "paid_in", NULL,
     NULL, 0},
};

/* --- values ----------------------------------------------------------------------------------- */

static const struct ask plain[] = {
    {"a number as a date", NULL, WITH("birth_date", "19350630"), BYLAW_EINPUT,
     "birth_date|出生日期|日期|整数", "年-月-日", NULL, 0},
    {"an object as a date", NULL, WITH("birth_date", "{\"on\": 1}"), BYLAW_EINPUT, "birth_date|日期|对象",
     "年-月-日", NULL, 0},
    {"a truth as a date", NULL, WITH("birth_date", "true"), BYLAW_EINPUT, "birth_date|真假", "年-月-日", NULL,
     0},
    {"30 February", NULL, WITH("birth_date", "\"1935-02-30\""), BYLAW_EINPUT,
     "birth_date|1935-02-30|没有这一天", NULL, NULL, 0},
    {"29 February of 1900", NULL, WITH("birth_date", "\"1900-02-29\""), BYLAW_EINPUT, "1900-02-29|没有这一天",
     NULL, NULL, 0},
    {"a month as a date", NULL, WITH("birth_date", "\"1935-06\""), BYLAW_EINPUT, "birth_date|1935-06|月份",
     "年-月-日", NULL, 0},
    {"one digit for a month", NULL, WITH("birth_date", "\"1935-6-30\""), BYLAW_EINPUT, "1935-6-30",
     "年-月-日", NULL, 0},
    {"a date with a time", NULL, WITH("birth_date", "\"1935-06-30T00:00\""), BYLAW_EINPUT, "1935-06-30T00:00",
     "年-月-日", NULL, 0},
    {"full-width digits", NULL, WITH("birth_date", "\"１935-06-30\""), BYLAW_EINPUT, "birth_date", "年-月-日",
     NULL, 0},
    {"an empty date", NULL, WITH("birth_date", "\"\""), BYLAW_EINPUT, "birth_date", "年-月-日", NULL, 0},
    {"the year zero", NULL, WITH("death_date", "\"0000-01-01\""), BYLAW_EINPUT, "death_date|0000-01-01", NULL,
     NULL, 0},
    {"before the range", NULL, WITH("birth_date", "\"1889-12-31\""), BYLAW_EINPUT,
     "出生日期|1889-12-31|1890-01-01", "核对", NULL, 0},
    {"born after the day of deciding", NULL, WITH("birth_date", "\"2025-07-01\""), BYLAW_EINPUT,
     "出生日期|2025-07-01|决定之日|2025-06-30", "核对", NULL, 0},
    {"no birth date", NULL, WITH("birth_date", "null"), BYLAW_EINPUT, "birth_date|不能没有", "不知道", NULL,
     0},
    {"no identity number", NULL, WITH("id_number", "null"), BYLAW_EINPUT, "id_number|不能没有", "不知道",
     NULL, 0},
    {"dead before birth", NULL, ELDER(", \"death_date\": \"1935-06-29\""), BYLAW_EINPUT,
     "出生日期|死亡日期|1935年6月30日|1935年6月29日", "核对", NULL, 0},
    {"unknown that is false", NULL, WITH("birth_date", "{\"unknown\": false}"), BYLAW_EINPUT, "birth_date",
     NULL, NULL, 0},
    {"unknown and more", NULL, WITH("birth_date", "{\"unknown\": true, \"x\": 1}"), BYLAW_EINPUT,
     "birth_date", NULL, NULL, 0},
    {"not a district", NULL, WITH("hukou", "\"和平\""), BYLAW_EINPUT, "hukou|和平|不在选项", "和平区", NULL,
     0},
    {"a district misspelt", NULL, WITH("hukou", "\"沈北新曲\""), BYLAW_EINPUT, "沈北新曲", "‘沈北新区’", NULL,
     0},
    {"the code of the city", NULL, WITH("hukou", "\"210100\""), BYLAW_EINPUT, "hukou|210100", "和平区", NULL,
     0},
    {"a code as a number", NULL, WITH("hukou", "210102"), BYLAW_EINPUT, "hukou|选项|整数", NULL, NULL, 0},
    {"a long text", NULL,
     WITH("hukou", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""),
     BYLAW_EINPUT, "hukou|太长", "和平区", NULL, 0},
    {"truth as a number", "materials", ELDER(", \"by_agent\": 1"), BYLAW_EINPUT, "by_agent|真假|整数", "true",
     NULL, 0},
    {"truth as a text", "materials", ELDER(", \"by_agent\": \"true\""), BYLAW_EINPUT, "by_agent|真假|文字",
     "true", NULL, 0},
    {"a date as a month", "back_pay_payer", ELDER(", \"paid_in\": \"2025-06-30\""), BYLAW_EINPUT,
     "paid_in|2025-06-30", "年-月", NULL, 0},
    {"month 13", "back_pay_payer", ELDER(", \"paid_in\": \"2025-13\""), BYLAW_EINPUT, "paid_in|2025-13", NULL,
     NULL, 0},
};

#define ID(text) WITH("id_number", "\"" text "\"")
#define CARD(text) WITH("card", "\"" text "\"")
static const struct ask numbers[] = {
    {"a wrong check digit", NULL, ID("210100194503150011"), BYLAW_EINPUT, "id_number|身份证号|校验码", "核对",
     "210100194503150011", 0},
    {"its 30 February", NULL, ID("210100194502300013"), BYLAW_EINPUT, "id_number|出生日期不存在", "核对",
     "210100194502300013", 0},
    {"17 characters", NULL, ID("21010019450315001"), BYLAW_EINPUT, "id_number|18位", "核对",
     "21010019450315001", 0},
    {"another check digit", NULL, ID("210100193602290041"), BYLAW_EINPUT, "id_number|校验码", "核对",
     "210100193602290041", 0},
    {"the letter O", NULL, ID("2101001936O2290040"), BYLAW_EINPUT, "id_number|数字", "核对",
     "2101001936O2290040", 0},
    {"its birth date is not told", NULL, ID("210100194503150011"), BYLAW_EINPUT, "2101************11", NULL,
     "19450315", 0},
    {"15 digits", NULL, ID("210100450315001"), BYLAW_EINPUT, "id_number|18位", "核对", "450315001", 0},
    {"an empty number", NULL, ID(""), BYLAW_EINPUT, "id_number|18位", "核对", NULL, 0},
    {"an identity as a number", NULL, WITH("id_number", "210100194503150012"), BYLAW_EINPUT, "id_number|整数",
     "文字", "210100194503150012", 0},
    {"an identity as a key", NULL, WITH("210100194503150012", "1"), BYLAW_EINPUT, "没有", NULL,
     "210100194503150012", 0},
    {"a wrong card", NULL, CARD("6200000000000000076"), BYLAW_EINPUT, "card|银行卡", "校验位",
     "6200000000000000076", 0},
    {"a card with a letter", NULL, CARD("622202000000000012A"), BYLAW_EINPUT, "card|银行卡", "13 至 19",
     "622202000000000012", 0},
    {"a short card", NULL, CARD("620000000000"), BYLAW_EINPUT, "card|银行卡", "13 至 19", "620000000000", 0},
    {"a card as a number", NULL, WITH("card", "6200000000000000075"), BYLAW_EINPUT, "card|整数", "文字",
     "6200000000000000075", 0},
};

/* --- timelines and lists ---------------------------------------------------------------------- */

#define HUKOU(spells) WITH("hukou", spells)
static const struct ask histories[] = {
    {"to before from", NULL,
     HUKOU("[{\"from\": \"2020-01-01\", \"to\": \"2019-12-31\", \"value\": \"和平区\"}]"), BYLAW_EINPUT,
     "hukou[1]|to 早于 from", "核对", NULL, 0},
    {"an overlap", NULL,
     HUKOU(
         "[{\"to\": \"2020-01-01\", \"value\": \"和平区\"}, {\"from\": \"2020-01-01\", \"value\": \"沈河区\"}]"),
     BYLAW_EINPUT, "hukou|重叠", "to", NULL, 0},
    {"not ascending", NULL,
     HUKOU(
         "[{\"from\": \"2020-01-01\", \"value\": \"和平区\"}, {\"from\": \"2019-01-01\", \"value\": \"沈河区\"}]"),
     BYLAW_EINPUT, "hukou|先后", "从早到晚", NULL, 0},
    {"a start twice", NULL,
     HUKOU(
         "[{\"from\": \"2020-01-01\", \"value\": \"和平区\"}, {\"from\": \"2020-01-01\", \"value\": \"沈河区\"}]"),
     BYLAW_EINPUT, "hukou", NULL, NULL, 0},
    {"an unknown key of a spell", NULL, HUKOU("[{\"fron\": \"2020-01-01\", \"value\": \"和平区\"}]"),
     BYLAW_EINPUT, "hukou[1]|fron", "‘from’", NULL, 0},
    {"a spell without value", NULL, HUKOU("[{\"from\": \"2020-01-01\"}]"), BYLAW_EINPUT,
     "hukou[1]|缺少 value", "null", NULL, 0},
    {"a spell that is no object", NULL, HUKOU("[\"和平区\"]"), BYLAW_EINPUT, "hukou[1]|应为对象", "from",
     NULL, 0},
    {"a spell from 30 February", NULL, HUKOU("[{\"from\": \"2020-02-30\", \"value\": \"和平区\"}]"),
     BYLAW_EINPUT, "hukou[1].from|2020-02-30|没有这一天", NULL, NULL, 0},
    {"a spell of no district", NULL, HUKOU("[{\"from\": \"2020-01-01\", \"value\": \"和平去\"}]"),
     BYLAW_EINPUT, "hukou[1]|和平去", "‘和平区’", NULL, 0},
    {"the second spell", NULL,
     HUKOU("[{\"to\": \"2019-12-31\", \"value\": null}, {\"from\": 2020, \"value\": null}]"), BYLAW_EINPUT,
     "hukou[2].from|整数", "年-月-日", NULL, 0},
    {"a start that is unknown", NULL, HUKOU("[{\"from\": {\"unknown\": true}, \"value\": null}]"),
     BYLAW_EINPUT, "hukou[1].from|确定", NULL, NULL, 0},
    {"an unknown key of a timeline", NULL, HUKOU("{\"know_from\": \"2020-01-01\", \"spells\": []}"),
     BYLAW_EINPUT, "hukou|know_from", "‘known_from’", NULL, 0},
    {"a timeline without spells", NULL, HUKOU("{\"known_from\": \"2020-01-01\"}"), BYLAW_EINPUT,
     "hukou|缺少 spells", "spells", NULL, 0},
    {"known from no day", NULL, HUKOU("{\"known_from\": \"2020-13-01\", \"spells\": []}"), BYLAW_EINPUT,
     "hukou.known_from|2020-13-01", NULL, NULL, 0},
    {"a truth as a timeline", NULL, HUKOU("true"), BYLAW_EINPUT, "hukou|选项|真假", NULL, NULL, 0},
    {"a text as a list", NULL, WITH("applied", "\"2025-01-06\""), BYLAW_EINPUT, "applied|应为数组", "[]",
     NULL, 0},
    {"an object as a list", NULL, WITH("applied", "{\"on\": \"2025-01-06\"}"), BYLAW_EINPUT,
     "applied|应为数组", "[]", NULL, 0},
    {"a record that is no object", NULL, WITH("applied", "[\"2025-01-06\"]"), BYLAW_EINPUT, "applied[1]|对象",
     "字段", NULL, 0},
    {"a field misspelt", NULL, WITH("applied", "[{\"on\": \"2025-01-06\"}, {\"onn\": \"2025-01-06\"}]"),
     BYLAW_EINPUT, "applied[2]|onn", "‘on’", NULL, 0},
    {"a field of another kind", NULL, WITH("applied", "[{\"on\": \"2025-01\"}]"), BYLAW_EINPUT,
     "applied[1].on|2025-01|月份", "年-月-日", NULL, 0},
    {"a field of no member", NULL, WITH("applied", "[{\"on\": \"2025-01-06\", \"at\": \"onlin\"}]"),
     BYLAW_EINPUT, "applied[1].at|onlin", "‘online’", NULL, 0},
    {"a field that must be there", NULL, WITH("applied", "[{\"on\": null}]"), BYLAW_EINPUT,
     "applied[1].on|不能没有", NULL, NULL, 0},
};

/* --- one by one ------------------------------------------------------------------------------- */

static void test_nul_bytes(void **state) {
  (void)state;
  static const char facts[] = "{\"hukou\": null}\0{}";
  bylaw_request q = standard_request(facts);
  bylaw_error e;
  q.facts_length = sizeof facts - 1;
  assert_int_equal(refused(&q, BYLAW_EINPUT, "事实", NULL, &e), 0);
  goes_on();
}

static void test_deep_nesting(void **state) {
  (void)state;
  enum { LEVELS = 10000 };
  static char facts[2 * LEVELS + 32] = "{\"applied\": ";
  bylaw_request q = standard_request(facts);
  bylaw_error e;
  memset(facts + strlen(facts), '[', LEVELS);
  memset(facts + strlen(facts), ']', LEVELS);
  strcat(facts, "}");
  assert_int_equal(refused(&q, BYLAW_EINPUT, "嵌套太深", NULL, &e), 0);
  goes_on();
}

static void expect_outcome(const char *decision, const char *facts, bylaw_outcome kind, const char *part) {
  bylaw_request q = standard_request(facts);
  bylaw_outcome outcome = BYLAW_VALUE;
  bylaw_error e = {0};
  char *json = NULL;
  if (decision) q.decision = decision;
  if (bylaw_decide(the_law, &q, &outcome, &json, &e) != BYLAW_OK) fail_msg("%s\n%s", facts, e.message);
  bool there = strstr(json, part) != NULL;
  if (!there || outcome != kind) print_error("%s\n%s\n", facts, json);
  bylaw_free(json);
  assert_int_equal(outcome, kind);
  assert_true(there);
}

static void test_accepted(void **state) {
  (void)state;
#define BORN "\"birth_date\": \"1935-06-30\", \"low_income\": null, \"applied\": []"
  expect_outcome(NULL, "{" BORN ", \"hukou\": \"210102\"}", BYLAW_VALUE, "\"outcome\":\"200.00\"");
  expect_outcome(NULL, "{\"elder\": {" BORN ", \"hukou\": \"和平区\"}}", BYLAW_VALUE,
                 "\"outcome\":\"200.00\"");
  expect_outcome(NULL, ELDER(", \"id_number\": \"21010619251231003x\""), BYLAW_VALUE,
                 "\"outcome\":\"200.00\"");
  expect_outcome(NULL, ELDER(", \"card\": \"6200000000000000075\""), BYLAW_VALUE, "\"outcome\":\"200.00\"");
}

static void test_unknown_facts(void **state) {
  (void)state;
#define UNKNOWN "{\"unknown\": true}"
  expect_outcome(NULL, "{\"birth_date\": " UNKNOWN ", \"hukou\": \"和平区\", \"low_income\": null}",
                 BYLAW_NEEDS, "{\"needs\":[{\"name\":\"birth_date\"");
  expect_outcome(NULL, "{" BORN ", \"hukou\": " UNKNOWN "}", BYLAW_NEEDS, "{\"needs\":[{\"name\":\"hukou\"");
  expect_outcome(NULL, "{" BORN ", \"hukou\": [{\"from\": \"2000-01-01\", \"value\": " UNKNOWN "}]}",
                 BYLAW_NEEDS, "{\"needs\":[{\"name\":\"hukou\"");
  expect_outcome(
      "due",
      "{\"birth_date\": \"1940-01-05\", \"hukou\": \"和平区\", \"low_income\": null, \"applied\": " UNKNOWN
      "}",
      BYLAW_NEEDS, "{\"needs\":[{\"name\":\"applied\"");
  expect_outcome(
      "due",
      "{\"birth_date\": \"1940-01-05\", \"hukou\": \"和平区\", \"low_income\": null, \"applied\": [{\"on\": " UNKNOWN
      "}]}",
      BYLAW_NEEDS, "{\"needs\":[{\"name\":\"applied\"");
}

/* --- money, counts and rates: a small policy -------------------------------------------------- */

static const struct {
  const char *fact, *json, *message, *hint;
} amounts[] = {
    {"income", "30.5", "income|金额|小数", "\"30.00\""},
    {"income", "30", "income|金额|整数", "\"30.00\""},
    {"income", "\"30.001\"", "income|30.001", "\"30.00\""},
    {"income", "\"abc\"", "income|abc", "\"30.00\""},
    {"income", "\"1e3\"", "income|1e3", "\"30.00\""},
    {"income", "\"1,000.00\"", "income|1,000.00", "\"30.00\""},
    {"income", "\" 30.00\"", "income", "\"30.00\""},
    {"income", "\"\"", "income", "\"30.00\""},
    {"income", "\"99999999999999999999.00\"", "income|超出", NULL},
    {"children", "2.0", "children|整数|小数", "3"},
    {"children", "\"2\"", "children|整数|文字", "3"},
    {"children", "-1", "children|-1|0", "核对"},
    {"children", "21", "children|21|20", "核对"},
    {"share", "0.5", "share|比率|小数", "0.035"},
    {"share", "\"1/0\"", "share|1/0", "0.035"},
};

static void expect_amount(struct bench *t, const char *fact, const char *json, const char *message,
                          const char *hint, int *wrong) {
  char facts[256];
  bylaw_error e = {0};
  bylaw_request q = {.policy = "test", .decision = "standard", .facts = facts, .month = "2025-06"};
  snprintf(facts, sizeof facts, "{\"birth_date\": \"1930-05-01\", \"%s\": %s}", fact, json);
  bool accepted = bylaw_decide(t->b, &q, NULL, NULL, &e) == BYLAW_OK;
  if (accepted != !message) *wrong += complain(accepted ? "accepted" : "refused", facts, &e);
  if (!accepted && message) *wrong += check_words(&e, BYLAW_EINPUT, message, hint);
}

static void test_amounts(void **state) {
  (void)state;
  struct bench t = bench_open();
  int wrong = 0;
  char *text = replaced(BASE, "birth_date =",
                        "income = fact.money { label = \"月收入\" },\n"
                        "  children = fact.count { label = \"子女数\", range = { 0, 20 } },\n"
                        "  share = fact.rate { label = \"比例\" }, birth_date =");
  write_text(t.good, text);
  free(text);
  bench_load(&t);
  for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
    expect_amount(&t, amounts[i].fact, amounts[i].json, amounts[i].message, amounts[i].hint, &wrong);
  expect_amount(&t, "income", "\"30.00\"", NULL, NULL, &wrong);
  expect_amount(&t, "income", "\"30\"", NULL, NULL, &wrong);
  expect_amount(&t, "children", "20", NULL, NULL, &wrong);
  expect_amount(&t, "share", "\"1/3\"", NULL, NULL, &wrong);
  still_works(t.b);
  bench_close(&t);
  assert_int_equal(wrong, 0);
}

int main(void) {
  static struct CMUnitTest tests[256] = {
      cmocka_unit_test(test_nul_bytes), cmocka_unit_test(test_deep_nesting),
      cmocka_unit_test(test_accepted),  cmocka_unit_test(test_unknown_facts),
      cmocka_unit_test(test_amounts),
  };
  size_t n = 5;
  ADD_ROWS(tests, n, test_ask, texts);
  ADD_ROWS(tests, n, test_ask, plain);
  ADD_ROWS(tests, n, test_ask, numbers);
  ADD_ROWS(tests, n, test_ask, histories);
  return run_with_law("bad facts", tests, n);
}
