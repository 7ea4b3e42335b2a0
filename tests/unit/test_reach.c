/* How far a new amount reaches, told from the text of the policies of this project: where it cannot
** be told, a new version settles every month of everybody again. */
#include "support.h"

#include <limits.h>

#include "host/engine/policy/policy.h"
#include "host/engine/policy/status.h"
#include "host/engine/version/difference.h"

#define POLICY_FILE "policies/old_age_allowance.lua"
#define VALUES_FILE "policies/values/old_age_allowance.lua"
#define FIRST_MONTH (2027 * 12) /* January */

/* `text` with one row more at the end of the parameter; the caller frees it. */
static char *with_row(const char *text, const char *name, const char *row) {
  char head[128];
  snprintf(head, sizeof head, "act:parameter(\"%s\"", name);
  const char *at = strstr(text, head), *end = at ? strstr(at, "} })") : NULL;
  if (!end) fail_msg("no rows of %s", name);
  size_t before = (size_t)(end + 1 - text), size = strlen(text) + strlen(row) + 1;
  char *made = malloc(size);
  assert_non_null(made);
  snprintf(made, size, "%.*s%s%s", (int)before, text, row, end + 1);
  return made;
}

static struct policy *load_text(const char *text, const char *values) {
  bylaw *b;
  struct error e = {0};
  assert_int_equal(bylaw_open(&b, NULL, NULL), BYLAW_OK);
  struct policy_sources src = {.policy = {.file = POLICY_FILE, .text = text, .length = strlen(text)},
                               .values = {.file = VALUES_FILE, .text = values, .length = strlen(values)}};
  struct policy *p = policy_from(&b->config, &src, &e);
  if (!p) fail_msg("%s", e.message);
  bylaw_close(b);
  return p;
}

static struct reach reach_of(const char *name, const char *row) {
  struct error e = {0};
  size_t length;
  char *text = file_read(POLICY_FILE, &length, &e), *values = file_read(VALUES_FILE, &length, &e);
  assert_non_null(text);
  assert_non_null(values);
  char *later = with_row(text, name, row);
  struct policy *old = load_text(text, values), *new = load_text(later, values);
  const struct model *m = &new->script->model;
  struct differences d = {0};
  assert_true(same_text_but_rows(text, strlen(text), later, strlen(later)));
  assert_true(differences_find(&d, m, &old->script->model, &e));
  struct reach r = differences_reach(&d, &old->script->model, &m->payments[0], new->text, new->length);
  differences_free(&d);
  policy_free(old);
  policy_free(new);
  free(text);
  free(values);
  free(later);
  return r;
}

static void a_new_amount_of_the_allowance_reaches_no_earlier_month(void **state) {
  static const char *const rates[] = {"rate_80s", "rate_low_income", "rate_90s", "rate_100s"};
  (void)state;
  for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
    struct reach r = reach_of(rates[i], ",\n  { from = \"2027-01-01\", value = yuan(1000) }");
    assert_int_equal(r.first_affected_month, FIRST_MONTH);
    assert_false(r.payers);
  }
}

/* Months before the allowance have the day of payment of its first month (第十三条第二款), which is
** written outright and lies before the new row. */
static void a_new_day_of_payment_reaches_no_earlier_month(void **state) {
  (void)state;
  assert_int_equal(reach_of("pay_day", ", { from = \"2027-01-01\", value = 20 }").first_affected_month,
                   FIRST_MONTH);
}

/* The deadline of a year is read from the law of a month that is reckoned: any month may hang on
** it. */
static void a_new_month_of_the_deadline_may_reach_any_month(void **state) {
  (void)state;
  assert_int_equal(reach_of("switch_month", ", { from = \"2027-01-01\", value = 9 }").first_affected_month,
                   INT_MIN);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_new_amount_of_the_allowance_reaches_no_earlier_month),
                                     cmocka_unit_test(a_new_day_of_payment_reaches_no_earlier_month),
                                     cmocka_unit_test(a_new_month_of_the_deadline_may_reach_any_month)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
