/* Recording changes of one subject, as offices write them: every form of a value, histories, lists,
** money, and what is refused. */
#include "register.h"

static struct registry with_one(void) {
  struct registry r = registry_open();
  changes(&r, (struct change){.key = ONE, .create = 1, .first = "birth_date=1945-03-15"});
  return r;
}

/* --- forms of values -------------------------------------------------------------------------- */

struct form {
  const char *assignment, *fact, *json; /* json NULL: refused */
  const char *message, *hint;
};

static const struct form FORMS[] = {
    {"出生日期=1945-03-16", "birth_date", "\"1945-03-16\"", "", ""},
    {"birth_date=1945/3/6", "birth_date", "\"1945-03-06\"", "", ""},
    {"birth_date=1945/03/06", "birth_date", "\"1945-03-06\"", "", ""},
    {"birth_date=19450306", "birth_date", "\"1945-03-06\"", "", ""},
    {"birth_date=1945年3月6日", "birth_date", "\"1945-03-06\"", "", ""},
    {"birth_date= 1945-03-06\t", "birth_date", "\"1945-03-06\"", "", ""},
    {"birth_date=　１９４５－０３－０６　", "birth_date", "\"1945-03-06\"", "", ""},
    {"birth_date=１９４５年３月６日", "birth_date", "\"1945-03-06\"", "", ""},
    {"birth_date=未知", "birth_date", "{\"unknown\":true}", "", ""},
    {"death_date=无", "death_date", "null", "", ""},
    {"since=2025-06", "since", "\"2025-06\"", "", ""},
    {"since=2025年6月", "since", "\"2025-06\"", "", ""},
    {"since=202506", "since", "\"2025-06\"", "", ""},
    {"since=2025/6", "since", "\"2025-06\"", "", ""},
    {"income=30", "income", "\"30.00\"", "", ""},
    {"income=30.5", "income", "\"30.50\"", "", ""},
    {"income=1,234.50", "income", "\"1234.50\"", "", ""},
    {"income=1,234,567", "income", "\"1234567.00\"", "", ""},
    {"income=１，２３４．５０", "income", "\"1234.50\"", "", ""},
    {"members=3", "members", "3", "", ""},
    {"share=0.035", "share", "\"7/200\"", "", ""},
    {"share=3.5%", "share", "\"7/200\"", "", ""},
    {"alone=是", "alone", "true", "", ""},
    {"alone=否", "alone", "false", "", ""},
    {"alone=true", "alone", "true", "", ""},
    {"choice=care", "choice", "\"care\"", "", ""},
    {"choice=居家服务；上门", "choice", "\"care\"", "", ""},
    {"choice=无", "choice", "null", "", ""},
    {"choice=\"无\"", "choice", "\"neither\"", "", ""},
    {"hukou=210102", "hukou", "[{\"value\":\"和平区\"}]", "", ""},
    {"hukou=未知", "hukou", "{\"unknown\":true}", "", ""},
    {"hukou=无", "hukou", "null", "", ""},
    {"name=张三, \"老张\"", "name", "\"张三, \\\"老张\\\"\"", "", ""},
    {"name=\"未知\"", "name", "\"未知\"", "", ""},
    {"card=６２００００００００００００００００７５", "card", NULL, "银行卡", ""},
    {"card=" CARD, "card", "\"" CARD "\"", "", ""},
    /* refused */
    {"birth_date=1945-02-30", "birth_date", NULL, "出生日期|1945-02-30|没有这一天", ""},
    {"birth_date=1945-13-01", "birth_date", NULL, "没有 13 月", ""},
    {"birth_date=1945-03", "birth_date", NULL, "是月份，不是日期", ""},
    {"birth_date=45-03-15", "birth_date", NULL, "不是日期", "2025-06-30"},
    {"birth_date=1945-03/15", "birth_date", NULL, "不是日期", "2025-06-30"},
    {"birth_date=无", "birth_date", NULL, "不能没有", "未知"},
    {"birth_date=", "birth_date", NULL, "没有写值", "无"},
    {"birth_date=1889-12-31", "birth_date", NULL, "1889-12-31 早于或小于 1890-01-01", ""},
    {"birth_date=2025-06-16", "birth_date", NULL, "2025-06-16 晚于登记之日 2025-06-15", ""},
    {"since=2025-06-01", "since", NULL, "是日期，不是月份", ""},
    {"income=1,23.50", "income", NULL, "千位分隔", "1,234.50"},
    {"income=1.234", "income", NULL, "不是金额", "两位小数"},
    {"income=三十", "income", NULL, "不是金额", ""},
    {"members=2.5", "members", NULL, "\"2.5\" 不是整数", ""},
    {"members=0", "members", NULL, "0 早于或小于 1", ""},
    {"members=21", "members", NULL, "21 晚于或大于 20", ""},
    {"alone=有", "alone", NULL, "不是真假", "是 或 否"},
    {"choice=津帖", "choice", NULL, "\"津帖\" 不在选项之中", "津贴"},
    {"hukou=和平", "hukou", NULL, "\"和平\" 不在选项之中", "是否想写 ‘和平区’"},
    {"card=6200000000000000076", "card", NULL, "**** 0076|银行卡号", "校验位"},
    {"id_number=210100194503150011", "id_number", NULL, "2101************11|校验码", ""},
    {"id_number=21010019450315001", "id_number", NULL, "18位", ""},
    {"id_number=210100194502300013", "id_number", NULL, "出生日期不存在", ""},
    {"id_number=未知", "id_number", NULL, "身份证号不能没有", ""},
    {"birthdate=1945-03-15", "birth_date", NULL, "登记人没有 ‘birthdate’", "birth_date"},
    {"出生日=1945-03-15", "birth_date", NULL, "没有 ‘出生日’", "出生日期"},
    {"quite_another=1", "birth_date", NULL, "quite_another", "身份证号、出生日期"},
    {"birth_date", "birth_date", NULL, "事实=值", ""},
};

static void test_form(void **state) {
  const struct form *f = *state;
  struct registry r = with_one();
  bylaw_status status = change(&r, (struct change){.key = ONE, .first = f->assignment});
  if (f->json) {
    if (status != BYLAW_OK) fail_msg("%s (%s)", r.e.message, r.e.hint);
    fact_is(&r, ONE, f->fact, f->json);
  } else {
    refused_with(&r, status, strchr(f->assignment, '=') ? BYLAW_EINPUT : BYLAW_EUSAGE, f->message, f->hint);
    if (strstr(r.e.message, "0315001") || strstr(r.e.message, "0000000000"))
      fail_msg("not masked: %s", r.e.message);
  }
  registry_close(&r);
}

static void test_bytes_that_are_no_text(void **state) {
  (void)state;
  struct registry r = with_one();
  refused_with(&r, change(&r, (struct change){.key = ONE, .first = "name=\xC0\xAF"}), BYLAW_EINPUT, "UTF-8",
               "");
  registry_close(&r);
}

/* --- subjects --------------------------------------------------------------------------------- */

static void test_somebody_new(void **state) {
  (void)state;
  struct registry r = registry_open();
  refused_with(&r, change(&r, (struct change){.key = ONE, .first = "birth_date=1945-03-15"}), BYLAW_EINPUT,
               "没有身份证号为 2101************12 的登记人", "import|--create");
  changes(&r, (struct change){.key = "21010619251231003x", .create = 1, .first = "hukou=和平区"});
  changed_are(&r, "id_number,birth_date,hukou");
  fact_is(&r, "21010619251231003X", "id_number", "\"21010619251231003X\"");
  /* not told: it stands in the number */
  fact_is(&r, "21010619251231003x", "birth_date", "\"1925-12-31\"");
  fact_is(&r, "21010619251231003x", "death_date", "null"); /* optional, not told */
  fact_is(&r, "21010619251231003x", "applied", "{\"unknown\":true}");
  fact_is(&r, "21010619251231003x", "alias", "null");
  refused_with(&r,
               change(&r, (struct change){.key = "210100194503150011", .create = 1, .first = "hukou=和平区"}),
               BYLAW_EINPUT, "2101************11|校验码", "");
  registry_close(&r);
}

static void test_all_or_nothing(void **state) {
  (void)state;
  struct registry r = with_one();
  refused_with(&r, change(&r, (struct change){.key = ONE, .first = "name=甲", .second = "income=x"}),
               BYLAW_EINPUT, "月收入", "");
  fact_is(&r, ONE, "name", "null");
  refused_with(&r,
               change(&r, (struct change){.key = TWO, .create = 1, .first = "name=甲", .second = "income=x"}),
               BYLAW_EINPUT, "月收入", "");
  refused_with(&r, change(&r, (struct change){.key = TWO, .first = "name=甲"}), BYLAW_EINPUT,
               "没有身份证号为", "");
  registry_close(&r);
}

static void test_nothing_new(void **state) {
  (void)state;
  struct registry r = with_one();
  changes(&r, (struct change){.key = ONE, .first = "name=甲", .second = "income=30"});
  changed_are(&r, "name,income");
  char *before = strdup(r.json);
  changes(&r, (struct change){.key = ONE, .first = "name=甲", .second = "income=30.00"});
  changed_are(&r, "");
  json_t *was = json_loads(before, 0, NULL), *is = json_loads(r.json, 0, NULL);
  assert_int_equal(json_integer_value(json_object_get(was, "log")),
                   json_integer_value(json_object_get(is, "log")));
  json_decref(was);
  json_decref(is);
  free(before);
  registry_close(&r);
}

static void test_key_corrected(void **state) {
  (void)state;
  struct registry r = with_one();
  changes(&r, (struct change){.key = TWO, .create = 1, .first = "birth_date=1935-07-31"});
  refused_with(
      &r,
      change(&r, (struct change){.key = ONE, .first = "id_number=" TWO, .second = "birth_date=1935-07-31"}),
      BYLAW_EINPUT, "2101************23|登记过", "");
  refused_with(&r, change(&r, (struct change){.key = ONE, .first = "id_number=" THREE}), BYLAW_EINPUT,
               "2101************31|1925-12-31|1945-03-15|不一致", "");
  changes(&r, (struct change){.key = ONE, .first = "id_number=" THREE, .second = "birth_date=1925-12-31"});
  changed_are(&r, "id_number,birth_date");
  fact_is(&r, THREE, "birth_date", "\"1925-12-31\"");
  /* the number of before tells who it is */
  changes(&r, (struct change){.key = ONE, .first = "name=甲"});
  fact_is(&r, THREE, "name", "\"甲\"");
  registry_close(&r);
}

static void test_birth_by_the_household_register(void **state) {
  (void)state;
  struct registry r = with_one();
  changes(&r, (struct change){.key = ONE, .first = "birth_date=1945-05-13"});
  fact_is(&r, ONE, "birth_date", "\"1945-05-13\"");
  /* the conflict is settled */
  changes(&r, (struct change){.key = ONE, .first = "death_date=2025-06-01"});
  registry_close(&r);
}

static void test_facts_that_contradict(void **state) {
  (void)state;
  struct registry r = with_one();
  refused_with(&r, change(&r, (struct change){.key = ONE, .first = "death_date=1945-03-14"}), BYLAW_EINPUT,
               "出生日期（1945年3月15日）|死亡日期（1945年3月14日）|互相矛盾", "核对");
  fact_is(&r, ONE, "death_date", "null");
  registry_close(&r);
}

static void test_acts(void **state) {
  (void)state;
  struct registry r = with_one();
  static const char *const one[] = {"name=甲"};
  bylaw_record_request q = {
      .policy = "person", .key = ONE, .assignments = one, .count = 1, .act = {"2025-06-31", "", "x"}};
  char *json = NULL;
  assert_int_equal(bylaw_record(r.b, &q, &json, &r.e), BYLAW_EINPUT);
  q.act = (bylaw_act){"2025-06-30", "", ""};
  assert_int_equal(bylaw_record(r.b, &q, &json, &r.e), BYLAW_EUSAGE);
  q.act.why = "x";
  q.policy = "nobody";
  assert_int_equal(bylaw_record(r.b, &q, &json, &r.e), BYLAW_EUSAGE);
  q.policy = "register";
  q.count = 0;
  assert_int_equal(bylaw_record(r.b, &q, &json, &r.e), BYLAW_EUSAGE);
  q.count = 1;
  assert_int_equal(bylaw_store(r.b, NULL, 0, NULL), BYLAW_OK);
  assert_int_equal(bylaw_record(r.b, &q, &json, &r.e), BYLAW_EUSAGE);
  assert_non_null(strstr(r.e.message, "没有打开数据库"));
  registry_close(&r);
}

/* --- histories -------------------------------------------------------------------------------- */

static void test_history(void **state) {
  (void)state;
  struct registry r = with_one();
  changes(&r, (struct change){.key = ONE, .first = "hukou=和平区"});
  changes(&r, (struct change){.key = ONE, .from = "2024/2/1", .first = "hukou=大东区"});
  fact_is(&r, ONE, "hukou", "[{\"value\":\"和平区\"},{\"from\":\"2024-02-01\",\"value\":\"大东区\"}]");
  changes(&r,
          (struct change){.key = ONE, .from = "2020-01-01", .first = "hukou=无"}); /* until the next change */
  fact_is(
      &r, ONE, "hukou",
      "[{\"value\":\"和平区\"},{\"from\":\"2020-01-01\",\"value\":null},{\"from\":\"2024-02-01\",\"value\":\"大东区\"}]");
  changes(&r, (struct change){/* the same day: instead */
                              .key = ONE,
                              .from = "2020-01-01",
                              .first = "hukou=大东区"});
  fact_is(&r, ONE, "hukou",
          "[{\"value\":\"和平区\"},{\"from\":\"2020-01-01\",\"value\":\"大东区\"}]"); /* neighbours join */
  changes(&r, (struct change){.key = ONE, .from = "2022-01-01", .first = "hukou=大东区"});
  changed_are(&r, "");
  changes(&r, (struct change){.key = ONE,
                              .from = "2026-01-01",
                              .first = "hukou=未知"}); /* a move may be known before it */
  changes(&r,
          (struct change){.key = ONE, .first = "hukou=2019-03-05 和平区；2024-02-01 无;2024-06-01 大东区"});
  fact_is(&r, ONE, "hukou",
          "[{\"from\":\"2019-03-05\",\"value\":\"和平区\"},{\"from\":\"2024-02-01\",\"value\":null},"
          "{\"from\":\"2024-06-01\",\"value\":\"大东区\"}]");
  registry_close(&r);
}

static void test_history_that_begins(void **state) {
  (void)state;
  struct registry r = with_one();
  changes(&r,
          (struct change){.key = ONE, .from = "2020-05-01", .first = "hukou=和平区"}); /* it was unknown */
  fact_is(&r, ONE, "hukou",
          "{\"known_from\":\"2020-05-01\",\"spells\":[{\"from\":\"2020-05-01\",\"value\":\"和平区\"}]}");
  refused_with(&r, change(&r, (struct change){.key = ONE, .from = "2020-04-30", .first = "hukou=大东区"}),
               BYLAW_EINPUT, "户籍区县|2020-04-30|2020-05-01", "");
  /* it was none */
  changes(&r, (struct change){.key = ONE, .from = "2020-05-01", .first = "alias=老王"});
  fact_is(&r, ONE, "alias", "[{\"from\":\"2020-05-01\",\"value\":\"老王\"}]");
  changes(&r, (struct change){.key = ONE,
                              .first = "hukou=2010-01-01前未知；2010-01-01 和平区；2015-01-01 大东区"});
  fact_is(&r, ONE, "hukou",
          "{\"known_from\":\"2010-01-01\",\"spells\":[{\"from\":\"2010-01-01\",\"value\":\"和平区\"},"
          "{\"from\":\"2015-01-01\",\"value\":\"大东区\"}]}");
  registry_close(&r);
}

static const struct form HISTORIES[] = {
    {"2024-02-01 和平区；2024-02-01 大东区", NULL, NULL, "先后", ""},
    {"和平区；大东区", NULL, NULL, "第 2 段没有起始日期", "2024-02-01"},
    {"2024-02-30 和平区", NULL, NULL, "没有这一天", ""},
    {"2024-02-01 和平", NULL, NULL, "\"和平\" 不在选项之中", "是否想写 ‘和平区’"},
    {"和平区；", NULL, NULL, "空的", ""},
    {"2010-01-01前未知", NULL, NULL, "没有写值", ""},
    {"和平区；2010-01-01前未知", NULL, NULL, "最前面", ""},
};

static void test_bad_history(void **state) {
  const struct form *f = *state;
  struct registry r = with_one();
  char text[200];
  snprintf(text, sizeof text, "hukou=%s", f->assignment);
  refused_with(&r, change(&r, (struct change){.key = ONE, .first = text}), BYLAW_EINPUT, f->message, f->hint);
  registry_close(&r);
}

static void test_from_needs_a_history(void **state) {
  (void)state;
  struct registry r = with_one();
  refused_with(&r, change(&r, (struct change){.key = ONE, .from = "2024-02-01", .first = "name=甲"}),
               BYLAW_EUSAGE, "起始日期", "");
  refused_with(
      &r, change(&r, (struct change){.key = ONE, .from = "2024-02-01", .first = "hukou=2024-02-01 和平区"}),
      BYLAW_EINPUT, "已经写明日期", "from");
  refused_with(&r, change(&r, (struct change){.key = ONE, .from = "2024-02-31", .first = "hukou=和平区"}),
               BYLAW_EINPUT, "起始日期 \"2024-02-31\"", "");
  registry_close(&r);
}

/* --- lists ------------------------------------------------------------------------------------ */

static void test_list(void **state) {
  (void)state;
  struct registry r = with_one();
  changes(&r, (struct change){.key = ONE, .first = "applied=2025年1月6日"});
  fact_is(&r, ONE, "applied", "[{\"on\":\"2025-01-06\",\"note\":null,\"wish\":null}]");
  changes(&r, (struct change){.key = ONE, .first = "applied=2025-01-06||津贴"});
  changes(&r, (struct change){.key = ONE, .first = "申请记录= 2025-02-03 | \"a|b；\"\"c\"\"\" "});
  fact_is(
      &r, ONE, "applied",
      "[{\"on\":\"2025-01-06\",\"note\":null,\"wish\":null},{\"on\":\"2025-01-06\",\"note\":null,\"wish\":\"allow\"},"
      "{\"on\":\"2025-02-03\",\"note\":\"a|b；\\\"c\\\"\",\"wish\":null}]");
  changes(&r, (struct change){.key = ONE, .first = "applied=2025-01-06|无|allow"}); /* it is there */
  changed_are(&r, "");
  changes(&r, (struct change){.key = ONE, .first = "applied=无", .second = "applied=未知||care"});
  fact_is(&r, ONE, "applied", "[{\"on\":{\"unknown\":true},\"note\":null,\"wish\":\"care\"}]");
  changes(&r, (struct change){.key = ONE, .first = "applied=未知"});
  fact_is(&r, ONE, "applied", "{\"unknown\":true}");
  registry_close(&r);
}

static const struct form LISTS[] = {
    {"|备注", NULL, NULL, "第 1 条记录缺少 ‘申请日期’", "未知"},
    {"无|备注", NULL, NULL, "申请日期|不能没有", ""},
    {"2025-01-06|a|津贴|b", NULL, NULL, "多于 3 项", ""},
    {"2025-01-06；2025-02-30", NULL, NULL, "第 2 条记录的 ‘申请日期’|没有这一天", ""},
    {"2025-01-06||津帖", NULL, NULL, "第 1 条记录的 ‘意愿’|不在选项之中", "津贴"},
    {"2025-01-06|\"a", NULL, NULL, "引号没有闭合", ""},
};

static void test_bad_list(void **state) {
  const struct form *f = *state;
  struct registry r = with_one();
  char text[200];
  snprintf(text, sizeof text, "applied=%s", f->assignment);
  refused_with(&r, change(&r, (struct change){.key = ONE, .first = text}), BYLAW_EINPUT, f->message, f->hint);
  fact_is(&r, ONE, "applied", "{\"unknown\":true}");
  registry_close(&r);
}

/* --- what was known when ---------------------------------------------------------------------- */

static void test_known(void **state) {
  (void)state;
  struct registry r = registry_open();
  changes(&r, (struct change){.key = ONE, .on = "2025-06-01", .create = 1, .first = "name=甲"});
  changes(&r, (struct change){.key = ONE, .on = "2025-06-10", .first = "name=乙"});
  changes(&r, (struct change){.key = TWO, .on = "2025-06-20", .create = 1, .first = "name=丙"});
  static const char *const days[] = {"2025-06-01", "2025-06-09", "2025-06-10", "2025-12-31"};
  static const char *const names[] = {"甲", "甲", "乙", "乙"};
  for (int i = 0; i < 4; i++) {
    json_t *then = subject_json(&r, ONE, days[i]);
    assert_string_equal(json_string_value(json_object_get(json_object_get(then, "person"), "name")),
                        names[i]);
    json_decref(then);
  }
  char *json = NULL;
  assert_int_equal(bylaw_subject(r.b, "person", ONE, "2025-05-31", &json, &r.e), BYLAW_EINPUT);
  assert_non_null(strstr(r.e.message, "2025-05-31"));
  struct text all;
  export_all(&r, "2025-06-19", &all);
  assert_non_null(strstr(all.data, ONE));
  assert_non_null(strstr(all.data, "乙"));
  assert_null(strstr(all.data, TWO));
  registry_close(&r);
}

/* --- money and rulings ------------------------------------------------------------------------ */

/* The real policy: money needs a payment. */
static struct registry with_payment(void) {
  struct registry r = registry_open();
  if (bylaw_load(r.b, "policies/old_age_allowance.lua", &r.e) != BYLAW_OK) fail_msg("%s", r.e.message);
  return r;
}

static bylaw_status tell_elder(struct registry *r, const char *on, int create, const char *const *what,
                               size_t count) {
  bylaw_record_request q = {.policy = "elder",
                            .key = ONE,
                            .assignments = what,
                            .count = count,
                            .create = create,
                            .act = {on, "经办人", "原因"}};
  char *json = NULL;
  memset(&r->e, 0, sizeof r->e);
  bylaw_status status = bylaw_record(r->b, &q, &json, &r->e);
  return keep_json(r, status, json);
}

static bylaw_status tell_one(struct registry *r, const char *on, const char *what) {
  return tell_elder(r, on, 0, &what, 1);
}

static void must(struct registry *r, bylaw_status status, const char *changed) {
  if (status != BYLAW_OK) fail_msg("%s (%s)", r->e.message, r->e.hint);
  changed_are(r, changed);
}

/* 80 in 2025-03: 30.00 a month from then on. */
static void pay_june(struct registry *r) {
  static const char *const facts[] = {"birth_date=1945-03-15", "hukou=和平区", "low_income=无",
                                      "applied=2025-03-20", "card=" CARD};
  must(r, tell_elder(r, "2025-06-01", 1, facts, 5), "id_number,birth_date,hukou,low_income,applied,card");
  bylaw_pay_request q = {.policy = "old-age-allowance", .month = "2025-06", .on = "2025-06-25"};
  char *json = NULL;
  if (bylaw_pay(r->b, &q, &json, &r->e) != BYLAW_OK) fail_msg("%s", r->e.message);
  keep_json(r, BYLAW_OK, json);
  assert_non_null(strstr(json, "30.00"));
}

static void test_returned(void **state) {
  (void)state;
  struct registry r = with_payment();
  pay_june(&r);
  refused_with(&r, tell_one(&r, "2025-06-28", "returned=2025-04"), BYLAW_EINPUT, "没有给这个人发放过 2025-04",
               "");
  refused_with(&r, tell_one(&r, "2025-06-28", "returned=2025-07"), BYLAW_EINPUT, "2025-07 还没有到", "");
  refused_with(&r, tell_one(&r, "2025-06-28", "returned=六月"), BYLAW_EINPUT, "月份无法读取", "2025-06");
  must(&r, tell_one(&r, "2025-06-28", "returned=2025年6月"), "returned");
  refused_with(&r, tell_one(&r, "2025-06-28", "returned=2025-06"), BYLAW_EINPUT, "已经登记过退回", "");
  registry_close(&r);
}

static void test_recovered(void **state) {
  (void)state;
  struct registry r = with_payment();
  pay_june(&r);
  refused_with(&r, tell_one(&r, "2025-06-28", "recovered=2025-06:30.00"), BYLAW_EINPUT, "应追回的只有 0.00",
               "");
  must(&r, tell_one(&r, "2025-07-02", "death_date=2025-05-31"), "death_date");
  bylaw_pay_request q = {.policy = "old-age-allowance", .month = "2025-07", .on = "2025-07-25"};
  char *json = NULL;
  if (bylaw_pay(r.b, &q, &json, &r.e) != BYLAW_OK) fail_msg("%s", r.e.message);
  keep_json(&r, BYLAW_OK, json);
  refused_with(&r, tell_one(&r, "2025-07-28", "recovered=2025-06:30.01"), BYLAW_EINPUT,
               "30.01|应追回的只有 30.00", "");
  must(&r, tell_one(&r, "2025-07-28", "recovered=2025-06：10.00"), "recovered");
  refused_with(&r, tell_one(&r, "2025-07-28", "recovered=2025-06:20.01"), BYLAW_EINPUT, "应追回的只有 20.00",
               "");
  must(&r, tell_one(&r, "2025-07-28", "recovered=2025-06:20"), "recovered");
  refused_with(&r, tell_one(&r, "2025-07-28", "recovered=2025-06:0"), BYLAW_EINPUT, "大于零", "");
  registry_close(&r);
}

static void test_paid_before(void **state) {
  (void)state;
  struct registry r = with_payment();
  static const char *const facts[] = {"birth_date=1945-03-15", "paid_before=2025-03:30.00",
                                      "paid_before=2025-04:30"};
  must(&r, tell_elder(&r, "2025-06-01", 1, facts, 3), "id_number,birth_date,paid_before");
  must(&r, tell_one(&r, "2025-06-02", "paid_before=2025-03:30.00"), "");
  must(&r, tell_one(&r, "2025-06-02", "paid_before=2025-03:100.00"), "paid_before");
  refused_with(&r, tell_one(&r, "2025-06-02", "paid_before=2025-07:30.00"), BYLAW_EINPUT, "2025-07 还没有到",
               "");
  refused_with(&r, tell_one(&r, "2025-06-02", "paid_before=2025-03"), BYLAW_EINPUT, "没有写金额",
               "2025-03:30.00");
  refused_with(&r, tell_one(&r, "2025-06-02", "paid_before=2025-03:-1"), BYLAW_EINPUT, "小于零", "");
  refused_with(&r, tell_one(&r, "2025-06-02", "paid_before=2025-03:x"), BYLAW_EINPUT, "不是金额", "");
  registry_close(&r);
}

#define RULING(outcome, from)                                                                                    \
  "ruling={\"decision\":\"due\",\"article\":\"第十一条\",\"outcome\":" outcome ",\"by\":\"某街道办事处\"," \
  "\"officer\":\"经办人\",\"file\":\"档案号\",\"from\":\"" from "\",\"to\":\"2025-08\"}"

static void test_ruling(void **state) {
  (void)state;
  struct registry r = with_payment();
  static const char *const facts[] = {"birth_date=1945-03-15"};
  must(&r, tell_elder(&r, "2025-06-01", 1, facts, 1), "id_number,birth_date");
  must(&r, tell_one(&r, "2025-06-02", RULING("\"30.00\"", "2025-06")), "ruling");
  must(&r, tell_one(&r, "2025-06-02", RULING("\"30.00\"", "2025-06")), "");
  refused_with(&r, tell_one(&r, "2025-06-02", RULING("30.5", "2025-06")), BYLAW_EINPUT, "outcome|金额", "");
  refused_with(&r, tell_one(&r, "2025-06-02", RULING("\"30.00\"", "2025-06-01")), BYLAW_EINPUT, "from", "");
  refused_with(&r, tell_one(&r, "2025-06-02", RULING("\"30.00\"", "2025-09")), BYLAW_EINPUT, "to|早于", "");
  refused_with(&r, tell_one(&r, "2025-06-02", "ruling={}"), BYLAW_EINPUT, "decision", "");
  refused_with(&r, tell_one(&r, "2025-06-02", "ruling={"), BYLAW_EINPUT, "ruling", "");
  char *json = NULL;
  assert_int_equal(bylaw_subject(r.b, "elder", ONE, NULL, &json, &r.e), BYLAW_OK);
  json_t *said = json_loads(json, 0, NULL), *rulings = json_object_get(said, "rulings");
  assert_int_equal(json_array_size(rulings), 1);
  assert_string_equal(json_string_value(json_object_get(json_array_get(rulings, 0), "file")), "档案号");
  json_decref(said);
  /* what is told is what a decision takes */
  bylaw_request q = {.policy = "old-age-allowance", .decision = "due", .facts = json, .month = "2025-06"};
  char *decided = NULL;
  if (bylaw_decide(r.b, &q, NULL, &decided, &r.e) != BYLAW_OK) fail_msg("%s", r.e.message);
  assert_non_null(strstr(decided, "30.00"));
  bylaw_free(decided);
  bylaw_free(json);
  registry_close(&r);
}

int main(void) {
  const struct CMUnitTest single[] = {
      cmocka_unit_test(test_bytes_that_are_no_text),
      cmocka_unit_test(test_somebody_new),
      cmocka_unit_test(test_all_or_nothing),
      cmocka_unit_test(test_nothing_new),
      cmocka_unit_test(test_key_corrected),
      cmocka_unit_test(test_birth_by_the_household_register),
      cmocka_unit_test(test_facts_that_contradict),
      cmocka_unit_test(test_acts),
      cmocka_unit_test(test_history),
      cmocka_unit_test(test_history_that_begins),
      cmocka_unit_test(test_from_needs_a_history),
      cmocka_unit_test(test_list),
      cmocka_unit_test(test_known),
      cmocka_unit_test(test_returned),
      cmocka_unit_test(test_recovered),
      cmocka_unit_test(test_paid_before),
      cmocka_unit_test(test_ruling),
  };
  static struct CMUnitTest tests[200];
  size_t n = sizeof single / sizeof *single;
  memcpy(tests, single, sizeof single);
  n = add_rows(tests, n, test_form, FORMS, sizeof *FORMS, sizeof FORMS / sizeof *FORMS);
  n = add_rows(tests, n, test_bad_history, HISTORIES, sizeof *HISTORIES,
               sizeof HISTORIES / sizeof *HISTORIES);
  n = add_rows(tests, n, test_bad_list, LISTS, sizeof *LISTS, sizeof LISTS / sizeof *LISTS);
  return _cmocka_run_group_tests("record", tests, n, NULL, NULL);
}
