/* Rulings and requests that must be refused: what the error says. */
#include "support.h"

/* --- rulings ---------------------------------------------------------------------------------- */

#define RULED(decision, article, outcome, more)                                                              \
  ELDER(", \"rulings\": [{\"decision\": \"" decision "\", \"article\": \"" article                           \
        "\", \"outcome\": " outcome ", \"by\": \"某街道\", \"file\": \"卷1\"" more "}]")
#define OFFICER ", \"officer\": \"某人\""
#define FROM ", \"from\": \"2025-06\""
static const struct ask rulings[] = {
    {"an unknown key of a ruling", "due",
     RULED("due", "第十一条", "\"30.00\"", OFFICER FROM ", \"oficer\": \"x\""), BYLAW_EINPUT,
     "rulings[1]|oficer", "officer", NULL, 0},
    {"no officer", "due", RULED("due", "第十一条", "\"30.00\"", FROM), BYLAW_EINPUT,
     "rulings[1]|officer|缺少", "officer", NULL, 0},
    {"an officer of no name", "due", RULED("due", "第十一条", "\"30.00\"", FROM ", \"officer\": \"\""),
     BYLAW_EINPUT, "rulings[1]|officer", "officer", NULL, 0},
    {"a ruling from no month", "due", RULED("due", "第十一条", "\"30.00\"", OFFICER), BYLAW_EINPUT,
     "rulings[1]|from|缺少", "from", NULL, 0},
    {"another article", "due", RULED("due", "第十二条", "\"30.00\"", OFFICER FROM), BYLAW_EINPUT,
     "rulings[1]|article|条款", "第十一条", NULL, 0},
    {"a month that is none", "due", RULED("due", "第十一条", "\"30.00\"", OFFICER ", \"from\": \"2025-13\""),
     BYLAW_EINPUT, "rulings[1]|from|月份", "2025-06", NULL, 0},
    {"a day for a month", "due", RULED("due", "第十一条", "\"30.00\"", OFFICER ", \"from\": \"2025-06-01\""),
     BYLAW_EINPUT, "rulings[1]|from|月份", "2025-06", NULL, 0},
    {"a last month before the first", "due",
     RULED("due", "第十一条", "\"30.00\"", OFFICER FROM ", \"to\": \"2025-05\""), BYLAW_EINPUT,
     "rulings[1]|to", NULL, NULL, 0},
    {"a last month that is no text", "due",
     RULED("due", "第十一条", "\"30.00\"", OFFICER FROM ", \"to\": 202512"), BYLAW_EINPUT, "rulings[1]|to",
     NULL, NULL, 0},
    {"an amount as a number", "due", RULED("due", "第十一条", "30", OFFICER FROM), BYLAW_EINPUT,
     "outcome|金额|整数", "30.00", NULL, 0},
    {"an unknown decision", "due", RULED("duee", "第十一条", "\"30.00\"", OFFICER FROM), BYLAW_EINPUT,
     "rulings[1]|decision|duee", "due", NULL, 0},
    {"a decision without rulings", "due", RULED("standard", "第十一条", "\"30.00\"", OFFICER FROM),
     BYLAW_EINPUT, "rulings[1]|article", NULL, NULL, 0},
    {"rulings as an object", "due", ELDER(", \"rulings\": {}"), BYLAW_EINPUT, "rulings|数组", NULL, NULL, 0},
    {"a ruling as a text", "due", ELDER(", \"rulings\": [\"x\"]"), BYLAW_EINPUT, "rulings[1]|对象", NULL,
     NULL, 0},
};

/* --- requests --------------------------------------------------------------------------------- */

struct request {
  const char *name;
  bylaw_request q;
  bylaw_status status;
  const char *message, *hint;
};

#define LAW .policy = "old-age-allowance", .facts = ELDER("")
#define STANDARD LAW, .decision = "standard"
#define JUNE .month = "2025-06"
static const struct request requests[] = {
    {"a policy misspelt",
     {.policy = "old-age-alowance", .decision = "standard", JUNE},
     BYLAW_EUSAGE,
     "old-age-alowance",
     "‘old-age-allowance’"},
    {"a policy far from all",
     {.policy = "pension", .decision = "standard", JUNE},
     BYLAW_EUSAGE,
     "pension",
     "old-age-allowance"},
    {"no policy", {.decision = "standard", JUNE}, BYLAW_EUSAGE, "政策", "old-age-allowance"},
    {"a decision misspelt", {LAW, .decision = "standrd", JUNE}, BYLAW_EUSAGE, "standrd", "‘standard’"},
    {"a decision far from all", {LAW, .decision = "x", JUNE}, BYLAW_EUSAGE, "决定 ‘x’", "standard、due"},
    {"no decision", {LAW, JUNE}, BYLAW_EUSAGE, "决定", "standard"},
    {"no month", {STANDARD}, BYLAW_EUSAGE, "standard|需要月份", "2025-06"},
    {"a day for a month", {STANDARD, .on = "2025-06-30"}, BYLAW_EUSAGE, "standard|月份", "month"},
    {"a day beside a month", {STANDARD, JUNE, .on = "2025-06-30"}, BYLAW_EUSAGE, "standard|按月", NULL},
    {"a month for a day",
     {LAW, .decision = "materials", JUNE},
     BYLAW_EUSAGE,
     "materials|不按月",
     "2025-06-30"},
    {"no day", {LAW, .decision = "materials"}, BYLAW_EUSAGE, "materials|需要日期", "2025-06-30"},
    {"the month 13", {STANDARD, .month = "2025-13"}, BYLAW_EINPUT, "月份|2025-13", "年-月"},
    {"a date as the month", {STANDARD, .month = "2025-06-30"}, BYLAW_EINPUT, "月份|2025-06-30", "年-月"},
    {"an empty month", {STANDARD, .month = ""}, BYLAW_EINPUT, "月份", "年-月"},
    {"30 February",
     {LAW, .decision = "materials", .on = "2025-02-30"},
     BYLAW_EINPUT,
     "日期|2025-02-30|没有这一天",
     "年-月-日"},
    {"deciding in a month",
     {STANDARD, JUNE, .deciding = "2025-06"},
     BYLAW_EINPUT,
     "决定之日|2025-06",
     "年-月-日"},
    {"deciding on no day",
     {STANDARD, JUNE, .deciding = "2025-06-31"},
     BYLAW_EINPUT,
     "决定之日|2025-06-31|没有这一天",
     NULL},
    {"known on no day", {STANDARD, JUNE, .known = "today"}, BYLAW_EINPUT, "所知之日|today", "年-月-日"},
    {"a reading misspelt",
     {STANDARD, JUNE, .readings = "low_income_strt=same_month"},
     BYLAW_EUSAGE,
     "low_income_strt",
     "‘low_income_start’"},
    {"an option misspelt",
     {STANDARD, JUNE, .readings = "low_income_start=same_mnth"},
     BYLAW_EUSAGE,
     "low_income_start|same_mnth",
     "same_month"},
    {"a reading without option",
     {STANDARD, JUNE, .readings = "low_income_start"},
     BYLAW_EUSAGE,
     "low_income_start|=",
     NULL},
    {"the second reading",
     {STANDARD, JUNE, .readings = "low_income_start=same_month,first_month_80=x"},
     BYLAW_EUSAGE,
     "first_month_80|‘x’",
     "next_month"},
    {"a space between readings",
     {STANDARD, JUNE, .readings = "low_income_start=same_month, first_month_80=next_month"},
     BYLAW_EUSAGE,
     "first_month_80",
     NULL},
};

static void test_request(void **state) {
  const struct request *c = *state;
  bylaw_error e;
  int wrong = refused(&c->q, (int)c->status, c->message, c->hint, &e);
  goes_on();
  if (wrong) fail_msg("%s", c->name);
}

static void test_good_ruling(void **state) {
  (void)state;
  bylaw_request q = standard_request(RULED("due", "第十一条", "\"30.00\"", OFFICER FROM));
  bylaw_outcome outcome = BYLAW_NEEDS;
  bylaw_error e = {0};
  char *json = NULL;
  q.decision = "due";
  if (bylaw_decide(the_law, &q, &outcome, &json, &e) != BYLAW_OK) fail_msg("%s", e.message);
  assert_int_equal(outcome, BYLAW_VALUE);
  assert_non_null(strstr(json, "\"outcome\":\"30.00\""));
  bylaw_free(json);
}

int main(void) {
  static struct CMUnitTest tests[128] = {cmocka_unit_test(test_good_ruling)};
  size_t n = 1;
  ADD_ROWS(tests, n, test_ask, rulings);
  ADD_ROWS(tests, n, test_request, requests);
  return run_with_law("bad requests", tests, n);
}
