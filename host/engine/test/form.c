/* Whether what a scenario expects says anything. A form that is passed over in silence makes a test
** that cannot fail: an empty text is part of every message, an empty list of articles is named by
** every outcome. So each form is looked at before the decision is asked. */
#include <string.h>

#include "host/base/names.h"
#include "host/engine/test/scenario.h"
#include "host/value/month.h"

static const char *const EXPECT_KEYS[] = {"1",     "list",         "because",  "warns",  "refused", "hold",
                                          "needs", "undetermined", "earliest", "latest", "error",   NULL};

static bool is_empty_text(const json_t *j) {
  return json_is_string(j) && json_string_length(j) == 0;
}

static bool money_form(const json_t *j, struct error *e) {
  char yuan[32];
  if (!json_is_integer(j)) return true;
  long long n = json_integer_value(j);
  error_set(e, ERR_INPUT, "期望的金额不能写成不带引号的数");
  snprintf(yuan, sizeof yuan, "\"%lld.00\"", n);
  error_hint(e, "金额写成带两位小数的文字：%s", yuan);
  return false;
}

/* A value that the decision could give: bare numbers are no amounts. */
static bool value_form(const struct decision *d, const json_t *j, struct error *e) {
  const json_t *one;
  size_t i;
  if (d->gives != KIND_MONEY) return true;
  if (!json_is_array(j)) return money_form(j, e);
  json_array_foreach(j, i, one) {
    if (!money_form(one, e)) return false;
  }
  return true;
}

static bool refuse_form(const char *key, const char *example, struct error *e) {
  error_set(e, ERR_INPUT, "期望的 ‘%s’ 没有写内容，任何结果都会符合", key);
  return error_hint(e, "写明是哪一条，例如 %s；不需要就去掉这一项", example), false;
}

/* A text that is not empty, or a list of some. */
static bool texts_form(const char *key, const json_t *j, const char *example, struct error *e) {
  const json_t *one;
  size_t i;
  bool good = json_is_string(j) || (json_is_array(j) && json_array_size(j) > 0);
  json_array_foreach(j, i, one) good = good && json_is_string(one) && !is_empty_text(one);
  if (good && !is_empty_text(j)) return true;
  if (json_is_string(j) || json_is_array(j)) return refuse_form(key, example, e);
  error_set(e, ERR_INPUT, "期望的 ‘%s’ 应为文字，或文字的列表", key);
  return error_hint(e, "例如 %s", example), false;
}

static bool error_form(const json_t *expected, struct error *e) {
  const json_t *error = json_object_get(expected, "error");
  if (!error) return true;
  if (is_empty_text(error)) return refuse_form("error", "error = \"没有值\"", e);
  if (!json_is_string(error)) {
    error_set(e, ERR_INPUT, "期望的 ‘error’ 应为文字");
    return error_hint(e, "写报错中的一段文字，例如 error = \"没有值\""), false;
  }
  if (json_object_size(expected) == 1) return true;
  error_set(e, ERR_INPUT, "期望报错（error）时没有结果，不能再期望别的");
  return error_hint(e, "去掉 error，或去掉其他各项"), false;
}

static bool key_form(const struct decision *d, const char *key, const json_t *j, struct error *e) {
  int i = 0;
  while (EXPECT_KEYS[i] && strcmp(EXPECT_KEYS[i], key) != 0)
    i++;
  if (!EXPECT_KEYS[i]) {
    error_set(e, ERR_INPUT, "期望没有 ‘%s’ 这一项", key);
    hint_nearest(e, key, EXPECT_KEYS);
    return false;
  }
  if (strcmp(key, "1") == 0 || strcmp(key, "list") == 0) return value_form(d, j, e);
  if (strcmp(key, "error") == 0) return true;
  /* none */
  if (strcmp(key, "warns") == 0 && json_is_array(j) && json_array_size(j) == 0) return true;
  if (strcmp(key, "earliest") == 0 || strcmp(key, "latest") == 0) {
    if (json_is_string(j) && !is_empty_text(j)) return true;
    error_set(e, ERR_INPUT, "期望的 ‘%s’ 应为日期或月份", key);
    return error_hint(e, "例如 %s = \"2027-01-25\"", key), false;
  }
  if (strcmp(key, "needs") == 0) return texts_form(key, j, "needs = \"事实的名称\"", e);
  char example[64];
  snprintf(example, sizeof example, "%s = \"第四条\"", key);
  return texts_form(key, j, example, e);
}

bool expectation_form(const struct decision *d, const json_t *expected, struct error *e) {
  const char *key;
  json_t *one;
  if (!json_is_object(expected)) return value_form(d, expected, e);
  json_object_foreach((json_t *)expected, key, one) {
    if (!key_form(d, key, one, e)) return false;
  }
  return error_form(expected, e);
}

/* --- what a payment of a story brings --------------------------------------------------------- */

static bool month_key_form(const char *month, const char *key, const json_t *j, struct error *e) {
  static const char *const keys[] = {"1", "because", "cause", "payer", NULL};
  int i = 0;
  while (keys[i] && strcmp(keys[i], key) != 0)
    i++;
  if (!keys[i]) {
    error_set(e, ERR_INPUT, "%s 的期望没有 ‘%s’ 这一项", month, key);
    hint_nearest(e, key, keys + 1);
    return false;
  }
  if (i == 0) return money_form(j, e);
  if (i == 1) return texts_form(key, j, "because = \"第十七条\"", e);
  if (json_is_string(j)) return true; /* "" is a cause: the month as usual */
  error_set(e, ERR_INPUT, "%s 的 ‘%s’ 应为文字", month, key);
  return error_hint(e, "%s", i == 2 ? "例如 cause = \"fact\"" : "写出发放的区县"), false;
}

static bool month_form(const char *month, const json_t *j, struct error *e) {
  const char *key;
  json_t *one;
  int number;
  if (!month_read(month, &number, e)) return false;
  if (json_is_array(j) && json_array_size(j) != 1) {
    error_set(e, ERR_INPUT, "%s 的期望应为一个金额，或 { 金额, because = …, payer = … }", month);
    return error_hint(e, "例如 [\"%s\"] = \"30.00\"", month), false;
  }
  json_object_foreach((json_t *)j, key, one) {
    if (!month_key_form(month, key, one, e)) return false;
  }
  if (json_is_object(j)) return true;
  return money_form(json_is_array(j) ? json_array_get(j, 0) : j, e);
}

bool payment_form(const json_t *given, struct error *e) {
  const char *month, *key;
  json_t *one, *part;
  const json_t *error = json_object_get(given, "error");
  if (is_empty_text(error)) return refuse_form("error", "error = \"--confirm-law-clawback\"", e);
  if (!money_form(json_object_get(given, "owed"), e)) return false;
  json_object_foreach(json_object_get(given, "expect"), month, one) {
    if (!month_form(month, one, e)) return false;
  }
  json_object_foreach(json_object_get(given, "between"), month, one) {
    json_object_foreach(one, key, part) {
      if (strcmp(key, "amount") == 0 && !money_form(part, e)) return false;
    }
  }
  return true;
}
