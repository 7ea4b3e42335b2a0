/* Memory that runs out at any point: the library says so, keeps serving what it had, and never
** falls. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "host/bylaw.h"

static const char FACTS[] =
    "{\"birth_date\":\"1935-06-30\",\"hukou\":\"和平区\",\"low_income\":null,"
    "\"applied\":[{\"on\":\"2025-01-06\"}],\"choices\":[{\"on\":\"2025-01-06\",\"choice\":\"allowance\"}]}";

static bylaw_request request(void) {
  return (bylaw_request){
      .policy = "old-age-allowance", .decision = "due", .facts = FACTS, .month = "2025-06"};
}

/* With every size of memory loading either works or says that a limit was reached. */
static void loading_with_any_memory(void **state) {
  (void)state;
  int loaded = 0, refused = 0;
  for (size_t memory = 16 << 10; memory < (size_t)4 << 20; memory += 37 << 10) {
    bylaw_config config = {.memory = memory};
    bylaw_error error;
    bylaw *b;
    assert_int_equal(bylaw_open(&b, &config, &error), BYLAW_OK);
    bylaw_status status = bylaw_load(b, "policies", &error);
    if (status == BYLAW_OK)
      loaded++;
    else
      refused++;
    if (status != BYLAW_OK) assert_true(status == BYLAW_ELIMIT || status == BYLAW_ENOMEM);
    if (status != BYLAW_OK) assert_true(strlen(error.message) > 0);
    bylaw_close(b);
  }
  assert_true(loaded > 0);
  assert_true(refused > 0);
}

/* Just enough to load: decisions go on for as long as it is asked, with the same answer. */
static void deciding_many_times_in_little_memory(void **state) {
  (void)state;
  bylaw_config config = {.memory = (size_t)3 << 20};
  bylaw_error error;
  bylaw *b;
  assert_int_equal(bylaw_open(&b, &config, &error), BYLAW_OK);
  assert_int_equal(bylaw_load(b, "policies", &error), BYLAW_OK);
  bylaw_request q = request();
  char *first = NULL;
  assert_int_equal(bylaw_decide(b, &q, NULL, &first, &error), BYLAW_OK);
  for (int i = 0; i < 2000; i++) {
    char *again = NULL;
    assert_int_equal(bylaw_decide(b, &q, NULL, &again, &error), BYLAW_OK);
    assert_string_equal(again, first);
    bylaw_free(again);
  }
  bylaw_free(first);
  bylaw_close(b);
}

static void instructions_run_out(void **state) {
  (void)state;
  bylaw_config config = {.instructions = 1000};
  bylaw_error error;
  bylaw *b;
  assert_int_equal(bylaw_open(&b, &config, &error), BYLAW_OK);
  assert_int_equal(bylaw_load(b, "policies", &error), BYLAW_ELIMIT);
  char *json = NULL;
  assert_int_equal(bylaw_policies(b, &json, &error), BYLAW_OK);
  assert_string_equal(json, "[]");
  bylaw_free(json);
  bylaw_close(b);
}

/* A reload that fails keeps the old version; handles share nothing. */
static void handles_are_independent(void **state) {
  (void)state;
  bylaw_error error;
  bylaw *a, *b;
  assert_int_equal(bylaw_open(&a, NULL, &error), BYLAW_OK);
  assert_int_equal(bylaw_open(&b, NULL, &error), BYLAW_OK);
  assert_int_equal(bylaw_load(a, "policies", &error), BYLAW_OK);
  bylaw_request q = request();
  assert_int_equal(bylaw_decide(b, &q, NULL, NULL, &error), BYLAW_EUSAGE);
  bylaw_outcome outcome;
  assert_int_equal(bylaw_reload(a, &error), BYLAW_OK);
  assert_int_equal(bylaw_decide(a, &q, &outcome, NULL, &error), BYLAW_OK);
  assert_int_equal(outcome, BYLAW_VALUE);
  assert_int_equal(bylaw_load(a, "no/such/file.lua", &error), BYLAW_EFILE);
  assert_int_equal(bylaw_decide(a, &q, &outcome, NULL, NULL), BYLAW_OK);
  bylaw_close(a);
  bylaw_close(b);
  bylaw_close(NULL);
}

static void version_matches(void **state) {
  (void)state;
  assert_int_equal(bylaw_version_number(), BYLAW_VERSION_NUMBER);
  assert_int_equal(BYLAW_VERSION_NUMBER,
                   BYLAW_VERSION_MAJOR * 1000000 + BYLAW_VERSION_MINOR * 1000 + BYLAW_VERSION_PATCH);
  assert_string_equal(bylaw_version(), BYLAW_VERSION);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(loading_with_any_memory), cmocka_unit_test(deciding_many_times_in_little_memory),
      cmocka_unit_test(instructions_run_out),    cmocka_unit_test(handles_are_independent),
      cmocka_unit_test(version_matches),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
